//! How alike two forms are: half their letters, half their sound.

pub(super) mod saying;
pub(super) mod sound;
pub(super) mod sound_alikes;
pub(super) mod windows;

use crate::analysis::distance::Pattern;
use crate::analysis::thresholds;
use crate::model::chars::letters_of;

/// A form as it is compared: its letters, and the ways in which it sounds.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Its letters and digits, folded by [`letter_bytes`].
    pub letters: Vec<u8>,
    /// Its sounds by French rules, and without nasal vowels.
    pub french: Vec<sound::Code>,
    /// Its sounds by English rules.
    pub english: Vec<sound::Code>,
}

/// How alike two forms are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Likeness {
    /// Of both, from 0 to 1.
    pub score: f32,
    /// Of the letters alone.
    pub letters: f32,
    /// Of the sound alone.
    pub sound: f32,
}

/// How alike what was heard is to what may have been said.
pub(super) fn likeness(heard: &Form, said: &Form) -> Likeness {
    Comparer::new(heard).likeness(said, 0.0)
}

/// What was heard, made ready to be compared with many forms.
pub(super) struct Comparer<'a> {
    form: &'a Form,
    pattern: Pattern,
}

impl<'a> Comparer<'a> {
    /// Makes a form ready.
    pub(super) fn new(form: &'a Form) -> Comparer<'a> {
        Comparer { form, pattern: Pattern::new(&form.letters) }
    }

    /// How alike it is to what may have been said. Where it cannot score `least`, the answer may be less than the
    /// truth, which is found out sooner.
    pub(super) fn likeness(&self, said: &Form, least: f32) -> Likeness {
        let letters = self.pattern.alike(&said.letters);
        let chance = chance(said.letters.len());
        // Half of the score is the letters; unless the sound is equal.
        let mean = 2.0 * (least + chance) - letters;
        let needed = if thresholds::EQUAL_SOUND - chance >= least { mean.min(1.0) } else { mean };
        if needed > 1.0 || letters < thresholds::LEAST_LETTERS && least > 0.0 {
            return Likeness { score: 0.0, letters, sound: 0.0 };
        }
        let sound = self.sound(said, needed.max(0.0));
        let mut score = if sound > 0.0 { f32::midpoint(letters, sound) } else { letters.min(least / 2.0) };
        if self.form.french.is_empty() && self.form.english.is_empty() {
            score = letters;
        }
        if sound >= thresholds::EQUAL {
            score = score.max(thresholds::EQUAL_SOUND);
        }
        score -= chance;
        if letters >= thresholds::EQUAL {
            score = 1.0;
        }
        Likeness { score, letters, sound }
    }

    fn sound(&self, said: &Form, least: f32) -> f32 {
        let mut best: f32 = 0.0;
        // What was heard is written by one habit; what was said may follow either.
        for a in self.form.french.iter().chain(&self.form.english) {
            for b in said.french.iter().chain(&said.english) {
                best = best.max(sound::likeness(a, b, least.max(best)));
                if best >= 1.0 {
                    return best;
                }
            }
        }
        best
    }
}

/// What is taken off the score of a name of so many letters: there are many short words.
fn chance(letters: usize) -> f32 {
    match letters {
        0..=4 => thresholds::CHANCE_OF_FOUR,
        5 => thresholds::CHANCE_OF_FIVE,
        _ => 0.0,
    }
}

/// Of how many letters two forms may differ that score `least`, by their number of letters, what was heard first: when
/// they sound different, and when they sound the same.
pub(super) fn most_edits([heard, said]: [usize; 2], least: f32) -> [usize; 2] {
    let longest = heard.max(said) as f32;
    // Rounding must lose nothing.
    let most = |letters: f32| ((1.0 - letters) * longest + 0.01).max(0.0) as usize;
    let needed = least + chance(said);
    let same = if thresholds::EQUAL_SOUND >= needed - 0.001 { thresholds::LEAST_LETTERS } else { 2.0 };
    [most(2.0 * needed - 1.0), most(same)]
}

/// How alike two rows of letters are, from 0 to 1: see [`Pattern::alike`].
pub(super) fn alike(a: &[u8], b: &[u8]) -> f32 {
    Pattern::new(a).alike(b)
}

/// The letters and digits of a text as [`letters_of`] gives them, a byte each: letters of other scripts share the upper
/// half of the bytes.
pub(super) fn letter_bytes(text: &str) -> Vec<u8> {
    let byte = |c: char| u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(128 + (u32::from(c) % 128) as u8);
    let mut out = Vec::with_capacity(text.len());
    text.chars().for_each(|c| letters_of(c, |letter| out.push(byte(letter))));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_folded() {
        for (text, folded) in [("L'Hôpital", "lhopital"), ("Œuvre-2", "oeuvre2"), ("A&B", "ab"), ("", "")] {
            assert_eq!(String::from_utf8_lossy(&letter_bytes(text)), folded, "{text}");
        }
        assert_eq!(letter_bytes("東京").len(), 2);
    }
}
