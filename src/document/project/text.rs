//! Strings and numbers of RON as Stet writes them, and the scanner that reads exactly those.

use crate::model::chars::is_steering;
use std::borrow::Cow;

/// Writes a string of RON. It stays on one physical line and shows nothing that hides: control characters,
/// line separators, bidirectional controls and byte order marks are escaped.
pub(super) fn put_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| SUSPECT[byte as usize]) {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let char = rest[at..].chars().next().expect("a suspect byte begins a character");
        match char {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\t' => out.extend_from_slice(b"\\t"),
            '\r' => out.extend_from_slice(b"\\r"),
            hidden if is_hidden(hidden) => {
                out.extend_from_slice(format!("\\u{{{:x}}}", u32::from(hidden)).as_bytes());
            }
            shown => out.extend_from_slice(shown.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = &rest[at + char.len_utf8()..];
    }
    out.extend_from_slice(rest.as_bytes());
    out.push(b'"');
}

/// Characters that an editor, a terminal or a diff would not show as they are.
fn is_hidden(char: char) -> bool {
    char.is_control() || is_steering(char) || char == '\u{feff}'
}

/// The bytes with which a character begins that may have to be escaped.
static SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table[0x7f] = true;
    // The first bytes of U+0080 to U+00BF, of U+0600 to U+063F, of U+2000 to U+2FFF and of U+F000 to U+FFFF.
    table[0xc2] = true;
    table[0xd8] = true;
    table[0xe2] = true;
    table[0xef] = true;
    table
};

/// Writes a whole number.
pub(super) fn put_int(out: &mut Vec<u8>, number: i64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// Walks over one record that Stet wrote. Every method says `None` or `false` at the first thing that Stet
/// would not have written; then `ron` reads the record.
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// No field of the record has been met yet.
    first: bool,
}

impl<'a> Scan<'a> {
    /// At the beginning of a record.
    pub(super) fn new(text: &'a str) -> Scan<'a> {
        Scan { text, at: 0, first: true }
    }

    /// Whether everything has been walked over.
    pub(super) fn is_done(&self) -> bool {
        self.at == self.text.len()
    }

    /// Steps over `mark` if it stands here.
    pub(super) fn eat(&mut self, mark: &str) -> bool {
        let here = self.text.as_bytes()[self.at..].starts_with(mark.as_bytes());
        if here {
            self.at += mark.len();
        }
        here
    }

    /// Steps over the bracket that opens a record of named fields.
    pub(super) fn open(&mut self) -> bool {
        self.first = self.eat("(");
        self.first
    }

    /// Steps over `name`, and over the comma before it, if that is the next field.
    pub(super) fn field(&mut self, name: &str) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let comma = usize::from(!self.first);
        let here = rest.len() >= comma && rest[..comma] == b","[..comma] && rest[comma..].starts_with(name.as_bytes());
        if here {
            self.at += comma + name.len();
            self.first = false;
        }
        here
    }

    /// A whole number of up to 18 digits.
    pub(super) fn int(&mut self) -> Option<i64> {
        let rest = &self.text.as_bytes()[self.at..];
        let sign = usize::from(rest.first() == Some(&b'-'));
        let mut number: i64 = 0;
        let mut len = sign;
        while let Some(digit) = rest.get(len).filter(|byte| byte.is_ascii_digit()) {
            if len - sign == 18 {
                return None;
            }
            number = number * 10 + i64::from(digit - b'0');
            len += 1;
        }
        // RON knows hexadecimal and separators; Stet writes neither.
        let ends = rest.get(len).is_none_or(|byte| matches!(byte, b',' | b')'));
        if len == sign || !ends {
            return None;
        }
        self.at += len;
        Some(if sign == 1 { -number } else { number })
    }

    /// A whole number that fits 32 bits without a sign.
    pub(super) fn small(&mut self) -> Option<u32> {
        u32::try_from(self.int()?).ok()
    }

