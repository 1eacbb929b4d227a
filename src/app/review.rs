//! What deserves a look in the open document: found in the background, walked, fixed and answered.
//!
//! Of a long document the rows in view are looked at first, and shown, before all of it is. What was edited while a
//! job was at work is carried over to its result, so that nobody who types waits for the end of a job.

use super::App;
use super::dialogs::Dialog;
use super::open::Open;
use super::strip::Strip;
use super::suggest::Suggestions;
use crate::analysis::{Finding, Kind, Knowledge, Lexicon, Profile, Target, findings};
use crate::document::Revision;
use crate::edit::Edit;
use crate::jobs::{self, Job, Poll};
use crate::model::{Message, Transcript};
use egui::Context;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the hands must rest before a long document is looked through again.
pub const REST: Duration = Duration::from_millis(1500);
/// A document of up to so many lines is looked through again at once.
pub const SHORT: usize = 20_000;
/// A document of more lines has the rows in view looked at first.
const AT_ONCE: usize = 2_000;
/// Rows that are looked at first, at least.
const GLANCE: usize = 60;
/// Edits that are carried over to the result of a job, at most; after more it is not used.
const CARRIED: usize = 1_000;
/// Edits that are carried over in a frame; more are left to a job.
const CARRIED_AT_ONCE: usize = 2;

/// What deserves a look in a document.
#[derive(Default)]
pub struct Review {
    made: Option<Made>,
    counts: BTreeMap<Kind, usize>,
    /// The places in the list of those that are shown, and the hidden kinds that it was made with.
    listed: Option<(Vec<usize>, Vec<String>)>,
    /// How often the same stands that is in hand, with the same fix.
    same: usize,
    /// Looking at all of it.
    whole: Option<Look>,
    /// Looking at the rows in view.
    glance: Option<Look>,
    /// The state at which a job broke down, which would do so again.
    broken: Option<Revision>,
    /// More is known than when it was looked through last.
    again: bool,
    /// The job that is at work on all of it was begun because more is known.
    knows_more: bool,
    /// When the document changed last.
    changed: Option<Instant>,
    /// The row and byte of the finding in hand.
    at: Option<(usize, usize)>,
    /// What unknown words may be.
    pub suggestions: Suggestions,
    /// What cannot be looked for, and why: a sentence each.
    off: Vec<Message>,
}

/// What came of looking through.
struct Made {
    revision: Revision,
    knowledge: Knowledge,
    findings: Vec<Finding>,
    /// The rows that were looked at; `None`: all.
    rows: Option<Range<usize>>,
    /// What is wrong with a dictionary.
    told: Option<Message>,
}

/// A job that looks through a document, and what was edited since it began.
struct Look {
    job: Job<Made>,
    since: Vec<(Edit, Transcript)>,
}

impl Look {
    fn new(job: Job<Made>) -> Look {
        Look { job, since: Vec::new() }
    }

    fn follow(&mut self, edit: &Edit, after: &Transcript) {
        // One more says that there were too many.
        if self.since.len() <= CARRIED {
            self.since.push((edit.clone(), after.clone()));
        }
    }

    /// What was found, carried over what was edited since; `None` as long as the job is at work. A job that broke
    /// down, or that too much was edited under, gives `Err` once.
    fn poll(look: &mut Option<Look>, ctx: &Context) -> Option<Result<Made, Lost>> {
        let Look { job, since } = look.take()?;
        let mut made = match job.poll() {
            Poll::Pending => {
                *look = Some(Look { job, since });
                return None;
            }
            Poll::Failed => return Some(Err(Lost::BrokeDown)),
            Poll::Ready(_) if since.len() > CARRIED => return Some(Err(Lost::Outrun)),
            Poll::Ready(made) => made,
        };
        if since.len() <= CARRIED_AT_ONCE {
            since.iter().for_each(|(edit, after)| made.follow(edit, after));
            return Some(Ok(made));
        }
        let wake = ctx.clone();
        let work = move |_: &jobs::Cancel| {
            since.iter().for_each(|(edit, after)| made.follow(edit, after));
            made
        };
        *look = Some(Look::new(jobs::spawn("carry over", move || wake.request_repaint(), work)));
        None
    }
}

/// Why a job has no result.
#[derive(Debug)]
enum Lost {
    /// It broke down.
    BrokeDown,
    /// Too much was edited meanwhile.
    Outrun,
}

