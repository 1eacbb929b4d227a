//! The JSON of Whisper and of what grew around it: openai-whisper, faster-whisper, whisper-timestamped, `WhisperX`, the
//! pipelines of Hugging Face (`chunks`), and the answers of the API (`verbose_json`, `diarized_json`, `json`).
//!
//! ```json
//! {"text": " Hello.", "segments": [
//!   {"id": 0, "start": 0.0, "end": 1.5, "text": " Hello.", "speaker": "SPEAKER_00",
//!    "words": [{"word": " Hello.", "start": 0.1, "end": 0.6, "probability": 0.97}]}
//! ], "language": "en"}
//! ```
//!
//! Times are seconds. Words stand in their segment or, in the answers of the API, beside all segments; `WhisperX` knows no
//! times for some (digits). What a word is called, and its score, differs by program. Written is the form of
//! openai-whisper with the speakers of `WhisperX`, which most programs read.

use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, ends};
use crate::model::{Span, Time, Transcript};
use serde_json::{Value, json};
use std::sync::Arc;

/// Whisper's JSON.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "whisper",
    name: "Whisper JSON",
    extensions: &["json"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, ends: true, speakers: true, words: true, language: true, ..Holds::NOTHING },
};

/// The fields beside the segments by which a document shows that it is Whisper's or a kin's.
const OWN: &[&str] = &["language", "word_segments", "task", "speech_activity"];

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let segment = list(value, "segments").first();
    let said = |segment: &Value| segment.get("text").is_some_and(Value::is_string) && segment.get("start").is_some();
    match segment {
        Some(segment) if said(segment) => {
            let own = OWN.iter().any(|key| value.get(key).is_some()) || segment.get("avg_logprob").is_some();
            if own { Confidence::Certain } else { Confidence::Likely }
        }
        Some(_) => Confidence::No,
        None if list(value, "chunks").first().is_some_and(|chunk| chunk.get("timestamp").is_some()) => {
            Confidence::Certain
        }
        // The plainest answer of the API, or a recording in which nobody speaks.
        None if values::text(value, "text").is_some() && (value.get("usage").is_some() || is_bare(value)) => {
            Confidence::Likely
        }
        None => Confidence::No,
    }
}

/// Whether a document has a text and nothing of another kind beside it.
fn is_bare(value: &Value) -> bool {
    value.as_object().is_some_and(|fields| {
        fields
            .keys()
            .all(|key| matches!(key.as_str(), "text" | "segments" | "language" | "duration" | "task" | "words"))
    })
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        builder.meta.language = field(&value, "language").and_then(values::language).or(builder.meta.language.take());
        let segments = any_field(&value, &["segments", "chunks"]).and_then(Value::as_array);
        let segments = segments.map_or(&[][..], Vec::as_slice);
        let words = any_field(&value, &["words", "word_segments"]).and_then(Value::as_array);
        let words = words.map_or(&[][..], Vec::as_slice);
        if segments.is_empty() && words.is_empty() {
            let rows = values::text(&value, "text").unwrap_or_default().lines();
            rows.for_each(|row| builder.line(None, None, row));
        } else if segments.is_empty() {
            builder.stream(words.iter().filter_map(|word| Some((values::text(word, "speaker"), said(word)?))));
        } else {
            self::segments(&mut builder, segments, words);
        }
    }
    builder.finish()
}

/// The segments, each with its words; words that stand beside all segments go where they are spoken.
fn segments(builder: &mut TranscriptBuilder, segments: &[Value], beside: &[Value]) {
    let mut beside = beside.iter().peekable();
    for segment in segments {
        let span = span(segment);
        let own = list(segment, "words");
        let end = span.and_then(|span| span.end);
        let mut words: Vec<Said> = own.iter().filter_map(said).collect();
        if own.is_empty() {
            let within = |word: &&Value| {
                let middle = self::span(word).map(|span| Time((span.start.0 + span.end.unwrap_or(span.start).0) / 2));
                middle.is_none_or(|middle| end.is_none_or(|end| middle <= end))
            };
            while let Some(word) = beside.next_if(within) {
                words.extend(said(word));
            }
        }
        let speaker = field(segment, "speaker").and_then(values::label);
        let text = values::text(segment, "text").unwrap_or_default();
        builder.line_of_words(span, speaker.as_deref(), text, &words);
    }
}

fn span(value: &Value) -> Option<Span> {
    match list(value, "timestamp") {
        [start, rest @ ..] => {
            Some(Span { start: values::seconds(start)?, end: rest.first().and_then(values::seconds) })
        }
        [] => values::span_in_seconds(value, "start", "end"),
    }
}

fn said(word: &Value) -> Option<Said<'_>> {
    let text = any_field(word, &["word", "text"])?.as_str()?;
    let confidence = any_field(word, &["probability", "confidence", "score"]).and_then(values::confidence);
    Some(Said { text, span: span(word), confidence, glued: false })
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let seconds = |time: Time| time.0 as f64 / 1000.0;
    let whole: Vec<&str> = transcript.lines.iter().map(|line| line.text.as_str()).collect();
    let segments = ends::filled(transcript).enumerate().map(|(id, (start, end, line))| {
        let mut segment =
            json!({ "id": id, "start": seconds(start), "end": seconds(end), "text": format!(" {}", line.text) });
        if let Some(name) = transcript.speaker_name(line) {
            segment["speaker"] = name.into();
        }
        let words = line.words.iter().flat_map(|words| words.iter()).map(|word| {
            let mut out = json!({ "word": format!(" {}", &line.text[word.range()]) });
            if let Some(span) = word.span {
                out["start"] = seconds(span.start).into();
                out["end"] = seconds(span.end.unwrap_or(span.start)).into();
            }
            if let Some(confidence) = word.confidence {
                // As the score was read: 0.97, not 0.9700000286102295.
                out["probability"] = confidence.to_string().parse::<f64>().unwrap_or_default().into();
            }
            out
        });
        if line.words.is_some() {
            segment["words"] = words.collect();
        }
        segment
    });
    let mut whole = json!({ "text": format!(" {}", whole.join(" ")), "segments": segments.collect::<Value>() });
    if let Some(language) = &transcript.meta.language {
        whole["language"] = language.as_str().into();
    }
    out.push_str(&format!("{whole:#}\n"));
}
