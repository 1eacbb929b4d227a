//! Turns and speakers, proposed without hearing the sound: where somebody else begins to speak, and who it is.
//!
//! Three rules do most of the work, and each is shown as the reason of what it proposes:
//!
//! 1. Whoever speaks to a guest by name, or brings one in, is the host; and that guest speaks next.
//! 2. After a pause, a jingle or music the host comes back.
//! 3. Otherwise host and guest take turns at each mark.
//!
//! [`openings`] finds where turns may begin, [`naming`] how names are meant, [`cast`] whom they mean, and [`rules`]
//! who speaks. Lines that have a speaker are evidence: what follows them is proposed anew from there. Sounds belong
//! to nobody. A proposal changes nothing; [`apply`] makes the edit of those that are taken.
//!
//! [`who_is`] guesses the names of numbered speakers.

mod accept;
mod cast;
mod naming;
mod openings;
mod proposal;
mod rules;
mod who;

use crate::glossary::memory::KnownSpeaker;
use crate::jobs::Cancel;
use crate::model::Transcript;

pub use accept::{apply, until_doubt};
pub use proposal::{Proposal, ProposedSpeaker, Words};
pub use who::{Suggestion, who_is};

/// Who may speak where nobody is named, turn by turn in the order of the text. Empty when every line has a speaker,
/// and for a text that neither marks its turns nor names two people. When cancelled, what was found so far.
///
/// Of those whom the show knows, the ones whom the text brings in are called as they are called there. The host is
/// called as the head says; who is named nowhere is called the host, or a guest, in the words that `words` has for it.
pub fn propose(t: &Transcript, known: &[KnownSpeaker], words: Words, cancel: &Cancel) -> Vec<Proposal> {
    rules::propose(t, known, words, cancel)
}
