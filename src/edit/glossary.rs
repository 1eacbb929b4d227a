//! Operations on the glossary: spellings that a person confirms, and what is right as it is.

use super::{Edit, meta};
use crate::model::{GlossaryEntry, Known, Transcript, add_to_glossary, message};
use std::sync::Arc;

/// Adds right forms with forms in which they were heard, in one step. Where a form is there, it gets the heard ones
/// that it lacks; see [`add_to_glossary`]. `None` when nothing is added.
pub fn add_all(t: &Transcript, entries: &[GlossaryEntry]) -> Option<Edit> {
    let label = match entries {
        [entry] => message!("edit-glossary-add", form = entry.form.trim()),
        _ => message!("edit-glossary-add-several"),
    };
    meta::change(t, label, |meta| add_to_glossary(&mut meta.glossary, entries))
}

/// Removes a right form from the glossary. `None` when it is not there.
pub fn remove(t: &Transcript, form: &str) -> Option<Edit> {
    meta::change(t, message!("edit-glossary-remove", form = form), |meta| {
        meta.glossary.retain(|entry| entry.form != form);
    })
}

/// Writes the entry of a right form anew, with what it was heard as. `None` when that form is not there, when the new
/// one has an entry of its own, or when nothing changes.
pub fn write(t: &Transcript, form: &str, new: &GlossaryEntry) -> Option<Edit> {
    let at = t.meta.glossary.iter().position(|entry| entry.form == form)?;
    let is_double = new.form != form && t.meta.glossary.iter().any(|entry| entry.form == new.form);
    if is_double || new.form.is_empty() {
        return None;
    }
    meta::change(t, message!("edit-glossary-entry"), |meta| meta.glossary[at] = Arc::new(new.clone()))
}

/// Remembers that something is right as it is, never twice: what was said of it in single lines is forgotten when it
/// is right wherever it stands. `None` when that is known.
pub fn right(t: &Transcript, known: Known) -> Option<Edit> {
    if t.meta.known.iter().any(|other| other.covers(&known)) {
        return None;
    }
    let label = match known.form.as_str() {
        "" => message!("edit-right"),
        form => message!("edit-right-form", form = form),
    };
    meta::change(t, label, |meta| {
        meta.known.retain(|other| !known.covers(other));
        meta.known.push(Arc::new(known));
    })
}

/// Forgets that something is right as it is, so that it is asked again. `None` when nobody said so.
pub fn ask_again(t: &Transcript, known: &Known) -> Option<Edit> {
    meta::change(t, message!("edit-ask-again"), |meta| meta.known.retain(|other| **other != *known))
}
