//! The bars: menus, the toolbar with search and progress, and the line at the bottom.

use super::command::Menu;
use super::desk::Desk;
use super::keys::Id;
use super::look::WindowLook;
use super::panels;
use super::recent;
use super::registry;
use super::request::{Out, Request};
use super::session::{Reach, Session};
use super::strip::Strip;
use super::theme;
use super::widgets::{menu_entry, with_key};
use crate::language::Language;
use crate::messages::{self, text};
use egui::{Align, Button, Frame, Layout, Margin, RichText, ScrollArea, Stroke, Ui, vec2};

/// How tall the bar is in which the search field and the strip stand, in points. It is as tall when nothing is said, so
/// that what stands below it never moves.
const TOOLBAR_HEIGHT: f32 = 46.0;

/// A document of more lines is not looked through at once, which is said.
const LONG: usize = 2_000;

/// Draws the menus and, at the right, how far the work has come.
pub(super) fn menus(ui: &mut Ui, reach: Reach<'_>, is_saving: bool, out: &mut Out<()>) {
    egui::MenuBar::new().ui(ui, |ui| {
        let mut place = egui::Rect::NOTHING;
        for menu in Menu::ALL {
            let button = ui.menu_button(menu.name(), |ui| {
                ui.set_min_width(250.0);
                entries(ui, menu, reach, out);
            });
            place |= button.response.rect;
        }
        ui.data_mut(|data| data.insert_temp(menus_id(), place));
        if let Some(session) = reach.session {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| progress(ui, session, reach, is_saving, out));
        }
    });
}

fn menus_id() -> egui::Id {
    egui::Id::unique("menus")
}

/// Whether the pointer is at the names of the menus, where they stood in the frame before.
pub(super) fn points_at_menus(ctx: &egui::Context) -> bool {
    let place: Option<egui::Rect> = ctx.data(|data| data.get_temp(menus_id()));
    let pointer = ctx.input(|input| input.pointer.latest_pos());
    place.zip(pointer).is_some_and(|(place, pointer)| place.contains(pointer))
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
    let paths = &reach.window.settings.recent;
    ui.add_enabled_ui(!paths.is_empty(), |ui| {
        ui.menu_button(text!("menu-recent"), |ui| {
            ui.set_min_width(260.0);
            for (path, (name, folder)) in paths.iter().zip(recent::names(paths)) {
                let button = Button::new(name);
                let button = match folder {
                    Some(folder) => button.shortcut_text(folder),
                    None => button,
                };
                if ui.add(button).on_hover_text(path.to_string_lossy()).clicked() {
                    out.ask(Request::Open(path.clone()));
                    ui.close();
                }
            }
        });
    });
}

/// Draws the toolbar: the search field, and beside it the strip.
pub(super) fn toolbar(ui: &mut Ui, reach: Reach<'_>, strip: &Strip, out: &mut Out<()>) {
    let palette = reach.window.palette;
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin { left: 14, right: 14, top: 1, bottom: 7 });
    let bar = egui::Panel::top("toolbar").frame(frame).exact_size(TOOLBAR_HEIGHT).resizable(false);
    bar.show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            if let Some(session) = reach.session {
                find_field(ui, session, reach, out);
            }
            if strip.current().is_some() {
                self::strip(ui, strip, &reach.window, out);
            }
        });
    });
}

fn find_field(ui: &mut Ui, session: &Session, reach: Reach<'_>, out: &mut Out<()>) {
    let palette = reach.window.palette;
    let find = Id("find");
    let name = session.panels.field("find").unwrap_or_else(|| text!("toolbar-find", n = session.desk.len()));
    let name = RichText::new(format!("⌕  {name}")).color(palette.quiet);
    let width = (ui.available_width() * 0.2).clamp(150.0, 300.0);
    let field = Button::new(name).fill(palette.background).min_size(vec2(width, 30.0)).truncate();
    let field = field.shortcut_text(reach.window.keys.shown(ui.ctx(), find));
    let field = ui.add_sized(vec2(width, 30.0), field);
    if field.on_hover_text(messages::by_table("command-", "panel-find")).clicked() {
        out.run(find);
    }
}

