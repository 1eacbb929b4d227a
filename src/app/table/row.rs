//! One row of the table: its cells, its marks, and what a click in it does.

use super::action::TableAction;
use super::cell;
use super::marks;
use super::menu;
use super::parts::{MIN_HEIGHT, PAD, TableRow};
use super::text::{corrected, cursor_at, grounds, job};
use crate::app::caret::table_id as id;
use crate::app::keys::Id as CommandId;
use crate::app::request::Out;
use crate::app::theme::{self, LINE_HEIGHT};
use crate::app::view::Field;
use crate::messages::{self, text};
use crate::model::{Speaker, turns};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Id, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

/// Draws a row.
pub(super) fn show(ui: &mut Ui, r: &TableRow<'_>, out: &mut Out<TableAction>) {
    let view = &r.desk.view;
    let current = view.focus == r.row;
    let selected = current || view.selection.contains(r.row);
    let columns = r.columns;
    let speaker = r.line.speaker.and_then(|id| r.desk.transcript().speaker(id));
    let begins = turns::begins(r.before, r.line);

    let response = ui.interact(r.rect, row_id(r.row), Sense::CLICK);
    let painter = ui.painter().clone();
    if selected {
        painter.rect_filled(r.rect, 0.0, r.palette.selection);
    } else if response.contains_pointer() {
        painter.rect_filled(r.rect, 0.0, r.palette.hover.gamma_multiply(0.5));
    }
    painter.hline(r.rect.x_range(), r.rect.bottom() - 0.5, Stroke::new(1.0, r.palette.rule.gamma_multiply(0.7)));
    if r.desk.is_changed(r.line) {
        let bar = Rect::from_min_size(r.rect.min, vec2(3.0, r.rect.height() - 1.0));
        painter.rect_filled(bar, 0.0, r.palette.edge);
    }
    let baseline = r.rect.top() + PAD + LINE_HEIGHT / 2.0;
    if r.line.checked {
        painter.text(
            pos2(columns.check, baseline),
            egui::Align2::CENTER_CENTER,
            "✓",
            theme::strong_font(14.0),
            r.palette.done,
        );
    }
    let numbers = theme::number_font(theme::TEXT_SIZE);
    painter.text(
        pos2(columns.number_right, baseline),
        egui::Align2::RIGHT_CENTER,
        r.row + 1,
        numbers.clone(),
        r.palette.quiet,
    );
    let editing = view.editing.as_ref().filter(|editing| editing.row == r.row);
    let start = columns.time(r.line).unwrap_or_default();
    let start_rect = Rect::from_min_max(
        pos2(columns.start - 5.0, r.rect.top() + 3.0),
        pos2(columns.speaker - 12.0, r.rect.top() + MIN_HEIGHT - 3.0),
    );
    match editing.filter(|editing| editing.field == Field::Start) {
        Some(editing) => cell::edit_start(ui, start_rect, editing, r.palette, out),
        None => {
            painter.text(pos2(columns.start, baseline), egui::Align2::LEFT_CENTER, &start, numbers, r.palette.quiet);
        }
    }
    speaker_cell(&painter, r, speaker, begins, baseline);
    if speaker.is_none() {
        proposed_cell(ui, r, baseline, out);
    }
    if current {
        painter.rect_stroke(
            r.rect.shrink2(vec2(1.0, 0.0)),
            0.0,
            Stroke::new(2.0, r.palette.edge),
            egui::StrokeKind::Inside,
        );
    }

    let text_at = pos2(columns.text, r.rect.top() + PAD);
    let text_rect =
        Rect::from_min_max(pos2(columns.text - 7.0, r.rect.top()), pos2(columns.right + 4.0, r.rect.bottom()));
    let words = describe(r, &start, speaker);
    match editing.filter(|editing| editing.field == Field::Text) {
        Some(editing) => cell::edit_text(ui, r, text_at, text_rect, editing, out),
        None => {
            let width = columns.text_width();
            let corrected =
                r.look.settings.show_changes.then(|| corrected(r.desk, r.line, r.row, width, r.palette)).flatten();
            let in_place = corrected.is_some();
            let passage = r.desk.view.passage.and_then(|passage| passage.in_row(r.row, &r.line.text));
            let passage = passage.map(|at| (at, ui.visuals().selection.bg_fill));
            let grounds = || grounds(r.marks, passage.clone());
            let job = corrected.unwrap_or_else(|| job(&r.line.text, width, Color32::PLACEHOLDER, &grounds()));
            let galley = painter.layout_job(job);
            painter.galley(text_at, Arc::clone(&galley), r.palette.ink);
            if !in_place {
                marks::underline_all(&painter, &galley, text_at, &r.line.text, r.marks);
            }
            let text = ui.interact(text_rect, row_id(r.row).with("text"), Sense::CLICK);
            text.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Cell, true, text!("table-text-of", line = r.row + 1))
            });
            text.ctx.accesskit_node_builder(text.id, |node| node.set_value(r.line.text.as_str()));
            text_click(&text, r, (!in_place).then_some(&*galley), text_at, out);
            menu::of_text(&text, r, (!in_place).then_some((&*galley, text_at)), out);
            if text.hovered() {
                ui.set_cursor_icon(egui::CursorIcon::Text);
            }
        }
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Row, true, &words));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_row_index(r.row);
        node.set_selected(selected);
    });
    row_click(&response, r, start_rect, out);
    menu::of_row(&response, r, out);
}

