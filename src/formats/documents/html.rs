//! Pages of the web, whole or in pieces: HTML.
//!
//! ```html
//! <cite>Ann:</cite> <time>0:05</time> <p>Hello.</p>
//! ```
//!
//! A block is a line, and so is what a `<br>` ends; what a page has around its text (scripts, styles, menus) is left out.
//! A page may say for itself who speaks and when: with `<cite>` and `<time>`, as
//! [Podcasting 2.0](https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md)
//! has it, with moments in the attributes of its elements ([`stamped`]), or in a table with columns for it. Else its text is
//! read as any text. A page that says why something else is not there is refused ([`refusal`]).

mod refusal;
mod shown;
mod stamped;

use super::blocks::Blocks;
use super::columns::Rows;
use super::markup::{Attributes, Token, decoded};
use crate::formats::format::Document;
use crate::formats::unreadable::{self, Unreadable};
use crate::formats::{Confidence, Format, Probe, Problem, Reads, values};
use serde_json::Value;
use shown::{BLOCKS, shown, stands_apart};

/// HTML.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "html",
    name: "HTML",
    extensions: &["html", "htm", "xhtml"],
    detect,
    read: Reads::Document(read),
    write: None,
    settings: &[],
    holds: super::HOLDS,
};

/// Tables stand in tables so deep; deeper ones are text.
const TABLES: usize = 16;

fn detect(probe: &Probe) -> Confidence {
    let text = probe.text().trim_start();
    let begins = |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    let root = probe.root().map(|root| root.name.to_ascii_lowercase());
    match root.as_deref() {
        _ if begins("<!doctype html") => Confidence::Certain,
        Some("html") => Confidence::Certain,
        Some(root) if BLOCKS.contains(&root) || matches!(root, "cite" | "time" | "meta") => {
            // A piece of a page. A text that only begins with some HTML has lines of its own.
            let ends =
                ["</p>", "</div>", "</li>", "</tr>", "</section>", "</article>", "<br", "</h1>", "</h2>", "</table>"];
            let blocks: usize = ends.iter().map(|end| text.matches(end).count()).sum();
            let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
            if blocks > 0 && blocks * 4 >= lines { Confidence::Certain } else { Confidence::No }
        }
        _ => Confidence::No,
    }
}

fn read(probe: &Probe, problems: &mut Vec<Problem>) -> Result<Document, Unreadable> {
    if !probe.is_text() {
        return Err(unreadable::why(probe.bytes));
    }
    let mut decoded = probe.whole();
    problems.append(&mut decoded.problems);
    let page = Page::of(&decoded.text, Blocks::default());
    if let Some(says) = refusal::says(&page.blocks, page.asks_for_password) {
        return Err(Unreadable::WebPage { says });
    }
    match stamped::read(&decoded.text) {
        Some((transcript, notes)) => {
            let Blocks { title, language, .. } = page.blocks;
            Ok(Document { said: Some(transcript), title, language, notes, ..Document::default() })
        }
        None => page.blocks.finish(),
    }
}

/// Adds what a page says.
pub(super) fn into_blocks(text: &str, blocks: &mut Blocks) {
    *blocks = Page::of(text, std::mem::take(blocks)).blocks;
}

/// A table that is open.
#[derive(Default)]
struct Table {
    rows: Rows,
    /// Whether a cell of its last row is open.
    within: bool,
}

/// A page as it is read.
#[derive(Default)]
struct Page {
    blocks: Blocks,
    /// The line that is open, white space folded.
    line: String,
    /// White space was read behind it.
    space: bool,
    /// So many elements are open in which white space counts.
    pre: usize,
    /// The title that is open.
    title: Option<String>,
    tables: Vec<Table>,
    /// A term was read, whose description follows in the same line.
    term: bool,
    asks_for_password: bool,
}

impl Page {
    /// Reads a page behind what there is already.
    fn of(text: &str, blocks: Blocks) -> Page {
        let mut page = Page { blocks, ..Page::default() };
        for token in shown(text) {
            match token {
                Token::Text(text) => page.text(text),
                Token::Open(name, attributes) => page.open(&name, attributes),
                Token::Close(name) => page.close(&name),
            }
        }
        page.term = false;
        page.flush();
        while !page.tables.is_empty() {
            page.end_table();
        }
        page
    }

