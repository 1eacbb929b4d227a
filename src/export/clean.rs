//! Clean verbatim: what a machine put into the text and a reader does without. Conservative: what may be a
//! word that somebody meant stays.

use crate::language::Language;
use crate::model::chars::{is_dash, lower};
use std::borrow::Cow;

/// Whether a line is a rule between two parts: `---`, `***`.
pub(super) fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 3 && text.chars().all(|c| is_dash(c) || "_* ".contains(c))
}

/// Words that nobody means to say twice in a row. `nous nous`, `si, si`, `that that` are not among them.
const FRENCH: &[&str] = &[
    "le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "au", "aux", "à", "et", "ou", "où", "mais", "donc",
    "car", "je", "j'", "j'ai", "tu", "il", "ils", "c'est", "c'était", "ce", "cet", "cette", "ces", "qui", "que", "qu'",
    "qu'il", "dans", "pour", "par", "sur", "avec", "sans", "parce", "comme", "mon", "ma", "mes", "sa", "ses", "leur",
    "leurs", "notre", "votre", "est", "sont", "ont", "y'a",
];
const ENGLISH: &[&str] = &[
    "the", "a", "an", "i", "i'm", "i've", "we", "we're", "they", "they're", "he", "she", "it's", "and", "or", "but",
    "of", "to", "for", "with", "from", "at", "by", "my", "your", "his", "their", "our", "this", "these", "those", "if",
    "because", "as", "what's", "there's", "are", "were", "would", "could",
];

/// The text without the second of two equal small words (`qui suis le le fils`). Between them may stand
/// spaces, a comma or dots.
pub(super) fn without_false_starts(text: &str, language: Option<Language>) -> Cow<'_, str> {
    let known = |word: &str| match language {
        Some(Language::French) => FRENCH.contains(&word),
        Some(Language::English) => ENGLISH.contains(&word),
        Some(Language::Other(_)) | None => false,
    };
    let mut out = String::new();
    let mut copied = 0;
    // The last word that was kept, without what follows it, and where it ends.
    let mut last = ("", 0);
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += piece.len();
        let piece = piece.trim_end();
        if piece.is_empty() {
            continue;
        }
        let word = piece.trim_end_matches([',', '.', '…']);
        let end = start + word.len();
        if word.len() == piece.len() && same_word(word, last.0) && known(&lower(word)) {
            // The first is kept, for its capital; the second goes with all that stands between.
            out.push_str(&text[copied..last.1]);
            copied = end;
        }
        last = (word, end);
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// Whether two words are equal but for their case and the shape of their apostrophe.
fn same_word(one: &str, other: &str) -> bool {
    lower(one) == lower(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_word_said_twice_is_written_once() {
        let (english, french, other) = (Some(Language::English), Some(Language::French), Language::of_tag("de"));
        for (language, before, after) in [
            (french, "qui suis le le fils", "qui suis le fils"),
            (french, "Le le le pont", "Le pont"),
            (french, "je, je pense que... que oui", "je pense que oui"),
            (french, "Vous vous retrouvez, nous nous voyons", "Vous vous retrouvez, nous nous voyons"),
            (french, "C’est c'est très très bien", "C’est très très bien"),
            (french, "la\u{a0}la lumière", "la lumière"),
            (french, "de, de.", "de, de."),
            (english, "I I know that that is the the end", "I know that that is the end"),
            (english, "le le fils", "le le fils"),
            (other, "die die", "die die"),
            (french, "", ""),
        ] {
            assert_eq!(without_false_starts(before, language), after, "{before:?}");
        }
    }
}
