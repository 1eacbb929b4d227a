//! Reading a project file, also one that is damaged, edited by hand or from a newer version.

use super::content::{About, KNOWN, MAJOR, MINOR, Project, Source, uuid};
use super::fields::{Fields, parse};
use super::outline::{self, Field, Outline, Value};
use super::{lines, record};
use crate::formats::Problem;
use crate::model::{
    self, Chapter, GlossaryEntry, Known, Lines, Message, Meta, Speaker, SpeakerId, Time, Transcript, message,
};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// What came of reading a project file.
pub struct Reading {
    /// What the file holds, as far as it could be read.
    pub project: Project,
    /// What was odd, by physical line.
    pub problems: Vec<Problem>,
    /// Something could not be read or is missing: the file must not be overwritten with this.
    pub damaged: bool,
    /// Why the file must not be overwritten although it is whole: what follows its name in a sentence.
    pub read_only: Option<Message>,
}

/// Why nothing of a project file can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is written in a way that this version cannot understand.
    Newer(
        /// The names of what it needs, as its fields are called.
        Vec<String>,
    ),
    /// There is no `Project(` in it.
    NoProject,
}

impl Refused {
    /// What follows the file's name in a sentence.
    pub fn message(&self) -> Message {
        match self {
            Refused::Newer(needs) => message!("project-newer", needs = needs.clone()),
            Refused::NoProject => message!("project-no-project"),
        }
    }
}

/// Reads a project file.
pub fn read(bytes: Vec<u8>) -> Result<Reading, Refused> {
    let (file, mut problems) = decode(bytes);
    let broken = !problems.is_empty();
    let outline = outline::of(&file);
    if outline.fields.is_empty() && outline.import.is_empty() {
        // It may be on fewer physical lines than Stet writes.
        let outline = outline::by_ron(&file).map_err(|_why| Refused::NoProject)?;
        return Reader::new(&file).read(outline);
    }
    let mut reading = Reader::new(&file).read(outline)?;
    if reading.damaged && !broken {
        // A record that another program has spread over several physical lines is not damaged.
        let again = outline::by_ron(&file).ok().and_then(|outline| Reader::new(&file).read(outline).ok());
        if let Some(again) = again.filter(|again| !again.damaged) {
            return Ok(again);
        }
    }
    problems.append(&mut reading.problems);
    problems.sort_by_key(|problem| problem.line);
    Ok(Reading { problems, damaged: reading.damaged || broken, ..reading })
}

/// The text of a file without byte order mark and without the zeros that a power cut leaves at its end.
fn decode(mut bytes: Vec<u8>) -> (Arc<String>, Vec<Problem>) {
    let mut problems = Vec::new();
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let len = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    if len < bytes.len() {
        let message = message!("project-ends-in-zeros", n = bytes.len() - len);
        problems.push(Problem { line: None, message });
        bytes.truncate(len);
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + memchr::memchr_iter(b'\n', before).count();
        problems.push(Problem { line: Some(line), message: message!("project-bytes-no-text") });
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    (Arc::new(text), problems)
}

/// Turns an outline into a project.
struct Reader<'a> {
    file: &'a Arc<String>,
    problems: Vec<Problem>,
    damaged: bool,
    /// What could not be read and has no other place.
    kept: Vec<String>,
    /// Names of fields, in records other than lines, that this version does not know.
    unknown: BTreeSet<(String, String)>,
}

