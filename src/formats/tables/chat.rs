//! CHAT, the transcripts of the CHILDES and `TalkBank` databases.
//!
//! ```text
//! @Begin
//! @Languages:     eng
//! @Participants:  CHI Target_Child, MOT Mary Mother
//! *CHI:   more milk . 1200_2350
//! %gpx:   points at the jug
//! @End
//! ```
//!
//! Behind the colon stands a tab, and so does it before what goes on from the line above. The milliseconds of an utterance
//! stand between two control characters (U+0015). Lines with `%` say something about the utterance above and are kept
//! beside it; `%wor` says when its words are spoken. Speakers are called by their names, where they have some, else by
//! their codes.

use crate::formats::builder::{self, Said, TranscriptBuilder};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, values};
use crate::model::{Markup, Span, Time, Transcript, message};
use std::collections::HashMap;
use std::sync::Arc;

/// CHAT.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "cha",
    name: "CHAT",
    extensions: &["cha"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[],
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

/// Around the times of an utterance.
const BULLET: char = '\u{15}';
/// Headers about the file and not about what is said.
const TECHNICAL: &[&str] = &["UTF8", "Begin", "End", "Window", "Font", "ID", "PID", "Color words", "Options"];

fn detect(probe: &Probe) -> Confidence {
    let mut rows = probe.text().trim_start_matches('\u{feff}').lines().filter(|row| !row.trim().is_empty());
    let is_header = |row: &str| row.starts_with('@');
    let first = rows
        .next()
        .is_some_and(|row| ["@UTF8", "@Begin", "@Font", "@PID", "@Loc"].iter().any(|mark| row.starts_with(mark)));
    let second = rows.clone().take(2).any(is_header);
    let said = rows.take(400).any(|row| row.starts_with('*') && row.contains(":\t"));
    match (first, second, said) {
        (true, true, _) | (true, _, true) => Confidence::Certain,
        (_, true, true) => Confidence::Likely,
        _ => Confidence::No,
    }
}

/// A line with those that go on from it.
struct Entry<'a> {
    /// Where it begins, counted from 1.
    line: usize,
    head: &'a str,
    text: String,
}

/// The entries of a file: what stands before the colon, and what behind it.
fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry> = Vec::new();
    for (at, row) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let begins = row.starts_with(['@', '*', '%']);
        match entries.last_mut() {
            Some(open) if !begins => {
                if !row.trim().is_empty() {
                    open.text.push(' ');
                    open.text.push_str(row.trim());
                }
            }
            _ if row.trim().is_empty() => {}
            _ => {
                let (head, text) = row.split_once(':').filter(|_| begins).unwrap_or((row, ""));
                let (head, text) = if begins { (head, text) } else { ("", row) };
                entries.push(Entry { line: at + 1, head: head.trim(), text: text.trim().to_owned() });
            }
        }
    }
    entries
}

/// Parts of a text, each with the times that stand behind it.
fn timed(text: &str) -> Vec<(&str, Option<Span>)> {
    let mut parts = Vec::new();
    let mut pieces = text.split(BULLET);
    while let Some(said) = pieces.next() {
        let span = pieces.next().and_then(span);
        if !said.trim().is_empty() || span.is_some() {
            parts.push((said, span));
        }
    }
    parts
}

/// The times between two bullets: `1200_2350`, in older files with the name of the recording before them.
fn span(bullet: &str) -> Option<Span> {
    let mut numbers = bullet.rsplit(['_', '-']).map(|number| number.trim().parse::<i64>().ok());
    let (end, start) = (numbers.next()??, numbers.next()??);
    Some(Span { start: Time(start), end: Some(Time(end)) })
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut reader = Reader { builder: TranscriptBuilder::default(), names: HashMap::new(), open: None };
    let mut header = Vec::new();
    for entry in entries(text) {
        let Entry { line, head, text } = entry;
        if let Some(code) = head.strip_prefix('*') {
            reader.close();
            reader.open = Some(Utterance { code: code.trim().to_owned(), text, beside: Vec::new(), words: None });
        } else if let Some(tier) = head.strip_prefix('%') {
            match &mut reader.open {
                Some(open) if tier == "wor" => open.words = Some(text),
                Some(open) => open.beside.push(format!("%{tier}:\t{text}")),
                None => reader.builder.note(&text),
            }
        } else if let Some(name) = head.strip_prefix('@') {
            if TECHNICAL.contains(&name) {
                header.push(if text.is_empty() { head.to_owned() } else { format!("{head}:\t{text}") });
            } else {
                reader.header(name, &text);
            }
        } else {
            problems.push(Problem { line: Some(line), message: message!("cha-outside") });
            reader.builder.note(&text);
        }
    }
    reader.close();
    header.retain(|row| !matches!(row.as_str(), "@UTF8" | "@Begin" | "@End"));
    if !header.is_empty() {
        let markup = Markup { format: FORMAT.id.into(), around: header.join("\n"), body: None };
        reader.builder.meta.header = Some(Arc::new(markup));
    }
    reader.builder.finish()
}

/// What somebody says, until the next one does.
struct Utterance {
    code: String,
    text: String,
    /// What other lines say about it.
    beside: Vec<String>,
    /// Its words with their times.
    words: Option<String>,
}

struct Reader {
    builder: TranscriptBuilder,
    /// The name of each code that has one.
    names: HashMap<String, String>,
    open: Option<Utterance>,
}

impl Reader {
    fn header(&mut self, name: &str, text: &str) {
        let meta = &mut self.builder.meta;
        match name {
            "Languages" => {
                let first = text.split([',', ' ']).next().unwrap_or_default();
                meta.language = values::language(&first.into());
            }
            "Media" => {
                meta.media = text.split(',').next().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
            }
            "Title" => meta.title = Some(text.to_owned()).filter(|title| !title.is_empty()),
            "Participants" => {
                for participant in text.split(',') {
                    let parts: Vec<&str> = participant.split_whitespace().collect();
                    // The code, the name if there is one, and what somebody is.
                    if let [code, name @ .., _] = parts.as_slice()
                        && !name.is_empty()
                    {
                        self.names.insert((*code).to_owned(), name.join(" ").replace('_', " "));
                    }
                }
            }
            _ if text.is_empty() => {}
            "Comment" => self.builder.note(text),
            _ => self.builder.note(&format!("{name}: {text}")),
        }
    }

    /// Makes a line of what was said last.
    fn close(&mut self) {
        let Some(Utterance { code, text, beside, words }) = self.open.take() else { return };
        let parts = timed(&text);
        let span = builder::around(parts.iter().filter_map(|(_, span)| *span));
        let said: Vec<&str> = parts.iter().map(|(said, _)| said.trim()).filter(|said| !said.is_empty()).collect();
        let words = words.as_deref().map(timed).unwrap_or_default();
        let words: Vec<Said> = words
            .iter()
            .filter(|(_, span)| span.is_some())
            .filter_map(|(said, span)| {
                Some(Said { text: said.split_whitespace().last()?, span: *span, ..Said::default() })
            })
            .collect();
        let markup =
            (!beside.is_empty()).then(|| Markup { format: FORMAT.id.into(), around: beside.join("\n"), body: None });
        let name = self.names.get(&code).map_or(code.as_str(), String::as_str).to_owned();
        self.builder.line_with(span, Some(&name), &said.join(" "), &words, markup);
    }
}
