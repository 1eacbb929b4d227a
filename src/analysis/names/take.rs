//! Taking names: what the window, the findings and the command line do when a name is put right.

use super::pair::{Pair, Place};
use crate::edit::text::{Replacement, replace};
use crate::edit::{Edit, glossary};
use crate::model::{GlossaryEntry, Message, Transcript};

/// The edit that puts names right in some of their places, and confirms them: their right forms are in the glossary
/// behind it, with the forms in which they were heard. One step to undo. `None` when no place is left to change.
pub fn take<P: AsRef<[Place]>>(t: &Transcript, label: Message, taken: &[(&Pair, P)]) -> Option<Edit> {
    let places = taken.iter().flat_map(|(_, places)| places.as_ref());
    let replacement = |place: &Place| Replacement { row: place.row, at: place.over.clone(), with: place.with.clone() };
    let text = replace(t, label, &places.map(replacement).collect::<Vec<_>>())?;
    let taken = taken.iter().filter(|(_, places)| !places.as_ref().is_empty());
    let entries: Vec<GlossaryEntry> = taken.map(|(pair, places)| confirmed(t, pair, places.as_ref())).collect();
    let meta = glossary::add_all(t, &entries).and_then(|edit| edit.meta);
    Some(Edit { meta, ..text })
}

/// A right form with the forms in which it was heard: that of the pair, and those of places that are written otherwise.
fn confirmed(t: &Transcript, pair: &Pair, places: &[Place]) -> GlossaryEntry {
    let mut heard = vec![pair.wrong.clone()];
    for place in places {
        let Some(form) = t.lines.get(place.row).and_then(|line| line.text.get(place.at.clone())) else { continue };
        let same = |known: &String| {
            let (known, form) = (known.to_lowercase(), form.to_lowercase());
            known == form || form.strip_suffix('s') == Some(&known)
        };
        if !heard.iter().any(same) && form != pair.right {
            heard.push(form.to_owned());
        }
    }
    GlossaryEntry { form: pair.right.clone(), heard }
}
