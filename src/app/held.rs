//! A list in a scroll area. Whatever comes or goes in it or above it, the entry under the pointer stays where it is on the
//! screen as long as it is there: a click does not land on another one.

use egui::{Id, Pos2, ScrollArea, Ui};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// A list that is drawn in a scroll area of its own.
pub(super) struct HeldList<'a> {
    /// What tells it from other lists.
    pub id: Id,
    /// How many entries it has.
    pub len: usize,
    /// What tells an entry from most others, wherever it stands; see [`key`].
    pub key: &'a dyn Fn(usize) -> u64,
    /// How far below the first entry another one begins, in points. The one behind the last begins where the list ends.
    pub top: &'a dyn Fn(usize) -> f32,
    /// The entry that comes into view whenever it is another one than before.
    pub current: Option<usize>,
}

/// What is known of a list from the last frame.
#[derive(Clone, Copy, Debug, Default)]
struct Last {
    frame: u64,
    /// How far it is scrolled, in points; less than 0 when there is paper above the first entry.
    offset: f32,
    /// How much paper there is above the first entry.
    above: f32,
    /// Where it begins on the screen.
    view_top: f32,
    held: Option<Held>,
    current: Option<u64>,
}

/// The entry under the pointer.
#[derive(Clone, Copy, Debug)]
struct Held {
    key: u64,
    at: usize,
    /// Where it begins on the screen.
    top: f32,
    pointer: Pos2,
}

/// A number for what tells an entry from others.
pub(super) fn key(of: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Draws a list whose entries are all as tall, those of them that are in view.
pub(super) fn rows(
    ui: &mut Ui,
    id: Id,
    tall: f32,
    (len, current): (usize, Option<usize>),
    key: impl Fn(usize) -> u64,
    mut draw: impl FnMut(&mut Ui, usize),
) {
    let top = |at: usize| at as f32 * tall;
    HeldList { id, len, key: &key, top: &top, current }.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let (view, origin) = (ui.clip_rect(), ui.cursor().top());
        let row = |y: f32| ((y - origin) / tall).max(0.0) as usize;
        let shown = row(view.top()).min(len)..(row(view.bottom()) + 1).min(len);
        ui.add_space(top(shown.start));
        // The ids of what is drawn do not depend on what is not.
        ui.skip_ahead_auto_ids(shown.start);
        for at in shown.clone() {
            draw(ui, at);
        }
        ui.add_space(top(len - shown.end));
    });
}

