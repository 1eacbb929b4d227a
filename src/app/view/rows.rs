//! A set of rows, as ranges: all of a million rows is one range.

use crate::edit::Edit;
use std::ops::Range;

/// Rows, as ranges that rise and do not touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    ranges: Vec<Range<usize>>,
}

impl Rows {
    /// One range of rows.
    pub(crate) fn of(range: Range<usize>) -> Rows {
        let ranges = if range.is_empty() { Vec::new() } else { vec![range] };
        Rows { ranges }
    }

    /// Whether a row is in the set.
    pub(crate) fn contains(&self, row: usize) -> bool {
        let after = self.ranges.partition_point(|range| range.start <= row);
        after > 0 && row < self.ranges[after - 1].end
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.ranges.iter().map(ExactSizeIterator::len).sum()
    }

    /// Whether there is no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The first row.
    pub(crate) fn first(&self) -> Option<usize> {
        self.ranges.first().map(|range| range.start)
    }

    /// The row behind the last.
    pub(crate) fn end(&self) -> Option<usize> {
        self.ranges.last().map(|range| range.end)
    }

    /// The ranges, which rise and do not touch.
    pub(crate) fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }

    /// The only range; `None` when there are several or none.
    pub(crate) fn as_range(&self) -> Option<Range<usize>> {
        match self.ranges.as_slice() {
            [range] => Some(range.clone()),
            _ => None,
        }
    }

    /// The rows, rising.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + Clone {
        self.ranges.iter().cloned().flatten()
    }

    /// Adds a row, or removes it when it is there.
    pub(crate) fn toggle(&mut self, row: usize) {
        let ranges = std::mem::take(&mut self.ranges);
        let removed = ranges.iter().any(|range| range.contains(&row));
        let mut out = Vec::with_capacity(ranges.len() + 1);
        for range in ranges {
            if range.contains(&row) {
                out.push(range.start..row);
                out.push(row + 1..range.end);
            } else {
                out.push(range);
            }
        }
        if !removed {
            out.push(row..row + 1);
        }
        self.ranges = joined(out);
    }

    /// Adds rows, which rise.
    pub(crate) fn extend(&mut self, rows: impl IntoIterator<Item = usize>) {
        for row in rows {
            match self.ranges.last_mut() {
                Some(last) if last.end == row => last.end += 1,
                _ => self.ranges.push(row..row + 1),
            }
        }
        self.ranges = joined(std::mem::take(&mut self.ranges));
    }

    /// The rows after an edit.
    pub(crate) fn after(&self, edit: &Edit, len: usize) -> Rows {
        let follow = |range: &Range<usize>| {
            let start = edit.map_row(range.start);
            let end = edit.map_row(range.end - 1) + 1;
            start.min(len)..end.clamp(start, len.max(start))
        };
        Rows { ranges: joined(self.ranges.iter().map(follow).collect()) }
    }
}

fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_kept_as_ranges() {
        let mut rows = Rows::of(2..5);
        for (toggle, expected) in [
            (3, vec![(2, 3), (4, 5)]),
            (3, vec![(2, 5)]),
            (5, vec![(2, 6)]),
            (0, vec![(0, 1), (2, 6)]),
            (1, vec![(0, 6)]),
            (5, vec![(0, 5)]),
        ] {
            rows.toggle(toggle);
            assert_eq!(rows.ranges.iter().map(|rows| (rows.start, rows.end)).collect::<Vec<_>>(), expected);
        }
        assert!(rows.contains(4) && !rows.contains(5));
        rows.extend([5, 6, 9]);
        assert_eq!((rows.len(), rows.first(), rows.end()), (8, Some(0), Some(10)));
    }
}
