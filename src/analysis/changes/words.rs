//! Two texts side by side, word by word.

use crate::analysis::distance::distance;
use crate::language::words::words_of;
use crate::model::chars::letters;
use imara_diff::{Algorithm, Diff, InternedInput};
use std::ops::Range;

/// A part of two texts. The parts of a comparison follow each other without a gap, in both texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its bytes in the old text; empty where something was inserted.
    pub old: Range<usize>,
    /// Its bytes in the new text; empty where something was deleted.
    pub new: Range<usize>,
    /// Whether the two are the same. Otherwise the old text became the new one here.
    pub same: bool,
}

/// From here on two words are one word written in two ways, and not two words.
const ALIKE: f32 = 0.5;
/// From here on several words are others written together or apart (`Moo Flow`, `Mooflow`).
const ALIKE_TOGETHER: f32 = 0.75;
/// Stretches of more words (old times new) are not looked at for pairs.
const MOST_PAIRS: usize = 400;
/// Longer words, in characters, are not compared letter by letter.
const LONGEST: usize = 48;

/// What became of `old` in `new`. Words stay whole, and words that look alike are paired: of `Camille Lefèbre dit`
/// and `Camille Lefebvre a dit` one part is `Lefèbre` and `Lefebvre`, another the `a`. Both empty: no part.
pub fn parts(old: &str, new: &str) -> Vec<Part> {
    let mut out = Parts { old, new, found: Vec::new() };
    if old == new {
        out.push(0..old.len(), 0..new.len(), true);
        return out.found;
    }
    let (old_pieces, new_pieces) = (pieces(old), pieces(new));
    let (mut old_at, mut new_at) = (0, 0);
    for Anchor { old: a, new: b, same } in anchors(old, new, &old_pieces, &new_pieces) {
        out.between(old_at..a.start, new_at..b.start);
        (old_at, new_at) = (a.end, b.end);
        out.push(a, b, same);
    }
    out.between(old_at..old.len(), new_at..new.len());
    out.found
}

/// The words of a text and, one by one, the other characters that are no spaces.
pub(super) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(text.len() / 4);
    let mut done = 0;
    let marks = |from: usize, to: usize, out: &mut Vec<Range<usize>>| {
        let marks = text[from..to].char_indices().filter(|(_, c)| !c.is_whitespace());
        out.extend(marks.map(|(at, c)| from + at..from + at + c.len_utf8()));
    };
    for word in words_of(text) {
        marks(done, word.at.start, &mut out);
        done = word.at.end;
        out.push(word.at);
    }
    marks(done, text.len(), &mut out);
    out
}

/// Pieces of both texts that belong together.
struct Anchor {
    old: Range<usize>,
    new: Range<usize>,
    same: bool,
}

