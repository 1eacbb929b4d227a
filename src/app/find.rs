//! What is searched for, what was found, which hits are ticked, and replacing them.

use super::App;
use super::open::Open;
use super::panels::Tab;
use super::table;
use super::theme::Palette;
use crate::analysis::search::{self, Match as Hit, Mode, Query, Scope, Search};
use crate::edit::{self, Edit};
use crate::jobs::{self, Job, Poll};
use crate::model::{SpeakerId, Transcript};
use egui::{Color32, Context, Id};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// How often a search under way says how far it has come.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// What is searched for in a document, and what was found.
#[derive(Default)]
pub struct Find {
    query: Query,
    /// The query made ready, or why it cannot be.
    search: Option<Result<Search, crate::model::Message>>,
    /// What was found so far.
    hits: Vec<Hit>,
    /// The hits that shall not be replaced, by row and byte.
    unticked: BTreeSet<(usize, usize)>,
    /// Those that shall not be replaced when they are found again.
    unticked_before: BTreeSet<(usize, usize)>,
    with: String,
    /// The person is about to replace: then words are whole, as long as nobody has chosen otherwise.
    replacing: bool,
    /// The person has said whether words shall be whole.
    word_chosen: bool,
    /// The field that shall have the keyboard, and for how many frames it is still given to it: a dialog that has just
    /// closed takes it away once.
    keyboard: Option<(Id, u8)>,
    /// The row and byte of the hit that was stepped to last.
    at: Option<(usize, usize)>,
    job: Option<Running>,
    /// The hits are not those of the query in the present transcript: they must be searched for.
    stale: bool,
}

/// A search under way, and where it hands out what it finds.
struct Running {
    job: Job<()>,
    found: Receiver<Vec<Hit>>,
}

/// What a person did in the find panel.
#[derive(Clone, Debug)]
pub enum FindAction {
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
    /// Ticked a hit, by its place in the list, or took the tick away.
    Tick(usize, bool),
    /// Ticked all hits, or none.
    TickAll(bool),
    /// Went to a hit, by its place in the list.
    GoTo(usize),
    /// Replaced the hit that was stepped to, and stepped on.
    ReplaceOne,
    /// Replaced all ticked hits in one step.
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
pub fn query_id() -> Id {
    Id::unique("find: query")
}

/// The id of the field in which the new text is typed.
pub fn with_id() -> Id {
    Id::unique("find: with")
}

impl Find {
    /// What is searched for, and how.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// What shall stand in its place.
    pub fn with(&self) -> &str {
        &self.with
    }

    /// What was found, in the order of the text.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// How many hits there are; `None` when nothing is searched for.
    pub fn count(&self) -> Option<usize> {
        self.is_active().then_some(self.hits.len())
    }

    /// How many hits are ticked.
    pub fn ticked(&self) -> usize {
        self.hits.len() - self.unticked.len()
    }

    /// Whether a hit is ticked.
    pub fn is_ticked(&self, hit: &Hit) -> bool {
        !self.unticked.contains(&place(hit))
    }

    /// Whether a hit is the one that was stepped to last.
    pub fn is_current(&self, hit: &Hit) -> bool {
        self.at == Some(place(hit))
    }

    /// Whether anything is searched for.
    pub fn is_active(&self) -> bool {
        matches!(&self.search, Some(Ok(_)))
    }

    /// Whether the search is still under way.
    pub fn is_searching(&self) -> bool {
        self.stale || self.job.is_some()
    }

    /// How much of the transcript has been searched, from 0 to 1.
    pub fn done(&self) -> f32 {
        match &self.job {
            Some(running) => running.job.done(),
            None => f32::from(!self.stale),
        }
    }

    /// Why the query cannot be searched for, if it cannot.
    pub fn fault(&self) -> Option<String> {
        self.search.as_ref()?.as_ref().err().map(crate::messages::text)
    }

    /// The search; `None` when there is none, or the query has a fault.
    pub fn search(&self) -> Option<&Search> {
        self.search.as_ref()?.as_ref().ok()
    }

