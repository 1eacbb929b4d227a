//! What counts as the same when a person looks for a text.
//!
//! A text is compared as a stream of folded characters: canonically decomposed, so that `é` is the same in one
//! character and in two; the kinds of apostrophe, of hyphen, of quotation mark and of space made one each; what is
//! invisible left out. Case and accents go where the query says that they do not count.

use crate::model::chars::{is_accent, is_apostrophe, is_double_quote, is_invisible, is_short_dash, without_accents};
use regex::bytes::Regex;
use std::sync::LazyLock;
use unicode_normalization::char::decompose_canonical;

/// What a query tells apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fold {
    /// Whether `a` and `A` differ.
    pub case: bool,
    /// Whether `e` and `é` differ.
    pub accents: bool,
}

/// What a character stands for: up to four characters, none for one that does not count.
#[derive(Default)]
pub(super) struct Folded {
    chars: [char; 4],
    len: usize,
}

impl Folded {
    fn one(c: char) -> Folded {
        Folded { chars: [c, '\0', '\0', '\0'], len: 1 }
    }

    fn several(chars: &[char]) -> Folded {
        let mut out = Folded::default();
        chars.iter().for_each(|&c| out.push(c));
        out
    }

    fn push(&mut self, c: char) {
        // No character decomposes into more than four.
        if let Some(free) = self.chars.get_mut(self.len) {
            *free = c;
            self.len += 1;
        }
    }

    /// The characters.
    pub(super) fn as_slice(&self) -> &[char] {
        &self.chars[..self.len]
    }
}

impl Fold {
    /// What a character stands for.
    pub(super) fn fold(self, c: char) -> Folded {
        match c {
            '\0'..='\x7f' => Folded::one(self.ascii(c as u8)),
            _ if is_apostrophe(c) => Folded::one('\''),
            _ if is_double_quote(c) => Folded::one('"'),
            _ if is_short_dash(c) => Folded::one('-'),
            '…' => Folded::several(&['.', '.', '.']),
            _ if is_invisible(c) => Folded::default(),
            // The Kelvin sign, a semicolon and a grave that are ASCII to Unicode. Left as they are, so that no
            // character but those above folds to an ASCII one without being a letter with an accent.
            '\u{212a}' | '\u{37e}' | '\u{1fef}' | '\u{3400}'..='\u{9fff}' => Folded::one(c),
            _ if c.is_whitespace() => Folded::one(' '),
            _ => self.letter(c),
        }
    }

    /// What an ASCII byte stands for.
    #[inline]
    pub(super) fn ascii(self, byte: u8) -> char {
        let byte = if byte.is_ascii_whitespace() { b' ' } else { byte };
        char::from(if self.case { byte } else { byte.to_ascii_lowercase() })
    }

    /// A whole text.
    pub(super) fn text(self, text: &str) -> Vec<char> {
        let mut out = Vec::with_capacity(text.len());
        for c in text.chars() {
            out.extend_from_slice(self.fold(c).as_slice());
        }
        out
    }

    fn letter(self, c: char) -> Folded {
        let mut out = Folded::default();
        let mut push = |part| out.push(if self.case { part } else { lower_letter(part) });
        if self.accents {
            decompose_canonical(c, push);
        } else {
            without_accents(c, &mut push);
        }
        out
    }
}

/// Whether a text in UTF-8 holds a character that stands for nothing even where accents count: letters that follow
/// each other to the eye may not do so in its bytes.
pub(super) fn holds_invisible(text: &[u8]) -> bool {
    static INVISIBLE: LazyLock<Regex> = LazyLock::new(|| {
        let bytes = r"(?-u)\xC2\xAD|\xD8\x9C|\xE2\x80[\x8B-\x8F\xAA-\xAE]|\xE2\x81[\xA0-\xA9]|\xEF\xBB\xBF";
        Regex::new(bytes).expect("the expression is right")
    });
    INVISIBLE.is_match(text)
}

/// Whether a character is part of a word. Apostrophes and hyphens are not.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_accent(c)
}

fn lower_letter(c: char) -> char {
    // The Greek sigma at the end of a word is no other letter.
    if c == 'ς' { 'σ' } else { c.to_lowercase().next().unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_stands_for_nothing_is_invisible() {
        for case in [false, true] {
            let fold = Fold { case, accents: true };
            for c in '\0'..=char::MAX {
                let nothing = fold.fold(c).as_slice().is_empty();
                assert_eq!(holds_invisible(c.encode_utf8(&mut [0; 4]).as_bytes()), nothing, "{c:?}");
            }
        }
    }
}