/// What a screen reader says of a row: "line 16, 00:35, Olivier Alexandre, text…".
fn describe(r: &TableRow<'_>, start: &str, speaker: Option<&Speaker>) -> String {
    let parts = [
        start,
        speaker.map_or("", |speaker| &speaker.name),
        if r.line.checked { text!("table-checked") } else { "" },
        &r.line.text,
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned);
    messages::listed(std::iter::once(text!("line-number", line = r.row + 1)).chain(parts))
}

fn speaker_cell(painter: &egui::Painter, r: &TableRow<'_>, speaker: Option<&Speaker>, begins: bool, baseline: f32) {
    let x = r.columns.speaker;
    let Some(speaker) = speaker else {
        if begins && turns::mark(&r.line.text).is_some() && (r.decor.proposed)(r.row).is_none() {
            painter.circle_stroke(pos2(x + 4.0, baseline), 3.5, Stroke::new(1.0, r.palette.quiet));
        }
        return;
    };
    let hue = r.palette.speaker(speaker);
    if !begins {
        painter.vline(x + 4.0, r.rect.y_range(), Stroke::new(1.5, hue.gamma_multiply(0.55)));
        return;
    }
    painter.circle_filled(pos2(x + 4.0, baseline), 4.0, hue);
    let room = r.columns.text - x - 28.0;
    let mut name = LayoutJob::simple_singleline(speaker.name.clone(), theme::strong_font(theme::PANEL_SIZE), hue);
    name.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = painter.layout_job(name);
    painter.galley(pos2(x + 15.0, baseline - galley.size().y / 2.0), galley, hue);
}

/// Who may speak here, if that is proposed: in quiet ink, taken by a click.
fn proposed_cell(ui: &Ui, r: &TableRow<'_>, baseline: f32, out: &mut Out<TableAction>) {
    let Some(proposed) = (r.decor.proposed)(r.row) else { return };
    let (x, ink) = (r.columns.speaker, r.palette.quiet);
    let painter = ui.painter();
    if !proposed.begins {
        painter.extend(egui::Shape::dashed_line(
            &[pos2(x + 4.0, r.rect.top()), pos2(x + 4.0, r.rect.bottom())],
            Stroke::new(1.0, ink.gamma_multiply(0.6)),
            2.0,
            3.0,
        ));
        return;
    }
    let name = if proposed.doubt { format!("{}?", proposed.name) } else { proposed.name.clone() };
    painter.circle_stroke(pos2(x + 4.0, baseline), 3.5, Stroke::new(1.0, ink));
    let format =
        TextFormat { font_id: egui::FontId::proportional(theme::PANEL_SIZE), color: ink, ..TextFormat::default() };
    let mut job = LayoutJob::single_section(name.clone(), format);
    job.wrap = egui::text::TextWrapping::truncate_at_width(r.columns.text - x - 28.0);
    let galley = painter.layout_job(job);
    painter.galley(pos2(x + 15.0, baseline - galley.size().y / 2.0), galley, ink);
    let cell = Rect::from_min_max(pos2(x, r.rect.top()), pos2(r.columns.text - 10.0, r.rect.top() + MIN_HEIGHT));
    let response = ui.interact(cell, row_id(r.row).with("proposed"), Sense::CLICK);
    let response = response.on_hover_text(&proposed.because);
    let label = text!("table-proposed", line = r.row + 1, name = &name, because = &proposed.because);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.clicked() {
        out.act(TableAction::Select { row: r.row, extend: false, toggle: false });
        out.run(CommandId("take-turn"));
    }
    menu::of_row(&response, r, out);
}

fn text_click(text: &egui::Response, r: &TableRow<'_>, galley: Option<&Galley>, at: Pos2, out: &mut Out<TableAction>) {
    if !text.clicked() {
        return;
    }
    let modifiers = text.ctx.input(|input| input.modifiers);
    if modifiers.shift || modifiers.command {
        out.act(TableAction::Select { row: r.row, extend: modifiers.shift, toggle: modifiers.command });
        return;
    }
    let caret = match (text.interact_pointer_pos(), galley) {
        (Some(pointer), Some(galley)) => cursor_at(galley, pointer - at).index.0,
        _ => r.line.text.chars().count(),
    };
    out.act(TableAction::Edit { row: r.row, field: Field::Text, characters: caret..caret });
}

fn row_click(response: &egui::Response, r: &TableRow<'_>, start: Rect, out: &mut Out<TableAction>) {
    let (pointer, modifiers) = response.ctx.input(|input| (input.pointer.interact_pos(), input.modifiers));
    if response.clicked() {
        out.act(TableAction::Select { row: r.row, extend: modifiers.shift, toggle: modifiers.command });
        let speaker_cell = r.columns.speaker..r.columns.text - 8.0;
        let plain = !modifiers.shift && !modifiers.command;
        if plain && response.interact_pointer_pos().is_some_and(|at| speaker_cell.contains(&at.x)) {
            out.run(CommandId("choose-speaker"));
        }
        if plain
            && response
                .interact_pointer_pos()
                .is_some_and(|at| (r.columns.left..r.columns.check + 12.0).contains(&at.x))
        {
            out.act(TableAction::ToggleChecked(r.row));
        }
    }
    if response.double_clicked() && pointer.is_some_and(|at| start.contains(at)) {
        out.act(TableAction::Edit { row: r.row, field: Field::Start, characters: 0..0 });
    }
}

fn row_id(row: usize) -> Id {
    id().with(row)
}
