//! Typing leads to the first place: the view shows it, and the person stays where they were until they step to it.

use super::lead::Lead;
use super::state::{Find, Stepped, start};
use crate::analysis::search::{self, Query};
use crate::app::bookmark::Bookmark;
use crate::app::effects::Effects;
use crate::app::panel::Panel;
use crate::app::view::Reveal;

impl Find {
    /// Remembers where the person is, unless that is remembered already.
    pub(super) fn remember_where(&mut self, fx: &Effects<'_>) {
        let view = &fx.desk.view;
        let is_still_there = |lead: &Lead| lead.was.focus == view.focus && view.editing.is_none();
        if !self.lead.as_ref().is_some_and(is_still_there) {
            let was = Bookmark::here(fx.desk, fx.ctx);
            self.lead = Some(Lead { was, from: (view.focus, 0), is_wanted: false });
        }
    }

    /// Changes what is searched for, and has the view show its first place.
    pub(super) fn search_and_lead(&mut self, fx: &Effects<'_>, change: impl FnOnce(&mut Query)) {
        self.remember_where(fx);
        self.set_query(change);
        self.lead.iter_mut().for_each(|lead| lead.is_wanted = true);
    }

    /// Shows the first place once it was found; where the person was when there is none.
    pub(super) fn show_first(&mut self, fx: &mut Effects<'_>) {
        let Some(lead) = self.lead.as_ref().filter(|lead| lead.is_wanted) else { return };
        if lead.was.focus != fx.desk.view.focus || !fx.settings.shows_panel(Find::ID) {
            self.lead = None;
            return;
        }
        let (row, byte) = lead.from;
        // What was found so far is all there is up to the last of it.
        let is_known = self.matches.last().is_some_and(|last| start(last) >= (row, byte));
        if self.is_searching() && !is_known {
            return;
        }
        let found = search::next(&self.matches, row, byte).and_then(|at| self.matches.get(at)).map(start);
        let is_half_typed = self.fault().is_some();
        let Some(lead) = &mut self.lead else { return };
        lead.is_wanted = false;
        match found {
            Some(at) => {
                self.stepped = Some(Stepped::Shown { at, focus: lead.was.focus });
                fx.desk.view.reveal = Some(Reveal::Calm(at.0));
            }
            // What is half typed shows what it showed before.
            None if is_half_typed => {}
            None => lead.was.show_again(fx),
        }
    }

    /// Goes back to where the person was before they typed, unless they have gone somewhere since.
    pub(super) fn go_back(&mut self, fx: &mut Effects<'_>) {
        let Some(lead) = self.lead.take().filter(|lead| lead.was.focus == fx.desk.view.focus) else { return };
        if matches!(self.stepped, Some(Stepped::Shown { .. })) {
            self.stepped = None;
        }
        lead.was.return_to(fx);
    }
}
