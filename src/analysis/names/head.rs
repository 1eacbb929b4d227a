//! The right forms that stand in a document's own head: its title, its description, its chapters.
//!
//! A head says "X (role), Y (role) and Z at W": its names are runs of capitalised words, perhaps with `de` or `of`
//! inside, what stands in quotation marks, and hashtags. An ordinary word with a capital is none.

use crate::analysis::Lexicon;
use crate::analysis::likeness::saying::split;
use crate::language::Language;
use crate::language::words::{self, WordAt, without_possessive, words_of};
use crate::model::Transcript;
use crate::model::chars::{is_apostrophe, is_hyphen, is_space};

/// Words of a name, at most; a longer run of capitals is a heading.
const LONGEST: usize = 5;
/// Letters of an ordinary word that is a name by its capital alone, at least.
const ALONE: usize = 5;

/// A right form of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How it is written there.
    pub form: String,
    /// Whether all its words are ordinary ones: it may be no name.
    pub is_ordinary: bool,
}

/// The texts of a head: the title, the notes, the titles of the chapters.
pub fn texts(t: &Transcript) -> impl Iterator<Item = &str> {
    let chapters = t.meta.chapters.iter().map(|chapter| &chapter.title);
    t.meta.title.iter().chain(&t.meta.notes).chain(chapters).map(String::as_str)
}

/// The right forms in the head of a transcript, each once, in the order of the text.
pub fn right_forms(t: &Transcript, lexicon: &Lexicon) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for text in texts(t) {
        for line in text.lines() {
            for form in in_text(line, lexicon) {
                if !found.iter().any(|known| known.form == form.form) {
                    found.push(form);
                }
            }
        }
    }
    found
}

/// The right forms in a text, in its order; some more than once.
pub fn in_text(text: &str, lexicon: &Lexicon) -> Vec<Found> {
    let mut found = Vec::new();
    let mut add = |form: &str, how: How| {
        if let Some(form) = checked(form, how, lexicon) {
            found.push(form);
        }
    };
    for quoted in quotations(text) {
        add(quoted, How::Quoted);
    }
    let all: Vec<WordAt> = words_of(text).collect();
    let mut at = 0;
    while at < all.len() {
        let end = run(text, &all, at);
        if end > at {
            // `Dorset Councillor Hugh Ormerod` is a county and a person.
            let is_role = |token: &WordAt| is_one_of(&text[token.at.clone()], ROLES);
            for run in all[at..end].split(is_role).filter(|run| !run.is_empty()) {
                let how = if words::starts_sentence(text, run[0].at.start) { How::First } else { How::Within };
                add(&text[run[0].at.start..run[run.len() - 1].at.end], how);
                for part in parts(text, run) {
                    add(part, How::First);
                }
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// Where the run of name words that begins at the word `from` ends; `from` when none does.
fn run(text: &str, all: &[WordAt], from: usize) -> usize {
    let mut end = from;
    let mut at = from;
    while at < all.len() {
        let word = &text[all[at].at.clone()];
        let joined = at == from || joins(text, &all[at - 1], &all[at]);
        if !joined || is_address(text, &all[at]) {
            break;
        }
        if is_capitalised(word) && !all[at].elided {
            end = at + 1;
        } else if end == from || !(is_particle(word) || is_capitalised(word)) || at + 1 - end > 2 {
            break;
        }
        at += 1;
    }
    end
}

/// The stretches of a run between its particles, when it has any.
fn parts<'a>(text: &'a str, run: &[WordAt]) -> Vec<&'a str> {
    // `N'Diaye` is one, `d'Ormesson` is not.
    let is_capital = |token: &WordAt| is_capitalised(&text[token.at.clone()]);
    if run.iter().all(is_capital) {
        return Vec::new();
    }
    run.split(|token| !is_capital(token))
        .filter(|part| !part.is_empty())
        .map(|part| &text[part[0].at.start..part[part.len() - 1].at.end])
        .collect()
}

/// How a form stands in the head.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// In quotation marks.
    Quoted,
    /// At the beginning of a sentence, where any word has a capital, or in a longer form.
    First,
    /// Within a sentence: its capital says something.
    Within,
}

/// A form without titles and what leads into it; `None` when nothing is left that is a name.
fn checked(form: &str, how: How, lexicon: &Lexicon) -> Option<Found> {
    let quoted = how == How::Quoted;
    let mut form = without_possessive(form.trim());
    let known = |word: &str| knows_lower(lexicon, word);
    if !quoted {
        while let Some((first, rest)) = form.split_once(|c: char| c.is_whitespace() || is_apostrophe(c)) {
            let leads =
                is_title(first.trim_end_matches('.')) || lexicon.is_function_word(first) && !is_one_of(first, ARTICLES);
            if !leads {
                break;
            }
            form = rest.trim_start_matches(['.', ' ']);
        }
    }
    let words: Vec<&str> = words_of(form).map(|token| &form[token.at]).collect();
    let counted = words.iter().filter(|word| !is_particle(word)).count();
    if counted == 0 || words.len() > LONGEST + 2 || counted > LONGEST || form.chars().count() < 3 {
        return None;
    }
    if words.iter().all(|word| is_one_of(word, CALENDAR) || word.chars().all(|c| c.is_ascii_digit())) {
        return None;
    }
    let pieces: Vec<String> = split(form);
    let is_ordinary = pieces.iter().all(|word| word.chars().all(|c| c.is_ascii_digit()) || known(word));
    let single = words.len() == 1;
    let mixed = single && pieces.len() > 1 && !form.contains(is_hyphen);
    // `Croix-Rousse`, and `Jacquard` within a sentence: names of ordinary words, and found by their very sound alone.
    let compound =
        || form.contains(is_hyphen) && form.split(is_hyphen).all(|word| word.starts_with(char::is_uppercase));
    let meant = how == How::Within && form.chars().count() >= ALONE && form.chars().any(char::is_lowercase);
    if is_ordinary && single && !mixed && !compound() && !meant {
        return None;
    }
    (!(single && is_title(form))).then(|| Found { form: form.to_owned(), is_ordinary })
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

/// What stands in quotation marks, when it begins with a capital.
fn quotations(text: &str) -> impl Iterator<Item = &str> {
    const MARKS: &[(char, char)] = &[('“', '”'), ('«', '»'), ('„', '“'), ('"', '"')];
    let opens = text.char_indices().filter_map(|(at, c)| {
        let (_, close) = MARKS.iter().find(|(open, _)| *open == c)?;
        let rest = &text[at + c.len_utf8()..];
        let content = rest[..rest.find(*close)?].trim();
        content.starts_with(char::is_uppercase).then_some(content)
    });
    opens.filter(|content| content.len() <= 80)
}

/// Whether two words with nothing but this between them may be of one name.
fn joins(text: &str, before: &WordAt, after: &WordAt) -> bool {
    let gap = &text[before.at.end..after.at.start];
    let short = || {
        let word = &text[before.at.clone()];
        word.chars().count() == 1 || is_title(word)
    };
    gap.chars().all(|c| is_space(c) || c == '&' || is_apostrophe(c))
        // `J. Doe`, `Dr. Doe`, and `Rapid.Pace`.
        || gap == ". " && short()
        || gap == "."
}

fn is_address(text: &str, token: &WordAt) -> bool {
    let word = &text[token.at.clone()];
    let before = &text[..token.at.start];
    word.contains('@')
        || word.starts_with("www.")
        || before.ends_with('@')
        || before.ends_with("://")
        || before.ends_with('/')
}

/// Whether a word is on a list, whatever its case.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.contains(&word.to_lowercase().as_str())
}

/// Whether a word stands before a name and is no part of it.
fn is_title(word: &str) -> bool {
    is_one_of(word, TITLES) || is_one_of(word, ROLES)
}

fn is_capitalised(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
        && (word.starts_with(char::is_uppercase) || word.chars().skip(1).any(char::is_uppercase))
}

/// Whether a word may stand small within a name: `de`, `van`, `of`.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().trim_end_matches(is_apostrophe))
}

