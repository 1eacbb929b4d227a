//! Pages whose elements say who speaks and when.
//!
//! `<cite>` has a name and `<time>` a clock, for the text behind them. An attribute has a moment for what its element holds:
//! `data-timestamp` in seconds (oTranscribe), `data-m` and `data-d` in milliseconds for each word (Hyperaudio),
//! `data-start` and `data-end` in either.

use super::shown::{BLOCKS, shown, stands_apart};
use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::documents::markup::{Attributes, Token, decoded};
use crate::formats::{speaker_prefix, timestamp};
use crate::model::{Span, Time, Transcript};

/// Attributes with a moment, and those with the end or the length of the same.
const MOMENTS: &[(&str, &[&str], &[&str])] = &[
    ("data-timestamp", &["data-end-timestamp"], &[]),
    ("data-m", &[], &["data-d"]),
    ("data-start", &["data-end"], &["data-dur", "data-duration"]),
    ("data-start-time", &["data-end-time"], &["data-duration"]),
    ("data-start-ms", &["data-end-ms"], &[]),
    ("data-begin", &["data-end"], &["data-dur"]),
    ("data-time", &["data-end-time"], &["data-duration"]),
];

/// A stretch of text with what was said of it.
#[derive(Default)]
struct Piece {
    start: Option<f64>,
    end: Option<f64>,
    /// Whether both are milliseconds for sure.
    millis: bool,
    speaker: Option<String>,
    text: String,
    /// Which block of the page it stands in.
    block: usize,
}

/// What is being read into.
enum Into {
    Text,
    /// A name, until the element of that name is closed.
    Name(String, String),
    /// A clock.
    Clock(String),
}

struct Stamped {
    pieces: Vec<Piece>,
    before: Vec<String>,
    open: Piece,
    space: bool,
    into: Into,
    block: usize,
    /// The moments that stand behind text in their block, as behind a name.
    behind: usize,
    moments: usize,
    names: usize,
    /// A moment was read, whose clock may follow as text.
    fresh: bool,
    title: bool,
}

/// The lines of a page that says who speaks or when, and what stands before them; `None` of any other page.
pub(super) fn read(text: &str) -> Option<(Transcript, Vec<String>)> {
    let finds = |what: &str| memchr::memmem::find(text.as_bytes(), what.as_bytes()).is_some();
    let cited = (finds("<cite") || finds("<CITE")) && (finds("<time") || finds("<TIME"));
    if !cited && !MOMENTS.iter().any(|(name, ..)| finds(name)) {
        return None;
    }
    let mut page = Stamped {
        pieces: Vec::new(),
        before: Vec::new(),
        open: Piece::default(),
        space: false,
        into: Into::Text,
        block: 0,
        behind: 0,
        moments: 0,
        names: 0,
        fresh: false,
        title: false,
    };
    for token in shown(text) {
        match token {
            Token::Text(text) => page.text(&decoded(text)),
            Token::Open(name, attributes) => page.open(&name, attributes, cited),
            Token::Close(name) => page.close(&name),
        }
    }
    page.end_block();
    let enough = page.moments >= 2 || (page.moments > 0 && page.names > 0);
    (enough && page.behind * 2 < page.moments).then(|| page.finish(cited))
}

