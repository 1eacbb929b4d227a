//! Speakers who are missing where nearly everybody is named, and names that are two spellings of one.

use super::distance::distance;
use super::{Analysis, Finding, Kind, Knowledge, Lexicon, each_line};
use crate::jobs::Cancel;
use crate::model::chars::letters;
use crate::model::sounds::is_sound;
use crate::model::{Speaker, Transcript, message};
use std::ops::Range;

/// See the head of this file.
pub static ANALYSIS: Analysis = Analysis { id: "speakers", kinds: &[Kind::Speaker], run, whole: None, reach: 1 };

fn run(t: &Transcript, rows: Range<usize>, knowledge: &Knowledge, cancel: &Cancel) -> Vec<Finding> {
    let lexicon = &knowledge.lexicon;
    let twins = twins(t, lexicon);
    each_line(t, rows, cancel, |row, line, out| match line.speaker {
        Some(id) => {
            // Told where a turn begins.
            let above = row.checked_sub(1).and_then(|above| t.lines.get(above)?.speaker);
            if let Some((odd, right)) = twins.iter().find(|(odd, _)| odd.id == id && above != Some(id)) {
                let message = message!("why-one-speaker", one = &odd.name, other = &right.name);
                out.push(Finding::new(row, 0..0, Kind::Speaker, message).or([&right.name]));
            }
        }
        None if lexicon.profile.has_speakers() && !is_sound(&line.text) => {
            let near = |row: Option<usize>| t.lines.get(row?).and_then(|line| t.speaker_name(line));
            let (above, below) = (near(row.checked_sub(1)), near(row.checked_add(1)));
            let mut fixes: Vec<&str> = above.into_iter().chain(below).collect();
            fixes.dedup();
            out.push(Finding::new(row, 0..0, Kind::Speaker, message!("why-no-speaker")).or(fixes));
        }
        None => {}
    })
}

/// Pairs of speakers that may be one: first the one with fewer lines, then the other.
fn twins<'a>(t: &'a Transcript, lexicon: &Lexicon) -> Vec<(&'a Speaker, &'a Speaker)> {
    let folded: Vec<String> = t.speakers.iter().map(|speaker| letters(&speaker.name)).collect();
    let mut found = Vec::new();
    for (n, one) in t.speakers.iter().enumerate() {
        for (m, other) in t.speakers.iter().enumerate().skip(n + 1) {
            if alike(&folded[n], &folded[m]) {
                let fewer = lexicon.profile.lines_of(one.id) < lexicon.profile.lines_of(other.id);
                found.push(if fewer { (one, other) } else { (other, one) });
            }
        }
    }
    found
}

/// Whether two folded names are spellings of one: the same letters, or one different in five.
fn alike(one: &str, other: &str) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    if one.is_empty() || digits(one) != digits(other) {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    one == other || distance(&a, &b) <= (a.len().min(b.len()) / 5).min(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::knowledge_of;
    use crate::model::{Line, RosterBuilder};

    fn with_speakers(lines: &[&str]) -> Transcript {
        let mut roster = RosterBuilder::default();
        let lines = lines.iter().map(|name| {
            let speaker = (!name.is_empty()).then(|| roster.id(name));
            Line { speaker, ..Line::new("Something is said") }
        });
        let lines = lines.collect();
        Transcript { lines, speakers: roster.finish(), ..Transcript::default() }
    }

    fn told(names: &[&str]) -> Vec<String> {
        let t = with_speakers(names);
        let findings = run(&t, 0..t.lines.len(), &knowledge_of(&t), &Cancel::default());
        findings.iter().map(|finding| format!("{} {}", finding.row, finding.fixes.join("|"))).collect()
    }

    #[test]
    fn a_missing_speaker_is_told_where_nearly_all_are_named() {
        assert_eq!(told(&["Ann", "Ann", "", "Bo", "Bo", "Bo"]), ["2 Ann|Bo"]);
        assert!(told(&["Ann", "", "", "Bo"]).is_empty());
        assert!(told(&["", "", ""]).is_empty());
    }

    #[test]
    fn two_spellings_of_a_speaker_are_told_at_their_turns() {
        assert_eq!(
            told(&["Léa Morin", "Lea Morin", "Léa Morin", "Lea  Morin", "Léa Morin"]),
            ["1 Léa Morin", "3 Léa Morin"]
        );
        assert_eq!(
            told(&["Edouard Petit", "Edouard Petit", "Edward Petit", "Edward Petit", "Edward Petit"]),
            ["0 Edward Petit"]
        );
        assert!(told(&["Speaker 1", "Speaker 2", "Ann", "Anna", "Bo", "Jo"]).is_empty());
    }
}
