//! CTM, the words of a recogniser for NIST's scoring tools: recording, channel, start and duration in seconds, the word,
//! and how sure it is.
//!
//! ```text
//! ;; a comment
//! interview A 0.50 0.31 hello 0.98
//! interview A * * <ALT_BEGIN>
//! interview A 0.90 0.20 their
//! interview A * * <ALT>
//! interview A 0.90 0.20 there
//! interview A * * <ALT_END>
//! ```
//!
//! Of alternatives the first is read, and the others are kept as notes. Some programs write the kind of the word and who
//! speaks behind its confidence. Where nobody is named, each of several channels is a speaker.

use super::fields::{self, known, lasting};
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, values};
use crate::model::{Transcript, message};
use std::collections::HashSet;
use std::sync::Arc;

/// CTM.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "ctm",
    name: "CTM",
    extensions: &["ctm"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[],
    holds: Holds { times: true, ends: true, speakers: true, words: true, ..Holds::NOTHING },
};

/// Words that stand for none.
const NONE: &[&str] = &["<eps>", "@", "<s>", "</s>"];

fn detect(probe: &Probe) -> Confidence {
    let (mut fit, mut all) = (0, 0);
    for (_, row) in fields::rows(probe.text()).take(200) {
        all += 1;
        let Some((fields, rest)) = fields::split::<5>(row) else { continue };
        let [_, channel, _, duration, word] = fields;
        // With a third time in place of the word it would be an STM.
        let is_word = Row::of(row).is_some() && fields::seconds(word).is_none_or(|_| rest.is_empty());
        let scored = rest.split_whitespace().next().is_none_or(|score| score.parse::<f32>().is_ok() || score == "NA");
        let lasts = !duration.starts_with('-') && channel.len() <= 8;
        fit += usize::from(is_word && scored && lasts && rest.split_whitespace().count() <= 3);
    }
    match () {
        () if all == 0 || fit * 4 < all * 3 => Confidence::No,
        () if all > 1 => Confidence::Certain,
        () => Confidence::Likely,
    }
}

/// A word.
struct Row<'a> {
    recording: &'a str,
    channel: &'a str,
    speaker: Option<&'a str>,
    said: Said<'a>,
    /// A mark that begins, sets apart or ends alternatives has no times.
    is_mark: bool,
}

impl Row<'_> {
    fn of(row: &str) -> Option<Row<'_>> {
        let ([recording, channel, start, duration, text], rest) = fields::split::<5>(row)?;
        let span = lasting(start, duration);
        let is_mark = start == "*" || text.starts_with("<ALT");
        if span.is_none() && !is_mark {
            return None;
        }
        let mut rest = rest.split_whitespace();
        let confidence = rest.next().and_then(|score| score.parse().ok()).filter(|score| (0.0..=1.0).contains(score));
        let speaker = rest.nth(1).and_then(known);
        let said = Said { text, span, confidence, glued: false };
        Some(Row { recording, channel, speaker, said, is_mark })
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut words: Vec<Row> = Vec::new();
    let (mut alternative, mut others) = (0, Vec::new());
    for (line, text) in fields::rows(text) {
        let Some(row) = Row::of(text) else {
            problems.push(Problem { line: Some(line), message: message!("columns-times-missing") });
            let said = Said { text, ..Said::default() };
            words.push(Row { recording: "", channel: "", speaker: None, said, is_mark: false });
            continue;
        };
        match row.said.text {
            "<ALT_BEGIN>" => alternative = 1,
            "<ALT>" => alternative += 1,
            "<ALT_END>" => alternative = 0,
            _ if row.is_mark || NONE.contains(&row.said.text) => {}
            _ if alternative > 1 => others.push(text),
            _ => words.push(row),
        }
    }
    if !others.is_empty() {
        problems.push(Problem { line: None, message: message!("ctm-alternatives", n = others.len()) });
        builder.note(&others.join("\n"));
    }
    let channels: HashSet<_> = words.iter().map(|word| word.channel).filter(|channel| !channel.is_empty()).collect();
    let recordings: HashSet<_> = words.iter().map(|word| word.recording).filter(|name| !name.is_empty()).collect();
    let several = channels.len() > 1;
    let names: Vec<_> = words
        .iter()
        .map(|word| {
            word.speaker.or((several && !word.channel.is_empty()).then_some(word.channel)).and_then(values::label_of)
        })
        .collect();
    if recordings.len() > 1 {
        problems.push(Problem { line: None, message: message!("recordings-several", n = recordings.len()) });
    } else {
        builder.meta.media = recordings.into_iter().next().map(str::to_owned);
    }
    let is_one = builder.meta.media.is_some();
    // Words of a channel follow each other, whatever is said on another between them.
    let mut order: Vec<usize> = (0..words.len()).collect();
    if is_one && several {
        order.sort_by_key(|at| words[*at].channel);
    }
    let mut rest = order.as_slice();
    while let Some(first) = rest.first() {
        let of = |at: usize| (words[at].recording, if is_one { words[at].channel } else { "" });
        let end = rest.iter().position(|at| of(*at) != of(*first)).unwrap_or(rest.len());
        let (group, behind) = rest.split_at(end);
        builder.stream(group.iter().map(|at| (names[*at].as_deref(), words[*at].said.clone())));
        rest = behind;
    }
    if is_one && several {
        builder.sort_by_start();
    }
    builder.finish()
}
