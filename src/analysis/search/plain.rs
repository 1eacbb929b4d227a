//! Finds a text as a person typed it.
//!
//! The rarest letter of the query is looked for by its bytes, which runs at the speed of memory; only where it stands
//! is the text folded and compared, onwards from there and back. So the bytes of a match are exact, whatever was folded.
//! A space also stands for several; two typed ones for at least two. Between two letters a space and a hyphen are the
//! same, so that `Jean-Paul` finds `Jean Paul` and the other way round, also where a line ends.

use super::fold::{Fold, holds_invisible, is_word};
use crate::model::Line;
use crate::model::chars::is_accent;
use memchr::{memchr2, memchr3};
use regex::bytes::Regex;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A plain query made ready.
#[derive(Debug)]
pub(super) struct Plain {
    fold: Fold,
    /// The query, folded, with a space for a hyphen between two letters.
    pattern: Vec<char>,
    /// Whether a character of the pattern is such a space, which stands for a hyphen too.
    joints: Vec<bool>,
    /// The character of the pattern that is looked for first.
    anchor: usize,
    /// The bytes with which a character can begin that stands for the anchor.
    bytes: Bytes,
    /// The bytes that may stand before and behind an anchor: a quick look that spares most of the slow ones. `None`
    /// where nothing stands or a space, which may be the end of a line.
    before: Option<ByteSet>,
    behind: Option<ByteSet>,
    /// The anchor with some letters beside it, for a text in which nothing invisible can stand between them.
    cluster: Option<Regex>,
    whole_word: bool,
    /// Whether it is a name, which as a whole word may have the `s` of the plural.
    is_name: bool,
}

type ByteSet = Box<[bool; 256]>;

/// The most bytes between the texts of two lines that are looked through rather than jumped over.
const LONGEST_GAP: usize = 256;

/// A letter that stands more often, in thousandths of a text, is looked for together with those beside it.
const COMMON: u32 = 20;

/// A set of bytes to look for.
#[derive(Debug)]
enum Bytes {
    Two(u8, u8),
    Three(u8, u8, u8),
    Many(ByteSet),
}

impl Plain {
    /// Makes a query ready. `None` when nothing in it counts.
    pub(super) fn new(query: &str, fold: Fold, whole_word: bool) -> Option<Plain> {
        let mut pattern = fold.text(query);
        let is_joint = |at: usize| {
            let inside = at.checked_sub(1).and_then(|before| pattern.get(before)).zip(pattern.get(at + 1));
            matches!(pattern[at], ' ' | '-')
                && inside.is_some_and(|(before, after)| is_word(*before) && is_word(*after))
        };
        let joints: Vec<bool> = (0..pattern.len()).map(is_joint).collect();
        for (c, _) in pattern.iter_mut().zip(&joints).filter(|(_, joint)| **joint) {
            *c = ' ';
        }
        let anchored = |at| first_bytes(&pattern, at, fold).map(|bytes| (at, bytes));
        let rarest = (0..pattern.len()).filter_map(anchored).min_by_key(|(_, bytes)| commonness(bytes));
        let (anchor, bytes) = match rarest {
            Some((at, bytes)) => (at, bytes),
            None => (0, any_form(*pattern.first()?)),
        };
        let beside = |at: Option<usize>| Some(any_form(*pattern.get(at?).filter(|c| **c != ' ')?));
        let before = beside(anchor.checked_sub(1)).map(|mut bytes| {
            // The last byte of whatever character stands for it.
            bytes.extend(0x80..=0xbf);
            byte_set(&bytes)
        });
        let behind = beside(Some(anchor + 1)).map(|bytes| byte_set(&bytes));
        // A rare letter is found sooner alone, unless a look at where it stands means a look at two lines.
        let is_costly = commonness(&bytes) > COMMON || pattern.contains(&' ');
        let cluster = if is_costly { cluster(&pattern, anchor, fold) } else { None };
        let bytes = Bytes::of(&bytes);
        let is_name = is_name(query);
        Some(Plain { fold, pattern, joints, anchor, bytes, before, behind, cluster, whole_word, is_name })
    }

