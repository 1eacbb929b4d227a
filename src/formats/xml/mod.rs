//! XML: the root element, which tells one kind of it from another, whole documents, broken ones too, and how they are
//! written; and the formats that are documents of it.

pub(super) mod elan;
pub(super) mod exmaralda;
pub(super) mod final_cut;
pub(super) mod srv1;
pub(super) mod srv2;
pub(super) mod srv3;
mod tiers;
pub(super) mod transcriber;
mod tree;
pub(super) mod ttml;
pub(super) mod unknown;
pub(super) mod video;
mod write;

use super::Problem;
use super::builder::TranscriptBuilder;
use super::speaker_prefix;
use crate::model::{Transcript, message};
use roxmltree::Node;
use tree::behind_type;
pub(super) use tree::{attribute, child, children, deep_text, read};
pub(super) use write::{DECLARATION, push_attribute, push_element, push_text};

/// Elements that lie deeper in each other than this are read as if they did not: nobody writes them, and each costs a
/// piece of the stack.
pub(super) const DEEPEST: usize = 200;

/// The transcript that a format takes out of a document. The format says whether nobody is named in another way, so that
/// names may stand before the texts. What cannot be read as XML at all becomes a note, and that nothing was found is
/// reported.
pub(super) fn transcript(
    text: &str,
    problems: &mut Vec<Problem>,
    take: impl FnOnce(Node, &mut TranscriptBuilder, &mut Vec<Problem>) -> bool,
) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut odd = Vec::new();
    let nobody = read(text, problems, |document| take(document.root_element(), &mut builder, &mut odd));
    if nobody.is_none() {
        builder.note(text);
    }
    problems.append(&mut odd);
    let prefixed = nobody.is_some_and(|nobody| nobody).then(|| speaker_prefix::take_off(builder.lines_mut()));
    if builder.is_empty() {
        problems.push(Problem { line: None, message: message!("data-no-text") });
    }
    let transcript = builder.finish();
    // Whoever is declared and says nothing is on the roster all the same.
    match prefixed.filter(|speakers| !speakers.is_empty()) {
        Some(speakers) => Transcript { speakers, ..transcript },
        None => transcript,
    }
}

/// Whether an element lies so deep in others that it is read as a part of these alone.
pub(super) fn is_too_deep(node: Node) -> bool {
    node.ancestors().nth(DEEPEST).is_some()
}

/// Reports something about an element.
pub(super) fn report(problems: &mut Vec<Problem>, node: Node, message: crate::model::Message) {
    let row = node.document().text_pos_at(node.range().start).row;
    problems.push(Problem { line: usize::try_from(row).ok(), message });
}

/// A root element as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Its name with its prefix: `tt`, `tt:tt`, `html`.
    pub name: String,
    /// Its attributes in their order, names with their prefixes, values without entities put in.
    pub attributes: Vec<(String, String)>,
}

impl Root {
    /// Its name without its prefix.
    pub fn local_name(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// The value of an attribute; `None` when it has none of that name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// The root of the document that a text begins with: behind a declaration, comments and a document type. `None` when
/// something else stands there, or the element does not end within the text.
pub(super) fn root(text: &str) -> Option<Root> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let inside = rest.strip_prefix('<')?;
        let behind = match inside {
            _ if inside.starts_with('?') => inside.split_once("?>")?.1,
            _ if inside.starts_with("!--") => inside[3..].split_once("-->")?.1,
            _ if inside.starts_with('!') => behind_type(inside)?,
            _ => return element(inside),
        };
        rest = behind.trim_start();
    }
}

/// The element whose name a text begins with.
fn element(inside: &str) -> Option<Root> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.');
    let name_end = inside.find(|c| !is_name(c))?;
    let (name, mut rest) = inside.split_at(name_end);
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        let space = rest;
        rest = rest.trim_start();
        if rest.starts_with('>') || rest.starts_with("/>") {
            return Some(Root { name: name.to_owned(), attributes });
        }
        // `<name, and more` is prose, and so is `<name@example.org>`.
        if space.len() == rest.len() {
            return None;
        }
        let name_end = rest.find(|c| !is_name(c)).filter(|&end| end > 0)?;
        let (key, behind) = rest.split_at(name_end);
        let Some(behind) = behind.trim_start().strip_prefix('=') else {
            // HTML has attributes without values.
            attributes.push((key.to_owned(), String::new()));
            rest = behind;
            continue;
        };
        let behind = behind.trim_start();
        let (value, behind) = match behind.chars().next()? {
            quote @ ('"' | '\'') => behind[1..].split_once(quote)?,
            _ => behind.split_at(behind.find(|c: char| c.is_whitespace() || c == '>')?),
        };
        attributes.push((key.to_owned(), value.to_owned()));
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_is_found_behind_what_may_stand_before_it() {
        for (text, expected) in [
            ("<tt>", Some("tt")),
            (
                "\u{feff}<?xml version=\"1.0\"?>\n<!-- a > b -->\n<tt xml:lang='en' xmlns=\"http://www.w3.org/ns/ttml\"/>",
                Some("tt xml:lang=en xmlns=http://www.w3.org/ns/ttml"),
            ),
            (
                "<!DOCTYPE Trans SYSTEM \"trans-14.dtd\">\n<Trans scribe=\"a > b\" version = '1'>",
                Some("Trans scribe=a > b version=1"),
            ),
            ("<!DOCTYPE a [<!ENTITY b \"]>\"> <!ELEMENT c ANY>]><a:b>", Some("a:b")),
            ("<!doctype html><html lang=en hidden>", Some("html lang=en hidden=")),
            ("<v Ann>Hello</v>", Some("v Ann=")),
            ("<3 you", None),
            ("<name@example.org> wrote", None),
            ("<tt xml:lang=\"en", None),
            ("<?xml version=\"1.0\"?>", None),
            ("<!DOCTYPE a [", None),
            ("<!--", None),
            ("<", None),
            ("Hello <b>there</b>", None),
            ("", None),
        ] {
            let shown = root(text).map(|root| {
                let attributes = root.attributes.iter().map(|(name, value)| format!(" {name}={value}"));
                format!("{}{}", root.name, attributes.collect::<String>())
            });
            assert_eq!(shown.as_deref(), expected, "{text:?}");
        }
        let root = root("<x:tt a='1' b=\"2\">").expect("an element");
        assert_eq!((root.attribute("b"), root.attribute("c")), (Some("2"), None));
    }
}
