//! The size and the place of the window: it opens where it was, and with its frame it fits the screen.

use crate::settings;
use egui::{Context, Pos2, Rect, Vec2, ViewportBuilder, ViewportCommand, vec2};

/// The smallest window, without its frame, in points.
const SMALLEST: Vec2 = vec2(480.0, 320.0);
/// The largest that is asked for.
const LARGEST: Vec2 = vec2(8000.0, 8000.0);
/// The size of the window at the first start.
const AT_FIRST: Vec2 = vec2(1280.0, 800.0);
/// Frames in which the window comes to its size: its frame is known only when the system has drawn it.
const FIRST: u8 = 20;
/// What a frame takes that nobody tells the size of.
const FRAME: Vec2 = vec2(0.0, 40.0);
/// What is left to the bars of a system that draws frames.
const BARS: Vec2 = vec2(0.0, 32.0);
/// What belongs to a window and is not seen: some systems count an edge that is there for the pointer alone.
const UNSEEN: f32 = 8.0;

/// The window as it is asked for, where and as large as it was.
pub(super) fn opening(was: Option<settings::Window>) -> ViewportBuilder {
    let size = was.map_or(AT_FIRST, |was| was.size.into()).clamp(SMALLEST, LARGEST);
    let asked = ViewportBuilder::default().with_inner_size(size).with_min_inner_size(SMALLEST);
    let asked = asked.with_maximized(was.is_some_and(|was| was.maximised));
    match was.and_then(|was| was.position) {
        Some((x, y)) if x.is_finite() && y.is_finite() => asked.with_position([x, y]),
        _ => asked,
    }
}

/// The size and the place of the window as they are to be remembered. While it fills the screen, those that it has
/// otherwise stay.
pub(super) fn remembered(ctx: &Context, was: Option<settings::Window>) -> settings::Window {
    let (window, zoom) = (ctx.input(|input| input.viewport().clone()), ctx.zoom_factor());
    let fills = window.maximized.unwrap_or(false) || window.fullscreen.unwrap_or(false);
    let size = window.inner_rect.filter(|rect| !fills && rect.width() > 200.0).map(|rect| rect.size() * zoom);
    let size = size.map(|size| size.into()).or(was.map(|was| was.size)).unwrap_or(AT_FIRST.into());
    let position = window.outer_rect.filter(|_| !fills).map(|rect| (rect.left() * zoom, rect.top() * zoom));
    let position = position.or(was.and_then(|was| was.position));
    settings::Window { size, position, maximised: window.maximized.unwrap_or(false) }
}

/// Watches over the first frames.
#[derive(Default)]
pub(super) struct Fit {
    seen: u8,
    /// The size and the place that were asked for last.
    size: Option<Vec2>,
    place: Option<Pos2>,
}

impl Fit {
    /// Makes the window smaller when it does not fit the screen, and puts it back where it can be seen when it opens
    /// where no screen is any more. Later its size and its place are the person's. Where the screens are, in points,
    /// is asked while that matters.
    pub(super) fn watch(&mut self, ctx: &Context, screens: impl FnOnce() -> Vec<Rect>) {
        if self.seen >= FIRST {
            return;
        }
        self.seen += 1;
        let window = ctx.input(|input| input.viewport().clone());
        if window.maximized.unwrap_or(false) || window.fullscreen.unwrap_or(false) {
            return;
        }
        if let (Some(inner), Some(screen)) = (window.inner_rect, window.monitor_size) {
            let size = fitting(inner.size(), window.outer_rect.map(|outer| outer.size()), screen);
            if let Some(size) = size.filter(|size| self.size != Some(*size)) {
                self.size = Some(size);
                ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
            }
        }
        let place = window.outer_rect.and_then(|outer| in_sight(outer, &screens()));
        if let Some(place) = place.filter(|place| self.place != Some(*place)) {
            self.place = Some(place);
            ctx.send_viewport_cmd(ViewportCommand::OuterPosition(place));
        }
    }
}

