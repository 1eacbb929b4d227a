//! Bytes to text and back: the character set, the byte order mark and the newlines of a file are found out
//! once, remembered, and written back.
//!
//! In memory a text is UTF-8 and its newlines are `\n`. A file of UTF-8 with `\n` is taken over as it is:
//! nothing of it is copied.

use super::Problem;
use crate::model::{Message, message};
use encoding_rs::{Encoding as Charset, UTF_8, UTF_16BE, UTF_16LE};
use std::fmt;
use std::str::FromStr;

/// How a text is laid down in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The character set.
    pub charset: &'static Charset,
    /// Whether the file begins with a byte order mark.
    pub bom: bool,
    /// How its lines end.
    pub newline: Newline,
}

/// How the lines of a file end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Newline {
    /// `\n`: Linux and macOS.
    #[default]
    Lf,
    /// `\r\n`: Windows.
    CrLf,
    /// `\r`: the Macintosh of old.
    Cr,
}

/// UTF-8 without a byte order mark, lines ending in `\n`.
impl Default for Encoding {
    fn default() -> Encoding {
        Encoding { charset: UTF_8, bom: false, newline: Newline::Lf }
    }
}

impl Encoding {
    /// The character set's name as scripts know it, lower case: `utf-8`, `windows-1252`.
    pub fn label(&self) -> String {
        self.charset.name().to_ascii_lowercase()
    }
}

/// For people: `UTF-8`, `UTF-8 with BOM, CRLF`. [`Encoding::from_str`] reads it back.
impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.charset.name())?;
        if self.bom {
            f.write_str(" with BOM")?;
        }
        match self.newline {
            Newline::Lf => Ok(()),
            Newline::CrLf => f.write_str(", CRLF"),
            Newline::Cr => f.write_str(", CR"),
        }
    }
}

/// A name that is no encoding's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEncoding(
    /// What was asked for.
    pub String,
);

impl UnknownEncoding {
    /// What was asked for, and that nobody knows it.
    pub fn message(&self) -> Message {
        message!("encoding-unknown", name = &self.0)
    }
}

/// Reads a character set by any of its usual names, with `BOM`, `LF`, `CRLF` and `CR` behind it in any order:
/// `utf-8`, `latin1 crlf`, `UTF-8 with BOM, CRLF`.
impl FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(name: &str) -> Result<Encoding, UnknownEncoding> {
        let unknown = || UnknownEncoding(name.to_owned());
        let mut encoding = Encoding::default();
        let mut parts = name.split([' ', ',']).filter(|part| !part.is_empty());
        let label = parts.next().ok_or_else(unknown)?;
        encoding.charset = Charset::for_label(label.as_bytes()).ok_or_else(unknown)?;
        for part in parts {
            match part.to_ascii_lowercase().as_str() {
                "with" => {}
                "bom" => encoding.bom = true,
                "lf" => encoding.newline = Newline::Lf,
                "crlf" => encoding.newline = Newline::CrLf,
                "cr" => encoding.newline = Newline::Cr,
                _ => return Err(unknown()),
            }
        }
        Ok(encoding)
    }
}

/// A text with what must be written back with it.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, its newlines as `\n`, without byte order mark.
    pub text: String,
    /// How it was laid down.
    pub encoding: Encoding,
    /// Bytes that made no sense.
    pub problems: Vec<Problem>,
}

/// Finds out how `bytes` are laid down, and reads them.
///
/// A byte order mark decides. Without one: UTF-16 shows by its zeros, UTF-8 by being valid, or nearly so; a document of
/// XML and a page in HTML say what else they are in; the rest is guessed from the frequency of its characters.
pub fn decode(mut bytes: Vec<u8>) -> Decoded {
    if let Some((charset, mark)) = mark_of(&bytes) {
        return match charset {
            Some(charset) => decode_as(bytes, charset),
            None => decode_utf32(&bytes[mark..], bytes[0] == 0),
        };
    }
    if let Some(charset) = utf16_by_zeros(&bytes) {
        return decode_as(bytes, charset);
    }
    // The one character set besides UTF-8 of which every byte is ASCII.
    if let Some(charset) = declared(&bytes).filter(|charset| *charset == encoding_rs::ISO_2022_JP) {
        return decode_as(bytes, charset);
    }
    let newline = fold_newlines(&mut bytes);
    // Most files are UTF-8, and a long one is gone through once to know it.
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: Encoding { newline, ..Encoding::default() }, problems: Vec::new() },
        Err(error) => {
            let bytes = error.into_bytes();
            let charset =
                if is_nearly_utf8(&bytes) { UTF_8 } else { declared(&bytes).unwrap_or_else(|| guess(&bytes)) };
            decode_folded(bytes, Encoding { charset, bom: false, newline })
        }
    }
}

