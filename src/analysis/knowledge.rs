//! What the analyses know beside the transcript, made ready: the [`Lexicon`], and what is built of it.
//!
//! Building takes a second where ten thousand forms are right, so it is done in jobs alone. In a frame, knowledge only
//! follows an edit ([`Knowledge::following`]): what is new is laid over what was built.

use super::heard_forms::HeardForms;
use super::lexicon::Lexicon;
use super::names::{Finder, KnownNames, Pair};
use crate::jobs::Cancel;
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
        Knowledge { lexicon: Arc::new(lexicon), heard, heard_since: Arc::default(), names: Arc::new(names) }
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
        Finder::new(&self.lexicon, &self.names).find(t, cancel)
    }

    /// The misheard names of some rows, as [`Knowledge::misheard`] lists them, without look-alikes in the rest of the
    /// document. Quick enough for an edited line. Rows past the end are left out.
    pub fn misheard_in_rows(&self, t: &Transcript, rows: Range<usize>, cancel: &Cancel) -> Vec<Pair> {
        Finder::new(&self.lexicon, &self.names).find_in_rows(t, rows, cancel)
    }
}