    /// Calls `visit` with the index of every line that holds an anchor. Lines that follow one another in one buffer
    /// are looked through at once.
    pub(super) fn candidates(&self, lines: &[Line], mut visit: impl FnMut(usize)) {
        let mut first = 0;
        while first < lines.len() {
            let near = |pair: &[Line]| pair[0].text.gap_to(&pair[1].text).is_some_and(|gap| gap <= LONGEST_GAP);
            let last = first + lines[first..].windows(2).take_while(|pair| near(pair)).count();
            self.candidates_in_run(&lines[first..=last], |at| visit(first + at));
            first = last + 1;
        }
    }

    fn candidates_in_run(&self, run: &[Line], mut visit: impl FnMut(usize)) {
        let ends = run.first().and_then(|first| first.text.through(&run.last()?.text));
        let Some(text) = ends.map(str::as_bytes) else { return };
        // Every second line holds some `s`, but few hold `est`.
        let cluster = self.cluster.as_ref().filter(|_| !holds_invisible(text));
        let next = |from| match cluster {
            Some(cluster) => cluster.find_at(text, from).map(|found| found.start()),
            None => self.anchor_in(text, from),
        };
        let mut line = 0;
        // The bytes of that line in the text.
        let mut at = 0..run[0].text.len();
        let mut from = 0;
        while let Some(found) = next(from) {
            while at.end <= found {
                let Some(next) = run.get(line + 1) else { return };
                let start = at.end + run[line].text.gap_to(&next.text).unwrap_or(0);
                at = start..start + next.text.len();
                line += 1;
            }
            if at.start <= found {
                visit(line);
                from = at.end;
            } else {
                from = at.start;
            }
        }
    }

    /// Where an anchor stands at `from` or behind, with what may stand around it.
    #[inline]
    fn anchor_in(&self, text: &[u8], mut from: usize) -> Option<usize> {
        loop {
            let at = self.bytes.find(text, from)?;
            let before = at.checked_sub(1).map(|at| text[at]);
            let behind = text.get(at + 1).filter(|_| text[at].is_ascii()).copied();
            let fits = |set: &Option<ByteSet>, byte: Option<u8>| match (set, byte) {
                (Some(set), Some(byte)) => set[usize::from(byte)],
                _ => true,
            };
            if fits(&self.before, before) && fits(&self.behind, behind) {
                return Some(at);
            }
            from = at + 1;
        }
    }

    /// Whether a match may run over the end of a line.
    pub(super) fn crosses(&self) -> bool {
        self.crossings().next().is_some()
    }

    /// The spaces of the pattern at which it can be divided between two lines, from the last.
    fn crossings(&self) -> impl Iterator<Item = usize> {
        (1..self.pattern.len().saturating_sub(1)).rev().filter(|at| self.pattern[*at] == ' ')
    }

