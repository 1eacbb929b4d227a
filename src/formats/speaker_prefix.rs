//! Who speaks, from what stands before the text: `Ann: hello`, `[SPEAKER_00]: hello`, `>> ANN: hello`.
//!
//! A colon alone proves nothing: `the meeting starts at: noon`, `Note: bring a pen`. So the decision is
//! taken once for a whole file, by [`infer`], and never for a line: a file in which as many lines have other
//! words before a colon as have names names nobody.

use crate::model::chars::is_invisible;
use crate::model::{Line, LinesBuilder, RosterBuilder, Speaker, SpeakerId, sounds, turns};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The names that stand before the texts of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefixes {
    /// Names that are believed before a mere colon.
    names: HashSet<String>,
    /// Whether the file names anybody at all.
    any: bool,
}

impl Prefixes {
    /// Whether the file names nobody.
    pub fn is_empty(&self) -> bool {
        !self.any
    }

    /// The name before a text and the byte at which the text begins; `None` when nobody is named.
    ///
    /// The name [`UNKNOWN`] says that somebody else speaks of whom nobody knows the name.
    pub fn split<'a>(&self, text: &'a str) -> Option<(&'a str, usize)> {
        if !self.any {
            return None;
        }
        match prefix(text)? {
            Prefix::Sure { name, text } => Some((name, text)),
            Prefix::Name { name, text } => self.names.contains(name).then_some((name, text)),
            Prefix::Words => None,
        }
    }
}

/// Names the lines of one file from top to bottom, where a speaker may be named only when they begin.
pub struct Naming {
    prefixes: Prefixes,
    carry: Carry,
}

impl Naming {
    /// Finds out who is named in the file with these texts.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Naming {
        Naming { prefixes: infer(texts), carry: Carry::default() }
    }

    /// The speaker of the next line and the byte at which what they say begins.
    pub fn next(&mut self, text: &str, roster: &mut RosterBuilder) -> (Option<SpeakerId>, usize) {
        match self.prefixes.split(text) {
            Some((name, from)) => (self.carry.named(name, roster), from),
            None => (self.carry.unnamed(text), 0),
        }
    }
}

/// Who goes on speaking, in a file that names speakers only where they change. Reading and writing agree on
/// it line by line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Carry {
    speaker: Option<SpeakerId>,
}

impl Carry {
    /// The speaker of a line that names one; `None` for [`UNKNOWN`].
    pub fn named(&mut self, name: &str, roster: &mut RosterBuilder) -> Option<SpeakerId> {
        self.speaker = (name != UNKNOWN).then(|| roster.id(name));
        self.speaker
    }

    /// The speaker of a line that names none: whoever spoke before. But a sound (`(Générique)`, `[Music]`,
    /// `...`) is nobody's, and a line that begins with a mark of a turn is somebody else's.
    pub fn unnamed(&mut self, text: &str) -> Option<SpeakerId> {
        if sounds::is_sound(text) {
            return None;
        }
        self.speaker = self.speaker.filter(|_| turns::mark(text).is_none());
        self.speaker
    }

    /// Whether the next line must name its speaker to be read right.
    pub fn must_name(&mut self, line: &Line) -> bool {
        let must = self.unnamed(&line.text) != line.speaker;
        if must || line.speaker.is_some() {
            self.speaker = line.speaker;
        }
        must
    }
}

/// What is written for a speaker of whom nobody knows the name, where leaving it out would give the text to
/// the speaker before.
pub const UNKNOWN: &str = "?";

