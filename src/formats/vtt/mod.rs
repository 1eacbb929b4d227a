//! WebVTT (`.vtt`), read after the W3C's algorithm where a file follows it and kindly where it does not.
//!
//! Read besides what the specification allows: a missing header, commas before the fraction, hours and minutes
//! left out, cues without an empty line between them, empty lines inside a cue, `Name: text` instead of
//! voices, and angle brackets that are no tags.
//!
//! A cue in which several voices speak becomes several lines with the same times. Where a file opens voices
//! without closing them and names them only where they change, a voice lasts until the next one; files that
//! Stet writes close every voice, so that a line of nobody stays one. Notes are notes of the transcript; those between
//! cues are written before their cue again. Chapters are a note that lists them.

mod payload;

use super::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, arrow, captions, ends, speaker_prefix};
use crate::model::chars::is_dash;
use crate::model::{Chapter, Line, LinesBuilder, Markup, Meta, RosterBuilder, Span, Transcript, message, timecode};
use payload::{Cue, Part};
use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;

/// WebVTT.
pub static FORMAT: Format = Format {
    id: "vtt",
    name: "WebVTT",
    extensions: &["vtt", "webvtt"],
    detect,
    read: Reads::Text(parse),
    write: Some(Writes::Text(write)),
    settings: captions::SETTINGS,
    holds: Holds {
        times: true,
        ends: true,
        speakers: true,
        words: true,
        language: true,
        notes: true,
        ..Holds::NOTHING
    },
};

const SIGNATURE: &str = "WEBVTT";
/// The first line of the note in which chapters are listed.
const CHAPTERS: &str = "Chapters";
/// The most lines into a text at which a first time line is looked for.
const LOOK: usize = 500;

fn detect(probe: &Probe) -> Confidence {
    let head = probe.text();
    let head = head.trim_start_matches(arrow::is_ignorable);
    if signed(head).is_some() {
        return Confidence::Certain;
    }
    let first = head.lines().take(LOOK).find_map(times);
    match first {
        Some(arrow) if is_settings(arrow.rest) => {
            let own = head.contains("\n<v ") || !arrow.rest.is_empty();
            if own { Confidence::Likely } else { Confidence::Maybe }
        }
        _ => Confidence::No,
    }
}

/// What stands behind the signature; `None` without it.
fn signed(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(SIGNATURE)?;
    (rest.is_empty() || rest.starts_with([' ', '\t', '\n'])).then_some(rest)
}

/// A time line. Other arrows than the specification's are text here.
fn times(line: &str) -> Option<arrow::Arrow<'_>> {
    memchr::memmem::find(line.as_bytes(), b"-->")?;
    arrow::scan(line)
}

fn is_settings(rest: &str) -> bool {
    rest.split_whitespace().all(|part| part.contains(':'))
}

fn parse(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut blocks = Blocks { text, problems, meta: Meta::default(), styles: String::new(), cues: Vec::new() };
    blocks.read();
    let Blocks { problems, mut meta, styles, cues, .. } = blocks;
    if !styles.is_empty() {
        let header = meta.header.take().map_or(String::new(), |header| header.around.clone());
        meta.header = Some(Arc::new(Markup { format: FORMAT.id.into(), around: header, body: Some(styles) }));
    }
    if cues.is_empty() {
        problems.push(Problem { line: None, message: message!("captions-no-times") });
    }
    let mut roster = RosterBuilder::default();
    let mut lines = LinesBuilder::default();
    let mut voices = Voices::default();
    for cue in &cues {
        let mut parts = payload::read(text, cue.body.clone(), cue.span);
        // A dash that stands before a voice marks its turn, and is no line of nobody.
        let named = parts.iter().any(|part| part.speaker.is_some());
        parts.retain(|part| !(named && part.speaker.is_none() && is_mark(&part.text)));
        for part in parts {
            voices.meet(&part);
            lines.push(line_of(cue, part, &mut roster));
        }
    }
    if voices.last_until_the_next() {
        let mut current = None;
        for line in lines.iter_mut() {
            current = line.speaker.or(current);
            line.speaker = current;
        }
    }
    if memchr::memchr(0, text.as_bytes()).is_some() {
        lines.iter_mut().filter(|line| line.text.contains('\0')).for_each(replace_zeros);
    }
    let speakers = match voices.last {
        Some(_) => roster.finish(),
        None => speaker_prefix::take_off(&mut lines),
    };
    Transcript { lines: lines.finish(), speakers, meta: Arc::new(meta) }
}

