//! The window, driven headless through its accessibility tree as a person would drive it.
//!
//! The job that must work, on the shipped sample: open, correct a name in its cell, replace a word everywhere,
//! name the speakers and tag the turns, undo and redo, save, reopen, export.

use crate::window::{CTRL, SHIFT, Window, card, checked, finding_in};
use egui::{Event, Key, Modifiers};
use std::path::{Path, PathBuf};
use stet::{message, text};

pub const PAGE: &str = "La Vallée reçoit Marc Lefebvre (maire) et Sophie Marchand\n\nTranscription\n\
00:00 -Bonjour à tous.\n00:02 Bonjour Marc Lefèbre.\n00:05 -Bonjour. -Merci d'être là.\n\
00:09 Monsieur Lefèbre, la centrale ?\n00:12 -Elle tourne, dit LEFÈBRE.\n00:15 Et l'eau aussi.\n";

#[test]
fn a_page_is_read_in_the_table_and_corrected_in_its_cell() {
    let mut window = Window::on("page.txt", PAGE);
    assert!(window.says(text!("opening-as", format = "…", n = 6)), "{}", window.shown());
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefèbre.");

    window.click(text!("table-text-of", line = 2));
    window.press(Key::End);
    window.type_text(" Vraiment.");
    window.press(Key::Escape);
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefèbre.", "Escape gives the change up");

    window.press(Key::Enter);
    window.press(Key::End);
    window.type_text(" Oui.");
    window.press(Key::Enter);
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefèbre. Oui.");
    window.type_text("x");
    assert_eq!(window.row(3), "00:05, x-Bonjour. -Merci d'être là.", "Enter goes on to the next line");

    window.press_with(CTRL, Key::Z);
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(3), "00:05, -Bonjour. -Merci d'être là.");
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefèbre.");
    window.press_with(CTRL | SHIFT, Key::Z);
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefèbre. Oui.");
}

#[test]
fn a_line_is_split_and_joined_at_the_caret() {
    let mut window = Window::on("page.txt", PAGE);
    window.click(text!("table-text-of", line = 6));
    window.press(Key::Home);
    for _ in 0..2 {
        window.press(Key::ArrowRight);
    }
    window.press_with(CTRL, Key::Enter);
    window.wait_for(text!("speakers-chooser-hint"));
    window.type_text("Sophie");
    window.press(Key::Enter);
    assert_eq!(window.row(6), "00:15, Et");
    assert!(window.row(7).ends_with("Sophie, l'eau aussi."), "{}", window.row(7));

    window.click(text!("table-text-of", line = 7));
    window.press(Key::Home);
    window.press(Key::Backspace);
    assert!(window.row(6).ends_with("Et l'eau aussi."), "{}", window.row(6));
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(6), "00:15, Et");
}

#[test]
fn what_was_done_otherwise_is_offered_no_more() {
    let mut window = Window::on("page.txt", PAGE);
    assert!(window.says(text!("opening-split")));
    window.click(text!("table-text-of", line = 3));
    window.press(Key::Home);
    for _ in 0..10 {
        window.press(Key::ArrowRight);
    }
    window.press_with(CTRL, Key::Enter);
    assert_eq!(window.row(4).split_once(", ").map(|(_, text)| text), Some("-Merci d'être là."));
    assert!(!window.says(text!("opening-split")));
}

#[test]
fn a_word_is_replaced_everywhere_in_one_step() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::F);
    window.type_text("Lefèbre");
    window.wait_for(text!("places", n = 3));
    window.press_with(CTRL, Key::H);
    window.type_text("Lefebvre");
    window.wait_for(text!("find-tick-line", line = 4));
    window.click(text!("find-tick-line", line = 4));
    window.wait_for(text!("find-places-ticked", n = 3, ticked = 2));
    window.click(text!("find-replace-ticked", n = 2));
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefebvre.");
    assert_eq!(window.row(4), "00:09, Monsieur Lefèbre, la centrale ?", "its tick was taken away");
    assert_eq!(window.row(5), "00:12, -Elle tourne, dit LEFEBVRE.", "the case of the match stays");
    window.press(Key::Escape);
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(5), "00:12, -Elle tourne, dit LEFÈBRE.");
}

