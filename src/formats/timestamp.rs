//! One tolerant scanner of a moment as it is written down at the beginning of a text.
//!
//! All text formats use it. It reads what people, tools and web pages write: `0:07`, `01:02:03,450`,
//! `75:10`, `0:0:5.630`, `#00:00:06-8#`, `[1:05]`, fullwidth and Arabic digits, and it looks past characters
//! that cannot be seen. It goes over the text once and never fails: what is no moment is `None`.

use crate::model::chars::is_invisible;
use crate::model::{Span, Time};

/// A moment found at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The moment. Two fields are minutes and seconds, three are hours, minutes and seconds.
    pub time: Time,
    /// How many numbers it was written with before the fraction: 2 or 3, or 1 for plain seconds.
    pub fields: u8,
    /// Where the text goes on behind it, in bytes. What is not seen before it is included, and so is the
    /// bracket behind it when it stands in brackets.
    pub len: usize,
}

/// Reads `MM:SS` or `H:MM:SS` with or without a fraction at the beginning of `text`.
///
/// The first number has up to four digits, the others at most two: in `0:1010 seconds` the moment is `0:10`.
/// `None` when `text` begins with anything else than such a moment (or the spaces and invisible characters
/// before it).
pub fn scan(text: &str) -> Option<Stamp> {
    let mut cursor = Cursor::new(text);
    cursor.skip_spaces();
    let negative = cursor.sign();
    let first = cursor.number(4)?;
    cursor.colon()?;
    let second = cursor.number(2)?;
    let mut fields = 2;
    let mut seconds = i64::from(first.value) * 60 + i64::from(second.value);
    let mut millis = 0;
    let before_third = cursor;
    match cursor.colon().and_then(|()| cursor.number(3)) {
        Some(third) if third.digits <= 2 => {
            fields = 3;
            seconds = seconds * 60 + i64::from(third.value);
            millis = cursor.fraction();
        }
        // `00:01:440 -->`: three digits after a colon are thousandths, where nothing can be glued to the time.
        Some(third) if text[cursor.at..].trim_start().starts_with(ENDS) || cursor.peek().is_none() => {
            millis = i64::from(third.value);
        }
        Some(_) => {
            cursor = before_third;
            cursor.colon()?;
            let third = cursor.number(2)?;
            fields = 3;
            seconds = seconds * 60 + i64::from(third.value);
        }
        None => {
            cursor = before_third;
            millis = cursor.fraction();
        }
    }
    Some(Stamp { time: signed(negative, seconds * 1000 + millis), fields, len: cursor.at })
}

/// Reads plain seconds with a fraction, `4.00s` or `0.860`, at the beginning of `text`.
///
/// `None` without a fraction, and when a colon follows: that is a moment for [`scan`].
pub fn scan_seconds(text: &str) -> Option<Stamp> {
    let mut cursor = Cursor::new(text);
    cursor.skip_spaces();
    let negative = cursor.sign();
    let whole = cursor.number(7)?;
    let before = cursor.at;
    let millis = cursor.fraction();
    if cursor.at == before || cursor.peek().is_some_and(|c| COLONS.contains(&c)) {
        return None;
    }
    if text[cursor.at..].starts_with('s') && !text[cursor.at + 1..].starts_with(char::is_alphanumeric) {
        cursor.at += 1;
    }
    Some(Stamp { time: signed(negative, i64::from(whole.value) * 1000 + millis), fields: 1, len: cursor.at })
}

/// Reads a moment in brackets: `[00:01]`, `(0:01:02)`, `<0:05>`, `【00:01】` or `#00:00:06-8#`, the last with
/// tenths after its hyphen.
pub fn scan_enclosed(text: &str) -> Option<Stamp> {
    let mut cursor = Cursor::new(text);
    cursor.skip_spaces();
    let open = cursor.peek()?;
    let (_, close) = BRACKETS.iter().find(|(bracket, _)| *bracket == open)?;
    cursor.at += open.len_utf8();
    let inner = &text[cursor.at..];
    let mut stamp = scan(inner).or_else(|| scan_seconds(inner))?;
    cursor.at += stamp.len;
    if open == '#' && cursor.peek() == Some('-') {
        cursor.at += 1;
        let tenths = cursor.number(3)?;
        stamp.time = stamp.time + thousandths(tenths);
    }
    cursor.skip_spaces();
    if cursor.peek() != Some(*close) {
        return None;
    }
    cursor.at += close.len_utf8();
    Some(Stamp { len: cursor.at, ..stamp })
}

