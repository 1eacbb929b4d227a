//! A transcript as a format can hold it: what it cannot is changed before it is written, in one way for all.

use super::{Format, vtt};
use crate::model::{Line, Meta, Span, Time, Transcript, Word};
use std::borrow::Cow;
use std::sync::Arc;

/// The transcript as a format can hold it: times before 0 as 0 where it holds none, and notes that another format has
/// between lines among the notes of the whole.
pub fn held<'a>(transcript: &'a Transcript, format: &Format) -> Cow<'a, Transcript> {
    let early = !format.holds.before_zero && transcript.lines.iter().any(is_early);
    let notes = if format.holds.notes { notes_between(transcript, format) } else { Vec::new() };
    if !early && notes.is_empty() {
        return Cow::Borrowed(transcript);
    }
    let mut changed = transcript.clone();
    if early {
        changed.lines =
            transcript.lines.iter().map(|line| if is_early(line) { late(line) } else { line.clone() }).collect();
    }
    if !notes.is_empty() {
        let mut meta = Meta::clone(&transcript.meta);
        meta.notes.extend(notes);
        changed.meta = Arc::new(meta);
    }
    Cow::Owned(changed)
}

/// Whether a line begins or ends before 0.
pub(super) fn is_early(line: &Line) -> bool {
    line.span.is_some_and(|span| span.start < Time(0) || span.end.is_some_and(|end| end < Time(0)))
}

/// The line with 0 in place of what is earlier.
fn late(line: &Line) -> Line {
    let span = |span: Span| Span { start: span.start.max(Time(0)), end: span.end.map(|end| end.max(Time(0))) };
    let word = |word: &Word| Word { span: word.span.map(span), ..word.clone() };
    let words = line.words.as_ref().map(|words| Arc::new(words.iter().map(word).collect()));
    Line { span: line.span.map(span), words, ..line.clone() }
}

/// The notes that another format has between lines.
pub(super) fn notes_between(transcript: &Transcript, format: &Format) -> Vec<String> {
    let markups = transcript.lines.iter().filter_map(|line| line.markup.as_deref());
    let others = markups.filter(|markup| markup.format == vtt::FORMAT.id && markup.format != format.id);
    others.flat_map(|markup| vtt::notes(&markup.around)).collect()
}
