//! Look-alikes in the document itself: the frequent form of a word that no dictionary knows is proposed for the rare
//! ones that sound like it.

use super::Pair;
use super::name::Name;
use super::sources::Source;
use super::vocabulary::{Id, Vocabulary};
use super::windows::Spot;
use std::collections::{HashMap, HashSet};

/// How often a form must stand in the document to be proposed for others.
const FREQUENT: u32 = 3;
/// How many times more often it must stand there than the form that it is proposed for.
const TIMES: u32 = 3;
/// Letters of a form that is told from others by ear.
const SHORTEST: usize = 5;
/// Forms that are compared: the most frequent ones.
const MOST: usize = 2_000;

/// How often the words stand that may be names.
#[derive(Default)]
pub struct Counts {
    words: HashMap<Id, Count>,
}

#[derive(Default)]
struct Count {
    times: u32,
    capital: u32,
}

impl Counts {
    /// Counts the words of a stretch of a line.
    pub fn add(&mut self, stretch: &[Spot], vocabulary: &Vocabulary) {
        for spot in stretch.iter().filter(|spot| spot.odd) {
            let word = vocabulary.get(spot.id);
            if word.is_unknown && word.letters.len() >= SHORTEST {
                let count = self.words.entry(spot.id).or_default();
                count.times += 1;
                count.capital += u32::from(word.is_capital);
            }
        }
    }

    fn times(&self, id: Id) -> u32 {
        self.words.get(&id).map_or(0, |count| count.times)
    }
}

/// The frequent forms of a document as names, without those that are known or were proposed to be changed.
pub fn names(counts: &Counts, vocabulary: &Vocabulary, proposed: &HashSet<String>, known: &[&str]) -> Vec<Name> {
    let skip: HashSet<&str> = proposed.iter().map(String::as_str).chain(known.iter().copied()).collect();
    let frequent = counts.words.iter().filter(|(_, count)| count.times >= FREQUENT && count.capital * 2 > count.times);
    let mut ids: Vec<Id> = frequent.map(|(id, _)| *id).collect();
    ids.sort_by_key(|id| (std::cmp::Reverse(counts.times(*id)), *id));
    ids.truncate(MOST);
    let texts = ids.iter().map(|id| vocabulary.get(*id).text.as_ref()).filter(|text| !skip.contains(text));
    texts.map(|text| Name::new(text, Source::Document)).collect()
}

/// Which pairs of look-alikes stand apart enough.
pub struct Rare {
    times: HashMap<String, u32>,
}

impl Rare {
    /// What was counted.
    pub fn new(counts: &Counts, vocabulary: &Vocabulary) -> Rare {
        let count = |id: &Id| (vocabulary.get(*id).text.to_string(), counts.times(*id));
        Rare { times: counts.words.keys().map(count).collect() }
    }

    /// Whether the right form is so much more frequent than the wrong one.
    pub fn allows(&self, pair: &Pair) -> bool {
        let times = |form: &str| self.times.get(form).copied().unwrap_or(0);
        let wrong = times(&pair.wrong).max(pair.places.len() as u32);
        times(&pair.right) >= wrong * TIMES
    }

    /// Why, in words for a person.
    pub fn because(&self, pair: &Pair) -> String {
        let right = self.times.get(pair.right.as_str()).copied().unwrap_or(0);
        let all = right + pair.places.len() as u32;
        format!("{} · {right} of {all} times", pair.source.in_words())
    }
}
