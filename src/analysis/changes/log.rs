//! The corrections written down: for a person, for a spreadsheet, for a program, and for teaching a recogniser.

use super::correction::Correction;
use crate::csv;
use crate::model::{Message, Time, message, timecode};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The corrections as CSV with headings. Lines count from 1; times as `mm:ss` or `h:mm:ss`, empty where there is
/// none. No cell is a formula to a spreadsheet.
pub fn write_csv(corrections: &[Correction]) -> String {
    let mut out = String::from("line,time,speaker,before,after,how\n");
    for correction in corrections {
        let (before, after) = correction.pair();
        let (line, time) = ((correction.row + 1).to_string(), time_of(correction, corrections));
        let speaker = correction.speaker.as_deref().unwrap_or("");
        csv::push_row(&mut out, [line.as_str(), &time, speaker, &before, &after, correction.how.id()]);
    }
    out
}

/// The corrections as a table in Markdown, for people: `say` puts its headings into words.
pub fn write_markdown(corrections: &[Correction], say: impl Fn(&Message) -> String) -> String {
    let headings = [
        message!("log-line"),
        message!("log-time"),
        message!("log-speaker"),
        message!("log-before"),
        message!("log-after"),
        message!("log-how"),
    ];
    let mut out = headings.iter().fold(String::from("|"), |row, heading| row + " " + &cell(&say(heading)) + " |");
    out += "\n| --- | --- | --- | --- | --- | --- |\n";
    for correction in corrections {
        let (before, after) = correction.pair();
        let speaker = cell(correction.speaker.as_deref().unwrap_or(""));
        let (line, time) = (correction.row + 1, time_of(correction, corrections));
        let (before, after, how) = (cell(&before), cell(&after), cell(&say(&correction.how.message())));
        writeln!(out, "| {line} | {time} | {speaker} | {before} | {after} | {how} |")
            .expect("writing to a String does not fail");
    }
    out
}

/// A text as it is read in a cell of a table: what means something in Markdown is escaped.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(' '),
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '~' | '#' | '&' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// A correction in JSON.
#[derive(Serialize)]
struct Entry<'a> {
    /// The row, from 0.
    line: usize,
    /// Milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    before: &'a str,
    after: &'a str,
    how: &'static str,
    /// In characters of the line.
    start: usize,
}

/// The corrections as JSON: a list, with rows from 0, times in milliseconds and places in characters, which need the
/// transcript.
pub fn write_json(corrections: &[Correction], now: &crate::model::Transcript) -> String {
    let entry = |correction: &'_ Correction| {
        let text = now.lines.get(correction.row).and_then(|line| line.text.get(..correction.at.start));
        text.map_or(0, |text| text.chars().count())
    };
    let entries: Vec<Entry> = corrections
        .iter()
        .map(|correction| Entry {
            line: correction.row,
            time: correction.time.map(|Time(millis)| millis),
            speaker: correction.speaker.as_deref(),
            before: correction.before.trim(),
            after: correction.after.trim(),
            how: correction.how.id(),
            start: entry(correction),
        })
        .collect();
    serde_json::to_string_pretty(&entries).expect("plain data can be written as JSON") + "\n"
}

/// What was put right, as `(wrong, right, times)`, the most frequent first. Whole lines, and words that were only
/// inserted or only deleted, are no pairs.
pub fn pairs(corrections: &[Correction]) -> Vec<(String, String, usize)> {
    let mut times: BTreeMap<(String, String), usize> = BTreeMap::new();
    for correction in corrections.iter().filter(|correction| !correction.line) {
        let (wrong, right) = correction.pair();
        let spoken = |text: &str| text.contains(char::is_alphanumeric);
        if spoken(&wrong) && spoken(&right) {
            *times.entry((wrong, right)).or_default() += 1;
        }
    }
    let mut pairs: Vec<_> = times.into_iter().map(|((wrong, right), times)| (wrong, right, times)).collect();
    pairs.sort_by_key(|(.., times)| std::cmp::Reverse(*times));
    pairs
}

/// The pairs for teaching a recogniser: wrong, right and how often, set apart by tabs, below headings.
/// [`crate::glossary::read`] reads them too.
pub fn write_pairs(corrections: &[Correction]) -> String {
    let mut out = String::from("wrong\tright\ttimes\n");
    let plain = |text: &str| text.replace(['\t', '\n'], " ");
    for (wrong, right, times) in pairs(corrections) {
        writeln!(out, "{}\t{}\t{times}", plain(&wrong), plain(&right)).expect("writing to a String does not fail");
    }
    out
}

fn time_of(correction: &Correction, all: &[Correction]) -> String {
    let last = all.iter().rev().take(16).filter_map(|correction| correction.time).max();
    let style = timecode::style_for(last.unwrap_or(Time(0)));
    correction.time.map_or_else(String::new, |time| timecode::format(time, style))
}
