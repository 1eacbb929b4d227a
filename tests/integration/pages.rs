//! Page transcripts: every shape in which pages and tools put times beside text, before and after.

use crate::formats::{confidence, parse, parse_with, write};
use crate::notation::said;
use std::path::Path;
use stet::formats::{Confidence, Format, Options, Problem, Reads, page};
use stet::model::{Line, Span, Time, Transcript, timecode, turns};

/// Reads a page transcript.
fn read(text: &str) -> (Transcript, Vec<Problem>) {
    let mut problems = Vec::new();
    let transcript = parse_with(&page::FORMAT, text, &Options::default(), &mut problems);
    (transcript, problems)
}

/// A transcript as text to compare: `= title`, `# note`, `* 0:00 chapter`, `0:05-0:10 Name: text`.
pub fn show(transcript: &Transcript) -> String {
    let short = |time: Time| {
        let millis = (time.0 % 1000 != 0).then_some('.');
        timecode::format(time, timecode::Style { millis, ..timecode::SHORT })
    };
    let one_line = |text: &str| text.replace('\n', " / ");
    let mut rows = Vec::new();
    rows.extend(transcript.meta.title.iter().map(|title| format!("= {title}")));
    rows.extend(transcript.meta.notes.iter().map(|note| format!("# {}", one_line(note))));
    rows.extend(transcript.meta.chapters.iter().map(|chapter| format!("* {} {}", short(chapter.start), chapter.title)));
    for line in transcript.lines.iter() {
        let start = line.start().map_or("-".to_owned(), short);
        let end = line.span.and_then(|span| span.end).map_or(String::new(), |end| format!("-{}", short(end)));
        let name = transcript.speaker_name(line).map_or(String::new(), |name| format!("{name}: "));
        rows.push(format!("{start}{end} {name}{}", one_line(&line.text)));
    }
    rows.join("\n")
}

/// Checks what is read, that it is recognised, and that what is written reads the same.
pub fn check(text: &str, expected: &[&str]) {
    check_format(&page::FORMAT, text, expected);
    assert_eq!(confidence(&page::FORMAT, text), Confidence::Likely, "{text}");
}

/// Checks what a format reads, and that what it writes reads the same but for the ends of lines.
pub fn check_format(format: &Format, text: &str, expected: &[&str]) {
    let read = |text: &str| parse(text, format);
    let transcript = read(text);
    assert_eq!(show(&transcript), expected.join("\n"), "{text}");
    let written = write(&transcript, format);
    let without_ends = |transcript: &Transcript| {
        let mut transcript = transcript.clone();
        let bare = |line: &Line| Line { span: line.start().map(|start| Span { start, end: None }), ..line.clone() };
        transcript.lines = transcript.lines.iter().map(bare).collect();
        show(&transcript)
    };
    assert_eq!(without_ends(&read(&written)), without_ends(&transcript), "written as:\n{written}");
}

#[test]
fn the_time_before_the_text() {
    for text in [
        "00:00 Bonjour\n00:07 -Bonjour à tous.\n1:02:03 Fin",
        "00:00Bonjour\n00:07-Bonjour à tous.\n01:02:03Fin",
        "00:00\tBonjour\n00:07\t-Bonjour à tous.\n01:02:03\tFin",
        "[00:00] Bonjour\n[00:07] -Bonjour à tous.\n[01:02:03] Fin",
        "(00:00) Bonjour\n(00:07) -Bonjour à tous.\n(01:02:03) Fin",
        "00:00 - Bonjour\n00:07 - -Bonjour à tous.\n01:02:03 - Fin",
        "- [00:00] Bonjour\n- [00:07] -Bonjour à tous.\n- [01:02:03] Fin",
        "#00:00:00-0# Bonjour\n#00:00:07-0# -Bonjour à tous.\n#01:02:03-0# Fin",
        "0:00\nBonjour\n0:07\n-Bonjour à tous.\n1:02:03\nFin",
        "0:00\n\nBonjour\n\n0:07\n\n-Bonjour à tous.\n\n1:02:03\n\nFin\n",
    ] {
        check(text, &["00:00 Bonjour", "00:07 -Bonjour à tous.", "1:02:03 Fin"]);
    }
    check("00:00 - Bonjour ? - Bonjour\n00:07 Oui.", &["00:00 - Bonjour ? - Bonjour", "00:07 Oui."]);
    check("00:00:182025, enfin\n00:00:202026, évidemment", &["00:18 2025, enfin", "00:20 2026, évidemment"]);
}