#[test]
fn turns_are_tagged_from_the_keyboard() {
    let mut window = Window::on("page.txt", PAGE);
    window.click(text!("opening-split"));
    window.wait_for(text!("lines-turns-split", keys = "…", n = 1));
    for name in ["Animatrice", "Marc Lefebvre"] {
        window.press(Key::S);
        window.type_text(name);
        window.press(Key::Enter);
    }
    window.press(Key::Num1);
    window.press(Key::Num2);
    let speakers: Vec<String> = (1..=7).map(|row| window.row(row)).collect();
    assert_eq!(speakers[0], "00:00, Animatrice, -Bonjour à tous.");
    assert_eq!(speakers[1], "00:02, Animatrice, Bonjour Marc Lefèbre.");
    assert!(speakers[2].contains("Marc Lefebvre, -Bonjour."), "{speakers:?}");
    assert!(speakers[3].contains("Animatrice, -Merci"), "{speakers:?}");
    assert!(speakers[4].contains("Animatrice, Monsieur"), "{speakers:?}");
    assert!(speakers[6].contains("Marc Lefebvre, Et l'eau"), "{speakers:?}");
}

#[test]
fn a_project_is_saved_reopened_and_exported() {
    let mut window = Window::picking(&["page.txt", "page.stet.ron", "page.stet.ron", "out.txt"]);
    window.write("page.txt", PAGE);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.press(Key::S);
    window.type_text("Animatrice");
    window.press(Key::Enter);
    assert!(window.says(text!("toolbar-not-saved")));
    window.press_with(CTRL, Key::S);
    window.wait_for(text!("files-saved", path = "…page…"));
    assert!(!window.says(text!("toolbar-not-saved")));
    window.press_with(CTRL, Key::W);
    window.wait_for(text!("welcome-drop"));
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-project", n = 6));
    assert_eq!(window.row(2), "00:02, Animatrice, Bonjour Marc Lefèbre.");

    window.press_with(CTRL, Key::E);
    window.wait_for("Bonjour à tous. Bonjour Marc");
    window.click(text!("export-as", extension = "txt"));
    window.wait_for(text!("export-done", path = "…"));
    let text = window.read("out.txt");
    assert!(text.contains("Animatrice") && text.contains("Bonjour à tous."), "{text}");
}

#[test]
fn nothing_unsaved_is_lost_unasked() {
    let mut window = Window::picking(&["page.txt", "other.txt", "page.stet.ron"]);
    window.write("page.txt", PAGE);
    window.write("other.txt", "00:01 Autre chose.\n00:02 Encore.\n");
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.press(Key::C);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("question-not-saved", name = "page…"));
    window.click(text!("cancel"));
    assert_eq!(window.row(1), checked("00:00", "-Bonjour à tous."));
    let gone = window.path("gone.txt");
    drop_file(&mut window, &gone);
    window.wait_for(text!("question-not-saved", name = "page…"));
    window.click(text!("answer-discard"));
    window.wait_for(text!("file-not-opened", name = "…", why = message!("file-missing")));
    assert_eq!(window.row(1), checked("00:00", "-Bonjour à tous."), "what cannot be opened leaves the document alone");
}

/// Drops a file on the window.
fn drop_file(window: &mut Window, path: &Path) {
    #[derive(Debug)]
    struct Dropped(PathBuf);
    impl egui::DroppedFile for Dropped {
        fn path(&self) -> &Path {
            &self.0
        }
        fn bytes(&self) -> Result<Vec<u8>, String> {
            Err("the window reads it itself".to_owned())
        }
    }
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.to_owned())));
    window.settle();
}

