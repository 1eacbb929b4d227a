//! The Findings panel: all that deserves a look, by kind, walked, fixed and answered.
//!
//! What is found is made and kept by [`crate::app::review`], for the table as well. Here it is counted and listed, and
//! one of the findings is the *current* one: the one that keys and the line at the bottom are about.

mod commands;
mod dialog;
mod marks;
mod suggest;
mod sure;
mod view;

use crate::analysis::{Finding, Kind, Target, findings};
use crate::app::command::Command;
use crate::app::desk::Desk;
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::marks::{Mark, MarkStyle};
use crate::app::panel::{DialogFrame, Left, Panel};
use crate::app::request::{Out, Request};
use crate::app::review::{Review, shows};
use crate::edit::Edit;
use crate::messages::{self, text};
use crate::model::Transcript;
use crate::settings::Settings;
use dialog::Dialog;
use egui::{Context, Key, KeyboardShortcut, Ui};
use std::borrow::Cow;
use std::collections::BTreeMap;
use suggest::Suggestions;

/// The Findings panel.
#[derive(Default)]
pub struct Findings {
    /// Where the current finding is, or was.
    at: Option<FindingPlace>,
    counted: Counted,
    /// How often the same stands as at the current finding, with the same fix; 0 when it has none.
    same: usize,
    suggestions: Suggestions,
    dialog: Option<Dialog>,
}

/// Where a finding is: its row, and the byte of the line's text at which it begins.
type FindingPlace = (usize, usize);

/// The findings, counted and listed.
#[derive(Default)]
struct Counted {
    /// The list of findings, and the kinds that are hidden, of which this was made.
    of: Option<(u64, Vec<String>)>,
    /// How many there are of each kind that there is.
    kinds: BTreeMap<Kind, usize>,
    /// The places in the list of those that are shown.
    listed: Vec<usize>,
}

/// What a person did in the panel or in its dialogs.
#[derive(Clone, Debug)]
pub enum Action {
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
    /// Typed into the list of fixes; the whole text.
    Typed(String),
    /// Moved to an entry of the list of fixes.
    Entry(usize),
    /// Ticked a row of the preview of the sure fixes, or took the tick away.
    Tick(usize, bool),
    /// Applied the sure fixes that are ticked.
    FixTicked,
}

