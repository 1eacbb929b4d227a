//! Documents of Word and of what writes as it does (`.docx`, `.docm`, `.dotx`): Office Open XML, transitional and strict, in
//! an archive, in one file of XML, and the XML of Word 2003.
//!
//! Read is what stands on the page: insertions but no deletions, results of fields but no instructions, text boxes once, though
//! a document holds them twice for older versions. Notes below the page and comments are notes of the transcript; headers
//! and footers of the page are left out. The rules are those of [ECMA-376](https://ecma-international.org/publications-and-standards/standards/ecma-376/), part 1.

use super::archive::Archive;
use super::blocks::Blocks;
use super::columns::Rows;
use super::html;
use crate::formats::format::Document;
use crate::formats::unreadable::{self, Content, Unreadable};
use crate::formats::{Confidence, Format, Probe, Problem, Reads, xml};
use roxmltree::Node;

/// A document of Word.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "docx",
    name: "Word document",
    extensions: &["docx", "docm", "dotx", "dotm"],
    detect,
    read: Reads::Document(read),
    write: None,
    settings: &[],
    holds: super::HOLDS,
};

/// Elements are gone into so deep; what lies deeper is read as plain text.
const DEEP: usize = 200;

fn detect(probe: &Probe) -> Confidence {
    let in_one_file = || probe.root().is_some_and(|root| matches!(&*root.name, "w:wordDocument" | "pkg:package"));
    if unreadable::not_text(probe.bytes) == Some(Content::Word) || in_one_file() {
        Confidence::Certain
    } else {
        Confidence::No
    }
}

fn read(probe: &Probe, problems: &mut Vec<Problem>) -> Result<Document, Unreadable> {
    let mut blocks = Blocks::default();
    if probe.is_text() {
        let text = probe.whole().text;
        let read = xml::read(&text, problems, |document| {
            document.descendants().filter(|node| is_body(*node)).for_each(|body| flow(body, &mut blocks, 0));
        });
        read.ok_or(Unreadable::Broken(Content::Word))?;
        return blocks.finish();
    }
    let mut archive = Archive::open(probe.bytes, Content::Word)?;
    let relations = archive.text("_rels/.rels", problems)?.unwrap_or_default();
    let main = main_part(&relations).unwrap_or_else(|| "word/document.xml".to_owned());
    let text = archive.text(&main, problems)?.ok_or(Unreadable::Broken(Content::Word))?;
    let mut chunks: Vec<String> = Vec::new();
    let read = xml::read(&text, problems, |document| {
        document.descendants().filter(|node| is_body(*node)).for_each(|body| flow(body, &mut blocks, 0));
        let named = document.descendants().filter(|node| node.has_tag_name_local("altChunk"));
        chunks.extend(named.filter_map(|node| xml::attribute(node, "id")).map(str::to_owned));
    });
    read.ok_or(Unreadable::Broken(Content::Word))?;
    let folder = main.rsplit_once('/').map_or("word", |(folder, _)| folder);
    if blocks.is_blank() && !chunks.is_empty() {
        embedded(&mut archive, &main, &chunks, &mut blocks, problems)?;
    }
    for (part, note) in [("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment")] {
        if let Some(text) = archive.text(&format!("{folder}/{part}.xml"), problems)? {
            xml::read(&text, problems, |document| notes(document.root_element(), note, &mut blocks));
        }
    }
    if let Some(text) = archive.text("docProps/core.xml", problems)? {
        xml::read(&text, problems, |document| {
            let said = |name| {
                let text = xml::child(document.root_element(), name).map(xml::deep_text)?.trim().to_owned();
                Some(text).filter(|text| !text.is_empty())
            };
            blocks.title = said("title").or(blocks.title.take());
            blocks.language = said("language");
        });
    }
    blocks.finish()
}

