//! What depends on the script that a text is written in: joining lines, and where sentences end.

use crate::model::chars::is_unspaced;
use crate::model::chars::{NO_BREAK, is_closing, is_space};
use crate::model::turns;
use std::ops::Range;

/// Puts between `before` and `after` what belongs there: a space, but none between Chinese or Japanese.
pub(super) fn join(before: &mut String, after: &str) {
    let tight = before.chars().next_back().is_some_and(is_unspaced) && after.chars().next().is_some_and(is_unspaced);
    let tight = tight || turns::goes_on(before, after);
    if !tight && !before.is_empty() && !before.ends_with(char::is_whitespace) {
        before.push(' ');
    }
}

/// The bytes within `range` at which a sentence begins because another has ended before.
pub(super) fn sentence_starts(text: &str, range: Range<usize>) -> impl Iterator<Item = usize> {
    let inner = &text[range.clone()];
    inner.char_indices().filter_map(move |(at, c)| {
        let end = range.start + at + c.len_utf8();
        match c {
            '。' | '！' | '？' => {
                let after = text[end..].trim_start_matches(['」', '』', '”', ' ']);
                Some(text.len() - after.len())
            }
            '.' | '!' | '?' | '…' => {
                let closed = text[end..].trim_start_matches(|c| is_closing(c) || c == NO_BREAK);
                let after = closed.trim_start();
                let starts =
                    after.chars().next().is_some_and(|first| !first.is_lowercase() && !".,;:!?…".contains(first));
                let ends = after.len() < closed.len() && !(c == '.' && is_abbreviated(&text[..end - 1]));
                (starts && ends).then_some(text.len() - after.len())
            }
            _ => None,
        }
    })
}

/// Whether a text ends where a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c| is_closing(c) || is_space(c)).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Whether a full stop after `before` may be that of an abbreviation or an initial: `M.`, `Dr.`.
fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let short = word.chars().next().is_some_and(char::is_uppercase) && word.chars().nth(2).is_none();
    short || matches!(word, "Mme" | "Mlle" | "Mgr" | "Mrs" | "Prof" | "Sgt")
}

/// The physical lines of a text without the spaces around them; empty ones are left out.
pub(super) fn physical_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_as_their_script_asks() {
        for (before, after, joined) in [
            ("one", "two", "one two"),
            ("橋は", "遠い。", "橋は遠い。"),
            ("橋は", "far", "橋は far"),
            ("", "one", "one"),
            ("안녕", "하세요", "안녕 하세요"),
        ] {
            let mut text = before.to_owned();
            join(&mut text, after);
            text.push_str(after);
            assert_eq!(text, joined);
        }
    }

    #[test]
    fn sentences_begin_after_sentences() {
        for (text, starts) in [
            ("One. Two! Three? four", vec!["Two! Three? four", "Three? four"]),
            ("M. Smets, J. R. et Dr. Non. Puis", vec!["Puis"]),
            ("Il dit \"oui.\" Elle rit.", vec!["Elle rit."]),
            ("橋。遠い！", vec!["遠い！", ""]),
            ("12.30 and a.b", vec![]),
        ] {
            let found: Vec<&str> = sentence_starts(text, 0..text.len()).map(|at| &text[at..]).collect();
            assert_eq!(found, starts, "{text:?}");
        }
    }
}
