//! Speakers: the roster with key, colour and figures of everybody; who is proposed; giving lines to somebody.

mod chooser;
mod commands;
mod figures;
mod proposals;
mod view;

use crate::analysis::turns::{self, Proposal, ProposedSpeaker as Proposes};
use crate::app::caret;
use crate::app::command::Command;
use crate::app::desk::Desk;
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::panel::{DialogFrame, Panel, Proposed};
use crate::app::request::Out;
use crate::app::task::Task;
use crate::app::view::Rows;
use crate::document::Revision;
use crate::edit;
use crate::messages::{self, text};
use crate::model::{SpeakerId, turns as model_turns};
use chooser::Chooser;
use egui::{Id, Key, KeyboardShortcut, Ui};
use figures::Counted;
use proposals::Proposals;

/// The roster, and who is proposed.
#[derive(Default)]
pub struct Speakers {
    /// The figures of the roster, and of which state they are.
    counted: Option<(Revision, Counted)>,
    counting: Task<Revision, Counted>,
    proposals: Proposals,
    /// The chooser, while it is open.
    chooser: Option<Chooser>,
}

/// To whom lines are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// To nobody.
    Nobody,
    /// To somebody of the roster.
    Speaker(SpeakerId),
    /// To somebody who is new, of that name.
    New(String),
}

/// Which lines are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The selected lines. With nothing but the current row selected, its whole turn; the current row then goes on to
    /// the next turn.
    Turn,
    /// From the current row to the end of its turn.
    FromHere,
}

/// What a person did with speakers.
#[derive(Clone, Debug)]
pub enum SpeakersAction {
    /// Gave lines to somebody.
    Give(Whom, Scope),
    /// Added a speaker to the roster.
    Add(String),
    /// Gave a speaker another name.
    Rename(SpeakerId, String),
    /// Gave a speaker another colour.
    Recolour(SpeakerId, u8),
    /// Moved a speaker to another place of the roster.
    Reorder(SpeakerId, usize),
    /// Made two speakers one.
    Merge {
        /// Who goes.
        from: SpeakerId,
        /// Who stays.
        into: SpeakerId,
    },
    /// Took a speaker out of the roster.
    Remove(SpeakerId),
    /// Gave a numbered speaker the name that is suggested.
    TakeSuggestion(SpeakerId, String),
    /// Began to type another name for a speaker.
    EditName(SpeakerId),
    /// Took all that is proposed of one speaker.
    TakeProposed(Proposes),
    /// Selected all lines of a speaker.
    SelectLines(SpeakerId),
    /// Typed into the chooser; its whole text.
    Typed(String),
    /// Moved to an entry of the chooser.
    At(usize),
    /// Closed the chooser.
    CloseChooser,
}

impl Panel for Speakers {
    const ID: &'static str = "speakers";
    const ALWAYS: bool = true;
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num3)];
    const SCROLLS: bool = true;

    type Action = SpeakersAction;

    fn commands() -> &'static [Command<Speakers>] {
        commands::ALL
    }

    fn proposed(&self, look: &Look<'_>, row: usize) -> Option<Proposed> {
        let (proposal, begins) = self.proposals.of_row(row)?;
        let name = proposal.speaker.name(look.desk.transcript()).to_owned();
        Some(Proposed { name, doubt: proposal.doubt, because: messages::text(&proposal.because), begins })
    }

    fn poll(&mut self, fx: &mut Effects<'_>) {
        self.proposals.poll(fx);
        if let Some(counted) = self.counting.poll(fx.window.strip) {
            self.counted = Some(counted);
        }
        if fx.shows_panel(Self::ID) {
            let now = fx.desk.document().revision();
            let made = self.counted.as_ref().map(|(revision, _)| revision);
            self.counting.start_if_stale(fx.ctx, "count", now, made, || {
                let t = fx.desk.transcript().clone();
                move |_| figures::count(&t)
            });
        }
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<SpeakersAction>) {
        self.roster(ui, look, out);
    }

    fn perform(&mut self, action: SpeakersAction, fx: &mut Effects<'_>) {
        let t = fx.desk.transcript().clone();
        match action {
            SpeakersAction::Give(whom, scope) => give(&whom, scope, fx),
            SpeakersAction::Add(name) => {
                if !fx.desk.edit(edit::speakers::add(&t, &name)) && !name.trim().is_empty() {
                    fx.say(text!("speakers-known", name = name.trim()));
                }
            }
            SpeakersAction::Rename(id, name) => {
                let is_taken = || t.speaker_named(&name).is_some_and(|other| other.id != id);
                if !fx.desk.edit(edit::speakers::rename(&t, id, &name)) && is_taken() {
                    fx.say(text!("speakers-known-merge", name = name.trim()));
                }
            }
            SpeakersAction::Recolour(id, colour) => {
                fx.desk.edit(edit::speakers::recolour(&t, id, colour));
            }
            SpeakersAction::Reorder(id, to) => {
                fx.desk.edit(edit::speakers::reorder(&t, id, to));
            }
            SpeakersAction::Merge { from, into } => {
                fx.desk.edit(edit::speakers::merge(&t, from, into));
            }
            SpeakersAction::Remove(id) => {
                fx.desk.edit(edit::speakers::remove(&t, id));
            }
            SpeakersAction::TakeSuggestion(id, name) => {
                let same = t.speaker_named(&name).map(|other| other.id).filter(|other| *other != id);
                fx.desk.edit(match same {
                    Some(into) => edit::speakers::merge(&t, id, into),
                    None => edit::speakers::rename(&t, id, &name),
                });
            }
            SpeakersAction::EditName(id) => caret::select_all(fx.ctx, name_id(id)),
            SpeakersAction::TakeProposed(who) => self.take_all_of(&who, fx),
            SpeakersAction::SelectLines(id) => {
                let theirs = t.lines.iter().enumerate().filter(|(_, line)| line.speaker == Some(id));
                let mut rows = Rows::default();
                rows.extend(theirs.map(|(row, _)| row));
                if let Some(first) = rows.first() {
                    fx.desk.view.go_to(first);
                    fx.desk.view.selection = rows;
                }
            }
            SpeakersAction::Typed(typed) => {
                if let Some(chooser) = &mut self.chooser {
                    (chooser.typed, chooser.at) = (typed, 0);
                }
            }
            SpeakersAction::At(at) => self.chooser.iter_mut().for_each(|chooser| chooser.at = at),
            SpeakersAction::CloseChooser => self.chooser = None,
        }
    }

    fn dialog(&self) -> Option<DialogFrame> {
        self.chooser.as_ref().map(|_| DialogFrame { name: "speaker", width: 340.0 })
    }

    fn dialog_ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<SpeakersAction>) {
        if let Some(chooser) = &self.chooser {
            self.chooser(ui, look, chooser, out);
        }
    }

    fn close_dialog(&mut self) {
        self.chooser = None;
    }
}

