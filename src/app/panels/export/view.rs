//! Drawing the export panel.

use super::state::{Action, EXPORT, Export};
use crate::app::look::Look;
use crate::app::request::Out;
use crate::app::theme;
use crate::app::widgets::{card, labelled, primary, quiet};
use crate::export::{BUILT_IN, Output, Preset, Unit};
use crate::formats::Format;
use crate::messages::{self, text};
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{
    Align, Button, Checkbox, FontId, Key, Label, Layout, PopupCloseBehavior, RichText, Role, ScrollArea, Stroke,
    TextEdit, Ui, UiBuilder, WidgetInfo, vec2,
};

/// How wide rows of captions are, in characters, where they are limited.
const CAPTION_WIDTH: usize = 42;
/// How tall the row of buttons at the bottom is, in points.
const FOOT: f32 = 40.0;

/// Draws the panel.
pub(super) fn show(panel: &Export, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let preset = panel.preset(look.settings);
    let room = ui.available_rect_before_wrap();
    let (above, foot) = room.split_top_bottom_at_y(room.bottom() - FOOT);
    ui.scope_builder(UiBuilder::new().max_rect(above).id_salt("above"), |ui| {
        ui.shrink_clip_rect(above.expand2(vec2(4.0, 0.0)));
        panel.presets(ui, look, &preset, out);
        options(ui, look, &preset, out);
        panel.what_is_open(ui, look, out);
        ui.add_space(4.0);
        panel.preview(ui, look);
    });
    // At the bottom, where nothing that comes or goes above moves it.
    let foot = UiBuilder::new().max_rect(foot).id_salt("foot").layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(foot, |ui| {
        let keys = look.keys.shown(ui.ctx(), EXPORT);
        let button = ui.add(primary(ui, &text!("export-as", extension = preset.extension())));
        if button.on_hover_text(text!("export-as-about", keys = keys)).clicked() {
            out.act(Action::Write);
        }
        if ui.button(text!("export-copy")).clicked() {
            out.act(Action::Copy);
        }
    });
}

impl Export {
    fn presets(&self, ui: &mut Ui, look: &Look<'_>, preset: &Preset, out: &mut Out<Action>) {
        let all = || look.settings.presets.iter().chain(&BUILT_IN);
        ui.horizontal(|ui| {
            let is_kept = all().any(|kept| kept == preset);
            let name = preset.name.to_string();
            let name = if is_kept { name } else { text!("export-preset-changed", name = name) };
            let name = RichText::new(format!("{name} ▾")).font(theme::strong_font(theme::PANEL_SIZE));
            // A click into its field leaves it open.
            let stays = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
            let (menu, _) = MenuButton::new(name).config(stays).ui(ui, |ui| {
                ui.set_min_width(300.0);
                for kept in all() {
                    let entry = ui.add(Button::selectable(kept.name == preset.name, kept.name.as_ref()));
                    if entry.on_hover_text(about(kept)).clicked() {
                        out.act(Action::Choose(Box::new(kept.clone())));
                        ui.close();
                    }
                }
                ui.separator();
                let mut name = self.name.clone();
                ui.horizontal(|ui| {
                    let field = TextEdit::singleline(&mut name).hint_text(text!("export-keep-hint"));
                    let field = ui.add(field.desired_width(190.0));
                    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, text!("export-preset-name")));
                    if field.changed() {
                        out.act(Action::Name(name));
                    }
                    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                    if ui.button(text!("export-keep")).clicked() || enter {
                        out.act(Action::Keep);
                        ui.close();
                    }
                });
            });
            menu.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, text!("export-preset")));
            ui.add(Label::new(RichText::new(about(preset)).small().color(look.palette.quiet)).truncate());
        });
    }

    fn what_is_open(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        let palette = look.palette;
        let Some((_, made)) = &self.made else { return };
        let said = made.losses.iter().map(|loss| (messages::text(&loss.message()), None));
        let open = made.points.iter().map(|point| (messages::text(&point.message()), Some(point.first_row)));
        for (text, row) in said.chain(open) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.label(RichText::new("•").color(palette.accent));
                quiet(ui, &text);
                let Some(row) = row else { return };
                let name = RichText::new(text!("export-show")).small().color(palette.accent);
                let show = ui.add(Button::new(name).frame(false));
                if labelled(show, &text!("export-show-what", what = text)).clicked() {
                    out.go_to(row);
                }
            });
        }
    }

    fn preview(&self, ui: &mut Ui, look: &Look<'_>) {
        let Some((_, made)) = &self.made else { return };
        card(ui, false, |ui| {
            let room = (ui.available_height() - 22.0).max(60.0);
            let area = ScrollArea::vertical().auto_shrink([false, false]).max_height(room);
            area.show(ui, |ui| match &made.preview {
                Ok(preview) => {
                    let font = FontId::proportional(theme::PANEL_SIZE);
                    let shown = RichText::new(&preview.text).font(font).line_height(Some(19.0));
                    let shown = ui.add(Label::new(shown).selectable(true));
                    let name = text!("export-preview");
                    ui.ctx().accesskit_node_builder(shown.id, |node| node.set_description(name));
                    if !preview.whole {
                        ui.add_space(6.0);
                        quiet(ui, text!("export-and-so-on"));
                    }
                }
                Err(impossible) => {
                    ui.label(RichText::new(messages::text(&impossible.message())).color(look.palette.deleted));
                }
            });
        });
    }
}