/// Shows zeros as the standard wants them.
fn replace_zeros(line: &mut Line) {
    let zeros: Vec<_> = line.text.match_indices('\0').map(|(at, zero)| (at..at + zero.len(), "\u{FFFD}")).collect();
    *line = line.with_replaced(&zeros);
    if let Some(markup) = line.markup.as_mut() {
        let body = markup.body.as_ref().map(|body| body.replace('\0', "\u{FFFD}"));
        *markup = Arc::new(Markup { body, ..Markup::clone(markup) });
    }
}

/// Whether a text is nothing but the mark of a turn.
fn is_mark(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| is_dash(c) || c == '>' || c.is_whitespace())
}

/// How a file names its voices.
#[derive(Default)]
struct Voices {
    last: Option<String>,
    /// A voice was closed, or was named again while it was the last one: each cue says who speaks.
    in_every_cue: bool,
    unnamed: bool,
}

impl Voices {
    fn meet(&mut self, part: &Part) {
        match &part.speaker {
            Some(name) => {
                let again = self.last.as_ref() == Some(name);
                self.in_every_cue |= part.closed || again;
                if !again {
                    self.last = Some(name.clone());
                }
            }
            None => self.unnamed |= self.last.is_some(),
        }
    }

    fn last_until_the_next(&self) -> bool {
        self.last.is_some() && self.unnamed && !self.in_every_cue
    }
}

fn line_of(cue: &Cue, part: Part, roster: &mut RosterBuilder) -> Line {
    let markup = (part.body.is_some() || !cue.around.is_empty())
        .then(|| Arc::new(Markup { format: FORMAT.id.into(), around: cue.around.clone(), body: part.body }));
    let speaker = part.speaker.map(|name| roster.id(&name));
    Line { span: cue.span, speaker, words: part.words, markup, ..Line::new(part.text) }
}

/// A physical line.
#[derive(Clone, Copy)]
struct Row<'a> {
    /// Where it begins, in bytes of the file.
    start: usize,
    text: &'a str,
    /// Counted from 1.
    at: usize,
}

impl Row<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Cuts a file into its blocks.
struct Blocks<'a> {
    text: &'a Arc<String>,
    problems: &'a mut Vec<Problem>,
    meta: Meta,
    /// `STYLE` and `REGION` blocks, with empty lines between.
    styles: String,
    cues: Vec<Cue>,
}

impl<'a> Blocks<'a> {
    fn read(&mut self) {
        let text: &'a str = self.text;
        let mut block: Vec<Row> = Vec::new();
        // Notes that wait for the cue behind them.
        let mut notes = String::new();
        let mut in_header = true;
        let mut start = 0;
        for (index, line) in text.split('\n').enumerate() {
            let row = Row { start, text: line, at: index + 1 };
            start += line.len() + 1;
            if !line.is_empty() {
                block.push(row);
            }
            if (line.is_empty() || start > text.len()) && !block.is_empty() {
                // A second header stands where one file was put behind another.
                let again = |row: &Row| row.text.trim_start_matches('\u{FEFF}') == SIGNATURE;
                let rest = if in_header || again(&block[0]) { self.header(&block) } else { &block[..] };
                in_header = false;
                self.block(rest, &mut notes);
                block.clear();
            }
        }
    }

