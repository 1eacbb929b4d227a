//! The project file: what is written is read again, also by other programs, and damage stays where it is.

use std::ops::Range;
use std::sync::Arc;
use stet::document::Source;
use stet::document::project::{self, About, Project, Reading, Refused};
use stet::edit;
use stet::formats::Problem;
use stet::jobs::Cancel;
use stet::messages::text;
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
        glossary: vec![
            GlossaryEntry { form: "Stet".to_owned(), heard: vec!["Stett".to_owned(), "Sted".to_owned()] }.into(),
        ],
        known: vec![
            Known { kind: "unknown-word".to_owned(), form: "pennywhistle".to_owned(), line: None }.into(),
            Known { kind: "times".to_owned(), form: String::new(), line: Some("\"Quoted\"".to_owned()) }.into(),
        ],
        header: markup(None),
        ext: [("view".to_owned(), "{\"zoom\": 2}".to_owned())].into_iter().collect(),
    };
    let source = Source {
        name: "may.vtt".to_owned(),
        path: Some("/home/ann/may.vtt".into()),
        format: "vtt".to_owned(),
        encoding: Some("utf-8 bom crlf".parse().expect("an encoding")),
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

/// The lines by which two files differ, with `-` and `+` before them. Good enough for few changes.
fn diff(old: &str, new: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("-{line}"));
    gone.chain(new.iter().filter(|line| !old.contains(line)).map(|line| format!("+{line}"))).collect()
}

#[test]
fn files_differ_only_where_the_transcripts_do() {
    let project = sample();
    let before = written(&project);
    let t = &project.transcript;
    for (edit, expected) in [
        (edit::structure::insert(t, 0), vec!["+(start:0,end:0,text:\"\"),"]),
        (edit::structure::delete(t, [1]), vec!["-(text:\"Inserted\",origin:(1,1)),"]),
        (
            edit::speakers::rename(t, SpeakerId(4), "Anna"),
            vec![
                "-(id:4,name:\"Ann\",colour:4,aliases:[\"A.\",\"Anne\"]),",
                "+(id:4,name:\"Anna\",colour:4,aliases:[\"A.\",\"Anne\",\"Ann\"]),",
            ],
        ),
        (
            edit::text::set(t, 4, "Hallo Bob"),
            vec![
                "-(start:2400,text:\"Hallo Ann\",words:Original,origin:1),",
                "+(start:2400,text:\"Hallo Bob\",words:[(0,\"Hallo\",2400,2490,0.93),(6,\"Bob\",2500,2590,None)],origin:1),",
            ],
        ),
    ] {
        let transcript = edit.expect("it applies").apply(t);
        let after = written(&Project { transcript, ..project.clone() });
        let mut differences = diff(&before, &after);
        // The last line counts the others and has a check sum.
        differences.retain(|line| !line[1..].starts_with("//"));
        assert_eq!(differences, expected);
    }
}

#[test]
fn hands_and_other_programs_may_lay_it_out_anew() {
    let project = sample();
    let file = written(&project);
    let changed = "The file was changed outside of Stet since it was saved";
    for (what, file, expected) in [
        ("a byte order mark", format!("\u{feff}{file}"), None),
        ("other newlines", file.replace('\n', "\r\n"), None),
        (
            "no comments",
            file.lines().filter(|line| !line.starts_with("//")).map(|line| format!("{line}\n")).collect(),
            None,
        ),
        ("indented", file.replace('\n', "\n  "), Some(changed)),
        ("comments and empty lines", file.replace("lines: [\n", "lines: [\n\n// from here on\n"), Some(changed)),
        (
            "fields in another order",
            file.replace("(start:0,end:2400,speaker:4,", "( speaker: 4, end: 2_400, start: +0,"),
            Some(changed),
        ),
        ("records on several lines", file.replace(",origin:", ",\norigin:"), None),
        ("all on one line", file.lines().filter(|line| !line.starts_with("//")).collect(), None),
    ] {
        let reading = read(&file);
        let problems: Vec<String> = reading.problems.iter().map(|problem| text(&problem.message)).collect();
        assert_eq!(problems, Vec::from_iter(expected), "{what}");
        assert!(!reading.damaged, "{what}");
        assert_same(&reading.project, &project);
    }
}