/// Finds out which names, if any, stand before the texts of a file.
///
/// A name has at most four words and begins with a letter that is not lower-case. Labels such as `Note` count
/// as other words, and so do, in a file of more than a few lines, names that hardly ever occur: a speaker who
/// is named is named often.
pub fn infer<'a>(texts: impl Iterator<Item = &'a str>) -> Prefixes {
    let mut names: HashMap<&str, usize> = HashMap::new();
    let (mut all, mut sure, mut other) = (0usize, 0usize, 0usize);
    for text in texts {
        all += 1;
        match prefix(text) {
            Some(Prefix::Sure { name, .. }) => {
                sure += 1;
                *names.entry(name).or_default() += 1;
            }
            Some(Prefix::Name { name, .. }) => *names.entry(name).or_default() += 1,
            Some(Prefix::Words) => other += 1,
            None => {}
        }
    }
    let named: usize = names.values().sum();
    let repeated: usize = names.values().filter(|&&count| count > 1).sum();
    let few = all <= FEW || named * 2 >= all;
    let often = few || (repeated * 2 >= named && named * 50 >= all);
    let believed = named > other && often;
    if sure == 0 && !believed {
        return Prefixes::default();
    }
    // Once in a long file, `Le constat: rien` is a sentence and `Carl Weiss: no` is Carl.
    let capitals = |name: &str| !name.split_whitespace().any(|word| word.starts_with(char::is_lowercase));
    let kept = names.into_iter().filter(|(name, count)| believed && (few || *count > 1 || capitals(name)));
    Prefixes { names: kept.map(|(name, _)| name.to_owned()).collect(), any: true }
}

/// Takes the names off the beginnings of the texts of a file in which every line says for itself who speaks.
/// Returns the roster.
pub fn take_off(lines: &mut LinesBuilder) -> Arc<Vec<Speaker>> {
    let mut roster = RosterBuilder::default();
    let prefixes = infer(lines.iter().map(|line| &*line.text));
    if !prefixes.is_empty() {
        for line in lines.iter_mut() {
            let named = prefixes.split(&line.text).filter(|(name, _)| *name != UNKNOWN);
            let Some((id, from)) = named.map(|(name, from)| (roster.id(name), from)) else { continue };
            *line = Line { speaker: Some(id), ..line.part(from..line.text.len()) };
        }
    }
    roster.finish()
}

/// Writes a name before a text so that [`infer`] finds it: `Ann: `, or `[ann of the lake]: ` for what does
/// not look like a name.
pub fn write(out: &mut String, name: &str) {
    let name = name.trim();
    let sure = name != UNKNOWN && (!is_name(name) || is_label(name) || name.contains([':', '：', '\n']));
    for part in if sure { ["[", name, "]: "] } else { ["", name, ": "] } {
        out.push_str(part);
    }
}

/// A file of at most so many lines need not name anybody twice.
const FEW: usize = 20;
/// A name and what may stand before it fit into so many bytes.
const LONGEST: usize = 120;
/// What is no speaker although it looks like one, in lower case.
const LABELS: &[&str] = &[
    "note",
    "nb",
    "n.b",
    "ps",
    "p.s",
    "attention",
    "remarque",
    "exemple",
    "example",
    "résumé",
    "summary",
    "source",
    "sources",
    "update",
    "edit",
    "tip",
    "hint",
    "warning",
    "astuce",
    "rappel",
    "conclusion",
    "résultat",
    "result",
    "bilan",
    "problem",
    "problème",
    "lien",
    "link",
    "links",
    "liens",
    "titre",
    "title",
    "date",
    "time",
    "url",
    "http",
    "https",
    "chapitre",
    "chapter",
    "kapitel",
    "capítulo",
    "capitolo",
    "hinweis",
    "achtung",
    "beispiel",
    "nota",
    "ejemplo",
    "esempio",
    "attenzione",
    "opmerking",
    "durée",
    "duration",
    "catégorie",
    "category",
    "p.s.",
    "n.b.",
];

/// What stands before the text of one line.
#[derive(Debug, PartialEq, Eq)]
enum Prefix<'a> {
    /// A name that no text can be taken for: `[SPEAKER_00]: `, `[[Ann]]`, `>> ANN: `.
    Sure { name: &'a str, text: usize },
    /// Words that could be a name.
    Name { name: &'a str, text: usize },
    /// Other words before a colon.
    Words,
}

fn prefix(text: &str) -> Option<Prefix<'_>> {
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let rest = &text[start..];
    match rest.as_bytes().first()? {
        b'[' => return bracketed(text, start),
        b'(' => return parenthesised(text, start),
        b'>' if rest.starts_with(">>") => {
            let after = start + rest.len() - rest.trim_start_matches('>').trim_start_matches(is_blank).len();
            return match before_colon(text, after)? {
                Prefix::Name { name, text } => Some(Prefix::Sure { name, text }),
                other => Some(other),
            };
        }
        _ => {}
    }
    // Most lines hold no colon, be it `:` or `：`, of which this is the first byte.
    memchr::memchr2(b':', 0xEF, rest.as_bytes())?;
    // `- Ann: hello` names Ann: the dash belongs to the name.
    let after = turns::mark(rest).map_or(start, |mark| start + mark.end);
    before_colon(text, after)
}

