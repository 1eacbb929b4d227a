//! How the Changes panel looks: what was corrected in figures, what can be reverted at once, and every correction.

use super::state::{Action, Changes, Listed};
use crate::analysis::changes::{Correction, Figures, How};
use crate::app::held;
use crate::app::keys::Id;
use crate::app::look::Look;
use crate::app::panel::{Panel, takes_keyboard};
use crate::app::request::Out;
use crate::app::theme;
use crate::app::widgets::{labelled, link, one_row, plain, quiet, struck};
use crate::messages::{self, text};
use crate::model::Value;
use egui::text::TextFormat;
use egui::{
    Button, Direction, FontId, Layout, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

/// The height of an entry, in points.
const TALL: f32 = 44.0;
/// The room for the button at the right of an entry, in points.
const BUTTON: f32 = 76.0;

/// Draws the panel.
pub(super) fn show(panel: &Changes, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let keyboard = takes_keyboard(ui, Changes::ID, text!("changes-list"));
    let mut inline = look.settings.show_changes;
    if ui.checkbox(&mut inline, text!("changes-show")).changed() {
        out.run(Id("show-changes"));
    }
    let Some(listed) = &panel.listed else { return };
    figures(&listed.figures, ui);
    ui.horizontal_wrapped(|ui| buttons(listed, ui, look, out));
    ui.add_space(6.0);
    if listed.corrections.is_empty() {
        ui.label(RichText::new(text!("changes-none")).color(look.palette.quiet));
    }
    let (corrections, current) = (&listed.corrections, panel.current());
    // Told by the line that it comes from, and by what was corrected.
    let key = |at: usize| {
        let Correction { origin, before, after, .. } = &corrections[at];
        held::key((origin, before, after))
    };
    let list = (corrections.len(), (panel.reveal && current < corrections.len()).then_some(current));
    held::rows(ui, egui::Id::unique("changes: list"), TALL, list, key, |ui, at| {
        entry((at, &corrections[at]), keyboard && at == current, ui, look, out);
    });
    if panel.reveal {
        out.act(Action::Revealed);
    }
}

fn figures(figures: &Figures, ui: &mut Ui) {
    let Figures { words_before, changed, deleted, inserted, .. } = *figures;
    quiet(ui, text!("changes-figures", n = words_before, changed = changed, deleted = deleted, inserted = inserted));
    // In tenths of a hundredth.
    let rate = Value::Decimal((figures.word_error_rate() * 1000.0).round() as i64, 1);
    quiet(ui, text!("changes-error-rate", rate = rate)).on_hover_text(text!("changes-error-rate-about"));
}

fn buttons(listed: &Listed, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    ui.spacing_mut().item_spacing.x = 5.0;
    let corrections = &listed.corrections;
    if ui.add_enabled(!corrections.is_empty(), Button::new(text!("changes-export"))).clicked() {
        out.act(Action::Export);
    }
    let rows = look.desk.view.rows();
    let name = match rows.len() {
        1 => text!("changes-revert-line", line = rows.first().unwrap_or_default() + 1),
        n => text!("changes-revert-lines", n = n),
    };
    let touched = corrections.iter().any(|correction| rows.contains(correction.row));
    let revert = ui.add_enabled(touched, Button::new(name));
    if revert.on_hover_text(text!("changes-revert-lines-about")).clicked() {
        out.act(Action::RevertLines);
    }
    for how in How::ALL {
        let n = corrections.iter().filter(|correction| correction.how == how).count();
        if n > 0 && ui.button(text!("changes-revert-kind", what = how.count(n))).clicked() {
            out.act(Action::RevertKind(how));
        }
    }
}

fn entry((at, correction): (usize, &Correction), current: bool, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let palette = look.palette;
    let (before, after, line) = (correction.before.trim(), correction.after.trim(), correction.row + 1);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), TALL), Sense::CLICK);
    if current {
        let edge = Stroke::new(2.0, palette.accent);
        ui.painter().rect(rect, 5.0, palette.background, edge, StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 5.0, palette.hover);
    }
    let width = rect.width() - BUTTON;
    let mut change = one_row(width);
    change.append(before, 0.0, struck(palette.deleted));
    change.append("  →  ", 0.0, plain(palette.quiet));
    change.append(after, 0.0, plain(palette.inserted));
    let small = TextFormat { font_id: FontId::proportional(theme::SMALL_SIZE), ..plain(palette.quiet) };
    let mut below = one_row(width);
    below.append(&about(correction, look), 0.0, small);
    for (job, top) in [(change, 5.0), (below, 23.0)] {
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(rect.left_top() + vec2(6.0, top), galley, palette.ink);
    }
    let button = Rect::from_min_max(rect.right_top() + vec2(-66.0, 9.0), rect.right_bottom() - vec2(4.0, 9.0));
    // Beside the flow of the list, which a widget put into it would shorten.
    let centred = Layout::centered_and_justified(Direction::LeftToRight);
    let mut beside = ui.new_child(UiBuilder::new().id_salt(("revert", at)).max_rect(button).layout(centred));
    let revert = link(&mut beside, text!("changes-revert"));
    if labelled(revert, &text!("changes-revert-name", after = after, line = line)).clicked() {
        out.act(Action::Revert(at));
    }
    response.widget_info(|| {
        let name = text!("changes-entry-name", before = before, after = after, line = line);
        WidgetInfo::labeled(Role::ListBoxOption, true, name)
    });
    if response.clicked() {
        out.act(Action::GoTo(at));
    }
}

/// What is known of a correction: where it is, who speaks, and how it was made.
fn about(correction: &Correction, look: &Look<'_>) -> String {
    let place = match correction.time {
        Some(time) => look.desk.time(time),
        None => text!("changes-line", line = correction.row + 1),
    };
    let speaker = correction.speaker.as_deref().unwrap_or_default();
    let how = messages::text(&correction.how.message());
    messages::beside([place, speaker.to_owned(), how])
}
