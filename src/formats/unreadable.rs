//! Files that are no text for people, told by their beginning: what is said of them when no format knows them.

use super::machines;
use crate::model::{Message, message};

/// Why a file cannot be read as a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing, or nothing but spaces.
    Empty,
    /// No text.
    Binary(
        /// What it looks like.
        Content,
    ),
    /// A document that is protected with a password.
    Encrypted(
        /// What it looks like.
        Content,
    ),
    /// A document of which nothing can be had.
    Broken(
        /// What it looks like.
        Content,
    ),
    /// A document that unpacks to more than any transcript.
    Swollen(
        /// What it looks like.
        Content,
    ),
    /// A page that says why the transcript is not there.
    WebPage {
        /// What it says.
        says: String,
    },
    /// Text of machines in which no format finds a transcript.
    NoTranscript(
        /// What it looks like.
        Content,
    ),
    /// More than [`super::MAX_BYTES`].
    TooLarge,
}

/// What is in a file that is no text for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// PDF.
    Pdf,
    /// Rich Text Format.
    Rtf,
    /// A document of Word.
    Word,
    /// A document of LibreOffice and its kin.
    OpenDocument,
    /// A workbook of Excel.
    Excel,
    /// A document of Office from before 2007, whatever of.
    OldOffice,
    /// A document of Office with a password.
    LockedOffice,
    /// A ZIP archive of something else.
    Zip,
    /// A gzip archive.
    Gzip,
    /// A 7-Zip archive.
    SevenZip,
    /// A RAR archive.
    Rar,
    /// A picture.
    Picture,
    /// A sound recording.
    Sound,
    /// A video.
    Video,
    /// A database.
    Database,
    /// A program.
    Program,
    /// A log.
    Log,
    /// The source of a program.
    Source,
    /// What a server says that has not what was asked for.
    WebPage,
    /// JSON.
    Json,
    /// XML, or a page in HTML.
    Xml,
    /// Bytes of which nothing is known.
    Data,
}

impl Unreadable {
    /// Why: what follows the file's name in a sentence.
    pub fn message(&self) -> Message {
        match self {
            Unreadable::Empty => message!("file-empty"),
            Unreadable::Binary(Content::Pdf) => message!("file-pdf"),
            Unreadable::Binary(Content::Excel) => message!("file-excel"),
            Unreadable::Binary(Content::OldOffice) => message!("file-old-office"),
            Unreadable::Binary(content) => message!("file-no-text", what = content.message()),
            Unreadable::Encrypted(content) => message!("file-encrypted", what = content.message()),
            Unreadable::Broken(content) => message!("file-broken", what = content.message()),
            Unreadable::Swollen(content) => message!("file-swollen", what = content.message()),
            Unreadable::WebPage { says } => message!("file-web-page", says = says),
            Unreadable::NoTranscript(Content::WebPage) => message!("file-answer"),
            Unreadable::NoTranscript(content) => message!("file-no-transcript", what = content.message()),
            Unreadable::TooLarge => message!("file-too-large"),
        }
    }
}

impl Content {
    /// What it is called, with its article.
    fn message(self) -> Message {
        match self {
            Content::Pdf => message!("content-pdf"),
            Content::Rtf => message!("content-rtf"),
            Content::Word => message!("content-word"),
            Content::OpenDocument => message!("content-open-document"),
            Content::Excel => message!("content-excel"),
            Content::OldOffice => message!("content-old-office"),
            Content::LockedOffice => message!("content-locked-office"),
            Content::Zip => message!("content-zip"),
            Content::Gzip => message!("content-gzip"),
            Content::SevenZip => message!("content-7-zip"),
            Content::Rar => message!("content-rar"),
            Content::Picture => message!("content-picture"),
            Content::Sound => message!("content-sound"),
            Content::Video => message!("content-video"),
            Content::Database => message!("content-database"),
            Content::Program => message!("content-program"),
            Content::Log => message!("content-log"),
            Content::Source => message!("content-source"),
            Content::WebPage => message!("content-web-page"),
            Content::Json => message!("content-json"),
            Content::Xml => message!("content-xml"),
            Content::Data => message!("content-data"),
        }
    }
}

/// Why bytes that no format knows are not read.
pub(super) fn why(bytes: &[u8]) -> Unreadable {
    match not_text(bytes) {
        Some(Content::LockedOffice) => Unreadable::Encrypted(Content::LockedOffice),
        content => content.map_or(Unreadable::Empty, Unreadable::Binary),
    }
}

/// What bytes are that are no text, with its article; `None` when they may be one.
pub(super) fn not_text(bytes: &[u8]) -> Option<Content> {
    kind(bytes).or_else(|| is_data(bytes).then_some(Content::Data))
}

/// What a text is that machines write for each other, which may be JSON, or XML with a root of that name; `None` when it
/// may be one for people.
pub(super) fn not_prose(text: &str, is_json: bool, root: Option<&str>) -> Option<Content> {
    let text = text.trim();
    let closed = |name: &str| text.ends_with("/>") || text.ends_with(&format!("</{name}>"));
    let declared = text.starts_with("<?xml") || text.starts_with("<!DOCTYPE") || text.starts_with("<!doctype");
    match root {
        _ if is_json => Some(Content::Json),
        Some(root) if declared || closed(root) => Some(Content::Xml),
        _ => machines::kind(text).map(|kind| match kind {
            machines::Kind::Log => Content::Log,
            machines::Kind::Source => Content::Source,
            machines::Kind::Answer => Content::WebPage,
        }),
    }
}

