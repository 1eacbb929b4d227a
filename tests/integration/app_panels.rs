//! The panels of the dock, the strip and the dialogs that belong to them, driven as a person would drive them.

use crate::app::PAGE;
use crate::window::{CTRL, Window};
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};

/// Two names that are sure.
const SURE: &str = "La Vallée avec Yvonne Taquerel et Bastien Corvasier\n\nTranscription\n\
00:01 Bonjour à tous, nous sommes avec Yvonne Takerel.\n00:04 Merci d'être là avec nous dans la vallée.\n\
00:06 Et voici Bastien Corvazier, qui a dessiné la maison du village.\n00:09 Merci Bastien Corvazier.\n";

#[test]
fn the_sure_names_are_ticked_one_by_one() {
    let mut window = Window::on("sure.txt", SURE);
    window.press_with(CTRL, Key::Num1);
    window.wait_for("are sure, in");
    window.click("Preview and accept");
    window.wait_for("Accept 2 names, 3 places");
    window.click("tick Bastien Corvazier to Bastien Corvasier");
    window.wait_for("Accept 1 name, 1 place");
    window.press(Key::Escape);
    assert!(!window.says("Accept 1 name"), "Escape closes the dialog");
    let names = window.harness.get_by_label("names").accesskit_node();
    assert!(names.is_focused(), "the keyboard is in the Names panel again");

    window.click("Preview and accept");
    window.wait_for("Accept 2 names, 3 places");
    window.click("tick Bastien Corvazier to Bastien Corvasier");
    window.press(Key::Enter);
    window.wait_for("1 name put right in 1 place");
    assert!(window.says("Yvonne Taquerel"), "{}", window.shown());
    window.wait_for("Bastien Corvazier to Bastien Corvasier");
    assert!(window.harness.get_by_label("names").accesskit_node().is_focused());
}

/// An offer to split, and a name that stands three times.
const WAITING: &str = "00:01 -Bonjour à tous. -Nous sommes avec Yvonne Takrel.\n\
00:04 Merci d'être là, dit Yvonne Takrel à tous les habitants de la vallée.\n\
00:06 Takrel a écrit le livre sur le village.\n00:09 Voilà ce que nous allons voir avec vous.\n";

/// Corrects the name at the end of the first line.
fn correct(window: &mut Window) {
    window.click("text of line 1");
    window.press(Key::End);
    for _ in 0.."Takrel.".len() {
        window.press(Key::Backspace);
    }
    window.type_text("Taquerel.");
    window.press(Key::Enter);
    window.wait_for("2 more the same");
}

#[test]
fn what_was_said_before_comes_back() {
    let mut window = Window::on("page.txt", WAITING);
    window.wait_for_findings();
    assert!(window.says("Split the 1 turn inside a line?"));
    correct(&mut window);
    assert!(!window.says("Split the 1 turn"));
    window.press_with(CTRL, Key::R);
    window.wait_for("Replaced 2 more");
    assert!(window.says("Split the 1 turn inside a line?"), "{}", window.shown());
    window.click("Split");
    assert!(!window.says("Split the 1 turn"), "what was done is no longer offered");
    window.wait_for("1 turn inside a line split off");
}

#[test]
fn what_is_reviewed_is_taken_with_the_same_key() {
    let mut window = Window::on("page.txt", WAITING);
    window.wait_for_findings();
    correct(&mut window);
    // The menu has the same name.
    window.harness.get_all_by_label("Review").last().expect("it is offered").click();
    window.settle();
    window.wait_for("you corrected it by hand");
    window.click("tick Takrel in line 3");
    window.press_with(CTRL, Key::R);
    window.wait_for("Taquerel in 1 place");
    assert!(window.row(2).contains("Yvonne Taquerel"), "{}", window.row(2));
    assert!(window.row(3).contains("Takrel"), "{}", window.row(3));
}

#[test]
fn what_only_tells_goes_with_the_next_edit() {
    let mut window = Window::on("page.txt", &PAGE.replace(". -Merci", ". Merci"));
    window.press(Key::C);
    window.settle();
    assert!(!window.says("Opened as Page"), "{}", window.shown());
}

