//! The commands of the export panel.

use super::Export;
use crate::app::command::{Command, Spec, always};
use crate::app::keys::Id;

/// Asks for a file to write.
pub const WRITE: Id = Id("export-write");

/// All of them.
pub static ALL: &[Command<Export>] =
    &[Command { spec: Spec::new(WRITE), applies: always, run: |panel, fx| panel.ask_where(fx) }];
