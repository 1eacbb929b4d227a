//! Finds what sounds like a text that a person typed: a name under any of its spellings, in one word or in four.
//!
//! Windows of one to four words are compared with the query as the analysis of names compares them, half by letters
//! and half by sound, French and English, with capitals spelled out and numbers read: nothing is known here of how a
//! word sounds. What differs is that there is no dictionary and no list of names to hold a window against: likeness
//! alone says what is enough.
//!
//! | a window | is found from a likeness of | because |
//! | --- | --- | --- |
//! | any | [`LEAST`], with [`LEAST_SOUND`] of the sound | below it stand words that share a syllable: `travail`, `travaux` |
//! | that sounds nearly equal | [`LEAST_HEARD`] | names are spelled in wild ways: `McCabe`, `Makabe` |
//! | that sounds equal, with [`LEAST_LETTERS`] | [`LEAST_EQUAL`] | likeness expects more of a short name: `Sean`, `Shawn` |
//! | with more or fewer words than were typed | [`LEAST_SPLIT`] | there are four times as many windows as words |
//! | of these, with a function word at an end | [`LEAST_EDGE`], or an equal sound | else every `de` is drawn in; `le fèvre` is not |
//! | of function words alone | 1: what was typed | they stand in every line: `mais on` is no `maison` |
//!
//! Measured with every seventh longer word of three transcripts (1,325 lines, French and English) as the query: 294
//! queries found 253 other forms in 691 places, less than one form a query; nearly all are inflections (`année`,
//! `années`) or the misheard spellings of a name. Of windows that overlap the most alike is found, of equals the
//! shortest.
//!
//! It is quick because each distinct word is judged once: how it sounds, what it costs at least in a window that
//! sounds like the query ([`sound::strangeness`]), and what classes of sounds it is made of ([`Bag`]). Most windows end
//! at those sums, and what was compared is remembered.

use crate::analysis::likeness::saying::{form_of, sayings, set_codes, spell_english, spell_french};
use crate::analysis::likeness::sound::{self, Ear};
use crate::analysis::likeness::windows::{self, Spot};
use crate::analysis::likeness::{Comparer, Form, Likeness, letter_bytes};
use crate::analysis::written_form::written;
use crate::language::Language;
use crate::language::words::{without_possessive, words_of};
use crate::model::chars;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How alike a window must be: letters and sound taken together.
const LEAST: f32 = 0.78;
/// The same of one that sounds nearly equal, as [`NEARLY_EQUAL`] says.
const LEAST_HEARD: f32 = 0.75;
/// The same of one that sounds equal and has [`LEAST_LETTERS`]: a short name, of which likeness expects more.
const LEAST_EQUAL: f32 = 0.69;
const LEAST_LETTERS: f32 = 0.55;
/// The same of a window whose words are heard one by one, to be worth a closer look.
const LEAST_JOINED: f32 = 0.62;
/// From here on two sounds are equal.
const EQUAL: f32 = 0.999;
/// From here on two sounds are nearly equal.
const NEARLY_EQUAL: f32 = 0.85;
/// How alike the sound must be in any case.
const LEAST_SOUND: f32 = 0.74;
/// How alike a window must be that has not as many words as the query.
const LEAST_SPLIT: f32 = 0.80;
/// How alike a window must be that begins or ends in a function word, unless its sound is equal.
const LEAST_EDGE: f32 = 0.85;

/// How much longer than the query, in sounds, a window may be.
const LONGEST: f32 = 1.4;
/// How much shorter.
const SHORTEST: f32 = 0.6;
/// Distinct words that are remembered; then all are forgotten.
const WORDS: usize = 1 << 18;
/// Windows whose likeness is remembered; then all are forgotten.
const WINDOWS: usize = 1 << 16;
/// Pieces between spaces at the end of a line, or at its beginning, in which a match over two lines may lie.
const PIECES: usize = 6;

/// A query by ear, made ready.
#[derive(Debug)]
pub(super) struct Sounds {
    /// The ways in which the query may be said; the first is as it was typed.
    said: Vec<Form>,
    /// The letters of its words.
    words: Vec<Vec<u8>>,
    /// How many words it has, elided ones not counted.
    count: usize,
    /// All sounds of it.
    among: Vec<u8>,
    /// What each of its codes is made of, and how long it is.
    bags: Vec<(Bag, u32)>,
    /// The most that the words of a window may cost, and how long it may be; `None` when the query has no sound.
    bounds: Option<Bounds>,
    memo: Mutex<Memo>,
}

/// What is asked of the words of a window before they are compared, in hundredths of a consonant.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    longest: u32,
    shortest: u32,
    cost: u32,
}