/// Reads `bytes` in a character set that is known. Bytes that make no sense in it become `�`, and the
/// problems say where.
pub fn decode_as(mut bytes: Vec<u8>, charset: &'static Charset) -> Decoded {
    let mut encoding = Encoding { charset, bom: false, newline: Newline::Lf };
    // Files put together from several have several marks at the front.
    while let Some((Some(marked), mark)) = mark_of(&bytes)
        && marked == charset
    {
        bytes.drain(..mark);
        encoding.bom = true;
    }
    if charset == UTF_16LE || charset == UTF_16BE {
        let (text, _) = charset.decode_without_bom_handling(&bytes);
        let mut bytes = text.into_owned().into_bytes();
        encoding.newline = fold_newlines(&mut bytes);
        let text = String::from_utf8(bytes).expect("folding newlines leaves UTF-8 as it is");
        let problems = unreadable_places(&text, charset);
        return Decoded { text, encoding, problems };
    }
    // In every other character set a carriage return is the byte 13 and nothing else is.
    encoding.newline = fold_newlines(&mut bytes);
    decode_folded(bytes, encoding)
}

/// Reads bytes whose newlines are `\n` already.
fn decode_folded(bytes: Vec<u8>, encoding: Encoding) -> Decoded {
    let charset = encoding.charset;
    let bytes = if charset == UTF_8 {
        match String::from_utf8(bytes) {
            Ok(text) => return Decoded { text, encoding, problems: Vec::new() },
            Err(error) => error.into_bytes(),
        }
    } else {
        bytes
    };
    let (text, lossy) = charset.decode_without_bom_handling(&bytes);
    let problems = if lossy { unreadable_places(&text, charset) } else { Vec::new() };
    Decoded { text: text.into_owned(), encoding, problems }
}

/// A text in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// What the file shall hold.
    pub bytes: Vec<u8>,
    /// How it is laid down: as was asked, or in UTF-8 when the character set lacks a character of the text.
    pub encoding: Encoding,
}

/// Lays a text down in bytes. A character set that lacks one of its characters gives way to UTF-8, so that
/// no character is lost; [`Encoded::encoding`] says so. What a document of XML declares is made true.
pub fn encode(text: String, encoding: &Encoding) -> Encoded {
    let mut encoding = *encoding;
    let text = match encoding.newline {
        Newline::Lf => text,
        Newline::CrLf => text.replace('\n', "\r\n"),
        Newline::Cr => text.replace('\n', "\r"),
    };
    let text = declaring(text, encoding.charset);
    let utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let body = if encoding.charset == UTF_16LE {
        utf16(u16::to_le_bytes)
    } else if encoding.charset == UTF_16BE {
        utf16(u16::to_be_bytes)
    } else if encoding.charset == UTF_8 {
        text.into_bytes()
    } else {
        let (bytes, _, lossy) = encoding.charset.encode(&text);
        // Where encoding and decoding differ (`replacement` and its like), the text is worth more.
        if lossy || encoding.charset.output_encoding() != encoding.charset {
            encoding.charset = UTF_8;
            declaring(text, UTF_8).into_bytes()
        } else {
            bytes.into_owned()
        }
    };
    let mark: &[u8] = match encoding.charset {
        _ if !encoding.bom => &[],
        charset if charset == UTF_16LE => &[0xFF, 0xFE],
        charset if charset == UTF_16BE => &[0xFE, 0xFF],
        charset if charset == UTF_8 => &[0xEF, 0xBB, 0xBF],
        _ => &[],
    };
    let bytes = if mark.is_empty() { body } else { [mark, &body].concat() };
    Encoded { bytes, encoding }
}

/// How far into a document its character set is declared, in bytes.
const DECLARATION: usize = 1024;

/// The character set that a document of XML, or a page in HTML, says it is in. `None` when it says none that can be
/// true: neither UTF-8 nor UTF-16 is asked for, as they show by themselves.
fn declared(bytes: &[u8]) -> Option<&'static Charset> {
    let head = &bytes[..bytes.len().min(DECLARATION)];
    let head = head.trim_ascii_start();
    if !head.starts_with(b"<") {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let label = match head.starts_with("<?xml") {
        true => &head[declared_label(&head)?],
        false => {
            let label = head.split_once("charset=")?.1.trim_start_matches(['"', '\'']);
            label.split(['"', '\'', ' ', ';', '/', '>']).next()?
        }
    };
    let charset = Charset::for_label(label.as_bytes())?;
    let shows_by_itself = [UTF_8, UTF_16LE, UTF_16BE, encoding_rs::REPLACEMENT].contains(&charset);
    (!shows_by_itself).then_some(charset)
}

