//! Page transcripts: text with times, as it is copied from a web page or written by a tool for people.
//!
//! There is no specification, only habits. Reading goes in steps, each over the whole text, because a habit
//! shows only in the whole: the [`shape`] that finds most times; the [`spoken`] form of the times, names and
//! separators that repeat beside them; what stands before and between the timed lines ([`front`]); and who
//! speaks. Nothing is dropped: what is no text becomes title, note or chapter, and labels of the page itself
//! are listed in the problems.

mod front;
mod shape;
mod sheet;
mod spoken;
mod unfold;

use super::speaker_prefix::{self, Names, Style};
use super::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes};
use crate::model::{Meta, RosterBuilder, Transcript, timecode};
use sheet::Sheet;
use std::sync::Arc;

/// Text with times, as pages show it: `MM:SS text` a line.
pub static FORMAT: Format = Format {
    id: "page",
    name: "Page transcript",
    extensions: &["txt"],
    detect,
    read: Reads::Text(parse),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, untimed: true, before_zero: true, speakers: true, notes: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    let head = probe.text();
    let rows = sheet::rows(head);
    let lines = || rows.iter().map(|row| row.of(head));
    let Some((shape, found)) = shape::choose(lines()) else { return Confidence::No };
    let marks: Vec<_> = lines().map(shape.mark).collect();
    let first = marks.iter().position(Option::is_some).unwrap_or(0);
    let timed: Vec<_> = marks.iter().flatten().collect();
    let beside = timed.iter().filter(|mark| !mark.text.is_empty() || !mark.name.is_empty()).count();
    let falls = timed.windows(2).filter(|pair| pair[1].span.start < pair[0].span.start).count();
    if falls * 3 > found {
        return Confidence::Maybe;
    }
    // From when to when on a line of its own is how subtitles are written.
    if timed.iter().any(|mark| mark.span.end.is_some()) && beside * 2 < found {
        return Confidence::Maybe;
    }
    let rest = marks.len() - first;
    let below = beside == 0 || timed.iter().any(|mark| !mark.name.is_empty());
    let set_apart = || lines().take(first).any(|row| row == front::LINE_ACROSS);
    // Or where names stand before what is said, and a time behind one of them or above them; or two heads above turns.
    let spoken = || below && !speaker_prefix::infer(lines(), "").is_empty();
    let headed = || found == 2 && rest <= found * 40 && Sheet::named(&Arc::new(head.to_owned())).is_named();
    let enough = match found {
        // A time or two are a transcript only when there is hardly anything else.
        1 | 2 => found * 2 >= rest && first <= found * 4 || set_apart() || spoken() || headed(),
        _ if set_apart() => true,
        _ if below => found * 100 >= rest,
        _ => found * 3 >= rest,
    };
    if enough { Confidence::Likely } else { Confidence::No }
}

fn parse(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let text = &unfold::unfolded(text);
    let mut sheet = Sheet::named(text);
    sheet.put_furniture_away(problems);
    sheet.read_bare_chapters();
    sheet.report_falls(problems);
    let footers = sheet.take_footers();
    let mut front = sheet.front();
    let chapters = sheet.chapters();
    let pieces = sheet.pieces();
    let mut roster = RosterBuilder::default();
    let head: String = front.title.iter().chain(&front.notes).flat_map(|text| [text, "\n"]).collect();
    let lines = sheet.lines(&pieces, &head, &mut roster);
    front.notes.extend(footers);
    let meta = Meta { title: front.title, notes: front.notes, chapters, ..Meta::default() };
    Transcript { lines, speakers: roster.finish(), meta: Arc::new(meta) }
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let meta = &transcript.meta;
    match &meta.title {
        Some(title) => {
            out.extend(title.split_whitespace().flat_map(|word| [word, " "]));
            out.truncate(out.trim_end().len());
            out.push_str("\n\n");
        }
        // An empty first line says that what follows is no title.
        None if !meta.notes.is_empty() => out.push('\n'),
        None => {}
    }
    for note in &meta.notes {
        push_rows(out, note, "\n");
        out.push_str("\n\n");
    }
    let timed = transcript.lines.iter().any(|line| line.span.is_some());
    if timed && transcript.lines.get(0).is_some_and(|line| line.span.is_none()) {
        out.extend([front::LINE_ACROSS, "\n\n"]);
    }
    let mut chapters = meta.chapters.iter().enumerate().peekable();
    let head: String = meta.title.iter().chain(&meta.notes).flat_map(|text| [text, "\n"]).collect();
    let mut names = Names::of(transcript, Style::EveryLineCarried, &head);
    for (row, line) in transcript.lines.iter().enumerate() {
        if let Some(start) = line.start() {
            while let Some((n, chapter)) = chapters.next_if(|(_, chapter)| chapter.start <= start) {
                front::write_chapter(out, n + 1, chapter);
            }
            let millis = (start.0 % 1000 != 0).then_some('.');
            let style = timecode::Style { millis, ..timecode::SHORT };
            timecode::write(out, start, style).expect("writing to a String does not fail");
            out.push(' ');
        } else if row > 0 {
            out.push('\n');
        }
        names.write(line, out);
        // Only what stands beside a time goes on below.
        push_rows(out, &line.text, if line.span.is_some() { "\n" } else { " " });
        out.push('\n');
    }
    for (n, chapter) in chapters {
        front::write_chapter(out, n + 1, chapter);
    }
}

/// The physical lines of a text without the empty ones, which would end it, and with that between them.
fn push_rows(out: &mut String, text: &str, between: &str) {
    for (n, row) in text.lines().map(str::trim).filter(|row| !row.is_empty()).enumerate() {
        if n > 0 {
            out.push_str(between);
        }
        out.push_str(row);
    }
}
