//! Plain text and Markdown, before and after.

use crate::formats::{confidence, parse, write};
use crate::pages::{check_format, show};
use stet::formats::{Confidence, Format, markdown, page, text};
use stet::model::{Line, RosterBuilder, Span, Transcript};

fn check(format: &Format, source: &str, expected: &[&str]) {
    check_format(format, source, expected);
}

#[test]
fn plain_text() {
    check(&text::FORMAT, "One.\n\n  Two.  \nThree", &["- One.", "- Two.", "- Three"]);
    check(
        &text::FORMAT,
        "Ann: Good morning.\nIt rains.\n\n-Not here.\nBob: Hello\n(Music)\nand so on\n?: Who is there\nAnn: Me",
        &[
            "- Ann: Good morning.",
            "- Ann: It rains.",
            "- -Not here.",
            "- Bob: Hello",
            "- (Music)",
            "- Bob: and so on",
            "- Who is there",
            "- Ann: Me",
        ],
    );
    check(&text::FORMAT, "at noon: soup\nNote: bring bread", &["- at noon: soup", "- Note: bring bread"]);
}

#[test]
fn names_and_times_in_bold_and_in_brackets() {
    for source in [
        "**Ann:** [00:00:05] hello\n\n**Bob:** [00:00:07] hi\n",
        "**Ann**: [0:05] hello\n**Bob**: [0:07] hi\n",
        "**Ann** (00:05): hello\n\n**Bob** (00:07): hi\n",
        "[00:05] **Ann:** hello\n\n[00:07] **Bob:** hi\n",
        "**[00:05] Ann:** hello\n\n**[00:07] Bob:** hi\n",
        "- **Ann:** [00:05] hello\n- **Bob:** [00:07] hi\n",
        "* `00:05` **Ann**: hello\n* `00:07` **Bob**: hi\n",
        "**00:05** **Ann:** hello\n\n**00:07** **Bob:** hi\n",
        "> **Ann:** [00:05] hello\n>\n> **Bob:** [00:07] hi\n",
    ] {
        check(&markdown::FORMAT, source, &["00:05 Ann: hello", "00:07 Bob: hi"]);
    }
}

#[test]
fn headings_and_bold_names_that_come_again_name_who_speaks() {
    let expected = &[
        "- Speaker 1: Thanks for coming.",
        "- Dana Whit: Glad to be here.",
        "- Dana Whit: Truly.",
        "- Speaker 1: So.",
    ];
    for mark in ["#### @", "### @", "**@**", "__@__"] {
        let head = |name: &str| mark.replace('@', name);
        let (one, two) = (head("Speaker 1"), head("Dana Whit"));
        let source = format!("{one}\n\nThanks for coming.\n\n{two}\n\nGlad to be here.\n\nTruly.\n\n{one}\n\nSo.\n");
        check(&markdown::FORMAT, &source, expected);
    }
    // Once each, they are the titles of parts.
    check(
        &markdown::FORMAT,
        "#### Rain\n\nit rained\n\n#### Sun\n\nit shone\n",
        &["- #### Rain", "- it rained", "- #### Sun", "- it shone"],
    );
    check(
        &markdown::FORMAT,
        "## Rain\n\n[00:00:05] one\n\n## Sun\n\n[00:00:07] two\n\n## Rain\n\n[00:00:09] three\n",
        &["* 00:05 Rain", "* 00:07 Sun", "* 00:09 Rain", "00:05 one", "00:07 two", "00:09 three"],
    );
}

