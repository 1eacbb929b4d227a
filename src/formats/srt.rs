//! SubRip (`.srt`): numbered cues of a time line and some lines of text, in all the states of disrepair in
//! which they are met.
//!
//! There is no specification. A time line alone begins a cue; the number before it is welcome but not needed,
//! and everything up to the next cue is text, empty lines or not. What cannot be understood stays in the text
//! and is reported.
//!
//! Speakers stand before the text (`Ann: hello`), so they are read from there, for the file as a whole, and
//! written there. Ends and times that the transcript lacks are made up as [`super::ends`] says.

use super::speaker_prefix::{self, Names, Style};
use super::tags::{self, Dialect};
use super::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, arrow, captions, ends, timestamp};
use crate::model::{Line, LinesBuilder, Markup, Message, Meta, Span, Text, Time, Transcript, message, timecode};
use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

/// SubRip.
pub static FORMAT: Format = Format {
    id: "srt",
    name: "SubRip",
    extensions: &["srt"],
    detect,
    read: Reads::Text(parse),
    write: Some(Writes::Text(write)),
    settings: captions::SETTINGS,
    holds: Holds { times: true, ends: true, before_zero: true, named_in_text: true, ..Holds::NOTHING },
};

/// What Markdown puts around a block of text that is no prose.
const FENCE: &str = "```";
/// The most lines into a text at which a first time line is looked for.
const LOOK: usize = 500;

fn detect(probe: &Probe) -> Confidence {
    let head = probe.text();
    let mut before = "";
    for line in head.lines().take(LOOK) {
        if let Some(arrow) = arrow::scan(line)
            && is_settings(arrow.rest)
        {
            let comma = line.contains(',');
            return match number(before).is_some() {
                true if comma => Confidence::Certain,
                true => Confidence::Likely,
                false if comma => Confidence::Likely,
                false => Confidence::Maybe,
            };
        }
        before = line;
    }
    Confidence::No
}

fn parse(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut reader = Reader {
        text,
        problems,
        lines: LinesBuilder::default(),
        notes: Vec::new(),
        open: None,
        rows: Vec::new(),
        due: None,
        fenced: false,
    };
    reader.read();
    let Reader { mut lines, notes, .. } = reader;
    let speakers = speaker_prefix::take_off(&mut lines);
    Transcript { lines: lines.finish(), speakers, meta: Arc::new(Meta { notes, ..Meta::default() }) }
}

/// Walks over the physical lines and cuts the text into cues.
struct Reader<'a> {
    text: &'a Arc<String>,
    problems: &'a mut Vec<Problem>,
    lines: LinesBuilder,
    notes: Vec<String>,
    /// The cue whose text is being read; `None` before the first.
    open: Option<Cue<'a>>,
    /// What has been read since its time line: its text, and last perhaps the number of the next cue.
    rows: Vec<Row<'a>>,
    /// The number that the next cue should have.
    due: Option<i64>,
    /// Whether the cues stand between Markdown fences.
    fenced: bool,
}

/// A cue whose time line has been read.
struct Cue<'a> {
    span: Option<Span>,
    /// What followed the times.
    around: &'a str,
    /// Text that stands on the line with the times, or in its place.
    glued: Option<Row<'a>>,
}

impl<'a> Cue<'a> {
    /// A cue of which a row says what stands around it, and from a byte of the row on what is said in it.
    fn behind(span: Option<Span>, row: Row<'a>, text: usize) -> Cue<'a> {
        let (around, said) = row.text.split_at(text);
        let said = Row { start: row.start + text, text: said, ..row };
        Cue { span, around: around.trim(), glued: Some(said).filter(|said| !is_blank(said.text)) }
    }

    /// What of it is written again. Nearly every cue has nothing there.
    fn kept_around(&self) -> String {
        if self.around.is_empty() {
            return String::new();
        }
        // The arrow of times that could not be read is not written behind those that can.
        let around = self.around.replace("-->", "-- >");
        // What would be text there has been told, and is not written either.
        let told = self.span.is_none() && arrow::text_behind(&around) < around.len();
        if told { String::new() } else { around }
    }
}

/// A physical line with something on it.
#[derive(Clone, Copy)]
struct Row<'a> {
    /// Where it begins, in bytes of the file.
    start: usize,
    text: &'a str,
    /// Counted from 1.
    at: usize,
    /// Whether an empty line, or nothing at all, stands before it.
    gap: bool,
}

