//! A line as stretches of words that no punctuation divides, each word judged odd or not.

use super::vocabulary::Vocabulary;
use crate::analysis::likeness::windows::{Spot, joins};
use crate::analysis::thresholds;
use crate::language::words::{self, without_possessive, words_of};

/// Calls `each` with every stretch of a line that no punctuation divides.
pub(super) fn stretches(text: &str, vocabulary: &mut Vocabulary, mut each: impl FnMut(&Vocabulary, &[Spot])) {
    let mut each = |vocabulary: &Vocabulary, stretch: &mut Vec<Spot>| {
        settle(stretch, vocabulary);
        each(vocabulary, stretch);
        stretch.clear();
    };
    let mut stretch: Vec<Spot> = Vec::new();
    let mut last = 0;
    for piece in words_of(text) {
        let gap = &text[last..piece.at.start];
        if !stretch.is_empty() && !joins(gap) {
            each(vocabulary, &mut stretch);
        }
        last = piece.at.end;
        let word = without_possessive(&text[piece.at.clone()]);
        let at = piece.at.start..piece.at.start + word.len();
        let id = vocabulary.id(word);
        let known = vocabulary.get(id);
        let odd = !piece.elided
            && known.letters.len() > 1
            && (!known.is_known
                || known.is_capital
                    && !known.is_function
                    && (word.chars().skip(1).any(char::is_uppercase) || !words::starts_sentence(text, at.start)));
        stretch.push(Spot { id, at, elided: piece.elided, odd });
        if last != stretch.last().map_or(0, |spot| spot.at.end) {
            // What is owned begins something new.
            each(vocabulary, &mut stretch);
        }
    }
    if !stretch.is_empty() {
        each(vocabulary, &mut stretch);
    }
}

/// Finds nothing odd about English words where English is spoken.
fn settle(stretch: &mut [Spot], vocabulary: &Vocabulary) {
    let foreign = |spot: &Spot| vocabulary.get(spot.id).is_foreign;
    let count = stretch.iter().filter(|spot| foreign(spot)).count();
    if count >= thresholds::ENGLISH_WORDS && count * 2 >= stretch.len() {
        for spot in stretch.iter_mut() {
            spot.odd &= !foreign(spot) || vocabulary.get(spot.id).is_capital;
        }
    }
}
