//! Stet's JSON, on which scripts rely: all that a transcript holds, times in milliseconds.
//!
//! ```json
//! {"stet":1,"format":"srt","encoding":"utf-8","title":"…","notes":["…"],
//! "chapters":[{"start":0,"title":"…"}],
//! "speakers":[{"name":"…"}],
//! "lines":[
//! {"start":1000,"end":2000,"speaker":"…","text":"…","checked":true,"words":[{"start":1000,"end":1200,"text":"…","confidence":0.93}]}
//! ],
//! "problems":[{"line":12,"message":"…"}]}
//! ```
//!
//! What is not known is absent or null; an end that the source did not give is absent. Each line of the
//! transcript is one physical line, so that two versions can be compared. Reading takes any layout; fields of
//! another type or name are kept and written back, and of a document that breaks off all whole lines are read.

use super::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes};
use crate::model::{
    Chapter, Line, Markup, Message, Meta, RosterBuilder, Span, Speaker, Time, Transcript, Word, message,
};
use serde::Serialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// Stet's JSON.
pub static FORMAT: Format = Format {
    id: "json",
    name: "Stet JSON",
    extensions: &["json"],
    detect,
    read: Reads::Text(parse),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds::EVERYTHING,
};

/// How the file was laid down from which a transcript was read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The id of the format.
    pub format: &'a str,
    /// The name of the character set, lower case: `utf-8`; `None` of a format of bytes.
    pub encoding: Option<&'a str>,
}

/// Writes a transcript with what came of reading it, for scripts: each problem as its line and what is said of it.
/// Newlines are `\n`.
pub fn write_with(transcript: &Transcript, source: Option<Source>, problems: &[(Option<usize>, String)]) -> String {
    let mut out = Vec::with_capacity(256 + 96 * transcript.lines.len());
    let meta = &transcript.meta;
    push(&mut out, "{\"stet\":", &VERSION);
    if let Some(source) = source {
        push(&mut out, ",\"format\":", source.format);
        if let Some(encoding) = source.encoding {
            push(&mut out, ",\"encoding\":", encoding);
        }
    }
    if let Some(title) = &meta.title {
        push(&mut out, ",\"title\":", title);
    }
    if let Some(language) = &meta.language {
        push(&mut out, ",\"language\":", language);
    }
    push(&mut out, ",\n\"notes\":", &meta.notes);
    let chapters = meta.chapters.iter().map(|chapter| ChapterOut { start: chapter.start.0, title: &chapter.title });
    push(&mut out, ",\n\"chapters\":", &chapters.collect::<Vec<_>>());
    let speakers =
        transcript.speakers.iter().map(|speaker| SpeakerOut { name: &speaker.name, aliases: &speaker.aliases });
    push(&mut out, ",\n\"speakers\":", &speakers.collect::<Vec<_>>());
    for (key, value) in unknown(meta.header.as_deref()).into_iter().flatten() {
        out.extend_from_slice(b",\n");
        push(&mut out, "", &key);
        push(&mut out, ":", &value);
    }
    let names: HashMap<_, _> = transcript.speakers.iter().map(|speaker| (speaker.id, speaker.name.as_str())).collect();
    out.extend_from_slice(b",\n\"lines\":[");
    for (row, line) in transcript.lines.iter().enumerate() {
        let speaker = line.speaker.and_then(|id| names.get(&id).copied());
        push(&mut out, if row == 0 { "\n" } else { ",\n" }, &LineOut::new(line, speaker));
    }
    out.extend_from_slice(b"\n]");
    if source.is_some() || !problems.is_empty() {
        let problems = problems.iter().map(|(line, message)| ProblemOut { line: *line, message });
        push(&mut out, ",\n\"problems\":", &problems.collect::<Vec<_>>());
    }
    out.extend_from_slice(b"}\n");
    String::from_utf8(out).expect("JSON is written as UTF-8")
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    out.push_str(&write_with(transcript, None, &[]));
}

/// The version of the layout that is written and read.
const VERSION: u32 = 1;
/// The key that says that a document is Stet's stands within so many bytes.
const BEGINNING: usize = 4096;

