//! What is still open before a transcript is handed over.

use crate::model::{Message, Time, Transcript, message};

/// One kind of thing that is still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenPoint {
    /// What is open.
    pub kind: OpenKind,
    /// On how many lines.
    pub count: usize,
    /// The first of them.
    pub first_row: usize,
}

/// What can be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenKind {
    /// Nobody speaks, in a transcript in which some lines have a speaker.
    NoSpeaker,
    /// Nobody has checked the line, in a transcript in which some are checked.
    NotChecked,
    /// Nothing is said.
    Empty,
    /// The line begins before the one before it has ended.
    Overlap,
    /// The line ends before it begins, or begins before the one before it does.
    Reversed,
}

impl OpenPoint {
    /// What is open, with its number: `3 lines have no speaker`.
    pub fn message(&self) -> Message {
        match self.kind {
            OpenKind::NoSpeaker => message!("open-no-speaker", n = self.count),
            OpenKind::NotChecked => message!("open-not-checked", n = self.count),
            OpenKind::Empty => message!("open-empty", n = self.count),
            OpenKind::Overlap => message!("open-overlap", n = self.count),
            OpenKind::Reversed => message!("open-reversed", n = self.count),
        }
    }
}

/// What is still open, in the order of [`OpenKind`]; empty when nothing is. Reads the whole transcript once, so
/// run it in a job.
pub fn open_points(t: &Transcript) -> Vec<OpenPoint> {
    let mut found: [Option<OpenPoint>; 5] = [None; 5];
    let mut note = |kind: OpenKind, row: usize| {
        let point = found[kind as usize].get_or_insert(OpenPoint { kind, count: 0, first_row: row });
        point.count += 1;
    };
    let (mut any_speaker, mut any_checked) = (false, false);
    let (mut last_start, mut last_end) = (Time(i64::MIN), Time(i64::MIN));
    for (row, line) in t.lines.iter().enumerate() {
        any_speaker |= line.speaker.is_some();
        any_checked |= line.checked;
        let empty = line.text.trim().is_empty();
        if empty {
            note(OpenKind::Empty, row);
        }
        // Where nothing is said nobody speaks.
        if line.speaker.is_none() && !empty {
            note(OpenKind::NoSpeaker, row);
        }
        if !line.checked {
            note(OpenKind::NotChecked, row);
        }
        let Some(span) = line.span else { continue };
        if span.start < last_start || span.end.is_some_and(|end| end < span.start) {
            note(OpenKind::Reversed, row);
        } else if span.start < last_end {
            note(OpenKind::Overlap, row);
        }
        last_start = span.start;
        last_end = span.end.unwrap_or(span.start).max(span.start);
    }
    let counts = |point: &OpenPoint| match point.kind {
        OpenKind::NoSpeaker => any_speaker,
        OpenKind::NotChecked => any_checked,
        _ => true,
    };
    found.into_iter().flatten().filter(counts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::text;
    use crate::model::{Line, Span, SpeakerId};

    #[test]
    fn what_is_open_is_counted_and_placed() {
        let someone = |line: Line| Line { speaker: Some(SpeakerId(0)), ..line };
        let checked = |line: Line| Line { checked: true, ..line };
        for (lines, expected) in [
            (vec![Line::new("a"), Line::new("b")], vec![]),
            (vec![someone(Line::new("a")), Line::new("b"), Line::new("c")], vec!["2 lines have no speaker at 1"]),
            (vec![someone(Line::new("a")), Line::new(" ")], vec!["1 line is empty at 1"]),
            (vec![checked(Line::new("a")), Line::new("b")], vec!["1 line is not checked at 1"]),
            (
                vec![Line::timed(Span::new(0, 500), "a"), Line::timed(Span::new(400, 900), "b")],
                vec!["1 line overlaps with the one before at 1"],
            ),
            (
                vec![
                    Line::timed(Span::new(900, 500), "a"),
                    Line::timed(Span::from(950), "b"),
                    Line::timed(Span::from(400), "c"),
                    Line::timed(Span::from(400), "d"),
                ],
                vec!["2 lines go back in time at 0"],
            ),
        ] {
            let t = Transcript { lines: lines.into_iter().collect(), ..Transcript::default() };
            let points = open_points(&t);
            let shown: Vec<String> =
                points.iter().map(|point| format!("{} at {}", text(&point.message()), point.first_row)).collect();
            assert_eq!(shown, expected);
        }
    }
}