impl Made {
    /// Lets what was found follow an edit.
    fn follow(&mut self, edit: &Edit, after: &Transcript) {
        if edit.meta.is_some() || edit.speakers.is_some() {
            self.knowledge = self.knowledge.following(after);
        }
        // What a large edit leaves out of date is found when the document is looked through again.
        let _later = findings::after_edit(&mut self.findings, edit, after, &self.knowledge);
        if let Some(rows) = &mut self.rows {
            *rows = edit.map_row(rows.start)..edit.map_row(rows.end);
        }
    }
}

/// What a person did with findings.
#[derive(Clone, Debug)]
pub enum ReviewAction {
    /// Went to a finding of the list.
    GoTo(usize),
    /// Took one of the fixes of the finding in hand, counted from 0.
    Fix(usize),
    /// Took the first fix wherever the same stands as in hand.
    FixSame,
    /// Ticked a row of the preview of the sure fixes, or took the tick away.
    TickSure(usize, bool),
    /// Took the sure fixes that are ticked.
    FixSure,
    /// Wrote something else where the finding in hand is.
    Write(String),
    /// Said that the finding in hand is right as it is.
    Right,
    /// Showed or hid a kind of finding.
    Kind(Kind, bool),
}

impl Review {
    /// What was found, in the order of the text. Of a long document at first what is in view alone.
    pub fn findings(&self) -> &[Finding] {
        self.made.as_ref().map_or(&[], |made| &made.findings)
    }

    /// How many findings there are of each kind.
    pub fn counts(&self) -> &BTreeMap<Kind, usize> {
        &self.counts
    }

    /// The places in the list of the findings that are shown.
    pub fn listed(&self) -> &[usize] {
        self.listed.as_ref().map_or(&[], |(listed, _)| listed)
    }

    /// How often the same stands as in hand with the same fix, the one in hand included; 0 when it has no fix.
    pub fn same(&self) -> usize {
        self.same
    }

    /// What is known beside the transcript, once it is.
    pub fn lexicon(&self) -> Option<&Arc<Lexicon>> {
        self.made.as_ref().map(|made| &made.knowledge.lexicon)
    }

    /// The findings of a row.
    pub fn in_row(&self, row: usize) -> &[Finding] {
        let all = self.findings();
        let from = all.partition_point(|finding| finding.row < row);
        let to = from + all[from..].partition_point(|finding| finding.row == row);
        &all[from..to]
    }

    /// The row and byte of the finding in hand, whether it is still there or not.
    pub fn place_in_hand(&self) -> Option<(usize, usize)> {
        self.at
    }

    /// The finding in hand.
    pub fn in_hand(&self) -> Option<&Finding> {
        let (row, byte) = self.at?;
        self.in_row(row).iter().find(|finding| finding.at.start == byte)
    }