#[test]
fn undo_takes_the_hand_to_what_it_changed() {
    let lines: String =
        (0..200).map(|n| format!("{:02}:{:02} Nous parlons de la ligne {n}.\n", n / 30, n % 30 * 2)).collect();
    let mut window = Window::on("long.txt", &lines);
    window.click("text of line 3");
    window.press(Key::End);
    window.type_text(" Oui.");
    window.press(Key::Enter);
    window.press(Key::Home);
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(3), "line 3, 00:04, Nous parlons de la ligne 2.");
    assert!(window.says("line 3 · 00:04") || window.says("Undid"), "{}", window.shown());
    window.type_text("x");
    assert_eq!(window.row(4), "line 4, 00:06, Nous parlons de la ligne 3.", "the cell of line 4 is closed");

    window.press_with(CTRL, Key::Y);
    window.press_with(CTRL, Key::End);
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(1), "line 1, 00:00, Nous parlons de la ligne 0.", "the top is a third above it");
    window.press_with(CTRL, Key::Y);
    window.press_with(CTRL, Key::F);
    window.type_text("ligne 100.");
    window.wait_for("1 place");
    window.press(Key::F3);
    let shown = window.all();
    let first = (1..200).find(|n| shown.contains(&format!("text of line {n}"))).unwrap_or(0);
    assert!((88..98).contains(&first), "line 101 is a third from the top, and the first in view is {first}");
}

#[test]
fn who_is_proposed_is_shown_before_anything_is_taken() {
    let mut window = Window::picking(&[]);
    window.click("Versant Sud");
    window.wait_for("proposed for line 2");
    window.press_with(CTRL, Key::Num3);
    window.wait_for("proposed: ");
    let first = window.all().into_iter().find_map(|shown| shown.strip_prefix("give to ").map(str::to_owned));
    let first = first.expect("somebody is proposed");
    assert!(window.says(&format!("take all of {first}")));
    window.press_with(CTRL, Key::Home);
    window.press(Key::ArrowDown);
    window.press(Key::Num1);
    window.press_with(CTRL, Key::Home);
    assert!(window.row(2).contains(&first), "the key gives the turn to {first}: {}", window.row(2));
    window.press_with(CTRL, Key::Z);
    window.wait_for(&format!("take all of {first}"));
    window.click(&format!("take all of {first}"));
    window.wait_for(&format!("of {first} taken"));
    window.wait_for("name of speaker 1");
}

#[test]
fn a_speaker_is_renamed_from_the_menu() {
    let mut window = Window::on("talk.txt", "00:01 Ann: Hello to you all.\n00:03 Bob: And to you, Ann.\n");
    window.press_with(CTRL, Key::Num3);
    window.wait_for("more about Ann");
    window.click("more about Ann");
    window.click("Rename");
    window.type_text("Anna");
    window.press(Key::Enter);
    assert!(window.row(1).contains(", Anna, "), "all of the name was selected: {}", window.row(1));
}

/// A window on a talk, with the Glossary panel open.
fn with_glossary(picks: &[&str]) -> Window {
    let mut window = Window::picking(&[&["talk.txt"], picks].concat());
    window.write("talk.txt", "00:01 Bonjour à tous, voici le village.\n00:03 Avec Yvonne Taquerel.\n");
    window.press_with(CTRL, Key::O);
    window.wait_for("Opened as");
    window.press_with(CTRL, Key::Num7);
    window.wait_for("new entry of the glossary");
    window
}

#[test]
fn the_glossary_is_written_in_its_panel() {
    let mut window = with_glossary(&[]);
    window.click("new entry of the glossary");
    window.type_text("Yvonne Taquerel = Yvonne Takrel");
    window.press(Key::Enter);
    window.wait_for("entry Yvonne Taquerel");
    window.click("description to take names from");
    window.type_text("Avec Yvonne Taquerel et Bastien Corvasier dans la vallée");
    window.click("Take the names out of it");
    window.wait_for("Taken: Bastien Corvasier · in the glossary already: Yvonne Taquerel");
    window.wait_for("entry Bastien Corvasier");

    window.click("entry Yvonne Taquerel");
    window.press(Key::End);
    window.type_text(", Yvonne Taqueray");
    window.press(Key::Enter);
    window.wait_for("Yvonne Taquerel = Yvonne Takrel, Yvonne Taqueray");

    window.click("entry Bastien Corvasier");
    window.press_with(CTRL, Key::A);
    window.type_text("Yvonne Taquerel");
    window.press(Key::Enter);
    window.wait_for("The entry Bastien Corvasier stays as it was: there is an entry Yvonne Taquerel already");
    assert!(window.says("entry Bastien Corvasier"));

    window.click("take Bastien Corvasier out");
    assert!(!window.says("entry Bastien Corvasier"));
    window.press(Key::Escape);
    window.press_with(CTRL, Key::Z);
    window.wait_for("entry Bastien Corvasier");
}

#[test]
fn a_glossary_comes_from_a_file_and_goes_into_one() {
    let mut window = with_glossary(&["in.csv", "out.txt"]);
    window.write("in.csv", "right,heard\nTaquerel,Takrel\nCorvasier,Corvazier\n");
    window.click("Import…");
    window.wait_for("2 entries read into the glossary");
    window.wait_for("entry Corvasier");
    window.click("Export…");
    window.wait_for("The glossary is in");
    assert_eq!(window.read("out.txt"), "Taquerel = Takrel\nCorvasier = Corvazier\n");
}

