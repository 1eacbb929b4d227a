//! What an analysis knows beside the transcript: its language and dictionaries, the forms that are right, and the
//! answers of the person.

use super::spelling::Dictionary;
use super::{Habits, Kind, names};
use crate::glossary::{Memory, memory};
use crate::language::Language;
use crate::language::words;
use crate::model::chars;
use crate::model::{Known, Transcript};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// What an analysis knows beside the transcript. Cloning it copies pointers.
#[derive(Clone, Default)]
pub struct Lexicon {
    /// The language of the transcript; `None` when nobody knows it, which switches off what needs one.
    pub language: Option<Language>,
    /// Forms that are right, with those in which they were heard; the most trusted first.
    pub right: Arc<Vec<RightForm>>,
    /// What the transcript does as a rule.
    pub habits: Arc<Habits>,
    dictionaries: Arc<Vec<Arc<Dictionary>>>,
    /// Words that are right as they are written.
    confirmed: Arc<HashSet<String>>,
    /// Words of names that are known, the person's or not.
    named: Arc<HashSet<String>>,
    /// The right forms made ready, once they are asked for.
    names: Arc<OnceLock<Arc<names::Right>>>,
    /// Words that the show knows to be right.
    words: Arc<Vec<String>>,
    /// The answers of the person by the form that they are about.
    answers: Arc<HashMap<String, Vec<Known>>>,
}

/// A form that is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightForm {
    /// How it is written.
    pub form: String,
    /// Wrong forms in which a recogniser wrote it.
    pub heard: Vec<Heard>,
    /// How Stet knows.
    pub from: From,
}

/// A wrong form in which a right one was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// How it was written.
    pub form: String,
    /// In how many documents: a pair seen in one is a maybe, in two it is sure.
    pub documents: u32,
}

impl Heard {
    /// What a person has written into the file of a show is as sure as what two documents have taught.
    fn of(heard: &memory::Heard) -> Heard {
        let documents = if heard.is_sure() { heard.documents.max(2) } else { heard.documents };
        Heard { form: heard.form.clone(), documents }
    }
}

/// How Stet knows that a form is right, the most trusted last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum From {
    /// It is on the list of well-known names that is shipped.
    Shipped,
    /// It stands in the document's title or description.
    Head,
    /// It is the name of a speaker.
    Speaker,
    /// The person confirmed it in another document of the show.
    Show,
    /// The person confirmed it in this document.
    Glossary,
}

impl Lexicon {
    /// What is known about a transcript from itself: its language, the names of its speakers, its glossary and the
    /// answers given; with the dictionaries that are shipped and `more` of them.
    ///
    /// May read a dictionary: make it in a job.
    pub fn new(t: &Transcript, more: &[Arc<Dictionary>]) -> Lexicon {
        Lexicon::with_habits(t, more, Habits::of(t))
    }

    /// As [`Lexicon::new`], when the habits of the transcript are known.
    pub fn with_habits(t: &Transcript, more: &[Arc<Dictionary>], habits: Habits) -> Lexicon {
        let language = Language::of(t);
        // What is known in English too is no mishearing: speech is full of it. Where nobody knows the language, any that
        // is shipped may be it.
        let shipped = [language.unwrap_or(Language::French), Language::English];
        let shipped = shipped.into_iter().filter_map(Dictionary::shipped);
        let dictionaries: Vec<_> = more.iter().cloned().chain(shipped).collect();
        let (dictionaries, habits) = (Arc::new(dictionaries), Arc::new(habits));
        Lexicon { language, dictionaries, habits, ..Lexicon::default() }.following(t)
    }

