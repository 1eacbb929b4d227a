//! Dictionaries: whether a language knows a word, and what may have been meant.
//!
//! They are those of Hunspell, read by `spellbook`. French and English are shipped and read when they are first
//! asked, which takes some hundredths of a second: ask them in a job. A word is judged once. What may have been meant
//! is what Hunspell suggests, which goes by letters, and what sounds alike; see [`SoundAlikes`].

use super::coined::is_coined;
use super::likeness::sound::Ear;
use super::likeness::sound_alikes::SoundAlikes;
use super::likeness::{Likeness, letter_bytes};
use super::thresholds;
use crate::jobs::Cancel;
use crate::language::Language;
use crate::model::chars::{is_apostrophe, written};
use crate::model::{Message, message};
use encoding_rs::{Encoding, UTF_8};
use flate2::read::GzDecoder;
use std::collections::HashMap;
use std::io::Read;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

/// Verdicts that are kept for a dictionary. When as many came anew, the older half is forgotten.
const KEPT: usize = 200_000;
/// Words whose suggestions are kept.
const SUGGESTED: usize = 2_000;
/// Suggestions for a word, at most.
pub const SUGGESTIONS: usize = 6;
/// Longer words are no words: nobody suggests what could stand there.
const LONGEST: usize = 40;

/// The words of one language. Shared between threads.
pub struct Dictionary {
    /// The language whose words it knows.
    pub language: Language,
    words: spellbook::Dictionary,
    verdicts: Mutex<Memo<bool>>,
    suggestions: Mutex<Memo<Arc<[Suggestion]>>>,
    /// Made when suggestions are first asked for, of what it was read from.
    alikes: OnceLock<SoundAlikes>,
    source: Mutex<Option<Source>>,
}

/// A word that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The word, with the capitals of the one that it may stand for.
    pub form: String,
    /// How well it fits.
    pub fit: Fit,
}

/// How well a suggestion fits the word that it may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// There are many words so much alike: it is likely only where the rest of the text says so.
    Alike,
    /// It sounds nearly the same, and the word is a long one.
    Near,
    /// It sounds the same and has most of the letters.
    Same,
}

/// What a dictionary was read from.
enum Source {
    /// Two packed files: rules and words.
    Shipped(&'static [u8], &'static [u8]),
    /// Rules and words.
    Read(String, String),
}

impl Dictionary {
    /// The dictionary that is shipped for a language; `None` when there is none. The first call for a language
    /// takes some hundredths of a second.
    pub fn shipped(language: Language) -> Option<Arc<Dictionary>> {
        match language {
            Language::French => Some(Arc::clone(&FRENCH)),
            Language::English => Some(Arc::clone(&ENGLISH)),
            Language::Other(_) => None,
        }
    }

    /// Reads the two files of a Hunspell dictionary: its rules (`.aff`) and its words (`.dic`), in the character
    /// set that the rules name. The error says what is wrong, without the name of a file.
    pub fn read(language: Language, rules: &[u8], words: &[u8]) -> Result<Dictionary, Message> {
        let charset = charset(rules)?;
        let (rules, words) = (charset.decode(rules).0.into_owned(), charset.decode(words).0.into_owned());
        let dictionary = Dictionary::new(language, &rules, &words)?;
        *locked(&dictionary.source) = Some(Source::Read(rules, words));
        Ok(dictionary)
    }

    fn new(language: Language, rules: &str, words: &str) -> Result<Dictionary, Message> {
        let words = spellbook::Dictionary::new(rules, words)
            .map_err(|error| message!("dictionary-broken", why = error.to_string()))?;
        Ok(Dictionary {
            language,
            words,
            verdicts: Mutex::default(),
            suggestions: Mutex::default(),
            alikes: OnceLock::new(),
            source: Mutex::default(),
        })
    }

    /// Whether the language knows a word as it is written. A capital is allowed where the word has none.
    pub fn knows(&self, word: &str) -> bool {
        let word = written(word);
        if let Some(verdict) = locked(&self.verdicts).get(&word) {
            return verdict;
        }
        let verdict = self.words.check(&word);
        locked(&self.verdicts).put(&word, verdict, KEPT);
        verdict
    }

