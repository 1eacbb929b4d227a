//! What an analysis knows beside the transcript: its language and dictionaries, the forms that are right, and the
//! answers of the person.

use super::dictionary::Dictionary;
use super::finding::Kind;
use super::profile::Profile;
use super::source::Source;
use crate::glossary::{Memory, memory};
use crate::language::Language;
use crate::language::words::words_of;
use crate::model::{GlossaryEntry, Known, Message, Meta, Speaker, Transcript, chars, message, names_somebody};
use rustc_hash::FxHashSet;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// What an analysis knows beside the transcript. Cloning it copies pointers.
#[derive(Clone, Default)]
pub struct Lexicon {
    /// The language of the transcript; `None` when nobody knows it, which switches off what needs one.
    pub language: Option<Language>,
    /// Forms that are right, with those in which they were heard; the most trusted first.
    pub right: Arc<Vec<RightForm>>,
    /// What the transcript does as a rule.
    pub profile: Arc<Profile>,
    dictionaries: Arc<Vec<Arc<Dictionary>>>,
    /// Words that are right as they are written.
    confirmed: Arc<HashSet<String>>,
    /// The answers of the person by the form that they are about.
    answers: Arc<HashMap<String, Vec<Known>>>,
    /// What it was made of that an edit may change.
    meta: Arc<Meta>,
    speakers: Arc<Vec<Speaker>>,
    /// What an edit has changed since.
    since: Arc<Since>,
}

/// What is known otherwise since a lexicon was made, by an edit or some.
#[derive(Default)]
struct Since {
    /// Right forms that are new, or heard in more forms.
    right: Vec<RightForm>,
    /// Forms of the glossary that are gone, or known otherwise.
    outdated: HashSet<String>,
    /// Words that are right as they are written now.
    confirmed: HashSet<String>,
    answered: Vec<Known>,
    taken_back: Vec<Known>,
}

/// A form that is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightForm {
    /// How it is written.
    pub form: String,
    /// Wrong forms in which a recogniser wrote it.
    pub heard: Vec<HeardForm>,
    /// How Stet knows.
    pub source: Source,
}

/// A wrong form in which a right one was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeardForm {
    /// How it was written.
    pub form: String,
    /// In how many documents: a pair seen in one is a maybe, in two it is sure.
    pub documents: u32,
}

impl HeardForm {
    /// What a person has written into the file of a show is as sure as what two documents have taught.
    fn of(heard: &memory::Heard) -> HeardForm {
        let documents = if heard.is_sure() { heard.documents.max(2) } else { heard.documents };
        HeardForm { form: heard.form.clone(), documents }
    }
}

impl RightForm {
    fn of_entry(entry: &GlossaryEntry) -> RightForm {
        let heard = entry.heard.iter().map(|form| HeardForm { form: form.clone(), documents: 1 }).collect();
        RightForm { form: entry.form.clone(), heard, source: Source::Glossary }
    }

    fn unheard(form: &str, source: Source) -> RightForm {
        RightForm { form: form.to_owned(), heard: Vec::new(), source }
    }
}

/// Entries that came, or went, by which a lexicon follows an edit, at most: more are left to a job.
const FOLLOWED: usize = 200;

impl Lexicon {
    /// What is known about a transcript from itself: its language, the names of its speakers, its glossary and the
    /// answers given; with the dictionaries that are shipped and `more` of them.
    ///
    /// May read a dictionary: make it in a job.
    #[allow(dead_code, reason = "tests know no profile")]
    pub fn new(t: &Transcript, more: &[Arc<Dictionary>]) -> Lexicon {
        Lexicon::with_profile(t, more, Profile::of(t))
    }

