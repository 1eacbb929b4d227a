//! How the Findings panel is drawn: what cannot be looked for, the kinds, the current finding, and the list of all.

use super::commands::MARK_CORRECT;
use super::state::{Action, Findings, finding_over, fixes, is_asking, place, why, words_of};
use super::{commands, marks};
use crate::analysis::Finding;
use crate::app::held;
use crate::app::keys::Id;
use crate::app::look::Look;
use crate::app::panel::{MenuPart, WordPlace};
use crate::app::request::Out;
use crate::app::review::shows;
use crate::app::theme;
use crate::app::widgets::{card, command_name, key_button, one_row, plain, quiet};
use crate::messages::{self, text};
use egui::text::TextFormat;
use egui::{Align2, Button, FontId, RichText, Role, Sense, Ui, WidgetInfo, vec2};

/// The height of an entry, in points.
const TALL: f32 = 44.0;

/// Draws the panel.
pub(super) fn show(panel: &Findings, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    off(ui, look, out);
    panel.kinds(ui, look, out);
    panel.current_card(ui, look, out);
    let review = &look.desk.review;
    let (findings, listed) = (review.findings(), &panel.counted.listed);
    let said = |ui: &mut Ui, text: &str| ui.label(RichText::new(text).color(look.palette.quiet));
    if listed.is_empty() {
        let words = match () {
            () if review.is_looking() => text!("findings-looking"),
            () if !review.off().is_empty() => text!("findings-none-else"),
            () => text!("findings-none"),
        };
        said(ui, words);
        return;
    }
    if !review.is_whole() {
        said(ui, text!("findings-in-view"));
    }
    // The list may be one frame younger than the findings.
    let finding = |at: usize| findings.get(listed[at]);
    let lines = &look.desk.transcript().lines;
    // Told by its line, wherever that stands, and what it is about.
    let key = |at: usize| {
        let finding = finding(at);
        let line = finding.and_then(|finding| lines.get(finding.row));
        let found = finding.and_then(|finding| line?.text.get(finding.at.clone()));
        held::key((finding.map(|finding| finding.kind), line.map(|line| &line.origin), found))
    };
    let current = panel.at.and_then(|now| {
        let is_before = |at: &usize| findings.get(*at).is_some_and(|finding| place(finding) < now);
        let at = listed.partition_point(is_before);
        (at < listed.len()).then_some(at)
    });
    held::rows(ui, egui::Id::unique("findings: list"), TALL, (listed.len(), current), key, |ui, at| {
        if let Some(finding) = finding(at) {
            panel.entry(ui, look, finding, out);
        }
    });
}

impl Findings {
    /// The kinds that there are, each to be shown or hidden.
    fn kinds(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (&kind, &count) in &self.counted.kinds {
                let on = shows(look.settings, kind);
                let ink = if on { look.palette.ink } else { look.palette.quiet };
                let name = text!("findings-kind", kind = kind.name(), n = count);
                let button = ui.add(Button::selectable(on, RichText::new(&name).small().color(ink)));
                button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
                if button.on_hover_text(text!("findings-kind-about")).clicked() {
                    out.act(Action::Show(kind, !on));
                }
            }
        });
        ui.add_space(4.0);
        let sure = Button::new(RichText::new(text!("findings-apply-sure")).small());
        let sure = ui.add_enabled(self.counted.sure > 0, sure);
        if sure.on_disabled_hover_text(text!("findings-none-sure")).clicked() {
            out.run(commands::FIX_SURE);
        }
        ui.add_space(6.0);
    }

    /// The current finding: why, and what can be done.
    fn current_card(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        let (review, t) = (&look.desk.review, look.desk.transcript());
        let Some(finding) = self.current(review) else { return };
        card(ui, true, |ui| {
            ui.label(why(finding));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 5.0;
                let mut button = |command: Id, name: &str| {
                    if key_button(ui, look, command, name).on_hover_text(command_name(command)).clicked() {
                        out.run(command);
                    }
                };
                for (command, fix) in commands::FIXES.into_iter().zip(fixes(review, t, finding).iter()) {
                    button(command, words_of(fix));
                }
                if self.same > 1 {
                    button(commands::FIX_SAME, &text!("findings-same", n = self.same));
                }
                button(commands::MARK_CORRECT, text!("findings-mark-correct"));
            });
            if is_asking(review, t, finding) {
                quiet(ui, text!("findings-asking"));
            }
        });
        ui.add_space(8.0);
    }

    fn entry(&self, ui: &mut Ui, look: &Look<'_>, finding: &Finding, out: &mut Out<Action>) {
        let (palette, desk) = (look.palette, look.desk);
        let Some(line) = desk.transcript().lines.get(finding.row) else { return };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), TALL), Sense::CLICK);
        let here = self.current(&desk.review) == Some(finding);
        if here || response.hovered() {
            ui.painter().rect_filled(rect, 5.0, if here { palette.selection } else { palette.hover });
        }
        let (_, ink) = marks::of(finding.kind, palette);
        ui.painter().circle_filled(rect.left_top() + vec2(9.0, 14.0), 3.5, ink);
        let (at, number) = (rect.left_top() + vec2(20.0, 6.0), theme::number_font(theme::SMALL_SIZE));
        let time = ui.painter().text(at, Align2::LEFT_TOP, desk.place_of(finding.row), number, palette.quiet);
        let left = (time.right() - rect.left() + 10.0).max(74.0);
        let width = rect.width() - left - 6.0;
        let found = line.text.get(finding.at.clone()).unwrap_or_default();
        let mut text = one_row(width);
        if found.is_empty() {
            text.append(&line.text, 0.0, plain(palette.ink));
        } else {
            let strong = TextFormat { font_id: theme::strong_font(theme::PANEL_SIZE), ..plain(palette.ink) };
            text.append(found, 0.0, strong);
            if let Some(fix) = fixes(&desk.review, desk.transcript(), finding).first() {
                text.append(&format!("  →  {fix}"), 0.0, plain(palette.inserted));
            }
        }
        let small = TextFormat { font_id: FontId::proportional(theme::SMALL_SIZE), ..plain(palette.quiet) };
        let mut reason = one_row(width);
        reason.append(&why(finding), 0.0, small);
        for (job, top) in [(text, 5.0), (reason, 23.0)] {
            let galley = ui.painter().layout_job(job);
            ui.painter().galley(rect.left_top() + vec2(left, top), galley, palette.ink);
        }
        response.widget_info(|| {
            let (kind, why) = (finding.kind.name(), why(finding));
            let name = text!("findings-entry", kind = kind, line = finding.row + 1, found = found, why = why);
            WidgetInfo::selected(Role::ListBoxOption, true, here, name)
        });
        if response.clicked() {
            out.act(Action::GoTo(finding.row, finding.at.start));
        }
    }
}

