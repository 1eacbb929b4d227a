//! What deserves a look in the open document, and what is known beside it: looked through in the background, carried
//! over what is edited, shared by the table and several panels.
//!
//! Of a long document the rows in view are looked at first, and shown, before all of it is. What was edited while a
//! task was at work is carried over to its result, so that nobody who types waits for the end of a task. Lines that were
//! written are looked at again for names in a task of their own; until then they keep the names that still stand there.

use super::strip::Strip;
use super::task::{Outcome, Task};
use crate::analysis::names::{self, Pair};
use crate::analysis::{Finding, Kind, Knowledge, Lexicon, Profile, findings};
use crate::document::Revision;
use crate::edit::Edit;
use crate::jobs;
use crate::lookup::LookUp;
use crate::model::{Message, Transcript, message};
use egui::Context;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How long the hands must rest before a long document is looked through again.
const REST: Duration = Duration::from_millis(1500);
/// A document of up to so many lines is looked through again at once.
const SHORT: usize = 20_000;
/// A document of more lines has the rows in view looked at first.
const AT_ONCE: usize = 2_000;
/// Rows that are looked at first, at least.
const GLANCE: usize = 60;
/// Edits that are carried over to the result of a task, at most; after more it is not used.
const CARRIED: usize = 1_000;
/// Edits that are carried over in a frame; more are left to a task.
const CARRIED_AT_ONCE: usize = 2;
/// Written rows that are looked at by themselves; more are left to looking through the whole.
const WRITTEN: usize = 1_000;

/// What deserves a look in a document, and what is known beside it.
#[derive(Default)]
pub(super) struct Review {
    found: Option<Found>,
    /// All that was found before a large edit, which is there again when that is undone.
    before: Option<Found>,
    /// Looking at all of it.
    whole: LookingThrough,
    /// Looking at the rows in view.
    glance: LookingThrough,
    /// Looking at the rows that were written, in a state of the document.
    written: Task<(Revision, Rows), Vec<Vec<Finding>>>,
    /// More is known than when it was looked through last.
    again: bool,
    /// When the document changed last, in the time of the window.
    changed: Changed,
    /// The time of the window when this was polled last, in seconds.
    now: f64,
    /// How often the list of findings has become another one.
    version: u64,
    /// How often all of the document has been looked through.
    rounds: u64,
    /// What cannot be looked for, and why: a sentence each.
    off: Vec<Message>,
}

/// When a document changed last.
#[derive(Clone, Copy, Default)]
enum Changed {
    #[default]
    Never,
    /// Since it was polled last.
    JustNow,
    /// At this time of the window, in seconds.
    At(f64),
}

/// Ranges of rows that rise and lie apart.
type Rows = Vec<Range<usize>>;

/// What came of looking through.
#[derive(Clone)]
struct Found {
    /// The state of the document that was looked through; `None` when an edit was carried over since, which may have lost
    /// something, even when it was undone.
    revision: Option<Revision>,
    knowledge: Knowledge,
    findings: Vec<Finding>,
    /// The names that are probably wrong, the surest and most frequent first.
    pairs: Vec<Pair>,
    /// The rows that were looked at; `None`: all.
    rows: Option<Range<usize>>,
    /// Rows that were written since, of which not all is found yet.
    written: Rows,
    /// What is wrong with a dictionary.
    told: Option<Message>,
}

/// What the review needs of what lies around it.
pub(super) struct Surroundings<'a> {
    /// The toolkit's context.
    pub ctx: &'a Context,
    /// What the program has to say.
    pub strip: &'a mut Strip,
    /// What is known beside the transcript.
    pub look_up: &'a dyn Fn() -> LookUp,
    /// The folder into which a person can put dictionaries.
    pub own_folder: Option<PathBuf>,
    /// The first row in view.
    pub first: usize,
    /// How many rows are in view.
    pub page: usize,
}

/// A task that looks through a document, and what was edited since it began.
#[derive(Default)]
struct LookingThrough {
    task: Task<Revision, Found>,
    since: Vec<(Arc<Edit>, Transcript)>,
}

