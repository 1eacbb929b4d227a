//! The JSON of Google's Speech-to-Text: what the REST service answers, what its client libraries print of the same
//! messages, and the files of version 2.
//!
//! ```json
//! {"results": [{"alternatives": [{"transcript": "Hello there", "confidence": 0.97, "words": [
//!   {"startTime": "0.100s", "endTime": "0.600s", "word": "Hello", "speakerTag": 1}]}],
//!   "resultEndTime": "1.500s", "languageCode": "en-us"}]}
//! ```
//!
//! A moment is a text of seconds or an object of `seconds` and `nanos`, of which what is zero is left out; names are in
//! camel or in snake case. Results follow each other in time. Version 1 says who speaks in a last result, which has all
//! words once more; version 2 says it in each.

use super::{Spoken, spoken};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::{Span, Time, Transcript};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Google Speech-to-Text.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "google", name: "Google Speech-to-Text", ..super::dialect(detect, read) };

const WORD: super::Keys = super::Keys {
    text: &["word"],
    start: &["startTime", "start_time", "startOffset", "start_offset"],
    end: &["endTime", "end_time", "endOffset", "end_offset"],
    confidence: &["confidence"],
    moment,
};

/// The fields of a result that no other dialect has.
const OWN: &[&str] = &[
    "languageCode",
    "language_code",
    "resultEndTime",
    "result_end_time",
    "resultEndOffset",
    "result_end_offset",
    "channelTag",
    "channel_tag",
];

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let mut results = Vec::new();
    find(value, &mut results);
    let Some(alternative) = results.iter().find_map(|result| list(result, "alternatives").first()) else {
        return Confidence::No;
    };
    let word = list(alternative, "words").first();
    let is_word = word.is_some_and(|word| word.get("word").is_some() && any_field(word, WORD.end).is_some());
    if is_word || results.iter().any(|result| any_field(result, OWN).is_some()) {
        Confidence::Certain
    } else if alternative.get("transcript").is_some() {
        Confidence::Maybe
    } else {
        Confidence::No
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let values = values::read(text, problems, &mut builder.meta.notes);
    let mut results = Vec::new();
    values.iter().for_each(|value| find(value, &mut results));
    // Of what was recognised while somebody spoke, what is final stands for itself.
    let is_final = |result: &&Value| any_field(result, &["isFinal", "is_final"]).and_then(Value::as_bool);
    if results.iter().any(|result| is_final(result) == Some(true)) {
        results.retain(|result| is_final(result) == Some(true));
    }
    let language = results.iter().find_map(|result| any_field(result, &["languageCode", "language_code"]));
    builder.meta.language = language.and_then(values::language);

    let mut channels: BTreeMap<Option<u64>, Vec<&Value>> = BTreeMap::new();
    results.iter().for_each(|result| channels.entry(channel_of(result)).or_default().push(result));
    for (&channel, own) in &channels {
        let label = channel.filter(|_| channels.len() > 1).map(|channel| format!("Channel {channel}"));
        of_channel(&mut builder, own, label.as_deref());
    }
    if channels.len() > 1 {
        builder.sort_by_start();
    }
    builder.finish()
}

/// The results of one channel of the recording.
fn of_channel(builder: &mut TranscriptBuilder, results: &[&Value], channel: Option<&str>) {
    let said: Vec<_> = results.iter().map(|result| words(result, channel)).collect();
    if let (Some(last), [before @ .., words]) = (results.last(), &said[..])
        && repeats(before, words, text_of(last))
    {
        return super::stream(builder, words);
    }
    // What has no times of words ends when it says, and begins when what was before it ended.
    let mut ended = Time(0);
    for (result, words) in results.iter().zip(&said) {
        let end = any_field(result, &["resultEndTime", "result_end_time", "resultEndOffset", "result_end_offset"]);
        let end = end.and_then(moment);
        let timed = words.iter().any(|(_, word)| word.span.is_some());
        let span = end.filter(|_| !timed).map(|end| Span { start: ended, end: Some(end) });
        let text = text_of(result);
        match (words.is_empty(), channel) {
            (true, Some(channel)) => builder.line(span, Some(channel), text),
            _ => super::turns(builder, span, text, words),
        }
        ended = end.unwrap_or(ended);
    }
}