    /// Words that may have been meant, likely ones first; [`SUGGESTIONS`] at most. None that is far from it, and none at
    /// all for an acronym, which stands for words of its own. Takes up to half a second the
    /// first time, so it is asked for in a job.
    pub fn suggest(&self, word: &str) -> Arc<[Suggestion]> {
        let word = written(word);
        if let Some(known) = locked(&self.suggestions).get(&word) {
            return known;
        }
        let found: Arc<[Suggestion]> =
            if word.chars().count() <= LONGEST { self.meant(&word).into() } else { Arc::default() };
        locked(&self.suggestions).put(&word, Arc::clone(&found), SUGGESTED);
        found
    }

    /// What Hunspell suggests and what sounds alike, the likest first. A word that is made of known ones is right but for
    /// a slip of spelling, and other forms of a word are right as well.
    fn meant(&self, word: &str) -> Vec<Suggestion> {
        if word.split('-').any(is_acronym) || word.contains(|c: char| c.is_ascii_digit()) {
            return Vec::new();
        }
        let mut by_letters = Vec::new();
        self.words.suggest(word, &mut by_letters);
        let alikes = self.alikes.get_or_init(|| self.read_alikes());
        let by_sound = alikes.like(word, SUGGESTIONS, |form| self.words.check(form));
        let mut found: Vec<(String, f32)> = Vec::new();
        for (rank, form) in by_letters.into_iter().enumerate() {
            // Hunspell knows which letters are often taken for others.
            let bonus = 0.12 / (rank + 1) as f32;
            // A word that ran into the next is rarer than one that was misheard; a syllable that did is rarer still.
            let parts = |word: &str| word.split([' ', '-']).count();
            let is_split = parts(&form) > parts(word);
            if is_split && !self.are_words(&form) {
                continue;
            }
            let split = if is_split { 0.25 } else { 0.0 };
            let alike = alikes.alike(word, &form);
            if is_near(word, alike) {
                found.push((form, alike.score + bonus - split));
            }
        }
        for (form, score) in by_sound {
            let form = cased(form, word);
            if !found.iter().any(|(known, _)| *known == form) && is_near(word, alikes.alike(word, &form)) {
                found.push((form, score));
            }
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        let is_coined = is_coined(word, self.language, &|part| self.knows(part));
        let fitting = found.into_iter().filter_map(|(form, _)| {
            let alike = alikes.alike(word, &form);
            let is_split = form.contains(' ');
            let fit = if is_split { Fit::Same } else { fit(word, &form, alike)? };
            let is_slip = fit == Fit::Same && alike.letters >= thresholds::SLIP;
            (!is_coined || is_slip && !is_split).then_some(Suggestion { form, fit })
        });
        fitting.take(SUGGESTIONS).collect()
    }

    /// Whether a word that is split is one that ran into the next: one of the two is a function word, as two others make
    /// a word of their own.
    fn are_words(&self, form: &str) -> bool {
        let is_function_word = |part: &str| self.language.is_function_word(&part.to_lowercase());
        let long = |part: &str, least: usize| part.chars().count() >= least;
        let stands = |part: &str| long(part, 3) || long(part, 2) && is_function_word(part);
        let ran_in = form.split(' ').all(stands) && form.split(' ').any(is_function_word);
        ran_in && !form.contains('-')
    }

    fn read_alikes(&self) -> SoundAlikes {
        let ear = if self.language == Language::French { Ear::French } else { Ear::English };
        let (rules, words) = match locked(&self.source).take() {
            Some(Source::Read(rules, words)) => (rules, words),
            Some(Source::Shipped(rules, words)) => (inflated(rules), inflated(words)),
            None => (String::new(), String::new()),
        };
        SoundAlikes::new(ear, &rules, words)
    }

    /// The suggestions for each of some words, in their order; those that were not reached when the job is
    /// cancelled are left out.
    pub fn suggest_all(&self, words: &[&str], cancel: &Cancel) -> Vec<Arc<[Suggestion]>> {
        let go_on = |_: &&&str| !cancel.is_cancelled();
        words.iter().take_while(go_on).map(|word| self.suggest(word)).collect()
    }

    /// The suggestions for a word if they are known already; never takes long.
    pub fn suggested(&self, word: &str) -> Option<Arc<[Suggestion]>> {
        locked(&self.suggestions).get(&written(word))
    }
}

static FRENCH: LazyLock<Arc<Dictionary>> = LazyLock::new(|| {
    unpack(
        Language::French,
        include_bytes!("../../assets/dictionaries/fr.aff.gz"),
        include_bytes!("../../assets/dictionaries/fr.dic.gz"),
    )
});

static ENGLISH: LazyLock<Arc<Dictionary>> = LazyLock::new(|| {
    unpack(
        Language::English,
        include_bytes!("../../assets/dictionaries/en.aff.gz"),
        include_bytes!("../../assets/dictionaries/en.dic.gz"),
    )
});

fn unpack(language: Language, rules: &'static [u8], words: &'static [u8]) -> Arc<Dictionary> {
    let dictionary = Dictionary::new(language, &inflated(rules), &inflated(words));
    let dictionary = dictionary.expect("a shipped dictionary can be read");
    *locked(&dictionary.source) = Some(Source::Shipped(rules, words));
    Arc::new(dictionary)
}

fn inflated(packed: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(packed).read_to_string(&mut text).expect("a shipped dictionary is well packed, in UTF-8");
    text
}

/// Whether a word is two to six capitals, which stand for words of their own; a plural of them is one too.
pub(super) fn is_acronym(word: &str) -> bool {
    let singular = word.strip_suffix('s').map_or(word, |word| word.trim_end_matches(is_apostrophe));
    let plain = || singular.chars().filter(|c| *c != '.');
    word.chars().count() <= 8 && (2..=6).contains(&plain().count()) && plain().all(char::is_uppercase)
}

/// Whether a form is near enough to a word to have been meant: the shorter the word, the nearer.
fn is_near(word: &str, alike: Likeness) -> bool {
    let mut capitals = word.chars().skip_while(|c| !c.is_alphabetic()).skip(1).filter(|c| c.is_uppercase());
    let is_mixed = capitals.next().is_some() && word.contains(char::is_lowercase);
    if is_mixed && alike.letters < thresholds::FIX_OF_MIXED {
        return false;
    }
    match letter_bytes(word).len() {
        0..=3 => {
            alike.letters >= thresholds::EQUAL
                || alike.sound >= thresholds::EQUAL && alike.letters >= thresholds::FIX_OF_THREE
        }
        4 => alike.score >= thresholds::FIX_OF_FOUR,
        _ => alike.score >= thresholds::FIX,
    }
}

/// How well a form that is near a word fits it; `None` when it is another form of the same word, or of one that it is
/// made of.
fn fit(word: &str, form: &str, alike: Likeness) -> Option<Fit> {
    let has_capital = |word: &str| word.contains(char::is_uppercase);
    let is_equal = alike.letters >= thresholds::EQUAL;
    let is_genitive = |word: &str| word.strip_suffix('s').is_some_and(|word| word.ends_with(is_apostrophe));
    let is_name = has_capital(form) && !has_capital(word);
    let is_initials = has_capital(form) && word.split('-').any(|part| part.chars().count() < 3);
    let is_other_part = word.contains('-') && !is_equal;
    let is_wrong = is_genitive(form) && !is_genitive(word) || is_name && !is_equal || is_initials || is_other_part;
    if is_wrong || !is_equal && is_same_stem(word, form) && alike.sound < thresholds::EQUAL {
        return None;
    }
    let letters = letter_bytes(word).len();
    let is_written_alike = alike.letters >= thresholds::FIX_OF_SAME_SOUND || letters >= thresholds::FIX_LETTERS;
    Some(match alike.sound {
        sound if sound >= thresholds::EQUAL && is_written_alike => Fit::Same,
        sound if sound >= thresholds::FIX_SOUND && letters >= thresholds::FIX_LETTERS => Fit::Near,
        _ => Fit::Alike,
    })
}

/// Whether a form is made of a word or the word of it, or both of a third: one begins or ends the other, or only the ends
/// differ.
fn is_same_stem(word: &str, form: &str) -> bool {
    let (word, form) = (letter_bytes(word), letter_bytes(form));
    let (short, long) = if word.len() < form.len() { (&word, &form) } else { (&form, &word) };
    let same = word.iter().zip(&form).take_while(|(a, b)| a == b).count();
    let differ_at_end = same >= 4 && same + 2 >= long.len();
    long.starts_with(short) || long.ends_with(short) || differ_at_end
}

/// A form written with the capitals of a word that it may stand for.
fn cased(form: String, word: &str) -> String {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next().is_some_and(char::is_uppercase);
    let mut chars = form.chars();
    match (first, second) {
        (true, true) => form.to_uppercase(),
        (true, false) => chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect()),
        _ => form,
    }
}

