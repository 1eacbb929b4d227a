//! SubRip (`.srt`): numbered cues of a time line and some lines of text, in all the states of disrepair in
//! which they are met.
//!
//! There is no specification. A time line alone begins a cue; the number before it is welcome but not needed,
//! and everything up to the next cue is text, empty lines or not. What cannot be understood stays in the text
//! and is reported.
//!
//! Speakers stand before the text (`Ann: hello`), so they are read from there, for the file as a whole, and
//! written there. Ends and times that the transcript lacks are made up as [`super::ends`] says.

use super::tags::{self, Dialect};
use super::{Confidence, Format, Holds, Problem, arrow, ends};
use crate::model::{Line, Markup, Meta, Span, Speaker, Text, Transcript, timecode};
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
    parse,
    write: Some(write),
    holds: Holds { times: true, ends: true, speakers: false, words: false, checked: false, notes: false },
};

/// The most lines into a text at which a first time line is looked for.
const LOOK: usize = 500;

fn detect(head: &str) -> Confidence {
    let mut before = "";
    for line in head.lines().take(LOOK) {
        if let Some(arrow) = arrow::scan(line)
            && (arrow.rest.is_empty() || is_settings(arrow.rest))
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

fn parse(text: &Arc<String>, problems: &mut Vec<Problem>) -> Transcript {
    let mut reader = Reader::new(text, problems);
    reader.read();
    let Reader { mut lines, notes, .. } = reader;
    let speakers = name_speakers(&mut lines);
    Transcript { lines: lines.into_iter().collect(), speakers, meta: Arc::new(Meta { notes, ..Meta::default() }) }
}

/// Takes the names off the beginnings of the texts. Returns the roster.
fn name_speakers(_lines: &mut [Line]) -> Arc<Vec<Speaker>> {
    Arc::default()
}

/// Walks over the physical lines and cuts the text into cues.
struct Reader<'a> {
    text: &'a Arc<String>,
    problems: &'a mut Vec<Problem>,
    lines: Vec<Line>,
    notes: Vec<String>,
    /// The cue whose text is being read; `None` before the first.
    open: Option<Cue>,
    /// The number that the next cue should have.
    expected: Option<i64>,
    /// Whether the cues stand between Markdown fences.
    fenced: bool,
}

/// A cue whose time line has been read.
struct Cue {
    span: Option<Span>,
    /// What followed the times.
    around: Range<usize>,
    /// Where its text begins, in bytes of the file.
    body: usize,
    /// Its physical line, counted from 1.
    at: usize,
}

/// A physical line that is not empty and no time line, while it is not clear what it is.
#[derive(Clone, Copy)]
struct Pending {
    start: usize,
    end: usize,
    /// Counted from 1.
    at: usize,
    /// Whether an empty line, or nothing at all, stands before it.
    after_blank: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a Arc<String>, problems: &'a mut Vec<Problem>) -> Reader<'a> {
        let lines = Vec::with_capacity(text.len() / 64);
        Reader { text, problems, lines, notes: Vec::new(), open: None, expected: None, fenced: false }
    }

    fn read(&mut self) {
        let text: &'a str = self.text;
        let mut start = 0;
        let mut at = 0;
        // The last line with something in it, and the end of the one before that within the same cue.
        let mut last: Option<Pending> = None;
        let mut filled_to = 0;
        let mut blank = true;
        // The first line of the cue that stands behind an empty line.
        let mut stray: Option<usize> = None;
        while start < text.len() {
            let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |length| start + length);
            let line = &text[start..end];
            let next = end + 1;
            at += 1;
            if is_blank(line) {
                blank = true;
            } else if let Some(opened) = self.opens(line, start, at, next, last, blank) {
                let numbered = last.filter(|last| self.is_number_of(last, &opened, blank));
                let body_end = match (numbered, last) {
                    (Some(index), _) => self.glued(index).unwrap_or(filled_to),
                    (None, Some(last)) => last.end,
                    (None, None) => start,
                };
                self.count(numbered, &opened);
                self.close(body_end, stray.filter(|stray| numbered.is_none_or(|index| index.at != *stray)));
                // A cue that is known by its number alone begins with this line already.
                let body = opened.body;
                self.open = Some(opened);
                (last, stray, filled_to, blank) = (None, None, body.min(text.len()), false);
                if body < next && body < end {
                    last = Some(Pending { start: body, end, at, after_blank: false });
                }
            } else {
                if let Some(last) = last {
                    filled_to = last.end;
                    if blank {
                        stray = stray.or(Some(at));
                    }
                }
                last = Some(Pending { start, end, at, after_blank: blank });
                blank = false;
            }
            start = next;
        }
        let mut end = last.map_or(filled_to, |last| last.end);
        if let Some(index) = last
            && index.after_blank
            && self.open.is_some()
            && number(&text[index.start..index.end]).is_some_and(|number| Some(number) == self.expected)
        {
            let number = text[index.start..index.end].trim();
            self.report(index.at, format!("The file ends after the number {number}"));
            end = filled_to;
            stray = stray.filter(|stray| *stray != index.at);
        }
        match self.open {
            Some(_) => self.close(end, stray),
            None => self.no_cues(),
        }
    }

    /// The cue that a line opens, if it opens one.
    fn opens(
        &mut self,
        line: &str,
        start: usize,
        at: usize,
        next: usize,
        last: Option<Pending>,
        blank: bool,
    ) -> Option<Cue> {
        let next = next.min(self.text.len());
        let Some(arrow) = arrow::scan(line) else {
            return self.opens_broken(line, start, at, next, last.filter(|_| !blank)?);
        };
        let span = Span { start: arrow.start, end: arrow.end };
        let rest = self.text.len() - (self.text[start..].len() - offset_of(arrow.rest, line));
        let around = rest..rest + arrow.rest.len();
        if arrow.end.is_none() {
            let line = line.trim();
            self.report(at, format!("The end in “{line}” cannot be read, so the line has none"));
            return Some(Cue { span: Some(span), around: next..next, body: next, at });
        }
        if arrow.rest.is_empty() || is_settings(arrow.rest) {
            return Some(Cue { span: Some(span), around, body: next, at });
        }
        Some(Cue { span: Some(span), around: next..next, body: rest, at })
    }

    /// A cue whose times make no sense: the number before it must show that it is one.
    fn opens_broken(&mut self, line: &str, start: usize, at: usize, next: usize, index: Pending) -> Option<Cue> {
        let number = number(&self.text[index.start..index.end])?;
        let expected = index.after_blank && self.expected == Some(number);
        let digits = line.trim_start().starts_with(|c| arrow::digit(c).is_some());
        let timed = digits && line.matches(':').count() >= 2 && !line.contains(char::is_alphabetic);
        if line.contains("-->") || (timed && index.after_blank) {
            let line = line.trim();
            self.report(at, format!("The times “{line}” cannot be read, so the line has none"));
            Some(Cue { span: None, around: next..next, body: next, at })
        } else if expected {
            self.report(at, format!("No times follow the number {number}, so the line has none"));
            Some(Cue { span: None, around: next..next, body: start, at })
        } else {
            None
        }
    }

    /// Whether the line before a cue is its number. Behind a gap it must be the number that is due.
    fn is_number_of(&self, last: &Pending, cue: &Cue, gap: bool) -> bool {
        debug_assert!(last.at < cue.at);
        let line = &self.text[last.start..last.end];
        match number(line).or_else(|| number(line.rsplit_once('\u{FEFF}')?.1)) {
            Some(number) if gap => self.expected == Some(number) || self.open.is_none(),
            Some(_) => true,
            None => false,
        }
    }

    /// Where the text before a number ends when a file was put behind another without a newline between, so
    /// that the second one's byte order mark stands inside the line.
    fn glued(&self, index: Pending) -> Option<usize> {
        let (text, _) = self.text[index.start..index.end].rsplit_once('\u{FEFF}')?;
        (!text.trim_matches(arrow::is_ignorable).is_empty()).then_some(index.start + text.len())
    }

    fn count(&mut self, index: Option<Pending>, cue: &Cue) {
        let number = index.and_then(|index| {
            let line = &self.text[index.start..index.end];
            number(line).or_else(|| number(line.rsplit_once('\u{FEFF}')?.1))
        });
        if number == Some(1) && self.expected.is_some_and(|expected| expected > 2) {
            self.report(cue.at, "The numbers begin again at 1: two files may stand one after the other here");
        }
        self.expected = number.or(self.expected.map(|expected| expected - 1)).map(|number| number + 1);
    }

    /// The open cue ends: its text is what stands from its beginning to `end`.
    fn close(&mut self, end: usize, stray: Option<usize>) {
        let Some(cue) = self.open.take() else {
            self.preamble(end);
            return;
        };
        let mut body = cue.body.min(end)..end;
        if self.fenced {
            body = self.unfence(body);
        }
        if let Some(at) = stray {
            self.report(at, "Text behind an empty line is kept with the line above");
        }
        let (text, tagged) = read_body(self.text, body);
        let around = &self.text[cue.around];
        let markup = (tagged.is_some() || !around.is_empty())
            .then(|| Arc::new(Markup { format: FORMAT.id.into(), around: around.into(), body: tagged }));
        self.lines.push(Line { span: cue.span, text, markup, ..Line::default() });
    }

    /// What stands before the first cue is kept as a note: a chat's introduction, a title.
    fn preamble(&mut self, end: usize) {
        let mut head = self.text[..end].trim_matches(arrow::is_ignorable);
        if let Some(fence) = head.rfind("```")
            && !head[fence..].contains('\n')
        {
            self.fenced = true;
            head = head[..fence].trim_end();
        }
        if !head.is_empty() && head != "WEBVTT" {
            self.report(1, "Text before the first time is kept as a note");
            self.notes.push(head.to_owned());
        }
    }

    /// Ends a text at a closing Markdown fence; what follows becomes a note.
    fn unfence(&mut self, body: Range<usize>) -> Range<usize> {
        let mut at = body.start;
        for line in self.text[body.clone()].split_inclusive('\n') {
            if line.starts_with("```") {
                let after = self.text[at..body.end].lines().filter(|line| !line.starts_with("```"));
                let note = after.collect::<Vec<_>>().join("\n");
                if !note.trim().is_empty() {
                    self.notes.push(note.trim().to_owned());
                }
                return body.start..at;
            }
            at += line.len();
        }
        body
    }

    /// A text without any time line: each of its physical lines is a line without times.
    fn no_cues(&mut self) {
        self.problems.push(Problem { line: None, message: "The file holds no times that can be read".into() });
        let base = self.text.as_ptr() as usize;
        for line in self.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let start = line.as_ptr() as usize - base;
            let (text, body) = read_body(self.text, start..start + line.len());
            let markup =
                body.map(|body| Arc::new(Markup { format: FORMAT.id.into(), body: Some(body), ..Markup::default() }));
            self.lines.push(Line { text, markup, ..Line::default() });
        }
    }

    fn report(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push(Problem { line: Some(line), message: message.into() });
    }
}

