//! The panels of the dock, the strip and the dialogs that belong to them, driven as a person would drive them.

use crate::app::PAGE;
use crate::window::{CTRL, Window};
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};

/// The French sample, read and looked through.
fn sample() -> Window {
    let mut window = Window::picking(&[]);
    window.click("Versant Sud");
    window.wait_for("Opened as");
    window.wait_for("names left");
    window
}

/// Takes the glossary entry and a title, so that names are sure.
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
    window.wait_for("findings left");
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
    window.wait_for("findings left");
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
