//! LRC (`.lrc`), the lyrics of players: `[00:12.00]text`, a line a line.
//!
//! A line that is sung again has several stamps. Words may be timed (`<00:12.50>word`). A stamp without a text clears the
//! screen, and so ends the line before it; ends are not known otherwise. Tags such as `[ti:Title]` stand above; with
//! `[offset:+500]` everything comes half a second earlier.

use super::named;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, captions};
use crate::model::{Line, Meta, Span, Time, Transcript};
use std::sync::Arc;

/// LRC.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "lrc",
    name: "LRC",
    extensions: &["lrc"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, untimed: true, words: true, language: true, ..Holds::NOTHING },
};

/// What is known of the whole is called, beside title, language and offset.
const TAGS: &[&str] = &["ar", "al", "au", "lr", "by", "re", "ve", "tool", "length", "id", "encoding", "kana"];

fn detect(probe: &Probe) -> Confidence {
    let head = probe.text();
    let tagged =
        head.lines().take(captions::LOOK).filter_map(tag).any(|(key, _)| matches!(key, "ti" | "ar" | "offset" | "by"));
    // The stamps of LRC have minutes, seconds and a fraction, and no more.
    let own = |line: &str| stamp(line, '[').is_some_and(|stamp| stamp.fields == 2 && stamp.fraction > 0);
    let any = |line: &str| stamp(line, '[').is_some();
    let ((own, all), (stamped, _)) = (captions::share(head, own), captions::share(head, any));
    if tagged && stamped > 0 || own * 10 >= all * 9 && own > 0 {
        Confidence::Certain
    } else if own * 2 > all {
        Confidence::Likely
    } else if stamped > 0 {
        Confidence::Maybe
    } else {
        Confidence::No
    }
}

/// A stamp at the beginning of a text.
struct Stamp {
    numbers: [i64; 3],
    fields: usize,
    /// The milliseconds behind the point, and how many digits they had.
    millis: i64,
    fraction: usize,
    /// How many bytes it takes, brackets included.
    len: usize,
}

impl Stamp {
    /// The moment. Of three numbers without a fraction the last may be hundredths.
    fn time(&self, hundredths: bool) -> Time {
        let [a, b, c] = self.numbers;
        Time(match self.fields {
            2 => (a * 60 + b) * 1000 + self.millis,
            _ if hundredths => (a * 60 + b) * 1000 + c * 10,
            _ => ((a * 60 + b) * 60 + c) * 1000 + self.millis,
        })
    }
}

fn stamp(text: &str, open: char) -> Option<Stamp> {
    let close = if open == '[' { ']' } else { '>' };
    let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let lead = text.len() - trimmed.len();
    let rest = trimmed.strip_prefix(open)?;
    let near = rest.as_bytes().iter().take(24).position(|byte| *byte == close as u8)?;
    let inside = rest.get(..near)?.trim();
    let (clock, fraction) = inside.split_once(['.', ',']).unwrap_or((inside, ""));
    let mut numbers = [0; 3];
    let mut fields = 0;
    for number in clock.split(':') {
        let digits = (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        *numbers.get_mut(fields).filter(|_| digits)? = number.parse().ok()?;
        fields += 1;
    }
    let digits = fraction.len() <= 6 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let whole = format!("{fraction:0<3}");
    let millis = whole.get(..3).filter(|_| digits)?.parse().ok()?;
    (fields >= 2).then_some(Stamp { numbers, fields, millis, fraction: fraction.len(), len: lead + near + 2 })
}

/// The name and the value of a tag that stands alone on its line.
fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let (key, value) = line.strip_prefix('[')?.strip_suffix(']')?.split_once(':')?;
    let known = TAGS.contains(&key) || matches!(key, "ti" | "la" | "lang" | "offset");
    known.then(|| (key, value.trim()))
}

/// What stands behind one stamp.
struct Entry<'a> {
    start: Option<Time>,
    text: &'a str,
}

