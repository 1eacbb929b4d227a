//! One open transcript, and the only way to change it.

mod history;

pub use history::{Gesture, History, Revision};

use crate::edit::Edit;
use crate::model::Transcript;

/// One open transcript with its history. The transcript changes through [`Document::edit`],
/// [`Document::undo`] and [`Document::redo`] alone.
pub struct Document {
    transcript: Transcript,
    original: Transcript,
    history: History,
    saved: Option<Revision>,
}

impl Document {
    /// A document that begins with `transcript`, whose import was `original`, and that counts as saved.
    pub fn new(transcript: Transcript, original: Transcript) -> Document {
        let history = History::default();
        let saved = Some(history.revision());
        Document { transcript, original, history, saved }
    }

    /// The transcript as it is now. Its clone is a snapshot.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// The transcript as it was imported. It never changes.
    pub fn original(&self) -> &Transcript {
        &self.original
    }

    /// Changes the transcript. Edits of one gesture become one step of undo, as far as [`Edit::absorb`] allows.
    pub fn edit(&mut self, edit: Edit, gesture: Option<Gesture>) {
        self.transcript = edit.apply(&self.transcript);
        self.history.push(edit, gesture, self.saved);
    }

    /// Takes the last step back. Returns what changed, for whoever follows rows; `None` when there is no step.
    pub fn undo(&mut self) -> Option<Edit> {
        let edit = self.history.undo()?;
        self.transcript = edit.apply(&self.transcript);
        Some(edit)
    }

    /// Does the step again that was taken back last; `None` when there is none.
    pub fn redo(&mut self) -> Option<Edit> {
        let edit = self.history.redo()?;
        self.transcript = edit.apply(&self.transcript);
        Some(edit)
    }

    /// The name of the step that [`Document::undo`] would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// The name of the step that [`Document::redo`] would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// The gesture of the step that [`Document::undo`] would take back.
    pub fn last_gesture(&self) -> Option<Gesture> {
        self.history.last_gesture()
    }

    /// The name of the present state.
    pub fn revision(&self) -> Revision {
        self.history.revision()
    }

    /// Whether the present state differs from the one that was opened or last saved.
    pub fn is_modified(&self) -> bool {
        self.saved != Some(self.revision())
    }

    /// Says that the state of that name has been saved.
    pub fn mark_saved(&mut self, revision: Revision) {
        self.saved = Some(revision);
    }

    /// Says that the present state stands in no file (a recovered or damaged project, a paste).
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }
}
