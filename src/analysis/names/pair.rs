//! What is found: a wrong form and the right one, with the places where it stands.

use crate::analysis::source::Source;
use crate::model::Message;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A wrong form and what it probably should be, with every place where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The form as it is written.
    pub wrong: String,
    /// The right form.
    pub right: String,
    /// How likely it is, from 0 to 1.
    pub score: f32,
    /// Why: a few words for a person.
    pub because: Message,
    /// It can be taken together with all others that are sure.
    pub sure: bool,
    /// What differs.
    pub difference: Difference,
    /// How Stet knows the right form.
    pub source: Source,
    /// Where it stands, in the order of the text; at least once.
    pub places: Vec<Place>,
}

/// What differs between a wrong form and the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Letters: a name that was misheard.
    Letters,
    /// Only how they are written: hyphens, spaces, accents or case.
    Writing,
}

/// A place where a wrong form stands, and what it becomes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The row.
    pub row: usize,
    /// The bytes of the wrong form in the line's text.
    pub at: Range<usize>,
    /// The bytes that are replaced: those of the wrong form, and of an article or a preposition that changes with it.
    pub over: Range<usize>,
    /// What is written over them.
    pub with: String,
}

/// Pairs by their wrong form and the right one.
#[derive(Default)]
pub(super) struct Pairs(HashMap<String, Pair>);

impl Pairs {
    /// Adds a place, and makes its pair if it is new.
    pub(super) fn add(&mut self, place: Place, wrong: &str, right: &str, new: impl FnOnce() -> Pair) {
        self.0.entry(format!("{wrong}\n{right}")).or_insert_with(new).places.push(place);
    }

    /// Adds what was found further down.
    pub(super) fn append(&mut self, more: Pairs) {
        for (key, pair) in more.0 {
            match self.0.get_mut(&key) {
                Some(known) => known.places.extend(pair.places),
                None => {
                    self.0.insert(key, pair);
                }
            }
        }
    }

    /// All of them, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Pair> {
        self.0.values()
    }

    /// The rows and bytes that stand in a pair.
    pub(super) fn taken(&self) -> HashSet<(usize, usize)> {
        let places = self.0.values().flat_map(|pair| &pair.places);
        places.flat_map(|place| place.at.clone().map(|at| (place.row, at))).collect()
    }

    /// The surest and most frequent first.
    pub(super) fn sorted(self) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = self.0.into_values().collect();
        let weight = |pair: &Pair| pair.score * pair.places.len() as f32;
        pairs.sort_by(|a, b| {
            let order = b.sure.cmp(&a.sure).then(weight(b).total_cmp(&weight(a)));
            order.then_with(|| (a.places[0].row, a.places[0].at.start).cmp(&(b.places[0].row, b.places[0].at.start)))
        });
        pairs
    }
}
