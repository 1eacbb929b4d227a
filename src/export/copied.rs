//! Lines as they are copied: as text that Stet and others read as lines again, and as HTML.

use crate::model::timecode::{self, Style};
use crate::model::{Line, Meta, Transcript};
use std::sync::Arc;

/// Lines as they are copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// `00:35 Ann: Hello` a line. Without any times, the name stands where a turn begins.
    pub text: String,
    /// A paragraph a line, with the name in bold.
    pub html: String,
}

/// Some lines of a transcript as a transcript of their own, of which nothing else is known.
pub fn lines_of(t: &Transcript, rows: impl Iterator<Item = usize>) -> Transcript {
    let lines = rows.filter_map(|row| t.lines.get(row)).cloned().collect();
    Transcript { lines, speakers: Arc::clone(&t.speakers), meta: Arc::new(Meta::default()) }
}

/// The lines of a transcript as they are copied.
pub fn copied(t: &Transcript) -> Copied {
    let timed = t.lines.iter().any(|line| line.span.is_some());
    let (mut text, mut html) = (String::new(), String::from("<meta charset=\"utf-8\">"));
    let mut before = None;
    for line in t.lines.iter() {
        if timed && line.span.is_none() && !text.is_empty() {
            text.push('\n');
        }
        push_time(&mut text, line);
        // Brackets and the like, which make sure of a name in a file, are nothing for a letter.
        if let Some(name) = t.speaker_name(line).filter(|_| timed || line.speaker != before) {
            text.extend([name, ": "]);
        }
        before = line.speaker;
        let space = if timed { "\n" } else { " " };
        let rows: Vec<&str> = line.text.lines().map(str::trim).filter(|row| !row.is_empty()).collect();
        text.push_str(&rows.join(space));
        text.push('\n');
        push_paragraph(&mut html, t, line);
    }
    Copied { text, html }
}

/// Writes when a line begins, and a space behind it, where that is known.
fn push_time(out: &mut String, line: &Line) {
    let Some(start) = line.start() else { return };
    let millis = (start.0 % 1000 != 0).then_some('.');
    timecode::write(out, start, Style { millis, ..timecode::SHORT }).expect("writing to a String does not fail");
    out.push(' ');
}

fn push_paragraph(out: &mut String, t: &Transcript, line: &Line) {
    out.push_str("<p>");
    push_time(out, line);
    if let Some(name) = t.speaker_name(line) {
        out.push_str("<b>");
        push_escaped(out, name);
        out.push_str(":</b> ");
    }
    for (n, row) in line.text.split('\n').enumerate() {
        if n > 0 {
            out.push_str("<br>");
        }
        push_escaped(out, row);
    }
    out.push_str("</p>\n");
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
}
