//! Dialogs: for choosing, and for a decision that would otherwise lose something. One at a time.

pub mod files;
mod fixes;
mod help;
mod language;
mod palette;
mod question;
mod speaker;
mod sure;
mod sure_fixes;

use super::App;
use super::action::{Action, Scope};
use super::{table, theme};
use crate::edit;
use crate::model::timecode;
use egui::{Context, Frame, Id, Key, Margin, Modal, RichText, TextEdit, Ui, vec2};

pub use question::{Answer, Question};
pub use sure_fixes::{SameFix, sure_fixes};

/// The dialog that is open.
#[derive(Debug)]
pub enum Dialog {
    /// All commands, to be filtered by typing.
    Palette { typed: String, at: usize },
    /// All keys.
    Keys { filter: String },
    /// What the program is.
    About,
    /// The speakers, to be filtered by typing; Enter makes a new one.
    Speaker { typed: String, at: usize, scope: Scope },
    /// The names that are sure, before all are accepted.
    Sure,
    /// The fixes that are sure, before those that are ticked are taken.
    SureFixes(Vec<SameFix>),
    /// What could stand where the finding in hand is.
    Fixes { typed: String, at: usize },
    /// The language of the transcript.
    Language { typed: String },
    /// By how much to shift times.
    Shift { typed: String },
    /// The path of a file, where the system has no dialog for it.
    Path { purpose: super::files::Purpose, typed: String },
    /// Something would be lost.
    Question(Question),
}

impl Dialog {
    /// The palette, empty.
    pub fn palette() -> Dialog {
        Dialog::Palette { typed: String::new(), at: 0 }
    }

    /// The speaker chooser, empty.
    pub fn speaker(scope: Scope) -> Dialog {
        Dialog::Speaker { typed: String::new(), at: 0, scope }
    }

    fn typed_mut(&mut self) -> Option<&mut String> {
        match self {
            Dialog::Palette { typed, .. }
            | Dialog::Speaker { typed, .. }
            | Dialog::Fixes { typed, .. }
            | Dialog::Language { typed }
            | Dialog::Shift { typed }
            | Dialog::Path { typed, .. }
            | Dialog::Keys { filter: typed } => Some(typed),
            Dialog::About | Dialog::Sure | Dialog::SureFixes(_) | Dialog::Question(_) => None,
        }
    }
}

/// What a person did in a dialog.
#[derive(Clone, Debug)]
pub enum DialogAction {
    /// Typed; the whole text.
    Typed(String),
    /// Moved to an entry of the list.
    At(usize),
    /// Gave the path that was typed.
    Path(String),
}

impl App {
    /// Draws the dialog that is open, if one is.
    pub(super) fn show_dialog(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(dialog) = &self.dialog else { return };
        let ctx = ui.ctx().clone();
        let palette = theme::palette(&ctx);
        let (width, name): (f32, &str) = match dialog {
            Dialog::Palette { .. } => (560.0, "commands"),
            Dialog::Keys { .. } => (640.0, "keys"),
            Dialog::Speaker { .. } => (340.0, "speaker"),
            Dialog::About => (420.0, "about Stet"),
            Dialog::SureFixes(_) => (560.0, "fixes that are sure"),
            Dialog::Sure => (620.0, "names that are sure"),
            Dialog::Fixes { .. } => (420.0, "fixes"),
            Dialog::Language { .. } => (420.0, "language"),
            Dialog::Shift { .. } => (380.0, "shift times"),
            Dialog::Path { .. } => (560.0, "path"),
            Dialog::Question(_) => (460.0, "question"),
        };
        let frame = Frame::window(&ctx.global_style()).fill(palette.background).inner_margin(Margin::same(16));
        // Measured afresh when it opens, so that it opens in the middle whatever it held the last time.
        let id = Id::unique(("dialog", name));
        let layer = egui::LayerId::new(egui::Order::Foreground, id);
        let opens = !ctx.memory(|memory| memory.areas().visible_last_frame(&layer));
        let area = Modal::default_area(id).sizing_pass(opens);
        let response = Modal::new(id).area(area).frame(frame).show(&ctx, |ui| {
            let room = ctx.content_rect().size() - vec2(60.0, 60.0);
            ui.set_width(width.min(room.x));
            // A list may grow again after it was filtered: an area offers only as much height as it had.
            ui.set_max_height(room.y);
            match dialog {
                Dialog::Palette { typed, at } => self.palette_dialog(ui, typed, *at, actions),
                Dialog::Keys { filter } => help::keys(ui, filter, actions),
                Dialog::About => help::about(ui, actions),
                Dialog::Sure => self.sure_dialog(ui, actions),
                Dialog::SureFixes(all) => self.sure_fixes_dialog(ui, all, actions),
                Dialog::Speaker { typed, at, scope } => self.speaker_dialog(ui, typed, *at, *scope, actions),
                Dialog::Fixes { typed, at } => self.fixes_dialog(ui, typed, *at, actions),
                Dialog::Language { typed } => language::show(ui, typed, actions),
                Dialog::Shift { typed } => self.shift_dialog(ui, typed, actions),
                Dialog::Path { purpose, typed } => path_dialog(ui, purpose, typed, actions),
                Dialog::Question(question) => question::show(ui, question, actions),
            }
        });
        ctx.accesskit_node_builder(response.response.id, |node| node.set_label(name));
        if response.should_close() {
            actions.push(Action::CloseDialog);
        }
    }

