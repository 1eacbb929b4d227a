//! The list of names while it changes under the person, and putting names right.

use super::accept::{accept, with_form};
use super::marked::Marked;
use super::once::{Correction, Offered};
use super::state::{Current, Names};
use crate::analysis::names::correct_once::Others;
use crate::analysis::names::{Pair, Place};
use crate::app::testing::Bench;
use crate::message;
use crate::model::GlossaryEntry;
use std::ops::Range;

fn pair(wrong: &str, right: &str, places: &[(usize, Range<usize>)]) -> Pair {
    let place = |(row, at): &(usize, Range<usize>)| Place {
        row: *row,
        at: at.clone(),
        over: at.clone(),
        with: right.to_owned(),
    };
    let correction = Correction { row: 0, wrong: wrong.to_owned(), right: right.to_owned() };
    let others = Others { same: places.iter().map(place).collect(), alike: Vec::new() };
    Offered { correction, others }.pair()
}

fn found() -> Vec<Pair> {
    ["Takrel", "Corvazier", "Olmeau"].map(|wrong| pair(wrong, "?", &[(1, 0..wrong.len())])).to_vec()
}

#[test]
fn what_is_answered_comes_back_with_the_next_round_alone() {
    let found = found();
    let listed = |names: &Names, rounds| {
        names.listed(&found, rounds).map(|pair| pair.wrong.clone()).collect::<Vec<_>>().join(" ")
    };
    let mut names = Names::default();
    assert_eq!(listed(&names, 1), "Takrel Corvazier Olmeau");
    names.answered.insert("Corvazier".to_owned(), 2);
    assert_eq!(listed(&names, 1), "Takrel Olmeau");
    assert_eq!(listed(&names, 2), "Takrel Corvazier Olmeau");
    names.reviewed = Some(pair("Olmeau", "Olmo", &[(7, 0..6)]));
    assert_eq!(listed(&names, 2), "Olmeau Takrel Corvazier", "what a correction offered stands on top, once");
}

#[test]
fn the_current_name_is_found_again() {
    let found = found();
    let [takrel, corvazier, olmeau] = [0, 1, 2].map(|at| &found[at]);
    let names = Names { current: Current { wrong: "Corvazier".to_owned(), at: 1 }, ..Names::default() };
    for (pairs, at) in [
        (vec![takrel, corvazier, olmeau], 1),
        (vec![corvazier, takrel, olmeau], 0),
        (vec![takrel, olmeau], 1),
        (vec![takrel], 0),
        (vec![], 0),
        (vec![corvazier, corvazier], 1),
    ] {
        let shown: Vec<&str> = pairs.iter().map(|pair| pair.wrong.as_str()).collect();
        assert_eq!(names.position(&pairs), at, "{shown:?}");
    }
}

#[test]
fn a_name_is_put_right_and_remembered_in_one_step() {
    let mut bench: Bench<Names> = Bench::on(&["Avec Takrel.", "TAKREL est là, dit Taqrel."]);
    let pair = pair("Takrel", "Taquerel", &[(0, 5..11), (1, 0..6), (1, 20..26)]);
    let label = || message!("edit-name", wrong = &pair.wrong, right = &pair.right);
    assert!(!accept(&mut bench.desk, label(), &[(&pair, Vec::new())]), "nothing is ticked");
    assert!(accept(&mut bench.desk, label(), &[(&pair, pair.places.clone())]));
    assert_eq!(bench.lines(), ["Avec Taquerel.", "Taquerel est là, dit Taquerel."]);
    let heard = ["Takrel", "Taqrel"].map(str::to_owned).to_vec();
    assert_eq!(bench.desk.transcript().meta.glossary, [GlossaryEntry { form: "Taquerel".to_owned(), heard }.into()]);
    assert!(bench.desk.undo().is_some());
    assert!(bench.desk.transcript().meta.glossary.is_empty());
    assert!(bench.desk.undo().is_none());
}

#[test]
fn another_form_is_written_over_the_wrong_one_alone() {
    let mut pair = pair("Takrel", "Taquerel", &[(0, 2..8)]);
    pair.places[0].over = 0..8;
    let (pair, places) = with_form(&pair, pair.places.clone(), "Taqrel");
    assert_eq!((pair.right.as_str(), places[0].over.clone(), places[0].with.as_str()), ("Taqrel", 2..8, "Taqrel"));
}

#[test]
fn names_are_marked_in_their_rows_until_they_are_forgotten() {
    let pairs = [
        pair("Olmeau", "Olmo", &[(3, 0..6), (63, 0..6), (64, 0..6), (500, 0..6)]),
        pair("Takrel", "?", &[(3, 8..14), (500, 8..14)]),
    ];
    let mut marked = Marked::default();
    for (row, starts) in [(3, vec![0, 8]), (4, vec![]), (63, vec![0]), (64, vec![0]), (500, vec![0, 8]), (501, vec![])]
    {
        let found: Vec<usize> = marked.in_row(row, || pairs.iter()).iter().map(|at| at.start).collect();
        assert_eq!(found, starts, "row {row}");
    }
    assert_eq!(marked.in_row(3, || [].iter()).len(), 2, "they were looked up for the whole frame");
    marked.forget();
    assert_eq!(marked.in_row(3, || [].iter()).len(), 0);
}
