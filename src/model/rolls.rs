//! Captions that roll: each line is shown twice, first below the line before it, then above the next one.
//!
//! Video sites make them so from recognised speech, often with a cue of some milliseconds between that shows the line
//! again. Read as they stand, every sentence is there two or three times. That people say the same again is no roll:
//! the times must touch, the voice must be the same, and something new must stand below what is shown again.

use super::{Line, Lines, Markup, Time};
use std::sync::Arc;

/// So many lines at the beginning must show that captions roll.
const HEAD: usize = 400;
/// So often at least a line must be shown again there, with a new one below it; once less where as many cues of some
/// milliseconds stand between.
const FEWEST: usize = 3;
/// Captions of more rows than these are not met.
const MOST_ROWS: usize = 8;
/// A cue that shows a line again and says nothing new lasts so many milliseconds at most.
const FILLER: i64 = 60;
/// Times that touch lie so many milliseconds apart at most.
const GAP: i64 = 100;

/// What a line shows again of the line before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The row of the line that shows it again.
    pub row: usize,
    /// The bytes at the beginning of its text, the newline behind them included.
    pub bytes: usize,
    /// In how many physical lines they stand.
    pub rows: usize,
}

/// Whether the lines are captions that roll. Looks at the first lines alone.
pub fn is_rolling(lines: &Lines) -> bool {
    let (mut shifts, mut repeats, mut pairs) = (0, 0, 0);
    let mut before: Option<&Line> = None;
    for line in lines.iter().take(HEAD) {
        if let Some(repeat) = before.and_then(|before| repeat(before, line)) {
            repeats += 1;
            shifts += usize::from(repeat.bytes < line.text.len());
        }
        pairs += usize::from(before.is_some());
        before = Some(line);
    }
    (shifts >= FEWEST || shifts.min(repeats - shifts) >= FEWEST - 1) && repeats * 5 >= pairs * 3
}

/// What captions that roll show again, from the first row to the last; nothing where they do not roll.
pub fn repeats(lines: &Lines) -> Vec<Repeat> {
    if !is_rolling(lines) {
        return Vec::new();
    }
    let pairs = lines.iter().zip(lines.iter_from(1)).enumerate();
    pairs.filter_map(|(n, (before, line))| Some(Repeat { row: n + 1, ..repeat(before, line)? })).collect()
}

/// What is new in a line that shows something again: the line without it; `None` when it says nothing new.
pub fn new_part(line: &Line, repeat: Repeat) -> Option<Line> {
    if repeat.bytes >= line.text.len() {
        return None;
    }
    let mut new = line.part(repeat.bytes..line.text.len());
    new.markup = line.markup.as_deref().map(|markup| Arc::new(without_rows(markup, repeat.rows)));
    Some(new)
}

/// The lines without what they show again.
pub fn collapsed(lines: &Lines, repeats: &[Repeat]) -> Lines {
    let mut repeats = repeats.iter().peekable();
    let mut kept = super::LinesBuilder::default();
    for (row, line) in lines.iter().enumerate() {
        match repeats.next_if(|repeat| repeat.row == row) {
            Some(repeat) => new_part(line, *repeat).into_iter().for_each(|line| kept.push(line)),
            None => kept.push(line.clone()),
        }
    }
    kept.finish()
}

/// What `line` shows again of `before`, which it follows; its row is left open.
fn repeat(before: &Line, line: &Line) -> Option<Repeat> {
    let (span, end) = (line.span?, before.span?.end?);
    if span.start < before.start()? || span.start - end > GAP || before.speaker != line.speaker {
        return None;
    }
    let last = before.text.rsplit('\n').next()?.trim();
    if last.is_empty() {
        return None;
    }
    let (mut bytes, mut found) = (0, None);
    for (nth, row) in line.text.split('\n').take(MOST_ROWS).enumerate() {
        bytes += row.len() + 1;
        if row.trim() == last && shows_again(&before.text, &line.text, nth + 1) {
            found = Some(Repeat { row: 0, bytes: bytes.min(line.text.len()), rows: nth + 1 });
        }
    }
    let filler = || span.end.is_some_and(|end| end - span.start <= FILLER);
    let before_filler = || before.span.and_then(|span| span.end).is_some_and(|end| is_short(before, end));
    found.filter(|found| found.bytes < line.text.len() || filler() || before_filler())
}

/// Whether a line that lasts until `end` is there for some milliseconds only.
fn is_short(line: &Line, end: Time) -> bool {
    line.start().is_some_and(|start| end - start <= FILLER)
}

/// Whether the first `count` physical lines of a text are the last ones of the text before.
fn shows_again(before: &str, text: &str, count: usize) -> bool {
    let first = text.split('\n').take(count).collect::<Vec<_>>();
    let mut last = before.rsplit('\n');
    first.iter().rev().all(|row| last.next().is_some_and(|last| last.trim() == row.trim()))
}

