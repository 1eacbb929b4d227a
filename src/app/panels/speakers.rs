//! The roster: who speaks, with key, colour, lines, turns, talking time and first words.

use super::card;
use crate::analysis::turns::ProposedSpeaker as Proposes;
use crate::app::App;
use crate::app::action::{Action, Scope, Whom};
use crate::app::command::Command;
use crate::app::ghosts::Proposed;
use crate::app::open::Open;
use crate::app::{bars, theme};
use crate::document::Revision;
use crate::jobs::{self, Job, Poll};
use crate::model::{Line, SPEAKER_COLOURS, Speaker, SpeakerId, Transcript, timecode, turns};
use egui::{Button, Context, Id, RichText, Sense, TextEdit, Ui, vec2};
use std::collections::HashMap;

/// What the roster panel knows beyond the roster; counted in the background.
#[derive(Default)]
pub struct Speakers {
    counted: Counted,
    revision: Option<Revision>,
    job: Option<(Revision, Job<Counted>)>,
}

/// The figures by speaker; lines by nobody count under `None`.
type Counted = HashMap<Option<SpeakerId>, Figures>;

/// The figures of one speaker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Lines.
    pub lines: usize,
    /// Turns.
    pub turns: usize,
    /// Milliseconds of the timed lines.
    pub talking: i64,
    /// The row of the first line.
    pub first_row: usize,
    /// How some turns begin, with their rows: enough to know who it is.
    pub openings: Vec<(usize, String)>,
}

/// How many openings are shown.
const OPENINGS: usize = 3;
/// Shorter turns, in words, tell nothing of who speaks.
const TELLING: usize = 3;

impl Figures {
    /// Counts a line, from a byte of its text on.
    pub fn add(&mut self, t: &Transcript, row: usize, line: &Line, from: usize, begins: bool) {
        if self.lines == 0 {
            self.first_row = row;
        }
        self.lines += 1;
        self.turns += usize::from(begins);
        if let (Some(start), Some(end), 0) = (line.start(), t.end_of(row), from) {
            self.talking += (end - start).max(0);
        }
        let text = line.text.get(from..).unwrap_or_default();
        let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let telling = self.openings.iter().all(|(_, opening)| opening.split(' ').count() >= TELLING);
        if words == 0 || !begins || (telling && self.openings.len() == OPENINGS) {
            return;
        }
        // A short opening is shown as long as there is no better one.
        if words >= TELLING {
            self.openings.retain(|(_, opening)| opening.split(' ').count() >= TELLING);
            self.openings.push((row, opening(text)));
        } else if self.openings.is_empty() {
            self.openings.push((row, opening(text)));
        }
    }

    /// The figures in words: `7 lines · 2 turns · 0:41`.
    fn in_words(&self) -> String {
        let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let talking = timecode::format(crate::model::Time(self.talking), timecode::SHORT);
        format!("{} · {} · {talking}", plural(self.lines, "line", "lines"), plural(self.turns, "turn", "turns"))
    }
}

/// How a turn begins: without the mark of the turn, and with one ellipsis where something follows.
fn opening(text: &str) -> String {
    let start = turns::mark(text).map_or(0, |mark| mark.end);
    let text = text[start..].trim();
    let cut = text.char_indices().nth(56).map(|(at, _)| &text[..at]);
    let words = match cut {
        Some(cut) => cut.rsplit_once(' ').map_or(cut, |(head, _)| head),
        None if text.ends_with(['?', '!']) => return format!("“{text}”"),
        None => text,
    };
    format!("“{}…”", words.trim_end_matches(|c: char| c.is_whitespace() || ".…,;:".contains(c)))
}

/// Counts lines, turns and talking time by speaker, in one pass.
fn count(t: &Transcript) -> Counted {
    let mut all = Counted::new();
    let mut before: Option<&Line> = None;
    for (row, line) in t.lines.iter().enumerate() {
        all.entry(line.speaker).or_default().add(t, row, line, 0, turns::begins(before, line));
        before = Some(line);
    }
    all
}

