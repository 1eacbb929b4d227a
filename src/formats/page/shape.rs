//! The shapes in which pages and tools write times beside text.
//!
//! A shape is one function that finds the time in one physical line. [`choose`] asks all of them about the
//! beginning of a text and takes the one that finds most; adding a shape is one function and one entry in
//! [`SHAPES`].

use super::spoken;
use crate::formats::speaker_prefix::is_name;
use crate::formats::timestamp::{self, Stamp};
use crate::model::chars::is_space;
use crate::model::{Span, Time};
use std::ops::Range;

/// A way to write times beside text.
pub(super) struct Shape {
    /// Finds the time in one physical line, of which the outer spaces are cut off.
    pub mark: fn(line: &str) -> Option<Mark>,
    /// The text stands before its time, and the time says when it ends.
    pub time_ends: bool,
}

/// The time in one physical line and what stands beside it. Ranges are in bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The time; with an end when the line gives one.
    pub span: Span,
    /// How many numbers the time was written with before its fraction.
    pub fields: u8,
    /// The name beside the time, when the shape has one.
    pub name: Range<usize>,
    /// The text beside the time; empty when the text stands below.
    pub text: Range<usize>,
    /// A time within what somebody says, who goes on speaking: `(00:10):`.
    pub goes_on: bool,
}

/// All shapes. The first of those that find equally many times is chosen.
pub(super) const SHAPES: &[Shape] = &[
    Shape { mark: stretch_first, time_ends: false },
    Shape { mark: time_first, time_ends: false },
    Shape { mark: bracket_first, time_ends: false },
    Shape { mark: name_first, time_ends: false },
    Shape { mark: text_first, time_ends: true },
    Shape { mark: spelled_out, time_ends: false },
];

/// The shape that finds most times in these lines, and how many; `None` when no shape finds any.
pub(super) fn choose<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Option<(&'static Shape, usize)> {
    let mut best: Option<(&Shape, usize)> = None;
    for shape in SHAPES {
        let found = lines.clone().filter(|line| (shape.mark)(line).is_some()).count();
        if found > best.map_or(0, |(_, most)| most) {
            best = Some((shape, found));
        }
    }
    best
}

/// `[00:00.440 --> 00:01.440] text`, `0.00s -> 4.00s`, `00:01 - 00:05`.
fn stretch_first(line: &str) -> Option<Mark> {
    let (span, len, first) = timestamp::scan_stretch(line)?;
    Some(Mark { span, fields: first.fields, name: 0..0, text: behind(line, len), goes_on: false })
}

/// `00:07 text`, `00:07text`, `00:07<tab>text`, `- 00:07 text`, `00:07` above its text.
fn time_first(line: &str) -> Option<Mark> {
    let start = bullet(line);
    let stamp = moment(&line[start..])?;
    Some(beside(line, start, stamp))
}

/// `[00:07] text`, `(00:07) text`, `#00:00:07-0# text`, `- [00:07] text`.
fn bracket_first(line: &str) -> Option<Mark> {
    let start = bullet(line);
    let stamp = enclosed(&line[start..])?;
    let mut mark = beside(line, start, stamp);
    let said = &line[mark.text.clone()];
    if said == ":" {
        mark.text = line.len()..line.len();
        mark.goes_on = true;
    } else if let Some(end) = text_first(said).filter(|_| line.ends_with('#')) {
        // `#00:00:01-0# text #00:00:04-0#`: from when to when.
        mark.text.end = mark.text.start + end.text.end;
        mark.span.end = Some(end.span.start);
    }
    Some(mark)
}

/// `1 minute 4 seconds` alone, above its text.
fn spelled_out(line: &str) -> Option<Mark> {
    let (time, len) = spoken::scan(line)?;
    let span = Span { start: time, end: None };
    (len == line.len()).then_some(Mark { span, fields: 3, name: 0..0, text: len..len, goes_on: false })
}

/// A moment, by a watch with two halves of the day too: `10:02 AM`.
fn moment(text: &str) -> Option<Stamp> {
    let stamp = timestamp::scan(text)?;
    Some(by_the_watch(text, stamp).unwrap_or(stamp))
}

