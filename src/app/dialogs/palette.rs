//! The command palette: every command by name, and what the keyboard would do.

use super::action::{Choosing, DialogAction, entered};
use crate::app::chooser::{entry, list_entry, list_keys};
use crate::app::registry::{self, Entry};
use crate::app::request::{Out, Request};
use crate::app::session::Reach;
use crate::messages::text;
use egui::{RichText, ScrollArea, Ui};

/// Draws the palette.
pub(super) fn show(ui: &mut Ui, reach: Reach<'_>, choosing: &Choosing, out: &mut Out<DialogAction>) {
    let (palette, typed, at) = (reach.window.palette, choosing.typed.as_str(), choosing.at);
    let enter = entered(entry(ui, typed, text!("palette-hint")), out);
    let mut found: Vec<(u32, String, &Entry)> = registry::all()
        .iter()
        .filter(|entry| !entry.spec.hidden)
        .filter_map(|entry| {
            let name = entry.name(reach.session, reach.window);
            Some((fit(&name, typed)?, name, entry))
        })
        .collect();
    // Of two that fit as well, the shorter name is nearer to what was typed.
    if !typed.trim().is_empty() {
        found.sort_by_key(|(fit, name, _)| (*fit, name.len()));
    }
    if let Some(to) = list_keys(ui.ctx(), at, found.len()) {
        out.act(DialogAction::At(to));
    }
    ui.add_space(4.0);
    ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (place, (_, name, entry)) in found.iter().enumerate() {
            let applies = entry.applies(reach.session, reach.window, ui.ctx());
            let ink = if applies { palette.ink } else { palette.quiet };
            let content = |ui: &mut Ui| {
                ui.label(RichText::new(name).color(ink));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let keys = reach.window.keys.shown(ui.ctx(), entry.spec.id);
                    ui.label(RichText::new(keys).small().color(palette.quiet));
                });
            };
            if (list_entry(ui, place == at, content, name) || (enter && place == at)) && applies {
                out.ask(Request::CloseDialog);
                out.run(entry.spec.id);
            }
        }
        if found.is_empty() {
            ui.label(RichText::new(text!("palette-none")).color(palette.quiet));
        }
    });
}

/// How well a name fits what was typed: smaller is better; `None` when it does not. The words typed must
/// each begin a word of the name, or stand in it.
fn fit(name: &str, typed: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let mut fit = 0;
    for word in typed.to_lowercase().split_whitespace() {
        let at = name.find(word)?;
        let begins = at == 0 || name[..at].ends_with(|c: char| !c.is_alphanumeric());
        fit += if at == 0 {
            0
        } else if begins {
            1
        } else {
            5
        };
    }
    Some(fit)
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn names_that_begin_with_the_word_come_first() {
        assert_eq!(fit("Save as…", "save"), Some(0));
        assert_eq!(fit("Find and replace", "rep"), Some(1));
        assert_eq!(fit("Find and replace", "place"), Some(5));
        assert_eq!(fit("Find and replace", "xyz"), None);
        assert_eq!(fit("Anything", ""), Some(0));
    }
}
