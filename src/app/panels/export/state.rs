//! What is chosen in the export panel, what would be written, and writing it.

use crate::app::effects::{Effects, Landing};
use crate::app::keys::Id;
use crate::app::panel::Panel;
use crate::app::picker::Shows;
use crate::app::request::{By, Pick, Request, Wanted};
use crate::app::strip::{Offer, Topic};
use crate::app::task::Task;
use crate::document::save::SaveError;
use crate::document::{Document, Revision};
use crate::export::{self, Exported, Impossible, OpenPoint, Preset, Preview};
use crate::formats::{Encoding, Loss, Written};
use crate::messages::text;
use crate::model::{Message, message};
use crate::settings::Settings;
use std::path::PathBuf;

/// How many lines of the export are shown.
pub(super) const SHOWN: usize = 400;
/// Shows the panel; when it is shown, asks for a file to write.
pub(super) const EXPORT: Id = Id("export");
/// Asks for a file to write.
pub(super) const WRITE: Id = Id("export-write");
/// Who asks which file shall be written.
const TARGET: By = By::Panel { panel: Export::ID, question: "write" };

/// What is chosen in the export panel, and what would be written.
#[derive(Default)]
pub(crate) struct Export {
    /// What a person chose; `None` until then.
    pub(super) preset: Option<Preset>,
    /// What would be written, of which state of the document with which preset.
    pub(super) made: Option<(Input, Draft)>,
    pub(super) task: Task<Input, Draft>,
    /// The name under which the choice would be kept.
    pub(super) name: String,
}

pub(super) type Input = (Revision, Preset);

/// What would be written.
pub(super) struct Draft {
    pub(super) preview: Result<Preview, Impossible>,
    pub(super) points: Vec<OpenPoint>,
    pub(super) losses: Vec<Loss>,
}

/// What a person did in the export panel.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Chose a preset, or changed one.
    Choose(Box<Preset>),
    /// Typed a name for the choice.
    Name(String),
    /// Kept the choice under the name that was typed.
    Keep,
    /// Asked for a file to write.
    Write,
    /// Asked for the text in the clipboard.
    Copy,
}

impl Export {
    /// Chooses a preset, which is the choice of the next time as well.
    pub(super) fn choose(&mut self, preset: Preset, fx: &mut Effects<'_>) {
        fx.settings.last_export = Some(preset.clone());
        self.preset = Some(preset);
    }

    /// Keeps the choice under the name that was typed.
    pub(super) fn keep(&mut self, fx: &mut Effects<'_>) {
        let name = std::mem::take(&mut self.name).trim().to_owned();
        if !name.is_empty() {
            let preset = Preset { name: name.clone().into(), about: "".into(), ..self.preset(fx.settings) };
            fx.settings.keep_preset(preset.clone());
            self.choose(preset, fx);
            fx.whisper(message!("export-kept", name = name));
        }
    }

    /// Puts the text into the clipboard.
    pub(super) fn copy(&self, fx: &mut Effects<'_>) {
        match export::export(fx.desk.transcript(), &self.preset(fx.settings)) {
            Ok(Exported { written: Written::Text(text), .. }) => {
                fx.ctx.copy_text(text);
                fx.whisper(message!("export-copied"));
            }
            Ok(Exported { written: Written::Bytes(_), .. }) => {
                let name = self.preset(fx.settings).output.format().map_or("", |format| format.name);
                fx.fail(Impossible::NotText(name).message());
            }
            Err(impossible) => fx.fail(impossible.message()),
        }
    }

    /// Asks for a file to write.
    pub(super) fn ask_where(&self, fx: &mut Effects<'_>) {
        let preset = self.preset(fx.settings);
        let ask = Wanted::ToWrite {
            title: text!("export-title").into(),
            verb: text!("export-verb").into(),
            kind: preset.name.to_string(),
            extensions: vec![preset.extension().to_owned()],
            suffix: "",
        };
        fx.request(Request::Pick(Pick { ask, by: TARGET }));
    }

    /// What is chosen: here, or the last time.
    pub(super) fn preset(&self, settings: &Settings) -> Preset {
        self.preset.clone().or_else(|| settings.last_export.clone()).unwrap_or_default()
    }
}

/// Why an export was not written.
pub(super) enum NotWritten {
    /// The transcript cannot be written so.
    Impossible(Message),
    /// The disk would not have it.
    Failed(SaveError),
}

impl NotWritten {
    pub(super) fn message(&self) -> Message {
        match self {
            NotWritten::Impossible(why) => why.clone(),
            NotWritten::Failed(error) => error.message(),
        }
    }
}

/// Says what came of an export.
pub(super) fn report(written: Result<Vec<Loss>, NotWritten>, path: PathBuf, mut landing: Landing<'_, '_>) {
    let is_here = matches!(landing, Landing::Here(_));
    let window = landing.window();
    match &written {
        Ok(_) => window.wrote(&path),
        Err(NotWritten::Failed(why)) => window.folders.refused(&path, why),
        Err(NotWritten::Impossible(_)) => {}
    }
    match written {
        Ok(losses) => {
            let done = message!("export-done", path = path.display().to_string());
            let said: Vec<Message> = std::iter::once(done).chain(losses.iter().map(Loss::message)).collect();
            let offers = vec![
                Offer::new(text!("export-open"), Request::ShowOutside(path.clone(), Shows::Opened)),
                Offer::new(text!("export-in-folder"), Request::ShowOutside(path, Shows::InFolder)),
            ];
            window.strip.withdraw(Topic::Exporting);
            window.strip.tell(Topic::Exporting, said, offers);
        }
        Err(NotWritten::Failed(SaveError::Exists(path))) if is_here => {
            window.request(Request::Overwrite { path, by: TARGET });
        }
        Err(error) => {
            let again = Offer::run(text!("export-elsewhere"), WRITE);
            let offers = if is_here { vec![again] } else { Vec::new() };
            window.strip.fail_about(Topic::Exporting, error.message(), offers);
        }
    }
}

/// How the export is written down: as the source was, when it goes back into the source's format.
pub(super) fn encoding_for(document: &Document, preset: &Preset) -> Encoding {
    let source = document.source();
    let same = |id: &str| preset.output.format().is_some_and(|format| format.id == id);
    source.filter(|source| same(&source.format)).and_then(|source| source.encoding).unwrap_or_default()
}
