//! The table: the timed lines of the transcript, read and edited in place. It is the program.
//!
//! Only the rows in view are laid out, downward from the [`Anchor`]. Drawing changes nothing: it pushes
//! [`TableAction`]s. What is being edited is the document itself, at every keystroke, in one gesture a visit; there
//! is no draft that could be lost.

mod action;
mod breaks;
mod cell;
mod drag;
mod light;
mod marks;
mod menu;
mod parts;
mod row;
mod text;

pub(super) use action::{TableAction, perform};
pub(super) use cell::caret_row;
pub(super) use parts::Decor;

use super::caret::table_id as id;
use super::desk::Desk;
use super::keys::Id as CommandId;
use super::look::Look;
use super::request::Out;
use super::theme::{self, Palette};
use super::view::{Anchor, Place, Reveal, Shown, Stays};
use crate::messages::text;
use egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};
use parts::{Columns, Geometry, HEAD_HEIGHT, MIN_HEIGHT, TableRow};

/// How many rows a page is: those that were in view in the last frame, less one to keep the place by.
pub(super) fn page(ctx: &egui::Context) -> usize {
    let geometry: Geometry = ctx.data(|data| data.get_temp(id())).unwrap_or_default();
    geometry.rows.saturating_sub(1).max(1)
}

/// Draws the table into all of `ui`.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, decor: &Decor<'_>, out: &mut Out<TableAction>) {
    let (desk, palette) = (look.desk, look.palette);
    let outer = ui.available_rect_before_wrap();
    let columns = Columns::new(ui, desk, outer);
    let head = Rect::from_min_size(outer.min, vec2(outer.width(), HEAD_HEIGHT));
    draw_head(ui, head, &columns, palette);

    let bar_width = 12.0;
    let view = Rect::from_min_max(pos2(outer.left(), head.bottom()), pos2(outer.right() - bar_width, outer.bottom()));
    let len = desk.len();
    let ctx = ui.ctx().clone();
    let height = |row: usize| text::height(&ctx, desk, &columns, look.settings.show_changes, row);
    let mut anchor = desk.view.anchor;
    if anchor.row >= len {
        anchor = Anchor::default();
    }
    let background = ui.interact(view, id(), Sense::CLICK | Sense::DRAG | Sense::FOCUSABLE);
    keep_keyboard(ui, desk, decor, &background);
    background.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Table, true, text!("table")));
    ui.ctx().accesskit_node_builder(id(), |node| {
        node.set_row_count(len);
    });
    let scale = ctx.pixels_per_point();
    let last: Option<Geometry> = ctx.data(|data| data.get_temp(id()));
    let is_stretched = last.is_none_or(|last| (last.height - view.height() * scale).abs() > 0.5);
    let mut scrolled = desk.view.shown.first.is_none() || is_stretched && last.is_none_or(|last| last.scale == scale);
    // Whatever has come or gone above it or changed its width, what the person looks at stays where it is.
    // A row that is worked on does not go when the text becomes narrower beside it.
    let is_narrower = last.is_some_and(|last| last.scale == scale && last.text_width != columns.text_width());
    let stays = if is_narrower { Stays::Current } else { desk.view.stays };
    if let Some(place) = desk.view.shown.stays(stays).filter(|place| place.row < len) {
        let row_grows = (scale / place.scale - 1.0) * place.pointer;
        let below = (place.top - row_grows) / scale - view.top();
        if anchor.top_of(place.row, view.height(), height).is_none_or(|top| (top - below).abs() > 0.25) {
            anchor = Anchor::holding(place.row, below, len, height);
        }
    }
    if ui.rect_contains_pointer(view) {
        let wheel = ui.input(egui::InputState::smooth_scroll_delta).y;
        if wheel != 0.0 {
            anchor = anchor.moved(-wheel, len, view.height(), height);
            scrolled = true;
        }
    }
    match desk.view.reveal {
        Some(Reveal::Row(row)) => anchor = anchor.showing(row, len, view.height(), height),
        Some(Reveal::Calm(row)) => anchor = anchor.showing_calmly(row, len, view.height(), height),
        Some(Reveal::Ahead(row)) => anchor = anchor.showing_ahead(row, len, view.height(), height),
        Some(Reveal::Lost(row)) => anchor = anchor.showing_what_is_lost(row, len, view.height(), height),
        None => {}
    }
    // Nothing but paper above the first line or below the last one is seen only until the table is scrolled, or worked in.
    if scrolled || desk.view.stays == Stays::Current {
        anchor = anchor.moved(0.0, len, view.height(), height);
    }

    let mut rows = ui.new_child(UiBuilder::new().max_rect(view).id_salt("rows"));
    rows.set_clip_rect(view.intersect(ui.clip_rect()));
    let mut top = view.top() - anchor.into;
    let mut shown: Vec<(usize, f32, f32)> = Vec::new();
    let mut before = anchor.row.checked_sub(1).and_then(|row| desk.transcript().lines.get(row));
    for (row, line) in (anchor.row..len).zip(desk.transcript().lines.iter_from(anchor.row)) {
        if top >= view.bottom() {
            break;
        }
        let tall = height(row);
        let rect = Rect::from_min_size(pos2(view.left(), top), vec2(view.width(), tall));
        let marks = &(decor.marks)(row, &line.text);
        let r = TableRow { desk, look, decor, marks, columns: &columns, palette, row, line, before, rect };
        row::show(&mut rows, &r, out);
        before = Some(line);
        shown.push((row, top, top + tall));
        top += tall;
    }
    let bar = Rect::from_min_max(pos2(view.right(), view.top()), outer.max);
    let whole = shown.iter().filter(|(.., bottom)| *bottom <= view.bottom()).count().max(1);
    let grabbed = scroll_bar(ui, bar, desk, anchor, whole, &columns);
    let geometry = Geometry { rows: whole, text_width: columns.text_width(), height: view.height() * scale, scale };
    let pointer = ui.rect_contains_pointer(view).then(|| ui.input(|input| input.pointer.latest_pos())).flatten();
    let places = places(&shown, desk, pointer.map(|at| at.y), scale);
    ui.ctx().data_mut(|data| {
        data.insert_temp(id(), geometry);
        data.insert_temp(id(), places);
    });
    if let Some(row) = grabbed {
        out.act(TableAction::ScrollTo(Anchor { row, into: 0.0 }.moved(0.0, len, view.height(), height)));
    } else if anchor != desk.view.anchor || desk.view.reveal.is_some() {
        out.act(TableAction::Scroll(anchor));
    }
    let ground = drag::Ground { ctx: &ctx, look, columns: &columns, view, rows: &shown };
    drag::select(&background, &ground, out);
    light::show(ui, &ground, decor);
}

