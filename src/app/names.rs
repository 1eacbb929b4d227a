//! Names that are probably wrong: taken, answered, and put right everywhere after a hand correction.

use super::App;
use super::action::Action;
use super::command::Command;
use super::open::Open;
use super::panels::Tab;
use super::review::{REST, SHORT};
use super::strip::{Offer, Topic};
use crate::analysis::Kind;
use crate::analysis::Profile;
use crate::analysis::names::correct_once::{Others, alike, replaced};
use crate::analysis::names::{self, Pair, Place};
use crate::analysis::source::Source;
use crate::document::Revision;
use crate::edit::text::Replacement;
use crate::edit::{self, Edit};
use crate::jobs::{self, Job, Poll};
use crate::model::{GlossaryEntry, Known, Message, Text, Transcript, message};
use egui::{Context, Id};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// The names that are probably wrong in a document, the surest and most frequent first.
#[derive(Default)]
pub struct Names {
    pairs: Vec<Pair>,
    /// Where they stand, by row.
    marks: HashMap<usize, Vec<Range<usize>>>,
    revision: Option<Revision>,
    job: Option<(Revision, Job<Vec<Pair>>)>,
    /// The name in hand.
    at: usize,
    /// The places that shall not be changed, by the wrong form, row and byte.
    unticked: BTreeSet<(String, usize, usize)>,
    /// The wrong forms of the names that are sure and shall not be accepted with the others.
    left_out: BTreeSet<String>,
    /// Another form that is being typed for the name in hand.
    other: Option<String>,
    alike: Option<Job<Offered>>,
    /// What a hand correction could also change.
    offered: Option<Offered>,
    /// The wrong form of what a hand correction offered and the person looks at in the panel.
    reviewed: Option<String>,
}

/// What a person did with names.
#[derive(Clone, Debug)]
pub enum NamesAction {
    /// Took a name into the hand.
    Hold(usize),
    /// Took the proposal for the name in hand, at all its ticked places, or with another form.
    Take(Option<String>),
    /// Took it at its next ticked place alone.
    TakeHere,
    /// Said that the name in hand is right as it is.
    Right,
    /// Began to type another form, typed, or gave it up.
    Other(Option<String>),
    /// Ticked a place of a name, or took the tick away.
    Tick(usize, usize, bool),
    /// Left a name that is sure, by its wrong form, out of those to be accepted, or took it in again.
    LeaveOut(String, bool),
    /// Accepted all names that are sure and not left out, in one step.
    AcceptSure,
    /// Took what a hand correction offers.
    TakeOffer,
    /// Wants to see what a hand correction offers.
    ShowOffer,
    /// Never wants to be asked for this word again.
    NeverOffer,
}

/// The id under which the Names panel has the keyboard.
pub fn panel_id() -> Id {
    Id::unique("names panel")
}

impl Names {
    /// The names that are probably wrong.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The bytes of a row's text that are names which are probably wrong.
    pub fn in_row(&self, row: usize) -> &[Range<usize>] {
        self.marks.get(&row).map_or(&[], Vec::as_slice)
    }

    fn set(&mut self, pairs: Vec<Pair>) {
        self.pairs = pairs;
        self.marks.clear();
        for place in self.pairs.iter().flat_map(|pair| &pair.places) {
            self.marks.entry(place.row).or_default().push(place.at.clone());
        }
    }

    /// The place in the list of the name in hand.
    pub fn in_hand(&self) -> usize {
        self.at.min(self.pairs.len().saturating_sub(1))
    }

    fn pair_in_hand(&self) -> Option<&Pair> {
        self.pairs.get(self.in_hand())
    }

    /// The other form that is being typed for the name in hand.
    pub fn other(&self) -> Option<&str> {
        self.other.as_deref()
    }

    /// Whether a place of a name is ticked.
    pub fn is_ticked(&self, pair: &Pair, place: &Place) -> bool {
        !self.unticked.contains(&key(pair, place))
    }

    /// Whether a name that is sure shall not be accepted with the others.
    pub fn is_left_out(&self, pair: &Pair) -> bool {
        self.left_out.contains(&pair.wrong)
    }

    /// Forgets which names were left out.
    pub fn leave_none_out(&mut self) {
        self.left_out.clear();
    }