impl LookingThrough {
    fn start(
        &mut self,
        ctx: &Context,
        name: &'static str,
        now: Revision,
        work: impl FnOnce(&jobs::Cancel) -> Found + Send + 'static,
    ) {
        self.since.clear();
        self.task.start(ctx, name, now, work);
    }

    fn follow(&mut self, edit: &Arc<Edit>, after: &Transcript) {
        // One more says that there were too many.
        if self.task.is_running() && self.since.len() <= CARRIED {
            self.since.push((Arc::clone(edit), after.clone()));
        }
    }

    /// What was found, carried over what was edited since; `None` as long as that is not known.
    fn poll(&mut self, around: &mut Surroundings<'_>) -> Option<Found> {
        let (revision, mut found) = match self.task.outcome()? {
            Outcome::Done(revision, found) => (revision, found),
            Outcome::BrokeDown(_) => {
                around.strip.fail(message!("review-broke-down"));
                return None;
            }
        };
        let since = std::mem::take(&mut self.since);
        if since.len() > CARRIED {
            return None;
        }
        if since.len() <= CARRIED_AT_ONCE {
            since.iter().for_each(|(edit, after)| found.follow(edit, after));
            return Some(found);
        }
        self.task.start(around.ctx, "carry over", revision, move |_| {
            since.iter().for_each(|(edit, after)| found.follow(edit, after));
            found
        });
        None
    }
}

impl Found {
    /// Lets what was found follow an edit.
    fn follow(&mut self, edit: &Edit, after: &Transcript) {
        self.revision = None;
        if edit.meta.is_some() || edit.speakers.is_some() {
            self.knowledge = self.knowledge.following(after);
        }
        let moved = |rows: Range<usize>| edit.map_row(rows.start)..edit.map_row(rows.end);
        let mut written: Rows = std::mem::take(&mut self.written).into_iter().map(moved).collect();
        written.extend(findings::after_edit(&mut self.findings, edit, after, &self.knowledge));
        self.written = apart(written, after.lines.len());
        names::after_edit(&mut self.pairs, edit, after);
        if let Some(rows) = &mut self.rows {
            *rows = edit.map_row(rows.start)..edit.map_row(rows.end);
        }
    }
}

/// Ranges of rows up to `len`, so that they rise and lie apart. None when they are too many: what a large edit leaves out
/// of date is found when the document is looked through again.
fn apart(mut ranges: Rows, len: usize) -> Rows {
    ranges.sort_by_key(|rows| rows.start);
    let mut apart = Rows::new();
    for rows in ranges {
        let rows = rows.start..rows.end.min(len);
        match apart.last_mut() {
            Some(last) if rows.start <= last.end => last.end = last.end.max(rows.end),
            _ if rows.is_empty() => {}
            _ => apart.push(rows),
        }
    }
    if apart.iter().map(Range::len).sum::<usize>() > WRITTEN { Rows::new() } else { apart }
}

impl Review {
    /// What was found, in the order of the text. Of a long document at first what is in view alone.
    pub(super) fn findings(&self) -> &[Finding] {
        self.found.as_ref().map_or(&[], |found| &found.findings)
    }

    /// The names that are probably wrong, the surest and most frequent first. Empty until all rows were looked at.
    pub(super) fn pairs(&self) -> &[Pair] {
        self.found.as_ref().map_or(&[], |found| &found.pairs)
    }

    /// What is known beside the transcript, once it is.
    pub(super) fn lexicon(&self) -> Option<&Arc<Lexicon>> {
        self.found.as_ref().map(|found| &found.knowledge.lexicon)
    }

    /// The findings of a row.
    pub(super) fn in_row(&self, row: usize) -> &[Finding] {
        let all = self.findings();
        let from = all.partition_point(|finding| finding.row < row);
        let to = from + all[from..].partition_point(|finding| finding.row == row);
        &all[from..to]
    }

