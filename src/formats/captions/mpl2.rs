//! MPL2 (`.mpl`): `[10][25]text|/second row in italics`, in tenths of a second.

use super::marked_rows;
use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, captions};
use crate::model::{Span, Time, Transcript};
use std::sync::Arc;

/// MPL2.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "mpl2",
    name: "MPL2",
    extensions: &["mpl", "mpl2"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[&captions::ROLL],
    holds: Holds { times: true, ends: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    match captions::share(probe.text(), |line| tenths(line).is_some()) {
        (0, _) => Confidence::No,
        (own, all) if own * 2 > all => Confidence::Certain,
        _ => Confidence::Maybe,
    }
}

/// When a line begins and ends, and what stands behind that. The end may be missing.
fn tenths(line: &str) -> Option<(Span, &str)> {
    let (start, rest) = line.trim_start_matches('\u{FEFF}').trim_start().strip_prefix('[')?.split_once(']')?;
    let (end, text) = rest.strip_prefix('[')?.split_once(']')?;
    let time = |number: &str| Some(Time(i64::from(number.trim().parse::<u32>().ok()?) * 100));
    let end = if end.trim().is_empty() { None } else { Some(time(end)?) };
    Some((Span { start: time(start)?, end }, text))
}

fn read(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for line in text.lines() {
        match tenths(line) {
            Some((span, said)) => builder.line(Some(span), None, &marked_rows(said)),
            None => builder.line(None, None, line),
        }
    }
    builder.finish_captions()
}
