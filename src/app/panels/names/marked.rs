//! Where names stand in the rows in view, looked up once a frame for all of them.

use crate::analysis::names::Pair;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// Rows whose names are looked up together.
const BLOCK: usize = 64;

/// The places of names in the blocks of rows that were asked about, since it was told to forget them.
#[derive(Default)]
pub(super) struct Marked(RefCell<BTreeMap<usize, Block>>);

/// The places in a block of rows, by row.
type Block = Vec<(usize, Range<usize>)>;

impl Marked {
    /// Forgets all: the names may be others now.
    pub(super) fn forget(&mut self) {
        self.0.get_mut().clear();
    }

    /// The places in a row of names that are looked up in `pairs`.
    pub(super) fn in_row<'p, P: Iterator<Item = &'p Pair>>(
        &self,
        row: usize,
        pairs: impl FnOnce() -> P,
    ) -> Vec<Range<usize>> {
        let mut blocks = self.0.borrow_mut();
        let block = blocks.entry(row / BLOCK).or_insert_with(|| block(row / BLOCK * BLOCK, pairs()));
        let from = block.partition_point(|(other, _)| *other < row);
        block[from..].iter().take_while(|(other, _)| *other == row).map(|(_, at)| at.clone()).collect()
    }
}

/// The places in the rows of a block, which begins with `first`.
fn block<'p>(first: usize, pairs: impl Iterator<Item = &'p Pair>) -> Block {
    let mut all = Block::new();
    for pair in pairs {
        let from = pair.places.partition_point(|place| place.row < first);
        let here = pair.places[from..].iter().take_while(|place| place.row < first + BLOCK);
        all.extend(here.map(|place| (place.row, place.at.clone())));
    }
    all.sort_by_key(|(row, _)| *row);
    all
}
