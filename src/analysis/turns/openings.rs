//! Where turns may begin: marks, what stands behind a pause, lines that a person has given, and, in a text without
//! any mark, questions and their answers.

use super::naming::{Before, How, names};
use crate::jobs::Cancel;
use crate::model::chars::letters;
use crate::model::{Line, SpeakerId, Transcript, sounds, turns};

/// A place at which a turn may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// The row.
    pub row: usize,
    /// The byte of its text.
    pub at: usize,
    /// What tells that a turn may begin.
    pub sign: Sign,
    /// A pause, a jingle or music stands directly before it.
    pub after_pause: bool,
}

/// What tells that a turn may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The first thing that is said.
    First,
    /// A dash or `>>` at the beginning of a line.
    Mark,
    /// A dash or `>>` inside a line.
    Inside,
    /// Nothing but the pause before it.
    Pause,
    /// The line has a speaker.
    Given(SpeakerId),
    /// Lines without a speaker behind one that has: the same turn.
    GoesOn,
    /// A question, in a text without marks.
    Asks,
    /// What stands behind a question, in a text without marks.
    Answers,
    /// Somebody is spoken to at the beginning of a sentence, in a text without marks.
    Calls,
}

/// All openings in the order of the text. When cancelled, those found so far.
pub(super) fn openings(t: &Transcript, cancel: &Cancel) -> Vec<Opening> {
    let marked = is_marked(t);
    let mut found = Vec::new();
    let mut reader = Reader::default();
    for (row, line) in t.lines.iter().enumerate() {
        if row % 4096 == 0 {
            if cancel.is_cancelled() {
                break;
            }
            cancel.progress(row, t.lines.len() * 4);
        }
        if sounds::is_sound(&line.text) {
            reader.paused |= is_pause(&line.text);
            continue;
        }
        if let Some(sign) = reader.sign(line, marked) {
            found.push(Opening { row, at: 0, sign, after_pause: reader.paused });
        }
        let inside = turns::marks_inside(&line.text);
        found.extend(inside.iter().map(|&at| Opening { row, at, sign: Sign::Inside, after_pause: false }));
        reader.go_past(line, !inside.is_empty());
    }
    found
}

/// What is known when a line is reached.
#[derive(Default)]
struct Reader<'a> {
    last: Option<&'a Line>,
    paused: bool,
    /// The speaker that lines of this turn have been given.
    given: Option<SpeakerId>,
    /// The sentence that `last` ends speaks to somebody.
    to_you: bool,
}

impl<'a> Reader<'a> {
    fn sign(&self, line: &Line, marked: bool) -> Option<Sign> {
        let mark = turns::mark(&line.text).is_some();
        match (line.speaker, self.last) {
            (Some(id), _) if mark || self.given != Some(id) => Some(Sign::Given(id)),
            (Some(_), _) => None,
            (None, None) => Some(Sign::First),
            (None, Some(_)) if mark => Some(Sign::Mark),
            (None, Some(_)) if self.paused => Some(Sign::Pause),
            (None, Some(last)) if last.speaker.is_some() && self.given.is_some() => Some(Sign::GoesOn),
            (None, Some(last)) if !marked => self.unmarked(&last.text, line),
            _ => None,
        }
    }

    /// What tells, without a mark, that a turn may begin at `line`.
    fn unmarked(&self, last: &str, line: &Line) -> Option<Sign> {
        if Before::after(last) != Before::Sentence {
            return None;
        }
        let first = names(&line.text, Before::Sentence).into_iter().next();
        if first.is_some_and(|named| matches!(named.how, How::Greeted | How::Called) && named.at.start < 24) {
            return Some(Sign::Calls);
        }
        let asked = last.trim_end().ends_with('?');
        if asked && (self.to_you || self.is_far(line) || answers(&line.text)) {
            return Some(Sign::Answers);
        }
        (line.text.trim_end().ends_with('?') && speaks_to_you(&line.text)).then_some(Sign::Asks)
    }

    /// Whether more than a breath lies between the last line and this one.
    fn is_far(&self, line: &Line) -> bool {
        let end = self.last.and_then(|last| last.span?.end);
        end.zip(line.start()).is_some_and(|(end, start)| start - end >= LONG_GAP)
    }

    fn go_past(&mut self, line: &'a Line, inside: bool) {
        let goes_on = self.last.is_some_and(|last| Before::after(&last.text) != Before::Sentence);
        self.to_you = speaks_to_you(&line.text) || (goes_on && self.to_you);
        let same_turn = turns::mark(&line.text).is_none() && !self.paused;
        self.given = if inside { None } else { line.speaker.or(self.given.filter(|_| same_turn)) };
        self.last = Some(line);
        self.paused = false;
    }
}

/// Whether the text marks its turns.
fn is_marked(t: &Transcript) -> bool {
    t.lines.iter().filter(|line| turns::mark(&line.text).is_some()).take(MARKS).count() == MARKS
}

/// Whether a sound stands between two parts. Laughter and applause do not.
fn is_pause(sound: &str) -> bool {
    let heard = letters(sound);
    !REACTIONS.iter().any(|reaction| heard.contains(reaction))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(letters)
}

fn speaks_to_you(text: &str) -> bool {
    words(text).any(|word| {
        ["vous", "votre", "vos", "tu", "toi", "ton", "ta", "tes", "you", "your", "yours"].contains(&word.as_str())
    })
}

fn answers(text: &str) -> bool {
    words(text).next().is_some_and(|word| ANSWERS.contains(&word.as_str()))
}

/// So many marks at the beginning of lines make a text one that marks its turns; one could be a list.
const MARKS: usize = 2;

/// In milliseconds, what lies between two lines when somebody else begins to speak.
const LONG_GAP: i64 = 1200;

/// Sounds of people who listen, folded.
const REACTIONS: &[&str] = &[
    "rire",
    "laugh",
    "appla",
    "sourire",
    "soupir",
    "sigh",
    "chuckl",
    "cough",
    "toux",
    "cheer",
    "crosstalk",
    "inaudible",
    "brouhaha",
    "silence",
];

/// Words with which answers begin, folded.
const ANSWERS: &[&str] = &[
    "oui",
    "non",
    "si",
    "exactement",
    "absolument",
    "effectivement",
    "tout",
    "bien",
    "alors",
    "ben",
    "eh",
    "je",
    "j",
    "nous",
    "voila",
    "ah",
    "yes",
    "no",
    "yeah",
    "yep",
    "nope",
    "well",
    "absolutely",
    "exactly",
    "i",
    "im",
    "we",
    "oh",
    "so",
    "sure",
    "of",
    "not",
    "right",
    "definitely",
];
