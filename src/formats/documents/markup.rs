//! HTML taken apart into tags and text, as browsers do it and without ever failing: what is no tag is text.
//!
//! It is gone through once. What is not closed ends with the text, and that it is not closed is remembered, so that nobody
//! looks for its end twice.

use crate::formats::tags;
use memchr::{memchr, memmem};
use std::borrow::Cow;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text as it is written, entities and all.
    Text(&'a str),
    /// `<name attributes>`, its name in small letters.
    Open(Cow<'a, str>, Attributes<'a>),
    /// `</name>`, its name in small letters.
    Close(Cow<'a, str>),
}

/// The attributes of a tag as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a>(&'a str);

/// Elements whose content is no markup and not shown.
const RAW: &[&str] = &["script", "style"];

/// The pieces of a page in their order. Comments, declarations, scripts and styles are left out.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    // What is not closed any more behind where it was last looked for: double and single quotes, comments.
    let mut unclosed = [false; 3];
    let mut raw: Option<&str> = None;
    std::iter::from_fn(move || {
        if let Some(name) = raw.take() {
            at += end_of_raw(&text[at..], name);
        }
        loop {
            let rest = &text[at..];
            if rest.is_empty() {
                return None;
            }
            let mut starts = memchr::memchr_iter(b'<', rest.as_bytes());
            let start = starts.find(|&start| is_tag(&rest[start..])).unwrap_or(rest.len());
            if start > 0 {
                at += start;
                return Some(Token::Text(&rest[..start]));
            }
            if let Some(comment) = rest.strip_prefix("<!--") {
                let end = if unclosed[2] { None } else { memmem::find(comment.as_bytes(), b"-->") };
                unclosed[2] |= end.is_none();
                at += 4 + end.map_or(0, |end| end + 3);
                continue;
            }
            let end = tag_end(rest, &mut unclosed);
            let tag = &rest[1..end];
            at += (end + 1).min(rest.len());
            if let Some(name) = tag.strip_prefix('/') {
                return Some(Token::Close(small(name.split(is_end).next().unwrap_or_default())));
            }
            if tag.starts_with(['!', '?']) {
                continue;
            }
            let name_end = tag.find(is_end).unwrap_or(tag.len());
            let (name, attributes) = tag.split_at(name_end);
            raw = RAW.iter().copied().find(|raw| name.eq_ignore_ascii_case(raw) && !attributes.ends_with('/'));
            return Some(Token::Open(small(name), Attributes(attributes)));
        }
    })
}

/// Whether a text that begins with `<` begins with markup.
fn is_tag(text: &str) -> bool {
    let mut next = text.bytes().skip(1);
    match next.next() {
        Some(b'/') => next.next().is_some_and(|byte| byte.is_ascii_alphabetic()),
        Some(byte) => byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?'),
        None => false,
    }
}

fn is_end(c: char) -> bool {
    c.is_ascii_whitespace() || c == '/'
}

/// Where the `>` of a tag stands; the end of the text when there is none.
fn tag_end(text: &str, unclosed: &mut [bool; 3]) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(found) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        let here = at + found;
        if bytes[here] == b'>' {
            return here;
        }
        let which = usize::from(bytes[here] == b'\'');
        // A quote counts where a value begins; elsewhere it is a slip.
        let begins = text[..here].trim_end().ends_with('=');
        let end = if unclosed[which] || !begins { None } else { memchr(bytes[here], &bytes[here + 1..]) };
        unclosed[which] |= begins && end.is_none();
        at = here + 1 + end.map_or(0, |end| end + 1);
    }
    text.len()
}

/// Where the end tag of an element of raw text begins; the end of the text when there is none.
fn end_of_raw(text: &str, name: &str) -> usize {
    let ends = |at: &usize| {
        let tag = text.get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    };
    memmem::find_iter(text.as_bytes(), b"</").find(ends).unwrap_or(text.len())
}

fn small(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => name.to_ascii_lowercase().into(),
        false => name.into(),
    }
}

impl<'a> Attributes<'a> {
    /// The value of an attribute, its entities decoded: empty where it has none, `None` where there is no such attribute.
    pub(super) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        self.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| decoded(value))
    }

    /// Names and values as they are written.
    fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '"' | '\'' | '='));
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
            let (name, behind) = rest.split_at(end);
            if name.is_empty() {
                return None;
            }
            let Some(value) = behind.trim_start().strip_prefix('=').map(str::trim_start) else {
                rest = behind;
                return Some((name, ""));
            };
            let (value, behind) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            rest = behind;
            Some((name, value))
        })
    }
}

/// Text with its entities decoded.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let (length, shown) = tags::entity(&rest[at..]).unwrap_or((1, "&".into()));
        out.push_str(&shown);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let show = |token| match token {
            Token::Text(text) => decoded(text).into_owned(),
            Token::Open(name, attributes) => {
                let attributes: Vec<String> =
                    attributes.iter().map(|(name, value)| format!(" {name}={}", decoded(value))).collect();
                format!("[{name}{}]", attributes.concat())
            }
            Token::Close(name) => format!("[/{name}]"),
        };
        tokens(text).map(show).collect()
    }

    #[test]
    fn a_page_is_taken_apart() {
        for (text, expected) in [
            ("<P Class=x>1 &lt; 2 &amp; 3<BR/>ok</P >", "[p Class=x]1 < 2 & 3[br]ok[/p]"),
            ("a < b <3 </ c", "a < b <3 </ c"),
            ("<a href='x>y' data-b=\"&quot;\" hidden>z", "[a href=x>y data-b=\" hidden=]z"),
            ("<!DOCTYPE html><!-- <p> -->x<!-- y", "x y"),
            ("<script>if (a<b) '<p>'</SCRIPT>x<style>y", "[script][/script]x[style]"),
            ("<p title=\"never closed>x</p>", "[p title=never closed]x[/p]"),
            ("<p it's>x", "[p it's=]x"),
            ("<p", "[p]"),
            ("x<", "x<"),
            ("<?xml version='1.0'?><é>", "<é>"),
        ] {
            assert_eq!(show(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_page_is_gone_through_once() {
        for odd in ["<p a=\"", "<!--", "<", "</", "<script>", "<a b='c\" ", "&", "<p '"] {
            let text = odd.repeat(100_000);
            assert!(tokens(&text).count() < 300_000);
        }
    }
}
