//! A table whose columns nobody has told: what sets its cells apart, which row names the columns, and its lines.

use super::cell::{Moment, Unit, bare};
use super::columns::{self, COLUMNS, Columns, UNIT};
use super::role::Role;
use crate::csv::{self, Rows};
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::frames::FPS;
use crate::formats::options::{Options, Setting};
use crate::formats::{Confidence, Probe, Problem, speaker_prefix, values};
use crate::model::{Line, Markup, Message, Span, Time, Transcript, message, timecode};
use std::borrow::Cow;
use std::sync::Arc;

/// What can be chosen when a table is read.
pub(super) static SETTINGS: &[&Setting] = &[&COLUMNS, &UNIT, &FPS];

/// So many rows show what a table is like.
const HEAD: usize = 200;
/// The name under which a line keeps the cells of columns that hold something else.
const OTHERS: &str = "table";
/// So many times that cannot be read are reported one by one.
const REPORTED: usize = 20;

/// What a table is like.
struct Survey {
    delimiter: char,
    columns: Columns,
    confidence: Confidence,
    /// How many of a hundred rows have as many cells as they should.
    even: usize,
}

/// A table as it was understood, to be shown and set right.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// What its plain numbers count that stand for moments: a word of [`UNIT`].
    pub unit: &'static str,
    /// Whether the names of the columns, or somebody, said all of it.
    pub is_plain: bool,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What it is called: by its name, else as spreadsheets call it.
    pub name: String,
    /// What it was taken for.
    pub role: Role,
    /// Its first cells below the header.
    pub cells: Vec<String>,
}

/// So many rows of a table are shown.
const SHOWN: usize = 5;

/// How the table is understood that a text is. `None` when no column of it has text.
pub(in crate::formats) fn table(text: &str, options: &Options) -> Option<Table> {
    let Survey { delimiter, columns, .. } = survey(text, &[',', ';', '|', '\t'], options)?;
    let head = head(announced(text).0, delimiter);
    let header = columns.header.and_then(|at| head.get(at));
    let names: Vec<String> = header.iter().flat_map(|row| row.iter()).map(|cell| cell.trim().to_owned()).collect();
    let below = &head[columns.header.map_or(0, |at| at + 1)..];
    let rows: Vec<_> = below.iter().filter(|row| !columns::is_blank(row)).take(SHOWN).collect();
    let column = |(at, role): (usize, &Role)| {
        let cells = rows.iter().map(|row| row.get(at).map_or_else(String::new, |cell| bare(cell).to_owned())).collect();
        Column { name: name(&names, at).into_owned(), role: *role, cells }
    };
    let unit = match columns.unit {
        Unit::Seconds => "seconds",
        Unit::Millis => "milliseconds",
        Unit::Frames => "frames",
    };
    Some(Table { columns: columns.roles.iter().enumerate().map(column).collect(), unit, is_plain: columns.is_plain })
}

/// How sure it is that a file is a table whose cells are set apart by one of these.
pub(super) fn detect(probe: &Probe, delimiters: &[char]) -> Confidence {
    let text = probe.text();
    // What is written by other rules may look like it here and there.
    let begins = |marks: &[&str]| marks.iter().any(|mark| text.starts_with(mark));
    if begins(&["WEBVTT", "[Script Info]", "{\\rtf"]) || probe.json().is_some() || probe.root().is_some() {
        return Confidence::No;
    }
    survey(text, delimiters, &Options::default()).map_or(Confidence::No, |survey| survey.confidence)
}

/// What stands before the rows, and what it says sets the cells apart: `sep=;`.
fn announced(text: &str) -> (&str, Option<char>) {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim().trim_matches('"');
    let is_announcement = first.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="));
    let mut signs = first.chars().skip(4);
    match (is_announcement, signs.next().unwrap_or('\t'), signs.next()) {
        (true, sign, None) if sign.is_ascii() => (rest, Some(sign)),
        _ => (text, None),
    }
}

