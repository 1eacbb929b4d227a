//! Putting names right, and remembering them.

use crate::analysis::names::{Pair, Place};
use crate::app::desk::Desk;
use crate::edit::text::Replacement;
use crate::edit::{self, Edit};
use crate::glossary;
use crate::model::{GlossaryEntry, Message, Transcript};

/// Puts names right at some of their places in one step, and remembers them in the glossary with the forms in which
/// they were heard. Returns whether there was anything to change.
pub fn accept(desk: &mut Desk, label: Message, taken: &[(&Pair, Vec<Place>)]) -> bool {
    let t = desk.transcript().clone();
    let places: Vec<Replacement> = taken
        .iter()
        .flat_map(|(_, places)| places)
        .map(|place| Replacement { row: place.row, at: place.over.clone(), with: place.with.clone() })
        .collect();
    let Some(text) = edit::text::replace(&t, label.clone(), &places) else { return false };
    let confirmed = edit::meta::change(&t, label, |meta| {
        for (pair, places) in taken {
            confirm(&mut meta.glossary, &t, pair, places);
        }
    });
    let meta = confirmed.and_then(|edit| edit.meta);
    desk.edit(Some(Edit { meta, ..text }))
}

/// A name with another right form, and its ticked places with that form.
pub fn with_form(pair: &Pair, ticked: Vec<Place>, form: &str) -> (Pair, Vec<Place>) {
    let places = ticked.into_iter().map(|place| Place { over: place.at.clone(), with: form.to_owned(), ..place });
    (Pair { right: form.to_owned(), ..pair.clone() }, places.collect())
}

/// Adds a right form to the glossary, and the forms in which it was heard: that of the pair, and those of places that
/// are written otherwise.
fn confirm(glossary: &mut Vec<GlossaryEntry>, t: &Transcript, pair: &Pair, places: &[Place]) {
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
    glossary::merge(glossary, GlossaryEntry { form: pair.right.clone(), heard });
}
