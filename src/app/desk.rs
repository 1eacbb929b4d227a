//! The desk: the open document, where the person is in it, and what several panels share about it.
//!
//! Everything here goes when the document goes. All changes of the transcript go through [`Desk::edit`],
//! [`Desk::undo`] and [`Desk::redo`]: view, review and counts follow at once, and the panels when whoever made the
//! change is done (see [`Event`]).

use super::review::Review;
use super::view::{Reveal, Standing, Stays, View};
use crate::document::{Document, Gesture, Revision};
use crate::edit::Edit;
use crate::formats::Table;
use crate::glossary::Memory;
use crate::model::{Line, Problem, SpeakerId, Text, Transcript, turns};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The open document, where the person is in it, and what several panels share about it.
pub(super) struct Desk {
    /// Tells it from the desk of any other document that was open.
    pub id: DeskId,
    document: Document,
    /// Scroll position, selection and the open cell.
    pub view: View,
    /// What deserves a look, and what is known beside the transcript.
    pub review: Review,
    /// What the series' file beside the document knows; `None` when there is none.
    pub series: Option<Arc<Memory>>,
    /// It was offered to make one.
    pub series_offered: bool,
    /// What was odd when it was read.
    pub problems: Vec<Problem>,
    /// How the columns were understood of the table that it was read from.
    pub table: Option<Table>,
    /// The two speakers given last, the latest first, for "alternate".
    pub last_speakers: Vec<SpeakerId>,
    counts: Counts,
    /// Where the person was before the steps that led them elsewhere, by the state in which each step ends.
    stood: HashMap<Revision, Standing>,
    visits: u64,
    events: Vec<Event>,
}

/// What is counted of the lines once, and then follows every edit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// How many lines are checked.
    pub checked: usize,
    /// How many lines have turns inside them.
    pub to_split: usize,
}

impl Counts {
    /// Counts some lines.
    pub(super) fn of<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Counts {
        let mut counts = Counts::default();
        lines.into_iter().for_each(|line| counts.add(line, turns::marks_inside(&line.text).len()));
        counts
    }

    /// Counts a line in which so many turns begin.
    pub(super) fn add(&mut self, line: &Line, inside: usize) {
        self.checked += usize::from(line.checked);
        self.to_split += usize::from(inside > 0);
    }
}

/// Tells the desks of one session of the program apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct DeskId(u64);

/// What happened on the desk that panels follow.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// The transcript changed, and is so now.
    Edited(Arc<Edit>, Transcript),
    /// The person left the cell of a line's text, after a change of it.
    Corrected {
        /// The row of the line.
        row: usize,
        /// Its text before.
        before: Text,
    },
}

impl Desk {
    /// A document to be shown from the top; what was odd when it was read; what its series knows.
    #[cfg(test)]
    pub(super) fn new(document: Document, problems: Vec<Problem>, series: Option<Arc<Memory>>) -> Desk {
        let counts = Counts::of(document.transcript().lines.iter());
        Desk::counted(document, counts, problems, series)
    }

    /// The same of a document whose lines were counted where it was read.
    pub(super) fn counted(
        document: Document,
        counts: Counts,
        problems: Vec<Problem>,
        series: Option<Arc<Memory>>,
    ) -> Desk {
        static LAST: AtomicU64 = AtomicU64::new(0);
        Desk {
            id: DeskId(LAST.fetch_add(1, Ordering::Relaxed)),
            document,
            view: View::default(),
            review: Review::default(),
            series,
            series_offered: false,
            problems,
            table: None,
            last_speakers: Vec::new(),
            counts,
            stood: HashMap::new(),
            visits: 0,
            events: Vec::new(),
        }
    }

    /// The document.
    pub(super) fn document(&self) -> &Document {
        &self.document
    }

    /// The document, to be told that it was saved. Its transcript changes through the desk alone.
    pub(super) fn document_mut(&mut self) -> &mut Document {
        &mut self.document
    }

    /// The transcript as it is now.
    pub(super) fn transcript(&self) -> &Transcript {
        self.document.transcript()
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.transcript().lines.len()
    }

    /// How many lines are checked.
    pub(super) fn checked(&self) -> usize {
        self.counts.checked
    }

    /// Whether a turn begins inside a line.
    pub(super) fn has_turns_inside(&self) -> bool {
        self.counts.to_split > 0
    }

    /// The rows in which turns are looked for that begin inside a line: the selected ones, or all when only the current row
    /// is. `None` when no line of them has any.
    pub(super) fn rows_to_split(&self) -> Option<Range<usize>> {
        if self.counts.to_split == 0 {
            return None;
        }
        let selected = (!self.view.is_single()).then(|| self.view.selection.as_range()).flatten();
        let Some(rows) = selected else { return Some(0..self.len()) };
        let mut lines = self.transcript().lines.iter_from(rows.start).take(rows.len());
        lines.any(has_turns_inside).then_some(rows)
    }

