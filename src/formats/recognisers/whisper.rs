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
//! Times are seconds. Words stand in their segment or, in the answers of the API, beside all segments or alone; `WhisperX`
//! knows no times for some (digits), and a speaker for each. What a word is called, and its score, differs by program.
//! Written is the form of openai-whisper with the speakers of `WhisperX`, which most programs read.

use super::segments::{self, Segment, SegmentWord};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::values::{self, Part, any_field, field, list};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, ends};
use crate::model::{Span, Time, Transcript};
use serde_json::{Value, json};
use std::borrow::Cow;
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
    holds: Holds {
        times: true,
        ends: true,
        before_zero: true,
        speakers: true,
        words: true,
        language: true,
        ..Holds::NOTHING
    },
};

/// The fields beside the segments by which a document shows that it is Whisper's or a kin's.
const OWN: &[&str] = &["language", "word_segments", "task", "speech_activity", "detected_language", "info"];
/// The fields of a segment by which it does.
const OWN_OF_SEGMENT: &[&str] = &["avg_logprob", "no_speech_prob", "compression_ratio", "seek"];
/// The lists whose entries are lines or words.
const LISTS: &[&str] = &["segments", "chunks", "speakers", "words", "word_segments"];
/// What programs that run Whisper for others put its answer into.
const WRAPPERS: &[&str] = &["output", "result", "transcription", "data"];

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let wrapped = || WRAPPERS.iter().map(|key| detect_in(value.get(key).unwrap_or(&Value::Null)));
    detect_in(value).max(wrapped().filter(|sure| *sure == Confidence::Certain).max().unwrap_or(Confidence::No))
}

fn detect_in(value: &Value) -> Confidence {
    let any = |list: &str, is: fn(&Value) -> bool| self::list(value, list).iter().take(3).any(is);
    if !list(value, "segments").is_empty() {
        let own = OWN.iter().any(|key| value.get(key).is_some());
        let said = |segment: &Value| values::text(segment, "text").is_some() && segment.get("start").is_some();
        let seconds =
            || list(value, "segments").iter().take(20).filter_map(|segment| segment.get("start")).all(is_seconds);
        return match () {
            () if any("segments", |segment| segment.is_array() && entry(segment).is_some()) => Confidence::Certain,
            () if !any("segments", said) => Confidence::No,
            () if own || any("segments", is_own) => Confidence::Certain,
            () if value.get("text").is_some() && seconds() => Confidence::Likely,
            () => Confidence::No,
        };
    }
    let timed = |chunk: &Value| chunk.get("timestamp").is_some() && chunk.get("text").is_some();
    if any("chunks", timed) || (any("speakers", timed) && value.get("text").is_some()) {
        return Confidence::Certain;
    }
    // The plainest answer of the API, or a recording in which nobody speaks.
    let bare = values::text(value, "text").is_some() && (value.get("usage").is_some() || is_bare(value));
    if bare { Confidence::Likely } else { Confidence::No }
}

fn is_own(segment: &Value) -> bool {
    let of_word = |word: &Value| word.get("word").is_some();
    OWN_OF_SEGMENT.iter().any(|key| segment.get(key).is_some())
        || values::text(segment, "type") == Some("transcript.text.segment")
        || list(segment, "words").first().is_some_and(of_word)
}

/// Whether a moment is written as seconds can be, and as milliseconds are not.
fn is_seconds(value: &Value) -> bool {
    value.is_f64() || value.as_i64().is_some_and(|number| number < 1000) || value.is_string() || value.is_null()
}

/// Whether a document has a text and nothing of another kind beside it.
fn is_bare(value: &Value) -> bool {
    let own = |key: &str| matches!(key, "text" | "segments" | "language" | "duration" | "task" | "words");
    let of_word = |word: &Value| word.get("word").is_some() && word.get("start").is_some_and(is_seconds);
    value.as_object().is_some_and(|fields| fields.keys().all(|key| own(key)))
        && list(value, "words").first().is_none_or(of_word)
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut notes = Vec::new();
    let mut answer = Answer::default();
    values::read_lists(text, LISTS, problems, &mut notes, &mut |part| match part {
        Part::Entry(list, value) => answer.entry(list, &value),
        Part::Document(value) => {
            WRAPPERS.iter().filter_map(|key| field(&value, key)).for_each(|inner| answer.document(inner));
            std::mem::take(&mut answer).finish(&value, &mut builder);
        }
    });
    notes.iter().for_each(|note| builder.note(note));
    builder.finish()
}

/// What a document holds.
#[derive(Default)]
struct Answer {
    segments: Vec<Segment>,
    /// Segments of a pipeline, or its words.
    chunks: Vec<Segment>,
    /// Segments of a pipeline to which somebody has put the speakers.
    turns: Vec<Segment>,
    words: Vec<SegmentWord>,
    text: String,
    language: Option<String>,
}

impl Answer {
    fn entry(&mut self, list: &str, value: &Value) {
        match list {
            "segments" => self.segments.extend(entry(value)),
            "chunks" => self.chunks.extend(entry(value)),
            "speakers" => self.turns.extend(entry(value)),
            _ => self.words.extend(spoken(value)),
        }
    }

