//! What a line says about names: whom it speaks to, whom it brings in, who says “I am”.
//!
//! A name is a run of words with capitals. What stands before and after it tells how it is meant; which person is
//! meant is up to [`super::cast`].

use crate::language::name_words::{is_abbreviated, is_nobody, is_particle_of_person};
use crate::language::words::without_possessive;
use crate::model::chars::{self, is_apostrophe, is_dash, letters};
use std::ops::Range;

/// A name in a line, and how it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Its bytes in the line.
    pub at: Range<usize>,
    /// How many words it has.
    pub words: usize,
    /// How it is meant.
    pub how: How,
}

/// How a name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// `I'm Ann`, `je m'appelle Anne`.
    Own,
    /// `Thank you, Ann`, `Bonjour Anne`: nobody is spoken of so.
    Greeted,
    /// `Ann, where were you?`: spoken to, unless it is the beginning of a sentence about somebody.
    Called,
    /// `Ann is with us`, `Anne nous parle de …`, `I'm joined by Ann`.
    Brought,
    /// Spoken of.
    Mentioned,
}

/// How the line before ends, which tells whether a line begins a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing is before it, or the end of a sentence.
    Sentence,
    /// A comma, a colon, a semicolon.
    Clause,
    /// The sentence goes on.
    Words,
}

impl Before {
    /// What a text is to the text after it.
    pub(super) fn after(text: &str) -> Before {
        let text = text.trim_end_matches(|c: char| c.is_whitespace() || is_closing(c));
        match text.chars().next_back() {
            None | Some('.' | '!' | '?' | '…' | '-') => Before::Sentence,
            Some(c) if is_clause(c) => Before::Clause,
            Some(_) => Before::Words,
        }
    }
}

/// The names in a line that follows `before`.
pub(super) fn names(text: &str, before: Before) -> Vec<Named> {
    if !text.contains(char::is_uppercase) {
        return Vec::new();
    }
    let words = words(text, before);
    let mut found: Vec<Named> = Vec::new();
    let mut n = 0;
    while n < words.len() {
        if !words[n].is_name() {
            n += 1;
            continue;
        }
        let end = run_end(&words, n);
        let at = words[n].at.start..words[end - 1].at.end;
        // `Ann, Bob, thank you`: a list is meant as its first name is.
        let listed = found.last().filter(|last| {
            let between = text[last.at.end..at.start].trim();
            between == "," || ["et", "and", "&", ", et", ", and"].contains(&between)
        });
        // `with me are Ann Lee, who …, and Bob Reed`
        let brought = found.last().is_some_and(|last| last.how == How::Brought) && end - n > 1;
        let how = match listed.map(|last| last.how) {
            Some(how @ (How::Greeted | How::Brought | How::Mentioned)) => how,
            None if brought && words[n].opens == Opens::Words && n > 0 && is_and(&words[n - 1].folded) => How::Brought,
            _ => how(&words[..n], &words[n..end], &words[end..]),
        };
        found.push(Named { at, words: end - n, how });
        n = end;
    }
    found
}

/// Whether a line goes on with a list of names: `and Bob Reed`.
pub(super) fn goes_on_listing(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|word| is_and(&letters(word)))
}

fn is_and(folded: &str) -> bool {
    folded == "and" || folded == "et"
}

/// Where a run of words with capitals that begins at `from` ends. `de la`, `van der` may stand within.
fn run_end(words: &[Word<'_>], from: usize) -> usize {
    let mut end = from + 1;
    let mut at = end;
    while at < words.len() && words[at - 1].closes == Closes::Nothing && at < from + 6 {
        if words[at].is_name() {
            end = at + 1;
        } else if !is_particle_of_person(&words[at].folded) {
            break;
        }
        at += 1;
    }
    end
}

fn how(before: &[Word<'_>], name: &[Word<'_>], after: &[Word<'_>]) -> How {
    let opens = name[0].opens;
    let closes = name[name.len() - 1].closes;
    let tail = |n: usize| before[before.len().saturating_sub(n)..].iter().map(|word| word.folded.as_str());
    let ends_with = |phrase: &str| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        before.len() >= phrase.len() && tail(phrase.len()).eq(phrase.iter().copied())
    };
    let begins_with = |phrase: &str| {
        let mut after = after.iter();
        phrase.split(' ').all(|word| after.next().is_some_and(|next| next.folded == word))
    };
    if opens == Opens::Words && OWN.iter().any(|phrase| ends_with(phrase)) {
        return How::Own;
    }
    if opens != Opens::Sentence && QUOTING.iter().any(|word| ends_with(word)) {
        return How::Mentioned;
    }
    let stops = closes != Closes::Nothing;
    let greeted = GREETINGS.iter().any(|phrase| ends_with(phrase));
    if greeted {
        return How::Greeted;
    }
    if BRINGING.iter().any(|phrase| ends_with(phrase))
        || closes == Closes::Nothing && BROUGHT.iter().any(|p| begins_with(p))
    {
        return How::Brought;
    }
    // `our guest, Ann, will …`
    if opens == Opens::Clause && before.last().is_some_and(|word| ROLES.contains(&word.folded.as_str())) {
        return How::Brought;
    }
    let led = before.last().is_some_and(|word| {
        opens == Opens::Words && word.opens != Opens::Words && LEADS.contains(&word.folded.as_str())
    });
    if stops && closes != Closes::Line && (opens != Opens::Words || led) { How::Called } else { How::Mentioned }
}

/// How a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    Sentence,
    Clause,
    Words,
}