    /// What could stand where a finding is, as far as it is known already: see [`Review::is_asking`].
    pub fn fixes<'f>(&self, t: &Transcript, finding: &'f Finding) -> Cow<'f, [String]> {
        let known = || self.lexicon()?.dictionary()?.suggested(finding.text(t)?);
        match finding.kind {
            Kind::UnknownWord if finding.fixes.is_empty() => {
                known().map_or(Cow::default(), |known| known.to_vec().into())
            }
            _ => Cow::Borrowed(&finding.fixes),
        }
    }

    /// Whether it is still being found out what could stand where a finding is.
    pub fn is_asking(&self, t: &Transcript, finding: &Finding) -> bool {
        let dictionary = self.lexicon().and_then(|lexicon| lexicon.dictionary());
        let (Some(dictionary), Some(word)) = (dictionary, finding.text(t)) else { return false };
        finding.kind == Kind::UnknownWord && finding.fixes.is_empty() && dictionary.suggested(word).is_none()
    }

    /// Whether the document is being looked through.
    pub fn is_looking(&self) -> bool {
        self.whole.is_some() || self.glance.is_some()
    }

    /// Whether all rows have been looked at.
    pub fn is_whole(&self) -> bool {
        self.made.as_ref().is_some_and(|made| made.rows.is_none())
    }

    /// What cannot be looked for, and why: a sentence each.
    pub fn off(&self) -> &[Message] {
        &self.off
    }

    /// How long the document has been left alone; [`REST`] or more when it has not changed at all.
    pub fn rested(&self) -> Duration {
        self.changed.map_or(REST, |changed| changed.elapsed())
    }

    /// Has the document looked through once more, as more is known now.
    pub fn look_again(&mut self) {
        self.again = true;
        self.broken = None;
    }

    /// Lets the findings follow an edit.
    pub fn follow(&mut self, edit: &Edit, after: &Transcript) {
        self.changed = Some(Instant::now());
        if let Some((row, byte)) = self.at {
            self.at = Some((edit.map_row(row), byte));
        }
        for look in self.whole.iter_mut().chain(&mut self.glance) {
            look.follow(edit, after);
        }
        if let Some(made) = &mut self.made {
            made.follow(edit, after);
        }
        self.suggestions.stop();
        self.recount(after);
    }

    /// Takes up what a job has found. What is in view is of no use once all is known.
    fn take_up(&mut self, made: Made, t: &Transcript) {
        if made.rows.is_some() && self.is_whole() {
            return;
        }
        self.made = Some(made);
        self.suggestions.begin();
        self.recount(t);
    }

    fn recount(&mut self, t: &Transcript) {
        self.counts.clear();
        self.listed = None;
        for finding in self.made.iter().flat_map(|made| &made.findings) {
            *self.counts.entry(finding.kind).or_default() += 1;
        }
        self.count_same(t);
    }

    /// Takes a finding into the hand.
    fn hold(&mut self, place: (usize, usize), t: &Transcript) {
        self.at = Some(place);
        self.count_same(t);
    }

    fn count_same(&mut self, t: &Transcript) {
        self.same = self.same_as_in_hand(t).count();
    }

    /// The findings like the one in hand: the same text with the same fix.
    fn same_as_in_hand<'r>(&'r self, t: &'r Transcript) -> impl Iterator<Item = &'r Finding> {
        let held = self.in_hand().filter(|held| held.kind.target() == Target::Text && !held.fixes.is_empty());
        held.into_iter().flat_map(move |held| {
            let same = move |other: &&Finding| {
                other.kind == held.kind && other.fixes.first() == held.fixes.first() && other.text(t) == held.text(t)
            };
            self.findings().iter().filter(same)
        })
    }
}

impl App {
    /// Takes up what was found, and looks the document through again when it has changed.
    pub(super) fn poll_review(&mut self, ctx: &Context) {
        let Some(open) = &mut self.open else { return };
        let now = open.document.revision();
        let t = open.document.transcript().clone();
        let mut taken = false;
        let (review, names) = (&mut open.review, &mut open.names);
        for done in [Look::poll(&mut review.glance, ctx), Look::poll(&mut review.whole, ctx)].into_iter().flatten() {
            match done {
                Ok(made) => {
                    if made.rows.is_none() && std::mem::take(&mut review.knows_more) {
                        names.look_again();
                    }
                    review.take_up(made, &t);
                    taken = true;
                }
                Err(Lost::BrokeDown) => review.broken = Some(now),
                Err(Lost::Outrun) => {}
            }
        }
        if taken {
            self.tell_what_is_off();
        }
        self.list_findings();
        self.look(ctx);
    }

    /// Lists the findings that are shown, if that has changed.
    fn list_findings(&mut self) {
        let hidden = self.settings.hidden_kinds.clone();
        let Some(open) = &mut self.open else { return };
        if open.review.listed.as_ref().is_some_and(|(_, with)| *with == hidden) {
            return;
        }
        let is_shown = |finding: &Finding| !hidden.iter().any(|kind| kind == finding.kind.id());
        let findings = open.review.findings();
        let listed = (0..findings.len()).filter(|at| is_shown(&findings[*at])).collect();
        open.review.listed = Some((listed, hidden));
    }

