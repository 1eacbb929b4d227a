//! What stands before the text of one line, whatever its file is.

use super::labels::{is_label, is_seldom_a_name};
use crate::model::chars::is_invisible;
use crate::model::{is_numbered, sounds, turns};
use std::borrow::Cow;

/// What is written for a speaker of whom nobody knows the name, where leaving it out would give the text to
/// the speaker before.
pub const UNKNOWN: &str = "?";

/// What stands before the text of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prefix<'a> {
    /// The words, without what sets them apart.
    pub(super) name: &'a str,
    /// The byte at which the text behind them begins.
    pub(super) text: usize,
    pub(super) looks: Looks,
}

/// What words before a text look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looks {
    /// A speaker, as no text can be taken for one: `[SPEAKER_00]: `, `[[Ann]]`, `(speaker 0) `, `>> ANN: `.
    Sure,
    /// A name: `Ann Lee: `.
    Name,
    /// A name in brackets without a colon: `[Ann] `, which captions write for sounds too.
    Bracketed,
    /// Words that could be who speaks: `Voix off: `, `iPhone of Ann: `, `4155550123: `.
    Words,
    /// What follows, and not who says it: `Note: `, `Step 2: `.
    Label,
    /// Whatever it is, nothing is said behind it: `Norway: 1.567.202`.
    Number,
    /// The beginning of a sentence.
    Sentence,
}

/// A name and what may stand before it fit into so many bytes.
const LONGEST: usize = 120;

/// What stands before a text; `None` when nothing is set apart there.
pub(super) fn of(text: &str) -> Option<Prefix<'_>> {
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let rest = &text[start..];
    match rest.as_bytes().first()? {
        b'[' => return bracketed(text, start),
        b'(' => return parenthesised(text, start),
        b'>' if rest.starts_with(">>") => {
            let after = start + rest.len() - rest.trim_start_matches('>').trim_start_matches(is_blank).len();
            let found = before_colon(text, after)?;
            let looks = if found.looks == Looks::Name { Looks::Sure } else { found.looks };
            return Some(Prefix { looks, ..found });
        }
        _ => {}
    }
    // Most lines hold no colon, be it `:` or `：`, of which this is the first byte.
    memchr::memchr3(b':', b';', 0xEF, rest.as_bytes())?;
    // `- Ann: hello` names Ann: the dash belongs to the name.
    let after = turns::mark(rest).map_or(start, |mark| start + mark.end);
    before_colon(text, after)
}

/// `[SPEAKER_00]: hello`, `[Ann]: hello`, `[SPEAKER_00] hello`, `[[Ann]]hello`, `[Ann] hello`.
fn bracketed(text: &str, start: usize) -> Option<Prefix<'_>> {
    let double = text[start..].starts_with("[[");
    let (open, close) = if double { (2, "]]") } else { (1, "]") };
    let inner = start + open;
    let end = inner + clip(&text[inner..]).find(close)?;
    let name = text[inner..end].trim_matches(is_blank);
    let rest = &text[end + close.len()..];
    let behind = rest.trim_start_matches(is_blank);
    // The colon of a name stands on the name's own row.
    let beside = rest.trim_start_matches(|c| is_blank(c) && c != '\n').strip_prefix([':', '：']);
    let (said, looks) = match beside {
        // Written so by itself, the name is that of somebody whose line is empty.
        Some(said) => (said, Looks::Sure),
        None if double || is_machine(name) => (behind, Looks::Sure),
        None if is_capital(name) && !sounds::begins_as_sound(name) => (behind, Looks::Bracketed),
        None => return None,
    };
    let is_said = looks == Looks::Sure && beside.is_some() || !said.trim_matches(is_blank).is_empty();
    let said = said.trim_start_matches(is_blank);
    (!name.is_empty() && is_said).then_some(Prefix { name, text: text.len() - said.len(), looks })
}

/// `(speaker 0) hello`, and `(Ann)` on a row of its own above what she says.
fn parenthesised(text: &str, start: usize) -> Option<Prefix<'_>> {
    let inner = start + 1;
    let end = inner + clip(&text[inner..]).find(')')?;
    let name = text[inner..end].trim_matches(is_blank);
    let rest = &text[end + 1..];
    let said = rest.trim_start_matches([' ', '\t']);
    let below = said.strip_prefix('\n');
    let said = below.unwrap_or(said).trim_start_matches([':', ' ', '\t', '\n']);
    if said.is_empty() {
        return None;
    }
    let text = text.len() - said.len();
    if is_machine(name) {
        return Some(Prefix { name, text, looks: Looks::Sure });
    }
    let unknown = name.strip_suffix(UNKNOWN).is_some_and(|word| word.trim_end().eq_ignore_ascii_case("speaker"));
    if unknown {
        return Some(Prefix { name: UNKNOWN, text, looks: Looks::Sure });
    }
    (below.is_some() && is_name(name)).then_some(Prefix { name, text, looks: Looks::Name })
}

