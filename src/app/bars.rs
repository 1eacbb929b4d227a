//! The bars: menus, the toolbar with search and progress, and the line at the bottom.

use super::command::Menu;
use super::desk::Desk;

use super::keys::Id;
use super::look::WindowLook;
use super::registry;
use super::request::{Out, Request};
use super::session::{Reach, Session};
use super::strip::Strip;
use super::theme;
use super::widgets::{menu_entry, with_key};
use crate::language::Language;
use crate::messages::{self, text};
use egui::{Align, Button, Frame, Layout, Margin, RichText, Stroke, Ui, vec2};

/// Draws the menus.
pub(super) fn menus(ui: &mut Ui, reach: Reach<'_>, out: &mut Out<()>) {
    egui::MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.name(), |ui| {
                ui.set_min_width(250.0);
                entries(ui, menu, reach, out);
            });
        }
    });
}

fn entries(ui: &mut Ui, menu: Menu, reach: Reach<'_>, out: &mut Out<()>) {
    let mut last = None;
    for entry in registry::in_menu(menu) {
        let group = entry.spec.menu.map(|(_, order)| order.group);
        if last.is_some() && last != group {
            ui.separator();
        }
        last = group;
        let applies = entry.applies(reach.session, reach.window, ui.ctx());
        let name = entry.name(reach.session, reach.window);
        if menu_entry(ui, &reach.window, entry.spec.id, Some(name), applies) {
            out.run(entry.spec.id);
        }
        if entry.spec.id == Id("open") {
            recent(ui, reach, out);
        }
    }
}

fn recent(ui: &mut Ui, reach: Reach<'_>, out: &mut Out<()>) {
    let recent = &reach.window.settings.recent;
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button(text!("menu-recent"), |ui| {
            ui.set_min_width(260.0);
            for path in recent {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                if ui.button(name).on_hover_text(path.to_string_lossy()).clicked() {
                    out.ask(Request::Open(path.clone()));
                    ui.close();
                }
            }
        });
    });
}

/// Draws the toolbar: the search field, and how far the work has come.
pub(super) fn toolbar(ui: &mut Ui, session: &Session, reach: Reach<'_>, is_saving: bool, out: &mut Out<()>) {
    let (desk, palette) = (&session.desk, reach.window.palette);
    let look = session.look(reach.window);
    ui.horizontal(|ui| {
        let lines = desk.len();
        let find = Id("find");
        let name = session.panels.field("find").unwrap_or_else(|| text!("toolbar-find", n = lines));
        let name = RichText::new(format!("⌕  {name}")).color(palette.quiet);
        // What is left stands beside it, in a narrow window too.
        let width = (ui.available_width() * 0.25).clamp(180.0, 300.0);
        let field = Button::new(name).fill(palette.background).min_size(vec2(width, 28.0)).truncate();
        let field = field.shortcut_text(reach.window.keys.shown(ui.ctx(), find));
        if ui.add(field).on_hover_text(messages::by_table("command-", "panel-find")).clicked() {
            out.run(find);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let document = desk.document();
            let state = if is_saving {
                text!("toolbar-saving")
            } else if document.is_modified() {
                text!("toolbar-not-saved")
            } else if document.path().is_some() {
                text!("toolbar-saved")
            } else {
                ""
            };
            ui.label(RichText::new(state).color(palette.quiet));
            // From the right to the left: what comes first stands leftmost.
            for (panel, left) in session.panels.left(&look).into_iter().rev() {
                if left.done {
                    let label = ui.label(RichText::new(&left.text).color(palette.done));
                    label.on_hover_text(&left.about);
                    continue;
                }
                let text = RichText::new(&left.text).color(palette.quiet);
                let button = ui.add(Button::new(text).frame(false));
                let button = if left.about.is_empty() { button } else { button.on_hover_text(&left.about) };
                if button.clicked() {
                    out.ask(Request::Show(Some(panel)));
                }
            }
            if desk.checked() > 0 {
                let part = desk.checked() as f32 / lines.max(1) as f32;
                let (rect, _) = ui.allocate_exact_size(vec2(120.0, 6.0), egui::Sense::HOVER);
                ui.painter().rect_filled(rect, 3.0, palette.rule);
                let done = egui::Rect::from_min_size(rect.min, vec2(rect.width() * part, rect.height()));
                ui.painter().rect_filled(done, 3.0, palette.done);
                let text = text!("toolbar-checked", n = desk.checked(), of = lines);
                ui.label(RichText::new(text).color(palette.quiet));
            }
        });
    });
}

