//! The JSON of Azure's speech service: batch transcription in its versions, fast transcription, and the results that its
//! programs print one by one.
//!
//! ```json
//! {"source": "talk.wav", "recognizedPhrases": [{"recognitionStatus": "Success", "channel": 0, "speaker": 1,
//!   "offset": "PT0.76S", "duration": "PT1.32S", "offsetInTicks": 7600000.0, "durationInTicks": 13200000.0,
//!   "nBest": [{"confidence": 0.91, "display": "Hello.", "words": [
//!     {"word": "hello", "offset": "PT0.76S", "duration": "PT0.3S", "confidence": 0.91}]}]}]}
//! {"durationMilliseconds": 2080, "combinedPhrases": [{"text": "Hello."}], "phrases": [
//!   {"offsetMilliseconds": 760, "durationMilliseconds": 1320, "text": "Hello.", "speaker": 1, "locale": "en-US",
//!    "words": [{"text": "Hello.", "offsetMilliseconds": 760, "durationMilliseconds": 300}]}]}
//! ```
//!
//! A moment is an offset, a stretch has a duration: as ISO 8601, in ticks of 100 ns or in milliseconds, by the name of
//! the field. The first of `nBest` is the best; its words are spoken forms, `displayWords` those of its text.

use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list, number};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::{Span, Time, Transcript};
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// Azure's speech service.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "azure", name: "Azure Speech", ..super::dialect(detect, read) };

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let own = ["recognizedPhrases", "combinedRecognizedPhrases", "combinedPhrases", "AudioFileResults"];
    let phrase = list(value, "phrases").first();
    let is_phrase = phrase.is_some_and(|phrase| span(phrase, MILLIS).is_some());
    let is_result = value.get("RecognitionStatus").is_some() && value.get("Offset").is_some();
    if own.iter().any(|key| value.get(key).is_some_and(Value::is_array)) || is_phrase || is_result {
        Confidence::Certain
    } else {
        Confidence::No
    }
}

/// How many milliseconds a bare number of an `offset` is, by what it stands in.
const MILLIS: f64 = 1.0;
const TICKS: f64 = 1e-4;

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let values = values::read(text, problems, &mut builder.meta.notes);
    let mut phrases: Vec<(&Value, f64)> = Vec::new();
    for value in &values {
        let media = any_field(value, &["source", "sourceUrl"]).and_then(super::media);
        builder.meta.media = media.or(builder.meta.media.take());
        let files = list(value, "AudioFileResults");
        let before = phrases.len();
        phrases.extend(list(value, "recognizedPhrases").iter().map(|phrase| (phrase, TICKS)));
        phrases.extend(list(value, "phrases").iter().map(|phrase| (phrase, MILLIS)));
        phrases.extend(files.iter().flat_map(|file| list(file, "SegmentResults")).map(|phrase| (phrase, TICKS)));
        phrases.extend(value.get("RecognitionStatus").map(|_| (value, TICKS)));
        if phrases.len() == before {
            let all = list(value, "combinedRecognizedPhrases").iter().chain(list(value, "combinedPhrases"));
            for whole in all.chain(files.iter().flat_map(|file| list(file, "CombinedResults"))) {
                let text = any_field(whole, &["display", "text", "Display"]).and_then(Value::as_str);
                text.unwrap_or_default().lines().for_each(|row| builder.line(None, None, row));
            }
        }
    }
    let channel = |phrase: &Value| any_field(phrase, &["channel", "ChannelNumber"]).and_then(number).map(f64::to_bits);
    let several = phrases.windows(2).any(|pair| channel(pair[0].0) != channel(pair[1].0));
    for &(phrase, unit) in &phrases {
        self::phrase(&mut builder, phrase, unit, several);
    }
    if several {
        builder.sort_by_start();
    }
    let locale = phrases.iter().find_map(|(phrase, _)| field(phrase, "locale"));
    builder.meta.language = locale.and_then(values::language);
    builder.finish()
}

/// Adds what is said in a phrase, by its speaker, or else by its channel where there are `several`.
fn phrase(builder: &mut TranscriptBuilder, phrase: &Value, unit: f64, several: bool) {
    let best = list(phrase, "nBest").first().or_else(|| list(phrase, "NBest").first()).unwrap_or(phrase);
    let texts = ["display", "Display", "text", "DisplayText", "lexical", "Lexical"];
    let text = any_field(best, &texts).or_else(|| any_field(phrase, &texts)).and_then(Value::as_str);
    let words = any_field(best, &["displayWords", "DisplayWords", "words", "Words"]).and_then(Value::as_array);
    let words: Vec<Said> = words.into_iter().flatten().filter_map(|word| said(word, unit)).collect();
    let speaker = any_field(phrase, &["speaker", "speakerId", "SpeakerId"]).and_then(values::label);
    let channel = || any_field(phrase, &["channel", "ChannelNumber"]).filter(|_| several).and_then(super::channel);
    let speaker: Option<Cow<str>> = speaker.or_else(channel);
    builder.line_of_words(span(phrase, unit), speaker.as_deref(), text.unwrap_or_default(), &words);
}

fn said(word: &Value, unit: f64) -> Option<Said<'_>> {
    let text = any_field(word, &["displayText", "text", "word", "Word", "DisplayText"])?.as_str()?;
    let confidence = any_field(word, &["confidence", "Confidence"]).and_then(values::confidence);
    Some(Said { text, span: span(word, unit), confidence, glued: false })
}

/// From an offset on for a duration. A number whose field does not say its unit is `unit` milliseconds. `None` without
/// an offset.
fn span(value: &Value, unit: f64) -> Option<Span> {
    let millis = |[ticks, millis, short, other, capital]: [&str; 5]| -> Option<f64> {
        if let Some(ticks) = field(value, ticks).and_then(number) {
            return Some(ticks * TICKS);
        }
        if let Some(millis) = any_field(value, &[millis, short]).and_then(number) {
            return Some(millis);
        }
        let other = any_field(value, &[other, capital])?;
        number(other).map(|number| number * unit).or_else(|| Some(values::seconds(other)?.0 as f64))
    };
    let start = millis(["offsetInTicks", "offsetMilliseconds", "offsetInMs", "offset", "Offset"])?;
    let duration = millis(["durationInTicks", "durationMilliseconds", "durationInMs", "duration", "Duration"]);
    let end = duration.and_then(|duration| values::millis_of(start + duration));
    let start: Time = values::millis_of(start)?;
    Some(Span { start, end })
}