/// `[SPEAKER_00]: hello`, `[Ann]: hello`, `[SPEAKER_00] hello`, `[[Ann]]hello`. `[Music] la` is no name.
fn bracketed(text: &str, start: usize) -> Option<Prefix<'_>> {
    let double = text[start..].starts_with("[[");
    let (open, close) = if double { (2, "]]") } else { (1, "]") };
    let inner = start + open;
    let end = inner + clip(&text[inner..]).find(close)?;
    let name = text[inner..end].trim_matches(is_blank);
    let rest = &text[end + close.len()..];
    let said = match rest.trim_start_matches(is_blank).strip_prefix([':', '：']) {
        Some(said) => said,
        None if double || name.starts_with("SPEAKER_") => rest,
        None => return None,
    };
    let said = said.trim_start_matches(is_blank);
    (!name.is_empty() && !said.is_empty()).then(|| Prefix::Sure { name, text: text.len() - said.len() })
}

/// `(Ann)` on a line of its own above what she says.
fn parenthesised(text: &str, start: usize) -> Option<Prefix<'_>> {
    let inner = start + 1;
    let end = inner + clip(&text[inner..]).find(')')?;
    let said = text[end + 1..].trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let name = text[inner..end].trim_matches(is_blank);
    (is_name(name) && !said.trim().is_empty()).then(|| Prefix::Name { name, text: text.len() - said.len() })
}

/// `Ann: hello`, `ANN : hello`. The colon has a space or a tab behind it, and something is said.
fn before_colon(text: &str, start: usize) -> Option<Prefix<'_>> {
    let within = clip(&text[start..]);
    let found = |at: &usize| matches!(within[*at..].chars().next(), Some(':' | '：' | '\n'));
    // 0xEF is the first byte of `：`, and never a later byte of a character.
    let at = memchr::memchr3_iter(b':', b'\n', 0xEF, within.as_bytes()).find(found)?;
    let colon = within[at..].chars().next()?;
    let behind = &text[start + at + colon.len_utf8()..];
    let said = behind.trim_start_matches(is_blank);
    if colon == '\n' || said.is_empty() || said.starts_with("//") || (colon == ':' && said.len() == behind.len()) {
        return None;
    }
    let name = within[..at].trim_matches(is_blank);
    let believed = name == UNKNOWN || (is_name(name) && !is_label(name));
    Some(if believed { Prefix::Name { name, text: text.len() - said.len() } } else { Prefix::Words })
}

/// Whether words can be a name: at most four, beginning with a letter that is not lower-case, and not the
/// end of a sentence within.
pub(super) fn is_name(words: &str) -> bool {
    let first = words.trim_start_matches(is_invisible).chars().next();
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && words.split_whitespace().count() <= 4
        && words.chars().count() <= 48
        && !words.contains(['?', '!', '"', '«', '»', ';', '\n'])
        && !words.contains(", ")
        && !words.ends_with("...")
        && !words.ends_with('…')
}

