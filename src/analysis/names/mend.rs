//! What is written in a place when a name is put right: what leans on it changes with it.

use super::matcher::Hit;
use super::windows::Spot;
use crate::analysis::words::is_apostrophe;
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
        // Whether an *h* is mute nobody can see: what stands before it stays.
        let is_open = super::likeness::letters(right).first() == Some(&b'h');
        if let Some(spot) = before.filter(|_| !is_open)
            && let Some(leaning) =
                leaning(&text[spot.at.clone()], begins_with_vowel(right), vowel_at(&text[at.clone()]))
        {
            over.start = spot.at.start;
            with = leaning + &with;
        }
    }
    Mended { at, over, with }
}

/// What stands before a name when its first sound changes; `None` when it stays. `d'` and `de ` change into each
/// other, so do `qu'` and `que `; an article before a consonant goes.
fn leaning(before: &str, vowel: bool, was_vowel: bool) -> Option<String> {
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

/// Whether a French name elides what stands before it.
fn begins_with_vowel(name: &str) -> bool {
    vowel_at(name)
}

fn vowel_at(text: &str) -> bool {
    let first = super::likeness::letters(text).first().copied();
    matches!(first, Some(b'a' | b'e' | b'i' | b'o' | b'u'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leans_on_a_name_follows_it() {
        for (before, vowel, was_vowel, new) in [
            ("de", true, true, Some("d'")),
            ("De", true, false, Some("D'")),
            ("de", false, true, None),
            ("d'", false, true, Some("de ")),
            ("D’", false, true, Some("De ")),
            ("qu'", false, true, Some("que ")),
            ("que", true, false, Some("qu'")),
            ("l'", false, true, Some("")),
            ("l'", true, true, None),
            ("chez", true, false, None),
        ] {
            assert_eq!(leaning(before, vowel, was_vowel).as_deref(), new, "{before}");
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
