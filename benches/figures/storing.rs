//! The project on the disk: saved so that it survives a power cut, and opened again.

use crate::{By, Report, Sample};
use stet::document::{self, Document};
use stet::jobs::Cancel;

/// Measures saving a project over an old one, and opening it.
pub(crate) fn measure_all(sample: &Sample, report: &Report) {
    // Beside what cargo builds: the folder for temporary files may lie in memory.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("the target folder can be written");
    let path = folder.path().join("measured.stet.ron");
    let document = Document::new(sample.transcript.clone(), sample.transcript.clone());
    let snapshot = document.snapshot_for_save();
    let save = |(): &mut ()| document::save(&snapshot, &path, true, &Cancel::default()).expect("the disk has room");
    save(&mut ());
    let goals = [(100_000, 30.0), (1_000_000, 500.0)];
    report.row("save the project, safe from a power cut", By::Wall, &goals, || (), save);

    let open = |(): &mut ()| {
        let opened = document::open(&path).expect("it was just saved");
        assert_eq!(opened.document.transcript().lines.len(), sample.lines);
        opened
    };
    report.row("open the project", By::Wall, &[(1_000_000, 1000.0)], || (), open);
}
