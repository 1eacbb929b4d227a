//! The JSON of `AssemblyAI`: transcripts, and the sentences and paragraphs that it gives for them.
//!
//! ```json
//! {"id": "t1", "status": "completed", "text": "Hello.", "language_code": "en_us", "words": [
//!   {"text": "Hello.", "start": 100, "end": 520, "confidence": 0.97, "speaker": "A"}],
//!  "utterances": [{"speaker": "A", "text": "Hello.", "start": 100, "end": 520, "words": []}]}
//! ```
//!
//! Times are milliseconds. Utterances are lines, else paragraphs or sentences; without those the words make them.

use super::Keys;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use serde_json::Value;
use std::sync::Arc;

/// `AssemblyAI`.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "assemblyai", name: "AssemblyAI", ..super::dialect(detect, read) };

const WORD: Keys =
    Keys { text: &["text"], start: &["start"], end: &["end"], confidence: &["confidence"], moment: values::millis };

/// The fields that no other dialect has.
const OWN: &[&str] = &["audio_url", "audio_src_url", "acoustic_model", "language_model", "audio_duration"];

/// Whether it has lines or words whose times are whole numbers.
fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let own = OWN.iter().any(|key| value.get(key).is_some());
    let firsts = ["words", "utterances", "sentences", "paragraphs"].map(|key| list(value, key).first());
    let is_millis = |one: &Value| {
        let whole = |key| field(one, key).is_some_and(Value::is_u64);
        whole("start") && whole("end") && one.get("text").is_some() && one.get("confidence").is_some()
    };
    // The text stands before the words and may be long.
    let is_answer = own && value.get("status").is_some() && value.get("text").is_some();
    if is_answer || firsts.into_iter().flatten().any(is_millis) { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let meta = &mut builder.meta;
        meta.language = field(&value, "language_code").and_then(values::language).or(meta.language.take());
        meta.media = any_field(&value, &["audio_url", "audio_src_url"]).and_then(super::media).or(meta.media.take());
        for chapter in list(&value, "chapters") {
            let title = any_field(chapter, &["gist", "headline", "summary"]).and_then(Value::as_str);
            let start = field(chapter, "start").and_then(values::millis);
            if let (Some(title), Some(start)) = (title, start) {
                builder.chapter(start, title);
            }
        }
        builder.note(values::text(&value, "summary").unwrap_or_default());
        let speaker = |value| any_field(value, &["speaker", "channel"]).and_then(values::label);
        let lines = ["utterances", "paragraphs", "sentences"].map(|key| list(&value, key));
        let words = list(&value, "words");
        if let Some(lines) = lines.into_iter().find(|lines| !lines.is_empty()) {
            for line in lines {
                let words: Vec<Said> = list(line, "words").iter().filter_map(|word| WORD.said(word)).collect();
                let text = values::text(line, "text").unwrap_or_default();
                builder.line_of_words(WORD.span(line), speaker(line).as_deref(), text, &words);
            }
        } else if !words.is_empty() {
            super::stream(&mut builder, &super::spoken(words, &WORD, speaker));
        } else {
            let rows = values::text(&value, "text").unwrap_or_default().lines();
            rows.for_each(|row| builder.line(None, None, row));
        }
    }
    builder.finish()
}
