//! Taking corrections back: a word, a line, or all of a kind.

use super::correction::Correction;
use super::origin::{Stretch, stretch_of};
use crate::edit::{Edit, Splice};
use crate::model::{Line, Lines, Transcript, message};
use std::collections::BTreeMap;
use std::ops::Range;

/// Takes corrections back, in one step: some words, all that became the same, all of a kind. They must be
/// corrections of these two transcripts; those that are of others are left out. `None` when none is left.
///
/// Lines stay cut as they are. A line whose text is that of its original again has its words' times and confidences
/// again, too.
pub fn revert<'a>(
    original: &Transcript,
    now: &Transcript,
    corrections: impl IntoIterator<Item = &'a Correction>,
) -> Option<Edit> {
    let mut rows: BTreeMap<usize, AtRow> = BTreeMap::new();
    for correction in corrections {
        let row = rows.entry(correction.row).or_default();
        match (correction.line, correction.origin.is_empty()) {
            (false, _) => row.parts.push((correction.at.clone(), &correction.before)),
            (true, true) => row.delete = true,
            (true, false) => row.bring_back.extend(original.lines.get(correction.origin.start)),
        }
    }
    let splices = rows.into_iter().filter_map(|(at, row)| row.splice(original, now, at));
    Edit::of_lines(message!("edit-revert"), splices.collect())
}

/// What is to be done at a row.
#[derive(Default)]
struct AtRow<'a> {
    bring_back: Vec<&'a Line>,
    delete: bool,
    parts: Vec<(Range<usize>, &'a str)>,
}

impl AtRow<'_> {
    fn splice(mut self, original: &Transcript, now: &Transcript, at: usize) -> Option<Splice> {
        if at > now.lines.len() {
            return None;
        }
        let mut new: Vec<Line> = self.bring_back.iter().map(|line| known(line, now)).collect();
        let line = now.lines.get(at).filter(|_| self.delete || !self.parts.is_empty());
        if let Some(line) = line.filter(|_| !self.delete) {
            let mut done = 0;
            self.parts.sort_by_key(|(range, _)| (range.start, range.end));
            self.parts.retain(|(range, _)| {
                let fits = range.start >= done && line.text.get(range.clone()).is_some();
                done = if fits { range.end } else { done };
                fits
            });
            new.push(as_imported(line.with_replaced(&self.parts), &original.lines));
        }
        Some(Splice { at, old: line.cloned().into_iter().collect(), new })
    }
}

/// The line with the words and the markup of its original, if it has its text.
fn as_imported(line: Line, original: &Lines) -> Line {
    let source =
        original.get(line.origin.start as usize).filter(|source| line.origin.len() == 1 && source.text == line.text);
    match source {
        Some(source) => Line { words: source.words.clone(), markup: source.markup.clone(), ..line },
        None => line,
    }
}

/// A line of the original, spoken by nobody if its speaker is no longer in the roster.
fn known(line: &Line, now: &Transcript) -> Line {
    Line { speaker: line.speaker.filter(|id| now.speaker(*id).is_some()), ..line.clone() }
}

/// Takes back what was done to the text of a line. If it was split or joined, all lines that share its origin go
/// back together, with their times. The speakers stay; an inserted line is removed. `None` when the text is that
/// of the original.
pub fn revert_line(original: &Transcript, now: &Transcript, row: usize) -> Option<Edit> {
    let stretch = stretch_of(&original.lines, &now.lines, row)?;
    Edit::of_lines(message!("edit-revert-line"), vec![back(original, now, stretch)?])
}

/// What leads a stretch back to its original; `None` when it has its text.
fn back(original: &Transcript, now: &Transcript, stretch: Stretch) -> Option<Splice> {
    match stretch {
        Stretch::Inserted { row } => Some(Splice { at: row, old: now.lines.slice(row..row + 1), new: Vec::new() }),
        Stretch::Deleted { origin, row } => {
            Some(Splice { at: row, old: Vec::new(), new: vec![known(&original.lines[origin], now)] })
        }
        Stretch::Kept { rows, origin } => {
            let old = now.lines.slice(rows.clone());
            let source = original.lines.slice(origin.clone());
            if let ([line], [source]) = (old.as_slice(), source.as_slice()) {
                let line = as_imported(line.with_text(source.text.clone()), &original.lines);
                return (old[0].text != source.text).then(|| Splice { at: rows.start, old, new: vec![line] });
            }
            let new = source.iter().enumerate().map(|(n, source)| {
                let from = (origin.start + n) as u32;
                let heir = old.iter().find(|line| line.origin.contains(&from));
                Line { speaker: heir.and_then(|line| line.speaker), ..known(source, now) }
            });
            let new = new.collect();
            Some(Splice { at: rows.start, old, new })
        }
    }
}
