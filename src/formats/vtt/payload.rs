//! A cue, and what its text says: voices, inline times, tags and entities.

use super::super::arrow;
use super::super::tags::{self, Dialect, Piece};
use crate::model::{Line, Span, Text, Time, Word, chars, timecode};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A cue before its text is read.
pub(super) struct Cue {
    /// From when to when it is shown.
    pub span: Option<Span>,
    /// Its text, in bytes of the file.
    pub body: Range<usize>,
    /// What stood before and behind its times: `note, empty line, identifier, --> settings`, the times left
    /// out. Empty when there was nothing.
    pub around: String,
}

/// What one voice says in a cue.
pub(super) struct Part {
    /// Whose voice it is, if the cue says.
    pub speaker: Option<String>,
    /// Whether the voice was closed.
    pub closed: bool,
    /// What is said.
    pub text: Text,
    /// The words that the cue times.
    pub words: Option<Arc<Vec<Word>>>,
    /// The text as it was written, without its voices, when Stet would write it in another way.
    pub body: Option<String>,
}

/// Reads the text of a cue, which lies in `range` of the file. There is always one part at least.
pub(super) fn read(file: &Arc<String>, range: Range<usize>, span: Option<Span>) -> Vec<Part> {
    let raw = &file[range.clone()];
    let start = range.start + (raw.len() - raw.trim_start_matches(is_space).len());
    let raw = file[start..range.end.max(start)].trim_end_matches(is_space);
    let Some((speaker, closed, said)) = simple(raw) else {
        return voices(raw).into_iter().map(|voice| voice.finish(span)).collect();
    };
    let start = start + said.start;
    let said = &raw[said];
    let shown = if shows_as_it_is(said) { Cow::Borrowed(said) } else { Cow::Owned(shown(said).text) };
    let text = if shown == said { Text::slice(file, start..start + said.len()) } else { Text::from(shown.as_ref()) };
    vec![Part { speaker: speaker.map(str::to_owned), closed, text, words: None, body: None }]
}

/// The voice, whether it is closed, and the bytes of what it says, in the form that nearly all cues have: one
/// voice or none, and no tags or entities.
fn simple(raw: &str) -> Option<(Option<&str>, bool, Range<usize>)> {
    let plain = |text: &str| memchr::memchr2(b'<', b'&', text.as_bytes()).is_none();
    let Some(voice) = raw.strip_prefix("<v ") else { return plain(raw).then_some((None, false, 0..raw.len())) };
    let (name, rest) = voice.split_once('>')?;
    let said = rest.strip_suffix("</v>").unwrap_or(rest);
    let single =
        |text: &str| !text.is_empty() && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ");
    let start = raw.len() - rest.len();
    let trimmed = !said.starts_with(is_space) && !said.ends_with(is_space);
    (plain(name) && plain(said) && trimmed && single(name) && !name.contains(['\n', '\t']))
        .then(|| (Some(name), said.len() < rest.len(), start..start + said.len()))
}