impl Speakers {
    fn choose(&mut self, scope: Scope) {
        self.chooser = Some(Chooser { typed: String::new(), at: 0, scope });
    }

    /// The figures of a speaker, or of nobody, when they were counted.
    fn counted(&self, speaker: Option<SpeakerId>) -> Option<&figures::Figures> {
        self.counted.as_ref()?.1.get(&speaker)
    }

    /// Who has the key of a place: those of the roster, then those who are proposed and not in it.
    fn at_key(&self, desk: &Desk, place: usize) -> Option<Whom> {
        let t = desk.transcript();
        let known = t.speakers.get(place).map(|speaker| Whom::Speaker(speaker.id));
        let newcomer = || self.proposals.newcomers(t).nth(place - t.speakers.len());
        known.or_else(|| newcomer().map(|proposed| Whom::New(proposed.name.clone())))
    }

    /// Takes all proposals of one who is proposed.
    fn take_all_of(&self, who: &Proposes, fx: &mut Effects<'_>) {
        let theirs: Vec<Proposal> =
            self.proposals.all().iter().filter(|proposal| proposal.speaker == *who).cloned().collect();
        let t = fx.desk.transcript().clone();
        let name = theirs.first().map_or_else(String::new, |proposal| proposal.speaker.name(&t).to_owned());
        if fx.desk.edit(turns::apply(&t, &theirs)) {
            fx.whisper(text!("speakers-taken-of", n = theirs.len(), name = name));
        }
    }
}

/// The rows that would be given.
fn scope_rows(desk: &Desk, scope: Scope) -> Rows {
    let (lines, focus) = (&desk.transcript().lines, desk.view.focus);
    match scope {
        Scope::FromHere => Rows::of(focus..model_turns::end(lines, focus)),
        Scope::Turn if desk.view.is_single() => Rows::of(model_turns::at(lines, focus)),
        Scope::Turn => desk.view.rows(),
    }
}

/// Gives lines to somebody.
fn give(whom: &Whom, scope: Scope, fx: &mut Effects<'_>) {
    let rows = scope_rows(fx.desk, scope);
    let t = fx.desk.transcript().clone();
    let single = fx.desk.view.is_single();
    fx.desk.edit(match whom {
        Whom::Nobody => edit::speakers::assign(&t, rows.iter(), None),
        Whom::Speaker(id) => edit::speakers::assign(&t, rows.iter(), Some(*id)),
        Whom::New(name) => edit::speakers::assign_new(&t, rows.iter(), name),
    });
    let given = match whom {
        Whom::Nobody => None,
        Whom::Speaker(id) => Some(*id),
        Whom::New(name) => fx.desk.transcript().speaker_named(name).map(|speaker| speaker.id),
    };
    if let Some(id) = given {
        fx.desk.remember_speaker(id);
    }
    if let Some(next) = rows.end().filter(|next| single && *next < t.lines.len()) {
        fx.desk.view.go_to_ahead(next);
    }
}

/// The id of the field in which a speaker's name is typed.
fn name_id(id: SpeakerId) -> Id {
    Id::unique(("speaker name", id))
}

/// The key that gives lines to the speaker at a place of the roster, from 0.
fn key_of(place: usize) -> Option<&'static str> {
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].get(place).copied()
}
