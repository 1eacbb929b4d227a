//! The commands that belong to no panel, by what they are about. Those of a panel stand with it.

mod copying;
mod files;
mod lines;
mod moving;
mod window;

use super::command::{DocumentCommand, WindowCommand};

/// The commands that need no document.
pub(super) fn window() -> impl Iterator<Item = &'static WindowCommand> {
    copying::WINDOW.iter().chain(files::WINDOW).chain(window::WINDOW)
}

/// The commands that work on the document that is open.
pub(super) fn document() -> impl Iterator<Item = &'static DocumentCommand> {
    files::DOCUMENT
        .iter()
        .chain(copying::DOCUMENT)
        .chain(lines::DOCUMENT)
        .chain(moving::DOCUMENT)
        .chain(window::DOCUMENT)
}