    /// Reads the header off the first block. Returns what is left of it.
    fn header<'b>(&mut self, block: &'b [Row<'a>]) -> &'b [Row<'a>] {
        let Some(rest) = block.first().and_then(|row| signed(row.text.trim_start_matches('\u{FEFF}'))) else {
            return block;
        };
        let mut kept = String::new();
        let length = block.iter().take_while(|row| times(row.text).is_none()).count();
        // The line before the first times is the cue's identifier.
        let length = if (2..block.len()).contains(&length) { length - 1 } else { length };
        for text in std::iter::once(rest).chain(block[1..length].iter().map(|row| row.text)) {
            self.header_line(text.trim().trim_start_matches(['-', '–', '—']).trim_start(), &mut kept);
        }
        let before = self.meta.header.as_ref().map_or("", |header| header.around.as_str());
        if !kept.is_empty() && !before.contains(&kept) {
            let around = format!("{before}{kept}");
            self.meta.header = Some(Arc::new(Markup { format: FORMAT.id.into(), around, body: None }));
        }
        &block[length..]
    }

    fn header_line(&mut self, text: &str, kept: &mut String) {
        let (key, value) = text.split_once([':', '=']).unwrap_or(("", text));
        let value = value.trim();
        let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        match key.to_ascii_lowercase().as_str() {
            _ if text.is_empty() || text == SIGNATURE => {}
            "language" => self.meta.language = Some(value.to_owned()),
            "title" => self.meta.title = Some(value.to_owned()),
            // YouTube has written both on one line.
            "kind" if value.contains("Language:") => {
                let (kind, language) = value.split_once("Language:").unwrap_or((value, ""));
                self.meta.language = Some(language.trim().to_owned());
                kept.push_str(&format!("Kind: {}\n", kind.trim().trim_end_matches(';')));
            }
            _ if is_key && key != "http" && key != "https" => {
                kept.push_str(text);
                kept.push('\n');
            }
            _ if self.meta.title.is_none() && kept.is_empty() && self.meta.notes.is_empty() => {
                self.meta.title = Some(text.to_owned());
            }
            _ => self.meta.notes.push(text.to_owned()),
        }
    }

    fn block(&mut self, block: &[Row<'a>], notes: &mut String) {
        let Some(first) = block.first() else { return };
        let keyword = first.text.split([' ', '\t']).next().unwrap_or_default();
        let timed = block.iter().position(|row| times(row.text).is_some());
        let before = timed.unwrap_or(block.len());
        match keyword {
            "NOTE" => {
                self.note(&block[..before], notes);
                return self.block(&block[before..], notes);
            }
            "STYLE" | "REGION" if first.text.trim() == keyword => {
                self.styles.push_str(if self.styles.is_empty() { "" } else { "\n\n" });
                self.styles.push_str(self.slice(&block[..before]));
                return self.block(&block[before..], notes);
            }
            _ => {}
        }
        match timed {
            None => self.untimed(block, notes),
            // One line before the times is the cue's identifier.
            Some(0 | 1) => self.cues_of(block, before, notes),
            Some(_) => {
                self.untimed(&block[..before - 1], notes);
                self.cues_of(&block[before - 1..], 1, notes);
            }
        }
    }

    /// Reads the cues of a block whose first time line is at `timed`. There is more than one where the empty line
    /// between them is missing or has a space in it.
    fn cues_of(&mut self, mut block: &[Row<'a>], mut timed: usize, notes: &mut String) {
        loop {
            let id = block[..timed].first();
            let row = block[timed];
            let Some(arrow) = times(row.text) else { return };
            // Half of a time at the end of a file that was cut off reads as an earlier one.
            let end = arrow.end.filter(|end| row.end() < self.text.len() || *end >= arrow.start);
            if end.is_none() {
                let message = message!("captions-end-unreadable", what = row.text.trim());
                self.problems.push(Problem { line: Some(row.at), message });
            }
            let rest = &block[timed + 1..];
            let next = rest.iter().position(|row| times(row.text).is_some());
            let mut length = next.unwrap_or(rest.len());
            if next.is_some() && is_id(&rest[..length], id) {
                length -= 1;
            }
            // What shares the line with the times is settings, even such as there are none, unless nothing else is said.
            let silent = rest[..length].iter().all(|row| row.text.trim().is_empty());
            let text = match end {
                None => arrow::text_behind(arrow.rest),
                Some(_) if is_settings(arrow.rest) => arrow.rest.len(),
                Some(_) => 0,
            };
            let (settings, said) = arrow.rest.split_at(if silent { text } else { arrow.rest.len() });
            let start = if said.is_empty() { row.end() } else { row.start + offset_of(said, row.text) };
            let body_end = rest[..length].last().map_or(row.end(), Row::end);
            let around = around(std::mem::take(notes), id.map_or("", |id| id.text.trim()), settings.trim());
            let span = Some(Span { start: arrow.start, end });
            self.cues.push(Cue { span, body: start..body_end, around });
            let Some(next) = next else { return };
            (block, timed) = (&rest[length..], next - length);
        }
    }

    /// Text outside of any cue. Behind a cue it belongs to it; before the first it is a note.
    fn untimed(&mut self, block: &[Row<'a>], notes: &mut String) {
        let Some(first) = block.first() else { return };
        let end = block[block.len() - 1].end();
        if let Some(broken) = block.iter().take(2).position(|row| row.text.contains("-->")) {
            let row = block[broken];
            let message = message!("captions-times-unreadable", what = row.text.trim());
            self.problems.push(Problem { line: Some(row.at), message });
            let id = block[..broken].first().map_or("", |id| id.text.trim());
            let (settings, said) = row.text.split_at(arrow::text_behind(row.text));
            let around = around(std::mem::take(notes), id, settings.trim());
            self.cues.push(Cue { span: None, body: row.end() - said.len()..end, around });
            return;
        }
        let line = Some(first.at);
        match self.cues.last_mut() {
            Some(cue) if self.text[cue.body.end..first.start].bytes().all(|byte| byte == b'\n') => {
                cue.body.end = end;
                self.problems.push(Problem { line, message: message!("captions-text-behind-blank") });
            }
            _ => {
                self.problems.push(Problem { line, message: message!("captions-text-outside") });
                self.meta.notes.push(self.slice(block).to_owned());
            }
        }
    }

    fn note(&mut self, block: &[Row<'a>], notes: &mut String) {
        let raw = self.slice(block);
        match note_of(raw) {
            note if note.is_empty() => {}
            note => match chapters(&note) {
                Some(chapters) => self.meta.chapters.extend(chapters),
                None => {
                    self.meta.notes.push(note);
                    if !self.cues.is_empty() {
                        notes.push_str(raw);
                        notes.push_str("\n\n");
                    }
                }
            },
        }
    }

    fn slice(&self, block: &[Row<'a>]) -> &'a str {
        match block {
            [first, .., last] => &self.text[first.start..last.end()],
            [only] => only.text,
            [] => "",
        }
    }
}

/// Whether the last of these lines, which stands before a time line without an empty line between, is that
/// cue's identifier: behind a line of spaces, or the number after the last cue's.
fn is_id(lines: &[Row], before: Option<&Row>) -> bool {
    let number = |row: &Row| row.text.trim().parse::<u32>().ok();
    let Some((last, others)) = lines.split_last() else { return false };
    let gap = others.last().is_some_and(|row| row.text.trim().is_empty()) && others.len() > 1;
    let due = before.and_then(number).and_then(|number| number.checked_add(1));
    gap || (due.is_some() && number(last) == due)
}

/// Where `part`, which is a slice of `whole`, begins in it.
fn offset_of(part: &str, whole: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

fn around(notes: String, id: &str, settings: &str) -> String {
    if notes.is_empty() && id.is_empty() && settings.is_empty() {
        return String::new();
    }
    let newline = if id.is_empty() { "" } else { "\n" };
    let space = if settings.is_empty() { "" } else { " " };
    // The arrow stands for the times, so there is no other.
    format!("{notes}{id}{newline}-->{space}{}", harmless(settings))
}

/// What a note block says. A space stands where an empty line would end the note.
fn note_of(raw: &str) -> String {
    let text = raw.strip_prefix("NOTE").unwrap_or(raw).trim();
    text.lines().map(|line| if line == " " { "" } else { line }).collect::<Vec<_>>().join("\n")
}

/// The notes that stand before a cue, as blocks, and the cue's identifier with its newline.
fn notes_before(before: &str) -> (Vec<&str>, &str) {
    let (mut notes, mut rest) = (Vec::new(), before);
    while let Some((note, behind)) = rest.split_once("\n\n").filter(|(note, _)| note.starts_with("NOTE")) {
        notes.push(note);
        rest = behind;
    }
    (notes, rest)
}

/// The notes that stand before a cue, out of what stood around it.
pub(super) fn notes(around: &str) -> impl Iterator<Item = String> + '_ {
    let before = around.rsplit_once("-->").map_or(around, |(before, _)| before);
    let notes = before.split("\n\n").filter_map(|block| block.strip_prefix("NOTE"));
    notes.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty())
}

/// The chapters that a note lists; `None` when it is another note.
fn chapters(note: &str) -> Option<Vec<Chapter>> {
    let list = note.strip_prefix(CHAPTERS)?.strip_prefix('\n')?;
    let chapter = |line: &str| {
        let (start, title) = line.split_once(' ').unwrap_or((line, ""));
        Some(Chapter { start: arrow::time(start)?, title: title.to_owned() })
    };
    list.lines().map(chapter).collect()
}

fn write(transcript: &Transcript, options: &Options, out: &mut String) {
    let transcript = &*captions::fitted(transcript, options);
    // Notes keep their places between the cues as long as they are notes of the transcript.
    let notes: HashSet<&str> = transcript.meta.notes.iter().map(String::as_str).collect();
    let mut placed = HashSet::new();
    for line in transcript.lines.iter().filter(|_| !notes.is_empty()) {
        let markup = line.markup.as_deref().filter(|markup| markup.format == FORMAT.id);
        if let Some(around) = markup.map(|markup| &markup.around).filter(|around| around.starts_with("NOTE")) {
            placed.extend(notes_before(around).0.into_iter().map(note_of));
        }
    }
    // Those behind the first of them stand at the end.
    let all = &transcript.meta.notes;
    let (above, below) = all.split_at(all.iter().position(|note| placed.contains(note)).unwrap_or(all.len()));
    write_header(&transcript.meta, above, out).expect("writing to a String does not fail");
    for (start, end, line) in ends::filled(transcript) {
        let markup = line.markup.as_deref().filter(|markup| markup.format == FORMAT.id);
        let around = markup.and_then(|markup| markup.around.rsplit_once("-->"));
        let (before, settings) = around.unwrap_or_default();
        let (notes_here, before) = if before.starts_with("NOTE") { notes_before(before) } else { (Vec::new(), before) };
        let space = if settings.is_empty() || settings.starts_with(' ') { "" } else { " " };
        out.push('\n');
        for note in notes_here.into_iter().filter(|note| notes.contains(note_of(note).as_str())) {
            out.push_str(note);
            out.push_str("\n\n");
        }
        out.push_str(before);
        timecode::write(out, start, timecode::VTT).expect("writing to a String does not fail");
        out.push_str(" --> ");
        timecode::write(out, end, timecode::VTT).expect("writing to a String does not fail");
        out.push_str(space);
        out.push_str(settings);
        out.push('\n');
        let body = markup.and_then(|markup| markup.body.as_deref());
        payload::write(out, line, transcript.speaker_name(line), Span { start, end: Some(end) }, body);
        out.push('\n');
    }
    below.iter().filter(|note| !placed.contains(*note)).for_each(|note| write_note(note, out));
}

fn write_note(note: &str, out: &mut String) {
    let lines: Vec<_> = note.lines().map(|line| if line.is_empty() { " " } else { line }).collect();
    let space = if lines.len() > 1 { "\n" } else { " " };
    out.extend(["\nNOTE", space, &harmless(&lines.join("\n")), "\n"]);
}

/// Writes what stands above the cues.
fn write_header(meta: &Meta, notes: &[String], out: &mut String) -> std::fmt::Result {
    out.push_str(SIGNATURE);
    if let Some(title) = &meta.title {
        write!(out, " - {}", harmless(title).replace('\n', " "))?;
    }
    out.push('\n');
    let header = meta.header.as_deref().filter(|header| header.format == FORMAT.id);
    out.push_str(header.map_or("", |header| header.around.as_str()));
    if let Some(language) = &meta.language {
        writeln!(out, "Language: {language}")?;
    }
    if let Some(styles) = header.and_then(|header| header.body.as_deref()) {
        write!(out, "\n{styles}\n")?;
    }
    if !meta.chapters.is_empty() {
        write!(out, "\nNOTE\n{CHAPTERS}\n")?;
        for chapter in &meta.chapters {
            timecode::write(out, chapter.start, timecode::VTT)?;
            writeln!(out, " {}", harmless(&chapter.title).replace('\n', " "))?;
        }
    }
    notes.iter().for_each(|note| write_note(note, out));
    Ok(())
}

/// Arrows would begin a cue.
fn harmless(text: &str) -> String {
    text.replace("-->", "-- >")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as `start-end text {around}`, and what is known beside them.
    fn show(text: &str) -> String {
        let t = parse(&Arc::new(text.to_owned()), &Options::default(), &mut Vec::new());
        let line = |line: &Line| {
            let span = line.span.map_or("?".into(), |span| match span.end {
                Some(end) => format!("{}-{}", span.start.0, end.0),
                None => format!("{}-?", span.start.0),
            });
            let around = line.markup.as_ref().map_or("", |markup| markup.around.trim_start_matches("-->").trim());
            let around = if around.is_empty() { String::new() } else { format!(" {{{around}}}") };
            format!("{span} {}{around}", line.text)
        };
        let lines: Vec<String> = t.lines.iter().map(line).chain(t.meta.notes.iter().cloned()).collect();
        lines.join(" / ").replace('\n', "|")
    }

    #[test]
    fn what_stands_behind_the_times() {
        for (text, expected) in [
            ("00:01.000 --> 00:02.000 align: start\nHello", "1000-2000 Hello {align: start}"),
            ("00:01.000 --> 00:02.000 line;42%\nHello", "1000-2000 Hello {line;42%}"),
            ("00:01.000 --> 00:02.000 foo --> bar\nHello", "1000-2000 Hello {foo -- > bar}"),
            ("00:01.000 --> 00:02.000align:end\nHello", "1000-2000 Hello {align:end}"),
            ("00:01.000 --> 00:02.000 Hello there\n", "1000-2000 Hello there"),
            ("00:01.000 --> 00:0x Hello there\n\n", "1000-? Hello there {00:0x}"),
            ("Paris --> Lyon\nHello", "? Paris --> Lyon|Hello"),
            ("00:0x --> Lyon\nHello", "? Lyon|Hello {00:0x -- >}"),
        ] {
            assert_eq!(show(&format!("WEBVTT\n\n{text}\n")), expected, "{text:?}");
        }
    }

    #[test]
    fn what_else_is_met() {
        for (text, expected) in [
            // One file behind another, or a header twice.
            (
                "WEBVTT\nWEBVTT\n\n00:01.000 --> 00:02.000\nA\n\nWEBVTT\n\n00:03.000 --> 00:04.000\nB\n",
                "1000-2000 A / 3000-4000 B",
            ),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\0B\n", "1000-2000 A\u{FFFD}B"),
            (
                "WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\nNOTE two\n\n00:03.000 --> 00:04.000\nB\n",
                "1000-2000 A / 3000-4000 B {NOTE two||-->} / two",
            ),
        ] {
            assert_eq!(show(text), expected, "{text:?}");
        }
    }

    #[test]
    fn notes_keep_their_places_as_long_as_they_are_there() {
        let text = "WEBVTT\n\nNOTE one\n\n00:00:01.000 --> 00:00:02.000\nA\n\n\nNOTE two\n\n\
                    00:00:03.000 --> 00:00:04.000\nB\n\n\nNOTE three\n";
        let mut t = parse(&Arc::new(text.to_owned()), &Options::default(), &mut Vec::new());
        let written = |t: &Transcript| {
            let mut out = String::new();
            write(t, &Options::default(), &mut out);
            out
        };
        assert_eq!(t.meta.notes, ["one", "two", "three"]);
        assert_eq!(written(&t), text);
        Arc::make_mut(&mut t.meta).notes.remove(1);
        let without = "WEBVTT\n\nNOTE one\n\nNOTE three\n\n00:00:01.000 --> 00:00:02.000\nA\n\n\n\
                       00:00:03.000 --> 00:00:04.000\nB\n\n";
        assert_eq!(written(&t), without);
    }
}
