//! The JSON of whisper.cpp, short (`-oj`) and full (`-ojf`), as its `output_json` writes it.
//!
//! ```json
//! {"result": {"language": "en"}, "transcription": [
//!   {"timestamps": {"from": "00:00:00,000", "to": "00:00:01,500"}, "offsets": {"from": 0, "to": 1500},
//!    "text": " Hello.", "speaker": "0", "tokens": [
//!      {"text": "[_BEG_]", "p": 0.99}, {"text": " Hel", "offsets": {"from": 0, "to": 300}, "p": 0.98},
//!      {"text": "lo", "offsets": {"from": 300, "to": 600}, "p": 0.9}]}
//! ]}
//! ```
//!
//! Offsets are milliseconds. Tokens are pieces of words: one that begins with a space begins a word. One may be a piece
//! of a character, too, which is no UTF-8; the text of the segment is whole. `speaker` is there of recordings in stereo
//! (`-di`), a number or `?`. `speaker_turn_next` (`-tdrz`) says that somebody else speaks next, but not who: the next line
//! begins with the dash of a turn.

use super::segments::{self, Segment, SegmentWord};
use crate::formats::builder::{TranscriptBuilder, is_dense};
use crate::formats::values::{self, Part, field, list};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, ends};
use crate::model::{Span, Time, Transcript, timecode};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::sync::Arc;

/// The JSON of whisper.cpp.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "whisper-cpp",
    name: "whisper.cpp JSON",
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

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let timed = |segment: &Value| segment.get("offsets").is_some() || segment.get("timestamps").is_some();
    let segments = list(value, "transcription");
    let empty = || value.get("transcription").is_some_and(Value::is_array) && value.get("systeminfo").is_some();
    if segments.iter().take(3).any(timed) || (segments.is_empty() && empty()) {
        Confidence::Certain
    } else {
        Confidence::No
    }
}

/// What `-tdrz` puts behind the text of a line after which somebody else speaks.
const TURN: &str = "[SPEAKER_TURN]";

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let (mut notes, mut segments) = (Vec::new(), Vec::new());
    let mut turn = false;
    values::read_lists(text, &["transcription"], problems, &mut notes, &mut |part| match part {
        Part::Entry(_, value) => {
            let mut segment = segment(&value);
            if std::mem::take(&mut turn) && !segment.text.trim().is_empty() {
                segment.text = format!("- {}", segment.text.trim());
            }
            turn = segment.text.contains(TURN) || field(&value, "speaker_turn_next") == Some(&Value::Bool(true));
            segment.text = segment.text.replace(TURN, "");
            segments.push(segment);
        }
        Part::Document(value) => {
            let language = field(&value, "result").and_then(|result| field(result, "language"));
            builder.meta.language = language.and_then(values::language).or(builder.meta.language.take());
        }
    });
    segments::add(&mut builder, segments, Vec::new());
    notes.iter().for_each(|note| builder.note(note));
    let transcript = builder.finish();
    // Pieces of characters are in the tokens alone.
    if !transcript.lines.iter().any(|line| line.text.contains(char::REPLACEMENT_CHARACTER)) {
        problems.retain(|problem| problem.message.id != "encoding-bytes-unreadable");
    }
    transcript
}

fn segment(value: &Value) -> Segment {
    let text = values::text(value, "text").unwrap_or_default().to_owned();
    let speaker = field(value, "speaker").and_then(values::label).map(Cow::into_owned).filter(|name| name != "?");
    let tokens: Vec<SegmentWord> = list(value, "tokens").iter().filter_map(token).collect();
    let words = if tokens.iter().any(|token| token.text.contains(char::REPLACEMENT_CHARACTER)) {
        whole(&text, tokens)
    } else {
        tokens
    };
    Segment { span: span(value), speaker, text, words }
}

fn span(value: &Value) -> Option<Span> {
    let moments = |key: &str, read: fn(&Value) -> Option<Time>| {
        let moments = field(value, key)?;
        Some(Span { start: read(field(moments, "from")?)?, end: field(moments, "to").and_then(read) })
    };
    moments("offsets", values::millis).or_else(|| moments("timestamps", values::seconds))
}

/// A token that is said: not those that begin, end and time the speech, `[_BEG_]` and `<|0.00|>`.
fn token(value: &Value) -> Option<SegmentWord> {
    let text = values::text(value, "text")?;
    let special = (text.starts_with("[_") && text.ends_with(']')) || (text.starts_with("<|") && text.ends_with("|>"));
    let confidence = field(value, "p").and_then(values::confidence);
    (!special && text.trim() != TURN).then(|| SegmentWord {
        text: text.to_owned(),
        span: span(value),
        confidence,
        speaker: None,
    })
}

/// The words of a text, of tokens of which some are pieces of a character: as many begin with a space as there are words.
/// Otherwise the tokens that are whole.
fn whole(text: &str, tokens: Vec<SegmentWord>) -> Vec<SegmentWord> {
    let mut words: Vec<SegmentWord> = Vec::new();
    let begins = |token: &SegmentWord| token.text.starts_with(' ');
    let count = tokens.iter().filter(|token| begins(token)).count() + usize::from(!tokens.first().is_some_and(begins));
    if count != text.split_whitespace().count() || text.chars().any(is_dense) {
        return tokens;
    }
    let mut said = text.split_whitespace();
    for token in tokens {
        match words.last_mut().filter(|_| !begins(&token)) {
            Some(word) => {
                let end = token.span.and_then(|span| span.end);
                word.span = word.span.map(|span| Span { end: end.or(span.end), ..span });
                word.confidence = word.confidence.into_iter().chain(token.confidence).reduce(f32::min);
            }
            None => words.push(SegmentWord { text: said.next().unwrap_or_default().to_owned(), ..token }),
        }
    }
    words
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let clock = |time: Time| timecode::format(time, timecode::SRT);
    let segments = ends::filled(transcript).map(|(start, end, line)| {
        let mut segment = json!({
            "timestamps": { "from": clock(start), "to": clock(end) },
            "offsets": { "from": start.0, "to": end.0 },
            "text": format!(" {}", line.text),
        });
        if let Some(words) = &line.words {
            let token = |word: &crate::model::Word| {
                let before = &line.text[..word.range().start];
                let space = if before.is_empty() || before.ends_with(char::is_whitespace) { " " } else { "" };
                let mut token = json!({ "text": format!("{space}{}", &line.text[word.range()]) });
                if let Some(span) = word.span {
                    token["offsets"] = json!({ "from": span.start.0 });
                    if let Some(end) = span.end {
                        token["offsets"]["to"] = end.0.into();
                    }
                }
                if let Some(confidence) = word.confidence {
                    token["p"] = values::exact(confidence).into();
                }
                token
            };
            segment["tokens"] = words.iter().map(token).collect();
        }
        if let Some(name) = transcript.speaker_name(line) {
            segment["speaker"] = name.into();
        }
        segment
    });
    let mut whole = json!({ "transcription": segments.collect::<Value>() });
    if let Some(language) = &transcript.meta.language {
        whole["result"] = json!({ "language": language });
    }
    out.push_str(&format!("{whole:#}\n"));
}
