//! JSON of which nobody knows the dialect: the largest list of objects in it that have a text and a time or a speaker,
//! wherever it stands, also a document a line (JSONL).
//!
//! ```json
//! {"meta": {}, "turns": [{"from": 1200, "to": 2500, "who": {"name": "Ann"}, "said": {"text": "Hello."}}]}
//! ```
//!
//! What the fields hold is found out by what they are called and by what stands in them ([`super::fields`]), or a person
//! says it; what was taken for what is told. It gives way to every format that knows the file.

use super::fields::{self, FIELDS, Fields, Row, Words};
use super::segments::{self, Segment, SegmentWord};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::options::Options;
use crate::formats::speaker_prefix;
use crate::formats::tables::{Role, UNIT};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Holds, Probe, Problem, Reads};
use crate::model::{Message, Span, Time, Transcript, message};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// JSON of any dialect.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "data",
    name: "JSON data",
    extensions: &["json", "jsonl", "ndjson"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[&FIELDS, &UNIT],
    holds: Holds {
        times: true,
        untimed: true,
        ends: true,
        speakers: true,
        words: true,
        language: true,
        ..Holds::NOTHING
    },
};

fn detect(probe: &Probe) -> Confidence {
    if probe.json().is_none() {
        return Confidence::No;
    }
    let options = Options::default();
    let holds = |text: &str| fields::find(&documents(text, &mut Vec::new(), &mut Vec::new()), &options).is_some();
    let head = probe.text();
    if holds(head) || (probe.bytes.len() > head.len() && holds(&probe.whole().text)) {
        Confidence::Maybe
    } else {
        Confidence::No
    }
}

/// The documents of a text as one value: their list where there are several.
fn documents(text: &str, problems: &mut Vec<Problem>, notes: &mut Vec<String>) -> Value {
    let mut documents = values::read(text, problems, notes);
    if documents.len() == 1 { documents.swap_remove(0) } else { Value::Array(documents) }
}

fn read(text: &Arc<String>, options: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut notes = Vec::new();
    let root = documents(text, problems, &mut notes);
    builder.meta.title = any_field(&root, &["title"]).and_then(Value::as_str).map(str::to_owned);
    let language = any_field(&root, &["language", "language_code", "languageCode", "lang"]);
    builder.meta.language = language.and_then(values::language);
    match fields::find(&root, options) {
        Some(found) => {
            problems.push(Problem { line: None, message: told(&found) });
            let names = names(&root);
            let mut segments: Vec<Segment> = found.rows.iter().map(|row| segment(row, &found, &names)).collect();
            from_the_first(&mut segments);
            if segments::are_words(segments.iter().map(|segment| segment.text.as_str())) {
                segments::add_words(&mut builder, segments);
            } else {
                segments::add(&mut builder, segments, Vec::new());
            }
        }
        // Whoever says that it is a transcript has all that is said in it.
        None => strings(&root, &mut |text| builder.line(None, None, text)),
    }
    notes.iter().for_each(|note| builder.note(note));
    let named = builder.lines_mut().iter().any(|line| line.speaker.is_some());
    let prefixed = (!named).then(|| speaker_prefix::take_off(builder.lines_mut()));
    let transcript = builder.finish();
    Transcript { speakers: prefixed.unwrap_or_else(|| transcript.speakers.clone()), ..transcript }
}

fn segment(row: &Row, found: &Fields, names: &HashMap<String, String>) -> Segment {
    let start = found.start.as_ref().and_then(|start| start.time(row.value));
    let ended = found.end.as_ref().and_then(|end| end.time(row.value));
    let lasts = found.duration.as_ref().and_then(|duration| duration.time(row.value));
    let end = ended.or(lasts.zip(start).map(|(lasts, start)| start + lasts.0));
    let speaker = found.speaker.as_ref().and_then(|(pointer, above)| {
        let value = if *above { row.parent? } else { row.value }.pointer(pointer)?;
        let id = value.as_str().map_or_else(|| value.to_string(), |id| id.trim().to_owned());
        names.get(&id).cloned().or_else(|| values::label(value).map(Into::into))
    });
    let text = row.value.pointer(&found.text.pointer).map(fields::text_of).unwrap_or_default();
    let words = found.words.as_ref().map_or_else(Vec::new, |words| words_of(row, words));
    Segment { span: start.map(|start| Span { start, end }), speaker, text, words }
}

