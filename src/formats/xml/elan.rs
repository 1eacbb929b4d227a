//! ELAN (`.eaf`), the annotation tool of the Max Planck Institute for Psycholinguistics (EAF 2.7 to 3.0).
//!
//! ```xml
//! <ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="1500"/></TIME_ORDER>
//! <TIER TIER_ID="Ann" PARTICIPANT="Ann" LINGUISTIC_TYPE_REF="utterance"><ANNOTATION>
//!   <ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2"><ANNOTATION_VALUE>Hello.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>
//! </ANNOTATION></TIER>
//! <TIER TIER_ID="Ann, French" PARENT_REF="Ann" LINGUISTIC_TYPE_REF="translation"><ANNOTATION>
//!   <REF_ANNOTATION ANNOTATION_ID="a2" ANNOTATION_REF="a1"><ANNOTATION_VALUE>Bonjour.</ANNOTATION_VALUE></REF_ANNOTATION>
//! </ANNOTATION></TIER></ANNOTATION_DOCUMENT>
//! ```
//!
//! An annotation of a tier that depends on no other is a line, and the lines of all tiers follow each other in time. What
//! depends on one is noted beside it: words that make it up become its words, the rest is kept and written again. Slots
//! without a time lie between those that have one. Where a tier has but numbers of sentences, the tier that depends on it
//! says what is spoken.

use super::tiers::{self, Entry};
use super::{DECLARATION, attribute, child, children, deep_text, push_attribute, push_text};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes, ends, values};
use crate::model::{Line, Span, Time, Transcript, message};
use roxmltree::Node;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// ELAN.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "eaf",
    name: "ELAN",
    extensions: &["eaf"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(write)),
    settings: &[],
    holds: Holds { times: true, ends: true, speakers: true, language: true, ..Holds::NOTHING },
};

/// No speaker has more tiers: where that many lines overlap, annotations do.
const MOST: usize = 16;
/// The tier of nobody.
const NOBODY: &str = "default";
/// What tiers are called whose name is no speaker's, where nobody is said to take part.
const LABELS: &[&str] = &[
    NOBODY,
    "transcription",
    "transcript",
    "text",
    "utterance",
    "utterances",
    "speech",
    "orthography",
    "sentence",
    "sentences",
    "words",
];

fn detect(probe: &Probe) -> Confidence {
    match probe.root() {
        Some(root) if root.name == "ANNOTATION_DOCUMENT" => Confidence::Certain,
        _ => Confidence::No,
    }
}

/// A tier with its annotations, in the order of the file.
struct Tier<'a> {
    id: &'a str,
    speaker: Option<&'a str>,
    parent: Option<&'a str>,
    annotations: Vec<Annotation<'a>>,
}

struct Annotation<'a> {
    id: &'a str,
    span: Option<Span>,
    /// The annotation that it is about.
    of: Option<&'a str>,
    text: String,
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    super::transcript(text, problems, |root, builder, problems| {
        let slots = slots(root);
        let tiers: Vec<Tier> = children(root, "TIER").map(|node| tier(node, &slots)).collect();
        builder.meta.language = children(root, "TIER")
            .find_map(|tier| attribute(tier, "LANG_REF"))
            .filter(|tag| !tag.is_empty() && *tag != "und")
            .map(str::to_owned);
        builder.meta.media = child(root, "HEADER")
            .and_then(|header| child(header, "MEDIA_DESCRIPTOR"))
            .and_then(|media| attribute(media, "RELATIVE_MEDIA_URL").or(attribute(media, "MEDIA_URL")))
            .filter(|url| !url.is_empty())
            .map(|url| url.trim_start_matches("./").to_owned());
        let place: HashMap<&str, usize> = tiers.iter().enumerate().map(|(at, tier)| (tier.id, at)).collect();
        // How deep each tier lies below the one on which it depends in the end. In a circle each is its own.
        let roots: Vec<(usize, usize)> =
            (0..tiers.len()).map(|at| root_of(at, &tiers, &place).unwrap_or((at, 0))).collect();
        let mut dependent: Vec<Vec<usize>> = vec![Vec::new(); tiers.len()];
        for (at, (root, _)) in roots.iter().enumerate().filter(|(_, (_, depth))| *depth > 0) {
            dependent[*root].push(at);
        }
        let mut entries = Vec::new();
        let mut beside: BTreeMap<usize, usize> = BTreeMap::new();
        for root in (0..tiers.len()).filter(|at| roots[*at].1 == 0) {
            if let Some(name) = tiers[root].speaker {
                builder.speaker(name);
            }
            // What an annotation is about is read before it.
            dependent[root].sort_by_key(|at| roots[*at].1);
            speech(&tiers, root, &dependent[root], &mut entries, &mut beside);
        }
        for (tier, n) in beside {
            problems.push(Problem { line: None, message: message!("data-beside", n = n, what = tiers[tier].id) });
        }
        tiers::push_in_time(builder, FORMAT.id, entries);
        false
    })
}

