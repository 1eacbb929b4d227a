//! `stet diff`: what was corrected, word by word.

use super::form::PROJECT;
use super::input::{Reading, name_of};
use super::output;
use super::stop::Stop;
use super::terminal::one_line;
use crate::analysis::changes::{self, Correction, Figures, Part};
use crate::jobs::Cancel;
use crate::messages::text;
use crate::model::{Transcript, Value, timecode};
use clap::{Args, ValueEnum, ValueHint};
use std::fmt::Write;
use std::path::PathBuf;

#[derive(Args)]
#[command(about = text!("help-diff"), long_about = text!("help-diff-long"))]
pub(super) struct Diff {
    #[arg(help = text!("help-diff-before"))]
    #[arg(value_name = "A", value_hint = ValueHint::FilePath)]
    before: PathBuf,
    #[arg(help = text!("help-diff-after"))]
    #[arg(value_name = "B", value_hint = ValueHint::FilePath)]
    after: Option<PathBuf>,
    #[arg(help = text!("help-diff-log"))]
    #[arg(long, value_name = "FORM")]
    log: Option<Log>,
    #[command(flatten)]
    reading: Reading,
}

/// How the list of corrections is written.
#[derive(Clone, Copy, ValueEnum)]
enum Log {
    #[value(help = text!("help-diff-csv"))]
    Csv,
    #[value(help = text!("help-diff-md"))]
    Md,
    #[value(help = text!("help-diff-json"))]
    Json,
    #[value(help = text!("help-diff-pairs"))]
    Pairs,
}

impl Diff {
    pub(super) fn run(&self) -> Result<(), Stop> {
        let opened = self.reading.read(&self.before)?;
        let (original, now) = match &self.after {
            Some(after) => {
                let before = opened.document.transcript().clone();
                let after = changes::aligned(&before, self.reading.read(after)?.document.transcript());
                (before, after)
            }
            None if opened.is_project => (opened.document.original().clone(), opened.document.transcript().clone()),
            None => {
                let name = name_of(&self.before);
                return Err(Stop::Usage(text!("cli-diff-no-project", name = name, format = PROJECT)));
            }
        };
        let corrections = changes::all(&original, &now, &Cancel::default());
        let text = match self.log {
            None => table(&original, &now, &corrections),
            Some(Log::Csv) => changes::write_csv(&corrections),
            Some(Log::Md) => changes::write_markdown(&corrections, crate::messages::text),
            Some(Log::Json) => changes::write_json(&corrections, &now),
            Some(Log::Pairs) => changes::write_pairs(&corrections),
        };
        output::print(text.as_bytes())
    }
}

/// Each changed line once, and the figures below.
fn table(original: &Transcript, now: &Transcript, corrections: &[Correction]) -> String {
    let mut out = String::new();
    let style = timecode::style_for(now.length());
    let mut shown = None;
    for correction in corrections {
        let text = match (correction.line, correction.origin.is_empty()) {
            (true, true) => format!("{{+{}+}}", correction.after),
            (true, false) => format!("[-{}-]", correction.before),
            (false, _) if shown == Some(correction.row) => continue,
            (false, _) => {
                shown = Some(correction.row);
                marked(original, now, correction.row)
            }
        };
        let time = correction.time.map_or_else(String::new, |time| timecode::format(time, style));
        let speaker = correction.speaker.as_ref().map_or_else(String::new, |name| format!("{name}: "));
        let line = format!("{:>5} {time:>8}  {speaker}{text}", correction.row + 1);
        writeln!(out, "{}", one_line(&line)).expect("writing to a String does not fail");
    }
    if !corrections.is_empty() {
        out.push('\n');
    }
    out + &summary(&changes::figures(original, now, corrections))
}

fn marked(original: &Transcript, now: &Transcript, row: usize) -> String {
    let Some(diff) = changes::line_diff(original, now, row) else { return now.lines[row].text.to_string() };
    let one = |Part { old, new, same }: &Part| {
        let (old, new) = (&diff.before[old.clone()], &now.lines[row].text[new.clone()]);
        let gone = if *same || old.is_empty() { String::new() } else { format!("[-{old}-]") };
        let here = if *same || new.is_empty() { new.to_owned() } else { format!("{{+{new}+}}") };
        gone + &here
    };
    diff.parts.iter().map(one).collect()
}

fn summary(figures: &Figures) -> String {
    let Figures { words_before, words_now, changed, deleted, inserted } = figures;
    let rate = Value::Decimal((1000.0 * figures.word_error_rate()).round() as i64, 1);
    let (before, now) = (*words_before, *words_now);
    let changes = text!("changes-figures", n = before, changed = *changed, deleted = *deleted, inserted = *inserted);
    changes + "\n" + &text!("cli-diff-rate", rate = rate, n = now) + "\n"
}
