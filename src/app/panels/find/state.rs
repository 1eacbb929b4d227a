//! What is searched for, what was found, which places are ticked, stepping and replacing.

use super::lead::Lead;
use super::running::Running;
use super::words::{self, Start, Words};
use crate::analysis::search::{self, Match, Mode, Query, Search};
use crate::app::caret;
use crate::app::desk::Desk;
use crate::app::effects::Effects;
use crate::app::keys;
use crate::app::panel::Panel;
use crate::app::request::Request;
use crate::edit::text::Replacement;
use crate::edit::{self, Edit};
use crate::messages::{self};
use crate::model::{Message, SpeakerId, Transcript, message};
use egui::{Context, Id};
use std::collections::BTreeSet;

/// Steps to the next place.
pub(super) const FIND_NEXT: keys::Id = keys::Id("find-next");
/// How many lines are searched in a step, after which it is told what was found.
pub(super) const LINES_A_STEP: usize = 8192;
/// For how many frames the keyboard is given to a field: a dialog that has just closed takes it away once.
pub(super) const FRAMES: u8 = 3;

/// What is searched for in a document, and what was found.
#[derive(Default)]
pub(crate) struct Find {
    pub(super) query: Query,
    /// The query made ready, or why it cannot be.
    pub(super) search: Option<Result<Search, Message>>,
    /// What was found so far, in the order of the text.
    pub(super) matches: Vec<Match>,
    /// The matches that shall not be replaced.
    pub(super) unticked: BTreeSet<Start>,
    /// Those that shall not be replaced when they are found again.
    pub(super) unticked_before: BTreeSet<Start>,
    /// What shall stand in the place of a match.
    pub(super) with: String,
    /// The person is about to replace: then words are whole, as long as nobody has chosen otherwise.
    replacing: bool,
    /// The person has said whether words shall be whole.
    pub(super) word_chosen: bool,
    /// When the panel is shown next, it is for replacing.
    pub(super) shown_to_replace: bool,
    /// The field that shall have the keyboard, and for how many frames it is still given to it.
    pub(super) keyboard: Option<(Id, u8)>,
    /// Where stepping goes on from.
    pub(super) stepped: Option<Stepped>,
    /// Where the person was before what they type led somewhere.
    pub(super) lead: Option<Lead>,
    /// What was searched for last, when that was cleared.
    pub(super) last: String,
    running: Running,
    /// The matches are not those of the query in the present transcript: they must be searched for.
    pub(super) stale: bool,
}

/// Where stepping goes on from, as long as its row is the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stepped {
    /// From this match, which is the current one.
    To(Start),
    /// To this match, which is shown, while this row is still the current one.
    Shown {
        /// The match.
        at: Start,
        /// The row.
        focus: usize,
    },
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
pub(crate) enum Action {
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
    /// Wants a word of the text replaced wherever it stands.
    ReplaceEverywhere(String),
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
pub(crate) enum Within {
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
pub(super) fn query_id() -> Id {
    Id::unique("find: query")
}

/// The id of the field in which the new text is typed.
pub(super) fn with_id() -> Id {
    Id::unique("find: with")
}

pub(super) fn start(found: &Match) -> Start {
    (found.row(), found.at().start)
}

impl Stepped {
    pub(super) fn after(self, edit: &Edit) -> Stepped {
        let moved = |(row, byte): Start| (edit.map_row(row), byte);
        match self {
            Stepped::To(at) => Stepped::To(moved(at)),
            Stepped::Shown { at, focus } => Stepped::Shown { at: moved(at), focus: edit.map_row(focus) },
            Stepped::Replaced { row, end } => Stepped::Replaced { row: edit.map_row(row), end: moved(end) },
        }
    }

    /// The row that must be the current one.
    fn row(self) -> usize {
        match self {
            Stepped::To((row, _)) | Stepped::Replaced { row, .. } | Stepped::Shown { focus: row, .. } => row,
        }
    }

