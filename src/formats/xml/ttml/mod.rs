//! TTML, the timed text of the W3C (TTML2, <https://www.w3.org/TR/ttml2/>), in all its profiles: DFXP, SDP, SMPTE-TT,
//! EBU-TT-D, IMSC, iTT, DAPT and the lyrics of music services; with the namespaces of its drafts, and without any.
//!
//! ```xml
//! <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en">
//!   <head><metadata><ttm:agent xml:id="a" type="person"><ttm:name type="full">Ann</ttm:name></ttm:agent></metadata></head>
//!   <body><div><p begin="1s" end="2.5s" ttm:agent="a">Hello,<br/>you there.</p></div></body>
//! </tt>
//! ```
//!
//! A paragraph is a line. Times are relative to what a thing stands in, side by side (`par`) or in turn (`seq`), and
//! within it. Many programs write all of them from the beginning: where times can only be meant so, all are. Spans with
//! times of their own are words, or lines where they hold whole phrases; spans of other speakers are lines too. What a
//! region is shown like, and where, is not read.

mod clock;
mod paragraph;
mod reader;

use super::{DECLARATION, DEEPEST, attribute, children, deep_text, push_attribute, push_element, push_text};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, captions, values};
use crate::model::{Chapter, Line, Time, Transcript, Word, message, timecode};
use clock::Clock;
use paragraph::Paragraph;
use reader::{ID, Place, Reader, Timing, is_metadata, is_sequence, later, plain, preserves};
use roxmltree::Node;
use std::collections::BTreeSet;
use std::sync::Arc;

/// TTML.
pub(in crate::formats) static FORMAT: Format = Format {
    id: ID,
    name: "TTML",
    extensions: &["ttml", "dfxp", "itt", "imsc", "ttml2", "tt"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: captions::SETTINGS,
    holds: Holds { before_zero: false, checked: false, ..Holds::EVERYTHING },
};

/// The namespace of what Stet says beyond TTML: scores of words, and chapters.
const OWN: &str = "urn:stet";
fn detect(probe: &Probe) -> Confidence {
    let Some(root) = probe.root().filter(|root| root.local_name() == "tt") else { return Confidence::No };
    // In HTML it was a typeface.
    let own = root.attributes.iter().any(|(name, _)| name.starts_with("xml"));
    let body = || probe.text().contains("<body") || probe.text().contains("<head") || probe.text().contains(":body");
    if own || body() { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    super::transcript(text, problems, |root, builder, problems| {
        let reader = Reader::of(root);
        read_head(root, &reader, builder);
        let timing = Timing { start: 0.0, end: None, timed: false };
        let place = Place { timing, speaker: None, preserve: preserves(root, false), depth: 0 };
        let mut beside = 0;
        container(&reader, root, &place, builder, &mut beside);
        if beside > 0 {
            problems.push(Problem { line: None, message: message!("data-beside", n = beside, what = "ttm:role") });
        }
        if reader.unreadable.get() {
            report_unreadable(&reader.clock, root, problems);
        }
        report_languages(root, problems);
        builder.lines_mut().iter().all(|line| line.speaker.is_none())
    })
}

/// Reads what stands in the body, a division, or whatever holds paragraphs. Returns when the last of it ends.
fn container<'a>(
    reader: &Reader<'a>,
    node: Node<'a, '_>,
    place: &Place<'a>,
    builder: &mut TranscriptBuilder,
    beside: &mut usize,
) -> Option<f64> {
    let mut from = place.timing.start;
    let mut last: Option<f64> = None;
    for child in node.children() {
        if let Some(text) = child.text().filter(|_| child.is_text()) {
            let name = place.speaker.map(|ids| reader.name(ids));
            builder.line(place.timing.span(), name.as_deref(), &plain(text));
            continue;
        }
        if !child.is_element() || child.tag_name().name() == "head" {
            continue;
        }
        if is_metadata(child) {
            notes(child, builder);
            continue;
        }
        let timing = reader.timing(child, place.timing, from);
        let inside = Place {
            timing,
            speaker: Reader::speaker(child).or(place.speaker),
            preserve: preserves(child, place.preserve),
            depth: place.depth + 1,
        };
        let is_text = matches!(child.tag_name().name(), "p" | "span") || inside.depth >= DEEPEST;
        let ends = if is_text {
            *beside += Paragraph::read(reader, child, &inside, builder);
            None
        } else {
            container(reader, child, &inside, builder, beside)
        };
        let ends = timing.end.or(ends);
        last = later(last, ends);
        if is_sequence(node) {
            from = ends.unwrap_or(from);
        }
    }
    last
}

/// Takes up what a document says about the whole.
fn read_head(root: Node, reader: &Reader, builder: &mut TranscriptBuilder) {
    let divisions = || children(root, "body").flat_map(|body| std::iter::once(body).chain(children(body, "div")));
    builder.meta.language = language(root).or_else(|| divisions().find_map(language));
    let actors: BTreeSet<&str> = root
        .descendants()
        .filter(|node| node.tag_name().name() == "actor")
        .filter_map(|actor| attribute(actor, "agent"))
        .collect();
    for node in children(root, "head").flat_map(|head| head.descendants()) {
        let said = || plain(&deep_text(node));
        let name = node.tag_name().name();
        // What was not closed holds the next.
        if crate::formats::xml::is_too_deep(node)
            || node.parent().is_some_and(|parent| parent.tag_name().name() == name)
        {
            continue;
        }
        match name {
            "title" if builder.meta.title.is_none() => {
                builder.meta.title = Some(said()).filter(|title| !title.is_empty());
            }
            "title" | "copyright" => builder.note(&said()),
            "desc" if node.tag_name().namespace() != Some(OWN) => builder.note(&deep_text(node)),
            "agent" => {
                let id = attribute(node, "id").filter(|id| !actors.contains(id));
                id.and_then(|id| builder.speaker(&reader.name(id)));
            }
            "chapter" if node.tag_name().namespace() == Some(OWN) => {
                let start = attribute(node, "begin").and_then(|begin| reader.clock.seconds(begin));
                if let Some(start) = start.and_then(|seconds| values::millis_of(seconds * 1000.0)) {
                    builder.chapter(start, &deep_text(node));
                }
            }
            _ => {}
        }
    }
}

fn language(node: Node) -> Option<String> {
    attribute(node, "lang").map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty() && tag != "und")
}

