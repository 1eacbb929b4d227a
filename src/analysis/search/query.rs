//! What a person looks for, as it was typed and ticked.

use crate::model::{Line, SpeakerId};
use std::ops::Range;
use std::sync::Arc;

/// What a person looks for, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What was typed. Nothing is found when it is empty.
    pub text: String,
    /// How it is meant.
    pub mode: Mode,
    /// Only where no letter or digit stands before or after. An apostrophe or a hyphen ends a word, so that
    /// `Hélioscop` is found in `d'Hélioscop` and `mooflow` in `mooflow's`, but not in `mooflows`. A name, which begins
    /// with a capital here and there, is found before the `s` of its plural: `Hélioscop` in `Hélioscops`. By ear, words
    /// are always whole.
    pub whole_word: bool,
    /// Whether `a` and `A` differ. By ear they never do.
    pub case: bool,
    /// Whether `e` and `é`, and `œ` and `oe`, differ. To a regular expression they always do, by ear never.
    pub accents: bool,
    /// The lines to look at.
    pub scope: Scope,
}

impl Default for Query {
    /// An empty query in which accents count and case does not.
    fn default() -> Query {
        Query {
            text: String::new(),
            mode: Mode::Plain,
            whole_word: false,
            case: false,
            accents: true,
            scope: Scope::All,
        }
    }
}

/// How the text of a query is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// As it stands.
    #[default]
    Plain,
    /// As a regular expression. `^` and `$` are the ends of a line, `.` stays inside a line, and `\s` or `\n` also
    /// stands for the end of a line between two words. Matches of no length are left out.
    Regex,
    /// As it is said: one to four whole words that sound like it, however they are written. Neither case nor accents
    /// count.
    Sounds,
}

/// Which lines are looked at. A match over two lines must have both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// These rows, in any order.
    Rows(Arc<[Range<usize>]>),
    /// The lines of a speaker.
    Speaker(SpeakerId),
    /// The lines that nobody has approved.
    Unchecked,
}

impl Scope {
    /// Whether a line is looked at. Rows must rise and not touch.
    pub(super) fn looks_at(&self, row: usize, line: &Line) -> bool {
        match self {
            Scope::All => true,
            Scope::Rows(rows) => {
                rows.get(rows.partition_point(|rows| rows.end <= row)).is_some_and(|rows| rows.start <= row)
            }
            Scope::Speaker(id) => line.speaker == Some(*id),
            Scope::Unchecked => !line.checked,
        }
    }
}
