//! A text while it is read: its rows, the times found in them, and step by step what stands around these.

use super::shape::{self, Shape};
use super::{front, spoken};
use crate::formats::speaker_prefix::{self, Naming};
use crate::formats::{HEAD, Problem};
use crate::model::{
    Chapter, Line, Lines, LinesBuilder, RosterBuilder, Span, SpeakerId, Text, Time, is_numbered, message,
};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// A text while it is read.
pub(super) struct Sheet<'a> {
    text: &'a Arc<String>,
    rows: Vec<PhysicalLine>,
    units: Vec<Unit>,
    /// The time stands behind its text and says when it ends.
    time_ends: bool,
    /// Rows that name a chapter although they do not say so.
    bare_chapters: Vec<usize>,
    /// The row of the first line, where a name says so that stands before other texts and times too.
    first_named: Option<usize>,
}

impl<'a> Sheet<'a> {
    /// Finds the rows and, in the shape that fits best, the times in them.
    fn new(text: &'a Arc<String>) -> Sheet<'a> {
        let rows = rows(text);
        let head = rows.partition_point(|row| (row.end as usize) <= HEAD);
        let shape = |rows: &[PhysicalLine]| shape::choose(rows.iter().map(|row| row.of(text))).map(|(shape, _)| shape);
        let found: Option<&Shape> = shape(&rows[..head]).or_else(|| shape(&rows[head..]));
        let mut units: Vec<Unit> = Vec::with_capacity(if found.is_some() { rows.len() } else { 0 });
        let marks = rows.iter().enumerate().filter_map(|(n, row)| Some((n, row, (found?.mark)(row.of(text))?)));
        for (n, row, mark) in marks {
            let absolute = |range: Range<usize>| row.start as usize + range.start..row.start as usize + range.end;
            let mut unit = Unit {
                row: n,
                skip: 0,
                lead: 0,
                span: mark.span,
                fields: mark.fields,
                name: absolute(mark.name),
                beside: absolute(mark.text),
                goes_on: mark.goes_on,
            };
            // The same time twice, one below the other, once for eyes and once for ears.
            let same = |above: &&mut Unit| {
                let name = |unit: &Unit| &text[unit.name.clone()];
                above.row + 1 == n
                    && above.span == unit.span
                    && above.beside.is_empty()
                    && (unit.name.is_empty() || name(above).is_empty() || name(above) == name(&unit))
            };
            match units.last_mut().filter(same) {
                Some(above) => {
                    unit.lead = above.lead + 1;
                    unit.name = if unit.name.is_empty() { above.name.clone() } else { unit.name };
                    *above = unit;
                }
                None => units.push(unit),
            }
        }
        let time_ends = found.is_some_and(|shape| shape.time_ends);
        Sheet { text, rows, units, time_ends, bare_chapters: Vec::new(), first_named: None }
    }

    /// A text with the times found in it, what is written around these, and the names beside and above them.
    pub(super) fn named(text: &'a Arc<String>) -> Sheet<'a> {
        let mut sheet = Sheet::new(text);
        sheet.read_clock();
        sheet.strip_spoken();
        sheet.take_spelled_above();
        sheet.strip_separator();
        sheet.read_names();
        sheet.find_first_named();
        sheet
    }

    /// Whether names stand beside or above the times.
    pub(super) fn is_named(&self) -> bool {
        self.units.iter().any(|unit| !unit.name.is_empty())
    }

    /// The rows below a unit, up to the next time.
    fn below(&self, unit: usize) -> &[PhysicalLine] {
        let end = self.units.get(unit + 1).map_or(self.rows.len(), |next| next.row - next.lead);
        let start = self.units[unit].row + 1 + self.units[unit].skip;
        &self.rows[start.min(end)..end]
    }

    /// Two numbers are minutes and seconds, unless only hours and minutes make the times rise beside those
    /// that have three (`0:59:30`, `1:00`, `1:00:20`).
    fn read_clock(&mut self) {
        if self.units.iter().all(|unit| unit.fields == 2) || self.units.iter().all(|unit| unit.fields == 3) {
            return;
        }
        let hours = |unit: &Unit, time: Time| if unit.fields == 2 { Time(time.0 * 60) } else { time };
        let falls = |read: &dyn Fn(&Unit) -> Time| self.units.windows(2).any(|pair| read(&pair[1]) < read(&pair[0]));
        if falls(&|unit| unit.span.start) && !falls(&|unit| hours(unit, unit.span.start)) {
            for unit in &mut self.units {
                let (start, end) = (hours(unit, unit.span.start), unit.span.end.map(|end| hours(unit, end)));
                unit.span = Span { start, end };
            }
        }
    }

    /// Takes the spoken form of the times away, beside the time or on the line below.
    fn strip_spoken(&mut self) {
        let said = |n: usize| -> &str {
            let unit = &self.units[n];
            match self.below(n).first() {
                Some(row) if unit.beside.is_empty() => row.of(self.text),
                _ => &self.text[unit.beside.clone()],
            }
        };
        let samples = self.units.iter().enumerate().map(|(n, unit)| (unit.span.start, said(n)));
        let Some(spoken) = spoken::learn(samples) else { return };
        let stripped = |n: usize| spoken.strip(self.units[n].span.start, said(n));
        let found: Vec<_> = (0..self.units.len()).map(stripped).collect();
        for (n, len) in found.into_iter().enumerate() {
            let Some(len) = len else { continue };
            let below = self.below(n).first().map(PhysicalLine::range);
            let unit = &mut self.units[n];
            if !unit.beside.is_empty() {
                unit.beside.start += len;
            } else if let Some(below) = below {
                unit.skip = 1;
                unit.beside = below.start + len..below.end;
            }
        }
    }

    /// Takes a row away that spells out the time on the row below it.
    fn take_spelled_above(&mut self) {
        for unit in &mut self.units {
            let above = unit.row.checked_sub(unit.lead + 1).map(|row| self.rows[row].of(self.text));
            let says = above.and_then(|above| spoken::scan(above).filter(|(_, len)| *len == above.len()));
            unit.lead += usize::from(says.is_some_and(|(time, _)| time == unit.span.start));
        }
    }

    /// Takes a separator away that stands between time and text on nearly all lines: `00:07 - text`.
    fn strip_separator(&mut self) {
        let beside = |unit: &Unit| &self.text[unit.beside.clone()];
        let texts = self.units.iter().filter(|unit| !unit.beside.is_empty()).count();
        for separator in ["-", "–", "—", ":", "|", "»", ">"] {
            let strip = |text: &'a str| {
                let rest = text.strip_prefix(separator)?;
                let said = rest.trim_start();
                // A dash directly before a word is a mark of the text.
                let apart = said.len() < rest.len() || separator == ":";
                (apart && !said.is_empty()).then_some(text.len() - said.len())
            };
            let found = |units: &[Unit]| units.iter().filter(|unit| strip(beside(unit)).is_some()).count();
            // What is seldom at the beginning is seldom on nearly all lines.
            let beginning = &self.units[..self.units.len().min(200)];
            if found(beginning) * 2 >= beginning.len() && found(&self.units) * 10 >= texts * 9 && texts > 0 {
                let lens: Vec<_> = self.units.iter().map(|unit| strip(beside(unit)).unwrap_or(0)).collect();
                for (unit, len) in self.units.iter_mut().zip(lens) {
                    unit.beside.start += len;
                }
                return;
            }
        }
    }

    /// Finds names that stand alone beside the times or on the line below, over what is said.
    fn read_names(&mut self) {
        if self.time_ends || self.units.len() < 2 || self.units.iter().any(|unit| !unit.name.is_empty()) {
            return;
        }
        let places: [fn(&Self, usize) -> Option<Name>; 2] = [Self::name_before_text, Self::name_above];
        let Some(names) = places.iter().find_map(|place| self.believed(|n| place(self, n))) else { return };
        for (unit, name) in self.units.iter_mut().zip(names) {
            if let Some(name) = name {
                unit.skip += name.below;
                unit.lead += name.above;
                unit.name = name.text;
                unit.beside = unit.beside.end..unit.beside.end;
            }
        }
    }

    /// The words beside a time that has its text below, or on the first of several rows below it.
    fn name_before_text(&self, unit: usize) -> Option<Name> {
        let (below, words) = match (self.below(unit), &self.units[unit].beside) {
            ([_, ..], beside) if !beside.is_empty() => (0, beside.clone()),
            ([first, _, ..], _) => (1, first.range()),
            _ => return None,
        };
        self.name(words, below, 0)
    }

    /// The words that begin a paragraph on the row above a time alone.
    fn name_above(&self, unit: usize) -> Option<Name> {
        let at = &self.units[unit];
        let bare = at.beside.is_empty() && !self.rows[at.row - at.lead].after_blank;
        let row = at.row.checked_sub(at.lead + 1).filter(|_| bare)?;
        let timed = unit > 0 && self.units[unit - 1].row + self.units[unit - 1].skip >= row;
        let row = Some(self.rows[row]).filter(|row| row.after_blank && !timed)?;
        self.name(row.range(), 0, 1)
    }

    fn name(&self, words: Range<usize>, below: usize, above: usize) -> Option<Name> {
        let name = self.text[words.clone()].trim_end_matches([':', '：']).trim_end();
        let text = words.start..words.start + name.len();
        (speaker_prefix::is_name(name) && !name.contains([':', '：'])).then_some(Name { text, below, above })
    }

    /// The names of all units, when nearly all have one and they repeat or are followed by a colon.
    fn believed(&self, name: impl Fn(usize) -> Option<Name>) -> Option<Vec<Option<Name>>> {
        let mut found: Vec<Option<Name>> = Vec::with_capacity(self.units.len());
        for n in 0..self.units.len() {
            found.push(name(n));
            // Most texts are no names: do not go on for long.
            if n == 40 && found.iter().flatten().count() * 10 < n * 9 {
                return None;
            }
        }
        let named: Vec<_> = found.iter().flatten().map(|name| name.text.clone()).collect();
        let distinct: HashSet<_> = named.iter().map(|range| &self.text[range.clone()]).collect();
        let colon = |range: &&Range<usize>| self.text[range.end..].trim_start().starts_with([':', '：']);
        let colons = named.iter().filter(colon).count();
        // Few turns need not come again, where each is a paragraph under words that all have capitals.
        let is_head = |unit: &Unit| self.rows[unit.row - unit.lead].after_blank || self.rows[unit.row].after_blank;
        let capital = |name: &&str| {
            let words = || name.split_whitespace();
            let all = words().all(|word| word.starts_with(char::is_uppercase)) && !name.ends_with(['.', ',', '!']);
            all || is_numbered(name)
        };
        let apart = || named.len() > 1 && self.units.iter().skip(1).all(is_head) && distinct.iter().all(capital);
        let repeat = colons * 10 >= named.len() * 9 || distinct.len() * 2 <= named.len() || apart();
        (named.len() * 10 >= found.len() * 9 && repeat).then_some(found)
    }

    /// Finds the first line that has a name and no time, where times stand here and there behind names.
    fn find_first_named(&mut self) {
        let Some(first) = self.units.first().map(|unit| unit.row) else { return };
        if first == 0 || !self.units.iter().any(|unit| !unit.name.is_empty() && !unit.beside.is_empty()) {
            return;
        }
        let prefixes = speaker_prefix::infer(self.rows.iter().map(|row| row.of(self.text)), "");
        self.first_named = self.rows[..first].iter().position(|row| prefixes.split(row.of(self.text)).is_some());
    }

    /// Removes the labels of a page that shows transcripts, and says which they were.
    pub(super) fn put_furniture_away(&mut self, problems: &mut Vec<Problem>) {
        let first = self.units.first().map_or(self.rows.len(), |unit| unit.row);
        // Labels stand before the lines and behind them: looking at a few rows there is enough.
        let last = self.units.last().map_or(0, |unit| unit.row);
        let outside: Vec<usize> = (0..first).chain(last + 1..self.rows.len()).collect();
        let text = |row: usize| self.rows[row].of(self.text);
        if self.units.is_empty() || !outside.iter().any(|&row| front::is_furniture(text(row))) {
            return;
        }
        let away = |row: &usize| front::is_furniture(text(*row)) || front::is_minor_furniture(text(*row));
        let away: Vec<usize> = outside.into_iter().filter(away).collect();
        let labels: Vec<_> = away.iter().map(|&row| message!("quoted", what = text(row))).collect();
        problems.push(Problem {
            line: away.first().map(|&row| self.rows[row].number as usize),
            message: message!("page-labels-left-out", labels = labels),
        });
        let mut kept = Vec::with_capacity(self.rows.len());
        let mut away = away.into_iter().peekable();
        let mut blank = false;
        let mut unit = 0;
        for (n, row) in self.rows.iter().enumerate() {
            if away.next_if_eq(&n).is_some() {
                blank |= row.after_blank;
                continue;
            }
            if self.units.get(unit).is_some_and(|unit| unit.row == n) {
                self.units[unit].row = kept.len();
                unit += 1;
            }
            kept.push(PhysicalLine { after_blank: row.after_blank || std::mem::take(&mut blank), ..*row });
        }
        self.rows = kept;
        self.find_first_named();
    }

    /// Takes what a service says at the end, of itself, away from the lines. Returns it, a note a row.
    pub(super) fn take_footers(&mut self) -> Vec<String> {
        let last = self.units.last().map_or(self.rows.len(), |unit| unit.row + unit.skip + 1);
        let from = self.rows.iter().rposition(|row| !front::is_footer(row.of(self.text))).map_or(0, |row| row + 1);
        let footers = self.rows.split_off(from.max(last).min(self.rows.len()));
        footers.iter().map(|row| row.of(self.text).to_owned()).collect()
    }

    /// Finds chapters that are named in a bare row before a time, where every time stands alone above one row
    /// of text: there a second row is not text.
    pub(super) fn read_bare_chapters(&mut self) {
        let text = |row: &PhysicalLine| row.of(self.text);
        let alone = |(n, unit): (usize, &Unit)| unit.beside.is_empty() && self.below(n).len() == 1;
        let plain = self.units.iter().enumerate().filter(|unit| alone(*unit)).count();
        if self.units.len() < 6 || plain * 5 < self.units.len() * 4 || self.units.iter().any(|u| !u.name.is_empty()) {
            return;
        }
        let is_title = |row: &PhysicalLine| {
            let title = text(row);
            title.len() <= 100 && !title.starts_with(char::is_lowercase) && !title.ends_with(['.', ',', ';', '?', '!'])
        };
        let mut found = Vec::new();
        for (n, next) in self.units.iter().enumerate().skip(1) {
            if let [_, last] = self.below(n - 1)
                && is_title(last)
            {
                found.push(next.row - 1);
            }
        }
        // Where others have a name, the row before the first time names the first.
        let first = self.units[0].row;
        if !found.is_empty() && first > 0 && !self.rows[first].after_blank && is_title(&self.rows[first - 1]) {
            found.insert(0, first - 1);
        }
        self.bare_chapters = found;
    }

    /// Says so when times go back.
    pub(super) fn report_falls(&self, problems: &mut Vec<Problem>) {
        let mut falls = self.units.windows(2).filter(|pair| pair[1].span.start < pair[0].span.start);
        let Some(first) = falls.next() else { return };
        let (line, more) = (self.rows[first[1].row].number as usize, falls.count());
        problems.push(Problem { line: Some(line), message: message!("page-time-falls", more = more) });
    }

    /// The first row that belongs to the lines and not to what stands before them.
    fn first_row(&self) -> usize {
        if let Some(row) = self.line_across().map(|row| row + 1).or(self.first_named) {
            return row;
        }
        let Some(unit) = self.units.first() else { return 0 };
        let mut row = unit.row - unit.lead;
        while self.time_ends && row > 0 && !self.rows[row].after_blank {
            row -= 1;
        }
        // The titles of the first chapters stand directly before the first time.
        match self.units.binary_search_by_key(&row, |unit| unit.row) {
            Ok(_) => row - self.chapters_above(row, 0),
            Err(_) => row,
        }
    }

    /// The row with a line of dashes that sets what stands before it apart from lines without times behind it.
    fn line_across(&self) -> Option<usize> {
        let first = self.units.first().map_or(self.rows.len(), |unit| unit.row - unit.lead);
        self.rows[..first].iter().position(|row| row.of(self.text) == front::LINE_ACROSS)
    }

    /// The title and the notes.
    pub(super) fn front(&self) -> front::Front {
        let first = self.line_across().unwrap_or_else(|| self.first_row());
        let apart = self.rows.get(first).is_some_and(|row| row.after_blank);
        let before = self.rows[..first].iter();
        front::read(before.map(|row| (row.number as usize, row.after_blank, row.of(self.text))), apart)
    }

    /// The title of the chapter that a row names, if it stands above a time.
    fn chapter(&self, row: usize) -> Option<&str> {
        let text = self.rows[row].of(self.text);
        let bare = || self.bare_chapters.binary_search(&row).is_ok().then_some(text);
        front::chapter(text).or_else(bare)
    }

    /// How many of the rows directly before the time in `row`, down to `first`, name chapters: they begin at that time.
    fn chapters_above(&self, row: usize, first: usize) -> usize {
        (first..row).rev().take_while(|row| self.chapter(*row).is_some()).count()
    }

    /// The chapters, which are named in rows before the time at which they begin.
    pub(super) fn chapters(&self) -> Vec<Chapter> {
        let before = |(n, unit): (usize, &Unit)| {
            let above = n.checked_sub(1).and_then(|n| self.units.get(n)).map_or(0, |above| above.row + 1);
            let (start, rows) = (unit.span.start, unit.row - self.chapters_above(unit.row, above)..unit.row);
            rows.filter_map(move |row| Some(Chapter { start, title: self.chapter(row)?.to_owned() }))
        };
        self.units.iter().enumerate().flat_map(before).collect()
    }

    /// What becomes a line each.
    pub(super) fn pieces(&self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.rows.len());
        let first = match self.units.first() {
            Some(unit) => unit.row - unit.lead,
            None => self.rows.len(),
        };
        let begin = self.first_row().min(first);
        if self.time_ends || self.units.is_empty() || self.line_across().or(self.first_named).is_some() {
            let chapters = if self.units.is_empty() { 0 } else { self.chapters_above(first, begin) };
            let rows = &self.rows[begin..first - chapters];
            pieces.extend(rows.iter().map(|row| Piece { text: row.range(), unit: None, first: false }));
        }
        for (n, unit) in self.units.iter().enumerate() {
            let mut first = true;
            let mut open = !unit.beside.is_empty();
            if open {
                let mut text = unit.beside.clone();
                // Where the time ends a text, the text began on the rows before it.
                let mut row = unit.row;
                while self.time_ends && !self.rows[row].after_blank && pieces.last().is_some_and(|p| !p.first) {
                    row -= 1;
                    text.start = self.rows[row].range().start;
                    pieces.pop();
                }
                pieces.push(Piece { text, unit: Some(n), first });
                first = false;
                open = !self.time_ends;
            }
            let below = self.below(n);
            let base = self.rows.len().min(unit.row + 1 + unit.skip);
            let end = base + below.len();
            let is_timed = self.units.get(n + 1).is_some_and(|next| next.row == end);
            let chapters = if is_timed { self.chapters_above(end, base) } else { 0 };
            let text = below.len() - chapters;
            for row in &below[..text] {
                // What goes on below without an empty line is the same line, broken.
                open &= !row.after_blank;
                match pieces.last_mut().filter(|_| open) {
                    Some(piece) => piece.text.end = row.range().end,
                    None => {
                        pieces.push(Piece { text: row.range(), unit: Some(n), first });
                        first = false;
                    }
                }
            }
            if first {
                pieces.push(Piece { text: unit.beside.clone(), unit: Some(n), first });
            }
        }
        pieces
    }