/// `Ann: hello`, `ANN : hello`, `ANN;<tab>hello`. The colon has a space or a tab behind it, and something is said.
fn before_colon(text: &str, start: usize) -> Option<Prefix<'_>> {
    let within = clip(&text[start..]);
    let (at, colon) = colon(within)?;
    let behind = &text[start + at + colon.len_utf8()..];
    let said = behind.trim_start_matches(is_blank);
    if colon == '\n' || said.is_empty() || said.starts_with("//") || (colon == ':' && said.len() == behind.len()) {
        return None;
    }
    let name = within[..at].trim_matches(is_blank);
    let looks = if name.is_empty() { return None } else { looks_of(name, said) };
    Some(Prefix { name, text: text.len() - said.len(), looks })
}

/// The first colon, end of a row, or semicolon before a tab.
fn colon(text: &str) -> Option<(usize, char)> {
    // 0xEF is the first byte of `：`, and never a later byte of a character.
    let colons = memchr::memchr3_iter(b':', b'\n', 0xEF, text.as_bytes());
    let found = colons.map(|at| (at, text[at..].chars().next())).find_map(|(at, c)| match c {
        Some(c @ (':' | '：' | '\n')) => Some((at, c)),
        _ => None,
    });
    let tabbed = memchr::memmem::find(text.as_bytes(), b";\t").map(|at| (at, ';'));
    match (found, tabbed) {
        (Some(found), Some(tabbed)) if tabbed.0 < found.0 => Some(tabbed),
        (found, tabbed) => found.or(tabbed),
    }
}

/// What words before a colon look like, from them and from what is said behind it.
fn looks_of(name: &str, said: &str) -> Looks {
    if name == UNKNOWN || is_machine(name) {
        Looks::Sure
    } else if is_label(name) {
        Looks::Label
    } else if said.starts_with(|c: char| c.is_numeric() || "+-$€£~".contains(c)) && !said.contains(char::is_alphabetic)
    {
        Looks::Number
    } else if is_name(name) && !is_seldom_a_name(name) && all_capital(name) && !ends_with_number(name) {
        Looks::Name
    } else if may_be_typed(name) {
        Looks::Words
    } else {
        Looks::Sentence
    }
}

/// Whether words can be a name: at most four, beginning with a letter that is not lower-case, and not the
/// end of a sentence within.
pub(in crate::formats) fn is_name(words: &str) -> bool {
    let first = words.trim_start_matches(is_invisible).chars().next();
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && words.split_whitespace().count() <= 4
        && words.chars().count() <= 48
        && !words.contains(['?', '!', '"', '«', '»', ';', '\n'])
        && !words.contains(", ")
        && !words.ends_with("...")
        && !words.ends_with('…')
}

/// Whether a label is one that programs give to somebody whose name they do not know: `SPEAKER_00`, `speaker 1`.
fn is_machine(name: &str) -> bool {
    name.starts_with("SPEAKER_") || name.ends_with(|c: char| c.is_ascii_digit()) && is_numbered(name)
}

/// Whether no word begins with a small letter but those that stand within names.
fn all_capital(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.clone().next().filter(|first| first.len() < name.len() && name.contains(char::is_lowercase));
    let article = first.is_some_and(|word| ARTICLES.contains(&word.to_lowercase().as_str()));
    !article && words.all(|word| is_capital_word(word) || PARTICLES.contains(&word))
}

/// Whether a word begins with a capital, behind a particle that stands close or not: `d'Arcy`, `al-Amin`.
fn is_capital_word(word: &str) -> bool {
    !word.starts_with(char::is_lowercase) || word.contains(char::is_uppercase)
}

/// Whether each word begins with a capital.
fn is_capital(name: &str) -> bool {
    is_name(name) && !is_label(name) && !name.split_whitespace().any(|word| word.starts_with(char::is_lowercase))
}

fn ends_with_number(name: &str) -> bool {
    // `P1` and `S02` are who speaks in an interview; `Studio 4` may be anything.
    name.rsplit_once(' ').is_some_and(|(_, last)| last.chars().all(char::is_numeric))
}

/// Whether words could be what a participant of a call typed for a name: no sentence, and not long.
fn may_be_typed(words: &str) -> bool {
    words.split_whitespace().count() <= 6
        && words.chars().count() <= 48
        && !words.contains(['?', '!', '"', '«', '»', '\n'])
        && !words.contains(". ")
}

/// A name with one space between its words, as the roster has it.
pub(super) fn spaced(name: &str) -> Cow<'_, str> {
    let tidy = name.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace));
    if tidy { Cow::Borrowed(name) } else { Cow::Owned(name.split_whitespace().collect::<Vec<_>>().join(" ")) }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// The beginning of a text in which a name would stand.
