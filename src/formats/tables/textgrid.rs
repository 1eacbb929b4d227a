//! `TextGrid`, the annotations of Praat: tiers of intervals, which fill the whole time, and of points.
//!
//! ```text
//! File type = "ooTextFile"
//! Object class = "TextGrid"
//!
//! 0
//! 2.5
//! <exists>
//! 1
//! "IntervalTier"
//! "Ann"
//! 0
//! 2.5
//! 2
//! 0
//! 1
//! ""
//! 1
//! 2.5
//! "Hello there."
//! ```
//!
//! That is the short form. The long one has words between: of either only numbers and strings that stand free count, as
//! Praat itself reads them, and a mark within a string stands there twice. A tier is a speaker, an interval without text
//! is silence.

use super::cell::decimal;
use super::fields::push_seconds;
use crate::formats::builder::TranscriptBuilder;
use crate::formats::values::millis_of;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, ends};
use crate::model::{Line, Span, Time, Transcript, message};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

/// `TextGrid`.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "textgrid",
    name: "Praat TextGrid",
    extensions: &["textgrid"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, ends: true, open_ends: true, before_zero: true, speakers: true, ..Holds::NOTHING },
};

const HEADER: &str = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n";
const INTERVALS: &str = "IntervalTier";
const POINTS: &str = "TextTier";

fn detect(probe: &Probe) -> Confidence {
    let head: String = probe.text().trim_start_matches('\u{feff}').chars().take(400).collect();
    match head.contains("\"TextGrid\"") || (head.contains("ooTextFile") && head.contains(INTERVALS)) {
        true => Confidence::Certain,
        false => Confidence::No,
    }
}

/// What stands free in the file.
enum Token {
    Number(f64),
    String(String),
}

/// Goes over what stands free: words between are passed, and so is what stands behind an exclamation mark.
fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start();
            let first = rest.chars().next()?;
            if first == '"' {
                let mut string = String::new();
                rest = &rest[1..];
                loop {
                    let Some(end) = rest.find('"') else {
                        string.push_str(rest);
                        rest = "";
                        break;
                    };
                    string.push_str(&rest[..end]);
                    rest = &rest[end + 1..];
                    match rest.strip_prefix('"') {
                        Some(behind) => {
                            string.push('"');
                            rest = behind;
                        }
                        None => break,
                    }
                }
                return Some(Token::String(string));
            }
            let end = if first == '!' { rest.find('\n') } else { rest.find(char::is_whitespace) };
            let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
            rest = behind;
            if let Some(number) = decimal(word) {
                return Some(Token::Number(number));
            }
        }
    })
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut numbers: Vec<f64> = Vec::new();
    // The tier's kind, then its name.
    let (mut kind, mut name): (Option<bool>, Option<String>) = (None, None);
    let mut is_first = false;
    let mut tiers = 0;
    let seconds = |number: f64| millis_of(number * 1000.0);
    for token in tokens(text.trim_start_matches('\u{feff}')) {
        let string = match token {
            Token::Number(number) => {
                numbers.push(number);
                continue;
            }
            Token::String(string) => string,
        };
        // The name of a kind with the bounds and the number of entries of an empty tier before it, or with nothing.
        let begins = numbers.is_empty() || kind.is_none() || (is_first && numbers.len() == 3);
        let tier = match string.as_str() {
            INTERVALS => Some(true),
            POINTS => Some(false),
            _ => None,
        };
        match (tier, kind, &name) {
            (Some(intervals), ..) if begins && (kind.is_none() || name.is_some()) => {
                (kind, name) = (Some(intervals), None);
                tiers += 1;
            }
            (_, None, _) => {}
            (_, Some(_), None) => {
                name = Some(string);
                is_first = true;
            }
            (_, Some(intervals), Some(name)) => {
                is_first = false;
                let span = match (numbers.as_slice(), intervals) {
                    ([.., start, end], true) => seconds(*start).map(|start| Span { start, end: seconds(*end) }),
                    ([.., start], _) => seconds(*start).map(|start| Span { start, end: None }),
                    _ => None,
                };
                builder.line(span, Some(name), &string);
            }
        }
        numbers.clear();
    }
    if tiers == 0 {
        problems.push(Problem { line: None, message: message!("textgrid-no-tiers") });
        builder.note(text);
    }
    builder.sort_by_start();
    builder.finish()
}

