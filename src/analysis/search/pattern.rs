//! Finds a regular expression.

use crate::model::{Message, message};
use regex::{Captures, Error, Regex, RegexBuilder};
use std::ops::Range;

/// A regular expression made ready.
#[derive(Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// The same with the ends of a word around it. Slower, so it is asked only where `regex` matches.
    whole_word: Option<Regex>,
    /// Whether it may match the end of a line, so that two lines have to be looked at together.
    crosses: bool,
}

impl Pattern {
    /// Makes an expression ready; else a message that says what is wrong with it.
    pub(super) fn new(expression: &str, case: bool, whole_word: bool) -> Result<Pattern, Message> {
        let build = |expression: &str| {
            RegexBuilder::new(expression).case_insensitive(!case).multi_line(true).build().map_err(|e| explained(&e))
        };
        let regex = build(expression)?;
        let bounded = format!(r"\b{{start-half}}(?:{expression})\b{{end-half}}");
        let whole_word = whole_word.then(|| build(&bounded)).transpose()?;
        Ok(Pattern { regex, whole_word, crosses: may_match_line_end(expression) })
    }

    /// The bytes of the first match that begins at byte `from` or behind and is not empty.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let mut at = from;
        loop {
            let found = self.regex.find_at(text, at)?;
            let found = match &self.whole_word {
                None => found,
                Some(regex) => regex.find_at(text, at)?,
            };
            if !found.is_empty() {
                return Some(found.range());
            }
            at = found.end() + text[found.end()..].chars().next()?.len_utf8();
        }
    }

    /// Whether it may match the end of a line.
    pub(super) fn crosses(&self) -> bool {
        self.crosses
    }

    /// The bytes in the first text, from `from` on, and the end in the second, of a match that runs from one into the
    /// other.
    pub(super) fn across(&self, first: &str, from: usize, second: &str) -> Option<(Range<usize>, usize)> {
        if first.is_empty() || second.is_empty() {
            return None;
        }
        let both = joined(first, second);
        let boundary = first.len();
        let mut at = from;
        while let Some(found) = self.find(&both, at).filter(|found| found.start < boundary) {
            if found.end > boundary + 1 {
                return Some((found.start..boundary, found.end - boundary - 1));
            }
            at = found.end;
        }
        None
    }

    /// The groups of the match at exactly these bytes. `None` when it is no longer there.
    pub(super) fn captures<'t>(&self, text: &'t str, at: Range<usize>) -> Option<Captures<'t>> {
        let regex = self.whole_word.as_ref().unwrap_or(&self.regex);
        text.get(at.clone())?;
        regex.captures_at(text, at.start).filter(|found| found.get(0).is_some_and(|found| found.range() == at))
    }
}

/// Two texts as an expression sees them.
pub(super) fn joined(first: &str, second: &str) -> String {
    [first, second].join("\n")
}

/// Whether an expression has anything in it that could match the end of a line. It may say so of one that cannot.
fn may_match_line_end(expression: &str) -> bool {
    let escaped = || {
        let mut chars = expression.chars();
        std::iter::from_fn(move || chars.find(|c| *c == '\\').and_then(|_| chars.next()))
    };
    escaped().any(|c| "snrtvfaWDSxuUpP".contains(c))
        || ["[^", "[:", "\n"].iter().any(|part| expression.contains(part))
        || flags(expression).any(|flags| flags.contains('s'))
}

/// The letters behind every `(?`.
fn flags(expression: &str) -> impl Iterator<Item = &str> {
    expression.split("(?").skip(1).filter_map(|rest| rest.split([':', ')']).next()).filter(|flags| !flags.contains('<'))
}

/// What is wrong with an expression, and where.
fn explained(error: &Error) -> Message {
    let Error::Syntax(message) = error else {
        return message!("regex-too-large");
    };
    let reason = message.lines().rev().find_map(|line| line.strip_prefix("error: ")).unwrap_or(message);
    // The expression is shown indented by four, and a caret below the place.
    let caret = message.lines().rfind(|line| line.contains('^') && line.trim_matches([' ', '^']).is_empty());
    let place = caret.and_then(|line| line.find('^')).and_then(|column| column.checked_sub(3));
    match place {
        Some(place) => message!("regex-broken-at", place = place, why = reason),
        None => message!("regex-broken", why = reason),
    }
}
