//! What unit tests of the window share: a document on a desk, with all that whoever acts is given, and no application
//! around it.
//!
//! The bench lets its panel act, poll, draw and follow what came of it. What the panel asks for is written down and not
//! fulfilled. It waits for work in the background until that asks for a frame, never by the clock.

use super::desk::{Desk, Event};
use super::effects::{Effects, WindowState};
use super::keys::Id;
use super::look::{Look, WindowLook};
use super::panel::Panel;
use super::request::{Act, Out};
use super::strip::Strip;
use super::{registry, task, theme};
use crate::document::Document;
use crate::edit::structure;
use crate::model::{Line, Transcript};
use crate::settings::Settings;
use egui::{Context, RawInput};
use std::ops::{Deref, DerefMut};
use std::sync::mpsc::{self, Receiver};

/// A transcript of these lines, without times or speakers.
pub(super) fn transcript(lines: &[&str]) -> Transcript {
    Transcript { lines: lines.iter().map(|text| Line::new(*text)).collect(), ..Transcript::default() }
}

/// A panel beside a document.
pub(super) struct Bench<P> {
    pub desk: Desk,
    pub panel: P,
    window: WindowState,
    awake: Awake,
}

impl<P> Deref for Bench<P> {
    type Target = WindowState;

    fn deref(&self) -> &WindowState {
        &self.window
    }
}

impl<P> DerefMut for Bench<P> {
    fn deref_mut(&mut self) -> &mut WindowState {
        &mut self.window
    }
}

/// Hears whenever a frame is asked for.
pub(super) struct Awake(Receiver<()>);

impl Awake {
    /// Listens to a context.
    pub(super) fn to(ctx: &Context) -> Awake {
        let (wake, woken) = mpsc::channel();
        ctx.set_repaint_observer(move |asked| {
            if asked.delay.is_zero() {
                // Nobody listens any more when the test is over.
                let _ = wake.send(());
            }
        });
        Awake(woken)
    }

    /// Forgets what asked for a frame until now: to be called before what may come of it is looked at.
    pub(super) fn forget(&self) {
        self.0.try_iter().for_each(drop);
    }

    /// Waits until something asks for a frame. Returns whether anything did: when nothing is at work, nothing will.
    pub(super) fn wait(&self, ctx: &Context) -> bool {
        // Whoever ends asks for a frame first.
        let is_at_work = task::any_under_way(ctx);
        self.0.try_recv().is_ok() || (is_at_work && self.0.recv().is_ok())
    }
}