/// The id of the field in which a speaker's name is typed.
pub fn name_id(id: SpeakerId) -> Id {
    Id::unique(("speaker name", id))
}

impl App {
    /// Starts and takes up the counting, while the panel is open.
    pub(in crate::app) fn poll_speakers(&mut self, ctx: &Context) {
        let Some(open) = &self.open else {
            self.speakers = Speakers::default();
            return;
        };
        if let Some((revision, job)) = &self.speakers.job {
            match job.poll() {
                Poll::Pending => return,
                Poll::Ready(counted) => {
                    self.speakers.counted = counted;
                    self.speakers.revision = Some(*revision);
                }
                Poll::Failed => self.speakers.revision = Some(*revision),
            }
            self.speakers.job = None;
        }
        let now = open.document.revision();
        if self.panel() == Some(super::Tab::Speakers) && self.speakers.revision != Some(now) {
            let (t, wake) = (open.transcript().clone(), ctx.clone());
            self.speakers.job = Some((now, jobs::spawn("count", move || wake.request_repaint(), move |_| count(&t))));
        }
    }

    /// Forgets what was counted for another document.
    pub(in crate::app) fn forget_speakers(&mut self) {
        self.speakers = Speakers::default();
    }

    /// Draws the roster.
    pub(in crate::app) fn speakers_panel(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let t = open.transcript();
        proposed(ui, open, actions);
        for (place, speaker) in t.speakers.iter().enumerate() {
            let in_hand = t.lines.get(open.table.focus).is_some_and(|line| line.speaker == Some(speaker.id));
            card(ui, in_hand, |ui| self.entry(ui, open, place, speaker, actions));
        }
        for (place, proposed) in (t.speakers.len()..).zip(open.ghosts.newcomers(t)) {
            card(ui, false, |ui| newcomer(ui, place, proposed, actions));
        }
        if let Some(figures) = self.speakers.counted.get(&None).filter(|_| !t.speakers.is_empty()) {
            let lines = if figures.lines == 1 { "line has" } else { "lines have" };
            ui.horizontal(|ui| {
                ui.label(RichText::new(format!("{} {lines} no speaker", figures.lines)).small().color(palette.quiet));
                if ui
                    .add(Button::new(RichText::new("Go to the first").small().color(palette.accent)).frame(false))
                    .clicked()
                {
                    actions.push(Action::GoTo { row: figures.first_row, select: None });
                }
            });
        }
        new_speaker(ui, actions);
        ui.add_space(6.0);
        let help = "Keys 1 to 9 and 0 give the turn in hand to a speaker and go on to the next turn; \
                    with lines selected, they give those lines. S chooses by name.";
        ui.label(RichText::new(help).small().color(palette.quiet));
    }

