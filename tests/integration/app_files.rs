//! What is said of files and of what cannot be done, and what is offered then, in the window.

use crate::app::PAGE;
use crate::window::{CTRL, SHIFT, Window};
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use stet::app::{Scripted, Shows};
use stet::text;

const TALK: &str = "1\n00:00:01,000 --> 00:00:02,000\nSpeaker 1: Hello and welcome.\n\n\
2\n00:00:02,000 --> 00:00:04,000\nSpeaker 2: Thank you for the invitation.\n\n\
3\n00:00:04,000 --> 00:00:06,000\nSpeaker 3: Let us begin the meeting.\n";

/// Gives the speaker at a place of the roster, from 1, another name in the Speakers panel.
fn rename(window: &mut Window, place: usize, name: &str) {
    window.click(text!("speakers-name-of", n = place));
    window.press_with(CTRL, Key::A);
    window.type_text(name);
    window.press(Key::Enter);
}

/// What stands in the field of that name.
fn typed_in(window: &Window, field: &str) -> Option<String> {
    window.harness.get_by_label(field).accesskit_node().value()
}

#[test]
fn two_speakers_who_are_given_one_name_are_merged_in_one_step() {
    for typed in ["Ann", "ann"] {
        let mut window = Window::on("talk.srt", TALK);
        window.press_with(CTRL, Key::Num3);
        rename(&mut window, 1, "Ann");
        rename(&mut window, 3, typed);
        let third = text!("speakers-name-of", n = 3);
        assert!(window.says(text!("speakers-known", name = "Ann")), "{typed}: {}", window.shown());
        assert_eq!(typed_in(&window, &third).as_deref(), Some(typed), "what was typed is not lost");
        assert!(window.says(text!("speakers-still", name = "Speaker 3")), "{}", window.shown());
        window.click(text!("speakers-merge", from = "Speaker 3", into = "Ann"));
        assert!(window.row(3).contains(", Ann, "), "{}", window.row(3));
        assert!(!window.says(&third), "the roster has two");
        assert!(!window.says(text!("speakers-known", name = "Ann")));
        window.press(Key::Escape);
        window.press_with(CTRL, Key::Z);
        assert!(window.row(3).contains(", Speaker 3, "), "one step: {}", window.row(3));
        assert_eq!(typed_in(&window, &third).as_deref(), Some("Speaker 3"));
    }
}

#[test]
fn a_name_that_is_refused_stays_until_it_is_given_up() {
    let mut window = Window::on("talk.srt", TALK);
    window.press_with(CTRL, Key::Num3);
    let third = text!("speakers-name-of", n = 3);
    rename(&mut window, 3, "Speaker 1");
    window.click(&third);
    window.press(Key::Escape);
    assert_eq!(typed_in(&window, &third).as_deref(), Some("Speaker 3"));
    assert!(!window.says(text!("speakers-still", name = "Speaker 3")), "{}", window.shown());

    rename(&mut window, 3, "Speaker 1");
    window.click(&third);
    window.press(Key::Enter);
    assert!(window.says(text!("speakers-merge", from = "Speaker 3", into = "Speaker 1")), "asked once more");

    window.click(text!("speakers-new"));
    window.type_text("Speaker 2");
    window.press(Key::Enter);
    assert_eq!(typed_in(&window, text!("speakers-new")).as_deref(), Some("Speaker 2"));
}

#[test]
fn an_entry_of_the_glossary_that_cannot_be_read_stays_in_its_field() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::Num7);
    window.click(text!("glossary-add"));
    window.type_text("= Takerel");
    window.press(Key::Enter);
    assert_eq!(typed_in(&window, text!("glossary-add")).as_deref(), Some("= Takerel"));
    window.press(Key::Home);
    window.type_text("Taquerel ");
    window.press(Key::Enter);
    window.wait_for(text!("glossary-entry", form = "Taquerel"));
    assert_eq!(typed_in(&window, text!("glossary-add")).as_deref(), Some(""));

    let entry = text!("glossary-entry", form = "Taquerel");
    window.click(&entry);
    window.press_with(CTRL, Key::A);
    window.type_text("= x");
    window.press(Key::Enter);
    assert!(window.says(text!("glossary-stays", form = "Taquerel", why = "…")), "{}", window.shown());
    assert_eq!(typed_in(&window, &entry).as_deref(), Some("= x"));
}

