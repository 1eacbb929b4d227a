//! Find and replace: what a person looks for, where it stands, and how to step through it.
//!
//! A [`Query`] is what was typed and ticked, a [`Search`] is the same made ready, a [`Hit`] is a place. What is found
//! depends on a line and the line after it alone, so an edit costs a look at the rows it changed
//! ([`Search::after_edit`]), and the rows in view can be searched in a frame ([`Search::in_rows`]).
//!
//! A plain query also finds what a person means by it: any apostrophe for an apostrophe, any space for a space, a space
//! for a hyphen between two letters and the other way round, text however it is composed. `fold` says what counts as the same, `plain` finds it, `pattern` is the regular
//! expression, `sounds` finds what was misheard, and `replace` says what shall stand in its place.
//!
//! A hit may run over the end of a line into the next one, when both have the same speaker; hits inside a line go
//! before it. Two such hits can share a line of a single word; a replacement then takes the first.

mod fold;
mod pass;
mod pattern;
mod plain;
mod replace;
mod sounds;

use crate::edit::Edit;
use crate::jobs::Cancel;
use crate::model::{Line, Message, SpeakerId, Transcript};
use fold::Fold;
use pass::Pass;
use pattern::Pattern;
use plain::Plain;
use sounds::Sounds;
use std::ops::Range;
use std::sync::Arc;

/// Rows that are searched between two looks at [`Cancel`].
const BLOCK: usize = 8192;

/// What a person looks for, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What was typed. Nothing is found when it is empty.
    pub text: String,
    /// How it is meant.
    pub mode: Mode,
    /// Only where no letter or digit stands before or after. An apostrophe or a hyphen ends a word, so that
    /// `Hélioscop` is found in `d'Hélioscop` and `mooflow` in `mooflow's`, but not in `mooflows`. A name, which begins
    /// with a capital here and there, is found before the `s` of its plural: `Hélioscop` in `Hélioscops`. By ear, words
    /// are always whole.
    pub whole_word: bool,
    /// Whether `a` and `A` differ. By ear they never do.
    pub case: bool,
    /// Whether `e` and `é`, and `œ` and `oe`, differ. To a regular expression they always do, by ear never.
    pub accents: bool,
    /// The lines to look at.
    pub scope: Scope,
}

impl Default for Query {
    /// An empty query in which accents count and case does not.
    fn default() -> Query {
        Query {
            text: String::new(),
            mode: Mode::Plain,
            whole_word: false,
            case: false,
            accents: true,
            scope: Scope::All,
        }
    }
}

/// How the text of a query is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// As it stands.
    #[default]
    Plain,
    /// As a regular expression. `^` and `$` are the ends of a line, `.` stays inside a line, and `\s` or `\n` also
    /// stands for the end of a line between two words. Matches of no length are left out.
    Regex,
    /// As it is said: one to four whole words that sound like it, however they are written. Neither case nor accents
    /// count.
    Sounds,
}

/// Which lines are looked at. A hit over two lines must have both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// These rows, in any order.
    Rows(Arc<[Range<usize>]>),
    /// The lines of a speaker.
    Speaker(SpeakerId),
    /// The lines that nobody has approved.
    Unchecked,
}

/// A query made ready for searching. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Search {
    query: Arc<Query>,
    matcher: Arc<Matcher>,
    /// As in the query, but rows rise, do not touch and have followed the edits.
    scope: Scope,
}

#[derive(Debug)]
enum Matcher {
    Nothing,
    Plain(Plain),
    Regex(Pattern),
    Sounds(Sounds),
}

/// A place where something was found: 16 bytes, since a long transcript may have a million of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    row: u32,
    start: u32,
    end: u32,
    /// The byte of the next line where the hit ends; 0 when it lies in one line.
    next_end: u32,
}

