//! The files of oTranscribe (`.otr`): a page of HTML inside JSON.
//!
//! ```json
//! {"text": "<p><span class=\"timestamp\" data-timestamp=\"12.11\">0:12</span><b>Ann</b>: Hello.</p>",
//!  "media": "talk.mp3", "media-time": 12.11}
//! ```
//!
//! A paragraph is a line, and so is what stands behind a stamp within one. A break within a paragraph breaks the line;
//! outside of paragraphs, as older versions write, it ends it. What is bold before a colon speaks, and so does a name
//! before a colon as [`speaker_prefix`] finds it, but not where the text begins with a character by its number
//! (`&#65;nn: a name`), which is how Stet writes what nobody says. Stamps are seconds; older versions have them in the
//! click that they answer, or as clocks alone.

use crate::formats::builder::TranscriptBuilder;
use crate::formats::values::{self, field};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, speaker_prefix, timestamp};
use crate::model::{Line, Span, Time, Transcript};
use serde_json::{Value, json};
use std::ops::Range;
use std::sync::Arc;

/// oTranscribe.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "otranscribe",
    name: "oTranscribe",
    extensions: &["otr"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, untimed: true, speakers: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    let Some(Value::Object(fields)) = probe.json() else { return Confidence::No };
    let page = fields.get("text").is_some_and(|text| text.is_null() || text.is_string());
    let media = ["media", "media-source", "media-time"].iter().any(|key| fields.contains_key(*key));
    let stamped = || {
        ["data-timestamp=", "class=\\\"timestamp\\\"", "class='timestamp'"]
            .iter()
            .any(|mark| probe.text().contains(mark))
    };
    match page {
        true if stamped() || (media && fields.contains_key("media-time")) => Confidence::Certain,
        true if media && probe.text().contains("</p>") => Confidence::Likely,
        _ => Confidence::No,
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    for value in values::read(text, problems, &mut builder.meta.notes) {
        let media =
            values::text(&value, "media").filter(|media| !media.is_empty()).or(values::text(&value, "media-source"));
        builder.meta.media = media.map(Value::from).as_ref().and_then(super::media).or(builder.meta.media.take());
        let mut page = Page::default();
        page.read(field(&value, "text").and_then(Value::as_str).unwrap_or_default());
        let texts = page.lines.iter().filter(|line| line.names).map(|line| line.text.as_str());
        let names = speaker_prefix::infer(texts, "");
        for line in &page.lines {
            let plain = || {
                let (name, from) = names.split(&line.text).filter(|_| line.names)?;
                Some((Some(name).filter(|name| *name != speaker_prefix::UNKNOWN), from))
            };
            let bold = line.bold().map(|(name, from)| (Some(name), from));
            let (name, from) = bold.or_else(plain).unwrap_or((None, 0));
            builder.line(line.start.map(|start| Span { start, end: None }), name, &line.text[from..]);
        }
    }
    builder.finish()
}

/// A line of a page as it is taken up.
#[derive(Default)]
struct Draft {
    start: Option<Time>,
    text: String,
    /// What is bold at the beginning.
    bold: Option<Range<usize>>,
    /// Whether its beginning may be a name.
    names: bool,
    /// Whether anything is said in it yet.
    said: bool,
}

impl Draft {
    /// The name that is bold before a colon, and where the text begins behind it.
    fn bold(&self) -> Option<(&str, usize)> {
        let bold = self.bold.clone()?;
        let (name, behind) = (self.text[bold.clone()].trim(), &self.text[bold.end..]);
        let (name, said) = match behind.trim_start().strip_prefix([':', '：']) {
            Some(said) => (name, said),
            None => (name.strip_suffix([':', '：'])?.trim_end(), behind),
        };
        (!name.is_empty()).then_some((name, self.text.len() - said.len()))
    }
}

/// A page as it is read.
#[derive(Default)]
struct Page {
    lines: Vec<Draft>,
    open: Draft,
    /// Whether a paragraph is open.
    within: bool,
    /// Where what is bold at the beginning of the open line began.
    bold: Option<usize>,
    /// The stamp that is open: the name of its element, its moment, and its clock.
    stamp: Option<(String, Option<Time>, String)>,
}

impl Page {
    fn read(&mut self, html: &str) {
        // Behind the last `>` no tag ends.
        let (mut rest, tail) = html.split_at(memchr::memrchr(b'>', html.as_bytes()).map_or(0, |last| last + 1));
        while !rest.is_empty() {
            let end = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            let (text, behind) = rest.split_at(end);
            self.text(text);
            let len = tag(behind);
            let (tag, behind) = behind.split_at(len.unwrap_or(behind.len().min(1)));
            match len {
                Some(_) => self.tag(tag),
                // A sign that begins no tag stands for itself.
                None => self.text(tag),
            }
            rest = behind;
        }
        self.text(tail);
        self.end_stamp();
        self.end();
    }

    fn text(&mut self, raw: &str) {
        let spaced = raw.replace(['\n', '\r', '\t'], " ");
        // A space at the beginning of a row is no part of it, unless it is written by its number.
        let begins = self.open.text.is_empty() || self.open.text.ends_with('\n');
        let spaced = if begins { spaced.trim_start_matches(' ') } else { &spaced };
        let text = htmlize::unescape(spaced);
        if let Some((_, _, clock)) = &mut self.stamp {
            return clock.push_str(&text);
        }
        if !self.open.said && !text.trim().is_empty() {
            let begin = spaced.trim_start_matches(|c: char| c.is_whitespace());
            let begin = begin.trim_start_matches("&nbsp;").trim_start();
            self.open.names = !begin.starts_with("&#");
            self.open.said = true;
        }
        self.open.text.push_str(&text);
    }

    fn tag(&mut self, tag: &str) {
        let inside = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']);
        let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        let closes = tag.starts_with("</");
        let moment = attribute(inside, "data-timestamp").or_else(|| clicked(inside));
        let is_stamp = moment.is_some() || attribute(inside, "class").is_some_and(|class| class.contains("timestamp"));
        match name.as_str() {
            _ if closes && self.stamp.as_ref().is_some_and(|(element, _, _)| *element == name) => self.end_stamp(),
            _ if self.stamp.is_some() => {}
            _ if !closes && is_stamp => {
                let moment = moment.and_then(|moment| values::seconds(&moment.into()));
                self.stamp = Some((name, moment, String::new()));
            }
            "p" | "div" | "li" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "tr" => {
                self.end();
                self.within = !closes;
            }
            "br" if self.within => self.open.text.push('\n'),
            "br" => self.end(),
            "b" | "strong" if closes => {
                if let Some(from) = self.bold.take().filter(|_| self.open.bold.is_none()) {
                    self.open.bold = Some(from..self.open.text.len());
                }
            }
            "b" | "strong" if !self.open.said => self.bold = Some(self.open.text.len()),
            _ => {}
        }
    }

    /// The line that is open begins when the stamp says, unless the stamp says nothing.
    fn end_stamp(&mut self) {
        let Some((_, moment, clock)) = self.stamp.take() else { return };
        let shown = timestamp::scan_enclosed(&clock).or_else(|| timestamp::scan(&clock)).map(|stamp| stamp.time);
        let Some(start) = moment.or(shown) else {
            self.open.said |= !clock.trim().is_empty();
            return self.open.text.push_str(&clock);
        };
        let bold = self.bold.is_some();
        self.end();
        self.open.start = Some(start);
        self.bold = bold.then_some(0);
    }

    /// Ends the line. A stamp without a text is that of the next one.
    fn end(&mut self) {
        if let Some(from) = self.bold.take().filter(|_| self.open.bold.is_none()) {
            self.open.bold = Some(from..self.open.text.len());
        }
        let ended = std::mem::take(&mut self.open);
        if ended.said {
            self.lines.push(ended);
        } else {
            self.open.start = ended.start;
        }
    }
}

/// How long the tag is that a text begins with. `None` when it begins with none.
fn tag(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    if !inside.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) && !inside.starts_with('!') {
        return None;
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
    }
    // A quotation mark that nothing closes.
    memchr::memchr(b'>', text.as_bytes()).map(|at| at + 1)
}

