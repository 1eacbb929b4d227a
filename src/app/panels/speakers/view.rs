//! Drawing the roster.

use super::figures::Figures;
use super::proposals::Proposed;
use super::state::{Action, Field, Scope, Speakers, Whom, key_of, name_id};
use crate::analysis::turns::ProposedSpeaker as Proposes;
use crate::app::draft::{done_in, done_in_one_of_many};
use crate::app::keys::Id as CommandId;
use crate::app::look::Look;
use crate::app::request::Out;
use crate::app::theme;
use crate::app::widgets::{card, key_button, labelled, link, quiet};
use crate::messages::{self, text};
use crate::model::{SPEAKER_COLOURS, Speaker};
use egui::{Button, Id, RichText, Sense, TextEdit, Ui, vec2};

/// Draws the roster.
pub(super) fn show(panel: &Speakers, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let t = look.desk.transcript();
    panel.proposed_card(ui, look, out);
    for (place, speaker) in t.speakers.iter().enumerate() {
        let current = t.lines.get(look.desk.view.focus).is_some_and(|line| line.speaker == Some(speaker.id));
        card(ui, current, |ui| panel.entry(ui, look, place, speaker, out));
    }
    for (place, proposed) in (t.speakers.len()..).zip(panel.proposals.newcomers(t)) {
        card(ui, false, |ui| newcomer(ui, place, proposed, out));
    }
    if let Some(figures) = panel.counted(None).filter(|_| !t.speakers.is_empty()) {
        ui.horizontal(|ui| {
            quiet(ui, text!("speakers-without", n = figures.lines));
            if link(ui, text!("speakers-first-without")).clicked() {
                out.go_to(figures.first_row);
            }
        });
    }
    new_speaker(panel, ui, look, out);
    ui.add_space(6.0);
    quiet(ui, text!("speakers-help"));
}

impl Speakers {
    /// What is proposed, and taking it.
    fn proposed_card(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        let palette = look.palette;
        let turns = self.proposals.all().len();
        if turns > 0 {
            card(ui, false, |ui| {
                ui.label(text!("speakers-turns-proposed", n = turns));
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 5.0;
                    for (command, name) in [
                        (CommandId("take-turn"), text!("speakers-take-one")),
                        (CommandId("take-turns"), text!("speakers-take-until-doubt")),
                        (CommandId("take-all-turns"), text!("speakers-take-all")),
                    ] {
                        if key_button(ui, look, command, name).clicked() {
                            out.run(command);
                        }
                    }
                });
            });
        }
        for suggestion in self.proposals.suggestions() {
            let Some(speaker) = look.desk.transcript().speaker(suggestion.speaker) else { continue };
            card(ui, false, |ui| {
                ui.label(text!("speakers-may-be", speaker = &speaker.name, name = &suggestion.name));
                quiet(ui, messages::text(&suggestion.because));
                let button = ui.add(Button::new(RichText::new(text!("speakers-take-name")).color(palette.accent)));
                let name = text!("speakers-is", speaker = &speaker.name, name = &suggestion.name);
                if labelled(button, &name).clicked() {
                    out.act(Action::TakeSuggestion(suggestion.speaker, suggestion.name.clone()));
                }
            });
        }
    }

    fn entry(&self, ui: &mut Ui, look: &Look<'_>, place: usize, speaker: &Speaker, out: &mut Out<Action>) {
        let palette = theme::palette(ui.ctx());
        let hue = palette.speaker(speaker);
        let of = Field::Name(speaker.id);
        ui.horizontal(|ui| {
            let (rect, dot) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::click());
            dot.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, text!("speakers-colour-of", name = &speaker.name))
            });
            ui.painter().circle_filled(rect.center(), 6.0, hue);
            egui::Popup::menu(&dot).show(|ui| colours(ui, speaker, out));

            let id = name_id(look.desk.id, speaker.id);
            let mut name = self.name.of(&of).unwrap_or(&speaker.name).to_owned();
            let width = ui.available_width() - 58.0;
            // A name until it is pressed, then a field with all of it selected; one in which a refused name stands is seen.
            let outlined = |ink| egui::Frame::new().fill(palette.background).stroke(egui::Stroke::new(1.0, ink));
            let frame = match ui.memory(|memory| memory.has_focus(id)) {
                true => outlined(palette.edge),
                false if name != speaker.name => outlined(palette.deleted),
                false => egui::Frame::NONE,
            };
            let field = TextEdit::singleline(&mut name)
                .id(id)
                .font(theme::strong_font(14.0))
                .text_color(hue)
                .desired_width(width)
                .align(egui::Align2::LEFT_CENTER)
                .frame(frame.corner_radius(5.0));
            let response = ui.add(field);
            if response.gained_focus() {
                out.act(Action::EditName(speaker.id));
            }
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, text!("speakers-name-of", n = place + 1))
            });
            done_in(ui, &response, of, &name).into_iter().for_each(|typing| out.act(Action::Name(typing)));
            if let Some(key) = key_of(place) {
                let chip = RichText::new(key).font(theme::number_font(theme::SMALL_SIZE)).color(palette.quiet);
                let give =
                    ui.add(Button::new(chip).min_size(vec2(22.0, 20.0))).on_hover_text(text!("speakers-give-about"));
                give.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, text!("speakers-give-to", name = &speaker.name))
                });
                if give.clicked() {
                    out.act(Action::Give(Whom::Speaker(speaker.id), Scope::Turn));
                }
            }
            let more = ui.add(Button::new(RichText::new("⋯").color(palette.quiet)).frame(false));
            more.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, text!("speakers-more-about", name = &speaker.name))
            });
            egui::Popup::menu(&more).show(|ui| menu(ui, look, place, speaker, out));
        });
        if self.name.is_refused(&of) {
            let still = text!("speakers-still", name = &speaker.name);
            ui.label(RichText::new(still).small().color(palette.deleted));
        }
        let figures = self.counted(Some(speaker.id)).cloned().unwrap_or_default();
        let mut words = figures.in_words();
        let proposed = self.proposals.cast().iter().find(|proposed| proposed.speaker == Proposes::Known(speaker.id));
        if let Some(proposed) = proposed {
            let turns = proposed.figures.turns;
            words = messages::beside([words, text!("speakers-more-proposed", n = turns)]);
        }
        quiet(ui, words);
        openings(ui, &figures, out);
    }
}

