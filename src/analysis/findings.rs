//! The list of all that deserves a look, kept up to date while the transcript is edited.
//!
//! [`look_through`] makes it in a job, [`after_edit`] carries it over an edit at once, [`renew`] puts
//! in what a job found in the lines that were written, [`fix`] and [`fix_all`] carry out
//! what a finding proposes, and [`right`] remembers that one is right as it is.

use super::{ALL, Analysis, Finding, Kind, Knowledge, Report, Target, times};
use crate::edit::text::Replacement;
use crate::edit::{Edit, Splice, glossary, speakers, text, timing};
use crate::jobs::Cancel;
use crate::jobs::in_parts;
use crate::language::words::words_of;
use crate::model::{Known, Line, Message, Transcript, message};
use std::ops::Range;

/// Rows that an edit may have looked at anew at once; more are left to a job.
const AT_ONCE: usize = 200;
/// Rows for which a second processor is worth its while.
const PART: usize = 2_000;

/// Looks a whole transcript through: all that deserves a look, and the misheard names among it. A cancelled job gives
/// what it has found so far.
pub fn look_through(t: &Transcript, knowledge: &Knowledge, cancel: &Cancel) -> Report {
    let mut found = Report::default();
    for (done, analysis) in ALL.iter().enumerate() {
        cancel.progress(done, ALL.len());
        match analysis.whole {
            Some(whole) => whole(t, knowledge, cancel, &mut found),
            None => {
                let parts = in_parts(0..t.lines.len(), PART, |part| (analysis.run)(t, part, knowledge, cancel));
                found.findings.extend(parts.into_iter().flatten());
            }
        }
        if cancel.is_cancelled() {
            break;
        }
    }
    found.findings = sifted(found.findings, t, knowledge);
    found
}

/// The findings of some rows: the same as [`look_through`] has there, without look-alikes in the rest of the document.
/// For the rows in view before the rest is known, and after an edit.
pub fn of_rows(t: &Transcript, rows: Range<usize>, knowledge: &Knowledge) -> Vec<Finding> {
    sifted(found_in(t, rows, knowledge, |_| true), t, knowledge)
}

fn found_in(t: &Transcript, rows: Range<usize>, knowledge: &Knowledge, asked: fn(&Analysis) -> bool) -> Vec<Finding> {
    let rows = rows.start.min(t.lines.len())..rows.end.min(t.lines.len());
    let never = Cancel::default();
    let asked = ALL.iter().filter(|analysis| asked(analysis));
    asked.flat_map(|analysis| (analysis.run)(t, rows.clone(), knowledge, &never)).collect()
}

/// Whether an analysis looks at a line quickly whatever is known: a name is compared with all that are right.
fn is_quick(analysis: &Analysis) -> bool {
    !analysis.kinds.contains(&Kind::Name)
}

/// The findings of the analyses as they are shown: in order, without those that have been answered or are about what a
/// person wrote there, and one where several are about the same words.
fn sifted(mut found: Vec<Finding>, t: &Transcript, knowledge: &Knowledge) -> Vec<Finding> {
    found.retain(|finding| {
        let line = t.lines.get(finding.row);
        line.is_some_and(|line| {
            let text = line.text.get(finding.at.clone()).unwrap_or("");
            let is_right = may_be_meant(finding.kind) && is_by_hand(finding, t, knowledge);
            !is_right && !knowledge.lexicon.is_answered(finding.kind, form(finding.kind, text), &line.text)
        })
    });
    found.sort_by_key(place);
    found.dedup();
    let mut kept: Vec<Finding> = Vec::with_capacity(found.len());
    for finding in found {
        // What overlaps a place begins before its end: a few findings of the same row.
        let same_row = kept.iter().rposition(|other| other.row != finding.row).map_or(0, |last| last + 1);
        let rivals = || (same_row..kept.len()).filter(|&n| overlap(&kept[n].at, &finding.at));
        if rivals().any(|n| explains(kept[n].kind, finding.kind)) {
            continue;
        }
        let explained: Vec<usize> = rivals().filter(|&n| explains(finding.kind, kept[n].kind)).collect();
        explained.into_iter().rev().for_each(|n| drop(kept.remove(n)));
        kept.push(finding);
    }
    kept
}

fn is_by_hand(finding: &Finding, t: &Transcript, knowledge: &Knowledge) -> bool {
    let other = finding.fixes.first().map_or("", String::as_str);
    knowledge.is_by_hand(t, finding.row, finding.at.clone(), other)
}

/// Whether a finding of a kind is about which words stand there, which a person who wrote them knows best.
fn may_be_meant(kind: Kind) -> bool {
    matches!(kind, Kind::GlossaryForm | Kind::LowConfidence | Kind::UnknownWord)
}

