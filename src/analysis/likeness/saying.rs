//! The ways in which a form may be said: capitals letter by letter, numbers as words, without its article, run into
//! what leads to it.

use super::sound::{self, Ear};
use super::{Form, letter_bytes};
use crate::language::name_words::is_article;

/// A way in which a form may be said.
#[derive(Clone, Debug)]
pub struct Saying {
    /// How that is written and how it sounds.
    pub form: Form,
    /// Whether it begins with an elided `de`, as in `d'OpenAI`.
    pub elided: bool,
}

/// Capitals that may be spelled out, at most.
const SPELLED: usize = 6;

/// The ways in which a form may be said; the first is as it is written.
pub(crate) fn sayings(form: &str) -> Vec<Saying> {
    let texts = ways_to_say(form, &split(form));
    let mut sayings: Vec<Saying> = texts.iter().map(|text| Saying { form: form_of(text), elided: false }).collect();
    if form.starts_with(|c: char| "aeiouyéèêhAEIOUYÉÈÊHÎÔ".contains(c)) {
        let elided = |text: &Vec<String>| {
            let mut form = form_of(text);
            form.letters.insert(0, b'd');
            form.french.iter_mut().for_each(|code| code.insert(0, b'd'));
            form.english.clear();
            Saying { form, elided: true }
        };
        sayings.extend(texts.iter().map(elided).collect::<Vec<_>>());
    }
    sayings
}

/// A form from its words as they are said.
pub(crate) fn form_of(words: &[String]) -> Form {
    let mut form = Form::default();
    let (mut french, mut english) = (Vec::new(), Vec::new());
    for word in words {
        form.letters.extend(letter_bytes(word));
        french.extend(sound::code(word, Ear::French));
        english.extend(sound::code(word, Ear::English));
    }
    set_codes(&mut form, french, english);
    if let [_, _, ..] = words {
        // Words run into each other: `Open` and `AI` have no nasal vowel.
        let run = sound::code(&words.concat(), Ear::French);
        if !run.is_empty() && !form.french.contains(&run) {
            form.french.push(run);
        }
    }
    form
}

/// Gives a form its codes, twins included, each once.
pub(crate) fn set_codes(form: &mut Form, mut french: sound::Code, mut english: sound::Code) {
    french.dedup();
    english.dedup();
    let twin = sound::without_nasals(&french);
    if english != french && !english.is_empty() {
        form.english.push(english);
    }
    if !french.is_empty() {
        form.french.push(french);
    }
    form.french.extend(twin);
}

/// The ways in which the words of a form may be said, the first as they are written: capitals as letters, in French
/// and in English, numbers as words, a dot as *point* or *dot*, and without an article in front.
fn ways_to_say(form: &str, words: &[String]) -> Vec<Vec<String>> {
    let mut ways: Vec<Vec<String>> = vec![words.to_vec()];
    let mut add = |way: Vec<String>| {
        if !way.is_empty() && !ways.contains(&way) {
            ways.push(way);
        }
    };
    let each = |say: &dyn Fn(&str) -> Option<String>| -> Vec<String> {
        let said = words.iter().map(|word| say(word).unwrap_or_else(|| word.clone()));
        said.flat_map(|said| said.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let spells: [fn(&str) -> String; 3] = [spell_french, spell_english_for_french, spell_english];
    for (spell, numbers) in spells.into_iter().zip([FRENCH_NUMBERS, ENGLISH_NUMBERS, ENGLISH_NUMBERS]) {
        let number = |word: &str| {
            let at: usize = word.parse().ok()?;
            numbers.get(at).map(|number| (*number).to_owned())
        };
        let letter = |word: &str| (word.len() == 1 && is_capitals(word)).then(|| spell(word));
        add(each(&|word| number(word).or_else(|| letter(word))));
        add(each(&|word| number(word).or_else(|| is_spelled(word).then(|| spell(word))).or_else(|| letter(word))));
    }
    if form.contains('.') && !form.ends_with('.') {
        for dot in ["point", "dot"] {
            let said = form.replace('.', &format!(" {dot} "));
            add(split(&said));
        }
    }
    // What leads into a name may be left out when a person speaks of it.
    if let [first, rest @ ..] = words
        && (is_article(first) && !rest.is_empty() || rest.len() > 2 && first.chars().count() <= 2)
    {
        add(rest.to_vec());
    }
    ways
}

const FRENCH_NUMBERS: &[&str] = &[
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
];

const ENGLISH_NUMBERS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen",
];

/// The words of a form as they are said: at spaces, hyphens, apostrophes and dots, and where a capital or a number
/// follows a small letter.
pub(crate) fn split(form: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = form.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_alphanumeric() {
            before = None;
            continue;
        }
        let begins = match before {
            None => true,
            Some(last) if c.is_ascii_digit() != last.is_ascii_digit() => true,
            Some(last) if c.is_uppercase() => {
                last.is_lowercase() || chars.peek().is_some_and(|next| next.is_lowercase())
            }
            Some(_) => false,
        };
        match words.last_mut() {
            Some(word) if !begins => word.push(c),
            _ => words.push(c.into()),
        }
        before = Some(c);
    }
    words
}

