//! What a transcript is: lines of timed speech, a roster of speakers, and what is known about the whole.
//!
//! Everything here is a value. A [`Transcript`] is immutable and its clone copies a few pointers, so the
//! clone *is* the snapshot that a background job, a save or an export works on. Nothing in this module
//! touches the disk, the screen or a thread, and nothing here knows that there is such a thing as undo.

pub mod chars;
mod line;
mod lines;
mod message;
mod problem;
pub mod rolls;
pub mod sounds;
mod speaker;
mod text;
mod time;
pub mod timecode;
pub mod turns;

pub use crate::message;
pub(crate) use line::differing;
pub use line::{Line, Markup, Word};
pub use lines::{Lines, LinesBuilder, Splice};
pub use message::{Message, Value};
pub use problem::Problem;
pub use speaker::{RosterBuilder, SPEAKER_COLOURS, Speaker, SpeakerId, is_numbered, names_somebody};
pub use text::Text;
pub use time::{Span, Time};

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A whole transcript. Immutable once shared; cloning it copies pointers, never text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transcript {
    /// The lines, in the order in which they are read. Their times need not rise.
    pub lines: Lines,
    /// The roster. Its order is the order of the keys `1` … `9`, `0` and of the Speakers panel.
    pub speakers: Arc<Vec<Speaker>>,
    /// What is known about the transcript as a whole.
    pub meta: Arc<Meta>,
}

impl Transcript {
    /// The roster entry of a speaker; `None` when the roster holds no such speaker.
    pub fn speaker(&self, id: SpeakerId) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.id == id)
    }

    /// The name of the speaker of a line; `None` when nobody is named or the roster does not know them.
    pub fn speaker_name(&self, line: &Line) -> Option<&str> {
        self.speaker(line.speaker?).map(|speaker| speaker.name.as_str())
    }

    /// The speaker whose name or alias is `name`, compared without case; `None` when there is none.
    pub fn speaker_named(&self, name: &str) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.answers_to(name))
    }

    /// The latest moment that any line names, which decides how times are written (`mm:ss` under an hour).
    ///
    /// Looks at the last lines only, so that it can be asked in every frame: transcripts rise.
    pub fn length(&self) -> Time {
        let len = self.lines.len();
        self.lines
            .iter_from(len.saturating_sub(16))
            .filter_map(|line| line.span)
            .map(|span| span.end.unwrap_or(span.start))
            .max()
            .unwrap_or(Time(0))
    }

    /// Where a line ends for all that must know: its own end, else the start of the next timed line after
    /// it, else `None`. An end that was guessed is never stored.
    pub fn end_of(&self, row: usize) -> Option<Time> {
        let span = self.lines.get(row)?.span?;
        span.end.or_else(|| {
            let next = self.lines.iter_from(row + 1).take(64).find_map(|line| line.span)?;
            (next.start > span.start).then_some(next.start)
        })
    }

    /// The place of the chapter in which the line at `row` stands: the last that has begun by then. A line without a
    /// time stands where the one before it does. `None` before the first chapter.
    pub fn chapter_at(&self, row: usize) -> Option<usize> {
        if self.meta.chapters.is_empty() {
            return None;
        }
        let start = (0..=row).rev().take(64).find_map(|row| self.lines.get(row)?.start())?;
        let begun = self.meta.chapters.iter().enumerate().filter(|(_, chapter)| chapter.start <= start);
        begun.max_by_key(|(_, chapter)| chapter.start).map(|(at, _)| at)
    }

    /// The row of the line with which a chapter begins: the first that does not begin before it. `None` when all do.
    pub fn row_of_chapter(&self, chapter: &Chapter) -> Option<usize> {
        self.lines.iter().position(|line| line.start().is_some_and(|start| start >= chapter.start))
    }
}

/// What is known about a transcript as a whole, beside its lines and its speakers. Its long lists share their entries
/// with their clones, so that cloning and comparing them looks at pointers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The title, as the source gave it.
    pub title: Option<String>,
    /// The language as a BCP 47 tag (`fr`, `en-GB`).
    pub language: Option<String>,
    /// What stood before the first line or beside the lines: description, category, comments. A note may
    /// hold several physical lines.
    pub notes: Vec<String>,
    /// Chapters in the order of the source.
    pub chapters: Vec<Chapter>,
    /// The recording, as the source or the user named it. Untrusted: never opened unasked.
    pub media: Option<String>,
    /// Spellings that the user has confirmed.
    pub glossary: Vec<Arc<GlossaryEntry>>,
    /// What the user has said is right as it is, so that it is not asked again.
    pub known: Vec<Arc<Known>>,
    /// What the source's header said that is not modelled here, for a faithful save: the name of the
    /// format and its raw text (WebVTT's `STYLE` blocks, say).
    pub header: Option<Arc<Markup>>,
    /// What a newer version of Stet stored and this one does not know: kept word for word.
    pub ext: BTreeMap<String, String>,
}

/// A named stretch of the recording, from its start to the start of the next chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Where it begins.
    pub start: Time,
    /// What it is called.
    pub title: String,
}

/// A spelling that the user has confirmed, with the forms in which it was heard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlossaryEntry {
    /// The right form.
    pub form: String,
    /// Wrong forms in which a recogniser wrote it.
    pub heard: Vec<String>,
}

/// Adds what entries say to a glossary: their forms, unless they are there, and the forms in which they were heard that
/// are not. Outer spaces do not count; what is empty, or heard as it is right, is left out.
pub fn add_to_glossary(glossary: &mut Vec<Arc<GlossaryEntry>>, entries: &[GlossaryEntry]) {
    let mut places: FxHashMap<&str, Option<usize>> = entries.iter().map(|entry| (entry.form.trim(), None)).collect();
    for (at, known) in glossary.iter().enumerate() {
        if let Some(place) = places.get_mut(known.form.as_str()) {
            place.get_or_insert(at);
        }
    }
    for entry in entries {
        let form = entry.form.trim();
        let Some(place) = places.get_mut(form).filter(|_| !form.is_empty()) else { continue };
        let at = *place.get_or_insert_with(|| {
            glossary.push(Arc::new(GlossaryEntry { form: form.to_owned(), heard: Vec::new() }));
            glossary.len() - 1
        });
        for heard in entry.heard.iter().map(|heard| heard.trim()) {
            if !heard.is_empty() && heard != form && !glossary[at].heard.iter().any(|known| known == heard) {
                Arc::make_mut(&mut glossary[at]).heard.push(heard.to_owned());
            }
        }
    }
}

/// Something that was worth a look, and that the user has said is right as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// What was the matter with it: the id of a kind of finding (`unknown-word`).
    pub kind: String,
    /// The part of the text that it was about; empty when it was about a whole line.
    pub form: String,
    /// The text of the line, when only this place is right; `None` when the form is right wherever it stands.
    pub line: Option<String>,
}

impl Known {
    /// Whether who knows this knows `other` too: the same, or the same in one line.
    pub fn covers(&self, other: &Known) -> bool {
        self.kind == other.kind && self.form == other.form && (self.line.is_none() || self.line == other.line)
    }
}
