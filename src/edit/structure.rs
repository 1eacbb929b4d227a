//! Operations that make lines out of lines: split, join, insert, delete, move words over a boundary.

use super::{Change, Edit, Splice};
use crate::model::chars::{is_closing, is_dash, is_opening};
use crate::model::{Line, Markup, Message, Span, Speaker, SpeakerId, Time, Transcript, Word, message, rolls, turns};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Splits the line at `row` before the byte `caret` of its text. Spaces at the cut go.
///
/// The second line begins where its first timed word does; without timed words, at the moment that divides
/// the line's time as the caret divides its characters. A line without an own end counts as lasting until
/// the next line starts. `None` when there is no such row, the caret cuts a character, or either part would
/// be empty.
pub fn split(t: &Transcript, row: usize, caret: usize) -> Option<Edit> {
    let line = t.lines.get(row)?;
    let new = split_line(line, t.end_of(row), caret)?;
    Edit::of_lines(message!("edit-split"), vec![Splice { at: row, old: vec![line.clone()], new: new.into() }])
}

/// Splits every line of `rows` in which a turn begins inside (`Bonjour ? -Bonjour.`) before the mark.
/// `None` when there is none.
pub fn split_turns(t: &Transcript, rows: Range<usize>) -> Option<Edit> {
    let mut splices = Vec::new();
    for (row, line) in (rows.start..rows.end.min(t.lines.len())).zip(t.lines.iter_from(rows.start)) {
        // From the last mark to the first, so that the bytes of the earlier ones stay true.
        let mut new = vec![line.clone()];
        let mut end = t.end_of(row);
        for &mark in turns::marks_inside(&line.text).iter().rev() {
            if let Some(parts) = split_line(&new[0], end, mark) {
                end = parts[1].start();
                new.splice(0..1, parts);
            }
        }
        if new.len() > 1 {
            splices.push(Splice { at: row, old: vec![line.clone()], new });
        }
    }
    Edit::of_lines(message!("edit-split-turns"), splices)
}

/// Takes out of captions that roll what they show again. `None` when they do not roll.
pub fn collapse_roll(t: &Transcript) -> Option<Edit> {
    let mut splices: Vec<Splice> = Vec::new();
    for repeat in rolls::repeats(&t.lines) {
        let Some(line) = t.lines.get(repeat.row) else { continue };
        let (at, new) = (repeat.row, rolls::new_part(line, repeat));
        match splices.last_mut() {
            Some(last) if last.at + last.old.len() == at => {
                last.old.push(line.clone());
                last.new.extend(new);
            }
            _ => splices.push(Splice { at, old: vec![line.clone()], new: new.into_iter().collect() }),
        }
    }
    Edit::of_lines(message!("edit-collapse-roll"), splices)
}

/// The two lines that [`split`] makes of one that lasts until `end`.
pub(crate) fn split_line(line: &Line, end: Option<Time>, caret: usize) -> Option<[Line; 2]> {
    let (head, tail) = line.text.split_at_checked(caret)?;
    let (first, second) = (0..head.trim_end().len(), line.text.len() - tail.trim_start().len()..line.text.len());
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let (mut a, mut b) = (line.part(first), line.part(second));
    if let Some(span) = line.span {
        let (chars_before, chars) = (head.chars().count(), line.text.chars().count());
        let word_start = starts(&b).next();
        let cut = word_start.or_else(|| end.map(|end| span.start.towards(end, chars_before, chars)));
        // The first part ends with its last word, unless that is still spoken when the second begins.
        let first_end = word_start.and_then(|start| Some(ends(&a).last()?.min(start))).or(cut);
        a.span = Some(Span { start: span.start, end: span.end.and(first_end) });
        b.span = Some(Span { start: cut.unwrap_or(span.start), end: span.end });
    }
    Some([a, b])
}

/// When the timed words of a line begin.
fn starts(line: &Line) -> impl Iterator<Item = Time> {
    line.words.iter().flat_map(|words| words.iter()).filter_map(|word| word.span).map(|span| span.start)
}

/// When the timed words of a line end.
fn ends(line: &Line) -> impl Iterator<Item = Time> {
    line.words.iter().flat_map(|words| words.iter()).filter_map(|word| word.span).filter_map(|span| span.end)
}

/// Joins the lines of `rows` into one, with a space between their texts. The speaker is that of the first
/// line that has one. `None` when there are not two such rows.
pub fn join(t: &Transcript, rows: Range<usize>) -> Option<Edit> {
    let old = t.lines.slice(rows.start..rows.end.min(t.lines.len()));
    let (first, rest) = old.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let joined = rest.iter().fold(first.clone(), |a, b| join_two(&a, b));
    Edit::of_lines(message!("edit-join"), vec![Splice { at: rows.start, old, new: vec![joined] }])
}

/// The byte in the text of the line that [`join`] makes of two, at which the second one's text begins.
pub fn joint(first: &Line, second: &Line) -> usize {
    first.text.len() + gap(&first.text, &second.text).len()
}

