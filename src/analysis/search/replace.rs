//! What shall stand where something was found.
//!
//! A plain match gets the new text in its own case, as far as the person has not decided otherwise by typing:
//!
//! | typed, replaced by | found | becomes | because |
//! | --- | --- | --- | --- |
//! | `Lefèbre`, `Lefebvre` | `LEFÈBRE` | `LEFEBVRE` | it was in capitals |
//! | `mot`, `parole` | `Mot` | `Parole` | it began with a capital, and the new text has none of its own |
//! | `Lefèbre`, `Lefebvre` | `lefèbre` | `Lefebvre` | the new text says that it is a name |
//! | `LEFÈBRE`, `Lefebvre` | `LEFÈBRE` | `Lefebvre` | exactly that case was typed and given another |
//! | `ia`, `intelligence artificielle` | `IA` | `intelligence artificielle` | up to four capitals in a line that has small letters are an abbreviation |
//!
//! A whole word keeps the `s` of its plural, unless the new text ends in one. By ear the new text stands as it was typed,
//! with what leans on it mended as for a name (`de Lioscop` becomes `d'Hélioscop`) and with its plural.
//!
//! When case counts in the query, and for a regular expression, the new text stands as it was typed; in that of an
//! expression `$1` and `${name}` are its groups, `$$` is a dollar sign.

use super::found::Match;
use super::matcher::Matcher;
use super::query::Mode;
use super::{Search, pattern};
use crate::edit::text::Replacement;
use crate::model::{Message, Transcript, message};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

impl Search {
    /// What a step of undo is called that replaces what was looked for.
    pub fn label(&self) -> Message {
        const LONGEST: usize = 40;
        let text = self.query.text.trim();
        match text.char_indices().nth(LONGEST) {
            Some((cut, _)) => message!("edit-replace", text = format!("{}…", &text[..cut])),
            None => message!("edit-replace", text = text),
        }
    }

    /// What shall stand in place of `matches`, which are in order, for [`crate::edit::text::replace`]. Matches that are no
    /// longer there, or that overlap the one before, are left out, and what stands there already.
    ///
    /// A match over two lines whose new text has as many words keeps each word in its line. Otherwise the new text
    /// goes into the first line, and with it what is attached to the end of the match (a comma, `'s`). Where a word
    /// between two spaces is replaced by nothing, one of the spaces goes too.
    pub fn replacements(&self, t: &Transcript, matches: &[Match], with: &str) -> Vec<Replacement> {
        let mut out = Vec::with_capacity(matches.len());
        let with = match self.query.mode {
            Mode::Plain | Mode::Sounds => with.to_owned(),
            // `$1st` is the first group and `st` to a person, and a group of that name to the regex crate.
            Mode::Regex => NUMBERED.replace_all(with, braced).into_owned(),
        };
        // Up to where the text is spoken for.
        let mut done = (0, 0);
        for (found, later) in matches.iter().zip(1..) {
            if found.place() < done {
                continue;
            }
            let before = if found.row() == done.0 { done.1 } else { 0 };
            let next = matches.get(later).map(Match::place);
            let made = match found.in_next() {
                None => self.inside(t, found, before, next, &with).map(|one| [Some(one), None]),
                Some(_) => {
                    self.over_two(t, found, before, next, &with).map(|[first, second]| [Some(first), Some(second)])
                }
            };
            for place in made.into_iter().flatten().flatten() {
                done = (place.row, place.at.end);
                if t.lines.get(place.row).is_some_and(|line| line.text.get(place.at.clone()) != Some(&place.with)) {
                    out.push(place);
                }
            }
        }
        out
    }

    fn inside(
        &self,
        t: &Transcript,
        found: &Match,
        before: usize,
        next: Option<(usize, usize)>,
        with: &str,
    ) -> Option<Replacement> {
        let text = &t.lines.get(found.row())?.text;
        let (start, with) = self.new_text(text, found.at(), before, with)?;
        let mut at = start..self.end_for(text, found.at().end, &with);
        if with.is_empty() && self.query.mode != Mode::Regex {
            at = with_a_space(text, at, before..bound(next, found.row(), text.len()));
        }
        Some(Replacement { row: found.row(), at, with })
    }

    fn over_two(
        &self,
        t: &Transcript,
        found: &Match,
        before: usize,
        next: Option<(usize, usize)>,
        with: &str,
    ) -> Option<[Replacement; 2]> {
        let (row, mut at) = (found.row(), found.at());
        let (first, second) = (&t.lines.get(row)?.text, &t.lines.get(row + 1)?.text);
        let end = found.in_next()?.end;
        let (head, tail) = (first.get(at.clone())?, second.get(..end)?);
        let both = pattern::joined(first.get(..at.end)?, second);
        let (start, with) = self.new_text(&both, at.start..at.end + 1 + end, before, with)?;
        at.start = start;

        let end = self.end_for(second, end, &with);
        let gap = tail.len() - tail.trim_start().len();
        if let Some((mine, theirs)) = shared_out(&with, words(head), words(tail)) {
            return Some([
                Replacement { row, at, with: mine.to_owned() },
                Replacement { row: row + 1, at: gap..end, with: theirs.to_owned() },
            ]);
        }
        let limit = bound(next, row + 1, second.len());
        let attached = end + attached(&second[end..]);
        let attached = if attached <= limit { attached } else { end };
        let rest = &second[attached..limit.max(attached)];
        let spaces = rest.len() - rest.trim_start().len();
        if with.is_empty() {
            at.start = first[..at.start].trim_end().len().max(before);
        }
        Some([
            Replacement { row, at, with: with + &second[end..attached] },
            Replacement { row: row + 1, at: 0..attached + spaces, with: String::new() },
        ])
    }

