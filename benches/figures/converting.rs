//! The command line, as a whole process: from one file to another.

use crate::{By, Report, Sample, generate};
use std::fs::{self, File};
use std::process::Command;

/// Measures `stet convert` from SubRip to WebVTT.
pub(crate) fn measure_all(sample: &Sample, report: &Report) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("the target folder can be written");
    let from = folder.path().join("measured.srt");
    let to = folder.path().join("measured.vtt");
    fs::write(&from, generate::srt(sample.lines)).expect("the disk has room");
    let create = || File::create(&to).expect("the folder can be written");
    let goals = [(100_000, 55.0), (1_000_000, 500.0)];
    report.row("convert SubRip to WebVTT, whole process", By::Cpu, &goals, create, |out| {
        let out = out.try_clone().expect("an open file can be opened again");
        let mut stet = Command::new(env!("CARGO_BIN_EXE_stet"));
        let status = stet.arg("convert").arg(&from).args(["--to", "vtt"]).stdout(out).status();
        assert!(status.expect("stet can be started").success(), "the file can be converted");
    });
}
