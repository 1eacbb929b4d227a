//! The project file: what is written is read again, also by other programs, and damage stays where it is.

use std::ops::Range;
use std::sync::Arc;
use stet::document::Source;
use stet::document::project::{self, About, Project, Reading};
use stet::jobs::Cancel;
use stet::model::*;

/// A small project in which everything occurs.
fn sample() -> Project {
    let word = |at: Range<u32>, start, confidence| Word { at, span: Some(Span::new(start, start + 90)), confidence };
    let markup = |body: Option<&str>| {
        let body = body.map(str::to_owned);
        Some(Arc::new(Markup { format: "vtt".to_owned(), around: "4\nalign:start".to_owned(), body }))
    };
    let original: Lines = [
        Line {
            origin: 0..1,
            markup: markup(Some("<i>Good evening</i>")),
            ..Line::timed(Span::new(0, 2400), "Good evening")
        },
        Line {
            origin: 1..2,
            words: Some(Arc::new(vec![word(0..5, 2400, Some(0.93)), word(6..9, 2500, Some(1.0))])),
            ..Line::timed(Span::from(2400), "Hallo Ann")
        },
        Line { origin: 2..3, ..Line::new("") },
        Line { origin: 3..4, ..Line::timed(Span::new(-40, -50), "two\nlines \"quoted\" \\ \u{1b}[0m\u{202e}\0") },
    ]
    .into_iter()
    .collect();
    let said = original[1].with_text("Hello Ann".into());
    let lines: Lines = [
        Line { speaker: Some(SpeakerId(4)), ..original[0].clone() },
        Line { text: "Inserted".into(), origin: 1..1, ..Line::default() },
        Line { checked: true, ..said },
        Line { origin: 2..4, markup: markup(None), ..original[3].clone() },
        original[1].clone(),
    ]
    .into_iter()
    .collect();
    let speaker = |id, name: &str, aliases: &[&str]| Speaker {
        id: SpeakerId(id),
        name: name.to_owned(),
        colour: id as u8,
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
    };
    let meta = Meta {
        title: Some("An evening in “May”".to_owned()),
        language: Some("en-GB".to_owned()),
        notes: vec!["First note\nof two lines".to_owned(), String::new()],
        chapters: vec![Chapter { start: Time(2400), title: "Later".to_owned() }],
        media: Some("may.mp3".to_owned()),
        glossary: vec![GlossaryEntry { form: "Stet".to_owned(), heard: vec!["Stett".to_owned(), "Sted".to_owned()] }],
        header: markup(None),
        ext: [("view".to_owned(), "{\"zoom\": 2}".to_owned())].into_iter().collect(),
    };
    let source = Source {
        name: "may.vtt".to_owned(),
        path: Some("/home/ann/may.vtt".into()),
        format: "vtt".to_owned(),
        encoding: "utf-8 bom crlf".parse().expect("an encoding"),
        crc32: 0x0012_3abc,
    };
    Project {
        transcript: Transcript {
            lines,
            speakers: Arc::new(vec![speaker(4, "Ann", &["A.", "Anne"]), speaker(0, "", &[])]),
            meta: Arc::new(meta),
        },
        original: Transcript { lines: original, ..Transcript::default() },
        about: About::new(Some(source)),
    }
}

fn written(project: &Project) -> String {
    let mut out = Vec::new();
    project::write(project, &mut out, &Cancel::default()).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8 is written")
}

fn read(file: &str) -> Reading {
    project::read(file.as_bytes().to_vec()).expect("a project")
}

/// The project in `file`, of which nothing must be odd.
#[track_caller]
fn read_well(file: &str) -> Project {
    let reading = read(file);
    assert_eq!(reading.problems, [], "in\n{file}");
    assert!(!reading.damaged && reading.read_only.is_none());
    reading.project
}

#[track_caller]
fn assert_same(read: &Project, expected: &Project) {
    assert_eq!(read.transcript, expected.transcript);
    assert_eq!(read.original, expected.original);
    assert_eq!(read.about, expected.about);
}

#[test]
fn what_is_written_is_read_again() {
    let project = sample();
    let file = written(&project);
    let again = read_well(&file);
    assert_same(&again, &project);
    assert_eq!(written(&again), file);
}

#[test]
fn the_file_is_one_value_of_ron_with_a_record_a_line() {
    let file = written(&sample());
    ron::from_str::<ron::Value>(&file).expect("the whole is RON");
    assert!(!file.contains(['\r', '\t', '\u{1b}', '\0', '\u{202e}']), "nothing hides in it");
    for record in [
        "format: (major: 1, minor: 0),",
        "title: \"An evening in “May”\",",
        "\"First note\\nof two lines\",",
        "(start:2400,title:\"Later\"),",
        "(id:4,name:\"Ann\",colour:4,aliases:[\"A.\",\"Anne\"]),",
        "(form:\"Stet\",heard:[\"Stett\",\"Sted\"]),",
        "\"view\": \"{\\\"zoom\\\": 2}\",",
        "(start:0,end:2400,speaker:4,text:\"Good evening\",markup:Original,origin:0),",
        "(text:\"Inserted\",origin:(1,1)),",
        "(start:2400,text:\"Hello Ann\",words:[(0,\"Hello\",2400,2490,None),(6,\"Ann\",2500,2590,1)],origin:1,checked:true),",
        "(start:2400,text:\"Hallo Ann\",words:Original,origin:1),",
        "name: \"may.vtt\",",
        "encoding: \"UTF-8 with BOM, CRLF\",",
        "(text:\"\"),",
    ] {
        assert!(file.lines().any(|line| line == record), "{record} is no line of\n{file}");
    }
}
