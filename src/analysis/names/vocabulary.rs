//! The distinct words of a document, each judged once.

use crate::analysis::lexicon::Lexicon;
use crate::analysis::likeness::letter_bytes;
use crate::analysis::likeness::saying::{is_spelled, spell_english, spell_french};
use crate::analysis::likeness::sound::{self, Ear, skeleton};
use crate::language::Language;
use rustc_hash::FxHashMap;

/// A distinct word, by its place in the [`Vocabulary`].
pub(super) type Id = u32;

/// A distinct word, as it is written, and what is known of it.
pub struct Word {
    /// How it is written.
    pub text: Box<str>,
    /// Its letters, folded.
    pub letters: Box<[u8]>,
    /// How it sounds by French rules.
    pub french: Box<[u8]>,
    /// How it sounds by English rules.
    pub english: Box<[u8]>,
    /// How it is said letter by letter, when it is a short row of capitals.
    pub spelled: Option<Box<str>>,
    /// Fingerprints of the three, for words that are joined.
    pub prints: [Print; 3],
    /// Fingerprints of the consonants of both sounds.
    pub skeletons: [Print; 2],
    /// The document's language knows it as it is written.
    pub is_known: bool,
    /// The document's language or English has it without a capital.
    pub is_common: bool,
    /// Neither the document's language nor English knows it.
    pub is_unknown: bool,
    /// English knows it, and the document's language, another one, does not.
    pub is_foreign: bool,
    /// It is an article, a preposition …, or a single letter.
    pub is_function: bool,
    /// It begins with a capital, or has one inside.
    pub is_capital: bool,
    /// A capital follows a small letter in it.
    pub is_mixed: bool,
}

/// The distinct words of a document.
pub(super) struct Vocabulary<'a> {
    lexicon: &'a Lexicon,
    words: Vec<Word>,
    ids: FxHashMap<Box<str>, Id>,
}

impl<'a> Vocabulary<'a> {
    /// No words yet, judged by what this lexicon knows.
    pub(super) fn new(lexicon: &'a Lexicon) -> Vocabulary<'a> {
        Vocabulary { lexicon, words: Vec::new(), ids: FxHashMap::default() }
    }

    /// The word of that writing, judged if it is new.
    pub(super) fn id(&mut self, text: &str) -> Id {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = self.words.len() as Id;
        self.words.push(Word::new(text, self.lexicon));
        self.ids.insert(text.into(), id);
        id
    }

    /// A word that was interned.
    pub(super) fn get(&self, id: Id) -> &Word {
        &self.words[id as usize]
    }
}

impl Word {
    fn new(text: &str, lexicon: &Lexicon) -> Word {
        let lower = text.to_lowercase();
        let in_english = |word: &str| lexicon.knows_in(word, Language::English);
        let has_language = lexicon.language.is_some();
        // Where nobody knows the language, what any of the shipped ones knows is an ordinary word.
        let in_own = |word: &str| match has_language {
            true => lexicon.knows(word),
            false => in_english(word) || lexicon.knows_in(word, Language::French),
        };
        let (is_known, is_common) = (in_own(text), in_own(&lower));
        let is_number = text.chars().all(|c| !c.is_alphabetic());
        let letters = letter_bytes(text).into_boxed_slice();
        let french = sound::code(text, Ear::French).into_boxed_slice();
        let english = sound::code(text, Ear::English).into_boxed_slice();
        let spell = if lexicon.language == Some(Language::English) { spell_english } else { spell_french };
        Word {
            prints: [Print::of(&letters), Print::of(&french), Print::of(&english)],
            skeletons: [Print::of(&skeleton(&french)), Print::of(&skeleton(&english))],
            spelled: (is_spelled(text) && text.len() <= 4).then(|| spell(text).into()),
            is_known: is_known || is_number,
            is_common: is_common || in_english(&lower) || is_number,
            is_unknown: !is_known && !is_number && !in_english(text),
            is_foreign: has_language && !is_known && in_english(text),
            is_function: lexicon.is_function_word(text) || is_number || letters.len() == 1,
            is_capital: text.chars().any(char::is_uppercase),
            is_mixed: text.chars().zip(text.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase()),
            text: text.into(),
            letters,
            french,
            english,
        }
    }
}

/// A fingerprint of a row of letters or sounds. Those of two rows give that of both one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print {
    hash: u64,
    power: u64,
}

impl Print {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    /// That of no letters.
    pub const EMPTY: Print = Print { hash: 0, power: 1 };

    /// That of these letters or sounds.
    pub fn of(bytes: &[u8]) -> Print {
        bytes
            .iter()
            .fold(Print::EMPTY, |print, byte| print.then(Print { hash: u64::from(*byte) + 1, power: Print::BASE }))
    }

    /// That of these and then those.
    pub fn then(self, next: Print) -> Print {
        Print {
            hash: self.hash.wrapping_mul(next.power).wrapping_add(next.hash),
            power: self.power.wrapping_mul(next.power),
        }
    }

    /// The number to look it up by.
    pub fn key(self) -> u64 {
        // Its low bits are poor.
        (self.hash ^ (self.hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_print_of_joined_words_is_that_of_both() {
        assert_eq!(Print::of(b"pen").then(Print::of(b"hallick")), Print::of(b"penhallick"));
        assert_ne!(Print::of(b"ab"), Print::of(b"ba"));
        assert_ne!(Print::of(b""), Print::of(b"\0"));
    }
}
