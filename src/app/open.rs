//! The open document as the window sees it: the document, and where the person is in it.

use super::find::Find;
use super::ghosts::Ghosts;
use super::names::Names;
use super::review::Review;
use super::table::{Reveal, Table};
use crate::document::{Document, Gesture};
use crate::edit::Edit;
use crate::formats::Problem;
use crate::glossary::Memory;
use crate::model::{Line, SpeakerId, Transcript};
use std::sync::Arc;

/// An open document with the view's own state. All changes of the transcript go through [`Open::edit`],
/// [`Open::undo`] and [`Open::redo`], which let selection, counts and caret follow.
pub struct Open {
    /// The document.
    pub document: Document,
    /// What was odd when it was read.
    pub problems: Vec<Problem>,
    /// Scroll position, selection and the cell in hand.
    pub table: Table,
    /// What is searched for, and found.
    pub find: Find,
    /// What deserves a look.
    pub review: Review,
    /// What the show's file beside the document knows; `None` when there is none.
    pub show: Option<Arc<Memory>>,
    /// It was offered to make one.
    pub show_offered: bool,
    /// Names that are probably wrong.
    pub names: Names,
    /// Speakers that are proposed.
    pub ghosts: Ghosts,
    /// How many lines are checked.
    pub checked: usize,
    /// The two speakers given last, the latest first, for "alternate".
    pub last_speakers: Vec<SpeakerId>,
    gestures: u64,
}

impl Open {
    /// A document to be shown from the top, and what its show knows.
    pub fn new(document: Document, problems: Vec<Problem>, show: Option<Arc<Memory>>) -> Open {
        let checked = document.transcript().lines.iter().filter(|line| line.checked).count();
        Open {
            document,
            problems,
            table: Table::default(),
            find: Find::default(),
            review: Review::default(),
            show,
            show_offered: false,
            names: Names::default(),
            ghosts: Ghosts::default(),
            checked,
            last_speakers: Vec::new(),
            gestures: 0,
        }
    }

    /// The transcript as it is now.
    pub fn transcript(&self) -> &Transcript {
        self.document.transcript()
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.transcript().lines.len()
    }

    /// A gesture that no edit has had.
    pub fn new_gesture(&mut self) -> Gesture {
        self.gestures += 1;
        Gesture::Visit(self.gestures)
    }

    /// Changes the transcript. Returns whether there was anything to change.
    pub fn edit(&mut self, edit: Option<Edit>, gesture: Option<Gesture>) -> bool {
        let Some(edit) = edit else { return false };
        let edit = Arc::new(edit);
        self.document.edit(Arc::clone(&edit), gesture);
        self.follow(&edit);
        true
    }

    /// Takes the last step back and shows where. Returns what changed.
    pub fn undo(&mut self) -> Option<Arc<Edit>> {
        let edit = self.document.undo()?;
        self.follow(&edit);
        self.show_change(&edit);
        Some(edit)
    }

    /// Does again what was taken back last, and shows where. Returns what changed.
    pub fn redo(&mut self) -> Option<Arc<Edit>> {
        let edit = self.document.redo()?;
        self.follow(&edit);
        self.show_change(&edit);
        Some(edit)
    }

    fn follow(&mut self, edit: &Edit) {
        let checked = |lines: &[Line]| lines.iter().filter(|line| line.checked).count();
        for splice in &edit.splices {
            self.checked = self.checked + checked(&splice.new) - checked(&splice.old);
        }
        let after = self.document.transcript();
        self.table.follow(edit, after.lines.len());
        self.find.follow(edit, after);
        self.review.follow(edit, after);
        self.names.follow(edit, after);
    }

    /// Makes the first row of the change the row in hand, unless the row in hand is part of it already. The view moves
    /// only when that row is out of it.
    fn show_change(&mut self, edit: &Edit) {
        let Some(rows) = edit.rows_after() else { return };
        let last = self.len().saturating_sub(1);
        let row = rows.start.min(last);
        if !rows.contains(&self.table.focus) {
            self.table.put_focus(row);
        }
        self.table.reveal = Some(Reveal::Calm(self.table.focus));
    }

    /// Whether a line differs from the original it comes from.
    pub fn is_changed(&self, line: &Line) -> bool {
        let original = &self.document.original().lines;
        let [from, to] = [line.origin.start, line.origin.end].map(|row| row as usize);
        to != from + 1 || original.get(from).is_none_or(|old| old.text != line.text || old.span != line.span)
    }

    /// Remembers to whom lines were given.
    pub fn remember_speaker(&mut self, id: SpeakerId) {
        self.last_speakers.retain(|&other| other != id);
        self.last_speakers.insert(0, id);
        self.last_speakers.truncate(2);
    }
}
