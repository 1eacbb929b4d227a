//! Export: exactly what will be written, as it changes, and before it what is still open.

mod commands;
mod state;
mod view;

pub(crate) use state::Export;

use crate::app::command::Command;
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::panel::Panel;
use crate::app::request::Out;
use crate::document;
use crate::export;
use egui::{Key, KeyboardShortcut, Ui};
use state::{Action, Draft, NotWritten, SHOWN, encoding_for, report};
use std::path::{Path, PathBuf};

impl Panel for Export {
    const ID: &'static str = "export";
    const ALWAYS: bool = true;
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num5)];

    type Action = Action;

    fn commands() -> &'static [Command<Export>] {
        commands::ALL
    }

    fn poll(&mut self, fx: &mut Effects<'_>) {
        if let Some(made) = self.task.poll(fx.window.strip) {
            self.made = Some(made);
        }
        if !fx.settings.shows_panel(Self::ID) {
            return;
        }
        let input = (fx.desk.document().revision(), self.preset(fx.settings));
        let made = self.made.as_ref().map(|(input, _)| input);
        self.task.start_if_stale(fx.ctx, "preview", input.clone(), made, || {
            let t = fx.desk.transcript().clone();
            move |_| Draft {
                preview: export::preview(&t, &input.1, SHOWN),
                points: export::open_points(&t),
                losses: export::losses(&t, &input.1),
            }
        });
    }

    fn picked(&mut self, _question: &'static str, path: PathBuf, over: bool, fx: &mut Effects<'_>) {
        let (t, preset, to) = (fx.desk.transcript().clone(), self.preset(fx.settings), path.clone());
        let source = fx.desk.document().source_path().map(Path::to_owned);
        let encoding = encoding_for(fx.desk.document(), &preset);
        let work = move |_: &crate::jobs::Cancel| {
            let exported =
                export::export(&t, &preset).map_err(|impossible| NotWritten::Impossible(impossible.message()))?;
            let bytes = exported.written.encode(&encoding).bytes;
            document::write_export(&to, over, source.as_deref(), &bytes).map_err(NotWritten::Failed)?;
            Ok(exported.losses)
        };
        fx.write("export", path.clone(), work, move |written, landing| report(written, path, landing));
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        view::show(self, ui, look, out);
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        match action {
            Action::Choose(preset) => self.choose(*preset, fx),
            Action::Name(name) => self.name = name,
            Action::Keep => self.keep(fx),
            Action::Write => self.ask_where(fx),
            Action::Copy => self.copy(fx),
        }
    }
}
