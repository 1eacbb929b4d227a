//! Where the person was when they began to type.

use super::words::Start;
use crate::app::bookmark::Bookmark;
use crate::edit::Edit;

/// Where the person was when they began to type.
pub(super) struct Lead {
    pub(super) was: Bookmark,
    /// From where on the first place is looked for.
    pub(super) from: Start,
    /// What is searched for has changed, and its first place is not shown yet.
    pub(super) is_wanted: bool,
}

impl Lead {
    /// Follows an edit, after which there are so many lines.
    pub(super) fn follow(&mut self, edit: &Edit, len: usize) {
        self.was.follow(edit, len);
        self.from.0 = edit.map_row(self.from.0);
    }
}
