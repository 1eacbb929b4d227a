//! Forms in which a confirmed spelling was heard, and that still stand in the text.

use super::lexicon::{From, RightForm};
use super::names::mend;
use super::{Analysis, Finding, Kind, Lexicon, Weight, each_line};
use crate::jobs::Cancel;
use crate::language::words::{self, Token};
use crate::model::Transcript;
use crate::model::chars::{is_hyphen, lower};
use std::collections::HashMap;
use std::ops::Range;

/// See the head of this file.
pub static ANALYSIS: Analysis =
    Analysis { id: "heard", name: "Glossary forms", kinds: &[Kind::GlossaryForm], run, reach: 0 };

/// A pair that was seen in so many documents is sure.
const SURE: u32 = 2;

/// A form as it was heard, in folded words, and what is right.
struct Wrong<'a> {
    words: Vec<String>,
    right: &'a RightForm,
    documents: u32,
}

fn run(t: &Transcript, rows: Range<usize>, lexicon: &Lexicon, cancel: &Cancel) -> Vec<Finding> {
    let index = index(&lexicon.right);
    if index.is_empty() {
        return Vec::new();
    }
    each_line(t, rows, cancel, |row, line, out| {
        let text = line.text.as_str();
        let tokens: Vec<Token> = words::tokens(text).collect();
        let mut free = 0;
        for n in 0..tokens.len() {
            let Some(wrongs) = index.get(lower(&text[tokens[n].at.clone()]).as_ref()) else { continue };
            // The longest comes first.
            let fits = |wrong: &&Wrong| stands(&wrong.words, text, &tokens[n..]);
            let Some(wrong) = wrongs.iter().find(fits).filter(|_| tokens[n].at.start >= free) else { continue };
            let at = tokens[n].at.start..tokens[n + wrong.words.len() - 1].at.end;
            let right = wrong.right;
            if is_right_already(text, &at, &right.form) {
                continue;
            }
            free = at.end;
            let known = wrong.words.len() == 1 && lexicon.knows(&text[at.clone()]);
            let sure = right.from == From::Glossary || wrong.documents >= SURE;
            let weight = if known || !sure { Weight::Likely } else { Weight::Sure };
            let message = format!("“{}” was heard as “{}” before", right.form, &text[at.clone()]);
            let (at, fix) = mended(text, at, n.checked_sub(1).map(|before| &tokens[before]), &right.form);
            out.push(Finding::new(row, at, Kind::GlossaryForm, message).or([fix]).weighing(weight));
        }
    })
}

/// Wrong forms by their first word, the longest first.
fn index(right: &[RightForm]) -> HashMap<String, Vec<Wrong<'_>>> {
    let mut index: HashMap<String, Vec<Wrong>> = HashMap::new();
    for right in right.iter().filter(|right| matches!(right.from, From::Glossary | From::Show)) {
        for heard in right.heard.iter().filter(|heard| heard.form != right.form) {
            let words: Vec<String> =
                words::tokens(&heard.form).map(|token| lower(&heard.form[token.at]).into_owned()).collect();
            if let Some(first) = words.first() {
                let wrong = Wrong { words: words.clone(), right, documents: heard.documents };
                index.entry(first.clone()).or_default().push(wrong);
            }
        }
    }
    index.values_mut().for_each(|wrongs| wrongs.sort_by_key(|wrong| std::cmp::Reverse(wrong.words.len())));
    index
}

/// Whether folded words stand at the beginning of tokens, with nothing but spaces and hyphens between.
fn stands(words: &[String], text: &str, tokens: &[Token]) -> bool {
    let Some(tokens) = tokens.get(..words.len()) else { return false };
    let joined = tokens
        .windows(2)
        .all(|pair| text[pair[0].at.end..pair[1].at.start].chars().all(|c| c.is_whitespace() || is_hyphen(c)));
    joined && tokens.iter().zip(words).all(|(token, word)| lower(&text[token.at.clone()]) == *word)
}

