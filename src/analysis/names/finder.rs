//! One look through a document, or some rows of it, for misheard names.

use super::clusters::{self, Counts, LookAlike, Misheard};
use super::grow;
use super::known::KnownNames;
use super::matcher::Matcher;
use super::pair::{Difference, Pair, Pairs, Place};
use super::stretches::stretches;
use super::verdict::{NameAt, Verdict, is_loose, overlap};
use super::vocabulary::{Print, Vocabulary};
use crate::analysis::finding::Kind;
use crate::analysis::lexicon::Lexicon;
use crate::analysis::likeness;
use crate::analysis::likeness::windows::{self, Spot};
use crate::analysis::source::Source;
use crate::analysis::thresholds;
use crate::analysis::written_form::{stands_already, written};
use crate::jobs::{Cancel, in_parts};
use crate::language::Language;
use crate::language::words::{lower_words, without_possessive, words_of};
use crate::model::{Transcript, message};
use rustc_hash::FxHashMap;
use std::collections::HashSet;
use std::ops::Range;

/// Rows between two looks at [`Cancel`].
const BLOCK: usize = 2048;
/// Rows for which a second processor is worth its while.
const PART: usize = 5_000;

/// Looks for misheard names with what is known.
pub struct Finder<'a> {
    lexicon: &'a Lexicon,
    known: &'a KnownNames,
}

/// A stretch of a line that is looked through.
struct Stretch<'a> {
    row: usize,
    /// The text of the line.
    text: &'a str,
    spots: &'a [Spot],
    vocabulary: &'a Vocabulary<'a>,
}

