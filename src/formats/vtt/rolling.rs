//! Rolling captions: each line is shown twice, first below the line before it, then above the next one.
//!
//! Video sites make them so from recognised speech, with a cue of some milliseconds between that shows the
//! line again. Read as they stand, every sentence would be there two or three times.

use super::payload::{Cue, shown_lines};
use std::borrow::Cow;
use std::ops::Range;

/// Files with fewer cues are left alone: a refrain is no rolling.
const FEWEST: usize = 4;

type ShownLine<'a> = (Range<usize>, Cow<'a, str>);

/// Leaves out what was shown before, if the captions roll. Returns the cues that say something new, and how
/// many lines were left out.
pub(super) fn unroll(file: &str, cues: Vec<Cue>) -> (Vec<Cue>, usize) {
    let shown: Vec<_> = cues.iter().map(|cue| shown_lines(file, cue.body.clone())).collect();
    let repeats = shown.windows(2).filter(|pair| common(&pair[0], &pair[1]) > 0).count();
    if cues.len() < FEWEST || repeats * 5 < (cues.len() - 1) * 3 {
        return (cues, 0);
    }
    let mut kept = Vec::with_capacity(cues.len() / 2);
    let mut left_out = 0;
    for (n, mut cue) in cues.into_iter().enumerate() {
        let known = if n == 0 { 0 } else { common(&shown[n - 1], &shown[n]) };
        left_out += known;
        match shown[n].get(known) {
            Some((range, _)) => {
                cue.body.start = range.start;
                kept.push(cue);
            }
            None if known == 0 => kept.push(cue),
            None => {}
        }
    }
    (kept, left_out)
}

/// How many of the lines shown last are shown again at the top of the next cue.
fn common(before: &[ShownLine], after: &[ShownLine]) -> usize {
    let most = before.len().min(after.len());
    let same = |count: &usize| {
        let tail = before[before.len() - count..].iter().map(|(_, text)| text);
        tail.eq(after[..*count].iter().map(|(_, text)| text))
    };
    (1..=most).rev().find(same).unwrap_or(0)
}
