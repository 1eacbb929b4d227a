//! The cards of the Names panel: one a name that is probably wrong, with its forms, the reason and its places.

use super::state::{Action, Names, Spot, looks_for_names, other_id};
use crate::analysis::names::{Pair, Place};
use crate::app::held::{self, HeldList};
use crate::app::in_view::ListRow;
use crate::app::keys::Id as CommandId;
use crate::app::look::Look;
use crate::app::panel::{Panel, takes_keyboard};
use crate::app::request::Out;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{card, command_name, excerpt, key_button, plain, quiet};
use crate::messages::{self, text};
use crate::model::Line;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Button, Color32, Context, FontId, Id, Key, Label, Layout, RichText, Role, Sense, Stroke, StrokeKind,
    TextEdit, Ui, UiBuilder, WidgetInfo, vec2,
};

/// How many places of a name are listed.
const LISTED: usize = 40;
/// Space below the last card, in points.
const BELOW: f32 = 14.0;
/// How often it is looked how far a search is.
const PROGRESS: std::time::Duration = std::time::Duration::from_millis(200);

/// Whether a tick of a place has the keyboard.
pub(super) fn tick_has_focus(ctx: &Context) -> bool {
    let tick: Option<Id> = ctx.data(|data| data.get_temp(tick_id()));
    tick.is_some_and(|tick| ctx.memory(|memory| memory.has_focus(tick)))
}

/// Under which it is kept which tick has the keyboard.
fn tick_id() -> Id {
    Id::unique("names: tick with the keyboard")
}

/// Draws the panel.
pub(super) fn show(names: &Names, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let pairs: Vec<&Pair> = names.pairs(look.desk).collect();
    let current = names.position(&pairs);
    let keyboard = takes_keyboard(ui, Names::ID, text!("names-list")) || tick_has_focus(ui.ctx());
    sure(ui, look, &pairs, out);
    let row = |number: usize| {
        let (pair, is_current) = (pairs[number], number == current);
        ListRow::new((&pair.wrong, &pair.right, is_current), is_current)
    };
    let tops = names.heights.borrow().tops(pairs.len(), row);
    let (id, key) = (Id::unique("names: list"), |at: usize| held::key((&pairs[at].wrong, &pairs[at].right)));
    let top = |at: usize| tops[at] + if at == pairs.len() { BELOW } else { 0.0 };
    HeldList { id, len: pairs.len(), key: &key, top: &top, current: None }.show(ui, |ui| {
        if pairs.is_empty() {
            nothing(names, ui, look, out);
        }
        names.heights.borrow_mut().show(ui, pairs.len(), row, |ui, number| {
            let (pair, is_current) = (pairs[number], number == current);
            // The card is pressed where none of what lies on it is.
            let ground = UiBuilder::new().id_salt(number).sense(Sense::CLICK);
            let drawn = ui.scope_builder(ground, |ui| {
                card(ui, is_current && keyboard, |ui| {
                    head(ui, pair, look.palette);
                    if is_current {
                        body(names, ui, look, pair, out);
                    }
                })
            });
            let response = drawn.response;
            response.widget_info(|| {
                let (wrong, because, n) = (&pair.wrong, pair.because.clone(), pair.places.len());
                let name = text!("names-card", wrong = wrong, right = &pair.right, because = because, n = n);
                WidgetInfo::selected(Role::ListItem, true, is_current, name)
            });
            if response.clicked() {
                out.act(Action::Select(number));
            }
            if is_current && keyboard {
                response.scroll_to_me(None);
            }
        });
        ui.add_space(BELOW);
    });
}

/// What is said when no name is listed.
fn nothing(names: &Names, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let review = &look.desk.review;
    let mut say = |text: String| ui.label(RichText::new(text).color(look.palette.quiet));
    if let Some(done) = review.progress() {
        say(text!("names-looking", percent = (done * 100.0) as u32));
        ui.ctx().request_repaint_after(PROGRESS);
    } else if review.is_whole() && !looks_for_names(review) {
        say(text!("names-not-looked-about").to_owned());
        review.off().iter().for_each(|off| drop(say(messages::text(off))));
        if ui.button(text!("findings-set-language")).clicked() {
            out.run(CommandId("language-other"));
        }
    } else if names.counted.unknown > 0 {
        say(text!("names-none").to_owned());
        say(text!("names-none-but-unknown", n = names.counted.unknown));
        if ui.button(text!("names-show-unknown")).clicked() {
            out.run(CommandId("panel-findings"));
        }
    } else {
        say(text!("names-none").to_owned());
    }
}

/// The card on top: how many names are sure, and accepting them all at once.
fn sure(ui: &mut Ui, look: &Look<'_>, pairs: &[&Pair], out: &mut Out<Action>) {
    let names = pairs.iter().filter(|pair| pair.sure);
    let (sure, places) = names.fold((0_usize, 0), |(names, all), pair| (names + 1, all + pair.places.len()));
    if sure < 2 {
        return;
    }
    let palette = look.palette;
    card(ui, false, |ui| {
        ui.horizontal(|ui| {
            ui.label(text!("names-sure", names = sure, n = places));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = RichText::new(text!("names-preview"))
                    .color(palette.accent)
                    .font(theme::strong_font(theme::PANEL_SIZE));
                let button = Button::new(name).fill(palette.background).stroke(Stroke::new(1.0, palette.accent));
                if ui.add(button).clicked() {
                    out.run(CommandId("accept-sure"));
                }
            });
        });
    });
    ui.add_space(4.0);
}

