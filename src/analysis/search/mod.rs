//! Find and replace: what a person looks for, where it stands, and how to step through it.
//!
//! A [`Query`] is what was typed and ticked, a [`Search`] is the same made ready, a [`Match`] is a place. What is found
//! depends on a line and the line after it alone, so an edit costs a look at the rows it changed
//! ([`Search::after_edit`]), and the rows in view can be searched in a frame ([`Search::in_rows`]).
//!
//! A plain query also finds what a person means by it: any apostrophe for an apostrophe, any space for a space, a space
//! for a hyphen between two letters and the other way round, text however it is composed. `fold` says what
//! counts as the same, `plain` finds it, `pattern` is the regular expression, `sounds` finds what was misheard, and
//! `replace` says what shall stand in its place.
//!
//! A match may run over the end of a line into the next one, when both have the same speaker; matches inside a line go
//! before it. Two such matches can share a line of a single word; a replacement then takes the first.

mod fold;
mod found;
mod matcher;
mod pass;
mod pattern;
mod plain;
mod query;
mod replace;
mod sounds;

pub use found::{Match, next, previous};
pub use query::{Mode, Query, Scope};

use crate::edit::Edit;
use crate::jobs::Cancel;
use crate::model::{Message, Transcript};
use fold::Fold;
use matcher::Matcher;
use pass::Pass;
use pattern::Pattern;
use plain::Plain;
use sounds::Sounds;
use std::ops::Range;
use std::sync::Arc;

/// Rows that are searched between two looks at [`Cancel`].
const BLOCK: usize = 8192;

/// A query made ready for searching. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Search {
    query: Arc<Query>,
    matcher: Arc<Matcher>,
    /// As in the query, but rows rise, do not touch and have followed the edits.
    scope: Scope,
}

impl Search {
    /// Makes a query ready. A regular expression that cannot be read gives a message for the person who typed it.
    pub fn new(query: &Query) -> Result<Search, Message> {
        let matcher = match query.mode {
            _ if query.text.is_empty() => Matcher::Nothing,
            Mode::Regex => Matcher::Regex(Pattern::new(&query.text, query.case, query.whole_word)?),
            Mode::Plain => {
                let fold = Fold { case: query.case, accents: query.accents };
                Plain::new(&query.text, fold, query.whole_word).map_or(Matcher::Nothing, Matcher::Plain)
            }
            Mode::Sounds => Sounds::new(&query.text).map_or(Matcher::Nothing, Matcher::Sounds),
        };
        let scope = match &query.scope {
            Scope::Rows(rows) => Scope::Rows(merged(rows.to_vec())),
            other => other.clone(),
        };
        Ok(Search { query: Arc::new(query.clone()), matcher: Arc::new(matcher), scope })
    }

    /// What it was made of.
    #[allow(dead_code, reason = "tests draw one at random and look at it")]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// All matches in the order of the text. When it is cancelled, those found so far.
    #[allow(dead_code, reason = "the window shows matches as they are found, tests look at all")]
    pub fn run(&self, t: &Transcript, cancel: &Cancel) -> Vec<Match> {
        let mut all = Vec::new();
        self.stream(t, cancel, |mut matches| all.append(&mut matches));
        all
    }

    /// Hands out all matches in the order of the text, some thousand lines at a time, so that the first ones can be
    /// shown at once. Stops early when it is cancelled.
    pub fn stream(&self, t: &Transcript, cancel: &Cancel, mut found: impl FnMut(Vec<Match>)) {
        let len = t.lines.len();
        for start in (0..len).step_by(BLOCK) {
            if cancel.is_cancelled() {
                return;
            }
            let matches = self.in_rows(t, start..start + BLOCK);
            if !matches.is_empty() {
                found(matches);
            }
            cancel.progress(start + BLOCK, len);
        }
    }

    /// The matches that begin in a range of rows. Rows past the end are left out.
    pub fn in_rows(&self, t: &Transcript, rows: Range<usize>) -> Vec<Match> {
        let rows = rows.start..rows.end.min(t.lines.len());
        let mut pass = Pass::new(&self.matcher, &self.scope, t, rows.clone());
        let mut row = rows.start;
        for lines in t.lines.slices_from(rows.start) {
            if row >= rows.end {
                break;
            }
            let lines = &lines[..lines.len().min(rows.end - row)];
            self.matcher.candidates(lines, |at| pass.visit(row + at, &lines[at]));
            row += lines.len();
        }
        pass.finish()
    }