/// Draws how far the work has come, from the right to the left. Each part keeps its place and its width when what it says
/// becomes shorter or goes.
fn progress(ui: &mut Ui, session: &Session, reach: Reach<'_>, is_saving: bool, out: &mut Out<()>) {
    let (desk, palette) = (&session.desk, reach.window.palette);
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
    let mut slots = Slots::of(ui, session);
    slots.show(ui, "state", text!("toolbar-not-saved"), |ui| {
        ui.label(RichText::new(state).color(palette.quiet));
    });
    let looking = if desk.len() > LONG && desk.review.is_looking() { text!("toolbar-looking") } else { "" };
    slots.show(ui, "looking", looking, |ui| {
        if !looking.is_empty() {
            ui.label(RichText::new(looking).color(palette.quiet)).on_hover_text(text!("toolbar-looking-about"));
        }
    });
    let left = session.panels.left(&session.look(reach.window));
    for panel in panels::ALL.iter().rev() {
        for part in panel.left.iter().rev() {
            let here = left.iter().find(|(_, left)| left.part == *part);
            slots.show(ui, part, here.map_or("", |(_, left)| &left.text), |ui| {
                let Some((panel, left)) = here else { return };
                let text = RichText::new(&left.text);
                let (said, clicked) = match left.done {
                    true => (ui.label(text.color(palette.done)), false),
                    false => {
                        let button = ui.add(Button::new(text.color(palette.quiet)).frame(false));
                        let clicked = button.clicked();
                        (button, clicked)
                    }
                };
                said.on_hover_text(&left.about);
                if clicked {
                    out.ask(Request::Show(Some(panel)));
                }
            });
        }
    }
    let (checked, lines) = (desk.checked(), desk.len());
    let text = if checked > 0 { text!("toolbar-checked", n = checked, of = lines) } else { String::new() };
    slots.show(ui, "checked", &text, |ui| {
        ui.label(RichText::new(&text).color(palette.quiet)).on_hover_text(text!("toolbar-checked-about"));
    });
    // Where there is room beside the menus.
    if checked > 0 && ui.available_width() > 136.0 {
        let part = checked as f32 / lines.max(1) as f32;
        let (rect, _) = ui.allocate_exact_size(vec2(120.0, 6.0), egui::Sense::HOVER);
        ui.painter().rect_filled(rect, 3.0, palette.rule);
        let done = egui::Rect::from_min_size(rect.min, vec2(rect.width() * part, rect.height()));
        ui.painter().rect_filled(done, 3.0, palette.done);
    }
    slots.keep(ui);
}

/// How wide each part of a row was at most while a document is open, so that none moves when another says something else.
#[derive(Clone)]
struct Slots {
    id: egui::Id,
    widths: Vec<(&'static str, f32)>,
}

impl Slots {
    fn of(ui: &Ui, session: &Session) -> Slots {
        let id = egui::Id::unique("progress").with(session.desk.id);
        let kept = ui.data(|data| data.get_temp::<Slots>(id));
        kept.unwrap_or(Slots { id, widths: Vec::new() })
    }

    /// Draws a part that says `text`, flush right in its slot.
    fn show(&mut self, ui: &mut Ui, part: &'static str, text: &str, draw: impl FnOnce(&mut Ui)) {
        let at = self.widths.iter().position(|(known, _)| *known == part).unwrap_or_else(|| {
            self.widths.push((part, 0.0));
            self.widths.len() - 1
        });
        let font = egui::TextStyle::Button.resolve(ui.style());
        let wide = ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER).size().x.ceil();
        let width = &mut self.widths[at].1;
        *width = width.max(wide);
        if *width > 0.0 && *width <= ui.available_width() {
            let layout = Layout::right_to_left(Align::Center);
            ui.allocate_ui_with_layout(vec2(*width, ui.available_height()), layout, |ui| {
                ui.set_min_width(*width);
                draw(ui);
            });
        }
    }

    fn keep(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(self.id, self));
    }
}

/// What a menu leaves free below it, in points.
const MENU_MARGIN: f32 = 32.0;

