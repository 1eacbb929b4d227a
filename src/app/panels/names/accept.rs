//! Putting names right, and remembering them.

use crate::analysis::names::{Pair, Place, take};
use crate::app::desk::Desk;
use crate::model::Message;

/// Puts names right at some of their places in one step, and remembers them in the glossary with the forms in which
/// they were heard. Returns whether there was anything to change.
pub(super) fn accept(desk: &mut Desk, label: Message, taken: &[(&Pair, Vec<Place>)]) -> bool {
    desk.edit(take(desk.transcript(), label, taken))
}

/// A name with another right form, and its ticked places with that form.
pub(super) fn with_form(pair: &Pair, ticked: Vec<Place>, form: &str) -> (Pair, Vec<Place>) {
    let places = ticked.into_iter().map(|place| Place { over: place.at.clone(), with: form.to_owned(), ..place });
    (Pair { right: form.to_owned(), ..pair.clone() }, places.collect())
}