impl Stamped {
    fn text(&mut self, text: &str) {
        if self.title {
            return;
        }
        match &mut self.into {
            Into::Name(_, name) => return name.push_str(text),
            Into::Clock(clock) => return clock.push_str(text),
            Into::Text => {}
        }
        if std::mem::take(&mut self.fresh) && !text.trim().is_empty() && clock(text).is_some() {
            return;
        }
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.space = true;
                continue;
            }
            if std::mem::take(&mut self.space) {
                self.open.text.push(' ');
            }
            self.open.text.push(c);
        }
    }

    fn open(&mut self, name: &str, attributes: Attributes, cited: bool) {
        let moment = MOMENTS.iter().find_map(|names| Some((names, number(attributes, names.0)?)));
        let class = || attributes.get("class").unwrap_or_default().to_ascii_lowercase();
        if let Some(((name, ends, lengths), start)) = moment {
            let end = ends.iter().find_map(|name| number(attributes, name));
            let length = || Some(start + lengths.iter().find_map(|name| number(attributes, name))?);
            self.behind += usize::from(self.open.start.is_none() && !self.open.text.trim().is_empty());
            self.end_piece();
            self.moments += 1;
            self.open.start = Some(start);
            self.open.end = end.or_else(length);
            self.open.millis = matches!(*name, "data-m" | "data-start-ms");
            self.fresh = true;
        }
        match name {
            "title" => self.title = true,
            "cite" if cited => {
                self.end_piece();
                self.into = Into::Name(name.to_owned(), String::new());
            }
            "time" if cited => self.into = Into::Clock(String::new()),
            "span" | "b" | "strong" if class().contains("speaker") => {
                self.end_piece();
                self.into = Into::Name(name.to_owned(), String::new());
            }
            "br" => self.end_block(),
            _ if BLOCKS.contains(&name) => {
                // A block that has a moment itself begins with it.
                let own = moment.map(|_| std::mem::take(&mut self.open));
                self.end_block();
                self.open = own.unwrap_or_else(|| std::mem::take(&mut self.open));
            }
            _ if stands_apart(name, attributes) => self.space = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match std::mem::replace(&mut self.into, Into::Text) {
            Into::Name(own, said) if own == name => {
                let said = said.trim().trim_start_matches('[').trim_end_matches([']', ':', '：', ' ']).trim();
                self.names += usize::from(!said.is_empty());
                self.open.speaker = Some(said.to_owned()).filter(|said| !said.is_empty());
                self.fresh = false;
            }
            Into::Clock(said) if name == "time" => match clock(&said) {
                Some(time) => {
                    self.end_piece();
                    self.moments += 1;
                    self.open.start = Some(time.0 as f64 / 1000.0);
                }
                None => self.text(&said),
            },
            into => self.into = into,
        }
        match name {
            "title" => self.title = false,
            "time" => self.space = true,
            _ if BLOCKS.contains(&name) => self.end_block(),
            _ => {}
        }
    }

    /// Ends what is said under one moment. A name and a moment without text wait for theirs.
    fn end_piece(&mut self) {
        if self.open.text.trim().is_empty() {
            self.open.text.clear();
            return;
        }
        let mut piece = std::mem::take(&mut self.open);
        if std::mem::take(&mut self.space) {
            piece.text.push(' ');
        }
        piece.block = self.block;
        if piece.start.is_none() && piece.speaker.is_none() && self.pieces.is_empty() {
            self.before.push(piece.text.trim().to_owned());
        } else {
            self.pieces.push(piece);
        }
    }

    fn end_block(&mut self) {
        self.end_piece();
        self.space = false;
        self.block += 1;
    }

    fn finish(self, cited: bool) -> (Transcript, Vec<String>) {
        let numbers = || self.pieces.iter().filter(|piece| !piece.millis).filter_map(|piece| piece.start);
        // No moment of a recording of ten hours is a whole number of seconds in all places.
        let all_millis = !cited && numbers().all(|n| n.fract() == 0.0) && numbers().any(|n| n > 36_000.0);
        let span = |piece: &Piece| {
            let scale = if piece.millis || all_millis { 1.0 } else { 1000.0 };
            let time = |number: f64| Time((number * scale).round() as i64);
            Some(Span { start: time(piece.start?), end: piece.end.map(time) })
        };
        let mut builder = TranscriptBuilder::default();
        let timed = self.pieces.iter().filter(|piece| piece.start.is_some());
        let words: usize = timed.clone().map(|piece| piece.text.split_whitespace().count()).sum();
        let mut last: Option<&str> = None;
        if timed.count() >= 8 && words < 2 * self.moments {
            for block in self.pieces.chunk_by(|a, b| a.block == b.block && b.speaker.is_none()) {
                let said = block.iter().map(|piece| Said { text: &piece.text, span: span(piece), ..Said::default() });
                let words: Vec<Said> = said.collect();
                last = block.first().and_then(|piece| piece.speaker.as_deref()).or(last);
                builder.line_of_words(None, last, "", &words);
            }
            return (builder.finish(), self.before);
        }
        let unnamed = self.pieces.iter().filter(|piece| piece.speaker.is_none()).map(|piece| piece.text.trim());
        let names = speaker_prefix::infer(if self.names == 0 { Some(unnamed) } else { None }.into_iter().flatten(), "");
        for piece in &self.pieces {
            let text = piece.text.trim();
            let (name, from) = names.split(text).map_or((None, 0), |(name, from)| (Some(name), from));
            last = piece.speaker.as_deref().or(name).or(last);
            builder.line(span(piece), last, &text[from..]);
        }
        (builder.finish(), self.before)
    }
}

