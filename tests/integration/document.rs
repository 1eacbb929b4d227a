//! One document from opening to saving and opening again.

use fastrand::Rng;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use stet::document::{self, Cause, Document, Gesture, Opened, Revision, SaveError, Transition, Watcher};
use stet::edit::{Edit, meta, speakers, structure, text, timing};
use stet::jobs::Cancel;
use stet::messages::text as text_of;
use stet::model::{Line, Lines, Span, SpeakerId, Time, Transcript, Word};

const SRT: &str = "1\n00:00:00,000 --> 00:00:02,400\nGood evening\n\n2\n00:00:02,400 --> 00:00:04,000\nHallo Ann\n";

fn open(path: &Path) -> Opened {
    document::open(path).unwrap_or_else(|error| panic!("{error:?}"))
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
    let Opened { mut document, problems, is_project, copy, table } = open(&srt);
    assert_eq!(table, None);
    assert!(!is_project);
    assert_eq!((problems, copy), (vec![], false));
    assert_eq!((document.path(), document.is_modified()), (None, false));
    assert_eq!(document.name("Untitled"), "talk");
    let source = document.source().expect("it was imported").clone();
    assert_eq!((source.name.as_str(), source.format.as_str()), ("talk.srt", "srt"));
    assert_eq!(source.path.as_deref(), Some(srt.as_path()));

    set(&mut document, 1, "Hello Ann");
    assert!(document.is_modified());
    save(&mut document, &project).expect("it is saved");
    assert_eq!((document.path(), document.is_modified()), (Some(project.as_path()), false));

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
    set(&mut document, 0, "mine");
    assert!(matches!(save(&mut document, &path), Err(SaveError::ChangedOnDisk(_))));
    assert!(document.is_modified());
    assert_eq!(fs::read_to_string(&path).expect("it is there"), theirs);

    let saved = document::save(&document.snapshot_for_save(), &path, true, &Cancel::default());
    document.saved(saved.expect("it is forced"));
    assert!(!document.is_modified());

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
fn what_a_transcript_was_read_from_is_not_written_over_by_whatever_way_a_path_leads_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("deep")).expect("it can be made");
    let source = path("talk.srt");
    fs::write(&source, SRT).expect("it can be written");
    fs::write(path("copy.srt"), SRT).expect("it can be written");
    let mut ways = vec![
        (source.clone(), true),
        (path("./talk.srt"), true),
        (path("deep/../talk.srt"), true),
        (path("copy.srt"), false),
        (path("deep/talk.srt"), false),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        fs::hard_link(&source, path("second.srt")).expect("it can be made");
        symlink("talk.srt", path("link.srt")).expect("it can be made");
        symlink("../link.srt", path("deep/chain.srt")).expect("it can be made");
        symlink(folder.path(), path("deep/folder")).expect("it can be made");
        symlink("copy.srt", path("other.srt")).expect("it can be made");
        let leads = ["second.srt", "link.srt", "deep/chain.srt", "deep/folder/talk.srt", "deep/folder/second.srt"];
        ways.extend(leads.map(|name| (path(name), true)));
        ways.push((path("other.srt"), false));
    }
    let document = document::open(&source).expect("it is read").document;
    assert_eq!(document.source_path(), Some(source.as_path()));
    for (way, leads_there) in ways {
        let snapshot = document.snapshot_for_save();
        let asked = document::write_export(&way, false, document.source_path(), b"new");
        let agreed = document::write_export(&way, true, document.source_path(), b"new");
        let saved = document::save(&snapshot, &way, true, &Cancel::default()).map(drop);
        for refused in [asked, agreed, saved] {
            let is_source = matches!(&refused, Err(SaveError::Source(named)) if *named == way);
            assert_eq!(is_source, leads_there, "{}: {refused:?}", way.display());
        }
        assert_eq!(fs::read(&source).expect("it is there"), SRT.as_bytes(), "{}", way.display());
    }
    // Of what began here nothing is the source.
    document::write_export(&source, true, None, b"new").expect("it may be written over");
}

/// Saves a small project and changes its file as `from` and `to` say.
fn changed_project(folder: &Path, from: &str, to: &str) -> PathBuf {
    let path = folder.join("changed.stet.ron");
    let mut document = document::import("pasted.srt", SRT.into()).expect("it is read").document;
    save(&mut document, &path).expect("it is saved");
    let file = fs::read_to_string(&path).expect("it is there");
    assert!(file.contains(from), "{from} is not in {file}");
    fs::write(&path, file.replace(from, to)).expect("it is written");
    path
}

