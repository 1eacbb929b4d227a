//! The captions of Final Cut Pro's projects (`.fcpxml`), and its titles where there are none.
//!
//! ```xml
//! <fcpxml version="1.10"><library><event><project><sequence tcStart="3600s"><spine>
//!   <asset-clip offset="3600s" start="5s" duration="20s">
//!     <caption lane="1" offset="7s" duration="1001/500s" role="iTT?captionFormat=ITT.en"><text><text-style>Hello.</text-style></text></caption>
//!   </asset-clip>
//! </spine></sequence></project></event></library></fcpxml>
//! ```
//!
//! Times are fractions of seconds. What is attached to a clip counts in the clip's own time, which begins at its `start`;
//! so each is carried up to the beginning of the sequence.

use super::tiers::{self, Entry};
use super::{attribute, children, deep_text};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, values};
use crate::model::{Span, Transcript};
use roxmltree::Node;
use std::sync::Arc;

/// Final Cut Pro.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "fcpxml",
    name: "Final Cut Pro XML",
    extensions: &["fcpxml"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[],
    holds: Holds::NOTHING,
};

fn detect(probe: &Probe) -> Confidence {
    match probe.root() {
        Some(root) if root.name == "fcpxml" => Confidence::Certain,
        _ => Confidence::No,
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    super::transcript(text, problems, |root, builder, _| {
        let named = |name: &'static str| root.descendants().filter(move |node| node.tag_name().name() == name);
        let mut titles = named("project").filter_map(|project| attribute(project, "name")).map(str::trim);
        builder.meta.title = titles.find(|title| !title.is_empty()).map(str::to_owned);
        let format =
            |node| attribute(node, "role").and_then(|role| role.split_once("captionFormat=")?.1.split_once('.'));
        builder.meta.language = named("caption").find_map(format).map(|(_, tag)| tag.to_owned());
        let kind = if named("caption").next().is_some() { "caption" } else { "title" };
        let mut entries = Vec::new();
        walk(root, kind, &Place { at: 0.0, local: 0.0, in_turn: false, depth: 0 }, &mut entries);
        tiers::push_in_time(builder, FORMAT.id, entries);
        true
    })
}

/// Where something stands: `at` seconds into the sequence it is `local` seconds into its own time.
struct Place {
    at: f64,
    local: f64,
    /// What stands in it without saying when follows what stands before it.
    in_turn: bool,
    depth: usize,
}

fn walk(node: Node, kind: &str, place: &Place, entries: &mut Vec<Entry>) {
    let seconds = |node, name| attribute(node, name).and_then(seconds);
    let mut next = place.local;
    for child in node.children().filter(|child| child.is_element()) {
        let name = child.tag_name().name();
        // What the resources hold is shown where it is used.
        if matches!(name, "resources" | "text" | "text-style-def" | "note" | "param") || place.depth >= super::DEEPEST {
            continue;
        }
        let length = seconds(child, "duration");
        let local = seconds(child, "offset").unwrap_or(if place.in_turn { next } else { place.local });
        if length.is_some() {
            next = local + length.unwrap_or(0.0);
        }
        let at = place.at + (local - place.local);
        if name == kind {
            entries.push(entry(child, at, length));
        }
        let inside = match name {
            "sequence" => Place { at: 0.0, local: seconds(child, "tcStart").unwrap_or(0.0), in_turn: false, depth: 0 },
            // The main storyline counts as its sequence does, another one from its own beginning.
            "spine" if attribute(child, "offset").is_none() => {
                Place { at: place.at, local: place.local, in_turn: true, depth: 0 }
            }
            "spine" => Place { at, local: 0.0, in_turn: true, depth: 0 },
            _ if length.is_some() => {
                Place { at, local: seconds(child, "start").unwrap_or(0.0), in_turn: false, depth: 0 }
            }
            _ => Place { at: place.at, local: place.local, in_turn: place.in_turn, depth: 0 },
        };
        walk(child, kind, &Place { depth: place.depth + 1, ..inside }, entries);
    }
}

fn entry<'a>(node: Node, at: f64, length: Option<f64>) -> Entry<'a> {
    let time = |seconds: f64| values::millis_of(seconds * 1000.0);
    let end = length.and_then(|length| time(at + length));
    let texts: Vec<String> = children(node, "text").map(text).collect();
    Entry { span: time(at).map(|start| Span { start, end }), text: texts.join("\n"), ..Entry::default() }
}

/// The text of its styles; where they stand on lines of their own, the margin is none of it.
fn text(node: Node) -> String {
    let styled = |node: &Node| node.tag_name().name() == "text-style";
    match node.children().any(|child| styled(&child)) {
        true => node.children().filter(styled).map(deep_text).collect(),
        false => deep_text(node),
    }
}

/// A time as it is written: `1001/30000s`, `5s`, `2.5s`.
fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text.strip_suffix('s').unwrap_or(text);
    let (over, under) = number.split_once('/').unwrap_or((number, "1"));
    let (over, under): (f64, f64) = (over.trim().parse().ok()?, under.trim().parse().ok()?);
    Some(over / under).filter(|seconds| seconds.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_fractions() {
        for (text, expected) in [
            ("1001/1000s", Some(1.001)),
            ("3600s", Some(3600.0)),
            ("2.5s", Some(2.5)),
            ("-1/2s", Some(-0.5)),
            ("1/0s", None),
            ("s", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
