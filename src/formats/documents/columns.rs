//! Which column of a table in a document says when, which who, and which what.
//!
//! That is found as for any table ([`tables`](crate::formats::tables)); but a document has tables of other things too, so
//! that a table counts as a transcript only when it says so or has the clocks or the names of one. And people put into one
//! cell what stands in several elsewhere: from when to when, a name and a time.

use crate::formats::tables::{Columns as Table, Moment, Role, find, role_of};
use crate::formats::{Options, speaker_prefix, timestamp};
use crate::model::{Span, Time, timecode};
use std::borrow::Cow;
use std::collections::HashSet;

/// The rows of a table. A cell may hold several physical lines.
pub(super) type Rows = Vec<Vec<String>>;

/// The columns of a table that is a transcript.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Columns {
    table: Table,
    /// The columns whose cells hold several things, and are read as three: from when, to when, who.
    joined: Vec<bool>,
}

/// A row that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) span: Option<Span>,
    pub(super) speaker: Option<String>,
    pub(super) text: String,
}

/// A row, its joined cells taken apart.
type Row<'a> = Vec<Cow<'a, str>>;

impl Columns {
    /// The columns of a table; `None` when it is none of what somebody says. What the table `before` it says of its
    /// columns is so of this one, too, where it is as wide and does not say it itself.
    pub(super) fn of(rows: &Rows, before: Option<&Columns>) -> Option<Columns> {
        let width = rows.iter().map(Vec::len).max().filter(|&width| width > 1)?;
        let joined: Vec<bool> = (0..width).map(|at| is_joined(rows, at)).collect();
        let apart: Vec<Row> = rows.iter().map(|row| apart(row, &joined)).collect();
        let own = find(&apart, &Options::default()).filter(|table| is_transcript(&apart, table));
        match (own, before) {
            (Some(table), _) => Some(Columns { table, joined }),
            (None, Some(before)) if before.joined.len() == width && before.joined == joined => {
                Some(Columns { table: Table { header: None, ..before.table.clone() }, joined })
            }
            (None, _) => None,
        }
    }

    /// Whether it has a column of times and one of speakers.
    pub(super) fn is_complete(&self) -> bool {
        self.table.at(Role::Start).is_some() && self.table.at(Role::Speaker).is_some()
    }

    /// The rows of the table. What stands in columns of which nothing is known goes `beside` them.
    pub(super) fn read(&self, rows: &Rows, beside: &mut Vec<String>) -> Vec<Read> {
        let mut said: Vec<Read> = Vec::with_capacity(rows.len());
        let mut last: Option<String> = None;
        let heading = self.table.header.and_then(|at| rows.get(at));
        for (at, row) in rows.iter().enumerate() {
            if self.table.header.is_some_and(|header| at < header) {
                beside.push(row.join("\t"));
                continue;
            }
            // The heading, also where it is repeated on each page.
            if heading == Some(row) {
                continue;
            }
            let row = apart(row, &self.joined);
            let cell = |role: Role| self.table.at(role).and_then(|at| row.get(at)).map_or("", |cell| cell.trim());
            let others: Vec<&str> =
                self.table.others.iter().filter_map(|at| row.get(*at)).map(|cell| cell.trim()).collect();
            if others.iter().any(|other| !other.is_empty()) {
                beside.push(others.join("\t"));
            }
            let time = |role: Role| Moment::of(cell(role))?.time(self.table.unit, self.table.rate);
            let (start, end, lasts) = (time(Role::Start), time(Role::End), time(Role::Duration));
            let span = start.map(|start| Span { start, end: end.or_else(|| Some(Time(start.0 + lasts?.0))) });
            let text = cell(Role::Text);
            // What is no time and stands where times do is said all the same.
            let odd = Some(cell(Role::Start)).filter(|cell| span.is_none() && !cell.is_empty());
            let named = Some(name(cell(Role::Speaker))).filter(|name| !name.is_empty());
            if text.is_empty() && span.is_none() {
                // A heading over all columns stands in the first of them.
                let heading = odd.into_iter().chain(named).collect::<Vec<_>>().join(" ");
                said.push(Read { span: None, speaker: None, text: heading });
                last = None;
                continue;
            }
            // An empty cell is a speaker who goes on.
            last = named.map(str::to_owned).or(last.filter(|_| odd.is_none()));
            let text = odd.map_or(text.to_owned(), |odd| format!("{odd} {text}"));
            said.push(Read { span, speaker: last.clone(), text });
        }
        said.retain(|read| !read.text.is_empty());
        said
    }
}

