//! Advanced `SubStation` Alpha (`.ass`) and its ancestor `SubStation` Alpha (`.ssa`), as libass and Aegisub read them.
//!
//! Sections in brackets; in `[Events]` a `Format:` line names the columns, and each `Dialogue:` line is a caption. Who
//! speaks stands in `Name` (or `Actor`). Text may hold overrides in braces, `\N` and `\n` for newlines and `\h` for a space
//! that does not break. Pictures drawn with `\p1` say nothing and are left out. The durations of karaoke are the times of
//! words. `Comment:` lines are notes. All other sections are kept as they are, to be written back.

use crate::formats::builder::{Said, TranscriptBuilder};
use crate::formats::tags::{self, Dialect, Piece};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, arrow, captions, ends};
use crate::model::{Chapter, Line, Markup, Meta, Span, Time, Transcript, message, timecode};
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

/// Advanced `SubStation` Alpha.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "ass",
    name: "SubStation Alpha",
    extensions: &["ass", "ssa"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: captions::SETTINGS,
    holds: Holds {
        times: true,
        ends: true,
        speakers: true,
        words: true,
        language: true,
        notes: true,
        ..Holds::NOTHING
    },
};

/// The columns where no `Format:` line names them.
const COLUMNS: &[&str] = &["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"];
/// The effect of a comment that is a chapter.
const CHAPTER: &str = "chapter";

fn detect(probe: &Probe) -> Confidence {
    let mut sure = Confidence::No;
    for line in probe.text().lines().map(|line| line.trim_matches(arrow::is_ignorable)) {
        if is_section(line, "events") {
            sure = Confidence::Likely;
        }
        if is_section(line, "script info") || is_section(line, "v4+ styles") || is_section(line, "v4 styles") {
            return Confidence::Certain;
        }
        if let Some((_, values)) = event(line) {
            let timed = values.split(',').skip(1).take(2).all(|time| arrow::time(time).is_some());
            return if timed { Confidence::Certain } else { Confidence::Maybe };
        }
    }
    sure
}

fn is_section(line: &str, name: &str) -> bool {
    let inside = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    inside.is_some_and(|inside| inside.trim().eq_ignore_ascii_case(name))
}

/// The kind of an event, `Dialogue` or `Comment`, and its values; `None` when a line is none.
fn event(line: &str) -> Option<(Kind, &str)> {
    let (key, values) = line.split_once(':')?;
    let is = |name: &str| key.trim().eq_ignore_ascii_case(name);
    let kind = if is("dialogue") { Kind::Dialogue } else { Some(Kind::Comment).filter(|_| is("comment"))? };
    Some((kind, values))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Dialogue,
    Comment,
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut reader = Reader {
        builder: TranscriptBuilder::default(),
        columns: COLUMNS.iter().map(|&column| column.to_owned()).collect(),
        header: String::new(),
        problems,
    };
    let mut in_events = false;
    for (n, row) in text.lines().enumerate() {
        let line = row.trim_matches(arrow::is_ignorable);
        if line.starts_with('[') && line.ends_with(']') && !line.contains(',') {
            in_events = is_section(line, "events");
            if !in_events {
                reader.keep(row);
            }
        } else if let Some((kind, values)) = event(line) {
            reader.event(kind, values, n + 1);
        } else if in_events {
            reader.beside(line);
        } else {
            reader.info(line);
            reader.keep(row);
        }
    }
    let Reader { mut builder, header, .. } = reader;
    let header = header.trim().to_owned();
    if !header.is_empty() {
        builder.meta.header = Some(Arc::new(Markup { format: FORMAT.id.into(), around: header, body: None }));
    }
    builder.finish_captions()
}

