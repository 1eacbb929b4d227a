//! What of a page is shown, and what stands below or beside what.

use crate::formats::documents::markup::{Attributes, Token, tokens};

/// Elements that stand below each other.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];
/// Elements that say nothing of what a page is about.
const SKIPPED: &[&str] = &["nav", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "canvas"];
/// The pieces of a page that are shown: without its menus, and what else is left out. What is never closed is not left
/// out, so that nothing takes the rest of the page with it.
pub(super) fn shown(text: &str) -> impl Iterator<Item = Token<'_>> {
    let place = |name: &str| SKIPPED.iter().position(|skipped| *skipped == name);
    let mut closes = [0_usize; SKIPPED.len()];
    for token in tokens(text) {
        if let Token::Close(name) = &token
            && let Some(at) = place(name)
        {
            closes[at] += 1;
        }
    }
    // The element that is left out, and how many of its name are open in it.
    let mut skipped: Option<(usize, usize)> = None;
    tokens(text).filter(move |token| {
        let (name, opens) = match token {
            Token::Text(_) => return skipped.is_none(),
            Token::Open(name, _) => (name, true),
            Token::Close(name) => (name, false),
        };
        let at = place(name);
        if let (Some(at), false) = (at, opens) {
            closes[at] -= 1;
        }
        match (&mut skipped, at) {
            (Some((within, open)), Some(at)) if *within == at => {
                *open = if opens { *open + 1 } else { *open - 1 };
                if *open == 0 {
                    skipped = None;
                }
                false
            }
            (Some(_), _) => false,
            (None, Some(at)) => {
                if opens && closes[at] > 0 {
                    skipped = Some((at, 1));
                }
                false
            }
            (None, None) => true,
        }
    })
}

/// Whether what an element shows is set apart by its style alone, as names and times are.
pub(super) fn stands_apart(name: &str, attributes: Attributes) -> bool {
    let class = || attributes.get("class").unwrap_or_default().to_ascii_lowercase();
    matches!(name, "time" | "cite")
        || (matches!(name, "span" | "a" | "b" | "strong" | "button" | "i" | "em")
            && ["time", "speaker", "name", "author"].iter().any(|apart| class().contains(apart)))
}