#[test]
fn from_when_to_when() {
    for text in [
        "[00:00.440 --> 00:01.440] Bonjour !\n[00:01.440 --> 01:15.500]  Okay.",
        "[00:00:00.440 -> 00:00:01.440] Bonjour !\n[00:00:01.440 -> 00:01:15.500]  Okay.",
        "[0.44s -> 1.44s]  Bonjour !\n[1.44s -> 75.50s]  Okay.",
    ] {
        check(text, &["00:00.440-00:01.440 Bonjour !", "00:01.440-01:15.500 Okay."]);
    }
}

#[test]
fn the_real_page() {
    let mut sample =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("shared/samples/smarttech.txt"));
    let Some(text) = sample.find_map(|path| std::fs::read_to_string(path).ok()) else { return };
    let (transcript, problems) = read(&text);
    assert_eq!(problems, []);
    let lines = &transcript.lines;
    assert_eq!(lines.len(), 939);
    assert_eq!(transcript.meta.title, None);
    assert_eq!(transcript.meta.notes.iter().map(|note| note.lines().count()).sum::<usize>(), 6);
    assert_eq!(transcript.speakers.len(), 0);
    assert!(lines.iter().all(|line| line.span.is_some_and(|span| span.end.is_none())));
    assert_eq!((lines[0].start(), &*lines[0].text), (Some(Time(0)), "..."));
    assert_eq!(lines[938].start(), Some(Time((41 * 60 + 35) * 1000)));
    assert_eq!(lines.iter().filter(|line| turns::mark(&line.text).is_some()).count(), 82);
    assert_eq!(lines.iter().map(|line| turns::marks_inside(&line.text).len()).sum::<usize>(), 8);
    assert_eq!(show(&read(&write(&transcript, &page::FORMAT)).0), show(&transcript));
}

#[test]
fn a_text_cut_anywhere_is_read() {
    read("0:00 Il y en a\u{a0}12\n0:07 et 13");
    let text = "The harbour\n\nWith Ann Lee.\n\n0:00Hi\n0:1010 secondsSo é\nChapter 1: Why\n1:021 minute, 2 secondsNow\n\nbye\n";
    for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
        let (transcript, _) = read(&text[..end]);
        write(&transcript, &page::FORMAT);
    }
}

#[test]
fn the_video_site_puts_spoken_times_between_time_and_text() {
    check(
        "In this video\nTranscript\nSearch transcript\nChapter 1: A boat\n0:00Hello\n0:077 seconds40 years old\n\
         Chapter 2: The river\n1:021 minute, 2 secondsNow\n1:00:011 hour, 1 secondsecond try\n1:01:001 hour, 1 minute[Music]\n\
         Sync to video time\n&nbsp;\n",
        &[
            "* 00:00 A boat",
            "* 01:02 The river",
            "00:00 Hello",
            "00:07 40 years old",
            "01:02 Now",
            "1:00:01 second try",
            "1:01:00 [Music]",
        ],
    );
    check(
        "Chapitre 1\u{a0}: Le four\n0:00Bonjour\n0:077 secondesI run\n1:051 minute et 5 secondesbuilding apps\n\
         1:05:491 heure, 5 minutes et 49 secondes90,000 bucks\n\
         1:12:011 heure, 12 minutes et 1 secondeseconds, could be\n",
        &[
            "* 00:00 Le four",
            "00:00 Bonjour",
            "00:07 I run",
            "01:05 building apps",
            "1:05:49 90,000 bucks",
            "1:12:01 seconds, could be",
        ],
    );
    // Pasted with newlines, each part stands on a line of its own.
    check(
        "0:00\nHello\n0:07\n7 seconds\n40 years old\n1:02\n1 minute, 2 seconds\nNow",
        &["00:00 Hello", "00:07 40 years old", "01:02 Now"],
    );
}

