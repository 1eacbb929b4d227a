//! What is known beside a transcript, looked up the same way for the window and the command line: a dictionary from the
//! disk where none is shipped, what series remember, right forms that were given.

use crate::analysis::dictionaries::{Dictionaries, Files};
use crate::analysis::lexicon::RightForm;
use crate::analysis::{Knowledge, Lexicon, Profile};
use crate::document::dictionaries;
use crate::glossary::Memory;
use crate::model::{Message, Transcript};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where is looked, to be taken into a job.
#[derive(Clone, Default)]
pub struct LookUp {
    /// The dictionaries that were read before.
    pub dictionaries: Dictionaries,
    /// The folders in which others are looked for: see [`folders`].
    pub folders: Vec<PathBuf>,
    /// What series remember.
    pub memories: Vec<Arc<Memory>>,
    /// Right forms from glossaries that were given.
    pub right: Vec<RightForm>,
    /// The transcript as it was imported; `None` when nobody has put anything right in it.
    pub original: Option<Transcript>,
}

impl LookUp {
    /// What the analyses know of a transcript, and what is wrong with its dictionary. May read one: make it in a job.
    pub fn lexicon(&self, t: &Transcript, profile: Profile) -> (Lexicon, Option<Message>) {
        let (lexicon, told) = self.dictionaries.lexicon(t, profile, |tag| {
            let files =
                |found: dictionaries::HunspellFiles| Files { path: found.path, rules: found.rules, words: found.words };
            Ok(dictionaries::find(tag, &self.folders)?.map(files))
        });
        let lexicon = self.memories.iter().fold(lexicon, |lexicon, memory| lexicon.remembering(memory));
        (lexicon.with_right(self.right.clone()), told)
    }

    /// As [`LookUp::lexicon`], with all names made ready to be found.
    pub fn knowledge(&self, t: &Transcript, profile: Profile) -> (Knowledge, Option<Message>) {
        let (lexicon, told) = self.lexicon(t, profile);
        let knowledge = Knowledge::prepare(t, lexicon);
        let knowledge = match &self.original {
            Some(original) => knowledge.beside(original),
            None => knowledge,
        };
        (knowledge, told)
    }
}

/// The folder into which a person can put dictionaries, in the folder of the settings.
pub fn own_folder(settings: Option<&Path>) -> Option<PathBuf> {
    settings.map(|folder| folder.join(dictionaries::FOLDER))
}

/// The folders in which dictionaries are looked for: the person's own, those that they added, and those of the system.
pub fn folders(settings: Option<&Path>, added: &[PathBuf]) -> Vec<PathBuf> {
    dictionaries::folders(own_folder(settings).as_deref(), added)
}
