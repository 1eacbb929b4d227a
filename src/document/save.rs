//! Saving so that the file on disk is always a complete old or a complete new one.
//!
//! The new bytes go into a temporary file in the same folder. It gets the owner, attributes and permissions of
//! the old one, is read back, waits for the disk, and then takes the old one's name in one step. Where that
//! would tear something apart (a file with several names, an owner that only an administrator can restore) or is
//! not allowed (a folder closed to writing), the old bytes are first set aside in a copy that has reached the
//! disk, and the file is written in place.
//!
//! Every error leaves the old file whole and no temporary file behind.

use super::disk::{Disk, Facts, Kind, RealDisk, folder_of};
use crate::model::{Message, message};
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// By what a file is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    facts: Facts,
    crc32: u32,
}

impl Stamp {
    /// The stamp of a file whose bytes have been read; `None` when it is gone since.
    pub fn of(path: &Path, crc32: u32) -> Option<Stamp> {
        let facts = RealDisk.facts(path).ok()??;
        Some(Stamp { facts, crc32 })
    }

    /// The same of a file with these bytes.
    pub(super) fn with_crc32(self, crc32: u32) -> Stamp {
        Stamp { crc32, ..self }
    }

    fn looks_like(&self, facts: &Facts) -> bool {
        let Facts { kind, len, written, identity, .. } = facts;
        (*kind, *len, *written, *identity) == (self.facts.kind, self.facts.len, self.facts.written, self.facts.identity)
    }
}

/// What the caller knows of the file that is to be written.
#[derive(Clone, Copy, Debug)]
pub enum Expect<'a> {
    /// Whatever is there, write over it.
    Anything,
    /// There is no file.
    Nothing,
    /// The file is still this one, or there is none.
    Known(&'a Stamp),
}

/// Why a file was not saved.
#[derive(Debug)]
pub enum SaveError {
    /// Somebody else has changed the file since it was opened or last saved.
    ChangedOnDisk(
        /// The file.
        PathBuf,
    ),
    /// There is a file already.
    Exists(
        /// The file.
        PathBuf,
    ),
    /// It is the file that the transcript was read from.
    Source(
        /// Its path, as it was given.
        PathBuf,
    ),
    /// The file may not be written over by this Stet.
    ReadOnly(
        /// The file.
        PathBuf,
        /// Why: what follows its name in a sentence.
        Message,
    ),
    /// Somebody asked to stop.
    Cancelled,
    /// The disk refused.
    Failed(Failure),
}

/// A step that the disk refused.
#[derive(Debug)]
pub struct Failure {
    /// The file that was to be saved.
    pub path: PathBuf,
    /// What was tried.
    pub step: Step,
    /// What the system said.
    pub error: io::Error,
    /// Where the old bytes lie, when the file itself could not be put back as it was.
    pub backup: Option<PathBuf>,
}

/// The steps of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Looking at the old file.
    Look,
    /// Making the temporary file.
    Create,
    /// Giving it owner, attributes and permissions of the old one.
    Adopt,
    /// Setting the old bytes aside.
    SetAside,
    /// Writing the new bytes, reading them back and waiting for the disk.
    Write,
    /// Putting the new file in the old one's place.
    Replace,
    /// Waiting until the folder has reached the disk; the new file stands in its place already.
    Settle,
}

/// Writes any file in the same safe way. The caller has decided whether it may be written over.
pub fn write_file(path: &Path, expect: Expect, bytes: &[u8]) -> Result<Stamp, SaveError> {
    write_on(&RealDisk, path, expect, &mut |out| out.write_all(bytes))
}

/// Writes what was made of a transcript, over another file only where `over` says so, and never over the one at
/// `source` from which the transcript was read, however `path` leads there.
pub fn write_export(path: &Path, over: bool, source: Option<&Path>, bytes: &[u8]) -> Result<(), SaveError> {
    spare(&RealDisk, path, source)?;
    write_file(path, if over { Expect::Anything } else { Expect::Nothing }, bytes).map(drop)
}

/// Refuses a path that leads to the file from which a transcript was read.
pub(super) fn spare(disk: &impl Disk, path: &Path, source: Option<&Path>) -> Result<(), SaveError> {
    match source {
        Some(source) if is_same(disk, path, source) => Err(SaveError::Source(path.to_owned())),
        _ => Ok(()),
    }
}

