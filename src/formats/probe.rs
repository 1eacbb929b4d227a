//! What formats look at when they are asked whether a file is theirs. Whatever several of them want to see is made
//! once, and only when the first one asks.

use super::encoding::{self, Decoded};
use super::{unreadable, values, xml};
use serde_json::Value;
use std::cell::OnceCell;

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
        self.json.get_or_init(|| values::begun(self.text())).as_ref()
    }

    /// The root element of an XML document, or of a page in HTML; `None` when it is neither.
    pub fn root(&self) -> Option<&xml::Root> {
        self.root.get_or_init(|| xml::root(self.text())).as_ref()
    }

    /// The whole text, newlines as `\n`, decoded anew unless its beginning is all of it.
    pub(super) fn whole(&self) -> Decoded {
        match (self.decoded(), self.charset) {
            (Some(decoded), _) if self.bytes.len() <= HEAD => decoded.clone(),
            (_, Some(charset)) => encoding::decode_as(self.bytes.to_vec(), charset),
            (_, None) => encoding::decode(self.bytes.to_vec()),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

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