/// Whether a word is a row of capitals that may be spelled out.
pub(crate) fn is_spelled(word: &str) -> bool {
    (2..=SPELLED).contains(&word.len()) && is_capitals(word)
}

fn is_capitals(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_uppercase())
}

/// How a French speaker says a row of capitals, in French letters.
pub(crate) fn spell_french(word: &str) -> String {
    spell(
        word,
        &[
            "a",
            "bé",
            "cé",
            "dé",
            "eu",
            "effe",
            "gé",
            "hache",
            "i",
            "ji",
            "ka",
            "elle",
            "emme",
            "enne",
            "o",
            "pé",
            "ku",
            "erre",
            "esse",
            "té",
            "u",
            "vé",
            "doublevé",
            "ixe",
            "igrec",
            "zède",
        ],
    )
}

/// How a French speaker says a row of capitals in English, in French letters.
fn spell_english_for_french(word: &str) -> String {
    spell(
        word,
        &[
            "é",
            "bi",
            "ci",
            "di",
            "i",
            "effe",
            "dji",
            "étche",
            "aille",
            "djé",
            "ké",
            "elle",
            "emme",
            "enne",
            "o",
            "pi",
            "kiou",
            "are",
            "esse",
            "ti",
            "iou",
            "vi",
            "doble you",
            "exe",
            "ouaille",
            "zi",
        ],
    )
}

/// How an English speaker says a row of capitals, in English letters.
pub(crate) fn spell_english(word: &str) -> String {
    spell(
        word,
        &[
            "ay",
            "bee",
            "see",
            "dee",
            "ee",
            "ef",
            "jee",
            "aitch",
            "igh",
            "jay",
            "kay",
            "ell",
            "em",
            "en",
            "oh",
            "pee",
            "kew",
            "ar",
            "ess",
            "tee",
            "you",
            "vee",
            "double you",
            "ex",
            "wigh",
            "zee",
        ],
    )
}

fn spell(word: &str, letters: &[&str; 26]) -> String {
    let said = |c: char| {
        let at = (c.to_ascii_uppercase() as usize).checked_sub('A' as usize)?;
        letters.get(at).copied()
    };
    word.chars().filter_map(said).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_split_as_it_is_said() {
        for (form, words) in [
            ("Jean-Paul Smets", "Jean Paul Smets"),
            ("ChatGPT", "Chat GPT"),
            ("OpenAI", "Open AI"),
            ("SecNumCloud", "Sec Num Cloud"),
            ("Rapid.Space", "Rapid Space"),
            ("GPT-4o", "GPT 4 o"),
            ("O'Brien", "O Brien"),
            ("McCabe", "Mc Cabe"),
            ("ANSSI", "ANSSI"),
        ] {
            assert_eq!(split(form).join(" "), words, "{form}");
        }
    }
}
