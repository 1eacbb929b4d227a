//! What a person does in the table, and carrying it out.

use crate::app::effects::Effects;
use crate::app::view::{Anchor, Field};
use crate::edit;

/// What a person did in the table.
#[derive(Clone, Debug)]
pub(crate) enum TableAction {
    /// Scrolled.
    Scroll(Anchor),
    /// Pointed at a row, extending the selection or adding to it.
    Select {
        /// The row.
        row: usize,
        /// The selection reaches to it.
        extend: bool,
        /// It is added to the selection, or removed.
        toggle: bool,
    },
    /// Opened a cell, with the caret before a character of its text.
    Edit {
        /// The row.
        row: usize,
        /// The cell.
        field: Field,
        /// The character, counted from 0.
        caret: usize,
    },
    /// Typed into the open cell; its whole content.
    Typed(String),
    /// Left the open cell.
    Leave,
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
        TableAction::Select { row, extend, toggle } => {
            fx.leave_cell();
            match (extend, toggle) {
                (true, _) => fx.desk.view.extend_to(row),
                (_, true) => fx.desk.view.toggle(row),
                _ => fx.desk.view.put_focus(row),
            }
        }
        TableAction::Edit { row, field, caret } => fx.edit_cell(row, field, caret),
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
        TableAction::ToggleChecked(row) => {
            let t = fx.desk.transcript();
            let checked = t.lines.get(row).is_some_and(|line| line.checked);
            let edit = edit::text::set_checked(t, [row], !checked);
            fx.desk.edit(edit);
        }
    }
}
