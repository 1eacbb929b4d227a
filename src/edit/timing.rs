//! Operations on the times of lines.

use super::Edit;
use crate::model::{Line, Span, Time, Transcript, Word, message};
use std::sync::Arc;

/// Gives the line at `row` a span, or takes its span away. `None` when there is no such row or the span is
/// that already. An end before the start is refused.
pub fn set(t: &Transcript, row: usize, span: Option<Span>) -> Option<Edit> {
    if span.is_some_and(|span| span.end.is_some_and(|end| end < span.start)) {
        return None;
    }
    Edit::of_rows(message!("edit-time"), &t.lines, [row], |_, line| Some(Line { span, ..line.clone() }))
}

/// Sets the start of the line at `row` and keeps its end, unless the end would lie before it: then the line
/// keeps its length.
pub fn set_start(t: &Transcript, row: usize, start: Time) -> Option<Edit> {
    let span = match t.lines.get(row)?.span {
        None => Span { start, end: None },
        Some(old) => match old.end {
            Some(end) if end < start => Span { start, end: Some(end + (start - old.start)) },
            end => Span { start, end },
        },
    };
    set(t, row, Some(span))
}

/// Moves the times of rows, and of their words, by `millis` milliseconds (back when negative). No time goes
/// below 0 that was not: the whole move is shortened instead. `None` when no row is timed or nothing moves.
pub fn shift(t: &Transcript, rows: impl IntoIterator<Item = usize> + Clone, millis: i64) -> Option<Edit> {
    let starts = rows.clone().into_iter().filter_map(|row| t.lines.get(row)?.start());
    let room = starts.map(|start| start.0).filter(|start| *start >= 0).min();
    let millis = room.map_or(millis, |room| millis.max(-room));
    Edit::of_rows(message!("edit-shift"), &t.lines, rows, |_, line| {
        let span = line.span?.shifted(millis);
        let moved = |word: &Word| Word { span: word.span.map(|span| span.shifted(millis)), ..word.clone() };
        let words = line.words.as_ref().map(|words| Arc::new(words.iter().map(moved).collect()));
        Some(Line { span: Some(span), words, ..line.clone() })
    })
}
