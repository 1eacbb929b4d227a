//! Markdown: paragraphs with a bold name and a time in brackets.
//!
//! Written as `**Ann:** [00:01:02] hello`, the name where the speaker changes, a title and chapters as
//! headings, the notes above a line of dashes. A chapter begins with the next line; one that does not has its time in the
//! heading (`## [00:01:02] Title`). Read from all that people write in its stead: name and time in
//! either order, in bold together, with or without brackets, in lists. Emphasis within a text stays as it is.

use super::speaker_prefix::{self, Carry, is_name};
use super::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, timestamp};
use crate::model::chars::is_space;
use crate::model::{Chapter, Line, Meta, RosterBuilder, Span, Text, Time, Transcript, timecode};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// Markdown.
pub static FORMAT: Format = Format {
    id: "markdown",
    name: "Markdown",
    extensions: &["md", "markdown"],
    detect,
    read: Reads::Text(parse),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds {
        times: true,
        untimed: true,
        before_zero: true,
        speakers: true,
        language: true,
        notes: true,
        ..Holds::NOTHING
    },
};

fn detect(probe: &Probe) -> Confidence {
    let head = probe.text();
    let rows = || head.lines().map(str::trim).filter(|row| !row.is_empty());
    let headings = rows().filter(|row| heading(row).is_some()).count();
    let marks = || rows().filter_map(mark);
    let bold = marks().filter(|mark| !mark.name.is_empty()).count();
    let all = rows().count().max(1);
    let timed = rows().filter(|row| row.starts_with('[') && mark(row).is_some()).count();
    let begun = rows().next().is_some_and(is_break);
    // What stands behind a backslash in Markdown and nowhere else.
    let escaped = || rows().any(|row| row.match_indices('\\').any(|(at, _)| row[at + 1..].starts_with(ESCAPED)));
    if bold * 5 >= all || bold > 2 || (headings > 0 && marks().next().is_some()) || (timed > 0 && escaped()) {
        Confidence::Certain
    } else if timed * 2 >= all || begun || (timed > 0 && rows().any(is_break)) {
        Confidence::Likely
    } else if headings > 0 || bold > 0 || escaped() {
        Confidence::Maybe
    } else {
        Confidence::No
    }
}

/// Marks that Markdown takes for its own within a text.
const ESCAPED: [char; 6] = ['\\', '*', '_', '`', '#', '['];

