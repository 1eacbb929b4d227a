//! Tests of the Findings panel: walked, fixed, answered, and over a document that changes under it.

use super::commands;
use super::state::{Action, Dialog, Findings, NEXT_FINDING};
use crate::analysis::Kind;
use crate::app::keys::Id;
use crate::app::panel::Panel;
use crate::app::request::Request;
use crate::app::testing::{Bench, transcript};
use crate::document::Document;
use crate::edit::{self, text::Replacement};
use crate::model::{Meta, Transcript};
use std::sync::Arc;

type Room = Bench<Findings>;

/// The panel beside a French transcript, with what was found in it.
fn with(lines: &[&str]) -> Room {
    let meta = Arc::new(Meta { language: Some("fr".to_owned()), ..Meta::default() });
    let t = Transcript { meta, ..transcript(lines) };
    let mut room = Bench::over(Document::new(t.clone(), t));
    room.look_through();
    room
}

/// Performs an action, and the command that it asks for.
fn perform(room: &mut Room, action: Action) {
    room.perform(action);
    run_asked(room);
}

/// Runs a command, and those that it asks for.
fn run(room: &mut Room, id: Id) {
    room.run(id);
    run_asked(room);
}

fn run_asked(room: &mut Room) {
    if let Some(Request::Run(id)) = room.requests.pop() {
        run(room, id);
    }
}

const LINES: [&str; 4] = [
    "Ca commence ici, dans la vallée, avec le torrent.",
    "Il y avait la neige et le vent du nord.",
    "Alors le le village a voté pour la centrale.",
    "Ca tourne depuis.",
];

#[test]
fn findings_are_walked_and_fixed() {
    let mut room = with(&LINES);
    run(&mut room, NEXT_FINDING);
    assert_eq!((room.panel.at, room.panel.same), (Some((0, 0)), 2));
    run(&mut room, commands::FIX);
    assert_eq!(room.line(0), "Ça commence ici, dans la vallée, avec le torrent.");
    assert_eq!(room.panel.at.map(|at| at.0), Some(2), "it goes on with the next");
    assert_eq!(room.desk.view.focus, 2);
    perform(&mut room, Action::Write("le".to_owned()));
    assert_eq!(room.line(2), "Alors le village a voté pour la centrale.");
    run(&mut room, commands::MARK_CORRECT);
    assert_eq!(room.line(3), "Ca tourne depuis.");
    assert_eq!(room.desk.transcript().meta.known.len(), 1);
}

#[test]
fn what_is_done_is_done_in_the_current_row() {
    let mut room = with(&LINES);
    run(&mut room, NEXT_FINDING);
    room.desk.view.put_focus(1);
    assert!(!room.applies(commands::FIX) && !room.applies(commands::MARK_CORRECT));
    perform(&mut room, Action::Fix(0));
    assert_eq!(room.line(0), LINES[0], "nothing is to be put right here");
    room.desk.view.put_focus(3);
    assert!(room.applies(commands::FIX_SAME));
    run(&mut room, commands::FIX_SAME);
    assert_eq!([room.line(0), room.line(3)].map(|line| &line[..3]), ["Ça", "Ça"]);
}

#[test]
fn kinds_are_hidden_and_the_others_are_counted() {
    let mut room = with(&LINES);
    let all = room.look(Findings::count);
    assert_eq!(all, Some(3));
    perform(&mut room, Action::Show(Kind::Typography, false));
    assert_eq!((room.look(Findings::count), room.panel.counted.listed.len()), (Some(1), 1));
    assert_eq!(room.look(Findings::left)[0].text, "other findings left 1");
    let marks = |room: &Room, row: usize| {
        let mut marks = Vec::new();
        room.look(|findings, look| findings.mark(look, row, room.line(row), &mut marks));
        marks.len()
    };
    assert_eq!((marks(&room, 0), marks(&room, 2)), (0, 1));
    perform(&mut room, Action::Show(Kind::Typography, true));
    assert_eq!(room.look(Findings::count), all);
}

#[test]
fn sure_fixes_are_applied_that_are_ticked() {
    let mut room = with(&LINES);
    run(&mut room, commands::FIX_SURE);
    let Some(Dialog::Sure(all)) = &room.panel.dialog else { panic!("the preview is open") };
    let at = all.iter().position(|same| same.text != "Ca");
    if let Some(at) = at {
        perform(&mut room, Action::Tick(at, false));
    }
    perform(&mut room, Action::FixTicked);
    assert_eq!([room.line(0), room.line(3)].map(|line| &line[..3]), ["Ça", "Ça"]);
    assert_eq!(room.line(2), LINES[2]);
}

#[test]
fn the_rows_may_be_gone() {
    let mut room = with(&LINES);
    run(&mut room, NEXT_FINDING);
    run(&mut room, commands::FIX_SURE);
    room.delete_all();
    room.draw();
    room.act(Findings::poll);
    room.draw();
    for action in [
        Action::GoTo(3, 0),
        Action::Fix(0),
        Action::Write("x".to_owned()),
        Action::MarkCorrect,
        Action::Entry(7),
        Action::Tick(7, true),
        Action::FixTicked,
    ] {
        perform(&mut room, action);
    }
    for command in commands::ALL {
        run(&mut room, command.spec.id);
    }
    assert_eq!((room.desk.len(), room.look(Findings::count)), (0, Some(0)));
}

#[test]
fn nothing_is_to_be_applied_where_nothing_is_sure() {
    for (lines, sure) in [(&LINES[..], true), (&LINES[1..3], false)] {
        let room = with(lines);
        assert_eq!(room.applies(commands::FIX_SURE), sure, "{lines:?}");
    }
}

/// More rows than are looked at again by themselves are written and given back before anybody looks at them.
#[test]
fn what_a_large_edit_loses_is_found_again_when_it_is_undone_at_once() {
    let lines = vec![LINES[0]; 1_100];
    for looked_at_between in [false, true] {
        let mut room = with(&lines);
        let found = room.look(Findings::count);
        assert!(found > Some(1_000));
        let places: Vec<Replacement> =
            (0..lines.len()).map(|row| Replacement { row, at: 9..13, with: String::new() }).collect();
        let edit = edit::text::replace(room.desk.transcript(), crate::message!("edit-replace", text = "ici"), &places);
        assert!(room.act(|_, fx| fx.desk.edit(edit)));
        if looked_at_between {
            // The look at what was replaced is under way when it is undone.
            room.act(|_, fx| fx.poll_review(10));
        }
        assert!(room.act(|_, fx| fx.desk.undo()).is_some());
        assert!(room.desk.review.is_looking());
        room.act(|_, fx| fx.poll_review(10));
        room.act(Findings::poll);
        assert_eq!(room.look(Findings::count), found, "what was found before is there at once");
        assert!(!room.desk.review.is_looking());
    }
}
