//! What recognisers write where nobody speaks: the credits of subtitles they learned from, and one line over and
//! over.

use super::{Analysis, Finding, Kind, Knowledge, Weight, each_line};
use crate::jobs::Cancel;
use crate::model::chars::words_of_letters;
use crate::model::{Line, Transcript, message};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// See the head of this file.
pub static ANALYSIS: Analysis = Analysis { id: "credits", kinds: &[Kind::Credits], run, whole: None, reach: LOOP - 1 };

/// So many equal lines in a row are a recogniser that is caught in a loop …
const LOOP: usize = 3;
/// … when they have this many words; people do say `yes` three times.
const LOOP_WORDS: usize = 3;

/// Credits of subtitlers, with which a line begins. Folded: lower case, no accents, one space between words.
const CREDITS: &[&str] = &[
    "sous titres realises par",
    "sous titres realises para",
    "sous titres par",
    "sous titres faits par",
    "sous titrage st 501",
    "sous titrage societe radio canada",
    "sous titrage fr",
    "sous titrage mfp",
    "sous titrage red bee",
    "sous titrage titra",
    "traduction et sous titrage",
    "subtitles by",
    "subtitled by",
    "subtitles provided by",
    "captions by",
    "captioned by",
    "captioning by",
    "captioning sponsored by",
    "closed captioning by",
    "transcribed by",
    "transcript by",
    "transcription by",
    "transcription outsourcing",
    "translated by",
    "synced and corrected by",
    "untertitel im auftrag des",
    "untertitel von",
    "subtitulos realizados por",
];

/// Where credits point to. Nobody says these anywhere in a line.
const PLACES: &[&str] = &["amara org", "opensubtitles org", "castingwords", "zeoranger co uk"];

/// What a video often ends with. People do say it; a recogniser writes it into silence. Only as a whole line.
const FAREWELLS: &[&str] = &[
    "merci d avoir regarde cette video",
    "merci d avoir regarde la video",
    "merci d avoir regarde",
    "abonnez vous a la chaine",
    "n oubliez pas de vous abonner",
    "n hesitez pas a vous abonner",
    "a bientot pour une nouvelle video",
    "thank you for watching",
    "thanks for watching",
    "thank you so much for watching",
    "please subscribe",
    "please subscribe to my channel",
    "don t forget to like and subscribe",
    "like and subscribe",
    "see you in the next video",
    "i ll see you in the next video",
    "bye bye bye",
];

/// Bytes of the longest line that is looked at.
const LONGEST: usize = 160;

/// A part of every phrase above, which spares most lines the folding.
static TELLING: LazyLock<Regex> = LazyLock::new(|| {
    let parts = "titr|subtit|caption|transcri|translat|traduc|sync|untertitel|amara|castingwords|zeoranger|regard|watch|\
                 abonn|subscri|vid[eé]o|bye";
    Regex::new(&format!("(?i){parts}")).expect("the pattern is well formed")
});

fn run(t: &Transcript, rows: Range<usize>, _: &Knowledge, cancel: &Cancel) -> Vec<Finding> {
    each_line(t, rows, cancel, |row, line, out| {
        let whole = 0..line.text.len();
        // A long text is speech, whatever it holds.
        let short = line.text.len() <= LONGEST && TELLING.is_match(&line.text);
        let folded = if short { words_of_letters(&line.text) } else { String::new() };
        let credits = CREDITS.iter().any(|credit| begins_with(&folded, credit));
        let finding = if credits || PLACES.iter().any(|place| has_words(&folded, place)) {
            Finding::new(row, whole, Kind::Credits, message!("why-credits"))
        } else if FAREWELLS.contains(&folded.as_str()) {
            Finding::new(row, whole, Kind::Credits, message!("why-farewell")).weighing(Weight::Doubtful)
        } else if is_looping(t, row, line) {
            Finding::new(row, whole, Kind::Credits, message!("why-loop"))
        } else {
            return;
        };
        out.push(finding.or([""]));
    })
}

/// Whether a line repeats the one above it, and stands in a run of equal ones.
fn is_looping(t: &Transcript, row: usize, line: &Line) -> bool {
    let same = |row: Option<usize>| row.and_then(|row| t.lines.get(row)).is_some_and(|other| other.text == line.text);
    if !same(row.checked_sub(1)) || line.text.split_whitespace().take(LOOP_WORDS).count() < LOOP_WORDS {
        return false;
    }
    let above = (2..LOOP).take_while(|n| same(row.checked_sub(*n))).count();
    let below = (1..LOOP).take_while(|n| same(row.checked_add(*n))).count();
    above + below + 2 >= LOOP
}

fn begins_with(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a folded text holds a folded phrase as whole words.
fn has_words(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| c == ' ');
        edge(text[..at].chars().next_back()) && edge(text[at + phrase.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::knowledge_of;

    fn told(lines: &[&str]) -> Vec<usize> {
        let t = Transcript { lines: lines.iter().map(|line| Line::new(*line)).collect(), ..Transcript::default() };
        let findings = run(&t, 0..lines.len(), &knowledge_of(&t), &Cancel::default());
        findings.iter().map(|finding| finding.row).collect()
    }

    #[test]
    fn credits_are_found_and_speech_about_them_is_not() {
        assert_eq!(
            told(&[
                "Sous-titres réalisés par la communauté d'Amara.org",
                "Merci d'avoir regardé cette vidéo !",
                "Thank you for watching.",
                "Subtitles by the harbour film club",
                "We thank you for watching the boats while we were away",
                "Le sous-titrage est un métier",
                "The book was translated by a friend, then captioned by her sister",
            ]),
            [0, 1, 2, 3]
        );
    }

    #[test]
    fn every_phrase_is_told_by_a_part_of_it() {
        for phrase in [CREDITS, PLACES, FAREWELLS].concat() {
            assert!(TELLING.is_match(phrase) && words_of_letters(phrase) == phrase, "{phrase}");
        }
    }

    #[test]
    fn a_loop_is_found_and_emphasis_is_not() {
        assert_eq!(told(&["On est là ce soir"; 4]), [1, 2, 3]);
        assert!(told(&["Oui"; 4]).is_empty());
        assert!(told(&["On est là ce soir"; 2]).is_empty());
    }
}
