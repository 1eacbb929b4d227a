//! Work in the background as the window knows it: started when what it works on has changed, polled in every frame,
//! and said once when it breaks down.
//!
//! Nothing else in the window looks at how a [`Job`] stands. What a task works on is its *input*: a revision, a revision
//! with a preset, a word. A task that broke down over an input is not started over the same one again.

use super::strip::Strip;
use crate::jobs::{self, Cancel, Job, Poll};
use crate::model::message;
use egui::Context;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Work in the background over an input, whose result is taken up in a frame. Dropping it stops the work.
///
/// Work that writes a file must not be stopped so: see [`super::effects::Writes`].
pub(super) struct Task<I, T> {
    running: Option<(I, Job<T>)>,
    broken: Option<I>,
}

impl<I, T> Default for Task<I, T> {
    fn default() -> Task<I, T> {
        Task { running: None, broken: None }
    }
}

/// How a task stands that is polled.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome<I, T> {
    /// It is done; the result is handed out once.
    Done(I, T),
    /// It broke down. Told once.
    BrokeDown(I),
}

impl<I: PartialEq + Clone, T: Send + 'static> Task<I, T> {
    /// A task for a job that was begun elsewhere: a file dialog.
    pub(super) fn of(input: I, job: Job<T>) -> Task<I, T> {
        Task { running: Some((input, job)), broken: None }
    }

    /// Starts the work. What was under way is stopped.
    pub(super) fn start(
        &mut self,
        ctx: &Context,
        name: &'static str,
        input: I,
        work: impl FnOnce(&Cancel) -> T + Send + 'static,
    ) {
        let under_way = UnderWay::begin(ctx);
        self.running = Some((input, jobs::spawn(name, move || drop(under_way), work)));
    }

    /// Starts the work unless its result is there already (`made` is what it was made of), it is under way, or it broke
    /// down over this very input. Work over another input goes on to its end first. Returns whether it was started.
    pub(super) fn start_if_stale<W: FnOnce(&Cancel) -> T + Send + 'static>(
        &mut self,
        ctx: &Context,
        name: &'static str,
        input: I,
        made: Option<&I>,
        work: impl FnOnce() -> W,
    ) -> bool {
        if self.running.is_some() || made == Some(&input) || self.broken.as_ref() == Some(&input) {
            return false;
        }
        self.start(ctx, name, input, work());
        true
    }

    /// The result, when it has come. A break-down is said in the strip, once.
    pub(super) fn poll(&mut self, strip: &mut Strip) -> Option<(I, T)> {
        match self.outcome()? {
            Outcome::Done(input, result) => Some((input, result)),
            Outcome::BrokeDown(_) => {
                strip.fail(message!("task-broke-down"));
                None
            }
        }
    }

    /// As [`Task::poll`], for whoever has better words for a break-down, or need say nothing.
    pub(super) fn outcome(&mut self) -> Option<Outcome<I, T>> {
        let (_, job) = self.running.as_ref()?;
        let result = match job.poll() {
            Poll::Pending => return None,
            Poll::Ready(result) => Some(result),
            Poll::Failed => None,
        };
        let (input, _) = self.running.take()?;
        Some(self.ended(input, result))
    }

    /// Waits for the work; `None` when none is under way. For the end of the program: a frame never waits.
    pub(super) fn wait(&mut self) -> Option<Outcome<I, T>> {
        let (input, job) = self.running.take()?;
        let result = job.wait();
        Some(self.ended(input, result))
    }

    fn ended(&mut self, input: I, result: Option<T>) -> Outcome<I, T> {
        match result {
            Some(result) => Outcome::Done(input, result),
            None => {
                self.broken = Some(input.clone());
                Outcome::BrokeDown(input)
            }
        }
    }

    /// What is being worked on; `None` when nothing is.
    pub(super) fn input(&self) -> Option<&I> {
        self.running.as_ref().map(|(input, _)| input)
    }

    /// Whether the work is under way.
    pub(super) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// How much is done, from 0 to 1, as far as the work has said; 1 when nothing is under way.
    pub(super) fn progress(&self) -> f32 {
        self.running.as_ref().map_or(1.0, |(_, job)| job.done())
    }

    /// Stops the work, and forgets over what it broke down.
    pub(super) fn stop(&mut self) {
        *self = Task::default();
    }

    /// Whether the work broke down over any input.
    pub(super) fn broke(&self) -> bool {
        self.broken.is_some()
    }

    /// Whether the work broke down over this input.
    pub(super) fn broke_over(&self, input: &I) -> bool {
        self.broken.as_ref() == Some(input)
    }
}

