//! What whoever acts may change: the desk, the settings, what the strip says; and what it may ask for.
//!
//! A panel is given [`Effects`] when it is polled, when its actions are performed and when its commands run. It can
//! reach nothing else: neither the application nor another panel.

use super::clipboard::Copies;
use super::desk::{Desk, DeskId};
use super::dictionaries::Dictionaries;
use super::folders::Folders;
use super::keys::{Id, Keys};
use super::request::Request;
use super::review::Surroundings;
use super::strip::{Offer, Strip, Topic, Wording};
use super::task::{Outcome, Task};
use crate::jobs::Cancel;
use crate::lookup::{self, LookUp};
use crate::model::{Message, message};
use crate::settings::Settings;
use egui::Context;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

/// What can be changed of the window.
pub(super) struct WindowEffects<'a> {
    /// The toolkit's context.
    pub ctx: &'a Context,
    /// What the person prefers.
    pub settings: &'a mut Settings,
    /// The folder of the settings; `None` when they are kept nowhere.
    pub folder: Option<&'a Path>,
    /// The dictionaries that were read.
    pub dictionaries: &'a mut Dictionaries,
    /// Which keys ask for which command.
    pub(super) keys: &'a Keys,
    /// What the program has to say.
    pub strip: &'a mut Strip,
    /// The clipboard, with what was copied.
    pub copies: &'a mut Copies,
    /// What became of writing into folders.
    pub folders: &'a mut Folders,
    pub(super) requests: &'a mut Vec<Request>,
    pub(super) writes: &'a mut Writes,
}

/// What the window keeps, whatever document is open.
pub(super) struct WindowState {
    /// The toolkit's context.
    pub ctx: Context,
    /// What the person prefers.
    pub settings: Settings,
    /// The folder of the settings; `None` when they are kept nowhere.
    pub folder: Option<PathBuf>,
    /// Which keys ask for which command.
    pub keys: Keys,
    /// What the program has to say.
    pub strip: Strip,
    /// The clipboard, with what was copied.
    pub copies: Copies,
    /// What became of writing into folders.
    pub folders: Folders,
    /// What was asked for and waits to be fulfilled.
    pub requests: Vec<Request>,
    /// What is being written.
    pub writes: Writes,
    pub(super) dictionaries: Dictionaries,
}

impl WindowState {
    /// The window as it begins.
    pub(super) fn new(ctx: &Context, settings: Settings, folder: Option<PathBuf>, keys: Keys) -> WindowState {
        WindowState {
            ctx: ctx.clone(),
            settings,
            folder,
            keys,
            strip: Strip::default(),
            copies: Copies::default(),
            folders: Folders::default(),
            requests: Vec::new(),
            writes: Writes::default(),
            dictionaries: Dictionaries::default(),
        }
    }

    /// What can be changed of it.
    pub(super) fn effects(&mut self) -> WindowEffects<'_> {
        WindowEffects {
            ctx: &self.ctx,
            settings: &mut self.settings,
            folder: self.folder.as_deref(),
            keys: &self.keys,
            dictionaries: &mut self.dictionaries,
            strip: &mut self.strip,
            copies: &mut self.copies,
            folders: &mut self.folders,
            requests: &mut self.requests,
            writes: &mut self.writes,
        }
    }
}

/// What can be changed while a document is open: the desk on which it lies, and the window.
pub(super) struct Effects<'a> {
    /// The document and where the person is in it.
    pub desk: &'a mut Desk,
    /// The window around it.
    pub window: WindowEffects<'a>,
}

impl<'a> Deref for Effects<'a> {
    type Target = WindowEffects<'a>;

    fn deref(&self) -> &WindowEffects<'a> {
        &self.window
    }
}

impl<'a> DerefMut for Effects<'a> {
    fn deref_mut(&mut self) -> &mut WindowEffects<'a> {
        &mut self.window
    }
}

