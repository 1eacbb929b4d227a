//! The table: the timed lines of the transcript, read and edited in place. It is the program.
//!
//! Only the rows in view are laid out, downward from the [`Anchor`]. Drawing changes nothing: it pushes
//! [`Action`]s. What is being edited is the document itself, at every keystroke, in one gesture a visit; there
//! is no draft that could be lost.

mod breaks;
mod cell;
mod drag;
mod marks;
mod row;
mod scroll;
mod selection;

pub use cell::{caret, caret_row, focus_start, give_up_focus, has_focus, put_caret, put_caret_at_end, select_all};
pub use marks::of as mark_of;
pub use row::{Columns, Geometry};
pub use scroll::Anchor;
pub use selection::Rows;

use super::action::Action;
use super::open::Open;
use super::theme;
use crate::analysis::Kind;
use crate::document::Gesture;
use crate::edit::Edit;
use crate::model::Text;
use egui::{Id, Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// Where the person is in the table.
#[derive(Debug, Default)]
pub struct Table {
    /// The first row in view.
    pub anchor: Anchor,
    /// The row in hand.
    pub focus: usize,
    /// The selected rows. When empty, the row in hand is what commands work on.
    pub selection: Rows,
    /// Where an extended selection began.
    pub pivot: usize,
    /// The cell that is being edited.
    pub editing: Option<Editing>,
    /// What the next frame must bring into view.
    pub reveal: Option<Reveal>,
}

/// What the table shows beside the text.
pub struct Look<'a> {
    /// What was corrected, in place.
    pub changes: bool,
    /// Which kinds of findings.
    pub shows: &'a dyn Fn(Kind) -> bool,
}

/// How a row comes into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reveal {
    /// By the shortest way.
    Row(usize),
    /// Among its neighbours: unless it is in view and not at its edge, it comes a third from the top.
    Calm(usize),
    /// With what follows it: unless it is in the upper half of the view, it comes near the top.
    Ahead(usize),
}

/// A cell that is being edited.
#[derive(Debug, Clone)]
pub struct Editing {
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
pub enum Field {
    /// When the line begins.
    Start,
    /// What is said.
    Text,
}

impl Table {
    /// The rows that commands work on: the selection, or the row in hand.
    pub fn rows(&self) -> Rows {
        if self.selection.is_empty() { Rows::of(self.focus..self.focus + 1) } else { self.selection.clone() }
    }

    /// Whether nothing but the row in hand is selected.
    pub fn is_single(&self) -> bool {
        self.selection.len() <= 1
    }

    /// Makes `row` the row in hand and the only one selected, and brings it into view with its neighbours.
    pub fn go_to(&mut self, row: usize) {
        self.put_focus(row);
        self.reveal = Some(Reveal::Calm(row));
    }

    /// As [`Table::go_to`], from a row beside it: the view moves as little as it can.
    pub fn step_to(&mut self, row: usize) {
        self.put_focus(row);
        self.reveal = Some(Reveal::Row(row));
    }

    /// As [`Table::go_to`], so that what follows the row can be read too.
    pub fn go_to_ahead(&mut self, row: usize) {
        self.put_focus(row);
        self.reveal = Some(Reveal::Ahead(row));
    }

    /// Makes `row` the row in hand and the only one selected.
    pub fn put_focus(&mut self, row: usize) {
        self.focus = row;
        self.pivot = row;
        self.selection = Rows::default();
    }

    /// Extends the selection from where it began to `row`, which becomes the row in hand.
    pub fn extend_to(&mut self, row: usize) {
        let (from, to) = (self.pivot.min(row), self.pivot.max(row));
        self.selection = Rows::of(from..to + 1);
        self.focus = row;
        self.reveal = Some(Reveal::Row(row));
    }

    /// Adds a row to the selection or takes it out; it becomes the row in hand.
    pub fn toggle(&mut self, row: usize) {
        if self.selection.is_empty() {
            self.selection = Rows::of(self.focus..self.focus + 1);
        }
        self.selection.toggle(row);
        self.focus = row;
        self.pivot = row;
    }

