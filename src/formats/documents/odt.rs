//! Documents of LibreOffice and its kin: `OpenDocument`, in an archive (`.odt`, `.ott`, and the tables of `.ods`) or in one
//! file of XML (`.fodt`).
//!
//! Read is what stands on the page: no deletions that are only marked, spaces and tabs that are elements, text boxes. Notes
//! below the page and comments are notes of the transcript. The rules are those of
//! [OpenDocument 1.3](https://docs.oasis-open.org/office/OpenDocument/v1.3/), part 3.

use super::archive::Archive;
use super::blocks::Blocks;
use super::columns::Rows;
use crate::formats::format::Document;
use crate::formats::unreadable::{self, Content, Unreadable};
use crate::formats::{Confidence, Format, Probe, Problem, Reads, xml};
use roxmltree::Node;

/// An `OpenDocument` text.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "odt",
    name: "OpenDocument text",
    extensions: &["odt", "fodt", "ott", "ods", "fods"],
    detect,
    read: Reads::Document(read),
    write: None,
    settings: &[],
    holds: super::HOLDS,
};

/// Elements are gone into so deep; what lies deeper is read as plain text.
const DEEP: usize = 200;
/// No row or cell is repeated more often, whatever is said.
const REPEATED: usize = 64;
/// So many spaces stand beside each other at most.
const SPACES: usize = 1000;

fn detect(probe: &Probe) -> Confidence {
    let in_one_file = || probe.root().is_some_and(|root| root.name == "office:document");
    if unreadable::not_text(probe.bytes) == Some(Content::OpenDocument) || in_one_file() {
        Confidence::Certain
    } else {
        Confidence::No
    }
}

fn read(probe: &Probe, problems: &mut Vec<Problem>) -> Result<Document, Unreadable> {
    let mut blocks = Blocks::default();
    let broken = Unreadable::Broken(Content::OpenDocument);
    if probe.is_text() {
        let text = probe.whole().text;
        let read = xml::read(&text, problems, |document| {
            meta(document.root_element(), &mut blocks);
            bodies(document.root_element(), &mut blocks);
        });
        read.ok_or(broken)?;
        return blocks.finish();
    }
    let mut archive = Archive::open(probe.bytes, Content::OpenDocument)?;
    // What is locked is so part by part, and stands in the archive as if it were not.
    let manifest = archive.text("META-INF/manifest.xml", problems)?;
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Unreadable::Encrypted(Content::OpenDocument));
    }
    let text = archive.text("content.xml", problems)?.ok_or(broken.clone())?;
    xml::read(&text, problems, |document| bodies(document.root_element(), &mut blocks)).ok_or(broken)?;
    if let Some(text) = archive.text("meta.xml", problems)? {
        xml::read(&text, problems, |document| meta(document.root_element(), &mut blocks));
    }
    blocks.finish()
}

/// Title and language, which stand in `office:meta`.
fn meta(root: Node, blocks: &mut Blocks) {
    let meta = root.descendants().find(|node| node.is_element() && node.tag_name().name() == "meta");
    let said = |name| Some(xml::deep_text(xml::child(meta?, name)?).trim().to_owned()).filter(|text| !text.is_empty());
    blocks.title = said("title");
    blocks.language = said("language");
}

fn bodies(root: Node, blocks: &mut Blocks) {
    xml::children(root, "body").for_each(|body| flow(body, blocks, 0));
}

/// What stands in an element one below the other: paragraphs, headings and tables, in lists and sections too.
fn flow(node: Node, blocks: &mut Blocks, deep: usize) {
    if deep > DEEP {
        blocks.paragraph(&xml::deep_text(node));
        return;
    }
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "p" | "h" => {
                let mut paragraph = Paragraph::default();
                paragraph.take(child, blocks, deep + 1);
                blocks.paragraph(paragraph.text.trim_end());
                paragraph.boxes.into_iter().for_each(|inner| flow(inner, blocks, deep + 1));
            }
            "table" => {
                let mut rows = Rows::new();
                table(child, &mut rows, blocks, deep + 1);
                blocks.table(rows);
            }
            "tracked-changes" | "table-of-content" | "forms" | "title" | "desc" | "shapes" => {}
            "annotation" => note(child, blocks, deep + 1),
            _ => flow(child, blocks, deep + 1),
        }
    }
}

fn table(node: Node, rows: &mut Rows, blocks: &mut Blocks, deep: usize) {
    if deep > DEEP {
        rows.push(vec![xml::deep_text(node)]);
        return;
    }
    for child in node.children().filter(Node::is_element) {
        if child.tag_name().name() != "table-row" {
            table(child, rows, blocks, deep + 1);
            continue;
        }
        let mut row = Vec::new();
        for cell in child.children().filter(Node::is_element) {
            let mut inner = Blocks::default();
            flow(cell, &mut inner, deep + 1);
            blocks.notes.append(&mut inner.notes);
            let text = inner.into_text();
            let times = repeated(cell, "number-columns-repeated");
            row.extend(std::iter::repeat_n(text, times));
        }
        let times = repeated(child, "number-rows-repeated");
        rows.extend(std::iter::repeat_n(row, times));
    }
}

/// How often a row or a cell stands there. Sheets end with a million empty ones, which do not count.
fn repeated(node: Node, name: &str) -> usize {
    xml::attribute(node, name).and_then(|times| times.parse().ok()).unwrap_or(1).min(REPEATED)
}

