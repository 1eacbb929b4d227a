//! The empty window: what one can do with it.

use super::App;
use super::action::Action;
use super::command::{self, Command};
use super::theme;
use egui::{Align, Button, Layout, RichText, Stroke, Ui, vec2};

impl App {
    /// Draws the empty window.
    pub(super) fn welcome(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let room = ui.available_height();
        let width = 520.0_f32.min(ui.available_width() - 40.0);
        ui.vertical_centered(|ui| {
            ui.add_space((room * 0.5 - 210.0).max(24.0));
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.label(RichText::new("Stet").font(theme::strong_font(34.0)));
                ui.label(RichText::new("Let the right words stand").size(16.0).color(palette.quiet));
                ui.add_space(22.0);
                ui.label(RichText::new("Drop a transcript here, or paste one from a web page").size(theme::TEXT_SIZE));
                ui.add_space(10.0);
                ui.horizontal_wrapped(|ui| {
                    let name = RichText::new("Open a file…").color(palette.background).font(theme::strong_font(14.0));
                    if ui.add(Button::new(name).fill(palette.accent).min_size(vec2(0.0, 32.0))).clicked() {
                        actions.push(Action::Run(Command::Open));
                    }
                    let name = RichText::new("Paste").color(palette.accent).font(theme::strong_font(14.0));
                    let paste = Button::new(name).stroke(Stroke::new(1.0, palette.accent)).min_size(vec2(0.0, 32.0));
                    if ui.add(paste).clicked() {
                        actions.push(Action::Run(Command::Paste));
                    }
                    for command in [Command::Open, Command::Paste] {
                        let keys = command::spec(command).keys[0];
                        ui.label(RichText::new(ui.ctx().format_shortcut(&keys)).small().color(palette.quiet));
                    }
                });
                ui.add_space(22.0);
                if !self.settings.recent.is_empty() {
                    heading(ui, "Recent");
                    for path in self.settings.recent.iter().take(6) {
                        ui.horizontal(|ui| {
                            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                            if link(ui, &name).on_hover_text(path.to_string_lossy()).clicked() {
                                actions.push(Action::Open(path.clone()));
                            }
                            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
                            ui.add(egui::Label::new(RichText::new(folder).small().color(palette.quiet)).truncate());
                        });
                    }
                    ui.add_space(16.0);
                }
                heading(ui, "Try it on a sample");
                if link(ui, "Versant Sud").clicked() {
                    actions.push(Action::Run(Command::OpenSampleFrench));
                }
                ui.label(
                    RichText::new("French television: four speakers, a dozen names spelled wrong")
                        .small()
                        .color(palette.quiet),
                );
                if link(ui, "Tidelines").clicked() {
                    actions.push(Action::Run(Command::OpenSampleEnglish));
                }
                ui.label(
                    RichText::new("An English radio programme, pasted from a video page").small().color(palette.quiet),
                );
            });
        });
    }
}

/// Says over everything that what is held over the window can be dropped.
pub fn drop_hint(ui: &Ui) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let palette = theme::palette(ui.ctx());
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint"));
    let painter = ui.ctx().layer_painter(layer);
    let all = ui.ctx().content_rect();
    painter.rect_filled(all, 0.0, palette.background.gamma_multiply(0.85));
    painter.rect_stroke(all.shrink(14.0), 12.0, Stroke::new(2.0, palette.accent), egui::StrokeKind::Inside);
    let font = theme::strong_font(22.0);
    painter.text(all.center(), egui::Align2::CENTER_CENTER, "Drop to open", font, palette.accent);
}

fn heading(ui: &mut Ui, text: &str) {
    let palette = theme::palette(ui.ctx());
    ui.label(RichText::new(text).font(theme::strong_font(theme::PANEL_SIZE)).color(palette.quiet));
}

fn link(ui: &mut Ui, text: &str) -> egui::Response {
    let palette = theme::palette(ui.ctx());
    let text = RichText::new(text).size(theme::TEXT_SIZE).color(palette.accent);
    ui.add(Button::new(text).frame(false))
}
