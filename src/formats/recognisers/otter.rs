//! The JSON of Otter: a speech with the transcripts of its turns.
//!
//! ```json
//! {"speech": {"title": "Talk", "speakers": [{"id": 7, "speaker_name": "Ann"}], "transcripts": [
//!   {"transcript": "Hello there.", "start_offset": 1600, "end_offset": 24000, "speaker_id": 7,
//!    "alignment": [{"word": "Hello", "start": 0.0, "end": 0.4}]}]}}
//! ```
//!
//! Offsets count samples, 16,000 a second; the times of words are seconds from the offset of their turn. A turn is a line.

use super::Names;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::{Span, Time, Transcript};
use serde_json::Value;
use std::sync::Arc;

/// Otter.
pub(in crate::formats) static FORMAT: Format = Format { id: "otter", name: "Otter", ..super::dialect(detect, read) };

/// Samples a millisecond.
const RATE: f64 = 16.0;

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let speech = field(value, "speech").unwrap_or(value);
    let turn = list(speech, "transcripts").first();
    let own = turn.is_some_and(|turn| turn.get("start_offset").is_some() && turn.get("transcript").is_some());
    // What stands before the transcripts may be long.
    if own || speech.get("speech_id").is_some() || speech.get("otid").is_some() {
        Confidence::Certain
    } else {
        Confidence::No
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let speech = field(&value, "speech").unwrap_or(&value);
        let title = values::text(speech, "title").map(str::trim).filter(|title| !title.is_empty());
        builder.meta.title = title.map(str::to_owned).or(builder.meta.title.take());
        builder.meta.language = field(speech, "language").and_then(values::language).or(builder.meta.language.take());
        let names = Names::of(list(speech, "speakers"), "id", "speaker_name");
        for turn in list(speech, "transcripts") {
            let offset = |key| field(turn, key).and_then(values::number).and_then(|at| values::millis_of(at / RATE));
            let start = offset("start_offset");
            let span = start.map(|start| Span { start, end: offset("end_offset") });
            let label = any_field(turn, &["speaker_name", "label", "speaker_model_label"]).and_then(values::label);
            let speaker = field(turn, "speaker_id").and_then(|id| names.name(id)).or(label);
            let words = list(turn, "alignment").iter().filter_map(|word| said(word, start.unwrap_or_default()));
            let words: Vec<Said> = words.collect();
            let text = values::text(turn, "transcript").unwrap_or_default();
            builder.line_of_words(span, speaker.as_deref(), text, &words);
        }
    }
    builder.finish()
}

/// A word of a turn that begins at `offset`.
fn said(word: &Value, offset: Time) -> Option<Said<'_>> {
    let moment = |key| Some(Time(field(word, key).and_then(values::seconds)?.0.checked_add(offset.0)?));
    let span = moment("start").map(|start| Span { start, end: moment("end") });
    Some(Said { text: values::text(word, "word")?, span, confidence: None, glued: false })
}
