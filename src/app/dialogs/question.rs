//! The questions that stand before something would be lost.

use super::action::{Answer, DialogAction};
use super::path::PathDialog;
use crate::app::chooser::heading;
use crate::app::purpose::{NextStep, Purpose};
use crate::app::request::Out;
use crate::app::theme;
use crate::app::widgets::primary;
use crate::messages::text;
use crate::model::Transcript;
use egui::{RichText, Ui};
use std::path::PathBuf;

/// A decision that only the person can take.
#[derive(Clone, Debug)]
pub(crate) enum Question {
    /// The document is not saved; what comes then would lose the changes.
    NotSaved {
        /// What it is called.
        name: String,
        /// What comes then.
        then: NextStep,
    },
    /// A text was pasted that may be meant as a document in the place of the open one.
    Pasted {
        /// The text.
        text: String,
        /// Its lines.
        lines: Transcript,
        /// What the open document is called.
        name: String,
        /// It has changes that are not saved.
        is_modified: bool,
    },
    /// Somebody else has changed the file since it was opened or saved.
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
        /// What comes then.
        then: Option<NextStep>,
    },
    /// There is a file of that name.
    Overwrite {
        /// The file.
        path: PathBuf,
        /// For what it was asked.
        purpose: Purpose,
        /// The window's own dialog in which it was chosen, to go back to; `None` when it was chosen elsewhere.
        chooser: Option<Box<PathDialog>>,
    },
}

/// Draws a question.
pub(super) fn show(ui: &mut Ui, question: &Question, out: &mut Out<DialogAction>) {
    let palette = theme::palette(ui.ctx());
    let (title, text, answers): (String, String, &[Answer]) = match question {
        Question::NotSaved { name, .. } => (
            text!("question-not-saved", name = name),
            text!("question-not-saved-what").into(),
            &[Answer::Save, Answer::Discard, Answer::Cancel],
        ),
        Question::Pasted { lines, name, is_modified, .. } => (
            text!("question-pasted", n = lines.lines.len(), name = name),
            match is_modified {
                true => text!("question-pasted-not-saved", name = name),
                false => text!("question-pasted-saved", name = name),
            },
            match (is_modified, lines.lines.is_empty()) {
                (true, false) => &[Answer::Save, Answer::Discard, Answer::Lines, Answer::Cancel],
                (true, true) => &[Answer::Save, Answer::Discard, Answer::Cancel],
                (false, false) => &[Answer::Open, Answer::Lines, Answer::Cancel],
                (false, true) => &[Answer::Open, Answer::Cancel],
            },
        ),
        Question::ChangedOnDisk { path, .. } => (
            text!("question-changed").into(),
            text!("question-changed-what", path = path.display().to_string()),
            &[Answer::SaveAs, Answer::Overwrite, Answer::Cancel],
        ),
        Question::Overwrite { path, .. } => (
            text!("question-overwrite").into(),
            text!("question-overwrite-what", path = path.display().to_string()),
            &[Answer::Overwrite, Answer::Cancel],
        ),
    };
    // What one Enter more would do: nothing that writes over a file.
    let ready = match question {
        Question::Overwrite { .. } => Answer::Cancel,
        Question::NotSaved { .. } | Question::Pasted { .. } | Question::ChangedOnDisk { .. } => answers[0],
    };
    heading(ui, &title);
    ui.label(RichText::new(text).color(palette.quiet));
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        for answer in answers {
            let name = answer.name(question);
            let button = if *answer == ready { primary(ui, name) } else { egui::Button::new(name) };
            let response = ui.add(button);
            if *answer == ready && ui.memory(|memory| memory.focused()).is_none() {
                response.request_focus();
            }
            if response.clicked() {
                out.act(DialogAction::Answer(*answer));
            }
        }
    });
}

impl Answer {
    /// What its button says.
    fn name(self, question: &Question) -> &'static str {
        let opens = matches!(question, Question::Pasted { .. });
        match self {
            Answer::Save if opens => text!("answer-save-and-open"),
            Answer::Discard if opens => text!("answer-open-unsaved"),
            Answer::Open => text!("answer-open"),
            Answer::Lines => text!("answer-lines"),
            Answer::Save => text!("answer-save"),
            Answer::Discard => text!("answer-discard"),
            Answer::Overwrite => text!("answer-overwrite"),
            Answer::SaveAs => text!("answer-save-as"),
            Answer::Cancel => text!("cancel"),
        }
    }
}