/// Adds a note below the page or a comment, with who made it.
fn note(node: Node, blocks: &mut Blocks, deep: usize) {
    let mut inner = Blocks::default();
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "creator" | "date" | "date-string" | "note-citation" | "creator-initials" => {}
            "p" | "h" => {
                let mut paragraph = Paragraph::default();
                paragraph.take(child, blocks, deep + 1);
                inner.paragraph(&paragraph.text);
            }
            _ => flow(child, &mut inner, deep + 1),
        }
    }
    let text = inner.into_text();
    let author = xml::child(node, "creator").map(xml::deep_text).filter(|author| !author.trim().is_empty());
    match author {
        Some(author) if !text.is_empty() => blocks.note(&format!("{}: {text}", author.trim())),
        _ => blocks.note(&text),
    }
}

/// A paragraph as it is read.
#[derive(Default)]
struct Paragraph<'a, 'i> {
    text: String,
    /// Text boxes that are anchored in it.
    boxes: Vec<Node<'a, 'i>>,
}

impl<'a, 'i> Paragraph<'a, 'i> {
    fn take(&mut self, node: Node<'a, 'i>, blocks: &mut Blocks, deep: usize) {
        if deep > DEEP {
            self.push(&xml::deep_text(node));
            return;
        }
        for child in node.children() {
            if child.is_text() {
                self.push(child.text().unwrap_or_default());
                continue;
            }
            match child.tag_name().name() {
                "tab" => self.text.push('\t'),
                "line-break" => self.text.push('\n'),
                "s" => {
                    let many = xml::attribute(child, "c").and_then(|many| many.parse().ok()).unwrap_or(1_usize);
                    self.text.extend(std::iter::repeat_n(' ', many.min(SPACES)));
                }
                "note" => note(xml::child(child, "note-body").unwrap_or(child), blocks, deep + 1),
                "annotation" => note(child, blocks, deep + 1),
                "text-box" => self.boxes.push(child),
                "ruby-text" | "title" | "desc" | "tracked-changes" => {}
                _ => self.take(child, blocks, deep + 1),
            }
        }
    }

    /// Adds text, in which any run of white space is one space, and none at the beginning of a line.
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r') {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n', '\t']) {
                self.text.push(' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::{packed, show_document};
    use super::*;

    const SPACES: &str = "xmlns:office='office' xmlns:text='text' xmlns:table='table' xmlns:draw='draw' xmlns:dc='dc'";

    fn show(bytes: &[u8]) -> String {
        show_document(&FORMAT, bytes)
    }

    #[test]
    fn what_stands_on_the_page_is_read() {
        for (body, expected) in [
            ("<text:h>One</text:h><text:p>two<text:tab/>three<text:line-break/>four</text:p>", "One/two\tthree/four"),
            ("<text:p>a  b\n c<text:s text:c='3'/>d <text:span> e</text:span></text:p>", "a b c   d e"),
            (
                "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>\
                 </text:tracked-changes><text:p>kept</text:p>",
                "kept",
            ),
            (
                "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>below</text:p></text:note-body>\
                 </text:note>b<office:annotation><dc:creator>Ann</dc:creator><dc:date>2026</dc:date><text:p>beside</text:p>\
                 </office:annotation></text:p>",
                "ab (below) (Ann: beside)",
            ),
            (
                "<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list><text:p>text<draw:frame><draw:text-box>\
                 <text:p>box</text:p></draw:text-box></draw:frame></text:p>",
                "item/text/box",
            ),
            (
                "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell \
                 table:number-columns-repeated='2'/><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>\
                 <table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='1024'/>\
                 </table:table-row></table:table>",
                "a\t\t\tb",
            ),
        ] {
            let text = format!(
                "<office:document-content {SPACES}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
            );
            let meta = "<office:document-meta xmlns:office='o' xmlns:dc='d'><office:meta><dc:title>T</dc:title></office:meta></office:document-meta>";
            let parts =
                [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &text), ("meta.xml", meta)];
            assert_eq!(show(&packed(&parts)), format!("<T> {expected}"), "{body}");
            let flat = format!(
                "<?xml version='1.0'?><office:document {SPACES}><office:body><office:text>{body}</office:text></office:body></office:document>"
            );
            assert_eq!(show(flat.as_bytes()), expected, "{body}");
        }
    }

    #[test]
    fn what_is_locked_or_broken_says_so() {
        let kind = ("mimetype", "application/vnd.oasis.opendocument.text");
        let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
        assert_eq!(
            show(&packed(&[kind, ("META-INF/manifest.xml", manifest), ("content.xml", "?")])),
            "Encrypted(OpenDocument)"
        );
        assert_eq!(show(&packed(&[kind, ("meta.xml", "<a/>")])), "Broken(OpenDocument)");
        assert_eq!(show(&packed(&[kind, ("content.xml", "?")])), "Broken(OpenDocument)");
        // Cells that say they are there ten thousand million times.
        let row = "<table:table-row table:number-rows-repeated='99999999'><table:table-cell table:number-columns-repeated='99999999'>\
                   <text:p>word</text:p></table:table-cell></table:table-row>";
        let text = format!(
            "<office:document-content {SPACES}><office:body><table:table>{row}</table:table></office:body></office:document-content>"
        );
        assert!(show(&packed(&[kind, ("content.xml", &text)])).len() < 100_000);
    }
}
