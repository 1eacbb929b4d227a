//! Where the rows of a wrapped text may not break: before `?`, `!`, `:`, `;` and `»`, and after `«`, though a space
//! stands there, as French has it.
//!
//! Only what is laid out has no-break spaces there. A space and a no-break space are one character each, and all that
//! is asked of a laid-out text (the caret, a click, an underline) is asked in characters; the line itself stays as it is.

use crate::model::chars::NO_BREAK;
use std::borrow::Cow;
use std::ops::Range;

/// A part of a text as it is laid out.
pub(super) fn kept_together(text: &str, part: Range<usize>) -> Cow<'_, str> {
    let shown = &text[part.clone()];
    let holds = |at: usize| {
        let next = text[at + 1..].chars().next();
        let before = text[..at].chars().next_back();
        next.is_some_and(|c| matches!(c, '?' | '!' | ':' | ';' | '»')) && before.is_some_and(|c| c != ' ')
            || before == Some('«')
    };
    let spaces = || shown.match_indices(' ').map(|(at, _)| at).filter(|at| holds(part.start + at));
    if spaces().next().is_none() {
        return Cow::Borrowed(shown);
    }
    let mut out = String::with_capacity(shown.len() + 8);
    let mut done = 0;
    for at in spaces() {
        out.push_str(&shown[done..at]);
        out.push(NO_BREAK);
        done = at + 1;
    }
    out.push_str(&shown[done..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stays_with_its_word() {
        for (text, shown) in [
            ("Ça va ?", "Ça va~?"),
            ("« oui » : non ; enfin !", "«~oui~»~: non~; enfin~!"),
            ("rien ici", "rien ici"),
            ("? tout", "? tout"),
            ("", ""),
        ] {
            let kept = kept_together(text, 0..text.len());
            assert_eq!(kept.replace('\u{a0}', "~"), shown);
            assert_eq!(kept.chars().count(), text.chars().count(), "each character stands for one");
        }
        assert_eq!(kept_together("va ?", 0..3), "va\u{a0}", "a part knows what stands behind it");
        assert_eq!(kept_together("« va", 2..5), "\u{a0}va", "and what stands before it");
    }
}
