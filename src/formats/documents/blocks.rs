//! What a document is made of when its markup is gone: paragraphs and tables in their order.

use super::columns::{Columns, Joined, Read, Rows};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::format::Document;
use crate::formats::unreadable::Unreadable;
use crate::formats::{speaker_prefix, timestamp};

enum Block {
    /// Its physical lines.
    Paragraph(String),
    Table(Rows),
}

/// Takes up a document from its top to its end.
#[derive(Default)]
pub(super) struct Blocks {
    /// What it says beside its text.
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) notes: Vec<String>,
    all: Vec<Block>,
}

impl Blocks {
    /// Adds a paragraph, also an empty one.
    pub(super) fn paragraph(&mut self, text: &str) {
        let text = text.replace(['\r', '\u{b}', '\u{2028}', '\u{2029}'], "\n");
        self.all.push(Block::Paragraph(text));
    }

    /// Adds a table. One of a single column only sets text apart, which it is then, cell by cell.
    pub(super) fn table(&mut self, mut rows: Rows) {
        for row in &mut rows {
            row.iter_mut().for_each(|cell| {
                let lines = cell.lines().map(str::trim).filter(|line| !line.is_empty());
                *cell = lines.collect::<Vec<_>>().join("\n");
            });
            while row.last().is_some_and(String::is_empty) {
                row.pop();
            }
        }
        rows.retain(|row| !row.is_empty());
        if rows.iter().all(|row| row.len() == 1) {
            rows.iter().flatten().for_each(|cell| self.paragraph(cell));
        } else {
            self.all.push(Block::Table(rows.into_iter().flat_map(side_by_side).collect()));
        }
    }

    /// Adds a note; a blank one is left out.
    pub(super) fn note(&mut self, note: &str) {
        if !note.trim().is_empty() {
            self.notes.push(note.trim().to_owned());
        }
    }

    /// Whether nothing but spaces was said.
    pub(super) fn is_blank(&self) -> bool {
        self.all.iter().all(|block| match block {
            Block::Paragraph(text) => text.trim().is_empty(),
            Block::Table(rows) => rows.is_empty(),
        })
    }

    /// Its text up to so many bytes, and to the end of a block.
    pub(super) fn text_so_far(&self, most: usize) -> String {
        let mut out = String::new();
        for block in &self.all {
            match block {
                Block::Paragraph(text) => out.extend([text, "\n"]),
                Block::Table(rows) => rows.iter().for_each(|row| out.extend([&row.join("\t"), "\n"])),
            }
            if out.len() > 4 * most {
                break;
            }
        }
        out
    }

    /// All of its text, line below line without empty ones, as a cell of a table holds it.
    pub(super) fn into_text(self) -> String {
        let mut out = String::new();
        for block in &self.all {
            let mut add = |line: &str| {
                if !line.trim().is_empty() {
                    out.push_str(if out.is_empty() { "" } else { "\n" });
                    out.push_str(line.trim());
                }
            };
            match block {
                Block::Paragraph(text) => text.lines().for_each(add),
                Block::Table(rows) => rows.iter().for_each(|row| add(&row.join(" ").replace('\n', " "))),
            }
        }
        out
    }

    /// The document. Where most of it stands in tables that say what their columns are, its lines are those of the
    /// tables, and the rest is title and notes; else all of it is text.
    pub(super) fn finish(mut self) -> Result<Document, Unreadable> {
        if self.is_blank() {
            return Err(Unreadable::Empty);
        }
        self.find_tabs();
        let mut known: Vec<Option<Columns>> = Vec::with_capacity(self.all.len());
        let mut last: Option<Columns> = None;
        let (mut inside, mut outside) = (0, 0);
        for block in &self.all {
            let columns = match block {
                Block::Paragraph(_) => None,
                Block::Table(rows) => Columns::of(rows, last.as_ref()),
            };
            let counted = if columns.is_some() { &mut inside } else { &mut outside };
            *counted += block.len();
            last = columns.clone().or(last);
            known.push(columns);
        }
        if inside > outside { Ok(self.of_tables(known)) } else { Ok(self.of_text(&known)) }
    }

    /// Makes a table of paragraphs that are rows of one: times, names and text set apart by tabs. A paragraph without tabs
    /// among them goes on with the one above.
    fn find_tabs(&mut self) {
        let cells = |block: &Block| match block {
            Block::Paragraph(text) if !text.trim().is_empty() => Some(text.trim_end().matches('\t').count() + 1),
            Block::Paragraph(_) => None,
            Block::Table(_) => Some(0),
        };
        let counts: Vec<usize> = self.all.iter().filter_map(cells).collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        let first = self.all.iter().position(|block| cells(block) == Some(most));
        let (Some(first), 2..=6) = (first, most) else { return };
        let rest = self.all[first..].iter().filter_map(cells);
        let (all, even) = rest.fold((0, 0), |(all, even), cells| (all + 1, even + usize::from(cells == most)));
        if even < 2 || even * 10 < all * 8 {
            return;
        }
        let mut rows = Rows::new();
        for block in &self.all[first..] {
            let Block::Paragraph(text) = block else { return };
            match rows.last_mut().and_then(|row| row.last_mut()) {
                Some(last) if !text.contains('\t') => last.extend(["\n", text.trim()]),
                _ => rows.push(text.split('\t').map(|cell| cell.trim().to_owned()).collect()),
            }
        }
        if Columns::of(&rows, None).is_some_and(|columns| columns.is_complete()) {
            self.all.truncate(first);
            self.table(rows);
        }
    }

