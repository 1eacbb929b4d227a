//! `MicroDVD` (`.sub`): `{25}{75}text|second row`, in frames.
//!
//! The first caption may say how many frames a second has: `{1}{1}23.976`. Else that can be chosen, and is 23.976 unless
//! it is.

use super::marked_rows;
use crate::formats::builder::TranscriptBuilder;
use crate::formats::frames::FPS;
use crate::formats::options::Values;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, captions};
use crate::model::{Span, Time, Transcript};
use std::sync::Arc;

/// `MicroDVD`.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "microdvd",
    name: "MicroDVD",
    extensions: &["sub"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[&FPS, &captions::ROLL],
    holds: Holds { times: true, ends: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    match captions::share(probe.text(), |line| frames(line).is_some()) {
        (0, _) => Confidence::No,
        (own, all) if own * 2 > all => Confidence::Certain,
        _ => Confidence::Maybe,
    }
}

/// The two numbers at the beginning of a line, of which the second may be missing, and what stands behind them.
fn frames(line: &str) -> Option<(u32, Option<u32>, &str)> {
    let (start, rest) = line.trim_start_matches('\u{FEFF}').trim_start().strip_prefix('{')?.split_once('}')?;
    let (end, text) = rest.strip_prefix('{')?.split_once('}')?;
    let end = if end.trim().is_empty() { None } else { Some(end.trim().parse().ok()?) };
    Some((start.trim().parse().ok()?, end, text))
}

fn read(text: &Arc<String>, options: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let rates = if let Values::OneOf(rates) = &FPS.values { *rates } else { &[] };
    let chosen = rates.iter().find(|rate| options.is(&FPS, rate)).and_then(|rate| rate.parse::<f64>().ok());
    let mut rate = exact(chosen.unwrap_or(23.976));
    let mut first = true;
    for line in text.lines() {
        let Some((start, end, said)) = frames(line) else {
            builder.line(None, None, line);
            continue;
        };
        let own = said.trim().replace(',', ".").parse::<f64>().ok().filter(|rate| (5.0..=240.0).contains(rate));
        match own.filter(|_| std::mem::take(&mut first) && start <= 1 && end.is_none_or(|end| end <= 1)) {
            Some(own) => rate = exact(own),
            None => {
                let time = |frame: u32| Time((f64::from(frame) * 1000.0 / rate).round() as i64);
                let span = Span { start: time(start), end: end.map(time) };
                builder.line(Some(span), None, &marked_rows(said));
            }
        }
    }
    builder.finish_captions()
}

/// The rate that is meant by one written with few digits: 23.976 is 24000/1001.
fn exact(rate: f64) -> f64 {
    [24_000.0, 30_000.0, 60_000.0]
        .map(|base| base / 1001.0)
        .into_iter()
        .find(|exact| (exact - rate).abs() < 0.006)
        .unwrap_or(rate)
}
