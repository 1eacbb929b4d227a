//! The dictionaries of the window: which were read, and which folders they are looked for in.

use super::strip::Strip;
use super::task::Task;
use crate::analysis::dictionaries as known;
use crate::document::dictionaries;
use crate::glossary::Memory;
use crate::lookup::LookUp;
use egui::Context;
use std::path::PathBuf;
use std::sync::Arc;

/// The dictionaries of the window.
#[derive(Default)]
pub(super) struct Dictionaries {
    known: known::Dictionaries,
    /// A folder that is being looked at before it is added, and the languages of the dictionaries in it.
    adding: Task<PathBuf, Vec<String>>,
}

impl Dictionaries {
    /// What is known beside a transcript whose series knows this; dictionaries are looked for in these folders.
    pub(super) fn look_up(&self, folders: Vec<PathBuf>, series: Option<Arc<Memory>>) -> LookUp {
        let memories = series.into_iter().collect();
        LookUp { dictionaries: self.known.clone(), folders, memories, ..LookUp::default() }
    }

    /// Looks at a folder that was picked; see [`Dictionaries::added`].
    pub(super) fn add(&mut self, ctx: &Context, folder: PathBuf) {
        let at = folder.clone();
        self.adding.start(ctx, "dictionaries", folder, move |_| dictionaries::in_folder(&at));
    }

    /// The folder that was picked, once it was looked at, and the languages of the dictionaries in it. They are looked for
    /// again then.
    pub(super) fn added(&mut self, strip: &mut Strip) -> Option<(PathBuf, Vec<String>)> {
        let added = self.adding.poll(strip)?;
        self.known.try_again();
        Some(added)
    }

    /// Has dictionaries looked for once more, where none was found.
    pub(super) fn look_again(&self) {
        self.known.try_again();
    }

    /// The same for another window: what was read is not read again.
    #[cfg(test)]
    pub(super) fn shared(&self) -> Dictionaries {
        Dictionaries { known: self.known.clone(), adding: Task::default() }
    }
}
