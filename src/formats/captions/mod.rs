//! Lines made to fit the screen: rows of a certain width, long lines as several captions, ends that a reader
//! can keep up with.
//!
//! Formats of captions share these settings. Where none of them is chosen the lines stay as they are.

pub(super) mod ass;
pub(super) mod lrc;
pub(super) mod microdvd;
pub(super) mod mpl2;
pub(super) mod sami;
pub(super) mod sbv;
pub(super) mod scc;
pub(super) mod stl;
pub(super) mod subviewer;
pub(super) mod tmplayer;
pub(super) mod ttxt;

use super::arrow;
use super::ends;
use super::options::{Options, Setting, Values, When};
use super::speaker_prefix::{Names, Style};
use super::tags::{self, Dialect};
use crate::model::chars::{columns, is_closing, is_unspaced};
use crate::model::{Line, Lines, Problem, Span, Time, Transcript, message, rolls};
use std::borrow::Cow;

/// Characters in a row of a caption. A line that needs more rows than [`ROWS`] becomes several captions.
pub static WIDTH: Setting = Setting {
    name: "width",
    about: || message!("option-width"),
    when: When::Writing,
    values: Values::Number { range: 1..=1000, default: None },
};

/// Rows in a caption.
pub static ROWS: Setting = Setting {
    name: "rows",
    about: || message!("option-rows"),
    when: When::Writing,
    values: Values::Number { range: 1..=100, default: Some(2) },
};

/// Characters a second that a viewer reads. It decides how long a line stays whose end nobody knows.
pub static READING_SPEED: Setting = Setting {
    name: "reading-speed",
    about: || message!("option-reading-speed"),
    when: When::Writing,
    values: Values::Number { range: 1..=1000, default: None },
};

/// What becomes of captions that roll, which show every line twice (see [`crate::model::rolls`]).
pub static ROLL: Setting = Setting {
    name: "roll",
    about: || message!("option-roll"),
    when: When::Reading,
    values: Values::OneOf(&["keep", "collapse"]),
};

/// The settings of captions. In a file of a format that has [`ROLL`] among its settings rolls are looked for.
pub(super) static SETTINGS: &[&Setting] = &[&WIDTH, &ROWS, &READING_SPEED, &ROLL];

/// Says that captions roll, and leaves out what they show again where that was chosen.
pub(super) fn unroll(lines: Lines, options: &Options, problems: &mut Vec<Problem>) -> Lines {
    let repeats = rolls::repeats(&lines);
    let n: usize = repeats.iter().map(|repeat| repeat.rows).sum();
    if n == 0 {
        return lines;
    }
    let collapse = options.is(&ROLL, "collapse");
    let message = if collapse { message!("captions-rolled", n = n) } else { message!("captions-roll", n = n) };
    problems.push(Problem { line: None, message });
    if collapse { rolls::collapsed(&lines, &repeats) } else { lines }
}

/// The transcript with its lines made to fit, as the options say.
pub(super) fn fitted<'a>(t: &'a Transcript, options: &Options) -> Cow<'a, Transcript> {
    let captions = Captions {
        width: options.number(&WIDTH).map(|width| width as usize),
        rows: options.number(&ROWS).map_or(2, |rows| rows as usize),
        reading_speed: options.number(&READING_SPEED),
    };
    if captions.width.is_none() && captions.reading_speed.is_none() {
        return Cow::Borrowed(t);
    }
    let mut following = t.lines.iter_from(1);
    let fit = |line: &Line| fit(line.clone(), following.next().and_then(Line::start), &captions);
    Cow::Owned(Transcript { lines: t.lines.iter().flat_map(fit).collect(), ..t.clone() })
}

/// The transcript with the speakers' names in the texts.
pub(super) fn named(transcript: &Transcript) -> Transcript {
    let mut names = Names::of(transcript, Style::EveryLine, "");
    let line = |line: &Line| {
        let mut text = String::new();
        names.write(line, &mut text);
        if text.is_empty() {
            return line.clone();
        }
        text.push_str(&line.text);
        Line { speaker: None, ..line.with_text(text.into()) }
    };
    Transcript { lines: transcript.lines.iter().map(line).collect(), ..transcript.clone() }
}

/// How many of the first physical lines that hold something are like `own`, and how many there are.
fn share(head: &str, own: impl Fn(&str) -> bool) -> (usize, usize) {
    let lines = head.lines().map(str::trim).filter(|line| !line.is_empty()).take(LOOK);
    lines.fold((0, 0), |(like, all), line| (like + usize::from(own(line)), all + 1))
}

