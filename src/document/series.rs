//! The memory of a series: what was put right in one transcript of a series is proposed in the next.
//!
//! It is one plain file, [`FILE_NAME`], that lies beside the transcripts. A person reads it, changes it, merges it
//! and hands it on with any editor:
//!
//! ```text
//! # What Stet has learned about this show.
//!
//! [names]
//! Héloïse Brandt
//! Héloïse Brandt = Eloise Brant (june, may ×2)
//! Mooflow = moue flot
//!
//! [words]
//! pennywhistle
//!
//! [speakers]
//! Tano Olmo = Tano
//! ```
//!
//! A line is one right form, or one pair of a right form and one in which it was heard, so that two versions merge
//! line by line. Behind a pair stand the transcripts in which it was put right, and how often where that was more
//! than once; a pair without them was written by a person. What is learned of a transcript takes the place of what was
//! learned of it before, so nothing is counted twice. Lines that cannot be read, and remarks, stay as they are.

use super::save::{self, Expect, SaveError, Stamp, write_file};
use crate::formats::encoding;
use crate::glossary;
use crate::glossary::memory::{Heard, KnownSpeaker, Memory, Name};
use crate::model::{GlossaryEntry, Message, Problem, Transcript, message, names_somebody};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

/// What the file is called that lies beside the transcripts of a series.
pub const FILE_NAME: &str = "show.stet.txt";

/// Larger files are not read: it is a list of names, not of a library.
const MAX_BYTES: u64 = 16 << 20;

/// How often a file is taught anew because somebody else wrote into it at the same moment.
const TRIES: usize = 20;

const HEADER: &str = "\
# What Stet has learned about this show: right spellings, each with a form in which it was heard and the
# transcripts in which that was put right; words that are right as they are; and who speaks. Change it at will.
";

/// The memory of a series: transcripts of one show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    lines: Vec<Entry>,
}

/// A physical line of the file: as it stands there, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    text: String,
    says: Says,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Says {
    /// Nothing that Stet reads: a remark, a blank line, a line that is wrong.
    Nothing,
    /// A section begins.
    Section(Section),
    /// A right form that nobody has misheard yet.
    Form(String),
    /// A right form, one in which it was heard, and how often in which transcript.
    Pair { form: String, heard: String, documents: BTreeMap<String, u32> },
    /// A word that is right as it is.
    Word(String),
    /// A speaker with aliases.
    Speaker { name: String, aliases: Vec<String> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Names,
    Words,
    Speakers,
}

impl Section {
    const ALL: [Section; 3] = [Section::Names, Section::Words, Section::Speakers];

    fn heading(self) -> &'static str {
        match self {
            Section::Names => "[names]",
            Section::Words => "[words]",
            Section::Speakers => "[speakers]",
        }
    }
}

/// A series' file that was read.
pub struct SeriesFile {
    /// What it says.
    pub series: Series,
    /// What could not be understood; it stays in the file.
    pub problems: Vec<Problem>,
    /// By what the file is known again; `None` when there is none.
    pub stamp: Option<Stamp>,
}

/// Why a series' file was not read.
#[derive(Debug)]
pub enum Unread {
    /// It cannot be one: too large, or no file at all.
    NoList,
    /// The disk refused.
    Disk(
        /// What the system said.
        io::Error,
    ),
}

impl Unread {
    /// Which file was not read, and why.
    pub fn message(&self, name: &str) -> Message {
        match self {
            Unread::NoList => message!("file-not-opened", name = name, why = no_list()),
            Unread::Disk(error) => message!("file-unreadable", name = name, why = error.to_string()),
        }
    }

    /// The same where it was to be written anew with what it says.
    fn while_teaching(self, path: &Path) -> SaveError {
        match self {
            Unread::NoList => SaveError::ReadOnly(path.to_owned(), no_list()),
            Unread::Disk(error) => save::unreadable(path, error),
        }
    }
}

fn no_list() -> Message {
    message!("show-no-list", most = MAX_BYTES >> 20)
}

/// A series' file that was taught.
pub struct Taught {
    /// What it says now.
    pub found: SeriesFile,
    /// Whether anything in it is new. If not, it was not written, nor made.
    pub is_new: bool,
}

/// The path that the series' file has beside a transcript, whether it is there or not.
pub fn path_beside(transcript: &Path) -> PathBuf {
    transcript.with_file_name(FILE_NAME)
}

/// Reads the series' file beside a transcript. `None` when there is none.
pub fn find(transcript: &Path) -> Option<Result<SeriesFile, Unread>> {
    let path = path_beside(transcript);
    match open(&path) {
        Err(Unread::Disk(error)) if error.kind() == io::ErrorKind::NotFound => None,
        found => Some(found),
    }
}

