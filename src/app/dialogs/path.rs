//! The path of a file, typed, where the system has no dialog for it.

use super::action::{DialogAction, entered};
use crate::app::chooser::{entry, heading};
use crate::app::purpose::Purpose;
use crate::app::request::{Out, Request};
use crate::app::widgets::primary;
use crate::messages::text;
use egui::{RichText, Ui};
use std::path::PathBuf;

/// The window's own dialog for a file.
#[derive(Clone, Debug)]
pub(crate) struct PathDialog {
    /// What it is called.
    pub title: String,
    /// What its button says.
    pub verb: String,
    /// The path that is typed.
    pub typed: String,
    /// For what it is asked.
    pub purpose: Purpose,
}

/// Draws the dialog.
pub(super) fn show(ui: &mut Ui, dialog: &PathDialog, out: &mut Out<DialogAction>) {
    let palette = crate::app::theme::palette(ui.ctx());
    let PathDialog { title, verb, typed, purpose } = dialog;
    heading(ui, title);
    ui.label(RichText::new(text!("dialog-path-help")).color(palette.quiet));
    let enter = entered(entry(ui, typed, "/home/…"), out);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let path = typed.trim();
        let done = ui.add_enabled(!path.is_empty(), primary(ui, verb)).clicked();
        if (done || enter) && !path.is_empty() {
            out.act(DialogAction::Path(purpose.clone(), PathBuf::from(path)));
        }
        if ui.button(text!("cancel")).clicked() {
            out.ask(Request::CloseDialog);
        }
    });
}
