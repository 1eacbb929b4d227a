//! Changes as values, and the operations that make them.
//!
//! An operation is a pure function from a transcript and arguments to an [`Edit`]; `None` means that it does
//! not apply here, and greys its command out. It knows nothing of history, disk or screen. An edit has one
//! [`Edit::apply`] and one [`Edit::inverse`] for every operation there will ever be, so no operation writes
//! its own undo and none can get it wrong.

pub mod glossary;
pub mod meta;
pub mod speakers;
pub mod structure;
pub mod text;
pub mod timing;

use crate::model::{Line, Lines, Message, Meta, Speaker, Transcript, Word};
use std::sync::Arc;

pub use crate::model::Splice;

/// What changed between two transcripts.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What the step is called in the menu, after "Undo": lower case, no full stop.
    pub label: Message,
    /// The lines that changed. See [`Splice`] for what their rows mean.
    pub splices: Vec<Splice>,
    /// The roster, when it changed.
    pub speakers: Option<Change<Arc<Vec<Speaker>>>>,
    /// What is known about the whole, when it changed.
    pub meta: Option<Change<Arc<Meta>>>,
}

/// Something before and after an edit.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<T> {
    /// Before the edit.
    pub old: T,
    /// After it.
    pub new: T,
}

impl Edit {
    /// An edit of lines alone; `None` when no splice changes anything.
    pub fn of_lines(label: Message, mut splices: Vec<Splice>) -> Option<Edit> {
        splices.retain(|splice| splice.old != splice.new);
        (!splices.is_empty()).then_some(Edit { label, splices, speakers: None, meta: None })
    }

    /// The edit that gives each of `rows` the line that `change` makes of it. Rows rise; rows for which
    /// `change` says `None`, or which it leaves as they are, are left out. Neighbouring rows share a splice.
    /// `None` when nothing changes.
    pub fn of_rows(
        label: Message,
        lines: &Lines,
        rows: impl IntoIterator<Item = usize>,
        mut change: impl FnMut(usize, &Line) -> Option<Line>,
    ) -> Option<Edit> {
        let mut splices: Vec<Splice> = Vec::new();
        for row in rows {
            let Some(old) = lines.get(row) else { continue };
            let Some(new) = change(row, old).filter(|new| new != old) else { continue };
            match splices.last_mut() {
                Some(last) if last.at + last.old.len() == row => {
                    last.old.push(old.clone());
                    last.new.push(new);
                }
                _ => splices.push(Splice { at: row, old: vec![old.clone()], new: vec![new] }),
            }
        }
        Edit::of_lines(label, splices)
    }

    /// An edit of the roster alone; `None` when it stays as it is.
    pub fn of_speakers(label: Message, t: &Transcript, new: Vec<Speaker>) -> Option<Edit> {
        let change = (*t.speakers != new).then(|| Change { old: Arc::clone(&t.speakers), new: Arc::new(new) })?;
        Some(Edit { label, splices: Vec::new(), speakers: Some(change), meta: None })
    }

    /// The transcript after the edit. `before` must be the state that the edit was made for.
    pub fn apply(&self, before: &Transcript) -> Transcript {
        debug_assert!(self.fits(before), "edit {:?} was made for another state", self.label);
        Transcript {
            lines: before.lines.with(&self.splices),
            speakers: self.speakers.as_ref().map_or_else(|| Arc::clone(&before.speakers), |c| Arc::clone(&c.new)),
            meta: self.meta.as_ref().map_or_else(|| Arc::clone(&before.meta), |c| Arc::clone(&c.new)),
        }
    }

    /// The edit that leads back.
    pub fn inverse(&self) -> Edit {
        let mut grown: isize = 0;
        let turn = |splice: &Splice| {
            let at = splice.at.strict_add_signed(grown);
            grown += splice.new.len() as isize - splice.old.len() as isize;
            Splice { at, old: splice.new.clone(), new: splice.old.clone() }
        };
        Edit {
            label: self.label.clone(),
            splices: self.splices.iter().map(turn).collect(),
            speakers: self.speakers.as_ref().map(Change::inverse),
            meta: self.meta.as_ref().map(Change::inverse),
        }
    }