    /// A number that is another one whenever the list of findings, or of names, may have become another one.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// How often all of the document has been looked through.
    pub(super) fn rounds(&self) -> u64 {
        self.rounds
    }

    /// Whether the document is being looked through, or will be when the hands rest: more may be found.
    pub(super) fn is_looking(&self) -> bool {
        let is_done = |found: &Found| found.rows.is_none() && found.revision.is_some() && found.written.is_empty();
        let waits = !self.found.as_ref().is_some_and(is_done) && !self.whole.task.broke();
        self.whole.task.is_running() || self.glance.task.is_running() || waits
    }

    /// How far looking through all of it is, from 0 to 1; `None` when nobody looks.
    pub(super) fn progress(&self) -> Option<f32> {
        self.whole.task.is_running().then(|| self.whole.task.progress())
    }

    /// Whether all rows have been looked at.
    pub(super) fn is_whole(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.rows.is_none())
    }

    /// What cannot be looked for, and why: a sentence each.
    pub(super) fn off(&self) -> &[Message] {
        &self.off
    }

    /// How long the document had been left alone when this was polled last; very long when it has not changed at all.
    pub(super) fn rested(&self) -> Duration {
        match self.changed {
            Changed::Never => Duration::MAX,
            Changed::JustNow => Duration::ZERO,
            Changed::At(time) => Duration::try_from_secs_f64(self.now - time).unwrap_or_default(),
        }
    }

    /// Has the document looked through once more, as more is known now.
    pub(super) fn look_again(&mut self) {
        self.again = true;
        self.before = None;
    }

    /// Lets all that was found follow an edit.
    pub(super) fn follow(&mut self, edit: &Arc<Edit>, after: &Transcript) {
        self.changed = Changed::JustNow;
        self.whole.follow(edit, after);
        self.glance.follow(edit, after);
        if let Some(found) = &mut self.found {
            let written = edit.splices.iter().map(|splice| splice.old.len() + splice.new.len());
            let is_complete = found.revision.is_some() && found.rows.is_none();
            if is_complete && written.sum::<usize>() > WRITTEN {
                self.before = Some(found.clone());
            }
            found.follow(edit, after);
        }
        self.version += 1;
    }

    /// Takes up what was found, and looks the document through where something is left to be looked at.
    pub(super) fn poll(&mut self, t: &Transcript, now: Revision, around: &mut Surroundings<'_>) {
        self.now = around.ctx.input(|input| input.time);
        if let Changed::JustNow = self.changed {
            self.changed = Changed::At(self.now);
        }
        for found in [self.glance.poll(around), self.whole.poll(around)].into_iter().flatten() {
            // What is in view is of no use once all is known.
            if found.rows.is_some() && self.is_whole() {
                continue;
            }
            self.rounds += u64::from(found.rows.is_none());
            self.found = Some(found);
            self.version += 1;
            self.tell_what_is_off(around);
        }
        self.take_up_again(now);
        self.look_at_written(t, now, around);
        self.glance(t, now, around);
        self.look(t, now, around);
    }

    /// Takes up what was found before a large edit, when the document is again as it was then.
    fn take_up_again(&mut self, now: Revision) {
        let is_fresh = |found: &Found| found.revision == Some(now) && found.rows.is_none();
        if self.again || self.found.as_ref().is_some_and(is_fresh) || !self.before.as_ref().is_some_and(is_fresh) {
            return;
        }
        self.found = self.before.take();
        self.whole = LookingThrough::default();
        self.rounds += 1;
        self.version += 1;
    }

    /// Takes up what was found in rows that were written, and looks at those that were written since.
    fn look_at_written(&mut self, t: &Transcript, now: Revision, around: &mut Surroundings<'_>) {
        let outcome = self.written.outcome();
        let Some(found) = &mut self.found else { return };
        match outcome {
            // Else more was written meanwhile.
            Some(Outcome::Done(of, fresh)) if of == (now, found.written.clone()) => {
                let rows = std::mem::take(&mut found.written).into_iter();
                let renewed = rows.zip(fresh).map(|(rows, fresh)| findings::renew(&mut found.findings, rows, fresh));
                self.version += u64::from(renewed.fold(false, |any, differs| any | differs));
            }
            Some(Outcome::BrokeDown(_)) => around.strip.fail(message!("review-broke-down")),
            Some(Outcome::Done(..)) | None => {}
        }
        if found.written.is_empty() {
            return;
        }
        let rows = found.written.clone();
        let (t, knowledge) = (t.clone(), found.knowledge.clone());
        self.written.start_if_stale(around.ctx, "written lines", (now, rows.clone()), None, || {
            move |_: &jobs::Cancel| rows.into_iter().map(|rows| findings::of_rows(&t, rows, &knowledge)).collect()
        });
    }

    /// Starts to look at the rows in view, as long as not all have been looked at.
    fn glance(&mut self, t: &Transcript, now: Revision, around: &mut Surroundings<'_>) {
        let (first, page) = (around.first, around.page);
        let len = t.lines.len();
        let (seen, more) = (first.min(len)..(first + page).min(len), page.max(GLANCE));
        let known = self.found.as_ref();
        let has_seen = known.is_some_and(|found| {
            found.rows.as_ref().is_none_or(|rows| rows.start <= seen.start && seen.end <= rows.end)
        });
        if len <= AT_ONCE || has_seen || self.glance.task.is_running() || self.glance.task.broke_over(&now) {
            return;
        }
        let rows = first.saturating_sub(more).min(len)..(first + page + more).min(len);
        let known = known.map(|found| (found.knowledge.clone(), found.told.clone()));
        let (t, look_up) = (t.clone(), (around.look_up)());
        self.glance.start(around.ctx, "glance", now, move |_| {
            let (knowledge, told) = known.unwrap_or_else(|| look_up.knowledge(&t, Profile::at_a_glance(&t)));
            let findings = findings::of_rows(&t, rows.clone(), &knowledge);
            Found {
                revision: Some(now),
                knowledge,
                findings,
                pairs: Vec::new(),
                rows: Some(rows),
                written: Vec::new(),
                told,
            }
        });
    }

    /// Starts to look at all rows, if that has not been done since the last change.
    fn look(&mut self, t: &Transcript, now: Revision, around: &mut Surroundings<'_>) {
        let len = t.lines.len();
        let fresh = self.found.as_ref().is_some_and(|found| found.revision == Some(now) && found.rows.is_none());
        let waits_for_view = len > AT_ONCE && self.found.is_none();
        let broken = self.whole.task.broke_over(&now) && !self.again;
        if (fresh && !self.again) || self.whole.task.is_running() || waits_for_view || broken {
            return;
        }
        let left = REST.saturating_sub(self.rested());
        if !left.is_zero() && len > SHORT && self.is_whole() {
            around.ctx.request_repaint_after(left);
            return;
        }
        self.again = false;
        let (t, look_up) = (t.clone(), (around.look_up)());
        self.whole.start(around.ctx, "review", now, move |cancel| {
            let (knowledge, told) = look_up.knowledge(&t, Profile::of(&t));
            let crate::analysis::Report { findings, pairs } = findings::look_through(&t, &knowledge, cancel);
            Found { revision: Some(now), knowledge, findings, pairs, rows: None, written: Vec::new(), told }
        });
    }

    /// Says once what cannot be looked for.
    fn tell_what_is_off(&mut self, around: &mut Surroundings<'_>) {
        let own = around.own_folder.clone();
        let Some(found) = &self.found else { return };
        let off: Vec<Message> =
            found.told.clone().into_iter().chain(found.knowledge.lexicon.switched_off(own.as_deref())).collect();
        if off == self.off {
            return;
        }
        self.off = off;
        around.strip.say_what_is_off(self.off.clone());
    }
}

/// Whether findings of a kind are shown.
pub(super) fn shows(settings: &crate::settings::Settings, kind: Kind) -> bool {
    !settings.hidden_kinds.iter().any(|hidden| hidden == kind.id())
}