/// What ends with a word, by the punctuation that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closes {
    Nothing,
    /// The end of the line, where no punctuation stands.
    Line,
    Clause,
    Sentence,
}

/// A word of a line, without the punctuation around it and an article that is written with it (`d'Anne`).
struct Word<'a> {
    text: &'a str,
    at: Range<usize>,
    folded: String,
    opens: Opens,
    closes: Closes,
}

impl Word<'_> {
    /// Whether it can be part of a name.
    fn is_name(&self) -> bool {
        self.text.starts_with(char::is_uppercase) && self.text.chars().nth(1).is_some() && !is_nobody(&self.folded)
    }
}

fn words(text: &str, before: Before) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut opens = match before {
        Before::Sentence => Opens::Sentence,
        Before::Clause => Opens::Clause,
        Before::Words => Opens::Words,
    };
    for piece in text.split_whitespace() {
        let start = piece.as_ptr().addr() - text.as_ptr().addr();
        let bare = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
        if bare.len() < piece.len() && opens == Opens::Words && piece.starts_with(is_opening) {
            // What stands in brackets or quotation marks is no part of the words before it.
            opens = Opens::Clause;
            if let Some(last) = words.last_mut() {
                last.closes = Closes::Clause;
            }
        }
        let word = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            // Punctuation that stands alone, as French writes it.
            let closes = closed_by(piece);
            if let Some(last) = words.last_mut().filter(|_| closes != Closes::Nothing) {
                last.closes = closes;
            }
            opens = opened_by(closes, opens);
            continue;
        }
        let from = start + piece.len() - bare.len();
        let closes = match closed_by(&bare[word.len()..]) {
            Closes::Sentence if is_abbreviated(word) => Closes::Nothing,
            closes => closes,
        };
        for (word, at) in parts(word, from) {
            words.push(Word { text: word, at, folded: letters(word), opens, closes: Closes::Nothing });
            opens = Opens::Words;
        }
        if let Some(last) = words.last_mut() {
            last.closes = closes;
        }
        opens = opened_by(closes, Opens::Words);
    }
    if let Some(last) = words.last_mut().filter(|last| last.closes == Closes::Nothing) {
        last.closes = Closes::Line;
    }
    words
}

fn opened_by(closes: Closes, otherwise: Opens) -> Opens {
    match closes {
        Closes::Sentence => Opens::Sentence,
        Closes::Clause => Opens::Clause,
        Closes::Nothing | Closes::Line => otherwise,
    }
}

/// A word without its `'s`, and what is written before an apostrophe as a word of its own: `d'Anne`, `I'm`, `c'est`.
fn parts(word: &str, from: usize) -> impl Iterator<Item = (&str, Range<usize>)> {
    let word = without_possessive(word);
    let elided = word.char_indices().find(|&(_, c)| is_apostrophe(c)).filter(|(at, _)| {
        let head = &word[..*at];
        ["d", "l", "qu", "j", "m", "c", "n", "s", "t"].contains(&head.to_lowercase().as_str())
    });
    let (head, tail) = match elided {
        Some((at, mark)) => (&word[..at], &word[at + mark.len_utf8()..]),
        None => ("", word),
    };
    let behind = from + word.len() - tail.len();
    let head = (head, from..from + head.len());
    let tail = (tail, behind..behind + tail.len());
    [head, tail].into_iter().filter(|(word, _)| !word.is_empty())
}

