//! The language of the transcript in the window: set, and what is looked for in dictionaries of it.

use super::App;
use super::action::Action;
use super::command::Command;
use super::dialogs::Dialog;
use super::dialogs::files::Ask;
use super::files::Purpose;
use super::strip::Offer;
use crate::analysis::dictionaries::{self as known, Files};
use crate::analysis::{Knowledge, Profile};
use crate::document::dictionaries;
use crate::edit;
use crate::glossary::Memory;
use crate::jobs::{self, Job, Poll};
use crate::language::Language;
use crate::model::{Message, Transcript, message};
use std::path::PathBuf;
use std::sync::Arc;

/// The dictionaries of the window.
#[derive(Default)]
pub struct Dictionaries {
    shelf: known::Dictionaries,
    /// A folder that is being looked at before it is added, and the languages of the dictionaries in it.
    adding: Option<(PathBuf, Job<Vec<String>>)>,
}

/// All that is known beside a transcript, to be taken into a job.
#[derive(Clone)]
pub struct LookUp {
    shelf: known::Dictionaries,
    folders: Vec<PathBuf>,
    show: Option<Arc<Memory>>,
}

impl LookUp {
    /// What is known beside a transcript, and what is wrong with its dictionary. May read one.
    pub fn knowledge(&self, t: &Transcript, profile: Profile) -> (Knowledge, Option<Message>) {
        let (lexicon, told) = self.shelf.lexicon(t, profile, |tag| {
            let files = |found: dictionaries::Found| Files { path: found.path, rules: found.rules, words: found.words };
            Ok(dictionaries::find(tag, &self.folders)?.map(files))
        });
        let lexicon = self.show.iter().fold(lexicon, |lexicon, show| lexicon.remembering(show));
        (Knowledge::prepare(t, lexicon), told)
    }
}

impl App {
    /// What is known beside the open document.
    pub(super) fn look_up(&self) -> LookUp {
        let folders = dictionaries::folders(self.own_dictionaries().as_deref(), &self.settings.dictionaries);
        let show = self.open.as_ref().and_then(|open| open.show.clone());
        LookUp { shelf: self.dictionaries.shelf.clone(), folders, show }
    }

    /// The folder into which a person can put dictionaries.
    pub(super) fn own_dictionaries(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(dictionaries::FOLDER))
    }

    /// Says in the strip what cannot be looked for, beside whatever it says already.
    pub(super) fn say_what_is_off(&mut self, off: &[Message]) {
        if off.is_empty() {
            return;
        }
        let offer = Offer { name: "What can be done".to_owned(), action: Action::Run(Command::PanelFindings) };
        self.strip.also(&off.iter().map(crate::messages::text).collect::<Vec<_>>().join(" · "), vec![offer]);
    }

    /// Gives the transcript a language; `None` has it found out.
    pub(super) fn set_language(&mut self, tag: Option<String>) {
        let Some(open) = &mut self.open else { return };
        let t = open.transcript().clone();
        open.edit(edit::meta::change(&t, message!("edit-language"), |meta| meta.language = tag), None);
    }

    /// What the language of the transcript is called, and whether it was found out.
    pub(super) fn language(&self) -> Option<(String, bool)> {
        let open = self.open.as_ref()?;
        // One that nobody knows by what the transcript calls it is found out as well.
        let told = open.transcript().meta.language.as_deref().and_then(Language::of_tag);
        if let Some(language) = told {
            return Some((crate::messages::text(&language.message()), false));
        }
        let language = open.review.lexicon()?.language?;
        Some((crate::messages::text(&language.message()), true))
    }

    /// Asks for a folder in which dictionaries are looked for as well.
    pub(super) fn ask_for_dictionaries(&mut self) {
        let ask = Ask::Folder { folder: self.settings.dictionaries.last().cloned() };
        self.ask_for(Purpose::Dictionaries, ask);
    }

    pub(super) fn ask_for_language(&mut self) {
        self.dialog = Some(Dialog::Language { typed: String::new() });
    }

    /// Looks at a folder that was picked.
    pub(super) fn add_dictionaries(&mut self, folder: PathBuf) {
        let (wake, at) = (self.ctx.clone(), folder.clone());
        let work = move |_: &jobs::Cancel| dictionaries::in_folder(&at);
        self.dictionaries.adding = Some((folder, jobs::spawn("dictionaries", move || wake.request_repaint(), work)));
    }

    /// Adds the folder that was picked, if dictionaries are in it.
    pub(super) fn poll_dictionaries(&mut self) {
        let Some((folder, job)) = self.dictionaries.adding.take() else { return };
        let found = match job.poll() {
            Poll::Pending => {
                self.dictionaries.adding = Some((folder, job));
                return;
            }
            Poll::Ready(found) => found,
            Poll::Failed => Vec::new(),
        };
        if found.is_empty() {
            let text = format!("There is no dictionary in {}: it would be two files, .aff and .dic", folder.display());
            self.strip.say(text);
            return;
        }
        self.strip.whisper(format!("Dictionaries are looked for in {}: {}", folder.display(), found.join(", ")));
        if !self.settings.dictionaries.contains(&folder) {
            self.settings.dictionaries.push(folder);
        }
        self.dictionaries.shelf.try_again();
        if let Some(open) = &mut self.open {
            open.review.look_again();
        }
    }
}