/// The whole job on the shipped sample, from the empty window to the exported text.
#[test]
fn the_job_on_the_shipped_sample() {
    let mut window = Window::picking(&["vallee.stet.ron", "vallee.stet.ron", "vallee.md"]);

    // Open: the header is kept as notes, and the turns inside lines are offered.
    window.click("Versant Sud");
    window.wait_for(text!("opening-as", format = "…", n = 203));
    assert_eq!(window.row(10), "00:30, tout au bout de la vallée de la Ternuze,");
    window.click(text!("opening-split"));
    window.wait_for(text!("lines-turns-split", keys = "…", n = "…"));

    // Correct a misheard name in its cell.
    window.click(text!("table-text-of", line = 10));
    window.press(Key::End);
    for _ in 0..3 {
        window.press(Key::Backspace);
    }
    window.type_text("se,");
    window.press(Key::Escape);
    assert!(!window.row(10).contains("Ternuse"), "Escape gives the change up");
    window.press_with(CTRL | SHIFT, Key::Z);
    assert_eq!(window.row(10), "00:30, tout au bout de la vallée de la Ternuse,");

    // Replace a word everywhere.
    window.press_with(CTRL, Key::F);
    window.type_text("Tacrel");
    window.wait_for(text!("places", n = 1));
    window.press_with(CTRL, Key::H);
    window.type_text("Taquerel");
    window.wait_for(text!("find-replace-ticked", n = 1));
    window.click(text!("find-replace-ticked", n = 1));
    window.press(Key::Escape);
    window.press(Key::Escape);

    // Name the speakers and tag the turns from the keyboard.
    window.press(Key::Home);
    for name in ["Animateur", "Yvonne Taquerel", "Agathe Lorminel", "Bastien Corvasier"] {
        window.press(Key::S);
        window.type_text(name);
        window.press(Key::Enter);
    }
    window.press_with(CTRL, Key::Home);
    for key in [Key::Num1, Key::Num1, Key::Num2, Key::Num1, Key::Num3] {
        window.press(key);
    }
    window.press_with(CTRL, Key::Home);
    assert_eq!(window.row(2), "00:03, Animateur, -Bonjour à tous.");

    // Undo and redo.
    let tagged = window.row(2);
    for _ in 0..5 {
        window.press_with(CTRL, Key::Z);
    }
    window.press_with(CTRL, Key::Home);
    assert_ne!(window.row(2), tagged);
    for _ in 0..5 {
        window.press_with(CTRL, Key::Y);
    }
    window.press_with(CTRL, Key::Home);
    assert_eq!(window.row(2), tagged);

    // Save, close, reopen, go on.
    window.press_with(CTRL, Key::S);
    window.wait_for(text!("files-saved", path = "…vallee…"));
    window.press_with(CTRL, Key::W);
    window.wait_for(text!("welcome-drop"));
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-project", n = "…"));
    assert_eq!(window.row(2), tagged);
    window.press(Key::C);
    window.wait_for(text!("toolbar-checked", n = 1, of = "…"));

    // Export a clean text.
    window.press_with(CTRL, Key::E);
    window.click(text!("export-markdown"));
    window.wait_for("**Animateur");
    window.click(text!("export-as", extension = "md"));
    window.wait_for(text!("export-done", path = "…"));
    let text = window.read("vallee.md");
    assert!(text.contains("Yvonne Taquerel, ce canal") && !text.contains("Tacrel"), "{text}");
    assert!(text.contains("vallée de la Ternuse") && !text.contains("(Générique)"), "{text}");
}

#[test]
fn what_is_pasted_is_opened_or_becomes_part_of_the_cell() {
    let mut window = Window::picking(&[]);
    window.harness.event(Event::Paste(PAGE.to_owned()));
    window.wait_for(text!("opening-as", format = "…", n = 6));
    window.click(text!("table-text-of", line = 6));
    window.press(Key::End);
    window.harness.event(Event::Paste(" un\ndeux".to_owned()));
    window.settle();
    assert_eq!(window.row(6), "00:15, Et l'eau aussi.un deux", "newlines become spaces");
}

