//! The JSON of Deepgram: answers about recordings, and about speech as it is spoken.
//!
//! ```json
//! {"metadata": {"duration": 9.8}, "results": {"channels": [{"alternatives": [{"transcript": "Hello there.", "words": [
//!   {"word": "hello", "start": 0.1, "end": 0.5, "confidence": 0.98, "punctuated_word": "Hello", "speaker": 0}],
//!   "paragraphs": {"paragraphs": [{"sentences": [{"text": "Hello there.", "start": 0.1, "end": 1.2}], "speaker": 0,
//!     "num_words": 2, "start": 0.1, "end": 1.2}]}}]}],
//!   "utterances": [{"start": 0.1, "end": 1.2, "channel": 0, "transcript": "Hello there.", "speaker": 0, "words": []}]}}
//! ```
//!
//! Times are seconds. Utterances are lines; without them paragraphs are, and without those the words make them.

use super::Keys;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// Deepgram.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "deepgram", name: "Deepgram", ..super::dialect(detect, read) };

const WORD: Keys = Keys {
    text: &["punctuated_word", "word"],
    start: &["start"],
    end: &["end"],
    confidence: &["confidence"],
    moment: values::seconds,
};

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let answer = field(value, "results").or(field(value, "channel")).unwrap_or(&Value::Null);
    let own = |key: &&str| answer.get(key).is_some_and(Value::is_array);
    let streamed = values::text(value, "type") == Some("Results") && own(&"alternatives");
    if ["channels", "utterances"].iter().any(own) || streamed { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let values = values::read(text, problems, &mut builder.meta.notes);
    let is_final = |value: &Value| field(value, "is_final").and_then(Value::as_bool);
    let finals = values.iter().any(|value| is_final(value) == Some(true));
    for value in values.iter().filter(|value| !finals || is_final(value) != Some(false)) {
        let results = field(value, "results").unwrap_or(&Value::Null);
        let channels = match field(value, "channel") {
            Some(channel) => std::slice::from_ref(channel),
            None => list(results, "channels"),
        };
        let language = channels.iter().find_map(|channel| field(channel, "detected_language"));
        builder.meta.language = language.and_then(values::language).or(builder.meta.language.take());
        let utterances = list(results, "utterances");
        let several = channels.len() > 1;
        for utterance in utterances {
            let speaker = field(utterance, "speaker").and_then(values::label);
            let channel = || field(utterance, "channel").filter(|_| several).and_then(super::channel);
            let words: Vec<Said> = list(utterance, "words").iter().filter_map(|word| WORD.said(word)).collect();
            let text = values::text(utterance, "transcript").unwrap_or_default();
            builder.line_of_words(WORD.span(utterance), speaker.or_else(channel).as_deref(), text, &words);
        }
        if utterances.is_empty() {
            for (number, channel) in channels.iter().enumerate() {
                let label = several.then(|| format!("Channel {number}"));
                self::channel(&mut builder, channel, label.as_deref());
            }
        }
        if several {
            builder.sort_by_start();
        }
    }
    builder.finish()
}

/// What is said in a channel, by its speakers, or else by `label`.
fn channel(builder: &mut TranscriptBuilder, channel: &Value, label: Option<&str>) {
    let Some(best) = list(channel, "alternatives").first() else { return };
    let words = list(best, "words");
    let paragraphs = field(best, "paragraphs").map_or(&[][..], |all| list(all, "paragraphs"));
    let speaker = |value| field(value, "speaker").and_then(values::label).or(label.map(Cow::from));
    if paragraphs.is_empty() && words.is_empty() {
        let rows = values::text(best, "transcript").unwrap_or_default().lines();
        return rows.for_each(|row| builder.line(None, label, row));
    }
    if paragraphs.is_empty() {
        return super::stream(builder, &super::spoken(words, &WORD, speaker));
    }
    let mut rest = words;
    for paragraph in paragraphs {
        let sentences = list(paragraph, "sentences").iter().filter_map(|sentence| values::text(sentence, "text"));
        let text = sentences.collect::<Vec<_>>().join(" ");
        let span = WORD.span(paragraph);
        let count = match any_field(paragraph, &["num_words"]).and_then(Value::as_u64) {
            Some(count) => (count as usize).min(rest.len()),
            None => rest.partition_point(|word| WORD.span(word).map(|word| word.start) <= span.and_then(|own| own.end)),
        };
        let (own, behind) = rest.split_at(count);
        rest = behind;
        let own: Vec<Said> = own.iter().filter_map(|word| WORD.said(word)).collect();
        builder.line_of_words(span, speaker(paragraph).as_deref(), &text, &own);
    }
    // Of what breaks off, the words behind the last paragraph are lines as well.
    super::stream(builder, &super::spoken(rest, &WORD, speaker));
}
