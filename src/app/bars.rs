//! The bars: menus, the toolbar with search and progress, and the line at the bottom.

use super::App;
use super::action::Action;
use super::command::{self, Command, MENUS, Menu};
use super::open::Open;
use super::panels::Tab;
use super::theme;
use crate::analysis::Kind;
use crate::model::timecode;
use crate::text;
use egui::{Align, Button, Frame, Layout, Margin, RichText, Ui, vec2};

/// Draws a command as an entry of a menu, with its keys.
pub fn command_button(ui: &mut Ui, command: Command, applies: bool, actions: &mut Vec<Action>) {
    let spec = command::spec(command);
    named_button(ui, command, &spec.name, applies, actions);
}

/// Draws a command as a key with what it does behind it.
pub fn key_button(ui: &mut Ui, command: Command, name: &str, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let mut job = egui::text::LayoutJob::default();
    let format = |size: f32, ink| egui::TextFormat::simple(egui::FontId::proportional(size), ink);
    if let Some(keys) = command::spec(command).keys.first() {
        let keys = ui.ctx().format_shortcut(keys);
        job.append(
            &keys,
            0.0,
            egui::TextFormat { background: palette.panel, expand_bg: 2.0, ..format(11.0, palette.quiet) },
        );
        job.append(" ", 0.0, format(theme::SMALL_SIZE, palette.quiet));
    }
    job.append(name, 2.0, format(theme::SMALL_SIZE, palette.ink));
    let button = ui.add(Button::new(job).frame(false));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    if button.clicked() {
        actions.push(Action::Run(command));
    }
}

fn named_button(ui: &mut Ui, command: Command, name: &str, applies: bool, actions: &mut Vec<Action>) {
    let spec = command::spec(command);
    let mut button = Button::new(name).frame(true);
    if let Some(keys) = spec.keys.first() {
        button = button.shortcut_text(ui.ctx().format_shortcut(keys));
    }
    if ui.add_enabled(applies, button).clicked() {
        actions.push(Action::Run(command));
        ui.close();
    }
}

impl App {
    /// Draws the menus.
    pub(super) fn menus(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        egui::MenuBar::new().ui(ui, |ui| {
            for (menu, name) in MENUS {
                ui.menu_button(name, |ui| {
                    ui.set_min_width(250.0);
                    self.menu(ui, menu, actions);
                });
            }
        });
    }

    fn menu(&self, ui: &mut Ui, menu: Menu, actions: &mut Vec<Action>) {
        for spec in command::all().iter().filter(|spec| spec.menu == Some(menu)) {
            if spec.begins_group {
                ui.separator();
            }
            let applies = self.applies(ui.ctx(), spec.command);
            named_button(ui, spec.command, &self.name_of(spec), applies, actions);
            if spec.command == Command::Open {
                self.recent_menu(ui, actions);
            }
        }
    }

    /// What a command is called now: undo and redo say what they would do.
    pub(super) fn name_of(&self, spec: &command::Spec) -> String {
        let document = self.open.as_ref().map(|open| &open.document);
        let named = match spec.command {
            Command::Undo => document.and_then(|it| Some(text!("edit-undo", what = it.undo_label()?.clone()))),
            Command::Redo => document.and_then(|it| Some(text!("edit-redo", what = it.redo_label()?.clone()))),
            _ => None,
        };
        named.unwrap_or_else(|| spec.name.clone())
    }

    fn recent_menu(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        ui.add_enabled_ui(!self.settings.recent.is_empty(), |ui| {
            ui.menu_button("Open recent", |ui| {
                ui.set_min_width(260.0);
                for path in &self.settings.recent {
                    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                    if ui.button(name).on_hover_text(path.to_string_lossy()).clicked() {
                        actions.push(Action::Open(path.clone()));
                        ui.close();
                    }
                }
            });
        });
    }