/// Draws the strip in the room beside the search field: two rows of text at most, all of it under the pointer.
fn strip(ui: &mut Ui, strip: &Strip, look: &WindowLook<'_>, out: &mut Out<()>) {
    let Some(said) = strip.current() else { return };
    let palette = look.palette;
    let wrong = said.is_wrong();
    let ground = palette.accent_ground;
    let accent = if wrong { palette.deleted } else { palette.accent };
    let frame = Frame::new().fill(ground).corner_radius(7.0).inner_margin(Margin::symmetric(10, 3));
    frame.show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.visuals_mut().override_text_color = Some(palette.ink);
            let away = ui.add(Button::new(RichText::new("×").color(palette.quiet)).frame(false));
            away.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text!("strip-dismiss")));
            if away.clicked() {
                out.ask(Request::DismissStrip);
            }
            if let Some((name, choices)) = &said.choices {
                let name = RichText::new(format!("{name} ▾")).color(accent);
                let room = ui.ctx().content_rect().bottom() - ui.max_rect().bottom() - MENU_MARGIN;
                ui.menu_button(name, |ui| {
                    ScrollArea::vertical().max_height(room).show(ui, |ui| {
                        for choice in choices {
                            if ui.button(&choice.name).clicked() {
                                out.ask(choice.asks.clone());
                                ui.close();
                            }
                        }
                    });
                });
            }
            for offer in said.offers.iter().rev() {
                let name = with_key(ui, &offer.name, offer.command(), look.keys, accent, palette.quiet);
                let button = ui.add(Button::new(name).fill(ground).stroke(Stroke::new(1.0, accent)));
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &offer.name));
                if button.clicked() {
                    out.ask(offer.asks.clone());
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let ink = if wrong { palette.deleted } else { palette.ink };
                if let Some(subject) = &said.subject {
                    ui.label(RichText::new(messages::text(subject)).font(theme::strong_font(theme::PANEL_SIZE)));
                }
                let text = said.text();
                let format = egui::TextFormat::simple(egui::FontId::proportional(theme::PANEL_SIZE), ink);
                let mut job = egui::text::LayoutJob::single_section(text.clone(), format);
                job.wrap = egui::text::TextWrapping {
                    max_width: ui.available_width(),
                    max_rows: 2,
                    ..egui::text::TextWrapping::default()
                };
                let galley = ui.painter().layout_job(job);
                let is_cut = galley.elided;
                let label = ui.add(egui::Label::new(galley));
                label.ctx.accesskit_node_builder(label.id, |node| {
                    node.set_role(egui::accesskit::Role::Status);
                    node.set_live(egui::accesskit::Live::Polite);
                });
                if is_cut {
                    label.on_hover_text(text);
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
            one_line(ui, 0.25, desk.document().name(text!("untitled")).into());
            ui.add_space(8.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(language) = language(desk) {
                    ui.label(language);
                    ui.add_space(8.0);
                }
                if let Some(source) = desk.document().source() {
                    let name = source.name.clone();
                    let from = match source.encoding {
                        Some(encoding) => text!("status-from-encoded", name = name, encoding = encoding.to_string()),
                        None => text!("status-from", name = name),
                    };
                    one_line(ui, 0.4, from.into());
                    ui.add_space(8.0);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| said(ui, session, reach, strip));
            });
        });
    });
}

/// Draws what is said in passing, else what is selected, what a panel says, or where the person is.
fn said(ui: &mut Ui, session: &Session, reach: Reach<'_>, strip: &Strip) {
    let (desk, ink) = (&session.desk, reach.window.palette.ink);
    let selected = desk.view.selection.len();
    if let Some(whisper) = strip.whispered() {
        let label = one_line(ui, 1.0, RichText::new(whisper).color(ink));
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    } else if selected > 1 {
        one_line(ui, 1.0, text!("status-selected", n = selected).into());
    } else if let Some(said) = session.panels.status(&session.look(reach.window), ui.ctx()) {
        one_line(ui, 1.0, RichText::new(said).color(ink));
    } else {
        one_line(ui, 1.0, place(desk).into());
    }
}

/// Draws a text on one line, in a part of the room that is left. One that is cut is whole under the pointer.
fn one_line(ui: &mut Ui, part: f32, text: RichText) -> egui::Response {
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width() * part);
        ui.add(egui::Label::new(text).truncate())
    })
    .inner
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
    messages::beside(place)
}