/// A moment in brackets, by such a watch too.
fn enclosed(text: &str) -> Option<Stamp> {
    timestamp::scan_enclosed(text).or_else(|| {
        let inner = text.strip_prefix(['[', '('])?;
        let stamp = by_the_watch(inner, timestamp::scan(inner)?)?;
        let close = if text.starts_with('[') { ']' } else { ')' };
        inner[stamp.len..].starts_with(close).then_some(Stamp { len: stamp.len + 2, ..stamp })
    })
}

/// The moment when `AM` or `PM` stands behind it.
fn by_the_watch(text: &str, stamp: Stamp) -> Option<Stamp> {
    let rest = &text[stamp.len..];
    let half = rest.strip_prefix(is_space).unwrap_or(rest);
    let halves = [("AM", 0), ("PM", 12), ("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12)];
    let (word, hours) = halves.into_iter().find(|(word, _)| half.starts_with(word))?;
    let behind = &half[word.len()..];
    // `um 0:05 am Morgen`: small letters are no half of a day before other words.
    let closed = behind.is_empty() || behind.starts_with([']', ')', ':', ',', '-', '–', '—']);
    if behind.starts_with(char::is_alphanumeric) || word == word.to_lowercase() && !word.contains('.') && !closed {
        return None;
    }
    let time = if stamp.fields == 2 { stamp.time.0.checked_mul(60)? } else { stamp.time.0 };
    let (hour, half_day) = (3_600_000, 12 * 3_600_000);
    if !(0..13 * hour).contains(&time) {
        return None;
    }
    let time = time % half_day + hours * hour;
    Some(Stamp { time: Time(time), fields: 3, len: text.len() - behind.len() })
}

/// `Name  0:07` and `Speaker 0: 00:00:07` above a paragraph, `Name (0:07): text`, `Name: [0:07] text`. A time
/// alone is one of the same document whose speaker is unknown.
fn name_first(line: &str) -> Option<Mark> {
    // The time, its end if it has one, and how many numbers and bytes it takes.
    let any = |text: &str| -> Option<(Span, u8, usize)> {
        let from = |stamp: Stamp| (Span { start: stamp.time, end: None }, stamp.fields, stamp.len);
        let stretch = timestamp::scan_stretch(text).map(|(span, len, first)| (span, first.fields, len));
        stretch.or_else(|| enclosed(text).or_else(|| moment(text)).map(from))
    };
    if let Some((span, fields, len)) = any(line) {
        let goes_on = &line[len..] == ":" && line[..len].ends_with([']', ')']);
        let alone = Mark { span, fields, name: 0..0, text: line.len()..line.len(), goes_on };
        return (len == line.len() || goes_on).then_some(alone);
    }
    for (at, c) in line.char_indices().take_while(|(at, _)| *at < 96).skip(1) {
        let bracketed = matches!(c, '[' | '(' | '<' | '#');
        let before = &line[..at];
        let bare = c.is_numeric() && before.ends_with(char::is_whitespace);
        if !bracketed && !bare {
            continue;
        }
        let spelled = || {
            let (start, len) = spoken::scan(&line[at..]).filter(|(_, len)| at + len == line.len())?;
            Some((Span { start, end: None }, 3, len))
        };
        let Some((span, fields, len)) = any(&line[at..]).or_else(|| if bare { spelled() } else { None }) else {
            continue;
        };
        if c == '#' && at + len == line.len() {
            // Such a time ends what stands before it.
            return None;
        }
        let name = before.trim_end().trim_end_matches([':', '：', '-', '–', '—', '|', ',', '·', '•']).trim_end();
        let mut mark = Mark { span, fields, name: 0..0, text: behind(line, at + len), goes_on: false };
        if !bracketed {
            // A bare time behind a name stands alone, and apart from it unless all words are names.
            let gap = before.len() - before.trim_end().len();
            let apart = gap > 1 || before.ends_with('\t') || name.len() + gap < before.len();
            if !mark.text.is_empty() || !(apart || all_capital(name)) {
                return None;
            }
        }
        let colon = line[mark.text.clone()].trim_start_matches([':', '：', '-', '–', '—']);
        mark.text = line.len() - colon.trim_start().len()..line.len();
        // A name may stand in brackets itself: `[Ann Lee] 10:02:31`.
        let inner = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        let start = (name.len() - inner.len()) / 2;
        mark.name = start..start + inner.len();
        return (is_name(inner) && !inner.contains([':', '：'])).then_some(mark);
    }
    None
}

/// `text #00:00:07-0#`, `text [00:07]`, `text (00:07)`, `text<tab>00:07`.
fn text_first(line: &str) -> Option<Mark> {
    let close = line.chars().next_back()?;
    let (at, stamp) = if close.is_numeric() {
        let at = line.trim_end_matches(|c: char| !c.is_whitespace()).len();
        let apart = line[..at].ends_with('\t') || line[..at].ends_with("  ");
        (at, timestamp::scan(&line[at..]).filter(|_| apart)?)
    } else {
        let open = match close {
            ']' => '[',
            ')' => '(',
            '#' => '#',
            _ => return None,
        };
        let at = line[..line.len() - 1].rfind(open)?;
        (at, timestamp::scan_enclosed(&line[at..])?)
    };
    let text = line[..at].trim_end();
    (at + stamp.len == line.len()).then_some(Mark {
        span: Span { start: stamp.time, end: None },
        fields: stamp.fields,
        name: 0..0,
        text: 0..text.len(),
        goes_on: false,
    })
}

fn beside(line: &str, start: usize, stamp: Stamp) -> Mark {
    Mark {
        span: Span { start: stamp.time, end: None },
        fields: stamp.fields,
        name: 0..0,
        text: behind(line, start + stamp.len),
        goes_on: false,
    }
}

/// What stands behind a byte, without the spaces before it.
fn behind(line: &str, at: usize) -> Range<usize> {
    line.len() - line[at..].trim_start().len()..line.len()
}

/// The bytes of a list's bullet and the spaces behind it.
fn bullet(line: &str) -> usize {
    let rest = line.trim_start_matches(['-', '*', '•', '·', '‣', '–']);
    let item = rest.trim_start();
    if rest.len() < line.len() && item.len() < rest.len() { line.len() - item.len() } else { 0 }
}

fn all_capital(name: &str) -> bool {
    !name.split_whitespace().any(|word| word.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a shape finds in a line, as `seconds-seconds name|text`.
    fn show(mark: fn(&str) -> Option<Mark>, line: &str) -> Option<String> {
        let found = mark(line)?;
        let end = found.span.end.map_or(String::new(), |end| format!("-{}", end.0 as f64 / 1000.0));
        let (name, text) = (&line[found.name], &line[found.text]);
        Some(format!("{}{end} {name}|{text}", found.span.start.0 as f64 / 1000.0))
    }

    fn check(mark: fn(&str) -> Option<Mark>, table: &[(&str, Option<&str>)]) {
        for (line, expected) in table {
            assert_eq!(show(mark, line).as_deref(), *expected, "{line:?}");
        }
    }

    #[test]
    fn a_stretch_first() {
        check(
            stretch_first,
            &[
                ("[00:00.440 --> 00:01.440] Bonjour !", Some("0.44-1.44 |Bonjour !")),
                ("[00:00:00.000 --> 00:00:10.500]   So", Some("0-10.5 |So")),
                ("[0.00s -> 4.00s]  So", Some("0-4 |So")),
                ("0:0:0.0 --> 0:0:5.630", Some("0-5.63 |")),
                ("00:05 - Bonjour", None),
                ("00:05 text", None),
            ],
        );
    }

    #[test]
    fn the_time_first() {
        check(
            time_first,
            &[
                ("00:07 -Bonjour à tous.", Some("7 |-Bonjour à tous.")),
                ("00:00Bonjour", Some("0 |Bonjour")),
                ("00:00:202026, évidemment", Some("20 |2026, évidemment")),
                ("01:2850 milliards", Some("88 |50 milliards")),
                ("0:05\tANN:\thello", Some("5 |ANN:\thello")),
                ("1:02:03 Ann: hello", Some("3723 |Ann: hello")),
                ("- 0:05 hello", Some("5 |hello")),
                ("10:02 AM hello", Some("36120 |hello")),
                ("12:30:05 p.m. hello", Some("45005 |hello")),
                ("0:05 am Abend", Some("5 |am Abend")),
                ("0:05 AMEN", Some("5 |AMEN")),
                ("0:05", Some("5 |")),
                ("[0:05] hello", None),
                ("hello 0:05", None),
            ],
        );
    }

    #[test]
    fn the_time_in_brackets_first() {
        check(
            bracket_first,
            &[
                ("[00:07] -Bonjour", Some("7 |-Bonjour")),
                ("(00:07) hello", Some("7 |hello")),
                ("[00:01:02.10]hello", Some("62.1 |hello")),
                ("#00:00:06-8# hello", Some("6.8 |hello")),
                ("* [1:02] hello", Some("62 |hello")),
                ("[1:02 pm] hello", Some("46920 |hello")),
                ("(0:05):", Some("5 |")),
                ("#00:00:01-0# hello #00:00:04-5#", Some("1-4.5 |hello")),
                ("[Musique]", None),
                ("0:05 hello", None),
            ],
        );
    }

    #[test]
    fn the_name_first() {
        check(
            name_first,
            &[
                ("Sidney  55:21", Some("3321 Sidney|")),
                ("Speaker 0: 00:00:01", Some("1 Speaker 0|")),
                ("Ann Lee\t0:11", Some("11 Ann Lee|")),
                ("Ann Lee 0:11", Some("11 Ann Lee|")),
                ("Ann Lee · 0：11", Some("11 Ann Lee|")),
                ("Ann (00:01:02): hello", Some("62 Ann|hello")),
                ("Ann [00:01:02] hello", Some("62 Ann|hello")),
                ("Ann: [00:00:05] hello", Some("5 Ann|hello")),
                ("Ann, 0:11", Some("11 Ann|")),
                ("[Ann Lee] 10:02:31", Some("36151 Ann Lee|")),
                ("Ann [0:03 - 0:05]: hello", Some("3-5 Ann|hello")),
                ("0:15", Some("15 |")),
                ("(0:15):", Some("15 |")),
                ("Ann Lee 10:02 AM", Some("36120 Ann Lee|")),
                ("Ann Lee  1:02 PM", Some("46920 Ann Lee|")),
                ("Ann Lee 1 minute 4 seconds", Some("64 Ann Lee|")),
                ("0:15 hello", None),
                ("Ann: Hello there. #00:00:04-0#", None),
                ("Ann #00:00:04-0#", None),
                ("Rendez-vous à 10:30", None),
                ("We met at 10:30 and left", None),
                ("il est 10:30", None),
            ],
        );
    }

    #[test]
    fn the_text_first() {
        check(
            text_first,
            &[
                ("hello there #00:00:06-8#", Some("6.8 |hello there")),
                ("hello there [0:06]", Some("6 |hello there")),
                ("hello there (1:00:06)", Some("3606 |hello there")),
                ("hello there\t0:06", Some("6 |hello there")),
                ("le train de 10:30", None),
                ("hello (again)", None),
                ("hello", None),
            ],
        );
    }

    #[test]
    fn a_time_that_is_spelled_out() {
        check(spelled_out, &[("1 minute 4 seconds", Some("64 |")), ("4 seconds later", None), ("Ann 4 seconds", None)]);
    }

    #[test]
    fn the_shape_that_finds_most() {
        for (text, example) in [
            ("Title\n0:05 hello\n0:07 there (0:08)", Some("0:07 text")),
            ("Ann  0:05\nhello\n\nBob  0:07\nhi", Some("Name  0:07")),
            ("[0:05] hello\n[0:07] there", Some("[0:07] text")),
            ("hello\nthere", None),
        ] {
            let shape = choose(text.lines()).map(|(shape, _)| shape);
            assert_eq!(shape.is_some(), example.is_some(), "{text:?}");
            assert!(shape.zip(example).is_none_or(|(shape, example)| (shape.mark)(example).is_some()), "{text:?}");
        }
    }
}
