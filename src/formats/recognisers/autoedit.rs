//! The JSON of autoEdit 2, a program for cutting video by its text.
//!
//! ```json
//! {"title": "Talk", "text": [{"id": 0, "speaker": "U_UKN", "paragraph": [{"id": 0, "line": [
//!   {"id": 0, "text": "Hello.", "startTime": 0.1, "endTime": 0.5}]}]}]}
//! ```
//!
//! Times are seconds. What is called a line may be a whole talk, so its words make the lines.

use super::Keys;
use crate::formats::builder::TranscriptBuilder;
use crate::formats::values::{self, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use std::sync::Arc;

/// autoEdit 2.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "autoedit", name: "autoEdit 2", ..super::dialect(detect, read) };

const WORD: Keys = Keys {
    text: &["text"],
    start: &["startTime", "start"],
    end: &["endTime", "end"],
    confidence: &["confidence"],
    moment: values::seconds,
};

fn detect(probe: &Probe) -> Confidence {
    let own = |value| list(value, "text").first().is_some_and(|one| one.get("paragraph").is_some());
    if probe.json().is_some_and(own) { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let title = values::text(&value, "title").map(str::trim).filter(|title| !title.is_empty());
        builder.meta.title = title.map(str::to_owned).or(builder.meta.title.take());
        let media = field(&value, "metadata").and_then(|metadata| field(metadata, "fileName"));
        builder.meta.media = media.and_then(super::media).or(builder.meta.media.take());
        builder.note(values::text(&value, "description").unwrap_or_default());
        for part in list(&value, "text") {
            let speaker = field(part, "speaker").and_then(values::label);
            for line in list(part, "paragraph") {
                let words = list(line, "line").iter().filter_map(|word| WORD.said(word));
                builder.stream(words.map(|word| (speaker.as_deref(), word)));
            }
        }
    }
    builder.finish()
}