    /// A gesture that no edit has had: the visit of a cell.
    pub(super) fn new_visit(&mut self) -> Gesture {
        self.visits += 1;
        Gesture::Visit(self.visits)
    }

    /// Changes the transcript. Returns whether there was anything to change.
    pub(super) fn edit(&mut self, edit: Option<Edit>) -> bool {
        self.edit_in(edit, None)
    }

    /// As [`Desk::edit`]; edits of one gesture become one step of undo.
    pub(super) fn edit_in(&mut self, edit: Option<Edit>, gesture: Option<Gesture>) -> bool {
        let Some(edit) = edit.map(Arc::new) else { return false };
        self.view.stays = Stays::Current;
        self.document.edit(Arc::clone(&edit), gesture);
        self.follow(edit);
        true
    }

    /// As [`Desk::edit`], for an edit behind which the person is led elsewhere: when it is undone, they are where they
    /// are now.
    pub(super) fn edit_and_leave(&mut self, edit: Option<Edit>) -> bool {
        let stands = self.view.standing();
        let changed = self.edit(edit);
        if changed {
            self.stood.insert(self.document.revision(), stands);
        }
        changed
    }

    /// Takes the last step back and shows where. Returns what changed.
    pub(super) fn undo(&mut self) -> Option<Arc<Edit>> {
        let undone = self.document.revision();
        let edit = self.document.undo()?;
        self.follow(Arc::clone(&edit));
        match self.stood.get(&undone) {
            Some(stood) => {
                self.view.stand(stood.clone());
                self.view.reveal = Some(Reveal::Lost(self.view.focus));
            }
            None => self.show_change(&edit),
        }
        Some(edit)
    }

    /// Does again what was taken back last, and shows where. Returns what changed.
    pub(super) fn redo(&mut self) -> Option<Arc<Edit>> {
        let edit = self.document.redo()?;
        self.follow(Arc::clone(&edit));
        self.show_change(&edit);
        Some(edit)
    }

    fn follow(&mut self, edit: Arc<Edit>) {
        for splice in &edit.splices {
            let (new, old) = (Counts::of(&splice.new), Counts::of(&splice.old));
            self.counts.checked = self.counts.checked + new.checked - old.checked;
            self.counts.to_split = self.counts.to_split + new.to_split - old.to_split;
        }
        let after = self.document.transcript().clone();
        self.view.follow(&edit, after.lines.len());
        self.review.follow(&edit, &after);
        self.events.push(Event::Edited(edit, after));
    }

    /// Makes the first row of the change the current row, unless the current row is part of it already. The view moves
    /// only when nothing of that row is in it.
    fn show_change(&mut self, edit: &Edit) {
        let Some(rows) = edit.rows_after() else { return };
        let last = self.len().saturating_sub(1);
        let row = rows.start.min(last);
        if !rows.contains(&self.view.focus) {
            self.view.put_focus(row);
        }
        self.view.reveal = Some(Reveal::Lost(self.view.focus));
    }

    /// Says that the cell of a line's text was left after a change.
    pub(super) fn corrected(&mut self, row: usize, before: Text) {
        self.events.push(Event::Corrected { row, before });
    }

    /// What happened since this was asked last, for the panels to follow.
    pub(super) fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// Whether a line differs from the original it comes from.
    pub(super) fn is_changed(&self, line: &Line) -> bool {
        let original = &self.document.original().lines;
        let [from, to] = [line.origin.start, line.origin.end].map(|row| row as usize);
        to != from + 1 || original.get(from).is_none_or(|old| old.text != line.text || old.span != line.span)
    }

    /// Remembers to whom lines were given.
    pub(super) fn remember_speaker(&mut self, id: SpeakerId) {
        self.last_speakers.retain(|&other| other != id);
        self.last_speakers.insert(0, id);
        self.last_speakers.truncate(2);
    }

    /// When a line begins, as the window writes times of this transcript; its number when it has no time.
    pub(super) fn place_of(&self, row: usize) -> String {
        let t = self.transcript();
        let start = t.lines.get(row).and_then(Line::start);
        start.map_or_else(|| (row + 1).to_string(), |start| self.time(start))
    }

    /// A time, as the window writes times of this transcript.
    pub(super) fn time(&self, time: crate::model::Time) -> String {
        use crate::model::timecode;
        timecode::format(time, timecode::style_for(self.transcript().length()))
    }
}

fn has_turns_inside(line: &Line) -> bool {
    !turns::marks_inside(&line.text).is_empty()
}