/// What a result most likely says.
fn text_of(result: &Value) -> &str {
    list(result, "alternatives").first().and_then(|best| values::text(best, "transcript")).unwrap_or_default()
}

/// Whether a last result of this text has all words of those before it once more, with who speaks.
fn repeats(before: &[Vec<Spoken>], last: &[Spoken], text: &str) -> bool {
    let words: usize = before.iter().map(Vec::len).sum();
    match (before.iter().find_map(|words| words.first()), last.first()) {
        (Some((_, first)), Some((_, again))) => {
            again.text == first.text && again.span == first.span && last.len() * 10 >= words * 9
        }
        (None, Some((name, _))) => !before.is_empty() && name.is_some() && text.is_empty(),
        (_, None) => false,
    }
}

/// The words of what a result most likely says, with who speaks.
fn words<'a>(result: &'a Value, channel: Option<&'a str>) -> Vec<Spoken<'a>> {
    let best = list(result, "alternatives").first();
    let speaker = |word: &'a Value| {
        let label = any_field(word, &["speakerLabel", "speaker_label", "speakerTag", "speaker_tag"]);
        // The tag of nobody is zero.
        let label = label.filter(|label| label.as_u64() != Some(0)).and_then(values::label);
        label.or(channel.map(Cow::from))
    };
    let mut words = spoken(best.map_or(&[], |best| list(best, "words")), &WORD, speaker);
    for (_, word) in &mut words {
        // A confidence of zero says that there is none, and a start that is left out is zero.
        word.confidence = word.confidence.filter(|confidence| *confidence > 0.0);
        // The mark of a word's beginning, which some models leave in.
        word.text = word.text.trim_start_matches('\u{2581}');
    }
    let all = best.map_or(&[][..], |best| list(best, "words"));
    let first = all.first().filter(|first| any_field(first, WORD.start).is_none());
    if let (Some(first), Some((_, word))) = (first, words.first_mut()) {
        let end = any_field(first, WORD.end).and_then(moment);
        word.span = end.map(|end| Span { start: Time(0), end: Some(end) });
    }
    words
}

fn channel_of(result: &Value) -> Option<u64> {
    any_field(result, &["channelTag", "channel_tag"])?.as_u64().filter(|tag| *tag > 0)
}

/// The results in a document: of an answer, of an operation that has one, of a list of them, or of several recordings.
fn find<'a>(value: &'a Value, results: &mut Vec<&'a Value>) {
    match value {
        Value::Array(answers) => answers.iter().filter(|answer| answer.is_object()).for_each(|answer| {
            if let Some(Value::Array(own)) = field(answer, "results") {
                results.extend(own);
            }
        }),
        _ => match field(value, "results") {
            Some(Value::Array(own)) => results.extend(own),
            Some(Value::Object(recordings)) => {
                for recording in recordings.values() {
                    let inline = any_field(recording, &["inlineResult", "inline_result"]).unwrap_or(recording);
                    if let Some(Value::Array(own)) = field(inline, "transcript").and_then(|one| field(one, "results")) {
                        results.extend(own);
                    }
                }
            }
            _ => {
                if let Some(Value::Array(own)) = field(value, "response").and_then(|one| field(one, "results")) {
                    results.extend(own);
                }
            }
        },
    }
}

/// A moment: `"1.300s"`, or `{"seconds": "1", "nanos": 300000000}`, where what is zero may be left out and a large
/// number may be split in two.
fn moment(value: &Value) -> Option<Time> {
    let Value::Object(parts) = value else { return values::seconds(value) };
    let number = |part: &Value| match part {
        Value::Object(_) => {
            let half = |key| field(part, key).and_then(values::number);
            Some(half("high").unwrap_or(0.0) * 4_294_967_296.0 + half("low")?)
        }
        _ => values::number(part),
    };
    let part = |key: &str| parts.get(key).map_or(Some(0.0), number);
    values::millis_of(part("seconds")? * 1000.0 + part("nanos")? / 1e6)
}