fn survey(text: &str, delimiters: &[char], options: &Options) -> Option<Survey> {
    let (text, announced) = announced(text);
    let one = announced.map(|sign| [sign]);
    let delimiters = one.as_ref().map_or(delimiters, |one| one.as_slice());
    let found = delimiters.iter().filter_map(|delimiter| {
        let head = head(text, *delimiter);
        let columns = columns::find(&head, options)?;
        let even = even(&head, &columns);
        let confidence = confidence(*delimiter, &columns, even, &head);
        let confidence = if announced.is_some() { Confidence::Certain } else { confidence };
        Some(Survey { delimiter: *delimiter, columns, confidence, even })
    });
    // `max_by_key` returns the last of equals.
    found.rev().max_by_key(|survey| (survey.confidence, survey.even, survey.columns.roles.len()))
}

fn head(text: &str, delimiter: char) -> Vec<Vec<Cow<'_, str>>> {
    let mut rows = Rows::new(text, delimiter);
    let mut head = Vec::new();
    let mut cells = Vec::new();
    while head.len() < HEAD && rows.read(&mut cells).is_some() {
        head.push(std::mem::take(&mut cells));
    }
    head
}

/// How many of a hundred rows below the header have as many cells as they should; more of them where the text is last,
/// whose commas were not quoted.
fn even(head: &[Vec<Cow<str>>], columns: &Columns) -> usize {
    let width = columns.roles.len();
    let open = columns.roles.last() == Some(&Role::Text);
    let rows = head.iter().skip(columns.header.map_or(0, |at| at + 1)).filter(|row| !columns::is_blank(row));
    let (mut all, mut fit) = (0, 0);
    for row in rows {
        all += 1;
        fit += usize::from(row.len() == width || (open && row.len() > width));
    }
    usize::checked_div(fit * 100, all).unwrap_or(100)
}

fn confidence(delimiter: char, columns: &Columns, even: usize, head: &[Vec<Cow<str>>]) -> Confidence {
    let width = columns.roles.len();
    let has = |role: Role| columns.at(role).is_some();
    let rows = head.len();
    let named = columns.header.is_some();
    let plain = named && columns.is_plain;
    match () {
        () if width < 2 => Confidence::No,
        // Its header says what it is.
        () if named && has(Role::Start) && even >= 60 => Confidence::Certain,
        () if plain && has(Role::Speaker) && even >= 80 => Confidence::Likely,
        () if even < 90 => Confidence::No,
        () if has(Role::Start) && has(Role::End) => Confidence::Certain,
        // Text with a time before it, and names set apart by tabs, is how pages and people write.
        () if has(Role::Start) && delimiter != '\t' && width > 2 => Confidence::Certain,
        () if has(Role::Start) && (rows > 1 || delimiter != ',') => Confidence::Likely,
        () if rows > 2 && !is_prose(head, delimiter) => Confidence::Maybe,
        () => Confidence::No,
    }
}

/// Whether most rows are sentences: a space stands behind their commas.
fn is_prose(head: &[Vec<Cow<str>>], delimiter: char) -> bool {
    let filled = || head.iter().filter(|row| !columns::is_blank(row));
    let spaced = filled().filter(|row| row.iter().skip(1).all(|cell| cell.starts_with(' '))).count();
    delimiter != '\t' && spaced * 2 > filled().count()
}

/// The lines of a table whose cells are set apart by one of these.
pub(super) fn read(text: &str, delimiters: &[char], options: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let Some(survey) = survey(text, delimiters, options) else {
        problems.push(Problem { line: None, message: message!("columns-no-text") });
        text.lines().for_each(|row| builder.line(None, None, row));
        return builder.finish();
    };
    let (body, announced) = announced(text);
    let above = usize::from(announced.is_some());
    let mut reader = Reader { columns: survey.columns, names: Vec::new(), builder, words: Vec::new(), unreadable: 0 };
    let mut rows = Rows::new(body, survey.delimiter);
    let mut cells = Vec::new();
    let mut at = 0;
    while let Some(line) = rows.read(&mut cells) {
        if !columns::is_blank(&cells) {
            reader.row(at, line + above, &cells, survey.delimiter, problems);
        }
        at += 1;
    }
    reader.finish(options, problems)
}

