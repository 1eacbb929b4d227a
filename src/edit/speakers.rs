//! Operations on the roster and on who speaks which line.

use super::{Change, Edit};
use crate::model::{Line, Message, Speaker, SpeakerId, Transcript, message, turns};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Gives rows a speaker, or nobody. `None` when all of them have it already or the roster has no such entry.
pub fn assign(t: &Transcript, rows: impl IntoIterator<Item = usize>, speaker: Option<SpeakerId>) -> Option<Edit> {
    let label = match speaker {
        Some(id) => message!("edit-speaker", name = &t.speaker(id)?.name),
        None => message!("edit-no-speaker"),
    };
    Edit::of_rows(label, &t.lines, rows, |_, line| Some(Line { speaker, ..line.clone() }))
}

/// Adds a speaker to the roster and gives `rows` to them, in one step. Where the name, trimmed, is taken,
/// that speaker is given instead. `None` for an empty name, or when nothing changes.
pub fn assign_new(t: &Transcript, rows: impl IntoIterator<Item = usize>, name: &str) -> Option<Edit> {
    let Some(roster) = with_new(t, name)? else {
        return assign(t, rows, t.speaker_named(name).map(|speaker| speaker.id));
    };
    let added = Edit::of_speakers(message!("edit-add-speaker", name = name.trim()), t, roster)?;
    let after = added.apply(t);
    let id = after.speakers.last()?.id;
    let splices = assign(&after, rows, Some(id)).map_or_else(Vec::new, |edit| edit.splices);
    Some(Edit { splices, ..added })
}

/// Adds a speaker to the end of the roster. `None` for an empty name or one that is taken.
pub fn add(t: &Transcript, name: &str) -> Option<Edit> {
    Edit::of_speakers(message!("edit-add-speaker", name = name.trim()), t, with_new(t, name)??)
}

/// The roster with a new name; `None` for an empty name, `Some(None)` for one that is taken.
#[allow(clippy::option_option, reason = "the two ways not to get a roster mean different things to callers")]
fn with_new(t: &Transcript, name: &str) -> Option<Option<Vec<Speaker>>> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    if t.speaker_named(name).is_some() {
        return Some(None);
    }
    let mut roster = Vec::clone(&t.speakers);
    roster.push(Speaker::new(name, &roster));
    Some(Some(roster))
}

/// Renames a speaker everywhere; the old name stays as an alias. `None` for an empty name, the same name, or
/// the name of somebody else (that is a [`merge`]).
pub fn rename(t: &Transcript, id: SpeakerId, name: &str) -> Option<Edit> {
    let name = name.trim();
    if name.is_empty() || t.speaker_named(name).is_some_and(|other| other.id != id) {
        return None;
    }
    change(t, message!("edit-rename-speaker", name = name), id, |speaker| {
        let old = std::mem::replace(&mut speaker.name, name.to_owned());
        speaker.aliases.retain(|alias| alias != name);
        if !speaker.answers_to(&old) {
            speaker.aliases.push(old);
        }
    })
}

/// Gives a speaker another of the [`crate::model::SPEAKER_COLOURS`] hues.
pub fn recolour(t: &Transcript, id: SpeakerId, colour: u8) -> Option<Edit> {
    let colour = colour % crate::model::SPEAKER_COLOURS;
    change(t, message!("edit-speaker-colour"), id, |speaker| speaker.colour = colour)
}

fn change(t: &Transcript, label: Message, id: SpeakerId, change: impl FnOnce(&mut Speaker)) -> Option<Edit> {
    let mut roster = Vec::clone(&t.speakers);
    change(roster.iter_mut().find(|speaker| speaker.id == id)?);
    Edit::of_speakers(label, t, roster)
}

/// Moves a speaker to another place of the roster, which is the key that gives lines to them. `to` counts
/// from 0 and is cut to the roster's end.
pub fn reorder(t: &Transcript, id: SpeakerId, to: usize) -> Option<Edit> {
    let mut roster = Vec::clone(&t.speakers);
    let from = roster.iter().position(|speaker| speaker.id == id)?;
    let speaker = roster.remove(from);
    roster.insert(to.min(roster.len()), speaker);
    Edit::of_speakers(message!("edit-order-speakers"), t, roster)
}

/// Takes a speaker out of the roster; their lines have nobody then.
pub fn remove(t: &Transcript, id: SpeakerId) -> Option<Edit> {
    give_over(t, message!("edit-remove-speaker", name = &t.speaker(id)?.name), id, None)
}

/// Makes two speakers one: the lines of `from` go to `into`, its name and aliases become aliases.
pub fn merge(t: &Transcript, from: SpeakerId, into: SpeakerId) -> Option<Edit> {
    if from == into {
        return None;
    }
    let label = message!("edit-merge-speakers", from = &t.speaker(from)?.name, into = &t.speaker(into)?.name);
    give_over(t, label, from, Some(into))
}