    /// The bytes of the first match that begins at byte `from` or behind.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let mut at = from;
        while let Some(found) = self.anchor_in(text.as_bytes(), at) {
            if let Some(end) = self.onward(text, found, self.anchor..self.pattern.len())
                && let Some(start) = self.back(text, found, self.anchor)
                && start >= from
                && self.may_begin(text, start)
                && self.may_end(text, start, end)
            {
                return Some(start..end);
            }
            at = found + 1;
        }
        None
    }

    /// The bytes in the first text, and the end in the second, of a match that runs from one into the other: the
    /// boundary stands for a space.
    pub(super) fn across(&self, first: &str, second: &str) -> Option<(Range<usize>, usize)> {
        self.crossings().find_map(|space| {
            let begin = second.len() - second.trim_start().len();
            let next_end = self.onward(second, begin, space + 1..self.pattern.len())?;
            let start = self.back_over_the_end(first, space)?;
            let fits = self.may_begin(first, start) && self.may_end(second, begin, next_end);
            fits.then_some((start..first.trim_end().len(), next_end))
        })
    }

    /// Whether a text ends with the first part of a match over two lines.
    pub(super) fn may_open(&self, text: &str) -> bool {
        self.crossings().any(|space| self.back_over_the_end(text, space).is_some())
    }

    /// Whether a text begins with the second part of a match over two lines.
    pub(super) fn may_close(&self, text: &str) -> bool {
        let begin = text.len() - text.trim_start().len();
        self.crossings().any(|space| self.onward(text, begin, space + 1..self.pattern.len()).is_some())
    }

    /// Whether the match at these bytes is still there.
    pub(super) fn is_at(&self, text: &str, at: Range<usize>) -> bool {
        text.is_char_boundary(at.start) && self.onward(text, at.start, 0..self.pattern.len()) == Some(at.end)
    }

    /// Where the end of the new text goes that replaces a match: behind an `s` of the plural, when the new text is in the
    /// plural already, or is nothing.
    pub(super) fn end_for(&self, text: &str, end: usize, with: &str) -> usize {
        let swallows = with.is_empty() || with.ends_with(['s', 'x', 'z', 'S', 'X', 'Z']);
        let plural = self.whole_word && self.is_name && has_plural(text, end);
        if swallows && plural { end + 1 } else { end }
    }

    /// Where a part of the pattern ends that begins at byte `at`, with the accents that belong to its last letter.
    fn onward(&self, text: &str, mut at: usize, part: Range<usize>) -> Option<usize> {
        // Spaces at the very beginning are no run that may be longer, so that a match is the same from wherever found.
        let lead = part.start + self.pattern[part.clone()].iter().take_while(|c| **c == ' ').count();
        let step = |done: usize, c: char| match self.pattern[..part.end].get(done) {
            Some(expected) if *expected == c || c == '-' && self.joints[done] => Some(done + 1),
            _ => (c == ' ' && done > lead && self.pattern[done - 1] == ' ').then_some(done),
        };
        let mut done = part.start;
        while done < part.end {
            let byte = *text.as_bytes().get(at)?;
            if byte.is_ascii() {
                done = step(done, self.fold.ascii(byte))?;
                at += 1;
            } else {
                let c = text[at..].chars().next()?;
                at += c.len_utf8();
                for &folded in self.fold.fold(c).as_slice() {
                    done = step(done, folded)?;
                }
            }
        }
        while let Some(mark) = text[at..].chars().next().filter(|c| is_accent(*c)) {
            if self.fold.accents {
                return None;
            }
            at += mark.len_utf8();
        }
        Some(at)
    }

    /// Where the first `left` characters of the pattern begin that end at byte `at`.
    fn back(&self, text: &str, mut at: usize, mut left: usize) -> Option<usize> {
        let end = left;
        // A hyphen goes before the spaces of its joint, so nothing more of it stands before.
        let mut hyphen = None;
        while left > 0 {
            let c = text[..at].chars().next_back()?;
            at -= c.len_utf8();
            for &folded in self.fold.fold(c).as_slice().iter().rev() {
                let expected = left.checked_sub(1).map(|last| self.pattern[last]);
                let in_run = left < end && self.pattern[left] == ' ' && hyphen != Some(left);
                match (expected, folded) {
                    (Some(expected), _) if expected == folded => left -= 1,
                    (Some(_), '-') if self.joints[left - 1] => {
                        left -= 1;
                        hyphen = Some(left);
                    }
                    (_, ' ') if in_run => {}
                    (_, '-') if in_run && self.joints[left] => hyphen = Some(left),
                    _ => return None,
                }
            }
        }
        Some(at)
    }

    /// Where the first part of a match over two lines begins, when the text ends with the pattern up to the space at
    /// `space`. A hyphen at its end stands for that space.
    fn back_over_the_end(&self, text: &str, space: usize) -> Option<usize> {
        let text = text.trim_end();
        self.back(text, text.len(), space).or_else(|| {
            let last = text.chars().next_back().filter(|_| self.joints[space])?;
            let is_hyphen = self.fold.fold(last).as_slice() == ['-'];
            self.back(text, text.len() - last.len_utf8(), space).filter(|_| is_hyphen)
        })
    }

    fn may_begin(&self, text: &str, start: usize) -> bool {
        let outside = || text[..start].chars().next_back();
        !self.whole_word || !self.pattern.first().copied().is_some_and(is_word) || !outside().is_some_and(is_word)
    }

    fn may_end(&self, text: &str, start: usize, end: usize) -> bool {
        if !self.whole_word || !self.pattern.last().copied().is_some_and(is_word) {
            return true;
        }
        let is_name = || self.is_name && text[start..].starts_with(char::is_uppercase);
        !text[end..].chars().next().is_some_and(is_word) || is_name() && has_plural(text, end)
    }
}

