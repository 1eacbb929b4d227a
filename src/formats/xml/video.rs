//! What the captions of the video site have in common in all their forms: text that was escaped twice, with tags of HTML
//! in it, and characters that take no room around it.

use crate::formats::tags::{self, Dialect};
use crate::model::chars::is_unspaced;
use std::borrow::Cow;

/// Tags that the site knows, and `<br>`; all else in angle brackets is text.
static DIALECT: Dialect = Dialect {
    marks: tags::HTML,
    entity: tags::entity,
    tag: |text| {
        let end = text.strip_prefix('<')?.find(['>', '<'])? + 1;
        text[end..].starts_with('>').then_some(())?;
        let name = text[1..end].trim_start_matches('/');
        let name = name.split([' ', '/']).next().unwrap_or_default();
        ["i", "b", "u", "s", "font"].iter().any(|known| known.eq_ignore_ascii_case(name)).then_some(end + 1)
    },
    escape: |text, out| out.push_str(text),
};

/// The text of what was escaped once more than XML is: without tags, its entities decoded.
pub(in crate::formats) fn unescaped(text: &str) -> Cow<'_, str> {
    tags::clean(text, &DIALECT)
}

/// Writes a text so that [`unescaped`] reads it back. `&`, `<` and what a tag could begin with are escaped.
pub(in crate::formats) fn escaped(text: &str) -> Cow<'_, str> {
    match text.contains(['&', '<', '{']) {
        true => text.replace('&', "&amp;").replace('<', "&lt;").into(),
        false => text.into(),
    }
}

/// A text without the characters of no width with which the site's editors keep spaces and empty rows: they stay where
/// they divide words that no space does. Rows have no spaces around them.
pub(in crate::formats) fn unpadded(text: &str) -> String {
    const PAD: char = '\u{200b}';
    let mut out = String::with_capacity(text.len());
    for (row, text) in text.split('\n').enumerate() {
        if row > 0 {
            out.push('\n');
        }
        let text = text.trim_matches(|c: char| c == PAD || c.is_whitespace());
        let mut before = ' ';
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let divides = |c: char| c.is_alphabetic() && !c.is_ascii() && !is_unspaced(c);
            if c != PAD || (divides(before) && rest.peek().is_some_and(|next| divides(*next))) {
                out.push(c);
                before = c;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_they_were_meant() {
        for (text, expected) in [
            ("it&#39;s &amp; <i>not</i> <font color=\"#fff\">red</font>", "it's & not red"),
            ("a < b &lt;i&gt; <there>", "a < b <i> <there>"),
            ("one<br>two", "one\ntwo"),
        ] {
            assert_eq!(unescaped(text), expected);
            assert_eq!(unescaped(&escaped(expected)), expected);
        }
        for (text, expected) in [
            ("\u{200b} \u{200b}Top left\u{200b} \u{200b}", "Top left"),
            ("a\u{200b} \u{200b}b\u{200b}\n\u{200b}c", "a b\nc"),
            ("ไทย\u{200b}ไทย", "ไทย\u{200b}ไทย"),
            ("\u{200b}", ""),
        ] {
            assert_eq!(unpadded(text), expected);
        }
    }
}
