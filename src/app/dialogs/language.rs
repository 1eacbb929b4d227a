//! The language of the transcript, typed.

use super::{entry, heading, primary};
use crate::app::action::Action;
use crate::app::theme;
use crate::language::Language;
use egui::{RichText, Ui};

/// Draws the dialog.
pub fn show(ui: &mut Ui, typed: &str, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    heading(ui, "Language of the transcript");
    let help = "A name like German, or a tag like de or pt-BR. French and English are built in; for another, a Hunspell \
                dictionary is looked for";
    ui.label(RichText::new(help).color(palette.quiet));
    let entered = entry(ui, typed, "language", actions);
    let language = Language::of_tag(typed);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let pressed = ui.add_enabled(language.is_some(), primary(ui, "Set")).clicked();
        if let Some(language) = language.filter(|_| pressed || entered) {
            // A tag may say the country as well, a name says the language alone.
            let tag = typed.trim();
            let is_tag = tag.to_lowercase().starts_with(&language.tag());
            let tag = if is_tag && !tag.chars().all(char::is_alphabetic) { tag.to_owned() } else { language.tag() };
            actions.push(Action::SetLanguage(Some(tag)));
            actions.push(Action::CloseDialog);
        }
        if ui.button("Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}
