//! The Changes panel: every correction, with what stood there before, how it was made, and the way back.

use super::Tab;
use crate::analysis::changes::{self, Correction, Figures, How};
use crate::app::App;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::files::Purpose;
use crate::app::open::Open;
use crate::app::theme;
use crate::document::Revision;
use crate::document::save::{self, Expect};
use crate::jobs::{self, Job, Poll};
use crate::model::timecode;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Button, Context, FontId, Id, RichText, ScrollArea, Sense, Stroke, Ui, vec2};
use std::path::{Path, PathBuf};

/// The height of an entry, in points.
const TALL: f32 = 44.0;
/// How many corrections a page is.
const PAGE: usize = 10;

/// The corrections of the open document, listed in the background.
#[derive(Default)]
pub struct Changes {
    made: Option<Made>,
    job: Option<Job<Made>>,
    /// The correction in hand.
    at: usize,
    /// The list is to come to the correction in hand.
    reveal: bool,
    writing: Option<(PathBuf, Job<Result<(), String>>)>,
}

struct Made {
    revision: Revision,
    corrections: Vec<Correction>,
    figures: Figures,
}

/// What a person did in the changes panel.
#[derive(Clone, Debug)]
pub enum ChangesAction {
    /// Took a correction into the hand, by its place in the list.
    Hold(usize),
    /// Saw the correction in hand.
    Shown,
    /// Took a correction back, by its place in the list.
    Revert(usize),
    /// Took all corrections of a kind back.
    RevertKind(How),
    /// Took back what was done to the selected lines.
    RevertLines,
    /// Asked for a file to write the log into.
    Export,
}

/// The id under which the Changes panel has the keyboard.
pub fn panel_id() -> Id {
    Id::unique("changes panel")
}

impl Changes {
    fn len(&self) -> usize {
        self.made.as_ref().map_or(0, |made| made.corrections.len())
    }

    fn in_hand(&self) -> usize {
        self.at.min(self.len().saturating_sub(1))
    }
}

impl App {
    /// Opens the Changes panel and gives it the keyboard.
    pub(in crate::app) fn show_changes(&mut self, ctx: &Context) {
        self.leave_cell(ctx);
        self.show_panel(Some(Tab::Changes));
        ctx.memory_mut(|memory| memory.request_focus(panel_id()));
    }

    /// Carries out a command of the Changes panel.
    pub(in crate::app) fn run_in_changes(&mut self, ctx: &Context, command: Command) {
        let (at, last) = (self.changes.in_hand(), self.changes.len().saturating_sub(1));
        let to = match command {
            Command::ChangeUp => at.saturating_sub(1),
            Command::ChangeDown => at + 1,
            Command::ChangeFirst => 0,
            Command::ChangeLast => last,
            Command::ChangePageUp => at.saturating_sub(PAGE),
            Command::ChangePageDown => at + PAGE,
            Command::ChangeRevert => return self.perform_changes(ChangesAction::Revert(at)),
            Command::ChangeShow | Command::ChangeLeave => {
                if command == Command::ChangeShow {
                    self.perform_changes(ChangesAction::Hold(at));
                }
                return ctx.memory_mut(|memory| memory.surrender_focus(panel_id()));
            }
            _ => return,
        };
        self.perform_changes(ChangesAction::Hold(to.min(last)));
    }

    /// Carries out what was done in the changes panel.
    pub(in crate::app) fn perform_changes(&mut self, action: ChangesAction) {
        if matches!(action, ChangesAction::Export) {
            let kinds = ["csv", "md", "json", "tsv"].map(str::to_owned).to_vec();
            return self.ask_where_to_write(Purpose::Log, ("Edit log".to_owned(), kinds));
        }
        let Some(open) = &mut self.open else { return };
        let (original, now) = (open.document.original().clone(), open.transcript().clone());
        let corrections = self.changes.made.as_ref().filter(|made| made.revision == open.document.revision());
        let corrections = corrections.map_or(&[][..], |made| &made.corrections);
        let edit = match action {
            ChangesAction::Revert(at) => changes::revert(&original, &now, corrections.get(at)),
            ChangesAction::RevertKind(how) => {
                changes::revert(&original, &now, corrections.iter().filter(|correction| correction.how == how))
            }
            ChangesAction::RevertLines if open.table.is_single() => {
                changes::revert_line(&original, &now, open.table.focus)
            }
            ChangesAction::RevertLines => {
                let rows = open.table.rows();
                changes::revert(&original, &now, corrections.iter().filter(|correction| rows.contains(correction.row)))
            }
            ChangesAction::Hold(at) => {
                let row = corrections.get(at).map(|correction| correction.row);
                self.changes.at = at;
                self.changes.reveal = true;
                if let Some(row) = row {
                    open.table.go_to(row.min(open.len().saturating_sub(1)));
                }
                return;
            }
            ChangesAction::Shown => {
                self.changes.reveal = false;
                return;
            }
            ChangesAction::Export => None,
        };
        open.edit(edit, None);
    }

