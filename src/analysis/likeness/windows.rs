//! A text as windows: what may be a name is one to four words that no punctuation divides.

use crate::model::chars::{is_hyphen, is_space};
use std::ops::Range;

/// Words of a window, elided ones not counted.
pub(crate) const LONGEST: usize = 4;

/// A word in its place.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// Which word it is, in the list of whoever reads the text.
    pub id: u32,
    /// Its bytes in the line.
    pub at: Range<usize>,
    /// It leans on the next without a space: `l'`.
    pub elided: bool,
    /// It deserves a look: no dictionary knows it, or it has a capital that no sentence explains.
    pub odd: bool,
}

/// The windows of a stretch that begin at one of its words, the shortest first, as ranges of places.
pub(crate) fn from(stretch: &[Spot], start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut words = 0;
    (start..stretch.len())
        .map_while(move |at| {
            words += usize::from(!stretch[at].elided);
            (words <= LONGEST).then_some(at)
        })
        .filter(|at| !stretch[*at].elided)
        .map(move |at| start..at + 1)
}

/// Whether two words with this between them may be one name.
pub(crate) fn joins(gap: &str) -> bool {
    gap.len() <= 3 && gap.chars().all(|c| is_space(c) || is_hyphen(c) || matches!(c, '\n' | '&')) && {
        // A dash that stands by itself is a turn's or a pause.
        let trimmed = gap.trim();
        trimmed.is_empty() || trimmed.len() == gap.len() || trimmed == "&"
    } || gap == ". "
        || gap == "."
}
