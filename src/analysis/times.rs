//! Times that cannot be: a line that ends before it begins, begins before the one above it, or lasts into the next.

use super::{Analysis, Finding, Kind, Knowledge, Weight, each_line};
use crate::jobs::Cancel;
use crate::model::{Line, Span, Time, Transcript, Value, message, timecode};
use std::ops::Range;

/// See the head of this file.
pub static ANALYSIS: Analysis = Analysis { id: "times", kinds: &[Kind::Times], run, whole: None, reach: 1 };

/// Milliseconds by which lines may overlap unheard: less than two frames of film.
const UNHEARD: i64 = 80;

fn run(t: &Transcript, rows: Range<usize>, _: &Knowledge, cancel: &Cancel) -> Vec<Finding> {
    each_line(t, rows, cancel, |row, line, out| {
        let Some(span) = line.span else { return };
        let timed = |row: Option<usize>| t.lines.get(row?).filter(|line| line.span.is_some());
        let (above, below) = (timed(row.checked_sub(1)), timed(row.checked_add(1)));
        let start_of = |line: Option<&Line>| line.and_then(Line::start);
        let finding = if span.end.is_some_and(|end| end < span.start) {
            let end = start_of(below).filter(|next| *next > span.start);
            let fixes = [Span { start: span.start, end }].into_iter().chain(turned(span));
            Finding::new(row, 0..0, Kind::Times, message!("why-ends-before")).or(fixes.map(written))
        } else if start_of(above).is_some_and(|before| span.start < before) {
            Finding::new(row, 0..0, Kind::Times, message!("why-begins-before"))
        } else if let Some((over, next)) = overlap(span, start_of(below)) {
            // Two people may well speak at once.
            let same = below.is_some_and(|below| below.speaker == line.speaker);
            let weight = if same { Weight::Likely } else { Weight::Doubtful };
            let fix = written(Span { start: span.start, end: Some(next) });
            let message = message!("why-overlap", seconds = Value::Decimal((over + 50) / 100, 1));
            Finding::new(row, 0..0, Kind::Times, message).or([fix]).weighing(weight)
        } else {
            return;
        };
        out.push(finding);
    })
}

fn turned(span: Span) -> Option<Span> {
    Some(Span { start: span.end?, end: Some(span.start) })
}

/// How many milliseconds a line lasts into the next, and when the next begins. `None` when it does not, or when
/// they begin together.
fn overlap(span: Span, next: Option<Time>) -> Option<(i64, Time)> {
    let (end, next) = (span.end?, next?);
    (end - next > UNHEARD && next > span.start).then_some((end - next, next))
}

/// How a span is written as a fix: `00:00:01.000 – 00:00:02.400`, without the second when there is no end.
pub fn written(span: Span) -> String {
    let start = timecode::format(span.start, timecode::VTT);
    match span.end {
        Some(end) => format!("{start} – {}", timecode::format(end, timecode::VTT)),
        None => start,
    }
}

/// Reads what [`written`] writes; `None` when it is something else.
pub fn read(written: &str) -> Option<Span> {
    match written.split_once(" – ") {
        Some((start, end)) => Some(Span { start: timecode::parse(start)?, end: Some(timecode::parse(end)?) }),
        None => Some(Span { start: timecode::parse(written)?, end: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::knowledge_of;
    use crate::messages::text;

    #[test]
    fn times_that_cannot_be() {
        for (spans, expected) in [
            (&[(0, 1000), (1000, 2000)][..], ""),
            (&[(0, 1050), (1000, 2000)], ""),
            (&[(0, 1500), (1000, 2000)], "0 The line lasts 0.5 s into the next → 00:00:00.000 – 00:00:01.000"),
            (&[(0, 900), (2000, 1000), (3000, 4000)], "1 The line ends before it begins → 00:00:02.000 – 00:00:03.000"),
            (&[(5000, 6000), (1000, 2000)], "1 The line begins before the one above it → "),
        ] {
            let lines = spans.iter().map(|(start, end)| Line::timed(Span::new(*start, *end), "word")).collect();
            let t = Transcript { lines, ..Transcript::default() };
            let findings = run(&t, 0..t.lines.len(), &knowledge_of(&t), &Cancel::default());
            let first = |finding: &Finding| finding.fixes.first().cloned().unwrap_or_default();
            let told: Vec<_> = findings
                .iter()
                .map(|found| format!("{} {} → {}", found.row, text(&found.message), first(found)))
                .collect();
            assert_eq!(told.join("\n"), expected);
        }
    }

    #[test]
    fn a_fix_is_read_as_it_is_written() {
        for span in [Span::new(0, 3_600_000), Span::from(61_001), Span::new(1, 2)] {
            assert_eq!(read(&written(span)), Some(span));
        }
        assert_eq!(read("soon"), None);
    }
}