fn detect(probe: &Probe) -> Confidence {
    let head = probe.text();
    let beginning = head[..head.floor_char_boundary(BEGINNING)].trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let Some(inside) = beginning.strip_prefix('{') else { return Confidence::No };
    if inside.trim_start().starts_with("\"stet\"") {
        Confidence::Certain
    } else if probe.json().is_some_and(|value| value.get("stet").is_some() && value.get("lines").is_some()) {
        Confidence::Likely
    } else {
        Confidence::No
    }
}

fn push(out: &mut Vec<u8>, before: &str, value: &(impl Serialize + ?Sized)) {
    out.extend_from_slice(before.as_bytes());
    serde_json::to_writer(out, value).expect("writing to memory does not fail");
}

#[derive(Serialize)]
struct ChapterOut<'a> {
    start: i64,
    title: &'a str,
}

#[derive(Serialize)]
struct SpeakerOut<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
}

#[derive(Serialize)]
struct ProblemOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    message: &'a str,
}

#[derive(Serialize)]
struct LineOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    text: &'a str,
    checked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Vec<WordOut<'a>>>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    unknown: Option<Map<String, Value>>,
}

#[derive(Serialize)]
struct WordOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<i64>,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
}

impl<'a> LineOut<'a> {
    fn new(line: &'a Line, speaker: Option<&'a str>) -> LineOut<'a> {
        let ends =
            |span: Option<Span>| (span.map(|span| span.start.0), span.and_then(|span| span.end).map(|end| end.0));
        let word = |word: &Word| {
            let (start, end) = ends(word.span);
            WordOut { start, end, text: &line.text[word.range()], confidence: word.confidence }
        };
        let (start, end) = ends(line.span);
        let words = line.words.as_ref().map(|words| words.iter().map(word).collect());
        let mut out = LineOut { start, end, speaker, text: &line.text, checked: line.checked, words, unknown: None };
        out.unknown = unknown(line.markup.as_deref()).map(|mut fields| {
            // What was not understood gives way to what is known now.
            let known = [
                ("start", out.start.is_some()),
                ("end", out.end.is_some()),
                ("speaker", out.speaker.is_some()),
                ("text", true),
                ("checked", true),
                ("words", out.words.is_some()),
            ];
            fields.retain(|key, _| !known.contains(&(key.as_str(), true)));
            fields
        });
        out
    }
}

/// The fields that were kept although they were not understood.
fn unknown(markup: Option<&Markup>) -> Option<Map<String, Value>> {
    let markup = markup.filter(|markup| markup.format == FORMAT.id)?;
    serde_json::from_str(&markup.around).ok()
}

fn kept(fields: Map<String, Value>) -> Option<Arc<Markup>> {
    let markup =
        |fields| Markup { format: FORMAT.id.to_owned(), around: Value::Object(fields).to_string(), body: None };
    (!fields.is_empty()).then(|| Arc::new(markup(fields)))
}

fn parse(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut reader = Reader::default();
    let source = text.trim_start_matches('\u{feff}');
    let mut deserializer = serde_json::Deserializer::from_str(source);
    let read = (&mut reader).deserialize(&mut deserializer).and_then(|()| deserializer.end());
    if let Err(error) = read {
        reader.keep_rest(source, error.line(), error.column());
        problems.push(Problem { line: Some(error.line()), message: message!("json-broken") });
    }
    reader.finish(problems)
}

/// Gathers a transcript while the document is gone through, so that a broken one is not lost.
#[derive(Default)]
struct Reader {
    title: Option<String>,
    language: Option<String>,
    notes: Vec<String>,
    chapters: Vec<Chapter>,
    speakers: Vec<(String, Vec<String>)>,
    lines: Vec<Line>,
    /// The names of the speakers of the lines, and which line has which.
    names: Vec<String>,
    by_name: HashMap<String, u32>,
    named: Vec<(usize, u32)>,
    unknown: Map<String, Value>,
    odd: Vec<Message>,
}

