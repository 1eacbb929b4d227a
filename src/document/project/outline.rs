//! The outline of a project file: which field stands where, found from its physical lines alone.
//!
//! Stet writes a field a line, and the records of a list one a line between `name: [` and `],`. So the outline
//! needs no parser, a damaged record harms nobody but itself, and a file that ends too early still says what
//! it holds.

use super::fields::{self, Fields};
use crate::model::Message;
use std::ops::Range;

/// What the physical lines of a file say.
#[derive(Default)]
pub(super) struct Outline<'a> {
    /// The fields of the project.
    pub fields: Vec<Field<'a>>,
    /// The fields of its `import`.
    pub import: Vec<Field<'a>>,
    /// The number, from 1, and the text of lines that belong nowhere.
    pub strays: Vec<(usize, &'a str)>,
    /// Whether the last bracket is there.
    pub complete: bool,
    /// The comment behind the last bracket: its byte, and its text.
    pub trailer: Option<(usize, &'a str)>,
}

/// A named field.
pub(super) struct Field<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it holds.
    pub value: Value<'a>,
}

/// What a field holds.
pub(super) enum Value<'a> {
    /// A value of RON on the physical line of that number.
    Inline(usize, &'a str),
    /// Records, one a physical line.
    Records(Body<'a>),
}

/// The physical lines between two brackets.
#[derive(Clone, Copy)]
pub(super) struct Body<'a> {
    /// The lines, each with its newline.
    pub text: &'a str,
    /// The byte in the file at which they begin.
    pub at: usize,
    /// The number of the first line, from 1.
    pub line: usize,
    /// The field from its name to its last bracket.
    pub whole: &'a str,
}

impl<'a> Value<'a> {
    /// The value as RON, unless it is a list on several physical lines.
    pub(super) fn inline(self) -> Option<&'a str> {
        match self {
            Value::Inline(_, value) => Some(value),
            Value::Records(_) => None,
        }
    }
}

impl<'a> Body<'a> {
    /// The records: the number of the physical line, from 1, and the line without the spaces around it.
    /// Comments and empty lines are left out.
    pub(super) fn records(self) -> impl Iterator<Item = (usize, &'a str)> {
        records(self.text, self.line)
    }

    /// All of it as one value of RON.
    pub(super) fn raw(self) -> &'a str {
        self.whole.split_once(':').map_or(self.whole, |(_, raw)| raw)
    }
}

/// The records among physical lines of which the first has the number `line`.
pub(super) fn records(text: &str, line: usize) -> impl Iterator<Item = (usize, &str)> {
    let lines = Lines { text, at: 0, line };
    lines.map(|(line, range)| (line, text[range].trim())).filter(|(_, record)| !is_nothing(record))
}

/// The values of a RON list, each with the number of the physical line on which it begins. The list begins on
/// the line `number`.
pub(super) fn elements(number: usize, list: &str) -> Result<Vec<(usize, &str)>, Message> {
    let mut counted = 0;
    let mut number = number;
    let place = |value| {
        let at = offset_in(list, value);
        number += memchr::memchr_iter(b'\n', &list.as_bytes()[counted..at]).count();
        counted = at;
        (number, value)
    };
    Ok(fields::elements(list)?.into_iter().map(place).collect())
}

/// The byte at which `part`, a slice of `whole`, begins in it.
fn offset_in(whole: &str, part: &str) -> usize {
    part.as_ptr().addr() - whole.as_ptr().addr()
}

fn is_nothing(line: &str) -> bool {
    line.is_empty() || line.starts_with("//")
}

/// The physical lines of a text: number and bytes, without the newline.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Iterator for Lines<'_> {
    type Item = (usize, Range<usize>);

    fn next(&mut self) -> Option<(usize, Range<usize>)> {
        let rest = &self.text.as_bytes()[self.at..];
        if rest.is_empty() {
            return None;
        }
        let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let found = (self.line, self.at..self.at + len);
        self.at = (self.at + len + 1).min(self.text.len());
        self.line += 1;
        Some(found)
    }
}

/// The outline of a file that another program has laid out anew, found by reading all of it as RON.
pub(super) fn by_ron(text: &str) -> Result<Outline<'_>, Message> {
    let mut project = Fields::of_project(text)?;
    let import = project.take_raw("import").map_or(Ok(Vec::new()), |import| Fields::of(import).map(Fields::rest))?;
    let number = |value| 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..offset_in(text, value)]).count();
    let field = |(name, value)| Field { name, value: Value::Inline(number(value), value) };
    Ok(Outline {
        fields: project.rest().into_iter().map(field).collect(),
        import: import.into_iter().map(field).collect(),
        complete: true,
        ..Outline::default()
    })
}

