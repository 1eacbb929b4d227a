//! Page transcripts: every shape in which pages and tools put times beside text, before and after.

use std::path::Path;
use std::sync::Arc;
use stet::formats::{Confidence, Format, Problem, page};
use stet::model::{Line, Span, Time, Transcript, timecode, turns};

/// Reads a page transcript.
fn read(text: &str) -> (Transcript, Vec<Problem>) {
    let mut problems = Vec::new();
    let transcript = (page::FORMAT.parse)(&Arc::new(text.to_owned()), &mut problems);
    (transcript, problems)
}

fn write(transcript: &Transcript) -> String {
    let mut out = String::new();
    page::FORMAT.write.expect("pages can be written")(transcript, &mut out);
    out
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
fn check(text: &str, expected: &[&str]) {
    check_format(&page::FORMAT, text, expected);
    assert_eq!((page::FORMAT.detect)(text), Confidence::Likely, "{text}");
}

/// Checks what a format reads, and that what it writes reads the same but for the ends of lines.
pub fn check_format(format: &Format, text: &str, expected: &[&str]) {
    let read = |text: &str| (format.parse)(&Arc::new(text.to_owned()), &mut Vec::new());
    let transcript = read(text);
    assert_eq!(show(&transcript), expected.join("\n"), "{text}");
    let mut written = String::new();
    format.write.expect("the format can be written")(&transcript, &mut written);
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
    let sample =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("shared/samples/smarttech.txt"));
    let Some(text) = sample.filter_map(|path| std::fs::read_to_string(path).ok()).next() else { return };
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
    assert_eq!(show(&read(&write(&transcript)).0), show(&transcript));
}

#[test]
fn a_text_cut_anywhere_is_read() {
    let text = "The harbour\n\nWith Ann Lee.\n\n0:00Hi\n0:1010 secondsSo é\nChapter 1: Why\n1:021 minute, 2 secondsNow\n\nbye\n";
    for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
        let (transcript, _) = read(&text[..end]);
        write(&transcript);
    }
}
