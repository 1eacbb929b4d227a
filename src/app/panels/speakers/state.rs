//! The roster, who is proposed, and giving lines to somebody.

use super::figures::{self, Counted};
use super::proposals::Proposals;
use crate::analysis::turns::{self, Proposal, ProposedSpeaker as Proposes};
use crate::app::desk::{Desk, DeskId};
use crate::app::draft::{Draft, Typing};
use crate::app::effects::Effects;
use crate::app::keys::Id as CommandId;
use crate::app::strip::{Offer, Topic};
use crate::app::task::Task;
use crate::app::view::Rows;
use crate::document::{OpenError, Revision};
use crate::edit;
use crate::messages::text;
use crate::model::{Lines, SpeakerId, Transcript, message, turns as model_turns};
use egui::Id;
use std::path::PathBuf;

/// The roster, and who is proposed.
#[derive(Default)]
pub(crate) struct Speakers {
    /// The figures of the roster, and of which state they are.
    pub(super) counted: Option<(Revision, Counted)>,
    pub(super) counting: Task<Revision, Counted>,
    pub(super) proposals: Proposals,
    /// The name that is being typed.
    pub(super) name: Draft<Field>,
    /// Who was to be called as somebody else is, and who that is.
    pub(super) namesakes: Option<(SpeakerId, SpeakerId)>,
    /// The chooser, while it is open.
    pub(super) chooser: Option<Chooser>,
    /// The file from which it is taken who speaks.
    pub(super) reading: Task<PathBuf, Result<Transcript, OpenError>>,
}

/// The question for a file that says who speaks.
pub(super) const FROM_FILE: &str = "from-file";

/// Makes those two speakers one who were to have one name.
pub(super) const MERGE: CommandId = CommandId("merge-namesakes");

/// What was typed into the chooser, to which entry the person moved, and which lines are given.
#[derive(Clone, Debug)]
pub(super) struct Chooser {
    pub(super) typed: String,
    pub(super) at: Option<usize>,
    pub(super) scope: Scope,
}

/// A field in which a name is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// That of somebody of the roster.
    Name(SpeakerId),
    /// That of somebody who is to be added.
    New,
}

/// To whom lines are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// To nobody.
    Nobody,
    /// To somebody of the roster.
    Speaker(SpeakerId),
    /// To somebody who is new, of that name.
    New(String),
}

/// Which lines are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The selected lines. With nothing but the current row selected, its whole turn; the current row then goes on to
    /// the next turn.
    Turn,
    /// From the current row to the end of its turn.
    FromHere,
    /// The selected lines, else the current row alone.
    Lines,
    /// All of the turn of the current row. The current row stays.
    WholeTurn,
}

/// What a person did with speakers.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Gave lines to somebody.
    Give(Whom, Scope),
    /// Typed a name, or left its field.
    Name(Typing<Field>),
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
    /// Asked for the chooser.
    Choose(Scope),
    /// Wants to type another name for a speaker, from elsewhere.
    Rename(SpeakerId),
    /// Went to the next turn of a speaker.
    GoToNextTurn(SpeakerId),
    /// Closed the chooser.
    CloseChooser,
}

impl Speakers {
    pub(super) fn choose(&mut self, scope: Scope) {
        self.chooser = Some(Chooser { typed: String::new(), at: None, scope });
    }

    /// Writes a name that was typed into the roster. An empty one changes nothing. One that somebody has stays in its
    /// field, and what can be done is offered.
    pub(super) fn write(&mut self, (field, name): (Field, String), fx: &mut Effects<'_>) {
        let t = fx.desk.transcript().clone();
        let edit = match field {
            Field::Name(id) => edit::speakers::rename(&t, id, &name),
            Field::New => edit::speakers::add(&t, &name),
        };
        let other = t.speaker_named(&name).filter(|other| field != Field::Name(other.id));
        if fx.desk.edit(edit) {
            return;
        }
        let Some(other) = other else { return };
        let merge = match field {
            Field::Name(id) => {
                self.namesakes = Some((id, other.id));
                let from = t.speaker(id).map_or("", |speaker| &speaker.name);
                vec![Offer::run(text!("speakers-merge", from = from, into = &other.name), MERGE)]
            }
            Field::New => Vec::new(),
        };
        fx.strip.tell(Topic::Refused, message!("speakers-known", name = &other.name), merge);
        self.name.refuse(field, name);
    }

