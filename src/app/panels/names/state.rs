//! What the person does with the names that are probably wrong: which is current, which places are not ticked, what was
//! answered and waits for the next look, and what a correction by hand offers.

use super::accept::{accept, with_form};
use super::marked::Marked;
use super::once::Once;
use crate::analysis::Kind;
use crate::analysis::names::{Pair, Place};
use crate::app::caret;
use crate::app::desk::Desk;
use crate::app::effects::Effects;
use crate::app::in_view::Heights;
use crate::app::panel::{Panel, keyboard_id};
use crate::app::request::Request;
use crate::app::review::Review;
use crate::app::strip::Topic;
use crate::document::Revision;
use crate::edit::{self, Edit};
use crate::message;
use crate::model::Known;
use egui::{Context, Id};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What the person does with the names that are probably wrong.
#[derive(Default)]
pub(crate) struct Names {
    pub(super) current: Current,
    /// The places that shall not be changed.
    pub(super) unticked: BTreeSet<Spot>,
    /// The wrong forms of the names that are sure and shall not be accepted with the others.
    pub(super) left_out: BTreeSet<String>,
    /// Other forms that are being typed, by the wrong form of the name.
    pub(super) other: BTreeMap<String, String>,
    /// The wrong forms that were answered, each with the round of the review from which it may be listed again.
    pub(super) answered: BTreeMap<String, u64>,
    /// The steps that answered names, in their order.
    pub(super) steps: Vec<Step>,
    /// The wrong form of a name whose answer was undone: it is the current name whenever it is listed, until the person
    /// goes to another one.
    pub(super) undone: Option<String>,
    /// What a correction by hand offered and the person looks at. It stands above what was found, and stays until it is
    /// answered: nobody but the person knows it to be wrong.
    pub(super) reviewed: Option<Pair>,
    pub(super) once: Once,
    pub(super) counted: Counted,
    /// Where the names stand in the rows of the frame.
    pub(super) marked: Marked,
    /// How tall the cards are.
    pub(super) heights: RefCell<Heights>,
    /// The dialog with the names that are sure is open.
    pub(super) accepting: bool,
}

/// How many names are left.
#[derive(Default)]
pub(super) struct Counted {
    /// Of which version of what was found it is said; `None`: to be counted.
    pub(super) of: Option<u64>,
    /// Those that are listed.
    pub(super) listed: usize,
    /// When none is: unknown words that are written as names are.
    pub(super) unknown: usize,
}

/// How many different unknown words are written as names are.
fn unknown_names(desk: &Desk) -> usize {
    let t = desk.transcript();
    let unknown = desk.review.findings().iter().filter(|finding| finding.is_name);
    unknown.filter_map(|finding| finding.text(t)).collect::<BTreeSet<_>>().len()
}

/// Whether names are looked for: what is no word of the language may be one, which its dictionary tells.
pub(super) fn looks_for_names(review: &Review) -> bool {
    review.lexicon().is_some_and(|lexicon| lexicon.dictionary().is_some())
}

/// The current name. The list changes under it, so it is known by its wrong form, and by its place when that is gone.
#[derive(Default)]
pub(super) struct Current {
    pub(super) wrong: String,
    pub(super) at: usize,
}

/// A step that answered names. When it is undone, they wait for an answer again.
pub(super) struct Step {
    /// The state in which it ends.
    after: Revision,
    /// The wrong forms of the names.
    wrong: Vec<String>,
    /// The one that was the current name, if one of them was.
    current: Option<String>,
}

/// A place of a wrong form, as it is ticked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    wrong: String,
    row: usize,
    byte: usize,
}

impl Spot {
    pub(super) fn of(pair: &Pair, place: &Place) -> Spot {
        Spot { wrong: pair.wrong.clone(), row: place.row, byte: place.at.start }
    }

    pub(super) fn after(self, edit: &Edit) -> Spot {
        Spot { row: edit.map_row(self.row), ..self }
    }
}

/// What a person did with names.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Made the name at this place of the list the current one.
    Select(usize),
    /// Took the current name at all its ticked places, in the form that was typed; as it is proposed when nothing was.
    TakeAs(String),
    /// Took the name of this wrong form at all its ticked places.
    TakeEverywhere(String),
    /// Typed another form for the name of this wrong form, or gave it up.
    TypeOther(String, Option<String>),
    /// Ticked a place of a name, or took the tick away.
    Tick(Spot, bool),
    /// Left a name that is sure, by its wrong form, out of those to be accepted, or took it in again.
    LeaveOut(String, bool),
    /// Accepted all names that are sure and not left out, in one step.
    AcceptSure,
}

