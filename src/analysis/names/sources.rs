//! Where right forms come from, in the order in which they are trusted.

use super::head;
use super::name::Name;
use crate::analysis::Lexicon;
use crate::analysis::lexicon::{From, Heard};
use crate::analysis::words::tokens;
use crate::model::Transcript;
use std::collections::HashSet;
use std::sync::LazyLock;

/// How Stet knows that a form is right, the most trusted last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// It is the more frequent of two forms that are alike in the document.
    Document,
    /// It is on the list of well-known names that is shipped.
    Shipped,
    /// It stands in the document's head.
    Head,
    /// It is the name of a speaker.
    Speaker,
    /// The person confirmed it in another document of the show.
    Show,
    /// The person confirmed it in this document.
    Glossary,
}

impl Source {
    /// How it is told to a person.
    pub fn in_words(self) -> &'static str {
        match self {
            Source::Document => "more often so in this document",
            Source::Shipped => "well-known name",
            Source::Head => "in the header",
            Source::Speaker => "speaker",
            Source::Show => "your show",
            Source::Glossary => "your glossary",
        }
    }
}

impl std::convert::From<From> for Source {
    fn from(from: From) -> Source {
        match from {
            From::Shipped => Source::Shipped,
            From::Head => Source::Head,
            From::Speaker => Source::Speaker,
            From::Show => Source::Show,
            From::Glossary => Source::Glossary,
        }
    }
}

/// The right forms of a document.
#[derive(Default)]
pub struct Sources {
    /// The names, the most trusted first; parts of names behind them all.
    pub names: Vec<Name>,
    /// The wrong forms in which some were heard: the place in `names`, and what is known of it.
    pub heard: Vec<(usize, Heard)>,
}

static SHIPPED: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let list = include_str!("../../../assets/names/known.txt");
    let forms = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    forms.map(|form| Name::new(form, Source::Shipped)).collect()
});

/// Gathers the right forms of a document. `shipped` says whether those of the shipped list are among them.
pub fn gather(t: &Transcript, lexicon: &Lexicon, shipped: bool) -> Sources {
    let mut out = Sources::default();
    let mut known: HashSet<String> = HashSet::new();
    for right in lexicon.right.iter() {
        if right.form.chars().filter(|c| c.is_alphanumeric()).count() < 2 || !known.insert(right.form.clone()) {
            continue;
        }
        let at = out.names.len();
        out.heard.extend(right.heard.iter().map(|heard| (at, heard.clone())));
        out.names.push(trusted(Name::new(&right.form, right.from.into()), lexicon));
    }
    for found in head::right_forms(t, lexicon) {
        if known.insert(found.form.clone()) {
            let name = Name { is_ordinary: found.is_ordinary, ..Name::new(&found.form, Source::Head) };
            out.names.push(trusted(name, lexicon));
        }
    }
    for whole in 0..out.names.len() {
        for part in parts(&out.names[whole], lexicon) {
            if known.insert(part.form.clone()) {
                out.names.push(part);
            }
        }
    }
    if shipped {
        let more = SHIPPED.iter().filter(|name| !known.contains(&name.form)).cloned();
        out.names.extend(more);
    }
    out
}

fn trusted(mut name: Name, lexicon: &Lexicon) -> Name {
    let words: Vec<&str> = tokens(&name.form).map(|token| &name.form[token.at]).collect();
    name.is_ordinary |= words.iter().all(|word| lexicon.is_function_word(word) || head::knows_lower(lexicon, word));
    name
}

/// The words of a name that stand for it alone: a surname, a first name, the one word of an institution that no
/// other has. Ordinary words are none.
fn parts(name: &Name, lexicon: &Lexicon) -> Vec<Name> {
    let words: Vec<&str> = tokens(&name.form).map(|token| &name.form[token.at]).collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let stands_alone = |word: &&&str| {
        word.chars().count() >= 4
            && word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && !lexicon.is_function_word(word)
            && !head::knows_lower(lexicon, word)
    };
    let part = |word: &&str| Name { is_part: true, ..Name::new(word, name.source) };
    words.iter().filter(stands_alone).map(part).collect()
}
