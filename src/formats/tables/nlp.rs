//! Words as Rev's tools for scoring recognisers (fstalign) take them: a word a row, fields set apart by upright bars, whose
//! header says what they are.
//!
//! ```text
//! token|speaker|ts|endTs|punctuation|case|tags|wer_tags
//! Good|1|0.5100|0.7300||UC|[]|[]
//! evening|1|0.7300|1.1000|.|LC|[]|[]
//! ```

use super::cell::decimal;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, millis_of};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads};
use crate::model::{Span, Transcript};
use std::sync::Arc;

/// Words for fstalign.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "nlp",
    name: "Rev NLP",
    extensions: &["nlp"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[],
    holds: Holds { times: true, ends: true, speakers: true, words: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    let first = probe.text().trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    match first.starts_with("token|") && first.contains("|speaker") {
        true => Confidence::Certain,
        false => Confidence::No,
    }
}

fn read(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut rows = text.trim_start_matches('\u{feff}').lines();
    let names: Vec<&str> = rows.next().unwrap_or_default().split('|').map(str::trim).collect();
    let place = |name: &str| names.iter().position(|own| *own == name);
    let (token, speaker) = (place("token").unwrap_or(0), place("speaker"));
    let (start, end) = (place("ts"), place("endTs"));
    let (before, behind) = (place("prepunctuation"), place("punctuation"));
    let word = |row: &'_ str| {
        let cells: Vec<&str> = row.split('|').collect();
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied().unwrap_or_default();
        let seconds = |at: Option<usize>| millis_of(decimal(cell(at))? * 1000.0);
        let text = format!("{}{}{}", cell(before), cell(Some(token)), cell(behind));
        let span = seconds(start).map(|start| Span { start, end: seconds(end) });
        let name = values::label_of(cell(speaker)).map(|name| name.into_owned());
        (name, text, span)
    };
    let words: Vec<_> = rows.filter(|row| !row.trim().is_empty()).map(word).collect();
    let mut builder = TranscriptBuilder::default();
    builder.stream(
        words.iter().map(|(name, text, span)| (name.as_deref(), Said { text, span: *span, ..Said::default() })),
    );
    builder.finish()
}