    /// What stands in place of the match at these bytes, and where it begins: an article before it may change too, when
    /// it does not lie before `free`. `None` when there is no such match.
    fn new_text(&self, text: &str, at: Range<usize>, free: usize, with: &str) -> Option<(usize, String)> {
        let start = at.start;
        let new = match &*self.matcher {
            Matcher::Nothing => return None,
            Matcher::Plain(plain) => {
                if !plain.is_at(text, at.clone()) {
                    return None;
                }
                let cased = if self.query.case { with.to_owned() } else { self.in_case_of(text, at.clone(), with) };
                with_breaks_of(&text[at], cased)
            }
            Matcher::Regex(regex) => {
                let mut out = String::new();
                regex.captures(text, at)?.expand(with, &mut out);
                out
            }
            Matcher::Sounds(sounds) => {
                let (over, new) = sounds.replaced(text, at.clone(), free, with)?;
                return Some((over, with_breaks_of(&text[at], new)));
            }
        };
        Some((start, new))
    }

    /// Where a match ends that is replaced by this.
    fn end_for(&self, text: &str, end: usize, with: &str) -> usize {
        match &*self.matcher {
            Matcher::Plain(plain) => plain.end_for(text, end, with),
            _ => end,
        }
    }

    /// The new text in the case of the match at these bytes.
    fn in_case_of(&self, text: &str, at: Range<usize>, with: &str) -> String {
        const LONGEST_ABBREVIATION: usize = 4;
        let found = &text[at];
        let cases = |text: &str| text.chars().filter_map(case_of).collect::<Vec<bool>>();
        let capitals = cases(found);
        if capitals == cases(&self.query.text) {
            return with.to_owned();
        }
        let all = !capitals.is_empty() && capitals.iter().all(|capital| *capital);
        if all && (capitals.len() > LONGEST_ABBREVIATION || !text.contains(char::is_lowercase)) {
            return with.to_uppercase();
        }
        let only_first = capitals.split_first().is_some_and(|(first, rest)| *first && !rest.contains(&true));
        if only_first && found.starts_with(char::is_uppercase) && !with.contains(char::is_uppercase) {
            let mut chars = with.chars();
            return chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        }
        with.to_owned()
    }
}

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\$(\$|\d+)").expect("the expression is right"));

fn braced(found: &Captures) -> String {
    if &found[1] == "$" { "$$".to_owned() } else { format!("${{{}}}", &found[1]) }
}

/// Whether a letter is a capital; `None` for what has no case.
fn case_of(c: char) -> Option<bool> {
    (c.is_uppercase() || c.is_lowercase()).then(|| c.is_uppercase())
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Up to where a row is free, if the next match begins at `next`.
fn bound(next: Option<(usize, usize)>, row: usize, len: usize) -> usize {
    next.filter(|next| next.0 == row).map_or(len, |next| next.1.min(len))
}

/// The bytes of a word that goes, with a space beside it when it stands between two, or beside an end of the text.
fn with_a_space(text: &str, at: Range<usize>, free: Range<usize>) -> Range<usize> {
    let before = text[..at.start].chars().next_back().filter(|c| c.is_whitespace());
    let after = text[at.end..].chars().next().filter(|c| c.is_whitespace());
    match (before, after) {
        (before, Some(space)) if (before.is_some() || at.start == 0) && at.end + space.len_utf8() <= free.end => {
            at.start..at.end + space.len_utf8()
        }
        (Some(space), None) if at.end == text.len() && at.start - space.len_utf8() >= free.start => {
            at.start - space.len_utf8()..at.end
        }
        _ => at,
    }
}

/// The new text divided between two lines, when it has as many words as they lose.
fn shared_out(with: &str, mine: usize, theirs: usize) -> Option<(&str, &str)> {
    if mine == 0 || theirs == 0 || words(with) != mine + theirs {
        return None;
    }
    let second = with.split_whitespace().nth(mine)?;
    let (head, tail) = with.split_at(second.as_ptr().addr() - with.as_ptr().addr());
    Some((head.trim_end(), tail))
}

/// The new text with the line breaks of what was found, when it has as many words.
fn with_breaks_of(found: &str, with: String) -> String {
    if !found.trim().contains('\n') || words(found) != words(&with) {
        return with;
    }
    let mut out = String::with_capacity(with.len());
    let mut rest = found.trim_start();
    for word in with.split_whitespace() {
        out.push_str(word);
        let behind = rest.trim_start_matches(|c: char| !c.is_whitespace());
        rest = behind.trim_start();
        let space = &behind[..behind.len() - rest.len()];
        if !rest.is_empty() {
            out.push_str(if space.contains('\n') { space } else { " " });
        }
    }
    out
}

/// How many bytes at the beginning of a text belong to the word before it: all up to the next space, and
/// punctuation that is written behind a space in French.
fn attached(text: &str) -> usize {
    let piece = |text: &str| text.find(char::is_whitespace).unwrap_or(text.len());
    let mut end = piece(text);
    loop {
        let rest = &text[end..];
        let begin = rest.len() - rest.trim_start().len();
        let sign = &rest[begin..];
        let sign = &sign[..piece(sign)];
        if sign.is_empty() || sign.contains(|c| !";:!?»…".contains(c)) {
            return end;
        }
        end += begin + sign.len();
    }
}