/// What stands between two texts that are joined: a space, unless one has it or the script writes none.
fn gap(a: &str, b: &str) -> &'static str {
    let spaceless = |c: Option<char>| {
        c.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
        })
    };
    let tight = spaceless(a.chars().next_back()) || spaceless(b.chars().next()) || turns::goes_on(a, b);
    if tight { "" } else { " " }
}

fn join_two(a: &Line, b: &Line) -> Line {
    let at = joint(a, b) as u32;
    let text = format!("{}{}{}", a.text, gap(&a.text, &b.text), b.text);
    let moved = |word: &Word| Word { at: word.at.start + at..word.at.end + at, ..word.clone() };
    let words: Vec<Word> = words(a).iter().cloned().chain(words(b).iter().map(moved)).collect();
    let span = match (a.span, b.span) {
        (Some(first), Some(second)) => Some(Span { start: first.start, end: second.end }),
        (first, second) => first.or(second),
    };
    Line {
        span,
        speaker: a.speaker.or(b.speaker),
        text: text.into(),
        words: (!words.is_empty()).then(|| Arc::new(words)),
        markup: join_markup(a, b),
        origin: join_origin(&a.origin, &b.origin),
        checked: a.checked && b.checked,
    }
}

fn words(line: &Line) -> &[Word] {
    line.words.as_ref().map_or(&[], |words| words.as_slice())
}

/// What stood around the first stays; the bodies are joined when both were marked up by the same format.
fn join_markup(a: &Line, b: &Line) -> Option<Arc<Markup>> {
    let (first, second) = (a.markup.as_ref()?, b.markup.as_ref());
    let body = second.filter(|second| second.format == first.format).and_then(|second| {
        let (x, y) = (first.body.as_deref()?, second.body.as_deref()?);
        Some(format!("{x}{}{y}", gap(x, y)))
    });
    Some(Arc::new(Markup { body, ..Markup::clone(first) }))
}

fn join_origin(a: &Range<u32>, b: &Range<u32>) -> Range<u32> {
    match (a.is_empty(), b.is_empty()) {
        (false, true) => a.clone(),
        (true, false) => b.clone(),
        _ => a.start.min(b.start)..a.end.max(b.end),
    }
}

/// Inserts an empty line before `row` (at the end when `row` is the number of lines). It gets the speaker of
/// the line before it and the time between its neighbours, when they leave any.
pub fn insert(t: &Transcript, row: usize) -> Option<Edit> {
    if row > t.lines.len() {
        return None;
    }
    let before = row.checked_sub(1).and_then(|row| t.lines.get(row));
    let after = t.lines.get(row);
    let starts = [before, after].map(|line| line.and_then(|line| line.span));
    let span = match starts {
        [None, None] => None,
        [None, Some(after)] => Some(Span { start: Time(after.start.0.min(0)), end: Some(after.start) }),
        [Some(before), after] => {
            let start = before.end.or(after.map(|after| after.start)).unwrap_or(before.start);
            let end = after.map(|after| after.start).filter(|end| *end >= start);
            Some(Span { start, end: before.end.and(end) })
        }
    };
    let place = before.map_or(0, |line| line.origin.end);
    let line = Line { span, speaker: before.and_then(|line| line.speaker), origin: place..place, ..Line::default() };
    Edit::of_lines(message!("edit-insert"), vec![Splice { at: row, old: Vec::new(), new: vec![line] }])
}

/// Puts the lines of another transcript in the place of `rows`, or before the row at which an empty range stands. They
/// stay as they are, but come from no row of the original. Their speakers are those of the same names; the roster gets
/// the ones that it does not know. `None` when there are no such rows, or no lines.
pub fn paste(t: &Transcript, rows: Range<usize>, pasted: &Transcript) -> Option<Edit> {
    if rows.start > rows.end || rows.end > t.lines.len() || pasted.lines.is_empty() {
        return None;
    }
    let place = rows.start.checked_sub(1).and_then(|row| t.lines.get(row)).map_or(0, |before| before.origin.end);
    let mut roster = Vec::clone(&t.speakers);
    let mut known: HashMap<SpeakerId, Option<SpeakerId>> = HashMap::new();
    let mut here = |theirs: SpeakerId| {
        *known.entry(theirs).or_insert_with(|| {
            let name = &pasted.speaker(theirs)?.name;
            let same = roster.iter().find(|speaker| speaker.answers_to(name)).map(|speaker| speaker.id);
            Some(same.unwrap_or_else(|| {
                roster.push(Speaker::new(name.as_str(), &roster));
                roster[roster.len() - 1].id
            }))
        })
    };
    let line = |line: &Line| Line { speaker: line.speaker.and_then(&mut here), origin: place..place, ..line.clone() };
    let new: Vec<Line> = pasted.lines.iter().map(line).collect();
    let edit = Edit::of_lines(message!("edit-paste"), vec![Splice { at: rows.start, old: t.lines.slice(rows), new }])?;
    let grown = roster.len() > t.speakers.len();
    let speakers = grown.then(|| Change { old: Arc::clone(&t.speakers), new: Arc::new(roster) });
    Some(Edit { speakers, ..edit })
}

