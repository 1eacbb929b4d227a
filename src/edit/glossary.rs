//! Operations on the glossary: spellings that a person confirms, and what is right as it is.

use super::{Edit, meta};
use crate::model::{GlossaryEntry, Known, Transcript, message};

/// Adds a right form with forms in which it was heard. Where the form is there, it gets the heard ones that it lacks.
/// A heard form that is the right one, or empty, is left out. `None` for an empty form, or when nothing is added.
pub fn add(t: &Transcript, form: &str, heard: &[String]) -> Option<Edit> {
    add_all(t, &[GlossaryEntry { form: form.to_owned(), heard: heard.to_vec() }])
}

/// Adds many right forms in one step; see [`add`].
pub fn add_all(t: &Transcript, entries: &[GlossaryEntry]) -> Option<Edit> {
    let label = match entries {
        [entry] => message!("edit-glossary-add", form = entry.form.trim()),
        _ => message!("edit-glossary-add-several"),
    };
    meta::change(t, label, |meta| {
        for entry in entries.iter().filter(|entry| !entry.form.trim().is_empty()) {
            let form = entry.form.trim();
            let at = meta.glossary.iter().position(|known| known.form == form).unwrap_or_else(|| {
                meta.glossary.push(GlossaryEntry { form: form.to_owned(), heard: Vec::new() });
                meta.glossary.len() - 1
            });
            let known = &mut meta.glossary[at];
            for heard in entry.heard.iter().map(|heard| heard.trim()) {
                if !heard.is_empty() && heard != form && !known.heard.iter().any(|known| known == heard) {
                    known.heard.push(heard.to_owned());
                }
            }
        }
    })
}

/// Takes a right form out of the glossary. `None` when it is not there.
pub fn remove(t: &Transcript, form: &str) -> Option<Edit> {
    meta::change(t, message!("edit-glossary-remove", form = form), |meta| {
        meta.glossary.retain(|entry| entry.form != form)
    })
}

/// Writes a right form otherwise; where the new one is there already, the two become one. The old form is not
/// taken for one that was heard. `None` for an empty form, or when the old one is not there.
pub fn rename(t: &Transcript, form: &str, new: &str) -> Option<Edit> {
    let new = new.trim();
    if new.is_empty() {
        return None;
    }
    meta::change(t, message!("edit-glossary-write", form = new), |meta| {
        let Some(at) = meta.glossary.iter().position(|entry| entry.form == form).filter(|_| new != form) else {
            return;
        };
        let twin = meta.glossary.iter().position(|entry| entry.form == new);
        meta.glossary[at].form = new.to_owned();
        meta.glossary[at].heard.retain(|heard| heard != new);
        if let Some(twin) = twin {
            let heard = std::mem::take(&mut meta.glossary[at].heard);
            for heard in heard {
                if !meta.glossary[twin].heard.contains(&heard) {
                    meta.glossary[twin].heard.push(heard);
                }
            }
            meta.glossary.remove(at);
        }
    })
}

/// Takes back that a right form was heard as `heard`. `None` when nobody said so.
pub fn remove_heard(t: &Transcript, form: &str, heard: &str) -> Option<Edit> {
    meta::change(t, message!("edit-glossary-forget-heard", form = form, heard = heard), |meta| {
        for entry in meta.glossary.iter_mut().filter(|entry| entry.form == form) {
            entry.heard.retain(|known| known != heard);
        }
    })
}

/// Remembers that something is right as it is. `None` when that is known.
pub fn know(t: &Transcript, known: Known) -> Option<Edit> {
    let label = match known.form.as_str() {
        "" => message!("edit-right"),
        form => message!("edit-right-form", form = form),
    };
    meta::change(t, label, |meta| {
        if !meta.known.contains(&known) {
            meta.known.push(known);
        }
    })
}

/// Forgets that something is right as it is, so that it is asked again. `None` when nobody said so.
pub fn forget(t: &Transcript, known: &Known) -> Option<Edit> {
    meta::change(t, message!("edit-ask-again"), |meta| meta.known.retain(|other| other != known))
}