    /// Lets everything follow an edit, after which there are `len` lines. The view stays where it is.
    pub fn follow(&mut self, edit: &Edit, len: usize) {
        let last = len.saturating_sub(1);
        let map = |row: usize| edit.map_row(row).min(last);
        self.anchor.row = map(self.anchor.row);
        self.focus = map(self.focus);
        self.pivot = map(self.pivot);
        self.selection = self.selection.after(edit, len);
        self.editing =
            self.editing.take().filter(|_| len > 0).map(|editing| Editing { row: map(editing.row), ..editing });
    }
}

/// The id of the table, and of what is kept about it between frames.
pub fn id() -> Id {
    Id::unique("table")
}

/// How many rows a page is: those that were in view in the last frame, less one to keep the place by.
pub fn page(ctx: &egui::Context) -> usize {
    let geometry: Geometry = ctx.data(|data| data.get_temp(id())).unwrap_or_default();
    geometry.rows.saturating_sub(1).max(1)
}

/// Draws the table into all of `ui`.
pub fn show(ui: &mut Ui, open: &Open, look: &Look<'_>, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let outer = ui.available_rect_before_wrap();
    let columns = Columns::new(ui, open, outer);
    let head = Rect::from_min_size(outer.min, vec2(outer.width(), row::HEAD_HEIGHT));
    row::head(ui, head, &columns, palette);

    let bar_width = 12.0;
    let view = Rect::from_min_max(pos2(outer.left(), head.bottom()), pos2(outer.right() - bar_width, outer.bottom()));
    let len = open.len();
    let ctx = ui.ctx().clone();
    let height = |row: usize| row::height(&ctx, open, &columns, look.changes, row);
    let mut anchor = open.table.anchor;
    if anchor.row >= len {
        anchor = Anchor::default();
    }
    let background = ui.interact(view, id(), Sense::CLICK | Sense::DRAG | Sense::FOCUSABLE);
    keep_keyboard(ui, open, &background);
    background.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Table, true, "transcript"));
    ui.ctx().accesskit_node_builder(id(), |node| {
        node.set_row_count(len);
    });
    if ui.rect_contains_pointer(view) {
        let wheel = ui.input(egui::InputState::smooth_scroll_delta).y;
        if wheel != 0.0 {
            anchor = anchor.moved(-wheel, len, view.height(), height);
        }
    }
    match open.table.reveal {
        Some(Reveal::Row(row)) => anchor = anchor.showing(row, len, view.height(), height),
        Some(Reveal::Calm(row)) => anchor = anchor.showing_calmly(row, len, view.height(), height),
        Some(Reveal::Ahead(row)) => anchor = anchor.showing_ahead(row, len, view.height(), height),
        None => {}
    }
    // When a bar above the table comes or goes, the rows stay where they are on the screen.
    let last: Option<Geometry> = ctx.data(|data| data.get_temp(id()));
    if let Some(last) = last.filter(|last| last.top != view.top() && open.table.reveal.is_none()) {
        anchor = anchor.moved(view.top() - last.top, len, view.height(), height);
    }
    // The window may have grown, or lines may have gone: nothing but paper below the last line.
    anchor = anchor.moved(0.0, len, view.height(), height);

    let mut rows = ui.new_child(UiBuilder::new().max_rect(view).id_salt("rows"));
    rows.set_clip_rect(view.intersect(ui.clip_rect()));
    let mut top = view.top() - anchor.into;
    let mut shown: Vec<(usize, f32)> = Vec::new();
    let mut before = anchor.row.checked_sub(1).and_then(|row| open.transcript().lines.get(row));
    for (row, line) in (anchor.row..len).zip(open.transcript().lines.iter_from(anchor.row)) {
        if top >= view.bottom() {
            break;
        }
        let tall = height(row);
        let rect = Rect::from_min_size(pos2(view.left(), top), vec2(view.width(), tall));
        row::show(&mut rows, &row::Row { open, look, columns: &columns, palette, row, line, before, rect }, actions);
        before = Some(line);
        top += tall;
        shown.push((row, top));
    }
    let bar = Rect::from_min_max(pos2(view.right(), view.top()), outer.max);
    let whole = shown.iter().filter(|(_, bottom)| *bottom <= view.bottom()).count().max(1);
    if let Some(to) = scroll_bar(ui, bar, open, anchor, whole, &columns) {
        anchor = Anchor { row: to, into: 0.0 }.moved(0.0, len, view.height(), height);
    }
    let geometry = Geometry { rows: whole, text_width: columns.text_width(), top: view.top() };
    ui.ctx().data_mut(|data| data.insert_temp(id(), geometry));
    if anchor != open.table.anchor || open.table.reveal.is_some() {
        actions.push(Action::Scroll(anchor));
    }
    let row_at = |y: f32| shown.iter().find(|(_, bottom)| y < *bottom).map(|(row, _)| *row);
    drag::select(&background, open, view, row_at, actions);
}