/// Whether two paths lead to one file: by another spelling, through links, or as two names of it. Where the system does
/// not tell which names a file has ([`Facts::identity`]), writing to one of them leaves the others as they are.
fn is_same(disk: &impl Disk, a: &Path, b: &Path) -> bool {
    let [a, b] = [a, b].map(|path| disk.resolve(path).unwrap_or_else(|_| path.to_owned()));
    let identity = |path| disk.facts(path).ok().flatten().map(|facts| facts.identity).filter(|id| *id != (0, 0));
    a == b || identity(&a).is_some_and(|of_a| identity(&b) == Some(of_a))
}

/// Writes a file on a disk. `write` may be called again, when the first way turns out to be closed.
pub fn write_on<D: Disk>(
    disk: &D,
    path: &Path,
    expect: Expect,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<Stamp, SaveError> {
    let look = |error| failure(path, Step::Look, error);
    let target = disk.resolve(path).map_err(look)?;
    let facts = disk.facts(&target).map_err(look)?;
    check(disk, path, &target, expect)?;
    let attempt = Attempt { disk, path, target: &target };
    match facts {
        None => attempt.replace(false, expect, write),
        Some(facts) if facts.kind == Kind::Folder => Err(look(io::ErrorKind::IsADirectory.into())),
        Some(facts) if facts.kind == Kind::Other => attempt.pour(write),
        Some(facts) if facts.protected => Err(SaveError::ReadOnly(path.to_owned(), message!("save-write-protected"))),
        Some(facts) if facts.names > 1 => attempt.in_place(write),
        Some(_) => match attempt.replace(true, expect, write) {
            Err(SaveError::Failed(failed)) if failed.may_go_in_place() => attempt.in_place(write),
            done => done,
        },
    }
}

/// Whether the file is what the caller takes it for.
fn check<D: Disk>(disk: &D, path: &Path, target: &Path, expect: Expect) -> Result<(), SaveError> {
    let look = |error| failure(path, Step::Look, error);
    let Some(facts) = disk.facts(target).map_err(look)? else { return Ok(()) };
    match expect {
        Expect::Anything => Ok(()),
        Expect::Nothing => Err(SaveError::Exists(path.to_owned())),
        Expect::Known(stamp) if stamp.looks_like(&facts) => Ok(()),
        // Touched, or replaced by the same bytes: nothing would be lost.
        Expect::Known(stamp) if facts.len == stamp.facts.len => match checksum(disk, target).map_err(look)? {
            (_, crc32) if crc32 == stamp.crc32 => Ok(()),
            _ => Err(SaveError::ChangedOnDisk(path.to_owned())),
        },
        Expect::Known(_) => Err(SaveError::ChangedOnDisk(path.to_owned())),
    }
}

/// One way after the other to write one file.
struct Attempt<'a, D> {
    disk: &'a D,
    /// As the user names it.
    path: &'a Path,
    /// Behind all links.
    target: &'a Path,
}

/// What gives the new bytes.
type Source<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

