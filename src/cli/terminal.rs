//! What a person reads in a terminal: messages, and texts that come from a file.

use crate::messages::text;
use crate::model::Message;
use crate::model::chars::is_steering;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write as _;

/// Says something on standard error, as one line behind the program's name. Says nothing when there is nothing
/// to say.
pub(super) fn tell(message: &str) {
    if message.is_empty() {
        return;
    }
    let line = format!("stet: {}\n", one_line(message));
    // Where standard error is closed there is nobody to tell.
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// Says a message, if there is one.
pub(super) fn tell_message(message: Option<&Message>) {
    tell(&message.map(text).unwrap_or_default());
}

/// A text in one line in which no character acts on the terminal. A file's text may hold what moves the cursor,
/// renames the window or turns the direction of writing; here it is shown as `\u{1b}`.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    escaped(text, false)
}

/// As [`one_line`], with newlines and tabs left as they are.
pub(super) fn many_lines(text: &str) -> Cow<'_, str> {
    escaped(text, true)
}

fn escaped(text: &str, layout: bool) -> Cow<'_, str> {
    let acts = |c: char| acts_on_terminal(c) && !(layout && matches!(c, '\n' | '\t'));
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts(c) {
            write!(out, "\\u{{{:x}}}", u32::from(c)).expect("writing to a String does not fail");
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// C0, DEL, C1, and the characters that turn the direction of writing or break a line.
fn acts_on_terminal(c: char) -> bool {
    c.is_control() || is_steering(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_on_the_terminal() {
        for (text, line) in [
            ("Été, 橋", "Été, 橋"),
            ("\u{1b}[31mred\u{7}", "\\u{1b}[31mred\\u{7}"),
            ("a\nb\tc\r", "a\\u{a}b\\u{9}c\\u{d}"),
            ("\u{9b}2J\u{7f}", "\\u{9b}2J\\u{7f}"),
            ("\u{202e}exe.txt\u{2069}", "\\u{202e}exe.txt\\u{2069}"),
        ] {
            assert_eq!(one_line(text), line);
        }
        assert_eq!(many_lines("a\nb\tc\u{1b}"), "a\nb\tc\\u{1b}");
    }
}
