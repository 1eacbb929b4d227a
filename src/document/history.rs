//! Undo and redo: every edit since the document was opened, up to a cap of memory.
//!
//! A state has a name, its [`Revision`], that is never used twice. Undo leads back to the *name* of the
//! earlier state, so "is it modified" is a comparison of two names: save, undo, edit is never mistaken for
//! saved.

use crate::edit::Edit;
use crate::model::Message;
use std::collections::VecDeque;
use std::sync::Arc;

/// Memory that the steps may keep alive, in bytes; beyond it the oldest go.
const CAP: usize = 256 << 20;

/// The name of a state of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Revision(u64);

/// What ties several edits into one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The typing of one visit of a cell. No two visits of a document have the same number.
    Visit(u64),
    /// Typing the title.
    Title,
    /// Typing a note: which one, in their order.
    Note(usize),
}

/// The steps that lead to the present state, and those taken back.
pub struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    now: Revision,
    last_used: Revision,
    bytes: usize,
    cap: usize,
}

struct Step {
    edit: Arc<Edit>,
    gesture: Option<Gesture>,
    before: Revision,
    after: Revision,
    bytes: usize,
}

impl Default for History {
    fn default() -> History {
        History::with_cap(CAP)
    }
}

impl History {
    /// A history that keeps at most about `cap` bytes alive. The newest step is always kept.
    pub fn with_cap(cap: usize) -> History {
        let start = Revision(0);
        History { done: VecDeque::new(), undone: Vec::new(), now: start, last_used: start, bytes: 0, cap }
    }

    /// Records an edit that leads from the present state to a new one. It joins the step before it when both
    /// are of one gesture and that step does not end in the state `saved`.
    pub fn push(&mut self, edit: Arc<Edit>, gesture: Option<Gesture>, saved: Option<Revision>) {
        self.last_used = Revision(self.last_used.0 + 1);
        self.bytes -= self.undone.drain(..).map(|step| step.bytes).sum::<usize>();
        let joins = |last: &Step| gesture.is_some() && last.gesture == gesture && saved != Some(last.after);
        if let Some(last) = self.done.back_mut().filter(|last| joins(last))
            && Arc::make_mut(&mut last.edit).absorb(&edit)
        {
            self.bytes -= last.bytes;
            last.bytes = last.edit.bytes();
            self.bytes += last.bytes;
            last.after = self.last_used;
        } else {
            let bytes = edit.bytes();
            self.bytes += bytes;
            self.done.push_back(Step { edit, gesture, before: self.now, after: self.last_used, bytes });
        }
        self.now = self.last_used;
        while self.bytes > self.cap && self.done.len() > 1 {
            self.bytes -= self.done.pop_front().map_or(0, |step| step.bytes);
        }
    }

    /// Takes the last step back: the edit that leads from the present state to the one before it.
    pub fn undo(&mut self) -> Option<Arc<Edit>> {
        let step = self.done.pop_back()?;
        let back = Arc::new(step.edit.inverse());
        self.now = step.before;
        self.undone.push(step);
        Some(back)
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> Option<Arc<Edit>> {
        let step = self.undone.pop()?;
        let edit = Arc::clone(&step.edit);
        self.now = step.after;
        self.done.push_back(Step { gesture: None, ..step });
        Some(edit)
    }

    /// The name of the present state.
    pub fn revision(&self) -> Revision {
        self.now
    }

    /// What [`History::undo`] would take back.
    pub fn undo_label(&self) -> Option<&Message> {
        self.done.back().map(|step| &step.edit.label)
    }

    /// What [`History::redo`] would do again.
    pub fn redo_label(&self) -> Option<&Message> {
        self.undone.last().map(|step| &step.edit.label)
    }

    /// The gesture of the last step.
    pub fn last_gesture(&self) -> Option<Gesture> {
        self.done.back()?.gesture
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::text;
    use crate::model::{Line, Transcript};

    fn one_line() -> Transcript {
        Transcript { lines: [Line::new("a")].into_iter().collect(), ..Transcript::default() }
    }

    fn typed(t: &mut Transcript, history: &mut History, text: &str, gesture: u64) {
        let edit = text::set(t, 0, text).expect("the text differs");
        *t = edit.apply(t);
        history.push(Arc::new(edit), Some(Gesture::Visit(gesture)), None);
    }

    #[test]
    fn one_visit_is_one_step() {
        let (mut t, mut history) = (one_line(), History::default());
        for (text, gesture) in [("ab", 1), ("abc", 1), ("abcd", 2)] {
            typed(&mut t, &mut history, text, gesture);
        }
        t = history.undo().expect("two steps").apply(&t);
        assert_eq!(t.lines[0].text, "abc");
        t = history.undo().expect("one step").apply(&t);
        assert_eq!(t, one_line());
        assert!(history.undo().is_none());
        t = history.redo().expect("taken back").apply(&t);
        assert_eq!(t.lines[0].text, "abc");
    }

    #[test]
    fn a_state_is_never_mistaken_for_another() {
        let (mut t, mut history) = (one_line(), History::default());
        typed(&mut t, &mut history, "saved", 1);
        let saved = history.revision();
        t = history.undo().expect("a step").apply(&t);
        assert_ne!(history.revision(), saved);
        t = history.redo().expect("a step").apply(&t);
        assert_eq!(history.revision(), saved);
        t = history.undo().expect("a step").apply(&t);
        typed(&mut t, &mut history, "other", 2);
        assert_ne!(history.revision(), saved);
        assert!(history.redo().is_none());
    }

    #[test]
    fn the_oldest_steps_go_when_memory_is_full() {
        let (mut t, mut history) = (one_line(), History::with_cap(8 << 10));
        for n in 0..100 {
            typed(&mut t, &mut history, &n.to_string(), n);
        }
        let steps = std::iter::from_fn(|| history.undo()).count();
        assert!((1..100).contains(&steps), "{steps} steps left");
    }
}
