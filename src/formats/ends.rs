//! Whole spans for formats in which every line must have one.
//!
//! The transcript itself never holds a guess: an end that is not known is made up only while it is written,
//! and so is a start in a transcript without times.

use crate::model::{Line, Time, Transcript};

/// No line whose end is made up stays shorter, in milliseconds, unless the next begins earlier.
const SHORTEST: i64 = 1000;
/// Nor longer.
const LONGEST: i64 = 7000;
/// A gap before the next line that is shorter than this, in milliseconds, would only flicker.
const FLICKER: i64 = 1500;
/// Characters a second that are read, when nothing better is known.
const READING_SPEED: u32 = 17;

/// Each line with a start and an end.
///
/// A line without an end has the one that [`readable`] says. A line without times begins where the line before it ends.
pub(super) fn filled(transcript: &Transcript) -> impl Iterator<Item = (Time, Time, &Line)> {
    let mut before = Time(0);
    let mut next = transcript.lines.iter_from(1);
    transcript.lines.iter().map(move |line| {
        let following = next.next().and_then(Line::start);
        let start = line.start().unwrap_or(before);
        let known = line.span.and_then(|span| span.end);
        let end = known.unwrap_or_else(|| readable(start, &line.text, following, READING_SPEED));
        before = end;
        (start, end, line)
    })
}

/// Until when a line stays whose end nobody knows: as long as it takes to read at so many characters a second, and on to
/// the next line when that follows soon.
pub(super) fn readable(start: Time, text: &str, next: Option<Time>, reading_speed: u32) -> Time {
    let chars = i64::try_from(text.chars().count()).unwrap_or(i64::MAX / 1000);
    let millis = (chars.saturating_mul(1000) / i64::from(reading_speed.max(1))).clamp(SHORTEST, LONGEST);
    match next {
        Some(next) if next > start && next - (start + millis) < FLICKER => next.min(start + LONGEST + FLICKER),
        _ => start + millis,
    }
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
            Line::timed(Span::from(3000), "a long gap behind it, 31 letters"),
            Line::timed(Span::from(60_000), "twenty characters, 20"),
            Line::timed(Span::from(60_000), "ok"),
            Line::new("no times"),
        ];
        let transcript = Transcript { lines: lines.into_iter().collect(), ..Transcript::default() };
        let spans: Vec<_> = filled(&transcript).map(|(start, end, _)| (start.0, end.0)).collect();
        assert_eq!(
            spans,
            [(0, 900), (1000, 3000), (3000, 4_882), (60_000, 61_235), (60_000, 61_000), (61_000, 62_000)]
        );
    }
}
