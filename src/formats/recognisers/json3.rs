//! The captions of the video site as JSON (`json3`), as download tools save them.
//!
//! ```json
//! {"wireMagic": "pb3", "events": [
//!   {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
//!   {"tStartMs": 1540, "dDurationMs": 4160, "wWinId": 1, "segs": [
//!     {"utf8": "not", "acAsrConf": 248}, {"utf8": " the", "tOffsetMs": 320}]},
//!   {"tStartMs": 3200, "dDurationMs": 2500, "wWinId": 1, "aAppend": 1, "segs": [{"utf8": "\n"}]}
//! ]}
//! ```
//!
//! Times are milliseconds. An event with text is a line; one without sets a window up. What is appended to a window
//! (`aAppend`) goes on with its row, and a newline only moves the rows up. A piece that says when it is spoken is a word,
//! its time relative to its event's; its score is of 255. In a window to which is appended a line is shown until it has
//! moved out, so there it ends at the latest where the next one begins.

use super::segments::SegmentWord;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::speaker_prefix::{self, Names, Style};
use crate::formats::values::{self, Part, field, list};
use crate::formats::xml::video;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, captions, ends};
use crate::model::{Line, Span, Time, Transcript};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::sync::Arc;

/// Captions of the video site as JSON.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "json3",
    name: "YouTube json3",
    extensions: &["json3", "json"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: captions::SETTINGS,
    holds: Holds { times: true, ends: true, named_in_text: true, words: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let own = |event: &Value| {
        event.get("tStartMs").is_some() || list(event, "segs").first().is_some_and(|piece| piece.get("utf8").is_some())
    };
    let magic = || value.get("wireMagic").is_some() && value.get("events").is_some_and(Value::is_array);
    if list(value, "events").iter().take(3).any(own) || magic() { Confidence::Certain } else { Confidence::No }
}

/// A line that is shown.
struct Row {
    span: Option<Span>,
    window: Option<i64>,
    text: String,
    words: Vec<SegmentWord>,
    /// Nothing more goes on with it.
    ended: bool,
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let (mut notes, mut rows) = (Vec::new(), Vec::new());
    let mut appended = HashSet::new();
    values::read_lists(text, &["events"], problems, &mut notes, &mut |part| {
        if let Part::Entry(_, event) = part {
            take(&event, &mut rows, &mut appended);
        }
    });
    let scored = rows.iter().flat_map(|row| &row.words).any(|word| word.confidence.is_some_and(|score| score > 0.0));
    let mut next = None;
    for row in rows.iter_mut().rev().filter(|row| row.window.is_some_and(|window| appended.contains(&window))) {
        if let (Some(span), Some(next)) = (&mut row.span, next) {
            span.end = span.end.map(|end| if next > span.start { end.min(next) } else { end });
        }
        next = row.span.map(|span| span.start).or(next);
    }
    for row in &rows {
        let words: Vec<Said> = row.words.iter().map(|word| said(word, scored)).collect();
        builder.line_of_words(row.span, None, &video::unpadded(&row.text), &words);
    }
    notes.iter().for_each(|note| builder.note(note));
    let speakers = speaker_prefix::take_off(builder.lines_mut());
    Transcript { speakers, ..builder.finish() }
}

/// A word; one without a space before it is the rest of another. Where no word is scored, all have the same score.
fn said(word: &SegmentWord, scored: bool) -> Said<'_> {
    let glued = !word.text.starts_with(char::is_whitespace);
    Said { confidence: word.confidence.filter(|_| scored), glued, ..word.said().1 }
}

