//! Commands that work on lines and in their cells: undo, checking, splitting, joining, inserting, deleting.

use crate::app::caret;
use crate::app::cells::{self, Cut};
use crate::app::command::{DocumentCommand, Menu, Spec, Where};
use crate::app::desk::Desk;
use crate::app::effects::Effects;
use crate::app::keys::{ALT, CTRL, CTRL_SHIFT, Id, NONE, SHIFT, press};
use crate::app::look::Look;
use crate::app::request::{Opens, Request};
use crate::app::strip::Topic;
use crate::app::table;
use crate::app::view::{Editing, Field};
use crate::edit::{self, Edit};
use crate::messages::text;
use crate::model::{Text, message, rolls};
use egui::{Context, Key};

/// A command of an open cell, whose row and editing it is given.
macro_rules! in_cell {
    ($id:expr, $keys:expr, $run:expr) => {
        DocumentCommand {
            spec: Spec::new(Id($id)).keys(Where::Editing, &[$keys]).hidden(),
            applies: |look, _| look.desk.view.editing.is_some(),
            run: |fx| {
                let Some(editing) = fx.desk.view.editing.clone() else { return };
                let run: fn(&mut Effects<'_>, usize, Editing) = $run;
                run(fx, editing.row, editing);
            },
        }
    };
}

/// A command that moves a word of the current row over the boundary to the row beside it, by an operation.
macro_rules! word_over {
    ($id:expr, $key:expr, $order:expr, $operation:ident) => {
        DocumentCommand {
            spec: Spec::new(Id($id)).keys(Where::Anywhere, &[press(ALT, $key)]).menu(Menu::Line, 1, $order).yielding(),
            applies: |look, _| edit::structure::$operation(look.desk.transcript(), current_row(look.desk)).is_some(),
            run: |fx| {
                fx.desk.edit(edit::structure::$operation(fx.desk.transcript(), current_row(fx.desk)));
            },
        }
    };
}

/// A command that splits the line that is edited at the caret.
macro_rules! split {
    ($id:expr, $modifiers:expr, $cut:expr, $order:expr) => {
        DocumentCommand {
            spec: Spec::new(Id($id))
                .keys(Where::Editing, &[press($modifiers, Key::Enter)])
                .menu(Menu::Line, 1, $order)
                .hidden(),
            applies: |look, ctx| {
                let place = caret_place(look.desk, ctx);
                place.is_some_and(|(row, at)| cells::split(look.desk.transcript(), row, at, $cut).is_some())
            },
            run: |fx| {
                if let Some((row, at)) = caret_place(fx.desk, fx.ctx) {
                    fx.split(row, at, $cut);
                }
            },
        }
    };
}

/// All of them.
pub(super) static DOCUMENT: &[DocumentCommand] = &[
    DocumentCommand {
        spec: Spec::new(Id("undo"))
            .keys(Where::Anywhere, &[press(CTRL, Key::Z)])
            .menu(Menu::Edit, 0, 0)
            .yielding()
            .named(|look| Some(text!("edit-undo", what = look.desk.document().undo_label()?.clone()))),
        applies: |look, _| look.desk.document().undo_label().is_some(),
        run: |fx| step(fx, true),
    },
    DocumentCommand {
        spec: Spec::new(Id("redo"))
            .keys(Where::Anywhere, &[press(CTRL_SHIFT, Key::Z), press(CTRL, Key::Y)])
            .menu(Menu::Edit, 0, 1)
            .yielding()
            .named(|look| Some(text!("edit-redo", what = look.desk.document().redo_label()?.clone()))),
        applies: |look, _| look.desk.document().redo_label().is_some(),
        run: |fx| step(fx, false),
    },
    DocumentCommand {
        spec: Spec::new(Id("edit-text")).keys(Where::Table, &[press(NONE, Key::Enter), press(NONE, Key::F2)]).menu(
            Menu::Line,
            0,
            0,
        ),
        applies: has_lines,
        run: |fx| {
            let row = current_row(fx.desk);
            fx.edit_cell(row, Field::Text, characters(fx.desk, row));
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("edit-start")).keys(Where::Table, &[press(NONE, Key::T)]).menu(Menu::Line, 0, 1),
        applies: has_lines,
        run: |fx| {
            let row = current_row(fx.desk);
            fx.edit_cell(row, Field::Start, 0);
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("check")).keys(Where::Table, &[press(NONE, Key::C), press(NONE, Key::Space)]).menu(
            Menu::Line,
            0,
            2,
        ),
        applies: has_lines,
        run: |fx| {
            let rows = fx.desk.view.rows();
            fx.desk.edit(edit::text::set_checked(fx.desk.transcript(), rows.iter(), true));
            let next = rows.end().unwrap_or(fx.desk.view.focus + 1).min(last(fx.desk));
            fx.desk.view.step_to(next);
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("uncheck")).keys(Where::Table, &[press(SHIFT, Key::C)]).menu(Menu::Line, 0, 3),
        applies: has_lines,
        run: |fx| {
            let rows = fx.desk.view.rows();
            fx.desk.edit(edit::text::set_checked(fx.desk.transcript(), rows.iter(), false));
        },
    },
    split!("split", CTRL, Cut::BetweenWords, 0),
    split!("split-inside-word", CTRL_SHIFT, Cut::Here, 7),
    DocumentCommand {
        spec: Spec::new(Id("split-turns")).menu(Menu::Line, 1, 1),
        applies: |look, _| look.desk.rows_to_split().is_some(),
        run: |fx| {
            let Some(rows) = fx.desk.rows_to_split() else { return };
            let len = fx.desk.len();
            fx.desk.edit(edit::structure::split_turns(fx.desk.transcript(), rows));
            let more = fx.desk.len() - len;
            fx.strip.withdraw(Topic::Opened);
            let keys = fx.undo_keys();
            fx.whisper(message!("lines-turns-split", keys = keys, n = more));
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("collapse-roll")).menu(Menu::Line, 1, 8),
        applies: |look, _| rolls::is_rolling(&look.desk.transcript().lines),
        run: |fx| {
            let repeats = rolls::repeats(&fx.desk.transcript().lines);
            let n: usize = repeats.iter().map(|repeat| repeat.rows).sum();
            fx.desk.edit(edit::structure::collapse_roll(fx.desk.transcript()));
            fx.strip.withdraw(Topic::Opened);
            let keys = fx.undo_keys();
            fx.whisper(message!("lines-roll-collapsed", keys = keys, n = n));
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("join-next")).menu(Menu::Line, 1, 2),
        applies: |look, _| current_row(look.desk) + 1 < look.desk.len(),
        run: |fx| join_lines(current_row(fx.desk), fx),
    },
    DocumentCommand {
        spec: Spec::new(Id("join-previous")).menu(Menu::Line, 1, 3),
        applies: |look, _| current_row(look.desk) > 0,
        run: |fx| {
            let before = current_row(fx.desk).checked_sub(1);
            before.into_iter().for_each(|row| join_lines(row, fx));
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("join-at-end")).keys(Where::Editing, &[press(NONE, Key::Delete)]).hidden(),
        applies: |look, ctx| {
            let at_end = |(row, at): (usize, usize)| text_of(look.desk, row).is_some_and(|text| at == text.len());
            caret_place(look.desk, ctx).is_some_and(|place| at_end(place) && place.0 + 1 < look.desk.len())
        },
        run: |fx| join(fx, true),
    },
    DocumentCommand {
        spec: Spec::new(Id("join-at-start")).keys(Where::Editing, &[press(NONE, Key::Backspace)]).hidden(),
        applies: |look, ctx| caret_place(look.desk, ctx).is_some_and(|(row, at)| at == 0 && row > 0),
        run: |fx| join(fx, false),
    },
    DocumentCommand {
        spec: Spec::new(Id("join-selected")).keys(Where::Table, &[press(NONE, Key::J)]).menu(Menu::Line, 1, 4),
        applies: |look, _| look.desk.view.selection.as_range().is_some_and(|rows| rows.len() > 1),
        run: |fx| {
            let Some(rows) = fx.desk.view.selection.as_range() else { return };
            fx.desk.edit(edit::structure::join(fx.desk.transcript(), rows.clone()));
            fx.desk.view.step_to(rows.start);
        },
    },
    word_over!("word-up", Key::ArrowUp, 5, first_word_up),
    word_over!("word-down", Key::ArrowDown, 6, last_word_down),
    DocumentCommand {
        spec: Spec::new(Id("insert-above")).keys(Where::Table, &[press(SHIFT, Key::Insert)]).menu(Menu::Line, 2, 0),
        applies: |_, _| true,
        run: |fx| insert(fx, false),
    },
    DocumentCommand {
        spec: Spec::new(Id("insert-below")).keys(Where::Table, &[press(NONE, Key::Insert)]).menu(Menu::Line, 2, 1),
        applies: |_, _| true,
        run: |fx| insert(fx, true),
    },
    DocumentCommand {
        spec: Spec::new(Id("delete"))
            .keys(Where::Table, &[press(NONE, Key::Delete), press(CTRL, Key::Backspace)])
            .menu(Menu::Line, 2, 2),
        applies: has_lines,
        run: |fx| {
            // Of text that is selected across lines, the lines stay.
            if let Some(passage) = fx.desk.view.passage {
                let t = fx.desk.transcript();
                fx.desk.edit_and_leave(edit::text::without(t, message!("edit-delete-text"), passage.parts(&t.lines)));
                return;
            }
            let rows = fx.desk.view.rows();
            if fx.desk.edit_and_leave(edit::structure::delete(fx.desk.transcript(), rows.iter())) {
                let first = rows.first().unwrap_or(0).min(last(fx.desk));
                fx.desk.view.step_to(first);
                let keys = fx.undo_keys();
                fx.whisper(message!("lines-deleted", keys = keys, n = rows.len()));
            }
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("shift-times")).menu(Menu::Line, 2, 3),
        applies: |_, _| true,
        run: |fx| fx.request(Request::Dialog(Opens::Shift)),
    },
    in_cell!("commit-next", press(NONE, Key::Enter), |fx, row, editing| match row + 1 < fx.desk.len() {
        true => fx.edit_cell(row + 1, editing.field, 0),
        false => fx.leave_cell(),
    }),
    in_cell!("give-up", press(NONE, Key::Escape), |fx, _, editing| {
        fx.desk.view.editing = None;
        caret::give_up_focus(fx.ctx);
        if fx.desk.document().last_gesture() == Some(editing.gesture) {
            fx.desk.undo();
            let keys = fx.keys.shown(fx.ctx, Id("redo"));
            fx.whisper(message!("lines-gave-up", keys = keys));
        }
    }),
    in_cell!("next-field", press(NONE, Key::Tab), |fx, row, editing| match editing.field {
        Field::Start => fx.edit_cell(row, Field::Text, characters(fx.desk, row)),
        Field::Text if row + 1 < fx.desk.len() => fx.edit_cell(row + 1, Field::Start, 0),
        Field::Text => fx.leave_cell(),
    }),
    in_cell!("previous-field", press(SHIFT, Key::Tab), |fx, row, editing| match editing.field {
        Field::Text => fx.edit_cell(row, Field::Start, 0),
        Field::Start if row > 0 => fx.edit_cell(row - 1, Field::Text, characters(fx.desk, row - 1)),
        Field::Start => fx.leave_cell(),
    }),
    DocumentCommand {
        spec: Spec::new(Id("edit-above")).keys(Where::Editing, &[press(NONE, Key::ArrowUp)]).hidden(),
        applies: |look, ctx| {
            current_row(look.desk) > 0 && table::caret_row(ctx, look.desk).is_some_and(|(at, _)| at == 0)
        },
        run: |fx| {
            if let Some(above) = current_row(fx.desk).checked_sub(1) {
                fx.edit_cell(above, Field::Text, characters(fx.desk, above));
            }
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("edit-below")).keys(Where::Editing, &[press(NONE, Key::ArrowDown)]).hidden(),
        applies: |look, ctx| {
            let at_bottom = || table::caret_row(ctx, look.desk).is_some_and(|(at, rows)| at + 1 == rows);
            current_row(look.desk) + 1 < look.desk.len() && at_bottom()
        },
        run: |fx| fx.edit_cell(current_row(fx.desk) + 1, Field::Text, 0),
    },
];

pub(super) fn has_lines(look: &Look<'_>, _: &Context) -> bool {
    look.desk.len() > 0
}

fn last(desk: &Desk) -> usize {
    desk.len().saturating_sub(1)
}

/// The row that is edited, else the current one.
fn current_row(desk: &Desk) -> usize {
    desk.view.editing.as_ref().map_or(desk.view.focus, |editing| editing.row)
}

fn text_of(desk: &Desk, row: usize) -> Option<&Text> {
    desk.transcript().lines.get(row).map(|line| &line.text)
}

fn characters(desk: &Desk, row: usize) -> usize {
    text_of(desk, row).map_or(0, |text| text.chars().count())
}

/// The row and byte before which the caret stands, while the text of a line is edited and nothing of it is selected.
fn caret_place(desk: &Desk, ctx: &Context) -> Option<(usize, usize)> {
    let row = desk.view.editing.as_ref().filter(|editing| editing.field == Field::Text)?.row;
    let caret = caret::range(ctx, text_of(desk, row)?)?;
    caret.is_empty().then_some((row, caret.start))
}

/// Undoes or redoes a step, and says which.
fn step(fx: &mut Effects<'_>, back: bool) {
    // What was typed into a start that is still open is a step of its own.
    if fx.desk.view.editing.as_ref().is_some_and(|editing| editing.field == Field::Start) {
        fx.leave_cell();
    }
    let document = fx.desk.document();
    let label = if back { document.undo_label() } else { document.redo_label() };
    let Some(label) = label.cloned() else { return };
    let Some(edit) = (if back { fx.desk.undo() } else { fx.desk.redo() }) else { return };
    leave_other_cell(fx, &edit);
    fx.whisper(if back { message!("edit-undone", what = label) } else { message!("edit-redone", what = label) });
}

/// Closes the open cell when something else was undone or redone: the row that changed is the current one, and a second
/// one must not wait for what is typed.
fn leave_other_cell(fx: &mut Effects<'_>, edit: &Edit) {
    let elsewhere = |editing: &Editing| edit.rows_after().is_some_and(|rows| !rows.contains(&editing.row));
    if fx.desk.view.editing.as_ref().is_some_and(elsewhere) {
        fx.desk.view.editing = None;
        caret::give_up_focus(fx.ctx);
    }
}

/// Joins the line that is edited with the next one, or with the one before; the caret stays between them.
fn join(fx: &mut Effects<'_>, with_next: bool) {
    let row = current_row(fx.desk);
    let Some(first) = (if with_next { Some(row) } else { row.checked_sub(1) }) else { return };
    let t = fx.desk.transcript();
    let (Some(a), Some(b)) = (t.lines.get(first), t.lines.get(first + 1)) else { return };
    let gap = edit::structure::joint(a, b) - a.text.len();
    let caret = a.text.chars().count() + if with_next { 0 } else { gap };
    if fx.desk.edit(edit::structure::join(t, first..first + 2)) {
        fx.edit_cell(first, Field::Text, caret);
    }
}

/// Joins a line with the next one.
fn join_lines(first: usize, fx: &mut Effects<'_>) {
    fx.leave_cell();
    if fx.desk.edit(edit::structure::join(fx.desk.transcript(), first..first + 2)) {
        fx.desk.view.step_to(first);
    }
}

fn insert(fx: &mut Effects<'_>, below: bool) {
    let focus = fx.desk.view.focus;
    let row = if below && fx.desk.len() > 0 { focus + 1 } else { focus };
    if fx.desk.edit_and_leave(edit::structure::insert(fx.desk.transcript(), row)) {
        fx.edit_cell(row, Field::Text, 0);
    }
}
