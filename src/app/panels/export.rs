//! Export: exactly what will be written, as it changes, and before it what is still open.

use super::card;
use crate::app::App;
use crate::app::action::Action;
use crate::app::dialogs::{Dialog, Question};
use crate::app::files::Purpose;
use crate::app::open::Open;
use crate::app::strip::Offer;
use crate::app::theme;
use crate::document::Revision;
use crate::document::save::{self, Expect, SaveError};
use crate::export::{self, BUILT_IN, Exported, OpenPoint, Output, Preset, Preview, Unit};
use crate::formats::{self, Encoding};
use crate::jobs::{self, Job, Poll};
use egui::{Button, Context, FontId, Label, RichText, ScrollArea, Stroke, TextEdit, Ui, vec2};
use std::path::PathBuf;

/// How many lines of the export are shown.
const SHOWN: usize = 400;

/// What is chosen in the export panel, and what would be written.
#[derive(Default)]
pub struct Export {
    /// What a person chose; `None` until then.
    preset: Option<Preset>,
    made: Option<Made>,
    job: Option<Job<Made>>,
    writing: Option<(PathBuf, Job<Result<Written, SaveError>>)>,
    /// The name under which the choice would be kept.
    name: String,
}

/// The preview of one state of the document with one preset.
struct Made {
    revision: Revision,
    preset: Preset,
    preview: Result<Preview, export::Impossible>,
    points: Vec<OpenPoint>,
    losses: Vec<String>,
}

/// An export that was written.
struct Written {
    losses: Vec<String>,
}

/// What a person did in the export panel.
#[derive(Clone, Debug)]
pub enum ExportAction {
    /// Chose a preset, or changed one.
    Choose(Box<Preset>),
    /// Typed a name for the choice.
    Name(String),
    /// Kept the choice under the name that was typed.
    Keep,
    /// Asked for a file to write.
    Write,
    /// Asked for the text in the clipboard.
    Copy,
}

impl App {
    fn preset(&self) -> Preset {
        let remembered = || self.settings.last_export.clone();
        self.export.preset.clone().or_else(remembered).unwrap_or_default()
    }

    /// The extension of the file that would be written.
    pub(in crate::app) fn export_extension(&self) -> String {
        self.preset().extension().to_owned()
    }

    pub(in crate::app) fn perform_export(&mut self, ctx: &Context, action: ExportAction) {
        match action {
            ExportAction::Choose(preset) => {
                self.settings.last_export = Some((*preset).clone());
                self.export.preset = Some(*preset);
            }
            ExportAction::Name(name) => self.export.name = name,
            ExportAction::Keep => {
                let name = std::mem::take(&mut self.export.name).trim().to_owned();
                if !name.is_empty() {
                    let preset = Preset { name: name.clone().into(), about: "".into(), ..self.preset() };
                    self.settings.keep_preset(preset.clone());
                    self.perform_export(ctx, ExportAction::Choose(Box::new(preset)));
                    self.strip.whisper(format!("Kept as {name}"));
                }
            }
            ExportAction::Write => self.ask_where_to_export(),
            ExportAction::Copy => {
                let Some(open) = &self.open else { return };
                match export::export(open.transcript(), &self.preset()) {
                    Ok(Exported { written: formats::Written::Text(text), .. }) => {
                        ctx.copy_text(text);
                        self.strip.whisper("The export is in the clipboard".to_owned());
                    }
                    Ok(Exported { written: formats::Written::Bytes(_), .. }) => {
                        let name = self.preset().output.format().map_or("", |format| format.name);
                        let why = export::Impossible::NotText(name).message();
                        self.strip.fail(crate::messages::text(&why));
                    }
                    Err(impossible) => self.strip.fail(crate::messages::text(&impossible.message())),
                }
            }
        }
    }

    /// Writes the export into a file. A file that is there is asked about, unless that has been done.
    pub(in crate::app) fn export_to(&mut self, path: PathBuf, over: bool) {
        let Some(open) = &self.open else { return };
        let (t, preset, to, wake) = (open.transcript().clone(), self.preset(), path.clone(), self.ctx.clone());
        let encoding = encoding_for(open, &preset);
        let job = jobs::spawn(
            "export",
            move || wake.request_repaint(),
            move |_| {
                // Whether it can be written at all was seen in the preview.
                let exported = export::export(&t, &preset).expect("it was previewed");
                let bytes = exported.written.encode(&encoding).bytes;
                let expect = if over { Expect::Anything } else { Expect::Nothing };
                save::write_file(&to, expect, &bytes)?;
                Ok(Written {
                    losses: exported.losses.iter().map(|loss| crate::messages::text(&loss.message())).collect(),
                })
            },
        );
        self.export.writing = Some((path, job));
    }

