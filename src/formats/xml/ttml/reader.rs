//! What is known of a document while its paragraphs are read: how it counts, who speaks, and whether its times are
//! relative.

use super::clock::Clock;
use crate::formats::values;
use crate::formats::xml::{attribute, children, deep_text};
use crate::model::Span;
use roxmltree::Node;
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

/// What the format is called.
pub(super) const ID: &str = "ttml";
/// Roles of what is shown beside the words that are sung or said.
pub(super) const BESIDE: &[&str] = &["x-translation", "x-roman", "x-ruby"];
/// The role of what is sung in the background.
const BACKGROUND: &str = "x-bg";
/// In so many elements and texts of a span its words are counted.
const LOOK: usize = 32;
/// How far a time may lie outside of what it stands in and still be meant to lie in it, in seconds.
const NEAR: f64 = 0.05;

/// What of a document is about it and is not said.
pub(super) fn is_metadata(node: Node) -> bool {
    let name = node.tag_name();
    let about = name.namespace().is_some_and(|space| space.ends_with("metadata") || space == "ttm");
    about || matches!(name.name(), "metadata" | "set" | "animate" | "audio" | "image" | "styling" | "layout")
}

/// Whether white space is kept as it stands in an element.
pub(super) fn preserves(node: Node, outer: bool) -> bool {
    attribute(node, "space").map_or(outer, |space| space == "preserve")
}

/// Whether what stands in an element is shown one after the other.
pub(super) fn is_sequence(node: Node) -> bool {
    attribute(node, "timeContainer") == Some("seq")
}

/// The later of two moments.
pub(super) fn later(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.max(other)),
        (one, other) => one.or(other),
    }
}

/// A text with one space for each stretch of white space.
pub(super) fn plain(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// From when to when a thing is shown, in seconds.
#[derive(Clone, Copy)]
pub(super) struct Timing {
    pub(super) start: f64,
    pub(super) end: Option<f64>,
    /// Whether it says so, or something does that it stands in.
    pub(super) timed: bool,
}

impl Timing {
    /// The same as a line has it; `None` where nothing says when.
    pub(super) fn span(self) -> Option<Span> {
        if !self.timed {
            return None;
        }
        let time = |seconds: f64| values::millis_of(seconds * 1000.0);
        Some(Span { start: time(self.start)?, end: self.end.and_then(time) })
    }
}

/// How many words a span has; of a long one, those at its beginning.
fn words_in(span: Node) -> usize {
    let texts = span.descendants().take(LOOK).filter_map(|node| node.text().filter(|_| node.is_text()));
    texts.map(|text| text.split_whitespace().count()).sum()
}

/// What is known of a document while it is read.
pub(super) struct Reader<'a> {
    pub(super) clock: Clock,
    /// The names of the agents, by their ids.
    agents: BTreeMap<&'a str, String>,
    /// All times count from the beginning, also within what has times itself.
    absolute: bool,
    /// Spans with times are words.
    pub(super) words: bool,
    /// A time was met that makes no sense.
    pub(super) unreadable: Cell<bool>,
}

