//! What the columns of a table hold, beside their first cells.

use super::action::DialogAction;
use crate::app::chooser::heading;
use crate::app::request::{Out, Request};
use crate::app::session::Reach;
use crate::app::widgets::{labelled, primary};
use crate::formats::{self, COLUMNS, Options, Role, Table, UNIT};
use crate::messages::{self, text};
use egui::{Grid, RichText, ScrollArea, Ui};

/// What the columns are taken for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    roles: Vec<Role>,
    /// What plain numbers count, by its word.
    pub(super) unit: &'static str,
}

/// Cells are cut behind so many characters.
const CELL: usize = 40;

impl Columns {
    /// As the table was understood.
    pub(crate) fn of(table: &Table) -> Columns {
        Columns { roles: table.columns.iter().map(|column| column.role).collect(), unit: table.unit }
    }

    /// Takes a column for something; the one that was taken for it before is something else then.
    pub(super) fn set(&mut self, at: usize, role: Role) {
        if role != Role::Other {
            self.roles.iter_mut().filter(|own| **own == role).for_each(|own| *own = Role::Other);
        }
        if let Some(own) = self.roles.get_mut(at) {
            *own = role;
        }
    }

    /// What is chosen when the table is read again.
    fn options(&self) -> Options {
        let roles: Vec<&str> = self.roles.iter().map(|role| role.id()).collect();
        Options::default().with_text(&COLUMNS, &roles.join(",")).with_text(&UNIT, self.unit)
    }
}

/// Draws the dialog.
pub(super) fn show(ui: &mut Ui, reach: Reach<'_>, columns: &Columns, out: &mut Out<DialogAction>) {
    let Some(desk) = reach.session.map(|session| &session.desk) else { return };
    let Some(table) = &desk.table else { return };
    let quiet = reach.window.palette.quiet;
    heading(ui, text!("dialog-columns"));
    ui.label(RichText::new(text!("columns-help")).color(quiet));
    ui.add_space(6.0);
    ScrollArea::both().max_height(320.0).show(ui, |ui| {
        Grid::new("columns").striped(true).spacing([14.0, 6.0]).show(ui, |ui| {
            for column in &table.columns {
                ui.strong(cut(&column.name));
            }
            ui.end_row();
            for (at, (column, role)) in table.columns.iter().zip(&columns.roles).enumerate() {
                let choose = ui.menu_button(messages::text(&role.message()), |ui| {
                    for role in Role::ALL {
                        if ui.button(messages::text(&role.message())).clicked() {
                            out.act(DialogAction::Column(at, role));
                        }
                    }
                });
                let name = text!("columns-choose", name = column.name.as_str());
                labelled(choose.response, &name);
            }
            ui.end_row();
            let rows = table.columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
            for row in 0..rows {
                for column in &table.columns {
                    ui.label(RichText::new(cut(column.cells.get(row).map_or("", String::as_str))).color(quiet));
                }
                ui.end_row();
            }
        });
    });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.label(text!("columns-unit"));
        let units = [
            ("seconds", text!("columns-seconds")),
            ("milliseconds", text!("columns-milliseconds")),
            ("frames", text!("columns-frames")),
        ];
        for (unit, name) in units {
            if ui.radio(columns.unit == unit, name).clicked() {
                out.act(DialogAction::Unit(unit));
            }
        }
    });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let applies = columns.roles.contains(&Role::Text);
        if ui.add_enabled(applies, primary(ui, text!("columns-verb"))).clicked() {
            let format = desk.document().source().and_then(|source| formats::named(&source.format));
            out.ask(Request::CloseDialog);
            if let Some(format) = format {
                out.ask(Request::OpenAs(format.id, columns.options()));
            }
        }
        if ui.button(text!("cancel")).clicked() {
            out.ask(Request::CloseDialog);
        }
    });
}

/// The beginning of a cell, in one row.
fn cut(cell: &str) -> String {
    let mut short: String = cell.chars().take(CELL).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if cell.chars().nth(CELL).is_some() {
        short.push('…');
    }
    short
}
