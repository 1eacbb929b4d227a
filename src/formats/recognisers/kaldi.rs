//! The JSON of Kaldi as the BBC runs it: words with their punctuation, and who speaks from when.
//!
//! ```json
//! {"retval": {"status": true, "words": [
//!   {"start": 0.1, "end": 0.5, "word": "hello", "punct": "Hello.", "confidence": 0.98}],
//!  "segmentation": {"segments": [{"start": 0, "duration": 2.7, "speaker": {"@id": "S0", "gender": "F"}}]}}}
//! ```
//!
//! Times are seconds. The outermost object may be that of `words` and `segmentation`.

use super::{Keys, Stretches};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::values::{self, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use std::sync::Arc;

/// Kaldi.
pub(in crate::formats) static FORMAT: Format = Format { id: "kaldi", name: "Kaldi", ..super::dialect(detect, read) };

const WORD: Keys = Keys {
    text: &["punct", "word"],
    start: &["start"],
    end: &["end"],
    confidence: &["confidence"],
    moment: values::seconds,
};

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let inner = field(value, "retval").unwrap_or(value);
    let punct = list(inner, "words").first().is_some_and(|word| word.get("punct").is_some());
    let segments = field(inner, "segmentation").is_some_and(|all| all.get("segments").is_some());
    // The whole text stands before the words and may be long.
    let answer = || field(value, "retval").is_some_and(|retval| retval.get("punct").is_some());
    if punct || segments || answer() { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let inner = field(&value, "retval").unwrap_or(&value);
        let segmentation = field(inner, "segmentation").or(field(&value, "segmentation"));
        let segments = segmentation.map_or(&[][..], |all| list(all, "segments"));
        let speaker = |segment| {
            let speaker = field(segment, "speaker")?;
            values::label(field(speaker, "@id").unwrap_or(speaker))
        };
        let segments = segments.iter().filter_map(|one| Some((WORD.span(one)?.start, speaker(one))));
        let segments = Stretches::of(segments);
        let speaker = |word| WORD.span(word).and_then(|span| segments.at(span.start)).and_then(Clone::clone);
        super::stream(&mut builder, &super::spoken(list(inner, "words"), &WORD, speaker));
    }
    builder.finish()
}
