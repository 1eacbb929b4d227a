//! The title of the window: which document is open, and whether it is saved.

use crate::document::Document;
use crate::messages::text;
use egui::{Context, ViewportCommand};
use std::path::Path;

/// The title that the window has.
#[derive(Default)]
pub(super) struct Title(String);

impl Title {
    /// Gives the window the title of the document that is open, unless it has it already.
    pub(super) fn show(&mut self, ctx: &Context, document: Option<&Document>) {
        let now = of(document);
        if self.0 != now {
            self.0.clone_from(&now);
            ctx.send_viewport_cmd(ViewportCommand::Title(now));
        }
    }
}

/// What the window is called while a document is open, or none: the name of its file, with a mark when it is not saved.
fn of(document: Option<&Document>) -> String {
    let Some(document) = document else { return text!("window-title").to_owned() };
    let file = document.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let source = || document.source().map(|source| source.name.clone()).filter(|name| !name.is_empty());
    let name = file.or_else(source).unwrap_or_else(|| text!("untitled").to_owned());
    match document.is_modified() {
        true => text!("window-title-not-saved", name = name),
        false => text!("window-title-of", name = name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::speakers;
    use crate::model::Transcript;
    use egui::{RawInput, ViewportId};
    use std::sync::Arc;

    #[test]
    fn the_title_says_what_is_open_and_whether_it_is_saved_and_only_when_it_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let ctx = Context::default();
        let mut title = Title::default();
        let mut told = |document: Option<&Document>| {
            let mut output = ctx.run_ui(RawInput::default(), |ui| title.show(ui.ctx(), document));
            // Nobody sees it.
            output.textures_delta.clear();
            let commands = output.viewport_output[&ViewportId::ROOT].commands.iter();
            commands.filter(|command| matches!(command, ViewportCommand::Title(_))).cloned().collect::<Vec<_>>()
        };
        let to = |name: String| vec![ViewportCommand::Title(name)];
        assert_eq!(told(None), to(text!("window-title").to_owned()));
        let bytes = b"00:01 Hello.\n00:03 And so on.\n".to_vec();
        let mut document = crate::document::import("talk.txt", bytes).expect("it can be read").document;
        assert_eq!(told(Some(&document)), to(text!("window-title-of", name = "talk.txt")));
        assert_eq!(told(Some(&document)), []);
        let edit = speakers::add(document.transcript(), "Ann").expect("Ann is new");
        document.edit(Arc::new(edit), None);
        assert_eq!(told(Some(&document)), to(text!("window-title-not-saved", name = "talk.txt")));
        let path = folder.path().join("talk.stet.ron");
        let saved = crate::document::save(&document.snapshot_for_save(), &path, false, &crate::jobs::Cancel::default());
        document.saved(saved.expect("it can be written"));
        assert_eq!(told(Some(&document)), to(text!("window-title-of", name = "talk.stet.ron")));
        let nameless = Document::new(Transcript::default(), Transcript::default());
        assert_eq!(told(Some(&nameless)), to(text!("window-title-of", name = text!("untitled"))));
    }
}
