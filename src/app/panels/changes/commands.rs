//! The commands of the Changes panel.

use super::state::Changes;
use crate::app::command::{Command, Spec, Where, always};
use crate::app::effects::Effects;
use crate::app::keys::{Id, NONE, press};
use crate::app::panel::{Panel, keyboard_id};
use egui::{Key, KeyboardShortcut};

/// How many corrections a page is.
const PAGE: usize = 10;

/// All of them.
pub(super) static ALL: &[Command<Changes>] = &[
    row("change-up", &[press(NONE, Key::ArrowUp)], |panel, fx| go_to(panel, panel.current().saturating_sub(1), fx)),
    row("change-down", &[press(NONE, Key::ArrowDown)], |panel, fx| go_to(panel, panel.current() + 1, fx)),
    row("change-first", &[press(NONE, Key::Home)], |panel, fx| go_to(panel, 0, fx)),
    row("change-last", &[press(NONE, Key::End)], |panel, fx| go_to(panel, panel.last(), fx)),
    row("change-page-up", &[press(NONE, Key::PageUp)], |panel, fx| {
        go_to(panel, panel.current().saturating_sub(PAGE), fx);
    }),
    row("change-page-down", &[press(NONE, Key::PageDown)], |panel, fx| go_to(panel, panel.current() + PAGE, fx)),
    row("change-revert", &[press(NONE, Key::Delete), press(NONE, Key::Backspace)], |panel, fx| {
        panel.revert(panel.current(), fx);
    }),
    row("change-show", &[press(NONE, Key::Enter)], |panel, fx| {
        go_to(panel, panel.current(), fx);
        leave(fx);
    }),
    row("change-leave", &[press(NONE, Key::Escape)], |_, fx| leave(fx)),
];

const fn row(
    id: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Changes, &mut Effects<'_>),
) -> Command<Changes> {
    Command { spec: Spec::new(Id(id)).keys(Where::Panel(Changes::ID), keys), applies: always, run }
}

/// Makes a correction the current one, the last when there are not so many.
fn go_to(panel: &mut Changes, at: usize, fx: &mut Effects<'_>) {
    panel.go_to(at.min(panel.last()), fx);
}

/// Gives the keyboard back to the table.
fn leave(fx: &mut Effects<'_>) {
    fx.ctx.memory_mut(|memory| memory.surrender_focus(keyboard_id(Changes::ID)));
}
