//! The text that Premiere Pro writes of a transcript: from when to when in frames, who speaks, and what is said, with an
//! empty line behind.
//!
//! ```text
//! 00:00:03:20 - 00:00:31:20
//! Speaker 1
//! Good afternoon.
//! ```
//!
//! Newer versions set the numbers apart by semicolons.

use crate::formats::builder::TranscriptBuilder;
use crate::formats::frames::{FPS, Rate, Timecode};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, values};
use crate::model::{Span, Transcript};
use std::sync::Arc;

/// Premiere's text.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "premiere",
    name: "Premiere transcript",
    extensions: &["txt"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[&FPS],
    holds: Holds { times: true, ends: true, speakers: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    let first = probe.text().trim_start_matches('\u{feff}').lines().find(|row| !row.trim().is_empty());
    match first.is_some_and(|row| times(row).is_some()) {
        true => Confidence::Certain,
        false => Confidence::No,
    }
}

fn times(row: &str) -> Option<(Timecode, Timecode)> {
    let (start, end) = row.split_once('-')?;
    Some((Timecode::scan(start)?, Timecode::scan(end)?))
}

fn read(text: &Arc<String>, options: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let rows = || text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let both = rows().filter_map(times).flat_map(|(start, end)| [start, end]);
    let rate = Rate::of(options, both.map(|timecode| (timecode.frame, timecode.drops)));
    let mut builder = TranscriptBuilder::default();
    let mut rows = rows().peekable();
    while let Some(row) = rows.next() {
        let Some((start, end)) = times(row) else {
            builder.line(None, None, row);
            continue;
        };
        let span = Span { start: rate.time(start), end: Some(rate.time(end)) };
        let mut said = Vec::new();
        while let Some(row) = rows.next_if(|row| times(row).is_none()) {
            said.push(row);
        }
        while said.last().is_some_and(|row| row.is_empty()) {
            said.pop();
        }
        let (name, text) = match said.as_slice() {
            [name, text @ ..] if !text.is_empty() && !name.is_empty() => (values::label_of(name), text.join("\n")),
            text => (None, text.join("\n")),
        };
        builder.line(Some(span), name.as_deref(), &text);
    }
    rate.report(options, problems);
    builder.finish()
}
