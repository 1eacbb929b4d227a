//! EBU STL (`.stl`), the exchange format of broadcasters: EBU Tech. 3264.
//!
//! A head of 1024 bytes says how many frames a second has, in which alphabet and language the captions are, and what the
//! programme is called. Blocks of 128 bytes follow, of which a caption has one or more: its number, its times in frames, and
//! 112 bytes of text in ISO 6937, where accents stand before their letters, or in a part of ISO 8859.

use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Content, Format, Had, Holds, Options, Probe, Problem, Reads, Unreadable, captions};
use crate::model::{Span, Time, Transcript, message};
use encoding_rs::{Encoding, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8};
use unicode_normalization::UnicodeNormalization;

/// EBU STL.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "ebu-stl",
    name: "EBU STL",
    extensions: &["stl"],
    detect,
    read: Reads::Bytes(read),
    write: None,
    settings: &[&captions::ROLL],
    holds: Holds { times: true, ends: true, language: true, ..Holds::NOTHING },
};

const HEAD: usize = 1024;
const BLOCK: usize = 128;
/// Where the text begins in a block.
const TEXT: usize = 16;

fn detect(probe: &Probe) -> Confidence {
    if rate(probe.bytes).is_some() && probe.bytes.len() > HEAD { Confidence::Certain } else { Confidence::No }
}

/// How many frames a second has: `STL25.01` stands behind the number of the code page.
fn rate(bytes: &[u8]) -> Option<i64> {
    let digits = bytes.get(3..8)?.strip_prefix(b"STL")?;
    std::str::from_utf8(digits).ok()?.parse().ok().filter(|rate| (10..=120).contains(rate))
}

fn read(bytes: &[u8], _: &Options, problems: &mut Vec<Problem>) -> Had {
    let (Some(rate), Some(blocks)) = (rate(bytes), bytes.get(HEAD..)) else {
        return Err(Unreadable::Binary(Content::Data));
    };
    let alphabet = match bytes.get(12..14) {
        Some(b"01") => Some(ISO_8859_5),
        Some(b"02") => Some(ISO_8859_6),
        Some(b"03") => Some(ISO_8859_7),
        Some(b"04") => Some(ISO_8859_8),
        _ => None,
    };
    let mut builder = TranscriptBuilder::default();
    let head = |range: std::ops::Range<usize>| bytes.get(range).map(|field| shown(field, None)).unwrap_or_default();
    builder.meta.title = Some(head(16..48)).filter(|title| !title.is_empty());
    builder.meta.language = language(&head(14..16)).map(str::to_owned);
    let mut reader = Reader { builder, alphabet, rate, text: Vec::new(), number: None };
    for (n, block) in blocks.chunks(BLOCK).enumerate() {
        if block.len() <= TEXT {
            if block.iter().any(|byte| !matches!(byte, 0 | 0x8F | b' ' | b'\n' | b'\r')) {
                let what = message!("captions-end-behind-number", number = n + 1);
                problems.push(Problem { line: None, message: what });
            }
            break;
        }
        reader.block(block);
    }
    let transcript: Transcript = reader.builder.finish_captions();
    Ok(transcript)
}

struct Reader {
    builder: TranscriptBuilder,
    alphabet: Option<&'static Encoding>,
    rate: i64,
    /// The text of the caption as far as its blocks have come.
    text: Vec<u8>,
    /// The number of that caption.
    number: Option<[u8; 2]>,
}

impl Reader {
    fn block(&mut self, block: &[u8]) {
        let [_, low, high, extension, _, ..] = *block else { return };
        // What programs keep for themselves.
        if extension == 0xFE {
            return;
        }
        if self.number.replace([low, high]) != Some([low, high]) {
            self.text.clear();
        }
        let text = &block[TEXT..];
        let end = text.iter().position(|byte| *byte == 0x8F).unwrap_or(text.len());
        self.text.extend_from_slice(&text[..end]);
        if extension != 0xFF {
            return;
        }
        let said = shown(&std::mem::take(&mut self.text), self.alphabet);
        self.number = None;
        if block[15] == 1 {
            return self.builder.note(&said);
        }
        let span = Span { start: self.time(&block[5..9]), end: Some(self.time(&block[9..13])) };
        self.builder.line(Some(span), None, &said);
    }