    /// Draws the toolbar: the search field, and how far the work has come.
    pub(super) fn toolbar(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(open) = &self.open else { return };
        let palette = theme::palette(ui.ctx());
        ui.horizontal(|ui| {
            let lines = open.len();
            let hint = format!("Find in {lines} {}…", if lines == 1 { "line" } else { "lines" });
            let name = if open.find.query().text.is_empty() { hint } else { open.find.query().text.clone() };
            let name = RichText::new(format!("⌕  {name}")).color(palette.quiet);
            // What is left stands beside it, in a narrow window too.
            let width = (ui.available_width() * 0.25).clamp(180.0, 300.0);
            let field = Button::new(name).fill(palette.background).min_size(vec2(width, 28.0)).truncate();
            let field = field.shortcut_text(ui.ctx().format_shortcut(&command::spec(Command::Find).keys[0]));
            if ui.add(field).on_hover_text("Find and replace").clicked() {
                actions.push(Action::Run(Command::Find));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let state = if self.is_saving() {
                    "saving…"
                } else if open.document.is_modified() {
                    "not saved"
                } else if open.document.path().is_some() {
                    "saved"
                } else {
                    ""
                };
                ui.label(RichText::new(state).color(palette.quiet));
                self.left(ui, open, actions);
                if open.checked > 0 {
                    let part = open.checked as f32 / lines.max(1) as f32;
                    let (rect, _) = ui.allocate_exact_size(vec2(120.0, 6.0), egui::Sense::HOVER);
                    ui.painter().rect_filled(rect, 3.0, palette.rule);
                    let done = egui::Rect::from_min_size(rect.min, vec2(rect.width() * part, rect.height()));
                    ui.painter().rect_filled(done, 3.0, palette.done);
                    let text = format!("{} of {lines} checked", open.checked);
                    ui.label(RichText::new(text).color(palette.quiet));
                }
            });
        });
    }

    /// Draws how much is left that deserves a look, from the right to the left.
    fn left(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let of = |kind| open.review.counts().get(&kind).filter(|_| self.shows(kind)).copied().unwrap_or(0);
        // How many there are in view says nothing.
        let whole = usize::from(open.review.is_whole());
        let words = of(Kind::UnknownWord);
        let others = self.shown_findings(open) - words - of(Kind::Name);
        for (count, what, command) in [
            (others * whole, "other findings left", Command::PanelFindings),
            (words * whole, "unknown words left", Command::PanelFindings),
            (open.names.pairs().len(), "names left", Command::PanelNames),
        ] {
            let text = RichText::new(format!("{what} {count}")).color(palette.quiet);
            if count > 0 && ui.add(Button::new(text).frame(false)).clicked() {
                actions.push(Action::Run(command));
            }
        }
        if open.names.pairs().is_empty() && open.names.has_looked() {
            let text = RichText::new("names done ✓").color(palette.done);
            ui.label(text).on_hover_text("No name is left that looks wrong");
        }
    }

    /// Draws the line at the bottom: the file, where the person is, what was read.
    pub(super) fn status(&self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(14, 5));
        egui::Panel::bottom("status").frame(frame).show(ui, |ui| {
            ui.visuals_mut().override_text_color = Some(palette.quiet);
            ui.style_mut().override_font_id = Some(egui::FontId::proportional(theme::SMALL_SIZE));
            ui.horizontal(|ui| {
                if let Some(name) = self.reading() {
                    ui.label(format!("reading {name}…"));
                }
                let Some(open) = &self.open else { return };
                ui.label(open.document.name());
                ui.add_space(8.0);
                let selected = open.table.selection.len();
                if let Some(whisper) = self.strip.whispered() {
                    let label = ui.label(RichText::new(whisper).color(palette.ink));
                    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
                } else if selected > 1 {
                    ui.label(format!("{selected} lines selected"));
                } else if let Some(said) = self.said_of_finding(ui, open) {
                    ui.label(RichText::new(said).color(palette.ink));
                } else {
                    ui.label(self.place(open));
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if let Some((language, found)) = self.language() {
                        ui.label(if found { format!("{language}, found out") } else { language });
                        ui.add_space(8.0);
                    }
                    if let Some(source) = open.document.source() {
                        ui.label(match source.encoding {
                            Some(encoding) => format!("from {} ({encoding})", source.name),
                            None => format!("from {}", source.name),
                        });
                    }
                });
            });
        });
    }

    /// The finding in hand and the keys for it, while no panel says the same.
    fn said_of_finding(&self, ui: &Ui, open: &Open) -> Option<String> {
        let held = open.review.in_hand().filter(|held| held.row == open.table.focus)?;
        if self.panel() == Some(Tab::Findings) {
            return None;
        }
        let key = |command| {
            let keys = command::spec(command).keys.first();
            keys.map_or_else(String::new, |keys| ui.ctx().format_shortcut(keys))
        };
        let mut said = crate::messages::text(&held.message);
        if let Some(fix) = open.review.fixes(open.transcript(), held).first() {
            let fix = if fix.is_empty() { "take it out" } else { fix };
            said.push_str(&format!("  ·  {} {fix}", key(Command::Fix(0))));
        }
        Some(format!("{said}  ·  {} more  ·  {} it is right", key(Command::ListFixes), key(Command::ItIsRight)))
    }

    fn place(&self, open: &Open) -> String {
        let t = open.transcript();
        let row = open.table.focus;
        let Some(line) = t.lines.get(row) else { return "no lines".to_owned() };
        let mut place = format!("line {}", row + 1);
        if let Some(start) = line.start() {
            place.push_str(" · ");
            place.push_str(&timecode::format(start, timecode::style_for(t.length())));
        }
        if let Some(name) = t.speaker_name(line) {
            place.push_str(" · ");
            place.push_str(name);
        }
        place
    }
}
