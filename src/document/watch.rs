//! Being told of every edit, undo and redo of a document: what a journal of a crash, or a log, is made from.

use super::history::{Gesture, Revision};
use crate::edit::Edit;
use std::sync::Arc;

/// Whoever wants to know of every change of a document. See [`super::Document::watch`].
pub trait Watcher: Send {
    /// The document has changed. It is called once a change, in their order, in the thread that changed the
    /// document: a frame waits for it. Nothing that goes wrong here can hold up the edit.
    fn changed(&mut self, transition: &Transition<'_>);
}

/// One change of a document: from one state to another.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "the crash journal, which reads it, is not there yet")]
pub struct Transition<'a> {
    /// What leads from the one state to the other, whichever way it goes. Its clone copies no lines.
    pub edit: &'a Arc<Edit>,
    /// What was asked for.
    pub cause: Cause,
    /// The state before.
    pub from: Revision,
    /// The state after. An undo leads back to a name that was used before, an edit never does.
    pub to: Revision,
}

/// Why a document changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It was edited, as part of this gesture.
    Edit(Option<Gesture>),
    /// The last step was taken back.
    Undo,
    /// The step that was taken back last was done again.
    Redo,
}
