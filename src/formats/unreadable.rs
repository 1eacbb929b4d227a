//! Files that are no text, told by their first bytes before anything tries to read them.

/// Why a file cannot be read as a transcript: what follows the file's name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing, or nothing but spaces.
    #[error("is empty")]
    Empty,
    /// No text.
    #[error("is {0}, not text")]
    Binary(
        /// What it looks like, with its article: `a ZIP archive`.
        &'static str,
    ),
    /// More than [`super::MAX_BYTES`].
    #[error("is larger than 2 GiB, which is more than Stet opens")]
    TooLarge,
}

/// Whether bytes can be a text at all.
pub fn check(bytes: &[u8]) -> Result<(), Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > super::MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    match kind(bytes).or_else(|| is_data(bytes).then_some("binary data")) {
        Some(kind) => Err(Unreadable::Binary(kind)),
        None => Ok(()),
    }
}

/// Where a kind of file has its mark: the byte it stands at, and the mark.
static MARKS: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"),
    (0, b"\x1F\x8B\x08", "a gzip archive"),
    (0, b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (0, b"Rar!\x1A\x07", "a RAR archive"),
    (0, b"\x89PNG\r\n\x1A\n", "a picture"),
    (0, b"\xFF\xD8\xFF", "a picture"),
    (0, b"GIF8", "a picture"),
    (8, b"WEBP", "a picture"),
    (8, b"WAVE", "a sound recording"),
    (0, b"ID3", "a sound recording"),
    (0, b"OggS", "a sound recording"),
    (0, b"fLaC", "a sound recording"),
    (4, b"ftypM4A", "a sound recording"),
    (4, b"ftyp", "a video"),
    (8, b"AVI ", "a video"),
    (0, b"\x1A\x45\xDF\xA3", "a video"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"\x7FELF", "a program"),
];

fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        let head = &bytes[..bytes.len().min(4096)];
        let holds = |name: &str| memchr::memmem::find(head, name.as_bytes()).is_some();
        return Some(match () {
            () if holds("word/") => "a Word document",
            () if holds("opendocument.text") => "an OpenDocument text",
            () if holds("xl/") => "an Excel workbook",
            () => "a ZIP archive",
        });
    }
    let stands = |(at, mark, _): &&(usize, &[u8], &str)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark));
    MARKS.iter().find(stands).map(|(_, _, kind)| *kind)
}

/// Whether so many bytes are control characters that they are no text. A text may hold a stray zero; UTF-16
/// and UTF-32 are full of zeros, but for a reason.
fn is_data(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let stray = |byte: &u8| *byte < 0x20 && !matches!(byte, 0 | b'\t'..=b'\r' | 0x1B);
    let strays = head.iter().filter(|byte| stray(byte)).count();
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    let wide = matches!(head, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 0, 0xFE, 0xFF, ..]);
    let utf16 = super::encoding::utf16_by_zeros(head).is_some();
    strays * 10 > head.len() || (zeros * 10 > head.len() && !wide && !utf16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_called_by_its_name() {
        let mut noise = fastrand::Rng::with_seed(7);
        let noise: Vec<u8> = (0..4096).map(|_| noise.u8(..40)).collect();
        for (bytes, expected) in [
            (&b""[..], "is empty"),
            (b"PK\x03\x04\x14\0\0\0mimetype", "is a ZIP archive, not text"),
            (b"PK\x03\x04\x14\0\0\0word/document.xml", "is a Word document, not text"),
            (b"%PDF-1.7\n", "is a PDF document, not text"),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "is a picture, not text"),
            (b"\0\0\0\x20ftypisom", "is a video, not text"),
            (b"RIFF\x24\0\0\0WAVEfmt ", "is a sound recording, not text"),
            (&noise, "is binary data, not text"),
            (&[0; 64], "is binary data, not text"),
        ] {
            assert_eq!(check(bytes).map_err(|why| why.to_string()), Err(expected.into()));
        }
        for bytes in [&b"1\n00:00:01,000 --> 00:00:02,000\nA\0 stray zero\n"[..], b"\xFF\xFEa\0\n\0", b"a\0b\0 \0c\0"] {
            assert_eq!(check(bytes), Ok(()));
        }
    }
}