struct Reader<'a> {
    builder: TranscriptBuilder,
    /// What the columns of the events are called, in their order, lower case.
    columns: Vec<String>,
    /// All sections but the events.
    header: String,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn keep(&mut self, row: &str) {
        self.header.push_str(row.trim_end().trim_start_matches('\u{FEFF}'));
        self.header.push('\n');
    }

    /// Takes from a line of the head what is known about the whole.
    fn info(&mut self, line: &str) {
        let Some((key, value)) = line.split_once(':').map(|(key, value)| (key.trim(), value.trim())) else { return };
        let meta = &mut self.builder.meta;
        if key.eq_ignore_ascii_case("title") && !is_placeholder(value) && meta.title.is_none() {
            meta.title = Some(value.to_owned());
        } else if key.eq_ignore_ascii_case("language") && !value.is_empty() {
            meta.language = Some(value.to_owned());
        }
    }

    /// A line among the events that is none: the names of the columns, or what nobody expects there.
    fn beside(&mut self, line: &str) {
        match line.split_once(':') {
            Some((key, columns)) if key.trim().eq_ignore_ascii_case("format") => {
                let columns: Vec<String> = columns.split(',').map(|column| column.trim().to_lowercase()).collect();
                if columns.iter().any(|column| column == "text") {
                    self.columns = columns;
                }
            }
            // Pictures, sounds and films are no text; a comment of the author is a note.
            Some((key, _)) if ["picture", "sound", "movie", "command"].contains(&&*key.trim().to_lowercase()) => {}
            _ => self.builder.note(line.trim_start_matches(';')),
        }
    }

    fn event(&mut self, kind: Kind, values: &str, row: usize) {
        let fields = Fields { values: split(values, &self.columns), columns: &self.columns };
        let start = fields.get("start").and_then(arrow::time);
        let end = fields.get("end").and_then(arrow::time);
        let span = start.map(|start| Span { start, end });
        let name = fields.get("name").or_else(|| fields.get("actor")).unwrap_or_default();
        // Where there are fewer values than columns, what is there is all that is said.
        let body = fields.get("text").unwrap_or_else(|| values.trim());
        let spoken = spoken(body, span);
        if kind == Kind::Comment {
            match span.filter(|_| fields.get("effect") == Some(CHAPTER)) {
                Some(span) => self.builder.chapter(span.start, &spoken.text),
                None => self.builder.note(&spoken.text),
            }
            return;
        }
        let message = match span {
            None => Some(message!("captions-times-unreadable", what = values.trim())),
            Some(span) if span.end.is_none() && fields.get("end").is_some_and(|end| !end.is_empty()) => {
                Some(message!("captions-end-unreadable", what = values.trim()))
            }
            Some(_) => None,
        };
        self.problems.extend(message.map(|message| Problem { line: Some(row), message }));
        let around = fields.around();
        let again = written(&spoken.text, &spoken.words(), span);
        let body = (again != body).then(|| body.to_owned());
        let markup = (body.is_some() || !around.is_empty()).then(|| Markup { format: FORMAT.id.into(), around, body });
        let said = spoken.said();
        self.builder.line_with(span, Some(name), &spoken.text, &said, markup);
    }
}

/// Titles that programs give to what has none.
fn is_placeholder(title: &str) -> bool {
    let title = title.to_lowercase();
    title.is_empty()
        || title.starts_with("default aegisub")
        || matches!(&*title, "<untitled>" | "untitled" | "[unknown]")
}

/// The values of an event. The last column takes the rest, commas included.
fn split<'a>(values: &'a str, columns: &[String]) -> Vec<&'a str> {
    values.splitn(columns.len(), ',').map(str::trim).collect()
}

struct Fields<'a> {
    values: Vec<&'a str>,
    columns: &'a [String],
}

impl<'a> Fields<'a> {
    fn get(&self, column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.values.get(at).copied()
    }

    /// What is neither time, name nor text, where it is not what every line has: layer, style, margins and effect.
    fn around(&self) -> String {
        let margin = |value: &str| value.chars().all(|c| c == '0');
        let (layer, style) = (self.get("layer").unwrap_or("0"), self.get("style").unwrap_or("Default"));
        let margins = ["marginl", "marginr", "marginv"].map(|margin| self.get(margin).unwrap_or("0"));
        let effect = self.get("effect").unwrap_or_default();
        let usual = style.trim_start_matches('*').eq_ignore_ascii_case("default") || style.is_empty();
        if margin(layer) && usual && margins.iter().all(|value| margin(value)) && effect.is_empty() {
            return String::new();
        }
        [layer, style, margins[0], margins[1], margins[2], effect].join(",")
    }
}

/// The marks inside a text: overrides in braces, and what a backslash stands for.
const DIALECT: Dialect = Dialect {
    marks: *b"{\\\\",
    entity: |text| {
        let shown = match text.as_bytes().get(1)? {
            b'N' | b'n' => "\n",
            b'h' => "\u{A0}",
            b'{' => "{",
            b'}' => "}",
            // A word joiner keeps a backslash apart from its letter.
            _ => return text.strip_prefix(APART).map(|rest| (text.len() - rest.len(), "\\".into())),
        };
        text.starts_with('\\').then_some((2, shown.into()))
    },
    tag: |text| text.strip_prefix('{').and_then(|rest| rest.find('}')).map(|end| end + 2),
    escape,
};

const JOINER: char = '\u{2060}';
const APART: &str = "\\\u{2060}";

