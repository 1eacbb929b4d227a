//! What a person can ask for: every command with its name, its keys and its place, declared once.
//!
//! Menus, the palette, the list of keys and the keyboard itself are made from [`all`].

use egui::{Key, KeyboardShortcut, Modifiers};
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
    TeachShow,
    Export,
    Close,
    Quit,
    Undo,
    Redo,
    CopyLines,
    SelectAll,
    Clear,
    Find,
    FindSounds,
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
    NextFinding,
    PreviousFinding,
    /// Takes one of the fixes of the finding in hand, from 0.
    Fix(u8),
    /// Takes the fix of the finding in hand wherever the same stands.
    FixSame,
    FixSure,
    ItIsRight,
    ListFixes,
    LanguageFound,
    LanguageFrench,
    LanguageEnglish,
    LanguageOther,
    AddDictionaries,
    TakeOffer,
    NameTake,
    NameRight,
    NameOther,
    NameTick,
    NameUp,
    NameDown,
    NameFirst,
    NameLast,
    NamePageUp,
    NamePageDown,
    NameLeave,
    ChangeUp,
    ChangeDown,
    ChangeFirst,
    ChangeLast,
    ChangePageUp,
    ChangePageDown,
    ChangeRevert,
    ChangeShow,
    ChangeLeave,
    AcceptSure,
    TakeTurn,
    TakeTurns,
    TakeAllTurns,
    HideTurns,
    PanelNames,
    PanelFindings,
    PanelGlossary,
    PanelChanges,
    ShowChanges,
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
    /// In the Names panel, when it has the keyboard.
    Names,
    /// In the Changes panel, when it has the keyboard.
    Changes,
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
    /// What deserves a look.
    Review,
    /// What is shown.
    View,
    /// Help.
    Help,
}

/// All menus, in their order.
pub const MENUS: [(Menu, &str); 7] = [
    (Menu::File, "File"),
    (Menu::Edit, "Edit"),
    (Menu::Line, "Line"),
    (Menu::Speaker, "Speaker"),
    (Menu::Review, "Review"),
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
    use Place::{Anywhere, Changes, Editing, Names, Table};
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
        C::TeachShow, "Remember the names in the show", Anywhere, [];
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
        C::FindSounds, "Find what sounds like…", Anywhere, [];
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
        C::TakeTurn, "Take the proposed speaker, and go on", Table, [(none, Key::Tab)];
        C::TakeTurns, "Take the proposed speakers until the next doubt", Table, [(CTRL, Key::Tab)];
        C::TakeAllTurns, "Take all proposed speakers", Anywhere, [];
        C::HideTurns, "Show or hide proposed speakers", Anywhere, [];
        C::NextTurn, "Next turn", Table, [(CTRL, Key::ArrowDown)];
        C::PreviousTurn, "Previous turn", Table, [(CTRL, Key::ArrowUp)];
    }

    menu.replace(Menu::Review);
    rows! {
        C::NextFinding, "Next finding", Anywhere, [(none, Key::F8)];
        C::PreviousFinding, "Previous finding", Anywhere, [(shift, Key::F8)];
    }
    for (number, key) in (0u8..).zip([Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5]) {
        let name = if number == 0 { "Take the fix".to_owned() } else { format!("Take fix {}", number + 1) };
        add(C::Fix(number), &name, Anywhere, &[(alt, key)], menu.filter(|_| number == 0), false);
    }
    rows! {
        C::FixSame, "Take the fix wherever the same stands", Anywhere, [(Modifiers { shift: true, ..alt }, Key::Num1)];
        C::ItIsRight, "It is right", Anywhere, [(alt, Key::Num0)];
        C::ListFixes, "List the fixes…", Anywhere, [(CTRL, Key::Period)];
    }
    group = true;
    rows! {
        C::TakeOffer, "Replace the same everywhere", Anywhere, [(CTRL, Key::R)];
        C::FixSure, "Take all fixes that are sure…", Anywhere, [];
        C::AcceptSure, "Accept all names that are sure…", Anywhere, [];
    }
    group = true;
    rows! {
        C::LanguageFound, "Language: find it out", Anywhere, [];
        C::LanguageFrench, "Language: French", Anywhere, [];
        C::LanguageEnglish, "Language: English", Anywhere, [];
        C::LanguageOther, "Language: another…", Anywhere, [];
        C::AddDictionaries, "Add a folder of dictionaries…", Anywhere, [];
    }

    menu.replace(Menu::View);
    rows! {
        C::PanelNames, "Names", Anywhere, [(CTRL, Key::Num1)];
        C::PanelFindings, "Findings", Anywhere, [(CTRL, Key::Num2)];
        C::PanelSpeakers, "Speakers", Anywhere, [(CTRL, Key::Num3)];
        C::PanelFind, "Find and replace", Anywhere, [(CTRL, Key::Num4)];
        C::PanelExport, "Export preview", Anywhere, [(CTRL, Key::Num5)];
        C::PanelNotes, "Notes", Anywhere, [(CTRL, Key::Num6)];
        C::PanelGlossary, "Glossary", Anywhere, [(CTRL, Key::Num7)];
        C::PanelChanges, "Changes", Anywhere, [(CTRL, Key::Num8)];
        C::ShowChanges, "Show changes in the table", Anywhere, [];
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
        C::ZoomIn, "Larger", Anywhere, [(CTRL, Key::Plus), (CTRL, Key::Equals), (CTRL_SHIFT, Key::Plus), (CTRL_SHIFT, Key::Equals)];
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
        C::NameTake, "Take the name everywhere it is ticked, and go on", Names, [(none, Key::Enter)];
        C::NameRight, "The name is right", Names, [(none, Key::N), (none, Key::Period)];
        C::NameOther, "Type another form", Names, [(none, Key::E)];
        C::NameTick, "Only at the first ticked place", Names, [(none, Key::Space)];
        C::NameUp, "Name above", Names, [(none, Key::ArrowUp)];
        C::NameDown, "Name below", Names, [(none, Key::ArrowDown)];
        C::NameFirst, "First name", Names, [(none, Key::Home)];
        C::NameLast, "Last name", Names, [(none, Key::End)];
        C::NamePageUp, "Names a page up", Names, [(none, Key::PageUp)];
        C::NamePageDown, "Names a page down", Names, [(none, Key::PageDown)];
        C::NameLeave, "Back to the table", Names, [(none, Key::Escape)];
        C::ChangeUp, "Correction above", Changes, [(none, Key::ArrowUp)];
        C::ChangeDown, "Correction below", Changes, [(none, Key::ArrowDown)];
        C::ChangeFirst, "First correction", Changes, [(none, Key::Home)];
        C::ChangeLast, "Last correction", Changes, [(none, Key::End)];
        C::ChangePageUp, "Corrections a page up", Changes, [(none, Key::PageUp)];
        C::ChangePageDown, "Corrections a page down", Changes, [(none, Key::PageDown)];
        C::ChangeRevert, "Revert the correction", Changes, [(none, Key::Delete), (none, Key::Backspace)];
        C::ChangeShow, "To its line", Changes, [(none, Key::Enter)];
        C::ChangeLeave, "Back to the table", Changes, [(none, Key::Escape)];
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
                    Place::Anywhere => vec![Place::Table, Place::Editing, Place::Names, Place::Changes],
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
