//! From keys to commands. Runs before anything is drawn, so that a key that asks for a command reaches no
//! text field.

use super::App;
use super::action::Action;
use super::command::{self, Command, Place};
use super::table;
use egui::{Context, Event, Id, Key, KeyboardShortcut, Modifiers};

/// What has the keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Focus {
    /// An open cell of the table.
    Cell,
    /// Some other text field.
    Field,
    /// The Names panel.
    Names,
    /// A tick in the Names panel, which the Space key presses.
    Tick,
    /// The Changes panel.
    Changes,
    /// A button or the like, which the Space and Enter keys press.
    Widget,
    /// Nothing: keys go to the table.
    Table,
}

impl App {
    /// Takes the keys that ask for commands out of the input and returns what they ask for.
    pub(super) fn keyboard(&self, ctx: &Context) -> Vec<Action> {
        let focus = focus(ctx);
        if self.dialog.is_some() || egui::Popup::is_any_open(ctx) {
            return Vec::new();
        }
        // The toolkit takes the keyboard from a field at Escape before anybody can ask: the key is still the field's.
        let had = Id::unique("keyboard: a field had it");
        let in_field = focus == Focus::Field;
        let was_in_field = ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or(had, false), in_field));
        let mut events = ctx.input_mut(|input| std::mem::take(&mut input.events));
        let mut actions = Vec::new();
        events.retain_mut(|event| {
            match self.asked(ctx, if was_in_field && is_escape(event) { Focus::Field } else { focus }, event) {
                Some(action) => {
                    actions.push(action);
                    false
                }
                None => true,
            }
        });
        // A letter that asked for something is not typed as well, into a field that the command opens.
        if !actions.is_empty()
            && matches!(focus, Focus::Table | Focus::Names | Focus::Tick | Focus::Changes | Focus::Widget)
        {
            events.retain(|event| !matches!(event, Event::Text(_)));
        }
        ctx.input_mut(|input| input.events = events);
        actions
    }

    /// What an event asks for; `None` leaves it to the widgets.
    fn asked(&self, ctx: &Context, focus: Focus, event: &mut Event) -> Option<Action> {
        match event {
            Event::Paste(text) => match focus {
                Focus::Cell => {
                    // A line of the transcript is one paragraph: what is pasted into it becomes one.
                    *text = text
                        .split(['\r', '\n'])
                        .map(str::trim)
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(" ");
                    None
                }
                Focus::Field => None,
                Focus::Table | Focus::Widget | Focus::Names | Focus::Tick | Focus::Changes => {
                    Some(Action::Pasted(std::mem::take(text)))
                }
            },
            Event::Copy if matches!(focus, Focus::Table | Focus::Widget) => Some(Action::Run(Command::CopyLines)),
            Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                let keys = Pressed { key: *key, physical: *physical_key, modifiers: *modifiers };
                let command = command::all().iter().find(|spec| {
                    works(spec.place, focus, spec.command, keys)
                        && spec.keys.iter().any(|shortcut| keys.are(shortcut))
                        && self.applies(ctx, spec.command)
                })?;
                Some(Action::Run(command.command))
            }
            _ => None,
        }
    }
}

fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Escape, .. })
}

fn focus(ctx: &Context) -> Focus {
    if table::has_focus(ctx) {
        Focus::Cell
    } else if ctx.memory(|memory| memory.has_focus(super::names::panel_id())) {
        Focus::Names
    } else if ctx.memory(|memory| memory.has_focus(super::panels::changes::panel_id())) {
        Focus::Changes
    } else if super::panels::names::tick_has_focus(ctx) {
        Focus::Tick
    } else if ctx.text_edit_focused() {
        Focus::Field
    } else if ctx.memory(|memory| memory.focused()).is_some_and(|id| id != table::id()) {
        Focus::Widget
    } else {
        Focus::Table
    }
}

/// Whether the keys of a command work where the keyboard is.
fn works(place: Place, focus: Focus, command: Command, keys: Pressed) -> bool {
    match (place, focus) {
        // A field outside the table has its own undo.
        (Place::Anywhere, Focus::Field) => {
            !matches!(command, Command::Undo | Command::Redo | Command::WordUp | Command::WordDown)
        }
        (Place::Anywhere, _) => true,
        (Place::Editing, focus) => focus == Focus::Cell,
        (Place::Names, Focus::Tick) => keys.key != Key::Space,
        (Place::Names, focus) => focus == Focus::Names,
        (Place::Changes, focus) => focus == Focus::Changes,
        (Place::Table, Focus::Table) => true,
        (Place::Table, Focus::Widget | Focus::Tick) => !matches!(keys.key, Key::Space | Key::Enter | Key::Tab),
        (Place::Table, _) => false,
    }
}

#[derive(Clone, Copy)]
struct Pressed {
    key: Key,
    physical: Option<Key>,
    modifiers: Modifiers,
}

impl Pressed {
    /// Whether these are the keys of a shortcut. The digits go by their place on the keyboard too, since some
    /// keyboards write them with Shift only.
    fn are(self, shortcut: &KeyboardShortcut) -> bool {
        let digit = (Key::Num0..=Key::Num9).contains(&shortcut.logical_key);
        let key = self.key == shortcut.logical_key || (digit && self.physical == Some(shortcut.logical_key));
        key && self.modifiers.matches_exact(shortcut.modifiers)
    }
}
