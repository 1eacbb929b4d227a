//! One open transcript: how it is opened, edited and saved, and what else lies on the disk.

pub mod dictionaries;
pub mod disk;
mod editing;
pub mod folder;
mod history;
mod open;
pub mod project;
pub mod save;
pub mod series;
mod snapshot;
mod watch;

pub use editing::Document;
pub use history::{Gesture, History, Revision};
pub use open::{OpenError, Opened, import, import_knowing, open, open_as, open_knowing, read_text};
pub use project::Source;
pub use save::{SaveError, Stamp, write_export, write_file};
pub use snapshot::{Saved, Snapshot, save};
pub use watch::{Cause, Transition, Watcher};
