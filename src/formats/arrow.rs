//! Time lines, `00:00:01,000 --> 00:00:02,000`, as captions have them and as people and programs write them
//! who have not read the specification.
//!
//! Such a line holds nothing but its times, so more can be made of it than where text may be glued to a time
//! (see [`super::timestamp`]): fields of any length, and spaces between them.

use super::timestamp::{COLONS, FRACTION_SIGNS, digit};
use crate::model::Time;
use crate::model::chars::{self, is_invisible};

/// What a time line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arrow<'a> {
    /// Before the arrow.
    pub start: Time,
    /// Behind it; `None` when nothing there can be read as a time.
    pub end: Option<Time>,
    /// What follows the times, trimmed: settings, coordinates, or text that lacks its newline.
    pub rest: &'a str,
}

/// Reads a time line; `None` when the physical line is none.
///
/// Read besides the canonical form: hours left out, fields of any length, minutes and seconds of 60 and more,
/// negative times, fractions of any length or none, a point, colon or the comma of another script before the
/// fraction, digits of any script, spaces between the fields, and arrows such as `->`, `—>`, `-- >`, `→`, `>`.
pub(super) fn scan(line: &str) -> Option<Arrow<'_>> {
    // Most lines are texts, which begin with a letter, or numbers, which are short.
    if line.len() < "0:0-->".len() || line.as_bytes()[0].is_ascii_alphabetic() {
        return None;
    }
    if let Some(arrow) = canonical(line) {
        return Some(arrow);
    }
    if line.is_ascii() && memchr::memchr(b'>', line.as_bytes()).is_none() {
        return None;
    }
    let mut rest = line;
    let start = clock(&mut rest)?;
    let long = arrow(&mut rest)?;
    // `2.5 > 1.5` is a sum, `0.860 --> 7.380` is a time line.
    let before = rest;
    match clock(&mut rest).filter(|clock| clock.whole || !rest.starts_with(char::is_alphanumeric)) {
        Some(end) if if long { !start.bare || !end.bare } else { start.colons && end.colons } => {
            Some(Arrow { start: start.time, end: Some(end.time), rest: rest.trim() })
        }
        _ if long && !start.bare => Some(Arrow { start: start.time, end: None, rest: before.trim() }),
        _ => None,
    }
}

/// Reads a time that stands alone, in any of the forms that [`scan`] reads; `None` when there is anything else.
pub(super) fn time(text: &str) -> Option<Time> {
    let mut rest = text;
    let clock = clock(&mut rest).filter(|clock| !clock.bare)?;
    rest.chars().all(is_ignorable).then_some(clock.time)
}

/// Where the text begins on a time line that cannot be read, in bytes: behind what was meant for times and arrow. All of
/// it is text where it begins with a word: `Paris --> Lyon`.
pub(super) fn text_behind(line: &str) -> usize {
    let meant = |word: &&str| {
        let word = word.trim();
        let time = word.contains(COLONS) && word.contains(|c| digit(c).is_some());
        time || word.chars().all(|c| is_ignorable(c) || is_dash(c) || c == '>')
    };
    line.split_inclusive(char::is_whitespace).take_while(meant).map(str::len).sum()
}

/// Characters that may stand among times without meaning anything: spaces, zeros and what cannot be seen.
pub(super) fn is_ignorable(c: char) -> bool {
    c == '\0' || c.is_whitespace() || is_invisible(c)
}

/// `HH:MM:SS,mmm --> HH:MM:SS,mmm`, alone or with something behind a space: nearly every time line.
fn canonical(line: &str) -> Option<Arrow<'_>> {
    let (start, rest) = canonical_time(line.as_bytes())?;
    let (end, rest) = canonical_time(rest.strip_prefix(b" --> ")?)?;
    let rest = &line[line.len() - rest.len()..];
    (rest.is_empty() || rest.starts_with(' ')).then(|| Arrow { start, end: Some(end), rest: rest.trim() })
}

/// `HH:MM:SS,mmm` or `HH:MM:SS.mmm` at the front of a line, and what follows it. The hours have nine digits at most.
fn canonical_time(line: &[u8]) -> Option<(Time, &[u8])> {
    let digit = |byte: u8| Some(i64::from(byte.wrapping_sub(b'0'))).filter(|digit| *digit <= 9);
    let mut hours = 0;
    let mut rest = line;
    while let [byte, after @ ..] = rest
        && let Some(digit) = digit(*byte)
    {
        hours = hours * 10 + digit;
        rest = after;
        if line.len() - rest.len() > 9 {
            return None;
        }
    }
    let ([b':', m, mm, b':', s, ss, b',' | b'.', a, b, c], after) = rest.split_first_chunk()? else { return None };
    let minutes = digit(*m)? * 10 + digit(*mm)?;
    let seconds = digit(*s)? * 10 + digit(*ss)?;
    let millis = digit(*a)? * 100 + digit(*b)? * 10 + digit(*c)?;
    (rest.len() < line.len()).then_some((Time(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis), after))
}

