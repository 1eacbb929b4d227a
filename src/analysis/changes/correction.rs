//! A correction: what stood somewhere, what stands there now, and how that came about.

use crate::model::{Message, Time, message};
use std::ops::Range;

/// One correction: a few words, or a whole line that was inserted or deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The row; of a deleted line, that before which it stood.
    pub row: usize,
    /// The bytes of the line's text that are new; empty where words were deleted.
    pub at: Range<usize>,
    /// The rows of the original that the line comes from; empty for an inserted line.
    pub origin: Range<usize>,
    /// Whether it is about a whole line.
    pub line: bool,
    /// When the line is spoken, if it is timed.
    pub time: Option<Time>,
    /// Who speaks it, if anybody does.
    pub speaker: Option<String>,
    /// What stood there, spaces included where they changed, too.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// How it was made, as far as can be seen.
    pub how: How,
}

/// How a correction was made, as far as can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// A form of the glossary came to stand there, with what leans on it.
    Name,
    /// Only capitals, ligatures, spaces or punctuation differ.
    Typography,
    /// Only accents or how words are joined differ; or a word that the language does not know became one it knows.
    Spelling,
    /// Anything else.
    ByHand,
}

impl How {
    /// All of them, in the order in which they are listed.
    pub const ALL: [How; 4] = [How::Name, How::Typography, How::Spelling, How::ByHand];

    /// What it is called in files: `by hand`.
    pub fn id(self) -> &'static str {
        match self {
            How::Name => "name",
            How::Typography => "typography",
            How::Spelling => "spelling",
            How::ByHand => "by hand",
        }
    }

    /// What it is called for people: `by hand`.
    pub fn message(self) -> Message {
        match self {
            How::Name => message!("how-name"),
            How::Typography => message!("how-typography"),
            How::Spelling => message!("how-spelling"),
            How::ByHand => message!("how-by-hand"),
        }
    }

    /// So many corrections of the kind: `26 names`.
    pub fn count(self, n: usize) -> Message {
        match self {
            How::Name => message!("how-names", n = n),
            How::Typography => message!("how-fixes-typography", n = n),
            How::Spelling => message!("how-fixes-spelling", n = n),
            How::ByHand => message!("how-corrections", n = n),
        }
    }
}

impl Correction {
    /// What stood and what stands there, without the spaces around it.
    pub(super) fn pair(&self) -> (String, String) {
        (self.before.trim().to_owned(), self.after.trim().to_owned())
    }
}
