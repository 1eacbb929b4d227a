//! Opening, saving and closing, as the person meets them. The disk is touched in jobs of `document`.

use super::App;
use super::action::Action;
use super::command::Command;
use super::dialogs::files::{Ask, FileDialogs, Pick};
use super::dialogs::{Answer, Dialog, Question};
use super::open::Open;
use super::strip::{Offer, Topic};
use crate::document::save::{self, SaveError, Saved};
use crate::document::{self, OpenError, Opened};
use crate::formats;
use crate::jobs::{self, Job, Poll};
use crate::model::{Transcript, turns};
use egui::{Context, ViewportCommand};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A transcript that is shipped, to be tried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    name: &'static str,
    text: &'static str,
}

/// A French television magazine.
pub const FRENCH_SAMPLE: Sample = Sample { name: "vallee.txt", text: include_str!("../../assets/samples/vallee.txt") };
/// An English radio programme.
pub const ENGLISH_SAMPLE: Sample =
    Sample { name: "harbour.txt", text: include_str!("../../assets/samples/harbour.txt") };

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

/// What a file is asked for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// To open it.
    Open,
    /// To save the project in it.
    Save { then: Option<Then> },
    /// To write an export into it.
    Export,
    /// To read a glossary from it.
    GlossaryImport,
    /// To write the edit log into it.
    Log,
    /// To write the glossary into it.
    GlossaryExport,
    /// To look for dictionaries in it.
    Dictionaries,
}

impl Purpose {
    /// The title of the dialog.
    pub fn title(&self) -> &'static str {
        match self {
            Purpose::Open => "Open a transcript",
            Purpose::Save { .. } => "Save the project",
            Purpose::Export => "Export",
            Purpose::Log => "Export the edit log",
            Purpose::GlossaryImport => "Read a glossary",
            Purpose::GlossaryExport => "Write the glossary",
            Purpose::Dictionaries => "Add a folder of dictionaries",
        }
    }

    /// What its button says.
    pub fn verb(&self) -> &'static str {
        match self {
            Purpose::Open => "Open",
            Purpose::Save { .. } => "Save",
            Purpose::Export | Purpose::Log | Purpose::GlossaryExport => "Export",
            Purpose::GlossaryImport => "Import",
            Purpose::Dictionaries => "Add",
        }
    }
}

/// What is under way with files.
pub struct Files {
    dialogs: Box<dyn FileDialogs>,
    picking: Option<(Purpose, Pick, Instant)>,
    reading: Option<Reading>,
    saving: Option<Saving>,
}

struct Reading {
    name: String,
    path: Option<PathBuf>,
    job: Job<Result<Read, OpenError>>,
}

struct Saving {
    path: PathBuf,
    then: Option<Then>,
    job: Job<Result<Saved, SaveError>>,
}

/// A document that was read, with what the strip says of it.
struct Read {
    opened: Opened,
    path: Option<PathBuf>,
    marked: usize,
    inside: usize,
    show: super::show::Beside,
}

/// How soon a dialog that never came up answers; no person does.
const NO_DIALOG: Duration = Duration::from_millis(200);

impl Files {
    /// Nothing under way; files are asked for with `dialogs`.
    pub fn new(dialogs: Box<dyn FileDialogs>) -> Files {
        Files { dialogs, picking: None, reading: None, saving: None }
    }
}

impl App {
    /// Whether a save is under way.
    pub(super) fn is_saving(&self) -> bool {
        self.files.saving.is_some()
    }

    /// Takes up what jobs and dialogs of files have to report.
    pub(super) fn poll_files(&mut self, ctx: &Context) {
        if let Some((purpose, pick, since)) = self.files.picking.take() {
            match pick.poll() {
                Poll::Pending => self.files.picking = Some((purpose, pick, since)),
                // The system's dialog has asked whether to write over a file.
                Poll::Ready(Some(path)) => self.picked(purpose, path, true),
                Poll::Ready(None) | Poll::Failed if since.elapsed() < NO_DIALOG => {
                    let typed = self.proposed(&purpose);
                    self.dialog = Some(Dialog::Path { purpose, typed });
                }
                Poll::Ready(None) | Poll::Failed => {}
            }
        }
        if let Some(reading) = self.files.reading.take() {
            match reading.job.poll() {
                Poll::Pending => self.files.reading = Some(reading),
                Poll::Ready(Ok(read)) => self.take_up(read),
                Poll::Ready(Err(error)) => {
                    let recent = reading.path.filter(|path| self.settings.recent.contains(path));
                    let forget = |path| Offer { name: "Forget it".to_owned(), action: Action::ForgetRecent(path) };
                    self.strip
                        .fail_with(crate::messages::text(&error.message()), recent.map(forget).into_iter().collect());
                }
                Poll::Failed => {
                    let name = reading.name;
                    self.strip
                        .fail(format!("{name} could not be read: the reader broke down, which is a fault of Stet"));
                }
            }
        }
        if let Some(saving) = self.files.saving.take() {
            match saving.job.poll() {
                Poll::Pending => self.files.saving = Some(saving),
                Poll::Ready(Ok(saved)) => self.take_up_saved(ctx, saved, saving.then),
                Poll::Ready(Err(error)) => self.save_failed(error, saving),
                Poll::Failed => self.strip.fail(format!(
                    "{} could not be saved: the writer broke down. The old file is as it was",
                    saving.path.display()
                )),
            }
        }
    }

