//! The caret: which text field has the keyboard, where the caret stands in it, and putting both somewhere.

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditState;
use egui::{Context, Id, SurrenderFocusOn};

/// The id of the table, and of what is kept about it between frames.
pub(super) fn table_id() -> Id {
    Id::unique("table")
}

/// The id of the text field of the open cell. It is one for all rows, so that going to the next line
/// keeps the focus.
pub(super) fn text_id() -> Id {
    table_id().with("text cell")
}

/// The id of the text field of an open start cell.
pub(super) fn start_id() -> Id {
    table_id().with("start cell")
}

/// Whether a cell of the table has the keyboard.
pub(super) fn has_focus(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused()).is_some_and(|focused| focused == text_id() || focused == start_id())
}

/// Puts the keyboard into a text field, with the caret at its end.
pub(super) fn put_at_end(ctx: &Context, field: Id) {
    put_selection(ctx, field, CCursorRange::one(END));
}

/// Puts the keyboard into a text field, with what stands behind `first` characters selected.
pub(super) fn select_from(ctx: &Context, field: Id, first: usize) {
    put_selection(ctx, field, CCursorRange::two(CCursor::new(first), END));
}

/// Puts the keyboard into a text field, with all of its text selected.
pub(super) fn select_all(ctx: &Context, field: Id) {
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
pub(super) fn range(ctx: &Context, text: &str) -> Option<std::ops::Range<usize>> {
    let range = TextEditState::load(ctx, text_id())?.cursor.char_range()?.as_sorted_char_range();
    let byte = |index: CharIndex| text.char_indices().nth(index.0).map_or(text.len(), |(at, _)| at);
    Some(byte(range.start)..byte(range.end))
}

/// Selects some characters of the text that is being edited, counted from 0; the caret stands behind them.
pub(super) fn put(ctx: &Context, characters: std::ops::Range<usize>) {
    let mut state = TextEditState::load(ctx, text_id()).unwrap_or_default();
    state.clear_undoer();
    let [start, end] = [characters.start, characters.end].map(CCursor::new);
    state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
    state.store(ctx, text_id());
    ctx.memory_mut(|memory| memory.request_focus(text_id()));
}

/// Puts the keyboard into the start cell, with all of its text selected.
pub(super) fn focus_start(ctx: &Context) {
    select_all(ctx, start_id());
}

/// Lets what has the keyboard keep it while a menu is used, so that a command of the menu finds what is selected in it.
pub(super) fn keep_in_menus(ctx: &Context, points_at_menus: bool) {
    let keeps = points_at_menus || egui::Popup::is_any_open(ctx);
    let on = if keeps { SurrenderFocusOn::Never } else { SurrenderFocusOn::default() };
    ctx.options_mut(|options| options.input_options.surrender_focus_on = on);
}

/// Whether a menu is being used in this frame.
pub(super) fn is_in_menus(ctx: &Context) -> bool {
    ctx.options(|options| matches!(options.input_options.surrender_focus_on, SurrenderFocusOn::Never))
}

/// Whether a text field has the keyboard.
pub(super) fn in_text(ctx: &Context) -> bool {
    has_focus(ctx) || ctx.text_edit_focused()
}

/// Takes the keyboard from the cell that was edited.
pub(super) fn give_up_focus(ctx: &Context) {
    ctx.memory_mut(|memory| {
        memory.surrender_focus(text_id());
        memory.surrender_focus(start_id());
    });
}
