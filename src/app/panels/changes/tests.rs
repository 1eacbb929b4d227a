//! The edit log is written whatever becomes of the document.

use super::state::{Changes, LOG};
use crate::app::panel::Panel;
use crate::app::request::Request;
use crate::app::testing::Bench;
use crate::document::Document;
use crate::model::{Line, Transcript};
use std::fs;

/// The panel beside a document of so many lines, in each of which a word was corrected.
fn corrected(lines: u32) -> Bench<Changes> {
    let of = |word: &str| Transcript {
        lines: (0..lines).map(|row| Line { origin: row..row + 1, ..Line::new(format!("{word} {row}")) }).collect(),
        ..Transcript::default()
    };
    Bench::over(Document::new(of("raison"), of("maison")))
}

#[test]
fn the_whole_log_is_written_when_the_document_is_closed_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    let mut bench = corrected(3_000);
    bench.act(|panel, fx| panel.picked("log", path.clone(), false, fx));
    assert!(!bench.writes.is_empty());
    let strip = bench.close();
    let log = fs::read_to_string(&path).expect("the log was written");
    assert_eq!(log.lines().count(), 1 + 3_000);
    let said = strip.whispered().expect("it is said");
    assert!(said.contains("log.csv"), "{said}");
}

#[test]
fn a_log_is_not_written_over_without_asking() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    fs::write(&path, "mine").expect("a file");
    let mut bench = corrected(1);
    bench.act(|panel, fx| panel.picked("log", path.clone(), false, fx));
    bench.wait_for_writes();
    assert_eq!(bench.requests, [Request::Overwrite { path: path.clone(), by: LOG }]);
    assert_eq!(fs::read_to_string(&path).expect("a file"), "mine");
    bench.act(|panel, fx| panel.picked("log", path.clone(), true, fx));
    bench.close();
    assert!(fs::read_to_string(&path).expect("a file").contains("maison,raison"));
}