impl<P: Panel + 'static> Bench<P> {
    /// The panel as it begins, beside these lines.
    pub(super) fn on(lines: &[&str]) -> Bench<P> {
        let t = transcript(lines);
        Bench::over(Document::new(t.clone(), t))
    }

    /// The panel as it begins, beside a document.
    pub(super) fn over(document: Document) -> Bench<P> {
        let ctx = Context::default();
        let awake = Awake::to(&ctx);
        let window = WindowState::new(&ctx, Settings::default(), None, registry::keys());
        Bench { desk: Desk::new(document, Vec::new(), None), panel: P::default(), window, awake }
    }

    /// Lets something be done with the panel, and the panel follow what came of it.
    pub(super) fn act<R>(&mut self, act: impl FnOnce(&mut P, &mut Effects<'_>) -> R) -> R {
        let Bench { desk, panel, window, .. } = self;
        let mut fx = Effects { desk, window: window.effects() };
        let result = act(panel, &mut fx);
        loop {
            let events = fx.desk.take_events();
            if events.is_empty() {
                return result;
            }
            for event in events {
                match event {
                    Event::Edited(edit, after) => panel.follow(&edit, &after),
                    Event::Corrected { row, before } => panel.corrected(row, &before, &mut fx),
                }
            }
        }
    }

    /// Performs an action of the panel, and polls it once.
    pub(super) fn perform(&mut self, action: P::Action) {
        self.act(|panel, fx| panel.perform(action, fx));
        self.act(P::poll);
    }

    /// Runs a command of the panel whether it applies or not, and polls the panel once.
    pub(super) fn run(&mut self, id: Id) {
        let command = P::commands().iter().find(|command| command.spec.id == id).expect("a command of the panel");
        self.act(command.run);
        self.act(P::poll);
    }

    /// Whether a command of the panel applies.
    pub(super) fn applies(&self, id: Id) -> bool {
        let command = P::commands().iter().find(|command| command.spec.id == id).expect("a command of the panel");
        self.look(|panel, look| (command.applies)(panel, look, &self.ctx))
    }

    /// Asks the panel something as when it is drawn.
    pub(super) fn look<R>(&self, look: impl FnOnce(&P, &Look<'_>) -> R) -> R {
        let window = WindowLook { settings: &self.settings, palette: theme::palette(&self.ctx), keys: &self.keys };
        look(&self.panel, &Look { desk: &self.desk, window })
    }

    /// Polls the panel until nothing is under way for it any more.
    pub(super) fn settle(&mut self) {
        self.wait(|_| false);
    }

    /// Polls the panel until it has come to something, or nothing is under way any more. Returns whether it has.
    pub(super) fn wait(&mut self, until: impl Fn(&Bench<P>) -> bool) -> bool {
        loop {
            self.awake.forget();
            self.act(P::poll);
            if until(self) {
                return true;
            }
            if !self.awake.wait(&self.ctx) {
                return false;
            }
        }
    }

    /// Has the whole document looked through, and the panel take up what was found.
    pub(super) fn look_through(&mut self) {
        let rounds = self.desk.review.rounds();
        loop {
            self.awake.forget();
            self.act(|_, fx| fx.poll_review(10));
            if self.desk.review.rounds() > rounds {
                break;
            }
            assert!(self.awake.wait(&self.ctx), "nobody looks it through");
        }
        self.act(P::poll);
    }

    /// Lets what is being written report, until something is asked for or all of it is written.
    pub(super) fn wait_for_writes(&mut self) {
        while self.requests.is_empty() && !self.writes.is_empty() {
            self.awake.forget();
            let writes = self.writes.take();
            self.act(|_, fx| writes.poll(Some(fx.desk), fx.window.reborrow()));
            self.awake.wait(&self.ctx);
        }
    }

    /// The document goes, then what is being written is written to its end, as when the program ends. Returns what the
    /// strip says.
    pub(super) fn close(self) -> Strip {
        let Bench { desk, panel, mut window, .. } = self;
        drop((desk, panel));
        let under_way = window.writes.take();
        under_way.finish(window.effects());
        window.strip
    }

    /// Draws the panel in a window of its own, with its dialog if it has one open. Nobody touches it.
    pub(super) fn draw(&self) {
        theme::install(&self.ctx);
        let mut out = Out::default();
        let mut drawn = self.ctx.run_ui(RawInput::default(), |ui| {
            self.look(|panel, look| {
                panel.ui(ui, look, &mut out);
                if panel.dialog().is_some() {
                    panel.dialog_ui(ui, look, &mut out);
                }
            });
        });
        // Nobody sees it.
        drawn.textures_delta.clear();
        let acted = out.into_acts().iter().any(|act| matches!(act, Act::Own(_)));
        assert!(!acted, "a panel does nothing by itself");
    }

    /// The text of a line.
    pub(super) fn line(&self, row: usize) -> &str {
        &self.desk.transcript().lines[row].text
    }

    /// The text of all lines.
    pub(super) fn lines(&self) -> Vec<&str> {
        self.desk.transcript().lines.iter().map(|line| line.text.as_str()).collect()
    }

    /// Deletes all lines.
    pub(super) fn delete_all(&mut self) {
        self.act(|_, fx| {
            let t = fx.desk.transcript();
            let edit = structure::delete(t, 0..t.lines.len());
            fx.desk.edit(edit);
        });
    }
}
