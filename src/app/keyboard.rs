//! From keys to commands. Runs before anything is drawn, so that a key that asks for a command reaches no
//! text field.

use super::caret;
use super::clipboard::PasteAs;
use super::command::{Spec, Where};
use super::keys::Id;
use super::pace::Pace;
use super::panel::Holds;
use super::panels;
use super::registry;
use super::request::Request;
use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

/// What has the keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Focus {
    /// An open cell of the table.
    Cell,
    /// Some other text field.
    Field,
    /// A panel.
    Panel(&'static str),
    /// A widget in a panel that has the keyboard, which the Space key presses.
    InPanel(&'static str),
    /// A button or the like, which the Space and Enter keys press.
    Widget,
    /// Nothing: keys go to the table.
    Table,
}

/// Takes the keys that ask for commands out of the input and returns what they ask for. `applies` says whether a command
/// applies now, `paste` where a text goes that comes from the clipboard.
pub(super) fn take(ctx: &Context, paste: PasteAs, applies: &dyn Fn(Id) -> bool) -> Vec<Request> {
    let focus = focus(ctx);
    // The toolkit takes the keyboard from a field at Escape before anybody can ask: the key is still the field's.
    let had = egui::Id::unique("keyboard: a field had it");
    let in_field = focus == Focus::Field;
    let was_in_field = ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or(had, false), in_field));
    let mut events = ctx.input_mut(|input| std::mem::take(&mut input.events)).into_iter();
    let (mut left, mut asked, mut letter_asked) = (Vec::new(), Vec::new(), false);
    while let Some(mut event) = events.next() {
        let focus = if was_in_field && is_escape(&event) { Focus::Field } else { focus };
        let request = if is_typed(&event) { asks(focus, &mut event, paste, applies) } else { None };
        let is_its_letter = std::mem::take(&mut letter_asked) && matches!(event, Event::Text(_));
        match (request, asked.last()) {
            // A letter that asked for something is not typed as well, into a field that the command opens.
            _ if is_its_letter && !matches!(focus, Focus::Cell | Focus::Field) => {}
            _ if is_its_letter => left.push(event),
            (Some(request), before) if before.is_none_or(|before| *before == request) => {
                asked.push(request);
                letter_asked = true;
            }
            // What was asked for may take the keyboard: what is typed behind it waits until it has.
            (_, Some(_)) if is_typed(&event) => {
                ctx.with_plugin(|pace: &mut Pace| pace.hold(std::iter::once(event).chain(events.by_ref()).collect()));
                ctx.request_repaint();
            }
            (_, _) => left.push(event),
        }
    }
    ctx.input_mut(|input| input.events = left);
    asked
}

/// Keeps what is typed for the next frame.
pub(super) fn hold(ctx: &Context) {
    hold_from(ctx, 0);
}

/// Keeps what is typed behind a key with which a dialog may end for the next frame: it is not meant for the dialog.
pub(super) fn hold_behind_the_end(ctx: &Context) {
    let ends = |event: &Event| matches!(event, Event::Key { key: Key::Escape | Key::Enter, pressed: true, .. });
    if let Some(end) = ctx.input(|input| input.events.iter().position(ends)) {
        hold_from(ctx, end + 1);
    }
}

fn hold_from(ctx: &Context, first: usize) {
    let behind = ctx.input_mut(|input| input.events.split_off(first));
    let (typed, others): (Vec<Event>, Vec<Event>) = behind.into_iter().partition(is_typed);
    ctx.input_mut(|input| input.events.extend(others));
    if !typed.is_empty() {
        ctx.with_plugin(|pace: &mut Pace| pace.hold(typed));
        ctx.request_repaint();
    }
}

/// Whether an event is meant for whatever has the keyboard, or may give it to something else.
#[allow(clippy::wildcard_enum_match_arm, reason = "the events are the toolkit's, which has many others")]
fn is_typed(event: &Event) -> bool {
    match event {
        Event::Key { pressed, .. } | Event::PointerButton { pressed, .. } => *pressed,
        Event::Text(_) | Event::Paste(_) | Event::MiddleClickPaste { .. } => true,
        Event::Copy | Event::Cut | Event::Ime(_) => true,
        _ => false,
    }
}

/// What an event asks for; `None` leaves it to the widgets.
#[allow(clippy::wildcard_enum_match_arm, reason = "the events are the toolkit's, which has many others")]
fn asks(focus: Focus, event: &mut Event, paste: PasteAs, applies: &dyn Fn(Id) -> bool) -> Option<Request> {
    let in_text = matches!(focus, Focus::Cell | Focus::Field);
    match event {
        Event::Paste(text) if paste != PasteAs::Here || !in_text => {
            Some(Request::Paste { text: std::mem::take(text), to: paste })
        }
        Event::Paste(text) | Event::MiddleClickPaste { text, .. } if focus == Focus::Cell => {
            // A line of the transcript is one paragraph: what is pasted into it becomes one.
            let parts = text.split(['\r', '\n']).map(str::trim).filter(|part| !part.is_empty());
            *text = parts.collect::<Vec<_>>().join(" ");
            None
        }
        Event::Copy if !in_text => Some(Request::Run(Id("copy-lines"))),
        Event::Cut if matches!(focus, Focus::Table | Focus::Widget) => Some(Request::Run(Id("cut-lines"))),
        Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
            let keys = Pressed { key: *key, physical: *physical_key, modifiers: *modifiers };
            let mut specs = registry::all().iter().map(|entry| &entry.spec);
            let asked = specs.find(|spec| {
                works(spec, focus, keys) && spec.keys.iter().any(|shortcut| keys.are(*shortcut)) && applies(spec.id)
            })?;
            Some(Request::Run(asked.id))
        }
        _ => None,
    }
}

fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Escape, .. })
}

fn focus(ctx: &Context) -> Focus {
    if caret::has_focus(ctx) {
        return Focus::Cell;
    }
    for panel in panels::ALL {
        match (panel.keyboard)(ctx) {
            Holds::Nothing => {}
            Holds::Keyboard => return Focus::Panel(panel.id),
            Holds::Widget => return Focus::InPanel(panel.id),
        }
    }
    if ctx.text_edit_focused() {
        Focus::Field
    } else if ctx.memory(|memory| memory.focused()).is_some_and(|id| id != caret::table_id()) {
        Focus::Widget
    } else {
        Focus::Table
    }
}

/// Whether the keys of a command work where the keyboard is.
fn works(spec: &Spec, focus: Focus, keys: Pressed) -> bool {
    match (spec.place, focus) {
        // A field outside the table has its own undo.
        (Where::Anywhere, Focus::Field) => !spec.yields,
        (Where::Anywhere, _) | (Where::Table, Focus::Table) => true,
        (Where::Editing, focus) => focus == Focus::Cell,
        (Where::Panel(panel), Focus::InPanel(here)) => panel == here && keys.key != Key::Space,
        (Where::Panel(panel), focus) => focus == Focus::Panel(panel),
        (Where::Table, Focus::Widget | Focus::InPanel(_)) => !matches!(keys.key, Key::Space | Key::Enter | Key::Tab),
        (Where::Table, _) => false,
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
    fn are(self, shortcut: KeyboardShortcut) -> bool {
        let digit = (Key::Num0..=Key::Num9).contains(&shortcut.logical_key);
        let key = self.key == shortcut.logical_key || (digit && self.physical == Some(shortcut.logical_key));
        key && self.modifiers.matches_exact(shortcut.modifiers)
    }
}
