//! The memory of a show in the window: what other transcripts of a series have taught, and teaching it.

use super::App;
use super::command::Command;
use super::strip::{Offer, Topic};
use crate::analysis::changes;
use crate::document::show::{self, Show, Taught};
use crate::glossary::Memory;
use crate::jobs::{self, Job, Poll};
use crate::model::{Problem, message};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What lies beside a transcript.
#[derive(Default)]
pub struct Beside {
    /// What the show remembers; `None` when it has no file, or one that cannot be read.
    pub memory: Option<Arc<Memory>>,
    /// What could not be read of its file, with the file and the line.
    pub problems: Vec<Problem>,
}

/// Reads the show's file beside a transcript.
pub fn beside(transcript: &Path) -> Beside {
    let found = match show::find(transcript) {
        None => return Beside::default(),
        Some(found) => found,
    };
    match found {
        Ok(found) => {
            let problems = found.problems.iter().map(|problem| problem.in_file(show::FILE_NAME)).collect();
            Beside { memory: Some(Arc::new(found.show.memory())), problems }
        }
        Err(error) => {
            let message = message!("file-unreadable", name = show::FILE_NAME, why = error.to_string());
            Beside { memory: None, problems: vec![Problem { line: None, message }] }
        }
    }
}

/// A show's file that is being taught.
pub struct Teaching {
    job: Job<Result<Taught, String>>,
    /// The person asked for it, and wants to hear also that there was nothing to do.
    asked: bool,
}

impl App {
    /// Teaches the show's file beside the document what was confirmed in it. The file is made if there is none and
    /// there is something to say in it.
    pub(super) fn teach_show(&mut self) {
        if self.show_place().is_none() {
            self.strip.say("Save the project first: the show is remembered in a file beside it".to_owned());
            return;
        }
        self.teach(true);
    }

    /// After a save: teaches the show's file if there is one, and offers once to make one if there is something to
    /// say in it.
    pub(super) fn teach_show_at_save(&mut self) {
        let Some(open) = &mut self.open else { return };
        if open.show.is_some() {
            self.teach(false);
            return;
        }
        let t = open.transcript();
        let corrected = !t.meta.glossary.is_empty() || !t.meta.known.is_empty();
        let has_something = corrected && Show::default().learn(t, "", |_, _| 0);
        if has_something && !open.show_offered {
            open.show_offered = true;
            let text = "What you put right can be remembered for the next transcripts beside this one";
            let offers = vec![Offer::run("Remember", Command::TeachShow)];
            self.strip.offer(Topic::Other, String::new(), text.to_owned(), offers);
        }
    }

    /// The file beside which the show is remembered.
    fn show_place(&self) -> Option<PathBuf> {
        let document = &self.open.as_ref()?.document;
        let source = document.source().and_then(|source| source.path.as_deref());
        document.path().or(source).map(Path::to_owned)
    }

    fn teach(&mut self, asked: bool) {
        let (Some(beside), Some(open)) = (self.show_place(), &self.open) else { return };
        let (original, t, wake) = (open.document.original().clone(), open.transcript().clone(), self.ctx.clone());
        let name = open.document.name();
        let work = move |cancel: &jobs::Cancel| {
            let put_right = changes::put_right(&original, &t, cancel);
            let times =
                |right: &str, heard: &str| put_right.get(&(right.to_owned(), heard.to_owned())).copied().unwrap_or(0);
            show::teach(&beside, &t, &name, times).map_err(|error| crate::messages::text(&error.message()))
        };
        let job = jobs::spawn("show", move || wake.request_repaint(), work);
        self.teaching = Some(Teaching { job, asked });
    }

    /// Takes up what the show's file knows now.
    pub(super) fn poll_show(&mut self) {
        let Some(Teaching { job, asked }) = self.teaching.take() else { return };
        match job.poll() {
            Poll::Pending => self.teaching = Some(Teaching { job, asked }),
            Poll::Ready(Ok(taught)) => self.take_up_show(&taught, asked),
            Poll::Ready(Err(error)) => self.strip.fail(error),
            Poll::Failed => {}
        }
    }

    fn take_up_show(&mut self, taught: &Taught, asked: bool) {
        let found = &taught.found;
        if taught.is_new {
            self.strip.whisper(format!("Remembered in {}", show::FILE_NAME));
        } else if asked && found.stamp.is_none() {
            self.strip.whisper("There is nothing to remember yet: no name put right, no speaker named".to_owned());
        } else if asked {
            self.strip.whisper(format!("{} knows all of it already", show::FILE_NAME));
        }
        let Some(open) = self.open.as_mut().filter(|_| found.stamp.is_some()) else { return };
        let memory = found.show.memory();
        // Another window may have taught it something.
        if open.show.as_deref() != Some(&memory) {
            open.show = Some(Arc::new(memory));
            open.review.look_again();
        }
    }
}
