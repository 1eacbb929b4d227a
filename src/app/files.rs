//! Opening, saving and closing, as the person meets them, and asking for files on behalf of panels. The disk is touched
//! in jobs of `document`.

#[cfg(test)]
mod tests;

use super::clipboard::PasteAs;
use super::desk::{Desk, DeskId};
use super::dialogs::{Answer, Dialog, PathDialog, Question, Wants};
use super::effects::{Effects, WindowEffects};
use super::keys::Id;
use super::opening::{self, Read};
use super::panels::Panels;
use super::pasting::{self, Pasting};
use super::picker::{Ask, FileDialogs, NotShown, Picked, Shows};
use super::purpose::{NextStep, Purpose};
use super::request::{By, Pick, Request, Wanted};
use super::series;
use super::session::Session;
use super::strip::{Offer, Topic};
use super::task::{Outcome, Task};
use super::view::{Anchor, Field};
use crate::document::folder::{self, Entry};
use crate::document::{self, Document, OpenError, Opened, Revision, SaveError, Saved};
use crate::formats;
use crate::jobs::{Cancel, Job};
use crate::messages::text;
use crate::model::{Message, message};
use crate::settings::{Place, Settings};
use egui::{Context, ViewportCommand};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// So many folders of recent files the window's own dialog leads to.
const PLACES: usize = 5;

/// What is under way with files.
pub(super) struct Files {
    dialogs: Box<dyn FileDialogs>,
    picking: Option<Picking>,
    /// The window's own dialog in which a file was chosen last.
    chooser: Option<Box<PathDialog>>,
    reading: Task<Reading, Result<Read, OpenError>>,
    pasting: Task<Pasting, Result<Opened, OpenError>>,
    saving: Option<Saving>,
    /// What is being shown in other programs.
    showing: Vec<Task<PathBuf, Result<(), NotShown>>>,
    /// The settings that are being written, and whether there are newer ones.
    writing_settings: Task<(), Result<(), Message>>,
    keep_settings: bool,
    /// A folder that is being listed for the window's own dialog.
    listing: Task<PathBuf, Result<Vec<Entry>, Message>>,
    /// A folder that is made before it is shown.
    making: Task<PathBuf, Result<(), Message>>,
}

/// A file that is being asked for.
struct Picking {
    purpose: Purpose,
    task: Task<(), Picked>,
    /// What the window's own dialog says and proposes, when the system has none.
    own: PathDialog,
}

/// A file that is being read.
#[derive(Clone, Debug, PartialEq)]
struct Reading {
    name: String,
    path: Option<PathBuf>,
    /// What asked for it.
    step: NextStep,
    /// The state of the document that goes when it was read: nothing of it was unsaved, or the person has agreed to lose
    /// it.
    agreed: Option<(DeskId, Revision)>,
}

/// A project that is being saved: it is written to its end whatever becomes of the document.
struct Saving {
    desk: DeskId,
    then: Option<NextStep>,
    task: Task<PathBuf, Result<Saved, SaveError>>,
}

impl Files {
    /// Nothing under way; files are asked for with `dialogs`.
    pub(super) fn new(dialogs: Box<dyn FileDialogs>) -> Files {
        let (reading, making, listing) = (Task::default(), Task::default(), Task::default());
        Files {
            dialogs,
            picking: None,
            chooser: None,
            reading,
            pasting: Task::default(),
            saving: None,
            showing: Vec::new(),
            writing_settings: Task::default(),
            keep_settings: false,
            listing,
            making,
        }
    }

    /// Whether a save is under way.
    pub(super) fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// What is being read.
    pub(super) fn reading(&self) -> Option<&str> {
        self.reading.input().map(|reading| reading.name.as_str())
    }
}

/// What lies around the files: what changes when one is opened, saved or closed.
pub(super) struct Around<'a> {
    /// The open document.
    pub session: &'a mut Option<Session>,
    /// The dialog that is open.
    pub dialog: &'a mut Option<Dialog>,
    /// The person has agreed to lose what is not saved.
    pub may_close: &'a mut bool,
    /// The window.
    pub window: WindowEffects<'a>,
}

