//! Names that are probably wrong, while the transcript is edited.

use super::pair::{Pair, Place};
use crate::edit::Edit;
use crate::model::Transcript;

/// Lets the places of names follow an edit, after which the transcript is `after`. Places whose text has changed go, and
/// with the last of them their name.
pub fn after_edit(pairs: &mut Vec<Pair>, edit: &Edit, after: &Transcript) {
    // Rows that were written anew: of those the text tells whether the name still stands there.
    let touched = |row: usize| {
        let at = edit.splices.partition_point(|splice| splice.at + splice.old.len() <= row);
        edit.splices.get(at).is_some_and(|splice| splice.at <= row && !splice.old.is_empty())
    };
    for pair in pairs.iter_mut() {
        let wrong = &pair.wrong;
        pair.places.retain_mut(|place| {
            let was_touched = touched(place.row);
            place.row = edit.map_row(place.row);
            !was_touched || holds(after, place, wrong)
        });
    }
    pairs.retain(|pair| !pair.places.is_empty());
}

/// Whether a place holds exactly a form.
fn holds(t: &Transcript, place: &Place, form: &str) -> bool {
    t.lines.get(place.row).and_then(|line| line.text.get(place.at.clone())) == Some(form)
}