/// The mark of an archive of documents, as Office wrote them before 2007.
const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Where a kind of file has its mark: the byte it stands at, and the mark.
static MARKS: &[(usize, &[u8], Content)] = &[
    (0, b"%PDF-", Content::Pdf),
    (0, b"{\\rtf", Content::Rtf),
    (0, OLD_OFFICE, Content::OldOffice),
    (0, b"\x1F\x8B\x08", Content::Gzip),
    (0, b"7z\xBC\xAF\x27\x1C", Content::SevenZip),
    (0, b"Rar!\x1A\x07", Content::Rar),
    (0, b"\x89PNG\r\n\x1A\n", Content::Picture),
    (0, b"\xFF\xD8\xFF", Content::Picture),
    (0, b"GIF8", Content::Picture),
    (8, b"WEBP", Content::Picture),
    (8, b"WAVE", Content::Sound),
    (0, b"ID3", Content::Sound),
    (0, b"OggS", Content::Sound),
    (0, b"fLaC", Content::Sound),
    (0, b"\xFF\xFB", Content::Sound),
    (0, b"\xFF\xF3", Content::Sound),
    (0, b"\xFF\xF1", Content::Sound),
    (0, b"\xFF\xF9", Content::Sound),
    (8, b"AIFF", Content::Sound),
    (0, b"#!AMR", Content::Sound),
    (0, b"caff\0", Content::Sound),
    (4, b"ftypM4A", Content::Sound),
    (4, b"ftypM4B", Content::Sound),
    (4, b"ftyphei", Content::Picture),
    (4, b"ftypavif", Content::Picture),
    (4, b"ftyp", Content::Video),
    (8, b"AVI ", Content::Video),
    (0, b"\x1A\x45\xDF\xA3", Content::Video),
    (0, b"SQLite format 3\0", Content::Database),
    (0, b"\x7FELF", Content::Program),
];

fn kind(bytes: &[u8]) -> Option<Content> {
    if bytes.starts_with(b"PK\x03\x04") {
        // Names stand before what they name, and all of them again at the end.
        let ends = [&bytes[..bytes.len().min(4096)], &bytes[bytes.len().saturating_sub(64 * 1024)..]];
        let holds = |name: &str| ends.iter().any(|end| memchr::memmem::find(end, name.as_bytes()).is_some());
        return Some(match () {
            () if holds("word/") || holds("word\\") => Content::Word,
            () if holds("xl/") => Content::Excel,
            () if holds("mimetypeapplication/vnd.oasis.opendocument") => Content::OpenDocument,
            () if holds("content.xml") && (holds("META-INF/manifest.xml") || holds("mimetype")) => {
                Content::OpenDocument
            }
            () => Content::Zip,
        });
    }
    // A document of Word with a password lies in a file of the old kind.
    let utf16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    if bytes.starts_with(OLD_OFFICE) && memchr::memmem::find(bytes, &utf16("EncryptedPackage")).is_some() {
        return Some(Content::LockedOffice);
    }
    let stands = |(at, mark, _): &&(usize, &[u8], Content)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark));
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
    // Noise has them too, and is no UTF-8, which alone has so few.
    let noise = || {
        strays * 25 > head.len() && std::str::from_utf8(head).is_err_and(|error| error.valid_up_to() + 4 < head.len())
    };
    strays * 10 > head.len() || (!wide && !utf16 && noise()) || (zeros * 10 > head.len() && !wide && !utf16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::text;

    #[test]
    fn what_is_no_text_is_called_by_its_name() {
        let mut noise = fastrand::Rng::with_seed(7);
        let any: Vec<u8> = (0..4096).map(|_| noise.u8(..)).collect();
        let noise: Vec<u8> = (0..4096).map(|_| noise.u8(..40)).collect();
        for (bytes, expected) in [
            (&b""[..], "is empty"),
            (b"PK\x03\x04\x14\0\0\0mimetype", "is a ZIP archive, not text"),
            (b"PK\x03\x04\x14\0\0\0word/document.xml", "is a Word document, not text"),
            (b"%PDF-1.7\n", "is a PDF document, which Stet does not read; open it, copy its text and paste it here"),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "is a picture, not text"),
            (b"\0\0\0\x20ftypisom", "is a video, not text"),
            (b"RIFF\x24\0\0\0WAVEfmt ", "is a sound recording, not text"),
            (&noise, "is binary data, not text"),
            (&any, "is binary data, not text"),
            (&[0; 64], "is binary data, not text"),
        ] {
            assert_eq!(text(&why(bytes).message()), expected);
        }
        for bytes in [&b"1\n00:00:01,000 --> 00:00:02,000\nA\0 stray zero\n"[..], b"\xFF\xFEa\0\n\0", b"a\0b\0 \0c\0"] {
            assert_eq!(not_text(bytes), None);
        }
    }
}