/// Makes lines of rows.
struct Reader {
    columns: Columns,
    /// What the columns are called.
    names: Vec<String>,
    builder: TranscriptBuilder,
    /// Words with their speakers, where each row is one.
    words: Vec<(Option<String>, String, Option<Span>)>,
    /// How many times could not be read.
    unreadable: usize,
}

impl Reader {
    fn row(&mut self, at: usize, line: usize, cells: &[Cow<str>], delimiter: char, problems: &mut Vec<Problem>) {
        if self.columns.header.is_some_and(|header| at < header) {
            let said: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            return self.builder.note(&said.join(" "));
        }
        if self.columns.header == Some(at) {
            self.names = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            return;
        }
        let is_rule = |cell: &Cow<str>| cell.trim().bytes().all(|byte| matches!(byte, b'-' | b':'));
        if delimiter == '|' && cells.iter().all(is_rule) {
            return;
        }
        let cell = |role: Role| self.columns.at(role).and_then(|at| cells.get(at)).map_or("", |cell| bare(cell));
        let mut time = |role: Role| {
            let cell = cell(role);
            let time = Moment::of(cell).and_then(|moment| moment.time(self.columns.unit, self.columns.rate));
            if time.is_none() && !cell.is_empty() {
                self.unreadable += 1;
                if self.unreadable <= REPORTED {
                    problems
                        .push(Problem { line: Some(line), message: message!("columns-time-unreadable", what = cell) });
                }
            }
            time
        };
        let start = time(Role::Start);
        let end = time(Role::End);
        let lasts = time(Role::Duration);
        let end = end.or_else(|| Some(Time(start?.0 + lasts?.0)));
        let span = start.map(|start| Span { start, end });
        let text = self.text(cells, delimiter);
        // Where nothing says that it is a name, it may stand there as before a text: `[Bo]`, `Bo:`.
        let speaker = match self.columns.header {
            Some(_) => self.said(cells, Role::Speaker),
            None => cell(Role::Speaker).trim_end_matches(':'),
        };
        let speaker = values::label_of(speaker);
        if self.columns.of_words {
            self.words.push((speaker.map(Cow::into_owned), text.into_owned(), span));
            return;
        }
        if text.trim().is_empty() && start.is_none() {
            // A heading between the rows.
            let said: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            return self.builder.line(None, None, &said.join(" "));
        }
        let others = self.others(cells);
        if let Some(name) = speaker.as_deref().filter(|_| text.trim().is_empty()) {
            // Somebody speaks then, and what they say is still to be written.
            let speaker = self.builder.speaker(name);
            let line = Line { span, speaker, markup: others.map(Arc::new), ..Line::new("") };
            return self.builder.lines_mut().push(line);
        }
        self.builder.line_with(span, speaker.as_deref(), &text, &[], others);
    }