fn anchors(old: &str, new: &str, old_pieces: &[Range<usize>], new_pieces: &[Range<usize>]) -> Vec<Anchor> {
    let equal = |(a, b): &(&Range<usize>, &Range<usize>)| old[(*a).clone()] == new[(*b).clone()];
    let anchor = |(a, b): (&Range<usize>, &Range<usize>)| Anchor { old: a.clone(), new: b.clone(), same: true };
    let head = old_pieces.iter().zip(new_pieces).take_while(equal).count();
    let (old_rest, new_rest) = (&old_pieces[head..], &new_pieces[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(equal).count();
    let (old_middle, new_middle) = (&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);

    let mut out: Vec<Anchor> = old_pieces.iter().zip(new_pieces).take(head).map(anchor).collect();
    let (mut old_at, mut new_at) = (0, 0);
    for (a, b) in hunks(old, new, old_middle, new_middle) {
        out.extend(old_middle[old_at..a.start].iter().zip(&new_middle[new_at..b.start]).map(anchor));
        (old_at, new_at) = (a.end, b.end);
        pair(old, new, &old_middle[a], &new_middle[b], &mut out);
    }
    out.extend(old_middle[old_at..].iter().zip(&new_middle[new_at..]).map(anchor));
    let (old_tail, new_tail) = (&old_rest[old_middle.len()..], &new_rest[new_middle.len()..]);
    out.extend(old_tail.iter().zip(new_tail).map(anchor));
    out
}

/// The stretches of pieces that differ. What lies between them is the same and equally long.
fn hunks(old: &str, new: &str, a: &[Range<usize>], b: &[Range<usize>]) -> Vec<(Range<usize>, Range<usize>)> {
    if a.is_empty() || b.is_empty() {
        return if a.is_empty() && b.is_empty() { Vec::new() } else { vec![(0..a.len(), 0..b.len())] };
    }
    let mut input = InternedInput::default();
    input.update_before(a.iter().map(|at| &old[at.clone()]));
    input.update_after(b.iter().map(|at| &new[at.clone()]));
    let wide = |range: Range<u32>| range.start as usize..range.end as usize;
    Diff::compute(Algorithm::Histogram, &input).hunks().map(|hunk| (wide(hunk.before), wide(hunk.after))).collect()
}

/// Finds the pieces of a changed stretch that are one word written in two ways.
fn pair(old: &str, new: &str, a: &[Range<usize>], b: &[Range<usize>], out: &mut Vec<Anchor>) {
    let changed = |a: Range<usize>, b: Range<usize>| Anchor { old: a, new: b, same: false };
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return };
    let whole = (a[0].start..last_a.end, b[0].start..last_b.end);
    if a.len() * b.len() == 1 || a.len() * b.len() > MOST_PAIRS {
        out.push(changed(whole.0, whole.1));
        return;
    }
    let folded = |text: &str, pieces: &[Range<usize>]| -> Vec<Vec<char>> {
        pieces.iter().map(|at| letters(&text[at.clone()]).chars().collect()).collect()
    };
    let (x, y) = (folded(old, a), folded(new, b));
    // The best sum of likenesses of pairs, from the end; a pair is taken where it adds to the sum.
    let width = y.len() + 1;
    let mut best = vec![0.0f32; (x.len() + 1) * width];
    let mut alike = vec![0.0f32; x.len() * y.len()];
    for i in (0..x.len()).rev() {
        for j in (0..y.len()).rev() {
            let like = likeness(&x[i], &y[j]);
            alike[i * y.len() + j] = like;
            let paired = if like >= ALIKE { like + best[(i + 1) * width + j + 1] } else { 0.0 };
            best[i * width + j] = paired.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let spoken = |words: &[Vec<char>]| words.iter().filter(|letters| !letters.is_empty()).count();
    if spoken(&x) != spoken(&y) {
        let (together, apart) = (likeness(&x.concat(), &y.concat()), alike.iter().copied().fold(0.0, f32::max));
        if together >= ALIKE_TOGETHER && together > apart {
            out.push(changed(whole.0, whole.1));
            return;
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < x.len() && j < y.len() {
        let like = alike[i * y.len() + j];
        let here = best[i * width + j];
        if like >= ALIKE && here <= like + best[(i + 1) * width + j + 1] {
            out.push(changed(a[i].clone(), b[j].clone()));
            (i, j) = (i + 1, j + 1);
        } else if here <= best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// How alike two words are, from 0 to 1: the part of their letters that need not change.
fn likeness(a: &[char], b: &[char]) -> f32 {
    let longest = a.len().max(b.len());
    if longest == 0 || longest > LONGEST || a.is_empty() || b.is_empty() {
        return 0.0;
    }
    1.0 - distance(a, b) as f32 / longest as f32
}

/// Parts as they are put together.
struct Parts<'a> {
    old: &'a str,
    new: &'a str,
    found: Vec<Part>,
}

impl Parts<'_> {
    /// What lies between two anchors: spaces that both have stay, the rest changed.
    fn between(&mut self, old: Range<usize>, new: Range<usize>) {
        let (a, b) = (&self.old[old.clone()], &self.new[new.clone()]);
        let space = |(x, y): &(char, char)| x == y && x.is_whitespace();
        let head: usize = a.chars().zip(b.chars()).take_while(space).map(|(c, _)| c.len_utf8()).sum();
        let tails = a[head..].chars().rev().zip(b[head..].chars().rev());
        let tail: usize = tails.take_while(space).map(|(c, _)| c.len_utf8()).sum();
        self.push(old.start..old.start + head, new.start..new.start + head, true);
        self.push(old.start + head..old.end - tail, new.start + head..new.end - tail, false);
        self.push(old.end - tail..old.end, new.end - tail..new.end, true);
    }

    fn push(&mut self, old: Range<usize>, new: Range<usize>, same: bool) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        let blank = |old: &Range<usize>, new: &Range<usize>| {
            self.old[old.clone()].trim().is_empty() && self.new[new.clone()].trim().is_empty()
        };
        // Spaces that changed belong to the word beside them that did.
        let goes_on = |last: &Part| last.same == same && (same || blank(&last.old, &last.new) || blank(&old, &new));
        match self.found.last_mut() {
            Some(last) if goes_on(last) => (last.old.end, last.new.end) = (old.end, new.end),
            _ => self.found.push(Part { old, new, same }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The new text with `{old|new}` where it differs.
    fn show(old: &str, new: &str) -> String {
        let parts = parts(old, new);
        let (mut a, mut b) = (0, 0);
        for part in &parts {
            assert_eq!((part.old.start, part.new.start), (a, b), "parts follow each other");
            (a, b) = (part.old.end, part.new.end);
            assert_eq!(part.same, old[part.old.clone()] == new[part.new.clone()]);
        }
        assert_eq!((a, b), (old.len(), new.len()), "and cover both texts");
        let one = |part: &Part| match part.same {
            true => new[part.new.clone()].to_owned(),
            false => format!("{{{}|{}}}", &old[part.old.clone()], &new[part.new.clone()]),
        };
        parts.iter().map(one).collect()
    }

    #[test]
    fn words_are_paired() {
        for (old, new, expected) in [
            ("", "", ""),
            ("Oui", "Oui", "Oui"),
            ("", "Oui", "{|Oui}"),
            ("avec Lefèbre hier", "avec Lefebvre hier", "avec {Lefèbre|Lefebvre} hier"),
            ("Camille Lefèbre dit", "Camille Lefebvre a dit", "Camille {Lefèbre|Lefebvre} {|a }dit"),
            ("Eloise Brant", "Héloïse Brandt", "{Eloise|Héloïse} {Brant|Brandt}"),
            ("le Moo Flow est", "le Mooflow est", "le {Moo Flow|Mooflow} est"),
            ("le mouflot est", "le Moo Flow est", "le {mouflot|Moo Flow} est"),
            ("de Héloïse", "d'Héloïse", "{de |d'}Héloïse"),
            ("one  two", "one two", "one { |}two"),
            ("one two three", "one three", "one {two |}three"),
            ("Ca va ?", "Ça va\u{a0}?", "{Ca|Ça} va{ |\u{a0}}?"),
            ("yes, so", "yes so", "yes{,|} so"),
            ("one two", "tout autre chose", "{one two|tout autre chose}"),
            ("a b c d", "a x c y", "a {b|x} c {d|y}"),
            (" so", "so ", "{ |}so{| }"),
        ] {
            assert_eq!(show(old, new), expected);
        }
    }

    #[test]
    fn any_two_texts_can_be_compared() {
        let mut random = fastrand::Rng::with_seed(7);
        let words = ["Ann", "ann", "é", "e\u{301}", " ", " ", "\u{a0}", "l'", "-", "…", "Brandt", "Brant", "\n"];
        for _ in 0..2000 {
            let mut text = || (0..random.usize(0..12)).map(|_| words[random.usize(0..words.len())]).collect::<String>();
            show(&text(), &text());
        }
    }
}
