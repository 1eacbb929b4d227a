//! A disk in memory that fails on purpose, and knows what a power cut would leave of it.
//!
//! A real disk keeps what was written in memory until it is told to wait. What has not reached it may be there
//! after a power cut, or half of it, or zeros. Names (made, given, removed) reach it in their order.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, SystemTime};
use stet::document::disk::{Disk, Facts, Kind};

/// How a step fails.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// The power is cut before the step: it and all later ones fail.
    Stop,
    /// The disk is full for this one step.
    Full,
    /// The disk is full from this step on.
    FullFromNowOn,
    /// A write takes half of the bytes, and the next one none.
    Short,
    /// An error of the device.
    Broken,
    /// A write says that all is well and stores something else.
    Flip,
}

/// For what a disk that lies does not wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Forgets {
    /// The bytes of files.
    Files,
    /// The names in folders.
    Folders,
}

/// The disk. Clones are the same disk.
#[derive(Clone, Default)]
pub struct FakeDisk {
    files: Rc<RefCell<Files>>,
    step: Rc<Cell<usize>>,
    fault: Rc<Cell<Option<(usize, Fault)>>>,
    failed: Rc<Cell<bool>>,
    closed: Rc<RefCell<Vec<PathBuf>>>,
    adopts: Rc<Cell<Option<io::ErrorKind>>>,
    opens: Rc<Cell<Option<io::ErrorKind>>>,
    forgets: Rc<Cell<Option<Forgets>>>,
}

/// All files of a disk, by name, with their bytes.
pub type Image = Vec<(PathBuf, Vec<u8>)>;

type Names = BTreeMap<PathBuf, usize>;

#[derive(Default)]
struct Files {
    contents: Vec<Content>,
    /// As a program sees them.
    names: Names,
    /// All states of the names since a folder last reached the disk, the oldest first; without the present.
    earlier: Vec<Names>,
    clock: u64,
}

#[derive(Clone, Default)]
struct Content {
    bytes: Vec<u8>,
    /// What has reached the disk.
    safe: Vec<u8>,
    written: u64,
}

impl Files {
    fn at(&self, path: &Path) -> io::Result<usize> {
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn rename(&mut self, change: impl FnOnce(&mut Names)) {
        self.earlier.push(self.names.clone());
        change(&mut self.names);
    }

    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }
}

impl FakeDisk {
    /// Puts a file there that has reached the disk; in the place of one that has the name.
    pub fn put(&self, path: &str, bytes: &[u8]) {
        let mut files = self.files.borrow_mut();
        let written = files.tick();
        let number = files.contents.len();
        files.contents.push(Content { bytes: bytes.to_vec(), safe: bytes.to_vec(), written });
        files.names.insert(path.into(), number);
        files.earlier.clear();
    }

    /// Gives a file a second name.
    pub fn link(&self, path: &str, other: &str) {
        let mut files = self.files.borrow_mut();
        let number = files.at(Path::new(path)).expect("the file is there");
        files.names.insert(other.into(), number);
    }

    /// Forbids new files in a folder.
    pub fn close_folder(&self, folder: &str) {
        self.closed.borrow_mut().push(folder.into());
    }

    /// Forbids to write over files that are there.
    pub fn forbid_writing(&self) {
        self.opens.set(Some(io::ErrorKind::PermissionDenied));
    }

    /// Forbids to give a file the owner of another.
    pub fn refuse_to_adopt(&self) {
        self.adopts.set(Some(io::ErrorKind::PermissionDenied));
    }

    /// Says that it has waited without waiting.
    pub fn forget(&self, forgets: Forgets) {
        self.forgets.set(Some(forgets));
    }

    /// Lets the step of that number fail; the first is 0.
    pub fn fail(&self, step: usize, fault: Fault) {
        self.fault.set(Some((step, fault)));
    }

    /// Whether the step that was to fail has come.
    pub fn has_failed(&self) -> bool {
        self.failed.get()
    }

    /// All files as a program sees them.
    pub fn files(&self) -> Image {
        let files = self.files.borrow();
        files.names.iter().map(|(path, &number)| (path.clone(), files.contents[number].bytes.clone())).collect()
    }

    /// What the disk may hold after a power cut at this moment, or (the last one) after a kill of the program.
    pub fn after_power_cut(&self) -> Vec<Image> {
        let files = self.files.borrow();
        let outcomes: [fn(&Content) -> Vec<u8>; 4] = [
            |content| content.safe.clone(),
            |content| content.bytes[..content.bytes.len() / 2].to_vec(),
            |content| {
                let mut bytes = content.bytes.clone();
                let middle = bytes.len() / 2;
                bytes[middle..].fill(0);
                bytes
            },
            |content| content.bytes.clone(),
        ];
        let mut disks = Vec::new();
        for names in files.earlier.iter().chain([&files.names]) {
            for outcome in outcomes {
                let left = |number: usize| {
                    let content: &Content = &files.contents[number];
                    if content.bytes == content.safe { content.bytes.clone() } else { outcome(content) }
                };
                disks.push(names.iter().map(|(path, &number)| (path.clone(), left(number))).collect());
            }
        }
        disks
    }