/// What is said about a part of a document becomes notes.
fn notes(node: Node, builder: &mut TranscriptBuilder) {
    for about in node.descendants().filter(|node| matches!(node.tag_name().name(), "title" | "desc" | "copyright")) {
        builder.note(&plain(&deep_text(about)));
    }
}

/// No more times that make no sense are reported.
const REPORTED: usize = 10;

fn report_unreadable(clock: &Clock, root: Node, problems: &mut Vec<Problem>) {
    let mut reported = 0;
    for node in root.descendants().filter(|node| node.is_element()) {
        let unreadable = |name| attribute(node, name).filter(|time| clock.seconds(time).is_none());
        let message = match (unreadable("begin"), unreadable("end").or(unreadable("dur"))) {
            (Some(begin), _) => message!("captions-times-unreadable", what = begin),
            (None, Some(end)) => message!("captions-end-unreadable", what = end),
            (None, None) => continue,
        };
        super::report(problems, node, message);
        reported += 1;
        if reported == REPORTED {
            return;
        }
    }
}

/// Reports that a document says the same in several languages.
fn report_languages(root: Node, problems: &mut Vec<Problem>) {
    let divisions = children(root, "body").flat_map(|body| children(body, "div"));
    let mut languages: Vec<&str> = divisions.filter_map(|division| attribute(division, "lang")).collect();
    languages.sort_unstable();
    languages.dedup();
    if languages.len() > 1 {
        problems.push(Problem { line: None, message: message!("data-languages", languages = languages.join(", ")) });
    }
}

fn write(transcript: &Transcript, options: &Options, out: &mut String) {
    let transcript = &*captions::fitted(transcript, options);
    write_head(transcript, out);
    for line in transcript.lines.iter() {
        out.push_str("      <p");
        if let Some(span) = line.span {
            push_time(out, "begin", span.start);
            span.end.into_iter().for_each(|end| push_time(out, "end", end));
        }
        let place = line.speaker.and_then(|id| transcript.speakers.iter().position(|speaker| speaker.id == id));
        if let Some(place) = place {
            push_attribute(out, "ttm:agent", &format!("speaker{}", place + 1));
        }
        if needs_preserving(&line.text) {
            push_attribute(out, "xml:space", "preserve");
        }
        out.push('>');
        write_text(line, out);
        let markup = line.markup.as_deref().filter(|markup| markup.format == ID);
        for (role, said) in
            markup.iter().flat_map(|markup| markup.around.lines()).filter_map(|row| row.split_once('\t'))
        {
            out.push_str("<span");
            push_attribute(out, "ttm:role", role);
            out.push('>');
            push_text(out, said);
            out.push_str("</span>");
        }
        out.push_str("</p>\n");
    }
    out.push_str("    </div>\n  </body>\n</tt>\n");
}