#[test]
fn a_project_written_by_hand_opens() {
    let project = read_well(
        "Project(\nlines: [\n(text: \"one\"),\n(start: 1000, text: \"two\", speaker: 3),\n],\nspeakers: [(id: 3, name: \"Ann\")],\n)",
    );
    let texts: Vec<&str> = project.transcript.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["one", "two"]);
    assert_eq!(project.transcript.speaker_name(&project.transcript.lines[1]), Some("Ann"));
    assert_eq!(project.original, project.transcript, "it is its own original");
    assert_eq!(project.transcript.lines[1].origin, 1..2);
    assert_eq!(project.about.uuid.len(), 32);
}

/// `line: message` for each problem, and the texts of the lines.
fn damage(file: &[u8]) -> (Vec<String>, Vec<String>, Reading) {
    let reading = project::read(file.to_vec()).expect("something can be read");
    let line = |problem: &Problem| problem.line.map_or(String::new(), |line| format!("{line}: "));
    let problems =
        reading.problems.iter().map(|problem| format!("{}{}", line(problem), text(&problem.message))).collect();
    let texts = reading.project.transcript.lines.iter().map(|line| line.text.to_string()).collect();
    (problems, texts, reading)
}

#[test]
fn what_is_damaged_is_kept_and_the_rest_opens() {
    let file = "Project(\nuuid: \"u\",\nnotes: [\n\"a note\",\n],\nlines: [\n(text:\"one\"),\n(text:\"two\"),\n(text:\"three\"),\n],\n)\n// 3 lines, crc32 0\n";
    let stands = "This line could not be read and stands as it is in the file: ";
    let kept = "This could not be read and was kept as a note: ";
    let cases = [
        ("(text:\"two\")", "(text:\"two", vec!["one", "(text:\"two,", "three"], vec![stands], vec!["a note"]),
        ("(text:\"two\")", "(txt:\"two\")", vec!["one", "(txt:\"two\"),", "three"], vec![stands], vec!["a note"]),
        (
            "(text:\"two\")",
            "(end:5,text:\"two\")",
            vec!["one", "(end:5,text:\"two\"),", "three"],
            vec![stands],
            vec!["a note"],
        ),
        ("\"a note\"", "a note", vec!["one", "two", "three"], vec![kept], vec!["a note,"]),
        ("uuid", "<<<<<<< ours\nuuid", vec!["one", "two", "three"], vec![kept], vec!["a note", "<<<<<<< ours"]),
        ("],\n)", "", vec!["one", "two", "three"], vec!["The file ends too early"], vec!["a note"]),
    ];
    for (from, to, lines, messages, notes) in cases {
        let (problems, texts, reading) = damage(file.replace(from, to).as_bytes());
        assert_eq!(texts, lines, "{to}");
        assert_eq!(problems.len(), messages.len(), "{problems:?}");
        for (problem, message) in problems.iter().zip(messages) {
            assert!(problem.contains(message), "{problem}");
        }
        assert_eq!(reading.project.transcript.meta.notes, notes, "{to}");
        assert!(reading.damaged, "{to}");
        // What was kept can be saved and opened again.
        let again = read_well(&written(&reading.project));
        assert_eq!(again.transcript, reading.project.transcript);
    }
}

#[test]
fn bytes_that_are_no_text_and_zeros_at_the_end_are_seen() {
    let file = b"Project(\nlines: [\n(text:\"one\"),\n(text:\"t\xFFo\"),\n],\n)\n\0\0\0";
    let (problems, texts, reading) = damage(file);
    assert_eq!(texts, ["one", "t\u{fffd}o"]);
    assert!(problems[0].contains("3 zero bytes") && problems[1].starts_with("4: "), "{problems:?}");
    assert!(reading.damaged);
}

#[test]
fn a_file_cut_anywhere_keeps_all_that_stands_before_the_cut() {
    let project = sample();
    let file = written(&project);
    let ends: Vec<usize> = file.match_indices("),\n").map(|(at, _)| at + 2).collect();
    let first = file.find("lines: [\n").expect("there are lines") + 9;
    let whole = file.rfind("\n)\n").expect("it ends") + 2;
    for cut in 0..file.len() {
        let Ok(reading) = project::read(file.as_bytes()[..cut].to_vec()) else {
            assert!(cut < file.find("uuid").expect("it has one"), "cut at {cut}");
            continue;
        };
        let expected =
            ends.iter().filter(|&&end| end > first && end <= cut).count().min(project.transcript.lines.len());
        let lines = &reading.project.transcript.lines;
        assert!(lines.len() >= expected, "cut at {cut}: {} of {expected} lines", lines.len());
        assert!(lines.iter().zip(project.transcript.lines.iter()).take(expected).all(|(a, b)| a.text == b.text));
        assert_eq!(reading.damaged, cut < whole, "cut at {cut}");
    }
}

