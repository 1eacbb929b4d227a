//! Which keys ask for which command, for whoever shows or presses them.

use egui::{Context, Key, KeyboardShortcut, Modifiers};
use std::collections::HashMap;

/// The name of a command, as settings, menus and buttons know it: `replace-next`. Its words are the message
/// `command-` and this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Id(pub &'static str);

/// The keys of every command that has any; the first is shown.
#[derive(Default)]
pub(super) struct Keys(HashMap<Id, &'static [KeyboardShortcut]>);

impl Keys {
    /// The keys of some commands.
    pub(super) fn new(all: impl IntoIterator<Item = (Id, &'static [KeyboardShortcut])>) -> Keys {
        Keys(all.into_iter().filter(|(_, keys)| !keys.is_empty()).collect())
    }

    /// The keys of a command; empty when it has none.
    pub(super) fn of(&self, command: Id) -> &'static [KeyboardShortcut] {
        self.0.get(&command).copied().unwrap_or_default()
    }

    /// The first keys of a command as they are written on this system; empty when it has none.
    pub(super) fn shown(&self, ctx: &Context, command: Id) -> String {
        self.of(command).first().map_or_else(String::new, |keys| as_shown(ctx, *keys))
    }
}

/// Keys as they are written on this system, wherever they are shown.
pub(super) fn as_shown(ctx: &Context, keys: KeyboardShortcut) -> String {
    written(&ctx.format_shortcut(&keys))
}

/// Keys as they are shown: those that have a picture or a sign on the keyboard by it, which cannot be read as what they do.
fn written(keys: &str) -> String {
    let (with, key) = keys.rsplit_once('+').map_or(("", keys), |(with, _)| keys.split_at(with.len() + 1));
    let key = match key {
        "Left" => "←",
        "Right" => "→",
        "Up" => "↑",
        "Down" => "↓",
        "Delete" => "Del",
        "Period" => ".",
        "Equals" => "=",
        "Plus" => "+",
        "Minus" => "-",
        other => other,
    };
    format!("{with}{key}")
}

/// No key but the one itself.
pub(super) const NONE: Modifiers = Modifiers::NONE;
/// The key for commands.
pub(super) const CTRL: Modifiers = Modifiers::COMMAND;
/// The key for capitals.
pub(super) const SHIFT: Modifiers = Modifiers::SHIFT;
/// The key for what is beside the text.
pub(super) const ALT: Modifiers = Modifiers::ALT;
/// Both.
pub(super) const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
/// Both.
pub(super) const ALT_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::ALT };

/// A key with modifiers.
pub(super) const fn press(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_with_a_picture_are_shown_by_it() {
        for (keys, shown) in [
            ("Left", "←"),
            ("Alt+Up", "Alt+↑"),
            ("Delete", "Del"),
            ("Ctrl+Period", "Ctrl+."),
            ("Ctrl+Plus", "Ctrl++"),
            ("Ctrl+S", "Ctrl+S"),
            ("", ""),
        ] {
            assert_eq!(written(keys), shown);
        }
    }
}
