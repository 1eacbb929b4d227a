//! The pages of noScribe, which its editor changes and saves.
//!
//! ```html
//! <p><a name="ts_1200_4100_S01">S01: <span>[00:00:01]</span> Hello.</a><a name="ts_3900_4400_//S02"> //S02: Yes.</a></p>
//! ```
//!
//! An anchor is a line: from when to when in milliseconds, and who. The first of a paragraph begins with the name, which a
//! person may have changed there alone, and with its time; what is said over somebody stands between two slashes. Pauses
//! are lines of their own: `(..)`.

use super::markup::{Token, decoded, tokens};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, timestamp};
use crate::model::{Span, Time, Transcript};
use std::collections::HashMap;
use std::sync::Arc;

/// A page of noScribe.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "noscribe",
    name: "noScribe",
    extensions: &["html"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[],
    holds: Holds { times: true, untimed: true, ends: true, speakers: true, notes: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    let text = probe.text();
    let anchors = memchr::memmem::find_iter(text.as_bytes(), b"name=\"ts_");
    let ours = |at: usize| Anchor::of(text[at + 6..].split('"').next().unwrap_or_default()).is_some();
    if text.trim_start().starts_with('<') && anchors.take(100).any(ours) { Confidence::Certain } else { Confidence::No }
}

/// What an anchor says of its text.
#[derive(Clone, Copy)]
struct Anchor<'a> {
    span: Span,
    /// The label of who speaks; empty when nobody was told apart.
    label: &'a str,
}