/// Whether a query is a name, as far as that can be seen: it begins with a capital and is no short word, or has no
/// small letter; and it is not in the plural itself.
fn is_name(query: &str) -> bool {
    let letters = query.chars().filter(|c| c.is_alphabetic()).count();
    let long = letters >= 4 && query.starts_with(char::is_uppercase);
    let capitals = letters >= 2 && !query.contains(char::is_lowercase);
    let singular = query.ends_with(|c: char| c.is_alphabetic() && !"sxzSXZ".contains(c));
    singular && (long || capitals)
}

/// Whether an `s` and then no other letter stands at a byte of a text.
fn has_plural(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(is_word)
}

/// The bytes with which a character can begin that stands for the pattern's character at `at`. `None` when that
/// character is no good anchor: when it is no ASCII one, is a space, may be the second half of a ligature, or has
/// an accent after it.
fn first_bytes(pattern: &[char], at: usize, fold: Fold) -> Option<BTreeSet<u8>> {
    let c = u8::try_from(pattern[at]).ok().filter(|c| c.is_ascii_graphic())?;
    let halves =
        |before: char| matches!((before, c.to_ascii_lowercase()), ('o' | 'O' | 'a' | 'A', b'e') | ('s' | 'S', b's'));
    let is_half =
        at.checked_sub(1).is_some_and(|at| pattern[at] == '.' && c == b'.' || !fold.accents && halves(pattern[at]));
    if is_half || pattern.get(at + 1).is_some_and(|next| is_accent(*next)) {
        return None;
    }
    let mut bytes = match c {
        b'\'' => BTreeSet::from([c, 0xc2, 0xca, 0xe2]),
        b'"' | b'-' | b'.' | b'=' | b'<' | b'>' => BTreeSet::from([c, 0xe2]),
        _ => BTreeSet::from([c]),
    };
    if c.is_ascii_alphabetic() {
        if !fold.accents {
            bytes.extend(&ACCENTED[usize::from(c.to_ascii_lowercase() - b'a')]);
        }
        if !fold.case {
            bytes.insert(c.to_ascii_uppercase());
        }
    }
    Some(bytes)
}

/// An expression for the letters around the pattern's character at `anchor`, as far as each is written in no other
/// way than by itself and its capital. `None` when there are fewer than two.
fn cluster(pattern: &[char], anchor: usize, fold: Fold) -> Option<Regex> {
    const LONGEST: usize = 3;
    // Where accents do not count, nearly every letter has other forms.
    let plain =
        |at: usize| fold.accents && first_bytes(pattern, at, fold).is_some_and(|bytes| bytes.last() < Some(&0x80));
    let end = (anchor..pattern.len()).take(LONGEST).take_while(|at| plain(*at)).last()? + 1;
    let start = (end.saturating_sub(LONGEST)..=anchor).rev().take_while(|at| plain(*at)).last()?;
    let letters: String = pattern[start..end].iter().collect();
    let flags = if fold.case { "(?-u)" } else { "(?i-u)" };
    let regex = Regex::new(&format!("{flags}{}", regex::escape(&letters)));
    regex.ok().filter(|_| end - start >= 2)
}

