//! The window. The only place that knows the toolkit.
//!
//! ```text
//! caret, clipboard, draft, fit, folders, fonts, held, in_view, keys, marks, pace, picker, recent, title, view  <  request, theme
//!     <  chooser, strip  <  task  <  dictionaries  <  review  <  desk  <  look, purpose, effects  <  bookmark, cells, series, widgets
//!     <  command  <  panel  <  panels, table  <  commands, opening, pasting  <  session  <  registry
//!     <  bars, dialogs, dock, keyboard, welcome  <  files  <  here
//! ```
//!
//! [`App::logic`] lets finished work report; [`App::ui`] turns keys into requests, draws, and at the end carries out what
//! was done. Drawing changes nothing: it reports actions, which the one who drew performs, and requests, which only the
//! application can fulfil. The application is the same under a test that drives it through its accessibility tree: what
//! touches the world (file dialogs, the folder of the settings) is handed in.

// Whoever performs commands, actions and requests names each: a new one is not swallowed.
#![warn(clippy::wildcard_enum_match_arm)]

mod bars;
mod bookmark;
mod caret;
mod cells;
mod chooser;
mod clipboard;
mod command;
mod commands;
mod desk;
mod dialogs;
mod dictionaries;
mod dock;
mod draft;
mod effects;
mod files;
mod fit;
mod folders;
mod fonts;
mod held;
mod in_view;
mod keyboard;
mod keys;
mod look;
mod marks;
mod opening;
mod pace;
mod panel;
mod panels;
mod pasting;
mod picker;
mod purpose;
mod recent;
mod registry;
mod request;
mod review;
mod series;
mod session;
mod strip;
mod table;
mod task;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod theme;
mod title;
mod view;
mod welcome;
mod widgets;

pub use clipboard::Clipboard;
pub use picker::{FileDialogs, NotShown, Pick, Picked, Scripted, Shows};

use crate::edit;
use crate::messages::text;
use crate::settings::Settings;
use bookmark::Bookmark;
use dialogs::{Answer, Dialog, DialogAction};
use effects::{WindowEffects, WindowState};
use egui::{CentralPanel, Context, Frame, Margin, Ui};
use files::Around;
use keys::Id;
use look::WindowLook;
use panels::PanelAction;
use purpose::NextStep;
use registry::Works;
use request::{Act, Out, Request};
use session::{Reach, Session};
use std::cell::RefCell;
use std::path::PathBuf;
use std::process::ExitCode;
use strip::Topic;
use table::TableAction;
use view::Rows;

/// The application: the open document with its panels, and everything around it.
pub struct App {
    session: Option<Session>,
    window: WindowState,
    dialog: Option<Dialog>,
    /// What had the keyboard before the dialog that is open, or was in the last frame.
    before_dialog: Option<egui::Id>,
    /// A dialog was drawn in the last frame, and what had the keyboard then.
    had_dialog: bool,
    in_dialog: Option<egui::Id>,
    /// What gets the keyboard back when the dialog is gone.
    back_to: Option<egui::Id>,
    files: files::Files,
    /// Where the person goes back to when the dialog is gone.
    going_back: Option<Bookmark>,
    /// The person has agreed to lose what is not saved.
    may_close: bool,
    title: title::Title,
}

/// What was done while the window was drawn.
enum Did {
    Table(TableAction),
    Panel(PanelAction),
    Dialog(DialogAction),
    Asked(Request),
}

impl App {
    /// The application in a toolkit's context. `folder` is where the settings live; `None` keeps them nowhere.
    #[allow(dead_code, reason = "tests and benchmarks open the window so")]
    pub fn new(ctx: &Context, dialogs: Box<dyn FileDialogs>, folder: Option<PathBuf>) -> App {
        let (settings, told) = folder.as_deref().map_or_else(Default::default, Settings::load);
        App::with_settings(ctx, dialogs, folder, settings, told)
    }

