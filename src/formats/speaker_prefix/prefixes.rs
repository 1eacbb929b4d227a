//! The names of one file, and how they are taken off its texts.

use super::prefix::{self, Looks};
use crate::model::turns;
use std::collections::HashSet;
use std::ops::Range;

/// The names that stand before the texts of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefixes {
    /// Names that are believed before a mere colon, with one space between their words.
    names: HashSet<String>,
    /// Whether the file names anybody at all.
    any: bool,
}

impl Prefixes {
    /// These names, in a file that names somebody or not.
    pub(super) fn new(names: HashSet<String>, any: bool) -> Prefixes {
        Prefixes { names, any }
    }

    /// Believes in these names too.
    pub(super) fn know<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        self.names.extend(names.map(|name| prefix::spaced(name).into_owned()));
        self.any |= !self.names.is_empty();
    }

    /// Hands over the turns of a text, from the first to the last: a name, and the bytes of what is said.
    pub(super) fn each_turn<'a>(&self, text: &'a str, mut each: impl FnMut(Option<&'a str>, Range<usize>)) {
        match self.turns(text) {
            Some(turns) => turns.into_iter().for_each(|turn| each(turn.name, turn.said)),
            None => match self.split(text) {
                Some((name, from)) => each(Some(name), from..text.len()),
                None => each(None, 0..text.len()),
            },
        }
    }

    /// Whether the file names nobody.
    pub fn is_empty(&self) -> bool {
        !self.any
    }

    /// The name before a text and the byte at which the text begins; `None` when nobody is named.
    ///
    /// The name [`UNKNOWN`](super::UNKNOWN) says that somebody else speaks of whom nobody knows the name.
    pub fn split<'a>(&self, text: &'a str) -> Option<(&'a str, usize)> {
        if !self.any {
            return None;
        }
        let found = prefix::of(text)?;
        let named = found.looks == Looks::Sure || self.names.contains(&*prefix::spaced(found.name));
        named.then_some((found.name, found.text))
    }

    /// The turns in a text of several rows. A row that begins with a name begins a turn, and so does one with a dash
    /// below one with a dash and a name. `None` when there is one turn at most.
    pub(super) fn turns<'a>(&self, text: &'a str) -> Option<Vec<Turn<'a>>> {
        if !self.any || memchr::memchr(b'\n', text.as_bytes()).is_none() {
            return None;
        }
        let mut turns: Vec<Turn> = Vec::new();
        let mut start = 0;
        let mut dashed = false;
        for row in text.split_inclusive('\n') {
            let end = start + row.trim_end_matches('\n').len();
            // A name on a row of its own stands above what is said.
            let named = self.split(&text[start..]).filter(|(_, from)| start + from < text.len());
            let is_marked = turns::mark(&text[start..end]).is_some();
            match (named, turns.last_mut()) {
                // The rows down to what is said hold the name.
                (Some(_), Some(turn)) if start < turn.said.start => turn.said.end = end.max(turn.said.start),
                (Some((name, from)), _) => {
                    dashed = is_marked;
                    turns.push(Turn { name: Some(name), start, said: start + from..end.max(start + from) });
                }
                (None, Some(turn)) if !(dashed && is_marked) => turn.said.end = turn.said.end.max(end),
                (None, _) => turns.push(Turn { name: None, start, said: start..end }),
            }
            start += row.len();
        }
        (turns.len() > 1).then_some(turns)
    }
}

/// What one of several speakers says in a line.
pub(super) struct Turn<'a> {
    pub(super) name: Option<&'a str>,
    /// Where it begins, with the name.
    pub(super) start: usize,
    /// The bytes of what is said, without the name.
    pub(super) said: Range<usize>,
}
