//! By how much to shift times, typed.

use super::action::{DialogAction, entered};
use crate::app::chooser::{entry, heading};
use crate::app::request::{Out, Request};
use crate::app::session::Reach;
use crate::app::widgets::primary;
use crate::edit;
use crate::messages::text;
use crate::model::timecode;
use egui::{RichText, Ui};

/// Draws the dialog.
pub(super) fn show(ui: &mut Ui, reach: Reach<'_>, typed: &str, out: &mut Out<DialogAction>) {
    let Some(desk) = reach.session.map(|session| &session.desk) else { return };
    heading(ui, text!("dialog-shift"));
    let rows = desk.view.rows().len();
    let what = if rows == 1 { text!("shift-from-here").to_owned() } else { text!("shift-selected", n = rows) };
    ui.label(RichText::new(text!("shift-help", what = what)).color(reach.window.palette.quiet));
    let millis = timecode::parse(typed).map(|time| time.0).filter(|millis| *millis != 0);
    let enter = entered(entry(ui, typed, text!("shift-hint")), out);
    let shifts = |millis| edit::timing::shift(desk.transcript(), [desk.view.focus], millis).is_some();
    let applies = millis.is_some_and(shifts);
    ui.add_space(6.0);
    let pressed = ui.horizontal(|ui| {
        let shift = ui.add_enabled(applies, primary(ui, text!("shift-verb"))).clicked();
        if ui.button(text!("cancel")).clicked() {
            out.ask(Request::CloseDialog);
        }
        shift
    });
    if let Some(millis) = millis.filter(|_| applies && (enter || pressed.inner)) {
        out.act(DialogAction::Shift(millis));
        out.ask(Request::CloseDialog);
    }
}