/// The number of an attribute, or the seconds of a clock there.
fn number(attributes: Attributes, name: &str) -> Option<f64> {
    let value = attributes.get(name)?;
    let number = value.trim().parse().ok().or_else(|| Some(clock(&value)?.0 as f64 / 1000.0));
    number.filter(|number: &f64| number.is_finite() && number.abs() < 1e12)
}

/// The moment that a text is.
fn clock(text: &str) -> Option<Time> {
    let text = text.trim();
    let stamp = timestamp::scan_enclosed(text).or_else(|| timestamp::scan(text))?;
    (stamp.len == text.len()).then_some(stamp.time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::timecode;

    #[test]
    fn who_speaks_and_when_is_had_of_elements() {
        for (page, expected) in [
            (
                "<h1>A talk</h1><cite>Ann:</cite> <time>0:05</time>\n<p>Hello.</p><cite>Bob Ray:</cite><time>1:00:07</time>\
                 <p>Yes.</p><p>And no.</p>",
                "(A talk) 00:05 Ann: Hello. | 1:00:07 Bob Ray: Yes. | Bob Ray: And no.",
            ),
            (
                "<p><time>0:05</time><cite>Ann</cite> Hello.<br><time>0:07</time> Yes.",
                "00:05 Ann: Hello. | 00:07 Ann: Yes.",
            ),
            (
                "<p><span class=timestamp data-timestamp='12.11'>0:12</span><b>Ann</b>: Hello.</p>\
                 <p><span data-timestamp=15>0:15</span><b>Bob</b>: Yes.<p><span data-timestamp=17>0:17</span><b>Ann</b>: No.\
                 <p><span data-timestamp=19>0:19</span><b>Bob</b>: No.",
                "00:12.110 Ann: Hello. | 00:15 Bob: Yes. | 00:17 Ann: No. | 00:19 Bob: No.",
            ),
            (
                "<p data-start=1000 data-end=2000>One.</p><p data-start=40000 data-end=41000>Two.</p>",
                "00:01-00:02 One. | 00:40-00:41 Two.",
            ),
            // Words.
            (
                "<p><span class=speaker data-m=0>Ann: </span><span data-m=100 data-d=200>one </span><span data-m=400>two </span>\
                 <span data-m=500>three </span><span data-m=600>four </span><span data-m=700>five.</span></p><p>\
                 <span data-m=800>One </span><span data-m=900>two </span><span data-m=1000>three</span></p>",
                "00:00.100 Ann: one two three four five. | 00:00.800 Ann: One two three",
            ),
            // Names above the text, which are read as text.
            (
                "<p>Ann <span data-timestamp=1>0:01</span></p><p>Yes.</p><p>Bob <span data-timestamp=2>0:02</span></p>",
                "none",
            ),
            ("<p>One <cite>book</cite> of <time>May 2020</time>.", "none"),
        ] {
            let shown = read(page).map_or("none".to_owned(), |(transcript, before)| {
                let short = |time| timecode::format(time, timecode::Style { millis: None, ..timecode::SHORT });
                let exact = |time: Time| match time.0 % 1000 {
                    0 => short(time),
                    millis => format!("{}.{millis:03}", short(time)),
                };
                let line = |line: &crate::model::Line| {
                    let end = |span: Span| span.end.map_or(String::new(), |end| format!("-{}", exact(end)));
                    let span = line.span.map_or(String::new(), |span| format!("{}{} ", exact(span.start), end(span)));
                    let name = transcript.speaker_name(line).map_or(String::new(), |name| format!("{name}: "));
                    format!("{span}{name}{}", line.text)
                };
                let lines: Vec<String> = transcript.lines.iter().map(line).collect();
                let before: String = before.iter().map(|text| format!("({text}) ")).collect();
                format!("{before}{}", lines.join(" | "))
            });
            assert_eq!(shown, expected, "{page}");
        }
    }
}
