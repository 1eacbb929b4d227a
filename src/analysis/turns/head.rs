//! Whom the head of a transcript, its title and description, says takes part.

use super::naming::{Before, Named, is_title, names};
use crate::model::Meta;
use crate::model::chars::letters;

/// Somebody whom the head lists.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name, without `Dr` and the like.
    pub name: String,
    /// They lead through it.
    pub hosts: bool,
}

/// The people whom the head lists as taking part, in its order.
///
/// `Ann Lee (biologist), Bob Reed (mayor)` are people. Where nobody has a role in brackets, those behind `with`,
/// `reçoit`, `Guests:` and the like are. Names behind `hosted by` lead through it.
pub fn people(meta: &Meta) -> Vec<Listed> {
    let rows: Vec<&str> = meta.title.iter().chain(&meta.notes).flat_map(|note| note.lines()).collect();
    let mut found: Vec<Listed> = rows.iter().flat_map(|row| hosts(row)).collect();
    let with_roles: Vec<Listed> = rows.iter().flat_map(|row| with_roles(row)).collect();
    if with_roles.is_empty() {
        found.extend(rows.iter().flat_map(|row| announced(row)));
    } else {
        found.extend(with_roles);
    }
    let mut people: Vec<Listed> = Vec::new();
    for listed in found {
        match people.iter_mut().find(|person| person.name == listed.name) {
            Some(person) => person.hosts |= listed.hosts,
            None => people.push(listed),
        }
    }
    people
}

/// All full names in the head, whoever they are: they are spelled right there.
pub fn full_names(meta: &Meta) -> Vec<String> {
    let rows = meta.title.iter().chain(&meta.notes).flat_map(|note| note.lines());
    let in_row = |row: &str| {
        names(row, Before::Sentence).iter().filter_map(|named| full_name(&row[named.at.clone()])).collect::<Vec<_>>()
    };
    rows.flat_map(in_row).collect()
}

/// `Ann Lee (biologist)`.
fn with_roles(row: &str) -> Vec<Listed> {
    let list = |named: &Named| {
        let role = row[named.at.end..].trim_start().strip_prefix('(')?;
        let role = role.split(')').next()?;
        // A year or a number is no role.
        let is_role = role.chars().any(char::is_alphabetic) && !role.starts_with(|c: char| c.is_ascii_digit());
        let name = full_name(&row[named.at.clone()])?;
        is_role.then(|| Listed {
            name,
            hosts: role.split_whitespace().any(|word| HOSTS.contains(&letters(word).as_str())),
        })
    };
    outside_brackets(row).iter().filter_map(list).collect()
}

/// `hosted by Ann Lee`, `Host: Ann Lee`, `your host, Ann Lee`.
fn hosts(row: &str) -> Vec<Listed> {
    let list = |named: &Named| {
        let before = words_before(row, named);
        let cue = match before.as_slice() {
            [.., led, by] if ["by", "par"].contains(&by.as_str()) => LED_BY.contains(&led.as_str()),
            [.., cue] => HOSTS.contains(&cue.as_str()),
            [] => false,
        };
        let name = full_name(&row[named.at.clone()])?;
        cue.then_some(Listed { name, hosts: true })
    };
    outside_brackets(row).iter().filter_map(list).collect()
}

/// `with Ann Lee and Bob Reed`, `Guests: Ann Lee, a biologist, and Bob Reed`.
fn announced(row: &str) -> Vec<Listed> {
    let mut found = Vec::new();
    // Where the list that the last name belongs to goes on.
    let mut list: Option<usize> = None;
    for named in outside_brackets(row) {
        let before = words_before(row, &named);
        let last = before.last().map_or("", String::as_str);
        let goes_on = list.is_some_and(|end| {
            let between = row[end..named.at.start].trim();
            between == ","
                || (!between.contains(['.', '!', '?', ';']) && ["et", "and"].contains(&last))
                || between == "&"
        });
        if !goes_on && !ANNOUNCING.contains(&last) {
            list = None;
            continue;
        }
        list = Some(named.at.end);
        if let Some(name) = full_name(&row[named.at.clone()]) {
            found.push(Listed { name, hosts: false });
        }
    }
    found
}

