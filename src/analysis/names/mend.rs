//! What is written in a place when a name is put right: what leans on it changes with it.

use super::matcher::Hit;
use super::windows::Spot;
use crate::model::chars::is_apostrophe;
use std::ops::Range;

/// What a place becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The bytes of the wrong form itself.
    pub at: Range<usize>,
    /// The bytes that are replaced: those, and what leans on them.
    pub over: Range<usize>,
    /// What is written there.
    pub with: String,
}

/// What a hit becomes. `french` says whether elision is mended.
pub fn mend(text: &str, stretch: &[Spot], hit: &Hit, right: &str, french: bool) -> Mended {
    let mut at = hit.at.clone();
    let mut over = at.clone();
    let mut with = in_case_of(&text[at.clone()], right);
    if french {
        let swallowed = stretch[hit.words.start].elided;
        let before = match hit.words.start.checked_sub(1).map(|before| &stretch[before]) {
            _ if hit.verdict.elided => Some(&stretch[hit.words.start]),
            before if !swallowed => before,
            _ => None,
        };
        if hit.verdict.elided {
            at.start = stretch[hit.words.start + 1].at.start;
        }
        if let Some(spot) = before
            && let Some(leaning) = leaning(&text[spot.at.clone()], right, &text[at.clone()])
        {
            over.start = spot.at.start;
            with = leaning + &with;
        }
    }
    Mended { at, over, with }
}

/// What stands before a French name when `right` takes the place of `wrong`; `None` when it stays. `d'` and `de `
/// change into each other, so do `qu'` and `que `; an article before a consonant goes. Whether an *h* is mute and a
/// *y* a vowel nobody can see: what stands before them stays.
pub fn leaning(before: &str, right: &str, wrong: &str) -> Option<String> {
    let first = super::likeness::letters(right).first().copied();
    if matches!(first, Some(b'h' | b'y')) {
        return None;
    }
    let (vowel, was_vowel) = (begins_with_vowel(right), begins_with_vowel(wrong));
    let lower = before.to_lowercase();
    let capital = before.starts_with(char::is_uppercase);
    let new = match (lower.trim_end_matches(is_apostrophe), lower.ends_with(is_apostrophe), vowel) {
        ("de", false, true) => "d'",
        ("que", false, true) if !was_vowel => "qu'",
        ("d", true, false) => "de ",
        ("qu", true, false) => "que ",
        ("jusqu", true, false) => "jusque ",
        ("l", true, false) => "",
        _ => return None,
    };
    let mut chars = new.chars();
    Some(match chars.next() {
        Some(first) if capital => first.to_uppercase().chain(chars).collect(),
        _ => new.to_owned(),
    })
}

/// The right form in the case of a text that shouts, and with its plural.
fn in_case_of(wrong: &str, right: &str) -> String {
    let letters = || wrong.chars().filter(|c| c.is_alphabetic());
    let shouts = letters().count() > 6 && letters().all(char::is_uppercase) && wrong.contains(' ');
    let mut out = if shouts { right.to_uppercase() } else { right.to_owned() };
    let plain = |text: &str| super::likeness::letters(text);
    let (heard, said) = (plain(wrong), plain(right));
    if heard.len() == said.len() + 1 && heard.ends_with(b"s") && heard.starts_with(&said) {
        out.push('s');
    }
    out
}

/// Whether a word elides what stands before it in French.
fn begins_with_vowel(text: &str) -> bool {
    let first = super::likeness::letters(text).first().copied();
    matches!(first, Some(b'a' | b'e' | b'i' | b'o' | b'u'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leans_on_a_name_follows_it() {
        for (before, wrong, right, new) in [
            ("de", "Orléan", "Orsenne", Some("d'")),
            ("De", "Tilan", "Élan", Some("D'")),
            ("de", "Ilan", "Tilan", None),
            ("d'", "Orsenne", "Versenne", Some("de ")),
            ("D’", "Orsenne", "Versenne", Some("De ")),
            ("qu'", "Anna", "Louise", Some("que ")),
            ("que", "Lanna", "Anna", Some("qu'")),
            ("l'", "Île", "Lille", Some("")),
            ("l'", "Ile", "Île", None),
            ("d'", "Ivonne", "Yvonne", None),
            ("de", "Ollande", "Hollande", None),
            ("chez", "Anna", "Hannah", None),
        ] {
            assert_eq!(leaning(before, right, wrong).as_deref(), new, "{before} {wrong} → {right}");
        }
    }

    #[test]
    fn case_and_plural_are_kept() {
        for (wrong, right, with) in [
            ("wooden data centers", "Woodendatacenter", "Woodendatacenters"),
            ("JEAN DUPOND", "Jean Dupont", "JEAN DUPONT"),
            ("OVF", "OVH", "OVH"),
            ("Corvazier", "Corvasier", "Corvasier"),
        ] {
            assert_eq!(in_case_of(wrong, right), with, "{wrong}");
        }
    }
}
