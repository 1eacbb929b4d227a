//! The JSON of Vosk: one object an utterance, written one behind the other as the recogniser gives them, or in an array.
//!
//! ```json
//! {"result": [{"conf": 0.98, "start": 0.1, "end": 0.5, "word": "hello"}], "text": "hello"}
//! {"partial": "and so"}
//! ```
//!
//! Times are seconds. What is partial is said once more in the final result behind it, unless nothing stands behind it.

use super::Keys;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use serde_json::Value;
use std::sync::Arc;

/// Vosk.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "vosk", name: "Vosk", extensions: &["json", "jsonl"], ..super::dialect(detect, read) };

const WORD: Keys =
    Keys { text: &["word"], start: &["start"], end: &["end"], confidence: &["conf"], moment: values::seconds };

/// All that an utterance says.
const FIELDS: &[&str] = &["result", "text", "partial", "partial_result", "alternatives", "spk", "spk_frames"];

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let first = value.as_array().map_or(Some(value), |all| all.first());
    let Some(Value::Object(fields)) = first else { return Confidence::No };
    let word = |key| first.is_some_and(|first| list(first, key).first().is_some_and(|word| word.get("word").is_some()));
    let own = fields.keys().all(|key| FIELDS.contains(&key.as_str()));
    let alternative = || fields.contains_key("alternatives");
    if own && (word("result") || word("partial_result") || alternative() || fields.contains_key("partial")) {
        Confidence::Certain
    } else if own && probe.text().contains("\"result\"") {
        // The first utterance may be empty.
        Confidence::Likely
    } else {
        Confidence::No
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let values = values::read(text, problems, &mut builder.meta.notes);
    let utterances: Vec<&Value> = values
        .iter()
        .flat_map(|value| match value {
            Value::Array(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        })
        .collect();
    for (index, utterance) in utterances.iter().enumerate() {
        let best = list(utterance, "alternatives").first().unwrap_or(utterance);
        let partial = || values::text(best, "partial").filter(|_| index + 1 == utterances.len());
        let words: Vec<Said> = list(best, "result").iter().filter_map(|word| WORD.said(word)).collect();
        let text = values::text(best, "text").or_else(partial).unwrap_or_default();
        let score = field(best, "confidence").and_then(values::confidence);
        let words: Vec<Said> =
            words.into_iter().map(|word| Said { confidence: word.confidence.or(score), ..word }).collect();
        builder.line_of_words(None, None, text, &words);
    }
    builder.finish()
}
