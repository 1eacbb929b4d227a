//! `TMPlayer` (`.txt`, `.tmp`): `00:00:01:text|second row`, with `=` for the last colon, or `00:00:01,1=text` with a number
//! for each row. A caption lasts until the next; one without a text clears the screen.

use super::marked_rows;
use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, arrow, captions};
use crate::model::{Span, Time, Transcript};
use std::sync::Arc;

/// `TMPlayer`.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "tmplayer",
    name: "TMPlayer",
    extensions: &["tmp"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[],
    holds: Holds { times: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    // Elsewhere a space stands between the time and the text.
    let glued = |line: &str| caption(line).is_some_and(|caption| !caption.text.starts_with([' ', '\t']));
    match captions::share(probe.text(), glued) {
        (own, all) if own > 1 && own * 10 >= all * 9 => Confidence::Certain,
        _ => Confidence::No,
    }
}

struct Caption<'a> {
    start: Time,
    /// Which row of the caption it is, where that is said; counted from 1.
    row: Option<u32>,
    text: &'a str,
}

fn caption(line: &str) -> Option<Caption<'_>> {
    let line = line.trim_start_matches('\u{FEFF}').trim_start();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    // `H:MM:SS`, then the sign before the text.
    let hours = digits(line);
    let clock = line.get(..hours + 6).filter(|_| (1..=2).contains(&hours))?;
    let is_clock = clock[hours..].bytes().enumerate().all(|(n, byte)| match n % 3 {
        0 => byte == b':',
        _ => byte.is_ascii_digit(),
    });
    let start = arrow::time(clock).filter(|_| is_clock)?;
    let rest = &line[clock.len()..];
    let (row, rest) = match rest.strip_prefix(',') {
        Some(numbered) => {
            let end = digits(numbered);
            (Some(numbered[..end].parse().ok()?), &numbered[end..])
        }
        None => (None, rest),
    };
    Some(Caption { start, row, text: rest.strip_prefix([':', '='])? })
}

fn read(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut open: Option<(Time, String)> = None;
    let finish = |builder: &mut TranscriptBuilder, open: &mut Option<(Time, String)>, end: Option<Time>| {
        if let Some((start, said)) = open.take() {
            builder.line(Some(Span { start, end: end.filter(|end| *end > start) }), None, &said);
        }
    };
    for line in text.lines() {
        let Some(caption) = caption(line) else {
            finish(&mut builder, &mut open, None);
            builder.line(None, None, line);
            continue;
        };
        let said = marked_rows(caption.text);
        match &mut open {
            Some((start, before)) if *start == caption.start && caption.row.is_some_and(|row| row > 1) => {
                before.push('\n');
                before.push_str(&said);
            }
            _ => {
                let clears = said.trim().is_empty() && caption.row.is_none_or(|row| row == 1);
                finish(&mut builder, &mut open, Some(caption.start).filter(|_| clears));
                open = Some((caption.start, said)).filter(|_| !clears);
            }
        }
    }
    finish(&mut builder, &mut open, None);
    builder.finish_captions()
}