fn escape(text: &str, out: &mut String) {
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\N"),
            '{' => out.push_str("\\{"),
            '}' => out.push_str("\\}"),
            'N' | 'n' | 'h' if before == '\\' => out.extend([JOINER, c]),
            c => out.push(c),
        }
        before = c;
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// A text as it is shown, and from when to when its syllables are sung.
#[derive(Default)]
struct Spoken {
    text: String,
    syllables: Vec<(std::ops::Range<usize>, Span)>,
}

impl Spoken {
    /// The syllables put together to words.
    fn words(&self) -> Vec<(std::ops::Range<usize>, Span)> {
        let mut words: Vec<(std::ops::Range<usize>, Span)> = Vec::new();
        for (at, span) in &self.syllables {
            let run = &self.text[at.clone()];
            let from = at.start + run.len() - run.trim_start().len();
            let at = from..from + run.trim().len();
            if at.is_empty() {
                continue;
            }
            match words.last_mut() {
                Some((before, whole)) if before.end == at.start => {
                    before.end = at.end;
                    whole.end = span.end;
                }
                _ => words.push((at, *span)),
            }
        }
        words
    }

    fn said(&self) -> Vec<Said<'_>> {
        let said = |(at, span): (std::ops::Range<usize>, Span)| Said {
            text: &self.text[at],
            span: Some(span),
            ..Said::default()
        };
        self.words().into_iter().map(said).collect()
    }
}

/// What a text says, without what is drawn.
fn spoken(body: &str, span: Option<Span>) -> Spoken {
    let mut spoken = Spoken::default();
    let mut draws = false;
    let mut clock = span.map(|span| span.start);
    let mut sung: Option<(usize, Span)> = None;
    for piece in tags::pieces(body, &DIALECT) {
        match piece {
            Piece::Tag(tag) => {
                draws = drawing(tag).unwrap_or(draws);
                let (Some(start), Some(lasts)) = (clock, karaoke(tag)) else { continue };
                spoken.syllables.extend(sung.map(|(from, span)| (from..spoken.text.len(), span)));
                let end = start + lasts;
                (clock, sung) = (Some(end), Some((spoken.text.len(), Span { start, end: Some(end) })));
            }
            Piece::Text(_) | Piece::Entity(..) if draws => {}
            Piece::Text(run) => spoken.text.push_str(run),
            Piece::Entity(_, shown) => spoken.text.push_str(&shown),
        }
    }
    spoken.syllables.extend(sung.map(|(from, span)| (from..spoken.text.len(), span)));
    let blank = |c: char| c.is_whitespace() && c != '\u{A0}';
    let lead = spoken.text.len() - spoken.text.trim_start_matches(blank).len();
    let length = spoken.text.trim_matches(blank).len();
    spoken.text = spoken.text.trim_matches(blank).to_owned();
    for (at, _) in &mut spoken.syllables {
        *at = at.start.saturating_sub(lead).min(length)..at.end.saturating_sub(lead).min(length);
    }
    spoken
}

/// The values of an override of that name in a block: `\k50` has the value `50`.
fn overrides<'a>(block: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    block.trim_end_matches('}').split('\\').skip(1).filter_map(move |part| part.trim().strip_prefix(name))
}

/// Whether a block begins or ends what is drawn; `None` when it does neither.
fn drawing(block: &str) -> Option<bool> {
    let scale = |value: &str| value.parse::<u32>().ok();
    overrides(block, "p").filter_map(scale).last().map(|scale| scale > 0)
}

/// How long the syllable lasts that a block begins, in milliseconds; `None` where it begins none.
fn karaoke(block: &str) -> Option<i64> {
    let names = ["kf", "ko", "kt", "K", "k"];
    let lasts = |part: &str| {
        let value = names.iter().find_map(|name| part.trim().strip_prefix(name))?;
        value.trim().parse::<f64>().ok().filter(|hundredths| (0.0..1e9).contains(hundredths))
    };
    let durations = block.trim_matches(['{', '}']).split('\\').skip(1).filter_map(lasts);
    durations.reduce(|sum, more| sum + more).map(|hundredths| (hundredths * 10.0).round() as i64)
}

