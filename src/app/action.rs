//! What a person did, as drawing reports it, and the one place that carries it out.
//!
//! Panels and table get a read-only look and push [`Action`]s; [`App::perform`] alone changes anything.

use super::App;
use super::command::Command;
use super::find::FindAction;
use super::names::NamesAction;
use super::panels::{Tab, changes::ChangesAction, export::ExportAction, glossary::GlossaryAction};
use super::review::ReviewAction;
use super::strip::Topic;
use super::table::{self, Anchor, Editing, Field};
use crate::edit;
use crate::model::{SpeakerId, message, timecode, turns};
use egui::Context;
use std::ops::Range;
use std::path::PathBuf;

/// What a person did.
#[derive(Clone, Debug)]
pub enum Action {
    /// Asked for a command.
    Run(Command),
    /// Scrolled the table.
    Scroll(Anchor),
    /// Pointed at a row, extending the selection or adding to it.
    Select { row: usize, extend: bool, toggle: bool },
    /// Went to a row from a list.
    GoTo { row: usize, select: Option<Range<usize>> },
    /// Opened a cell, with the caret before a character of its text.
    Edit { row: usize, field: Field, caret: usize },
    /// Typed into the open cell; its whole content.
    Typed(String),
    /// Left the open cell.
    Leave,
    /// Checked a line, or took the check back.
    ToggleChecked(usize),
    /// Gave lines to somebody.
    Give(Whom, Scope),
    /// Added a speaker to the roster.
    AddSpeaker(String),
    /// Gave a speaker another name.
    Rename(SpeakerId, String),
    /// Gave a speaker another colour.
    Recolour(SpeakerId, u8),
    /// Moved a speaker to another place of the roster.
    Reorder(SpeakerId, usize),
    /// Made two speakers one.
    Merge { from: SpeakerId, into: SpeakerId },
    /// Took a speaker out of the roster.
    RemoveSpeaker(SpeakerId),
    /// Gave a numbered speaker the name that is suggested.
    TakeSuggestion(SpeakerId, String),
    /// Began to type another name for a speaker.
    EditName(SpeakerId),
    /// Took all that is proposed of one speaker.
    TakeProposed(crate::analysis::turns::ProposedSpeaker),
    /// Selected all lines of a speaker.
    SelectSpeaker(SpeakerId),
    /// Changed the title of the transcript.
    SetTitle(String),
    /// Gave the transcript a language; `None` has it found out.
    SetLanguage(Option<String>),
    /// Changed a note.
    SetNote(usize, String),
    /// Shifted the times of the selection, in milliseconds.
    Shift(i64),
    /// Showed another panel, or closed the dock.
    Show(Option<Tab>),
    /// Did something in the find panel.
    Find(FindAction),
    /// Did something with findings.
    Review(ReviewAction),
    /// Did something in the changes panel.
    Changes(ChangesAction),
    /// Did something in the glossary panel.
    Glossary(GlossaryAction),
    /// Did something with names.
    Names(NamesAction),
    /// Did something in the export panel.
    Export(ExportAction),
    /// Asked to open a file.
    Open(PathBuf),
    /// Pasted a text while no field had the keyboard.
    Pasted(String),
    /// Took a file out of the recent ones.
    ForgetRecent(PathBuf),
    /// Asked to read the open file again as another format.
    OpenAs(&'static str),
    /// Put away what the strip says.
    DismissStrip,
    /// Did something in the dialog that is open.
    Dialog(super::dialogs::DialogAction),
    /// Closed the dialog that is open.
    CloseDialog,
    /// Answered the question that stands before something would be lost.
    Answer(super::dialogs::Answer),
}

/// To whom lines are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// To nobody.
    Nobody,
    /// To somebody of the roster.
    Speaker(SpeakerId),
    /// To somebody who is new, of that name.
    New(String),
}

/// Which lines are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The selected lines. With nothing but the row in hand selected, its whole turn; the row in hand then
    /// goes on to the next turn.
    Turn,
    /// From the row in hand to the end of its turn.
    FromHere,
}

impl App {
    /// Carries out what was done, in order.
    pub(super) fn perform(&mut self, ctx: &Context, actions: Vec<Action>) {
        for action in actions {
            self.perform_one(ctx, action);
        }
    }

