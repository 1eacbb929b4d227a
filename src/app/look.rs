//! What whoever draws is given to read: nothing of it can be changed.

use super::desk::Desk;
use super::keys::Keys;
use super::theme::Palette;
use crate::settings::Settings;
use std::ops::Deref;

/// What can be read of the window while it is drawn.
#[derive(Clone, Copy)]
pub(super) struct WindowLook<'a> {
    /// What the person prefers.
    pub settings: &'a Settings,
    /// The colours.
    pub palette: &'static Palette,
    /// Which keys ask for which command.
    pub keys: &'a Keys,
}

/// What can be read while a document is open: the window, and the desk on which the document lies.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// The document and where the person is in it.
    pub desk: &'a Desk,
    /// The window around it.
    pub window: WindowLook<'a>,
}

impl<'a> Deref for Look<'a> {
    type Target = WindowLook<'a>;

    fn deref(&self) -> &WindowLook<'a> {
        &self.window
    }
}
