//! What recognisers of speech and the programs around them write as JSON, a dialect a file.
//!
//! No dialect has a specification that others keep to, so each is known by the fields that it alone has. They share
//! [`super::values`], which takes times and labels in every form, [`super::builder`], which makes lines of words, and what
//! is here: what a dialect calls the parts of a word, who speaks at a moment, and lines with their words ([`segments`]).

pub(super) mod amberscript;
pub(super) mod assemblyai;
pub(super) mod autoedit;
pub(super) mod aws;
pub(super) mod azure;
pub(super) mod data;
pub(super) mod deepgram;
pub(super) mod draftjs;
pub(super) mod elevenlabs;
mod fields;
pub(super) mod gecko;
pub(super) mod gladia;
pub(super) mod google;
pub(super) mod json3;
pub(super) mod kaldi;
pub(super) mod otranscribe;
pub(super) mod otter;
pub(super) mod paper_edit;
pub(super) mod podcast;
pub(super) mod rev;
mod segments;
pub(super) mod speechmatics;
pub(super) mod trint;
pub(super) mod vosk;
pub(super) mod watson;
pub(super) mod whisper;
pub(super) mod whisper_cpp;

use super::builder::{Said, TranscriptBuilder};
use super::values::{self, any_field, field};
use super::{Confidence, Format, Holds, Options, Probe, Problem, Reads};
use crate::model::{Span, Time, Transcript};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// What the dialects have.
const HOLDS: Holds =
    Holds { times: true, untimed: true, ends: true, speakers: true, words: true, language: true, ..Holds::NOTHING };

/// What the dialects that are only read have in common, in which words have times and scores; each says what it is called.
const fn dialect(
    detect: fn(&Probe) -> Confidence,
    read: fn(&Arc<String>, &Options, &mut Vec<Problem>) -> Transcript,
) -> Format {
    Format {
        id: "",
        name: "",
        extensions: &["json"],
        detect,
        read: Reads::Text(read),
        write: None,
        settings: &[],
        holds: HOLDS,
    }
}

/// What a dialect calls the parts of a word, or of any stretch of time. The first name that a word has counts.
struct Keys {
    /// The word as it is shown.
    text: &'static [&'static str],
    /// When it begins.
    start: &'static [&'static str],
    /// When it ends.
    end: &'static [&'static str],
    /// How sure the recogniser was, from 0 to 1.
    confidence: &'static [&'static str],
    /// How a moment is written.
    moment: fn(&Value) -> Option<Time>,
}

impl Keys {
    /// From when to when something is spoken. `None` without a start.
    fn span(&self, value: &Value) -> Option<Span> {
        let moment = |keys: &[&str]| any_field(value, keys).and_then(self.moment);
        Some(Span { start: moment(self.start)?, end: moment(self.end) })
    }

    /// A word. `None` when it has no text.
    fn said<'a>(&self, word: &'a Value) -> Option<Said<'a>> {
        let text = any_field(word, self.text)?.as_str()?;
        let confidence = any_field(word, self.confidence).and_then(values::confidence);
        Some(Said { text, span: self.span(word), confidence, glued: false })
    }
}

/// A word and who says it.
type Spoken<'a> = (Option<Cow<'a, str>>, Said<'a>);

/// The words of a list, with who says each.
fn spoken<'a>(words: &'a [Value], keys: &Keys, speaker: impl Fn(&'a Value) -> Option<Cow<'a, str>>) -> Vec<Spoken<'a>> {
    words.iter().filter_map(|word| Some((speaker(word), keys.said(word)?))).collect()
}

/// Adds the lines of words that are given without lines.
fn stream(builder: &mut TranscriptBuilder, words: &[Spoken]) {
    builder.stream(words.iter().map(|(name, word)| (name.as_deref(), word.clone())));
}

/// Adds a line of words with who says each, or a line for each where one speaker follows another within it.
fn turns(builder: &mut TranscriptBuilder, span: Option<Span>, text: &str, words: &[Spoken]) {
    let words: Vec<_> = words.iter().map(|(name, word)| (name.as_deref(), word.clone())).collect();
    builder.turns(span, None, text, &words);
}

/// What holds the words of a document: what it calls its transcript, or itself.
fn of_words(value: &Value) -> &Value {
    field(value, "transcript").filter(|inner| inner.get("words").is_some()).unwrap_or(value)
}

/// What is known of stretches of time, each of which goes on until the next begins.
struct Stretches<T>(Vec<(Time, T)>);

impl<T> Stretches<T> {
    /// Of stretches in any order.
    fn of(stretches: impl Iterator<Item = (Time, T)>) -> Stretches<T> {
        let mut stretches: Vec<_> = stretches.collect();
        stretches.sort_by_key(|(start, _)| *start);
        Stretches(stretches)
    }

    /// The one in which a moment lies; `None` before the first.
    fn at(&self, time: Time) -> Option<&T> {
        let begun = self.0.partition_point(|(start, _)| *start <= time);
        self.0[..begun].last().map(|(_, known)| known)
    }
}

/// The names that a list gives to ids, which are texts or numbers.
struct Names<'a>(HashMap<String, &'a str>);

impl<'a> Names<'a> {
    /// Of a list of objects. Blank names are none.
    fn of(list: &'a [Value], id: &str, name: &str) -> Names<'a> {
        let named = list.iter().filter_map(|one| {
            let name = values::text(one, name).filter(|name| !name.trim().is_empty())?;
            Some((key(field(one, id)?)?, name))
        });
        Names(named.collect())
    }

    /// The name of an id; its label where it has none. `None` when it is no id.
    fn name(&self, id: &'a Value) -> Option<Cow<'a, str>> {
        match self.0.get(&key(id)?) {
            Some(name) => Some((*name).into()),
            None => values::label(id),
        }
    }
}

fn key(id: &Value) -> Option<String> {
    match id {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The label of a channel, counted as the dialect counts them.
fn channel(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(name) if name.parse::<u32>().is_err() => Some(name.into()),
        _ => Some(format!("Channel {}", values::number(value)?).into()),
    }
}

/// A recording as it is called, without what stands behind the `?` of an address, which may be a key to it.
fn media(value: &Value) -> Option<String> {
    let name = value.as_str()?;
    let name = name.split_once('?').filter(|_| name.contains("://")).map_or(name, |(address, _)| address).trim();
    (!name.is_empty()).then(|| name.to_owned())
}
