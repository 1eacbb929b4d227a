//! WebVTT (`.vtt`), read after the W3C's algorithm where a file follows it and kindly where it does not.
//!
//! Read besides what the specification allows: a missing header, commas before the fraction, hours and minutes
//! left out, cues without an empty line between them, empty lines inside a cue, `Name: text` instead of
//! voices, and angle brackets that are no tags.
//!
//! A cue in which several voices speak becomes several lines with the same times. Where a file opens voices
//! without closing them and names them only where they change, a voice lasts until the next one; files that
//! Stet writes close every voice, so that a line of nobody stays one. Notes between cues stay before their
//! cue; notes before the first are notes of the transcript, and so are its chapters, as a list.

mod payload;

use super::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, arrow, captions, ends, speaker_prefix};
use crate::model::{Chapter, Line, LinesBuilder, Markup, Meta, RosterBuilder, Span, Transcript, message, timecode};
use payload::{Cue, Part};
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
        for part in payload::read(text, cue.body.clone(), cue.span) {
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
    let speakers = match voices.last {
        Some(_) => roster.finish(),
        None => speaker_prefix::take_off(&mut lines),
    };
    Transcript { lines: lines.finish(), speakers, meta: Arc::new(meta) }
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
                let rest = if in_header { self.header(&block) } else { &block[..] };
                in_header = false;
                self.block(rest, &mut notes);
                block.clear();
            }
        }
        for note in notes.split("\n\n").filter(|note| !note.is_empty()) {
            self.meta.notes.push(note["NOTE".len()..].trim().to_owned());
        }
    }

    /// Reads the header off the first block. Returns what is left of it.
    fn header<'b>(&mut self, block: &'b [Row<'a>]) -> &'b [Row<'a>] {
        let Some(rest) = signed(block[0].text.trim_start_matches('\u{FEFF}')) else { return block };
        let mut kept = String::new();
        let length = block.iter().take_while(|row| times(row.text).is_none()).count();
        // The line before the first times is the cue's identifier.
        let length = if (2..block.len()).contains(&length) { length - 1 } else { length };
        for text in std::iter::once(rest).chain(block[1..length].iter().map(|row| row.text)) {
            self.header_line(text.trim().trim_start_matches(['-', '–', '—']).trim_start(), &mut kept);
        }
        if !kept.is_empty() {
            self.meta.header = Some(Arc::new(Markup { format: FORMAT.id.into(), around: kept, body: None }));
        }
        &block[length..]
    }

    fn header_line(&mut self, text: &str, kept: &mut String) {
        let (key, value) = text.split_once([':', '=']).unwrap_or(("", text));
        let value = value.trim();
        let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        match key.to_ascii_lowercase().as_str() {
            _ if text.is_empty() => {}
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
            // Text that shares the line with the times belongs to the cue, but an end that makes no sense does not.
            let settings = if is_settings(arrow.rest) { arrow.rest } else { "" };
            let glued = settings.is_empty() && !arrow.rest.is_empty() && end.is_some();
            let start = if glued { row.start + offset_of(arrow.rest, row.text) } else { row.end() };
            let body_end = rest[..length].last().map_or(row.end(), Row::end);
            let around = around(std::mem::take(notes), id.map_or("", |id| id.text.trim()), settings);
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
            let around = around(std::mem::take(notes), id, "");
            self.cues.push(Cue { span: None, body: row.end()..end, around });
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
        if !self.cues.is_empty() {
            notes.push_str(raw);
            notes.push_str("\n\n");
            return;
        }
        let text = raw["NOTE".len()..].trim();
        match chapters(text) {
            Some(chapters) => self.meta.chapters.extend(chapters),
            None if text.is_empty() => {}
            None => {
                // A space stands where an empty line would end the note.
                let lines = text.lines().map(|line| if line == " " { "" } else { line });
                self.meta.notes.push(lines.collect::<Vec<_>>().join("\n"));
            }
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
    format!("{notes}{id}{newline}-->{space}{settings}")
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
    write_header(&transcript.meta, out).expect("writing to a String does not fail");
    for (start, end, line) in ends::filled(transcript) {
        let markup = line.markup.as_deref().filter(|markup| markup.format == FORMAT.id);
        let around = markup.and_then(|markup| markup.around.rsplit_once("-->"));
        let (before, settings) = around.unwrap_or_default();
        let space = if settings.is_empty() || settings.starts_with(' ') { "" } else { " " };
        out.push('\n');
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
}

fn write_header(meta: &Meta, out: &mut String) -> std::fmt::Result {
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
    for note in &meta.notes {
        let lines: Vec<_> = note.lines().map(|line| if line.is_empty() { " " } else { line }).collect();
        let space = if lines.len() > 1 { '\n' } else { ' ' };
        write!(out, "\nNOTE{space}{}\n", harmless(&lines.join("\n")))?;
    }
    Ok(())
}

/// Arrows would begin a cue.
fn harmless(text: &str) -> String {
    text.replace("-->", "-- >")
}
