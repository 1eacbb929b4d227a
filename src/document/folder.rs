//! What lies in a folder, to choose from.

use crate::model::{Message, message};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// What lies in a folder: a file, or another folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: OsString,
    /// It is a folder, or a link to one.
    pub is_folder: bool,
}

impl Entry {
    /// Its name as it is shown.
    pub fn shown(&self) -> String {
        self.name.to_string_lossy().into_owned()
    }
}

/// What lies in a folder: first the folders, then the files, by their names. The error says why it cannot be listed.
pub fn list(folder: &Path) -> Result<Vec<Entry>, Message> {
    let failed = |error: std::io::Error| {
        message!("folder-unreadable", folder = folder.display().to_string(), why = error.to_string())
    };
    let mut found: Vec<Entry> = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type();
        let is_folder = match kind {
            Ok(kind) if kind.is_symlink() => entry.path().is_dir(),
            Ok(kind) => kind.is_dir(),
            Err(_) => false,
        };
        found.push(Entry { name: entry.file_name(), is_folder });
    }
    found.sort_by_cached_key(|entry| (!entry.is_folder, entry.shown().to_lowercase(), entry.name.clone()));
    Ok(found)
}

/// The folder in which a person keeps documents, if it is there, else the person's own.
pub fn own() -> Option<PathBuf> {
    let documents = directories::UserDirs::new().and_then(|dirs| dirs.document_dir().map(Path::to_owned));
    documents.filter(|folder| folder.is_dir()).or_else(std::env::home_dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_first_and_then_files_by_their_names() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.txt", "A.srt", ".hidden"] {
            fs::write(folder.path().join(name), "").expect("it can be written");
        }
        for name in ["z", "Y"] {
            fs::create_dir(folder.path().join(name)).expect("it can be made");
        }
        let names = |found: &[Entry]| found.iter().map(Entry::shown).collect::<Vec<_>>();
        let found = list(folder.path()).expect("it can be read");
        assert_eq!(names(&found), ["Y", "z", ".hidden", "A.srt", "b.txt"]);
        assert_eq!(found.iter().filter(|entry| entry.is_folder).count(), 2);
        assert!(list(&folder.path().join("A.srt")).is_err() && list(&folder.path().join("nowhere")).is_err());
    }
}