#[test]
fn a_save_that_fails_offers_a_copy_and_is_forgotten_when_it_is_saved() {
    // A file is no folder.
    let mut window = Window::picking(&["page.txt", "page.txt/page.stet.ron", "page.stet.ron"]);
    window.write("page.txt", PAGE);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.press_with(CTRL, Key::S);
    window.wait_for(text!("files-save-elsewhere"));
    window.click(text!("files-save-elsewhere"));
    let path = window.path("page.stet.ron").display().to_string();
    window.wait_for(text!("files-saved", path = path));
    assert!(!window.says(text!("files-save-elsewhere")), "it is saved: {}", window.shown());
}

#[test]
fn recent_files_of_one_name_are_told_apart_by_their_folders() {
    let names = ["spring/talk.srt", "autumn/talk.srt", "page.txt"];
    let mut window = Window::picking(&names);
    for name in names {
        let path = window.path(name);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it can be made");
        window.write(name, if name == "page.txt" { PAGE } else { TALK });
        window.press_with(CTRL, Key::O);
        window.wait_for(text!("opening-as", format = "…", n = "…"));
        window.press_with(CTRL, Key::W);
    }
    window.click(text!("menu-file"));
    window.click(text!("menu-recent"));
    for said in ["page.txt", "talk.srt autumn", "talk.srt spring"] {
        assert!(window.all().iter().any(|shown| shown == said), "{said}: {}", window.shown());
    }
    window.click("talk.srt spring");
    window.wait_for(text!("opening-as", format = "…", n = 3));
}

#[test]
fn what_is_said_in_passing_goes_when_the_person_goes_elsewhere() {
    let mut window = Window::picking(&["page.txt", "page.stet.ron"]);
    window.write("page.txt", PAGE);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.press_with(CTRL, Key::S);
    window.wait_for(text!("files-saved", path = "…"));
    window.press(Key::ArrowDown);
    assert!(!window.says(text!("files-saved", path = "…")));
}

#[test]
fn what_was_exported_is_opened_and_shown_in_its_folder() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let [page, out] = ["page.txt", "out.txt"].map(|name| folder.path().join(name));
    let dialogs = Scripted::picking([page, out.clone()]);
    let shown = Arc::clone(&dialogs.shown);
    let mut window = Window::new(folder, dialogs);
    window.write("page.txt", PAGE);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.press_with(CTRL, Key::E);
    window.click(text!("export-as", extension = "txt"));
    window.wait_for(text!("export-done", path = out.display().to_string()));
    window.click(text!("export-open"));
    window.click(text!("export-in-folder"));
    let shown_now = shown.lock().expect("it was shown").clone();
    assert_eq!(shown_now, [(out.clone(), Shows::Opened), (out.clone(), Shows::InFolder)]);
    std::fs::remove_file(&out).expect("it was written");
    window.click(text!("export-open"));
    window.wait_for(text!("files-no-program", path = out.display().to_string()));
}