#[test]
fn a_damaged_project_opens_as_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = changed_project(folder.path(), "],\nimport", "");
    let Opened { document, problems, copy, .. } = open(&path);
    assert!(copy && !problems.is_empty());
    assert_eq!((document.path(), document.is_modified()), (None, true));
    assert_eq!(document.transcript().lines[1].text, "Hallo Ann");
}

#[test]
fn what_only_a_newer_version_can_change_is_saved_under_another_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = changed_project(folder.path(), "needs_to_write: []", "needs_to_write: [\"index\"]");
    let before = fs::read(&path).expect("it is there");
    let Opened { mut document, copy, .. } = open(&path);
    assert!(!copy && document.read_only().is_some_and(|why| text_of(why).contains("(index)")));
    for force in [false, true] {
        let error = document::save(&document.snapshot_for_save(), &path, force, &Cancel::default());
        let message = text_of(&error.expect_err("it is read-only").message());
        assert!(message.starts_with("changed.stet.ron holds what only a newer Stet can change"), "{message}");
    }
    assert_eq!(fs::read(&path).expect("it is there"), before);
    let elsewhere = folder.path().join("copy.stet.ron");
    save(&mut document, &elsewhere).expect("another name is free");
    assert_eq!((document.path(), document.read_only()), (Some(elsewhere.as_path()), None));
    assert_eq!(open(&elsewhere).document.read_only(), None);
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
        let message = text_of(&document::open(&path).err().expect("it does not open").message());
        assert!(message.ends_with(expected), "{message}");
    }
}

/// Lines, roster and title without anything clever: what a transcript must be equal to.
#[derive(Clone, Debug, PartialEq)]
struct Plain {
    lines: Vec<Line>,
    names: Vec<String>,
    title: Option<String>,
}

impl Plain {
    fn of(t: &Transcript) -> Plain {
        Plain {
            lines: t.lines.iter().cloned().collect(),
            names: t.speakers.iter().map(|speaker| speaker.name.clone()).collect(),
            title: t.meta.title.clone(),
        }
    }

    /// Carries an edit out in the simplest way there is, from the last splice to the first.
    fn edit(&mut self, edit: &Edit) {
        for splice in edit.splices.iter().rev() {
            let rows = splice.at..splice.at + splice.old.len();
            assert_eq!(self.lines[rows.clone()], splice.old, "{:?}", edit.label);
            self.lines.splice(rows, splice.new.iter().cloned());
        }
        if let Some(change) = &edit.speakers {
            self.names = change.new.iter().map(|speaker| speaker.name.clone()).collect();
        }
        if let Some(change) = &edit.meta {
            self.title = change.new.title.clone();
        }
    }
}

/// A transcript with times, timed words and two speakers.
fn talk(lines: usize) -> Transcript {
    let line = |n: usize| {
        let (start, text) = (n as i64 * 1000, "well -Yes indeed");
        let word =
            |at, from| Word { at, span: Some(Span::new(start + from, start + from + 90)), confidence: Some(0.5) };
        let words = n.is_multiple_of(3).then(|| Arc::new(vec![word(0..4, 0), word(6..9, 100), word(10..16, 200)]));
        let row = n as u32;
        Line { words, origin: row..row + 1, ..Line::timed(Span::new(start, start + 900), text) }
    };
    let lines: Lines = (0..lines).map(line).collect();
    let t = Transcript { lines, ..Transcript::default() };
    let t = speakers::add(&t, "Ann").expect("a new name").apply(&t);
    speakers::add(&t, "Bob").expect("a new name").apply(&t)
}

/// Some operation with some arguments; `None` when it does not apply.
fn some_edit(t: &Transcript, rng: &mut Rng) -> Option<Edit> {
    let row = rng.usize(..t.lines.len() + 2);
    let rows = row..row + rng.usize(..5);
    let line = t.lines.get(row);
    let caret = rng.usize(..=line.map_or(0, |line| line.text.len()));
    let id = SpeakerId(rng.u32(..4));
    let millis = rng.i64(-1500..1500);
    let name = format!("name {}", rng.u8(..6));
    match rng.u8(..26) {
        0..4 => text::set(t, row, &format!("{} more", line?.text)),
        4 => {
            let places = rows.map(|row| text::Replacement { row, at: 0..rng.usize(..4), with: "Oh".to_owned() });
            text::replace(t, stet::message!("edit-typing"), &places.collect::<Vec<_>>())
        }
        5 => text::set_checked(t, rows, rng.bool()),
        6 | 7 => structure::split(t, row, caret),
        8 => structure::split_turns(t, rows),
        9 | 10 => structure::join(t, rows),
        11 | 12 => structure::insert(t, row),
        13 => structure::delete(t, rows),
        14 => structure::first_word_up(t, row),
        15 => structure::last_word_down(t, row),
        16 => timing::set(t, row, rng.bool().then(|| Span::new(millis, millis + 100))),
        17 => timing::set_start(t, row, Time(millis)),
        18 => timing::shift(t, rows, millis),
        19 => speakers::assign(t, rows, rng.bool().then_some(id)),
        20 => speakers::assign_new(t, rows, &name),
        21 => speakers::rename(t, id, &name),
        22 => match rng.u8(..4) {
            0 => speakers::add(t, &name),
            1 => speakers::remove(t, id),
            2 => speakers::merge(t, id, SpeakerId(rng.u32(..4))),
            _ => speakers::reorder(t, id, rng.usize(..4)),
        },
        23 => speakers::swap(t, rows),
        24 => speakers::alternate(t, rows, id, SpeakerId(rng.u32(..4))),
        _ => meta::change(t, stet::message!("edit-typing"), |meta| meta.title = Some(name)),
    }
}

