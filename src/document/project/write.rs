//! Writing a project file.

use super::text::{put_int, put_string};
use super::{KNOWN, MAJOR, Project, record};
use crate::jobs::Cancel;
use crate::model::{Lines, Speaker, Transcript};
use std::io::{self, Write};

/// How much is handed on at once, in bytes.
const BLOCK: usize = 1 << 20;
/// A line takes less than this beyond the block, mostly.
const SLACK: usize = 64 << 10;

/// Writes a project file. Its size is about that of the text, twice; nothing of that is held in memory.
///
/// The error is that of `out`, or [`io::ErrorKind::Interrupted`] when the job was cancelled.
pub fn write(project: &Project, out: &mut dyn Write, cancel: &Cancel) -> io::Result<()> {
    let Project { transcript, original, about } = project;
    let whole = transcript.lines.len() + original.lines.len();
    let mut out =
        Out { out, block: Vec::with_capacity(BLOCK + SLACK), crc: Default::default(), cancel, done: 0, whole };
    out.text("// A transcript of Stet: one record a line, times in milliseconds\nProject(\n");
    out.text(&format!("format: (major: {MAJOR}, minor: {}),\n", about.minor));
    // Nothing that this version writes needs a newer one; what it cannot keep up to date it no longer claims.
    out.text(&format!("needs: {KNOWN:?},\nneeds_to_write: {KNOWN:?},\n"));
    out.string_field("uuid", Some(&about.uuid));
    out.transcript(transcript, Some(&original.lines))?;
    for field in &about.newer {
        out.text(field);
        out.text(",\n");
    }
    if let Some(source) = &about.source {
        out.text("import: (\n");
        out.string_field("name", Some(&source.name));
        out.string_field("path", source.path.as_ref().and_then(|path| path.to_str()));
        out.string_field("format", Some(&source.format));
        out.string_field("encoding", Some(&source.encoding.to_string()));
        out.string_field("crc32", Some(&format!("{:08x}", source.crc32)));
    } else {
        out.text("import: (\n");
    }
    out.transcript(original, None)?;
    for field in &about.newer_import {
        out.text(field);
        out.text(",\n");
    }
    out.text("),\n)\n");
    out.finish(transcript.lines.len())
}

/// Gathers blocks, and the check sum of all of them.
struct Out<'a> {
    out: &'a mut dyn Write,
    block: Vec<u8>,
    crc: crc32fast::Hasher,
    cancel: &'a Cancel,
    /// Lines written, of how many.
    done: usize,
    whole: usize,
}

impl Out<'_> {
    fn transcript(&mut self, transcript: &Transcript, original: Option<&Lines>) -> io::Result<()> {
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

    fn hand_on(&mut self) -> io::Result<()> {
        if self.cancel.is_cancelled() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        self.cancel.progress(self.done, self.whole);
        self.crc.update(&self.block);
        self.out.write_all(&self.block)?;
        self.block.clear();
        Ok(())
    }

    /// Writes what is left, and the comment by which a reader knows that nothing is missing.
    fn finish(mut self, lines: usize) -> io::Result<()> {
        self.hand_on()?;
        let noun = if lines == 1 { "line" } else { "lines" };
        writeln!(self.out, "// {lines} {noun}, crc32 {:08x}", self.crc.finalize())?;
        self.out.flush()
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
