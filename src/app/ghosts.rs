//! Speakers that are proposed: shown as ghosts, taken one by one or until the next doubt, never written unasked.

use super::App;
use super::open::Open;
use crate::analysis::turns::{self, Proposal, Suggestion};
use crate::document::Revision;
use crate::edit;
use crate::jobs::{self, Job, Poll};
use crate::model::SpeakerId;
use egui::Context;

/// The proposals for the open document, made in the background.
#[derive(Default)]
pub struct Ghosts {
    made: Made,
    revision: Option<Revision>,
    job: Option<(Revision, Job<Made>)>,
    /// The person does not want to see them.
    pub hidden: bool,
}

#[derive(Default)]
struct Made {
    proposals: Vec<Proposal>,
    suggestions: Vec<Suggestion>,
}

impl Ghosts {
    /// Who may speak where, in the order of the text.
    pub fn proposals(&self) -> &[Proposal] {
        if self.hidden { &[] } else { &self.made.proposals }
    }

    /// Who numbered speakers may be.
    pub fn suggestions(&self) -> &[Suggestion] {
        &self.made.suggestions
    }

    /// The proposal to which a row belongs, and whether it begins there.
    pub fn of_row(&self, row: usize) -> Option<(&Proposal, bool)> {
        let all = self.proposals();
        let proposal = &all[all.partition_point(|proposal| proposal.row <= row).checked_sub(1)?];
        (row < proposal.end.max(proposal.row + 1)).then_some((proposal, proposal.row == row))
    }

    /// The proposal that the keyboard takes: that of the row in hand, else the next, else the first.
    fn in_hand(&self, row: usize) -> Option<usize> {
        let all = self.proposals();
        let after = all.partition_point(|proposal| proposal.row <= row);
        let here = after.checked_sub(1).filter(|at| row < all[*at].end.max(all[*at].row + 1));
        here.or((after < all.len()).then_some(after)).or((!all.is_empty()).then_some(0))
    }
}

impl App {
    /// Takes up what was proposed, and proposes anew when the document has changed: a correction is evidence.
    pub(super) fn poll_ghosts(&mut self, ctx: &Context) {
        let Some(open) = &mut self.open else { return };
        if let Some((revision, job)) = open.ghosts.job.take() {
            match job.poll() {
                Poll::Pending => {
                    open.ghosts.job = Some((revision, job));
                    return;
                }
                Poll::Ready(made) => {
                    open.ghosts.made = made;
                    open.ghosts.revision = Some(revision);
                }
                Poll::Failed => open.ghosts.revision = Some(revision),
            }
        }
        let now = open.document.revision();
        if open.ghosts.revision != Some(now) {
            let (t, wake) = (open.transcript().clone(), ctx.clone());
            let show = open.show.clone();
            let work = move |cancel: &jobs::Cancel| {
                let voices = show.as_ref().map_or(&[][..], |show| &show.voices);
                Made {
                    proposals: turns::propose_knowing(&t, voices, cancel),
                    suggestions: turns::who_is_knowing(&t, voices, cancel),
                }
            };
            open.ghosts.job = Some((now, jobs::spawn("turns", move || wake.request_repaint(), work)));
        }
    }

    /// Takes the proposal in hand, and goes on to the next.
    pub(super) fn take_ghost(&mut self) {
        let Some(open) = &mut self.open else { return };
        let Some(at) = open.ghosts.in_hand(open.table.focus) else { return };
        take(open, at..at + 1);
    }

    /// Takes the proposals from the one in hand to the next doubt, which is left for the person.
    pub(super) fn take_ghosts_until_doubt(&mut self) {
        let Some(open) = &mut self.open else { return };
        let Some(at) = open.ghosts.in_hand(open.table.focus) else { return };
        let sure = turns::until_doubt(open.ghosts.proposals(), at).len().max(1);
        take(open, at..at + sure);
        self.strip
            .whisper(format!("{sure} {} taken: Ctrl+Z takes them back", if sure == 1 { "turn" } else { "turns" }));
    }

    /// Takes all proposals.
    pub(super) fn take_all_ghosts(&mut self) {
        let Some(open) = &mut self.open else { return };
        let all = open.ghosts.proposals().len();
        take(open, 0..all);
        self.strip.whisper(format!("{all} turns taken: Ctrl+Z takes them back"));
    }

    /// Gives a numbered speaker the name that is suggested.
    pub(super) fn take_suggestion(&mut self, id: SpeakerId, name: &str) {
        let Some(open) = &mut self.open else { return };
        let t = open.transcript().clone();
        let same = t.speaker_named(name).map(|other| other.id).filter(|other| *other != id);
        let edit = match same {
            Some(into) => edit::speakers::merge(&t, id, into),
            None => edit::speakers::rename(&t, id, name),
        };
        open.edit(edit, None);
    }
}

fn take(open: &mut Open, range: std::ops::Range<usize>) {
    let proposals = open.ghosts.proposals();
    let next = proposals.get(range.end).map(|proposal| (proposal.row, proposal.at));
    let before = open.len();
    let edit = turns::apply(open.transcript(), &proposals[range]);
    if !open.edit(edit, None) {
        return;
    }
    // Lines that were split above push the next proposal down.
    let more = open.len() - before;
    if let Some((row, at)) = next {
        let last = open.len().saturating_sub(1);
        open.table.go_to_ahead((row + more - usize::from(at > 0 && more > 0)).min(last));
    }
}
