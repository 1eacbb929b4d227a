//! What finds a query in a text: its letters, its regular expression or its sound.

use super::pattern::Pattern;
use super::plain::Plain;
use super::sounds::Sounds;
use crate::model::Line;
use std::ops::Range;

/// What finds a query in a text.
#[derive(Debug)]
pub(super) enum Matcher {
    /// There is nothing to find.
    Nothing,
    /// As it stands.
    Plain(Plain),
    /// As a regular expression.
    Regex(Pattern),
    /// As it is said.
    Sounds(Sounds),
}

impl Matcher {
    /// Calls `visit` with the index of every line that has to be looked at. A line not among them holds no match, nor
    /// do two of them that stand together.
    pub(super) fn candidates(&self, lines: &[Line], visit: impl FnMut(usize)) {
        match self {
            Matcher::Nothing => {}
            Matcher::Plain(plain) => plain.candidates(lines, visit),
            Matcher::Regex(_) | Matcher::Sounds(_) => (0..lines.len()).for_each(visit),
        }
    }

    /// Whether a match may run over the end of a line.
    pub(super) fn crosses(&self) -> bool {
        match self {
            Matcher::Nothing => false,
            Matcher::Plain(plain) => plain.crosses(),
            Matcher::Regex(pattern) => pattern.crosses(),
            Matcher::Sounds(_) => true,
        }
    }

    /// Whether a text may hold the first part of a match that runs over its end. Spares a look at the next line.
    pub(super) fn may_open(&self, text: &str) -> bool {
        match self {
            Matcher::Plain(plain) => plain.may_open(text),
            Matcher::Sounds(sounds) => sounds.may_open(text),
            _ => true,
        }
    }

    /// Whether a text may hold the second part of a match that began in the line before.
    pub(super) fn may_close(&self, text: &str) -> bool {
        match self {
            Matcher::Plain(plain) => plain.may_close(text),
            _ => true,
        }
    }

    /// The first match that begins at byte `from` or behind.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        match self {
            Matcher::Nothing => None,
            Matcher::Plain(plain) => plain.find(text, from),
            Matcher::Regex(pattern) => pattern.find(text, from),
            Matcher::Sounds(sounds) => sounds.find(text, from),
        }
    }

    /// A match that begins in one text, at byte `from` or behind, and ends in the next.
    pub(super) fn across(&self, first: &str, from: usize, second: &str) -> Option<(Range<usize>, usize)> {
        match self {
            Matcher::Nothing => None,
            Matcher::Plain(plain) => plain.across(first, second),
            Matcher::Regex(pattern) => pattern.across(first, from, second),
            Matcher::Sounds(sounds) => sounds.across(first, from, second),
        }
    }
}
