//! SAMI (`.smi`): a page of HTML in which `<SYNC Start=1000>` begins what is shown from then on, in milliseconds.
//!
//! Paragraphs have a class for each language, and one with `ID=Source` names who speaks. A caption is shown until the next
//! of its class; one of `&nbsp;` alone clears the screen. Tags are rarely closed and values rarely quoted.

use super::rows_of;
use crate::formats::builder::TranscriptBuilder;
use crate::formats::tags::{self, Dialect};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, captions};
use crate::model::{Span, Time, Transcript};
use std::sync::Arc;

/// SAMI.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "sami",
    name: "SAMI",
    extensions: &["smi", "sami"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[&captions::ROLL],
    holds: Holds { times: true, ends: true, speakers: true, language: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    let begins = |line: &str, tag: &str| line.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag));
    let mut lines = probe.text().lines().map(str::trim).take(10 * captions::LOOK);
    let own = |line: &str| begins(line.trim_start_matches('\u{FEFF}'), "<sami") || begins(line, "<sync start");
    if lines.any(own) { Confidence::Certain } else { Confidence::No }
}

/// Entities alone: the tags have been taken apart.
const ENTITIES: Dialect =
    Dialect { marks: *b"&&&", entity: tags::entity, tag: |_| None, escape: |text, out| out.push_str(text) };

fn read(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut reader = Reader::default();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        reader.text(&rest[..at]);
        let tag = &rest[at..];
        if let Some(comment) = tag.strip_prefix("<!--") {
            let Some((inside, behind)) = comment.split_once("-->") else {
                rest = "";
                break;
            };
            reader.comment(inside);
            rest = behind;
            continue;
        }
        let name_follows = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let end = tag[1..].find(['>', '<']).filter(|end| name_follows && tag[1 + end..].starts_with('>'));
        match end {
            Some(end) => {
                reader.tag(&tag[1..=end]);
                rest = &tag[end + 2..];
            }
            None => {
                reader.text("<");
                rest = &tag[1..];
            }
        }
    }
    reader.text(rest);
    reader.finish()
}

/// Where in the file the reader is.
#[derive(Default, PartialEq)]
enum Room {
    #[default]
    Head,
    Title,
    Style,
    Body,
}

/// A caption that is shown.
struct Shown {
    span: Option<Span>,
    speaker: Option<String>,
    class: String,
    text: String,
}

#[derive(Default)]
struct Reader {
    room: Room,
    /// From when on, and until when if that is said, what follows is shown, as far as that can be read.
    sync: Option<Span>,
    /// Whether a sync was met.
    synced: bool,
    class: String,
    is_source: bool,
    source: Option<String>,
    said: String,
    shown: Vec<Shown>,
    /// The first of those that are shown whose end is not known.
    open: usize,
    title: String,
    /// Text that stands before all that is shown.
    beside: String,
    /// The classes of the style sheet with their languages.
    languages: Vec<(String, String)>,
}

impl Reader {
    fn text(&mut self, run: &str) {
        match self.room {
            Room::Title => self.title.push_str(run),
            Room::Style => self.styles(run),
            Room::Head => self.beside.push_str(&tags::clean(run, &ENTITIES)),
            Room::Body => {
                // Newlines in the file are spaces, but what `&nbsp;` stands for is none.
                let run = tags::clean(run, &ENTITIES);
                for c in run.chars() {
                    match c {
                        ' ' | '\n' | '\t' if self.said.is_empty() || self.said.ends_with([' ', '\n']) => {}
                        ' ' | '\n' | '\t' => self.said.push(' '),
                        c => self.said.push(c),
                    }
                }
            }
        }
    }

    fn comment(&mut self, inside: &str) {
        if self.room == Room::Style {
            self.styles(inside);
        }
    }

