//! What is known of languages: which one a transcript is in, as its source says or as its most common words tell; its
//! words and sentences; and what stands before and between the words of a name.

pub mod name_words;
pub mod words;

use crate::model::chars::lower;
use crate::model::{Message, Transcript, message};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A language. Stet knows French and English closely; of any other it knows what a dictionary says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// French, of any country.
    French,
    /// English, of any country.
    English,
    /// Another one, by the two or three letters of its BCP 47 tag, lower case; two letters are filled up with a 0.
    Other([u8; 3]),
}

/// Words looked at to find out the language: enough to be sure, few enough not to be felt.
const LOOKED_AT: usize = 4000;
/// They are taken from this many lines, or nearly twice as many, over the whole length of a transcript.
const LINES: usize = 400;
/// A language is believed when this share of the words, in hundredths, are its common ones …
const COMMON_SHARE: usize = 12;
/// … and there are this many of them.
const COMMON_COUNT: usize = 4;

impl Language {
    /// The language of a BCP 47 tag (`fr`, `en-GB`, `de_AT`) or of what files call it in words (`French`,
    /// `français`, `eng`, `German`). `None` when it is neither.
    pub fn of_tag(tag: &str) -> Option<Language> {
        let primary = tag.trim().split(['-', '_', '.']).next().unwrap_or("").to_lowercase();
        match primary.as_str() {
            "fr" | "fra" | "fre" | "french" | "français" | "francais" => Some(Language::French),
            "en" | "eng" | "english" | "anglais" => Some(Language::English),
            _ if names(&primary).is_some() => names(&primary),
            _ => match *primary.as_bytes() {
                [a, b] if primary.is_ascii() => Some(Language::Other([a, b, 0])),
                [a, b, c] if primary.is_ascii() => Some(Language::Other([a, b, c])),
                _ => None,
            },
        }
        .filter(|_| primary.chars().all(char::is_alphabetic))
    }

    /// The language of a transcript: what it says of itself, else what its common words say. `None` when neither
    /// tells.
    pub fn of(t: &Transcript) -> Option<Language> {
        t.meta.language.as_deref().and_then(Language::of_tag).or_else(|| Language::detect(t))
    }

    /// The language that the common words of a transcript speak. `None` when there are too few, or when two
    /// languages fit alike. Looks at some thousand words, taken evenly from its whole length.
    pub fn detect(t: &Transcript) -> Option<Language> {
        let step = (t.lines.len() / LINES).max(1);
        let most = LOOKED_AT / t.lines.len().div_ceil(step).max(1);
        let mut counts = [0; COMMON.len()];
        let mut seen = 0;
        for line in (0..t.lines.len()).step_by(step).filter_map(|row| t.lines.get(row)) {
            for word in words::words_of(&line.text).take(most) {
                seen += 1;
                if let Some(languages) = COMMON_WORDS.get(lower(&line.text[word.at]).as_ref()) {
                    languages.iter().for_each(|&n| counts[n] += 1);
                }
            }
        }
        let best = (0..counts.len()).max_by_key(|&n| counts[n])?;
        let next = (0..counts.len()).filter(|&n| n != best).map(|n| counts[n]).max()?;
        let enough = counts[best] >= COMMON_COUNT && counts[best] * 100 >= seen * COMMON_SHARE;
        (enough && counts[best] * 2 > next * 3).then_some(Language::of_tag(COMMON[best].0)?)
    }

    /// Its BCP 47 tag, without a country: `fr`.
    pub fn tag(self) -> String {
        match self {
            Language::French => "fr".to_owned(),
            Language::English => "en".to_owned(),
            Language::Other(letters) => {
                letters.iter().filter(|&&letter| letter != 0).map(|&letter| char::from(letter)).collect()
            }
        }
    }

    /// Whether a lower-case word is one that carries no meaning of its own in this language: an article, a
    /// pronoun, a preposition, a conjunction, a form of "to be" or "to have". Never in a language that Stet does
    /// not know closely.
    pub fn is_function_word(self, lower: &str) -> bool {
        match self {
            Language::French => FRENCH.contains(lower),
            Language::English => ENGLISH.contains(lower),
            Language::Other(_) => false,
        }
    }
}

