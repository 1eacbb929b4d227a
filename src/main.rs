//! `stet`: a verb goes to the command line, all else opens the window.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    stet::cli::main(open_window)
}

#[cfg(feature = "window")]
fn open_window(file: Option<PathBuf>) -> ExitCode {
    stet::app::run(file)
}

#[cfg(not(feature = "window"))]
fn open_window(_file: Option<PathBuf>) -> ExitCode {
    eprintln!("stet: This Stet was built without its window; stet --help says what it does without");
    ExitCode::FAILURE
}