impl Around<'_> {
    /// The file from which the open document was imported.
    fn source(&self) -> Option<&Path> {
        self.session.as_ref()?.desk.document().source_path()
    }

    /// Whether the document on this desk is the one that is open.
    fn is_open(&self, desk: DeskId) -> bool {
        self.session.as_ref().is_some_and(|session| session.desk.id == desk)
    }

    /// Says that saving the document on a desk went wrong, and what can be done while it is open.
    fn not_saved(&mut self, desk: DeskId, said: Message) {
        let elsewhere = Offer::run(text!("files-save-elsewhere"), Id("save-as"));
        match self.is_open(desk) {
            true => self.window.strip.fail_about(Topic::Saving, said, vec![elsewhere]),
            false => self.window.of_program(|window| window.fail(said)),
        }
    }

    /// Remembers where the person is in the document that is open.
    pub(super) fn leave_place(&mut self) {
        let Some(session) = &self.session else { return };
        let (document, view) = (session.desk.document(), &session.desk.view);
        let settings = &mut *self.window.settings;
        if let Some(path) = file_of(document) {
            let (path, panel) = (path.to_owned(), settings.panel.clone());
            settings.note_place(Place { path, row: view.focus, first: view.anchor.row, panel });
        }
    }

    /// The open document, and the state in which it is.
    fn state(&self) -> Option<(DeskId, Revision)> {
        let desk = self.session.as_ref().map(|session| &session.desk);
        desk.map(|desk| (desk.id, desk.document().revision()))
    }

    /// Lets take effect what is typed and not yet in the document: into an open start, and into the fields of panels.
    fn keep_typed(&mut self) {
        let Some(desk) = self.session.as_ref().map(|session| session.desk.id) else { return };
        self.act_on(desk, |panels, fx| {
            if fx.desk.view.editing.as_ref().is_some_and(|editing| editing.field == Field::Start) {
                fx.leave_cell();
            }
            panels.keep_typed(fx);
        });
    }

    /// Lets something be done on the desk, if it is the one that was meant.
    fn act_on(&mut self, desk: DeskId, act: impl FnOnce(&mut Panels, &mut Effects<'_>)) {
        let window = self.window.reborrow();
        if let Some(session) = self.session.as_mut().filter(|session| session.desk.id == desk) {
            session.act(window, act);
        }
    }
}

impl Files {
    /// Takes up what jobs and dialogs of files have to report.
    pub(super) fn poll(&mut self, around: &mut Around<'_>) {
        if let Some(mut picking) = self.picking.take() {
            match picking.task.outcome() {
                None => self.picking = Some(picking),
                // The system's dialog has asked whether to write over a file.
                Some(Outcome::Done((), Picked::File(path))) => self.picked(around, picking.purpose, path, true),
                Some(Outcome::Done((), Picked::Nothing)) => {}
                Some(Outcome::Done((), Picked::NoDialog) | Outcome::BrokeDown(())) => {
                    *around.dialog = Some(Dialog::Path(Box::new(picking.own)));
                }
            }
        }
        match self.reading.outcome() {
            None => {}
            Some(Outcome::Done(reading, Ok(read))) => {
                around.keep_typed();
                match around.state() == reading.agreed {
                    true => {
                        take_up(around, read);
                        self.keep_settings = true;
                    }
                    // What was typed while it was read would be lost: that is asked, and the file is read once more.
                    false => self.unless_lost(around, reading.step),
                }
            }
            Some(Outcome::Done(reading, Err(error))) => {
                let recent = reading.path.filter(|path| around.window.settings.recent.contains(path));
                let forget = |path| Offer::new(text!("files-forget-recent"), Request::ForgetRecent(path));
                around.window.strip.fail_with(error.message(), recent.map(forget).into_iter().collect());
            }
            Some(Outcome::BrokeDown(reading)) => {
                around.window.strip.fail(message!("files-reader-broke-down", name = reading.name));
            }
        }
        self.poll_pasting(around);
        if let Some(mut saving) = self.saving.take() {
            match saving.task.outcome() {
                None => self.saving = Some(saving),
                Some(outcome) => self.take_up_saved(around, outcome, saving.desk, saving.then),
            }
        }
        self.list(around);
        self.write_settings(around);
        match self.making.outcome() {
            Some(Outcome::Done(folder, Ok(()))) => self.show_outside(folder, Shows::Opened),
            Some(Outcome::Done(_, Err(why))) => around.window.fail(why),
            Some(Outcome::BrokeDown(_)) | None => {}
        }
        self.showing.retain_mut(|showing| match showing.outcome() {
            None => true,
            Some(Outcome::Done(path, Err(why))) => {
                around.window.fail(not_shown(&path, why));
                false
            }
            Some(Outcome::Done(_, Ok(())) | Outcome::BrokeDown(_)) => false,
        });
    }

