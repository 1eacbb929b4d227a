//! The strip under the toolbar: what the program has to say. Never a dialog that must be answered first.
//!
//! What only confirms is whispered in the line at the bottom, where it moves nothing.

use super::action::Action;
use super::command::Command;
use super::theme;
use egui::{Button, Frame, Margin, RichText, Stroke, Ui};
use std::time::{Duration, Instant};

/// What the strip says, if anything.
#[derive(Default)]
pub struct Strip {
    said: Option<Said>,
    /// What was said in passing, and when it goes.
    whispered: Option<(String, Instant)>,
}

struct Said {
    /// What it is about, in bold.
    subject: String,
    text: String,
    offers: Vec<Offer>,
    /// More offers, behind a name.
    choices: Option<(String, Vec<Offer>)>,
    /// Something went wrong.
    error: bool,
}

/// Something that the strip offers to do.
#[derive(Clone)]
pub struct Offer {
    /// What the button says.
    pub name: String,
    /// What it does.
    pub action: Action,
}

impl Offer {
    /// An offer to run a command.
    pub fn run(name: &str, command: Command) -> Offer {
        Offer { name: name.to_owned(), action: Action::Run(command) }
    }
}

/// How long a word in passing stays.
const PASSING: Duration = Duration::from_secs(5);

impl Strip {
    /// Says something that waits until it is put away or something else is to be said.
    pub fn say(&mut self, text: String) {
        self.offer(String::new(), text, Vec::new());
    }

    /// Says something in passing, at the bottom of the window.
    pub fn whisper(&mut self, text: String) {
        self.whispered = Some((text, Instant::now() + PASSING));
    }

    /// What is being said in passing.
    pub fn whispered(&self) -> Option<&str> {
        self.whispered.as_ref().map(|(text, _)| text.as_str())
    }

    /// Says that something went wrong.
    pub fn fail(&mut self, text: String) {
        self.fail_with(text, Vec::new());
    }

    /// Says that something went wrong, and what can be done.
    pub fn fail_with(&mut self, text: String, offers: Vec<Offer>) {
        self.said = Some(Said { subject: String::new(), text, offers, choices: None, error: true });
    }

    /// Says something about a subject, with offers.
    pub fn offer(&mut self, subject: String, text: String, offers: Vec<Offer>) {
        self.said = Some(Said { subject, text, offers, choices: None, error: false });
    }

    /// Says something behind what is being said, which stays.
    pub fn also(&mut self, text: &str, offers: Vec<Offer>) {
        match &mut self.said {
            Some(said) if said.text.contains(text) => {}
            Some(said) => {
                said.text = format!("{} · {text}", said.text);
                said.offers.extend(offers);
            }
            None => self.offer(String::new(), text.to_owned(), offers),
        }
    }

    /// Whether nothing is being said.
    pub fn is_silent(&self) -> bool {
        self.said.is_none()
    }

    /// Adds offers to what is being said, behind a name.
    pub fn choose(&mut self, name: &str, choices: Vec<Offer>) {
        if let Some(said) = &mut self.said {
            said.choices = Some((name.to_owned(), choices));
        }
    }

    /// Puts away what it says.
    pub fn dismiss(&mut self) {
        self.said = None;
    }

    /// Lets what was said in passing go when its time is over.
    pub fn tick(&mut self, ctx: &egui::Context) {
        let Some((_, until)) = self.whispered else { return };
        match until.checked_duration_since(Instant::now()) {
            Some(rest) if !rest.is_zero() => ctx.request_repaint_after(rest),
            _ => self.whispered = None,
        }
    }

    /// Draws the strip, if it has something to say.
    pub fn show(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(said) = &self.said else { return };
        let palette = theme::palette(ui.ctx());
        let (ground, accent) = match said.error {
            true => (palette.accent_ground, palette.deleted),
            false => (palette.accent_ground, palette.accent),
        };
        let frame = Frame::new().fill(ground).inner_margin(Margin::symmetric(14, 7));
        egui::Panel::top("strip").frame(frame).show_separator_line(false).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.visuals_mut().override_text_color = Some(palette.ink);
                if !said.subject.is_empty() {
                    ui.label(RichText::new(&said.subject).font(theme::strong_font(theme::PANEL_SIZE)));
                }
                let text = RichText::new(&said.text).color(if said.error { palette.deleted } else { palette.ink });
                let label = ui.label(text);
                ui.ctx().accesskit_node_builder(label.id, |node| {
                    node.set_role(egui::accesskit::Role::Status);
                    node.set_live(egui::accesskit::Live::Polite);
                });
                for offer in &said.offers {
                    let name = RichText::new(&offer.name).color(accent).font(theme::strong_font(theme::PANEL_SIZE));
                    if ui.add(Button::new(name).fill(ground).stroke(Stroke::new(1.0, accent))).clicked() {
                        actions.push(offer.action.clone());
                    }
                }
                if let Some((name, choices)) = &said.choices {
                    let name = RichText::new(format!("{name} ▾")).color(accent);
                    ui.menu_button(name, |ui| {
                        for choice in choices {
                            if ui.button(&choice.name).clicked() {
                                actions.push(choice.action.clone());
                                ui.close();
                            }
                        }
                    });
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let away = ui.add(Button::new(RichText::new("×").color(palette.quiet)).frame(false));
                    away.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "dismiss"));
                    if away.clicked() {
                        actions.push(Action::DismissStrip);
                    }
                });
            });
        });
    }
}
