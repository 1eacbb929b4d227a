//! What formats look at when they are asked whether a file is theirs. Whatever several of them want to see is made
//! once, and only when the first one asks.

use super::encoding::{self, Decoded};
use super::{unreadable, xml};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::OnceCell;
use std::fmt;

/// About how many bytes of a file's beginning detection sees.
pub const HEAD: usize = 64 * 1024;

/// A file that is to be recognised.
pub struct Probe<'a> {
    /// All of its bytes.
    pub bytes: &'a [u8],
    charset: Option<&'static encoding_rs::Encoding>,
    head: OnceCell<Option<Decoded>>,
    json: OnceCell<Option<Value>>,
    root: OnceCell<Option<xml::Root>>,
}

impl<'a> Probe<'a> {
    /// A file with these bytes, in a character set that may be known.
    pub fn new(bytes: &'a [u8], charset: Option<&'static encoding_rs::Encoding>) -> Probe<'a> {
        Probe { bytes, charset, head: OnceCell::new(), json: OnceCell::new(), root: OnceCell::new() }
    }

    /// Whether the file is a text at all.
    pub fn is_text(&self) -> bool {
        self.decoded().is_some()
    }

    /// The beginning of the text, up to about [`HEAD`] bytes and to the end of a line, newlines as `\n`. Empty when
    /// the file is no text.
    pub fn text(&self) -> &str {
        self.decoded().map_or("", |decoded| &decoded.text)
    }

    /// What the text says as JSON, as far as its beginning goes: of an object or array that breaks off, what came
    /// before. `None` when it is no JSON.
    pub fn json(&self) -> Option<&Value> {
        self.json.get_or_init(|| json(self.text())).as_ref()
    }

    /// The root element of an XML document, or of a page in HTML; `None` when it is neither.
    #[allow(dead_code, reason = "the formats of XML, which ask, are not there yet")]
    pub fn root(&self) -> Option<&xml::Root> {
        self.root.get_or_init(|| xml::root(self.text())).as_ref()
    }

    /// The whole text, when its beginning was all of it and has been read already.
    pub(super) fn into_whole(self) -> Option<Decoded> {
        if self.bytes.len() > HEAD { None } else { self.head.into_inner().flatten() }
    }

    fn decoded(&self) -> Option<&Decoded> {
        let read = || {
            if unreadable::not_text(self.bytes).is_some() {
                return None;
            }
            let head = head(self.bytes).to_vec();
            Some(match self.charset {
                Some(charset) => encoding::decode_as(head, charset),
                None => encoding::decode(head),
            })
        };
        self.head.get_or_init(read).as_ref()
    }
}

/// The beginning of a file, cut where no character is torn apart.
fn head(bytes: &[u8]) -> &[u8] {
    if bytes.len() <= HEAD {
        return bytes;
    }
    let head = &bytes[..HEAD];
    // In UTF-16 and UTF-32 a newline is not one byte, but every `HEAD` of bytes is whole characters, but for a pair.
    let wide = matches!(head, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 0, 0xFE, 0xFF, ..]);
    if wide || encoding::utf16_by_zeros(head).is_some() {
        return head;
    }
    let newline = head.iter().rposition(|&byte| byte == b'\n').or_else(|| head.iter().rposition(|&byte| byte == b'\r'));
    if let Some(at) = newline {
        return &head[..=at];
    }
    // One line: the last character may be torn, and begins at the last byte that goes on with none in UTF-8.
    match head.iter().rposition(|&byte| byte & 0b1100_0000 != 0b1000_0000) {
        Some(last) => &head[..last],
        None => head,
    }
}

/// The value that a text begins with, as far as it goes; `None` when it begins with neither object nor array.
fn json(text: &str) -> Option<Value> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let mut value = Value::Null;
    // Where it breaks off, or is none, shows in what was read until then.
    let _ = Partial(&mut value).deserialize(&mut serde_json::Deserializer::from_str(text));
    let begun = match &value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => false,
    };
    begun.then_some(value)
}