    /// Which language each class of a style sheet has: `.ENCC { Name: English; lang: en-US; }`.
    fn styles(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selector, body)) = rule.split_once('{') else { continue };
            let Some(class) = selector.trim().rsplit_once('.').map(|(_, class)| class.trim()) else { continue };
            let language = body.split(';').filter_map(|pair| pair.split_once(':'));
            let language = language.into_iter().find(|(key, _)| key.trim().eq_ignore_ascii_case("lang"));
            if let Some((_, language)) = language {
                self.languages.push((class.to_lowercase(), language.trim().to_owned()));
            }
        }
    }

    fn tag(&mut self, tag: &str) {
        let end = tag.find(|c: char| c.is_whitespace() || (c == '/' && !tag.starts_with('/'))).unwrap_or(tag.len());
        match tag[..end].to_ascii_lowercase().as_str() {
            "title" => self.room = Room::Title,
            "style" => self.room = Room::Style,
            "/title" | "/style" => self.room = Room::Head,
            "sync" => {
                self.paragraph();
                self.room = Room::Body;
                let start = attribute(tag, "start").and_then(|value| millis(&value));
                let end = attribute(tag, "end").and_then(|value| millis(&value));
                self.sync = start.map(|start| Span { start, end });
                self.synced = true;
                self.class.clear();
                self.source = None;
            }
            "p" if self.room == Room::Body => {
                self.paragraph();
                self.class = attribute(tag, "class").unwrap_or_default().to_lowercase();
                self.is_source = attribute(tag, "id").is_some_and(|id| id.eq_ignore_ascii_case("source"));
            }
            "br" => self.said.push('\n'),
            "/body" | "/sami" => self.paragraph(),
            _ => {}
        }
    }

    /// Ends the paragraph.
    fn paragraph(&mut self) {
        let said = std::mem::take(&mut self.said);
        let is_source = std::mem::take(&mut self.is_source);
        if !self.synced {
            return;
        }
        let span = self.sync;
        let blank = said.chars().all(char::is_whitespace);
        if is_source {
            self.source = (!blank).then(|| said.trim().trim_end_matches(':').to_owned());
            return;
        }
        // Nothing but the line break behind the sync stands in a paragraph without a class.
        if blank && self.class.is_empty() && said.trim_matches(' ').is_empty() && !said.contains('\u{A0}') {
            return;
        }
        span.into_iter().for_each(|span| self.clear(span.start));
        if !blank {
            let (speaker, class) = (self.source.take(), self.class.clone());
            self.shown.push(Shown { span, speaker, class, text: rows_of(&said) });
        }
    }

    /// What is shown in the class ends.
    fn clear(&mut self, end: Time) {
        let mut open = true;
        for (at, shown) in self.shown.iter_mut().enumerate().skip(self.open) {
            if let Some(span) = shown.span.as_mut().filter(|span| span.end.is_none() && span.start < end)
                && shown.class == self.class
            {
                span.end = Some(end);
            }
            open &= shown.span.is_none_or(|span| span.end.is_some());
            if open {
                self.open = at + 1;
            }
        }
        // A class that comes no more would be gone over again and again.
        self.open = self.open.max(self.shown.len().saturating_sub(64));
    }

    fn finish(mut self) -> Transcript {
        self.paragraph();
        let mut builder = TranscriptBuilder::default();
        let title = tags::clean(&self.title, &ENTITIES).split_whitespace().collect::<Vec<_>>().join(" ");
        builder.note(&self.beside);
        builder.meta.title = Some(title).filter(|title| !title.is_empty());
        let first = self.shown.first().map(|shown| shown.class.as_str());
        let language = self.languages.iter().find(|(class, _)| Some(class.as_str()) == first);
        builder.meta.language = language.map(|(_, language)| language.clone());
        for shown in &self.shown {
            builder.line(shown.span, shown.speaker.as_deref(), &shown.text);
        }
        builder.finish_captions()
    }
}

/// The value of an attribute, quoted or not.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = lower[from..].find(name).map(|at| at + from) {
        from = at + name.len();
        let value = tag[from..].trim_start().strip_prefix('=').map(str::trim_start);
        if let Some(value) = value.filter(|_| lower[..at].ends_with(char::is_whitespace)) {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            return Some(match quote {
                Some(quote) => value[1..].split(quote).next().unwrap_or_default().to_owned(),
                None => value.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_owned(),
            });
        }
    }
    None
}

fn millis(value: &str) -> Option<Time> {
    let digits = value.trim().trim_end_matches("ms");
    digits.parse::<f64>().ok().filter(|millis| millis.abs() < 1e12).map(|millis| Time(millis.round() as i64))
}
