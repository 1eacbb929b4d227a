//! Asking for a file: the system's dialogs behind a small trait, so that a test can answer for them.

use crate::jobs::{self, Job};
use std::collections::VecDeque;
use std::path::PathBuf;

/// A file or a folder that is being asked for. `None` when the person picked nothing, or no dialog could be shown.
pub type Pick = Job<Option<PathBuf>>;

/// What file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// One to open.
    Open {
        /// Where to begin.
        folder: Option<PathBuf>,
    },
    /// A folder.
    Folder {
        /// Where to begin.
        folder: Option<PathBuf>,
    },
    /// One to write.
    Save {
        /// Where to begin.
        folder: Option<PathBuf>,
        /// The name that is proposed.
        name: String,
        /// What kind of file it is: a name for people, and extensions without the dot.
        kind: (String, Vec<String>),
    },
}

/// Asks the person for files.
pub trait FileDialogs {
    /// Shows a dialog. Never waits.
    fn ask(&mut self, ask: Ask) -> Pick;
}

/// The dialogs of the system.
pub struct Native {
    ctx: egui::Context,
}

impl Native {
    /// Dialogs that wake the window of `ctx` when they are answered.
    pub fn new(ctx: &egui::Context) -> Native {
        Native { ctx: ctx.clone() }
    }
}

impl FileDialogs for Native {
    fn ask(&mut self, ask: Ask) -> Pick {
        let dialog = rfd::AsyncFileDialog::new();
        let begin = |dialog: rfd::AsyncFileDialog, folder: Option<PathBuf>| match folder {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        };
        let ctx = self.ctx.clone();
        let wake = move || ctx.request_repaint();
        // The dialog is made here, on the thread of the window, as macOS demands, and waited for elsewhere.
        match ask {
            Ask::Open { folder } => {
                let picked = begin(dialog, folder).pick_file();
                jobs::spawn("file dialog", wake, move |_| pollster::block_on(picked).map(|file| file.path().to_owned()))
            }
            Ask::Folder { folder } => {
                let picked = begin(dialog, folder).pick_folder();
                jobs::spawn("file dialog", wake, move |_| pollster::block_on(picked).map(|file| file.path().to_owned()))
            }
            Ask::Save { folder, name, kind: (kind, extensions) } => {
                let dialog = begin(dialog, folder).set_file_name(name).add_filter(kind, &extensions);
                let picked = dialog.save_file();
                jobs::spawn("file dialog", wake, move |_| pollster::block_on(picked).map(|file| file.path().to_owned()))
            }
        }
    }
}

/// Answers that are given in order, for tests. When they run out, nothing is picked.
#[derive(Default)]
#[allow(dead_code, reason = "only tests know beforehand what is picked")]
pub struct Scripted {
    /// The answers still to be given.
    pub answers: VecDeque<Option<PathBuf>>,
}

impl Scripted {
    /// Dialogs that pick these files.
    #[allow(dead_code, reason = "only tests know beforehand what is picked")]
    pub fn picking(files: impl IntoIterator<Item = PathBuf>) -> Scripted {
        Scripted { answers: files.into_iter().map(Some).collect() }
    }
}

impl FileDialogs for Scripted {
    fn ask(&mut self, _ask: Ask) -> Pick {
        Job::ready(self.answers.pop_front().flatten())
    }
}
