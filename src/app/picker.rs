//! Asking for a file, and showing one: what the system does for the window, behind a small trait, so that a test can answer
//! for it.

use crate::jobs::{self, Job};
use egui::{Event, Plugin, RawInput};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
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

/// How a file is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// In the program that the system opens such files with.
    Opened,
    /// In its folder.
    InFolder,
}

/// Why a file was not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotShown {
    /// The system has no program for it.
    NoProgram,
    /// What would show it could not be started.
    Failed(String),
}

/// Asks the person for files, and shows files to the person.
pub trait FileDialogs {
    /// Shows a dialog. Never waits.
    fn ask(&mut self, ask: Ask) -> Pick;
    /// Shows a file or a folder in another program. Never waits.
    fn show(&mut self, path: &Path, how: Shows) -> Job<Result<(), NotShown>>;
}

/// How soon whatever shows a file says that it cannot; later it was shown, and closed again.
const CANNOT: Duration = Duration::from_secs(10);

/// The dialogs of the system.
pub(super) struct Native {
    ctx: egui::Context,
    away: Arc<AtomicBool>,
}

/// Notes that something else has got the keyboard than the window, as a dialog of the system does that comes up.
struct Away(Arc<AtomicBool>);

impl Plugin for Away {
    fn debug_name(&self) -> &'static str {
        "away"
    }

    fn input_hook(&mut self, _: &egui::Context, input: &mut RawInput) {
        if input.events.contains(&Event::WindowFocused(false)) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}

impl Native {
    /// Dialogs that wake the window of `ctx` when they are answered.
    pub(super) fn new(ctx: &egui::Context) -> Native {
        let away = Arc::default();
        ctx.add_plugin(Away(Arc::clone(&away)));
        Native { ctx: ctx.clone(), away }
    }

    /// Waits elsewhere for a dialog that was made here, on the thread of the window, as macOS demands.
    fn wait_for(&self, asked: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static) -> Pick {
        let (ctx, away) = (self.ctx.clone(), Arc::clone(&self.away));
        away.store(false, Ordering::Relaxed);
        let wake = move || ctx.request_repaint();
        jobs::spawn("file dialog", wake, move |_| {
            let picked = pollster::block_on(asked).map(|file| file.path().to_owned());
            answer(picked, away.load(Ordering::Relaxed))
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

    fn show(&mut self, path: &Path, how: Shows) -> Job<Result<(), NotShown>> {
        let (ctx, mut shows) = (self.ctx.clone(), shower(path, how));
        let wake = move || ctx.request_repaint();
        jobs::spawn("show file", wake, move |_| {
            let since = Instant::now();
            let ended = shows.status().map_err(|error| NotShown::Failed(error.to_string()))?;
            // That of Windows ends so whatever came of it.
            let failed = !ended.success() && !cfg!(windows) && since.elapsed() < CANNOT;
            if failed { Err(NotShown::NoProgram) } else { Ok(()) }
        })
    }
}

/// What came of asking, when the window has lost the keyboard meanwhile or has not. A person who picks nothing does so in a
/// dialog, which has the keyboard then; without one, none came up. The systems that always have dialogs are believed.
fn answer(picked: Option<PathBuf>, away: bool) -> Picked {
    let always = cfg!(any(windows, target_os = "macos"));
    match picked {
        Some(file) => Picked::File(file),
        None if away || always => Picked::Nothing,
        None => Picked::NoDialog,
    }
}

/// What shows a file on this system.
fn shower(path: &Path, how: Shows) -> Command {
    let folder = path.parent().unwrap_or(path);
    let (program, arguments): (&str, Vec<std::ffi::OsString>) = match (std::env::consts::OS, how) {
        ("macos", Shows::Opened) => ("open", vec![path.into()]),
        ("macos", Shows::InFolder) => ("open", vec!["-R".into(), path.into()]),
        ("windows", Shows::Opened) => ("explorer", vec![path.into()]),
        ("windows", Shows::InFolder) => ("explorer", vec!["/select,".into(), path.into()]),
        (_, Shows::Opened) => ("xdg-open", vec![path.into()]),
        (_, Shows::InFolder) => ("xdg-open", vec![folder.into()]),
    };
    let mut command = Command::new(program);
    command.args(arguments).stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    command
}

/// Answers that are given in order, for tests. When they run out, the system has no dialogs.
#[derive(Default)]
#[allow(dead_code, reason = "only tests know beforehand what is picked")]
pub struct Scripted {
    /// The answers still to be given.
    pub answers: VecDeque<Picked>,
    /// What was shown, and how. A file that is not there has no program that shows it.
    pub shown: Arc<Mutex<Vec<(PathBuf, Shows)>>>,
}

impl Scripted {
    /// Dialogs that pick these files.
    #[allow(dead_code, reason = "only tests know beforehand what is picked")]
    pub fn picking(files: impl IntoIterator<Item = PathBuf>) -> Scripted {
        Scripted { answers: files.into_iter().map(Picked::File).collect(), ..Scripted::default() }
    }
}

impl FileDialogs for Scripted {
    fn ask(&mut self, _ask: Ask) -> Pick {
        Job::ready(self.answers.pop_front().unwrap_or(Picked::NoDialog))
    }

    fn show(&mut self, path: &Path, how: Shows) -> Job<Result<(), NotShown>> {
        self.shown.lock().expect("nobody panics with it").push((path.to_owned(), how));
        Job::ready(if path.exists() { Ok(()) } else { Err(NotShown::NoProgram) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(any(windows, target_os = "macos")))]
    fn a_dialog_came_up_when_it_took_the_keyboard_however_long_that_took() {
        let ctx = egui::Context::default();
        let native = Native::new(&ctx);
        let after = |events: Vec<Event>| {
            native.away.store(false, Ordering::Relaxed);
            Away(Arc::clone(&native.away)).input_hook(&ctx, &mut RawInput { events, ..RawInput::default() });
            answer(None, native.away.load(Ordering::Relaxed))
        };
        assert_eq!(after(vec![]), Picked::NoDialog);
        assert_eq!(after(vec![Event::WindowFocused(true)]), Picked::NoDialog);
        assert_eq!(after(vec![Event::WindowFocused(false)]), Picked::Nothing);
        assert_eq!(answer(Some("a".into()), false), Picked::File("a".into()));
    }
}
