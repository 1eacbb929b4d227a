//! Who speaks: the roster of a transcript.

use super::chars::lower;
use std::collections::HashMap;
use std::sync::Arc;

/// How many colours there are for speakers; a roster's eleventh entry has the first colour again.
pub const SPEAKER_COLOURS: u8 = 10;

/// Names an entry of the roster. Lines hold this, so renaming a speaker touches one entry of the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerId(pub u32);

/// Somebody who speaks in the transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Nobody else in this roster has it. It may be given anew once its speaker is gone from the roster.
    pub id: SpeakerId,
    /// The name as it is shown and written.
    pub name: String,
    /// Which of the [`SPEAKER_COLOURS`] hues, from 0.
    pub colour: u8,
    /// Other names under which the sources know them.
    pub aliases: Vec<String>,
}

impl Speaker {
    /// Whether `name` is this speaker's name or an alias, compared without case: see [`lower`].
    pub fn answers_to(&self, name: &str) -> bool {
        let name = lower(name);
        lower(&self.name) == name || self.aliases.iter().any(|alias| lower(alias) == name)
    }

    /// A new speaker for a roster: the next free id and the first colour that the roster uses least.
    pub fn new(name: impl Into<String>, roster: &[Speaker]) -> Speaker {
        let id = SpeakerId(roster.iter().map(|speaker| speaker.id.0 + 1).max().unwrap_or(0));
        let uses = |colour: &u8| roster.iter().filter(|speaker| speaker.colour == *colour).count();
        let colour = (0..SPEAKER_COLOURS).min_by_key(uses).unwrap_or(0);
        Speaker { id, name: name.into(), colour, aliases: Vec::new() }
    }
}

/// Builds the roster while a file is read: each name once, in the order of its first line.
#[derive(Default)]
pub struct RosterBuilder {
    speakers: Vec<Speaker>,
    by_name: HashMap<String, SpeakerId>,
}

impl RosterBuilder {
    /// The speaker of that name, added to the roster when it is new. Outer spaces do not count.
    pub fn id(&mut self, name: &str) -> SpeakerId {
        let name = name.trim();
        if let Some(&id) = self.by_name.get(name) {
            return id;
        }
        let next = self.speakers.len() as u32;
        let id = SpeakerId(next);
        let colour = (next % u32::from(SPEAKER_COLOURS)) as u8;
        self.speakers.push(Speaker { id, name: name.to_owned(), colour, aliases: Vec::new() });
        self.by_name.insert(name.to_owned(), id);
        id
    }

    /// The roster.
    pub fn finish(self) -> Arc<Vec<Speaker>> {
        Arc::new(self.speakers)
    }
}
