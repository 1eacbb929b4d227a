//! Whole documents of XML, of which broken ones are mended as far as they go.

use crate::formats::Problem;
use crate::model::message;
use roxmltree::{Document, Node, ParsingOptions};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// More elements, attributes and texts than that are no transcript.
const NODES: u32 = 50_000_000;
/// No tag of a broken document is longer, in bytes.
const TAG: usize = 64 * 1024;

/// Reads a document and hands it on. One that breaks off, or is no XML to the letter, is mended and reported: what is
/// not closed ends with the text, signs that stand for themselves are taken as text. `None` when it cannot be mended.
pub(in crate::formats) fn read<T>(
    text: &str,
    problems: &mut Vec<Problem>,
    use_it: impl FnOnce(&Document) -> T,
) -> Option<T> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    // A document type is common (Transcriber); entities that name each other are counted by the parser.
    let options = || ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..ParsingOptions::default() };
    let error = match Document::parse_with_options(text, options()) {
        Ok(document) => return Some(use_it(&document)),
        Err(error) => error,
    };
    let line = usize::try_from(error.pos().row).ok();
    problems.push(Problem { line, message: message!("data-broken") });
    let mended = mend(text);
    let document = Document::parse_with_options(&mended, options()).ok()?;
    Some(use_it(&document))
}

/// The value of an attribute of that name, whatever its namespace. `None` where it has none.
pub(in crate::formats) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The elements of that name directly in this one, whatever their namespace.
pub(in crate::formats) fn children<'a, 'i: 'a>(
    node: Node<'a, 'i>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The first of them.
pub(in crate::formats) fn child<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

/// All text in an element and in what it holds.
pub(in crate::formats) fn deep_text(node: Node) -> String {
    node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}

/// A document that is well-formed, made of one that is not: elements are closed in their order, what closes nothing is
/// left out, prefixes are declared, and `&` and `<` that begin nothing stand for themselves. Of documents one behind the
/// other with the same root, it is one root that holds what they hold.
fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut open: Vec<&str> = Vec::new();
    // How many of each name are open: what closes none is not looked for.
    let mut opened: FxHashMap<&str, usize> = FxHashMap::default();
    let mut search = Search { left: 16 * text.len() + TAG, ..Search::default() };
    let mut prefixes: BTreeSet<&str> = BTreeSet::new();
    // Where the attributes of the root end, its name, and whether it was closed: a document has one root.
    let mut root_end = None;
    let mut root = "";
    let mut closed = true;
    let mut rest = text;
    while !rest.is_empty() {
        let next = rest.find('<').unwrap_or(rest.len());
        let (before, tag) = rest.split_at(next);
        // Outside of the root stands no text.
        if !closed {
            push_text(&mut out, before);
        }
        let Some(length) = search.markup_length(tag).filter(|length| is_markup(&tag[..*length])) else {
            if tag.is_empty() {
                break;
            }
            if !closed {
                out.push_str("&lt;");
            }
            rest = &tag[1..];
            continue;
        };
        let (markup, behind) = tag.split_at(length);
        rest = behind;
        if markup.starts_with("<?") || (markup.starts_with("<!") && !markup.starts_with("<![CDATA[")) {
            continue;
        }
        if let Some(data) = markup.strip_prefix("<![CDATA[") {
            if !closed {
                push_text(&mut out, &data.trim_end_matches("]]>").replace('&', "&amp;").replace('<', "&lt;"));
            }
            continue;
        }
        let inside = markup[1..].trim_end_matches('>');
        if let Some(name) = inside.strip_prefix('/') {
            let name = name.trim();
            let is_open = opened.get(name).is_some_and(|count| *count > 0);
            if let Some(at) = is_open.then(|| open.iter().rposition(|own| *own == name)).flatten() {
                closed |= at == 0;
                for name in open.drain(at.max(1)..).rev() {
                    out.push_str(&format!("</{name}>"));
                    opened.entry(name).and_modify(|count| *count -= 1);
                }
            }
            continue;
        }
        let inside = inside.trim_end_matches('/').trim_end();
        let (name, attributes) = inside.split_at(inside.find(char::is_whitespace).unwrap_or(inside.len()));
        if closed && root_end.is_some() {
            closed = name != root || markup.ends_with("/>");
            continue;
        }
        prefixes.extend(name.split_once(':').map(|(prefix, _)| prefix));
        out.push('<');
        out.push_str(name);
        push_attributes(&mut out, attributes, &mut prefixes);
        let empty = markup.ends_with("/>");
        if root_end.is_none() {
            root_end = Some(out.len());
            root = name;
            closed = empty;
            out.push('>');
            open.push(name);
            *opened.entry(name).or_default() += 1;
        } else if empty {
            out.push_str("/>");
        } else {
            out.push('>');
            open.push(name);
            *opened.entry(name).or_default() += 1;
        }
    }
    open.drain(..).rev().for_each(|name| out.push_str(&format!("</{name}>")));
    if let Some(at) = root_end {
        let declared = |prefix: &&&str| !out[..at].contains(&format!("xmlns:{prefix}="));
        let missing = prefixes.iter().filter(|prefix| !matches!(**prefix, "xml" | "xmlns")).filter(declared);
        let missing: String = missing.map(|prefix| format!(" xmlns:{prefix}=\"{prefix}\"")).collect();
        out.insert_str(at, &missing);
    }
    out
}

