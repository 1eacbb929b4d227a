//! What is told while a search runs, stepping, replacing one after another, and giving up.

use super::state::{FIND_NEXT, Find, Start, start};
use crate::analysis::search::Mode;
use crate::app::desk::{Desk, Event};
use crate::app::dictionaries::Dictionaries;
use crate::app::effects::{Effects, WindowEffects, Writes};
use crate::app::panel::Panel;
use crate::app::request::Request;
use crate::app::strip::Strip;
use crate::document::Document;
use crate::edit;
use crate::model::{Line, Transcript};
use crate::settings::Settings;
use egui::Context;
use std::sync::mpsc;
use std::thread;

fn transcript(lines: &[&str]) -> Transcript {
    Transcript { lines: lines.iter().map(|text| Line::new(*text)).collect(), ..Transcript::default() }
}

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
    let (go_on, gate) = mpsc::channel();
    find.search_in(&Context::default(), &t, 2, move || {
        let _ = gate.recv();
    });
    let told = ["2 places, searching… 33 %", "4 places, searching… 67 %", "6 places, searching… 100 %"];
    for (count, told) in [2, 4, 6].into_iter().zip(told) {
        while find.matches.len() < count {
            assert!(!find.take_up(), "it broke down");
            thread::yield_now();
        }
        assert_eq!(find.told().as_deref(), Some(told));
        go_on.send(()).expect("the search waits");
    }
    while find.is_searching() {
        assert!(!find.take_up(), "it broke down");
        thread::yield_now();
    }
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
    find.search_in(&Context::default(), &t, 8, || ());
    while find.is_searching() {
        find.take_up();
        thread::yield_now();
    }
    assert_eq!(find.matches.iter().map(start).collect::<Vec<_>>(), [(2, 0)]);
}

fn step_on(find: &mut Find, fx: &mut Effects<'_>) {
    find.step(true, fx);
}

/// A document with the panel, and what it asks for.
struct Opened {
    ctx: Context,
    desk: Desk,
    find: Find,
    settings: Settings,
    dictionaries: Dictionaries,
    strip: Strip,
    requests: Vec<Request>,
    writes: Writes,
}

impl Opened {
    /// Something is searched for in some lines, and found.
    fn on(lines: &[&str], text: &str) -> Opened {
        let t = transcript(lines);
        let mut opened = Opened {
            ctx: Context::default(),
            desk: Desk::new(Document::new(t.clone(), t), Vec::new(), None),
            find: searching(text, Mode::Plain),
            settings: Settings::default(),
            dictionaries: Dictionaries::default(),
            strip: Strip::default(),
            requests: Vec::new(),
            writes: Writes::default(),
        };
        while opened.find.is_searching() {
            opened.act(Find::poll);
            thread::yield_now();
        }
        opened
    }

    /// Lets the panel do something, follow what came of it, and then step on if that is what it asks for.
    fn act(&mut self, act: impl FnOnce(&mut Find, &mut Effects<'_>)) {
        let window = WindowEffects {
            ctx: &self.ctx,
            settings: &mut self.settings,
            folder: None,
            dictionaries: &mut self.dictionaries,
            strip: &mut self.strip,
            requests: &mut self.requests,
            writes: &mut self.writes,
        };
        let mut fx = Effects { desk: &mut self.desk, window };
        act(&mut self.find, &mut fx);
        for event in fx.desk.take_events() {
            if let Event::Edited(edit, after) = event {
                self.find.follow(&edit, &after);
            }
        }
        if self.requests.drain(..).any(|request| request == Request::Run(FIND_NEXT)) {
            self.act(step_on);
        }
    }

    fn lines(&self) -> Vec<&str> {
        self.desk.transcript().lines.iter().map(|line| line.text.as_str()).collect()
    }

    fn current(&self) -> Option<Start> {
        self.find.matches.iter().find(|found| self.find.is_current(found)).map(start)
    }
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
        let mut opened = Opened::on(&lines, text);
        opened.find.with = with.to_owned();
        for (lines, current) in steps {
            opened.act(Find::replace_one);
            assert_eq!(opened.lines(), lines, "{with:?}");
            assert_eq!(opened.current(), Some(current), "{with:?}: {:?}", opened.lines());
        }
    }
}

#[test]
fn the_current_place_follows_an_edit_before_it() {
    let mut opened = Opened::on(&["eins", "la"], "la");
    opened.act(step_on);
    assert_eq!(opened.current(), Some((1, 0)));
    opened.act(|_, fx| {
        let insert = edit::structure::insert(fx.desk.transcript(), 0);
        assert!(fx.desk.edit(insert));
    });
    assert_eq!(opened.current(), Some((2, 0)));
}

#[test]
fn escape_clears_the_selection_before_the_search() {
    let clear = Find::commands().iter().find(|command| command.spec.id.0 == "clear").expect("a command");
    let mut opened = Opened::on(&["la", "la"], "la");
    opened.desk.view.extend_to(1);
    opened.act(clear.run);
    assert!(opened.desk.view.is_single() && opened.find.is_active());
    opened.act(clear.run);
    assert!(!opened.find.is_active() && opened.find.matches.is_empty());
}
