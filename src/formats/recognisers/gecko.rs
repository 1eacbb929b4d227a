//! The JSON of Gecko, an editor of what recognisers and diarisers write.
//!
//! ```json
//! {"schemaVersion": "2.0", "monologues": [{"speaker": {"id": "spk1", "name": "Ann"}, "start": 0.5, "end": 2.4, "terms": [
//!   {"start": 0.5, "end": 1.0, "text": "Hello", "type": "WORD", "confidence": 0.91},
//!   {"start": 1.0, "end": 1.1, "text": ".", "type": "PUNCTUATION"}]}]}
//! ```
//!
//! Times are seconds. A monologue is a line.

use super::Keys;
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::values::{self, any_field, field, list};
use crate::formats::{Confidence, Format, Options, Probe, Problem};
use crate::model::Transcript;
use std::sync::Arc;

/// Gecko.
pub(in crate::formats) static FORMAT: Format = Format { id: "gecko", name: "Gecko", ..super::dialect(detect, read) };

const TERM: Keys =
    Keys { text: &["text"], start: &["start"], end: &["end"], confidence: &["confidence"], moment: values::seconds };

fn detect(probe: &Probe) -> Confidence {
    let Some(value) = probe.json() else { return Confidence::No };
    let terms = list(value, "monologues").first().is_some_and(|monologue| monologue.get("terms").is_some());
    if terms { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        for monologue in list(&value, "monologues") {
            let words = list(monologue, "terms").iter().filter_map(|term| {
                let glued = values::text(term, "type") == Some("PUNCTUATION");
                let word = TERM.said(term)?;
                Some(Said { glued, span: word.span.filter(|_| !glued), ..word })
            });
            let words: Vec<Said> = words.collect();
            let speaker = field(monologue, "speaker");
            let speaker = speaker.and_then(|speaker| any_field(speaker, &["name", "id"]).or(Some(speaker)));
            let speaker = speaker.and_then(values::label);
            builder.line_of_words(TERM.span(monologue), speaker.as_deref(), "", &words);
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_monologue_is_of_somebody_with_a_name_or_an_id() {
        let said = |speaker: &str| {
            let text = format!("{{\"monologues\": [{{\"speaker\": {speaker}, \"terms\": [{{\"text\": \"yes\"}}]}}]}}");
            let transcript = read(&Arc::new(text), &Options::default(), &mut Vec::new());
            transcript.lines.get(0).and_then(|line| transcript.speaker_name(line)).map(str::to_owned)
        };
        for (speaker, expected) in [
            (r#"{"id": "spk1", "name": "Ann"}"#, Some("Ann")),
            (r#"{"id": "spk1", "name": null}"#, Some("spk1")),
            (r#""spk2""#, Some("spk2")),
            ("null", None),
            ("{}", None),
        ] {
            assert_eq!(said(speaker).as_deref(), expected, "{speaker}");
        }
    }
}