/// The names of elements count, and not their namespaces, of which there are several for the same.
trait Named {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn is_body(node: Node) -> bool {
    node.has_tag_name_local("body")
}

/// The part in which the document stands, as the relations of the archive say: `word/document.xml` mostly, but not always.
fn main_part(relations: &str) -> Option<String> {
    xml::read(relations, &mut Vec::new(), |document| {
        let relations = document.descendants().filter(|node| node.has_tag_name_local("Relationship"));
        let kind = |node: &Node| xml::attribute(*node, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        let target = relations.filter(kind).find_map(|node| xml::attribute(node, "Target"))?;
        Some(target.trim_start_matches('/').to_owned())
    })?
}

/// What stands in parts of their own in another format, as programs write that make documents of a web page.
fn embedded(
    archive: &mut Archive,
    main: &str,
    chunks: &[String],
    blocks: &mut Blocks,
    problems: &mut Vec<Problem>,
) -> Result<(), Unreadable> {
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
    let relations = archive.text(&format!("{folder}/_rels/{name}.rels"), problems)?.unwrap_or_default();
    let targets = xml::read(&relations, &mut Vec::new(), |document| {
        let target = |id: &String| {
            let mut all = document.descendants();
            let relation = all.find(|node| xml::attribute(*node, "Id") == Some(id.as_str()))?;
            xml::attribute(relation, "Target").map(str::to_owned)
        };
        chunks.iter().filter_map(target).collect::<Vec<_>>()
    });
    for target in targets.unwrap_or_default() {
        let path = match target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("{folder}/{target}"),
        };
        if let Some(text) = archive.text(&path, problems)? {
            html::into_blocks(&text, blocks);
        }
    }
    Ok(())
}

/// Footnotes and comments, each with who made it where that is said.
fn notes(root: Node, name: &'static str, blocks: &mut Blocks) {
    // The lines between text and notes are notes of a type.
    for note in xml::children(root, name).filter(|note| xml::attribute(*note, "type").is_none()) {
        let mut inner = Blocks::default();
        flow(note, &mut inner, 0);
        let text = inner.into_text();
        let author = xml::attribute(note, "author").filter(|author| !author.is_empty() && !text.is_empty());
        blocks.note(&author.map_or(text.clone(), |author| format!("{author}: {text}")));
    }
}

/// What stands in an element one below the other: paragraphs and tables.
fn flow(node: Node, blocks: &mut Blocks, deep: usize) {
    if deep > DEEP {
        blocks.paragraph(&xml::deep_text(node));
        return;
    }
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "p" => paragraph(child, blocks, deep + 1),
            "tbl" => {
                let mut rows = Rows::new();
                table(child, &mut rows, deep + 1);
                blocks.table(rows);
            }
            "del" | "moveFrom" | "sdtPr" | "sectPr" | "tblPr" | "trPr" | "tcPr" => {}
            "AlternateContent" => {
                if let Some(shown) = alternative(child) {
                    flow(shown, blocks, deep + 1);
                }
            }
            _ => flow(child, blocks, deep + 1),
        }
    }
}

fn paragraph(node: Node, blocks: &mut Blocks, deep: usize) {
    let (mut text, mut boxes) = (String::new(), Vec::new());
    runs(node, &mut text, &mut boxes, deep);
    let style = xml::child(node, "pPr").and_then(|properties| xml::child(properties, "pStyle"));
    let is_title = style.and_then(|style| xml::attribute(style, "val")) == Some("Title");
    if is_title && blocks.is_blank() && blocks.title.is_none() && !text.trim().is_empty() {
        blocks.title = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
    } else {
        blocks.paragraph(&text);
    }
    boxes.into_iter().for_each(|inner| flow(inner, blocks, deep + 1));
}

/// The rows of a table, also such as stand in a field or were inserted.
fn table(node: Node, rows: &mut Rows, deep: usize) {
    if deep > DEEP {
        rows.push(vec![xml::deep_text(node)]);
        return;
    }
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "tr" => {
                let properties = xml::child(child, "trPr");
                if properties.and_then(|properties| xml::child(properties, "del")).is_none() {
                    let mut row = Vec::new();
                    cells(child, &mut row, deep + 1);
                    rows.push(row);
                }
            }
            "del" | "moveFrom" | "tblPr" | "tblGrid" => {}
            _ => table(child, rows, deep + 1),
        }
    }
}

fn cells(node: Node, row: &mut Vec<String>, deep: usize) {
    if deep > DEEP {
        row.push(xml::deep_text(node));
        return;
    }
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "tc" => {
                let mut inner = Blocks::default();
                flow(child, &mut inner, deep + 1);
                row.push(inner.into_text());
            }
            "trPr" | "tblPrEx" | "del" | "moveFrom" => {}
            _ => cells(child, row, deep + 1),
        }
    }
}