/// Finds the outline of a file.
pub(super) fn of(text: &str) -> Outline<'_> {
    let mut out = Outline::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut opened = false;
    let mut in_import = false;
    while let Some((number, range)) = lines.next() {
        let line = text[range.clone()].trim();
        if out.complete && line.starts_with('/') {
            // A file that was cut in the middle of this comment has lost nothing.
            out.trailer = Some((range.start, line));
        } else if is_nothing(line) {
            // Between the records there may be room and comments.
        } else if out.complete {
            out.strays.push((number, line));
        } else if !opened && line.starts_with("Project") && line.ends_with('(') {
            opened = true;
        } else if matches!(line, ")" | "),") {
            out.complete = !in_import;
            in_import = false;
        } else if let Some((name, value)) = named(line) {
            if name == "import" && value == "(" && !in_import {
                in_import = true;
                continue;
            }
            let value = match value {
                "[" | "{" | "(" => Value::Records(body(&mut lines, range.start)),
                _ => Value::Inline(number, value.strip_suffix(',').unwrap_or(value).trim_end()),
            };
            let fields = if in_import { &mut out.import } else { &mut out.fields };
            fields.push(Field { name, value });
        } else {
            out.strays.push((number, line));
        }
    }
    out
}

/// The body of a field that begins at the byte `field`, up to the bracket that closes it or to the end.
fn body<'a>(lines: &mut Lines<'a>, field: usize) -> Body<'a> {
    let text = lines.text;
    let (at, line) = (lines.at, lines.line);
    // Deeper brackets occur only in fields that a newer version has added.
    let mut depth = 0;
    while let Some((number, range)) = lines.next() {
        let bytes = text.as_bytes()[range.clone()].trim_ascii();
        if depth == 0 && bytes == b"import: (" {
            // The bracket before it is lost.
            lines.at = range.start;
            lines.line = number;
            return Body { text: &text[at..range.start], at, line, whole: text[field..range.start].trim_end() };
        }
        match (bytes.first(), bytes.last()) {
            (Some(b']' | b'}' | b')'), _) if depth == 0 => {
                let whole = text[field..range.end].trim_end().trim_end_matches(',');
                return Body { text: &text[at..range.start], at, line, whole };
            }
            (Some(b']' | b'}' | b')'), _) => depth -= 1,
            (_, Some(b'[' | b'{' | b'(')) if named(&text[range.clone()]).is_some() => depth += 1,
            _ => {}
        }
    }
    Body { text: &text[at..], at, line, whole: text[field..].trim_end() }
}

/// Name and value of `name: value`.
fn named(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let end = line.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'_')?;
    let value = line[end..].trim_start().strip_prefix(':')?;
    (end > 0 && !line.as_bytes()[0].is_ascii_digit()).then(|| (&line[..end], value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The outline on one line: `name=value`, lists with their records, `!` before strays.
    fn show(text: &str) -> String {
        let outline = of(text);
        let mut out = String::new();
        for (depth, fields) in [("", &outline.fields), ("import.", &outline.import)] {
            for field in fields {
                let value = match &field.value {
                    Value::Inline(line, value) => format!("{value}@{line}"),
                    Value::Records(body) => {
                        let record = |(line, record): (usize, &str)| format!("{record}@{line}");
                        format!("<{}>", body.records().map(record).collect::<Vec<_>>().join(" "))
                    }
                };
                out += &format!("{depth}{}={value} ", field.name);
            }
        }
        outline.strays.iter().for_each(|(line, stray)| out += &format!("!{stray}@{line} "));
        out += if outline.complete { "complete" } else { "cut" };
        out
    }

    #[test]
    fn the_outline_of_whole_and_damaged_files() {
        for (text, expected) in [
            ("// x\nProject(\na: 1,\nb: \"q\",\n)\n// end", "a=1@3 b=\"q\"@4 complete"),
            ("Project(\nlines: [\n(t:1),\n\n// c\n(t:2),\n],\n)\n", "lines=<(t:1),@3 (t:2),@6> complete"),
            ("Project(\r\n  lines: [\r\n    (t:1),\r\n  ],\r\n)\r\n", "lines=<(t:1),@3> complete"),
            (
                "Project(\nimport: (\na: 1,\nlines: [\n(t:1),\n],\n),\nb: 2,\n)",
                "b=2@8 import.a=1@3 import.lines=<(t:1),@5> complete",
            ),
            ("Project(\nlines: [\n(t:1),\n(t:", "lines=<(t:1),@3 (t:@4> cut"),
            ("Project(\n<<<<<<< mine\na: 1,\n)\nmore\n", "a=1@3 !<<<<<<< mine@2 !more@5 complete"),
            ("Project(\nnew: (\ndeep: [\n1,\n],\n),\na: 1,\n)", "new=<deep: [@3 1,@4 ],@5> a=1@7 complete"),
            ("", "cut"),
        ] {
            assert_eq!(show(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_field_is_known_as_a_whole() {
        let outline = of("Project(\nnew: (\ndeep: [\n1,\n],\n),\n)");
        let Value::Records(body) = &outline.fields[0].value else { panic!("it has a body") };
        assert_eq!(body.whole, "new: (\ndeep: [\n1,\n],\n)");
    }
}
