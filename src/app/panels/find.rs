//! Find and replace: every hit in its context, with a tick, before anything changes.

use crate::analysis::search::{Match as Hit, Mode, Scope};
use crate::app::App;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::find::{self, FindAction, Within};
use crate::app::open::Open;
use crate::app::theme::{self, Palette};
use crate::model::timecode;
use egui::text::{LayoutJob, TextFormat};
use egui::{Button, Color32, FontId, Key, Margin, RichText, ScrollArea, Sense, Stroke, TextEdit, Ui, vec2};

/// How much text is shown before a hit, in characters.
const BEFORE: usize = 22;

impl App {
    /// Draws the find panel.
    pub(in crate::app) fn find_panel(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        query_field(ui, open, f32::INFINITY, actions);
        let mut with = open.find.with().to_owned();
        let field = TextEdit::singleline(&mut with)
            .id(find::with_id())
            .hint_text("Replace with")
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(8, 5));
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "replace with"));
        if response.changed() {
            actions.push(Action::Find(FindAction::With(with)));
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            actions.push(Action::Find(FindAction::ReplaceOne));
            response.request_focus();
        }
        options(ui, open, actions);
        buttons(ui, open, actions);
        speakers(ui, open, actions);
        self.figures(ui, open, actions);
        hits(ui, open, actions);
    }

    fn figures(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        if let Some(fault) = open.find.fault() {
            ui.label(RichText::new(fault).small().color(palette.deleted));
            return;
        }
        let Some(count) = open.find.count() else {
            let hint = match open.find.query().mode {
                Mode::Plain => "Words are found with any apostrophe, hyphen and space, and over the end of a line",
                Mode::Regex => "In the new text $1 is the first group",
                Mode::Sounds => "Finds one to four words that sound like it, however they are written",
            };
            ui.label(RichText::new(hint).small().color(palette.quiet));
            return;
        };
        ui.horizontal(|ui| {
            let mut text = match count {
                0 => "in no line".to_owned(),
                1 => "1 place".to_owned(),
                n if open.find.ticked() < n => format!("{n} places, {} ticked", open.find.ticked()),
                n => format!("{n} places"),
            };
            if open.find.is_searching() {
                let searching = format!("searching… {:.0} %", 100.0 * open.find.done());
                text = if count == 0 { searching } else { format!("{text}, {searching}") };
            }
            ui.label(RichText::new(text).small().color(palette.quiet));
            if count > 1 {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    for (name, on) in [("None", false), ("All", true)] {
                        let text = RichText::new(name).small().color(palette.accent);
                        let button = ui.add(Button::new(text).frame(false));
                        button.widget_info(|| {
                            egui::WidgetInfo::labeled(egui::Role::Button, true, format!("tick {}", name.to_lowercase()))
                        });
                        if button.clicked() {
                            actions.push(Action::Find(FindAction::TickAll(on)));
                        }
                    }
                    ui.label(RichText::new("tick").small().color(palette.quiet));
                });
            }
        });
    }
}

/// Draws the field in which the query is typed.
fn query_field(ui: &mut Ui, open: &Open, width: f32, actions: &mut Vec<Action>) {
    let mut text = open.find.query().text.clone();
    let field = TextEdit::singleline(&mut text)
        .id(find::query_id())
        .hint_text("Find")
        .desired_width(width)
        .margin(Margin::symmetric(8, 5));
    let (enter, shift, escape) =
        ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers.shift, input.key_pressed(Key::Escape)));
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "find"));
    if response.changed() {
        actions.push(Action::Find(FindAction::Text(text)));
    }
    if response.lost_focus() && enter {
        actions.push(Action::Run(if shift { Command::FindPrevious } else { Command::FindNext }));
        response.request_focus();
    }
    if response.lost_focus() && escape {
        actions.push(Action::Find(FindAction::Leave));
    }
}

fn options(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    let query = open.find.query();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (name, about, mode) in [
            ("Plain", "plain text", Mode::Plain),
            ("Regular expression", "regular expression", Mode::Regex),
            ("Sounds like", "sounds like", Mode::Sounds),
        ] {
            let on = query.mode == mode;
            let button = ui.add(Button::selectable(on, RichText::new(name).small()));
            button.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, about));
            if button.clicked() {
                actions.push(Action::Find(FindAction::Mode(mode)));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let by_ear = query.mode == Mode::Sounds;
        let mut toggle = |name: &str, about: &str, applies: bool, on: bool, action: fn(bool) -> FindAction| {
            let on = on && applies;
            let button = ui.add_enabled(applies, Button::selectable(on, RichText::new(name).small()));
            let button = button.on_hover_text(about);
            button.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, applies, on, about));
            if button.clicked() {
                actions.push(Action::Find(action(!on)));
            }
        };
        toggle("Word", "whole words only", !by_ear, query.whole_word, FindAction::WholeWord);
        toggle("Aa", "case counts", !by_ear, query.case, FindAction::Case);
        toggle("é", "accents count", query.mode == Mode::Plain, query.accents, FindAction::Accents);
        scope(ui, open, actions);
    });
}

fn scope(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    let t = open.transcript();
    let now = match &open.find.query().scope {
        Scope::All => "in all lines".to_owned(),
        Scope::Rows(_) => "in the selection".to_owned(),
        Scope::Unchecked => "in unchecked lines".to_owned(),
        Scope::Speaker(id) => format!("by {}", t.speaker(*id).map_or("nobody", |speaker| &speaker.name)),
    };
    let choose = ui.menu_button(RichText::new(format!("{now} ▾")).small(), |ui| {
        let mut entry = |ui: &mut Ui, name: &str, within: Within| {
            if ui.button(name).clicked() {
                actions.push(Action::Find(FindAction::Within(within)));
                ui.close();
            }
        };
        entry(ui, "All lines", Within::All);
        entry(ui, "The selected lines", Within::Selection);
        entry(ui, "Unchecked lines", Within::Unchecked);
        for speaker in t.speakers.iter() {
            entry(ui, &format!("Lines by {}", speaker.name), Within::Speaker(speaker.id));
        }
    });
    choose.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "where to look"));
}

