//! The names that are sure, all shown before all are accepted in one step.

use super::{heading, primary};
use crate::app::App;
use crate::app::action::Action;
use crate::app::names::NamesAction;
use crate::app::panels::names::{context, head};
use crate::app::theme;
use egui::{RichText, ScrollArea, Ui};

impl App {
    /// Draws the preview of the names that are sure.
    pub(super) fn sure_dialog(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(open) = &self.open else { return };
        let palette = theme::palette(ui.ctx());
        let sure: Vec<_> = open.names.pairs().iter().filter(|pair| pair.sure).collect();
        let places: usize = sure.iter().flat_map(|pair| &pair.places).count();
        heading(ui, "Accept all names that are sure");
        let text = "This is all that will change. It is one step to undo, and the forms are remembered in the glossary";
        ui.label(RichText::new(text).small().color(palette.quiet));
        ui.add_space(6.0);
        ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
            for pair in &sure {
                head(ui, pair, palette);
                for place in &pair.places {
                    ui.horizontal(|ui| {
                        ui.add_space(10.0);
                        if !open.names.is_ticked(pair, place) {
                            ui.label(RichText::new("stays").small().color(palette.quiet));
                        }
                        context(ui, open, place, palette, actions);
                    });
                }
                ui.add_space(6.0);
            }
        });
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let names = if sure.len() == 1 { "1 name".to_owned() } else { format!("{} names", sure.len()) };
            let places = if places == 1 { "1 place".to_owned() } else { format!("{places} places") };
            let accept = ui.add_enabled(!sure.is_empty(), primary(ui, &format!("Accept {names}, {places}")));
            if ui.memory(|memory| memory.focused()).is_none() {
                accept.request_focus();
            }
            if accept.clicked() {
                actions.push(Action::Names(NamesAction::AcceptSure));
                actions.push(Action::CloseDialog);
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }
}
