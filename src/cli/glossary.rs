//! The glossaries that are given on the command line.

use super::Stop;
use super::terminal::tell;
use crate::analysis::lexicon::{From, Heard, RightForm};
use crate::formats::encoding;
use crate::glossary;
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Which glossaries are read.
#[derive(Args)]
pub(super) struct Glossaries {
    /// Right forms, one a line: “Form = heard as, heard as”, or CSV. May be given several times
    #[arg(long = "glossary", value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
}

impl Glossaries {
    /// Reads them all. A line that cannot be used is told, and the others are kept.
    pub fn read(&self) -> Result<Vec<RightForm>, Stop> {
        let mut entries = Vec::new();
        for path in &self.files {
            let name = path.display();
            let bytes =
                std::fs::read(path).map_err(|error| Stop::Failed(format!("{name} could not be read: {error}")))?;
            let (read, problems) = glossary::read(&encoding::decode(bytes).text);
            for problem in problems {
                let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
                tell(&format!("{name}{line}: {}", problem.message));
            }
            for entry in read {
                glossary::merge(&mut entries, entry);
            }
        }
        let right = |entry: crate::model::GlossaryEntry| {
            let heard = entry.heard.into_iter().map(|form| Heard { form, documents: 1 });
            RightForm { form: entry.form, heard: heard.collect(), from: From::Glossary }
        };
        Ok(entries.into_iter().map(right).collect())
    }
}
