//! Files in and out, one format a file.
//!
//! A format is plain data: a [`Format`] with functions to recognise, read and write it, listed once in
//! [`ALL`]. It never names another format, touches the disk, or drops text. Dialogs, command line,
//! detection, options and the warning about loss follow from the list.
//!
//! Formats that are alike share a room: [`captions`] of players, [`tables`] with a line a row, [`recognisers`] with their
//! JSON, [`xml`], and [`documents`] for people, whose text is read as any other. They share how such a thing is taken
//! apart ([`values`], [`xml`]) and how a transcript is put together of what was found ([`builder`]).
//!
//! [`read()`] is the way in: every format looks at a [`Probe`] of the file and says how sure it is that the file is its
//! own, and the surest one reads it, as text ([`encoding`]) or as bytes. [`write()`] is the way out.
//!
//! What there is, made of [`ALL`]:
//!
#![doc = include_str!("formats.md")]

mod arrow;
mod builder;
mod captions;
mod documents;
pub mod encoding;
mod ends;
mod format;
mod frames;
mod held;
pub mod json;
mod languages;
mod loss;
mod machines;
pub mod markdown;
pub mod options;
pub mod page;
mod probe;
mod recognisers;
pub mod speaker_prefix;
pub mod srt;
mod tables;
mod tags;
pub mod text;
pub mod timestamp;
mod unreadable;
mod values;
pub mod vtt;
mod xml;

pub use crate::model::Problem;
pub use captions::{READING_SPEED, ROLL, ROWS, WIDTH};
pub use encoding::{Encoded, Encoding, Newline, encode};
pub use format::{Confidence, Document, Format, Had, Holds, Reads, Writes, Written};
pub use frames::FPS;
pub use held::held;
pub use loss::{Loss, Lost, losses};
pub use options::{Options, Setting};
pub use probe::{HEAD, Probe};
pub use tables::{COLUMNS, Column, Role, Table, UNIT};
pub use unreadable::{Content, Unreadable};

use crate::model::{Lines, Transcript};
use options::When;
use std::sync::Arc;

/// All formats, in the order in which they are shown. The last one can read any text.
pub static ALL: &[&Format] = &[
    &page::FORMAT,
    &srt::FORMAT,
    &vtt::FORMAT,
    &captions::ass::FORMAT,
    &captions::sbv::FORMAT,
    &captions::lrc::FORMAT,
    &captions::sami::FORMAT,
    &captions::microdvd::FORMAT,
    &captions::subviewer::FORMAT,
    &captions::mpl2::FORMAT,
    &captions::tmplayer::FORMAT,
    &captions::ttxt::FORMAT,
    &captions::scc::FORMAT,
    &captions::stl::FORMAT,
    &markdown::FORMAT,
    &json::FORMAT,
    &recognisers::otranscribe::FORMAT,
    &recognisers::rev::FORMAT,
    &recognisers::aws::FORMAT,
    &recognisers::google::FORMAT,
    &recognisers::azure::FORMAT,
    &recognisers::deepgram::FORMAT,
    &recognisers::assemblyai::FORMAT,
    &recognisers::speechmatics::FORMAT,
    &recognisers::elevenlabs::FORMAT,
    &recognisers::gladia::FORMAT,
    &recognisers::kaldi::FORMAT,
    &recognisers::watson::FORMAT,
    &recognisers::vosk::FORMAT,
    &recognisers::amberscript::FORMAT,
    &recognisers::autoedit::FORMAT,
    &recognisers::paper_edit::FORMAT,
    &recognisers::draftjs::FORMAT,
    &recognisers::otter::FORMAT,
    &recognisers::trint::FORMAT,
    &recognisers::gecko::FORMAT,
    &recognisers::whisper::FORMAT,
    &xml::ttml::FORMAT,
    &xml::srv1::FORMAT,
    &xml::srv2::FORMAT,
    &xml::srv3::FORMAT,
    &xml::transcriber::FORMAT,
    &xml::elan::FORMAT,
    &xml::exmaralda::FORMAT,
    &xml::final_cut::FORMAT,
    &tables::chat::FORMAT,
    &tables::textgrid::FORMAT,
    &tables::rttm::FORMAT,
    &tables::stm::FORMAT,
    &tables::ctm::FORMAT,
    &tables::nlp::FORMAT,
    &tables::premiere::FORMAT,
    &tables::markers::FORMAT,
    &tables::whisper_tsv::FORMAT,
    &tables::audacity::FORMAT,
    &tables::csv::FORMAT,
    &tables::tsv::FORMAT,
    &recognisers::whisper_cpp::FORMAT,
    &recognisers::podcast::FORMAT,
    &documents::docx::FORMAT,
    &documents::odt::FORMAT,
    &documents::rtf::FORMAT,
    &documents::noscribe::FORMAT,
    &documents::html::FORMAT,
    &xml::unknown::FORMAT,
    &recognisers::json3::FORMAT,
    &recognisers::data::FORMAT,
    &text::FORMAT,
];