fn place(finding: &Finding) -> (usize, usize, usize, Kind) {
    (finding.row, finding.at.start, finding.at.end, finding.kind)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether a finding of one kind makes one of another kind at the same words needless.
fn explains(kind: Kind, other: Kind) -> bool {
    use Kind::{GlossaryForm, LowConfidence, Markup, Name, Typography, UnknownWord};
    match other {
        Name => kind == GlossaryForm,
        UnknownWord => matches!(kind, GlossaryForm | Name | Markup | Typography),
        LowConfidence => matches!(kind, GlossaryForm | Name | Markup | Typography | UnknownWord),
        _ => false,
    }
}

/// Carries findings over an edit: those of other lines move with them, those of the lines that it wrote are found
/// anew, but for names. Of them those stay, for the while, whose text the edit left alone. `after` is the transcript after
/// the edit; `knowledge` is for it, see [`Knowledge::following`].
///
/// Returns the rows that a job still has to look at, see [`renew`]: the lines that were written, for names; all of a large
/// edit. When the roster or what is known about the whole changed, more may be out of date; then [`look_through`] is run
/// again in any case.
#[must_use]
pub fn after_edit(
    findings: &mut Vec<Finding>,
    edit: &Edit,
    after: &Transcript,
    knowledge: &Knowledge,
) -> Vec<Range<usize>> {
    let reach = ALL.iter().map(|analysis| analysis.reach).max().unwrap_or(0);
    let changed_zones = changed(edit, reach, after.lines.len());
    // Rows rise in both lists: one walk.
    let mut splices = edit.splices.iter().peekable();
    let mut grown: isize = 0;
    let mut zones = changed_zones.iter().peekable();
    // Names that stay: those of lines beside edited ones, and those that an edit of their line left alone.
    let mut names: Vec<Finding> = Vec::new();
    findings.retain_mut(|finding| {
        while let Some(splice) = splices.next_if(|splice| splice.at + splice.old.len() <= finding.row) {
            grown += splice.new.len() as isize - splice.old.len() as isize;
        }
        if let Some(splice) = splices.peek().filter(|splice| splice.at <= finding.row && !splice.old.is_empty()) {
            if finding.kind == Kind::Name
                && let Some((line, at)) = stays(splice, finding)
            {
                let row = (splice.at + line).strict_add_signed(grown);
                names.push(Finding { row, at, ..finding.clone() });
            }
            return false;
        }
        finding.row = finding.row.strict_add_signed(grown);
        while zones.next_if(|zone| zone.end <= finding.row).is_some() {}
        let stays = zones.peek().is_none_or(|zone| finding.row < zone.start);
        if !stays && finding.kind == Kind::Name {
            names.push(finding.clone());
        }
        stays
    });
    let mut written = changed(edit, 0, after.lines.len());
    written.retain(|rows| rows.start < rows.end);
    let (mut fresh, mut left, mut looked_at) = (Vec::new(), Vec::new(), 0);
    for zone in changed_zones {
        looked_at += zone.len();
        if looked_at <= AT_ONCE {
            let mut found = found_in(after, zone.clone(), knowledge, is_quick);
            found.extend(names.extract_if(.., |finding| zone.contains(&finding.row)));
            fresh.extend(sifted(found, after, knowledge));
            left.extend(written.extract_if(.., |rows| zone.contains(&rows.start)));
        } else {
            left.push(zone);
        }
    }
    insert(findings, fresh);
    left
}

/// Where a finding in the old lines of a splice stands in the new ones, by line and bytes: what was changed lies beside
/// it, and no letter was put to it. `None` when it is not so.
fn stays(splice: &Splice, finding: &Finding) -> Option<(usize, Range<usize>)> {
    if splice.old.len() + splice.new.len() > AT_ONCE {
        return None;
    }
    // A line ends where another one begins: so do splitting and joining change one place.
    let joined = |lines: &[Line]| lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    let (old, new) = (joined(&splice.old), joined(&splice.new));
    let above: usize = splice.old[..finding.row - splice.at].iter().map(|line| line.text.len() + 1).sum();
    let (start, end) = (above + finding.at.start, above + finding.at.end);
    let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.bytes().rev().zip(new.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let start = match () {
        () if end <= head => start,
        () if start + tail >= old.len() => start + new.len() - old.len(),
        () => return None,
    };
    let end = start + finding.at.len();
    let beside = [new.get(..start)?.chars().next_back(), new.get(end..)?.chars().next()];
    if beside.into_iter().flatten().any(char::is_alphanumeric) {
        return None;
    }
    let mut top = 0;
    for (number, line) in splice.new.iter().enumerate() {
        if end <= top + line.text.len() {
            return (start >= top).then(|| (number, start - top..end - top));
        }
        top += line.text.len() + 1;
    }
    None
}

/// Puts what was found in some rows in the place of what is listed there. Returns whether that makes a difference.
pub fn renew(findings: &mut Vec<Finding>, rows: Range<usize>, fresh: Vec<Finding>) -> bool {
    let from = findings.partition_point(|finding| finding.row < rows.start);
    let to = findings.partition_point(|finding| finding.row < rows.end).max(from);
    let differs = findings[from..to] != *fresh;
    findings.splice(from..to, fresh);
    differs
}

/// Puts the findings of some rows among the others. Neither list has findings in the rows of the other.
fn insert(findings: &mut Vec<Finding>, fresh: Vec<Finding>) {
    let mut fresh = fresh.into_iter().peekable();
    while let Some(first) = fresh.next() {
        let at = findings.partition_point(|finding| finding.row < first.row);
        // As many as stand together: one move of what follows.
        let next = findings.get(at).map_or(usize::MAX, |finding| finding.row);
        let run: Vec<Finding> =
            std::iter::once(first).chain(std::iter::from_fn(|| fresh.next_if(|other| other.row < next))).collect();
        findings.splice(at..at, run);
    }
}

/// The rows, after an edit, whose findings it may have changed. They rise and lie apart.
fn changed(edit: &Edit, reach: usize, len: usize) -> Vec<Range<usize>> {
    let mut zones: Vec<Range<usize>> = Vec::new();
    let mut grown: isize = 0;
    for splice in &edit.splices {
        let start = splice.at.strict_add_signed(grown);
        grown += splice.new.len() as isize - splice.old.len() as isize;
        let zone = start.saturating_sub(reach)..(start + splice.new.len() + reach).min(len);
        match zones.last_mut() {
            Some(last) if zone.start <= last.end => last.end = zone.end,
            _ => zones.push(zone),
        }
    }
    zones
}

/// The edit that puts a fix (by its place in [`Finding::fixes`]) where a finding is. `None` when there is no such
/// fix, or when nothing changes.
pub fn fix(t: &Transcript, finding: &Finding, fix: usize) -> Option<Edit> {
    let with = finding.fixes.get(fix)?;
    match finding.kind.target() {
        Target::Text => text::replace(t, label(finding, t), &[replacement(finding, with)]),
        Target::Speaker => {
            let right = t.speaker_named(with)?.id;
            match t.lines.get(finding.row)?.speaker {
                Some(odd) => speakers::merge(t, odd, right),
                None => speakers::assign(t, [finding.row], Some(right)),
            }
        }
        Target::Span => timing::set(t, finding.row, Some(times::read(with)?)),
    }
}

/// The edit that puts the first fix of each of some findings, in one step. Those whose fix is no text are left
/// out. `None` when nothing changes.
pub fn fix_all<'f>(t: &Transcript, findings: impl IntoIterator<Item = &'f Finding>) -> Option<Edit> {
    let text = findings.into_iter().filter(|finding| finding.kind.target() == Target::Text);
    let places: Vec<Replacement> =
        text.filter_map(|finding| Some(replacement(finding, finding.fixes.first()?))).collect();
    text::replace(t, message!("edit-fix-several", n = places.len()), &places)
}

fn replacement(finding: &Finding, with: &str) -> Replacement {
    Replacement { row: finding.row, at: finding.at.clone(), with: with.to_owned() }
}

fn label(finding: &Finding, t: &Transcript) -> Message {
    let text: String = finding.text(t).unwrap_or_default().chars().take(40).collect();
    message!("edit-fix", text = text)
}

/// The edit that remembers that a finding is right as it is: its form wherever it stands or, with `only_here`, and
/// always when it is about a whole line, in this line. `None` when that is known already.
pub fn right(t: &Transcript, finding: &Finding, only_here: bool) -> Option<Edit> {
    let line = t.lines.get(finding.row)?;
    let form = form(finding.kind, line.text.get(finding.at.clone())?);
    let whole = form.is_empty() || form.trim().is_empty() || form.len() == line.text.len();
    let place = (only_here || whole).then(|| line.text.to_string());
    let known = Known { kind: finding.kind.id().to_owned(), form: form.to_owned(), line: place };
    glossary::right(t, known)
}

/// What an answer is about: without what leans on a name (`d'`, `l'`), so that it holds wherever the name stands.
fn form(kind: Kind, text: &str) -> &str {
    match words_of(text).next() {
        Some(first) if first.elided && matches!(kind, Kind::Name | Kind::GlossaryForm) => &text[first.at.end..],
        _ => text,
    }
}

/// How far the correction is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The findings left of each kind that has any, in the order of [`Kind::ALL`].
    pub left: Vec<(Kind, usize)>,
    /// Lines that a person has approved.
    pub checked: usize,
    /// Lines in all.
    pub lines: usize,
}

/// How far the correction is. Looks at every line.
pub fn progress(t: &Transcript, findings: &[Finding]) -> Progress {
    let count = |kind| findings.iter().filter(|finding| finding.kind == kind).count();
    let left = Kind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0);
    let checked = t.lines.iter().filter(|line| line.checked).count();
    Progress { left: left.collect(), checked, lines: t.lines.len() }
}
