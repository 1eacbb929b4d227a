//! Quotation marks, apostrophes, dots and spaces as the language writes them.
//!
//! French follows the *Lexique des règles typographiques en usage à l'Imprimerie nationale*: a narrow no-break
//! space before `;`, `!` and `?`, a no-break space before `:` and inside guillemets, an em dash before a reply.

use crate::language::Language;
use crate::model::chars::{APOSTROPHE, NARROW, NO_BREAK, is_space};

/// A paragraph set as its language asks. Other languages than French and English are left as they are.
pub(super) fn set(text: &str, language: Option<Language>) -> String {
    let french = match language {
        Some(Language::French) => true,
        Some(Language::English) => false,
        Some(Language::Other(_)) | None => return text.to_owned(),
    };
    // A quotation that is not closed within its paragraph stays as it is: nobody can tell where it ends.
    let paired = text.matches('"').count().is_multiple_of(2);
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut inside = false;
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        let after = &text[at + c.len_utf8()..];
        let next = after.chars().next();
        match c {
            '.' if after.starts_with("..") && !after[2..].starts_with('.') && before != Some('.') => {
                out.push('…');
                chars.next();
                chars.next();
            }
            '\'' if before.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphanumeric) => {
                out.push(APOSTROPHE);
            }
            '"' if paired => {
                inside = !inside;
                match (french, inside) {
                    (true, true) => guillemet_open(&mut out, &mut chars),
                    (true, false) => guillemet_close(&mut out),
                    (false, true) => out.push('“'),
                    (false, false) => out.push('”'),
                }
            }
            '«' if french => guillemet_open(&mut out, &mut chars),
            '»' if french => guillemet_close(&mut out),
            ';' | '!' | '?' if french && ends_a_word(next) => mark(&mut out, c, NARROW),
            ':' if french && ends_a_word(next) => mark(&mut out, c, NO_BREAK),
            _ => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// The dash with which a reply begins when nobody is named, with its space.
pub(super) fn reply_dash(language: Option<Language>) -> &'static str {
    if language == Some(Language::French) { "—\u{a0}" } else { "— " }
}

type Chars<'a> = std::iter::Peekable<std::str::CharIndices<'a>>;

fn guillemet_open(out: &mut String, chars: &mut Chars) {
    while chars.next_if(|(_, c)| is_space(*c)).is_some() {}
    out.push('«');
    out.push(NO_BREAK);
}

fn guillemet_close(out: &mut String) {
    drop_spaces(out);
    out.push(NO_BREAK);
    out.push('»');
}

/// Writes a mark behind a word, with the space that belongs before it.
fn mark(out: &mut String, mark: char, space: char) {
    drop_spaces(out);
    // A row of marks (`?!`) has one space, before the first; at the beginning there is nothing to set it from.
    if out.chars().next_back().is_some_and(|last| !"?!;:([«…".contains(last)) || out.ends_with('…') {
        out.push(space);
    }
    out.push(mark);
}

fn drop_spaces(out: &mut String) {
    out.truncate(out.trim_end_matches(is_space).len());
}

/// Whether a mark before `next` stands at the end of a word, and not within a time, a number or an address.
fn ends_a_word(next: Option<char>) -> bool {
    next.is_none_or(|next| next.is_whitespace() || "?!;:)]»\"”…".contains(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_language_writes() {
        let (english, french, other) = (Some(Language::English), Some(Language::French), Language::of_tag("de"));
        // `_` stands for a no-break space and `^` for a narrow one.
        for (language, before, after) in [
            (french, "Vraiment ? Oui!", "Vraiment^? Oui^!"),
            (french, "Quoi ?!", "Quoi^?!"),
            (french, "Voici : \"La Tech\", tout simplement...", "Voici_: «_La Tech_», tout simplement…"),
            (french, "«Oui» et « non »", "«_Oui_» et «_non_»"),
            (french, "l'été d'Ada, jusqu'à 12:30", "l’été d’Ada, jusqu’à 12:30"),
            (french, "http://a.example/?b:c", "http://a.example/?b:c"),
            (french, "un \" seul", "un \" seul"),
            (french, "Ah... ?", "Ah…^?"),
            (french, "....", "...."),
            (french, "?", "?"),
            (english, "\"It's late!\" she said...", "“It’s late!” she said…"),
            (english, "Why ?", "Why ?"),
            (other, "\"it's\"...", "\"it's\"..."),
            (french, "", ""),
        ] {
            let expected = after.replace('_', "\u{a0}").replace('^', "\u{202f}");
            let set_once = set(before, language);
            assert_eq!(set_once, expected, "{before:?}");
            assert_eq!(set(&set_once, language), expected, "a second time: {before:?}");
        }
    }
}