impl WindowEffects<'_> {
    /// The same for somebody else, for a while.
    pub(super) fn reborrow(&mut self) -> WindowEffects<'_> {
        WindowEffects {
            ctx: self.ctx,
            settings: self.settings,
            folder: self.folder,
            keys: self.keys,
            dictionaries: self.dictionaries,
            strip: self.strip,
            copies: self.copies,
            folders: self.folders,
            requests: self.requests,
            writes: self.writes,
        }
    }

    /// Takes up a folder of dictionaries that was picked, once it was looked at. Returns whether more is known now.
    pub(super) fn poll_dictionaries(&mut self) -> bool {
        let Some((folder, found)) = self.dictionaries.added(self.strip) else { return false };
        let shown = folder.display().to_string();
        if found.is_empty() {
            self.say(message!("dictionaries-none", folder = shown));
            return false;
        }
        self.whisper(message!("dictionaries-added", folder = shown, languages = found.join(", ")));
        if !self.settings.dictionaries.contains(&folder) {
            self.settings.dictionaries.push(folder);
        }
        true
    }

    /// Notes that a file was written: its folder takes files, and is where the next one is looked for.
    pub(super) fn wrote(&mut self, path: &Path) {
        self.folders.took(path);
        self.settings.note_folder(path);
    }

    /// Asks for something that only the application can do. It is done after what is being done now.
    pub(super) fn request(&mut self, request: Request) {
        self.requests.push(request);
    }

    /// The keys that take back what was done, as they are written on this system.
    pub(super) fn undo_keys(&self) -> String {
        self.keys.shown(self.ctx, Id("undo"))
    }

    /// Says something that was done or cannot be done. It goes by itself.
    pub(super) fn say(&mut self, said: impl Into<Wording>) {
        self.strip.say(said);
    }

    /// Says something in passing, at the bottom of the window.
    pub(super) fn whisper(&mut self, said: impl Into<Wording>) {
        self.strip.whisper(said);
    }

    /// Lets something be said about the program: it stays when another document is opened.
    pub(super) fn of_program(&mut self, say: impl FnOnce(&mut Self)) {
        self.strip.speaks_of_program(true);
        say(self);
        self.strip.speaks_of_program(false);
    }

    /// Says that something went wrong.
    pub(super) fn fail(&mut self, said: impl Into<Wording>) {
        self.strip.fail(said);
    }

    /// Says something about a subject, with offers that wait for an answer.
    pub(super) fn offer(
        &mut self,
        topic: Topic,
        subject: Option<Message>,
        said: impl Into<Wording>,
        offers: Vec<Offer>,
    ) {
        self.strip.offer(topic, subject, said, offers);
    }
}

/// Work that writes files. It is finished whatever becomes of the document that it came from, and what came of it is
/// always said: only the end of the program waits for it.
#[derive(Default)]
pub(super) struct Writes(Vec<Box<dyn Writing>>);

/// What came of a write lands where it was begun, or, when that document is gone, in the window alone.
pub(super) enum Landing<'l, 'a> {
    /// The document is still open.
    Here(&'l mut Effects<'a>),
    /// It is not.
    Gone(&'l mut WindowEffects<'a>),
}

impl<'a> Landing<'_, 'a> {
    /// The window, which is always there.
    pub(super) fn window(&mut self) -> &mut WindowEffects<'a> {
        match self {
            Landing::Here(effects) => &mut effects.window,
            Landing::Gone(window) => window,
        }
    }
}

impl Effects<'_> {
    /// The same for somebody else, for a while.
    pub(super) fn reborrow(&mut self) -> Effects<'_> {
        Effects { desk: self.desk, window: self.window.reborrow() }
    }

    /// Takes up what the review found, and looks on; so many rows are in view.
    pub(super) fn poll_review(&mut self, page: usize) {
        let (t, now) = (self.desk.transcript().clone(), self.desk.document().revision());
        let (series, first) = (self.desk.series.clone(), self.desk.view.anchor.row);
        let original = self.desk.document().original().clone();
        let WindowEffects { ctx, strip, dictionaries, settings, folder, .. } = &mut self.window;
        let own_folder = lookup::own_folder(*folder);
        let look_up = || {
            let folders = lookup::folders(*folder, &settings.dictionaries);
            LookUp { original: Some(original.clone()), ..dictionaries.look_up(folders, series.clone()) }
        };
        let own_folder = own_folder.clone();
        self.desk.review.poll(&t, now, &mut Surroundings { ctx, strip, look_up: &look_up, own_folder, first, page });
    }

    /// Starts work that writes the file at `path`. It goes on to its end also when the document is closed; `then` takes
    /// up what came of it, and says it.
    pub(super) fn write<T: Send + 'static>(
        &mut self,
        name: &'static str,
        path: PathBuf,
        work: impl FnOnce(&Cancel) -> T + Send + 'static,
        then: impl FnOnce(T, Landing<'_, '_>) + 'static,
    ) {
        let mut task = Task::default();
        task.start(self.ctx, name, path, work);
        self.window.writes.0.push(Box::new(Write { desk: self.desk.id, task, then: Some(then) }));
    }
}

impl Writes {
    /// Whether anything is being written.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes all that is under way out, to be polled with effects that may begin more.
    pub(super) fn take(&mut self) -> Writes {
        std::mem::take(self)
    }

    /// Lets what was written report. `desk` is the one that is open; what is still under way is put back.
    pub(super) fn poll(self, mut desk: Option<&mut Desk>, mut window: WindowEffects<'_>) {
        for mut write in self.0 {
            let ended = match &mut desk {
                Some(desk) if write.is_of(desk.id) => {
                    write.poll(Landing::Here(&mut Effects { desk, window: window.reborrow() }))
                }
                _ => write.poll(Landing::Gone(&mut window)),
            };
            if !ended {
                window.writes.0.push(write);
            }
        }
    }

