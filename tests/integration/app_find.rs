//! Find and replace in the window: what a query means, where it looks, what is told while it runs.

use crate::window::{CTRL, SHIFT, Window, told};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use stet::text;

const PAGE: &str = "La Vallée reçoit Marc Lefebvre (maire) et Sophie Marchand\n\nTranscription\n\
00:00 -Bonjour à tous, voici Jean Paul Lefèbre.\n00:02 Bonjour à la vallée de Lioscop.\n\
00:05 -Bonjour. Merci, monsieur Lefaivre.\n00:09 Il y a ici le\n00:12 fèvre du village, dit LEFÈBRE.\n\
00:15 -Et Jean-Paul aussi, et les Hélioscops.\n";

/// Whether a toggle or a choice is on, and whether it can be used.
fn state(window: &Window, role: Role, label: &str) -> (bool, bool) {
    let node = window.harness.get_by_role_and_label(role, label);
    let node = node.accesskit_node();
    (node.toggled() == Some(egui::accesskit::Toggled::True), !node.is_disabled())
}

/// The rows of the matches that are listed, counted from 1.
fn match_rows(window: &Window) -> Vec<usize> {
    let all = window.all();
    let row = |label: &String| told(label, &text!("find-place-in-line", line = "…", text = ""))?.parse().ok();
    all.iter().filter_map(row).collect()
}

#[test]
fn what_sounds_like_a_name_is_found_and_replaced_from_the_palette() {
    let mut window = Window::on("page.txt", PAGE);
    window.run(text!("command-find-sounds"));
    window.type_text("Lefebvre");
    window.wait_for(text!("places", n = 4));
    assert_eq!(match_rows(&window), [1, 3, 4, 5]);
    assert_eq!(state(&window, Role::RadioButton, text!("find-by-ear-name")), (true, true));
    for toggle in [text!("find-word-about"), text!("find-case-about"), text!("find-accents-about")] {
        assert_eq!(state(&window, Role::CheckBox, toggle), (false, false), "{toggle} says nothing by ear");
    }
    window.press_with(CTRL, Key::H);
    window.type_text("Lefebvre");
    window.click(text!("find-replace-ticked", n = 4));
    window.wait_for(text!("find-replaced", keys = "…", n = 4));
    window.press(Key::Escape);
    assert_eq!(window.row(1), "00:00, -Bonjour à tous, voici Jean Paul Lefebvre.");
    assert_eq!(window.row(3), "00:05, -Bonjour. Merci, monsieur Lefebvre.");
    assert_eq!(window.row(4), "00:09, Il y a ici Lefebvre");
    assert_eq!(window.row(5), "00:12, du village, dit Lefebvre.");
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(4), "00:09, Il y a ici le", "one step takes it back");
}

#[test]
fn the_query_means_what_is_chosen() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::F);
    window.type_text("jean-paul");
    window.wait_for(text!("places", n = 2));
    assert_eq!(state(&window, Role::RadioButton, text!("find-plain-name")), (true, true));
    window.harness.get_by_role_and_label(Role::RadioButton, text!("find-regex-name")).click();
    window.settle();
    window.wait_for(text!("places", n = 1));
    assert_eq!(match_rows(&window), [6]);
    assert_eq!(
        state(&window, Role::CheckBox, text!("find-accents-about")),
        (false, false),
        "to an expression they always do"
    );
    window.harness.get_by_role_and_label(Role::RadioButton, text!("find-by-ear-name")).click();
    window.settle();
    window.wait_for(text!("places", n = 2));
    window.harness.get_by_role_and_label(Role::RadioButton, text!("find-plain-name")).click();
    window.settle();
    window.wait_for(text!("places", n = 2));
}

#[test]
fn words_are_whole_when_they_are_replaced() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::F);
    window.type_text("Hélio");
    window.wait_for(text!("places", n = 1));
    assert_eq!(state(&window, Role::CheckBox, text!("find-word-about")), (false, true));
    window.press_with(CTRL, Key::H);
    window.wait_for(text!("find-none"));
    assert_eq!(state(&window, Role::CheckBox, text!("find-word-about")), (true, true));
    window.press_with(CTRL, Key::F);
    window.wait_for(text!("places", n = 1));
    window.press_with(CTRL, Key::H);
    window.click(text!("find-word-about"));
    window.wait_for(text!("places", n = 1));
    window.press_with(CTRL, Key::F);
    window.press_with(CTRL, Key::H);
    assert_eq!(
        state(&window, Role::CheckBox, text!("find-word-about")),
        (false, true),
        "what was chosen by hand stays"
    );
}

#[test]
fn the_plural_of_a_name_is_kept() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::H);
    window.type_text("Hélioscop");
    window.wait_for(text!("places", n = 1));
    window.press_with(CTRL, Key::H);
    window.type_text("Helioscope");
    window.click(text!("find-replace-ticked", n = 1));
    window.wait_for(text!("find-replaced", keys = "…", n = 1));
    assert_eq!(window.row(6), "00:15, -Et Jean-Paul aussi, et les Helioscopes.");
}

fn look_in(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::ComboBox, text!("find-within")).click();
    window.settle();
    window.click(name);
    window.settle();
}

#[test]
fn it_looks_where_it_is_told_to() {
    let mut window = Window::on("page.txt", PAGE);
    // Lines 1 and 2 are by Ann, 3 is checked.
    window.press_with(SHIFT, Key::ArrowDown);
    window.press(Key::S);
    window.type_text("Ann");
    window.press(Key::Enter);
    window.press_with(CTRL, Key::Home);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.press(Key::C);
    window.press_with(CTRL, Key::Home);
    window.press_with(CTRL, Key::F);
    window.type_text("bonjour");
    window.wait_for(text!("places", n = 3));
    look_in(&mut window, &text!("find-within-speaker", speaker = "Ann"));
    window.wait_for(text!("places", n = 2));
    assert_eq!(match_rows(&window), [1, 2]);
    look_in(&mut window, text!("find-within-unchecked"));
    window.wait_for(text!("places", n = 2));
    assert_eq!(match_rows(&window), [1, 2]);
    look_in(&mut window, text!("find-within-all"));
    window.wait_for(text!("places", n = 3));
    assert_eq!(match_rows(&window), [1, 2, 3]);
    // The lines that are selected when it is chosen.
    window.press_with(CTRL, Key::Home);
    window.press(Key::ArrowDown);
    window.press_with(SHIFT, Key::ArrowDown);
    look_in(&mut window, text!("find-within-selection"));
    window.wait_for(text!("places", n = 2));
    assert_eq!(match_rows(&window), [2, 3]);
}

#[test]
fn ticks_and_counts_survive_an_edit() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::F);
    window.type_text("bonjour");
    window.wait_for(text!("places", n = 3));
    window.click(text!("find-tick-line", line = 2));
    window.wait_for(text!("find-places-ticked", n = 3, ticked = 2));
    window.press_with(CTRL, Key::Home);
    window.press_with(SHIFT, Key::Insert);
    window.type_text("Bonjour");
    window.press(Key::Escape);
    window.press_with(CTRL, Key::Z);
    window.wait_for(text!("find-places-ticked", n = 3, ticked = 2));
}
