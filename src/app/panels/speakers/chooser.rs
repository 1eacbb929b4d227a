//! The speaker chooser: type to filter, Enter takes the first who is called so, or makes a new one. Those who speak in the
//! show are listed behind those of the roster. Nobody is chosen before anything is typed: Enter alone changes nothing.

use super::state::{Action, Scope, Speakers, Whom, key_of, scope_rows};
use crate::app::chooser::{entry, list_entry, list_keys};
use crate::app::look::Look;
use crate::app::request::Out;
use crate::app::theme;
use crate::app::widgets::quiet;
use crate::messages::text;
use egui::{Color32, RichText, ScrollArea, Ui};

/// Speakers of the show that are listed, at most.
const FROM_SERIES: usize = 20;

/// Draws the speaker chooser.
pub(super) fn show(speakers: &Speakers, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let Some(chooser) = &speakers.chooser else { return };
    let (typed, scope) = (chooser.typed.as_str(), chooser.scope);
    let (palette, t) = (look.palette, look.desk.transcript());
    let wanted = typed.trim().to_lowercase();
    let matching: Vec<_> =
        t.speakers.iter().enumerate().filter(|(_, speaker)| speaker.name.to_lowercase().contains(&wanted)).collect();
    let newcomers: Vec<_> = (t.speakers.len()..)
        .zip(speakers.proposals.newcomers(t))
        .filter(|(_, proposed)| proposed.name.to_lowercase().contains(&wanted))
        .collect();
    let is_proposed = |name: &str| newcomers.iter().any(|(_, proposed)| proposed.name.to_lowercase() == name);
    // Those who speak in the show and are not here yet; they are found by their other names, too.
    let wants = |name: &String| name.to_lowercase().contains(&wanted);
    let is_here = |name: &String| t.speaker_named(name).is_some() || is_proposed(&name.to_lowercase());
    let others = look.desk.series.iter().flat_map(|series| &series.speakers);
    let others = others.filter(|person| person.names().any(wants) && !person.names().any(is_here));
    let others: Vec<_> = others.take(FROM_SERIES).collect();
    let is_new = !wanted.is_empty() && t.speaker_named(&wanted).is_none() && !is_proposed(&wanted);
    let is_new = is_new && !others.iter().any(|person| person.name.to_lowercase() == wanted);
    let known = matching.len() + newcomers.len() + others.len();
    let entries = known + usize::from(is_new);
    // Who has it in the middle of a word alone is hardly who is meant.
    let begins = |name: &String| begins_word(&name.to_lowercase(), &wanted);
    let meant = matching.iter().map(|(_, speaker)| begins(&speaker.name));
    let meant = meant.chain(newcomers.iter().map(|(_, proposed)| begins(&proposed.name)));
    let mut meant = meant.chain(others.iter().map(|person| person.names().any(begins)));
    let first = meant.position(|meant| meant).or(is_new.then_some(known));
    let at = chooser.at.or(first.filter(|_| !wanted.is_empty()));
    let lines = scope_rows(look.desk, scope).len();
    let what = match scope {
        Scope::FromHere => text!("speakers-who-from-here", n = lines),
        Scope::WholeTurn => text!("speakers-who-turn", n = lines),
        Scope::Turn if look.desk.view.is_single() => text!("speakers-who-turn", n = lines),
        Scope::Turn | Scope::Lines => text!("speakers-who", n = lines),
    };
    quiet(ui, what);
    let entered = entry(ui, typed, text!("speakers-chooser-hint"));
    let enter = entered.enter;
    if let Some(typed) = entered.typed {
        out.act(Action::Typed(typed));
    }
    if let Some(to) = list_keys(ui.ctx(), at, entries) {
        out.act(Action::At(to));
    }
    ui.add_space(4.0);
    let mut chosen = None;
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (place, (key, speaker)) in matching.iter().enumerate() {
            let hue = palette.speaker(speaker);
            let content = |ui: &mut Ui| named(ui, "●", &speaker.name, hue, *key);
            if list_entry(ui, Some(place) == at, content, &speaker.name) || (enter && Some(place) == at) {
                chosen = Some(Whom::Speaker(speaker.id));
            }
        }
        for (place, (key, proposed)) in (matching.len()..).zip(&newcomers) {
            let content = |ui: &mut Ui| named(ui, "○", &proposed.name, palette.quiet, *key);
            if list_entry(ui, Some(place) == at, content, &proposed.name) || (enter && Some(place) == at) {
                chosen = Some(Whom::New(proposed.name.clone()));
            }
        }
        for (place, person) in (matching.len() + newcomers.len()..).zip(&others) {
            let content = |ui: &mut Ui| {
                ui.label(RichText::new(&person.name).font(theme::strong_font(14.0)));
                ui.label(RichText::new(text!("speakers-in-show")).small().color(palette.quiet));
            };
            let name = text!("speakers-named-in-show", name = &person.name);
            if list_entry(ui, Some(place) == at, content, &name) || (enter && Some(place) == at) {
                chosen = Some(Whom::New(person.name.clone()));
            }
        }
        if is_new {
            let name = text!("speakers-new-named", name = typed.trim());
            let content = |ui: &mut Ui| {
                ui.label(RichText::new(&name).color(palette.accent));
            };
            let here = at == Some(known);
            if list_entry(ui, here, content, &name) || (enter && here) {
                chosen = Some(Whom::New(typed.trim().to_owned()));
            }
        }
        if entries == 0 {
            quiet(ui, text!("speakers-nobody-yet"));
        }
    });
    let is_done = enter && wanted.is_empty() || chosen.is_some();
    chosen.into_iter().for_each(|whom| out.act(Action::Give(whom, scope)));
    if is_done {
        out.act(Action::CloseChooser);
    }
}

/// Whether a word of a name begins so.
fn begins_word(name: &str, wanted: &str) -> bool {
    name.match_indices(wanted).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
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