/// A text as Stet writes it, with the times of its words.
fn written(text: &str, words: &[(std::ops::Range<usize>, Span)], span: Option<Span>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut clock = span.map(|span| hundredths(span.start));
    let mut done = 0;
    for (at, times) in words {
        let (Some(now), Some(said)) = (clock, text.get(done..at.start)) else { continue };
        let (start, end) = (hundredths(times.start), times.end.map_or(hundredths(times.start), hundredths));
        if done == 0 {
            escape(said, &mut out);
        } else {
            // The space behind a word belongs to it.
            out.push_str(said);
        }
        if start > now {
            out.push_str(&format!("{{\\k{}}}", start - now));
        }
        out.push_str(&format!("{{\\k{}}}", (end - start.max(now)).max(0)));
        escape(&text[at.clone()], &mut out);
        (done, clock) = (at.end, Some(end.max(start).max(now)));
    }
    escape(&text[done..], &mut out);
    out
}

fn hundredths(time: Time) -> i64 {
    (time.0.max(0) + 5) / 10
}

fn write(transcript: &Transcript, options: &Options, out: &mut String) {
    let transcript = &*captions::fitted(transcript, options);
    let meta = &*transcript.meta;
    let header = meta.header.as_deref().filter(|header| header.format == FORMAT.id);
    let header = header.map_or_else(|| HEADER.to_owned(), |header| header.around.clone());
    let old = header.lines().any(|line| is_section(line.trim(), "v4 styles"));
    out.push_str(&with_info(&header, meta));
    let first = if old { "Marked" } else { "Layer" };
    let columns = ["Start", "End", "Style", "Name", "MarginL", "MarginR", "MarginV", "Effect", "Text"].join(", ");
    out.push_str(&format!("\n\n[Events]\nFormat: {first}, {columns}\n"));
    for Chapter { start, title } in &meta.chapters {
        let exact = timecode::format(*start, timecode::VTT);
        write_event(out, "Comment", old, ["0,Default,0,0,0,chapter", ""], [&exact, &exact], &escaped(title));
    }
    for note in &meta.notes {
        write_event(out, "Comment", old, ["0,Default,0,0,0,", ""], [&clock(Time(0)), &clock(Time(0))], &escaped(note));
    }
    for (start, end, line) in ends::filled(transcript) {
        let markup = line.markup.as_deref().filter(|markup| markup.format == FORMAT.id);
        let around = markup.map(|markup| &*markup.around).filter(|around| !around.is_empty());
        let name = transcript.speaker_name(line).unwrap_or_default().replace([',', '\n'], " ");
        let body = body_of(line, Span { start, end: Some(end) }, markup.and_then(|markup| markup.body.as_deref()));
        write_event(
            out,
            "Dialogue",
            old,
            [around.unwrap_or("0,Default,0,0,0,"), &name],
            [&clock(start), &clock(end)],
            &body,
        );
    }
}

/// The text of a line with the overrides it had, as far as they fit.
fn body_of<'a>(line: &'a Line, span: Span, body: Option<&'a str>) -> Cow<'a, str> {
    let times = |word: &crate::model::Word| Some((word.range(), word.span?));
    let words: Vec<_> = line.words.iter().flat_map(|words| words.iter()).filter_map(times).collect();
    match body {
        Some(body) if spoken(body, Some(span)).text == *line.text && spoken(body, Some(span)).words() == words => {
            body.into()
        }
        Some(body) if words.is_empty() && drawing(body).is_none() => tags::carry(body, &line.text, &DIALECT).into(),
        _ => written(&line.text, &words, Some(span)).into(),
    }
}

/// Writes an event. `sides` is what stands between the times and the text but for the name, and the name.
fn write_event(out: &mut String, kind: &str, old: bool, sides: [&str; 2], [start, end]: [&str; 2], text: &str) {
    let mut fields = sides[0].splitn(6, ',');
    let mut next = || fields.next().unwrap_or_default();
    let (layer, style) = (next(), next());
    let margins = [next(), next(), next()].join(",");
    let effect = next();
    let layer = if old { "Marked=0" } else { layer };
    let name = sides[1];
    writeln!(out, "{kind}: {layer},{start},{end},{style},{name},{margins},{effect},{text}")
        .expect("writing to a String does not fail");
}