fn outside_brackets(row: &str) -> Vec<Named> {
    let depth = |at: usize| row[..at].matches('(').count() > row[..at].matches(')').count();
    names(row, Before::Sentence).into_iter().filter(|named| !depth(named.at.start)).collect()
}

/// The words before a name in its sentence, folded, at most three. What stands before a bracket is left out.
fn words_before(row: &str, named: &Named) -> Vec<String> {
    let words = row[..named.at.start]
        .split_whitespace()
        .rev()
        .take_while(|word| !word.contains(')') && !word.ends_with(['.', ';']));
    let mut words: Vec<String> = words.map(letters).filter(|word| !word.is_empty()).take(3).collect();
    words.reverse();
    words
}

/// A name of at least two words, without what is only a title. `None` for one word: it could be a town.
fn full_name(run: &str) -> Option<String> {
    let words: Vec<&str> = run.split_whitespace().skip_while(|word| is_title(word)).collect();
    (words.len() > 1).then(|| words.join(" "))
}

const HOSTS: &[&str] = &[
    "host",
    "hosts",
    "presenter",
    "moderator",
    "interviewer",
    "animateur",
    "animatrice",
    "animation",
    "presentateur",
    "presentatrice",
    "presentation",
    "moderateur",
    "moderatrice",
    "moderation",
    "journaliste",
];

const LED_BY: &[&str] = &[
    "hosted",
    "presented",
    "moderated",
    "led",
    "presente",
    "presentee",
    "anime",
    "animee",
    "modere",
    "moderee",
    "interview",
    "interviewed",
];

const ANNOUNCING: &[&str] = &[
    "avec",
    "with",
    "recoit",
    "recoivent",
    "invite",
    "invitee",
    "invites",
    "invitees",
    "guest",
    "guests",
    "featuring",
    "feat",
    "ft",
    "interviews",
    "welcomes",
    "intervenant",
    "intervenante",
    "intervenants",
    "intervenantes",
    "participants",
    "participantes",
    "speakers",
    "speaker",
    "attendees",
    "panel",
    "panelists",
    "meets",
    "rencontre",
    "accueille",
    "entre",
    "between",
    "to",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The names, `*` before those who host.
    fn read(note: &str) -> Vec<String> {
        let meta = Meta { notes: vec![note.to_owned()], ..Meta::default() };
        let show = |listed: Listed| if listed.hosts { format!("*{}", listed.name) } else { listed.name };
        people(&meta).into_iter().map(show).collect()
    }

    #[test]
    fn heads_list_people() {
        for (note, expected) in [
            (
                "Lundi 3 mars, CAP OUEST reçoit Lise Armand (Maire, Trévennec), Jean-Loup Fabrègue (PDG, Algo.Marine) et Yann Le Goff (Pêcheur)",
                vec!["Lise Armand", "Jean-Loup Fabrègue", "Yann Le Goff"],
            ),
            ("A walk with Dr Amina Sowell-Okoro (botanist). The hut is Mrs Joan Pike's.", vec!["Amina Sowell-Okoro"]),
            ("With Ann Lee and Bob Reed", vec!["Ann Lee", "Bob Reed"]),
            ("with Ann Lee, a biologist, and Bob Reed, who fishes. Filmed by Carl Weiss.", vec!["Ann Lee", "Bob Reed"]),
            ("Host: Ann Lee\nGuests: Bob Reed, Carl Weiss", vec!["*Ann Lee", "Bob Reed", "Carl Weiss"]),
            ("Une émission présentée par Anne Morel, avec Luc Besnard", vec!["*Anne Morel", "Luc Besnard"]),
            ("Ann Lee (host), Bob Reed (mayor)", vec!["*Ann Lee", "Bob Reed"]),
            ("La Rochelle (2023)", vec![]),
            ("Il est avec Paris", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(read(note), expected, "{note:?}");
        }
    }
}
