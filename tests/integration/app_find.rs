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

/// A transcript of so many lines, some of which say more.
fn long(lines: usize, says: &[(usize, &str)]) -> String {
    let text = |line: usize| says.iter().find(|(at, _)| *at == line).map_or("On y va.", |(_, text)| text);
    let lines = (1..=lines).map(|line| format!("{:02}:{:02} {}\n", line / 60, line % 60, text(line)));
    format!("Une page\n\nTranscription\n{}", lines.collect::<String>())
}

fn is_in_view(window: &Window, line: usize) -> bool {
    window.harness.query_by_label(&text!("table-text-of", line = line)).is_some()
}

/// Which line is the current one, as the line at the bottom has it.
fn current(window: &Window) -> usize {
    let begin = text!("line-number", line = "…");
    let at = |shown: &String| shown.contains(" · ").then(|| told(shown, &format!("{begin} "))?.parse().ok()).flatten();
    window.all().iter().find_map(at).unwrap_or_else(|| panic!("no current line:\n{}", window.shown()))
}

#[test]
fn typing_shows_the_first_place_and_escape_goes_back() {
    let says = [(20, "Ici la mer."), (150, "La mer et la montagne."), (280, "Rien que la mer.")];
    let mut window = Window::on("page.txt", &long(300, &says));
    window.press_with(CTRL, Key::F);
    window.type_text("montagne");
    window.wait_for(text!("places", n = 1));
    assert!(is_in_view(&window, 150) && !is_in_view(&window, 1), "it is shown");
    assert_eq!(current(&window), 1, "and nobody has gone there");
    window.press(Key::Escape);
    assert!(is_in_view(&window, 1) && !is_in_view(&window, 150));

    // From the current row on; and from the beginning when there is none behind it.
    for _ in 0..29 {
        window.press(Key::ArrowDown);
    }
    window.press_with(CTRL, Key::F);
    window.type_text("mer");
    window.wait_for(text!("places", n = 3));
    assert!(is_in_view(&window, 150) && !is_in_view(&window, 280));
    window.type_text(".");
    window.wait_for(text!("places", n = 2));
    assert!(is_in_view(&window, 280), "what is typed behind it leads on");
    // Enter goes there, from there to the next, and Escape stays.
    window.press(Key::Enter);
    assert_eq!(current(&window), 280);
    window.press(Key::Enter);
    assert_eq!(current(&window), 20);
    window.press(Key::Escape);
    assert_eq!(current(&window), 20);
    assert!(is_in_view(&window, 20));

    // What was searched for is kept, and typed over.
    window.press_with(CTRL, Key::F);
    assert_eq!(window.harness.get_by_label(text!("find-query-name")).value().as_deref(), Some("mer."));
    window.press_with(CTRL, Key::F);
    window.type_text("zzz");
    window.wait_for(text!("find-none"));
    assert!(is_in_view(&window, 20), "nothing is found, and nothing moves");
    assert_eq!(window.harness.get_by_label(text!("find-query-name")).value().as_deref(), Some("zzz"));
}

#[test]
fn escape_goes_back_into_the_cell() {
    let mut window = Window::on("page.txt", &long(300, &[(2, "Ici la mer."), (150, "La montagne.")]));
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.press(Key::Home);
    window.press_with(CTRL, Key::F);
    window.type_text("montagne");
    window.wait_for(text!("places", n = 1));
    assert!(is_in_view(&window, 150));
    window.press(Key::Escape);
    window.type_text("x");
    assert_eq!(window.row(2), "00:02, xIci la mer.");
}

#[test]
fn what_is_selected_is_searched_for() {
    let says = [(2, "Ici la mer."), (3, "La montagne (ici)."), (100, "Montagne et mer.")];
    let mut window = Window::on("page.txt", &long(120, &says));
    let query = |window: &Window| window.harness.get_by_label(text!("find-query-name")).value();
    // The last word of line 2, in its cell.
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    for _ in 0..4 {
        window.press_with(SHIFT, Key::ArrowLeft);
    }
    window.press_with(CTRL, Key::F);
    assert_eq!(query(&window).as_deref(), Some("mer."));
    window.wait_for(text!("places", n = 2));
    // Nothing is found for nothing selected: the words stay.
    window.press(Key::Escape);
    window.press(Key::Escape);
    window.press_with(CTRL, Key::F);
    assert_eq!(query(&window).as_deref(), Some("mer."));
    // To an expression the words are what they are.
    window.harness.get_by_role_and_label(Role::RadioButton, text!("find-regex-name")).click();
    window.settle();
    window.press(Key::Escape);
    window.click(text!("table-text-of", line = 3));
    window.press_with(CTRL, Key::A);
    window.press_with(CTRL, Key::F);
    window.wait_for(text!("places", n = 1));
    assert_eq!(match_rows(&window), [3]);
}

