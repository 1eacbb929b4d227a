//! What a person can ask for: a command is one row, with its name, its keys, its place, when it applies and what it does.
//!
//! Rows stand where what they work on stands: those of a panel in its folder, those of the table, of files and of the
//! window in [`super::commands`]. Menus, the palette, the list of keys and the keyboard itself are made from the rows
//! (see [`super::registry`]). The words of a command are the message `command-` and its id.

use super::effects::{Effects, WindowEffects};
use super::keys::Id;
use super::look::{Look, WindowLook};
use crate::messages::text;
use egui::{Context, KeyboardShortcut};

/// A row: what a person can ask for. `P` is the panel that it works on; see [`DocumentCommand`] and [`WindowCommand`]
/// for those that work on none.
pub(super) struct Command<P: 'static> {
    /// The declaration.
    pub spec: Spec,
    /// Whether it applies now. Quick enough to be asked for every entry of a menu in every frame.
    pub applies: fn(&P, &Look<'_>, &Context) -> bool,
    /// What it does.
    pub run: fn(&mut P, &mut Effects<'_>),
}

impl<P> Clone for Command<P> {
    fn clone(&self) -> Command<P> {
        *self
    }
}

impl<P> Copy for Command<P> {}

/// A row that works on the document that is open; without one it does not apply.
pub(super) struct DocumentCommand {
    /// The declaration.
    pub spec: Spec,
    /// Whether it applies now.
    pub applies: fn(&Look<'_>, &Context) -> bool,
    /// What it does.
    pub run: fn(&mut Effects<'_>),
}

/// A row that needs no document.
pub(super) struct WindowCommand {
    /// The declaration.
    pub spec: Spec,
    /// Whether it applies now.
    pub applies: fn(&WindowLook<'_>) -> bool,
    /// What it does.
    pub run: fn(&mut WindowEffects<'_>),
}

/// What a command is, before what it does.
#[derive(Clone, Copy)]
pub(super) struct Spec {
    /// What it is called in code, settings and messages.
    pub id: Id,
    /// The keys that ask for it; the first is shown.
    pub keys: &'static [KeyboardShortcut],
    /// Where the keys work.
    pub place: Where,
    /// In which menu it stands, if in any, and where there.
    pub menu: Option<(Menu, Order)>,
    /// The command whose keys are shown for it too: in the table they do the same.
    pub keys_of: Option<Id>,
    /// It gives way to a text field outside the table, which has keys of its own for the same.
    pub yields: bool,
    /// It is not listed in the palette: it makes sense only where its keys work.
    pub hidden: bool,
    /// What it is called now, when that depends on the document: `Undo typing`.
    pub named: Option<fn(&Look<'_>) -> Option<String>>,
}

/// The place of a command in its menu: groups are divided by a line, and stand in the order of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Order {
    /// The group.
    pub group: u8,
    /// Its place in the group.
    pub place: u8,
}

/// Where the keys of a command work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// Everywhere.
    Anywhere,
    /// In the table, while no text is being edited anywhere.
    Table,
    /// In an open cell of the table.
    Editing,
    /// In a panel, when it has the keyboard.
    Panel(&'static str),
}

/// The menu in which a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Menu {
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

impl Menu {
    /// All menus, in their order.
    pub(super) const ALL: [Menu; 7] =
        [Menu::File, Menu::Edit, Menu::Line, Menu::Speaker, Menu::Review, Menu::View, Menu::Help];

    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Menu::File => text!("menu-file"),
            Menu::Edit => text!("menu-edit"),
            Menu::Line => text!("menu-line"),
            Menu::Speaker => text!("menu-speaker"),
            Menu::Review => text!("menu-review"),
            Menu::View => text!("menu-view"),
            Menu::Help => text!("menu-help"),
        }
    }
}

impl Spec {
    /// A command without keys, in no menu.
    pub(super) const fn new(id: Id) -> Spec {
        Spec {
            id,
            keys: &[],
            place: Where::Anywhere,
            menu: None,
            keys_of: None,
            yields: false,
            hidden: false,
            named: None,
        }
    }

    /// Whether it is also meant for an open cell: its keys work there.
    pub(super) fn works_in_cells(&self) -> bool {
        match self.place {
            Where::Editing => true,
            Where::Anywhere => !self.keys.is_empty(),
            Where::Table | Where::Panel(_) => false,
        }
    }

    /// The same with keys that work at a place.
    pub(super) const fn keys(self, place: Where, keys: &'static [KeyboardShortcut]) -> Spec {
        Spec { keys, place, ..self }
    }

    /// The same, shown with the keys of another command, which in the table does the same.
    pub(super) const fn with_keys_of(self, other: Id) -> Spec {
        Spec { keys_of: Some(other), ..self }
    }

    /// The same in a menu: in which group of it, and at which place of the group.
    pub(super) const fn menu(self, menu: Menu, group: u8, place: u8) -> Spec {
        Spec { menu: Some((menu, Order { group, place })), ..self }
    }

    /// The same, with a name that depends on the document; its own when it gives none.
    pub(super) const fn named(self, name: fn(&Look<'_>) -> Option<String>) -> Spec {
        Spec { named: Some(name), ..self }
    }

    /// The same, giving way to a text field outside the table.
    pub(super) const fn yielding(self) -> Spec {
        Spec { yields: true, ..self }
    }

    /// The same, not listed in the palette.
    pub(super) const fn hidden(self) -> Spec {
        Spec { hidden: true, ..self }
    }
}

/// A command applies whenever there is what it works on.
pub(super) fn always<P>(_panel: &P, _look: &Look<'_>, _ctx: &Context) -> bool {
    true
}