#[test]
fn what_cannot_be_opened_is_said_and_loses_nothing() {
    let mut window = Window::on("page.txt", PAGE);
    for (name, bytes, said) in [
        ("empty.srt", &b""[..], text!("file-empty")),
        ("picture.srt", &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"[..], "picture.srt"),
    ] {
        let path = window.path(name);
        std::fs::write(&path, bytes).expect("the folder can be written");
        drop_file(&mut window, &path);
        window.wait_for(said);
        assert_eq!(window.row(1), "00:00, -Bonjour à tous.");
    }
}

#[test]
fn closing_the_window_asks_before_changes_are_lost() {
    let close = |window: &mut Window| {
        let root = window.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        root.events.push(egui::ViewportEvent::Close);
        window.harness.step();
        let commands = &window.harness.output().viewport_output[&egui::ViewportId::ROOT].commands;
        let stays = commands.contains(&egui::ViewportCommand::CancelClose);
        window.settle();
        stays
    };
    let mut window = Window::on("page.txt", PAGE);
    assert!(!close(&mut window), "nothing was changed");
    window.press(Key::C);
    assert!(close(&mut window), "the window stays");
    window.wait_for(text!("question-not-saved", name = "page…"));
    window.click(text!("cancel"));
    assert_eq!(window.row(1), checked("00:00", "-Bonjour à tous."));
}

#[test]
fn a_file_that_somebody_else_changed_is_not_written_over_unasked() {
    let mut window = Window::picking(&["page.txt", "page.stet.ron"]);
    window.write("page.txt", PAGE);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.press(Key::C);
    window.press_with(CTRL, Key::S);
    window.wait_for(text!("files-saved", path = "…page…"));
    let theirs = window.read("page.stet.ron").replace("Bonjour à tous", "Bonsoir à tous");
    window.write("page.stet.ron", &theirs);
    window.press(Key::C);
    window.press_with(CTRL, Key::S);
    window.wait_for(text!("question-changed"));
    window.click(text!("cancel"));
    assert_eq!(window.read("page.stet.ron"), theirs);
    assert!(window.says(text!("toolbar-not-saved")));
}

#[test]
fn a_selection_is_made_and_used_from_the_keyboard() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(SHIFT, Key::ArrowDown);
    window.press_with(SHIFT, Key::ArrowDown);
    assert!(window.says(text!("status-selected", n = 3)));
    window.press(Key::C);
    assert!(window.says(text!("toolbar-checked", n = 3, of = 6)));
    window.press_with(CTRL, Key::A);
    assert!(window.says(text!("status-selected", n = 6)));
    window.press(Key::Delete);
    assert!(window.says(text!("lines-deleted", keys = "…", n = 6)));
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(6), "00:15, Et l'eau aussi.");
}

#[test]
fn a_start_is_typed_into_its_cell() {
    let mut window = Window::on("page.txt", PAGE);
    window.strike(Key::T);
    window.type_text("0:01.5");
    window.press(Key::Tab);
    assert_eq!(window.row(1), "00:01, -Bonjour à tous.");
    window.press_with(SHIFT, Key::Tab);
    window.type_text("soon");
    window.press(Key::Enter);
    window.wait_for(text!("not-a-time", typed = "soon", line = 1));
    assert_eq!(window.row(1), "00:01, -Bonjour à tous.");
}

/// Presses keys, types and clicks at random, and takes it all back: nothing breaks, and nothing is left.
#[test]
fn whatever_is_pressed_can_be_taken_back() {
    let keys = [
        Key::Enter,
        Key::Escape,
        Key::Tab,
        Key::Backspace,
        Key::Delete,
        Key::Space,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Insert,
        Key::F2,
        Key::F3,
        Key::A,
        Key::C,
        Key::J,
        Key::S,
        Key::T,
        Key::X,
        Key::Num1,
        Key::Num2,
        Key::Minus,
    ];
    let modifiers = [Modifiers::NONE, Modifiers::NONE, Modifiers::NONE, SHIFT, CTRL, Modifiers::ALT];
    for seed in 0..4 {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut window = Window::on("page.txt", PAGE);
        for _ in 0..120 {
            match random.u8(..10) {
                0..=5 => {
                    let (modifiers, key) = (random.choice(modifiers), random.choice(keys));
                    let (Some(modifiers), Some(key)) = (modifiers, key) else { continue };
                    window.press_with(modifiers, key);
                }
                6..=7 => window.type_text(random.choice(["mot", "É", " ", "1", "été "]).unwrap_or_default()),
                8 => {
                    let at = egui::pos2(random.f32() * 1200.0, 100.0 + random.f32() * 400.0);
                    window.harness.drag_at(at);
                    window.harness.drop_at(at);
                    window.settle();
                }
                _ => window.press_with(CTRL, Key::Z),
            }
        }
        for _ in 0..3 {
            window.press(Key::Escape);
        }
        for _ in 0..400 {
            if !window.says(text!("toolbar-not-saved")) {
                break;
            }
            window.press_with(CTRL, Key::Z);
        }
        window.press_with(CTRL, Key::Home);
        if window.says(text!("welcome-drop")) {
            continue;
        }
        let rows: Vec<String> = (1..=6).map(|row| window.row(row)).collect();
        assert_eq!(rows[4], "00:12, -Elle tourne, dit LEFÈBRE.", "seed {seed}: {rows:?}");
        assert_eq!(rows[5], "00:15, Et l'eau aussi.", "seed {seed}: {rows:?}");
    }
}

