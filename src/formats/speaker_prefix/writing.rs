//! Names before texts, so that they are read again.

use super::carry::Carry;
use super::evidence::Evidence;
use super::prefix::{UNKNOWN, clip, spaced};
use super::prefixes::Prefixes;
use crate::model::{Line, SpeakerId, Transcript};
use std::collections::{HashMap, HashSet};

/// How the names of one transcript are written before its texts: `Ann: `, or `[ann of the lake]: ` for what would not be
/// taken for a name.
pub(in crate::formats) struct Names {
    of: HashMap<SpeakerId, String>,
    /// Those that need brackets.
    bracketed: HashSet<SpeakerId>,
    style: Style,
    /// What is read of what is written.
    prefixes: Prefixes,
    carry: Carry,
}

/// Which lines say who speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Style {
    /// Every line of somebody; a line that names nobody is nobody's.
    EveryLine,
    /// Every line of somebody; a line that names nobody is that of who spoke before.
    EveryLineCarried,
    /// A line of somebody else than the line before.
    Changes,
}

/// Brackets make names sure, and others less likely: so often it is looked at anew.
const ROUNDS: usize = 4;

impl Names {
    /// Finds out how to write them. `head` is what stands above the texts.
    pub(in crate::formats) fn of(transcript: &Transcript, style: Style, head: &str) -> Names {
        let names = transcript.speakers.iter().map(|speaker| (speaker.id, spaced(speaker.name.trim()).into_owned()));
        let names: HashMap<_, _> = names.filter(|(_, name)| !name.is_empty()).collect();
        let (bracketed, prefixes) = Default::default();
        let mut found = Names { of: names, bracketed, style, prefixes, carry: Carry::default() };
        for round in 0..ROUNDS {
            let mut evidence = Evidence::default();
            let mut text = String::new();
            for line in transcript.lines.iter() {
                text.clear();
                found.write(line, &mut text);
                text.push_str(clip(&line.text));
                evidence.meet(&text);
            }
            found.carry = Carry::default();
            let prefixes = evidence.decide(head);
            let misread = |(id, name): (&SpeakerId, &String)| {
                let plain = format!("{name}: x");
                let read = prefixes.split(&plain).is_some_and(|(read, from)| read == name && &plain[from..] == "x");
                (!read && !found.bracketed.contains(id)).then_some(*id)
            };
            let misread: Vec<_> = found.of.iter().filter_map(misread).collect();
            // Where every line says who speaks, what is written does not depend on what is read of it.
            let fixed = style == Style::EveryLine || prefixes == found.prefixes;
            let settled = misread.is_empty() && fixed;
            found.bracketed.extend(misread);
            if round + 2 == ROUNDS && !settled {
                found.bracketed.extend(found.of.keys());
            }
            found.prefixes = prefixes;
            if settled {
                break;
            }
        }
        found
    }

    /// Writes who speaks in the next line, where it says so, and a space behind it.
    pub(in crate::formats) fn write(&mut self, line: &Line, out: &mut String) {
        let name = line.speaker.and_then(|id| self.of.get(&id));
        let must = self.style != Style::EveryLine && {
            // An empty text would be no line. One that begins as if it named somebody says who speaks itself.
            let would_vanish = line.text.trim().is_empty() && (self.style == Style::Changes || line.span.is_none());
            self.carry.must_name(line) || would_vanish || self.prefixes.split(&line.text).is_some()
        };
        if !must && (self.style == Style::Changes || name.is_none()) {
            return;
        }
        let name = name.map_or(UNKNOWN, String::as_str);
        let is_bracketed = line.text.trim().is_empty() || line.speaker.is_some_and(|id| self.bracketed.contains(&id));
        for part in if is_bracketed { ["[", name, "]: "] } else { ["", name, ": "] } {
            out.push_str(part);
        }
    }
}

/// In how many lines of a transcript, each with its speaker's name before it, somebody else would be read, or another
/// text.
pub(in crate::formats) fn misread(transcript: &Transcript) -> usize {
    let mut names = Names::of(transcript, Style::EveryLine, "");
    if names.of.is_empty() && names.prefixes.is_empty() {
        return 0;
    }
    let mut text = String::new();
    let mut is_misread = |line: &&Line| {
        text.clear();
        names.write(line, &mut text);
        let said = text.len();
        text.push_str(&line.text);
        let name = line.speaker.and_then(|id| names.of.get(&id)).map(String::as_str);
        let (mut turns, mut same) = (0, true);
        names.prefixes.each_turn(&text, |read, range| {
            turns += 1;
            same &= read.map(|read| spaced(read).into_owned()).as_deref() == name && range == (said..text.len());
        });
        turns != 1 || !same
    };
    transcript.lines.iter().filter(|line| is_misread(line)).count()
}
