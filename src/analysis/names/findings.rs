//! Misheard names in the list of all that deserves a look.

use super::{Finder, Options, Pair, find};
use crate::analysis::{Analysis, Finding, Kind, Lexicon, Weight};
use crate::jobs::Cancel;
use crate::model::Transcript;
use std::ops::Range;

/// See the head of this file. Look-alikes within the document are found only when all rows are asked for.
pub static ANALYSIS: Analysis = Analysis { id: "names", name: "Names", kinds: &[Kind::Name], run, reach: 0 };

fn run(t: &Transcript, rows: Range<usize>, lexicon: &Lexicon, cancel: &Cancel) -> Vec<Finding> {
    let pairs = if rows.start == 0 && rows.end >= t.lines.len() {
        find(t, lexicon, cancel)
    } else if rows.start < t.lines.len() {
        let options = Options { document: false, ..Options::default() };
        Finder::new(t, lexicon, options).find_in_rows(t, rows, cancel)
    } else {
        Vec::new()
    };
    let mut found: Vec<Finding> = pairs.iter().flat_map(findings).collect();
    found.sort_by_key(|finding| (finding.row, finding.at.start));
    found
}

fn findings(pair: &Pair) -> impl Iterator<Item = Finding> {
    let weight = if pair.sure { Weight::Sure } else { Weight::Likely };
    let message = format!("“{}” may be “{}”: {}", pair.wrong, pair.right, pair.because);
    pair.places.iter().map(move |place| {
        Finding::new(place.row, place.over.clone(), Kind::Name, message.clone()).or([&place.with]).weighing(weight)
    })
}
