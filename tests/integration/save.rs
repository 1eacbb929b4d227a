//! Saving: whatever the disk does, the old file or the new one is there, whole.

use crate::fake_disk::{FakeDisk, Fault, Forgets};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use stet::document::disk::{Disk, RealDisk};
use stet::document::save::{Expect, SaveError, Stamp, Step, write_on};
use stet::document::write_file;
use stet::messages::text;

const OLD: &[u8] = b"the old bytes, of which not one may be lost";
const PATH: &str = "/talks/may.stet.ron";

/// In what way the disk makes the file be written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// There is no file yet.
    New,
    /// A second file takes its place.
    Replace,
    /// The file has two names: it is written where it stands.
    TwoNames,
    /// The folder takes no second file.
    ClosedFolder,
    /// The second file cannot be given the owner of the first.
    ForeignOwner,
}

const WAYS: [Way; 5] = [Way::New, Way::Replace, Way::TwoNames, Way::ClosedFolder, Way::ForeignOwner];

fn disk(way: Way) -> FakeDisk {
    let disk = FakeDisk::default();
    if way != Way::New {
        disk.put(PATH, OLD);
    }
    match way {
        Way::New | Way::Replace => {}
        Way::TwoNames => disk.link(PATH, "/elsewhere/other-name"),
        Way::ClosedFolder => disk.close_folder("/talks"),
        Way::ForeignOwner => disk.refuse_to_adopt(),
    }
    disk
}

/// New bytes, longer or shorter than the old, in several pieces.
fn new_bytes(long: bool) -> Vec<u8> {
    b"NEW ".repeat(if long { 40 } else { 5 })
}

fn save(disk: &impl Disk, long: bool) -> Result<Stamp, SaveError> {
    write_on(disk, Path::new(PATH), Expect::Anything, &mut |out| {
        new_bytes(long).chunks(16).try_for_each(|piece| out.write_all(piece))
    })
}

/// Whether the old bytes lie in a copy that was set aside.
fn set_aside(files: &[(PathBuf, Vec<u8>)]) -> bool {
    files.iter().any(|(path, bytes)| path.extension().is_some_and(|end| end == "bak") && bytes == OLD)
}

/// What is wrong with a disk after a power cut or a kill; `None` when nothing is.
fn lost(way: Way, files: &[(PathBuf, Vec<u8>)], saved: bool, new: &[u8]) -> Option<String> {
    let file = files.iter().find(|(path, _)| path == Path::new(PATH)).map(|(_, bytes)| bytes.as_slice());
    let whole = match file {
        Some(bytes) if bytes == new => true,
        Some(bytes) => bytes == OLD && !saved,
        None => way == Way::New && !saved,
    };
    (!whole && (saved || !set_aside(files)))
        .then(|| format!("{way:?}, saved: {saved}: {:?}", file.map(String::from_utf8_lossy)))
}

#[test]
fn the_disk_may_stop_at_any_step() {
    let mut images = 0;
    for way in WAYS {
        for long in [false, true] {
            for at in 0.. {
                let disk = disk(way);
                disk.fail(at, Fault::Stop);
                let saved = save(&disk, long).is_ok();
                for files in disk.after_power_cut() {
                    images += 1;
                    assert_eq!(lost(way, &files, saved, &new_bytes(long)), None, "stopped at step {at}");
                }
                if !disk.has_failed() {
                    assert!(saved);
                    break;
                }
            }
        }
    }
    assert!(images > 1000, "only {images} disks were looked at");
}

#[test]
fn a_program_that_forgot_to_wait_for_the_disk_would_be_caught() {
    for forgets in [Forgets::Files, Forgets::Folders] {
        let mut caught = 0;
        for way in WAYS {
            for at in 0.. {
                let disk = disk(way);
                disk.forget(forgets);
                disk.fail(at, Fault::Stop);
                let saved = save(&disk, true).is_ok();
                let new = new_bytes(true);
                caught += disk.after_power_cut().iter().filter(|files| lost(way, files, saved, &new).is_some()).count();
                if !disk.has_failed() {
                    break;
                }
            }
        }
        assert!(caught > 0, "{forgets:?}");
    }
}

