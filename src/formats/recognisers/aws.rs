//! The JSON of Amazon Transcribe: transcriptions, with speakers, channels or audio segments, and call analytics.
//!
//! ```json
//! {"jobName": "talk", "results": {
//!   "transcripts": [{"transcript": "Hello."}],
//!   "speaker_labels": {"segments": [{"start_time": "0.1", "end_time": "0.5", "speaker_label": "spk_0",
//!     "items": [{"start_time": "0.1", "end_time": "0.5", "speaker_label": "spk_0"}]}]},
//!   "items": [
//!     {"type": "pronunciation", "start_time": "0.1", "end_time": "0.5",
//!      "alternatives": [{"confidence": "0.98", "content": "Hello"}]},
//!     {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "."}]}]}}
//! ```
//!
//! Times are seconds, written as texts; punctuation has none. Newer files say the speaker of each item in the item, and
//! have `audio_segments` with the numbers of their items. See "Example diarization output" in Amazon's guide.

use super::{Keys, Stretches};
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::{Span, Transcript};
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// Amazon Transcribe.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "aws", name: "Amazon Transcribe", ..super::dialect(detect, read) };

const ITEM: Keys = Keys {
    text: &["content"],
    start: &["start_time"],
    end: &["end_time"],
    confidence: &["confidence"],
    moment: values::seconds,
};

/// The fields of `results` that no other dialect has.
const OWN: &[&str] = &["items", "transcripts", "audio_segments", "speaker_labels", "channel_labels"];

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let is_call = || list(value, "Transcript").first().is_some_and(|turn| turn.get("BeginOffsetMillis").is_some());
    let results = value.get("results").filter(|results| results.is_object());
    let bare = || value.get("items").is_some() && value.get("transcripts").is_some();
    if results.is_some_and(|results| any_field(results, OWN).is_some()) || bare() || is_call() {
        Confidence::Certain
    } else {
        Confidence::No
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let results = field(&value, "results").unwrap_or(&value);
        let language = any_field(results, &["language_code"]).or(any_field(&value, &["LanguageCode"]));
        builder.meta.language = language.and_then(values::language).or(builder.meta.language.take());
        let items = list(results, "items");
        let channels = field(results, "channel_labels").map_or(&[][..], |labels| list(labels, "channels"));
        let turns = field(results, "speaker_labels").map_or(&[][..], |labels| list(labels, "segments"));
        let segments = list(results, "audio_segments");
        if !list(&value, "Transcript").is_empty() {
            calls(&mut builder, list(&value, "Transcript"));
        } else if !segments.is_empty() {
            self::segments(&mut builder, segments, items);
            if channels.len() > 1 {
                builder.sort_by_start();
            }
        } else if !channels.is_empty() {
            for channel in channels {
                let label = field(channel, "channel_label").and_then(values::label);
                let words = list(channel, "items").iter().filter_map(said);
                builder.stream(words.map(|word| (label.as_deref(), word)));
            }
            builder.sort_by_start();
        } else if !turns.is_empty() {
            self::turns(&mut builder, turns, items);
        } else if !items.is_empty() {
            let label = |item| any_field(item, &["speaker_label", "channel_label"]).and_then(values::label);
            let words: Vec<_> = items.iter().filter_map(|item| Some((label(item), said(item)?))).collect();
            super::stream(&mut builder, &words);
        } else {
            let whole = list(results, "transcripts").iter().filter_map(|one| values::text(one, "transcript"));
            whole.flat_map(str::lines).for_each(|row| builder.line(None, None, row));
        }
    }
    builder.finish()
}

/// The word or the punctuation of an item. `None` where it was blotted out.
fn said(item: &Value) -> Option<Said<'_>> {
    let best = list(item, "alternatives").first()?;
    let word = ITEM.said(best).filter(|word| !word.text.trim().is_empty())?;
    let span = ITEM.span(item);
    let glued = match values::text(item, "type") {
        Some(kind) => kind == "punctuation",
        None => span.is_none(),
    };
    // The confidence of punctuation is always zero and means nothing.
    Some(Said { span, confidence: word.confidence.filter(|_| !glued), glued, ..word })
}

/// The audio segments, each with the items whose numbers it says.
fn segments(builder: &mut TranscriptBuilder, segments: &[Value], items: &[Value]) {
    for segment in segments {
        let numbers = list(segment, "items").iter().filter_map(Value::as_u64);
        let own: Vec<&Value> = numbers.filter_map(|number| items.get(number as usize)).collect();
        let words: Vec<Said> = own.iter().filter_map(|item| said(item)).collect();
        let labels = ["speaker_label", "channel_label"];
        let label = any_field(segment, &labels).or_else(|| own.first().and_then(|item| any_field(item, &labels)));
        let text = values::text(segment, "transcript").unwrap_or_default();
        builder.line_of_words(ITEM.span(segment), label.and_then(values::label).as_deref(), text, &words);
    }
}

/// The turns of speakers, each with the items that begin when it says. An item of none belongs to the turn of the item
/// before it.
fn turns(builder: &mut TranscriptBuilder, turns: &[Value], items: &[Value]) {
    let begun = turns.iter().enumerate().flat_map(|(index, turn)| {
        let own = list(turn, "items").iter().chain([turn]);
        own.filter_map(move |item| Some((ITEM.span(item)?.start, index)))
    });
    let begun = Stretches::of(begun);
    let mut open: Vec<Said> = Vec::new();
    let mut index = None;
    let mut add = |index: Option<usize>, words: &[Said]| {
        let turn = index.and_then(|index| turns.get(index));
        let label: Option<Cow<str>> = turn.and_then(|turn| field(turn, "speaker_label")).and_then(values::label);
        builder.line_of_words(None, label.as_deref(), "", words);
    };
    for word in items.iter().filter_map(said) {
        let own = word.span.and_then(|span| begun.at(span.start).copied()).or(index);
        if own != index && !open.is_empty() {
            add(index, &std::mem::take(&mut open));
        }
        index = own;
        open.push(word);
    }
    add(index, &open);
}

/// The turns of call analytics, whose times are milliseconds, with the role of who speaks.
fn calls(builder: &mut TranscriptBuilder, turns: &[Value]) {
    const TURN: Keys = Keys {
        text: &["Content"],
        start: &["BeginOffsetMillis"],
        end: &["EndOffsetMillis"],
        confidence: &["Confidence"],
        moment: values::millis,
    };
    for turn in turns {
        let words: Vec<Said> = list(turn, "Items").iter().filter_map(|word| TURN.said(word)).collect();
        let role = field(turn, "ParticipantRole").and_then(values::label);
        let text = values::text(turn, "Content").unwrap_or_default();
        let span: Option<Span> = TURN.span(turn);
        builder.line_of_words(span, role.as_deref(), text, &words);
    }
}
