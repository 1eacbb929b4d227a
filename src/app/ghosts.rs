//! Speakers that are proposed: shown as ghosts, taken one by one or until the next doubt, never written unasked.

use super::App;
use super::open::Open;
use super::panels::speakers::Figures;
use crate::analysis::turns::{self, Proposal, ProposedSpeaker as Whom, Suggestion};
use crate::document::Revision;
use crate::edit;
use crate::jobs::{self, Job, Poll};
use crate::model::{SpeakerId, Transcript};
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
    cast: Vec<Proposed>,
}

/// Somebody who is proposed as a speaker, and what would be theirs.
pub struct Proposed {
    /// Who.
    pub speaker: Whom,
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

impl Ghosts {
    /// Who may speak where, in the order of the text.
    pub fn proposals(&self) -> &[Proposal] {
        if self.hidden { &[] } else { &self.made.proposals }
    }

    /// Who is proposed, with what would be theirs.
    pub fn cast(&self) -> &[Proposed] {
        if self.hidden { &[] } else { &self.made.cast }
    }

    /// Who is proposed and not yet in the roster: they have the keys behind those of the roster.
    pub fn newcomers(&self, t: &Transcript) -> impl Iterator<Item = &Proposed> {
        let new =
            |proposed: &&Proposed| matches!(&proposed.speaker, Whom::New(name) if t.speaker_named(name).is_none());
        self.cast().iter().filter(new)
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
                let voices = show.as_ref().map_or(&[][..], |show| &show.speakers);
                let proposals = turns::propose_knowing(&t, voices, cancel);
                let suggestions = turns::who_is_knowing(&t, voices, cancel);
                Made { cast: cast(&t, &proposals), proposals, suggestions }
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

    /// Takes all proposals of one who is proposed.
    pub(super) fn take_all_of(&mut self, who: &Whom) {
        let Some(open) = &mut self.open else { return };
        let theirs: Vec<Proposal> =
            open.ghosts.proposals().iter().filter(|proposal| proposal.speaker == *who).cloned().collect();
        let name =
            theirs.first().map_or_else(String::new, |proposal| proposal.speaker.name(open.transcript()).to_owned());
        let edit = turns::apply(open.transcript(), &theirs);
        if open.edit(edit, None) {
            let n = theirs.len();
            let turns = if n == 1 { "turn" } else { "turns" };
            self.strip.whisper(format!("{n} {turns} of {name} taken: Ctrl+Z takes them back"));
        }
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