impl Hit {
    fn new(row: usize, at: Range<usize>, next_end: usize) -> Hit {
        // A text holds less than 4 GiB, and a transcript less than 4 billion lines, as the origin of a line says.
        Hit { row: row as u32, start: at.start as u32, end: at.end as u32, next_end: next_end as u32 }
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

    fn place(&self) -> (usize, usize) {
        (self.row(), self.start as usize)
    }
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
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// All hits in the order of the text. When it is cancelled, those found so far.
    pub fn run(&self, t: &Transcript, cancel: &Cancel) -> Vec<Hit> {
        let mut all = Vec::new();
        self.stream(t, cancel, |mut hits| all.append(&mut hits));
        all
    }

    /// Hands out all hits in the order of the text, some thousand lines at a time, so that the first ones can be
    /// shown at once. Stops early when it is cancelled.
    pub fn stream(&self, t: &Transcript, cancel: &Cancel, mut found: impl FnMut(Vec<Hit>)) {
        let len = t.lines.len();
        for start in (0..len).step_by(BLOCK) {
            if cancel.is_cancelled() {
                return;
            }
            let hits = self.in_rows(t, start..start + BLOCK);
            if !hits.is_empty() {
                found(hits);
            }
            cancel.progress(start + BLOCK, len);
        }
    }

    /// The hits that begin in a range of rows. Rows past the end are left out.
    pub fn in_rows(&self, t: &Transcript, rows: Range<usize>) -> Vec<Hit> {
        let rows = rows.start..rows.end.min(t.lines.len());
        let mut pass = Pass::new(self, t, rows.clone());
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

    /// The hits inside one text, as bytes. Asks for no scope.
    pub fn in_line<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut done = 0;
        std::iter::from_fn(move || {
            let at = self.matcher.find(text, done)?;
            done = at.end;
            Some(at)
        })
    }

    /// The hits after an edit, from those before it: only rows that the edit changed are searched again. Rows in
    /// the scope follow the edit.
    pub fn after_edit(&mut self, hits: &[Hit], edit: &Edit, after: &Transcript) -> Vec<Hit> {
        if let Scope::Rows(rows) = &self.scope {
            let moved = rows.iter().map(|rows| boundary(edit, rows.start, false)..boundary(edit, rows.end, true));
            self.scope = Scope::Rows(merged(moved.collect()));
        }
        let mut out = Vec::with_capacity(hits.len());
        let mut rest = hits;
        let mut grown: isize = 0;
        // Rows, in the list after the edit, that have been searched already.
        let mut searched = 0;
        let moved = |hit: &Hit, grown: isize| Hit { row: hit.row.strict_add_signed(grown as i32), ..*hit };
        for splice in &edit.splices {
            // The line before the change may have had, or have now, a hit that runs into it.
            let first = splice.at.saturating_sub(1);
            let kept = rest.partition_point(|hit| hit.row() < first);
            out.extend(rest[..kept].iter().map(|hit| moved(hit, grown)));
            rest = &rest[rest.partition_point(|hit| hit.row() < splice.at + splice.old.len())..];

            let from = first.saturating_add_signed(grown).max(searched);
            let to = splice.at.strict_add_signed(grown) + splice.new.len();
            out.extend(self.in_rows(after, from..to));
            searched = to;
            grown += splice.new.len() as isize - splice.old.len() as isize;
        }
        out.extend(rest.iter().map(|hit| moved(hit, grown)));
        out
    }

    /// The first hit at or behind a byte of a row, else the first of all. Searches for it, so it serves while the
    /// list of hits is not there yet; see [`next`].
    pub fn find_next(&self, t: &Transcript, row: usize, byte: usize) -> Option<Hit> {
        let blocks = |rows: Range<usize>| rows.clone().step_by(BLOCK).map(move |at| at..rows.end.min(at + BLOCK));
        let behind = blocks(row..t.lines.len())
            .find_map(|rows| self.in_rows(t, rows).into_iter().find(|hit| hit.place() >= (row, byte)));
        behind.or_else(|| blocks(0..t.lines.len().min(row + 1)).find_map(|rows| self.in_rows(t, rows).first().copied()))
    }

    /// The last hit that begins before a byte of a row, else the last of all. Searches for it; see [`previous`].
    pub fn find_previous(&self, t: &Transcript, row: usize, byte: usize) -> Option<Hit> {
        let blocks = |rows: Range<usize>| {
            let starts = rows.clone().step_by(BLOCK).rev();
            starts.map(move |at| at..rows.end.min(at + BLOCK))
        };
        let len = t.lines.len();
        let before = blocks(0..len.min(row + 1))
            .find_map(|rows| self.in_rows(t, rows).into_iter().rfind(|hit| hit.place() < (row, byte)));
        before.or_else(|| blocks(row.min(len)..len).find_map(|rows| self.in_rows(t, rows).last().copied()))
    }

    fn looks_at(&self, row: usize, line: &Line) -> bool {
        match &self.scope {
            Scope::All => true,
            Scope::Rows(rows) => {
                rows.get(rows.partition_point(|rows| rows.end <= row)).is_some_and(|rows| rows.start <= row)
            }
            Scope::Speaker(id) => line.speaker == Some(*id),
            Scope::Unchecked => !line.checked,
        }
    }
}

impl Matcher {
    /// Calls `visit` with the index of every line that has to be looked at. A line not among them holds no hit, nor
    /// do two of them that stand together.
    fn candidates(&self, lines: &[Line], visit: impl FnMut(usize)) {
        match self {
            Matcher::Nothing => {}
            Matcher::Plain(plain) => plain.candidates(lines, visit),
            Matcher::Regex(_) | Matcher::Sounds(_) => (0..lines.len()).for_each(visit),
        }
    }

