//! Writing a project file.

use super::content::{KNOWN, MAJOR, Project};
use super::record;
use super::text::{put_int, put_string};
use crate::jobs::{self, Cancel};
use crate::model::{Lines, Speaker, Transcript};
use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, SyncSender};

/// How much is handed on at once, in bytes: few enough to stay in the processor's cache.
const BLOCK: usize = 256 << 10;
/// A line takes less than this beyond the block, mostly.
const SLACK: usize = 16 << 10;
/// How many blocks may wait for a slow disk.
const WAITING: usize = 8;

/// Writes a project file. Its text is made on a second thread, block by block, while `out` takes the blocks.
///
/// The error is that of `out`, or [`io::ErrorKind::Interrupted`] when the job was cancelled.
pub fn write(project: &Project, out: &mut dyn Write, cancel: &Cancel) -> io::Result<()> {
    let (send, blocks) = mpsc::sync_channel(WAITING);
    let (give_back, emptied) = mpsc::channel();
    let project = project.clone();
    let lines = project.transcript.lines.len();
    let whole = lines + project.original.lines.len();
    let job = jobs::spawn(
        "write project",
        || {},
        move |_| {
            let mut text = Out { block: Vec::with_capacity(BLOCK + SLACK), done: 0, send, emptied };
            // It fails when nobody takes the blocks any more: then the error is known there.
            text.project(&project).is_ok()
        },
    );
    let mut crc = crc32fast::Hasher::new();
    for (block, done) in &blocks {
        if cancel.is_cancelled() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        cancel.progress(done, whole);
        crc.update(&block);
        out.write_all(&block)?;
        // Nobody needs it when the last block is on its way.
        let _ = give_back.send(block);
    }
    if job.wait() != Some(true) {
        return Err(io::Error::other("the text of the project could not be made"));
    }
    // By this a reader knows that nothing is missing.
    writeln!(out, "// {lines} {}, crc32 {:08x}", if lines == 1 { "line" } else { "lines" }, crc.finalize())?;
    out.flush()
}

/// Nobody takes the text any more.
struct Unwanted;

/// Gathers text and hands it on in blocks.
struct Out {
    block: Vec<u8>,
    /// Lines written.
    done: usize,
    send: SyncSender<(Vec<u8>, usize)>,
    /// Blocks that can be filled again.
    emptied: Receiver<Vec<u8>>,
}

impl Out {
    fn project(&mut self, project: &Project) -> Result<(), Unwanted> {
        let Project { transcript, original, about } = project;
        self.text("// A transcript of Stet: one record a line, times in milliseconds\nProject(\n");
        self.text(&format!("format: (major: {MAJOR}, minor: {}),\n", about.minor));
        // Nothing that this version writes needs a newer one; what it cannot keep up to date it no longer claims.
        self.text(&format!("needs: {KNOWN:?},\nneeds_to_write: {KNOWN:?},\n"));
        self.string_field("uuid", Some(&about.uuid));
        self.transcript(transcript, Some(&original.lines))?;
        self.newer(&about.newer);
        self.text("import: (\n");
        if let Some(source) = &about.source {
            self.string_field("name", Some(&source.name));
            self.string_field("path", source.path.as_ref().and_then(|path| path.to_str()));
            self.string_field("format", Some(&source.format));
            self.string_field("encoding", source.encoding.map(|encoding| encoding.to_string()).as_deref());
            self.string_field("crc32", Some(&format!("{:08x}", source.crc32)));
        }
        self.transcript(original, None)?;
        self.newer(&about.newer_import);
        self.text("),\n)\n");
        self.hand_on()
    }

    fn transcript(&mut self, transcript: &Transcript, original: Option<&Lines>) -> Result<(), Unwanted> {
        let meta = &transcript.meta;
        self.string_field("title", meta.title.as_deref());
        self.string_field("language", meta.language.as_deref());
        self.string_field("media", meta.media.as_deref());
        self.records("notes", "[]", &meta.notes, |out, note| put_string(out, note));
        self.records("chapters", "[]", &meta.chapters, |out, chapter| {
            out.extend_from_slice(b"(start:");
            put_int(out, chapter.start.0);
            out.extend_from_slice(b",title:");
            put_string(out, &chapter.title);
            out.push(b')');
        });
        self.records("speakers", "[]", transcript.speakers.iter(), put_speaker);
        self.records("glossary", "[]", &meta.glossary, |out, entry| {
            out.extend_from_slice(b"(form:");
            put_string(out, &entry.form);
            out.extend_from_slice(b",heard:");
            put_strings(out, &entry.heard);
            out.push(b')');
        });
        self.records("known", "[]", &meta.known, |out, known| {
            out.extend_from_slice(b"(kind:");
            put_string(out, &known.kind);
            out.extend_from_slice(b",form:");
            put_string(out, &known.form);
            if let Some(line) = &known.line {
                out.extend_from_slice(b",line:");
                put_string(out, line);
            }
            out.push(b')');
        });
        if let Some(header) = &meta.header {
            self.text("header: ");
            record::put_markup(&mut self.block, header);
            self.text(",\n");
        }
        self.records("ext", "{}", &meta.ext, |out, (key, value)| {
            put_string(out, key);
            out.extend_from_slice(b": ");
            put_string(out, value);
        });
        self.text("lines: [\n");
        for line in transcript.lines.iter() {
            record::put(&mut self.block, line, original);
            self.block.push(b'\n');
            if self.block.len() >= BLOCK {
                self.hand_on()?;
            }
            self.done += 1;
        }
        self.text("],\n");
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.block.extend_from_slice(text.as_bytes());
    }

    /// A field that holds a string; nothing when there is none.
    fn string_field(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name);
            self.text(": ");
            put_string(&mut self.block, value);
            self.text(",\n");
        }
    }

    /// A field that holds a list, one record a line; nothing when the list is empty.
    fn records<T>(
        &mut self,
        name: &str,
        brackets: &str,
        records: impl IntoIterator<Item = T>,
        put: impl Fn(&mut Vec<u8>, T),
    ) {
        let (open, close) = brackets.split_at(1);
        let mut records = records.into_iter().peekable();
        if records.peek().is_none() {
            return;
        }
        self.text(&format!("{name}: {open}\n"));
        for record in records {
            put(&mut self.block, record);
            self.text(",\n");
        }
        self.text(&format!("{close},\n"));
    }

    /// Fields that only a newer version knows.
    fn newer(&mut self, fields: &[String]) {
        for field in fields {
            self.text(field);
            self.text(",\n");
        }
    }

    fn hand_on(&mut self) -> Result<(), Unwanted> {
        let mut empty = self.emptied.try_recv().unwrap_or_else(|_none| Vec::with_capacity(BLOCK + SLACK));
        empty.clear();
        let full = std::mem::replace(&mut self.block, empty);
        self.send.send((full, self.done)).map_err(|_gone| Unwanted)
    }
}

fn put_speaker(out: &mut Vec<u8>, speaker: &Speaker) {
    out.extend_from_slice(b"(id:");
    put_int(out, i64::from(speaker.id.0));
    out.extend_from_slice(b",name:");
    put_string(out, &speaker.name);
    out.extend_from_slice(b",colour:");
    put_int(out, i64::from(speaker.colour));
    out.extend_from_slice(b",aliases:");
    put_strings(out, &speaker.aliases);
    out.push(b')');
}

fn put_strings(out: &mut Vec<u8>, strings: &[String]) {
    out.push(b'[');
    for (n, string) in strings.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        put_string(out, string);
    }
    out.push(b']');
}