fn write_head(transcript: &Transcript, out: &mut String) {
    let meta = &transcript.meta;
    out.push_str(DECLARATION);
    out.push_str("<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\"");
    push_attribute(out, "xmlns:stet", OWN);
    // The attribute is required, and empty where nobody knows.
    push_attribute(out, "xml:lang", meta.language.as_deref().unwrap_or_default());
    out.push_str(">\n  <head>\n    <metadata>\n");
    if let Some(title) = &meta.title {
        out.push_str("      ");
        push_element(out, "ttm:title", title);
    }
    for note in &meta.notes {
        out.push_str("      ");
        push_element(out, "ttm:desc", note);
    }
    for (place, speaker) in transcript.speakers.iter().enumerate() {
        out.push_str("      <ttm:agent");
        push_attribute(out, "xml:id", &format!("speaker{}", place + 1));
        out.push_str(" type=\"person\"><ttm:name type=\"full\">");
        push_text(out, &speaker.name);
        out.push_str("</ttm:name></ttm:agent>\n");
    }
    for Chapter { start, title } in &meta.chapters {
        out.push_str("      <stet:chapter");
        push_time(out, "begin", *start);
        out.push('>');
        push_text(out, title);
        out.push_str("</stet:chapter>\n");
    }
    out.push_str("    </metadata>\n  </head>\n  <body>\n    <div>\n");
}

fn push_time(out: &mut String, name: &str, time: Time) {
    for part in [" ", name, "=\""] {
        out.push_str(part);
    }
    timecode::write(out, time, timecode::VTT).expect("writing to a String does not fail");
    out.push('"');
}

/// Writes the text of a line, with its words, whose times are relative to the line's.
fn write_text(line: &Line, out: &mut String) {
    let mut done = 0;
    let start = line.start().unwrap_or_default();
    for Word { at, span, confidence } in line.words.iter().flat_map(|words| words.iter()) {
        let at = at.start as usize..at.end as usize;
        push_rows(out, &line.text[done..at.start]);
        out.push_str("<span");
        if let Some(span) = span {
            push_time(out, "begin", Time(span.start - start));
            span.end.into_iter().for_each(|end| push_time(out, "end", Time(end - start)));
        }
        if let Some(confidence) = confidence {
            push_attribute(out, "stet:confidence", &confidence.to_string());
        }
        out.push('>');
        push_rows(out, &line.text[at.clone()]);
        out.push_str("</span>");
        done = at.end;
    }
    push_rows(out, &line.text[done..]);
}

fn push_rows(out: &mut String, text: &str) {
    for (row, text) in text.split('\n').enumerate() {
        out.push_str(if row > 0 { "<br/>" } else { "" });
        push_text(out, text);
    }
}

