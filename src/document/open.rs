//! Opening: a project, or a file of any format.

use super::editing::Document;
use super::project::{self, Refused, Source};
use super::save::Stamp;
use super::snapshot::ProjectFile;
use crate::formats::{self, Format, Known, Options, Problem, Table, Unreadable};
use crate::model::{Message, message};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// A document that was opened, and what was odd about its file.
pub struct Opened {
    /// The document.
    pub document: Document,
    /// What was odd, from the top of the file to its end.
    pub problems: Vec<Problem>,
    /// The file is a project, not a transcript in a format.
    pub is_project: bool,
    /// The file is a damaged project: the document is a copy of what could be read, without a path and not saved.
    pub copy: bool,
    /// How the columns of the file were understood, where it is a table.
    pub table: Option<Table>,
}

/// Why a file was not opened.
#[derive(Debug)]
pub struct OpenError {
    /// The file, as the user names it.
    pub name: String,
    /// Why.
    pub reason: Reason,
}

/// Why a file was not opened.
#[derive(Debug)]
pub enum Reason {
    /// There is no such file.
    Missing,
    /// It is a folder.
    Folder,
    /// Somebody else's.
    Denied,
    /// No transcript can be in it.
    Unreadable(Unreadable),
    /// A project that this Stet cannot open.
    Refused(Refused),
    /// The disk failed.
    Disk(
        /// What the system said.
        io::Error,
    ),
}

impl OpenError {
    /// Which file was not opened, and why.
    pub fn message(&self) -> Message {
        message!("file-not-opened", name = &self.name, why = self.reason.message())
    }
}

impl Reason {
    /// What follows the file's name in a sentence.
    fn message(&self) -> Message {
        match self {
            Reason::Missing => message!("file-missing"),
            Reason::Folder => message!("file-folder"),
            Reason::Denied => message!("file-denied"),
            Reason::Unreadable(why) => why.message(),
            Reason::Refused(why) => why.message(),
            Reason::Disk(error) => message!("file-disk", why = error.to_string()),
        }
    }
}

/// Opens a project, or a file in whatever format it is.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    open_knowing(path, Known::default())
}

/// Opens a file in a format that a person has chosen, with what they have chosen of its settings.
pub fn open_as(path: &Path, format: &'static Format, options: &Options) -> Result<Opened, OpenError> {
    open_knowing(path, Known { format: Some(format), options: Some(options), ..Known::default() })
}

/// Reads a file that is no transcript, a glossary say, in whatever encoding it is. Newlines are `\n` alone.
pub fn read_text(path: &Path) -> Result<String, OpenError> {
    let bytes = read(path).map_err(|reason| OpenError { name: path.display().to_string(), reason })?;
    Ok(formats::encoding::decode(bytes).text)
}

/// Takes over what was pasted or came through a pipe. `name` is what it is called, with an extension if it has
/// one.
pub fn import(name: &str, bytes: Vec<u8>) -> Result<Opened, OpenError> {
    import_knowing(name, bytes, Known::default())
}

/// As [`import`], of which something is known beforehand.
pub fn import_knowing(name: &str, bytes: Vec<u8>, known: Known) -> Result<Opened, OpenError> {
    from_bytes(name, None, bytes, known).map_err(|reason| OpenError { name: name.to_owned(), reason })
}

/// As [`open`], of which something is known beforehand: a character set, say.
pub fn open_knowing(path: &Path, known: Known) -> Result<Opened, OpenError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let opened = read(path).and_then(|bytes| from_bytes(&name, Some(path), bytes, known));
    opened.map_err(|reason| OpenError { name: path.display().to_string(), reason })
}

fn read(path: &Path) -> Result<Vec<u8>, Reason> {
    let metadata = fs::metadata(path).map_err(reason)?;
    if metadata.is_dir() {
        return Err(Reason::Folder);
    }
    if metadata.len() > formats::MAX_BYTES as u64 {
        return Err(Reason::Unreadable(Unreadable::TooLarge));
    }
    // The length of a device or of a file that grows is not known: one byte more than is allowed tells.
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    let file = fs::File::open(path).map_err(reason)?;
    file.take(formats::MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(reason)?;
    Ok(bytes)
}

fn reason(error: io::Error) -> Reason {
    match error.kind() {
        io::ErrorKind::NotFound => Reason::Missing,
        io::ErrorKind::PermissionDenied => Reason::Denied,
        io::ErrorKind::IsADirectory => Reason::Folder,
        _ => Reason::Disk(error),
    }
}

fn from_bytes(name: &str, path: Option<&Path>, bytes: Vec<u8>, known: Known) -> Result<Opened, Reason> {
    let head = &bytes[..bytes.len().min(formats::HEAD)];
    if known.format.is_none() && project::is_project(head) {
        return open_project(path, bytes);
    }
    let crc32 = crc32fast::hash(&bytes);
    let extension = known.extension.or_else(|| name.rsplit_once('.').map(|(_, extension)| extension));
    let reading = formats::read(bytes, Known { extension, ..known }).map_err(Reason::Unreadable)?;
    let source = Source {
        name: name.to_owned(),
        path: path.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned())),
        format: reading.format.id.to_owned(),
        encoding: reading.encoding,
        crc32,
    };
    let document = Document::imported(reading.transcript, source);
    Ok(Opened { document, problems: reading.problems, is_project: false, copy: false, table: reading.table })
}

fn open_project(path: Option<&Path>, bytes: Vec<u8>) -> Result<Opened, Reason> {
    let crc32 = crc32fast::hash(&bytes);
    let stamp = path.and_then(|path| Some((path, Stamp::of(path, crc32)?)));
    let reading = project::read(bytes).map_err(Reason::Refused)?;
    let file = stamp.filter(|_| !reading.damaged).map(|(path, stamp)| ProjectFile { path: path.to_owned(), stamp });
    let document = Document::of_project(reading.project, file, reading.read_only);
    Ok(Opened { document, problems: reading.problems, is_project: true, copy: reading.damaged, table: None })
}
