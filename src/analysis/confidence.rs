//! Words of which the recogniser itself was not sure. One source of what deserves a look, and no more: it is
//! often unsure of what is right, and sure of what is wrong.

use super::{Analysis, Finding, Kind, Knowledge, Weight, each_line, thresholds};
use crate::jobs::Cancel;
use crate::model::{Line, Transcript, Word, message};
use std::ops::Range;

/// See the head of this file.
pub static ANALYSIS: Analysis =
    Analysis { id: "confidence", kinds: &[Kind::LowConfidence], run, whole: None, reach: 0 };

fn run(t: &Transcript, rows: Range<usize>, _: &Knowledge, cancel: &Cancel) -> Vec<Finding> {
    each_line(t, rows, cancel, |row, line, out| {
        let words = line.words.iter().flat_map(|words| words.iter());
        let low = words
            .filter_map(|word| Some((place(line, word)?, word.confidence.filter(|sure| *sure < thresholds::UNSURE)?)));
        // Words in doubt that follow each other are one place to look at.
        let mut runs: Vec<(Range<usize>, f32)> = Vec::new();
        for (at, sure) in low {
            match runs.last_mut() {
                Some((run, least)) if line.text[run.end..at.start].trim().is_empty() => {
                    (run.end, *least) = (at.end, least.min(sure));
                }
                _ => runs.push((at, sure)),
            }
        }
        for (at, sure) in runs {
            let percent = (sure.max(0.0) * 100.0).round() as i64;
            let message = message!("why-low-confidence", percent = percent, text = &line.text[at.clone()]);
            let weight = if sure < thresholds::VERY_UNSURE { Weight::Likely } else { Weight::Doubtful };
            out.push(Finding::new(row, at, Kind::LowConfidence, message).weighing(weight));
        }
    })
}

/// The bytes of a word without the spaces that some sources count to it. `None` when nothing else is left.
fn place(line: &Line, word: &Word) -> Option<Range<usize>> {
    let range = word.range();
    let text = line.text.get(range.clone()).filter(|text| range.start <= range.end && !text.trim().is_empty())?;
    let start = range.start + (text.len() - text.trim_start().len());
    Some(start..start + text.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{found, knowledge_of};
    use crate::messages::text;
    use std::sync::Arc;

    #[test]
    fn neighbours_in_doubt_are_one_place() {
        let mut line = Line::new("we met Ann Fox there");
        let sure = [0.9, 0.8, 0.3, 0.2, 0.1];
        let starts = [0u32, 3, 7, 11, 15];
        let word = |n: usize| Word {
            at: starts[n]..starts.get(n + 1).copied().unwrap_or(20),
            span: None,
            confidence: Some(sure[n]),
        };
        line.words = Some(Arc::new((0..5).map(word).collect()));
        let t = Transcript { lines: std::iter::once(line).collect(), ..Transcript::default() };
        let findings = run(&t, 0..1, &knowledge_of(&t), &Cancel::default());
        assert_eq!(found(&t, &findings), ["0 Ann Fox there"]);
        assert_eq!(text(&findings[0].message), "The recogniser was 10 % sure of “Ann Fox there”");
    }
}
