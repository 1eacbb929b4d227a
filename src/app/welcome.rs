//! The empty window: what one can do with it.

use super::keys::Id;
use super::look::WindowLook;
use super::request::{Out, Request};
use super::theme;
use crate::messages::text;
use egui::{Align, Button, Layout, RichText, Stroke, Ui, vec2};

/// Draws the empty window.
pub(super) fn show(ui: &mut Ui, look: &WindowLook<'_>, out: &mut Out<()>) {
    let palette = look.palette;
    let room = ui.available_height();
    let width = 520.0_f32.min(ui.available_width() - 40.0);
    ui.vertical_centered(|ui| {
        ui.add_space((room * 0.5 - 210.0).max(24.0));
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.label(RichText::new("Stet").font(theme::strong_font(34.0)));
            ui.label(RichText::new(text!("welcome-motto")).size(16.0).color(palette.quiet));
            ui.add_space(22.0);
            ui.label(RichText::new(text!("welcome-drop")).size(theme::TEXT_SIZE));
            ui.add_space(10.0);
            ui.horizontal_wrapped(|ui| {
                let name =
                    RichText::new(text!("welcome-open")).color(palette.background).font(theme::strong_font(14.0));
                if ui.add(Button::new(name).fill(palette.accent).min_size(vec2(0.0, 32.0))).clicked() {
                    out.run(Id("open"));
                }
                let name = RichText::new(text!("welcome-paste")).color(palette.accent).font(theme::strong_font(14.0));
                let paste = Button::new(name).stroke(Stroke::new(1.0, palette.accent)).min_size(vec2(0.0, 32.0));
                if ui.add(paste).clicked() {
                    out.run(Id("paste"));
                }
                for command in [Id("open"), Id("paste")] {
                    ui.label(RichText::new(look.keys.shown(ui.ctx(), command)).small().color(palette.quiet));
                }
            });
            ui.add_space(22.0);
            if !look.settings.recent.is_empty() {
                heading(ui, text!("welcome-recent"));
                for path in look.settings.recent.iter().take(6) {
                    ui.horizontal(|ui| {
                        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                        if link(ui, &name).on_hover_text(path.to_string_lossy()).clicked() {
                            out.ask(Request::Open(path.clone()));
                        }
                        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
                        ui.add(egui::Label::new(RichText::new(folder).small().color(palette.quiet)).truncate());
                    });
                }
                ui.add_space(16.0);
            }
            heading(ui, text!("welcome-try"));
            if link(ui, "Versant Sud").clicked() {
                out.run(Id("open-sample-french"));
            }
            ui.label(RichText::new(text!("welcome-french")).small().color(palette.quiet));
            if link(ui, "Tidelines").clicked() {
                out.run(Id("open-sample-english"));
            }
            ui.label(RichText::new(text!("welcome-english")).small().color(palette.quiet));
        });
    });
}

/// Says over everything that what is held over the window can be dropped.
pub(super) fn drop_hint(ui: &Ui) {
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
    painter.text(all.center(), egui::Align2::CENTER_CENTER, text!("welcome-drop-here"), font, palette.accent);
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