    /// A time of hours, minutes, seconds and frames.
    fn time(&self, bytes: &[u8]) -> Time {
        let [hours, minutes, seconds, frames] = [0, 1, 2, 3].map(|at| i64::from(bytes.get(at).copied().unwrap_or(0)));
        Time(((hours * 60 + minutes) * 60 + seconds) * 1000 + (frames * 1000 + self.rate / 2) / self.rate)
    }
}

/// What bytes show: without the codes of teletext, newlines as `\n`.
fn shown(bytes: &[u8], alphabet: Option<&'static Encoding>) -> String {
    let mut text = String::new();
    let mut accent: Option<char> = None;
    for &byte in bytes {
        let c = match byte {
            0x8A => '\n',
            0x80..=0x9F => continue,
            0..=0x1F | 0x7F => ' ',
            _ => match alphabet {
                Some(alphabet) if byte >= 0xA0 => alphabet.decode(&[byte]).0.chars().next().unwrap_or('\u{FFFD}'),
                None if byte >= 0xA0 => match iso_6937(byte) {
                    Some(c) if (0xC0..=0xCF).contains(&byte) => {
                        accent = Some(c);
                        continue;
                    }
                    Some(c) => c,
                    None => '\u{FFFD}',
                },
                _ => char::from(byte),
            },
        };
        text.push(c);
        text.extend(accent.take());
    }
    let rows = text.split('\n').map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "));
    rows.filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n").nfc().collect()
}

/// The upper half of ISO 6937; of 0xC1 to 0xCF, the accent that is put on the letter behind it. `None` where it has nothing.
fn iso_6937(byte: u8) -> Option<char> {
    const TABLE: [&str; 6] = [
        "\u{A0}¡¢£$¥#§¤‘“«←↑→↓",
        "°±²³×µ¶·÷’”»¼½¾¿",
        "_\u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\u{307}\u{308}_\u{30A}\u{327}_\u{30B}\u{328}\u{30C}",
        "―¹®©™♪¬¦____⅛⅜⅝⅞",
        "ΩÆĐªĦ_ĲĿŁØŒºÞŦŊŉ",
        "ĸæđðħıĳŀłøœßþŧŋ\u{AD}",
    ];
    let row = TABLE.get(usize::from(byte.checked_sub(0xA0)? / 16))?;
    row.chars().nth(usize::from(byte % 16)).filter(|c| *c != '_')
}

/// The language of a code of EBU Tech. 3264; `None` for those that are rarely met.
fn language(code: &str) -> Option<&'static str> {
    const LANGUAGES: &[(&str, &str)] = &[
        ("06", "cs"),
        ("07", "da"),
        ("08", "de"),
        ("09", "en"),
        ("0A", "es"),
        ("0F", "fr"),
        ("15", "it"),
        ("1B", "hu"),
        ("1D", "nl"),
        ("1E", "no"),
        ("20", "pl"),
        ("21", "pt"),
        ("22", "ro"),
        ("27", "fi"),
        ("28", "sv"),
        ("29", "tr"),
    ];
    LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, language)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_broadcasters() {
        for (bytes, text) in [
            (&b"\x0B\x0BHello\x8A\x8A\x07there"[..], "Hello\nthere"),
            (b"\xC8a\xC8o\xC8u\xFB \xCBca \xD5", "äöüß ça ♪"),
            (b"\x80ital\x81ics\xFE", "italicsŋ"),
            (b"\xC9\xE5", "\u{FFFD}\u{FFFD}"),
        ] {
            assert_eq!(shown(bytes, None), text);
        }
        assert_eq!(shown(b"\xC2et\xC2e \xE1sop", None), "été Æsop");
        assert_eq!(shown(b"\xBF\xE0", Some(ISO_8859_5)), "Пр");
    }
}