    /// Writes the settings where something was opened or saved since: what was learned of files is not lost with a crash.
    fn write_settings(&mut self, around: &mut Around<'_>) {
        if let Some(Outcome::Done((), Err(why))) = self.writing_settings.outcome() {
            around.window.of_program(|window| window.fail(why));
        }
        let Some(folder) = around.window.folder.filter(|_| self.keep_settings && !self.writing_settings.is_running())
        else {
            return;
        };
        self.keep_settings = false;
        let (folder, settings) = (folder.to_owned(), around.window.settings.clone());
        self.writing_settings.start(around.window.ctx, "settings", (), move |_| {
            let name = folder.display().to_string();
            settings
                .save(&folder)
                .map_err(|error| message!("settings-not-saved", folder = name, why = error.to_string()))
        });
    }

    /// Lists the folder that the window's own dialog is to show.
    fn list(&mut self, around: &mut Around<'_>) {
        let Some(dialog) = around.dialog.as_mut().and_then(Dialog::path_mut) else { return self.listing.stop() };
        if let Some(Outcome::Done(folder, found)) = self.listing.outcome() {
            dialog.listed(folder, found);
        }
        if let Some(folder) = dialog.unlisted() {
            let of = folder.clone();
            self.listing
                .start_if_stale(around.window.ctx, "list", folder, None, || move |_: &Cancel| folder::list(&of));
        }
    }

    // Showing in other programs

    /// Shows a file or a folder in another program.
    pub(super) fn show_outside(&mut self, path: PathBuf, how: Shows) {
        let job = self.dialogs.show(&path, how);
        self.showing.push(Task::of(path, job));
    }

    /// Shows a folder in another program, and makes it before if it is not there.
    pub(super) fn open_folder(&mut self, around: &Around<'_>, folder: PathBuf) {
        let made = folder.clone();
        self.making.start(around.window.ctx, "folder", folder, move |_| document::dictionaries::make_folder(&made));
    }

    // Opening

    pub(super) fn ask_which_to_open(&mut self, around: &mut Around<'_>) {
        let ask = Ask::Open { folder: around.window.settings.last_folder.clone() };
        let (title, verb) = (text!("files-open-title").into(), text!("files-open-verb").into());
        let known = formats::ALL.iter().flat_map(|format| format.extensions).copied().chain(["ron"]);
        let extensions = known.map(str::to_owned).collect();
        self.ask_for(around, ask, PathDialog::new(title, verb, Purpose::Open, extensions));
    }

    /// Asks for a file on behalf of somebody.
    pub(super) fn pick(&mut self, around: &mut Around<'_>, pick: Pick) {
        let purpose = Purpose::Asked(pick.by, around.session.as_ref().map(|session| session.desk.id));
        match pick.ask {
            Wanted::ToRead { title, verb, extensions } => {
                let ask = Ask::Open { folder: around.window.settings.last_folder.clone() };
                self.ask_for(around, ask, PathDialog::new(title, verb, purpose, extensions));
            }
            Wanted::Folder { title, verb } => {
                let ask = Ask::Folder { folder: around.window.settings.dictionaries.last().cloned() };
                self.ask_for(around, ask, PathDialog::new(title, verb, purpose, Vec::new()));
            }
            Wanted::ToWrite { title, verb, kind, extensions, suffix } => {
                let extension = extensions.first().map_or("txt", String::as_str);
                let mut proposed = self.proposed(around, &format!("{suffix}.{extension}"), None);
                // What the transcript was read from is never written to.
                if around.source() == Some(&proposed) {
                    proposed = self.proposed(around, &format!("{suffix}.corrected.{extension}"), None);
                }
                self.ask_where(around, purpose, proposed, (kind, extensions), title, verb);
            }
        }
    }