/// As [`delete`], of rows that were copied before.
pub fn cut(t: &Transcript, rows: impl IntoIterator<Item = usize>) -> Option<Edit> {
    removed(t, message!("edit-cut"), rows)
}

/// Deletes rows, which rise. `None` when none of them exists.
pub fn delete(t: &Transcript, rows: impl IntoIterator<Item = usize>) -> Option<Edit> {
    removed(t, message!("edit-delete"), rows)
}

fn removed(t: &Transcript, label: Message, rows: impl IntoIterator<Item = usize>) -> Option<Edit> {
    let mut splices: Vec<Splice> = Vec::new();
    for row in rows {
        let Some(line) = t.lines.get(row) else { continue };
        match splices.last_mut() {
            Some(last) if last.at + last.old.len() == row => last.old.push(line.clone()),
            _ => splices.push(Splice { at: row, old: vec![line.clone()], new: Vec::new() }),
        }
    }
    Edit::of_lines(label, splices)
}

/// Moves the first word of the line at `row` to the end of the line before it. The boundary between the two
/// moves with it. When it is the only word, the lines are joined. `None` when there is no line before or no
/// word to move.
pub fn first_word_up(t: &Transcript, row: usize) -> Option<Edit> {
    let above = row.checked_sub(1)?;
    let line = t.lines.get(row)?;
    let caret = first_word_end(&line.text)?;
    move_boundary(
        t,
        above,
        || split_line(line, t.end_of(row), caret),
        |[moved, rest]| {
            let [before, moved] = [&t.lines[above], &moved].map(Clone::clone);
            let mut grown = join_two(&before, &moved);
            grown.speaker = before.speaker;
            grown.checked = before.checked;
            [grown, rest]
        },
    )
}

/// Moves the last word of the line at `row` to the beginning of the line after it; the mirror of
/// [`first_word_up`].
pub fn last_word_down(t: &Transcript, row: usize) -> Option<Edit> {
    let line = t.lines.get(row)?;
    let below = t.lines.get(row + 1)?;
    let caret = last_word_start(&line.text)?;
    move_boundary(
        t,
        row,
        || split_line(line, t.end_of(row), caret),
        |[rest, moved]| {
            let mut grown = join_two(&moved, below);
            grown.speaker = below.speaker;
            grown.checked = below.checked;
            grown.markup = below.markup.clone();
            grown.origin = join_origin(&below.origin, &line.origin);
            [rest, grown]
        },
    )
}

/// The edit of the rows `above` and `above + 1` after a word of one went to the other. Where the word was the
/// only one, the two lines become one.
fn move_boundary(
    t: &Transcript,
    above: usize,
    cut: impl FnOnce() -> Option<[Line; 2]>,
    put: impl FnOnce([Line; 2]) -> [Line; 2],
) -> Option<Edit> {
    let old = t.lines.slice(above..above + 2);
    let new = match cut() {
        None => vec![join_two(old.first()?, old.get(1)?)],
        Some(parts) => put(parts).into(),
    };
    Edit::of_lines(message!("edit-move-word"), vec![Splice { at: above, old, new }])
}

/// The byte behind the first word, and behind punctuation that closes it after a space (French `mot !`).
fn first_word_end(text: &str) -> Option<usize> {
    let mut pieces = pieces(text).skip_while(|piece| !is_spoken(&text[piece.clone()]));
    match pieces.next() {
        Some(word) => Some(pieces.take_while(|piece| closes(&text[piece.clone()])).last().unwrap_or(word).end),
        None => (!text.trim().is_empty()).then_some(text.trim_end().len()),
    }
}

/// The byte at which the last word begins, or the punctuation that opens it before a space (French `« mot »`).
fn last_word_start(text: &str) -> Option<usize> {
    let pieces: Vec<Range<usize>> = pieces(text).collect();
    let word = pieces.iter().rposition(|piece| is_spoken(&text[piece.clone()])).unwrap_or(0);
    let opening = pieces.get(..word)?.iter().rev().take_while(|piece| opens(&text[(*piece).clone()])).count();
    pieces.get(word - opening).map(|piece| piece.start)
}

fn is_spoken(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// Whether a piece that stands alone belongs to the word before it.
fn closes(piece: &str) -> bool {
    piece.chars().all(|c| is_closing(c) || ".,;:!?…’%‰€$£°".contains(c))
}

/// Whether a piece that stands alone belongs to the word after it.
fn opens(piece: &str) -> bool {
    piece.chars().all(|c| is_opening(c) || is_dash(c) || "‘>#".contains(c))
}

/// The runs of characters between spaces, in bytes.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_whitespace().map(move |piece| {
        let start = piece.as_ptr().addr() - text.as_ptr().addr();
        start..start + piece.len()
    })
}
