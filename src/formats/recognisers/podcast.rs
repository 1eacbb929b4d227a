//! The transcript JSON of Podcasting 2.0, as podcast hosts publish it.
//!
//! ```json
//! {"version": "1.0.0", "segments": [
//!   {"speaker": "Ann", "startTime": 0.5, "endTime": 2.25, "body": "Hello there."}
//! ]}
//! ```
//!
//! Times are seconds, some as texts. Some hosts write a segment a word; those are put together to lines. The rules:
//! <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md>.

use super::segments::{self, Segment};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::values::{self, Part, any_field, field, list};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, ends};
use crate::model::{Span, Time, Transcript};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::sync::Arc;

/// Transcripts of podcasts.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "podcast",
    name: "Podcasting 2.0 JSON",
    extensions: &["json"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, ends: true, before_zero: true, speakers: true, language: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let said = |segment: &Value| segment.get("body").is_some() && segment.get("startTime").is_some();
    let segments = list(value, "segments");
    let empty = || value.get("segments").is_some_and(Value::is_array) && value.get("version").is_some();
    match () {
        () if segments.iter().take(3).any(said) => Confidence::Certain,
        () if segments.is_empty() && empty() => Confidence::Likely,
        () => Confidence::No,
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let (mut notes, mut segments) = (Vec::new(), Vec::new());
    values::read_lists(text, &["segments"], problems, &mut notes, &mut |part| match part {
        Part::Entry(_, value) => segments.push(segment(&value)),
        Part::Document(value) => {
            let language = any_field(&value, &["language", "lang"]).and_then(values::language);
            builder.meta.language = language.or(builder.meta.language.take());
        }
    });
    // A newline behind what is said ends a line, also where it is one word.
    let ended = segments.iter().any(|segment| segment.text.ends_with('\n'));
    if !ended && segments::are_words(segments.iter().map(|segment| segment.text.as_str())) {
        segments::add_words(&mut builder, segments);
    } else {
        segments::add(&mut builder, segments, Vec::new());
    }
    notes.iter().for_each(|note| builder.note(note));
    builder.finish()
}

fn segment(value: &Value) -> Segment {
    let text = any_field(value, &["body", "text"]).and_then(Value::as_str).or(value.as_str()).unwrap_or_default();
    let moment = |keys: &[&str]| any_field(value, keys).and_then(values::seconds);
    let start = moment(&["startTime", "start", "startTimeFormatted"]);
    let end = moment(&["endTime", "end", "endTimeFormatted"]);
    let speaker = field(value, "speaker").and_then(values::label).map(Cow::into_owned);
    Segment { span: start.map(|start| Span { start, end }), speaker, text: text.to_owned(), ..Segment::default() }
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let seconds = |time: Time| time.0 as f64 / 1000.0;
    let words = segments::are_words(transcript.lines.iter().map(|line| line.text.as_str()));
    let segments = ends::filled(transcript).map(|(start, end, line)| {
        let newline = if words { "\n" } else { "" };
        let mut segment =
            json!({ "startTime": seconds(start), "endTime": seconds(end), "body": format!("{}{newline}", line.text) });
        if let Some(name) = transcript.speaker_name(line) {
            segment["speaker"] = name.into();
        }
        segment
    });
    let mut whole = json!({ "version": "1.0.0", "segments": segments.collect::<Value>() });
    if let Some(language) = &transcript.meta.language {
        whole["language"] = language.as_str().into();
    }
    out.push_str(&format!("{whole:#}\n"));
}