    fn text(&mut self, text: &str) {
        let text = decoded(text);
        if let Some(title) = &mut self.title {
            title.push_str(&text);
            return;
        }
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                if std::mem::take(&mut self.space) && !self.line.is_empty() {
                    self.line.push(' ');
                }
                self.term = false;
                self.line.push(c);
            } else if self.pre == 0 {
                self.space = true;
            } else if c == '\n' {
                self.end_line();
            } else if c != '\r' {
                self.line.push(c);
            }
        }
    }

    fn open(&mut self, name: &str, attributes: Attributes) {
        match name {
            "br" => self.end_line(),
            "title" if self.blocks.title.is_none() => self.title = Some(String::new()),
            "html" => {
                let language = attributes.get("lang").or_else(|| attributes.get("xml:lang"));
                let language = language.and_then(|language| values::language(&Value::from(&*language)));
                self.blocks.language = language.or(self.blocks.language.take());
            }
            "input" => {
                let kind = attributes.get("type").unwrap_or_default();
                self.asks_for_password |= kind.eq_ignore_ascii_case("password");
            }
            "pre" => {
                self.flush();
                self.pre += 1;
            }
            "table" if self.tables.len() < TABLES => {
                self.flush();
                self.tables.push(Table::default());
            }
            "tr" if !self.tables.is_empty() => {
                self.flush();
                self.row();
            }
            "td" | "th" if !self.tables.is_empty() => {
                self.flush();
                self.cell();
            }
            _ if BLOCKS.contains(&name) => self.flush(),
            _ if stands_apart(name, attributes) => self.space = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "title" => {
                let title = self.title.take().map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
                self.blocks.title = title.filter(|title| !title.is_empty()).or(self.blocks.title.take());
            }
            "dt" => {
                let term = self.line.trim_end().trim_end_matches([':', '：']).len();
                self.line.truncate(term);
                if !self.line.is_empty() {
                    self.line.push(':');
                    (self.space, self.term) = (true, true);
                }
            }
            "pre" => {
                self.flush();
                self.pre = self.pre.saturating_sub(1);
            }
            "table" if !self.tables.is_empty() => {
                self.flush();
                self.end_table();
            }
            "td" | "th" | "tr" if !self.tables.is_empty() => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.within = false;
                }
            }
            "time" => self.space = true,
            _ if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
    }

    /// Ends a block: the line that is open, if there is anything in it.
    fn flush(&mut self) {
        if self.term {
            return;
        }
        self.space = false;
        if !self.line.trim().is_empty() {
            self.end_line();
        }
        self.line.clear();
    }

    /// Ends a line, also an empty one.
    fn end_line(&mut self) {
        self.space = false;
        self.term = false;
        let line = std::mem::take(&mut self.line);
        match self.tables.last_mut() {
            Some(Table { rows, within: true }) => {
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.extend([line.trim(), "\n"]);
                }
            }
            // What stands between the cells of a table stands before it.
            _ => self.blocks.paragraph(line.trim_end()),
        }
    }

    fn row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
            table.within = false;
        }
    }

    fn cell(&mut self) {
        if self.tables.last().is_some_and(|table| table.rows.is_empty()) {
            self.row();
        }
        if let Some(table) = self.tables.last_mut() {
            if let Some(row) = table.rows.last_mut() {
                row.push(String::new());
            }
            table.within = true;
        }
    }

    /// Ends the innermost table. In a cell of another it is text of that.
    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        match self.tables.last_mut() {
            Some(Table { rows, within: true }) => {
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    table.rows.iter().for_each(|row| {
                        let cells: Vec<&str> = row.iter().map(|cell| cell.trim()).collect();
                        cell.extend([&cells.join(" "), "\n"]);
                    });
                }
            }
            _ => self.blocks.table(table.rows),
        }
    }
}