    /// Starts to look where something is left to be looked at.
    fn look(&mut self, ctx: &Context) {
        let look_up = self.look_up();
        let Some(open) = &mut self.open else { return };
        let (now, len) = (open.document.revision(), open.len());
        if open.review.broken == Some(now) {
            return;
        }
        let view = in_view(ctx, open);
        let review = &mut open.review;
        let wake = || {
            let wake = ctx.clone();
            move || wake.request_repaint()
        };
        // The rows in view, as long as not all have been looked at.
        let seen = review.made.as_ref().is_some_and(|made| {
            made.rows.as_ref().is_none_or(|rows| rows.start <= view.0.start && view.0.end <= rows.end)
        });
        if len > AT_ONCE && !seen && review.glance.is_none() {
            let (t, rows) = (open.document.transcript().clone(), view.1);
            let known = review.made.as_ref().map(|made| (made.knowledge.clone(), made.told.clone()));
            let look_up = look_up.clone();
            let work = move |_: &jobs::Cancel| {
                let (knowledge, told) = known.unwrap_or_else(|| look_up.knowledge(&t, Profile::at_a_glance(&t)));
                let findings = findings::of_rows(&t, rows.clone(), &knowledge);
                Made { revision: now, knowledge, findings, rows: Some(rows), told }
            };
            review.glance = Some(Look::new(jobs::spawn("glance", wake(), work)));
        }
        let fresh = review.made.as_ref().is_some_and(|made| made.revision == now && made.rows.is_none());
        if (fresh && !review.again) || review.whole.is_some() || (len > AT_ONCE && review.made.is_none()) {
            return;
        }
        let rested = review.rested();
        if rested < REST && len > SHORT && review.is_whole() {
            ctx.request_repaint_after(REST - rested);
            return;
        }
        review.knows_more = std::mem::take(&mut review.again);
        let t = open.document.transcript().clone();
        let work = move |cancel: &jobs::Cancel| {
            let (knowledge, told) = look_up.knowledge(&t, Profile::of(&t));
            let findings = findings::look_through(&t, &knowledge, cancel).findings;
            Made { revision: now, knowledge, findings, rows: None, told }
        };
        review.whole = Some(Look::new(jobs::spawn("review", wake(), work)));
    }

    /// Says once what cannot be looked for.
    fn tell_what_is_off(&mut self) {
        let own = self.own_dictionaries();
        let Some(open) = &mut self.open else { return };
        let Some(made) = &open.review.made else { return };
        let off = made.told.clone().into_iter().chain(made.knowledge.lexicon.switched_off(own.as_deref()));
        let off: Vec<Message> = off.collect();
        if off == open.review.off {
            return;
        }
        open.review.off = off.clone();
        self.say_what_is_off(&off);
    }

    /// Whether findings of a kind are shown.
    pub(super) fn shows(&self, kind: Kind) -> bool {
        !self.settings.hidden_kinds.iter().any(|hidden| hidden == kind.id())
    }

    /// Steps to the next finding, or to the one before.
    pub(super) fn step_finding(&mut self, ctx: &Context, forward: bool) {
        let Some(open) = &self.open else { return };
        // From the finding in hand, if the row in hand is still its row; else from the row in hand, itself included.
        let at = open.review.at.filter(|(row, _)| *row == open.table.focus);
        let place = |finding: &Finding| (finding.row, finding.at.start);
        let shown = || open.review.findings().iter().filter(|finding| self.shows(finding.kind)).map(place);
        let next = match (forward, at) {
            (true, Some(here)) => shown().find(|place| *place > here),
            (true, None) => shown().find(|place| place.0 >= open.table.focus),
            (false, here) => {
                let here = here.unwrap_or((open.table.focus, 0));
                shown().rfind(|place| *place < here)
            }
        };
        let wrapped = || if forward { shown().next() } else { shown().next_back() };
        match next.or_else(wrapped) {
            Some(place) => self.go_to_finding(ctx, place),
            None if !open.review.is_whole() => self.strip.whisper("Still looking for what deserves a look".to_owned()),
            None => self.strip.whisper("Nothing is left that deserves a look".to_owned()),
        }
    }

    fn go_to_finding(&mut self, ctx: &Context, place: (usize, usize)) {
        self.leave_cell(ctx);
        if let Some(open) = &mut self.open {
            let t = open.document.transcript().clone();
            open.review.hold(place, &t);
            open.table.go_to_ahead(place.0);
        }
    }

