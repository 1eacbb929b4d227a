//! The notes of the transcript: its title, what stood before the first line, and the problems while reading.

use crate::app::desk::Desk;
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::panel::Panel;
use crate::app::request::Out;
use crate::app::widgets::{card, quiet};
use crate::document::Gesture;
use crate::edit;
use crate::messages::{self, text};
use crate::model::{Meta, message};
use egui::text::LayoutJob;
use egui::{Galley, Key, KeyboardShortcut, Role, TextBuffer, TextEdit, TextStyle, Ui, WidgetInfo};
use std::sync::Arc;

/// Problems while reading that are listed, at most.
const LISTED: usize = 200;

/// The Notes panel. All that it shows is in the document.
#[derive(Default)]
pub(crate) struct Notes;

/// What a person did in the panel.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Gave the transcript a title; an empty one is none.
    Title(String),
    /// Wrote a note, by its place.
    Note(usize, String),
}

impl Panel for Notes {
    const ID: &'static str = "notes";
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num6)];
    const SCROLLS: bool = true;

    type Action = Action;

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        let meta = &look.desk.transcript().meta;
        quiet(ui, text!("notes-title"));
        let mut title = meta.title.clone().unwrap_or_default();
        let field = TextEdit::singleline(&mut title).desired_width(f32::INFINITY).hint_text(text!("notes-no-title"));
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, text!("notes-title-field")));
        if field.changed() {
            out.act(Action::Title(title));
        }
        ui.add_space(8.0);
        quiet(ui, if meta.notes.is_empty() { text!("notes-none") } else { text!("notes-before") });
        for (number, note) in meta.notes.iter().enumerate() {
            let mut text = note.clone();
            let mut layouter = with_dots;
            let field = TextEdit::multiline(&mut text).desired_rows(1).desired_width(f32::INFINITY);
            let field = ui.add(field.layouter(&mut layouter));
            field.widget_info(|| {
                WidgetInfo::labeled(Role::TextInput, true, text!("notes-note-field", number = number + 1))
            });
            if field.changed() {
                out.act(Action::Note(number, text));
            }
        }
        problems(ui, look);
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        perform(action, fx.desk);
    }
}

/// Carries an action out. Typing in one field is one step of undo.
fn perform(action: Action, desk: &mut Desk) {
    let t = desk.transcript();
    let (edit, gesture) = match action {
        Action::Title(title) => {
            let title = Some(title).filter(|title| !title.is_empty());
            (edit::meta::change(t, message!("edit-title"), |meta| meta.title = title), Gesture::Title)
        }
        Action::Note(number, text) => {
            let write = |meta: &mut Meta| {
                if let Some(note) = meta.notes.get_mut(number) {
                    *note = text;
                }
            };
            (edit::meta::change(t, message!("edit-note"), write), Gesture::Note(number))
        }
    };
    desk.edit_in(edit, Some(gesture));
}

/// The problems while reading.
fn problems(ui: &mut Ui, look: &Look<'_>) {
    let problems = &look.desk.problems;
    if problems.is_empty() {
        return;
    }
    ui.add_space(8.0);
    quiet(ui, text!("notes-problems"));
    for problem in problems.iter().take(LISTED) {
        card(ui, false, |ui| match problem.line {
            Some(line) => ui.label(text!("notes-problem", line = line, what = problem.message.clone())),
            None => ui.label(messages::text(&problem.message)),
        });
    }
    if problems.len() > LISTED {
        quiet(ui, text!("notes-more", n = problems.len() - LISTED));
    }
}

/// Lays a note out with a dot for each character that no font has, as a picture of a camera before a link: an empty
/// box says less. A character stands for a character, so the caret stays where it is.
fn with_dots(ui: &Ui, text: &dyn TextBuffer, width: f32) -> Arc<Galley> {
    let font = TextStyle::Body.resolve(ui.style());
    let ink = ui.visuals().widgets.inactive.text_color();
    ui.fonts_mut(|fonts| {
        let shown = |c: char| if c >= '\u{2190}' && !fonts.has_glyph(&font, c) { '·' } else { c };
        let text: String = text.as_str().chars().map(shown).collect();
        fonts.layout_job(LayoutJob::simple(text, font.clone(), ink, width))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::model::Transcript;

    #[test]
    fn typing_in_a_field_is_one_step() {
        let meta = Meta { notes: vec!["a".to_owned(), "b".to_owned()], ..Meta::default() };
        let t = Transcript { meta: Arc::new(meta), ..Transcript::default() };
        let mut desk = Desk::new(Document::new(t.clone(), t.clone()), Vec::new(), None);
        let note = |number: usize, text: &str| Action::Note(number, text.to_owned());
        let typed = ["T", "Ti"].map(|title| Action::Title(title.to_owned()));
        for action in typed.into_iter().chain([note(0, "a1"), note(0, "a12"), note(1, "b1"), note(2, "gone")]) {
            perform(action, &mut desk);
        }
        let meta = |desk: &Desk| (desk.transcript().meta.title.clone(), desk.transcript().meta.notes.join(" "));
        assert_eq!(meta(&desk), (Some("Ti".to_owned()), "a12 b1".to_owned()));
        for left in [(Some("Ti"), "a12 b"), (Some("Ti"), "a b"), (None, "a b")] {
            assert!(desk.undo().is_some());
            assert_eq!(meta(&desk), (left.0.map(str::to_owned), left.1.to_owned()));
        }
        assert!(desk.undo().is_none());
        perform(Action::Title(String::new()), &mut desk);
        assert!(desk.undo().is_none(), "an empty title is none");
    }
}
