//! A line as windows: what may be a name is one to four words that no punctuation divides.

use super::vocabulary::{Id, Vocabulary};
use crate::language::words::{self, tokens};
use crate::model::chars::{is_apostrophe, is_hyphen, is_space, lower};
use std::ops::Range;

/// Words of a window, elided ones not counted.
pub const LONGEST: usize = 4;

/// A word in its place.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Which word it is.
    pub id: Id,
    /// Its bytes in the line.
    pub at: Range<usize>,
    /// It leans on the next without a space: `l'`.
    pub elided: bool,
    /// It deserves a look: no dictionary knows it, or it has a capital that no sentence explains.
    pub odd: bool,
}

/// Calls `each` with every stretch of a line that no punctuation divides.
pub fn stretches(text: &str, vocabulary: &mut Vocabulary, mut each: impl FnMut(&Vocabulary, &[Spot])) {
    let mut each = |vocabulary: &Vocabulary, stretch: &mut Vec<Spot>| {
        settle(stretch, vocabulary);
        each(vocabulary, stretch);
        stretch.clear();
    };
    let mut stretch: Vec<Spot> = Vec::new();
    let mut last = 0;
    for token in tokens(text) {
        let gap = &text[last..token.at.start];
        if !stretch.is_empty() && !joins(gap) {
            each(vocabulary, &mut stretch);
        }
        last = token.at.end;
        let word = without_possessive(&text[token.at.clone()]);
        let at = token.at.start..token.at.start + word.len();
        let id = vocabulary.id(word);
        let known = vocabulary.get(id);
        let odd = !token.elided
            && known.letters.len() > 1
            && (!known.is_known
                || known.is_capital
                    && !known.is_function
                    && (word.chars().skip(1).any(char::is_uppercase) || !words::starts_sentence(text, at.start)));
        stretch.push(Spot { id, at, elided: token.elided, odd });
        if last != stretch.last().map_or(0, |spot| spot.at.end) {
            // What is owned begins something new.
            each(vocabulary, &mut stretch);
        }
    }
    if !stretch.is_empty() {
        each(vocabulary, &mut stretch);
    }
}

/// Words of English in a row that make it English: a guest's sentence, a quotation.
const ENGLISH: usize = 3;

/// Finds nothing odd about English words where English is spoken.
fn settle(stretch: &mut [Spot], vocabulary: &Vocabulary) {
    let foreign = |spot: &Spot| vocabulary.get(spot.id).is_foreign;
    let count = stretch.iter().filter(|spot| foreign(spot)).count();
    if count >= ENGLISH && count * 2 >= stretch.len() {
        for spot in stretch.iter_mut() {
            spot.odd &= !foreign(spot) || vocabulary.get(spot.id).is_capital;
        }
    }
}

/// The windows of a stretch that begin at one of its words, the shortest first, as ranges of places.
pub fn from(stretch: &[Spot], start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut words = 0;
    (start..stretch.len())
        .map_while(move |at| {
            words += usize::from(!stretch[at].elided);
            (words <= LONGEST).then_some(at)
        })
        .filter(|at| !stretch[*at].elided)
        .map(move |at| start..at + 1)
}

/// Whether two words with this between them may be one name.
pub fn joins(gap: &str) -> bool {
    gap.len() <= 3 && gap.chars().all(|c| is_space(c) || is_hyphen(c) || matches!(c, '\n' | '&')) && {
        // A dash that stands by itself is a turn's or a pause.
        let trimmed = gap.trim();
        trimmed.is_empty() || trimmed.len() == gap.len() || trimmed == "&"
    } || gap == ". "
        || gap == "."
}

/// A word without its English possessive.
pub fn without_possessive(word: &str) -> &str {
    let owner = word.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(is_apostrophe));
    owner.filter(|word| word.len() > 1).unwrap_or(word)
}

/// The words of a text, small, a space between two: what is the same in another case or behind other spaces.
pub fn plain(text: &str) -> String {
    let words: Vec<_> = tokens(text).map(|token| lower(&text[token.at])).collect();
    words.join(" ")
}