/// Draws the strip under the toolbar, if it has something to say.
pub(super) fn strip(ui: &mut Ui, strip: &Strip, look: &WindowLook<'_>, out: &mut Out<()>) {
    let Some(said) = strip.current() else { return };
    let palette = look.palette;
    let wrong = said.is_wrong();
    let ground = palette.accent_ground;
    let accent = if wrong { palette.deleted } else { palette.accent };
    let frame = Frame::new().fill(ground).inner_margin(Margin::symmetric(14, 7));
    egui::Panel::top("strip").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.visuals_mut().override_text_color = Some(palette.ink);
            if !said.subject.is_empty() {
                ui.label(RichText::new(&said.subject).font(theme::strong_font(theme::PANEL_SIZE)));
            }
            let text = RichText::new(&said.text).color(if wrong { palette.deleted } else { palette.ink });
            let label = ui.label(text);
            ui.ctx().accesskit_node_builder(label.id, |node| {
                node.set_role(egui::accesskit::Role::Status);
                node.set_live(egui::accesskit::Live::Polite);
            });
            for offer in &said.offers {
                let name = with_key(ui, &offer.name, offer.command(), look.keys, accent, palette.quiet);
                let button = ui.add(Button::new(name).fill(ground).stroke(Stroke::new(1.0, accent)));
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &offer.name));
                if button.clicked() {
                    out.ask(offer.asks.clone());
                }
            }
            if let Some((name, choices)) = &said.choices {
                let name = RichText::new(format!("{name} ▾")).color(accent);
                ui.menu_button(name, |ui| {
                    for choice in choices {
                        if ui.button(&choice.name).clicked() {
                            out.ask(choice.asks.clone());
                            ui.close();
                        }
                    }
                });
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let away = ui.add(Button::new(RichText::new("×").color(palette.quiet)).frame(false));
                away.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text!("strip-dismiss")));
                if away.clicked() {
                    out.ask(Request::DismissStrip);
                }
            });
        });
    });
}

/// Draws the line at the bottom: the file, where the person is, what was read.
pub(super) fn status(ui: &mut Ui, reach: Reach<'_>, strip: &Strip, reading: Option<&str>) {
    let palette = reach.window.palette;
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(14, 5));
    egui::Panel::bottom("status").frame(frame).show(ui, |ui| {
        ui.visuals_mut().override_text_color = Some(palette.quiet);
        ui.style_mut().override_font_id = Some(egui::FontId::proportional(theme::SMALL_SIZE));
        ui.horizontal(|ui| {
            if let Some(name) = reading {
                ui.label(text!("status-reading", name = name));
            }
            let Some(session) = reach.session else { return };
            let desk = &session.desk;
            ui.label(desk.document().name(text!("untitled")));
            ui.add_space(8.0);
            let selected = desk.view.selection.len();
            if let Some(whisper) = strip.whispered() {
                let label = ui.label(RichText::new(whisper).color(palette.ink));
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            } else if selected > 1 {
                ui.label(text!("status-selected", n = selected));
            } else if let Some(said) = session.panels.status(&session.look(reach.window), ui.ctx()) {
                ui.label(RichText::new(said).color(palette.ink));
            } else {
                ui.label(place(desk));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(language) = language(desk) {
                    ui.label(language);
                    ui.add_space(8.0);
                }
                if let Some(source) = desk.document().source() {
                    let name = source.name.clone();
                    ui.label(match source.encoding {
                        Some(encoding) => text!("status-from-encoded", name = name, encoding = encoding.to_string()),
                        None => text!("status-from", name = name),
                    });
                }
            });
        });
    });
}

/// What the language of the transcript is called, and whether it was detected.
fn language(desk: &Desk) -> Option<String> {
    // One that nobody knows by what the transcript calls it is detected as well.
    let told = desk.transcript().meta.language.as_deref().and_then(Language::of_tag);
    if let Some(language) = told {
        return Some(messages::text(&language.message()));
    }
    let language = desk.review.lexicon()?.language?;
    Some(text!("status-language-detected", language = language.message()))
}

fn place(desk: &Desk) -> String {
    let t = desk.transcript();
    let row = desk.view.focus;
    let Some(line) = t.lines.get(row) else { return text!("status-no-lines").to_owned() };
    let mut place = vec![text!("line-number", line = row + 1)];
    place.extend(line.start().map(|start| desk.time(start)));
    place.extend(t.speaker_name(line).map(str::to_owned));
    place.join(" · ")
}
