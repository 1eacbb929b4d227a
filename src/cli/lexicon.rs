//! What the analyses know beside the transcript, on the command line: its language, dictionaries from the disk,
//! glossaries, and the memory of its show.

use super::glossary::{self, Glossaries};
use super::input::{NotMeant, is_stdin};
use super::stop::Stop;
use super::terminal::tell_message;
use crate::analysis::{Lexicon, Profile};
use crate::document::series;
use crate::edit::meta;
use crate::glossary::Memory;
use crate::language::Language;
use crate::lookup::{self, LookUp};
use crate::messages::text;
use crate::model::{Transcript, message};
use crate::settings::Settings;
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is known beside the transcript.
#[derive(Args)]
pub(super) struct Knowledge {
    #[command(flatten)]
    glossaries: Glossaries,
    #[command(flatten)]
    remembered: Remembered,
    #[arg(help = text!("help-any-language"))]
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<String>,
}

/// Whether the show beside the input is asked.
#[derive(Args)]
pub(super) struct Remembered {
    #[arg(help = text!("help-any-no-show"))]
    #[arg(long)]
    no_show: bool,
}

/// A lexicon, and what it was made of.
pub(super) struct Known {
    /// What the analyses know.
    pub lexicon: Lexicon,
    /// The folder of the person's own dictionaries.
    pub own: Option<PathBuf>,
}

impl Knowledge {
    /// A transcript in the language that was said, if one was.
    pub(super) fn told(&self, t: &Transcript) -> Transcript {
        let tag = self.language.clone();
        let edit = tag.and_then(|tag| meta::change(t, message!("edit-language"), |meta| meta.language = Some(tag)));
        edit.map_or_else(|| t.clone(), |edit| edit.apply(t))
    }

    /// What is known of a transcript that was read from `input`. What cannot be used is told.
    pub(super) fn of(&self, t: &Transcript, input: &Path) -> Result<Known, Stop> {
        let (own, folders) = dictionary_folders();
        let (right, memories) = self.glossaries.read()?;
        let memories = memories.into_iter().chain(self.remembered.of(input)).map(Arc::new).collect();
        let look_up = LookUp { folders, memories, right, ..LookUp::default() };
        let (lexicon, told) = look_up.lexicon(t, Profile::of(t));
        tell_message(told.as_ref());
        Ok(Known { lexicon, own })
    }
}

impl Remembered {
    /// What the show beside the input remembers.
    pub(super) fn of(&self, input: &Path) -> Option<Memory> {
        if self.no_show || is_stdin(input) {
            return None;
        }
        let path = series::path_beside(input);
        match series::find(input)? {
            Ok(found) => {
                glossary::tell_all(&path.display().to_string(), &found.problems);
                Some(found.series.memory())
            }
            Err(error) => {
                tell_message(Some(&error.message(&path.display().to_string())));
                None
            }
        }
    }
}

/// The folder of the person's own dictionaries, and all in which they are looked for.
fn dictionary_folders() -> (Option<PathBuf>, Vec<PathBuf>) {
    let dir = Settings::dir();
    let settings = dir.as_deref().map(Settings::load);
    tell_message(settings.as_ref().and_then(|(_, told)| told.as_ref()));
    let added = settings.map(|(settings, _)| settings.dictionaries).unwrap_or_default();
    (lookup::own_folder(dir.as_deref()), lookup::folders(dir.as_deref(), &added))
}

fn language(tag: &str) -> Result<String, NotMeant> {
    let known = Language::of_tag(tag).map(|_| tag.to_owned());
    known.ok_or(NotMeant(message!("cli-language-tag")))
}
