//! The JSON of Gladia: results of its second version, and the `prediction` of the first.
//!
//! ```json
//! {"id": "t1", "status": "done", "file": {"filename": "talk.mp3"}, "result": {"metadata": {}, "transcription": {
//!   "full_transcript": "Hello there.", "languages": ["en"], "utterances": [
//!     {"start": 0.1, "end": 1.2, "confidence": 0.9, "channel": 0, "speaker": 0, "language": "en", "text": "Hello there.",
//!      "words": [{"word": "Hello", "start": 0.1, "end": 0.5, "confidence": 0.95}]}]}}}
//! ```
//!
//! Times are seconds. An utterance is a line.

use super::Keys;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use serde_json::Value;
use std::sync::Arc;

/// Gladia.
pub(in crate::formats) static FORMAT: Format = Format { id: "gladia", name: "Gladia", ..super::dialect(detect, read) };

const WORD: Keys = Keys {
    text: &["word", "text"],
    start: &["start", "time_begin"],
    end: &["end", "time_end"],
    confidence: &["confidence"],
    moment: values::seconds,
};

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let transcription = field(outer(value), "transcription");
    let own = |transcription: &Value| {
        transcription.is_object()
            && ["utterances", "full_transcript"].iter().any(|key| transcription.get(key).is_some())
    };
    let first = list(value, "prediction").first().is_some_and(|one| one.get("time_begin").is_some());
    if transcription.is_some_and(own) || first { Confidence::Certain } else { Confidence::No }
}

/// What holds the transcription: the result, what is called back with, or the document itself.
fn outer(value: &Value) -> &Value {
    any_field(value, &["result", "payload", "data"]).filter(|inner| inner.is_object()).map_or(value, outer)
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let result = outer(&value);
        let media = field(&value, "file").and_then(|file| any_field(file, &["filename", "source"]));
        builder.meta.media = media.and_then(super::media).or(builder.meta.media.take());
        let transcription = field(result, "transcription").unwrap_or(result);
        let utterances = match list(transcription, "utterances") {
            [] => list(&value, "prediction"),
            utterances => utterances,
        };
        let language =
            list(transcription, "languages").first().or(utterances.first().and_then(|one| one.get("language")));
        builder.meta.language = language.and_then(values::language).or(builder.meta.language.take());
        let chapters = field(result, "chapterization").map_or(&[][..], |chapters| list(chapters, "results"));
        for chapter in chapters {
            if let Some(span) = WORD.span(chapter) {
                builder.chapter(span.start, values::text(chapter, "headline").unwrap_or_default());
            }
        }
        let summary = field(result, "summarization").and_then(|summary| values::text(summary, "results"));
        builder.note(summary.unwrap_or_default());
        if utterances.is_empty() {
            let rows = values::text(transcription, "full_transcript").unwrap_or_default().lines();
            rows.for_each(|row| builder.line(None, None, row));
        }
        let channels = utterances.windows(2).any(|pair| pair[0].get("channel") != pair[1].get("channel"));
        for utterance in utterances {
            let words: Vec<Said> = list(utterance, "words").iter().filter_map(|word| WORD.said(word)).collect();
            let text = any_field(utterance, &["text", "transcription"]).and_then(Value::as_str);
            let speaker = field(utterance, "speaker").and_then(values::label).filter(|name| name != "not_activated");
            let channel = || field(utterance, "channel").filter(|_| channels).and_then(super::channel);
            let speaker = speaker.or_else(channel);
            builder.line_of_words(WORD.span(utterance), speaker.as_deref(), text.unwrap_or_default(), &words);
        }
    }
    builder.finish()
}