/// Reads from when to when: `00:00.440 --> 00:01.440`, `[0.00s -> 4.00s]`, `(0:05 - 0:10)`.
///
/// Returns the stretch, the bytes it takes with its brackets, and the first of its two moments.
pub fn scan_stretch(text: &str) -> Option<(Span, usize, Stamp)> {
    let mut cursor = Cursor::new(text);
    cursor.skip_spaces();
    let open = cursor.peek()?;
    let bracket = BRACKETS.iter().find(|(bracket, _)| *bracket == open);
    if bracket.is_some() {
        cursor.at += open.len_utf8();
    }
    let any = |text: &str| scan(text).or_else(|| scan_seconds(text));
    let first = any(&text[cursor.at..])?;
    cursor.at += first.len;
    cursor.skip_spaces();
    cursor.at += arrow(&text[cursor.at..])?;
    let second = any(&text[cursor.at..])?;
    cursor.at += second.len;
    if let Some((_, close)) = bracket {
        cursor.skip_spaces();
        if cursor.peek() != Some(*close) {
            return None;
        }
        cursor.at += close.len_utf8();
    }
    Some((Span { start: first.time, end: Some(second.time) }, cursor.at, first))
}

const BRACKETS: &[(char, char)] =
    &[('[', ']'), ('(', ')'), ('<', '>'), ('{', '}'), ('#', '#'), ('【', '】'), ('［', '］'), ('（', '）')];
pub(super) const COLONS: &[char] = &[':', '：', '∶', '﹕', '︰'];
/// What may follow a time, and never begins a text.
const ENDS: &[char] = &['-', '—', '–', '→', '>', ']', ')', '#'];
pub(super) const FRACTION_SIGNS: &[char] = &['.', ',', '，', '。', '．', '；', ';', '،', '٫'];

/// The bytes of what stands between the two moments of a stretch, with the spaces behind it; `None` when
/// there is no arrow, dash or comma.
fn arrow(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(['-', '–', '—', '=', '>', '→', '⟶', '~', '～', ' ']);
    let rest = if rest.len() == text.len() { rest.strip_prefix(',')? } else { rest };
    Some(text.len() - rest.len())
}

fn signed(negative: bool, millis: i64) -> Time {
    Time(if negative { -millis } else { millis })
}

/// A number as written: how many digits it had matters.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

/// A fraction as thousandths: `5` is 500, `44` is 440, `6304` is 630.
fn thousandths(number: Number) -> i64 {
    let value = i64::from(number.value);
    match number.digits {
        0..=3 => value * [0, 100, 10, 1][number.digits],
        more => value / 10i64.pow(more as u32 - 3),
    }
}

/// Goes through a text from its beginning, past what cannot be seen.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    /// The next byte.
    at: usize,
}

impl Cursor<'_> {
    fn new(text: &str) -> Cursor<'_> {
        Cursor { text, at: 0 }
    }

    /// The next character that can be seen. What cannot be seen before it is passed.
    fn peek(&mut self) -> Option<char> {
        loop {
            let c = match self.text.as_bytes().get(self.at)? {
                byte if byte.is_ascii() => return Some(char::from(*byte)),
                _ => self.text[self.at..].chars().next()?,
            };
            if !is_invisible(c) {
                return Some(c);
            }
            self.at += c.len_utf8();
        }
    }

    fn skip_spaces(&mut self) {
        while let Some(c) = self.peek().filter(|c| c.is_whitespace()) {
            self.at += c.len_utf8();
        }
    }

    fn sign(&mut self) -> bool {
        match self.peek() {
            Some(c @ ('-' | '−')) => {
                self.at += c.len_utf8();
                true
            }
            _ => false,
        }
    }

    fn colon(&mut self) -> Option<()> {
        let c = self.peek().filter(|c| COLONS.contains(c))?;
        self.at += c.len_utf8();
        Some(())
    }

    /// At most `most` digits (up to nine); `None` when there is none.
    fn number(&mut self, most: usize) -> Option<Number> {
        let mut number = Number { value: 0, digits: 0 };
        let mut end = self.at;
        while number.digits < most {
            let Some(c) = self.peek() else { break };
            let Some(digit) = digit(c) else { break };
            number.value = number.value * 10 + digit;
            number.digits += 1;
            self.at += c.len_utf8();
            end = self.at;
        }
        // Invisible characters behind the last digit belong to what follows.
        self.at = end;
        (number.digits > 0).then_some(number)
    }

    /// The milliseconds of a fraction, when a sign of a fraction with digits behind it comes next; else 0.
    fn fraction(&mut self) -> i64 {
        let before = *self;
        if let Some(c) = self.peek().filter(|c| FRACTION_SIGNS.contains(c)) {
            self.at += c.len_utf8();
            if let Some(number) = self.number(9) {
                return thousandths(number);
            }
        }
        // `00:00:01:440` has thousandths behind a fourth colon, `00:00:01:12` the number of a frame.
        *self = before;
        if self.colon().is_some()
            && let Some(number) = self.number(3)
        {
            return if number.digits == 3 { i64::from(number.value) } else { frames(number.value) };
        }
        *self = before;
        0
    }
}

/// The milliseconds of a frame's number. Nothing says how many frames a second has: 25 unless it is higher.
fn frames(number: u32) -> i64 {
    let rate = if number < 25 { 25 } else { 100 };
    i64::from(number) * 1000 / rate
}

