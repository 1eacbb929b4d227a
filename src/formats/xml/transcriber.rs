//! Transcriber (`.trs`), the program of the DGA and the LDC for broadcasts and interviews, by its type of document
//! (`trans-14.dtd`).
//!
//! ```xml
//! <!DOCTYPE Trans SYSTEM "trans-14.dtd">
//! <Trans><Speakers><Speaker id="spk1" name="Ann"/><Speaker id="spk2" name="Bob"/></Speakers>
//! <Episode><Section type="report" startTime="0" endTime="5">
//! <Turn speaker="spk1" startTime="0" endTime="3"><Sync time="0"/>hello <Event desc="laughs" type="noise"/><Sync time="1.5"/>you</Turn>
//! <Turn speaker="spk1 spk2" startTime="3" endTime="5"><Sync time="3"/><Who nb="1"/>yes<Who nb="2"/>no</Turn>
//! </Section></Episode></Trans>
//! ```
//!
//! What stands between two synchronisations is a line, and where several speak in it, one of each. Events stand in
//! brackets in the text; comments and what is heard in the background become notes, topics chapters. A newline, which
//! means nothing in such a file, is written as a line separator (U+2028).

use super::{DECLARATION, attribute, deep_text, push_attribute, push_text};
use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, ends, values};
use crate::model::{Chapter, Line, Span, Time, Transcript, timecode};
use roxmltree::Node;
use std::collections::HashMap;
use std::sync::Arc;

/// Transcriber.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "trs",
    name: "Transcriber",
    extensions: &["trs"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, ends: true, speakers: true, language: true, ..Holds::NOTHING },
};

/// A newline in a text, where newlines mean nothing.
const NEWLINE: char = '\u{2028}';

fn detect(probe: &Probe) -> Confidence {
    let own = || ["<Episode", "<Speakers", "<Turn"].iter().any(|element| probe.text().contains(element));
    match probe.root() {
        Some(root) if root.name == "Trans" && (own() || root.attribute("audio_filename").is_some()) => {
            Confidence::Certain
        }
        _ => Confidence::No,
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    super::transcript(text, problems, |root, builder, _| {
        builder.meta.language = attribute(root, "lang").filter(|tag| !tag.is_empty()).map(str::to_owned);
        let all = |name: &'static str| root.descendants().filter(move |node| node.tag_name().name() == name);
        builder.meta.title = all("Episode").find_map(|episode| attribute(episode, "program")).and_then(said);
        let speakers: HashMap<&str, &str> = all("Speaker")
            .filter_map(|speaker| {
                let id = attribute(speaker, "id")?;
                Some((id, attribute(speaker, "name").map(str::trim).filter(|name| !name.is_empty()).unwrap_or(id)))
            })
            .collect();
        for id in all("Speaker").filter_map(|speaker| attribute(speaker, "id")) {
            builder.speaker(speakers[id]);
        }
        let topics: HashMap<&str, &str> =
            all("Topic").filter_map(|topic| Some((attribute(topic, "id")?, attribute(topic, "desc")?))).collect();
        for section in all("Section") {
            let title = attribute(section, "topic").and_then(|id| topics.get(id));
            if let (Some(title), Some(start)) = (title, time(section, "startTime")) {
                builder.chapter(start, title);
            }
        }
        for node in all("Turn").filter(|turn| !super::is_too_deep(*turn)) {
            let ids = attribute(node, "speaker").unwrap_or_default().split_whitespace();
            let names: Vec<&str> = ids.map(|id| speakers.get(id).copied().unwrap_or(id)).collect();
            Turn { names: &names, start: time(node, "startTime"), who: 0, said: Vec::new() }.read(node, builder);
        }
        false
    })
}

/// A text that is not blank.
fn said(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

fn time(node: Node, name: &str) -> Option<Time> {
    let seconds: f64 = attribute(node, name)?.trim().replace(',', ".").parse().ok()?;
    values::millis_of(seconds * 1000.0)
}

/// A turn while it is read.
struct Turn<'a> {
    /// Who speaks in it.
    names: &'a [&'a str],
    /// When the part begins that is read.
    start: Option<Time>,
    /// Which of them speaks.
    who: usize,
    /// What each says in the part.
    said: Vec<(usize, String)>,
}

