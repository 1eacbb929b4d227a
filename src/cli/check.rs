//! `stet check`: what deserves a look in a transcript.

use super::input::{Reading, name_of};
use super::lexicon::Knowledge;
use super::output;
use super::stop::Stop;
use super::terminal::{one_line, tell};
use crate::analysis::{Finding, Kind, Knowledge as Prepared, Weight, findings, registry, unknown_words};
use crate::jobs::Cancel;
use crate::messages::text;
use crate::model::{Message, Transcript, Value, message, timecode};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueHint};
use serde::Serialize;
use std::fmt::Write;
use std::path::PathBuf;

/// A finding as `--json` prints it.
const EXAMPLE: &str =
    r#"{"line":0,"start":3,"end":5,"kind":"typography","text":"Ca","message":"…","fixes":["Ça"],"weight":"sure"}"#;

#[derive(Args)]
#[command(about = text!("help-check"), after_help = text!("help-check-after", example = EXAMPLE))]
pub(super) struct Check {
    #[arg(help = text!("help-any-input"))]
    #[arg(value_name = "IN", value_hint = ValueHint::FilePath)]
    input: PathBuf,
    #[arg(help = text!("help-check-only"))]
    #[arg(long, value_name = "ID", value_delimiter = ',', value_parser = ids())]
    only: Vec<String>,
    #[arg(help = text!("help-check-suggest"))]
    #[arg(long)]
    suggest: bool,
    #[arg(help = text!("help-any-json"))]
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    knowledge: Knowledge,
    #[command(flatten)]
    reading: Reading,
}

/// One finding. The field names are those of the JSON.
#[derive(Serialize)]
struct Row<'a> {
    line: usize,
    start: usize,
    end: usize,
    kind: &'static str,
    text: &'a str,
    message: String,
    fixes: &'a [String],
    weight: &'static str,
}

impl Check {
    pub(super) fn run(&self) -> Result<(), Stop> {
        // A script must be able to tell “found something” from “could not look”.
        let found = self.check().map_err(|stop| match stop {
            Stop::Failed(message) => Stop::NotDone(message),
            other => other,
        })?;
        if found { Err(Stop::Failed(String::new())) } else { Ok(()) }
    }

    fn check(&self) -> Result<bool, Stop> {
        let opened = self.reading.read(&self.input)?;
        let name = name_of(&self.input);
        let t = self.knowledge.told(opened.document.transcript());
        let known = self.knowledge.of(&t, &self.input)?;
        if let Some(off) = known.lexicon.switched_off(known.own.as_deref()) {
            tell(&format!("{name}: {}", text(&off)));
        }
        let prepared = Prepared::prepare(&t, known.lexicon).beside(opened.document.original());
        let mut found = findings::look_through(&t, &prepared, &Cancel::default()).findings;
        let only: Vec<Kind> = self.only.iter().flat_map(|id| registry::kinds_of(id)).collect();
        found.retain(|finding| only.is_empty() || only.contains(&finding.kind));
        if self.suggest {
            unknown_words::suggest(&mut found, &t, &prepared.lexicon, &Cancel::default());
        }
        let text = if self.json { json(&t, &found) } else { table(&t, &found) };
        output::print(text.as_bytes())?;
        Ok(!found.is_empty())
    }
}

/// The ids of kinds, as they are printed. What the analysis is called that finds a kind stands for it as well.
fn ids() -> PossibleValuesParser {
    let value = |kind: Kind| {
        let finders = registry::ALL.iter().filter(|analysis| analysis.kinds.contains(&kind)).map(|found| found.id);
        PossibleValue::new(kind.id()).aliases(finders.filter(|id| *id != kind.id())).help(text(&kind.name()))
    };
    PossibleValuesParser::new(Kind::ALL.map(value))
}

/// How many findings there are of a kind, within a list.
fn so_many(kind: Kind, n: usize) -> Message {
    match kind {
        Kind::Name => message!("cli-found-names", n = n),
        Kind::GlossaryForm => message!("cli-found-glossary-forms", n = n),
        Kind::UnknownWord => message!("cli-found-unknown-words", n = n),
        Kind::Typography => message!("cli-found-typography", n = n),
        Kind::RepeatedWord => message!("cli-found-repeated-words", n = n),
        Kind::LowConfidence => message!("cli-found-low-confidence", n = n),
        Kind::Markup => message!("cli-found-markup", n = n),
        Kind::Credits => message!("cli-found-credits", n = n),
        Kind::Speaker => message!("cli-found-speakers", n = n),
        Kind::Times => message!("cli-found-times", n = n),
    }
}

fn json(t: &Transcript, found: &[Finding]) -> String {
    let rows = found.iter().filter_map(|finding| {
        let line = t.lines.get(finding.row)?;
        let text = line.text.get(finding.at.clone())?;
        let start = line.text[..finding.at.start].chars().count();
        Some(Row {
            line: finding.row,
            start,
            end: start + text.chars().count(),
            kind: finding.kind.id(),
            text,
            message: crate::messages::text(&finding.message),
            fixes: &finding.fixes,
            weight: match finding.weight {
                Weight::Doubtful => "doubtful",
                Weight::Likely => "likely",
                Weight::Sure => "sure",
            },
        })
    });
    let rows: Vec<Row> = rows.collect();
    serde_json::to_string_pretty(&rows).expect("plain data can be written as JSON") + "\n"
}

/// A line for each finding, and how many there are of each kind.
fn table(t: &Transcript, found: &[Finding]) -> String {
    let style = timecode::style_for(t.length());
    let mut out = String::new();
    for finding in found {
        let time = t.lines.get(finding.row).and_then(|line| line.start());
        let time = time.map_or_else(String::new, |time| timecode::format(time, style));
        write!(
            out,
            "{:>6}  {time:>8}  {:<14} {}",
            finding.row + 1,
            finding.kind.id(),
            one_line(&text(&finding.message))
        )
        .expect("writing to a String does not fail");
        if !finding.fixes.is_empty() {
            let fixes: Vec<String> = finding.fixes.iter().map(|fix| format!("“{}”", one_line(fix))).collect();
            let text = finding.text(t).filter(|text| !text.is_empty() && !finding.message.names(text));
            let text = text.map_or_else(String::new, |text| format!(": “{}”", one_line(text)));
            write!(out, "{text} → {}", fixes.join(", ")).expect("writing to a String does not fail");
        }
        out.push('\n');
    }
    let progress = findings::progress(t, found);
    let counts: Vec<Value> = progress.left.iter().map(|(kind, count)| so_many(*kind, *count).into()).collect();
    let counts = if counts.is_empty() { message!("cli-nothing-found").into() } else { Value::List(counts) };
    let progress = text!("cli-checked", counts = counts, checked = progress.checked, lines = progress.lines);
    out + &progress + "\n"
}
