//! What deserves a look as the person goes through it: which finding is the current one, what is counted and listed,
//! and what is done with it.

use super::suggest::Suggestions;
use super::sure::{self, SameFix};
use crate::analysis::{Finding, Kind, Target, findings, unknown_words};
use crate::app::caret;
use crate::app::desk::Desk;
use crate::app::effects::Effects;
use crate::app::keys::Id;
use crate::app::look::Look;
use crate::app::request::Request;
use crate::app::review::{Review, shows};
use crate::app::view::Field;
use crate::messages::{self, text};
use crate::model::{Transcript, message};
use crate::settings::Settings;
use egui::Context;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Goes to the next finding.
pub(super) const NEXT_FINDING: Id = Id("next-finding");

/// The Findings panel.
#[derive(Default)]
pub(crate) struct Findings {
    /// Where the current finding is, or was.
    pub(super) at: Option<FindingPlace>,
    pub(super) counted: Counted,
    /// How often the same stands as at the current finding, with the same fix; 0 when it has none.
    pub(super) same: usize,
    pub(super) suggestions: Suggestions,
    pub(super) dialog: Option<Dialog>,
}

/// The dialog that is open.
#[derive(Debug)]
pub(super) enum Dialog {
    /// What could stand where the current finding is.
    Fixes {
        /// What has been typed, which may stand there as well.
        typed: String,
        /// The entry that is chosen, counted from 0.
        at: usize,
    },
    /// The fixes that are sure.
    Sure(Vec<SameFix>),
}

/// Where a finding is: its row, and the byte of the line's text at which it begins.
pub(super) type FindingPlace = (usize, usize);

/// The findings, counted and listed.
#[derive(Default)]
pub(super) struct Counted {
    /// The list of findings, and the kinds that are hidden, of which this was made.
    of: Option<(u64, Vec<String>)>,
    /// How many there are of each kind that there is.
    pub(super) kinds: BTreeMap<Kind, usize>,
    /// The places in the list of those that are shown.
    pub(super) listed: Vec<usize>,
    /// How many of those have a fix that is sure.
    pub(super) sure: usize,
}

/// What a person did in the panel or in its dialogs.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Went to the finding at this row and byte.
    GoTo(usize, usize),
    /// Showed or hid a kind of finding.
    Show(Kind, bool),
    /// Applied one of the fixes of the current finding, counted from 0.
    Fix(usize),
    /// Wrote something else where the current finding is.
    Write(String),
    /// Said that the current finding is right as it is.
    MarkCorrect,
    /// Wrote something where the finding at a place is.
    WriteAt(FindingPlace, String),
    /// Said that the finding at a place is right as it is.
    MarkCorrectAt(FindingPlace),
    /// Typed into the list of fixes; the whole text.
    Typed(String),
    /// Moved to an entry of the list of fixes.
    Entry(usize),
    /// Ticked a row of the preview of the sure fixes, or took the tick away.
    Tick(usize, bool),
    /// Applied the sure fixes that are ticked.
    FixTicked,
}

impl Findings {
    /// How many findings are shown.
    pub(super) fn shown(&self, look: &Look<'_>) -> usize {
        let shown = self.counted.kinds.iter().filter(|(kind, _)| shows(look.settings, **kind));
        shown.map(|(_, count)| count).sum()
    }

    /// Counts and lists the findings, when they, or the kinds that are shown, are others than the last time.
    pub(super) fn recount(&mut self, desk: &Desk, settings: &Settings) {
        let (review, version) = (&desk.review, desk.review.version());
        let (counted_version, hidden) = self.counted.of.as_ref().map(|(version, hidden)| (*version, hidden)).unzip();
        if counted_version == Some(version) && hidden == Some(&settings.hidden_kinds) {
            return;
        }
        if counted_version != Some(version) {
            self.suggestions.listed_anew(review);
        }
        let mut counted = Counted { of: Some((version, settings.hidden_kinds.clone())), ..Counted::default() };
        for finding in review.findings() {
            *counted.kinds.entry(finding.kind).or_default() += 1;
        }
        let is_shown = |finding: &Finding| shows(settings, finding.kind);
        let all = review.findings().iter().enumerate();
        counted.sure = review.findings().iter().filter(|finding| is_shown(finding) && sure::is_sure(finding)).count();
        counted.listed = all.filter(|(_, finding)| is_shown(finding)).map(|(at, _)| at).collect();
        self.counted = counted;
        self.same = self.same_as_current(desk).count();
    }

