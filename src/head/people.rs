//! Whom a head says takes part, and who leads through it.

use super::runs::{Named, Wanted, full_names, names};
use crate::language::name_words::is_title;
use crate::model::chars::letters;

/// Somebody whom a head lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name, without `Dr`, `Councillor` and the like.
    pub name: String,
    /// They lead through it.
    pub hosts: bool,
}

/// The people whom the rows of a head list as taking part.
///
/// `Ann Lee (biologist), Bob Reed (mayor)` are people. Where nobody has a role in brackets, those behind `with`,
/// `reçoit`, `Guests:` and the like are. Names behind `hosted by` lead through it.
pub(super) fn of(rows: &[&str]) -> Vec<Person> {
    let mut found: Vec<Person> = rows.iter().flat_map(|row| hosts(row)).collect();
    let with_roles: Vec<Person> = rows.iter().flat_map(|row| with_roles(row)).collect();
    if with_roles.is_empty() {
        found.extend(rows.iter().flat_map(|row| announced(row)));
    } else {
        found.extend(with_roles);
    }
    let mut people: Vec<Person> = Vec::new();
    for listed in found {
        match people.iter_mut().find(|person| person.name == listed.name) {
            Some(person) => person.hosts |= listed.hosts,
            None => people.push(listed),
        }
    }
    people
}

fn person(named: &Named, hosts: bool) -> Person {
    Person { name: named.text.to_owned(), hosts }
}

/// `Ann Lee (biologist)`.
fn with_roles(row: &str) -> Vec<Person> {
    let list = |named: Named| {
        let role = row[named.end()..].trim_start().strip_prefix('(')?;
        let role = role.split(')').next()?;
        // A year or a number is no role.
        let is_role = role.chars().any(char::is_alphabetic) && !role.starts_with(|c: char| c.is_ascii_digit());
        is_role.then(|| person(&named, role.split_whitespace().any(names_a_host)))
    };
    outside_brackets(row).filter_map(list).collect()
}

/// `hosted by Ann Lee`, `Host: Ann Lee`, `your host, Ann Lee`.
fn hosts(row: &str) -> Vec<Person> {
    let cued = |named: &Named| match words_before(row, named).as_slice() {
        [.., led, by] if ["by", "par"].contains(&by.as_str()) => LED_BY.contains(&led.as_str()),
        [.., cue] => names_a_host(cue),
        [] => false,
    };
    outside_brackets(row).filter(cued).map(|named| person(&named, true)).collect()
}

/// `with Ann Lee and Bob Reed`, `Guests: Ann Lee, a biologist, and Bob Reed`.
fn announced(row: &str) -> Vec<Person> {
    let mut found = Vec::new();
    // Where the list that the last name belongs to goes on.
    let mut list: Option<usize> = None;
    for named in names(row, Wanted::People).into_iter().filter(|named| !in_brackets(row, named)) {
        let before = words_before(row, &named);
        let last = before.last().map_or("", String::as_str);
        let goes_on = list.is_some_and(|end| {
            let between = row[end..named.start].trim();
            between == ","
                || (!between.contains(['.', '!', '?', ';']) && ["et", "and"].contains(&last))
                || between == "&"
        });
        if !goes_on && !ANNOUNCING.contains(&last) {
            list = None;
            continue;
        }
        list = Some(named.end());
        if named.is_full() {
            found.push(person(&named, false));
        }
    }
    found
}

fn outside_brackets(row: &str) -> impl Iterator<Item = Named<'_>> {
    full_names(row).filter(|named| !in_brackets(row, named))
}

fn in_brackets(row: &str, named: &Named) -> bool {
    let before = &row[..named.start];
    before.matches('(').count() > before.matches(')').count()
}

/// The words before a name in its sentence, by their letters, at most three: the titles that belong to it and what
/// stands before a bracket are left out.
fn words_before(row: &str, named: &Named) -> Vec<String> {
    let belongs = |word: &&str| is_title(word) && !names_a_host(word);
    let words = row[..named.start]
        .split_whitespace()
        .rev()
        .skip_while(belongs)
        .take_while(|word| !word.contains(')') && !word.ends_with(['.', ';']));
    let mut words: Vec<String> = words.map(letters).filter(|word| !word.is_empty()).take(3).collect();
    words.reverse();
    words
}

/// Whether a word, or the label of a speaker, says that somebody leads through it.
pub fn names_a_host(word: &str) -> bool {
    HOSTS.contains(&letters(word).as_str())
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
        let show = |person: Person| if person.hosts { format!("*{}", person.name) } else { person.name };
        of(&note.lines().collect::<Vec<_>>()).into_iter().map(show).collect()
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
            (
                "With Councillor Hugh Ormerod (Dorset) and Tess Hale, hosted by Captain Ben Adeyemi",
                vec!["*Ben Adeyemi", "Hugh Ormerod"],
            ),
            ("With Mayor Ann Lee and Captain Bob Reed", vec!["Ann Lee", "Bob Reed"]),
            ("With Zoë van der Olm & Jean de la Tour", vec!["Zoë van der Olm", "Jean de la Tour"]),
            ("A Walk With Ann Lee", vec!["Ann Lee"]),
            ("La Rochelle (2023)", vec![]),
            ("Il est avec Paris", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(read(note), expected, "{note:?}");
        }
    }
}
