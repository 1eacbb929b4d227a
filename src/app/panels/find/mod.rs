//! The Find panel: what is searched for, what was found, which places are ticked, and replacing them.
//!
//! A search runs in the background (`running`) and hands out what it finds while it runs; an edit costs a look at the
//! rows that it changed. What was found are *matches*; a person reads of *places*.

mod commands;
mod running;
#[cfg(test)]
mod tests;
mod view;

use crate::analysis::search::{self, Match, Mode, Query, Scope, Search};
use crate::app::caret;
use crate::app::command::Command;
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::marks::{Mark, MarkStyle};
use crate::app::panel::Panel;
use crate::app::request::{Out, Request};
use crate::app::view::Field;
use crate::edit::text::Replacement;
use crate::edit::{self, Edit};
use crate::messages::{self, text};
use crate::model::{Message, SpeakerId, Transcript};
use commands::FIND_NEXT;
use egui::{Context, Id, Key, KeyboardShortcut, Ui};
use running::Running;
use std::collections::BTreeSet;

/// How many lines are searched in a step, after which it is told what was found.
const LINES_A_STEP: usize = 8192;
/// For how many frames the keyboard is given to a field: a dialog that has just closed takes it away once.
const FRAMES: u8 = 3;

/// What is searched for in a document, and what was found.
#[derive(Default)]
pub struct Find {
    query: Query,
    /// The query made ready, or why it cannot be.
    search: Option<Result<Search, Message>>,
    /// What was found so far, in the order of the text.
    matches: Vec<Match>,
    /// The matches that shall not be replaced.
    unticked: BTreeSet<Start>,
    /// Those that shall not be replaced when they are found again.
    unticked_before: BTreeSet<Start>,
    /// What shall stand in the place of a match.
    with: String,
    /// The person is about to replace: then words are whole, as long as nobody has chosen otherwise.
    replacing: bool,
    /// The person has said whether words shall be whole.
    word_chosen: bool,
    /// When the panel is shown next, it is for replacing.
    shown_to_replace: bool,
    /// The field that shall have the keyboard, and for how many frames it is still given to it.
    keyboard: Option<(Id, u8)>,
    /// Where stepping goes on from.
    stepped: Option<Stepped>,
    running: Running,
    /// The matches are not those of the query in the present transcript: they must be searched for.
    stale: bool,
}

/// Where a match begins: its row, and the byte there.
type Start = (usize, usize);

/// Where stepping goes on from, as long as its row is the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stepped {
    /// From this match, which is the current one.
    To(Start),
    /// From behind the new text of a match that was replaced: it may hold what is searched for.
    Replaced {
        /// The row of the match.
        row: usize,
        /// The end of the new text.
        end: Start,
    },
}

/// What a person did in the Find panel.
#[derive(Clone, Debug)]
pub enum Action {
    /// Searched for another text.
    Text(String),
    /// Typed another text to put in its place.
    With(String),
    /// Ticked whole words.
    WholeWord(bool),
    /// Ticked that case counts.
    Case(bool),
    /// Ticked that accents count.
    Accents(bool),
    /// Chose what the text means.
    Mode(Mode),
    /// Chose where to look.
    Within(Within),
    /// Ticked a match, by its place in the list, or took the tick away.
    Tick(usize, bool),
    /// Ticked all matches, or none.
    TickAll(bool),
    /// Went to a match, by its place in the list.
    GoTo(usize),
    /// Replaced the match that was stepped to, and stepped on.
    ReplaceOne,
    /// Replaced all ticked matches in one step.
    ReplaceTicked,
    /// Replaced it in the names of speakers.
    RenameSpeakers,
    /// Went back to the table.
    Leave,
}

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// All lines.
    All,
    /// The lines that are selected now.
    Selection,
    /// The lines of a speaker.
    Speaker(SpeakerId),
    /// The lines that are not checked.
    Unchecked,
}

/// The id of the field in which the query is typed.
fn query_id() -> Id {
    Id::unique("find: query")
}

/// The id of the field in which the new text is typed.
fn with_id() -> Id {
    Id::unique("find: with")
}

fn start(found: &Match) -> Start {
    (found.row(), found.at().start)
}

