//! Which names a form may be like, without comparing it with all of them.

use super::name::Name;
use super::vocabulary::{Print, Word};
use crate::analysis::likeness::sound::{class, skeleton};
use crate::analysis::likeness::{self, Form};
use crate::analysis::source::Source;
use crate::analysis::thresholds;
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A way in which a name may have been said: the place of the name, and that of the saying in it.
pub(super) type SayingId = (u32, u16);

/// The names by their length, their pairs of letters and their consonants; and by exact letters and sound.
pub struct Index {
    /// The sayings, those of a group together.
    rows: Vec<Indexed>,
    groups: Vec<Group>,
    /// The words of the well-known names, by the place of the name.
    shipped: FxHashMap<u32, Vec<Box<[u8]>>>,
    exact: HashMap<u64, Vec<SayingId>, BuildHasherDefault<Ready>>,
    /// A bit for the low bits of each key in `exact`: most windows end here.
    sieve: Vec<u64>,
}

struct Indexed {
    place: SayingId,
    marks: Marks,
    bag: Bag,
    /// A bit for each of its sounds: two forms that share none do not sound the same.
    sounds: u64,
}

/// Sayings that are alike to look for, by their number of letters.
struct Group {
    elided: bool,
    /// What a form must score to be taken for one of them.
    least: f32,
    /// Where those of a number of letters begin among all rows.
    starts: Vec<usize>,
}

/// How often each letter stands in a form: a bit for once, one for more. What one form has and another has not must
/// be changed to make it the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bag(u64);

/// What a form is made of, for a first look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Its pairs of letters, a bit for each of 64 kinds.
    letters: u64,
    /// The pairs of its coarse consonants, edges included.
    consonants: u64,
}

/// The longest form that is looked for, in letters.
const LONGEST: usize = 48;
const SIEVE: usize = 1 << 18;
/// What tells the fingerprints of letters from those of sounds.
const LETTERS: u64 = 0;
const SOUND: u64 = 0x5bd1_e995_0f3a_9d1b;
const SKELETON: u64 = 0x2545_f491_4f6c_dd1d;
/// Consonants of a skeleton, at least; and of one that has lost one.
const SKELETON_LENGTH: usize = 3;
const LOSING_LENGTH: usize = 6;

