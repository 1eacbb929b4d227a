//! One open transcript, and the only way to change it.

use super::history::{Gesture, History, Revision};
use super::project::{About, Project, Source};
use super::snapshot::{ProjectFile, Saved, Snapshot};
use super::watch::{Cause, Transition, Watcher};
use crate::edit::Edit;
use crate::model::{Message, Transcript};
use std::path::Path;
use std::sync::Arc;

/// One open transcript with its history. The transcript changes through [`Document::edit`],
/// [`Document::undo`] and [`Document::redo`] alone.
pub struct Document {
    transcript: Transcript,
    original: Transcript,
    base: Transcript,
    history: History,
    watchers: Vec<Box<dyn Watcher>>,
    saved: Option<Revision>,
    about: About,
    file: Option<ProjectFile>,
    read_only: Option<Message>,
}

impl Document {
    /// A document that begins with `transcript`, whose import was `original`, and that counts as saved.
    #[allow(dead_code, reason = "tests and benchmarks begin with a transcript, people with a file")]
    pub fn new(transcript: Transcript, original: Transcript) -> Document {
        Document::with_about(transcript, original, About::new(None))
    }

    /// A document that begins with what was just imported. It counts as saved until it is edited: nothing
    /// would be lost by closing it.
    pub fn imported(transcript: Transcript, source: Source) -> Document {
        Document::with_about(transcript.clone(), transcript, About::new(Some(source)))
    }

    /// A document that a project file held, which counts as saved where the file may be written over again.
    pub(super) fn of_project(project: Project, file: Option<ProjectFile>, read_only: Option<Message>) -> Document {
        let Project { transcript, original, about } = project;
        let mut document = Document::with_about(transcript, original, about);
        match file {
            Some(_) => (document.file, document.read_only) = (file, read_only),
            // Nothing on disk is what is in memory.
            None => document.mark_unsaved(),
        }
        document
    }

    fn with_about(transcript: Transcript, original: Transcript, about: About) -> Document {
        let history = History::default();
        let (saved, base) = (Some(history.revision()), transcript.clone());
        let watchers = Vec::new();
        Document { transcript, original, base, history, watchers, saved, about, file: None, read_only: None }
    }

    /// The transcript as it is now. Its clone is a snapshot.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// The transcript as it was imported. It never changes.
    pub fn original(&self) -> &Transcript {
        &self.original
    }

    /// The transcript as it was opened or last saved: what the project file held then. What others make of the file
    /// meanwhile, and what was edited here, both began with it.
    #[allow(dead_code, reason = "the merge of what others changed, which asks, is not there yet")]
    pub fn base(&self) -> &Transcript {
        &self.base
    }

    /// Lets `watcher` know of every change from here on.
    #[allow(dead_code, reason = "the crash journal, which watches, is not there yet")]
    pub fn watch(&mut self, watcher: Box<dyn Watcher>) {
        self.watchers.push(watcher);
    }

    /// Changes the transcript. Edits of one gesture become one step of undo, as far as [`Edit::absorb`] allows.
    /// Whoever wants to keep the edit hands in a clone of its [`Arc`].
    pub fn edit(&mut self, edit: impl Into<Arc<Edit>>, gesture: Option<Gesture>) {
        let (edit, from) = (edit.into(), self.revision());
        self.history.push(Arc::clone(&edit), gesture, self.saved);
        self.change(&edit, Cause::Edit(gesture), from);
    }

    /// Takes the last step back. Returns what changed, for whoever follows rows; `None` when there is no step.
    pub fn undo(&mut self) -> Option<Arc<Edit>> {
        let from = self.revision();
        let edit = self.history.undo()?;
        self.change(&edit, Cause::Undo, from);
        Some(edit)
    }

    /// Does the step again that was taken back last; `None` when there is none.
    pub fn redo(&mut self) -> Option<Arc<Edit>> {
        let from = self.revision();
        let edit = self.history.redo()?;
        self.change(&edit, Cause::Redo, from);
        Some(edit)
    }

    /// The one place where the transcript becomes another.
    fn change(&mut self, edit: &Arc<Edit>, cause: Cause, from: Revision) {
        self.transcript = edit.apply(&self.transcript);
        let transition = Transition { edit, cause, from, to: self.revision() };
        for watcher in &mut self.watchers {
            watcher.changed(&transition);
        }
    }

    /// The name of the step that [`Document::undo`] would take back.
    pub fn undo_label(&self) -> Option<&Message> {
        self.history.undo_label()
    }

    /// The name of the step that [`Document::redo`] would do again.
    pub fn redo_label(&self) -> Option<&Message> {
        self.history.redo_label()
    }

    /// The gesture of the step that [`Document::undo`] would take back.
    pub fn last_gesture(&self) -> Option<Gesture> {
        self.history.last_gesture()
    }

    /// The name of the present state.
    pub fn revision(&self) -> Revision {
        self.history.revision()
    }

    /// Whether the present state differs from the one that was opened or last saved.
    pub fn is_modified(&self) -> bool {
        self.saved != Some(self.revision())
    }

    /// Says that the present state stands in no file (a recovered or damaged project, a paste).
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// The project file, once there is one: where Save writes without asking.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|file| file.path.as_path())
    }

    /// Where the transcript was imported from; `None` when it began here.
    pub fn source(&self) -> Option<&Source> {
        self.about.source.as_ref()
    }

    /// The file from which the transcript was imported; `None` when it came from no file.
    pub fn source_path(&self) -> Option<&Path> {
        self.source()?.path.as_deref()
    }

    /// Why the project file must not be written over although it could be read: what follows its name in a
    /// sentence. `None` when it may.
    pub fn read_only(&self) -> Option<&Message> {
        self.read_only.as_ref()
    }

    /// What the window calls the document: the name of its project file, else of what it was imported from,
    /// without extension; `untitled` where there is neither.
    pub fn name(&self, untitled: &str) -> String {
        let file = self.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let name = file.or_else(|| self.source().map(|source| source.name.clone())).unwrap_or_default();
        let name = name.strip_suffix(".stet.ron").unwrap_or_else(|| {
            let stem = name.rsplit_once('.').filter(|(stem, extension)| !stem.is_empty() && is_extension(extension));
            stem.map_or(name.as_str(), |(stem, _)| stem)
        });
        if name.is_empty() { untitled } else { name }.to_owned()
    }

    /// What [`super::save()`] needs, to be saved in a job while the document is edited on.
    pub fn snapshot_for_save(&self) -> Snapshot {
        Snapshot {
            transcript: self.transcript.clone(),
            original: self.original.clone(),
            about: self.about.clone(),
            revision: self.revision(),
            file: self.file.clone(),
            read_only: self.read_only.clone(),
        }
    }

    /// Says that a snapshot has been saved. What was edited meanwhile is still not saved.
    pub fn saved(&mut self, saved: Saved) {
        let Saved { path, stamp, revision, transcript } = saved;
        self.base = transcript;
        self.saved = Some(revision);
        self.read_only = None;
        self.file = Some(ProjectFile { path, stamp });
    }
}

/// Whether what follows the last dot of a name is an extension rather than a part of the name.
fn is_extension(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