#[test]
fn chapters_between_two_rows_a_line() {
    check(
        "The boat\n0:00\nhello\n0:03\nthere\n0:06\nand so\nThe river\n0:09\non\n0:12\nit went\n0:15\nuntil dark\n",
        &[
            "* 00:00 The boat",
            "* 00:09 The river",
            "00:00 hello",
            "00:03 there",
            "00:06 and so",
            "00:09 on",
            "00:12 it went",
            "00:15 until dark",
        ],
    );
}

#[test]
fn labels_of_the_page_are_reported() {
    let (_, problems) = read("Transcript\nSearch transcript\n0:00Hello\n0:02there\nSync to video time\nFrançais\n");
    let expected = "Labels of the page are not part of the transcript: \
                    “Transcript”, “Search transcript”, “Sync to video time”, “Français”";
    assert_eq!(said(&problems), [(Some(1), expected.to_owned())]);
    // Where nothing shows that it is such a page, they are notes.
    assert_eq!(show(&read("Transcript\n0:00 Hello\n0:02 there").0), "# Transcript\n00:00 Hello\n00:02 there");
}

#[test]
fn names_above_their_text() {
    let expected = &[
        "00:03 Ann Lee: Shall we begin?",
        "- Ann Lee: Tom is late.",
        "00:11 Tom: I am here.",
        "1:02:40 Ann Lee: Then that is all.",
    ];
    for text in [
        "Ann Lee  0:03  \nShall we begin?\nTom is late.\n\nTom  0:11  \nI am here.\n\nAnn Lee  1:02:40  \nThen that is all.\n",
        "Ann Lee: 00:00:03\n\nShall we begin?\n\nTom is late.\n\nTom: 00:00:11\n\nI am here.\n\nAnn Lee: 01:02:40\n\nThen that is all.\n",
        "Ann Lee\t0:03\nShall we begin?\nTom is late.\nTom\t0:11\nI am here.\nAnn Lee\t1:02:40\nThen that is all.\n",
        "Ann Lee (0:03)\nShall we begin?\nTom is late.\nTom (0:11)\nI am here.\nAnn Lee (1:02:40)\nThen that is all.\n",
        "[0:03] Ann Lee:\n\nShall we begin?\n\nTom is late.\n\n[0:11] Tom:\n\nI am here.\n\n[1:02:40] Ann Lee:\n\nThen that is all.\n",
    ] {
        check(text, expected);
    }
    check(
        "0:03  \nShall we begin?\n\nTom  0:11  \nI am here.\n\nUnknown Speaker  0:15  \nYes.\n",
        &["00:03 Shall we begin?", "00:11 Tom: I am here.", "00:15 Unknown Speaker: Yes."],
    );
    let calls = "0:0:0.0 --> 0:0:5.630\nAnn Lee\nShall we begin?\n\n0:0:5.630 --> 0:0:7.0\nTom\nYes.\n\n0:0:7.0 --> 0:0:9.0\nAnn Lee\nGood.\n\n0:0:9.0 --> 0:0:9.500\nTom\nWell.\n";
    let (transcript, _) = read(calls);
    assert_eq!(
        show(&transcript),
        "00:00-00:05.630 Ann Lee: Shall we begin?\n00:05.630-00:07 Tom: Yes.\n00:07-00:09 Ann Lee: Good.\n00:09-00:09.500 Tom: Well."
    );
}

#[test]
fn names_above_their_time() {
    check(
        "A call\n\nAnn Lee\n0:03\nShall we begin?\nTom is late.\n\nTom\n0:11\nI am here.\n\nAnn Lee\n0:40\nGood.\n\nTom\n0:44\nYes.\n",
        &[
            "= A call",
            "00:03 Ann Lee: Shall we begin?",
            "- Ann Lee: Tom is late.",
            "00:11 Tom: I am here.",
            "00:40 Ann Lee: Good.",
            "00:44 Tom: Yes.",
        ],
    );
    check("[Ann Lee] 10:02:31\nHello.\n\n[Tom] 10:02:40\nHi.\n", &["10:02:31 Ann Lee: Hello.", "10:02:40 Tom: Hi."]);
}

