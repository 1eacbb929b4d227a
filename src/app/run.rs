//! Carrying commands out: whether each applies now, and what it does.

use super::App;
use super::action::{Scope, Whom};
use super::command::Command;
use super::dialogs::{Dialog, sure_fixes};
use super::names::NamesAction;
use super::panels::Tab;
use super::review::ReviewAction;
use super::strip::Topic;
use super::table::{self, Field};
use crate::edit;
use crate::model::turns;
use crate::text;
use egui::Context;

impl App {
    /// Whether a command applies now. Quick enough to be asked for every entry of a menu in every frame.
    pub(super) fn applies(&self, ctx: &Context, command: Command) -> bool {
        use Command as C;
        let Some(open) = &self.open else {
            return matches!(
                command,
                C::Open
                    | C::OpenSampleFrench
                    | C::OpenSampleEnglish
                    | C::Paste
                    | C::Quit
                    | C::ThemeSystem
                    | C::ThemeLight
                    | C::ThemeDark
                    | C::ZoomIn
                    | C::ZoomOut
                    | C::ZoomReset
                    | C::Palette
                    | C::Keys
                    | C::About
                    | C::AddDictionaries
            );
        };
        let t = open.transcript();
        let editing = open.table.editing.as_ref();
        let text = editing
            .filter(|editing| editing.field == Field::Text)
            .and_then(|editing| t.lines.get(editing.row))
            .map(|line| &line.text);
        let caret = || table::caret(ctx, text?).filter(|range| range.is_empty()).map(|range| range.start);
        let row = editing.map_or(open.table.focus, |editing| editing.row);
        match command {
            C::Undo => open.document.undo_label().is_some(),
            C::Redo => open.document.redo_label().is_some(),
            C::Split => caret().is_some_and(|caret| edit::structure::split(t, row, caret).is_some()),
            C::JoinPrevious => caret() == Some(0) && row > 0,
            C::JoinNext => text.is_some_and(|text| caret() == Some(text.len())) && row + 1 < t.lines.len(),
            C::JoinSelected => open.table.selection.as_range().is_some_and(|rows| rows.len() > 1),
            C::WordUp => edit::structure::first_word_up(t, row).is_some(),
            C::WordDown => edit::structure::last_word_down(t, row).is_some(),
            C::EditAbove => row > 0 && table::caret_row(ctx, open).is_some_and(|(at, _)| at == 0),
            C::EditBelow => {
                row + 1 < t.lines.len() && table::caret_row(ctx, open).is_some_and(|(at, rows)| at + 1 == rows)
            }
            C::CommitNext | C::GiveUp | C::NextField | C::PreviousField => editing.is_some(),
            C::Swap => !open.table.selection.is_empty(),
            C::Alternate => open.last_speakers.len() == 2,
            C::Speaker(place) | C::SpeakerFromHere(place) => {
                usize::from(place) < t.speakers.len() + open.ghosts.newcomers(t).count()
            }
            C::FindNext | C::FindPrevious => open.find.is_active(),
            C::CloseDock => self.panel().is_some(),
            C::Fix(number) => {
                self.finding_here(open).is_some_and(|finding| usize::from(number) < open.review.fixes(t, finding).len())
            }
            C::FixSame => self.finding_here(open).is_some_and(|finding| !finding.fixes.is_empty()),
            C::ListFixes | C::ItIsRight => self.finding_here(open).is_some(),
            C::LanguageFound => t.meta.language.is_some(),
            C::TakeTurn | C::TakeTurns | C::TakeAllTurns => !open.ghosts.proposals().is_empty(),
            C::TakeOffer => open.names.has_offer() || open.names.reviewed().is_some(),
            C::AcceptSure => open.names.pairs().iter().any(|pair| pair.sure),
            C::NameTake | C::NameRight | C::NameOther | C::NameTick => !open.names.pairs().is_empty(),
            C::EditText | C::EditStart | C::Check | C::Uncheck | C::Delete | C::CopyLines | C::ChooseSpeaker => {
                !t.lines.is_empty()
            }
            _ => true,
        }
    }