    /// The matches inside one text, as bytes. Asks for no scope.
    pub fn in_line<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut done = 0;
        std::iter::from_fn(move || {
            let at = self.matcher.find(text, done)?;
            done = at.end;
            Some(at)
        })
    }

    /// The matches after an edit, from those before it: only rows that the edit changed are searched again. Rows in
    /// the scope follow the edit.
    pub fn after_edit(&mut self, matches: &[Match], edit: &Edit, after: &Transcript) -> Vec<Match> {
        if let Scope::Rows(rows) = &self.scope {
            let moved = rows.iter().map(|rows| boundary(edit, rows.start, false)..boundary(edit, rows.end, true));
            self.scope = Scope::Rows(merged(moved.collect()));
        }
        let mut out = Vec::with_capacity(matches.len());
        let mut rest = matches;
        let mut grown: isize = 0;
        // Rows, in the list after the edit, that have been searched already.
        let mut searched = 0;
        for splice in &edit.splices {
            // The line before the change may have had, or have now, a match that runs into it.
            let first = splice.at.saturating_sub(1);
            let kept = rest.partition_point(|found| found.row() < first);
            out.extend(rest[..kept].iter().map(|found| found.moved(grown)));
            rest = &rest[rest.partition_point(|found| found.row() < splice.at + splice.old.len())..];

            let from = first.saturating_add_signed(grown).max(searched);
            let to = splice.at.strict_add_signed(grown) + splice.new.len();
            out.extend(self.in_rows(after, from..to));
            searched = to;
            grown += splice.new.len() as isize - splice.old.len() as isize;
        }
        out.extend(rest.iter().map(|found| found.moved(grown)));
        out
    }

    /// The first match at or behind a byte of a row, else the first of all. Searches for it, so it serves while the
    /// list of matches is not there yet; see [`next`].
    pub fn find_next(&self, t: &Transcript, row: usize, byte: usize) -> Option<Match> {
        let blocks = |rows: Range<usize>| rows.clone().step_by(BLOCK).map(move |at| at..rows.end.min(at + BLOCK));
        let behind = blocks(row..t.lines.len())
            .find_map(|rows| self.in_rows(t, rows).into_iter().find(|found| found.place() >= (row, byte)));
        behind.or_else(|| blocks(0..t.lines.len().min(row + 1)).find_map(|rows| self.in_rows(t, rows).first().copied()))
    }

    /// The last match that begins before a byte of a row, else the last of all. Searches for it; see [`previous`].
    pub fn find_previous(&self, t: &Transcript, row: usize, byte: usize) -> Option<Match> {
        let blocks = |rows: Range<usize>| {
            let starts = rows.clone().step_by(BLOCK).rev();
            starts.map(move |at| at..rows.end.min(at + BLOCK))
        };
        let len = t.lines.len();
        let before = blocks(0..len.min(row + 1))
            .find_map(|rows| self.in_rows(t, rows).into_iter().rfind(|found| found.place() < (row, byte)));
        before.or_else(|| blocks(row.min(len)..len).find_map(|rows| self.in_rows(t, rows).last().copied()))
    }
}

/// Where the boundary before `row` lies after an edit. One inside a splice goes to its beginning or its end.
fn boundary(edit: &Edit, row: usize, to_end: bool) -> usize {
    let mut grown: isize = 0;
    for splice in edit.splices.iter().take_while(|splice| splice.at < row) {
        if row < splice.at + splice.old.len() {
            return splice.at.strict_add_signed(grown) + if to_end { splice.new.len() } else { 0 };
        }
        grown += splice.new.len() as isize - splice.old.len() as isize;
    }
    row.saturating_add_signed(grown)
}

/// The same rows in ranges that rise and do not touch.
fn merged(mut ranges: Vec<Range<usize>>) -> Arc<[Range<usize>]> {
    ranges.retain(|rows| !rows.is_empty());
    ranges.sort_by_key(|rows| rows.start);
    ranges.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
    ranges.into()
}