/// When each of some tiers is free, and its place among all.
type Free = BinaryHeap<Reverse<(Time, usize)>>;

/// A tier, as it is written: its name and its lines, of which none begins before the one before it ends.
struct Tier<'a> {
    name: &'a str,
    intervals: bool,
    lines: Vec<(Time, Time, &'a Line)>,
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let mut tiers: Vec<Tier> = Vec::new();
    // The tiers of each speaker, the one that is free first at the top.
    let mut free: HashMap<(&str, bool), Free> = HashMap::new();
    let mut lines: Vec<(Time, Time, &Line)> = ends::filled(transcript).collect();
    lines.retain(|(.., line)| !line.text.trim().is_empty());
    lines.sort_by_key(|(start, ..)| *start);
    for (start, end, line) in lines {
        let name = transcript.speaker_name(line).unwrap_or_default();
        // What ends at no moment that is known, or not later than it begins, is a point.
        let intervals = end > start && line.span.is_some_and(|span| span.end.is_some());
        let own = free.entry((name, intervals)).or_default();
        let at = match own.peek() {
            Some(Reverse((before, at))) if *before <= start => {
                let at = *at;
                own.pop();
                at
            }
            _ => {
                tiers.push(Tier { name, intervals, lines: Vec::new() });
                tiers.len() - 1
            }
        };
        own.push(Reverse((if intervals { end } else { start }, at)));
        tiers[at].lines.push((start, end, line));
    }
    // In the order of the roster, so that it is the same when it is read.
    let place = |name: &str| transcript.speakers.iter().position(|speaker| speaker.name == name);
    tiers.sort_by_cached_key(|tier| place(tier.name));
    let all = || tiers.iter().flat_map(|tier| &tier.lines);
    let first = all().map(|(start, ..)| *start).min().unwrap_or_default().min(Time(0));
    let last = all()
        .map(|(start, end, line)| if line.span.is_some() { *start.max(end) } else { *start })
        .max()
        .unwrap_or_default()
        .max(Time(1));
    out.push_str(HEADER);
    let bounds = |out: &mut String, indent: &str, start: Time, end: Time| {
        for (what, time) in [("xmin", start), ("xmax", end)] {
            out.push_str(&format!("{indent}{what} = "));
            push_seconds(out, time);
            out.push_str(" \n");
        }
    };
    bounds(out, "", first, last);
    out.push_str(&format!("tiers? <exists> \nsize = {} \nitem []: \n", tiers.len()));
    for (at, tier) in tiers.iter().enumerate() {
        let class = if tier.intervals { INTERVALS } else { POINTS };
        out.push_str(&format!("    item [{}]:\n        class = \"{class}\" \n        name = ", at + 1));
        push_string(out, tier.name);
        bounds(out, "        ", first, last);
        let mut entries: Vec<(Time, Time, &str)> = Vec::with_capacity(tier.lines.len() * 2 + 1);
        let mut before = first;
        for (start, end, line) in &tier.lines {
            if tier.intervals && *start > before {
                entries.push((before, *start, ""));
            }
            entries.push((*start, *end, line.text.trim()));
            before = *end;
        }
        if tier.intervals && last > before {
            entries.push((before, last, ""));
        }
        let what = if tier.intervals { "intervals" } else { "points" };
        out.push_str(&format!("        {what}: size = {} \n", entries.len()));
        for (n, (start, end, text)) in entries.iter().enumerate() {
            out.push_str(&format!("        {what} [{}]:\n", n + 1));
            if tier.intervals {
                bounds(out, "            ", *start, *end);
                out.push_str("            text = ");
            } else {
                out.push_str("            number = ");
                push_seconds(out, *start);
                out.push_str(" \n            mark = ");
            }
            push_string(out, text);
        }
    }
}

fn push_string(out: &mut String, text: &str) {
    out.push_str(&format!("\"{}\" \n", text.replace('"', "\"\"")));
}
