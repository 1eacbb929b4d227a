//! The ZIP archive that a document of an office is: its parts by name, unpacked within limits.
//!
//! What an archive says of its sizes is not believed: a part is unpacked until its limit is reached. An archive that breaks
//! off has lost its list of parts, which stands at its end; then a part is found by the name that stands before it.

use crate::formats::unreadable::{Content, Unreadable};
use crate::formats::{Problem, encoding};
use crate::model::message;
use flate2::read::DeflateDecoder;
use memchr::memmem;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// So many bytes are unpacked of one document at most: 128 MiB of its XML are some hundred hours of speech.
pub(in crate::formats) const MOST: u64 = 128 << 20;
/// More parts than that has no document.
const PARTS: usize = 50_000;
/// The mark of a part, and how many bytes stand before its name.
const PART: &[u8] = b"PK\x03\x04";
const HEADER: usize = 30;

/// The list of parts, and the place of each name in it.
type List<'a> = (ZipArchive<Cursor<&'a [u8]>>, HashMap<String, usize>);

/// The parts of a document.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    /// `None` where the archive broke off before it.
    list: Option<List<'a>>,
    content: Content,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Looks through a document of that kind. One with too many parts is refused.
    pub(super) fn open(bytes: &'a [u8], content: Content) -> Result<Archive<'a>, Unreadable> {
        let list = ZipArchive::new(Cursor::new(bytes)).ok();
        if list.as_ref().is_some_and(|zip| zip.len() > PARTS) {
            return Err(Unreadable::Swollen(content));
        }
        let list = list.map(|zip| {
            let name = |index: usize| Some((plain(&zip.name_for_index(index)?.ok()?), index));
            let names = (0..zip.len()).filter_map(name).collect();
            (zip, names)
        });
        Ok(Archive { bytes, list, content, left: MOST })
    }

    /// The text of a part, whatever the case of its name; `None` when there is none. One that breaks off is had as far as
    /// it goes.
    pub(super) fn text(&mut self, name: &str, problems: &mut Vec<Problem>) -> Result<Option<String>, Unreadable> {
        let bytes = self.part(name, problems)?;
        Ok(bytes.map(|bytes| encoding::decode(bytes).text))
    }

    fn part(&mut self, name: &str, problems: &mut Vec<Problem>) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some((zip, names)) = &mut self.list else { return self.part_by_its_name(name, problems) };
        let Some(&index) = names.get(&plain(name)) else { return Ok(None) };
        if zip.by_index_raw(index).is_ok_and(|part| part.encrypted()) {
            return Err(Unreadable::Encrypted(self.content));
        }
        let Ok(part) = zip.by_index(index) else { return self.part_by_its_name(name, problems) };
        let before = problems.len();
        match unpacked(part, &mut self.left, self.content, problems)? {
            // What the list says of it cannot be.
            bytes if bytes.is_empty() && problems.len() > before => {
                problems.truncate(before);
                self.part_by_its_name(name, problems)
            }
            bytes => Ok(Some(bytes)),
        }
    }

    /// Finds a part in an archive without a list.
    fn part_by_its_name(&mut self, name: &str, problems: &mut Vec<Problem>) -> Result<Option<Vec<u8>>, Unreadable> {
        for at in memmem::find_iter(self.bytes, name.as_bytes()) {
            let Some(header) = at.checked_sub(HEADER).and_then(|start| self.bytes.get(start..at)) else { continue };
            let number = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
            if !header.starts_with(PART) || number(26) != name.len() {
                continue;
            }
            let rest = self.bytes.get(at + name.len() + number(28)..).unwrap_or_default();
            if number(6) & 1 == 1 {
                return Err(Unreadable::Encrypted(self.content));
            }
            let bytes = match number(8) {
                0 => {
                    let end = memmem::find(rest, PART).unwrap_or(rest.len());
                    unpacked(&rest[..end], &mut self.left, self.content, problems)
                }
                8 => unpacked(DeflateDecoder::new(rest), &mut self.left, self.content, problems),
                _ => continue,
            };
            return bytes.map(Some);
        }
        Ok(None)
    }
}

/// Reads a part up to the limit. What was read before an error is kept, and the error reported.
fn unpacked(
    part: impl Read,
    left: &mut u64,
    content: Content,
    problems: &mut Vec<Problem>,
) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let read = part.take(*left + 1).read_to_end(&mut bytes);
    *left = left.checked_sub(bytes.len() as u64).ok_or(Unreadable::Swollen(content))?;
    if read.is_err() {
        problems.push(Problem { line: None, message: message!("data-broken") });
    }
    Ok(bytes)
}