impl Reader {
    fn field(&mut self, key: String, value: Value) {
        let left = match (key.as_str(), value) {
            (_, Value::Null) | ("stet" | "format" | "encoding" | "problems", _) => None,
            ("title", Value::String(title)) => {
                self.title = Some(title);
                None
            }
            ("language", Value::String(language)) => {
                self.language = Some(language);
                None
            }
            ("notes", Value::Array(notes)) => {
                let text = |note| if let Value::String(note) = note { note } else { note.to_string() };
                self.notes.extend(notes.into_iter().map(text));
                None
            }
            ("chapters", Value::Array(chapters)) => each(chapters, |chapter| self.chapter(chapter)),
            ("speakers", Value::Array(speakers)) => each(speakers, |speaker| self.speaker(speaker)),
            (_, other) => Some(other),
        };
        if let Some(left) = left {
            if KEYS.contains(&key.as_str()) {
                self.odd.push(message!("json-field-odd", key = &key));
            }
            self.unknown.insert(key, left);
        }
    }

    fn chapter(&mut self, value: &Value) -> Option<()> {
        let chapter = Chapter { start: time(value.get("start")?)?, title: value.get("title")?.as_str()?.to_owned() };
        self.chapters.push(chapter);
        Some(())
    }

    fn speaker(&mut self, value: &Value) -> Option<()> {
        let name = value.as_str().or_else(|| value.get("name")?.as_str())?.trim().to_owned();
        let aliases = value.get("aliases").and_then(Value::as_array);
        let aliases = aliases.into_iter().flatten().filter_map(|alias| alias.as_str().map(str::to_owned)).collect();
        self.speakers.push((name, aliases));
        Some(())
    }

    fn line(&mut self, value: Value) {
        let row = self.lines.len() + 1;
        let mut fields = match value {
            Value::Object(fields) => fields,
            Value::String(text) => return self.lines.push(Line::new(text)),
            other => {
                self.odd.push(message!("json-line-no-object", row = row));
                return self.lines.push(Line::new(other.to_string()));
            }
        };
        fields.retain(|_, value| !value.is_null());
        let text = match fields.remove("text") {
            Some(Value::String(text)) => text.replace("\r\n", "\n").replace('\r', "\n"),
            Some(other) => {
                self.odd.push(message!("json-text-no-string", row = row));
                other.to_string()
            }
            None => String::new(),
        };
        let start = take(&mut fields, "start", time);
        let end = take(&mut fields, "end", time).filter(|_| start.is_some());
        let checked = take(&mut fields, "checked", Value::as_bool).unwrap_or(false);
        let words = take(&mut fields, "words", |words| words.as_array().cloned());
        let words = words.and_then(|words| self.words(row, &text, &words));
        if let Some(name) = take(&mut fields, "speaker", |name| name.as_str().map(str::to_owned)) {
            let next = self.names.len() as u32;
            let id = *self.by_name.entry(name).or_insert_with_key(|name| {
                self.names.push(name.clone());
                next
            });
            self.named.push((self.lines.len(), id));
        }
        for key in LINE_KEYS.iter().filter(|key| fields.contains_key(**key)) {
            self.odd.push(message!("json-field-of-line-odd", key = *key, row = row));
        }
        let span = start.map(|start| Span { start, end });
        let markup = kept(fields);
        self.lines.push(Line { span, text: text.into(), words, markup, checked, ..Line::default() });
    }

    /// The words, each found in the text behind the one before it.
    fn words(&mut self, row: usize, text: &str, values: &[Value]) -> Option<Arc<Vec<Word>>> {
        let mut from = 0;
        let mut words = Vec::with_capacity(values.len());
        for value in values {
            let said = value.get("text").and_then(Value::as_str).unwrap_or_default().trim();
            let Some(at) = text[from..].find(said).filter(|_| !said.is_empty()) else {
                self.odd.push(message!("json-word-not-in-text", word = said, row = row));
                continue;
            };
            let at = from + at;
            from = at + said.len();
            let moment = |key| value.get(key).and_then(time);
            let span = moment("start").map(|start| Span { start, end: moment("end") });
            let confidence = value.get("confidence").and_then(Value::as_f64).map(|confidence| confidence as f32);
            words.push(Word { at: at as u32..from as u32, span, confidence });
        }
        (!words.is_empty()).then(|| Arc::new(words))
    }

