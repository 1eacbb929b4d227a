//! Writing results: to standard output, or to a file that is not written over unasked.

use super::input::is_stdin;
use super::stop::Stop;
use super::terminal::many_lines;
use crate::document::save::Expect;
use crate::document::{self, SaveError};
use crate::messages::text;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

/// Writes a result to a file, whole or not at all, or to standard output when there is no path or it is `-`.
/// `force` allows that there is a file already.
pub(super) fn deliver(bytes: &[u8], path: Option<&Path>, force: bool) -> Result<(), Stop> {
    let Some(path) = path.filter(|path| !is_stdin(path)) else { return print(bytes) };
    let expect = if force || is_device(path) { Expect::Anything } else { Expect::Nothing };
    match document::write_file(path, expect, bytes) {
        Ok(_) => Ok(()),
        Err(SaveError::Exists(path)) => Err(Stop::Failed(text!("cli-exists", path = path.display().to_string()))),
        Err(error) => Err(Stop::Failed(text(&error.message()))),
    }
}

/// Writes a result to standard output. In a terminal, nothing in it acts on the terminal.
pub(super) fn print(bytes: &[u8]) -> Result<(), Stop> {
    let mut stdout = std::io::stdout().lock();
    let written = if stdout.is_terminal() {
        stdout.write_all(many_lines(&String::from_utf8_lossy(bytes)).as_bytes())
    } else {
        stdout.write_all(bytes)
    };
    written.and_then(|()| stdout.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Stop::Closed,
        _ => Stop::Failed(text!("cli-stdout", why = error.to_string())),
    })
}

/// Whether a path names something that is there to be written to, like `/dev/null` or a pipe.
fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}