pub(super) fn clip(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// Words within names that begin with a small letter.
const PARTICLES: &[&str] = &[
    "de", "la", "le", "du", "des", "van", "von", "vom", "der", "den", "ter", "ten", "el", "al", "bin", "ibn", "ben",
    "da", "di", "do", "dos", "das", "del", "della", "y", "e", "i", "zu", "zum", "zur", "af", "av", "of",
];

/// With these words begins what has no name of its own: `The band`, `Le constat`.
const ARTICLES: &[&str] = &[
    "the", "a", "an", "this", "that", "my", "your", "our", "his", "her", "their", "le", "la", "les", "l'", "un", "une",
    "des", "ce", "cette", "mon", "ma", "notre", "votre", "son", "sa", "der", "die", "das", "ein", "eine", "mein",
    "unser", "los", "las", "uno", "una", "il", "lo", "gli", "de", "het", "een",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_a_text() {
        for (line, looks, expected) in [
            ("Adam Curry: In the morning", Looks::Name, "Adam Curry|In the morning"),
            ("ADAM: In the morning", Looks::Name, "ADAM|In the morning"),
            ("Élodie Vannier : bonjour", Looks::Name, "Élodie Vannier|bonjour"),
            ("Élodie\u{a0}: bonjour", Looks::Name, "Élodie|bonjour"),
            ("Jean de la Tour: oui", Looks::Name, "Jean de la Tour|oui"),
            ("Yusuf al-Amin: yes", Looks::Name, "Yusuf al-Amin|yes"),
            ("主持人：你好", Looks::Name, "主持人|你好"),
            ("Q: why?", Looks::Name, "Q|why?"),
            ("P1: so", Looks::Name, "P1|so"),
            ("- Ann: hello", Looks::Name, "Ann|hello"),
            ("Ann:\nhello", Looks::Name, "Ann|hello"),
            ("ANN;\thello", Looks::Name, "ANN|hello"),
            ("(Ann Lee)\nhello", Looks::Name, "Ann Lee|hello"),
            ("Ann: …", Looks::Name, "Ann|…"),
            ("[SPEAKER_00]: hello", Looks::Sure, "SPEAKER_00|hello"),
            ("[SPEAKER_00]\n: hello", Looks::Sure, "SPEAKER_00|: hello"),
            ("[SPEAKER_01] hello", Looks::Sure, "SPEAKER_01|hello"),
            ("[the third man]: hello", Looks::Sure, "the third man|hello"),
            ("[Ann]:", Looks::Sure, "Ann|"),
            ("[[Ann]]hello", Looks::Sure, "Ann|hello"),
            (">> ANN: hello", Looks::Sure, "ANN|hello"),
            (">>>ANN: hello", Looks::Sure, "ANN|hello"),
            ("Speaker 1:\thello", Looks::Sure, "Speaker 1|hello"),
            ("(speaker 0) hello", Looks::Sure, "speaker 0|hello"),
            ("(speaker ?) hello", Looks::Sure, "?|hello"),
            ("?: hello", Looks::Sure, "?|hello"),
            ("[Ann] hello", Looks::Bracketed, "Ann|hello"),
            ("Point of order: no", Looks::Words, "Point of order|no"),
            ("Le constat: rien", Looks::Words, "Le constat|rien"),
            ("The Narrator: no", Looks::Words, "The Narrator|no"),
            ("Studio 4: no", Looks::Words, "Studio 4|no"),
            ("Question: why?", Looks::Words, "Question|why?"),
            ("4155550123: hello", Looks::Words, "4155550123|hello"),
            ("iPhone de Marie: oui", Looks::Words, "iPhone de Marie|oui"),
            ("Ann Smith, PhD: yes", Looks::Words, "Ann Smith, PhD|yes"),
            ("ann@example.org: yes", Looks::Words, "ann@example.org|yes"),
            ("il a dit : non", Looks::Words, "il a dit|non"),
            ("Note: bring a pen", Looks::Label, "Note|bring a pen"),
            ("NB : demain", Looks::Label, "NB|demain"),
            ("Step 2: turn it", Looks::Label, "Step 2|turn it"),
            ("Norway: 1.567.202.", Looks::Number, "Norway|1.567.202."),
            ("\"Oui\": c'est tout", Looks::Sentence, "\"Oui\"|c'est tout"),
            ("We have one question left to answer: why?", Looks::Sentence, "We have one question left to answer|why?"),
        ] {
            let found = of(line).unwrap_or_else(|| panic!("{line:?} begins with something"));
            assert_eq!((format!("{}|{}", found.name, &line[found.text..]), found.looks), (expected.to_owned(), looks));
        }
        for line in [
            "the meeting starts at 2:30",
            "Adam:",
            "Adam: ",
            "https://example.org is the place",
            "Voir http: //example.org",
            "John 3:16 is known",
            "[Musique] la la",
            "[Laughter] yes",
            "[in French] oui",
            "[Ann]",
            "(Générique)",
            "(Ann) hello",
            ">> hello",
            "-Bonjour à tous.",
            ":",
            ": so",
            "",
        ] {
            assert_eq!(of(line), None, "{line:?}");
        }
    }
}