#[test]
fn the_disk_may_refuse_any_step() {
    for way in WAYS {
        for long in [false, true] {
            for fault in [Fault::Full, Fault::FullFromNowOn, Fault::Short, Fault::Broken, Fault::Flip] {
                for at in 0.. {
                    let disk = disk(way);
                    disk.fail(at, fault);
                    let result = save(&disk, long);
                    check_refusal(way, &disk, &result, &new_bytes(long), &format!("{way:?} {fault:?} at step {at}"));
                    if !disk.has_failed() {
                        result.expect("nothing was refused");
                        break;
                    }
                }
            }
        }
    }
}

fn check_refusal(way: Way, disk: &FakeDisk, result: &Result<Stamp, SaveError>, new: &[u8], case: &str) {
    let files = disk.files();
    let file = files.iter().find(|(path, _)| path == Path::new(PATH)).map(|(_, bytes)| bytes.as_slice());
    match result {
        Ok(_) => assert_eq!(file, Some(new), "{case}"),
        Err(SaveError::Failed(failed)) if failed.step == Step::Settle => assert_eq!(file, Some(new), "{case}"),
        Err(SaveError::Failed(failed)) if failed.backup.is_some() => assert!(set_aside(&files), "{case}"),
        Err(_) => assert_eq!(file, (way != Way::New).then_some(OLD), "{case}"),
    }
    let told = matches!(result, Err(SaveError::Failed(failed)) if failed.backup.is_some());
    for (path, _) in &files {
        let extension = path.extension().unwrap_or_default();
        assert!(extension != "tmp", "{case}: {} stayed behind", path.display());
        assert!(extension != "bak" || told, "{case}: {} stayed behind", path.display());
    }
    if let Err(error @ SaveError::Failed(_)) = result {
        let message = text(&error.message());
        assert!(message.starts_with("may.stet.ron could not be saved because "), "{message}");
        assert!(message.ends_with(". Save a copy elsewhere"), "{message}");
    }
}

#[test]
fn a_file_that_may_not_be_written_is_left_alone() {
    for way in [Way::TwoNames, Way::ClosedFolder, Way::ForeignOwner] {
        let disk = disk(way);
        let before = disk.files();
        disk.forbid_writing();
        let message = text(&save(&disk, true).expect_err("it may not be written").message());
        let expected = "may.stet.ron could not be saved because it may not be written; the file on disk is as it was. \
                        Save a copy elsewhere";
        assert_eq!(message, expected, "{way:?}");
        assert_eq!(disk.files(), before, "{way:?}");
    }
}

#[test]
fn a_change_while_the_file_is_written_is_seen() {
    let disk = FakeDisk::default();
    disk.put(PATH, OLD);
    let stamp = save(&disk, false).expect("nothing is in the way");
    let result = write_on(&disk, Path::new(PATH), Expect::Known(&stamp), &mut |out| {
        disk.put(PATH, b"somebody else's");
        out.write_all(b"mine")
    });
    assert!(matches!(result, Err(SaveError::ChangedOnDisk(_))));
    assert_eq!(disk.files(), [(PathBuf::from(PATH), b"somebody else's".to_vec())]);
}

#[test]
fn whoever_gives_the_bytes_may_be_stopped() {
    for way in WAYS {
        let disk = disk(way);
        let result = write_on(&disk, Path::new(PATH), Expect::Anything, &mut |out| {
            out.write_all(b"half of ")?;
            Err(io::ErrorKind::Interrupted.into())
        });
        assert!(matches!(result, Err(SaveError::Cancelled)), "{way:?}");
        check_refusal(way, &disk, &Err(SaveError::Cancelled), b"", "stopped");
    }
}

#[cfg(unix)]
mod real_files {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[track_caller]
    fn replace(path: &Path) {
        write_file(path, Expect::Anything, b"new").unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!(fs::read(path).expect("it is there"), b"new");
    }

