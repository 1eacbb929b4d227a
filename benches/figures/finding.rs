//! Finding what deserves a look, and keeping the list while the transcript is edited.

use crate::{By, Report, Sample};
use flate2::read::GzDecoder;
use std::io::Read;
use stet::analysis::dictionary::Dictionary;
use stet::analysis::{ALL, Knowledge, Lexicon, Profile, findings};
use stet::edit::text;
use stet::jobs::Cancel;
use stet::language::Language;

/// Words that are judged, and how many of them differ.
const WORDS: usize = 730_000;
const DISTINCT: usize = 40_000;

/// Measures the list of findings as a whole, after an edit of one line, and the spelling of many words.
pub(crate) fn measure_all(sample: &Sample, report: &Report) {
    let t = &sample.transcript;
    report.row("learn what a transcript does as a rule", By::Cpu, &[], || (), |()| Lexicon::new(t, &[]));
    let view = sample.lines / 2..sample.lines / 2 + 150;
    let goals = [(1_000_000, 100.0)];
    report.row(
        "what deserves a look in the rows in view",
        By::Wall,
        &goals,
        || (),
        |()| {
            let knowledge = Knowledge::prepare(t, Lexicon::with_profile(t, &[], Profile::at_a_glance(t)));
            findings::of_rows(t, view.clone(), &knowledge)
        },
    );
    let knowledge = Knowledge::prepare(t, Lexicon::new(t, &[]));
    report.row("find all that deserves a look", By::Cpu, &[], Cancel::default, |cancel| {
        findings::look_through(t, &knowledge, cancel)
    });
    for analysis in ALL {
        let what = format!("look for: {}", analysis.id.replace('-', " "));
        report
            .row(&what, By::Cpu, &[], Cancel::default, |cancel| (analysis.run)(t, 0..sample.lines, &knowledge, cancel));
    }
    let found = findings::look_through(t, &knowledge, &Cancel::default()).findings;
    let edit = text::set(t, sample.lines / 2, "Boujour à tous, aux Etats-Unis").expect("the line says something else");
    let after = edit.apply(t);
    let goals = [(1_000_000, 50.0)];
    report.row(
        "findings after an edited line",
        By::Wall,
        &goals,
        || found.clone(),
        |found| findings::after_edit(found, &edit, &after, &knowledge),
    );
    if sample.lines == 1_000 {
        spelling(report);
    }
}

/// Words as a recogniser may write them.
const MISHEARD: [&str; 2] = ["omnibilés", "confermité"];

/// Reads a dictionary and judges the words of a book with it, two in three of them known.
fn spelling(report: &Report) {
    let unpacked = |packed: &[u8]| {
        let mut bytes = Vec::new();
        GzDecoder::new(packed).read_to_end(&mut bytes).expect("the dictionary is well packed");
        bytes
    };
    let rules = include_bytes!("../../assets/dictionaries/fr.aff.gz");
    let words = include_bytes!("../../assets/dictionaries/fr.dic.gz");
    let listed = String::from_utf8(unpacked(words)).expect("the dictionary is UTF-8");
    let stems: Vec<&str> = listed.lines().skip(100).filter_map(|line| line.split(['/', '\t']).next()).collect();
    let step = stems.len() / DISTINCT + 1;
    let book: Vec<String> = (0..DISTINCT)
        .map(|n| {
            let stem = stems[n * step % stems.len()];
            if n % 3 == 0 { format!("{stem}ueur") } else { stem.to_owned() }
        })
        .collect();
    report.row(
        "read a dictionary and judge the words of a book",
        By::Cpu,
        &[(1_000, 350.0)],
        || (),
        |()| {
            let dictionary =
                Dictionary::read(Language::French, &unpacked(rules), &unpacked(words)).expect("it can be read");
            (0..WORDS).filter(|n| dictionary.knows(&book[n * 7919 % DISTINCT])).count()
        },
    );
    // The first word also makes the dictionary ready for it, which is done once.
    report.row(
        "say what two unknown words may be, the first of a session",
        By::Cpu,
        &[],
        || Dictionary::read(Language::French, &unpacked(rules), &unpacked(words)).expect("it can be read"),
        |dictionary| MISHEARD.map(|word| dictionary.suggest(word)),
    );
}