/// Larger files are not read: a text in memory is sliced by 32-bit offsets.
pub const MAX_BYTES: usize = 2 << 30;

/// What came of reading a file.
pub struct Reading {
    /// The transcript. Each line's origin is its own row.
    pub transcript: Transcript,
    /// The format in which it was read.
    pub format: &'static Format,
    /// How the text is laid down in bytes, to be written back; `None` of a format of bytes.
    pub encoding: Option<Encoding>,
    /// What was odd about it, from the top of the file to its end.
    pub problems: Vec<Problem>,
    /// How its columns were understood, where that can be chosen.
    pub table: Option<Table>,
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
    /// What a person has chosen of the settings of all formats; each takes its own.
    pub options: Option<&'a Options>,
}

/// Reads a file in whatever format it is, unless that is known.
pub fn read(bytes: Vec<u8>, known: Known) -> Result<Reading, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let probe = Probe::new(&bytes, known.charset);
    // Only when no format knows the file is it said what it is.
    let Some(format) = known.format.or_else(|| detect(ALL, &probe, known.extension)) else {
        return Err(not_prose(&probe).map_or_else(|| unreadable::why(&bytes), Unreadable::NoTranscript));
    };
    let none = Options::default();
    let options = known.options.unwrap_or(&none);
    let mut problems = Vec::new();
    let mut table = None;
    let (mut transcript, encoding) = match format.read {
        Reads::Bytes(read) => (read(&bytes, options, &mut problems)?, None),
        Reads::Document(read) => (of_document(read(&probe, &mut problems)?, options, &mut problems)?, None),
        Reads::Text(_) if !probe.is_text() => return Err(unreadable::why(&bytes)),
        Reads::Text(read) => {
            let decoded = match (probe.into_whole(), known.charset) {
                (Some(decoded), _) => decoded,
                (None, Some(charset)) => encoding::decode_as(bytes, charset),
                (None, None) => encoding::decode(bytes),
            };
            if decoded.text.trim().is_empty() {
                return Err(Unreadable::Empty);
            }
            problems = decoded.problems;
            if format.settings_when(When::Reading).any(|setting| setting.name == COLUMNS.name) {
                table = tables::table(&decoded.text, options);
            }
            (read(&Arc::new(decoded.text), options, &mut problems), Some(decoded.encoding))
        }
    };
    if format.settings_when(When::Reading).any(|setting| setting.name == ROLL.name) {
        transcript.lines = captions::unroll(transcript.lines, options, &mut problems);
    }
    transcript.lines = transcript.lines.numbered();
    problems.sort_by_key(|problem| problem.line);
    Ok(Reading { transcript, format, encoding, problems, table })
}

/// What a text is that machines write for each other; `None` when it may be one for people.
fn not_prose(probe: &Probe) -> Option<Content> {
    let root = probe.root().map(|root| root.name.as_str());
    unreadable::not_prose(probe.text(), probe.json().is_some(), root)
}

/// Whether a format takes a text as people write it, with times and names or without, so that it can take any.
fn is_prose(format: &Format) -> bool {
    [page::FORMAT.id, markdown::FORMAT.id, text::FORMAT.id].contains(&format.id)
}

