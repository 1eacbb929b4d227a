//! Which windows of a line are names that were misheard.
//!
//! A window that holds an odd word is compared with the names that the index calls near; any other of several words
//! only counts when its letters or its sound are a name's. What is right already blocks its parts.

use super::index::{Candidates, Index, SayingId};
use super::name::Name;
use super::verdict::{NameAt, Verdict, is_loose, joined, overlap};
use super::vocabulary::{Id, Print, Vocabulary, Word};
use crate::analysis::likeness::saying::{form_of, is_spelled, set_codes};
use crate::analysis::likeness::sound::{self, Ear, skeleton};
use crate::analysis::likeness::windows::{self, Spot};
use crate::analysis::likeness::{self, Comparer, Form, Likeness};
use crate::analysis::source::Source;
use crate::analysis::thresholds;
use crate::model::chars::{is_apostrophe, is_hyphen, written};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Windows whose verdict is kept; then all are forgotten.
const KEPT: usize = 1 << 18;

/// Compares windows with names.
pub(super) struct Matcher<'a> {
    names: &'a [Name],
    index: &'a Index,
    kept: FxHashMap<Key, Option<Verdict>>,
    /// What each word may be a part of, by its id; filled as words come.
    holding: Vec<Option<Box<Candidates>>>,
    /// Those of the current window.
    among: Candidates,
}

/// The words of a window, filled up with [`Id::MAX`]; those of an elided start included.
type Key = [Id; 6];

/// The fingerprints of a window: those of its letters and sounds, and of its consonants.
#[derive(Clone, Copy)]
struct Prints {
    whole: [Print; 3],
    skeletons: [Print; 2],
}

impl Prints {
    /// Takes one more word into the window.
    fn take(&mut self, word: &Word) {
        let next = word.prints.iter().chain(&word.skeletons);
        for (print, next) in self.whole.iter_mut().chain(&mut self.skeletons).zip(next) {
            *print = print.then(*next);
        }
    }
}

enum Window {
    Right(u32),
    Wrong(Verdict),
    Nothing,
}

