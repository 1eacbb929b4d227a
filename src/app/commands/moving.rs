//! Commands that move the current row and extend the selection.

use crate::app::command::{DocumentCommand, Menu, Spec, Where};
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, Id, NONE, SHIFT, press};
use crate::app::request::{Opens, Request};
use crate::app::table;
use crate::app::view::Rows;
use crate::model::turns;
use egui::{Key, KeyboardShortcut};

/// All of them.
pub(super) static DOCUMENT: &[DocumentCommand] = &[
    DocumentCommand {
        spec: in_table("select-all", &[press(CTRL, Key::A)]).menu(Menu::Edit, 1, 4),
        applies: |_, _| true,
        run: |fx| {
            fx.desk.view.selection = Rows::of(0..fx.desk.len());
            fx.desk.view.pivot = 0;
        },
    },
    row(Spec::new(Id("go-to")).keys(Where::Anywhere, &[press(CTRL, Key::G)]).menu(Menu::Edit, 2, 5), |fx| {
        fx.request(Request::Dialog(Opens::GoTo));
    }),
    row(in_table("go-up", &[press(NONE, Key::ArrowUp)]), |fx| step(fx, |row, _| row.saturating_sub(1))),
    row(in_table("go-down", &[press(NONE, Key::ArrowDown)]), |fx| step(fx, |row, _| row + 1)),
    row(in_table("page-up", &[press(NONE, Key::PageUp)]), |fx| step(fx, usize::saturating_sub)),
    row(in_table("page-down", &[press(NONE, Key::PageDown)]), |fx| step(fx, |row, page| row + page)),
    row(in_table("go-top", &[press(NONE, Key::Home), press(CTRL, Key::Home)]), |fx| step(fx, |_, _| 0)),
    row(in_table("go-bottom", &[press(NONE, Key::End), press(CTRL, Key::End)]), |fx| step(fx, |_, _| usize::MAX)),
    row(in_table("extend-up", &[press(SHIFT, Key::ArrowUp)]), |fx| extend(fx, |row, _| row.saturating_sub(1))),
    row(in_table("extend-down", &[press(SHIFT, Key::ArrowDown)]), |fx| extend(fx, |row, _| row + 1)),
    row(in_table("extend-page-up", &[press(SHIFT, Key::PageUp)]), |fx| extend(fx, usize::saturating_sub)),
    row(in_table("extend-page-down", &[press(SHIFT, Key::PageDown)]), |fx| extend(fx, |row, page| row + page)),
    row(in_table("extend-top", &[press(SHIFT, Key::Home)]), |fx| extend(fx, |_, _| 0)),
    row(in_table("extend-bottom", &[press(SHIFT, Key::End)]), |fx| extend(fx, |_, _| usize::MAX)),
    row(in_table("next-turn", &[press(CTRL, Key::ArrowDown)]).menu(Menu::Speaker, 2, 0), |fx| {
        let next = turns::end(&fx.desk.transcript().lines, fx.desk.view.focus);
        fx.desk.view.go_to_ahead(next.min(last(fx)));
    }),
    row(in_table("previous-turn", &[press(CTRL, Key::ArrowUp)]).menu(Menu::Speaker, 2, 1), |fx| {
        let (lines, focus) = (&fx.desk.transcript().lines, fx.desk.view.focus);
        let start = turns::at(lines, focus).start;
        let before = if start == focus { turns::at(lines, focus.saturating_sub(1)).start } else { start };
        fx.desk.view.go_to_ahead(before);
    }),
];

const fn in_table(id: &'static str, keys: &'static [KeyboardShortcut]) -> Spec {
    Spec::new(Id(id)).keys(Where::Table, keys)
}

const fn row(spec: Spec, run: fn(&mut Effects<'_>)) -> DocumentCommand {
    DocumentCommand { spec, applies: |look, _| look.desk.len() > 0, run }
}

fn last(fx: &Effects<'_>) -> usize {
    fx.desk.len().saturating_sub(1)
}

/// Makes another row the current one: `to` is given this one and how many rows a page is.
fn step(fx: &mut Effects<'_>, to: fn(usize, usize) -> usize) {
    let row = to(fx.desk.view.focus, table::page(fx.ctx)).min(last(fx));
    fx.desk.view.step_to(row);
}

/// Extends the selection to another row, as [`step`] does.
fn extend(fx: &mut Effects<'_>, to: fn(usize, usize) -> usize) {
    let row = to(fx.desk.view.focus, table::page(fx.ctx)).min(last(fx));
    fx.desk.view.extend_to(row);
}
