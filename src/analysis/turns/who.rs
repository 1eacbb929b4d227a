//! Who “Speaker 1” may be: names guessed for numbered speakers, as suggestions with their reason.
//!
//! A name that was guessed so turned out right in 26 of 41 cases, so it is never taken unasked.

use super::cast::Cast;
use super::naming::{Before, How, names};
use crate::glossary::memory::KnownSpeaker;
use crate::jobs::Cancel;
use crate::language::name_words::is_nobody;
use crate::model::chars::letters;
use crate::model::{Message, SpeakerId, Transcript, is_numbered, message, sounds};
use std::collections::BTreeMap;

/// A name that a numbered speaker may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The numbered speaker.
    pub speaker: SpeakerId,
    /// The name, in full where the head or the roster has it so.
    pub name: String,
    /// Why, for a person to read.
    pub because: Message,
    /// The row that says so first.
    pub row: usize,
}

/// A name for each numbered speaker of whom the text tells one, in the order of the roster. A name is suggested
/// once. When cancelled, from what has been read so far.
/// `known` are those whom the show knows.
pub fn who_is(t: &Transcript, known: &[KnownSpeaker], cancel: &Cancel) -> Vec<Suggestion> {
    let numbered: Vec<SpeakerId> = t.speakers.iter().filter(|s| is_numbered(&s.name)).map(|s| s.id).collect();
    if numbered.is_empty() {
        return Vec::new();
    }
    let mut cast = Cast::of(t);
    cast.add_known(known);
    let mut votes: BTreeMap<(SpeakerId, String), Vote> = BTreeMap::new();
    for clue in clues(t, cancel) {
        let name = cast.who(&clue.name).map_or(clue.name, |at| cast.people[at].name.clone());
        // A name that somebody in the roster has is taken.
        if numbered.contains(&clue.speaker) && t.speaker_named(&name).is_none() {
            let vote = votes.entry((clue.speaker, name)).or_default();
            if vote.clues.iter().all(|(known, _)| *known != clue.kind) {
                vote.clues.push((clue.kind, clue.row));
            }
            vote.count += clue.kind.weight();
        }
    }
    let mut ranked: Vec<((SpeakerId, String), Vote)> = votes.into_iter().filter(|(_, vote)| vote.count > 1).collect();
    ranked.sort_by_key(|(_, vote)| std::cmp::Reverse(vote.count));
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for ((speaker, name), mut vote) in ranked {
        if suggestions.iter().any(|taken| taken.speaker == speaker || taken.name == name) {
            continue;
        }
        vote.clues.sort_by_key(|(kind, row)| (std::cmp::Reverse(kind.weight()), *row));
        let reasons: Vec<Message> = vote.clues.iter().enumerate().map(|(n, (kind, _))| kind.reason(n)).collect();
        let row = vote.clues.first().map_or(0, |(_, row)| *row);
        suggestions.push(Suggestion { speaker, name, because: message!("who-because", reasons = reasons), row });
    }
    suggestions.sort_by_key(|suggestion| numbered.iter().position(|id| *id == suggestion.speaker));
    suggestions
}

#[derive(Default)]
struct Vote {
    count: u32,
    clues: Vec<(ClueKind, usize)>,
}

/// Something that tells a speaker's name.
struct Clue {
    speaker: SpeakerId,
    name: String,
    kind: ClueKind,
    row: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClueKind {
    /// `I'm X`.
    Own,
    /// Spoken to by name directly before they speak.
    Asked,
    /// Brought in directly before they speak.
    Brought,
    /// Spoken to by name directly after they spoke.
    Thanked,
}

impl ClueKind {
    fn weight(self) -> u32 {
        match self {
            ClueKind::Own => 4,
            ClueKind::Asked | ClueKind::Brought => 2,
            ClueKind::Thanked => 1,
        }
    }

    /// What it is called, as the reason that stands so far behind the first.
    fn reason(self, place: usize) -> Message {
        match self {
            ClueKind::Own => message!("who-own", place = place),
            ClueKind::Asked => message!("who-asked", place = place),
            ClueKind::Brought => message!("who-brought", place = place),
            ClueKind::Thanked => message!("who-thanked", place = place),
        }
    }
}

fn clues(t: &Transcript, cancel: &Cancel) -> Vec<Clue> {
    let mut found = Vec::new();
    let mut before = Before::Sentence;
    // The speaker of the turn before this one, and the last name that this turn has said to or of somebody else.
    let (mut last, mut now) = (None, None);
    let mut called: Option<(String, ClueKind, usize)> = None;
    for (row, line) in t.lines.iter().enumerate() {
        if row % 4096 == 0 && cancel.is_cancelled() {
            break;
        }
        let Some(speaker) = line.speaker.filter(|_| !sounds::is_sound(&line.text)) else { continue };
        let begins = now != Some(speaker);
        if begins {
            last = now.replace(speaker);
            before = Before::Sentence;
            if let Some((name, kind, row)) = called.take() {
                found.push(Clue { speaker, name, kind, row });
            }
        }
        for named in names(&line.text, before) {
            let name = line.text[named.at.clone()].to_owned();
            match named.how {
                How::Own if is_own(&name) => found.push(Clue { speaker, name, kind: ClueKind::Own, row }),
                How::Greeted | How::Called => {
                    if let Some(speaker) = last.filter(|_| begins) {
                        found.push(Clue { speaker, name: name.clone(), kind: ClueKind::Thanked, row });
                    }
                    called = Some((name, ClueKind::Asked, row));
                }
                How::Brought => called = Some((name, ClueKind::Brought, row)),
                How::Own | How::Mentioned => {}
            }
        }
        before = Before::after(&line.text);
    }
    found
}

/// Whether what stands behind `I'm` is a name and not where somebody is from.
pub(super) fn is_own(name: &str) -> bool {
    let word = letters(name);
    let from = ["ian", "ish", "ese", "ain", "aine", "ais", "aise", "ois", "oise", "ien", "ienne"]
        .iter()
        .any(|end| word.ends_with(end));
    !is_nobody(&word) && (!from || name.contains(' ') || word.len() < 6)
}
