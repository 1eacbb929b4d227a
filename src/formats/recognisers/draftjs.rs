//! The content of the editor draft.js as transcript editors keep it: blocks of text with their words and speaker.
//!
//! ```json
//! {"blocks": [{"text": "Hello there.", "type": "paragraph", "data": {"speaker": "Ann", "start": 0.1,
//!    "words": [{"start": 0.1, "end": 0.5, "text": "Hello"}]},
//!    "entityRanges": [{"offset": 0, "length": 5, "key": 0}]}],
//!  "entityMap": {"0": {"type": "WORD", "data": {"start": 0.1, "end": 0.5, "text": "Hello"}}}}
//! ```
//!
//! Times are seconds. The ranges say where the words stand in the text as it was edited, in units of UTF-16; their data
//! stand in the map, or in the range itself where only the list of blocks was kept. A block is a line.

use super::Keys;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::{Span, Transcript};
use serde_json::Value;
use std::sync::Arc;

/// draft.js.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "draftjs", name: "draft.js", ..super::dialect(detect, read) };

const WORD: Keys = Keys {
    text: &["punct", "text", "word"],
    start: &["start"],
    end: &["end"],
    confidence: &["confidence"],
    moment: values::seconds,
};

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let block = blocks(value).first();
    let own = |block: &Value| {
        block.get("text").is_some() && (block.get("entityRanges").is_some() || block.get("inlineStyleRanges").is_some())
    };
    let timed = |block: &Value| {
        let data = field(block, "data");
        data.is_some_and(|data| data.get("words").is_some() || data.get("speaker").is_some())
    };
    match block {
        Some(block) if own(block) || (timed(block) && block.get("text").is_some()) => Confidence::Certain,
        _ => Confidence::No,
    }
}

fn blocks(value: &Value) -> &[Value] {
    match value {
        Value::Array(blocks) => blocks,
        _ => list(value, "blocks"),
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        for block in blocks(&value) {
            let text = values::text(block, "text").unwrap_or_default();
            let data = field(block, "data").unwrap_or(&Value::Null);
            let mut words = ranged(block, text, field(&value, "entityMap").unwrap_or(&Value::Null));
            if words.is_empty() {
                words.extend(list(data, "words").iter().filter_map(|word| WORD.said(word)));
            }
            // A start alone says no more than the first word.
            let timed = words.iter().any(|word| word.span.is_some());
            let span: Option<Span> = WORD.span(data).filter(|span| span.end.is_some() || !timed);
            let speaker = field(data, "speaker").and_then(values::label);
            builder.line_of_words(span, speaker.as_deref(), text, &words);
        }
    }
    builder.finish()
}

/// The words of a block that have a range in its text, from its beginning to its end.
fn ranged<'a>(block: &Value, text: &'a str, map: &Value) -> Vec<Said<'a>> {
    let number = |range: &Value, key: &str| field(range, key).and_then(Value::as_u64).map(|number| number as usize);
    let range = |range: &'_ Value| -> Option<(usize, usize, Said<'a>)> {
        let key = field(range, "key").map(|key| key.as_str().map_or_else(|| key.to_string(), str::to_owned));
        let entity = key.and_then(|key| map.get(key)).and_then(|entity| field(entity, "data"));
        let data = entity.unwrap_or(range);
        let confidence = any_field(data, WORD.confidence).and_then(values::confidence);
        let word = Said { text: "", span: Some(WORD.span(data)?), confidence, glued: false };
        let from = number(range, "offset")?;
        Some((from, from.checked_add(number(range, "length")?)?, word))
    };
    let mut ranges: Vec<_> = list(block, "entityRanges").iter().filter_map(range).collect();
    ranges.sort_by_key(|(from, _, _)| *from);
    let mut words = Vec::with_capacity(ranges.len());
    let (mut chars, mut unit) = (text.char_indices(), 0);
    let mut at = 0;
    let mut byte = |units: usize| {
        while unit < units
            && let Some((index, c)) = chars.next()
        {
            unit += c.len_utf16();
            at = index + c.len_utf8();
        }
        at
    };
    for (from, to, word) in ranges {
        let (start, end) = (byte(from), byte(to));
        if start < end {
            words.push(Said { text: &text[start..end], ..word });
        }
    }
    words
}
