//! `stet export`: a text for readers, or captions, as a preset says.

use super::input::{Reading, name_of};
use super::output;
use super::stop::Stop;
use super::terminal::{tell, tell_message};
use crate::export::{BUILT_IN, Preset, export};
use crate::formats::Encoding;
use crate::messages::text;
use crate::settings::Settings;
use clap::{Args, ValueHint};
use std::path::PathBuf;

#[derive(Args)]
#[command(about = text!("help-export"))]
#[command(after_help = presets())]
pub(super) struct Export {
    #[arg(help = text!("help-export-input"))]
    #[arg(value_name = "IN", value_hint = ValueHint::FilePath)]
    input: PathBuf,
    #[arg(help = text!("help-export-preset"))]
    #[arg(long, value_name = "NAME")]
    preset: String,
    #[arg(help = text!("help-any-output"))]
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[arg(help = text!("help-any-force"))]
    #[arg(long)]
    force: bool,
}

/// The presets that come with the program, for the help.
fn presets() -> String {
    let about = |preset: &Preset| preset.about().as_ref().map(text).unwrap_or_default();
    let line = |preset: &Preset| format!("\n  {:<14}{}", preset.name, about(preset));
    text!("cli-presets").to_owned() + &BUILT_IN.iter().map(line).collect::<String>()
}

impl Export {
    pub(super) fn run(&self) -> Result<(), Stop> {
        let own = own_presets();
        let preset = Preset::named(&self.preset, &own).ok_or_else(|| {
            let names: Vec<&str> = own.iter().chain(&BUILT_IN).map(|preset| &*preset.name).collect();
            Stop::Usage(text!("cli-no-preset", name = &self.preset, names = names))
        })?;
        let opened = self.reading.read(&self.input)?;
        let exported = export(opened.document.transcript(), preset)
            .map_err(|error| Stop::Failed(text!("cli-preset", preset = &*preset.name, why = error.message())))?;
        for loss in &exported.losses {
            tell(&format!("{}: {}", name_of(&self.input), text(&loss.message())));
        }
        output::deliver(&exported.written.encode(&Encoding::default()).bytes, self.output.as_deref(), self.force)
    }
}

fn own_presets() -> Vec<Preset> {
    let Some(dir) = Settings::dir() else { return Vec::new() };
    let (settings, told) = Settings::load(&dir);
    tell_message(told.as_ref());
    settings.presets
}
