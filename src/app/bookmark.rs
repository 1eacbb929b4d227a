//! Where the person was in the table, to go back to when what they look at meanwhile is not what they want.

use super::caret;
use super::desk::Desk;
use super::effects::Effects;
use super::view::{Anchor, Field, Passage, Rows, Shown};
use crate::edit::Edit;
use egui::Context;
use std::ops::Range;

/// Where the person was: the current row, what was selected, where the table was scrolled to, the open cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bookmark {
    /// The current row.
    pub focus: usize,
    pivot: usize,
    selection: Rows,
    passage: Option<Passage>,
    anchor: Anchor,
    /// The cell that was open, and the characters that were selected in it.
    cell: Option<(Field, Range<usize>)>,
}

impl Bookmark {
    /// Where the person is now.
    pub(super) fn here(desk: &Desk, ctx: &Context) -> Bookmark {
        let view = &desk.view;
        let cell = view.editing.as_ref().map(|editing| match editing.field {
            Field::Start => (Field::Start, 0..0),
            Field::Text => (Field::Text, selected_characters(desk, ctx)),
        });
        Bookmark {
            focus: view.focus,
            pivot: view.pivot,
            selection: view.selection.clone(),
            passage: view.passage,
            anchor: view.anchor,
            cell,
        }
    }

    /// Follows an edit. The cell that was open is not opened again.
    pub(super) fn follow(&mut self, edit: &Edit, len: usize) {
        let map = |row: usize| edit.map_row(row).min(len.saturating_sub(1));
        (self.focus, self.pivot, self.anchor.row) = (map(self.focus), map(self.pivot), map(self.anchor.row));
        self.selection = self.selection.after(edit, len);
        (self.passage, self.cell) = (None, None);
    }

    /// Goes back there.
    pub(super) fn return_to(self, fx: &mut Effects<'_>) {
        fx.leave_cell();
        self.show_again(fx);
        let view = &mut fx.desk.view;
        (view.focus, view.pivot, view.selection, view.passage) = (self.focus, self.pivot, self.selection, self.passage);
        if let Some((field, characters)) = self.cell {
            fx.edit_selected(self.focus, field, characters);
        }
    }

    /// Scrolls back to what was in view there.
    pub(super) fn show_again(&self, fx: &mut Effects<'_>) {
        fx.desk.view.anchor = self.anchor;
        fx.desk.view.reveal = None;
        // Nothing else stays where it is.
        fx.desk.view.shown = Shown::default();
    }
}

/// The characters that are selected in the text of the open cell.
fn selected_characters(desk: &Desk, ctx: &Context) -> Range<usize> {
    let text = desk.view.editing.as_ref().and_then(|editing| desk.transcript().lines.get(editing.row));
    let selected = text.and_then(|line| Some((&line.text, caret::range(ctx, &line.text)?)));
    let Some((text, range)) = selected else { return 0..0 };
    let characters = |to: usize| text[..to].chars().count();
    characters(range.start)..characters(range.end)
}
