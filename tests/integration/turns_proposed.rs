//! Turns and speakers that are proposed: held against transcripts whose true speakers are known.

use crate::notation::{check_edit, transcript};
use std::path::Path;
use std::sync::Arc;
use stet::analysis::turns::{Proposal, ProposedSpeaker, apply, propose, until_doubt, who_is};
use stet::formats;
use stet::glossary::memory::KnownSpeaker;
use stet::jobs::Cancel;
use stet::messages;
use stet::model::{Line, Message, Meta, Transcript, sounds};

/// A transcript without speakers, and who truly speaks: a name for each line when it begins, `.` for sounds, and the
/// turns that begin inside lines.
struct Known {
    t: Transcript,
    lines: Vec<String>,
    inside: Vec<(usize, usize, String)>,
}

/// Reads a file of `tests/data/turns`: `# head`, and lines as `Ann: text {Bob} - text`.
fn known(name: &str) -> Known {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/turns").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (mut notes, mut texts, mut lines, mut inside) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in text.lines() {
        if let Some(note) = row.strip_prefix("# ") {
            notes.push(note.to_owned());
            continue;
        }
        let (speaker, marked) = row.split_once(": ").unwrap_or_else(|| panic!("{name}: who says {row:?}?"));
        let mut said = String::new();
        for (n, part) in marked.split('{').enumerate() {
            if n == 0 {
                said.push_str(part);
                continue;
            }
            let (who, part) = part.split_once("} ").expect("a brace that is closed");
            inside.push((texts.len(), said.len(), who.to_owned()));
            said.push_str(part);
        }
        lines.push(speaker.to_owned());
        texts.push(Line::new(said));
    }
    let meta = Arc::new(Meta { notes, ..Meta::default() });
    Known { t: Transcript { lines: texts.into_iter().collect(), meta, ..Transcript::default() }, lines, inside }
}

fn proposed(t: &Transcript) -> Vec<Proposal> {
    propose(t, &[], messages::text, &Cancel::default())
}

fn named<'a>(t: &'a Transcript, proposals: &'a [Proposal]) -> Vec<(usize, usize, &'a str)> {
    proposals.iter().map(|proposal| (proposal.row, proposal.at, proposal.speaker.name(t))).collect()
}

/// Who is proposed for each line when it begins.
fn by_line(t: &Transcript, proposals: &[Proposal]) -> Vec<String> {
    let mut lines = vec![".".to_owned(); t.lines.len()];
    for proposal in proposals {
        let first = proposal.row + usize::from(proposal.at > 0);
        for (row, line) in lines.iter_mut().enumerate().take(proposal.end).skip(first) {
            if !sounds::is_sound(&t.lines[row].text) {
                proposal.speaker.name(t).clone_into(line);
            }
        }
    }
    lines
}

#[test]
fn most_lines_get_their_true_speaker() {
    for name in ["magazine.txt", "podcast.txt", "interview.txt", "entretien.txt"] {
        let Known { t, lines, inside } = known(name);
        let proposals = proposed(&t);
        let got = by_line(&t, &proposals);
        let wrong: Vec<String> = (0..lines.len())
            .filter(|&row| got[row] != lines[row])
            .map(|row| format!("{}: {} is said by {}, not {}", row + 1, t.lines[row].text, lines[row], got[row]))
            .collect();
        assert!(wrong.len() * 10 <= lines.len(), "{name}: {}", wrong.join("\n"));
        let turns = named(&t, &proposals);
        for (row, at, who) in inside {
            assert!(turns.contains(&(row, at, &who)), "{name}: {who} begins in line {} at byte {at}", row + 1);
        }
    }
}

