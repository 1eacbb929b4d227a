//! Operations on the times of lines.

use super::{Edit, meta};
use crate::model::{Chapter, Line, Span, Time, Transcript, Word, message};
use std::sync::Arc;

/// Gives the line at `row` a span, or takes its span away. `None` when there is no such row or the span is
/// that already. An end before the start is refused. A chapter that begins where the line began goes with it.
pub fn set(t: &Transcript, row: usize, span: Option<Span>) -> Option<Edit> {
    if span.is_some_and(|span| span.end.is_some_and(|end| end < span.start)) {
        return None;
    }
    let edit = Edit::of_rows(message!("edit-time"), &t.lines, [row], |_, line| Some(Line { span, ..line.clone() }))?;
    let starts = t.lines.get(row).and_then(Line::start).zip(span.map(|span| span.start));
    Some(match starts {
        Some((old, new)) => with_chapters(t, edit, |_, chapter| (chapter.start == old).then_some(new)),
        None => edit,
    })
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
/// below 0 that was not: the whole move is shortened instead. Chapters go with the line with which they begin; one
/// behind all lines goes with the last. `None` when no row is timed or nothing moves.
pub fn shift(t: &Transcript, rows: impl IntoIterator<Item = usize> + Clone, millis: i64) -> Option<Edit> {
    let starts = rows.clone().into_iter().filter_map(|row| t.lines.get(row)?.start());
    let room = starts.map(|start| start.0).filter(|start| *start >= 0).min();
    let millis = room.map_or(millis, |room| millis.max(-room));
    let edit = Edit::of_rows(message!("edit-shift"), &t.lines, rows.clone(), |_, line| {
        let span = line.span?.shifted(millis);
        let moved = |word: &Word| Word { span: word.span.map(|span| span.shifted(millis)), ..word.clone() };
        let words = line.words.as_ref().map(|words| Arc::new(words.iter().map(moved).collect()));
        Some(Line { span: Some(span), words, ..line.clone() })
    })?;
    let moved = chapters_of(t, rows);
    let shifted = |start: Time| Time((start.0.saturating_add(millis)).max(start.0.min(0)));
    Some(with_chapters(t, edit, |at, chapter| moved.contains(&at).then(|| shifted(chapter.start))))
}

/// The places of the chapters that begin with one of some rows, which rise.
fn chapters_of(t: &Transcript, rows: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let chapters = &t.meta.chapters;
    let mut order: Vec<usize> = (0..chapters.len()).collect();
    order.sort_by_key(|at| chapters[*at].start);
    let (mut found, mut last) = (Vec::new(), None);
    if order.is_empty() {
        return found;
    }
    let start_of = |row: usize| t.lines.get(row).and_then(Line::start);
    let begun_by = |time: Time| order.partition_point(|at| chapters[*at].start <= time);
    for row in rows {
        let Some(start) = start_of(row) else { continue };
        let before = (0..row).rev().take(64).find_map(start_of);
        found.extend(order.get(before.map_or(0, begun_by)..begun_by(start)).unwrap_or_default());
        last = Some((row, start));
    }
    if let Some((row, start)) = last
        && t.lines.iter_from(row + 1).take(64).all(|line| line.span.is_none())
    {
        found.extend(order.get(begun_by(start)..).unwrap_or_default());
    }
    found
}

/// The edit with the chapters that go along: `along` says when a chapter begins after it, by its place and itself.
fn with_chapters(t: &Transcript, mut edit: Edit, along: impl Fn(usize, &Chapter) -> Option<Time>) -> Edit {
    let starts: Vec<Option<Time>> =
        t.meta.chapters.iter().enumerate().map(|(at, chapter)| along(at, chapter)).collect();
    if starts.iter().any(Option::is_some) {
        let chapters = meta::change(t, edit.label.clone(), |meta| {
            for (chapter, start) in meta.chapters.iter_mut().zip(starts) {
                chapter.start = start.unwrap_or(chapter.start);
            }
            meta.chapters.sort_by_key(|chapter| chapter.start);
        });
        edit.meta = chapters.and_then(|chapters| chapters.meta);
    }
    edit
}
