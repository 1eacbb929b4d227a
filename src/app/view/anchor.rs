//! Where the table is scrolled to: the first row in view and the pixels into it.
//!
//! The toolkit's own scrolling adds pixels up in `f32`, and past some hundred thousand rows a pixel is lost
//! in the sum. The anchor never adds anything up, so a pixel is a pixel at any row; heights are measured
//! only for rows near the view. The scroll bar shows rows, not pixels.

/// The first row in view, and how many points of it lie above the view.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Anchor {
    /// The row.
    pub row: usize,
    /// Points of the row that are scrolled out at the top: from 0 to less than its height. Less than 0 when there is
    /// paper above the first row, until the table is scrolled, so that rows below what went stay where they are.
    pub into: f32,
}

impl Anchor {
    /// The anchor `delta` points further down (up when negative), in a list of `len` rows whose heights
    /// `height` measures, in a view of `view` points. Stops at the top, and where the last row meets the
    /// bottom of the view.
    pub(crate) fn moved(self, delta: f32, len: usize, view: f32, mut height: impl FnMut(usize) -> f32) -> Anchor {
        if len == 0 {
            return Anchor::default();
        }
        let at = Anchor { row: self.row.min(len - 1), into: self.into + delta }.settled(len, &mut height);
        if at.into < 0.0 {
            return Anchor::default();
        }
        at.not_past(len, view, height)
    }

    /// The same place, said of the row that lies there: the first row when it is above it, the last when it is below.
    fn settled(mut self, len: usize, mut height: impl FnMut(usize) -> f32) -> Anchor {
        while self.into < 0.0 && self.row > 0 {
            self.row -= 1;
            self.into += height(self.row);
        }
        while self.row + 1 < len {
            let tall = height(self.row);
            if self.into < tall {
                break;
            }
            self.into -= tall;
            self.row += 1;
        }
        self
    }

    /// The anchor, or the lowest one that still fills the view, whichever is higher.
    fn not_past(self, len: usize, view: f32, mut height: impl FnMut(usize) -> f32) -> Anchor {
        let mut below = -self.into;
        for row in self.row..len {
            below += height(row);
            if below >= view {
                return self;
            }
        }
        Anchor::with_at_bottom(len - 1, view, height)
    }

    /// The anchor that shows `row` as the last one in view.
    pub(crate) fn with_at_bottom(row: usize, view: f32, mut height: impl FnMut(usize) -> f32) -> Anchor {
        let mut rest = view;
        let mut first = row;
        loop {
            rest -= height(first);
            if rest <= 0.0 {
                return Anchor { row: first, into: -rest };
            }
            if first == 0 {
                return Anchor::default();
            }
            first -= 1;
        }
    }

    /// The anchor with which `row` is wholly in view: this one when it is so already, else the nearest.
    pub(crate) fn showing(self, row: usize, len: usize, view: f32, mut height: impl FnMut(usize) -> f32) -> Anchor {
        if len == 0 {
            return Anchor::default();
        }
        if row < self.row || (row == self.row && self.into > 0.0) {
            return Anchor { row, into: 0.0 }.not_past(len, view, height);
        }
        let mut bottom = -self.into;
        for above in self.row..=row {
            bottom += height(above);
            if bottom > view && above < row {
                return Anchor::with_at_bottom(row, view, height);
            }
        }
        if bottom <= view {
            return self;
        }
        // A row that is taller than the view is shown from its top.
        if height(row) >= view { Anchor { row, into: 0.0 } } else { Anchor::with_at_bottom(row, view, height) }
    }
}

impl Anchor {
    /// The anchor with which `row` begins so many points below the top of the view. There may be paper above the first
    /// row then (`into` is less than 0), or below the last one.
    pub(crate) fn holding(row: usize, below: f32, len: usize, height: impl FnMut(usize) -> f32) -> Anchor {
        Anchor { row, into: -below }.settled(len, height)
    }

    /// How far below the top of the view `row` begins, in points, if it begins in a view of so many.
    pub(crate) fn top_of(self, row: usize, view: f32, mut height: impl FnMut(usize) -> f32) -> Option<f32> {
        let mut top = -self.into;
        for above in self.row..row {
            if top > view {
                return None;
            }
            top += height(above);
        }
        (self.row <= row && top < view).then_some(top)
    }

    /// The anchor with which something of `row` is in view: this one when it is so already, else one that puts it among
    /// its neighbours.
    pub(crate) fn showing_what_is_lost(
        self,
        row: usize,
        len: usize,
        view: f32,
        mut height: impl FnMut(usize) -> f32,
    ) -> Anchor {
        let is_in_view = self.top_of(row, view, &mut height).is_some_and(|top| top > -height(row) && top < view);
        if is_in_view { self } else { self.showing_calmly(row, len, view, height) }
    }

    /// The anchor with which `row` and what follows it can be read: this one when the row is in the upper half of
    /// the view, else one that puts it a fifth from the top.
    pub(crate) fn showing_ahead(
        self,
        row: usize,
        len: usize,
        view: f32,
        mut height: impl FnMut(usize) -> f32,
    ) -> Anchor {
        let top = self.top_of(row, view, &mut height);
        if top.is_some_and(|top| top >= 0.0 && top <= view / 2.0) {
            return self;
        }
        Anchor { row: row.min(len.saturating_sub(1)), into: 0.0 }.moved(-view / 5.0, len, view, height)
    }

