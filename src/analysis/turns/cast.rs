//! Who takes part: the roster, the people whom the head lists, and those whom the text brings in.

use crate::analysis::distance::distance;
use crate::glossary::memory::KnownSpeaker;
use crate::head;
use crate::language::name_words::is_title;
use crate::model::chars::letters;
use crate::model::{SpeakerId, Transcript, is_numbered};
use std::collections::HashMap;

/// The people of a transcript, and by which words they are called.
#[derive(Default)]
pub(super) struct Cast {
    pub people: Vec<Person>,
    by_word: HashMap<String, Vec<usize>>,
}

/// Somebody who takes part.
#[derive(Debug)]
pub(super) struct Person {
    /// As it is proposed.
    pub name: String,
    /// Their entry in the roster; `None` for somebody who is new.
    pub id: Option<SpeakerId>,
    /// The roster or the head says that they lead through it.
    pub hosts: bool,
    /// Nobody but the text says that they take part, or nobody has named them.
    pub guessed: bool,
    /// The words of the name, folded; hyphens do not part them.
    words: Vec<String>,
}

impl Cast {
    /// The people of the roster and of the head.
    pub(super) fn of(t: &Transcript) -> Cast {
        let mut cast = Cast::default();
        for speaker in t.speakers.iter() {
            let names = std::iter::once(&speaker.name).chain(&speaker.aliases);
            for name in names.filter(|name| !is_numbered(name)) {
                match cast.people.iter().position(|person| person.id == Some(speaker.id)) {
                    Some(at) => cast.index(name, at),
                    None => _ = cast.add(name, Some(speaker.id)),
                }
            }
            if cast.people.iter().all(|person| person.id != Some(speaker.id)) {
                cast.add_unindexed(&speaker.name, Some(speaker.id));
            }
        }
        for listed in head::read(&t.meta).people {
            let at = cast.who(&listed.name).unwrap_or_else(|| cast.add(&listed.name, None));
            cast.people[at].hosts |= listed.hosts;
        }
        cast
    }

    /// Adds somebody whom the text alone brings in, spelled as the head spells them if it does.
    pub(super) fn add_guessed(&mut self, name: &str, spellings: &Cast) {
        let bare = name.split_whitespace().skip_while(|word| is_title(word)).collect::<Vec<_>>().join(" ");
        let spelled = spellings.who(name).map_or(bare, |at| spellings.people[at].name.clone());
        let at = self.add(&spelled, None);
        self.people[at].guessed = true;
    }

    /// All full names of the head, and those who speak in the show, as people, to look up how they are spelled.
    pub(super) fn spellings(t: &Transcript, known: &[KnownSpeaker]) -> Cast {
        let mut cast = Cast::default();
        for name in head::read(&t.meta).full_names {
            cast.add(&name, None);
        }
        cast.add_known(known);
        cast
    }

    /// Adds those who speak in the show, by all their names, but for those who are there already.
    pub(super) fn add_known(&mut self, known: &[KnownSpeaker]) {
        for speaker in known.iter().filter(|speaker| !is_numbered(&speaker.name)) {
            if speaker.names().any(|name| self.who(name).is_some()) {
                continue;
            }
            let at = self.add(&speaker.name, None);
            speaker.aliases.iter().for_each(|alias| self.index(alias, at));
        }
    }

    /// Adds a person who is called by the words of their name.
    pub(super) fn add(&mut self, name: &str, id: Option<SpeakerId>) -> usize {
        let at = self.add_unindexed(name, id);
        self.index(name, at);
        at
    }

    /// Adds somebody of whom only a label is known, which no words in a text mean.
    pub(super) fn add_label(&mut self, label: &str) -> usize {
        let at = self.add_unindexed(label, None);
        self.people[at].guessed = true;
        at
    }

    fn add_unindexed(&mut self, name: &str, id: Option<SpeakerId>) -> usize {
        let words = name.split_whitespace().filter(|word| !is_title(word)).map(letters).collect();
        self.people.push(Person { name: name.to_owned(), id, hosts: false, guessed: false, words });
        self.people.len() - 1
    }

