//! How a text sets its signs apart from its words: by a space of which kind, or by none.

use crate::model::chars::{NARROW, NO_BREAK};
use std::ops::Range;

/// How often signs are set apart from the text, and by what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spaced {
    /// By U+00A0, the no-break space.
    pub no_break: u32,
    /// By U+202F, the narrow no-break space.
    pub narrow: u32,
    /// By an ordinary space.
    pub plain: u32,
    /// By nothing.
    pub none: u32,
}

/// A sign that French sets apart, and what stands between it and the text.
pub(super) struct Sign {
    /// Which it is.
    pub sign: char,
    /// The spaces; empty when there are none.
    pub space: Range<usize>,
}

/// The signs of a text that French sets apart: `; : ! ? »` from what stands before them, `«` from what follows.
pub(super) fn signs(text: &str) -> impl Iterator<Item = Sign> {
    let marks = text.char_indices().filter(|(_, c)| matches!(c, ';' | ':' | '!' | '?' | '«' | '»'));
    marks.filter_map(|(at, sign)| {
        let after = at + sign.len_utf8();
        if sign == '«' {
            let rest = &text[after..];
            let space = after..after + (rest.len() - rest.trim_start().len());
            return (space.end < text.len()).then_some(Sign { sign, space });
        }
        let before = text[..at].trim_end();
        let last = before.chars().next_back()?;
        // `?!`, `12:30`, `http://`, `:)` and a sign on its own are not set apart.
        let joined = before.len() == at && (matches!(last, '!' | '?' | '…' | '.') || sign == ':' || sign == ';');
        let smiley = matches!(sign, ':' | ';') && text[after..].starts_with([')', '(', '-', 'D', '/']);
        let counts = !joined && !smiley && !matches!(last, '«' | '(' | '[');
        counts.then_some(Sign { sign, space: before.len()..at })
    })
}

/// Adds up how a text sets its signs apart.
pub(super) fn count_spaces(text: &str, counts: &mut Spaced) {
    if !text.contains([';', ':', '!', '?', '«', '»']) {
        return;
    }
    for Sign { space, .. } in signs(text) {
        let mut spaces = text[space].chars();
        *match spaces.next() {
            Some(NO_BREAK) => &mut counts.no_break,
            Some(NARROW) => &mut counts.narrow,
            Some(_) => &mut counts.plain,
            None => &mut counts.none,
        } += 1;
    }
}
