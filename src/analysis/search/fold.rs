//! What counts as the same when a person looks for a text.
//!
//! A text is compared as a stream of folded characters: canonically decomposed, so that `é` is the same in one
//! character and in two; the kinds of apostrophe, of hyphen, of quotation mark and of space made one each; what is invisible left out.
//! Case and accents go where the query says that they do not count.

use regex::bytes::Regex;
use std::sync::LazyLock;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// What a query tells apart.
#[derive(Clone, Copy, Debug)]
pub struct Fold {
    /// Whether `a` and `A` differ.
    pub case: bool,
    /// Whether `e` and `é` differ.
    pub accents: bool,
}

/// What a character stands for: up to four characters, none for one that does not count.
#[derive(Default)]
pub struct Folded {
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
    pub fn as_slice(&self) -> &[char] {
        &self.chars[..self.len]
    }
}

impl Fold {
    /// What a character stands for.
    pub fn fold(self, c: char) -> Folded {
        match c {
            '\0'..='\x7f' => Folded::one(self.ascii(c as u8)),
            '’' | '‘' | 'ʼ' | '‛' => Folded::one('\''),
            '“' | '”' | '„' | '‟' => Folded::one('"'),
            '\u{2010}' | '\u{2011}' | '–' => Folded::one('-'),
            '…' => Folded::several(&['.', '.', '.']),
            // Soft hyphens, joiners, direction marks, byte order marks.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Folded::default(),
            // The Kelvin sign, a semicolon and a grave that are ASCII to Unicode. Left as they are, so that no
            // character but those above folds to an ASCII one without being a letter with an accent.
            '\u{212a}' | '\u{37e}' | '\u{1fef}' | '\u{3400}'..='\u{9fff}' => Folded::one(c),
            _ if c.is_whitespace() => Folded::one(' '),
            _ => self.letter(c),
        }
    }

    /// What an ASCII byte stands for.
    #[inline]
    pub fn ascii(self, byte: u8) -> char {
        let byte = if byte.is_ascii_whitespace() { b' ' } else { byte };
        char::from(if self.case { byte } else { byte.to_ascii_lowercase() })
    }

    /// A whole text.
    pub fn text(self, text: &str) -> Vec<char> {
        let mut out = Vec::with_capacity(text.len());
        for c in text.chars() {
            out.extend_from_slice(self.fold(c).as_slice());
        }
        out
    }

    fn letter(self, c: char) -> Folded {
        let mut out = Folded::default();
        decompose_canonical(c, |part| {
            if is_mark(part) {
                if self.accents {
                    out.push(part);
                }
            } else {
                let part = if self.case { part } else { lower(part) };
                if self.accents { out.push(part) } else { plain_letters(part).for_each(|c| out.push(c)) }
            }
        });
        out
    }
}

/// Whether a text in UTF-8 holds a character that stands for nothing even where accents count: letters that follow
/// each other to the eye may not do so in its bytes.
pub fn holds_invisible(text: &[u8]) -> bool {
    static INVISIBLE: LazyLock<Regex> = LazyLock::new(|| {
        let bytes = r"(?-u)\xC2\xAD|\xE2\x80[\x8B-\x8F]|\xE2\x81\xA0|\xEF\xBB\xBF";
        Regex::new(bytes).expect("the expression is right")
    });
    INVISIBLE.is_match(text)
}

/// Whether a character is an accent of the one before it.
pub fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

/// Whether a character is part of a word. Apostrophes and hyphens are not.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark(c)
}

fn lower(c: char) -> char {
    // The Greek sigma at the end of a word is no other letter.
    if c == 'ς' { 'σ' } else { c.to_lowercase().next().unwrap_or(c) }
}

/// What is typed for a letter by those who leave accents out: ligatures in two, strokes away.
fn plain_letters(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'œ' => ('o', Some('e')),
        'Œ' => ('O', Some('e')),
        'æ' => ('a', Some('e')),
        'Æ' => ('A', Some('e')),
        'ß' => ('s', Some('s')),
        'ẞ' => ('S', Some('S')),
        'ø' => ('o', None),
        'Ø' => ('O', None),
        'ł' => ('l', None),
        'Ł' => ('L', None),
        'đ' => ('d', None),
        'Đ' => ('D', None),
        'ı' => ('i', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
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