    /// The places of a line's text that were found, with the ground they stand on.
    pub fn marks(&self, t: &Transcript, row: usize, text: &str, palette: &Palette) -> Vec<(Range<usize>, Color32)> {
        let Some(search) = self.search() else { return Vec::new() };
        let ground = |at: &Range<usize>| {
            if self.at == Some((row, at.start)) { palette.edge.gamma_multiply(0.45) } else { palette.found }
        };
        let mut marks: Vec<_> = Vec::new();
        for hit in search.in_rows(t, row.saturating_sub(1)..row + 1) {
            let at = if hit.row() == row { Some(hit.at()) } else { hit.in_next() };
            marks.extend(at.filter(|at| at.end <= text.len()).map(|at| (at.clone(), ground(&at))));
        }
        marks
    }

    /// Lets the hits follow an edit.
    pub fn follow(&mut self, edit: &Edit, after: &Transcript) {
        let moved = |places: &BTreeSet<(usize, usize)>| -> BTreeSet<(usize, usize)> {
            places.iter().map(|&(row, byte)| (edit.map_row(row), byte)).collect()
        };
        self.unticked = moved(&self.unticked);
        if self.is_searching() {
            self.unticked_before = moved(&self.unticked_before);
            self.unticked_before.append(&mut self.unticked);
            self.start_again();
            return;
        }
        if let Some(Ok(search)) = &mut self.search {
            self.hits = search.after_edit(&self.hits, edit, after);
        }
        let there: BTreeSet<_> =
            if self.unticked.is_empty() { BTreeSet::new() } else { self.hits.iter().map(place).collect() };
        self.unticked.retain(|place| there.contains(place));
    }

    fn set_query(&mut self, change: impl FnOnce(&mut Query)) {
        change(&mut self.query);
        if !self.word_chosen {
            self.query.whole_word = self.replacing && self.query.mode == Mode::Plain;
        }
        self.search = (!self.query.text.is_empty()).then(|| Search::new(&self.query));
        self.unticked.clear();
        self.unticked_before.clear();
        self.at = None;
        self.start_again();
    }

    fn keep_keyboard(&mut self, ctx: &Context) {
        let Some((field, frames)) = self.keyboard else { return };
        self.keyboard = frames.checked_sub(1).map(|left| (field, left));
        if !ctx.memory(|memory| memory.has_focus(field)) {
            table::select_all(ctx, field);
        }
        ctx.request_repaint();
    }

    fn start_again(&mut self) {
        self.hits.clear();
        self.job = None;
        self.stale = self.is_active();
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

    fn poll(&mut self, ctx: &Context, t: &Transcript) {
        if let Some(running) = &self.job {
            let ended = running.job.poll() != Poll::Pending;
            for mut hits in running.found.try_iter() {
                if !self.unticked_before.is_empty() {
                    let places = hits.iter().map(place);
                    self.unticked.extend(places.filter(|place| self.unticked_before.contains(place)));
                }
                self.hits.append(&mut hits);
            }
            if ended {
                self.job = None;
                self.unticked_before.clear();
            } else {
                ctx.request_repaint_after(TOLD_EVERY);
            }
        }
        if self.stale
            && let Some(Ok(search)) = &self.search
        {
            let (search, t, wake) = (search.clone(), t.clone(), ctx.clone());
            let (send, found) = mpsc::channel();
            let work = move |cancel: &jobs::Cancel| {
                search.stream(&t, cancel, |hits| {
                    // Nobody may be waiting any more; then they are not wanted.
                    let _ = send.send(hits);
                });
            };
            let job = jobs::spawn("find", move || wake.request_repaint(), work);
            self.job = Some(Running { job, found });
            self.stale = false;
        }
    }
}

fn place(hit: &Hit) -> (usize, usize) {
    (hit.row(), hit.at().start)
}

impl App {
    /// Takes up what was found.
    pub(super) fn poll_find(&mut self, ctx: &Context) {
        if let Some(open) = &mut self.open {
            let t = open.document.transcript().clone();
            open.find.poll(ctx, &t);
            open.find.keep_keyboard(ctx);
        }
    }