impl Turn<'_> {
    fn read(mut self, node: Node, builder: &mut TranscriptBuilder) {
        let end = time(node, "endTime");
        self.content(node, builder, 0);
        self.finish_part(end, builder);
    }

    fn content(&mut self, node: Node, builder: &mut TranscriptBuilder, depth: usize) {
        for child in node.children() {
            if child.is_text() {
                self.push(child.text().unwrap_or_default());
            }
            let desc = attribute(child, "desc").map(str::trim).filter(|desc| !desc.is_empty());
            match child.tag_name().name() {
                "Sync" => {
                    let at = time(child, "time");
                    self.finish_part(at, builder);
                    self.start = at.or(self.start);
                }
                "Who" => {
                    let nb = attribute(child, "nb").and_then(|nb| nb.trim().parse::<usize>().ok());
                    self.who = nb.map_or(0, |nb| nb.saturating_sub(1));
                }
                "Event" | "Vocal" => {
                    if let Some(desc) = desc {
                        self.push(&match attribute(child, "extent") {
                            Some("begin") => format!(" [{desc}-] "),
                            Some("end") => format!(" [-{desc}] "),
                            _ => format!(" [{desc}] "),
                        });
                    }
                }
                "Comment" => self.note(desc, builder),
                "Background" => {
                    let kind = attribute(child, "type").filter(|kind| !kind.trim().is_empty());
                    let heard = attribute(child, "level").is_none_or(|level| level != "off");
                    let kind = kind.filter(|_| heard).map(|kind| format!("[{}]", kind.trim()));
                    self.note(kind.as_deref(), builder);
                }
                _ => {}
            }
            // Nothing stands in these, unless one was not closed.
            match child.is_element() && child.has_children() {
                true if depth < super::DEEPEST => self.content(child, builder, depth + 1),
                true => self.push(&deep_text(child)),
                false => {}
            }
        }
    }

    fn note(&self, note: Option<&str>, builder: &mut TranscriptBuilder) {
        if let Some(note) = note {
            let at = self.start.map_or(String::new(), |at| timecode::format(at, timecode::style_for(at)) + " ");
            builder.note(&format!("{at}{note}"));
        }
    }

    fn push(&mut self, text: &str) {
        match self.said.last_mut() {
            Some((who, said)) if *who == self.who => said.push_str(text),
            _ => self.said.push((self.who, text.to_owned())),
        }
    }

    /// Adds what was said until a moment.
    fn finish_part(&mut self, end: Option<Time>, builder: &mut TranscriptBuilder) {
        for (who, text) in self.said.drain(..) {
            let words: Vec<&str> = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
            let span = self.start.map(|start| Span { start, end });
            let name = self.names.get(who).or(self.names.last()).copied();
            builder.line(span, name, &words.join(" ").replace(NEWLINE, "\n"));
        }
    }
}

/// Lines that are written as one turn: of one speaker, each from the end of the one before; or of several at once.
struct Group<'a> {
    start: Time,
    end: Time,
    lines: Vec<(Time, &'a Line)>,
    at_once: bool,
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let mut chapters: Vec<&Chapter> = transcript.meta.chapters.iter().collect();
    chapters.sort_by_key(|chapter| chapter.start);
    let groups = groups(transcript, &chapters);
    write_head(transcript, &chapters, out);
    let last = groups.iter().map(|group| group.end).chain(chapters.iter().map(|chapter| chapter.start)).max();
    let last = last.unwrap_or_default();
    let section = |out: &mut String, start: Time, number: Option<usize>| {
        let next = chapters.get(number.map_or(0, |number| number + 1)).map_or(last, |chapter| chapter.start);
        out.push_str("<Section type=\"report\"");
        if let Some(number) = number {
            push_attribute(out, "topic", &format!("to{}", number + 1));
        }
        out.push_str(&format!(" startTime=\"{}\" endTime=\"{}\">\n", seconds(start), seconds(next)));
    };
    let mut next = 0;
    let mut before = groups.first().map_or(Time(0), |group| group.start.min(Time(0)));
    if chapters.first().is_none_or(|chapter| groups.first().is_some_and(|group| group.start < chapter.start)) {
        section(out, before, None);
    } else {
        section(out, chapters[0].start, Some(0));
        next = 1;
    }
    for group in &groups {
        while let Some(chapter) = chapters.get(next).filter(|chapter| chapter.start <= group.start) {
            out.push_str("</Section>\n");
            section(out, chapter.start, Some(next));
            next += 1;
        }
        // The program wants no moment without a turn.
        if group.start > before {
            let (from, to) = (seconds(before), seconds(group.start));
            out.push_str(&format!(
                "<Turn startTime=\"{from}\" endTime=\"{to}\">\n<Sync time=\"{from}\"/>\n\n</Turn>\n"
            ));
        }
        write_turn(transcript, group, out);
        before = before.max(group.end);
    }
    for (number, chapter) in chapters.iter().enumerate().skip(next) {
        out.push_str("</Section>\n");
        section(out, chapter.start, Some(number));
    }
    out.push_str("</Section>\n</Episode>\n</Trans>\n");
}

