//! Rows of different heights in a scroll area, of which only those in view are drawn.

use egui::Ui;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// How far beside the view rows are drawn, in points: a key that leads to the next row finds it.
const BESIDE: f32 = 120.0;
/// How tall a row is taken to be until one was drawn.
const GUESS: f32 = 24.0;

/// How tall rows were when they were drawn last, with the space below them.
#[derive(Default)]
pub(super) struct Heights {
    width: f32,
    known: FxHashMap<u64, f32>,
    /// The lowest that was drawn, which rows are taken to be until they are drawn.
    least: Option<f32>,
}

/// A row of a list.
pub(super) struct ListRow {
    key: u64,
    must: bool,
}

impl ListRow {
    /// A row with what its height depends on. `must` says that it is drawn wherever it is: it has the keyboard, or is
    /// scrolled to.
    pub(super) fn new(key: impl Hash, must: bool) -> ListRow {
        let mut hasher = FxHasher::default();
        key.hash(&mut hasher);
        ListRow { key: hasher.finish(), must }
    }
}

impl Heights {
    /// How far below the first of `n` rows each begins, as far as is known, and where the last ends.
    pub(super) fn tops(&self, n: usize, row: impl Fn(usize) -> ListRow) -> Vec<f32> {
        let height = |at: usize| self.known.get(&row(at).key).copied().or(self.least).unwrap_or(GUESS);
        let mut end = 0.0;
        let mut tops = vec![0.0];
        tops.extend((0..n).map(|at| {
            end += height(at);
            end
        }));
        tops
    }

    /// Draws those of `n` rows that are in view, one below the other, and leaves room for the others. `draw` draws a row
    /// as one child of what it is given, such as a scope.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        n: usize,
        row: impl Fn(usize) -> ListRow,
        mut draw: impl FnMut(&mut Ui, usize),
    ) {
        if self.width != ui.available_width() {
            *self = Heights { width: ui.available_width(), ..Heights::default() };
        }
        let view = ui.clip_rect().y_range().expand(BESIDE);
        // The room of rows that are not drawn, since the last that is.
        let (mut room, mut left_out) = (0.0, 0);
        for at in 0..n {
            let ListRow { key, must } = row(at);
            let top = ui.cursor().top() + room;
            let height = self.known.get(&key).copied().or(self.least).unwrap_or(GUESS);
            if !must && (top > view.max || top + height < view.min) {
                room += height;
                left_out += 1;
                continue;
            }
            ui.add_space(std::mem::take(&mut room));
            // The ids of what is drawn do not depend on what is not.
            ui.skip_ahead_auto_ids(std::mem::take(&mut left_out));
            let top = ui.cursor().top();
            draw(ui, at);
            let height = ui.cursor().top() - top;
            self.known.insert(key, height);
            self.least = Some(self.least.map_or(height, |least| least.min(height)));
        }
        ui.add_space(room);
        ui.skip_ahead_auto_ids(left_out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Context, Pos2, RawInput, Rect, ScrollArea, vec2};

    /// Draws a thousand rows of 20 and 60 points in turn, scrolled down by so much, of which row 700 has the keyboard:
    /// which were drawn, and where.
    fn drawn(heights: &mut Heights, ctx: &Context, offset: f32) -> Vec<(usize, f32)> {
        let mut drawn = Vec::new();
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(300.0, 400.0));
        let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| {
            drawn.clear();
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().vertical_scroll_offset(offset).show(ui, |ui| {
                heights.show(
                    ui,
                    1_000,
                    |at| ListRow::new(at, at == 700),
                    |ui, at| {
                        drawn.push((at, ui.cursor().top()));
                        ui.allocate_space(vec2(10.0, if at % 2 == 0 { 20.0 } else { 60.0 }));
                    },
                );
            });
        });
        output.textures_delta.clear();
        drawn
    }

    #[test]
    fn rows_in_view_are_drawn_and_those_with_the_keyboard() {
        let (mut heights, ctx) = (Heights::default(), Context::default());
        for offset in [0.0, 100.0, 400.0, 800.0] {
            let mut drawn = drawn(&mut heights, &ctx, offset);
            assert_eq!(drawn.pop().map(|(at, _)| at), Some(700));
            assert!(drawn.len() < 30, "{drawn:?}");
            // All that fills the view is there, where it would be if all rows were drawn.
            let top = |at: usize| (at / 2 * 80 + at % 2 * 20) as f32 - offset;
            let expected: Vec<_> =
                (0..1_000).map(|at| (at, top(at))).filter(|(_, top)| (-20.0..400.0).contains(top)).collect();
            let found: Vec<_> = drawn.into_iter().filter(|(_, top)| (-20.0..400.0).contains(top)).collect();
            assert_eq!(found, expected, "scrolled by {offset}");
        }
    }
}