    /// Keeps what stands from the broken place on (counted from 1, the column in bytes).
    fn keep_rest(&mut self, source: &str, line: usize, column: usize) {
        for (n, row) in source.lines().enumerate().skip(line.saturating_sub(1)) {
            let broken = n + 1 == line;
            let object = row.trim().trim_end_matches(',');
            if let Ok(fields) = serde_json::from_str::<Map<String, Value>>(object) {
                // A whole object on the broken line was read before the document broke off behind it.
                if !broken {
                    self.line(Value::Object(fields));
                }
            } else if let Some(fields) = bare_fields(object).filter(|_| !broken) {
                fields.into_iter().for_each(|(key, value)| self.field(key, value));
            } else if broken && self.lines.is_empty() {
                self.notes.push(row.to_owned());
            } else if object.chars().any(char::is_alphanumeric) {
                // Of many objects on one physical line those before the last were read.
                let before = &row[..row.floor_char_boundary(column)];
                let start = if broken { before.rfind("},{").map_or(0, |at| at + 2) } else { 0 };
                self.lines.push(Line::new(row[start..].trim()));
            }
        }
    }

    fn finish(self, problems: &mut Vec<Problem>) -> Transcript {
        let Reader { title, language, notes, chapters, mut lines, .. } = self;
        problems.extend(self.odd.into_iter().map(|message| Problem { line: None, message }));
        let mut roster = RosterBuilder::default();
        for (name, _) in &self.speakers {
            roster.id(name);
        }
        let ids: Vec<_> = self.names.iter().map(|name| roster.id(name)).collect();
        for (row, name) in self.named {
            lines[row].speaker = Some(ids[name as usize]);
        }
        let mut speakers: Vec<Speaker> = roster.finish().to_vec();
        for (name, aliases) in self.speakers {
            if let Some(speaker) = speakers.iter_mut().find(|speaker| speaker.name == name) {
                speaker.aliases = aliases;
            }
        }
        let meta = Meta { title, language, notes, chapters, header: kept(self.unknown), ..Meta::default() };
        Transcript { lines: lines.into_iter().collect(), speakers: Arc::new(speakers), meta: Arc::new(meta) }
    }
}

/// The fields of a document on one of its physical lines: `"problems":[]}`.
fn bare_fields(row: &str) -> Option<Map<String, Value>> {
    let fields = row.starts_with('"').then(|| format!("{{{}}}", row.trim_end_matches('}')))?;
    serde_json::from_str(&fields).ok()
}

/// The fields of the document that have a meaning.
const KEYS: &[&str] = &["title", "language", "notes", "chapters", "speakers", "lines"];
/// The fields of a line that have one.
const LINE_KEYS: &[&str] = &["start", "end", "speaker", "checked", "words"];

/// Hands each value on; what is not taken comes back.
fn each(values: Vec<Value>, mut take: impl FnMut(&Value) -> Option<()>) -> Option<Value> {
    let left: Vec<Value> = values.into_iter().filter(|value| take(value).is_none()).collect();
    (!left.is_empty()).then_some(Value::Array(left))
}

/// Takes a field out if it is what is expected.
fn take<T>(fields: &mut Map<String, Value>, key: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
    let found = fields.get(key).and_then(read)?;
    fields.remove(key);
    Some(found)
}

/// A time in milliseconds; a fraction of one is rounded.
fn time(value: &Value) -> Option<Time> {
    let whole = value.as_i64();
    whole.or_else(|| value.as_f64().filter(|millis| millis.abs() < 1e15).map(|millis| millis.round() as i64)).map(Time)
}

impl<'de> DeserializeSeed<'de> for &mut Reader {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Reader {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a transcript")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "lines" {
                map.next_value_seed(LineList(&mut *self))?;
            } else {
                let value = map.next_value()?;
                self.field(key, value);
            }
        }
        Ok(())
    }
}

/// The list of lines, of which each becomes a [`Line`] before the next is looked at.
struct LineList<'a>(&'a mut Reader);

impl<'de> DeserializeSeed<'de> for LineList<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for LineList<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of lines")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<(), S::Error> {
        while let Some(value) = seq.next_element()? {
            self.0.line(value);
        }
        Ok(())
    }
}