/// What is known of words and windows: it changes how fast an answer is, and never the answer.
#[derive(Debug, Default)]
struct Memo {
    ids: HashMap<Box<str>, u32>,
    words: Vec<Word>,
    windows: HashMap<[u32; MOST], Option<f32>>,
}

/// How often each class of sounds stands in a code, eight bits a class: what two codes have in common at most, before
/// they are compared. Those of two words add up to that of both.
#[derive(Clone, Copy, Debug, Default)]
struct Bag(u64);

/// Words of a window, elided ones counted.
const MOST: usize = 6;

#[derive(Debug, Default)]
struct Word {
    /// How it is written, and its letters folded; empty unless it is possible.
    text: Box<str>,
    letters: Box<[u8]>,
    french: Box<[u8]>,
    english: Box<[u8]>,
    /// What it is made of, by either ear.
    bags: [Bag; 2],
    /// It is a row of capitals that may be said letter by letter.
    is_spelled: bool,
    /// How long it is at least and at most, by either ear.
    length: (u32, u32),
    /// What it costs at least in a window that sounds like the query.
    cost: u32,
    is_function: bool,
    /// It may be part of a window that sounds like the query.
    is_possible: bool,
}

/// A window that sounds like the query.
struct Found {
    /// Its words in the stretch.
    words: Range<usize>,
    /// Its bytes in the text.
    at: Range<usize>,
    score: f32,
}

impl Sounds {
    /// Makes a query ready. `None` when it has no letter that could be heard.
    pub(super) fn new(query: &str) -> Option<Sounds> {
        let ways = sayings(query).into_iter().filter(|saying| !saying.elided);
        let said: Vec<Form> = ways.map(|saying| saying.form).collect();
        if said.first()?.letters.len() < 2 {
            return None;
        }
        let codes = || said.iter().flat_map(|form| form.french.iter().chain(&form.english));
        let mut among: Vec<u8> = codes().flatten().copied().collect();
        among.sort_unstable();
        among.dedup();
        let lengths = codes().map(|code| sound::length_of(code));
        let bounds = lengths.clone().max().zip(lengths.min()).map(|(longest, shortest)| {
            let longest = (longest as f32 * LONGEST) as u32;
            let cost = (longest as f32 * (1.0 - LEAST_SOUND)) as u32;
            Bounds { longest, shortest: (shortest as f32 * SHORTEST) as u32, cost }
        });
        let bags = codes().map(|code| (Bag::of(code), sound::length_of(code))).collect();
        let words = words_of(query).map(|piece| letter_bytes(&query[piece.at])).collect();
        let count = words_of(query).filter(|piece| !piece.elided).count();
        Some(Sounds { said, words, count, among, bags, bounds, memo: Mutex::default() })
    }

