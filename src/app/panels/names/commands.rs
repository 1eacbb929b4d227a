//! The commands of the Names panel: what is done with the current name, walking the list, and what a correction by hand
//! offers.

use super::state::Names;
use crate::app::command::{Command, Menu, Spec, Where, always};
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, Id, NONE, press};
use crate::app::look::Look;
use crate::app::panel::{Panel, keyboard_id};
use egui::{Context, Key};

/// How many names a page is: about as many cards as a window shows.
const PAGE: usize = 6;

/// A command whose keys work while the panel has the keyboard.
macro_rules! in_panel {
    ($id:literal, [$($key:ident),+], $applies:expr, $run:expr) => {
        Command {
            spec: Spec::new(Id($id)).keys(Where::Panel(Names::ID), &[$(press(NONE, Key::$key)),+]).hidden(),
            applies: $applies,
            run: $run,
        }
    };
}

/// A command that makes another name the current one.
macro_rules! walk {
    ($id:literal, $key:ident, $to:expr) => {
        in_panel!($id, [$key], always, |names, fx| names.walk($to, fx))
    };
}

/// All of them.
pub(super) static ALL: &[Command<Names>] = &[
    Command {
        spec: Spec::new(Id("take-offer")).keys(Where::Anywhere, &[press(CTRL, Key::R)]).menu(Menu::Review, 1, 0),
        applies: |names, _, _| names.once.has_offer() || names.reviewed.is_some(),
        run: Names::take_offer,
    },
    Command {
        spec: Spec::new(Id("accept-sure")).menu(Menu::Review, 1, 2),
        applies: |names, look, _| names.has_sure(look.desk),
        run: |names, _| names.preview_sure(),
    },
    Command { spec: Spec::new(Id("review-offer")).hidden(), applies: has_offer, run: Names::review_offer },
    Command { spec: Spec::new(Id("never-offer")).hidden(), applies: has_offer, run: Names::never_offer },
    Command { spec: Spec::new(Id("forget-offer")).hidden(), applies: has_offer, run: Names::forget_offer },
    in_panel!("name-take", [Enter], has_names, |names, fx| names.take(None, fx)),
    in_panel!("name-right", [N, Period], has_names, Names::mark_as_correct),
    in_panel!("name-other", [E], has_names, Names::type_other),
    in_panel!("name-tick", [Space], has_names, Names::take_here),
    walk!("name-up", ArrowUp, |at| at.saturating_sub(1)),
    walk!("name-down", ArrowDown, |at| at + 1),
    walk!("name-first", Home, |_| 0),
    walk!("name-last", End, |_| usize::MAX),
    walk!("name-page-up", PageUp, |at| at.saturating_sub(PAGE)),
    walk!("name-page-down", PageDown, |at| at + PAGE),
    in_panel!("name-leave", [Escape], always, leave),
];

fn has_offer(names: &Names, _look: &Look<'_>, _ctx: &Context) -> bool {
    names.once.has_offer()
}

fn has_names(names: &Names, look: &Look<'_>, _ctx: &Context) -> bool {
    names.pairs(look.desk).next().is_some()
}

/// Gives the keyboard back to the table.
fn leave(_names: &mut Names, fx: &mut Effects<'_>) {
    fx.ctx.memory_mut(|memory| memory.surrender_focus(keyboard_id(Names::ID)));
}