impl<'a> Reader<'a> {
    fn new(file: &'a Arc<String>) -> Reader<'a> {
        Reader { file, problems: Vec::new(), damaged: false, kept: Vec::new(), unknown: BTreeSet::new() }
    }

    fn read(mut self, outline: Outline<'a>) -> Result<Reading, Refused> {
        let Outline { fields, import, strays, complete, trailer } = outline;
        let imported = !import.is_empty();
        let (mut fields, mut import) = (Section { fields }, Section { fields: import });
        let minor = self.check_format(&mut fields)?;
        let needs: Vec<String> = self.value(fields.take("needs_to_write")).unwrap_or_default();
        let unknown_needs: Vec<String> = needs.into_iter().filter(|name| !KNOWN.contains(&name.as_str())).collect();
        let uuid = self.value(fields.take("uuid")).unwrap_or_else(uuid);
        let source = self.source(&mut import);
        let mut original = self.transcript(&mut import, None);
        original.lines = original.lines.numbered();
        let mut transcript = self.transcript(&mut fields, Some(&original.lines));
        let newer_import = import.rest();
        let about = About { uuid, source, minor, newer: fields.rest(), newer_import };

        for (line, text) in strays {
            self.keep(line, text, message!("project-in-no-list"));
        }
        if !complete {
            self.damaged = true;
            self.problem(None, message!("project-cut"));
        } else if !self.damaged {
            self.check_trailer(trailer, transcript.lines.len());
        }
        if !imported {
            // Somebody wrote the file by hand: it is its own original.
            transcript.lines = transcript.lines.numbered();
            original = transcript.clone();
        }
        if !self.kept.is_empty() {
            Arc::make_mut(&mut transcript.meta).notes.push(self.kept.join("\n"));
        }
        Ok(Reading {
            read_only: read_only(unknown_needs, self.unknown),
            project: Project { transcript, original, about },
            problems: self.problems,
            damaged: self.damaged,
        })
    }

    /// The minor version; refused when this Stet cannot understand the file.
    fn check_format(&mut self, fields: &mut Section<'a>) -> Result<u32, Refused> {
        let format = fields.take("format").and_then(|value| value.inline());
        let mut format = format.and_then(|format| Fields::of(format).ok());
        let mut number = |name| format.as_mut().and_then(|format| format.take::<u32>(name).ok().flatten());
        let (major, minor) = (number("major").unwrap_or(MAJOR), number("minor").unwrap_or(MINOR));
        if major > MAJOR {
            return Err(Refused::Newer(vec![format!("format {major}")]));
        }
        let mut needs: Vec<String> = self.value(fields.take("needs")).unwrap_or_default();
        needs.retain(|name| !KNOWN.contains(&name.as_str()));
        if needs.is_empty() { Ok(minor) } else { Err(Refused::Newer(needs)) }
    }

    fn source(&mut self, import: &mut Section<'a>) -> Option<Source> {
        let name = self.value(import.take("name"));
        let path: Option<String> = self.value(import.take("path"));
        let format = self.value(import.take("format"));
        let encoding: Option<String> = self.value(import.take("encoding"));
        let crc32: Option<String> = self.value(import.take("crc32"));
        Some(Source {
            name: name?,
            path: path.map(PathBuf::from),
            format: format.unwrap_or_default(),
            encoding: encoding.and_then(|encoding| encoding.parse().ok()),
            crc32: crc32.and_then(|crc| u32::from_str_radix(&crc, 16).ok()).unwrap_or_default(),
        })
    }

    fn transcript(&mut self, section: &mut Section<'a>, original: Option<&Lines>) -> Transcript {
        let header = section.take("header").and_then(|value| value.inline());
        let meta = Meta {
            title: self.value(section.take("title")),
            language: self.value(section.take("language")),
            media: self.value(section.take("media")),
            notes: self.list(section.take("notes"), |_, note| parse(note)),
            chapters: self.list(section.take("chapters"), |reader, chapter| {
                let mut fields = Fields::of(chapter)?;
                let start = Time(fields.take("start")?.unwrap_or_default());
                let chapter = Chapter { start, title: fields.take("title")?.unwrap_or_default() };
                reader.unknown_in("chapters", fields);
                Ok(chapter)
            }),
            glossary: self.list(section.take("glossary"), |reader, entry| {
                let mut fields = Fields::of(entry)?;
                let form = fields.take("form")?.ok_or(message!("project-record-without", field = "form"))?;
                let entry = GlossaryEntry { form, heard: fields.take("heard")?.unwrap_or_default() };
                reader.unknown_in("glossary", fields);
                Ok(Arc::new(entry))
            }),
            known: self.list(section.take("known"), |reader, known| {
                let mut fields = Fields::of(known)?;
                let kind = fields.take("kind")?.ok_or(message!("project-record-without", field = "kind"))?;
                let known = Known { kind, form: fields.take("form")?.unwrap_or_default(), line: fields.take("line")? };
                reader.unknown_in("known", fields);
                Ok(Arc::new(known))
            }),
            header: header.and_then(|header| record::read_markup(header).ok()).map(Arc::new),
            ext: self.map(section.take("ext")),
        };
        let mut speakers = self.list(section.take("speakers"), |reader, speaker| {
            let mut fields = Fields::of(speaker)?;
            let speaker = Speaker {
                id: SpeakerId(fields.take("id")?.ok_or(message!("project-record-without", field = "id"))?),
                name: fields.take("name")?.unwrap_or_default(),
                colour: fields.take("colour")?.unwrap_or_default(),
                aliases: fields.take("aliases")?.unwrap_or_default(),
            };
            reader.unknown_in("speakers", fields);
            Ok(speaker)
        });
        let lines = section.take("lines").map(|value| self.lines(&value, original, &mut speakers)).unwrap_or_default();
        Transcript { lines, speakers: Arc::new(speakers), meta: Arc::new(meta) }
    }

    fn lines(&mut self, value: &Value<'a>, original: Option<&Lines>, roster: &mut Vec<Speaker>) -> Lines {
        let read = match lines::read(self.file, value, original) {
            Ok(read) => read,
            Err(why) => {
                self.keep_value(value, why);
                return Lines::default();
            }
        };
        for (line, why) in read.bad {
            self.damaged = true;
            self.problem(Some(line), message!("project-line-unreadable", why = why));
        }
        let known: BTreeSet<u32> = roster.iter().map(|speaker| speaker.id.0).collect();
        for &id in read.speakers.difference(&known) {
            self.problem(None, message!("project-speaker-unlisted", id = id));
            roster.push(Speaker { id: SpeakerId(id), ..Speaker::new(format!("Speaker {id}"), roster) });
        }
        read.lines
    }

    /// A field that holds a single value; `None` when it is not there or cannot be read.
    fn value<T: DeserializeOwned>(&mut self, value: Option<Value<'a>>) -> Option<T> {
        let value = value?;
        let read = match &value {
            Value::Inline(_, raw) => parse(raw),
            Value::Records(body) => parse(body.raw()),
        };
        read.map_err(|why| self.keep_value(&value, why)).ok()
    }

    /// The records of a list that could be read.
    fn list<T>(&mut self, value: Option<Value<'a>>, read: impl Fn(&mut Self, &'a str) -> Result<T, Message>) -> Vec<T> {
        let Some(value) = value else { return Vec::new() };
        let records = match value {
            Value::Records(body) => Ok(body.records().collect()),
            Value::Inline(line, raw) => outline::elements(line, raw),
        };
        let records: Vec<_> = records.unwrap_or_else(|why| {
            self.keep_value(&value, why);
            Vec::new()
        });
        let mut out = Vec::with_capacity(records.len());
        for (line, record) in records {
            match read(self, record.strip_suffix(',').unwrap_or(record)) {
                Ok(value) => out.push(value),
                Err(why) => self.keep(line, record, why),
            }
        }
        out
    }