    /// The bytes of the first match that begins at byte `from` or behind.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let mut first: Option<Range<usize>> = None;
        self.stretches(text, |memo, stretch| {
            if first.is_none() && stretch.last().is_some_and(|spot| spot.at.end > from) {
                first = self.in_stretch(memo, stretch).into_iter().map(|found| found.at).find(|at| at.start >= from);
            }
        });
        first
    }

    /// The bytes in the first text, from `from` on, and the end in the second, of a match that runs from one into the
    /// other.
    pub(super) fn across(&self, first: &str, from: usize, second: &str) -> Option<(Range<usize>, usize)> {
        if !self.may_begin_with_part(second) {
            return None;
        }
        let end = first.trim_end().len();
        let start = from.max(first[..end].rmatch_indices(char::is_whitespace).nth(PIECES - 1).map_or(0, |(at, _)| at));
        let gap = second.len() - second.trim_start().len();
        let behind = second[gap..].match_indices(char::is_whitespace).nth(PIECES - 1);
        let next_end = behind.map_or(second.len(), |(at, _)| gap + at);
        let both = format!("{}\n{}", first.get(start..end)?, &second[gap..next_end]);
        let boundary = end - start;
        let mut best: Option<Found> = None;
        self.stretches(&both, |memo, stretch| {
            for found in self.all_in(memo, stretch) {
                let crosses = found.at.start < boundary && found.at.end > boundary;
                if crosses && best.as_ref().is_none_or(|best| found.compare(best).is_gt()) {
                    best = Some(found);
                }
            }
        });
        best.map(|found| (start + found.at.start..end, gap + found.at.end - boundary - 1))
    }

    /// Whether a text may hold the first part of a match that runs over its end.
    pub(super) fn may_open(&self, text: &str) -> bool {
        let text = text.trim_end();
        let start = text.rfind(char::is_whitespace).unwrap_or(0);
        let piece = &text[start..];
        let Some(last) = words_of(piece).last().filter(|last| last.at.end == piece.len()) else { return false };
        let mut memo = self.memo();
        let id = memo.id(&piece[last.at], self);
        memo.words[id as usize].is_possible
    }

    /// Whether the first word of a text may be part of a match.
    fn may_begin_with_part(&self, text: &str) -> bool {
        let Some(first) = words_of(text).next() else { return false };
        let word = without_possessive(&text[first.at]);
        let mut memo = self.memo();
        let id = memo.id(word, self);
        memo.words[id as usize].is_possible
    }

    /// Whether the words at these bytes, taken by themselves, sound like the query.
    pub(super) fn is_at(&self, text: &str, at: Range<usize>) -> bool {
        let Some(text) = text.get(at) else { return false };
        let mut is_at = false;
        self.stretches(text, |memo, stretch| {
            is_at |= self.all_in(memo, stretch).iter().any(|found| found.at == (0..text.len()));
        });
        is_at
    }

    /// What stands in place of the match at these bytes, and where that begins: `with` as it was typed, with what leans
    /// on it in French, unless that lies before `free`, and with its plural. `None` when there is no such match.
    pub(super) fn replaced(&self, text: &str, at: Range<usize>, free: usize, with: &str) -> Option<(usize, String)> {
        if !self.is_at(text, at.clone()) {
            return None;
        }
        let mut made = (at.start, with.to_owned());
        if with.trim().is_empty() {
            return Some(made);
        }
        self.stretches(text, |_, stretch| {
            let start = stretch.iter().position(|spot| spot.at.start == at.start);
            let end = stretch.iter().position(|spot| spot.at.end == at.end);
            let Some((start, end)) = start.zip(end).filter(|(start, end)| start <= end) else { return };
            let form = written(text, stretch, &(start..end + 1), false, with, true);
            if form.over.start >= free {
                made = (form.over.start, form.with);
            }
        });
        let is_plural = letter_bytes(&text[at]).strip_suffix(b"s").is_some_and(|one| *one == *self.said[0].letters);
        if is_plural && !made.1.ends_with(['s', 'x', 'z', 'S', 'X', 'Z']) {
            made.1.push('s');
        }
        Some(made)
    }

    fn memo(&self) -> MutexGuard<'_, Memo> {
        // Whoever panicked while holding it left at worst an answer out.
        self.memo.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls `each` with every stretch of a text that no punctuation divides.
    fn stretches(&self, text: &str, mut each: impl FnMut(&mut Memo, &[Spot])) {
        let mut memo = self.memo();
        let memo = &mut *memo;
        memo.make_room();
        let mut stretch: Vec<Spot> = Vec::new();
        let mut any_possible = false;
        let mut last = 0;
        for piece in words_of(text) {
            let word = without_possessive(&text[piece.at.clone()]);
            let at = piece.at.start..piece.at.start + word.len();
            if !stretch.is_empty() && !windows::joins(&text[last..at.start]) {
                if any_possible {
                    each(memo, &stretch);
                }
                stretch.clear();
                any_possible = false;
            }
            let id = memo.id(word, self);
            any_possible |= memo.words[id as usize].is_possible;
            last = at.end;
            stretch.push(Spot { id, at, elided: piece.elided, odd: false });
        }
        if any_possible {
            each(memo, &stretch);
        }
    }

    /// The matches of a stretch in the order of the text, none over another.
    fn in_stretch(&self, memo: &mut Memo, stretch: &[Spot]) -> Vec<Found> {
        let mut all = self.all_in(memo, stretch);
        if all.len() < 2 {
            return all;
        }
        all.sort_by(|a, b| b.compare(a));
        let mut kept: Vec<Found> = Vec::new();
        for found in all {
            let free = |other: &Found| other.words.end <= found.words.start || found.words.end <= other.words.start;
            if kept.iter().all(free) {
                kept.push(found);
            }
        }
        kept.sort_by_key(|found| found.at.start);
        kept
    }

    /// All windows of a stretch that sound like the query.
    fn all_in(&self, memo: &mut Memo, stretch: &[Spot]) -> Vec<Found> {
        let mut all = Vec::new();
        for start in 0..stretch.len() {
            let (mut cost, mut least, mut most) = (0, 0, 0);
            let mut bags = [Bag::default(); 2];
            let mut is_spelled = false;
            let mut done = start;
            for window in windows::from(stretch, start) {
                for spot in &stretch[done..window.end] {
                    let word = &memo.words[spot.id as usize];
                    cost += word.cost;
                    least += word.length.0;
                    most += word.length.1;
                    bags[0].0 += word.bags[0].0;
                    bags[1].0 += word.bags[1].0;
                    is_spelled |= word.is_spelled;
                }
                done = window.end;
                if let Some(bounds) = self.bounds {
                    if cost > bounds.cost || least > bounds.longest {
                        break;
                    }
                    if most < bounds.shortest || !is_spelled && !self.may_sound(bags, most) {
                        continue;
                    }
                }
                if let Some(score) = self.window(memo, stretch, window.clone()) {
                    let at = stretch[window.start].at.start..stretch[window.end - 1].at.end;
                    all.push(Found { words: window, at, score });
                }
            }
        }
        all
    }

    /// Whether a code of these sounds, as long as that at most, may be like one of the query's.
    fn may_sound(&self, bags: [Bag; 2], most: u32) -> bool {
        self.bags.iter().any(|(said, length)| {
            let allowed = (most.max(*length) as f32 * (1.0 - LEAST_SOUND)) as u32;
            bags.iter().any(|bag| bag.distance(*said) <= allowed)
        })
    }

    /// How alike a window is to the query, if it is enough.
    fn window(&self, memo: &mut Memo, stretch: &[Spot], window: Range<usize>) -> Option<f32> {
        let spots = &stretch[window];
        if spots.len() > MOST {
            return None;
        }
        let mut key = [u32::MAX; MOST];
        for (slot, spot) in key.iter_mut().zip(spots) {
            *slot = spot.id;
        }
        if let Some(known) = memo.windows.get(&key) {
            return *known;
        }
        let words: Vec<&Word> = spots.iter().map(|spot| &memo.words[spot.id as usize]).collect();
        let score = self.judge(&words, spots);
        memo.windows.insert(key, score);
        score
    }

    fn judge(&self, words: &[&Word], spots: &[Spot]) -> Option<f32> {
        let same = words.len() == self.words.len()
            && words.iter().zip(&self.words).all(|(word, typed)| *word.letters == **typed);
        if same {
            return Some(1.0);
        }
        if words.iter().all(|word| word.is_function) {
            return None;
        }
        let is_split = spots.iter().filter(|spot| !spot.elided).count() != self.count;
        let strange = |word: &Word| word.is_function && !self.words.iter().any(|typed| **typed == *word.letters);
        let has_edge = words.len() > 1 && (strange(words[0]) || strange(words[words.len() - 1]));
        // As the words sound one by one: quick, and never far from how they sound together.
        if !words.iter().any(|word| word.is_spelled) {
            let form = joined(words);
            let heard = Comparer::new(&form);
            if !self.said.iter().any(|said| heard.likeness(said, LEAST_JOINED).score >= LEAST_JOINED) {
                return None;
            }
        }
        let mut best: Option<f32> = None;
        for form in forms(words) {
            let heard = Comparer::new(&form);
            for (said, way) in self.said.iter().zip(0u8..) {
                let Likeness { score, letters, sound } = heard.likeness(said, LEAST_EQUAL);
                let needed = match sound {
                    _ if is_split && has_edge && sound < EQUAL => LEAST_EDGE,
                    _ if is_split => LEAST_SPLIT,
                    EQUAL.. if letters >= LEAST_LETTERS => LEAST_EQUAL,
                    NEARLY_EQUAL.. => LEAST_HEARD,
                    _ => LEAST,
                };
                let is_heard = self.bounds.is_none() || sound >= LEAST_SOUND;
                // As it was typed is better than as it may be said: with the article that was typed, not without.
                let rank = if way == 0 { score } else { score - 0.01 };
                if score >= needed && is_heard && best.is_none_or(|best| rank > best) {
                    best = Some(rank);
                }
            }
        }
        best
    }
}

