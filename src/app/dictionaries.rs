//! The dictionaries of the window: which were read, and which folders they are looked for in.

use super::desk::Desk;
use super::effects::WindowEffects;
use super::task::Task;
use crate::analysis::dictionaries::{self as known, Files};
use crate::analysis::{Knowledge, Profile};
use crate::document::dictionaries;
use crate::glossary::Memory;
use crate::jobs;
use crate::messages::text;
use crate::model::{Message, Transcript};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The dictionaries of the window.
#[derive(Default)]
pub struct Dictionaries {
    known: known::Dictionaries,
    /// A folder that is being looked at before it is added, and the languages of the dictionaries in it.
    adding: Task<PathBuf, Vec<String>>,
}

/// All that is known beside a transcript, to be taken into a job.
#[derive(Clone)]
pub struct LookUp {
    known: known::Dictionaries,
    folders: Vec<PathBuf>,
    series: Option<Arc<Memory>>,
}

impl LookUp {
    /// What is known beside a transcript, and what is wrong with its dictionary. May read one.
    pub fn knowledge(&self, t: &Transcript, profile: Profile) -> (Knowledge, Option<Message>) {
        let (lexicon, told) = self.known.lexicon(t, profile, |tag| {
            let files = |found: dictionaries::Found| Files { path: found.path, rules: found.rules, words: found.words };
            Ok(dictionaries::find(tag, &self.folders)?.map(files))
        });
        let lexicon = self.series.iter().fold(lexicon, |lexicon, series| lexicon.remembering(series));
        (Knowledge::prepare(t, lexicon), told)
    }
}

/// The folder into which a person can put dictionaries, in the folder of the settings.
pub fn own_folder(settings: Option<&Path>) -> Option<PathBuf> {
    settings.map(|folder| folder.join(dictionaries::FOLDER))
}

impl WindowEffects<'_> {
    /// What is known beside a transcript whose series knows this.
    pub fn look_up(&self, series: Option<&Arc<Memory>>) -> LookUp {
        let folders = dictionaries::folders(own_folder(self.folder).as_deref(), &self.settings.dictionaries);
        LookUp { known: self.dictionaries.known.clone(), folders, series: series.cloned() }
    }

    /// Looks at a folder that was picked.
    pub fn add_dictionaries(&mut self, folder: PathBuf) {
        let at = folder.clone();
        let work = move |_: &jobs::Cancel| dictionaries::in_folder(&at);
        self.dictionaries.adding.start(self.ctx, "dictionaries", folder, work);
    }
}

/// Adds the folder that was picked, if dictionaries are in it.
pub fn poll(desk: Option<&mut Desk>, fx: &mut WindowEffects<'_>) {
    let mut adding = std::mem::take(&mut fx.dictionaries.adding);
    let done = adding.poll(fx);
    fx.dictionaries.adding = adding;
    let Some((folder, found)) = done else { return };
    let shown = folder.display().to_string();
    if found.is_empty() {
        return fx.say(text!("dictionaries-none", folder = shown));
    }
    fx.whisper(text!("dictionaries-added", folder = shown, languages = found.join(", ")));
    if !fx.settings.dictionaries.contains(&folder) {
        fx.settings.dictionaries.push(folder);
    }
    fx.dictionaries.known.try_again();
    if let Some(desk) = desk {
        desk.review.look_again();
    }
}
