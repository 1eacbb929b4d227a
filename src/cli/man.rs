//! `stet man`: the manual page, with a section for each verb.

use super::{Stop, definition, output};
use clap::Args;

/// Print the manual page
///
/// For example: stet man | man -l -
#[derive(Args)]
pub(super) struct Man {}

impl Man {
    pub fn run(&self) -> Result<(), Stop> {
        output::print(&page().expect("writing to memory does not fail"))
    }
}

fn page() -> std::io::Result<Vec<u8>> {
    let mut definition = definition();
    definition.build();
    let mut out = Vec::new();
    clap_mangen::Man::new(definition.clone()).render(&mut out)?;
    for verb in definition.get_subcommands().filter(|verb| verb.get_name() != "help") {
        let mut section = Vec::new();
        let man = clap_mangen::Man::new(verb.clone());
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        man.render_extra_section(&mut section)?;
        out.extend(format!(".SH \"STET {}\"\n", verb.get_name().to_uppercase()).into_bytes());
        // What would be the sections of a page of its own are parts of a section here.
        out.extend(String::from_utf8_lossy(&section).replace(".SH ", ".SS ").into_bytes());
    }
    Ok(out)
}