impl HeldList<'_> {
    /// Draws it: `content` draws its entries from the place on where it is to begin.
    pub(super) fn show(self, ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
        let known: Option<Last> = ui.data(|data| data.get_temp(self.id));
        let last = known.unwrap_or_default();
        let (view, frame) = (ui.available_rect_before_wrap(), ui.ctx().cumulative_frame_nr());
        let pointer = ui.input(|input| input.pointer.latest_pos()).filter(|_| ui.rect_contains_pointer(view));
        // One that has not been drawn for a while is taken up again only where the pointer has rested.
        let is_young = last.frame + 1 >= frame;
        let held = last.held.filter(|held| pointer.is_some_and(|pointer| is_young || pointer == held.pointer));
        let found = held.and_then(|held| self.find(held));
        let end = (self.top)(self.len);
        let mut offset = match (held, found) {
            (Some(held), Some(at)) => view.top() + (self.top)(at) - held.top,
            (Some(_), None) => last.offset + view.top() - last.view_top,
            (None, _) => last.offset.max(0.0),
        };
        let current = self.current.map(self.key);
        let mut is_held = held.is_some();
        if let Some(at) = self.current.filter(|_| current != last.current) {
            let (top, bottom) = ((self.top)(at), (self.top)(at + 1));
            if top < offset || bottom > offset + view.height() {
                // Among its neighbours.
                offset = (top - (view.height() - (bottom - top)).max(0.0) / 3.0).max(0.0);
                is_held = false;
            }
        }
        // Paper where there are not enough entries for the one that is held to stay.
        let above = if is_held { (-offset).max(0.0) } else { 0.0 };
        let below = if is_held && offset > 0.0 { (offset + view.height() - end).max(0.0) } else { 0.0 };
        let mut area = ScrollArea::vertical().auto_shrink([false, false]).id_salt(self.id);
        if (known.is_some() || !is_held && offset > 0.0)
            && ((offset - last.offset).abs() > 0.25 || (above - last.above).abs() > 0.25)
        {
            area = area.vertical_scroll_offset(offset + above);
        }
        let drawn = area.show(ui, |ui| {
            ui.add_space(above);
            content(ui);
            ui.add_space(below);
        });
        let scrolled = drawn.state.clamped_offset().y - above;
        let origin = drawn.inner_rect.top() - scrolled;
        let under = pointer.and_then(|pointer| self.under(pointer, origin));
        // One that has gone may come back, as when a search begins anew.
        let rests = |held: &Held| Some(held.pointer) == pointer && (scrolled - offset).abs() < 0.5;
        let held = held.filter(|held| found.is_none() && is_held && rests(held)).or(under);
        let view_top = drawn.inner_rect.top();
        let last = Last { frame, offset: scrolled, above, view_top, held, current };
        ui.data_mut(|data| data.insert_temp(self.id, last));
    }

    /// Where an entry stands now: the nearest of those that are alike.
    fn find(&self, held: Held) -> Option<usize> {
        let is_it = |at: &usize| *at < self.len && (self.key)(*at) == held.key;
        if is_it(&held.at) {
            return Some(held.at);
        }
        (0..self.len).filter(is_it).min_by_key(|at| at.abs_diff(held.at))
    }

    /// The entry under the pointer in a list that begins at a height of the screen.
    fn under(&self, pointer: Pos2, origin: f32) -> Option<Held> {
        let y = pointer.y - origin;
        if y < 0.0 || y >= (self.top)(self.len) {
            return None;
        }
        let (mut at, mut behind) = (0, self.len);
        while behind - at > 1 {
            let middle = usize::midpoint(at, behind);
            if (self.top)(middle) <= y { at = middle } else { behind = middle }
        }
        Some(Held { key: (self.key)(at), at, top: origin + (self.top)(at), pointer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Context, Event, RawInput, Rect, vec2};

    /// A list of numbers below a heading, in a window of 300 by 400 points.
    struct Stage {
        ctx: Context,
        numbers: Vec<usize>,
        heading: f32,
        current: Option<usize>,
    }

    impl Stage {
        /// Draws a frame: where each entry stands that is drawn.
        fn frame(&self, events: Vec<Event>) -> Vec<(usize, f32)> {
            let mut drawn = Vec::new();
            let screen = Rect::from_min_size(Pos2::ZERO, vec2(300.0, 400.0));
            let input = RawInput { screen_rect: Some(screen), events, ..RawInput::default() };
            let mut output = self.ctx.run_ui(input, |ui| {
                drawn.clear();
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(self.heading);
                let current = self.numbers.iter().position(|number| Some(*number) == self.current);
                let key = |at: usize| key(self.numbers[at]);
                rows(ui, Id::unique("list"), 20.0, (self.numbers.len(), current), key, |ui, at| {
                    let (rect, _) = ui.allocate_exact_size(vec2(100.0, 20.0), egui::Sense::HOVER);
                    drawn.push((self.numbers[at], rect.top()));
                });
            });
            output.textures_delta.clear();
            drawn
        }

        fn top(&self, number: usize) -> Option<f32> {
            let drawn = self.frame(Vec::new());
            drawn.iter().find(|(other, _)| *other == number).map(|(_, top)| *top)
        }

        fn point(&self, y: f32) {
            self.frame(vec![Event::PointerMoved(Pos2::new(50.0, y))]);
        }
    }

    fn stage() -> Stage {
        let stage = Stage { ctx: Context::default(), numbers: (0..100).collect(), heading: 40.0, current: None };
        // The toolkit asks what is under the pointer among what was drawn before.
        stage.frame(Vec::new());
        stage
    }

    #[test]
    fn the_entry_under_the_pointer_stays() {
        let mut stage = stage();
        stage.point(145.0);
        let here = stage.top(5);
        assert_eq!(here, Some(140.0));
        let all: Vec<usize> = (0..100).collect();
        for (numbers, heading, what) in [
            (all[3..].to_vec(), 40.0, "entries above went"),
            (all.clone(), 40.0, "they came back"),
            (all.clone(), 60.0, "the heading grew"),
            ([&[200, 201], &all[..]].concat(), 40.0, "more came above"),
            (all[..6].to_vec(), 40.0, "all below went"),
            (all[5..7].to_vec(), 20.0, "all others went"),
            (Vec::new(), 40.0, "nothing is left"),
            (all.clone(), 40.0, "it was found again"),
        ] {
            (stage.numbers, stage.heading) = (numbers, heading);
            if !stage.numbers.is_empty() {
                assert_eq!(stage.top(5), here, "{what}");
            }
            assert_eq!(stage.top(5).is_none(), stage.numbers.is_empty(), "{what}");
        }
        // When the pointer goes elsewhere there is no paper above the first one.
        stage.numbers = all[5..].to_vec();
        assert_eq!(stage.top(5), here);
        stage.point(10.0);
        stage.frame(Vec::new());
        assert_eq!(stage.top(5), Some(40.0));
    }

    #[test]
    fn the_current_entry_comes_into_view_unless_it_is_there() {
        let mut stage = stage();
        stage.current = Some(5);
        assert_eq!(stage.top(5), Some(140.0));
        stage.point(145.0);
        stage.current = Some(50);
        stage.frame(Vec::new());
        let there = stage.top(50).expect("it is in view");
        assert!((100.0..300.0).contains(&there), "{there}");
        stage.current = Some(52);
        assert_eq!(stage.top(50), Some(there), "it is in view already");
    }
}