#[test]
fn names_beside_their_text() {
    for text in [
        "[00:00:03] Ann: hello\n[00:00:05] Bob: hi\n[00:00:07] Ann: well",
        "00:03\tAnn:\thello\n00:05\tBob:\thi\n00:07\tAnn:\twell",
        "Ann (00:00:03): hello\nBob (00:00:05): hi\nAnn (00:00:07): well",
        "Ann: [00:00:03] hello\nBob: [00:00:05] hi\nAnn: [00:00:07] well",
        "0:03 Ann : hello\n0:05 Bob : hi\n0:07 Ann : well",
    ] {
        check(text, &["00:03 Ann: hello", "00:05 Bob: hi", "00:07 Ann: well"]);
    }
    // Named only where they change; a sound is nobody's, a dash is somebody else's.
    check(
        "0:03 Ann: hello\n0:05 and so on\n0:07 (Music)\n0:09 still me\n0:11 -Not me\n0:12 Bob: hi\n0:14 Ann: yes",
        &[
            "00:03 Ann: hello",
            "00:05 Ann: and so on",
            "00:07 (Music)",
            "00:09 Ann: still me",
            "00:11 -Not me",
            "00:12 Bob: hi",
            "00:14 Ann: yes",
        ],
    );
    // Once, nobody is named, and nobody goes on speaking.
    for text in ["0:05 Thank you: it is late.\n0:09 and on", "0:05 and on\n0:09 Paris: it rained\n0:12 all day"] {
        let (transcript, _) = read(text);
        assert!(transcript.speakers.is_empty() && show(&transcript).replace("00:", "0:") == text, "{text}");
    }
    // But who is said to come, in what stands above, is named when they speak.
    check(
        "The harbour\n\nWith Ann Lee.\n\n0:05 and on\n0:09 Ann Lee: it rained\n0:12 all day",
        &["= The harbour", "# With Ann Lee.", "00:05 and on", "00:09 Ann Lee: it rained", "00:12 Ann Lee: all day"],
    );
}

#[test]
fn the_time_behind_the_text() {
    check(
        "Ann: hello there #00:00:06-8#\n\nBob: hi,\nand again #00:00:09-0#\n",
        &["00:00-00:06.800 Ann: hello there", "00:06.800-00:09 Bob: hi, / and again"],
    );
    check("hello there (0:00)\nand again (0:06)\n", &["00:00 hello there", "00:06 and again"]);
}

#[test]
fn headings_of_time_in_the_notes_of_a_meeting() {
    check(
        "Weekly harbour call\n\nAttendees\nAnn Lee, Tom Okoro\n\nTranscript\n\n00:00:00\n\nAnn Lee: Shall we begin?\nTom Okoro: Yes.\n\n00:05:00\n\nAnn Lee: Still here?\nTom Okoro: Yes.\n\n00:10:00\n\nTom Okoro: Bye.\n",
        &[
            "= Weekly harbour call",
            "# Attendees / Ann Lee, Tom Okoro",
            "# Transcript",
            "00:00 Ann Lee: Shall we begin?",
            "- Tom Okoro: Yes.",
            "05:00 Ann Lee: Still here?",
            "- Tom Okoro: Yes.",
            "10:00 Tom Okoro: Bye.",
        ],
    );
}

#[test]
fn text_between_the_times() {
    check(
        "Header\n\n00:01 one\nbroken in two\n\nstands alone\n\n00:05\n00:07 three\n\nThanks to all\n",
        &["= Header", "00:01 one / broken in two", "- stands alone", "00:05 ", "00:07 three", "- Thanks to all"],
    );
}

#[test]
fn the_clock_that_makes_the_times_rise() {
    check("59:58 a\n1:00:02 b\n75:10:00 c", &["59:58 a", "1:00:02 b", "75:10:00 c"]);
    check("00:59:30 a\n01:00 b\n01:00:20 c", &["59:30 a", "1:00:00 b", "1:00:20 c"]);
    let (_, problems) = read("0:05 a\n0:03 b\n0:09 c\n0:01 d");
    let expected = "The time is earlier than the one before it, and so is one further down";
    assert_eq!(said(&problems), [(Some(2), expected.to_owned())]);
}