/// What the package is called that has the dictionary of a language. Debian and Ubuntu have some by the country.
fn packages(tag: &str) -> Vec<String> {
    let by_country = match tag {
        "de" => Some("de-de"),
        "pt" => Some("pt-pt"),
        _ => None,
    };
    std::iter::once(tag).chain(by_country).map(|name| format!("hunspell-{name}")).collect()
}

/// What cannot be looked for, and what can be done about it.
fn off(ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let off = look.desk.review.off();
    if off.is_empty() {
        return;
    }
    for off in off {
        quiet(ui, messages::text(off));
    }
    // What is off for want of a dictionary: the language is known.
    let lexicon = look.desk.review.lexicon().filter(|lexicon| lexicon.dictionary().is_none());
    if let Some(language) = lexicon.and_then(|lexicon| lexicon.language) {
        quiet(ui, text!("findings-package", packages = packages(&language.tag())));
    }
    let [add, open, look_again] = ["add-dictionaries", "open-dictionaries", "look-for-dictionaries"].map(Id);
    let language = (commands::LANGUAGE_OTHER, text!("findings-set-language"));
    ui.horizontal_wrapped(|ui| {
        for (command, name) in [language].into_iter().chain([add, open, look_again].map(|id| (id, command_name(id)))) {
            if ui.small_button(name).clicked() {
                out.run(command);
            }
        }
    });
    ui.add_space(6.0);
}

/// What can be done with the finding at a place of the table, in its menu; with the keys that do it just there.
pub(super) fn menu(panel: &Findings, part: &MenuPart, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    let (desk, settings) = (look.desk, look.settings);
    let over = |of: &WordPlace| finding_over(&desk.review, settings, of.row, of.at.start);
    let meant = panel.here(desk, settings, ui.ctx());
    let mut entry = |ui: &mut Ui, finding: &Finding, command: Id, name: RichText, action: Action| {
        let mut button = Button::new(name);
        if meant == Some(finding) {
            button = button.shortcut_text(look.keys.shown(ui.ctx(), command));
        }
        if ui.add(button).clicked() {
            out.act(action);
            ui.close();
        }
    };
    match part {
        MenuPart::Fixes(of) => {
            let Some(finding) = over(of) else { return };
            let fixes = fixes(&desk.review, desk.transcript(), finding);
            for (command, fix) in commands::FIXES.into_iter().zip(fixes.iter()) {
                let name = RichText::new(words_of(fix)).font(theme::strong_font(theme::PANEL_SIZE));
                entry(ui, finding, command, name, Action::WriteAt(place(finding), fix.clone()));
            }
        }
        MenuPart::Answers(of) => {
            let Some(finding) = over(of) else { return };
            let name = RichText::new(command_name(MARK_CORRECT));
            entry(ui, finding, MARK_CORRECT, name, Action::MarkCorrectAt(place(finding)));
        }
        MenuPart::Word(_) | MenuPart::Give | MenuPart::Speaker => {}
    }
}
