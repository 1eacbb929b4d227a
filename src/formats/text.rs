//! Plain text: a line a physical line, who speaks before it, no times.

use super::speaker_prefix::{Names, Naming, Style};
use super::{Confidence, Format, Holds, Options, Problem, Reads, Writes};
use crate::model::{Line, LinesBuilder, RosterBuilder, Text, Transcript};
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
    let mut naming = Naming::of(rows(), "");
    let mut roster = RosterBuilder::default();
    let mut lines = LinesBuilder::default();
    let buffer = text.as_ptr().addr();
    for row in rows() {
        let start = row.as_ptr().addr() - buffer;
        naming.next(row, &mut roster, |speaker, said| {
            lines.push(Line { speaker, ..Line::new(Text::slice(text, start + said.start..start + said.end)) });
        });
    }
    Transcript { lines: lines.finish(), speakers: roster.finish(), ..Transcript::default() }
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let mut names = Names::of(transcript, Style::Changes, "");
    for line in transcript.lines.iter() {
        names.write(line, out);
        for (n, row) in line.text.lines().map(str::trim).filter(|row| !row.is_empty()).enumerate() {
            if n > 0 {
                out.push(' ');
            }
            out.push_str(row);
        }
        out.push('\n');
    }
}