    /// The same for the transcript after an edit: its speakers, its glossary and the answers are those of `t`. What
    /// was counted, and the language, stay; [`Lexicon::new`] finds them anew in a job.
    pub fn following(&self, t: &Transcript) -> Lexicon {
        let glossary = t.meta.glossary.iter().map(|entry| RightForm {
            form: entry.form.clone(),
            heard: entry.heard.iter().map(|form| Heard { form: form.clone(), documents: 1 }).collect(),
            from: From::Glossary,
        });
        let names = t.speakers.iter().flat_map(|speaker| std::iter::once(&speaker.name).chain(&speaker.aliases));
        let speakers = names.filter(|name| is_name(name)).map(|name| RightForm {
            form: name.clone(),
            heard: Vec::new(),
            from: From::Speaker,
        });
        let mut answers: HashMap<String, Vec<Known>> = HashMap::new();
        for known in t.meta.known.iter().cloned().chain(answers_of(&self.words)) {
            answers.entry(known.form.clone()).or_default().push(known);
        }
        let others = self.right.iter().filter(|right| !matches!(right.from, From::Glossary | From::Speaker));
        let right = Arc::new(others.cloned().collect());
        let lexicon =
            Lexicon { answers: Arc::new(answers), right, ..self.clone() }.with_right(glossary.chain(speakers));
        // An answer changes nothing about the names.
        let names = match self.names.get().filter(|names| names.is_of(t) && self.right == lexicon.right) {
            Some(_) => Arc::clone(&self.names),
            None => Arc::clone(&lexicon.names),
        };
        let lexicon = Lexicon { names, ..lexicon };
        Lexicon { named: Arc::clone(&lexicon.right_names(t).words), ..lexicon }
    }

    /// The right forms of the transcript that this was made for, made ready.
    pub(super) fn right_names(&self, t: &Transcript) -> Arc<names::Right> {
        Arc::clone(self.names.get_or_init(|| Arc::new(names::Right::new(t, self, true))))
    }

    /// The same with what the show of the transcript remembers: its right forms, the words that are right in it, and
    /// the names of those who speak.
    pub fn remembering(mut self, memory: &Memory) -> Lexicon {
        let mut answers = HashMap::clone(&self.answers);
        for known in answers_of(&memory.words) {
            answers.entry(known.form.clone()).or_default().push(known);
        }
        self.answers = Arc::new(answers);
        self.words = Arc::new(self.words.iter().chain(&memory.words).cloned().collect());
        let names = memory.names.iter().map(|name| RightForm {
            form: name.form.clone(),
            heard: name.heard.iter().map(Heard::of).collect(),
            from: From::Show,
        });
        let voices = memory.voices.iter().flat_map(|voice| voice.names()).filter(|name| is_name(name));
        let voices = voices.map(|name| RightForm { form: name.clone(), heard: Vec::new(), from: From::Show });
        self.with_right(names.chain(voices))
    }

    /// The same with more forms that are right. A form that is known already keeps its more trusted source, and
    /// gets what the other was heard as.
    pub fn with_right(mut self, more: impl IntoIterator<Item = RightForm>) -> Lexicon {
        let right = Arc::make_mut(&mut self.right);
        for new in more {
            match right.iter_mut().find(|known| known.form == new.form) {
                Some(known) => {
                    known.from = known.from.max(new.from);
                    for heard in new.heard {
                        match known.heard.iter_mut().find(|known| known.form == heard.form) {
                            Some(known) => known.documents = known.documents.max(heard.documents),
                            None => known.heard.push(heard),
                        }
                    }
                }
                None => right.push(new),
            }
        }
        right.sort_by_key(|form| std::cmp::Reverse(form.from));
        let words = right.iter().flat_map(|right| words::tokens(&right.form).map(|token| &right.form[token.at]));
        let mut confirmed: HashSet<String> = words.map(str::to_owned).collect();
        let about_words = [Kind::UnknownWord.id(), Kind::Name.id()];
        let everywhere = |known: &&Known| known.line.is_none() && about_words.contains(&known.kind.as_str());
        let answered = self.answers.values().flatten().filter(everywhere);
        confirmed.extend(answered.map(|known| known.form.clone()));
        self.confirmed = Arc::new(confirmed);
        self.names = Arc::default();
        self
    }

    /// Whether the document's language knows a word. Always when there is no dictionary of it: nothing can be
    /// said about the word.
    pub fn knows(&self, word: &str) -> bool {
        match self.language {
            Some(language) => self.knows_in(word, language),
            None => true,
        }
    }

    /// Whether a language knows a word. Always when there is no dictionary of it.
    pub fn knows_in(&self, word: &str, language: Language) -> bool {
        let mut known = self.dictionaries.iter().filter(|dictionary| dictionary.language == language).peekable();
        known.peek().is_none() || known.any(|dictionary| dictionary.knows(word))
    }

