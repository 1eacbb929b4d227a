//! Export: exactly what will be written, as it changes, and before it what is still open.

mod commands;
mod view;

use crate::app::command::Command;
use crate::app::effects::{Effects, Landing};
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::panel::Panel;
use crate::app::request::{By, Out, Pick, Request, Wanted};
use crate::app::strip::Offer;
use crate::app::task::Task;
use crate::document::save::{self, Expect, SaveError};
use crate::document::{Document, Revision};
use crate::export::{self, Exported, Impossible, OpenPoint, Preset, Preview};
use crate::formats::{self, Encoding, Loss, Written};
use crate::messages::{self, text};
use crate::model::{Message, Transcript};
use crate::settings::Settings;
use egui::{Key, KeyboardShortcut, Ui};
use std::path::PathBuf;

/// How many lines of the export are shown.
const SHOWN: usize = 400;
/// The question for the file to write.
const WRITE: &str = "write";

/// What is chosen in the export panel, and what would be written.
#[derive(Default)]
pub struct Export {
    /// What a person chose; `None` until then.
    preset: Option<Preset>,
    /// What would be written, of which state of the document with which preset.
    made: Option<(Input, Made)>,
    task: Task<Input, Made>,
    /// The name under which the choice would be kept.
    name: String,
}

type Input = (Revision, Preset);

/// What would be written.
struct Made {
    preview: Result<Preview, Impossible>,
    points: Vec<OpenPoint>,
    losses: Vec<Loss>,
}

/// What a person did in the export panel.
#[derive(Clone, Debug)]
pub enum ExportAction {
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

impl Panel for Export {
    const ID: &'static str = "export";
    const ALWAYS: bool = true;
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num5)];

    type Action = ExportAction;

    fn commands() -> &'static [Command<Export>] {
        commands::ALL
    }

    fn poll(&mut self, fx: &mut Effects<'_>) {
        if let Some(made) = self.task.poll(fx.window.strip) {
            self.made = Some(made);
        }
        if !fx.shows_panel(Self::ID) {
            return;
        }
        let input = (fx.desk.document().revision(), self.preset(fx.settings));
        let made = self.made.as_ref().map(|(input, _)| input);
        self.task.start_if_stale(fx.ctx, "preview", input.clone(), made, || {
            let t = fx.desk.transcript().clone();
            move |_| Made {
                preview: export::preview(&t, &input.1, SHOWN),
                points: export::open_points(&t),
                losses: losses(&t, &input.1),
            }
        });
    }

    fn picked(&mut self, _question: &'static str, path: PathBuf, over: bool, fx: &mut Effects<'_>) {
        let (t, preset, to) = (fx.desk.transcript().clone(), self.preset(fx.settings), path.clone());
        let encoding = encoding_for(fx.desk.document(), &preset);
        let work = move |_: &crate::jobs::Cancel| {
            let exported =
                export::export(&t, &preset).map_err(|impossible| NotWritten::Impossible(impossible.message()))?;
            let expect = if over { Expect::Anything } else { Expect::Nothing };
            let bytes = exported.written.encode(&encoding).bytes;
            save::write_file(&to, expect, &bytes).map_err(NotWritten::Failed)?;
            Ok(exported.losses)
        };
        fx.write("export", path.clone(), work, move |written, landing| report(written, path, landing));
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<ExportAction>) {
        self.draw(ui, look, out);
    }

    fn perform(&mut self, action: ExportAction, fx: &mut Effects<'_>) {
        match action {
            ExportAction::Choose(preset) => {
                fx.settings.last_export = Some((*preset).clone());
                self.preset = Some(*preset);
            }
            ExportAction::Name(name) => self.name = name,
            ExportAction::Keep => {
                let name = std::mem::take(&mut self.name).trim().to_owned();
                if !name.is_empty() {
                    let preset = Preset { name: name.clone().into(), about: "".into(), ..self.preset(fx.settings) };
                    fx.settings.keep_preset(preset.clone());
                    self.perform(ExportAction::Choose(Box::new(preset)), fx);
                    fx.whisper(text!("export-kept", name = name));
                }
            }
            ExportAction::Write => self.ask_where(fx),
            ExportAction::Copy => match export::export(fx.desk.transcript(), &self.preset(fx.settings)) {
                Ok(Exported { written: Written::Text(text), .. }) => {
                    fx.ctx.copy_text(text);
                    fx.whisper(text!("export-copied"));
                }
                Ok(Exported { written: Written::Bytes(_), .. }) => {
                    let name = self.preset(fx.settings).output.format().map_or("", |format| format.name);
                    fx.fail(messages::text(&Impossible::NotText(name).message()));
                }
                Err(impossible) => fx.fail(messages::text(&impossible.message())),
            },
        }
    }
}

impl Export {
    /// Asks for a file to write.
    fn ask_where(&self, fx: &mut Effects<'_>) {
        let preset = self.preset(fx.settings);
        let ask = Wanted::ToWrite {
            title: text!("export-title").into(),
            verb: text!("export-verb").into(),
            kind: preset.name.to_string(),
            extensions: vec![preset.extension().to_owned()],
            suffix: "",
        };
        fx.request(Request::Pick(Pick { ask, by: By::Panel { panel: Self::ID, question: WRITE } }));
    }

    /// What is chosen: here, or the last time.
    fn preset(&self, settings: &Settings) -> Preset {
        self.preset.clone().or_else(|| settings.last_export.clone()).unwrap_or_default()
    }
}

/// Why an export was not written.
enum NotWritten {
    /// The transcript cannot be written so.
    Impossible(Message),
    /// The disk would not have it.
    Failed(SaveError),
}

impl NotWritten {
    fn message(&self) -> Message {
        match self {
            NotWritten::Impossible(why) => why.clone(),
            NotWritten::Failed(error) => error.message(),
        }
    }
}

/// Says what came of an export.
fn report(written: Result<Vec<Loss>, NotWritten>, path: PathBuf, mut landing: Landing<'_, '_>) {
    let is_here = matches!(landing, Landing::Here(_));
    let window = landing.window();
    match written {
        Ok(losses) => {
            let losses: String = losses.iter().map(|loss| format!(" · {}", messages::text(&loss.message()))).collect();
            window.say(text!("export-done", path = path.display().to_string()) + &losses);
        }
        Err(NotWritten::Failed(SaveError::Exists(path))) if is_here => {
            let by = By::Panel { panel: Export::ID, question: WRITE };
            window.request(Request::Overwrite { path, by });
        }
        Err(error) => {
            let again = Offer::run(text!("export-elsewhere"), commands::WRITE);
            window.fail_with(messages::text(&error.message()), if is_here { vec![again] } else { Vec::new() });
        }
    }
}

/// What the format cannot hold, for formats; a text leaves out what the preset says.
fn losses(t: &Transcript, preset: &Preset) -> Vec<Loss> {
    preset.output.format().map_or_else(Vec::new, |format| formats::losses(t, format))
}

/// How the export is written down: as the source was, when it goes back into the source's format.
fn encoding_for(document: &Document, preset: &Preset) -> Encoding {
    let source = document.source();
    let same = |id: &str| preset.output.format().is_some_and(|format| format.id == id);
    source.filter(|source| same(&source.format)).and_then(|source| source.encoding).unwrap_or_default()
}