#[test]
fn where_there_is_no_dictionary_it_is_said_how_to_come_by_one() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let dialogs = Scripted::picking([folder.path().join("talk.txt")]);
    let shown = Arc::clone(&dialogs.shown);
    let mut window = Window::new(folder, dialogs);
    window
        .write("talk.txt", "00:01 Ik heb het niet gezien, maar zij wel.\n00:03 Dat is niet waar en dat weet je ook.\n");
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.run(text!("command-language-other"));
    window.type_text("eo");
    window.press(Key::Enter);
    window.press_with(CTRL, Key::Num2);
    window.wait_for(text!("findings-package", packages = "hunspell-eo"));
    window.click(text!("command-open-dictionaries"));
    let own = window.path("settings").join("dictionaries");
    window.wait("the folder is not shown", |_| !shown.lock().expect("it can be read").is_empty());
    assert_eq!(*shown.lock().expect("it can be read"), [(own.clone(), Shows::Opened)]);
    std::fs::write(own.join("eo.aff"), "SET UTF-8\n").expect("the folder was made");
    std::fs::write(own.join("eo.dic"), "1\nsaluton\n").expect("the folder was made");
    assert!(window.says(text!("strip-what-can-be-done")), "{}", window.shown());
    window.click(text!("command-look-for-dictionaries"));
    window.wait("spelling stays off", |window| !window.says(text!("command-look-for-dictionaries")));
    assert!(!window.says(text!("strip-what-can-be-done")), "it is on: {}", window.shown());
}

/// A window on a system that has no dialogs for files, which begins in its folder.
fn without_dialogs() -> Window {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let settings = folder.path().join("settings");
    std::fs::create_dir(&settings).expect("it can be made");
    let last = format!("{{\"last_folder\": Some(\"{}\")}}", folder.path().display());
    std::fs::write(settings.join("settings.ron"), last).expect("it can be written");
    let window = Window::new(folder, Scripted::default());
    std::fs::create_dir(window.path("talks")).expect("it can be made");
    window.write("talks/page.txt", PAGE);
    window.write("talks/sound.mp3", "");
    window
}

#[test]
fn a_file_is_opened_and_saved_in_the_windows_own_dialog_with_the_keyboard() {
    let mut window = without_dialogs();
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("path-folder", name = "talks"));
    window.type_text("ta");
    window.press(Key::Tab);
    window.wait_for(text!("path-file", name = "page.txt"));
    assert!(!window.says(text!("path-file", name = "sound.mp3")), "it is no transcript");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.wait_for(text!("opening-as", format = "…", n = 6));

    // A name is proposed, beside what was opened.
    window.press_with(CTRL, Key::S);
    window.wait_for(text!("path-nothing"));
    let path = window.path("talks/page.stet.ron").display().to_string();
    assert_eq!(typed_in(&window, text!("path-hint")).as_deref(), Some(path.as_str()));
    window.press(Key::Enter);
    window.wait_for(text!("files-saved", path = &path));

    // It stays when another folder is gone to.
    window.press_with(CTRL | SHIFT, Key::S);
    window.wait_for(text!("path-file", name = "page.stet.ron"));
    window.click(text!("path-up"));
    window.wait_for(text!("path-folder", name = "talks"));
    window.click(text!("path-folder", name = "talks"));
    assert_eq!(typed_in(&window, text!("path-hint")).as_deref(), Some(path.as_str()));
    window.press(Key::Escape);
}

#[test]
fn writing_over_a_file_is_asked_in_the_windows_own_dialog_and_what_cannot_be_read_is_said() {
    let mut window = without_dialogs();
    window.write("taken.stet.ron", "mine");
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("path-folder", name = "talks"));
    window.click(text!("path-folder", name = "talks"));
    window.wait_for(text!("path-file", name = "page.txt"));
    window.click(text!("path-file", name = "page.txt"));
    window.click(text!("files-open-verb"));
    window.wait_for(text!("opening-as", format = "…", n = 6));
    window.press_with(CTRL, Key::S);
    window.press_with(CTRL, Key::A);
    let taken = window.path("taken.stet.ron").display().to_string();
    window.type_text(&taken);
    window.press(Key::Enter);
    window.wait_for(text!("question-overwrite"));
    // One Enter more writes over nothing.
    window.press(Key::Enter);
    assert!(!window.says(text!("question-overwrite")), "{}", window.shown());
    window.press(Key::Enter);
    window.wait_for(text!("question-overwrite"));
    window.press(Key::Escape);
    assert_eq!(window.read("taken.stet.ron"), "mine");
    // What was typed is there to be changed, whichever way the question is answered with no.
    assert_eq!(typed_in(&window, text!("path-hint")).as_deref(), Some(taken.as_str()));
    window.press(Key::Enter);
    window.wait_for(text!("question-overwrite"));
    window.click(text!("cancel"));
    assert_eq!(typed_in(&window, text!("path-hint")).as_deref(), Some(taken.as_str()));
    window.type_text("/nowhere/");
    window.wait_for(text!("folder-unreadable", folder = "…", why = "…"));
    window.press(Key::Escape);

    window.run(text!("command-add-dictionaries"));
    window.wait_for(text!("path-nothing"));
    assert!(!window.says(text!("path-file", name = "page.txt")), "a folder is asked for");
    window.click(text!("dictionaries-add-verb"));
    window.wait_for(text!("dictionaries-none", folder = "…"));
}

