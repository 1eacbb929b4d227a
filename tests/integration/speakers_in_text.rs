//! How often speakers are invented and missed, measured on many made files: talks whose speakers are known, and texts
//! full of colons in which nobody is named. Their words are no part of what the rules were made from.

use stet::formats::speaker_prefix::infer;

/// Who talks, by where they are from and how they are written.
const CASTS: &[&[&str]] = &[
    &["Ingrid Solheim", "Tore Vik"],
    &["INGRID", "TORE", "HANNE"],
    &["Margaux", "Théodore", "Mme Lavigne"],
    &["Dr. Okafor", "Nurse Bell"],
    &["I", "P1", "P2"],
    &["Q", "A"],
    &["Yusuf al-Amin", "Lena van der Berg", "Kofi"],
    &["Мария", "Олег"],
    &["田中", "山本"],
    &["Moderator", "Guest"],
    &["Speaker 1", "Speaker 2", "Speaker 3"],
    &["Interviewer", "Jean-Luc d'Arcy"],
];

/// Sentences that are said.
const SAID: &[&str] = &[
    "We took the early ferry and nobody else was on it.",
    "And how long did that last?",
    "Three weeks, perhaps four.",
    "yes, of course",
    "On ne savait pas encore que le pont serait fermé.",
    "I would do it again: the whole of it.",
    "No.",
    "Das war im Winter, glaube ich.",
    "because the engine had stopped",
    "There were two reasons: money and weather.",
    "…and then it was quiet.",
    "At 10:30 the bell rang.",
];

/// Words before a colon that name nobody.
const COLONS: &[&str] = &[
    "Thank you: it is late.",
    "Question: who pays for it?",
    "Paris: it rained for a week.",
    "Step 2: loosen the screws.",
    "Note: bring a coat.",
    "One thing is clear: nobody came.",
    "Remember: the door sticks.",
    "My answer: never.",
    "Chapter 4: the bridge.",
    "Le résultat: zéro.",
    "Le problème : personne n'écoute.",
    "Point of order: the motion stands.",
    "Population: 1,204.",
    "Ingredients: flour and salt.",
    "First: the keys.",
    "Warning: thin ice.",
    "Das Ergebnis: nichts.",
    "And he said: go home.",
    "Source: the harbour office.",
    "Summer: too hot for bees.",
    "Location: the old quay.",
    "Two words: not yet.",
    "New York: a city of bridges.",
    "So the rule is: no rules.",
    "https://example.org: read it there.",
];

/// How the names stand in a talk.
#[derive(Clone, Copy, Debug)]
enum Named {
    /// Before every line.
    Every,
    /// Where another begins.
    Changes,
}

fn talk(named: Named, length: usize, random: &mut fastrand::Rng) -> Vec<(Option<&'static str>, String)> {
    let cast = CASTS[random.usize(..CASTS.len())];
    let mut lines = Vec::new();
    let mut who = 0;
    while lines.len() < length {
        for n in 0..random.usize(1..4) {
            let said = SAID[random.usize(..SAID.len())];
            let is_named = n == 0 || matches!(named, Named::Every);
            let name = is_named.then_some(cast[who % cast.len()]);
            lines.push((name, name.map_or(said.to_owned(), |name| format!("{name}: {said}"))));
        }
        who += 1 + random.usize(..cast.len() - 1);
    }
    lines
}

/// A text of so many lines with a colon in every so many.
fn monologue(length: usize, every: usize, random: &mut fastrand::Rng) -> Vec<String> {
    let line = |random: &mut fastrand::Rng| match random.usize(..every) {
        0 => COLONS[random.usize(..COLONS.len())],
        _ => SAID[random.usize(..SAID.len())],
    };
    (0..length).map(|_| line(random).to_owned()).collect()
}

#[test]
fn speakers_are_hardly_ever_invented_and_seldom_missed() {
    let mut random = fastrand::Rng::with_seed(2024);
    let mut report = Vec::new();
    for length in [2, 5, 12, 40, 300] {
        for every in [1, 2, 5, 20] {
            let (mut files, mut wrong) = (0, 0);
            for _ in 0..200 {
                let lines = monologue(length, every, &mut random);
                let prefixes = infer(lines.iter().map(String::as_str), "");
                files += 1;
                wrong += usize::from(lines.iter().any(|line| prefixes.split(line).is_some()));
            }
            report.push(format!("{length} lines, a colon in {every}: {wrong} of {files} files name somebody"));
            // A list of a few lines that all begin with a capital is not to be told from a talk.
            let most = if every <= 2 { 10 } else { 4 };
            assert!(wrong * 100 <= files * most, "{report:#?}");
        }
    }
    for named in [Named::Every, Named::Changes] {
        for length in [4, 12, 40, 300] {
            let (mut names, mut found) = (0, 0);
            for _ in 0..200 {
                let lines = talk(named, length, &mut random);
                let prefixes = infer(lines.iter().map(|(_, text)| text.as_str()), "");
                for (name, text) in lines.iter().filter(|(name, _)| name.is_some()) {
                    names += 1;
                    found += usize::from(prefixes.split(text).map(|(read, _)| read) == *name);
                }
            }
            report.push(format!("{length} lines, {named:?}: {found} of {names} names"));
            let least = match (named, length) {
                // Who comes once among others without a name is left in the text.
                (Named::Changes, 4) => 30,
                _ => 97,
            };
            assert!(found * 100 >= names * least, "{report:#?}");
        }
    }
    println!("{report:#?}");
}
