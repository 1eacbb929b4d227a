//! Who may speak from a place on, as it is proposed.

use crate::model::{Message, SpeakerId, Transcript};

/// How a message is put into words: who has no name is called by a word of the language of whoever reads it.
pub type Words = fn(&Message) -> String;

/// Who may speak from a place on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The row in which the turn begins.
    pub row: usize,
    /// The byte of the row's text at which it begins. When it is not 0, the line is to be split there.
    pub at: usize,
    /// The row behind the last one in which the turn has lines. Sounds among them belong to nobody.
    pub end: usize,
    /// Who speaks.
    pub speaker: ProposedSpeaker,
    /// Why, for a person to read.
    pub because: Message,
    /// A person should look here before taking it.
    pub doubt: bool,
}

/// Somebody of the roster, or not yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposedSpeaker {
    /// An entry of the roster.
    Known(SpeakerId),
    /// A name that the roster lacks.
    New(String),
}

impl ProposedSpeaker {
    /// The name; `?` for an entry that the roster of `t` does not have.
    pub fn name<'a>(&'a self, t: &'a Transcript) -> &'a str {
        match self {
            ProposedSpeaker::Known(id) => t.speaker(*id).map_or("?", |speaker| &speaker.name),
            ProposedSpeaker::New(name) => name,
        }
    }
}
