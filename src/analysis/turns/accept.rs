//! Taking proposals: one edit that names speakers, splits lines in which turns begin, and gives the lines.

use super::proposal::{Proposal, ProposedSpeaker};
use crate::edit::structure::split_line;
use crate::edit::{Change, Edit};
use crate::model::{Line, Speaker, SpeakerId, Splice, Time, Transcript, message, sounds};
use std::sync::Arc;

/// The edit that takes proposals made for `t`, which rise: speakers whom the roster lacks are added, lines in which a
/// turn begins are split, and lines without a speaker get theirs. `None` when nothing changes.
pub fn apply(t: &Transcript, proposals: &[Proposal]) -> Option<Edit> {
    let mut roster = Vec::clone(&t.speakers);
    let mut splices: Vec<Splice> = Vec::new();
    for change in changes(proposals, &mut roster) {
        let Some(old) = t.lines.get(change.row) else { continue };
        let new = change.lines(old, t.end_of(change.row));
        match splices.last_mut() {
            Some(last) if last.at + last.old.len() == change.row => {
                last.old.push(old.clone());
                last.new.extend(new);
            }
            _ => splices.push(Splice { at: change.row, old: vec![old.clone()], new }),
        }
    }
    let label = match proposals {
        [one] => message!("edit-speaker", name = one.speaker.name(t)),
        _ => message!("edit-proposed-speakers"),
    };
    let splices = Edit::of_lines(label.clone(), splices)?.splices;
    let speakers = (*t.speakers != roster).then(|| Change { old: Arc::clone(&t.speakers), new: Arc::new(roster) });
    Some(Edit { label, splices, speakers, meta: None })
}

/// The proposals from the one at `from` on that can be taken without a look: to before the next doubt behind it.
pub fn until_doubt(proposals: &[Proposal], from: usize) -> &[Proposal] {
    let rest = proposals.get(from..).unwrap_or_default();
    let doubt = rest.iter().skip(1).position(|proposal| proposal.doubt);
    &rest[..doubt.map_or(rest.len(), |ahead| ahead + 1)]
}

/// What happens to one row.
struct RowChange {
    row: usize,
    /// Who speaks when the line begins, if a proposal says so.
    first: Option<SpeakerId>,
    /// The bytes at which somebody else begins to speak, and who.
    cuts: Vec<(usize, SpeakerId)>,
}

impl RowChange {
    /// What becomes of the line, which lasts until `end`.
    fn lines(&self, line: &Line, mut end: Option<Time>) -> Vec<Line> {
        let open = line.speaker.is_none() && !sounds::is_sound(&line.text);
        let mut lines =
            vec![Line { speaker: if open { self.first.or(line.speaker) } else { line.speaker }, ..line.clone() }];
        // From the last cut to the first, so that the bytes of the earlier ones stay true.
        for &(at, speaker) in self.cuts.iter().rev() {
            if let Some([head, tail]) = split_line(&lines[0], end, at) {
                end = tail.start();
                lines.splice(0..1, [head, Line { speaker: Some(speaker), ..tail }]);
            }
        }
        lines
    }
}

/// What the proposals do to each row, in order. Speakers whom the roster lacks are added to it.
fn changes(proposals: &[Proposal], roster: &mut Vec<Speaker>) -> Vec<RowChange> {
    let mut changes: Vec<RowChange> = Vec::new();
    for proposal in proposals {
        let Some(speaker) = entry(roster, &proposal.speaker) else { continue };
        if proposal.at > 0 {
            match changes.last_mut().filter(|last| last.row == proposal.row) {
                Some(last) => last.cuts.push((proposal.at, speaker)),
                None => changes.push(RowChange { row: proposal.row, first: None, cuts: vec![(proposal.at, speaker)] }),
            }
        }
        let whole = proposal.row + usize::from(proposal.at > 0)..proposal.end;
        changes.extend(whole.map(|row| RowChange { row, first: Some(speaker), cuts: Vec::new() }));
    }
    changes
}

/// The entry of the roster for whom it is. `None` for one that it does not have.
fn entry(roster: &mut Vec<Speaker>, whom: &ProposedSpeaker) -> Option<SpeakerId> {
    match whom {
        ProposedSpeaker::Known(id) => roster.iter().any(|speaker| speaker.id == *id).then_some(*id),
        ProposedSpeaker::New(name) => {
            if let Some(known) = roster.iter().find(|speaker| speaker.answers_to(name)) {
                return Some(known.id);
            }
            let speaker = Speaker::new(name.as_str(), roster);
            let id = speaker.id;
            roster.push(speaker);
            Some(id)
        }
    }
}
