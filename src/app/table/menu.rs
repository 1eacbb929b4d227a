//! The menus of the table: of a row, of its time, of who speaks it, and of a place in its text.

use super::action::TableAction;
use super::parts::TableRow;
use super::text::character_at;
use crate::app::caret::table_id;
use crate::app::cells::{self, Cut};
use crate::app::keys::Id;
use crate::app::panel::{MenuPart, WordPlace};
use crate::app::request::Out;
use crate::app::widgets::menu_entry;
use crate::language::words;
use crate::messages::text;
use egui::{Galley, Pos2, Response, Ui};

/// What the menu of a row has besides the menus of its parts.
const LINES: [&[Id]; 3] = [
    &[Id("edit-text"), Id("edit-start"), Id("choose-speaker"), Id("check")],
    &[Id("join-next"), Id("insert-above"), Id("insert-below"), Id("delete")],
    &[Id("shift-times")],
];
/// What is done with the rows, or the text across them, that are selected.
const COPY_LINES: &[Id] = &[Id("cut-lines"), Id("copy-lines"), Id("paste")];
/// What is done with what is selected in the open cell.
const COPY_TEXT: &[Id] = &[Id("cut"), Id("copy"), Id("paste")];
/// What the menu of a text has of the lines.
const TEXT: &[Id] = &[Id("check"), Id("join-next"), Id("insert-below"), Id("delete")];

/// Where in a row a menu was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At a byte of its text.
    Text(usize),
    /// On its time.
    Time,
    /// On who speaks it.
    Speaker,
    /// Elsewhere.
    Row,
}

/// The menu of a row, beside its text.
pub(super) fn of_row(response: &Response, r: &TableRow<'_>, out: &mut Out<TableAction>) {
    menu(response, r, out, |pointer| {
        let columns = r.columns;
        match pointer.x {
            x if (columns.start - 5.0..columns.speaker - 12.0).contains(&x) => Place::Time,
            x if (columns.speaker - 12.0..columns.text - 8.0).contains(&x) => Place::Speaker,
            _ => Place::Row,
        }
    });
}

/// The menu of the text of a row, read or edited; where that is laid out as it stands, what is meant is the word there.
pub(super) fn of_text(
    response: &Response,
    r: &TableRow<'_>,
    laid_out: Option<(&Galley, Pos2)>,
    out: &mut Out<TableAction>,
) {
    menu(response, r, out, |pointer| {
        let Some((galley, at)) = laid_out else { return Place::Row };
        let character = character_at(galley, pointer - at, &r.line.text);
        Place::Text(r.line.text.char_indices().nth(character).map_or(0, |(byte, _)| byte))
    });
}

/// Opens the menu of a place of a row when it is asked for, and draws it.
fn menu(response: &Response, r: &TableRow<'_>, out: &mut Out<TableAction>, place: impl Fn(Pos2) -> Place) {
    let asked = table_id().with("menu");
    if response.secondary_clicked() {
        let pointer = response.interact_pointer_pos().unwrap_or(response.rect.center());
        response.ctx.data_mut(|data| data.insert_temp(asked, place(pointer)));
        if r.desk.view.editing.as_ref().is_none_or(|editing| editing.row != r.row) {
            out.act(TableAction::Point(r.row));
        }
    }
    response.context_menu(|ui| match ui.data(|data| data.get_temp(asked)).unwrap_or(Place::Row) {
        Place::Text(byte) => text_menu(ui, r, byte, out),
        Place::Time => {
            entries(ui, r, &[Id("edit-start"), Id("shift-times")], out);
            let start = r.columns.time(r.line);
            if ui.add_enabled(start.is_some(), egui::Button::new(text!("menu-copy-time"))).clicked() {
                ui.ctx().copy_text(start.unwrap_or_default());
                ui.close();
            }
        }
        Place::Speaker => (r.decor.menu)(&MenuPart::Speaker, ui),
        Place::Row => {
            entries(ui, r, LINES[0], out);
            ui.separator();
            entries(ui, r, COPY_LINES, out);
            for group in &LINES[1..] {
                ui.separator();
                entries(ui, r, group, out);
            }
        }
    });
}

/// The menu of a place in a text.
fn text_menu(ui: &mut Ui, r: &TableRow<'_>, byte: usize, out: &mut Out<TableAction>) {
    if let Some(word) = word_at(r, byte) {
        for part in [MenuPart::Fixes(word.clone()), MenuPart::Answers(word.clone()), MenuPart::Word(word)] {
            (r.decor.menu)(&part, ui);
        }
        ui.separator();
    }
    let is_open = r.desk.view.editing.as_ref().is_some_and(|editing| editing.row == r.row);
    entries(ui, r, if is_open { COPY_TEXT } else { COPY_LINES }, out);
    ui.separator();
    let t = r.desk.transcript();
    let is_inside = words::around(&r.line.text, byte).is_some();
    let mut split = |ui: &mut Ui, name: &str, cut| {
        let applies = cells::split(t, r.row, byte, cut).is_some();
        if ui.add_enabled(applies, egui::Button::new(name)).clicked() {
            out.act(TableAction::Split { row: r.row, at: byte, cut });
            ui.close();
        }
    };
    split(ui, text!("menu-split-here"), Cut::BetweenWords);
    if is_inside {
        split(ui, text!("menu-split-inside"), Cut::Here);
    }
    ui.menu_button(text!("menu-give"), |ui| (r.decor.menu)(&MenuPart::Give, ui));
    ui.separator();
    entries(ui, r, TEXT, out);
}

/// The word at a byte of a row's text: what something is said of there, else the word itself.
fn word_at(r: &TableRow<'_>, byte: usize) -> Option<WordPlace> {
    let text = &r.line.text;
    let marked = (r.decor.remark)(r.row, byte).map(|remark| remark.at);
    let at = marked.unwrap_or_else(|| words::word_at(text, byte));
    let word = text.get(at.clone()).filter(|word| word.contains(char::is_alphanumeric))?.to_owned();
    Some(WordPlace { row: r.row, at, word })
}

/// Commands as entries of a menu; those that are not to be had here are grey.
fn entries(ui: &mut Ui, r: &TableRow<'_>, commands: &[Id], out: &mut Out<TableAction>) {
    for &command in commands {
        if menu_entry(ui, &r.look.window, command, None, (r.decor.applies)(command)) {
            out.run(command);
        }
    }
}