    /// As [`Lexicon::new`], when the profile of the transcript is known.
    pub fn with_profile(t: &Transcript, more: &[Arc<Dictionary>], profile: Profile) -> Lexicon {
        let language = Language::of(t);
        // What is known in English too is no mishearing: speech is full of it. Where nobody knows the language, any that
        // is shipped may be it.
        let shipped = [language.unwrap_or(Language::French), Language::English];
        let shipped = shipped.into_iter().filter_map(Dictionary::shipped);
        let dictionaries: Vec<_> = more.iter().cloned().chain(shipped).collect();
        let lexicon = Lexicon {
            language,
            dictionaries: Arc::new(dictionaries),
            profile: Arc::new(profile),
            meta: Arc::clone(&t.meta),
            speakers: Arc::clone(&t.speakers),
            ..Lexicon::default()
        };
        let speakers = names_of(&t.speakers).map(|name| RightForm::unheard(name, Source::Speaker));
        lexicon
            .answering(t.meta.known.iter().map(|known| Known::clone(known)))
            .with_right(t.meta.glossary.iter().map(|entry| RightForm::of_entry(entry)).chain(speakers))
    }

    /// The same for the transcript after an edit, cheap enough for a frame: its speakers, its glossary and the answers
    /// are those of `t`. What was counted, and the language, stay, and so does what came in a very large edit;
    /// [`Lexicon::new`] finds them anew in a job.
    pub fn following(&self, t: &Transcript) -> Lexicon {
        let mut since = Since::default();
        if !Arc::ptr_eq(&self.meta, &t.meta) {
            let (gone, come) = differing(&self.meta.glossary, &t.meta.glossary);
            since.outdated.extend(gone.into_iter().map(|entry| entry.form.clone()));
            since.right.extend(come.into_iter().map(RightForm::of_entry));
            let (gone, come) = differing(&self.meta.known, &t.meta.known);
            since.taken_back.extend(gone.into_iter().cloned());
            since.answered.extend(come.into_iter().cloned());
        }
        if !Arc::ptr_eq(&self.speakers, &t.speakers) {
            let (_, come) = between_ends(&self.speakers, &t.speakers);
            since.right.extend(
                names_of(&come[..come.len().min(FOLLOWED)]).map(|name| RightForm::unheard(name, Source::Speaker)),
            );
        }
        since.confirmed = confirmed(&since.right, since.answered.iter());
        Lexicon { since: Arc::new(since), ..self.clone() }
    }

    /// The right forms that are new since it was made, or heard in more forms; see [`Lexicon::following`].
    pub(super) fn right_since(&self) -> &[RightForm] {
        &self.since.right
    }

    /// Whether a form of the glossary is gone since, or known otherwise.
    pub(super) fn is_outdated(&self, form: &str) -> bool {
        self.since.outdated.contains(form)
    }

    /// The same with what the show of the transcript remembers: its right forms, the words that are right in it, and
    /// the names of those who speak.
    pub fn remembering(self, memory: &Memory) -> Lexicon {
        let names = memory.names.iter().map(|name| RightForm {
            form: name.form.clone(),
            heard: name.heard.iter().map(HeardForm::of).collect(),
            source: Source::Series,
        });
        let speakers = memory.speakers.iter().flat_map(|speaker| speaker.names()).filter(|name| names_somebody(name));
        let speakers = speakers.map(|name| RightForm::unheard(name, Source::Series));
        self.answering(answers_of(&memory.words)).with_right(names.chain(speakers))
    }

    fn answering(mut self, more: impl IntoIterator<Item = Known>) -> Lexicon {
        let answers = Arc::make_mut(&mut self.answers);
        for known in more {
            answers.entry(known.form.clone()).or_default().push(known);
        }
        self
    }

