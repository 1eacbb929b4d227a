//! Editing in a cell: the text of a line, or its start.

use super::row::Row;
use super::{Editing, Geometry, id, row};
use crate::app::action::Action;
use crate::app::open::Open;
use crate::app::theme::{self, Palette};
use crate::model::timecode;
use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditState;
use egui::{Color32, Context, CornerRadius, EventFilter, Frame, Id, Margin, Pos2, Rect, Stroke, TextEdit, Ui, vec2};

/// The id of the text field of the cell in hand. It is one for all rows, so that going to the next line
/// keeps the focus.
fn text_id() -> Id {
    id().with("text in hand")
}

fn start_id() -> Id {
    id().with("start in hand")
}

/// Whether a cell of the table has the keyboard.
pub fn has_focus(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused()).is_some_and(|focused| focused == text_id() || focused == start_id())
}

/// Puts the keyboard into a text field, with the caret at its end.
pub fn put_caret_at_end(ctx: &Context, field: Id) {
    put_selection(ctx, field, CCursorRange::one(END));
}

/// Puts the keyboard into a text field, with all of its text selected.
pub fn select_all(ctx: &Context, field: Id) {
    put_selection(ctx, field, CCursorRange::two(CCursor::default(), END));
}

/// Behind the last character of any text.
const END: CCursor = CCursor { index: CharIndex(usize::MAX / 2), prefer_next_row: false };

fn put_selection(ctx: &Context, field: Id, range: CCursorRange) {
    let mut state = TextEditState::default();
    state.cursor.set_char_range(Some(range));
    state.store(ctx, field);
    ctx.memory_mut(|memory| memory.request_focus(field));
}

/// Where the caret is in the text that is being edited: the two ends of the selection, in bytes, the lower
/// first. `None` when no text is being edited.
pub fn caret(ctx: &Context, text: &str) -> Option<std::ops::Range<usize>> {
    let range = TextEditState::load(ctx, text_id())?.cursor.char_range()?.as_sorted_char_range();
    let byte = |index: CharIndex| text.char_indices().nth(index.0).map_or(text.len(), |(at, _)| at);
    Some(byte(range.start)..byte(range.end))
}

/// Puts the caret before a character of the text that is being edited, counted from 0.
pub fn put_caret(ctx: &Context, char_index: usize) {
    let mut state = TextEditState::load(ctx, text_id()).unwrap_or_default();
    state.clear_undoer();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(char_index))));
    state.store(ctx, text_id());
    ctx.memory_mut(|memory| memory.request_focus(text_id()));
}

/// Puts the keyboard into the start cell, with all of its text selected.
pub fn focus_start(ctx: &Context) {
    select_all(ctx, start_id());
}

/// Takes the keyboard from the cell that was edited.
pub fn give_up_focus(ctx: &Context) {
    ctx.memory_mut(|memory| {
        memory.surrender_focus(text_id());
        memory.surrender_focus(start_id());
    });
}

/// On which row of the wrapped text the caret is, and how many there are. `None` when no text is edited.
pub fn caret_row(ctx: &Context, open: &Open) -> Option<(usize, usize)> {
    let editing = open.table.editing.as_ref()?;
    let text = &open.transcript().lines.get(editing.row)?.text;
    let geometry: Geometry = ctx.data(|data| data.get_temp(id()))?;
    let cursor = TextEditState::load(ctx, text_id())?.cursor.char_range()?.primary;
    let job = row::job(text, geometry.text_width, Color32::PLACEHOLDER, &[]);
    let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
    Some((galley.layout_from_cursor(cursor).row, galley.rows.len()))
}

/// Draws the text of a line as a text field, exactly where it is read.
pub fn edit_text(ui: &mut Ui, r: &Row<'_>, at: Pos2, cell: Rect, editing: &Editing, actions: &mut Vec<Action>) {
    let frame = cell.shrink2(vec2(0.0, 2.5));
    ui.painter().rect(
        frame,
        CornerRadius::same(5),
        r.palette.background,
        Stroke::new(1.0, r.palette.edge),
        egui::StrokeKind::Inside,
    );
    let mut text = r.line.text.to_string();
    let width = r.columns.text_width();
    let found = r.open.find.marks(r.open.transcript(), r.row, &text, r.palette);
    let ink = r.palette.ink;
    let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, _wrap: f32| {
        let same = buffer.as_str() == &*r.line.text;
        let marks: &[_] = if same { &found } else { &[] };
        ui.fonts_mut(|fonts| fonts.layout_job(row::job(buffer.as_str(), width, ink, marks)))
    };
    let field = TextEdit::multiline(&mut text)
        .id(text_id())
        .frame(Frame::NONE)
        .margin(Margin::ZERO)
        .desired_rows(1)
        .desired_width(width)
        .layouter(&mut layouter)
        .return_key(egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, egui::Key::Enter))
        .event_filter(EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true });
    let place = Rect::from_min_max(at, cell.max);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt("text in hand"));
    let output = field.show(&mut child);
    let response = output.response.response;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(format!("text of line {}", editing.row + 1)));
    if response.changed() {
        actions.push(Action::Typed(text));
    }
    watch_focus(ui, &response, actions);
}

/// Draws the start of a line as a text field. What is typed takes effect when the cell is left.
pub fn edit_start(ui: &mut Ui, cell: Rect, editing: &Editing, palette: &Palette, actions: &mut Vec<Action>) {
    let readable = timecode::parse(&editing.typed).is_some();
    let edge = if readable { palette.edge } else { palette.deleted };
    ui.painter().rect(
        cell,
        CornerRadius::same(5),
        palette.background,
        Stroke::new(1.0, edge),
        egui::StrokeKind::Inside,
    );
    let mut typed = editing.typed.clone();
    let field = TextEdit::singleline(&mut typed)
        .id(start_id())
        .frame(Frame::NONE)
        .margin(Margin::ZERO)
        .font(theme::number_font(theme::TEXT_SIZE))
        .text_color(if readable { palette.ink } else { palette.deleted })
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(cell.width() - 8.0)
        .event_filter(EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true });
    let mut child =
        ui.new_child(egui::UiBuilder::new().max_rect(cell.shrink2(vec2(5.0, 2.0))).id_salt("start in hand"));
    let output = field.show(&mut child);
    let response = output.response.response;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(format!("start of line {}", editing.row + 1)));
    if response.changed() {
        actions.push(Action::Typed(typed));
    }
    watch_focus(ui, &response, actions);
}

/// A cell that lost the keyboard to something else is left; one that came back into view gets it again.
fn watch_focus(ui: &Ui, response: &egui::Response, actions: &mut Vec<Action>) {
    if response.lost_focus() || response.clicked_elsewhere() {
        actions.push(Action::Leave);
    } else if !response.has_focus() && ui.memory(|memory| memory.focused()).is_none() {
        response.request_focus();
    }
}
