//! The panels of the dock, the strip and the dialogs that belong to them, driven as a person would drive them.

use crate::app::PAGE;
use crate::window::{ANY, CTRL, SHIFT, Window, card, chapter, figures, place_of, revert, told};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use stet::app::Scripted;
use stet::model::Value;
use stet::{message, text};

/// Two names that are sure.
const SURE: &str = "La Vallée avec Yvonne Taquerel et Bastien Corvasier\n\nTranscription\n\
00:01 Bonjour à tous, nous sommes avec Yvonne Takerel.\n00:04 Merci d'être là avec nous dans la vallée.\n\
00:06 Et voici Bastien Corvazier, qui a dessiné la maison du village.\n00:09 Merci Bastien Corvazier.\n";

#[test]
fn the_sure_names_are_ticked_one_by_one() {
    let mut window = Window::on("sure.txt", SURE);
    window.press_with(CTRL, Key::Num1);
    window.wait_for(text!("names-sure", names = "…", n = "…"));
    window.click(text!("names-preview"));
    window.wait_for(text!("names-accept", names = message!("names", n = 2), places = message!("places", n = 3)));
    window.click(text!("names-sure-tick", wrong = "Bastien Corvazier", right = "Bastien Corvasier"));
    window.wait_for(text!("names-accept", names = message!("names", n = 1), places = message!("places", n = 1)));
    window.press(Key::Escape);
    assert!(
        !window.says(text!("names-accept", names = message!("names", n = 1), places = "…")),
        "Escape closes the dialog"
    );
    let names = window.harness.get_by_label(text!("names-list")).accesskit_node();
    assert!(names.is_focused(), "the keyboard is in the Names panel again");

    window.click(text!("names-preview"));
    window.wait_for(text!("names-accept", names = message!("names", n = 2), places = message!("places", n = 3)));
    window.click(text!("names-sure-tick", wrong = "Bastien Corvazier", right = "Bastien Corvasier"));
    window.press(Key::Enter);
    window.wait_for(text!(
        "names-put-right",
        keys = "…",
        names = message!("names", n = 1),
        places = message!("places", n = 1)
    ));
    assert!(window.says("Yvonne Taquerel"), "{}", window.shown());
    window.wait_for(card("Bastien Corvazier", "Bastien Corvasier"));
    assert!(window.harness.get_by_label(text!("names-list")).accesskit_node().is_focused());
}

/// An offer to split, and a name that stands three times.
const WAITING: &str = "00:01 -Bonjour à tous. -Nous sommes avec Yvonne Takrel.\n\
00:04 Merci d'être là, dit Yvonne Takrel à tous les habitants de la vallée.\n\
00:06 Takrel a écrit le livre sur le village.\n00:09 Voilà ce que nous allons voir avec vous.\n";

/// Corrects the name at the end of the first line.
fn correct(window: &mut Window) {
    window.click(text!("table-text-of", line = 1));
    window.press(Key::End);
    for _ in 0.."Takrel.".len() {
        window.press(Key::Backspace);
    }
    window.type_text("Taquerel.");
    window.press(Key::Enter);
    window.wait_for(text!("names-same", n = 2));
}

#[test]
fn what_rolls_is_offered_and_can_be_undone() {
    let cue = |n: usize| format!("{n}\n00:00:{n:02},000 --> 00:00:{:02},000\nPoint {n}\nPoint {}\n\n", n + 1, n + 1);
    let mut window = Window::on("a.srt", &(1..9).map(cue).collect::<String>());
    let shown_twice = text!("opening-rolls", n = 7);
    assert!(window.says(shown_twice.clone()), "{}", window.shown());
    window.click(text!("opening-collapse"));
    window.wait_for(text!("lines-roll-collapsed", keys = "…", n = 7));
    assert!(!window.says(shown_twice), "what was done is no longer offered");
    assert!(!window.row(2).contains("Point 2"), "{}", window.row(2));
    window.press_with(CTRL, Key::Z);
    assert!(window.row(2).contains("Point 2"), "{}", window.row(2));
}

