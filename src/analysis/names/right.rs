//! What is right in a document, made ready to be compared with. It is gathered once for as long as it stays the same:
//! a line that is edited is looked at again at every key.

use super::index::Index;
use super::name::Name;
use super::{head, likeness, sources, vocabulary, windows};
use crate::analysis::Lexicon;
use crate::language::words;
use crate::model::Transcript;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The right forms of a document, made ready.
pub struct Right {
    /// The right forms.
    pub names: Vec<Name>,
    /// Which of them a form may be like.
    pub index: Index,
    /// The forms in which some were heard before, by the fingerprint of their letters.
    pub heard: HashMap<u64, Vec<HeardAs>>,
    /// The words of all names. Written so, they need no look.
    pub words: Arc<HashSet<String>>,
    /// The head that they were read from.
    head: Vec<String>,
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

impl Right {
    /// Gathers what is right in a document. Takes some milliseconds. `shipped` says whether the list of well-known
    /// names is asked.
    pub fn new(t: &Transcript, lexicon: &Lexicon, shipped: bool) -> Right {
        let sources = sources::gather(t, lexicon, shipped);
        let mut heard: HashMap<u64, Vec<HeardAs>> = HashMap::new();
        for (name, form) in sources.heard {
            let print = vocabulary::Print::of(&likeness::letters(&form.form)).key();
            let words = windows::plain(&form.form);
            let heard_as = HeardAs { name: name as u32, form: form.form, words, documents: form.documents };
            heard.entry(print).or_default().push(heard_as);
        }
        let index = Index::new(&sources.names);
        let words_of = |form: &str| words::tokens(form).map(|token| form[token.at].to_owned()).collect::<Vec<_>>();
        let words = Arc::new(sources.names.iter().flat_map(|name| words_of(&name.form)).collect());
        let head = head::texts(t).map(str::to_owned).collect();
        Right { names: sources.names, index, heard, words, head }
    }

    /// Whether it was read from the head that a transcript has.
    pub fn is_of(&self, t: &Transcript) -> bool {
        head::texts(t).eq(self.head.iter().map(String::as_str))
    }
}
