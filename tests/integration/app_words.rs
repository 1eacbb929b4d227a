//! The window on words: its dictionaries and languages, what an unknown word may be, and what a show remembers.

use crate::window::{CTRL, Window, finding_in, problem, unknown, unknown_in};
use egui::{Key, Modifiers};
use std::fmt::Write;
use stet::{message, text};

const TALK: &str = "00:01 Bonjour à tous, nous sommes dans la vallée avec les habitants.\n\
                    00:04 Le glouftard est là, et la centrale tourne pour le village.\n\
                    00:07 Boujour à vous, merci d'être là avec nous.\n";

#[test]
fn the_language_is_set_and_what_has_no_dictionary_is_said() {
    let mut window = Window::picking(&["talk.txt", "empty", "more"]);
    window.write("talk.txt", TALK);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("status-language-detected", language = message!("language-fr")));
    window.run(text!("command-language-other"));
    window.type_text("qaa");
    window.press(Key::Enter);
    let own = window.path("settings").join("dictionaries");
    let language = message!("language-other", tag = "qaa");
    window.wait_for(text!("off-put-dictionary", language = language, tag = "qaa", folder = own.display().to_string()));

    // A folder is added: an empty one is of no use.
    for folder in ["empty", "more"] {
        std::fs::create_dir(window.path(folder)).expect("it can be made");
    }
    std::fs::write(window.path("more").join("qaa.aff"), "SET UTF-8\n").expect("it can be written");
    std::fs::write(window.path("more").join("qaa.dic"), "2\nBonjour\nvallée\n").expect("it can be written");
    window.run(text!("command-add-dictionaries"));
    window.wait_for(text!("dictionaries-none", folder = "…"));
    window.run(text!("command-add-dictionaries"));
    window.wait_for(text!("dictionaries-added", folder = "…", languages = "…"));
    window.press_with(CTRL, Key::Num2);
    window.wait_for(unknown("…", message!("language-other", tag = "qaa")));
    assert!(!window.says(text!("findings-set-language")), "nothing is off any more");

    // It is a step like any.
    window.press_with(CTRL, Key::Z);
    window.wait_for(text!("status-language-detected", language = message!("language-fr")));
    window.wait_for(unknown("Boujour", message!("language-fr")));
    window.run(text!("command-language-english"));
    window.wait_for(unknown("…", message!("language-en")));
}

#[test]
fn a_dictionary_put_into_the_own_folder_is_used() {
    let mut window = Window::picking(&["talk.txt"]);
    window.write("talk.txt", TALK);
    let own = window.path("settings").join("dictionaries");
    std::fs::create_dir_all(&own).expect("it can be made");
    std::fs::write(own.join("qaa.aff"), "SET EBCDIC-7\n").expect("it can be written");
    std::fs::write(own.join("qaa.dic"), "1\nBonjour\n").expect("it can be written");
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("status-language-detected", language = message!("language-fr")));
    window.run(text!("command-language-other"));
    window.type_text("qaa");
    window.press(Key::Enter);
    window.wait_for(text!(
        "dictionary-unusable",
        path = "…qaa.dic",
        why = message!("dictionary-charset", charset = "EBCDIC-7")
    ));
}

#[test]
fn what_an_unknown_word_may_be_is_offered() {
    let mut window = Window::on("talk.txt", TALK);
    window.press_with(CTRL, Key::Num2);
    window.wait_for(unknown("Boujour", message!("language-fr")));
    window.press_with(CTRL, Key::End);
    window.press(Key::F8);
    window.wait("nothing is offered", |window| window.all().iter().any(|shown| shown == "Bonjour"));
    window.press_with(Modifiers::ALT, Key::Num1);
    assert_eq!(window.row(3), "00:07, Bonjour à vous, merci d'être là avec nous.");

    // The list, with a form of one's own.
    window.press_with(CTRL, Key::Home);
    window.press(Key::ArrowDown);
    window.press_with(CTRL, Key::Period);
    window.wait_for(text!("findings-another-form"));
    window.type_text("goulard");
    window.wait_for(text!("findings-write", typed = "goulard"));
    window.press(Key::Enter);
    assert_eq!(window.row(2), "00:04, Le goulard est là, et la centrale tourne pour le village.");
    window.press_with(CTRL, Key::Z);

    // Or that it is right.
    window.press_with(CTRL, Key::D);
    window.press_with(CTRL, Key::Home);
    window.press(Key::ArrowDown);
    window.press_with(CTRL, Key::Period);
    window.wait_for(text!("findings-another-form"));
    window.click(text!("findings-mark-correct"));
    window.press_with(CTRL, Key::Num2);
    window.wait("it is asked again", |window| !window.says(unknown("glouftard", "…")));
}

