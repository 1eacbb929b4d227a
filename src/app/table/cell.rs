//! Editing in a cell: the text of a line, or its start.

use super::action::TableAction;
use super::marks::{carried_over, underline_all};
use super::menu;
use super::parts::{Geometry, PAD, TableRow};
use super::text::{grounds, job, word_at};
use crate::app::caret::{is_in_menus, start_id, table_id, text_id};
use crate::app::desk::Desk;
use crate::app::request::Out;
use crate::app::theme::{self, Palette};
use crate::app::view::Editing;
use crate::messages::text;
use crate::model::timecode;
use egui::text_edit::TextEditState;
use egui::{Color32, Context, CornerRadius, EventFilter, Frame, Margin, Pos2, Rect, Stroke, TextEdit, Ui, vec2};

/// Space between the left edge of the cell of a text and the text, in points.
const SIDE: f32 = 7.0;

/// On which row of the wrapped text the caret is, and how many there are. `None` when no text is edited.
pub(crate) fn caret_row(ctx: &Context, desk: &Desk) -> Option<(usize, usize)> {
    let editing = desk.view.editing.as_ref()?;
    let text = &desk.transcript().lines.get(editing.row)?.text;
    let geometry: Geometry = ctx.data(|data| data.get_temp(table_id()))?;
    let cursor = TextEditState::load(ctx, text_id())?.cursor.char_range()?.primary;
    let laid_out = job(text, geometry.text_width, Color32::PLACEHOLDER, &[]);
    let galley = ctx.fonts_mut(|fonts| fonts.layout_job(laid_out));
    Some((galley.layout_from_cursor(cursor).row, galley.rows.len()))
}

/// Draws the text of a line as a text field, exactly where it is read.
pub(super) fn edit_text(
    ui: &mut Ui,
    r: &TableRow<'_>,
    at: Pos2,
    cell: Rect,
    editing: &Editing,
    out: &mut Out<TableAction>,
) {
    let frame = cell.shrink2(vec2(0.0, 2.5));
    ui.painter().rect(
        frame,
        CornerRadius::same(5),
        r.palette.background,
        Stroke::new(1.0, r.palette.edge),
        egui::StrokeKind::Inside,
    );
    let mut text = r.line.text.to_string();
    let width = r.columns.text_width();
    let found = grounds(r.marks, None);
    let ink = r.palette.ink;
    let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, _wrap: f32| {
        let same = buffer.as_str() == &*r.line.text;
        let marks: &[_] = if same { &found } else { &[] };
        ui.fonts_mut(|fonts| fonts.layout_job(job(buffer.as_str(), width, ink, marks)))
    };
    // The whole cell is the field: a click at its edge is one into it.
    let edge = Margin { left: SIDE as i8, right: 0, top: PAD as i8, bottom: PAD as i8 };
    let field = TextEdit::multiline(&mut text)
        .id(text_id())
        .frame(Frame::NONE.inner_margin(edge))
        .desired_rows(1)
        .desired_width(width + SIDE)
        .min_size(vec2(0.0, cell.height()))
        .layouter(&mut layouter)
        .return_key(egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, egui::Key::Enter))
        .event_filter(EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true });
    let place = Rect::from_min_max(at - vec2(SIDE, PAD), cell.max);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt("text cell"));
    let output = field.show(&mut child);
    // What deserves a look is underlined as in a row that is read.
    let marks = carried_over(r.marks, &r.line.text, &text);
    underline_all(child.painter(), &output.galley, output.galley_pos, &text, &marks);
    let response = output.response.response;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(text!("table-text-of", line = editing.row + 1)));
    if let Some(pointer) = response.interact_pointer_pos() {
        let text = &r.line.text;
        if response.triple_clicked() {
            out.act(TableAction::SelectText(0..text.chars().count()));
        } else if response.double_clicked() {
            out.act(TableAction::SelectText(word_at(&output.galley, pointer - output.galley_pos, text)));
        }
    }
    if response.changed() {
        out.act(TableAction::Typed(text));
    }
    menu::of_text(&response, r, Some((&output.galley, output.galley_pos)), out);
    watch_focus(ui, &response, out);
}

/// Draws the start of a line as a text field. What is typed takes effect when the cell is left.
pub(super) fn edit_start(ui: &mut Ui, cell: Rect, editing: &Editing, palette: &Palette, out: &mut Out<TableAction>) {
    let readable = timecode::parse(&editing.typed).is_some();
    let edge = if readable { palette.edge } else { palette.deleted };
    ui.painter().rect(
        cell,
        CornerRadius::same(5),
        palette.background,
        Stroke::new(1.0, edge),
        egui::StrokeKind::Inside,
    );
    let mut typed = editing.typed.clone();
    let field = TextEdit::singleline(&mut typed)
        .id(start_id())
        .frame(Frame::NONE)
        .margin(Margin::ZERO)
        .font(theme::number_font(theme::TEXT_SIZE))
        .text_color(if readable { palette.ink } else { palette.deleted })
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(cell.width() - 8.0)
        .event_filter(EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true });
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(cell.shrink2(vec2(5.0, 2.0))).id_salt("start cell"));
    let output = field.show(&mut child);
    let response = output.response.response;
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(text!("table-start-of", line = editing.row + 1)));
    if response.changed() {
        out.act(TableAction::Typed(typed));
    }
    watch_focus(ui, &response, out);
}

/// A cell that lost the keyboard to something else is left; one that came back into view gets it again.
fn watch_focus(ui: &Ui, response: &egui::Response, out: &mut Out<TableAction>) {
    if response.lost_focus() || (response.clicked_elsewhere() && !is_in_menus(ui.ctx())) {
        out.act(TableAction::Leave);
    } else if !response.has_focus() && ui.memory(|memory| memory.focused()).is_none() {
        response.request_focus();
    }
}
