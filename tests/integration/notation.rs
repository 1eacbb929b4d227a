//! Transcripts as text, for tables of before and after.
//!
//! A transcript is a string of one line a row, `|` being the caret:
//!
//! ```text
//! = Ann, Bob/Bobby          the roster, if it matters: names, each with its aliases
//! 1-3 Ann: Hello | there    from second 1 to second 3, spoken by Ann
//! ✓ 3- Well                 checked, open at its end, spoken by nobody
//! > Thanks                  selected, without a time
//! : Note: two               spoken by nobody, though there is a colon in the text
//! 4-6 {So 4-4.5} {it? 5- 0.8} is      words with their span and, if known, their confidence
//! ```
//!
//! `⏎` is a line break inside a text. Leading spaces of a row do not count, so that a table may be indented.

use std::fmt::Write;
use std::sync::Arc;
use stet::edit::Edit;
use stet::model::{GlossaryEntry, Line, RosterBuilder, Span, SpeakerId, Time, Transcript, Word};

/// Where an operation acts: what a person has put the caret in or selected.
#[derive(Debug, Default)]
pub struct Place {
    /// The row of the caret; else the first selected one; else 0.
    pub row: usize,
    /// The byte of the caret in its line's text; 0 when there is none.
    pub caret: usize,
    /// The selected rows.
    pub rows: Vec<usize>,
}

impl Place {
    /// From the first selected row to behind the last.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.rows.first().map_or(0..0, |first| *first..self.rows[self.rows.len() - 1] + 1)
    }
}

/// Checks that `operation` makes `after` of `before`, and what every edit must keep: it leads back, rows follow
/// it, it takes another edit in, and it says nothing twice. Returns the transcript after it.
#[track_caller]
pub fn check_edit(operation: impl Fn(&Transcript, &Place) -> Option<Edit>, before: &str, after: &str) -> Transcript {
    let (t, place) = read(before);
    let edit = operation(&t, &place).unwrap_or_else(|| panic!("the operation does not apply to\n{before}"));
    let got = edit.apply(&t);
    let roster = after.trim_start().starts_with('=');
    assert_eq!(write(&got, roster), write(&read_with_roster(after, &got), roster), "after\n{before}");
    check_laws(&t, &edit);
    got
}

/// Checks that `operation` does not apply to `before`.
#[track_caller]
pub fn check_refused(operation: impl Fn(&Transcript, &Place) -> Option<Edit>, before: &str) {
    let (t, place) = read(before);
    if let Some(edit) = operation(&t, &place) {
        panic!("{before}\nshould be refused, but gives\n{}", write(&edit.apply(&t), true));
    }
}

/// What holds for every edit, whatever made it.
#[track_caller]
pub fn check_laws(t: &Transcript, edit: &Edit) {
    let after = edit.apply(t);
    let back = edit.inverse();
    assert_eq!(back.apply(&after), *t, "the inverse leads back");
    assert_eq!(back.inverse(), *edit, "the inverse of the inverse is the edit");
    assert!(after != *t, "an edit changes something");

    let label = stet::messages::text(&edit.label);
    let first = label.chars().next().expect("a label has a name");
    assert!(!first.is_uppercase() && !label.ends_with('.'), "label {label:?} is lower case, no full stop");

    for pair in edit.splices.windows(2) {
        assert!(pair[0].at + pair[0].old.len() <= pair[1].at, "splices rise and do not overlap");
    }
    let touched = |row: usize| edit.splices.iter().any(|s| (s.at..s.at + s.old.len()).contains(&row));
    let mut last = 0;
    for row in 0..t.lines.len() {
        let to = edit.map_row(row);
        assert!(last <= to && to <= after.lines.len(), "rows keep their order: {row} goes to {to}");
        assert!(touched(row) || after.lines.get(to) == t.lines.get(row), "line {row} is followed to {to}");
        last = to;
    }
    assert_eq!(edit.rows_after().is_some(), !edit.splices.is_empty());
    if let Some(rows) = edit.rows_after() {
        assert!(rows.start <= rows.end && rows.end <= after.lines.len(), "{rows:?} is in the transcript");
        let tail = |t: &Transcript, row: usize| t.lines.slice(row..t.lines.len());
        let same = after.lines.len() - rows.end;
        assert_eq!(tail(&after, rows.end), tail(t, t.lines.len() - same), "below the last written row nothing changed");
        assert_eq!(after.lines.slice(0..rows.start), t.lines.slice(0..rows.start), "nor above the first");
    }
    let mut both = edit.clone();
    if both.absorb(&back) {
        assert_eq!(both.apply(t), *t, "an edit that took in its inverse leads nowhere");
        assert!(both.splices.iter().all(|splice| splice.old == splice.new));
    } else {
        assert!(edit.splices.len() > 1, "one splice takes in its inverse");
        assert_eq!(both, *edit, "a refused edit leaves nothing behind");
    }
}