#[test]
fn a_whole_path_is_typed_over_the_one_that_is_proposed() {
    let mut window = without_dialogs();
    let page = window.path("talks/page.txt").display().to_string();
    window.press_with(CTRL, Key::O);
    page.chars().for_each(|c| window.type_text(&c.to_string()));
    window.wait_for(text!("path-file", name = "page.txt"));
    assert_eq!(typed_in(&window, text!("path-hint")), Some(page.clone()));
    window.press(Key::Enter);
    window.wait_for(text!("opening-as", format = "…", n = 6));

    window.press_with(CTRL, Key::S);
    // The name that is proposed is selected, and not its folder.
    window.type_text("~");
    assert_eq!(typed_in(&window, text!("path-hint")), Some(page.replace("page.txt", "~")));
    window.type_text("/");
    assert_eq!(typed_in(&window, text!("path-hint")).as_deref(), Some("~/"));
    // The caret stands behind it.
    window.type_text("a");
    assert_eq!(typed_in(&window, text!("path-hint")).as_deref(), Some("~/a"));
    window.press(Key::Escape);
}

#[test]
fn the_next_file_is_looked_for_where_the_last_was_opened_or_written() {
    let mut window = without_dialogs();
    let looks_in = |window: &mut Window| {
        window.press_with(CTRL, Key::O);
        let folder = typed_in(window, text!("path-hint"));
        window.press(Key::Escape);
        folder
    };
    let folder = |window: &Window, name: &str| Some(window.path(name).join("").display().to_string());
    assert_eq!(looks_in(&mut window), folder(&window, ""));
    window.press_with(CTRL, Key::O);
    window.type_text("talks/page.txt");
    window.press(Key::Enter);
    window.wait_for(text!("opening-as", format = "…", n = 6));
    assert_eq!(looks_in(&mut window), folder(&window, "talks"));
    std::fs::create_dir(window.path("kept")).expect("it can be made");
    window.press_with(CTRL, Key::S);
    // The name alone is selected: a whole path is meant alone.
    window.type_text(&window.path("kept/page").display().to_string());
    window.press(Key::Enter);
    window.wait_for(text!("files-saved", path = window.path("kept/page.stet.ron").display().to_string()));
    assert_eq!(looks_in(&mut window), folder(&window, "kept"));
    std::fs::create_dir(window.path("out")).expect("it can be made");
    window.press_with(CTRL, Key::E);
    window.click(text!("export-as", extension = "txt"));
    window.type_text(&window.path("out/page").display().to_string());
    window.press(Key::Enter);
    window.wait_for(text!("export-done", path = window.path("out/page.txt").display().to_string()));
    assert_eq!(looks_in(&mut window), folder(&window, "out"));
}

