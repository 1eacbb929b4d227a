//! What is selected with the pressed pointer: rows, the text of rows that are read, a word.

use super::action::TableAction;
use super::parts::{Columns, PAD};
use super::text::{corrected, cursor_at, job, word_at};
use crate::app::look::Look;
use crate::app::request::Out;
use crate::app::view::{Field, Passage, Spot};
use egui::{Color32, Context, Galley, Pos2, Rect, Response, Vec2, pos2};
use std::sync::Arc;
use std::time::Duration;

/// How long the pointer is pressed on a word to select it.
const HELD: Duration = Duration::from_millis(800);

/// The rows in view, for whoever asks what stands at a place of the screen.
pub(super) struct Ground<'a> {
    /// The toolkit's context.
    pub ctx: &'a Context,
    /// What is drawn.
    pub look: &'a Look<'a>,
    /// Where the columns stand.
    pub columns: &'a Columns,
    /// Where the rows are drawn.
    pub view: Rect,
    /// The rows, each with its top and its bottom.
    pub rows: &'a [(usize, f32, f32)],
}

impl Ground<'_> {
    /// The row at a height, and its top.
    pub(super) fn row_at(&self, y: f32) -> Option<(usize, f32)> {
        self.rows.iter().find(|(.., bottom)| y < *bottom).map(|&(row, top, _)| (row, top))
    }

    /// The text of a row that is read as it is laid out, and where in it a place is. `None` when it is edited, or shows
    /// what was changed in it.
    pub(super) fn text_at(&self, (row, top): (usize, f32), at: Pos2) -> Option<(Arc<Galley>, Vec2)> {
        let desk = self.look.desk;
        let line = desk.transcript().lines.get(row)?;
        let width = self.columns.text_width();
        let is_edited = desk.view.editing.as_ref().is_some_and(|editing| editing.row == row);
        let changes = self.look.settings.show_changes;
        if is_edited || changes && corrected(desk, line, row, width, self.look.palette).is_some() {
            return None;
        }
        let galley = self.ctx.fonts_mut(|fonts| fonts.layout_job(job(&line.text, width, Color32::PLACEHOLDER, &[])));
        Some((galley, at - pos2(self.columns.text, top + PAD)))
    }

    /// The place in the text at a place of the screen.
    fn spot_at(&self, at: Pos2) -> Option<Spot> {
        let (row, top) = self.row_at(at.y)?;
        let (galley, at) = self.text_at((row, top), at)?;
        Some(Spot { row, character: cursor_at(&galley, at).index.0 })
    }

    pub(super) fn is_text(&self, at: Pos2) -> bool {
        self.view.contains(at) && at.x >= self.columns.text - 7.0
    }
}

/// Extends a selection while the pointer is dragged: of text when it was pressed on text, else of rows. A word on which
/// it rests is selected in its cell.
pub(super) fn select(background: &Response, ground: &Ground<'_>, out: &mut Out<TableAction>) {
    rest(background, ground, out);
    let Some(pointer) = background.interact_pointer_pos() else { return };
    let origin = background.ctx.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
    let view = &ground.look.desk.view;
    if background.drag_started() {
        match ground.spot_at(origin).filter(|_| ground.is_text(origin)) {
            Some(from) => out.act(TableAction::Mark(Passage { from, to: ground.spot_at(pointer).unwrap_or(from) })),
            None => {
                let row = ground.row_at(origin.y).map(|(row, _)| row);
                row.into_iter().for_each(|row| out.act(TableAction::Select { row, extend: false, toggle: false }));
            }
        }
    } else if background.dragged() {
        let row = if pointer.y < ground.view.top() {
            view.focus.checked_sub(1)
        } else if pointer.y > ground.view.bottom() {
            Some((view.focus + 1).min(ground.look.desk.len().saturating_sub(1)))
        } else {
            ground.row_at(pointer.y).map(|(row, _)| row)
        };
        let Some(row) = row else { return };
        match view.passage {
            Some(passage) => {
                let outside = Spot { row, character: if pointer.y < ground.view.top() { 0 } else { usize::MAX } };
                let to = ground.spot_at(pointer).filter(|to| to.row == row).unwrap_or(outside);
                if to != passage.to {
                    out.act(TableAction::Mark(Passage { to, ..passage }));
                    background.ctx.request_repaint();
                }
            }
            None if row != view.focus => {
                out.act(TableAction::Select { row, extend: true, toggle: false });
                background.ctx.request_repaint();
            }
            None => {}
        }
    } else if background.drag_stopped()
        && let Some(passage) = view.passage
    {
        // In one line it is to be typed over.
        let (first, last) = passage.ends();
        if first.row == last.row {
            let characters = first.character..last.character;
            out.act(TableAction::Edit { row: first.row, field: Field::Text, characters });
        }
    }
}

/// Selects the word on which the pressed pointer rests.
fn rest(background: &Response, ground: &Ground<'_>, out: &mut Out<TableAction>) {
    let pressed = background.ctx.input(|input| {
        let (pointer, time) = (&input.pointer, input.time);
        let is_plain = pointer.primary_down() && !pointer.is_decidedly_dragging() && input.modifiers.is_none();
        is_plain.then(|| Some((pointer.press_origin()?, time - pointer.press_start_time()?))).flatten()
    });
    let Some((origin, since)) = pressed.filter(|_| background.is_pointer_button_down_on()) else { return };
    let Some(place) = ground.row_at(origin.y).filter(|_| ground.is_text(origin)) else { return };
    let Some((galley, at)) = ground.text_at(place, origin) else { return };
    let rest = HELD.saturating_sub(Duration::from_secs_f64(since.max(0.0)));
    if !rest.is_zero() {
        background.ctx.request_repaint_after(rest);
        return;
    }
    let (row, _) = place;
    let text = &ground.look.desk.transcript().lines[row].text;
    out.act(TableAction::Edit { row, field: Field::Text, characters: word_at(&galley, at, text) });
}