/// The moments of all slots, by their ids.
fn slots<'a>(root: Node<'a, '_>) -> HashMap<&'a str, Option<Time>> {
    let slots = || children(root, "TIME_ORDER").flat_map(|order| children(order, "TIME_SLOT"));
    let time = |slot| attribute(slot, "TIME_VALUE").and_then(|value| values::millis_of(value.trim().parse().ok()?));
    let times = tiers::interpolated(&slots().map(time).collect::<Vec<_>>());
    let ids = slots().map(|slot| attribute(slot, "TIME_SLOT_ID").unwrap_or_default());
    ids.zip(times).collect()
}

fn tier<'a>(node: Node<'a, '_>, slots: &HashMap<&str, Option<Time>>) -> Tier<'a> {
    let blank = |text: &&str| !text.trim().is_empty();
    let id = attribute(node, "TIER_ID").unwrap_or_default();
    let label = id.to_lowercase();
    let label = label.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '-' | '.'));
    let named = Some(id).filter(blank).filter(|_| !LABELS.contains(&label.trim_start()));
    let speaker = attribute(node, "PARTICIPANT").filter(blank).or(named).map(str::trim);
    let annotation = |node: Node<'a, '_>| {
        let slot = |name| attribute(node, name).and_then(|id| *slots.get(id)?);
        let text = child(node, "ANNOTATION_VALUE").map_or_else(String::new, deep_text);
        Annotation {
            id: attribute(node, "ANNOTATION_ID").unwrap_or_default(),
            span: slot("TIME_SLOT_REF1").map(|start| Span { start, end: slot("TIME_SLOT_REF2") }),
            of: attribute(node, "ANNOTATION_REF"),
            text: text.trim().to_owned(),
        }
    };
    let annotations = children(node, "ANNOTATION").flat_map(|node| node.children().filter(|child| child.is_element()));
    let parent = attribute(node, "PARENT_REF").filter(blank);
    Tier { id, speaker, parent, annotations: annotations.map(annotation).collect() }
}

/// The tier on which a tier depends in the end, and through how many. `None` where that is a circle.
fn root_of(tier: usize, tiers: &[Tier], place: &HashMap<&str, usize>) -> Option<(usize, usize)> {
    let mut at = tier;
    for depth in 0..=super::DEEPEST {
        match tiers[at].parent.and_then(|parent| place.get(parent)) {
            Some(parent) => at = *parent,
            None => return Some((at, depth)),
        }
    }
    None
}

/// Adds what is said in a tier and noted in those that depend on it.
fn speech<'a>(
    tiers: &[Tier<'a>],
    root: usize,
    dependent: &[usize],
    entries: &mut Vec<Entry<'a>>,
    beside: &mut BTreeMap<usize, usize>,
) {
    let own = &tiers[root].annotations;
    // To which of the root's annotations each one belongs.
    let mut of: HashMap<&str, usize> = own.iter().enumerate().map(|(at, annotation)| (annotation.id, at)).collect();
    let mut about: Vec<(usize, Vec<(usize, &Annotation)>)> = Vec::new();
    let mut lost = Vec::new();
    for &tier in dependent {
        let mut found = Vec::new();
        for annotation in &tiers[tier].annotations {
            let within = |span: Span| {
                let at = own.partition_point(|own| own.span.is_some_and(|own| own.start <= span.start));
                at.checked_sub(1)
            };
            let at = match annotation.of {
                Some(id) => of.get(id).copied(),
                None => annotation.span.and_then(within),
            };
            match at {
                Some(at) => found.push((at, annotation)),
                // What is about nothing stands for itself.
                None => lost.push((tier, annotation)),
            }
        }
        of.extend(found.iter().map(|(at, annotation)| (annotation.id, *at)));
        about.push((tier, found));
    }
    let says = dependent_speech(own, &about);
    let first = entries.len();
    for annotation in own {
        let number = annotation.id.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(u64::MAX);
        let text = if says.is_some() { String::new() } else { annotation.text.clone() };
        let speaker = tiers[root].speaker;
        entries.push(Entry { span: annotation.span, speaker, text, number, ..Entry::default() });
    }
    let told = &mut entries[first..];
    for (tier, found) in &about {
        // What one annotation has in a tier stands together.
        let mut found = found.clone();
        found.sort_by_key(|(at, annotation)| (*at, annotation.span.map(|span| span.start)));
        for group in found.chunk_by(|(one, _), (other, _)| one == other) {
            let entry = &mut told[group[0].0];
            let said: Vec<&Annotation> = group.iter().map(|(_, own)| *own).filter(|own| !own.text.is_empty()).collect();
            if says == Some(*tier) {
                entry.text = said.iter().map(|own| own.text.as_str()).collect::<Vec<_>>().join(" ");
                continue;
            }
            let timed = said.iter().any(|own| own.span.is_some()) && said.len() > 1;
            if timed && entry.words.is_empty() && tiers::make_up(said.iter().map(|own| own.text.as_str()), &entry.text)
            {
                entry.words = said.iter().map(|own| (own.text.clone(), own.span)).collect();
                continue;
            }
            for own in said {
                *beside.entry(*tier).or_default() += 1;
                let (tier, text) = (tiers[*tier].id.replace(['\t', '\n'], " "), own.text.replace('\n', " "));
                entry.beside.push_str(&format!("{tier}\t{text}\n"));
            }
        }
    }
    entries.extend(lost.into_iter().map(|(tier, annotation)| Entry {
        span: annotation.span,
        speaker: tiers[tier].speaker,
        text: annotation.text.clone(),
        ..Entry::default()
    }));
}

