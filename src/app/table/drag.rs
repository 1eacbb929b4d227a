//! Selecting rows with the pointer.

use crate::app::action::Action;
use crate::app::open::Open;
use egui::{Rect, Response};

/// Extends the selection while the pointer is dragged over the rows. `row_at` says which row stands at a
/// height of the screen.
pub fn select(
    background: &Response,
    open: &Open,
    view: Rect,
    row_at: impl Fn(f32) -> Option<usize>,
    actions: &mut Vec<Action>,
) {
    let Some(pointer) = background.interact_pointer_pos() else { return };
    if background.drag_started() {
        let origin = background.ctx.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
        if let Some(row) = row_at(origin.y) {
            actions.push(Action::Select { row, extend: false, toggle: false });
        }
    } else if background.dragged() {
        let row = if pointer.y < view.top() {
            open.table.focus.checked_sub(1)
        } else if pointer.y > view.bottom() {
            Some((open.table.focus + 1).min(open.len().saturating_sub(1)))
        } else {
            row_at(pointer.y)
        };
        if let Some(row) = row.filter(|row| *row != open.table.focus) {
            actions.push(Action::Select { row, extend: true, toggle: false });
            background.ctx.request_repaint();
        }
    }
}
