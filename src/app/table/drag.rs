//! Selecting rows with the pointer.

use super::action::TableAction;
use crate::app::desk::Desk;
use crate::app::request::Out;
use egui::{Rect, Response};

/// Extends the selection while the pointer is dragged over the rows. `row_at` says which row stands at a
/// height of the screen.
pub(super) fn select(
    background: &Response,
    desk: &Desk,
    view: Rect,
    row_at: impl Fn(f32) -> Option<usize>,
    out: &mut Out<TableAction>,
) {
    let Some(pointer) = background.interact_pointer_pos() else { return };
    if background.drag_started() {
        let origin = background.ctx.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
        if let Some(row) = row_at(origin.y) {
            out.act(TableAction::Select { row, extend: false, toggle: false });
        }
    } else if background.dragged() {
        let row = if pointer.y < view.top() {
            desk.view.focus.checked_sub(1)
        } else if pointer.y > view.bottom() {
            Some((desk.view.focus + 1).min(desk.len().saturating_sub(1)))
        } else {
            row_at(pointer.y)
        };
        if let Some(row) = row.filter(|row| *row != desk.view.focus) {
            out.act(TableAction::Select { row, extend: true, toggle: false });
            background.ctx.request_repaint();
        }
    }
}
