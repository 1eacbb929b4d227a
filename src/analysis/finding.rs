//! What is found: a place worth a look, of what kind it is, and what could stand there instead.

use crate::model::{Message, Transcript, message};
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
    pub message: Message,
    /// What could stand there instead, the likeliest first; may be empty. See [`Kind::target`].
    pub fixes: Vec<String>,
    /// How likely it is that something is wrong.
    pub weight: Weight,
    /// It is about a word that is written as a name is, and that nobody knows.
    pub is_name: bool,
}

impl Finding {
    /// A finding without fixes that is likely.
    pub fn new(row: usize, at: Range<usize>, kind: Kind, message: Message) -> Finding {
        Finding { row, at, kind, message, fixes: Vec::new(), weight: Weight::Likely, is_name: false }
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
    pub fn name(self) -> Message {
        match self {
            Kind::Name => message!("finding-names"),
            Kind::UnknownWord => message!("finding-unknown-words"),
            Kind::LowConfidence => message!("finding-low-confidence"),
            Kind::Typography => message!("finding-typography"),
            Kind::RepeatedWord => message!("finding-repeated-words"),
            Kind::Markup => message!("finding-markup"),
            Kind::GlossaryForm => message!("finding-glossary-forms"),
            Kind::Speaker => message!("finding-speakers"),
            Kind::Times => message!("finding-times"),
            Kind::Credits => message!("finding-credits"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_id_and_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_id(kind.id()), Some(kind));
            assert_eq!(Kind::ALL.iter().filter(|other| other.name() == kind.name()).count(), 1);
        }
        assert_eq!(Kind::of_id("spelling"), None);
    }
}
