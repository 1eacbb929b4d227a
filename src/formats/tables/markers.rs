//! The markers of a sequence as Premiere Pro writes them: a table with tabs whose columns have fixed names, in UTF-16.
//!
//! ```text
//! Marker Name    Description    In    Out    Duration    Marker Type
//! ```
//!
//! A marker of the kind "Chapter" is a chapter. Of the others the name and the description are what is said.

use crate::csv::Rows;
use crate::formats::builder::TranscriptBuilder;
use crate::formats::frames::{FPS, Rate, Timecode};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads};
use crate::model::{Span, Transcript, message};
use std::sync::Arc;

/// Premiere's markers.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "markers",
    name: "Premiere markers",
    extensions: &["csv"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[&FPS],
    holds: Holds { times: true, ends: true, notes: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    match probe.text().trim_start_matches('\u{feff}').starts_with("Marker Name\tDescription\tIn\t") {
        true => Confidence::Certain,
        false => Confidence::No,
    }
}

fn read(text: &Arc<String>, options: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let text = text.trim_start_matches('\u{feff}');
    let mut builder = TranscriptBuilder::default();
    let mut rows = Rows::new(text, '\t');
    let mut cells = Vec::new();
    let (mut markers, mut frames) = (Vec::new(), Vec::new());
    rows.read(&mut cells);
    while let Some(line) = rows.read(&mut cells) {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let (start, end) = (Timecode::scan(cell(2)), Timecode::scan(cell(3)));
        if start.is_none() {
            problems.push(Problem { line: Some(line), message: message!("columns-time-unreadable", what = cell(2)) });
        }
        frames.extend([start, end].into_iter().flatten().map(|timecode| (timecode.frame, timecode.drops)));
        let said: Vec<&str> = [cell(0), cell(1)].into_iter().filter(|said| !said.is_empty()).collect();
        markers.push((start, end, said.join("\n"), cell(5) == "Chapter"));
    }
    let rate = Rate::of(options, frames);
    for (start, end, said, is_chapter) in markers {
        let span = start.map(|start| Span { start: rate.time(start), end: end.map(|end| rate.time(end)) });
        match span.filter(|_| is_chapter) {
            Some(span) => builder.chapter(span.start, &said.replace('\n', " ")),
            None => builder.line(span, None, &said),
        }
    }
    rate.report(options, problems);
    builder.finish()
}