#[test]
fn what_is_a_page_and_what_is_not() {
    for (text, expected) in [
        ("0:05 hello", Confidence::Likely),
        ("We met at noon.\nIt rained.\n10:30 was too late.\nNobody came.\nWe left.", Confidence::No),
        ("One\n\nTwo\n\nThree\n\nFour\n\nFive\n\n10:30 Six", Confidence::No),
        ("hello", Confidence::No),
        ("", Confidence::No),
        ("0:09 d\n0:05 c\n0:03 b\n0:01 a", Confidence::Maybe),
        ("1\n00:00:01,000 --> 00:00:02,000\nhello\n\n2\n00:00:03,000 --> 00:00:04,000\nthere", Confidence::Maybe),
    ] {
        assert_eq!(confidence(&page::FORMAT, text), expected, "{text:?}");
    }
}

#[test]
fn the_samples_that_are_shipped() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    for (name, lines, last, marks, inside, chapters) in
        [("vallee.txt", 203, 703, 83, 5, 0), ("harbour.txt", 153, 411, 70, 6, 3)]
    {
        let text = std::fs::read_to_string(root.join(name)).expect("the sample is there");
        let (transcript, _) = read(&text);
        let all = &transcript.lines;
        assert_eq!(confidence(&page::FORMAT, &text), Confidence::Likely, "{name}");
        assert_eq!(all.len(), lines, "{name}");
        assert_eq!((all[0].start(), all[lines - 1].start()), (Some(Time(0)), Some(Time(last * 1000))), "{name}");
        assert_eq!(all.iter().filter(|line| turns::mark(&line.text).is_some()).count(), marks, "{name}");
        assert_eq!(all.iter().map(|line| turns::marks_inside(&line.text).len()).sum::<usize>(), inside, "{name}");
        assert_eq!(transcript.meta.chapters.len(), chapters, "{name}");
        assert_eq!(transcript.speakers.len(), 0, "{name}");
        assert!(!transcript.meta.notes.is_empty(), "{name}");
    }
}

#[test]
fn no_text_makes_it_panic_or_loses_a_word() {
    let parts = [
        "0:05",
        "00:00:07,5",
        "[0:09]",
        "(1:02:03)",
        "#00:00:06-8#",
        "0:11 --> 0:12",
        "7 seconds",
        "1 minute",
        "Ann:",
        "Bob  ",
        "**Ann:**",
        "Chapter 1: ",
        "\n",
        "\n\n",
        " ",
        "- ",
        "-",
        ">> ",
        "hello",
        "Été",
        "日本",
        "\u{200b}",
        "&nbsp;\n",
        "Search transcript\n",
        "# ",
        "---\n",
        "\t",
        "(Music)",
        "[SPEAKER_00]: ",
        "{\"stet\":1,\"lines\":[",
        "]}",
        "12",
        "\\",
        "*",
    ];
    // Of a table only what stands in its columns is text.
    let tables = ["audacity", "cha", "markers", "nlp", "rttm", "whisper-tsv"];
    let reads_any = |format: &&&Format| matches!(format.read, Reads::Text(_)) && !tables.contains(&format.id);
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..3000 {
        let text: String = (0..random.usize(1..24)).map(|_| *random.choice(parts.iter()).expect("a part")).collect();
        for format in stet::formats::ALL.iter().filter(reads_any) {
            let mut problems = Vec::new();
            let transcript = parse_with(format, &text, &Options::default(), &mut problems);
            if format.write.is_some() {
                parse(&write(&transcript, format), format);
            }
            let lines = transcript.lines.iter().map(|line| {
                let markup = line.markup.as_ref().map(|markup| markup.around.clone());
                format!("{} {}\n", &*line.text, markup.unwrap_or_default())
            });
            let messages = said(&problems).into_iter().map(|(_, message)| message);
            let kept: String =
                lines.chain(messages).chain([format!("{:?} {:?}", transcript.meta, transcript.speakers)]).collect();
            for word in ["hello", "Été", "日本"] {
                let (before, after) = (text.matches(word).count(), kept.matches(word).count());
                assert!(after >= before, "{} loses {word} of {text:?}: {kept}", format.id);
            }
        }
    }
}