/// Whether a table of which this is found is one of what somebody says.
fn is_transcript(rows: &[Row], table: &Table) -> bool {
    let column = |at: usize| {
        let below = rows.iter().skip(table.header.map_or(0, |at| at + 1));
        below.filter_map(move |row| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    };
    let called = |own: Role| {
        let cells = table.header.and_then(|at| rows.get(at)).map_or(&[][..], Vec::as_slice);
        table.at(own).and_then(|at| role_of(cells.get(at)?)).is_some_and(|(role, ..)| role == own)
    };
    let clocks = table.at(Role::Start).is_some_and(|at| {
        let is_clock = |cell: &&str| matches!(Moment::of(cell), Some(Moment::Clock(_) | Moment::Frame(_)));
        column(at).count() > 0 && column(at).filter(is_clock).count() * 10 >= column(at).count() * 8
    });
    // Names come again.
    let names = table.at(Role::Speaker).is_some_and(|at| {
        let all: Vec<&str> = column(at).map(name).collect();
        let different: HashSet<&str> = all.iter().copied().collect();
        let likely = all.iter().filter(|name| speaker_prefix::is_name(name)).count();
        all.len() >= 3 && likely * 10 >= all.len() * 8 && different.len() * 2 <= all.len()
    });
    (called(Role::Text) && (called(Role::Start) || called(Role::Speaker))) || clocks || names
}

/// Whether nearly all cells of a column hold several things.
fn is_joined(rows: &Rows, at: usize) -> bool {
    let cells = || rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
    let (mut all, mut joined) = (0, 0);
    for cell in cells() {
        all += 1;
        joined += usize::from(Joined::of(cell).is_some());
    }
    // The first may be its heading.
    joined > 0 && joined * 10 >= (all - 1) * 8
}

/// A row with three cells for each that holds three things.
fn apart<'a>(row: &'a [String], joined: &[bool]) -> Row<'a> {
    let mut cells = Row::with_capacity(row.len() + 2);
    for (at, is_joined) in joined.iter().enumerate() {
        let cell = row.get(at).map_or("", String::as_str);
        match Joined::of(cell).filter(|_| *is_joined) {
            Some(Joined { start, end, name }) => {
                let clock = |time: Time| Cow::from(timecode::format(time, timecode::VTT));
                cells.extend([clock(start), end.map_or("".into(), clock), name.into()]);
            }
            None if *is_joined => cells.extend([cell.into(), "".into(), "".into()]),
            None => cells.push(cell.into()),
        }
    }
    cells
}

/// A time with an end or a name in the same cell, or in brackets.
pub(super) struct Joined<'a> {
    start: Time,
    end: Option<Time>,
    name: &'a str,
}

impl Joined<'_> {
    /// What a cell or a line is made of; `None` when it is one thing, or a sentence.
    pub(super) fn of(cell: &str) -> Option<Joined<'_>> {
        let cell = cell.trim();
        if cell.len() > 120 {
            return None;
        }
        if let Some((span, length, _)) = timestamp::scan_stretch(cell) {
            return Joined::with(span, &cell[length..]);
        }
        let any = |text: &str| timestamp::scan_enclosed(text).or_else(|| timestamp::scan(text));
        let from = |stamp: timestamp::Stamp| Span { start: stamp.time, end: None };
        if let Some(stamp) = any(cell) {
            let joined = Joined::with(from(stamp), &cell[stamp.len..])?;
            // A time alone is one thing.
            return (!joined.name.is_empty() || !cell.starts_with(|c: char| c.is_numeric())).then_some(joined);
        }
        let at = cell.rfind(char::is_whitespace)?;
        let stamp = any(&cell[at..]).filter(|stamp| stamp.len == cell.len() - at)?;
        Joined::with(from(stamp), &cell[..at]).filter(|joined| !joined.name.is_empty())
    }

    fn with(span: Span, name: &str) -> Option<Joined<'_>> {
        let name =
            name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | ',' | ':' | '：'));
        (name.is_empty() || speaker_prefix::is_name(name)).then_some(Joined { start: span.start, end: span.end, name })
    }
}

impl Read {
    /// Writes a row as a line of text: `[0:05] Ann: Hello.`
    pub(super) fn write(&self, out: &mut String) {
        if let Some(span) = self.span {
            let clock = |time: Time| timecode::format(time, timecode::VTT);
            match span.end {
                Some(end) => out.push_str(&format!("[{} --> {}] ", clock(span.start), clock(end))),
                None => out.push_str(&format!("[{}] ", clock(span.start))),
            }
        }
        if let Some(speaker) = &self.speaker {
            out.extend([speaker, ": "]);
        }
        out.push_str(&self.text.replace('\n', " "));
        out.push('\n');
    }
}

