//! `stet glossary`: right forms in another writing; and the glossaries that are given to other verbs.

use super::input::{Reading, name_of};
use super::output;
use super::stop::Stop;
use super::terminal::tell;
use crate::analysis::lexicon::{HeardForm, RightForm};
use crate::analysis::source::Source;
use crate::document::series::{self, Series};
use crate::formats::encoding;
use crate::glossary::{self, Memory};
use crate::messages::text;
use crate::model::{GlossaryEntry, Problem, add_to_glossary};
use clap::{Args, ValueEnum, ValueHint};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Args)]
#[command(about = text!("help-glossary"))]
pub(super) struct Glossary {
    #[arg(help = text!("help-glossary-input"))]
    #[arg(value_name = "IN", value_hint = ValueHint::FilePath)]
    input: PathBuf,
    #[arg(help = text!("help-glossary-to"))]
    #[arg(long, value_name = "FORM", default_value = "text")]
    to: To,
    #[arg(help = text!("help-glossary-output"))]
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    #[arg(help = text!("help-any-force"))]
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: Reading,
}

/// How a glossary is written.
#[derive(Clone, Copy, ValueEnum)]
enum To {
    #[value(help = text!("help-glossary-text"))]
    Text,
    #[value(help = text!("help-glossary-csv"))]
    Csv,
}

impl Glossary {
    pub(super) fn run(&self) -> Result<(), Stop> {
        let extension = self.input.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        let entries = if ["txt", "csv", "tsv"].contains(&extension.to_ascii_lowercase().as_str()) {
            match read(&self.input)? {
                RightForms::Glossary(entries) => entries,
                RightForms::Series(series) => series.glossary(),
            }
        } else {
            let document = self.reading.read(&self.input)?.document;
            document.transcript().meta.glossary.iter().map(|entry| GlossaryEntry::clone(entry)).collect()
        };
        let text = match self.to {
            To::Text => glossary::write_text(&entries),
            To::Csv => glossary::write_csv(&entries),
        };
        output::deliver(text.as_bytes(), self.output.as_deref(), self.force)
    }
}

/// Which glossaries are read.
#[derive(Args)]
pub(super) struct Glossaries {
    #[arg(help = text!("help-glossary-files"))]
    #[arg(long = "glossary", value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
}

impl Glossaries {
    /// Reads them all: right forms, and what shows remember. A line that cannot be used is told, and the others are
    /// kept.
    pub(super) fn read(&self) -> Result<(Vec<RightForm>, Vec<Memory>), Stop> {
        let (mut entries, mut memories) = (Vec::new(), Vec::new());
        for path in &self.files {
            match read(path)? {
                RightForms::Glossary(read) => add_to_glossary(&mut entries, &read),
                RightForms::Series(show) => memories.push(show.memory()),
            }
        }
        let of_glossary = |entry: Arc<GlossaryEntry>| {
            let entry = Arc::unwrap_or_clone(entry);
            let heard = entry.heard.into_iter().map(|form| HeardForm { form, documents: 1 });
            RightForm { form: entry.form, heard: heard.collect(), source: Source::Glossary }
        };
        Ok((entries.into_iter().map(of_glossary).collect(), memories))
    }
}

/// Tells what is wrong with a file of right forms.
pub(super) fn tell_all(name: &str, problems: &[Problem]) {
    for problem in problems {
        let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
        tell(&format!("{name}{line}: {}", text(&problem.message)));
    }
}

/// A file of right forms.
enum RightForms {
    Glossary(Vec<GlossaryEntry>),
    Series(Series),
}

/// Reads a file of right forms, and tells its problems. The memory of a show is known by its name.
fn read(path: &Path) -> Result<RightForms, Stop> {
    let name = name_of(path);
    let failed = |error: std::io::Error| Stop::Failed(text!("file-unreadable", name = &name, why = error.to_string()));
    if path.to_string_lossy().ends_with(".stet.txt") {
        let found = series::open(path).map_err(|unread| Stop::Failed(text(&unread.message(&name))))?;
        tell_all(&name, &found.problems);
        return Ok(RightForms::Series(found.series));
    }
    let (entries, problems) = glossary::read(&encoding::decode(std::fs::read(path).map_err(failed)?).text);
    if entries.is_empty() {
        tell(&format!("{name}: {}", text!("cli-no-right-form")));
    }
    tell_all(&name, &problems);
    Ok(RightForms::Glossary(entries))
}
