//! The dialogs of the Findings panel: what could stand where the current finding is, chosen or typed; and the fixes that
//! are sure, before those that are ticked are applied in one step.

use super::state::{Action, Dialog, Findings, fixes, is_asking, why, words_of};
use super::sure::SameFix;
use crate::analysis::Target;
use crate::app::chooser::{entry, heading, list_entry, list_keys};
use crate::app::look::Look;
use crate::app::panel::DialogFrame;
use crate::app::request::{Out, Request};
use crate::app::theme;
use crate::app::widgets::{plain, primary, quiet, struck};
use crate::messages::{self, text};
use egui::text::LayoutJob;
use egui::{RichText, Role, ScrollArea, Ui, WidgetInfo};

/// The frame of a dialog.
pub(super) fn frame(dialog: &Dialog) -> DialogFrame {
    match dialog {
        Dialog::Fixes { .. } => DialogFrame { name: text!("findings-fixes"), width: 420.0 },
        Dialog::Sure(_) => DialogFrame { name: text!("findings-sure"), width: 560.0 },
    }
}

/// Draws the dialog that is open.
pub(super) fn show(findings: &Findings, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
    match &findings.dialog {
        Some(Dialog::Fixes { typed, at }) => findings.fixes_dialog(ui, look, typed, *at, out),
        Some(Dialog::Sure(all)) => sure(ui, all, out),
        None => {}
    }
}

impl Findings {
    /// Draws the list of fixes.
    fn fixes_dialog(&self, ui: &mut Ui, look: &Look<'_>, typed: &str, at: usize, out: &mut Out<Action>) {
        let (review, t) = (&look.desk.review, look.desk.transcript());
        let Some(finding) = self.current(review) else {
            out.ask(Request::CloseDialog);
            return;
        };
        heading(ui, finding.text(t).filter(|text| !text.is_empty()).unwrap_or(&messages::text(&finding.kind.name())));
        ui.label(RichText::new(why(finding)).color(look.palette.quiet));
        let is_text = finding.kind.target() == Target::Text;
        // What is typed comes first, as it is meant.
        let mut choices: Vec<(String, Action)> = Vec::new();
        if is_text && !typed.trim().is_empty() {
            let typed = typed.trim();
            choices.push((text!("findings-write", typed = typed), Action::Write(typed.to_owned())));
        }
        for (number, fix) in fixes(review, t, finding).iter().enumerate() {
            choices.push((words_of(fix).to_owned(), Action::Fix(number)));
        }
        let hint = if is_text { text!("findings-another-form") } else { text!("findings-choose") };
        let entered = entry(ui, typed, hint);
        if let Some(typed) = entered.typed {
            out.act(Action::Typed(typed));
        }
        if let Some(to) = list_keys(ui.ctx(), at, choices.len()) {
            out.act(Action::Entry(to));
        }
        ui.add_space(4.0);
        let mut chosen = None;
        // Above the list, which grows while suggestions come.
        if ui.small_button(text!("findings-mark-correct")).clicked() {
            chosen = Some(Action::MarkCorrect);
        }
        ui.add_space(4.0);
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (place, (name, action)) in choices.into_iter().enumerate() {
                let content = |ui: &mut Ui| {
                    ui.label(&name);
                };
                if list_entry(ui, place == at, content, &name) || (entered.enter && place == at) {
                    chosen = Some(action);
                }
            }
            if is_asking(review, t, finding) {
                quiet(ui, text!("findings-asking"));
            }
        });
        if let Some(action) = chosen {
            out.ask(Request::CloseDialog);
            out.act(action);
        }
    }
}

/// Draws the preview of the sure fixes.
fn sure(ui: &mut Ui, all: &[SameFix], out: &mut Out<Action>) {
    heading(ui, text!("findings-sure-heading"));
    quiet(ui, text!("findings-sure-about"));
    ui.add_space(6.0);
    let tall = 26.0;
    let list = ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]);
    list.show_rows(ui, tall, all.len(), |ui, shown| {
        for (at, same) in all.iter().enumerate().take(shown.end).skip(shown.start) {
            ui.horizontal(|ui| {
                ui.set_min_height(tall);
                sure_row(ui, at, same, out);
            });
        }
    });
    ui.add_space(8.0);
    let places: usize = all.iter().filter(|same| same.ticked).map(|same| same.findings.len()).sum();
    ui.horizontal(|ui| {
        let apply = ui.add_enabled(places > 0, primary(ui, &text!("findings-put-right-in", n = places)));
        if ui.memory(|memory| memory.focused()).is_none() {
            apply.request_focus();
        }
        if apply.clicked() {
            out.act(Action::FixTicked);
            out.ask(Request::CloseDialog);
        }
        if ui.button(text!("cancel")).clicked() {
            out.ask(Request::CloseDialog);
        }
    });
}

fn sure_row(ui: &mut Ui, at: usize, same: &SameFix, out: &mut Out<Action>) {
    let palette = theme::palette(ui.ctx());
    let mut ticked = same.ticked;
    let tick = ui.checkbox(&mut ticked, "");
    let name = text!("findings-tick", text = &same.text, fix = &same.fix);
    tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, &name));
    if tick.changed() {
        out.act(Action::Tick(at, ticked));
    }
    let fix = if same.fix.is_empty() { text!("findings-removed") } else { &same.fix };
    let mut job = LayoutJob::default();
    job.append(&same.text, 0.0, struck(palette.deleted));
    job.append("  →  ", 0.0, plain(palette.quiet));
    job.append(fix, 0.0, plain(palette.inserted));
    ui.label(job);
    quiet(ui, text!("findings-kind-places", kind = same.kind.name(), n = same.findings.len()));
}
