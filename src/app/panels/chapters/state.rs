//! Which chapter is the current one, and what is done with chapters.

use crate::app::caret;
use crate::app::desk::Desk;
use crate::app::draft::{Draft, Typing};
use crate::app::effects::Effects;
use crate::app::panel::{Panel, keyboard_id};
use crate::app::request::Request;
use crate::edit;
use crate::export;
use crate::model::{Chapter, Line, Time, message};
use egui::{Context, Id};

/// Which chapter the person went to, and what is being typed.
#[derive(Default)]
pub(crate) struct Chapters {
    /// The chapter to which the person went, and its row: it is the current one while its row is the current row. Two
    /// chapters may begin at one line.
    pub(super) went_to: Option<(Which, usize)>,
    /// What is being named, and the title that is being typed.
    pub(super) naming: Option<Named>,
    pub(super) title: Draft<Named>,
    /// The list is to come to the current chapter.
    pub(super) reveal: bool,
}

/// A chapter of a list that may change: its start, and its place where several have that start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Which {
    start: Time,
    at: usize,
}

impl Which {
    /// Its place in the list now, if it is still there.
    pub(super) fn place(self, chapters: &[Chapter]) -> Option<usize> {
        let here = |chapter: &Chapter| chapter.start == self.start;
        let same = chapters.get(self.at).is_some_and(here).then_some(self.at);
        same.or_else(|| chapters.iter().position(here))
    }
}

/// What gets a title.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Named {
    /// A chapter of the list.
    Chapter(Which),
    /// One that will be added with its title.
    New(Time),
}

/// What a person did with chapters.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Went to a chapter, by its place in the list.
    GoTo(usize),
    /// Began to name a chapter.
    Name(usize),
    /// Typed a title, or left its field. `entered` says that Enter was pressed, so that the keyboard goes to where
    /// naming began.
    Title {
        /// What was done in the field.
        typing: Typing<Named>,
        /// Whether Enter was pressed.
        entered: bool,
    },
    /// The list has come to the current chapter.
    Revealed,
}

/// The id of the field in which a title is typed.
pub(super) fn title_id() -> Id {
    Id::unique("chapter title")
}

/// Gives the keyboard to the panel.
pub(super) fn take_keyboard(ctx: &Context) {
    ctx.memory_mut(|memory| memory.request_focus(keyboard_id(Chapters::ID)));
}

/// Gives the keyboard to the table.
pub(super) fn leave(ctx: &Context) {
    ctx.memory_mut(|memory| memory.surrender_focus(keyboard_id(Chapters::ID)));
}

/// Gives the keyboard back to where naming began: a chapter is added from the table.
fn give_back(named: Named, ctx: &Context) {
    match named {
        Named::Chapter(_) => take_keyboard(ctx),
        Named::New(_) => {}
    }
}

/// The chapters of the document.
pub(super) fn chapters(desk: &Desk) -> &[Chapter] {
    &desk.transcript().meta.chapters
}

impl Chapters {
    /// The place of the current chapter: the one to which the person went, else that of the current line.
    pub(super) fn current(&self, desk: &Desk) -> Option<usize> {
        let (t, row) = (desk.transcript(), desk.view.focus);
        let went_to = self.went_to.filter(|(_, its)| *its == row);
        went_to.and_then(|(which, _)| which.place(&t.meta.chapters)).or_else(|| t.chapter_at(row))
    }

    /// Makes a chapter the current one, the last when there are not so many, and its line the current line.
    pub(super) fn go_to(&mut self, at: usize, fx: &mut Effects<'_>) {
        let t = fx.desk.transcript();
        let Some(last) = t.meta.chapters.len().checked_sub(1) else { return };
        let at = at.min(last);
        let Some(chapter) = t.meta.chapters.get(at) else { return };
        let row = t.row_of_chapter(chapter).unwrap_or(t.lines.len().saturating_sub(1));
        self.went_to = Some((Which { start: chapter.start, at }, row));
        self.reveal = true;
        fx.leave_cell();
        fx.desk.view.go_to_ahead(row);
    }

    /// Makes the chapter the current one that stands so many places from the current one.
    pub(super) fn walk(&mut self, by: isize, fx: &mut Effects<'_>) {
        let to = match self.current(fx.desk) {
            Some(at) => at.saturating_add_signed(by),
            // Before the first chapter.
            None => 0,
        };
        self.go_to(to, fx);
    }

    /// Begins a chapter at the current line: its title is asked for, and it is added with it.
    pub(super) fn add(&mut self, fx: &mut Effects<'_>) {
        let row = fx.desk.view.focus;
        let Some(start) = fx.desk.transcript().lines.get(row).and_then(Line::start) else {
            return fx.say(message!("chapters-no-time", line = row + 1));
        };
        if let Some(at) = chapters(fx.desk).iter().position(|chapter| chapter.start == start) {
            return self.refuse(at, fx);
        }
        self.begin(Named::New(start), fx);
    }

    /// Begins to name a chapter.
    pub(super) fn name(&mut self, at: usize, fx: &mut Effects<'_>) {
        let Some(chapter) = chapters(fx.desk).get(at) else { return };
        let which = Which { start: chapter.start, at };
        self.begin(Named::Chapter(which), fx);
    }