    /// From where the next match is looked for.
    fn next(self) -> Start {
        match self {
            Stepped::To((row, byte)) => (row, byte + 1),
            Stepped::Replaced { end: at, .. } | Stepped::Shown { at, .. } => at,
        }
    }

    /// From where the match before is looked for.
    fn previous(self) -> Start {
        match self {
            Stepped::To(at) | Stepped::Replaced { end: at, .. } | Stepped::Shown { at, .. } => at,
        }
    }
}

impl Find {
    /// Whether anything is searched for.
    pub(super) fn is_active(&self) -> bool {
        self.search().is_some()
    }

    /// The search; `None` when there is none, or the query has a fault.
    pub(super) fn search(&self) -> Option<&Search> {
        self.search.as_ref()?.as_ref().ok()
    }

    /// Why the query cannot be searched for, if it cannot.
    pub(super) fn fault(&self) -> Option<String> {
        self.search.as_ref()?.as_ref().err().map(messages::text)
    }

    /// How many matches are ticked.
    pub(super) fn ticked(&self) -> usize {
        self.matches.len().saturating_sub(self.unticked.len())
    }

    /// Whether a match is ticked.
    pub(super) fn is_ticked(&self, found: &Match) -> bool {
        !self.unticked.contains(&start(found))
    }

    /// Whether a match is the one that was stepped to last, or the one that is shown.
    pub(super) fn is_current(&self, found: &Match) -> bool {
        let here = start(found);
        self.stepped == Some(Stepped::To(here)) || matches!(self.stepped, Some(Stepped::Shown { at, .. }) if at == here)
    }

    /// Which match that is, by its place in the list.
    pub(super) fn current(&self) -> Option<usize> {
        let (Stepped::To(at) | Stepped::Shown { at, .. }) = self.stepped? else { return None };
        self.matches.binary_search_by_key(&at, start).ok()
    }

    /// Whether the search is still under way.
    pub(super) fn is_searching(&self) -> bool {
        self.stale || self.running.is_running()
    }

    /// How much of the transcript has been searched, from 0 to 1.
    pub(super) fn progress(&self) -> f32 {
        if self.stale { 0.0 } else { self.running.progress() }
    }