/// The bytes with which any form of a character can begin: itself, its capital, and all beyond ASCII.
fn any_form(c: char) -> BTreeSet<u8> {
    let mut bytes: BTreeSet<u8> = (0xc2..=0xf4).collect();
    if let Ok(byte) = u8::try_from(c)
        && byte.is_ascii()
    {
        bytes.extend([byte, byte.to_ascii_uppercase()]);
        if byte == b' ' {
            bytes.extend(b"\t\n\x0b\x0c\r");
        }
    }
    bytes
}

/// For each letter, the first bytes of the characters that stand for it where accents do not count.
static ACCENTED: LazyLock<[BTreeSet<u8>; 26]> = LazyLock::new(|| {
    let fold = Fold { case: false, accents: false };
    let mut bytes: [BTreeSet<u8>; 26] = std::array::from_fn(|_| BTreeSet::new());
    // Latin letters with accents end at the block of Latin Extended Additional, but for the Ångström sign.
    for c in ('\u{80}'..'\u{1f00}').chain(['\u{212b}']) {
        if let Some(letter @ 'a'..='z') = fold.fold(c).as_slice().first() {
            bytes[*letter as usize - 'a' as usize].insert(c.encode_utf8(&mut [0; 4]).as_bytes()[0]);
        }
    }
    bytes
});

/// How often one of the bytes stands in a text, in thousandths: French and English taken together.
fn commonness(bytes: &BTreeSet<u8>) -> u32 {
    let of = |byte: &u8| match byte {
        b'e' => 130,
        b'a' | b'i' | b'n' | b's' | b't' => 60,
        b'l' | b'o' | b'r' | b'u' => 45,
        b'c' | b'd' | b'm' | b'p' | b'h' => 25,
        b'\'' | b',' | b'.' | b'b' | b'f' | b'g' | b'q' | b'v' | b'y' => 10,
        0xc3 => 35,
        0xe2 => 10,
        _ => 2,
    };
    // More than three bytes take a slower road.
    bytes.iter().map(of).sum::<u32>() + if bytes.len() > 3 { 200 } else { 0 }
}

fn byte_set(bytes: &BTreeSet<u8>) -> ByteSet {
    Box::new(std::array::from_fn(|byte| bytes.contains(&(byte as u8))))
}

impl Bytes {
    fn of(bytes: &BTreeSet<u8>) -> Bytes {
        match *bytes.iter().copied().collect::<Vec<_>>() {
            [a] => Bytes::Two(a, a),
            [a, b] => Bytes::Two(a, b),
            [a, b, c] => Bytes::Three(a, b, c),
            _ => Bytes::Many(byte_set(bytes)),
        }
    }

    /// Where the first of them stands at `from` or behind.
    #[inline]
    fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let text = text.get(from..)?;
        let at = match self {
            Bytes::Two(a, b) => memchr2(*a, *b, text),
            Bytes::Three(a, b, c) => memchr3(*a, *b, *c, text),
            Bytes::Many(table) => text.iter().position(|byte| table[usize::from(*byte)]),
        };
        Some(from + at?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_stands_for_an_anchor_is_overlooked() {
        for fold in
            [(false, false), (false, true), (true, false), (true, true)].map(|(case, accents)| Fold { case, accents })
        {
            for c in '\u{80}'..=char::MAX {
                let folded = fold.fold(c);
                let Some(bytes) = folded.as_slice().first().and_then(|_| first_bytes(folded.as_slice(), 0, fold))
                else {
                    continue;
                };
                let byte = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
                assert!(bytes.contains(&byte), "{c:?} stands for {:?}", folded.as_slice());
            }
        }
    }
}