/// A piece of work under way in a window. When it ends, however it ends, the window wakes up.
struct UnderWay {
    ctx: Context,
    count: Arc<AtomicUsize>,
}

impl UnderWay {
    fn begin(ctx: &Context) -> UnderWay {
        let count = UnderWay::count(ctx);
        count.fetch_add(1, Ordering::SeqCst);
        UnderWay { ctx: ctx.clone(), count }
    }

    /// How many there are in the window of a context.
    fn count(ctx: &Context) -> Arc<AtomicUsize> {
        let id = egui::Id::unique("work under way");
        ctx.data_mut(|data| Arc::clone(data.get_temp_mut_or_default(id)))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        // Whoever sees that nothing is under way any more also sees that a frame is asked for, and whoever saw the first
        // wish before the work had ended, and waits, sees the second.
        self.ctx.request_repaint();
        self.count.fetch_sub(1, Ordering::SeqCst);
        self.ctx.request_repaint();
    }
}

/// Whether any task is at work in the window of a context; one that was stopped is until it has noticed.
pub(super) fn any_under_way(ctx: &Context) -> bool {
    UnderWay::count(ctx).load(Ordering::SeqCst) > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    fn outcome<I: PartialEq + Clone, T: Send + 'static>(task: &mut Task<I, T>) -> Outcome<I, T> {
        loop {
            if let Some(outcome) = task.outcome() {
                return outcome;
            }
            std::thread::yield_now();
        }
    }

    #[test]
    fn a_task_is_started_when_it_is_stale_and_never_over_what_broke_it() {
        let ctx = Context::default();
        let mut task: Task<u8, u8> = Task::default();
        let double = |n: u8| move || move |_: &Cancel| n.checked_mul(2).expect("small numbers are doubled");
        assert!(task.start_if_stale(&ctx, "double", 1, None, double(1)));
        assert!(!task.start_if_stale(&ctx, "double", 2, None, double(2)), "one at a time");
        assert_eq!(outcome(&mut task), Outcome::Done(1, 2));
        assert_eq!(task.outcome(), None, "a result is handed out once");
        assert!(!task.start_if_stale(&ctx, "double", 1, Some(&1), double(1)), "what is made is not made again");

        assert!(task.start_if_stale(&ctx, "double", 200, Some(&1), double(200)));
        assert_eq!(outcome(&mut task), Outcome::BrokeDown(200));
        assert_eq!(task.outcome(), None, "a break-down is told once");
        assert!(!task.start_if_stale(&ctx, "double", 200, Some(&1), double(200)), "it would break down again");
        assert!(task.start_if_stale(&ctx, "double", 3, Some(&1), double(3)));
        assert_eq!(outcome(&mut task), Outcome::Done(3, 6));
    }

    #[test]
    fn a_task_that_goes_stops_its_work() {
        let (stopped, stops) = mpsc::channel();
        let mut task: Task<u8, ()> = Task::default();
        task.start(&Context::default(), "long", 1, move |cancel| {
            while !cancel.is_cancelled() {
                std::thread::yield_now();
            }
            stopped.send(()).expect("the test listens");
        });
        drop(task);
        stops.recv().expect("the work saw that it is not wanted");
    }
}
