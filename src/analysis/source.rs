//! How Stet knows that a form is right, in the order in which it is trusted.

use crate::model::{Message, message};

/// How Stet knows that a form is right, the most trusted last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// It is the more frequent of two forms that are alike in the document.
    Document,
    /// It is on the list of well-known names that is shipped.
    Shipped,
    /// It stands in the document's head: its title, its description, its chapters.
    Head,
    /// It is the name of a speaker.
    Speaker,
    /// The person confirmed it in another document of the show.
    Series,
    /// The person confirmed it in this document.
    Glossary,
}

impl Source {
    /// How it is told to a person.
    pub fn message(self) -> Message {
        match self {
            Source::Document => message!("source-document"),
            Source::Shipped => message!("source-shipped"),
            Source::Head => message!("source-head"),
            Source::Speaker => message!("source-speaker"),
            Source::Series => message!("source-show"),
            Source::Glossary => message!("source-glossary"),
        }
    }
}
