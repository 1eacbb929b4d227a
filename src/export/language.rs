//! Which language a transcript is in, as far as export must know.

use crate::model::Transcript;

/// A language whose writing export knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    French,
    English,
    /// Another one, or nobody can tell.
    Other,
}

/// Lines that are looked at when the transcript does not say its language.
const LOOKED_AT: usize = 400;

/// The language that the transcript names, else the one its first lines look like.
pub(super) fn of(t: &Transcript) -> Language {
    if let Some(tag) = &t.meta.language {
        return match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "fr" | "fra" | "fre" => Language::French,
            "en" | "eng" => Language::English,
            _ => Language::Other,
        };
    }
    let (mut words, mut french, mut english) = (0, 0, 0);
    for word in t.lines.iter().take(LOOKED_AT).flat_map(|line| line.text.split(|c: char| !c.is_alphabetic())) {
        words += usize::from(!word.is_empty());
        match word {
            "le" | "la" | "les" | "des" | "est" | "et" | "que" | "une" | "dans" | "pour" | "qui" | "vous" => {
                french += 1
            }
            "the" | "and" | "of" | "is" | "that" | "it" | "you" | "this" | "with" | "was" | "to" | "for" => {
                english += 1
            }
            _ => {}
        }
    }
    // Running text has such words at every fifth to tenth place; a tenth of that could be chance or a quotation.
    let clear = |mine: usize, other: usize| mine * 20 > words && mine > 3 * other;
    match () {
        () if clear(french, english) => Language::French,
        () if clear(english, french) => Language::English,
        () => Language::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Line, Meta};
    use std::sync::Arc;

    #[test]
    fn it_is_told_by_the_tag_or_by_common_words() {
        for (tag, text, expected) in [
            (Some("fr-CA"), "the cat", Language::French),
            (Some("EN"), "le chat", Language::English),
            (Some("de"), "the cat", Language::Other),
            (None, "Le pont que vous voyez est dans la brume et les gens", Language::French),
            (None, "The bridge that you see is in the fog and it was", Language::English),
            (None, "Die Brücke im Nebel", Language::Other),
            (None, "", Language::Other),
        ] {
            let meta = Arc::new(Meta { language: tag.map(str::to_owned), ..Meta::default() });
            let t = Transcript { lines: [Line::new(text)].into_iter().collect(), meta, ..Transcript::default() };
            assert_eq!(of(&t), expected, "{tag:?} {text:?}");
        }
    }
}
