//! Operations on the text of lines, and on a person's approval of it.

use super::Edit;
use crate::model::{Message, Transcript, message};
use std::collections::BTreeMap;
use std::ops::Range;

/// Gives the line at `row` another text. Words outside the change keep their times; see
/// [`crate::model::Line::with_text`]. `None` when there is no such row or the text is the same.
pub fn set(t: &Transcript, row: usize, text: &str) -> Option<Edit> {
    Edit::of_rows(message!("edit-typing"), &t.lines, [row], |_, line| {
        (line.text != *text).then(|| line.with_text(text.replace('\r', "").as_str().into()))
    })
}

/// A place in the transcript and what shall stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The row.
    pub row: usize,
    /// The bytes of the line's text.
    pub at: Range<usize>,
    /// What shall stand there.
    pub with: String,
}

/// Takes byte ranges of many lines away in one step; the lines stay. As [`replace`].
pub fn without(t: &Transcript, label: Message, places: Vec<(usize, Range<usize>)>) -> Option<Edit> {
    let nothing = |(row, at)| Replacement { row, at, with: String::new() };
    replace(t, label, &places.into_iter().map(nothing).collect::<Vec<_>>())
}

/// Replaces byte ranges of many lines in one step. Places need no order. A place that does not lie in its
/// line, cuts a character or overlaps one before it is left out. `None` when nothing changes.
pub fn replace(t: &Transcript, label: Message, places: &[Replacement]) -> Option<Edit> {
    let mut by_row: BTreeMap<usize, Vec<(Range<usize>, &str)>> = BTreeMap::new();
    for place in places {
        by_row.entry(place.row).or_default().push((place.at.clone(), &place.with));
    }
    let rows: Vec<usize> = by_row.keys().copied().collect();
    Edit::of_rows(label, &t.lines, rows, |row, line| {
        let parts = by_row.get_mut(&row)?;
        parts.sort_by_key(|(range, _)| (range.start, range.end));
        let mut done = 0;
        parts.retain(|(range, _)| {
            let fits = range.start >= done && range.start <= range.end && line.text.get(range.clone()).is_some();
            if fits {
                done = range.end;
            }
            fits
        });
        (!parts.is_empty()).then(|| line.with_replaced(parts))
    })
}

/// Marks rows as approved by a person, or takes the approval back. `None` when all of them are so already.
pub fn set_checked(t: &Transcript, rows: impl IntoIterator<Item = usize>, checked: bool) -> Option<Edit> {
    let label = if checked { message!("edit-check") } else { message!("edit-uncheck") };
    Edit::of_rows(label, &t.lines, rows, |_, line| Some(crate::model::Line { checked, ..line.clone() }))
}