fn is_label(name: &str) -> bool {
    LABELS.contains(&name.to_lowercase().as_str())
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// The beginning of a text in which a name would stand.
fn clip(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What one file says: each line as `name|text`, or as it is when nobody is named.
    fn read(lines: &[&str]) -> Vec<String> {
        let prefixes = infer(lines.iter().copied());
        let one = |line: &&str| match prefixes.split(line) {
            Some((name, at)) => format!("{name}|{}", &line[at..]),
            None => (*line).to_owned(),
        };
        lines.iter().map(one).collect()
    }

    #[test]
    fn names_before_a_text() {
        for (line, expected) in [
            ("Adam Curry: In the morning", "Adam Curry|In the morning"),
            ("ADAM: In the morning", "ADAM|In the morning"),
            ("Élodie Vannier : bonjour", "Élodie Vannier|bonjour"),
            ("Élodie\u{a0}: bonjour", "Élodie|bonjour"),
            ("Jean de la Tour: oui", "Jean de la Tour|oui"),
            ("主持人：你好", "主持人|你好"),
            ("[SPEAKER_00]: hello", "SPEAKER_00|hello"),
            ("[SPEAKER_01] hello", "SPEAKER_01|hello"),
            ("[the third man]: hello", "the third man|hello"),
            ("[[Ann]]hello", "Ann|hello"),
            (">> ANN: hello", "ANN|hello"),
            (">>ANN: hello", "ANN|hello"),
            ("- Ann: hello", "Ann|hello"),
            ("Speaker 1:\thello", "Speaker 1|hello"),
            ("(Ann Lee)\nhello", "Ann Lee|hello"),
            ("Q: why?", "Q|why?"),
        ] {
            assert_eq!(read(&[line]), [expected], "{line:?}");
        }
    }

    #[test]
    fn words_that_are_no_names() {
        for line in [
            "the meeting starts at 2:30",
            "2: apples",
            "Adam:",
            "Adam: ",
            "https://example.org is the place",
            "Voir http: //example.org",
            "Note: bring a pen",
            "NB : demain",
            "John 3:16 is known",
            "We have one question left to answer: why?",
            "Bon, alors: on y va",
            "[Musique] la la",
            "(Générique)",
            ">> hello",
            "-Bonjour à tous.",
            "il a dit : non",
            "\"Oui\": c'est tout",
            ":",
            "",
        ] {
            assert_eq!(read(&[line]), [line], "{line:?}");
        }
    }

    #[test]
    fn the_whole_file_decides() {
        // As many other words before a colon as names: nobody is named.
        assert_eq!(read(&["Ann: hello", "so he said: no"]), ["Ann: hello", "so he said: no"]);
        assert_eq!(read(&["Ann: hello", "Bob: hi", "so he said: no"])[..2], ["Ann|hello", "Bob|hi"]);

        // In a long file a colon here and there names nobody.
        let mut long = vec!["and so it went on"; 200];
        long[20] = "Le constat: rien";
        long[90] = "Une idée: partir";
        long[150] = "Sa réponse: non";
        assert!(infer(long.iter().copied()).is_empty());
        for row in (0..200).step_by(10) {
            long[row] = if row % 20 == 0 { "Ann: yes" } else { "Bob: no" };
        }
        assert_eq!(infer(long.iter().copied()).split("Bob: no"), Some(("Bob", 5)));
    }

    #[test]
    fn who_goes_on_speaking() {
        for (text, expected, afterwards) in [
            ("and so on", true, true),
            ("(of course) yes", true, true),
            ("(a) or (b)", true, true),
            ("(Générique)", false, true),
            ("[Music]", false, true),
            ("...", false, true),
            ("---", false, true),
            ("♪ ♪", false, true),
            ("-Bonjour", false, false),
            (">> hello", false, false),
        ] {
            let mut carry = Carry { speaker: Some(SpeakerId(0)) };
            let found = (carry.unnamed(text).is_some(), carry.speaker.is_some());
            assert_eq!(found, (expected, afterwards), "{text:?}");
        }
    }

    #[test]
    fn what_is_written_is_found_again() {
        for name in ["Ann", "Jean-Paul Verdier", "SPEAKER_00", "spk_1", "Note", "Dr. A: B", "a b c d e f", "主持人"]
        {
            let mut line = String::new();
            write(&mut line, name);
            line.push_str("hello");
            assert_eq!(read(&[&line]), [format!("{name}|hello")], "{line:?}");
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        let odd = " [[SPEAKER_00]]: (Ann\u{200b})\n>> «É»：-—… [x]:\t";
        for start in odd.char_indices().map(|(at, _)| at) {
            for end in odd.char_indices().map(|(at, _)| at).filter(|&end| end >= start) {
                let part = &odd[start..end];
                let prefixes = infer([part, "Ann: hello", "Bob: hi"].into_iter());
                assert!(prefixes.split(part).is_none_or(|(_, at)| part.is_char_boundary(at)), "{part:?}");
            }
        }
    }
}
