//! What comes faster than a frame: input waits until what it is meant for has been drawn.
//!
//! The toolkit asks where a click lands among the widgets of the frame before, and gives all keys of a frame to what has
//! the keyboard at its beginning. On a busy machine a double-click and the letters behind it arrive in one frame, before
//! the cell that the first click opens is there: the second click would close it, and the letters would be commands. So a
//! frame gets nothing behind a click, and the one after it, in which what was opened is drawn, gets nothing at all. In the
//! same way a key that types nothing waits until what was typed before it has been taken up: Enter must not leave a field
//! before its last letters are in it.

use egui::{Context, Event, Key, Plugin, RawInput};

/// Hands the input on, one click at a time.
#[derive(Default)]
pub(super) struct Pace {
    /// What waits for the next frame.
    waiting: Vec<Event>,
    /// The frame before had a click: what it opened is still to be drawn.
    clicked: bool,
    /// This frame has keys or text.
    typed: bool,
}

impl Pace {
    /// Whether anything was typed in this frame, whoever takes it.
    pub(super) fn typed(&self) -> bool {
        self.typed
    }

    /// Keeps events for the next frame.
    pub(super) fn hold(&mut self, events: Vec<Event>) {
        self.waiting.splice(0..0, events);
    }
}

impl Plugin for Pace {
    fn debug_name(&self) -> &'static str {
        "pace"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut events = std::mem::take(&mut self.waiting);
        events.append(&mut input.events);
        // A finger that stays asks for the menu of what is below it, which the toolkit tells from a click by the time.
        // The button of a mouse makes a click however long it is held.
        if let Some(touch) =
            events.iter().find(|event| matches!(event, Event::Touch { .. } | Event::PointerButton { .. }))
        {
            let long = if matches!(touch, Event::Touch { .. }) { LONG_TOUCH } else { f64::INFINITY };
            ctx.options_mut(|options| options.input_options.max_click_duration = long);
        }
        if std::mem::take(&mut self.clicked) {
            self.waiting = events;
        } else {
            self.waiting = events.split_off(end_of_frame(&events));
            self.clicked = events.last().is_some_and(is_release);
            input.events = events;
        }
        let is_typed =
            |event: &Event| matches!(event, Event::Key { pressed: true, .. } | Event::Text(_) | Event::Ime(_));
        self.typed = input.events.iter().any(is_typed);
        if !self.waiting.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// How many of some events are for one frame.
fn end_of_frame(events: &[Event]) -> usize {
    // The key that was pressed last, and whether it or something else has been typed.
    let (mut before, mut typed) = (None, false);
    for (at, event) in events.iter().enumerate() {
        if is_release(event) {
            return at + 1;
        }
        let is_followed_by_letter = events.get(at + 1).is_some_and(|next| matches!(next, Event::Text(_)));
        if let Event::Key { key, pressed: true, modifiers, .. } = event
            && (is_control(*key) || !is_followed_by_letter)
        {
            if typed && before != Some((*key, *modifiers)) {
                return at;
            }
            before = Some((*key, *modifiers));
            typed = true;
        } else if matches!(event, Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_)) {
            (before, typed) = (None, true);
        }
    }
    events.len()
}

/// Whether a key types nothing, whatever is typed behind it.
fn is_control(key: Key) -> bool {
    use Key::{
        ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Backspace, Delete, End, Enter, Escape, Home, Insert, PageDown,
        PageUp, Tab,
    };
    matches!(
        key,
        ArrowDown
            | ArrowLeft
            | ArrowRight
            | ArrowUp
            | Backspace
            | Delete
            | End
            | Enter
            | Escape
            | Home
            | Insert
            | PageDown
            | PageUp
            | Tab
    )
}

fn is_release(event: &Event) -> bool {
    matches!(event, Event::PointerButton { pressed: false, .. })
}

/// How long a finger stays for the menu, in seconds.
const LONG_TOUCH: f64 = 0.8;

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Modifiers, PointerButton, Pos2};

    fn button(pressed: bool) -> Event {
        Event::PointerButton { pos: Pos2::ZERO, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
    }

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    /// The events that each frame gets, one sign each: a press, a release, the keys Enter and Left, a letter that is typed.
    fn frames(arriving: &[&str]) -> Vec<String> {
        let ctx = Context::default();
        let mut pace = Pace::default();
        let event = |c: char| match c {
            'P' => button(true),
            'R' => button(false),
            '⏎' => key(Key::Enter),
            '←' => key(Key::ArrowLeft),
            typed => Event::Text(typed.to_string()),
        };
        let letter = |event: &Event| {
            let sign = |c: char| c.to_string();
            if let Event::Text(typed) = event {
                typed.clone()
            } else if is_release(event) {
                sign('R')
            } else if *event == button(true) {
                sign('P')
            } else if *event == key(Key::Enter) {
                sign('⏎')
            } else {
                sign('←')
            }
        };
        let mut frames = Vec::new();
        let mut arriving = arriving.iter();
        loop {
            let came = arriving.next();
            if came.is_none() && pace.waiting.is_empty() {
                return frames;
            }
            let events = came.into_iter().flat_map(|events| events.chars()).map(event).collect();
            let mut input = RawInput { events, ..RawInput::default() };
            pace.input_hook(&ctx, &mut input);
            frames.push(input.events.iter().map(letter).collect());
        }
    }

    #[test]
    fn a_frame_gets_one_click_and_the_next_one_draws_what_it_opened() {
        for (arriving, expected) in [
            (&["ab"][..], &["ab"][..]),
            (&["PR"], &["PR"]),
            (&["PR", "", "a"], &["PR", "", "a"]),
            (&["PR", "a"], &["PR", "", "a"]),
            (&["PRab"], &["PR", "", "ab"]),
            (&["PRPRab"], &["PR", "", "PR", "", "ab"]),
            (&["P", "RP", "Ra"], &["P", "R", "", "PR", "", "a"]),
            (&["PRP", "aR", "b"], &["PR", "", "PaR", "", "b"]),
            (&["ab⏎"], &["ab", "⏎"]),
            (&["ab⏎cd⏎"], &["ab", "⏎cd", "⏎"]),
            (&["←←⏎a"], &["←←", "⏎a"]),
        ] {
            let frames = frames(arriving);
            assert_eq!(frames, expected, "{arriving:?}");
        }
    }
}
