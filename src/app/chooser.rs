//! What dialogs are made of: a heading, a field to type into, and a list below it to choose from with the arrow keys.

use super::caret;
use super::theme;
use egui::{Context, Frame, Id, Key, Margin, Modifiers, Response, RichText, Role, TextEdit, Ui, WidgetInfo};

/// What was done in the text field of a dialog.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entered {
    /// Its whole text, when it was changed.
    pub typed: Option<String>,
    /// Enter was pressed.
    pub enter: bool,
}

/// Draws the heading of a dialog.
pub(super) fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::strong_font(16.0)));
    ui.add_space(2.0);
}

/// The id of the text field of a dialog.
pub(super) fn entry_id() -> Id {
    Id::unique("dialog entry")
}

/// Draws the text field of a dialog, which has the keyboard, with the caret behind its text.
pub(super) fn entry(ui: &mut Ui, typed: &str, hint: &str) -> Entered {
    entry_selecting(ui, typed, hint, "")
}

/// As [`entry`]; when it gets the keyboard the end of its text is selected, from where `selected` begins.
pub(super) fn entry_selecting(ui: &mut Ui, typed: &str, hint: &str, selected: &str) -> Entered {
    let mut text = typed.to_owned();
    let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let field = TextEdit::singleline(&mut text)
        .id(entry_id())
        .hint_text(hint.to_owned())
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(8, 6));
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, hint));
    if !response.has_focus() {
        let before = typed.strip_suffix(selected).unwrap_or(typed);
        caret::select_from(ui.ctx(), response.id, before.chars().count());
    }
    Entered { typed: response.changed().then_some(text), enter }
}

/// Lets the arrow keys move through a list of `len` entries from the field above it. Returns where to, when they do.
/// From none of them the Down key moves to the first.
pub(super) fn list_keys(ctx: &Context, at: impl Into<Option<usize>>, len: usize) -> Option<usize> {
    let none = Modifiers::NONE;
    let (down, up) =
        ctx.input_mut(|input| (input.consume_key(none, Key::ArrowDown), input.consume_key(none, Key::ArrowUp)));
    let at = at.into();
    match (down, up) {
        (true, false) => Some(at.map_or(0, |at| at + 1)).filter(|to| *to < len),
        (false, true) => at?.checked_sub(1),
        _ => None,
    }
}

/// Draws one entry of a list under an entry field. Returns whether it was clicked.
pub(super) fn list_entry(ui: &mut Ui, here: bool, content: impl FnOnce(&mut Ui), name: &str) -> bool {
    list_item(ui, here, content, name).clicked()
}

/// As [`list_entry`], for whoever asks how it was clicked.
pub(super) fn list_item(ui: &mut Ui, here: bool, content: impl FnOnce(&mut Ui), name: &str) -> Response {
    let palette = theme::palette(ui.ctx());
    let ground = if here { palette.selection } else { palette.background };
    let frame = Frame::new().fill(ground).corner_radius(6.0).inner_margin(Margin::symmetric(8, 4));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(content);
    });
    let response = inner.response.interact(egui::Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, name));
    if here {
        response.scroll_to_me(None);
    }
    response
}
