//! Tests of the Findings panel: walked, fixed, answered, and over a document that changes under it.

use super::commands;
use super::state::{Action, Dialog, Findings, NEXT_FINDING};
use crate::analysis::Kind;
use crate::app::desk::{Desk, Event};
use crate::app::dictionaries::Dictionaries;
use crate::app::effects::{Effects, WindowEffects, Writes};
use crate::app::keys::{Id, Keys};
use crate::app::look::{Look, WindowLook};
use crate::app::panel::Panel;
use crate::app::request::Request;
use crate::app::strip::Strip;
use crate::app::theme;
use crate::document::Document;
use crate::edit::structure;
use crate::model::{Line, Meta, Transcript};
use crate::settings::Settings;
use egui::Context;
use std::sync::Arc;

/// The panel with all that it is given.
struct Room {
    ctx: Context,
    desk: Desk,
    settings: Settings,
    dictionaries: Dictionaries,
    strip: Strip,
    requests: Vec<Request>,
    writes: Writes,
    findings: Findings,
}

impl Room {
    /// The panel beside a French transcript, with what was found in it.
    fn with(lines: &[&str]) -> Room {
        let lines = lines.iter().map(|line| Line::new(*line)).collect();
        let meta = Arc::new(Meta { language: Some("fr".to_owned()), ..Meta::default() });
        let t = Transcript { lines, meta, ..Transcript::default() };
        let mut room = Room {
            ctx: Context::default(),
            desk: Desk::new(Document::new(t.clone(), t), Vec::new(), None),
            settings: Settings::default(),
            dictionaries: Dictionaries::default(),
            strip: Strip::default(),
            requests: Vec::new(),
            writes: Writes::default(),
            findings: Findings::default(),
        };
        room.look_through();
        room
    }

    /// Waits until all has been looked through.
    fn look_through(&mut self) {
        let rounds = self.desk.review.rounds();
        while self.desk.review.rounds() == rounds {
            self.act(|_, fx| fx.poll_review(10));
            std::thread::yield_now();
        }
        self.act(Findings::poll);
    }