    #[test]
    fn permissions_owner_and_attributes_are_kept() {
        let folder = folder();
        let path = folder.path().join("a.srt");
        fs::write(&path, "the old one").expect("it is written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it is ours");
        let has_attributes = xattr::set(&path, "user.stet.test", b"kept").is_ok();
        // Only an administrator can give a file away.
        let given = std::os::unix::fs::chown(&path, Some(1234), Some(1234)).is_ok();
        replace(&path);
        let metadata = fs::metadata(&path).expect("it is there");
        assert_eq!(metadata.mode() & 0o7777, 0o640);
        if given {
            assert_eq!((metadata.uid(), metadata.gid()), (1234, 1234));
        }
        if has_attributes {
            assert_eq!(xattr::get(&path, "user.stet.test").expect("it can be asked"), Some(b"kept".to_vec()));
        }
        assert_eq!(names(folder.path()), ["a.srt"]);
    }

    #[test]
    fn a_new_file_has_the_usual_permissions() {
        let folder = folder();
        let (ours, theirs) = (folder.path().join("ours"), folder.path().join("theirs"));
        replace(&ours);
        fs::write(&theirs, "x").expect("it is written");
        let mode = |path: &Path| fs::metadata(path).expect("it is there").mode();
        assert_eq!(mode(&ours), mode(&theirs));
    }

    #[test]
    fn links_lead_where_they_led() {
        let folder = folder();
        let (file, near, far) = (folder.path().join("file"), folder.path().join("near"), folder.path().join("far"));
        symlink("file", &near).expect("links can be made");
        symlink("near", &far).expect("links can be made");
        // The first time there is no file behind the links yet.
        for _ in 0..2 {
            replace(&far);
            assert_eq!(fs::read_link(&far).expect("a link"), Path::new("near"));
            assert_eq!(fs::read_link(&near).expect("a link"), Path::new("file"));
            assert_eq!(fs::read(&file).expect("it is there"), b"new");
        }
        symlink("round", folder.path().join("round")).expect("links can be made");
        assert!(write_file(&folder.path().join("round"), Expect::Anything, b"new").is_err());
    }

    #[test]
    fn a_file_with_two_names_keeps_both() {
        let folder = folder();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        fs::write(&one, "the old one, which is longer").expect("it is written");
        fs::hard_link(&one, &two).expect("names can be given");
        replace(&one);
        assert_eq!(fs::read(&two).expect("it is there"), b"new");
        assert_eq!(names(folder.path()), ["one", "two"]);
    }

    #[test]
    fn what_cannot_be_written_says_why() {
        let folder = folder();
        let protected = folder.path().join("protected");
        fs::write(&protected, "x").expect("it is written");
        fs::set_permissions(&protected, fs::Permissions::from_mode(0o444)).expect("it is ours");
        let gone = folder.path().join("gone").join("a.srt");
        let file_as_folder = protected.join("a.srt");
        for (path, expected) in [
            (protected.as_path(), "protected is write-protected".to_owned()),
            (&gone, format!("because the folder {} is not there", folder.path().join("gone").display())),
            (folder.path(), "because it is a folder".to_owned()),
            (&file_as_folder, "because the disk refused".to_owned()),
        ] {
            let message = text(&write_file(path, Expect::Anything, b"new").expect_err("it cannot be").message());
            assert!(message.contains(&expected), "{message}");
        }
        assert_eq!(fs::read(&protected).expect("it is there"), b"x");
        assert_eq!(names(folder.path()), ["protected"]);
    }

    #[test]
    fn a_file_in_a_closed_folder_is_written_in_place() {
        let folder = folder();
        let path = folder.path().join("a.srt");
        fs::write(&path, "the old one").expect("it is written");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("it is ours");
        // An administrator is not held up by that; then the file is replaced. Both must do.
        replace(&path);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
        assert_eq!(names(folder.path()), ["a.srt"]);
    }

    #[test]
    fn a_device_takes_what_it_is_given() {
        let stamp = write_file(Path::new("/dev/null"), Expect::Anything, b"new");
        stamp.unwrap_or_else(|error| panic!("{error:?}"));
        assert!(RealDisk.facts(Path::new("/dev/null")).expect("it can be asked").is_some());
    }
}
