//! Whether what stands before the texts of one file are names: what is counted, and what it takes.
//!
//! Taking words out of a text is the worse error, so what is in doubt stays in the text. Each threshold says which
//! case it lets in and which it keeps out.

use super::prefix::{self, Looks, spaced};
use super::prefixes::Prefixes;
use crate::model::sounds;
use rustc_hash::FxHashMap;
use std::collections::HashSet;

/// What is counted of one file.
#[derive(Default)]
pub(super) struct Evidence {
    /// Texts in which somebody speaks.
    texts: usize,
    /// Each that is named, by their name.
    found: FxHashMap<String, Found>,
    /// Texts that begin with other words before a colon.
    other: usize,
}

/// What is counted of one name.
#[derive(Clone, Copy)]
struct Found {
    count: usize,
    looks: Looks,
    /// Of these, no text could be taken for them.
    sure: usize,
    /// And these stand on a row of their own above what is said.
    above: usize,
}

/// A file of at most so many texts is a short one.
const SHORT: usize = 20;
/// In so short a file, where each text has a name, nobody has to come again: `Ann: Hello.`, `Bob: Hi.`
const ALL_ONCE: usize = 4;

impl Evidence {
    /// Takes the next text of the file into account.
    pub(super) fn meet(&mut self, text: &str) {
        let Some(found) = prefix::of(text) else {
            // A sound names nobody, and takes nothing from those who are named.
            let may_be_sound = text.trim_start().starts_with(['(', '[', '♪', '♫', '*', '.', '-', '…']);
            self.texts += usize::from(!(may_be_sound && sounds::is_sound(text) || text.trim().is_empty()));
            return;
        };
        self.texts += 1;
        let is_above = text[..found.text].ends_with('\n');
        match found.looks {
            Looks::Label | Looks::Sentence | Looks::Number => self.other += 1,
            looks => {
                let name = spaced(found.name);
                let first = Found { count: 0, looks, sure: 0, above: 0 };
                let found = match self.found.get_mut(&*name) {
                    Some(found) => found,
                    None => self.found.entry(name.into_owned()).or_insert(first),
                };
                found.count += 1;
                found.sure += usize::from(looks == Looks::Sure);
                found.above += usize::from(is_above);
                if found.looks == Looks::Sure {
                    found.looks = looks;
                }
            }
        }
    }

    /// Decides. `head` is what stands above the texts: a name of it need not come again.
    pub(super) fn decide(self, head: &str) -> Prefixes {
        let sure: usize = self.found.values().map(|found| found.sure).sum();
        let mut names = if self.is_everywhere() { self.all() } else { self.believed() };
        if !self.found.is_empty() && !head.is_empty() {
            let in_head = |(name, found): &(&String, &Found)| found.looks == Looks::Name && is_in(head, name);
            names.extend(self.found.iter().filter(in_head).map(|(name, _)| name.clone()));
        }
        let any = sure > 0 || !names.is_empty();
        Prefixes::new(names, any)
    }

    /// Texts that begin with a name or what could be one, and how many of them with one that comes again.
    fn prefixed(&self) -> (usize, usize) {
        let all = self.found.values().map(|found| found.count);
        (all.clone().sum(), all.filter(|count| *count > 1).sum())
    }

    /// Whether (nearly) every text begins with what comes again. Then that is who speaks, whatever it looks like: a
    /// telephone number, a device, a degree behind a comma.
    fn is_everywhere(&self) -> bool {
        let (prefixed, repeated) = self.prefixed();
        let nearly_all = prefixed * 20 >= self.texts * 19 && repeated * 10 >= prefixed * 6;
        self.texts >= 3 && (nearly_all || repeated * 5 >= self.texts * 4)
    }

    fn all(&self) -> HashSet<String> {
        let (prefixed, _) = self.prefixed();
        let complete = prefixed * 20 >= self.texts * 19;
        let kept = |found: &Found| found.count > 1 || complete || found.looks == Looks::Name;
        self.found.iter().filter(|(_, found)| kept(found)).map(|(name, _)| name.clone()).collect()
    }

    fn believed(&self) -> HashSet<String> {
        let mut names = self.of_looks(Looks::Name);
        names.extend(self.of_looks(Looks::Bracketed));
        if !names.is_empty() {
            // `Voix off` among people.
            let often = self.found.iter().filter(|(_, found)| found.looks == Looks::Words && found.count > 2);
            names.extend(often.map(|(name, _)| name.clone()));
        }
        names
    }

    /// The names of those looks, when there is enough that speaks for them.
    fn of_looks(&self, looks: Looks) -> HashSet<String> {
        let all = || self.found.iter().filter(|(_, found)| found.looks == looks);
        let named: usize = all().map(|(_, found)| found.count).sum();
        let repeated: usize = all().map(|(_, found)| found.count).filter(|count| *count > 1).sum();
        let above: usize = all().map(|(_, found)| found.above).sum();
        let (distinct, again) = (all().count(), all().filter(|(_, found)| found.count > 1).count());
        let other = self.other
            + self.found.values().filter(|found| found.looks == Looks::Words).map(|f| f.count).sum::<usize>();
        let share = |part: usize, of: usize| named * of >= self.texts * part;
        let capitals = all().filter(|(_, found)| found.count > 1).all(|(name, _)| is_in_capitals(name));
        let enough = match (distinct, again) {
            (0, _) | (1, 0) => false,
            // Nobody comes again: the whole of a very short file must be so, or every name stand above its text.
            (_, 0) if looks != Looks::Name => false,
            (_, 0) if named == above => share(1, 2) && self.texts <= SHORT,
            (_, 0) => self.texts <= ALL_ONCE && named == self.texts,
            (1, _) => share(1, 2) || named >= 5 && share(1, 4),
            // One of several comes again, as in a short talk: but not `Remember: …` twice among hundreds.
            (_, 1) => share(1, 3) && (self.texts <= SHORT || repeated * 2 >= named),
            // Captions name only who is not seen, in capitals.
            _ => share(1, if capitals { 50 } else { 12 }) && repeated * 2 >= named,
        };
        if !enough || named <= other {
            return HashSet::new();
        }
        // Once among many lines of nobody, `Paris: it rained` is a sentence and `Carl Weiss: no` is Carl.
        let full = |name: &str| name.contains(char::is_whitespace) || is_in_capitals(name);
        let kept = |name: &str, count: usize| count > 1 || looks == Looks::Name && (share(1, 3) || full(name));
        all().filter(|(name, found)| kept(name, found.count)).map(|(name, _)| name.clone()).collect()
    }
}

fn is_in_capitals(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    name.chars().count() > 1 && letters.all(|c| c.is_uppercase())
}

/// Whether a text says a name in whole words.
fn is_in(text: &str, name: &str) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(name)
        .any(|(at, _)| apart(text[..at].chars().next_back()) && apart(text[at + name.len()..].chars().next()))
}
