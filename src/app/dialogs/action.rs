//! What is done in a dialog.

use crate::app::chooser::Entered;
use crate::app::request::Out;
use crate::formats::Role;
use std::path::PathBuf;

/// What was typed, and which entry of the list below is meant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choosing {
    /// What was typed.
    pub typed: String,
    /// The place of the entry.
    pub at: usize,
}

/// What a person did in a dialog.
#[derive(Clone, Debug)]
pub(crate) enum DialogAction {
    /// Typed; the whole text.
    Typed(String),
    /// Moved to an entry of the list.
    At(usize),
    /// Went to another path in the dialog for a file: into a folder, or by completing what was typed.
    Went(String),
    /// Wants to see all files, or those alone of the kind that is asked for.
    AllFiles(bool),
    /// Gave a path for what it was asked for.
    Path(PathBuf),
    /// Gave the transcript a language; `None` has it detected.
    Language(Option<String>),
    /// Goes to a row while the dialog is open.
    GoTo(usize),
    /// Stays where that has led.
    Stay,
    /// Shifted the times of the selection, in milliseconds.
    Shift(i64),
    /// Took a column of a table for something else.
    Column(usize, Role),
    /// Took the numbers of a table for times in another unit.
    Unit(&'static str),
    /// Answered a question.
    Answer(Answer),
}

/// What the person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Save, then go on.
    Save,
    /// Go on; what is not saved is lost.
    Discard,
    /// Write over what is there.
    Overwrite,
    /// Save under another name.
    SaveAs,
    /// Open it; nothing would be lost.
    Open,
    /// Paste it as lines.
    Lines,
    /// Leave everything as it is.
    Cancel,
}

/// Reports what was done in the text field of a dialog. Returns whether Enter was pressed in it.
pub(super) fn entered(entered: Entered, out: &mut Out<DialogAction>) -> bool {
    if let Some(typed) = entered.typed {
        out.act(DialogAction::Typed(typed));
    }
    entered.enter
}