/// The most lines into a text that are looked at to recognise it.
const LOOK: usize = 200;

/// Reads a time line of two times with a comma between: `0:00:01.000,0:00:02.500`. `None` when a line is anything else.
fn comma_times(line: &str) -> Option<Span> {
    let line = line.trim();
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // The comma may be that of a fraction as well.
    line.match_indices(',').take(3).find_map(|(comma, _)| {
        let (start, end) = (line.get(..comma)?, line.get(comma + 1..)?);
        if !start.contains(':') || !end.contains(':') {
            return None;
        }
        Some(Span { start: arrow::time(start)?, end: Some(arrow::time(end)?) })
    })
}

/// A text without empty physical lines, and without spaces at the ends of the others.
fn rows_of(text: &str) -> String {
    text.lines().map(str::trim).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A text of the formats in which a bar begins a row, a slash before it makes it italic, and marks such as `{y:i}` stand
/// within: the rows without their marks.
fn marked_rows(text: &str) -> String {
    let rows = text.split('|').map(|row| tags::clean(row, &BRACES));
    rows_of(&rows.map(|row| row.trim().trim_start_matches('/').to_owned()).collect::<Vec<_>>().join("\n"))
}

const BRACES: Dialect = Dialect {
    marks: *b"{{{",
    entity: |_| None,
    tag: |text| {
        let (name, rest) = text.strip_prefix('{')?.split_once(':')?;
        let short = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        let end = rest.find(['}', '{']).filter(|end| short && rest[*end..].starts_with('}'))?;
        Some(name.len() + end + 3)
    },
    escape: |text, out| out.push_str(text),
};

/// How lines become captions.
struct Captions {
    width: Option<usize>,
    rows: usize,
    reading_speed: Option<u32>,
}

/// The captions that a line becomes: itself when it fits. `next` is when the line behind it begins.
fn fit(mut line: Line, next: Option<Time>, options: &Captions) -> Vec<Line> {
    if let (Some(span), Some(speed)) = (&mut line.span, options.reading_speed)
        && span.end.is_none()
    {
        span.end = Some(ends::readable(span.start, &line.text, next, speed));
    }
    let Some(width) = options.width.map(|width| width.max(1)) else {
        return vec![line];
    };
    let rows = options.rows.max(1);
    let fits = line.text.split('\n').count() <= rows && line.text.split('\n').all(|row| width_of(row) <= width);
    if fits {
        return vec![line];
    }
    let atoms = atoms(&line.text);
    let parts = divide(&atoms, width, rows);
    let columns = |atoms: &[Atom]| atoms.iter().map(|atom| atom.columns + 1).sum::<usize>();
    let whole = columns(&atoms);
    let mut done = 0;
    let mut captions = Vec::with_capacity(parts.len());
    for part in parts {
        let first = &atoms[part.start];
        let before = done;
        done += columns(&atoms[part.clone()]);
        let span = line.span.map(|span| match span.end {
            Some(end) => {
                Span { start: span.start.towards(end, before, whole), end: Some(span.start.towards(end, done, whole)) }
            }
            None => span,
        });
        let start = word_start(&line, first.at).filter(|_| part.start > 0);
        let span = span.map(|span| Span { start: start.unwrap_or(span.start), ..span });
        if let (Some(start), Some(Line { span: Some(last), .. })) = (start, captions.last_mut()) {
            last.end = Some(start);
        }
        let text = wrapped(&atoms[part], width);
        captions.push(Line { span, text: text.into(), words: None, markup: None, ..line.clone() });
    }
    captions
}

/// When the word that begins at a byte is spoken, if the source timed it.
fn word_start(line: &Line, at: usize) -> Option<Time> {
    let words = line.words.as_ref()?;
    let word = words.get(words.partition_point(|word| word.range().end <= at))?;
    word.span.filter(|_| word.range().contains(&at)).map(|span| span.start)
}

/// What is never broken: a word, or a single character where words are not set apart.
struct Atom<'a> {
    text: &'a str,
    /// Its first byte in the line.
    at: usize,
    columns: usize,
    /// A space stands before it.
    spaced: bool,
}

