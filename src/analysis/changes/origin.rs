//! Which lines come from which lines of the original: lines that were split, joined, deleted or inserted are followed
//! through [`Line::origin`].

use super::words;
use crate::model::{Line, Lines, Transcript};
use imara_diff::{Algorithm, Diff, InternedInput};
use std::ops::Range;

/// How many lines up and down may belong to one with which they share an origin, when one row is asked for.
const REACH: usize = 32;

/// What became of some lines of the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// These rows come from those of the original; the shortest stretch of which this can be said.
    Kept { rows: Range<usize>, origin: Range<usize> },
    /// This row comes from none.
    Inserted { row: usize },
    /// This row of the original is gone; it stood before `row`.
    Deleted { origin: usize, row: usize },
}

/// What became of the original, in the order of the text.
pub(super) fn stretches(original: &Lines, now: &Lines) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::with_capacity(now.len());
    // What of the original has been met, and where in `out` the last kept stretch stands.
    let (mut met, mut last) = (0, None);
    for (row, line) in now.iter().enumerate() {
        let from = clamped(line, original.len());
        if from.is_empty() {
            out.push(Stretch::Inserted { row });
            continue;
        }
        match last {
            Some(last) if from.start < met => {
                // Lines inserted between the two become part of the stretch.
                out.truncate(last + 1);
                if let Some(Stretch::Kept { rows, origin }) = out.last_mut() {
                    rows.end = row + 1;
                    origin.end = origin.end.max(from.end);
                }
            }
            _ => {
                let first = out.len() - inserted_at_end(&out);
                let gone = (met..from.start).map(|origin| Stretch::Deleted { origin, row: row_of(&out, first, row) });
                let gone: Vec<Stretch> = gone.collect();
                out.splice(first..first, gone);
                last = Some(out.len());
                out.push(Stretch::Kept { rows: row..row + 1, origin: from.clone() });
            }
        }
        met = met.max(from.end);
    }
    let first = out.len() - inserted_at_end(&out);
    let row = row_of(&out, first, now.len());
    let gone: Vec<Stretch> = (met..original.len()).map(|origin| Stretch::Deleted { origin, row }).collect();
    out.splice(first..first, gone);
    out
}

/// How many of the last stretches are inserted lines: what was deleted stood before them.
fn inserted_at_end(out: &[Stretch]) -> usize {
    out.iter().rev().take_while(|stretch| matches!(stretch, Stretch::Inserted { .. })).count()
}

/// The row of the inserted line at `first`, else `row`.
fn row_of(out: &[Stretch], first: usize, row: usize) -> usize {
    match out.get(first) {
        Some(Stretch::Inserted { row }) => *row,
        _ => row,
    }
}

/// The stretch that a row belongs to, from its neighbours alone. `None` past the end.
pub(super) fn stretch_of(original: &Lines, now: &Lines, row: usize) -> Option<Stretch> {
    let mut origin = clamped(now.get(row)?, original.len());
    if origin.is_empty() {
        return Some(Stretch::Inserted { row });
    }
    let mut rows = row..row + 1;
    let shares = |other: &Range<usize>, origin: &Range<usize>| other.start < origin.end && other.end > origin.start;
    let mut grown = true;
    while std::mem::take(&mut grown) && rows.len() < 2 * REACH {
        let above = (rows.start.saturating_sub(2)..rows.start).rev();
        let below = rows.end..(rows.end + 2).min(now.len());
        for other in above.chain(below) {
            let from = clamped(&now[other], original.len());
            if !from.is_empty() && shares(&from, &origin) {
                origin = origin.start.min(from.start)..origin.end.max(from.end);
                rows = rows.start.min(other)..rows.end.max(other + 1);
                grown = true;
            }
        }
    }
    Some(Stretch::Kept { rows, origin })
}

fn clamped(line: &Line, len: usize) -> Range<usize> {
    let (start, end) = (line.origin.start as usize, (line.origin.end as usize).min(len));
    start..end.max(start)
}

/// The texts of some lines as one, with a space between two.
pub(super) struct Joined {
    /// The text.
    pub text: String,
    /// Where in it each line begins and ends.
    pub lines: Vec<Range<usize>>,
}

impl Joined {
    pub(super) fn of(lines: &Lines, rows: Range<usize>) -> Joined {
        let mut joined = Joined { text: String::new(), lines: Vec::with_capacity(rows.len()) };
        for line in lines.iter_from(rows.start).take(rows.len()) {
            if !joined.lines.is_empty() {
                joined.text.push(' ');
            }
            let start = joined.text.len();
            joined.text.push_str(&line.text);
            joined.lines.push(start..joined.text.len());
        }
        joined
    }

