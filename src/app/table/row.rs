//! One row of the table: its cells, its marks, and what a click in it does.

use super::breaks::kept_together;
use super::cell;
use super::marks;
use super::menu::context_menu;
use super::{Decor, TableAction};
use crate::analysis::changes;
use crate::app::caret::table_id as id;
use crate::app::desk::Desk;
use crate::app::keys::Id as CommandId;
use crate::app::look::Look;
use crate::app::marks::{Mark, MarkStyle};
use crate::app::request::Out;
use crate::app::theme::{self, LINE_HEIGHT, Palette};
use crate::app::view::Field;
use crate::messages::text;
use crate::model::{Line, Speaker, timecode, turns};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Id, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

/// The height of the table's head, in points.
pub const HEAD_HEIGHT: f32 = 28.0;
/// The height of a row with one line of text, in points.
pub const MIN_HEIGHT: f32 = LINE_HEIGHT + 2.0 * PAD;
/// Space above and below the text of a row, in points.
const PAD: f32 = 5.0;

/// What the last frame measured, for whoever moves by pages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Geometry {
    /// How many rows were wholly in view.
    pub rows: usize,
    /// How wide the text column is, in points.
    pub text_width: f32,
    /// Where the first row began, in points from the top of the window.
    pub top: f32,
}

/// Where the columns stand, in points on the screen.
pub struct Columns {
    left: f32,
    check: f32,
    number_right: f32,
    start: f32,
    speaker: f32,
    text: f32,
    right: f32,
    style: timecode::Style,
}

impl Columns {
    /// Columns for a document in a rectangle of the screen.
    pub fn new(ui: &Ui, desk: &Desk, rect: Rect) -> Columns {
        let style = timecode::style_for(desk.transcript().length());
        let digits = desk.len().max(100).to_string().len() as f32;
        let digit = ui.fonts_mut(|fonts| fonts.glyph_width(&theme::number_font(theme::TEXT_SIZE), '0'));
        let number_right = rect.left() + 44.0 + digits * digit;
        let start = number_right + 16.0;
        let timed = if style.hours { 8.2 } else { 5.0 };
        let speaker = start + timed * digit + 22.0;
        let room = rect.right() - speaker;
        let text = speaker + (room * 0.25).clamp(90.0, 176.0);
        Columns {
            left: rect.left(),
            check: rect.left() + 29.0,
            number_right,
            start,
            speaker,
            text,
            right: rect.right() - 28.0,
            style,
        }
    }

    /// When a line begins, as the table shows it.
    pub fn time(&self, line: &Line) -> Option<String> {
        line.start().map(|time| timecode::format(time, self.style))
    }

    /// How wide the text column is, in points.
    pub fn text_width(&self) -> f32 {
        (self.right - self.text).max(60.0)
    }
}

/// A row and all that is needed to draw it.
pub struct Row<'a> {
    pub desk: &'a Desk,
    pub look: &'a Look<'a>,
    pub decor: &'a Decor<'a>,
    /// What is marked in its text.
    pub marks: &'a [Mark],
    pub columns: &'a Columns,
    pub palette: &'static Palette,
    pub row: usize,
    pub line: &'a Line,
    /// The line before it.
    pub before: Option<&'a Line>,
    /// Where it stands on the screen.
    pub rect: Rect,
}

/// Draws the head of the table.
pub fn head(ui: &Ui, rect: Rect, columns: &Columns, palette: &Palette) {
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, palette.background);
    let font = egui::FontId::proportional(theme::SMALL_SIZE);
    let middle = rect.center().y;
    for (x, align, name) in [
        (columns.number_right, egui::Align2::RIGHT_CENTER, text!("table-number")),
        (columns.start, egui::Align2::LEFT_CENTER, text!("table-start")),
        (columns.speaker, egui::Align2::LEFT_CENTER, text!("table-speaker")),
        (columns.text, egui::Align2::LEFT_CENTER, text!("table-text")),
    ] {
        painter.text(pos2(x, middle), align, name, font.clone(), palette.quiet);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, palette.hairline());
}

/// How tall a row is, in points.
pub fn height(ctx: &egui::Context, desk: &Desk, columns: &Columns, changes: bool, row: usize) -> f32 {
    let Some(line) = desk.transcript().lines.get(row) else { return MIN_HEIGHT };
    let editing = desk.view.editing.as_ref().is_some_and(|editing| editing.row == row);
    let palette = theme::palette(ctx);
    let corrected = (changes && !editing).then(|| corrected(desk, line, row, columns.text_width(), palette)).flatten();
    let job = corrected.unwrap_or_else(|| job(&line.text, columns.text_width(), Color32::PLACEHOLDER, &[]));
    let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
    galley.size().y.max(LINE_HEIGHT) + 2.0 * PAD
}

/// The text of a line laid out for the text column, with the byte ranges in `found` on a coloured ground.
pub fn job(text: &str, width: f32, ink: Color32, found: &[(std::ops::Range<usize>, Color32)]) -> LayoutJob {
    let format = |ground: Color32| TextFormat {
        font_id: theme::text_font(),
        color: ink,
        background: ground,
        line_height: Some(LINE_HEIGHT),
        ..TextFormat::default()
    };
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
    let mut done = 0;
    for (range, ground) in found {
        if range.start < done || text.get(range.clone()).is_none() {
            continue;
        }
        job.append(&kept_together(text, done..range.start), 0.0, format(Color32::TRANSPARENT));
        job.append(&kept_together(text, range.clone()), 0.0, format(*ground));
        done = range.end;
    }
    job.append(&kept_together(text, done..text.len()), 0.0, format(Color32::TRANSPARENT));
    job
}