    /// Whether a hit may run over the end of a line.
    fn crosses(&self) -> bool {
        match self {
            Matcher::Nothing => false,
            Matcher::Plain(plain) => plain.crosses(),
            Matcher::Regex(pattern) => pattern.crosses(),
            Matcher::Sounds(_) => true,
        }
    }

    /// Whether a text may hold the first part of a hit that runs over its end. Spares a look at the next line.
    fn may_open(&self, text: &str) -> bool {
        match self {
            Matcher::Plain(plain) => plain.may_open(text),
            Matcher::Sounds(sounds) => sounds.may_open(text),
            _ => true,
        }
    }

    /// Whether a text may hold the second part of a hit that began in the line before.
    fn may_close(&self, text: &str) -> bool {
        match self {
            Matcher::Plain(plain) => plain.may_close(text),
            _ => true,
        }
    }

    /// The first hit that begins at byte `from` or behind.
    fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        match self {
            Matcher::Nothing => None,
            Matcher::Plain(plain) => plain.find(text, from),
            Matcher::Regex(pattern) => pattern.find(text, from),
            Matcher::Sounds(sounds) => sounds.find(text, from),
        }
    }

    /// A hit that begins in one text, at byte `from` or behind, and ends in the next.
    fn across(&self, first: &str, from: usize, second: &str) -> Option<(Range<usize>, usize)> {
        match self {
            Matcher::Nothing => None,
            Matcher::Plain(plain) => plain.across(first, second),
            Matcher::Regex(pattern) => pattern.across(first, from, second),
            Matcher::Sounds(sounds) => sounds.across(first, from, second),
        }
    }
}

/// The index of the first hit at or behind a byte of a row, else of the first of all. `None` when there is no hit.
pub fn next(hits: &[Hit], row: usize, byte: usize) -> Option<usize> {
    let at = hits.partition_point(|hit| hit.place() < (row, byte));
    if at < hits.len() { Some(at) } else { (!hits.is_empty()).then_some(0) }
}

/// The index of the last hit that begins before a byte of a row, else of the last of all. `None` when there is no hit.
pub fn previous(hits: &[Hit], row: usize, byte: usize) -> Option<usize> {
    let at = hits.partition_point(|hit| hit.place() < (row, byte));
    at.checked_sub(1).or_else(|| hits.len().checked_sub(1))
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
