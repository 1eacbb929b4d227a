//! What deserves a look in a transcript. Everything here reads a snapshot and changes nothing.
//!
//! An [`Analysis`] finds places worth a look, with a reason and what could stand there instead; [`ALL`] lists
//! them. What they know beside the transcript is the [`Lexicon`]. [`search`] finds what a person typed;
//! [`turns`] proposes who speaks, and [`changes`] lists what was corrected and takes it back.
//! Carrying anything out is up to [`crate::edit`] and the document.

pub mod changes;
pub mod confidence;
pub mod credits;
pub mod distance;
pub mod findings;
pub mod habits;
pub mod heard;
pub mod lexicon;
pub mod markup;
pub mod names;
pub mod repeated;
pub mod search;
pub mod shelf;
mod sound_alike;
pub mod speakers;
pub mod spelling;
pub mod times;
pub mod turns;
pub mod typography;
pub mod unknown;

pub use habits::Habits;
pub use lexicon::Lexicon;
pub use shelf::Shelf;

use crate::jobs::Cancel;
use crate::model::{Line, Transcript};
use std::ops::Range;

/// A place worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The row.
    pub row: usize,
    /// The bytes of the line's text that it is about; empty when it is about the line as a whole.
    pub at: Range<usize>,
    /// What is the matter.
    pub kind: Kind,
    /// Why it deserves a look: a sentence without a full stop.
    pub message: String,
    /// What could stand there instead, the likeliest first; may be empty. See [`Kind::target`].
    pub fixes: Vec<String>,
    /// How likely it is that something is wrong.
    pub weight: Weight,
}

impl Finding {
    /// A finding without fixes that is likely.
    pub fn new(row: usize, at: Range<usize>, kind: Kind, message: impl Into<String>) -> Finding {
        Finding { row, at, kind, message: message.into(), fixes: Vec::new(), weight: Weight::Likely }
    }

    /// The part of the text that it is about, in the transcript that it was found in. Empty when it is about a
    /// whole line; `None` when there is no such place.
    pub fn text<'t>(&self, t: &'t Transcript) -> Option<&'t str> {
        t.lines.get(self.row)?.text.as_str().get(self.at.clone())
    }

    /// The same with what could stand there instead.
    pub fn or(mut self, fixes: impl IntoIterator<Item = impl Into<String>>) -> Finding {
        self.fixes.extend(fixes.into_iter().map(Into::into));
        self
    }

    /// The same, as likely as this.
    pub fn weighing(mut self, weight: Weight) -> Finding {
        self.weight = weight;
        self
    }
}

/// How likely it is that something is wrong at a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Probably all is well; shown after the others.
    Doubtful,
    /// Worth a look.
    Likely,
    /// Its first fix can be taken together with all that are sure.
    Sure,
}

/// What is the matter at a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A name that is probably written wrong.
    Name,
    /// A word that no dictionary knows.
    UnknownWord,
    /// A word of which the recogniser was not sure.
    LowConfidence,
    /// A rule of the language's typography.
    Typography,
    /// The same word twice.
    RepeatedWord,
    /// Markup that its format left in the text.
    Markup,
    /// A form in which a confirmed spelling was heard.
    GlossaryForm,
    /// A speaker who is missing, or spelled in two ways.
    Speaker,
    /// A line that ends before it begins, begins before the one above it, or lasts into the next.
    Times,
    /// What recognisers write where nobody speaks.
    Credits,
}

/// What the fixes of a kind stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The part of the text that the finding is about.
    Text,
    /// The speaker of the line.
    Speaker,
    /// The span of the line.
    Span,
}

impl Kind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Kind; 10] = [
        Kind::Name,
        Kind::GlossaryForm,
        Kind::UnknownWord,
        Kind::Typography,
        Kind::RepeatedWord,
        Kind::LowConfidence,
        Kind::Markup,
        Kind::Credits,
        Kind::Speaker,
        Kind::Times,
    ];

    /// What it is called on the command line and in files.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Name => "name",
            Kind::UnknownWord => "unknown-word",
            Kind::LowConfidence => "low-confidence",
            Kind::Typography => "typography",
            Kind::RepeatedWord => "repeated-word",
            Kind::Markup => "markup",
            Kind::GlossaryForm => "glossary-form",
            Kind::Speaker => "speaker",
            Kind::Times => "times",
            Kind::Credits => "credits",
        }
    }

    /// What it is called for people.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Name => "Names",
            Kind::UnknownWord => "Unknown words",
            Kind::LowConfidence => "Low confidence",
            Kind::Typography => "Typography",
            Kind::RepeatedWord => "Repeated words",
            Kind::Markup => "Leftover markup",
            Kind::GlossaryForm => "Glossary forms",
            Kind::Speaker => "Speakers",
            Kind::Times => "Times",
            Kind::Credits => "Invented credits",
        }
    }

    /// The kind of that id; `None` when there is none.
    pub fn of_id(id: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// What its fixes stand for.
    pub fn target(self) -> Target {
        match self {
            Kind::Speaker => Target::Speaker,
            Kind::Times => Target::Span,
            _ => Target::Text,
        }
    }
}

/// One way of finding what deserves a look.
pub struct Analysis {
    /// What it is called in code and on the command line.
    pub id: &'static str,
    /// What it is called for people.
    pub name: &'static str,
    /// The kinds of findings that it makes.
    pub kinds: &'static [Kind],
    /// The findings of some rows, by row and place. Those of a row do not depend on which other rows are asked
    /// for, so that an edited line, or the rows in view, can be looked at alone. Past the end there are none.
    /// Checks `Cancel` at every row; then the findings so far come back.
    pub run: fn(&Transcript, Range<usize>, &Lexicon, &Cancel) -> Vec<Finding>,
    /// How many rows above and below a line its findings may depend on it: 1 when a word is compared with the
    /// last one of the line above.
    pub reach: usize,
}

/// Every analysis, in the order in which its findings are listed.
pub static ALL: &[&Analysis] = &[
    &names::ANALYSIS,
    &heard::ANALYSIS,
    &unknown::ANALYSIS,
    &typography::ANALYSIS,
    &repeated::ANALYSIS,
    &confidence::ANALYSIS,
    &markup::ANALYSIS,
    &credits::ANALYSIS,
    &speakers::ANALYSIS,
    &times::ANALYSIS,
];

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

    pub(super) fn lexicon_of(t: &Transcript) -> Lexicon {
        Lexicon::new(t, &[])
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

    #[test]
    fn every_kind_has_its_own_id_and_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_id(kind.id()), Some(kind));
            assert_eq!(Kind::ALL.iter().filter(|other| other.name() == kind.name()).count(), 1);
        }
        assert_eq!(Kind::of_id("spelling"), None);
    }
}