    /// The anchor with which `row` can be read among its neighbours: this one when the row is in view and not at its
    /// very edge, else one that puts it a third from the top.
    pub(crate) fn showing_calmly(
        self,
        row: usize,
        len: usize,
        view: f32,
        mut height: impl FnMut(usize) -> f32,
    ) -> Anchor {
        let edge = (view / 8.0).min(48.0);
        let at_start = self == Anchor::default();
        let top = self.top_of(row, view, &mut height).filter(|_| row < len);
        if top.is_some_and(|top| (top >= edge || at_start && top >= 0.0) && top + height(row) <= view - edge) {
            return self;
        }
        Anchor { row: row.min(len.saturating_sub(1)), into: 0.0 }.moved(-view / 3.0, len, view, height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of 30 points, every tenth of 50.
    fn height(row: usize) -> f32 {
        if row.is_multiple_of(10) { 50.0 } else { 30.0 }
    }

    #[test]
    fn a_pixel_is_a_pixel_at_any_row() {
        for start in [0, 500_000, 999_900] {
            let mut at = Anchor { row: start, into: 0.0 };
            for step in 1..=29 {
                at = at.moved(1.0, 1_000_000, 600.0, height);
                assert_eq!((at.row, at.into), (start, step as f32), "from row {start}");
            }
            at = at.moved(-29.0, 1_000_000, 600.0, height);
            assert_eq!(at, Anchor { row: start, into: 0.0 });
        }
    }

    #[test]
    fn it_stops_at_both_ends() {
        let top = Anchor { row: 1, into: 3.0 }.moved(-500.0, 100, 300.0, height);
        assert_eq!(top, Anchor::default());
        let bottom = Anchor { row: 95, into: 0.0 }.moved(5000.0, 100, 300.0, height);
        assert_eq!(bottom, Anchor::with_at_bottom(99, 300.0, height));
        assert_eq!(bottom, Anchor { row: 90, into: 20.0 });
        assert_eq!(Anchor { row: 3, into: 9.0 }.moved(1.0, 2, 300.0, height), Anchor::default());
    }

    #[test]
    fn a_row_is_held_where_it_is() {
        for (row, below, expected) in [
            (20, 0.0, Anchor { row: 20, into: 0.0 }),
            (21, 55.0, Anchor { row: 19, into: 25.0 }),
            (20, -60.0, Anchor { row: 21, into: 10.0 }),
            // Paper above the first row, and below the last of a hundred.
            (1, 90.0, Anchor { row: 0, into: -40.0 }),
            (99, 10.0, Anchor { row: 98, into: 20.0 }),
        ] {
            let held = Anchor::holding(row, below, 100, height);
            assert_eq!(held, expected, "row {row} at {below}");
            assert_eq!(held.top_of(row, 300.0, height), (below >= 0.0).then_some(below), "row {row} at {below}");
        }
        // The last row became shorter than what of it was scrolled out: it is still the last one.
        assert_eq!(Anchor::holding(99, -40.0, 100, height), Anchor { row: 99, into: 40.0 });
        let here = Anchor { row: 20, into: 10.0 };
        for (row, expected) in [(20, here), (27, here), (60, Anchor { row: 56, into: 20.0 })] {
            assert_eq!(here.showing_what_is_lost(row, 100, 300.0, height), expected, "row {row}");
        }
    }

    #[test]
    fn a_row_comes_into_view_with_what_follows() {
        let here = Anchor { row: 20, into: 0.0 };
        for (row, expected) in [
            (23, here),
            (28, Anchor { row: 26, into: 0.0 }),
            (10, Anchor { row: 8, into: 0.0 }),
            (0, Anchor::default()),
            (99, Anchor::with_at_bottom(99, 300.0, height)),
        ] {
            assert_eq!(here.showing_ahead(row, 100, 300.0, height), expected, "row {row}");
        }
    }

    #[test]
    fn a_row_is_shown_among_its_neighbours() {
        let here = Anchor { row: 20, into: 0.0 };
        for (row, expected) in [
            (23, here),
            (26, here),
            (20, Anchor { row: 16, into: 20.0 }),
            (28, Anchor { row: 24, into: 20.0 }),
            (60, Anchor { row: 56, into: 20.0 }),
            (10, Anchor { row: 6, into: 20.0 }),
            (1, Anchor::default()),
            (99, Anchor::with_at_bottom(99, 300.0, height)),
        ] {
            assert_eq!(here.showing_calmly(row, 100, 300.0, height), expected, "row {row}");
        }
        assert_eq!(Anchor::default().showing_calmly(0, 100, 300.0, height), Anchor::default());
    }

    #[test]
    fn a_row_comes_into_view_by_the_shortest_way() {
        let here = Anchor { row: 20, into: 5.0 };
        for (row, expected) in [
            (25, here),
            (20, Anchor { row: 20, into: 0.0 }),
            (12, Anchor { row: 12, into: 0.0 }),
            (40, Anchor::with_at_bottom(40, 300.0, height)),
        ] {
            assert_eq!(here.showing(row, 100, 300.0, height), expected, "row {row}");
        }
    }
}
