//! How the text of a line is laid out, read or edited, and how tall its row becomes.

use super::breaks::kept_together;
use super::parts::{Columns, MIN_HEIGHT, PAD};
use crate::analysis::changes;
use crate::app::desk::Desk;
use crate::app::marks::{Mark, MarkStyle};
use crate::app::theme::{self, LINE_HEIGHT, Palette};
use crate::language::words;
use crate::model::Line;
use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::{Color32, Stroke};

/// How tall a row is, in points.
pub(super) fn height(ctx: &egui::Context, desk: &Desk, columns: &Columns, changes: bool, row: usize) -> f32 {
    let Some(line) = desk.transcript().lines.get(row) else { return MIN_HEIGHT };
    let editing = desk.view.editing.as_ref().is_some_and(|editing| editing.row == row);
    let palette = theme::palette(ctx);
    let corrected = (changes && !editing).then(|| corrected(desk, line, row, columns.text_width(), palette)).flatten();
    let job = corrected.unwrap_or_else(|| job(&line.text, columns.text_width(), Color32::PLACEHOLDER, &[]));
    let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
    galley.size().y.max(LINE_HEIGHT) + 2.0 * PAD
}

/// The text of a line laid out for the text column, with the byte ranges in `found` on a coloured ground.
pub(super) fn job(text: &str, width: f32, ink: Color32, found: &[(std::ops::Range<usize>, Color32)]) -> LayoutJob {
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
pub(super) fn corrected(desk: &Desk, line: &Line, row: usize, width: f32, palette: &Palette) -> Option<LayoutJob> {
    if !desk.is_changed(line) {
        return None;
    }
    let diff = changes::line_diff(desk.document().original(), desk.transcript(), row)?;
    let plain = |ink: Color32| TextFormat {
        font_id: theme::text_font(),
        color: ink,
        line_height: Some(LINE_HEIGHT),
        ..TextFormat::default()
    };
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
    for part in &diff.parts {
        if part.same {
            job.append(&kept_together(&line.text, part.new.clone()), 0.0, plain(Color32::PLACEHOLDER));
            continue;
        }
        let struck = TextFormat { strikethrough: Stroke::new(1.0, palette.deleted), ..plain(palette.deleted) };
        job.append(&kept_together(&diff.before, part.old.clone()), 0.0, struck);
        let inserted = TextFormat { underline: Stroke::new(1.0, palette.inserted), ..plain(palette.inserted) };
        // A gap tells where the one ends and the other begins.
        let gap = if part.old.is_empty() { 0.0 } else { 5.0 };
        job.append(&kept_together(&line.text, part.new.clone()), gap, inserted);
    }
    Some(job)
}

/// The grounds among some marks, in the order of the text; `over` lies over those that it meets.
pub(super) fn grounds(
    marks: &[Mark],
    over: Option<(std::ops::Range<usize>, Color32)>,
) -> Vec<(std::ops::Range<usize>, Color32)> {
    let is_below =
        |at: &std::ops::Range<usize>| over.as_ref().is_some_and(|(over, _)| at.start < over.end && over.start < at.end);
    let ground = |mark: &Mark| match mark.style {
        MarkStyle::Ground(ground) => Some((mark.at.clone(), ground)).filter(|(at, _)| !is_below(at)),
        MarkStyle::Under { .. } => None,
    };
    let mut grounds: Vec<_> = marks.iter().filter_map(ground).chain(over.clone()).collect();
    grounds.sort_by_key(|(at, _)| at.start);
    grounds
}

/// The place between two characters that is nearest to a place of what was laid out. Above and below the rows it is in the
/// first or last of them.
pub(super) fn cursor_at(galley: &egui::Galley, at: egui::Vec2) -> CCursor {
    galley.cursor_from_pos(egui::vec2(at.x, at.y.clamp(0.0, (galley.size().y - 1.0).max(0.0))))
}

/// The character of a text that stands at a place of what was laid out of it: the last one behind the end of a row.
pub(super) fn character_at(galley: &egui::Galley, at: egui::Vec2, text: &str) -> usize {
    let near = cursor_at(galley, at);
    let is_before = at.x < galley.pos_from_cursor(near).min.x;
    near.index.0.saturating_sub(usize::from(is_before)).min(text.chars().count().saturating_sub(1))
}

/// The characters of the word at a place of what was laid out of a text.
pub(super) fn word_at(galley: &egui::Galley, at: egui::Vec2, text: &str) -> std::ops::Range<usize> {
    let character = character_at(galley, at, text);
    let byte = text.char_indices().nth(character).map_or(text.len(), |(at, _)| at);
    let word = words::word_at(text, byte);
    let characters = |to: usize| text[..to].chars().count();
    characters(word.start)..characters(word.end)
}
