//! What is written is read back, or its loss was said: over random transcripts.

use std::sync::Arc;
use stet::formats::{self, Format, Holds, Known, Lost, Options, Written};
use stet::model::{Line, RosterBuilder, Span, Time, Transcript};

/// Names as people and programs give them.
const NAMES: &[&str] = &["Ann", "Bob Ray", "Élodie", "O'Neil", "Speaker 1", "SPEAKER_00", "主持人"];
/// And as nobody should.
const ODD_NAMES: &[&str] = &[
    "Note",
    "Step 2",
    "Dr. A: B",
    "the third man",
    "4155550123",
    "Ann Smith, PhD",
    "-dash",
    "**bold**",
    "0:05",
    "a]b",
    "[x]",
    "(speaker 0)",
    "Ann Lee\nof Leeds",
    ">> Ann",
    "x: [0:07]",
];
/// What people say.
const TEXTS: &[&str] = &[
    "Hello there.",
    "and so it went on, until noon",
    "At 10:30, they left: nobody knew why.",
    "Oui\u{a0}!",
    "(Music)",
    "1984",
    "-Bonjour à tous.",
    "- Yes?",
    ">> So?",
    "a < b & c",
    "tom@example.org said so",
    "日本語です。",
    "Why? - Because.",
];
/// And what looks like something else.
const ODD_TEXTS: &[&str] = &[
    "",
    "Ann: yes",
    "Bob Ray: no",
    "Note: bring a pen",
    "[Ann] yes",
    "?: who",
    "0:05 so",
    "[0:07] and on",
    "so #00:00:04-0#",
    "00:00:01,000 --> 00:00:02,000",
    "7 seconds later",
    "# head",
    "* star",
    "a_b*c`d",
    "\\*",
    "---",
    "> said",
    "Chapter 1: rain",
    "Search transcript",
    "Transcript",
    "row\nrow",
    "row\n\nrow",
    "row\nAnn: row",
    "row\n0:05 row",
    "<i>so</i>",
    "<v Ann>so",
    "&amp;",
    "WEBVTT",
    "{\"stet\":1}",
    "**Ann:** so",
    "  spaces  ",
];

/// How a random transcript is made.
#[derive(Clone, Copy, Debug)]
struct Kind {
    odd: bool,
    /// How many of four lines have times.
    timed: usize,
}

fn random(kind: Kind, random: &mut fastrand::Rng) -> Transcript {
    let choose = |plain: &[&'static str], odd: &[&'static str], random: &mut fastrand::Rng| {
        let from = if kind.odd && random.usize(..3) == 0 { odd } else { plain };
        from[random.usize(..from.len())]
    };
    let mut roster = RosterBuilder::default();
    let cast: Vec<_> = (0..random.usize(1..4)).map(|_| roster.id(choose(NAMES, ODD_NAMES, random))).collect();
    let mut time = 0;
    let mut lines = Vec::new();
    for _ in 0..random.usize(1..12) {
        time += random.i64(500..9000);
        let span = (random.usize(..4) < kind.timed).then_some(Span::from(time));
        let end = (random.usize(..2) == 0).then_some(Time(time + 400));
        let span = span.map(|span| Span { end, ..span });
        let speaker = (random.usize(..4) > 0).then(|| cast[random.usize(..cast.len())]);
        lines.push(Line { span, speaker, ..Line::new(choose(TEXTS, ODD_TEXTS, random)) });
    }
    Transcript { lines: lines.into_iter().collect(), speakers: roster.finish(), ..Transcript::default() }
}