/// A window as its words sound one by one.
fn joined(words: &[&Word]) -> Form {
    let mut form = Form::default();
    let (mut french, mut english) = (Vec::new(), Vec::new());
    for word in words {
        form.letters.extend_from_slice(&word.letters);
        french.extend_from_slice(&word.french);
        english.extend_from_slice(&word.english);
    }
    set_codes(&mut form, french, english);
    form
}

/// A window as it is compared: as it is written, and with its rows of capitals spelled out in French and in English.
fn forms(words: &[&Word]) -> Vec<Form> {
    let written: Vec<String> = words.iter().map(|word| word.text.to_string()).collect();
    let mut all = vec![form_of(&written)];
    if words.iter().any(|word| word.is_spelled) {
        for spell in [spell_french, spell_english] {
            let said = words.iter().map(|word| if word.is_spelled { spell(&word.text) } else { word.text.to_string() });
            let said: Vec<String> =
                said.flat_map(|said| said.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
            all.push(form_of(&said));
        }
    }
    all
}

/// Whether a word is a short row of capitals, or one alone, that may be said letter by letter.
fn is_spelled(word: &str) -> bool {
    word.len() <= 4 && word.chars().all(|c| c.is_ascii_uppercase())
}

impl Found {
    /// Which of two is better: the more alike, the shorter, the first.
    fn compare(&self, other: &Found) -> Ordering {
        let rank = |found: &Found| (Reverse(found.words.len()), Reverse(found.at.start));
        self.score.total_cmp(&other.score).then_with(|| rank(self).cmp(&rank(other)))
    }
}

impl Memo {
    /// The number of a word, judged if it is new.
    fn id(&mut self, text: &str, sounds: &Sounds) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.words.push(Word::new(text, sounds));
        self.ids.insert(text.into(), id);
        id
    }

    /// Forgets what has become too much. Not in the middle of a text, whose words have numbers.
    fn make_room(&mut self) {
        if self.words.len() >= WORDS {
            *self = Memo::default();
        }
        if self.windows.len() >= WINDOWS {
            self.windows.clear();
        }
    }
}

