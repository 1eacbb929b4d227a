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

/// Whether a speaker is called by a name and by no number: `Speaker 2` is somebody else in the next transcript. Stricter
/// than [`is_numbered`], whatever the word before the number.
pub fn names_somebody(name: &str) -> bool {
    name.chars().any(char::is_alphabetic) && !name.chars().any(|c| c.is_ascii_digit())
}

/// Whether a name says only that somebody is a speaker: `Speaker 1`, `SPEAKER_00`, `spk_0`, `Intervenant 2`.
pub fn is_numbered(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit() || " _-#.:".contains(c));
    let labels = [
        "speaker",
        "spk",
        "intervenant",
        "intervenante",
        "locuteur",
        "locutrice",
        "orateur",
        "participant",
        "participante",
        "voice",
        "voix",
        "sprecher",
        "hablante",
        "person",
        "personne",
        "unknown speaker",
        "unknown",
        "inconnu",
        "inconnue",
        "guest",
        "invité",
    ];
    let lettered = name.rsplit_once([' ', '_']).filter(|(_, letter)| letter.chars().count() == 1).map(|(word, _)| word);
    labels.contains(&word) || lettered.is_some_and(|word| labels.contains(&word))
}

/// Builds the roster while a file is read: each name once, in the order of its first line.
#[derive(Default)]
pub struct RosterBuilder {
    speakers: Vec<Speaker>,
    by_name: HashMap<String, SpeakerId>,
}

impl RosterBuilder {
    /// The speaker of that name, added to the roster when it is new. Names that differ by spaces alone are one.
    pub fn id(&mut self, name: &str) -> SpeakerId {
        let name = name.trim();
        if let Some(&id) = self.by_name.get(name) {
            return id;
        }
        let spaced = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(&id) = self.by_name.get(&spaced) {
            return id;
        }
        let name = spaced;
        let next = self.speakers.len() as u32;
        let id = SpeakerId(next);
        let colour = (next % u32::from(SPEAKER_COLOURS)) as u8;
        self.speakers.push(Speaker { id, name: name.clone(), colour, aliases: Vec::new() });
        self.by_name.insert(name, id);
        id
    }

    /// The roster.
    pub fn finish(self) -> Arc<Vec<Speaker>> {
        Arc::new(self.speakers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_speakers_have_no_name() {
        for name in
            ["Speaker 1", "SPEAKER_00", "spk_0", "Intervenant 2", "Locuteur", "Speaker A", "Unknown", "speaker-12:"]
        {
            assert!(is_numbered(name), "{name}");
        }
        for name in ["Ann", "Jean-Paul", "Speakerman", "Agent 47", "Ann 2", "Host", "", "1"] {
            assert!(!is_numbered(name), "{name}");
        }
    }
}