fn buttons(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let ticked = open.find.ticked();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for (name, label, command) in
            [("↑", "previous hit", Command::FindPrevious), ("↓", "next hit", Command::FindNext)]
        {
            let button = ui.add_enabled(open.find.is_active(), Button::new(name));
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
            if button.clicked() {
                actions.push(Action::Run(command));
            }
        }
        // With nothing to put there the words go: that is said, and is not the button to press.
        let goes = open.find.with().is_empty();
        let what = if goes { "Take out" } else { "Replace" };
        if ui.add_enabled(ticked > 0, Button::new(format!("{what} and next"))).clicked() {
            actions.push(Action::Find(FindAction::ReplaceOne));
        }
        let name = format!("{what} {ticked}");
        let strong = RichText::new(&name).color(palette.accent).font(theme::strong_font(theme::PANEL_SIZE));
        let button = match goes {
            true => Button::new(&name),
            false => Button::new(strong).stroke(Stroke::new(1.0, palette.accent)),
        };
        let ready = ticked > 0 && !open.find.is_searching();
        if ui.add_enabled(ready, button).clicked() {
            actions.push(Action::Find(FindAction::ReplaceTicked));
        }
    });
}

fn speakers(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    for (id, name) in find::found_speakers(open) {
        let Some(speaker) = open.transcript().speaker(id) else { continue };
        ui.horizontal_wrapped(|ui| {
            let text = format!("The speaker {} would be {name}", speaker.name);
            ui.label(RichText::new(text).small().color(palette.quiet));
            if ui.add(Button::new(RichText::new("Rename too").small().color(palette.accent)).frame(false)).clicked() {
                actions.push(Action::Find(FindAction::RenameSpeakers));
            }
        });
    }
}

fn hits(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    let hits = open.find.hits();
    let tall = 30.0;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, tall, hits.len(), |ui, shown| {
        for at in shown {
            hit(ui, open, at, &hits[at], tall, actions);
        }
    });
}

fn hit(ui: &mut Ui, open: &Open, at: usize, hit: &Hit, tall: f32, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let t = open.transcript();
    let Some(line) = t.lines.get(hit.row()) else { return };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::CLICK);
    let current = open.find.is_current(hit);
    if current || response.hovered() {
        ui.painter().rect_filled(rect, 5.0, if current { palette.selection } else { palette.hover });
    }
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(6.0, 3.0))).id_salt(at));
    child.horizontal_centered(|ui| {
        let mut ticked = open.find.is_ticked(hit);
        let tick = ui.checkbox(&mut ticked, "");
        tick.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::CheckBox, true, ticked, format!("tick line {}", hit.row() + 1))
        });
        if tick.changed() {
            actions.push(Action::Find(FindAction::Tick(at, ticked)));
        }
        let place = match line.start() {
            Some(start) => timecode::format(start, timecode::style_for(t.length())),
            None => (hit.row() + 1).to_string(),
        };
        ui.label(RichText::new(place).font(theme::number_font(theme::SMALL_SIZE)).color(palette.quiet));
        let job = context(open, hit, &line.text, palette, ui.available_width());
        let galley = ui.painter().layout_job(job);
        let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::HOVER);
        ui.painter().galley(area.min, galley, palette.ink);
    });
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::ListBoxOption,
            true,
            format!("hit in line {}: {}", hit.row() + 1, &*line.text),
        )
    });
    if response.clicked() {
        actions.push(Action::Find(FindAction::GoTo(at)));
    }
}

/// A hit in its context: what is found, and behind it what shall stand there.
fn context(open: &Open, hit: &Hit, text: &str, palette: &Palette, width: f32) -> LayoutJob {
    let font = FontId::proportional(theme::PANEL_SIZE);
    let plain = |ink: Color32| TextFormat { font_id: font.clone(), color: ink, ..TextFormat::default() };
    let at = hit.at().start.min(text.len())..hit.at().end.min(text.len());
    let head = &text[..at.start];
    // What shall stand there needs room as well.
    let before = if open.find.with().is_empty() { BEFORE } else { BEFORE / 2 };
    let cut = head.char_indices().rev().nth(before).map(|(at, _)| at);
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::truncate_at_width(width), ..LayoutJob::default() };
    if let Some(cut) = cut {
        job.append("…", 0.0, plain(palette.quiet));
        job.append(&head[cut..], 0.0, plain(palette.ink));
    } else {
        job.append(head, 0.0, plain(palette.ink));
    }
    let new = open.find.search().filter(|_| !open.find.with().is_empty()).and_then(|search| {
        let places = search.replacements(open.transcript(), std::slice::from_ref(hit), open.find.with());
        places.into_iter().find(|place| place.row == hit.row())
    });
    match new {
        Some(new) => {
            let struck = TextFormat { strikethrough: Stroke::new(1.0, palette.deleted), ..plain(palette.deleted) };
            job.append(&text[at.clone()], 0.0, struck);
            job.append(" ", 0.0, plain(palette.ink));
            job.append(&new.with, 0.0, plain(palette.inserted));
        }
        None => {
            let found = TextFormat { background: palette.found, ..plain(palette.ink) };
            job.append(&text[at.clone()], 0.0, found);
        }
    }
    job.append(&text[at.end..].replace('\n', " "), 0.0, plain(palette.ink));
    job
}