    /// The same with more forms that are right. A form that is known already keeps its more trusted source, and
    /// gets what the other was heard as.
    pub fn with_right(mut self, more: impl IntoIterator<Item = RightForm>) -> Lexicon {
        let right = Arc::make_mut(&mut self.right);
        let mut places: HashMap<String, usize> =
            right.iter().enumerate().map(|(at, known)| (known.form.clone(), at)).collect();
        for new in more {
            let Some(at) = places.get(&new.form) else {
                places.insert(new.form.clone(), right.len());
                right.push(new);
                continue;
            };
            let known = &mut right[*at];
            known.source = known.source.max(new.source);
            for heard in new.heard {
                match known.heard.iter_mut().find(|known| known.form == heard.form) {
                    Some(known) => known.documents = known.documents.max(heard.documents),
                    None => known.heard.push(heard),
                }
            }
        }
        right.sort_by_key(|form| std::cmp::Reverse(form.source));
        self.confirmed = Arc::new(confirmed(right, self.answers.values().flatten()));
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

    /// What cannot be looked for, and what can be done; `None` when all can be. `own` is the folder of
    /// the person's own dictionaries.
    pub fn switched_off(&self, own: Option<&Path>) -> Option<Message> {
        let Some(language) = self.language else {
            return Some(message!("off-language-unknown"));
        };
        if self.dictionary().is_some() {
            return None;
        }
        let (name, tag) = (language.message(), language.tag());
        Some(match own {
            None => message!("off-no-dictionary", language = name),
            Some(own) => {
                message!("off-put-dictionary", language = name, tag = tag, folder = own.display().to_string())
            }
        })
    }

    /// Whether a word is an article, a pronoun, a preposition … of the document's language, whatever its case.
    pub fn is_function_word(&self, word: &str) -> bool {
        self.language.is_some_and(|language| language.is_function_word(&chars::lower(word)))
    }

    /// Whether a word is right as it is written: one of a right form, or one of which the person said so.
    pub fn is_confirmed(&self, word: &str) -> bool {
        self.confirmed.contains(word) || self.since.confirmed.contains(word)
    }

    /// Whether the person has answered "it is right" to a finding of that kind: about this form wherever it
    /// stands, or in this very line.
    pub fn is_answered(&self, kind: Kind, form: &str, line: &str) -> bool {
        let fits = |known: &&Known| {
            known.kind == kind.id() && known.form == form && known.line.as_deref().is_none_or(|known| known == line)
        };
        let before = self.answers.get(form).into_iter().flatten();
        let mut before = before.filter(|known| !self.since.taken_back.contains(known));
        before.any(|known| fits(&known)) || self.since.answered.iter().any(|known| fits(&known))
    }
}

/// What differs between two lists that share what did not change: what is gone, and what came. Neither when that is more
/// than [`FOLLOWED`].
fn differing<'a, T: Eq>(old: &'a [Arc<T>], new: &'a [Arc<T>]) -> (Vec<&'a T>, Vec<&'a T>) {
    let (old, new) = between_ends(old, new);
    let pointers = |list: &[Arc<T>]| list.iter().map(Arc::as_ptr).collect::<FxHashSet<_>>();
    let (before, after) = (pointers(old), pointers(new));
    let gone: Vec<&T> = old.iter().filter(|old| !after.contains(&Arc::as_ptr(old))).map(AsRef::as_ref).collect();
    let come: Vec<&T> = new.iter().filter(|new| !before.contains(&Arc::as_ptr(new))).map(AsRef::as_ref).collect();
    if gone.len() + come.len() > FOLLOWED { Default::default() } else { (gone, come) }
}

/// What two lists hold between an equal beginning and an equal end. Of what is shared, pointers are compared.
fn between_ends<'a, T: Eq>(old: &'a [T], new: &'a [T]) -> (&'a [T], &'a [T]) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    (&old[..old.len() - tail], &new[..new.len() - tail])
}

/// The words that are right as they are written: those of right forms, and of answers that hold everywhere.
fn confirmed<'a>(right: &[RightForm], answers: impl Iterator<Item = &'a Known>) -> HashSet<String> {
    let about_words = [Kind::UnknownWord.id(), Kind::Name.id()];
    let everywhere = |known: &&Known| known.line.is_none() && about_words.contains(&known.kind.as_str());
    let words = right.iter().flat_map(|right| words_of(&right.form).map(|word| &right.form[word.at]));
    words.map(str::to_owned).chain(answers.filter(everywhere).map(|known| known.form.clone())).collect()
}