    /// Carries a command out, if it applies.
    pub(super) fn run(&mut self, ctx: &Context, command: Command) {
        use Command as C;
        if !self.applies(ctx, command) {
            return;
        }
        match command {
            C::Open => self.ask_which_to_open(),
            C::OpenSampleFrench => self.open_sample(super::files::FRENCH_SAMPLE),
            C::OpenSampleEnglish => self.open_sample(super::files::ENGLISH_SAMPLE),
            C::Paste => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            C::Save => self.save(),
            C::TeachShow => self.teach_show(),
            C::SaveAs => self.ask_where_to_save(),
            C::Export | C::PanelExport => self.show_panel(Some(Tab::Export)),
            C::Close => self.ask_to_close(),
            C::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            C::NextFinding => self.step_finding(ctx, true),
            C::PreviousFinding => self.step_finding(ctx, false),
            C::Fix(number) => self.perform_review(ctx, ReviewAction::Fix(number.into())),
            C::FixSame => self.perform_review(ctx, ReviewAction::FixSame),
            C::FixSure => {
                let all = self.open.as_ref().map(sure_fixes).unwrap_or_default();
                match all.is_empty() {
                    true => self.strip.whisper("No fix is sure".to_owned()),
                    false => self.dialog = Some(Dialog::SureFixes(all)),
                }
            }
            C::ItIsRight => self.perform_review(ctx, ReviewAction::Right),
            C::ListFixes => {
                self.hold_finding();
                self.dialog = Some(Dialog::Fixes { typed: String::new(), at: 0 });
            }
            C::LanguageFound => self.set_language(None),
            C::LanguageFrench => self.set_language(Some("fr".to_owned())),
            C::LanguageEnglish => self.set_language(Some("en".to_owned())),
            C::LanguageOther => self.ask_for_language(),
            C::AddDictionaries => self.ask_for_dictionaries(),
            C::TakeOffer => self.perform_names(ctx, NamesAction::TakeOffer),
            C::AcceptSure => {
                if let Some(open) = &mut self.open {
                    open.names.leave_none_out();
                }
                self.dialog = Some(Dialog::Sure);
            }
            C::PanelNames => self.show_names(ctx),
            C::PanelGlossary => self.show_panel(Some(Tab::Glossary)),
            C::PanelChanges => self.show_changes(ctx),
            C::ShowChanges => self.settings.show_changes = !self.settings.show_changes,
            C::PanelFindings => self.show_panel(Some(Tab::Findings)),
            C::PanelSpeakers => self.show_panel(Some(Tab::Speakers)),
            C::PanelFind => self.show_find(ctx, false),
            C::Find => self.show_find(ctx, false),
            C::FindSounds => self.show_find_by_ear(ctx),
            C::Replace => self.show_find(ctx, true),
            C::FindNext => self.find_step(ctx, true),
            C::FindPrevious => self.find_step(ctx, false),
            C::PanelNotes => self.show_panel(Some(Tab::Notes)),
            C::CloseDock => self.show_panel(None),
            C::ThemeSystem => self.set_theme(ctx, crate::settings::Theme::System),
            C::ThemeLight => self.set_theme(ctx, crate::settings::Theme::Light),
            C::ThemeDark => self.set_theme(ctx, crate::settings::Theme::Dark),
            C::ZoomIn => self.set_zoom(ctx, ctx.zoom_factor() * 1.1),
            C::ZoomOut => self.set_zoom(ctx, ctx.zoom_factor() / 1.1),
            C::ZoomReset => self.set_zoom(ctx, 1.0),
            C::Palette => self.dialog = Some(Dialog::palette()),
            C::Keys => self.dialog = Some(Dialog::Keys { filter: String::new() }),
            C::About => self.dialog = Some(Dialog::About),
            C::ShiftTimes => self.dialog = Some(Dialog::Shift { typed: String::new() }),
            _ => self.run_in_table(ctx, command),
        }
    }