/// What is wrong, what is proposed, and why.
pub(super) fn head(ui: &mut Ui, pair: &Pair, palette: &Palette) {
    let font = theme::strong_font(14.0);
    let strong = |ink: Color32| TextFormat { font_id: font.clone(), color: ink, ..TextFormat::default() };
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(ui.available_width()), ..LayoutJob::default() };
    let struck = TextFormat { strikethrough: Stroke::new(1.0, palette.deleted), ..strong(palette.deleted) };
    job.append(&pair.wrong, 0.0, TextFormat { font_id: FontId::proportional(14.0), ..struck });
    job.append("  →  ", 0.0, strong(palette.quiet));
    // As it is written there: with its plural, in capitals.
    let first = pair.places.first().filter(|place| place.over == place.at);
    job.append(first.map_or(&pair.right, |place| &place.with), 0.0, strong(palette.inserted));
    ui.label(job);
    quiet(ui, text!("names-why", because = pair.because.clone(), n = pair.places.len()));
}

/// The places of the current name, and what can be done with it.
fn body(names: &Names, ui: &mut Ui, look: &Look<'_>, pair: &Pair, out: &mut Out<Action>) {
    let palette = look.palette;
    for place in pair.places.iter().take(LISTED) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let mut ticked = names.is_ticked(pair, place);
            let tick = ui.checkbox(&mut ticked, "");
            tick.widget_info(|| {
                let name = text!("names-tick", wrong = &pair.wrong, line = place.row + 1);
                WidgetInfo::selected(Role::CheckBox, true, ticked, name)
            });
            if tick.changed() {
                out.act(Action::Tick(Spot::of(pair, place), ticked));
            }
            if tick.has_focus() {
                ui.data_mut(|data| data.insert_temp(tick_id(), tick.id));
                let ring = tick.rect.expand2(vec2(2.0, 0.0));
                ui.painter().rect_stroke(ring, 4.0, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
            }
            context(ui, look, place, out);
        });
    }
    if pair.places.len() > LISTED {
        quiet(ui, text!("names-more", n = pair.places.len() - LISTED));
    }
    match names.other.get(&pair.wrong) {
        Some(typed) => other_form(ui, pair, typed, out),
        None => buttons(names, ui, look, pair, out),
    }
}

/// A place in its context, with its time.
pub(super) fn context(ui: &mut Ui, look: &Look<'_>, place: &Place, out: &mut Out<Action>) {
    let palette = look.palette;
    let Some(line) = look.desk.transcript().lines.get(place.row) else { return };
    let time = RichText::new(look.desk.place_of(place.row)).font(theme::number_font(theme::SMALL_SIZE));
    ui.label(time.color(palette.quiet));
    let Some(found) = line.text.get(place.at.clone()) else { return };
    let marked = TextFormat { underline: Stroke::new(1.5, palette.name), ..plain(palette.ink) };
    let job = excerpt(ui, &line.text, &place.at, &[(found, marked)], ui.available_width());
    // Laid out here: a label on a row of its own takes all the room that its text asks for.
    let galley = ui.painter().layout_job(job);
    let label = ui.add(Label::new(galley).sense(Sense::CLICK));
    if label.on_hover_text(text!("names-correction", wrong = found, right = &place.with)).clicked() {
        out.go_to(place.row);
    }
}

fn other_form(ui: &mut Ui, pair: &Pair, typed: &str, out: &mut Out<Action>) {
    let mut text = typed.to_owned();
    let (enter, escape) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
    let field = ui.add(TextEdit::singleline(&mut text).id(other_id()).desired_width(f32::INFINITY));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, text!("names-other-form")));
    if field.lost_focus() && enter {
        out.act(Action::TakeAs(text));
    } else if field.lost_focus() && escape {
        out.act(Action::TypeOther(pair.wrong.clone(), None));
    } else if field.changed() {
        out.act(Action::TypeOther(pair.wrong.clone(), Some(text)));
    }
}

fn buttons(names: &Names, ui: &mut Ui, look: &Look<'_>, pair: &Pair, out: &mut Out<Action>) {
    let first = pair.places.iter().find(|place| names.is_ticked(pair, place));
    let here = match first {
        Some(place) => match look.desk.transcript().lines.get(place.row).and_then(Line::start) {
            Some(start) => text!("names-only-at", time = look.desk.time(start)),
            None => text!("names-only-in-line", line = place.row + 1),
        },
        None => text!("names-only-at-tick").to_owned(),
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for (command, name) in [
            (CommandId("name-take"), text!("names-take")),
            (CommandId("name-right"), text!("names-mark-as-correct")),
            (CommandId("name-other"), text!("names-other")),
            (CommandId("name-tick"), here.as_str()),
        ] {
            if key_button(ui, look, command, name).on_hover_text(command_name(command)).clicked() {
                out.run(command);
            }
        }
    });
}