    fn perform_one(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Run(command) => self.run(ctx, command),
            Action::Open(path) => self.ask_to_open(path),
            Action::Pasted(text) => self.ask_to_paste(text),
            Action::ForgetRecent(path) => {
                self.settings.recent.retain(|other| *other != path);
                self.strip.dismiss();
            }
            Action::OpenAs(format) => self.open_as(format),
            Action::DismissStrip => {
                if self.strip.topic() == Some(Topic::Alike)
                    && let Some(open) = &mut self.open
                {
                    open.names.forget_offer();
                }
                self.strip.dismiss();
            }
            Action::Dialog(action) => self.perform_dialog(action),
            Action::CloseDialog => self.close_dialog(),
            Action::Answer(answer) => self.answer(ctx, answer),
            Action::Show(tab) => self.show_panel(tab),
            Action::Changes(action) => self.perform_changes(action),
            Action::Glossary(action) => self.perform_glossary(action),
            Action::Names(action) => self.perform_names(ctx, action),
            Action::Review(action) => self.perform_review(ctx, action),
            Action::Find(action) => self.perform_find(ctx, action),
            Action::SetLanguage(tag) => self.set_language(tag),
            Action::Export(action) => self.perform_export(ctx, action),
            action => self.perform_on_document(ctx, action),
        }
    }

    fn perform_on_document(&mut self, ctx: &Context, action: Action) {
        let Some(open) = &mut self.open else { return };
        let t = open.transcript().clone();
        let rows = open.table.rows();
        match action {
            Action::Scroll(anchor) => {
                open.table.anchor = anchor;
                open.table.reveal = None;
            }
            Action::Select { row, extend, toggle } => {
                self.leave_cell(ctx);
                let Some(open) = &mut self.open else { return };
                match (extend, toggle) {
                    (true, _) => open.table.extend_to(row),
                    (_, true) => open.table.toggle(row),
                    _ => open.table.put_focus(row),
                }
            }
            Action::GoTo { row, select } => {
                self.leave_cell(ctx);
                let Some(open) = &mut self.open else { return };
                open.table.go_to(row);
                if let Some(rows) = select {
                    open.table.selection = table::Rows::of(rows);
                }
            }
            Action::Edit { row, field, caret } => self.edit_cell(ctx, row, field, caret),
            Action::Typed(text) => {
                let Some(editing) = &mut open.table.editing else { return };
                match editing.field {
                    Field::Text => {
                        let (row, gesture) = (editing.row, editing.gesture);
                        open.edit(edit::text::set(&t, row, &text), Some(gesture));
                    }
                    Field::Start => editing.typed = text,
                }
            }
            Action::Leave => self.leave_cell(ctx),
            Action::ToggleChecked(row) => {
                let checked = t.lines.get(row).is_some_and(|line| line.checked);
                open.edit(edit::text::set_checked(&t, [row], !checked), None);
            }
            Action::Give(whom, scope) => self.give(&whom, scope),
            Action::AddSpeaker(name) => {
                if !open.edit(edit::speakers::add(&t, &name), None) && !name.trim().is_empty() {
                    self.strip.say(format!("There is a speaker {} already", name.trim()));
                }
            }
            Action::Rename(id, name) => {
                if !open.edit(edit::speakers::rename(&t, id, &name), None)
                    && t.speaker_named(&name).is_some_and(|other| other.id != id)
                {
                    self.strip.say(format!("There is a speaker {} already: merge the two instead", name.trim()));
                }
            }
            Action::Recolour(id, colour) => {
                open.edit(edit::speakers::recolour(&t, id, colour), None);
            }
            Action::Reorder(id, to) => {
                open.edit(edit::speakers::reorder(&t, id, to), None);
            }
            Action::Merge { from, into } => {
                open.edit(edit::speakers::merge(&t, from, into), None);
            }
            Action::RemoveSpeaker(id) => {
                open.edit(edit::speakers::remove(&t, id), None);
            }
            Action::EditName(id) => table::select_all(ctx, super::panels::speakers::name_id(id)),
            Action::TakeProposed(who) => self.take_all_of(&who),
            Action::TakeSuggestion(id, name) => self.take_suggestion(id, &name),
            Action::SelectSpeaker(id) => {
                let mut rows = table::Rows::default();
                let theirs =
                    t.lines.iter().enumerate().filter(|(_, line)| line.speaker == Some(id)).map(|(row, _)| row);
                rows.extend(theirs);
                if let Some(first) = rows.first() {
                    open.table.go_to(first);
                    open.table.selection = rows;
                }
            }
            Action::SetTitle(title) => {
                let title = Some(title).filter(|title| !title.is_empty());
                let gesture = crate::document::Gesture::Title;
                open.edit(edit::meta::change(&t, message!("edit-title"), |meta| meta.title = title), Some(gesture));
            }
            Action::SetNote(note, text) => {
                let gesture = crate::document::Gesture::Note(note);
                let change = |meta: &mut crate::model::Meta| {
                    if let Some(old) = meta.notes.get_mut(note) {
                        *old = text;
                    }
                };
                open.edit(edit::meta::change(&t, message!("edit-note"), change), Some(gesture));
            }
            Action::Shift(millis) => {
                let from_here = open.table.focus..t.lines.len();
                let rows = if open.table.is_single() { table::Rows::of(from_here) } else { rows };
                open.edit(edit::timing::shift(&t, rows.iter(), millis), None);
            }
            _ => unreachable!("actions that need no document are carried out before"),
        }
    }

    /// The rows that would be given.
    pub(super) fn scope(&self, scope: Scope) -> table::Rows {
        let Some(open) = &self.open else { return table::Rows::default() };
        let (lines, focus) = (&open.transcript().lines, open.table.focus);
        match scope {
            Scope::FromHere => table::Rows::of(focus..turns::end(lines, focus)),
            Scope::Turn if open.table.is_single() => table::Rows::of(turns::at(lines, focus)),
            Scope::Turn => open.table.rows(),
        }
    }

    /// Gives lines to somebody.
    pub(super) fn give(&mut self, whom: &Whom, scope: Scope) {
        let rows = self.scope(scope);
        let Some(open) = &mut self.open else { return };
        let t = open.transcript().clone();
        let single = open.table.is_single();
        let edit = match whom {
            Whom::Nobody => edit::speakers::assign(&t, rows.iter(), None),
            Whom::Speaker(id) => edit::speakers::assign(&t, rows.iter(), Some(*id)),
            Whom::New(name) => edit::speakers::assign_new(&t, rows.iter(), name),
        };
        open.edit(edit, None);
        let given = match whom {
            Whom::Nobody => None,
            Whom::Speaker(id) => Some(*id),
            Whom::New(name) => open.transcript().speaker_named(name).map(|speaker| speaker.id),
        };
        if let Some(id) = given {
            open.remember_speaker(id);
        }
        if let Some(next) = rows.end().filter(|next| single && *next < t.lines.len()) {
            open.table.go_to_ahead(next);
        }
    }

    /// Opens a cell. A cell that was open is left first.
    pub(super) fn edit_cell(&mut self, ctx: &Context, row: usize, field: Field, caret: usize) {
        self.leave_cell(ctx);
        let Some(open) = &mut self.open else { return };
        let Some(line) = open.transcript().lines.get(row) else { return };
        let style = timecode::Style { millis: Some('.'), ..timecode::style_for(open.transcript().length()) };
        let typed = match field {
            Field::Start => line.start().map_or_else(String::new, |start| short(timecode::format(start, style))),
            Field::Text => String::new(),
        };
        open.table.step_to(row);
        let gesture = open.new_gesture();
        let before = open.transcript().lines[row].text.clone();
        open.table.editing = Some(Editing { row, field, gesture, typed, before });
        match field {
            Field::Text => table::put_caret(ctx, caret),
            Field::Start => table::focus_start(ctx),
        }
    }

    /// Leaves the open cell, and lets what was typed into it take effect.
    pub(super) fn leave_cell(&mut self, ctx: &Context) {
        let Some(open) = &mut self.open else { return };
        let Some(editing) = open.table.editing.take() else { return };
        table::give_up_focus(ctx);
        if editing.field == Field::Text && open.document.last_gesture() == Some(editing.gesture) {
            self.look_for_alike(&editing.before, editing.row);
            return;
        }
        if editing.field == Field::Start {
            let t = open.transcript().clone();
            match timecode::parse(&editing.typed) {
                Some(start) => {
                    open.edit(edit::timing::set_start(&t, editing.row, start), None);
                }
                None if editing.typed.trim().is_empty() => {
                    open.edit(edit::timing::set(&t, editing.row, None), None);
                }
                None => self.strip.say(format!(
                    "“{}” is not a time: line {} keeps its start. Write it as 1:15, 01:15.5 or 1:02:15",
                    editing.typed.trim(),
                    editing.row + 1
                )),
            }
        }
    }
}

/// A time without a fraction that says nothing.
fn short(time: String) -> String {
    time.strip_suffix(".000").map(str::to_owned).unwrap_or(time)
}