#[test]
fn what_was_said_before_comes_back() {
    let mut window = Window::on("page.txt", WAITING);
    window.wait_for_findings();
    assert!(window.says(text!("opening-turns-inside", n = 1)));
    correct(&mut window);
    assert!(!window.says(text!("opening-turns-inside", n = 1)));
    window.press_with(CTRL, Key::R);
    window.wait_for(text!("names-replaced", keys = "…", n = 2));
    assert!(window.says(text!("opening-turns-inside", n = 1)), "{}", window.shown());
    window.click(text!("opening-split"));
    assert!(!window.says(text!("opening-turns-inside", n = 1)), "what was done is no longer offered");
    window.wait_for(text!("lines-turns-split", keys = "…", n = 1));
}

#[test]
fn what_is_reviewed_is_taken_with_the_same_key() {
    let mut window = Window::on("page.txt", WAITING);
    window.wait_for_findings();
    correct(&mut window);
    // The menu has the same name.
    window.harness.get_all_by_label(text!("names-offer-review")).last().expect("it is offered").click();
    window.settle();
    window.wait_for(text!("because-by-hand"));
    window.click(text!("names-tick", wrong = "Takrel", line = 3));
    window.press_with(CTRL, Key::R);
    window.wait_for(text!("names-taken", keys = "…", right = "…Taquerel", n = 1));
    assert!(window.row(2).contains("Yvonne Taquerel"), "{}", window.row(2));
    assert!(window.row(3).contains("Takrel"), "{}", window.row(3));
}

#[test]
fn what_only_tells_goes_with_the_next_edit() {
    let mut window = Window::on("page.txt", &PAGE.replace(". -Merci", ". Merci"));
    window.press(Key::C);
    window.settle();
    assert!(!window.says(text!("opening-as", format = "…", n = "…")), "{}", window.shown());
}

#[test]
fn undo_takes_the_hand_to_what_it_changed() {
    let lines: String =
        (0..200).map(|n| format!("{:02}:{:02} Nous parlons de la ligne {n}.\n", n / 30, n % 30 * 2)).collect();
    let mut window = Window::on("long.txt", &lines);
    window.click(text!("table-text-of", line = 3));
    window.press(Key::End);
    window.type_text(" Oui.");
    window.press(Key::Enter);
    window.press(Key::Home);
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(3), "00:04, Nous parlons de la ligne 2.");
    assert!(window.says(place_of(3, "00:04")) || window.says(text!("edit-undone", what = "…")), "{}", window.shown());
    window.type_text("x");
    assert_eq!(window.row(4), "00:06, Nous parlons de la ligne 3.", "the cell of line 4 is closed");

    window.press_with(CTRL, Key::Y);
    window.press_with(CTRL, Key::End);
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(1), "00:00, Nous parlons de la ligne 0.", "the top is a third above it");
    window.press_with(CTRL, Key::Y);
    window.press_with(CTRL, Key::F);
    window.type_text("ligne 100.");
    window.wait_for(text!("places", n = 1));
    window.press(Key::F3);
    let shown = window.all();
    let first = (1..200).find(|n| shown.contains(&text!("table-text-of", line = *n))).unwrap_or(0);
    assert!((88..98).contains(&first), "line 101 is a third from the top, and the first in view is {first}");
}

