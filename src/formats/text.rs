//! Plain text: a line a physical line, who speaks before it, no times.

use super::speaker_prefix::{self, Carry, Naming};
use super::{Confidence, Format, Holds, Options, Problem, Reads, Writes, xml};
use crate::model::{Line, RosterBuilder, Text, Transcript, message};
use serde::de::IgnoredAny;
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

fn parse(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    if is_json(text) {
        problems.push(Problem { line: None, message: message!("text-json-unknown") });
    } else if let Some(kind) = xml_kind(text) {
        problems.push(Problem { line: None, message: message!("text-xml-unknown", kind = kind) });
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

/// Whether the text is a JSON document, and not one in brackets by chance.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// What an XML document or a page in HTML is called, with the namespace that it says; `None` of any other text.
fn xml_kind(text: &str) -> Option<String> {
    let root = xml::root(text)?;
    let whole = text.trim_end().strip_suffix('>')?.trim_end().ends_with(&root.name);
    let kind = root.attribute("xmlns").map_or(String::new(), |namespace| format!(", {namespace}"));
    whole.then(|| format!("{}{kind}", root.name))
}