/// `H:MM:SS.CC`. There is nothing before zero.
fn clock(time: Time) -> String {
    let hundredths = hundredths(time);
    let seconds = hundredths / 100;
    format!("{}:{:02}:{:02}.{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60, hundredths % 100)
}

/// The head with title and language as they are now.
fn with_info(header: &str, meta: &Meta) -> String {
    let mut lines: Vec<Cow<str>> = header.lines().map(Cow::Borrowed).collect();
    for (key, value) in [("Language", &meta.language), ("Title", &meta.title)] {
        let is_key =
            |line: &Cow<str>| line.split_once(':').is_some_and(|(name, _)| name.trim().eq_ignore_ascii_case(key));
        let at = lines.iter().position(is_key);
        let line = value.as_ref().map(|value| format!("{key}: {}", value.replace('\n', " ")));
        match (at, line) {
            (Some(at), Some(line)) => lines[at] = line.into(),
            (Some(at), None) => {
                let (_, old) = lines[at].split_once(':').unwrap_or_default();
                if !is_placeholder(old.trim()) {
                    lines.remove(at);
                }
            }
            (None, Some(line)) => {
                let behind =
                    lines.iter().position(|line| is_section(line.trim(), "script info")).map_or(0, |at| at + 1);
                if behind == 0 {
                    lines.insert(0, "[Script Info]".into());
                }
                lines.insert(behind.max(1), line.into());
            }
            (None, None) => {}
        }
    }
    lines.join("\n")
}

/// The head of a file that comes from no other.
const HEADER: &str = "[Script Info]
ScriptType: v4.00+
WrapStyle: 0
ScaledBorderAndShadow: yes
PlayResX: 1920
PlayResY: 1080

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,64,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,60,60,50,1";

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(events: &str) -> Transcript {
        read(&Arc::new(format!("[Events]\n{events}")), &Options::default(), &mut Vec::new())
    }

    /// Each line as `start-end Name: text`, with its words behind it.
    fn show(t: &Transcript) -> String {
        let line = |line: &Line| {
            let name = t.speaker_name(line).map_or(String::new(), |name| format!("{name}: "));
            let words = line.words.iter().flat_map(|words| words.iter());
            let words: String = words
                .map(|word| format!(" [{}@{}]", &line.text[word.range()], word.span.map_or(-1, |span| span.start.0)))
                .collect();
            let span = line.span.map_or("?".into(), |span| {
                format!("{}-{}", span.start.0, span.end.map_or("?".into(), |end| end.0.to_string()))
            });
            format!("{span} {name}{}{words}", line.text.replace('\n', "|"))
        };
        t.lines.iter().map(line).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn events_are_read() {
        for (events, expected) in [
            (
                "Dialogue: 0,0:00:01.00,0:00:02.50,Default,Ann,0,0,0,,One, two\\Nthree\\hfour",
                "1000-2500 Ann: One, two|three\u{a0}four",
            ),
            (
                "Format: Start, End, Actor, Text\nDialogue: 0:00:01.00,0:00:02.50,Ann,{\\i1}One{\\i0} {note}two",
                "1000-2500 Ann: One two",
            ),
            ("dialogue:Marked=0,1:2:3.4,0:00:00.5,*Default,NTP,0000,0000,0000,!Effect,A", "3723400-500 NTP: A"),
            ("Dialogue: 0,oops,0:00:02.50,Default,,0,0,0,,A", "? A"),
            ("Dialogue: A", "? A"),
            ("Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}", ""),
            (
                "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0{\\p0}A{never closed",
                "1000-2000 A{never closed",
            ),
            ("Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,A", ""),
            (
                "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\k20}{\\k30}Wil{\\kf20}low {\\K50}tree",
                "1000-3000 Willow tree [Willow@1200] [tree@1700]",
            ),
            ("Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,\\{a\\} C:\\\u{2060}new", "1000-2000 {a} C:\\new"),
        ] {
            assert_eq!(show(&parse(events)), expected, "{events}");
        }
    }

    #[test]
    fn what_is_written_reads_the_same() {
        for text in ["One, two\nthree", "{a} \\N \\n C:\\new\\h", "a\u{a0}b", "Note: & <i>"] {
            let line = Line::timed(Span::new(1230, 4560), text);
            let t = Transcript { lines: [line].into_iter().collect(), ..Transcript::default() };
            let mut out = String::new();
            write(&t, &Options::default(), &mut out);
            let again = read(&Arc::new(out.clone()), &Options::default(), &mut Vec::new());
            assert_eq!((&*again.lines[0].text, again.lines[0].span), (text, Some(Span::new(1230, 4560))), "{out}");
        }
    }

    #[test]
    fn overrides_are_carried_over() {
        let mut t = parse("Dialogue: 2,0:00:01.00,0:00:02.00,Sign,Ann,1,0,0,,{\\an8}Helo {\\i1}there{\\i0}");
        t.lines = t.lines.iter().map(|line| line.with_text("Hello there".into())).collect();
        let mut out = String::new();
        write(&t, &Options::default(), &mut out);
        let event = "Dialogue: 2,0:00:01.00,0:00:02.00,Sign,Ann,1,0,0,,{\\an8}Hello {\\i1}there{\\i0}\n";
        assert!(out.ends_with(event), "{out}");
    }
}
