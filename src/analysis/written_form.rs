//! What is written in a place when a name is put right there: what leans on it changes with it.

use super::elision::leaning;
use super::likeness::letter_bytes;
use super::likeness::windows::Spot;
use std::ops::Range;

/// What a place becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenForm {
    /// The bytes of the wrong form itself.
    pub at: Range<usize>,
    /// The bytes that are replaced: those, and what leans on them.
    pub over: Range<usize>,
    /// What is written there.
    pub with: String,
}

/// What some words of a stretch become when `right` is what was said. `elided` says that the first of them is a `de`
/// which `right` swallows to `d'`; `french` whether elision is minded at all.
pub(super) fn written(
    text: &str,
    stretch: &[Spot],
    words: &Range<usize>,
    elided: bool,
    right: &str,
    french: bool,
) -> WrittenForm {
    let mut at = stretch[words.start].at.start..stretch[words.end - 1].at.end;
    let mut over = at.clone();
    let mut with = in_case_of(&text[at.clone()], right);
    if french {
        let swallowed = stretch[words.start].elided;
        let before = match words.start.checked_sub(1).map(|before| &stretch[before]) {
            _ if elided => Some(&stretch[words.start]),
            before if !swallowed => before,
            _ => None,
        };
        if elided {
            at.start = stretch[words.start + 1].at.start;
        }
        if let Some(spot) = before
            && let Some(leaning) = leaning(&text[spot.at.clone()], right, &text[at.clone()])
        {
            over.start = spot.at.start;
            with = leaning + &with;
        }
    }
    WrittenForm { at, over, with }
}

/// Whether the right form stands around a place already: `Mar` in `Mar Vista`; or the very form, in another case
/// at most where all is in capitals.
pub(super) fn stands_already(text: &str, at: &Range<usize>, right: &str) -> bool {
    let found = &text[at.clone()];
    let capitals = !found.contains(char::is_lowercase) && found.to_lowercase() == right.to_lowercase();
    capitals
        || right.match_indices(found).any(|(within, _)| {
            let start = at.start.checked_sub(within);
            start.is_some_and(|start| text.get(start..start + right.len()) == Some(right))
        })
}

/// The right form in the case of a text that shouts, and with its plural.
fn in_case_of(wrong: &str, right: &str) -> String {
    let alphabetic = || wrong.chars().filter(|c| c.is_alphabetic());
    let shouts = alphabetic().count() > 6 && alphabetic().all(char::is_uppercase) && wrong.contains(' ');
    let mut out = if shouts { right.to_uppercase() } else { right.to_owned() };
    let (heard, said) = (letter_bytes(wrong), letter_bytes(right));
    if heard.len() == said.len() + 1 && heard.ends_with(b"s") && heard.starts_with(&said) {
        out.push('s');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
