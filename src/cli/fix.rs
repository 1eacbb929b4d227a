//! `stet fix`: names put right where that is sure.

use super::form::Form;
use super::input::{Reading, name_of};
use super::lexicon::Knowledge;
use super::stop::Stop;
use super::terminal::tell;
use super::{names, output};
use crate::analysis::Knowledge as Prepared;
use crate::analysis::names::{Pair, take};
use crate::formats::{Encoding, Options};
use crate::jobs::Cancel;
use crate::messages::text;
use crate::model::message;
use clap::{Args, ValueHint};
use std::path::PathBuf;

#[derive(Args)]
#[command(about = text!("help-fix"), long_about = text!("help-fix-long"))]
pub(super) struct Fix {
    #[arg(help = text!("help-fix-input"))]
    #[arg(value_name = "IN", value_hint = ValueHint::FilePath)]
    input: PathBuf,
    #[command(flatten)]
    knowledge: Knowledge,
    #[arg(help = text!("help-fix-dry-run"))]
    #[arg(long)]
    dry_run: bool,
    #[arg(help = text!("help-fix-output"))]
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[arg(help = text!("help-any-force"))]
    #[arg(long)]
    force: bool,
}

impl Fix {
    pub(super) fn run(&self) -> Result<(), Stop> {
        let mut opened = self.reading.read(&self.input)?;
        let t = self.knowledge.told(opened.document.transcript());
        let lexicon = self.knowledge.of(&t, &self.input)?.lexicon;
        let known = Prepared::without_list(&t, lexicon).beside(opened.document.original());
        let mut pairs = known.misheard_in_rows(&t, 0..t.lines.len(), &Cancel::default());
        pairs.retain(|pair| pair.sure);
        if self.dry_run {
            return output::print(names::table(&pairs).as_bytes());
        }
        let form =
            self.form(opened.document.source().filter(|_| !opened.is_project).map(|source| source.format.as_str()))?;
        let taken: Vec<_> = pairs.iter().map(|pair| (pair, &pair.places)).collect();
        if let Some(edit) = take(opened.document.transcript(), message!("edit-names"), &taken) {
            opened.document.edit(edit, None);
        }
        tell(&said(&name_of(&self.input), &pairs));
        let written = form.write(&opened, &Options::default(), &Encoding::default());
        for note in written.notes {
            tell(&format!("{}: {note}", name_of(&self.input)));
        }
        output::deliver(&written.bytes, self.output.as_deref(), self.force)
    }

    /// What is written: as the name of the output tells, else as the input is (`None`: a project).
    fn form(&self, source: Option<&str>) -> Result<Form, Stop> {
        let told = self.output.as_deref().and_then(Form::of_file);
        let same = || source.map_or(Some(Form::Project), Form::named);
        told.or_else(same).ok_or_else(|| Stop::Usage(text!("cli-input-only-read").to_owned()))
    }
}

/// How much was changed, in a sentence.
fn said(name: &str, pairs: &[Pair]) -> String {
    let places: usize = pairs.iter().map(|pair| pair.places.len()).sum();
    let said = match pairs.len() {
        0 => text!("cli-fix-nothing").to_owned(),
        n => text!("cli-fixed", names = message!("names", n = n), places = message!("places", n = places)),
    };
    format!("{name}: {said}")
}