/// Writes the text of a line as that of a cue, with the newline that ends it. `body` is the text as it was
/// read, whose tags are kept.
pub(super) fn write(out: &mut String, line: &Line, speaker: Option<&str>, span: Span, body: Option<&str>) {
    let (classes, body) = body.map_or(("", None), |body| {
        let (classes, body) = classes_of(body);
        (classes, Some(body))
    });
    if let Some(name) = speaker {
        out.push_str("<v");
        out.push_str(classes);
        out.push(' ');
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
        out.push('>');
    }
    match body {
        Some(body) if is_reading_of(body, line) => out.push_str(body),
        Some(body) if line.words.is_none() => out.push_str(&tags::carry(body, &shown(&line.text).text, &DIALECT)),
        _ => write_untagged(out, &line.text, line.words.as_ref().map_or(&[], |words| words), span),
    }
    if speaker.is_some() {
        out.push_str("</v>");
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Whether reading `body` gives the line's text and words.
fn is_reading_of(body: &str, line: &Line) -> bool {
    let shown = read_tagged(body);
    line.text == *shown.text && line.words.as_ref().map_or(&[][..], |words| words) == shown.words(line.span)
}

/// A voice's stretch of a cue.
#[derive(Default)]
struct Voice {
    speaker: Option<String>,
    /// `.first.loud`, as it stood in the tag.
    classes: String,
    closed: bool,
    /// The bytes that stand before its end.
    closed_at: usize,
    raw: String,
}

impl Voice {
    fn finish(self, span: Option<Span>) -> Part {
        let shown = read_tagged(&self.raw);
        let words = shown.words(span);
        // An arrow that was no times where it stood might be taken for some where it is written.
        let raw = self.raw.trim_matches(is_space).replace("-->", "--&gt;");
        let mut again = String::new();
        let whole = span.unwrap_or(Span::from(0));
        write_untagged(&mut again, &shown.text, &words, whole);
        let classes = if self.classes.is_empty() { String::new() } else { format!("<v{}>", self.classes) };
        let body = (again != raw || !classes.is_empty()).then(|| classes + &raw);
        let words = (!words.is_empty()).then(|| Arc::new(words));
        Part { speaker: self.speaker, closed: self.closed, text: Text::from(shown.text), words, body }
    }

    /// Whether there is a name or a word to keep. Marks alone are no line: they go to the voice beside them.
    fn says_something(&self) -> bool {
        self.speaker.is_some() || tags::clean(&self.raw, &DIALECT).contains(char::is_alphanumeric)
    }

    /// Takes off the dash with which captioners mark another voice, where that is named behind it.
    fn without_dash(&mut self) {
        let tail = self.raw.split_off(self.closed_at);
        let only_dash = tags::clean(&tail, &DIALECT).chars().all(|c| is_space(c) || chars::is_dash(c));
        let is_tag = |piece| if let Piece::Tag(tag) = piece { Some(tag) } else { None };
        match only_dash {
            true => self.raw.extend(tags::pieces(&tail, &DIALECT).filter_map(is_tag)),
            false => self.raw.push_str(&tail),
        }
    }
}

fn voices(raw: &str) -> Vec<Voice> {
    let mut done: Vec<Voice> = Vec::new();
    let mut voice = Voice::default();
    for piece in tags::pieces(raw, &DIALECT) {
        match piece {
            Piece::Tag(tag) if name_of(tag) == ("v", false) => {
                if voice.closed || !voice.says_something() {
                    voice.without_dash();
                }
                if voice.says_something() {
                    done.push(std::mem::take(&mut voice));
                }
                let inside = &tag[2..tag.len() - 1];
                let (classes, name) = inside.split_at(inside.find(char::is_whitespace).unwrap_or(inside.len()));
                let name = tags::clean(name, &DIALECT).split_whitespace().collect::<Vec<_>>().join(" ");
                voice.speaker = (!name.is_empty()).then_some(name);
                voice.classes = classes.to_owned();
                (voice.closed, voice.closed_at) = (false, 0);
            }
            Piece::Tag(tag) if name_of(tag) == ("v", true) => {
                voice.closed |= voice.speaker.is_some();
                voice.closed_at = if voice.closed { voice.raw.len() } else { 0 };
            }
            Piece::Tag(raw) | Piece::Entity(raw, _) => voice.raw.push_str(raw),
            Piece::Text(run) => {
                if voice.closed && run.chars().any(char::is_alphanumeric) {
                    done.push(std::mem::take(&mut voice));
                }
                voice.raw.push_str(run);
            }
        }
    }
    if done.is_empty() || voice.says_something() {
        done.push(voice);
    } else if let Some(last) = done.last_mut() {
        last.raw.push_str(&voice.raw);
    }
    done
}

/// The classes that [`Voice::finish`] put before a body, and the body.
fn classes_of(body: &str) -> (&str, &str) {
    let classes = body.strip_prefix("<v").filter(|rest| rest.starts_with('.')).and_then(|rest| rest.split_once('>'));
    classes.unwrap_or(("", body))
}

/// A text as it is shown, and the moments that stand inside it.
#[derive(Default)]
struct Shown {
    text: String,
    /// Where in the text, in bytes, which moment stands.
    stamps: Vec<(usize, Time)>,
}

impl Shown {
    /// Adds a character. Spaces at the ends of physical lines and empty lines are left out.
    fn push(&mut self, c: char) {
        match c {
            '\n' => {
                self.trim_end();
                if !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push('\n');
                }
            }
            ' ' | '\t' if self.text.is_empty() => {}
            c => self.text.push(c),
        }
    }

    fn trim_end(&mut self) {
        self.text.truncate(self.text.trim_end_matches([' ', '\t']).len());
    }

    fn finish(mut self) -> Shown {
        self.text.truncate(self.text.trim_end_matches(is_space).len());
        for (at, _) in &mut self.stamps {
            *at = (*at).min(self.text.len());
        }
        self
    }

    /// The words between the stamps. A stretch without text is the end of the word before it, and of one that goes on
    /// in another physical line, its end alone is a word: captions that roll show a line again above the first stamp.
    fn words(&self, span: Option<Span>) -> Vec<Word> {
        if self.stamps.is_empty() {
            return Vec::new();
        }
        let start = (0, span.map(|span| span.start));
        let end = (self.text.len(), span.and_then(|span| span.end));
        let stamps = self.stamps.iter().map(|(at, time)| (*at, Some(*time)));
        let marks: Vec<_> = std::iter::once(start).chain(stamps).chain([end]).collect();
        let stretch = |pair: &[(usize, Option<Time>)]| {
            let [(from, start), (to, end)] = pair else { return None };
            let run = self.text[*from..*to].trim_end();
            let from = from + run.rfind('\n').map_or(0, |newline| newline + 1);
            let run = &self.text[from..*to];
            let from = from + run.len() - run.trim_start().len();
            let at = from as u32..(from + run.trim().len()) as u32;
            let span = start.map(|start| Span { start, end: *end });
            (!at.is_empty()).then_some(Word { at, span, confidence: None })
        };
        marks.windows(2).filter_map(stretch).collect()
    }
}

/// Whether [`shown`] leaves nothing out of a text, as is so with nearly every one.
fn shows_as_it_is(text: &str) -> bool {
    text.is_empty() || (!text.starts_with([' ', '\t']) && tags::is_tidy(text))
}

fn shown(text: &str) -> Shown {
    let mut shown = Shown::default();
    text.chars().for_each(|c| shown.push(c));
    shown.finish()
}

fn read_tagged(body: &str) -> Shown {
    let mut shown = Shown::default();
    for piece in tags::pieces(body, &DIALECT) {
        match piece {
            Piece::Text(run) => run.chars().for_each(|c| shown.push(c)),
            Piece::Entity(_, text) => text.chars().for_each(|c| shown.push(c)),
            Piece::Tag(tag) => {
                if let Some(time) = stamp(tag) {
                    shown.stamps.push((shown.text.len(), time));
                }
            }
        }
    }
    shown.finish()
}

/// Writes a text without tags but with the times of its words.
fn write_untagged(out: &mut String, text: &str, words: &[Word], span: Span) {
    if words.is_empty() {
        return if shows_as_it_is(text) { escape(text, out) } else { escape(&shown(text).text, out) };
    }
    let stamp = |out: &mut String, time: Time| {
        out.push('<');
        timecode::write(out, time, timecode::VTT).expect("writing to a String does not fail");
        out.push('>');
    };
    let mut clock = Some(span.start);
    let mut done = 0;
    let mut first = true;
    for word in words {
        let range = word.range();
        let Some(times) = word.span.filter(|_| done <= range.start && range.end <= text.len()) else { continue };
        let goes_on = clock == Some(times.start);
        if let Some(end) = clock.filter(|_| !first && !goes_on) {
            stamp(out, end);
        }
        escape(&text[done..range.start], out);
        if !first || !goes_on {
            stamp(out, times.start);
        }
        escape(&text[range.clone()], out);
        (done, clock, first) = (range.end, times.end, false);
    }
    if let Some(end) = clock.filter(|_| clock != span.end) {
        stamp(out, end);
    }
    escape(&text[done..], out);
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n')
}

/// The tags of the specification, those of HTML that other programs write, and inline times. Other words in
/// angle brackets are text (`<inaudible>`, `a < b`).
const DIALECT: Dialect = Dialect { marks: tags::HTML, entity: tags::entity, tag, escape };

const TAGS: &[&str] = &["c", "i", "b", "u", "v", "ruby", "rt", "lang", "font", "s", "em", "strong", "span", ""];

fn tag(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?;
    let end = rest.find(['>', '<']).filter(|end| rest[*end..].starts_with('>'))?;
    let tag = &text[..end + 2];
    let (name, closing) = name_of(tag);
    let known = TAGS.contains(&name) && (closing || !name.is_empty());
    (known || stamp(tag).is_some()).then_some(tag.len())
}

/// The name of a tag, and whether it closes.
fn name_of(tag: &str) -> (&str, bool) {
    let inside = tag.trim_start_matches('<').trim_end_matches('>');
    let (inside, closing) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
    let end = inside.find(|c: char| c == '.' || c.is_whitespace()).unwrap_or(inside.len());
    (&inside[..end], closing)
}

/// The moment of an inline time.
fn stamp(tag: &str) -> Option<Time> {
    let inside = tag.strip_prefix('<')?.strip_suffix('>')?;
    inside.starts_with(|c: char| c.is_ascii_digit()).then(|| arrow::time(inside))?
}

fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    for at in memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes()) {
        let escaped = match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ if text[..at].ends_with("--") => "&gt;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(escaped);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(raw: &str) -> Vec<Part> {
        let file = Arc::new(raw.to_owned());
        read(&file, 0..raw.len(), Some(Span::new(0, 9000)))
    }

    #[test]
    fn who_says_what() {
        for (raw, expected) in [
            ("hello", "hello"),
            ("<v Ann>hello", "Ann: hello"),
            ("<v.loud.first Ann Lee>hello</v>", "Ann Lee: hello"),
            ("<v R&amp;D>hello</v>", "R&D: hello"),
            ("<v>hello</v>", "hello"),
            ("<i><v Ann>hello</v></i>", "Ann: hello"),
            ("<v Ann>one\n<v Bob>two", "Ann: one / Bob: two"),
            ("<v Ann>one</v>\nand two", "Ann: one / and two"),
            ("<v Ann>one</v>!", "Ann: one!"),
            ("<v Ann>one\n\ntwo  \n</v>", "Ann: one\ntwo"),
            ("a < b, <3, <inaudible>, </>", "a < b, <3, <inaudible>,"),
            ("<00:00:01.000>one<00:00:02.000> two", "one two"),
            ("<v Ann", "<v Ann"),
            ("- <v Ann>one</v>\n- <v Bob>two\nthree</v>", "Ann: one / Bob: two\nthree"),
            ("<i>– </i><v Ann>one</v>", "Ann: one"),
            ("♪ <v Ann>la la</v>", "Ann: ♪ la la"),
            ("<v Ann>one</v> - <v Bob>two</v>", "Ann: one / Bob: two"),
            ("- one\n- two", "- one\n- two"),
            ("", ""),
        ] {
            let shown = parts(raw).into_iter().map(|part| match part.speaker {
                Some(name) => format!("{name}: {}", part.text),
                None => part.text.to_string(),
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" / "), expected, "{raw:?}");
        }
    }

    #[test]
    fn an_edited_line_keeps_its_tags() {
        for (raw, text, speaker, expected) in [
            ("<i>Helo</i> there", "Hello there", None, "<i>Hello</i> there\n"),
            ("<v.loud Ann>Helo <b>there</b></v>", "Hello there", Some("Bob"), "<v.loud Bob>Hello <b>there</b></v>\n"),
            ("<v Ann>Hello</v>", "Hello", None, "Hello\n"),
            ("AT&amp;T", "AT&T & <me>", None, "AT&amp;T &amp; &lt;me>\n"),
            ("one", "one --> two\n\nthree", Some("A > B"), "<v A &gt; B>one --&gt; two\nthree</v>\n"),
            ("<c>one</c><00:00:01.000> two", "one too", None, "one <00:00:01.000>too\n"),
        ] {
            let part = parts(raw).remove(0);
            let line = Line { span: Some(Span::new(0, 9000)), words: part.words, ..Line::new(part.text) };
            let line = line.with_text(text.into());
            let mut out = String::new();
            write(&mut out, &line, speaker, Span::new(0, 9000), part.body.as_deref());
            assert_eq!(out, expected, "{raw:?} to {text:?}");
        }
    }
}
