//! `SubViewer` as `YouTube` has it (`.sbv`): a line with two times and a comma between, the text, and an empty line.
//!
//! ```text
//! 0:00:01.000,0:00:02.500
//! Hello there.
//! ```

use super::{comma_times, named, rows_of};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, captions, ends};
use crate::model::{Span, Time, Transcript, message};
use std::sync::Arc;

/// The captions of `YouTube`.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "sbv",
    name: "YouTube SBV",
    extensions: &["sbv"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: captions::SETTINGS,
    holds: Holds { times: true, ends: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    match probe.text().lines().take(captions::LOOK).find(|line| comma_times(line).is_some()) {
        // `SubViewer` itself has hundredths.
        Some(line) if line.trim().rsplit(['.', ',']).next().is_some_and(|fraction| fraction.len() == 2) => {
            Confidence::Likely
        }
        Some(_) => Confidence::Certain,
        None => Confidence::No,
    }
}

/// Whether a line that cannot be read was meant for times: `0:00:1x.000,0:00:02.500`.
fn is_broken(line: &str) -> bool {
    let is_time = |part: &str| part.starts_with(|c: char| c.is_ascii_digit()) && part.matches(':').count() == 2;
    !line.contains(char::is_whitespace) && line.split_once(',').is_some_and(|(a, b)| is_time(a) && is_time(b))
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut open: Option<Option<Span>> = None;
    let mut said: Vec<&str> = Vec::new();
    let finish = |builder: &mut TranscriptBuilder, open: &mut Option<Option<Span>>, said: &mut Vec<&str>| {
        let text = said.join("\n").replace("[br]", "\n");
        match open.take() {
            Some(span) => builder.line(span, None, &rows_of(&text)),
            None => builder.note(&text),
        }
        said.clear();
    };
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        let times = comma_times(line);
        if times.is_some() || is_broken(line) {
            finish(&mut builder, &mut open, &mut said);
            open = Some(times);
        } else if !line.is_empty() {
            said.push(line);
        }
        if times.is_none() && is_broken(line) {
            problems.push(Problem { line: Some(n + 1), message: message!("captions-times-unreadable", what = line) });
        }
    }
    finish(&mut builder, &mut open, &mut said);
    builder.finish_captions()
}

fn write(transcript: &Transcript, options: &Options, out: &mut String) {
    let transcript = &*captions::fitted(transcript, options);
    let names = named(transcript);
    for (n, (start, end, line)) in ends::filled(&names).enumerate() {
        out.push_str(if n > 0 { "\n" } else { "" });
        out.push_str(&format!("{},{}\n", clock(start), clock(end)));
        for row in line.text.lines().map(str::trim).filter(|row| !row.is_empty()) {
            // What would be read as times does not begin a row.
            out.push_str(if comma_times(row).is_some() || is_broken(row) { "[br]" } else { "" });
            out.push_str(row);
            out.push('\n');
        }
    }
}

/// `H:MM:SS.mmm`. There is nothing before zero.
fn clock(time: Time) -> String {
    let millis = time.0.max(0);
    format!("{}:{:02}:{:02}.{:03}", millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, millis % 1000)
}
