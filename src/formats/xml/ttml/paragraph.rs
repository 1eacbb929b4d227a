//! The text of a paragraph: what of it is said, by whom and when, its white space as it would be shown.

use super::reader::{BESIDE, ID, Place, Reader, Timing, is_metadata, is_sequence, plain, preserves};
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::xml::{DEEPEST, attribute, deep_text};
use crate::model::{Markup, Span};
use roxmltree::Node;
use std::ops::Range;

/// What of a paragraph has a speaker or a time of its own.
#[derive(Clone, Copy, Default, PartialEq)]
struct Voice<'a> {
    speaker: Option<&'a str>,
    span: Option<Span>,
}

/// A timed or scored word: where it stands, when, and how sure it is.
struct Word {
    at: Range<usize>,
    span: Option<Span>,
    confidence: Option<f32>,
}

/// A paragraph while it is read.
#[derive(Default)]
pub(super) struct Paragraph<'a> {
    text: String,
    /// From where in the text on somebody speaks, or speaks at another time.
    voices: Vec<(usize, Voice<'a>)>,
    words: Vec<Word>,
    /// Whether white space at the end of the text is the margin of the source.
    margin: bool,
    /// What stands beside the text, such as its translation: a line each, behind the role that it has.
    beside: String,
}

/// What holds for a part of a paragraph.
#[derive(Clone, Copy)]
struct Here<'a> {
    voice: Voice<'a>,
    timing: Timing,
    preserve: bool,
    depth: usize,
}

impl<'a> Paragraph<'a> {
    /// Adds the lines of a paragraph that stands in a place. Returns how many texts stand beside them.
    pub(super) fn read(
        reader: &Reader<'a>,
        node: Node<'a, '_>,
        place: &Place<'a>,
        builder: &mut TranscriptBuilder,
    ) -> usize {
        let mut paragraph = Paragraph::default();
        let voice = Voice { speaker: place.speaker, span: place.timing.span() };
        paragraph.content(reader, node, &Here { voice, timing: place.timing, preserve: place.preserve, depth: 0 });
        let beside = paragraph.beside.lines().count();
        paragraph.finish(reader, builder);
        beside
    }

    fn content(&mut self, reader: &Reader<'a>, node: Node<'a, '_>, here: &Here<'a>) {
        // What follows what in a sequence begins when that has ended.
        let mut from = here.timing.start;
        let in_turn = is_sequence(node);
        for child in node.children() {
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                self.push(text, here);
                continue;
            }
            if !child.is_element() {
                continue;
            }
            if is_metadata(child) {
                self.put_beside(child.tag_name().name(), child);
                continue;
            }
            if child.tag_name().name() == "br" {
                self.break_row(here);
                // One that was not closed has the rest in it.
                if child.has_children() && here.depth < DEEPEST {
                    self.content(reader, child, &Here { depth: here.depth + 1, ..*here });
                }
                continue;
            }
            let role = attribute(child, "role").unwrap_or_default();
            if BESIDE.contains(&role) && child.tag_name().name() == "span" {
                self.put_beside(role, child);
                continue;
            }
            if here.depth >= DEEPEST {
                self.push(&deep_text(child), here);
                continue;
            }
            let timing = reader.timing(child, here.timing, from);
            if in_turn {
                from = timing.end.unwrap_or(timing.start);
            }
            self.span(reader, child, timing, here);
        }
    }

    fn span(&mut self, reader: &Reader<'a>, node: Node<'a, '_>, timing: Timing, here: &Here<'a>) {
        let mut inside = Here { timing, preserve: preserves(node, here.preserve), depth: here.depth + 1, ..*here };
        inside.voice.speaker = Reader::speaker(node).or(here.voice.speaker);
        let timed = attribute(node, "begin").is_some() || attribute(node, "end").is_some();
        if timed && !reader.words {
            inside.voice.span = timing.span();
        }
        let confidence = attribute(node, "confidence").and_then(|score| score.trim().parse::<f32>().ok());
        let (words, start) = (self.words.len(), self.text.len());
        self.content(reader, node, &inside);
        let is_word = (timed && reader.words) || confidence.is_some();
        if is_word && self.words.len() == words {
            let span = timing.span().filter(|_| timed);
            self.words.push(Word { at: start..self.text.len(), span, confidence });
        }
    }

    fn put_beside(&mut self, role: &str, node: Node) {
        let text = plain(&deep_text(node));
        if !text.is_empty() {
            self.beside.push_str(&format!("{role}\t{text}\n"));
        }
    }

    /// Adds text: as it stands where white space is preserved, but for the margin of the source; else with a space for
    /// each stretch of white space.
    fn push(&mut self, text: &str, here: &Here<'a>) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        if !text.trim_matches(is_space).is_empty() && self.voices.last().is_none_or(|(_, voice)| *voice != here.voice) {
            self.voices.push((self.text.len(), here.voice));
        }
        if !here.preserve {
            for (nth, word) in text.split(is_space).enumerate() {
                if nth > 0 && !self.margin && !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
                if !word.is_empty() {
                    self.text.push_str(word);
                    self.margin = false;
                }
            }
            return;
        }
        for c in text.chars() {
            match c {
                '\n' => {
                    self.trim_row();
                    if !self.text.is_empty() && !self.text.ends_with('\n') {
                        self.text.push('\n');
                    }
                    self.margin = true;
                }
                c if is_space(c) && (self.margin || self.text.is_empty()) => {}
                c => {
                    self.text.push(c);
                    self.margin = false;
                }
            }
        }
    }

    fn break_row(&mut self, here: &Here<'a>) {
        if !here.preserve {
            self.trim_row();
        }
        self.text.push('\n');
        self.margin = !here.preserve;
    }

    fn trim_row(&mut self) {
        self.text.truncate(self.text.trim_end_matches([' ', '\t']).len());
    }

    /// Adds its lines: one, unless several speak in it, or parts of it have times of their own.
    fn finish(self, reader: &Reader<'a>, builder: &mut TranscriptBuilder) {
        let mut words = self.words.iter().peekable();
        let ends = self.voices.iter().skip(1).map(|(from, _)| *from).chain([self.text.len()]);
        let mut beside = Some(self.beside).filter(|beside| !beside.is_empty());
        for ((from, voice), end) in self.voices.iter().zip(ends) {
            let mut own = Vec::new();
            while let Some(word) = words.next_if(|word| word.at.start < end) {
                let text = self.text.get(word.at.start..word.at.end.min(self.text.len())).unwrap_or_default();
                own.push(Said { text, span: word.span, confidence: word.confidence, glued: false });
            }
            let markup = beside.take().map(|around| Markup { format: ID.into(), around, body: None });
            let text = self.text.get(*from..end).unwrap_or_default();
            let name = voice.speaker.map(|ids| reader.name(ids));
            builder.line_with(voice.span, name.as_deref(), text, &own, markup);
        }
    }
}
