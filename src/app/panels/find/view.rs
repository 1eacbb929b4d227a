//! How the Find panel looks: the query and its options, and every place in its context, with a tick, before anything
//! changes.

use super::commands::FIND_PREVIOUS;
use super::state::{Action, FIND_NEXT, Find, Within, query_id, with_id};
use crate::analysis::search::{Match, Mode, Scope};
use crate::app::held;
use crate::app::keys::Id;
use crate::app::look::Look;
use crate::app::request::Out;
use crate::app::theme;
use crate::app::widgets::{self, labelled, link, plain, quiet, struck};
use crate::message;
use crate::messages::{self, text};
use egui::text::{LayoutJob, TextFormat};
use egui::{Button, Key, Margin, RichText, Role, Sense, Stroke, TextEdit, Ui, WidgetInfo, vec2};
use std::ops::Range;

/// The height of an entry, in points.
const TALL: f32 = 30.0;

/// Draws the panel.
pub(super) fn show(find: &Find, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    query_field(find, ui, out);
    with_field(find, ui, out);
    modes(find, ui, out);
    options(find, ui, look, out);
    buttons(find, ui, look, out);
    speakers(find, ui, look, out);
    figures(find, ui, look, out);
    let lines = &look.desk.transcript().lines;
    // Told by its line, wherever that stands, and the how many-eth place in it it is.
    let key = |at: usize| {
        let row = find.matches[at].row();
        let nth = at - find.matches.partition_point(|found| found.row() < row);
        held::key((lines.get(row).map(|line| &line.origin), nth))
    };
    let list = (find.matches.len(), find.current());
    held::rows(ui, egui::Id::unique("find: list"), TALL, list, key, |ui, at| {
        entry(find, (at, &find.matches[at]), ui, look, out);
    });
}

impl Find {
    /// What is said of how much was found: `3 places, 2 ticked`. `None` when nothing is searched for.
    pub(super) fn told(&self) -> Option<String> {
        if !self.is_active() {
            return None;
        }
        let (count, ticked) = (self.matches.len(), self.ticked());
        let found = match count {
            0 => message!("find-none"),
            n if n > 1 && ticked < n => message!("find-places-ticked", n = n, ticked = ticked),
            n => message!("places", n = n),
        };
        if !self.is_searching() {
            return Some(messages::text(&found));
        }
        let percent = (100.0 * self.progress()).round() as u32;
        Some(match count {
            0 => text!("find-searching", percent = percent),
            _ => text!("find-places-so-far", found = found, percent = percent),
        })
    }
}

fn query_field(find: &Find, ui: &mut Ui, out: &mut Out<Action>) {
    let mut typed = find.query.text.clone();
    let (enter, shift, escape) =
        ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers.shift, input.key_pressed(Key::Escape)));
    let response = field(ui, &mut typed, (query_id(), text!("find-query"), text!("find-query-name")));
    if response.changed() {
        out.act(Action::Text(typed));
    }
    if response.lost_focus() && enter {
        out.run(if shift { FIND_PREVIOUS } else { FIND_NEXT });
        response.request_focus();
    }
    if response.lost_focus() && escape {
        out.act(Action::Leave);
    }
}

fn with_field(find: &Find, ui: &mut Ui, out: &mut Out<Action>) {
    let mut typed = find.with.clone();
    let response = field(ui, &mut typed, (with_id(), text!("find-with"), text!("find-with-name")));
    if response.changed() {
        out.act(Action::With(typed));
    }
    let (enter, escape) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
    if response.lost_focus() && enter {
        out.act(Action::ReplaceOne);
        response.request_focus();
    }
    if response.lost_focus() && escape {
        out.act(Action::Leave);
    }
}

/// A field of the panel's width: its id, what it says while it is empty, and what it is called.
fn field(ui: &mut Ui, typed: &mut String, (id, hint, name): (egui::Id, &str, &str)) -> egui::Response {
    let field =
        TextEdit::singleline(typed).id(id).hint_text(hint).desired_width(f32::INFINITY).margin(Margin::symmetric(8, 5));
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    response
}

