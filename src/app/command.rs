//! What a person can ask for: every command with its name, its keys and its place, declared once.
//!
//! Menus, the palette, the list of keys and the keyboard itself are made from [`all`].

use super::App;
use super::action::{Scope, Whom};
use super::dialogs::Dialog;
use super::panels::Tab;
use super::table::{self, Field};
use crate::edit;
use crate::model::turns;
use egui::{Context, Key, KeyboardShortcut, Modifiers};
use std::sync::LazyLock;

/// What a person can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    Open,
    OpenSampleFrench,
    OpenSampleEnglish,
    Paste,
    Save,
    SaveAs,
    Export,
    Close,
    Quit,
    Undo,
    Redo,
    CopyLines,
    SelectAll,
    Clear,
    Find,
    Replace,
    FindNext,
    FindPrevious,
    GoUp,
    GoDown,
    PageUp,
    PageDown,
    GoTop,
    GoBottom,
    ExtendUp,
    ExtendDown,
    ExtendPageUp,
    ExtendPageDown,
    ExtendTop,
    ExtendBottom,
    NextTurn,
    PreviousTurn,
    EditText,
    EditStart,
    CommitNext,
    GiveUp,
    NextField,
    PreviousField,
    EditAbove,
    EditBelow,
    Split,
    SplitTurns,
    JoinPrevious,
    JoinNext,
    JoinSelected,
    InsertAbove,
    InsertBelow,
    Delete,
    WordUp,
    WordDown,
    ShiftTimes,
    Check,
    Uncheck,
    ChooseSpeaker,
    NoSpeaker,
    Swap,
    Alternate,
    /// Gives the selection, or the turn, to the speaker of that place in the roster, from 0.
    Speaker(u8),
    /// Gives the lines from here to the end of the turn to the speaker of that place, from 0.
    SpeakerFromHere(u8),
    PanelSpeakers,
    PanelFind,
    PanelExport,
    PanelNotes,
    CloseDock,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Palette,
    Keys,
    About,
}

/// Where the keys of a command work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Everywhere.
    Anywhere,
    /// In the table, while no text is being edited anywhere.
    Table,
    /// In an open cell of the table.
    Editing,
}

/// The menu in which a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// Undo, copy, find.
    Edit,
    /// What can be done with lines.
    Line,
    /// Who speaks.
    Speaker,
    /// What is shown.
    View,
    /// Help.
    Help,
}

/// All menus, in their order.
pub const MENUS: [(Menu, &str); 6] = [
    (Menu::File, "File"),
    (Menu::Edit, "Edit"),
    (Menu::Line, "Line"),
    (Menu::Speaker, "Speaker"),
    (Menu::View, "View"),
    (Menu::Help, "Help"),
];

/// The declaration of a command.
pub struct Spec {
    /// Which command.
    pub command: Command,
    /// What it is called.
    pub name: String,
    /// The keys that ask for it; the first is shown.
    pub keys: Vec<KeyboardShortcut>,
    /// Where the keys work.
    pub place: Place,
    /// In which menu it stands, if in any.
    pub menu: Option<Menu>,
    /// Whether a group of the menu begins with it.
    pub begins_group: bool,
}

/// The declaration of a command.
pub fn spec(command: Command) -> &'static Spec {
    all().iter().find(|spec| spec.command == command).expect("every command is declared")
}

/// All commands, in the order of menus and help.
pub fn all() -> &'static [Spec] {
    &ALL
}

static ALL: LazyLock<Vec<Spec>> = LazyLock::new(declare);

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

