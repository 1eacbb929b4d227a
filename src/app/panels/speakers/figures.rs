//! The figures of a speaker: lines, turns, talking time, and how some of their turns begin.

use crate::messages::{self, text};
use crate::model::{Line, SpeakerId, Transcript, timecode, turns};
use std::collections::HashMap;

/// The figures by speaker; lines by nobody count under `None`.
pub(super) type Counted = HashMap<Option<SpeakerId>, Figures>;

/// The figures of one speaker.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Figures {
    /// Lines.
    pub lines: usize,
    /// Turns.
    pub turns: usize,
    /// Milliseconds of the timed lines.
    pub talking: i64,
    /// The row of the first line.
    pub first_row: usize,
    /// How some turns begin, with their rows: enough to know who it is.
    pub openings: Vec<(usize, String)>,
}

/// How many openings are shown.
const OPENINGS: usize = 3;
/// Shorter turns, in words, tell nothing of who speaks.
const TELLING: usize = 3;

impl Figures {
    /// Counts a line, from a byte of its text on.
    pub(super) fn add(&mut self, t: &Transcript, row: usize, line: &Line, from: usize, begins: bool) {
        if self.lines == 0 {
            self.first_row = row;
        }
        self.lines += 1;
        self.turns += usize::from(begins);
        if let (Some(start), Some(end), 0) = (line.start(), t.end_of(row), from) {
            self.talking += (end - start).max(0);
        }
        let text = line.text.get(from..).unwrap_or_default();
        let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let telling = self.openings.iter().all(|(_, opening)| opening.split(' ').count() >= TELLING);
        if words == 0 || !begins || (telling && self.openings.len() == OPENINGS) {
            return;
        }
        // A short opening is shown as long as there is no better one.
        if words >= TELLING {
            self.openings.retain(|(_, opening)| opening.split(' ').count() >= TELLING);
            self.openings.push((row, opening(text)));
        } else if self.openings.is_empty() {
            self.openings.push((row, opening(text)));
        }
    }

    /// The figures in words: `7 lines · 2 turns · 0:41`.
    pub(super) fn in_words(&self) -> String {
        let talking = timecode::format(crate::model::Time(self.talking), timecode::SHORT);
        let (lines, turns) = (text!("speakers-lines", n = self.lines), text!("speakers-turns", n = self.turns));
        messages::beside([lines, turns, talking])
    }
}

/// How a turn begins: without the mark of the turn, and with one ellipsis where something follows.
fn opening(text: &str) -> String {
    let start = turns::mark(text).map_or(0, |mark| mark.end);
    let text = text[start..].trim();
    let cut = text.char_indices().nth(56).map(|(at, _)| &text[..at]);
    let words = match cut {
        Some(cut) => cut.rsplit_once(' ').map_or(cut, |(head, _)| head),
        None if text.ends_with(['?', '!']) => return format!("“{text}”"),
        None => text,
    };
    format!("“{}…”", words.trim_end_matches(|c: char| c.is_whitespace() || ".…,;:".contains(c)))
}

/// Counts lines, turns and talking time by speaker, in one pass.
pub(super) fn count(t: &Transcript) -> Counted {
    let mut all = Counted::new();
    let mut before: Option<&Line> = None;
    for (row, line) in t.lines.iter().enumerate() {
        all.entry(line.speaker).or_default().add(t, row, line, 0, turns::begins(before, line));
        before = Some(line);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_opens_without_its_mark() {
        for (text, shown) in [
            ("-Bonjour à tous.", "“Bonjour à tous…”"),
            ("- Vous allez bien ?", "“Vous allez bien ?”"),
            ("Oui...", "“Oui…”"),
            (
                "Nous allons voir ensemble comment la centrale a été construite, pas à pas.",
                "“Nous allons voir ensemble comment la centrale a été…”",
            ),
        ] {
            assert_eq!(opening(text), shown);
        }
    }

    #[test]
    fn three_telling_turns_are_shown() {
        let lines = [
            "-Bonjour.",
            "-Nous sommes dans la vallée.",
            "-Oui.",
            "-Il fait froid ici.",
            "-Et voilà la neige.",
            "-Encore une ligne ici.",
        ];
        let lines = lines.into_iter().map(Line::new);
        let t = Transcript { lines: lines.collect(), ..Transcript::default() };
        let figures = &count(&t)[&None];
        let openings: Vec<_> = figures.openings.iter().map(|(row, words)| (*row, words.as_str())).collect();
        assert_eq!(
            openings,
            [(1, "“Nous sommes dans la vallée…”"), (3, "“Il fait froid ici…”"), (4, "“Et voilà la neige…”")]
        );
        assert_eq!((figures.lines, figures.turns), (6, 6));
    }
}