    fn ask_for(&mut self, around: &mut Around<'_>, ask: Ask, own: PathDialog) {
        let settings = &*around.window.settings;
        let (wants, folder) = match &ask {
            Ask::Open { folder } => (Wants::File, folder),
            Ask::Folder { folder } => (Wants::Folder, folder),
            Ask::Save { folder, .. } => (Wants::Target, folder),
        };
        let folder = folder.clone().or_else(|| settings.last_folder.clone()).or_else(std::env::home_dir);
        let name = if let Ask::Save { name, .. } = &ask { name.as_str() } else { "" };
        let typed = folder.unwrap_or_default().join(name).display().to_string();
        let mut places: Vec<PathBuf> = Vec::new();
        let lately = settings.recent.iter().filter_map(|path| path.parent());
        for place in settings.last_folder.iter().map(PathBuf::as_path).chain(lately) {
            if places.len() < PLACES && !places.iter().any(|known| known == place) {
                places.push(place.to_owned());
            }
        }
        let own = own.beginning(wants, typed, places);
        let task = Task::of((), self.dialogs.ask(ask));
        self.chooser = None;
        self.picking = Some(Picking { purpose: own.purpose.clone(), task, own });
    }

    fn ask_where(
        &mut self,
        around: &mut Around<'_>,
        purpose: Purpose,
        proposed: PathBuf,
        kind: (String, Vec<String>),
        title: String,
        verb: String,
    ) {
        let name = proposed.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = proposed.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.map(Path::to_owned).or_else(|| around.window.settings.last_folder.clone());
        let own = PathDialog::new(title, verb, purpose, kind.1.clone());
        self.ask_for(around, Ask::Save { folder, name, kind }, own);
    }

    /// Opens a file, unless that would lose something.
    pub(super) fn ask_to_open(&mut self, around: &mut Around<'_>, path: PathBuf) {
        self.unless_lost(around, NextStep::Open(path));
    }

    /// Takes up a text from the clipboard: see [`pasting`].
    pub(super) fn paste(&mut self, around: &mut Around<'_>, text: String, to: PasteAs) {
        if text.trim().is_empty() {
            return;
        }
        let Some(desk) = around.session.as_ref().map(|session| session.desk.id) else {
            return self.go_on(around, NextStep::Paste(text));
        };
        if to != PasteAs::Document
            && let Some(lines) = around.window.copies.lines_of(&text).cloned()
        {
            return around.act_on(desk, |_, fx| pasting::put(fx, &lines));
        }
        let pasting = Pasting { text: text.clone(), to, desk };
        if text.len() > pasting::LONG {
            return self.pasting.start(around.window.ctx, "paste", pasting, move |_| pasting::read(text));
        }
        // What is typed next finds the lines there.
        self.pasting = Task::of(pasting, Job::ready(pasting::read(text)));
        self.poll_pasting(around);
    }

    fn poll_pasting(&mut self, around: &mut Around<'_>) {
        match self.pasting.outcome() {
            None => {}
            // The document into which it was pasted is not open any more.
            Some(Outcome::Done(pasting, _)) if !around.is_open(pasting.desk) => {}
            Some(Outcome::Done(pasting, Ok(opened))) => {
                let lines = opened.document.transcript().clone();
                if pasting::are_lines(pasting.to, &opened) {
                    return around.act_on(pasting.desk, |_, fx| pasting::put(fx, &lines));
                }
                around.keep_typed();
                let Some(document) = around.session.as_ref().map(|session| session.desk.document()) else { return };
                let (name, is_modified) = (document.name(text!("untitled")), document.is_modified());
                *around.dialog =
                    Some(Dialog::Question(Question::Pasted { text: pasting.text, lines, name, is_modified }));
            }
            Some(Outcome::Done(_, Err(error))) => around.window.strip.fail(error.message()),
            Some(Outcome::BrokeDown(_)) => {
                around.window.strip.fail(message!("files-reader-broke-down", name = message!("files-pasted-text")));
            }
        }
    }

    /// Goes on with `then`, or asks first when changes would be lost.
    pub(super) fn unless_lost(&mut self, around: &mut Around<'_>, then: NextStep) {
        around.keep_typed();
        match &around.session {
            Some(session) if session.desk.document().is_modified() => {
                let name = session.desk.document().name(text!("untitled"));
                *around.dialog = Some(Dialog::Question(Question::NotSaved { name, then }));
            }
            _ => self.go_on(around, then),
        }
    }