#[test]
fn a_copy_is_not_proposed_where_saving_failed() {
    let mut window = without_dialogs();
    let gone = window.path("talks").display().to_string();
    window.press_with(CTRL, Key::O);
    window.type_text("talks/page.txt");
    window.press(Key::Enter);
    window.wait_for(text!("opening-as", format = "…", n = 6));
    std::fs::remove_dir_all(&gone).expect("it can be removed");
    // Before anything was saved, and after.
    for name in ["page.stet.ron", "kept.stet.ron"] {
        window.press_with(CTRL | SHIFT, Key::S);
        window.press_with(CTRL, Key::A);
        window.type_text(&format!("{gone}/page.stet.ron"));
        window.press(Key::Enter);
        window.wait_for(text!("files-save-elsewhere"));
        window.click(text!("files-save-elsewhere"));
        let proposed = typed_in(&window, text!("path-hint")).expect("a path is proposed");
        assert!(!proposed.starts_with(&gone) && proposed.ends_with(name), "{proposed}");
        window.press_with(CTRL, Key::A);
        window.type_text(&window.path("kept.stet.ron").display().to_string());
        window.press(Key::Enter);
        window.wait_for(text!("files-saved", path = "…kept.stet.ron"));
    }
}

#[test]
fn an_export_never_takes_the_place_of_what_the_transcript_was_read_from() {
    // Under its name, by another spelling, and under a second name where there can be one.
    let names = ["page.txt", "talks/../page.txt", if cfg!(unix) { "second.txt" } else { "page.txt" }];
    for name in names {
        let mut window = Window::picking(&["page.txt", name, "out.txt"]);
        window.write("page.txt", PAGE);
        std::fs::create_dir(window.path("talks")).expect("it can be made");
        std::fs::hard_link(window.path("page.txt"), window.path("second.txt")).expect("it can be made");
        window.press_with(CTRL, Key::O);
        window.wait_for(text!("opening-as", format = "…", n = "…"));
        window.press_with(CTRL, Key::E);
        window.click(text!("export-as", extension = "txt"));
        window.wait_for(text!("save-source", path = window.path(name).display().to_string()));
        assert_eq!(window.read("page.txt"), PAGE);
        window.click(text!("export-elsewhere"));
        window.wait_for(text!("export-done", path = window.path("out.txt").display().to_string()));
    }
}

#[test]
fn what_is_asked_for_right_after_a_question_was_answered_is_done() {
    let mut window = without_dialogs();
    window.press_with(CTRL, Key::O);
    window.type_text("talks/page.txt");
    window.press(Key::Enter);
    window.wait_for(text!("opening-as", format = "…", n = 6));
    window.press(Key::F2);
    window.type_text("q");
    window.press_with(CTRL, Key::W);
    let question = text!("question-not-saved", name = "page");
    window.wait_for(&question);
    let key = |key, modifiers, pressed| egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    // In one frame, as on a busy machine.
    let events = &mut window.harness.input_mut().events;
    events.push(key(Key::Escape, egui::Modifiers::NONE, true));
    events.push(key(Key::Escape, egui::Modifiers::NONE, false));
    events.push(key(Key::S, CTRL, true));
    events.push(key(Key::S, CTRL, false));
    window.wait_for(text!("path-nothing"));
    assert!(!window.says(&question), "{}", window.shown());
}

/// A table whose columns are not named, and whose numbers may count anything.
const TABLE: &str = "12;Mina;40;the gate is open\n50;Bo;90;who left it so\n95;Mina;140;the wind did\n";

#[test]
fn what_the_columns_of_a_table_hold_is_set_right_in_one_dialog() {
    let mut window = Window::on("gate.csv", TABLE);
    assert!(window.row(1).contains("00:12, Mina, the gate is open"), "{}", window.row(1));
    window.click(text!("opening-columns"));
    // The numbers were frames, and the third column is nothing to be kept.
    window.click(text!("columns-frames"));
    window.click(text!("columns-choose", name = "C"));
    window.click(text!("column-other"));
    window.click(text!("columns-verb"));
    window.wait("the file is read again", |window| window.row(2).contains("00:02"));
    assert!(window.row(2).contains("00:02, Bo, who left it so"), "{}", window.row(2));
    // What was chosen stands there when it is opened again.
    window.choose(text!("menu-file"), text!("command-set-columns"));
    assert!(window.says(text!("columns-choose", name = "C")), "{}", window.shown());
    window.press(Key::Escape);
    assert!(!window.says(text!("columns-verb")), "{}", window.shown());
}