impl Word {
    fn new(text: &str, sounds: &Sounds) -> Word {
        let mut codes = vec![sound::code(text, Ear::French), sound::code(text, Ear::English)];
        if is_spelled(text) {
            codes.push(code_of(&spell_french(text), Ear::French));
            codes.push(code_of(&spell_english(text), Ear::English));
        }
        let cost = codes.iter().map(|code| sound::strangeness(code, &sounds.among)).min().unwrap_or(0);
        let lengths = codes.iter().map(|code| sound::length_of(code));
        let length = (lengths.clone().min().unwrap_or(0), lengths.max().unwrap_or(0));
        let is_possible = sounds.bounds.is_none_or(|bounds| cost <= bounds.cost && length.0 <= bounds.longest);
        if !is_possible {
            return Word { length, cost, ..Word::default() };
        }
        let bags = [Bag::of(&codes[0]), Bag::of(&codes[1])];
        let mut codes = codes.into_iter();
        let lower = chars::lower(text);
        Word {
            text: text.into(),
            letters: letter_bytes(text).into(),
            french: codes.next().unwrap_or_default().into(),
            english: codes.next().unwrap_or_default().into(),
            bags,
            is_spelled: is_spelled(text),
            length,
            cost,
            is_function: Language::French.is_function_word(&lower) || Language::English.is_function_word(&lower),
            is_possible,
        }
    }
}

impl Bag {
    fn of(code: &[u8]) -> Bag {
        let class = |sound: &u8| -> u64 {
            let one = |class: u32| 1 << (8 * class);
            match sound {
                b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'2' | b'j' | b'w' => one(VOWEL),
                // As its twin, a vowel and an `n`.
                b'A' | b'I' | b'O' => one(VOWEL) + one(NASAL),
                b'm' | b'n' => one(NASAL),
                b'p' | b'b' | b'f' | b'v' => one(2),
                b't' | b'd' | b'T' => one(3),
                b'k' | b'g' => one(4),
                b's' | b'z' | b'S' | b'Z' => one(5),
                b'l' => one(6),
                b'r' => one(7),
                _ => 0,
            }
        };
        // Six words of that many sounds stay below what a class can hold.
        Bag(code.iter().take(40).map(class).sum())
    }

    /// What it costs at least, in hundredths, to make a code of these sounds one of those.
    fn distance(self, other: Bag) -> u32 {
        let of = |bag: Bag, class: u32| (bag.0 >> (8 * class)) as u32 & 0xff;
        let apart = |class| of(self, class).abs_diff(of(other, class));
        let (mut more, mut less) = (0, 0);
        for class in 2..8 {
            more += of(self, class).saturating_sub(of(other, class));
            less += of(other, class).saturating_sub(of(self, class));
        }
        // Consonants are swapped as far as there are any to swap with, and else lost.
        more.min(less) * 60 + more.abs_diff(less) * 100 + (apart(VOWEL) + apart(NASAL)) * 40
    }
}

/// The classes of a [`Bag`] that are no plain consonants.
const VOWEL: u32 = 0;
const NASAL: u32 = 1;

/// How words sound one after the other.
fn code_of(words: &str, ear: Ear) -> sound::Code {
    words.split(' ').flat_map(|word| sound::code(word, ear)).collect()
}
