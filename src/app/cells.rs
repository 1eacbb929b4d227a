//! Opening and leaving the cells of the table, and going to a row: what several places of the window do.

use super::caret;
use super::effects::Effects;
use super::keys::Id;
use super::request::Request;
use super::view::{Editing, Field, Rows};
use crate::edit::{self, Edit};
use crate::language::words;
use crate::model::{Transcript, message, timecode};
use std::ops::Range;

/// Where a line is split when the place that is meant lies inside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// At the nearer end of the word; in the middle of it at its beginning.
    BetweenWords,
    /// There.
    Here,
}

/// Splits a line at a byte of its text. `None` when nothing would be left on one side.
pub(super) fn split(t: &Transcript, row: usize, at: usize, cut: Cut) -> Option<Edit> {
    let text = &t.lines.get(row)?.text;
    let [first, second] = match words::around(text, at).filter(|_| cut == Cut::BetweenWords) {
        Some(word) => {
            let [before, behind] = [word.start..at, at..word.end].map(|part| text[part].chars().count());
            if before <= behind { [word.start, word.end] } else { [word.end, word.start] }
        }
        None => [at, at],
    };
    edit::structure::split(t, row, first).or_else(|| edit::structure::split(t, row, second))
}

impl Effects<'_> {
    /// Goes to a row, leaving the open cell; `select` are the rows that are selected there, the row alone when `None`.
    pub(super) fn go_to(&mut self, row: usize, select: Option<Range<usize>>) {
        self.leave_cell();
        let row = row.min(self.desk.len().saturating_sub(1));
        self.desk.view.go_to(row);
        if let Some(rows) = select {
            self.desk.view.selection = Rows::of(rows);
        }
    }

    /// Opens a cell, with the caret before a character of its text. A cell that was open is left first.
    pub(super) fn edit_cell(&mut self, row: usize, field: Field, character: usize) {
        self.edit_selected(row, field, character..character);
    }

    /// As [`Effects::edit_cell`], with some characters of the text selected.
    pub(super) fn edit_selected(&mut self, row: usize, field: Field, characters: Range<usize>) {
        self.leave_cell();
        let desk = &mut *self.desk;
        let Some(line) = desk.transcript().lines.get(row) else { return };
        let style = timecode::Style { millis: Some('.'), ..timecode::style_for(desk.transcript().length()) };
        let typed = match field {
            Field::Start => line.start().map_or_else(String::new, |start| short(timecode::format(start, style))),
            Field::Text => String::new(),
        };
        let before = line.text.clone();
        desk.view.step_to(row);
        let gesture = desk.new_visit();
        desk.view.editing = Some(Editing { row, field, gesture, typed, before });
        match field {
            Field::Text => caret::put(self.ctx, characters),
            Field::Start => caret::focus_start(self.ctx),
        }
    }

    /// Splits a line at a byte of its text, and asks who says its second part.
    pub(super) fn split(&mut self, row: usize, at: usize, cut: Cut) {
        if self.desk.edit(split(self.desk.transcript(), row, at, cut)) {
            self.leave_cell();
            self.desk.view.step_to(row + 1);
            self.request(Request::Run(Id("choose-speaker-from-here")));
        }
    }

    /// Leaves the open cell, and lets what was typed into it take effect.
    pub(super) fn leave_cell(&mut self) {
        let Some(editing) = self.desk.view.editing.take() else { return };
        caret::give_up_focus(self.ctx);
        let row = editing.row;
        match editing.field {
            Field::Text if self.desk.document().last_gesture() == Some(editing.gesture) => {
                self.desk.corrected(row, editing.before);
            }
            Field::Text => {}
            Field::Start => {
                let t = self.desk.transcript().clone();
                let typed = editing.typed.trim();
                match timecode::parse(typed) {
                    Some(start) => {
                        self.desk.edit(edit::timing::set_start(&t, row, start));
                    }
                    None if typed.is_empty() => {
                        self.desk.edit(edit::timing::set(&t, row, None));
                    }
                    None => self.say(message!("not-a-time", typed = typed, line = row + 1)),
                }
            }
        }
    }
}

/// A time without a fraction that says nothing.
fn short(time: String) -> String {
    time.strip_suffix(".000").map(str::to_owned).unwrap_or(time)
}