    fn map(&mut self, value: Option<Value<'a>>) -> BTreeMap<String, String> {
        match value {
            Some(Value::Records(body)) => {
                let mut out = BTreeMap::new();
                for (line, record) in body.records() {
                    match parse::<BTreeMap<String, String>>(&format!("{{{record}}}")) {
                        Ok(mut entry) => out.append(&mut entry),
                        Err(why) => self.keep(line, record, why),
                    }
                }
                out
            }
            value => self.value(value).unwrap_or_default(),
        }
    }

    /// The file was written whole; was it changed since? A person may do so: that is no damage.
    fn check_trailer(&mut self, trailer: Option<(usize, &str)>, lines: usize) {
        let Some((at, trailer)) = trailer else { return };
        let mut words = trailer.trim_start_matches('/').split([' ', ',']).filter(|word| !word.is_empty());
        let count: Option<usize> = words.next().and_then(|count| count.parse().ok());
        let crc = words.next_back().and_then(|crc| u32::from_str_radix(crc, 16).ok());
        let (Some(count), Some(crc)) = (count, crc) else { return };
        let before = &self.file.as_bytes()[..at];
        // A version control system may have given the file other newlines.
        let same = |bytes: &[u8]| crc32fast::hash(bytes) == crc;
        if same(before) || (before.contains(&b'\r') && same(self.file[..at].replace("\r\n", "\n").as_bytes())) {
            return;
        }
        let message = match count == lines {
            true => message!("project-changed-outside"),
            false => message!("project-changed-outside-lines", before = count, now = lines),
        };
        self.problem(None, message);
    }

    fn problem(&mut self, line: Option<usize>, message: Message) {
        self.problems.push(Problem { line, message });
    }

    /// Keeps a physical line that could not be read.
    fn keep(&mut self, line: usize, text: &str, why: Message) {
        self.damaged = true;
        self.kept.push(text.to_owned());
        self.problem(Some(line), message!("project-kept-as-note", why = why));
    }

    fn keep_value(&mut self, value: &Value<'a>, why: Message) {
        match value {
            Value::Inline(line, raw) => self.keep(*line, raw, why),
            Value::Records(body) => self.keep(body.line, body.whole, why),
        }
    }

    /// Takes note of the fields of a record that this version does not know: it cannot write them back.
    fn unknown_in(&mut self, list: &str, fields: Fields) {
        self.unknown.extend(fields.rest().iter().map(|(name, _)| ((*name).to_owned(), list.to_owned())));
    }
}

/// Why a file may not be overwritten by a version that would lose something of it.
fn read_only(needs: Vec<String>, unknown: BTreeSet<(String, String)>) -> Option<Message> {
    let field = |(name, list): (String, String)| message!("project-field-of", name = name, list = list).into();
    let newer: Vec<model::Value> =
        needs.into_iter().map(model::Value::from).chain(unknown.into_iter().map(field)).collect();
    (!newer.is_empty()).then(|| message!("project-only-newer", what = newer))
}

/// The fields of a project or of its import that nobody has taken yet.
struct Section<'a> {
    fields: Vec<Field<'a>>,
}

impl<'a> Section<'a> {
    fn take(&mut self, name: &str) -> Option<Value<'a>> {
        let at = self.fields.iter().position(|field| field.name == name)?;
        Some(self.fields.remove(at).value)
    }

    /// The fields of a newer version, as they stand in the file.
    fn rest(self) -> Vec<String> {
        let raw = |field: Field| match field.value {
            Value::Inline(_, value) => format!("{}: {value}", field.name),
            Value::Records(body) => body.whole.to_owned(),
        };
        self.fields.into_iter().map(raw).collect()
    }
}
