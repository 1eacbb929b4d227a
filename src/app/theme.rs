//! How it looks: two palettes, and the toolkit's style made from them.
//!
//! Quiet paper, one accent. Every pair of ink and ground has a contrast of 4.5:1 or better (tested below).

use super::fonts::{self, NUMBERS, STRONG};
use crate::model::{SPEAKER_COLOURS, Speaker};
use crate::settings;
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Vec2};

/// The size of the text in the table, in points.
pub(super) const TEXT_SIZE: f32 = 15.5;
/// The height of one row of text in the table, in points.
pub(super) const LINE_HEIGHT: f32 = 22.0;
/// The size of text in panels and bars, in points.
pub(super) const PANEL_SIZE: f32 = 13.0;
/// The size of reasons and other small print, in points.
pub(super) const SMALL_SIZE: f32 = 12.0;

/// The colours of one theme, by what they are for.
#[derive(Debug)]
pub(super) struct Palette {
    /// Behind the table.
    pub background: Color32,
    /// Behind bars and dock.
    pub panel: Color32,
    /// Hairlines.
    pub rule: Color32,
    /// Text.
    pub ink: Color32,
    /// Numbers, times, reasons.
    pub quiet: Color32,
    /// The one thing to do next.
    pub accent: Color32,
    /// Behind the strip.
    pub accent_ground: Color32,
    /// The current row.
    pub selection: Color32,
    /// The edge of the current row; the bar of a changed line.
    pub edge: Color32,
    /// What went.
    pub deleted: Color32,
    /// What came.
    pub inserted: Color32,
    /// Checked.
    pub done: Color32,
    /// Behind what was searched and found.
    pub found: Color32,
    /// A name that deserves a look.
    pub name: Color32,
    /// A word that no dictionary knows.
    pub spelling: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// The ten hues of the speakers.
    pub speakers: [Color32; SPEAKER_COLOURS as usize],
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Dark ink on light paper.
pub(super) static LIGHT: Palette = Palette {
    background: rgb(0xfbfaf8),
    panel: rgb(0xf3f1ed),
    rule: rgb(0xe4e0d9),
    ink: rgb(0x22201d),
    quiet: rgb(0x6a655d),
    accent: rgb(0x8a3b12),
    accent_ground: rgb(0xfbe9dd),
    selection: rgb(0xeaf1fb),
    edge: rgb(0x2f6fb3),
    deleted: rgb(0xa4262c),
    inserted: rgb(0x1f6f43),
    done: rgb(0x2d7a4b),
    found: rgb(0xfff1b8),
    name: rgb(0xb4510f),
    spelling: rgb(0xc0392b),
    hover: rgb(0xebe8e2),
    speakers: [
        rgb(0x2f6fb3),
        rgb(0x8a3b9c),
        rgb(0x2d7a4b),
        rgb(0x8f6200),
        rgb(0xb3402f),
        rgb(0x14767c),
        rgb(0xa8336f),
        rgb(0x5b58b8),
        rgb(0x667222),
        rgb(0x7a5c48),
    ],
};

/// Light ink on dark paper.
pub(super) static DARK: Palette = Palette {
    background: rgb(0x1c1b1a),
    panel: rgb(0x242322),
    rule: rgb(0x34322f),
    ink: rgb(0xece8e1),
    quiet: rgb(0xa29b90),
    accent: rgb(0xf0a06a),
    accent_ground: rgb(0x3a2a20),
    selection: rgb(0x22303f),
    edge: rgb(0x7fb2ea),
    deleted: rgb(0xef8a8f),
    inserted: rgb(0x86d3a6),
    done: rgb(0x7cc79a),
    found: rgb(0x5a4a12),
    name: rgb(0xf2a35e),
    spelling: rgb(0xff8a80),
    hover: rgb(0x2e2c2a),
    speakers: [
        rgb(0x7fb2ea),
        rgb(0xd59be3),
        rgb(0x7cc79a),
        rgb(0xe3b95a),
        rgb(0xf09a8c),
        rgb(0x6cc5c9),
        rgb(0xea94bd),
        rgb(0xabaaf0),
        rgb(0xb9c46a),
        rgb(0xcdab94),
    ],
};

/// The palette of the theme that is shown.
pub(super) fn palette(ctx: &egui::Context) -> &'static Palette {
    of(ctx.theme())
}

fn of(theme: Theme) -> &'static Palette {
    match theme {
        Theme::Dark => &DARK,
        Theme::Light => &LIGHT,
    }
}

impl Palette {
    /// The colour of a speaker.
    pub(super) fn speaker(&self, speaker: &Speaker) -> Color32 {
        self.speakers[usize::from(speaker.colour % SPEAKER_COLOURS)]
    }

    /// A hairline.
    pub(super) fn hairline(&self) -> Stroke {
        Stroke::new(1.0, self.rule)
    }
}

/// The face of the table's text.
pub(super) fn text_font() -> FontId {
    FontId::proportional(TEXT_SIZE)
}

