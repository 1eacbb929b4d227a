//! A right form made ready: the ways in which it may have been said, its words, and the longer names that it is of.

use crate::analysis::likeness::Form;
use crate::analysis::likeness::saying::{Saying, form_of, sayings, split};
use crate::analysis::source::Source;
use crate::analysis::thresholds;
use crate::language::name_words::is_article;
use crate::model::chars::is_apostrophe;

/// A right form, with all the ways in which it may have been said.
#[derive(Clone, Debug)]
pub struct Name {
    /// How it is written.
    pub form: String,
    /// How Stet knows it.
    pub source: Source,
    /// The ways in which it may have been said; the first is as it is written.
    pub sayings: Vec<Saying>,
    /// The letters of each of its words.
    pub words: Vec<Form>,
    /// Whether it is a word of a longer name: a surname alone.
    pub is_part: bool,
    /// Whether all its words are ordinary ones: then only equal letters or sound count.
    pub is_ordinary: bool,
    /// The longer names that begin or end with it.
    pub wholes: Vec<Whole>,
}

/// A longer name that begins or ends with another.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Its place among the names.
    pub name: u32,
    /// The rest of it.
    pub rest: Form,
    /// Whether the rest stands before: a first name and not a surname.
    pub before: bool,
}

impl Name {
    /// Makes a right form ready.
    pub fn new(form: &str, source: Source) -> Name {
        let words = split(form).iter().map(|word| form_of(std::slice::from_ref(word))).collect();
        Name {
            form: form.to_owned(),
            source,
            sayings: sayings(form),
            words,
            is_part: false,
            is_ordinary: false,
            wholes: Vec::new(),
        }
    }

    /// Whether these letters are one of its words.
    pub fn has(&self, letters: &[u8]) -> bool {
        self.words.iter().any(|word| word.letters == letters)
    }

    /// Whether it begins with an article, which may be left out when people speak of it.
    pub fn has_article(&self) -> bool {
        let first = self.form.split(|c| c == ' ' || is_apostrophe(c)).next().unwrap_or_default();
        self.words.len() > 1 && is_article(first)
    }

    /// What a form must score at least to be taken for it.
    pub fn least(&self) -> f32 {
        match self.source {
            Source::Document => thresholds::LOOK_ALIKE,
            // They are many, and far from most documents.
            Source::Shipped => thresholds::OF_LIST,
            _ if self.is_part => thresholds::OF_PART,
            _ => thresholds::OF_NAME,
        }
    }

    /// Its letters as it is written.
    pub fn letters(&self) -> &[u8] {
        &self.sayings[0].form.letters
    }
}