fn groups<'a>(transcript: &'a Transcript, chapters: &[&Chapter]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut chapters = chapters.iter().peekable();
    for (start, end, line) in ends::filled(transcript) {
        let mut fresh = false;
        while chapters.next_if(|chapter| chapter.start <= start).is_some() {
            fresh = true;
        }
        match groups.last_mut().filter(|_| !fresh) {
            Some(group) if !group.at_once && group.end == start && group.lines[0].1.speaker == line.speaker => {
                group.lines.push((start, line));
                group.end = end;
            }
            Some(group)
                if (group.at_once || group.lines.len() == 1)
                    && (group.start, group.end) == (start, end)
                    && line.speaker.is_some()
                    && group.lines.iter().all(|(_, own)| own.speaker.is_some() && own.speaker != line.speaker) =>
            {
                group.lines.push((start, line));
                group.at_once = true;
            }
            _ => groups.push(Group { start, end, lines: vec![(start, line)], at_once: false }),
        }
    }
    groups
}

fn write_head(transcript: &Transcript, chapters: &[&Chapter], out: &mut String) {
    out.push_str(DECLARATION);
    out.push_str("<!DOCTYPE Trans SYSTEM \"trans-14.dtd\">\n<Trans scribe=\"\" audio_filename=\"\" version=\"1\"");
    if let Some(language) = &transcript.meta.language {
        push_attribute(out, "xml:lang", language);
    }
    out.push_str(">\n");
    if !chapters.is_empty() {
        out.push_str("<Topics>\n");
        for (number, chapter) in chapters.iter().enumerate() {
            out.push_str(&format!("<Topic id=\"to{}\"", number + 1));
            push_attribute(out, "desc", &chapter.title);
            out.push_str("/>\n");
        }
        out.push_str("</Topics>\n");
    }
    if !transcript.speakers.is_empty() {
        out.push_str("<Speakers>\n");
        for (place, speaker) in transcript.speakers.iter().enumerate() {
            out.push_str(&format!("<Speaker id=\"spk{}\"", place + 1));
            push_attribute(out, "name", &speaker.name);
            out.push_str(" check=\"no\" dialect=\"native\" accent=\"\" scope=\"local\"/>\n");
        }
        out.push_str("</Speakers>\n");
    }
    out.push_str("<Episode");
    if let Some(title) = &transcript.meta.title {
        push_attribute(out, "program", title);
    }
    out.push_str(">\n");
}

fn write_turn(transcript: &Transcript, group: &Group, out: &mut String) {
    let place = |line: &Line| transcript.speakers.iter().position(|speaker| Some(speaker.id) == line.speaker);
    let speakers: Vec<String> = match group.at_once {
        true => {
            group.lines.iter().filter_map(|(_, line)| place(line)).map(|place| format!("spk{}", place + 1)).collect()
        }
        false => place(group.lines[0].1).map(|place| format!("spk{}", place + 1)).into_iter().collect(),
    };
    out.push_str("<Turn");
    if !speakers.is_empty() {
        push_attribute(out, "speaker", &speakers.join(" "));
    }
    out.push_str(&format!(" startTime=\"{}\" endTime=\"{}\">\n", seconds(group.start), seconds(group.end)));
    for (nb, (start, line)) in group.lines.iter().enumerate() {
        if nb == 0 || !group.at_once {
            out.push_str(&format!("<Sync time=\"{}\"/>\n", seconds(*start)));
        }
        if group.at_once {
            out.push_str(&format!("<Who nb=\"{}\"/>\n", nb + 1));
        }
        push_text(out, &line.text.replace('\n', NEWLINE.encode_utf8(&mut [0; 4])));
        out.push('\n');
    }
    out.push_str("</Turn>\n");
}

/// Seconds as the program writes them: `2.626`, `3`.
fn seconds(time: Time) -> String {
    let millis = time.0.unsigned_abs();
    let sign = if time.0 < 0 { "-" } else { "" };
    let fraction = format!("{:03}", millis % 1000);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", millis / 1000)
}