/// A name without what sets it apart from the text.
fn name(cell: &str) -> &str {
    cell.trim().trim_end_matches([':', '：']).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of rows set apart by `/`, its cells by `|`.
    fn table(rows: &str) -> Rows {
        rows.split('/').map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    #[test]
    fn columns_are_found() {
        for (rows, expected) in [
            ("Time|Speaker|Transcript/0:01|Ann|Hello./0:05|Bob|Yes.", "[00:01] Ann: Hello. [00:05] Bob: Yes."),
            ("Sprecher|Text|Zeit/A|Ja.|00:01:02/|Nein.|00:01:04", "[01:02] A: Ja. [01:04] A: Nein."),
            // Without headings.
            ("0:01|Ann|Hello there./0:05|Bob|Yes, I do.", "[00:01] Ann: Hello there. [00:05] Bob: Yes, I do."),
            ("0:01|Hello./0:05|Yes.", "[00:01] Hello. [00:05] Yes."),
            ("1|0:01|0:04|Hello./2|0:05|0:06|Yes.", "[00:01-00:04] Hello. [00:05-00:06] Yes."),
            (
                "Ann:|Good day./Bob:|And to you./Ann:|Thank you./Bob:|Yes.",
                "Ann: Good day. Bob: And to you. Ann: Thank you. Bob: Yes.",
            ),
            // Several things in one cell.
            (
                "Timespan|Content|Speaker/0:00.0 - 0:05.2|Hello.|Ann/0:06.0 - 0:08.0|Yes.|Bob",
                "[00:00-00:05] Ann: Hello. [00:06-00:08] Bob: Yes.",
            ),
            ("0:01 Ann Lee|Hello./0:05 Bob|Yes.", "[00:01] Ann Lee: Hello. [00:05] Bob: Yes."),
            ("Ann Lee (0:01)|Hello./Bob (0:05)|Yes.", "[00:01] Ann Lee: Hello. [00:05] Bob: Yes."),
            ("[0:07]|Hello./[0:09]|Yes.", "[00:07] Hello. [00:09] Yes."),
            ("Start|End|Text/00:00:01,5|00:00:02|Oui.", "[00:01-00:02] Oui."),
            // A row that is a heading, one that has no time where one belongs, and cells of something else.
            ("Time|Name|Text/0:01|Ann|Hi./The break/0:09|Ann|Hi.", "[00:01] Ann: Hi. The break [00:09] Ann: Hi."),
            ("Time|Name|Text|Notes/0:01|Ann|Hi.|she waves", "[00:01] Ann: Hi. (she waves)"),
            // No transcripts.
            ("Country|Capital/France|Paris/Spain|Madrid", "none"),
            ("Year|Boats/1990|12/1991|14/1992|15", "none"),
            ("Name|Age/Ann|31/Bob|42/Cy|5", "none"),
            ("Only one/column", "none"),
        ] {
            let rows = table(rows);
            let shown = Columns::of(&rows, None).map_or("none".to_owned(), |columns| {
                let mut beside = Vec::new();
                let short = |time: Time| timecode::format(time, timecode::SHORT);
                let mut shown: Vec<String> = Vec::new();
                for Read { span, speaker, text } in columns.read(&rows, &mut beside) {
                    let end = |span: Span| span.end.map_or(String::new(), |end| format!("-{}", short(end)));
                    let span = span.map_or(String::new(), |span| format!("[{}{}] ", short(span.start), end(span)));
                    shown.push(format!("{span}{}{text}", speaker.map_or(String::new(), |name| format!("{name}: "))));
                }
                shown.extend(beside.iter().map(|beside| format!("({beside})")));
                shown.join(" ")
            });
            assert_eq!(shown, expected, "{rows:?}");
        }
    }

    #[test]
    fn a_table_that_goes_on_has_the_columns_of_the_one_before() {
        let first = Columns::of(&table("Speaker|Text/Ann|Hello."), None);
        let rows = table("Bob|Yes.");
        let next = Columns::of(&rows, first.as_ref()).expect("it is as wide");
        let said = next.read(&rows, &mut Vec::new());
        assert_eq!((said.len(), said[0].speaker.as_deref(), &*said[0].text), (1, Some("Bob"), "Yes."));
    }
}