    /// Waits until all is written: the program ends.
    pub(super) fn finish(self, mut window: WindowEffects<'_>) {
        for write in self.0 {
            write.finish(Landing::Gone(&mut window));
        }
    }
}

trait Writing {
    /// Lets the write report. Returns whether it has ended.
    fn poll(&mut self, landing: Landing<'_, '_>) -> bool;
    /// Waits for the write, and lets it report.
    fn finish(self: Box<Self>, landing: Landing<'_, '_>);
    /// Whether it was begun on this desk.
    fn is_of(&self, desk: DeskId) -> bool;
}

struct Write<T, F> {
    desk: DeskId,
    task: Task<PathBuf, T>,
    then: Option<F>,
}

impl<T: Send + 'static, F: FnOnce(T, Landing<'_, '_>)> Write<T, F> {
    fn land(&mut self, outcome: Outcome<PathBuf, T>, landing: Landing<'_, '_>) {
        match landing {
            Landing::Here(fx) => self.land_in(outcome, Landing::Here(fx)),
            // No other document that is opened meanwhile takes away what is said of it.
            Landing::Gone(window) => window.of_program(|window| self.land_in(outcome, Landing::Gone(window))),
        }
    }

    fn land_in(&mut self, outcome: Outcome<PathBuf, T>, mut landing: Landing<'_, '_>) {
        match (outcome, self.then.take()) {
            (Outcome::Done(_, result), Some(then)) => then(result, landing),
            (Outcome::Done(..), None) => {}
            (Outcome::BrokeDown(path), _) => {
                landing.window().fail(message!("write-broke-down", path = path.display().to_string()));
            }
        }
    }
}

impl<T: Send + 'static, F: FnOnce(T, Landing<'_, '_>)> Writing for Write<T, F> {
    fn poll(&mut self, landing: Landing<'_, '_>) -> bool {
        let Some(outcome) = self.task.outcome() else { return false };
        self.land(outcome, landing);
        true
    }

    fn finish(mut self: Box<Self>, landing: Landing<'_, '_>) {
        if let Some(outcome) = self.task.wait() {
            self.land(outcome, landing);
        }
    }

    fn is_of(&self, desk: DeskId) -> bool {
        self.desk == desk
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::model::Transcript;
    use std::cell::RefCell;
    use std::rc::Rc;

    /// A window without a document.
    struct Around(WindowState);

    impl Around {
        fn new() -> Around {
            Around(WindowState::new(&Context::default(), Settings::default(), None, Keys::default()))
        }

        /// Begins to write something on a desk. Returns where it landed, once it has.
        fn write(&mut self, desk: &mut Desk, work: fn(&Cancel) -> u8) -> Rc<RefCell<Option<&'static str>>> {
            let landed = Rc::new(RefCell::new(None));
            let told = Rc::clone(&landed);
            Effects { desk, window: self.0.effects() }.write("test", "out.txt".into(), work, move |_, landing| {
                *told.borrow_mut() = Some(if matches!(landing, Landing::Here(_)) { "here" } else { "gone" });
            });
            landed
        }

        /// Polls until nothing is being written any more.
        fn poll(&mut self, mut desk: Option<&mut Desk>) {
            while !self.0.writes.is_empty() {
                self.0.writes.take().poll(desk.as_deref_mut(), self.0.effects());
                std::thread::yield_now();
            }
        }
    }

    fn desk() -> Desk {
        Desk::new(Document::new(Transcript::default(), Transcript::default()), Vec::new(), None)
    }

    #[test]
    fn what_was_written_lands_in_its_own_document_alone() {
        let (mut around, mut first, mut second) = (Around::new(), desk(), desk());
        for (open, expected) in [("first", "here"), ("second", "gone"), ("none", "gone")] {
            let landed = around.write(&mut first, |_| 1);
            match open {
                "first" => around.poll(Some(&mut first)),
                "second" => around.poll(Some(&mut second)),
                _ => around.poll(None),
            }
            assert_eq!(*landed.borrow(), Some(expected), "{open} is open");
        }
    }

    #[test]
    fn a_write_that_breaks_down_is_said_and_one_is_never_cut() {
        let mut around = Around::new();
        let landed = around.write(&mut desk(), |_| panic!("on purpose"));
        around.poll(None);
        assert_eq!(*landed.borrow(), None);
        let said = around.0.strip.current().expect("it is said");
        assert!(said.is_wrong() && said.text().contains("out.txt"), "{}", said.text());

        let landed = around.write(&mut desk(), |cancel| u8::from(cancel.is_cancelled()));
        let writes = around.0.writes.take();
        writes.finish(around.0.effects());
        assert_eq!(*landed.borrow(), Some("gone"), "the end of the program waits for it");
    }
}
