//! What a panel of the dock is: state, view, actions and commands in one place.
//!
//! A panel touches itself, what it is given to read ([`Look`]) and what it may change or ask for ([`Effects`]); never the
//! application and never another panel. It belongs to the document that is open and goes with it. [`super::panels`] lists
//! them all.

use super::command::Command;
use super::effects::Effects;
use super::keys::Id as CommandId;
use super::look::Look;
use super::marks::Mark;
use super::request::Out;
use crate::edit::Edit;
use crate::model::{Text, Transcript};
use egui::{Context, EventFilter, Id, KeyboardShortcut, Role, Sense, Ui, WidgetInfo};
use std::fmt::Debug;
use std::ops::Range;
use std::path::PathBuf;

/// A panel of the dock. Its default knows nothing of the document yet.
pub(super) trait Panel: Default {
    /// What settings and commands call it: `names`. Its words are the message `panel-` and this name.
    const ID: &'static str;
    /// Whether it always has a tab; the others have one while they are open, and stand in a menu.
    const ALWAYS: bool = false;
    /// The keys that show it.
    const KEYS: &'static [KeyboardShortcut];
    /// Whether it is walked with the keyboard, and so gets it when it is shown.
    const WALKED: bool = false;
    /// The parts of what is left to be done in it, in the order in which they stand beside the menus. Each has a place of
    /// its own, also when nothing is left of it.
    const LEFT: &'static [&'static str] = &[];
    /// Whether all of it scrolls as one; else it has a list of its own that does.
    const SCROLLS: bool = false;

    /// What can be done in it.
    type Action: Debug + Clone;

    /// Its commands, in the order of menus and help.
    fn commands() -> &'static [Command<Self>] {
        &[]
    }

    /// How much there is in it, for its tab.
    fn count(&self, _look: &Look<'_>) -> Option<usize> {
        None
    }

    /// What it is that [`Panel::count`] counts, for the pointer; empty when it counts nothing.
    fn counts() -> &'static str {
        ""
    }

    /// What is typed in its field, for whoever shows it elsewhere too: the toolbar shows what is searched for.
    fn field(&self) -> Option<String> {
        None
    }

    /// What is left to be done in it, beside the menus.
    fn left(&self, _look: &Look<'_>) -> Vec<Left> {
        Vec::new()
    }

    /// What the line at the bottom says of the current row while this panel is closed.
    fn status(&self, _look: &Look<'_>, _ctx: &Context) -> Option<String> {
        None
    }

    /// Marks some places of a row's text.
    fn mark(&self, _look: &Look<'_>, _row: usize, _text: &str, _marks: &mut Vec<Mark>) {}

    /// What is said of the text at a place of a row.
    fn remark(&self, _look: &Look<'_>, _ctx: &Context, _row: usize, _byte: usize) -> Option<Remark> {
        None
    }

    /// Draws what it can do at a place of the table, in the menu that was asked for there.
    fn menu(&self, _part: &MenuPart, _ui: &mut Ui, _look: &Look<'_>, _out: &mut Out<Self::Action>) {}

    /// Who is proposed as the speaker of a row without one.
    fn proposed(&self, _look: &Look<'_>, _row: usize) -> Option<Proposed> {
        None
    }

    /// Follows an edit; `after` is the transcript after it.
    fn follow(&mut self, _edit: &Edit, _after: &Transcript) {}

    /// The person left the cell of a line's text after a change of it; `before` is the text that stood there.
    fn corrected(&mut self, _row: usize, _before: &Text, _fx: &mut Effects<'_>) {}

    /// The project was saved.
    fn saved(&mut self, _fx: &mut Effects<'_>) {}

    /// Takes up what has been made in the background, and starts what is stale. Called in every frame, also while the
    /// panel is closed.
    fn poll(&mut self, _fx: &mut Effects<'_>) {}

    /// The panel was shown.
    fn shown(&mut self, _fx: &mut Effects<'_>) {}

    /// A file was picked that the panel asked for. `over` says that the person has agreed to write over it.
    fn picked(&mut self, _question: &'static str, _path: PathBuf, _over: bool, _fx: &mut Effects<'_>) {}

    /// Draws it.
    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Self::Action>);

    /// Carries out what was done in it.
    fn perform(&mut self, action: Self::Action, fx: &mut Effects<'_>);

    /// Lets what is typed in its fields take effect: the document is saved or goes, or the panel is closed. A field that
    /// is still seen keeps the keyboard.
    fn keep_typed(&mut self, _fx: &mut Effects<'_>) {}

    /// The dialog that it has open, if it has one.
    fn dialog(&self) -> Option<DialogFrame> {
        None
    }

    /// Draws its dialog.
    fn dialog_ui(&self, _ui: &mut Ui, _look: &Look<'_>, _out: &mut Out<Self::Action>) {}

    /// Closes its dialog without doing anything.
    fn close_dialog(&mut self) {}

    /// What it has of the keyboard.
    fn keyboard(ctx: &Context) -> Holds {
        match ctx.memory(|memory| memory.has_focus(keyboard_id(Self::ID))) {
            true => Holds::Keyboard,
            false => Holds::Nothing,
        }
    }
}

/// What a panel has of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Nothing: keys go elsewhere.
    Nothing,
    /// All of it.
    Keyboard,
    /// A widget in it has the keyboard, which the Space key presses.
    Widget,
}

/// Under which id a panel has the keyboard.
pub(super) fn keyboard_id(panel: &str) -> Id {
    Id::unique(("panel", panel))
}

/// Lets a panel have the keyboard, in all the room that is left; `name` is what a screen reader calls it. Returns whether
/// it has it.
pub(super) fn takes_keyboard(ui: &Ui, panel: &str, name: &str) -> bool {
    let id = keyboard_id(panel);
    let room = ui.interact(ui.available_rect_before_wrap(), id, Sense::CLICK | Sense::FOCUSABLE);
    room.widget_info(|| WidgetInfo::labeled(Role::List, true, name));
    let has_it = room.has_focus();
    if has_it {
        let all = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, all));
    }
    has_it
}

/// The frame of a panel's dialog.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DialogFrame {
    /// What a screen reader calls it.
    pub name: &'static str,
    /// How wide it is, in points.
    pub width: f32,
}

/// Something that is left to be done, for the bar of the menus.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Left {
    /// What it says.
    pub text: String,
    /// What it says under the pointer.
    pub about: String,
    /// Nothing is left: it says so.
    pub done: bool,
    /// Which of [`Panel::LEFT`] it is.
    pub part: &'static str,
}

/// What is said of a word, beside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Remark {
    /// The bytes of the row's text.
    pub at: Range<usize>,
    /// Why it deserves a look: a sentence.
    pub why: String,
    /// What may be meant.
    pub fix: Option<String>,
    /// The command that writes that, when it would do so just here.
    pub command: Option<CommandId>,
}

/// A part of the menus of the table, to which panels add what they can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MenuPart {
    /// What may be meant at a word, which one choice writes.
    Fixes(WordPlace),
    /// What is so with a word: it is right, it is a name.
    Answers(WordPlace),
    /// What else can be done with a word.
    Word(WordPlace),
    /// Giving the selected lines to somebody.
    Give,
    /// What can be done with who speaks the current row, and with the turn.
    Speaker,
}

/// A word in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WordPlace {
    /// The row.
    pub row: usize,
    /// The bytes of its text.
    pub at: Range<usize>,
    /// The word.
    pub word: String,
}

/// Who is proposed as the speaker of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Proposed {
    /// The name.
    pub name: String,
    /// Whether it is doubtful.
    pub doubt: bool,
    /// Why: a sentence.
    pub because: String,
    /// Whether the turn begins at this row.
    pub begins: bool,
}
