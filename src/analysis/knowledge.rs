//! What the analyses know beside the transcript, made ready: the [`Lexicon`], and what is built of it.
//!
//! Building takes a second where ten thousand forms are right, so it is done in jobs alone. In a frame, knowledge only
//! follows an edit ([`Knowledge::following`]): what is new is laid over what was built.

use super::heard_forms::HeardForms;
use super::lexicon::Lexicon;
use super::names::{Finder, KnownNames, Pair};
use crate::jobs::Cancel;
use crate::language::words::words_of;
use crate::model::Transcript;
use std::ops::Range;
use std::sync::Arc;

/// What the analyses know beside the transcript. Cloning it copies pointers.
#[derive(Clone)]
pub struct Knowledge {
    /// The language, the dictionaries, the right forms and the answers.
    pub lexicon: Arc<Lexicon>,
    /// The forms in which right ones were heard; and those that came since.
    pub(super) heard: Arc<HeardForms>,
    pub(super) heard_since: Arc<HeardForms>,
    names: Arc<KnownNames>,
    /// The transcript as it was imported, where that is known: what stands there no more was put right by a person.
    original: Option<Transcript>,
}

impl Knowledge {
    /// Makes ready what a lexicon knows about its transcript. Takes some milliseconds, and about a second for ten
    /// thousand right forms: do it in a job.
    pub fn prepare(t: &Transcript, lexicon: Lexicon) -> Knowledge {
        Knowledge::with_names(KnownNames::new(t, &lexicon, true), lexicon)
    }

    /// The same without the list of well-known names that is shipped.
    pub fn without_list(t: &Transcript, lexicon: Lexicon) -> Knowledge {
        Knowledge::with_names(KnownNames::new(t, &lexicon, false), lexicon)
    }

    fn with_names(names: KnownNames, lexicon: Lexicon) -> Knowledge {
        let heard = Arc::new(HeardForms::of(&lexicon.right));
        let (lexicon, names) = (Arc::new(lexicon), Arc::new(names));
        Knowledge { lexicon, heard, heard_since: Arc::default(), names, original: None }
    }

    /// The same for a transcript that was imported as `original`: what a person wrote there is right.
    pub fn beside(self, original: &Transcript) -> Knowledge {
        Knowledge { original: Some(original.clone()), ..self }
    }

    /// The same for the transcript after an edit, cheap enough for a frame; see [`Lexicon::following`]. Which names a
    /// word may be like is known anew once it was prepared again.
    pub fn following(&self, t: &Transcript) -> Knowledge {
        let lexicon = self.lexicon.following(t);
        let heard_since = Arc::new(HeardForms::of(lexicon.right_since()));
        Knowledge { lexicon: Arc::new(lexicon), heard_since, ..self.clone() }
    }

    /// Whether a word, as it is written, is one of a name that is known, the person's or not.
    pub fn is_named(&self, word: &str) -> bool {
        self.names.has_word(word)
    }

    /// The misheard names of a transcript, each with all its places: what is surest and most frequent first. When it is
    /// cancelled, those found so far.
    pub fn misheard(&self, t: &Transcript, cancel: &Cancel) -> Vec<Pair> {
        self.not_by_hand(t, Finder::new(&self.lexicon, &self.names).find(t, cancel))
    }

    /// The misheard names of some rows, as [`Knowledge::misheard`] lists them, without look-alikes in the rest of the
    /// document. Quick enough for an edited line. Rows past the end are left out.
    pub fn misheard_in_rows(&self, t: &Transcript, rows: Range<usize>, cancel: &Cancel) -> Vec<Pair> {
        self.not_by_hand(t, Finder::new(&self.lexicon, &self.names).find_in_rows(t, rows, cancel))
    }

    /// Names without the places that a person wrote as they are.
    fn not_by_hand(&self, t: &Transcript, mut pairs: Vec<Pair>) -> Vec<Pair> {
        for pair in &mut pairs {
            pair.places.retain(|place| !self.is_by_hand(t, place.row, place.over.clone(), &place.with));
        }
        pairs.retain(|pair| !pair.places.is_empty());
        pairs
    }

    /// Whether a person wrote what is in question in a row: those words of a place that another form would not keep. What
    /// is written in a line that the original has not, a pasted one, may be anybody's.
    pub(super) fn is_by_hand(&self, t: &Transcript, row: usize, at: Range<usize>, other: &str) -> bool {
        let Some((original, line)) = self.original.as_ref().zip(t.lines.get(row)) else { return false };
        let [from, to] = [line.origin.start, line.origin.end].map(|row| row as usize);
        let is_as_it_was = || to == from + 1 && original.lines.get(from).is_some_and(|old| old.text == line.text);
        if from >= to || is_as_it_was() {
            return false;
        }
        let words = |text: &str| words_of(text).map(|word| text[word.at].to_owned()).collect::<Vec<_>>();
        let (mut here, kept) = (words(line.text.get(at).unwrap_or_default()), words(other));
        if here.iter().any(|word| !kept.contains(word)) {
            here.retain(|word| !kept.contains(word));
        }
        // Words are also moved to the line above or below.
        let rows = from.saturating_sub(1)..to + 1;
        let stood = |word: &String| {
            let mut lines = original.lines.iter_from(rows.start).take(rows.len());
            lines.any(|old| words_of(&old.text).any(|there| old.text[there.at] == *word))
        };
        !here.is_empty() && !here.iter().any(stood)
    }
}
