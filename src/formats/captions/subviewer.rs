//! `SubViewer` in its two versions (`.sub`).
//!
//! ```text
//! [INFORMATION]                        [TITLE]
//! [TITLE]A talk                        A talk
//! [END INFORMATION]                    [BEGIN]
//! [SUBTITLE]
//! 00:00:01.00,00:00:02.50              [00:00:01]
//! Hello[br]there.                      Hello|there.
//!                                      [00:00:02]
//! ```
//!
//! In the first version, on the right, a caption ends with a time of its own.

use super::{comma_times, rows_of};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, arrow, captions};
use crate::model::{Span, Time, Transcript};
use std::sync::Arc;

/// `SubViewer`.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "subviewer",
    name: "SubViewer",
    extensions: &["sub"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: captions::SETTINGS,
    holds: Holds { times: true, ends: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    let head = probe.text().trim_start_matches(arrow::is_ignorable);
    let mut rows = head.lines().map(str::trim).filter(|row| !row.is_empty());
    let own = |tag: &str| head.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag));
    let Some(first) = rows.next() else { return Confidence::No };
    let pair = |row: &str| comma_times(row).is_some();
    let single = |row: &str| row.starts_with('[') && stamp(row).is_some();
    let begun = own("[information]") || own("[title]") || own("[begin]") || own("[subtitle]");
    if begun && head.lines().take(captions::LOOK).any(|row| pair(row) || single(row)) {
        return Confidence::Certain;
    }
    // Hundredths, where YouTube's captions have thousandths.
    let hundredths = |row: &str| row.rsplit('.').next().is_some_and(|fraction| fraction.len() == 2);
    if pair(first) && hundredths(first) {
        return Confidence::Certain;
    }
    // A caption between two times.
    let middle = rows.next().is_some_and(|row| !single(row));
    if single(first) && middle && rows.next().is_some_and(single) { Confidence::Likely } else { Confidence::No }
}

/// The time of a line that holds it alone, in brackets.
fn stamp(line: &str) -> Option<Time> {
    arrow::time(line.trim().strip_prefix('[')?.strip_suffix(']')?)
}

fn read(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut reader = Reader::default();
    let mut titled = false;
    for line in text.lines().map(|line| line.trim_matches(arrow::is_ignorable)) {
        if let Some(span) = comma_times(line) {
            reader.begin(span);
        } else if let Some(time) = stamp(line) {
            match reader.open.filter(|span| span.end.is_none()) {
                Some(span) => reader.end(span, time),
                None => reader.begin(Span::from(time.0)),
            }
        } else if let Some((tag, value)) = tag_of(line).filter(|(tag, _)| is_known(tag)) {
            if tag.eq_ignore_ascii_case("end") {
                reader.finish();
                reader.ended = None;
            }
            let meta = &mut reader.builder.meta;
            let is_title = tag.eq_ignore_ascii_case("title");
            titled = is_title && value.trim().is_empty();
            if is_title && !titled {
                meta.title = Some(value.trim().to_owned());
            } else if !value.trim().is_empty() && !is_style(tag) {
                meta.notes.push(format!("{}: {}", tag.to_lowercase(), value.trim()));
            }
        } else if !line.is_empty() {
            match std::mem::take(&mut titled) {
                true => reader.builder.meta.title = Some(line.to_owned()),
                false => reader.say(line),
            }
        }
    }
    reader.finish();
    reader.builder.finish_captions()
}

#[derive(Default)]
struct Reader<'a> {
    builder: TranscriptBuilder,
    /// The times of the caption whose text is being read.
    open: Option<Span>,
    /// When the caption before ended with a time of its own, and none has begun since.
    ended: Option<Time>,
    said: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn begin(&mut self, span: Span) {
        self.finish();
        (self.open, self.ended) = (Some(span), None);
    }

    fn end(&mut self, span: Span, end: Time) {
        self.open = Some(Span { end: Some(end), ..span });
        self.finish();
        self.ended = Some(end);
    }

    fn say(&mut self, line: &'a str) {
        // Where captions have no end, what looks like one is the beginning of the next.
        self.open = self.open.or_else(|| self.ended.take().map(|time| Span::from(time.0)));
        self.said.push(line);
    }

    fn finish(&mut self) {
        let text = self.said.join("\n").replace("[br]", "\n").replace("[BR]", "\n");
        self.said.clear();
        match self.open.take() {
            Some(span) => self.builder.line(Some(span), None, &rows_of(&text.replace('|', "\n"))),
            None => self.builder.note(&text),
        }
    }
}

/// The name in the brackets at the beginning of a line, and what stands behind them.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix('[')?.split_once(']')
}

/// What the head and the styles are called.
const TAGS: &[&str] = &[
    "information",
    "title",
    "author",
    "source",
    "filepath",
    "prg",
    "delay",
    "cd track",
    "comment",
    "end information",
    "subtitle",
    "colf",
    "style",
    "size",
    "font",
    "begin",
    "end",
    "head",
];

fn is_known(tag: &str) -> bool {
    TAGS.iter().any(|known| known.eq_ignore_ascii_case(tag))
}

fn is_style(tag: &str) -> bool {
    ["colf", "style", "size", "font", "delay", "cd track", "filepath"].iter().any(|name| name.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_are_read() {
        for (text, expected) in [
            ("00:00:01.00,00:00:02.00\nA[br]B\n\n00:00:02.00,00:00:03.00\nC", "1000-2000 A|B / 2000-3000 C"),
            ("[00:00:01]\nA|B\n[00:00:02]\n\n[00:00:03]\nC\n[00:00:04]\n", "1000-2000 A|B / 3000-4000 C"),
            // No caption has an end.
            ("[00:00:01]\nA\n[00:00:02]\nB\n[00:00:03]\nC", "1000-2000 A / 2000-3000 B / 3000-? C"),
            // One says nothing.
            ("[00:00:01]\n\n[00:00:02]\n[00:00:03]\nC\n[00:00:04]", "3000-4000 C"),
            ("[00:00:01]\n[laughs] A\n[00:00:02]\n[end]\nthe end", "1000-2000 [laughs] A"),
        ] {
            let t = read(&Arc::new(text.to_owned()), &Options::default(), &mut Vec::new());
            let line = |line: &crate::model::Line| {
                let span = line.span.expect("it is timed");
                let end = span.end.map_or("?".into(), |end| end.0.to_string());
                format!("{}-{end} {}", span.start.0, line.text.replace('\n', "|"))
            };
            assert_eq!(t.lines.iter().map(line).collect::<Vec<_>>().join(" / "), expected, "{text:?}");
        }
    }
}
