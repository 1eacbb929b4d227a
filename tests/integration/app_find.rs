//! Find and replace in the window: what a query means, where it looks, what is told while it runs.

use crate::window::{CTRL, SHIFT, Window};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT, Queryable};

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

/// The rows of the hits that are listed, counted from 1.
fn hits(window: &Window) -> Vec<usize> {
    let all = window.all();
    let row = |label: &String| label.strip_prefix("place in line ")?.split(':').next()?.parse().ok();
    all.iter().filter_map(row).collect()
}

fn run(window: &mut Window, command: &str) {
    window.press_with(CTRL | SHIFT, Key::P);
    window.type_text(command);
    window.press(Key::Enter);
}

#[test]
fn what_sounds_like_a_name_is_found_and_replaced_from_the_palette() {
    let mut window = Window::on("page.txt", PAGE);
    run(&mut window, "sounds like");
    window.type_text("Lefebvre");
    window.wait_for("4 places");
    assert_eq!(hits(&window), [1, 3, 4, 5]);
    assert_eq!(state(&window, Role::RadioButton, "sounds like"), (true, true));
    for toggle in ["whole words only", "case counts", "accents count"] {
        assert_eq!(state(&window, Role::CheckBox, toggle), (false, false), "{toggle} says nothing by ear");
    }
    window.press_with(CTRL, Key::H);
    window.type_text("Lefebvre");
    window.click("Replace 4");
    window.wait_for("Replaced 4 places");
    window.press(Key::Escape);
    assert_eq!(window.row(1), "line 1, 00:00, -Bonjour à tous, voici Jean Paul Lefebvre.");
    assert_eq!(window.row(3), "line 3, 00:05, -Bonjour. Merci, monsieur Lefebvre.");
    assert_eq!(window.row(4), "line 4, 00:09, Il y a ici Lefebvre");
    assert_eq!(window.row(5), "line 5, 00:12, du village, dit Lefebvre.");
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(4), "line 4, 00:09, Il y a ici le", "one step takes it back");
}

#[test]
fn the_query_means_what_is_chosen() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::F);
    window.type_text("jean-paul");
    window.wait_for("2 places");
    assert_eq!(state(&window, Role::RadioButton, "plain text"), (true, true));
    window.harness.get_by_role_and_label(Role::RadioButton, "regular expression").click();
    window.settle();
    window.wait_for("1 place");
    assert_eq!(hits(&window), [6]);
    assert_eq!(state(&window, Role::CheckBox, "accents count"), (false, false), "to an expression they always do");
    window.harness.get_by_role_and_label(Role::RadioButton, "sounds like").click();
    window.settle();
    window.wait_for("2 places");
    window.harness.get_by_role_and_label(Role::RadioButton, "plain text").click();
    window.settle();
    window.wait_for("2 places");
}

#[test]
fn words_are_whole_when_they_are_replaced() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::F);
    window.type_text("Hélio");
    window.wait_for("1 place");
    assert_eq!(state(&window, Role::CheckBox, "whole words only"), (false, true));
    window.press_with(CTRL, Key::H);
    window.wait_for("no matches");
    assert_eq!(state(&window, Role::CheckBox, "whole words only"), (true, true));
    window.press_with(CTRL, Key::F);
    window.wait_for("1 place");
    window.press_with(CTRL, Key::H);
    window.click("whole words only");
    window.wait_for("1 place");
    window.press_with(CTRL, Key::F);
    window.press_with(CTRL, Key::H);
    assert_eq!(state(&window, Role::CheckBox, "whole words only"), (false, true), "what was chosen by hand stays");
}

#[test]
fn the_plural_of_a_name_is_kept() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::H);
    window.type_text("Hélioscop");
    window.wait_for("1 place");
    window.press_with(CTRL, Key::H);
    window.type_text("Helioscope");
    window.click("Replace 1");
    window.wait_for("Replaced 1 place");
    assert_eq!(window.row(6), "line 6, 00:15, -Et Jean-Paul aussi, et les Helioscopes.");
}

fn look_in(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::ComboBox, "where to look").click();
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
    window.wait_for("3 places");
    look_in(&mut window, "Lines by Ann");
    window.wait_for("2 places");
    assert_eq!(hits(&window), [1, 2]);
    look_in(&mut window, "Unchecked lines");
    window.wait_for("2 places");
    assert_eq!(hits(&window), [1, 2]);
    look_in(&mut window, "All lines");
    window.wait_for("3 places");
    assert_eq!(hits(&window), [1, 2, 3]);
    // The lines that are selected when it is chosen.
    window.press_with(CTRL, Key::Home);
    window.press(Key::ArrowDown);
    window.press_with(SHIFT, Key::ArrowDown);
    look_in(&mut window, "The selected lines");
    window.wait_for("2 places");
    assert_eq!(hits(&window), [2, 3]);
}

#[test]
fn ticks_and_counts_survive_an_edit() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::F);
    window.type_text("bonjour");
    window.wait_for("3 places");
    window.click("tick line 2");
    window.wait_for("3 places, 2 ticked");
    window.press_with(CTRL, Key::Home);
    window.press_with(SHIFT, Key::Insert);
    window.type_text("Bonjour");
    window.press(Key::Escape);
    window.press_with(CTRL, Key::Z);
    window.wait_for("3 places, 2 ticked");
}