fn modes(find: &Find, ui: &mut Ui, out: &mut Out<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (name, about, mode) in [
            (text!("find-plain"), text!("find-plain-name"), Mode::Plain),
            (text!("find-regex"), text!("find-regex-name"), Mode::Regex),
            (text!("find-by-ear"), text!("find-by-ear-name"), Mode::Sounds),
        ] {
            let on = find.query.mode == mode;
            let button = ui.add(Button::selectable(on, RichText::new(name).small()));
            button.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, about));
            if button.clicked() {
                out.act(Action::Mode(mode));
            }
        }
    });
}

fn options(find: &Find, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let query = &find.query;
    let by_ear = query.mode == Mode::Sounds;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let mut toggle = |name: &str, about: &str, applies: bool, on: bool, action: fn(bool) -> Action| {
            let on = on && applies;
            let button = ui.add_enabled(applies, Button::selectable(on, RichText::new(name).small()));
            let button = button.on_hover_text(about);
            button.widget_info(|| WidgetInfo::selected(Role::CheckBox, applies, on, about));
            if button.clicked() {
                out.act(action(!on));
            }
        };
        toggle(text!("find-word"), text!("find-word-about"), !by_ear, query.whole_word, Action::WholeWord);
        toggle(text!("find-case"), text!("find-case-about"), !by_ear, query.case, Action::Case);
        let plain = query.mode == Mode::Plain;
        toggle(text!("find-accents"), text!("find-accents-about"), plain, query.accents, Action::Accents);
        scope(find, ui, look, out);
    });
}

fn scope(find: &Find, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let t = look.desk.transcript();
    let now = match &find.query.scope {
        Scope::All => text!("find-in-all").to_owned(),
        Scope::Rows(_) => text!("find-in-selection").to_owned(),
        Scope::Unchecked => text!("find-in-unchecked").to_owned(),
        Scope::Speaker(id) => t.speaker(*id).map_or_else(
            || text!("find-in-nobodys").to_owned(),
            |speaker| text!("find-in-speaker", speaker = &speaker.name),
        ),
    };
    let choose = ui.menu_button(RichText::new(format!("{now} ▾")).small(), |ui| {
        let mut choice = |ui: &mut Ui, name: &str, within: Within| {
            if ui.button(name).clicked() {
                out.act(Action::Within(within));
                ui.close();
            }
        };
        choice(ui, text!("find-within-all"), Within::All);
        choice(ui, text!("find-within-selection"), Within::Selection);
        choice(ui, text!("find-within-unchecked"), Within::Unchecked);
        for speaker in t.speakers.iter() {
            let name = text!("find-within-speaker", speaker = &speaker.name);
            choice(ui, &name, Within::Speaker(speaker.id));
        }
    });
    choose.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, text!("find-within")));
}

fn buttons(find: &Find, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let palette = look.palette;
    let ticked = find.ticked();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let mut step = |arrow: &str, name: &str, command: Id| {
            if labelled(ui.add_enabled(find.is_active(), Button::new(arrow)), name).clicked() {
                out.run(command);
            }
        };
        step("↑", text!("find-previous-place"), FIND_PREVIOUS);
        step("↓", text!("find-next-place"), FIND_NEXT);
        // With nothing to put there the words go: that is said, and is not the button to press.
        let (one, all, goes) = match find.with.is_empty() {
            true => (text!("find-delete-one"), text!("find-delete-ticked", n = ticked), true),
            false => (text!("find-replace-one"), text!("find-replace-ticked", n = ticked), false),
        };
        if ui.add_enabled(ticked > 0, Button::new(one)).clicked() {
            out.act(Action::ReplaceOne);
        }
        let button = match goes {
            true => Button::new(all),
            false => {
                let strong = RichText::new(all).color(palette.accent).font(theme::strong_font(theme::PANEL_SIZE));
                Button::new(strong).stroke(Stroke::new(1.0, palette.accent))
            }
        };
        let ready = ticked > 0 && !find.is_searching();
        if ui.add_enabled(ready, button).clicked() {
            out.act(Action::ReplaceTicked);
        }
    });
}