    /// The current finding, if it is still there.
    pub(super) fn current<'r>(&self, review: &'r Review) -> Option<&'r Finding> {
        finding_at(review, self.at)
    }

    /// The findings like the current one: the same text with the same fix.
    fn same_as_current<'d>(&self, desk: &'d Desk) -> impl Iterator<Item = &'d Finding> + use<'d> {
        let t = desk.transcript();
        let current = self.current(&desk.review);
        let current = current.filter(|current| current.kind.target() == Target::Text && !current.fixes.is_empty());
        current.into_iter().flat_map(move |current| {
            let same = move |other: &&Finding| {
                other.kind == current.kind
                    && other.fixes.first() == current.fixes.first()
                    && other.text(t) == current.text(t)
            };
            desk.review.findings().iter().filter(same)
        })
    }

    /// The finding that is meant: the one at the caret of the open cell, else the current one if it is in the current row,
    /// else the first of that row.
    pub(super) fn here<'d>(&self, desk: &'d Desk, settings: &Settings, ctx: &Context) -> Option<&'d Finding> {
        if let Some(finding) = at_caret(desk, settings, ctx) {
            return Some(finding);
        }
        let row = desk.view.focus;
        let current = self.current(&desk.review).filter(|current| current.row == row);
        current.or_else(|| desk.review.in_row(row).iter().find(|finding| shows(settings, finding.kind)))
    }

    /// Makes a finding the current one.
    fn take_up(&mut self, place: FindingPlace, desk: &Desk) {
        self.at = Some(place);
        self.same = self.same_as_current(desk).count();
    }

    /// Makes the finding that is meant the current one (see [`Findings::here`]): what is done is done where the person
    /// is looking.
    fn take_up_here(&mut self, fx: &Effects<'_>) {
        match self.here(fx.desk, fx.settings, fx.ctx).map(place) {
            Some(place) => self.take_up(place, fx.desk),
            None => self.at = None,
        }
    }

    pub(super) fn go_to(&mut self, place: FindingPlace, fx: &mut Effects<'_>) {
        fx.leave_cell();
        self.take_up(place, fx.desk);
        fx.desk.view.go_to_ahead(place.0);
    }

    /// Steps to the next finding, or to the one before.
    pub(super) fn step(&mut self, forward: bool, fx: &mut Effects<'_>) {
        let (review, row) = (&fx.desk.review, fx.desk.view.focus);
        // From the current finding, if the current row is still its row; else from the current row, itself included.
        let at = self.at.filter(|at| at.0 == row);
        let shown = || review.findings().iter().filter(|finding| shows(fx.window.settings, finding.kind)).map(place);
        let next = match (forward, at) {
            (true, Some(here)) => shown().find(|place| *place > here),
            (true, None) => shown().find(|place| place.0 >= row),
            (false, here) => shown().rfind(|place| *place < here.unwrap_or((row, 0))),
        };
        let wrapped = || if forward { shown().next() } else { shown().next_back() };
        match next.or_else(wrapped) {
            Some(place) => self.go_to(place, fx),
            None if review.is_looking() => fx.whisper(message!("findings-still-looking")),
            None if !review.off().is_empty() => fx.whisper(message!("findings-nothing-else-left")),
            None => fx.whisper(message!("findings-nothing-left")),
        }
    }

    /// Applies one of the fixes of the finding that is meant, and goes on; at the caret of a cell the person stays there.
    pub(super) fn fix(&mut self, number: usize, fx: &mut Effects<'_>) {
        if let Some(finding) = at_caret(fx.desk, fx.settings, fx.ctx) {
            let (row, at, fix) = (finding.row, finding.at.clone(), fix_of(fx.desk, finding, number));
            if let Some(fix) = fix {
                let before = fx.desk.transcript().lines[row].text[..at.start].chars().count();
                let caret = before + fix.chars().count();
                self.write_at((row, at.start), fix, fx);
                caret::put(fx.ctx, caret..caret);
            }
            return;
        }
        self.take_up_here(fx);
        let current = self.current(&fx.desk.review);
        let fix = current.and_then(|current| fix_of(fx.desk, current, number));
        if let Some(fix) = fix {
            self.write(fix, fx);
        }
    }

    /// Puts something where the finding is that is meant, and goes on.
    pub(super) fn write(&mut self, text: String, fx: &mut Effects<'_>) {
        self.take_up_here(fx);
        let finding = self.current(&fx.desk.review).map(|current| Finding { fixes: vec![text], ..current.clone() });
        let edit = finding.and_then(|finding| findings::fix(fx.desk.transcript(), &finding, 0));
        go_on_after(fx.desk.edit(edit), fx);
    }

    /// Applies the first fix wherever the same stands as at the finding that is meant, and goes on.
    pub(super) fn fix_same(&mut self, fx: &mut Effects<'_>) {
        self.take_up_here(fx);
        let same: Vec<Finding> = self.same_as_current(fx.desk).cloned().collect();
        go_on_after(fix_all(&same, fx), fx);
    }

    /// Remembers in the project that the finding that is meant is right as it is, and goes on.
    pub(super) fn mark_correct(&mut self, fx: &mut Effects<'_>) {
        self.take_up_here(fx);
        let current = self.current(&fx.desk.review);
        let edit = current.and_then(|current| findings::right(fx.desk.transcript(), current, false));
        go_on_after(fx.desk.edit(edit), fx);
    }

    /// Puts something where the finding at a place is.
    pub(super) fn write_at(&mut self, place: FindingPlace, text: String, fx: &mut Effects<'_>) {
        self.take_up(place, fx.desk);
        let finding = self.current(&fx.desk.review).map(|current| Finding { fixes: vec![text], ..current.clone() });
        let edit = finding.and_then(|finding| findings::fix(fx.desk.transcript(), &finding, 0));
        fx.desk.edit(edit);
    }

    /// Remembers in the project that the finding at a place is right as it is.
    pub(super) fn mark_correct_at(&mut self, place: FindingPlace, fx: &mut Effects<'_>) {
        self.take_up(place, fx.desk);
        let current = self.current(&fx.desk.review);
        let edit = current.and_then(|current| findings::right(fx.desk.transcript(), current, false));
        fx.desk.edit(edit);
    }

    /// Shows what could stand where the finding is that is meant.
    pub(super) fn list_fixes(&mut self, fx: &mut Effects<'_>) {
        self.take_up_here(fx);
        self.dialog = Some(Dialog::Fixes { typed: String::new(), at: 0 });
    }

    /// Shows the fixes that are sure, before they are applied.
    pub(super) fn preview_sure(&mut self, fx: &mut Effects<'_>) {
        let shown = fx.desk.review.findings().iter().filter(|finding| shows(fx.window.settings, finding.kind));
        let all = sure::fixes(shown, fx.desk.transcript());
        match all.is_empty() {
            true => fx.whisper(message!("findings-none-sure")),
            false => self.dialog = Some(Dialog::Sure(all)),
        }
    }
}