#[test]
fn proposed_speakers_are_ghosts_until_they_are_taken() {
    let mut window = Window::picking(&[]);
    window.click("Versant Sud");
    window.wait_for(text!("table-proposed", line = 2, name = "…", because = "…"));
    assert_eq!(window.row(2), "00:03, -Bonjour à tous.", "nothing is written unasked");
    window.press(Key::Tab);
    window.press_with(CTRL, Key::Tab);
    window.wait_for(text!("toolbar-not-saved"));
    window.press_with(CTRL, Key::Home);
    let row = window.row(3);
    assert!(row.matches(", ").count() > 1, "somebody speaks: {row}");
    for _ in 0..2 {
        window.press_with(CTRL, Key::Z);
    }
    window.press_with(CTRL, Key::Home);
    assert_eq!(window.row(2), "00:03, -Bonjour à tous.");
}

#[test]
fn a_wrong_name_is_put_right_from_its_card() {
    let mut window = Window::picking(&[]);
    window.click("Versant Sud");
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.wait_for(text!("names-left", n = "…"));
    window.press_with(CTRL, Key::Num1);
    window.wait_for(card("Bastien Corvazier", "Bastien Corvasier"));
    window.click(card("Bastien Corvazier", "Bastien Corvasier"));
    window.strike(Key::E);
    window.wait_for(text!("findings-another-form"));
    window.press(Key::Escape);
    assert!(!window.says(text!("findings-another-form")), "Escape goes back to the card");
    window.press(Key::Enter);
    window.wait_for(text!("names-taken", keys = "…", right = "Bastien Corvasier", n = 1));
    window.press(Key::Escape);
    window.press_with(CTRL, Key::Home);
    assert_eq!(window.row(13), "00:41, Bastien Corvasier, qui a dessiné les turbines,");
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(13), "00:41, Bastien Corvazier, qui a dessiné les turbines,");
}

#[test]
fn a_hand_correction_offers_the_other_places() {
    let text = "00:01 Bonjour à tous, nous sommes avec Yvonne Takrel.\n\
                00:04 Merci d'être là, dit Yvonne Takrel à tous les habitants de la vallée.\n\
                00:06 Takrel a écrit le livre sur les turbinnes du village.\n00:09 Voilà ce que nous allons voir avec vous.\n";
    let mut window = Window::on("page.txt", text);
    window.wait_for_findings();
    window.click(text!("table-text-of", line = 1));
    window.press(Key::End);
    for _ in 0.."Takrel.".len() {
        window.press(Key::Backspace);
    }
    window.type_text("Taquerel.");
    window.press(Key::Enter);
    window.wait_for(text!("names-same", n = 2));
    window.press_with(CTRL, Key::R);
    assert_eq!(window.row(3), "00:06, Taquerel a écrit le livre sur les turbinnes du village.");
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(3), "00:06, Takrel a écrit le livre sur les turbinnes du village.");
    assert_eq!(
        window.row(1),
        "00:01, Bonjour à tous, nous sommes avec Yvonne Taquerel.",
        "the hand correction is a step of its own"
    );
}

#[test]
fn findings_are_walked_fixed_and_answered() {
    let text = "00:01 Ca commence ici, dans la vallée, avec le torrent.\n00:04 Il y avait la neige et le vent du nord.\n\
                00:07 Alors le le village a voté pour la centrale.\n00:09 Ca tourne depuis.\n";
    let mut window = Window::on("page.txt", text);
    window.wait_for_findings();
    window.press(Key::F8);
    window.press_with(Modifiers::ALT, Key::Num1);
    assert_eq!(window.row(1), "00:01, Ça commence ici, dans la vallée, avec le torrent.");
    window.press_with(CTRL, Key::Num2);
    window.wait_for(finding_in(3));
    window.press_with(CTRL, Key::Home);
    window.press(Key::F8);
    window.press_with(Modifiers::ALT, Key::Num0);
    window.wait("the answer is remembered", |window| !window.says(finding_in(3)));
    window.press_with(CTRL, Key::Z);
    window.wait_for(finding_in(3));
}