/// Whether the right form stands around a place already: `Mar` in `Mar Vista`; or the very form, in another case
/// at most where all is in capitals.
pub fn is_right_already(text: &str, at: &Range<usize>, right: &str) -> bool {
    let found = &text[at.clone()];
    let capitals = !found.contains(char::is_lowercase) && found.to_lowercase() == right.to_lowercase();
    capitals
        || right.match_indices(found).any(|(within, _)| {
            let start = at.start.checked_sub(within);
            start.is_some_and(|start| text.get(start..start + right.len()) == Some(right))
        })
}

/// The place and what shall stand there, with what leans on it; in capitals where all are.
fn mended(text: &str, at: Range<usize>, before: Option<&Token>, right: &str) -> (Range<usize>, String) {
    let found = &text[at.clone()];
    let shouted = found.chars().count() > 3 && !found.contains(char::is_lowercase);
    let right = if shouted { right.to_uppercase() } else { right.to_owned() };
    let Some(before) = before else { return (at, right) };
    let (word, gap) = (&text[before.at.clone()], &text[before.at.end..at.start]);
    let leans = gap == if before.elided { "" } else { " " };
    match mend::leaning(word, &right, found).filter(|_| leans) {
        Some(leaning) => (before.at.start..at.end, leaning + &right),
        None => (at, right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{fixed, french, lexicon_of};
    use crate::model::{GlossaryEntry, Meta, Transcript};
    use std::sync::Arc;

    fn with_glossary(lines: &[&str], glossary: &[(&str, &[&str])]) -> Transcript {
        let t = french(lines);
        let entry = |(form, heard): &(&str, &[&str])| GlossaryEntry {
            form: (*form).to_owned(),
            heard: heard.iter().map(|heard| (*heard).to_owned()).collect(),
        };
        let meta = Meta { glossary: glossary.iter().map(entry).collect(), ..Meta::clone(&t.meta) };
        Transcript { meta: Arc::new(meta), ..t }
    }

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let glossary: &[(&str, &[&str])] = &[
            ("Vidaillac", &["Vidaillaque", "vide à lac"]),
            ("Orsenne", &["Dorsenne", "Versenne"]),
            ("Mar Vista", &["Mar"]),
            ("May", &["mai"]),
        ];
        let t = with_glossary(lines, glossary);
        let findings = run(&t, 0..lines.len(), &lexicon_of(&t), &Cancel::default());
        assert_eq!(fixed(&t, &findings), expected);
    }

    #[test]
    fn a_heard_form_is_found_where_it_stands_alone() {
        check(&["À Vidaillaque, le vide à lac"], &["0 Vidaillaque → Vidaillac", "0 vide à lac → Vidaillac"]);
        check(&["VIDAILLAQUE", "Vidaillaques", "le vide, à Lac"], &["0 VIDAILLAQUE → VIDAILLAC"]);
        check(&["À Mar Vista ou à Mar"], &["0 Mar → Mar Vista"]);
        check(&["En mai, May est venue"], &["0 mai → May"]);
    }

    #[test]
    fn what_leans_on_a_name_is_mended() {
        check(&["le maire de Versenne"], &["0 de Versenne → d'Orsenne"]);
        let t = with_glossary(&["le lac d'Orsaine"], &[("Morsaine", &["Orsaine"])]);
        let findings = run(&t, 0..1, &lexicon_of(&t), &Cancel::default());
        assert_eq!(fixed(&t, &findings), ["0 d'Orsaine → de Morsaine"]);
    }

    #[test]
    fn an_ordinary_word_is_never_sure() {
        let t = with_glossary(&["En mai, Vidaillaque"], &[("May", &["mai"]), ("Vidaillac", &["Vidaillaque"])]);
        let findings = run(&t, 0..1, &lexicon_of(&t), &Cancel::default());
        assert_eq!(findings.iter().map(|found| found.weight).collect::<Vec<_>>(), [Weight::Likely, Weight::Sure]);
    }
}
