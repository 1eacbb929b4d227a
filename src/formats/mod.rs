//! Files in and out, one format a file.
//!
//! A format is plain data: a [`Format`] with functions to recognise, read and write it, listed once in
//! [`ALL`]. It never names another format, touches the disk, fails, or drops text. Dialogs, command line,
//! detection and the warning about loss follow from the list.

use crate::model::Transcript;
use std::sync::Arc;

/// A way to write a transcript down.
pub struct Format {
    /// What the command line calls it, lower case: `srt`.
    pub id: &'static str,
    /// What people call it: `SubRip`.
    pub name: &'static str,
    /// Extensions without the dot; the first is the one that is written.
    pub extensions: &'static [&'static str],
    /// How sure the format is that a text is written in it, from the text's beginning (up to
    /// [`HEAD`] bytes, cut at a character).
    pub detect: fn(head: &str) -> Confidence,
    /// Reads a text. The lines may be slices of it. Newlines are `\n` alone. What could not be understood is
    /// said in the problems, and kept as text, note or markup all the same.
    pub parse: fn(text: &Arc<String>, problems: &mut Vec<Problem>) -> Transcript,
    /// Writes a transcript, newlines as `\n`; `None` for a format that is only read.
    pub write: Option<fn(&Transcript, &mut String)>,
    /// What of a transcript survives being written and read again.
    pub holds: Holds,
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

/// What of a transcript a format can hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// When lines begin.
    pub times: bool,
    /// When lines end.
    pub ends: bool,
    /// Who speaks.
    pub speakers: bool,
    /// Times and confidences of single words.
    pub words: bool,
    /// Which lines a person has checked.
    pub checked: bool,
    /// Title, language, notes and chapters.
    pub notes: bool,
}

/// Something odd met while reading a file. Nothing was lost by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The physical line of the file, counted from 1; `None` when it concerns the whole.
    pub line: Option<usize>,
    /// What is odd: a sentence without a full stop.
    pub message: String,
}

/// How many bytes of a text's beginning detection sees.
pub const HEAD: usize = 64 * 1024;

/// All formats, in the order in which they are shown.
pub static ALL: &[&Format] = &[];
