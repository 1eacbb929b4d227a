//! "Correct once": after a hand edit that replaced a few words, the other places of the document that want the same.

use super::pair::Place;
use super::stretches::stretches;
use super::verdict::{joined, overlap};
use super::vocabulary::Vocabulary;
use crate::analysis::lexicon::Lexicon;
use crate::analysis::likeness::saying::{form_of, split};
use crate::analysis::likeness::windows::{self, Spot};
use crate::analysis::likeness::{Comparer, Form};
use crate::analysis::thresholds;
use crate::analysis::written_form::written;
use crate::jobs::Cancel;
use crate::language::Language;
use crate::language::words::{lower_words, words_of};
use crate::model::Transcript;
use std::ops::Range;

/// Words that a person may have replaced at once; more is a rewrite.
const MOST: usize = 4;
/// The places that a correction by hand may be meant for, besides the one that was corrected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Others {
    /// The same words as those that were replaced.
    pub same: Vec<Place>,
    /// Words that are like both what was replaced and what was written.
    pub alike: Vec<Place>,
}

/// What a person replaced by what, from the text of a line before and after: one to four words on either side, a
/// capital or an unknown word among them. `None` for a rewrite, for words that were only deleted or inserted, and
/// for an ordinary word made another.
pub fn replaced(before: &str, after: &str, lexicon: &Lexicon) -> Option<(String, String)> {
    let words = |text: &str| words_of(text).map(|piece| piece.at).collect::<Vec<Range<usize>>>();
    let (old, new) = (words(before), words(after));
    let start = old.iter().zip(&new).take_while(|(a, b)| before[(*a).clone()] == after[(*b).clone()]).count();
    let most = old.len().min(new.len()) - start;
    let ends = old.iter().rev().zip(new.iter().rev()).take(most);
    let end = ends.take_while(|(a, b)| before[(*a).clone()] == after[(*b).clone()]).count();
    let (old, new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    if !(1..=MOST).contains(&old.len()) || !(1..=MOST).contains(&new.len()) {
        return None;
    }
    let wrong = &before[old[0].start..old[old.len() - 1].end];
    let right = &after[new[0].start..new[new.len() - 1].end];
    let is_name = right.contains(char::is_uppercase) || words_of(right).any(|piece| !lexicon.knows(&right[piece.at]));
    (is_name && wrong != right).then(|| (wrong.to_owned(), right.to_owned()))
}

/// The other places in a transcript that may want the correction of `wrong` to `right`. A common word is never like
/// another: it is found only where it is exactly what was replaced. When it is cancelled, those found so far.
pub fn alike(t: &Transcript, lexicon: &Lexicon, wrong: &str, right: &str, cancel: &Cancel) -> Others {
    let mut out = Others::default();
    let (old, new) = (form_of(&split(wrong)), form_of(&split(right)));
    let wrong_words = lower_words(wrong);
    if wrong_words.is_empty() || lower_words(right).is_empty() {
        return out;
    }
    let mut vocabulary = Vocabulary::new(lexicon);
    let common = words_of(wrong).all(|piece| {
        let id = vocabulary.id(&wrong[piece.at]);
        vocabulary.get(id).is_common
    });
    let french = lexicon.language.is_none_or(|language| language == Language::French);
    let case = |text: &str| !common || text == wrong;
    let size = t.lines.len();
    for (row, line) in t.lines.iter().enumerate() {
        if row % 2048 == 0 {
            if cancel.is_cancelled() {
                break;
            }
            cancel.progress(row, size);
        }
        let text = line.text.as_str();
        stretches(text, &mut vocabulary, |vocabulary, stretch| {
            // How alike, whether it is the same, its bytes, its words.
            let mut found: Vec<(f32, bool, Range<usize>, Range<usize>)> = Vec::new();
            for start in 0..stretch.len() {
                for window in windows::from(stretch, start) {
                    let spots = &stretch[window.clone()];
                    let at = spots[0].at.start..spots[spots.len() - 1].at.end;
                    let here = &text[at.clone()];
                    if here.contains(right) {
                        continue;
                    }
                    let same = case(here) && lower_words(here) == wrong_words;
                    let score = if same {
                        1.0
                    } else if common || !spots.iter().any(|spot| spot.odd) {
                        continue;
                    } else {
                        match like_both(&joined(spots, vocabulary), &old, &new) {
                            Some(score) if !is_common(spots, vocabulary) => score,
                            _ => continue,
                        }
                    };
                    found.push((score, same, at, window));
                }
            }
            found.sort_by(|a, b| b.0.total_cmp(&a.0));
            let mut taken: Vec<Range<usize>> = Vec::new();
            for (_, same, at, words) in found {
                if taken.iter().any(|other| overlap(other, &at)) {
                    continue;
                }
                taken.push(at);
                let form = written(text, stretch, &words, false, right, french);
                let place = Place { row, at: form.at, over: form.over, with: form.with };
                if same { out.same.push(place) } else { out.alike.push(place) }
            }
        });
    }
    for places in [&mut out.same, &mut out.alike] {
        places.sort_by_key(|place| (place.row, place.at.start));
    }
    out
}

/// How like a window is to both; `None` when it is not enough.
fn like_both(here: &Form, old: &Form, new: &Form) -> Option<f32> {
    let here = Comparer::new(here);
    let to_old = here.likeness(old, thresholds::LIKE_REPLACED).score;
    if to_old < thresholds::LIKE_REPLACED {
        return None;
    }
    let to_new = here.likeness(new, thresholds::LIKE_WRITTEN).score;
    (to_new >= thresholds::LIKE_WRITTEN).then_some(to_old.min(to_new).min(thresholds::SAME_LETTERS))
}

fn is_common(spots: &[Spot], vocabulary: &Vocabulary) -> bool {
    let edge = |spot: &Spot| vocabulary.get(spot.id).is_function;
    spots.iter().all(|spot| vocabulary.get(spot.id).is_common) || edge(&spots[0]) || edge(&spots[spots.len() - 1])
}