impl Panel for Findings {
    const ID: &'static str = "findings";
    const ALWAYS: bool = true;
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num2)];

    type Action = Action;

    fn commands() -> &'static [Command<Findings>] {
        commands::ALL
    }

    fn count(&self, look: &Look<'_>) -> Option<usize> {
        Some(self.shown(look))
    }

    /// How many there are in view says nothing: nothing is left before all rows have been looked at.
    fn left(&self, look: &Look<'_>) -> Vec<Left> {
        if !look.desk.review.is_whole() {
            return Vec::new();
        }
        let of = |kind| self.counted.kinds.get(&kind).filter(|_| shows(look.settings, kind)).copied().unwrap_or(0);
        let words = of(Kind::UnknownWord);
        let others = self.shown(look) - words - of(Kind::Name);
        let left = |text: String| Left { text, about: String::new(), done: false };
        let words = (words > 0).then(|| left(text!("findings-words-left", n = words)));
        let others = (others > 0).then(|| left(text!("findings-others-left", n = others)));
        words.into_iter().chain(others).collect()
    }

    /// The current finding and the keys for it.
    fn status(&self, look: &Look<'_>, ctx: &Context) -> Option<String> {
        let review = &look.desk.review;
        let finding = self.current(review).filter(|finding| finding.row == look.desk.view.focus)?;
        let keys = |command| look.keys.shown(ctx, command);
        let (list, correct) = (keys(commands::LIST_FIXES), keys(commands::MARK_CORRECT));
        let why = why(finding);
        let Some(fix) = fixes(review, look.desk.transcript(), finding).first().map(|fix| words_of(fix).to_owned())
        else {
            return Some(text!("findings-status", why = why, list = list, correct = correct));
        };
        let take = keys(commands::FIX);
        Some(text!("findings-status-fix", why = why, take = take, fix = fix, list = list, correct = correct))
    }

    fn mark(&self, look: &Look<'_>, row: usize, _text: &str, marks: &mut Vec<Mark>) {
        let current = self.current(&look.desk.review);
        for finding in look.desk.review.in_row(row).iter().filter(|finding| shows(look.settings, finding.kind)) {
            let (line, ink) = marks::of(finding.kind, look.palette);
            let style = MarkStyle::Under { line, ink, current: current == Some(finding) };
            marks.push(Mark { at: finding.at.clone(), style });
        }
    }

    fn follow(&mut self, edit: &Edit, _after: &Transcript) {
        self.at = self.at.map(|(row, byte)| (edit.map_row(row), byte));
        self.suggestions.stop();
    }

    fn poll(&mut self, fx: &mut Effects<'_>) {
        let Effects { desk, window } = fx;
        self.recount(desk, window.settings);
        self.suggestions.poll(finding_at(&desk.review, self.at), desk, window);
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        self.view(ui, look, out);
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        match action {
            Action::GoTo(row, byte) => self.go_to((row, byte), fx),
            Action::Show(kind, shown) => show_kind(fx.window.settings, kind, shown),
            Action::Fix(number) => self.fix(number, fx),
            Action::Write(text) => self.write(text, fx),
            Action::MarkCorrect => self.mark_correct(fx),
            Action::Typed(typed) => self.dialog = Some(Dialog::Fixes { typed, at: 0 }),
            Action::Entry(to) => {
                if let Some(Dialog::Fixes { at, .. }) = &mut self.dialog {
                    *at = to;
                }
            }
            Action::Tick(at, ticked) => {
                if let Some(Dialog::Sure(all)) = &mut self.dialog
                    && let Some(same) = all.get_mut(at)
                {
                    same.ticked = ticked;
                }
            }
            Action::FixTicked => {
                if let Some(Dialog::Sure(all)) = &self.dialog {
                    let ticked = sure::ticked(all, fx.desk.transcript());
                    fix_all(&ticked, fx);
                }
            }
        }
    }

    fn dialog(&self) -> Option<DialogFrame> {
        self.dialog.as_ref().map(Dialog::frame)
    }

    fn dialog_ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        match &self.dialog {
            Some(Dialog::Fixes { typed, at }) => self.fixes_dialog(ui, look, typed, *at, out),
            Some(Dialog::Sure(all)) => dialog::sure(ui, all, out),
            None => {}
        }
    }

    fn close_dialog(&mut self) {
        self.dialog = None;
    }
}

impl Findings {
    /// How many findings are shown.
    fn shown(&self, look: &Look<'_>) -> usize {
        let shown = self.counted.kinds.iter().filter(|(kind, _)| shows(look.settings, **kind));
        shown.map(|(_, count)| count).sum()
    }

    /// Counts and lists the findings, when they, or the kinds that are shown, are others than the last time.
    fn recount(&mut self, desk: &Desk, settings: &Settings) {
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
        counted.listed = all.filter(|(_, finding)| is_shown(finding)).map(|(at, _)| at).collect();
        self.counted = counted;
        self.same = self.same_as_current(desk).count();
    }