/// Takes up an event.
fn take(event: &Value, rows: &mut Vec<Row>, appended: &mut HashSet<i64>) {
    let pieces = list(event, "segs");
    let start = field(event, "tStartMs").map_or(Some(Time(0)), values::millis).filter(|_| event.is_object());
    let end = field(event, "dDurationMs").and_then(values::millis).zip(start).map(|(length, start)| start + length.0);
    let window = field(event, "wWinId").and_then(Value::as_i64);
    let appends = field(event, "aAppend").and_then(Value::as_i64) == Some(1);
    if appends {
        appended.extend(window);
    }
    let text: String = pieces.iter().map(text_of).collect();
    let before = rows.last_mut().filter(|row| row.window == window);
    if text.trim().is_empty() {
        if let Some(before) = before.filter(|_| text.contains('\n')) {
            before.ended = true;
        }
        return;
    }
    // Pieces that only look different say nothing about when they are spoken. The first is spoken at once.
    let timed = |piece: &Value| field(piece, "tOffsetMs").is_some() || field(piece, "acAsrConf").is_some();
    let first = pieces.iter().position(|piece| !text_of(piece).trim().is_empty());
    let word = |(at, piece): (usize, &Value)| {
        let offset = field(piece, "tOffsetMs").and_then(values::millis).or((Some(at) == first).then_some(Time(0)));
        let begin = start.zip(offset).map(|(start, offset)| Span { start: start + offset.0, end: None });
        let score = field(piece, "acAsrConf").and_then(values::number).filter(|score| (0.0..=255.0).contains(score));
        let confidence = score.map(|score| (score / 255.0) as f32);
        SegmentWord { text: text_of(piece).replace('\u{200b}', ""), span: begin, confidence, speaker: None }
    };
    let words: Vec<SegmentWord> = match pieces.iter().any(timed) {
        true => pieces.iter().enumerate().map(word).filter(|word| !word.text.trim().is_empty()).collect(),
        false => Vec::new(),
    };
    let span = start.map(|start| Span { start, end });
    let ended = text.ends_with('\n');
    match before.filter(|before| appends && !before.ended) {
        Some(before) => {
            before.text.push_str(&text);
            before.words.extend(words);
            before.span = before.span.map(|span| Span { end: span.end.max(end), ..span });
            before.ended = ended;
        }
        None => rows.push(Row { span, window, text, words, ended }),
    }
}

fn text_of(piece: &Value) -> &str {
    values::text(piece, "utf8").unwrap_or_default()
}

fn write(transcript: &Transcript, options: &Options, out: &mut String) {
    let transcript = &*captions::fitted(transcript, options);
    let mut names = Names::of(transcript, Style::EveryLine, "");
    out.push_str("{\"wireMagic\":\"pb3\",\"events\":[");
    for (row, (start, end, line)) in ends::filled(transcript).enumerate() {
        let mut prefix = String::new();
        names.write(line, &mut prefix);
        let event = json!({ "tStartMs": start.0, "dDurationMs": end - start, "segs": pieces(prefix, line, start) });
        out.push_str(if row == 0 { "\n" } else { ",\n" });
        out.push_str(&event.to_string());
    }
    out.push_str("\n]}\n");
}

/// The pieces of a line that begins at a moment: a name and what stands before a word go with the word.
fn pieces(prefix: String, line: &Line, start: Time) -> Vec<Value> {
    let mut pieces = Vec::new();
    let (mut open, mut done) = (prefix, 0);
    for word in line.words.iter().flat_map(|words| words.iter()) {
        let Some(span) = word.span else { continue };
        // The space before a word is the word's own.
        let before = &line.text[done..word.range().start];
        let said = before.trim_end();
        open.push_str(said);
        if !open.is_empty() && (said.len() < before.len() || pieces.is_empty()) {
            pieces.push(json!({ "utf8": std::mem::take(&mut open) }));
        }
        let mut piece = json!({ "utf8": format!("{open}{}{}", &before[said.len()..], &line.text[word.range()]) });
        open.clear();
        piece["tOffsetMs"] = (span.start - start).into();
        if let Some(confidence) = word.confidence {
            piece["acAsrConf"] = json!((confidence * 255.0).round() as i64);
        }
        pieces.push(piece);
        done = word.range().end;
    }
    open.push_str(&line.text[done..]);
    if !open.is_empty() {
        pieces.push(json!({ "utf8": open }));
    }
    pieces
}