#[test]
fn who_is_proposed_is_shown_before_anything_is_taken() {
    let mut window = Window::picking(&[]);
    window.click("Versant Sud");
    window.wait_for(text!("table-proposed", line = 2, name = "…", because = "…"));
    window.press_with(CTRL, Key::Num3);
    window.wait_for(text!("speakers-proposed", figures = "…"));
    let first = window.all().into_iter().find_map(|shown| told(&shown, &text!("speakers-give-to", name = "…")));
    let first = first.expect("somebody is proposed");
    assert!(window.says(text!("speakers-take-all-of", name = &first)));
    window.press_with(CTRL, Key::Home);
    window.press(Key::ArrowDown);
    window.press(Key::Num1);
    window.press_with(CTRL, Key::Home);
    assert!(window.row(2).contains(&first), "the key gives the turn to {first}: {}", window.row(2));
    window.press_with(CTRL, Key::Z);
    window.wait_for(text!("speakers-take-all-of", name = &first));
    window.click(text!("speakers-take-all-of", name = &first));
    window.wait_for(text!("speakers-taken-of", keys = "…", n = "…", name = &first));
    window.wait_for(text!("speakers-name-of", n = 1));
    window.press_with(CTRL, Key::Num2);
    assert!(!window.says(text!("speakers-taken-of", keys = "…", n = "…", name = &first)), "{}", window.shown());
}

#[test]
fn nothing_deserves_a_look_is_said_only_where_all_is_looked_for() {
    for (text, off, said) in [
        ("00:01 Ksnop wrelt fadrim.\n00:03 Fadrim ksnop wrelt.\n", true, text!("findings-none-else")),
        ("00:01 We are in the valley.\n00:03 It is with the people of the village.\n", false, text!("findings-none")),
    ] {
        let mut window = Window::on("page.txt", text);
        window.press_with(CTRL, Key::Num2);
        window.wait_for(said);
        assert_eq!(window.says(text!("off-language-unknown")), off, "{}", window.shown());
        assert!(!window.says(text!("findings-looking")));
        let sure = window.harness.get_by_label(text!("findings-apply-sure")).accesskit_node();
        assert!(sure.is_disabled(), "nothing is sure");
    }
}

#[test]
fn a_speaker_is_renamed_from_the_menu() {
    let mut window = Window::on("talk.txt", "00:01 Ann: Hello to you all.\n00:03 Bob: And to you, Ann.\n");
    window.press_with(CTRL, Key::Num3);
    window.wait_for(text!("speakers-more-about", name = "Ann"));
    window.click(text!("speakers-more-about", name = "Ann"));
    window.click(text!("speakers-rename"));
    window.type_text("Anna");
    window.press(Key::Enter);
    assert!(window.row(1).contains(", Anna, "), "all of the name was selected: {}", window.row(1));
}

/// A window on a talk, with the Glossary panel open.
fn with_glossary(picks: &[&str]) -> Window {
    let mut window = Window::picking(&[&["talk.txt"], picks].concat());
    window.write("talk.txt", "00:01 Bonjour à tous, voici le village.\n00:03 Avec Yvonne Taquerel.\n");
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.press_with(CTRL, Key::Num7);
    window.wait_for(text!("glossary-add"));
    window
}

#[test]
fn the_glossary_is_written_in_its_panel() {
    let mut window = with_glossary(&[]);
    window.click(text!("glossary-add"));
    window.type_text("Yvonne Taquerel = Yvonne Takrel");
    window.press(Key::Enter);
    window.wait_for(text!("glossary-entry", form = "Yvonne Taquerel"));
    window.click(text!("glossary-description"));
    window.type_text("Avec Yvonne Taquerel et Bastien Corvasier dans la vallée");
    window.click(text!("glossary-add-names"));
    window.wait_for(text!("glossary-added-and-known", n = 1, forms = "Bastien Corvasier", known = "Yvonne Taquerel"));
    window.wait_for(text!("glossary-entry", form = "Bastien Corvasier"));

    window.click(text!("glossary-entry", form = "Yvonne Taquerel"));
    window.press(Key::End);
    window.type_text(", Yvonne Taqueray");
    window.press(Key::Enter);
    window.wait_for("Yvonne Taquerel = Yvonne Takrel, Yvonne Taqueray");

    window.click(text!("glossary-entry", form = "Bastien Corvasier"));
    window.press_with(CTRL, Key::A);
    window.type_text("Yvonne Taquerel");
    window.press(Key::Enter);
    window.wait_for(text!(
        "glossary-stays",
        form = "Bastien Corvasier",
        why = message!("glossary-is-there", form = "Yvonne Taquerel")
    ));
    assert!(window.says(text!("glossary-entry", form = "Bastien Corvasier")));

    window.click(text!("glossary-remove", form = "Bastien Corvasier"));
    assert!(!window.says(text!("glossary-entry", form = "Bastien Corvasier")));
    window.press(Key::Escape);
    window.press_with(CTRL, Key::Z);
    window.wait_for(text!("glossary-entry", form = "Bastien Corvasier"));
}