impl Panel for Find {
    const ID: &'static str = "find";
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num4)];
    type Action = Action;

    fn commands() -> &'static [Command<Find>] {
        commands::COMMANDS
    }

    fn count(&self, _look: &Look<'_>) -> Option<usize> {
        self.is_active().then_some(self.matches.len())
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
            fx.fail(text!("find-broke-down"));
        }
        if self.stale {
            let wake = fx.ctx.clone();
            self.search_in(fx.ctx, fx.desk.transcript(), LINES_A_STEP, move || wake.request_repaint());
        }
        self.keep_keyboard(fx.ctx);
    }

    /// Puts the keyboard into it. The text that is selected in the open cell is searched for.
    fn shown(&mut self, fx: &mut Effects<'_>) {
        let replace = std::mem::take(&mut self.shown_to_replace);
        if let Some(selected) = selected_text(fx) {
            self.set_query(|query| query.text = selected);
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

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        match action {
            Action::Text(text) => self.set_query(|query| query.text = text),
            Action::With(with) => {
                // Ticks that were taken away are worth more than a default.
                if self.with.is_empty() && self.unticked.is_empty() {
                    self.set_replacing(true);
                }
                self.with = with;
            }
            Action::WholeWord(on) => {
                self.word_chosen = true;
                self.set_query(|query| query.whole_word = on);
            }
            Action::Case(on) => self.set_query(|query| query.case = on),
            Action::Accents(on) => self.set_query(|query| query.accents = on),
            Action::Mode(mode) => self.set_query(|query| query.mode = mode),
            Action::Within(within) => {
                let scope = match within {
                    Within::All => Scope::All,
                    Within::Selection => Scope::Rows(fx.desk.view.rows().ranges().into()),
                    Within::Speaker(id) => Scope::Speaker(id),
                    Within::Unchecked => Scope::Unchecked,
                };
                self.set_query(|query| query.scope = scope);
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
            Action::ReplaceOne => self.replace_one(fx),
            Action::ReplaceTicked => self.replace_ticked(fx),
            Action::RenameSpeakers => {
                for (id, name) in self.found_speakers(fx.desk.transcript()) {
                    let rename = edit::speakers::rename(fx.desk.transcript(), id, &name);
                    fx.desk.edit(rename);
                }
            }
            Action::Leave => fx.ctx.memory_mut(|memory| {
                memory.surrender_focus(query_id());
                memory.surrender_focus(with_id());
            }),
        }
    }
}

impl Stepped {
    fn after(self, edit: &Edit) -> Stepped {
        let moved = |(row, byte): Start| (edit.map_row(row), byte);
        match self {
            Stepped::To(at) => Stepped::To(moved(at)),
            Stepped::Replaced { row, end } => Stepped::Replaced { row: edit.map_row(row), end: moved(end) },
        }
    }

    /// The row that must be the current one.
    fn row(self) -> usize {
        match self {
            Stepped::To((row, _)) | Stepped::Replaced { row, .. } => row,
        }
    }

    /// From where the next match is looked for.
    fn next(self) -> Start {
        match self {
            Stepped::To((row, byte)) => (row, byte + 1),
            Stepped::Replaced { end, .. } => end,
        }
    }

    /// From where the match before is looked for.
    fn previous(self) -> Start {
        match self {
            Stepped::To(at) | Stepped::Replaced { end: at, .. } => at,
        }
    }
}

/// The text that is selected in the open cell, if any is.
fn selected_text(fx: &Effects<'_>) -> Option<String> {
    let editing = fx.desk.view.editing.as_ref().filter(|editing| editing.field == Field::Text)?;
    let line = fx.desk.transcript().lines.get(editing.row)?;
    let selected = caret::range(fx.ctx, &line.text).filter(|range| !range.is_empty())?;
    line.text.get(selected).map(str::to_owned)
}

impl Find {
    /// Whether anything is searched for.
    fn is_active(&self) -> bool {
        self.search().is_some()
    }

    /// The search; `None` when there is none, or the query has a fault.
    fn search(&self) -> Option<&Search> {
        self.search.as_ref()?.as_ref().ok()
    }

    /// Why the query cannot be searched for, if it cannot.
    fn fault(&self) -> Option<String> {
        self.search.as_ref()?.as_ref().err().map(messages::text)
    }

    /// How many matches are ticked.
    fn ticked(&self) -> usize {
        self.matches.len().saturating_sub(self.unticked.len())
    }

    /// Whether a match is ticked.
    fn is_ticked(&self, found: &Match) -> bool {
        !self.unticked.contains(&start(found))
    }

    /// Whether a match is the one that was stepped to last.
    fn is_current(&self, found: &Match) -> bool {
        self.stepped == Some(Stepped::To(start(found)))
    }

    /// Whether the search is still under way.
    fn is_searching(&self) -> bool {
        self.stale || self.running.is_running()
    }

    /// How much of the transcript has been searched, from 0 to 1.
    fn progress(&self) -> f32 {
        if self.stale { 0.0 } else { self.running.progress() }
    }

    fn set_query(&mut self, change: impl FnOnce(&mut Query)) {
        change(&mut self.query);
        if !self.word_chosen {
            self.query.whole_word = self.replacing && self.query.mode == Mode::Plain;
        }
        self.search = (!self.query.text.is_empty()).then(|| Search::new(&self.query));
        self.unticked.clear();
        self.unticked_before.clear();
        self.stepped = None;
        self.start_again();
    }

    /// Whole words are meant when a name is replaced, unless the person has said otherwise.
    fn set_replacing(&mut self, replacing: bool) {
        if self.replacing != replacing {
            self.replacing = replacing;
            if !self.word_chosen && self.query.mode == Mode::Plain {
                self.set_query(|_| ());
            }
        }
    }

    fn start_again(&mut self) {
        self.matches.clear();
        self.running.stop();
        self.stale = self.is_active();
    }

    /// Starts the search in a transcript, so many lines a step; `told` is called in the background after each.
    fn search_in(&mut self, ctx: &Context, t: &Transcript, step: usize, told: impl Fn() + Send + 'static) {
        self.stale = false;
        let Some(search) = self.search().cloned() else { return };
        self.running.start(ctx, (search, t.clone()), step, told);
    }

    /// Takes up what was found since the last frame. Returns whether the search broke down.
    fn take_up(&mut self) -> bool {
        let Some(mut news) = self.running.news() else { return false };
        if !self.unticked_before.is_empty() {
            let found_again = news.matches.iter().map(start).filter(|place| self.unticked_before.contains(place));
            self.unticked.extend(found_again);
        }
        self.matches.append(&mut news.matches);
        if !self.running.is_running() {
            self.unticked_before.clear();
        }
        news.broke_down
    }

    fn keep_keyboard(&mut self, ctx: &Context) {
        let Some((field, frames)) = self.keyboard else { return };
        self.keyboard = frames.checked_sub(1).map(|left| (field, left));
        if !ctx.memory(|memory| memory.has_focus(field)) {
            caret::select_all(ctx, field);
        }
        ctx.request_repaint();
    }

    /// Steps to the next match, or to the one before.
    fn step(&mut self, forward: bool, fx: &mut Effects<'_>) {
        let focus = fx.desk.view.focus;
        let from = self.stepped.filter(|stepped| stepped.row() == focus);
        let from = from.map(if forward { Stepped::next } else { Stepped::previous });
        let (row, byte) = from.unwrap_or((focus, 0));
        let Some(search) = self.search() else { return };
        let t = fx.desk.transcript();
        let searching = self.is_searching();
        // What was found so far is all there is up to the last of it. By ear, looking further takes longer than a
        // frame has.
        let ahead = self.matches.last().is_some_and(|last| start(last) >= (row, byte));
        let looks = searching && self.query.mode != Mode::Sounds && !(forward && ahead);
        let listed = |at: usize| self.matches.get(at).copied();
        let found = match (looks, forward) {
            (true, true) => search.find_next(t, row, byte),
            (true, false) => search.find_previous(t, row, byte),
            (false, true) => search::next(&self.matches, row, byte).and_then(listed),
            (false, false) => search::previous(&self.matches, row, byte).and_then(listed),
        };
        match found {
            Some(found) => self.go_to(found, fx),
            None if searching && !looks => fx.whisper(text!("find-still-searching")),
            None => fx.whisper(text!("find-no-matches", text = &self.query.text)),
        }
    }

    fn go_to(&mut self, found: Match, fx: &mut Effects<'_>) {
        self.stepped = Some(Stepped::To(start(&found)));
        fx.go_to(found.row(), None);
    }

    /// Replaces the match that was stepped to, if any was, and steps on.
    fn replace_one(&mut self, fx: &mut Effects<'_>) {
        let current = self.matches.iter().find(|found| self.is_current(found)).copied();
        let Some(found) = current else { return self.step(true, fx) };
        let end = match self.replace(&[found], fx).last() {
            Some(new) => (new.row, new.at.start + new.with.len()),
            None => found.in_next().map_or((found.row(), found.at().end), |next| (found.row() + 1, next.end)),
        };
        self.stepped = Some(Stepped::Replaced { row: found.row(), end });
        // The matches have to follow the edit first.
        fx.request(Request::Run(FIND_NEXT));
    }

    fn replace_ticked(&mut self, fx: &mut Effects<'_>) {
        let ticked: Vec<Match> = self.matches.iter().filter(|found| self.is_ticked(found)).copied().collect();
        let begins = |change: &&Replacement| {
            let at = ticked.partition_point(|found| start(found) < (change.row, change.at.start));
            ticked.get(at).is_some_and(|found| found.row() == change.row && found.at().start < change.at.end)
        };
        match self.replace(&ticked, fx).iter().filter(begins).count() {
            0 => fx.whisper(text!("find-stands-there")),
            n => fx.whisper(text!("find-replaced", n = n)),
        }
    }

    /// Replaces matches in one step. Returns what was changed, in the order of the text.
    fn replace(&self, matches: &[Match], fx: &mut Effects<'_>) -> Vec<Replacement> {
        let Some(search) = self.search() else { return Vec::new() };
        let t = fx.desk.transcript();
        let changes = search.replacements(t, matches, &self.with);
        let edit = edit::text::replace(t, search.label(), &changes);
        if fx.desk.edit(edit) { changes } else { Vec::new() }
    }

    /// The speakers in whose names the query is found, with the names that they would have.
    fn found_speakers(&self, t: &Transcript) -> Vec<(SpeakerId, String)> {
        let Some(search) = self.search().filter(|_| !self.with.is_empty()) else { return Vec::new() };
        let renamed = |name: &str| {
            let mut out = String::new();
            let mut done = 0;
            for at in search.in_line(name) {
                out.push_str(&name[done..at.start]);
                out.push_str(&self.with);
                done = at.end;
            }
            (done > 0).then(|| out + &name[done..])
        };
        let named = t.speakers.iter().filter_map(|speaker| Some((speaker.id, renamed(&speaker.name)?)));
        named.filter(|(_, name)| !name.trim().is_empty()).collect()
    }
}
