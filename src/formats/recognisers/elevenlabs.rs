//! The JSON of Scribe, the recogniser of `ElevenLabs`.
//!
//! ```json
//! {"language_code": "eng", "language_probability": 0.98, "text": "Hello there. (laughs)", "words": [
//!   {"text": "Hello", "start": 0.1, "end": 0.5, "type": "word", "speaker_id": "speaker_0", "logprob": -0.1},
//!   {"text": " ", "start": 0.5, "end": 0.6, "type": "spacing", "speaker_id": "speaker_0"},
//!   {"text": "(laughs)", "start": 2.1, "end": 2.9, "type": "audio_event", "speaker_id": "speaker_0"}]}
//! ```
//!
//! Times are seconds; `logprob` is the logarithm of the confidence. Spaces are entries of their own. Of a recording in
//! several channels, each has such a document in `transcripts`.

use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// Scribe.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "elevenlabs", name: "ElevenLabs Scribe", ..super::dialect(detect, read) };

const WORD: super::Keys = super::Keys {
    text: &["text"],
    start: &["start"],
    end: &["end"],
    confidence: &["confidence"],
    moment: values::seconds,
};

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let value = list(value, "transcripts").first().unwrap_or(value);
    let kind = list(value, "words").first().and_then(|word| values::text(word, "type"));
    let words = kind.is_some_and(|kind| ["word", "spacing", "audio_event"].contains(&kind));
    if words || (value.get("language_probability").is_some() && value.get("text").is_some()) {
        Confidence::Certain
    } else {
        Confidence::No
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let transcripts = match list(&value, "transcripts") {
            [] => std::slice::from_ref(&value),
            transcripts => transcripts,
        };
        for transcript in transcripts {
            let meta = &mut builder.meta;
            meta.language = field(transcript, "language_code").and_then(values::language).or(meta.language.take());
            let channel = field(transcript, "channel_index").filter(|_| transcripts.len() > 1);
            words(&mut builder, transcript, channel.and_then(super::channel).as_deref());
        }
        if transcripts.len() > 1 {
            builder.sort_by_start();
        }
    }
    builder.finish()
}

/// The lines of a transcript, by its speakers, or else by `channel`.
fn words(builder: &mut TranscriptBuilder, transcript: &Value, channel: Option<&str>) {
    let words = list(transcript, "words");
    if words.is_empty() {
        let rows = values::text(transcript, "text").unwrap_or_default().lines();
        return rows.for_each(|row| builder.line(None, channel, row));
    }
    let is = |word: &Value, kind: &str| values::text(word, "type") == Some(kind);
    let bracketed = |word: &Value| {
        let text = values::text(word, "text").unwrap_or_default();
        let event = is(word, "audio_event") && !text.trim_start().starts_with(['(', '[']);
        if event { format!("[{}]", text.trim()) } else { text.to_owned() }
    };
    let texts: Vec<String> = words.iter().map(bracketed).collect();
    let said = words.iter().zip(&texts).filter_map(|(word, text)| {
        let spacing = is(word, "spacing");
        let confidence = field(word, "logprob").and_then(values::number).map(|log| log.exp().min(1.0) as f32);
        let own = WORD.said(word)?;
        // What is between two words takes no time from the pause between them.
        let span = own.span.filter(|_| !spacing);
        let confidence = confidence.or(own.confidence).filter(|_| !spacing);
        let speaker = field(word, "speaker_id").and_then(values::label).or(channel.map(Cow::from));
        Some((speaker, Said { text, span, confidence, glued: false }))
    });
    let said: Vec<_> = said.collect();
    super::stream(builder, &said);
}