    fn go_on(&mut self, around: &mut Around<'_>, then: NextStep) {
        let step = then.clone();
        match then {
            NextStep::Open(path) if path.as_os_str() == "-" => {
                self.read(around, step, text!("files-standard-input").to_owned(), None, || {
                    let mut bytes = Vec::new();
                    // What was read before an error is still a transcript.
                    let _ = std::io::stdin().lock().read_to_end(&mut bytes);
                    document::import(text!("files-from-standard-input"), bytes)
                });
            }
            NextStep::Open(path) => {
                // It is found again from wherever the program is started the next time.
                let path = std::path::absolute(&path).unwrap_or(path);
                around.window.settings.note_folder(&path);
                let name = path.display().to_string();
                self.read(around, step, name, Some(path.clone()), move || document::open(&path));
            }
            NextStep::OpenAs(format, options) => {
                let path = around.source().map(Path::to_owned);
                let (Some(path), Some(format)) = (path, formats::named(format)) else {
                    return around.window.strip.say(message!("files-only-a-file-again"));
                };
                self.read(around, step, path.display().to_string(), None, move || {
                    document::open_as(&path, format, &options)
                });
            }
            NextStep::Paste(text) => {
                self.read(around, step, text!("files-pasted-text").to_owned(), None, move || pasting::read(text));
            }
            NextStep::Sample(sample) => {
                let bytes = sample.text.as_bytes().to_vec();
                self.read(around, step, sample.name.to_owned(), None, move || document::import(sample.name, bytes));
            }
            NextStep::Close => {
                around.leave_place();
                *around.session = None;
                *around.dialog = None;
                around.window.strip.forget_document();
            }
            NextStep::Quit => {
                *around.may_close = true;
                around.window.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn read(
        &mut self,
        around: &mut Around<'_>,
        step: NextStep,
        name: String,
        path: Option<PathBuf>,
        read: impl FnOnce() -> Result<Opened, OpenError> + Send + 'static,
    ) {
        let file = path.clone();
        let work = move |_: &Cancel| Ok(opening::look_at(read()?, file));
        let reading = Reading { name, path, step, agreed: around.state() };
        self.reading.start(around.window.ctx, "read", reading, work);
    }

    // Saving

    pub(super) fn save(&mut self, around: &mut Around<'_>) {
        let document = around.session.as_ref().map(|session| session.desk.document());
        let writable = document.filter(|document| document.read_only().is_none());
        match writable.and_then(|document| document.path()).map(Path::to_owned) {
            Some(path) => self.save_to(around, path, false, None),
            None => self.ask_where_to_save(around, None),
        }
    }

    pub(super) fn ask_where_to_save(&mut self, around: &mut Around<'_>, then: Option<NextStep>) {
        let Some(session) = &around.session else { return };
        let path = session.desk.document().path().map(Path::to_owned);
        let proposed = self.proposed(around, ".stet.ron", path.as_deref());
        let kind = (text!("files-project-kind").to_owned(), vec!["stet.ron".to_owned(), "ron".to_owned()]);
        let (title, verb) = (text!("files-save-title").into(), text!("files-save-verb").into());
        let purpose = Purpose::Save { then, desk: session.desk.id };
        self.ask_where(around, purpose, proposed, kind, title, verb);
    }

    /// The path that is proposed for a file to be written: beside `path` or what was opened, called as the document is.
    fn proposed(&self, around: &Around<'_>, ending: &str, path: Option<&Path>) -> PathBuf {
        let Some(session) = &around.session else { return PathBuf::new() };
        let document = session.desk.document();
        let base = path.or(document.source_path()).or(document.path());
        let folder =
            base.and_then(Path::parent).map(Path::to_owned).or_else(|| around.window.settings.last_folder.clone());
        let folder = around.window.folders.or_another(folder.unwrap_or_default(), folder::own);
        folder.join(format!("{}{ending}", stem(&document.name(text!("untitled")))))
    }

    /// Goes on with the file that was chosen in the window's own dialog.
    pub(super) fn chosen(&mut self, around: &mut Around<'_>, chooser: Box<PathDialog>, path: PathBuf) {
        let purpose = chooser.purpose.clone();
        self.chooser = Some(chooser);
        self.picked(around, purpose, path, false);
    }

    /// Goes on with the file that was picked. `over` says that the person has agreed to write over it.
    pub(super) fn picked(&mut self, around: &mut Around<'_>, purpose: Purpose, path: PathBuf, over: bool) {
        match purpose {
            Purpose::Open => self.ask_to_open(around, path),
            Purpose::Save { then, desk } if around.is_open(desk) => {
                self.save_to(around, with_extension(path), over, then);
            }
            // Another document was opened meanwhile: it is not the one that was to be saved there.
            Purpose::Save { .. } => {
                around.window.strip.fail(message!("files-not-there", path = path.display().to_string()));
            }
            Purpose::Asked(By::Dictionaries, _) => around.window.dictionaries.add(around.window.ctx, path),
            Purpose::Asked(By::Panel { panel, question }, desk) => {
                // Of another document nobody asked.
                if let Some(desk) = desk {
                    around.act_on(desk, |panels, fx| panels.picked(panel, question, path, over, fx));
                }
            }
        }
    }

    /// Asks whether to write over a file.
    pub(super) fn ask_to_overwrite(&mut self, around: &mut Around<'_>, path: PathBuf, by: By) {
        let purpose = Purpose::Asked(by, around.session.as_ref().map(|session| session.desk.id));
        self.ask_over(around, path, purpose);
    }

    fn ask_over(&mut self, around: &mut Around<'_>, path: PathBuf, purpose: Purpose) {
        let chooser = self.chooser.take().filter(|chooser| chooser.purpose == purpose);
        *around.dialog = Some(Dialog::Question(Question::Overwrite { path, purpose, chooser }));
    }

    fn save_to(&mut self, around: &mut Around<'_>, path: PathBuf, force: bool, then: Option<NextStep>) {
        around.keep_typed();
        let Some(session) = &around.session else { return };
        if self.is_saving() {
            return around.window.strip.say(message!("files-still-saving"));
        }
        let (desk, snapshot) = (session.desk.id, session.desk.document().snapshot_for_save());
        let mut task = Task::default();
        let to = path.clone();
        task.start(around.window.ctx, "save", path, move |cancel| document::save(&snapshot, &to, force, cancel));
        self.saving = Some(Saving { desk, then, task });
    }

    fn take_up_saved(
        &mut self,
        around: &mut Around<'_>,
        outcome: Outcome<PathBuf, Result<Saved, SaveError>>,
        desk: DeskId,
        then: Option<NextStep>,
    ) {
        let (path, result) = match outcome {
            Outcome::Done(path, result) => (path, result),
            Outcome::BrokeDown(path) => {
                let said = message!("files-writer-broke-down", path = path.display().to_string());
                return around.not_saved(desk, said);
            }
        };
        match &result {
            Ok(_) => around.window.wrote(&path),
            Err(why) => around.window.folders.refused(&path, why),
        }
        match result {
            Ok(saved) => {
                self.keep_settings = true;
                around.act_on(desk, |panels, fx| {
                    fx.desk.document_mut().saved(saved);
                    fx.settings.note_recent(&path);
                    fx.strip.withdraw(Topic::Saving);
                    fx.whisper(message!("files-saved", path = path.display().to_string()));
                    series::teach_at_save(fx);
                    panels.saved(fx);
                });
                around.window.ctx.request_repaint();
                // What was typed while it was saved would be lost: that is asked once more.
                if let Some(then) = then.filter(|_| around.is_open(desk)) {
                    self.unless_lost(around, then);
                }
            }
            Err(SaveError::ChangedOnDisk(_)) if around.is_open(desk) => {
                *around.dialog = Some(Dialog::Question(Question::ChangedOnDisk { path, then }));
            }
            Err(SaveError::Exists(_)) if around.is_open(desk) => {
                self.ask_over(around, path, Purpose::Save { then, desk });
            }
            Err(error) => around.not_saved(desk, error.message()),
        }
    }

    /// Carries out an answer to the question that is open.
    pub(super) fn answer(&mut self, around: &mut Around<'_>, answer: Answer) {
        let Some(Dialog::Question(question)) = around.dialog.take() else { return };
        match (question, answer) {
            (Question::NotSaved { then, .. }, Answer::Discard) => self.go_on(around, then),
            (Question::Pasted { text, .. }, Answer::Open | Answer::Discard) => {
                self.go_on(around, NextStep::Paste(text));
            }
            (Question::Pasted { lines, .. }, Answer::Lines) => {
                if let Some((desk, _)) = around.state() {
                    around.act_on(desk, |_, fx| pasting::put(fx, &lines));
                }
            }
            (Question::Pasted { text, .. }, Answer::Save) => self.save_then(around, NextStep::Paste(text)),
            (Question::NotSaved { then, .. }, Answer::Save) => self.save_then(around, then),
            (Question::ChangedOnDisk { path, then }, Answer::Overwrite) => self.save_to(around, path, true, then),
            (Question::ChangedOnDisk { then, .. }, Answer::SaveAs) => self.ask_where_to_save(around, then),
            (Question::Overwrite { chooser, .. }, Answer::Cancel) => *around.dialog = chooser.map(Dialog::Path),
            (Question::Overwrite { path, purpose, .. }, Answer::Overwrite) => self.picked(around, purpose, path, true),
            // What was cancelled is left alone, and so is what a question does not offer.
            (_, Answer::Cancel)
            | (Question::NotSaved { .. }, Answer::Overwrite | Answer::SaveAs | Answer::Open | Answer::Lines)
            | (Question::Pasted { .. }, Answer::Overwrite | Answer::SaveAs)
            | (Question::ChangedOnDisk { .. }, Answer::Save | Answer::Discard | Answer::Open | Answer::Lines)
            | (
                Question::Overwrite { .. },
                Answer::Save | Answer::Discard | Answer::SaveAs | Answer::Open | Answer::Lines,
            ) => {}
        }
    }

    /// Saves the project, in its file or in one that is asked for, and goes on with `then` when that was done.
    fn save_then(&mut self, around: &mut Around<'_>, then: NextStep) {
        let path = around.session.as_ref().and_then(|session| session.desk.document().path());
        match path.map(Path::to_owned) {
            Some(path) => self.save_to(around, path, false, Some(then)),
            None => self.ask_where_to_save(around, Some(then)),
        }
    }

    /// Asks before the window closes over changes that are not saved.
    pub(super) fn watch_close(&mut self, around: &mut Around<'_>) {
        let ctx = around.window.ctx;
        if !ctx.input(|input| input.viewport().close_requested()) || *around.may_close {
            return;
        }
        around.keep_typed();
        if around.session.as_ref().is_some_and(|session| session.desk.document().is_modified()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.unless_lost(around, NextStep::Quit);
        }
    }

    /// Waits for what is being written, at the end of the program.
    pub(super) fn finish_writing(&mut self, around: &mut Around<'_>) {
        around.leave_place();
        // The settings are written once more at the end, and not by two at once.
        drop(self.writing_settings.wait());
        if let Some(mut saving) = self.saving.take()
            && let Some(outcome) = saving.task.wait()
        {
            self.take_up_saved(around, outcome, saving.desk, None);
        }
        let writes = around.window.writes.take();
        writes.finish(around.window.reborrow());
    }
}

/// Puts a document that was read in the place of the open one.
fn take_up(around: &mut Around<'_>, read: Read) {
    if let Some(path) = read.path.as_ref().filter(|_| !read.opened.copy) {
        around.window.settings.note_recent(path);
    }
    around.leave_place();
    *around.dialog = None;
    around.window.strip.forget_document();
    let Read { opened, series, said, counts, .. } = read;
    let Opened { document, mut problems, table, .. } = opened;
    said.say(around.window.strip);
    problems.extend(series.problems);
    let mut desk = Desk::counted(document, counts, problems, series.memory);
    desk.table = table;
    come_back(&mut desk, around.window.settings);
    *around.session = Some(Session::new(desk));
}

/// Goes to where the person was in a document when it was closed the last time.
fn come_back(desk: &mut Desk, settings: &mut Settings) {
    let place = file_of(desk.document()).and_then(|path| settings.places.iter().find(|place| place.path == path));
    let Some((place, last)) = place.cloned().zip(desk.len().checked_sub(1)) else { return };
    desk.view.put_focus(place.row.min(last));
    desk.view.anchor = Anchor { row: place.first.min(last), into: 0.0 };
    settings.panel = place.panel;
}

/// The file by which a document is known: its project, else what it was imported from.
fn file_of(document: &Document) -> Option<&Path> {
    document.path().or_else(|| document.source_path())
}

/// What is said of a file that was not shown.
fn not_shown(path: &Path, why: NotShown) -> Message {
    let path = path.display().to_string();
    match why {
        NotShown::NoProgram => message!("files-no-program", path = path),
        NotShown::Failed(why) => message!("files-not-shown", path = path, why = why),
    }
}

/// Takes up files that were dropped on the window.
pub(super) fn dropped(ctx: &Context) -> Option<Request> {
    let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
    dropped.filter(|path| !path.as_os_str().is_empty()).map(Request::Open)
}

/// Takes a file out of the recent ones.
pub(super) fn forget_recent(fx: &mut WindowEffects<'_>, path: &Path) {
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
