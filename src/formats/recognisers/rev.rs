//! The JSON of Rev: transcripts of Rev.ai, and the documents of Rev's editor.
//!
//! ```json
//! {"monologues": [{"speaker": 0, "elements": [
//!   {"type": "text", "value": "Hello", "ts": 0.5, "end_ts": 0.9, "confidence": 0.98},
//!   {"type": "punct", "value": "."}]}]}
//! {"speakers": [{"id": 0, "name": "Ann"}], "monologues": [{"speaker": 0, "spans": [
//!   {"type": 0, "value": "Hello", "ts": 0.5, "endTs": 0.9}, {"type": 0, "value": ". "}]}], "name": "talk.wav"}
//! ```
//!
//! Times are seconds. A monologue is a line: its elements or spans, put behind each other as they are, spaces among them.
//! Rev.ai writes the ids of speakers, the editor their names too.

use super::{Keys, Names};
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// Rev.ai and Rev's editor.
pub(in crate::formats) static FORMAT: Format = Format { id: "rev", name: "Rev", ..super::dialect(detect, read) };

const ELEMENT: Keys = Keys {
    text: &["value"],
    start: &["ts"],
    end: &["end_ts", "endTs"],
    confidence: &["confidence"],
    moment: values::seconds,
};

fn detect(probe: &Probe) -> Confidence {
    let own = |monologue: &Value| monologue.get("elements").is_some() || monologue.get("spans").is_some();
    let first = |value: &'_ Value| list(value, "monologues").first().is_some_and(own);
    let empty = |value: &Value| list(value, "monologues").is_empty() && value.get("monologues").is_some();
    if probe.json().is_some_and(|value| first(value) || empty(value)) { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        builder.meta.language = field(&value, "language").and_then(values::language).or(builder.meta.language.take());
        builder.meta.media = field(&value, "name").and_then(super::media).or(builder.meta.media.take());
        let names = Names::of(list(&value, "speakers"), "id", "name");
        for monologue in list(&value, "monologues") {
            let elements = any_field(monologue, &["elements", "spans"]).and_then(Value::as_array);
            let elements = elements.map_or(&[][..], Vec::as_slice);
            let speaker: Option<Cow<str>> = field(monologue, "speaker").and_then(|id| names.name(id));
            let words: Vec<Said> = elements.iter().filter_map(|element| ELEMENT.said(element)).collect();
            // Where no element brings a space, none was written down.
            let spaced = words.iter().any(|word| word.text.contains(char::is_whitespace));
            let text: String = words.iter().filter(|_| spaced).map(|word| word.text).collect();
            builder.line_of_words(None, speaker.as_deref(), &text, &words);
        }
    }
    builder.finish()
}