/// The value of an attribute of a tag.
fn attribute<'a>(inside: &'a str, name: &str) -> Option<&'a str> {
    let (_, behind) = inside.split_once(name)?;
    let value = behind.trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split(char::is_whitespace).next(),
    }
}

/// The moment to which a click on an old stamp leads: `setFromTimestamp('12.11', this)`.
fn clicked(inside: &str) -> Option<&str> {
    let (_, behind) = inside.split_once("setFromTimestamp(")?;
    behind.trim_start_matches(['\'', '"', '&', ' ']).split(|c: char| !c.is_ascii_digit() && c != '.').next()
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let mut page = String::new();
    for line in transcript.lines.iter() {
        page.push_str("<p>");
        paragraph(&mut page, line, transcript.speaker_name(line));
        page.push_str("</p>\n");
    }
    let media = transcript.meta.media.as_deref().unwrap_or_default();
    let whole = json!({ "text": page.trim_end(), "media": media, "media-time": 0.0 });
    out.push_str(&format!("{whole}\n"));
}

fn paragraph(out: &mut String, line: &Line, name: Option<&str>) {
    if let Some(start) = line.start() {
        let seconds = start.0 as f64 / 1000.0;
        out.push_str(&format!("<span class=\"timestamp\" data-timestamp=\"{seconds}\">{}</span>&nbsp;", clock(start)));
    }
    let mut text = line.text.as_str();
    if let Some(name) = name {
        out.push_str("<b>");
        escape(name, out);
        out.push_str("</b>: ");
    } else if may_be_named(text) {
        let mut chars = text.chars();
        // Signs that cannot be written by their number begin no name.
        if let Some(first) = chars.next().filter(|first| !first.is_control()) {
            out.push_str(&format!("&#{};", first as u32));
            text = chars.as_str();
        }
    }
    escape(text, out);
}