#[test]
fn what_the_show_remembers_is_known_at_once() {
    let mut window = Window::picking(&["talk.txt"]);
    window.write("talk.txt", TALK);
    window.write("show.stet.txt", "[words]\nglouftard\n[nothing]\n= x\n[speakers]\nAnn Quill = Annie\n");
    window.press_with(CTRL, Key::O);
    window.wait_for(text!(
        "opening-series-problem",
        first = problem("show.stet.txt", 3, message!("show-section-unknown", section = "[nothing]")),
        more = 1
    ));
    window.press_with(CTRL, Key::Num6);
    window.wait_for(text!("problem-in-line-of-file", file = "show.stet.txt", line = 4, what = "…"));
    window.press_with(CTRL, Key::Num2);
    window.wait_for(unknown("Boujour", message!("language-fr")));
    assert!(!window.says(unknown("glouftard", "…")), "{}", window.shown());

    // By another name, too.
    window.press(Key::S);
    window.type_text("annie");
    window.wait_for(text!("speakers-named-in-show", name = "Ann Quill"));
    window.press(Key::Enter);
    assert_eq!(window.row(1).split(", ").nth(1), Some("Ann Quill"), "{}", window.row(1));
}

#[test]
fn a_show_is_taught_when_there_is_something_to_remember() {
    let mut window = Window::picking(&["talk.txt", "talk.stet.ron"]);
    window.write("talk.txt", TALK);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.run(text!("command-teach-series"));
    window.wait_for(text!("series-nothing"));
    assert!(!window.path("show.stet.txt").exists());

    window.add_to_glossary("Taquerel");
    window.press_with(CTRL, Key::S);
    window.wait_for(text!("files-saved", path = "…talk…"));
    window.wait_for(text!("series-offer"));
    assert!(!window.path("show.stet.txt").exists(), "nothing is written unasked");
    window.click(text!("series-remember"));
    window.wait_for(text!("series-remembered", file = "show.stet.txt"));
    assert!(window.read("show.stet.txt").contains("[names]\nTaquerel\n"));

    // From now on each save teaches it, and what others wrote into it stays.
    window.write("show.stet.txt", &(window.read("show.stet.txt") + "Olmo = Olmeau\n"));
    window.press(Key::S);
    window.type_text("Ann Quill");
    window.press(Key::Enter);
    window.press_with(CTRL, Key::S);
    window.wait("it is not taught", |window| window.read("show.stet.txt").contains("Ann Quill"));
    assert!(window.read("show.stet.txt").contains("[names]\nTaquerel\nOlmo = Olmeau\n"));
}

#[test]
fn what_cannot_be_read_of_a_glossary_is_named() {
    let mut window = Window::picking(&["talk.txt", "names.txt"]);
    window.write("talk.txt", TALK);
    window.write("names.txt", "Taquerel = Takrel\n= x\n= y\n");
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    window.press_with(CTRL, Key::Num7);
    window.click(text!("glossary-import"));
    window.wait_for(text!(
        "glossary-imported-but-more",
        n = 1,
        why = problem("names.txt", 2, message!("glossary-no-form")),
        more = 1
    ));
    window.click(text!("glossary-details"));
    window.wait_for(text!("problem-in-line-of-file", file = "names.txt", line = 3, what = "…"));
}

/// Of a long document the rows in view are known long before all of it is, and so is what is typed meanwhile.
#[test]
fn the_rows_in_view_are_looked_at_first() {
    let mut text = String::from("00:01 Boujour à tous, nous sommes dans la vallée.\n");
    for n in 0..12_000 {
        let words = ["la centrale", "le village", "un glouftard", "notre boujourr", "le mairre"];
        writeln!(text, "{:02}:{:02} Voici {} et la rivière numéro {n}.", n / 60 % 60, n % 60, words[n % words.len()])
            .expect("writing to a String does not fail");
    }
    let mut window = Window::on("long.txt", &text);
    window.press_with(CTRL, Key::Num2);
    window.wait_for(unknown_in(1, "Boujour"));
    assert!(!window.says(text!("findings-words-left", n = "…")), "the whole is known already: {}", window.shown());
    window.click(text!("table-text-of", line = 2));
    window.press(Key::End);
    let twice = text!("findings-entry", kind = "…", line = 2, found = "le le", why = "…");
    window.type_text(" Voici le le train.");
    assert!(window.says(twice.as_str()), "{}", window.shown());
    assert!(!window.says(text!("findings-words-left", n = "…")), "the whole is known already");
    window.press(Key::Enter);
    window.press(Key::Escape);
    // What is scrolled to is looked at next.
    window.press_with(CTRL, Key::End);
    window.wait_for(finding_in("119…"));
    // The whole takes up what was typed meanwhile.
    window.wait("the whole is never known", |window| window.says(text!("findings-words-left", n = "…")));
    window.press_with(CTRL, Key::Home);
    assert!(window.says(twice.as_str()), "{}", window.shown());
}
