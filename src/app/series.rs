//! The memory of a series in the window: what other transcripts of a show have taught, and teaching its file.

use super::effects::{Effects, Landing};
use super::keys::Id;
use super::strip::{Offer, Topic};
use crate::analysis::changes;
use crate::document::series::{self, Series, Taught};
use crate::glossary::Memory;
use crate::jobs;
use crate::messages::text;
use crate::model::{Problem, message};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What lies beside a transcript.
#[derive(Default)]
pub(super) struct SeriesMemory {
    /// What the series remembers; `None` when it has no file, or one that cannot be read.
    pub memory: Option<Arc<Memory>>,
    /// What could not be read of its file, with the file and the line.
    pub problems: Vec<Problem>,
}

/// Reads the series' file beside a transcript.
pub(super) fn beside(transcript: &Path) -> SeriesMemory {
    let Some(found) = series::find(transcript) else { return SeriesMemory::default() };
    match found {
        Ok(found) => {
            let problems = found.problems.iter().map(|problem| problem.in_file(series::FILE_NAME)).collect();
            SeriesMemory { memory: Some(Arc::new(found.series.memory())), problems }
        }
        Err(error) => {
            let message = error.message(series::FILE_NAME);
            SeriesMemory { memory: None, problems: vec![Problem { line: None, message }] }
        }
    }
}

/// Teaches the series' file beside the document what was confirmed in it. The file is made if there is none and there is
/// something to say in it.
pub(super) fn teach_when_asked(fx: &mut Effects<'_>) {
    match place(fx) {
        Some(beside) => teach(fx, beside, true),
        None => fx.say(message!("series-save-first")),
    }
}

/// After a save: teaches the series' file if there is one, and offers once to make one if there is something to say in
/// it.
pub(super) fn teach_at_save(fx: &mut Effects<'_>) {
    if fx.desk.series.is_some() {
        if let Some(beside) = place(fx) {
            teach(fx, beside, false);
        }
        return;
    }
    let t = fx.desk.transcript();
    let corrected = !t.meta.glossary.is_empty() || !t.meta.known.is_empty();
    let has_something = corrected && Series::default().learn(t, "", |_, _| 0);
    if has_something && !fx.desk.series_offered {
        fx.desk.series_offered = true;
        let offers = vec![Offer::run(text!("series-remember"), Id("teach-series"))];
        fx.offer(Topic::Other, None, message!("series-offer"), offers);
    }
}

/// The file beside which the series is remembered.
fn place(fx: &Effects<'_>) -> Option<PathBuf> {
    let document = fx.desk.document();
    document.path().or_else(|| document.source_path()).map(Path::to_owned)
}

fn teach(fx: &mut Effects<'_>, beside: PathBuf, asked: bool) {
    let (original, t) = (fx.desk.document().original().clone(), fx.desk.transcript().clone());
    let (name, place) = (fx.desk.document().name(text!("untitled")), beside.clone());
    let work = move |cancel: &jobs::Cancel| {
        let put_right = changes::put_right(&original, &t, cancel);
        let times =
            |right: &str, heard: &str| put_right.get(&(right.to_owned(), heard.to_owned())).copied().unwrap_or(0);
        series::teach(&beside, &t, &name, times)
    };
    fx.write("series", place.with_file_name(series::FILE_NAME), work, move |taught, landing| match taught {
        Ok(taught) => take_up(&taught, asked, landing),
        Err(error) => {
            let mut landing = landing;
            landing.window().fail(error.message());
        }
    });
}

/// Takes up what the series' file knows now; in the document that taught it, while that is open.
fn take_up(taught: &Taught, asked: bool, mut landing: Landing<'_, '_>) {
    let found = &taught.found;
    let window = landing.window();
    if taught.is_new {
        window.whisper(message!("series-remembered", file = series::FILE_NAME));
    } else if asked && found.stamp.is_none() {
        window.whisper(message!("series-nothing"));
    } else if asked {
        window.whisper(message!("series-knows-all", file = series::FILE_NAME));
    }
    let Landing::Here(fx) = landing else { return };
    if found.stamp.is_none() {
        return;
    }
    let memory = found.series.memory();
    // Another window may have taught it something.
    if fx.desk.series.as_deref() != Some(&memory) {
        fx.desk.series = Some(Arc::new(memory));
        fx.desk.review.look_again();
    }
}