/// The names and aliases of speakers who are not numbered.
fn names_of(speakers: &[Speaker]) -> impl Iterator<Item = &String> {
    let names = speakers.iter().flat_map(|speaker| std::iter::once(&speaker.name).chain(&speaker.aliases));
    names.filter(|name| names_somebody(name))
}

/// Words that are right, as answers to the findings that there may be about them.
fn answers_of(words: &[String]) -> impl Iterator<Item = Known> {
    words.iter().flat_map(|word| {
        [Kind::UnknownWord, Kind::Name].map(|kind| Known { form: word.clone(), kind: kind.id().to_owned(), line: None })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::french;
    use crate::edit::{Edit, glossary};
    use crate::glossary::memory::{KnownSpeaker, Name};

    /// What an edit changed is followed wherever it stands in a large glossary, and nothing else.
    #[test]
    fn what_changed_in_a_large_glossary_is_followed() {
        type Step = fn(&Transcript) -> Option<Edit>;
        let entry = |form: &str| GlossaryEntry { form: form.to_owned(), heard: Vec::new() };
        let entries: Vec<GlossaryEntry> = (0..1_000).map(|n| entry(&format!("Form {n}"))).collect();
        let t = french(&["Un."]);
        let t = glossary::add_all(&t, &entries).expect("they are new").apply(&t);
        let lexicon = Lexicon::new(&t, &[]);
        let hear: Step =
            |t| glossary::add_all(t, &[GlossaryEntry { form: "Form 3".to_owned(), heard: vec!["Firm 3".to_owned()] }]);
        let add: Step = |t| glossary::add_all(t, &[GlossaryEntry { form: "Olmo".to_owned(), heard: Vec::new() }]);
        let [remove_early, remove_late]: [Step; 2] =
            [|t| glossary::remove(t, "Form 1"), |t| glossary::remove(t, "Form 900")];
        let rewrite: Step =
            |t| glossary::write(t, "Form 500", &GlossaryEntry { form: "Formosa".to_owned(), heard: Vec::new() });
        let cases: [(&[Step], &[&str], &[&str]); 5] = [
            (&[add], &["Olmo"], &[]),
            (&[hear, add], &["Form 3", "Olmo"], &["Form 3"]),
            (&[remove_early, remove_late], &[], &["Form 1", "Form 900"]),
            (&[remove_early, rewrite, add], &["Formosa", "Olmo"], &["Form 1", "Form 500"]),
            (&[hear, remove_late, rewrite], &["Form 3", "Formosa"], &["Form 3", "Form 500", "Form 900"]),
        ];
        for (steps, come, outdated) in cases {
            let after = steps.iter().fold(t.clone(), |t, step| step(&t).expect("it changes something").apply(&t));
            let after = lexicon.following(&after);
            let right: Vec<&str> = after.right_since().iter().map(|right| right.form.as_str()).collect();
            assert_eq!(right, come);
            let mut gone: Vec<&str> = after.since.outdated.iter().map(String::as_str).collect();
            gone.sort_unstable();
            assert_eq!(gone, outdated);
        }
    }

    #[test]
    fn what_a_show_remembers_is_right() {
        let heard = |documents| memory::Heard { form: "Olmeau".to_owned(), times: 1, documents };
        let memory = |documents| Memory {
            names: vec![Name { form: "Olmo".to_owned(), heard: vec![heard(documents)] }],
            words: vec!["glouftard".to_owned()],
            speakers: vec![KnownSpeaker {
                name: "Ann Quill".to_owned(),
                aliases: vec!["Annie".to_owned(), "S2".to_owned()],
            }],
        };
        let t = french(&["Le glouftard."]);
        for (documents, counted) in [(0, 2), (1, 1), (3, 3)] {
            let lexicon = Lexicon::new(&t, &[]).remembering(&memory(documents));
            let right: Vec<&str> = lexicon.right.iter().map(|right| right.form.as_str()).collect();
            assert_eq!(right, ["Olmo", "Ann Quill", "Annie"]);
            assert!(lexicon.right.iter().all(|right| right.source == Source::Series));
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