pub(super) fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '０'..='９' => '０',
        '०'..='९' => '०',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_as_people_and_tools_write_them() {
        for (text, millis, rest) in [
            ("0:07 So", 7_000, " So"),
            ("00:07 -Bonjour", 7_000, " -Bonjour"),
            ("75:10", 4_510_000, ""),
            ("125:10 late", 7_510_000, " late"),
            ("1:00:02", 3_602_000, ""),
            ("100:00:02", 360_002_000, ""),
            ("0:0:5.630 --> 0:0:7", 5_630, " --> 0:0:7"),
            ("00:00:01,5", 1_500, ""),
            ("00:00:01,50", 1_500, ""),
            ("00:00:01.4407", 1_440, ""),
            ("00:00:01；250 x", 1_250, " x"),
            ("00:00:01，250", 1_250, ""),
            ("00:00:01:440", 1_440, ""),
            ("00:00:01:12", 1_480, ""),
            ("00：01：02", 62_000, ""),
            ("٠٠:٠١:٠٢", 62_000, ""),
            ("０：０７本", 7_000, "本"),
            ("-00:00:01,500", -1_500, ""),
            ("\u{feff}\u{200b}00\u{200e}:\u{200e}07 x", 7_000, " x"),
            ("  0:07", 7_000, ""),
            // A time is cut at two digits: the rest is glued to it.
            ("0:1010 secondsSo previously", 10_000, "10 secondsSo previously"),
            ("1:02:211 heure", 3_741_000, "1 heure"),
            ("00:00:202026, évidemment", 20_000, "2026, évidemment"),
            ("01:2850 milliards", 88_000, "50 milliards"),
            ("00:0020:26 ce soir", 0, "20:26 ce soir"),
            ("00:01:445 personnes", 104_000, "5 personnes"),
            ("00:01:440 --> 0:02", 1_440, " --> 0:02"),
            ("00:10, then", 10_000, ", then"),
            ("1:10.", 70_000, "."),
        ] {
            let stamp = scan(text).unwrap_or_else(|| panic!("{text:?} begins with a moment"));
            assert_eq!((stamp.time, &text[stamp.len..]), (Time(millis), rest), "{text:?}");
        }
        for text in ["", "12", "a 0:07", "0:", ":07", "2023", "0:x", "-", "1 :20"] {
            assert_eq!(scan(text), None, "{text:?}");
        }
    }

    #[test]
    fn moments_in_brackets() {
        for (text, millis, rest) in [
            ("[00:01] x", 1_000, " x"),
            ("(0:01:02): x", 62_000, ": x"),
            ("#00:00:06-8# x", 6_800, " x"),
            ("#00:00:06#", 6_000, ""),
            ("[00:01:02.10]x", 62_100, "x"),
            ("[ 1:05 ]", 65_000, ""),
            ("[12.50s]", 12_500, ""),
        ] {
            let stamp = scan_enclosed(text).unwrap_or_else(|| panic!("{text:?} begins with a moment"));
            assert_eq!((stamp.time, &text[stamp.len..]), (Time(millis), rest), "{text:?}");
        }
        for text in ["[Musique]", "[00:01", "(00:01]", "(12)", "00:01"] {
            assert_eq!(scan_enclosed(text), None, "{text:?}");
        }
    }

    #[test]
    fn stretches() {
        for (text, start, end, rest) in [
            ("[00:00.440 --> 00:01.440] Bonjour !", 440, 1_440, " Bonjour !"),
            ("[00:00:00.000 --> 00:00:10.500]   x", 0, 10_500, "   x"),
            ("[01:14.500 -> 01:15.500]  Okay.", 74_500, 75_500, "  Okay."),
            ("[0.00s -> 4.00s]  x", 0, 4_000, "  x"),
            ("0.860 --> 7.380", 860, 7_380, ""),
            ("0:0:0.0 --> 0:0:5.630", 0, 5_630, ""),
            ("(0:05 - 0:10) x", 5_000, 10_000, " x"),
            ("0:00:00.599,0:00:04.160", 599, 4_160, ""),
            ("00:00:01,000—>00:00:02,000", 1_000, 2_000, ""),
        ] {
            let (span, len, _) = scan_stretch(text).unwrap_or_else(|| panic!("{text:?} begins with a stretch"));
            assert_eq!((span, &text[len..]), (Span::new(start, end), rest), "{text:?}");
        }
        for text in ["00:01 00:02x", "00:05 - Bonjour", "[00:01 - 00:02", "", "4 - 5"] {
            assert_eq!(scan_stretch(text).map(|found| found.0), None, "{text:?}");
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        let odd = "\u{feff}[#00：01:٠٢.999999999999-８#] --> -1:2:3:4s—>99999:99\u{200e}";
        for start in odd.char_indices().map(|(at, _)| at) {
            for end in odd.char_indices().map(|(at, _)| at).filter(|&end| end >= start) {
                let part = &odd[start..end];
                for found in [scan(part), scan_seconds(part), scan_enclosed(part)].into_iter().flatten() {
                    assert!(part.is_char_boundary(found.len), "{part:?}");
                }
                assert!(scan_stretch(part).is_none_or(|(_, len, _)| part.is_char_boundary(len)), "{part:?}");
            }
        }
    }
}