/// Where `part`, which is a slice of `whole`, begins in it; the end of `whole` for an empty part.
fn offset_of(part: &str, whole: &str) -> usize {
    if part.is_empty() { whole.len() } else { part.as_ptr() as usize - whole.as_ptr() as usize }
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
    let ends = |line: &str| line.is_empty() || line.ends_with([' ', '\t']);
    if !text.split('\n').any(ends) {
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
    let add = |sum: i64, c: char| sum.checked_mul(10)?.checked_add(i64::from(arrow::digit(c)?));
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
    rest.split_whitespace().all(pair)
}

/// Tags of HTML and overrides in braces. Other words in angle brackets are text (`<inaudible>`).
const DIALECT: Dialect = Dialect { tag, escape };

const TAGS: &[&str] = &[
    "b", "i", "u", "s", "em", "strong", "font", "span", "c", "v", "lang", "ruby", "rt", "rp", "sub", "sup", "small",
    "big", "tt", "p", "div",
];

fn tag(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('{') {
        let end = rest.find('}')?;
        let inside = &rest[..end];
        let known = inside.starts_with('\\') || matches!(inside.trim_start_matches('/'), "b" | "i" | "u" | "s");
        return (known && !inside.contains('\n')).then_some(end + 2);
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
    for (at, special) in text.match_indices(['<', '{', '&']) {
        let rest = &text[at..];
        if tags::entity(rest).is_some() || tag(rest).is_some() {
            out.push_str(&text[done..at]);
            out.push_str(match special {
                "<" => "&lt;",
                "{" => "&#123;",
                _ => "&amp;",
            });
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}

fn write(transcript: &Transcript, out: &mut String) {
    for (row, (start, end, line)) in ends::filled(transcript).enumerate() {
        let markup = line.markup.as_deref().filter(|markup| markup.format == FORMAT.id);
        let around = markup.map_or("", |markup| markup.around.as_str());
        let space = if around.is_empty() { "" } else { " " };
        let (start, end) = (timecode::format(start, timecode::SRT), timecode::format(end, timecode::SRT));
        let body = markup.and_then(|markup| markup.body.as_deref());
        let body = written_body(transcript.speaker_name(line), &line.text, body);
        write!(out, "{}\n{start} --> {end}{space}{around}\n{body}\n\n", row + 1)
            .expect("writing to a String does not fail");
    }
    if !transcript.lines.is_empty() {
        out.pop();
    }
}

/// The text of a cue as it is written: the speaker before it, the tags it had, nothing that would be read as
/// the beginning of another cue.
fn written_body(speaker: Option<&str>, text: &str, body: Option<&str>) -> String {
    let text = tidy(text);
    let text = match speaker {
        Some(name) => Cow::Owned(format!("{}: {text}", name.split_whitespace().collect::<Vec<_>>().join(" "))),
        None => text,
    };
    let mut out = match body {
        Some(body) if tidy(&tags::clean(body, &DIALECT)) == text => body.to_owned(),
        Some(body) => tags::carry(body, &text, &DIALECT),
        None => {
            let mut out = String::with_capacity(text.len());
            escape(&text, &mut out);
            out
        }
    };
    let times: Vec<usize> = line_starts(&out).filter(|start| arrow::scan(line_at(&out, *start)).is_some()).collect();
    for start in times.into_iter().rev() {
        let first = out[start..].chars().next().expect("a time line is not empty");
        out.replace_range(start..start + first.len_utf8(), &format!("&#{};", first as u32));
    }
    out
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

fn line_at(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    rest.split('\n').next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Transcript, Vec<Problem>) {
        let mut problems = Vec::new();
        let transcript = parse(&Arc::new(text.to_owned()), &mut problems);
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
                "1000-2000 A / ? C / 3000-4000 B",
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
}