#[test]
fn any_edits_any_undo_and_redo_lead_where_a_plain_list_leads() {
    for seed in 0..20 {
        let mut rng = Rng::with_seed(seed);
        let start = talk(300);
        let mut document = Document::new(start.clone(), start.clone());
        // The states that undo leads back to and redo forward to. The present one is at `now`.
        let mut states: Vec<(Revision, Plain)> = vec![(document.revision(), Plain::of(&start))];
        let mut now: usize = 0;
        for _ in 0..300 {
            match rng.u8(..10) {
                0 | 1 => {
                    assert_eq!(document.undo().is_some(), now > 0);
                    now = now.saturating_sub(1);
                }
                2 => {
                    assert_eq!(document.redo().is_some(), now + 1 < states.len());
                    now = (now + 1).min(states.len() - 1);
                }
                _ => {
                    let Some(edit) = some_edit(document.transcript(), &mut rng) else { continue };
                    let mut plain = states[now].1.clone();
                    plain.edit(&edit);
                    document.edit(edit, None);
                    assert!(
                        states.iter().all(|(revision, _)| *revision != document.revision()),
                        "a name is used twice"
                    );
                    states.truncate(now + 1);
                    states.push((document.revision(), plain));
                    now += 1;
                }
            }
            assert_eq!(Plain::of(document.transcript()), states[now].1, "seed {seed}");
            assert_eq!(document.revision(), states[now].0, "seed {seed}");
            assert_eq!(document.is_modified(), now > 0, "seed {seed}");
        }
        assert_eq!(*document.original(), start);
    }
}

#[test]
fn steps_of_one_gesture_lead_back_together() {
    for seed in 0..20 {
        let mut rng = Rng::with_seed(seed);
        let start = talk(60);
        let mut document = Document::new(start.clone(), start.clone());
        let mut seen = vec![Plain::of(&start)];
        let mut edits = 0;
        for _ in 0..200 {
            let Some(edit) = some_edit(document.transcript(), &mut rng) else { continue };
            document.edit(edit, Some(Gesture::Visit(rng.u64(..2))));
            seen.push(Plain::of(document.transcript()));
            edits += 1;
        }
        let end = document.transcript().clone();
        let mut steps = 0;
        while document.undo().is_some() {
            steps += 1;
            assert!(seen.contains(&Plain::of(document.transcript())), "seed {seed}: a state that never was");
        }
        assert!(steps < edits, "{steps} steps of {edits} edits");
        assert_eq!(*document.transcript(), start);
        while document.redo().is_some() {}
        assert_eq!(*document.transcript(), end);
    }
}

/// What a watcher was told, and the transcript that its record leads to.
#[derive(Default)]
struct Record {
    replayed: Transcript,
    told: Vec<(Cause, Revision, Revision)>,
}

struct Recorder(Arc<Mutex<Record>>);

impl Watcher for Recorder {
    fn changed(&mut self, transition: &Transition<'_>) {
        let &Transition { edit, cause, from, to } = transition;
        let mut record = self.0.lock().expect("nobody panics with it");
        record.replayed = edit.apply(&record.replayed);
        record.told.push((cause, from, to));
    }
}

