//! What is told while a search runs, stepping, replacing one after another, and giving up.

use super::state::{FIND_NEXT, Find, start};
use super::words::Start;
use crate::analysis::search::Mode;
use crate::app::effects::Effects;
use crate::app::panel::Panel;
use crate::app::request::Request;
use crate::app::testing::{Awake, Bench, transcript};
use crate::edit;
use egui::Context;
use std::sync::mpsc;

/// A panel that searches for something in a mode, and has not begun.
fn searching(text: &str, mode: Mode) -> Find {
    let mut find = Find::default();
    find.set_query(|query| (query.text, query.mode) = (text.to_owned(), mode));
    find
}

#[test]
fn counts_come_while_a_long_search_runs() {
    let t = transcript(&["Voici une ligne dite par Sophie Marchand."; 6]);
    let mut find = searching("Marchant", Mode::Sounds);
    assert_eq!(find.told().as_deref(), Some("searching… 0 %"));
    // The search stands still after each step until it may go on.
    let (tell, told_of) = mpsc::channel();
    let (go_on, gate) = mpsc::channel();
    let ctx = Context::default();
    let awake = Awake::to(&ctx);
    find.search_in(&ctx, &t, 2, move || {
        tell.send(()).expect("the test listens");
        let _ = gate.recv();
    });
    let told = ["2 places, searching… 33 %", "4 places, searching… 67 %", "6 places, searching… 100 %"];
    for told in told {
        told_of.recv().expect("the search goes on");
        assert!(!find.take_up(), "it broke down");
        assert_eq!(find.told().as_deref(), Some(told));
        go_on.send(()).expect("the search waits");
    }
    assert!(awake.wait(&ctx), "it wakes up the window at its end");
    assert!(!find.take_up(), "it broke down");
    assert_eq!(find.told().as_deref(), Some("6 places"));
}

#[test]
fn a_search_that_is_not_wanted_any_more_tells_nothing() {
    let t = transcript(&["a", "a", "b"]);
    let mut find = searching("a", Mode::Plain);
    let (go_on, gate) = mpsc::channel::<()>();
    find.search_in(&Context::default(), &t, 1, move || {
        let _ = gate.recv();
    });
    find.set_query(|query| query.text = "b".to_owned());
    drop(go_on);
    let ctx = Context::default();
    let awake = Awake::to(&ctx);
    find.search_in(&ctx, &t, 8, || ());
    assert!(awake.wait(&ctx), "it wakes up the window at its end");
    find.take_up();
    assert!(!find.is_searching());
    assert_eq!(find.matches.iter().map(start).collect::<Vec<_>>(), [(2, 0)]);
}

fn step_on(find: &mut Find, fx: &mut Effects<'_>) {
    find.step(true, fx);
}

/// The panel beside some lines, in which something is searched for and was found.
fn found(lines: &[&str], text: &str) -> Bench<Find> {
    let mut bench = Bench::on(lines);
    bench.panel = searching(text, Mode::Plain);
    bench.settle();
    bench
}

/// Lets the panel do something and find again, and then step on if that is what it asks for.
fn act(bench: &mut Bench<Find>, act_in: impl FnOnce(&mut Find, &mut Effects<'_>)) {
    bench.act(act_in);
    if bench.requests.drain(..).any(|request| request == Request::Run(FIND_NEXT)) {
        bench.act(step_on);
    }
}

fn current_start(bench: &Bench<Find>) -> Option<Start> {
    bench.panel.matches.iter().find(|found| bench.panel.is_current(found)).map(start)
}

#[test]
fn replacing_one_goes_on_behind_the_new_text() {
    for (lines, text, with, steps) in [
        // The new text holds what is searched for.
        (["la la", "la"], "la", "la la", [(["la la", "la"], (0, 0)), (["la la la", "la"], (0, 6))]),
        (["la la", "la"], "la", "do", [(["la la", "la"], (0, 0)), (["do la", "la"], (0, 3))]),
        // Nothing is put there, and the next match comes to stand at the beginning of the line.
        (["la la", "la"], "la", "", [(["la la", "la"], (0, 0)), (["la", "la"], (0, 0))]),
        // It is the same as what stands there.
        (["la la", "la"], "la", "la", [(["la la", "la"], (0, 0)), (["la la", "la"], (0, 3))]),
    ] {
        let mut opened = found(&lines, text);
        opened.panel.with = with.to_owned();
        for (lines, current) in steps {
            act(&mut opened, Find::replace_one);
            assert_eq!(opened.lines(), lines, "{with:?}");
            assert_eq!(current_start(&opened), Some(current), "{with:?}: {:?}", opened.lines());
        }
    }
}

#[test]
fn the_current_place_follows_an_edit_before_it() {
    let mut opened = found(&["eins", "la"], "la");
    act(&mut opened, step_on);
    assert_eq!(current_start(&opened), Some((1, 0)));
    act(&mut opened, |_, fx| {
        let insert = edit::structure::insert(fx.desk.transcript(), 0);
        assert!(fx.desk.edit(insert));
    });
    assert_eq!(current_start(&opened), Some((2, 0)));
}

#[test]
fn escape_clears_the_selection_before_the_search() {
    let clear = Find::commands().iter().find(|command| command.spec.id.0 == "clear").expect("a command");
    let mut opened = found(&["la", "la"], "la");
    opened.desk.view.extend_to(1);
    act(&mut opened, clear.run);
    assert!(opened.desk.view.is_single() && opened.panel.is_active());
    act(&mut opened, clear.run);
    assert!(!opened.panel.is_active() && opened.panel.matches.is_empty());
}
