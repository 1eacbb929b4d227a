//! Dialogs of the window: for choosing, and for a decision that would otherwise lose something. One at a time. Those
//! that are about what a panel shows belong to the panel.

mod action;
mod columns;
mod go_to;
mod help;
mod language;
mod palette;
mod path;
mod question;
mod shift;

pub(super) use action::{Answer, DialogAction};
pub(super) use columns::Columns;
pub(super) use go_to::GoTo;
pub(super) use path::{PathDialog, Wants};
pub(super) use question::Question;

use super::panel::DialogFrame;
use super::request::{Opens, Out};
use super::session::Reach;
use crate::formats::Role;
use crate::messages::text;
use action::Choosing;
use egui::{Context, Frame, Id, Margin, Modal, Ui, vec2};

/// The dialog that is open.
#[derive(Debug)]
pub(super) enum Dialog {
    /// All commands, to be filtered by typing.
    Palette(Choosing),
    /// All keys, to be filtered by typing.
    Keys(Choosing),
    /// What the program is.
    About,
    /// The language of the transcript, typed.
    Language(Choosing),
    /// To which line or time to go, typed.
    GoTo(GoTo),
    /// By how much to shift times, typed.
    Shift(Choosing),
    /// What the columns of a table hold.
    Columns(Columns),
    /// The path of a file, where the system has no dialog for it.
    Path(Box<PathDialog>),
    /// Something would be lost.
    Question(Question),
}

impl From<Opens> for Dialog {
    fn from(opens: Opens) -> Dialog {
        match opens {
            Opens::Palette => Dialog::Palette(Choosing::default()),
            Opens::Keys => Dialog::Keys(Choosing::default()),
            Opens::About => Dialog::About,
            Opens::Language => Dialog::Language(Choosing::default()),
            Opens::GoTo => Dialog::GoTo(GoTo::default()),
            Opens::Shift => Dialog::Shift(Choosing::default()),
            Opens::Columns => Dialog::Columns(Columns::default()),
        }
    }
}

impl Dialog {
    /// Its frame.
    pub(super) fn frame(&self) -> DialogFrame {
        let (name, width) = match self {
            Dialog::Palette(_) => (text!("dialog-commands"), 560.0),
            Dialog::Keys(_) => (text!("dialog-keys"), 640.0),
            Dialog::About => (text!("dialog-about"), 420.0),
            Dialog::Language(_) => (text!("dialog-language"), 420.0),
            Dialog::GoTo(_) => (text!("dialog-go-to"), 380.0),
            Dialog::Shift(_) => (text!("dialog-shift"), 380.0),
            Dialog::Columns(_) => (text!("dialog-columns"), 760.0),
            Dialog::Path(_) => (text!("dialog-path"), 620.0),
            Dialog::Question(_) => (text!("dialog-question"), 480.0),
        };
        DialogFrame { name, width }
    }

    /// Draws it.
    pub(super) fn ui(&self, ui: &mut Ui, reach: Reach<'_>, out: &mut Out<DialogAction>) {
        match self {
            Dialog::Palette(choosing) => palette::show(ui, reach, choosing, out),
            Dialog::Keys(choosing) => help::keys(ui, &choosing.typed, out),
            Dialog::About => help::about(ui, out),
            Dialog::Language(choosing) => language::show(ui, &choosing.typed, out),
            Dialog::GoTo(dialog) => go_to::show(ui, reach, dialog, out),
            Dialog::Shift(choosing) => shift::show(ui, reach, &choosing.typed, out),
            Dialog::Columns(columns) => columns::show(ui, reach, columns, out),
            Dialog::Path(path) => path::show(ui, path, out),
            Dialog::Question(question) => question::show(ui, question, out),
        }
    }

    /// Takes up what was typed; the first entry of the list is meant then.
    pub(super) fn typed(&mut self, text: String) {
        match self {
            Dialog::Palette(choosing)
            | Dialog::Keys(choosing)
            | Dialog::Language(choosing)
            | Dialog::Shift(choosing) => *choosing = Choosing { typed: text, at: 0 },
            Dialog::GoTo(dialog) => dialog.typed = text,
            Dialog::Path(path) => path.type_in(text),
            Dialog::About | Dialog::Columns(_) | Dialog::Question(_) => {}
        }
    }

    /// Moves to an entry of the list.
    pub(super) fn at(&mut self, to: usize) {
        match self {
            Dialog::Palette(choosing) => choosing.at = to,
            Dialog::Path(path) => path.at = Some(to),
            Dialog::Keys(_)
            | Dialog::About
            | Dialog::Language(_)
            | Dialog::GoTo(_)
            | Dialog::Shift(_)
            | Dialog::Columns(_)
            | Dialog::Question(_) => {}
        }
    }

    /// Takes a column of a table for something else.
    pub(super) fn set_column(&mut self, at: usize, role: Role) {
        if let Dialog::Columns(columns) = self {
            columns.set(at, role);
        }
    }

    /// Takes the numbers of a table for times in another unit.
    pub(super) fn set_unit(&mut self, unit: &'static str) {
        if let Dialog::Columns(columns) = self {
            columns.unit = unit;
        }
    }

    /// The dialog for a file, if it is that.
    pub(super) fn path_mut(&mut self) -> Option<&mut PathDialog> {
        if let Dialog::Path(path) = self { Some(path) } else { None }
    }
}

/// Draws the frame of a dialog and what is in it. Returns whether the person wants it closed.
pub(super) fn modal(ctx: &Context, frame: DialogFrame, content: impl FnOnce(&mut Ui)) -> bool {
    let palette = super::theme::palette(ctx);
    let DialogFrame { name, width } = frame;
    let frame = Frame::window(&ctx.global_style()).fill(palette.background).inner_margin(Margin::same(16));
    // Measured afresh when it opens, so that it opens in the middle whatever it held the last time.
    let id = Id::unique(("dialog", name));
    let layer = egui::LayerId::new(egui::Order::Foreground, id);
    let opens = !ctx.memory(|memory| memory.areas().visible_last_frame(&layer));
    let area = Modal::default_area(id).sizing_pass(opens);
    let response = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
        let room = ctx.content_rect().size() - vec2(60.0, 60.0);
        ui.set_width(width.min(room.x));
        // A list may grow again after it was filtered: an area offers only as much height as it had.
        ui.set_max_height(room.y);
        content(ui);
    });
    ctx.accesskit_node_builder(response.response.id, |node| node.set_label(name));
    response.should_close()
}
