//! What meeting tools, recorders and programs for interviews write as text: names and times on rows of their own.

use crate::pages::{check, check_format, show};
use stet::formats::{Known, read, text};

/// Checks what is read of a file whose format nobody has said.
fn opens(text: &str, expected: &[&str]) {
    let reading = read(text.as_bytes().to_vec(), Known { extension: Some("txt"), ..Known::default() });
    let reading = reading.unwrap_or_else(|why| panic!("{why:?}"));
    assert_eq!(show(&reading.transcript), expected.join("\n"), "{} {text}", reading.format.id);
}

#[test]
fn a_stamp_behind_a_turn_ends_it() {
    let expected = &["00:00-00:04 Ann: Hello there.", "00:04-00:06.500 Bob: Hi.", "00:06.500-00:09 Ann: So?"];
    for text in [
        "Ann: Hello there. #00:00:04-0#\nBob: Hi. #00:00:06-5#\nAnn: So? #00:00:09-0#\n",
        "Ann: Hello there. #00:00:04-0#\n\nBob: Hi. #00:00:06-5#\n\nAnn: So? #00:00:09-0#\n\n",
    ] {
        check(text, expected);
    }
    check(
        "#00:00:01-0# Ann: Hello there. #00:00:04-0#\n#00:00:04-0# Bob: Hi. #00:00:06-5#\n#00:00:07-0# Ann: So?",
        &["00:01-00:04 Ann: Hello there.", "00:04-00:06.500 Bob: Hi.", "00:07 Ann: So?"],
    );
}

#[test]
fn times_that_are_spelled_out() {
    let expected =
        &["00:07 Dana Whit: Thanks.", "00:15 Paul Marsh: Glad.", "01:04 Dana Whit: So?", "1:02:03 Paul Marsh: Yes."];
    for text in [
        "Dana Whit\n0 minutes 7 seconds\nThanks.\n\nPaul Marsh\n0 minutes 15 seconds\nGlad.\n\nDana Whit\n1 minute 4 seconds\nSo?\n\nPaul Marsh\n1 hour 2 minutes 3 seconds\nYes.\n",
        // Once for eyes and once for ears.
        "Dana Whit\n0 minutes 7 seconds\n0:07\nThanks.\n\nPaul Marsh\n0 minutes 15 seconds\n0:15\nGlad.\n\nDana Whit\n1 minute 4 seconds\n1:04\nSo?\n\nPaul Marsh\n1 hour 2 minutes 3 seconds\n1:02:03\nYes.\n",
        "Dana Whit 7 seconds\nDana Whit   0:07\nThanks.\nPaul Marsh 15 seconds\nPaul Marsh   0:15\nGlad.\nDana Whit 1 minute 4 seconds\nDana Whit   1:04\nSo?\nPaul Marsh 1 hour 2 minutes 3 seconds\nPaul Marsh   1:02:03\nYes.\n",
        "Dana Whit 7 seconds\nThanks.\nPaul Marsh 15 seconds\nGlad.\nDana Whit 1 minute 4 seconds\nSo?\nPaul Marsh 1 hour 2 minutes 3 seconds\nYes.\n",
    ] {
        check(text, expected);
    }
    check(
        "Dana\n7 secondes\nMerci.\n\nPaul\n1 minute et 5 secondes\nBon.\n\nDana\n1 heure et 3 minutes\nOui.\n\nPaul\n1 heure et 4 minutes\nNon.\n",
        &["00:07 Dana: Merci.", "01:05 Paul: Bon.", "1:03:00 Dana: Oui.", "1:04:00 Paul: Non."],
    );
}

#[test]
fn names_behind_a_time_and_a_dash() {
    check(
        "0:00 - Ann Lee\n  Shall we begin?\n  It is late.\n\n0:05 - Bob Ray\n  Yes.\n\n",
        &["00:00 Ann Lee: Shall we begin?", "- Ann Lee: It is late.", "00:05 Bob Ray: Yes."],
    );
    check(
        "0:00 - Ann\nShall we begin?\n\n0:05 - Bob\nYes.\n\n0:09 - Ann\nGood.\n\n0:15 - Bob\nWell.\n",
        &["00:00 Ann: Shall we begin?", "00:05 Bob: Yes.", "00:09 Ann: Good.", "00:15 Bob: Well."],
    );
    // What is said may be short, and names nobody.
    check("0:00 - Good morning\nto all\n0:05 - Hello\nyou", &["00:00 Good morning / to all", "00:05 Hello / you"]);
}

#[test]
fn a_file_of_two_heads() {
    opens(
        "Board call\nTue, Mar 5, 10:00\n\nSUMMARY KEYWORDS\nboats, ropes\n\nSPEAKERS\nAnn Lee, Bob Ray\n\nAnn Lee  00:03\nShall we begin?\nIt is late.\nWe have the ropes,\nand the boats.\n\nBob Ray  00:41\nYes.\nAll of them.\n\nTranscribed by https://otter.ai",
        &[
            "# Board call / Tue, Mar 5, 10:00",
            "# SUMMARY KEYWORDS / boats, ropes",
            "# SPEAKERS / Ann Lee, Bob Ray",
            "# Transcribed by https://otter.ai",
            "00:03 Ann Lee: Shall we begin?",
            "- Ann Lee: It is late.",
            "- Ann Lee: We have the ropes,",
            "- Ann Lee: and the boats.",
            "00:41 Bob Ray: Yes.",
            "- Bob Ray: All of them.",
        ],
    );
}