/// Where the declaration at the front of a document of XML has the name of its character set. `None` without one.
fn declared_label(text: &str) -> Option<std::ops::Range<usize>> {
    let declaration = text.strip_prefix("<?xml")?.split_once("?>")?.0;
    let (before, value) = declaration.split_once("encoding")?;
    let label = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let length = label[1..].find(quote)?;
    let from = "<?xml".len() + before.len() + "encoding".len() + (value.len() - label.len()) + 1;
    Some(from..from + length)
}

/// The text, with its declaration of XML, if it has one, naming the character set in which it is laid down.
fn declaring(mut text: String, charset: &'static Charset) -> String {
    if let Some(label) = declared_label(&text)
        && Charset::for_label(text[label.clone()].as_bytes()) != Some(charset)
    {
        // What is called UTF-16 has a mark that says which one.
        let name = if charset == UTF_16LE || charset == UTF_16BE { "UTF-16" } else { charset.name() };
        text.replace_range(label, name);
    }
    text
}

/// The byte order mark at the front: its character set (`None` for UTF-32, which is read but not written)
/// and its length in bytes.
fn mark_of(bytes: &[u8]) -> Option<(Option<&'static Charset>, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Some(UTF_8), 3)),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some((None, 4)),
        [0xFF, 0xFE, ..] => Some((Some(UTF_16LE), 2)),
        [0xFE, 0xFF, ..] => Some((Some(UTF_16BE), 2)),
        _ => None,
    }
}

