//! One pass through a range of rows, which collects the hits.

use super::{Hit, Search};
use crate::model::{Line, Transcript};
use std::ops::Range;

/// A pass under way. It is shown the lines that may hold something, in order.
pub struct Pass<'a> {
    search: &'a Search,
    t: &'a Transcript,
    rows: Range<usize>,
    hits: Vec<Hit>,
    last: Option<Last>,
    crosses: bool,
}

/// The line shown last. Its end has not been looked at.
struct Last {
    row: usize,
    /// The byte where its last hit ends.
    done: usize,
    /// Whether a hit may begin in it and end in the next.
    opens: bool,
}

impl<'a> Pass<'a> {
    /// A pass for hits that begin in `rows`, which lie in the transcript.
    pub fn new(search: &'a Search, t: &'a Transcript, rows: Range<usize>) -> Pass<'a> {
        Pass { search, t, rows, hits: Vec::new(), last: None, crosses: search.matcher.crosses() }
    }

    /// Looks at a line, and at the end of the line before it.
    pub fn visit(&mut self, row: usize, line: &Line) {
        let matcher = &*self.search.matcher;
        if self.crosses {
            self.close_last();
            let unseen = row > self.rows.start && self.last.as_ref().is_none_or(|last| last.row != row - 1);
            if unseen && matcher.may_close(&line.text) {
                self.over_the_end(row - 1, 0);
            }
        }
        let mut done = 0;
        if self.search.looks_at(row, line) {
            while let Some(at) = matcher.find(&line.text, done) {
                done = at.end;
                self.hits.push(Hit::new(row, at, 0));
            }
        }
        let opens = self.crosses && matcher.may_open(&line.text);
        self.last = Some(Last { row, done, opens });
    }

    /// Looks at the end of the last row, and hands out the hits.
    pub fn finish(mut self) -> Vec<Hit> {
        if self.crosses && !self.rows.is_empty() {
            self.close_last();
            let end = self.rows.end - 1;
            if self.last.as_ref().is_none_or(|last| last.row != end) {
                self.over_the_end(end, 0);
            }
        }
        self.hits
    }

    fn close_last(&mut self) {
        if let Some(Last { row, done, opens: true }) = self.last {
            self.over_the_end(row, done);
        }
    }

    /// Looks for a hit that begins in `row`, at byte `done` or behind, and ends in the next.
    fn over_the_end(&mut self, row: usize, done: usize) {
        let lines = &self.t.lines;
        let (Some(first), Some(second)) = (lines.get(row), lines.get(row + 1)) else { return };
        let both = first.speaker == second.speaker
            && self.search.looks_at(row, first)
            && self.search.looks_at(row + 1, second);
        if !both {
            return;
        }
        let matcher = &self.search.matcher;
        let Some((at, next_end)) = matcher.across(&first.text, done, &second.text) else { return };
        if at.start >= done && matcher.find(&second.text, 0).is_none_or(|hit| hit.start >= next_end) {
            self.hits.push(Hit::new(row, at, next_end));
        }
    }
}
