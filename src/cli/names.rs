//! `stet names`: names that were probably misheard, and what they should be.

use super::input::Reading;
use super::lexicon::Knowledge;
use super::output;
use super::stop::Stop;
use crate::analysis::Knowledge as Prepared;
use crate::analysis::names::Pair;
use crate::jobs::Cancel;
use crate::messages::text;
use crate::model::Transcript;
use clap::{Args, ValueHint};
use serde::Serialize;
use std::fmt::Write;
use std::path::PathBuf;

#[derive(Args)]
#[command(about = text!("help-names"), long_about = text!("help-names-long"))]
pub(super) struct Names {
    #[arg(help = text!("help-any-input"))]
    #[arg(value_name = "IN", value_hint = ValueHint::FilePath)]
    input: PathBuf,
    #[command(flatten)]
    knowledge: Knowledge,
    #[arg(help = text!("help-names-no-list"))]
    #[arg(long)]
    no_list: bool,
    #[arg(help = text!("help-names-json"))]
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

/// A pair as it is printed. The field names are those of the JSON.
#[derive(Serialize)]
struct Printed<'a> {
    wrong: &'a str,
    right: &'a str,
    /// To two digits.
    score: f64,
    because: String,
    at: Vec<At>,
}

/// Where the wrong form stands: the row, and characters from the beginning of its text.
#[derive(Serialize)]
struct At {
    line: usize,
    start: usize,
    end: usize,
}

impl Names {
    pub(super) fn run(&self) -> Result<(), Stop> {
        let opened = self.reading.read(&self.input)?;
        let t = &self.knowledge.told(opened.document.transcript());
        let lexicon = self.knowledge.of(t, &self.input)?.lexicon;
        let prepare = if self.no_list { Prepared::without_list } else { Prepared::prepare };
        let pairs = prepare(t, lexicon).beside(opened.document.original()).misheard(t, &Cancel::default());
        let text = if self.json {
            let printed: Vec<Printed> = pairs.iter().map(|pair| printed(t, pair)).collect();
            serde_json::to_string(&printed).expect("plain data can be written as JSON") + "\n"
        } else {
            table(&pairs)
        };
        output::print(text.as_bytes())
    }
}

fn printed<'a>(t: &Transcript, pair: &'a Pair) -> Printed<'a> {
    let at = pair.places.iter().map(|place| {
        let text = t.lines.get(place.row).map_or("", |line| line.text.as_str());
        let start = text[..place.at.start].chars().count();
        At { line: place.row, start, end: start + text[place.at.clone()].chars().count() }
    });
    let score = (f64::from(pair.score) * 100.0).round() / 100.0;
    Printed { wrong: &pair.wrong, right: &pair.right, score, because: text(&pair.because), at: at.collect() }
}

/// A line a pair: how often, what, why, and the first rows, counted from 1.
pub(super) fn table(pairs: &[Pair]) -> String {
    const ROWS: usize = 6;
    let mut out = String::new();
    for pair in pairs {
        let count = pair.places.len();
        let mut rows: Vec<String> = pair.places.iter().take(ROWS).map(|place| (place.row + 1).to_string()).collect();
        if count > ROWS {
            rows.push("…".to_owned());
        }
        let sure = if pair.sure { "" } else { "?" };
        let (wrong, right) = (super::terminal::one_line(&pair.wrong), super::terminal::one_line(&pair.right));
        writeln!(
            out,
            "{count:>4}  {wrong} → {right}{sure}  ({}; {:.2}; {})",
            text(&pair.because),
            pair.score,
            text!("cli-names-lines", n = count, rows = rows)
        )
        .expect("writing to a String does not fail");
    }
    out
}