    /// Takes up what was previewed and written, and previews anew what has changed.
    pub(in crate::app) fn poll_export(&mut self, ctx: &Context) {
        if let Some((path, job)) = self.export.writing.take() {
            match job.poll() {
                Poll::Pending => self.export.writing = Some((path, job)),
                Poll::Ready(Ok(written)) => {
                    let losses: String = written.losses.iter().map(|loss| format!(" · {loss}")).collect();
                    self.strip.say(format!("Exported {}{losses}", path.display()));
                }
                Poll::Ready(Err(SaveError::Exists(path))) => {
                    let purpose = Purpose::Export;
                    self.dialog = Some(Dialog::Question(Question::Overwrite { path, purpose }));
                }
                Poll::Ready(Err(error)) => {
                    let again =
                        Offer { name: "Export elsewhere".to_owned(), action: Action::Export(ExportAction::Write) };
                    self.strip.fail_with(crate::messages::text(&error.message()), vec![again]);
                }
                Poll::Failed => {
                    self.strip.fail(format!("{} could not be written: the writer broke down", path.display()))
                }
            }
        }
        if let Some(job) = self.export.job.take() {
            match job.poll() {
                Poll::Pending => self.export.job = Some(job),
                Poll::Ready(made) => self.export.made = Some(made),
                Poll::Failed => {}
            }
        }
        let Some(open) = self.open.as_ref().filter(|_| self.panel() == Some(super::Tab::Export)) else { return };
        let (revision, preset) = (open.document.revision(), self.preset());
        let fresh = self.export.made.as_ref().is_some_and(|made| made.revision == revision && made.preset == preset);
        if self.export.job.is_none() && !fresh {
            let (t, wake) = (open.transcript().clone(), ctx.clone());
            self.export.job = Some(jobs::spawn(
                "preview",
                move || wake.request_repaint(),
                move |_| Made {
                    revision,
                    preview: export::preview(&t, &preset, SHOWN),
                    points: export::open_points(&t),
                    losses: losses(&t, &preset),
                    preset,
                },
            ));
        }
    }

    /// Forgets what was made for another document.
    pub(in crate::app) fn forget_export(&mut self) {
        self.export.made = None;
        self.export.job = None;
    }

    /// Draws the export panel.
    pub(in crate::app) fn export_panel(&self, ui: &mut Ui, _open: &Open, actions: &mut Vec<Action>) {
        let preset = self.preset();
        self.presets(ui, &preset, actions);
        options(ui, &preset, actions);
        self.what_is_open(ui, actions);
        ui.add_space(2.0);
        let palette = theme::palette(ui.ctx());
        ui.horizontal(|ui| {
            let name = format!("Export .{}…", preset.extension());
            let text = RichText::new(name).color(palette.background).font(theme::strong_font(theme::PANEL_SIZE));
            if ui.add(Button::new(text).fill(palette.accent)).clicked() {
                actions.push(Action::Export(ExportAction::Write));
            }
            if ui.button("Copy").clicked() {
                actions.push(Action::Export(ExportAction::Copy));
            }
        });
        ui.add_space(4.0);
        self.preview(ui);
    }