    fn begin(&mut self, what: Named, fx: &mut Effects<'_>) {
        fx.leave_cell();
        self.keep(fx);
        self.naming = Some(what);
        self.reveal = true;
        match fx.settings.shows_panel(Self::ID) {
            true => caret::select_all(fx.ctx, title_id()),
            false => fx.request(Request::Show(Some(Self::ID))),
        }
    }

    /// Takes up what was done in the field of a title. Escape and Enter give the keyboard back to where naming began.
    pub(super) fn title(&mut self, typing: Typing<Named>, entered: bool, fx: &mut Effects<'_>) {
        let named = match typing {
            Typing::Typed(..) => None,
            Typing::Left | Typing::GivenUp => self.naming.take(),
        };
        if let Some(named) = named.filter(|_| entered || typing == Typing::GivenUp) {
            give_back(named, fx.ctx);
        }
        if let Some((named, typed)) = self.title.did(typing) {
            self.write(named, &typed, fx);
        }
    }

    /// Writes what was typed as the title of a chapter. Its field is closed unless it is still seen.
    pub(super) fn keep(&mut self, fx: &mut Effects<'_>) {
        let written = self.title.take().and_then(|(named, typed)| self.write(named, &typed, fx));
        let seen = fx.settings.shows_panel(Self::ID) && fx.ctx.memory(|memory| memory.has_focus(title_id()));
        self.naming = written.or(self.naming).filter(|_| seen);
    }

    /// Writes a title; nothing typed changes nothing. Returns the chapter that has it.
    fn write(&mut self, named: Named, typed: &str, fx: &mut Effects<'_>) -> Option<Named> {
        let t = fx.desk.transcript().clone();
        match named {
            Named::Chapter(which) => {
                let at = which.place(&t.meta.chapters);
                fx.desk.edit(at.and_then(|at| edit::meta::rename_chapter(&t, at, typed)));
                Some(named)
            }
            Named::New(start) => {
                let at = |desk: &Desk| chapters(desk).iter().position(|chapter| chapter.start == start);
                if fx.desk.edit(edit::meta::add_chapter(&t, start, typed)) {
                    self.reveal = true;
                    return at(fx.desk).map(|at| Named::Chapter(Which { start, at }));
                }
                if let Some(at) = at(fx.desk) {
                    self.refuse(at, fx);
                }
                None
            }
        }
    }

    /// Takes the current chapter out; the one that stands in its place is the current one.
    pub(super) fn remove(&mut self, fx: &mut Effects<'_>) {
        let Some(at) = self.current(fx.desk) else { return };
        let title = chapters(fx.desk).get(at).map(|chapter| chapter.title.clone()).unwrap_or_default();
        if fx.desk.edit(edit::meta::remove_chapter(fx.desk.transcript(), at)) {
            let keys = fx.undo_keys();
            fx.whisper(message!("chapters-removed", keys = keys, title = title));
            self.go_to(at, fx);
            take_keyboard(fx.ctx);
        }
    }

    /// Lets the current chapter begin a line earlier or later.
    pub(super) fn shift(&mut self, later: bool, fx: &mut Effects<'_>) {
        let Some(at) = self.current(fx.desk) else { return };
        let t = fx.desk.transcript().clone();
        let Some(chapter) = t.meta.chapters.get(at) else { return };
        let row = t.row_of_chapter(chapter);
        let start_of = |row: usize| t.lines.get(row).and_then(Line::start);
        let start = match later {
            true => row.and_then(|row| (row..t.lines.len()).filter_map(start_of).find(|start| *start > chapter.start)),
            false => {
                let row = row.unwrap_or(t.lines.len());
                (0..row).rev().filter_map(start_of).find(|start| *start < chapter.start)
            }
        };
        let Some(start) = start else { return fx.whisper(message!("chapters-no-line")) };
        if fx.desk.edit(edit::meta::move_chapter(&t, at, start)) {
            let now = chapters(fx.desk).iter().position(|chapter| chapter.start == start);
            self.go_to(now.unwrap_or(at), fx);
            take_keyboard(fx.ctx);
        } else if let Some(other) = t.meta.chapters.iter().position(|other| other.start == start) {
            self.refuse(other, fx);
        }
    }

    /// Says that a chapter begins at a time already.
    fn refuse(&mut self, at: usize, fx: &mut Effects<'_>) {
        if let Some(chapter) = chapters(fx.desk).get(at) {
            let (time, title) = (fx.desk.time(chapter.start), chapter.title.clone());
            fx.say(message!("chapters-taken", time = time, title = title));
        }
    }

    /// Copies the list of chapters.
    pub(super) fn copy(fx: &mut Effects<'_>) {
        fx.ctx.copy_text(export::chapter_list(fx.desk.transcript()));
        let n = chapters(fx.desk).len();
        match begins_late(fx.desk) {
            Some(time) => fx.say(message!("chapters-copied-late", time = time)),
            None => fx.whisper(message!("chapters-copied", n = n)),
        }
    }
}

/// When the first chapter begins, if that is not at 0:00: then no video site shows the list as chapters.
pub(super) fn begins_late(desk: &Desk) -> Option<String> {
    let first = chapters(desk).first()?;
    (first.start >= Time(1000)).then(|| desk.time(first.start))
}
