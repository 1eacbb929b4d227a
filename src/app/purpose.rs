//! For what a file is asked for, and what comes after a question or a save.

use super::desk::DeskId;
use super::request::{By, Sample};
use crate::formats::Options;
use std::path::PathBuf;

/// What comes after a question or a save.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum NextStep {
    /// Open a file.
    Open(PathBuf),
    /// Read the open document's source again as another format, or with other settings.
    OpenAs(&'static str, Options),
    /// Take up a pasted text.
    Paste(String),
    /// Take up a sample.
    Sample(Sample),
    /// Close the document.
    Close,
    /// Close the window.
    Quit,
}

/// For what a file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Purpose {
    /// To open it.
    Open,
    /// To save the project in it.
    Save {
        /// What comes then.
        then: Option<NextStep>,
        /// The desk whose document is saved.
        desk: DeskId,
    },
    /// Somebody asked for it; a panel of this desk.
    Asked(By, Option<DeskId>),
}
