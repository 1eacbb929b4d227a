//! Dictionaries of languages that are not shipped: found when a transcript needs one, and read once.

use super::dictionary::{self, Dictionary};
use super::lexicon::Lexicon;
use super::profile::Profile;
use crate::language::Language;
use crate::model::{Message, Transcript, message};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// A Hunspell dictionary as it was found.
pub struct Files {
    /// Its list of words, for messages.
    pub path: PathBuf,
    /// Its rules (`.aff`).
    pub rules: Vec<u8>,
    /// Its words (`.dic`).
    pub words: Vec<u8>,
}

/// Dictionaries that were read, by the tag of their language. Cloning it copies a pointer; shared between threads.
#[derive(Clone, Default)]
pub struct Dictionaries {
    read: Arc<Mutex<HashMap<String, Read>>>,
}

/// A dictionary, or why it cannot be used.
type Read = Result<Arc<Dictionary>, Message>;

impl Dictionaries {
    /// What is known about a transcript from itself, with the dictionary of its language: that which is shipped, else
    /// that which `find` finds for a tag (`de`, `de-AT`). Says besides what is wrong with one that cannot be used.
    ///
    /// May read a dictionary: make it in a job.
    pub fn lexicon(
        &self,
        t: &Transcript,
        profile: Profile,
        find: impl FnOnce(&str) -> Result<Option<Files>, Message>,
    ) -> (Lexicon, Option<Message>) {
        let language = Language::of(t).filter(|language| Dictionary::shipped(*language).is_none());
        let (more, told) = match language.map(|language| self.dictionary(language, tag(t, language), find)) {
            None | Some(Ok(None)) => (None, None),
            Some(Ok(dictionary)) => (dictionary, None),
            Some(Err(why)) => (None, Some(why)),
        };
        (Lexicon::with_profile(t, more.as_slice(), profile), told)
    }

    /// Forgets what could not be used, which may have been put right since.
    pub fn try_again(&self) {
        dictionary::locked(&self.read).retain(|_, read| read.is_ok());
    }

    /// One that is not there is looked for again each time: it may have been put there since.
    fn dictionary(
        &self,
        language: Language,
        tag: String,
        find: impl FnOnce(&str) -> Result<Option<Files>, Message>,
    ) -> Result<Option<Arc<Dictionary>>, Message> {
        if let Some(read) = dictionary::locked(&self.read).get(&tag) {
            return read.clone().map(Some);
        }
        let Some(files) = find(&tag)? else { return Ok(None) };
        let read = Dictionary::read(language, &files.rules, &files.words).map(Arc::new);
        let unusable = |why| message!("dictionary-unusable", path = files.path.display().to_string(), why = why);
        let read = read.map_err(unusable);
        dictionary::locked(&self.read).insert(tag, read.clone());
        read.map(Some)
    }
}

fn tag(t: &Transcript, language: Language) -> String {
    t.meta.language.clone().unwrap_or_else(|| language.tag())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::spoken;
    use crate::messages::text;
    use std::cell::Cell;

    #[test]
    fn a_dictionary_is_looked_for_until_it_is_there_and_read_once() {
        let (dictionaries, asked) = (Dictionaries::default(), Cell::new(0));
        let german = spoken("de-AT", &["Der Hund."]);
        let look = |t: &Transcript, words: Option<&str>| {
            let find = |tag: &str| {
                assert_eq!(tag, "de-AT");
                asked.set(asked.get() + 1);
                let files = |words: &str| Files {
                    path: PathBuf::from("de_AT.dic"),
                    rules: b"SET UTF-8\n".to_vec(),
                    words: words.as_bytes().to_vec(),
                };
                Ok(words.map(files))
            };
            let (lexicon, told) = dictionaries.lexicon(t, Profile::default(), find);
            (lexicon.dictionary().is_some(), told.is_some(), asked.get())
        };
        assert_eq!(look(&german, None), (false, false, 1));
        assert_eq!(look(&german, Some("1\nHund\n")), (true, false, 2));
        assert_eq!(look(&german, Some("1\nHund\n")), (true, false, 2));
        // What is shipped is not looked for.
        assert_eq!(look(&spoken("fr", &["Le chien."]), None), (true, false, 2));
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        let dictionaries = Dictionaries::default();
        let german = spoken("de", &["Der Hund."]);
        let broken = |_: &str| {
            let path = PathBuf::from("de.dic");
            Ok(Some(Files { path, rules: b"SET EBCDIC-7\n".to_vec(), words: Vec::new() }))
        };
        for find in [&broken as &dyn Fn(&str) -> _, &|_: &str| panic!("it is not read again")] {
            let (lexicon, told) = dictionaries.lexicon(&german, Profile::default(), find);
            assert!(lexicon.dictionary().is_none());
            let told = text(&told.expect("it is told"));
            assert!(told.starts_with("de.dic is no dictionary") && told.contains("EBCDIC-7"), "{told}");
        }
        dictionaries.try_again();
        let (_, told) = dictionaries.lexicon(&german, Profile::default(), |_| Err(message!("file-denied")));
        assert_eq!(told, Some(message!("file-denied")));
    }
}
