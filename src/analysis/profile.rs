//! What a transcript does as a rule, by which an exception is told: how often each word stands in it, whether its
//! lines have speakers, how it spaces its punctuation.

use super::spacing::{Spaced, count_spaces};
use crate::language::words::words_of;
use crate::model::sounds::is_sound;
use crate::model::{SpeakerId, Transcript};
use std::collections::HashMap;

/// What a transcript does as a rule. Counted once for the whole of it; an edit changes little of it.
#[derive(Debug, Default)]
pub struct Profile {
    words: HashMap<Box<str>, u32>,
    speakers: HashMap<SpeakerId, u32>,
    /// Lines of speech with a speaker and without.
    with_speaker: u32,
    without_speaker: u32,
    /// Signs that French sets apart, by what stands before them (or inside, for quotation marks).
    pub(super) spaced: Spaced,
}

/// Lines that are looked at for a first impression.
const GLANCED_AT: usize = 2_000;

impl Profile {
    /// Counts a transcript. Takes about a second for a million lines: in a job.
    pub fn of(t: &Transcript) -> Profile {
        Profile::of_every(1, t, true)
    }

    /// What some lines from the whole length of a transcript do, in some milliseconds. Its words are not counted: the
    /// counts would be wrong.
    pub fn at_a_glance(t: &Transcript) -> Profile {
        Profile::of_every(t.lines.len().div_ceil(GLANCED_AT).max(1), t, false)
    }

    fn of_every(step: usize, t: &Transcript, words: bool) -> Profile {
        let mut profile = Profile::default();
        for line in t.lines.iter().step_by(step) {
            for piece in words_of(&line.text).take_while(|_| words) {
                let word = &line.text[piece.at];
                match profile.words.get_mut(word) {
                    Some(count) => *count += 1,
                    None => {
                        profile.words.insert(word.into(), 1);
                    }
                }
            }
            match line.speaker {
                Some(id) => {
                    *profile.speakers.entry(id).or_default() += 1;
                    profile.with_speaker += 1;
                }
                None if !is_sound(&line.text) => profile.without_speaker += 1,
                None => {}
            }
            count_spaces(&line.text, &mut profile.spaced);
        }
        profile
    }

    /// How often a word stands in the transcript, written exactly so.
    pub fn count(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// How many lines somebody speaks.
    pub fn lines_of(&self, speaker: SpeakerId) -> u32 {
        self.speakers.get(&speaker).copied().unwrap_or(0)
    }

    /// Whether nearly all lines of speech have a speaker, so that one without is an oversight.
    pub fn has_speakers(&self) -> bool {
        self.with_speaker >= 4 * self.without_speaker.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Line;

    #[test]
    fn words_are_counted_as_they_are_written() {
        let t = Transcript {
            lines: ["the ferry", "The ferry, the rope"].map(Line::new).into_iter().collect(),
            ..Transcript::default()
        };
        let profile = Profile::of(&t);
        assert_eq!((profile.count("the"), profile.count("The"), profile.count("ferry")), (2, 1, 2));
        assert!(!profile.has_speakers());
    }

    #[test]
    fn a_glance_tells_the_rule_but_counts_no_words() {
        let lines = (0..9_000).map(|_| Line::new("Bon !")).collect();
        let profile = Profile::at_a_glance(&Transcript { lines, ..Transcript::default() });
        assert_eq!((profile.spaced.plain, profile.without_speaker, profile.count("Bon")), (1_800, 1_800, 0));
    }
}
