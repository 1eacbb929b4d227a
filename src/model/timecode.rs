//! How a moment is written down, and read back from what a person typed.

use super::Time;
use std::fmt;

/// How a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Always write the hours, even when they are 0.
    pub hours: bool,
    /// What stands between seconds and milliseconds; `None` leaves the milliseconds out (rounded down).
    pub millis: Option<char>,
}

/// `00:00:01,000`, as SubRip writes it.
pub const SRT: Style = Style { hours: true, millis: Some(',') };
/// `00:00:01.000`, as WebVTT writes it.
pub const VTT: Style = Style { hours: true, millis: Some('.') };
/// `00:01`, or `1:00:01` from one hour on: for people.
pub const SHORT: Style = Style { hours: false, millis: None };
/// `00:00:01`: for people, in a transcript of an hour or more.
pub const LONG: Style = Style { hours: true, millis: None };

/// The style in which the times of a transcript of this length are shown to people.
pub fn style_for(length: Time) -> Style {
    if length.0 >= 3_600_000 { LONG } else { SHORT }
}

/// Writes a moment. Hours take as many digits as they need; minutes and seconds always two.
pub fn write(out: &mut impl fmt::Write, time: Time, style: Style) -> fmt::Result {
    let millis = time.0.unsigned_abs();
    let (seconds, millis) = (millis / 1000, millis % 1000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    if time.0 < 0 {
        out.write_char('-')?;
    }
    match (style.hours, hours) {
        (true, 0..100) => {
            two_digits(out, hours)?;
            out.write_char(':')?;
        }
        (false, 0) => {}
        _ => {
            digits(out, hours)?;
            out.write_char(':')?;
        }
    }
    two_digits(out, minutes)?;
    out.write_char(':')?;
    two_digits(out, seconds)?;
    if let Some(separator) = style.millis {
        out.write_char(separator)?;
        out.write_char(digit(millis / 100))?;
        two_digits(out, millis % 100)?;
    }
    Ok(())
}

/// Writes a number in as many digits as it needs. A file has millions of them, and `format!` is slow.
fn digits(out: &mut impl fmt::Write, number: u64) -> fmt::Result {
    if number >= 10 {
        digits(out, number / 10)?;
    }
    out.write_char(digit(number % 10))
}

/// Writes a number below 100.
fn two_digits(out: &mut impl fmt::Write, number: u64) -> fmt::Result {
    out.write_char(digit(number / 10))?;
    out.write_char(digit(number % 10))
}

fn digit(number: u64) -> char {
    char::from(b'0' + number as u8)
}

/// The moment written down as a `String`. See [`write()`].
pub fn format(time: Time, style: Style) -> String {
    let mut out = String::with_capacity(12);
    write(&mut out, time, style).expect("writing to a String does not fail");
    out
}

/// Reads a moment as a person types it into a time cell: `75`, `1:15`, `01:15.5`, `0:01:15,500`.
///
/// One number is seconds, two are minutes and seconds, three hours, minutes and seconds; the last may have
/// a fraction after a point or a comma. `None` when it is anything else.
pub fn parse(typed: &str) -> Option<Time> {
    let typed = typed.trim();
    let (negative, typed) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, typed),
    };
    let (whole, fraction) = match typed.rsplit_once(['.', ',']) {
        Some((whole, fraction)) => (whole, fraction),
        None => (typed, ""),
    };
    let digits = |part: &str| (1..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let mut seconds: i64 = 0;
    let mut parts = 0;
    for part in whole.split(':') {
        if !digits(part) {
            return None;
        }
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
        parts += 1;
    }
    let mut millis = 0;
    if !fraction.is_empty() {
        if !digits(fraction) {
            return None;
        }
        let padded: String = fraction.chars().chain("00".chars()).take(3).collect();
        millis = padded.parse().ok()?;
    }
    let time = seconds.checked_mul(1000)?.checked_add(millis)?;
    (parts <= 3).then_some(Time(if negative { -time } else { time }))
}