fn give_over(t: &Transcript, label: Message, from: SpeakerId, into: Option<SpeakerId>) -> Option<Edit> {
    let gone = t.speaker(from)?.clone();
    let mut roster = Vec::clone(&t.speakers);
    roster.retain(|speaker| speaker.id != from);
    if let Some(heir) = roster.iter_mut().find(|speaker| Some(speaker.id) == into) {
        for name in std::iter::once(gone.name).chain(gone.aliases) {
            if !heir.answers_to(&name) {
                heir.aliases.push(name);
            }
        }
    }
    let rows = t.lines.iter().enumerate().filter(|(_, line)| line.speaker == Some(from)).map(|(row, _)| row);
    let edit = Edit::of_rows(label.clone(), &t.lines, rows, |_, line| Some(Line { speaker: into, ..line.clone() }));
    let splices = edit.map_or_else(Vec::new, |edit| edit.splices);
    let speakers = Some(Change { old: Arc::clone(&t.speakers), new: Arc::new(roster) });
    Some(Edit { label, splices, speakers, meta: None })
}

/// Gives each timed line to whoever of `others` speaks during most of it, by the times of both. Who is not in the roster
/// yet joins it. A line during which nobody speaks stays as it is. `None` when nothing changes.
///
/// A line without an end lasts until the next one begins.
pub fn by_overlap(t: &Transcript, others: &Transcript) -> Option<Edit> {
    let stretch = |t: &Transcript, row: usize| Some((t.lines.get(row)?.start()?, t.end_of(row)?));
    let named = |(row, line): (usize, &Line)| Some((stretch(others, row)?, others.speaker_name(line)?));
    let mut stretches: Vec<_> = others.lines.iter().enumerate().filter_map(named).collect();
    stretches.sort_by_key(|((start, _), _)| *start);
    let mut rows: Vec<_> = (0..t.lines.len()).filter_map(|row| Some((stretch(t, row)?, row))).collect();
    rows.sort_unstable();
    // Those who already speak when a line begins, and the first who does not yet.
    let (mut speaking, mut next) = (Vec::new(), 0);
    let mut whose: BTreeMap<usize, &str> = BTreeMap::new();
    for ((start, end), row) in rows {
        while let Some(other) = stretches.get(next).filter(|((other, _), _)| *other <= start) {
            speaking.push(*other);
            next += 1;
        }
        speaking.retain(|((_, over), _)| *over > start);
        let begin = stretches[next..].iter().copied().take_while(|((other, _), _)| *other < end);
        let mut times: Vec<(&str, i64)> = Vec::new();
        for ((other, over), name) in speaking.iter().copied().chain(begin) {
            let common = over.min(end) - other.max(start);
            match times.iter_mut().find(|(known, _)| *known == name) {
                Some((_, time)) => *time += common,
                None => times.push((name, common)),
            }
        }
        // Of equals the first to speak: `max_by_key` returns the last.
        let most = times.iter().rev().max_by_key(|(_, time)| *time).filter(|(_, time)| *time > 0);
        whose.extend(most.map(|(name, _)| (row, *name)));
    }
    let mut roster = Vec::clone(&t.speakers);
    let mut ids: HashMap<&str, SpeakerId> = HashMap::new();
    let heard: HashSet<&str> = whose.values().copied().collect();
    for speaker in others.speakers.iter().filter(|speaker| heard.contains(&*speaker.name)) {
        let known = roster.iter().find(|known| known.answers_to(&speaker.name)).map(|known| known.id);
        let id = known.unwrap_or_else(|| {
            roster.push(Speaker::new(speaker.name.clone(), &roster));
            roster[roster.len() - 1].id
        });
        ids.insert(&speaker.name, id);
    }
    let label = message!("edit-speakers-by-time");
    let given = |row: usize, line: &Line| Some(Line { speaker: Some(*ids.get(whose.get(&row)?)?), ..line.clone() });
    let lines = Edit::of_rows(label.clone(), &t.lines, whose.keys().copied(), given);
    let added = Edit::of_speakers(label, t, roster);
    match (added, lines) {
        (Some(added), lines) => Some(Edit { splices: lines.map_or_else(Vec::new, |edit| edit.splices), ..added }),
        (None, lines) => lines,
    }
}

/// Swaps two speakers in `rows`: the lines of one go to the other. `None` when the rows are not by exactly
/// two speakers (lines by nobody do not count).
pub fn swap(t: &Transcript, rows: impl IntoIterator<Item = usize> + Clone) -> Option<Edit> {
    let speakers: BTreeSet<SpeakerId> = rows.clone().into_iter().filter_map(|row| t.lines.get(row)?.speaker).collect();
    let [a, b] = *speakers.into_iter().collect::<Vec<_>>() else { return None };
    Edit::of_rows(message!("edit-swap-speakers"), &t.lines, rows, |_, line| {
        let other = if line.speaker? == a { b } else { a };
        Some(Line { speaker: Some(other), ..line.clone() })
    })
}

/// Gives the turns that begin in `rows` to two speakers in turn, `first` first. Rows rise.
pub fn alternate(
    t: &Transcript,
    rows: impl IntoIterator<Item = usize>,
    first: SpeakerId,
    second: SpeakerId,
) -> Option<Edit> {
    if t.speaker(first).is_none() || t.speaker(second).is_none() || first == second {
        return None;
    }
    let mut now = second;
    let mut begun = false;
    Edit::of_rows(message!("edit-alternate-speakers"), &t.lines, rows, |row, line| {
        let before = row.checked_sub(1).and_then(|row| t.lines.get(row));
        if !begun || turns::begins(before, line) {
            begun = true;
            now = if now == first { second } else { first };
        }
        Some(Line { speaker: Some(now), ..line.clone() })
    })
}