    fn entry(&self, ui: &mut Ui, open: &Open, place: usize, speaker: &Speaker, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let hue = palette.speaker(speaker);
        ui.horizontal(|ui| {
            let (rect, dot) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::click());
            dot.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("colour of {}", speaker.name))
            });
            ui.painter().circle_filled(rect.center(), 6.0, hue);
            egui::Popup::menu(&dot).show(|ui| colours(ui, speaker, actions));

            let id = name_id(speaker.id);
            let mut name: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| speaker.name.clone());
            let width = ui.available_width() - 58.0;
            // A name until it is pressed, then a field with all of it selected.
            let frame = match ui.memory(|memory| memory.has_focus(id)) {
                true => egui::Frame::new().fill(palette.background).stroke(egui::Stroke::new(1.0, palette.edge)),
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
                actions.push(Action::EditName(speaker.id));
            }
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, format!("name of speaker {}", place + 1))
            });
            if response.has_focus() {
                ui.data_mut(|data| data.insert_temp(id, name.clone()));
            }
            if response.lost_focus() {
                ui.data_mut(|data| data.remove::<String>(id));
                let given_up = ui.input(|input| input.key_pressed(egui::Key::Escape));
                if name.trim() != speaker.name && !given_up {
                    actions.push(Action::Rename(speaker.id, name));
                }
            }
            if let Some(key) = key_of(place) {
                let chip = RichText::new(key).font(theme::number_font(theme::SMALL_SIZE)).color(palette.quiet);
                let give = ui
                    .add(Button::new(chip).min_size(vec2(22.0, 20.0)))
                    .on_hover_text("Give the turn or the selection to this speaker");
                give.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, format!("give to {}", speaker.name))
                });
                if give.clicked() {
                    actions.push(Action::Give(Whom::Speaker(speaker.id), Scope::Turn));
                }
            }
            let more = ui.add(Button::new(RichText::new("⋯").color(palette.quiet)).frame(false));
            more.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("more about {}", speaker.name))
            });
            egui::Popup::menu(&more).show(|ui| menu(ui, open, place, speaker, actions));
        });
        let figures = self.speakers.counted.get(&Some(speaker.id)).cloned().unwrap_or_default();
        let mut text = figures.in_words();
        let proposed = open.ghosts.cast().iter().find(|proposed| proposed.speaker == Proposes::Known(speaker.id));
        if let Some(proposed) = proposed {
            let turns = proposed.figures.turns;
            text.push_str(&format!(" · {turns} more {} proposed", if turns == 1 { "turn" } else { "turns" }));
        }
        ui.label(RichText::new(text).small().color(palette.quiet));
        openings(ui, &figures, actions);
    }
}

/// Somebody who is proposed and not yet in the roster, in quiet ink.
fn newcomer(ui: &mut Ui, place: usize, proposed: &Proposed, actions: &mut Vec<Action>) {
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
                let give = give.on_hover_text("Give the turn or the selection to this speaker");
                give.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, format!("give to {}", proposed.name))
                });
                if give.clicked() {
                    actions.push(Action::Give(Whom::New(proposed.name.clone()), Scope::Turn));
                }
            }
            let take = ui.add(Button::new(RichText::new("take all").small().color(palette.accent)).frame(false));
            let take = take.on_hover_text("Take all turns that are proposed for this speaker");
            take.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("take all of {}", proposed.name))
            });
            if take.clicked() {
                actions.push(Action::TakeProposed(proposed.speaker.clone()));
            }
        });
    });
    let text = format!("proposed: {}", proposed.figures.in_words());
    ui.label(RichText::new(text).small().color(palette.quiet));
    openings(ui, &proposed.figures, actions);
}

/// How some of somebody's turns begin; a press goes there.
fn openings(ui: &mut Ui, figures: &Figures, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    for (row, words) in &figures.openings {
        let words = RichText::new(words).small().color(palette.quiet);
        if ui.add(egui::Label::new(words).truncate().sense(Sense::click())).clicked() {
            actions.push(Action::GoTo { row: *row, select: None });
        }
    }
}

/// The key that gives lines to the speaker at a place of the roster, from 0.
pub fn key_of(place: usize) -> Option<&'static str> {
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].get(place).copied()
}

/// What is proposed, and taking it.
fn proposed(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let turns = open.ghosts.proposals().len();
    if turns > 0 {
        card(ui, false, |ui| {
            ui.label(format!("{turns} {} proposed, shown in grey", if turns == 1 { "turn is" } else { "turns are" }));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 5.0;
                bars::key_button(ui, Command::TakeTurn, "take one", actions);
                bars::key_button(ui, Command::TakeTurns, "until the next doubt", actions);
                bars::key_button(ui, Command::TakeAllTurns, "take all", actions);
            });
        });
    }
    for suggestion in open.ghosts.suggestions() {
        let Some(speaker) = open.transcript().speaker(suggestion.speaker) else { continue };
        card(ui, false, |ui| {
            ui.label(format!("{} may be {}", speaker.name, suggestion.name));
            ui.label(RichText::new(crate::messages::text(&suggestion.because)).small().color(palette.quiet));
            let button = ui.add(Button::new(RichText::new("Take the name").color(palette.accent)));
            button.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{} is {}", speaker.name, suggestion.name))
            });
            if button.clicked() {
                actions.push(Action::TakeSuggestion(suggestion.speaker, suggestion.name.clone()));
            }
        });
    }
}

