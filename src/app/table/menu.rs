//! The menu of a row.

use super::action::TableAction;
use super::parts::TableRow;
use crate::app::keys::Id;
use crate::app::request::Out;
use crate::app::widgets::menu_entry;

/// The commands in the menu of a row, in groups.
const GROUPS: [&[Id]; 3] = [
    &[Id("edit-text"), Id("edit-start"), Id("choose-speaker"), Id("check")],
    &[Id("join-next"), Id("insert-below"), Id("delete")],
    &[Id("cut-lines"), Id("copy-lines"), Id("paste"), Id("shift-times")],
];

/// Opens the menu of a row when it is asked for.
pub(super) fn context_menu(response: &egui::Response, r: &TableRow<'_>, out: &mut Out<TableAction>) {
    response.context_menu(|ui| {
        for group in GROUPS {
            for &command in group {
                if menu_entry(ui, &r.look.window, command, None, true) {
                    out.run(command);
                }
            }
            ui.separator();
        }
    });
}