fn read(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut offset = 0;
    let mut again = false;
    // A third number that no clock has is hundredths, in all stamps.
    let odd = |line: &str| {
        stamp(line, '[').is_some_and(|stamp| stamp.fields == 3 && stamp.fraction == 0 && stamp.numbers[2] > 59)
    };
    let hundredths = text.lines().any(odd);
    for line in text.lines() {
        if let Some((key, value)) = tag(line) {
            take_tag(key, value, &mut builder.meta, &mut offset);
            continue;
        }
        let mut rest = line;
        let mut starts = Vec::new();
        while let Some(stamp) = stamp(rest, '[') {
            starts.push(stamp.time(hundredths));
            rest = &rest[stamp.len..];
        }
        again |= starts.len() > 1;
        if starts.is_empty() && !rest.trim().is_empty() {
            entries.push(Entry { start: None, text: rest });
        }
        entries.extend(starts.into_iter().map(|start| Entry { start: Some(start), text: rest }));
    }
    if again {
        entries.sort_by_key(|entry| entry.start);
    }
    let shift = |time: Time| Time(time.0 - offset);
    for (at, entry) in entries.iter().enumerate() {
        let timed = timed_words(entry.text, hundredths);
        let clears = |next: &&Entry| next.text.trim().is_empty();
        let cleared = entries.get(at + 1).filter(clears).and_then(|next| next.start);
        let cleared = cleared.filter(|end| entry.start.is_some_and(|start| *end > start));
        let span = entry.start.map(|start| Span { start: shift(start), end: timed.end.or(cleared).map(shift) });
        let said: Vec<Said> = timed
            .words
            .iter()
            .map(|(at, span)| Said {
                text: &timed.text[at.clone()],
                span: Some(Span { start: shift(span.start), end: span.end.map(shift) }),
                ..Said::default()
            })
            .collect();
        builder.line_of_words(span, None, &timed.text, &said);
    }
    builder.finish_captions()
}

fn take_tag(key: &str, value: &str, meta: &mut Meta, offset: &mut i64) {
    match key {
        _ if value.is_empty() => {}
        "ti" => meta.title = Some(value.to_owned()),
        "la" | "lang" => meta.language = Some(value.to_owned()),
        "offset" => {
            *offset = value.parse::<f64>().ok().filter(|millis| millis.abs() < 1e9).map_or(0, |millis| millis as i64);
        }
        _ => meta.notes.push(format!("{key}: {value}")),
    }
}

/// A text without the stamps of its words.
#[derive(Default)]
struct Timed {
    text: String,
    words: Vec<(std::ops::Range<usize>, Span)>,
    /// When the last word ends, where a stamp says it.
    end: Option<Time>,
}

fn timed_words(text: &str, hundredths: bool) -> Timed {
    let mut timed = Timed::default();
    let mut open: Option<(usize, Time)> = None;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, behind) = rest.split_at(at);
        timed.say(before);
        match stamp(behind, '<') {
            Some(stamp) => {
                let time = stamp.time(hundredths);
                timed.close(open.take(), Some(time));
                open = Some((timed.text.len(), time));
                rest = &behind[stamp.len..];
            }
            None => {
                timed.say("<");
                rest = &behind[1..];
            }
        }
    }
    timed.say(rest);
    timed.text.truncate(timed.text.trim_end().len());
    let last = open.filter(|(from, _)| *from >= timed.text.len() && !timed.words.is_empty());
    timed.close(open, None);
    timed.end = last.map(|(_, time)| time);
    timed
}

impl Timed {
    /// Adds a text; of several spaces one stays.
    fn say(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_whitespace() || !(self.text.is_empty() || self.text.ends_with(' ')) {
                self.text.push(if c.is_whitespace() { ' ' } else { c });
            }
        }
    }

    fn close(&mut self, open: Option<(usize, Time)>, end: Option<Time>) {
        let Some((from, start)) = open else { return };
        let run = self.text.get(from..).unwrap_or_default();
        let from = from + run.len() - run.trim_start().len();
        let at = from..from + run.trim().len();
        if !at.is_empty() {
            self.words.push((at, Span { start, end }));
        }
    }
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let meta = &transcript.meta;
    let mut tag = |key: &str, value: &str| out.push_str(&format!("[{key}:{}]\n", value.replace(['\n', ']'], " ")));
    meta.title.iter().for_each(|title| tag("ti", title));
    meta.language.iter().for_each(|language| tag("la", language));
    for note in &meta.notes {
        if let Some((key, value)) = note.split_once(": ").filter(|(key, _)| TAGS.contains(key)) {
            tag(key, value);
        }
    }
    let names = named(transcript);
    let mut next = names.lines.iter_from(1);
    for line in names.lines.iter() {
        let following = next.next().and_then(Line::start);
        let Some(span) = line.span else {
            out.push_str(&one_row(&line.text));
            out.push('\n');
            continue;
        };
        write_stamp(out, ['[', ']'], span.start);
        write_words(out, line);
        out.push('\n');
        if let Some(end) = span.end.filter(|end| following.is_none_or(|following| following > *end)) {
            write_stamp(out, ['[', ']'], end);
            out.push('\n');
        }
    }
}