/// The character set that the rules of a dictionary name in a line `SET`; Hunspell's own is Latin-1.
fn charset(rules: &[u8]) -> Result<&'static Encoding, Message> {
    let rules = rules.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(rules);
    let set = rules.split(|&byte| byte == b'\n').find_map(|line| line.strip_prefix(b"SET"));
    let Some(label) = set.map(<[u8]>::trim_ascii) else { return Ok(encoding_rs::WINDOWS_1252) };
    let alias = match label.to_ascii_uppercase().as_slice() {
        b"UTF-8" => return Ok(UTF_8),
        b"MICROSOFT-CP1251" => Some(encoding_rs::WINDOWS_1251),
        // `ISO8859-15` is `ISO-8859-15` elsewhere.
        name => name.strip_prefix(b"ISO8859").and_then(|n| Encoding::for_label(&[b"iso-8859", n].concat())),
    };
    alias
        .or_else(|| Encoding::for_label(label))
        .ok_or_else(|| message!("dictionary-charset", charset = String::from_utf8_lossy(label).into_owned()))
}

/// What was found out about words. Bounded: the recent half stays when it is full.
struct Memo<T> {
    recent: HashMap<Box<str>, T>,
    older: HashMap<Box<str>, T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo { recent: HashMap::new(), older: HashMap::new() }
    }
}

