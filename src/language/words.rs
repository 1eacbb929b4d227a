//! The words of a text as a reader sees them, and where a sentence begins.

use super::name_words::is_abbreviated;
use crate::model::chars::{is_accent, is_apostrophe, is_closing, is_dash, is_hyphen, is_joiner, is_opening, lower};
use std::ops::Range;

/// A word of a text, with what holds it together inside (`aujourd'hui`, `Jean-Luc`, `R&D`, `node.js`); or an elided
/// one that leans on the next (`l'`, `qu'`), its apostrophe included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordAt {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// Whether it is an elided word: the next word follows without a space.
    pub elided: bool,
}

/// French words that elide before a vowel, without the apostrophe.
const ELIDED: &[&str] =
    &["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"];
/// Words that begin like an elision and are none.
const WHOLE: &[&str] = &["d'abord", "presqu'île", "c'mon", "d'you", "t's"];

/// The words of a text, in its order. They do not overlap; between them lie spaces and punctuation.
pub fn words_of(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The bytes of the word that byte `at` of a text belongs to: what a double-click there selects. Between words it is the
/// spaces there, or the other marks; nothing in an empty text.
pub fn word_at(text: &str, at: usize) -> Range<usize> {
    let word = words_of(text).map(|word| word.at).find(|word| word.end > at);
    if let Some(word) = word.as_ref().filter(|word| word.start <= at) {
        return word.clone();
    }
    let before = words_of(text).map(|word| word.at.end).take_while(|end| *end <= at).last().unwrap_or(0);
    let gap = before..word.map_or(text.len(), |word| word.start);
    let is_space = |at: usize| text[at..].chars().next().is_some_and(char::is_whitespace);
    let same = |&(offset, _): &(usize, char)| is_space(gap.start + offset) == is_space(at);
    let end = text[at..gap.end].char_indices().find(|(offset, _)| is_space(at + offset) != is_space(at));
    let start = text[gap.start..at].char_indices().rev().take_while(same).last();
    start.map_or(at, |(offset, _)| gap.start + offset)..end.map_or(gap.end, |(offset, _)| at + offset)
}

/// The word inside which byte `at` of a text stands, with the elided ones that lean on it: `l'eau` is one here. `None`
/// before, behind and between words.
pub fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let mut leaning = None;
    for word in words_of(text) {
        let start = leaning.take().unwrap_or(word.at.start);
        if word.elided {
            leaning = Some(start);
        } else if at < word.at.end {
            return (start < at).then_some(start..word.at.end);
        }
    }
    None
}

/// See [`words_of`].
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = WordAt;

    fn next(&mut self) -> Option<WordAt> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let end = end_of_word(self.text, start);
        let elision = elision(&self.text[start..end]);
        self.at = start + elision.unwrap_or(end - start);
        Some(WordAt { at: start..self.at, elided: elision.is_some() })
    }
}

/// Where the word that begins at `start` ends.
fn end_of_word(text: &str, start: usize) -> usize {
    let mut end = start;
    // The letters since the last mark inside the word, to tell `node.js` from `fini.Alors`.
    let mut run = 0;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        if c.is_alphanumeric() || is_mark(c) {
            run += 1;
        } else {
            let Some(&(_, next)) = chars.peek() else { break };
            let joins = is_apostrophe(c) || is_hyphen(c) || matches!(c, '.' | '&' | '·' | '@' | '_');
            let sentence = c == '.' && run > 1 && next.is_uppercase() && !ends_upper(&text[start..end]);
            if !joins || !next.is_alphanumeric() || sentence {
                break;
            }
            run = 0;
        }
        end = chars.peek().map_or(text.len(), |&(at, _)| start + at);
    }
    end
}

/// Whether a character adds to the one before it: an accent written apart, a soft hyphen.
fn is_mark(c: char) -> bool {
    is_joiner(c) || is_accent(c)
}

fn ends_upper(word: &str) -> bool {
    word.chars().next_back().is_some_and(char::is_uppercase)
}

/// How many bytes of a word are an elided word in front.
fn elision(word: &str) -> Option<usize> {
    let (at, apostrophe) = word.char_indices().take(8).find(|&(_, c)| is_apostrophe(c))?;
    let rest = word[at + apostrophe.len_utf8()..].chars().next()?;
    let elides = rest.is_alphanumeric() && ELIDED.iter().any(|elided| word[..at].eq_ignore_ascii_case(elided));
    let whole = || WHOLE.contains(&lower(word).as_ref());
    (elides && !whole()).then_some(at + apostrophe.len_utf8())
}