    /// What is said in a row: in its last column with what stands behind it, which was not quoted.
    fn text<'a>(&self, cells: &'a [Cow<str>], delimiter: char) -> Cow<'a, str> {
        let Some(at) = self.columns.at(Role::Text) else { return "".into() };
        if at + 1 == self.columns.roles.len() && cells.len() > at + 1 {
            return cells[at..].join(&delimiter.to_string()).into();
        }
        self.said(cells, Role::Text).into()
    }

    /// What a cell says, as it was before it was kept from being carried out.
    fn said<'a>(&self, cells: &'a [Cow<str>], role: Role) -> &'a str {
        let cell = self.columns.at(role).and_then(|at| cells.get(at)).map_or("", |cell| cell);
        let text = cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"'));
        text.unwrap_or_else(|| csv::unguarded(cell))
    }

    /// The cells of columns that hold something else, as a row; `None` when nothing is in them.
    fn others(&self, cells: &[Cow<str>]) -> Option<Markup> {
        let mut others = self.columns.others.iter().map(|at| cells.get(*at).map_or("", |cell| csv::unguarded(cell)));
        if others.clone().all(|cell| cell.trim().is_empty()) {
            return None;
        }
        Some(markup(&mut others))
    }

    fn finish(mut self, options: &Options, problems: &mut Vec<Problem>) -> Transcript {
        if self.unreadable > REPORTED {
            let message = message!("columns-times-unreadable", n = self.unreadable - REPORTED);
            problems.push(Problem { line: None, message });
        }
        if self.columns.framed {
            self.columns.rate.report(options, problems);
        }
        let names: Vec<Cow<str>> = (0..self.columns.roles.len()).map(|at| name(&self.names, at)).collect();
        if !self.columns.is_plain || !self.columns.others.is_empty() {
            problems.push(Problem { line: None, message: taken(&self.columns, &names) });
        }
        if !self.columns.others.is_empty() {
            let header = markup(&mut self.columns.others.iter().map(|at| &*names[*at]));
            self.builder.meta.header = Some(Arc::new(header));
        }
        let words = self.words.iter().map(|(name, text, span)| {
            (name.as_deref(), Said { text: text.trim(), span: *span, confidence: None, glued: false })
        });
        self.builder.stream(words);
        let in_text = self.columns.at(Role::Speaker).is_none();
        let speakers = in_text.then(|| speaker_prefix::take_off(self.builder.lines_mut()));
        let transcript = self.builder.finish();
        match speakers {
            Some(speakers) => Transcript { speakers, ..transcript },
            None => transcript,
        }
    }
}

fn markup(cells: &mut dyn Iterator<Item = &str>) -> Markup {
    let mut around = String::new();
    csv::push_row(&mut around, cells);
    around.pop();
    Markup { format: OTHERS.to_owned(), around, body: None }
}

/// What a column is called: by its name, else as spreadsheets call it, `A` to `Z` and then `AA`.
fn name(names: &[String], at: usize) -> Cow<'_, str> {
    if let Some(name) = names.get(at).filter(|name| !name.is_empty()) {
        return name.as_str().into();
    }
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    match at {
        0..26 => letter(at).to_string().into(),
        _ => format!("{}{}", letter(at / 26 - 1), letter(at)).into(),
    }
}

/// Says which column was taken for what.
fn taken(columns: &Columns, names: &[Cow<str>]) -> Message {
    let all = columns.roles.iter().enumerate();
    let taken = all.filter(|(at, role)| **role != Role::Other || columns.others.contains(at));
    let taken: Vec<Message> =
        taken.map(|(at, role)| message!("columns-one", name = &*names[at], role = role.message())).collect();
    message!("columns-read", columns = taken)
}

/// Writes a table: start, end, speaker and text, and what stood in other columns.
pub(super) fn write(transcript: &Transcript, delimiter: char, out: &mut String) {
    let header = transcript.meta.header.as_deref().filter(|header| header.format == OTHERS);
    let names = header.map(|header| cells(&header.around)).unwrap_or_default();
    let mut row = |row: &mut dyn Iterator<Item = &str>| csv::push_row_apart(out, delimiter, row);
    row(&mut ["start", "end", "speaker", "text"].into_iter().chain(names.iter().map(|name| &**name)));
    for line in transcript.lines.iter() {
        let time = |time: Option<Time>| time.map_or(String::new(), |time| timecode::format(time, timecode::VTT));
        let (start, end) = (time(line.start()), time(line.span.and_then(|span| span.end)));
        let speaker = transcript.speaker_name(line).unwrap_or_default();
        let others = others_of(line);
        let others = others.iter().map(|cell| &**cell).chain(std::iter::repeat("")).take(names.len());
        row(&mut [start.as_str(), end.as_str(), speaker, line.text.as_str()].into_iter().chain(others));
    }
}

fn others_of(line: &Line) -> Vec<Cow<'_, str>> {
    let markup = line.markup.as_ref().filter(|markup| markup.format == OTHERS);
    markup.map(|markup| cells(&markup.around)).unwrap_or_default()
}