/// Where the upper left corner of a window has to be so that all of it is on the screens, when it is not: `outer` is the
/// window with its frame. It comes onto the screen on which most of it is, else onto the nearest.
fn in_sight(outer: Rect, screens: &[Rect]) -> Option<Pos2> {
    let area = |rect: Rect| if rect.is_positive() { rect.area() } else { 0.0 };
    let window = outer.shrink(UNSEEN);
    let seen: f32 = screens.iter().map(|screen| area(screen.intersect(window))).sum();
    if seen >= area(window) - 1.0 {
        return None;
    }
    let nearness = |screen: &&Rect| (area(screen.intersect(window)), -screen.distance_sq_to_pos(window.center()));
    let nearest = screens.iter().max_by(|a, b| {
        let (a, b) = (nearness(a), nearness(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    })?;
    let room = (nearest.size() - outer.size()).max(Vec2::ZERO);
    Some(outer.min.clamp(nearest.min, nearest.min + room))
}

/// The size that a window has to have so that it fits a screen, when it does not: `inner` is its size, `outer` that with
/// its frame, if it is known.
fn fitting(inner: Vec2, outer: Option<Vec2>, screen: Vec2) -> Option<Vec2> {
    let frame = outer.map_or(FRAME, |outer| (outer - inner).max(Vec2::ZERO));
    let bars = if frame == Vec2::ZERO { Vec2::ZERO } else { BARS };
    let fits = inner.min(screen - frame - bars).max(SMALLEST);
    (fits.x < inner.x - 0.5 || fits.y < inner.y - 0.5).then_some(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{RawInput, ViewportId, ViewportInfo, pos2};

    #[test]
    fn a_window_fits_the_screen_with_its_frame() {
        let wide = vec2(1280.0, 800.0);
        for (inner, outer, screen, expected) in [
            (wide, Some(vec2(1284.0, 830.0)), vec2(1920.0, 1080.0), None),
            (wide, Some(vec2(1284.0, 830.0)), wide, Some(vec2(1276.0, 738.0))),
            // Nobody draws frames, or says how large they are.
            (wide, Some(wide), wide, None),
            (wide, None, wide, Some(vec2(1280.0, 728.0))),
            // As it was stored on a larger screen.
            (vec2(3000.0, 2000.0), Some(vec2(3000.0, 2030.0)), wide, Some(vec2(1280.0, 738.0))),
            (wide, None, vec2(300.0, 200.0), Some(SMALLEST)),
        ] {
            assert_eq!(fitting(inner, outer, screen), expected, "{inner} with {outer:?} on {screen}");
        }
    }

    fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(width, height))
    }

    #[test]
    fn a_window_opens_where_it_can_be_seen() {
        let (wide, right) = (rect(0.0, 0.0, 1920.0, 1080.0), rect(1920.0, 0.0, 1280.0, 800.0));
        for (window, screens, expected) in [
            (rect(100.0, 50.0, 1280.0, 800.0), vec![wide], None),
            // Over two screens it is seen, and with an edge that nobody sees.
            (rect(1500.0, 50.0, 1000.0, 600.0), vec![wide, right], None),
            (rect(-7.0, 0.0, 974.0, 1087.0), vec![wide], None),
            // The second screen is gone, or the window was left half outside.
            (rect(2000.0, 100.0, 1000.0, 600.0), vec![wide], Some(pos2(920.0, 100.0))),
            (rect(2500.0, 300.0, 1000.0, 600.0), vec![wide, right], Some(pos2(2200.0, 200.0))),
            (rect(-400.0, -20.0, 1000.0, 600.0), vec![wide], Some(pos2(0.0, 0.0))),
            (rect(-32000.0, -32000.0, 1000.0, 600.0), vec![right, wide], Some(pos2(0.0, 0.0))),
            // It is larger than the screen: its head can be seen.
            (rect(50.0, 60.0, 2000.0, 900.0), vec![wide], Some(pos2(0.0, 60.0))),
            // Where the screens are nobody tells.
            (rect(2500.0, 300.0, 1000.0, 600.0), vec![], None),
        ] {
            assert_eq!(in_sight(window, &screens), expected, "{window} on {screens:?}");
        }
    }

    #[test]
    fn the_window_comes_back_as_it_was_left() {
        let remembered = |inner: Option<Rect>, maximized: bool, zoom: f32, was: Option<settings::Window>| {
            let outer = inner.map(|inner| inner.expand(4.0));
            let maximized = Some(maximized);
            let window = ViewportInfo { inner_rect: inner, outer_rect: outer, maximized, ..ViewportInfo::default() };
            let mut input = RawInput::default();
            input.viewports.insert(ViewportId::ROOT, window);
            let ctx = Context::default();
            ctx.set_zoom_factor(zoom);
            let mut now = None;
            // Nobody sees it.
            ctx.run_ui(input, |ui| now = Some(super::remembered(ui.ctx(), was))).textures_delta.clear();
            now.expect("a frame was drawn")
        };
        let left = remembered(Some(rect(104.0, 54.0, 600.0, 400.0)), false, 1.5, None);
        assert_eq!(left, settings::Window { size: (900.0, 600.0), position: Some((150.0, 75.0)), maximised: false });
        // While it fills the screen or is put away, it is remembered how it was before.
        let full = remembered(Some(rect(0.0, 0.0, 1920.0, 1080.0)), true, 1.0, Some(left));
        assert_eq!(full, settings::Window { maximised: true, ..left });
        assert_eq!(remembered(None, false, 1.0, Some(left)), left);

        let asked = opening(Some(full));
        assert_eq!((asked.inner_size, asked.position), (Some(vec2(900.0, 600.0)), Some(pos2(150.0, 75.0))));
        assert_eq!(asked.maximized, Some(true));
        // What is stored may be anything.
        let odd = settings::Window { size: (1.0, 1e9), position: Some((f32::NAN, 0.0)), maximised: false };
        assert_eq!((opening(Some(odd)).inner_size, opening(Some(odd)).position), (Some(vec2(480.0, 8000.0)), None));
        assert_eq!((opening(None).inner_size, opening(None).position), (Some(AT_FIRST), None));
    }

    #[test]
    fn a_window_is_put_in_sight_once_and_only_while_it_opens() {
        let ctx = Context::default();
        let mut fit = Fit::default();
        let mut put = |x: f32, maximized: bool| {
            let outer = Some(rect(x, 0.0, 600.0, 400.0));
            let window = ViewportInfo { outer_rect: outer, maximized: Some(maximized), ..ViewportInfo::default() };
            let mut input = RawInput::default();
            input.viewports.insert(ViewportId::ROOT, window);
            let screens = || vec![rect(0.0, 0.0, 1000.0, 800.0)];
            let mut output = ctx.run_ui(input, |ui| fit.watch(ui.ctx(), screens));
            // Nobody sees it.
            output.textures_delta.clear();
            let commands = output.viewport_output[&ViewportId::ROOT].commands.iter();
            commands.filter(|command| matches!(command, ViewportCommand::OuterPosition(_))).cloned().collect::<Vec<_>>()
        };
        let to = vec![ViewportCommand::OuterPosition(pos2(400.0, 0.0))];
        assert_eq!(put(5000.0, true), []);
        assert_eq!(put(5000.0, false), to);
        // The system has not done it yet, or will not.
        assert_eq!(put(5000.0, false), []);
        (0..FIRST).for_each(|_| drop(put(100.0, false)));
        assert_eq!(put(700.0, false), []);
    }
}
