//! Moments and stretches of the recording, in whole milliseconds.

use std::ops::{Add, Sub};

/// A moment in milliseconds from the start of the recording. May be negative: some sources are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub i64);

impl Time {
    /// The moment that lies `millis` milliseconds later (earlier when negative). Saturates.
    pub fn later(self, millis: i64) -> Time {
        Time(self.0.saturating_add(millis))
    }

    /// The moment that divides `self`..`end` as `part` divides `whole`. `self` when `whole` is 0.
    pub fn towards(self, end: Time, part: usize, whole: usize) -> Time {
        if whole == 0 {
            return self;
        }
        let length = i128::from(end.0) - i128::from(self.0);
        let step = length * part as i128 / whole as i128;
        self.later(i64::try_from(step).unwrap_or(0))
    }
}

impl Add<i64> for Time {
    type Output = Time;
    fn add(self, millis: i64) -> Time {
        self.later(millis)
    }
}

impl Sub for Time {
    type Output = i64;
    /// Milliseconds from `other` to `self`. Saturates.
    fn sub(self, other: Time) -> i64 {
        self.0.saturating_sub(other.0)
    }
}

/// From a start to an end. The end is `None` when the source gave none; it is never guessed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Where it begins.
    pub start: Time,
    /// Where it ends, if that is known. May lie before the start: some sources are wrong.
    pub end: Option<Time>,
}

impl Span {
    /// A span with both its ends, in milliseconds.
    #[allow(dead_code, reason = "tests write many")]
    pub fn new(start: i64, end: i64) -> Span {
        Span { start: Time(start), end: Some(Time(end)) }
    }

    /// A span of which only the start is known, in milliseconds.
    pub fn from(start: i64) -> Span {
        Span { start: Time(start), end: None }
    }

    /// The same span `millis` milliseconds later (earlier when negative).
    pub fn shifted(self, millis: i64) -> Span {
        Span { start: self.start + millis, end: self.end.map(|end| end + millis) }
    }
}