    /// How far looking for names is, in hundredths; `None` when nobody looks.
    pub fn progress(&self) -> Option<u32> {
        self.job.as_ref().map(|(_, job)| (job.done() * 100.0) as u32)
    }

    /// Has names looked for once more, as more is known now.
    pub fn look_again(&mut self) {
        self.revision = None;
        self.job = None;
    }

    /// Whether names have been looked for, and all that was found is answered.
    pub fn has_looked(&self) -> bool {
        self.revision.is_some()
    }

    /// Whether a hand correction offers more.
    pub fn has_offer(&self) -> bool {
        self.offered.is_some()
    }

    /// Forgets what a hand correction offers.
    pub fn forget_offer(&mut self) {
        self.offered = None;
    }

    /// The place in the list of what a hand correction offered and the person looks at.
    pub fn reviewed(&self) -> Option<usize> {
        let wrong = self.reviewed.as_ref()?;
        self.pairs.iter().position(|pair| pair.wrong == *wrong)
    }

    fn ticked(&self, pair: &Pair) -> Vec<Place> {
        pair.places.iter().filter(|place| self.is_ticked(pair, place)).cloned().collect()
    }

    /// Lets the places follow an edit; those whose text has changed go.
    pub fn follow(&mut self, edit: &Edit, after: &Transcript) {
        let follow = |place: &mut Place| {
            let row = edit.map_row(place.row);
            let touched =
                edit.splices.iter().any(|splice| (splice.at..splice.at + splice.old.len()).contains(&place.row));
            place.row = row;
            !touched
        };
        for pair in &mut self.pairs {
            let wrong = pair.wrong.clone();
            pair.places.retain_mut(|place| follow(place) || holds(after, place, &wrong));
        }
        let mut pairs = std::mem::take(&mut self.pairs);
        pairs.retain(|pair| !pair.places.is_empty());
        self.set(pairs);
        self.unticked = std::mem::take(&mut self.unticked)
            .into_iter()
            .map(|(wrong, row, byte)| (wrong, edit.map_row(row), byte))
            .collect();
        // An offer stands as long as neither what was corrected nor a place that wants the same is touched.
        let touched =
            |row: usize| edit.splices.iter().any(|splice| (splice.at..splice.at + splice.old.len()).contains(&row));
        self.offered = self.offered.take().filter(|offered| !touched(offered.row)).and_then(|mut offered| {
            let (same, alike) = (offered.others.same.len(), offered.others.alike.len());
            offered.others.same.retain_mut(&follow);
            offered.others.alike.retain_mut(&follow);
            offered.row = edit.map_row(offered.row);
            ((same, alike) == (offered.others.same.len(), offered.others.alike.len())).then_some(offered)
        });
    }
}

/// What a hand correction could also change.
struct Offered {
    /// The row that was corrected.
    row: usize,
    wrong: String,
    right: String,
    others: Others,
}

impl Offered {
    /// All its places as a name that is probably wrong.
    fn pair(&self) -> Pair {
        let mut places: Vec<Place> = self.others.same.iter().chain(&self.others.alike).cloned().collect();
        places.sort_by_key(|place| (place.row, place.at.start));
        Pair {
            wrong: self.wrong.clone(),
            right: self.right.clone(),
            score: 1.0,
            because: message!("because-by-hand"),
            sure: false,
            difference: names::Difference::Letters,
            source: Source::Glossary,
            places,
        }
    }
}

/// A name with another right form, and its ticked places with that form.
fn with_form(pair: &Pair, ticked: Vec<Place>, form: &str) -> (Pair, Vec<Place>) {
    let places = ticked.into_iter().map(|place| Place { over: place.at.clone(), with: form.to_owned(), ..place });
    (Pair { right: form.to_owned(), ..pair.clone() }, places.collect())
}

fn key(pair: &Pair, place: &Place) -> (String, usize, usize) {
    (pair.wrong.clone(), place.row, place.at.start)
}

/// Whether a place holds exactly a form.
fn holds(t: &Transcript, place: &Place, form: &str) -> bool {
    t.lines.get(place.row).and_then(|line| line.text.get(place.at.clone())) == Some(form)
}