    /// The lines, with their speakers. `head` is what stands above them.
    pub(super) fn lines(&self, pieces: &[Piece], head: &str, roster: &mut RosterBuilder) -> Lines {
        // Names beside the times are names before other texts, too.
        let names = || self.units.iter().map(|unit| &self.text[unit.name.clone()]).filter(|name| !name.is_empty());
        let named = self.is_named();
        let mut naming = match named {
            true => Naming::of(self.rows.iter().map(|row| row.of(self.text)), head).knowing(names()),
            false => Naming::of(pieces.iter().map(|piece| &self.text[piece.text.clone()]), head),
        };
        let mut by = None;
        // A text that ends at the beginning cannot have been said: such times begin their texts.
        let time_ends = self.time_ends && self.units.first().is_some_and(|unit| unit.span.start > Time(0));
        let mut ended = Time(0);
        let mut lines = LinesBuilder::default();
        for piece in pieces {
            let unit = piece.unit.map(|n| &self.units[n]);
            let mut span = unit.filter(|_| piece.first).map(|unit| unit.span);
            if time_ends && let Some(span) = &mut span {
                *span = Span { start: ended.min(span.start), end: Some(span.start) };
                ended = span.end.unwrap_or(ended);
            }
            let push = |speaker: Option<SpeakerId>, said: Range<usize>| {
                let text = Text::slice(self.text, piece.text.start + said.start..piece.text.start + said.end);
                lines.push(Line { span: span.take(), speaker, text, ..Line::default() });
            };
            let text = &self.text[piece.text.clone()];
            if named {
                if let Some(unit) = unit.filter(|unit| piece.first && !unit.goes_on) {
                    let name = &self.text[unit.name.clone()];
                    by = (!name.is_empty()).then(|| roster.id(name));
                }
                naming.next_by(&mut by, text, roster, push);
            } else {
                naming.next(text, roster, push);
            }
        }
        lines.finish()
    }
}

