//! The right forms of a document, made ready to be compared with: gathered in a job, for as long as they stay the same.
//! A line that is edited is looked at again at every key.

use super::gather::gather;
use super::index::Index;
use super::name::Name;
use super::vocabulary::Print;
use crate::analysis::lexicon::Lexicon;
use crate::analysis::likeness::letter_bytes;
use crate::language::words::{lower_words, words_of};
use crate::model::Transcript;
use std::collections::{HashMap, HashSet};

/// The right forms of a document, made ready.
pub struct KnownNames {
    /// The right forms.
    pub names: Vec<Name>,
    /// Which of them a form may be like.
    pub index: Index,
    /// The forms in which some were heard before, by the fingerprint of their letters.
    pub heard: HashMap<u64, Vec<HeardAs>>,
    /// The words of all names. Written so, they need no look.
    words: HashSet<String>,
}

/// A form in which a name was heard before.
pub struct HeardAs {
    /// The place of the name.
    pub name: u32,
    /// How it was written.
    pub form: String,
    /// Its words, small, a space between two.
    pub words: String,
    /// In how many documents.
    pub documents: u32,
}

impl KnownNames {
    /// Gathers what is right in a document: some milliseconds, and about a second for ten thousand forms, so make it in
    /// a job. `shipped` says whether the list of well-known names is asked.
    pub fn new(t: &Transcript, lexicon: &Lexicon, shipped: bool) -> KnownNames {
        let gathered = gather(t, lexicon, shipped);
        let mut heard: HashMap<u64, Vec<HeardAs>> = HashMap::new();
        for (name, form) in gathered.heard {
            let words = lower_words(&form.form);
            let print = Print::of(&letter_bytes(&form.form)).key();
            let heard_as = HeardAs { name: name as u32, form: form.form, words, documents: form.documents };
            heard.entry(print).or_default().push(heard_as);
        }
        let index = Index::new(&gathered.names);
        let each = |form: &str| words_of(form).map(|word| form[word.at].to_owned()).collect::<Vec<_>>();
        let words = gathered.names.iter().flat_map(|name| each(&name.form)).collect();
        KnownNames { names: gathered.names, index, heard, words }
    }

    /// Whether a word, as it is written, is one of a name.
    pub fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}
