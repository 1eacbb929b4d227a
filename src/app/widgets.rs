//! Pieces that panels, bars and dialogs are made of.

use super::keys::{Id, Keys};
use super::look::WindowLook;
use super::theme;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Button, Color32, FontId, Frame, Margin, Response, RichText, Role, Stroke, Ui, WidgetInfo};
use std::ops::Range;

/// Characters before and behind a place that are looked at for an excerpt: more than a row has room for.
const EXCERPT: usize = 200;

/// A card of the dock: a frame on paper around something that belongs together.
pub(super) fn card<R>(ui: &mut Ui, current: bool, content: impl FnOnce(&mut Ui) -> R) -> egui::InnerResponse<R> {
    let palette = theme::palette(ui.ctx());
    let stroke = if current { Stroke::new(2.0, palette.accent) } else { palette.hairline() };
    let frame =
        Frame::new().fill(palette.background).stroke(stroke).corner_radius(8.0).inner_margin(Margin::symmetric(12, 9));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui)
    })
}

/// Draws a command as a key with what it does behind it.
pub(super) fn key_button(ui: &mut Ui, look: &WindowLook<'_>, command: Id, name: &str) -> Response {
    let palette = look.palette;
    let mut job = LayoutJob::default();
    let format = |size: f32, ink| TextFormat::simple(FontId::proportional(size), ink);
    let keys = look.keys.shown(ui.ctx(), command);
    if !keys.is_empty() {
        job.append(&keys, 0.0, TextFormat { background: palette.panel, expand_bg: 2.0, ..format(11.0, palette.quiet) });
        job.append(" ", 0.0, format(theme::SMALL_SIZE, palette.quiet));
    }
    job.append(name, 2.0, format(theme::SMALL_SIZE, palette.ink));
    labelled(ui.add(Button::new(job).frame(false)), name)
}

/// What a button says, with the key that does the same behind it.
pub(super) fn with_key(
    ui: &Ui,
    name: &str,
    command: Option<Id>,
    keys: &Keys,
    ink: Color32,
    quiet: Color32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.append(name, 0.0, TextFormat::simple(theme::strong_font(theme::PANEL_SIZE), ink));
    let keys = command.map(|command| keys.shown(ui.ctx(), command)).unwrap_or_default();
    if !keys.is_empty() {
        job.append(&keys, 8.0, TextFormat::simple(FontId::proportional(theme::SMALL_SIZE), quiet));
    }
    job
}

/// A button for the one thing to do next.
pub(super) fn primary(ui: &Ui, name: &str) -> Button<'static> {
    let palette = theme::palette(ui.ctx());
    let text = RichText::new(name.to_owned()).color(palette.background).font(theme::strong_font(theme::PANEL_SIZE));
    Button::new(text).fill(palette.accent)
}

/// A button without a frame, in the accent.
pub(super) fn link(ui: &mut Ui, name: &str) -> Response {
    let palette = theme::palette(ui.ctx());
    ui.add(Button::new(RichText::new(name).small().color(palette.accent)).frame(false))
}

/// A small quiet text.
pub(super) fn quiet(ui: &mut Ui, text: impl Into<String>) -> Response {
    let palette = theme::palette(ui.ctx());
    ui.label(RichText::new(text).small().color(palette.quiet))
}

/// Gives a button its name for a screen reader.
pub(super) fn labelled(button: Response, name: &str) -> Response {
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    button
}

/// A text that is laid out on one row and cut where there is no more room.
pub(super) fn one_row(width: f32) -> LayoutJob {
    LayoutJob { wrap: TextWrapping::truncate_at_width(width), ..LayoutJob::default() }
}

/// How plain text of a panel is laid out.
pub(super) fn plain(ink: Color32) -> TextFormat {
    TextFormat { font_id: FontId::proportional(theme::PANEL_SIZE), color: ink, ..TextFormat::default() }
}

/// Struck out: what goes.
pub(super) fn struck(ink: Color32) -> TextFormat {
    TextFormat { strikethrough: Stroke::new(1.0, ink), ..plain(ink) }
}

