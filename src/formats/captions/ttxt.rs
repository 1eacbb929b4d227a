//! The transcripts of `CCExtractor` (`.ttxt`): `00:00:01,886|00:00:03,820|POP|text`, a row of a caption a line.

use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, arrow, captions};
use crate::model::{Span, Transcript};
use std::sync::Arc;

/// Timed transcripts of `CCExtractor`.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "ttxt",
    name: "CCExtractor transcript",
    extensions: &["ttxt"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[&captions::ROLL],
    holds: Holds { times: true, ends: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    match captions::share(probe.text(), |line| row(line).is_some()) {
        (0, _) => Confidence::No,
        (own, all) if own * 2 > all => Confidence::Certain,
        _ => Confidence::Maybe,
    }
}

/// When a row is shown, and what it says. Between stand the channel and the mode, in capitals.
fn row(line: &str) -> Option<(Span, &str)> {
    let (start, rest) = line.trim_start_matches('\u{FEFF}').split_once('|')?;
    let (end, mut rest) = rest.split_once('|')?;
    let span = Span { start: arrow::time(start)?, end: Some(arrow::time(end)?) };
    let is_mode = |field: &str| {
        (2..=4).contains(&field.len()) && field.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    while let Some((field, behind)) = rest.split_once('|').filter(|(field, _)| is_mode(field)) {
        debug_assert!(behind.len() < rest.len(), "{field} is passed");
        rest = behind;
    }
    Some((span, rest))
}

fn read(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for line in text.lines() {
        match row(line) {
            Some((span, said)) => builder.line(Some(span), None, said),
            None => builder.line(None, None, line),
        }
    }
    builder.finish_captions()
}
