//! The command line: one definition, from which help, completions and man page are made, and a file for each
//! verb.
//!
//! What a script may rely on: results go to standard output, all else to standard error, a line each, with the
//! file's name. Exit 0 means done, 1 that a file could not be used, 2 that the arguments are wrong. A file is
//! never written over without `--force`.

mod check;
mod completions;
mod convert;
mod diff;
mod export;
mod fix;
mod form;
mod formats;
mod glossary;
mod input;
mod lexicon;
mod man;
mod names;
mod output;
mod stats;
mod stop;
mod terminal;
mod turns;

use crate::messages::text;
use clap::{CommandFactory, Parser, Subcommand, ValueHint};
use std::path::PathBuf;
use std::process::ExitCode;
use stop::Stop;

/// An editor for transcripts: names right, speakers tagged, nothing lost
///
/// Without a verb, Stet opens its window.
#[derive(Parser)]
#[command(
    name = "stet",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "A verb wins over a file of the same name: stet ./convert opens the file “convert”.\n\
                  “-” is standard input. Exit status: 0 done, 1 a file could not be used, 2 wrong usage."
)]
struct Cli {
    /// What to open in the window: a project, or a transcript in any format
    #[arg(value_hint = ValueHint::FilePath)]
    file: Option<PathBuf>,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    Convert(convert::Convert),
    Export(export::Export),
    Stats(stats::Stats),
    Check(check::Check),
    Turns(turns::Turns),
    Names(names::Names),
    Fix(fix::Fix),
    Diff(diff::Diff),
    Glossary(glossary::Glossary),
    Formats(formats::Formats),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Does what the arguments of the process ask for. `open_window` opens the window, on a file if one is given,
/// and returns when it is closed.
pub fn main(open_window: impl FnOnce(Option<PathBuf>) -> ExitCode) -> ExitCode {
    let Cli { file, verb } = Cli::parse();
    let Some(verb) = verb else { return open_window(file) };
    let done = match verb {
        Verb::Convert(convert) => convert.run(),
        Verb::Export(export) => export.run(),
        Verb::Stats(stats) => stats.run(),
        Verb::Check(check) => check.run(),
        Verb::Turns(turns) => turns.run(),
        Verb::Names(names) => names.run(),
        Verb::Fix(fix) => fix.run(),
        Verb::Diff(diff) => diff.run(),
        Verb::Glossary(glossary) => glossary.run(),
        Verb::Formats(formats) => formats.run(),
        Verb::Completions(completions) => completions.run(definition()),
        Verb::Man(man) => man.run(definition()),
    };
    match done {
        Ok(()) | Err(Stop::Closed) => ExitCode::SUCCESS,
        Err(Stop::Failed(message)) => {
            terminal::tell(&message);
            ExitCode::FAILURE
        }
        Err(Stop::NotDone(message)) => {
            terminal::tell(&message);
            ExitCode::from(2)
        }
        Err(Stop::Usage(message)) => {
            terminal::tell(&message);
            terminal::tell(text!("cli-see-help"));
            ExitCode::from(2)
        }
    }
}

/// The definition of the command line.
fn definition() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_definition_holds_together() {
        super::definition().debug_assert();
    }
}
