//! The names that are sure, all shown before those that are ticked are accepted in one step.

use super::state::{Action, Names};
use super::view::{context, head};
use crate::analysis::names::Pair;
use crate::app::chooser::heading;
use crate::app::look::Look;
use crate::app::request::{Out, Request};
use crate::app::widgets::{primary, quiet};
use crate::message;
use crate::messages::text;
use egui::{Id, Key, Modifiers, Role, ScrollArea, Ui, WidgetInfo};

/// Draws the preview of the names that are sure, each with a tick.
pub(super) fn show(names: &Names, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let sure: Vec<&Pair> = names.pairs(look.desk).filter(|pair| pair.sure).collect();
    heading(ui, text!("names-sure-heading"));
    quiet(ui, text!("names-sure-about"));
    ui.add_space(6.0);
    // Enter accepts from everywhere but from the button that does not: a tick is pressed with Space.
    let turned_away = Id::unique("sure: cancel has the keyboard");
    let on_cancel = ui.data(|data| data.get_temp(turned_away)).unwrap_or(false);
    let enter = !on_cancel && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let (mut accepted, mut places) = (0, 0);
    ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
        for pair in &sure {
            let taken = name(names, ui, look, pair, out);
            accepted += usize::from(taken.is_some());
            places += taken.unwrap_or(0);
            ui.add_space(6.0);
        }
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let (n, places) = (message!("names", n = accepted), message!("places", n = places));
        let accept = primary(ui, &text!("names-accept", names = n, places = places));
        let accept = ui.add_enabled(accepted > 0, accept);
        if ui.memory(|memory| memory.focused()).is_none() {
            accept.request_focus();
        }
        if accepted > 0 && (enter || accept.clicked()) {
            out.act(Action::AcceptSure);
            out.ask(Request::CloseDialog);
        }
        let cancel = ui.button(text!("cancel"));
        let on_cancel = cancel.has_focus();
        ui.data_mut(|data| data.insert_temp(turned_away, on_cancel));
        if cancel.clicked() {
            out.ask(Request::CloseDialog);
        }
    });
}

/// Draws one name with its tick and its places. Returns at how many of them it will be written; `None` when it is left
/// out.
fn name(names: &Names, ui: &mut Ui, look: &Look<'_>, pair: &Pair, out: &mut Out<Action>) -> Option<usize> {
    let mut taken = !names.left_out.contains(&pair.wrong);
    ui.horizontal_top(|ui| {
        let tick = ui.checkbox(&mut taken, "");
        tick.widget_info(|| {
            let name = text!("names-sure-tick", wrong = &pair.wrong, right = &pair.right);
            WidgetInfo::selected(Role::CheckBox, true, taken, name)
        });
        if tick.changed() {
            out.act(Action::LeaveOut(pair.wrong.clone(), !taken));
        }
        if tick.gained_focus() {
            tick.scroll_to_me(None);
        }
        ui.vertical(|ui| head(ui, pair, look.palette));
    });
    let mut places = 0;
    for place in &pair.places {
        let stays = !taken || !names.is_ticked(pair, place);
        places += usize::from(!stays);
        ui.horizontal(|ui| {
            ui.add_space(30.0);
            if stays {
                quiet(ui, text!("names-stays"));
            }
            context(ui, look, place, out);
        });
    }
    taken.then_some(places)
}
