//! The plain captions of the video site, its first form (`srv1`, and what its page for transcripts gives): seconds, and
//! text that is escaped twice.
//!
//! ```xml
//! <transcript><text start="1.54" dur="4.16">it&amp;#39;s &lt;i&gt;not&lt;/i&gt; the end</text></transcript>
//! ```

use super::{DECLARATION, attribute, deep_text, push_text, video};
use crate::formats::speaker_prefix::{Names, Style};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, captions, ends, values};
use crate::model::{Span, Time, Transcript};
use std::sync::Arc;

/// The first form of the video site's captions.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "srv1",
    name: "YouTube srv1",
    extensions: &["srv1"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: captions::SETTINGS,
    holds: Holds { times: true, ends: true, named_in_text: true, ..Holds::NOTHING },
};

fn detect(probe: &Probe) -> Confidence {
    let named = |name: &str| probe.root().is_some_and(|root| root.name == name);
    let seconds = probe.text().contains("<text start=");
    match () {
        () if named("transcript") && seconds => Confidence::Certain,
        // With the root of the later forms.
        () if named("timedtext") && seconds => Confidence::Certain,
        // A video in which nobody speaks.
        () if named("transcript") && probe.text().trim_end().ends_with("<transcript/>") => Confidence::Likely,
        () => Confidence::No,
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    super::transcript(text, problems, |root, builder, _| {
        for node in root.descendants().filter(|node| node.tag_name().name() == "text") {
            let seconds = |name| attribute(node, name).and_then(|text| text.trim().parse::<f64>().ok());
            let time = |seconds: f64| values::millis_of(seconds * 1000.0);
            let start = seconds("start");
            let end = start.and_then(|start| time(start + seconds("dur")?));
            let span = start.and_then(time).map(|start| Span { start, end });
            builder.line(span, None, &video::unpadded(&video::unescaped(&deep_text(node))));
        }
        true
    })
}

fn write(transcript: &Transcript, options: &Options, out: &mut String) {
    let transcript = &*captions::fitted(transcript, options);
    let mut names = Names::of(transcript, Style::EveryLine, "");
    out.push_str(DECLARATION);
    out.push_str("<transcript>\n");
    for (start, end, line) in ends::filled(transcript) {
        let seconds = |millis: i64| {
            let sign = if millis < 0 { "-" } else { "" };
            format!("{sign}{}.{:03}", millis.unsigned_abs() / 1000, millis.unsigned_abs() % 1000)
        };
        let Time(from) = start;
        out.push_str(&format!("<text start=\"{}\" dur=\"{}\">", seconds(from), seconds(end - start)));
        let mut text = String::new();
        names.write(line, &mut text);
        text.push_str(&line.text);
        push_text(out, &video::escaped(&text));
        out.push_str("</text>\n");
    }
    out.push_str("</transcript>\n");
}