/// Reads a transcript and the place that is marked in it. Row `n` comes from row `n` of the original.
#[track_caller]
pub fn read(notation: &str) -> (Transcript, Place) {
    let mut roster = RosterBuilder::default();
    let mut aliases = Vec::new();
    let mut lines = Vec::new();
    let mut place = Place::default();
    let mut caret = None;
    for row in notation.lines().map(str::trim).filter(|row| !row.is_empty()) {
        if let Some(names) = row.strip_prefix('=') {
            for entry in names.split(',') {
                let mut names = entry.split('/').map(str::trim);
                roster.id(names.next().unwrap_or(""));
                aliases.push(names.map(str::to_owned).collect::<Vec<_>>());
            }
            continue;
        }
        let at = lines.len();
        let mut line = Line { origin: at as u32..at as u32 + 1, ..Line::default() };
        let mut rest = row;
        if let Some(marked) = strip_word(rest, ">") {
            place.rows.push(at);
            rest = marked;
        }
        if let Some(checked) = strip_word(rest, "✓") {
            line.checked = true;
            rest = checked;
        }
        let (first, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        if let Some(span) = read_span(first) {
            line.span = Some(span);
            rest = behind;
        }
        if let Some((name, text)) = split_speaker(rest) {
            line.speaker = (!name.is_empty()).then(|| roster.id(name));
            rest = text;
        }
        let (text, words, mark) = read_text(rest);
        if let Some(mark) = mark {
            assert!(caret.replace((at, mark)).is_none(), "one caret at most");
        }
        line.text = text.into();
        line.words = (!words.is_empty()).then(|| Arc::new(words));
        lines.push(line);
    }
    let mut speakers = Arc::unwrap_or_clone(roster.finish());
    for (speaker, aliases) in speakers.iter_mut().zip(aliases) {
        speaker.aliases = aliases;
    }
    (place.row, place.caret) = caret.unwrap_or((place.rows.first().copied().unwrap_or(0), 0));
    let t = Transcript { lines: lines.into_iter().collect(), speakers: Arc::new(speakers), ..Transcript::default() };
    (t, place)
}

/// A transcript without a place.
#[track_caller]
pub fn transcript(notation: &str) -> Transcript {
    read(notation).0
}

/// Reads what is expected, naming its speakers as `like` does, so that both are written alike.
fn read_with_roster(notation: &str, like: &Transcript) -> Transcript {
    let mut t = transcript(notation);
    if !notation.trim_start().starts_with('=') {
        let known = |id: SpeakerId| t.speaker(id).and_then(|speaker| like.speaker_named(&speaker.name));
        let lines: Vec<Line> = t
            .lines
            .iter()
            .map(|line| match line.speaker {
                Some(id) if known(id).is_some() => Line { speaker: known(id).map(|s| s.id), ..line.clone() },
                Some(_) => panic!("the roster after the edit lacks a speaker of\n{notation}"),
                None => line.clone(),
            })
            .collect();
        t = Transcript { lines: lines.into_iter().collect(), speakers: Arc::clone(&like.speakers), ..t };
    }
    t
}

/// Writes a transcript in the notation, with its roster if asked. Origins are not written.
pub fn write(t: &Transcript, roster: bool) -> String {
    let mut out = String::new();
    if roster {
        let entry = |speaker: &stet::model::Speaker| {
            std::iter::once(speaker.name.as_str())
                .chain(speaker.aliases.iter().map(String::as_str))
                .collect::<Vec<_>>()
                .join("/")
        };
        let _ = writeln!(out, "= {}", t.speakers.iter().map(entry).collect::<Vec<_>>().join(", "));
    }
    for line in t.lines.iter() {
        let mut parts = Vec::new();
        if line.checked {
            parts.push("✓".to_owned());
        }
        parts.extend(line.span.map(write_span));
        let text = write_text(line);
        match t.speaker_name(line) {
            Some(name) => parts.push(format!("{name}:")),
            None if line.speaker.is_some() => parts.push("???:".to_owned()),
            None if split_speaker(&text).is_some() => parts.push(":".to_owned()),
            None => {}
        }
        parts.push(text);
        let _ = writeln!(out, "{}", parts.join(" ").trim_end());
    }
    out
}

/// The original rows of each line: `0 1-3 (4)`, in brackets where a line comes from none but has its place.
pub fn origins(t: &Transcript) -> String {
    let one = |line: &Line| match line.origin.end.saturating_sub(line.origin.start) {
        0 => format!("({})", line.origin.start),
        1 => line.origin.start.to_string(),
        _ => format!("{}-{}", line.origin.start, line.origin.end - 1),
    };
    t.lines.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim_start())
}