/// UTF-32 is written back as UTF-8, as no character is lost by it and hardly anything else reads UTF-32.
fn decode_utf32(bytes: &[u8], big_endian: bool) -> Decoded {
    let unit = |bytes: &[u8]| match *bytes {
        [a, b, c, d] => {
            let bytes = [a, b, c, d];
            let value = if big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
            char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        _ => char::REPLACEMENT_CHARACTER,
    };
    let text: String = bytes.chunks(4).map(unit).collect();
    let mut decoded = decode_as(text.into_bytes(), UTF_8);
    decoded.problems = unreadable_places(&decoded.text, UTF_8);
    decoded.problems.push(Problem { line: None, message: message!("encoding-utf-32") });
    decoded
}

/// Whether the zeros among the first bytes lie as they do in UTF-16: European letters, digits, spaces and
/// newlines have a zero on one side.
pub(super) fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Charset> {
    let head = &bytes[..bytes.len().min(8192)];
    let (pairs, _) = head.as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let clear = |many: usize, few: usize| many * 4 > pairs.len() && few * 8 < many;
    if clear(second, first) {
        Some(UTF_16LE)
    } else if clear(first, second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether some bytes of a text in UTF-8 were damaged, rather than the text being in another character set:
/// then what is not ASCII is nearly always well formed. JSON is UTF-8, so there it is enough that some of it is:
/// recognisers write pieces of words into it, and of characters.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let json = bytes.trim_ascii_start().starts_with(b"{") || bytes.trim_ascii_start().starts_with(b"[");
    if json { bad <= good * 3 } else { bad * 10 <= good }
}

fn guess(bytes: &[u8]) -> &'static Charset {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Says where bytes became `�`: one problem for the first place, with how many there are.
fn unreadable_places(text: &str, charset: &'static Charset) -> Vec<Problem> {
    let mut places = text.char_indices().filter(|(_, c)| *c == char::REPLACEMENT_CHARACTER);
    let Some((first, _)) = places.next() else { return Vec::new() };
    let line = text[..first].bytes().filter(|&b| b == b'\n').count() + 1;
    let more = places.count();
    let message = message!("encoding-bytes-unreadable", charset = charset.name(), more = more);
    vec![Problem { line: Some(line), message }]
}

/// Makes every newline a `\n`, in place. Returns the style that most lines have.
fn fold_newlines(bytes: &mut Vec<u8>) -> Newline {
    let Some(first) = memchr::memchr(b'\r', bytes) else { return Newline::Lf };
    let (mut crlf, mut cr) = (0_usize, 0_usize);
    let mut lf = memchr::memchr_iter(b'\n', &bytes[..first]).count();
    let (mut from, mut to) = (first, first);
    while from < bytes.len() {
        match bytes[from] {
            b'\r' => {
                // A file that was converted twice has `\r\r\n`.
                let ends = [&b"\r\n"[..], b"\r\r\n"].into_iter().find(|ending| bytes[from..].starts_with(ending));
                match ends {
                    Some(ending) => {
                        crlf += 1;
                        from += ending.len();
                    }
                    None => {
                        cr += 1;
                        from += 1;
                    }
                }
                bytes[to] = b'\n';
                to += 1;
            }
            b'\n' => {
                lf += 1;
                bytes[to] = b'\n';
                from += 1;
                to += 1;
            }
            _ => {
                let rest = &bytes[from..];
                let length = memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
                bytes.copy_within(from..from + length, to);
                from += length;
                to += length;
            }
        }
    }
    bytes.truncate(to);
    match () {
        () if crlf >= lf && crlf >= cr => Newline::CrLf,
        () if cr > lf => Newline::Cr,
        () => Newline::Lf,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "Ça dépend des étés, évidemment : l'œuvre coûte 12 € à Noël.\nC'est déjà très bien.\n";

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    fn with_mark(mark: &[u8], body: &[u8]) -> Vec<u8> {
        [mark, body].concat()
    }

    #[test]
    fn every_encoding_is_recognised_and_written_back() {
        let crlf = FRENCH.replace('\n', "\r\n");
        let cr = FRENCH.replace('\n', "\r");
        let legacy = |label: &str, text: &str| {
            let charset = Charset::for_label(label.as_bytes()).expect("a known charset");
            charset.encode(text).0.into_owned()
        };
        let russian = "Добрый вечер, уважаемые слушатели. Сегодня мы говорим о погоде.\n";
        let japanese = "こんにちは、皆さん。今日は天気について話します。\n";
        for (name, bytes, text) in [
            ("UTF-8", FRENCH.as_bytes().to_vec(), FRENCH),
            ("UTF-8, CRLF", crlf.as_bytes().to_vec(), FRENCH),
            ("UTF-8, CR", cr.as_bytes().to_vec(), FRENCH),
            ("UTF-8 with BOM", with_mark(b"\xEF\xBB\xBF", FRENCH.as_bytes()), FRENCH),
            ("UTF-8 with BOM, CRLF", with_mark(b"\xEF\xBB\xBF", crlf.as_bytes()), FRENCH),
            ("UTF-16LE with BOM", with_mark(b"\xFF\xFE", &utf16(FRENCH, u16::to_le_bytes)), FRENCH),
            ("UTF-16BE with BOM, CRLF", with_mark(b"\xFE\xFF", &utf16(&crlf, u16::to_be_bytes)), FRENCH),
            ("UTF-16LE", utf16(FRENCH, u16::to_le_bytes), FRENCH),
            ("UTF-16BE", utf16(FRENCH, u16::to_be_bytes), FRENCH),
            ("windows-1252", legacy("windows-1252", FRENCH), FRENCH),
            ("windows-1252, CRLF", legacy("windows-1252", &crlf), FRENCH),
            ("windows-1251", legacy("windows-1251", russian), russian),
            ("Shift_JIS", legacy("shift_jis", japanese), japanese),
        ] {
            let decoded = decode(bytes.clone());
            assert_eq!(decoded.encoding.to_string(), name);
            assert_eq!(decoded.text, text, "{name}");
            assert_eq!(decoded.problems, [], "{name}");
            assert_eq!(name.parse(), Ok(decoded.encoding), "{name}");
            let encoded = encode(decoded.text, &decoded.encoding);
            assert_eq!(encoded, Encoded { bytes, encoding: decoded.encoding }, "{name}");
        }
    }

    #[test]
    fn newlines_of_all_kinds_become_one() {
        for (bytes, text, newline) in [
            ("a\nb", "a\nb", Newline::Lf),
            ("a\r\nb\r\n", "a\nb\n", Newline::CrLf),
            ("a\rb\r", "a\nb\n", Newline::Cr),
            ("a\r\nb\nc\r\n", "a\nb\nc\n", Newline::CrLf),
            ("a\nb\nc\r\n", "a\nb\nc\n", Newline::Lf),
            ("a\r\r\nb\r\r\n", "a\nb\n", Newline::CrLf),
            ("a\r\rb", "a\n\nb", Newline::Cr),
            ("a\r", "a\n", Newline::Cr),
            ("", "", Newline::Lf),
        ] {
            let decoded = decode(bytes.into());
            assert_eq!((decoded.text.as_str(), decoded.encoding.newline), (text, newline), "{bytes:?}");
        }
    }

    #[test]
    fn utf8_of_plain_newlines_is_not_copied() {
        let bytes = FRENCH.as_bytes().to_vec();
        let address = bytes.as_ptr();
        assert_eq!(decode(bytes).text.as_ptr(), address);
    }

    #[test]
    fn damaged_bytes_are_shown_and_reported_with_their_line() {
        let mut bytes = FRENCH.repeat(3).into_bytes();
        let second = FRENCH.find('\n').expect("two lines") + 3;
        bytes[second] = 0xFF;
        let decoded = decode(bytes);
        assert_eq!(decoded.encoding, Encoding::default());
        assert_eq!(decoded.text.lines().count(), 6);
        let [problem] = &decoded.problems[..] else { panic!("{:?}", decoded.problems) };
        assert_eq!(problem.line, Some(2));
    }

    #[test]
    fn a_character_that_the_charset_lacks_is_not_lost() {
        let latin: Encoding = "windows-1252, CRLF".parse().expect("a known encoding");
        let encoded = encode("A → B\n".into(), &latin);
        assert_eq!(encoded.bytes, "A → B\r\n".as_bytes());
        assert_eq!(encoded.encoding.to_string(), "UTF-8, CRLF");
        assert_eq!(encode("A à B\n".into(), &latin).bytes, b"A \xE0 B\r\n");
    }

    #[test]
    fn what_a_document_declares_is_honoured_and_made_true() {
        let russian = "Добрый день";
        let xml = |label: &str, said: &str| format!("<?xml version=\"1.0\" encoding=\"{label}\"?>\n<tt>{said}</tt>\n");
        let laid = |text: &str, label: &str| {
            let charset = Charset::for_label(label.as_bytes()).expect("a known charset");
            charset.encode(text).0.into_owned()
        };
        for (text, label, expected) in [
            (xml("ISO-8859-1", "Où ça ?"), "windows-1252", "windows-1252"),
            (xml("windows-1251", russian), "windows-1251", "windows-1251"),
            (xml("KOI8-R", russian), "koi8-r", "KOI8-R"),
            (xml("iso-2022-jp", "天気です"), "iso-2022-jp", "ISO-2022-JP"),
            // What it says is not true, and what it is shows.
            (xml("ISO-8859-1", "Où ça ?"), "utf-8", "UTF-8"),
            (xml("UTF-16", "Où ça ?"), "utf-8", "UTF-8"),
            (format!("<html><meta charset='koi8-r'><p>{russian}"), "koi8-r", "KOI8-R"),
            (format!("<meta content=\"text/html; charset=windows-1251\">{russian}"), "windows-1251", "windows-1251"),
        ] {
            let decoded = decode(laid(&text, label));
            assert_eq!((decoded.text.as_str(), decoded.encoding.charset.name()), (text.as_str(), expected), "{text}");
        }
        let written = |text: &str, label: &str| {
            let encoded = encode(text.to_owned(), &label.parse().expect("a known encoding"));
            decode(encoded.bytes).text.lines().next().unwrap_or_default().to_owned()
        };
        let declares = |label: &str| format!("<?xml version=\"1.0\" encoding=\"{label}\"?>");
        assert_eq!(written(&xml("UTF-8", "é"), "latin1"), declares("windows-1252"));
        assert_eq!(written(&xml("UTF-8", "→"), "latin1"), declares("UTF-8"));
        assert_eq!(written(&xml("UTF-8", "→"), "utf-16le bom"), declares("UTF-16"));
        assert_eq!(written(&xml("utf8", "→"), "utf-8"), declares("utf8"));
        assert_eq!(written("<?xml version=\"1.0\"?>", "latin1"), "<?xml version=\"1.0\"?>");
    }

    #[test]
    fn odd_beginnings_are_read() {
        let twice = with_mark(b"\xEF\xBB\xBF\xEF\xBB\xBF", b"a");
        assert_eq!(decode(twice).text, "a");
        let wide: Vec<u8> = "\u{feff}né\r\n".chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        let decoded = decode(wide);
        assert_eq!((decoded.text.as_str(), decoded.problems.len()), ("né\n", 1));
        assert_eq!("klingon".parse::<Encoding>(), Err(UnknownEncoding("klingon".into())));
        assert_eq!("latin1 crlf bom".parse::<Encoding>().map(|e| e.label()), Ok("windows-1252".into()));
    }
}
