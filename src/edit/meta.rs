//! Operations on what is known about the whole: title, notes, language, chapters.
//!
//! Chapters are known by their place in the list, which rises by time. No two begin at the same time, and each has a
//! title in one physical line.

use super::{Change, Edit};
use crate::model::{Chapter, Message, Meta, Time, Transcript, message};
use std::sync::Arc;

/// Changes what is known about the whole. `None` when `change` leaves it as it is.
pub fn change(t: &Transcript, label: Message, change: impl FnOnce(&mut Meta)) -> Option<Edit> {
    let mut new = Meta::clone(&t.meta);
    change(&mut new);
    let change = (new != *t.meta).then(|| Change { old: Arc::clone(&t.meta), new: Arc::new(new) })?;
    Some(Edit { label, splices: Vec::new(), speakers: None, meta: Some(change) })
}

/// Adds a chapter. `None` without a title, and when another begins at that time.
pub fn add_chapter(t: &Transcript, start: Time, title: &str) -> Option<Edit> {
    let title = one_line(title)?;
    is_free(t, start).then_some(())?;
    change_chapters(t, message!("edit-chapter-add", title = &title), |chapters| {
        chapters.push(Chapter { start, title });
    })
}

/// Gives a chapter another title. `None` when there is none at that place, and without a title.
pub fn rename_chapter(t: &Transcript, at: usize, title: &str) -> Option<Edit> {
    let title = one_line(title).filter(|_| at < t.meta.chapters.len())?;
    change_chapters(t, message!("edit-chapter-rename", title = &title), |chapters| chapters[at].title = title)
}

/// Moves the start of a chapter. `None` when there is none at that place, and when another begins at that time.
pub fn move_chapter(t: &Transcript, at: usize, start: Time) -> Option<Edit> {
    let title = &t.meta.chapters.get(at)?.title;
    is_free(t, start).then_some(())?;
    change_chapters(t, message!("edit-chapter-move", title = title), |chapters| chapters[at].start = start)
}

/// Takes a chapter out; what was said in it goes to the one before. `None` when there is none at that place.
pub fn remove_chapter(t: &Transcript, at: usize) -> Option<Edit> {
    let title = &t.meta.chapters.get(at)?.title;
    change_chapters(t, message!("edit-chapter-remove", title = title), |chapters| drop(chapters.remove(at)))
}

fn change_chapters(t: &Transcript, label: Message, write: impl FnOnce(&mut Vec<Chapter>)) -> Option<Edit> {
    change(t, label, |meta| {
        write(&mut meta.chapters);
        meta.chapters.sort_by_key(|chapter| chapter.start);
    })
}

/// Whether no chapter begins at a time.
fn is_free(t: &Transcript, start: Time) -> bool {
    t.meta.chapters.iter().all(|chapter| chapter.start != start)
}

/// A title in one physical line; `None` when nothing of it is left.
fn one_line(title: &str) -> Option<String> {
    let parts: Vec<&str> = title.lines().map(str::trim).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
