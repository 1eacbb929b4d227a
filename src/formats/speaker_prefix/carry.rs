//! Who goes on speaking, where only a change is named.

use super::prefix::UNKNOWN;
use crate::model::{Line, RosterBuilder, SpeakerId, sounds, turns};

/// Who goes on speaking, in a file that names speakers only where they change. Reading and writing agree on
/// it line by line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Carry {
    speaker: Option<SpeakerId>,
}

impl Carry {
    /// The speaker of a line that names one; `None` for [`UNKNOWN`].
    pub fn named(&mut self, name: &str, roster: &mut RosterBuilder) -> Option<SpeakerId> {
        self.speaker = (name != UNKNOWN).then(|| roster.id(name));
        self.speaker
    }

    /// The speaker of a line that names none: whoever spoke before. But a sound (`(Générique)`, `[Music]`,
    /// `...`) is nobody's, and a line that begins with a mark of a turn is somebody else's.
    pub fn unnamed(&mut self, text: &str) -> Option<SpeakerId> {
        if sounds::is_sound(text) {
            return None;
        }
        self.speaker = self.speaker.filter(|_| turns::mark(text).is_none());
        self.speaker
    }

    /// Whether the next line must name its speaker to be read right.
    pub fn must_name(&mut self, line: &Line) -> bool {
        let must = self.unnamed(&line.text) != line.speaker;
        if must || line.speaker.is_some() {
            self.speaker = line.speaker;
        }
        must
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_goes_on_speaking() {
        for (text, expected, afterwards) in [
            ("and so on", true, true),
            ("(of course) yes", true, true),
            ("(a) or (b)", true, true),
            ("(Générique)", false, true),
            ("[Music]", false, true),
            ("...", false, true),
            ("---", false, true),
            ("♪ ♪", false, true),
            ("-Bonjour", false, false),
            (">> hello", false, false),
        ] {
            let mut carry = Carry { speaker: Some(SpeakerId(0)) };
            let found = (carry.unnamed(text).is_some(), carry.speaker.is_some());
            assert_eq!(found, (expected, afterwards), "{text:?}");
        }
    }
}