    /// Carries out what was done in the find panel.
    pub(super) fn perform_find(&mut self, ctx: &Context, action: FindAction) {
        let Some(open) = &mut self.open else { return };
        match action {
            FindAction::Text(text) => open.find.set_query(|query| query.text = text),
            FindAction::With(with) => {
                // Ticks that were taken away are worth more than a default.
                if open.find.with.is_empty() && open.find.unticked.is_empty() {
                    open.find.set_replacing(true);
                }
                open.find.with = with;
            }
            FindAction::WholeWord(on) => {
                open.find.word_chosen = true;
                open.find.set_query(|query| query.whole_word = on);
            }
            FindAction::Case(on) => open.find.set_query(|query| query.case = on),
            FindAction::Accents(on) => open.find.set_query(|query| query.accents = on),
            FindAction::Mode(mode) => open.find.set_query(|query| query.mode = mode),
            FindAction::Within(within) => {
                let scope = match within {
                    Within::All => Scope::All,
                    Within::Selection => Scope::Rows(open.table.rows().ranges().into()),
                    Within::Speaker(id) => Scope::Speaker(id),
                    Within::Unchecked => Scope::Unchecked,
                };
                open.find.set_query(|query| query.scope = scope);
            }
            FindAction::Tick(at, on) => {
                let Some(place) = open.find.hits.get(at).map(place) else { return };
                if on {
                    open.find.unticked.remove(&place);
                } else {
                    open.find.unticked.insert(place);
                }
            }
            FindAction::TickAll(true) => open.find.unticked.clear(),
            FindAction::TickAll(false) => open.find.unticked = open.find.hits.iter().map(place).collect(),
            FindAction::GoTo(at) => {
                if let Some(&hit) = open.find.hits.get(at) {
                    self.leave_cell(ctx);
                    self.go_to_hit(hit);
                }
            }
            FindAction::ReplaceOne => self.replace_one(),
            FindAction::ReplaceTicked => self.replace_ticked(),
            FindAction::RenameSpeakers => self.rename_found_speakers(),
            FindAction::Leave => ctx.memory_mut(|memory| {
                memory.surrender_focus(query_id());
                memory.surrender_focus(with_id());
            }),
        }
    }

    /// Opens the find panel with the keyboard in it. The text that is selected in an open cell is searched for.
    pub(super) fn show_find(&mut self, ctx: &Context, replace: bool) {
        let Some(open) = &mut self.open else { return };
        if let Some(editing) = &open.table.editing
            && let Some(line) = open.transcript().lines.get(editing.row)
            && let Some(range) = table::caret(ctx, &line.text).filter(|range| !range.is_empty())
        {
            let selected = line.text[range].to_owned();
            open.find.set_query(|query| query.text = selected);
        }
        let has_query = !open.find.query.text.is_empty();
        if replace || open.find.with.is_empty() {
            open.find.set_replacing(replace);
        }
        self.leave_cell(ctx);
        self.show_panel(Some(Tab::Find));
        let Some(open) = &mut self.open else { return };
        let field = if replace && has_query { with_id() } else { query_id() };
        open.find.keyboard = Some((field, 3));
        table::select_all(ctx, field);
    }

    /// Opens the find panel to find what sounds like something.
    pub(super) fn show_find_by_ear(&mut self, ctx: &Context) {
        if let Some(open) = &mut self.open
            && open.find.query.mode != Mode::Sounds
        {
            open.find.set_query(|query| query.mode = Mode::Sounds);
        }
        self.show_find(ctx, false);
    }

