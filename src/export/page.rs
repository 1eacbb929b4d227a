//! Paragraphs written down for a reader, as plain text or as Markdown.

use super::chapters;
use super::paragraphs::{Paragraph, Paragraphs};
use super::preset::{Output, Preset, Unit};
use crate::language::Language;
use crate::model::timecode::{self, Style};
use crate::model::{Speaker, SpeakerId, Time, Transcript, turns};
use std::collections::HashMap;

/// Writes the transcript, or its beginning: no paragraph is begun behind that many lines of text. Returns
/// whether all is written. `length` decides how times are written: it may be that of a larger transcript of
/// which `t` is the beginning.
pub(super) fn write(
    t: &Transcript,
    preset: &Preset,
    language: Option<Language>,
    length: Time,
    lines: usize,
    out: &mut String,
) -> bool {
    let page = Page {
        preset,
        markdown: preset.output == Output::Markdown,
        style: timecode::style_for(length),
        names: t.speakers.iter().map(|speaker| (speaker.id, speaker)).collect(),
    };
    page.head(t, out);
    let mut chapters = 0;
    let mut named = false;
    let (mut written, mut counted) = (0, 0);
    for mut paragraph in Paragraphs::new(t, preset, language) {
        if preset.chapters && chapters < paragraph.chapters {
            paragraph.goes_on = false;
            // Of chapters in which nothing is said the heading stands all the same.
            for chapter in &t.meta.chapters[chapters..paragraph.chapters] {
                page.heading(&chapter.title, 2, out);
            }
            chapters = paragraph.chapters;
        }
        page.separate(out);
        written += out[counted..].matches('\n').count();
        counted = out.len();
        if written >= lines {
            return false;
        }
        // `**Ann:** [00:07]` is usual in Markdown, `[00:07] Ann:` in plain text.
        if page.markdown {
            page.name(&paragraph, &mut named, out);
            page.time(paragraph.start, out);
        } else {
            page.time(paragraph.start, out);
            page.name(&paragraph, &mut named, out);
        }
        page.text(&paragraph.text, out);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    true
}

struct Page<'a> {
    preset: &'a Preset,
    markdown: bool,
    style: Style,
    names: HashMap<SpeakerId, &'a Speaker>,
}

impl Page<'_> {
    fn head(&self, t: &Transcript, out: &mut String) {
        if let Some(title) = t.meta.title.as_ref().filter(|_| self.preset.title) {
            self.heading(title, 1, out);
        }
        for note in t.meta.notes.iter().filter(|_| self.preset.notes) {
            self.blank_line(out);
            for (nth, line) in note.lines().enumerate() {
                if nth > 0 {
                    // Two spaces at the end of a line keep it a line in Markdown.
                    out.push_str(if self.markdown { "  \n" } else { "\n" });
                }
                self.text(line.trim(), out);
            }
        }
        self.chapter_list(t, out);
        if !out.is_empty() {
            self.blank_line(out);
        }
    }

    fn chapter_list(&self, t: &Transcript, out: &mut String) {
        let listed = t.meta.chapters.iter().filter(|_| self.preset.chapter_list);
        for (nth, chapter) in listed.enumerate() {
            match nth {
                0 => self.blank_line(out),
                _ => out.push('\n'),
            }
            out.push_str(if self.markdown { "- " } else { "" });
            out.push_str(&chapters::time(chapter));
            out.push(' ');
            self.text(&chapters::title(chapter), out);
        }
    }

    fn heading(&self, title: &str, level: usize, out: &mut String) {
        self.blank_line(out);
        if self.markdown {
            out.extend(std::iter::repeat_n('#', level));
            out.push(' ');
        }
        self.text(title.trim(), out);
        self.blank_line(out);
    }

    /// Ends what stands before, so that a paragraph can begin.
    fn separate(&self, out: &mut String) {
        if self.preset.unit == Unit::Turn || self.markdown {
            self.blank_line(out);
        } else if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }

    fn blank_line(&self, out: &mut String) {
        if !out.is_empty() && !out.ends_with("\n\n") {
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
    }

    fn time(&self, start: Option<Time>, out: &mut String) {
        if let Some(start) = start.filter(|_| self.preset.times) {
            out.push('[');
            timecode::write(out, start, self.style).expect("writing to a String does not fail");
            out.push_str("] ");
        }
    }

    /// Writes who speaks where that changes. After somebody was named, a dash stands for somebody who is not.
    fn name(&self, paragraph: &Paragraph, named: &mut bool, out: &mut String) {
        if !self.preset.names || paragraph.goes_on {
            return;
        }
        match paragraph.speaker.and_then(|id| self.names.get(&id)) {
            Some(speaker) => {
                *named = true;
                out.push_str(if self.markdown { "**" } else { "" });
                self.text(&speaker.name, out);
                out.push_str(if self.markdown { ":** " } else { ": " });
            }
            None if std::mem::take(named) && may_be_mistaken(&paragraph.text) => out.push_str("— "),
            None => {}
        }
    }

    fn text(&self, text: &str, out: &mut String) {
        if self.markdown { escape(text, out) } else { out.push_str(text) }
    }
}

/// Whether a reader would take a text for what the speaker before it said. Not so when it begins with a dash,
/// and not a sound note or a pause.
fn may_be_mistaken(text: &str) -> bool {
    turns::mark(text).is_none() && !text.starts_with(['(', '[']) && text.contains(char::is_alphanumeric)
}

/// Writes text so that Markdown (CommonMark) shows it as it is.
fn escape(text: &str, out: &mut String) {
    let at_line_start = out.is_empty() || out.ends_with('\n');
    let mut from = 0;
    if at_line_start {
        let item = |mark: &str| mark.starts_with([' ', '\t']) || mark.is_empty();
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let numbered = digits > 0 && text[digits..].strip_prefix(['.', ')']).is_some_and(item);
        let marked = text.strip_prefix(['-', '+']).is_some_and(item);
        if numbered {
            out.push_str(&text[..digits]);
            out.push('\\');
            from = digits;
        } else if marked || text.starts_with(['#', '>']) || text.starts_with("---") {
            out.push('\\');
        }
    }
    let mut before = out.chars().next_back();
    let mut chars = text[from..].chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            // Within a word an underscore means nothing.
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '~' => next == Some('~') || before == Some('~'),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_shows_what_was_said() {
        for (text, escaped) in [
            ("# no heading", "\\# no heading"),
            ("-Bonjour", "-Bonjour"),
            ("- Bonjour", "\\- Bonjour"),
            ("---", "\\---"),
            ("1. first", "1\\. first"),
            ("1.5 million", "1.5 million"),
            ("a*b _c_ snake_case `x`", "a\\*b \\_c\\_ snake_case \\`x\\`"),
            ("[Music] <b> AT&T &amp; R & B", "\\[Music\\] \\<b> AT\\&T \\&amp; R & B"),
            ("~5 ~~no~~", "~5 \\~\\~no\\~\\~"),
            ("Été", "Été"),
        ] {
            let mut out = String::new();
            escape(text, &mut out);
            assert_eq!(out, escaped);
        }
    }
}
