//! The partitur editor of EXMARaLDA (`.exb`, a basic transcription).
//!
//! ```xml
//! <basic-transcription><head><meta-information/><speakertable><speaker id="SPK0"><abbreviation>ANN</abbreviation></speaker></speakertable></head>
//! <basic-body><common-timeline><tli id="T0" time="0.0"/><tli id="T1"/><tli id="T2" time="2.5"/></common-timeline>
//! <tier id="TIE0" speaker="SPK0" category="v" type="t"><event start="T0" end="T1">Hello, </event><event start="T1" end="T2">you. </event></tier>
//! <tier id="TIE1" speaker="SPK0" category="en" type="a"><event start="T0" end="T2">a greeting</event></tier></basic-body></basic-transcription>
//! ```
//!
//! An event of a transcribing tier is a line; the lines of all speakers follow each other in time. What other tiers note
//! is kept beside the line of the same speaker at that time. Points of the timeline without a time lie between those that
//! have one.

use super::tiers::{self, Entry};
use super::{attribute, child, children, deep_text};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, values};
use crate::model::{Span, Time, Transcript, message};
use roxmltree::Node;
use std::collections::HashMap;
use std::sync::Arc;

/// EXMARaLDA.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "exb",
    name: "EXMARaLDA",
    extensions: &["exb"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[],
    holds: Holds::NOTHING,
};

fn detect(probe: &Probe) -> Confidence {
    match probe.root() {
        Some(root) if root.name == "basic-transcription" => Confidence::Certain,
        _ => Confidence::No,
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    super::transcript(text, problems, |root, builder, problems| {
        let head = || children(root, "head").flat_map(|head| head.descendants());
        let about = |name: &'static str| {
            let texts = head().filter(move |node| node.tag_name().name() == name).map(deep_text);
            texts.map(|text| text.trim().to_owned()).find(|text| !text.is_empty())
        };
        builder.meta.title = about("transcription-name").or_else(|| about("project-name"));
        about("comment").into_iter().for_each(|comment| builder.note(&comment));
        let language =
            head().filter(|node| node.tag_name().name() == "language").find_map(|node| attribute(node, "lang"));
        builder.meta.language = language.map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned);
        let speakers: HashMap<&str, String> =
            head().filter(|node| node.tag_name().name() == "speaker").filter_map(name).collect();
        let body = child(root, "basic-body").unwrap_or(root);
        let points = || children(body, "common-timeline").flat_map(|line| children(line, "tli"));
        let time = |point| values::millis_of(attribute(point, "time")?.trim().parse::<f64>().ok()? * 1000.0);
        let times = tiers::interpolated(&points().map(time).collect::<Vec<_>>());
        let ids = points().map(|point| attribute(point, "id").unwrap_or_default());
        let timeline = Timeline { places: ids.enumerate().map(|(at, id)| (id, at)).collect(), times };
        let is_spoken = |tier: &Node| attribute(*tier, "type") == Some("t");
        // Where no tier says that it transcribes, all that are verbal do.
        let typed = children(body, "tier").any(|tier| is_spoken(&tier));
        let is_spoken = |tier: &Node| if typed { is_spoken(tier) } else { attribute(*tier, "category") == Some("v") };
        let mut entries = Vec::new();
        // The entries of each speaker, and the places on the timeline where they begin, which rise.
        let mut of: HashMap<Option<&str>, Vec<(usize, usize)>> = HashMap::new();
        for tier in children(body, "tier").filter(is_spoken) {
            let speaker = attribute(tier, "speaker").filter(|id| !id.is_empty());
            let name = speaker.map(|id| speakers.get(id).map_or(id, String::as_str));
            if let Some(name) = name {
                builder.speaker(name);
            }
            for event in children(tier, "event") {
                let (place, span) = timeline.of(event);
                of.entry(speaker).or_default().push((place, entries.len()));
                entries.push(Entry {
                    span,
                    speaker: name,
                    text: deep_text(event),
                    number: place as u64,
                    ..Entry::default()
                });
            }
        }
        of.values_mut().for_each(|entries| entries.sort_by_key(|(place, _)| *place));
        for tier in children(body, "tier").filter(|tier| !is_spoken(tier)) {
            let speaker = attribute(tier, "speaker").filter(|id| !id.is_empty());
            let id = attribute(tier, "display-name").or(attribute(tier, "category")).unwrap_or_default();
            let own = of.get(&speaker).map_or(&[][..], Vec::as_slice);
            let mut beside = 0;
            for event in children(tier, "event") {
                let text = deep_text(event).split_whitespace().collect::<Vec<_>>().join(" ");
                let (place, span) = timeline.of(event);
                let before = own.partition_point(|(start, _)| *start <= place).checked_sub(1);
                match before.and_then(|at| own.get(at)) {
                    _ if text.is_empty() => {}
                    Some((_, at)) => {
                        entries[*at].beside.push_str(&format!("{}\t{text}\n", id.replace(['\t', '\n'], " ")));
                        beside += 1;
                    }
                    // What nobody says, as a noise.
                    None => entries.push(Entry {
                        span,
                        text: format!("[{text}]"),
                        number: place as u64,
                        ..Entry::default()
                    }),
                }
            }
            if beside > 0 {
                problems.push(Problem { line: None, message: message!("data-beside", n = beside, what = id) });
            }
        }
        tiers::push_in_time(builder, FORMAT.id, entries);
        false
    })
}

/// The points of a transcription in their order.
struct Timeline<'a> {
    places: HashMap<&'a str, usize>,
    times: Vec<Option<Time>>,
}

impl Timeline<'_> {
    /// The place at which an event begins, and from when to when it is.
    fn of(&self, event: Node) -> (usize, Option<Span>) {
        let place = |name| attribute(event, name).and_then(|id| self.places.get(id)).copied();
        let time = |place: usize| self.times.get(place).copied().flatten();
        let (start, end) = (place("start"), place("end"));
        let span = start.and_then(time).map(|start| Span { start, end: end.and_then(time) });
        (start.unwrap_or(0), span)
    }
}

/// The id of a speaker and what they are called.
fn name<'a>(speaker: Node<'a, '_>) -> Option<(&'a str, String)> {
    let id = attribute(speaker, "id")?;
    let name = child(speaker, "abbreviation").map(|name| deep_text(name).trim().to_owned());
    Some((id, name.filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_owned())))
}