/// Whether a sentence begins at byte `at` of a text: at its top, or after the end of a sentence, quotation marks,
/// brackets and a turn's dash skipped.
///
/// The top of a text may be the middle of a sentence that began in the line before it; see [`ends_sentence`].
pub fn starts_sentence(text: &str, at: usize) -> bool {
    let before = text[..at]
        .trim_end_matches(|c: char| c.is_whitespace() || is_opening(c) || is_closing(c) || is_dash(c) || c == '>');
    before.is_empty() || ends_sentence(before)
}

/// Whether a sentence ends where a text ends. The point of an initial (`J.`) or of a short title (`Mr.`) ends none.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || is_closing(c));
    let Some(last) = text.chars().next_back() else { return false };
    if last != '.' {
        return matches!(last, '!' | '?' | '…');
    }
    let word = text[..text.len() - 1].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let initial = word.chars().count() == 1 && ends_upper(word);
    !(initial || is_abbreviated(word))
}

/// A word without its English possessive.
pub fn without_possessive(word: &str) -> &str {
    let owner = word.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(is_apostrophe));
    owner.filter(|word| word.len() > 1).unwrap_or(word)
}

/// The words of a text, small, a space between two: what is the same in another case or behind other spaces.
pub fn lower_words(text: &str) -> String {
    let words: Vec<_> = words_of(text).map(|word| lower(&text[word.at])).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_a_word_is_neither_before_nor_behind_it() {
        for (text, expected) in [
            ("|Et l'eau", None),
            ("E|t l'eau", Some("Et")),
            ("Et| l'eau", None),
            ("Et |l'eau", None),
            ("Et l|'eau", Some("l'eau")),
            ("Et l'|eau", Some("l'eau")),
            ("Et l'eau|", None),
            ("Jean-|Luc", Some("Jean-Luc")),
            ("fini.|Alors", None),
            ("là. |-Merci", None),
            ("là. -|Merci", None),
            ("|", None),
        ] {
            let at = text.find('|').expect("the place is marked");
            let text = text.replace('|', "");
            assert_eq!(around(&text, at).map(|word| &text[word]), expected, "{text} at {at}");
        }
    }

    #[test]
    fn a_place_of_a_text_belongs_to_a_word_or_to_what_stands_between() {
        // The place stands before `|`, the word between `[` and `]`.
        for marked in [
            "un [m|ot] ici",
            "un [|mot] ici",
            "un[| ]mot",
            "l'[|eau] et",
            "[|l']eau",
            "[aujourd|'hui], non",
            "Marc[|,] oui",
            "fini[ |  ]« oui »",
            "oui [|«] non",
            "non[|…]",
            "[|été]",
            "[|]",
        ] {
            let strip = |drop: &[char]| marked.replace(|c| drop.contains(&c), "");
            let (text, at) = (strip(&['[', ']', '|']), strip(&['[', ']']).find('|').expect("a place"));
            let (start, end) =
                (strip(&['|', ']']).find('[').expect("a word"), strip(&['|', '[']).find(']').expect("its end"));
            assert_eq!(word_at(&text, at), start..end, "{marked}");
        }
    }

    #[test]
    fn words_keep_what_holds_a_word_together() {
        for (text, expected) in [
            ("Bonjour à tous !", "Bonjour|à|tous"),
            ("C'est l’homme qu'on a vu", "C'|est|l’|homme|qu'|on|a|vu"),
            ("aujourd'hui, d'abord la presqu'île", "aujourd'hui|d'abord|la|presqu'île"),
            ("Jean-Luc et Marie‑Anne -bon", "Jean-Luc|et|Marie‑Anne|bon"),
            ("R&D at AT&T, node.js v2.0", "R&D|at|AT&T|node.js|v2.0"),
            ("c'est fini.Alors on y va.", "c'|est|fini|Alors|on|y|va"),
            ("the U.S.A. won't", "the|U.S.A|won't"),
            ("J.-P. O'Brien's", "J|P|O'Brien's"),
            ("e\u{301}te\u{301} 'quoted' --", "e\u{301}te\u{301}|quoted"),
            ("", ""),
            ("… — !", ""),
        ] {
            let found: Vec<&str> = words_of(text).map(|word| &text[word.at]).collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn an_elided_word_says_so() {
        let elided: Vec<bool> = words_of("L'arbre d'à côté").map(|word| word.elided).collect();
        assert_eq!(elided, [true, false, true, false, false]);
    }

    #[test]
    fn a_sentence_begins_after_one_ends() {
        for (text, expected) in [
            ("Bonjour. |Oui", true),
            ("Bonjour, |Oui", false),
            ("|Oui", true),
            ("-|Oui", true),
            ("Ah ! « |Oui", true),
            ("Bonjour ? -|Oui", true),
            ("avec J. |Martin", false),
            ("said Mr. |Fox", false),
            ("the end (really). |Now", true),
        ] {
            let at = text.find('|').expect("the place is marked");
            assert_eq!(starts_sentence(&text.replace('|', ""), at), expected, "{text}");
        }
    }
}