#[test]
fn f3_searches_for_what_is_selected_or_at_the_caret_or_was_searched_last() {
    let says = [(2, "Ici la mer."), (50, "La mer."), (80, "Ici même."), (100, "La mer et la nuit.")];
    let mut window = Window::on("page.txt", &long(120, &says));
    window.press(Key::F3);
    assert_eq!(current(&window), 1, "there is nothing to search for");
    // The caret stands behind the last letter of a word.
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.press(Key::ArrowLeft);
    window.press(Key::F3);
    assert_eq!(current(&window), 50);
    window.press(Key::F3);
    assert_eq!(current(&window), 100);
    window.press_with(SHIFT, Key::F3);
    window.press_with(SHIFT, Key::F3);
    assert_eq!(current(&window), 2);
    // What is selected is searched for instead, also backwards.
    window.press(Key::Enter);
    window.press(Key::Home);
    for _ in 0..3 {
        window.press_with(SHIFT, Key::ArrowRight);
    }
    window.press_with(SHIFT, Key::F3);
    assert_eq!(current(&window), 80);
    // Escape gives the search up, and the key takes it up again.
    window.press(Key::Escape);
    window.press(Key::Escape);
    window.press(Key::F3);
    assert_eq!(current(&window), 80);
    window.press(Key::F3);
    assert_eq!(current(&window), 2);
}

#[test]
fn nothing_to_put_there_deletes() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::F);
    window.type_text("Bonjour");
    window.wait_for(text!("places", n = 3));
    window.click(text!("find-delete-ticked", n = 3));
    window.wait_for(text!("find-deleted", keys = "…", n = 3));
    assert_eq!(window.row(2), "00:02, à la vallée de Lioscop.");
}

/// Opens the dialog for going somewhere and types.
fn go_to(window: &mut Window, typed: &str) {
    window.press_with(CTRL, Key::G);
    window.type_text(typed);
}

#[test]
fn a_line_or_a_time_is_gone_to_while_it_is_typed() {
    let mut window = Window::on("page.txt", &long(300, &[]));
    for (typed, line) in [("150", 150), ("2:30", 150), ("0:03:20", 200), ("+10", 11), ("+400", 300)] {
        go_to(&mut window, typed);
        assert_eq!(current(&window), line, "{typed}");
        assert!(is_in_view(&window, line), "{typed}");
        window.press(Key::Escape);
        assert_eq!(current(&window), 1, "{typed} is given up");
        assert!(is_in_view(&window, 1), "{typed} is given up");
    }
    for typed in ["0", "301", "soon"] {
        go_to(&mut window, typed);
        assert!(window.says(text!("go-to-wrong", n = 300)), "{typed}:\n{}", window.shown());
        window.press(Key::Enter);
        assert!(window.says(text!("go-to-hint")), "{typed}: it stays open");
        window.press(Key::Escape);
        assert_eq!(current(&window), 1, "{typed}");
    }
    // Enter stays there, and the keyboard is the table's.
    go_to(&mut window, "150");
    window.press(Key::Enter);
    window.press(Key::ArrowDown);
    assert_eq!(current(&window), 151);
    // It is in the palette.
    window.run(text!("command-go-to"));
    window.type_text("-51");
    window.press(Key::Enter);
    assert_eq!(current(&window), 100);
}

#[test]
fn going_somewhere_and_back_leads_into_the_cell_again() {
    let mut window = Window::on("page.txt", &long(300, &[]));
    window.press(Key::Enter);
    window.press(Key::Home);
    for _ in 0..3 {
        window.press_with(SHIFT, Key::ArrowRight);
    }
    go_to(&mut window, "200");
    window.press(Key::Escape);
    window.type_text("On ");
    assert_eq!(window.row(1), "00:01, On y va.");
    window.type_text("n'");
    assert_eq!(window.row(1), "00:01, On n'y va.");
    go_to(&mut window, "200");
    window.press(Key::Enter);
    window.press(Key::ArrowDown);
    assert_eq!(current(&window), 201, "the cell was left");
    assert_eq!(window.row(201), "03:21, On y va.");
}