/// A time with what stands beside it and below it up to the next time.
struct Unit {
    /// The row with the time.
    row: usize,
    /// Rows directly below that are not its text: a name, a spoken time.
    skip: usize,
    /// Rows directly above that are not text: a name.
    lead: usize,
    span: Span,
    fields: u8,
    /// Bytes of the text.
    name: Range<usize>,
    /// Bytes of the text.
    beside: Range<usize>,
    /// Whoever spoke before goes on.
    goes_on: bool,
}

/// A name that stands alone near a time: its bytes, and how many rows below and above the time it takes.
struct Name {
    text: Range<usize>,
    below: usize,
    above: usize,
}

/// What becomes one line: bytes of the text, and the unit it belongs to.
pub(super) struct Piece {
    text: Range<usize>,
    unit: Option<usize>,
    /// The first of its unit, which has the unit's time.
    first: bool,
}

/// A physical line that is not empty, in bytes of the text, without its outer spaces.
#[derive(Clone, Copy)]
pub(super) struct PhysicalLine {
    /// Counted from 1.
    number: u32,
    start: u32,
    end: u32,
    /// An empty line stands before it, or nothing.
    after_blank: bool,
}

impl PhysicalLine {
    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range()]
    }
}

/// The physical lines of a text that are not empty.
pub(super) fn rows(text: &str) -> Vec<PhysicalLine> {
    let mut rows = Vec::new();
    let mut start = 0;
    let mut after_blank = true;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for (n, end) in ends.enumerate() {
        let line = &text[start..end];
        let left = line.trim_start();
        let from = start + line.len() - left.len();
        let row = PhysicalLine {
            number: n as u32 + 1,
            start: from as u32,
            end: (from + left.trim_end().len()) as u32,
            after_blank,
        };
        after_blank = row.start == row.end;
        if !after_blank {
            rows.push(row);
        }
        start = end + 1;
    }
    rows
}
