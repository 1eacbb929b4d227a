//! Moments that are counted in frames, as programs for video do: `01:00:10:12`, where 12 is a frame of its second.

use super::options::{Options, Setting, Values, When};
use super::values::millis_of;
use crate::model::{Problem, Time, message};

/// How many frames a second has, where a file counts in frames and does not say.
pub static FPS: Setting = Setting {
    name: "fps",
    about: || message!("option-fps"),
    when: When::Reading,
    values: Values::OneOf(&["auto", "23.976", "24", "25", "29.97", "30", "50", "59.94", "60"]),
};

/// How many frames a second has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rate {
    /// Frames in a second of the timecode, which is what is counted to.
    counted: i64,
    /// Whether each lasts a thousandth longer, as in American television.
    slowed: bool,
}

impl Rate {
    /// What counts where nothing is known.
    const USUAL: Rate = Rate { counted: 25, slowed: false };

    /// The rate that was chosen; else one that has so many frames as the highest number among `frames`, 25 at least, and
    /// that of American television where frames are dropped.
    pub(super) fn of(options: &Options, frames: impl IntoIterator<Item = (i64, bool)>) -> Rate {
        if let Some(rate) = Rate::chosen(options) {
            return rate;
        }
        let (mut highest, mut drops) = (0, false);
        for (frame, drop) in frames {
            highest = highest.max(frame);
            drops |= drop;
        }
        match (highest, drops) {
            (..30, true) => Rate { counted: 30, slowed: true },
            (_, true) => Rate { counted: 60, slowed: true },
            (..25, false) => Rate::USUAL,
            (..30, false) => Rate { counted: 30, slowed: false },
            (..50, false) => Rate { counted: 50, slowed: false },
            _ => Rate { counted: 60, slowed: false },
        }
    }

    fn chosen(options: &Options) -> Option<Rate> {
        let Values::OneOf(rates) = &FPS.values else { return None };
        let rate = rates.iter().find(|rate| options.is(&FPS, rate)).filter(|rate| **rate != "auto")?;
        let number: f64 = rate.parse().ok()?;
        Some(Rate { counted: number.ceil() as i64, slowed: number.fract() != 0.0 })
    }

    /// Frames a second, as people write them: `25`, `29.97`.
    fn shown(self) -> String {
        match (self.slowed, self.counted) {
            (false, counted) => counted.to_string(),
            (true, 24) => "23.976".into(),
            (true, 60) => "59.94".into(),
            (true, _) => "29.97".into(),
        }
    }

    /// Says how frames were counted, unless somebody chose it.
    pub(super) fn report(self, options: &Options, problems: &mut Vec<Problem>) {
        if Rate::chosen(options).is_none() {
            problems.push(Problem { line: None, message: message!("frames-counted", fps = self.shown()) });
        }
    }

    /// The moment of a frame.
    pub(super) fn time(self, timecode: Timecode) -> Time {
        let Timecode { seconds, frame, drops } = timecode;
        let mut frames = seconds * self.counted + frame;
        if drops && self.slowed {
            // SMPTE ST 12-1: at each minute but every tenth the first two numbers of 30 are left out, of 60 four.
            let minutes = seconds / 60;
            frames -= (minutes - minutes / 10) * (self.counted / 15);
        }
        let thousands = if self.slowed { 1001 } else { 1000 };
        Time((frames * thousands + self.counted / 2) / self.counted)
    }

    /// The moment after so many frames; `None` for what is no moment of any recording.
    pub(super) fn frames(self, frames: f64) -> Option<Time> {
        millis_of(frames * if self.slowed { 1001.0 } else { 1000.0 } / self.counted as f64)
    }
}

/// A moment of whole seconds and frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timecode {
    seconds: i64,
    /// The number of the frame within its second, from 0.
    pub(super) frame: i64,
    /// Whether it is written as numbers of frames are that are sometimes left out: `00:00:10;12`.
    pub(super) drops: bool,
}

impl Timecode {
    /// Four numbers of at most two digits, the first of three, set apart by `:` or `;`: `01:00:10:12`, `01;00;10;12`.
    /// `None` for anything else.
    pub(super) fn scan(text: &str) -> Option<Timecode> {
        let text = text.trim();
        let mut numbers = [0; 4];
        let mut parts = text.split([':', ';', '：']);
        for (at, number) in numbers.iter_mut().enumerate() {
            let part = parts.next()?;
            let most = if at == 0 { 3 } else { 2 };
            if part.is_empty() || part.len() > most || !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            *number = part.parse::<i64>().ok()?;
        }
        let [hours, minutes, seconds, frame] = numbers;
        let seconds = hours * 3600 + minutes * 60 + seconds;
        parts.next().is_none().then_some(Timecode { seconds, frame, drops: text.contains(';') })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_counted_as_it_was_chosen_or_as_they_show() {
        for (text, fps, millis) in [
            ("00:00:01:12", "auto", 1480),
            ("00:00:01:12", "24", 1500),
            ("00:00:01:29", "auto", 1967),
            ("00:00:01:49", "auto", 1980),
            ("00:00:01:59", "auto", 1983),
            ("01:00:00:00", "29.97", 3_603_600),
            ("01:00:00;00", "29.97", 3_599_996),
            ("01;00;00;00", "auto", 3_599_996),
            ("00:10:00;00", "59.94", 599_999),
            ("01:00:00:00", "23.976", 3_603_600),
            ("100:00:00:00", "25", 360_000_000),
        ] {
            let timecode = Timecode::scan(text).unwrap_or_else(|| panic!("{text} is a timecode"));
            let mut options = Options::default();
            options.choose([&FPS], "fps", fps).expect("it can be chosen");
            let rate = Rate::of(&options, [(timecode.frame, timecode.drops)]);
            assert_eq!(rate.time(timecode), Time(millis), "{text} at {fps}");
        }
        for text in ["00:00:01", "00:00:01:440", "0:0:0:0:0", "00:00:aa:00", "", ":::"] {
            assert_eq!(Timecode::scan(text), None, "{text}");
        }
    }
}
