//! Who may speak where: proposed in the background, shown in quiet ink, taken one by one or until the next doubt, never
//! written unasked.

use super::figures::Figures;
use crate::analysis::turns::{self, Proposal, ProposedSpeaker as Proposes, Suggestion};
use crate::app::effects::Effects;
use crate::app::task::Task;
use crate::document::Revision;
use crate::messages;
use crate::model::Transcript;

/// What is proposed for a document.
#[derive(Default)]
pub(super) struct Proposals {
    made: AllProposed,
    revision: Option<Revision>,
    task: Task<Revision, AllProposed>,
    /// The person does not want to see them.
    pub hidden: bool,
}

#[derive(Default)]
struct AllProposed {
    proposals: Vec<Proposal>,
    suggestions: Vec<Suggestion>,
    cast: Vec<Proposed>,
}

/// Somebody who is proposed as a speaker, and what would be theirs.
pub(super) struct Proposed {
    /// Who.
    pub speaker: Proposes,
    /// Their name.
    pub name: String,
    /// What they would say.
    pub figures: Figures,
}

/// Who is proposed, in the order of their first turns.
fn cast(t: &Transcript, proposals: &[Proposal]) -> Vec<Proposed> {
    let mut cast: Vec<Proposed> = Vec::new();
    for proposal in proposals {
        let at = cast.iter().position(|proposed| proposed.speaker == proposal.speaker).unwrap_or_else(|| {
            let name = proposal.speaker.name(t).to_owned();
            cast.push(Proposed { speaker: proposal.speaker.clone(), name, figures: Figures::default() });
            cast.len() - 1
        });
        let figures = &mut cast[at].figures;
        let rows = proposal.row..proposal.end.max(proposal.row + 1).min(t.lines.len());
        for (row, line) in rows.clone().zip(t.lines.iter_from(rows.start)).filter(|(_, line)| line.speaker.is_none()) {
            // Of a line in which the turn begins later, the words are theirs and the time is not known.
            let from = if row == proposal.row { proposal.at } else { 0 };
            figures.add(t, row, line, from, row == proposal.row);
        }
    }
    cast
}

impl Proposals {
    /// Who may speak where, in the order of the text.
    pub(super) fn all(&self) -> &[Proposal] {
        if self.hidden { &[] } else { &self.made.proposals }
    }

    /// Who is proposed, with what would be theirs.
    pub(super) fn cast(&self) -> &[Proposed] {
        if self.hidden { &[] } else { &self.made.cast }
    }

    /// Who is proposed and not yet in the roster: they have the keys behind those of the roster.
    pub(super) fn newcomers(&self, t: &Transcript) -> impl Iterator<Item = &Proposed> {
        let new =
            |proposed: &&Proposed| matches!(&proposed.speaker, Proposes::New(name) if t.speaker_named(name).is_none());
        self.cast().iter().filter(new)
    }

    /// Who numbered speakers may be.
    pub(super) fn suggestions(&self) -> &[Suggestion] {
        &self.made.suggestions
    }

    /// The proposal to which a row belongs, and whether it begins there.
    pub(super) fn of_row(&self, row: usize) -> Option<(&Proposal, bool)> {
        let all = self.all();
        let proposal = &all[all.partition_point(|proposal| proposal.row <= row).checked_sub(1)?];
        (row < proposal.end.max(proposal.row + 1)).then_some((proposal, proposal.row == row))
    }

    /// The proposal that the keyboard takes: that of the current row, else the next, else the first.
    pub(super) fn current(&self, row: usize) -> Option<usize> {
        let all = self.all();
        let after = all.partition_point(|proposal| proposal.row <= row);
        let here = after.checked_sub(1).filter(|at| row < all[*at].end.max(all[*at].row + 1));
        here.or((after < all.len()).then_some(after)).or((!all.is_empty()).then_some(0))
    }

    /// Takes up what was proposed, and proposes anew when the document has changed: a correction is evidence.
    pub(super) fn poll(&mut self, fx: &mut Effects<'_>) {
        if let Some((revision, made)) = self.task.poll(fx.window.strip) {
            (self.made, self.revision) = (made, Some(revision));
        }
        let now = fx.desk.document().revision();
        let made = self.revision;
        self.task.start_if_stale(fx.ctx, "turns", now, made.as_ref(), || {
            let (t, series) = (fx.desk.transcript().clone(), fx.desk.series.clone());
            move |cancel| {
                let known = series.as_ref().map_or(&[][..], |series| &series.speakers);
                let proposals = turns::propose(&t, known, messages::text, cancel);
                let suggestions = turns::who_is(&t, known, cancel);
                AllProposed { cast: cast(&t, &proposals), proposals, suggestions }
            }
        });
    }

    /// Takes some proposals, and goes on to the next. Returns how many turns were taken.
    pub(super) fn take(&self, range: std::ops::Range<usize>, fx: &mut Effects<'_>) -> usize {
        let all = self.all();
        let next = all.get(range.end).map(|proposal| (proposal.row, proposal.at));
        let (before, turns) = (fx.desk.len(), range.len());
        if !fx.desk.edit(turns::apply(fx.desk.transcript(), &all[range])) {
            return 0;
        }
        // Lines that were split above push the next proposal down.
        let more = fx.desk.len() - before;
        if let Some((row, at)) = next {
            let last = fx.desk.len().saturating_sub(1);
            fx.desk.view.go_to_ahead((row + more - usize::from(at > 0 && more > 0)).min(last));
        }
        turns
    }
}