impl Index {
    /// An index of these names.
    pub fn new(names: &[Name]) -> Index {
        let mut rows: Vec<(bool, f32, usize, Indexed)> = Vec::new();
        let mut exact: HashMap<u64, Vec<SayingId>, BuildHasherDefault<Ready>> = HashMap::default();
        let mut shipped: FxHashMap<u32, Vec<Box<[u8]>>> = FxHashMap::default();
        for (name, n) in names.iter().zip(0u32..) {
            if name.source == Source::Shipped {
                shipped.insert(n, name.words.iter().map(|word| word.letters.as_slice().into()).collect());
            }
            for (saying, s) in name.sayings.iter().zip(0u16..) {
                let form = &saying.form;
                let length = form.letters.len();
                if !(2..=LONGEST).contains(&length) {
                    continue;
                }
                let (marks, bag) = (Marks::of(form), Bag::of(&form.letters));
                let row = Indexed { place: (n, s), marks, bag, sounds: sounds(form) };
                rows.push((saying.elided, name.least(), length, row));
                if saying.elided {
                    continue;
                }
                let mut add = |print: Print, kind: u64| {
                    let places = exact.entry(print.key() ^ kind).or_default();
                    if !places.contains(&(n, s)) {
                        places.push((n, s));
                    }
                };
                let codes = || form.french.iter().chain(&form.english);
                if length >= 3 {
                    add(Print::of(&form.letters), LETTERS);
                }
                codes().filter(|code| code.len() >= 3).for_each(|code| add(Print::of(code), SOUND));
                if name.source > Source::Shipped && !name.is_ordinary && length >= thresholds::RUN_NAME_LETTERS {
                    codes().flat_map(|code| skeletons(code)).for_each(|skeleton| add(Print::of(&skeleton), SKELETON));
                }
            }
        }
        rows.sort_by(|a, b| {
            let group = a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
            group.then_with(|| (a.2, a.3.place).cmp(&(b.2, b.3.place)))
        });
        let mut groups = Vec::new();
        let mut done = 0;
        for group in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let starts =
                (0..=LONGEST + 1).map(|n| done + group.partition_point(|(_, _, length, _)| *length < n)).collect();
            groups.push(Group { elided: group[0].0, least: group[0].1, starts });
            done += group.len();
        }
        let mut sieve = vec![0; SIEVE / 64];
        for key in exact.keys() {
            let bit = *key as usize % SIEVE;
            sieve[bit / 64] |= 1 << (bit % 64);
        }
        Index { rows: rows.into_iter().map(|(.., row)| row).collect(), groups, shipped, exact, sieve }
    }

    /// The sayings of exactly these letters.
    pub fn of_letters(&self, letters: Print) -> &[SayingId] {
        self.exact(letters.key() ^ LETTERS)
    }

    /// The sayings of exactly this sound.
    pub fn of_sound(&self, sound: Print) -> &[SayingId] {
        self.exact(sound.key() ^ SOUND)
    }

    /// The trusted sayings of this skeleton, or of it and one consonant more.
    pub fn of_skeleton(&self, skeleton: Print) -> &[SayingId] {
        self.exact(skeleton.key() ^ SKELETON)
    }

    fn exact(&self, key: u64) -> &[SayingId] {
        let bit = key as usize % SIEVE;
        if self.sieve[bit / 64] & 1 << (bit % 64) == 0 {
            return &[];
        }
        self.exact.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The sayings of which a word may be a part. An ordinary word is a part of no well-known name but its own.
    pub fn holding(&self, word: &Word) -> Candidates {
        let own = Marks::of_word(word);
        // Too little to tell by.
        let short =
            word.is_function || word.spelled.is_some() || word.letters.len() < 4 || own.consonants.count_ones() < 2;
        let ordinary = word.is_common && !word.is_function;
        let may_hold = |row: &Indexed| {
            let letters = (row.marks.letters & own.letters).count_ones();
            let consonants = (row.marks.consonants & own.consonants).count_ones();
            (short || letters * 3 >= own.letters.count_ones() || consonants * 2 >= own.consonants.count_ones())
                && !(ordinary && self.shipped.get(&row.place.0).is_some_and(|own| !own.contains(&word.letters)))
        };
        let mut out = Candidates(vec![0; self.rows.len().div_ceil(64)]);
        for (n, row) in self.rows.iter().enumerate() {
            if may_hold(row) {
                out.0[n / 64] |= 1 << (n % 64);
            }
        }
        out
    }

    /// Those of the candidates that a form may be like, with an elided `de` or without. `least` is what it must
    /// score to be taken for any name.
    pub fn near(&self, form: &Form, elided: bool, least: f32, among: &Candidates) -> Vec<SayingId> {
        let length = form.letters.len();
        let from = (length * 11 / 20).max(2);
        let to = (length * 9 / 5 + 1).min(LONGEST);
        let (marks, bag, sounds) = (Marks::of(form), Bag::of(&form.letters), sounds(form));
        let mut near = Vec::new();
        for group in self.groups.iter().filter(|group| group.elided == elided) {
            for said in from..=to {
                let rows = group.starts[said]..group.starts[said + 1];
                if rows.is_empty() {
                    continue;
                }
                let [other, same] = likeness::most_edits([length, said], group.least.max(least));
                if length.abs_diff(said) > other.max(same) {
                    continue;
                }
                among.each(rows, |n| {
                    let row = &self.rows[n];
                    let edits = row.bag.edits(bag);
                    if (edits <= other || edits <= same && row.sounds & sounds != 0) && row.marks.share(&marks) {
                        near.push(row.place);
                    }
                });
            }
        }
        near
    }
}

/// Sayings that a window may be like, a bit each.
#[derive(Clone, Debug, Default)]
pub struct Candidates(Vec<u64>);

impl Candidates {
    /// Leaves those that are among others too. Whether any is left.
    pub fn keep(&mut self, others: &Candidates) -> bool {
        let mut any = 0;
        for (bits, others) in self.0.iter_mut().zip(&others.0) {
            *bits &= others;
            any |= *bits;
        }
        any != 0
    }

    /// Makes this the same as another, in the memory that it has.
    pub fn copy(&mut self, other: &Candidates) {
        self.0.clone_from(&other.0);
    }

