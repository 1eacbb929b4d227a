//! The commands of the Find panel.

use super::state::{FIND_NEXT, Find};
use crate::analysis::search::Mode;
use crate::app::command::{Command, Menu, Spec, Where, always};
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, Id, NONE, SHIFT, press};
use crate::app::panel::Panel;
use crate::app::request::Request;
use crate::app::view::Rows;
use egui::Key;

/// Steps to the place before.
pub(super) const FIND_PREVIOUS: Id = Id("find-previous");

/// All of them.
pub(super) static ALL: &[Command<Find>] = &[
    Command {
        spec: Spec::new(Id("find")).keys(Where::Anywhere, &[press(CTRL, Key::F)]).menu(Menu::Edit, 2, 0),
        applies: always,
        run: |_, fx| show(fx),
    },
    Command {
        spec: Spec::new(Id("replace")).keys(Where::Anywhere, &[press(CTRL, Key::H)]).menu(Menu::Edit, 2, 1),
        applies: always,
        run: |find, fx| {
            find.shown_to_replace = true;
            show(fx);
        },
    },
    Command {
        spec: Spec::new(Id("find-sounds")).menu(Menu::Edit, 2, 2),
        applies: always,
        run: |find, fx| {
            if find.query.mode != Mode::Sounds {
                find.set_query(|query| query.mode = Mode::Sounds);
            }
            show(fx);
        },
    },
    Command {
        spec: Spec::new(FIND_NEXT).keys(Where::Anywhere, &[press(NONE, Key::F3)]).menu(Menu::Edit, 2, 3),
        applies: |find, look, ctx| find.can_step(look.desk, ctx),
        run: |find, fx| find.step_or_search(true, fx),
    },
    Command {
        spec: Spec::new(FIND_PREVIOUS).keys(Where::Anywhere, &[press(SHIFT, Key::F3)]).menu(Menu::Edit, 2, 4),
        applies: |find, look, ctx| find.can_step(look.desk, ctx),
        run: |find, fx| find.step_or_search(false, fx),
    },
    Command {
        spec: Spec::new(Id("clear")).keys(Where::Table, &[press(NONE, Key::Escape)]),
        applies: always,
        run: |find, fx| match fx.desk.view.is_single() {
            true => find.clear(),
            false => fx.desk.view.selection = Rows::default(),
        },
    },
];

fn show(fx: &mut Effects<'_>) {
    fx.request(Request::Show(Some(Find::ID)));
}
