//! What a person does in the table, and carrying it out.

use crate::app::caret;
use crate::app::cells::Cut;
use crate::app::effects::Effects;
use crate::app::view::{Anchor, Field, Passage, Shown};
use crate::edit;
use std::ops::Range;

/// What a person did in the table.
#[derive(Clone, Debug)]
pub(crate) enum TableAction {
    /// Scrolled, or what came above the rows has moved them.
    Scroll(Anchor),
    /// Moved the scroll bar.
    ScrollTo(Anchor),
    /// Pointed at a row, extending the selection or adding to it.
    Select {
        /// The row.
        row: usize,
        /// The selection reaches to it.
        extend: bool,
        /// It is added to the selection, or removed.
        toggle: bool,
    },
    /// Dragged over the text of rows.
    Mark(Passage),
    /// Opened a cell, with some characters of its text selected.
    Edit {
        /// The row.
        row: usize,
        /// The cell.
        field: Field,
        /// The characters, counted from 0; none when only the caret stands there.
        characters: Range<usize>,
    },
    /// Selected some characters in the open cell.
    SelectText(Range<usize>),
    /// Typed into the open cell; its whole content.
    Typed(String),
    /// Left the open cell.
    Leave,
    /// Asked for the menu of a row: it is about the selection when the row belongs to it.
    Point(usize),
    /// Split a line at a byte of its text.
    Split {
        /// The row.
        row: usize,
        /// The byte.
        at: usize,
        /// Whether that may be inside a word.
        cut: Cut,
    },
    /// Checked a line, or took the check back.
    ToggleChecked(usize),
}

/// Carries out what was done in the table.
pub(crate) fn perform(action: TableAction, fx: &mut Effects<'_>) {
    match action {
        TableAction::Scroll(anchor) => {
            fx.desk.view.anchor = anchor;
            fx.desk.view.reveal = None;
        }
        TableAction::ScrollTo(anchor) => {
            fx.desk.view.anchor = anchor;
            fx.desk.view.reveal = None;
            // Nothing stays where it is.
            fx.desk.view.shown = Shown::default();
        }
        TableAction::Select { row, extend, toggle } => {
            fx.leave_cell();
            match (extend, toggle) {
                (true, _) => fx.desk.view.extend_to(row),
                (_, true) => fx.desk.view.toggle(row),
                _ => fx.desk.view.put_focus(row),
            }
        }
        TableAction::Mark(passage) => {
            fx.leave_cell();
            fx.desk.view.select_passage(passage);
        }
        TableAction::Edit { row, field, characters } => fx.edit_selected(row, field, characters),
        TableAction::SelectText(characters) => caret::put(fx.ctx, characters),
        TableAction::Typed(text) => {
            let Some(editing) = &mut fx.desk.view.editing else { return };
            match editing.field {
                Field::Text => {
                    let (row, gesture) = (editing.row, editing.gesture);
                    let edit = edit::text::set(fx.desk.transcript(), row, &text);
                    fx.desk.edit_in(edit, Some(gesture));
                }
                Field::Start => editing.typed = text,
            }
        }
        TableAction::Leave => fx.leave_cell(),
        TableAction::Point(row) if fx.desk.view.selection.contains(row) => fx.desk.view.focus = row,
        TableAction::Point(row) => {
            fx.leave_cell();
            fx.desk.view.put_focus(row);
        }
        TableAction::Split { row, at, cut } => fx.split(row, at, cut),
        TableAction::ToggleChecked(row) => {
            let t = fx.desk.transcript();
            let checked = t.lines.get(row).is_some_and(|line| line.checked);
            let edit = edit::text::set_checked(t, [row], !checked);
            fx.desk.edit(edit);
        }
    }
}