#[test]
fn a_glossary_comes_from_a_file_and_goes_into_one() {
    let mut window = with_glossary(&["in.csv", "out.txt"]);
    window.write("in.csv", "right,heard\nTaquerel,Takrel\nCorvasier,Corvazier\n");
    window.click(text!("glossary-import"));
    window.wait_for(text!("glossary-imported", n = 2));
    window.wait_for(text!("glossary-entry", form = "Corvasier"));
    window.click(text!("glossary-export"));
    window.wait_for(text!("glossary-exported", path = "…"));
    assert_eq!(window.read("out.txt"), "Taquerel = Takrel\nCorvasier = Corvazier\n");
}

#[test]
fn corrections_are_listed_and_taken_back_in_their_panel() {
    let text = "00:01 Ca va dans la vallée et le village ?\n00:03 Avec Yvonne Takrel et les habitants.\n00:05 Voilà une maison.\n";
    let mut window = Window::picking(&["talk.txt", "log.md"]);
    window.write("talk.txt", text);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    for (line, old, new) in [
        (1, "Ca va dans la vallée et le village ?", "Ça va dans la vallée et le village ?"),
        (3, "Voilà une maison.", "Voilà une raison."),
    ] {
        window.click(text!("table-text-of", line = line));
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
    window.wait_for(card("Yvonne Takrel", "Yvonne Taquerel"));
    window.press(Key::Enter);
    window.wait_for(text!("names-taken", keys = "…", right = "Yvonne Taquerel", n = 1));

    window.press_with(CTRL, Key::Num8);
    window.wait_for(figures(3));
    assert!(window.says(text!("changes-error-rate", rate = Value::Decimal(176, 1))), "{}", window.shown());
    assert!(
        window.says(text!("changes-entry-name", before = "Yvonne Takrel", after = "Yvonne Taquerel", line = 2)),
        "{}",
        window.shown()
    );
    for kind in [
        revert(message!("how-names", n = 1)),
        revert(message!("how-fixes-typography", n = 1)),
        revert(message!("how-corrections", n = 1)),
    ] {
        assert!(window.says(&kind), "{kind}: {}", window.shown());
    }
    window.press(Key::End);
    window.wait_for(place_of(3, "00:05"));
    window.press(Key::ArrowUp);
    window.wait_for(place_of(2, "00:03"));
    window.press(Key::PageDown);
    window.press(Key::Home);
    window.press(Key::Delete);
    assert!(window.row(1).ends_with("Ca va dans la vallée et le village ?"), "Delete reverts the current correction");
    window.press_with(CTRL, Key::Z);
    window.wait_for(figures(3));
    window.click(text!("changes-show"));
    window.click(text!("changes-export"));
    window.wait_for(text!("changes-log-written", path = "…"));
    assert!(
        window.read("log.md").contains("| 2 | 00:03 |  | Yvonne Takrel | Yvonne Taquerel | name |"),
        "{}",
        window.read("log.md")
    );

    window.click(revert(message!("how-names", n = 1)));
    assert!(window.row(2).ends_with("Avec Yvonne Takrel et les habitants."));
    window.wait_for(figures(2));
    window.click(text!("changes-revert-name", after = "Ça", line = 1));
    assert!(window.row(1).ends_with("Ca va dans la vallée et le village ?"));
    window.wait_for(figures(1));
    window.click(text!("changes-entry-name", before = "maison", after = "raison", line = 3));
    window.wait_for(text!("changes-revert-line", line = 3));
    window.click(text!("changes-revert-line", line = 3));
    assert!(window.row(3).ends_with("Voilà une maison."));
    window.wait_for(text!("changes-none"));
    window.press_with(CTRL, Key::Z);
    window.wait_for(revert(message!("how-corrections", n = 1)));
    window.click(revert(message!("how-corrections", n = 1)));
    window.wait_for(text!("changes-none"));
}

#[test]
fn the_names_panel_is_walked_with_the_keyboard() {
    let mut window = Window::on("sure.txt", SURE);
    window.press_with(CTRL, Key::Num1);
    window.wait_for(text!("names-sure", names = "…", n = "…"));
    let has = |window: &Window, label: &str| window.harness.get_by_label(label).accesskit_node().is_focused();
    window.press(Key::End);
    window.wait_for(text!("names-tick", wrong = "Yvonne Takerel", line = 1));
    window.press(Key::Home);
    window.wait_for(text!("names-tick", wrong = "Bastien Corvazier", line = 4));
    window.press(Key::PageDown);
    window.wait_for(text!("names-tick", wrong = "Yvonne Takerel", line = 1));
    window.press(Key::PageUp);
    window.click(text!("names-tick", wrong = "Bastien Corvazier", line = 4));
    assert!(has(&window, text!("names-list")), "a click on a tick leaves the keyboard in the panel");
    window.click(text!("names-tick", wrong = "Bastien Corvazier", line = 4));
    // A tick that has the keyboard is turned with Space, and Enter takes the name as everywhere in the panel.
    while !has(&window, &text!("names-tick", wrong = "Bastien Corvazier", line = 4)) {
        window.press(Key::Tab);
    }
    window.press(Key::Space);
    window.press(Key::Enter);
    window.wait_for(text!("names-taken", keys = "…", right = "Bastien Corvasier", n = 1));
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
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    let has = |window: &Window, label: &str| window.harness.get_by_label(label).accesskit_node().is_focused();
    let add = |window: &mut Window, title: &str| {
        window.strike(Key::H);
        window.type_text(title);
        window.press(Key::Enter);
    };
    // From the table and back: the keyboard is there again.
    add(&mut window, "Hello");
    window.wait_for(chapter("Hello", "00:00:00"));
    window.press(Key::End);
    add(&mut window, "The end");
    window.press(Key::ArrowUp);
    add(&mut window, "The brige");
    window.wait_for(chapter("The brige", "00:00:12"));
    let selected = |window: &Window, label: &str| window.harness.get_by_label(label).accesskit_node().is_selected();
    assert_eq!(selected(&window, &chapter("The brige", "00:00:12")), Some(true));
    window.strike(Key::H);
    window.wait_for(text!("chapters-taken", time = "00:00:12", title = "The brige"));

    // Named in place, in the panel.
    window.press_with(CTRL, Key::Num9);
    assert!(has(&window, text!("chapters-list")));
    window.press(Key::F2);
    assert!(has(&window, &text!("chapters-title-at", time = "00:00:12")));
    window.type_text("The bridge");
    window.press(Key::Enter);
    window.wait_for(chapter("The bridge", "00:00:12"));
    assert!(has(&window, text!("chapters-list")), "the keyboard is in the panel again");
    window.press(Key::F2);
    window.type_text("given up");
    window.press(Key::Escape);
    assert!(!window.says("given up") && has(&window, text!("chapters-list")));

    // Walked, moved, deleted, taken back.
    window.press(Key::ArrowLeft);
    window.wait_for(chapter("The bridge", "00:00:07"));
    window.wait_for(place_of(2, "00:00:07"));
    window.press(Key::ArrowDown);
    window.wait_for(place_of(4, "01:02:03"));
    window.press(Key::Home);
    window.wait_for(place_of(1, "00:00:00"));
    window.press(Key::Delete);
    window.wait_for(text!("chapters-removed", keys = "…", title = "Hello"));
    assert!(!window.says(chapter("Hello", "…")));
    window.wait_for(text!("chapters-late"));
    window.press_with(CTRL, Key::Z);
    window.wait_for(text!("edit-undone", what = message!("edit-chapter-remove", title = "Hello")));
    window.wait_for(chapter("Hello", "00:00:00"));

    // A press goes to its line, the next one is for its title.
    window.click(chapter("The end", "01:02:03"));
    window.wait_for(place_of(4, "01:02:03"));
    window.click(chapter("The end", "01:02:03"));
    window.type_text("The end of it");
    window.click(text!("table-text-of", line = 1));
    window.wait_for(chapter("The end of it", "01:02:03"));
    window.press(Key::Escape);

    window.click(text!("chapters-copy"));
    window.wait_for(text!("chapters-copied", n = 3));
    window.press_with(CTRL, Key::Num9);
    window.press(Key::End);
    window.press(Key::Enter);
    assert!(!has(&window, text!("chapters-list")), "Enter goes to the line, in the table");
    window.press_with(CTRL, Key::S);
    window.wait_for(text!("files-saved", path = "…talk…"));
    assert!(
        window.read("talk.stet.ron").contains("(start:7000,title:\"The bridge\")"),
        "{}",
        window.read("talk.stet.ron")
    );

    // In the export: as headings, as a list.
    window.press_with(CTRL, Key::Num5);
    window.wait_for(text!("export-with-chapter-list"));
    assert!(!window.says("0:07 The bridge"));
    window.click(text!("export-with-chapter-list"));
    window.wait_for("0:00 Hello\n0:07 The bridge\n1:02:03 The end of it\n\nHello\n\nAnn: Hello");
    window.click(text!("export-with-chapters"));
    window.wait_for("1:02:03 The end of it\n\nAnn: Hello");
}

#[test]
fn a_line_without_a_time_begins_no_chapter() {
    let mut window = Window::on("talk.txt", "Ann: Hello to you all.\n\nBob: And to you, Ann.\n");
    window.strike(Key::H);
    window.wait_for(text!("chapters-no-time", line = "…"));
}

/// How a person comes to something.
type Goes = fn(&mut Window);

/// The fields of panels in which something of the document is typed, and how a person comes to them.
const FIELDS: &[(&str, Goes)] = &[
    ("the title of a new chapter", |window| {
        window.click(text!("table-text-of", line = 1));
        window.press(Key::Escape);
        window.press(Key::H);
    }),
    ("the title of a chapter", |window| {
        window.click(text!("table-text-of", line = 1));
        window.press(Key::Escape);
        window.press(Key::H);
        window.type_text("Le livre");
        window.press(Key::Enter);
        window.press_with(CTRL, Key::Num9);
        window.press(Key::F2);
    }),
    ("the name of a speaker", |window| {
        window.press(Key::S);
        window.type_text("Ann");
        window.press(Key::Enter);
        window.press_with(CTRL, Key::Num3);
        window.click(text!("speakers-name-of", n = 1));
    }),
    ("a new speaker", |window| {
        window.press_with(CTRL, Key::Num3);
        window.click(text!("speakers-new"));
    }),
    ("an entry of the glossary", |window| {
        window.add_to_glossary("Takerel");
        window.click(text!("glossary-entry", form = "Takerel"));
    }),
    ("a new entry of the glossary", |window| {
        window.press_with(CTRL, Key::Num7);
        window.click(text!("glossary-add"));
    }),
];

/// A window in which something is about to be typed into a field.
fn in_a_field(goes_to: Goes) -> Window {
    let mut window = Window::picking(&["page.txt", "page.stet.ron"]);
    window.write("page.txt", PAGE);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    goes_to(&mut window);
    window
}

/// Saves, and returns what stands in the file then.
fn saved(window: &mut Window) -> String {
    window.press_with(CTRL, Key::S);
    window.wait_for(text!("files-saved", path = "…page…"));
    window.read("page.stet.ron")
}

#[test]
fn what_is_half_typed_in_a_field_is_saved() {
    for (field, goes_to) in FIELDS {
        let mut window = in_a_field(*goes_to);
        window.type_text("Zoé");
        assert!(saved(&mut window).contains("Zoé"), "{field}");
        assert!(!window.says(text!("toolbar-not-saved")), "{field}");
    }
}

#[test]
fn what_is_half_typed_in_a_field_is_asked_about_when_the_document_goes() {
    for (field, goes_to) in FIELDS {
        let mut window = in_a_field(*goes_to);
        // What was done until now is saved, and the field keeps the keyboard: only what is typed could be lost.
        assert!(!saved(&mut window).contains("Zoé"));
        window.type_text("Zoé");
        window.press_with(CTRL, Key::W);
        assert!(window.says(text!("question-not-saved", name = "page…")), "{field}: {}", window.shown());
    }
}

#[test]
fn what_is_half_typed_in_a_field_is_kept_when_its_panel_goes() {
    for (field, goes_to) in FIELDS {
        let mut window = in_a_field(*goes_to);
        window.type_text("Zoé");
        window.press_with(CTRL, Key::Num6);
        assert!(saved(&mut window).contains("Zoé"), "{field}");
    }
}

#[test]
fn escape_gives_up_what_is_half_typed_in_a_field() {
    for (field, goes_to) in FIELDS {
        let mut window = in_a_field(*goes_to);
        window.type_text("Zoé");
        window.press(Key::Escape);
        assert!(!saved(&mut window).contains("Zoé"), "{field}");
    }
}

#[test]
fn the_keyboard_goes_back_to_where_it_was_before_a_dialog() {
    let places: [(&str, Goes); 4] = [
        (text!("names-list"), |window| window.press_with(CTRL, Key::Num1)),
        (text!("chapters-list"), |window| window.press_with(CTRL, Key::Num9)),
        (text!("speakers-new"), |window| {
            window.press_with(CTRL, Key::Num3);
            window.click(text!("speakers-new"));
        }),
        (text!("glossary-add"), |window| {
            window.press_with(CTRL, Key::Num7);
            window.click(text!("glossary-add"));
        }),
    ];
    for (name, goes_to) in places {
        for (modifiers, key) in [(Modifiers::NONE, Key::F1), (CTRL | SHIFT, Key::P)] {
            let mut window = Window::on("page.txt", PAGE);
            goes_to(&mut window);
            let has_it = |window: &Window| window.harness.get_by_label(name).is_focused();
            assert!(has_it(&window), "{name}");
            window.press_with(modifiers, key);
            assert!(!has_it(&window), "{name}: a dialog has the keyboard for itself");
            window.press(Key::Escape);
            assert!(has_it(&window), "{name}");
        }
    }
}

#[test]
fn what_is_wrong_with_the_settings_is_still_said_when_a_file_was_opened() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    std::fs::create_dir(folder.path().join("settings")).expect("a folder");
    std::fs::write(folder.path().join("settings/settings.ron"), "broken").expect("it can be written");
    let page = folder.path().join("page.txt");
    let mut window = Window::new(folder, Scripted::picking([page]));
    window.write("page.txt", PAGE);
    let said = text!("settings-put-aside", path = "…", aside = "…");
    window.wait_for(&said);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.click(text!("strip-dismiss"));
    window.wait_for(&said);
}

