//! Misheard names in the list of all that deserves a look.

use super::names::Pair;
use super::{Analysis, Finding, Kind, Knowledge, Report, Weight};
use crate::jobs::Cancel;
use crate::model::{Transcript, message};
use std::ops::Range;

/// See the head of this file. Look-alikes within the document are found only when all of it is looked through.
pub static ANALYSIS: Analysis = Analysis { id: "names", kinds: &[Kind::Name], run, whole: Some(whole), reach: 0 };

fn run(t: &Transcript, rows: Range<usize>, knowledge: &Knowledge, cancel: &Cancel) -> Vec<Finding> {
    findings(&knowledge.misheard_in_rows(t, rows, cancel))
}

/// Which words of a document are alike says only the whole of it.
fn whole(t: &Transcript, knowledge: &Knowledge, cancel: &Cancel, found: &mut Report) {
    let pairs = knowledge.misheard(t, cancel);
    found.findings.extend(findings(&pairs));
    found.pairs = pairs;
}

/// The places of pairs as findings, in the order of the text.
fn findings(pairs: &[Pair]) -> Vec<Finding> {
    let mut found: Vec<Finding> = pairs.iter().flat_map(of_pair).collect();
    found.sort_by_key(|finding| (finding.row, finding.at.start));
    found
}

fn of_pair(pair: &Pair) -> impl Iterator<Item = Finding> {
    let weight = if pair.sure { Weight::Sure } else { Weight::Likely };
    let message = message!("why-name", wrong = &pair.wrong, right = &pair.right, because = pair.because.clone());
    pair.places.iter().map(move |place| {
        Finding::new(place.row, place.over.clone(), Kind::Name, message.clone()).or([&place.with]).weighing(weight)
    })
}
