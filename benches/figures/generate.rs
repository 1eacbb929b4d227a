//! Transcripts to measure with: as long as one likes, always the same, and like real ones in the length of
//! their lines (about 76 bytes of SubRip), their turns and their words.

use fastrand::Rng;
use std::fmt::Write;
use stet::model::timecode::{self, SRT};
use stet::model::{SpeakerId, Time};

/// The word that is searched for and replaced: in one line of 45, or 2,200 of 100,000.
pub const WORD: &str = "logiciel";

const FRENCH: &str = "et donc on a commencé à travailler sur la question avec les équipes de recherche parce que \
    c'est vraiment ce qui nous intéresse depuis des années dans cette vallée où il fait chaud l'été en fait je \
    pense que les gens ne savent pas encore tout ce qu'on peut faire aujourd'hui avec un ordinateur mais ça va \
    venir très vite alors bonjour merci d'être là comment allez-vous bien sûr nous avons vu naître des projets \
    extraordinaires qui étaient impossibles hier quand même voilà c'était il y a dix ans déjà plus tard peut-être";

const ENGLISH: &str = "and so we started to work on this question with people from the harbour because that is \
    what really matters to us I think nobody knew at the time how far it would go but then it went very fast you \
    know when they came back in the evening there was always somebody waiting with a lamp well thank you for being \
    here of course we have seen things that were not possible before it was ten years ago already maybe later";

/// The bare lines of a transcript: when each begins and ends, in milliseconds, and what is said.
pub struct Speech {
    rng: Rng,
    vocabulary: [Vec<&'static str>; 2],
    now: i64,
    left: usize,
    english: bool,
}

/// `lines` lines of speech. The first ones of two lengths are the same.
pub fn speech(lines: usize) -> Speech {
    let words = |text: &'static str| text.split_whitespace().collect();
    let vocabulary = [words(FRENCH), words(ENGLISH)];
    Speech { rng: Rng::with_seed(76), vocabulary, now: 0, left: lines, english: false }
}

impl Iterator for Speech {
    type Item = (Time, Time, String);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let rng = &mut self.rng;
        if rng.usize(0..200) == 0 {
            self.english = !self.english;
        }
        let words = &self.vocabulary[usize::from(self.english)];
        let mut text = String::with_capacity(48);
        // A turn begins with a dash in one line of nine.
        let turn = rng.usize(0..9) == 0;
        if turn {
            text.push('-');
        }
        let length = rng.usize(14..52);
        let searched = (rng.usize(0..45) == 0).then(|| rng.usize(0..length));
        let mut placed = searched.is_none();
        while text.len() < length {
            if text.len() > 1 {
                text.push(' ');
            }
            if !placed && searched.is_some_and(|at| text.len() >= at) {
                text.push_str(WORD);
                placed = true;
                continue;
            }
            let word = words[rng.usize(0..words.len())];
            if turn && text.len() == 1 {
                text.extend(word.chars().next().into_iter().flat_map(char::to_uppercase));
                text.push_str(&word[word.chars().next().map_or(0, char::len_utf8)..]);
            } else {
                text.push_str(word);
            }
        }
        if !placed {
            text.push(' ');
            text.push_str(WORD);
        }
        if rng.usize(0..3) == 0 {
            text.push(['.', ',', '?'][rng.usize(0..3)]);
        }
        let start = self.now + rng.i64(0..400);
        let end = start + 900 + text.len() as i64 * 45;
        self.now = end;
        Some((Time(start), Time(end), text))
    }
}

/// The speech as a SubRip file.
pub fn srt(lines: usize) -> String {
    let mut out = String::with_capacity(lines * 80 + 100);
    for (n, (start, end, text)) in speech(lines).enumerate() {
        let (start, end) = (timecode::format(start, SRT), timecode::format(end, SRT));
        let _ = write!(out, "{}\n{start} --> {end}\n{text}\n\n", n + 1);
    }
    out
}

/// The speech as it is copied from a video page: a header, then a time and a text in turn.
pub fn page(lines: usize) -> String {
    let mut out = String::with_capacity(lines * 60 + 100);
    out.push_str("Une vallée et ses machines\nTranscription\n");
    for (start, _, text) in speech(lines) {
        let time = timecode::format(start, timecode::SHORT);
        let time = time.strip_prefix('0').unwrap_or(&time);
        let _ = write!(out, "{time}\n{text}\n");
    }
    out
}

/// The name of that number, as no dictionary has it; and the same as a recogniser may write it.
pub fn name(n: usize) -> (String, String) {
    const FIRST: [&str; 20] = [
        "Bar", "Cor", "Dul", "Fen", "Gor", "Hal", "Jor", "Kel", "Lor", "Mar", "Nol", "Per", "Quil", "Rav", "Sol",
        "Tar", "Ul", "Vas", "Wol", "Zer",
    ];
    const MIDDLE: [&str; 25] = [
        "ba", "bi", "che", "do", "dri", "fa", "go", "gue", "ja", "ki", "la", "lo", "mi", "mo", "na", "ne", "pra", "ri",
        "sa", "se", "ta", "ti", "vo", "xa", "zo",
    ];
    const LAST: [&str; 20] = [
        "dec", "din", "ffel", "gnac", "kar", "lard", "lmann", "mov", "nquet", "noir", "pelle", "queur", "rdin", "rsen",
        "ssier", "tchev", "tteau", "vault", "vsky", "zier",
    ];
    let (first, middle, last) = (FIRST[n % 20], MIDDLE[n / 20 % 25], LAST[n / 500 % 20]);
    (format!("{first}{middle}{last}"), format!("{first}{}{middle}{last}", &first[first.len() - 1..]))
}

/// Who speaks a line, when all are tagged: three people, some lines each.
pub fn speaker(row: usize) -> SpeakerId {
    SpeakerId((row / 7 % 3) as u32)
}