#[test]
fn title_notes_and_chapters() {
    check(
        &markdown::FORMAT,
        "---\nlanguage: en\n---\n\n# The harbour\n\nRecorded in May,\nin the rain.\n\n## Why\n\n**Ann:** [00:00:05] hello\nthere\n\n[00:00:09] again\n\n## How\n\n**Bob:** [00:01:00] **very** well\n",
        &[
            "= The harbour",
            "# Recorded in May, / in the rain.",
            "* 00:05 Why",
            "* 01:00 How",
            "00:05 Ann: hello / there",
            "00:09 Ann: again",
            "01:00 Bob: **very** well",
        ],
    );
    check(
        &markdown::FORMAT,
        "# Title\n\nA note\n\n---\n\nfirst\n\nsecond\n",
        &["= Title", "# A note", "- first", "- second"],
    );
    check(
        &markdown::FORMAT,
        "# Call\n\n---\n\n### 00:05:00\n\n**Ann:** hello\n\n**Bob:** hi\n",
        &["= Call", "05:00 Ann: hello", "- Bob: hi"],
    );
    check(
        &markdown::FORMAT,
        "# Call\n\nA note\n\n## [0:00] Hello\n\n## Start\n\n**Ann:** [0:01] hello\n\n## [1:02:03] After *all*\n",
        &["= Call", "# A note", "* 00:00 Hello", "* 00:01 Start", "* 1:02:03 After *all*", "00:01 Ann: hello"],
    );
    // A heading without times stays where it stands.
    check(&markdown::FORMAT, "# Title\n\n---\n\n## Part\n\nfirst\n", &["= Title", "- ## Part", "- first"]);
}

#[test]
fn markdown_of_its_own_is_not_taken_for_text() {
    let mut roster = RosterBuilder::default();
    let speaker = Some(roster.id("Ann *the* Great_One"));
    let lines = [
        Line::new("# no heading"),
        Line::new("---"),
        Line { speaker, ..Line::timed(Span::from(5250), "- a *star* and a back\\slash \\* `code` __x__") },
        Line::timed(Span::from(6000), "1. one"),
        Line::new("> quoted"),
        Line::new("[00:07] not a time"),
        Line { speaker, ..Line::new("last\nbroken") },
    ];
    let transcript =
        Transcript { lines: lines.into_iter().collect(), speakers: roster.finish(), ..Transcript::default() };
    let written = write(&transcript, &markdown::FORMAT);
    let read = parse(&written, &markdown::FORMAT);
    assert_eq!(show(&read), show(&transcript), "{written}");
}

#[test]
fn what_is_markdown_and_what_is_not() {
    for (source, expected) in [
        ("**Ann:** hello\n\nyes\n", Confidence::Certain),
        ("# Title\n\n[00:05] hello\n", Confidence::Certain),
        ("# Title\n\nhello\n", Confidence::Maybe),
        ("hello\nthere **you** are\n", Confidence::No),
        ("00:05 hello\n", Confidence::No),
    ] {
        assert_eq!(confidence(&markdown::FORMAT, source), expected, "{source:?}");
    }
}

#[test]
fn who_speaks_when_is_read_as_it_was_written() {
    let texts = ["hello", "-Not me", "(Music)", "...", "and so on. >> Yes?", "l'été, oui", "two\nrows"];
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..500 {
        let mut roster = RosterBuilder::default();
        let ids = ["Ann", "Bob Lee", "spk_1", "Note", "a name of far too many words"].map(|name| roster.id(name));
        let mut at = 0;
        let mut line = |_| {
            at += random.i64(1..5) * 500;
            let speaker = random.bool().then(|| *random.choice(ids.iter()).expect("a speaker"));
            let text = *random.choice(texts.iter()).expect("a text");
            Line { speaker, ..Line::timed(Span::from(at), text) }
        };
        let lines: Vec<Line> = (0..14).map(&mut line).collect();
        let timed =
            Transcript { lines: lines.into_iter().collect(), speakers: roster.finish(), ..Transcript::default() };
        let one_row = |line: &Line| Line { span: None, ..line.with_text(line.text.replace('\n', " ").into()) };
        let bare = Transcript { lines: timed.lines.iter().map(one_row).collect(), ..timed.clone() };
        for (format, before) in [(&page::FORMAT, &timed), (&markdown::FORMAT, &timed), (&text::FORMAT, &bare)] {
            let written = write(before, format);
            let after = parse(&written, format);
            assert_eq!(show(&after), show(before), "{written}");
        }
    }
}
