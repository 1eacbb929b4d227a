//! The right forms that stand in a document's own head: its title, its description, its chapters.
//!
//! What the head says is read by [`crate::head`]; here an ordinary word with a capital is told from a name.

use crate::analysis::Lexicon;
use crate::analysis::likeness::saying::split;
use crate::head::{self, Form, Stands};
use crate::language::Language;
use crate::language::name_words::{is_article, is_lead, is_of_calendar, is_particle};
use crate::language::words::{without_possessive, words_of};
use crate::model::Transcript;
use crate::model::chars::{is_apostrophe, is_hyphen};

/// Words of a name, at most; a longer run of capitals is a heading.
const LONGEST: usize = 5;
/// Letters of an ordinary word that is a name by its capital alone, at least.
const ALONE: usize = 5;

/// A right form of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadForm {
    /// How it is written there.
    pub form: String,
    /// Whether all its words are ordinary ones: it may be no name.
    pub is_ordinary: bool,
}

/// The right forms in the head of a transcript, each once, in the order of the text.
pub fn right_forms(t: &Transcript, lexicon: &Lexicon) -> Vec<HeadForm> {
    let mut found: Vec<HeadForm> = Vec::new();
    for form in head::read(&t.meta).forms {
        if let Some(form) = checked(&form, lexicon).filter(|form| !found.iter().any(|known| known.form == form.form)) {
            found.push(form);
        }
    }
    found
}

/// A form without titles and what leads into it; `None` when nothing is left that is a name.
fn checked(form: &Form, lexicon: &Lexicon) -> Option<HeadForm> {
    let stands = form.stands;
    let mut form = without_possessive(form.text.trim());
    let known = |word: &str| knows_lower(lexicon, word);
    if stands != Stands::Quoted {
        while let Some((first, rest)) = form.split_once(|c: char| c.is_whitespace() || is_apostrophe(c)) {
            let leads = is_lead(first) || lexicon.is_function_word(first) && !is_article(first);
            if !leads {
                break;
            }
            form = rest.trim_start_matches(['.', ' ']);
        }
    }
    let words: Vec<&str> = words_of(form).map(|word| &form[word.at]).collect();
    let counted = words.iter().filter(|word| !is_particle(word)).count();
    if counted == 0 || words.len() > LONGEST + 2 || counted > LONGEST || form.chars().count() < 3 {
        return None;
    }
    if words.iter().all(|word| is_of_calendar(word) || word.chars().all(|c| c.is_ascii_digit())) {
        return None;
    }
    let pieces: Vec<String> = split(form);
    let is_ordinary = pieces.iter().all(|word| word.chars().all(|c| c.is_ascii_digit()) || known(word));
    let single = words.len() == 1;
    let mixed = single && pieces.len() > 1 && !form.contains(is_hyphen);
    // `Croix-Rousse`, and `Jacquard` within a sentence: names of ordinary words, and found by their very sound alone.
    let compound =
        || form.contains(is_hyphen) && form.split(is_hyphen).all(|word| word.starts_with(char::is_uppercase));
    let meant = stands == Stands::Within && form.chars().count() >= ALONE && form.chars().any(char::is_lowercase);
    if is_ordinary && single && !mixed && !compound() && !meant {
        return None;
    }
    (!(single && is_lead(form))).then(|| HeadForm { form: form.to_owned(), is_ordinary })
}

/// Whether the document's language or English has a word that is written without a capital.
pub fn knows_lower(lexicon: &Lexicon, word: &str) -> bool {
    let lower = word.to_lowercase();
    let in_own = || match lexicon.language {
        Some(_) => lexicon.knows(&lower),
        None => lexicon.knows_in(&lower, Language::French),
    };
    lexicon.knows_in(&lower, Language::English) || in_own()
}