/// Reads a series' file.
pub fn open(path: &Path) -> Result<SeriesFile, Unread> {
    let metadata = std::fs::metadata(path).map_err(Unread::Disk)?;
    if !metadata.is_file() || metadata.len() > MAX_BYTES {
        return Err(Unread::NoList);
    }
    // Looked at before it is read: what somebody writes in between must not pass for what was read.
    let seen = Stamp::of(path, 0);
    let bytes = std::fs::read(path).map_err(Unread::Disk)?;
    let stamp = seen.map(|seen| seen.with_crc32(crc32fast::hash(&bytes)));
    let decoded = encoding::decode(bytes);
    let (series, mut problems) = Series::read(&decoded.text);
    problems.splice(0..0, decoded.problems);
    Ok(SeriesFile { series, problems, stamp })
}

/// Teaches the series' file beside a transcript what [`Series::learn`] learns, and writes it if anything is new. It is
/// made if there is none. What somebody else writes into it meanwhile is kept: then it is read and taught again.
pub fn teach(
    transcript: &Path,
    t: &Transcript,
    document: &str,
    times: impl Fn(&str, &str) -> u32,
) -> Result<Taught, SaveError> {
    let path = path_beside(transcript);
    let mut tries = 0;
    loop {
        let mut found = match find(transcript) {
            Some(found) => found.map_err(|unread| unread.while_teaching(&path))?,
            None => SeriesFile { series: Series::default(), problems: Vec::new(), stamp: None },
        };
        if !found.series.learn(t, document, &times) {
            return Ok(Taught { found, is_new: false });
        }
        tries += 1;
        match found.series.save(&path, found.stamp.as_ref().map_or(Expect::Nothing, Expect::Known)) {
            Ok(stamp) => return Ok(Taught { found: SeriesFile { stamp: Some(stamp), ..found }, is_new: true }),
            Err(SaveError::ChangedOnDisk(_) | SaveError::Exists(_)) if tries < TRIES => {}
            Err(error) => return Err(error),
        }
    }
}

