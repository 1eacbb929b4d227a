//! Plain text: a line a physical line, who speaks before it, no times.

use super::speaker_prefix::{self, Carry, Naming};
use super::{Confidence, Format, Holds, Options, Problem, Reads, Writes};
use crate::model::{Line, RosterBuilder, Text, Transcript};
use std::sync::Arc;

/// Plain text. Any text can be read so.
pub static FORMAT: Format = Format {
    id: "text",
    name: "Plain text",
    extensions: &["txt", "text"],
    detect: |_| Confidence::Maybe,
    read: Reads::Text(parse),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { untimed: true, speakers: true, ..Holds::NOTHING },
};

fn parse(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
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

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
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