/// The id of the field in which another form is typed.
pub(super) fn other_id() -> Id {
    Id::unique("other form")
}

/// Gives the keyboard to the panel.
pub(super) fn take_keyboard(ctx: &Context) {
    ctx.memory_mut(|memory| memory.request_focus(keyboard_id(Names::ID)));
}

// The list, and where the person is in it

impl Names {
    /// The names that wait for an answer, in the order in which they are listed.
    pub(super) fn pairs<'p>(&'p self, desk: &'p Desk) -> impl Iterator<Item = &'p Pair> {
        self.listed(desk.review.pairs(), desk.review.rounds())
    }

    /// Those of what was found that wait for an answer, below what is being reviewed.
    pub(super) fn listed<'p>(&'p self, found: &'p [Pair], rounds: u64) -> impl Iterator<Item = &'p Pair> {
        let is_reviewed = |pair: &Pair| self.reviewed.as_ref().is_some_and(|reviewed| reviewed.wrong == pair.wrong);
        let is_answered = move |pair: &Pair| self.answered.get(&pair.wrong).is_some_and(|again| rounds < *again);
        let found = found.iter().filter(move |pair| !is_reviewed(pair) && !is_answered(pair));
        self.reviewed.iter().chain(found)
    }

    /// The place of the current name in the list.
    pub(super) fn position(&self, pairs: &[&Pair]) -> usize {
        let is_current = |pair: &&Pair| pair.wrong == self.current.wrong;
        // One wrong form may be listed under two right ones.
        if pairs.get(self.current.at).is_some_and(is_current) {
            return self.current.at;
        }
        let elsewhere = pairs.iter().position(is_current);
        elsewhere.unwrap_or(self.current.at.min(pairs.len().saturating_sub(1)))
    }

    /// The current name, and the wrong form of the one after it.
    fn current(&self, desk: &Desk) -> Option<(Pair, Option<String>)> {
        let pairs: Vec<&Pair> = self.pairs(desk).collect();
        let at = self.position(&pairs);
        let next = pairs.get(at + 1).map(|next| next.wrong.clone());
        pairs.get(at).map(|pair| (Pair::clone(pair), next))
    }

    /// Lists the names again whose answers were undone.
    pub(super) fn take_back(&mut self, now: Revision) {
        while let Some(step) = self.steps.pop_if(|step| step.after > now) {
            for wrong in &step.wrong {
                self.answered.remove(wrong);
            }
            self.undone = step.current.or(self.undone.take());
            self.counted.of = None;
        }
    }

    /// When the list is another one than the last time: counts it, and remembers where the current name is now, so that
    /// it is found again when the list changes once more.
    pub(super) fn recount(&mut self, desk: &Desk) {
        let version = Some(desk.review.version());
        if self.counted.of == version {
            return;
        }
        self.marked.forget();
        let rounds = desk.review.rounds();
        self.answered.retain(|_, again| rounds < *again);
        let pairs: Vec<&Pair> = self.pairs(desk).collect();
        let back = self.undone.as_ref().and_then(|undone| pairs.iter().position(|pair| pair.wrong == *undone));
        let at = back.unwrap_or_else(|| self.position(&pairs));
        let wrong = pairs.get(at).map_or_else(String::new, |pair| pair.wrong.clone());
        let unknown = if pairs.is_empty() { unknown_names(desk) } else { 0 };
        self.counted = Counted { of: version, listed: pairs.len(), unknown };
        self.current = Current { wrong, at };
    }

    /// Makes a name the current one; the last one when there are not so many.
    pub(super) fn select(&mut self, at: usize, fx: &mut Effects<'_>) {
        let pairs: Vec<&Pair> = self.pairs(fx.desk).collect();
        let at = at.min(pairs.len().saturating_sub(1));
        let wrong = pairs.get(at).map_or_else(String::new, |pair| pair.wrong.clone());
        self.current = Current { wrong, at };
        self.undone = None;
        self.show_current(fx.desk);
        take_keyboard(fx.ctx);
    }

    /// Makes another name the current one, by its place from that of the current one.
    pub(super) fn walk(&mut self, to: impl Fn(usize) -> usize, fx: &mut Effects<'_>) {
        let pairs: Vec<&Pair> = self.pairs(fx.desk).collect();
        let at = self.position(&pairs);
        self.select(to(at), fx);
    }

