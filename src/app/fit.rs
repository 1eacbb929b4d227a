//! The first size of the window: with its frame it fits the screen.

use egui::{Context, Vec2, ViewportCommand, vec2};

/// The smallest window, without its frame, in points.
pub(super) const SMALLEST: Vec2 = vec2(480.0, 320.0);
/// Frames in which the window comes to its size: its frame is known only when the system has drawn it.
const FIRST: u8 = 20;
/// What a frame takes that nobody tells the size of.
const FRAME: Vec2 = vec2(0.0, 40.0);
/// What is left to the bars of a system that draws frames.
const BARS: Vec2 = vec2(0.0, 32.0);

/// Watches over the first frames.
#[derive(Default)]
pub(super) struct Fit {
    seen: u8,
    /// The size that was asked for last.
    asked: Option<Vec2>,
}

impl Fit {
    /// Makes the window smaller when it does not fit the screen, while it comes up. Later its size is the person's.
    pub(super) fn watch(&mut self, ctx: &Context) {
        if self.seen >= FIRST {
            return;
        }
        self.seen += 1;
        let fitting = ctx.input(|input| {
            let window = input.viewport();
            let fills = window.maximized.unwrap_or(false) || window.fullscreen.unwrap_or(false);
            let (inner, screen) = (window.inner_rect?.size(), window.monitor_size?);
            fitting(inner, window.outer_rect.map(|outer| outer.size()), screen).filter(|_| !fills)
        });
        if let Some(size) = fitting.filter(|size| self.asked != Some(*size)) {
            self.asked = Some(size);
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
        }
    }
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
}