    fn index(&mut self, name: &str, at: usize) {
        let words: Vec<&str> = name.split_whitespace().filter(|word| !is_title(word)).collect();
        let mut keys: Vec<String> = words.iter().map(|word| letters(word)).collect();
        // `Sewell-Okafor` is heard as two words; the halves of a first name are other first names.
        keys.extend(words.iter().skip(1).flat_map(|word| word.split('-')).map(letters));
        if words.len() > 1 {
            keys.push(letters(name));
        }
        keys.retain(|key| key.chars().count() > 2);
        keys.sort();
        keys.dedup();
        for key in keys {
            let known = self.by_word.entry(key).or_default();
            if !known.contains(&at) {
                known.push(at);
            }
        }
    }

    /// The person of the roster with that entry.
    pub(super) fn by_id(&self, id: SpeakerId) -> Option<usize> {
        self.people.iter().position(|person| person.id == Some(id))
    }

    /// The person whom a run of words means, by a first name, a surname or both, which may be misspelled when the
    /// other is right. `None` when it means nobody or two of them equally.
    pub(super) fn who(&self, run: &str) -> Option<usize> {
        let words: Vec<String> = run.split_whitespace().filter(|word| !is_title(word)).map(letters).collect();
        let pairs = words.windows(2).enumerate().map(|(n, pair)| (pair.concat(), n, n + 2));
        let singles = words.iter().enumerate().map(|(n, word)| (word.clone(), n, n + 1));
        let whole = (words.concat(), 0, words.len());
        // For each person the words that mean them.
        let mut found: Vec<(usize, Vec<bool>)> = Vec::new();
        for (key, from, to) in singles.chain(pairs).chain([whole]) {
            for &person in self.by_word.get(&key).into_iter().flatten() {
                let at = found.iter().position(|(known, _)| *known == person).unwrap_or_else(|| {
                    found.push((person, vec![false; words.len()]));
                    found.len() - 1
                });
                found[at].1[from..to].fill(true);
            }
        }
        let count = |meant: &[bool]| meant.iter().filter(|&&word| word).count();
        let best = found.iter().map(|(_, meant)| count(meant)).max()?;
        let mut best = found.iter().filter(|(person, meant)| count(meant) == best && self.fits(*person, &words, meant));
        best.next().filter(|_| best.next().is_none()).map(|(person, _)| *person)
    }

    /// Whether those of `words` that are not `meant` may be misspelled words of the person's name.
    fn fits(&self, person: usize, words: &[String], meant: &[bool]) -> bool {
        let rest: String =
            words.iter().zip(meant).filter(|(_, meant)| !**meant).map(|(word, _)| word.as_str()).collect();
        let said = words.concat();
        let unsaid = self.people[person].words.iter().filter(|word| !said.contains(word.as_str()));
        let unsaid: String = unsaid.map(String::as_str).collect();
        rest.is_empty() || unsaid.is_empty() || alike(&rest, &unsaid)
    }
}

/// Whether one word may be heard for another: they begin alike, or hardly more than half of the letters differ.
fn alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    a.first() == b.first() || distance(&a, &b) * 2 <= a.len().max(b.len()) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_person_or_nobody() {
        let mut cast = Cast::default();
        for name in ["Jean-Loup Fabrègue", "Dr Amina Sowell-Okoro", "Claire Aubert", "Claire Vidal", "Tom"] {
            cast.add(name, None);
        }
        for (run, person) in [
            ("Jean-Loup", Some(0)),
            ("Jean Loup", Some(0)),
            ("Jean-Loup Fabrec", Some(0)),
            ("Jean-Loup-Fabrègue", Some(0)),
            ("Jean-Loup Martin", None),
            ("Fabrègue", Some(0)),
            ("Loup", None),
            ("Dr. Okoro", Some(1)),
            ("Amina Sowel Okoro", Some(1)),
            ("Amina", Some(1)),
            ("Claire", None),
            ("Claire Vidalle", Some(3)),
            ("Tom", Some(4)),
            ("Tom Hanks", Some(4)),
            ("Élise", None),
        ] {
            assert_eq!(cast.who(run), person, "{run}");
        }
    }
}