/// Reads what a document says: its lines, or its text in the format of text that knows it best.
fn of_document(document: Document, options: &Options, problems: &mut Vec<Problem>) -> Result<Transcript, Unreadable> {
    let mut transcript = match document.said {
        Some(said) => said,
        None => of_text(document.text, options, problems)?,
    };
    let meta = Arc::make_mut(&mut transcript.meta);
    match (document.title, meta.title.take()) {
        // Another title stands above the text than beside it: none of them is lost.
        (Some(beside), Some(above)) if beside != above => {
            meta.title = Some(beside);
            meta.notes.insert(0, above);
        }
        (beside, above) => meta.title = beside.or(above),
    }
    meta.language = document.language.or(meta.language.take());
    meta.notes.extend(document.notes);
    let title = meta.title.clone();
    meta.notes.retain(|note| Some(note) != title.as_ref());
    Ok(transcript)
}

/// Reads the text of a document in the format that knows it best.
fn of_text(text: String, options: &Options, problems: &mut Vec<Problem>) -> Result<Transcript, Unreadable> {
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let probe = Probe::new(text.as_bytes(), Some(encoding_rs::UTF_8));
    let reads_text = |format: &&&'static Format| matches!(format.read, Reads::Text(_));
    let texts: Vec<_> = ALL.iter().filter(reads_text).copied().collect();
    let format = detect(&texts, &probe, None).unwrap_or(&text::FORMAT);
    let Reads::Text(read) = format.read else { return Err(Unreadable::Empty) };
    Ok(read(&Arc::new(text), options, problems))
}

/// The format of `formats` in which a file is most likely written; `None` when it is none of them. The extension (with
/// or without dot, in any case) decides between formats that are equally sure; then their order.
pub fn detect(formats: &[&'static Format], probe: &Probe, extension: Option<&str>) -> Option<&'static Format> {
    // What machines write for each other is no prose, unless a person says so.
    let is_data = not_prose(probe).is_some();
    let sure = |format: &Format| match format.read {
        Reads::Text(_) if !probe.is_text() || (is_data && is_prose(format)) => Confidence::No,
        _ => (format.detect)(probe),
    };
    let by_name = extension.and_then(|extension| with_extension(formats, extension));
    // What both the name and the content say is not in doubt, and the others need not be asked.
    if let Some(format) = by_name.filter(|format| sure(format) == Confidence::Certain) {
        return Some(format);
    }
    let extension = extension.map(|extension| extension.trim_start_matches('.').to_ascii_lowercase());
    let named = |format: &Format| extension.as_ref().is_some_and(|name| format.extensions.contains(&name.as_str()));
    // `max_by_key` returns the last of equals.
    let asked = formats.iter().rev().map(|&format| ((sure(format), named(format)), format));
    let ((confidence, _), format) = asked.max_by_key(|(sure, _)| *sure)?;
    (confidence > Confidence::No).then_some(format)
}

/// The format of that id, in any case; `None` when there is none.
pub fn named(id: &str) -> Option<&'static Format> {
    ALL.iter().copied().find(|format| format.id.eq_ignore_ascii_case(id))
}

/// The settings that count while any file is read. Which format it is in is not known before.
pub fn settings_of_reading() -> impl Iterator<Item = &'static Setting> {
    ALL.iter().flat_map(|format| format.settings_when(When::Reading))
}

/// The format of `formats` that files with that extension (with or without dot, in any case) usually have; `None` when
/// none claims it.
fn with_extension(formats: &[&'static Format], extension: &str) -> Option<&'static Format> {
    let extension = extension.trim_start_matches('.').to_ascii_lowercase();
    formats.iter().copied().find(|format| format.extensions.contains(&extension.as_str()))
}

/// Writes a transcript as the format can hold it ([`held()`]). `None` when the format is only read.
pub fn write(transcript: &Transcript, format: &Format, options: &Options) -> Option<Written> {
    let write = format.write?;
    let transcript = held(transcript, format);
    Some(match write {
        Writes::Text(write) => {
            let mut text = String::with_capacity(64 * transcript.lines.len());
            write(&transcript, options, &mut text);
            Written::Text(text)
        }
        Writes::Bytes(write) => Written::Bytes(write(&transcript, options)),
    })
}

/// The lines that a format writes with these options, of which one may become several that fit the screen.
pub fn lines_as_written(transcript: &Transcript, format: &Format, options: &Options) -> Lines {
    let fits = format.settings_when(When::Writing).any(|setting| setting.name == WIDTH.name);
    if fits { captions::fitted(transcript, options).lines.clone() } else { transcript.lines.clone() }
}
