//! A document as it was at one moment, and how it is saved.

use super::disk::{Disk, RealDisk};
use super::history::Revision;
use super::project::{self, About, Project};
use super::save::{Expect, SaveError, Stamp, Step, failure, spare, write_on};
use crate::jobs::Cancel;
use crate::model::{Message, Transcript};
use std::io;
use std::path::{Path, PathBuf};

/// The project file of a document.
#[derive(Clone, Debug)]
pub(super) struct ProjectFile {
    /// Where it is.
    pub path: PathBuf,
    /// How the file looked when it was opened or last saved.
    pub stamp: Stamp,
}

/// A document as it was at one moment, to be saved in the background. Cheap to make and to send.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) transcript: Transcript,
    pub(super) original: Transcript,
    pub(super) about: About,
    pub(super) revision: Revision,
    pub(super) file: Option<ProjectFile>,
    pub(super) read_only: Option<Message>,
}

impl Snapshot {
    /// Writes the project file, wherever it goes to. The error is that of `out`, or
    /// [`io::ErrorKind::Interrupted`] when the job was cancelled.
    pub fn write(&self, out: &mut dyn io::Write, cancel: &Cancel) -> io::Result<()> {
        let Snapshot { transcript, original, about, .. } = self.clone();
        project::write(&Project { transcript, original, about }, out, cancel)
    }
}

/// A project that was saved. [`super::Document::saved`] wants to know.
#[derive(Clone, Debug)]
pub struct Saved {
    /// Where.
    pub path: PathBuf,
    /// How the file looks there now.
    pub stamp: Stamp,
    /// Which state of the document it is.
    pub revision: Revision,
    /// That state.
    pub transcript: Transcript,
}

/// Saves a project. To run in a job: it takes as long as the disk does.
///
/// Without `force`, a file that somebody else has changed, or that is there although this document did not come
/// from it, is not written over. What its transcript was imported from never is.
pub fn save(snapshot: &Snapshot, path: &Path, force: bool, cancel: &Cancel) -> Result<Saved, SaveError> {
    spare(&RealDisk, path, snapshot.about.source.as_ref().and_then(|source| source.path.as_deref()))?;
    let target = RealDisk.resolve(path).map_err(|error| failure(path, Step::Look, error))?;
    let file = snapshot.file.as_ref().filter(|file| RealDisk.resolve(&file.path).is_ok_and(|own| own == target));
    if let (Some(_), Some(why)) = (file, &snapshot.read_only) {
        return Err(SaveError::ReadOnly(path.to_owned(), why.clone()));
    }
    let expect = match file {
        _ if force => Expect::Anything,
        Some(file) => Expect::Known(&file.stamp),
        None => Expect::Nothing,
    };
    let stamp = write_on(&RealDisk, path, expect, &mut |out| snapshot.write(out, cancel))?;
    Ok(Saved { path: path.to_owned(), stamp, revision: snapshot.revision, transcript: snapshot.transcript.clone() })
}