fn new_speaker(ui: &mut Ui, actions: &mut Vec<Action>) {
    let id = Id::unique("new speaker");
    let mut name: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let field = ui.add(
        TextEdit::singleline(&mut name)
            .id(id)
            .desired_width(f32::INFINITY)
            .hint_text("Add a speaker: type a name, press Enter"),
    );
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "new speaker"));
    if field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) && !name.trim().is_empty() {
        actions.push(Action::AddSpeaker(std::mem::take(&mut name)));
        field.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(id, name));
}

fn colours(ui: &mut Ui, speaker: &Speaker, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal(|ui| {
        for colour in 0..SPEAKER_COLOURS {
            let (rect, dot) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
            dot.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("colour {}", colour + 1)));
            ui.painter().circle_filled(rect.center(), 8.0, palette.speakers[usize::from(colour)]);
            if colour == speaker.colour {
                ui.painter().circle_stroke(rect.center(), 10.0, egui::Stroke::new(1.5, palette.ink));
            }
            if dot.clicked() {
                actions.push(Action::Recolour(speaker.id, colour));
                ui.close();
            }
        }
    });
}

fn menu(ui: &mut Ui, open: &Open, place: usize, speaker: &Speaker, actions: &mut Vec<Action>) {
    let t = open.transcript();
    let mut entry = |ui: &mut Ui, name: &str, applies: bool, action: Action| {
        if ui.add_enabled(applies, Button::new(name)).clicked() {
            actions.push(action);
            ui.close();
        }
    };
    entry(ui, "Rename", true, Action::EditName(speaker.id));
    entry(ui, "Select their lines", true, Action::SelectSpeaker(speaker.id));
    entry(ui, "Move up", place > 0, Action::Reorder(speaker.id, place.saturating_sub(1)));
    entry(ui, "Move down", place + 1 < t.speakers.len(), Action::Reorder(speaker.id, place + 1));
    ui.separator();
    ui.add_enabled_ui(t.speakers.len() > 1, |ui| {
        ui.menu_button("Merge into", |ui| {
            for other in t.speakers.iter().filter(|other| other.id != speaker.id) {
                if ui.button(&other.name).clicked() {
                    actions.push(Action::Merge { from: speaker.id, into: other.id });
                    ui.close();
                }
            }
        });
    });
    if ui.button("Remove from the roster").clicked() {
        actions.push(Action::RemoveSpeaker(speaker.id));
        ui.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_opens_without_its_mark() {
        for (text, shown) in [
            ("-Bonjour à tous.", "“Bonjour à tous…”"),
            ("- Vous allez bien ?", "“Vous allez bien ?”"),
            ("Oui...", "“Oui…”"),
            (
                "Nous allons voir ensemble comment la centrale a été construite, pas à pas.",
                "“Nous allons voir ensemble comment la centrale a été…”",
            ),
        ] {
            assert_eq!(opening(text), shown);
        }
    }

    #[test]
    fn three_telling_turns_are_shown() {
        let lines = [
            "-Bonjour.",
            "-Nous sommes dans la vallée.",
            "-Oui.",
            "-Il fait froid ici.",
            "-Et voilà la neige.",
            "-Encore une ligne ici.",
        ];
        let lines = lines.into_iter().map(Line::new);
        let t = Transcript { lines: lines.collect(), ..Transcript::default() };
        let figures = &count(&t)[&None];
        let openings: Vec<_> = figures.openings.iter().map(|(row, words)| (*row, words.as_str())).collect();
        assert_eq!(
            openings,
            [(1, "“Nous sommes dans la vallée…”"), (3, "“Il fait froid ici…”"), (4, "“Et voilà la neige…”")]
        );
        assert_eq!((figures.lines, figures.turns), (6, 6));
    }
}