const ARTICLES: &[&str] = &["le", "la", "les", "l", "the"];

const PARTICLES: &[&str] = &[
    "de", "du", "des", "d", "la", "le", "les", "l", "en", "sur", "sous", "lès", "van", "von", "der", "den", "ter",
    "ten", "of", "the", "for", "di", "da", "del", "della", "dos", "das", "do", "el", "al", "bin", "ben", "ibn", "y",
    "und", "zu",
];

/// What somebody is, which stands between the name of a place and theirs.
const ROLES: &[&str] = &[
    "councillor",
    "cllr",
    "mayor",
    "senator",
    "president",
    "minister",
    "director",
    "captain",
    "coach",
    "professor",
    "doctor",
    "reverend",
    "bishop",
    "chairman",
    "chairwoman",
    "maire",
    "conseiller",
    "conseillère",
    "sénateur",
    "sénatrice",
    "député",
    "députée",
    "président",
    "présidente",
    "ministre",
    "directeur",
    "directrice",
    "docteur",
    "docteure",
    "professeur",
    "professeure",
    "capitaine",
    "entraîneur",
    "entraîneuse",
    "journaliste",
    "évêque",
];

/// What else stands before a name and is no part of it.
const TITLES: &[&str] = &[
    "m",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "st",
    "alderman",
    "father",
    "sister",
    "brother",
    "colonel",
    "general",
    "judge",
    "chair",
    "host",
    "guest",
    "guests",
    "interview",
    "episode",
    "chapter",
    "part",
    "live",
    "video",
    "mme",
    "mlle",
    "mm",
    "me",
    "maître",
    "invité",
    "invitée",
    "invités",
    "entretien",
    "chercheur",
    "chercheuse",
    "autrice",
    "auteur",
    "ceo",
    "cto",
    "cfo",
    "coo",
    "pdg",
    "dg",
    "featuring",
    "feat",
    "with",
    "avec",
    "by",
    "par",
    "chapitre",
    "épisode",
    "émission",
    "category",
    "transcription",
    "transcript",
    "news",
    "magazine",
    "co-founder",
    "founder",
    "cofondateur",
    "fondateur",
    "fondatrice",
    "cofondatrice",
    "author",
    "engineer",
    "speaker",
    "moderator",
    "presenter",
    "narrator",
    "pr",
    "abbé",
    "père",
];

const CALENDAR: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
