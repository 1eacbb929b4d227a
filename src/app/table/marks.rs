//! Drawing underlines below words.

use crate::app::marks::{Mark, MarkStyle, Underline};
use egui::epaint::text::cursor::CCursor;
use egui::{Color32, Galley, Painter, Pos2, Rangef, Rect, Shape, Stroke, pos2};
use std::ops::Range;

/// Underlines what deserves a look in the text that a galley at `at` shows. Of two marks at the same words the first
/// counts, unless the other is the current one.
pub(super) fn underline_all(painter: &Painter, galley: &Galley, at: Pos2, text: &str, marks: &[Mark]) {
    let overlap = |one: &Mark, other: &Mark| one.at.start < other.at.end && other.at.start < one.at.end;
    let is_current = |mark: &Mark| matches!(mark.style, MarkStyle::Under { current: true, .. });
    for (place, mark) in marks.iter().enumerate() {
        let MarkStyle::Under { line, ink, current } = mark.style else { continue };
        let is_under = |other: &&Mark| matches!(other.style, MarkStyle::Under { .. }) && overlap(other, mark);
        let earlier = marks[..place].iter().any(|other| is_under(&other));
        let later = marks[place + 1..].iter().any(|other| is_under(&other) && is_current(other));
        if current || !(earlier || later) {
            underline(painter, galley, at, text, mark.at.clone(), (line, ink), current);
        }
    }
}

/// The marks of a text for another one that is made of it: those beside what was changed. The others are known once the
/// text has been looked at.
pub(super) fn carried_over(marks: &[Mark], old: &str, new: &str) -> Vec<Mark> {
    let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.bytes().rev().zip(new.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let carried = |mark: &Mark| {
        let at = match mark.at.clone() {
            at if at.end <= head => at,
            at if at.start + tail >= old.len() => at.start + new.len() - old.len()..at.end + new.len() - old.len(),
            _ => return None,
        };
        new.get(at.clone()).map(|_| Mark { at, ..mark.clone() })
    };
    marks.iter().filter_map(carried).collect()
}

/// Underlines a byte range of the text that a galley at `at` shows.
///
/// What is current has a ground as well.
fn underline(
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
pub(super) fn segments(galley: &Galley, text: &str, range: Range<usize>) -> Vec<(Rangef, f32)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_carried_over_what_is_typed_beside_them() {
        let style = MarkStyle::Under { line: Underline::Wavy, ink: Color32::RED, current: false };
        let old = "Boujour à tus les éleves";
        let marks: Vec<Mark> = ["Boujour", "tus", "éleves"]
            .map(|word| old.find(word).map_or(0..0, |at| at..at + word.len()))
            .map(|at| Mark { at, style })
            .to_vec();
        for (new, expected) in [
            (old, "Boujour tus éleves"),
            ("Boujour à vous et à tus les éleves", "Boujour tus éleves"),
            ("Boujour à tous les éleves", "Boujour éleves"),
            ("Bonjour à tus les éleves", "tus éleves"),
            ("à tus les éleves", "tus éleves"),
            ("Boujour à tus", "Boujour tus"),
            ("", ""),
        ] {
            let carried = carried_over(&marks, old, new);
            let words: Vec<&str> = carried.iter().map(|mark| &new[mark.at.clone()]).collect();
            assert_eq!(words.join(" "), expected, "{new:?}");
        }
    }
}
