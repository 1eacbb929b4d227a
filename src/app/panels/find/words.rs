//! What is to be searched for: what is selected in the table, or the word at the caret.

use crate::app::caret;
use crate::app::desk::Desk;
use crate::app::view::{Editing, Field};
use crate::language::words;
use crate::model::Text;
use egui::Context;
use std::ops::Range;

/// Where a match begins: its row, and the byte there.
pub(super) type Start = (usize, usize);

/// Words of the transcript that are to be searched for.
pub(super) struct Words {
    /// The words.
    pub(super) text: String,
    /// Where they stand.
    pub(super) at: Start,
}

/// What is selected in the open cell, or in rows that are read. Of more than two rows it is no words that could be found:
/// a place runs over one end of a line at most.
pub(super) fn selected(desk: &Desk, ctx: &Context) -> Option<Words> {
    let lines = &desk.transcript().lines;
    if let Some((row, text, range)) = in_cell(desk, ctx) {
        return words_of(&text[range.clone()], (row, range.start));
    }
    let passage = desk.view.passage?;
    let (first, last) = passage.ends();
    let at = passage.in_row(first.row, &lines.get(first.row)?.text).map_or(0, |part| part.start);
    (last.row <= first.row + 1).then(|| words_of(&passage.text(lines), (first.row, at)))?
}

/// The word at the caret in the open cell.
pub(super) fn at_caret(desk: &Desk, ctx: &Context) -> Option<Words> {
    let (row, text, range) = in_cell(desk, ctx)?;
    let is_word = |at: &Range<usize>| text[at.clone()].chars().any(char::is_alphanumeric);
    // Behind its last letter the caret is at a word too.
    let before = text[..range.end].char_indices().next_back().map(|(at, _)| at);
    let word = std::iter::once(range.end).chain(before).map(|at| words::word_at(text, at)).find(is_word)?;
    words_of(&text[word.clone()], (row, word.start))
}

/// The row and the text of the open cell, and the bytes that are selected in it.
fn in_cell<'a>(desk: &'a Desk, ctx: &Context) -> Option<(usize, &'a Text, Range<usize>)> {
    let &Editing { row, .. } = desk.view.editing.as_ref().filter(|editing| editing.field == Field::Text)?;
    let text = &desk.transcript().lines.get(row)?.text;
    Some((row, text, caret::range(ctx, text)?))
}

fn words_of(text: &str, at: Start) -> Option<Words> {
    let text = text.replace('\n', " ");
    (!text.trim().is_empty()).then_some(Words { text, at })
}