#[test]
fn no_byte_can_make_the_reader_panic() {
    let file = written(&sample()).into_bytes();
    let mut rng = fastrand::Rng::with_seed(3);
    for _ in 0..2000 {
        let mut damaged = file.clone();
        for _ in 0..rng.usize(1..4) {
            let at = rng.usize(..damaged.len());
            damaged[at] = *rng.choice(b"\0\n\"\\()[]{},:a0\xFF").expect("there are some");
        }
        if let Ok(reading) = project::read(damaged) {
            written(&reading.project);
        }
    }
}

#[test]
fn what_a_newer_version_wrote_is_never_lost() {
    let file = written(&sample());
    let newer = file
        .replace("minor: 0", "minor: 7")
        .replace("uuid:", "mood: Happy(3),\nbookmarks: [\n(row:1,\nlook: [\n1,\n],\n),\n],\nuuid:")
        .replace("name: \"may.vtt\"", "name: \"may.vtt\",\nserver: \"x\"")
        .replace("text:\"Inserted\"", "text:\"Inserted\",colour:Red");
    let reading = read(&newer);
    assert!(!reading.damaged && reading.read_only.is_none(), "{:?}", reading.problems);
    let again = written(&reading.project);
    for kept in [
        "minor: 7",
        "\nmood: Happy(3),\n",
        "\nbookmarks: [\n(row:1,\nlook: [\n1,\n],\n),\n],\n",
        "\nserver: \"x\",\n",
        "colour:Red",
    ] {
        assert!(again.contains(kept), "{kept} is not in\n{again}");
    }
    ron::from_str::<ron::Value>(&again).expect("the whole is still RON");
    assert_eq!(written(&read_well(&again)), again);
}

#[test]
fn what_a_newer_version_needs_is_respected() {
    let file = written(&sample());
    for (from, to, expected) in [
        (
            "needs: []",
            "needs: [\"overlaps\"]",
            "was written by a newer Stet and needs what this one does not know (overlaps)",
        ),
        ("major: 1", "major: 2", "was written by a newer Stet and needs what this one does not know (format 2)"),
    ] {
        let refused = project::read(file.replace(from, to).into_bytes()).err().expect("it is refused");
        let said = text(&refused.message());
        assert!(said.starts_with(expected), "{said}");
    }
    for (from, to, expected) in [
        ("needs_to_write: []", "needs_to_write: [\"index\"]", "(index)"),
        ("(id:4,", "(pronoun:\"she\",id:4,", "(pronoun of speakers)"),
    ] {
        let reading = read(&file.replace(from, to));
        assert!(reading.read_only.as_ref().is_some_and(|why| text(why).contains(expected)), "{:?}", reading.read_only);
        assert!(!reading.damaged);
    }
    assert_eq!(project::read(b"Project".to_vec()).err(), Some(Refused::NoProject));
}

#[test]
fn a_speaker_whom_the_roster_lost_comes_back() {
    let file = written(&sample()).replace("speaker:4", "speaker:9");
    let reading = read(&file);
    let project = reading.project;
    assert_eq!(project.transcript.speaker_name(&project.transcript.lines[0]), Some("Speaker 9"));
    assert!(!reading.damaged && reading.problems.iter().any(|problem| text(&problem.message).contains("speaker 9")));
}

#[test]
fn many_lines_are_read_on_two_threads_and_stay_in_order() {
    let lines: Lines = (0..40_000).map(|n| Line { origin: n..n + 1, ..Line::new(format!("line {n} é")) }).collect();
    let edited = |(n, line): (usize, &Line)| if n % 7 == 0 { line.with_text("edited".into()) } else { line.clone() };
    let original = Transcript { lines: lines.clone(), ..Transcript::default() };
    let transcript = Transcript { lines: lines.iter().enumerate().map(edited).collect(), ..Transcript::default() };
    let project = Project { transcript, original, about: About::new(None) };
    let file = written(&project);
    assert!(file.len() > 2 << 20, "it is large enough for two threads");
    assert_same(&read_well(&file), &project);
    let damaged = file.replace("text:\"line 39999 é\",origin", "text:\"line 39999 é,origin");
    let number = 1 + damaged.lines().position(|line| line.contains("39999 é,")).expect("it is there");
    let (problems, texts, _) = damage(damaged.as_bytes());
    assert!(problems.len() == 1 && problems[0].starts_with(&format!("{number}: ")), "{problems:?}");
    assert_eq!(texts.len(), 40_000);
}

