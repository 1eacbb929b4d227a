//! Forms in which a confirmed spelling was heard, and that still stand in the text.

use super::elision::leaning;
use super::source::Source;
use super::written_form::stands_already;
use super::{Analysis, Finding, Kind, Knowledge, Weight, each_line};
use crate::jobs::Cancel;
use crate::language::words::{WordAt, words_of};
use crate::model::{Transcript, message};
use std::ops::Range;

/// See the head of this file.
pub static ANALYSIS: Analysis =
    Analysis { id: "glossary-forms", kinds: &[Kind::GlossaryForm], run, whole: None, reach: 0 };

/// A pair that was seen in so many documents is sure.
const SURE: u32 = 2;

fn run(t: &Transcript, rows: Range<usize>, knowledge: &Knowledge, cancel: &Cancel) -> Vec<Finding> {
    let lexicon = &knowledge.lexicon;
    if knowledge.heard.is_empty() && knowledge.heard_since.is_empty() {
        return Vec::new();
    }
    each_line(t, rows, cancel, |row, line, out| {
        let text = line.text.as_str();
        let words: Vec<WordAt> = words_of(text).collect();
        let mut free = 0;
        for n in 0..words.len() {
            if words[n].at.start < free {
                continue;
            }
            let newer = knowledge.heard_since.at(text, &words[n..]);
            let older = || knowledge.heard.at(text, &words[n..]).filter(|heard| !lexicon.is_outdated(&heard.right));
            let Some(heard) = newer.or_else(older) else { continue };
            let at = words[n].at.start..words[n + heard.words.len() - 1].at.end;
            if stands_already(text, &at, &heard.right) {
                continue;
            }
            free = at.end;
            let known = heard.words.len() == 1 && lexicon.knows(&text[at.clone()]);
            let sure = heard.source == Source::Glossary || heard.documents >= SURE;
            let weight = if known || !sure { Weight::Likely } else { Weight::Sure };
            let message = message!("why-heard-before", right = &*heard.right, heard = &text[at.clone()]);
            let (at, fix) = mended(text, at, n.checked_sub(1).map(|before| &words[before]), &heard.right);
            out.push(Finding::new(row, at, Kind::GlossaryForm, message).or([fix]).weighing(weight));
        }
    })
}

/// The place and what shall stand there, with what leans on it; in capitals where all are.
fn mended(text: &str, at: Range<usize>, before: Option<&WordAt>, right: &str) -> (Range<usize>, String) {
    let found = &text[at.clone()];
    let shouted = found.chars().count() > 3 && !found.contains(char::is_lowercase);
    let right = if shouted { right.to_uppercase() } else { right.to_owned() };
    let Some(before) = before else { return (at, right) };
    let (word, gap) = (&text[before.at.clone()], &text[before.at.end..at.start]);
    let leans = gap == if before.elided { "" } else { " " };
    match leaning(word, &right, found).filter(|_| leans) {
        Some(leaning) => (before.at.start..at.end, leaning + &right),
        None => (at, right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{fixed, french, knowledge_of};
    use crate::model::{GlossaryEntry, Meta, Transcript};
    use std::sync::Arc;

    fn with_glossary(lines: &[&str], glossary: &[(&str, &[&str])]) -> Transcript {
        let t = french(lines);
        let entry = |(form, heard): &(&str, &[&str])| GlossaryEntry {
            form: (*form).to_owned(),
            heard: heard.iter().map(|heard| (*heard).to_owned()).collect(),
        };
        let meta = Meta { glossary: glossary.iter().map(entry).map(Arc::new).collect(), ..Meta::clone(&t.meta) };
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
        let findings = run(&t, 0..lines.len(), &knowledge_of(&t), &Cancel::default());
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
        let findings = run(&t, 0..1, &knowledge_of(&t), &Cancel::default());
        assert_eq!(fixed(&t, &findings), ["0 d'Orsaine → de Morsaine"]);
    }

    #[test]
    fn an_ordinary_word_is_never_sure() {
        let t = with_glossary(&["En mai, Vidaillaque"], &[("May", &["mai"]), ("Vidaillac", &["Vidaillaque"])]);
        let findings = run(&t, 0..1, &knowledge_of(&t), &Cancel::default());
        assert_eq!(findings.iter().map(|found| found.weight).collect::<Vec<_>>(), [Weight::Likely, Weight::Sure]);
    }
}
