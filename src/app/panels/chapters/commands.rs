//! The commands of the Chapters panel: what is done with the current chapter, and walking the list.

use super::state::{Chapters, chapters, leave};
use crate::app::command::{Command, Menu, Spec, Where, always};
use crate::app::effects::Effects;
use crate::app::keys::{Id, NONE, press};
use crate::app::look::Look;
use crate::app::panel::Panel;
use egui::{Context, Key, KeyboardShortcut};

/// Adds a chapter at the current line.
pub(super) const ADD: Id = Id("add-chapter");
/// Copies the list of chapters.
pub(super) const COPY: Id = Id("copy-chapters");
/// Names the current chapter.
pub(super) const NAME: Id = Id("chapter-name");
/// Lets the current chapter begin a line earlier.
pub(super) const EARLIER: Id = Id("chapter-earlier");
/// Lets the current chapter begin a line later.
pub(super) const LATER: Id = Id("chapter-later");
/// Takes the current chapter out.
pub(super) const REMOVE: Id = Id("chapter-remove");

/// All of them.
pub(super) static ALL: &[Command<Chapters>] = &[
    Command {
        spec: Spec::new(ADD).keys(Where::Table, &[press(NONE, Key::H)]).menu(Menu::Line, 3, 0),
        applies: |_, look, _| look.desk.len() > 0,
        run: Chapters::add,
    },
    Command { spec: Spec::new(COPY), applies: has_chapters, run: |_, fx| Chapters::copy(fx) },
    in_panel(NAME, &[press(NONE, Key::F2)], has_current, |panel, fx| {
        if let Some(at) = panel.current(fx.desk) {
            panel.name(at, fx);
        }
    }),
    in_panel(EARLIER, &[press(NONE, Key::ArrowLeft)], has_current, |panel, fx| panel.shift(false, fx)),
    in_panel(LATER, &[press(NONE, Key::ArrowRight)], has_current, |panel, fx| panel.shift(true, fx)),
    in_panel(REMOVE, &[press(NONE, Key::Delete), press(NONE, Key::Backspace)], has_current, Chapters::remove),
    in_panel(Id("chapter-up"), &[press(NONE, Key::ArrowUp)], has_chapters, |panel, fx| panel.walk(-1, fx)),
    in_panel(Id("chapter-down"), &[press(NONE, Key::ArrowDown)], has_chapters, |panel, fx| panel.walk(1, fx)),
    in_panel(Id("chapter-first"), &[press(NONE, Key::Home)], has_chapters, |panel, fx| panel.go_to(0, fx)),
    in_panel(Id("chapter-last"), &[press(NONE, Key::End)], has_chapters, |panel, fx| panel.go_to(usize::MAX, fx)),
    in_panel(Id("chapter-show"), &[press(NONE, Key::Enter)], has_current, |panel, fx| {
        if let Some(at) = panel.current(fx.desk) {
            panel.go_to(at, fx);
        }
        leave(fx.ctx);
    }),
    in_panel(Id("chapter-leave"), &[press(NONE, Key::Escape)], always, |_, fx| leave(fx.ctx)),
];

/// A command whose keys work while the panel has the keyboard.
const fn in_panel(
    id: Id,
    keys: &'static [KeyboardShortcut],
    applies: fn(&Chapters, &Look<'_>, &Context) -> bool,
    run: fn(&mut Chapters, &mut Effects<'_>),
) -> Command<Chapters> {
    Command { spec: Spec::new(id).keys(Where::Panel(Chapters::ID), keys).hidden(), applies, run }
}

fn has_chapters(_panel: &Chapters, look: &Look<'_>, _ctx: &Context) -> bool {
    !chapters(look.desk).is_empty()
}

fn has_current(panel: &Chapters, look: &Look<'_>, _ctx: &Context) -> bool {
    panel.current(look.desk).is_some()
}
