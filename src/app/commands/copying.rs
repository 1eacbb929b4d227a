//! Cut, copy and paste, where the keyboard is: in a text field on its text, else on lines.
//!
//! The toolkit hands what the keys ask for to the field that has the keyboard. Elsewhere, and from a menu, it comes here.

use super::lines::has_lines;
use crate::app::caret;
use crate::app::clipboard::PasteAs;
use crate::app::command::{DocumentCommand, Menu, Spec, Where, WindowCommand};
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, CTRL_SHIFT, Id, press};
use crate::edit;
use crate::export;
use crate::model::message;
use egui::{Key, ViewportCommand};

/// Those that need no document.
pub(super) static WINDOW: &[WindowCommand] = &[WindowCommand {
    spec: Spec::new(Id("paste"))
        .keys(Where::Anywhere, &[press(CTRL, Key::V)])
        .menu(Menu::Edit, 1, 2)
        .yielding()
        .hidden(),
    applies: |_| true,
    run: |fx| fx.copies.ask(fx.ctx, PasteAs::Here),
}];

/// Those that work on the document that is open.
pub(super) static DOCUMENT: &[DocumentCommand] = &[
    DocumentCommand {
        spec: Spec::new(Id("cut"))
            .keys(Where::Anywhere, &[press(CTRL, Key::X)])
            .menu(Menu::Edit, 1, 0)
            .yielding()
            .hidden(),
        applies: |look, ctx| caret::in_text(ctx) || has_lines(look, ctx),
        run: |fx| match caret::in_text(fx.ctx) {
            true => fx.ctx.send_viewport_cmd(ViewportCommand::RequestCut),
            false => cut(fx),
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("copy"))
            .keys(Where::Anywhere, &[press(CTRL, Key::C)])
            .menu(Menu::Edit, 1, 1)
            .yielding()
            .hidden(),
        applies: |look, ctx| caret::in_text(ctx) || has_lines(look, ctx),
        run: |fx| match caret::in_text(fx.ctx) {
            true => fx.ctx.send_viewport_cmd(ViewportCommand::RequestCopy),
            false => copy(fx),
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("paste-lines")).keys(Where::Anywhere, &[press(CTRL_SHIFT, Key::V)]).menu(Menu::Edit, 1, 3),
        applies: |_, _| true,
        run: |fx| {
            let window = &mut fx.window;
            window.copies.ask(window.ctx, PasteAs::Lines);
        },
    },
    DocumentCommand { spec: Spec::new(Id("cut-lines")).with_keys_of(Id("cut")), applies: has_lines, run: cut },
    DocumentCommand { spec: Spec::new(Id("copy-lines")).with_keys_of(Id("copy")), applies: has_lines, run: copy },
];

/// Copies the text that is selected across rows, else the selected lines.
fn copy(fx: &mut Effects<'_>) {
    let Effects { desk, window } = fx;
    let t = desk.transcript();
    match desk.view.passage {
        Some(passage) => window.copies.copy_text(window.ctx, &passage.text(&t.lines)),
        None => {
            let rows = desk.view.rows();
            window.copies.copy_lines(window.ctx, export::lines_of(t, rows.iter()));
            window.whisper(message!("lines-copied", n = rows.len()));
        }
    }
}

/// Copies, and takes away what was copied.
fn cut(fx: &mut Effects<'_>) {
    copy(fx);
    let (t, rows) = (fx.desk.transcript(), fx.desk.view.rows());
    let passage = fx.desk.view.passage;
    let edit = match passage {
        Some(passage) => edit::text::without(t, message!("edit-cut"), passage.parts(&t.lines)),
        None => edit::structure::cut(t, rows.iter()),
    };
    if fx.desk.edit_and_leave(edit) {
        let first = rows.first().unwrap_or(0).min(fx.desk.len().saturating_sub(1));
        fx.desk.view.step_to(first);
        if passage.is_none() {
            let keys = fx.undo_keys();
            fx.whisper(message!("lines-cut", keys = keys, n = rows.len()));
        }
    }
}