impl<'a> Matcher<'a> {
    /// Compares with these names, which the index holds.
    pub(super) fn new(names: &'a [Name], index: &'a Index) -> Matcher<'a> {
        Matcher { names, index, kept: FxHashMap::default(), holding: Vec::new(), among: Candidates::default() }
    }

    /// The misheard names of a stretch of a line, in its order, none over another.
    pub(super) fn in_stretch(&mut self, text: &str, stretch: &[Spot], vocabulary: &Vocabulary) -> Vec<NameAt> {
        let mut right: Vec<(Range<usize>, u32)> = Vec::new();
        let mut found: Vec<NameAt> = Vec::new();
        let any_odd = stretch.iter().any(|spot| spot.odd);
        if any_odd {
            stretch.iter().for_each(|spot| self.hold(spot.id, vocabulary));
        }
        for start in 0..stretch.len() {
            let mut prints = Prints { whole: [Print::EMPTY; 3], skeletons: [Print::EMPTY; 2] };
            let mut done = start;
            let mut left = any_odd;
            let mut odd = false;
            for window in windows::from(stretch, start) {
                for spot in &stretch[done..window.end] {
                    let word = vocabulary.get(spot.id);
                    prints.take(word);
                    odd |= spot.odd;
                    left = left && self.narrow(spot.id, spot.at.start == stretch[start].at.start);
                }
                done = window.end;
                let spots = &stretch[window.clone()];
                let at = spots[0].at.start..spots[spots.len() - 1].at.end;
                if let Some(name) = self.with_possessive(&text[at.start..], at.len(), prints.whole[0]) {
                    right.push((window, name));
                    continue;
                }
                match self.window(&text[at.clone()], spots, prints, odd && left, vocabulary) {
                    Window::Right(name) => right.push((window, name)),
                    Window::Wrong(verdict) => found.push(NameAt { at, verdict, words: window }),
                    Window::Nothing => {}
                }
            }
        }
        if found.is_empty() {
            return found;
        }
        found.retain(|here| !right.iter().any(|(block, name)| self.blocks(block, *name, here)));
        // What takes in more of a name is more than a part of it that fits a little better.
        let longer = found.iter().filter(|here| !self.has_loose_edge(here, stretch, vocabulary));
        let longer: Vec<(Range<usize>, f32)> = longer.map(|here| (here.words.clone(), here.verdict.score)).collect();
        found.retain(|here| {
            let (words, score) = (&here.words, here.verdict.score);
            let around = |other: &Range<usize>| {
                other.start <= words.start && words.end <= other.end && other.len() > words.len()
            };
            !longer.iter().any(|(other, better)| around(other) && better + thresholds::LONGER >= score)
        });
        found.sort_by(|a, b| {
            let by_score = b.verdict.score.total_cmp(&a.verdict.score);
            by_score.then(b.words.len().cmp(&a.words.len())).then(a.words.start.cmp(&b.words.start))
        });
        let mut kept: Vec<NameAt> = Vec::new();
        for here in found {
            if !kept.iter().any(|other| overlap(&other.words, &here.words)) {
                kept.push(here);
            }
        }
        kept.sort_by_key(|found| found.at.start);
        kept
    }

    /// Whether a name begins or ends in a word that is not of its name.
    fn has_loose_edge(&self, here: &NameAt, stretch: &[Spot], vocabulary: &Vocabulary) -> bool {
        let name = &self.names[here.verdict.name as usize];
        let edges = [&stretch[here.words.start], &stretch[here.words.end - 1]];
        edges.into_iter().map(|spot| vocabulary.get(spot.id)).any(|word| is_loose(word, name))
    }

    /// Whether a right name that stands in some words speaks against one that is found.
    fn blocks(&self, block: &Range<usize>, right: u32, here: &NameAt) -> bool {
        if !overlap(block, &here.words) {
            return false;
        }
        let (right, proposed) = (&self.names[right as usize], &self.names[here.verdict.name as usize]);
        let inside = here.words.start >= block.start && here.words.end <= block.end;
        if inside || right.form == proposed.form {
            return true;
        }
        // A word that is right by itself may still be part of a longer name whose rest is wrong.
        let holds = proposed.words.len() > right.words.len()
            && right.words.iter().all(|word| proposed.words.iter().any(|other| other.letters == word.letters));
        !(holds || right.is_part && here.verdict.form_only)
    }

    /// Finds out what a word may be a part of.
    fn hold(&mut self, id: Id, vocabulary: &Vocabulary) {
        let at = id as usize;
        if self.holding.len() <= at {
            self.holding.resize_with(at + 1, || None);
        }
        self.holding[at].get_or_insert_with(|| Box::new(self.index.holding(vocabulary.get(id))));
    }

    /// Takes one more word into the current window. Whether it may still be like a name.
    fn narrow(&mut self, id: Id, first: bool) -> bool {
        let Some(Some(candidates)) = self.holding.get(id as usize) else { return false };
        if first {
            self.among.copy(candidates);
            return true;
        }
        self.among.keep(candidates)
    }

    fn window(
        &mut self,
        text: &str,
        spots: &[Spot],
        prints: Prints,
        is_likely: bool,
        vocabulary: &Vocabulary,
    ) -> Window {
        let exact = self.exact(text, spots, prints.whole, vocabulary);
        if !matches!(exact, Window::Nothing) {
            return exact;
        }
        if !is_likely {
            return self.run_of_words(spots, prints.skeletons, vocabulary).map_or(Window::Nothing, Window::Wrong);
        }
        let mut key = [Id::MAX; 6];
        if spots.len() > key.len() {
            return Window::Nothing;
        }
        for (slot, spot) in key.iter_mut().zip(spots) {
            *slot = spot.id;
        }
        let verdict = match self.kept.get(&key) {
            Some(verdict) => *verdict,
            None => {
                let verdict = self.judge(spots, vocabulary);
                if self.kept.len() >= KEPT {
                    self.kept.clear();
                }
                self.kept.insert(key, verdict);
                verdict
            }
        };
        let verdict = verdict.or_else(|| self.run_of_words(spots, prints.skeletons, vocabulary));
        verdict.map_or(Window::Nothing, Window::Wrong)
    }

    /// The name that was heard as a run of words, ordinary ones among them: `cat or skill` for *Kaaterskill*. They must
    /// have its consonants, and sound like it.
    fn run_of_words(&self, spots: &[Spot], skeletons: [Print; 2], vocabulary: &Vocabulary) -> Option<Verdict> {
        let [french, english] = skeletons.map(|skeleton| self.index.of_skeleton(skeleton));
        let several = || spots.iter().filter(|spot| !spot.elided).count() > 1;
        if french.is_empty() && english.is_empty() || !several() {
            return None;
        }
        // `la grande` is no *Legrand*.
        let says = |spot: &&Spot| !spot.elided && (spot.odd || !vocabulary.get(spot.id).is_function);
        let length: usize = spots.iter().map(|spot| vocabulary.get(spot.id).letters.len()).sum();
        if spots.iter().filter(says).count() < 2 && length < thresholds::RUN_LENGTH {
            return None;
        }
        let words: Vec<&Word> = spots.iter().map(|spot| vocabulary.get(spot.id)).collect();
        let mut form = joined(spots, vocabulary);
        run_together(&mut form, &words);
        // Few consonants say little: there the vowels must be right too.
        let is_short =
            form.french.iter().chain(&form.english).all(|code| skeleton(code).len() < thresholds::RUN_CONSONANTS);
        let heard = Comparer::new(&form);
        let mut best: Option<Verdict> = None;
        for &(n, s) in french.iter().chain(english) {
            let name = &self.names[n as usize];
            let least = best.map_or(thresholds::RUN_SCORE, |best| best.score);
            let likeness = heard.likeness(&name.sayings[usize::from(s)].form, least);
            let loose = is_loose(words[0], name) || is_loose(words[words.len() - 1], name);
            let close = loose || is_short;
            let enough = likeness.score > least
                && likeness.letters >= thresholds::RUN_LETTERS
                && likeness.sound >= if close { thresholds::EDGE_SOUND } else { thresholds::RUN_SOUND };
            if enough && self.words_fit(name, &words) {
                let same_sound = likeness.sound >= thresholds::EQUAL;
                best = Some(Verdict { name: n, score: likeness.score, form_only: false, same_sound, elided: false });
            }
        }
        best
    }

    /// The name that a window is with the possessive behind it, as *Sotheby's*. `text` begins with the window, which
    /// has so many bytes and these letters.
    fn with_possessive(&self, text: &str, length: usize, letters: Print) -> Option<u32> {
        let behind = text[length..].strip_prefix(is_apostrophe)?.strip_prefix(['s', 'S'])?;
        let whole = &text[..text.len() - behind.len()];
        let places = self.index.of_letters(letters.then(Print::of(b"s")));
        let is = |name: &Name| matches!(difference(whole, name), Difference::None);
        places.iter().map(|(n, _)| *n).find(|n| is(&self.names[*n as usize]))
    }

    /// A window whose letters or sound are a name's.
    fn exact(&self, text: &str, spots: &[Spot], prints: [Print; 3], vocabulary: &Vocabulary) -> Window {
        let mut best = Window::Nothing;
        for place in self.index.of_letters(prints[0]) {
            let (n, name) = (place.0, &self.names[place.0 as usize]);
            if place.1 == 0 || name.letters() == name.sayings[usize::from(place.1)].form.letters {
                match difference(text, name) {
                    Difference::None => return Window::Right(n),
                    // A word of its own: `dalle` is no `DALL-E`.
                    Difference::Form if spots.len() == 1 && vocabulary.get(spots[0].id).is_common => {}
                    Difference::Case if !self.case_counts(text, name, spots, vocabulary) => return Window::Right(n),
                    _ => {
                        best = Window::Wrong(Verdict {
                            name: n,
                            score: thresholds::SAME_LETTERS,
                            form_only: true,
                            same_sound: true,
                            elided: false,
                        });
                    }
                }
            }
        }
        let words = spots.iter().filter(|spot| !spot.elided).count();
        let single = words < 2;
        if single && !spots.iter().any(|spot| spot.odd) || !matches!(best, Window::Nothing) {
            return best;
        }
        let length: usize = spots.iter().map(|spot| vocabulary.get(spot.id).letters.len()).sum();
        for print in &prints[1..] {
            for place in self.index.of_sound(*print) {
                let name = &self.names[place.0 as usize];
                let last = vocabulary.get(spots[spots.len() - 1].id);
                let strange = single && last.is_unknown;
                // `see are pea` has a word for each letter of *CRP*.
                let by_letter = words > 2 && words == name.letters().len() && is_spelled(&name.form);
                let likely = length >= 5
                    && (name.letters().len() >= 5 || by_letter)
                    && (strange || !name.is_part)
                    && name.source > Source::Shipped;
                if !likely || single && is_plural(&last.letters, name.letters()) {
                    continue;
                }
                let heard = joined(spots, vocabulary);
                // The name without its article: nothing is wrong.
                if name.has_article() && name.sayings.iter().any(|saying| saying.form.letters == heard.letters) {
                    continue;
                }
                let Likeness { letters, sound, score } =
                    likeness::likeness(&heard, &name.sayings[usize::from(place.1)].form);
                let edge = |spot: &Spot| vocabulary.get(spot.id).is_function;
                let loose = edge(&spots[0]) || edge(&spots[spots.len() - 1]);
                let enough = if strange {
                    thresholds::SAME_SOUND_UNKNOWN
                } else if loose && !single {
                    thresholds::SAME_SOUND_LOOSE
                } else {
                    thresholds::SAME_SOUND
                };
                if sound >= thresholds::EQUAL && letters >= enough && !(single && last.is_known) {
                    let verdict = Verdict { name: place.0, score, form_only: false, same_sound: true, elided: false };
                    return Window::Wrong(verdict);
                }
            }
        }
        Window::Nothing
    }

    /// Whether another case than the name's is worth a word.
    fn case_counts(&self, text: &str, name: &Name, spots: &[Spot], vocabulary: &Vocabulary) -> bool {
        if name.is_ordinary || name.source <= Source::Shipped {
            return false;
        }
        let mixed = |word: &str| {
            let mut chars = word.chars().zip(word.chars().skip(1));
            chars.any(|(a, b)| a.is_lowercase() && b.is_uppercase())
        };
        if mixed(&name.form) {
            return true;
        }
        // A name without a capital, when no word of it means anything else.
        let rare = |spot: &Spot| vocabulary.get(spot.id).is_unknown;
        !text.contains(char::is_uppercase) && spots.iter().all(rare)
    }

    /// The name that a window with an odd word is like.
    fn judge(&self, spots: &[Spot], vocabulary: &Vocabulary) -> Option<Verdict> {
        let words: Vec<&Word> = spots.iter().map(|spot| vocabulary.get(spot.id)).collect();
        let mut best: Option<Verdict> = None;
        let mut forms = vec![(joined(spots, vocabulary), false)];
        if words.iter().any(|word| word.spelled.is_some()) {
            let said = words.iter().flat_map(|word| word.spelled.as_deref().unwrap_or(&word.text).split(' '));
            forms.push((form_of(&said.map(str::to_owned).collect::<Vec<_>>()), false));
        }
        if words.len() > 1 && words[0].letters.as_ref() == b"de" {
            forms.push((elided(&words[1..]), true));
        }
        let floor = self.floor(&words);
        for (form, is_elided) in &forms {
            if form.letters.len() < 3 {
                continue;
            }
            let near = self.index.near(form, *is_elided, floor, &self.among);
            let short = self.take_nearest(form, *is_elided, near, &words, &mut best);
            if !short.is_empty() && words.len() > 1 && !is_elided {
                let mut run = form.clone();
                run_together(&mut run, &words);
                self.take_nearest(&run, false, short, &words, &mut best);
            }
        }
        best
    }

    /// Makes `best` the best of some names for a form. Returns those that fall short by their sound alone.
    fn take_nearest(
        &self,
        form: &Form,
        elided: bool,
        near: Vec<SayingId>,
        words: &[&Word],
        best: &mut Option<Verdict>,
    ) -> Vec<SayingId> {
        let heard = Comparer::new(form);
        let mut short = Vec::new();
        for (n, s) in near {
            let name = &self.names[n as usize];
            let saying = &name.sayings[usize::from(s)];
            let bar = self.bar(name, words);
            let least = best.map_or(bar, |best| bar.max(best.score));
            let likeness = heard.likeness(&saying.form, least);
            if likeness.score < least {
                if likeness.letters >= 2.0 * bar - 1.0 {
                    short.push((n, s));
                }
                continue;
            }
            let (score, same_sound) = (likeness.score, likeness.sound >= thresholds::EQUAL);
            let better = best.is_none_or(|best| {
                let other = &self.names[best.name as usize];
                (score, name.source, !name.is_part) > (best.score, other.source, !other.is_part)
            });
            if better && self.allows(name, words, likeness, elided) {
                *best = Some(Verdict { name: n, score, form_only: false, same_sound, elided });
            }
        }
        short
    }

    /// What a window must score to be proposed as this name.
    fn bar(&self, name: &Name, words: &[&Word]) -> f32 {
        // One word alone is easily like another; what a person has confirmed gets the benefit of the doubt.
        let alone = if words.len() == 1 && name.source < Source::Series { thresholds::ALONE } else { 0.0 };
        name.least().max(self.floor(words)).max(alone)
    }

    /// What a window must score to be proposed as any name.
    fn floor(&self, words: &[&Word]) -> f32 {
        // Written with care, and not as a recogniser hears: `OpenGL`.
        let careful = words.iter().any(|word| word.is_mixed);
        if careful || words.iter().all(|word| word.is_known) {
            thresholds::KNOWN_WORDS
        } else if words.iter().all(|word| word.is_unknown) {
            thresholds::OF_NAME
        } else {
            thresholds::MIXED_WORDS
        }
    }

    /// What likeness alone does not see.
    fn allows(&self, name: &Name, words: &[&Word], likeness: Likeness, is_elided: bool) -> bool {
        let proper = words.len() > 1 && words.iter().all(|word| word.is_capital || word.is_function);
        if name.is_ordinary && likeness.sound < thresholds::EQUAL && !(proper && likeness.score >= thresholds::ORDINARY)
        {
            return false;
        }
        // Only one word: never a common one; one that a dictionary knows only by its very sound.
        if let [word] = words {
            if word.is_common && word.spelled.is_none() {
                return false;
            }
            // A place or a person that a dictionary knows is most likely itself, unless it sounds like a surname here.
            let surname = name.wholes.iter().any(|whole| whole.before);
            if word.is_known && (likeness.sound < thresholds::EQUAL || !surname) && !word.text.contains('-') {
                return false;
            }
            // `Mercator-ish` has the name in it.
            let holds = |part: &str| part.len() < word.text.len() && likeness::letter_bytes(part) == name.letters();
            if is_plural(&word.letters, name.letters()) || word.text.split(is_hyphen).any(holds) {
                return false;
            }
        }
        if name.is_part && words.iter().filter(|word| !word.is_function).count() > 2 {
            return false;
        }
        // An edge that says nothing belongs to the sentence, unless the name has it too.
        if likeness.sound < thresholds::EDGE_SOUND && !is_elided {
            let (first, last) = (words[0], words[words.len() - 1]);
            if is_loose(first, name) || is_loose(last, name) {
                return false;
            }
        }
        // Shipped names are many and far off: all that is not the name's own must be unknown everywhere.
        if name.source == Source::Shipped {
            let has = |word: &&Word| name.has(&word.letters);
            let strange = |word: &&Word| word.is_unknown || word.is_function || has(word);
            let own = words.iter().any(|word| has(word) && !word.is_common && !word.is_function);
            if !words.iter().all(strange) && !own {
                return false;
            }
            if !words.iter().any(|word| word.is_unknown) && !own {
                return false;
            }
        }
        self.words_fit(name, words)
    }

    /// Whether each word is like the name's word in its place, when they have as many: a surname that fits must
    /// not hide somebody else's first name.
    fn words_fit(&self, name: &Name, words: &[&Word]) -> bool {
        let said: Vec<&Form> = name.words.iter().collect();
        // What is divided otherwise than the name cannot be held against it word by word.
        let divided = words.iter().any(|word| word.text.contains(|c| is_hyphen(c) || is_apostrophe(c)));
        if said.len() != words.len() || words.len() < 2 || divided {
            return true;
        }
        words.iter().zip(said).all(|(word, said)| {
            // An ordinary word is itself: the `has` behind *Rafferty* is no *Moss*.
            let [enough, sounds] = match word.is_common {
                true => [thresholds::COMMON_WORD_LETTERS, thresholds::COMMON_WORD_SOUND],
                false => [thresholds::WORD_LETTERS, thresholds::WORD_SOUND],
            };
            let letters = likeness::alike(&word.letters, &said.letters);
            if letters >= enough {
                return true;
            }
            let mut heard = Form { letters: word.letters.to_vec(), ..Form::default() };
            set_codes(&mut heard, word.french.to_vec(), word.english.to_vec());
            likeness::likeness(&heard, said).sound >= sounds
        })
    }
}