fn closed_by(punctuation: &str) -> Closes {
    match punctuation.chars().find(|&c| !is_closing(c)) {
        None if punctuation.is_empty() || !punctuation.ends_with(')') => Closes::Nothing,
        None => Closes::Clause,
        Some('.' | '!' | '?' | '…') => Closes::Sentence,
        Some(c) if is_clause(c) => Closes::Clause,
        Some(_) => Closes::Nothing,
    }
}

fn is_opening(c: char) -> bool {
    chars::is_opening(c) || is_dash(c) || c == '>'
}

fn is_clause(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '–' | '—' | '(')
}

fn is_closing(c: char) -> bool {
    chars::is_closing(c) || is_apostrophe(c)
}

/// Before one's own name. Folded, so that `I'm` is `im`; an elision is a word of its own.
const OWN: &[&str] = &[
    "im",
    "i am",
    "my name",
    "my name is",
    "this is",
    "je suis",
    "je m appelle",
    "mon nom est",
    "moi c est",
    "je me presente",
];

/// Before a name in what somebody else said.
const QUOTING: &[&str] = &[
    "said", "says", "say", "asked", "told me", "told us", "shouted", "dit", "disait", "repond", "demande", "crie",
    "repondu",
];

const GREETINGS: &[&str] = &[
    "merci",
    "merci beaucoup",
    "merci encore",
    "merci bien",
    "merci a toi",
    "merci a vous",
    "bonjour",
    "bonsoir",
    "salut",
    "bienvenue",
    "au revoir",
    "cher",
    "chere",
    "a vous",
    "a toi",
    "thanks",
    "thank you",
    "thank you very much",
    "thank you so much",
    "thanks so much",
    "many thanks",
    "thanks a lot",
    "welcome",
    "welcome back",
    "hello",
    "hi",
    "hey",
    "good morning",
    "good evening",
    "good afternoon",
    "goodbye",
    "cheers",
    "dear",
    "over to you",
    "back to you",
    "congratulations",
];

/// Before the name of who speaks next or takes part.
const BRINGING: &[&str] = &[
    "on retrouve",
    "place a",
    "la parole a",
    "la parole est a",
    "je recois",
    "nous recevons",
    "on recoit",
    "on accueille",
    "j accueille",
    "nous accueillons",
    "mon invite",
    "mon invitee",
    "notre invite",
    "notre invitee",
    "mon invite special",
    "avec moi",
    "avec nous",
    "je passe la parole a",
    "mes invites",
    "nos invites",
    "chronique de",
    "over to",
    "back to",
    "joined by",
    "please welcome",
    "with me is",
    "with me are",
    "with us is",
    "with us are",
    "with me",
    "with us",
    "with me today is",
    "with me today are",
    "with us today is",
    "my guest is",
    "my guest today is",
    "our guest is",
    "our guest today is",
    "my guests are",
    "my guests today are",
    "joining me is",
    "joining us is",
    "joining me are",
    "joining us are",
    "joining me",
    "joining us",
    "turn to",
    "bring in",
    "hear from",
    "speaking to",
    "talking to",
    "introduce",
    "here",
    "here is",
];

/// Behind it.
const BROUGHT: &[&str] = &[
    "nous parle",
    "nous presente",
    "nous raconte",
    "nous explique",
    "nous rejoint",
    "nous emmene",
    "nous en parle",
    "nous dit",
    "nous repond",
    "va nous",
    "est avec nous",
    "est avec moi",
    "est notre invite",
    "est notre invitee",
    "est mon invite",
    "est mon invitee",
    "is with us",
    "is with me",
    "is here",
    "joins us",
    "joins me",
    "is my guest",
    "is our guest",
    "reports",
    "has the story",
    "is joining us",
    "is joining me",
];

/// Between which and a comma stands somebody who is brought in: `our guest, Ann, …`.
const ROLES: &[&str] = &[
    "invite",
    "invitee",
    "guest",
    "invites",
    "guests",
    "chroniqueur",
    "chroniqueuse",
    "correspondent",
    "colleague",
    "collegue",
];

/// At the beginning of a sentence, before the name of who is spoken to.
const LEADS: &[&str] = &[
    "alors", "et", "donc", "mais", "bon", "ah", "oh", "oui", "non", "dis", "dites", "so", "and", "but", "well", "now",
    "okay", "ok", "yes", "no", "right",
];