impl Row<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn number(&self) -> Option<i64> {
        number(self.text)
    }
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let text: &'a str = self.text;
        let (mut start, mut at, mut gap) = (0, 0, true);
        for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            at += 1;
            let row = Row { start, text: &text[start..end], at, gap };
            start = end + 1;
            gap = is_blank(row.text);
            if gap {
                continue;
            }
            match self.opens(&row).or_else(|| self.opens_broken(&row)) {
                Some(cue) => self.begin(cue, &row),
                None => self.rows.push(row),
            }
        }
        match &self.open {
            Some(_) => self.finish(),
            None => self.no_cues(),
        }
    }

    /// The cue that a time line opens.
    fn opens(&mut self, row: &Row<'a>) -> Option<Cue<'a>> {
        let arrow = arrow::scan(row.text)?;
        let cut = row.end() == self.text.len();
        // Half of a time at the end of a file that was cut off reads as an earlier one.
        let end = arrow.end.filter(|end| !cut || *end >= arrow.start);
        let span = Some(Span { start: arrow.start, end });
        let start = row.start + (arrow.rest.as_ptr() as usize - row.text.as_ptr() as usize);
        let rest = Row { start, text: arrow.rest, ..*row };
        if end.is_none() {
            self.report(row.at, message!("captions-end-unreadable", what = row.text.trim()));
            return Some(Cue::behind(span, rest, arrow::text_behind(rest.text)));
        }
        let beside = is_settings(rest.text) || arrow::text_behind(rest.text) == rest.text.len();
        Some(Cue::behind(span, rest, if beside { rest.text.len() } else { 0 }))
    }

    /// A cue whose times make no sense or are missing: the number before it must show that it is one.
    fn opens_broken(&mut self, row: &Row<'a>) -> Option<Cue<'a>> {
        let index = self.rows.last().filter(|_| !row.gap)?;
        let number = index.number()?;
        let digits = row.text.trim_start().starts_with(|c| timestamp::digit(c).is_some());
        let clocks = digits && row.text.matches(':').count() >= 2 && !row.text.contains(char::is_alphabetic);
        let due = index.gap && self.due == Some(number);
        let text = arrow::text_behind(row.text);
        // Where no digit is among it and the number is none of a cue, somebody goes from Paris --> Lyon.
        if (row.text.contains("-->") && (index.gap || text > 0)) || (clocks && index.gap) {
            self.report(row.at, message!("captions-times-unreadable", what = row.text.trim()));
            Some(Cue::behind(None, *row, text))
        } else if due {
            self.report(row.at, message!("captions-no-times-behind-number", number = number));
            Some(Cue { span: None, around: "", glued: Some(*row) })
        } else {
            None
        }
    }

    /// Ends the cue before and begins this one.
    fn begin(&mut self, cue: Cue<'a>, row: &Row<'a>) {
        let index = self.take_index(row.gap);
        if index == Some(1) && self.due.is_some_and(|due| due > 2) {
            self.report(row.at, message!("captions-begin-again"));
        }
        self.due = index.map(|index| index.saturating_add(1)).or(self.due);
        self.close();
        self.rows.extend(cue.glued);
        self.open = Some(cue);
    }

    /// Takes the number before a time line off the text. Behind a gap it must be the number that is due.
    fn take_index(&mut self, gap: bool) -> Option<i64> {
        let last = self.rows.last_mut()?;
        // Where one file was put behind another without a newline, its byte order mark stands inside the line.
        let behind_mark = || {
            let (before, after) = last.text.rsplit_once('\u{FEFF}')?;
            Some((before, number(after)?))
        };
        let (before, index) = number(last.text).map(|index| ("", index)).or_else(behind_mark)?;
        if gap && self.open.is_some() && self.due != Some(index) {
            return None;
        }
        last.text = before;
        if is_blank(before) {
            self.rows.pop();
        }
        Some(index)
    }

    /// The open cue ends: the rows are its text. Before the first cue they are a note.
    fn close(&mut self) {
        let Some(cue) = self.open.take() else { return self.preamble() };
        if self.fenced {
            self.unfence();
        }
        if let Some(row) = self.rows.iter().skip(1).find(|row| row.gap) {
            self.report(row.at, message!("captions-text-behind-blank"));
        }
        let body = match (self.rows.first(), self.rows.last()) {
            (Some(first), Some(last)) => first.start..last.end(),
            _ => 0..0,
        };
        self.rows.clear();
        let (text, body) = read_body(self.text, body);
        let around = cue.kept_around();
        let markup =
            (body.is_some() || !around.is_empty()).then(|| Arc::new(Markup { format: FORMAT.id.into(), around, body }));
        self.lines.push(Line { span: cue.span, markup, ..Line::new(text) });
    }

    /// Ends the last cue. A number behind it is that of a cue which was cut off.
    fn finish(&mut self) {
        if let Some(last) = self.rows.last().filter(|row| row.gap).copied()
            && last.number().is_some_and(|number| Some(number) == self.due)
        {
            self.rows.pop();
            self.report(last.at, message!("captions-end-behind-number", number = last.text.trim()));
        }
        self.close();
    }

    /// What stands before the first cue is kept as a note: a chat's introduction, a title.
    fn preamble(&mut self) {
        self.fenced = self.rows.pop_if(|row| row.text.starts_with(FENCE)).is_some();
        self.rows.retain(|row| !(row.at == 1 && row.text.trim_matches(arrow::is_ignorable) == "WEBVTT"));
        if let Some(first) = self.rows.first() {
            self.report(first.at, message!("captions-text-before"));
        }
        self.note(0);
        self.rows.clear();
    }

    /// Ends a text at a closing Markdown fence; what follows becomes a note.
    fn unfence(&mut self) {
        let Some(fence) = self.rows.iter().position(|row| row.text.starts_with(FENCE)) else { return };
        let after = self.rows.iter().skip(fence).find(|row| !row.text.starts_with(FENCE));
        if let Some(row) = after {
            self.report(row.at, message!("captions-text-behind-fence"));
        }
        self.note(fence);
        self.rows.truncate(fence);
    }

    /// Keeps the rows from `first` on as a note.
    fn note(&mut self, first: usize) {
        let mut note = String::new();
        for row in self.rows[first..].iter().filter(|row| !row.text.starts_with(FENCE)) {
            note.push_str(if row.gap && !note.is_empty() { "\n\n" } else { "\n" });
            note.push_str(row.text.trim_end());
        }
        let note = note.trim_matches(|c| arrow::is_ignorable(c) && c != '\0');
        if !note.is_empty() {
            self.notes.push(note.to_owned());
        }
    }

    /// A text without any time line: each of its physical lines is a line without times.
    fn no_cues(&mut self) {
        self.problems.push(Problem { line: None, message: message!("captions-no-times") });
        for row in &self.rows {
            let (text, body) = read_body(self.text, row.start..row.end());
            let markup =
                body.map(|body| Arc::new(Markup { format: FORMAT.id.into(), body: Some(body), ..Markup::default() }));
            self.lines.push(Line { markup, ..Line::new(text) });
        }
    }

    fn report(&mut self, line: usize, message: Message) {
        self.problems.push(Problem { line: Some(line), message });
    }
}

/// The text of a cue, and its raw form when that differs. A slice of the file wherever that is possible.
fn read_body(file: &Arc<String>, range: Range<usize>) -> (Text, Option<String>) {
    let raw = &file[range.clone()];
    let start = range.start + (raw.len() - raw.trim_start_matches(['\n', ' ', '\t']).len());
    let raw = file[start..range.end.max(start)].trim_end_matches(['\n', ' ', '\t']);
    let body = tidy(raw);
    match (tags::clean(&body, &DIALECT), body.as_ref()) {
        (Cow::Borrowed(_), body) if body.len() == raw.len() => (Text::slice(file, start..start + raw.len()), None),
        (Cow::Borrowed(_), body) => (Text::from(body), None),
        (Cow::Owned(text), body) => (Text::from(tidy(&text).as_ref()), Some(body.to_owned())),
    }
}

/// A text of several physical lines without empty ones, and without spaces where lines end.
fn tidy(text: &str) -> Cow<'_, str> {
    if tags::is_tidy(text) {
        return Cow::Borrowed(text);
    }
    let lines = text.split('\n').map(|line| line.trim_end_matches([' ', '\t'])).filter(|line| !line.is_empty());
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

fn is_blank(line: &str) -> bool {
    line.is_empty() || line.chars().all(|c| arrow::is_ignorable(c) && c != '\0')
}

/// The number of a cue: digits of any script, perhaps with a sign or a fraction.
fn number(line: &str) -> Option<i64> {
    // Nearly every cue is counted in a few plain digits.
    let plain = |sum: i64, byte: u8| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0'));
    if (1..=9).contains(&line.len())
        && let Some(number) = line.bytes().try_fold(0, plain)
    {
        return Some(number);
    }
    let line = line.trim_matches(arrow::is_ignorable);
    let (sign, digits) = match line.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, line.strip_prefix('#').unwrap_or(line)),
    };
    let whole = match digits.split_once('.') {
        Some((whole, fraction)) if fraction.chars().all(|c| c.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => digits,
    };
    if whole.is_empty() || whole.len() > 32 {
        return None;
    }
    let add = |sum: i64, c: char| sum.checked_mul(10)?.checked_add(i64::from(timestamp::digit(c)?));
    whole.chars().try_fold(0_i64, add).map(|number| sign * number)
}

