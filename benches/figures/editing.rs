//! Edits, as the window does them: on a document, with its history, while a snapshot of it is alive.

use crate::generate::WORD;
use crate::{By, Report, Sample};
use stet::analysis::search::{Query, Search};
use stet::document::Document;
use stet::edit::text::{self, Replacement};
use stet::edit::{structure, timing};
use stet::jobs::Cancel;
use stet::model::Transcript;

/// Measures edits in the middle of the document, replacing everywhere, and taking both back.
pub(crate) fn measure_all(sample: &Sample, report: &Report) {
    let middle = sample.lines / 2;
    let open = || Document::new(sample.transcript.clone(), sample.transcript.clone());
    let moment = [(100_000, 1.0), (1_000_000, 1.0)];

    let type_a_line = |document: &mut Document| {
        let edit = text::set(document.transcript(), middle, "a line that somebody has typed").expect("it differs");
        document.edit(edit, None);
    };
    report.row("one edit", By::Cpu, &moment, open, type_a_line);
    report.row("undo of one edit", By::Cpu, &moment, || after(open(), type_a_line), Document::undo);

    report.row("split a line", By::Cpu, &moment, open, |document| {
        let t = document.transcript();
        let space = t.lines[middle].text.find(' ').expect("a line has several words");
        let edit = structure::split(t, middle, space).expect("there are words on both sides");
        document.edit(edit, None);
    });

    let matches = places(&sample.transcript).len();
    let goals = [(100_000, 15.0), (1_000_000, 150.0)];
    let replace = |document: &mut Document| {
        let t = document.transcript();
        let edit =
            text::replace(t, stet::message!("edit-replace", text = "the"), &places(t)).expect("the word is there");
        document.edit(edit, None);
    };
    report.row(&format!("replace everywhere, {matches} places"), By::Cpu, &goals, open, replace);
    report.row("undo of replace everywhere", By::Cpu, &goals, || after(open(), replace), Document::undo);

    report.row("shift all times", By::Cpu, &[], open, |document| {
        let t = document.transcript();
        let edit = timing::shift(t, 0..t.lines.len(), 500).expect("the lines are timed");
        document.edit(edit, None);
    });
}

fn after(mut document: Document, change: impl Fn(&mut Document)) -> Document {
    change(&mut document);
    document
}

/// Every place of the searched word, with what shall stand there: what the find panel does.
fn places(t: &Transcript) -> Vec<Replacement> {
    let query = Query { text: WORD.to_owned(), ..Query::default() };
    let search = Search::new(&query).expect("a plain query can be read");
    search.replacements(t, &search.run(t, &Cancel::default()), "programme")
}
