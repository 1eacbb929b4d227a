//! What is pasted while a document is open, outside of any text field. Nothing that is open is ever replaced unasked.
//!
//! - Lines that Stet has copied, and a text of a few lines, with or without times, become lines behind the selected
//!   ones, in one step of undo. They are selected then.
//! - A text of more than [`MANY`] lines, or one with a head of its own (a title, notes, chapters), may be meant as a
//!   document: that is asked, and the question says what would become of the one that is open.
//! - A paste that is asked for as lines becomes lines, however long it is, also while a cell is open; one that is asked
//!   for as a document is asked about, however short.
//! - In a text field a text is a text: into a cell it goes as one paragraph.
//!
//! While no document is open, a paste is opened at once.

use super::clipboard::PasteAs;
use super::desk::DeskId;
use super::effects::Effects;
use super::view::Rows;
use crate::document::{self, OpenError, Opened};
use crate::edit::structure;
use crate::messages::text;
use crate::model::{Transcript, message};
use std::ops::Range;

/// More lines than these are not pasted unasked.
const MANY: usize = 30;

/// A longer text is read in the background.
pub(super) const LONG: usize = 1 << 16;

/// A text that is being read, to be pasted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pasting {
    /// The text.
    pub text: String,
    /// Where it goes.
    pub to: PasteAs,
    /// The desk whose document was open.
    pub desk: DeskId,
}

/// Reads a text that was pasted.
pub(super) fn read(text: String) -> Result<Opened, OpenError> {
    document::import(text!("files-from-paste"), text.into_bytes())
}

/// Whether a text that was read becomes lines without a question.
pub(super) fn are_lines(to: PasteAs, opened: &Opened) -> bool {
    let t = opened.document.transcript();
    let has_head = t.meta.title.is_some() || !t.meta.notes.is_empty() || !t.meta.chapters.is_empty();
    match to {
        _ if t.lines.is_empty() => false,
        PasteAs::Lines => true,
        PasteAs::Here => !has_head && !opened.is_project && t.lines.len() <= MANY,
        PasteAs::Document => false,
    }
}

/// Puts lines behind the selected ones, or behind the one whose cell is open. They are selected then.
pub(super) fn put(fx: &mut Effects<'_>, lines: &Transcript) {
    let at = place(fx);
    fx.leave_cell();
    let edit = structure::paste(fx.desk.transcript(), at.clone(), lines);
    if fx.desk.edit_and_leave(edit) {
        let pasted = at.start..at.start + lines.lines.len();
        fx.desk.view.go_to(pasted.start);
        fx.desk.view.selection = Rows::of(pasted);
        fx.whisper(message!("lines-pasted", n = lines.lines.len()));
    }
}

/// The rows in whose place pasted lines come: none, before a row; or that of an open cell that is empty.
fn place(fx: &Effects<'_>) -> Range<usize> {
    let (view, lines) = (&fx.desk.view, &fx.desk.transcript().lines);
    let len = lines.len();
    match &view.editing {
        Some(editing) => {
            let is_empty = lines.get(editing.row).is_some_and(|line| line.text.trim().is_empty());
            let behind = (editing.row + 1).min(len);
            if is_empty { editing.row..behind } else { behind..behind }
        }
        None => {
            let behind = view.rows().end().map_or(len, |end| end.min(len));
            behind..behind
        }
    }
}
