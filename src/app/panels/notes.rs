//! The notes of the transcript: its title, and what stood before the first line.

use super::card;
use crate::app::action::Action;
use crate::app::open::Open;
use crate::app::theme;
use crate::model::timecode;
use egui::text::LayoutJob;
use egui::{Galley, RichText, TextEdit, Ui};
use std::sync::Arc;

/// Draws the notes.
pub fn show(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    let t = open.transcript();
    let palette = theme::palette(ui.ctx());
    quiet(ui, "Title");
    let mut title = t.meta.title.clone().unwrap_or_default();
    let field = ui.add(TextEdit::singleline(&mut title).desired_width(f32::INFINITY).hint_text("no title"));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "title"));
    if field.changed() {
        actions.push(Action::SetTitle(title));
    }
    ui.add_space(8.0);
    if t.meta.notes.is_empty() {
        quiet(ui, "No notes: nothing stood before the first line");
    } else {
        quiet(ui, "What stood before the first line");
    }
    for (number, note) in t.meta.notes.iter().enumerate() {
        let mut text = note.clone();
        let mut layouter = plain;
        let field = TextEdit::multiline(&mut text).desired_rows(1).desired_width(f32::INFINITY);
        let field = ui.add(field.layouter(&mut layouter));
        let name = format!("note {}", number + 1);
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        if field.changed() {
            actions.push(Action::SetNote(number, text));
        }
    }
    if !t.meta.chapters.is_empty() {
        ui.add_space(8.0);
        quiet(ui, "Chapters");
        let style = timecode::style_for(t.length());
        for chapter in &t.meta.chapters {
            ui.horizontal(|ui| {
                let time = timecode::format(chapter.start, style);
                ui.label(RichText::new(time).font(theme::number_font(theme::PANEL_SIZE)).color(palette.quiet));
                ui.label(&chapter.title);
            });
        }
    }
    if !open.problems.is_empty() {
        ui.add_space(8.0);
        quiet(ui, "What was odd when it was read");
        for problem in open.problems.iter().take(200) {
            card(ui, false, |ui| match problem.line {
                Some(line) => ui.label(format!("line {line} of the file: {}", crate::messages::text(&problem.message))),
                None => ui.label(crate::messages::text(&problem.message)),
            });
        }
        if open.problems.len() > 200 {
            quiet(ui, &format!("and {} more", open.problems.len() - 200));
        }
    }
}

/// Lays a note out with a dot for each character that no font has, as a picture of a camera before a link: an empty
/// box says less. A character stands for a character, so the caret stays where it is.
fn plain(ui: &Ui, text: &dyn egui::TextBuffer, width: f32) -> Arc<Galley> {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let ink = ui.visuals().widgets.inactive.text_color();
    ui.fonts_mut(|fonts| {
        let shown = |c: char| if c >= '\u{2190}' && !fonts.has_glyph(&font, c) { '·' } else { c };
        let text: String = text.as_str().chars().map(shown).collect();
        fonts.layout_job(LayoutJob::simple(text, font.clone(), ink, width))
    })
}

fn quiet(ui: &mut Ui, text: &str) {
    let palette = theme::palette(ui.ctx());
    ui.label(RichText::new(text).small().color(palette.quiet));
}