impl<'a> Anchor<'a> {
    /// What `ts_1200_4100_S01` says; `None` of any other name.
    fn of(name: &'a str) -> Option<Anchor<'a>> {
        let (start, rest) = name.strip_prefix("ts_")?.split_once('_')?;
        let (end, label) = rest.split_once('_').unwrap_or((rest, ""));
        let time = |number: &str| number.parse().ok().filter(|number: &i64| number.unsigned_abs() < 1 << 50).map(Time);
        let span = Span { start: time(start)?, end: Some(time(end)?) };
        Some(Anchor { span, label: label.trim_start_matches('/').trim() })
    }
}

/// A stretch of text as it stands on the page.
struct Piece {
    span: Option<Span>,
    label: String,
    text: String,
    /// It is the first of its paragraph.
    first: bool,
}

fn read(text: &Arc<String>, _: &Options, _: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Option<usize> = None;
    let mut fresh = true;
    let mut body = false;
    // A paragraph without anchors, and whether it is set as a title.
    let (mut loose, mut bold) = (String::new(), false);
    for token in tokens(text) {
        match token {
            Token::Open(name, attributes) => match &*name {
                "body" => body = true,
                "meta" if attributes.get("name").is_some_and(|name| name == "audio_source") => {
                    builder.meta.media =
                        attributes.get("content").map(|file| file.into_owned()).filter(|f| !f.is_empty());
                }
                "a" => {
                    let name = attributes.get("name").unwrap_or_default();
                    if let Some(Anchor { span, label }) = Anchor::of(&name) {
                        pieces.push(Piece {
                            span: Some(span),
                            label: label.to_owned(),
                            text: String::new(),
                            first: fresh,
                        });
                        open = Some(pieces.len() - 1);
                        fresh = false;
                    }
                }
                "p" => {
                    (fresh, open) = (true, None);
                    let style = attributes.get("style").unwrap_or_default();
                    bold = style.contains("font-weight") && (style.contains("600") || style.contains("bold"));
                }
                "br" => match open {
                    Some(at) => pieces[at].text.push('\n'),
                    None => loose.push('\n'),
                },
                _ => {}
            },
            Token::Text(text) if body || !text.trim().is_empty() => {
                let text = decoded(text).replace('\n', " ");
                // What a person typed between two anchors stands behind the first.
                let at = open.or(pieces.len().checked_sub(1).filter(|_| !fresh));
                match at {
                    Some(at) => pieces[at].text.push_str(&text),
                    None => loose.push_str(&text),
                }
            }
            Token::Close(name) if name == "a" => open = None,
            Token::Close(name) if matches!(&*name, "p" | "body" | "title") => {
                let said = std::mem::take(&mut loose);
                let said = said.trim();
                if said.is_empty() {
                } else if pieces.is_empty() && (bold || name == "title") && builder.meta.title.is_none() {
                    builder.meta.title = Some(said.split_whitespace().collect::<Vec<_>>().join(" "));
                } else if pieces.is_empty() {
                    builder.note(said);
                } else {
                    pieces.push(Piece { span: None, label: String::new(), text: said.to_owned(), first: true });
                }
                (fresh, open) = (true, None);
            }
            _ => {}
        }
    }
    if !loose.trim().is_empty() {
        builder.note(&loose);
    }
    // A name that was changed stands before what its label says, in one place or more.
    let mut names: HashMap<&str, &str> = HashMap::new();
    for piece in &pieces {
        if let Some((name, _)) = piece.headed(None) {
            names.entry(&piece.label).or_insert(name);
        }
    }
    for piece in &pieces {
        let known = names.get(&*piece.label).copied();
        let (own, said) = piece.headed(known).map_or((None, &*piece.text), |(name, said)| (Some(name), said));
        let name = own.or(known).or(Some(&*piece.label)).filter(|name| !name.is_empty());
        let said = said.trim().strip_prefix("//").unwrap_or(said.trim()).trim();
        builder.line(piece.span, name, said);
    }
    builder.finish()
}

impl Piece {
    /// The name before its text, and where the text begins behind the name and its time. `known` is the name by which its
    /// label is called elsewhere.
    fn headed(&self, known: Option<&str>) -> Option<(&str, &str)> {
        let text = self.text.trim_start();
        // Somebody who falls into the word, also behind the end of what was said over another.
        let over = text.strip_prefix("//").map(|text| text.trim_start().trim_start_matches('/'));
        if self.label.is_empty() || (over.is_none() && !self.first) {
            return None;
        }
        let (name, said) = over.unwrap_or(text).trim_start().split_once(':')?;
        let (name, said) = (name.trim(), said.trim_start());
        if name.is_empty() || name.len() > 100 || name.contains('\n') {
            return None;
        }
        let stamp = timestamp::scan_enclosed(said).filter(|_| said.starts_with('['));
        // What begins a paragraph is a name; in what is said over somebody it may be text.
        let short = || over.is_none() && name.split_whitespace().count() < 4;
        let is_own = name == self.label || Some(name) == known || stamp.is_some() || short();
        is_own.then(|| (name, stamp.map_or(said, |stamp| &said[stamp.len..])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_lines() {
        for (page, expected) in [
            (
                "<p><a name=\"ts_0_900_\">(1 second pause) </a></p><p><a name=\"ts_900_2000_S01\">S01: <span>[00:00:00]</span> \
                 Hello &amp; good day.</a><a name=\"ts_2000_2500_S01\"> (.)</a><a name=\"ts_2100_2400_//S02\"> //S02: Yes.</a>\
                 <a name=\"ts_2500_3000_S01\">// It is.</a></p>",
                "0-900 (1 second pause) | 900-2000 S01: Hello & good day. | 2000-2500 S01: (.) | 2100-2400 S02: Yes. | \
                 2500-3000 S01: It is.",
            ),
            // A person has named one of them, and added a word between.
            (
                "<p><a name=\"ts_0_900_S01\">Ann Lee: [00:00:00] Note: it is late.</a> Very.</p>\
                 <p><a name=\"ts_900_1000_S02\">S02: Why?</a></p><p><a name=\"ts_1000_1100_S01\">So: that.</a></p>",
                "0-900 Ann Lee: Note: it is late. Very. | 900-1000 S02: Why? | 1000-1100 So: that.",
            ),
            ("<p><a name=\"ts_x_900_S01\">S01: no</a></p>", ""),
        ] {
            let transcript = read(&Arc::new(page.to_owned()), &Options::default(), &mut Vec::new());
            let line = |line: &crate::model::Line| {
                let span = line
                    .span
                    .map_or(String::new(), |span| format!("{}-{} ", span.start.0, span.end.map_or(-1, |end| end.0)));
                let name = transcript.speaker_name(line).map_or(String::new(), |name| format!("{name}: "));
                format!("{span}{name}{}", line.text)
            };
            assert_eq!(transcript.lines.iter().map(line).collect::<Vec<_>>().join(" | "), expected);
        }
    }
}