impl<T: Clone> Memo<T> {
    fn get(&self, word: &str) -> Option<T> {
        self.recent.get(word).or_else(|| self.older.get(word)).cloned()
    }

    fn put(&mut self, word: &str, value: T, most: usize) {
        if self.recent.len() >= most / 2 {
            self.older = std::mem::take(&mut self.recent);
        }
        self.recent.insert(word.into(), value);
    }
}

pub(super) fn locked<T>(memo: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A memo is whole between two calls, whatever happened to the thread that held it.
    memo.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(language: Language, word: &str) -> bool {
        Dictionary::shipped(language).expect("it is shipped").knows(word)
    }

    #[test]
    fn the_shipped_dictionaries_know_their_words() {
        for (language, word, expected) in [
            (Language::French, "Bonjour", true),
            (Language::French, "aujourd’hui", true),
            (Language::French, "e\u{301}te\u{301}", true),
            (Language::French, "GARE", true),
            (Language::French, "rendez-vous", true),
            (Language::French, "boujour", false),
            (Language::English, "colour", true),
            (Language::English, "color", true),
            (Language::English, "doesn’t", true),
            (Language::English, "recieve", false),
        ] {
            assert_eq!(known(language, word), expected, "{word}");
        }
        assert!(Dictionary::shipped(Language::Other(*b"de\0")).is_none());
    }

    fn suggested(language: Language, word: &str) -> Vec<String> {
        let dictionary = Dictionary::shipped(language).expect("it is shipped");
        dictionary.suggest(word).iter().map(|suggestion| suggestion.form.clone()).collect()
    }

    #[test]
    fn what_was_meant_is_among_the_suggestions() {
        let french = Dictionary::shipped(Language::French).expect("it is shipped");
        assert!(suggested(Language::French, "boujour").contains(&"bonjour".to_owned()));
        assert!(french.suggested("boujour").is_some());
        assert!(french.suggest(&"x".repeat(1000)).is_empty());
        let cancelled = Cancel::default();
        cancelled.cancel();
        assert!(french.suggest_all(&["boujour"], &cancelled).is_empty());
    }

    /// What a recogniser wrote, and what was said.
    #[test]
    fn what_was_misheard_is_among_the_suggestions() {
        for (language, word, meant) in [
            (Language::French, "omnibilés", "obnubilés"),
            (Language::French, "micropus", "micropuces"),
            (Language::French, "galliennes", "gaulliennes"),
            (Language::French, "confermité", "conformité"),
            (Language::French, "enchaire", "enchère"),
            (Language::French, "omnibuler", "obnubiler"),
            (Language::French, "parceque", "parce que"),
            (Language::French, "Boujour", "Bonjour"),
            (Language::French, "VRAIEMENT", "VRAIMENT"),
            (Language::French, "aricots", "haricots"),
            (Language::French, "éfrayant", "effrayant"),
            (Language::French, "turbinnes", "turbines"),
            (Language::English, "fizzicks", "physics"),
            (Language::English, "Sykology", "Psychology"),
            (Language::English, "numonia", "pneumonia"),
            (Language::English, "recieve", "receive"),
            (Language::English, "beleived", "believed"),
            (Language::French, "ouai", "ouais"),
            (Language::French, "pourla", "pour la"),
        ] {
            let found = suggested(language, word);
            assert!(found.contains(&meant.to_owned()), "{word}: {found:?}");
            assert!(found.len() <= SUGGESTIONS);
        }
    }

    /// A fix is good or there is none. The cases of the thresholds, and words of capitals, which stand for themselves.
    #[test]
    fn what_is_far_from_a_word_is_not_suggested() {
        for word in ["RGPD", "NFT", "NFTs", "VH", "LTOR", "anti-RGPD", "H2B", "Kub3r"] {
            for language in [Language::French, Language::English] {
                let found = suggested(language, word);
                assert!(found.is_empty(), "{word}: {found:?}");
            }
        }
        for (language, word, far) in [
            (Language::French, "Woodendata", "Godendart"),
            (Language::French, "bjr", "bar"),
            (Language::French, "oké", "hoquet"),
            (Language::French, "kom", "km"),
            (Language::English, "Luca", "Luna"),
            (Language::English, "Luca", "Lu ca"),
            (Language::English, "Kubernetes", "Rubbernecks"),
            (Language::English, "StatePlus", "Stateless"),
            (Language::English, "Kettlepot", "Kettle pot"),
            (Language::English, "furnitures", "furniture's"),
            (Language::English, "furnitures", "furniture"),
            (Language::English, "pre-garden", "prey-garden"),
            (Language::English, "milly", "Millie"),
        ] {
            let found = suggested(language, word);
            assert!(!found.contains(&far.to_owned()), "{word}: {found:?}");
        }
        for (language, word, near) in [
            (Language::French, "kom", "comme"),
            (Language::French, "ouai", "ouais"),
            (Language::English, "KnapSak", "Knapsack"),
            (Language::English, "Glypse", "Eclipse"),
        ] {
            let found = suggested(language, word);
            assert!(found.contains(&near.to_owned()), "{word}: {found:?}");
        }
    }

    #[test]
    fn a_dictionary_is_read_in_its_own_character_set() {
        let german = Language::Other(*b"de\0");
        let read = |rules: &[u8], words: &[u8]| Dictionary::read(german, rules, words);
        let latin = read(b"SET ISO8859-1\n", b"1\nm\xFCde\n").expect("it can be read");
        assert!(latin.knows("müde") && latin.knows("Müde") && !latin.knows("mude"));
        assert!(read(b"", b"1\nm\xFCde\n").expect("it can be read").knows("müde"));
        assert!(read(b"SET UTF-8\n", "1\nmüde\n".as_bytes()).expect("it can be read").knows("müde"));
        let error = read(b"SET EBCDIC-7\n", b"1\na\n").err().expect("nobody knows it");
        assert_eq!(error, message!("dictionary-charset", charset = "EBCDIC-7"));
    }

    #[test]
    fn a_full_memo_forgets_the_older_half() {
        let mut memo = Memo::default();
        for n in 0..10 {
            memo.put(&n.to_string(), n, 8);
        }
        assert!(memo.recent.len() + memo.older.len() <= 8);
        assert_eq!((memo.get("9"), memo.get("0")), (Some(9), None));
    }
}
