//! `stet turns`: who may speak where, with reasons.

use super::form::Form;
use super::input::{Reading, name_of};
use super::lexicon::Remembered;
use super::output;
use super::stop::Stop;
use super::terminal::{one_line, tell};
use crate::analysis::turns::{self, Proposal};
use crate::formats::{Encoding, Options};
use crate::jobs::Cancel;
use crate::messages::text;
use crate::model::{Transcript, timecode};
use clap::{Args, ValueHint};
use serde::Serialize;
use std::fmt::Write;
use std::path::PathBuf;

#[derive(Args)]
#[command(about = text!("help-turns"), long_about = text!("help-turns-long"))]
pub(super) struct Turns {
    #[arg(help = text!("help-any-input"))]
    #[arg(value_name = "IN", value_hint = ValueHint::FilePath)]
    input: PathBuf,
    #[arg(help = text!("help-turns-json"))]
    #[arg(long, conflicts_with = "apply")]
    json: bool,
    #[arg(help = text!("help-turns-apply"))]
    #[arg(long, requires = "output")]
    apply: bool,
    #[arg(help = text!("help-turns-output"))]
    #[arg(short, long, value_name = "OUT", requires = "apply", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    #[command(flatten)]
    remembered: Remembered,
    #[command(flatten)]
    reading: Reading,
    #[arg(help = text!("help-any-force"))]
    #[arg(long)]
    force: bool,
}

/// One proposal. The field names are those of the JSON.
#[derive(Serialize)]
struct Turn<'a> {
    line: usize,
    /// The character of the line at which the turn begins.
    start: usize,
    speaker: &'a str,
    because: String,
    doubt: bool,
}

impl Turns {
    pub(super) fn run(&self) -> Result<(), Stop> {
        let mut opened = self.reading.read(&self.input)?;
        let t = opened.document.transcript();
        let known = self.remembered.of(&self.input).map_or_else(Vec::new, |memory| memory.speakers);
        let proposals = turns::propose(t, &known, text, &Cancel::default());
        let Some(path) = self.output.as_deref().filter(|_| self.apply) else {
            let text = if self.json { json(t, &proposals) } else { table(t, &proposals) };
            return output::print(text.as_bytes());
        };
        let form = Form::of_file(path)
            .ok_or_else(|| Stop::Usage(text!("cli-name-tells-nothing", name = path.display().to_string())))?;
        if let Some(edit) = turns::apply(t, &proposals) {
            opened.document.edit(edit, None);
        }
        let written = form.write(&opened, &Options::default(), &Encoding::default());
        for note in written.notes {
            tell(&format!("{}: {note}", name_of(&self.input)));
        }
        output::deliver(&written.bytes, Some(path), self.force)
    }
}

fn json(t: &Transcript, proposals: &[Proposal]) -> String {
    let turns: Vec<Turn<'_>> = proposals
        .iter()
        .map(|proposal| Turn {
            line: proposal.row,
            start: t.lines.get(proposal.row).map_or(0, |line| line.text[..proposal.at].chars().count()),
            speaker: proposal.speaker.name(t),
            because: text(&proposal.because),
            doubt: proposal.doubt,
        })
        .collect();
    serde_json::to_string_pretty(&turns).expect("plain data can be written as JSON") + "\n"
}

fn table(t: &Transcript, proposals: &[Proposal]) -> String {
    let names: Vec<_> = proposals.iter().map(|proposal| one_line(proposal.speaker.name(t))).collect();
    let width =
        names.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(text!("cli-speaker").chars().count());
    let style = timecode::style_for(t.length());
    let mut out = String::new();
    let mut row = |line: &str, time: &str, doubt: &str, name: &str, because: &str| {
        writeln!(out, "{line:>7} {time:>9} {doubt:1} {name:<width$}  {because}")
            .expect("writing to a String does not fail");
    };
    row(text!("cli-line"), text!("cli-time"), "", text!("cli-speaker"), text!("cli-because"));
    for (proposal, name) in proposals.iter().zip(&names) {
        let start = t.lines.get(proposal.row).and_then(|line| line.start());
        let time = start.map_or_else(String::new, |start| timecode::format(start, style));
        let inside = if proposal.at > 0 { "+" } else { "" };
        let doubt = if proposal.doubt { "?" } else { "" };
        row(&format!("{}{inside}", proposal.row + 1), &time, doubt, name, &one_line(&text(&proposal.because)));
    }
    out
}
