//! Asking for a file: the system's dialogs behind a small trait, so that a test can answer for them.

use crate::jobs::{self, Job};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A file or a folder that is being asked for.
pub type Pick = Job<Picked>;

/// What came of asking for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// The person picked this one.
    File(PathBuf),
    /// The person picked none.
    Nothing,
    /// The system has no dialog to show.
    NoDialog,
}

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

/// How soon a dialog answers that never came up; no person does.
const NO_DIALOG: Duration = Duration::from_millis(200);

/// The dialogs of the system.
pub(super) struct Native {
    ctx: egui::Context,
}

impl Native {
    /// Dialogs that wake the window of `ctx` when they are answered.
    pub(super) fn new(ctx: &egui::Context) -> Native {
        Native { ctx: ctx.clone() }
    }

    /// Waits elsewhere for a dialog that was made here, on the thread of the window, as macOS demands.
    fn wait_for(&self, asked: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static) -> Pick {
        let (ctx, since) = (self.ctx.clone(), Instant::now());
        let wake = move || ctx.request_repaint();
        jobs::spawn("file dialog", wake, move |_| match pollster::block_on(asked) {
            Some(file) => Picked::File(file.path().to_owned()),
            None if since.elapsed() < NO_DIALOG => Picked::NoDialog,
            None => Picked::Nothing,
        })
    }
}

impl FileDialogs for Native {
    fn ask(&mut self, ask: Ask) -> Pick {
        let dialog = rfd::AsyncFileDialog::new();
        let begin = |dialog: rfd::AsyncFileDialog, folder: Option<PathBuf>| match folder {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        };
        match ask {
            Ask::Open { folder } => self.wait_for(begin(dialog, folder).pick_file()),
            Ask::Folder { folder } => self.wait_for(begin(dialog, folder).pick_folder()),
            Ask::Save { folder, name, kind: (kind, extensions) } => {
                let dialog = begin(dialog, folder).set_file_name(name).add_filter(kind, &extensions);
                self.wait_for(dialog.save_file())
            }
        }
    }
}

/// Answers that are given in order, for tests. When they run out, the system has no dialogs.
#[derive(Default)]
#[allow(dead_code, reason = "only tests know beforehand what is picked")]
pub struct Scripted {
    /// The answers still to be given.
    pub answers: VecDeque<Picked>,
}

impl Scripted {
    /// Dialogs that pick these files.
    #[allow(dead_code, reason = "only tests know beforehand what is picked")]
    pub fn picking(files: impl IntoIterator<Item = PathBuf>) -> Scripted {
        Scripted { answers: files.into_iter().map(Picked::File).collect() }
    }
}

impl FileDialogs for Scripted {
    fn ask(&mut self, _ask: Ask) -> Pick {
        Job::ready(self.answers.pop_front().unwrap_or(Picked::NoDialog))
    }
}
