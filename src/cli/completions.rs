//! `stet completions`: what a shell needs to complete Stet's arguments.

use super::output;
use super::stop::Stop;
use crate::messages::text;
use clap::Args;
use clap_complete::Shell;

#[derive(Args)]
#[command(about = text!("help-completions"), long_about = text!("help-completions-long"))]
pub(super) struct Completions {
    #[arg(help = text!("help-completions-shell"))]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, mut definition: clap::Command) -> Result<(), Stop> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut definition, "stet", &mut script);
        output::print(&script)
    }
}