/// What one gets with a preset; nothing where nobody has said it.
fn about(preset: &Preset) -> String {
    preset.about().as_ref().map(messages::text).unwrap_or_default()
}

/// Whether an output is a format that keeps every line, of which there is a text for readers too.
fn keeps_every_line(output: &Output) -> bool {
    let for_readers = [Output::Text, Output::Markdown];
    output.format().is_some() && for_readers.iter().any(|text| text.extension() == output.extension())
}

/// Whether the extension of a format's files does not say which format it is: `.json`.
fn is_another(output: &Output, format: &Format) -> bool {
    let alike = Output::all().filter(|other| other.extension() == output.extension()).count();
    alike > 1 && format.id != output.extension()
}

/// What an output is called: a format by the extension of its files, unless a text for readers has the same one, or
/// another format whose name that is.
fn name_of(output: &Output) -> String {
    match (output, output.format()) {
        (Output::Markdown, _) => text!("export-markdown").to_owned(),
        (Output::Text, _) | (Output::Format(_), None) => text!("export-text").to_owned(),
        (Output::Format(_), Some(format)) if keeps_every_line(output) => {
            text!("export-every-line", format = format.name)
        }
        (Output::Format(_), Some(format)) if is_another(output, format) => format.name.to_owned(),
        (Output::Format(_), Some(_)) => output.extension().to_uppercase(),
    }
}

/// Draws a choice of what is written of the transcript. What it has none of is neither written nor chosen.
fn held(ui: &mut Ui, chosen: &mut bool, name: &str, has_any: bool) {
    let mut shown = *chosen && has_any;
    let choice = ui.add_enabled(has_any, Checkbox::new(&mut shown, name));
    if choice.changed() {
        *chosen = shown;
    }
    choice.on_disabled_hover_text(text!("export-has-none"));
}

fn options(ui: &mut Ui, look: &Look<'_>, preset: &Preset, out: &mut Out<Action>) {
    let mut changed = preset.clone();
    let is_format = matches!(preset.output, Output::Format(_));
    // What readers and other programs get; below it what keeps every line, of which readers get another form too.
    for every_line in [false, true] {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            if every_line {
                quiet(ui, text!("export-every-line-as"));
            }
            for output in Output::all().filter(|output| keeps_every_line(output) == every_line) {
                let here = changed.output == output;
                let short = output.format().filter(|_| every_line).map(|format| format.name.to_owned());
                let name = name_of(&output);
                let button = ui.add(Button::selectable(here, short.unwrap_or_else(|| name.clone())));
                button.widget_info(|| WidgetInfo::selected(Role::Button, true, here, &name));
                if button.clicked() {
                    changed.output = output;
                }
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 2.0);
        if is_format {
            let mut narrow = changed.captions.width.is_some();
            ui.checkbox(&mut narrow, text!("export-narrow", n = CAPTION_WIDTH));
            changed.captions.width = narrow.then(|| preset.captions.width.unwrap_or(CAPTION_WIDTH));
        } else {
            let mut turns = changed.unit == Unit::Turn;
            ui.checkbox(&mut turns, text!("export-paragraphs"));
            changed.unit = if turns { Unit::Turn } else { Unit::Line };
            ui.checkbox(&mut changed.times, text!("export-times"));
        }
        ui.checkbox(&mut changed.names, text!("export-names"));
        ui.checkbox(&mut changed.clean, text!("export-clean")).on_hover_text(text!("export-clean-about"));
        ui.checkbox(&mut changed.typography, text!("export-typography"));
        if !is_format {
            let meta = &look.desk.transcript().meta;
            held(ui, &mut changed.title, text!("export-with-title"), meta.title.is_some());
            held(ui, &mut changed.notes, text!("export-with-notes"), !meta.notes.is_empty());
            if !meta.chapters.is_empty() {
                ui.checkbox(&mut changed.chapters, text!("export-with-chapters"));
                ui.checkbox(&mut changed.chapter_list, text!("export-with-chapter-list"));
            }
        }
    });
    if changed != *preset {
        out.act(Action::Choose(Box::new(changed)));
    }
    let line = ui.cursor().top() + 2.0;
    ui.painter().hline(ui.max_rect().x_range(), line, Stroke::new(1.0, look.palette.rule));
    ui.add_space(6.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_outputs_are_called_alike() {
        let mut names: Vec<String> = Output::all().map(|output| name_of(&output)).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{names:?}");
        for (id, expected) in [("srt", "SRT"), ("json", "JSON"), ("whisper", "Whisper JSON"), ("csv", "CSV")] {
            assert_eq!(name_of(&Output::Format(id.into())), expected);
        }
    }
}
