//! The session: the desk with the open document, and the panels that belong to it. It is dropped whole when the document
//! goes, so that nothing of one document can be mistaken for another's.

use super::desk::Desk;
use super::effects::{Effects, WindowEffects};
use super::look::{Look, WindowLook};
use super::panels::Panels;
use super::strip::Topic;

/// The open document with all that the window keeps about it.
pub(super) struct Session {
    /// The document and where the person is in it.
    pub desk: Desk,
    /// The panels.
    pub panels: Panels,
}

impl Session {
    /// A session over a document.
    pub(super) fn new(desk: Desk) -> Session {
        Session { desk, panels: Panels::default() }
    }

    /// What can be read.
    pub(super) fn look<'a>(&'a self, window: WindowLook<'a>) -> Look<'a> {
        Look { desk: &self.desk, window }
    }

    /// Lets something be done on the desk, by panels or by others, and then lets all panels follow what happened.
    pub(super) fn act<R>(
        &mut self,
        window: WindowEffects<'_>,
        act: impl FnOnce(&mut Panels, &mut Effects<'_>) -> R,
    ) -> R {
        let mut effects = Effects { desk: &mut self.desk, window };
        let asks_to_split = effects.desk.has_turns_inside();
        let result = act(&mut self.panels, &mut effects);
        loop {
            let events = effects.desk.take_events();
            if events.is_empty() {
                // What was asked when it was opened has been done in another way.
                if asks_to_split && !effects.desk.has_turns_inside() {
                    effects.strip.withdraw(Topic::Opened);
                }
                return result;
            }
            for event in events {
                self.panels.happened(&event, &mut effects);
            }
        }
    }
}

/// What can be read, whether a document is open or not.
#[derive(Clone, Copy)]
pub(super) struct Reach<'a> {
    /// The document that is open.
    pub session: Option<&'a Session>,
    /// The window.
    pub window: WindowLook<'a>,
}
