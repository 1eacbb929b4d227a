//! What deserves a look in a transcript. Everything here reads a snapshot and changes nothing.
//!
//! An [`Analysis`] finds places worth a look, with a reason and what could stand there instead; [`ALL`] lists
//! them. What they know beside the transcript is the [`Lexicon`], made ready as [`Knowledge`] in a job.
//! [`findings::look_through`] asks them all. [`search`] finds what a person typed; [`turns`] proposes who speaks, and
//! [`changes`] lists what was corrected and takes it back. Carrying anything out is up to [`crate::edit`] and the
//! document.
//!
//! The modules stand in layers, as `tests/integration/tidy.rs` has them, and import each other in no circle: how words
//! and sounds are compared; the language, its dictionaries and the lexicon; names; what is known; the analyses; the
//! lists of what they find.

pub mod changes;
pub mod confidence;
pub mod credits;
pub mod dictionaries;
pub mod dictionary;
pub mod distance;
pub mod findings;
pub mod glossary_forms;
pub mod lexicon;
pub mod markup;
pub mod misheard_names;
pub mod names;
pub mod profile;
pub mod registry;
pub mod repeated;
pub mod search;
pub mod source;
pub mod speakers;
pub mod times;
pub mod turns;
pub mod typography;
pub mod unknown_words;

mod coined;
mod elision;
mod finding;
mod heard_forms;
mod knowledge;
mod likeness;
mod spacing;
mod thresholds;
mod written_form;

pub use dictionaries::Dictionaries;
pub use finding::{Finding, Kind, Target, Weight};
pub use knowledge::Knowledge;
pub use lexicon::Lexicon;
pub use profile::Profile;
pub use registry::ALL;

use crate::jobs::Cancel;
use crate::language::words::ends_sentence;
use crate::model::{Line, Transcript};
use std::ops::Range;

/// What an [`Analysis`] finds in some rows of a transcript.
pub type Run = fn(&Transcript, Range<usize>, &Knowledge, &Cancel) -> Vec<Finding>;

/// What an [`Analysis`] finds in all rows, added to what others found.
pub type Whole = fn(&Transcript, &Knowledge, &Cancel, &mut Report);

/// One way of finding what deserves a look.
pub struct Analysis {
    /// What it is called in code and on the command line.
    pub id: &'static str,
    /// The kinds of findings that it makes.
    pub kinds: &'static [Kind],
    /// The findings of some rows, by row and place. Those of a row do not depend on which other rows are asked
    /// for, so that an edited line, or the rows in view, can be looked at alone. Past the end there are none.
    /// Checks `Cancel` at every row; then the findings so far come back.
    pub run: Run,
    /// How all rows are looked at, where that tells more than each row by itself; `None`: row by row.
    pub whole: Option<Whole>,
    /// How many rows above and below a line its findings may depend on it: 1 when a word is compared with the
    /// last one of the line above.
    pub reach: usize,
}

/// What there is to look at in a transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// All that deserves a look, by row and place.
    pub findings: Vec<Finding>,
    /// The misheard names among it, each with all its places: the surest and most frequent first.
    pub pairs: Vec<names::Pair>,
}

/// Whether a line goes on with the sentence of the line above it.
fn goes_on(t: &Transcript, row: usize, line: &Line) -> bool {
    let above = row.checked_sub(1).and_then(|above| t.lines.get(above));
    above.is_some_and(|above| !ends_sentence(&above.text) && above.speaker == line.speaker)
}

/// What `look` finds in each of some rows; it is given the row, its line and where to put what it finds.
fn each_line(
    t: &Transcript,
    rows: Range<usize>,
    cancel: &Cancel,
    mut look: impl FnMut(usize, &Line, &mut Vec<Finding>),
) -> Vec<Finding> {
    let mut found = Vec::new();
    for (row, line) in rows.clone().zip(t.lines.iter_from(rows.start)) {
        if cancel.is_cancelled() {
            break;
        }
        look(row, line, &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Meta;
    use std::sync::Arc;

    /// A transcript in a language, without times and speakers.
    pub(super) fn spoken(language: &str, lines: &[&str]) -> Transcript {
        let lines = lines.iter().map(|line| Line::new(*line)).collect();
        let meta = Arc::new(Meta { language: Some(language.to_owned()), ..Meta::default() });
        Transcript { lines, meta, ..Transcript::default() }
    }

    pub(super) fn french(lines: &[&str]) -> Transcript {
        spoken("fr", lines)
    }

    pub(super) fn knowledge_of(t: &Transcript) -> Knowledge {
        Knowledge::prepare(t, Lexicon::new(t, &[]))
    }

    /// Findings as `row text`.
    pub(super) fn found(t: &Transcript, findings: &[Finding]) -> Vec<String> {
        let text = |finding: &Finding| finding.text(t).expect("a finding lies in its line").to_owned();
        findings.iter().map(|finding| format!("{} {}", finding.row, text(finding))).collect()
    }

    /// Findings as `row text → first fix`.
    pub(super) fn fixed(t: &Transcript, findings: &[Finding]) -> Vec<String> {
        let fix = |finding: &Finding| finding.fixes.first().cloned().unwrap_or_default();
        found(t, findings).iter().zip(findings).map(|(text, finding)| format!("{text} → {}", fix(finding))).collect()
    }
}
