//! Names: which words are misheard names, and what should stand there.
//!
//! Right forms come from the document's head, its speakers, its glossary, the memory of its show, a short list of
//! well-known names ([`sources`], made ready in [`right`]), and from the document itself ([`clusters`]). Each is
//! expanded to the ways in which it may have been said ([`name`]); the words of the document are interned and judged
//! once ([`vocabulary`]); windows of one to four words ([`windows`]) are compared with the names that an [`index`]
//! calls near, by letters and by [`sound`] ([`likeness`], [`matcher`]), and a part of a name with what stands beside
//! it ([`whole`]). What is written in a place minds elision and plural ([`mend`]).
//!
//! Windows with an odd word, one that no dictionary knows or that has a capital which no sentence explains, are
//! compared with all names. Others are only held against the trusted ones of the same consonants: so `cat or skill`
//! is found to be *Kaaterskill*, and a sentence of ordinary words costs next to nothing.

pub mod correct_once;
pub mod head;

mod clusters;
mod findings;
mod index;
pub(in crate::analysis) mod likeness;
pub(in crate::analysis) mod matcher;
pub(in crate::analysis) mod mend;
pub(in crate::analysis) mod name;
mod right;
pub(in crate::analysis) mod sound;
mod sources;
mod vocabulary;
mod whole;
pub(in crate::analysis) mod windows;

pub use findings::ANALYSIS;
pub use right::Right;
pub use sources::Source;

use super::{Lexicon, heard};
use crate::edit::text::Replacement;
use crate::jobs::Cancel;
use crate::jobs::in_parts;
use crate::language::Language;
use crate::language::words;
use crate::model::Transcript;
use matcher::{Hit, Matcher};
use rustc_hash::FxHashMap;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;
use vocabulary::Vocabulary;

/// A wrong form and what it probably should be, with every place where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The form as it is written.
    pub wrong: String,
    /// The right form.
    pub right: String,
    /// How likely it is, from 0 to 1.
    pub score: f32,
    /// Why: a few words for a person.
    pub because: String,
    /// It can be taken together with all others that are sure.
    pub sure: bool,
    /// What differs.
    pub kind: Kind,
    /// How Stet knows the right form.
    pub source: Source,
    /// Where it stands, in the order of the text; at least once.
    pub places: Vec<Place>,
}

/// What differs between a wrong form and the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters: a name that was misheard.
    Name,
    /// Only hyphens, spaces, accents or case.
    Form,
}

/// A place where a wrong form stands, and what it becomes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The row.
    pub row: usize,
    /// The bytes of the wrong form in the line's text.
    pub at: Range<usize>,
    /// The bytes that are replaced: those of the wrong form, and of an article or a preposition that changes with it.
    pub over: Range<usize>,
    /// What is written over them.
    pub with: String,
}

/// What of the possible sources is asked.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The list of well-known names that is shipped.
    pub shipped: bool,
    /// Look-alikes in the document itself.
    pub document: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { shipped: true, document: true }
    }
}

/// From this score on, a form that no dictionary knows is surely the name.
const SURE: f32 = 0.85;
/// Rows between two looks at [`Cancel`].
const BLOCK: usize = 2048;
/// Rows for which a second processor is worth its while.
const PART: usize = 5_000;

/// The misheard names of a transcript: what is surest and most frequent first. When it is cancelled, those found so
/// far.
pub fn find(t: &Transcript, lexicon: &Lexicon, cancel: &Cancel) -> Vec<Pair> {
    Finder::new(t, lexicon, Options::default()).find(t, cancel)
}

/// The misheard names of some rows, as [`find`] lists them, without look-alikes in the rest of the document. Quick
/// enough for an edited line. Rows past the end are left out.
pub fn find_in_rows(t: &Transcript, rows: Range<usize>, lexicon: &Lexicon, cancel: &Cancel) -> Vec<Pair> {
    Finder::new(t, lexicon, Options { document: false, ..Options::default() }).find_in_rows(t, rows, cancel)
}