    /// Steps to the next hit, or to the one before.
    pub(super) fn find_step(&mut self, ctx: &Context, forward: bool) {
        let Some(open) = &mut self.open else { return };
        let here = open.find.at.filter(|(row, _)| *row == open.table.focus);
        let (row, byte) = here.map_or((open.table.focus, 0), |(row, byte)| (row, byte + usize::from(forward)));
        let Some(search) = open.find.search() else { return };
        let t = open.document.transcript();
        let searching = open.find.is_searching();
        // What was found so far is all there is up to the last of it. By ear, looking further takes longer than a
        // frame has.
        let ahead = open.find.hits.last().is_some_and(|last| place(last) >= (row, byte));
        let looks = searching && open.find.query.mode != Mode::Sounds && !(forward && ahead);
        let hit = match (looks, forward) {
            (true, true) => search.find_next(t, row, byte),
            (true, false) => search.find_previous(t, row, byte),
            (false, true) => search::next(&open.find.hits, row, byte).map(|at| open.find.hits[at]),
            (false, false) => search::previous(&open.find.hits, row, byte).map(|at| open.find.hits[at]),
        };
        match hit {
            Some(hit) => {
                self.leave_cell(ctx);
                self.go_to_hit(hit);
            }
            None if searching && !looks => self.strip.whisper("Nothing was found yet: still searching".to_owned()),
            None => self.strip.whisper(format!("“{}” is in no line", open.find.query.text)),
        }
    }

    fn go_to_hit(&mut self, hit: Hit) {
        let Some(open) = &mut self.open else { return };
        open.find.at = Some(place(&hit));
        open.table.go_to(hit.row());
    }

    fn replace_one(&mut self) {
        let Some(open) = &mut self.open else { return };
        let current = open.find.hits.iter().find(|hit| open.find.is_current(hit)).copied();
        let Some(hit) = current else {
            let ctx = self.ctx.clone();
            self.find_step(&ctx, true);
            return;
        };
        self.replace(&[hit]);
        let ctx = self.ctx.clone();
        if let Some(open) = &mut self.open {
            // The next hit lies behind the new text, which may hold what is searched for.
            let behind = hit.at().start + open.find.with.len();
            open.find.at = Some((hit.row(), behind.saturating_sub(1)));
        }
        self.find_step(&ctx, true);
    }

    fn replace_ticked(&mut self) {
        let Some(open) = &self.open else { return };
        let hits: Vec<Hit> = open.find.hits.iter().filter(|hit| open.find.is_ticked(hit)).copied().collect();
        let places = self.replace(&hits);
        self.strip.whisper(match places {
            0 => "All of it stands there already".to_owned(),
            1 => "Replaced 1 place: Ctrl+Z takes it back".to_owned(),
            n => format!("Replaced {n} places: Ctrl+Z takes it back"),
        });
    }

    /// Replaces hits in one step. Returns how many places were changed.
    fn replace(&mut self, hits: &[Hit]) -> usize {
        let Some(open) = &mut self.open else { return 0 };
        let Some(search) = open.find.search() else { return 0 };
        let t = open.document.transcript().clone();
        let places = search.replacements(&t, hits, &open.find.with);
        let label = search.label();
        if !open.edit(edit::text::replace(&t, label, &places), None) {
            return 0;
        }
        let begins = |change: &&edit::text::Replacement| {
            let at = hits.partition_point(|hit| place(hit) < (change.row, change.at.start));
            hits.get(at).is_some_and(|hit| hit.row() == change.row && hit.at().start < change.at.end)
        };
        places.iter().filter(begins).count()
    }

    fn rename_found_speakers(&mut self) {
        let Some(open) = &mut self.open else { return };
        for (id, name) in found_speakers(open) {
            let t = open.transcript().clone();
            open.edit(edit::speakers::rename(&t, id, &name), None);
        }
    }
}

/// The speakers in whose names the query is found, with the names they would have.
pub fn found_speakers(open: &Open) -> Vec<(SpeakerId, String)> {
    let Some(search) = open.find.search().filter(|_| !open.find.with.is_empty()) else { return Vec::new() };
    let renamed = |name: &str| {
        let mut out = String::new();
        let mut done = 0;
        for at in search.in_line(name) {
            out.push_str(&name[done..at.start]);
            out.push_str(&open.find.with);
            done = at.end;
        }
        (done > 0).then(|| out + &name[done..])
    };
    let all = open.transcript().speakers.iter();
    all.filter_map(|speaker| Some((speaker.id, renamed(&speaker.name)?)))
        .filter(|(_, name)| !name.trim().is_empty())
        .collect()
}
