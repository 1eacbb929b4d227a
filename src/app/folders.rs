//! Which folders took what was written into them, and which did not: so that the next file is not proposed where the last
//! one failed.

use crate::document::SaveError;
use std::path::{Path, PathBuf};

/// What became of writing into folders, since the program was started.
#[derive(Default)]
pub(super) struct Folders {
    taken: Option<PathBuf>,
    refused: Vec<PathBuf>,
}

impl Folders {
    /// A file was written.
    pub(super) fn took(&mut self, path: &Path) {
        let folder = folder_of(path);
        self.refused.retain(|refused| *refused != folder);
        self.taken = Some(folder);
    }

    /// A file was not written. That may be for what lies there, which says nothing of the folder.
    pub(super) fn refused(&mut self, path: &Path, why: &SaveError) {
        let folder = folder_of(path);
        if matches!(why, SaveError::Failed(_) | SaveError::ReadOnly(..)) && !self.refused.contains(&folder) {
            self.refused.push(folder);
        }
    }

    /// This folder or, when nothing could be written into it, the one into which something was written last, else the
    /// person's `own`.
    pub(super) fn or_another(&self, folder: PathBuf, own: impl FnOnce() -> Option<PathBuf>) -> PathBuf {
        let takes = |folder: &PathBuf| !self.refused.contains(folder);
        if takes(&folder) {
            return folder;
        }
        self.taken.clone().filter(takes).or_else(own).unwrap_or(folder)
    }
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::message;

    #[test]
    fn nothing_is_proposed_where_writing_failed() {
        // What was written (+), failed (-) and refused for what is there (=), and where then a file for /a is proposed.
        for (happened, expected) in [
            ("", "/a"),
            ("+/b/x", "/a"),
            ("-/a/x", "/own"),
            ("=/a/x", "/a"),
            ("+/b/x -/a/x", "/b"),
            ("-/a/x +/b/x", "/b"),
            ("-/a/x +/b/x -/b/x", "/own"),
            ("-/a/x -/c/x +/a/y", "/a"),
            ("-/a/x -/a/x +/a/x", "/a"),
        ] {
            let mut folders = Folders::default();
            for event in happened.split_whitespace() {
                let (what, path) = event.split_at(1);
                let path = Path::new(path);
                let protected = SaveError::ReadOnly(path.to_owned(), message!("save-write-protected"));
                match what {
                    "+" => folders.took(path),
                    "-" => folders.refused(path, &protected),
                    _ => folders.refused(path, &SaveError::Exists(path.to_owned())),
                }
            }
            let proposed = folders.or_another("/a".into(), || Some("/own".into()));
            assert_eq!(proposed, Path::new(expected), "{happened}");
        }
    }
}