    /// Writes the log into a file that was picked, as its name says: CSV, Markdown, JSON, or pairs for teaching.
    pub(in crate::app) fn export_log(&mut self, path: PathBuf) {
        let Some(open) = &self.open else { return };
        let (original, now) = (open.document.original().clone(), open.transcript().clone());
        let (to, wake) = (path.clone(), self.ctx.clone());
        let work = move |cancel: &jobs::Cancel| {
            let corrections = changes::all(&original, &now, cancel);
            let text = match to.extension().and_then(|extension| extension.to_str()) {
                Some("md") => changes::write_markdown(&corrections, crate::messages::text),
                Some("json") => changes::write_json(&corrections, &now),
                Some("tsv") => changes::write_pairs(&corrections),
                _ => changes::write_csv(&corrections),
            };
            save::write_file(&to, Expect::Anything, text.as_bytes())
                .map(drop)
                .map_err(|error| crate::messages::text(&error.message()))
        };
        self.changes.writing = Some((path, jobs::spawn("log", move || wake.request_repaint(), work)));
    }

    /// Takes up the list of corrections, and lists anew what has changed, while the panel is open.
    pub(in crate::app) fn poll_changes(&mut self, ctx: &Context) {
        if let Some((path, job)) = self.changes.writing.take() {
            match job.poll() {
                Poll::Pending => self.changes.writing = Some((path, job)),
                Poll::Ready(Ok(())) => self.strip.whisper(format!("The log is in {}", shown(&path))),
                Poll::Ready(Err(error)) => self.strip.fail(error),
                Poll::Failed => {}
            }
        }
        if let Some(job) = self.changes.job.take() {
            match job.poll() {
                Poll::Pending => self.changes.job = Some(job),
                Poll::Ready(made) => self.changes.made = Some(made),
                Poll::Failed => {}
            }
        }
        let Some(open) = self.open.as_ref().filter(|_| self.panel() == Some(Tab::Changes)) else { return };
        let revision = open.document.revision();
        let fresh = self.changes.made.as_ref().is_some_and(|made| made.revision == revision);
        if self.changes.job.is_none() && !fresh {
            let (original, now, wake) = (open.document.original().clone(), open.transcript().clone(), ctx.clone());
            let work = move |cancel: &jobs::Cancel| {
                let corrections = changes::all(&original, &now, cancel);
                let figures = changes::figures(&original, &now, &corrections);
                Made { revision, corrections, figures }
            };
            self.changes.job = Some(jobs::spawn("changes", move || wake.request_repaint(), work));
        }
    }

    /// Forgets what was listed for another document.
    pub(in crate::app) fn forget_changes(&mut self) {
        self.changes = Changes::default();
    }

