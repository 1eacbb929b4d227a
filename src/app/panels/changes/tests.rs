//! The edit log is written whatever becomes of the document.

use super::state::{Changes, LOG};
use crate::app::desk::Desk;
use crate::app::dictionaries::Dictionaries;
use crate::app::effects::{Effects, WindowEffects, Writes};
use crate::app::panel::Panel;
use crate::app::request::Request;
use crate::app::strip::Strip;
use crate::document::Document;
use crate::model::{Line, Transcript};
use crate::settings::Settings;
use egui::Context;
use std::fs;
use std::path::PathBuf;

/// The window around a document.
#[derive(Default)]
struct Window {
    ctx: Context,
    settings: Settings,
    dictionaries: Dictionaries,
    strip: Strip,
    requests: Vec<Request>,
    writes: Writes,
}

impl Window {
    fn effects(&mut self) -> WindowEffects<'_> {
        WindowEffects {
            ctx: &self.ctx,
            settings: &mut self.settings,
            folder: None,
            dictionaries: &mut self.dictionaries,
            strip: &mut self.strip,
            requests: &mut self.requests,
            writes: &mut self.writes,
        }
    }

    /// Lets the panel be told of a file on a desk.
    fn pick(&mut self, desk: &mut Desk, path: PathBuf, over: bool) {
        let mut fx = Effects { desk, window: self.effects() };
        Changes::default().picked("log", path, over, &mut fx);
    }
}

/// A document of so many lines, in each of which a word was corrected.
fn corrected(lines: u32) -> Desk {
    let of = |word: &str| Transcript {
        lines: (0..lines).map(|row| Line { origin: row..row + 1, ..Line::new(format!("{word} {row}")) }).collect(),
        ..Transcript::default()
    };
    Desk::new(Document::new(of("raison"), of("maison")), Vec::new(), None)
}

#[test]
fn the_whole_log_is_written_when_the_document_is_closed_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    let mut window = Window::default();
    let mut desk = corrected(3_000);
    window.pick(&mut desk, path.clone(), false);
    assert!(!window.writes.is_empty());
    drop(desk);
    window.writes.take().finish(window.effects());
    let log = fs::read_to_string(&path).expect("the log was written");
    assert_eq!(log.lines().count(), 1 + 3_000);
    let said = window.strip.whispered().expect("it is said");
    assert!(said.contains("log.csv"), "{said}");
}

#[test]
fn a_log_is_not_written_over_without_asking() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    fs::write(&path, "mine").expect("a file");
    let mut window = Window::default();
    let mut desk = corrected(1);
    window.pick(&mut desk, path.clone(), false);
    while window.requests.is_empty() {
        window.writes.take().poll(Some(&mut desk), window.effects());
        std::thread::yield_now();
    }
    assert_eq!(window.requests, [Request::Overwrite { path: path.clone(), by: LOG }]);
    assert_eq!(fs::read_to_string(&path).expect("a file"), "mine");
    window.pick(&mut desk, path.clone(), true);
    window.writes.take().finish(window.effects());
    assert!(fs::read_to_string(&path).expect("a file").contains("maison,raison"));
}
