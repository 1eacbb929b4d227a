//! Many line records at once: on two threads, their texts laid together.

use super::outline::{self, Value};
use super::record;
use crate::jobs;
use crate::model::{Line, Lines, Message, Text};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Lines whose texts share one buffer.
const BATCH: usize = 256;
/// A list with fewer bytes is not worth a second thread.
const SPLIT: usize = 1 << 20;

/// Lines, and what was met while they were read.
#[derive(Default)]
pub(super) struct Read {
    /// One line for each record, one that could not be read among them: then its text is the record.
    pub lines: Lines,
    /// The number of the physical line, from 1, and why the record on it could not be read.
    pub bad: Vec<(usize, Message)>,
    /// The ids of all speakers.
    pub speakers: BTreeSet<u32>,
}

/// Reads the records of a list. `file` is the whole file. `original` are the lines of the original, or nothing
/// when these are they.
pub(super) fn read(file: &Arc<String>, value: &Value, original: Option<&Lines>) -> Result<Read, Message> {
    let body = match *value {
        Value::Records(body) => body,
        Value::Inline(number, list) => {
            let records = outline::elements(number, list)?;
            return Ok(build(records.into_iter(), original));
        }
    };
    let bytes = body.text.as_bytes();
    let middle = bytes.len() / 2;
    let cut = memchr::memchr(b'\n', &bytes[middle..]).map(|newline| middle + newline + 1);
    let Some(cut) = cut.filter(|_| bytes.len() >= SPLIT) else {
        return Ok(build(body.records(), original));
    };
    let number = body.line + memchr::memchr_iter(b'\n', &bytes[..cut]).count();
    let (start, end) = (body.at + cut, body.at + bytes.len());
    let second_half = move |file: &Arc<String>, original: Option<&Lines>| {
        build(outline::records(&file[start..end], number), original)
    };
    let theirs = {
        let (file, original) = (Arc::clone(file), original.cloned());
        jobs::spawn("read project", || {}, move |_| second_half(&file, original.as_ref()))
    };
    let mine = build(outline::records(&body.text[..cut], body.line), original);
    // Without a second thread it takes twice as long.
    let theirs = theirs.wait().unwrap_or_else(|| second_half(file, original));
    Ok(mine.followed_by(theirs))
}

impl Read {
    fn followed_by(mut self, mut next: Read) -> Read {
        self.bad.append(&mut next.bad);
        self.speakers.append(&mut next.speakers);
        Read { lines: self.lines.followed_by(&next.lines), ..self }
    }
}

fn build<'a>(records: impl Iterator<Item = (usize, &'a str)>, original: Option<&Lines>) -> Read {
    let mut builder = Builder { records, original, texts: String::new(), read: Read::default() };
    let lines = std::iter::from_fn(|| builder.batch()).flatten().collect();
    Read { lines, ..builder.read }
}

struct Builder<'o, I> {
    records: I,
    original: Option<&'o Lines>,
    /// The texts of the batch, one after the other.
    texts: String,
    /// All but the lines.
    read: Read,
}

impl<'a, I: Iterator<Item = (usize, &'a str)>> Builder<'_, I> {
    /// The next lines; `None` at the end.
    fn batch(&mut self) -> Option<Vec<Line>> {
        self.texts.clear();
        let mut lines: Vec<Line> = Vec::with_capacity(BATCH);
        let mut own_texts: Vec<(usize, Range<usize>)> = Vec::with_capacity(BATCH);
        let mut last_speaker = None;
        while lines.len() < BATCH {
            let Some((number, raw)) = self.records.next() else { break };
            let start = self.texts.len();
            let line = match record::read(raw) {
                Ok(record) => {
                    let line = record.to_line(self.original);
                    if line.text.is_empty() {
                        self.texts.push_str(&record.text);
                    }
                    line
                }
                Err(why) => {
                    self.read.bad.push((number, why));
                    self.texts.push_str(raw);
                    Line::default()
                }
            };
            if self.texts.len() > start {
                own_texts.push((lines.len(), start..self.texts.len()));
            }
            if line.speaker != last_speaker {
                last_speaker = line.speaker;
                self.read.speakers.extend(line.speaker.map(|id| id.0));
            }
            lines.push(line);
        }
        if !own_texts.is_empty() {
            let buffer = Arc::new(self.texts.clone());
            for (n, range) in own_texts {
                lines[n].text = Text::slice(&buffer, range);
            }
        }
        (!lines.is_empty()).then_some(lines)
    }
}
