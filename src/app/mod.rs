//! The window. The only place that knows the toolkit.
//!
//! [`App::logic`] lets finished jobs report; [`App::ui`] turns keys into actions, draws, and at the end carries
//! out what was done. Drawing changes nothing: it pushes [`Action`]s, and [`App::perform`] is the one place
//! that performs them. The application is the same under a test that drives it through its accessibility tree:
//! what touches the world (file dialogs, the folder of the settings) is handed in.

mod action;
mod bars;
mod command;
mod dialogs;
mod files;
mod find;
mod fonts;
mod ghosts;
mod keyboard;
mod language;
mod names;
mod open;
mod panels;
mod review;
mod run;
mod show;
mod strip;
mod suggest;
mod table;
mod theme;
mod welcome;

pub use dialogs::files::{FileDialogs, Pick, Scripted};

use crate::settings::{self, Settings};
use action::Action;
use dialogs::Dialog;
use egui::{CentralPanel, Context, Frame, Margin, Ui};
use open::Open;
use std::path::PathBuf;
use std::process::ExitCode;
use strip::Strip;

/// The application: the open document, and everything around it.
pub struct App {
    open: Option<Open>,
    export: panels::export::Export,
    changes: panels::changes::Changes,
    glossary: panels::glossary::GlossaryFiles,
    speakers: panels::speakers::Speakers,
    strip: Strip,
    dialog: Option<Dialog>,
    /// What gets the keyboard back when the dialog is gone.
    back_to: Option<egui::Id>,
    settings: Settings,
    folder: Option<PathBuf>,
    files: files::Files,
    teaching: Option<show::Teaching>,
    dictionaries: language::Dictionaries,
    ctx: Context,
    /// The person has agreed to lose what is not saved.
    may_close: bool,
}

impl App {
    /// The application in a toolkit's context. `folder` is where the settings live; `None` keeps them nowhere.
    pub fn new(ctx: &Context, dialogs: Box<dyn FileDialogs>, folder: Option<PathBuf>) -> App {
        let (settings, told) = folder.as_deref().map_or_else(Default::default, Settings::load);
        App::with_settings(ctx, dialogs, folder, settings, told)
    }

