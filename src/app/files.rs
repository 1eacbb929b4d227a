//! Opening, saving and closing, as the person meets them, and asking for files on behalf of panels. The disk is touched
//! in jobs of `document`.

use super::App;
use super::desk::{Desk, DeskId};
use super::dialogs::{Answer, Dialog, PathDialog, Question};
use super::effects::WindowEffects;
use super::keys::Id;
use super::opening::{self, Read};
use super::picker::{Ask, FileDialogs};
use super::request::{By, Pick, Request, Sample, Wanted};
use super::series;
use super::session::Session;
use super::strip::Offer;
use super::task::{Outcome, Task};
use crate::document::save::{self, SaveError, Saved};
use crate::document::{self, OpenError, Opened};
use crate::formats;
use crate::messages::{self, text};
use egui::{Context, ViewportCommand};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What comes after a question or a save.
#[derive(Clone, Debug, PartialEq)]
pub enum Then {
    /// Open a file.
    Open(PathBuf),
    /// Read the open document's source again as another format.
    OpenAs(&'static str),
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
pub enum Purpose {
    /// To open it.
    Open,
    /// To save the project in it.
    Save {
        /// What comes then.
        then: Option<Then>,
    },
    /// Somebody asked for it; a panel of this desk.
    Asked(By, Option<DeskId>),
}

/// What is under way with files.
pub struct Files {
    dialogs: Box<dyn FileDialogs>,
    picking: Option<Picking>,
    reading: Task<Reading, Result<Read, OpenError>>,
    saving: Option<Saving>,
}

/// A file that is being asked for.
struct Picking {
    purpose: Purpose,
    task: Task<(), Option<PathBuf>>,
    since: Instant,
    /// What the window's own dialog says and proposes, when the system has none.
    own: PathDialog,
}

/// A file that is being read.
#[derive(Clone, Debug, PartialEq)]
struct Reading {
    name: String,
    path: Option<PathBuf>,
}

/// A project that is being saved: it is written to its end whatever becomes of the document.
struct Saving {
    desk: DeskId,
    then: Option<Then>,
    task: Task<PathBuf, Result<Saved, SaveError>>,
}

/// How soon a dialog that never came up answers; no person does.
const NO_DIALOG: Duration = Duration::from_millis(200);

impl Files {
    /// Nothing under way; files are asked for with `dialogs`.
    pub fn new(dialogs: Box<dyn FileDialogs>) -> Files {
        Files { dialogs, picking: None, reading: Task::default(), saving: None }
    }

    /// Whether a save is under way.
    pub fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// What is being read.
    pub fn reading(&self) -> Option<&str> {
        self.reading.input().map(|reading| reading.name.as_str())
    }
}

impl App {
    /// Takes up what jobs and dialogs of files have to report.
    pub(super) fn poll_files(&mut self) {
        if let Some(mut picking) = self.files.picking.take() {
            match picking.task.outcome() {
                None => self.files.picking = Some(picking),
                // The system's dialog has asked whether to write over a file.
                Some(Outcome::Done((), Some(path))) => self.picked(picking.purpose, path, true),
                Some(_) if picking.since.elapsed() < NO_DIALOG => self.dialog = Some(Dialog::Path(picking.own)),
                Some(_) => {}
            }
        }
        match self.files.reading.outcome() {
            None => {}
            Some(Outcome::Done(_, Ok(read))) => self.take_up(read),
            Some(Outcome::Done(reading, Err(error))) => {
                let recent = reading.path.filter(|path| self.settings.recent.contains(path));
                let forget = |path| Offer::new(text!("files-forget-recent"), Request::ForgetRecent(path));
                self.strip.fail_with(messages::text(&error.message()), recent.map(forget).into_iter().collect());
            }
            Some(Outcome::BrokeDown(reading)) => self.strip.fail(text!("files-reader-broke-down", name = reading.name)),
        }
        if let Some(mut saving) = self.files.saving.take() {
            match saving.task.outcome() {
                None => self.files.saving = Some(saving),
                Some(outcome) => self.take_up_saved(outcome, saving.desk, saving.then),
            }
        }
    }

    // Opening

    pub(super) fn ask_which_to_open(&mut self) {
        let ask = Ask::Open { folder: self.settings.last_folder.clone() };
        let (title, verb) = (text!("files-open-title").into(), text!("files-open-verb").into());
        self.ask_for(Purpose::Open, ask, title, verb);
    }

    /// Asks for a file on behalf of somebody.
    pub(super) fn pick(&mut self, pick: Pick) {
        let purpose = Purpose::Asked(pick.by, self.session.as_ref().map(|session| session.desk.id));
        match pick.ask {
            Wanted::ToRead { title, verb } => {
                let ask = Ask::Open { folder: self.settings.last_folder.clone() };
                self.ask_for(purpose, ask, title, verb);
            }
            Wanted::Folder { title, verb } => {
                let ask = Ask::Folder { folder: self.settings.dictionaries.last().cloned() };
                self.ask_for(purpose, ask, title, verb);
            }
            Wanted::ToWrite { title, verb, kind, extensions, suffix } => {
                let extension = extensions.first().map_or("txt", String::as_str);
                let proposed = self.proposed(&format!("{suffix}.{extension}"), None);
                self.ask_where(purpose, proposed, (kind, extensions), title, verb);
            }
        }
    }

    fn ask_for(&mut self, purpose: Purpose, ask: Ask, title: String, verb: String) {
        let folder = self.settings.last_folder.as_ref();
        let typed = match &ask {
            Ask::Save { folder, name, .. } => folder.clone().unwrap_or_default().join(name).display().to_string(),
            _ => folder.map_or_else(String::new, |folder| format!("{}/", folder.display())),
        };
        let own = PathDialog { title, verb, typed, purpose: purpose.clone() };
        let task = Task::of((), self.files.dialogs.ask(ask));
        self.files.picking = Some(Picking { purpose, task, since: Instant::now(), own });
    }

    fn ask_where(
        &mut self,
        purpose: Purpose,
        proposed: PathBuf,
        kind: (String, Vec<String>),
        title: String,
        verb: String,
    ) {
        let name = proposed.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = proposed.parent().map(Path::to_owned).or_else(|| self.settings.last_folder.clone());
        self.ask_for(purpose, Ask::Save { folder, name, kind }, title, verb);
    }

    /// Opens a file, unless that would lose something.
    pub(super) fn ask_to_open(&mut self, path: PathBuf) {
        self.unless_lost(Then::Open(path));
    }

    pub(super) fn ask_to_paste(&mut self, text: String) {
        if !text.trim().is_empty() {
            self.unless_lost(Then::Paste(text));
        }
    }

    /// Goes on with `then`, or asks first when changes would be lost.
    pub(super) fn unless_lost(&mut self, then: Then) {
        match &self.session {
            Some(session) if session.desk.document().is_modified() => {
                let name = session.desk.document().name();
                self.dialog = Some(Dialog::Question(Question::NotSaved { name, then }));
            }
            _ => self.go_on(then),
        }
    }

    fn go_on(&mut self, then: Then) {
        match then {
            Then::Open(path) if path.as_os_str() == "-" => {
                self.read(text!("files-standard-input").to_owned(), None, || {
                    let mut bytes = Vec::new();
                    // What was read before an error is still a transcript.
                    let _ = std::io::stdin().lock().read_to_end(&mut bytes);
                    document::import("Standard input", bytes)
                });
            }
            Then::Open(path) => {
                self.settings.last_folder = path.parent().map(Path::to_owned);
                let name = path.display().to_string();
                self.read(name, Some(path.clone()), move || document::open(&path));
            }
            Then::OpenAs(format) => {
                let source = self.session.as_ref().and_then(|session| session.desk.document().source());
                let path = source.and_then(|source| source.path.clone());
                let (Some(path), Some(format)) = (path, formats::named(format)) else {
                    return self.strip.say(text!("files-only-a-file-again").to_owned());
                };
                self.read(path.display().to_string(), None, move || document::open_as(&path, format));
            }
            Then::Paste(text) => {
                self.read(text!("files-pasted-text").to_owned(), None, move || {
                    document::import("Pasted text", text.into_bytes())
                });
            }
            Then::Sample(sample) => {
                let bytes = sample.text.as_bytes().to_vec();
                self.read(sample.name.to_owned(), None, move || document::import(sample.name, bytes));
            }
            Then::Close => {
                self.session = None;
                self.dialog = None;
                self.strip.clear();
            }
            Then::Quit => {
                self.may_close = true;
                self.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn read(
        &mut self,
        name: String,
        path: Option<PathBuf>,
        read: impl FnOnce() -> Result<Opened, OpenError> + Send + 'static,
    ) {
        let file = path.clone();
        let work = move |_: &crate::jobs::Cancel| Ok(opening::look_at(read()?, file));
        self.files.reading.start(&self.ctx, "read", Reading { name, path }, work);
    }

    fn take_up(&mut self, read: Read) {
        if let Some(path) = read.path.as_ref().filter(|_| !read.opened.copy) {
            self.settings.note_recent(path);
        }
        self.dialog = None;
        self.strip.clear();
        let Read { opened, series, said, .. } = read;
        let Opened { document, mut problems, .. } = opened;
        said.say(&mut self.strip);
        problems.extend(series.problems);
        self.session = Some(Session::new(Desk::new(document, problems, series.memory)));
    }

    // Saving

    pub(super) fn save(&mut self) {
        let document = self.session.as_ref().map(|session| session.desk.document());
        let writable = document.filter(|document| document.read_only().is_none());
        match writable.and_then(|document| document.path()).map(Path::to_owned) {
            Some(path) => self.save_to(path, false, None),
            None => self.ask_where_to_save(None),
        }
    }

    pub(super) fn ask_where_to_save(&mut self, then: Option<Then>) {
        let Some(session) = &self.session else { return };
        let path = session.desk.document().path().map(Path::to_owned);
        let proposed = self.proposed(".stet.ron", path.as_deref());
        let kind = (text!("files-project-kind").to_owned(), vec!["stet.ron".to_owned(), "ron".to_owned()]);
        let (title, verb) = (text!("files-save-title").into(), text!("files-save-verb").into());
        self.ask_where(Purpose::Save { then }, proposed, kind, title, verb);
    }

    /// The path that is proposed for a file to be written: beside `path` or what was opened, called as the document is.
    fn proposed(&self, ending: &str, path: Option<&Path>) -> PathBuf {
        let Some(session) = &self.session else { return PathBuf::new() };
        let document = session.desk.document();
        let source = document.source().and_then(|source| source.path.as_deref());
        let base = path.or(source).or(document.path());
        let folder = base.and_then(Path::parent).map(Path::to_owned).or_else(|| self.settings.last_folder.clone());
        folder.unwrap_or_default().join(format!("{}{ending}", stem(&document.name())))
    }

    /// Goes on with the file that was picked. `over` says that the person has agreed to write over it.
    pub(super) fn picked(&mut self, purpose: Purpose, path: PathBuf, over: bool) {
        match purpose {
            Purpose::Open => self.ask_to_open(path),
            Purpose::Save { then } => self.save_to(with_extension(path), over, then),
            Purpose::Asked(By::Dictionaries, _) => self.parts().1.add_dictionaries(path),
            Purpose::Asked(By::Panel { panel, question }, desk) => {
                let (session, window) = self.parts();
                // Of another document nobody asked.
                if let Some(session) = session.filter(|session| Some(session.desk.id) == desk) {
                    session.act(window, |panels, fx| panels.picked(panel, question, path, over, fx));
                }
            }
        }
    }

    /// Asks whether to write over a file.
    pub(super) fn ask_to_overwrite(&mut self, path: PathBuf, by: By) {
        let purpose = Purpose::Asked(by, self.session.as_ref().map(|session| session.desk.id));
        self.dialog = Some(Dialog::Question(Question::Overwrite { path, purpose }));
    }

    fn save_to(&mut self, path: PathBuf, force: bool, then: Option<Then>) {
        let Some(session) = &self.session else { return };
        if self.files.is_saving() {
            return self.strip.say(text!("files-still-saving").to_owned());
        }
        let (desk, snapshot) = (session.desk.id, session.desk.document().snapshot_for_save());
        let mut task = Task::default();
        let to = path.clone();
        task.start(&self.ctx, "save", path, move |cancel| save::save(&snapshot, &to, force, cancel));
        self.files.saving = Some(Saving { desk, then, task });
    }

    fn take_up_saved(&mut self, outcome: Outcome<PathBuf, Result<Saved, SaveError>>, desk: DeskId, then: Option<Then>) {
        let (path, result) = match outcome {
            Outcome::Done(path, result) => (path, result),
            Outcome::BrokeDown(path) => {
                return self.strip.fail(text!("files-writer-broke-down", path = path.display().to_string()));
            }
        };
        match result {
            Ok(saved) => {
                let (session, window) = self.parts();
                if let Some(session) = session.filter(|session| session.desk.id == desk) {
                    session.act(window, |panels, fx| {
                        fx.desk.document_mut().saved(saved);
                        if let Some(path) = fx.desk.document().path() {
                            let path = path.to_owned();
                            fx.settings.note_recent(&path);
                        }
                        let name = fx.desk.document().name();
                        fx.whisper(text!("files-saved", name = name));
                        series::teach_at_save(fx);
                        panels.saved(fx);
                    });
                }
                self.ctx.request_repaint();
                if let Some(then) = then {
                    self.go_on(then);
                }
            }
            Err(SaveError::ChangedOnDisk(_)) => {
                self.dialog = Some(Dialog::Question(Question::ChangedOnDisk { path, then }));
            }
            Err(SaveError::Exists(_)) => {
                let purpose = Purpose::Save { then };
                self.dialog = Some(Dialog::Question(Question::Overwrite { path, purpose }));
            }
            Err(error) => {
                let elsewhere = Offer::run(text!("files-save-elsewhere"), Id("save-as"));
                self.strip.fail_with(messages::text(&error.message()), vec![elsewhere]);
            }
        }
    }

    /// Carries out an answer to the question that is open.
    pub(super) fn answer(&mut self, answer: Answer) {
        let Some(Dialog::Question(question)) = self.dialog.take() else { return };
        match (question, answer) {
            (_, Answer::Cancel) => {}
            (Question::NotSaved { then, .. }, Answer::Discard) => self.go_on(then),
            (Question::NotSaved { then, .. }, _) => {
                let path = self.session.as_ref().and_then(|session| session.desk.document().path());
                match path.map(Path::to_owned) {
                    Some(path) => self.save_to(path, false, Some(then)),
                    None => self.ask_where_to_save(Some(then)),
                }
            }
            (Question::ChangedOnDisk { path, then }, Answer::Overwrite) => self.save_to(path, true, then),
            (Question::ChangedOnDisk { then, .. }, _) => self.ask_where_to_save(then),
            (Question::Overwrite { path, purpose }, _) => self.picked(purpose, path, true),
        }
    }

    /// Asks before the window closes over changes that are not saved.
    pub(super) fn watch_close(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.may_close {
            return;
        }
        if self.session.as_ref().is_some_and(|session| session.desk.document().is_modified()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.unless_lost(Then::Quit);
        }
    }

    /// Waits for what is being written, at the end of the program.
    pub(super) fn finish_writing(&mut self) {
        if let Some(mut saving) = self.files.saving.take()
            && let Some(outcome) = saving.task.wait()
        {
            self.take_up_saved(outcome, saving.desk, None);
        }
        let writes = self.writes.take();
        let (_, window) = self.parts();
        writes.finish(window);
    }
}

/// Takes up files that were dropped on the window.
pub fn dropped(ctx: &Context) -> Option<Request> {
    let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
    dropped.filter(|path| !path.as_os_str().is_empty()).map(Request::Open)
}

/// Takes a file out of the recent ones.
pub fn forget_recent(fx: &mut WindowEffects<'_>, path: &Path) {
    fx.settings.recent.retain(|other| other != path);
    fx.strip.dismiss();
}

/// A file's name without what says its format.
fn stem(name: &str) -> &str {
    let name = name.strip_suffix(".stet.ron").unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 5 => stem,
        _ => name,
    }
}

fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron")) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".stet.ron");
    PathBuf::from(name)
}
