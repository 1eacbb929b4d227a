//! The captions of the video site in their second form (`srv2`): milliseconds, and windows in which they are shown.
//!
//! ```xml
//! <timedtext><window id="1" t="0"/><text t="1540" d="4160" w="1">not the end</text></timedtext>
//! ```

use super::{attribute, deep_text, video};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, captions, values};
use crate::model::{Span, Transcript};
use std::sync::Arc;

/// The second form of the video site's captions.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "srv2",
    name: "YouTube srv2",
    extensions: &["srv2"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[&captions::ROLL],
    holds: Holds::NOTHING,
};

fn detect(probe: &Probe) -> Confidence {
    let named = probe.root().is_some_and(|root| matches!(root.name.as_str(), "timedtext" | "transcript"));
    let millis = probe.text().contains("<text t=") || probe.text().contains("<text w=");
    if named && millis { Confidence::Certain } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    super::transcript(text, problems, |root, builder, _| {
        for node in root.descendants().filter(|node| node.tag_name().name() == "text") {
            let millis = |name| attribute(node, name).and_then(|text| text.trim().parse::<f64>().ok());
            let start = millis("t");
            let end = start.and_then(|start| values::millis_of(start + millis("d")?));
            let span = start.and_then(values::millis_of).map(|start| Span { start, end });
            builder.line(span, None, &video::unpadded(&video::unescaped(&deep_text(node))));
        }
        true
    })
}