/// A name as it is looked for: whatever its case, with the slashes of Windows or others, from the root or not.
fn plain(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::formats::{Confidence, Format, Probe, Reads};
    use std::io::Write;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, DateTime, ZipWriter};

    /// An archive of these parts, the same bytes every time. The first is not compressed, as `OpenDocument` has it.
    pub(in crate::formats::documents) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (n, (name, text)) in parts.iter().enumerate() {
            let method = if n == 0 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            let options =
                SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
            zip.start_file(*name, options).expect("a part begins");
            zip.write_all(text.as_bytes()).expect("a part is written");
        }
        zip.finish().expect("an archive is written").into_inner()
    }

    /// What a format finds in a document, on one line: `<title> text/of two rows (note) language`. It must be sure of it.
    pub(in crate::formats::documents) fn show_document(format: &Format, bytes: &[u8]) -> String {
        let probe = Probe::new(bytes, None);
        assert_eq!((format.detect)(&probe), Confidence::Certain);
        let Reads::Document(read) = format.read else { panic!("{}", format.id) };
        match read(&probe, &mut Vec::new()) {
            Err(why) => format!("{why:?}"),
            Ok(document) => {
                let title = document.title.map_or(String::new(), |title| format!("<{title}> "));
                let notes: String = document.notes.iter().map(|note| format!(" ({note})")).collect();
                let language = document.language.map_or(String::new(), |language| format!(" {language}"));
                format!("{title}{}{notes}{language}", document.text.trim_end().replace('\n', "/"))
            }
        }
    }

    fn text(bytes: &[u8], name: &str) -> Result<Option<String>, Unreadable> {
        Archive::open(bytes, Content::Word)?.text(name, &mut Vec::new())
    }

    #[test]
    fn a_part_is_found_by_its_name() {
        let bytes = packed(&[("first.xml", "<a/>"), ("Word\\Document.xml", "<b/>")]);
        for (name, expected) in [("first.xml", Some("<a/>")), ("/word/document.xml", Some("<b/>")), ("c.xml", None)] {
            assert_eq!(text(&bytes, name), Ok(expected.map(str::to_owned)), "{name}");
        }
    }

    #[test]
    fn an_archive_that_breaks_off_has_what_came_before() {
        let long: String = (0..4000).map(|n| format!("<p>{}</p>", n * 7919 % 4001)).collect();
        let bytes = packed(&[("first.xml", "<a/>"), ("b.xml", &long), ("c.xml", "<c/>")]);
        let cut = &bytes[..bytes.len() / 2];
        assert_eq!(text(cut, "first.xml"), Ok(Some("<a/>".to_owned())));
        let mut problems = Vec::new();
        let mut archive = Archive::open(cut, Content::Word).expect("it is looked through");
        let part = archive.text("b.xml", &mut problems).expect("it is read").expect("it is there");
        assert!(part.len() > 100 && long.starts_with(&part) && problems.len() == 1, "{}", part.len());
        assert_eq!(archive.text("c.xml", &mut problems), Ok(None));
        for end in 0..bytes.len() {
            drop(text(&bytes[..end], "b.xml"));
        }
    }

    #[test]
    fn what_swells_is_refused() {
        // 200 MiB of one letter, in 200 KiB.
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("b.xml", SimpleFileOptions::default()).expect("a part begins");
        let block = vec![b' '; 1 << 20];
        (0..200).for_each(|_| zip.write_all(&block).expect("a part is written"));
        let mut bytes = zip.finish().expect("an archive is written").into_inner();
        assert!(bytes.len() < 1 << 20);
        assert_eq!(text(&bytes, "b.xml"), Err(Unreadable::Swollen(Content::Word)));
        // The same when it says that it is small, in both places.
        let size = (200_u32 << 20).to_le_bytes();
        let places: Vec<usize> = memmem::find_iter(&bytes, &size).collect();
        assert!(!places.is_empty(), "the size is written down");
        places.into_iter().for_each(|at| bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes()));
        assert_eq!(text(&bytes, "b.xml"), Err(Unreadable::Swollen(Content::Word)));
        // And when its parts are small, and too many.
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        (0..=PARTS).for_each(|n| zip.start_file(n.to_string(), options).expect("a part begins"));
        let bytes = zip.finish().expect("an archive is written").into_inner();
        assert_eq!(text(&bytes, "1"), Err(Unreadable::Swollen(Content::Word)));
    }

    #[test]
    fn what_is_locked_is_refused() {
        let mut bytes = packed(&[("a.xml", "<a/>"), ("b.xml", "<b/>")]);
        for (mark, flags) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
            let places: Vec<usize> = memmem::find_iter(&bytes, mark).collect();
            places.into_iter().for_each(|at| bytes[at + flags] |= 1);
        }
        assert_eq!(text(&bytes, "b.xml"), Err(Unreadable::Encrypted(Content::Word)));
        assert_eq!(text(&bytes[..bytes.len() - 30], "b.xml"), Err(Unreadable::Encrypted(Content::Word)));
    }
}