impl App {
    /// Takes up the names that were found, and looks for them again when the document has changed.
    pub(super) fn poll_names(&mut self, ctx: &Context) {
        self.poll_offer();
        let look_up = self.look_up();
        let Some(open) = &mut self.open else { return };
        let now = open.document.revision();
        if let Some((revision, job)) = open.names.job.take() {
            match job.poll() {
                Poll::Pending => {
                    open.names.job = Some((revision, job));
                    return;
                }
                Poll::Ready(mut pairs) if revision == now => {
                    // What is being looked at stays, though nobody but the person knows it to be wrong.
                    if let Some(reviewed) = open.names.reviewed().map(|at| open.names.pairs[at].clone()) {
                        pairs.retain(|pair| pair.wrong != reviewed.wrong);
                        pairs.insert(0, reviewed);
                    }
                    let held = open.names.pair_in_hand().map(|pair| pair.wrong.clone());
                    let again = pairs.iter().position(|pair| Some(&pair.wrong) == held.as_ref());
                    open.names.at = again.unwrap_or(open.names.at);
                    open.names.set(pairs);
                    open.names.revision = Some(now);
                }
                Poll::Ready(_) => {}
                Poll::Failed => open.names.revision = Some(revision),
            }
        }
        let rested = open.review.rested();
        if open.names.revision == Some(now) || (rested < REST && open.len() > SHORT) {
            return;
        }
        if open.review.lexicon().is_none() {
            return;
        }
        let (t, wake) = (open.transcript().clone(), ctx.clone());
        let work = move |cancel: &jobs::Cancel| {
            let (knowledge, _) = look_up.knowledge(&t, Profile::default());
            knowledge.misheard(&t, cancel)
        };
        let job = jobs::spawn("names", move || wake.request_repaint(), work);
        open.names.job = Some((now, job));
    }

    /// Carries out what was done with names.
    pub(super) fn perform_names(&mut self, ctx: &Context, action: NamesAction) {
        match action {
            NamesAction::TakeOffer => return self.take_offer(),
            NamesAction::NeverOffer => return self.never_offer(),
            NamesAction::ShowOffer => return self.show_offer(ctx),
            NamesAction::AcceptSure => return self.accept_sure(),
            NamesAction::TakeHere => return self.take_here(),
            NamesAction::Take(other) => {
                self.take_name(other.filter(|other| !other.trim().is_empty()));
                ctx.memory_mut(|memory| memory.request_focus(panel_id()));
                return;
            }
            _ => {}
        }
        let Some(open) = &mut self.open else { return };
        match action {
            NamesAction::Hold(name) => {
                open.names.at = name.min(open.names.pairs.len().saturating_sub(1));
                open.names.other = None;
                show_name(open);
                ctx.memory_mut(|memory| memory.request_focus(panel_id()));
            }
            NamesAction::Right => {
                let Some(pair) = open.names.pair_in_hand().cloned() else { return };
                let t = open.transcript().clone();
                let known = Known { form: pair.wrong.clone(), kind: Kind::Name.id().to_owned(), line: None };
                open.edit(edit::meta::change(&t, message!("edit-right"), |meta| meta.known.push(known)), None);
                drop_name(open, &pair.wrong);
            }
            NamesAction::Other(other) => {
                if other.is_none() {
                    ctx.memory_mut(|memory| memory.request_focus(panel_id()));
                }
                open.names.other = other;
            }
            NamesAction::Tick(name, place, on) => {
                let Some(pair) = open.names.pairs.get(name) else { return };
                let Some(place) = pair.places.get(place) else { return };
                let key = key(pair, place);
                // After a click the keys are the panel's again; a tick turned with a key keeps the keyboard.
                if !super::panels::names::tick_has_focus(ctx) {
                    ctx.memory_mut(|memory| memory.request_focus(panel_id()));
                }
                if on {
                    open.names.unticked.remove(&key);
                } else {
                    open.names.unticked.insert(key);
                }
            }
            NamesAction::LeaveOut(wrong, true) => {
                open.names.left_out.insert(wrong);
            }
            NamesAction::LeaveOut(wrong, false) => {
                open.names.left_out.remove(&wrong);
            }
            _ => {}
        }
    }