fn parse(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut reader = Reader { text, meta: Meta::default(), roster: RosterBuilder::default(), carry: Carry::default() };
    let body = reader.front_matter();
    let blocks = blocks(text, body);
    let heads = heads(text, &blocks);
    let first = reader.front(&blocks, &heads);
    let mut lines = Vec::with_capacity(blocks.len());
    // A heading that is a time is that of the next line: `### 00:05:00`.
    let mut announced: Option<Time> = None;
    let silent = |start| Line::timed(Span { start, end: None }, "");
    for (n, block) in blocks.iter().enumerate().skip(first) {
        if heads.contains(&n) {
            let name = head(&text[block.clone()]).map_or("", |(_, name)| name);
            reader.carry.named(&unescape(name), &mut reader.roster);
            continue;
        }
        let title = heading(&text[block.clone()]);
        if let Some((start, _)) = title.and_then(|title| time(title).filter(|(_, len)| *len == title.len())) {
            lines.extend(announced.replace(start).map(silent));
            continue;
        }
        if let Some(chapter) = timed_chapter(&text[block.clone()]) {
            reader.meta.chapters.push(chapter);
            continue;
        }
        match title {
            // A heading names a chapter when a time follows it.
            Some(title) => match blocks.get(n + 1).and_then(|next| mark(&text[next.clone()])?.start) {
                Some(start) => reader.meta.chapters.push(Chapter { start, title: unescape(title) }),
                None => lines.push(reader.line(block.clone())),
            },
            None => {
                let mut line = reader.line(block.clone());
                line.span = line.span.or(announced.take().map(|start| Span { start, end: None }));
                lines.push(line);
            }
        }
    }
    lines.extend(announced.map(silent));
    let Reader { meta, roster, .. } = reader;
    Transcript { lines: lines.into_iter().collect(), speakers: roster.finish(), meta: Arc::new(meta) }
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let meta = &transcript.meta;
    if let Some(language) = &meta.language {
        out.extend(["---\nlanguage: ", language, "\n---\n\n"]);
    }
    if let Some(title) = &meta.title {
        write_heading(out, "# ", title);
    }
    for note in &meta.notes {
        escape(out, note);
        out.push_str("\n\n");
    }
    // Without it what stands before the first name or time would be taken for notes.
    let unmarked = |line: &Line| line.span.is_none() && line.speaker.is_none();
    if !meta.notes.is_empty() || transcript.lines.get(0).is_some_and(unmarked) {
        out.push_str(if out.is_empty() { "\n---\n\n" } else { "---\n\n" });
    }
    let mut chapters = meta.chapters.iter().peekable();
    let mut carry = Carry::default();
    for line in transcript.lines.iter() {
        if let Some(start) = line.start() {
            while let Some(chapter) = chapters.next_if(|chapter| chapter.start <= start) {
                let is_last = chapters.peek().is_none_or(|next| next.start > start);
                write_chapter(out, chapter, chapter.start == start && is_last);
            }
        }
        let name = |id| transcript.speaker(id).map(|speaker| speaker.name.as_str());
        // A line without anything would be none.
        if carry.must_name(line) || line.span.is_none() && line.text.trim().is_empty() {
            out.push_str("**");
            escape(out, line.speaker.and_then(name).unwrap_or(speaker_prefix::UNKNOWN).trim());
            out.push_str(":** ");
        }
        if let Some(start) = line.start() {
            write_time(out, start);
        }
        escape(out, &line.text);
        out.push_str("\n\n");
    }
    for chapter in chapters {
        write_chapter(out, chapter, false);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
}

fn write_time(out: &mut String, time: Time) {
    let millis = (time.0 % 1000 != 0).then_some('.');
    out.push('[');
    timecode::write(out, time, timecode::Style { millis, ..timecode::LONG }).expect("a String takes all");
    out.push_str("] ");
}

/// Writes the heading of a chapter, with its time unless that of the next line says it.
fn write_chapter(out: &mut String, chapter: &Chapter, line_says: bool) {
    if chapter.title.trim().is_empty() {
        return;
    }
    out.push_str("## ");
    if !line_says {
        write_time(out, chapter.start);
    }
    write_heading(out, "", &chapter.title);
}

/// The chapter that a heading names with its time: `## [00:01:02] Why`.
fn timed_chapter(block: &str) -> Option<Chapter> {
    let title = block.strip_prefix("## ").and(heading(block))?;
    let stamp = timestamp::scan_enclosed(title)?;
    let title = unescape(title[stamp.len..].trim());
    (!title.is_empty()).then_some(Chapter { start: stamp.time, title })
}

fn write_heading(out: &mut String, marks: &str, title: &str) {
    out.push_str(marks);
    // A space that does not break stays one.
    escape(out, &title.lines().map(str::trim).collect::<Vec<_>>().join(" "));
    out.push_str("\n\n");
}

/// The name and the time at the beginning of a paragraph, and where its text begins, in bytes.
#[derive(Debug, Default, PartialEq)]
struct Mark {
    name: Range<usize>,
    start: Option<Time>,
    text: usize,
}

/// Finds `**Name:** [time]`, `[time] **Name:**`, `**[time] Name:**`, `**Name** (time):` and parts of these.
fn mark(paragraph: &str) -> Option<Mark> {
    let mut found = Mark { text: bullet(paragraph), ..Mark::default() };
    loop {
        let rest = &paragraph[found.text..];
        let skipped = rest.len() - rest.trim_start_matches(|c| is_space(c) || matches!(c, '\t' | '\n' | ':')).len();
        // A colon, and nothing else but space, may stand between name, time and text.
        let at = found.text + skipped;
        let rest = &paragraph[at..];
        if found.start.is_none()
            && let Some((start, len)) = time(rest)
        {
            found.start = Some(start);
            found.text = at + len;
            continue;
        }
        if found.name.is_empty()
            && let Some(bold) = bold(rest)
        {
            let inner = &rest[bold.clone()];
            let (start, len) = time(inner).map_or((None, 0), |(start, len)| (Some(start), len));
            let words = inner[len..].trim();
            let colon = words.ends_with(':') || rest[bold.end + 2..].trim_start().starts_with(':');
            let name = words.trim_end_matches(':').trim_end();
            let at_name = at + bold.start + len + (inner[len..].len() - inner[len..].trim_start().len());
            let timed = start.is_some() || found.start.is_some() || time(rest[bold.end + 2..].trim_start()).is_some();
            let named = (colon || timed) && (is_name(name) || colon && !name.is_empty());
            if (found.start.is_none() || start.is_none()) && (named || words.is_empty() && start.is_some()) {
                found.name = at_name..at_name + name.len();
                found.start = found.start.or(start);
                found.text = at + bold.end + 2;
                if found.name.is_empty() {
                    found.name = 0..0;
                }
                continue;
            }
        }
        if found.start.is_none() && found.name.is_empty() {
            return None;
        }
        found.text = at;
        return Some(found);
    }
}

/// A time in brackets, in backquotes, in italics or as it is, with its bytes.
fn time(text: &str) -> Option<(Time, usize)> {
    if let Some(stamp) = timestamp::scan_enclosed(text) {
        return Some((stamp.time, stamp.len));
    }
    let quote = text.strip_prefix(['`', '*', '_']).map_or("", |_| &text[..1]);
    let inner = &text[quote.len()..];
    let stamp = timestamp::scan_enclosed(inner).or_else(|| timestamp::scan(inner))?;
    let behind = &inner[stamp.len..];
    let closed = behind.starts_with(quote) && !behind[quote.len()..].starts_with(char::is_alphanumeric);
    closed.then_some((stamp.time, stamp.len + 2 * quote.len()))
}

/// The bytes within the stars of `**bold**` at the beginning of a text.
fn bold(text: &str) -> Option<Range<usize>> {
    let (open, close) = if text.starts_with("**") { ("**", "**") } else { ("__", "__") };
    let inner = text.strip_prefix(open)?;
    let row = inner.split('\n').next()?;
    let end = row[..row.floor_char_boundary(200)].find(close)?;
    Some(2..2 + end)
}

/// The text of a heading: `## Why`.
fn heading(row: &str) -> Option<&str> {
    let rest = row.trim_start_matches('#');
    let level = row.len() - rest.len();
    let text = rest.strip_prefix(' ')?.trim().trim_end_matches('#').trim_end();
    ((1..=6).contains(&level) && !text.is_empty() && !text.contains('\n')).then_some(text)
}

/// The name above paragraphs that a block may be, and how it is set: a heading of some level, or 0 for a bold name alone.
fn head(block: &str) -> Option<(usize, &str)> {
    if let Some(title) = heading(block) {
        return Some((block.len() - block.trim_start_matches('#').len(), title));
    }
    let inner = bold(block)?;
    (inner.end + 2 == block.len()).then_some((0, &block[inner]))
}

/// The blocks that name who says what stands below them: headings of one level, or bold names alone, of which most come
/// again. A chapter has its title once.
fn heads(text: &str, blocks: &[Range<usize>]) -> HashSet<usize> {
    let block = |n: usize| &text[blocks[n].clone()];
    let mut found: BTreeMap<usize, Vec<(usize, &str)>> = BTreeMap::new();
    for n in 0..blocks.len() {
        if let Some((level, name)) = head(block(n)) {
            found.entry(level).or_default().push((n, name));
        }
    }
    let names_speakers = |(level, heads): &(&usize, &Vec<(usize, &str)>)| {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        heads.iter().for_each(|(_, name)| *counts.entry(name).or_default() += 1);
        let again: usize = counts.values().filter(|count| **count > 1).sum();
        let names = heads.iter().all(|(_, name)| is_name(name) && !name.ends_with(['.', '?', '!']));
        let below = |n: usize| blocks.get(n + 1).is_none_or(|_| head(block(n + 1)).is_none());
        // What stands so above a time is how chapters are written.
        let chapter = |n: usize| **level == 2 && blocks.get(n + 1).is_some_and(|_| mark(block(n + 1)).is_some());
        again * 2 >= heads.len() && names && heads.iter().all(|(n, _)| below(*n) && !chapter(*n))
    };
    found.iter().filter(names_speakers).flat_map(|(_, heads)| heads.iter().map(|(n, _)| *n)).collect()
}

/// Whether a row is a line across the page.
fn is_break(row: &str) -> bool {
    let marks = row.chars().filter(|c| !c.is_whitespace());
    let first = row.chars().next().filter(|c| matches!(c, '-' | '*' | '_'));
    first.is_some_and(|first| marks.clone().all(|c| c == first) && marks.count() >= 3)
}

/// The bytes of a list's bullet or of a quotation's mark.
fn bullet(row: &str) -> usize {
    let rest = row.strip_prefix(['-', '*', '+', '>']).unwrap_or(row);
    let item = rest.trim_start_matches([' ', '\t']);
    if rest.len() < row.len() && item.len() < rest.len() { row.len() - item.len() } else { 0 }
}

/// The paragraphs, headings and breaks from a byte on, without empty rows and outer spaces.
fn blocks(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut start = from;
    for row in text[from..].split_inclusive('\n') {
        let trimmed = row.trim();
        let at = start + (row.len() - row.trim_start().len());
        start += row.len();
        // A quotation goes on over a row with its mark alone.
        if trimmed.is_empty() || trimmed == ">" {
            open = false;
            continue;
        }
        let alone = heading(trimmed).is_some() || is_break(trimmed);
        let fresh = alone || bullet(trimmed) > 0 || mark(trimmed).is_some();
        let end = at + trimmed.len();
        match blocks.last_mut().filter(|_| open && !fresh) {
            Some(block) => block.end = end,
            None => blocks.push(at..end),
        }
        open = !alone;
    }
    blocks
}

struct Reader<'a> {
    text: &'a Arc<String>,
    meta: Meta,
    roster: RosterBuilder,
    carry: Carry,
}

