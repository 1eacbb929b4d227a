//! Speakers: the roster with key, colour and figures of everybody; who is proposed; giving lines to somebody.

mod chooser;
mod commands;
mod figures;
mod menu;
mod proposals;
mod state;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use state::Speakers;

use crate::app::caret;
use crate::app::command::Command;
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::panel::{DialogFrame, MenuPart, Panel, Proposed};
use crate::app::request::{Out, Request};
use crate::app::view::Rows;
use crate::document;
use crate::edit;
use crate::messages::{self, text};
use crate::model::{Transcript, message};
use egui::{Key, KeyboardShortcut, Ui};
use state::{Action, give, name_id};
use std::path::{Path, PathBuf};

impl Panel for Speakers {
    const ID: &'static str = "speakers";
    const ALWAYS: bool = true;
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num3)];
    const SCROLLS: bool = true;

    type Action = Action;

    fn commands() -> &'static [Command<Speakers>] {
        commands::ALL
    }

    fn proposed(&self, look: &Look<'_>, row: usize) -> Option<Proposed> {
        let (proposal, begins) = self.proposals.of_row(row)?;
        let name = proposal.speaker.name(look.desk.transcript()).to_owned();
        Some(Proposed { name, doubt: proposal.doubt, because: messages::text(&proposal.because), begins })
    }

    fn poll(&mut self, fx: &mut Effects<'_>) {
        self.proposals.poll(fx);
        match self.reading.poll(fx.window.strip) {
            Some((path, Ok(others))) => take_from(&path, &others, fx),
            Some((_, Err(error))) => fx.fail(error.message()),
            None => {}
        }
        if let Some(counted) = self.counting.poll(fx.window.strip) {
            self.counted = Some(counted);
        }
        if fx.settings.shows_panel(Self::ID) {
            let now = fx.desk.document().revision();
            let made = self.counted.as_ref().map(|(revision, _)| revision);
            self.counting.start_if_stale(fx.ctx, "count", now, made, || {
                let t = fx.desk.transcript().clone();
                move |_| figures::count(&t)
            });
        }
    }

    fn picked(&mut self, _question: &'static str, path: PathBuf, _over: bool, fx: &mut Effects<'_>) {
        let from = path.clone();
        self.reading.start(fx.ctx, "speakers", path, move |_| Ok(document::open(&from)?.document.transcript().clone()));
    }

    fn keep_typed(&mut self, fx: &mut Effects<'_>) {
        if let Some(typed) = self.name.take() {
            self.write(typed, fx);
        }
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        view::show(self, ui, look, out);
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        let t = fx.desk.transcript().clone();
        match action {
            Action::Give(whom, scope) => give(&whom, scope, fx),
            Action::Name(typing) => {
                if let Some(typed) = self.name.did(typing) {
                    self.write(typed, fx);
                }
            }
            Action::Recolour(id, colour) => {
                fx.desk.edit(edit::speakers::recolour(&t, id, colour));
            }
            Action::Reorder(id, to) => {
                fx.desk.edit(edit::speakers::reorder(&t, id, to));
            }
            Action::Merge { from, into } => {
                fx.desk.edit(edit::speakers::merge(&t, from, into));
            }
            Action::Remove(id) => {
                fx.desk.edit(edit::speakers::remove(&t, id));
            }
            Action::TakeSuggestion(id, name) => {
                let same = t.speaker_named(&name).map(|other| other.id).filter(|other| *other != id);
                fx.desk.edit(match same {
                    Some(into) => edit::speakers::merge(&t, id, into),
                    None => edit::speakers::rename(&t, id, &name),
                });
            }
            Action::EditName(id) => caret::select_all(fx.ctx, name_id(fx.desk.id, id)),
            Action::TakeProposed(who) => self.take_all_of(&who, fx),
            Action::SelectLines(id) => {
                let theirs = t.lines.iter().enumerate().filter(|(_, line)| line.speaker == Some(id));
                let mut rows = Rows::default();
                rows.extend(theirs.map(|(row, _)| row));
                if let Some(first) = rows.first() {
                    fx.desk.view.go_to(first);
                    fx.desk.view.selection = rows;
                }
            }
            Action::Typed(typed) => {
                if let Some(chooser) = &mut self.chooser {
                    (chooser.typed, chooser.at) = (typed, None);
                }
            }
            Action::At(at) => self.chooser.iter_mut().for_each(|chooser| chooser.at = Some(at)),
            Action::Choose(scope) => self.choose(scope),
            Action::Rename(id) => {
                fx.request(Request::Show(Some(Self::ID)));
                caret::select_all(fx.ctx, name_id(fx.desk.id, id));
            }
            Action::GoToNextTurn(id) => {
                let focus = fx.desk.view.focus;
                if let Some(row) = state::next_turn(&t.lines, focus, id) {
                    fx.desk.view.go_to_ahead(row);
                }
            }
            Action::CloseChooser => self.chooser = None,
        }
    }

    fn menu(&self, part: &MenuPart, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        menu::show(self, part, ui, look, out);
    }

    fn dialog(&self) -> Option<DialogFrame> {
        self.chooser.as_ref().map(|_| DialogFrame { name: text!("dialog-speaker"), width: 340.0 })
    }

    fn dialog_ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        chooser::show(self, ui, look, out);
    }

    fn close_dialog(&mut self) {
        self.chooser = None;
    }
}

/// Gives the lines to those who speak in another transcript at their times, and says how many there are.
fn take_from(path: &Path, others: &Transcript, fx: &mut Effects<'_>) {
    let edit = edit::speakers::by_overlap(fx.desk.transcript(), others);
    let n: usize = edit.iter().flat_map(|edit| &edit.splices).map(|splice| splice.new.len()).sum();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    if fx.desk.edit(edit) {
        let keys = fx.undo_keys();
        fx.whisper(message!("speakers-from-taken", n = n, keys = keys));
    } else {
        fx.say(message!("speakers-from-none", name = name));
    }
}