    /// The finding that is meant: the one in hand if it is in the row in hand, else the first of that row.
    pub(super) fn finding_here<'o>(&self, open: &'o Open) -> Option<&'o Finding> {
        let held = open.review.in_hand().filter(|held| held.row == open.table.focus);
        held.or_else(|| open.review.in_row(open.table.focus).iter().find(|finding| self.shows(finding.kind)))
    }

    /// Takes the finding that is meant into the hand: see [`App::finding_here`].
    pub(super) fn hold_finding(&mut self) {
        let Some(open) = &self.open else { return };
        let place = self.finding_here(open).map(|finding| (finding.row, finding.at.start));
        if let Some(open) = &mut self.open {
            let t = open.document.transcript().clone();
            match place {
                Some(place) => open.review.hold(place, &t),
                None => open.review.at = None,
            }
        }
    }

    /// Carries out what was done with findings.
    pub(super) fn perform_review(&mut self, ctx: &Context, action: ReviewAction) {
        // What is done is done where the person is looking.
        if matches!(action, ReviewAction::Fix(_) | ReviewAction::FixSame | ReviewAction::Write(_) | ReviewAction::Right)
        {
            self.hold_finding();
        }
        let Some(open) = &mut self.open else { return };
        match action {
            ReviewAction::GoTo(index) => {
                let place = open.review.findings().get(index).map(|finding| (finding.row, finding.at.start));
                if let Some(place) = place {
                    self.go_to_finding(ctx, place);
                }
            }
            ReviewAction::Fix(number) => {
                let finding = open.review.in_hand();
                let fix =
                    finding.and_then(|finding| open.review.fixes(open.transcript(), finding).get(number).cloned());
                if fix.is_some_and(|fix| write(open, fix)) {
                    self.step_finding(ctx, true);
                }
            }
            ReviewAction::FixSame => {
                let t = open.transcript().clone();
                let same: Vec<Finding> = open.review.same_as_in_hand(&t).cloned().collect();
                if fix_all(open, &mut self.strip, &same) {
                    self.step_finding(ctx, true);
                }
            }
            ReviewAction::TickSure(at, taken) => {
                if let Some(Dialog::SureFixes(all)) = &mut self.dialog
                    && let Some(same) = all.get_mut(at)
                {
                    same.taken = taken;
                }
            }
            ReviewAction::FixSure => {
                let Some(Dialog::SureFixes(all)) = self.dialog.take() else { return };
                let taken = all.into_iter().filter(|same| same.taken);
                let mut taken: Vec<Finding> = taken.flat_map(|same| same.findings).collect();
                taken.sort_by_key(|finding| (finding.row, finding.at.start));
                fix_all(open, &mut self.strip, &taken);
            }
            ReviewAction::Write(text) => {
                if write(open, text) {
                    self.step_finding(ctx, true);
                }
            }
            ReviewAction::Right => {
                if right(open) {
                    self.step_finding(ctx, true);
                }
            }
            ReviewAction::Kind(kind, shown) => {
                self.settings.hidden_kinds.retain(|hidden| hidden != kind.id());
                if !shown {
                    self.settings.hidden_kinds.push(kind.id().to_owned());
                }
            }
        }
    }
}

/// The rows in view, and those that are looked at for them: some more to either side.
fn in_view(ctx: &Context, open: &Open) -> (Range<usize>, Range<usize>) {
    let page = super::table::page(ctx) + 1;
    let (from, len) = (open.table.anchor.row, open.len());
    let seen = from.min(len)..(from + page).min(len);
    let more = page.max(GLANCE);
    (seen, from.saturating_sub(more).min(len)..(from + page + more).min(len))
}

/// Takes the first fix of each of some findings, which are in order, in one step.
fn fix_all(open: &mut Open, strip: &mut Strip, taken: &[Finding]) -> bool {
    let t = open.transcript().clone();
    let changed = open.edit(findings::fix_all(&t, taken), None);
    if changed {
        let word = if taken.len() == 1 { "place" } else { "places" };
        strip.whisper(format!("Put right in {} {word}: Ctrl+Z takes it back", taken.len()));
    }
    changed
}

/// Puts something where the finding in hand is. Returns whether there was anything to change.
fn write(open: &mut Open, with: String) -> bool {
    let finding = open.review.in_hand().map(|finding| Finding { fixes: vec![with], ..finding.clone() });
    let edit = finding.and_then(|finding| findings::fix(open.transcript(), &finding, 0));
    open.edit(edit, None)
}

/// Remembers in the project that the finding in hand is right as it is.
fn right(open: &mut Open) -> bool {
    let edit = open.review.in_hand().and_then(|finding| findings::right(open.transcript(), finding, false));
    open.edit(edit, None)
}
