//! What is probably a name: which one, how alike, and where it stands.

use super::name::Name;
use super::vocabulary::{Vocabulary, Word};
use crate::analysis::likeness::Form;
use crate::analysis::likeness::saying::set_codes;
use crate::analysis::likeness::windows::Spot;
use std::ops::Range;

/// A window that is probably a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    /// The place of the name.
    pub name: u32,
    /// How alike they are, from 0 to 1.
    pub score: f32,
    /// The same letters in another writing: other hyphens, spaces or case.
    pub form_only: bool,
    /// Equal sound.
    pub same_sound: bool,
    /// The window begins with a `de` that the name swallows to `d'`.
    pub elided: bool,
}

/// A window that is probably a name, in its place.
#[derive(Clone, Debug)]
pub(super) struct NameAt {
    /// Its bytes in the line.
    pub at: Range<usize>,
    /// What it is.
    pub verdict: Verdict,
    /// Its words in the stretch.
    pub words: Range<usize>,
}

/// The form of a window: its words one after the other.
pub(super) fn joined(spots: &[Spot], vocabulary: &Vocabulary) -> Form {
    let mut form = Form::default();
    let (mut french, mut english) = (Vec::new(), Vec::new());
    for spot in spots {
        let word = vocabulary.get(spot.id);
        form.letters.extend_from_slice(&word.letters);
        french.extend_from_slice(&word.french);
        english.extend_from_slice(&word.english);
    }
    set_codes(&mut form, french, english);
    form
}

/// Whether a word says nothing and is not of a name: the `à` before a town.
pub(super) fn is_loose(word: &Word, name: &Name) -> bool {
    word.is_function && !name.has(&word.letters)
}

/// Whether two ranges have something in common.
pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
