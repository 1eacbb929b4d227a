//! The memory of a show in the window: what other transcripts of a series have taught, and teaching it.

use super::App;
use crate::analysis::changes;
use crate::analysis::lexicon::{From, Heard, RightForm};
use crate::document::save::Expect;
use crate::document::show::{self, Show};
use crate::jobs::{self, Job, Poll};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The right forms that the show's file beside a transcript knows; none when there is no file.
pub fn forms_beside(transcript: &Path) -> Option<Arc<Vec<RightForm>>> {
    let found = show::find(transcript)?.ok()?;
    Some(Arc::new(forms(&found.show)))
}

fn forms(show: &Show) -> Vec<RightForm> {
    // What a person has written into the file is as sure as what two transcripts have taught.
    let documents = |heard: &show::Heard| if heard.is_sure() { heard.documents.max(2) } else { heard.documents };
    let heard = |heard: show::Heard| Heard { documents: documents(&heard), form: heard.form };
    let form = |name: show::Name| RightForm {
        form: name.form,
        heard: name.heard.into_iter().map(heard).collect(),
        from: From::Show,
    };
    show.names().into_iter().map(form).collect()
}

/// A show's file that is being taught.
pub type Teaching = Job<Result<(PathBuf, Vec<RightForm>), String>>;

impl App {
    /// Teaches the show's file beside the document what was confirmed in it. The file is made if there is none.
    pub(super) fn teach_show(&mut self) {
        let Some(open) = &self.open else { return };
        let source = open.document.source().and_then(|source| source.path.as_deref());
        let Some(beside) = open.document.path().or(source).map(Path::to_owned) else {
            self.strip.say("Save the project first: the show is remembered in a file beside it".to_owned());
            return;
        };
        let (original, t, wake) = (open.document.original().clone(), open.transcript().clone(), self.ctx.clone());
        let name = open.document.name();
        let work = move |cancel: &jobs::Cancel| {
            let path = show::path_beside(&beside);
            let mut show = match show::find(&beside) {
                Some(Ok(found)) => found.show,
                Some(Err(error)) => return Err(format!("{} could not be read: {error}", path.display())),
                None => Show::default(),
            };
            let put_right = changes::put_right(&original, &t, cancel);
            let times =
                |right: &str, heard: &str| put_right.get(&(right.to_owned(), heard.to_owned())).copied().unwrap_or(0);
            if show.learn(&t, &name, times) {
                show.save(&path, Expect::Anything).map_err(|error| error.to_string())?;
            }
            Ok((path, forms(&show)))
        };
        self.teaching = Some(jobs::spawn("show", move || wake.request_repaint(), work));
    }

    /// Takes up what the show's file knows now.
    pub(super) fn poll_show(&mut self) {
        let Some(job) = self.teaching.take() else { return };
        match job.poll() {
            Poll::Pending => self.teaching = Some(job),
            Poll::Ready(Ok((path, forms))) => {
                if let Some(open) = &mut self.open {
                    open.show = Some(Arc::new(forms));
                }
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                self.strip.whisper(format!("Remembered in {name}"));
            }
            Poll::Ready(Err(error)) => self.strip.fail(error),
            Poll::Failed => {}
        }
    }
}