#[test]
fn a_time_alone_within_a_turn() {
    check(
        "Ann Lee (00:03):\nShall we begin?\n\n(00:05):\nIt is late.\n\nBob Ray (00:09):\nYes.\n\n(00:12):\nWell.\n",
        &[
            "00:03 Ann Lee: Shall we begin?",
            "00:05 Ann Lee: It is late.",
            "00:09 Bob Ray: Yes.",
            "00:12 Bob Ray: Well.",
        ],
    );
    check("(00:05):\nIt is late.\n\n(00:12):\nWell.\n", &["00:05 It is late.", "00:12 Well."]);
}

#[test]
fn headings_of_time_every_few_minutes() {
    opens(
        "Harbour call\n\nTranscript\n\n00:00:00\n\nAnn Lee: Shall we begin?\nBob Ray: Yes.\nAnn Lee: It is late.\nBob Ray: It is.\nAnn Lee: Good.\n\nMeeting ended after 00:04:10 👋\n\nThis editable transcript was computer generated and might contain errors.",
        &[
            "= Harbour call",
            "# Transcript",
            "# Meeting ended after 00:04:10 👋",
            "# This editable transcript was computer generated and might contain errors.",
            "00:00 Ann Lee: Shall we begin?",
            "- Bob Ray: Yes.",
            "- Ann Lee: It is late.",
            "- Bob Ray: It is.",
            "- Ann Lee: Good.",
        ],
    );
}

#[test]
fn the_time_of_the_day() {
    check(
        "Ann Lee 10:02 AM\nShall we begin?\n\nBob Ray 10:03 AM\nYes.\n\nAnn Lee 1:05 PM\nStill here?\n",
        &["10:02:00 Ann Lee: Shall we begin?", "10:03:00 Bob Ray: Yes.", "13:05:00 Ann Lee: Still here?"],
    );
    check(
        "[12:02 am] Ann: so\n[12:03 am] Bob: yes\n[12:30 pm] Ann: no",
        &["02:00 Ann: so", "03:00 Bob: yes", "12:30:00 Ann: no"],
    );
}

#[test]
fn a_time_here_and_there_behind_a_name() {
    opens(
        "Ann: hello\nBob: hi\nAnn: [4:06] so\nBob: yes\nit is\nAnn: good\n",
        &["- Ann: hello", "- Bob: hi", "04:06 Ann: so", "- Bob: yes / it is", "- Ann: good"],
    );
}

#[test]
fn several_times_in_a_paragraph() {
    check(
        "[00:00:05.12] Hello. [00:00:09.02] Yes.\n[00:00:12.00] Good.",
        &["00:05.120 Hello.", "00:09.020 Yes.", "00:12 Good."],
    );
}

#[test]
fn a_head_of_a_recogniser_above_turns() {
    opens(
        "Talk at the quay\n\nTranscribed with roundTrip vers. 0.1\nAudio file: ./quay.mp3\n\n(3 seconds pause)\n\nS01: [00:00:03] So it began. (..) With ropes. //S02: Yes. //\n\nS00: [00:00:09] Good.\n\nS01: [00:00:10] And then?\n",
        &[
            "= Talk at the quay",
            "# Transcribed with roundTrip vers. 0.1 / Audio file: ./quay.mp3",
            "# (3 seconds pause)",
            "00:03 S01: So it began. (..) With ropes. //S02: Yes. //",
            "00:09 S00: Good.",
            "00:10 S01: And then?",
        ],
    );
}

#[test]
fn lines_of_a_terminal() {
    check(
        "Detected language: English\n[00:00:00.000 --> 00:00:03.000]   (speaker 0) So it began,\n[00:00:03.000 --> 00:00:05.000]   (speaker 1) with ropes.\n[00:00:05.000 --> 00:00:06.000]   (speaker ?) Yes.",
        &[
            "# Detected language: English",
            "00:00-00:03 speaker 0: So it began,",
            "00:03-00:05 speaker 1: with ropes.",
            "00:05-00:06 Yes.",
        ],
    );
    check_format(
        &text::FORMAT,
        "(speaker 0) So it began,\n(speaker 1) with ropes.\n(speaker ?) Yes.",
        &["- speaker 0: So it began,", "- speaker 1: with ropes.", "- Yes."],
    );
}

#[test]
fn lines_without_times_above_lines_with_times() {
    check(
        "Title\n\nA note\n\n---\n\nbefore\n\nand on\n0:05 hello\n0:09 there",
        &["= Title", "# A note", "- before", "- and on", "00:05 hello", "00:09 there"],
    );
}

#[test]
fn a_dash_before_a_voice_is_no_line() {
    let source = "WEBVTT\n\n00:01.000 --> 00:02.000\n- <v Ann>So?</v>\n- <v Bob>Yes.</v>\n\n00:03.000 --> 00:04.000\n- <v Ann>Good.</v>\n\n00:05.000 --> 00:06.000\n- Well.\n";
    let expected = ["00:01-00:02 Ann: So?", "00:01-00:02 Bob: Yes.", "00:03-00:04 Ann: Good.", "00:05-00:06 - Well."];
    opens(source, &expected);
}

#[test]
fn rows_that_begin_with_a_tab_go_on() {
    check_format(
        &text::FORMAT,
        "MARY;\tso I went there.\n\tand nobody came.\nJOHN;\treally?\nMARY;\tyes.\n",
        &["- MARY: so I went there.", "- MARY: and nobody came.", "- JOHN: really?", "- MARY: yes."],
    );
}