/// The cells of a row that [`markup`] made.
fn cells(row: &str) -> Vec<Cow<'_, str>> {
    let mut cells = Vec::new();
    Rows::new(row, ',').read(&mut cells);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_names_and_by_cells() {
        for (text, expected) in [
            // By name, plainer ones first, and only where the cells agree.
            ("Time,Start,End,Text\n9:00,0.5,1,a b\n9:01,1.5,2,c d\n", "- start end text; seconds"),
            ("Name,Message,Timestamp\nBo,a b,00:01\n,c,00:02\n", "speaker text start; seconds"),
            ("Start,Text\nMonday,a b\nTuesday,c d\n", "- text; seconds"),
            ("start_ms|end_ms|speaker|text\n1|20|A|x y\n", "start end speaker text; milliseconds"),
            ("Foo,Bar,Baz\n00:01,Bo,so it is\n00:04,Mina,is it\n", "start - text; seconds"),
            // By their cells alone.
            ("0:01,Bo,so it is\n0:04,Mina,is it\n", "start speaker text; seconds"),
            ("1,0.5,1.2,so it is\n2,1.5,2.2,is it\n3,2.5,3.2,no more\n", "- start end text; seconds"),
            ("so it is,0.5,1.2,0.91\nis it,1.5,2.2,0.88\n", "text start end -; seconds"),
            ("140;940;so it is\n1000;2500;is it\n", "start end text; milliseconds"),
            ("0;3;so it is\n4;7;is it\n", "start end text; seconds"),
            ("0,5;1,25;so it is\n1,5;2;is it\n", "start end text; seconds"),
            ("00:01\t00:02\tso it is\n00:03\t00:01\tis it\n", "start duration text; seconds"),
            ("sep=|\n1.5|a b, c\n2.5|d, e\n", "start text; seconds"),
            // What is chosen holds, however it looks.
            ("columns=text,-,start 0:01,Bo,0:02\n0:04,Mina,0:05\n", "text - start; seconds"),
        ] {
            let (options, text) = match text.strip_prefix("columns=").and_then(|text| text.split_once(' ')) {
                Some((columns, text)) => (Options::default().with_text(&COLUMNS, columns), text),
                None => (Options::default(), text),
            };
            let table = table(text, &options).unwrap_or_else(|| panic!("{text} is a table"));
            let roles: Vec<&str> = table.columns.iter().map(|column| column.role.id()).collect();
            assert_eq!(format!("{}; {}", roles.join(" "), table.unit), expected, "{text}");
        }
        assert_eq!(table("1,2\n3,4\n", &Options::default()), None);
        assert_eq!(table("", &Options::default()), None);
    }

    #[test]
    fn a_table_is_sure_by_its_header_or_by_its_times() {
        let (commas, tab): (&[char], &[char]) = (&[',', ';', '|'], &['\t']);
        for (text, delimiters, expected) in [
            ("start,end,text\n0,1,a\n", commas, Confidence::Certain),
            ("A report\n\nstart,end,text\n0,1,a\n", commas, Confidence::Certain),
            ("speaker,text\nBo,so\n", commas, Confidence::Likely),
            ("0:01,Bo,\"so, so\"\n0:04,Mina,is it\n", commas, Confidence::Certain),
            ("0:01,so\n0:04,is it\n", commas, Confidence::Likely),
            ("0:01\tso\n0:04\tis it\n", tab, Confidence::Likely),
            ("0:01\t0:03\tso\n0:04\t0:05\tis it\n", tab, Confidence::Certain),
            ("So, it is late.\nNo, it is not, she said.\nWell.\n", commas, Confidence::No),
            ("0:01 So, it is\n0:02 late, she said\n", commas, Confidence::No),
            ("WEBVTT\n\nstart,end,text\n", commas, Confidence::No),
            ("", commas, Confidence::No),
        ] {
            assert_eq!(detect(&Probe::new(text.as_bytes(), None), delimiters), expected, "{text}");
        }
    }
}