/// Who has no name is called so in the words that are handed in, whatever language is spoken; who is named by the head
/// is called by that name.
#[test]
fn the_host_is_called_as_the_head_says_or_the_host() {
    let words = |message: &Message| format!("<{}>", message.id);
    let french = ["-Bonjour à tous, on est avec Lise Armand.", "-Bonjour.", "-Alors, Lise ?", "-Oui, c'est vrai."];
    let english = ["-Hello everybody, we are here with Lise Armand.", "-Hello.", "-So, Lise?", "-Yes, that is true."];
    let reads = |language: &str, lines: &[&str], note: &str| {
        let lines = lines.iter().map(|line| Line::new(*line)).collect();
        let meta = Meta { language: Some(language.to_owned()), notes: vec![note.to_owned()], ..Meta::default() };
        let t = Transcript { lines, meta: Arc::new(meta), ..Transcript::default() };
        let proposals = propose(&t, &[], words, &Cancel::default());
        named(&t, &proposals).iter().map(|(_, _, name)| (*name).to_owned()).collect::<Vec<_>>()
    };
    for (language, lines, note, host) in [
        ("fr", &french, "Avec Lise Armand", "<turn-host>"),
        ("en", &english, "With Lise Armand", "<turn-host>"),
        ("fr", &french, "Avec Lise Armand, présenté par Anne Morel", "Anne Morel"),
        ("en", &english, "With Lise Armand, hosted by Anne Morel", "Anne Morel"),
    ] {
        assert_eq!(reads(language, lines, note), [host, "Lise Armand", host, "Lise Armand"], "{language}: {note}");
    }
}

/// The proposals for a transcript in the notation of [`crate::notation`], as `row` or `row+byte`, `?` for a doubt,
/// and the name.
fn show(t: &Transcript) -> Vec<String> {
    let one = |proposal: &Proposal| {
        let at = if proposal.at > 0 { format!("+{}", proposal.at) } else { String::new() };
        format!("{}{at}{} {}", proposal.row, if proposal.doubt { "?" } else { "" }, proposal.speaker.name(t))
    };
    proposed(t).iter().map(one).collect()
}

#[test]
fn each_rule_with_its_reason() {
    for (text, expected) in [
        // Nobody is named: two take turns.
        ("-one\n-two\n-three", vec!["0? Speaker 1", "1? Speaker 2", "2 Speaker 1"]),
        (">> one\ngoes on\n>> two. >> three", vec!["0? Speaker 1", "2? Speaker 2", "2+8 Speaker 1"]),
        // The host gives their name, and the guest is greeted.
        ("-I'm Ann Lee. Welcome, Bob Reed.\n-Hello.\n-So?", vec!["0? Ann Lee", "1? Bob Reed", "2 Ann Lee"]),
        ("-Je suis Anne Morel, bonjour Luc Besnard.\n-Bonjour.", vec!["0? Anne Morel", "1? Luc Besnard"]),
        // What is quoted speaks to nobody.
        (
            "-I'm Ann Lee. Welcome, Bob Reed.\n-She said, Bob, go home.\n-And?",
            vec!["0? Ann Lee", "1? Bob Reed", "2 Ann Lee"],
        ),
        // Music parts, laughter does not, and neither belongs to anybody.
        (
            "-I'm Ann Lee. Welcome, Bob Reed.\n-Hello.\n[Laughter]\nreally\n[Music]\nwell",
            vec!["0? Ann Lee", "1? Bob Reed", "5 Ann Lee"],
        ),
        // A guest answers another: found out by the question of the host that follows.
        (
            "= Ann, Bob, Cy\nAnn: -Bob?\nBob: -Hm.\nAnn: -Cy?\nCy: -Yes.\n-No.\n-Why?\n-So.",
            vec!["4? Bob", "5 Ann", "6 Bob"],
        ),
        // Without a mark: a question to somebody and what stands behind it, in doubt.
        (
            "I'm Ann Lee.\nWith me is Bob Reed.\nHow are you?\nWell, I am fine.\nIt is warm.\nDo you swim?\nNo.",
            vec!["0? Ann Lee", "3? Bob Reed", "5? Ann Lee", "6? Bob Reed"],
        ),
        // One who speaks alone, one who asks himself, a number, a pause.
        ("it was late\nwho was there?\nno one", vec![]),
        ("30 degrees\n---\nand so on", vec![]),
        ("", vec![]),
        ("Ann: hello\nBob: hi", vec![]),
    ] {
        let t = transcript(text);
        assert_eq!(show(&t), expected, "{text}");
        assert!(proposed(&t).iter().all(|proposal| !stet::messages::text(&proposal.because).is_empty()), "{text}");
    }
}