/// Looks for the ends of markup, and does not look again for what was not found.
#[derive(Default)]
struct Search {
    /// No comment ends further on, and no instruction.
    no_comment: bool,
    no_instruction: bool,
    /// How many bytes more may be looked through for the end of a tag that is never closed.
    left: usize,
}

impl Search {
    /// How long the markup is that a text begins with; `None` where `<` stands for itself, or nothing closes it.
    fn markup_length(&mut self, text: &str) -> Option<usize> {
        let ends = |with: &str| text.find(with).map(|at| at + with.len());
        if text.starts_with("<!--") {
            let end = if self.no_comment { None } else { ends("-->") };
            self.no_comment = end.is_none();
            return end;
        }
        if text.starts_with("<![CDATA[") {
            return ends("]]>").or(Some(text.len()));
        }
        if text.starts_with("<?") {
            let end = if self.no_instruction { None } else { ends("?>") };
            self.no_instruction = end.is_none();
            return end;
        }
        let inside = text.strip_prefix('<')?;
        let near = &text[..text.floor_char_boundary(TAG.min(self.left))];
        if inside.starts_with('!') {
            let behind = behind_type(near.get(1..)?);
            self.left -= if behind.is_none() { near.len() } else { 0 };
            return behind.map(|behind| near.len() - behind.len());
        }
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        if !inside.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let mut quote = None;
        for (at, byte) in near.bytes().enumerate().skip(1) {
            match (quote, byte) {
                (Some(open), _) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'>') => return Some(at + 1),
                (None, b'<') => {
                    self.left -= at;
                    return None;
                }
                (None, _) => {}
            }
        }
        self.left -= near.len();
        None
    }
}

/// Whether what is closed like a tag has a name like one.
fn is_markup(markup: &str) -> bool {
    if markup.starts_with("<!") || markup.starts_with("<?") {
        return true;
    }
    let inside = markup[1..].trim_start_matches('/').trim_end_matches(['>', '/']);
    is_name(inside.split(char::is_whitespace).next().unwrap_or_default())
}

fn is_name(name: &str) -> bool {
    let letters = |part: &str| {
        part.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    name.split(':').count() <= 2 && name.split(':').all(letters)
}

/// What stands behind a document type, which may hold declarations in brackets and signs in quotation marks.
pub(super) fn behind_type(inside: &str) -> Option<&str> {
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'[' | b'<') => depth += 1,
            (None, b'>') if depth == 0 => return Some(&inside[at + 1..]),
            (None, b']' | b'>') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
    }
    None
}

/// Attributes that are whole, each name once.
fn push_attributes<'a>(out: &mut String, mut rest: &'a str, prefixes: &mut BTreeSet<&'a str>) {
    let mut names = BTreeSet::new();
    while let Some((name, behind)) = rest.split_once('=') {
        let name = name.trim().rsplit(char::is_whitespace).next().unwrap_or_default();
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => behind[1..].split_once(quote).unwrap_or((&behind[1..], "")),
            None => behind.split_at(behind.find(char::is_whitespace).unwrap_or(behind.len())),
        };
        rest = next;
        if is_name(name) && names.insert(name) {
            prefixes.extend(name.split_once(':').filter(|(prefix, _)| *prefix != "xmlns").map(|(prefix, _)| prefix));
            out.push_str(&format!(" {name}=\""));
            let mut clean = String::new();
            push_text(&mut clean, value);
            out.push_str(&clean.replace('<', "&lt;").replace('"', "&quot;"));
            out.push('"');
        }
    }
}