/// Whether what follows the times on their line is `key:value` pairs: coordinates, or WebVTT's settings.
fn is_settings(rest: &str) -> bool {
    let pair = |part: &str| {
        let key_value = part.split_once(':').or_else(|| part.split_once('='));
        key_value.is_some_and(|(key, value)| {
            !key.is_empty() && !value.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    rest.is_empty() || rest.split_whitespace().all(pair)
}

/// Tags of HTML and overrides in braces. Other words in angle brackets are text (`<inaudible>`).
const DIALECT: Dialect = Dialect { marks: tags::HTML, entity: tags::entity, tag, escape };

const TAGS: &[&str] = &[
    "b", "i", "u", "s", "em", "strong", "font", "span", "c", "v", "lang", "ruby", "rt", "rp", "sub", "sup", "small",
    "big", "tt", "p", "div",
];

fn tag(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('{') {
        // Looked for no further than to the next brace, so that a text of braces takes no longer than any other.
        let end = rest.find(['}', '{', '\n']).filter(|end| rest[*end..].starts_with('}'))?;
        let inside = &rest[..end];
        let known = inside.starts_with('\\') || matches!(inside.trim_start_matches('/'), "b" | "i" | "u" | "s");
        return known.then_some(end + 2);
    }
    let rest = text.strip_prefix('<')?;
    let end = rest.find(['>', '<']).filter(|end| rest[*end..].starts_with('>'))?;
    let name = rest[..end].trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)).then_some(end + 2)
}

/// Escapes only what would be misread, as most programs show entities as they stand.
fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    for at in memchr::memchr3_iter(b'<', b'{', b'&', text.as_bytes()) {
        let rest = &text[at..];
        if tags::entity(rest).is_some() || tag(rest).is_some() {
            out.push_str(&text[done..at]);
            out.push_str(match rest.as_bytes()[0] {
                b'<' => "&lt;",
                b'{' => "&#123;",
                _ => "&amp;",
            });
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}

fn write(transcript: &Transcript, options: &Options, out: &mut String) {
    let fitted = match options.number(&captions::WIDTH) {
        // The name before the text takes its place in the row, and is not said again in what the line is divided into.
        Some(_) => Cow::Owned(captions::fitted(&captions::named(transcript), options).into_owned()),
        None => captions::fitted(transcript, options),
    };
    let transcript = &*fitted;
    let mut names = Names::of(transcript, Style::EveryLine, "");
    for (row, (start, end, line)) in ends::filled(transcript).enumerate() {
        let markup = line.markup.as_deref().filter(|markup| markup.format == FORMAT.id);
        let around = markup.map_or("", |markup| markup.around.as_str());
        write_times(out, row + 1, start, end).expect("writing to a String does not fail");
        out.push_str(if around.is_empty() { "" } else { " " });
        out.push_str(around);
        out.push('\n');
        let mut name = String::new();
        names.write(line, &mut name);
        write_body(out, &name, &line.text, markup.and_then(|markup| markup.body.as_deref()));
        out.push_str("\n\n");
    }
    if !transcript.lines.is_empty() {
        out.pop();
    }
}

fn write_times(out: &mut String, number: usize, start: Time, end: Time) -> std::fmt::Result {
    writeln!(out, "{number}")?;
    timecode::write(out, start, timecode::SRT)?;
    out.push_str(" --> ");
    timecode::write(out, end, timecode::SRT)
}

/// Writes the text of a cue: the speaker's name before it, the tags it had, nothing that would be read as the
/// beginning of another cue.
fn write_body(out: &mut String, name: &str, text: &str, body: Option<&str>) {
    let from = out.len();
    let text = match tidy(text) {
        text if name.is_empty() => text,
        text => Cow::Owned((name.to_owned() + &text).trim_end().to_owned()),
    };
    match body {
        Some(body) if tidy(&tags::clean(body, &DIALECT)) == text => out.push_str(body),
        Some(body) => out.push_str(&tags::carry(body, &text, &DIALECT)),
        None => escape(&text, out),
    }
    if let Some(harmless) = harmless(&out[from..]) {
        out.replace_range(from.., &harmless);
    }
}

/// The text with those lines changed that would be read as times; `None` when there is none.
fn harmless(text: &str) -> Option<String> {
    let suspect = |line: &str| line.contains("-->") || arrow::scan(line).is_some();
    if !text.split('\n').any(suspect) {
        return None;
    }
    let mut before = "";
    let lines = text.split('\n').map(|line| {
        // An arrow behind a number would be taken for times that cannot be read.
        let numbered = number(std::mem::replace(&mut before, line)).is_some();
        let is_times = arrow::scan(line).is_some();
        match line.chars().next() {
            Some(_) if (is_times || numbered) && line.contains("-->") => Cow::Owned(line.replace("-->", "--&gt;")),
            Some(first) if is_times => Cow::Owned(format!("&#{};{}", first as u32, &line[first.len_utf8()..])),
            _ => Cow::Borrowed(line),
        }
    });
    let lines: Vec<_> = lines.collect();
    lines.iter().any(|line| matches!(line, Cow::Owned(_))).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Transcript, Vec<Problem>) {
        let mut problems = Vec::new();
        let transcript = parse(&Arc::new(text.to_owned()), &Options::default(), &mut problems);
        (transcript, problems)
    }

    /// Each line as `start-end text`, joined by ` / `; newlines as `|`.
    fn show(transcript: &Transcript) -> String {
        let one = |line: &Line| {
            let times = line.span.map_or("?".into(), |span| match span.end {
                Some(end) => format!("{}-{}", span.start.0, end.0),
                None => format!("{}-?", span.start.0),
            });
            format!("{times} {}", line.text.replace('\n', "|"))
        };
        transcript.lines.iter().map(one).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn everyday_breakages() {
        let two = "1000-2000 A / 3000-4000 B";
        for (what, text, expected) in [
            ("plain", "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n", two),
            ("BOM", "\u{feff}1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n", two),
            ("point", "1\n00:00:01.000 --> 00:00:02.000\nA\n\n2\n00:00:03.000 --> 00:00:04.000\nB\n", two),
            ("no index", "00:00:01,000 --> 00:00:02,000\nA\n\n00:00:03,000 --> 00:00:04,000\nB\n", two),
            ("no blank", "1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:03,000 --> 00:00:04,000\nB\n", two),
            (
                "blank line inside text",
                "1\n00:00:01,000 --> 00:00:02,000\nA\n\nmore\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
                "1000-2000 A|more / 3000-4000 B",
            ),
            ("no hours", "1\n00:01,000 --> 00:02,000\nA\n\n2\n00:03,000 --> 00:04,000\nB\n", two),
            ("1-digit fields", "1\n0:0:1,000 --> 0:0:2,000\nA\n\n2\n0:0:3,000 --> 0:0:4,000\nB\n", two),
            ("no ms", "1\n00:00:01 --> 00:00:02\nA\n\n2\n00:00:03 --> 00:00:04\nB\n", two),
            ("2-digit ms", "1\n00:00:01,00 --> 00:00:02,00\nA\n\n2\n00:00:03,00 --> 00:00:04,00\nB\n", two),
            ("no spaces", "1\n00:00:01,000-->00:00:02,000\nA\n\n2\n00:00:03,000-->00:00:04,000\nB\n", two),
            ("->", "1\n00:00:01,000 -> 00:00:02,000\nA\n\n2\n00:00:03,000 -> 00:00:04,000\nB\n", two),
            (
                "coordinates",
                "1\n00:00:01,000 --> 00:00:02,000 X1:1 X2:2\nA\n\n2\n00:00:03,000 --> 00:00:04,000 X1:1\nB\n",
                two,
            ),
            (
                "leading blanks",
                "\n\n\n1\n00:00:01,000 --> 00:00:02,000\nA\n\n\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
                two,
            ),
            (
                "truncated text",
                "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000",
                "1000-2000 A / 3000-4000 ",
            ),
            ("truncated times", "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 -->", "1000-2000 A / 3000-? "),
            ("truncated start", "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:0", "1000-2000 A / ? "),
            ("truncated after the index", "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2", "1000-2000 A"),
            ("no newline", "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\nB", two),
            (
                "empty cue",
                "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
                "1000-2000  / 3000-4000 B",
            ),
            ("over 99 h", "1\n100:00:01,000 --> 123:00:00,000\nA\n", "360001000-442800000 A"),
            (
                "numeric text",
                "1\n00:00:01,000 --> 00:00:02,000\n1984\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
                "1000-2000 1984 / 3000-4000 B",
            ),
            (
                "garbage head",
                "xyz\n\n1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
                two,
            ),
            (
                "WEBVTT head",
                "WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
                two,
            ),
            ("fullwidth", "1\n00:00:01，000 --> 00:00:02，000\nA\n\n2\n00:00:03，000 --> 00:00:04，000\nB\n", two),
            (
                "one corrupt cue",
                "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:xx --> oops\nC\n\n3\n00:00:03,000 --> 00:00:04,000\nB\n",
                "1000-2000 A / ? oops|C / 3000-4000 B",
            ),
            (
                "text where times were meant",
                "1\n00:00:01,000 --> 00:00:02,000\nRoom\n101\nParis --> Lyon\nback\n\n2\n00:00:04,000 --> 00:00:0x,000 Hi you\nB\n",
                "1000-2000 Room|101|Paris --> Lyon|back / 4000-? Hi you|B",
            ),
            (
                "a number at the end of its range",
                "9223372036854775807\n00:00:01,000 --> 00:00:02,000\nA\n\n9223372036854775807\n00:00:03,000 --> 00:00:04,000\nB\n",
                two,
            ),
            (
                "one cue without times",
                "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\nC\n\n3\n00:00:03,000 --> 00:00:04,000\nB\n",
                "1000-2000 A / ? C / 3000-4000 B",
            ),
            (
                "NUL",
                "1\n00:00:01,000 --> 00:00:02,000\nA\0\n\n2\n00:00:03,000\0 --> 00:00:04,000\nB\n",
                "1000-2000 A\0 / 3000-4000 B",
            ),
            (
                "trailing spaces",
                "1 \n00:00:01,000 --> 00:00:02,000  \nA  \n \n2\t\n00:00:03,000 --> 00:00:04,000 \nB \n",
                two,
            ),
            ("em-dash arrow", "1\n00:00:01,000 —> 00:00:02,000\nA\n\n2\n00:00:03,000 —> 00:00:04,000\nB\n", two),
        ] {
            let (transcript, _) = read(text);
            assert_eq!(show(&transcript), expected, "{what}");
        }
    }

    #[test]
    fn what_is_written_reads_the_same() {
        for (name, text, body, expected) in [
            ("", "plain", None, "plain"),
            ("Ann Lee: ", "hello", None, "Ann Lee: hello"),
            ("", "a < b & c <3 {d}", None, "a < b & c <3 {d}"),
            ("", "<i> &amp; {\\an8}", None, "&lt;i> &amp;amp; &#123;\\an8}"),
            ("", "one\n\n two ", None, "one\n two"),
            ("", "00:00:01,000 --> 00:00:02,000", None, "00:00:01,000 --&gt; 00:00:02,000"),
            ("", "00:01,000 → 00:02,000", None, "&#48;0:01,000 → 00:02,000"),
            ("", "in\n1984\nx --> y", None, "in\n1984\nx --&gt; y"),
            ("", "Hello", Some("{\\an8}<i>Hello</i>"), "{\\an8}<i>Hello</i>"),
            ("", "Hello you", Some("{\\an8}<i>Hello</i>"), "{\\an8}<i>Hello you</i>"),
            ("Ann: ", "Hello", Some("<i>Bob: Hello</i>"), "<i>Ann: Hello</i>"),
        ] {
            let mut out = String::new();
            write_body(&mut out, name, text, body);
            assert_eq!(out, expected, "{text:?}");
            let (transcript, problems) = read(&format!("1\n00:00:01,000 --> 00:00:02,000\n{out}\n"));
            assert_eq!((&*transcript.lines[0].text, problems), (&*format!("{name}{}", tidy(text)), vec![]), "{out:?}");
        }
    }
}
