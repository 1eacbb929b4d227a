//! The JSON of IBM's Watson Speech to Text.
//!
//! ```json
//! {"result_index": 0, "results": [{"final": true, "alternatives": [{"transcript": "hello there ", "confidence": 0.96,
//!   "timestamps": [["hello", 0.1, 0.5], ["there", 0.5, 0.9]], "word_confidence": [["hello", 0.98], ["there", 0.9]]}]}],
//!  "speaker_labels": [{"from": 0.1, "to": 0.5, "speaker": 0, "confidence": 0.6, "final": false}]}
//! ```
//!
//! Times are seconds. A label of a speaker begins with the word that it is about. The answer of a job has such documents
//! in its `results`, and what comes from a socket is one document behind the other, the labels in the last.

use super::Stretches;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::{Span, Transcript};
use serde_json::Value;
use std::sync::Arc;

/// Watson.
pub(in crate::formats) static FORMAT: Format =
    Format { id: "watson", name: "IBM Watson", ..super::dialect(detect, read) };

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let result = answers(value).iter().find_map(|answer| list(answer, "results").first());
    let own = |result: &Value| {
        let best = list(result, "alternatives").first();
        best.is_some_and(|best| best.get("timestamps").is_some() || best.get("transcript").is_some())
            && (result.get("final").is_some() || best.is_some_and(|best| best.get("timestamps").is_some()))
    };
    // Who speaks may be told before anything that is said, at length.
    let labels = answers(value).iter().find_map(|answer| list(answer, "speaker_labels").first());
    let labelled = labels.is_some_and(|label| label.get("from").is_some() && label.get("speaker").is_some());
    if labelled || result.is_some_and(own) { Confidence::Certain } else { Confidence::No }
}

/// The documents of results and labels: the answers of a job, or the document itself.
fn answers(value: &Value) -> &[Value] {
    match value {
        Value::Array(all) => all,
        _ => match list(value, "results") {
            answers if answers.iter().any(|answer| answer.get("result_index").is_some()) => answers,
            answers if answers.iter().any(|answer| answer.get("results").is_some()) => answers,
            _ => std::slice::from_ref(value),
        },
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let values = values::read(text, problems, &mut builder.meta.notes);
    let answers: Vec<&Value> = values.iter().flat_map(answers).collect();
    let labels = answers.iter().flat_map(|answer| list(answer, "speaker_labels"));
    let labels = labels.filter_map(|label| {
        Some((values::seconds(field(label, "from")?)?, field(label, "speaker").and_then(values::label)))
    });
    let labels = Stretches::of(labels);
    let results = answers.iter().flat_map(|answer| list(answer, "results"));
    let mut results: Vec<&Value> = results.collect();
    // What was not final stands in a final result once more.
    let is_final = |result: &&Value| field(result, "final").and_then(Value::as_bool) != Some(false);
    if results.iter().any(is_final) {
        results.retain(is_final);
    }
    for result in results {
        let Some(best) = list(result, "alternatives").first() else { continue };
        let confidences = list(best, "word_confidence");
        let words = list(best, "timestamps").iter().enumerate().filter_map(|(index, word)| {
            let [text, times @ ..] = word.as_array()?.as_slice() else { return None };
            let start = times.first().and_then(values::seconds);
            let span = start.map(|start| Span { start, end: times.get(1).and_then(values::seconds) });
            let confidence = confidences.get(index).and_then(|word| values::confidence(word.get(1)?));
            let speaker = start.and_then(|start| labels.at(start)).and_then(Clone::clone);
            Some((speaker, Said { text: text.as_str()?, span, confidence, glued: false }))
        });
        let words: Vec<_> = words.collect();
        super::turns(&mut builder, None, values::text(best, "transcript").unwrap_or_default(), &words);
    }
    builder.finish()
}