/// Adds to a form how its words sound when they run into each other: `kerny si` has the `z` of *Kernisi*.
fn run_together(form: &mut Form, words: &[&Word]) {
    let text: String = words.iter().map(|word| &*word.text).collect();
    for (codes, ear) in [(&mut form.french, Ear::French), (&mut form.english, Ear::English)] {
        let run = sound::code(&text, ear);
        if !run.is_empty() && !codes.contains(&run) {
            codes.push(run);
        }
    }
}

/// The form of words behind a `de` that is heard as `d'`.
fn elided(words: &[&Word]) -> Form {
    let mut form = Form { letters: vec![b'd'], ..Form::default() };
    let mut french = vec![b'd'];
    for word in words {
        form.letters.extend_from_slice(&word.letters);
        french.extend_from_slice(&word.french);
    }
    set_codes(&mut form, french, Vec::new());
    form
}

/// Whether two rows of letters differ by an ending of the plural alone.
fn is_plural(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|end| matches!(end, b"s" | b"x" | b"es"))
}

enum Difference {
    None,
    Case,
    Form,
}

/// How a text with the letters of a name differs from it.
fn difference(text: &str, name: &Name) -> Difference {
    let (text, form) = (written(text), written(&name.form));
    if text == form {
        Difference::None
    } else if text.to_lowercase() == form.to_lowercase() {
        Difference::Case
    } else {
        Difference::Form
    }
}