    /// Takes up a document that is at hand as a whole.
    fn document(&mut self, value: &Value) {
        for key in LISTS {
            list(value, key).iter().for_each(|entry| self.entry(key, entry));
        }
        self.beside(value);
    }

    /// Takes up what a document has beside its lists.
    fn beside(&mut self, value: &Value) {
        let language = any_field(value, &["language", "detected_language", "language_code"]);
        let language = language.or_else(|| field(field(value, "info")?, "language"));
        self.language = language.and_then(values::language).or(self.language.take());
        if let Some(text) = values::text(value, "text") {
            self.text = text.to_owned();
        }
    }

    fn finish(mut self, value: &Value, builder: &mut TranscriptBuilder) {
        self.beside(value);
        builder.meta.language = self.language.or(builder.meta.language.take());
        let Answer { segments, chunks, turns, words, text, .. } = self;
        let chunks_are_words = segments::are_words(chunks.iter().map(|chunk| chunk.text.as_str()));
        let said = |segments: &[Segment]| segments.iter().any(|segment| !segment.text.trim().is_empty());
        if said(&segments) || segments.iter().any(|segment| !segment.words.is_empty()) {
            segments::add(builder, segments, words);
        } else if said(&turns) {
            let word = |chunk: Segment| SegmentWord { text: chunk.text, span: chunk.span, ..SegmentWord::default() };
            let words = if chunks_are_words { chunks.into_iter().map(word).collect() } else { words };
            segments::add(builder, turns, words);
        } else if chunks_are_words {
            segments::add_words(builder, chunks);
        } else if said(&chunks) {
            segments::add(builder, chunks, words);
        } else if words.is_empty() {
            text.lines().for_each(|row| builder.line(None, None, row));
        } else {
            let said: Vec<_> = words.iter().map(SegmentWord::said).collect();
            match text.trim() {
                "" => builder.stream(said),
                text => builder.stream_in(text, &said),
            }
        }
    }
}

/// A line or a word as an object, or as the bare tuple that `json.dumps` makes of the segments of faster-whisper:
/// `[1, 0, 0.0, 2.5, " Hello.", …]`.
fn entry(value: &Value) -> Option<Segment> {
    if let Some(fields) = value.as_array() {
        let (span, text) = tuple(fields)?;
        let words = fields.iter().filter_map(Value::as_array).find_map(|words| {
            let words: Vec<SegmentWord> = words.iter().filter_map(spoken).collect();
            (!words.is_empty()).then_some(words)
        });
        return Some(Segment { span, text: text.to_owned(), words: words.unwrap_or_default(), ..Segment::default() });
    }
    if let Some(text) = value.as_str() {
        return Some(Segment { text: text.to_owned(), ..Segment::default() });
    }
    let text = any_field(value, &["text", "word"]).and_then(Value::as_str).unwrap_or_default().to_owned();
    let speaker = field(value, "speaker").and_then(values::label).map(Cow::into_owned);
    let words = any_field(value, &["words", "word-level", "whole_word_timestamps", "word_timestamps"]);
    let words = words.and_then(Value::as_array).map_or(&[][..], Vec::as_slice).iter().filter_map(spoken).collect();
    Some(Segment { span: span(value), speaker, text, words }).filter(|_| value.is_object())
}

/// The text of a tuple, and the moments before it.
fn tuple(fields: &[Value]) -> Option<(Option<Span>, &str)> {
    let at = fields.iter().position(Value::is_string)?;
    let [.., start, end] = fields.get(..at)? else { return None };
    let span = values::seconds(start).map(|start| Span { start, end: values::seconds(end) });
    Some((span, fields.get(at)?.as_str()?))
}

fn spoken(value: &Value) -> Option<SegmentWord> {
    if let Some(fields) = value.as_array() {
        let (span, text) = tuple(fields)?;
        let confidence = fields.last().and_then(values::confidence);
        return Some(SegmentWord { text: text.to_owned(), span, confidence, speaker: None });
    }
    let text = any_field(value, &["word", "text"])?.as_str()?.to_owned();
    let confidence = any_field(value, &["probability", "confidence", "score"]).and_then(values::confidence);
    let speaker = field(value, "speaker").and_then(values::label).map(Cow::into_owned);
    Some(SegmentWord { text, span: span(value), confidence, speaker })
}

fn span(value: &Value) -> Option<Span> {
    match field(value, "timestamp") {
        Some(Value::Array(moments)) => {
            let end = moments.get(1).and_then(values::seconds);
            Some(Span { start: moments.first().and_then(values::seconds)?, end })
        }
        Some(moment) if field(value, "start").is_none() => {
            values::seconds(moment).map(|start| Span { start, end: None })
        }
        _ => values::span_in_seconds(value, "start", "end"),
    }
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
            let before = &line.text[..word.range().start];
            let space = if before.is_empty() || before.ends_with(char::is_whitespace) { " " } else { "" };
            let mut out = json!({ "word": format!("{space}{}", &line.text[word.range()]) });
            if let Some(span) = word.span {
                out["start"] = seconds(span.start).into();
                if let Some(end) = span.end {
                    out["end"] = seconds(end).into();
                }
            }
            if let Some(confidence) = word.confidence {
                out["probability"] = values::exact(confidence).into();
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