    /// Draws the changes panel.
    pub(in crate::app) fn changes_panel(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let area = ui.available_rect_before_wrap();
        let panel = ui.interact(area, panel_id(), Sense::CLICK | Sense::FOCUSABLE);
        panel.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "corrections"));
        let keyboard = panel.has_focus();
        if keyboard {
            let all = egui::EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(panel_id(), all));
        }
        let mut inline = self.settings.show_changes;
        if ui.checkbox(&mut inline, "Show them in the table").changed() {
            actions.push(Action::Run(Command::ShowChanges));
        }
        let Some(made) = &self.changes.made else { return };
        let Figures { words_before, changed, deleted, inserted, .. } = made.figures;
        let text = format!("Of {words_before} words {changed} changed, {deleted} deleted, {inserted} inserted");
        ui.label(RichText::new(text).small().color(palette.quiet));
        let rate = made.figures.word_error_rate() * 100.0;
        let why = "Changed, deleted and inserted words together, for each word there is now. \
                   Case and accents count, punctuation does not";
        let text = RichText::new(format!("Word error rate of the original {rate:.1} %")).small().color(palette.quiet);
        ui.label(text).on_hover_text(why);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            if ui.add_enabled(!made.corrections.is_empty(), Button::new("Export the log…")).clicked() {
                actions.push(Action::Changes(ChangesAction::Export));
            }
            let rows = open.table.rows();
            let name = match rows.len() {
                1 => format!("Revert line {}", rows.first().unwrap_or_default() + 1),
                n => format!("Revert the {n} selected lines"),
            };
            let touched = made.corrections.iter().any(|correction| rows.contains(correction.row));
            let revert = ui.add_enabled(touched, Button::new(name));
            if revert.on_hover_text("It is again as it was imported").clicked() {
                actions.push(Action::Changes(ChangesAction::RevertLines));
            }
            for how in How::ALL {
                let n = made.corrections.iter().filter(|correction| correction.how == how).count();
                if n > 0 && ui.button(format!("Revert {}", crate::messages::text(&how.count(n)))).clicked() {
                    actions.push(Action::Changes(ChangesAction::RevertKind(how)));
                }
            }
        });
        ui.add_space(6.0);
        if made.corrections.is_empty() {
            ui.label(RichText::new("Every line is as it was imported").color(palette.quiet));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let list = ScrollArea::vertical().auto_shrink([false, false]);
        list.show_rows(ui, TALL, made.corrections.len(), |ui, rows| {
            let in_hand = self.changes.in_hand();
            if self.changes.reveal {
                let top = ui.max_rect().top() + (in_hand as f32 - rows.start as f32) * TALL;
                let place = egui::Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=top + TALL);
                ui.scroll_to_rect(place, None);
                actions.push(Action::Changes(ChangesAction::Shown));
            }
            for at in rows {
                entry(ui, open, at, &made.corrections[at], keyboard && at == in_hand, actions);
            }
        });
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn entry(ui: &mut Ui, open: &Open, at: usize, correction: &Correction, in_hand: bool, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), TALL), Sense::CLICK);
    if in_hand {
        let edge = Stroke::new(2.0, palette.accent);
        ui.painter().rect(rect, 5.0, palette.background, edge, egui::StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 5.0, palette.hover);
    }
    let plain =
        |ink| TextFormat { font_id: FontId::proportional(theme::PANEL_SIZE), color: ink, ..TextFormat::default() };
    let width = rect.width() - 76.0;
    let mut text = LayoutJob { wrap: TextWrapping::truncate_at_width(width), ..LayoutJob::default() };
    let struck = TextFormat { strikethrough: Stroke::new(1.0, palette.deleted), ..plain(palette.deleted) };
    text.append(correction.before.trim(), 0.0, struck);
    text.append("  →  ", 0.0, plain(palette.quiet));
    text.append(correction.after.trim(), 0.0, plain(palette.inserted));
    let place = match correction.time {
        Some(time) => timecode::format(time, timecode::style_for(open.transcript().length())),
        None => format!("line {}", correction.row + 1),
    };
    let mut why = place;
    for part in [correction.speaker.as_deref().unwrap_or_default(), &crate::messages::text(&correction.how.message())] {
        if !part.is_empty() {
            why.push_str(" · ");
            why.push_str(part);
        }
    }
    let small = TextFormat { font_id: FontId::proportional(theme::SMALL_SIZE), ..plain(palette.quiet) };
    let mut below = LayoutJob { wrap: TextWrapping::truncate_at_width(width), ..LayoutJob::default() };
    below.append(&why, 0.0, small);
    for (job, top) in [(text, 5.0), (below, 23.0)] {
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(rect.left_top() + vec2(6.0, top), galley, palette.ink);
    }
    let button = egui::Rect::from_min_max(rect.right_top() + vec2(-66.0, 9.0), rect.right_bottom() - vec2(4.0, 9.0));
    // Beside the flow of the list, which a widget put into it would shorten.
    let centred = egui::Layout::centered_and_justified(egui::Direction::LeftToRight);
    let mut beside = ui.new_child(egui::UiBuilder::new().id_salt(("revert", at)).max_rect(button).layout(centred));
    let revert = beside.add(Button::new(RichText::new("Revert").small().color(palette.accent)).frame(false));
    let name = format!("revert {} in line {}", correction.after.trim(), correction.row + 1);
    revert.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if revert.clicked() {
        actions.push(Action::Changes(ChangesAction::Revert(at)));
    }
    let name =
        format!("{} became {} in line {}", correction.before.trim(), correction.after.trim(), correction.row + 1);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBoxOption, true, &name));
    if response.clicked() {
        actions.push(Action::Leave);
        actions.push(Action::Changes(ChangesAction::Hold(at)));
    }
}
