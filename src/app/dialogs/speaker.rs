//! The speaker chooser: type to filter, Enter takes the first, or makes a new one. Those who speak in the show are
//! listed behind those of the roster.

use super::{entry, list_entry, list_keys};
use crate::app::App;
use crate::app::action::{Action, Scope, Whom};
use crate::app::panels::speakers::key_of;
use crate::app::theme;
use egui::{Color32, RichText, ScrollArea, Ui};

/// Speakers of the show that are listed, at most.
const VOICES: usize = 20;

impl App {
    /// Draws the speaker chooser.
    pub(super) fn speaker_dialog(&self, ui: &mut Ui, typed: &str, at: usize, scope: Scope, actions: &mut Vec<Action>) {
        let Some(open) = &self.open else { return };
        let palette = theme::palette(ui.ctx());
        let t = open.transcript();
        let wanted = typed.trim().to_lowercase();
        let matching: Vec<_> = t
            .speakers
            .iter()
            .enumerate()
            .filter(|(_, speaker)| speaker.name.to_lowercase().contains(&wanted))
            .collect();
        let newcomers: Vec<_> = (t.speakers.len()..)
            .zip(open.ghosts.newcomers(t))
            .filter(|(_, proposed)| proposed.name.to_lowercase().contains(&wanted))
            .collect();
        let is_proposed = |name: &str| newcomers.iter().any(|(_, proposed)| proposed.name.to_lowercase() == name);
        // Those who speak in the show and are not here yet; they are found by their other names, too.
        let wants = |name: &String| name.to_lowercase().contains(&wanted);
        let is_here = |name: &String| t.speaker_named(name).is_some() || is_proposed(&name.to_lowercase());
        let voices = open.show.iter().flat_map(|show| &show.speakers);
        let voices = voices.filter(|voice| voice.names().any(wants) && !voice.names().any(is_here));
        let voices: Vec<_> = voices.take(VOICES).collect();
        let is_new = !wanted.is_empty() && t.speaker_named(&wanted).is_none() && !is_proposed(&wanted);
        let is_new = is_new && !voices.iter().any(|voice| voice.name.to_lowercase() == wanted);
        let known = matching.len() + newcomers.len() + voices.len();
        let entries = known + usize::from(is_new);
        let lines = self.scope(scope).len();
        let lines = if lines == 1 { "this line".to_owned() } else { format!("these {lines} lines") };
        let what = match scope {
            Scope::FromHere => format!("Who says {lines}, from here to the end of the turn?"),
            Scope::Turn if open.table.is_single() => format!("Who says {lines}, the turn?"),
            Scope::Turn => format!("Who says {lines}?"),
        };
        ui.label(RichText::new(what).small().color(palette.quiet));
        let enter = entry(ui, typed, "name of the speaker", actions);
        list_keys(ui.ctx(), at, entries, actions);
        ui.add_space(4.0);
        let mut chosen = None;
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (place, (key, speaker)) in matching.iter().enumerate() {
                let hue = palette.speaker(speaker);
                let content = |ui: &mut Ui| named(ui, "●", &speaker.name, hue, *key);
                if list_entry(ui, place == at, content, &speaker.name) || (enter && place == at) {
                    chosen = Some(Whom::Speaker(speaker.id));
                }
            }
            for (place, (key, proposed)) in (matching.len()..).zip(&newcomers) {
                let content = |ui: &mut Ui| named(ui, "○", &proposed.name, palette.quiet, *key);
                if list_entry(ui, place == at, content, &proposed.name) || (enter && place == at) {
                    chosen = Some(Whom::New(proposed.name.clone()));
                }
            }
            for (place, voice) in (matching.len() + newcomers.len()..).zip(&voices) {
                let content = |ui: &mut Ui| {
                    ui.label(RichText::new(&voice.name).font(theme::strong_font(14.0)));
                    ui.label(RichText::new("in your show").small().color(palette.quiet));
                };
                let name = format!("{}, in your show", voice.name);
                if list_entry(ui, place == at, content, &name) || (enter && place == at) {
                    chosen = Some(Whom::New(voice.name.clone()));
                }
            }
            if is_new {
                let name = format!("New speaker {}", typed.trim());
                let content = |ui: &mut Ui| {
                    ui.label(RichText::new(&name).color(palette.accent));
                };
                let here = at == known;
                if list_entry(ui, here, content, &name) || (enter && here) {
                    chosen = Some(Whom::New(typed.trim().to_owned()));
                }
            }
            if entries == 0 {
                ui.label(RichText::new("Nobody yet: type a name, press Enter").small().color(palette.quiet));
            }
        });
        if let Some(whom) = chosen {
            actions.push(Action::Give(whom, scope));
            actions.push(Action::CloseDialog);
        }
    }
}

/// A speaker with the key that gives lines to them without the dialog.
fn named(ui: &mut Ui, dot: &str, name: &str, ink: Color32, key: usize) {
    let palette = theme::palette(ui.ctx());
    ui.label(RichText::new(dot).color(ink));
    ui.label(RichText::new(name).font(theme::strong_font(14.0)).color(ink));
    if let Some(key) = key_of(key) {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(key).font(theme::number_font(theme::SMALL_SIZE)).color(palette.quiet));
        });
    }
}
