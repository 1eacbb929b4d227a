//! The JSON of the BBC's Digital Paper Edit, which programs around it write too, and Hyperaudio: words, and beside them
//! paragraphs with who speaks from when.
//!
//! ```json
//! {"words": [{"id": 0, "start": 0.1, "end": 0.5, "text": "Hello."}],
//!  "paragraphs": [{"id": 0, "start": 0.1, "end": 1.2, "speaker": "Ann"}]}
//! ```
//!
//! Times are seconds. A paragraph is a line; a word belongs to the last paragraph that has begun.

use super::{Keys, Stretches};
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use serde_json::Value;
use std::sync::Arc;

/// Digital Paper Edit.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "paper-edit", name: "Digital Paper Edit", ..super::dialect(detect, read) };

const WORD: Keys =
    Keys { text: &["text"], start: &["start"], end: &["end"], confidence: &["confidence"], moment: values::seconds };

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let value = super::of_words(value);
    let own = |one: Option<&Value>| one.is_some_and(|one| WORD.span(one).is_some());
    let word = list(value, "words").first();
    let said = word.is_some_and(|word| word.get("text").is_some());
    let paragraph = list(value, "paragraphs").first();
    let bare = || paragraph.is_some_and(|paragraph| paragraph.get("words").is_none());
    match own(word) && said {
        true if own(paragraph) && bare() => Confidence::Certain,
        // The paragraphs stand behind all words.
        true if word.is_some_and(|word| word.get("id").is_some()) => Confidence::Likely,
        false if word.is_none() && own(paragraph) && bare() => Confidence::Likely,
        true if value.as_object().is_some_and(|fields| fields.len() == 1) => Confidence::Maybe,
        _ => Confidence::No,
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let value = super::of_words(&value);
        let words = list(value, "words").iter().filter_map(|word| WORD.said(word));
        let mut paragraphs = list(value, "paragraphs").iter().collect::<Vec<_>>();
        paragraphs.retain(|paragraph| WORD.span(paragraph).is_some());
        let begun = paragraphs.iter().filter_map(|paragraph| Some((WORD.span(paragraph)?.start, *paragraph)));
        let begun = Stretches::of(begun);
        let mut open: Option<&Value> = None;
        let mut own: Vec<Said> = Vec::new();
        for word in words {
            let begins = word.span.and_then(|span| begun.at(span.start).copied()).or(open);
            if !std::ptr::eq(begins.unwrap_or(&Value::Null), open.unwrap_or(&Value::Null)) {
                paragraph(&mut builder, open, &std::mem::take(&mut own));
            }
            open = begins;
            own.push(word);
        }
        paragraph(&mut builder, open, &own);
    }
    builder.finish()
}

/// Adds a paragraph, or the lines of words that stand in none.
fn paragraph(builder: &mut TranscriptBuilder, paragraph: Option<&Value>, words: &[Said]) {
    let Some(paragraph) = paragraph else {
        return builder.stream(words.iter().map(|word| (None, word.clone())));
    };
    let speaker = field(paragraph, "speaker").and_then(values::label);
    builder.line_of_words(WORD.span(paragraph), speaker.as_deref(), "", words);
}
