//! Work in the background: one thread a job, a result to poll for, a way to stop it.
//!
//! A job gets a snapshot of what it works on, so it needs no lock. Whoever starts it keeps the [`Job`] and
//! asks [`Job::poll`] from time to time; dropping the [`Job`] cancels it.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

/// Tells a job that nobody waits for its result any more, and the waiting how far it has come.
#[derive(Clone, Default)]
pub struct Cancel {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    cancelled: AtomicBool,
    /// Thousandths of the work.
    done: AtomicU32,
    /// What the parts of the work have added up to.
    added: AtomicUsize,
}

impl Cancel {
    /// Asks the job to stop at its next look.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the job should stop. Cheap: ask it at every line.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }

    /// Says that `part` of `whole` is done.
    pub fn progress(&self, part: usize, whole: usize) {
        let thousandths = (part as u64 * 1000).checked_div(whole as u64).unwrap_or(1000);
        self.shared.done.store(thousandths.min(1000) as u32, Ordering::Relaxed);
    }

    /// Says that `more` of `whole` is done than was before: for work in parts, see [`in_parts`].
    pub fn advance(&self, more: usize, whole: usize) {
        let added = self.shared.added.fetch_add(more, Ordering::Relaxed) + more;
        self.progress(added, whole);
    }

    /// How much is done, from 0 to 1, as far as the job has said.
    pub fn done(&self) -> f32 {
        self.shared.done.load(Ordering::Relaxed) as f32 / 1000.0
    }
}

/// Work under way in the background. Dropping it cancels it and forgets its result.
pub struct Job<T> {
    result: Receiver<T>,
    cancel: Cancel,
}

/// How a job stands.
#[derive(Debug, PartialEq, Eq)]
pub enum Poll<T> {
    /// Still at work.
    Pending,
    /// Done; the result is handed out once.
    Ready(T),
    /// It ended without a result: it panicked, or its result was taken before.
    Failed,
}

impl<T> Job<T> {
    /// A job that is done.
    pub fn ready(value: T) -> Job<T> {
        let (send, result) = mpsc::channel();
        // The other end is held here: sending cannot fail.
        let _ = send.send(value);
        Job { result, cancel: Cancel::default() }
    }

    /// The result, if it is there. Never waits.
    pub fn poll(&self) -> Poll<T> {
        match self.result.try_recv() {
            Ok(value) => Poll::Ready(value),
            Err(TryRecvError::Empty) => Poll::Pending,
            Err(TryRecvError::Disconnected) => Poll::Failed,
        }
    }

    /// Waits for the result; `None` when the job ended without one. For the command line and for tests.
    pub fn wait(self) -> Option<T> {
        self.result.recv().ok()
    }

    /// How much is done, from 0 to 1, as far as the job has said.
    pub fn done(&self) -> f32 {
        self.cancel.done()
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// Starts a job. `wake` is called when its result lies ready (a window asks for a repaint there).
pub fn spawn<T: Send + 'static>(
    name: &'static str,
    wake: impl FnOnce() + Send + 'static,
    work: impl FnOnce(&Cancel) -> T + Send + 'static,
) -> Job<T> {
    let (send, result) = mpsc::channel();
    let cancel = Cancel::default();
    let theirs = cancel.clone();
    let body = move || {
        // Dropped last, also when the work panics: the one who waits must wake up to learn of it.
        let _wake = CallOnDrop(Some(wake));
        let send = send;
        // Nobody may be waiting any more; then the result is not wanted.
        let _ = send.send(work(&theirs));
    };
    if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(body) {
        // The closure and with it the sender is gone: the job reads as failed.
        eprintln!("stet: no thread for {name}: {error}");
    }
    Job { result, cancel }
}

/// Divides `whole` into as many parts as there are processors, none smaller than `least` unless it is the only one,
/// works on all of them at once and waits. The results come in the order of the parts. A part that panics takes the
/// caller with it, as it would in one thread.
pub fn in_parts<T: Send>(whole: Range<usize>, least: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let parts = (whole.len() / least.max(1)).clamp(1, processors);
    let size = whole.len().div_ceil(parts);
    let part = move |n: usize| whole.start + n * size..whole.end.min(whole.start + (n + 1) * size);
    thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = (1..parts).map(|n| scope.spawn(move || work(part(n)))).collect();
        let first = work(part(0));
        let others = others.into_iter().map(|other| match other.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        std::iter::once(first).chain(others).collect()
    })
}

struct CallOnDrop<F: FnOnce()>(Option<F>);

impl<F: FnOnce()> Drop for CallOnDrop<F> {
    fn drop(&mut self) {
        if let Some(call) = self.0.take() {
            call();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_handed_out_once_and_a_panic_is_no_hang() {
        let (woken, wakes) = mpsc::channel();
        let job = spawn("test", move || woken.send(()).expect("the test listens"), |_| 42);
        wakes.recv().expect("the job wakes");
        assert_eq!(job.poll(), Poll::Ready(42));
        assert_eq!(job.poll(), Poll::Failed);

        let (woken, wakes) = mpsc::channel();
        let job: Job<u8> = spawn("test", move || woken.send(()).expect("the test listens"), |_| panic!("on purpose"));
        wakes.recv().expect("the job wakes");
        assert_eq!(job.poll(), Poll::Failed);
    }

    #[test]
    fn parts_make_up_the_whole_in_its_order() {
        for (whole, least) in [(0..0, 10), (3..4, 10), (0..1000, 1), (5..1004, 100), (0..100, 0)] {
            let cancel = Cancel::default();
            let parts = in_parts(whole.clone(), least, |part| {
                cancel.advance(part.len(), whole.len());
                part
            });
            let rows: Vec<usize> = parts.into_iter().flatten().collect();
            assert_eq!(rows, whole.clone().collect::<Vec<_>>());
            assert_eq!(cancel.done(), 1.0, "{whole:?}");
        }
    }

    #[test]
    fn dropping_a_job_cancels_it() {
        let (stopped, stops) = mpsc::channel();
        let job = spawn(
            "test",
            || {},
            move |cancel| {
                while !cancel.is_cancelled() {
                    thread::yield_now();
                }
                stopped.send(()).expect("the test listens");
            },
        );
        drop(job);
        stops.recv().expect("the job saw that it is not wanted");
    }
}