fn atoms(text: &str) -> Vec<Atom<'_>> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut push = |range: std::ops::Range<usize>, spaced| {
        let piece = &text[range.clone()];
        atoms.push(Atom { text: piece, at: range.start, columns: width_of(piece), spaced });
    };
    let mut start: Option<usize> = None;
    let mut spaced = false;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let breaks = matches!(c, ' ' | '\n' | '\t');
        // Between two characters of an unspaced script, but never before a mark of punctuation.
        let tight = is_unspaced(before) && is_unspaced(c) && !"、。，．！？」』）：；ー".contains(c);
        if let Some(from) = start.filter(|_| breaks || tight) {
            push(from..at, spaced);
            start = None;
            spaced = false;
        }
        if breaks {
            spaced = true;
        } else if start.is_none() {
            start = Some(at);
        }
        before = c;
    }
    if let Some(from) = start {
        push(from..text.len(), spaced);
    }
    atoms
}

fn width_of(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Which atoms stand in which caption: none needs more than `rows` rows, they are of like length, and end
/// where the sentence or its part does if that is near.
fn divide(atoms: &[Atom], width: usize, rows: usize) -> Vec<std::ops::Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut left: usize = atoms.iter().map(|atom| atom.columns + 1).sum();
    while from < atoms.len() {
        let most = fitting(&atoms[from..], width, rows);
        if from + most >= atoms.len() {
            parts.push(from..atoms.len());
            break;
        }
        let target = left / left.div_ceil(width * rows).max(2);
        // How far from the target the caption ends after each atom, less what a good place is worth.
        let (mut length, mut taken, mut least) = (0, 1, i64::MAX);
        for (nth, atom) in atoms[from..from + most].iter().enumerate() {
            length += atom.columns + 1;
            let bonus = match atom.text.trim_end_matches(is_closing).chars().next_back() {
                Some('.' | '!' | '?' | '…' | '。' | '！' | '？') => target / 2,
                Some(',' | ';' | ':' | '、' | '，') => target / 3,
                _ => 0,
            };
            let cost = length.abs_diff(target) as i64 - bonus as i64;
            if cost < least {
                (taken, least) = (nth + 1, cost);
            }
        }
        let part = from..from + taken;
        left -= atoms[part.clone()].iter().map(|atom| atom.columns + 1).sum::<usize>();
        from = part.end;
        parts.push(part);
    }
    parts
}

/// How many atoms from the first on fit into `rows` rows; at least one.
fn fitting(atoms: &[Atom], width: usize, rows: usize) -> usize {
    let (mut row, mut used) = (1, 0);
    for (nth, atom) in atoms.iter().enumerate() {
        let space = usize::from(atom.spaced && used > 0);
        if used > 0 && used + space + atom.columns > width {
            row += 1;
            used = 0;
            if row > rows {
                return nth.max(1);
            }
        }
        used += usize::from(atom.spaced && used > 0) + atom.columns;
    }
    atoms.len()
}

/// The atoms in as few rows as the width allows, of like length.
fn wrapped(atoms: &[Atom], width: usize) -> String {
    let rows = rows_at(atoms, width);
    let longest = atoms.iter().map(|atom| atom.columns).max().unwrap_or(1).max(1);
    let narrowest = (longest.min(width)..=width).find(|&narrower| rows_at(atoms, narrower) <= rows);
    let width = narrowest.unwrap_or(width);
    let mut out = String::new();
    let mut used = 0;
    for atom in atoms {
        let space = usize::from(atom.spaced && used > 0);
        if used > 0 && used + space + atom.columns > width {
            out.push('\n');
            used = 0;
        } else if space > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(atom.text);
        used += atom.columns;
    }
    out
}