/// What the bar beside the menus says of names.
fn names_said(window: &Window) -> Option<String> {
    let said = [
        text!("names-left", n = "…"),
        text!("names-unknown-left", n = "…"),
        text!("names-none-left").to_owned(),
        text!("names-not-looked").to_owned(),
    ];
    window.all().into_iter().find(|shown| said.iter().any(|said| shown.starts_with(said.trim_end_matches(ANY))))
}

/// No name is left only where none is left among the unknown words either, and where names were looked for.
#[test]
fn names_are_done_when_none_is_left() {
    for (name, lines, expected) in [
        ("none", "00:00 Il y avait la neige.\n", text!("names-none-left").to_owned()),
        (
            "unknown",
            "00:00 Il y avait avec nous Kervadiou et la neige.\n00:04 Le port de Kervadiou.\n",
            text!("names-unknown-left", n = 1),
        ),
        ("acronym", "00:00 Il y avait le KRVD, la neige et le vent du nord.\n", text!("names-none-left").to_owned()),
        ("word", "00:00 Il y avait le kervadiou, la neige et le vent du nord.\n", text!("names-none-left").to_owned()),
        (
            "nobody's",
            "00:00 Gostep ulam Karvidu pen drosk.\n00:04 Elmu tark no vish.\n",
            text!("names-not-looked").to_owned(),
        ),
    ] {
        let french = "00:08 Nous sommes dans la vallée avec le vent du nord, et il y a le port et la mer.\n";
        let text = if name == "nobody's" { lines.to_owned() } else { format!("{lines}{french}") };
        let mut window = Window::on(&format!("{name}.txt"), &text);
        window.wait("names are not told of", |window| names_said(window).is_some());
        assert_eq!(names_said(&window).as_deref(), Some(expected.as_str()), "{name}: {}", window.shown());
    }
}