    /// Makes this edit and `next`, which follows it, one. `false`, and nothing happens, when they are too
    /// different: then they stay two steps.
    ///
    /// They go together when `next` changes only lines that this edit wrote, which is what typing in one cell
    /// does.
    pub fn absorb(&mut self, next: &Edit) -> bool {
        match (self.splices.as_mut_slice(), next.splices.as_slice()) {
            (_, []) => {}
            ([], theirs) => self.splices = theirs.to_vec(),
            ([mine], [theirs]) => {
                let from = theirs.at.wrapping_sub(mine.at);
                let inside = theirs.at >= mine.at && from + theirs.old.len() <= mine.new.len();
                if !inside {
                    return false;
                }
                mine.new.splice(from..from + theirs.old.len(), theirs.new.iter().cloned());
            }
            _ => return false,
        }
        absorb_change(&mut self.speakers, next.speakers.as_ref());
        absorb_change(&mut self.meta, next.meta.as_ref());
        true
    }

    /// Where the line at `row` before the edit stands after it. The row of a line that the edit removed
    /// leads to what stands in its place.
    pub fn map_row(&self, row: usize) -> usize {
        let mut grown: isize = 0;
        for splice in &self.splices {
            if row < splice.at {
                break;
            }
            if row < splice.at + splice.old.len() {
                let within = (row - splice.at).min(splice.new.len().saturating_sub(1));
                return splice.at.strict_add_signed(grown) + within;
            }
            grown += splice.new.len() as isize - splice.old.len() as isize;
        }
        row.saturating_add_signed(grown)
    }

    /// The rows, after the edit, that it wrote: from the first to behind the last. `None` when it wrote no
    /// line. Where lines were only removed the range is empty.
    pub fn rows_after(&self) -> Option<std::ops::Range<usize>> {
        let (first, last) = (self.splices.first()?, self.splices.last()?);
        let grown: isize =
            self.splices[..self.splices.len() - 1].iter().map(|s| s.new.len() as isize - s.old.len() as isize).sum();
        Some(first.at..last.at.strict_add_signed(grown) + last.new.len())
    }

    /// About how many bytes of memory the edit keeps alive.
    pub fn bytes(&self) -> usize {
        let line = |line: &Line| size_of::<Line>() + line.text.own_bytes();
        let splice = |splice: &Splice| {
            let lines: usize = splice.old.iter().chain(&splice.new).map(line).sum();
            let words: usize = splice.new.iter().enumerate().map(|(n, new)| new_words(splice.old.get(n), new)).sum();
            size_of::<Splice>() + lines + words
        };
        let roster = |roster: &Arc<Vec<Speaker>>| roster.len() * size_of::<Speaker>();
        // The entries of its lists are shared with the states beside it.
        let meta = |meta: &Arc<Meta>| size_of::<Meta>() + (meta.glossary.len() + meta.known.len()) * size_of::<usize>();
        size_of::<Edit>()
            + self.splices.iter().map(splice).sum::<usize>()
            + self.speakers.as_ref().map_or(0, |change| roster(&change.old) + roster(&change.new))
            + self.meta.as_ref().map_or(0, |change| meta(&change.old) + meta(&change.new))
    }

    /// Whether `before` is a state that this edit was made for.
    fn fits(&self, before: &Transcript) -> bool {
        self.splices.iter().all(|s| before.lines.iter_from(s.at).take(s.old.len()).eq(s.old.iter()))
            && self.speakers.as_ref().is_none_or(|change| change.old == before.speakers)
            && self.meta.as_ref().is_none_or(|change| change.old == before.meta)
    }
}

impl<T: Clone> Change<T> {
    fn inverse(&self) -> Change<T> {
        Change { old: self.new.clone(), new: self.old.clone() }
    }
}

/// The bytes of the words of a line, unless it shares them with the line that it replaces.
fn new_words(old: Option<&Line>, new: &Line) -> usize {
    let Some(words) = &new.words else { return 0 };
    let shared = old.and_then(|old| old.words.as_ref()).is_some_and(|old| Arc::ptr_eq(old, words));
    if shared { 0 } else { words.len() * size_of::<Word>() }
}

fn absorb_change<T: Clone>(mine: &mut Option<Change<T>>, next: Option<&Change<T>>) {
    match (mine.as_mut(), next) {
        (_, None) => {}
        (None, Some(theirs)) => *mine = Some(theirs.clone()),
        (Some(mine), Some(theirs)) => mine.new = theirs.new.clone(),
    }
}
