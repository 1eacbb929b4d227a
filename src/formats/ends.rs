//! Whole spans for formats in which every line must have one.
//!
//! The transcript itself never holds a guess: an end that is not known is made up only while it is written,
//! and so is a start in a transcript without times.

use crate::model::{Line, Time, Transcript};

/// No line whose end is made up is longer, in milliseconds.
const LONGEST: i64 = 7000;
/// Nor shorter, unless the next line begins earlier.
const SHORTEST: i64 = 1000;
/// Milliseconds a character takes when nothing better is known: some 17 characters a second.
const PER_CHARACTER: i64 = 60;

/// Each line with a start and an end.
///
/// A line without an end ends where the next line begins, but after 7 s at most; the last one, and one whose
/// next line does not begin later, after the time that its text takes to read. A line without times begins
/// where the line before it ends.
pub(super) fn filled(transcript: &Transcript) -> impl Iterator<Item = (Time, Time, &Line)> {
    let mut before = Time(0);
    let mut next = transcript.lines.iter_from(1);
    transcript.lines.iter().map(move |line| {
        let following = next.next().and_then(Line::start);
        let start = line.start().unwrap_or(before);
        let end = line.span.and_then(|span| span.end).unwrap_or_else(|| match following {
            Some(following) if following > start => following.min(start + LONGEST),
            _ => start + (PER_CHARACTER * line.text.chars().count() as i64).clamp(SHORTEST, LONGEST),
        });
        before = end;
        (start, end, line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[test]
    fn ends_that_are_not_known_are_made_up() {
        let lines = [
            Line::timed(Span::new(0, 900), "known"),
            Line::timed(Span::from(1000), "up to the next line"),
            Line::timed(Span::from(3000), "seven seconds at most"),
            Line::timed(Span::from(60_000), "twenty characters, 20"),
            Line::timed(Span::from(60_000), "ok"),
            Line::new("no times"),
        ];
        let transcript = Transcript { lines: lines.into_iter().collect(), ..Transcript::default() };
        let spans: Vec<_> = filled(&transcript).map(|(start, end, _)| (start.0, end.0)).collect();
        assert_eq!(
            spans,
            [(0, 900), (1000, 3000), (3000, 10_000), (60_000, 61_260), (60_000, 61_000), (61_000, 62_000)]
        );
    }
}
