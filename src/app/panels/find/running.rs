//! The search under way: in the background it goes through the transcript in steps, and tells what it found after each.

use crate::analysis::search::{Match, Search};
use crate::app::task::{Outcome, Task};
use crate::model::Transcript;
use egui::Context;
use std::sync::mpsc::{self, Receiver};

/// A search under way, and where it tells what it finds.
#[derive(Default)]
pub(super) struct Running {
    task: Task<(), ()>,
    found: Option<Receiver<Vec<Match>>>,
}

/// What a search has told.
#[derive(Default)]
pub(super) struct News {
    /// What it found since it told last, in the order of the text.
    pub(super) matches: Vec<Match>,
    /// It broke down: there is more than was told.
    pub(super) broke_down: bool,
}

impl Running {
    /// Searches a transcript, so many lines a step. After each step what it found is there to be taken, and `told` is
    /// called, in the background. A search that was under way is stopped.
    pub(super) fn start(
        &mut self,
        ctx: &Context,
        (search, t): (Search, Transcript),
        step: usize,
        told: impl Fn() + Send + 'static,
    ) {
        let (tell, found) = mpsc::channel();
        self.found = Some(found);
        self.task.start(ctx, "find", (), move |cancel| {
            let len = t.lines.len();
            for from in (0..len).step_by(step) {
                if cancel.is_cancelled() {
                    return;
                }
                let matches = search.in_rows(&t, from..from + step);
                cancel.progress(from + step, len);
                if tell.send(matches).is_err() {
                    // Nobody waits for them any more.
                    return;
                }
                told();
            }
        });
    }

    /// What it has told since this was asked last; `None` when no search is under way.
    pub(super) fn news(&mut self) -> Option<News> {
        let found = self.found.as_ref()?;
        // Before what it told is taken, so that nothing is told after it.
        let outcome = self.task.outcome();
        let matches = found.try_iter().flatten().collect();
        if outcome.is_some() {
            self.found = None;
        }
        Some(News { matches, broke_down: matches!(outcome, Some(Outcome::BrokeDown(()))) })
    }

    /// Whether a search is under way.
    pub(super) fn is_running(&self) -> bool {
        self.task.is_running()
    }

    /// How much of the transcript has been searched, from 0 to 1.
    pub(super) fn progress(&self) -> f32 {
        self.task.progress()
    }

    /// Stops the search that is under way.
    pub(super) fn stop(&mut self) {
        *self = Running::default();
    }
}
