//! The words of a line, whatever happens to its text.

use crate::notation::{transcript, write};
use fastrand::Rng;
use stet::model::{Line, Transcript};

/// What must hold for the words of a line: they lie in the text, rise, and do not overlap.
#[track_caller]
fn assert_words_fit(line: &Line, context: &str) {
    let mut done = 0;
    for word in line.words.iter().flat_map(|words| words.iter()) {
        let range = word.range();
        assert!(done <= range.start && range.start < range.end, "{context}: {range:?} after {done}");
        assert!(line.text.get(range.clone()).is_some(), "{context}: {range:?} of {:?}", &*line.text);
        done = range.end;
    }
}

fn random_text(rng: &mut Rng) -> String {
    let pieces = ["a", "é", "日", " ", " ", "’", "oui", "non ", ".", "\u{a0}", "🙂"];
    (0..rng.usize(0..6)).map(|_| pieces[rng.usize(0..pieces.len())]).collect()
}

fn boundary(rng: &mut Rng, text: &str, from: usize) -> usize {
    let at = rng.usize(from..=text.len());
    (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[test]
fn words_follow_random_changes() {
    let start = transcript("1-9 {Où 1-2 0.9} {est 2-3 0.8}-{elle 3-4 0.7}, {日本 5-6} et {l’été 7-8 0.5} ?");
    for seed in 0..3000 {
        let mut rng = Rng::with_seed(seed);
        let mut line = start.lines[0].clone();
        for step in 0..6 {
            let before = line.clone();
            let mut parts = Vec::new();
            let texts: Vec<String> = (0..rng.usize(1..4)).map(|_| random_text(&mut rng)).collect();
            let mut from = 0;
            for text in &texts {
                let begin = boundary(&mut rng, &line.text, from);
                let end = begin + boundary(&mut rng, &line.text[begin..], 0).min(9);
                let end = (begin..=end).rev().find(|at| line.text.is_char_boundary(*at)).unwrap_or(begin);
                parts.push((begin..end, text.as_str()));
                from = end;
            }
            let context = format!("seed {seed}, step {step}: {:?} with {parts:?}", &*before.text);
            line = before.with_replaced(&parts);
            assert_words_fit(&line, &context);
            for word in line.words.iter().flat_map(|words| words.iter()).filter(|word| word.confidence.is_some()) {
                let same = |old: &&stet::model::Word| (old.span, old.confidence) == (word.span, word.confidence);
                let old = before.words.iter().flat_map(|words| words.iter()).find(same).expect("no word is invented");
                assert_eq!(line.text[word.range()], before.text[old.range()], "{context}");
            }
            assert_words_fit(&before.with_text(line.text.clone()), &context);
            let cut = boundary(&mut rng, &line.text, 0);
            assert_words_fit(&line.part(0..cut), &context);
            assert_words_fit(&line.part(cut..line.text.len()), &context);
        }
    }
}

#[test]
fn replaced_places_change_the_words_they_touch() {
    let line = |notation: &str| transcript(notation).lines[0].clone();
    for (before, parts, after) in [
        ("{aa 1-2 0.9} {bb 2-3 0.8}", vec![(0..2, "cc"), (3..5, "dd")], "{cc 1-2} {dd 2-3}"),
        ("{aa 1-2 0.9} {bb 2-3 0.8}", vec![(1..4, "")], "{ab 1-3}"),
        ("{aa 1-2 0.9} {bb 2-3 0.8}", vec![(2..3, ", ")], "{aa 1-2 0.9}, {bb 2-3 0.8}"),
        ("{aa 1-2 0.9} {bb 2-3 0.8}", vec![(0..5, "x")], "{x 1-3}"),
        ("{aa 1-2 0.9} {bb 2-3 0.8}", vec![(0..3, "")], "{bb 2-3 0.8}"),
        ("{aa 1-2 0.9} {bb 2-3 0.8}", vec![(0..0, "- ")], "- {aa 1-2 0.9} {bb 2-3 0.8}"),
        ("{aa 1-2 0.9} {bb 2-3 0.8}", vec![(5..5, "!")], "{aa 1-2 0.9} {bb! 2-3}"),
    ] {
        let got = line(before).with_replaced(&parts);
        let got = Transcript { lines: [got].into_iter().collect(), ..Transcript::default() };
        assert_eq!(write(&got, false).trim_end(), after, "{before} with {parts:?}");
    }
}