/// A place of a text on one row of so much room, with what stands before and behind it as far as there is room for it. The
/// place itself is never cut: where it needs more room than there is, it stands alone on several rows. `found` is what is
/// shown for it.
pub(super) fn excerpt(
    ui: &Ui,
    text: &str,
    place: &Range<usize>,
    found: &[(&str, TextFormat)],
    width: f32,
) -> LayoutJob {
    let around = plain(theme::palette(ui.ctx()).ink);
    let part = |bytes: Range<usize>| text.get(bytes).unwrap_or_default().replace('\n', " ");
    let [before, behind] = [0..place.start, place.end..text.len()].map(part);
    let append = |job: &mut LayoutJob| {
        found.iter().for_each(|(text, look)| job.append(&text.replace('\n', " "), 0.0, look.clone()));
    };
    let mut alone = LayoutJob { wrap: TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
    append(&mut alone);
    let unwrapped = LayoutJob { wrap: TextWrapping::default(), ..alone.clone() };
    let wide = |text: &str, look: &TextFormat| {
        ui.painter().layout_job(LayoutJob::single_section(text.to_owned(), look.clone())).size().x
    };
    let mark = wide("…", &around);
    let rest = width - ui.painter().layout_job(unwrapped).size().x - mark;
    if rest < 0.0 {
        return alone;
    }
    let near: String = behind.chars().take(EXCERPT).collect();
    // What stands behind it gets half of the room, or as little as it needs.
    let room = rest - wide(&near, &around).min(rest / 2.0);
    let near: String = before.chars().rev().take(EXCERPT).collect::<Vec<_>>().into_iter().rev().collect();
    let mut head = near.as_str();
    if head.len() < before.len() || wide(head, &around) > room {
        // Cut where a word begins, if one does.
        let starts = |head: &str| head.char_indices().skip(1).map(|(at, _)| at).collect::<Vec<_>>();
        let fits = |at: &usize| wide(&near[*at..], &around) + mark <= room;
        let starts = starts(head);
        let cut = starts[starts.partition_point(|at| !fits(at))..].first().map_or(head.len(), |at| *at);
        head = &near[cut..];
        let is_inside = near[..cut].chars().next_back().is_some_and(|c| !c.is_whitespace());
        if let Some(space) = head.find(char::is_whitespace).filter(|at| is_inside && head[*at..].trim() != "") {
            head = &head[space..];
        }
        head = head.trim_start();
    }
    let mut job = one_row(width);
    if head.len() < before.len() {
        job.append("…", 0.0, around.clone());
    }
    job.append(head, 0.0, around.clone());
    append(&mut job);
    job.append(&behind, 0.0, around);
    job
}

/// What a command is called.
pub(super) fn command_name(command: Id) -> &'static str {
    crate::messages::by_table("command-", command.0)
}

/// Draws a command as an entry of a menu, with its keys; under its own name unless another is given. Returns whether it
/// was chosen; then the menu closes.
pub(super) fn menu_entry(ui: &mut Ui, look: &WindowLook<'_>, command: Id, name: Option<String>, applies: bool) -> bool {
    let mut button = Button::new(name.unwrap_or_else(|| command_name(command).to_owned())).frame(true);
    let keys = look.keys.shown(ui.ctx(), command);
    if !keys.is_empty() {
        button = button.shortcut_text(keys);
    }
    let chosen = ui.add_enabled(applies, button).clicked();
    if chosen {
        ui.close();
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Context, RawInput};

    /// What can be read of an excerpt, a row of it a line.
    fn read(text: &str, place: Range<usize>, width: f32) -> Vec<String> {
        let ctx = Context::default();
        theme::install(&ctx);
        let mut rows = Vec::new();
        let mut drawn = ctx.run_ui(RawInput::default(), |ui| {
            let galley = ui.painter().layout_job(excerpt(
                ui,
                text,
                &place,
                &[(&text[place.clone()], plain(Color32::RED))],
                width,
            ));
            assert!(galley.size().x <= width + 1.0, "{width}");
            rows = galley.rows.iter().map(|row| row.glyphs.iter().map(|glyph| glyph.chr).collect()).collect();
        });
        // Nobody sees it.
        drawn.textures_delta.clear();
        rows
    }

    #[test]
    fn an_excerpt_has_its_place_whole() {
        let text = "C'est l'architecte de l'installation Wooden Data Center, qui la présente avec ses collègues.";
        let at = |what: &str| text.find(what).map_or(0..0, |at| at..at + what.len());
        for what in ["Wooden Data Center", "C'est", "collègues.", "l'architecte de l'installation", text] {
            for width in [40, 90, 150, 200, 270, 340, 420, 700, 2_000] {
                let rows = read(text, at(what), width as f32);
                let shown = rows.concat();
                let bare = |text: &str| text.replace(' ', "");
                assert!(bare(&shown).contains(&bare(what)), "{what} in {width}: {rows:?}");
                assert!(rows.len() == 1 || bare(&shown) == bare(what), "{what} in {width}: {rows:?}");
                if width == 2_000 {
                    assert_eq!(shown, text);
                }
            }
        }
        let shown = read(text, at("Wooden Data Center"), 270.0).concat();
        assert!(shown.starts_with('…') && shown.ends_with('…'), "{shown}");
    }
}
