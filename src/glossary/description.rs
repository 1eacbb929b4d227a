//! Names out of a pasted description: `With Héloïse Brandt (host), Tano Olmo (geologist) and Mooflow`.

use crate::model::GlossaryEntry;
use regex::Regex;
use std::sync::LazyLock;

/// A line of at most so many words that is no sentence is taken as it is.
const MOST_WORDS: usize = 5;

/// What stands between names in a sentence.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[,;:|/•·()\[\]«»“”!?…\n]|\.(?:\s|$)|\s[–—-]\s|\s(?:et|and|&|avec|with|und|y|e)\s")
        .expect("it is a regular expression")
});

/// Words that stand in front of a name at the beginning of a sentence, or between two, in lower case.
const NO_NAMES: &[&str] = &[
    "a",
    "about",
    "after",
    "an",
    "and",
    "animé",
    "are",
    "as",
    "at",
    "au",
    "aujourd'hui",
    "aux",
    "avec",
    "before",
    "by",
    "ce",
    "ces",
    "cet",
    "cette",
    "chez",
    "comme",
    "dans",
    "de",
    "des",
    "du",
    "elle",
    "en",
    "entre",
    "episode",
    "est",
    "et",
    "featuring",
    "feat",
    "for",
    "from",
    "guest",
    "guests",
    "he",
    "her",
    "his",
    "host",
    "hosted",
    "hosts",
    "il",
    "ils",
    "in",
    "interview",
    "intervenant",
    "intervenants",
    "invité",
    "invitée",
    "invités",
    "is",
    "it",
    "la",
    "le",
    "les",
    "mais",
    "mon",
    "nos",
    "notre",
    "nous",
    "of",
    "on",
    "or",
    "ou",
    "our",
    "par",
    "participant",
    "participants",
    "pour",
    "présenté",
    "présentation",
    "sa",
    "she",
    "ses",
    "si",
    "son",
    "speaker",
    "speakers",
    "sur",
    "that",
    "the",
    "their",
    "they",
    "this",
    "to",
    "today",
    "un",
    "une",
    "voici",
    "vous",
    "we",
    "welcome",
    "when",
    "with",
    "you",
    "épisode",
];

/// Small words that may stand inside a name.
const INNER: &[&str] = &[
    "de", "du", "des", "la", "le", "les", "von", "van", "der", "den", "di", "da", "of", "the", "ben", "al", "el", "d",
    "y",
];

/// The names in a pasted description or list, each once, in the order in which they stand. Roles in parentheses
/// are left out: `X (role), Y (role) et Z` gives X, Y and Z. A short line without sentence punctuation is taken
/// as it is (one name a line, commas between several); from prose come the runs of capitalised words.
///
/// What is no name may be among them: they are shown to a person before they are taken.
pub fn from_description(text: &str) -> Vec<GlossaryEntry> {
    let mut out: Vec<GlossaryEntry> = Vec::new();
    for line in text.lines() {
        let line = without_parentheses(line.trim_start_matches('\u{feff}'));
        let line = line.trim().trim_start_matches(['-', '*', '•', '–', '—']).trim();
        for name in names_of(line) {
            if !out.iter().any(|entry| entry.form == name) {
                out.push(GlossaryEntry { form: name, heard: Vec::new() });
            }
        }
    }
    out
}

/// The line without what stands in parentheses, which is what people say about a name.
fn without_parentheses(line: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth > 0 => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn names_of(line: &str) -> Vec<String> {
    let pieces: Vec<&str> = BETWEEN.split(line).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let prose = pieces.iter().any(|piece| piece.split_whitespace().count() > MOST_WORDS) || line.ends_with('.');
    let mut out = Vec::new();
    for piece in pieces {
        if !prose && is_term(piece) {
            out.push(piece.to_owned());
        } else {
            out.extend(runs(piece));
        }
    }
    out.retain(|name| name.chars().filter(|c| c.is_alphanumeric()).count() > 1);
    out
}

/// Whether a short piece of a list is a name or a term as a whole: no word in it is one of a sentence.
fn is_term(piece: &str) -> bool {
    piece.split_whitespace().enumerate().all(|(at, word)| {
        let bare = word.to_lowercase();
        let inner = at > 0 && INNER.contains(&bare.as_str());
        (inner || !NO_NAMES.contains(&bare.as_str())) && without_elision(word) == word
    })
}

/// The runs of words with a capital, with small words inside them.
fn runs(piece: &str) -> Vec<String> {
    let words: Vec<&str> =
        piece.split_whitespace().map(|word| word.trim_matches(['"', '\'', '’', '.', '*', '_'])).collect();
    let bare: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let capital = |at: usize| without_elision(words[at]).chars().any(char::is_uppercase);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !capital(at) || NO_NAMES.contains(&bare[at].as_str()) {
            at += 1;
            continue;
        }
        let (from, mut end) = (at, at + 1);
        loop {
            let mut next = end;
            while next < words.len() && INNER.contains(&bare[next].as_str()) && next - end < 2 {
                next += 1;
            }
            if next >= words.len() || !capital(next) {
                break;
            }
            end = next + 1;
        }
        // A single capital at the beginning of a sentence says nothing, unless nothing follows.
        let begins_sentence = from == 0 && end == 1 && words.len() > 1;
        if !begins_sentence {
            out.push(without_elision(&words[from..end].join(" ")).to_owned());
        }
        at = end;
    }
    out
}

/// A name without the elided word before it: `d'Héloïse` is Héloïse, `L'histoire` is histoire, but `D'Artagnan` is
/// D'Artagnan.
fn without_elision(name: &str) -> &str {
    let small = ["d'", "l'", "qu'", "d’", "l’", "qu’"].iter().find_map(|elided| name.strip_prefix(elided));
    let large = || {
        let rest = ["D'", "L'", "Qu'", "D’", "L’", "Qu’"].iter().find_map(|elided| name.strip_prefix(elided));
        rest.filter(|rest| rest.starts_with(char::is_lowercase))
    };
    small.or_else(large).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_what_is_pasted() {
        for (text, expected) in [
            ("", ""),
            (
                "Avec Héloïse Brandt (productrice), Tano Olmo (géologue, Lyon) et Mooflow",
                "Héloïse Brandt|Tano Olmo|Mooflow",
            ),
            ("Guests: Ann Quill, Ben O'Dare & Zoë van der Olm.", "Ann Quill|Ben O'Dare|Zoë van der Olm"),
            ("- Ann Quill\n- mooflow\n• QuillDeck 3\n\n1PX", "Ann Quill|mooflow|QuillDeck 3|1PX"),
            ("mooflow, quilldeck", "mooflow|quilldeck"),
            ("Dans cet épisode, nous parlons de la musique de Tano Olmo avec l'équipe.", "Tano Olmo"),
            ("L'histoire d'Héloïse Brandt, de Mooflow et des autres", "Héloïse Brandt|Mooflow"),
            ("Ann Quill\nAnn Quill (host)", "Ann Quill"),
            ("The hosts talk about Mooflow and the Bank of Olm.", "Mooflow|Bank of Olm"),
        ] {
            let forms: Vec<String> = from_description(text).into_iter().map(|entry| entry.form).collect();
            assert_eq!(forms.join("|"), expected, "{text}");
        }
    }
}