#[test]
fn corrections_are_listed_and_taken_back_in_their_panel() {
    let text = "00:01 Ca va dans la vallée et le village ?\n00:03 Avec Yvonne Takrel et les habitants.\n00:05 Voilà une maison.\n";
    let mut window = Window::picking(&["talk.txt", "log.md"]);
    window.write("talk.txt", text);
    window.press_with(CTRL, Key::O);
    window.wait_for("Opened as");
    for (line, old, new) in [
        (1, "Ca va dans la vallée et le village ?", "Ça va dans la vallée et le village ?"),
        (3, "Voilà une maison.", "Voilà une raison."),
    ] {
        window.click(&format!("text of line {line}"));
        window.press_with(CTRL, Key::A);
        window.type_text(new);
        window.press(Key::Escape);
        // Escape gives the change up; it is written again and kept.
        assert!(window.row(line).ends_with(old), "{}", window.row(line));
        window.press(Key::Enter);
        window.press_with(CTRL, Key::A);
        window.type_text(new);
        window.press(Key::Enter);
    }
    window.press(Key::Escape);
    window.add_to_glossary("Yvonne Taquerel = Yvonne Takrel");
    window.press_with(CTRL, Key::Num1);
    window.wait_for("Yvonne Takrel to Yvonne Taquerel");
    window.press(Key::Enter);
    window.wait_for("Yvonne Taquerel in 1 place");

    window.press_with(CTRL, Key::Num8);
    window.wait_for("Of 17 words 3 changed, 0 deleted, 0 inserted");
    assert!(window.says("Word error rate of the original 17.6 %"), "{}", window.shown());
    assert!(window.says("Yvonne Takrel became Yvonne Taquerel in line 2"), "{}", window.shown());
    for kind in ["Revert 1 name", "Revert 1 fix of typography", "Revert 1 correction by hand"] {
        assert!(window.says(kind), "{kind}: {}", window.shown());
    }
    window.press(Key::End);
    window.wait_for("line 3 · 00:05");
    window.press(Key::ArrowUp);
    window.wait_for("line 2 · 00:03");
    window.press(Key::PageDown);
    window.press(Key::Home);
    window.press(Key::Delete);
    assert!(window.row(1).ends_with("Ca va dans la vallée et le village ?"), "Delete reverts the correction in hand");
    window.press_with(CTRL, Key::Z);
    window.wait_for("Of 17 words 3 changed");
    window.click("Show them in the table");
    window.click("Export the log…");
    window.wait_for("The log is in");
    assert!(
        window.read("log.md").contains("| 2 | 00:03 |  | Yvonne Takrel | Yvonne Taquerel | name |"),
        "{}",
        window.read("log.md")
    );

    window.click("Revert 1 name");
    assert!(window.row(2).ends_with("Avec Yvonne Takrel et les habitants."));
    window.wait_for("Of 17 words 2 changed");
    window.click("revert Ça in line 1");
    assert!(window.row(1).ends_with("Ca va dans la vallée et le village ?"));
    window.wait_for("Of 17 words 1 changed");
    window.click("maison became raison in line 3");
    window.wait_for("Revert line 3");
    window.click("Revert line 3");
    assert!(window.row(3).ends_with("Voilà une maison."));
    window.wait_for("Every line is as it was imported");
    window.press_with(CTRL, Key::Z);
    window.wait_for("Revert 1 correction by hand");
    window.click("Revert 1 correction by hand");
    window.wait_for("Every line is as it was imported");
}

#[test]
fn the_names_panel_is_walked_with_the_keyboard() {
    let mut window = Window::on("sure.txt", SURE);
    window.press_with(CTRL, Key::Num1);
    window.wait_for("are sure, in");
    let has = |window: &Window, label: &str| window.harness.get_by_label(label).accesskit_node().is_focused();
    window.press(Key::End);
    window.wait_for("tick Yvonne Takerel in line 1");
    window.press(Key::Home);
    window.wait_for("tick Bastien Corvazier in line 4");
    window.press(Key::PageDown);
    window.wait_for("tick Yvonne Takerel in line 1");
    window.press(Key::PageUp);
    window.click("tick Bastien Corvazier in line 4");
    assert!(has(&window, "names"), "a click on a tick leaves the keyboard in the panel");
    window.click("tick Bastien Corvazier in line 4");
    // A tick that has the keyboard is turned with Space, and Enter takes the name as everywhere in the panel.
    while !has(&window, "tick Bastien Corvazier in line 4") {
        window.press(Key::Tab);
    }
    window.press(Key::Space);
    window.press(Key::Enter);
    window.wait_for("Bastien Corvasier in 1 place");
    assert!(window.row(4).ends_with("Merci Bastien Corvazier."), "{}", window.row(4));
}

