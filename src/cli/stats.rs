//! `stet stats`: how long a transcript is, who speaks how much, how far its correction is.

use super::form::PROJECT;
use super::input::{Reading, name_of};
use super::output;
use super::stop::Stop;
use super::terminal::one_line;
use crate::messages::{number, text};
use crate::model::{Message, SpeakerId, Time, Transcript, message, timecode, turns};
use clap::{Args, ValueHint};
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::PathBuf;
use unicode_segmentation::UnicodeSegmentation;

#[derive(Args)]
#[command(about = text!("help-stats"))]
pub(super) struct Stats {
    #[arg(help = text!("help-any-input"))]
    #[arg(value_name = "IN", value_hint = ValueHint::FilePath)]
    input: PathBuf,
    #[arg(help = text!("help-stats-json"))]
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

/// What is counted. The field names are those of the JSON.
#[derive(Serialize)]
struct Counts {
    format: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    lines: usize,
    turns: usize,
    words: usize,
    /// The latest moment, in milliseconds; absent in transcripts without times.
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<i64>,
    checked: usize,
    without_speaker: usize,
    without_time: usize,
    /// In the order of the roster.
    speakers: Vec<Speech>,
}

/// How much somebody speaks.
#[derive(Serialize)]
struct Speech {
    name: String,
    lines: usize,
    turns: usize,
    words: usize,
    /// Milliseconds of the lines whose end is known or follows from the next line.
    talking_time: i64,
}

impl Stats {
    pub(super) fn run(&self) -> Result<(), Stop> {
        let opened = self.reading.read(&self.input)?;
        let source = opened.document.source().filter(|_| !opened.is_project);
        let counts = count(opened.document.transcript(), source.map_or(PROJECT, |source| &source.format));
        let text = if self.json {
            serde_json::to_string_pretty(&counts).expect("plain data can be written as JSON") + "\n"
        } else {
            table(&name_of(&self.input), &counts)
        };
        output::print(text.as_bytes())
    }
}

fn count(t: &Transcript, format: &str) -> Counts {
    let silent = |name: &String| Speech { name: name.clone(), lines: 0, turns: 0, words: 0, talking_time: 0 };
    let mut counts = Counts {
        format: format.to_owned(),
        title: t.meta.title.clone(),
        language: t.meta.language.clone(),
        lines: t.lines.len(),
        turns: 0,
        words: 0,
        length: None,
        checked: 0,
        without_speaker: 0,
        without_time: 0,
        speakers: t.speakers.iter().map(|speaker| silent(&speaker.name)).collect(),
    };
    let places: HashMap<SpeakerId, usize> = t.speakers.iter().map(|speaker| speaker.id).zip(0..).collect();
    let mut before = None;
    for (row, line) in t.lines.iter().enumerate() {
        let begins = usize::from(turns::begins(before, line));
        let words = line.text.unicode_words().count();
        let end = t.end_of(row);
        counts.turns += begins;
        counts.words += words;
        counts.checked += usize::from(line.checked);
        counts.without_speaker += usize::from(line.speaker.is_none());
        counts.without_time += usize::from(line.span.is_none());
        counts.length = counts.length.max(end.max(line.start()).map(|Time(millis)| millis));
        if let Some(speech) = line.speaker.and_then(|id| places.get(&id)).map(|at| &mut counts.speakers[*at]) {
            speech.lines += 1;
            speech.turns += begins;
            speech.words += words;
            speech.talking_time += end.zip(line.start()).map_or(0, |(end, start)| (end - start).max(0));
        }
        before = Some(line);
    }
    counts
}

/// What is said of a figure.
type Sentence = fn(String) -> Message;

fn table(name: &str, counts: &Counts) -> String {
    let mut out = String::new();
    let mut fact = |what: &str, value: String| {
        writeln!(out, "{what:<10}{}", one_line(&value)).expect("writing to a String does not fail");
    };
    fact(text!("cli-stats-file"), format!("{name} ({})", counts.format));
    counts.title.iter().for_each(|title| fact(text!("cli-stats-title"), title.clone()));
    counts.language.iter().for_each(|language| fact(text!("cli-stats-language"), language.clone()));
    let mut lines = number(counts.lines);
    let of_them: [(usize, Sentence); 3] = [
        (counts.checked, |n| message!("cli-stats-checked", n = n)),
        (counts.without_speaker, |n| message!("cli-stats-without-speaker", n = n)),
        (counts.without_time, |n| message!("cli-stats-without-time", n = n)),
    ];
    for (count, what) in of_them.into_iter().filter(|(count, _)| *count > 0) {
        lines = text!("list-more", before = lines, next = what(number(count)));
    }
    fact(text!("cli-stats-lines"), lines);
    fact(text!("cli-stats-turns"), number(counts.turns));
    fact(text!("cli-stats-words"), number(counts.words));
    let style = timecode::style_for(Time(counts.length.unwrap_or(0)));
    counts.length.iter().for_each(|length| fact(text!("cli-stats-length"), timecode::format(Time(*length), style)));
    if counts.speakers.is_empty() {
        return out;
    }
    let names: Vec<_> = counts.speakers.iter().map(|speech| one_line(&speech.name)).collect();
    let width =
        names.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(text!("cli-speaker").chars().count());
    out.push('\n');
    let mut row = |name: &str, cells: [String; 4]| {
        let [lines, turns, words, time] = cells;
        writeln!(out, "{name:<width$} {lines:>9} {turns:>7} {words:>9} {time:>9}")
            .expect("writing to a String does not fail");
    };
    let heads = [text!("cli-stats-lines"), text!("cli-stats-turns"), text!("cli-stats-words"), text!("cli-time")];
    row(text!("cli-speaker"), heads.map(str::to_owned));
    for (speech, name) in counts.speakers.iter().zip(&names) {
        let time = timecode::format(Time(speech.talking_time), style);
        row(name, [number(speech.lines), number(speech.turns), number(speech.words), time]);
    }
    out
}
