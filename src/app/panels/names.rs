//! The Names panel: one card a name that is probably wrong, with its forms, the reason and its places.

use super::card;
use crate::analysis::names::{Pair, Place};
use crate::app::App;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::names::{NamesAction, panel_id};
use crate::app::open::Open;
use crate::app::panels::Tab;
use crate::app::theme::{self, Palette};
use crate::app::{bars, table};
use crate::model::timecode;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Button, Color32, Context, FontId, Id, RichText, ScrollArea, Sense, Stroke, TextEdit, Ui, UiBuilder};

/// How many places of a name are listed.
const LISTED: usize = 40;
/// How often it is looked how far a search is.
const PROGRESS: std::time::Duration = std::time::Duration::from_millis(200);
/// How much text is shown before a place, in characters.
const BEFORE: usize = 24;

/// Whether a tick of a place has the keyboard.
pub fn tick_has_focus(ctx: &Context) -> bool {
    let tick: Option<Id> = ctx.data(|data| data.get_temp(tick_id()));
    tick.is_some_and(|tick| ctx.memory(|memory| memory.has_focus(tick)))
}

/// Under which it is kept which tick has the keyboard.
fn tick_id() -> Id {
    Id::unique("names: tick with the keyboard")
}

/// The id of the field in which another form is typed.
fn other_id() -> Id {
    Id::unique("other form")
}

impl App {
    /// Opens the Names panel and gives it the keyboard.
    pub(in crate::app) fn show_names(&mut self, ctx: &Context) {
        self.leave_cell(ctx);
        self.show_panel(Some(Tab::Names));
        ctx.memory_mut(|memory| memory.request_focus(panel_id()));
    }

    /// Begins to type another form for the name in hand.
    pub(in crate::app) fn type_other_name(&mut self, ctx: &Context) {
        let Some(open) = &self.open else { return };
        let Some(pair) = open.names.pairs().get(open.names.in_hand()) else { return };
        let form = pair.right.clone();
        self.perform_names(ctx, NamesAction::Other(Some(form)));
        table::select_all(ctx, other_id());
    }

    /// Draws the Names panel.
    pub(in crate::app) fn names_panel(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let names = open.names.pairs();
        let area = ui.available_rect_before_wrap();
        let panel = ui.interact(area, panel_id(), Sense::CLICK | Sense::FOCUSABLE);
        panel.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "names"));
        let keyboard = panel.has_focus();
        if keyboard {
            let all = egui::EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(panel_id(), all));
        }
        let keyboard = keyboard || tick_has_focus(ui.ctx());
        sure(ui, open, actions);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            if names.is_empty() {
                let text = match open.names.progress() {
                    Some(done) => {
                        ui.ctx().request_repaint_after(PROGRESS);
                        format!("Looking for names… {done} %")
                    }
                    None => {
                        "No name looks wrong. Names are compared with the notes, the speakers and your glossary".into()
                    }
                };
                ui.label(RichText::new(text).color(palette.quiet));
            }
            for (number, pair) in names.iter().enumerate() {
                let in_hand = number == open.names.in_hand();
                // The card is pressed where none of what lies on it is.
                let ground = UiBuilder::new().id_salt(number).sense(Sense::CLICK);
                let drawn = ui.scope_builder(ground, |ui| {
                    card(ui, in_hand && keyboard, |ui| {
                        head(ui, pair, palette);
                        if in_hand {
                            body(ui, open, number, pair, actions);
                        }
                    })
                });
                let response = drawn.response;
                let name = format!(
                    "{} to {}, {}, {}",
                    pair.wrong,
                    pair.right,
                    crate::messages::text(&pair.because),
                    places(pair.places.len())
                );
                response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, in_hand, &name));
                if response.clicked() {
                    actions.push(Action::Names(NamesAction::Hold(number)));
                }
                if in_hand && keyboard {
                    response.scroll_to_me(None);
                }
            }
            ui.add_space(14.0);
        });
    }
}

fn places(n: usize) -> String {
    if n == 1 { "1 place".to_owned() } else { format!("{n} places") }
}

/// The card on top: how many names are sure, and accepting them all at once.
fn sure(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let names = open.names.pairs().iter().filter(|pair| pair.sure);
    let (sure, in_places) = names.fold((0, 0), |(names, all), pair| (names + 1, all + pair.places.len()));
    if sure < 2 {
        return;
    }
    card(ui, false, |ui| {
        ui.horizontal(|ui| {
            ui.label(format!("{sure} are sure, in {}", places(in_places)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let name = RichText::new("Preview and accept")
                    .color(palette.accent)
                    .font(theme::strong_font(theme::PANEL_SIZE));
                let button = Button::new(name).fill(palette.background).stroke(Stroke::new(1.0, palette.accent));
                if ui.add(button).clicked() {
                    actions.push(Action::Run(Command::AcceptSure));
                }
            });
        });
    });
    ui.add_space(4.0);
}

