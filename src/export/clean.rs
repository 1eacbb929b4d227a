//! Clean verbatim: what a machine put into the text and a reader does without. Conservative: what may be a
//! word that somebody meant stays.

use crate::language::Language;
use crate::model::chars::{is_apostrophe, is_dash, lower};
use std::borrow::Cow;

/// The text of a line without its sound notes (`(Générique)`, `[Music]`), and empty when nothing but a pause
/// (`...`, `---`, `♪`) is left.
pub(super) fn without_sounds(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let (mut copied, mut from) = (0, 0);
    while let Some(found) = text[from..].find(['(', '[']) {
        let open = from + found;
        from = open + 1;
        let Some(length) = sound_note(&text[open..]) else { continue };
        let end = open + length;
        let alone = || [&kept, &text[copied..open], &text[end..]].iter().all(|part| part.chars().all(is_pause));
        if text[open..].starts_with('[') || is_known_sound(&text[open + 1..end - 1]) || alone() {
            kept.push_str(&text[copied..open]);
            kept.truncate(kept.trim_end().len());
            let after = text[end..].trim_start();
            if !kept.is_empty() && !after.is_empty() && !after.starts_with(['.', ',']) {
                kept.push(' ');
            }
            copied = text.len() - after.len();
            from = copied;
        }
    }
    let kept = if copied == 0 { Cow::Borrowed(text) } else { Cow::Owned(kept + &text[copied..]) };
    if kept.chars().all(is_pause) { Cow::Borrowed("") } else { kept }
}

/// The length in bytes of a note in brackets at the beginning of `text`; `None` when there is none that names
/// a sound. A note that says that something was not understood is no sound, and stays.
fn sound_note(text: &str) -> Option<usize> {
    let close = if text.starts_with('(') { ')' } else { ']' };
    // No note is longer than a few words.
    let end = text[..text.floor_char_boundary(200)].find(close)?;
    let note = text[1..end].trim();
    let lower = note.to_lowercase();
    let says_a_sound = note.chars().any(char::is_alphabetic)
        && note.chars().all(|c| c.is_alphabetic() || is_apostrophe(c) || is_dash(c) || " ,.…♪♫".contains(c))
        && note.chars().count() <= 40;
    let missing = ["inaud", "incompr", "unintell", "indisti", "unclear", "crosstalk"];
    (says_a_sound && !missing.iter().any(|word| lower.starts_with(word))).then_some(end + 1)
}

fn is_known_sound(note: &str) -> bool {
    let lower = note.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(
        first,
        "générique"
            | "musique"
            | "rire"
            | "rires"
            | "applaudissements"
            | "silence"
            | "soupir"
            | "soupirs"
            | "bruit"
            | "bruits"
            | "toux"
            | "jingle"
            | "music"
            | "laughter"
            | "laughs"
            | "laughing"
            | "applause"
            | "cheering"
            | "sigh"
            | "sighs"
            | "cough"
            | "coughs"
            | "noise"
            | "chuckles"
    )
}

/// Whether a line is a rule between two parts: `---`, `***`.
pub(super) fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 3 && text.chars().all(|c| is_dash(c) || "_* ".contains(c))
}

fn is_pause(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || ".…_*♪♫".contains(c)
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
    for token in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += token.len();
        let token = token.trim_end();
        if token.is_empty() {
            continue;
        }
        let word = token.trim_end_matches([',', '.', '…']);
        let end = start + word.len();
        if word.len() == token.len() && same_word(word, last.0) && known(&lower(word)) {
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
    fn sound_notes_and_pauses_go_and_words_stay() {
        for (before, after) in [
            ("(Générique)", ""),
            ("[Music]", ""),
            ("...", ""),
            ("---", ""),
            ("♪ ♪", ""),
            ("- (rires)", ""),
            ("Bonjour (rires) à tous", "Bonjour à tous"),
            ("Bonjour [Applaudissements].", "Bonjour."),
            ("[Music] Welcome [Laughter] back", "Welcome back"),
            ("Le CNRS (un institut) finance", "Le CNRS (un institut) finance"),
            ("I saw [inaudible] there", "I saw [inaudible] there"),
            ("He said [ __ ] twice", "He said [ __ ] twice"),
            ("As in [12] and (3)", "As in [12] and (3)"),
            ("Open (never closed", "Open (never closed"),
            ("And then...", "And then..."),
            ("ab    [Music] éé [Music]", "ab éé"),
            ("?", "?"),
            ("", ""),
        ] {
            assert_eq!(without_sounds(before), after, "{before:?}");
        }
    }

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
