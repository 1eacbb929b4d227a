//! What a panel, a dialog or the strip may ask of the application: the things that none of them can do itself.

use super::clipboard::PasteAs;
use super::keys::Id;
use super::picker::Shows;
use crate::formats::Options;
use std::fmt::Debug;
use std::ops::Range;
use std::path::PathBuf;

/// Something that only the application can do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Request {
    /// Run a command, if it applies.
    Run(Id),
    /// Open a file.
    Open(PathBuf),
    /// Take up a text from the clipboard.
    Paste {
        /// The text.
        text: String,
        /// Where it goes.
        to: PasteAs,
    },
    /// Take up a transcript that is shipped, to be tried out.
    Sample(Sample),
    /// Read the source of the open document again in the format of this id, with these settings.
    OpenAs(&'static str, Options),
    /// Take a file out of the recent ones.
    ForgetRecent(PathBuf),
    /// Ask for a file to open.
    AskWhichToOpen,
    /// Save the project, in its file or in one that is asked for.
    Save,
    /// Save the project in a file that is asked for.
    SaveAs,
    /// Close the document, unless that would lose something.
    Close,
    /// Close the window, unless that would lose something.
    Quit,
    /// Show a panel, by its id, or close the dock.
    Show(Option<&'static str>),
    /// Go to a row, leaving the open cell; and select some rows there.
    GoTo {
        /// The row.
        row: usize,
        /// What is selected there; the row alone when `None`.
        select: Option<Range<usize>>,
    },
    /// Open a dialog.
    Dialog(Opens),
    /// Close the dialog that is open.
    CloseDialog,
    /// Ask the person for a file.
    Pick(Pick),
    /// Ask the person whether to write over a file, and tell who asked for it if so.
    Overwrite {
        /// The file.
        path: PathBuf,
        /// Who is told.
        by: By,
    },
    /// Show a file or a folder in another program.
    ShowOutside(PathBuf, Shows),
    /// Open a folder in the program that the system has for it, and make it if it is not there.
    OpenFolder(PathBuf),
    /// Put away what the strip says.
    DismissStrip,
}

/// A dialog that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// All commands, to be filtered by typing.
    Palette,
    /// All keys.
    Keys,
    /// What the program is.
    About,
    /// The language of the transcript.
    Language,
    /// To which line or time to go.
    GoTo,
    /// By how much to shift times.
    Shift,
    /// What the columns of the table hold that the document was read from.
    Columns,
}

/// A transcript that is shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sample {
    /// Its name, with the extension.
    pub name: &'static str,
    /// All of it.
    pub text: &'static str,
}

/// A file that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pick {
    /// What is asked for.
    pub ask: Wanted,
    /// Who is told.
    pub by: By,
}

/// Who asked for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The application: a folder of dictionaries.
    Dictionaries,
    /// A panel of the document that is open, by its id; it is told which of its questions this answers. When another
    /// document is open by then, nobody is told.
    Panel {
        /// The panel.
        panel: &'static str,
        /// Which question of the panel.
        question: &'static str,
    },
}

/// What kind of file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    /// One to be read.
    ToRead {
        /// What the dialog is called.
        title: String,
        /// What its button says.
        verb: String,
        /// The extensions that such files usually have, without the dot.
        extensions: Vec<String>,
    },
    /// A folder.
    Folder {
        /// What the dialog is called.
        title: String,
        /// What its button says.
        verb: String,
    },
    /// One to be written.
    ToWrite {
        /// What the dialog is called.
        title: String,
        /// What its button says.
        verb: String,
        /// What kind of file it is, for people.
        kind: String,
        /// Its extensions, without the dot; the first is proposed.
        extensions: Vec<String>,
        /// What stands in the proposed name behind that of the document: `.changes`.
        suffix: &'static str,
    },
}

/// What was done while something was drawn, in order.
pub(super) struct Out<A> {
    acts: Vec<Act<A>>,
}

/// One thing that was done.
#[derive(Clone, Debug)]
pub(super) enum Act<A> {
    /// An action of who draws.
    Own(A),
    /// Something that only the application can do.
    Ask(Request),
}

impl<A> Default for Out<A> {
    fn default() -> Out<A> {
        Out { acts: Vec::new() }
    }
}

impl<A> Out<A> {
    /// Reports an action.
    pub(super) fn act(&mut self, action: A) {
        self.acts.push(Act::Own(action));
    }

    /// Asks for something.
    pub(super) fn ask(&mut self, request: Request) {
        self.acts.push(Act::Ask(request));
    }

    /// Asks for a command.
    pub(super) fn run(&mut self, command: Id) {
        self.ask(Request::Run(command));
    }

    /// Asks to go to a row.
    pub(super) fn go_to(&mut self, row: usize) {
        self.ask(Request::GoTo { row, select: None });
    }

    /// What was done.
    pub(super) fn into_acts(self) -> Vec<Act<A>> {
        self.acts
    }
}
