//! Look-alikes in the document itself: for a word that no dictionary knows, the form of it that is frequent, or the
//! name for which something like it was misheard elsewhere.

use super::index::Index;
use super::name::Name;
use super::vocabulary::{Id, Vocabulary};
use crate::analysis::likeness::saying::{form_of, split};
use crate::analysis::likeness::windows::Spot;
use crate::analysis::likeness::{Comparer, Form};
use crate::analysis::source::Source;
use crate::analysis::thresholds;
use crate::model::chars::is_apostrophe;
use crate::model::{Message, message};
use rustc_hash::FxHashMap;
use std::collections::HashSet;

/// Forms that are proposed, and forms for which they are: the most frequent ones.
const MOST: usize = 1_000;

/// How often the words stand that no dictionary knows.
#[derive(Default)]
pub(super) struct Counts {
    words: FxHashMap<Id, Count>,
}

/// How often a word stands, and how often with a capital.
#[derive(Default)]
pub(super) struct Count {
    times: u32,
    capital: u32,
}

/// What a word of the document probably should be.
pub(super) struct LookAlike {
    /// The right form.
    pub name: Name,
    /// How alike they are, from 0 to 1.
    pub score: f32,
    /// Why, in words for a person.
    pub because: Message,
}

impl Counts {
    /// Counts the words of a stretch of a line.
    pub(super) fn add(&mut self, stretch: &[Spot], vocabulary: &Vocabulary) {
        for spot in stretch.iter().filter(|spot| spot.odd) {
            let word = vocabulary.get(spot.id);
            if word.is_unknown && word.letters.len() >= thresholds::LOOK_ALIKE_LETTERS {
                let count = self.words.entry(spot.id).or_default();
                count.times += 1;
                count.capital += u32::from(word.is_capital);
            }
        }
    }

    /// The counts by the words themselves, for other vocabularies.
    pub(super) fn by_word(self, vocabulary: &Vocabulary) -> Vec<(Box<str>, Count)> {
        self.words.into_iter().map(|(id, count)| (vocabulary.get(id).text.clone(), count)).collect()
    }

    /// Adds what was counted elsewhere.
    pub(super) fn append(&mut self, more: Vec<(Box<str>, Count)>, vocabulary: &mut Vocabulary) {
        for (word, more) in more {
            let count = self.words.entry(vocabulary.id(&word)).or_default();
            count.times += more.times;
            count.capital += more.capital;
        }
    }

    /// The words that may be misheard, the most frequent first, without those that are right or are proposed already.
    fn open(&self, vocabulary: &Vocabulary, misheard: &[Misheard], names: &[Name]) -> Vec<(Id, u32)> {
        let said = names.iter().map(|name| name.form.as_str()).chain(misheard.iter().map(|pair| pair.wrong.as_str()));
        let done: HashSet<&str> = said.flat_map(|form| form.split(|c| c == ' ' || is_apostrophe(c))).collect();
        let open = self.words.iter().filter(|(id, _)| !done.contains(&*vocabulary.get(**id).text));
        let mut open: Vec<(Id, u32)> = open.map(|(id, count)| (*id, count.times)).collect();
        let text = |id: Id| &*vocabulary.get(id).text;
        open.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| text(a.0).cmp(text(b.0))));
        open
    }
}

/// A form that was misheard, and the name that it is.
pub(super) struct Misheard {
    /// The wrong form.
    pub wrong: String,
    /// The right form.
    pub right: String,
    /// How Stet knows it.
    pub source: Source,
}

/// What the words that no dictionary knows are like, among themselves and among what was misheard; `names` are known
/// already.
pub(super) fn look_alikes(
    counts: &Counts,
    vocabulary: &Vocabulary,
    misheard: &[Misheard],
    names: &[Name],
) -> FxHashMap<Box<str>, LookAlike> {
    let mut found = FxHashMap::default();
    let open = counts.open(vocabulary, misheard, names);
    let frequent: Vec<(Name, u32)> = open
        .iter()
        .filter(|(id, times)| *times >= thresholds::FREQUENT && counts.words[id].capital * 2 > *times)
        .take(MOST)
        .map(|(id, times)| (Name::new(&vocabulary.get(*id).text, Source::Document), *times))
        .collect();
    let misheard = &misheard[..misheard.len().min(MOST)];
    if frequent.is_empty() && misheard.is_empty() {
        return found;
    }
    let index = Index::new(&frequent.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
    let wrongs: Vec<Name> = misheard.iter().map(|pair| Name::new(&pair.wrong, pair.source)).collect();
    let wrong_index = Index::new(&wrongs);
    let rights: Vec<Form> = misheard.iter().map(|pair| form_of(&split(&pair.right))).collect();
    for (id, times) in open {
        let word = vocabulary.get(id);
        let form = form_of(std::slice::from_ref(&word.text.to_string()));
        let heard = Comparer::new(&form);
        let mut best: Option<LookAlike> = None;
        for (n, _) in wrong_index.near(&form, false, thresholds::LIKE_WRONG, &wrong_index.holding(word)) {
            let (pair, wrong) = (&misheard[n as usize], &wrongs[n as usize].sayings[0].form);
            if heard.likeness(wrong, thresholds::LIKE_WRONG).score < thresholds::LIKE_WRONG {
                continue;
            }
            let score = heard.likeness(&rights[n as usize], thresholds::LIKE_RIGHT).score;
            if score >= thresholds::LIKE_RIGHT && best.as_ref().is_none_or(|best| score > best.score) {
                let because = message!("because-like", source = pair.source.message(), form = &pair.wrong);
                best = Some(LookAlike { name: Name::new(&pair.right, pair.source), score, because });
            }
        }
        if best.is_none() {
            for (n, _) in index.near(&form, false, thresholds::LOOK_ALIKE, &index.holding(word)) {
                let (name, more) = &frequent[n as usize];
                let likeness = heard.likeness(&name.sayings[0].form, thresholds::LOOK_ALIKE);
                let apart = *more >= times * thresholds::TIMES_MORE && likeness.letters < thresholds::EQUAL;
                if apart
                    && likeness.score >= thresholds::LOOK_ALIKE
                    && best.as_ref().is_none_or(|best| likeness.score > best.score)
                {
                    let because =
                        message!("because-times", source = name.source.message(), n = *more, of = more + times);
                    best = Some(LookAlike { name: name.clone(), score: likeness.score, because });
                }
            }
        }
        found.extend(best.map(|best| (word.text.clone(), best)));
    }
    found
}