    fn of_tables(self, known: Vec<Option<Columns>>) -> Document {
        let mut builder = TranscriptBuilder::default();
        let mut beside: Vec<String> = Vec::new();
        let mut said = Vec::new();
        for (block, columns) in self.all.into_iter().zip(known) {
            match (block, columns) {
                (Block::Paragraph(text), _) => beside.push(text),
                (Block::Table(rows), None) => beside.extend(rows.into_iter().map(|row| row.join("\t"))),
                (Block::Table(rows), Some(columns)) => said.extend(columns.read(&rows, &mut beside)),
            }
        }
        for Read { span, speaker, text } in said {
            builder.line(span, speaker.as_deref(), &text);
        }
        let mut beside = beside.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let title = self.title.or_else(|| beside.next());
        let notes = beside.chain(self.notes).collect();
        Document { text: String::new(), said: Some(builder.finish()), title, language: self.language, notes }
    }

    fn of_text(self, known: &[Option<Columns>]) -> Document {
        let mut text = String::new();
        // Whether the paragraph before has nothing but the name of who speaks in this one.
        let mut named = false;
        for (at, (block, columns)) in self.all.iter().zip(known).enumerate() {
            match (block, columns) {
                (Block::Paragraph(said), _) => {
                    // In a text an empty line sets apart what paragraphs do in a document.
                    let line = said.lines().next().unwrap_or_default();
                    let next = self.all.get(at + 1).and_then(Block::first_line);
                    let names = next.is_some_and(is_moment) && is_name_alone(line);
                    if names || (is_head(line) && !named && !ends_with_number(&text)) {
                        text.push('\n');
                    }
                    named = names;
                    text.push_str(said);
                    text.push('\n');
                }
                (Block::Table(rows), Some(columns)) => {
                    let mut beside = Vec::new();
                    for read in columns.read(rows, &mut beside) {
                        read.write(&mut text);
                    }
                    beside.iter().for_each(|beside| text.extend([beside, "\n"]));
                }
                (Block::Table(rows), None) => {
                    for row in rows {
                        let cells: Vec<String> = row.iter().map(|cell| cell.replace('\n', " ")).collect();
                        text.extend([&cells.join("\t"), "\n"]);
                    }
                }
            }
        }
        Document { text, said: None, title: self.title, language: self.language, notes: self.notes }
    }
}

impl Block {
    /// The first line of a paragraph.
    fn first_line(&self) -> Option<&str> {
        match self {
            Block::Paragraph(text) => text.lines().next(),
            Block::Table(_) => None,
        }
    }

    /// How much it says, in bytes.
    fn len(&self) -> usize {
        match self {
            Block::Paragraph(text) => text.trim().len(),
            Block::Table(rows) => rows.iter().flatten().map(String::len).sum(),
        }
    }
}

/// Whether a paragraph begins with a time, alone or with a name beside it.
fn is_head(line: &str) -> bool {
    is_moment(line) || Joined::of(line).is_some()
}

/// Whether a paragraph is a name and a colon.
fn is_name_alone(line: &str) -> bool {
    line.trim_end().strip_suffix([':', '：']).is_some_and(speaker_prefix::is_name)
}

fn is_moment(line: &str) -> bool {
    let line = line.trim();
    let stamp = timestamp::scan_enclosed(line).or_else(|| timestamp::scan(line));
    stamp.is_some_and(|stamp| stamp.len == line.len())
        || timestamp::scan_stretch(line).is_some_and(|(_, len, _)| len == line.len())
}

/// Whether the last line of a text is a number, as it stands before the times of subtitles.
fn ends_with_number(text: &str) -> bool {
    let last = text.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default().trim();
    !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
}

/// The rows of one row whose cells hold as many lines as each other: columns of a whole conversation side by side.
fn side_by_side(row: Vec<String>) -> Rows {
    let lines = |cell: &String| cell.lines().count();
    let most = row.iter().map(lines).max().unwrap_or(0);
    if most < 3 || row.len() < 2 || row.iter().any(|cell| lines(cell) != most) {
        return vec![row];
    }
    let mut columns: Vec<_> = row.iter().map(|cell| cell.lines()).collect();
    let next = |_| columns.iter_mut().map(|cell| cell.next().unwrap_or_default().to_owned()).collect();
    (0..most).map(next).collect()
}