    /// Who was to be called as somebody else is, and who that is, as long as both are in the roster.
    pub(super) fn to_merge(&self, desk: &Desk) -> Option<(SpeakerId, SpeakerId)> {
        let t = desk.transcript();
        self.namesakes.filter(|(from, into)| t.speaker(*from).is_some() && t.speaker(*into).is_some())
    }

    /// Makes those two speakers one who were to have one name.
    pub(super) fn merge_namesakes(&mut self, fx: &mut Effects<'_>) {
        let Some((from, into)) = self.to_merge(fx.desk) else { return };
        self.namesakes = None;
        self.name.settle(&Field::Name(from));
        fx.strip.withdraw(Topic::Refused);
        fx.desk.edit(edit::speakers::merge(fx.desk.transcript(), from, into));
    }

    /// The figures of a speaker, or of nobody, when they were counted.
    pub(super) fn counted(&self, speaker: Option<SpeakerId>) -> Option<&figures::Figures> {
        self.counted.as_ref()?.1.get(&speaker)
    }

    /// Who has the key of a place: those of the roster, then those who are proposed and not in it.
    pub(super) fn at_key(&self, desk: &Desk, place: usize) -> Option<Whom> {
        let t = desk.transcript();
        let known = t.speakers.get(place).map(|speaker| Whom::Speaker(speaker.id));
        let newcomer = || self.proposals.newcomers(t).nth(place - t.speakers.len());
        known.or_else(|| newcomer().map(|proposed| Whom::New(proposed.name.clone())))
    }

    /// Takes all proposals of one who is proposed.
    pub(super) fn take_all_of(&self, who: &Proposes, fx: &mut Effects<'_>) {
        let theirs: Vec<Proposal> =
            self.proposals.all().iter().filter(|proposal| proposal.speaker == *who).cloned().collect();
        let t = fx.desk.transcript().clone();
        let name = theirs.first().map_or_else(String::new, |proposal| proposal.speaker.name(&t).to_owned());
        if fx.desk.edit(turns::apply(&t, &theirs)) {
            let keys = fx.undo_keys();
            fx.whisper(message!("speakers-taken-of", keys = keys, n = theirs.len(), name = name));
        }
    }
}

/// The rows that would be given.
pub(super) fn scope_rows(desk: &Desk, scope: Scope) -> Rows {
    let (lines, focus) = (&desk.transcript().lines, desk.view.focus);
    match scope {
        Scope::FromHere => Rows::of(focus..model_turns::end(lines, focus)),
        Scope::Lines => desk.view.rows(),
        Scope::WholeTurn => Rows::of(model_turns::at(lines, focus)),
        Scope::Turn if desk.view.is_single() => Rows::of(model_turns::at(lines, focus)),
        Scope::Turn => desk.view.rows(),
    }
}

/// Gives lines to somebody.
pub(super) fn give(whom: &Whom, scope: Scope, fx: &mut Effects<'_>) {
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
    let goes_on = single && matches!(scope, Scope::Turn | Scope::FromHere);
    if let Some(next) = rows.end().filter(|next| goes_on && *next < t.lines.len()) {
        fx.desk.view.go_to_ahead(next);
    }
}

/// Where the next turn of a speaker begins behind the turn of a row; before it when there is none behind.
pub(super) fn next_turn(lines: &Lines, row: usize, id: SpeakerId) -> Option<usize> {
    let turn = model_turns::at(lines, row);
    let theirs = |at: &usize| lines.get(*at).is_some_and(|line| line.speaker == Some(id));
    let behind = (turn.end..).zip(lines.iter_from(turn.end)).find(|(_, line)| line.speaker == Some(id));
    behind.map(|(at, _)| at).or_else(|| (0..turn.start).find(theirs))
}

/// The id of the field in which a speaker's name is typed.
pub(super) fn name_id(desk: DeskId, id: SpeakerId) -> Id {
    Id::unique(("speaker name", desk, id))
}

/// The key that gives lines to the speaker at a place of the roster, from 0.
pub(super) fn key_of(place: usize) -> Option<&'static str> {
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].get(place).copied()
}
