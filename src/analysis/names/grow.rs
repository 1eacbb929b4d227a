//! A word of a longer name, and what stands beside it: the rest of the name misheard as well, or somebody else.
//!
//! A surname is often heard nearly right where the first name is not: `Camille Nagiani` for `Kumail Nanjiani`. Beside
//! a surname that fits, a first name needs only be a little like the right one. And a first name that fits, before
//! another surname, is another person's.

use super::name::{Name, Whole};
use super::verdict::{NameAt, Verdict, joined, overlap};
use super::vocabulary::Vocabulary;
use crate::analysis::likeness::windows::Spot;
use crate::analysis::likeness::{self, Likeness};
use crate::analysis::thresholds;
use std::ops::Range;

/// Words of the rest, at most.
const REST_WORDS: usize = 2;

/// The names of a stretch with those on a part of a name grown to the whole where the rest stands beside it, and
/// without those on somebody else. `all` are in order, and stay so.
pub(super) fn completed(
    mut all: Vec<NameAt>,
    names: &[Name],
    stretch: &[Spot],
    vocabulary: &Vocabulary,
) -> Vec<NameAt> {
    for before in [true, false] {
        let mut at = 0;
        while at < all.len() {
            match grown(&all[at], before, names, stretch, vocabulary) {
                Some(grown) => {
                    let over = grown.words.clone();
                    all[at] = grown;
                    let whole = at;
                    let mut n = 0;
                    all.retain(|here| {
                        n += 1;
                        n - 1 == whole || !overlap(&here.words, &over)
                    });
                    at = all.iter().position(|here| here.words == over).map_or(all.len(), |at| at + 1);
                }
                None => at += 1,
            }
        }
    }
    all.retain(|here| !is_somebody_else(here, names, stretch, vocabulary));
    all
}

/// A name on a part of a name, grown over the words before or behind it, when they are like the rest of the name.
fn grown(here: &NameAt, before: bool, names: &[Name], stretch: &[Spot], vocabulary: &Vocabulary) -> Option<NameAt> {
    let part = &names[here.verdict.name as usize];
    let mut best: Option<NameAt> = None;
    for whole in part.wholes.iter().filter(|whole| whole.before == before) {
        for beside in beside(&here.words, before, stretch) {
            let spots = &stretch[beside.clone()];
            let Some(rest) = rest_is(whole, spots, vocabulary) else { continue };
            let words = beside.start.min(here.words.start)..beside.end.max(here.words.end);
            let shares = [part.letters().len() as f32, whole.rest.letters.len() as f32];
            let score = (here.verdict.score * shares[0] + rest.score * shares[1]) / (shares[0] + shares[1]);
            let verdict = Verdict {
                name: whole.name,
                score,
                form_only: here.verdict.form_only && rest.letters >= thresholds::EQUAL,
                same_sound: here.verdict.same_sound && rest.sound >= thresholds::EQUAL,
                elided: false,
            };
            if best.as_ref().is_none_or(|best| score > best.verdict.score) {
                let at = stretch[words.start].at.start..stretch[words.end - 1].at.end;
                best = Some(NameAt { at, verdict, words });
            }
        }
    }
    best
}

/// The places of words right before or behind others, the fewest first.
fn beside(words: &Range<usize>, before: bool, stretch: &[Spot]) -> Vec<Range<usize>> {
    let free = |range: &Range<usize>| stretch[range.clone()].iter().all(|spot| !spot.elided);
    let ranges = (1..=REST_WORDS).filter_map(|n| match before {
        true => Some(words.start.checked_sub(n)?..words.start),
        false => (words.end + n <= stretch.len()).then(|| words.end..words.end + n),
    });
    ranges.filter(free).collect()
}

/// How alike words are to the rest of a name; `None` when they are not, or are no name at all.
fn rest_is(whole: &Whole, spots: &[Spot], vocabulary: &Vocabulary) -> Option<Likeness> {
    let may_be_name = |spot: &Spot| {
        let word = vocabulary.get(spot.id);
        word.is_capital && !word.is_function || word.is_unknown
    };
    let likeness = likeness::likeness(&joined(spots, vocabulary), &whole.rest);
    let is_close = likeness.score >= thresholds::COMMON_REST && likeness.sound >= thresholds::COMMON_REST;
    if !is_close && !spots.iter().all(may_be_name) {
        return None;
    }
    (likeness.letters >= thresholds::REST_LETTERS || likeness.sound >= thresholds::REST_SOUND).then_some(likeness)
}

/// Whether a name on a first name alone is about somebody else: another surname follows, or a dictionary knows the
/// first name as it is written, and nothing says that it is this person's.
fn is_somebody_else(here: &NameAt, names: &[Name], stretch: &[Spot], vocabulary: &Vocabulary) -> bool {
    let part = &names[here.verdict.name as usize];
    let is_first = !part.wholes.is_empty() && part.wholes.iter().all(|whole| !whole.before);
    if !is_first || here.words.len() != 1 {
        return false;
    }
    let surname = stretch.get(here.words.end).is_some_and(|next| {
        let word = vocabulary.get(next.id);
        !next.elided && word.is_capital && !word.is_function && word.text.chars().any(char::is_lowercase)
    });
    surname || vocabulary.get(stretch[here.words.start].id).is_known && !here.verdict.form_only
}