    /// The current finding, if it is still there.
    fn current<'r>(&self, review: &'r Review) -> Option<&'r Finding> {
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

    /// The finding that is meant: the current one if it is in the current row, else the first of that row.
    fn here<'d>(&self, desk: &'d Desk, settings: &Settings) -> Option<&'d Finding> {
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
        match self.here(fx.desk, fx.settings).map(place) {
            Some(place) => self.take_up(place, fx.desk),
            None => self.at = None,
        }
    }

    fn go_to(&mut self, place: FindingPlace, fx: &mut Effects<'_>) {
        fx.leave_cell();
        self.take_up(place, fx.desk);
        fx.desk.view.go_to_ahead(place.0);
    }

    /// Steps to the next finding, or to the one before.
    fn step(&mut self, forward: bool, fx: &mut Effects<'_>) {
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
            None if !review.is_whole() => fx.whisper(text!("findings-still-looking")),
            None => fx.whisper(text!("findings-nothing-left")),
        }
    }

    /// Applies one of the fixes of the finding that is meant, and goes on.
    fn fix(&mut self, number: usize, fx: &mut Effects<'_>) {
        self.take_up_here(fx);
        let current = self.current(&fx.desk.review);
        let fix = current.and_then(|current| fix_of(fx.desk, current, number));
        if let Some(fix) = fix {
            self.write(fix, fx);
        }
    }

    /// Puts something where the finding is that is meant, and goes on.
    fn write(&mut self, text: String, fx: &mut Effects<'_>) {
        self.take_up_here(fx);
        let finding = self.current(&fx.desk.review).map(|current| Finding { fixes: vec![text], ..current.clone() });
        let edit = finding.and_then(|finding| findings::fix(fx.desk.transcript(), &finding, 0));
        go_on_after(fx.desk.edit(edit), fx);
    }

    /// Applies the first fix wherever the same stands as at the finding that is meant, and goes on.
    fn fix_same(&mut self, fx: &mut Effects<'_>) {
        self.take_up_here(fx);
        let same: Vec<Finding> = self.same_as_current(fx.desk).cloned().collect();
        go_on_after(fix_all(&same, fx), fx);
    }

    /// Remembers in the project that the finding that is meant is right as it is, and goes on.
    fn mark_correct(&mut self, fx: &mut Effects<'_>) {
        self.take_up_here(fx);
        let current = self.current(&fx.desk.review);
        let edit = current.and_then(|current| findings::right(fx.desk.transcript(), current, false));
        go_on_after(fx.desk.edit(edit), fx);
    }

    /// Shows what could stand where the finding is that is meant.
    fn list_fixes(&mut self, fx: &mut Effects<'_>) {
        self.take_up_here(fx);
        self.dialog = Some(Dialog::Fixes { typed: String::new(), at: 0 });
    }

    /// Shows the fixes that are sure, before they are applied.
    fn preview_sure(&mut self, fx: &mut Effects<'_>) {
        let shown = fx.desk.review.findings().iter().filter(|finding| shows(fx.window.settings, finding.kind));
        let all = sure::fixes(shown, fx.desk.transcript());
        match all.is_empty() {
            true => fx.whisper(text!("findings-none-sure")),
            false => self.dialog = Some(Dialog::Sure(all)),
        }
    }
}

/// Steps to the next finding when something has changed. The step is a command, for what was found, and this panel,
/// have followed the change by then.
fn go_on_after(changed: bool, fx: &mut Effects<'_>) {
    if changed {
        fx.request(Request::Run(commands::NEXT_FINDING));
    }
}

/// Applies the first fix of each of some findings, which are in order, in one step. Returns whether anything changed.
fn fix_all(all: &[Finding], fx: &mut Effects<'_>) -> bool {
    let edit = findings::fix_all(fx.desk.transcript(), all);
    let changed = fx.desk.edit(edit);
    if changed {
        fx.whisper(text!("findings-put-right", n = all.len()));
    }
    changed
}

fn place(finding: &Finding) -> FindingPlace {
    (finding.row, finding.at.start)
}

fn finding_at(review: &Review, at: Option<FindingPlace>) -> Option<&Finding> {
    let at = at?;
    review.in_row(at.0).iter().find(|finding| place(finding) == at)
}

/// What could stand where a finding is, as far as it is known already: see [`is_asking`].
fn fixes<'f>(review: &Review, t: &Transcript, finding: &'f Finding) -> Cow<'f, [String]> {
    let known = || review.lexicon()?.dictionary()?.suggested(finding.text(t)?);
    match finding.kind {
        Kind::UnknownWord if finding.fixes.is_empty() => known().map_or(Cow::default(), |known| known.to_vec().into()),
        _ => Cow::Borrowed(&finding.fixes),
    }
}

/// One of them, counted from 0.
fn fix_of(desk: &Desk, finding: &Finding, number: usize) -> Option<String> {
    fixes(&desk.review, desk.transcript(), finding).get(number).cloned()
}

/// Whether it is still being found out what could stand where a finding is.
fn is_asking(review: &Review, t: &Transcript, finding: &Finding) -> bool {
    let dictionary = review.lexicon().and_then(|lexicon| lexicon.dictionary());
    let (Some(dictionary), Some(word)) = (dictionary, finding.text(t)) else { return false };
    finding.kind == Kind::UnknownWord && finding.fixes.is_empty() && dictionary.suggested(word).is_none()
}

/// Why a finding deserves a look.
fn why(finding: &Finding) -> String {
    messages::text(&finding.message)
}

/// How a fix is called: nothing stands for what goes.
fn words_of(fix: &str) -> &str {
    if fix.is_empty() { text!("findings-remove") } else { fix }
}

fn show_kind(settings: &mut Settings, kind: Kind, shown: bool) {
    settings.hidden_kinds.retain(|hidden| hidden != kind.id());
    if !shown {
        settings.hidden_kinds.push(kind.id().to_owned());
    }
}

#[cfg(test)]
mod tests;
