//! Operations on what is known about the whole: title, notes, language, glossary.

use super::{Change, Edit};
use crate::model::{Message, Meta, Transcript};
use std::sync::Arc;

/// Changes what is known about the whole. `None` when `change` leaves it as it is.
pub fn change(t: &Transcript, label: Message, change: impl FnOnce(&mut Meta)) -> Option<Edit> {
    let mut new = Meta::clone(&t.meta);
    change(&mut new);
    let change = (new != *t.meta).then(|| Change { old: Arc::clone(&t.meta), new: Arc::new(new) })?;
    Some(Edit { label, splices: Vec::new(), speakers: None, meta: Some(change) })
}