/// The face of numbers and times.
pub(super) fn number_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(NUMBERS.into()))
}

/// The semibold face.
pub(super) fn strong_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(STRONG.into()))
}

/// Gives the toolkit its faces and both styles.
pub(super) fn install(ctx: &egui::Context) {
    fonts::install(ctx);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| apply(style, of(theme), theme));
    }
}

/// Shows a theme.
pub(super) fn show(ctx: &egui::Context, theme: settings::Theme) {
    ctx.set_theme(match theme {
        settings::Theme::System => egui::ThemePreference::System,
        settings::Theme::Light => egui::ThemePreference::Light,
        settings::Theme::Dark => egui::ThemePreference::Dark,
    });
}

/// Shows everything in a size: 1 is the normal one. Returns the size it has.
pub(super) fn zoom(ctx: &egui::Context, zoom: f32) -> f32 {
    let zoom = if zoom.is_finite() { zoom.clamp(0.6, 3.0) } else { 1.0 };
    ctx.set_zoom_factor(zoom);
    zoom
}

fn apply(style: &mut Style, palette: &Palette, theme: Theme) {
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(SMALL_SIZE)),
        (TextStyle::Body, FontId::proportional(PANEL_SIZE)),
        (TextStyle::Button, FontId::proportional(PANEL_SIZE)),
        (TextStyle::Heading, strong_font(18.0)),
        (TextStyle::Monospace, number_font(PANEL_SIZE)),
    ]
    .into();
    style.animation_time = 0.08;
    style.spacing.item_spacing = Vec2::new(8.0, 6.0);
    style.spacing.button_padding = Vec2::new(10.0, 4.0);
    style.spacing.interact_size.y = 26.0;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.icon_width = 16.0;
    style.spacing.icon_width_inner = 10.0;

    let visuals = &mut style.visuals;
    visuals.dark_mode = theme == Theme::Dark;
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.background;
    visuals.window_stroke = palette.hairline();
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    let shade = if visuals.dark_mode { 110 } else { 40 };
    visuals.popup_shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(shade) };
    visuals.window_shadow = Shadow { offset: [0, 8], blur: 28, spread: 0, color: Color32::from_black_alpha(shade) };
    visuals.extreme_bg_color = palette.background;
    visuals.text_edit_bg_color = Some(palette.background);
    visuals.faint_bg_color = palette.panel;
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.accent;
    visuals.error_fg_color = palette.deleted;
    visuals.weak_text_color = Some(palette.quiet);
    visuals.disabled_alpha = 0.45;
    visuals.selection.bg_fill = palette.edge.gamma_multiply(0.30);
    visuals.selection.stroke = Stroke::new(1.0, palette.ink);
    visuals.text_cursor.stroke = Stroke::new(1.5, palette.ink);
    visuals.text_cursor.blink = false;
    let corner = CornerRadius::same(6);
    for (widget, ground, edge) in [
        (&mut visuals.widgets.noninteractive, palette.panel, palette.rule),
        (&mut visuals.widgets.inactive, palette.background, palette.quiet.lerp_to_gamma(palette.rule, 0.6)),
        (&mut visuals.widgets.hovered, palette.hover, palette.quiet),
        (&mut visuals.widgets.active, palette.rule, palette.quiet),
        (&mut visuals.widgets.open, palette.hover, palette.rule),
    ] {
        widget.bg_fill = ground;
        widget.weak_bg_fill = ground;
        widget.bg_stroke = Stroke::new(1.0, edge);
        widget.fg_stroke = Stroke::new(1.0, palette.ink);
        widget.corner_radius = corner;
        widget.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast ratio as WCAG 2.2 defines them.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let channel = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |c: Color32| 0.2126 * channel(c.r()) + 0.7152 * channel(c.g()) + 0.0722 * channel(c.b());
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_ink_can_be_read_on_its_ground() {
        for (name, p) in [("light", &LIGHT), ("dark", &DARK)] {
            let mut pairs = vec![
                ("ink on found", p.ink, p.found),
                ("ink on strip", p.ink, p.accent_ground),
                ("accent on strip", p.accent, p.accent_ground),
                ("quiet on selection", p.quiet, p.selection),
                ("ink on selection", p.ink, p.selection),
            ];
            for ground in [p.background, p.panel] {
                let inks = [p.ink, p.quiet, p.accent, p.deleted, p.inserted, p.done];
                pairs.extend(inks.map(|ink| ("ink on ground", ink, ground)));
            }
            pairs.extend(p.speakers.map(|hue| ("speaker on table", hue, p.background)));
            pairs.extend(p.speakers.map(|hue| ("speaker on selection", hue, p.selection)));
            for (what, ink, ground) in pairs {
                let ratio = contrast(ink, ground);
                assert!(ratio >= 4.5, "{name}: {what}: {ink:?} on {ground:?} is {ratio:.2}");
            }
        }
    }
}
