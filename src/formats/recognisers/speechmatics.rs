//! The JSON of Speechmatics: `json-v2`, and what its first version wrote.
//!
//! ```json
//! {"format": "2.9", "metadata": {"transcription_config": {"language": "en"}}, "results": [
//!   {"type": "word", "start_time": 0.1, "end_time": 0.5,
//!    "alternatives": [{"content": "Hello", "confidence": 0.98, "speaker": "S1", "language": "en"}]},
//!   {"type": "punctuation", "start_time": 0.5, "end_time": 0.5, "attaches_to": "previous", "is_eos": true,
//!    "alternatives": [{"content": ".", "confidence": 1.0, "speaker": "S1"}]}]}
//! {"job": {"lang": "en"}, "speakers": [{"name": "M1", "time": "0.1", "duration": "2.0"}],
//!  "words": [{"name": "Hello", "time": "0.1", "duration": "0.4", "confidence": "0.98"}]}
//! ```
//!
//! Times are seconds, as texts in the first version, which says beside the words who speaks from when. A result of the
//! type `speaker_change` says that somebody else speaks, not who.

use super::{Keys, Stretches};
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::{Span, Time, Transcript};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Speechmatics.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "speechmatics", name: "Speechmatics", ..super::dialect(detect, read) };

const RESULT: Keys = Keys {
    text: &["content"],
    start: &["start_time"],
    end: &["end_time"],
    confidence: &["confidence"],
    moment: values::seconds,
};

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let result = list(value, "results").first();
    let second = result.is_some_and(|result| result.get("type").is_some() && result.get("start_time").is_some());
    let empty = || value.get("format").is_some() && value.get("results").is_some_and(Value::is_array);
    let word = list(value, "words").first().or(list(value, "speakers").first());
    let is_first = |word: &Value| ["name", "time", "duration"].iter().all(|key| word.get(key).is_some());
    if second || empty() || word.is_some_and(is_first) { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let job = field(&value, "job").unwrap_or(&Value::Null);
        let metadata = field(&value, "metadata").unwrap_or(&Value::Null);
        let config = field(metadata, "transcription_config").unwrap_or(&Value::Null);
        let language = field(config, "language").or(field(job, "lang"));
        let meta = &mut builder.meta;
        meta.language = language.and_then(values::language).or(meta.language.take());
        meta.media = any_field(job, &["data_name", "name"]).and_then(super::media).or(meta.media.take());
        for chapter in list(&value, "chapters") {
            if let Some(span) = RESULT.span(chapter) {
                builder.chapter(span.start, values::text(chapter, "title").unwrap_or_default());
            }
        }
        let summary = field(&value, "summary").and_then(|summary| values::text(summary, "content"));
        builder.note(summary.unwrap_or_default());
        let results = list(&value, "results");
        if results.is_empty() {
            first_version(&mut builder, &value);
            continue;
        }
        // In scripts without spaces nothing stands between two words.
        let pack = field(metadata, "language_pack_info").unwrap_or(&Value::Null);
        let dense = field(pack, "word_delimiter").and_then(Value::as_str) == Some("");
        let events = list(&value, "audio_events");
        for event in events {
            let kind = values::text(event, "type").unwrap_or_default();
            builder.line(RESULT.span(event), None, &format!("[{kind}]"));
        }
        let mut channels: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        for result in results {
            channels.entry(values::text(result, "channel").unwrap_or_default()).or_default().push(result);
        }
        for (&channel, own) in &channels {
            let label = (channels.len() > 1).then_some(channel);
            for turn in own.split(|result| values::text(result, "type") == Some("speaker_change")) {
                second_version(&mut builder, turn, label, dense);
            }
        }
        if channels.len() > 1 || !events.is_empty() {
            builder.sort_by_start();
        }
    }
    builder.finish()
}

/// The results that nobody but one speaks, or who speaks in which stands in each. A channel's label is that of who speaks
/// in it, unless the result knows better.
fn second_version<'a>(builder: &mut TranscriptBuilder, results: &[&'a Value], channel: Option<&'a str>, dense: bool) {
    let mut joins = dense;
    let words = results.iter().filter_map(|result| {
        let best = list(result, "alternatives").first()?;
        let attaches = values::text(result, "attaches_to").unwrap_or_default();
        let speaker = field(best, "speaker").and_then(values::label).or(channel.map(Cow::from));
        let glued = joins || matches!(attaches, "previous" | "both");
        let punctuation = values::text(result, "type") == Some("punctuation");
        // Punctuation takes no time.
        let span = RESULT.span(result).filter(|_| !punctuation);
        let word = Said { span, glued, ..RESULT.said(best)? };
        joins = dense || matches!(attaches, "next" | "both");
        Some((speaker, Said { confidence: word.confidence.filter(|_| !punctuation), ..word }))
    });
    let words: Vec<_> = words.collect();
    super::stream(builder, &words);
}

/// The words of the first version, and beside them who speaks.
fn first_version(builder: &mut TranscriptBuilder, value: &Value) {
    let moment = |value: &Value, key: &str| field(value, key).and_then(values::seconds);
    let speakers = list(value, "speakers").iter();
    let speakers = speakers.filter_map(|one| Some((moment(one, "time")?, field(one, "name").and_then(values::label))));
    let speakers = Stretches::of(speakers);
    let words = list(value, "words").iter().filter_map(|word| {
        let text = values::text(word, "name")?;
        let glued = !text.chars().any(char::is_alphanumeric);
        let start = moment(word, "time");
        let end = |start: Time| Some(Time(start.0.checked_add(moment(word, "duration")?.0)?));
        let span = start.filter(|_| !glued).map(|start| Span { start, end: end(start) });
        let confidence = field(word, "confidence").and_then(values::confidence).filter(|_| !glued);
        let speaker = start.and_then(|start| speakers.at(start)).and_then(Clone::clone);
        Some((speaker, Said { text, span, confidence, glued }))
    });
    let words: Vec<_> = words.collect();
    super::stream(builder, &words);
}
