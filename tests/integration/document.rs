//! One document from opening to saving and opening again.

use std::fs;
use std::path::Path;
use stet::document::{self, Document, Opened, SaveError};
use stet::edit::text;
use stet::jobs::Cancel;

const SRT: &str = "1\n00:00:00,000 --> 00:00:02,400\nGood evening\n\n2\n00:00:02,400 --> 00:00:04,000\nHallo Ann\n";

fn open(path: &Path) -> Opened {
    document::open(path).unwrap_or_else(|error| panic!("{error}"))
}

fn save(document: &mut Document, path: &Path) -> Result<(), SaveError> {
    let saved = document::save(&document.snapshot_for_save(), path, false, &Cancel::default())?;
    document.saved(saved);
    Ok(())
}

fn set(document: &mut Document, row: usize, new: &str) {
    let edit = text::set(document.transcript(), row, new).expect("the text differs");
    document.edit(edit, None);
}

#[test]
fn import_edit_save_and_open_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (srt, project) = (folder.path().join("talk.srt"), folder.path().join("talk.stet.ron"));
    fs::write(&srt, SRT).expect("the file is written");
    let Opened { mut document, problems, is_project, copy } = open(&srt);
    assert!(!is_project);
    assert_eq!((problems, copy), (vec![], false));
    assert_eq!((document.path(), document.is_modified()), (None, false));
    assert_eq!(document.name(), "talk");
    assert_eq!(document.suggested_path(), project);
    let source = document.source().expect("it was imported").clone();
    assert_eq!((source.name.as_str(), source.format.as_str()), ("talk.srt", "srt"));
    assert_eq!(source.path.as_deref(), Some(srt.as_path()));

    set(&mut document, 1, "Hello Ann");
    assert!(document.is_modified());
    save(&mut document, &project).expect("it is saved");
    assert_eq!((document.path(), document.is_modified()), (Some(project.as_path()), false));
    assert!(!document.changed_on_disk());

    let again = open(&project);
    assert_eq!(again.problems, []);
    assert_eq!(again.document.transcript(), document.transcript());
    assert_eq!(again.document.original(), document.original());
    assert_eq!(again.document.source(), Some(&source));
    assert_eq!((again.document.path(), again.document.is_modified()), (Some(project.as_path()), false));
    assert_eq!(fs::read_to_string(&srt).expect("it is there"), SRT, "the import is never written");
}

#[test]
fn what_is_edited_while_it_is_saved_is_not_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.stet.ron");
    let mut document = document::import("pasted.srt", SRT.into()).expect("it is read").document;
    set(&mut document, 0, "one");
    let snapshot = document.snapshot_for_save();
    set(&mut document, 0, "two");
    document.saved(document::save(&snapshot, &path, false, &Cancel::default()).expect("it is saved"));
    assert!(document.is_modified());
    document.undo();
    assert!(!document.is_modified());
    assert_eq!(open(&path).document.transcript().lines[0].text, "one");
}

#[test]
fn a_file_that_somebody_else_changed_is_not_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.stet.ron");
    let mut document = document::import("pasted.srt", SRT.into()).expect("it is read").document;
    save(&mut document, &path).expect("it is saved");
    let theirs = fs::read_to_string(&path).expect("it is there").replace("Hallo", "Hello");
    fs::write(&path, &theirs).expect("it is written");
    assert!(document.changed_on_disk());
    set(&mut document, 0, "mine");
    assert!(matches!(save(&mut document, &path), Err(SaveError::ChangedOnDisk(_))));
    assert!(document.is_modified());
    assert_eq!(fs::read_to_string(&path).expect("it is there"), theirs);

    let saved = document::save(&document.snapshot_for_save(), &path, true, &Cancel::default());
    document.saved(saved.expect("it is forced"));
    assert!(!document.is_modified() && !document.changed_on_disk());

    // The same bytes under a new time are no change.
    let mine = fs::read(&path).expect("it is there");
    fs::write(&path, mine).expect("it is written");
    set(&mut document, 0, "mine again");
    save(&mut document, &path).expect("nobody changed it");

    // A file that this document never came from is somebody else's.
    let other = folder.path().join("b.stet.ron");
    fs::write(&other, "theirs").expect("it is written");
    assert!(matches!(save(&mut document, &other), Err(SaveError::Exists(_))));
    assert_eq!(document.path(), Some(path.as_path()));
}

#[test]
fn what_cannot_be_opened_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("it is written");
        path
    };
    for (path, expected) in [
        (folder.path().join("none.srt"), "none.srt was not found"),
        (folder.path().to_owned(), " is a folder, not a file"),
        (file("empty.srt", b""), "empty.srt is empty"),
        (file("a.zip", b"PK\x03\x04 and so on"), "a.zip is a ZIP archive, not text"),
        (
            file("newer.stet.ron", b"Project(\nformat: (major: 2, minor: 0),\n)\n"),
            "newer.stet.ron was written by a newer Stet and needs what this one does not know (format 2); a newer Stet opens it",
        ),
    ] {
        let message = document::open(&path).err().expect("it does not open").to_string();
        assert!(message.ends_with(expected), "{message}");
    }
}
