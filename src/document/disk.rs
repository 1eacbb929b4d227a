//! What saving asks of the disk, one small step at a time.
//!
//! The steps are a trait so that a test can let each of them fail, or pull the plug after it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A disk. Paths are absolute or relative to the working folder.
pub trait Disk {
    /// A file that is open for writing.
    type File: Write;

    /// The file at the end of all symbolic links. It need not exist.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// What is known of a file; `None` when there is none.
    fn facts(&self, path: &Path) -> io::Result<Option<Facts>>;
    /// Makes a file that must not exist yet. A private one is for its owner alone until [`Disk::adopt`].
    fn create(&self, path: &Path, private: bool) -> io::Result<Self::File>;
    /// Opens a file to write over its bytes from the first on. It is not cut.
    fn open(&self, path: &Path) -> io::Result<Self::File>;
    /// Opens a file to read it.
    fn read(&self, path: &Path) -> io::Result<Box<dyn Read + '_>>;
    /// Gives a file the owner, the attributes and the permissions of another.
    fn adopt(&self, file: &Path, like: &Path) -> io::Result<()>;
    /// Cuts a file to a length in bytes.
    fn set_len(&self, file: &mut Self::File, len: u64) -> io::Result<()>;
    /// Waits until the bytes of a file lie on the disk.
    fn sync(&self, file: &mut Self::File) -> io::Result<()>;
    /// Gives a file another name in its folder, and takes the place of the one that has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder lie on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// A folder where a file may lie for a while when its own folder allows none.
    fn refuge(&self) -> PathBuf;
}

/// What is known of a file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub kind: Kind,
    /// Its length in bytes.
    pub len: u64,
    /// When it was last written; `None` where the file system does not say.
    pub written: Option<SystemTime>,
    /// Which file it is, whatever its name: device and number. 0 where the system has no such thing.
    pub identity: (u64, u64),
    /// How many names it has.
    pub names: u64,
    /// Nobody may write it.
    pub protected: bool,
}

/// What lies at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A device, a pipe or the like.
    Other,
}

/// The disk of this machine.
pub struct RealDisk;

impl Disk for RealDisk {
    type File = File;

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        if let Ok(target) = fs::canonicalize(path) {
            return Ok(target);
        }
        // The file does not exist yet, or a link leads to one that does not.
        let mut target = path.to_owned();
        for _ in 0..40 {
            match fs::read_link(&target) {
                Ok(next) => target = folder_of(&target).join(next),
                Err(_) => return Ok(target),
            }
        }
        Err(io::Error::other("too many symbolic links lead to each other"))
    }

    fn facts(&self, path: &Path) -> io::Result<Option<Facts>> {
        match fs::metadata(path) {
            Ok(metadata) => Ok(Some(facts(&metadata))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn create(&self, path: &Path, private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, if private { 0o600 } else { 0o666 });
        #[cfg(not(unix))]
        let _ = private;
        options.open(path)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).open(path)
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(path)?))
    }

    #[cfg(unix)]
    fn adopt(&self, file: &Path, like: &Path) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt, chown};
        let (theirs, ours) = (fs::metadata(like)?, fs::metadata(file)?);
        if (theirs.uid(), theirs.gid()) != (ours.uid(), ours.gid()) {
            chown(file, Some(theirs.uid()), Some(theirs.gid()))?;
        }
        copy_attributes(like, file)?;
        fs::set_permissions(file, theirs.permissions())
    }

    #[cfg(not(unix))]
    fn adopt(&self, file: &Path, like: &Path) -> io::Result<()> {
        fs::set_permissions(file, fs::metadata(like)?.permissions())
    }

    fn set_len(&self, file: &mut File, len: u64) -> io::Result<()> {
        file.set_len(len)
    }

    fn sync(&self, file: &mut File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(not(unix)) {
            return Ok(());
        }
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        match synced {
            // Some file systems cannot, and a folder may be closed to readers.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
                ) =>
            {
                Ok(())
            }
            synced => synced,
        }
    }

    fn refuge(&self) -> PathBuf {
        std::env::temp_dir()
    }
}

/// The folder of a file; `.` for a name alone.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn facts(metadata: &fs::Metadata) -> Facts {
    #[cfg(unix)]
    let (identity, names) = {
        use std::os::unix::fs::MetadataExt;
        ((metadata.dev(), metadata.ino()), metadata.nlink())
    };
    #[cfg(not(unix))]
    let (identity, names) = ((0, 0), 1);
    let kind = match () {
        () if metadata.is_file() => Kind::File,
        () if metadata.is_dir() => Kind::Folder,
        () => Kind::Other,
    };
    Facts {
        kind,
        len: metadata.len(),
        written: metadata.modified().ok(),
        identity,
        names,
        protected: metadata.permissions().readonly(),
    }
}

/// Copies the extended attributes, access lists among them. Those that the system sets itself are left out.
#[cfg(unix)]
fn copy_attributes(from: &Path, to: &Path) -> io::Result<()> {
    let names = match xattr::list(from) {
        Ok(names) => names,
        Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(()),
        Err(error) => return Err(error),
    };
    for name in names {
        let ours = name.to_str().is_some_and(|name| name.starts_with("user.") || name.starts_with("system.posix_acl_"));
        if let Some(value) = xattr::get(from, &name)?.filter(|_| ours || cfg!(target_os = "macos")) {
            xattr::set(to, &name, &value)?;
        }
    }
    Ok(())
}