/// What a text becomes in formats that know no empty rows and no spaces at the ends of rows.
fn tidy(text: &str) -> String {
    text.lines().map(str::trim).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What of a transcript is read back otherwise, and not said to be lost.
fn untold(before: &Transcript, format: &Format, losses: &[Lost]) -> Option<String> {
    let Some(Written::Text(text)) = formats::write(before, format, &Options::default()) else { return None };
    let said = |lost: &dyn Fn(&Lost) -> bool| losses.iter().any(lost);
    if said(&|lost| *lost == Lost::Lines) {
        return None;
    }
    let known = Known { extension: format.extensions.first().copied(), ..Known::default() };
    let again = match formats::read(text.clone().into_bytes(), known) {
        Ok(reading) => reading.transcript,
        Err(why) => return Some(format!("{why:?} of\n{text}")),
    };
    // A row that begins with the name of another is theirs.
    let is_misread = format.holds.named_in_text && said(&|lost| matches!(lost, Lost::SomeSpeakers(_)));
    if is_misread && again.lines.len() > before.lines.len() {
        return None;
    }
    if again.lines.len() != before.lines.len() {
        return Some(format!("{} lines of {} of\n{text}", again.lines.len(), before.lines.len()));
    }
    let Holds { times, ends, .. } = format.holds;
    for (row, (old, new)) in before.lines.iter().zip(again.lines.iter()).enumerate() {
        // A name that is not found stays in the text.
        let named = format.holds.named_in_text;
        let told = said(&|lost| matches!(lost, Lost::SomeTexts(_)) || named && matches!(lost, Lost::SomeSpeakers(_)));
        if tidy(&new.text) != tidy(&old.text) && !told {
            return Some(format!("text {row} {:?} is {:?} of\n{text}", old.text, new.text));
        }
        let told = said(&|lost| matches!(lost, Lost::Speakers | Lost::SomeSpeakers(_)));
        let (was, is) = (before.speaker_name(old), again.speaker_name(new));
        if was != is && !told {
            return Some(format!("speaker {row} {was:?} is {is:?} of\n{text}"));
        }
        let told = said(&|lost| matches!(lost, Lost::SomeTimes(_)));
        if times && old.span.is_some() && old.start() != new.start() && !told {
            return Some(format!("start {row} {:?} is {:?} of\n{text}", old.span, new.span));
        }
        let end = old.span.and_then(|span| span.end);
        if ends && end.is_some() && end != new.span.and_then(|span| span.end) {
            return Some(format!("end {row} {:?} is {:?} of\n{text}", old.span, new.span));
        }
    }
    None
}

/// The formats that people write and read as text, and those that hold all.
fn written_as_text() -> impl Iterator<Item = &'static Format> {
    ["page", "markdown", "text", "srt", "vtt", "json"].into_iter().filter_map(formats::named)
}

fn lost(t: &Transcript, format: &Format) -> Vec<Lost> {
    formats::losses(t, format).iter().map(|loss| loss.what).collect()
}

#[test]
fn what_is_written_is_read_back_or_its_loss_was_said() {
    let mut rng = fastrand::Rng::with_seed(11);
    for n in 0..600 {
        let kind = Kind { odd: n % 2 == 0, timed: [4, 0, 2][n % 3] };
        let t = random(kind, &mut rng);
        for format in written_as_text() {
            let losses = lost(&t, format);
            if let Some(wrong) = untold(&t, format, &losses) {
                panic!("{} {n} {kind:?} {losses:?}: {wrong}", format.id);
            }
        }
    }
}

#[test]
fn of_what_people_say_nothing_is_changed() {
    let mut rng = fastrand::Rng::with_seed(12);
    let mut odd = (0, 0);
    for n in 0..600 {
        let kind = Kind { odd: n % 2 == 0, timed: [4, 0][n / 2 % 2] };
        let t = random(kind, &mut rng);
        for id in ["page", "markdown", "text", "srt"] {
            let format = formats::named(id).expect("it is there");
            let losses = lost(&t, format);
            let changed = losses.iter().any(|lost| {
                matches!(lost, Lost::Lines | Lost::SomeTexts(_) | Lost::SomeSpeakers(_) | Lost::SomeTimes(_))
            });
            if kind.odd {
                odd = (odd.0 + usize::from(changed), odd.1 + 1);
            } else {
                let written = formats::write(&t, format, &Options::default());
                assert!(!changed, "{id} {n} {losses:?}: {written:#?}");
            }
        }
    }
    // Even of what looks like something else, most is held.
    assert!(odd.0 * 3 < odd.1, "{odd:?}");
}

#[test]
fn meta_is_read_back_or_said_to_be_lost() {
    let t = crate::notation::transcript("1- Ann: Hello\n3- Bob: Yes\n5- Ann: So");
    for (title, notes) in
        [(Some("A talk"), vec!["a note\nof two rows", "another"]), (None, vec!["a note"]), (Some("x"), vec![])]
    {
        let mut t = t.clone();
        let meta = Arc::make_mut(&mut t.meta);
        meta.title = title.map(str::to_owned);
        meta.notes = notes.iter().map(|note| (*note).to_owned()).collect();
        for id in ["page", "markdown"] {
            let format = formats::named(id).expect("it is there");
            assert!(!lost(&t, format).contains(&Lost::SomeNotes), "{id} {title:?} {notes:?}");
        }
    }
}
