//! Edits, as the window does them: on a document, with its history, while a snapshot of it is alive.

use crate::generate::WORD;
use crate::measure::measure;
use crate::{By, Report, Sample};
use stet::analysis::search::{Query, Search};
use stet::document::Document;
use stet::edit::text::{self, Replacement};
use stet::edit::{structure, timing};
use stet::jobs::Cancel;
use stet::model::Transcript;

/// Measures edits in the middle of the document, replacing everywhere, and taking both back.
pub(crate) fn measure_all(sample: &Sample, report: &mut Report) {
    let middle = sample.lines / 2;
    let open = || Document::new(sample.transcript.clone(), sample.transcript.clone());

    let typed = measure(open, |document| {
        let edit = text::set(document.transcript(), middle, "a line that somebody has typed").expect("it differs");
        document.edit(edit, None);
    });
    let moment = [(100_000, 1.0), (1_000_000, 1.0)];
    report.row("one edit", typed, By::Cpu, &moment);

    let edited = || {
        let mut document = open();
        let edit = text::set(document.transcript(), middle, "a line that somebody has typed").expect("it differs");
        document.edit(edit, None);
        document
    };
    report.row("undo of it", measure(edited, |document| document.undo()), By::Cpu, &moment);

    let split = measure(open, |document| {
        let edit = structure::split(document.transcript(), middle, 4).or_else(|| {
            // The middle line may have no place for a cut there.
            structure::insert(document.transcript(), middle)
        });
        document.edit(edit.expect("a line can be inserted anywhere"), None);
    });
    report.row("split a line", split, By::Cpu, &moment);

    let everywhere = |t: &Transcript| text::replace(t, "replace", &places(t)).expect("the word is there");
    let hits = places(&sample.transcript).len();
    let goals = [(100_000, 15.0), (1_000_000, 150.0)];
    let replaced = measure(open, |document| {
        let edit = everywhere(document.transcript());
        document.edit(edit, None);
    });
    report.row(&format!("replace everywhere, {hits} places"), replaced, By::Cpu, &goals);

    let all_replaced = || {
        let mut document = open();
        let edit = everywhere(document.transcript());
        document.edit(edit, None);
        document
    };
    report.row("undo of it", measure(all_replaced, |document| document.undo()), By::Cpu, &goals);

    let shifted = measure(open, |document| {
        let t = document.transcript();
        let edit = timing::shift(t, 0..t.lines.len(), 500).expect("the lines are timed");
        document.edit(edit, None);
    });
    report.row("shift all times", shifted, By::Cpu, &[]);
}

/// Every place of the searched word, with what shall stand there: what the find panel does.
fn places(t: &Transcript) -> Vec<Replacement> {
    let query = Query { text: WORD.to_owned(), ..Query::default() };
    let search = Search::new(&query).expect("a plain query can be read");
    search.replacements(t, &search.run(t, &Cancel::default()), "programme")
}
