//! STM, the reference texts of NIST's scoring tools: recording, channel, speaker, start and end in seconds, a label, and
//! what is said.
//!
//! ```text
//! ;; a comment
//! interview 1 ann_lee 0.500 2.250 <o,f0,female> good evening
//! interview 1 inter_segment_gap 2.250 2.600 <o,f0,>
//! ```
//!
//! The label is optional. Names of speakers have no spaces: what they are written as is said in a comment of Stet's own,
//! `;; SPEAKER "ann_lee" "Ann Lee"`.

use super::fields::{self, push_seconds, seconds};
use crate::csv;
use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, ends, values};
use crate::model::{Markup, Span, Transcript, message};
use std::collections::HashMap;
use std::sync::Arc;

/// STM.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "stm",
    name: "STM",
    extensions: &["stm"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, ends: true, before_zero: true, speakers: true, ..Holds::NOTHING },
};

/// Who speaks where nobody is known.
const NOBODY: &str = "<NA>";
/// The recording and the channel of a line that came from elsewhere.
const USUAL: &str = "recording 1";
/// The label of everything, which is written before a text that looks like a label.
const EVERYTHING: &str = "<o>";
/// Speakers of stretches in which nobody speaks, and a text that stands for speech that is not written down.
const GAPS: &[&str] = &["inter_segment_gap", "excluded_region"];
const IGNORED: &str = "ignore_time_segment_in_scoring";
const SPEAKER: &str = ";; SPEAKER ";

fn detect(probe: &Probe) -> Confidence {
    let (mut fit, mut all) = (0, 0);
    for (_, row) in fields::rows(probe.text()).take(200) {
        all += 1;
        fit += usize::from(Row::of(row).is_some());
    }
    match () {
        () if all == 0 || fit * 4 < all * 3 => Confidence::No,
        () if all > 1 || probe.text().starts_with(";;") => Confidence::Certain,
        () => Confidence::Likely,
    }
}

struct Row<'a> {
    recording: &'a str,
    channel: &'a str,
    speaker: &'a str,
    span: Span,
    label: Option<&'a str>,
    text: &'a str,
}

impl Row<'_> {
    fn of(row: &str) -> Option<Row<'_>> {
        let ([recording, channel, speaker, start, end], rest) = fields::split::<5>(row)?;
        let span = Span { start: seconds(start)?, end: Some(seconds(end)?) };
        let (first, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let label = Some(first).filter(|label| label.len() > 1 && label.starts_with('<') && label.ends_with('>'));
        let text = if label.is_some() { behind.trim() } else { rest };
        Some(Row { recording, channel, speaker, span, label, text })
    }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut builder = TranscriptBuilder::default();
    let comments = || text.lines().map(str::trim).filter(|row| row.starts_with(";;"));
    let spoken: HashMap<String, String> = comments().filter_map(speaker).collect();
    let header: Vec<&str> = comments().filter(|row| speaker(row).is_none()).collect();
    if !header.is_empty() {
        builder.meta.header =
            Some(Arc::new(Markup { format: FORMAT.id.into(), around: header.join("\n"), body: None }));
    }
    let mut left_out = 0;
    for (line, text) in fields::rows(text) {
        let Some(row) = Row::of(text) else {
            problems.push(Problem { line: Some(line), message: message!("columns-times-missing") });
            builder.line(None, None, text);
            continue;
        };
        if GAPS.contains(&row.speaker) && row.text.is_empty() {
            continue;
        }
        if row.text.eq_ignore_ascii_case(IGNORED) {
            left_out += 1;
            continue;
        }
        let name = spoken.get(row.speaker).map_or(row.speaker, String::as_str);
        let name = Some(name).filter(|name| *name != NOBODY).and_then(values::label_of);
        let label = row.label.filter(|label| *label != EVERYTHING).unwrap_or_default();
        let around = format!("{} {} {label}", row.recording, row.channel);
        let markup = Markup { format: FORMAT.id.into(), around: around.trim_end().into(), body: None };
        let markup = Some(markup).filter(|markup| markup.around != USUAL);
        builder.line_with(Some(row.span), name.as_deref(), row.text, &[], markup);
    }
    if left_out > 0 {
        problems.push(Problem { line: None, message: message!("stm-left-out", n = left_out) });
    }
    builder.finish()
}

/// How a comment says that a name is written, and the name.
fn speaker(row: &str) -> Option<(String, String)> {
    let (written, rest) = csv::quoted(row.strip_prefix(SPEAKER)?)?;
    let (name, _) = csv::quoted(rest.trim_start())?;
    Some((written.into_owned(), name.into_owned()))
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    if let Some(header) = transcript.meta.header.as_ref().filter(|header| header.format == FORMAT.id) {
        out.push_str(&header.around);
        out.push('\n');
    }
    let mut written = HashMap::new();
    for speaker in transcript.speakers.iter() {
        let name = speaker.name.split_whitespace().collect::<Vec<_>>().join("_");
        // A number would come back as `Speaker 1`, and so is written in full.
        let again = values::label_of(&name);
        if again.as_deref() != Some(&*speaker.name) {
            let quoted = speaker.name.replace('"', "\"\"");
            out.push_str(&format!("{SPEAKER}\"{}\" \"{quoted}\"\n", name.replace('"', "\"\"")));
        }
        written.insert(speaker.id, name);
    }
    for (start, end, line) in ends::filled(transcript) {
        let markup = line.markup.as_ref().filter(|markup| markup.format == FORMAT.id);
        let around = markup.map_or(USUAL, |markup| markup.around.as_str());
        let (recording, label) = match around.rsplit_once(' ').filter(|(_, label)| label.starts_with('<')) {
            Some((recording, label)) => (recording, Some(label)),
            None => (around, None),
        };
        let speaker = line.speaker.and_then(|id| written.get(&id)).filter(|name| !name.is_empty());
        out.push_str(&format!("{recording} {} ", speaker.map_or(NOBODY, String::as_str)));
        push_seconds(out, start);
        out.push(' ');
        push_seconds(out, end);
        if let Some(label) = label.or(line.text.starts_with('<').then_some(EVERYTHING)) {
            out.push(' ');
            out.push_str(label);
        }
        for row in line.text.lines().map(str::trim).filter(|row| !row.is_empty()) {
            out.push(' ');
            out.push_str(row);
        }
        out.push('\n');
    }
}
