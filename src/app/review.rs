//! What deserves a look in the open document: found in the background, walked, fixed and answered.

use super::App;
use super::open::Open;
use crate::analysis::{Finding, Kind, Lexicon, findings};
use crate::document::Revision;
use crate::edit::Edit;
use crate::jobs::{self, Job, Poll};
use crate::model::Transcript;
use egui::Context;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the hands must rest before a long document is looked through again.
pub const REST: Duration = Duration::from_millis(1500);
/// A document of up to so many lines is looked through again at once.
pub const SHORT: usize = 20_000;

/// What deserves a look in a document.
#[derive(Default)]
pub struct Review {
    made: Option<Made>,
    counts: BTreeMap<Kind, usize>,
    job: Option<Job<Made>>,
    /// When the document changed last.
    changed: Option<Instant>,
    /// The row and byte of the finding in hand.
    at: Option<(usize, usize)>,
}

/// What came of looking through.
struct Made {
    revision: Revision,
    lexicon: Arc<Lexicon>,
    findings: Vec<Finding>,
}

/// What a person did with findings.
#[derive(Clone, Debug)]
pub enum ReviewAction {
    /// Went to a finding of the list.
    GoTo(usize),
    /// Took one of the fixes of the finding in hand, counted from 0.
    Fix(usize),
    /// Said that the finding in hand is right as it is.
    Right,
    /// Showed or hid a kind of finding.
    Kind(Kind, bool),
}

impl Review {
    /// What was found, in the order of the text.
    pub fn findings(&self) -> &[Finding] {
        self.made.as_ref().map_or(&[], |made| &made.findings)
    }

    /// How many findings there are of each kind.
    pub fn counts(&self) -> &BTreeMap<Kind, usize> {
        &self.counts
    }

    /// What is known beside the transcript, once it is.
    pub fn lexicon(&self) -> Option<&Arc<Lexicon>> {
        self.made.as_ref().map(|made| &made.lexicon)
    }

    /// The findings of a row.
    pub fn in_row(&self, row: usize) -> &[Finding] {
        let all = self.findings();
        let from = all.partition_point(|finding| finding.row < row);
        let to = from + all[from..].partition_point(|finding| finding.row == row);
        &all[from..to]
    }

    /// The finding in hand.
    pub fn in_hand(&self) -> Option<&Finding> {
        let (row, byte) = self.at?;
        self.in_row(row).iter().find(|finding| finding.at.start == byte)
    }

    /// Whether the document is being looked through.
    pub fn is_looking(&self) -> bool {
        self.job.is_some()
    }

    /// How long the document has been left alone; [`REST`] or more when it has not changed at all.
    pub fn rested(&self) -> Duration {
        self.changed.map_or(REST, |changed| changed.elapsed())
    }

    /// Lets the findings follow an edit.
    pub fn follow(&mut self, edit: &Edit, after: &Transcript) {
        self.changed = Some(Instant::now());
        if let Some((row, byte)) = self.at {
            self.at = Some((edit.map_row(row), byte));
        }
        if let Some(made) = &mut self.made {
            if edit.meta.is_some() || edit.speakers.is_some() {
                made.lexicon = Arc::new(made.lexicon.following(after));
            }
            // What a large edit leaves out of date is found when the document is looked through again.
            let _later = findings::after_edit(&mut made.findings, edit, after, &made.lexicon);
        }
        self.recount();
    }

    fn recount(&mut self) {
        self.counts.clear();
        for finding in self.made.iter().flat_map(|made| &made.findings) {
            *self.counts.entry(finding.kind).or_default() += 1;
        }
    }
}

impl App {
    /// Takes up what was found, and looks the document through again when it has changed.
    pub(super) fn poll_review(&mut self, ctx: &Context) {
        let Some(open) = &mut self.open else { return };
        let now = open.document.revision();
        if let Some(job) = open.review.job.take() {
            match job.poll() {
                Poll::Pending => open.review.job = Some(job),
                Poll::Ready(made) if made.revision == now => {
                    open.review.made = Some(made);
                    open.review.recount();
                }
                Poll::Ready(_) | Poll::Failed => {}
            }
        }
        let fresh = open.review.made.as_ref().is_some_and(|made| made.revision == now);
        let rested = open.review.rested();
        if fresh || open.review.job.is_some() {
            return;
        }
        if rested < REST && open.len() > SHORT {
            ctx.request_repaint_after(REST - rested);
            return;
        }
        let (t, show, wake) = (open.transcript().clone(), open.show.clone(), ctx.clone());
        open.review.job = Some(jobs::spawn(
            "review",
            move || wake.request_repaint(),
            move |cancel| {
                let lexicon = Lexicon::new(&t, &[]).with_right(show.iter().flat_map(|show| show.iter().cloned()));
                let findings = findings::all(&t, &lexicon, cancel);
                Made { revision: now, lexicon: Arc::new(lexicon), findings }
            },
        ));
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
            None => self.strip.whisper("Nothing is left that deserves a look".to_owned()),
        }
    }

    fn go_to_finding(&mut self, ctx: &Context, place: (usize, usize)) {
        self.leave_cell(ctx);
        if let Some(open) = &mut self.open {
            open.review.at = Some(place);
            open.table.go_to_ahead(place.0);
        }
    }

    /// Carries out what was done with findings.
    pub(super) fn perform_review(&mut self, ctx: &Context, action: ReviewAction) {
        let Some(open) = &mut self.open else { return };
        match action {
            ReviewAction::GoTo(index) => {
                let place = open.review.findings().get(index).map(|finding| (finding.row, finding.at.start));
                if let Some(place) = place {
                    self.go_to_finding(ctx, place);
                }
            }
            ReviewAction::Fix(number) => {
                if fix(open, number) {
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

/// Carries out a fix of the finding in hand. Returns whether there was anything to change.
fn fix(open: &mut Open, number: usize) -> bool {
    let edit = open.review.in_hand().and_then(|finding| findings::fix(open.transcript(), finding, number));
    open.edit(edit, None)
}

/// Remembers in the project that the finding in hand is right as it is.
fn right(open: &mut Open) -> bool {
    let edit = open.review.in_hand().and_then(|finding| findings::right(open.transcript(), finding, false));
    open.edit(edit, None)
}