struct Clock {
    time: Time,
    /// Whether it is more than seconds.
    colons: bool,
    /// Whether it is a number without any separator.
    bare: bool,
    /// Whether nothing can be missing behind it, so that letters there are no part of it: it has thousandths.
    whole: bool,
}

/// Takes a time from the front of `rest`; `None` (and `rest` anywhere) when there is none.
fn clock(rest: &mut &str) -> Option<Clock> {
    *rest = rest.trim_start_matches(is_ignorable);
    let unsigned = rest.trim_start_matches(['-', '−']);
    let negative = unsigned.len() < rest.len();
    *rest = unsigned;
    let mut fields: [(i64, usize); 4] = [(0, 0); 4];
    let mut colons = [false; 4];
    let mut count = 0;
    loop {
        fields[count] = number(rest)?;
        count += 1;
        if count == fields.len() {
            break;
        }
        // A separator counts when digits follow it; otherwise it is what comes behind the time.
        let after = rest.trim_start_matches(' ');
        let Some(separator) = after.chars().next() else { break };
        let colon = COLONS.contains(&separator);
        if !colon && !FRACTION_SIGNS.contains(&separator) {
            break;
        }
        let after = after[separator.len_utf8()..].trim_start_matches(' ');
        if after.chars().next().and_then(digit).is_none() {
            break;
        }
        *rest = after;
        colons[count] = colon;
    }
    let fields = &fields[..count];
    let any_colon = colons.contains(&true);
    let (whole, fraction) = match fields {
        [_] => (fields, (0, 0)),
        // `00.00.01` is a clock with points; in `00:01.5` and `1.5` the last field is a fraction.
        [_, _, _] if !any_colon => (fields, (0, 0)),
        [whole @ .., last] if count == 4 || !colons[count - 1] => (whole, *last),
        _ => (fields, (0, 0)),
    };
    let seconds = whole.iter().fold(0, |sum, (value, _)| sum * 60 + value);
    let millis = match fraction {
        (_, 0) => 0,
        (value, digits @ 1..=3) => value * [100, 10, 1][digits - 1],
        (value, digits) => value / 10_i64.pow(digits as u32 - 3),
    };
    let millis = seconds * 1000 + millis;
    Some(Clock {
        time: Time(if negative { -millis } else { millis }),
        colons: any_colon || count > 2,
        bare: count == 1,
        whole: fraction.1 == 3,
    })
}

/// Takes a number of at most nine digits from the front of `rest`: its value and how many digits it has.
fn number(rest: &mut &str) -> Option<(i64, usize)> {
    let (mut value, mut digits) = (0_i64, 0);
    while let Some(c) = rest.chars().next()
        && let Some(next) = digit(c)
    {
        value = value * 10 + i64::from(next);
        digits += 1;
        *rest = &rest[c.len_utf8()..];
        if digits > 9 {
            return None;
        }
    }
    (digits > 0).then_some((value, digits))
}

/// Takes an arrow from the front of `rest`. Returns whether it has two dashes at least, so that it can be
/// nothing else; `None` when there is no arrow.
fn arrow(rest: &mut &str) -> Option<bool> {
    let head = rest.trim_start_matches(|c| is_ignorable(c) || is_dash(c));
    let shaft = &rest[..rest.len() - head.len()];
    let tail = head.trim_start_matches(['>', '→', '⇒', '》', '＞', '›']);
    let long = shaft.chars().filter(|c| is_dash(*c)).count() >= 2;
    *rest = tail;
    (tail.len() < head.len()).then_some(long)
}

