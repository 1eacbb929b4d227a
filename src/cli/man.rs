//! `stet man`: the manual page, with a section for each verb.

use super::output;
use super::stop::Stop;
use crate::messages::text;
use clap::Args;

#[derive(Args)]
#[command(about = text!("help-man"), long_about = text!("help-man-long"))]
pub(super) struct Man {}

impl Man {
    pub(super) fn run(&self, definition: clap::Command) -> Result<(), Stop> {
        output::print(&page(definition).expect("writing to memory does not fail"))
    }
}

fn page(mut definition: clap::Command) -> std::io::Result<Vec<u8>> {
    definition.build();
    let mut out = Vec::new();
    let stet = clap_mangen::Man::new(definition.clone());
    stet.render_title(&mut out)?;
    stet.render_name_section(&mut out)?;
    stet.render_synopsis_section(&mut out)?;
    stet.render_description_section(&mut out)?;
    stet.render_options_section(&mut out)?;
    notes(&definition, &mut out)?;
    for verb in definition.get_subcommands().filter(|verb| verb.get_name() != "help") {
        let mut section = Vec::new();
        let man = clap_mangen::Man::new(verb.clone());
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        notes(verb, &mut section)?;
        out.extend(format!(".SH \"STET {}\"\n", verb.get_name().to_uppercase()).into_bytes());
        // What would be the sections of a page of its own are parts of a section here.
        out.extend(String::from_utf8_lossy(&section).replace(".SH ", ".SS ").into_bytes());
    }
    stet.render_version_section(&mut out)?;
    Ok(out)
}

/// What the help says behind the options, if anything.
fn notes(command: &clap::Command, out: &mut Vec<u8>) -> std::io::Result<()> {
    if command.get_after_help().is_none() {
        return Ok(());
    }
    let mut section = Vec::new();
    clap_mangen::Man::new(command.clone()).render_extra_section(&mut section)?;
    out.extend(String::from_utf8_lossy(&section).replacen("EXTRA", "NOTES", 1).into_bytes());
    Ok(())
}
