//! Drawing underlines below words.

use crate::app::marks::Underline;
use egui::epaint::text::cursor::CCursor;
use egui::{Color32, Galley, Painter, Pos2, Rangef, Rect, Shape, Stroke, pos2};
use std::ops::Range;

/// Underlines a byte range of the text that a galley at `at` shows.
///
/// What is current has a ground as well.
pub(super) fn underline(
    painter: &Painter,
    galley: &Galley,
    at: Pos2,
    text: &str,
    range: Range<usize>,
    (shape, ink): (Underline, Color32),
    current: bool,
) {
    for (x, y) in segments(galley, text, range) {
        let (x, y) = (Rangef::new(at.x + x.min, at.x + x.max), at.y + y);
        if current {
            let ground = Rect::from_x_y_ranges(x.expand(2.0), y - 19.0..=y + 2.5);
            painter.rect_filled(ground, 3.0, ink.gamma_multiply(0.22));
        }
        match shape {
            Underline::Dotted => dots(painter, x, y, ink),
            Underline::Dashed => {
                let line = [pos2(x.min, y), pos2(x.max, y)];
                painter.extend(Shape::dashed_line(&line, Stroke::new(1.5, ink), 4.0, 3.0));
            }
            Underline::Wavy => {
                painter.line(wave(x, y), Stroke::new(1.2, ink));
            }
        }
    }
}

fn dots(painter: &Painter, x: Rangef, y: f32, ink: Color32) {
    let mut at = x.min + 1.0;
    while at < x.max {
        painter.circle_filled(pos2(at, y), 1.2, ink);
        at += 4.0;
    }
}

fn wave(x: Rangef, y: f32) -> Vec<Pos2> {
    let steps = (x.span() / 2.5).ceil().max(1.0) as usize;
    (0..=steps)
        .map(|step| pos2((x.min + step as f32 * 2.5).min(x.max), y + if step % 2 == 0 { 1.2 } else { -1.2 }))
        .collect()
}

/// The stretches of the wrapped text that a byte range covers: from where to where, and the height below them.
fn segments(galley: &Galley, text: &str, range: Range<usize>) -> Vec<(Rangef, f32)> {
    let Some(word) = text.get(range.clone()) else { return Vec::new() };
    let first = text[..range.start].chars().count();
    let last = first + word.chars().count();
    let (from, to) = (galley.layout_from_cursor(CCursor::new(first)), galley.layout_from_cursor(CCursor::new(last)));
    (from.row..=to.row)
        .filter_map(|number| {
            let row = galley.rows.get(number)?;
            let rect = row.rect();
            let left = if number == from.row { galley.pos_from_cursor(CCursor::new(first)).min.x } else { rect.left() };
            let right = if number == to.row { galley.pos_from_cursor(CCursor::new(last)).min.x } else { rect.right() };
            (right > left).then(|| (Rangef::new(left, right), rect.bottom() - 1.5))
        })
        .collect()
}