impl<'a> Finder<'a> {
    /// One that knows this; `known` was made with `lexicon`, or with what it follows.
    pub fn new(lexicon: &'a Lexicon, known: &'a KnownNames) -> Finder<'a> {
        Finder { lexicon, known }
    }

    /// The misheard names of a transcript, look-alikes within it among them.
    pub fn find(&self, t: &Transcript, cancel: &Cancel) -> Vec<Pair> {
        let rows = 0..t.lines.len();
        let passes = in_parts(rows.clone(), PART, |part| {
            let mut vocabulary = Vocabulary::new(self.lexicon);
            let mut counts = Counts::default();
            let pairs = self.pass(t, part, &mut vocabulary, Some(&mut counts), cancel);
            (pairs, counts.by_word(&vocabulary))
        });
        let mut vocabulary = Vocabulary::new(self.lexicon);
        let mut counts = Counts::default();
        let mut pairs = Pairs::default();
        for (found, counted) in passes {
            pairs.append(found);
            counts.append(counted, &mut vocabulary);
        }
        if !cancel.is_cancelled() {
            let look_alikes = clusters::look_alikes(&counts, &vocabulary, &self.misheard(&pairs), &self.known.names);
            if !look_alikes.is_empty() {
                let taken = pairs.taken();
                let more = in_parts(rows, PART, |part| self.look_alikes(t, part, &look_alikes, &taken, cancel));
                more.into_iter().for_each(|more| pairs.append(more));
            }
        }
        pairs.sorted()
    }

    /// The misheard names of some rows. Rows past the end are left out.
    pub fn find_in_rows(&self, t: &Transcript, rows: Range<usize>, cancel: &Cancel) -> Vec<Pair> {
        let rows = rows.start.min(t.lines.len())..rows.end.min(t.lines.len());
        let passes = in_parts(rows, PART, |part| self.pass(t, part, &mut Vocabulary::new(self.lexicon), None, cancel));
        let mut pairs = Pairs::default();
        passes.into_iter().for_each(|found| pairs.append(found));
        pairs.sorted()
    }

    /// The forms that were misheard, here and before: the surest and most trusted first.
    fn misheard(&self, pairs: &Pairs) -> Vec<Misheard> {
        let mut found: Vec<&Pair> = pairs.iter().collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.wrong.cmp(&b.wrong)));
        let here = found.into_iter().map(|pair| (&pair.wrong, &pair.right, pair.difference, pair.source));
        let before = self.known.heard.values().flatten().map(|heard| {
            let name = &self.known.names[heard.name as usize];
            let form_only = likeness::letter_bytes(&heard.form) == name.letters();
            (&heard.form, &name.form, if form_only { Difference::Writing } else { Difference::Letters }, name.source)
        });
        let mut before: Vec<_> = before.collect();
        before.sort_by(|a, b| b.3.cmp(&a.3).then_with(|| a.0.cmp(b.0)));
        let all = here.chain(before);
        let misheard = all.filter(|(.., differs, source)| *differs == Difference::Letters && *source > Source::Shipped);
        let misheard =
            misheard.map(|(wrong, right, _, source)| Misheard { wrong: wrong.clone(), right: right.clone(), source });
        misheard.collect()
    }

    /// The places, in some rows, of words that are like others in the document. Places that are `taken` are left out.
    fn look_alikes(
        &self,
        t: &Transcript,
        rows: Range<usize>,
        look_alikes: &FxHashMap<Box<str>, LookAlike>,
        taken: &HashSet<(usize, usize)>,
        cancel: &Cancel,
    ) -> Pairs {
        let mut vocabulary = Vocabulary::new(self.lexicon);
        let mut pairs = Pairs::default();
        for (row, line) in rows.clone().zip(t.lines.iter_from(rows.start)) {
            if row % BLOCK == 0 && cancel.is_cancelled() {
                break;
            }
            let text = line.text.as_str();
            if !words_of(text).any(|piece| look_alikes.contains_key(without_possessive(&text[piece.at]))) {
                continue;
            }
            stretches(text, &mut vocabulary, |vocabulary, stretch| {
                for (n, spot) in stretch.iter().enumerate() {
                    let Some(look_alike) = look_alikes.get(&vocabulary.get(spot.id).text) else { continue };
                    if taken.contains(&(row, spot.at.start)) {
                        continue;
                    }
                    let form = written(text, stretch, &(n..n + 1), false, &look_alike.name.form, self.is_french());
                    let wrong = &text[form.at.clone()];
                    if self.is_right(wrong, text) || form.with == text[form.over.clone()] {
                        continue;
                    }
                    let place = Place { row, at: form.at.clone(), over: form.over, with: form.with };
                    pairs.add(place, wrong, &look_alike.name.form, || Pair {
                        wrong: wrong.to_owned(),
                        right: look_alike.name.form.clone(),
                        score: look_alike.score,
                        because: look_alike.because.clone(),
                        sure: false,
                        difference: Difference::Letters,
                        source: look_alike.name.source,
                        places: Vec::new(),
                    });
                }
            });
        }
        pairs
    }

    /// Whether the person has said that a form is right, or that it is in this line.
    fn is_right(&self, form: &str, line: &str) -> bool {
        self.lexicon.is_confirmed(form) || self.lexicon.is_answered(Kind::Name, form, line)
    }

    /// Whether elision is mended.
    fn is_french(&self) -> bool {
        self.lexicon.language.is_none_or(|language| language == Language::French)
    }

    /// The pairs of some rows.
    fn pass(
        &self,
        t: &Transcript,
        rows: Range<usize>,
        vocabulary: &mut Vocabulary,
        mut counts: Option<&mut Counts>,
        cancel: &Cancel,
    ) -> Pairs {
        let mut matcher = Matcher::new(&self.known.names, &self.known.index);
        let mut pairs = Pairs::default();
        let rows = rows.start..rows.end.min(t.lines.len());
        for (row, line) in rows.clone().zip(t.lines.iter_from(rows.start)) {
            if row % BLOCK == 0 {
                if cancel.is_cancelled() {
                    break;
                }
                cancel.advance(BLOCK.min(rows.end - row), t.lines.len());
            }
            let text = line.text.as_str();
            stretches(text, vocabulary, |vocabulary, stretch| {
                if let Some(counts) = counts.as_deref_mut() {
                    counts.add(stretch, vocabulary);
                }
                let names = matcher.in_stretch(text, stretch, vocabulary);
                let mut names = grow::completed(names, &self.known.names, stretch, vocabulary);
                let stretch = Stretch { row, text, spots: stretch, vocabulary };
                let exactly = self.heard_in(&stretch);
                names.retain(|here| !exactly.iter().any(|(other, _)| overlap(&other.at, &here.at)));
                let all = exactly.into_iter().map(|(here, documents)| (here, Some(documents)));
                for (here, documents) in all.chain(names.into_iter().map(|here| (here, None))) {
                    self.add(&mut pairs, &stretch, here, documents);
                }
            });
        }
        pairs
    }

    /// The forms in which names were heard before, in a stretch of a line.
    fn heard_in(&self, stretch: &Stretch<'_>) -> Vec<(NameAt, u32)> {
        let Stretch { text, spots, vocabulary, .. } = *stretch;
        let mut found: Vec<(NameAt, u32)> = Vec::new();
        if self.known.heard.is_empty() {
            return found;
        }
        for start in 0..spots.len() {
            for window in windows::from(spots, start) {
                let within = &spots[window.clone()];
                let print =
                    within.iter().fold(Print::EMPTY, |print, spot| print.then(vocabulary.get(spot.id).prints[0]));
                let Some(forms) = self.known.heard.get(&print.key()) else { continue };
                let at = within[0].at.start..within[within.len() - 1].at.end;
                let words = lower_words(&text[at.clone()]);
                let Some(form) = forms.iter().find(|form| form.words == words) else { continue };
                let name = &self.known.names[form.name as usize];
                if stands_already(text, &at, &name.form) {
                    continue;
                }
                let verdict = Verdict {
                    name: form.name,
                    score: 1.0,
                    form_only: likeness::letter_bytes(&text[at.clone()]) == name.letters(),
                    same_sound: false,
                    elided: false,
                };
                found.push((NameAt { at, verdict, words: window }, form.documents));
            }
        }
        found.sort_by_key(|(here, _)| std::cmp::Reverse(here.words.len()));
        let mut kept: Vec<(NameAt, u32)> = Vec::new();
        for (here, documents) in found {
            if !kept.iter().any(|(other, _)| overlap(&other.at, &here.at)) {
                kept.push((here, documents));
            }
        }
        kept
    }

    /// Adds a name that is written wrong in a stretch. `documents` says in how many it was heard so, when it was before.
    fn add(&self, pairs: &mut Pairs, stretch: &Stretch<'_>, here: NameAt, documents: Option<u32>) {
        let Stretch { row, text, spots, vocabulary } = *stretch;
        let name = &self.known.names[here.verdict.name as usize];
        let form = written(text, spots, &here.words, here.verdict.elided, &name.form, self.is_french());
        let wrong = &text[form.at.clone()];
        if self.is_right(wrong, text) || form.with == text[form.over.clone()] {
            return;
        }
        let place = Place { row, at: form.at.clone(), over: form.over, with: form.with };
        let unknown = spots[here.words.clone()].iter().any(|spot| !vocabulary.get(spot.id).is_known);
        let because = match documents {
            Some(documents) if name.source == Source::Series => {
                message!("because-heard-in", source = name.source.message(), n = documents.max(1))
            }
            Some(_) => message!("because-heard", source = name.source.message()),
            None if here.verdict.form_only => message!("because-letters", source = name.source.message()),
            None if here.verdict.same_sound => message!("because-same-sound", source = name.source.message()),
            None => message!("because-alike", source = name.source.message()),
        };
        // What swallows a word that may be the sentence's own, `au VH`, is for the person to see.
        // An elided `de` is written again.
        let own = here.words.start + usize::from(here.verdict.elided)..here.words.end;
        let loose = |spot: &Spot| !spot.elided && is_loose(vocabulary.get(spot.id), name);
        let swallows = spots[own].iter().any(loose);
        let trusted = name.source > Source::Shipped && !(swallows && documents.is_none());
        let sure = match documents {
            Some(documents) => name.source == Source::Glossary || documents >= 2,
            None if here.verdict.form_only => trusted && !name.is_ordinary,
            None => trusted && unknown && here.verdict.score >= thresholds::SURE,
        };
        pairs.add(place, wrong, &name.form, || Pair {
            wrong: wrong.to_owned(),
            right: name.form.clone(),
            score: here.verdict.score,
            because,
            sure,
            difference: if here.verdict.form_only { Difference::Writing } else { Difference::Letters },
            source: name.source,
            places: Vec::new(),
        });
    }
}