/// Reads a value into a place, so that what was read before an error stays there.
struct Partial<'a>(&'a mut Value);

impl<'de> DeserializeSeed<'de> for Partial<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Partial<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        *self.0 = value.into();
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        *self.0 = value.into();
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        *self.0 = value.into();
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        *self.0 = value.into();
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        *self.0 = value.into();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        *self.0 = Value::Array(Vec::new());
        let Value::Array(list) = self.0 else { unreachable!("it was made one") };
        loop {
            let mut item = Value::Null;
            match items.next_element_seed(Partial(&mut item)) {
                Ok(Some(())) => list.push(item),
                Ok(None) => return Ok(()),
                Err(error) => {
                    list.extend(Some(item).filter(|item| !item.is_null()));
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        *self.0 = Value::Object(Map::new());
        let Value::Object(map) = self.0 else { unreachable!("it was made one") };
        while let Some(key) = entries.next_key::<String>()? {
            entries.next_value_seed(Partial(map.entry(key).or_insert(Value::Null)))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_json_that_breaks_off_is_seen_what_came_before() {
        let whole =
            r#"{"a": 1, "list": [{"start": 0.5, "text": "é\n"}, {"start": 2, "words": [null, true]}], "b": "c"}"#;
        let value: Value = serde_json::from_str(whole).expect("it is JSON");
        assert_eq!(json(whole), Some(value));
        for (text, expected) in [
            (r#" {"a": 1, "list": [{"start": 0.5, "te"#, Some(r#"{"a":1,"list":[{"start":0.5}]}"#)),
            (r#"{"a": "broken of"#, Some(r#"{"a":null}"#)),
            ("[1, 2, {}, [3", Some("[1,2,{},[3]]")),
            ("[1, 2] and more", Some("[1,2]")),
            ("{\"a\": 1, b}", Some(r#"{"a":1}"#)),
            ("[Music] hello", None),
            ("{\\rtf1", None),
            ("{}", None),
            ("\"a\"", None),
            ("", None),
        ] {
            assert_eq!(json(text).map(|value| value.to_string()).as_deref(), expected, "{text:?}");
        }
        for end in 0..whole.len() {
            let _ = whole.get(..end).map(json);
        }
        // Deeper than anybody writes: what is not too deep is seen, and nothing overflows.
        assert!(json(&"[".repeat(100_000)).is_some());
    }

    #[test]
    fn a_head_ends_with_a_line_and_never_within_a_character() {
        let line = "1\n00:00:01,000 --> 00:00:02,000\nété 橋\n\n";
        let utf8 = line.repeat(4000);
        let utf16: Vec<u8> = utf8.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let latin: Vec<u8> = b"caf\xE9 ol\xE9\r\n".repeat(10_000);
        let one_line = "橋".repeat(40_000);
        for (bytes, end) in [(utf8.as_bytes(), "\n"), (&utf16, ""), (&latin, "\n"), (one_line.as_bytes(), "橋")] {
            let probe = Probe::new(bytes, None);
            assert!(probe.is_text() && probe.text().ends_with(end), "{end:?}");
            assert!(probe.text().len() * 2 > HEAD - 100 && !probe.text().contains('\u{fffd}'), "{end:?}");
            assert!(probe.into_whole().is_none(), "it is longer than the head");
        }
        let short = Probe::new(line.as_bytes(), None);
        assert_eq!(short.text(), line);
        assert_eq!(short.into_whole().map(|decoded| decoded.text).as_deref(), Some(line));
    }

    #[test]
    fn what_is_no_text_has_neither_head_nor_values() {
        let probe = Probe::new(b"PK\x03\x04\x14\0\0\0mimetype", None);
        assert_eq!((probe.is_text(), probe.text(), probe.json(), probe.root().is_none()), (false, "", None, true));
    }
}