/// A text as it was written, without its first physical lines that show something.
fn without_rows(markup: &Markup, rows: usize) -> Markup {
    let rest = markup.body.as_deref().and_then(|body| {
        let mut shown = 0;
        let rest = body.split_inclusive('\n').skip_while(|row| {
            shown += usize::from(!row.trim().is_empty());
            shown <= rows
        });
        Some(rest.collect::<String>()).filter(|rest| !rest.is_empty())
    });
    Markup { body: rest, ..markup.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Span, Word};

    /// Lines written as `start-end text`, `|` for a newline within one.
    fn lines(written: &str) -> Lines {
        let line = |line: &str| {
            let (span, text) = line.trim().split_once(' ').expect("times and a text");
            let (start, end) = span.split_once('-').expect("a start and an end");
            let number = |text: &str| text.parse().expect("a number");
            Line::timed(Span::new(number(start), number(end)), text.replace('|', "\n"))
        };
        written.split(" / ").map(line).collect()
    }

    fn show(lines: &Lines) -> String {
        let one = |line: &Line| {
            let span = line.span.expect("it is timed");
            format!("{}-{} {}", span.start.0, span.end.expect("an end").0, line.text.replace('\n', "|"))
        };
        lines.iter().map(one).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn what_rolls_is_collapsed() {
        for (written, left_out, expected) in [
            // Two rows, each line first below, then above.
            ("0-9 a|b / 9-19 b|c / 19-29 c|d / 29-39 d|e", 3, "0-9 a|b / 9-19 c / 19-29 d / 29-39 e"),
            // With cues of some milliseconds between.
            (
                "0-900 a / 900-910 a / 910-1900 a|b / 1900-1910 b / 1910-2900 b|c / 2900-2910 c / 2910-3900 c|d",
                6,
                "0-900 a / 910-1900 b / 1910-2900 c / 2910-3900 d",
            ),
            // Three rows, of which two are shown again; the times overlap a little.
            ("0-9 a|b|c / 8-19 b|c|d / 19-29 c|d|e / 29-39 d|e|f", 6, "0-9 a|b|c / 8-19 d / 19-29 e / 29-39 f"),
            // One line that is said again within a roll stays.
            (
                "0-900 a / 900-1900 a|b / 1900-2900 b|c / 2900-3900 c|d / 3900-4900 d|e / 4900-5900 e",
                4,
                "0-900 a / 900-1900 b / 1900-2900 c / 2900-3900 d / 3900-4900 e / 4900-5900 e",
            ),
        ] {
            let lines = lines(written);
            let repeats = repeats(&lines);
            assert_eq!(repeats.iter().map(|repeat| repeat.rows).sum::<usize>(), left_out, "{written}");
            assert_eq!(show(&collapsed(&lines, &repeats)), expected, "{written}");
        }
    }

    #[test]
    fn what_is_said_again_is_no_roll() {
        for written in [
            "0-9 Yes. / 9-19 Yes. / 19-29 Yes. / 29-39 Yes. / 39-49 Yes.",
            "0-9 Yes. / 10000-10009 Yes. / 20000-20009 Yes. / 30000-30009 Yes.",
            // The times do not touch.
            "0-900 a|b / 9000-9900 b|c / 19000-19900 c|d / 29000-29900 d|e",
            // Once or twice is chance.
            "0-9 No. / 9-19 No.|Yes. / 19-29 Good. / 29-39 Good.|Well.",
            "0-9 No. / 9-19 No.",
            "",
        ] {
            let lines = if written.is_empty() { Lines::default() } else { lines(written) };
            assert_eq!(repeats(&lines), [], "{written}");
        }
    }

    #[test]
    fn voices_that_answer_each_other_do_not_roll() {
        let rolling = lines("0-9 a|b / 9-19 b|c / 19-29 c|d / 29-39 d|e");
        assert!(is_rolling(&rolling));
        let voices = rolling.iter().enumerate().map(|(n, line)| {
            let speaker = Some(super::super::SpeakerId(n as u32 % 2));
            Line { speaker, ..line.clone() }
        });
        assert!(!is_rolling(&voices.collect()));
    }

    #[test]
    fn words_and_markup_follow() {
        let word = |at, start, end| Word { at, span: Some(Span::new(start, end)), confidence: None };
        let line = Line {
            words: Some(Arc::new(vec![word(0..3, 500, 900), word(4..7, 900, 1200), word(8..11, 1200, 1900)])),
            markup: Some(Arc::new(Markup { body: Some("one\n<b>two</b> six".into()), ..Markup::default() })),
            ..Line::timed(Span::new(900, 1900), "one\ntwo six")
        };
        let new = new_part(&line, Repeat { row: 1, bytes: 4, rows: 1 }).expect("something is new");
        assert_eq!(new.text, "two six");
        assert_eq!(new.words.as_deref(), Some(&vec![word(0..3, 900, 1200), word(4..7, 1200, 1900)]));
        assert_eq!(new.markup.and_then(|markup| markup.body.clone()).as_deref(), Some("<b>two</b> six"));
    }
}