fn rows_at(atoms: &[Atom], width: usize) -> usize {
    let (mut rows, mut from) = (0, 0);
    while from < atoms.len() {
        from += fitting(&atoms[from..], width, 1);
        rows += 1;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPOKEN: Captions = Captions { width: None, rows: 2, reading_speed: Some(17) };

    fn show(text: &str, width: usize) -> Vec<String> {
        let line = Line::timed(Span::new(0, 10_000), text);
        let options = Captions { width: Some(width), ..SPOKEN };
        let shown = |line: Line| {
            let span = line.span.expect("it is timed");
            format!("{}-{} {}", span.start.0, span.end.expect("it has an end").0, line.text.replace('\n', "|"))
        };
        fit(line, None, &options).into_iter().map(shown).collect()
    }

    #[test]
    fn long_lines_are_wrapped_and_divided() {
        for (text, width, captions) in [
            ("short", 10, vec!["0-10000 short"]),
            ("two rows of words", 10, vec!["0-10000 two rows|of words"]),
            ("first|second row is too long", 20, vec!["0-10000 first second|row is too long"]),
            ("aaaa bbbb cccc dddd eeee ffff", 9, vec!["0-5000 aaaa bbbb|cccc", "5000-10000 dddd eeee|ffff"]),
            (
                "One two. Three four five six.",
                9,
                vec!["0-3000 One two.", "3000-6666 Three|four", "6666-10000 five six."],
            ),
            ("incomprehensibilities", 9, vec!["0-10000 incomprehensibilities"]),
            ("橋は霧の中にある。", 10, vec!["0-10000 橋は霧の中|にある。"]),
        ] {
            assert_eq!(show(&text.replace('|', "\n"), width), captions, "{text:?}");
        }
    }

    #[test]
    fn times_with_a_comma_between() {
        for (line, span) in [
            ("0:00:01.000,0:00:02.500", Some((1000, 2500))),
            (" 00:00:01.00,00:00:02.50 ", Some((1000, 2500))),
            ("00:00:01,000,00:00:02,500", Some((1000, 2500))),
            ("0:00:17.484,0:00:16.543", Some((17_484, 16_543))),
            ("0:00:01.000,0:00:02.500,Hello", None),
            ("0:00:01.000", None),
            ("12:30, he said", None),
            ("", None),
        ] {
            assert_eq!(comma_times(line), span.map(|(start, end)| Span::new(start, end)), "{line:?}");
        }
    }

    #[test]
    fn rows_lose_their_marks() {
        for (text, rows) in [
            ("One|/two", "One\ntwo"),
            ("{y:i}One|{c:$ff}two", "One\ntwo"),
            ("{One}|{12:30} {y:never closed", "{One}\n{12:30} {y:never closed"),
            ("|", ""),
        ] {
            assert_eq!(marked_rows(text), rows, "{text:?}");
        }
    }

    #[test]
    fn no_word_is_lost_and_no_row_too_wide() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..300 {
            let words: Vec<String> = (0..random.usize(1..60))
                .map(|_| "x".repeat(random.usize(1..12)) + ["", "", ",", "."][random.usize(0..4)])
                .collect();
            let text = words.join(" ");
            let width = random.usize(13..50);
            let options = Captions { width: Some(width), ..SPOKEN };
            let captions = fit(Line::timed(Span::new(0, 60_000), text.as_str()), None, &options);
            let mut end = Time(0);
            for caption in &captions {
                let rows: Vec<&str> = caption.text.split('\n').collect();
                assert!(rows.len() <= 2 && rows.iter().all(|row| row.len() <= width), "{rows:?} at {width}");
                let span = caption.span.expect("it is timed");
                assert_eq!(span.start, end, "captions follow each other");
                end = span.end.expect("it has an end");
            }
            assert_eq!(end, Time(60_000));
            let said: Vec<&str> = captions.iter().flat_map(|caption| caption.text.split_whitespace()).collect();
            assert_eq!(said, words);
        }
    }

    #[test]
    fn an_end_nobody_knows_leaves_time_to_read() {
        for (chars, next, end) in [
            (34, None, 2000),
            (34, Some(2500), 2500),
            (34, Some(1500), 1500),
            (34, Some(9000), 2000),
            (1, None, 1000),
            (500, None, 7000),
            (34, Some(0), 2000),
        ] {
            let line = Line::timed(Span::from(0), "x".repeat(chars));
            let fitted = fit(line, next.map(Time), &SPOKEN);
            assert_eq!(fitted[0].span, Some(Span::new(0, end)), "{chars} {next:?}");
        }
    }

    #[test]
    fn words_that_are_timed_say_when_a_caption_begins() {
        let words = [(0..4, 0), (5..9, 7000)].map(|(at, start)| crate::model::Word {
            at,
            span: Some(Span::new(start, start + 500)),
            confidence: None,
        });
        let line =
            Line { words: Some(std::sync::Arc::new(words.to_vec())), ..Line::timed(Span::new(0, 9000), "aaaa bbbb") };
        let options = Captions { width: Some(4), rows: 1, ..SPOKEN };
        let spans: Vec<_> = fit(line, None, &options).into_iter().map(|line| line.span).collect();
        assert_eq!(spans, [Some(Span::new(0, 7000)), Some(Span::new(7000, 9000))]);
    }
}