    /// Takes the proposal for the name in hand, or another form, and goes on to the next name.
    fn take_name(&mut self, other: Option<String>) {
        let Some(open) = &mut self.open else { return };
        open.names.other = None;
        let Some(pair) = open.names.pair_in_hand().cloned() else { return };
        let ticked = open.names.ticked(&pair);
        let (pair, places) = match other {
            Some(form) => with_form(&pair, ticked, form.trim()),
            None => (pair, ticked),
        };
        let n = places.len();
        if accept(open, message!("edit-name", wrong = &pair.wrong, right = &pair.right), &[(&pair, places)]) {
            let word = if n == 1 { "place" } else { "places" };
            self.strip.whisper(format!("{} in {n} {word}: Ctrl+Z takes it back", pair.right));
        }
        if let Some(open) = &mut self.open {
            drop_name(open, &pair.wrong);
        }
    }

    /// Changes the first ticked place of the name in hand alone, and steps to the place after it.
    fn take_here(&mut self) {
        let Some(open) = &mut self.open else { return };
        let Some(pair) = open.names.pair_in_hand().cloned() else { return };
        let ticked = open.names.ticked(&pair);
        let Some((first, rest)) = ticked.split_first() else { return };
        let next = rest.first().map(|place| place.row);
        accept(open, message!("edit-name", wrong = &pair.wrong, right = &pair.right), &[(&pair, vec![first.clone()])]);
        match next {
            Some(row) => open.table.go_to_ahead(row),
            None => drop_name(open, &pair.wrong),
        }
    }

    fn accept_sure(&mut self) {
        let Some(open) = &mut self.open else { return };
        let sure: Vec<Pair> =
            open.names.pairs.iter().filter(|pair| pair.sure && !open.names.is_left_out(pair)).cloned().collect();
        let taken: Vec<(&Pair, Vec<Place>)> = sure.iter().map(|pair| (pair, open.names.ticked(pair))).collect();
        let (n, places) = (taken.len(), taken.iter().map(|(_, places)| places.len()).sum::<usize>());
        if accept(open, message!("edit-sure-names", n = n), &taken) {
            let word = if places == 1 { "place" } else { "places" };
            let names = if n == 1 { "name" } else { "names" };
            self.strip.whisper(format!("{n} {names} put right in {places} {word}: Ctrl+Z takes it all back"));
        }
        if let Some(open) = &mut self.open {
            for pair in &sure {
                drop_name(open, &pair.wrong);
            }
        }
    }

    // Correct once

    /// After a hand edit of a line: looks in the background for the other places of what was replaced.
    pub(super) fn look_for_alike(&mut self, before: &Text, row: usize) {
        let Some(open) = &mut self.open else { return };
        let t = open.transcript().clone();
        let Some(line) = t.lines.get(row) else { return };
        let Some(lexicon) = open.review.lexicon().map(Arc::clone) else { return };
        let Some((wrong, right)) = replaced(before, &line.text, &lexicon) else { return };
        if self.settings.never_offered.contains(&wrong) {
            return;
        }
        let wake = self.ctx.clone();
        let work = move |cancel: &jobs::Cancel| {
            let others = alike(&t, &lexicon, &wrong, &right, cancel);
            Offered { row, wrong, right, others }
        };
        open.names.alike = Some(jobs::spawn("alike", move || wake.request_repaint(), work));
    }

    fn poll_offer(&mut self) {
        let Some(open) = &mut self.open else { return };
        let Some(job) = open.names.alike.take() else { return };
        let offered = match job.poll() {
            Poll::Pending => {
                open.names.alike = Some(job);
                return;
            }
            Poll::Ready(offered) => offered,
            Poll::Failed => return,
        };
        let (same, alike) = (offered.others.same.len(), offered.others.alike.len());
        let text = match (same, alike) {
            (0, 0) => return,
            (same, 0) => format!("{same} more the same"),
            (0, alike) => format!("{alike} that sound alike"),
            (same, alike) => format!("{same} more the same, {alike} that sound alike"),
        };
        let mut offers = vec![Offer { name: "Review".to_owned(), action: Action::Names(NamesAction::ShowOffer) }];
        if same > 0 {
            offers.push(Offer::run(&format!("Replace {same}"), Command::TakeOffer));
        }
        offers.push(Offer { name: "Never for this word".to_owned(), action: Action::Names(NamesAction::NeverOffer) });
        self.strip.offer(Topic::Alike, format!("{} → {}", offered.wrong, offered.right), text, offers);
        open.names.offered = Some(offered);
    }