    /// Brings the first place of the current name into view.
    fn show_current(&self, desk: &mut Desk) {
        let row = self.current(desk).and_then(|(pair, _)| pair.places.first().map(|place| place.row));
        if let Some(row) = row {
            desk.view.go_to_ahead(row);
        }
    }

    /// Whether a place of a name is ticked.
    pub(super) fn is_ticked(&self, pair: &Pair, place: &Place) -> bool {
        !self.unticked.contains(&Spot::of(pair, place))
    }

    fn ticked(&self, pair: &Pair) -> Vec<Place> {
        pair.places.iter().filter(|place| self.is_ticked(pair, place)).cloned().collect()
    }

    /// Lists a name no longer: it was answered. What the review has found meanwhile, or is about to find, does not know
    /// that yet.
    fn answer(&mut self, wrong: &str, desk: &Desk) {
        self.other.remove(wrong);
        if self.reviewed.as_ref().is_some_and(|reviewed| reviewed.wrong == wrong) {
            self.reviewed = None;
        }
        self.counted.of = None;
        let under_way = u64::from(desk.review.progress().is_some());
        self.answered.insert(wrong.to_owned(), desk.review.rounds() + 1 + under_way);
    }

    /// Remembers what the last edit answered, for when it is undone.
    fn remember(&mut self, wrong: Vec<String>, current: Option<String>, desk: &Desk) {
        self.steps.push(Step { after: desk.document().revision(), wrong, current });
    }

    /// Lists the current name no longer, and goes on to the next one.
    fn answer_and_go_on(&mut self, wrong: &str, next: Option<String>, desk: &mut Desk) {
        self.undone = None;
        self.answer(wrong, desk);
        if let Some(next) = next {
            self.current.wrong = next;
        }
        self.show_current(desk);
    }
}

// What is done with names

impl Names {
    /// Takes the current name in a form that was typed, also before, else as it is proposed, and goes on to the next one.
    pub(super) fn take(&mut self, other: Option<String>, fx: &mut Effects<'_>) {
        self.take_current(other, fx);
        take_keyboard(fx.ctx);
    }

    fn take_current(&mut self, other: Option<String>, fx: &mut Effects<'_>) {
        let Some((pair, next)) = self.current(fx.desk) else { return };
        let other = other.or_else(|| self.other.remove(&pair.wrong)).filter(|form| !form.trim().is_empty());
        let ticked = self.ticked(&pair);
        let (pair, places) = match other {
            Some(form) => with_form(&pair, ticked, form.trim()),
            None => (pair, ticked),
        };
        let n = places.len();
        let label = message!("edit-name", wrong = &pair.wrong, right = &pair.right);
        if accept(fx.desk, label, &[(&pair, places)]) {
            let keys = fx.undo_keys();
            fx.whisper(message!("names-taken", keys = keys, right = &pair.right, n = n));
            self.remember(vec![pair.wrong.clone()], Some(pair.wrong.clone()), fx.desk);
        }
        self.answer_and_go_on(&pair.wrong, next, fx.desk);
    }

    /// Takes the proposal for the name of a wrong form, wherever the person is.
    pub(super) fn take_everywhere(&mut self, wrong: &str, fx: &mut Effects<'_>) {
        let Some(pair) = self.pairs(fx.desk).find(|pair| pair.wrong == wrong).cloned() else { return };
        let ticked = self.ticked(&pair);
        let n = ticked.len();
        let label = message!("edit-name", wrong = &pair.wrong, right = &pair.right);
        if accept(fx.desk, label, &[(&pair, ticked)]) {
            let keys = fx.undo_keys();
            fx.whisper(message!("names-taken", keys = keys, right = &pair.right, n = n));
            self.remember(vec![pair.wrong.clone()], None, fx.desk);
        }
        self.answer(wrong, fx.desk);
    }

    /// Changes the first ticked place of the current name alone, and steps to the place after it.
    pub(super) fn take_here(&mut self, fx: &mut Effects<'_>) {
        let Some((pair, next)) = self.current(fx.desk) else { return };
        let ticked = self.ticked(&pair);
        let Some((first, rest)) = ticked.split_first() else { return };
        let label = message!("edit-name", wrong = &pair.wrong, right = &pair.right);
        if accept(fx.desk, label, &[(&pair, vec![first.clone()])]) {
            self.remember(vec![pair.wrong.clone()], Some(pair.wrong.clone()), fx.desk);
        }
        match rest.first() {
            Some(place) => fx.desk.view.go_to_ahead(place.row),
            None => self.answer_and_go_on(&pair.wrong, next, fx.desk),
        }
    }

