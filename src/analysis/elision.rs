//! French elision: what leans on a name changes with it, `de` becomes `d'`.

use super::likeness::letter_bytes;
use crate::model::chars::is_apostrophe;

/// What stands before a French name when `right` takes the place of `wrong`; `None` when it stays. `d'` and `de `
/// change into each other, so do `qu'` and `que `; an article before a consonant goes. Whether an *h* is mute and a
/// *y* a vowel nobody can see: what stands before them stays.
pub(super) fn leaning(before: &str, right: &str, wrong: &str) -> Option<String> {
    let first = letter_bytes(right).first().copied();
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

/// Whether a word elides what stands before it in French.
fn begins_with_vowel(text: &str) -> bool {
    let first = letter_bytes(text).first().copied();
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
}
