//! The project file, `*.stet.ron`: everything about one document, as text that a person can read.
//!
//! ```text
//! // A transcript of Stet: one record a line, times in milliseconds
//! Project(
//! format: (major: 1, minor: 0),
//! needs: [],
//! needs_to_write: [],
//! uuid: "9b2e…",
//! title: "An evening in May",
//! speakers: [
//! (id:0,name:"Ann",colour:0,aliases:[]),
//! ],
//! lines: [
//! (start:0,end:2400,speaker:0,text:"Hello",origin:0),
//! ],
//! import: (
//! name: "may.srt",
//! …
//! lines: [
//! (start:0,end:2400,text:"Hallo"),
//! ],
//! ),
//! )
//! // 1 line, crc32 9f1c2b7a
//! ```
//!
//! The whole is one value of RON. Each record stands on a physical line of its own and never names its row, so
//! that two versions differ in a diff only where the transcript does. Below `import` stands the original,
//! which never changes.
//!
//! | field of a line | means | left out when |
//! | --- | --- | --- |
//! | `start`, `end` | milliseconds | not known |
//! | `speaker` | the `id` of one of `speakers` | nobody has said |
//! | `text` | what is said | never |
//! | `words` | `(byte in the text, word, start, end, confidence)` for each timed or scored word | there are none |
//! | `markup` | what the imported format said beside the text | nothing |
//! | `origin` | the row of the original it comes from, from 0; `(first, behind the last)` for several or none | `(0, 0)` |
//! | `checked` | `true` when a person has approved it | it is `false` |
//!
//! `words` and `markup` that are those of the line of the original are written as `Original`.
//!
//! A file may be damaged, edited by hand, merged by a version control system or written by a newer Stet:
//!
//! - A physical line that cannot be read is reported and its text kept; everything else opens.
//! - `needs` names what a reader must know to understand the file, `needs_to_write` what it must know to
//!   change it. A newer version adds names there; this one knows [`KNOWN`].
//! - Fields that this version does not know are kept as they stand and written back.

mod fields;
mod lines;
mod outline;
mod read;
mod record;
mod text;
mod write;

pub use read::{Reading, Refused, read};
pub use write::write;

use super::Source;
use crate::model::Transcript;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::SystemTime;

/// The extension of project files, without the dot before it.
pub const EXTENSION: &str = "stet.ron";

/// The version of the format that is written; see the head of this file.
const MAJOR: u32 = 1;
const MINOR: u32 = 0;

/// The names in `needs` and `needs_to_write` that this version knows.
const KNOWN: &[&str] = &[];

/// What a project file holds.
#[derive(Clone, Debug)]
pub struct Project {
    /// The transcript as it is.
    pub transcript: Transcript,
    /// The transcript as it was imported.
    pub original: Transcript,
    /// What the file says about itself.
    pub about: About,
}

/// What a project file says about itself.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// Never the same in two projects: 32 hexadecimal digits.
    pub uuid: String,
    /// Where the transcript came from; `None` when it began here.
    pub source: Option<Source>,
    /// The minor version of the format in which it was written, if that is newer than this one.
    minor: u32,
    /// Fields of a newer version, in RON.
    newer: Vec<String>,
    /// Fields of a newer version in `import`, in RON.
    newer_import: Vec<String>,
}

impl About {
    /// A new project that came from `source`.
    pub fn new(source: Option<Source>) -> About {
        About { uuid: uuid(), source, minor: MINOR, newer: Vec::new(), newer_import: Vec::new() }
    }
}

/// Whether a file that begins with `head` is a project file.
pub fn is_project(head: &[u8]) -> bool {
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    while rest.starts_with(b"//") {
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        rest = rest[end..].trim_ascii_start();
    }
    rest.strip_prefix(b"Project").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"("))
}

/// 128 bits that the standard library draws at random, with the time and the process in case it does not.
fn uuid() -> String {
    let half = || {
        let mut hasher = RandomState::new().build_hasher();
        hasher.write_u32(std::process::id());
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        hasher.write_u128(now.map_or(0, |now| now.as_nanos()));
        hasher.finish()
    };
    format!("{:016x}{:016x}", half(), half())
}
