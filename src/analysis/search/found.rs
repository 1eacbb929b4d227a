//! A match: where something was found, and how to step from one to the next.

use std::ops::Range;

/// A place where something was found: 16 bytes, since a long transcript may have a million of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    row: u32,
    start: u32,
    end: u32,
    /// The byte of the next line where the match ends; 0 when it lies in one line.
    next_end: u32,
}

impl Match {
    pub(super) fn new(row: usize, at: Range<usize>, next_end: usize) -> Match {
        // A text holds less than 4 GiB, and a transcript less than 4 billion lines, as the origin of a line says.
        Match { row: row as u32, start: at.start as u32, end: at.end as u32, next_end: next_end as u32 }
    }

    /// The row in which it begins.
    pub fn row(&self) -> usize {
        self.row as usize
    }

    /// Its bytes in the text of that row.
    pub fn at(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its bytes in the text of the row after it; `None` when it lies in one line.
    pub fn in_next(&self) -> Option<Range<usize>> {
        (self.next_end > 0).then_some(0..self.next_end as usize)
    }

    /// The same where that many rows came in before it.
    pub(super) fn moved(self, rows: isize) -> Match {
        Match { row: self.row.strict_add_signed(rows as i32), ..self }
    }

    /// Where it begins: the row and the byte.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.row(), self.start as usize)
    }
}

/// The index of the first match at or behind a byte of a row, else of the first of all. `None` when there is no match.
pub fn next(matches: &[Match], row: usize, byte: usize) -> Option<usize> {
    let at = matches.partition_point(|found| found.place() < (row, byte));
    if at < matches.len() { Some(at) } else { (!matches.is_empty()).then_some(0) }
}

/// The index of the last match that begins before a byte of a row, else of the last of all. `None` when there is no match.
pub fn previous(matches: &[Match], row: usize, byte: usize) -> Option<usize> {
    let at = matches.partition_point(|found| found.place() < (row, byte));
    at.checked_sub(1).or_else(|| matches.len().checked_sub(1))
}
