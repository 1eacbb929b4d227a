//! The command palette: every command by name, and what the keyboard would do.

use super::{entry, list_entry, list_keys};
use crate::app::App;
use crate::app::action::Action;
use crate::app::command::{self, Place, Spec};
use crate::app::theme;
use egui::{RichText, ScrollArea, Ui};

impl App {
    /// Draws the palette.
    pub(super) fn palette_dialog(&self, ui: &mut Ui, typed: &str, at: usize, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let enter = entry(ui, typed, "what do you want to do?", actions);
        let mut found: Vec<(u32, &Spec)> = command::all()
            .iter()
            .filter(|spec| !matches!(spec.place, Place::Editing | Place::Names) || spec.menu.is_some())
            .filter_map(|spec| Some((fit(&self.name_of(spec), typed)?, spec)))
            .collect();
        // Of two that fit as well, the shorter name is nearer to what was typed.
        if !typed.trim().is_empty() {
            found.sort_by_key(|(fit, spec)| (*fit, spec.name.len()));
        }
        list_keys(ui.ctx(), at, found.len(), actions);
        ui.add_space(4.0);
        ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (place, (_, spec)) in found.iter().enumerate() {
                let applies = self.applies(ui.ctx(), spec.command);
                let ink = if applies { palette.ink } else { palette.quiet };
                let name = self.name_of(spec);
                let content = |ui: &mut Ui| {
                    ui.label(RichText::new(&name).color(ink));
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        if let Some(keys) = spec.keys.first() {
                            let keys = ui.ctx().format_shortcut(keys);
                            ui.label(RichText::new(keys).small().color(palette.quiet));
                        }
                    });
                };
                if (list_entry(ui, place == at, content, &name) || (enter && place == at)) && applies {
                    actions.push(Action::CloseDialog);
                    actions.push(Action::Run(spec.command));
                }
            }
            if found.is_empty() {
                ui.label(RichText::new("No command has this name").color(palette.quiet));
            }
        });
    }
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