    pub(super) fn set_query(&mut self, change: impl FnOnce(&mut Query)) {
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

    /// Searches for words of the transcript.
    pub(super) fn set_words(&mut self, words: String) {
        self.set_query(|query| {
            query.text = if query.mode == Mode::Regex { regex::escape(&words) } else { words };
        });
    }

    /// Nothing is searched for any more.
    pub(super) fn clear(&mut self) {
        if !self.query.text.is_empty() {
            self.last = self.query.text.clone();
            self.set_query(|query| query.text.clear());
        }
    }

    /// Whole words are meant when a name is replaced, unless the person has said otherwise.
    pub(super) fn set_replacing(&mut self, replacing: bool) {
        if self.replacing != replacing {
            self.replacing = replacing;
            if !self.word_chosen && self.query.mode == Mode::Plain {
                self.set_query(|_| ());
            }
        }
    }

    pub(super) fn start_again(&mut self) {
        self.matches.clear();
        self.running.stop();
        self.stale = self.is_active();
    }

    /// Starts the search in a transcript, so many lines a step; `told` is called in the background after each.
    pub(super) fn search_in(&mut self, ctx: &Context, t: &Transcript, step: usize, told: impl Fn() + Send + 'static) {
        self.stale = false;
        let Some(search) = self.search().cloned() else { return };
        self.running.start(ctx, (search, t.clone()), step, told);
    }

    /// Takes up what was found since the last frame. Returns whether the search broke down.
    pub(super) fn take_up(&mut self) -> bool {
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

    pub(super) fn keep_keyboard(&mut self, ctx: &Context) {
        let Some((field, frames)) = self.keyboard else { return };
        self.keyboard = frames.checked_sub(1).map(|left| (field, left));
        if !ctx.memory(|memory| memory.has_focus(field)) {
            caret::select_all(ctx, field);
        }
        ctx.request_repaint();
    }

    /// Whether there is anything to step to, or words to be searched for.
    pub(super) fn can_step(&self, desk: &Desk, ctx: &Context) -> bool {
        self.is_active()
            || !self.last.is_empty()
            || words::selected(desk, ctx).is_some()
            || words::at_caret(desk, ctx).is_some()
    }

    /// As [`Find::step`]. While the panel is closed, what is selected is searched for; while nothing is searched for, the
    /// word at the caret, else what was searched for last.
    pub(super) fn step_or_search(&mut self, forward: bool, fx: &mut Effects<'_>) {
        let (is_open, is_active) = (fx.settings.shows_panel(Find::ID), self.is_active());
        let selected = if is_open && is_active { None } else { words::selected(fx.desk, fx.ctx) };
        let at_caret = || words::at_caret(fx.desk, fx.ctx);
        match selected.or_else(|| if is_active { None } else { at_caret() }) {
            Some(Words { text, at }) => {
                self.set_words(text);
                let from = Stepped::To(at);
                self.step_from(if forward { from.next() } else { from.previous() }, forward, fx);
            }
            None => {
                if !is_active {
                    let last = self.last.clone();
                    self.set_query(|query| query.text = last);
                }
                self.step(forward, fx);
            }
        }
    }

    /// Steps to the next match, or to the one before.
    pub(super) fn step(&mut self, forward: bool, fx: &mut Effects<'_>) {
        let focus = fx.desk.view.focus;
        let from = self.stepped.filter(|stepped| stepped.row() == focus);
        let from = from.map(if forward { Stepped::next } else { Stepped::previous });
        let typed_from = self.lead.as_ref().map(|lead| lead.from).filter(|(row, _)| *row == focus);
        self.step_from(from.or(typed_from).unwrap_or((focus, 0)), forward, fx);
    }

    fn step_from(&mut self, (row, byte): Start, forward: bool, fx: &mut Effects<'_>) {
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
            None if searching && !looks => fx.whisper(message!("find-still-searching")),
            None => fx.whisper(message!("find-no-matches", text = &self.query.text)),
        }
    }

    pub(super) fn go_to(&mut self, found: Match, fx: &mut Effects<'_>) {
        self.stepped = Some(Stepped::To(start(&found)));
        self.lead = None;
        fx.go_to(found.row(), None);
    }

    /// Replaces the match that was stepped to, if any was, and steps on.
    pub(super) fn replace_one(&mut self, fx: &mut Effects<'_>) {
        let current = self.matches.iter().find(|found| self.is_current(found)).copied();
        let Some(found) = current else { return self.step(true, fx) };
        if matches!(self.stepped, Some(Stepped::Shown { .. })) {
            self.go_to(found, fx);
        }
        let end = match self.replace(&[found], fx).last() {
            Some(new) => (new.row, new.at.start + new.with.len()),
            None => found.in_next().map_or((found.row(), found.at().end), |next| (found.row() + 1, next.end)),
        };
        self.stepped = Some(Stepped::Replaced { row: found.row(), end });
        // The matches have to follow the edit first.
        fx.request(Request::Run(FIND_NEXT));
    }

    pub(super) fn replace_ticked(&mut self, fx: &mut Effects<'_>) {
        let ticked: Vec<Match> = self.matches.iter().filter(|found| self.is_ticked(found)).copied().collect();
        let begins = |change: &&Replacement| {
            let at = ticked.partition_point(|found| start(found) < (change.row, change.at.start));
            ticked.get(at).is_some_and(|found| found.row() == change.row && found.at().start < change.at.end)
        };
        match self.replace(&ticked, fx).iter().filter(begins).count() {
            0 => fx.whisper(message!("find-stands-there")),
            n => {
                let keys = fx.undo_keys();
                fx.whisper(match self.with.is_empty() {
                    true => message!("find-deleted", keys = keys, n = n),
                    false => message!("find-replaced", keys = keys, n = n),
                });
            }
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
    pub(super) fn found_speakers(&self, t: &Transcript) -> Vec<(SpeakerId, String)> {
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
