//! One pass through a range of rows, which collects the matches.

use super::found::Match;
use super::matcher::Matcher;
use super::query::Scope;
use crate::model::{Line, Transcript};
use std::ops::Range;

/// A pass under way. It is shown the lines that may hold something, in order.
pub(super) struct Pass<'a> {
    matcher: &'a Matcher,
    scope: &'a Scope,
    t: &'a Transcript,
    rows: Range<usize>,
    matches: Vec<Match>,
    last: Option<Last>,
    crosses: bool,
}

/// The line shown last. Its end has not been looked at.
struct Last {
    row: usize,
    /// The byte where its last match ends.
    done: usize,
    /// Whether a match may begin in it and end in the next.
    opens: bool,
}

impl<'a> Pass<'a> {
    /// A pass for matches that begin in `rows`, which lie in the transcript.
    pub(super) fn new(matcher: &'a Matcher, scope: &'a Scope, t: &'a Transcript, rows: Range<usize>) -> Pass<'a> {
        Pass { matcher, scope, t, rows, matches: Vec::new(), last: None, crosses: matcher.crosses() }
    }

    /// Looks at a line, and at the end of the line before it.
    pub(super) fn visit(&mut self, row: usize, line: &Line) {
        let matcher = self.matcher;
        if self.crosses {
            self.close_last();
            let unseen = row > self.rows.start && self.last.as_ref().is_none_or(|last| last.row != row - 1);
            if unseen && matcher.may_close(&line.text) {
                self.over_the_end(row - 1, 0);
            }
        }
        let mut done = 0;
        if self.scope.looks_at(row, line) {
            while let Some(at) = matcher.find(&line.text, done) {
                done = at.end;
                self.matches.push(Match::new(row, at, 0));
            }
        }
        let opens = self.crosses && matcher.may_open(&line.text);
        self.last = Some(Last { row, done, opens });
    }

    /// Looks at the end of the last row, and hands out the matches.
    pub(super) fn finish(mut self) -> Vec<Match> {
        if self.crosses && !self.rows.is_empty() {
            self.close_last();
            let end = self.rows.end - 1;
            if self.last.as_ref().is_none_or(|last| last.row != end) {
                self.over_the_end(end, 0);
            }
        }
        self.matches
    }

    fn close_last(&mut self) {
        if let Some(Last { row, done, opens: true }) = self.last {
            self.over_the_end(row, done);
        }
    }

    /// Looks for a match that begins in `row`, at byte `done` or behind, and ends in the next.
    fn over_the_end(&mut self, row: usize, done: usize) {
        let lines = &self.t.lines;
        let (Some(first), Some(second)) = (lines.get(row), lines.get(row + 1)) else { return };
        let both =
            first.speaker == second.speaker && self.scope.looks_at(row, first) && self.scope.looks_at(row + 1, second);
        if !both {
            return;
        }
        let matcher = self.matcher;
        let Some((at, next_end)) = matcher.across(&first.text, done, &second.text) else { return };
        if at.start >= done && matcher.find(&second.text, 0).is_none_or(|found| found.start >= next_end) {
            self.matches.push(Match::new(row, at, next_end));
        }
    }
}