#[test]
fn what_a_count_counts_is_said_under_the_pointer() {
    let lines = "00:00 Ca y est, avec nous Kervadiou et la neige du nord.\n00:04 Il y avait le boujourr.\n";
    let mut window = Window::on("talk.txt", lines);
    window.wait_for_findings();
    window.press(Key::C);
    window.press_with(CTRL, Key::Num2);
    for (count, about) in [
        (text!("names-unknown-left", n = 1), text!("names-unknown-left-about")),
        (text!("findings-words-left", n = 2), text!("findings-words-left-about")),
        (text!("findings-others-left", n = 1), text!("findings-others-left-about")),
        (text!("toolbar-checked", n = 1, of = 2), text!("toolbar-checked-about")),
        (text!("panel-findings").to_owned(), text!("findings-count-about")),
    ] {
        assert!(!window.says(about), "{about}");
        window.harness.get_by_label(&count).hover();
        window.harness.run_steps(40);
        assert!(window.says(about), "{count}: {}", window.shown());
        window.harness.event(egui::Event::PointerMoved(egui::pos2(640.0, 600.0)));
        window.harness.run_steps(40);
    }
}

/// However long a line is in which a name stands, the panel keeps its width, and the place of the name shows it.
#[test]
fn a_long_line_is_cut_around_the_name() {
    let long = "et nous sommes dans la vallée avec le vent du nord, et il y a le port et la mer, et encore la neige";
    let lines = format!(
        "00:00 Avec nous Bastien Corvasier, {long}.\n00:04 Oui, {long}, dit Bastien Corvazier, {long}.\n00:08 Bastien Corvasier, Bastien Corvasier et Bastien Corvasier.\n"
    );
    let mut window = Window::on("talk.txt", &lines);
    window.press_with(CTRL, Key::Num1);
    let tab = |window: &Window| window.harness.get_by_label(text!("panel-names")).rect().left();
    let before = tab(&window);
    window.add_to_glossary("Bastien Corvasier");
    window.press_with(CTRL, Key::Num1);
    window.wait_for(card("Bastien Corvazier", "Bastien Corvasier"));
    assert!((tab(&window) - before).abs() < 1.0, "the panel has become wider");
    let shown = window.all();
    let place = shown.iter().find(|shown| shown.starts_with('…') && shown.contains("Bastien Corvazier"));
    assert!(place.is_some_and(|place| place.len() < lines.len() / 2), "{shown:#?}");
}