    fn with_settings(
        ctx: &Context,
        dialogs: Box<dyn FileDialogs>,
        folder: Option<PathBuf>,
        mut settings: Settings,
        told: Option<crate::model::Message>,
    ) -> App {
        theme::install(ctx);
        theme::show(ctx, settings.theme);
        settings.zoom = theme::zoom(ctx, settings.zoom);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.quit_shortcuts = Vec::new();
        });
        ctx.add_plugin(pace::Pace::default());
        let mut window = WindowState::new(ctx, settings, folder, registry::keys());
        if let Some(told) = told {
            window.effects().of_program(|window| window.fail(told));
        }
        App {
            session: None,
            window,
            dialog: None,
            before_dialog: None,
            had_dialog: false,
            in_dialog: None,
            back_to: None,
            going_back: None,
            files: files::Files::new(dialogs),
            may_close: false,
            title: title::Title::default(),
        }
    }

    /// The same with another clipboard.
    pub fn with_clipboard(mut self, clipboard: Box<dyn Clipboard>) -> App {
        self.window.copies = clipboard::Copies::on(clipboard);
        self
    }

    /// Opens a file, as if it had been dropped on the window.
    pub fn open_path(&mut self, path: PathBuf) {
        self.files(|files, around| files.ask_to_open(around, path));
    }

    /// Whether a document is open.
    #[allow(dead_code, reason = "the benchmark waits for it")]
    pub fn is_open(&self) -> bool {
        self.session.is_some()
    }

    /// Whether anything is being worked out, read or written in the background. When that ends, the window asks for a
    /// frame, in which it is taken up. For whoever drives the window and waits, as a test does.
    #[allow(dead_code, reason = "tests wait for it")]
    pub fn is_at_work(&self) -> bool {
        task::any_under_way(&self.window.ctx)
    }

    /// Lets finished work report. Called before every frame, and while the window is hidden.
    pub fn logic(&mut self, ctx: &Context) {
        self.files(files::Files::poll);
        let writes = self.window.writes.take();
        let page = table::page(ctx) + 1;
        let (mut session, mut window) = self.parts();
        match &mut session {
            Some(session) => session.act(window.reborrow(), |_, fx| writes.poll(Some(fx.desk), fx.window.reborrow())),
            None => writes.poll(None, window.reborrow()),
        }
        let more_is_known = window.poll_dictionaries();
        if let Some(session) = session {
            session.act(window, |panels, fx| {
                if more_is_known {
                    fx.desk.review.look_again();
                }
                fx.poll_review(page);
                panels.poll(fx);
            });
        }
        self.fulfil();
        let open = self.window.settings.panel.as_deref();
        let panel = panels::ALL.iter().map(|panel| panel.id).find(|id| Some(*id) == open);
        let moment =
            |desk: &desk::Desk| strip::Moment { revision: desk.document().revision(), row: desk.view.focus, panel };
        self.window.strip.tick(ctx, self.session.as_ref().map(|session| moment(&session.desk)));
    }

    /// Draws the window and carries out what was done in it.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if self.has_dialog() {
            // A dialog has the keyboard for itself.
            ctx.memory_mut(|memory| memory.surrender_focus(caret::table_id()));
        }
        self.watch_dialog(&ctx);
        self.give_back_keyboard(&ctx);
        caret::keep_in_menus(&ctx, bars::points_at_menus(&ctx));
        let mut acted = self.take_keys(&ctx);
        let mut did = self.draw(ui);
        (self.had_dialog, self.in_dialog) = (self.has_dialog(), ctx.memory(|memory| memory.focused()));
        if let Some(session) = &mut self.session {
            session.desk.view.shown = table::shown(&ctx);
            session.desk.view.stays = view::Stays::default();
        }
        did.extend(files::dropped(&ctx).map(Did::Asked));
        acted |= !did.is_empty();
        for did in did {
            self.perform(did);
        }
        self.files(files::Files::watch_close);
        self.title.show(&ctx, self.session.as_ref().map(|session| session.desk.document()));
        if acted {
            ctx.request_repaint();
        }
    }

    /// Carries out what the keyboard asks for. Returns whether it asks for anything.
    fn take_keys(&mut self, ctx: &Context) -> bool {
        let comes = |event: &egui::Event| matches!(event, egui::Event::Paste(_));
        let paste = self.window.copies.wanted(ctx.input(|input| input.events.iter().any(comes)));
        if self.has_dialog() {
            keyboard::hold_behind_the_end(ctx);
            return false;
        }
        if egui::Popup::is_any_open(ctx) {
            return false;
        }
        let asked = keyboard::take(ctx, paste, &|command| self.applies(command));
        self.window.requests.extend(asked);
        let any = !self.window.requests.is_empty();
        self.fulfil();
        any
    }

    /// Notes what has the keyboard before a dialog opens. That is to have it back when the dialog is closed, unless what
    /// was done in the dialog gave it to something else.
    fn watch_dialog(&mut self, ctx: &Context) {
        if self.has_dialog() {
            return;
        }
        let now = ctx.memory(|memory| memory.focused());
        if std::mem::take(&mut self.had_dialog) {
            self.back_to = now.filter(|_| now != self.in_dialog).or(self.before_dialog.take());
        } else if self.back_to.is_none() {
            self.before_dialog = now;
        }
    }

    /// Gives the keyboard back to what had it before a dialog. The toolkit gives it to nothing that lies below one,
    /// and a dialog is one for a frame after it was closed.
    fn give_back_keyboard(&mut self, ctx: &Context) {
        if self.has_dialog() || self.back_to.is_none() && self.going_back.is_none() {
            return;
        }
        if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            // What is typed meanwhile is meant for what has it then.
            keyboard::hold(ctx);
            ctx.request_repaint();
            return;
        }
        ctx.memory_mut(|memory| self.back_to.take().into_iter().for_each(|id| memory.request_focus(id)));
        if let Some(was) = self.going_back.take() {
            self.act(|_, fx| was.return_to(fx));
        }
    }

    fn has_dialog(&self) -> bool {
        self.dialog.is_some() || self.session.as_ref().is_some_and(|session| session.panels.dialog().is_some())
    }

    /// What can be read of the window.
    fn look(&self) -> WindowLook<'_> {
        WindowLook {
            settings: &self.window.settings,
            palette: theme::palette(&self.window.ctx),
            keys: &self.window.keys,
        }
    }

    /// The open document and what can be changed of the window, apart.
    fn parts(&mut self) -> (Option<&mut Session>, WindowEffects<'_>) {
        (self.session.as_mut(), self.window.effects())
    }

    /// Lets something be done with files.
    fn files(&mut self, act: impl FnOnce(&mut files::Files, &mut Around<'_>)) {
        let window = self.window.effects();
        let (session, dialog, may_close) = (&mut self.session, &mut self.dialog, &mut self.may_close);
        act(&mut self.files, &mut Around { session, dialog, may_close, window });
    }

    fn draw(&self, ui: &mut Ui) -> Vec<Did> {
        let window = self.look();
        let palette = window.palette;
        let reach = Reach { session: self.session.as_ref(), window };
        let (mut out, mut panels, mut table) = (Out::default(), Out::default(), Out::default());
        let mut of_menus = Out::default();
        let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(10, 4));
        let is_saving = self.files.is_saving();
        egui::Panel::top("menus")
            .frame(bar)
            .show_separator_line(false)
            .show(ui, |ui| bars::menus(ui, reach, is_saving, &mut out));
        bars::toolbar(ui, reach, &self.window.strip, &mut out);
        bars::status(ui, reach, &self.window.strip, self.files.reading());
        let paper = Frame::new().fill(palette.background);
        match &self.session {
            None => {
                CentralPanel::no_frame().frame(paper).show(ui, |ui| welcome::show(ui, &window, &mut out));
            }
            Some(session) => {
                dock::show(ui, session, reach, &mut panels);
                let look = session.look(window);
                let asked = RefCell::new(Out::default());
                let ctx = ui.ctx().clone();
                let decor = table::Decor {
                    marks: &|row, text| session.panels.marks(&look, row, text),
                    remark: &|row, byte| session.panels.remark(&look, &ctx, row, byte),
                    menu: &|part, ui| session.panels.menu(part, ui, &look, &mut asked.borrow_mut()),
                    proposed: &|row| session.panels.proposed(&look, row),
                    applies: &|command| self.applies(command),
                };
                CentralPanel::no_frame().frame(paper).show(ui, |ui| table::show(ui, &look, &decor, &mut table));
                of_menus = asked.into_inner();
            }
        }
        let mut did = collect(out, |()| None);
        did.extend(collect(panels, |action| Some(Did::Panel(action))));
        did.extend(collect(of_menus, |action| Some(Did::Panel(action))));
        did.extend(collect(table, |action| Some(Did::Table(action))));
        did.extend(self.draw_dialog(reach));
        welcome::drop_hint(ui);
        did
    }

    fn draw_dialog(&self, reach: Reach<'_>) -> Vec<Did> {
        let close = |wants: bool| wants.then_some(Did::Asked(Request::CloseDialog));
        if let Some(dialog) = &self.dialog {
            let mut out = Out::default();
            let wants = dialogs::modal(&self.window.ctx, dialog.frame(), |ui| dialog.ui(ui, reach, &mut out));
            return collect(out, |action| Some(Did::Dialog(action))).into_iter().chain(close(wants)).collect();
        }
        let Some(session) = &self.session else { return Vec::new() };
        let Some(frame) = session.panels.dialog() else { return Vec::new() };
        let (mut out, look) = (Out::default(), session.look(reach.window));
        let wants = dialogs::modal(&self.window.ctx, frame, |ui| session.panels.dialog_ui(ui, &look, &mut out));
        collect(out, |action| Some(Did::Panel(action))).into_iter().chain(close(wants)).collect()
    }

    fn perform(&mut self, did: Did) {
        match did {
            Did::Asked(request) => self.window.requests.push(request),
            Did::Dialog(action) => self.perform_in_dialog(action),
            Did::Table(action) => self.act(|_, fx| table::perform(action, fx)),
            Did::Panel(action) => self.act(|panels, fx| panels.perform(action, fx)),
        }
        self.fulfil();
    }

    /// Lets something be done on the desk, if a document is open.
    fn act(&mut self, act: impl FnOnce(&mut panels::Panels, &mut effects::Effects<'_>)) {
        if let (Some(session), window) = self.parts() {
            session.act(window, act);
        }
    }

    fn perform_in_dialog(&mut self, action: DialogAction) {
        match action {
            DialogAction::Typed(text) => self.dialog.iter_mut().for_each(|dialog| dialog.typed(text.clone())),
            DialogAction::At(to) => self.dialog.iter_mut().for_each(|dialog| dialog.at(to)),
            DialogAction::Went(text) => {
                self.dialog.iter_mut().for_each(|dialog| dialog.typed(text.clone()));
                caret::put_at_end(&self.window.ctx, chooser::entry_id());
            }
            DialogAction::AllFiles(all) => {
                self.dialog.iter_mut().filter_map(Dialog::path_mut).for_each(|path| path.show_all(all));
            }
            DialogAction::Path(path) => {
                if let Some(Dialog::Path(chooser)) = self.dialog.take() {
                    self.files(|files, around| files.chosen(around, chooser, path));
                }
            }
            DialogAction::Answer(answer) => self.files(|files, around| files.answer(around, answer)),
            DialogAction::Language(tag) => self.act(|_, fx| {
                let label = crate::message!("edit-language");
                let edit = edit::meta::change(fx.desk.transcript(), label, |meta| meta.language = tag);
                fx.desk.edit(edit);
            }),
            DialogAction::GoTo(row) => self.show_row(row),
            DialogAction::Column(at, role) => self.dialog.iter_mut().for_each(|dialog| dialog.set_column(at, role)),
            DialogAction::Unit(unit) => self.dialog.iter_mut().for_each(|dialog| dialog.set_unit(unit)),
            DialogAction::Stay => self.dialog = None,
            DialogAction::Shift(millis) => self.act(|_, fx| {
                let (len, view) = (fx.desk.len(), &fx.desk.view);
                let rows = if view.is_single() { Rows::of(view.focus..len) } else { view.rows() };
                fx.desk.edit(edit::timing::shift(fx.desk.transcript(), rows.iter(), millis));
            }),
        }
    }

    /// Fulfils what was asked for, and what that asks for.
    fn fulfil(&mut self) {
        while !self.window.requests.is_empty() {
            for request in std::mem::take(&mut self.window.requests) {
                self.fulfil_one(request);
            }
        }
    }

    fn fulfil_one(&mut self, request: Request) {
        match request {
            Request::Run(command) => self.run(command),
            Request::Open(path) => self.files(|files, around| files.ask_to_open(around, path)),
            Request::Paste { text, to } => self.files(|files, around| files.paste(around, text, to)),
            Request::Sample(sample) => self.files(|files, around| files.unless_lost(around, NextStep::Sample(sample))),
            Request::OpenAs(format, options) => {
                self.files(|files, around| files.unless_lost(around, NextStep::OpenAs(format, options)));
            }
            Request::ForgetRecent(path) => files::forget_recent(&mut self.parts().1, &path),
            Request::AskWhichToOpen => self.files(files::Files::ask_which_to_open),
            Request::Save => self.files(|files, around| files.save(around)),
            Request::SaveAs => self.files(|files, around| files.ask_where_to_save(around, None)),
            Request::Close => self.files(|files, around| files.unless_lost(around, NextStep::Close)),
            Request::Quit => self.window.ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Request::Show(panel) => self.show_panel(panel),
            Request::GoTo { row, select } => self.act(|_, fx| fx.go_to(row, select)),
            Request::Dialog(opens) => self.open_dialog(opens),
            Request::CloseDialog => self.close_dialog(),
            Request::Pick(pick) => self.files(|files, around| files.pick(around, pick)),
            Request::Overwrite { path, by } => self.files(|files, around| files.ask_to_overwrite(around, path, by)),
            Request::ShowOutside(path, how) => self.files(|files, _| files.show_outside(path, how)),
            Request::OpenFolder(folder) => self.files(|files, around| files.open_folder(around, folder)),
            Request::DismissStrip => {
                let alike = self.window.strip.topic() == Some(Topic::Alike);
                self.window.strip.dismiss();
                if alike {
                    self.run(Id("forget-offer"));
                }
            }
        }
    }

    /// Whether a command applies now.
    fn applies(&self, command: Id) -> bool {
        registry::entry(command)
            .is_some_and(|entry| entry.applies(self.session.as_ref(), self.look(), &self.window.ctx))
    }

    /// Carries a command out, if it applies.
    fn run(&mut self, command: Id) {
        let Some(entry) = registry::entry(command).filter(|_| self.applies(command)) else { return };
        if !entry.spec.works_in_cells() {
            // Chosen in a menu, while the cell kept the keyboard.
            self.act(|_, fx| fx.leave_cell());
        }
        match entry.works {
            Works::Window(command) => (command.run)(&mut self.parts().1),
            Works::Document(command) => self.act(|_, fx| (command.run)(fx)),
            Works::Panel { panel, at } => self.act(|panels, fx| panels.run(panel, at, fx)),
            Works::Shows(panel) => self.show_panel(Some(panel)),
        }
    }

    /// Shows a panel, or closes the dock. What is typed in the one that was open takes effect.
    fn show_panel(&mut self, panel: Option<&'static str>) {
        let before = std::mem::replace(&mut self.window.settings.panel, panel.map(str::to_owned));
        if let Some(before) = before.filter(|before| Some(before.as_str()) != panel) {
            self.act(|panels, fx| panels.hidden(&before, fx));
        }
        if let Some(panel) = panel {
            self.act(|panels, fx| panels.shown(panel, fx));
        }
    }

    fn open_dialog(&mut self, opens: request::Opens) {
        let mut dialog = Dialog::from(opens);
        if let Dialog::GoTo(go_to) = &mut dialog {
            go_to.was = self.session.as_ref().map(|session| Bookmark::here(&session.desk, &self.window.ctx));
        }
        if let (Dialog::Columns(columns), Some(session)) = (&mut dialog, &self.session) {
            *columns = session.desk.table.as_ref().map(dialogs::Columns::of).unwrap_or_default();
        }
        self.dialog = Some(dialog);
    }

    /// Makes a row the current one for as long as the dialog is open in which it was typed.
    fn show_row(&mut self, row: usize) {
        self.act(|_, fx| {
            fx.leave_cell();
            fx.desk.view.go_to_ahead(row);
        });
    }

    /// Closes the dialog that is open without doing anything.
    fn close_dialog(&mut self) {
        match self.dialog.take() {
            Some(Dialog::Question(question)) => {
                self.dialog = Some(Dialog::Question(question));
                self.files(|files, around| files.answer(around, Answer::Cancel));
            }
            Some(Dialog::GoTo(dialog)) => {
                self.going_back = dialog.was;
            }
            Some(_) => {}
            None => self.session.iter_mut().for_each(|session| session.panels.close_dialog()),
        }
    }

    /// Remembers the size and place of the window.
    fn remember_window(&mut self, ctx: &Context) {
        self.window.settings.window = Some(fit::remembered(ctx, self.window.settings.window));
    }

    /// Waits for what is being written and writes the settings, at the end.
    pub fn close(&mut self) {
        self.files(files::Files::finish_writing);
        if let Some(said) = self.window.strip.current().filter(|said| said.is_wrong()) {
            eprintln!("stet: {}", said.text());
        }
        if let Some(folder) = &self.window.folder
            && let Err(error) = self.window.settings.save(folder)
        {
            let (folder, why) = (folder.display().to_string(), error.to_string());
            eprintln!("stet: {}", text!("settings-not-saved", folder = folder, why = why));
        }
    }
}