/// Whether a text has other white space than single spaces between words.
fn needs_preserving(text: &str) -> bool {
    let mut before = ' ';
    let odd = text.chars().any(|c| {
        let margin = matches!(before, ' ' | '\n');
        let odd = c == '\t' || (margin && c == ' ') || (before == ' ' && c == '\n');
        before = c;
        odd
    });
    odd || text.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn show(text: &str) -> String {
        let transcript = read(&Arc::new(text.to_owned()), &Options::default(), &mut Vec::new());
        let line = |line: &Line| {
            let end = |span: Span| span.end.map_or(String::new(), |end| end.0.to_string());
            let span = line.span.map_or("?".into(), |span| format!("{}-{}", span.start.0, end(span)));
            let name = transcript.speaker_name(line).map_or(String::new(), |name| format!("{name}: "));
            let words = line.words.iter().flat_map(|words| words.iter());
            let word =
                |word: &Word| format!(" {}@{}", &line.text[word.range()], word.span.map_or(-1, |span| span.start.0));
            format!("{span} {name}{}{}", line.text.replace('\n', "|"), words.map(word).collect::<String>())
        };
        transcript.lines.iter().map(line).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn times_and_texts_of_all_kinds() {
        for (body, expected) in [
            ("<p begin='1s' end='2s'>One</p>", "1000-2000 One"),
            ("<p begin='1s' dur='2s' end='9s'>One</p><p begin='5s'>Two</p>", "1000-3000 One / 5000- Two"),
            ("<p>One</p>", "? One"),
            // Within what has times itself, and no longer than that.
            (
                "<div begin='10s' end='20s'><p begin='1s' end='12s'>One</p><p>Two</p></div>",
                "11000-20000 One / 10000-20000 Two",
            ),
            ("<div begin='10s' end='20s'><p begin='12s' end='14s'>One</p></div>", "12000-14000 One"),
            // Too late to be shown at all: its text is not lost.
            ("<div end='5s'><p begin='7s' end='9s'>One</p></div>", "7000-9000 One"),
            // One after the other.
            (
                "<div timeContainer='seq'><p dur='2s'>One</p><p begin='1s' dur='3s'>Two</p></div>",
                "0-2000 One / 3000-6000 Two",
            ),
            (
                "<div timeContainer='seq'><div><p begin='1s' end='4s'>One</p></div><div><p end='1s'>Two</p></div></div>",
                "1000-4000 One / 4000-5000 Two",
            ),
            // White space.
            ("<p begin='1s'>\n  One,\n  <br/>\n  two\t three <span> four </span>\n</p>", "1000- One,|two three four"),
            ("<p begin='1s' xml:space='preserve'>One  two<br/>  three\n    four</p>", "1000- One  two|  three|four"),
            (
                "<p begin='1s'>One<metadata><ttm:desc>not said</ttm:desc></metadata><set begin='1s'/> two</p>",
                "1000- One two",
            ),
            // Words, syllables too, relative and not.
            (
                "<p begin='10s' end='12s'><span begin='0s' end='1s'>Hel</span><span begin='1s'>lo</span> you</p>",
                "10000-12000 Hello you Hel@10000 lo@11000",
            ),
            (
                "<p begin='10s' end='12s'><span begin='10s'>One</span> <span begin='11s'>two</span></p>",
                "10000-12000 One two One@10000 two@11000",
            ),
            (
                "<p><span begin='1s'>One </span><br/><span begin='2s' end='3s'>two</span></p>",
                "1000-3000 One|two One@1000 two@2000",
            ),
            // Whole phrases are lines.
            (
                "<p begin='10s' end='40s'><span end='5s'>One and two</span><br/><span begin='15s' dur='10s'>three and four</span></p>",
                "10000-15000 One and two / 25000-35000 three and four",
            ),
            // Speakers.
            ("<p ttm:agent='a b'>One</p><p ttm:agent='c'>Two</p>", "? Ann & Bob: One / ? Bob: Two"),
            (
                "<div ttm:agent='a'><p>One</p><p><span ttm:agent='x'>Two</span><br/>three</p></div>",
                "? Ann: One / ? x: Two / ? Ann: three",
            ),
            ("<p role='x-host'>One</p><p ttm:role='caption'>Two</p>", "? host: One / ? Two"),
            ("<p begin='1s'>Carl: One</p><p begin='2s'>Dora: Two</p>", "1000- Carl: One / 2000- Dora: Two"),
            // What is broken, or stands where it should not.
            ("<div begin='1s'>One</div><p begin='soon'>Two</p>", "1000- One / ? Two"),
            ("<p begin='1s' end='2s'>One", "1000-2000 One"),
            ("", ""),
        ] {
            let agents = "<ttm:agent xml:id='a'><ttm:name>A.</ttm:name><ttm:name type='full'>Ann</ttm:name></ttm:agent>\
                <ttm:agent xml:id='b'><ttm:name>Bob</ttm:name></ttm:agent>\
                <ttm:agent xml:id='c'><ttm:actor agent='b'/></ttm:agent>";
            let text = format!(
                "<tt xmlns='http://www.w3.org/ns/ttml' xmlns:ttm='http://www.w3.org/ns/ttml#metadata'>\
                <head><metadata>{agents}</metadata></head><body>{body}</body></tt>"
            );
            assert_eq!(show(&text), expected, "{body}");
        }
        let deep = format!("<tt><body>{}deep{}</body></tt>", "<div>".repeat(5000), "</div>".repeat(5000));
        assert_eq!(show(&deep), "? deep");
        let deep = format!("<tt><body><p>{}deep{}</p></body></tt>", "<span>".repeat(5000), "</span>".repeat(5000));
        assert_eq!(show(&deep), "? deep");
    }

    #[test]
    fn bare_numbers_are_seconds_unless_they_are_too_many() {
        let two = |first: &str, second: &str| {
            format!("<tt><body><p begin='{first}'>One</p><p begin='{second}'>Two</p></body></tt>")
        };
        assert_eq!(show(&two("1.5", "300000")), "1500- One / 300000000- Two");
        assert_eq!(show(&two("1500", "300000")), "1500- One / 300000- Two");
        assert_eq!(show(&two("15", "30")), "15000- One / 30000- Two");
    }
}
