//! What the pointer may ask for: the menus of the table, the light beside a word, and what is chosen in them.

use crate::app::PAGE;
use crate::window::{CTRL, SHIFT, Window};
use egui::{Key, Modifiers};
use stet::text;

/// Opens the text of a line, with the caret before a character of it.
fn caret_in(window: &mut Window, line: usize, character: usize) {
    window.click(text!("table-text-of", line = line));
    window.press(Key::Home);
    for _ in 0..character {
        window.press(Key::ArrowRight);
    }
}

#[test]
fn a_line_is_split_between_words_unless_inside_one_is_asked_for() {
    // Line 6 is `Et l'eau aussi.`.
    for (modifiers, character, expected) in [
        (CTRL, 2, Some(("Et", "l'eau aussi."))),
        (CTRL, 3, Some(("Et", "l'eau aussi."))),
        (CTRL, 5, Some(("Et", "l'eau aussi."))),
        (CTRL, 7, Some(("Et l'eau", "aussi."))),
        (CTRL, 8, Some(("Et l'eau", "aussi."))),
        // The nearer end of the word is that of the line: then it is the other one.
        (CTRL, 1, Some(("Et", "l'eau aussi."))),
        (CTRL, 0, None),
        (CTRL | SHIFT, 1, Some(("E", "t l'eau aussi."))),
        (CTRL | SHIFT, 5, Some(("Et l'", "eau aussi."))),
    ] {
        let mut window = Window::on("page.txt", PAGE);
        caret_in(&mut window, 6, character);
        window.press_with(modifiers, Key::Enter);
        assert_eq!(window.says(text!("speakers-chooser-hint")), expected.is_some(), "at {character}");
        window.press(Key::Escape);
        let Some((first, second)) = expected else {
            assert_eq!(window.row(6), "00:15, Et l'eau aussi.");
            continue;
        };
        assert_eq!(window.row(6), format!("00:15, {first}"), "{modifiers:?} at {character}");
        assert!(window.row(7).ends_with(&format!(", {second}")), "{modifiers:?} at {character}: {}", window.row(7));
    }
}

#[test]
fn enter_in_a_chooser_that_nobody_touched_changes_nothing() {
    let mut window = Window::on("page.txt", PAGE);
    for name in ["Joanna", "Bob"] {
        window.press(Key::S);
        window.type_text(name);
        window.press(Key::Enter);
    }
    let rows = |window: &Window| (1..=6).map(|line| window.row(line)).collect::<Vec<_>>();
    window.press_with(CTRL, Key::Home);
    let before = rows(&window);
    window.press(Key::S);
    assert!(window.says(text!("speakers-chooser-hint")));
    window.press(Key::Enter);
    assert!(!window.says(text!("speakers-chooser-hint")), "it closes");
    assert_eq!(rows(&window), before);

    // What was typed and taken back chooses nobody either; what stands in the middle of a name is not meant.
    for (typed, keys, expected) in [
        ("B", &[Key::Backspace, Key::Enter][..], "Joanna"),
        ("", &[Key::ArrowDown, Key::ArrowDown, Key::Enter], "Bob"),
        ("bo", &[Key::Enter], "Bob"),
        ("Ann", &[Key::Enter], "Ann"),
    ] {
        window.press_with(CTRL, Key::Home);
        window.press_with(Modifiers::NONE, Key::S);
        window.type_text(typed);
        keys.iter().for_each(|key| window.press(*key));
        let expected = format!("00:00, {expected}, -Bonjour à tous.");
        assert_eq!(window.row(1), expected, "{typed} {keys:?}");
        if !typed.is_empty() || keys.len() > 1 {
            while window.row(1) != before[0] {
                window.press_with(CTRL, Key::Z);
            }
        }
    }
}