impl Series {
    /// Reads what a series' file says. A line that is wrong is reported with its number, and stays.
    pub fn read(text: &str) -> (Series, Vec<Problem>) {
        let mut lines = Vec::new();
        let mut problems = Vec::new();
        let mut section = Section::Names;
        for (n, text) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let says = read_line(text, section).unwrap_or_else(|message| {
                problems.push(Problem { line: Some(n + 1), message });
                Says::Nothing
            });
            if let Says::Section(begun) = says {
                section = begun;
            }
            lines.push(Entry { text: text.to_owned(), says });
        }
        (Series { lines }, problems)
    }

    /// The file as it shall stand. What was read and not changed is as it was.
    pub fn write(&self) -> String {
        self.lines.iter().fold(String::new(), |out, entry| out + &entry.text + "\n")
    }

    /// Writes the file, whole or not at all. `expect` says what may be there.
    pub fn save(&self, path: &Path, expect: Expect) -> Result<Stamp, SaveError> {
        write_file(path, expect, self.write().as_bytes())
    }

    /// The right forms, in the order of the file, each once.
    pub fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &self.lines {
            let (Says::Form(form) | Says::Pair { form, .. }) = &entry.says else { continue };
            let at = *places.entry(form).or_insert_with(|| {
                names.push(Name { form: form.clone(), heard: Vec::new() });
                names.len() - 1
            });
            let Says::Pair { heard, documents, .. } = &entry.says else { continue };
            let new = Heard {
                form: heard.clone(),
                times: documents.values().sum(),
                documents: documents.len().try_into().unwrap_or(u32::MAX),
            };
            // A merge may have left a pair twice.
            match names[at].heard.iter_mut().find(|known| known.form == new.form) {
                Some(known) => {
                    known.times = known.times.max(new.times);
                    known.documents = known.documents.max(new.documents);
                }
                None => names[at].heard.push(new),
            }
        }
        names
    }

    /// The words that are right as they are, in the order of the file.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(|entry| match &entry.says {
            Says::Word(word) => Some(word.as_str()),
            _ => None,
        })
    }

    /// The speakers, in the order of the file.
    pub fn speakers(&self) -> Vec<KnownSpeaker> {
        let known = |entry: &Entry| match &entry.says {
            Says::Speaker { name, aliases } => Some(KnownSpeaker { name: name.clone(), aliases: aliases.clone() }),
            _ => None,
        };
        self.lines.iter().filter_map(known).collect()
    }

    /// All that it remembers.
    pub fn memory(&self) -> Memory {
        Memory { names: self.names(), words: self.words().map(str::to_owned).collect(), speakers: self.speakers() }
    }

    /// The right forms as a glossary.
    pub fn glossary(&self) -> Vec<GlossaryEntry> {
        let entry = |name: Name| GlossaryEntry {
            form: name.form,
            heard: name.heard.into_iter().map(|heard| heard.form).collect(),
        };
        self.names().into_iter().map(entry).collect()
    }

    /// Learns what a person has confirmed in a transcript: its glossary, the words that are right as they are, and
    /// its speakers who have names. `document` is what the transcript is called in the file; `times` says how often a
    /// pair of a right form and a heard one was put right there. Pairs that were not put right there are not
    /// remembered as such. Returns whether anything is new.
    ///
    /// What was learned of `document` before is replaced, so this can be done at every save.
    pub fn learn(&mut self, t: &Transcript, document: &str, times: impl Fn(&str, &str) -> u32) -> bool {
        if self.lines.is_empty() {
            // A file is not made to say nothing.
            let mut fresh = Series::read(HEADER).0;
            let is_new = fresh.learn(t, document, times);
            if is_new {
                *self = fresh;
            }
            return is_new;
        }
        let before = self.clone();
        let document = plain_name(document);
        for entry in &t.meta.glossary {
            self.learn_form(&entry.form);
            for heard in &entry.heard {
                self.learn_pair(&entry.form, heard, &document, times(&entry.form, heard));
            }
        }
        for known in t.meta.known.iter().filter(|known| known.line.is_none() && is_word(&known.kind)) {
            if !self.words().any(|word| word == known.form) && !known.form.trim().is_empty() {
                self.add(Section::Words, Says::Word(known.form.clone()));
            }
        }
        for speaker in t.speakers.iter().filter(|speaker| names_somebody(&speaker.name)) {
            self.learn_speaker(&speaker.name, &speaker.aliases);
        }
        *self != before
    }

    fn learn_form(&mut self, form: &str) {
        let known =
            |entry: &Entry| matches!(&entry.says, Says::Form(known) | Says::Pair { form: known, .. } if known == form);
        if !self.lines.iter().any(known) {
            self.add(Section::Names, Says::Form(form.to_owned()));
        }
    }

    fn learn_pair(&mut self, right: &str, wrong: &str, document: &str, times: u32) {
        let same = |entry: &&mut Entry| matches!(&entry.says, Says::Pair { form, heard, .. } if form == right && heard == wrong);
        if let Some(entry) = self.lines.iter_mut().find(same) {
            let Says::Pair { documents, .. } = &mut entry.says else { return };
            // What a person has written down without transcripts is sure already, and stays so.
            let by_hand = documents.is_empty();
            let known = documents.get(document).copied().unwrap_or(0);
            if !by_hand && times > 0 && known != times {
                documents.insert(document.to_owned(), times);
                entry.text = entry.says.write();
            }
        } else if times > 0 {
            let documents = [(document.to_owned(), times)].into();
            let says = Says::Pair { form: right.to_owned(), heard: wrong.to_owned(), documents };
            // A form that stood alone gets its first pair in its place.
            let alone = self.lines.iter_mut().find(|entry| matches!(&entry.says, Says::Form(form) if form == right));
            match alone {
                Some(entry) => *entry = Entry { text: says.write(), says },
                None => self.add(Section::Names, says),
            }
        }
    }

    fn learn_speaker(&mut self, name: &str, new: &[String]) {
        let new: Vec<&String> = new.iter().filter(|alias| names_somebody(alias) && *alias != name).collect();
        let same = |entry: &&mut Entry| matches!(&entry.says, Says::Speaker { name: known, .. } if known == name);
        let Some(entry) = self.lines.iter_mut().find(same) else {
            let aliases = new.into_iter().cloned().collect();
            self.add(Section::Speakers, Says::Speaker { name: name.to_owned(), aliases });
            return;
        };
        let Says::Speaker { aliases, .. } = &mut entry.says else { return };
        let before = aliases.len();
        for alias in new {
            if !aliases.contains(alias) {
                aliases.push(alias.clone());
            }
        }
        if aliases.len() > before {
            entry.text = entry.says.write();
        }
    }

    /// Adds a line to the end of its section: a pair behind others of its form. Makes the section if need be.
    fn add(&mut self, section: Section, says: Says) {
        let form = |says: &Says| match says {
            Says::Form(form) | Says::Pair { form, .. } => Some(form.clone()),
            _ => None,
        };
        let entry = Entry { text: says.write(), says };
        let own = form(&entry.says);
        let sibling = self.lines.iter().rposition(|other| own.is_some() && form(&other.says) == own);
        if let Some(at) = sibling {
            self.lines.insert(at + 1, entry);
            return;
        }
        let begins = |other: &Entry| other.says == Says::Section(section);
        let at = match self.lines.iter().position(begins) {
            Some(at) => at,
            None => {
                if self.lines.last().is_some_and(|last| !last.text.trim().is_empty()) {
                    self.lines.push(Entry { text: String::new(), says: Says::Nothing });
                }
                self.lines.push(Entry { text: section.heading().to_owned(), says: Says::Section(section) });
                self.lines.len() - 1
            }
        };
        let rest = &self.lines[at + 1..];
        let len = rest.iter().position(|other| matches!(other.says, Says::Section(_))).unwrap_or(rest.len());
        let blank = rest[..len].iter().rev().take_while(|other| other.text.trim().is_empty()).count();
        self.lines.insert(at + 1 + len - blank, entry);
    }
}