impl<D: Disk> Attempt<'_, D> {
    /// Writes a temporary file and puts it in the old one's place.
    fn replace(&self, old: bool, expect: Expect, write: Source) -> Result<Stamp, SaveError> {
        let temporary = sibling(self.target, "tmp");
        let mut file = self.disk.create(&temporary, old).map_err(self.failed(Step::Create))?;
        let done = self.fill_and_rename(&mut file, &temporary, old, expect, write);
        if done.is_err() {
            drop(file);
            // It may be in place already, or the disk is gone: there is nothing more to be done.
            let _ = self.disk.remove(&temporary);
        }
        done
    }

    fn fill_and_rename(
        &self,
        file: &mut D::File,
        temporary: &Path,
        old: bool,
        expect: Expect,
        write: Source,
    ) -> Result<Stamp, SaveError> {
        if old {
            self.disk.adopt(temporary, self.target).map_err(self.failed(Step::Adopt))?;
        }
        let crc32 = self.write_and_verify(file, temporary, write)?;
        let facts = self.disk.facts(temporary).and_then(|facts| facts.ok_or(io::ErrorKind::NotFound.into()));
        let facts = facts.map_err(self.failed(Step::Write))?;
        // Writing took a while: somebody else may have saved meanwhile.
        check(self.disk, self.path, self.target, expect)?;
        self.disk.rename(temporary, self.target).map_err(self.failed(Step::Replace))?;
        self.disk.sync_folder(folder_of(self.target)).map_err(self.failed(Step::Settle))?;
        Ok(Stamp { facts, crc32 })
    }

    /// Sets the old bytes aside and writes over the file. When that fails, the old bytes are put back.
    fn in_place(&self, write: Source) -> Result<Stamp, SaveError> {
        // First of all: when it may not be written, nothing need be set aside.
        let mut file = self.disk.open(self.target).map_err(self.failed(Step::Write))?;
        let backup = self.set_aside().map_err(self.failed(Step::SetAside))?;
        let crc32 = match self.write_and_verify(&mut file, self.target, write) {
            Ok(crc32) => crc32,
            Err(error) => return Err(self.put_back(backup, error)),
        };
        // From here on the copy is of no use; one that stays behind does no harm.
        let _ = self.disk.remove(&backup);
        self.stamp(crc32)
    }

    /// Copies the old bytes to a place from which they can be had back after a power cut.
    fn set_aside(&self) -> io::Result<PathBuf> {
        let beside = sibling(self.target, "bak");
        let (path, mut file) = match self.disk.create(&beside, true) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                let refuge = self.disk.refuge().join(beside.file_name().unwrap_or_default());
                let file = self.disk.create(&refuge, true)?;
                (refuge, file)
            }
            created => (beside, created?),
        };
        let copied = self.copy(self.target, &mut file).and_then(|()| self.disk.sync_folder(folder_of(&path)));
        if let Err(error) = copied {
            drop(file);
            let _ = self.disk.remove(&path);
            return Err(error);
        }
        Ok(path)
    }

    /// After a failure in place: gives the file its old bytes again.
    fn put_back(&self, backup: PathBuf, error: SaveError) -> SaveError {
        let restored = self.disk.open(self.target).and_then(|mut file| self.copy(&backup, &mut file));
        match (restored, error) {
            (Ok(()), error) => {
                let _ = self.disk.remove(&backup);
                error
            }
            (Err(_), SaveError::Failed(failure)) => SaveError::Failed(Failure { backup: Some(backup), ..failure }),
            (Err(error), _) => {
                let failed = Failure { path: self.path.to_owned(), step: Step::Write, error, backup: Some(backup) };
                SaveError::Failed(failed)
            }
        }
    }

    /// Copies all bytes of a file into an open one, cuts it there and waits for the disk.
    fn copy(&self, from: &Path, to: &mut D::File) -> io::Result<()> {
        let len = io::copy(&mut self.disk.read(from)?, to)?;
        self.disk.set_len(to, len)?;
        self.disk.sync(to)
    }

    /// Writes a device or a pipe: nothing can be set aside there.
    fn pour(&self, write: Source) -> Result<Stamp, SaveError> {
        let mut file = self.disk.open(self.target).map_err(self.failed(Step::Write))?;
        let mut tally = Tally::new(&mut file);
        let poured = write(&mut tally).and_then(|()| tally.flush());
        let (_, crc32) = tally.finish();
        poured.map_err(self.stopped(Step::Write))?;
        self.stamp(crc32)
    }

    /// Writes the new bytes, cuts the file behind them, reads them back and waits for the disk. Returns their
    /// check sum.
    fn write_and_verify(&self, file: &mut D::File, path: &Path, write: Source) -> Result<u32, SaveError> {
        let mut tally = Tally::new(file);
        write(&mut tally).and_then(|()| tally.flush()).map_err(self.stopped(Step::Write))?;
        let written = tally.finish();
        let mut verify = || {
            self.disk.set_len(file, written.0)?;
            if checksum(self.disk, path)? != written {
                return Err(io::ErrorKind::InvalidData.into());
            }
            self.disk.sync(file)
        };
        verify().map_err(self.failed(Step::Write))?;
        Ok(written.1)
    }

    fn stamp(&self, crc32: u32) -> Result<Stamp, SaveError> {
        let facts = self.disk.facts(self.target).and_then(|facts| facts.ok_or(io::ErrorKind::NotFound.into()));
        Ok(Stamp { facts: facts.map_err(self.failed(Step::Settle))?, crc32 })
    }

    fn failed(&self, step: Step) -> impl Fn(io::Error) -> SaveError {
        move |error| failure(self.path, step, error)
    }

    /// As [`Attempt::failed`], but whoever gives the bytes may have been asked to stop.
    fn stopped(&self, step: Step) -> impl Fn(io::Error) -> SaveError {
        move |error| match error.kind() {
            io::ErrorKind::Interrupted => SaveError::Cancelled,
            _ => failure(self.path, step, error),
        }
    }
}