#[test]
fn the_record_of_a_watcher_leads_to_the_same_transcript_at_every_step() {
    for seed in 0..20 {
        let mut rng = Rng::with_seed(seed);
        let start = talk(60);
        let mut document = Document::new(start.clone(), start.clone());
        let record = Arc::new(Mutex::new(Record { replayed: start.clone(), told: Vec::new() }));
        document.watch(Box::new(Recorder(Arc::clone(&record))));
        // What the record alone makes of another document: the same steps of undo too.
        let mut twin = Document::new(start.clone(), start);
        let mut told = 0;
        for _ in 0..300 {
            let before = document.revision();
            let cause = match rng.u8(..10) {
                0 | 1 if document.undo().is_some() => Cause::Undo,
                2 if document.redo().is_some() => Cause::Redo,
                kind => {
                    let Some(edit) = some_edit(document.transcript(), &mut rng) else { continue };
                    let edit = Arc::new(edit);
                    let gestures = [None, Some(Gesture::Visit(seed)), Some(Gesture::Title), Some(Gesture::Note(1))];
                    let gesture = gestures[usize::from(kind) % gestures.len()];
                    document.edit(Arc::clone(&edit), gesture);
                    twin.edit(edit, gesture);
                    Cause::Edit(gesture)
                }
            };
            match cause {
                Cause::Undo => assert!(twin.undo().is_some(), "seed {seed}"),
                Cause::Redo => assert!(twin.redo().is_some(), "seed {seed}"),
                Cause::Edit(_) => {}
            }
            told += 1;
            let record = record.lock().expect("nobody panics with it");
            assert_eq!(record.told.len(), told, "seed {seed}: it is told once a change");
            assert_eq!(record.told.last(), Some(&(cause, before, document.revision())), "seed {seed}");
            assert_eq!(record.replayed, *document.transcript(), "seed {seed}");
            assert_eq!(twin.transcript(), document.transcript(), "seed {seed}");
            assert_eq!(twin.undo_label(), document.undo_label(), "seed {seed}");
        }
        // A step that does not exist changes nothing, and nobody is told.
        while document.undo().is_some() {
            told += 1;
        }
        assert_eq!(record.lock().expect("nobody panics with it").told.len(), told);
    }
}

#[test]
fn an_edit_is_applied_and_remembered_without_a_copy() {
    let start = talk(3);
    let mut document = Document::new(start.clone(), start);
    let edit = Arc::new(text::set(document.transcript(), 1, "other").expect("the text differs"));
    document.edit(Arc::clone(&edit), None);
    document.undo();
    let again = document.redo().expect("it was taken back");
    assert!(Arc::ptr_eq(&edit, &again), "the very edit that was handed in");
    // What somebody holds stays as it is while the step grows.
    let [first, second] = ["ab", "abc"].map(|new| {
        let edit = Arc::new(text::set(document.transcript(), 0, new).expect("the text differs"));
        document.edit(Arc::clone(&edit), Some(Gesture::Visit(1)));
        edit
    });
    assert_eq!((first.splices[0].new[0].text.as_str(), second.splices[0].new[0].text.as_str()), ("ab", "abc"));
    assert_eq!(document.undo().expect("one step").splices[0].old[0].text, "abc");
}

#[test]
fn the_base_is_what_was_opened_or_last_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.stet.ron");
    let mut document = document::import("pasted.srt", SRT.into()).expect("it is read").document;
    assert_eq!(document.base(), document.original());
    set(&mut document, 0, "one");
    assert_eq!(document.base(), document.original());
    let snapshot = document.snapshot_for_save();
    let one = document.transcript().clone();
    set(&mut document, 0, "two");
    document.saved(document::save(&snapshot, &path, false, &Cancel::default()).expect("it is saved"));
    assert_eq!(*document.base(), one, "not what was edited meanwhile");
    document.undo();
    document.undo();
    assert_eq!(*document.base(), one);
    assert_eq!(open(&path).document.base(), &one);
}

#[test]
fn what_was_edited_at_random_is_saved_and_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.stet.ron");
    let mut rng = Rng::with_seed(7);
    let start = talk(80);
    let mut document = Document::new(start.clone(), start);
    for _ in 0..30 {
        for _ in 0..5 {
            if let Some(edit) = some_edit(document.transcript(), &mut rng) {
                document.edit(edit, None);
            }
        }
        save(&mut document, &path).expect("it is saved");
        let again = open(&path);
        assert_eq!(again.problems, []);
        assert_eq!(again.document.transcript(), document.transcript());
        assert_eq!(again.document.original(), document.original());
    }
}

#[test]
fn a_step_knows_how_much_memory_it_holds() {
    let t = talk(99);
    let words = 33 * 3 * size_of::<Word>();
    let lines = 2 * 99 * size_of::<Line>();
    let bytes = |edit: Option<Edit>| edit.expect("it applies").bytes();
    assert!(bytes(timing::shift(&t, 0..99, 10)) > lines + words, "new times of words are held");
    assert!(bytes(speakers::assign(&t, 0..99, Some(SpeakerId(0)))) < lines + words + 1000, "words are shared");
    let long = "long ".repeat(1000);
    assert!(bytes(text::set(&t, 0, &long)) > long.len(), "new text is held");
}