impl Says {
    /// The line of the file that says it.
    fn write(&self) -> String {
        let mut out = String::new();
        match self {
            Says::Nothing => {}
            Says::Section(section) => out.push_str(section.heading()),
            Says::Form(form) | Says::Word(form) => push_form(&mut out, form),
            Says::Pair { form, heard, documents } => {
                push_form(&mut out, form);
                out.push_str(" = ");
                push_form(&mut out, heard);
                for (at, (document, times)) in documents.iter().enumerate() {
                    out.push_str(if at == 0 { " (" } else { ", " });
                    out.push_str(document);
                    if *times > 1 {
                        write!(out, " ×{times}").expect("writing to a String does not fail");
                    }
                }
                out.push_str(if documents.is_empty() { "" } else { ")" });
            }
            Says::Speaker { name, aliases } => {
                push_form(&mut out, name);
                for (at, alias) in aliases.iter().enumerate() {
                    out.push_str(if at == 0 { " = " } else { ", " });
                    push_form(&mut out, alias);
                }
            }
        }
        out
    }
}

/// A form in quotation marks when it would be read otherwise.
fn push_form(out: &mut String, form: &str) {
    if form.contains(['(', ')']) || form.starts_with('[') {
        write!(out, "\"{}\"", form.replace('"', "\"\"")).expect("writing to a String does not fail");
    } else {
        glossary::push_form(out, form);
    }
}

fn read_line(line: &str, section: Section) -> Result<Says, Message> {
    let trimmed = line.trim();
    if trimmed.is_empty() || trimmed.starts_with('#') {
        return Ok(Says::Nothing);
    }
    if trimmed.starts_with('[') {
        let same = |section: &Section| section.heading().eq_ignore_ascii_case(trimmed);
        return Section::ALL
            .into_iter()
            .find(same)
            .map(Says::Section)
            .ok_or_else(|| message!("show-section-unknown", section = trimmed));
    }
    let (line, documents) = match section {
        Section::Names => split_documents(trimmed)?,
        _ => (trimmed, BTreeMap::new()),
    };
    let (mut entries, problems) = glossary::read(line);
    if let Some(problem) = problems.into_iter().next() {
        return Err(problem.message);
    }
    let Some(GlossaryEntry { form, mut heard }) = entries.pop() else { return Ok(Says::Nothing) };
    match section {
        Section::Speakers => Ok(Says::Speaker { name: form, aliases: heard }),
        Section::Words => Ok(Says::Word(form)),
        Section::Names if heard.len() > 1 => Err(message!("show-several-heard", form = form)),
        Section::Names => match heard.pop() {
            Some(heard) => Ok(Says::Pair { form, heard, documents }),
            None => Ok(Says::Form(form)),
        },
    }
}

/// A line of a pair without its transcripts, and those.
fn split_documents(line: &str) -> Result<(&str, BTreeMap<String, u32>), Message> {
    let Some((pair, list)) = line.strip_suffix(')').and_then(|line| line.rsplit_once(" (")) else {
        return Ok((line, BTreeMap::new()));
    };
    let mut documents = BTreeMap::new();
    for document in list.split(',').map(str::trim).filter(|document| !document.is_empty()) {
        let (name, times) = match document.rsplit_once('×') {
            Some((name, times)) => match times.trim().parse::<u32>() {
                Ok(times) => (name.trim(), times.max(1)),
                Err(_not_a_number) => return Err(message!("show-how-often", document = document)),
            },
            None => (document, 1),
        };
        documents.insert(name.to_owned(), times);
    }
    Ok((pair, documents))
}

/// What a transcript is called in the file: without what means something there.
fn plain_name(document: &str) -> String {
    let plain: String =
        document.chars().map(|c| if ",()×\"#".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.is_empty() { "unnamed".to_owned() } else { words.join(" ") }
}

/// Whether an answer of that kind is about a word, wherever it stands.
fn is_word(kind: &str) -> bool {
    matches!(kind, "unknown-word" | "name")
}
