//! Words that no dictionary knows.
//!
//! Not every such word is wrong: a French transcript is full of English words, and a word that stands in it again
//! and again is likely a good one. The first are left out, the second shown last.

use super::dictionary::{Fit, Suggestion, is_acronym};
use super::thresholds;
use super::{Analysis, Finding, Kind, Knowledge, Lexicon, Weight, each_line, goes_on};
use crate::jobs::Cancel;
use crate::language::Language;
use crate::language::words::{starts_sentence, words_of};
use crate::model::chars::{is_apostrophe, is_hyphen};
use crate::model::{Line, Transcript, message};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

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
    let (Some(_), Some(language)) = (lexicon.dictionary(), lexicon.language) else { return Vec::new() };
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
            let is_name = is_like_name(t, row, line, piece.at.start, word);
            let fixes = fixes(word, is_name, lexicon).unwrap_or_default();
            let finding = Finding::new(row, piece.at, Kind::UnknownWord, message).or(fixes).weighing(weight);
            out.push(Finding { is_name, ..finding });
        }
    })
}

/// What likely was meant by an unknown word, the likeliest first, of what the dictionary suggests; `None` as long as that
/// is not known (see [`super::dictionary::Dictionary::suggested`]). `is_name`: it is written as a name is, see
/// [`Finding::is_name`].
///
/// What stands again and again in the text, while the unknown word does not, was meant whatever the word looks like.
/// Else nothing is offered for a name, of which no dictionary knows what it should be, nor for a word that comes back,
/// as what was misheard seldom does: it must sound the same the more often it stands there.
pub fn fixes(word: &str, is_name: bool, lexicon: &Lexicon) -> Option<Vec<String>> {
    let suggestions = lexicon.dictionary()?.suggested(word)?;
    Some(likely(&suggestions, word, is_name, lexicon))
}

fn likely(suggestions: &[Suggestion], word: &str, is_name: bool, lexicon: &Lexicon) -> Vec<String> {
    let count = |form: &str| lexicon.profile.count(form);
    let times = count(word).max(1);
    let small = word.to_lowercase();
    // With a capital wherever it stands.
    let is_name = is_name || times > 1 && small != word && count(&small) == 0;
    let stands_there = |form: &str| {
        let small = form.to_lowercase();
        let other = if small == form { 0 } else { count(&small) };
        let often = count(form) + other;
        often >= thresholds::FREQUENT && often >= thresholds::TIMES_MORE * times
    };
    let is_long = word.chars().count() >= thresholds::LOOK_ALIKE_LETTERS;
    let mut likely: Vec<(bool, &Suggestion)> = Vec::new();
    for suggestion in suggestions {
        let stands_there = is_long && stands_there(&suggestion.form);
        // A word that ran into the next: both are such as are used there.
        let is_used = |part: &str| {
            let small = part.to_lowercase();
            count(part) > 0
                || count(&small) > 0
                || lexicon.language.is_some_and(|language| language.is_function_word(&small))
        };
        let ran_in = || suggestion.form.split(' ').all(is_used);
        let fits = match suggestion.fit {
            Fit::Same if suggestion.form.contains(' ') => times < OFTEN && ran_in(),
            Fit::Same => times < OFTEN,
            Fit::Near => times == 1,
            Fit::Alike => false,
        };
        if stands_there || fits && !is_name {
            likely.push((stands_there, suggestion));
        }
    }
    likely.sort_by_key(|(stands_there, _)| !stands_there);
    likely.into_iter().map(|(_, suggestion)| suggestion.form.clone()).collect()
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
    let mut done: HashMap<&str, Arc<[Suggestion]>> = HashMap::new();
    let whole = open.len();
    for (n, finding) in open.into_iter().enumerate() {
        if cancel.is_cancelled() {
            return;
        }
        cancel.progress(n, whole);
        let Some(word) = finding.text(t) else { continue };
        finding.fixes =
            likely(done.entry(word).or_insert_with(|| dictionary.suggest(word)), word, finding.is_name, lexicon);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{fixed, found, french, knowledge_of, spoken};
    use crate::messages::text;
    use crate::model::Meta;

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
        let t = french(&["Boujour à tous.", "Un bocal d'aricots.", "Des aricots !"]);
        let knowledge = knowledge_of(&t);
        let mut findings = run(&t, 0..3, &knowledge, &Cancel::default());
        suggest(&mut findings, &t, &knowledge.lexicon, &Cancel::default());
        assert_eq!(fixed(&t, &findings), ["0 Boujour → Bonjour", "1 aricots → haricots", "2 aricots → haricots"]);
        let again = run(&t, 0..3, &knowledge, &Cancel::default());
        assert_eq!(again, findings, "what is known is there at once");
    }

    /// What is offered for a word is likely right, else nothing is offered: not for a name, a word that comes back, or one
    /// that is made of known ones, unless what it is like stands again and again in the text.
    #[test]
    fn a_fix_is_likely_right_or_there_is_none() {
        for (language, lines, expected) in [
            // What sounds alike, once.
            ("fr", &["On parle de confermité."][..], "confermité → conformité"),
            ("fr", &["Il y a pourla suite un plan."], "pourla → pour la"),
            ("fr", &["Une confermité.", "Cette confermité."], "confermité → ; confermité → "),
            // Names: a capital that no sentence asks for, or one wherever it stands.
            ("fr", &["On parle de Confermité."], "Confermité → "),
            ("fr", &["Marbaux est loin.", "Marbaux est là."], "Marbaux → ; Marbaux → "),
            // Words that are made of known ones.
            ("fr", &["Le métachamp est vide."], "métachamp → "),
            ("en", &["A harvestable pre-garden of gardenless people."], "harvestable → ; pre-garden → ; gardenless → "),
            ("en", &["The snowgarden is there."], "snowgarden → "),
            // Another form of the same word, and what sounds otherwise.
            ("en", &["Many furnitures were sold."], "furnitures → "),
            ("fr", &["Un vieux métaxers."], "métaxers → "),
            // A slip in a word that is made of known ones, and capitals.
            ("en", &["The begining of it."], "begining → beginning"),
            ("en", &["It runs on wifi there."], "wifi → WiFi"),
            // What stands again and again in the text.
            ("en", &["The lantern, the lantern, a lantern.", "We have a Lantorn there."], "Lantorn → Lantern"),
        ] {
            let t = spoken(language, lines);
            let knowledge = knowledge_of(&t);
            let mut findings = run(&t, 0..lines.len(), &knowledge, &Cancel::default());
            suggest(&mut findings, &t, &knowledge.lexicon, &Cancel::default());
            let fixed = fixed(&t, &findings);
            let fixed: Vec<&str> = fixed.iter().filter_map(|found| Some(found.split_once(' ')?.1)).collect();
            assert_eq!(fixed.join("; "), expected, "{lines:?}");
        }
    }

    #[test]
    fn without_a_dictionary_nothing_is_said() {
        let t = french(&["Boujour à tous."]);
        assert!(run(&t, 0..1, &Knowledge::prepare(&t, Lexicon::default()), &Cancel::default()).is_empty());
    }
}
