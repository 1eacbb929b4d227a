//! What programs of linguists have in common: tiers side by side over one timeline, of which some say what is spoken and
//! others what is noted about it.

use crate::formats::builder::{Said, TranscriptBuilder};
use crate::model::{Markup, Span, Time};

/// What stands in a tier.
#[derive(Clone, Debug, Default)]
pub(in crate::formats) struct Entry<'a> {
    /// From when to when.
    pub(in crate::formats) span: Option<Span>,
    /// Who speaks.
    pub(in crate::formats) speaker: Option<&'a str>,
    /// What is said.
    pub(in crate::formats) text: String,
    /// Its place among those that begin with it.
    pub(in crate::formats) number: u64,
    /// Its words, with their times.
    pub(in crate::formats) words: Vec<(String, Option<Span>)>,
    /// What is noted about it: a line each, behind the name of the tier and a tab.
    pub(in crate::formats) beside: String,
}

/// Adds the entries as lines, in the order in which they are spoken. One without a time stands behind the one before it.
pub(in crate::formats) fn push_in_time(builder: &mut TranscriptBuilder, format: &str, entries: Vec<Entry>) {
    let mut before = Time(i64::MIN);
    let mut placed: Vec<(Time, Entry)> = Vec::with_capacity(entries.len());
    for entry in entries {
        before = entry.span.map_or(before, |span| span.start);
        placed.push((before, entry));
    }
    placed.sort_by_key(|(at, entry)| (*at, entry.number));
    for (_, entry) in placed {
        let said = |(text, span)| Said { text, span, confidence: None, glued: false };
        let words: Vec<Said> = entry.words.iter().map(|(text, span)| said((text, *span))).collect();
        let beside = Some(entry.beside).filter(|beside| !beside.is_empty());
        let markup = beside.map(|around| Markup { format: format.to_owned(), around, body: None });
        builder.line_with(entry.span, entry.speaker, &entry.text, &words, markup);
    }
}

/// The moments of a timeline, in its order: those that it does not say lie at like distances between those that it does.
/// `None` before the first and behind the last that it says.
pub(in crate::formats) fn interpolated(moments: &[Option<Time>]) -> Vec<Option<Time>> {
    let mut all = moments.to_vec();
    let mut known: Option<(usize, Time)> = None;
    for at in 0..all.len() {
        let Some(time) = all[at] else { continue };
        if let Some((from, start)) = known {
            for (nth, between) in all[from + 1..at].iter_mut().enumerate() {
                *between = Some(start.towards(time, nth + 1, at - from));
            }
        }
        known = Some((at, time));
    }
    all
}

/// Whether words make up a text: their letters and digits are its, one after the other.
pub(in crate::formats) fn make_up<'a>(words: impl Iterator<Item = &'a str>, text: &str) -> bool {
    let plain = |c: &char| c.is_alphanumeric();
    words
        .flat_map(str::chars)
        .filter(plain)
        .flat_map(char::to_lowercase)
        .eq(text.chars().filter(plain).flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_that_are_not_said_lie_between_those_that_are() {
        for (moments, expected) in [
            (&[Some(0), None, None, Some(900)][..], &[Some(0), Some(300), Some(600), Some(900)][..]),
            (&[None, Some(100), None, Some(50), None], &[None, Some(100), Some(75), Some(50), None]),
            (&[None], &[None]),
            (&[], &[]),
        ] {
            let times = |moments: &[Option<i64>]| moments.iter().map(|at| at.map(Time)).collect::<Vec<_>>();
            assert_eq!(interpolated(&times(moments)), times(expected));
        }
        assert!(make_up(["Hello", "you"].into_iter(), "hello, you!") && !make_up(["hello"].into_iter(), "hello you"));
    }
}