/// The dependent tier that says what is spoken, where the root has but labels: `text.001`, `12`, or nothing.
fn dependent_speech(own: &[Annotation], about: &[(usize, Vec<(usize, &Annotation)>)]) -> Option<usize> {
    let is_label = |text: &str| {
        !text.contains(char::is_whitespace) && (text.is_empty() || text.contains(|c: char| c.is_ascii_digit()))
    };
    let labels = own.iter().filter(|annotation| is_label(&annotation.text)).count();
    if own.is_empty() || labels * 5 < own.len() * 4 {
        return None;
    }
    let spoken = about.iter().find(|(_, found)| {
        let words = found.iter().filter(|(_, annotation)| !is_label(&annotation.text)).count();
        words * 2 > own.len() && found.iter().any(|(_, annotation)| annotation.text.contains(' '))
    });
    spoken.map(|(tier, _)| *tier)
}

/// A tier while it is written.
struct Written<'a> {
    id: String,
    speaker: Option<&'a str>,
    end: Time,
    /// Each with its number.
    lines: Vec<(usize, &'a Line)>,
}

fn write(transcript: &Transcript, _: &Options, out: &mut String) {
    let mut spans: Vec<(Time, Time)> = ends::filled(transcript).map(|(start, end, _)| (start, end)).collect();
    // A time that is made up must not put a line behind those that follow it.
    let mut next = Time(i64::MAX);
    for (row, (start, end)) in spans.iter_mut().enumerate().rev() {
        match transcript.lines[row].start() {
            Some(start) => next = start,
            None => (*start, *end) = ((*start).min(next), (*end).min(next)),
        }
    }
    let mut written: Vec<Written> = Vec::new();
    let mut of: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
    for speaker in transcript.speakers.iter() {
        let name = speaker.name.as_str();
        of.entry(Some(name)).or_default().push(written.len());
        written.push(Written { id: name.to_owned(), speaker: Some(name), end: Time(i64::MIN), lines: Vec::new() });
    }
    for (number, (line, (start, end))) in transcript.lines.iter().zip(&spans).enumerate() {
        let name = transcript.speaker_name(line);
        let own = of.entry(name).or_default();
        // No two annotations of a tier overlap.
        let free = own.iter().copied().find(|tier| written[*tier].end <= *start);
        let free = free.or(own.last().copied().filter(|_| own.len() >= MOST));
        let tier = free.unwrap_or_else(|| {
            let nth = if own.is_empty() { String::new() } else { format!(" {}", own.len() + 1) };
            let id = format!("{}{nth}", name.unwrap_or(NOBODY));
            own.push(written.len());
            written.push(Written { id, speaker: name, end: *start, lines: Vec::new() });
            written.len() - 1
        });
        written[tier].end = (*end).max(*start);
        written[tier].lines.push((number, line));
    }
    write_document(transcript, &spans, &written, out);
}

