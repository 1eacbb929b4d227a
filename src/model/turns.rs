//! Turns: the longest runs of lines by one speaker. Derived from the lines, never stored.
//!
//! A machine that does not know who speaks often marks that somebody else does, with a dash or `>>` at the
//! beginning of a line. Such a mark begins a turn too, so that turns can be tagged before anyone is named.

use super::chars::{is_apostrophe, is_closing, is_dash, is_hyphen, is_opening};
use super::{Line, Lines};
use std::ops::Range;

/// Whether a turn begins at `line`, which follows `before` (`None` at the top of the transcript).
pub fn begins(before: Option<&Line>, line: &Line) -> bool {
    let Some(before) = before else { return true };
    before.speaker != line.speaker || (mark(&line.text).is_some() && !goes_on(&before.text, &line.text))
}

/// Whether a text goes on directly where the text before it stopped, with no space between: `100` and `,000`, `middle` and
/// `-class`. Such a hyphen is no mark.
pub fn goes_on(before: &str, text: &str) -> bool {
    let Some(last) = before.chars().next_back().filter(|last| !last.is_whitespace()) else { return false };
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(hyphen), Some(next)) if is_hyphen(hyphen) => last.is_alphanumeric() && next.is_lowercase(),
        (Some(',' | ')' | ']' | '}' | '”'), _) => true,
        (Some('.'), None) => true,
        (Some('.'), Some(next)) => next.is_whitespace() || (last.is_ascii_digit() && next.is_ascii_digit()),
        _ => false,
    }
}

/// The mark with which the text says that somebody else speaks now: `-`, `–`, `—`, `>>` or `->>` before a word.
///
/// Returns the bytes of the mark and the spaces after it; `None` when there is no mark. `---` (a pause) and
/// `-3` (a number) are no marks.
pub fn mark(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim_start();
    let start = text.len() - trimmed.len();
    // Of a word that is broken off before it, captioners leave the dash.
    let arrows = trimmed.strip_prefix(is_dash).unwrap_or(trimmed).strip_prefix(">>");
    let rest = match arrows {
        Some(rest) => rest.trim_start_matches('>'),
        None => trimmed.strip_prefix(is_dash)?,
    };
    let word = rest.trim_start();
    let first = word.chars().next()?;
    let speaks = first.is_alphabetic() || (first.is_numeric() && word.len() < rest.len()) || may_begin_speech(first);
    speaks.then(|| start..text.len() - word.len())
}

/// Whether speech begins with a character that is no letter: a quotation mark, dots, an elided `'Tis`.
fn may_begin_speech(c: char) -> bool {
    is_opening(c) || is_apostrophe(c) || matches!(c, '”' | '.' | '…')
}

/// Where turns begin *inside* a text: the byte of each dash that stands after the end of a sentence and
/// before a capital, dots or a quotation mark (`Bonjour ? -Bonjour.`), and of each `>>` before a word.
pub fn marks_inside(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    // Most lines have none of them, nor the byte with which the dashes begin that are not ASCII.
    if memchr::memchr3(b'-', b'>', 0xE2, text.as_bytes()).is_none() {
        return found;
    }
    for (at, dash) in text.char_indices().skip(1) {
        if !is_dash(dash) && dash != '>' {
            continue;
        }
        let before = text[..at].trim_end();
        let apart = before.len() < at && !before.is_empty();
        if dash == '>' {
            // Nothing else is written so.
            if apart && text[at..].starts_with(">>") && mark(&text[at..]).is_some() {
                found.push(at);
            }
            continue;
        }
        let after = &text[at + dash.len_utf8()..];
        let word = after.trim_start();
        let ends = apart && before.ends_with(|c| matches!(c, '.' | '!' | '?' | '…') || is_closing(c));
        let starts = word.starts_with(|c: char| c.is_uppercase() || "\"«“….".contains(c));
        // A dash with a space on each side between words is punctuation unless a sentence ended before it.
        if ends && starts && !after.starts_with(is_dash) {
            found.push(at);
        }
    }
    found
}

/// The rows of the turn to which `row` belongs. Empty when there is no such row.
///
/// Takes time in proportion to the length of the turn.
pub fn at(lines: &Lines, row: usize) -> Range<usize> {
    if row >= lines.len() {
        return row..row;
    }
    let mut start = row;
    while start > 0 && !begins(lines.get(start - 1), &lines[start]) {
        start -= 1;
    }
    start..end(lines, row)
}

/// The row after the last one of the turn to which `row` belongs.
pub fn end(lines: &Lines, row: usize) -> usize {
    let mut before = lines.get(row);
    for (ahead, line) in lines.iter_from(row + 1).enumerate() {
        if begins(before, line) {
            return row + 1 + ahead;
        }
        before = Some(line);
    }
    lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_where_the_text_before_stopped() {
        for (before, text, goes_on_there) in [
            ("over 200", ",000 boats", true),
            ("well", "-known", true),
            ("well", "- known", false),
            ("well", "-Known", false),
            ("Well.", "-known", false),
            ("3", ".5", true),
            ("uses", ".NET", false),
            ("and", "...", false),
            ("and ", ", so", false),
            ("", ", so", false),
        ] {
            assert_eq!(goes_on(before, text), goes_on_there, "{before:?} {text:?}");
            let lines = [before, text].map(Line::new);
            let begins_a_turn = mark(text).is_some() && !goes_on_there;
            assert_eq!(begins(Some(&lines[0]), &lines[1]), begins_a_turn, "{before:?} {text:?}");
        }
    }
}