fn declare() -> Vec<Spec> {
    use Command as C;
    use Place::{Anywhere, Editing, Table};
    let none = Modifiers::NONE;
    let (alt, shift) = (Modifiers::ALT, Modifiers::SHIFT);
    let mut all = Vec::new();
    let mut menu = None;
    let mut group = false;
    // A row: command, name, place, keys. `menu` and `group` say where it stands.
    let mut add = |command, name: &str, place, keys: &[(Modifiers, Key)], menu, begins_group| {
        let keys = keys.iter().map(|&(modifiers, key)| KeyboardShortcut::new(modifiers, key)).collect();
        all.push(Spec { command, name: name.to_owned(), keys, place, menu, begins_group });
    };
    macro_rules! rows {
        ($($command:expr, $name:expr, $place:expr, [$($keys:expr),*];)*) => {
            $(
                add($command, $name, $place, &[$($keys),*], menu, std::mem::take(&mut group));
            )*
        };
    }

    menu.replace(Menu::File);
    rows! {
        C::Open, "Open…", Anywhere, [(CTRL, Key::O)];
        C::Paste, "Paste a transcript", Table, [(CTRL, Key::V)];
        C::OpenSampleFrench, "Open the French sample", Anywhere, [];
        C::OpenSampleEnglish, "Open the English sample", Anywhere, [];
    }
    group = true;
    rows! {
        C::Save, "Save", Anywhere, [(CTRL, Key::S)];
        C::SaveAs, "Save as…", Anywhere, [(CTRL_SHIFT, Key::S)];
        C::Export, "Export…", Anywhere, [(CTRL, Key::E)];
    }
    group = true;
    rows! {
        C::Close, "Close", Anywhere, [(CTRL, Key::W)];
        C::Quit, "Quit", Anywhere, [(CTRL, Key::Q)];
    }

    menu.replace(Menu::Edit);
    rows! {
        C::Undo, "Undo", Anywhere, [(CTRL, Key::Z)];
        C::Redo, "Redo", Anywhere, [(CTRL_SHIFT, Key::Z), (CTRL, Key::Y)];
    }
    group = true;
    rows! {
        C::CopyLines, "Copy the lines", Table, [(CTRL, Key::C)];
        C::SelectAll, "Select all lines", Table, [(CTRL, Key::A)];
    }
    group = true;
    rows! {
        C::Find, "Find…", Anywhere, [(CTRL, Key::F)];
        C::Replace, "Replace…", Anywhere, [(CTRL, Key::H)];
        C::FindNext, "Find next", Anywhere, [(none, Key::F3)];
        C::FindPrevious, "Find previous", Anywhere, [(shift, Key::F3)];
    }

    menu.replace(Menu::Line);
    rows! {
        C::EditText, "Edit the text", Table, [(none, Key::Enter), (none, Key::F2)];
        C::EditStart, "Edit the start", Table, [(none, Key::T)];
        C::Check, "Mark checked and go on", Table, [(none, Key::C), (none, Key::Space)];
        C::Uncheck, "Unmark", Table, [(shift, Key::C)];
    }
    group = true;
    rows! {
        C::Split, "Split at the caret", Editing, [(CTRL, Key::Enter)];
        C::SplitTurns, "Split turns inside lines", Anywhere, [];
        C::JoinNext, "Join with the next line", Editing, [(none, Key::Delete)];
        C::JoinPrevious, "Join with the line before", Editing, [(none, Key::Backspace)];
        C::JoinSelected, "Join the selected lines", Table, [(none, Key::J)];
        C::WordUp, "Move the first word up", Anywhere, [(alt, Key::ArrowUp)];
        C::WordDown, "Move the last word down", Anywhere, [(alt, Key::ArrowDown)];
    }
    group = true;
    rows! {
        C::InsertAbove, "Insert a line above", Table, [(shift, Key::Insert)];
        C::InsertBelow, "Insert a line below", Table, [(none, Key::Insert)];
        C::Delete, "Delete the lines", Table, [(none, Key::Delete), (CTRL, Key::Backspace)];
        C::ShiftTimes, "Shift times…", Anywhere, [];
    }

    menu.replace(Menu::Speaker);
    rows! {
        C::ChooseSpeaker, "Choose the speaker…", Table, [(none, Key::S)];
        C::NoSpeaker, "No speaker", Table, [(none, Key::Minus)];
        C::Swap, "Swap two speakers in the selection", Table, [(none, Key::X)];
        C::Alternate, "Alternate the last two speakers over the turns", Table, [(none, Key::A)];
        C::NextTurn, "Next turn", Table, [(CTRL, Key::ArrowDown)];
        C::PreviousTurn, "Previous turn", Table, [(CTRL, Key::ArrowUp)];
    }

    menu.replace(Menu::View);
    rows! {
        C::PanelSpeakers, "Speakers", Anywhere, [(CTRL, Key::Num1)];
        C::PanelFind, "Find and replace", Anywhere, [(CTRL, Key::Num2)];
        C::PanelExport, "Export preview", Anywhere, [(CTRL, Key::Num3)];
        C::PanelNotes, "Notes", Anywhere, [(CTRL, Key::Num4)];
        C::CloseDock, "Close the dock", Anywhere, [(CTRL, Key::D)];
    }
    group = true;
    rows! {
        C::ThemeSystem, "Light or dark as the system", Anywhere, [];
        C::ThemeLight, "Light", Anywhere, [];
        C::ThemeDark, "Dark", Anywhere, [];
    }
    group = true;
    rows! {
        C::ZoomIn, "Larger", Anywhere, [(CTRL, Key::Plus), (CTRL, Key::Equals)];
        C::ZoomOut, "Smaller", Anywhere, [(CTRL, Key::Minus)];
        C::ZoomReset, "Normal size", Anywhere, [(CTRL, Key::Num0)];
    }

    menu.replace(Menu::Help);
    rows! {
        C::Palette, "Commands…", Anywhere, [(CTRL_SHIFT, Key::P)];
        C::Keys, "Keys…", Anywhere, [(none, Key::F1)];
        C::About, "About Stet…", Anywhere, [];
    }

    menu = None;
    rows! {
        C::Clear, "Clear the selection, then the search", Table, [(none, Key::Escape)];
        C::GoUp, "Line above", Table, [(none, Key::ArrowUp)];
        C::GoDown, "Line below", Table, [(none, Key::ArrowDown)];
        C::PageUp, "Page up", Table, [(none, Key::PageUp)];
        C::PageDown, "Page down", Table, [(none, Key::PageDown)];
        C::GoTop, "First line", Table, [(none, Key::Home), (CTRL, Key::Home)];
        C::GoBottom, "Last line", Table, [(none, Key::End), (CTRL, Key::End)];
        C::ExtendUp, "Select upward", Table, [(shift, Key::ArrowUp)];
        C::ExtendDown, "Select downward", Table, [(shift, Key::ArrowDown)];
        C::ExtendPageUp, "Select a page upward", Table, [(shift, Key::PageUp)];
        C::ExtendPageDown, "Select a page downward", Table, [(shift, Key::PageDown)];
        C::ExtendTop, "Select to the first line", Table, [(shift, Key::Home)];
        C::ExtendBottom, "Select to the last line", Table, [(shift, Key::End)];
        C::CommitNext, "Keep, and edit the next line", Editing, [(none, Key::Enter)];
        C::GiveUp, "Give up the change", Editing, [(none, Key::Escape)];
        C::NextField, "Next field", Editing, [(none, Key::Tab)];
        C::PreviousField, "Previous field", Editing, [(shift, Key::Tab)];
        C::EditAbove, "Edit the line above", Editing, [(none, Key::ArrowUp)];
        C::EditBelow, "Edit the line below", Editing, [(none, Key::ArrowDown)];
    }
    let digits =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9, Key::Num0];
    for (place, key) in (0u8..).zip(digits) {
        let name = format!("Speaker {}: the selection, or the turn and go on", place + 1);
        add(C::Speaker(place), &name, Table, &[(none, key)], None, false);
    }
    for (place, key) in (0u8..).zip(digits) {
        let name = format!("Speaker {} from here to the end of the turn", place + 1);
        add(C::SpeakerFromHere(place), &name, Table, &[(shift, key)], None, false);
    }
    all
}

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
            C::Speaker(place) | C::SpeakerFromHere(place) => usize::from(place) < t.speakers.len(),
            C::FindNext | C::FindPrevious => open.find.is_active(),
            C::CloseDock => self.panel().is_some(),
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
            C::SaveAs => self.ask_where_to_save(),
            C::Export | C::PanelExport => self.show_panel(Some(Tab::Export)),
            C::Close => self.ask_to_close(),
            C::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            C::PanelSpeakers => self.show_panel(Some(Tab::Speakers)),
            C::PanelFind => self.show_find(ctx, false),
            C::Find => self.show_find(ctx, false),
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
                let label = if command == C::Undo { open.document.undo_label() } else { open.document.redo_label() };
                let label = label.unwrap_or_default().to_owned();
                let edit = if command == C::Undo { open.undo() } else { open.redo() };
                if edit.is_some() {
                    self.strip.whisper(if command == C::Undo {
                        format!("Undid {label}")
                    } else {
                        format!("Redid {label}")
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
            C::GoUp => open.table.go_to(focus.saturating_sub(1)),
            C::GoDown => open.table.go_to((focus + 1).min(last)),
            C::PageUp => open.table.go_to(focus.saturating_sub(page)),
            C::PageDown => open.table.go_to((focus + page).min(last)),
            C::GoTop => open.table.go_to(0),
            C::GoBottom => open.table.go_to(last),
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
                open.table.go_to(rows.end().unwrap_or(focus + 1).min(last));
            }
            C::Uncheck => {
                let rows = open.table.rows();
                open.edit(edit::text::set_checked(&t, rows.iter(), false), None);
            }
            C::JoinSelected => {
                if let Some(rows) = open.table.selection.as_range() {
                    open.edit(edit::structure::join(&t, rows.clone()), None);
                    open.table.go_to(rows.start);
                }
            }
            C::SplitTurns => {
                let rows = if open.table.is_single() { Some(0..len) } else { open.table.selection.as_range() };
                let before = open.len();
                open.edit(edit::structure::split_turns(&t, rows.unwrap_or(0..len)), None);
                let more = open.len() - before;
                let turns = if more == 1 { "turn" } else { "turns" };
                self.strip.say(format!("{more} {turns} inside a line split off"));
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
                    open.table.go_to(first);
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
                if let Some(speaker) = t.speakers.get(usize::from(place)) {
                    self.give(&Whom::Speaker(speaker.id), scope);
                }
            }
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
                        open.table.go_to(row + 1);
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_asks_for_two_things_in_one_place() {
        let mut seen = HashSet::new();
        for spec in all() {
            for keys in &spec.keys {
                let places = match spec.place {
                    Place::Anywhere => vec![Place::Table, Place::Editing],
                    place => vec![place],
                };
                for place in places {
                    let fresh = seen.insert((format!("{place:?}"), keys.modifiers, keys.logical_key));
                    assert!(fresh, "{} shares {keys:?} with another command in {place:?}", spec.name);
                }
            }
        }
    }
}
