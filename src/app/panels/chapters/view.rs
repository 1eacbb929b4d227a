//! How the Chapters panel looks: a row a chapter, with its time and its title; below the current one what can be done
//! with it.

use super::commands::{ADD, COPY, EARLIER, LATER, NAME, REMOVE};
use super::state::{Action, Chapters, Named, begins_late, chapters, title_id};
use crate::app::draft::done_in;
use crate::app::look::Look;
use crate::app::panel::{Panel, takes_keyboard};
use crate::app::request::Out;
use crate::app::theme;
use crate::app::widgets::{command_name, key_button, labelled, one_row, plain, quiet, with_key};
use crate::messages::text;
use crate::model::{Chapter, Time};
use egui::text::TextFormat;
use egui::{
    Align2, Button, Frame, Key, Margin, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// The height of a chapter, in points.
const TALL: f32 = 32.0;
/// Space beside a time, on both sides together, in points.
const BESIDE: f32 = 24.0;

/// Draws the panel.
pub(super) fn show(panel: &Chapters, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let keyboard = takes_keyboard(ui, Chapters::ID, text!("chapters-list"));
    let list = chapters(look.desk);
    ui.horizontal_wrapped(|ui| {
        let palette = look.palette;
        let name = text!("chapters-add");
        let job = with_key(ui, name, Some(ADD), look.keys, palette.ink, palette.quiet);
        if labelled(ui.add_enabled(look.desk.len() > 0, Button::new(job)), name).clicked() {
            out.run(ADD);
        }
        let copy = ui.add_enabled(!list.is_empty(), Button::new(text!("chapters-copy")));
        if copy.on_hover_text(text!("chapters-copy-about")).clicked() {
            out.run(COPY);
        }
    });
    ui.add_space(6.0);
    let current = panel.current(look.desk);
    let naming = panel.naming;
    let new = match naming {
        Some(Named::New(start)) => Some(start),
        _ => None,
    };
    let renamed = match naming {
        Some(Named::Chapter(which)) => which.place(list),
        _ => None,
    };
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut waiting = new;
        for (at, chapter) in list.iter().enumerate() {
            if let Some(start) = waiting.take_if(|start| *start < chapter.start) {
                named(panel, ui, look, (start, ""), out);
            }
            if renamed == Some(at) {
                named(panel, ui, look, (chapter.start, &chapter.title), out);
                continue;
            }
            let is_current = current == Some(at) && naming.is_none();
            entry(panel, ui, look, (at, chapter, is_current), keyboard, out);
        }
        if let Some(start) = waiting {
            named(panel, ui, look, (start, ""), out);
        }
        if list.is_empty() && new.is_none() {
            quiet(ui, text!("chapters-none"));
        }
        if begins_late(look.desk).is_some() {
            ui.add_space(8.0);
            quiet(ui, text!("chapters-late"));
        }
        ui.add_space(14.0);
    });
}

/// How wide the times are, in points.
fn time_width(ui: &Ui, look: &Look<'_>) -> f32 {
    let longest = chapters(look.desk).last().map_or(Time(0), |chapter| chapter.start);
    let font = theme::number_font(theme::PANEL_SIZE);
    ui.painter().layout_no_wrap(look.desk.time(longest), font, look.palette.quiet).size().x
}

/// The ground of a row of the list, with a time at its left. Returns where the title stands.
fn ground(ui: &Ui, look: &Look<'_>, rect: Rect, start: Time, is_current: bool) -> Rect {
    let palette = look.palette;
    let font = theme::number_font(theme::PANEL_SIZE);
    let ink = if is_current { palette.ink } else { palette.quiet };
    let right = rect.left() + BESIDE / 2.0 + time_width(ui, look);
    ui.painter().text(pos2(right, rect.center().y), Align2::RIGHT_CENTER, look.desk.time(start), font, ink);
    Rect::from_min_max(pos2(right + BESIDE / 2.0, rect.top()), rect.right_bottom() - vec2(8.0, 0.0))
}