/// What stands in a paragraph, and the text boxes that are anchored in it.
fn runs<'a, 'i>(node: Node<'a, 'i>, text: &mut String, boxes: &mut Vec<Node<'a, 'i>>, deep: usize) {
    if deep > DEEP {
        text.push_str(&xml::deep_text(node));
        return;
    }
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "t" => text.extend(child.children().filter_map(|node| node.text()).map(|text| text.replace('\n', " "))),
            "tab" | "ptab" => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('\u{2011}'),
            "sym" => text.extend(symbol(child)),
            "r" if is_hidden(child) => {}
            "txbxContent" => boxes.push(child),
            "AlternateContent" => {
                if let Some(shown) = alternative(child) {
                    runs(shown, text, boxes, deep + 1);
                }
            }
            "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "rPr" | "pPr" | "sdtPr" | "rt" => {}
            _ => runs(child, text, boxes, deep + 1),
        }
    }
}

/// What is shown of several forms of the same: the first that says anything, or the last.
fn alternative<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let says = |node: &Node| node.descendants().any(|node| node.has_tag_name_local("t"));
    let forms = || node.children().filter(Node::is_element);
    forms().find(says).or_else(|| forms().next_back())
}

/// Whether a run is formatted as hidden.
fn is_hidden(run: Node) -> bool {
    let vanish = xml::child(run, "rPr").and_then(|properties| xml::child(properties, "vanish"));
    vanish.is_some_and(|vanish| !matches!(xml::attribute(vanish, "val"), Some("0" | "false" | "off")))
}