    /// One step; `Some` when it shall fail in a way of its own.
    fn step(&self) -> io::Result<Option<Fault>> {
        let step = self.step.replace(self.step.get() + 1);
        let Some((at, fault)) = self.fault.get() else { return Ok(None) };
        if step == at {
            self.failed.set(true);
        }
        match fault {
            Fault::Stop if step >= at => Err(io::Error::other("the power is cut")),
            Fault::Full if step == at => Err(io::ErrorKind::StorageFull.into()),
            Fault::Broken if step == at => Err(io::Error::other("the device is broken")),
            Fault::Short | Fault::Flip if step == at => Ok(Some(fault)),
            Fault::Short if step == at + 1 => Err(io::ErrorKind::StorageFull.into()),
            _ => Ok(None),
        }
    }

    /// A step that needs room.
    fn step_for_room(&self) -> io::Result<Option<Fault>> {
        let fault = self.step()?;
        match self.fault.get() {
            Some((at, Fault::FullFromNowOn)) if self.step.get() > at => {
                self.failed.set(true);
                Err(io::ErrorKind::StorageFull.into())
            }
            _ => Ok(fault),
        }
    }
}

/// A file that is open for writing.
pub struct FakeFile {
    disk: FakeDisk,
    number: usize,
    at: usize,
}

impl Write for FakeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fault = self.disk.step_for_room()?;
        let len = if fault == Some(Fault::Short) { bytes.len() / 2 } else { bytes.len() };
        let mut files = self.disk.files.borrow_mut();
        let written = files.tick();
        let content = &mut files.contents[self.number];
        let end = self.at + len;
        if content.bytes.len() < end {
            content.bytes.resize(end, 0);
        }
        content.bytes[self.at..end].copy_from_slice(&bytes[..len]);
        if fault == Some(Fault::Flip) && len > 0 {
            content.bytes[self.at] ^= 1;
        }
        content.written = written;
        self.at = end;
        Ok(len)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Disk for FakeDisk {
    type File = FakeFile;

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.step().map(|_| path.to_owned())
    }

    fn facts(&self, path: &Path) -> io::Result<Option<Facts>> {
        self.step()?;
        let files = self.files.borrow();
        let Ok(number) = files.at(path) else { return Ok(None) };
        let content = &files.contents[number];
        Ok(Some(Facts {
            kind: Kind::File,
            len: content.bytes.len() as u64,
            written: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(content.written)),
            identity: (1, number as u64),
            names: files.names.values().filter(|&&other| other == number).count() as u64,
            protected: false,
        }))
    }

    fn create(&self, path: &Path, _private: bool) -> io::Result<FakeFile> {
        self.step_for_room()?;
        if self.closed.borrow().iter().any(|folder| path.parent() == Some(folder)) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut files = self.files.borrow_mut();
        if files.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let number = files.contents.len();
        files.contents.push(Content::default());
        files.rename(|names| {
            names.insert(path.to_owned(), number);
        });
        Ok(FakeFile { disk: self.clone(), number, at: 0 })
    }

    fn open(&self, path: &Path) -> io::Result<FakeFile> {
        self.step()?;
        if let Some(kind) = self.opens.get() {
            return Err(kind.into());
        }
        let number = self.files.borrow().at(path)?;
        Ok(FakeFile { disk: self.clone(), number, at: 0 })
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read + '_>> {
        self.step()?;
        let files = self.files.borrow();
        Ok(Box::new(Cursor::new(files.contents[files.at(path)?].bytes.clone())))
    }

    fn adopt(&self, _file: &Path, _like: &Path) -> io::Result<()> {
        self.step()?;
        self.adopts.get().map_or(Ok(()), |kind| Err(kind.into()))
    }

    fn set_len(&self, file: &mut FakeFile, len: u64) -> io::Result<()> {
        self.step()?;
        let mut files = self.files.borrow_mut();
        files.contents[file.number].bytes.resize(len as usize, 0);
        Ok(())
    }

    fn sync(&self, file: &mut FakeFile) -> io::Result<()> {
        self.step_for_room()?;
        if self.forgets.get() != Some(Forgets::Files) {
            let content = &mut self.files.borrow_mut().contents[file.number];
            content.safe = content.bytes.clone();
        }
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        let mut files = self.files.borrow_mut();
        let number = files.at(from)?;
        files.rename(|names| {
            names.remove(from);
            names.insert(to.to_owned(), number);
        });
        Ok(())
    }

    /// Even a full or broken disk can forget a name.
    fn remove(&self, path: &Path) -> io::Result<()> {
        match self.step() {
            Err(error) if matches!(self.fault.get(), Some((_, Fault::Stop))) => return Err(error),
            _ => {}
        }
        let mut files = self.files.borrow_mut();
        files.at(path)?;
        files.rename(|names| {
            names.remove(path);
        });
        Ok(())
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        self.step()?;
        if self.forgets.get() != Some(Forgets::Folders) {
            self.files.borrow_mut().earlier.clear();
        }
        Ok(())
    }

    fn refuge(&self) -> PathBuf {
        "/refuge".into()
    }
}