    /// Whether a byte range lies where two lines meet.
    pub(super) fn is_joint(&self, range: &Range<usize>) -> bool {
        self.lines.windows(2).any(|pair| range.start <= pair[1].start && range.end >= pair[0].end)
    }

    /// The lines that a byte range touches, each with the bytes of its own text. An empty range touches one.
    pub(super) fn places(&self, range: &Range<usize>) -> Vec<(usize, Range<usize>)> {
        let within = |line: &Range<usize>| line.start.max(range.start)..line.end.min(range.end);
        let found = self.lines.iter().enumerate().filter(|(_, line)| match range.is_empty() {
            true => (line.start..=line.end).contains(&range.start),
            false => !within(line).is_empty(),
        });
        let place = |(at, line): (usize, &Range<usize>)| {
            let within = within(line);
            (at, within.start - line.start..within.end - line.start)
        };
        let mut places: Vec<_> = found.map(place).collect();
        if range.is_empty() {
            places.truncate(1);
        } else if places.is_empty() {
            // Where two lines meet, and no byte of either.
            return self.places(&(range.start..range.start));
        }
        places
    }
}

/// The same transcript as `now`, its lines saying from which lines of `original` they come: for two files of which
/// nobody knows how one came of the other. Where whole lines differ they are compared word by word, so lines may have
/// been cut anew.
pub fn aligned(original: &Transcript, now: &Transcript) -> Transcript {
    let (old, new) = (&original.lines, &now.lines);
    let mut origins: Vec<Range<u32>> = vec![0..0; new.len()];
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(old.iter().map(|line| &*line.text));
    input.update_after(new.iter().map(|line| &*line.text));
    let (mut old_at, mut new_at) = (0, 0);
    for hunk in Diff::compute(Algorithm::Histogram, &input).hunks() {
        claim(&mut origins, (old_at..hunk.before.start).zip(new_at..hunk.after.start));
        (old_at, new_at) = (hunk.before.end, hunk.after.end);
        claim_by_words(&mut origins, &spoken(old, hunk.before), &spoken(new, hunk.after));
    }
    claim(&mut origins, (old_at..old.len() as u32).zip(new_at..));

    pair_the_rest(&mut origins, old.len() as u32);
    let lines = new.iter().zip(origins).map(|(line, origin)| Line { origin, ..line.clone() });
    Transcript { lines: lines.collect(), ..now.clone() }
}

/// Says of rows of the original, which rise, which rows now come from them.
fn claim(origins: &mut [Range<u32>], rows: impl Iterator<Item = (u32, u32)>) {
    for (from, to) in rows {
        let origin = &mut origins[to as usize];
        let start = if origin.start == origin.end { from } else { origin.start };
        *origin = start..from + 1;
    }
}

/// Claims rows by the words that stretches of both have in common.
fn claim_by_words(origins: &mut [Range<u32>], old: &[(u32, &str)], new: &[(u32, &str)]) {
    let rows = |old: &[(u32, &str)], new: &[(u32, &str)]| -> Vec<(u32, u32)> {
        old.iter().zip(new).map(|((from, _), (to, _))| (*from, *to)).collect()
    };
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(old.iter().map(|(_, word)| *word));
    input.update_after(new.iter().map(|(_, word)| *word));
    let (mut old_at, mut new_at) = (0, 0);
    for hunk in Diff::compute(Algorithm::Histogram, &input).hunks() {
        let same = rows(&old[old_at..hunk.before.start as usize], &new[new_at..hunk.after.start as usize]);
        claim(origins, same.into_iter());
        (old_at, new_at) = (hunk.before.end as usize, hunk.after.end as usize);
    }
    claim(origins, rows(&old[old_at..], &new[new_at..]).into_iter());
}

/// Lines without a word of the original come, in their order, from the lines between their neighbours'.
fn pair_the_rest(origins: &mut [Range<u32>], len: u32) {
    let mut row = 0;
    let mut next = 0;
    while row < origins.len() {
        if !origins[row].is_empty() {
            next = next.max(origins[row].end);
            row += 1;
            continue;
        }
        let rest = &mut origins[row..];
        let run = rest.iter().take_while(|origin| origin.is_empty()).count();
        let end = rest.get(run).map_or(len, |origin| origin.start);
        for origin in &mut rest[..run] {
            *origin = if next < end { next..next + 1 } else { next..next };
            next = origin.end;
        }
        row += run;
    }
}

/// The words of some rows, each with its row.
fn spoken(lines: &Lines, rows: Range<u32>) -> Vec<(u32, &str)> {
    let mut out = Vec::new();
    for (line, row) in lines.iter_from(rows.start as usize).zip(rows) {
        let text: &str = &line.text;
        let pieces = words::pieces(text).into_iter().map(|at| &text[at]);
        out.extend(pieces.filter(|word| word.contains(char::is_alphanumeric)).map(|word| (row, word)));
    }
    out
}
