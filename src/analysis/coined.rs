//! Words that are made of known ones: a dictionary lists few of them, and they are right as they are.

use crate::language::Language;

/// What is put before a word to make another one, in French and English, without accents.
const PREFIXES: &[&str] = &[
    "anti", "auto", "bio", "co", "counter", "cyber", "de", "dis", "eco", "hyper", "inter", "macro", "mega", "meta",
    "micro", "mini", "mis", "multi", "nano", "neo", "non", "off", "on", "out", "over", "post", "pre", "pro", "proto",
    "pseudo", "re", "self", "semi", "socio", "sub", "super", "tele", "trans", "ultra", "un", "under", "up",
];

/// What English puts behind a word to make another one.
const ENDINGS: &[&str] = &[
    "s", "es", "ed", "er", "ers", "or", "ors", "ing", "ings", "able", "ability", "less", "ness", "ly", "ful", "ment",
    "ments", "ish", "y", "ism", "ist", "ists", "al", "als", "ally", "ity", "ize", "izes", "ized", "izing", "ization",
    "ation", "ations", "ive", "ant", "ic", "ics",
];

/// Affixes that are taken off a word, one after the other, at most.
const DEEP: usize = 3;
/// Letters of what is left of a word without an affix, at least.
const STEM: usize = 4;
/// Letters of each part of a word of two, at least; one of the two has one more.
const PART: usize = 3;

/// Whether a word that no dictionary has is made of words that one knows: of two (`hashrate`, in English alone), or of
/// one with something before or, in English, behind it (`métavers`, `scalable`).
pub(super) fn is_coined(word: &str, language: Language, knows: &dyn Fn(&str) -> bool) -> bool {
    is_made(&word.to_lowercase(), language == Language::English, knows, DEEP)
}

fn is_made(word: &str, is_english: bool, knows: &dyn Fn(&str) -> bool, deep: usize) -> bool {
    let stands = |part: &str, least: usize| part.chars().count() >= least;
    let is_word =
        |stem: &str| stands(stem, STEM) && (knows(stem) || deep > 1 && is_made(stem, is_english, knows, deep - 1));
    let begins = || {
        let cuts = word.char_indices().map(|(at, _)| at).skip(2).take(6);
        cuts.map(|at| word.split_at(at)).any(|(head, rest)| PREFIXES.contains(&&*unaccented(head)) && is_word(rest))
    };
    let ends = || {
        ENDINGS.iter().filter_map(|ending| Some((word.strip_suffix(ending)?, ending))).any(|(stem, ending)| {
            // `scal-able`, `ru-nner`, `happi-ness`.
            let doubled = || {
                let mut letters = stem.chars().rev();
                let last = letters.next();
                last == letters.next() && last.is_some_and(|c| is_word(&stem[..stem.len() - c.len_utf8()]))
            };
            let silent = || ending.starts_with(|c| "aeiouy".contains(c)) && is_word(&format!("{stem}e"));
            let of_y = || stem.strip_suffix('i').is_some_and(|stem| is_word(&format!("{stem}y")));
            is_word(stem) || silent() || doubled() || of_y()
        })
    };
    let is_two = || {
        let cuts = word.char_indices().map(|(at, _)| word.split_at(at));
        cuts.filter(|(head, rest)| stands(head, PART) && stands(rest, PART) && stands(word, 2 * PART + 1))
            .any(|(head, rest)| knows(head) && (knows(rest) || rest.strip_suffix('s').is_some_and(is_word)))
    };
    begins() || is_english && (ends() || is_two())
}

fn unaccented(head: &str) -> String {
    head.chars().map(|c| if matches!(c, 'é' | 'è') { 'e' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_made_of_known_ones_is_coined() {
        let known = ["vers", "scale", "hash", "rate", "trust", "happy", "board", "plan", "mélange", "has", "van"];
        for (language, word, expected) in [
            (Language::French, "métavers", true),
            (Language::French, "Prémélange", true),
            (Language::French, "hashrate", false),
            (Language::French, "vraiver", false),
            (Language::English, "scalable", true),
            (Language::English, "trustlessness", true),
            (Language::English, "unhappiness", true),
            (Language::English, "planner", true),
            (Language::English, "hashrates", true),
            (Language::English, "onboarding", true),
            (Language::English, "scible", false),
            (Language::English, "planvers", true),
            (Language::English, "hasvan", false),
            (Language::English, "", false),
            (Language::English, "é", false),
        ] {
            assert_eq!(is_coined(word, language, &|part| known.contains(&part)), expected, "{word}");
        }
    }
}
