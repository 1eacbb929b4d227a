//! The same word twice, as a recogniser hears a hesitation and a hand leaves it behind.

use super::{Analysis, Finding, Kind, Knowledge, Lexicon, Weight, each_line};
use crate::jobs::Cancel;
use crate::language::words::{WordAt, words_of};
use crate::model::sounds::is_sound;
use crate::model::{Line, Transcript, message};
use std::ops::Range;

/// See the head of this file.
pub static ANALYSIS: Analysis = Analysis { id: "repeated", kinds: &[Kind::RepeatedWord], run, whole: None, reach: 1 };

/// Words that rightly stand twice: reflexives, verbs that help themselves, what people say twice.
const RIGHT_TWICE: &[&str] = &[
    "nous", "vous", "oui", "non", "si", "très", "bien", "trop", "tout", "bon", "là", "allez", "merci", "bonjour", "ha",
    "hé", "ah", "oh", "eh", "hein", "bla", "blabla", "pas", "plus", "vraiment", "jamais", "peu", "petit", "vite",
    "tac", "had", "that", "no", "yes", "yeah", "very", "really", "so", "many", "much", "long", "far", "okay", "ok",
    "right", "well", "bye", "hello", "hey", "now", "never", "more", "please", "wait", "knock", "blah", "ho", "do",
    "is", "her", "you", "thank", "there", "come", "go", "new", "big", "old",
];

fn run(t: &Transcript, rows: Range<usize>, knowledge: &Knowledge, cancel: &Cancel) -> Vec<Finding> {
    let lexicon = &knowledge.lexicon;
    each_line(t, rows, cancel, |row, line, out| {
        let mut before: Option<WordAt> = None;
        for piece in words_of(&line.text) {
            let word = &line.text[piece.at.clone()];
            match before.take() {
                Some(first) if line.text[first.at.end..piece.at.start].chars().all(char::is_whitespace) => {
                    let twice = &line.text[first.at.clone()];
                    if let Some(weight) = weight(twice, word, lexicon) {
                        let at = first.at.start..piece.at.end;
                        let message = message!("why-twice", word = word);
                        out.push(Finding::new(row, at, Kind::RepeatedWord, message).or([twice]).weighing(weight));
                    }
                }
                Some(_) => {}
                None => out.extend(over_two_lines(t, row, line, &piece, lexicon)),
            }
            before = Some(piece);
        }
    })
}

/// The first word of a line that is also the last one of the line above, in the same turn and the same sentence.
fn over_two_lines(t: &Transcript, row: usize, line: &Line, first: &WordAt, lexicon: &Lexicon) -> Option<Finding> {
    let above = t.lines.get(row.checked_sub(1)?)?;
    // A mark before the word is punctuation, or a turn that begins.
    if above.speaker != line.speaker || !line.text[..first.at.start].trim().is_empty() {
        return None;
    }
    let tail = above.text.trim_end();
    let from = tail.char_indices().rfind(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
    let last = words_of(&tail[from..]).last().filter(|last| from + last.at.end == tail.len())?;
    let word = &line.text[first.at.clone()];
    let weight = weight(&tail[from..][last.at], word, lexicon).filter(|_| !is_sound(&above.text))?;
    let rest = &line.text[first.at.end..];
    let at = first.at.start..first.at.end + (rest.len() - rest.trim_start().len());
    let message = message!("why-twice-over-lines", word = word);
    Some(Finding::new(row, at, Kind::RepeatedWord, message).or([""]).weighing(weight))
}

/// How likely it is that a word which stands twice is meant once; `None` when it is right.
fn weight(first: &str, second: &str, lexicon: &Lexicon) -> Option<Weight> {
    // Most neighbours differ in their first letter: only those that do not are written anew.
    if !first.chars().flat_map(char::to_lowercase).eq(second.chars().flat_map(char::to_lowercase)) {
        return None;
    }
    let lower = second.to_lowercase();
    let number = lower.contains(|c: char| c.is_ascii_digit());
    // `Duran Duran`, `Bora Bora`: a name.
    let name = second.starts_with(char::is_uppercase);
    if number || name || lower.chars().count() < 2 || RIGHT_TWICE.contains(&lower.as_str()) {
        return None;
    }
    Some(if lexicon.is_function_word(&lower) { Weight::Likely } else { Weight::Doubtful })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{found, french, knowledge_of};
    use crate::messages::text;

    #[test]
    fn a_line_may_end_behind_any_space() {
        for end in ["\u{a0}?", "\u{202f}!", " »", "\u{2003}…", "\u{a0}"] {
            let t = french(&[&format!("Tu viens{end}"), "Viens donc"]);
            assert_eq!(run(&t, 0..2, &knowledge_of(&t), &Cancel::default()), [], "{end:?}");
        }
    }

    #[test]
    fn a_word_twice_is_found_unless_it_is_right() {
        let t = french(&[
            "On va dans dans la vallée",
            "et nous nous sommes levés, très très tôt",
            "pour aller à Bora Bora avec",
            "avec le vélo. Le train",
            "le train, train bleu",
            "-bleu comme la mer",
        ]);
        let findings = run(&t, 0..6, &knowledge_of(&t), &Cancel::default());
        assert_eq!(found(&t, &findings), ["0 dans dans", "3 avec "]);
        assert_eq!((findings[0].fixes[0].as_str(), findings[1].fixes[0].as_str()), ("dans", ""));
        assert_eq!(text(&findings[1].message), "“avec” ends the line above and begins this one");
    }
}
