//! The language of the transcript, typed.

use super::action::{DialogAction, entered};
use crate::app::chooser::{entry, heading};
use crate::app::request::{Out, Request};
use crate::app::theme;
use crate::app::widgets::primary;
use crate::language::Language;
use crate::messages::text;
use egui::{RichText, Ui};

/// Draws the dialog.
pub(super) fn show(ui: &mut Ui, typed: &str, out: &mut Out<DialogAction>) {
    let palette = theme::palette(ui.ctx());
    heading(ui, text!("language-title"));
    ui.label(RichText::new(text!("language-help")).color(palette.quiet));
    let enter = entered(entry(ui, typed, text!("dialog-language")), out);
    let language = Language::of_tag(typed);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let pressed = ui.add_enabled(language.is_some(), primary(ui, text!("language-verb"))).clicked();
        if let Some(language) = language.filter(|_| pressed || enter) {
            // A tag may say the country as well, a name says the language alone.
            let tag = typed.trim();
            let is_tag = tag.to_lowercase().starts_with(&language.tag());
            let tag = if is_tag && !tag.chars().all(char::is_alphabetic) { tag.to_owned() } else { language.tag() };
            out.act(DialogAction::Language(Some(tag)));
            out.ask(Request::CloseDialog);
        }
        if ui.button(text!("cancel")).clicked() {
            out.ask(Request::CloseDialog);
        }
    });
}