/// The name before the first `: ` and the text behind it, when what stands there could be a name.
fn split_speaker(text: &str) -> Option<(&str, &str)> {
    let (name, text) = text.split_once(": ").or_else(|| Some((text.strip_suffix(':')?, "")))?;
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '\'') && name.len() < 30;
    (plain && name.trim() == name).then_some((name, text))
}

fn read_span(text: &str) -> Option<Span> {
    // A dash behind a digit divides; one before a digit is a sign.
    let dash = text.char_indices().skip(1).find(|(_, c)| *c == '-')?.0;
    let start = read_seconds(&text[..dash])?;
    let end = &text[dash + 1..];
    if end.is_empty() { Some(Span { start, end: None }) } else { Some(Span { start, end: Some(read_seconds(end)?) }) }
}

fn read_seconds(text: &str) -> Option<Time> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let seconds: f64 = digits.parse().ok()?;
    Some(Time(sign * (seconds * 1000.0).round() as i64))
}

fn write_span(span: Span) -> String {
    let seconds = |time: Time| format!("{}", time.0 as f64 / 1000.0);
    format!("{}-{}", seconds(span.start), span.end.map_or_else(String::new, seconds))
}

/// The text of a row, its words and its caret.
fn read_text(notation: &str) -> (String, Vec<Word>, Option<usize>) {
    let (mut text, mut words, mut caret) = (String::new(), Vec::new(), None);
    let mut open = None;
    let mut rest = notation;
    while let Some(c) = rest.chars().next() {
        match (c, open) {
            ('|', _) => caret = Some(text.len()),
            ('⏎', _) => text.push('\n'),
            ('{', None) => open = Some(text.len()),
            // What stands between the word and the brace says when and how sure.
            (' ' | '}', Some(start)) => {
                let (facts, behind) = rest.split_once('}').expect("a word ends with a brace");
                let at = start as u32..text.len() as u32;
                let mut word = Word { at, span: None, confidence: None };
                for fact in facts.split_whitespace() {
                    match read_span(fact) {
                        Some(span) => word.span = Some(span),
                        None => word.confidence = Some(fact.parse().expect("a confidence")),
                    }
                }
                words.push(word);
                open = None;
                rest = behind;
                continue;
            }
            _ => text.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    (text, words, caret)
}

fn write_text(line: &Line) -> String {
    let mut out = String::new();
    let mut done = 0;
    for word in line.words.iter().flat_map(|words| words.iter()) {
        out.push_str(&line.text[done..word.range().start]);
        let span = word.span.map_or_else(String::new, |span| format!(" {}", write_span(span)));
        let confidence = word.confidence.map_or_else(String::new, |sure| format!(" {sure}"));
        let _ = write!(out, "{{{}{span}{confidence}}}", &line.text[word.range()]);
        done = word.range().end;
    }
    out.push_str(&line.text[done..]);
    out.replace('\n', "⏎")
}

#[test]
fn the_notation_reads_what_it_writes() {
    for notation in [
        "Hello",
        "1-3 Ann: Hello there",
        "1- Hello",
        "-1.5-0.25 Ann: Hello",
        "✓ 1-3 Ann: Hello\n4- Bob: Yes⏎no\n",
        "1-3",
        "1-3 Ann:",
        ": Note: this",
        "4-6 {So 4-4.5} {it 5- 0.8} is {now}",
        "- 5-6 people, 3 of them: old",
    ] {
        let (t, _) = read(notation);
        assert_eq!(write(&t, false).trim_end(), notation.trim_end());
    }
    let (t, place) = read(
        "= Ann, Bob/Bobby/B.
         > 1-3 Bob: Hé|
         > >> So",
    );
    assert_eq!(write(&t, true), "= Ann, Bob/Bobby/B.\n1-3 Bob: Hé\n>> So\n");
    assert_eq!((place.row, place.caret, place.rows), (0, 3, vec![0, 1]));
}

/// The problems of a file, each as its line and its words.
pub fn said(problems: &[stet::model::Problem]) -> Vec<(Option<usize>, String)> {
    problems.iter().map(|problem| (problem.line, stet::messages::text(&problem.message))).collect()
}

/// An entry of a glossary.
pub fn entry(form: &str, heard: &[&str]) -> GlossaryEntry {
    GlossaryEntry { form: form.to_owned(), heard: heard.iter().map(|form| (*form).to_owned()).collect() }
}
