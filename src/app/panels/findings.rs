//! The Findings panel: all that deserves a look, by kind, with its fixes.

use super::card;
use crate::analysis::Finding;
use crate::app::App;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::open::Open;
use crate::app::review::ReviewAction;
use crate::app::table;
use crate::app::{bars, theme};
use crate::model::timecode;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Button, FontId, RichText, ScrollArea, Sense, Ui, vec2};

/// The height of an entry, in points.
const TALL: f32 = 44.0;

impl App {
    /// How many findings are shown.
    pub(in crate::app) fn shown_findings(&self, open: &Open) -> usize {
        open.review.counts().iter().filter(|(kind, _)| self.shows(**kind)).map(|(_, count)| count).sum()
    }

    /// Draws the Findings panel.
    pub(in crate::app) fn findings_panel(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        self.off(ui, open, actions);
        self.kinds(ui, open, actions);
        self.in_hand(ui, open, actions);
        let findings = open.review.findings();
        let shown = open.review.listed();
        if !shown.is_empty() && !open.review.is_whole() {
            ui.label(RichText::new("What is in view; looking at the rest…").color(theme::palette(ui.ctx()).quiet));
        }
        if shown.is_empty() {
            let text = if open.review.is_looking() { "Looking…" } else { "Nothing deserves a look" };
            ui.label(RichText::new(text).color(theme::palette(ui.ctx()).quiet));
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = following(ui, open, shown);
        area.auto_shrink([false, false]).show_rows(ui, TALL, shown.len(), |ui, rows| {
            // The list may be one frame younger than the findings.
            for &at in shown[rows].iter().filter(|at| **at < findings.len()) {
                entry(ui, open, at, &findings[at], actions);
            }
        });
    }

    /// What cannot be looked for, and what can be done about it.
    fn off(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        if open.review.off().is_empty() {
            return;
        }
        let palette = theme::palette(ui.ctx());
        for off in open.review.off() {
            ui.label(RichText::new(crate::messages::text(off)).small().color(palette.quiet));
        }
        ui.horizontal_wrapped(|ui| {
            for (command, name) in [
                (Command::LanguageOther, "Set the language…"),
                (Command::AddDictionaries, "Add a folder of dictionaries…"),
            ] {
                if ui.small_button(name).clicked() {
                    actions.push(Action::Run(command));
                }
            }
        });
        ui.add_space(6.0);
    }

    fn kinds(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (&kind, count) in open.review.counts() {
                let on = self.shows(kind);
                let ink = if on { palette.ink } else { palette.quiet };
                let name = format!("{} {count}", crate::messages::text(&kind.name()));
                let button = ui.add(Button::selectable(on, RichText::new(&name).small().color(ink)));
                button.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, &name));
                if button.clicked() {
                    actions.push(Action::Review(ReviewAction::Kind(kind, !on)));
                }
            }
        });
        ui.add_space(4.0);
        if ui.button(RichText::new("Take all that are sure…").small()).clicked() {
            actions.push(Action::Run(Command::FixSure));
        }
        ui.add_space(6.0);
    }

    /// The finding in hand: why, and what can be done.
    fn in_hand(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        let Some(finding) = open.review.in_hand() else { return };
        card(ui, true, |ui| {
            ui.label(crate::messages::text(&finding.message));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 5.0;
                for (number, fix) in (0u8..5).zip(open.review.fixes(open.transcript(), finding).iter()) {
                    let name = if fix.is_empty() { "take it out" } else { fix.as_str() };
                    bars::key_button(ui, Command::Fix(number), name, actions);
                }
                let same = open.review.same();
                if same > 1 {
                    bars::key_button(ui, Command::FixSame, &format!("all {same} the same"), actions);
                }
                bars::key_button(ui, Command::ItIsRight, "it is right", actions);
            });
            if open.review.is_asking(open.transcript(), finding) {
                ui.label(RichText::new("Looking for what was meant…").small().color(theme::palette(ui.ctx()).quiet));
            }
        });
        ui.add_space(8.0);
    }
}

/// The list's scroll area, moved to the finding in hand when another one has been taken into the hand.
fn following(ui: &Ui, open: &Open, shown: &[usize]) -> ScrollArea {
    let id = egui::Id::unique("finding followed");
    let now = open.review.place_in_hand();
    let last = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id), now));
    let area = ScrollArea::vertical();
    let Some(now) = now.filter(|_| now != last) else { return area };
    let findings = open.review.findings();
    let before = |at: &usize| findings.get(*at).is_some_and(|finding| (finding.row, finding.at.start) < now);
    let above = shown.partition_point(before) as f32 * TALL;
    let room = (ui.available_height() - TALL).max(0.0);
    area.vertical_scroll_offset((above - room / 3.0).max(0.0))
}

fn entry(ui: &mut Ui, open: &Open, at: usize, finding: &Finding, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let t = open.transcript();
    let Some(line) = t.lines.get(finding.row) else { return };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), TALL), Sense::CLICK);
    let here = open.review.in_hand() == Some(finding);
    if here || response.hovered() {
        ui.painter().rect_filled(rect, 5.0, if here { palette.selection } else { palette.hover });
    }
    let ink = table::mark_of(finding.kind, palette).1;
    ui.painter().circle_filled(rect.left_top() + vec2(9.0, 14.0), 3.5, ink);
    let place = match line.start() {
        Some(start) => timecode::format(start, timecode::style_for(t.length())),
        None => (finding.row + 1).to_string(),
    };
    let number = theme::number_font(theme::SMALL_SIZE);
    ui.painter().text(rect.left_top() + vec2(20.0, 6.0), egui::Align2::LEFT_TOP, place, number, palette.quiet);
    let left = 74.0;
    let width = rect.width() - left - 6.0;
    let plain =
        TextFormat { font_id: FontId::proportional(theme::PANEL_SIZE), color: palette.ink, ..TextFormat::default() };
    let found = line.text.get(finding.at.clone()).unwrap_or_default();
    let mut text = LayoutJob { wrap: TextWrapping::truncate_at_width(width), ..LayoutJob::default() };
    if found.is_empty() {
        text.append(&line.text, 0.0, plain.clone());
    } else {
        text.append(found, 0.0, TextFormat { font_id: theme::strong_font(theme::PANEL_SIZE), ..plain.clone() });
        if let Some(fix) = open.review.fixes(t, finding).first() {
            text.append(&format!("  →  {fix}"), 0.0, TextFormat { color: palette.inserted, ..plain.clone() });
        }
    }
    let small = TextFormat { font_id: FontId::proportional(theme::SMALL_SIZE), color: palette.quiet, ..plain };
    let mut why = LayoutJob { wrap: TextWrapping::truncate_at_width(width), ..LayoutJob::default() };
    why.append(&crate::messages::text(&finding.message), 0.0, small);
    for (job, top) in [(text, 5.0), (why, 23.0)] {
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(rect.left_top() + vec2(left, top), galley, palette.ink);
    }
    response.widget_info(|| {
        let name = format!(
            "{} in line {}: {found}, {}",
            crate::messages::text(&finding.kind.name()),
            finding.row + 1,
            crate::messages::text(&finding.message)
        );
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, here, name)
    });
    if response.clicked() {
        actions.push(Action::Review(ReviewAction::GoTo(at)));
    }
}