/// Gives the table the keyboard when nobody has it, so that the keys that move in it do not move between widgets.
/// The Tab key leaves it, unless there is a proposal to take.
fn keep_keyboard(ui: &Ui, open: &Open, table: &egui::Response) {
    let free = ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    if free && open.table.editing.is_none() {
        table.request_focus();
    }
    if table.has_focus() {
        let tab = !open.ghosts.proposals().is_empty();
        let filter = egui::EventFilter { tab, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
    }
}

/// Draws the scroll bar, which shows rows. Returns the row to put at the top when the person moved it.
fn scroll_bar(ui: &mut Ui, bar: Rect, open: &Open, anchor: Anchor, shown: usize, columns: &Columns) -> Option<usize> {
    let len = open.len();
    let palette = theme::palette(ui.ctx());
    ui.painter().rect_filled(bar, 0.0, palette.background);
    if len <= shown {
        return None;
    }
    let hidden = (len - shown) as f64;
    let long = (f64::from(bar.height()) * shown as f64 / len as f64).max(28.0).min(f64::from(bar.height()));
    let room = f64::from(bar.height()) - long;
    let at = ((anchor.row as f64 + f64::from(anchor.into / row::MIN_HEIGHT)) / hidden).min(1.0);
    let top = bar.top() + (room * at) as f32;
    let handle = Rect::from_min_size(pos2(bar.left() + 3.0, top), vec2(bar.width() - 5.0, long as f32));
    let response = ui.interact(bar, id().with("bar"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, "scroll bar"));
    let grip = id().with("grip");
    let mut to = None;
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.is_pointer_button_down_on()) {
        let grabbed: f32 = ui
            .data(|data| data.get_temp(grip))
            .unwrap_or_else(|| if handle.contains(pointer) { pointer.y - handle.top() } else { handle.height() / 2.0 });
        ui.data_mut(|data| data.insert_temp(grip, grabbed));
        let part = f64::from(pointer.y - grabbed - bar.top()) / room.max(1.0);
        let row = (part.clamp(0.0, 1.0) * hidden).round() as usize;
        to = Some(row).filter(|row| *row != anchor.row);
        let time = open.transcript().lines.get(row).and_then(|line| columns.time(line));
        let tip = time.unwrap_or_else(|| format!("line {}", row + 1));
        let tip = ui.painter().layout_no_wrap(tip, theme::number_font(theme::PANEL_SIZE), palette.ink);
        let ground =
            Rect::from_min_size(pos2(bar.left() - tip.size().x - 22.0, pointer.y - 13.0), tip.size() + vec2(14.0, 8.0));
        ui.painter().rect(ground, 6.0, palette.panel, palette.hairline(), egui::StrokeKind::Inside);
        ui.painter().galley(ground.min + vec2(7.0, 4.0), tip, palette.ink);
    } else {
        ui.data_mut(|data| data.remove::<f32>(grip));
    }
    let ink = if response.hovered() || response.dragged() { palette.quiet } else { palette.quiet.gamma_multiply(0.45) };
    ui.painter().rect_filled(handle, 4.0, ink);
    to
}
