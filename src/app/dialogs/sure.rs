//! The names that are sure, all shown before those that are ticked are accepted in one step.

use super::{heading, primary};
use crate::app::App;
use crate::app::action::Action;
use crate::app::names::NamesAction;
use crate::app::panels::names::{context, head};
use crate::app::theme;
use egui::{Id, Key, Modifiers, RichText, ScrollArea, Ui};

impl App {
    /// Draws the preview of the names that are sure, each with a tick.
    pub(super) fn sure_dialog(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(open) = &self.open else { return };
        let palette = theme::palette(ui.ctx());
        let sure: Vec<_> = open.names.pairs().iter().filter(|pair| pair.sure).collect();
        heading(ui, "Accept all names that are sure");
        let text = "This is all that will change. It is one step to undo, and the forms are remembered in the glossary";
        ui.label(RichText::new(text).small().color(palette.quiet));
        ui.add_space(6.0);
        // Enter accepts from everywhere but from the button that does not: a tick is pressed with Space.
        let turned_away = Id::unique("sure: cancel has the keyboard");
        let on_cancel = ui.data(|data| data.get_temp(turned_away)).unwrap_or(false);
        let enter = !on_cancel && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let (mut names, mut places) = (0, 0);
        ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
            for pair in &sure {
                let mut taken = !open.names.is_left_out(pair);
                ui.horizontal_top(|ui| {
                    let tick = ui.checkbox(&mut taken, "");
                    let name = format!("tick {} to {}", pair.wrong, pair.right);
                    tick.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, taken, &name));
                    if tick.changed() {
                        actions.push(Action::Names(NamesAction::LeaveOut(pair.wrong.clone(), !taken)));
                    }
                    if tick.gained_focus() {
                        tick.scroll_to_me(None);
                    }
                    ui.vertical(|ui| head(ui, pair, palette));
                });
                for place in &pair.places {
                    let stays = !taken || !open.names.is_ticked(pair, place);
                    places += usize::from(!stays);
                    ui.horizontal(|ui| {
                        ui.add_space(30.0);
                        if stays {
                            ui.label(RichText::new("stays").small().color(palette.quiet));
                        }
                        context(ui, open, place, palette, actions);
                    });
                }
                names += usize::from(taken);
                ui.add_space(6.0);
            }
        });
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let what = if names == 1 { "1 name".to_owned() } else { format!("{names} names") };
            let places = if places == 1 { "1 place".to_owned() } else { format!("{places} places") };
            let accept = ui.add_enabled(names > 0, primary(ui, &format!("Accept {what}, {places}")));
            if ui.memory(|memory| memory.focused()).is_none() {
                accept.request_focus();
            }
            if names > 0 && (enter || accept.clicked()) {
                actions.push(Action::Names(NamesAction::AcceptSure));
                actions.push(Action::CloseDialog);
            }
            let cancel = ui.button("Cancel");
            let on_cancel = cancel.has_focus();
            ui.data_mut(|data| data.insert_temp(turned_away, on_cancel));
            if cancel.clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }
}
