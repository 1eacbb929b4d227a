//! The corrections of the open document, taking them back, and writing the log of them.

use crate::analysis::changes::{self, Correction, Figures, How};
use crate::app::effects::Effects;
use crate::app::panel::Panel;
use crate::app::request::{By, Pick, Request, Wanted};
use crate::app::task::Task;
use crate::document::{Document, Revision};
use crate::jobs::Cancel;
use crate::messages::{self, text};
use crate::model::Transcript;
use std::path::Path;

/// Who asks into which file the log shall be written.
pub(super) const LOG: By = By::Panel { panel: Changes::ID, question: "log" };

/// The corrections of the open document.
#[derive(Default)]
pub(crate) struct Changes {
    pub(super) listed: Option<Listed>,
    pub(super) listing: Task<Revision, Listed>,
    /// The place of the current correction in the list.
    pub(super) current: usize,
    /// The list is to come to the current correction.
    pub(super) reveal: bool,
}

/// The corrections as they were at a revision.
pub(super) struct Listed {
    pub(super) revision: Revision,
    pub(super) corrections: Vec<Correction>,
    pub(super) figures: Figures,
}

/// What a person did in the Changes panel.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Made a correction the current one, by its place in the list, and went to its line.
    GoTo(usize),
    /// The list has come to the current correction.
    Revealed,
    /// Took a correction back, by its place in the list.
    Revert(usize),
    /// Took all corrections of a kind back.
    RevertKind(How),
    /// Took back what was done to the selected lines.
    RevertLines,
    /// Asked for a file to write the log into.
    Export,
}

impl Changes {
    pub(super) fn len(&self) -> usize {
        self.listed.as_ref().map_or(0, |listed| listed.corrections.len())
    }

    /// The place of the last correction in the list.
    pub(super) fn last(&self) -> usize {
        self.len().saturating_sub(1)
    }

    /// The place of the current correction in the list.
    pub(super) fn current(&self) -> usize {
        self.current.min(self.last())
    }

    /// The corrections, if they are those of the document as it is now.
    pub(super) fn corrections(&self, document: &Document) -> &[Correction] {
        let listed = self.listed.as_ref().filter(|listed| listed.revision == document.revision());
        listed.map_or(&[], |listed| &listed.corrections)
    }

    /// Makes a correction the current one, and goes to its line.
    pub(super) fn go_to(&mut self, at: usize, fx: &mut Effects<'_>) {
        let row = self.corrections(fx.desk.document()).get(at).map(|correction| correction.row);
        self.current = at;
        self.reveal = true;
        if let Some(row) = row {
            fx.go_to(row, None);
        }
    }

    /// Takes a correction back.
    pub(super) fn revert(&self, at: usize, fx: &mut Effects<'_>) {
        let document = fx.desk.document();
        let correction = self.corrections(document).get(at);
        let edit = changes::revert(document.original(), document.transcript(), correction);
        fx.desk.edit(edit);
    }

    /// Takes all corrections of a kind back.
    pub(super) fn revert_kind(&self, how: How, fx: &mut Effects<'_>) {
        let document = fx.desk.document();
        let of_kind = self.corrections(document).iter().filter(|correction| correction.how == how);
        let edit = changes::revert(document.original(), document.transcript(), of_kind);
        fx.desk.edit(edit);
    }

    /// Takes back what was done to the selected lines.
    pub(super) fn revert_lines(&self, fx: &mut Effects<'_>) {
        let (document, view) = (fx.desk.document(), &fx.desk.view);
        let (original, now) = (document.original(), document.transcript());
        let edit = if view.is_single() {
            changes::revert_line(original, now, view.focus)
        } else {
            let rows = view.rows();
            let of_rows = self.corrections(document).iter().filter(|correction| rows.contains(correction.row));
            changes::revert(original, now, of_rows)
        };
        fx.desk.edit(edit);
    }
}

/// Asks into which file the log shall be written.
pub(super) fn ask_for_a_log(fx: &mut Effects<'_>) {
    fx.request(Request::Pick(Pick {
        ask: Wanted::ToWrite {
            title: text!("changes-export-title").to_owned(),
            verb: text!("changes-export-verb").to_owned(),
            kind: text!("changes-log").to_owned(),
            extensions: ["csv", "md", "json", "tsv"].map(str::to_owned).to_vec(),
            suffix: ".changes",
        },
        by: LOG,
    }));
}

/// The log as the name of its file says: CSV, Markdown, JSON, or pairs for teaching. All of it: nobody can stop it, for
/// half a log would be taken for a whole one.
pub(super) fn log(original: &Transcript, now: &Transcript, to: &Path) -> String {
    let corrections = changes::all(original, now, &Cancel::default());
    match to.extension().and_then(|extension| extension.to_str()) {
        Some("md") => changes::write_markdown(&corrections, messages::text),
        Some("json") => changes::write_json(&corrections, now),
        Some("tsv") => changes::write_pairs(&corrections),
        _ => changes::write_csv(&corrections),
    }
}
