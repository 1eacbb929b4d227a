//! The command line: one definition, from which help, completions and man page are made, and a file for each
//! verb. Its help and what it says stand in the catalogue, as all words do; only what the parser of arguments says by
//! itself is English whatever the language.
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

use crate::messages::{self, text};
use clap::{CommandFactory, Parser, Subcommand, ValueHint};
use std::path::PathBuf;
use std::process::ExitCode;
use stop::Stop;

#[derive(Parser)]
#[command(name = "stet", version, args_conflicts_with_subcommands = true)]
#[command(about = text!("help-stet"), long_about = text!("help-stet-long"), after_help = text!("help-stet-after"))]
struct Cli {
    #[arg(help = text!("help-any-file"))]
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
    // Before the help is made, and before anything is said.
    let languages = messages::languages_of(|name| std::env::var(name).ok());
    messages::set_language(languages.iter().map(String::as_str));
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

    #[test]
    fn every_verb_and_every_argument_says_what_it_is_for() {
        let definition = super::definition();
        for verb in definition.get_subcommands().chain([&definition]) {
            assert!(verb.get_about().is_some(), "{}", verb.get_name());
            for argument in verb.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", verb.get_name(), argument.get_id());
            }
        }
    }
}
