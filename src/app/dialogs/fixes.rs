//! What could stand where the finding in hand is: chosen, or typed.

use super::{entry, heading, list_entry, list_keys};
use crate::analysis::Target;
use crate::app::App;
use crate::app::action::Action;
use crate::app::review::ReviewAction;
use crate::app::theme;
use egui::{RichText, ScrollArea, Ui};

impl App {
    /// Draws the list of fixes.
    pub(super) fn fixes_dialog(&self, ui: &mut Ui, typed: &str, at: usize, actions: &mut Vec<Action>) {
        let Some(open) = &self.open else { return };
        let Some(finding) = open.review.in_hand() else {
            actions.push(Action::CloseDialog);
            return;
        };
        let palette = theme::palette(ui.ctx());
        let t = open.transcript();
        heading(
            ui,
            finding.text(t).filter(|text| !text.is_empty()).unwrap_or(&crate::messages::text(&finding.kind.name())),
        );
        ui.label(RichText::new(crate::messages::text(&finding.message)).color(palette.quiet));
        let is_text = finding.kind.target() == Target::Text;
        // What is typed comes first, as it is meant.
        let mut choices: Vec<(String, ReviewAction)> = Vec::new();
        if is_text && !typed.trim().is_empty() {
            let typed = typed.trim().to_owned();
            choices.push((format!("Write “{typed}”"), ReviewAction::Write(typed)));
        }
        for (number, fix) in open.review.fixes(t, finding).iter().enumerate() {
            let name = if fix.is_empty() { "take it out".to_owned() } else { fix.clone() };
            choices.push((name, ReviewAction::Fix(number)));
        }
        let enter = entry(ui, typed, if is_text { "another form" } else { "choose with the arrow keys" }, actions);
        list_keys(ui.ctx(), at, choices.len(), actions);
        ui.add_space(4.0);
        let mut chosen = None;
        // Above the list, which grows while suggestions come.
        if ui.small_button("it is right").clicked() {
            chosen = Some(ReviewAction::Right);
        }
        ui.add_space(4.0);
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (place, (name, action)) in choices.into_iter().enumerate() {
                let content = |ui: &mut Ui| {
                    ui.label(&name);
                };
                if list_entry(ui, place == at, content, &name) || (enter && place == at) {
                    chosen = Some(action);
                }
            }
            if open.review.is_asking(t, finding) {
                ui.label(RichText::new("Looking for what was meant…").small().color(palette.quiet));
            }
        });
        if let Some(action) = chosen {
            actions.push(Action::CloseDialog);
            actions.push(Action::Review(action));
        }
    }
}
