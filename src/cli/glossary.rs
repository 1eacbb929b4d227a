//! The glossaries that are given on the command line.

use super::Stop;
use super::terminal::tell;
use crate::analysis::lexicon::{From, Heard, RightForm};
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Which glossaries are read.
#[derive(Args)]
pub(super) struct Glossaries {
    /// Right forms, one a line; forms in which it was heard may follow after “:”
    #[arg(long = "glossary", value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
}

impl Glossaries {
    /// Reads them all. A line that cannot be read is told and left out.
    pub fn read(&self) -> Result<Vec<RightForm>, Stop> {
        let mut out = Vec::new();
        for path in &self.files {
            let name = path.display();
            let bytes =
                std::fs::read(path).map_err(|error| Stop::Failed(format!("{name} could not be read: {error}")))?;
            for (line, n) in String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').lines().zip(1..) {
                match entry(line) {
                    Ok(Some(entry)) => out.push(entry),
                    Ok(None) => {}
                    Err(problem) => tell(&format!("{name}:{n}: {problem}; the line is left out")),
                }
            }
        }
        Ok(out)
    }
}

/// A line of a glossary; `None` for an empty one and for a remark.
fn entry(line: &str) -> Result<Option<RightForm>, &'static str> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let (form, heard) = line.split_once(['\t', '=', ':']).unwrap_or((line, ""));
    let form = form.trim();
    if !form.chars().any(char::is_alphanumeric) {
        return Err("There is no right form in it");
    }
    let heard = heard.split([',', ';', '|', '\t']).map(str::trim).filter(|heard| !heard.is_empty());
    let heard = heard.map(|heard| Heard { form: heard.to_owned(), documents: 1 }).collect();
    Ok(Some(RightForm { form: form.to_owned(), heard, from: From::Glossary }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_right_form_and_what_it_was_heard_as() {
        for (line, expected) in [
            ("Hydralpe", "Hydralpe <- "),
            (" Hydralpe : idralpe, hydre Alpes", "Hydralpe <- idralpe|hydre Alpes"),
            ("Hydralpe = idralpe", "Hydralpe <- idralpe"),
            ("Hydralpe\tidralpe\thydralp", "Hydralpe <- idralpe|hydralp"),
            ("# names", ""),
            ("", ""),
            (": idralpe", "There is no right form in it"),
        ] {
            let shown = match entry(line) {
                Ok(None) => String::new(),
                Ok(Some(right)) => {
                    let heard: Vec<&str> = right.heard.iter().map(|heard| heard.form.as_str()).collect();
                    format!("{} <- {}", right.form, heard.join("|"))
                }
                Err(problem) => problem.to_owned(),
            };
            assert_eq!(shown, expected, "{line:?}");
        }
    }
}