fn words_of(row: &Row, words: &Words) -> Vec<SegmentWord> {
    let values = row.value.pointer(&words.pointer).and_then(Value::as_array);
    let word = |value: &Value| {
        let text = fields::text_of(value.pointer(&words.text)?);
        let start = words.start.as_ref().and_then(|start| start.time(value));
        let end = words.end.as_ref().and_then(|end| end.time(value));
        let score = any_field(value, &["confidence", "probability", "score", "conf", "prob", "p"]);
        let speaker = words.speaker.as_ref().and_then(|pointer| value.pointer(pointer)).and_then(values::label);
        Some(SegmentWord {
            text,
            span: start.map(|start| Span { start, end }),
            confidence: score.and_then(values::confidence),
            speaker: speaker.map(Into::into),
        })
    };
    values.into_iter().flatten().filter_map(word).collect()
}

/// No recording is longer, in milliseconds: what is later is a moment of the calendar.
const LONGEST: i64 = 1000 * 86_400_000;

/// Counts moments of the calendar from the first of them.
fn from_the_first(segments: &mut [Segment]) {
    let Some(first) = segments.iter().filter_map(|segment| segment.span).map(|span| span.start).min() else { return };
    if first.0 < LONGEST {
        return;
    }
    let moved = |time: Time| Time(time.0.saturating_sub(first.0));
    let spans = segments.iter_mut().filter_map(|segment| segment.span.as_mut());
    spans.for_each(|span| *span = Span { start: moved(span.start), end: span.end.map(moved) });
}

/// The names that a list of speakers gives to ids, or that an object does.
fn names(root: &Value) -> HashMap<String, String> {
    let mut names = HashMap::new();
    for key in ["speakers", "participants", "people", "users"] {
        for one in list(root, key) {
            let id = any_field(one, &["id", "speaker_id", "speakerId", "spkid", "key", "tag", "label", "user_id"]);
            let name = any_field(one, &["name", "display_name", "displayName", "speaker_name", "speakerName", "label"]);
            if let (Some(id), Some(name)) = (id, name.and_then(Value::as_str).filter(|name| !name.trim().is_empty())) {
                names.insert(id.as_str().map_or_else(|| id.to_string(), str::to_owned), name.trim().to_owned());
            }
        }
        let named = field(root, key).and_then(Value::as_object).into_iter().flatten();
        let named = named.filter_map(|(id, name)| Some((id.clone(), name.as_str().or(name.get("name")?.as_str())?)));
        names.extend(named.map(|(id, name)| (id, name.to_owned())));
    }
    names
}

/// What was taken for what.
fn told(found: &Fields) -> Message {
    let timed = |what: Message, unit: Option<Message>| match unit {
        Some(unit) => message!("data-in-unit", what = what, unit = unit),
        None => what,
    };
    let mut parts = vec![(found.text.name.clone(), Role::Text.message())];
    for (moment, role) in [(&found.start, Role::Start), (&found.end, Role::End), (&found.duration, Role::Duration)] {
        if let Some(moment) = moment {
            parts.push((moment.name.clone(), timed(role.message(), moment.unit())));
        }
    }
    if let Some((pointer, _)) = &found.speaker {
        parts.push((fields::shown(pointer), Role::Speaker.message()));
    }
    if let Some(words) = &found.words {
        parts.push((fields::shown(&words.pointer), message!("data-words")));
    }
    let parts: Vec<Message> =
        parts.into_iter().map(|(name, role)| message!("columns-one", name = name, role = role)).collect();
    message!("data-read", fields = parts)
}

/// Hands over every text in a value.
fn strings(value: &Value, take: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) if text.contains(char::is_alphabetic) => take(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, take)),
        Value::Object(entries) => entries.values().for_each(|entry| strings(entry, take)),
        _ => {}
    }
}
