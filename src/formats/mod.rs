//! Files in and out, one format a file.
//!
//! A format is plain data: a [`Format`] with functions to recognise, read and write it, listed once in
//! [`ALL`]. It never names another format, touches the disk, fails, or drops text. Dialogs, command line,
//! detection and the warning about loss follow from the list.
//!
//! [`read`] is the way in: bytes become text ([`encoding`]), every format says how sure it is that the text
//! is its own, and the surest one reads it. [`write()`] is the way out.

mod arrow;
pub mod encoding;
mod ends;
pub mod json;
pub mod markdown;
pub mod page;
pub mod speaker_prefix;
pub mod srt;
mod tags;
pub mod text;
pub mod timestamp;
mod unreadable;
pub mod vtt;

pub use crate::model::Problem;
pub use encoding::{Encoded, Encoding, Newline, encode};
pub use unreadable::{Content, Unreadable};

use crate::model::{Message, Transcript, message};
use std::sync::Arc;

/// All formats, in the order in which they are shown. The last one can read any text.
pub static ALL: &[&Format] =
    &[&page::FORMAT, &srt::FORMAT, &vtt::FORMAT, &markdown::FORMAT, &json::FORMAT, &text::FORMAT];

/// A way to write a transcript down.
pub struct Format {
    /// What the command line calls it, lower case: `srt`.
    pub id: &'static str,
    /// What people call it: `SubRip`.
    pub name: &'static str,
    /// Extensions without the dot, lower case; the first is the one that is written.
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

/// What of a transcript a format can hold. A format says what it holds beyond [`Holds::NOTHING`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// When lines begin.
    pub times: bool,
    /// Lines without times; where it holds none, their times are made up while they are written.
    pub untimed: bool,
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

impl Holds {
    /// Text alone.
    pub const NOTHING: Holds = Holds {
        times: false,
        untimed: false,
        ends: false,
        speakers: false,
        words: false,
        checked: false,
        notes: false,
    };
    /// All that a transcript has.
    pub const EVERYTHING: Holds =
        Holds { times: true, untimed: true, ends: true, speakers: true, words: true, checked: true, notes: true };
}

/// How many bytes of a text's beginning detection sees.
pub const HEAD: usize = 64 * 1024;

/// Larger files are not read: a text in memory is sliced by 32-bit offsets.
pub const MAX_BYTES: usize = 2 << 30;

/// What came of reading a file.
pub struct Reading {
    /// The transcript. Each line's origin is its own row.
    pub transcript: Transcript,
    /// The format in which it was read.
    pub format: &'static Format,
    /// How the file is laid down in bytes, to be written back.
    pub encoding: Encoding,
    /// What was odd about it, from the top of the file to its end.
    pub problems: Vec<Problem>,
}

/// What is known of a file before it is read. What is `None` is found out.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    /// The extension of its name, with or without dot, in any case. Breaks ties; content weighs more.
    pub extension: Option<&'a str>,
    /// The format, when a person has chosen it.
    pub format: Option<&'static Format>,
    /// The character set, when a person has chosen it.
    pub charset: Option<&'static encoding_rs::Encoding>,
}

/// Reads a file in whatever format it is. `extension` breaks ties between formats; content weighs more.
pub fn read(bytes: Vec<u8>, extension: Option<&str>) -> Result<Reading, Unreadable> {
    read_knowing(bytes, Known { extension, ..Known::default() })
}

/// Reads a file in a format that a person has chosen.
pub fn read_as(bytes: Vec<u8>, format: &'static Format) -> Result<Reading, Unreadable> {
    read_knowing(bytes, Known { format: Some(format), ..Known::default() })
}

/// Reads a file of which something is known beforehand, its character set for instance.
pub fn read_knowing(bytes: Vec<u8>, known: Known) -> Result<Reading, Unreadable> {
    unreadable::check(&bytes)?;
    let decoded = match known.charset {
        Some(charset) => encoding::decode_as(bytes, charset),
        None => encoding::decode(bytes),
    };
    if decoded.text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut problems = decoded.problems;
    let format = known.format.unwrap_or_else(|| detect(head_of(&decoded.text), known.extension));
    let text = Arc::new(decoded.text);
    let mut transcript = (format.parse)(&text, &mut problems);
    transcript.lines = transcript.lines.numbered();
    problems.sort_by_key(|problem| problem.line);
    Ok(Reading { transcript, format, encoding: decoded.encoding, problems })
}