/// Counts what passes through.
struct Tally<'a, W> {
    out: &'a mut W,
    len: u64,
    crc: crc32fast::Hasher,
}

impl<'a, W: Write> Tally<'a, W> {
    fn new(out: &'a mut W) -> Tally<'a, W> {
        Tally { out, len: 0, crc: crc32fast::Hasher::new() }
    }

    /// How many bytes there were, and their check sum.
    fn finish(self) -> (u64, u32) {
        (self.len, self.crc.finalize())
    }
}

impl<W: Write> Write for Tally<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.len += written as u64;
        self.crc.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Length and check sum of a file as it is now.
fn checksum<D: Disk>(disk: &D, path: &Path) -> io::Result<(u64, u32)> {
    let mut file = disk.read(path)?;
    let mut crc = crc32fast::Hasher::new();
    let mut block = vec![0; 1 << 20];
    let mut whole = 0;
    loop {
        match file.read(&mut block)? {
            0 => return Ok((whole, crc.finalize())),
            len => {
                crc.update(&block[..len]);
                whole += len as u64;
            }
        }
    }
}

/// A name in the folder of a file that nobody else has.
fn sibling(path: &Path, extension: &str) -> PathBuf {
    // File systems take names of some 255 bytes.
    let name: String = path.file_name().unwrap_or_default().to_string_lossy().chars().take(40).collect();
    let random = RandomState::new().hash_one(std::process::id()) as u32;
    folder_of(path).join(format!(".{name}.{}.{random:08x}.{extension}", std::process::id()))
}

/// A file could not be read that was to be written anew with what it says.
pub(super) fn unreadable(path: &Path, error: io::Error) -> SaveError {
    failure(path, Step::Look, error)
}

pub(super) fn failure(path: &Path, step: Step, error: io::Error) -> SaveError {
    SaveError::Failed(Failure { path: path.to_owned(), step, error, backup: None })
}

impl Failure {
    /// Whether the file can still be written where it stands: only the way over a second file is closed.
    fn may_go_in_place(&self) -> bool {
        match self.step {
            Step::Create => self.error.kind() == io::ErrorKind::PermissionDenied,
            Step::Adopt => true,
            _ => false,
        }
    }

    /// Why it failed: what follows "because".
    fn reason(&self) -> Message {
        let folder = || folder_of(&self.path).display().to_string();
        match self.error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => message!("disk-full"),
            io::ErrorKind::PermissionDenied if self.step == Step::Create => {
                message!("disk-folder-closed", folder = folder())
            }
            io::ErrorKind::PermissionDenied => message!("disk-denied"),
            io::ErrorKind::NotFound => message!("disk-no-folder", folder = folder()),
            io::ErrorKind::ReadOnlyFilesystem => message!("disk-read-only"),
            io::ErrorKind::FileTooLarge => message!("disk-file-too-large"),
            io::ErrorKind::IsADirectory => message!("disk-is-folder"),
            io::ErrorKind::InvalidData => message!("disk-other-bytes"),
            _ => message!("disk-refused", why = self.error.to_string()),
        }
    }

    /// How the file stands now.
    fn state(&self) -> Message {
        match (&self.backup, self.step) {
            (Some(backup), _) => message!("save-old-lies-in", path = backup.display().to_string()),
            (None, Step::Settle) => message!("save-in-place"),
            (None, _) => message!("save-as-it-was"),
        }
    }
}

impl SaveError {
    /// Which file was not saved, why, and how it stands now.
    pub fn message(&self) -> Message {
        match self {
            SaveError::ChangedOnDisk(path) => message!("save-changed-on-disk", name = name(path)),
            SaveError::Exists(path) => message!("save-exists", name = name(path)),
            SaveError::Source(path) => message!("save-source", path = path.display().to_string()),
            SaveError::ReadOnly(path, why) => message!("save-read-only", name = name(path), why = why.clone()),
            SaveError::Cancelled => message!("save-stopped"),
            SaveError::Failed(failure) => {
                message!("save-failed", name = name(&failure.path), why = failure.reason(), state = failure.state(),)
            }
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