    /// Replaces what is exactly the same; what sounds alike is for the person to look at.
    fn take_offer(&mut self) {
        let Some(open) = &mut self.open else { return };
        let Some(offered) = open.names.offered.take() else {
            if let Some(at) = open.names.reviewed() {
                open.names.at = at;
                self.take_name(None);
            }
            return;
        };
        self.strip.withdraw(Topic::Alike);
        let pair = offered.pair();
        let n = offered.others.same.len();
        if accept(open, message!("edit-replace", text = &pair.wrong), &[(&pair, offered.others.same)]) {
            self.strip.whisper(format!("Replaced {n} more: Ctrl+Z takes it back"));
        }
    }

    /// Shows what is offered as a card of the Names panel, with a tick each.
    fn show_offer(&mut self, ctx: &Context) {
        let Some(open) = &mut self.open else { return };
        let Some(offered) = open.names.offered.take() else { return };
        open.names.reviewed = Some(offered.wrong.clone());
        let mut pairs = std::mem::take(&mut open.names.pairs);
        pairs.retain(|other| other.wrong != offered.wrong);
        pairs.insert(0, offered.pair());
        open.names.set(pairs);
        open.names.at = 0;
        show_name(open);
        self.strip.withdraw(Topic::Alike);
        self.show_panel(Some(Tab::Names));
        ctx.memory_mut(|memory| memory.request_focus(panel_id()));
    }

    fn never_offer(&mut self) {
        let offered = self.open.as_mut().and_then(|open| open.names.offered.take());
        if let Some(offered) = offered {
            self.settings.never_offered.push(offered.wrong);
        }
        self.strip.withdraw(Topic::Alike);
    }
}

/// Puts names right in one step, and remembers them in the glossary with the forms in which they were heard.
fn accept(open: &mut Open, label: Message, taken: &[(&Pair, Vec<Place>)]) -> bool {
    let t = open.transcript().clone();
    let places: Vec<Replacement> = taken
        .iter()
        .flat_map(|(_, places)| places)
        .map(|place| Replacement { row: place.row, at: place.over.clone(), with: place.with.clone() })
        .collect();
    let Some(text) = edit::text::replace(&t, label.clone(), &places) else { return false };
    let confirmed = edit::meta::change(&t, label, |meta| {
        for (pair, places) in taken {
            confirm(&mut meta.glossary, &t, pair, places);
        }
    });
    let meta = confirmed.and_then(|edit| edit.meta);
    open.edit(Some(Edit { meta, ..text }), None)
}

/// Adds a right form to the glossary, and the forms in which it was heard: that of the pair, and those of places that
/// are written otherwise.
fn confirm(glossary: &mut Vec<GlossaryEntry>, t: &Transcript, pair: &Pair, places: &[Place]) {
    let mut heard = vec![pair.wrong.clone()];
    for place in places {
        let Some(form) = t.lines.get(place.row).and_then(|line| line.text.get(place.at.clone())) else { continue };
        let same = |known: &String| {
            let (known, form) = (known.to_lowercase(), form.to_lowercase());
            known == form || form.strip_suffix('s') == Some(&known)
        };
        if !heard.iter().any(same) && form != pair.right {
            heard.push(form.to_owned());
        }
    }
    crate::glossary::merge(glossary, GlossaryEntry { form: pair.right.clone(), heard });
}

fn drop_name(open: &mut Open, wrong: &str) {
    let mut pairs = std::mem::take(&mut open.names.pairs);
    pairs.retain(|pair| pair.wrong != wrong);
    open.names.set(pairs);
    show_name(open);
}

/// Brings the first place of the name in hand into view.
fn show_name(open: &mut Open) {
    let row = open.names.pair_in_hand().and_then(|pair| pair.places.first()).map(|place| place.row);
    if let Some(row) = row {
        open.table.go_to_ahead(row);
    }
}