/// What is wrong, what is proposed, and why.
pub fn head(ui: &mut Ui, pair: &Pair, palette: &Palette) {
    let font = theme::strong_font(14.0);
    let plain = |ink: Color32| TextFormat { font_id: font.clone(), color: ink, ..TextFormat::default() };
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(ui.available_width()), ..LayoutJob::default() };
    let struck = TextFormat { strikethrough: Stroke::new(1.0, palette.deleted), ..plain(palette.deleted) };
    job.append(&pair.wrong, 0.0, TextFormat { font_id: FontId::proportional(14.0), ..struck });
    job.append("  →  ", 0.0, plain(palette.quiet));
    // As it is written there: with its plural, in capitals.
    let first = pair.places.first().filter(|place| place.over == place.at);
    job.append(first.map_or(&pair.right, |place| &place.with), 0.0, plain(palette.inserted));
    ui.label(job);
    let why = format!("{} · {}", crate::messages::text(&pair.because), places(pair.places.len()));
    ui.label(RichText::new(why).small().color(palette.quiet));
}

/// The places of the name in hand, and what can be done with it.
fn body(ui: &mut Ui, open: &Open, number: usize, pair: &Pair, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    for (at, place) in pair.places.iter().enumerate().take(LISTED) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let mut ticked = open.names.is_ticked(pair, place);
            let tick = ui.checkbox(&mut ticked, "");
            let name = format!("tick {} in line {}", pair.wrong, place.row + 1);
            tick.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, ticked, &name));
            if tick.changed() {
                actions.push(Action::Names(NamesAction::Tick(number, at, ticked)));
            }
            if tick.has_focus() {
                ui.data_mut(|data| data.insert_temp(tick_id(), tick.id));
                let ring = tick.rect.expand2(egui::vec2(2.0, 0.0));
                ui.painter().rect_stroke(ring, 4.0, Stroke::new(2.0, palette.accent), egui::StrokeKind::Inside);
            }
            context(ui, open, place, palette, actions);
        });
    }
    if pair.places.len() > LISTED {
        ui.label(RichText::new(format!("and {} more", pair.places.len() - LISTED)).small().color(palette.quiet));
    }
    match open.names.other() {
        Some(typed) => other_form(ui, typed, actions),
        None => buttons(ui, open, pair, actions),
    }
}

/// A place in its context, with its time.
pub fn context(ui: &mut Ui, open: &Open, place: &Place, palette: &Palette, actions: &mut Vec<Action>) {
    let t = open.transcript();
    let Some(line) = t.lines.get(place.row) else { return };
    let time = match line.start() {
        Some(start) => timecode::format(start, timecode::style_for(t.length())),
        None => (place.row + 1).to_string(),
    };
    ui.label(RichText::new(time).font(theme::number_font(theme::SMALL_SIZE)).color(palette.quiet));
    let Some(found) = line.text.get(place.at.clone()) else { return };
    let plain =
        TextFormat { font_id: FontId::proportional(theme::PANEL_SIZE), color: palette.ink, ..TextFormat::default() };
    let marked = TextFormat { underline: Stroke::new(1.5, palette.name), ..plain.clone() };
    let mut job = LayoutJob { wrap: TextWrapping::truncate_at_width(ui.available_width()), ..LayoutJob::default() };
    let head = &line.text[..place.at.start];
    match head.char_indices().rev().nth(BEFORE) {
        Some((cut, _)) => job.append(&format!("…{}", &head[cut..]), 0.0, plain.clone()),
        None => job.append(head, 0.0, plain.clone()),
    }
    job.append(found, 0.0, marked);
    job.append(&line.text[place.at.end..], 0.0, plain);
    let label = ui.add(egui::Label::new(job).truncate().sense(Sense::CLICK));
    if label.on_hover_text(format!("{found} → {}", place.with)).clicked() {
        actions.push(Action::GoTo { row: place.row, select: None });
    }
}

fn other_form(ui: &mut Ui, typed: &str, actions: &mut Vec<Action>) {
    let mut text = typed.to_owned();
    let (enter, escape) = ui.input(|input| (input.key_pressed(egui::Key::Enter), input.key_pressed(egui::Key::Escape)));
    let field = ui.add(TextEdit::singleline(&mut text).id(other_id()).desired_width(f32::INFINITY));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "another form"));
    if field.changed() {
        actions.push(Action::Names(NamesAction::Other(Some(text))));
    }
    if field.lost_focus() && enter {
        actions.push(Action::Names(NamesAction::Take(Some(typed.to_owned()))));
    } else if field.lost_focus() && escape {
        actions.push(Action::Names(NamesAction::Other(None)));
    }
}

fn buttons(ui: &mut Ui, open: &Open, pair: &Pair, actions: &mut Vec<Action>) {
    let t = open.transcript();
    let first = pair.places.iter().find(|place| open.names.is_ticked(pair, place));
    let here = first.map(|place| match t.lines.get(place.row).and_then(|line| line.start()) {
        Some(start) => format!("only at {}", timecode::format(start, timecode::style_for(t.length()))),
        None => format!("only in line {}", place.row + 1),
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for (command, name) in [
            (Command::NameTake, "take"),
            (Command::NameRight, "it is right"),
            (Command::NameOther, "other form"),
            (Command::NameTick, here.as_deref().unwrap_or("only at the next tick")),
        ] {
            bars::key_button(ui, command, name, actions);
        }
    });
}