/// What holds where a thing stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) timing: Timing,
    /// The ids of its agents.
    pub(super) speaker: Option<&'a str>,
    pub(super) preserve: bool,
    pub(super) depth: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn of(root: Node<'a, '_>) -> Reader<'a> {
        let mut reader = Reader {
            clock: Clock::of(root),
            agents: agents(root),
            absolute: false,
            words: false,
            unreadable: Cell::new(false),
        };
        let times = || root.descendants().filter_map(|node| attribute(node, "begin"));
        let bare = |text: &str| text.trim().parse::<u64>().ok();
        // Nobody shows a line after a day and more.
        reader.clock.bare_millis =
            times().all(|text| bare(text).is_some()) && times().filter_map(bare).any(|number| number > 100_000);
        let (mut within, mut beyond) = (0_usize, 0_usize);
        let (mut spans, mut words) = (0_usize, 0_usize);
        for node in root.descendants().filter(|node| node.is_element()) {
            let Some(begin) = attribute(node, "begin") else { continue };
            if node.tag_name().name() == "span" {
                spans += 1;
                words += words_in(node);
            }
            let mut around = node.ancestors().skip(1).take(4);
            let outer = around.find(|outer| attribute(*outer, "begin").is_some());
            match outer.and_then(|outer| reader.relative_to(reader.clock.seconds(begin)?, outer)) {
                Some(true) => within += 1,
                Some(false) => beyond += 1,
                None => {}
            }
        }
        reader.absolute = beyond > within;
        reader.words = words * 2 <= spans * 3;
        reader
    }

    /// Whether a time can only be relative to what it stands in (`true`), or only absolute. `None` when it can be both.
    fn relative_to(&self, begin: f64, outer: Node) -> Option<bool> {
        let time = |name| attribute(outer, name).and_then(|text| self.clock.seconds(text));
        let start = time("begin")?;
        let length = time("dur").or_else(|| Some(time("end")? - start))?;
        let relative = begin < length + NEAR;
        let absolute = begin >= start - NEAR && begin <= start + length + NEAR;
        (relative != absolute).then_some(relative)
    }

    /// When a thing is shown in something that is, from when on it could be.
    pub(super) fn timing(&self, node: Node, outer: Timing, from: f64) -> Timing {
        let time = |name| {
            let text = attribute(node, name)?;
            let seconds = self.clock.seconds(text);
            self.unreadable.set(self.unreadable.get() || seconds.is_none());
            seconds
        };
        let (begin, end, length) = (time("begin"), time("end"), time("dur"));
        let base = if self.absolute && from == outer.start { 0.0 } else { from };
        let start = begin.map_or(from, |begin| base + begin);
        let own = match (end.map(|end| base + end), length.map(|length| start + length)) {
            (Some(end), Some(other)) => Some(end.min(other)),
            (end, other) => end.or(other),
        };
        let end = match (own, outer.end) {
            // No paragraph is shown longer than what it stands in, unless it would not be shown at all.
            (Some(own), Some(outer)) if own > outer && start < outer && node.tag_name().name() != "span" => Some(outer),
            (Some(own), _) => Some(own),
            // What begins by itself and does not say when it ends: that the whole ends some time is no end of it.
            (None, outer) => outer.filter(|_| begin.is_none()),
        };
        Timing { start, end, timed: outer.timed || begin.is_some() || own.is_some() }
    }

    /// The ids of the agents of a thing. A role that is none of the specification's, nor of lyrics, says who speaks.
    pub(super) fn speaker(node: Node<'a, '_>) -> Option<&'a str> {
        let agents = attribute(node, "agent").map(str::trim).filter(|ids| !ids.is_empty());
        let role = attribute(node, "role").map(str::trim).filter(|role| *role != BACKGROUND && !BESIDE.contains(role));
        agents.or_else(|| role?.strip_prefix("x-").filter(|role| !role.is_empty()))
    }

    /// What agents are called.
    pub(super) fn name<'n>(&'n self, ids: &'n str) -> Cow<'n, str> {
        let name = |id| self.agents.get(id).map_or(id, String::as_str);
        match ids.contains(char::is_whitespace) {
            true => ids.split_whitespace().map(name).collect::<Vec<_>>().join(" & ").into(),
            false => name(ids).into(),
        }
    }
}

/// The names of the agents that a document declares, by their ids. A character is called by its own name, or by that of
/// the actor; who has none, by the id.
fn agents<'a>(root: Node<'a, '_>) -> BTreeMap<&'a str, String> {
    let declared = |node: &Node<'a, '_>| node.tag_name().name() == "agent" && attribute(*node, "id").is_some();
    let heads = children(root, "head").flat_map(|head| head.descendants());
    let declared: Vec<Node> = heads.filter(declared).collect();
    let names = declared.iter().filter_map(|agent| {
        let names = || children(*agent, "name").filter(|name| !plain(&deep_text(*name)).is_empty());
        let full = names().find(|name| attribute(*name, "type") == Some("full")).or_else(|| names().next());
        Some((attribute(*agent, "id")?, full.map(|name| plain(&deep_text(name)))))
    });
    let own: BTreeMap<&str, Option<String>> = names.collect();
    let name = |agent: &Node<'a, '_>| {
        let id = attribute(*agent, "id")?;
        let actor = || children(*agent, "actor").find_map(|actor| attribute(actor, "agent"));
        let name = own.get(id).cloned().flatten();
        let name = name.or_else(|| own.get(actor()?).cloned().flatten());
        Some((id, name.unwrap_or_else(|| id.to_owned())))
    };
    declared.iter().filter_map(name).collect()
}