fn speakers(find: &Find, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let t = look.desk.transcript();
    for (id, name) in find.found_speakers(t) {
        let Some(speaker) = t.speaker(id) else { continue };
        ui.horizontal_wrapped(|ui| {
            quiet(ui, text!("find-speaker-would-be", speaker = &speaker.name, name = &name));
            if link(ui, text!("find-rename-speaker")).clicked() {
                out.act(Action::RenameSpeakers);
            }
        });
    }
}

fn figures(find: &Find, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    if let Some(fault) = find.fault() {
        ui.label(RichText::new(fault).small().color(look.palette.deleted));
        return;
    }
    let Some(told) = find.told() else {
        let hint = match find.query.mode {
            Mode::Plain => text!("find-hint-plain"),
            Mode::Regex => text!("find-hint-regex"),
            Mode::Sounds => text!("find-hint-by-ear"),
        };
        quiet(ui, hint);
        return;
    };
    ui.horizontal(|ui| {
        quiet(ui, told);
        if find.matches.len() < 2 {
            return;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (word, name, on) in [
                (text!("find-tick-none"), text!("find-tick-none-name"), false),
                (text!("find-tick-all"), text!("find-tick-all-name"), true),
            ] {
                if labelled(link(ui, word), name).clicked() {
                    out.act(Action::TickAll(on));
                }
            }
            quiet(ui, text!("find-tick"));
        });
    });
}

fn entry(find: &Find, (at, found): (usize, &Match), ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let palette = look.palette;
    let Some(line) = look.desk.transcript().lines.get(found.row()) else { return };
    let number = found.row() + 1;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), TALL), Sense::CLICK);
    let current = find.is_current(found);
    if current || response.hovered() {
        ui.painter().rect_filled(rect, 5.0, if current { palette.selection } else { palette.hover });
    }
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(6.0, 3.0))).id_salt(at));
    child.horizontal_centered(|ui| {
        let mut ticked = find.is_ticked(found);
        let tick = ui.checkbox(&mut ticked, "");
        tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, text!("find-tick-line", line = number)));
        if tick.changed() {
            out.act(Action::Tick(at, ticked));
        }
        let place = RichText::new(look.desk.place_of(found.row()));
        ui.label(place.font(theme::number_font(theme::SMALL_SIZE)).color(palette.quiet));
        let galley = ui.painter().layout_job(context(find, found, &line.text, look, ui));
        let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::HOVER);
        ui.painter().galley(area.min, galley, palette.ink);
    });
    response.widget_info(|| {
        let name = text!("find-place-in-line", line = number, text = line.text.as_str());
        WidgetInfo::labeled(Role::ListBoxOption, true, name)
    });
    if response.clicked() {
        out.act(Action::GoTo(at));
    }
}

/// A match in its context on one row: what is found, and behind it what shall stand there.
fn context(find: &Find, found: &Match, text: &str, look: &Look<'_>, ui: &Ui) -> LayoutJob {
    let (palette, width) = (look.palette, ui.available_width());
    let at: Range<usize> = found.at();
    let Some(here) = text.get(at.clone()) else { return widgets::one_row(width) };
    let new = find.search().filter(|_| !find.with.is_empty()).and_then(|search| {
        let changes = search.replacements(look.desk.transcript(), std::slice::from_ref(found), &find.with);
        changes.into_iter().find(|change| change.row == found.row())
    });
    let ground = TextFormat { background: palette.found, ..plain(palette.ink) };
    let parts = match &new {
        Some(new) => {
            vec![(here, struck(palette.deleted)), (" ", plain(palette.ink)), (&*new.with, plain(palette.inserted))]
        }
        None => vec![(here, ground)],
    };
    let job = widgets::excerpt(ui, text, &at, &parts, width);
    LayoutJob { wrap: widgets::one_row(width).wrap, ..job }
}