#[test]
fn a_correction_is_evidence_and_the_rest_follows() {
    for (text, expected) in [
        // The host is named once.
        ("= Ann, Bob\nAnn: - Hello, Bob.\n-Hi.\n-And?", vec!["1 Bob", "2 Ann"]),
        // From the given line on, up to the next one.
        (
            "= Ann, Bob\nAnn: - Hello, Bob.\n-Hi.\nAnn: - One\n-two\n-three\nBob: - four\n-five",
            vec!["1 Bob", "3 Bob", "4 Ann", "6 Ann"],
        ),
        // The rest of a turn of which one line was given.
        ("= Ann, Bob\nAnn: - Hello, Bob.\nwelcome\n-Hi.", vec!["1 Ann", "2 Bob"]),
        // A numbered speaker stays who they are, whatever they say that they are called.
        ("Speaker 1: Hello, I'm Ann Lee.\nSpeaker 2: Thank you, Ann. - Not at all.", vec!["1+16 Speaker 1"]),
        // A mark inside a given line.
        ("= Ann, Bob\nAnn: - Hello, Bob. - Hi.\n-And?", vec!["0+14 Bob", "1 Ann"]),
    ] {
        assert_eq!(show(&transcript(text)), expected, "{text}");
    }
}

#[test]
fn proposals_are_taken_in_one_step() {
    let all = |t: &Transcript, _: &crate::notation::Place| apply(t, &proposed(t));
    check_edit(
        all,
        "-I'm Ann Lee. Welcome, Bob Reed.
         to the show
         -Hello. - How are you? - Fine.
         (Laughter)
         really",
        "= Ann Lee, Bob Reed
         Ann Lee: -I'm Ann Lee. Welcome, Bob Reed.
         Ann Lee: to the show
         Bob Reed: -Hello.
         Ann Lee: - How are you?
         Bob Reed: - Fine.
         (Laughter)
         Bob Reed: really",
    );
    // One alone: what was not taken stays as it is.
    let second = |t: &Transcript, _: &crate::notation::Place| apply(t, &proposed(t)[1..2]);
    check_edit(
        second,
        "-I'm Ann Lee. Welcome, Bob Reed.
         -Hello.
         and good night. - Already?
         -No.",
        "= Bob Reed
         -I'm Ann Lee. Welcome, Bob Reed.
         Bob Reed: -Hello.
         Bob Reed: and good night. - Already?
         -No.",
    );
    let t = transcript("Ann: hello");
    assert!(apply(&t, &proposed(&t)).is_none());
}

#[test]
fn taking_all_leaves_nothing_to_propose() {
    let Known { t, .. } = known("magazine.txt");
    let after = apply(&t, &proposed(&t)).expect("there are proposals").apply(&t);
    assert_eq!(show(&after), Vec::<String>::new());
    let nobodys = after.lines.iter().filter(|line| line.speaker.is_none());
    assert!(nobodys.into_iter().all(|line| sounds::is_sound(&line.text)));
}

#[test]
fn taking_stops_before_the_next_doubt() {
    let doubts = [true, false, false, true, false];
    let proposal = |(row, doubt)| Proposal {
        row,
        at: 0,
        end: row + 1,
        speaker: ProposedSpeaker::New("Ann".to_owned()),
        because: stet::message!("turn-two"),
        doubt,
    };
    let all: Vec<Proposal> = doubts.into_iter().enumerate().map(proposal).collect();
    for (from, taken) in [(0, 3), (1, 2), (2, 1), (3, 2), (4, 1), (5, 0), (9, 0)] {
        assert_eq!(until_doubt(&all, from).len(), taken, "from {from}");
    }
}

