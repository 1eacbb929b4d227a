//! The captions of the video site in their third form (`srv3`, and `.ytt` of the editors that write it): milliseconds,
//! words in pieces with times of their own, pens and windows for how they look.
//!
//! ```xml
//! <timedtext format="3"><body>
//!   <p t="1540" d="4160" w="1"><s ac="248">not</s><s t="320" ac="235"> the</s><s t="580"> end</s></p>
//!   <p t="3200" d="2500" w="1" a="1">
//! </p></body></timedtext>
//! ```
//!
//! A paragraph is a line. One that is appended to the window (`a`) and holds no text only moves the rows up. A piece that
//! says when it is spoken is a word, its time relative to its paragraph's; its score is of 255.

use super::{DECLARATION, attribute, deep_text, push_text, video};
use crate::formats::builder::Said;
use crate::formats::speaker_prefix::{Names, Style};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, captions, ends, values};
use crate::model::{Line, Span, Time, Transcript, Word};
use roxmltree::Node;
use std::sync::Arc;

/// The third form of the video site's captions.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "srv3",
    name: "YouTube srv3",
    extensions: &["srv3", "ytt"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: captions::SETTINGS,
    holds: Holds { times: true, ends: true, named_in_text: true, words: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    match probe.root().filter(|root| root.name == "timedtext") {
        Some(root) if root.attribute("format") == Some("3") => Confidence::Certain,
        Some(_) => Confidence::Likely,
        None => Confidence::No,
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    super::transcript(text, problems, |root, builder, _| {
        // Where no piece is scored, all have the same.
        let scored = root.descendants().filter_map(|node| attribute(node, "ac")).any(|score| score.trim() != "0");
        for node in root
            .descendants()
            .filter(|node| matches!(node.tag_name().name(), "p" | "text") && !super::is_too_deep(*node))
        {
            let seconds = node.tag_name().name() == "text";
            let unit = if seconds { 1000.0 } else { 1.0 };
            let number = |name| attribute(node, name).and_then(|text| text.trim().parse::<f64>().ok());
            let start = if seconds { number("start") } else { number("t") };
            let length = if seconds { number("dur") } else { number("d") };
            let end = start.zip(length).and_then(|(start, length)| values::millis_of((start + length) * unit));
            let start = start.and_then(|start| values::millis_of(start * unit));
            let span = start.map(|start| Span { start, end });
            let pieces: Vec<(String, Option<Node>)> = node.children().map(piece).collect();
            let text: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
            let text = video::unpadded(&text);
            let timed = |(text, node): &(String, Option<Node>)| {
                let node = (*node)?;
                let at = attribute(node, "t").and_then(|text| text.trim().parse::<f64>().ok());
                let score = attribute(node, "ac").and_then(|score| score.trim().parse::<f32>().ok());
                let confidence =
                    score.filter(|score| scored && (0.0..=255.0).contains(score)).map(|score| score / 255.0);
                Some((video::unpadded(text), at, confidence))
            };
            let mut words: Vec<_> = pieces.iter().filter_map(timed).filter(|(text, _, _)| !text.is_empty()).collect();
            // Pieces that only look different say nothing about when they are spoken. The first is spoken at once.
            if words.iter().all(|(_, at, confidence)| at.is_none() && confidence.is_none()) {
                words.clear();
            }
            let said: Vec<Said> = words
                .iter()
                .enumerate()
                .map(|(nth, (text, at, confidence))| {
                    let at = at.or((nth == 0).then_some(0.0)).and_then(values::millis_of);
                    let at = start.zip(at).map(|(start, at)| start + at.0);
                    let span = at.map(|start| Span { start, end: None });
                    Said { text, span, confidence: *confidence, glued: false }
                })
                .collect();
            builder.line_of_words(span, None, &text, &said);
        }
        true
    })
}

/// A piece of a paragraph: its text, and the element that it is.
fn piece<'a, 'i>(node: Node<'a, 'i>) -> (String, Option<Node<'a, 'i>>) {
    match node.is_element() {
        true if node.tag_name().name() == "br" => ("\n".to_owned(), None),
        true => (video::unescaped(&deep_text(node)).into_owned(), Some(node)),
        false if node.is_text() => (video::unescaped(node.text().unwrap_or_default()).into_owned(), None),
        false => (String::new(), None),
    }
}

fn write(transcript: &Transcript, options: &Options, out: &mut String) {
    let transcript = &*captions::fitted(transcript, options);
    let mut names = Names::of(transcript, Style::EveryLine, "");
    out.push_str(DECLARATION);
    out.push_str("<timedtext format=\"3\">\n<body>\n");
    for (start, end, line) in ends::filled(transcript) {
        out.push_str(&format!("<p t=\"{}\" d=\"{}\">", start.0, end - start));
        let mut prefix = String::new();
        names.write(line, &mut prefix);
        push_text(out, &video::escaped(&prefix));
        write_words(line, start, out);
        out.push_str("</p>\n");
    }
    out.push_str("</body>\n</timedtext>\n");
}

/// Writes the text of a line that begins at a moment, its words as pieces.
fn write_words(line: &Line, start: Time, out: &mut String) {
    let mut done = 0;
    for Word { at, span, confidence } in line.words.iter().flat_map(|words| words.iter()) {
        push_text(out, &video::escaped(&line.text[done..at.start as usize]));
        out.push_str("<s");
        if let Some(span) = span {
            out.push_str(&format!(" t=\"{}\"", span.start - start));
        }
        if let Some(confidence) = confidence {
            out.push_str(&format!(" ac=\"{}\"", (confidence * 255.0).round()));
        }
        out.push('>');
        push_text(out, &video::escaped(&line.text[at.start as usize..at.end as usize]));
        out.push_str("</s>");
        done = at.end as usize;
    }
    push_text(out, &video::escaped(&line.text[done..]));
}
