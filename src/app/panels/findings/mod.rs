//! The Findings panel: all that deserves a look, by kind, walked, fixed and answered.
//!
//! What is found is made and kept by [`crate::app::review`], for the table as well. Here it is counted and listed, and
//! one of the findings is the *current* one: the one that keys and the line at the bottom are about.

mod commands;
mod dialog;
mod marks;
mod state;
mod suggest;
mod sure;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use state::Findings;

use crate::analysis::Kind;
use crate::app::command::Command;
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::marks::{Mark, MarkStyle};
use crate::app::panel::{DialogFrame, Left, MenuPart, Panel, Remark};
use crate::app::request::Out;
use crate::app::review::shows;
use crate::edit::Edit;
use crate::messages::text;
use crate::model::Transcript;
use egui::{Context, Key, KeyboardShortcut, Ui};
use state::{Action, Dialog, finding_at, finding_over, fix_all, fixes, show_kind, why, words_of};

/// The words that no dictionary knows.
const WORDS_LEFT: &str = "words";
/// Whatever else deserves a look, but for names.
const OTHERS_LEFT: &str = "others";

impl Panel for Findings {
    const ID: &'static str = "findings";
    const ALWAYS: bool = true;
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num2)];
    const LEFT: &'static [&'static str] = &[WORDS_LEFT, OTHERS_LEFT];

    type Action = Action;

    fn commands() -> &'static [Command<Findings>] {
        commands::ALL
    }

    fn count(&self, look: &Look<'_>) -> Option<usize> {
        Some(self.shown(look))
    }

    fn counts() -> &'static str {
        text!("findings-count-about")
    }

    /// How many there are in view says nothing: nothing is left before all rows have been looked at.
    fn left(&self, look: &Look<'_>) -> Vec<Left> {
        if !look.desk.review.is_whole() {
            return Vec::new();
        }
        let of = |kind| self.counted.kinds.get(&kind).filter(|_| shows(look.settings, kind)).copied().unwrap_or(0);
        let words = of(Kind::UnknownWord);
        let others = self.shown(look) - words - of(Kind::Name);
        let left = |part, text: String, about: &str| Left { text, about: about.to_owned(), done: false, part };
        let words = (words > 0)
            .then(|| left(WORDS_LEFT, text!("findings-words-left", n = words), text!("findings-words-left-about")));
        let others = (others > 0)
            .then(|| left(OTHERS_LEFT, text!("findings-others-left", n = others), text!("findings-others-left-about")));
        words.into_iter().chain(others).collect()
    }

    /// The current finding and the keys for it.
    fn status(&self, look: &Look<'_>, ctx: &Context) -> Option<String> {
        let review = &look.desk.review;
        let finding = self.current(review).filter(|finding| finding.row == look.desk.view.focus)?;
        let keys = |command| look.keys.shown(ctx, command);
        let (list, correct) = (keys(commands::LIST_FIXES), keys(commands::MARK_CORRECT));
        let why = why(finding);
        let Some(fix) = fixes(review, look.desk.transcript(), finding).first().map(|fix| words_of(fix).to_owned())
        else {
            return Some(text!("findings-status", why = why, list = list, correct = correct));
        };
        let take = keys(commands::FIX);
        Some(text!("findings-status-fix", why = why, take = take, fix = fix, list = list, correct = correct))
    }

    fn mark(&self, look: &Look<'_>, row: usize, _text: &str, marks: &mut Vec<Mark>) {
        let current = self.current(&look.desk.review);
        for finding in look.desk.review.in_row(row).iter().filter(|finding| shows(look.settings, finding.kind)) {
            let (line, ink) = marks::of(finding.kind, look.palette);
            let style = MarkStyle::Under { line, ink, current: current == Some(finding) };
            marks.push(Mark { at: finding.at.clone(), style });
        }
    }

    fn remark(&self, look: &Look<'_>, ctx: &Context, row: usize, byte: usize) -> Option<Remark> {
        let (desk, settings) = (look.desk, look.settings);
        let finding = finding_over(&desk.review, settings, row, byte)?;
        let fix = fixes(&desk.review, desk.transcript(), finding).first().map(|fix| words_of(fix).to_owned());
        let is_meant = self.here(desk, settings, ctx) == Some(finding);
        let command = fix.as_ref().filter(|_| is_meant).map(|_| commands::FIX);
        Some(Remark { at: finding.at.clone(), why: why(finding), fix, command })
    }

    fn menu(&self, part: &MenuPart, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        view::menu(self, part, ui, look, out);
    }

    fn follow(&mut self, edit: &Edit, _after: &Transcript) {
        self.at = self.at.map(|(row, byte)| (edit.map_row(row), byte));
        self.suggestions.stop();
    }

    fn poll(&mut self, fx: &mut Effects<'_>) {
        let Effects { desk, window } = fx;
        self.recount(desk, window.settings);
        self.suggestions.poll(finding_at(&desk.review, self.at), desk, window);
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        view::show(self, ui, look, out);
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        match action {
            Action::GoTo(row, byte) => self.go_to((row, byte), fx),
            Action::Show(kind, shown) => show_kind(fx.window.settings, kind, shown),
            Action::Fix(number) => self.fix(number, fx),
            Action::Write(text) => self.write(text, fx),
            Action::MarkCorrect => self.mark_correct(fx),
            Action::WriteAt(place, text) => self.write_at(place, text, fx),
            Action::MarkCorrectAt(place) => self.mark_correct_at(place, fx),
            Action::Typed(typed) => self.dialog = Some(Dialog::Fixes { typed, at: 0 }),
            Action::Entry(to) => {
                if let Some(Dialog::Fixes { at, .. }) = &mut self.dialog {
                    *at = to;
                }
            }
            Action::Tick(at, ticked) => {
                if let Some(Dialog::Sure(all)) = &mut self.dialog
                    && let Some(same) = all.get_mut(at)
                {
                    same.ticked = ticked;
                }
            }
            Action::FixTicked => {
                if let Some(Dialog::Sure(all)) = &self.dialog {
                    let ticked = sure::ticked(all, fx.desk.transcript());
                    fix_all(&ticked, fx);
                }
            }
        }
    }

    fn dialog(&self) -> Option<DialogFrame> {
        self.dialog.as_ref().map(dialog::frame)
    }

    fn dialog_ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        dialog::show(self, ui, look, out);
    }

    fn close_dialog(&mut self) {
        self.dialog = None;
    }
}