#[test]
fn names_are_suggested_for_numbered_speakers() {
    for (text, expected) in [
        ("Speaker 1: Hello, I'm Ann Lee.\nSpeaker 2: Hi.", vec![("Speaker 1", "Ann Lee")]),
        (
            "Speaker A: So, Bob, how was it?\nSpeaker B: It was cold.\nSpeaker A: Thank you, Bob.",
            vec![("Speaker B", "Bob")],
        ),
        ("Speaker 1: Je m'appelle Anne.\nSpeaker 2: Bonjour, Anne.", vec![("Speaker 1", "Anne")]),
        ("Speaker 1: I'm British, I'm Here, I'm fine.\nSpeaker 2: Hi.", vec![]),
        ("Speaker 1: Hello, I'm Ann.\nAnn: Hi.", vec![]),
        ("Ann: I'm Ann.", vec![]),
    ] {
        let t = transcript(text);
        let found = who_is(&t, &[], &Cancel::default());
        let found: Vec<(&str, &str)> =
            found.iter().map(|s| (t.speaker(s.speaker).map_or("?", |speaker| &*speaker.name), &*s.name)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn whoever_speaks_in_the_show_is_called_as_there() {
    let speaker = |name: &str, alias: &str| KnownSpeaker { name: name.to_owned(), aliases: vec![alias.to_owned()] };
    let speakers = [speaker("Ann Quill", "Annie"), speaker("Speaker 3", "Bob")];
    for (text, expected) in [
        ("Speaker 1: I'm Ann, welcome.", "Ann Quill"),
        ("Speaker 1: I'm Annie, welcome.", "Ann Quill"),
        ("Speaker 1: I'm Bob, welcome.", "Bob"),
        ("Speaker 1: I'm Carla, welcome.", "Carla"),
    ] {
        let found = who_is(&transcript(text), &speakers, &Cancel::default());
        assert_eq!(found.first().map(|found| &*found.name), Some(expected), "{text}");
    }
}

#[test]
fn what_is_cancelled_proposes_no_more_than_it_has_read() {
    let cancel = Cancel::default();
    cancel.cancel();
    let Known { t, .. } = known("podcast.txt");
    assert!(propose(&t, &[], messages::text, &cancel).is_empty());
    assert!(who_is(&t, &[], &cancel).is_empty());
}

/// A page transcript of a television magazine, when it is at hand.
#[test]
fn a_real_page_is_tagged() {
    let mut sample =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("shared/samples/smarttech.txt"));
    let Some(bytes) = sample.find_map(|path| std::fs::read(path).ok()) else { return };
    let t = formats::read(bytes, formats::Known { extension: Some("txt"), ..Default::default() })
        .expect("it is text")
        .transcript;
    let proposals = proposed(&t);
    assert!(proposals.len() >= 86, "{} turns", proposals.len());
    assert_eq!(proposals.iter().filter(|proposal| proposal.at > 0).count(), 8);
    assert!(proposals.iter().filter(|proposal| proposal.doubt).count() <= 8);
    let speakers: std::collections::BTreeSet<&str> =
        proposals.iter().map(|proposal| proposal.speaker.name(&t)).collect();
    assert_eq!(speakers.len(), 5, "{speakers:?}");
}

#[test]
fn whom_the_head_names_is_called_by_the_name_and_not_by_the_title() {
    let head = "With Councillor Hugh Ormerod (Dorset) on the new bridge, hosted by Captain Ben Adeyemi";
    let said = [
        "- Hello, and welcome to you all.",
        "- Thank you, Ben.",
        "- Hugh, what is new?",
        "- Well, Captain, nothing is.",
    ];
    let meta = Arc::new(Meta { notes: vec![head.to_owned()], ..Meta::default() });
    let t = Transcript { lines: said.map(Line::new).into_iter().collect(), meta, ..Transcript::default() };
    let proposals = proposed(&t);
    let speakers: Vec<&str> = named(&t, &proposals).into_iter().map(|(_, _, name)| name).collect();
    assert_eq!(speakers, ["Ben Adeyemi", "Hugh Ormerod", "Ben Adeyemi", "Hugh Ormerod"]);
}