#[test]
fn a_fix_is_taken_where_the_person_looks_and_wherever_the_same_stands() {
    let text = "00:01 Ca commence ici, dans la vallée, avec le torrent.\n00:04 Il y avait la neige et le vent du nord.\n\
                00:07 Ca monte au village avec la centrale.\n00:09 Ca tourne depuis, aux Etats-Unis aussi.\n";
    let mut window = Window::on("page.txt", text);
    window.wait_for_findings();
    // The reason and the keys are there without a panel.
    window.press(Key::F8);
    assert!(window.says("Alt+1 Ça"), "{}", window.shown());
    // Elsewhere by now: nothing there to put right.
    window.press(Key::ArrowDown);
    window.press_with(Modifiers::ALT, Key::Num1);
    assert_eq!(window.row(1), "00:01, Ca commence ici, dans la vallée, avec le torrent.");
    // The current row has one.
    window.press(Key::ArrowDown);
    window.press_with(Modifiers::ALT, Key::Num1);
    assert_eq!(window.row(3), "00:07, Ça monte au village avec la centrale.");
    window.press_with(CTRL, Key::Z);
    window.press_with(CTRL, Key::Home);
    window.press(Key::F8);
    window.press_with(CTRL, Key::Num2);
    window.wait_for(text!("findings-same", n = 3));
    window.press_with(Modifiers::ALT | SHIFT, Key::Num1);
    assert_eq!(window.row(1), "00:01, Ça commence ici, dans la vallée, avec le torrent.");
    assert_eq!(window.row(4), "00:09, Ça tourne depuis, aux Etats-Unis aussi.");
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(4), "00:09, Ca tourne depuis, aux Etats-Unis aussi.");
}

#[test]
fn sure_fixes_are_taken_at_once_after_a_preview() {
    let text = "00:01 Ca commence aux Etats-Unis, avec le torrent.\n00:04 Il y avait la neige et le vent du nord.\n\
                00:07 Ca monte au village, au coeur de la vallée.\n";
    let mut window = Window::on("page.txt", text);
    window.wait_for_findings();
    window.press_with(CTRL, Key::Num2);
    window.click(text!("findings-apply-sure"));
    window.wait_for(text!("findings-put-right-in", n = 4));
    window.click(text!("findings-tick", text = "coeur", fix = "cœur"));
    window.click(text!("findings-put-right-in", n = 3));
    assert_eq!(window.row(1), "00:01, Ça commence aux États-Unis, avec le torrent.");
    assert_eq!(window.row(3), "00:07, Ça monte au village, au coeur de la vallée.");
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(1), "00:01, Ca commence aux Etats-Unis, avec le torrent.");
}

#[test]
fn what_one_transcript_taught_is_proposed_in_the_next() {
    let first =
        "00:01 Bonjour à tous, nous sommes avec Yvonne Takrel.\n00:04 Merci d'être là avec nous dans la vallée.\n";
    let next = "00:01 Bonjour à tous, voici le village et la vallée.\n00:05 Avec nous ce matin, Yvonne Takrel et les habitants.\n";
    let mut window = Window::picking(&["first.txt", "next.txt"]);
    window.write("first.txt", first);
    window.write("next.txt", next);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.add_to_glossary("Yvonne Taquerel = Yvonne Takrel");
    window.press_with(CTRL, Key::Num1);
    window.wait_for(card("Yvonne Takrel", "Yvonne Taquerel"));
    window.press(Key::Enter);
    window.wait_for(text!("names-taken", keys = "…", right = "Yvonne Taquerel", n = 1));
    window.run(text!("command-teach-series"));
    window.wait_for(text!("series-remembered", file = "…"));
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("question-not-saved", name = "first…"));
    window.click(text!("answer-discard"));
    window.wait_for("voici le village");
    window.press_with(CTRL, Key::Num1);
    window.wait_for(card("Yvonne Takrel", "Yvonne Taquerel"));
}
