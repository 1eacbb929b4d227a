//! To which line or time to go, typed: the table goes there while it is typed, and back when it is given up.

use super::action::{DialogAction, entered};
use crate::app::bookmark::Bookmark;
use crate::app::chooser::{entry, heading};
use crate::app::desk::Desk;
use crate::app::request::{Out, Request};
use crate::app::session::Reach;
use crate::app::widgets::{primary, quiet};
use crate::messages::{self, text};
use crate::model::{Line, Lines, timecode};
use egui::{RichText, Ui};

/// What is typed, and where the person was before.
#[derive(Clone, Debug, Default)]
pub(crate) struct GoTo {
    /// What is typed.
    pub typed: String,
    /// Where the person was when it was opened.
    pub was: Option<Bookmark>,
}

/// Draws the dialog.
pub(super) fn show(ui: &mut Ui, reach: Reach<'_>, dialog: &GoTo, out: &mut Out<DialogAction>) {
    let Some(desk) = reach.session.map(|session| &session.desk) else { return };
    let palette = reach.window.palette;
    heading(ui, text!("dialog-go-to"));
    let from = dialog.was.as_ref().map_or(desk.view.focus, |was| was.focus);
    let leads = |typed: &str| row(&desk.transcript().lines, from, typed);
    let now = entry(ui, &dialog.typed, text!("go-to-hint"));
    if let Some(row) = now.typed.as_deref().and_then(leads) {
        out.act(DialogAction::GoTo(row));
    }
    let is_empty = dialog.typed.trim().is_empty();
    match leads(&dialog.typed) {
        Some(row) => quiet(ui, place(desk, row)),
        None if is_empty => quiet(ui, text!("go-to-help")),
        None => {
            let said = ui.label(RichText::new(text!("go-to-wrong", n = desk.len())).small().color(palette.deleted));
            ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
            said
        }
    };
    let enter = entered(now, out);
    let leads = leads(&dialog.typed);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let pressed = ui.add_enabled(leads.is_some(), primary(ui, text!("go-to-verb"))).clicked();
        if let Some(row) = leads.filter(|_| enter || pressed) {
            out.act(DialogAction::GoTo(row));
            out.act(DialogAction::Stay);
        }
        if ui.button(text!("cancel")).clicked() {
            out.ask(Request::CloseDialog);
        }
    });
}

/// What a line is called, with its time and its speaker.
fn place(desk: &Desk, row: usize) -> String {
    let t = desk.transcript();
    let mut place = vec![text!("line-number", line = row + 1)];
    if let Some(line) = t.lines.get(row) {
        place.extend(line.start().map(|start| desk.time(start)));
        place.extend(t.speaker_name(line).map(str::to_owned));
    }
    messages::beside(place)
}

/// The row that is meant: by the number of its line, by so many lines after or before the row `from`, or by a time that
/// lies in it. `None` when nothing can be meant.
fn row(lines: &Lines, from: usize, typed: &str) -> Option<usize> {
    let typed = typed.trim();
    let last = lines.len().checked_sub(1)?;
    if let Ok(number) = typed.parse::<usize>()
        && typed.starts_with(|c: char| c.is_ascii_digit())
    {
        return number.checked_sub(1).filter(|row| *row <= last);
    }
    if let Some(further) = typed.strip_prefix('+') {
        return Some(from.saturating_add(further.parse().ok()?).min(last));
    }
    if let Some(back) = typed.strip_prefix(['-', '−']) {
        return Some(from.saturating_sub(back.parse().ok()?));
    }
    let time = timecode::parse(typed)?;
    let timed = || lines.iter().enumerate().filter_map(|(row, line)| Some((row, Line::start(line)?)));
    // The line that began last; the first one when none has begun yet.
    let begun =
        timed().filter(|(_, start)| *start <= time).max_by_key(|(row, start)| (*start, std::cmp::Reverse(*row)));
    begun.or_else(|| timed().min_by_key(|(_, start)| *start)).map(|(row, _)| row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Span, Time};

    #[test]
    fn lines_times_and_steps_lead_to_rows() {
        // A line every ten seconds, from 12:00 on; the fourth has no time.
        let line = |row: i64| {
            let mut line = Line::new("On y va.");
            line.span = (row != 3).then_some(Span { start: Time((720 + 10 * row) * 1000), end: None });
            line
        };
        let lines: Lines = (0..200).map(line).collect();
        for (typed, expected) in [
            ("120", Some(119)),
            (" 1 ", Some(0)),
            ("200", Some(199)),
            ("0", None),
            ("201", None),
            ("12:30", Some(2)),
            ("12:40", Some(4)),
            ("12:39.9", Some(2)),
            ("0:12:59", Some(5)),
            ("1:02:15", Some(199)),
            ("0:01", Some(0)),
            ("+10", Some(60)),
            ("-10", Some(40)),
            ("−10", Some(40)),
            ("+999", Some(199)),
            ("-999", Some(0)),
            ("", None),
            ("+", None),
            ("+-1", None),
            ("twelve", None),
            ("12:", None),
        ] {
            assert_eq!(row(&lines, 50, typed), expected, "{typed:?}");
        }
        assert_eq!(row(&Lines::default(), 0, "1"), None);
    }
}
