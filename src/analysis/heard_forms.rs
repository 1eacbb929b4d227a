//! The forms in which right ones were heard, by their words: which of them stands at a place of a text.

use super::lexicon::RightForm;
use super::source::Source;
use crate::language::words::{WordAt, words_of};
use crate::model::chars::{is_hyphen, lower};
use std::collections::HashMap;

/// The forms in which those of a glossary or a show were heard, by their first word, the longest first.
#[derive(Default)]
pub(super) struct HeardForms(HashMap<String, Vec<HeardForm>>);

/// A form as it was heard, and what is right.
pub(super) struct HeardForm {
    /// Its words, small and with one kind of apostrophe; accents count.
    pub words: Vec<String>,
    /// The right form.
    pub right: String,
    /// How Stet knows it.
    pub source: Source,
    /// In how many documents it was heard so.
    pub documents: u32,
}

impl HeardForms {
    /// Those of some right forms; others than a person's are left out.
    pub(super) fn of(right: &[RightForm]) -> HeardForms {
        let mut forms: HashMap<String, Vec<HeardForm>> = HashMap::new();
        for right in right.iter().filter(|right| matches!(right.source, Source::Glossary | Source::Series)) {
            for heard in right.heard.iter().filter(|heard| heard.form != right.form) {
                let words: Vec<String> =
                    words_of(&heard.form).map(|word| lower(&heard.form[word.at]).into_owned()).collect();
                let Some(first) = words.first().cloned() else { continue };
                let (documents, source) = (heard.documents, right.source);
                forms.entry(first).or_default().push(HeardForm { words, right: right.form.clone(), source, documents });
            }
        }
        forms.values_mut().for_each(|forms| forms.sort_by_key(|form| std::cmp::Reverse(form.words.len())));
        HeardForms(forms)
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The longest that stands where some words of a text begin, with nothing but spaces and hyphens within it.
    pub(super) fn at(&self, text: &str, words: &[WordAt]) -> Option<&HeardForm> {
        let first = words.first()?;
        let forms = self.0.get(lower(&text[first.at.clone()]).as_ref())?;
        forms.iter().find(|form| stands(&form.words, text, words))
    }
}

/// Whether folded words stand at the beginning of others, with nothing but spaces and hyphens between.
fn stands(folded: &[String], text: &str, words: &[WordAt]) -> bool {
    let Some(words) = words.get(..folded.len()) else { return false };
    let between = |pair: &[WordAt]| &text[pair[0].at.end..pair[1].at.start];
    let joined = words.windows(2).all(|pair| between(pair).chars().all(|c| c.is_whitespace() || is_hyphen(c)));
    joined && words.iter().zip(folded).all(|(word, folded)| lower(&text[word.at.clone()]) == *folded)
}
