//! "Correct once": after a hand edit that replaced a few words, the other places of the document that want the same.

use super::likeness::{Form, Heard};
use super::name::{Name, form_of, split};
use super::sources::Source;
use super::vocabulary::Vocabulary;
use super::windows;
use super::{Place, matcher, mend};
use crate::analysis::Lexicon;
use crate::jobs::Cancel;
use crate::language::Language;
use crate::language::words::tokens;
use crate::model::Transcript;
use std::ops::Range;

/// Words that a person may have replaced at once; more is a rewrite.
const MOST: usize = 4;
/// How alike a place must be to what was written.
const LIKE_NEW: f32 = 0.70;
/// How alike a place must be to what was replaced.
const LIKE_OLD: f32 = 0.75;

/// The places that a correction by hand may be meant for, besides the one that was corrected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Others {
    /// The same words as those that were replaced.
    pub same: Vec<Place>,
    /// Words that are like both what was replaced and what was written.
    pub alike: Vec<Place>,
}

/// What a person replaced by what, from the text of a line before and after: one to four words on either side, a
/// capital or an unknown word among them. `None` for a rewrite, for words that were only taken out or put in, and
/// for an ordinary word made another.
pub fn replaced(before: &str, after: &str, lexicon: &Lexicon) -> Option<(String, String)> {
    let words = |text: &str| tokens(text).map(|token| token.at).collect::<Vec<Range<usize>>>();
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
    let is_name = right.contains(char::is_uppercase) || tokens(right).any(|token| !lexicon.knows(&right[token.at]));
    (is_name && wrong != right).then(|| (wrong.to_owned(), right.to_owned()))
}

/// The other places in a transcript that may want the correction of `wrong` to `right`. A common word is never like
/// another: it is found only where it is exactly what was replaced. When it is cancelled, those found so far.
pub fn alike(t: &Transcript, lexicon: &Lexicon, wrong: &str, right: &str, cancel: &Cancel) -> Others {
    let mut out = Others::default();
    let name = Name::new(right, Source::Glossary);
    let (old, new) = (form_of(&split(wrong)), form_of(&split(right)));
    let wrong_words = windows::plain(wrong);
    if wrong_words.is_empty() || windows::plain(right).is_empty() {
        return out;
    }
    let mut vocabulary = Vocabulary::new(lexicon);
    let common = tokens(wrong).all(|token| {
        let id = vocabulary.id(&wrong[token.at]);
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
        windows::stretches(text, &mut vocabulary, |vocabulary, stretch| {
            let mut found: Vec<(matcher::Hit, bool)> = Vec::new();
            for start in 0..stretch.len() {
                for window in windows::from(stretch, start) {
                    let spots = &stretch[window.clone()];
                    let at = spots[0].at.start..spots[spots.len() - 1].at.end;
                    let here = &text[at.clone()];
                    if here.contains(right) {
                        continue;
                    }
                    let same = case(here) && windows::plain(here) == wrong_words;
                    let score = if same {
                        1.0
                    } else if common || !spots.iter().any(|spot| spot.odd) {
                        continue;
                    } else {
                        match like_both(&matcher::joined(spots, vocabulary), &old, &new) {
                            Some(score) if !is_common(spots, vocabulary) => score,
                            _ => continue,
                        }
                    };
                    let verdict =
                        matcher::Verdict { name: 0, score, form_only: false, same_sound: false, elided: false };
                    found.push((matcher::Hit { at, verdict, words: window }, same));
                }
            }
            found.sort_by(|(a, _), (b, _)| b.verdict.score.total_cmp(&a.verdict.score));
            let mut taken: Vec<Range<usize>> = Vec::new();
            for (hit, same) in found {
                if taken.iter().any(|other| super::overlap(other, &hit.at)) {
                    continue;
                }
                taken.push(hit.at.clone());
                let mended = mend::mend(text, stretch, &hit, &name.form, french);
                let place = Place { row, at: mended.at, over: mended.over, with: mended.with };
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
    let here = Heard::new(here);
    let to_old = here.likeness(old, LIKE_OLD).score;
    if to_old < LIKE_OLD {
        return None;
    }
    let to_new = here.likeness(new, LIKE_NEW).score;
    (to_new >= LIKE_NEW).then_some(to_old.min(to_new).min(0.99))
}

fn is_common(spots: &[windows::Spot], vocabulary: &Vocabulary) -> bool {
    let edge = |spot: &windows::Spot| vocabulary.get(spot.id).is_function;
    spots.iter().all(|spot| vocabulary.get(spot.id).is_common) || edge(&spots[0]) || edge(&spots[spots.len() - 1])
}