fn entry(
    panel: &Chapters,
    ui: &mut Ui,
    look: &Look<'_>,
    (at, chapter, is_current): (usize, &Chapter, bool),
    keyboard: bool,
    out: &mut Out<Action>,
) {
    let palette = look.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), TALL), Sense::CLICK);
    response.widget_info(|| {
        let name = text!("chapters-entry", title = &chapter.title, time = look.desk.time(chapter.start));
        WidgetInfo::labeled(Role::ListBoxOption, true, name)
    });
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_current));
    if response.clicked() {
        // Once it was gone to, a press on it is for its title.
        let is_there = is_current && panel.went_to.is_some_and(|(_, row)| row == look.desk.view.focus);
        out.act(if is_there { Action::Name(at) } else { Action::GoTo(at) });
    }
    if is_current && panel.reveal {
        response.scroll_to_me(None);
        out.act(Action::Revealed);
    }
    if ui.is_rect_visible(rect) {
        if is_current {
            let edge = if keyboard { Stroke::new(2.0, palette.accent) } else { Stroke::NONE };
            ui.painter().rect(rect, 5.0, palette.background, edge, StrokeKind::Inside);
            let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            ui.painter().rect_filled(bar, 1.5, palette.accent);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 5.0, palette.hover);
        }
        let place = ground(ui, look, rect, chapter.start, is_current);
        let mut job = one_row(place.width());
        let format = match is_current {
            true => TextFormat { font_id: theme::strong_font(theme::PANEL_SIZE), ..plain(palette.ink) },
            false => plain(palette.ink),
        };
        job.append(chapter.title.trim(), 0.0, format);
        let galley = ui.painter().layout_job(job);
        let top = place.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(place.left(), top), galley, palette.ink);
    }
    if is_current {
        buttons(ui, look, out);
    }
}

/// What can be done with the current chapter.
fn buttons(ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.add_space(time_width(ui, look) + BESIDE);
        ui.spacing_mut().item_spacing.x = 5.0;
        for (command, name) in [
            (NAME, text!("chapters-rename")),
            (EARLIER, text!("chapters-earlier")),
            (LATER, text!("chapters-later")),
            (REMOVE, text!("chapters-remove")),
        ] {
            let button = key_button(ui, look, command, name);
            if button.on_hover_text(command_name(command)).clicked() {
                out.run(command);
            }
        }
    });
    ui.add_space(4.0);
}

/// A row whose title is being typed; it had another before.
fn named(panel: &Chapters, ui: &mut Ui, look: &Look<'_>, (start, before): (Time, &str), out: &mut Out<Action>) {
    let Some(naming) = panel.naming else { return };
    let palette = look.palette;
    let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), TALL), Sense::HOVER);
    if panel.reveal {
        row.scroll_to_me(None);
        out.act(Action::Revealed);
    }
    let place = ground(ui, look, rect, start, true).expand2(vec2(5.0, -3.0));
    let mut typed = panel.title.of(&naming).unwrap_or(before).to_owned();
    let frame = Frame::new().fill(palette.background).stroke(Stroke::new(1.0, palette.edge)).corner_radius(5.0);
    let field = TextEdit::singleline(&mut typed)
        .id(title_id())
        .font(theme::strong_font(theme::PANEL_SIZE))
        .hint_text(text!("chapters-hint"))
        .desired_width(place.width())
        .align(Align2::LEFT_CENTER)
        .frame(frame.inner_margin(Margin::symmetric(5, 2)));
    // Beside the flow of the list, which a widget put into it would shorten.
    let mut beside = ui.new_child(UiBuilder::new().id_salt("chapter title").max_rect(place));
    let field = beside.add(field);
    field.widget_info(|| {
        WidgetInfo::labeled(Role::TextInput, true, text!("chapters-title-at", time = look.desk.time(start)))
    });
    let entered = ui.input(|input| input.key_pressed(Key::Enter));
    for typing in done_in(ui, &field, naming, &typed) {
        out.act(Action::Title { typing, entered });
    }
}
