//! Names put right with a large glossary: what is prepared in a job, and what is left to a frame.

use crate::{By, Report, Sample, generate};
use std::sync::Arc;
use stet::analysis::{Knowledge, Lexicon, findings};
use stet::edit::{self, Edit, text};
use stet::jobs::Cancel;
use stet::model::{GlossaryEntry, Meta, Transcript};

/// Names that stand misheard in the transcript.
pub(crate) const MARKED: usize = 500;
/// Right forms of a glossary.
const FORMS: [usize; 2] = [5_000, 10_000];
/// What an edit may take of a frame, in milliseconds.
const FRAME: [(usize, f64); 3] = [(1_000, 4.0), (100_000, 4.0), (1_000_000, 4.0)];

/// Measures preparing what is known with a large glossary, and what a frame does when a name is taken with it.
pub(crate) fn measure_all(sample: &Sample, report: &Report) {
    for forms in FORMS {
        let t = &misheard(&sample.transcript, forms);
        let what = format!("prepare what is known, a glossary of {forms} forms");
        report.row(&what, By::Wall, &[], || Lexicon::new(t, &[]), |lexicon| Knowledge::prepare(t, lexicon.clone()));
        let knowledge = Knowledge::prepare(t, Lexicon::new(t, &[]));
        let what = format!("look for names, a glossary of {forms} forms");
        report.row(&what, By::Cpu, &[], Cancel::default, |cancel| knowledge.misheard(t, cancel));
        let found = findings::look_through(t, &knowledge, &Cancel::default()).findings;
        let what = format!("take a name, follow it, a glossary of {forms} forms");
        report.row(&what, By::Cpu, &FRAME, || found.clone(), |found| follow(t, &take(t), &knowledge, found));
        let what = format!("rename a speaker, follow it, a glossary of {forms} forms");
        report.row(&what, By::Cpu, &FRAME, || found.clone(), |found| follow(t, &rename(t), &knowledge, found));
        let typed = text::set(t, 0, "Boujour à tous, aux Etats-Unis").expect("the line says something else");
        let what = format!("follow a keystroke, a glossary of {forms} forms");
        report.row(&what, By::Wall, &FRAME, || found.clone(), |found| follow(t, &typed, &knowledge, found));
    }
}

/// The transcript with a glossary of that many forms; the first of them stand misheard in as many lines.
pub(crate) fn misheard(t: &Transcript, forms: usize) -> Transcript {
    let every = (t.lines.len() / MARKED).max(1);
    let lines = t.lines.iter().enumerate().map(|(row, line)| {
        if row % every == 0 && row / every < MARKED {
            line.with_text(format!("avec {} ce soir, et puis", generate::name(row / every).1).into())
        } else {
            line.clone()
        }
    });
    let entry = |n| {
        let (form, heard) = generate::name(n);
        Arc::new(GlossaryEntry { form, heard: vec![heard] })
    };
    let meta = Meta { glossary: (0..forms).map(entry).collect(), language: Some("fr".into()), ..Meta::clone(&t.meta) };
    Transcript { lines: lines.collect(), meta: Arc::new(meta), ..t.clone() }
}

/// Puts the first name right, and remembers another form in which it was heard: what the window does.
fn take(t: &Transcript) -> Edit {
    let (form, wrong) = generate::name(0);
    let start = "avec ".len();
    let place = text::Replacement { row: 0, at: start..start + wrong.len(), with: form.clone() };
    let edit = text::replace(t, stet::message!("edit-glossary-entry"), &[place]).expect("it stands there");
    let entry = GlossaryEntry { form, heard: vec!["Barba d'hec".into()] };
    Edit { meta: edit::glossary::add_all(t, &[entry]).and_then(|edit| edit.meta), ..edit }
}

/// Gives the first speaker another name.
fn rename(t: &Transcript) -> Edit {
    let first = t.speakers.first().expect("the transcript has speakers");
    edit::speakers::rename(t, first.id, "Claire Aubrac-Mousset").expect("the name is new")
}

/// What a frame does after an edit, but for drawing.
fn follow(t: &Transcript, edit: &Edit, knowledge: &Knowledge, found: &mut Vec<stet::analysis::Finding>) -> Knowledge {
    let after = edit.apply(t);
    let knowledge = knowledge.following(&after);
    let _later = findings::after_edit(found, edit, &after, &knowledge);
    knowledge
}
