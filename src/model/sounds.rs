//! What in a line is a sound or a pause and not speech: `(Générique)`, `[Music]`, `*rires*`, `♪ la la ♪`, `...`.
//!
//! One answer for all who ask: whose lines are whose, whether a speaker is missing, what a reader gets. Conservative:
//! what may be a word that somebody meant is speech, and so is what somebody said that was not understood.

use super::chars::{is_apostrophe, is_dash};
use std::borrow::Cow;

/// Characters of a note among words, at most; of one that stands alone in its line, at most.
const LONGEST: [usize; 2] = [40, 80];

/// Whether a line is a sound or a pause and not speech: nothing is left of it [`without_sounds`].
pub fn is_sound(text: &str) -> bool {
    without_sounds(text).is_empty()
}

/// The text of a line without its sounds, and empty when nothing but a pause is left.
pub fn without_sounds(text: &str) -> Cow<'_, str> {
    if is_sung(text) || is_starred(text) {
        return Cow::Borrowed("");
    }
    let mut kept = without_notes(text);
    // A note may stand alone only when another one is gone.
    while let Cow::Owned(shorter) = without_notes(&kept) {
        kept = Cow::Owned(shorter);
    }
    if kept.chars().all(is_pause) { Cow::Borrowed("") } else { kept }
}

fn without_notes(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let (mut copied, mut from) = (0, 0);
    while let Some(found) = memchr::memchr2(b'(', b'[', &text.as_bytes()[from..]) {
        let open = from + found;
        from = open + 1;
        let Some(note) = note(&text[open..]) else { continue };
        let end = open + note.len() + 2;
        let alone = || [&kept, &text[copied..open], &text[end..]].iter().all(|part| part.chars().all(is_pause));
        let among_words = note.chars().count() <= LONGEST[0] && !note.chars().any(char::is_numeric);
        if (among_words && (text[open..].starts_with('[') || begins_as_sound(note))) || alone() {
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
    if copied == 0 { Cow::Borrowed(text) } else { Cow::Owned(kept + &text[copied..]) }
}

/// What stands in the brackets with which a text begins; `None` when it cannot be the name of a sound.
fn note(text: &str) -> Option<&str> {
    let close = if text.starts_with('(') { ')' } else { ']' };
    // No note is longer than a few words.
    let note = &text[1..text[..text.floor_char_boundary(400)].find(close)?];
    may_be_sound(note).then_some(note)
}

/// Whether a note may name a sound: a few words without punctuation of speech. One that says that something was not
/// understood names none: somebody speaks.
fn may_be_sound(note: &str) -> bool {
    let lower = note.trim().to_lowercase();
    let missing = ["inaud", "incompr", "unintell", "indisti", "unclear", "crosstalk"];
    note.chars().any(char::is_alphabetic)
        && note.chars().all(|c| c.is_alphanumeric() || is_apostrophe(c) || is_dash(c) || " ,.…♪♫".contains(c))
        && note.chars().count() <= LONGEST[1]
        && !missing.iter().any(|word| lower.starts_with(word))
}

/// Whether a line is sung from its beginning to its end: `♪ la la ♪`, `- ♪ la la`.
fn is_sung(text: &str) -> bool {
    let mark = |c| matches!(c, '♪' | '♫');
    let Some(song) = text.trim_start_matches(is_pause_but_music).strip_prefix(mark) else { return false };
    song.trim_end_matches(is_pause_but_music).ends_with(mark) || !song.trim_start_matches(is_pause).contains(mark)
}

/// Whether a line is a sound between asterisks: `*rires*`. Other words between them are stressed.
fn is_starred(text: &str) -> bool {
    let inside = text.trim().strip_prefix('*').and_then(|rest| rest.strip_suffix('*'));
    inside.is_some_and(|inside| may_be_sound(inside) && begins_as_sound(inside))
}

/// Whether what stands in brackets begins with the name of a sound: `Music`, `rires`.
pub fn begins_as_sound(note: &str) -> bool {
    let lower = note.to_lowercase();
    SOUNDS.contains(&lower.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default())
}

fn is_pause(c: char) -> bool {
    is_pause_but_music(c) || matches!(c, '♪' | '♫')
}

fn is_pause_but_music(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || ".,…_*>".contains(c)
}

/// Words with which the names of sounds begin.
const SOUNDS: &[&str] = &[
    "générique",
    "musique",
    "rire",
    "rires",
    "applaudissements",
    "silence",
    "soupir",
    "soupirs",
    "bruit",
    "bruits",
    "toux",
    "jingle",
    "music",
    "laughter",
    "laughs",
    "laughing",
    "applause",
    "cheering",
    "sigh",
    "sighs",
    "cough",
    "coughs",
    "noise",
    "chuckles",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// A line, and what is left of it: nothing of a sound.
    #[test]
    fn sounds_and_pauses_go_and_words_stay() {
        for (before, after) in [
            ("(Générique)", ""),
            ("[Music]", ""),
            ("*rires*", ""),
            ("*musique de fond*", ""),
            ("♪ la la ♪", ""),
            ("♪ la la", ""),
            ("- ♪♪ la la ♪♪", ""),
            ("...", ""),
            ("---", ""),
            (">>", ""),
            ("♪ ♪", ""),
            ("", ""),
            ("- (rires)", ""),
            ("(Porte) (rires)", ""),
            ("(Bruits de pas sur le gravier, puis une porte qui claque)", ""),
            ("[Music 2]", ""),
            ("Bonjour (rires) à tous", "Bonjour à tous"),
            ("Bonjour [Applaudissements].", "Bonjour."),
            ("[Music] Welcome [Laughter] back", "Welcome back"),
            ("ab    [Music] éé [Music]", "ab éé"),
            ("Le CNRS (un institut) finance", "Le CNRS (un institut) finance"),
            ("(Tu viens ?)", "(Tu viens ?)"),
            ("[inaudible]", "[inaudible]"),
            ("I saw [inaudible] there", "I saw [inaudible] there"),
            ("He said [ __ ] twice", "He said [ __ ] twice"),
            ("[ __ ]", "[ __ ]"),
            ("As in [12] and (3)", "As in [12] and (3)"),
            ("(12)", "(12)"),
            ("Open (never closed", "Open (never closed"),
            ("(Music) by (Ann) and (Bob)", "by (Ann) and (Bob)"),
            ("*très* bien", "*très* bien"),
            ("*Je viens*", "*Je viens*"),
            ("♪ la la ♪ Bonjour", "♪ la la ♪ Bonjour"),
            ("Bonjour ♪", "Bonjour ♪"),
            ("And then...", "And then..."),
            ("?", "?"),
            ("😂", "😂"),
        ] {
            assert_eq!(without_sounds(before), after, "{before:?}");
            assert_eq!(is_sound(before), after.is_empty(), "{before:?}");
        }
    }
}