#[test]
fn larger_is_asked_for_with_and_without_shift() {
    let mut window = Window::on("page.txt", PAGE);
    let zoom = |window: &Window| window.harness.ctx.zoom_factor();
    let before = zoom(&window);
    window.press_with(CTRL | crate::window::SHIFT, Key::Plus);
    let once = zoom(&window);
    assert!(once > before);
    window.press_with(CTRL | crate::window::SHIFT, Key::Equals);
    assert!(zoom(&window) > once);
}

/// A talk of four lines, of which one has no time.
const TALK: &str = "00:00 Ann: Hello to you all, it is good to be here.\n00:07 Bob: And to you, Ann, welcome.\n\
00:12 Ann: Now to the bridge and its builders.\n01:02:03 Bob: That is the end of it.\n";

#[test]
fn chapters_are_written_in_their_panel() {
    let mut window = Window::picking(&["talk.txt", "talk.stet.ron", "talk.md"]);
    window.write("talk.txt", TALK);
    window.press_with(CTRL, Key::O);
    window.wait_for("Opened as");
    let has = |window: &Window, label: &str| window.harness.get_by_label(label).accesskit_node().is_focused();
    let add = |window: &mut Window, title: &str| {
        window.strike(Key::H);
        window.type_text(title);
        window.press(Key::Enter);
    };
    // From the table and back: the keyboard is there again.
    add(&mut window, "Hello");
    window.wait_for("chapter Hello at 00:00:00");
    window.press(Key::End);
    add(&mut window, "The end");
    window.press(Key::ArrowUp);
    add(&mut window, "The brige");
    window.wait_for("chapter The brige at 00:00:12");
    let selected = |window: &Window, label: &str| window.harness.get_by_label(label).accesskit_node().is_selected();
    assert_eq!(selected(&window, "chapter The brige at 00:00:12"), Some(true));
    window.strike(Key::H);
    window.wait_for("A chapter begins at 00:00:12 already: The brige");

    // Named in place, in the panel.
    window.press_with(CTRL, Key::Num9);
    assert!(has(&window, "chapters"));
    window.press(Key::F2);
    assert!(has(&window, "title of the chapter at 00:00:12"));
    window.type_text("The bridge");
    window.press(Key::Enter);
    window.wait_for("chapter The bridge at 00:00:12");
    assert!(has(&window, "chapters"), "the keyboard is in the panel again");
    window.press(Key::F2);
    window.type_text("given up");
    window.press(Key::Escape);
    assert!(!window.says("given up") && has(&window, "chapters"));

    // Walked, moved, deleted, taken back.
    window.press(Key::ArrowLeft);
    window.wait_for("chapter The bridge at 00:00:07");
    window.wait_for("line 2 · 00:00:07");
    window.press(Key::ArrowDown);
    window.wait_for("line 4 · 01:02:03");
    window.press(Key::Home);
    window.wait_for("line 1 · 00:00:00");
    window.press(Key::Delete);
    window.wait_for("Chapter Hello deleted");
    assert!(!window.says("chapter Hello"));
    window.wait_for("Video sites show chapters only when the first begins at 0:00");
    window.press_with(CTRL, Key::Z);
    window.wait_for("Undid remove chapter Hello");
    window.wait_for("chapter Hello at 00:00:00");

    // A press goes to its line, the next one is for its title.
    window.click("chapter The end at 01:02:03");
    window.wait_for("line 4 · 01:02:03");
    window.click("chapter The end at 01:02:03");
    window.type_text("The end of it");
    window.click("text of line 1");
    window.wait_for("chapter The end of it at 01:02:03");
    window.press(Key::Escape);

    window.click("Copy the list");
    window.wait_for("The list of 3 chapters is in the clipboard");
    window.press_with(CTRL, Key::Num9);
    window.press(Key::End);
    window.press(Key::Enter);
    assert!(!has(&window, "chapters"), "Enter goes to the line, in the table");
    window.press_with(CTRL, Key::S);
    window.wait_for("Saved talk");
    assert!(
        window.read("talk.stet.ron").contains("(start:7000,title:\"The bridge\")"),
        "{}",
        window.read("talk.stet.ron")
    );

    // In the export: as headings, as a list.
    window.press_with(CTRL, Key::Num5);
    window.wait_for("List of chapters");
    assert!(!window.says("0:07 The bridge"));
    window.click("List of chapters");
    window.wait_for("0:00 Hello\n0:07 The bridge\n1:02:03 The end of it\n\nHello\n\nAnn: Hello");
    window.click("Chapters as headings");
    window.wait_for("1:02:03 The end of it\n\nAnn: Hello");
}

#[test]
fn a_line_without_a_time_begins_no_chapter() {
    let mut window = Window::on("talk.txt", "Ann: Hello to you all.\n\nBob: And to you, Ann.\n");
    window.strike(Key::H);
    window.wait_for("has no time, and a chapter begins at one");
}
