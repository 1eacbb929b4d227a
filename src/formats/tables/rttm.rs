//! RTTM, who speaks when, as programs that tell speakers apart write it: the kind of the row, recording, channel, start and
//! duration in seconds, what is said, its kind, who speaks, and how sure that is.
//!
//! ```text
//! SPEAKER meeting 1 3.240 5.594 <NA> <NA> ann <NA> <NA>
//! LEXEME meeting 1 3.240 0.310 good lex ann 0.9 <NA>
//! ```
//!
//! Where there are words (`LEXEME`) they are the text. Where there are none, each stretch of a speaker is a line without
//! text, to be written or to give its speaker to another transcript.

use super::fields::{self, known, lasting};
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, values};
use crate::model::{Line, Transcript, message};
use std::collections::HashSet;
use std::sync::Arc;

/// RTTM.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "rttm",
    name: "RTTM",
    extensions: &["rttm"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[],
    holds: Holds { times: true, ends: true, speakers: true, words: true, ..Holds::NOTHING },
};

/// What a row may be about (NIST, "Rich Transcription", 2009).
const KINDS: &[&str] = &[
    "SPEAKER",
    "LEXEME",
    "NON-LEX",
    "NON-SPEECH",
    "SPKR-INFO",
    "SEGMENT",
    "NOSCORE",
    "NO_RT_METADATA",
    "FILLER",
    "EDIT",
    "IP",
    "SU",
    "CB",
    "A/P",
];

fn detect(probe: &Probe) -> Confidence {
    let is_row = |row: &str| {
        let kind = row.split_whitespace().next().unwrap_or_default();
        KINDS.contains(&kind) && row.split_whitespace().count() >= 8
    };
    let (mut fit, mut all) = (0, 0);
    for (_, row) in fields::rows(probe.text()).take(100) {
        all += 1;
        fit += usize::from(is_row(row));
    }
    if fit > 0 && fit * 4 >= all * 3 { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut recordings = HashSet::new();
    let (mut words, mut stretches) = (Vec::new(), Vec::new());
    for (line, row) in fields::rows(text) {
        let Some(([kind, recording, _, start, duration], rest)) = fields::split::<5>(row) else {
            problems.push(Problem { line: Some(line), message: message!("columns-times-missing") });
            builder.line(None, None, row);
            continue;
        };
        let mut rest = rest.split_whitespace();
        let (said, of) = (rest.next().and_then(known), rest.next().and_then(known));
        let name = rest.next().and_then(known).and_then(values::label_of);
        let confidence = rest.next().and_then(|score| score.parse().ok()).filter(|score| (0.0..=1.0).contains(score));
        let span = lasting(start, duration);
        match kind {
            "LEXEME" | "NON-LEX" => {
                recordings.insert(recording);
                let event = said.or(of).filter(|_| kind == "NON-LEX").map(|what| format!("[{what}]"));
                let said = event.or(said.map(str::to_owned));
                words.extend(said.map(|said| (name, said, span, confidence)));
            }
            "SPEAKER" => {
                recordings.insert(recording);
                stretches.push((name, span));
            }
            _ => {}
        }
    }
    if recordings.len() > 1 {
        problems.push(Problem { line: None, message: message!("recordings-several", n = recordings.len()) });
    } else {
        builder.meta.media = recordings.into_iter().next().map(str::to_owned);
    }
    if words.is_empty() {
        for (name, span) in stretches {
            let speaker = name.and_then(|name| builder.speaker(&name));
            builder.lines_mut().push(Line { span, speaker, ..Line::new("") });
        }
    }
    builder.stream(words.iter().map(|(name, text, span, confidence)| {
        (name.as_deref(), Said { text, span: *span, confidence: *confidence, glued: false })
    }));
    builder.finish()
}
