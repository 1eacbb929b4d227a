//! The questions that stand before something would be lost.

use super::{heading, primary};
use crate::app::action::Action;
use crate::app::files::{Purpose, Then};
use crate::app::theme;
use egui::{RichText, Ui};
use std::path::PathBuf;

/// A decision that only the person can take.
#[derive(Clone, Debug)]
pub enum Question {
    /// The document is not saved; what comes then would lose the changes.
    NotSaved { name: String, then: Then },
    /// Somebody else has changed the file since it was opened or saved.
    ChangedOnDisk { path: PathBuf, then: Option<Then> },
    /// There is a file of that name.
    Overwrite { path: PathBuf, purpose: Purpose },
}

/// What the person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Save, then go on.
    Save,
    /// Go on; what is not saved is lost.
    Discard,
    /// Write over what is there.
    Overwrite,
    /// Save under another name.
    SaveAs,
    /// Leave everything as it is.
    Cancel,
}

/// Draws a question.
pub fn show(ui: &mut Ui, question: &Question, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let (title, text, answers): (String, String, &[(&str, Answer)]) = match question {
        Question::NotSaved { name, .. } => (
            format!("Save {name}?"),
            "It has changes that are not saved. Without saving they are lost".to_owned(),
            &[("Save", Answer::Save), ("Do not save", Answer::Discard), ("Cancel", Answer::Cancel)],
        ),
        Question::ChangedOnDisk { path, .. } => (
            "The file was changed by somebody else".to_owned(),
            format!(
                "{} is not as it was when you opened or saved it last. Writing over it loses what was changed there",
                path.display()
            ),
            &[("Save as…", Answer::SaveAs), ("Write over it", Answer::Overwrite), ("Cancel", Answer::Cancel)],
        ),
        Question::Overwrite { path, .. } => (
            "There is a file of that name".to_owned(),
            format!("{} exists. Writing over it loses what it holds", path.display()),
            &[("Write over it", Answer::Overwrite), ("Cancel", Answer::Cancel)],
        ),
    };
    heading(ui, &title);
    ui.label(RichText::new(text).color(palette.quiet));
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        for (place, (name, answer)) in answers.iter().enumerate() {
            let button = if place == 0 { primary(ui, name) } else { egui::Button::new(*name) };
            let response = ui.add(button);
            if place == 0 && ui.memory(|memory| memory.focused()).is_none() {
                response.request_focus();
            }
            if response.clicked() {
                actions.push(Action::Answer(*answer));
            }
        }
    });
}
