//! The JSON of Amberscript.
//!
//! ```json
//! {"id": "t1", "filename": "talk.wav", "speakers": [{"spkid": "spk1", "name": "Ann"}], "segments": [
//!   {"speaker": "spk1", "words": [{"start": 0.5, "end": 0.9, "text": "Hello.", "conf": 0.98, "pristine": true}]}]}
//! ```
//!
//! Times are seconds. A segment is a line.

use super::{Keys, Names};
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use std::sync::Arc;

/// Amberscript.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "amberscript", name: "Amberscript", ..super::dialect(detect, read) };

const WORD: Keys =
    Keys { text: &["text"], start: &["start"], end: &["end"], confidence: &["conf"], moment: values::seconds };

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let named = list(value, "speakers").first().is_some_and(|speaker| speaker.get("spkid").is_some());
    let segment = list(value, "segments").iter().find_map(|segment| list(segment, "words").first());
    let scored = segment.is_some_and(|word| word.get("conf").is_some() || word.get("pristine").is_some());
    if named || scored { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let meta = &mut builder.meta;
        meta.media = field(&value, "filename").and_then(super::media).or(meta.media.take());
        meta.language = field(&value, "language").and_then(values::language).or(meta.language.take());
        let names = Names::of(list(&value, "speakers"), "spkid", "name");
        for segment in list(&value, "segments") {
            let speaker = field(segment, "speaker").and_then(|id| names.name(id));
            let words: Vec<Said> = list(segment, "words").iter().filter_map(|word| WORD.said(word)).collect();
            let text = values::text(segment, "text").unwrap_or_default();
            builder.line_of_words(WORD.span(segment), speaker.as_deref(), text, &words);
        }
    }
    builder.finish()
}
