//! The Chapters panel: the chapters of the recording with their times, added at a line, named in place, walked.
//!
//! The chapters themselves are in the document. The panel knows which one the person went to, and what is being typed
//! as the title of one. The current chapter is the one in which the current line stands.

mod commands;
mod state;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use state::Chapters;

use crate::app::caret;
use crate::app::command::Command;
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::panel::Panel;
use crate::app::request::Out;
use crate::messages::text;
use egui::{Key, KeyboardShortcut, Ui};
use state::{Action, chapters, take_keyboard, title_id};

impl Panel for Chapters {
    const ID: &'static str = "chapters";
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num9)];
    const WALKED: bool = true;

    type Action = Action;

    fn commands() -> &'static [Command<Chapters>] {
        commands::ALL
    }

    fn count(&self, look: &Look<'_>) -> Option<usize> {
        Some(chapters(look.desk).len())
    }

    fn counts() -> &'static str {
        text!("chapters-count-about")
    }

    fn shown(&mut self, fx: &mut Effects<'_>) {
        fx.leave_cell();
        self.reveal = true;
        if self.naming.is_some() {
            caret::select_all(fx.ctx, title_id());
        }
    }

    fn keep_typed(&mut self, fx: &mut Effects<'_>) {
        self.keep(fx);
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        view::show(self, ui, look, out);
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        match action {
            Action::GoTo(at) => {
                self.go_to(at, fx);
                take_keyboard(fx.ctx);
            }
            Action::Name(at) => self.name(at, fx),
            Action::Title { typing, entered } => self.title(typing, entered, fx),
            Action::Revealed => self.reveal = false,
        }
    }
}