    /// What the strip says while a file is read.
    pub(super) fn reading(&self) -> Option<&str> {
        self.files.reading.as_ref().map(|reading| reading.name.as_str())
    }

    // Opening

    pub(super) fn ask_which_to_open(&mut self) {
        let ask = Ask::Open { folder: self.settings.last_folder.clone() };
        self.ask_for(Purpose::Open, ask);
    }

    pub(super) fn ask_for_glossary(&mut self) {
        let ask = Ask::Open { folder: self.settings.last_folder.clone() };
        self.ask_for(Purpose::GlossaryImport, ask);
    }

    pub(super) fn ask_for(&mut self, purpose: Purpose, ask: Ask) {
        let pick = self.files.dialogs.ask(ask);
        self.files.picking = Some((purpose, pick, Instant::now()));
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

    pub(super) fn open_sample(&mut self, sample: Sample) {
        self.unless_lost(Then::Sample(sample));
    }

    pub(super) fn open_as(&mut self, format: &'static str) {
        self.unless_lost(Then::OpenAs(format));
    }

    pub(super) fn ask_to_close(&mut self) {
        self.unless_lost(Then::Close);
    }

    /// Goes on with `then`, or asks first when changes would be lost.
    fn unless_lost(&mut self, then: Then) {
        match &self.open {
            Some(open) if open.document.is_modified() => {
                let name = open.document.name();
                self.dialog = Some(Dialog::Question(Question::NotSaved { name, then }));
            }
            _ => self.go_on(then),
        }
    }

    fn go_on(&mut self, then: Then) {
        match then {
            Then::Open(path) if path.as_os_str() == "-" => {
                self.read("standard input".to_owned(), None, || {
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
                let source =
                    self.open.as_ref().and_then(|open| open.document.source()).and_then(|source| source.path.clone());
                let (Some(path), Some(format)) = (source, formats::named(format)) else {
                    self.strip
                        .say("Only a file can be read again as another format: save the text and open it".to_owned());
                    return;
                };
                self.read(path.display().to_string(), None, move || document::open_as(&path, format));
            }
            Then::Paste(text) => {
                self.read("the pasted text".to_owned(), None, move || {
                    document::import("Pasted text", text.into_bytes())
                });
            }
            Then::Sample(sample) => {
                let bytes = sample.text.as_bytes().to_vec();
                self.read(sample.name.to_owned(), None, move || document::import(sample.name, bytes));
            }
            Then::Close => {
                self.open = None;
                self.strip.clear();
                self.forget_document();
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
        let (wake, file) = (self.ctx.clone(), path.clone());
        let job = jobs::spawn(
            "read",
            move || wake.request_repaint(),
            move |_| {
                let opened = read()?;
                let (marked, inside) = marks(opened.document.transcript());
                let document = &opened.document;
                let place = document.path().or(document.source().and_then(|source| source.path.as_deref()));
                let show = place.map(super::show::beside).unwrap_or_default();
                Ok(Read { opened, path: file, marked, inside, show })
            },
        );
        self.files.reading = Some(Reading { name, path, job });
    }

    fn take_up(&mut self, read: Read) {
        let Read { opened, path, marked, inside, show } = read;
        let Opened { document, mut problems, copy, is_project: from_project } = opened;
        let can_reopen = !from_project && !copy && document.source().is_some_and(|source| source.path.is_some());
        let t = document.transcript();
        let lines = plural(t.lines.len(), "line", "lines");
        let mut offers = Vec::new();
        let text = if copy {
            offers.push(Offer { name: "Show what".to_owned(), action: Action::Show(Some(super::panels::Tab::Notes)) });
            format!(
                "The project is damaged: {lines} could be read, {} could not. This is a copy; the file is as it was",
                plural(problems.len(), "thing", "things")
            )
        } else if from_project {
            format!("Opened {lines}")
        } else {
            let format = document.source().and_then(|source| formats::named(&source.format));
            let mut text = format!("Opened as {}: {lines}", format.map_or("text", |format| format.name));
            if t.speakers.is_empty() && marked > 0 {
                text.push_str(&format!(", {} marked", plural(marked, "turn", "turns")));
            }
            if inside > 0 {
                text.push_str(&format!(". Split the {} inside a line?", plural(inside, "turn", "turns")));
                offers.push(Offer::run("Split", Command::SplitTurns));
            }
            text
        };
        let notes: usize = t.meta.notes.iter().map(|note| note.lines().count()).sum();
        let mut text = text;
        if !from_project && notes > 0 {
            text.push_str(&format!(" · {} kept as notes", plural(notes, "header line", "header lines")));
            offers.push(Offer { name: "Show".to_owned(), action: Action::Show(Some(super::panels::Tab::Notes)) });
        }
        if !copy && !problems.is_empty() {
            text.push_str(&format!(" · {} when it was read", plural(problems.len(), "oddity", "oddities")));
            offers.push(Offer { name: "What".to_owned(), action: Action::Show(Some(super::panels::Tab::Notes)) });
        }
        if let Some(first) = show.problems.first() {
            let more = show.problems.len() - 1;
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            text.push_str(&format!(" · {}{more}; the rest of it is used", crate::messages::text(&first.message)));
            offers.push(Offer { name: "What".to_owned(), action: Action::Show(Some(super::panels::Tab::Notes)) });
            problems.extend(show.problems);
        }
        if let Some(path) = path.filter(|_| !copy) {
            self.settings.note_recent(&path);
        }
        self.forget_document();
        self.open = Some(Open::new(document, problems, show.memory));
        self.strip.clear();
        match inside > 0 && !copy && !from_project {
            true => self.strip.offer(Topic::Opened, String::new(), text, offers),
            false if copy => self.strip.fail_with(text, offers),
            false => self.strip.tell(Topic::Opened, text, offers),
        }
        if can_reopen {
            let choice =
                |format: &&formats::Format| Offer { name: format.name.to_owned(), action: Action::OpenAs(format.id) };
            self.strip.choose("Opened as…", formats::ALL.iter().map(choice).collect());
        }
    }

    fn forget_document(&mut self) {
        self.dialog = None;
        self.forget_speakers();
        self.forget_export();
        self.forget_changes();
    }

    /// Takes up files that were dropped on the window.
    pub(super) fn dropped(&self, ctx: &Context, actions: &mut Vec<Action>) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped.filter(|path| !path.as_os_str().is_empty()) {
            actions.push(Action::Open(path));
        }
    }

    // Saving

    pub(super) fn save(&mut self) {
        let writable = self.open.as_ref().map(|open| &open.document).filter(|document| document.read_only().is_none());
        match writable.and_then(|document| document.path()).map(Path::to_owned) {
            Some(path) => self.save_to(path, false, None),
            None => self.ask_where_to_save(),
        }
    }

    pub(super) fn ask_where_to_save(&mut self) {
        self.ask_where_to_save_then(None);
    }

    fn ask_where_to_save_then(&mut self, then: Option<Then>) {
        let kind = ("Stet project".to_owned(), vec!["stet.ron".to_owned(), "ron".to_owned()]);
        self.ask_where_to_write(Purpose::Save { then }, kind);
    }

    /// Asks where to write a file of a kind: a name for people, and extensions without the dot.
    pub(super) fn ask_where_to_write(&mut self, purpose: Purpose, kind: (String, Vec<String>)) {
        let proposed = PathBuf::from(self.proposed(&purpose));
        let name = proposed.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = proposed.parent().map(Path::to_owned).or_else(|| self.settings.last_folder.clone());
        self.ask_for(purpose, Ask::Save { folder, name, kind });
    }

    /// The path that is proposed when a file is asked for.
    fn proposed(&self, purpose: &Purpose) -> String {
        let Some(open) = &self.open else { return String::new() };
        let (extension, path) = match purpose {
            Purpose::Open | Purpose::GlossaryImport | Purpose::Dictionaries => {
                return self
                    .settings
                    .last_folder
                    .as_ref()
                    .map_or_else(String::new, |folder| format!("{}/", folder.display()));
            }
            Purpose::Save { .. } => ("stet.ron".to_owned(), open.document.path().map(Path::to_owned)),
            Purpose::Export => (self.export_extension(), None),
            Purpose::Log => ("changes.csv".to_owned(), None),
            Purpose::GlossaryExport => ("glossary.txt".to_owned(), None),
        };
        let source = open.document.source().and_then(|source| source.path.clone());
        let base = path.or(source).or_else(|| open.document.path().map(Path::to_owned));
        let folder =
            base.as_deref().and_then(Path::parent).map(Path::to_owned).or_else(|| self.settings.last_folder.clone());
        let name = format!("{}.{extension}", stem(&open.document.name()));
        folder.unwrap_or_default().join(name).display().to_string()
    }

    /// Goes on with the file that was picked.
    pub(super) fn picked(&mut self, purpose: Purpose, path: PathBuf, over: bool) {
        match purpose {
            Purpose::Open => self.ask_to_open(path),
            Purpose::Save { then } => self.save_to(with_extension(path), over, then),
            Purpose::Export => self.export_to(path, over),
            Purpose::Log => self.export_log(path),
            Purpose::GlossaryImport => self.import_glossary(path),
            Purpose::GlossaryExport => self.export_glossary(path),
            Purpose::Dictionaries => self.add_dictionaries(path),
        }
    }

    fn save_to(&mut self, path: PathBuf, force: bool, then: Option<Then>) {
        let Some(open) = &self.open else { return };
        if self.files.saving.is_some() {
            self.strip.say("Still saving: wait for it to end, then save again".to_owned());
            return;
        }
        let snapshot = open.document.snapshot_for_save();
        let (wake, to) = (self.ctx.clone(), path.clone());
        let job = jobs::spawn(
            "save",
            move || wake.request_repaint(),
            move |cancel| save::save(&snapshot, &to, force, cancel),
        );
        self.files.saving = Some(Saving { path, then, job });
    }

    fn take_up_saved(&mut self, ctx: &Context, saved: Saved, then: Option<Then>) {
        let Some(open) = &mut self.open else { return };
        open.document.saved(saved);
        if let Some(path) = open.document.path() {
            self.settings.note_recent(path);
        }
        self.strip.whisper(format!("Saved {}", open.document.name()));
        self.teach_show_at_save();
        ctx.request_repaint();
        if let Some(then) = then {
            self.go_on(then);
        }
    }

    fn save_failed(&mut self, error: SaveError, saving: Saving) {
        let (path, then) = (saving.path, saving.then);
        match error {
            SaveError::ChangedOnDisk(_) => self.dialog = Some(Dialog::Question(Question::ChangedOnDisk { path, then })),
            SaveError::Exists(_) => {
                let purpose = Purpose::Save { then };
                self.dialog = Some(Dialog::Question(Question::Overwrite { path, purpose }));
            }
            error => {
                self.strip.fail_with(
                    crate::messages::text(&error.message()),
                    vec![Offer::run("Save a copy elsewhere", Command::SaveAs)],
                );
            }
        }
    }

    /// Carries out an answer to the question that is open.
    pub(super) fn answer(&mut self, _ctx: &Context, answer: Answer) {
        let Some(Dialog::Question(question)) = self.dialog.take() else { return };
        match (question, answer) {
            (_, Answer::Cancel) => {}
            (Question::NotSaved { then, .. }, Answer::Discard) => self.go_on(then),
            (Question::NotSaved { then, .. }, _) => match self.open.as_ref().and_then(|open| open.document.path()) {
                Some(path) => {
                    let path = path.to_owned();
                    self.save_to(path, false, Some(then));
                }
                None => self.ask_where_to_save_then(Some(then)),
            },
            (Question::ChangedOnDisk { path, then }, Answer::Overwrite) => self.save_to(path, true, then),
            (Question::ChangedOnDisk { then, .. }, _) => self.ask_where_to_save_then(then),
            (Question::Overwrite { path, purpose }, _) => self.picked(purpose, path, true),
        }
    }

    /// Closes the dialog that is open without doing anything. The keyboard goes back to the panel that it is about.
    pub(super) fn close_dialog(&mut self) {
        let about_names = matches!(self.dialog.take(), Some(Dialog::Sure));
        if about_names && self.panel() == Some(super::panels::Tab::Names) {
            self.back_to = Some(super::names::panel_id());
        }
    }

    /// Asks before the window closes over changes that are not saved.
    pub(super) fn watch_close(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.may_close {
            return;
        }
        if self.open.as_ref().is_some_and(|open| open.document.is_modified()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.unless_lost(Then::Quit);
        }
    }
}

/// How many turns are marked by a dash, and how many of them inside a line.
fn marks(t: &Transcript) -> (usize, usize) {
    t.lines.iter().fold((0, 0), |(marked, inside), line| {
        let within = turns::marks_inside(&line.text).len();
        (marked + usize::from(turns::mark(&line.text).is_some()) + within, inside + within)
    })
}

fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
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
