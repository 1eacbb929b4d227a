//! Finding what a person types.

use crate::generate::WORD;
use crate::{By, Report, Sample};
use stet::analysis::search::{Mode, Query, Search};
use stet::jobs::Cancel;

/// Measures finding all places of a common word, of one that is not there, of an expression, and what sounds alike.
pub(crate) fn measure_all(sample: &Sample, report: &Report) {
    let goals = [(100_000, 4.0), (1_000_000, 35.0)];
    for (what, text, mode, goals) in [
        ("find all places of a word, without case", WORD, Mode::Plain, &goals[..]),
        ("find a letter with an accent, without case", "été", Mode::Plain, &goals[..]),
        ("find what is not there", "zygomatique", Mode::Plain, &goals[..]),
        ("find an expression", r"\bhier\s+\w+", Mode::Regex, &[]),
        ("find what sounds like a name", "Hélioscop", Mode::Sounds, &[]),
    ] {
        let query = Query { text: text.to_owned(), mode, ..Query::default() };
        // Made ready each time: what it remembers of the last run must not help it.
        let prepare = || (Search::new(&query).expect("the expression can be read"), Cancel::default());
        report.row(what, By::Cpu, goals, prepare, |(search, cancel)| search.run(&sample.transcript, cancel));
    }
}
