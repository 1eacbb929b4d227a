//! The commands of the export panel.

use super::state::{Export, WRITE};
use crate::app::command::{Command, Spec, always};

/// All of them.
pub(super) static ALL: &[Command<Export>] =
    &[Command { spec: Spec::new(WRITE), applies: always, run: |panel, fx| panel.ask_where(fx) }];
