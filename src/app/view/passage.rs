//! A passage: text that is selected in rows that are read, not edited.

use crate::model::Lines;
use std::ops::Range;

/// A place in the text of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// The row.
    pub row: usize,
    /// The character before which it is, counted from 0.
    pub character: usize,
}

/// The text between two places, which may stand in different rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Where the pointer was pressed.
    pub from: Spot,
    /// Where it is now: before or behind that.
    pub to: Spot,
}

impl Passage {
    /// Its two ends, the first one first.
    pub(crate) fn ends(self) -> (Spot, Spot) {
        (self.from.min(self.to), self.from.max(self.to))
    }

    /// The bytes of the text of `row` that belong to it; `None` when none do.
    pub(crate) fn in_row(self, row: usize, text: &str) -> Option<Range<usize>> {
        let (first, last) = self.ends();
        let byte = |spot: Spot| text.char_indices().nth(spot.character).map_or(text.len(), |(at, _)| at);
        let from = if row == first.row { byte(first) } else { 0 };
        let to = if row == last.row { byte(last) } else { text.len() };
        ((first.row..=last.row).contains(&row) && from < to).then_some(from..to)
    }

    /// What belongs to it: rows, and the bytes in each.
    pub(crate) fn parts(self, lines: &Lines) -> Vec<(usize, Range<usize>)> {
        let (first, last) = self.ends();
        let rows = (first.row..=last.row).zip(lines.iter_from(first.row));
        rows.filter_map(|(row, line)| Some((row, self.in_row(row, &line.text)?))).collect()
    }

    /// Its text, a row of the transcript in a row of its own.
    pub(crate) fn text(self, lines: &Lines) -> String {
        let (first, last) = self.ends();
        let rows = (first.row..=last.row).zip(lines.iter_from(first.row));
        let parts: Vec<&str> =
            rows.map(|(row, line)| self.in_row(row, &line.text).map_or("", |part| &line.text[part])).collect();
        parts.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Line;

    #[test]
    fn a_passage_is_the_same_from_both_ends() {
        let lines: Lines = ["Été comme hiver", "", "on y va"].map(Line::new).into_iter().collect();
        let spot = |row, character| Spot { row, character };
        for (one, other, text) in [
            (spot(0, 0), spot(0, 3), "Été"),
            (spot(0, 10), spot(2, 2), "hiver\n\non"),
            (spot(2, 5), spot(2, 99), "va"),
            (spot(1, 0), spot(1, 0), ""),
        ] {
            for (from, to) in [(one, other), (other, one)] {
                assert_eq!(Passage { from, to }.text(&lines), text, "{from:?} to {to:?}");
            }
        }
    }
}