/// What was done, in order, as the application performs it.
fn collect<A>(out: Out<A>, own: impl Fn(A) -> Option<Did>) -> Vec<Did> {
    let did = |act| match act {
        Act::Own(action) => own(action),
        Act::Ask(request) => Some(Did::Asked(request)),
    };
    out.into_acts().into_iter().filter_map(did).collect()
}

/// Opens the window, with a file if one is given, and stays until it is closed.
pub fn run(file: Option<PathBuf>) -> ExitCode {
    let folder = Settings::dir();
    let (settings, told) = folder.as_deref().map_or_else(Default::default, Settings::load);
    let viewport = fit::opening(settings.window).with_title("Stet").with_app_id("stet").with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let started = eframe::run_native(
        "stet",
        options,
        Box::new(move |cc| {
            let dialogs = Box::new(picker::Native::new(&cc.egui_ctx));
            let app = App::with_settings(&cc.egui_ctx, dialogs, folder, settings, told);
            let mut app = app.with_clipboard(Box::new(clipboard::System::new()));
            if let Some(file) = file {
                app.open_path(file);
            }
            Ok(Box::new(Window(app, fit::Fit::default())))
        }),
    );
    match started {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stet: {}", text!("window-not-opened", why = error.to_string()));
            ExitCode::FAILURE
        }
    }
}

/// The application as the toolkit's window wants it.
struct Window(App, fit::Fit);

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.0.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.0.ui(ui);
        self.1.watch(ui.ctx(), || screens(frame, ui.ctx()));
        self.0.remember_window(ui.ctx());
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.0.close();
    }
}

/// Where the screens of the system are, in points; none where it does not tell.
fn screens(frame: &eframe::Frame, ctx: &Context) -> Vec<egui::Rect> {
    let screens = frame.winit_window().into_iter().flat_map(|window| window.available_monitors());
    let place = screens.map(|screen| {
        let (at, size) = (screen.position(), screen.size());
        let pixels = egui::Rect::from_min_size(
            egui::pos2(at.x as f32, at.y as f32),
            egui::vec2(size.width as f32, size.height as f32),
        );
        // The pixels of macOS are those of each screen; elsewhere all screens lie in one plane.
        let own = screen.scale_factor() as f32 * ctx.zoom_factor();
        pixels / if cfg!(target_os = "macos") { own } else { ctx.pixels_per_point() }
    });
    place.collect()
}