/// Whether a name may be found at the beginning of a text, among whatever others it stands.
fn may_be_named(text: &str) -> bool {
    let begin = &text[..text.floor_char_boundary(256)];
    begin.contains([':', '：', ';']) || begin.trim_start().starts_with(['[', '(', '>'])
}

fn escape(text: &str, out: &mut String) {
    let mut begins = false;
    for c in text.chars() {
        let first = std::mem::replace(&mut begins, c == '\n');
        match c {
            ' ' if first => out.push_str("&#32;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("<br>"),
            '\t' => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
}

/// A moment as the program shows it: `0:12`, `1:02:03`.
fn clock(time: Time) -> String {
    let seconds = time.0.abs() / 1000;
    let sign = if time.0 < 0 { "-" } else { "" };
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{sign}{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{sign}{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RosterBuilder;

    /// The lines of a page, each as `start|speaker|text`.
    fn lines(page: &str) -> Vec<String> {
        let text = Arc::new(json!({ "text": page, "media": "" }).to_string());
        let transcript = read(&text, &Options::default(), &mut Vec::new());
        let show = |line: &Line| {
            let start = line.start().map_or(String::new(), |start| start.0.to_string());
            format!("{start}|{}|{}", transcript.speaker_name(line).unwrap_or_default(), line.text)
        };
        transcript.lines.iter().map(show).collect()
    }

    #[test]
    fn pages_are_read() {
        let stamp = |seconds: &str| format!("<span class=\"timestamp\" data-timestamp=\"{seconds}\">0:00</span>&nbsp;");
        for (page, expected) in [
            (format!("<p>{}<b>Ann</b>: Hello&nbsp;there &amp; good day</p>", stamp("1.5")), &["1500|Ann|Hello\u{a0}there & good day"][..]),
            (format!("<p>{}<strong>Ann:</strong> Hello</p><p><b>Why</b> so late?</p>", stamp("2")), &["2000|Ann|Hello", "||Why so late?"]),
            (format!("<b>{}Ann</b>: Yes", stamp("3")), &["3000|Ann|Yes"]),
            (format!("<p>One {} two<br>three</p>", stamp("4")), &["||One", "4000||two\nthree"]),
            (format!("<p>{}</p><p><br /></p><p>Late</p>", stamp("5")), &["5000||Late"]),
            (
                "<span class=\"timestamp\" onclick=\"var x=this; setFromTimestamp('6.25', this);\">0:06</span> a<br>b<br><br>c".into(),
                &["6250||a", "||b", "||c"],
            ),
            ("<p><span class='timestamp'>[1:02:03]</span> a</p><p><span class=timestamp>later</span> b</p>".into(), &["3723000||a", "||later b"]),
            ("<p>Ann: Well?</p><p>Bob: Well.</p><p>&#65;nn: a name</p>".into(), &["|Ann|Well?", "|Bob|Well.", "||Ann: a name"]),
            ("<p>a < b, 1<2, <i>c</p><!-- no --> d <e".into(), &["||a < b, 1<2, c", "||d <e"]),
            ("<p title='a > b'>x</p><p \"y".into(), &["||x", "||<p \"y"]),
            (String::new(), &[]),
        ] {
            assert_eq!(lines(&page), expected, "{page}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut roster = RosterBuilder::default();
        let names = ["Ann Lee", "Dr. A: B <x>", "?", "[a]", "ann of the lake"].map(|name| roster.id(name));
        let texts = [
            "Hello, <b>there</b> & &amp; a < b",
            "Ann: a name that nobody has",
            "Bob: Yes",
            "[SPEAKER_00]: no",
            "[[Ann]]hello",
            "(Ann)\nhello",
            ">> ANN: hello",
            "two\n  rows\n\nand\ttabs",
            "\u{a0}?",
            "*: …",
            "&#65;",
            "\0Ann: x",
            "<p>",
            "日本語：はい",
        ];
        let mut lines: Vec<Line> = Vec::new();
        for (row, text) in texts.iter().enumerate() {
            for speaker in [None, names.get(row % names.len()).copied()] {
                let start = (row % 3 > 0).then_some(row as i64 * 4_000_123 - 5000);
                lines.push(Line { span: start.map(Span::from), speaker, ..Line::new(*text) });
            }
        }
        let before =
            Transcript { lines: lines.into_iter().collect(), speakers: roster.finish(), ..Transcript::default() };
        let mut written = String::new();
        write(&before, &Options::default(), &mut written);
        let again = read(&Arc::new(written.clone()), &Options::default(), &mut Vec::new());
        let show = |transcript: &Transcript| -> Vec<String> {
            let lines = transcript.lines.iter();
            lines
                .map(|line| format!("{:?} {:?} {:?}", line.span, transcript.speaker_name(line), line.text.trim()))
                .collect()
        };
        assert_eq!(show(&again), show(&before), "{written}");
    }
}
