//! Labels of Audacity: from when to when in seconds, and the label, set apart by tabs.
//!
//! ```text
//! 0.440000    1.900000    Hello there.
//! \    120.5    8000.0
//! 2.500000    2.500000    Applause
//! ```
//!
//! A line that begins with a backslash holds the lowest and highest frequency of the label above it. Fractions have the
//! comma of whoever exported them in some versions. There is no place for speakers, so they stand before the text, and
//! are looked for there.

use super::cell::decimal;
use crate::formats::builder::TranscriptBuilder;
use crate::formats::speaker_prefix::{self, Names, Style};
use crate::formats::values::millis_of;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, ends};
use crate::model::{Line, Markup, Span, Transcript, message};
use std::sync::Arc;

/// Labels of Audacity.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "audacity",
    name: "Audacity labels",
    extensions: &["txt"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, ends: true, before_zero: true, named_in_text: true, ..Holds::NOTHING },
};

const FREQUENCIES: &str = "\\\t";

fn detect(probe: &Probe) -> Confidence {
    let (mut labels, mut others, mut fractions) = (0, 0, 0);
    let rows = probe.text().lines().filter(|row| !row.trim().is_empty() && !row.starts_with(FREQUENCIES));
    for row in rows.take(100) {
        let is_label = label(row).is_some();
        labels += usize::from(is_label);
        others += usize::from(!is_label);
        fractions += usize::from(is_label && row.split('\t').take(2).any(|cell| cell.contains(['.', ','])));
    }
    match labels {
        0 => Confidence::No,
        _ if others * 4 > labels => Confidence::No,
        _ if fractions == labels => Confidence::Certain,
        _ if fractions > 0 => Confidence::Likely,
        _ => Confidence::No,
    }
}

/// A label, or a point, which ends where it begins.
fn label(row: &str) -> Option<(Span, &str)> {
    let mut cells = row.splitn(3, '\t');
    let start = millis_of(decimal(cells.next()?)? * 1000.0)?;
    let end = millis_of(decimal(cells.next()?)? * 1000.0)?;
    Some((Span { start, end: Some(end) }, cells.next().unwrap_or_default()))
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut rows = text.trim_start_matches('\u{feff}').lines().enumerate().peekable();
    while let Some((at, row)) = rows.next() {
        if row.trim().is_empty() || row.starts_with(FREQUENCIES) {
            continue;
        }
        let Some((span, text)) = label(row) else {
            problems.push(Problem { line: Some(at + 1), message: message!("columns-times-missing") });
            builder.line(None, None, row);
            continue;
        };
        let frequencies = rows.next_if(|(_, row)| row.starts_with(FREQUENCIES)).map(|(_, row)| Markup {
            format: FORMAT.id.to_owned(),
            around: row.to_owned(),
            body: None,
        });
        builder.line_with(Some(span), None, text, &[], frequencies);
    }
    let speakers = speaker_prefix::take_off(builder.lines_mut());
    Transcript { speakers, ..builder.finish() }
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let mut names = Names::of(transcript, Style::EveryLine, "");
    let frequencies = |line: &Line| line.markup.clone().filter(|markup| markup.format == FORMAT.id);
    for (start, end, line) in ends::filled(transcript) {
        let seconds = |millis: i64| {
            let sign = if millis < 0 { "-" } else { "" };
            format!("{sign}{}.{:03}000", millis.abs() / 1000, millis.abs() % 1000)
        };
        out.push_str(&format!("{}\t{}\t", seconds(start.0), seconds(end.0)));
        names.write(line, out);
        for (n, part) in line.text.split(['\t', '\n']).map(str::trim).filter(|part| !part.is_empty()).enumerate() {
            if n > 0 {
                out.push(' ');
            }
            out.push_str(part);
        }
        out.push('\n');
        if let Some(frequencies) = frequencies(line) {
            out.push_str(&frequencies.around);
            out.push('\n');
        }
    }
}