fn write_document(transcript: &Transcript, spans: &[(Time, Time)], written: &[Written], out: &mut String) {
    out.push_str(DECLARATION);
    out.push_str(
        "<ANNOTATION_DOCUMENT AUTHOR=\"\" DATE=\"1970-01-01T00:00:00+00:00\" FORMAT=\"3.0\" VERSION=\"3.0\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:noNamespaceSchemaLocation=\"http://www.mpi.nl/tools/elan/EAFv3.0.xsd\">\n",
    );
    out.push_str("<HEADER MEDIA_FILE=\"\" TIME_UNITS=\"milliseconds\">");
    if let Some(media) = &transcript.meta.media {
        out.push_str("<MEDIA_DESCRIPTOR");
        push_attribute(out, "MEDIA_URL", media);
        push_attribute(out, "RELATIVE_MEDIA_URL", media);
        out.push_str(" MIME_TYPE=\"unknown\"/>");
    }
    out.push_str("</HEADER>\n<TIME_ORDER>\n");
    for (at, (start, end)) in spans.iter().enumerate() {
        for (slot, time) in [(2 * at + 1, start), (2 * at + 2, end)] {
            out.push_str(&format!("<TIME_SLOT TIME_SLOT_ID=\"ts{slot}\" TIME_VALUE=\"{}\"/>\n", time.0));
        }
    }
    out.push_str("</TIME_ORDER>\n");
    let mut next = spans.len();
    let mut depends = false;
    let language = transcript.meta.language.as_deref();
    for tier in written {
        push_tier(out, &tier.id, tier.speaker, None, language);
        for (number, line) in &tier.lines {
            out.push_str(&format!(
                "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a{}\" TIME_SLOT_REF1=\"ts{}\" TIME_SLOT_REF2=\"ts{}\">",
                number + 1,
                2 * number + 1,
                2 * number + 2
            ));
            push_value(out, &line.text);
            out.push_str("</ALIGNABLE_ANNOTATION></ANNOTATION>\n");
        }
        out.push_str("</TIER>\n");
        depends |= write_beside(tier, &mut next, out);
    }
    out.push_str(
        "<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"default-lt\" TIME_ALIGNABLE=\"true\" GRAPHIC_REFERENCES=\"false\"/>\n",
    );
    if depends {
        out.push_str(
            "<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"note\" TIME_ALIGNABLE=\"false\" CONSTRAINTS=\"Symbolic_Subdivision\" \
             GRAPHIC_REFERENCES=\"false\"/>\n<CONSTRAINT STEREOTYPE=\"Symbolic_Subdivision\" \
             DESCRIPTION=\"Symbolic subdivision of a parent annotation.\"/>\n",
        );
    }
    if let Some(language) = language {
        out.push_str("<LANGUAGE");
        push_attribute(out, "LANG_ID", language);
        push_attribute(out, "LANG_LABEL", language);
        out.push_str("/>\n");
    }
    out.push_str("</ANNOTATION_DOCUMENT>\n");
}

fn push_tier(out: &mut String, id: &str, speaker: Option<&str>, parent: Option<&str>, language: Option<&str>) {
    out.push_str("<TIER");
    push_attribute(out, "LINGUISTIC_TYPE_REF", if parent.is_some() { "note" } else { "default-lt" });
    push_attribute(out, "TIER_ID", id);
    for (name, value) in [("PARTICIPANT", speaker), ("PARENT_REF", parent), ("LANG_REF", language)] {
        value.into_iter().for_each(|value| push_attribute(out, name, value));
    }
    out.push_str(">\n");
}

fn push_value(out: &mut String, text: &str) {
    out.push_str("<ANNOTATION_VALUE>");
    push_text(out, text);
    out.push_str("</ANNOTATION_VALUE>");
}

/// Writes what was noted about the lines of a tier. Returns whether anything was.
fn write_beside(tier: &Written, next: &mut usize, out: &mut String) -> bool {
    let mut noted: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for (number, line) in &tier.lines {
        let own = line.markup.as_deref().filter(|markup| markup.format == FORMAT.id);
        for (id, text) in own.iter().flat_map(|markup| markup.around.lines()).filter_map(|row| row.split_once('\t')) {
            noted.entry(id).or_default().push((*number, text));
        }
    }
    for (id, texts) in &noted {
        push_tier(out, id, tier.speaker, Some(&tier.id), None);
        let mut before = None;
        for (number, text) in texts {
            *next += 1;
            out.push_str(&format!(
                "<ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"a{next}\" ANNOTATION_REF=\"a{}\"",
                number + 1
            ));
            // What is the second of the same annotation says which one it follows.
            if before == Some(*number) {
                out.push_str(&format!(" PREVIOUS_ANNOTATION=\"a{}\"", *next - 1));
            }
            before = Some(*number);
            out.push('>');
            push_value(out, text);
            out.push_str("</REF_ANNOTATION></ANNOTATION>\n");
        }
        out.push_str("</TIER>\n");
    }
    !noted.is_empty()
}