    /// Lets the panel do something, follow what came of it, and do what it asked for.
    fn act(&mut self, act: impl FnOnce(&mut Findings, &mut Effects<'_>)) {
        let window = WindowEffects {
            ctx: &self.ctx,
            settings: &mut self.settings,
            folder: None,
            dictionaries: &mut self.dictionaries,
            strip: &mut self.strip,
            requests: &mut self.requests,
            writes: &mut self.writes,
        };
        act(&mut self.findings, &mut Effects { desk: &mut self.desk, window });
        for event in self.desk.take_events() {
            if let Event::Edited(edit, after) = event {
                self.findings.follow(&edit, &after);
            }
        }
        if let Some(Request::Run(id)) = self.requests.pop() {
            self.run(id);
        }
    }

    fn perform(&mut self, action: Action) {
        self.act(|findings, fx| findings.perform(action, fx));
        self.act(Findings::poll);
    }

    fn run(&mut self, id: Id) {
        let command = commands::ALL.iter().find(|command| command.spec.id == id).expect("a command of the panel");
        self.act(|findings, fx| (command.run)(findings, fx));
        self.act(Findings::poll);
    }

    /// Asks the panel something while it is drawn.
    fn ask<R>(&self, ask: impl FnOnce(&Findings, &Look<'_>) -> R) -> R {
        let keys = Keys::default();
        let palette = theme::palette(&self.ctx);
        let window = WindowLook { settings: &self.settings, palette, keys: &keys };
        ask(&self.findings, &Look { desk: &self.desk, window })
    }

    fn applies(&self, id: Id) -> bool {
        let command = commands::ALL.iter().find(|command| command.spec.id == id).expect("a command of the panel");
        self.ask(|findings, look| (command.applies)(findings, look, &self.ctx))
    }

    fn line(&self, row: usize) -> &str {
        &self.desk.transcript().lines[row].text
    }

    fn delete_all(&mut self) {
        self.act(|_, fx| {
            let t = fx.desk.transcript();
            let edit = structure::delete(t, 0..t.lines.len());
            fx.desk.edit(edit);
        });
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
    let mut room = Room::with(&LINES);
    room.run(NEXT_FINDING);
    assert_eq!((room.findings.at, room.findings.same), (Some((0, 0)), 2));
    room.run(commands::FIX);
    assert_eq!(room.line(0), "Ça commence ici, dans la vallée, avec le torrent.");
    assert_eq!(room.findings.at.map(|at| at.0), Some(2), "it goes on with the next");
    assert_eq!(room.desk.view.focus, 2);
    room.perform(Action::Write("le".to_owned()));
    assert_eq!(room.line(2), "Alors le village a voté pour la centrale.");
    room.run(commands::MARK_CORRECT);
    assert_eq!(room.line(3), "Ca tourne depuis.");
    assert_eq!(room.desk.transcript().meta.known.len(), 1);
}

#[test]
fn what_is_done_is_done_in_the_current_row() {
    let mut room = Room::with(&LINES);
    room.run(NEXT_FINDING);
    room.desk.view.put_focus(1);
    assert!(!room.applies(commands::FIX) && !room.applies(commands::MARK_CORRECT));
    room.perform(Action::Fix(0));
    assert_eq!(room.line(0), LINES[0], "nothing is to be put right here");
    room.desk.view.put_focus(3);
    assert!(room.applies(commands::FIX_SAME));
    room.run(commands::FIX_SAME);
    assert_eq!([room.line(0), room.line(3)].map(|line| &line[..3]), ["Ça", "Ça"]);
}

#[test]
fn kinds_are_hidden_and_the_others_are_counted() {
    let mut room = Room::with(&LINES);
    let all = room.ask(Findings::count);
    assert_eq!(all, Some(3));
    room.perform(Action::Show(Kind::Typography, false));
    assert_eq!((room.ask(Findings::count), room.findings.counted.listed.len()), (Some(1), 1));
    assert_eq!(room.ask(Findings::left)[0].text, "other findings left 1");
    let marks = |room: &Room, row: usize| {
        let mut marks = Vec::new();
        room.ask(|findings, look| findings.mark(look, row, room.line(row), &mut marks));
        marks.len()
    };
    assert_eq!((marks(&room, 0), marks(&room, 2)), (0, 1));
    room.perform(Action::Show(Kind::Typography, true));
    assert_eq!(room.ask(Findings::count), all);
}

#[test]
fn sure_fixes_are_applied_that_are_ticked() {
    let mut room = Room::with(&LINES);
    room.run(commands::FIX_SURE);
    let Some(Dialog::Sure(all)) = &room.findings.dialog else { panic!("the preview is open") };
    let at = all.iter().position(|same| same.text != "Ca");
    if let Some(at) = at {
        room.perform(Action::Tick(at, false));
    }
    room.perform(Action::FixTicked);
    assert_eq!([room.line(0), room.line(3)].map(|line| &line[..3]), ["Ça", "Ça"]);
    assert_eq!(room.line(2), LINES[2]);
}

#[test]
fn the_rows_may_be_gone() {
    let mut room = Room::with(&LINES);
    room.run(NEXT_FINDING);
    room.run(commands::FIX_SURE);
    room.delete_all();
    room.act(Findings::poll);
    for action in [
        Action::GoTo(3, 0),
        Action::Fix(0),
        Action::Write("x".to_owned()),
        Action::MarkCorrect,
        Action::Entry(7),
        Action::Tick(7, true),
        Action::FixTicked,
    ] {
        room.perform(action);
    }
    for command in commands::ALL {
        room.run(command.spec.id);
    }
    assert_eq!((room.desk.len(), room.ask(Findings::count)), (0, Some(0)));
}