/// A line with what was deleted and inserted in place; `None` when its text is as it was imported.
fn corrected(desk: &Desk, line: &Line, row: usize, width: f32, palette: &Palette) -> Option<LayoutJob> {
    if !desk.is_changed(line) {
        return None;
    }
    let beside = changes::beside(desk.document().original(), desk.transcript(), row)?;
    let plain = |ink: Color32| TextFormat {
        font_id: theme::text_font(),
        color: ink,
        line_height: Some(LINE_HEIGHT),
        ..TextFormat::default()
    };
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
    for part in &beside.parts {
        if part.same {
            job.append(&kept_together(&line.text, part.new.clone()), 0.0, plain(Color32::PLACEHOLDER));
            continue;
        }
        let struck = TextFormat { strikethrough: Stroke::new(1.0, palette.deleted), ..plain(palette.deleted) };
        job.append(&kept_together(&beside.before, part.old.clone()), 0.0, struck);
        let inserted = TextFormat { underline: Stroke::new(1.0, palette.inserted), ..plain(palette.inserted) };
        // A gap tells where the one ends and the other begins.
        let gap = if part.old.is_empty() { 0.0 } else { 5.0 };
        job.append(&kept_together(&line.text, part.new.clone()), gap, inserted);
    }
    Some(job)
}

/// Draws a row.
pub fn show(ui: &mut Ui, r: &Row<'_>, out: &mut Out<TableAction>) {
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
            let job = corrected.unwrap_or_else(|| job(&r.line.text, width, Color32::PLACEHOLDER, &grounds(r.marks)));
            let galley = painter.layout_job(job);
            painter.galley(text_at, Arc::clone(&galley), r.palette.ink);
            if !in_place {
                underline(&painter, r, &galley, text_at);
            }
            let text = ui.interact(text_rect, row_id(r.row).with("text"), Sense::CLICK);
            text.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Cell, true, text!("table-text-of", line = r.row + 1))
            });
            text.ctx.accesskit_node_builder(text.id, |node| node.set_value(r.line.text.as_str()));
            text_click(&text, r, (!in_place).then_some(&*galley), text_at, out);
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
    context_menu(&response, r, out);
}

/// What a screen reader says of a row: "line 16, 00:35, Olivier Alexandre, text…".
fn describe(r: &Row<'_>, start: &str, speaker: Option<&Speaker>) -> String {
    let mut words = text!("line-number", line = r.row + 1);
    for part in [
        start,
        speaker.map_or("", |speaker| &speaker.name),
        if r.line.checked { text!("table-checked") } else { "" },
        &r.line.text,
    ] {
        if !part.is_empty() {
            words.push_str(", ");
            words.push_str(part);
        }
    }
    words
}

fn speaker_cell(painter: &egui::Painter, r: &Row<'_>, speaker: Option<&Speaker>, begins: bool, baseline: f32) {
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

/// The grounds among some marks, in the order of the text.
pub fn grounds(marks: &[Mark]) -> Vec<(std::ops::Range<usize>, Color32)> {
    let ground = |mark: &Mark| match mark.style {
        MarkStyle::Ground(ground) => Some((mark.at.clone(), ground)),
        MarkStyle::Under { .. } => None,
    };
    let mut grounds: Vec<_> = marks.iter().filter_map(ground).collect();
    grounds.sort_by_key(|(at, _)| at.start);
    grounds
}

/// Underlines what deserves a look. Of two marks at the same words the first counts, unless the other is the current
/// one.
fn underline(painter: &egui::Painter, r: &Row<'_>, galley: &Galley, at: Pos2) {
    let overlap = |one: &Mark, other: &Mark| one.at.start < other.at.end && other.at.start < one.at.end;
    let is_current = |mark: &Mark| matches!(mark.style, MarkStyle::Under { current: true, .. });
    for (place, mark) in r.marks.iter().enumerate() {
        let MarkStyle::Under { line, ink, current } = mark.style else { continue };
        let is_under = |other: &&Mark| matches!(other.style, MarkStyle::Under { .. }) && overlap(other, mark);
        let earlier = r.marks[..place].iter().any(|other| is_under(&other));
        let later = r.marks[place + 1..].iter().any(|other| is_under(&other) && is_current(other));
        if current || !(earlier || later) {
            marks::underline(painter, galley, at, &r.line.text, mark.at.clone(), (line, ink), current);
        }
    }
}

/// Who may speak here, if that is proposed: in quiet ink, taken by a click.
fn proposed_cell(ui: &Ui, r: &Row<'_>, baseline: f32, out: &mut Out<TableAction>) {
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
    let name = if proposed.doubt { format!("{}?", proposed.name) } else { proposed.name.to_owned() };
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
}

fn text_click(text: &egui::Response, r: &Row<'_>, galley: Option<&Galley>, at: Pos2, out: &mut Out<TableAction>) {
    if !text.clicked() {
        return;
    }
    let modifiers = text.ctx.input(|input| input.modifiers);
    if modifiers.shift || modifiers.command {
        out.act(TableAction::Select { row: r.row, extend: modifiers.shift, toggle: modifiers.command });
        return;
    }
    let caret = match (text.interact_pointer_pos(), galley) {
        (Some(pointer), Some(galley)) => galley.cursor_from_pos(pointer - at).index.0,
        _ => r.line.text.chars().count(),
    };
    out.act(TableAction::Edit { row: r.row, field: Field::Text, caret });
}

fn row_click(response: &egui::Response, r: &Row<'_>, start: Rect, out: &mut Out<TableAction>) {
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
        out.act(TableAction::Edit { row: r.row, field: Field::Start, caret: 0 });
    }
    if response.secondary_clicked() && !r.desk.view.selection.contains(r.row) {
        out.act(TableAction::Select { row: r.row, extend: false, toggle: false });
    }
}

fn row_id(row: usize) -> Id {
    id().with(row)
}
