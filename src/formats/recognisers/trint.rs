//! The JSON of Trint: words, each with its paragraph.
//!
//! ```json
//! {"title": "talk.mp3", "words": [
//!   {"duration": 330, "time": 3050, "paragraphId": "p0-0", "value": "Hello", "speaker": "Ann"}]}
//! ```
//!
//! Times are milliseconds. A paragraph is a line.

use super::Spoken;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::{Span, Time, Transcript};
use serde_json::Value;
use std::sync::Arc;

/// Trint.
pub(in crate::formats) static FORMAT: Format = Format { id: "trint", name: "Trint", ..super::dialect(detect, read) };

fn detect(probe: &Probe) -> Confidence {
    let own = |word: &Value| ["value", "time", "duration"].iter().all(|key| word.get(key).is_some());
    let word = probe.json().and_then(|value| list(super::of_words(value), "words").first());
    if word.is_some_and(own) { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let value = super::of_words(&value);
        let title = values::text(value, "title").map(str::trim).filter(|title| !title.is_empty());
        builder.meta.title = title.map(str::to_owned).or(builder.meta.title.take());
        let words = list(value, "words");
        let is_told = words.iter().any(|word| field(word, "paragraphId").is_some());
        for paragraph in words.chunk_by(|word, next| word.get("paragraphId") == next.get("paragraphId")) {
            let words: Vec<Spoken> = paragraph.iter().filter_map(spoken).collect();
            match is_told {
                true => super::turns(&mut builder, None, "", &words),
                false => super::stream(&mut builder, &words),
            }
        }
    }
    builder.finish()
}

fn spoken(word: &Value) -> Option<Spoken<'_>> {
    let moment = |key| field(word, key).and_then(values::millis);
    let start = moment("time");
    let end = |start: Time| Some(Time(start.0.checked_add(moment("duration")?.0)?));
    let span = start.map(|start| Span { start, end: end(start) });
    let confidence = field(word, "confidence").and_then(values::confidence);
    let speaker = field(word, "speaker").and_then(values::label);
    Some((speaker, Said { text: values::text(word, "value")?, span, confidence, glued: false }))
}