/// A sign by its number in a font; those of fonts of signs are none of Unicode.
fn symbol(node: Node) -> Option<char> {
    let code = u32::from_str_radix(xml::attribute(node, "char")?, 16).ok()?;
    char::from_u32(code).filter(|c| !matches!(c, '\u{e000}'..='\u{f8ff}') && !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::{packed, show_document};
    use super::*;

    /// What is read of a document with these parts beside its body: title, notes, text, `/` for newlines.
    fn shown(body: &str, parts: &[(&str, &str)]) -> String {
        let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let text =
            format!("<w:document xmlns:w=\"{space}\" xmlns:mc='mc' xmlns:v='v'><w:body>{body}</w:body></w:document>");
        let all: Vec<(&str, &str)> = [("word/document.xml", &*text)].into_iter().chain(parts.iter().copied()).collect();
        show(&packed(&all))
    }

    fn show(bytes: &[u8]) -> String {
        show_document(&FORMAT, bytes)
    }

    #[test]
    fn what_stands_on_the_page_is_read() {
        for (body, expected) in [
            (
                "<w:p><w:r><w:t>One</w:t><w:tab/><w:t xml:space='preserve'> two</w:t><w:br/><w:t>three</w:t></w:r></w:p><w:p/>\
                 <w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r></w:p>",
                "One\t two/three//a\u{2011}bc",
            ),
            // Changes that are marked, hidden text, fields, links.
            (
                "<w:p><w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del>\
                 <w:moveFrom><w:r><w:t>was </w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>is </w:t></w:r></w:moveTo>\
                 <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen </w:t></w:r>\
                 <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7 </w:t></w:r>\
                 <w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>",
                "new is seen 7 link",
            ),
            // A text box, which stands there twice.
            (
                "<w:p><w:r><w:t>Text</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r>\
                 <w:t>Box</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>\
                 <w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>\
                 </mc:AlternateContent></w:r></w:p>",
                "Text/Box",
            ),
            // Content controls, and a title that is one by its style.
            (
                "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>A talk</w:t></w:r></w:p><w:sdt><w:sdtPr><w:t>no</w:t>\
                 </w:sdtPr><w:sdtContent><w:p><w:r><w:t>Hello</w:t></w:r></w:p></w:sdtContent></w:sdt>",
                "<A talk> Hello",
            ),
            // A table that is none of speech, with a deleted row, a nested table and a cell of two paragraphs.
            (
                "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr>\
                 <w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr>\
                 <w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>d</w:t></w:r></w:p>",
                "a b\tc/d",
            ),
            ("<w:p/>", "Empty"),
        ] {
            assert_eq!(shown(body, &[]), expected, "{body}");
        }
    }

    #[test]
    fn what_stands_beside_the_text_is_noted() {
        let note = |kind: &str, id: &str| {
            format!(
                "<w:{kind}s xmlns:w='w'><w:{kind} w:type='separator'><w:p><w:r><w:t>-</w:t></w:r></w:p></w:{kind}><w:{kind} {id}>\
                 <w:p><w:r><w:t>About {kind}s</w:t></w:r></w:p></w:{kind}></w:{kind}s>"
            )
        };
        let core = "<cp:coreProperties xmlns:cp='cp' xmlns:dc='dc'><dc:title>A talk</dc:title><dc:language>en-GB</dc:language>\
                    </cp:coreProperties>";
        let (footnotes, comments) = (note("footnote", "w:id='1'"), note("comment", "w:author='Ann'"));
        let parts =
            [("word/footnotes.xml", &*footnotes), ("word/comments.xml", &*comments), ("docProps/core.xml", core)];
        let body = "<w:p><w:r><w:t>Hello</w:t></w:r></w:p>";
        assert_eq!(shown(body, &parts), "<A talk> Hello (About footnotes) (Ann: About comments) en-GB");
    }

    #[test]
    fn a_document_may_stand_elsewhere_and_otherwise() {
        let body = "<w:body><w:p><w:r><w:t>Hello</w:t></w:r></w:p></w:body>";
        // Strict, under another name, with another prefix.
        let relations = "<Relationships xmlns='r'><Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/\
                         relationships/officeDocument' Target='/word/document2.xml'/></Relationships>";
        let strict = "<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:body><x:p><x:r><x:t>Hello</x:t>\
                      </x:r></x:p></x:body></x:document>";
        assert_eq!(show(&packed(&[("_rels/.rels", relations), ("word/document2.xml", strict)])), "Hello");
        // In one file: as Word 2003 has it, and as all parts below each other.
        let old = format!("<?xml version='1.0'?><w:wordDocument xmlns:w='w' xmlns:x='x'>{body}</w:wordDocument>");
        let flat = format!(
            "<pkg:package xmlns:pkg='p' xmlns:w='w'><pkg:part><w:document>{body}</w:document></pkg:part></pkg:package>"
        );
        assert_eq!((show(old.as_bytes()), show(flat.as_bytes())), ("Hello".into(), "Hello".into()));
        // As a page of the web that lies in it.
        let chunk = "<w:document xmlns:w='w' xmlns:r='r'><w:body><w:altChunk r:id='c1'/></w:body></w:document>";
        let relations = "<Relationships><Relationship Id='c1' Target='chunk.html'/></Relationships>";
        let parts = [
            ("word/document.xml", chunk),
            ("word/_rels/document.xml.rels", relations),
            ("word/chunk.html", "<html><p>Hello<p>you"),
        ];
        assert_eq!(show(&packed(&parts)), "Hello/you");
    }

    #[test]
    fn what_is_broken_or_a_trap_does_no_harm() {
        assert_eq!(show(&packed(&[("word/styles.xml", "<a/>")])), "Broken(Word)");
        assert_eq!(show(&packed(&[("word/document.xml", "no XML")])), "Broken(Word)");
        assert_eq!(show(b"PK\x03\x04\x14\0\0\0\0\0word/document.xml"), "Broken(Word)");
        // One that breaks off has what came before.
        let cut = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Hello</w:t></w:r></w:p><w:p><w:r><w:t>the";
        assert_eq!(show(&packed(&[("word/document.xml", cut)])), "Hello/the");
        // Entities that name each other, a thousand million times.
        let entities: String =
            (1..10).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
        let bomb = format!(
            "<!DOCTYPE d [<!ENTITY e0 \"lol\">{entities}]><w:document xmlns:w='w'><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p>\
             </w:body></w:document>"
        );
        assert!(show(&packed(&[("word/document.xml", &bomb)])).len() < 100_000);
        // Elements in elements.
        for deep in [150, 900] {
            let nested =
                format!("{}<w:p><w:r><w:t>Hello</w:t></w:r></w:p>{}", "<w:sdt>".repeat(deep), "</w:sdt>".repeat(deep));
            assert_eq!(shown(&nested, &[]), "Hello", "{deep}");
        }
    }
}