impl Language {
    /// What it is called; its tag when it has no name here.
    pub fn message(self) -> Message {
        match self.tag().as_str() {
            "fr" => message!("language-fr"),
            "en" => message!("language-en"),
            "de" => message!("language-de"),
            "es" => message!("language-es"),
            "it" => message!("language-it"),
            "pt" => message!("language-pt"),
            "nl" => message!("language-nl"),
            "ca" => message!("language-ca"),
            "da" => message!("language-da"),
            "sv" => message!("language-sv"),
            "pl" => message!("language-pl"),
            "ru" => message!("language-ru"),
            tag => message!("language-other", tag = tag),
        }
    }
}

/// The language that people call so, in English and in small letters.
fn names(name: &str) -> Option<Language> {
    let (tag, _) = NAMES.iter().find(|(_, known)| *known == name)?;
    Language::of_tag(tag)
}

const NAMES: &[(&str, &str)] = &[
    ("fr", "french"),
    ("en", "english"),
    ("de", "german"),
    ("es", "spanish"),
    ("it", "italian"),
    ("pt", "portuguese"),
    ("nl", "dutch"),
    ("ca", "catalan"),
    ("da", "danish"),
    ("sv", "swedish"),
    ("pl", "polish"),
    ("ru", "russian"),
];

/// Common words by which languages are told apart.
const COMMON: [(&str, &str); 7] = [
    (
        "fr",
        "le la les des du et est une un que qui dans pour pas sur avec ce cette il elle on nous vous je c' d' l' j' qu' \
         n' s' ne au aux plus mais ou donc être c'est ça sont ont été était alors très comme tout fait",
    ),
    (
        "en",
        "the of and to is that it in you for was with this are be have not they we on at as what so but from there your \
         can will about just would it's that's i'm don't you're we're because which been had has were did",
    ),
    (
        "de",
        "der die das und ist nicht ich wir sie ein eine zu den mit auf für von dem auch es so wie aber dass wenn oder \
         haben sind war noch nur was einen hat da ja man",
    ),
    (
        "es",
        "el la los las de que y en un una es no por con para se lo como más pero su al del está son muy también porque \
         cuando hay esto eso yo fue ser",
    ),
    (
        "it",
        "il la lo gli le di che e un una è non per con si come più ma del della dei sono anche perché questo questa \
         quando nel alla ha ho cosa molto c'è",
    ),
    (
        "pt",
        "o a os as de que e em um uma é não por com para se do da dos das no na mais mas como está são muito também \
         porque quando isso eu foi ser você",
    ),
    (
        "nl",
        "de het een en van is niet ik we ze dat die dit in op te met voor zijn er aan maar ook als dan wat nog heeft \
         naar wel je hebben bij om",
    ),
];

/// A common word, and the places in [`COMMON`] of the languages that have it.
static COMMON_WORDS: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, (_, list)) in COMMON.iter().enumerate() {
        list.split_ascii_whitespace().for_each(|word| words.entry(word).or_default().push(n));
    }
    words
});

static FRENCH: LazyLock<HashSet<&str>> = LazyLock::new(|| FRENCH_FUNCTION_WORDS.split_ascii_whitespace().collect());
static ENGLISH: LazyLock<HashSet<&str>> = LazyLock::new(|| ENGLISH_FUNCTION_WORDS.split_ascii_whitespace().collect());

const FRENCH_FUNCTION_WORDS: &str = "\
    a afin ai aie ailleurs ainsi ait alors aller après as assez au aucun aucune aujourd'hui auprès auquel aura aurait \
    aussi autant autour autre autres aux auxquels avaient avais avait avant avec avez aviez avions avoir avons ayant \
    bah beaucoup ben bien bon bref c' c'est ça car ce ceci cela celle celles celui cependant certain certaine certaines \
    certains ces cet cette ceux chacun chacune chaque chez ci comme comment contre d' d'abord dans de dedans dehors \
    déjà depuis derrière des dès desquels devant devient doit donc dont du durant duquel elle elles en encore enfin \
    ensuite entre envers es est et étaient étais était étant été être eu eux faire fait fais faisait faites faut fois \
    font furent fut hein hors ici il ils j' j'ai jamais je jusqu' jusque l' là la laquelle le lequel les lesquelles \
    lesquels leur leurs lors lorsqu' lorsque lui m' ma mais malgré me même mêmes mes mien moi moins mon n' ne ni non \
    nos notamment notre nous on ont or ou où ouais oui outre par parce parfois parmi pas pendant personne peu peut \
    peut-être peuvent peux plus plusieurs plutôt pour pourquoi pourtant près presque puis puisqu' puisque qu' quand \
    quant que quel quelle quelles quelqu' quelque quelques quels qui quoi quoiqu' quoique rien s' sa sans sauf se selon \
    sera serait seront ses seul seulement si sien sinon sois soit sommes son sont sous souvent suis sur t' ta tandis \
    tant te tel telle telles tels tes toi ton toujours tous tout toute toutefois toutes très trop tu un une va vais \
    vas vers veut via voici voilà voire vont vos votre vous voyez vrai vraiment y y'a";

