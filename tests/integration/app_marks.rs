//! What is underlined in the window.

use crate::window::{CTRL, Window};
use egui::epaint::ClippedShape;
use egui::{Key, Pos2, Shape};
use egui_kittest::kittest::Queryable;
use stet::text;

/// Where the waves below words begin and end.
fn waves(window: &Window) -> Vec<[Pos2; 2]> {
    fn of(shape: &Shape, out: &mut Vec<[Pos2; 2]>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| of(shape, out)),
            Shape::Path(path) if !path.closed && path.points.len() > 4 => {
                out.push([path.points[0], path.points[path.points.len() - 1]].map(Pos2::round));
            }
            _ => {}
        }
    }
    let mut waves = Vec::new();
    window.harness.output().shapes.iter().for_each(|ClippedShape { shape, .. }| of(shape, &mut waves));
    waves
}

#[test]
fn what_is_underlined_stays_so_while_its_cell_is_open() {
    let lines = "00:00 Boujour à tous, vraiement.\n00:04 Il y avait la neige et le vent du nord.\n";
    let mut window = Window::on("talk.txt", lines);
    window.wait_for_findings();
    window.press_with(CTRL, Key::B);
    let read = waves(&window);
    assert_eq!(read.len(), 2, "{read:?}");
    // The cell is opened, and closed again.
    window.press(Key::Enter);
    window.harness.get_by_label(&text!("table-text-of", line = 1_usize));
    assert_eq!(waves(&window), read);
    // Behind the last word is written: what is underlined before it stays, in the very frame in which it is typed.
    window.press(Key::End);
    window.harness.event(egui::Event::Text(" Oui".to_owned()));
    window.harness.step();
    assert_eq!(waves(&window), read);
    window.settle();
    assert_eq!(waves(&window), read);
    // The first word is put right.
    window.press(Key::Home);
    for _ in 0..2 {
        window.press(Key::ArrowRight);
    }
    window.press(Key::Delete);
    window.type_text("n");
    let left = waves(&window);
    assert_eq!(left.len(), 1, "{left:?}");
    window.press(Key::Escape);
    assert_eq!(waves(&window), read);
}