/// The format in which a text is most likely written, from its beginning. The extension (with or without
/// dot, in any case) decides between formats that are equally sure; then the order of [`ALL`].
pub fn detect(head: &str, extension: Option<&str>) -> &'static Format {
    let by_name = extension.and_then(for_extension);
    // What both the name and the text say is not in doubt, and the others need not be asked.
    if let Some(format) = by_name.filter(|format| (format.detect)(head) == Confidence::Certain) {
        return format;
    }
    let sure = |format: &&Format| ((format.detect)(head), by_name.is_some_and(|named| named.id == format.id));
    // `max_by_key` returns the last of equals.
    ALL.iter().rev().copied().max_by_key(sure).expect("there is a format")
}

/// The format of that id, in any case; `None` when there is none.
pub fn named(id: &str) -> Option<&'static Format> {
    ALL.iter().copied().find(|format| format.id.eq_ignore_ascii_case(id))
}

/// The format that files with that extension (with or without dot, in any case) usually have; `None` when no
/// format claims it.
pub fn for_extension(extension: &str) -> Option<&'static Format> {
    let extension = extension.trim_start_matches('.').to_ascii_lowercase();
    ALL.iter().copied().find(|format| format.extensions.contains(&extension.as_str()))
}

/// Writes a transcript. `None` when the format is only read.
///
/// A character set that lacks a character of the transcript gives way to UTF-8; [`Encoded::encoding`] is the
/// one that was used.
pub fn write(transcript: &Transcript, format: &Format, encoding: &Encoding) -> Option<Encoded> {
    let mut text = String::with_capacity(64 * transcript.lines.len());
    (format.write?)(transcript, &mut text);
    Some(encoding::encode(text, encoding))
}

/// Something that a transcript has and a format cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The name of the format.
    pub format: &'static str,
    /// What it cannot hold.
    pub what: Lost,
}

/// What a format cannot hold: what its [`Holds`] lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// When lines begin.
    Times,
    /// That lines have no times: theirs are made up.
    Untimed,
    /// When lines end.
    Ends,
    /// Who speaks.
    Speakers,
    /// Times and confidences of single words.
    Words,
    /// Which lines a person has checked.
    Checked,
    /// Title, language, notes and chapters.
    Notes,
}

impl Loss {
    /// What it is that is lost, in a sentence without a full stop.
    pub fn message(&self) -> Message {
        let what = match self.what {
            Lost::Times => message!("lost-times"),
            Lost::Untimed => message!("lost-untimed"),
            Lost::Ends => message!("lost-ends"),
            Lost::Speakers => message!("lost-speakers"),
            Lost::Words => message!("lost-words"),
            Lost::Checked => message!("lost-checked"),
            Lost::Notes => message!("lost-notes"),
        };
        message!("loss", format = self.format, what = what)
    }
}

/// What would be lost if the transcript were written in a format and read again. Empty when nothing is.
pub fn losses(transcript: &Transcript, format: &Format) -> Vec<Loss> {
    let Holds { times, untimed, ends, speakers, words, checked, notes } = format.holds;
    let lines = &transcript.lines;
    let meta = &transcript.meta;
    let described =
        meta.title.is_some() || meta.language.is_some() || !meta.notes.is_empty() || !meta.chapters.is_empty();
    let timed = || lines.iter().any(|line| line.span.is_some());
    let ended = || lines.iter().any(|line| line.span.is_some_and(|span| span.end.is_some()));
    [
        (!times && timed(), Lost::Times),
        (!untimed && lines.iter().any(|line| line.span.is_none()), Lost::Untimed),
        (times && !ends && ended(), Lost::Ends),
        (!speakers && lines.iter().any(|line| line.speaker.is_some()), Lost::Speakers),
        (!words && lines.iter().any(|line| line.words.is_some()), Lost::Words),
        (!checked && lines.iter().any(|line| line.checked), Lost::Checked),
        (!notes && described, Lost::Notes),
    ]
    .into_iter()
    .filter_map(|(lost, what)| lost.then_some(Loss { format: format.name, what }))
    .collect()
}

/// The beginning of a text that detection sees.
fn head_of(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}