#[test]
fn writing_stops_when_asked() {
    let cancel = Cancel::default();
    cancel.cancel();
    let error = project::write(&sample(), &mut Vec::new(), &cancel).expect_err("it was asked to stop");
    assert_eq!(error.kind(), std::io::ErrorKind::Interrupted);
}

/// Everything in a project, for people to look at, field by field.
fn show(project: &Project) -> String {
    let mut out = String::new();
    let mut row = |shown: String| out.extend([shown.replace('\n', " ⏎ ").as_str(), "\n"]);
    let Project { transcript, original, about } = project;
    row(format!("uuid {}", about.uuid));
    if let Some(Source { name, path, format, encoding, crc32 }) = &about.source {
        let encoding = encoding.map_or_else(String::new, |encoding| format!(" in {encoding}"));
        row(format!("from {name} at {path:?}, {format}{encoding}, crc32 {crc32:08x}"));
    }
    let Meta { title, language, notes, chapters, media, glossary, known, header, ext } = &*transcript.meta;
    row(format!("title {title:?}, language {language:?}, media {media:?}, header {header:?}, ext {ext:?}"));
    notes.iter().for_each(|note| row(format!("note {note:?}")));
    chapters.iter().for_each(|chapter| row(format!("chapter {} {:?}", chapter.start.0, chapter.title)));
    glossary.iter().for_each(|entry| row(format!("glossary {:?} heard {:?}", entry.form, entry.heard)));
    known.iter().for_each(|known| row(format!("known {} {:?} in {:?}", known.kind, known.form, known.line)));
    for Speaker { id, name, colour, aliases } in transcript.speakers.iter() {
        row(format!("speaker {} {name:?} colour {colour} aliases {aliases:?}", id.0));
    }
    for (whose, lines) in [("line", &transcript.lines), ("original", &original.lines)] {
        for Line { span, speaker, text, words, markup, origin, checked } in lines.iter() {
            let span = span.map(|span| (span.start.0, span.end.map(|end| end.0)));
            let speaker = speaker.map(|id| id.0);
            row(format!("{whose} {span:?} by {speaker:?} from {origin:?} checked {checked}: {:?}", text.as_str()));
            for Word { at, span, confidence } in words.iter().flat_map(|words| words.iter()) {
                let span = span.map(|span| (span.start.0, span.end.map(|end| end.0)));
                row(format!("    {:?} {span:?} {confidence:?}", &text.as_str()[at.start as usize..at.end as usize]));
            }
            if let Some(Markup { format, around, body }) = markup.as_deref() {
                row(format!("    {format} around {around:?} body {body:?}"));
            }
        }
    }
    out
}

/// The files of `tests/data/projects` were written by the versions that their names say, the newest by this one, and
/// are never written anew. Each has everything in it that its version could hold; one has what only a newer version
/// knows.
#[test]
fn projects_of_every_version_open_as_they_did_and_are_written_as_they_are() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/projects");
    for name in ["1.0.stet.ron", "1.0-with-newer-fields.stet.ron"] {
        let bytes = std::fs::read(folder.join(name)).expect("it is stored");
        let reading = project::read(bytes.clone()).expect("it is a project");
        assert_eq!(reading.problems, [], "{name}");
        assert!(!reading.damaged && reading.read_only.is_none(), "{name}");
        let (golden, shown) = (folder.join(format!("{name}.golden")), show(&reading.project));
        if std::env::var_os("STET_BLESS").is_some() {
            std::fs::write(&golden, &shown).expect("a golden can be written");
        }
        assert_eq!(std::fs::read_to_string(&golden).ok().as_deref(), Some(&*shown), "{name}");
        let again = written(&reading.project);
        assert!(again.as_bytes() == bytes, "{name} is written differently:\n{again}");
    }
}
