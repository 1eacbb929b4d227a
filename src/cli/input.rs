//! Reading what is given on the command line: a file, or standard input.

use super::form::readable_ids;
use super::stop::Stop;
use super::terminal::tell;
use crate::document::{self, Opened};
use crate::formats::encoding::UnknownEncoding;
use crate::formats::{self, Encoding, Known, Options, Problem};
use crate::messages::text;
use crate::model::Message;
use clap::{Args, ValueHint};
use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Problems of one file that are told before the rest is only counted.
const TOLD: usize = 20;

/// How files are read.
#[derive(Args)]
pub(super) struct Reading {
    #[arg(help = text!("help-any-from"))]
    #[arg(long, value_name = "FORMAT", value_parser = readable_ids())]
    from: Option<String>,
    #[arg(help = text!("help-any-encoding"))]
    #[arg(long, value_name = "NAME", value_parser = encoding, value_hint = ValueHint::Other)]
    encoding: Option<Encoding>,
}

impl Reading {
    /// Reads a file, or standard input for `-`. What is odd about it is told as well as handed back.
    pub(super) fn read(&self, path: &Path) -> Result<Opened, Stop> {
        self.read_with(path, &Options::default())
    }

    /// As [`Reading::read`], with options of the formats.
    pub(super) fn read_with(&self, path: &Path, options: &Options) -> Result<Opened, Stop> {
        let known = Known {
            extension: None,
            format: self.from.as_deref().and_then(formats::named),
            charset: self.encoding.map(|encoding| encoding.charset),
            options: Some(options),
        };
        let opened = if is_stdin(path) {
            document::import_knowing(text!("cli-stdin"), from_stdin()?, known)
        } else {
            document::open_knowing(path, known)
        };
        let opened = opened.map_err(|error| Stop::Failed(text(&error.message())))?;
        tell_problems(&name_of(path), &opened.problems);
        if opened.copy {
            tell(&format!("{}: {}", name_of(path), text!("cli-damaged")));
        }
        Ok(opened)
    }
}

/// Why an argument means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NotMeant(
    /// What is said of it.
    pub Message,
);

impl Display for NotMeant {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&text(&self.0))
    }
}

impl Error for NotMeant {}

/// Reads how a text is laid down, as an argument names it.
pub(super) fn encoding(name: &str) -> Result<Encoding, NotMeant> {
    name.parse().map_err(|unknown: UnknownEncoding| NotMeant(unknown.message()))
}

/// Whether a path means standard input (or, where something is written, standard output).
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What an input is called in a message.
pub(super) fn name_of(path: &Path) -> String {
    if is_stdin(path) { text!("cli-stdin").to_owned() } else { path.display().to_string() }
}

/// The name of a file that is made from an input: without folder and extension.
pub(super) fn stem_of(path: &Path) -> PathBuf {
    if is_stdin(path) {
        return PathBuf::from("stdin");
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    match name.to_str().and_then(|name| name.strip_suffix(".stet.ron")) {
        Some(stem) => PathBuf::from(stem),
        None => PathBuf::from(Path::new(name).file_stem().unwrap_or(name)),
    }
}

fn from_stdin() -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    // One byte more than is allowed tells that it is too much.
    let mut stdin = std::io::stdin().lock().take(formats::MAX_BYTES as u64 + 1);
    match stdin.read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Stop::Failed(text!("file-unreadable", name = text!("cli-stdin"), why = error.to_string()))),
    }
}

fn tell_problems(name: &str, problems: &[Problem]) {
    for Problem { line, message } in problems.iter().take(TOLD) {
        let message = text(message);
        match line {
            Some(line) => tell(&format!("{name}:{line}: {message}")),
            None => tell(&format!("{name}: {message}")),
        }
    }
    if problems.len() > TOLD {
        let more = problems.len() - TOLD;
        tell(&format!("{name}: {}", text!("cli-more-problems", n = more)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_is_called_like_its_input() {
        for (input, stem) in [
            ("talk.srt", "talk"),
            ("in/a.b.vtt", "a.b"),
            ("talk.stet.ron", "talk"),
            ("talk", "talk"),
            (".srt", ".srt"),
            ("-", "stdin"),
            ("..", ".."),
        ] {
            assert_eq!(stem_of(Path::new(input)), Path::new(stem));
        }
    }
}
