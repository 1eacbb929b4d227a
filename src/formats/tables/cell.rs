//! What stands in a cell: moments in all their forms.

use crate::formats::frames::{Rate, Timecode};
use crate::formats::timestamp;
use crate::formats::values::millis_of;
use crate::model::Time;

/// What a number that is no clock counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Unit {
    /// Seconds.
    Seconds,
    /// Thousandths of seconds.
    Millis,
    /// Frames.
    Frames,
}

/// How a moment is written down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::formats) enum Moment {
    /// With colons, as a clock shows it.
    Clock(Time),
    /// With a frame behind its seconds.
    Frame(Timecode),
    /// A number, whatever it counts, and whether it has a fraction.
    Number(f64, bool),
    /// A number that says that it counts this.
    Counted(f64, Unit),
}

impl Moment {
    /// The moment in a cell that holds nothing else; `None` for anything else.
    pub(in crate::formats) fn of(cell: &str) -> Option<Moment> {
        let cell = bare(cell);
        // Whatever a text begins with, few begin as a moment does.
        if !cell.starts_with(|c: char| timestamp::digit(c).is_some() || matches!(c, '-' | '−' | '+' | '.' | ',')) {
            return None;
        }
        if let Some(timecode) = Timecode::scan(cell) {
            return Some(Moment::Frame(timecode));
        }
        if let Some(stamp) = timestamp::scan(cell) {
            return (stamp.len == cell.len()).then_some(Moment::Clock(stamp.time));
        }
        if let Some(number) = decimal(cell) {
            return Some(Moment::Number(number, cell.contains(['.', ','])));
        }
        let unit = cell.find(|c: char| c.is_alphabetic())?;
        let (number, unit) = (decimal(cell[..unit].trim_end())?, &cell[unit..]);
        match unit {
            "s" | "sec" | "secs" | "seconds" | "sek" => Some(Moment::Counted(number, Unit::Seconds)),
            "ms" | "msec" | "milliseconds" => Some(Moment::Counted(number, Unit::Millis)),
            _ => None,
        }
    }

    /// When that is.
    pub(in crate::formats) fn time(self, unit: Unit, rate: Rate) -> Option<Time> {
        match self {
            Moment::Clock(time) => Some(time),
            Moment::Frame(timecode) => Some(rate.time(timecode)),
            Moment::Number(number, _) => counted(number, unit, rate),
            Moment::Counted(number, unit) => counted(number, unit, rate),
        }
    }
}

fn counted(number: f64, unit: Unit, rate: Rate) -> Option<Time> {
    match unit {
        Unit::Seconds => millis_of(number * 1000.0),
        Unit::Millis => millis_of(number),
        Unit::Frames => rate.frames(number),
    }
}

/// A cell without what is around its value: spaces, brackets, and the `="…"` by which a spreadsheet is told that it is
/// text.
pub(super) fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    let cell = cell.strip_prefix('=').unwrap_or(cell);
    let cell = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell);
    let inner = cell.strip_prefix('[').and_then(|cell| cell.strip_suffix(']'));
    let inner = inner.or_else(|| cell.strip_prefix('(').and_then(|cell| cell.strip_suffix(')')));
    inner.unwrap_or(cell).trim().trim_start_matches('\'')
}

/// A number with a point or a comma before its fraction. `None` for what is none.
pub(in crate::formats) fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    // What a number is to a program, infinity say, is none to people.
    if !text.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let number = match text.contains(',') && !text.contains('.') {
        true => text.replacen(',', ".", 1).parse::<f64>().ok(),
        false => text.parse().ok(),
    };
    number.filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Options;

    #[test]
    fn moments_as_tables_write_them() {
        let rate = Rate::of(&Options::default(), []);
        for (cell, unit, millis) in [
            ("1.5", Unit::Seconds, Some(1500)),
            ("1,5", Unit::Seconds, Some(1500)),
            ("-0.25", Unit::Seconds, Some(-250)),
            ("1500", Unit::Millis, Some(1500)),
            ("50", Unit::Frames, Some(2000)),
            ("1.5 s", Unit::Millis, Some(1500)),
            ("1500ms", Unit::Seconds, Some(1500)),
            ("1.2e1", Unit::Seconds, Some(12_000)),
            ("00:01", Unit::Millis, Some(1000)),
            ("=\"00:01\"", Unit::Seconds, Some(1000)),
            ("[00:00:01.5]", Unit::Seconds, Some(1500)),
            ("00:00:01,500", Unit::Seconds, Some(1500)),
            ("00:00:01:12", Unit::Seconds, Some(1480)),
            ("'-00:01", Unit::Seconds, Some(-1000)),
            ("1.", Unit::Seconds, Some(1000)),
            ("", Unit::Seconds, None),
            ("infinity", Unit::Seconds, None),
            ("NaN", Unit::Seconds, None),
            ("1e999", Unit::Seconds, None),
            ("3 men", Unit::Seconds, None),
            ("12:30 we left", Unit::Seconds, None),
            ("2024-01-02", Unit::Seconds, None),
        ] {
            assert_eq!(Moment::of(cell).and_then(|moment| moment.time(unit, rate)), millis.map(Time), "{cell}");
        }
    }
}
