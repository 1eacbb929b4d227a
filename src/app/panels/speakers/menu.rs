//! What can be done with speakers in the menus of the table.

use super::state::{Action, Scope, Speakers, Whom, key_of, next_turn};
use crate::app::keys::Id as CommandId;
use crate::app::look::Look;
use crate::app::panel::MenuPart;
use crate::app::request::Out;
use crate::app::widgets::menu_entry;
use crate::messages::text;
use crate::model::SpeakerId;
use egui::{Button, RichText, Ui};

/// Draws a part of a menu.
pub(super) fn show(panel: &Speakers, part: &MenuPart, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    match part {
        MenuPart::Give => roster(panel, ui, look, Scope::Lines, out),
        MenuPart::Speaker => of_row(panel, ui, look, out),
        MenuPart::Fixes(_) | MenuPart::Answers(_) | MenuPart::Word(_) => {}
    }
}

/// Everybody to whom lines can be given, and somebody new.
fn roster(panel: &Speakers, ui: &mut Ui, look: &Look<'_>, scope: Scope, out: &mut Out<Action>) {
    let t = look.desk.transcript();
    for (place, speaker) in t.speakers.iter().enumerate() {
        let name = RichText::new(&speaker.name).color(look.palette.speaker(speaker));
        let button = Button::new(name).shortcut_text(key_of(place).unwrap_or_default());
        give(ui, button, Whom::Speaker(speaker.id), scope, out);
    }
    for proposed in panel.proposals.newcomers(t) {
        give(ui, Button::new(&proposed.name), Whom::New(proposed.name.clone()), scope, out);
    }
    ui.separator();
    if ui.button(text!("speakers-menu-new")).clicked() {
        out.act(Action::Choose(scope));
        ui.close();
    }
    give(ui, Button::new(text!("speakers-menu-nobody")), Whom::Nobody, scope, out);
}

fn give(ui: &mut Ui, button: Button<'_>, whom: Whom, scope: Scope, out: &mut Out<Action>) {
    if ui.add(button).clicked() {
        out.act(Action::Give(whom, scope));
        ui.close();
    }
}

/// What can be done with who speaks the current row, and with the turn.
fn of_row(panel: &Speakers, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let (t, focus) = (look.desk.transcript(), look.desk.view.focus);
    let choose = CommandId("choose-speaker");
    if menu_entry(ui, look, choose, None, true) {
        out.run(choose);
    }
    ui.menu_button(text!("speakers-menu-turn"), |ui| roster(panel, ui, look, Scope::WholeTurn, out));
    let Some(speaker) = t.lines.get(focus).and_then(|line| line.speaker).and_then(|id| t.speaker(id)) else { return };
    let mut entry = |ui: &mut Ui, name: String, applies: bool, action: Action| {
        if ui.add_enabled(applies, Button::new(name)).clicked() {
            out.act(action);
            ui.close();
        }
    };
    ui.separator();
    let name = &speaker.name;
    entry(ui, text!("speakers-menu-rename", name = name), true, Action::Rename(speaker.id));
    let next = next_turn(&t.lines, focus, speaker.id);
    entry(ui, text!("speakers-menu-next", name = name), next.is_some(), Action::GoToNextTurn(speaker.id));
    let others = || t.speakers.iter().filter(|other| other.id != speaker.id);
    if others().next().is_some() {
        let from: SpeakerId = speaker.id;
        ui.menu_button(text!("speakers-menu-merge", name = name), |ui| {
            for other in others() {
                entry(ui, other.name.clone(), true, Action::Merge { from, into: other.id });
            }
        });
    }
}
