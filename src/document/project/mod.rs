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
//!   change it. A newer version adds names there; this one knows [`KNOWN`](content::KNOWN).
//! - Fields that this version does not know are kept as they stand and written back.

mod content;
mod fields;
mod lines;
mod outline;
mod read;
mod record;
mod text;
mod write;

pub use content::{About, Project, Source};
pub use read::{Reading, Refused, read};
pub use write::write;

/// The extension of project files, without the dot before it.
pub const EXTENSION: &str = "stet.ron";

/// Whether a file that begins with `head` is a project file.
pub fn is_project(head: &[u8]) -> bool {
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    while rest.starts_with(b"//") {
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        rest = rest[end..].trim_ascii_start();
    }
    rest.strip_prefix(b"Project").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"("))
}
