//! The dictionaries of the window: which were read, and which folders they are looked for in.

use super::strip::Strip;
use super::task::Task;
use crate::analysis::dictionaries::{self as known, Files};
use crate::analysis::{Knowledge, Profile};
use crate::document::dictionaries;
use crate::glossary::Memory;
use crate::model::{Message, Transcript};
use egui::Context;
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

impl Dictionaries {
    /// What is known beside a transcript whose series knows this; dictionaries are looked for in these folders.
    pub fn look_up(&self, folders: Vec<PathBuf>, series: Option<Arc<Memory>>) -> LookUp {
        LookUp { known: self.known.clone(), folders, series }
    }

    /// Looks at a folder that was picked; see [`Dictionaries::added`].
    pub fn add(&mut self, ctx: &Context, folder: PathBuf) {
        let at = folder.clone();
        self.adding.start(ctx, "dictionaries", folder, move |_| dictionaries::in_folder(&at));
    }

    /// The folder that was picked, once it was looked at, and the languages of the dictionaries in it. They are looked for
    /// again then.
    pub fn added(&mut self, strip: &mut Strip) -> Option<(PathBuf, Vec<String>)> {
        let added = self.adding.poll(strip)?;
        self.known.try_again();
        Some(added)
    }
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
