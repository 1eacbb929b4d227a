//! Names out of a pasted description: `With Héloïse Brandt (host), Tano Olmo (geologist) and Mooflow`.

use crate::head;
use crate::language::name_words::{is_of_sentence, is_particle};
use crate::language::words::words_of;
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
            out.extend(head::names_in(piece));
        }
    }
    out.retain(|name| name.chars().filter(|c| c.is_alphanumeric()).count() > 1);
    out
}

/// Whether a short piece of a list is a name or a term as a whole: no word in it is one of a sentence.
fn is_term(piece: &str) -> bool {
    piece.split_whitespace().enumerate().all(|(at, word)| {
        let inner = at > 0 && is_particle(word);
        (inner || !is_of_sentence(word)) && !words_of(word).any(|word| word.elided)
    })
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