    fn with_settings(
        ctx: &Context,
        dialogs: Box<dyn FileDialogs>,
        folder: Option<PathBuf>,
        settings: Settings,
        told: Option<crate::model::Message>,
    ) -> App {
        theme::install(ctx);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.quit_shortcuts = Vec::new();
        });
        let mut strip = Strip::default();
        if let Some(told) = told {
            strip.fail(crate::messages::text(&told));
        }
        let mut app = App {
            open: None,
            export: panels::export::Export::default(),
            changes: panels::changes::Changes::default(),
            glossary: panels::glossary::GlossaryFiles::default(),
            speakers: panels::speakers::Speakers::default(),
            strip,
            dialog: None,
            back_to: None,
            settings,
            folder,
            files: files::Files::new(dialogs),
            teaching: None,
            dictionaries: language::Dictionaries::default(),
            ctx: ctx.clone(),
            may_close: false,
        };
        app.set_theme(ctx, app.settings.theme);
        app.set_zoom(ctx, app.settings.zoom);
        app
    }

    /// Opens a file, as if it had been dropped on the window.
    pub fn open_path(&mut self, path: PathBuf) {
        self.ask_to_open(path);
    }

    /// Whether a document is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Lets finished jobs report. Called before every frame, and while the window is hidden.
    pub fn logic(&mut self, ctx: &Context) {
        self.poll_files(ctx);
        self.poll_find(ctx);
        self.poll_dictionaries();
        self.poll_review(ctx);
        self.poll_suggestions(ctx);
        self.poll_names(ctx);
        self.poll_ghosts(ctx);
        self.poll_export(ctx);
        self.poll_glossary();
        self.poll_show();
        self.poll_changes(ctx);
        self.poll_speakers(ctx);
        let open = self.open.as_ref();
        if open.is_none_or(|open| !open.names.has_offer()) {
            self.strip.withdraw(strip::Topic::Alike);
        }
        self.strip.tick(ctx, self.open.as_ref().map(|open| open.document.revision()));
    }

    /// Draws the window and carries out what was done in it.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if self.dialog.is_some() {
            // A dialog has the keyboard for itself.
            ctx.memory_mut(|memory| memory.surrender_focus(table::id()));
        }
        self.give_back_keyboard(&ctx);
        let mut actions = self.keyboard(&ctx);
        let quick = actions.len();
        self.perform(&ctx, std::mem::take(&mut actions));
        self.draw(ui, &mut actions);
        self.dropped(&ctx, &mut actions);
        let acted = quick + actions.len() > 0;
        self.perform(&ctx, actions);
        self.watch_close(&ctx);
        if acted {
            ctx.request_repaint();
        }
    }

    /// Gives the keyboard back to what had it before a dialog. The toolkit gives it to nothing that lies below one,
    /// and a dialog is one for a frame after it was closed.
    fn give_back_keyboard(&mut self, ctx: &Context) {
        if self.back_to.is_none() || self.dialog.is_some() {
            return;
        }
        match ctx.memory(|memory| memory.top_modal_layer().is_none()) {
            true => ctx.memory_mut(|memory| self.back_to.take().into_iter().for_each(|id| memory.request_focus(id))),
            false => ctx.request_repaint(),
        }
    }

    fn draw(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(10, 4));
        egui::Panel::top("menus").frame(bar).show_separator_line(false).show(ui, |ui| self.menus(ui, actions));
        if self.open.is_some() {
            let bar = Frame::new().fill(palette.panel).inner_margin(Margin { left: 14, right: 14, top: 2, bottom: 9 });
            egui::Panel::top("toolbar").frame(bar).show(ui, |ui| self.toolbar(ui, actions));
        }
        self.strip.show(ui, actions);
        self.status(ui);
        match &self.open {
            None => {
                let paper = Frame::new().fill(palette.background);
                CentralPanel::no_frame().frame(paper).show(ui, |ui| self.welcome(ui, actions));
            }
            Some(open) => {
                self.dock(ui, open, actions);
                let paper = Frame::new().fill(palette.background);
                CentralPanel::no_frame().frame(paper).show(ui, |ui| {
                    let look = table::Look { changes: self.settings.show_changes, shows: &|kind| self.shows(kind) };
                    table::show(ui, open, &look, actions);
                });
            }
        }
        self.show_dialog(ui, actions);
        welcome::drop_hint(ui);
    }

    fn set_theme(&mut self, ctx: &Context, theme: settings::Theme) {
        self.settings.theme = theme;
        ctx.set_theme(match theme {
            settings::Theme::System => egui::ThemePreference::System,
            settings::Theme::Light => egui::ThemePreference::Light,
            settings::Theme::Dark => egui::ThemePreference::Dark,
        });
    }

    fn set_zoom(&mut self, ctx: &Context, zoom: f32) {
        let zoom = if zoom.is_finite() { zoom.clamp(0.6, 3.0) } else { 1.0 };
        self.settings.zoom = zoom;
        ctx.set_zoom_factor(zoom);
    }

    /// Remembers the size and place of the window.
    fn remember_window(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        ctx.input(|input| {
            let window = input.viewport();
            let maximised = window.maximized.unwrap_or(false);
            let size = window.inner_rect.filter(|rect| !maximised && rect.width() > 200.0);
            let size = size.map(|rect| (rect.width() * zoom, rect.height() * zoom));
            let size = size.or(self.settings.window.map(|window| window.size)).unwrap_or(FIRST_SIZE);
            let position = window.outer_rect.map(|rect| (rect.left() * zoom, rect.top() * zoom));
            self.settings.window = Some(settings::Window { size, position, maximised });
        });
    }

    /// Writes the settings, at the end.
    pub fn close(&mut self) {
        if let Some(folder) = &self.folder
            && let Err(error) = self.settings.save(folder)
        {
            eprintln!("stet: the settings could not be saved in {}: {error}", folder.display());
        }
    }
}

/// The size of the window at the first start, in points.
const FIRST_SIZE: (f32, f32) = (1280.0, 800.0);

/// Opens the window, with a file if one is given, and stays until it is closed.
pub fn run(file: Option<PathBuf>) -> ExitCode {
    let folder = Settings::dir();
    let (settings, told) = folder.as_deref().map_or_else(Default::default, Settings::load);
    let (width, height) = settings.window.map_or(FIRST_SIZE, |window| window.size);
    let viewport = egui::ViewportBuilder::default()
        .with_title("Stet")
        .with_app_id("stet")
        .with_inner_size([width.clamp(480.0, 8000.0), height.clamp(320.0, 8000.0)])
        .with_min_inner_size([480.0, 320.0])
        .with_maximized(settings.window.is_some_and(|window| window.maximised))
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let started = eframe::run_native(
        "stet",
        options,
        Box::new(move |cc| {
            let dialogs = Box::new(dialogs::files::Native::new(&cc.egui_ctx));
            let mut app = App::with_settings(&cc.egui_ctx, dialogs, folder, settings, told);
            if let Some(file) = file {
                app.open_path(file);
            }
            Ok(Box::new(Window(app)))
        }),
    );
    match started {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stet: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The application as the toolkit's window wants it.
struct Window(App);

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.0.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.0.ui(ui);
        self.0.remember_window(ui.ctx());
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.0.close();
    }
}