    /// Remembers that the current name is right as it is.
    pub(super) fn mark_as_correct(&mut self, fx: &mut Effects<'_>) {
        let Some((pair, next)) = self.current(fx.desk) else { return };
        let known = Known { form: pair.wrong.clone(), kind: Kind::Name.id().to_owned(), line: None };
        if fx.desk.edit(edit::glossary::right(fx.desk.transcript(), known)) {
            self.remember(vec![pair.wrong.clone()], Some(pair.wrong.clone()), fx.desk);
        }
        self.answer_and_go_on(&pair.wrong, next, fx.desk);
    }

    /// Begins to type another form for the current name.
    pub(super) fn type_other(&mut self, fx: &mut Effects<'_>) {
        let Some((pair, _)) = self.current(fx.desk) else { return };
        self.other.entry(pair.wrong).or_insert(pair.right);
        caret::select_all(fx.ctx, other_id());
    }

    /// Whether any of the names is sure.
    pub(super) fn has_sure(&self, desk: &Desk) -> bool {
        self.pairs(desk).any(|pair| pair.sure)
    }

    /// Shows all names that are sure, before they are accepted.
    pub(super) fn preview_sure(&mut self) {
        self.left_out.clear();
        self.accepting = true;
    }

    pub(super) fn accept_sure(&mut self, fx: &mut Effects<'_>) {
        let sure = self.pairs(fx.desk).filter(|pair| pair.sure && !self.left_out.contains(&pair.wrong));
        let sure: Vec<Pair> = sure.cloned().collect();
        let taken: Vec<(&Pair, Vec<Place>)> = sure.iter().map(|pair| (pair, self.ticked(pair))).collect();
        let (n, places) = (taken.len(), taken.iter().map(|(_, places)| places.len()).sum::<usize>());
        if accept(fx.desk, message!("edit-sure-names", n = n), &taken) {
            let (names, places) = (message!("names", n = n), message!("places", n = places));
            let keys = fx.undo_keys();
            fx.whisper(message!("names-put-right", keys = keys, names = names, places = places));
            let current = sure.iter().find(|pair| pair.wrong == self.current.wrong).or(sure.first());
            let current = current.map(|pair| pair.wrong.clone());
            self.remember(sure.iter().map(|pair| pair.wrong.clone()).collect(), current, fx.desk);
        }
        for pair in &sure {
            self.answer(&pair.wrong, fx.desk);
        }
        self.show_current(fx.desk);
    }
}

// What a correction by hand offers

impl Names {
    /// Replaces what is exactly the same as what was corrected by hand; what sounds alike is for the person to look at.
    pub(super) fn take_offer(&mut self, fx: &mut Effects<'_>) {
        let Some(offered) = self.once.take() else {
            if let Some(wrong) = self.reviewed.as_ref().map(|reviewed| reviewed.wrong.clone()) {
                self.current = Current { wrong, at: 0 };
                self.take_current(None, fx);
            }
            return;
        };
        fx.strip.withdraw(Topic::Alike);
        let pair = offered.pair();
        let n = offered.others.same.len();
        if accept(fx.desk, message!("edit-replace", text = &pair.wrong), &[(&pair, offered.others.same)]) {
            let keys = fx.undo_keys();
            fx.whisper(message!("names-replaced", keys = keys, n = n));
        }
    }

    /// Shows what is offered as a card of the panel, with a tick each.
    pub(super) fn review_offer(&mut self, fx: &mut Effects<'_>) {
        let Some(offered) = self.once.take() else { return };
        let pair = offered.pair();
        self.answered.remove(&pair.wrong);
        self.counted.of = None;
        self.current = Current { wrong: pair.wrong.clone(), at: 0 };
        self.other.remove(&pair.wrong);
        self.undone = None;
        self.reviewed = Some(pair);
        self.show_current(fx.desk);
        fx.strip.withdraw(Topic::Alike);
        fx.request(Request::Show(Some(Self::ID)));
    }

    /// Never asks for the word of the offer again.
    pub(super) fn never_offer(&mut self, fx: &mut Effects<'_>) {
        if let Some(offered) = self.once.take() {
            fx.settings.never_offered.push(offered.correction.wrong);
        }
        fx.strip.withdraw(Topic::Alike);
    }

    /// Forgets what a correction by hand offers: it was put away.
    pub(super) fn forget_offer(&mut self, fx: &mut Effects<'_>) {
        self.once.take();
        fx.strip.withdraw(Topic::Alike);
    }
}