const ENGLISH_FUNCTION_WORDS: &str = "\
    a about above across after again against ago ah all almost along already also although always am among an and \
    another any anybody anyone anything anyway are aren't around as at away back be became because become been before \
    behind being below beneath beside besides between beyond both but by can can't cannot could couldn't despite did \
    didn't do does doesn't doing don't done down during each either else enough ever every everybody everyone everything \
    except few for from get gets getting go goes going gone gonna got had hadn't has hasn't have haven't having he he'd \
    he'll he's hence her here here's hers herself him himself his how how's however i i'd i'll i'm i've if in indeed \
    inside instead into is isn't it it'd it'll it's its itself just kind least less let let's like lot many may maybe \
    me might mine more most much must my myself near neither never no nobody none nor not nothing now of off oh ok okay \
    on once one ones only onto or other others our ours ourselves out outside over own per perhaps quite rather really \
    right same shall she she'd she'll she's should shouldn't since so some somebody someone something sometimes still \
    such than that that'd that'll that's the their theirs them themselves then there there's therefore these they they'd \
    they'll they're they've this those though through throughout thus till to together too toward towards under unless \
    until up upon us very via was wasn't we we'd we'll we're we've well were weren't what what's whatever when whenever \
    where where's whereas wherever whether which whichever while who who's whoever whole whom whose why will with within \
    without won't would wouldn't yeah yes yet you you'd you'll you're you've your yours yourself yourselves";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Line, Meta};
    use std::sync::Arc;

    fn spoken(text: &str) -> Transcript {
        Transcript { lines: text.lines().map(Line::new).collect(), ..Transcript::default() }
    }

    #[test]
    fn a_tag_is_read_in_every_writing() {
        for (tag, language) in [
            ("fr", Some(Language::French)),
            ("fr-CA", Some(Language::French)),
            ("EN_us", Some(Language::English)),
            ("French", Some(Language::French)),
            ("de-AT", Some(Language::Other(*b"de\0"))),
            ("gsw", Some(Language::Other(*b"gsw"))),
            ("", None),
            ("12", None),
            ("klingon", None),
        ] {
            assert_eq!(Language::of_tag(tag), language, "{tag}");
        }
        assert_eq!(Language::Other(*b"de\0").tag(), "de");
        assert_eq!(crate::messages::text(&Language::Other(*b"de\0").message()), "German");
        assert_eq!(crate::messages::text(&Language::Other(*b"gsw").message()), "gsw");
    }

    #[test]
    fn common_words_tell_the_language() {
        for (text, language) in [
            ("Bonjour à tous, nous sommes dans une gare\nqui est la plus belle de la vallée, et il pleut.", Some("fr")),
            ("So we went down to the harbour,\nand that was what you would have seen there.", Some("en")),
            ("Wir haben das nicht gewusst,\nund die Leute sind auch nicht da.", Some("de")),
            ("Pero no es lo que está en la mesa,\ny los otros son para el jefe.", Some("es")),
            ("Hm\nOk", None),
            ("Lorem ipsum dolor sit amet consectetur adipiscing elit", None),
        ] {
            let tag = Language::detect(&spoken(text)).map(Language::tag);
            assert_eq!(tag.as_deref(), language, "{text}");
        }
    }

    #[test]
    fn what_the_source_says_wins() {
        let mut t = spoken("So we went down to the harbour, and that was what you would have seen there.");
        t.meta = Arc::new(Meta { language: Some("fr-FR".into()), ..Meta::default() });
        assert_eq!(Language::of(&t), Some(Language::French));
    }

    #[test]
    fn function_words_are_those_of_the_language() {
        assert!(Language::French.is_function_word("donc"));
        assert!(!Language::French.is_function_word("the"));
        assert!(Language::English.is_function_word("the"));
        assert!(!Language::Other(*b"de\0").is_function_word("und"));
    }
}
