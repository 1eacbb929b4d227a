//! All commands in one list: menus, the palette, the list of keys and the keyboard are made from it.

use super::command::{DocumentCommand, Menu, Spec, Where, WindowCommand};
use super::commands;
use super::keys::{Id, Keys};
use super::look::WindowLook;
use super::panels;
use super::session::Session;
use crate::messages;
use egui::Context;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A command in the list.
pub(super) struct Entry {
    /// Its declaration.
    pub spec: Spec,
    /// What it works on.
    pub works: Works,
}

/// What a command works on.
#[derive(Clone, Copy)]
pub(super) enum Works {
    /// The window.
    Window(&'static WindowCommand),
    /// The document that is open.
    Document(&'static DocumentCommand),
    /// A panel: the place of the row among those of the panel.
    Panel {
        /// The panel.
        panel: &'static str,
        /// The place of the row.
        at: usize,
    },
    /// It shows a panel.
    Shows(&'static str),
}

struct Registry {
    all: Vec<Entry>,
    by_id: HashMap<Id, usize>,
}

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let all = collect();
    let by_id = all.iter().enumerate().map(|(at, entry)| (entry.spec.id, at)).collect();
    Registry { all, by_id }
});

/// All commands: those of the menus, in their order, then the others.
pub(super) fn all() -> &'static [Entry] {
    &REGISTRY.all
}

/// The command of that name; `None` when there is none.
pub(super) fn entry(id: Id) -> Option<&'static Entry> {
    REGISTRY.by_id.get(&id).map(|at| &REGISTRY.all[*at])
}

/// The keys that are shown for all commands.
pub(super) fn keys() -> Keys {
    let shown = |spec: &Spec| spec.keys_of.and_then(entry).map_or(spec.keys, |other| other.spec.keys);
    Keys::new(all().iter().map(|entry| (entry.spec.id, shown(&entry.spec))))
}

/// The commands of a menu, in their order.
pub(super) fn in_menu(menu: Menu) -> impl Iterator<Item = &'static Entry> {
    all().iter().filter(move |entry| entry.spec.menu.is_some_and(|(of, _)| of == menu))
}

impl Entry {
    /// Whether it applies now. Quick enough to be asked for every entry of a menu in every frame.
    pub(super) fn applies(&self, session: Option<&Session>, window: WindowLook<'_>, ctx: &Context) -> bool {
        match (self.works, session) {
            (Works::Window(command), _) => (command.applies)(&window),
            (_, None) => false,
            (Works::Document(command), Some(session)) => (command.applies)(&session.look(window), ctx),
            (Works::Panel { panel, at }, Some(session)) => {
                session.panels.applies(panel, at, &session.look(window), ctx)
            }
            (Works::Shows(_), Some(_)) => true,
        }
    }

    /// What it is called now.
    pub(super) fn name(&self, session: Option<&Session>, window: WindowLook<'_>) -> String {
        let named = session.zip(self.spec.named).and_then(|(session, name)| name(&session.look(window)));
        named.unwrap_or_else(|| messages::by_table("command-", self.spec.id.0).to_owned())
    }
}

fn collect() -> Vec<Entry> {
    let mut all = Vec::new();
    for command in commands::window() {
        all.push(Entry { spec: command.spec, works: Works::Window(command) });
    }
    for command in commands::document() {
        all.push(Entry { spec: command.spec, works: Works::Document(command) });
    }
    for (place, panel) in (0..).zip(panels::ALL) {
        // Made once for as long as the program runs.
        let id = Id(String::leak(format!("panel-{}", panel.id)));
        let spec = Spec::new(id).keys(Where::Anywhere, panel.keys).menu(Menu::View, 0, place);
        all.push(Entry { spec, works: Works::Shows(panel.id) });
        for (at, spec) in (panel.specs)().into_iter().enumerate() {
            all.push(Entry { spec: *spec, works: Works::Panel { panel: panel.id, at } });
        }
    }
    all.sort_by_key(|entry| entry.spec.menu.map_or((true, None), |place| (false, Some(place))));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_asks_for_two_things_in_one_place() {
        let all_places = || {
            let panels = panels::ALL.iter().map(|panel| Where::Panel(panel.id));
            [Where::Table, Where::Editing].into_iter().chain(panels)
        };
        let mut seen = HashSet::new();
        for Entry { spec, .. } in all() {
            for keys in spec.keys {
                let places: Vec<Where> = match spec.place {
                    Where::Anywhere => all_places().collect(),
                    place @ (Where::Table | Where::Editing | Where::Panel(_)) => vec![place],
                };
                for place in places {
                    let fresh = seen.insert((format!("{place:?}"), keys.modifiers, keys.logical_key));
                    assert!(fresh, "{} shares {keys:?} with another command in {place:?}", spec.id.0);
                }
            }
        }
    }

    #[test]
    fn no_key_is_shown_for_two_commands_of_the_menus() {
        let mut seen = HashSet::new();
        for Entry { spec, .. } in all().iter().filter(|entry| entry.spec.menu.is_some()) {
            for keys in spec.keys {
                let fresh = seen.insert((keys.modifiers, keys.logical_key));
                assert!(fresh, "{} shows {keys:?}, as another command of a menu does", spec.id.0);
            }
        }
    }

    #[test]
    fn every_command_has_a_name_of_its_own_and_every_menu_an_order() {
        let mut ids = HashSet::new();
        let mut orders = HashSet::new();
        for Entry { spec, .. } in all() {
            let id = spec.id.0;
            assert!(ids.insert(id), "{id} stands twice");
            assert_ne!(messages::by_table("command-", id), id, "{id} is called nothing");
            if let Some((menu, order)) = spec.menu {
                assert!(orders.insert((format!("{menu:?}"), order)), "{id} shares its place in {menu:?}");
            }
        }
        for panel in panels::ALL {
            assert_ne!(messages::by_table("panel-", panel.id), panel.id, "{} is called nothing", panel.id);
        }
    }

    #[test]
    fn the_catalogue_names_no_command_or_panel_that_is_not_there() {
        let catalogue = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales/en");
        for file in std::fs::read_dir(catalogue).expect("the catalogue") {
            let text = std::fs::read_to_string(file.expect("a file").path()).expect("text");
            for id in text.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id) {
                let is_command = |id: &str| all().iter().any(|entry| entry.spec.id.0 == id);
                let is_panel = |id: &str| panels::ALL.iter().any(|panel| panel.id == id);
                // Those that show a panel are made from the panels, which have a name besides.
                let command = id.strip_prefix("command-").filter(|id| !id.starts_with("panel-"));
                assert!(command.is_none_or(is_command), "{id} names no command");
                assert!(id.strip_prefix("panel-").is_none_or(is_panel), "{id} names no panel");
            }
        }
    }
}