/// Steps to the next finding when something has changed. The step is a command, for what was found, and this panel,
/// have followed the change by then.
fn go_on_after(changed: bool, fx: &mut Effects<'_>) {
    if changed {
        fx.request(Request::Run(NEXT_FINDING));
    }
}

/// Applies the first fix of each of some findings, which are in order, in one step. Returns whether anything changed.
pub(super) fn fix_all(all: &[Finding], fx: &mut Effects<'_>) -> bool {
    let edit = findings::fix_all(fx.desk.transcript(), all);
    let changed = fx.desk.edit(edit);
    if changed {
        let keys = fx.undo_keys();
        fx.whisper(message!("findings-put-right", keys = keys, n = all.len()));
    }
    changed
}

pub(super) fn place(finding: &Finding) -> FindingPlace {
    (finding.row, finding.at.start)
}

pub(super) fn finding_at(review: &Review, at: Option<FindingPlace>) -> Option<&Finding> {
    let at = at?;
    review.in_row(at.0).iter().find(|finding| place(finding) == at)
}

/// The first finding over a byte of a row's text that is shown.
pub(super) fn finding_over<'d>(
    review: &'d Review,
    settings: &Settings,
    row: usize,
    byte: usize,
) -> Option<&'d Finding> {
    let is_there = |finding: &&Finding| shows(settings, finding.kind) && finding.at.contains(&byte);
    review.in_row(row).iter().find(is_there)
}

/// The finding in or at which the caret of the open cell stands, with nothing selected.
fn at_caret<'d>(desk: &'d Desk, settings: &Settings, ctx: &Context) -> Option<&'d Finding> {
    let row = desk.view.editing.as_ref().filter(|editing| editing.field == Field::Text)?.row;
    let caret = caret::range(ctx, &desk.transcript().lines.get(row)?.text).filter(std::ops::Range::is_empty)?.start;
    let over = |byte| finding_over(&desk.review, settings, row, byte);
    over(caret).or_else(|| over(caret.checked_sub(1)?))
}

/// What could stand where a finding is, as far as it is known already: see [`is_asking`].
pub(super) fn fixes<'f>(review: &Review, t: &Transcript, finding: &'f Finding) -> Cow<'f, [String]> {
    let known = || unknown_words::fixes(finding.text(t)?, finding.is_name, review.lexicon()?);
    if finding.kind == Kind::UnknownWord && finding.fixes.is_empty() {
        return known().map_or(Cow::default(), Cow::Owned);
    }
    Cow::Borrowed(&finding.fixes)
}

/// One of them, counted from 0.
fn fix_of(desk: &Desk, finding: &Finding, number: usize) -> Option<String> {
    fixes(&desk.review, desk.transcript(), finding).get(number).cloned()
}

/// Whether it is still being found out what could stand where a finding is.
pub(super) fn is_asking(review: &Review, t: &Transcript, finding: &Finding) -> bool {
    let dictionary = review.lexicon().and_then(|lexicon| lexicon.dictionary());
    let (Some(dictionary), Some(word)) = (dictionary, finding.text(t)) else { return false };
    finding.kind == Kind::UnknownWord && finding.fixes.is_empty() && dictionary.suggested(word).is_none()
}

/// Why a finding deserves a look.
pub(super) fn why(finding: &Finding) -> String {
    messages::text(&finding.message)
}

/// How a fix is called: nothing stands for what goes.
pub(super) fn words_of(fix: &str) -> &str {
    if fix.is_empty() { text!("findings-remove") } else { fix }
}

pub(super) fn show_kind(settings: &mut Settings, kind: Kind, shown: bool) {
    settings.hidden_kinds.retain(|hidden| hidden != kind.id());
    if !shown {
        settings.hidden_kinds.push(kind.id().to_owned());
    }
}
