//! The table that Whisper writes: start and end in whole milliseconds and the text, set apart by tabs and never quoted.
//!
//! ```text
//! start    end    text
//! 140    940    Hello there.
//! ```
//!
//! There is no place for speakers, so they stand before the text, and are looked for there.

use super::cell::decimal;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::speaker_prefix::{self, Names, Style};
use crate::formats::values::millis_of;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, ends};
use crate::model::{Span, Transcript};
use std::borrow::Cow;
use std::sync::Arc;

/// Whisper's table.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "whisper-tsv",
    name: "Whisper TSV",
    extensions: &["tsv"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, ends: true, before_zero: true, named_in_text: true, ..Holds::NOTHING },
};

const HEADER: &str = "start\tend\ttext";
/// Fewer rows of one word each are a dialogue of short answers.
const WORDS: usize = 5;

fn detect(probe: &Probe) -> Confidence {
    let mut rows = probe.text().lines().filter(|row| !row.trim().is_empty());
    let header = rows.next().is_some_and(|row| row.trim() == HEADER);
    let whole = |row: &str| row.split('\t').take(2).all(|cell| cell.trim().parse::<i64>().is_ok());
    match header && rows.take(100).all(whole) {
        true => Confidence::Certain,
        false => Confidence::No,
    }
}

/// A row: from when to when, and the text.
fn cells(row: &str) -> (Option<Span>, Cow<'_, str>) {
    let mut cells = row.splitn(3, '\t');
    let times = (cells.next().and_then(decimal), cells.next().and_then(decimal), cells.next());
    let (Some(start), end, Some(text)) = times else { return (None, row.into()) };
    let Some(start) = millis_of(start) else { return (None, row.into()) };
    let text = text.trim();
    // Of its kin some quote a text that has marks in it, which then stand there twice.
    let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).filter(|text| text.contains("\"\""));
    let text = match quoted.map(|text| text.replace("\"\"", "\u{1}")) {
        Some(text) if !text.contains('"') => text.replace('\u{1}', "\"").into(),
        _ => text.into(),
    };
    (Some(Span { start, end: end.and_then(millis_of) }), text)
}

fn read(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let rows = || {
        let rows = text.lines().enumerate().filter(|(at, row)| *at > 0 || row.trim() != HEADER);
        rows.map(|(_, row)| cells(row)).filter(|(_, text)| !text.trim().is_empty())
    };
    let is_word = |text: &str| !text.contains(char::is_whitespace);
    if rows().count() >= WORDS && rows().all(|(span, text)| span.is_some() && is_word(&text)) {
        let words: Vec<_> = rows().collect();
        let said = |(span, text): &'_ (Option<Span>, Cow<'_, str>)| (*span, text.to_string());
        let words: Vec<(Option<Span>, String)> = words.iter().map(said).collect();
        builder.stream(words.iter().map(|(span, text)| (None, Said { text, span: *span, ..Said::default() })));
        return builder.finish();
    }
    rows().for_each(|(span, text)| builder.line(span, None, &text));
    let speakers = speaker_prefix::take_off(builder.lines_mut());
    Transcript { speakers, ..builder.finish() }
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    out.push_str(HEADER);
    out.push('\n');
    let mut names = Names::of(transcript, Style::EveryLine, "");
    for (start, end, line) in ends::filled(transcript) {
        out.push_str(&format!("{}\t{}\t", start.0, end.0));
        names.write(line, out);
        for (n, part) in line.text.split(['\t', '\n']).map(str::trim).filter(|part| !part.is_empty()).enumerate() {
            if n > 0 {
                out.push(' ');
            }
            out.push_str(part);
        }
        out.push('\n');
    }
}
