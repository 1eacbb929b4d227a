//! The fixes that are sure, a row for all places where the same is put right, before those that are ticked are taken
//! in one step. Names have a preview of their own.

use super::{heading, primary};
use crate::analysis::{Finding, Kind, Target, Weight};
use crate::app::App;
use crate::app::action::Action;
use crate::app::open::Open;
use crate::app::review::ReviewAction;
use crate::app::theme;
use egui::text::{LayoutJob, TextFormat};
use egui::{RichText, ScrollArea, Stroke, Ui};

/// The same fix of the same text, wherever it stands.
#[derive(Debug)]
pub struct SameFix {
    /// What is the matter.
    pub kind: Kind,
    /// What stands there.
    pub text: String,
    /// What shall stand there.
    pub fix: String,
    /// Where.
    pub findings: Vec<Finding>,
    /// Whether it is ticked.
    pub taken: bool,
}

/// The sure fixes of the kinds that are shown, the most frequent first.
pub fn sure_fixes(open: &Open) -> Vec<SameFix> {
    let mut all: Vec<SameFix> = Vec::new();
    let mut places = std::collections::HashMap::new();
    let t = open.transcript();
    let findings = open.review.listed().iter().filter_map(|at| open.review.findings().get(*at));
    for finding in findings.filter(|finding| finding.weight == Weight::Sure && finding.kind != Kind::Name) {
        let (Some(text), Some(fix)) = (finding.text(t), finding.fixes.first()) else { continue };
        if finding.kind.target() != Target::Text {
            continue;
        }
        let at = *places.entry((finding.kind, text.to_owned(), fix.clone())).or_insert_with(|| {
            let (text, fix) = (text.to_owned(), fix.clone());
            all.push(SameFix { kind: finding.kind, text, fix, findings: Vec::new(), taken: true });
            all.len() - 1
        });
        all[at].findings.push(finding.clone());
    }
    all.sort_by_key(|same| std::cmp::Reverse(same.findings.len()));
    all
}

impl App {
    /// Draws the preview of the sure fixes.
    pub(super) fn sure_fixes_dialog(&self, ui: &mut Ui, all: &[SameFix], actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        heading(ui, "Take all fixes that are sure");
        ui.label(RichText::new("This is all that will change. It is one step to undo").small().color(palette.quiet));
        ui.add_space(6.0);
        let tall = 26.0;
        let list = ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]);
        list.show_rows(ui, tall, all.len(), |ui, shown| {
            for (at, same) in all.iter().enumerate().take(shown.end).skip(shown.start) {
                ui.horizontal(|ui| {
                    ui.set_min_height(tall);
                    let mut taken = same.taken;
                    let tick = ui.checkbox(&mut taken, "");
                    let name = format!("tick {} to {}", same.text, same.fix);
                    tick.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, taken, &name));
                    if tick.changed() {
                        actions.push(Action::Review(ReviewAction::TickSure(at, taken)));
                    }
                    let font = egui::FontId::proportional(theme::PANEL_SIZE);
                    let plain = |ink| TextFormat { font_id: font.clone(), color: ink, ..TextFormat::default() };
                    let mut job = LayoutJob::default();
                    let struck = Stroke::new(1.0, palette.deleted);
                    job.append(&same.text, 0.0, TextFormat { strikethrough: struck, ..plain(palette.deleted) });
                    job.append("  →  ", 0.0, plain(palette.quiet));
                    let fix = if same.fix.is_empty() { "taken out" } else { &same.fix };
                    job.append(fix, 0.0, plain(palette.inserted));
                    ui.label(job);
                    let n = same.findings.len();
                    let places = if n == 1 { "1 place".to_owned() } else { format!("{n} places") };
                    let why = format!("{} · {places}", crate::messages::text(&same.kind.name()));
                    ui.label(RichText::new(why).small().color(palette.quiet));
                });
            }
        });
        ui.add_space(8.0);
        let places: usize = all.iter().filter(|same| same.taken).map(|same| same.findings.len()).sum();
        ui.horizontal(|ui| {
            let what = if places == 1 { "1 place".to_owned() } else { format!("{places} places") };
            let accept = ui.add_enabled(places > 0, primary(ui, &format!("Put right in {what}")));
            if ui.memory(|memory| memory.focused()).is_none() {
                accept.request_focus();
            }
            if accept.clicked() {
                actions.push(Action::Review(ReviewAction::FixSure));
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }
}