    fn run_in_table(&mut self, ctx: &Context, command: Command) {
        use Command as C;
        let Some(open) = &mut self.open else { return };
        let t = open.transcript().clone();
        let (len, focus) = (t.lines.len(), open.table.focus);
        let last = len.saturating_sub(1);
        let page = table::page(ctx);
        match command {
            C::Undo | C::Redo => {
                // What was typed into a start that is still open is a step of its own.
                if open.table.editing.as_ref().is_some_and(|editing| editing.field == Field::Start) {
                    self.leave_cell(ctx);
                }
                let Some(open) = &mut self.open else { return };
                let label = if command == C::Undo { open.document.undo_label() } else { open.document.redo_label() };
                let label = label.cloned();
                let edit = if command == C::Undo { open.undo() } else { open.redo() };
                if let (Some(edit), Some(label)) = (edit, label) {
                    leave_other_cell(ctx, open, &edit);
                    self.strip.whisper(if command == C::Undo {
                        text!("edit-undone", what = label)
                    } else {
                        text!("edit-redone", what = label)
                    });
                }
            }
            C::SelectAll => {
                open.table.selection = table::Rows::of(0..len);
                open.table.pivot = 0;
            }
            C::Clear if open.table.selection.len() > 1 => open.table.selection = table::Rows::default(),
            C::Clear => self.perform_find(ctx, super::find::FindAction::Text(String::new())),
            C::CopyLines => ctx.copy_text(copied(open)),
            C::GoUp => open.table.step_to(focus.saturating_sub(1)),
            C::GoDown => open.table.step_to((focus + 1).min(last)),
            C::PageUp => open.table.step_to(focus.saturating_sub(page)),
            C::PageDown => open.table.step_to((focus + page).min(last)),
            C::GoTop => open.table.step_to(0),
            C::GoBottom => open.table.step_to(last),
            C::ExtendUp => open.table.extend_to(focus.saturating_sub(1)),
            C::ExtendDown => open.table.extend_to((focus + 1).min(last)),
            C::ExtendPageUp => open.table.extend_to(focus.saturating_sub(page)),
            C::ExtendPageDown => open.table.extend_to((focus + page).min(last)),
            C::ExtendTop => open.table.extend_to(0),
            C::ExtendBottom => open.table.extend_to(last),
            C::NextTurn => open.table.go_to_ahead(turns::end(&t.lines, focus).min(last)),
            C::PreviousTurn => {
                let start = turns::at(&t.lines, focus).start;
                let before = if start == focus { turns::at(&t.lines, focus.saturating_sub(1)).start } else { start };
                open.table.go_to_ahead(before);
            }
            C::Check => {
                let rows = open.table.rows();
                open.edit(edit::text::set_checked(&t, rows.iter(), true), None);
                open.table.step_to(rows.end().unwrap_or(focus + 1).min(last));
            }
            C::Uncheck => {
                let rows = open.table.rows();
                open.edit(edit::text::set_checked(&t, rows.iter(), false), None);
            }
            C::JoinSelected => {
                if let Some(rows) = open.table.selection.as_range() {
                    open.edit(edit::structure::join(&t, rows.clone()), None);
                    open.table.step_to(rows.start);
                }
            }
            C::SplitTurns => {
                let rows = if open.table.is_single() { Some(0..len) } else { open.table.selection.as_range() };
                let before = open.len();
                open.edit(edit::structure::split_turns(&t, rows.unwrap_or(0..len)), None);
                let more = open.len() - before;
                let turns = if more == 1 { "turn" } else { "turns" };
                self.strip.withdraw(Topic::Opened);
                self.strip.whisper(format!("{more} {turns} inside a line split off: Ctrl+Z joins them again"));
            }
            C::InsertAbove | C::InsertBelow => {
                let row = if command == C::InsertAbove || len == 0 { focus } else { focus + 1 };
                if open.edit(edit::structure::insert(&t, row), None) {
                    self.edit_cell(ctx, row, Field::Text, 0);
                }
            }
            C::Delete => {
                let rows = open.table.rows();
                if open.edit(edit::structure::delete(&t, rows.iter()), None) {
                    let first = rows.first().unwrap_or(0).min(open.len().saturating_sub(1));
                    open.table.step_to(first);
                    let (lines, were) = if rows.len() == 1 { ("line", "was") } else { ("lines", "were") };
                    self.strip.whisper(format!("{} {lines} {were} deleted: Ctrl+Z brings them back", rows.len()));
                }
            }
            C::NoSpeaker => self.give(&Whom::Nobody, Scope::Turn),
            C::Swap => {
                let rows = open.table.rows();
                if !open.edit(edit::speakers::swap(&t, rows.iter()), None) {
                    self.strip.say("To swap, select lines of exactly two speakers".to_owned());
                }
            }
            C::Alternate => {
                let rows = open.table.rows();
                if let [second, first] = *open.last_speakers.as_slice() {
                    open.edit(edit::speakers::alternate(&t, rows.iter(), first, second), None);
                }
            }
            C::Speaker(place) | C::SpeakerFromHere(place) => {
                let scope = if command == C::Speaker(place) { Scope::Turn } else { Scope::FromHere };
                let place = usize::from(place);
                let known = t.speakers.get(place).map(|speaker| Whom::Speaker(speaker.id));
                let new = || open.ghosts.newcomers(&t).nth(place - t.speakers.len());
                if let Some(whom) = known.or_else(|| new().map(|proposed| Whom::New(proposed.name.clone()))) {
                    self.give(&whom, scope);
                }
            }
            C::TakeTurn => self.take_ghost(),
            C::TakeTurns => self.take_ghosts_until_doubt(),
            C::TakeAllTurns => self.take_all_ghosts(),
            C::HideTurns => open.ghosts.hidden = !open.ghosts.hidden,
            C::NameTake => self.perform_names(ctx, NamesAction::Take(None)),
            C::NameRight => self.perform_names(ctx, NamesAction::Right),
            C::NameOther => self.type_other_name(ctx),
            C::NameTick => self.perform_names(ctx, NamesAction::TakeHere),
            C::NameUp => {
                let name = open.names.in_hand().saturating_sub(1);
                self.perform_names(ctx, NamesAction::Hold(name));
            }
            C::NameDown => {
                let name = open.names.in_hand() + 1;
                self.perform_names(ctx, NamesAction::Hold(name));
            }
            C::NameFirst => self.perform_names(ctx, NamesAction::Hold(0)),
            C::NameLast => self.perform_names(ctx, NamesAction::Hold(usize::MAX)),
            C::NamePageUp => {
                let name = open.names.in_hand().saturating_sub(NAMES_A_PAGE);
                self.perform_names(ctx, NamesAction::Hold(name));
            }
            C::NamePageDown => {
                let name = open.names.in_hand() + NAMES_A_PAGE;
                self.perform_names(ctx, NamesAction::Hold(name));
            }
            C::ChangeUp
            | C::ChangeDown
            | C::ChangeFirst
            | C::ChangeLast
            | C::ChangePageUp
            | C::ChangePageDown
            | C::ChangeRevert
            | C::ChangeShow
            | C::ChangeLeave => self.run_in_changes(ctx, command),
            C::NameLeave => ctx.memory_mut(|memory| memory.surrender_focus(super::names::panel_id())),
            C::ChooseSpeaker => self.dialog = Some(Dialog::speaker(Scope::Turn)),
            _ => self.run_in_cell(ctx, command),
        }
    }