fn one_row(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes the text of a line with the stamps of its words.
fn write_words(out: &mut String, line: &Line) {
    let (mut done, mut clock) = (0, None);
    for word in line.words.iter().flat_map(|words| words.iter()) {
        let (Some(span), Some(before)) = (word.span, line.text.get(done..word.range().start)) else { continue };
        if clock.is_some_and(|clock| clock != span.start) {
            clock.into_iter().for_each(|end| write_stamp(out, ['<', '>'], end));
        }
        out.push_str(&before.replace(char::is_whitespace, " "));
        write_stamp(out, ['<', '>'], span.start);
        out.push_str(&one_row(&line.text[word.range()]));
        (done, clock) = (word.range().end, span.end);
    }
    let rest = line.text[done..].trim_end().replace(char::is_whitespace, " ");
    let ended = clock.filter(|_| done > 0);
    ended.into_iter().for_each(|end| write_stamp(out, ['<', '>'], end));
    out.push_str(&if done > 0 { rest } else { one_row(&rest) });
}

/// `[MM:SS.CC]`, with thousandths where there are any. There is nothing before zero.
fn write_stamp(out: &mut String, [open, close]: [char; 2], time: Time) {
    let millis = time.0.max(0);
    let (minutes, seconds, millis) = (millis / 60_000, millis / 1000 % 60, millis % 1000);
    let fraction = if millis % 10 == 0 { format!("{:02}", millis / 10) } else { format!("{millis:03}") };
    out.push_str(&format!("{open}{minutes:02}:{seconds:02}.{fraction}{close}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let t = read(&Arc::new(text.to_owned()), &Options::default(), &mut Vec::new());
        let line = |line: &Line| {
            let span = line.span.map_or("?".into(), |span| {
                format!("{}-{}", span.start.0, span.end.map_or("?".into(), |end| end.0.to_string()))
            });
            let words = line.words.iter().flat_map(|words| words.iter());
            let words = words.map(|word| {
                let span = word.span.expect("it is timed");
                format!(" [{}@{}]", &line.text[word.range()], span.start.0)
            });
            format!("{span} {}{}", line.text, words.collect::<String>())
        };
        t.lines.iter().map(line).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn stamps_of_all_kinds() {
        for (text, expected) in [
            ("[00:12.00]A\n[00:13.5]B\n[01:02.345]C", "12000-? A / 13500-? B / 62345-? C"),
            ("[00:12]A\n[00:14]", "12000-14000 A"),
            ("[00:20.00][00:10.00]A\n[00:15.00]B", "10000-? A / 15000-? B / 20000-? A"),
            ("[offset:-250]\n[00:01.00]A", "1250-? A"),
            ("[00:01:75]A\n[00:02:10]B", "1750-? A / 2100-? B"),
            ("[01:02:03]A", "3723000-? A"),
            ("[00:01.00]<00:01.00>Go <00:01.50> on<00:02.00>", "1000-2000 Go on [Go@1000] [on@1500]"),
            ("[00:01.00][Chorus] x < y", "1000-? [Chorus] x < y"),
            ("[Chorus: all]\n[00:01.00]A", "? [Chorus: all] / 1000-? A"),
        ] {
            assert_eq!(show(text), expected, "{text:?}");
        }
    }

    #[test]
    fn words_are_written_with_their_ends() {
        let text = "[00:01.00]<00:01.00>Go<00:01.20> <00:01.50>on <00:02.00>and on\n";
        let t = read(&Arc::new(text.to_owned()), &Options::default(), &mut Vec::new());
        let mut out = String::new();
        write(&t, &Options::default(), &mut out);
        assert_eq!(out, text);
    }
}