fn is_dash(c: char) -> bool {
    chars::is_dash(c) || matches!(c, '−' | '=' | '－')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_lines_of_all_kinds() {
        for (line, start, end, rest) in [
            ("00:00:01,000 --> 00:00:02,500", 1000, 2500, ""),
            ("00:00:01.000 --> 00:00:02.500 align:start line:0", 1000, 2500, "align:start line:0"),
            ("00:00:01,000-->00:00:02,500", 1000, 2500, ""),
            ("  00:00:01,000  -->  00:00:02,500  ", 1000, 2500, ""),
            ("00:00:01,000 -> 00:00:02,500", 1000, 2500, ""),
            ("00:00:01,000 —> 00:00:02,500", 1000, 2500, ""),
            ("00:00:01,000 -- > 00:00:02,500", 1000, 2500, ""),
            ("00:00:01,000 - -> 00:00:02,500", 1000, 2500, ""),
            ("00:00:01,000 ---> 00:00:02,500", 1000, 2500, ""),
            ("00:00:01,000 ->> 00:00:02,500", 1000, 2500, ""),
            ("00:00:01,000 > 00:00:02,500", 1000, 2500, ""),
            ("00:00:01,000 → 00:00:02,500", 1000, 2500, ""),
            ("04:48,460 --> 04:49,5", 288_460, 289_500, ""),
            ("0:0:1,5 --> 0:0:2,50", 1500, 2500, ""),
            ("00:00:01 --> 00:00:02", 1000, 2000, ""),
            ("00:00:01:250 --> 00:00:02:500", 1250, 2500, ""),
            ("00:00:01，250 --> 00:00:02。500", 1250, 2500, ""),
            ("00：00：01，250 --> 00：00：02，500", 1250, 2500, ""),
            ("٠٠:٠٠:٠١،٢٥٠ --> ٠٠:٠٠:٠٢،٥٠٠", 1250, 2500, ""),
            ("００:００:０１,２５０ --> ００:００:０２,５００", 1250, 2500, ""),
            ("00: 00: 01, 000 --> 00: 00: 02, 500", 1000, 2500, ""),
            ("\u{feff}00:00:01,000 --> \u{200e}00:00:02,500", 1000, 2500, ""),
            ("00.00.01.000 --> 00.00.02.500", 1000, 2500, ""),
            ("0.860 --> 7.380", 860, 7380, ""),
            ("0 --> 7.380", 0, 7380, ""),
            ("9.1 --> 11", 9100, 11_000, ""),
            ("123:00:00,000 --> 123:00:01,000", 442_800_000, 442_801_000, ""),
            ("1234:00:00.500 --> 123456789:00:00.500", 4_442_400_500, 444_444_440_400_500, ""),
            ("75:10,000 --> 75:70,000", 4_510_000, 4_570_000, ""),
            ("00:75:00,000 --> 00:75:01,000", 4_500_000, 4_501_000, ""),
            ("-00:00:01,500 --> 00:00:00,500", -1500, 500, ""),
            ("00:00:01,123456 --> 00:00:02,1", 1123, 2100, ""),
            ("00:00:01,000 --> 00:00:02,000 X1:10 X2:20", 1000, 2000, "X1:10 X2:20"),
            ("00:00:01,000 --> 00:00:02,000 Bonjour", 1000, 2000, "Bonjour"),
            ("00:00:01,000 --> 00:00:02,000Bonjour", 1000, 2000, "Bonjour"),
            ("00:01.000 --> 00:02.000line:1 size:2%", 1000, 2000, "line:1 size:2%"),
        ] {
            let expected = Arrow { start: Time(start), end: Some(Time(end)), rest };
            assert_eq!(scan(line), Some(expected), "{line:?}");
        }
        for (line, start, rest) in [
            ("00:00:01,000 --> 00:0x", 1000, "00:0x"),
            ("00:01.000 --> 00:02.0align:end", 1000, "00:02.0align:end"),
            ("00:00:01,000 -->", 1000, ""),
        ] {
            assert_eq!(scan(line), Some(Arrow { start: Time(start), end: None, rest }), "{line:?}");
        }
    }

    #[test]
    fn text_on_a_time_line_that_cannot_be_read() {
        for (line, text) in [
            ("Paris --> Lyon", "Paris --> Lyon"),
            ("00:00:xx --> oops", "oops"),
            ("00:00:xx -->  00:00:09,000", ""),
            ("00:00:0x,000 Bonjour à 2 voix", "Bonjour à 2 voix"),
            ("x:00 --> 00:01:y Bonjour", "Bonjour"),
            ("9 --> Lyon", "9 --> Lyon"),
            ("", ""),
        ] {
            assert_eq!(&line[text_behind(line)..], text, "{line:?}");
        }
    }

    #[test]
    fn texts_are_no_time_lines() {
        for line in [
            "",
            "1984",
            "2 > 1",
            "2.5 > 1.5",
            "2 --> 3",
            "2 > 1:30",
            "10:30 > le train part",
            "- Bonjour -> au revoir",
            "00:00:01,000",
            "00:00:01,000 00:00:02,000",
            "10:30 c'est l'heure -->",
            "--> 00:00:02,000",
            "1234567890:00:00 --> 00:00:01,000",
            "12:30-14:00",
        ] {
            assert_eq!(scan(line), None, "{line:?}");
        }
    }
}
