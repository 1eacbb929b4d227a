//! Plain text: a line a physical line, who speaks before it, no times.

use super::speaker_prefix::{self, Carry, Naming};
use super::{Confidence, Format, Holds, Problem};
use crate::model::{Line, RosterBuilder, Text, Transcript, message};
use serde::de::IgnoredAny;
use std::sync::Arc;

/// Plain text. Any text can be read so.
pub static FORMAT: Format = Format {
    id: "text",
    name: "Plain text",
    extensions: &["txt", "text"],
    detect: |_| Confidence::Maybe,
    parse,
    write: Some(write),
    holds: Holds { untimed: true, speakers: true, ..Holds::NOTHING },
};

fn parse(text: &Arc<String>, problems: &mut Vec<Problem>) -> Transcript {
    if is_json(text) {
        problems.push(Problem { line: None, message: message!("text-json-unknown") });
    }
    let rows = || text.lines().map(str::trim).filter(|row| !row.is_empty());
    let mut naming = Naming::of(rows());
    let mut roster = RosterBuilder::default();
    let buffer = text.as_ptr().addr();
    let line = |row: &str| {
        let (speaker, from) = naming.next(row, &mut roster);
        let start = row.as_ptr().addr() - buffer;
        Line { speaker, ..Line::new(Text::slice(text, start + from..start + row.len())) }
    };
    let lines = rows().map(line).collect();
    Transcript { lines, speakers: roster.finish(), ..Transcript::default() }
}

fn write(transcript: &Transcript, out: &mut String) {
    let mut carry = Carry::default();
    for line in transcript.lines.iter() {
        let name = |id| transcript.speaker(id).map(|speaker| speaker.name.as_str());
        if carry.must_name(line) {
            speaker_prefix::write(out, line.speaker.and_then(name).unwrap_or(speaker_prefix::UNKNOWN));
        }
        for (n, row) in line.text.lines().map(str::trim).filter(|row| !row.is_empty()).enumerate() {
            if n > 0 {
                out.push(' ');
            }
            out.push_str(row);
        }
        out.push('\n');
    }
}

/// Whether the text is a JSON document, and not one in brackets by chance.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<IgnoredAny>(text).is_ok()
}
