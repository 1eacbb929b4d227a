//! Words that no dictionary knows.
//!
//! Not every such word is wrong: a French transcript is full of English words, and a word that stands in it again
//! and again is likely a good one. The first are left out, the second shown last.

use super::dictionary::is_acronym;
use super::{Analysis, Finding, Kind, Knowledge, Lexicon, Weight, each_line, goes_on};
use crate::jobs::Cancel;
use crate::language::Language;
use crate::language::words::{starts_sentence, words_of};
use crate::model::chars::{is_apostrophe, is_hyphen};
use crate::model::{Line, Transcript, message};
use std::collections::HashMap;
use std::ops::Range;

/// See the head of this file.
pub static ANALYSIS: Analysis = Analysis {
    id: "spelling",
    kinds: &[Kind::UnknownWord],
    run,
    whole: None,
    // Whether a line begins a sentence tells the one above it.
    reach: 1,
};

/// A word that stands this often in a transcript is likely a good one.
const OFTEN: u32 = 5;

fn run(t: &Transcript, rows: Range<usize>, knowledge: &Knowledge, cancel: &Cancel) -> Vec<Finding> {
    let lexicon = &knowledge.lexicon;
    let (Some(dictionary), Some(language)) = (lexicon.dictionary(), lexicon.language) else { return Vec::new() };
    each_line(t, rows, cancel, |row, line, out| {
        for piece in words_of(&line.text) {
            let word = &line.text[piece.at.clone()];
            if piece.elided || is_known(word, knowledge) {
                continue;
            }
            let count = lexicon.profile.count(word);
            let message = match count {
                0 | 1 => message!("why-unknown", word = word, language = language.message()),
                n => message!("why-unknown-often", word = word, language = language.message(), n = n),
            };
            let weight = if count >= OFTEN || is_acronym(word) { Weight::Doubtful } else { Weight::Likely };
            let fixes = dictionary.suggested(word);
            let fixes = fixes.iter().flat_map(|fixes| fixes.iter().cloned());
            let is_name = is_like_name(t, row, line, piece.at.start, word);
            let finding = Finding::new(row, piece.at, Kind::UnknownWord, message).or(fixes).weighing(weight);
            out.push(Finding { is_name, ..finding });
        }
    })
}

/// Whether a word that begins at a byte of a line is written as a name is: with a capital that no sentence asks for, or
/// with one inside. An acronym is none.
fn is_like_name(t: &Transcript, row: usize, line: &Line, at: usize, word: &str) -> bool {
    if is_acronym(word) || !word.contains(char::is_uppercase) {
        return false;
    }
    let is_inside = word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let is_top = || !line.text[..at].contains(char::is_alphanumeric);
    let begins = || starts_sentence(&line.text, at) && !(is_top() && goes_on(t, row, line));
    is_inside || word.starts_with(char::is_uppercase) && !begins()
}

/// Whether nothing is to be said about a word: a dictionary knows it or its parts, the person has confirmed it,
/// or it is no word at all (a number, an address, a single letter).
pub fn is_known(word: &str, knowledge: &Knowledge) -> bool {
    let lexicon = &knowledge.lexicon;
    let mut letters = 0;
    for c in word.chars() {
        if c.is_ascii_digit() || matches!(c, '@' | '_' | '&') {
            return true;
        }
        letters += usize::from(c.is_alphabetic());
    }
    let knows = |word: &str| {
        // What is right in the middle of a sentence is right at its beginning.
        let small = || word.starts_with(char::is_uppercase) && lexicon.is_confirmed(&word.to_lowercase());
        let is_known_name = |word: &str| lexicon.is_confirmed(word) || knowledge.is_named(word);
        // Two of what a name is.
        let plural = || word.starts_with(char::is_uppercase) && word.strip_suffix('s').is_some_and(is_known_name);
        let right = lexicon.knows(word) || is_known_name(word) || plural();
        right || lexicon.knows_in(word, Language::English) || small()
    };
    letters < 2 || is_address(word) || is_drawl(word) || knows(word) || has_known_parts(word, &knows)
}

/// `re-election`, `dit-il`, `ferry's`, `it'd`: words made of words.
fn has_known_parts(word: &str, knows: &dyn Fn(&str) -> bool) -> bool {
    if !word.contains(|c| is_hyphen(c) || is_apostrophe(c) || c == '.') {
        return false;
    }
    word.split(|c| is_hyphen(c) || c == '.').all(|part| {
        let stem = part.char_indices().rev().find(|&(_, c)| is_apostrophe(c)).map(|(at, mark)| {
            let tail = part[at + mark.len_utf8()..].to_lowercase();
            let clitic = matches!(tail.as_str(), "s" | "d" | "ll" | "ve" | "re" | "m" | "t");
            if clitic { &part[..at] } else { part }
        });
        let stem = stem.unwrap_or(part);
        stem.chars().count() < 2 || knows(stem)
    })
}

/// `example.org`, `www.example.org`: lower case around a point, the last part short.
fn is_address(word: &str) -> bool {
    let Some((_, domain)) = word.rsplit_once('.') else { return false };
    (2..=4).contains(&domain.len()) && word.chars().all(|c| c == '.' || c == '-' || c.is_ascii_lowercase())
}

/// `aaah`, `mmmh`, `noooon`: a letter three times in a row is drawn out in speech.
fn is_drawl(word: &str) -> bool {
    let chars: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let drawn = chars.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
    drawn || matches!(word.to_lowercase().as_str(), "mm" | "mmh" | "mhm" | "hm" | "uhm" | "hmm" | "euh" | "pff" | "ah")
}