    /// A number with an optional fraction.
    pub(super) fn decimal(&mut self) -> Option<f32> {
        let rest = &self.text.as_bytes()[self.at..];
        let len = rest.iter().position(|byte| matches!(byte, b',' | b')'))?;
        let plain = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
        let number = rest[..len].iter().all(plain) && rest[0].is_ascii_digit();
        let number: f32 = if number { self.text[self.at..self.at + len].parse().ok()? } else { return None };
        self.at += len;
        Some(number)
    }

    /// A string, without allocation when nothing in it is escaped.
    pub(super) fn string(&mut self) -> Option<Cow<'a, str>> {
        if !self.eat("\"") {
            return None;
        }
        let start = self.at;
        let mut own: Option<String> = None;
        loop {
            let rest = &self.text[self.at..];
            let run = memchr::memchr2(b'"', b'\\', rest.as_bytes())?;
            if rest.as_bytes()[run] == b'"' {
                self.at += run + 1;
                return Some(match own {
                    None => Cow::Borrowed(&self.text[start..self.at - 1]),
                    Some(own) => Cow::Owned(own + &rest[..run]),
                });
            }
            let (char, len) = unescape(&rest[run..])?;
            let own = own.get_or_insert_default();
            own.push_str(&rest[..run]);
            own.push(char);
            self.at += run + len;
        }
    }
}

/// The character of the escape with which `text` begins, and the bytes that it takes.
fn unescape(text: &str) -> Option<(char, usize)> {
    match text.as_bytes().get(1)? {
        b'"' => Some(('"', 2)),
        b'\\' => Some(('\\', 2)),
        b'n' => Some(('\n', 2)),
        b't' => Some(('\t', 2)),
        b'r' => Some(('\r', 2)),
        b'u' => {
            let digits = text.strip_prefix("\\u{")?;
            let len = digits.bytes().take(7).position(|byte| byte == b'}')?;
            let hexadecimal = len > 0 && digits[..len].bytes().all(|byte| byte.is_ascii_hexdigit());
            let code = if hexadecimal { u32::from_str_radix(&digits[..len], 16).ok()? } else { return None };
            Some((char::from_u32(code)?, len + 4))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_numbers_are_read_as_ron_reads_them() {
        for text in ["", "a \"b\" \\ c", "é’…\n\t\r", "\0\u{1b}\u{7f}\u{85}\u{a0}", "\u{202e}\u{feff}\u{2028}\u{61c}😀"]
        {
            let mut out = Vec::new();
            put_string(&mut out, text);
            let out = String::from_utf8(out).expect("UTF-8 is written");
            assert!(!out.chars().any(is_hidden), "{out:?}");
            assert_eq!(ron::from_str::<String>(&out).expect("it is RON"), text);
            let mut scan = Scan::new(&out);
            assert_eq!(scan.string().as_deref(), Some(text));
            assert!(scan.is_done());
        }
        for number in [0, 7, -1, 999_999_999_999_999_999] {
            let mut out = Vec::new();
            put_int(&mut out, number);
            let out = String::from_utf8(out).expect("digits are written");
            assert_eq!(out, number.to_string());
            assert_eq!(Scan::new(&out).int(), Some(number));
        }
        let mut least = Vec::new();
        put_int(&mut least, i64::MIN);
        assert_eq!(least, i64::MIN.to_string().as_bytes());
    }

    #[test]
    fn what_stet_would_not_write_is_left_to_ron() {
        for number in ["+1", "0x10", "1_000", "1.0", "--1", "", "12345678901234567890", "9999999999999999999"] {
            assert_eq!(Scan::new(number).int(), None, "{number}");
        }
        for string in ["\"\\x41\"", "\"\\u{}\"", "\"\\u{d800}\"", "\"open", "r#\"raw\"#"] {
            assert_eq!(Scan::new(string).string(), None, "{string}");
        }
    }
}