/// What the ticked places of a pair become, as [`crate::edit::text::replace`] takes it. `ticked` holds one answer a
/// place; places without one are taken.
pub fn accept(pair: &Pair, ticked: &[bool]) -> Vec<Replacement> {
    let taken = |(n, _): &(usize, &Place)| ticked.get(*n).copied().unwrap_or(true);
    let replacement = |place: &Place| Replacement { row: place.row, at: place.over.clone(), with: place.with.clone() };
    pair.places.iter().enumerate().filter(taken).map(|(_, place)| replacement(place)).collect()
}

/// The right forms of a document made ready, to be held against its lines more than once.
pub struct Finder<'a> {
    lexicon: &'a Lexicon,
    options: Options,
    right: Arc<Right>,
}

impl<'a> Finder<'a> {
    /// Takes up what is right in a document. The lexicon has it ready, unless the list of well-known names shall not
    /// be asked.
    pub fn new(t: &Transcript, lexicon: &'a Lexicon, options: Options) -> Finder<'a> {
        let right = if options.shipped { lexicon.right_names(t) } else { Arc::new(Right::new(t, lexicon, false)) };
        Finder { lexicon, options, right }
    }

    /// See [`find`].
    pub fn find(&self, t: &Transcript, cancel: &Cancel) -> Vec<Pair> {
        let rows = 0..t.lines.len();
        let passes = in_parts(rows.clone(), PART, |part| {
            let mut vocabulary = Vocabulary::new(self.lexicon);
            let mut counts = clusters::Counts::default();
            let pairs = self.pass(t, part, &mut vocabulary, Some(&mut counts), cancel);
            (pairs, counts.by_word(&vocabulary))
        });
        let mut vocabulary = Vocabulary::new(self.lexicon);
        let mut counts = clusters::Counts::default();
        let mut pairs = Pairs::default();
        for (found, counted) in passes {
            pairs.append(found);
            counts.append(counted, &mut vocabulary);
        }
        if self.options.document && !cancel.is_cancelled() {
            let looks = clusters::look_alikes(&counts, &vocabulary, &self.misheard(&pairs), &self.right.names);
            if !looks.is_empty() {
                let taken = pairs.taken();
                let more = in_parts(rows, PART, |part| self.look_alikes(t, part, &looks, &taken, cancel));
                more.into_iter().for_each(|more| pairs.append(more));
            }
        }
        pairs.sorted()
    }

    /// See [`find_in_rows`].
    pub fn find_in_rows(&self, t: &Transcript, rows: Range<usize>, cancel: &Cancel) -> Vec<Pair> {
        let mut vocabulary = Vocabulary::new(self.lexicon);
        self.pass(t, rows, &mut vocabulary, None, cancel).sorted()
    }

    /// The forms that were misheard, here and before: the surest and most trusted first.
    fn misheard(&self, pairs: &Pairs) -> Vec<clusters::Misheard> {
        let mut found: Vec<&Pair> = pairs.0.values().collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.wrong.cmp(&b.wrong)));
        let here = found.into_iter().map(|pair| (&pair.wrong, &pair.right, pair.kind, pair.source));
        let before = self.right.heard.values().flatten().map(|heard| {
            let name = &self.right.names[heard.name as usize];
            let form_only = likeness::letters(&heard.form) == name.letters();
            (&heard.form, &name.form, if form_only { Kind::Form } else { Kind::Name }, name.source)
        });
        let mut before: Vec<_> = before.collect();
        before.sort_by(|a, b| b.3.cmp(&a.3).then_with(|| a.0.cmp(b.0)));
        let all = here.chain(before);
        let misheard = all.filter(|(.., kind, source)| *kind == Kind::Name && *source > Source::Shipped);
        let misheard = misheard.map(|(wrong, right, _, source)| clusters::Misheard {
            wrong: wrong.clone(),
            right: right.clone(),
            source,
        });
        misheard.collect()
    }

    /// The places, in some rows, of words that are like others in the document. Places that are `taken` are left out.
    fn look_alikes(
        &self,
        t: &Transcript,
        rows: Range<usize>,
        looks: &FxHashMap<Box<str>, clusters::Look>,
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
            if !words::tokens(text).any(|token| looks.contains_key(windows::without_possessive(&text[token.at]))) {
                continue;
            }
            windows::stretches(text, &mut vocabulary, |vocabulary, stretch| {
                for (n, spot) in stretch.iter().enumerate() {
                    let Some(look) = looks.get(&vocabulary.get(spot.id).text) else { continue };
                    if taken.contains(&(row, spot.at.start)) {
                        continue;
                    }
                    let verdict = matcher::Verdict {
                        name: 0,
                        score: look.score,
                        form_only: false,
                        same_sound: false,
                        elided: false,
                    };
                    let hit = Hit { at: spot.at.clone(), verdict, words: n..n + 1 };
                    let mended = mend::mend(text, stretch, &hit, &look.name.form, self.is_french());
                    let wrong = &text[mended.at.clone()];
                    if self.is_right(wrong, text) || mended.with == text[mended.over.clone()] {
                        continue;
                    }
                    let place = Place { row, at: mended.at.clone(), over: mended.over, with: mended.with };
                    pairs.add(place, wrong, &look.name.form, || Pair {
                        wrong: wrong.to_owned(),
                        right: look.name.form.clone(),
                        score: look.score,
                        because: look.because.clone(),
                        sure: false,
                        kind: Kind::Name,
                        source: look.name.source,
                        places: Vec::new(),
                    });
                }
            });
        }
        pairs
    }

    /// Whether the person has said that a form is right, or that it is in this line.
    fn is_right(&self, form: &str, line: &str) -> bool {
        self.lexicon.is_confirmed(form) || self.lexicon.is_answered(super::Kind::Name, form, line)
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
        mut counts: Option<&mut clusters::Counts>,
        cancel: &Cancel,
    ) -> Pairs {
        let mut matcher = Matcher::new(&self.right.names, &self.right.index);
        let mut pairs = Pairs::default();
        let french = self.is_french();
        let rows = rows.start..rows.end.min(t.lines.len());
        for (row, line) in rows.clone().zip(t.lines.iter_from(rows.start)) {
            if row % BLOCK == 0 {
                if cancel.is_cancelled() {
                    break;
                }
                cancel.advance(BLOCK.min(rows.end - row), t.lines.len());
            }
            let text = line.text.as_str();
            windows::stretches(text, vocabulary, |vocabulary, stretch| {
                if let Some(counts) = counts.as_deref_mut() {
                    counts.add(stretch, vocabulary);
                }
                let mut hits = matcher.in_stretch(text, stretch, vocabulary);
                let exactly = self.heard_in(text, stretch, vocabulary);
                hits.retain(|hit| !exactly.iter().any(|(other, _)| overlap(&other.at, &hit.at)));
                let all = exactly.into_iter().map(|(hit, documents)| (hit, Some(documents)));
                for (hit, documents) in all.chain(hits.into_iter().map(|hit| (hit, None))) {
                    self.add(&mut pairs, row, text, stretch, hit, documents, french, vocabulary);
                }
            });
        }
        pairs
    }

    /// The forms in which names were heard before, in a stretch of a line.
    fn heard_in(&self, text: &str, stretch: &[windows::Spot], vocabulary: &Vocabulary) -> Vec<(Hit, u32)> {
        let mut found: Vec<(Hit, u32)> = Vec::new();
        if self.right.heard.is_empty() {
            return found;
        }
        for start in 0..stretch.len() {
            for window in windows::from(stretch, start) {
                let spots = &stretch[window.clone()];
                let print = spots
                    .iter()
                    .fold(vocabulary::Print::EMPTY, |print, spot| print.then(vocabulary.get(spot.id).prints[0]));
                let Some(forms) = self.right.heard.get(&print.key()) else { continue };
                let at = spots[0].at.start..spots[spots.len() - 1].at.end;
                let words = windows::plain(&text[at.clone()]);
                let Some(form) = forms.iter().find(|form| form.words == words) else { continue };
                let name = &self.right.names[form.name as usize];
                if heard::is_right_already(text, &at, &name.form) {
                    continue;
                }
                let verdict = matcher::Verdict {
                    name: form.name,
                    score: 1.0,
                    form_only: likeness::letters(&text[at.clone()]) == name.letters(),
                    same_sound: false,
                    elided: false,
                };
                found.push((Hit { at, verdict, words: window }, form.documents));
            }
        }
        found.sort_by_key(|(hit, _)| std::cmp::Reverse(hit.words.len()));
        let mut kept: Vec<(Hit, u32)> = Vec::new();
        for (hit, documents) in found {
            if !kept.iter().any(|(other, _)| overlap(&other.at, &hit.at)) {
                kept.push((hit, documents));
            }
        }
        kept
    }

    #[allow(clippy::too_many_arguments)]
    fn add(
        &self,
        pairs: &mut Pairs,
        row: usize,
        text: &str,
        stretch: &[windows::Spot],
        hit: Hit,
        documents: Option<u32>,
        french: bool,
        vocabulary: &Vocabulary,
    ) {
        let name = &self.right.names[hit.verdict.name as usize];
        let mended = mend::mend(text, stretch, &hit, &name.form, french);
        let wrong = &text[mended.at.clone()];
        if self.is_right(wrong, text) || mended.with == text[mended.over.clone()] {
            return;
        }
        let place = Place { row, at: mended.at.clone(), over: mended.over, with: mended.with };
        let unknown = stretch[hit.words.clone()].iter().any(|spot| !vocabulary.get(spot.id).is_known);
        let because = match documents {
            Some(documents) if name.source == Source::Show => {
                let documents = documents.max(1);
                format!("your show · heard so in {documents} document{}", if documents == 1 { "" } else { "s" })
            }
            Some(_) => format!("{} · heard so before", name.source.in_words()),
            None => {
                let why = if hit.verdict.form_only {
                    "same letters, written differently"
                } else if hit.verdict.same_sound {
                    "sounds the same"
                } else {
                    "sounds alike"
                };
                format!("{} · {why}", name.source.in_words())
            }
        };
        // What swallows a word that may be the sentence's own, `au VH`, is for the person to see.
        // An elided `de` is written again.
        let own = hit.words.start + usize::from(hit.verdict.elided)..hit.words.end;
        let loose = |spot: &windows::Spot| !spot.elided && matcher::is_loose(vocabulary.get(spot.id), name);
        let swallows = stretch[own].iter().any(loose);
        let trusted = name.source > Source::Shipped && !(swallows && documents.is_none());
        let sure = match documents {
            Some(documents) => name.source == Source::Glossary || documents >= 2,
            None if hit.verdict.form_only => trusted && !name.is_ordinary,
            None => trusted && unknown && hit.verdict.score >= SURE,
        };
        pairs.add(place, wrong, &name.form, || Pair {
            wrong: wrong.to_owned(),
            right: name.form.clone(),
            score: hit.verdict.score,
            because,
            sure,
            kind: if hit.verdict.form_only { Kind::Form } else { Kind::Name },
            source: name.source,
            places: Vec::new(),
        });
    }
}