    /// Carries out what was done in the dialog.
    pub(super) fn perform_dialog(&mut self, action: DialogAction) {
        match action {
            DialogAction::Typed(text) => {
                if let Some(typed) = self.dialog.as_mut().and_then(Dialog::typed_mut) {
                    *typed = text;
                }
                self.perform_dialog(DialogAction::At(0));
            }
            DialogAction::At(to) => {
                if let Some(Dialog::Palette { at, .. } | Dialog::Speaker { at, .. } | Dialog::Fixes { at, .. }) =
                    &mut self.dialog
                {
                    *at = to;
                }
            }
            DialogAction::Path(path) => {
                if let Some(Dialog::Path { purpose, .. }) = self.dialog.take() {
                    self.picked(purpose, std::path::PathBuf::from(path), false);
                }
            }
        }
    }

    fn shift_dialog(&self, ui: &mut Ui, typed: &str, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        heading(ui, "Shift times");
        let rows = self.open.as_ref().map_or(0, |open| open.table.rows().len());
        let what =
            if rows == 1 { "the line in hand and all after it".to_owned() } else { format!("{rows} selected lines") };
        ui.label(
            RichText::new(format!("By how much, for {what}? 1.5 is later, -1:00 is earlier")).color(palette.quiet),
        );
        let millis = timecode::parse(typed).map(|time| time.0).filter(|millis| *millis != 0);
        let entered = entry(ui, typed, "seconds, or minutes:seconds", actions);
        let applies = millis.is_some_and(|millis| {
            self.open.as_ref().is_some_and(|open| {
                let row = open.table.focus;
                edit::timing::shift(open.transcript(), [row], millis).is_some()
            })
        });
        ui.add_space(6.0);
        let pressed = ui.horizontal(|ui| {
            let shift = ui.add_enabled(applies, primary(ui, "Shift")).clicked();
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
            shift
        });
        if let Some(millis) = millis.filter(|_| applies && (entered || pressed.inner)) {
            actions.push(Action::Shift(millis));
            actions.push(Action::CloseDialog);
        }
    }
}

fn path_dialog(ui: &mut Ui, purpose: &super::files::Purpose, typed: &str, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    heading(ui, purpose.title());
    ui.label(RichText::new("This system has no file dialog to show: type the path of the file").color(palette.quiet));
    let entered = entry(ui, typed, "/home/…", actions);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let done = ui.add_enabled(!typed.trim().is_empty(), primary(ui, purpose.verb())).clicked();
        if (done || entered) && !typed.trim().is_empty() {
            actions.push(Action::Dialog(DialogAction::Path(typed.trim().to_owned())));
        }
        if ui.button("Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::strong_font(16.0)));
    ui.add_space(2.0);
}

/// A button for the one thing to do next.
fn primary(ui: &Ui, name: &str) -> egui::Button<'static> {
    let palette = theme::palette(ui.ctx());
    let text = RichText::new(name.to_owned()).color(palette.background).font(theme::strong_font(theme::PANEL_SIZE));
    egui::Button::new(text).fill(palette.accent)
}

/// The text field of a dialog, which has the keyboard. Returns whether Enter was pressed in it.
fn entry(ui: &mut Ui, typed: &str, hint: &str, actions: &mut Vec<Action>) -> bool {
    let mut text = typed.to_owned();
    let enter = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
    let field = TextEdit::singleline(&mut text)
        .id(Id::unique("dialog entry"))
        .hint_text(hint.to_owned())
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(8, 6));
    let response = ui.add(field);
    let hint = hint.to_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &hint));
    if !response.has_focus() {
        table::put_caret_at_end(ui.ctx(), response.id);
    }
    if response.changed() {
        actions.push(Action::Dialog(DialogAction::Typed(text)));
    }
    enter
}

/// Lets the arrow keys move through a list of `len` entries from the field above it.
fn list_keys(ctx: &Context, at: usize, len: usize, actions: &mut Vec<Action>) {
    let none = egui::Modifiers::NONE;
    let (down, up) =
        ctx.input_mut(|input| (input.consume_key(none, Key::ArrowDown), input.consume_key(none, Key::ArrowUp)));
    if down && at + 1 < len {
        actions.push(Action::Dialog(DialogAction::At(at + 1)));
    }
    if up && at > 0 {
        actions.push(Action::Dialog(DialogAction::At(at - 1)));
    }
}

/// One entry of a list under an entry field. Returns whether it was clicked.
fn list_entry(ui: &mut Ui, here: bool, content: impl FnOnce(&mut Ui), name: &str) -> bool {
    let palette = theme::palette(ui.ctx());
    let ground = if here { palette.selection } else { palette.background };
    let frame = Frame::new().fill(ground).corner_radius(6.0).inner_margin(Margin::symmetric(8, 4));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(content);
    });
    let response = inner.response.interact(egui::Sense::CLICK);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, here, name));
    if here {
        response.scroll_to_me(None);
    }
    response.clicked()
}