impl Reader<'_> {
    /// Reads `---`, `title: …`, `---` at the top. Returns where the text goes on.
    fn front_matter(&mut self) -> usize {
        let Some(matter) = self.text.strip_prefix("---\n") else { return 0 };
        let Some(end) = matter.find("\n---\n") else { return 0 };
        let rows: Vec<_> = matter[..end].lines().map(|row| row.split_once(':').unwrap_or((row, ""))).collect();
        if !rows.iter().all(|(key, _)| !key.trim().is_empty() && !key.contains(char::is_numeric)) {
            return 0;
        }
        for (key, value) in rows {
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            match key.trim().to_lowercase().as_str() {
                "title" if self.meta.title.is_none() => self.meta.title = Some(value),
                "language" | "lang" if self.meta.language.is_none() => self.meta.language = Some(value),
                _ => self.meta.notes.push(format!("{key}: {value}")),
            }
        }
        4 + end + 5
    }

    /// Reads the title and the notes. Returns the first block of the transcript.
    fn front(&mut self, blocks: &[Range<usize>], heads: &HashSet<usize>) -> usize {
        let text = |n: usize| &self.text[blocks[n].clone()];
        let mut from = 0;
        if self.meta.title.is_none()
            && let Some(title) = blocks.first().and_then(|_| heading(text(0)))
            && text(0).starts_with("# ")
        {
            self.meta.title = Some(unescape(title));
            from = 1;
        }
        let all = from..blocks.len();
        let begins = |n: usize| heads.contains(&n) || mark(text(n)).is_some() || timed_chapter(text(n)).is_some();
        let marked = all.clone().find(|&n| begins(n));
        let broken = all.clone().find(|&n| is_break(text(n)) && marked.is_none_or(|marked| n < marked));
        let Some(end) = broken.or(marked) else { return from };
        // The heading before the first time is its chapter.
        let is_named = broken.is_none() && end > from && mark(text(end)).is_some();
        let end = if is_named && heading(text(end - 1)).is_some() { end - 1 } else { end };
        self.meta.notes.extend((from..end).map(|n| unescape(&self.text[blocks[n].clone()])));
        if broken.is_some() { end + 1 } else { end }
    }

    fn line(&mut self, block: Range<usize>) -> Line {
        let paragraph = &self.text[block.clone()];
        let mark = mark(paragraph).unwrap_or_default();
        let name = &paragraph[mark.name.clone()];
        let text = &paragraph[mark.text..];
        let text = match unescape(text) {
            plain if plain == text => Text::slice(self.text, block.start + mark.text..block.end),
            other => Text::from(other),
        };
        let speaker = match name {
            "" => self.carry.unnamed(&text),
            name => self.carry.named(&unescape(name), &mut self.roster),
        };
        Line { span: mark.start.map(|start| Span { start, end: None }), speaker, text, ..Line::default() }
    }
}

/// Writes a text so that it is read as it is: without what Markdown would take for its own.
fn escape(out: &mut String, text: &str) {
    for (n, row) in text.lines().map(str::trim).filter(|row| !row.is_empty()).enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let lead = bullet(row) > 0 || row.starts_with(['#', '>']) || is_break(row) || time(row).is_some();
        for (at, c) in row.char_indices() {
            if (at == 0 && lead) || (ESCAPED[..4].contains(&c)) {
                out.push('\\');
            }
            out.push(c);
        }
    }
}

/// The text without the backslashes before punctuation.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = |next: &char| c == '\\' && (next.is_ascii_punctuation() || next.is_numeric());
        out.push(chars.next_if(escaped).unwrap_or(c));
    }
    out
}