/// Puts suggestions into the findings that are about unknown words and have none, the likely ones first. Slow (up
/// to half a second a distinct word): for a job. A cancelled job leaves the rest without.
pub fn suggest(findings: &mut [Finding], t: &Transcript, lexicon: &Lexicon, cancel: &Cancel) {
    let Some(dictionary) = lexicon.dictionary() else { return };
    let mut open: Vec<&mut Finding> =
        findings.iter_mut().filter(|finding| finding.kind == Kind::UnknownWord && finding.fixes.is_empty()).collect();
    open.sort_by_key(|finding| std::cmp::Reverse(finding.weight));
    let mut done: HashMap<String, Vec<String>> = HashMap::new();
    let whole = open.len();
    for (n, finding) in open.into_iter().enumerate() {
        if cancel.is_cancelled() {
            return;
        }
        cancel.progress(n, whole);
        let Some(word) = finding.text(t) else { continue };
        finding.fixes = match done.get(word) {
            Some(fixes) => fixes.clone(),
            None => {
                let fixes = dictionary.suggest(word).to_vec();
                done.insert(word.to_owned(), fixes.clone());
                fixes
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{found, french, knowledge_of};
    use crate::messages::text;
    use crate::model::Meta;
    use std::sync::Arc;

    #[test]
    fn an_unknown_word_is_found_and_a_good_one_is_not() {
        let t = french(&[
            "Boujour à tous, aujourd'hui on prend le ferry.",
            "Il a dit qu'il viendrait peut-être, dit-il.",
            "On a fait un meeting avec le manager, euh, mmh, aaah.",
            "Voyez www.example.org ou example.com, ligne 12b.",
            "C'est la vraiement bonne réponse.",
        ]);
        let findings = run(&t, 0..t.lines.len(), &knowledge_of(&t), &Cancel::default());
        assert_eq!(found(&t, &findings), ["0 Boujour", "4 vraiement"]);
        assert_eq!(text(&findings[0].message), "“Boujour” is in no French dictionary");
    }

    #[test]
    fn a_frequent_unknown_word_is_shown_last_and_never_hidden() {
        let t = french(&["Le glouftard est un poisson."; 6]);
        let findings = run(&t, 0..6, &knowledge_of(&t), &Cancel::default());
        assert_eq!(findings.len(), 6);
        assert!(findings.iter().all(|finding| finding.weight == Weight::Doubtful));
        assert_eq!(text(&findings[0].message), "“glouftard” is in no French dictionary; it stands here 6 times");
    }

    /// A capital that no sentence asks for, or one inside, is that of a name; an acronym is none.
    #[test]
    fn what_is_written_as_a_name_is_told() {
        for (above, text, word, is_name) in [
            ("Bonsoir.", "Avec Kervadiou, ce soir.", "Kervadiou", true),
            ("Bonsoir.", "Kervadiou est là.", "Kervadiou", false),
            ("Bonsoir.", "-Kervadiou est là.", "Kervadiou", false),
            ("Bonsoir.", "Kervadiou est là.", "Kervadiou", false),
            ("Bonsoir à", "Kervadiou et aux autres.", "Kervadiou", true),
            ("Bonsoir.", "Oui. Kervadiou est là.", "Kervadiou", false),
            ("Bonsoir.", "ChlorDoux est une usine.", "ChlorDoux", true),
            ("Bonsoir.", "On a vu le kervadiou.", "kervadiou", false),
            ("Bonsoir.", "Le KRVD est là.", "KRVD", false),
        ] {
            let t = french(&[above, text]);
            let findings = run(&t, 1..2, &knowledge_of(&t), &Cancel::default());
            let found: Vec<_> = findings.iter().map(|finding| (finding.text(&t), finding.is_name)).collect();
            assert_eq!(found, [(Some(word), is_name)], "{above} / {text}");
        }
    }

    #[test]
    fn a_word_of_a_known_name_is_no_finding() {
        let mut t = french(&["Bonjour Anouchka Vidaillac, ou Vidaillaque."]);
        let head = Meta { title: Some("Le port, avec Anouchka Vidaillac".into()), ..Meta::clone(&t.meta) };
        t.meta = Arc::new(head);
        let findings = run(&t, 0..1, &knowledge_of(&t), &Cancel::default());
        assert_eq!(found(&t, &findings), ["0 Vidaillaque"]);
        let t = Transcript { lines: french(&["Les deux Vidaillacs, ou Vidailacs."]).lines, ..t };
        let findings = run(&t, 0..1, &knowledge_of(&t), &Cancel::default());
        assert_eq!(found(&t, &findings), ["0 Vidailacs"]);
    }

    #[test]
    fn what_the_show_knows_is_no_finding() {
        let t = french(&["Le glouftard dort.", "Glouftard !", "Les glouftards."]);
        let memory = crate::glossary::Memory { words: vec!["glouftard".to_owned()], ..Default::default() };
        let findings =
            run(&t, 0..3, &Knowledge::prepare(&t, Lexicon::new(&t, &[]).remembering(&memory)), &Cancel::default());
        assert_eq!(found(&t, &findings), ["2 glouftards"]);
    }

    #[test]
    fn suggestions_are_filled_in_by_a_job() {
        let t = french(&["Boujour à tous.", "Boujour !"]);
        let knowledge = knowledge_of(&t);
        let mut findings = run(&t, 0..2, &knowledge, &Cancel::default());
        suggest(&mut findings, &t, &knowledge.lexicon, &Cancel::default());
        assert!(findings.iter().all(|finding| finding.fixes.contains(&"Bonjour".to_owned())), "{findings:?}");
    }

    #[test]
    fn without_a_dictionary_nothing_is_said() {
        let t = french(&["Boujour à tous."]);
        assert!(run(&t, 0..1, &Knowledge::prepare(&t, Lexicon::default()), &Cancel::default()).is_empty());
    }
}
