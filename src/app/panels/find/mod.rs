//! The Find panel: what is searched for, what was found, which places are ticked, and replacing them.
//!
//! A search runs in the background (`running`) and hands out what it finds while it runs; an edit costs a look at the
//! rows that it changed. What was found are *matches*; a person reads of *places*.

mod commands;
mod first;
mod lead;
mod running;
mod state;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub(crate) use state::Find;

use crate::analysis::search::Scope;
use crate::app::caret;
use crate::app::command::Command;
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::marks::{Mark, MarkStyle};
use crate::app::panel::{MenuPart, Panel};
use crate::app::request::{Out, Request};
use crate::edit::{self, Edit};
use crate::messages::text;
use crate::model::{Transcript, message};
use egui::{Key, KeyboardShortcut, Ui};
use state::{Action, FRAMES, LINES_A_STEP, Within, query_id, start, with_id};
use std::collections::BTreeSet;
use words::Start;

impl Panel for Find {
    const ID: &'static str = "find";
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num4)];
    type Action = Action;

    fn commands() -> &'static [Command<Find>] {
        commands::ALL
    }

    fn count(&self, _look: &Look<'_>) -> Option<usize> {
        self.is_active().then_some(self.matches.len())
    }

    fn counts() -> &'static str {
        text!("find-count-about")
    }

    fn field(&self) -> Option<String> {
        (!self.query.text.is_empty()).then(|| self.query.text.clone())
    }

    fn mark(&self, look: &Look<'_>, row: usize, text: &str, marks: &mut Vec<Mark>) {
        let Some(search) = self.search() else { return };
        let (t, palette) = (look.desk.transcript(), look.palette);
        for found in search.in_rows(t, row.saturating_sub(1)..row + 1) {
            let at = if found.row() == row { Some(found.at()) } else { found.in_next() };
            let Some(at) = at.filter(|at| at.end <= text.len()) else { continue };
            let current = self.is_current(&found);
            let ground = if current { palette.edge.gamma_multiply(0.45) } else { palette.found };
            marks.push(Mark { at, style: MarkStyle::Ground(ground) });
        }
    }

    fn follow(&mut self, edit: &Edit, after: &Transcript) {
        let moved = |places: &BTreeSet<Start>| -> BTreeSet<Start> {
            places.iter().map(|&(row, byte)| (edit.map_row(row), byte)).collect()
        };
        self.unticked = moved(&self.unticked);
        self.stepped = self.stepped.map(|stepped| stepped.after(edit));
        self.lead.iter_mut().for_each(|lead| lead.follow(edit, after.lines.len()));
        if self.is_searching() {
            self.unticked_before = moved(&self.unticked_before);
            self.unticked_before.append(&mut self.unticked);
            self.start_again();
            return;
        }
        if let Some(Ok(search)) = &mut self.search {
            self.matches = search.after_edit(&self.matches, edit, after);
        }
        if !self.unticked.is_empty() {
            let there: BTreeSet<Start> = self.matches.iter().map(start).collect();
            self.unticked.retain(|place| there.contains(place));
        }
    }

    fn poll(&mut self, fx: &mut Effects<'_>) {
        if self.take_up() {
            fx.fail(message!("find-broke-down"));
        }
        if self.stale {
            let wake = fx.ctx.clone();
            self.search_in(fx.ctx, fx.desk.transcript(), LINES_A_STEP, move || wake.request_repaint());
        }
        self.show_first(fx);
        self.keep_keyboard(fx.ctx);
    }

    /// Puts the keyboard into it. The text that is selected is searched for; else what was is kept, and typed over.
    fn shown(&mut self, fx: &mut Effects<'_>) {
        let replace = std::mem::take(&mut self.shown_to_replace);
        self.remember_where(fx);
        if let Some(selected) = words::selected(fx.desk, fx.ctx) {
            self.set_words(selected.text);
            if let Some(lead) = &mut self.lead {
                (lead.from, lead.is_wanted) = (selected.at, true);
            }
        }
        if replace || self.with.is_empty() {
            self.set_replacing(replace);
        }
        fx.leave_cell();
        let field = if replace && !self.query.text.is_empty() { with_id() } else { query_id() };
        self.keyboard = Some((field, FRAMES));
        caret::select_all(fx.ctx, field);
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        view::show(self, ui, look, out);
    }

    fn menu(&self, part: &MenuPart, ui: &mut Ui, _look: &Look<'_>, out: &mut Out<Action>) {
        let MenuPart::Word(of) = part else { return };
        if ui.button(text!("find-replace-everywhere", word = &of.word)).clicked() {
            out.act(Action::ReplaceEverywhere(of.word.clone()));
            ui.close();
        }
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        match action {
            Action::Text(text) => self.search_and_lead(fx, |query| query.text = text),
            Action::With(with) => {
                // Ticks that were taken away are worth more than a default.
                if self.with.is_empty() && self.unticked.is_empty() {
                    self.set_replacing(true);
                }
                self.with = with;
            }
            Action::WholeWord(on) => {
                self.word_chosen = true;
                self.search_and_lead(fx, |query| query.whole_word = on);
            }
            Action::Case(on) => self.search_and_lead(fx, |query| query.case = on),
            Action::Accents(on) => self.search_and_lead(fx, |query| query.accents = on),
            Action::Mode(mode) => self.search_and_lead(fx, |query| query.mode = mode),
            Action::Within(within) => {
                let scope = match within {
                    Within::All => Scope::All,
                    Within::Selection => Scope::Rows(fx.desk.view.rows().ranges().into()),
                    Within::Speaker(id) => Scope::Speaker(id),
                    Within::Unchecked => Scope::Unchecked,
                };
                self.search_and_lead(fx, |query| query.scope = scope);
            }
            Action::Tick(at, on) => {
                let Some(place) = self.matches.get(at).map(start) else { return };
                if on {
                    self.unticked.remove(&place);
                } else {
                    self.unticked.insert(place);
                }
            }
            Action::TickAll(true) => self.unticked.clear(),
            Action::TickAll(false) => self.unticked = self.matches.iter().map(start).collect(),
            Action::GoTo(at) => {
                if let Some(&found) = self.matches.get(at) {
                    self.go_to(found, fx);
                }
            }
            Action::ReplaceEverywhere(word) => {
                fx.leave_cell();
                self.set_query(|query| query.text = word);
                self.shown_to_replace = true;
                fx.request(Request::Show(Some(Self::ID)));
            }
            Action::ReplaceOne => self.replace_one(fx),
            Action::ReplaceTicked => self.replace_ticked(fx),
            Action::RenameSpeakers => {
                for (id, name) in self.found_speakers(fx.desk.transcript()) {
                    let rename = edit::speakers::rename(fx.desk.transcript(), id, &name);
                    fx.desk.edit(rename);
                }
            }
            Action::Leave => {
                fx.ctx.memory_mut(|memory| {
                    memory.surrender_focus(query_id());
                    memory.surrender_focus(with_id());
                });
                self.go_back(fx);
            }
        }
    }
}