/// Somebody who is proposed and not yet in the roster, in quiet ink.
fn newcomer(ui: &mut Ui, place: usize, proposed: &Proposed, out: &mut Out<Action>) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::HOVER);
        ui.painter().circle_stroke(rect.center(), 5.5, egui::Stroke::new(1.0, palette.quiet));
        let name = RichText::new(&proposed.name).font(theme::strong_font(14.0)).color(palette.quiet);
        ui.add(egui::Label::new(name).truncate());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(key) = key_of(place) {
                let chip = RichText::new(key).font(theme::number_font(theme::SMALL_SIZE)).color(palette.quiet);
                let give = ui.add(Button::new(chip).min_size(vec2(22.0, 20.0)));
                let give = give.on_hover_text(text!("speakers-give-about"));
                give.widget_info(|| {
                    egui::WidgetInfo::labeled(
                        egui::Role::Button,
                        true,
                        text!("speakers-give-to", name = &proposed.name),
                    )
                });
                if give.clicked() {
                    out.act(Action::Give(Whom::New(proposed.name.clone()), Scope::Turn));
                }
            }
            let take = ui
                .add(Button::new(RichText::new(text!("speakers-take-all")).small().color(palette.accent)).frame(false));
            let take = take.on_hover_text(text!("speakers-take-all-about"));
            take.widget_info(|| {
                egui::WidgetInfo::labeled(
                    egui::Role::Button,
                    true,
                    text!("speakers-take-all-of", name = &proposed.name),
                )
            });
            if take.clicked() {
                out.act(Action::TakeProposed(proposed.speaker.clone()));
            }
        });
    });
    quiet(ui, text!("speakers-proposed", figures = proposed.figures.in_words()));
    openings(ui, &proposed.figures, out);
}

/// How some of somebody's turns begin; a press goes there.
fn openings(ui: &mut Ui, figures: &Figures, out: &mut Out<Action>) {
    let palette = theme::palette(ui.ctx());
    for (row, words) in &figures.openings {
        let words = RichText::new(words).small().color(palette.quiet);
        if ui.add(egui::Label::new(words).truncate().sense(Sense::click())).clicked() {
            out.go_to(*row);
        }
    }
}

fn new_speaker(panel: &Speakers, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let id = Id::unique(("new speaker", look.desk.id));
    let mut name = panel.name.of(&Field::New).unwrap_or_default().to_owned();
    let field = ui
        .add(TextEdit::singleline(&mut name).id(id).desired_width(f32::INFINITY).hint_text(text!("speakers-add-hint")));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, text!("speakers-new")));
    done_in_one_of_many(ui, &field, Field::New, &name).into_iter().for_each(|typing| out.act(Action::Name(typing)));
}

fn colours(ui: &mut Ui, speaker: &Speaker, out: &mut Out<Action>) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal(|ui| {
        for colour in 0..SPEAKER_COLOURS {
            let (rect, dot) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
            dot.widget_info(|| {
                egui::WidgetInfo::labeled(
                    egui::Role::Button,
                    true,
                    text!("speakers-colour", n = usize::from(colour) + 1),
                )
            });
            ui.painter().circle_filled(rect.center(), 8.0, palette.speakers[usize::from(colour)]);
            if colour == speaker.colour {
                ui.painter().circle_stroke(rect.center(), 10.0, egui::Stroke::new(1.5, palette.ink));
            }
            if dot.clicked() {
                out.act(Action::Recolour(speaker.id, colour));
                ui.close();
            }
        }
    });
}

fn menu(ui: &mut Ui, look: &Look<'_>, place: usize, speaker: &Speaker, out: &mut Out<Action>) {
    let t = look.desk.transcript();
    let mut entry = |ui: &mut Ui, name: &str, applies: bool, action: Action| {
        if ui.add_enabled(applies, Button::new(name)).clicked() {
            out.act(action);
            ui.close();
        }
    };
    entry(ui, text!("speakers-rename"), true, Action::EditName(speaker.id));
    entry(ui, text!("speakers-select-lines"), true, Action::SelectLines(speaker.id));
    entry(ui, text!("speakers-move-up"), place > 0, Action::Reorder(speaker.id, place.saturating_sub(1)));
    entry(ui, text!("speakers-move-down"), place + 1 < t.speakers.len(), Action::Reorder(speaker.id, place + 1));
    ui.separator();
    ui.add_enabled_ui(t.speakers.len() > 1, |ui| {
        ui.menu_button(text!("speakers-merge-into"), |ui| {
            for other in t.speakers.iter().filter(|other| other.id != speaker.id) {
                if ui.button(&other.name).clicked() {
                    out.act(Action::Merge { from: speaker.id, into: other.id });
                    ui.close();
                }
            }
        });
    });
    if ui.button(text!("speakers-remove")).clicked() {
        out.act(Action::Remove(speaker.id));
        ui.close();
    }
}
