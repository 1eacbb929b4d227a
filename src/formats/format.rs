//! What a format is made of: how it is recognised, read and written, what can be chosen, and what it holds.

use super::encoding::{Encoded, Encoding, encode};
use super::options::{Options, Setting, When};
use super::probe::Probe;
use super::unreadable::Unreadable;
use crate::model::{Problem, Transcript};
use std::sync::Arc;

/// A way to write a transcript down.
pub struct Format {
    /// What the command line calls it, lower case: `srt`.
    pub id: &'static str,
    /// What people call it: `SubRip`.
    pub name: &'static str,
    /// Extensions without the dot, lower case; the first is the one that is written.
    pub extensions: &'static [&'static str],
    /// How sure the format is that a file is written in it. One that reads text is asked about texts alone.
    pub detect: fn(&Probe) -> Confidence,
    /// Reads a file.
    pub read: Reads,
    /// Writes a transcript; `None` for a format that is only read.
    pub write: Option<Writes>,
    /// What can be chosen when it is read or written.
    pub settings: &'static [&'static Setting],
    /// What of a transcript survives being written and read again.
    pub holds: Holds,
}

impl Format {
    /// The settings that count then.
    pub fn settings_when(&self, when: When) -> impl Iterator<Item = &'static Setting> + use<> {
        self.settings.iter().copied().filter(move |setting| setting.when == when)
    }
}

/// How a format is read. What could not be understood is said in the problems, and kept as text, note or markup all
/// the same.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "the formats of bytes are not there yet")]
pub enum Reads {
    /// From text, which never fails. The lines may be slices of it. Newlines are `\n` alone.
    Text(fn(text: &Arc<String>, &Options, problems: &mut Vec<Problem>) -> Transcript),
    /// From bytes. What is so broken that nothing can be had of it is refused.
    Bytes(fn(bytes: &[u8], &Options, problems: &mut Vec<Problem>) -> Had),
    /// From a document for people: what it says is read by the format of text that knows it best.
    Document(fn(&Probe, problems: &mut Vec<Problem>) -> Result<Document, Unreadable>),
}

/// What a document for people says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its text: a paragraph a physical line, a row of a table too, its cells set apart by tabs. Newlines are `\n` alone.
    pub text: String,
    /// Its lines, where it says itself who speaks and when, as a table with columns for it does. Then there is no text.
    pub said: Option<Transcript>,
    /// Its title, where it says one beside its text.
    pub title: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// What it says beside its text.
    pub notes: Vec<String>,
}

/// What was had of bytes, or why nothing was.
pub type Had = Result<Transcript, Unreadable>;

/// How a format is written.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "the formats that will be of bytes, documents and archives, are not there yet")]
pub enum Writes {
    /// As text, newlines as `\n`, behind what stands there.
    Text(fn(&Transcript, &Options, out: &mut String)),
    /// As bytes.
    Bytes(fn(&Transcript, &Options) -> Vec<u8>),
}

/// What a format wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A text, newlines as `\n`.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Written {
    /// Lays a text down in bytes as [`encode`] does; bytes are taken as they are, whatever the encoding.
    pub fn encode(self, encoding: &Encoding) -> Encoded {
        match self {
            Written::Text(text) => encode(text, encoding),
            Written::Bytes(bytes) => Encoded { bytes, encoding: *encoding },
        }
    }
}

/// How sure a format is that a text is written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is not.
    No,
    /// It can be read so, as nearly everything can.
    Maybe,
    /// It looks like it.
    Likely,
    /// It says so itself, or nothing else looks like this.
    Certain,
}

/// What of a transcript a format can hold. A format says what it holds beyond [`Holds::NOTHING`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// When lines begin.
    pub times: bool,
    /// Lines without times; where it holds none, their times are made up while they are written.
    pub untimed: bool,
    /// When lines end.
    pub ends: bool,
    /// Lines of which nobody knows when they end; where it holds ends and no such lines, theirs are made up while they
    /// are written.
    pub open_ends: bool,
    /// Times before 0; where it holds none, they are written as 0.
    pub before_zero: bool,
    /// Who speaks.
    pub speakers: bool,
    /// Who speaks, as `Name:` before the text, where it is read from.
    pub named_in_text: bool,
    /// Times and confidences of single words.
    pub words: bool,
    /// Which lines a person has checked.
    pub checked: bool,
    /// In which language it is.
    pub language: bool,
    /// Title, notes and chapters.
    pub notes: bool,
}

impl Holds {
    /// Text alone.
    pub const NOTHING: Holds = Holds {
        times: false,
        untimed: false,
        ends: false,
        open_ends: false,
        before_zero: false,
        speakers: false,
        named_in_text: false,
        words: false,
        checked: false,
        language: false,
        notes: false,
    };
    /// All that a transcript has.
    pub const EVERYTHING: Holds = Holds {
        times: true,
        untimed: true,
        ends: true,
        open_ends: true,
        before_zero: true,
        speakers: true,
        named_in_text: false,
        words: true,
        checked: true,
        language: true,
        notes: true,
    };
}
