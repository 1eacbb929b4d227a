//! The Names panel: names that are probably wrong are taken, answered, and put right everywhere after a correction by
//! hand.
//!
//! What was found comes from [`crate::app::review`], which carries it over every edit. The panel keeps what the person
//! does with it. A file a part: [`state`] is what the person does, [`view`] draws the cards, [`dialog`] the names that are
//! sure, [`once`] is what a correction by hand offers, [`accept`] writes, [`marked`]
//! tells what stands in a row.

mod accept;
mod commands;
mod dialog;
mod marked;
mod once;
mod state;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use state::Names;

use crate::analysis::names;
use crate::app::command::Command;
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::marks::{Mark, MarkStyle, Underline};
use crate::app::panel::{DialogFrame, Holds, Left, MenuPart, Panel, keyboard_id};
use crate::app::request::Out;
use crate::edit::Edit;
use crate::messages::text;
use crate::model::{Text, Transcript};
use egui::{Context, Key, KeyboardShortcut, Ui};
use state::{Action, looks_for_names, take_keyboard};

/// The names that are still to be decided.
const NAMES_LEFT: &str = "names";

impl Panel for Names {
    const ID: &'static str = "names";
    const ALWAYS: bool = true;
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num1)];
    const WALKED: bool = true;
    const LEFT: &'static [&'static str] = &[NAMES_LEFT];

    type Action = Action;

    fn commands() -> &'static [Command<Self>] {
        commands::ALL
    }

    fn count(&self, _look: &Look<'_>) -> Option<usize> {
        Some(self.counted.listed)
    }

    fn left(&self, look: &Look<'_>) -> Vec<Left> {
        let review = &look.desk.review;
        let state::Counted { listed, unknown, .. } = self.counted;
        let (text, about, done) = match (listed, unknown) {
            (0, _) if !review.is_whole() => return Vec::new(),
            (0, _) if !looks_for_names(review) => {
                (text!("names-not-looked").to_owned(), text!("names-not-looked-about"), false)
            }
            (0, 0) => (text!("names-none-left").to_owned(), text!("names-none-left-about"), true),
            (0, n) => (text!("names-unknown-left", n = n), text!("names-unknown-left-about"), false),
            (n, _) => (text!("names-left", n = n), text!("names-left-about"), false),
        };
        vec![Left { text, about: about.to_owned(), done, part: NAMES_LEFT }]
    }

    fn counts() -> &'static str {
        text!("names-left-about")
    }

    fn mark(&self, look: &Look<'_>, row: usize, text: &str, marks: &mut Vec<Mark>) {
        let style = MarkStyle::Under { line: Underline::Dotted, ink: look.palette.name, current: false };
        let here = self.marked.in_row(row, || self.pairs(look.desk)).into_iter();
        marks.extend(here.filter(|at| text.get(at.clone()).is_some()).map(|at| Mark { at, style }));
    }

    fn menu(&self, part: &MenuPart, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        let MenuPart::Answers(of) = part else { return };
        let is_here = |pair: &&names::Pair| {
            pair.places.iter().any(|place| place.row == of.row && place.at.contains(&of.at.start))
        };
        for pair in self.pairs(look.desk).filter(is_here).filter(|pair| pair.places.len() > 1) {
            let name = text!("names-take-everywhere", right = &pair.right, n = pair.places.len());
            if ui.button(name).clicked() {
                out.act(Action::TakeEverywhere(pair.wrong.clone()));
                ui.close();
            }
        }
    }

    fn follow(&mut self, edit: &Edit, after: &Transcript) {
        if let Some(reviewed) = self.reviewed.take() {
            let mut pairs = vec![reviewed];
            names::after_edit(&mut pairs, edit, after);
            self.reviewed = pairs.pop();
        }
        self.unticked = std::mem::take(&mut self.unticked).into_iter().map(|spot| spot.after(edit)).collect();
        self.once.follow(edit);
    }

    fn corrected(&mut self, row: usize, before: &Text, fx: &mut Effects<'_>) {
        self.once.corrected(row, before, fx);
    }

    fn poll(&mut self, fx: &mut Effects<'_>) {
        self.take_back(fx.desk.document().revision());
        self.recount(fx.desk);
        self.once.poll(fx);
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        view::show(self, ui, look, out);
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        match action {
            Action::Select(at) => self.select(at, fx),
            Action::TakeAs(form) => self.take(Some(form), fx),
            Action::TakeEverywhere(wrong) => self.take_everywhere(&wrong, fx),
            Action::TypeOther(wrong, Some(form)) => drop(self.other.insert(wrong, form)),
            Action::TypeOther(wrong, None) => {
                take_keyboard(fx.ctx);
                self.other.remove(&wrong);
            }
            Action::Tick(spot, on) => {
                // After a click the keys are the panel's again; a tick turned with a key keeps the keyboard.
                if !view::tick_has_focus(fx.ctx) {
                    take_keyboard(fx.ctx);
                }
                match on {
                    true => drop(self.unticked.remove(&spot)),
                    false => drop(self.unticked.insert(spot)),
                }
            }
            Action::LeaveOut(wrong, true) => drop(self.left_out.insert(wrong)),
            Action::LeaveOut(wrong, false) => drop(self.left_out.remove(&wrong)),
            Action::AcceptSure => self.accept_sure(fx),
        }
    }

    fn dialog(&self) -> Option<DialogFrame> {
        self.accepting.then(|| DialogFrame { name: text!("names-sure-dialog"), width: 620.0 })
    }

    fn dialog_ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        dialog::show(self, ui, look, out);
    }

    fn close_dialog(&mut self) {
        self.accepting = false;
    }

    fn keyboard(ctx: &Context) -> Holds {
        if ctx.memory(|memory| memory.has_focus(keyboard_id(Self::ID))) {
            Holds::Keyboard
        } else if view::tick_has_focus(ctx) {
            Holds::Widget
        } else {
            Holds::Nothing
        }
    }
}
