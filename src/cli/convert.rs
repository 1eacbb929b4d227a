//! `stet convert`: files in other formats.

use super::form::{Form, Written, writable_ids};
use super::input::{Reading, encoding, name_of, stem_of};
use super::output;
use super::stop::Stop;
use super::terminal::tell;
use crate::document;
use crate::edit::speakers;
use crate::formats::{self, Encoding, Options};
use crate::messages::{self, text};
use clap::{Args, ValueHint};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[derive(Args)]
#[command(about = text!("help-convert"), long_about = text!("help-convert-long"))]
pub(super) struct Convert {
    #[arg(help = text!("help-convert-inputs"))]
    #[arg(required = true, value_name = "IN", value_hint = ValueHint::FilePath)]
    inputs: Vec<PathBuf>,
    #[arg(help = text!("help-convert-output"))]
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    #[arg(help = text!("help-convert-to"))]
    #[arg(long, value_name = "FORMAT", value_parser = writable_ids())]
    to: Option<String>,
    #[arg(help = text!("help-convert-directory"))]
    #[arg(short, long, value_name = "FOLDER", requires = "to", conflicts_with = "output", value_hint = ValueHint::DirPath)]
    directory: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[arg(help = text!("help-convert-output-encoding"))]
    #[arg(long, value_name = "NAME", default_value = "utf-8", value_parser = encoding, hide_default_value = true, value_hint = ValueHint::Other)]
    output_encoding: Encoding,
    #[arg(help = text!("help-convert-options"))]
    #[arg(long = "option", value_name = "NAME=VALUE", value_hint = ValueHint::Other)]
    options: Vec<String>,
    #[arg(help = text!("help-convert-speakers"))]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    speakers: Option<PathBuf>,
    #[arg(help = text!("help-convert-force"))]
    #[arg(long)]
    force: bool,
}

impl Convert {
    pub(super) fn run(&self) -> Result<(), Stop> {
        let form = self.form()?;
        let options = self.options(form)?;
        if self.inputs.len() > 1 && self.directory.is_none() {
            return Err(Stop::Usage(text!("cli-many-inputs").to_owned()));
        }
        if let Some(folder) = &self.directory {
            let failed = |error: std::io::Error| {
                let folder = folder.display().to_string();
                Stop::Failed(text!("cli-folder-not-made", folder = folder, why = error.to_string()))
            };
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut made: HashMap<PathBuf, &Path> = HashMap::new();
        let mut failed = false;
        for input in &self.inputs {
            let target = self.target(input, form);
            let done = match target.as_ref().and_then(|target| made.get(target)) {
                Some(first) => {
                    let why = text!("cli-one-of-that-name", other = name_of(first));
                    Err(Stop::Failed(format!("{}: {why}", name_of(input))))
                }
                None => self.convert(input, form, &options, target.as_deref()),
            };
            match done {
                Ok(()) => made.extend(target.map(|target| (target, input.as_path()))),
                Err(Stop::Failed(message)) => {
                    tell(&message);
                    failed = true;
                }
                Err(stop) => return Err(stop),
            }
        }
        if failed { Err(Stop::Failed(String::new())) } else { Ok(()) }
    }

    fn form(&self) -> Result<Form, Stop> {
        if let Some(id) = &self.to {
            return Ok(Form::named(id).expect("only what can be written is accepted as an argument"));
        }
        let Some(output) = &self.output else {
            return Err(Stop::Usage(text!("cli-to-what").to_owned()));
        };
        Form::of_file(output)
            .ok_or_else(|| Stop::Usage(text!("cli-name-tells-no-format", name = output.display().to_string())))
    }

    /// What was chosen of the settings of the form, and of those of whatever format the inputs are in.
    fn options(&self, form: Form) -> Result<Options, Stop> {
        let mut options = Options::default();
        let settings = form.settings();
        for option in &self.options {
            let (name, value) =
                option.split_once('=').ok_or_else(|| Stop::Usage(text!("cli-option-written", option = option)))?;
            let chosen = options.choose(
                settings.iter().copied().chain(formats::settings_of_reading()),
                name.trim(),
                value.trim(),
            );
            chosen.map_err(|unfit| Stop::Usage(messages::text(&unfit.message())))?;
        }
        Ok(options)
    }

    /// The file that is made from an input; `None` for standard output.
    fn target(&self, input: &Path, form: Form) -> Option<PathBuf> {
        let Some(folder) = &self.directory else { return self.output.clone() };
        let mut name = stem_of(input).into_os_string();
        name.push(".");
        name.push(form.extension());
        Some(folder.join(name))
    }

    fn convert(&self, input: &Path, form: Form, options: &Options, target: Option<&Path>) -> Result<(), Stop> {
        let mut opened = self.reading.read_with(input, options)?;
        if let Some(path) = &self.speakers {
            let others = document::open(path).map_err(|error| Stop::Failed(messages::text(&error.message())))?;
            match speakers::by_overlap(opened.document.transcript(), others.document.transcript()) {
                Some(edit) => opened.document.edit(edit, None),
                None => tell(&format!("{}: {}", name_of(input), text!("cli-no-speakers", name = name_of(path)))),
            }
        }
        let Written { bytes, notes } = form.write(&opened, options, &self.output_encoding);
        if self.inputs.len() == 1 {
            // The process is about to end: handing a million lines back one by one would only delay that.
            std::mem::forget(opened);
        }
        for note in notes {
            tell(&format!("{}: {note}", name_of(input)));
        }
        output::deliver(&bytes, target, self.force)
    }
}
