//! The Changes panel: every correction, with what stood there before, how it was made, and the way back.
//!
//! The corrections are listed in the background while the panel is open. The edit log is written by whoever writes
//! files for the window: closing the document cuts nothing of it off.

mod commands;
#[cfg(test)]
mod tests;
mod view;

use crate::analysis::changes::{self, Correction, Figures, How};
use crate::app::command::Command;
use crate::app::effects::{Effects, Landing};
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::panel::Panel;
use crate::app::request::{By, Out, Pick, Request, Wanted};
use crate::app::task::Task;
use crate::document::Revision;
use crate::document::save::{self, Expect, SaveError};
use crate::jobs::Cancel;
use crate::messages::{self, text};
use crate::model::Transcript;
use egui::{Key, KeyboardShortcut, Ui};
use std::path::{Path, PathBuf};

/// Who asks into which file the log shall be written.
const LOG: By = By::Panel { panel: Changes::ID, question: "log" };

/// The corrections of the open document.
#[derive(Default)]
pub struct Changes {
    listed: Option<Listed>,
    listing: Task<Revision, Listed>,
    /// The place of the current correction in the list.
    current: usize,
    /// The list is to come to the current correction.
    reveal: bool,
}

/// The corrections as they were at a revision.
struct Listed {
    revision: Revision,
    corrections: Vec<Correction>,
    figures: Figures,
}

/// What a person did in the Changes panel.
#[derive(Clone, Debug)]
pub enum Action {
    /// Made a correction the current one, by its place in the list, and went to its line.
    GoTo(usize),
    /// The list has come to the current correction.
    Revealed,
    /// Took a correction back, by its place in the list.
    Revert(usize),
    /// Took all corrections of a kind back.
    RevertKind(How),
    /// Took back what was done to the selected lines.
    RevertLines,
    /// Asked for a file to write the log into.
    Export,
}

impl Panel for Changes {
    const ID: &'static str = "changes";
    const ALWAYS: bool = true;
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num8)];
    const WALKED: bool = true;
    type Action = Action;

    fn commands() -> &'static [Command<Changes>] {
        commands::COMMANDS
    }

    fn poll(&mut self, fx: &mut Effects<'_>) {
        if let Some((_, listed)) = self.listing.poll(fx.window.strip) {
            self.listed = Some(listed);
        }
        if !fx.shows_panel(Self::ID) {
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
        let to = path.clone();
        let work = move |_: &Cancel| write_log(&original, &now, &to, over);
        let name = path.display().to_string();
        let written = move |result: Result<(), SaveError>, mut landing: Landing<'_, '_>| match result {
            Ok(()) => landing.window().whisper(text!("changes-log-written", path = name)),
            Err(error) => match (error, landing) {
                (SaveError::Exists(path), Landing::Here(fx)) => fx.request(Request::Overwrite { path, by: LOG }),
                (error, mut landing) => landing.window().fail(messages::text(&error.message())),
            },
        };
        fx.write("log", path, work, written);
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        view::show(self, ui, look, out);
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        let document = fx.desk.document();
        let (original, now) = (document.original().clone(), document.transcript().clone());
        let listed = self.listed.as_ref().filter(|listed| listed.revision == document.revision());
        let corrections = listed.map_or(&[][..], |listed| &listed.corrections);
        match action {
            Action::GoTo(at) => {
                let row = corrections.get(at).map(|correction| correction.row);
                self.current = at;
                self.reveal = true;
                if let Some(row) = row {
                    fx.go_to(row, None);
                }
            }
            Action::Revealed => self.reveal = false,
            Action::Revert(at) => {
                fx.desk.edit(changes::revert(&original, &now, corrections.get(at)));
            }
            Action::RevertKind(how) => {
                let of_kind = corrections.iter().filter(|correction| correction.how == how);
                fx.desk.edit(changes::revert(&original, &now, of_kind));
            }
            Action::RevertLines if fx.desk.view.is_single() => {
                let row = fx.desk.view.focus;
                fx.desk.edit(changes::revert_line(&original, &now, row));
            }
            Action::RevertLines => {
                let rows = fx.desk.view.rows();
                let of_rows = corrections.iter().filter(|correction| rows.contains(correction.row));
                fx.desk.edit(changes::revert(&original, &now, of_rows));
            }
            Action::Export => fx.request(Request::Pick(Pick {
                ask: Wanted::ToWrite {
                    title: text!("changes-export-title").to_owned(),
                    verb: text!("changes-export-verb").to_owned(),
                    kind: text!("changes-log").to_owned(),
                    extensions: ["csv", "md", "json", "tsv"].map(str::to_owned).to_vec(),
                    suffix: ".changes",
                },
                by: LOG,
            })),
        }
    }
}

impl Changes {
    fn len(&self) -> usize {
        self.listed.as_ref().map_or(0, |listed| listed.corrections.len())
    }

    /// The place of the last correction in the list.
    fn last(&self) -> usize {
        self.len().saturating_sub(1)
    }

    /// The place of the current correction in the list.
    fn current(&self) -> usize {
        self.current.min(self.last())
    }
}

/// Writes the log into a file, as its name says: CSV, Markdown, JSON, or pairs for teaching. All of it: nobody can stop
/// it, for half a log would be taken for a whole one.
fn write_log(original: &Transcript, now: &Transcript, to: &Path, over: bool) -> Result<(), SaveError> {
    let corrections = changes::all(original, now, &Cancel::default());
    let text = match to.extension().and_then(|extension| extension.to_str()) {
        Some("md") => changes::write_markdown(&corrections, messages::text),
        Some("json") => changes::write_json(&corrections, now),
        Some("tsv") => changes::write_pairs(&corrections),
        _ => changes::write_csv(&corrections),
    };
    let expect = if over { Expect::Anything } else { Expect::Nothing };
    save::write_file(to, expect, text.as_bytes()).map(drop)
}