/// A text in which `&` begins an entity that XML knows or stands for itself, without characters that XML forbids.
fn push_text(out: &mut String, text: &str) {
    let allowed = |c: char| !c.is_control() || matches!(c, '\n' | '\t' | '\r');
    for (at, part) in text.split('&').enumerate() {
        if at > 0 {
            let entity = part.split_once(';').map_or("", |(entity, _)| entity);
            let numbered = entity.strip_prefix('#').is_some_and(|number| match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).is_some_and(allowed),
                None => number.parse().ok().and_then(char::from_u32).is_some_and(allowed),
            });
            let known = numbered || matches!(entity, "amp" | "lt" | "gt" | "quot" | "apos");
            match super::super::tags::entity(&format!("&{entity};")) {
                Some((length, shown)) if !known && length == entity.len() + 2 => {
                    out.push_str(&shown);
                    out.push_str(&part[entity.len() + 1..]);
                    continue;
                }
                _ => out.push_str(if known { "&" } else { "&amp;" }),
            }
        }
        out.extend(part.chars().filter(|c| allowed(*c)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_documents_are_mended() {
        for (text, expected) in [
            ("<a><b x=\"1\">one</b><b>two", "<a><b x=\"1\">one</b><b>two</b></a>"),
            (
                "<a>R & D < 3 &nbsp;&eacute; &amp; &#233; &#1;</a>",
                "<a>R &amp; D &lt; 3 \u{a0}é &amp; &#233; &amp;#1;</a>",
            ),
            ("<a><i><b>x</i></b></a> <c>y</c> z", "<a><i><b>x</b></i></a>"),
            ("<a><b>x</b></a>\n<?xml version=\"1.0\"?><a c=\"d\"><b>y</b></a>", "<a><b>x</b><b>y</b></a>"),
            ("<a/><a>x</a><a>y", "<a>xy</a>"),
            ("<a><t:b s:c='1 \"<'/></a>", "<a xmlns:s=\"s\" xmlns:t=\"t\"><t:b s:c=\"1 &quot;&lt;\"/></a>"),
            ("<?xml version=\"1.0\"?><!-- c --><a>x\u{1}y<![CDATA[1 < 2]]><b", "<a>xy1 &lt; 2&lt;b</a>"),
            ("<!DOCTYPE a [<!ENTITY b \"]>\">]><a>&b;<!x", "<a>&amp;b;&lt;!x</a>"),
            ("<a>1 <2> <b$> <c:> x</a>", "<a>1 &lt;2> &lt;b$> &lt;c:> x</a>"),
            ("<a b=1 b=2 hidden c = 'd'>x", "<a b=\"1\" c=\"d\">x</a>"),
        ] {
            assert_eq!(mend(text), expected, "{text:?}");
            let mut problems = Vec::new();
            let words = read(text, &mut problems, |document| deep_text(document.root_element()));
            assert!(words.is_some() && problems.len() == 1, "{text:?}");
        }
        let mut problems = Vec::new();
        assert_eq!(read("no XML at all", &mut problems, |_| ()), None);
        assert_eq!(read("<a>b</a>", &mut Vec::new(), |document| deep_text(document.root_element())), Some("b".into()));
    }

    #[test]
    fn no_document_makes_it_panic() {
        let odd = "<?x?><!DOCTYPE a [<!ENTITY b \"&c;\">]><a é=\"&\" b='<'><!-- --><b:c/>&#x;é<![CDATA[]]></a></";
        for start in odd.char_indices().map(|(at, _)| at) {
            for end in odd.char_indices().map(|(at, _)| at).filter(|&end| end >= start) {
                read(&odd[start..end], &mut Vec::new(), |_| ());
            }
        }
        // Each of these would take minutes if anything were looked for again and again.
        for (head, again) in [
            ("", "<a>"),
            ("<a>", "<!--"),
            ("<a>", "<?"),
            ("<a>", "<!x "),
            ("<a>", "<b '"),
            ("<a>", "<b \"' "),
            ("<a>", "</b>"),
            ("<a>", "&"),
        ] {
            read(&(head.to_owned() + &again.repeat(100_000)), &mut Vec::new(), |_| ());
        }
        read(&("<a>".repeat(100_000) + &"</b>".repeat(100_000)), &mut Vec::new(), |_| ());
    }
}