/// Pairs by their wrong form and the right one.
#[derive(Default)]
struct Pairs(HashMap<String, Pair>);

impl Pairs {
    /// Adds a place, and makes its pair if it is new.
    fn add(&mut self, place: Place, wrong: &str, right: &str, new: impl FnOnce() -> Pair) {
        self.0.entry(format!("{wrong}\n{right}")).or_insert_with(new).places.push(place);
    }

    /// Adds what was found further down.
    fn append(&mut self, more: Pairs) {
        for (key, pair) in more.0 {
            match self.0.get_mut(&key) {
                Some(known) => known.places.extend(pair.places),
                None => {
                    self.0.insert(key, pair);
                }
            }
        }
    }

    /// The rows and bytes that stand in a pair.
    fn taken(&self) -> HashSet<(usize, usize)> {
        let places = self.0.values().flat_map(|pair| &pair.places);
        places.flat_map(|place| place.at.clone().map(|at| (place.row, at))).collect()
    }

    /// The surest and most frequent first.
    fn sorted(self) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = self.0.into_values().collect();
        let weight = |pair: &Pair| pair.score * pair.places.len() as f32;
        pairs.sort_by(|a, b| {
            let order = b.sure.cmp(&a.sure).then(weight(b).total_cmp(&weight(a)));
            order.then_with(|| (a.places[0].row, a.places[0].at.start).cmp(&(b.places[0].row, b.places[0].at.start)))
        });
        pairs
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
