//! The Changes panel: every correction, with what stood there before, how it was made, and the way back.
//!
//! The corrections are listed in the background while the panel is open. The edit log is written by whoever writes
//! files for the window: closing the document cuts nothing of it off.

mod commands;
mod state;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use state::Changes;

use crate::analysis::changes;
use crate::app::command::Command;
use crate::app::effects::{Effects, Landing};
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::panel::Panel;
use crate::app::request::{Out, Request};
use crate::document::{self, SaveError};
use crate::jobs::Cancel;
use crate::model::message;
use egui::{Key, KeyboardShortcut, Ui};
use state::{Action, LOG, Listed, ask_for_a_log, log};
use std::path::{Path, PathBuf};

impl Panel for Changes {
    const ID: &'static str = "changes";
    const ALWAYS: bool = true;
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num8)];
    const WALKED: bool = true;
    type Action = Action;

    fn commands() -> &'static [Command<Changes>] {
        commands::ALL
    }

    fn poll(&mut self, fx: &mut Effects<'_>) {
        if let Some((_, listed)) = self.listing.poll(fx.window.strip) {
            self.listed = Some(listed);
        }
        if !fx.settings.shows_panel(Self::ID) {
            return;
        }
        let document = fx.desk.document();
        let revision = document.revision();
        let made = self.listed.as_ref().map(|listed| &listed.revision);
        self.listing.start_if_stale(fx.ctx, "changes", revision, made, || {
            let (original, now) = (document.original().clone(), document.transcript().clone());
            move |cancel: &Cancel| {
                let corrections = changes::all(&original, &now, cancel);
                let figures = changes::figures(&original, &now, &corrections);
                Listed { revision, corrections, figures }
            }
        });
    }

    fn shown(&mut self, fx: &mut Effects<'_>) {
        fx.leave_cell();
    }

    fn picked(&mut self, _question: &'static str, path: PathBuf, over: bool, fx: &mut Effects<'_>) {
        let (original, now) = (fx.desk.document().original().clone(), fx.desk.transcript().clone());
        let (to, source) = (path.clone(), fx.desk.document().source_path().map(Path::to_owned));
        let work = move |_: &Cancel| {
            document::write_export(&to, over, source.as_deref(), log(&original, &now, &to).as_bytes())
        };
        let name = path.display().to_string();
        let written = move |result: Result<(), SaveError>, mut landing: Landing<'_, '_>| match result {
            Ok(()) => landing.window().whisper(message!("changes-log-written", path = name)),
            Err(error) => match (error, landing) {
                (SaveError::Exists(path), Landing::Here(fx)) => fx.request(Request::Overwrite { path, by: LOG }),
                (error, mut landing) => landing.window().fail(error.message()),
            },
        };
        fx.write("log", path, work, written);
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        view::show(self, ui, look, out);
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        match action {
            Action::GoTo(at) => self.go_to(at, fx),
            Action::Revealed => self.reveal = false,
            Action::Revert(at) => self.revert(at, fx),
            Action::RevertKind(how) => self.revert_kind(how, fx),
            Action::RevertLines => self.revert_lines(fx),
            Action::Export => ask_for_a_log(fx),
        }
    }
}