    fn run_in_cell(&mut self, ctx: &Context, command: Command) {
        use Command as C;
        let Some(open) = &mut self.open else { return };
        let t = open.transcript().clone();
        let editing = open.table.editing.clone();
        let row = editing.as_ref().map_or(open.table.focus, |editing| editing.row);
        let chars = |row: usize| t.lines.get(row).map_or(0, |line| line.text.chars().count());
        match command {
            C::EditText => self.edit_cell(ctx, row, Field::Text, chars(row)),
            C::EditStart => self.edit_cell(ctx, row, Field::Start, 0),
            C::CommitNext if row + 1 < t.lines.len() => {
                let field = editing.map_or(Field::Text, |editing| editing.field);
                self.edit_cell(ctx, row + 1, field, 0);
            }
            C::CommitNext => self.leave_cell(ctx),
            C::GiveUp => {
                let Some(editing) = editing else { return };
                open.table.editing = None;
                table::give_up_focus(ctx);
                if open.document.last_gesture() == Some(editing.gesture) {
                    open.undo();
                    self.strip.whisper("Gave up the change: Ctrl+Shift+Z brings it back".to_owned());
                }
            }
            C::NextField => match editing.map(|editing| editing.field) {
                Some(Field::Start) => self.edit_cell(ctx, row, Field::Text, chars(row)),
                _ if row + 1 < t.lines.len() => self.edit_cell(ctx, row + 1, Field::Start, 0),
                _ => self.leave_cell(ctx),
            },
            C::PreviousField => match editing.map(|editing| editing.field) {
                Some(Field::Text) => self.edit_cell(ctx, row, Field::Start, 0),
                _ if row > 0 => self.edit_cell(ctx, row - 1, Field::Text, chars(row - 1)),
                _ => self.leave_cell(ctx),
            },
            C::EditAbove => self.edit_cell(ctx, row - 1, Field::Text, chars(row - 1)),
            C::EditBelow => self.edit_cell(ctx, row + 1, Field::Text, 0),
            C::Split => {
                let Some(caret) = t.lines.get(row).and_then(|line| table::caret(ctx, &line.text)) else { return };
                if open.edit(edit::structure::split(&t, row, caret.start), None) {
                    self.leave_cell(ctx);
                    if let Some(open) = &mut self.open {
                        open.table.step_to(row + 1);
                    }
                    self.dialog = Some(Dialog::speaker(Scope::FromHere));
                }
            }
            C::JoinNext | C::JoinPrevious => {
                let first = if command == C::JoinNext { row } else { row - 1 };
                let (Some(a), Some(b)) = (t.lines.get(first), t.lines.get(first + 1)) else { return };
                let at = edit::structure::joint(a, b);
                let gap = at - a.text.len();
                let caret = a.text.chars().count() + if command == C::JoinPrevious { gap } else { 0 };
                if open.edit(edit::structure::join(&t, first..first + 2), None) {
                    self.edit_cell(ctx, first, Field::Text, caret);
                }
            }
            C::WordUp => {
                open.edit(edit::structure::first_word_up(&t, row), None);
            }
            C::WordDown => {
                open.edit(edit::structure::last_word_down(&t, row), None);
            }
            _ => {}
        }
    }
}

/// How many names a page is: about as many cards as a window shows.
const NAMES_A_PAGE: usize = 6;

/// Closes the open cell when something else was undone or redone: the row that changed is in hand, and a second one
/// must not wait for what is typed.
fn leave_other_cell(ctx: &Context, open: &mut super::open::Open, edit: &edit::Edit) {
    let elsewhere = |editing: &table::Editing| edit.rows_after().is_some_and(|rows| !rows.contains(&editing.row));
    if open.table.editing.as_ref().is_some_and(elsewhere) {
        open.table.editing = None;
        table::give_up_focus(ctx);
    }
}

/// The selected lines as text: a name where a turn of a named speaker begins.
fn copied(open: &super::open::Open) -> String {
    let t = open.transcript();
    let mut out = String::new();
    let mut before = None;
    for row in open.table.rows().iter() {
        let Some(line) = t.lines.get(row) else { continue };
        if line.speaker != before
            && let Some(name) = t.speaker_name(line)
        {
            out.push_str(name);
            out.push_str(": ");
        }
        before = line.speaker;
        out.push_str(&line.text);
        out.push('\n');
    }
    out
}