    fn presets(&self, ui: &mut Ui, preset: &Preset, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        ui.horizontal(|ui| {
            let is_kept = self.settings.presets.iter().chain(&BUILT_IN).any(|kept| kept == preset);
            let name = if is_kept { preset.name.to_string() } else { format!("{}, changed", preset.name) };
            let menu =
                ui.menu_button(RichText::new(format!("{name} ▾")).font(theme::strong_font(theme::PANEL_SIZE)), |ui| {
                    ui.set_min_width(300.0);
                    for kept in self.settings.presets.iter().chain(&BUILT_IN) {
                        let entry = ui
                            .add(Button::selectable(kept.name == preset.name, kept.name.as_ref()))
                            .on_hover_text(kept.about.as_ref());
                        if entry.clicked() {
                            actions.push(Action::Export(ExportAction::Choose(Box::new(kept.clone()))));
                            ui.close();
                        }
                    }
                    ui.separator();
                    let mut name = self.export.name.clone();
                    ui.horizontal(|ui| {
                        let field = ui
                            .add(TextEdit::singleline(&mut name).hint_text("Keep the choice as…").desired_width(190.0));
                        field.widget_info(|| {
                            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "name of the preset")
                        });
                        if field.changed() {
                            actions.push(Action::Export(ExportAction::Name(name)));
                        }
                        if ui.button("Keep").clicked() {
                            actions.push(Action::Export(ExportAction::Keep));
                            ui.close();
                        }
                    });
                });
            menu.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "preset"));
            ui.add(Label::new(RichText::new(preset.about.as_ref()).small().color(palette.quiet)).truncate());
        });
    }

    fn what_is_open(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let Some(made) = &self.export.made else { return };
        let said = made.losses.iter().map(|loss| (loss.clone(), None));
        let open = made.points.iter().map(|point| (crate::messages::text(&point.message()), Some(point.first_row)));
        for (text, row) in said.chain(open) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.label(RichText::new("•").color(palette.accent));
                ui.label(RichText::new(&text).small().color(palette.quiet));
                let Some(row) = row else { return };
                let show = ui.add(Button::new(RichText::new("Show").small().color(palette.accent)).frame(false));
                show.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("show: {text}")));
                if show.clicked() {
                    actions.push(Action::GoTo { row, select: None });
                }
            });
        }
    }

    fn preview(&self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        let Some(made) = &self.export.made else { return };
        card(ui, false, |ui| {
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .max_height((ui.available_height() - 22.0).max(60.0))
                .show(ui, |ui| match &made.preview {
                    Ok(preview) => {
                        let font = FontId::proportional(theme::PANEL_SIZE);
                        let text = ui.add(
                            Label::new(RichText::new(&preview.text).font(font).line_height(Some(19.0)))
                                .selectable(true),
                        );
                        ui.ctx().accesskit_node_builder(text.id, |node| node.set_description("preview of the export"));
                        if !preview.whole {
                            ui.add_space(6.0);
                            ui.label(RichText::new("… and so on to the last line").small().color(palette.quiet));
                        }
                    }
                    Err(impossible) => {
                        ui.label(RichText::new(crate::messages::text(&impossible.message())).color(palette.deleted));
                    }
                });
        });
    }

    fn ask_where_to_export(&mut self) {
        let preset = self.preset();
        let kind = (preset.name.to_string(), vec![preset.extension().to_owned()]);
        self.ask_where_to_write(Purpose::Export, kind);
    }
}

/// What the format cannot hold, for formats; a text leaves out what the preset says.
fn losses(t: &crate::model::Transcript, preset: &Preset) -> Vec<String> {
    let Some(format) = preset.output.format() else { return Vec::new() };
    formats::losses(t, format).iter().map(|loss| crate::messages::text(&loss.message())).collect()
}

/// How the export is written down: as the source was, when it goes back into the source's format.
fn encoding_for(open: &Open, preset: &Preset) -> Encoding {
    let source = open.document.source();
    let same = |id: &str| preset.output.format().is_some_and(|format| format.id == id);
    source.filter(|source| same(&source.format)).and_then(|source| source.encoding).unwrap_or_default()
}

/// What an output is called: a format by the extension of its files, unless a text for readers has the same one.
fn label_of(output: &Output) -> String {
    let Some(format) = output.format() else {
        return if *output == Output::Markdown { "Markdown" } else { "Text" }.to_owned();
    };
    let for_readers = [Output::Text, Output::Markdown].iter().any(|text| text.extension() == output.extension());
    if for_readers { format!("{}, every line", format.name) } else { output.extension().to_uppercase() }
}

fn options(ui: &mut Ui, preset: &Preset, actions: &mut Vec<Action>) {
    let mut changed = preset.clone();
    let is_format = matches!(preset.output, Output::Format(_));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for output in Output::all() {
            let here = changed.output == output;
            if ui.add(Button::selectable(here, label_of(&output))).clicked() {
                changed.output = output;
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 2.0);
        if is_format {
            let mut narrow = changed.captions.width.is_some();
            ui.checkbox(&mut narrow, "Rows of 42 characters");
            changed.captions.width = narrow.then(|| preset.captions.width.unwrap_or(42));
        } else {
            let mut turns = changed.unit == Unit::Turn;
            ui.checkbox(&mut turns, "A paragraph a turn");
            changed.unit = if turns { Unit::Turn } else { Unit::Line };
            ui.checkbox(&mut changed.times, "Times");
        }
        ui.checkbox(&mut changed.names, "Speaker names");
        ui.checkbox(&mut changed.clean, "Clean verbatim")
            .on_hover_text("No dashes, no sound notes, no words said twice. The project stays as it is");
        ui.checkbox(&mut changed.typography, "Typography");
        if !is_format {
            ui.checkbox(&mut changed.title, "Title");
            ui.checkbox(&mut changed.notes, "Notes");
        }
    });
    if changed != *preset {
        actions.push(Action::Export(ExportAction::Choose(Box::new(changed))));
    }
    let palette = theme::palette(ui.ctx());
    let line = ui.cursor().top() + 2.0;
    ui.painter().hline(ui.max_rect().x_range(), line, Stroke::new(1.0, palette.rule));
    ui.add_space(6.0);
}