/// What the last frame showed where.
pub(super) fn shown(ctx: &egui::Context) -> Shown {
    ctx.data(|data| data.get_temp(id())).unwrap_or_default()
}

/// Where the rows stand that may have to stay; `rows` are those in view with their tops and bottoms, `pointer` is the
/// height of the pointer when it is over them.
fn places(rows: &[(usize, f32, f32)], desk: &Desk, pointer: Option<f32>, scale: f32) -> Shown {
    let place = |&(row, top, _): &(usize, f32, f32)| Place { row, top: top * scale, pointer: 0.0, scale };
    let of = |wanted: usize| rows.iter().find(|(row, ..)| *row == wanted).map(place);
    let under = |y: f32| {
        let here = rows.iter().find(|(_, top, bottom)| (*top..*bottom).contains(&y))?;
        Some(Place { pointer: (y - here.1) * scale, ..place(here) })
    };
    Shown {
        cell: desk.view.editing.as_ref().and_then(|editing| of(editing.row)),
        pointer: pointer.and_then(under),
        focus: of(desk.view.focus),
        first: rows.first().map(place),
    }
}

/// Draws the head of the table.
fn draw_head(ui: &Ui, rect: Rect, columns: &Columns, palette: &Palette) {
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, palette.background);
    let font = egui::FontId::proportional(theme::SMALL_SIZE);
    let middle = rect.center().y;
    for (x, align, name) in [
        (columns.number_right, egui::Align2::RIGHT_CENTER, text!("table-number")),
        (columns.start, egui::Align2::LEFT_CENTER, text!("table-start")),
        (columns.speaker, egui::Align2::LEFT_CENTER, text!("table-speaker")),
        (columns.text, egui::Align2::LEFT_CENTER, text!("table-text")),
    ] {
        painter.text(pos2(x, middle), align, name, font.clone(), palette.quiet);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, palette.hairline());
}

/// Gives the table the keyboard when nobody has it, so that the keys that move in it do not move between widgets.
/// The Tab key leaves it, unless there is a proposal to take.
fn keep_keyboard(ui: &Ui, desk: &Desk, decor: &Decor<'_>, table: &egui::Response) {
    let free = ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    if free && desk.view.editing.is_none() {
        table.request_focus();
    }
    if table.has_focus() {
        let tab = (decor.applies)(CommandId("take-turn"));
        let filter = egui::EventFilter { tab, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
    }
}

/// Draws the scroll bar, which shows rows. Returns the row to put at the top when the person moved it.
fn scroll_bar(ui: &mut Ui, bar: Rect, desk: &Desk, anchor: Anchor, shown: usize, columns: &Columns) -> Option<usize> {
    let len = desk.len();
    let palette = theme::palette(ui.ctx());
    ui.painter().rect_filled(bar, 0.0, palette.background);
    if len <= shown {
        return None;
    }
    let hidden = (len - shown) as f64;
    let long = (f64::from(bar.height()) * shown as f64 / len as f64).max(28.0).min(f64::from(bar.height()));
    let room = f64::from(bar.height()) - long;
    let at = ((anchor.row as f64 + f64::from(anchor.into / MIN_HEIGHT)) / hidden).min(1.0);
    let top = bar.top() + (room * at) as f32;
    let handle = Rect::from_min_size(pos2(bar.left() + 3.0, top), vec2(bar.width() - 5.0, long as f32));
    let response = ui.interact(bar, id().with("bar"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, text!("table-scroll-bar")));
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
        let time = desk.transcript().lines.get(row).and_then(|line| columns.time(line));
        let tip = time.unwrap_or_else(|| text!("line-number", line = row + 1));
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