    /// The dictionary of the document's language; `None` when there is none or the language is not known.
    pub fn dictionary(&self) -> Option<&Arc<Dictionary>> {
        self.dictionaries.iter().find(|dictionary| Some(dictionary.language) == self.language)
    }

    /// What cannot be looked for, and what can be done: a sentence; `None` when all can be. `own` is the folder of
    /// the person's own dictionaries.
    pub fn switched_off(&self, own: Option<&Path>) -> Option<String> {
        let Some(language) = self.language else {
            return Some("Spelling and typography are off, as the language is not known; it can be set".to_owned());
        };
        if self.dictionary().is_some() {
            return None;
        }
        let remedy = own.map_or_else(String::new, |own| {
            let tag = language.tag();
            format!("; put a Hunspell dictionary, {tag}.aff and {tag}.dic, into {}", own.display())
        });
        Some(format!("Spelling is off, as there is no dictionary of {language}{remedy}"))
    }

    /// Whether a word is an article, a pronoun, a preposition … of the document's language, whatever its case.
    pub fn is_function_word(&self, word: &str) -> bool {
        self.language.is_some_and(|language| language.is_function_word(&chars::lower(word)))
    }

    /// Whether a word is right as it is written: one of a right form, or one of which the person said so.
    pub fn is_confirmed(&self, word: &str) -> bool {
        self.confirmed.contains(word)
    }

    /// Whether a word, as it is written, is one of a name that is known: see [`names::Right`].
    pub fn is_named(&self, word: &str) -> bool {
        self.named.contains(word)
    }

    /// Whether the person has answered "it is right" to a finding of that kind: about this form wherever it
    /// stands, or in this very line.
    pub fn is_answered(&self, kind: Kind, form: &str, line: &str) -> bool {
        self.answers.get(form).is_some_and(|answers| {
            let mut answers = answers.iter().filter(|known| known.kind == kind.id());
            answers.any(|known| known.line.as_deref().is_none_or(|known| known == line))
        })
    }
}

/// Words that are right, as answers to the findings that there may be about them.
fn answers_of(words: &[String]) -> impl Iterator<Item = Known> {
    words.iter().flat_map(|word| {
        [Kind::UnknownWord, Kind::Name].map(|kind| Known { form: word.clone(), kind: kind.id().to_owned(), line: None })
    })
}

/// Whether a speaker is called by a name and not by a number: `Speaker 2`, `SPEAKER_01`.
fn is_name(name: &str) -> bool {
    name.chars().any(char::is_alphabetic) && !name.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::french;
    use crate::glossary::memory::{Name, Voice};

    #[test]
    fn what_a_show_remembers_is_right() {
        let heard = |documents| memory::Heard { form: "Olmeau".to_owned(), times: 1, documents };
        let memory = |documents| Memory {
            names: vec![Name { form: "Olmo".to_owned(), heard: vec![heard(documents)] }],
            words: vec!["glouftard".to_owned()],
            voices: vec![Voice { name: "Ann Quill".to_owned(), aliases: vec!["Annie".to_owned(), "S2".to_owned()] }],
        };
        let t = french(&["Le glouftard."]);
        for (documents, counted) in [(0, 2), (1, 1), (3, 3)] {
            let lexicon = Lexicon::new(&t, &[]).remembering(&memory(documents));
            let right: Vec<&str> = lexicon.right.iter().map(|right| right.form.as_str()).collect();
            assert_eq!(right, ["Olmo", "Ann Quill", "Annie"]);
            assert!(lexicon.right.iter().all(|right| right.from == From::Show));
            assert_eq!(lexicon.right[0].heard[0].documents, counted);
            // Also after an edit of what is known about the whole.
            for lexicon in [lexicon.following(&t), lexicon] {
                assert!(lexicon.is_confirmed("glouftard") && lexicon.is_confirmed("Quill"));
                assert!(lexicon.is_answered(Kind::UnknownWord, "glouftard", "any"));
                assert!(lexicon.is_answered(Kind::Name, "glouftard", "any"));
            }
        }
    }
}
