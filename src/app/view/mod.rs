//! Where the person is in the table: what is scrolled into view, the current row, the selection, the open cell.

mod anchor;
mod passage;
mod rows;

pub(super) use anchor::Anchor;
pub(super) use passage::{Passage, Spot};
pub(super) use rows::Rows;

use crate::document::Gesture;
use crate::edit::Edit;
use crate::model::Text;

/// Where the person is in the table.
#[derive(Debug, Default)]
pub(super) struct View {
    /// The first row in view.
    pub anchor: Anchor,
    /// The current row.
    pub focus: usize,
    /// The selected rows. When empty, the current row is what commands work on.
    pub selection: Rows,
    /// Where an extended selection began.
    pub pivot: usize,
    /// The text that is selected in rows that are read.
    pub passage: Option<Passage>,
    /// The cell that is being edited.
    pub editing: Option<Editing>,
    /// What the next frame must bring into view.
    pub reveal: Option<Reveal>,
    /// What the last frame showed where.
    pub shown: Shown,
    /// What stays where it is on the screen: the row under the pointer, or the one that is being worked on.
    pub stays: Stays,
}

/// Rows and where the last frame showed them, so that they stay there whatever comes or goes above them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// The row of the open cell.
    pub cell: Option<Place>,
    /// The row under the pointer.
    pub pointer: Option<Place>,
    /// The current row.
    pub focus: Option<Place>,
    /// The first row in view.
    pub first: Option<Place>,
}

/// Where a row was shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// The row.
    pub row: usize,
    /// Where it began, in pixels from the top of the window.
    pub top: f32,
    /// How far below that the pointer is, in pixels; 0 when it is elsewhere.
    pub pointer: f32,
    /// How many pixels a point had.
    pub scale: f32,
}

/// Which row stays where it is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stays {
    /// The one under the pointer: what happens is not the work of this moment.
    #[default]
    Pointer,
    /// The current one: it is being worked on.
    Current,
}

impl Shown {
    /// What stays where it was.
    pub(super) fn stays(&self, stays: Stays) -> Option<Place> {
        let (one, other) = match stays {
            Stays::Pointer => (self.pointer, self.focus),
            Stays::Current => (self.focus, self.pointer),
        };
        self.cell.or(one).or(other).or(self.first)
    }

    fn map(self, row: impl Fn(usize) -> usize) -> Shown {
        let map = |place: Option<Place>| place.map(|place| Place { row: row(place.row), ..place });
        Shown { cell: map(self.cell), pointer: map(self.pointer), focus: map(self.focus), first: map(self.first) }
    }
}

/// Which rows are selected, and which is the current one.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    focus: usize,
    selection: Rows,
    pivot: usize,
    passage: Option<Passage>,
}

/// How a row comes into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reveal {
    /// By the shortest way.
    Row(usize),
    /// Among its neighbours: unless it is in view and not at its edge, it comes a third from the top.
    Calm(usize),
    /// With what follows it: unless it is in the upper half of the view, it comes near the top.
    Ahead(usize),
    /// Among its neighbours, unless some of it is in view.
    Lost(usize),
}

/// A cell that is being edited.
#[derive(Debug, Clone)]
pub(super) struct Editing {
    /// Its row.
    pub row: usize,
    /// Which cell of the row.
    pub field: Field,
    /// The gesture of this visit.
    pub gesture: Gesture,
    /// What has been typed into a cell that is not the text, which takes effect when it is left.
    pub typed: String,
    /// The text of the line when the visit began.
    pub before: Text,
}

/// The cells of a row that can be edited, in the order of the Tab key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// When the line begins.
    Start,
    /// What is said.
    Text,
}

impl View {
    /// The rows that commands work on: the selection, or the current row.
    pub(super) fn rows(&self) -> Rows {
        if self.selection.is_empty() { Rows::of(self.focus..self.focus + 1) } else { self.selection.clone() }
    }

    /// Whether nothing but the current row is selected.
    pub(super) fn is_single(&self) -> bool {
        self.selection.len() <= 1
    }

    /// Makes `row` the current row and the only one selected, and brings it into view with its neighbours.
    pub(super) fn go_to(&mut self, row: usize) {
        self.put_focus(row);
        self.reveal = Some(Reveal::Calm(row));
    }

    /// As [`View::go_to`], from a row beside it: the view moves as little as it can.
    pub(super) fn step_to(&mut self, row: usize) {
        self.put_focus(row);
        self.reveal = Some(Reveal::Row(row));
    }

    /// As [`View::go_to`], so that what follows the row can be read too.
    pub(super) fn go_to_ahead(&mut self, row: usize) {
        self.put_focus(row);
        self.reveal = Some(Reveal::Ahead(row));
    }

    /// What is selected now.
    pub(super) fn standing(&self) -> Standing {
        let View { focus, pivot, passage, .. } = *self;
        Standing { focus, selection: self.selection.clone(), pivot, passage }
    }

    /// Selects again what was selected when the transcript was as it is now.
    pub(super) fn stand(&mut self, standing: Standing) {
        let Standing { focus, selection, pivot, passage } = standing;
        (self.focus, self.selection, self.pivot, self.passage) = (focus, selection, pivot, passage);
    }

    /// Makes `row` the current row and the only one selected.
    pub(super) fn put_focus(&mut self, row: usize) {
        self.focus = row;
        self.pivot = row;
        self.selection = Rows::default();
        self.passage = None;
    }

    /// Selects the text between two places, and the rows that it touches. The view shows where it ends.
    pub(super) fn select_passage(&mut self, passage: Passage) {
        self.pivot = passage.from.row;
        self.extend_to(passage.to.row);
        self.passage = Some(passage);
    }

    /// Extends the selection from where it began to `row`, which becomes the current row.
    pub(super) fn extend_to(&mut self, row: usize) {
        let (from, to) = (self.pivot.min(row), self.pivot.max(row));
        self.selection = Rows::of(from..to + 1);
        self.passage = None;
        self.focus = row;
        self.reveal = Some(Reveal::Row(row));
    }

    /// Adds a row to the selection or removes it; it becomes the current row.
    pub(super) fn toggle(&mut self, row: usize) {
        if self.selection.is_empty() {
            self.selection = Rows::of(self.focus..self.focus + 1);
        }
        self.selection.toggle(row);
        self.passage = None;
        self.focus = row;
        self.pivot = row;
    }

    /// Lets everything follow an edit, after which there are `len` lines. The view stays where it is.
    pub(super) fn follow(&mut self, edit: &Edit, len: usize) {
        let last = len.saturating_sub(1);
        let map = |row: usize| edit.map_row(row).min(last);
        self.anchor.row = map(self.anchor.row);
        self.shown = self.shown.map(map);
        self.passage = None;
        self.focus = map(self.focus);
        self.pivot = map(self.pivot);
        self.selection = self.selection.after(edit, len);
        self.editing =
            self.editing.take().filter(|_| len > 0).map(|editing| Editing { row: map(editing.row), ..editing });
    }
}