    /// Calls `each` with those that lie in a range of places.
    fn each(&self, rows: std::ops::Range<usize>, mut each: impl FnMut(usize)) {
        let (first, last) = (rows.start / 64, (rows.end - 1) / 64);
        for word in first..=last {
            let mut left = self.0[word];
            if word == first {
                left &= !0 << (rows.start % 64);
            }
            if word == last {
                left &= !0 >> (63 - (rows.end - 1) % 64);
            }
            while left != 0 {
                each(word * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }
}

impl Marks {
    /// The marks of a form.
    pub(super) fn of(form: &Form) -> Marks {
        let mut marks = Marks::default();
        for pair in form.letters.windows(2) {
            marks.letters |= 1 << letter_kind(pair);
        }
        for code in form.french.iter().chain(&form.english) {
            let mut last = 0;
            for class in code.iter().filter_map(|sound| class(*sound)).chain([0]) {
                marks.consonants |= 1 << (last * 8 + class);
                last = class;
            }
        }
        marks
    }

    /// The marks of a word, without its edges: it may stand anywhere in a name.
    fn of_word(word: &Word) -> Marks {
        let mut marks = Marks::default();
        for pair in word.letters.windows(2) {
            marks.letters |= 1 << letter_kind(pair);
        }
        for code in [&word.french, &word.english] {
            let classes: Vec<u32> = code.iter().filter_map(|sound| class(*sound)).collect();
            for pair in classes.windows(2) {
                marks.consonants |= 1 << (pair[0] * 8 + pair[1]);
            }
        }
        marks
    }

    /// Whether enough is the same that a comparison is worth its while.
    fn share(&self, other: &Marks) -> bool {
        let common = (self.letters & other.letters).count_ones();
        let few = self.letters.count_ones().min(other.letters.count_ones());
        if common * 5 >= few * 2 {
            return true;
        }
        let common = (self.consonants & other.consonants).count_ones();
        let few = self.consonants.count_ones().min(other.consonants.count_ones());
        common * 2 >= few && common > 1
    }
}

impl Bag {
    fn of(letters: &[u8]) -> Bag {
        letters.iter().fold(Bag(0), |Bag(bag), letter| {
            let once = 1 << (letter % 32);
            Bag(bag | if bag & once == 0 { once } else { once << 32 })
        })
    }

    /// Letters that must be changed at least to make one the other.
    fn edits(self, other: Bag) -> usize {
        (self.0 & !other.0).count_ones().max((other.0 & !self.0).count_ones()) as usize
    }
}

/// A bit for each of the sounds of a form.
fn sounds(form: &Form) -> u64 {
    let codes = form.french.iter().chain(&form.english);
    codes.fold(0, |bits, code| bits | 1 << (Print::of(code).key() >> 58))
}

/// The skeleton of a code, and those that have lost one consonant; none when too little is left to tell by.
fn skeletons(code: &[u8]) -> Vec<Vec<u8>> {
    let whole = skeleton(code);
    let without = |at: usize| whole[..at].iter().chain(&whole[at + 1..]).copied().collect();
    let mut all: Vec<Vec<u8>> = Vec::new();
    if whole.len() >= LOSING_LENGTH {
        all.extend((0..whole.len()).map(without));
    }
    if whole.len() >= SKELETON_LENGTH {
        all.push(whole);
    }
    all
}

/// Which of 64 kinds a pair of letters is.
fn letter_kind(pair: &[u8]) -> u32 {
    u32::from(pair[0]).wrapping_mul(31).wrapping_add(u32::from(pair[1])).wrapping_mul(0x9e37_79b1) >> 26
}

/// Takes a key as it is: fingerprints are mixed already.
#[derive(Default)]
pub(super) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::likeness::saying::form_of;

    #[test]
    fn what_is_alike_is_near_and_what_is_not_is_not() {
        let names: Vec<Name> = ["Bastien Corvasier", "Hydralpe", "Montfaulquin", "ChatGPT"]
            .iter()
            .map(|form| Name::new(form, Source::Head))
            .collect();
        let index = Index::new(&names);
        let all = Candidates(vec![!0]);
        for (heard, right) in [
            ("bastien corvazier", "Bastien Corvasier"),
            ("idralpe", "Hydralpe"),
            ("mont faux quin", "Montfaulquin"),
            ("chajipiti", "ChatGPT"),
        ] {
            let words: Vec<String> = heard.split(' ').map(str::to_owned).collect();
            let near: Vec<&str> = index
                .near(&form_of(&words), false, 0.0, &all)
                .iter()
                .map(|(n, _)| names[*n as usize].form.as_str())
                .collect();
            assert!(near.contains(&right), "{heard}: {near:?}");
        }
        assert_eq!(index.near(&form_of(&["boulanger".to_owned()]), false, 0.0, &all), []);
        assert_eq!(index.of_letters(Print::of(b"hydralpe")), &[(1, 0)]);
        assert_eq!(index.of_sound(Print::of(b"idralp")), &[(1, 0)]);
        assert!(index.of_letters(Print::of(b"idralp")).is_empty());
    }
}
