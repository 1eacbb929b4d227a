//! `stet completions`: what a shell needs to complete Stet's arguments.

use super::output;
use super::stop::Stop;
use clap::Args;
use clap_complete::Shell;

/// Print completions for a shell
///
/// For example: stet completions bash > ~/.local/share/bash-completion/completions/stet
#[derive(Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, mut definition: clap::Command) -> Result<(), Stop> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut definition, "stet", &mut script);
        output::print(&script)
    }
}
