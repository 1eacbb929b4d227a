//! Stet's JSON: what scripts read and write.

use crate::formats::{confidence, parse_with};
use crate::notation::said;
use std::sync::Arc;
use stet::formats::{Confidence, Options, json};
use stet::model::{Chapter, Line, Meta, RosterBuilder, Span, Time, Transcript, Word};

fn read(text: &str) -> (Transcript, Vec<String>) {
    let mut problems = Vec::new();
    let transcript = parse_with(&json::FORMAT, text, &Options::default(), &mut problems);
    (transcript, said(&problems).into_iter().map(|(_, message)| message).collect())
}

fn sample() -> Transcript {
    let mut roster = RosterBuilder::default();
    let (ann, bob) = (roster.id("Ann"), roster.id("Bob \"B\" Øye"));
    let word = |at, start, confidence| Word { at, span: Some(Span::new(start, start + 300)), confidence };
    let lines = [
        Line { speaker: Some(ann), checked: true, ..Line::timed(Span::new(1000, 2000), "Bonjour,\nété !") },
        Line {
            speaker: Some(bob),
            words: Some(Arc::new(vec![word(0..2, 2000, Some(0.5)), word(3..5, 2400, None)])),
            ..Line::timed(Span::from(2000), "no no")
        },
        Line::new("no time"),
    ];
    let meta = Meta {
        title: Some("The \\ harbour".to_owned()),
        language: Some("en".to_owned()),
        notes: vec!["one\ntwo".to_owned()],
        chapters: vec![Chapter { start: Time(0), title: "Why".to_owned() }],
        ..Meta::default()
    };
    Transcript { lines: lines.into_iter().collect(), speakers: roster.finish(), meta: Arc::new(meta) }
}

#[test]
fn what_scripts_get() {
    let source = json::Source { format: "srt", encoding: Some("utf-8") };
    let problems = [(Some(12), "odd".to_owned())];
    let written = json::write_with(&sample(), Some(source), &problems);
    let expected = r#"{"stet":1,"format":"srt","encoding":"utf-8","title":"The \\ harbour","language":"en",
"notes":["one\ntwo"],
"chapters":[{"start":0,"title":"Why"}],
"speakers":[{"name":"Ann"},{"name":"Bob \"B\" Øye"}],
"lines":[
{"start":1000,"end":2000,"speaker":"Ann","text":"Bonjour,\nété !","checked":true},
{"start":2000,"speaker":"Bob \"B\" Øye","text":"no no","checked":false,"words":[{"start":2000,"end":2300,"text":"no","confidence":0.5},{"start":2400,"end":2700,"text":"no"}]},
{"text":"no time","checked":false}
],
"problems":[{"line":12,"message":"odd"}]}
"#;
    assert_eq!(written, expected);
    assert_eq!(confidence(&json::FORMAT, &written), Confidence::Certain);
}

#[test]
fn what_is_written_is_read() {
    let (transcript, problems) = read(&json::write_with(&sample(), None, &[]));
    assert_eq!((transcript, problems), (sample(), vec![]));
}

#[test]
fn any_layout_is_read() {
    let text =
        r#"{"lines": [{"text": "a", "end": null, "start": 999.6}, "b"], "speakers": ["Ann"], "stet": 1, "more": [1]}"#;
    let (transcript, problems) = read(text);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(transcript.lines[0], Line::timed(Span::from(1000), "a"));
    assert_eq!(transcript.lines[1], Line::new("b"));
    assert_eq!(transcript.speakers[0].name, "Ann");
    assert!(json::write_with(&transcript, None, &[]).contains("\"more\":[1]"));
}

#[test]
fn what_is_not_understood_is_kept_and_reported() {
    let text = r#"{"stet":1,"title":7,"lines":[
{"start":"soon","text":"one two","speaker":["Ann"],"words":[{"text":"two","start":5},{"text":"one"}],"mood":"glad"},
{"start":5,"text":6},
7
]}"#;
    let (transcript, problems) = read(text);
    let texts: Vec<&str> = transcript.lines.iter().map(|line| &*line.text).collect();
    assert_eq!(texts, ["one two", "6", "7"]);
    assert_eq!(problems.len(), 6, "{problems:?}");
    let written = json::write_with(&transcript, None, &[]);
    for kept in [r#""start":"soon""#, r#""speaker":["Ann"]"#, r#""mood":"glad""#, r#""title":7"#] {
        assert!(written.contains(kept), "{kept} in {written}");
    }
    assert_eq!(read(&written).0, transcript);
}

#[test]
fn a_document_that_breaks_off_keeps_its_lines() {
    let written = json::write_with(&sample(), None, &[]);
    for end in (1..written.len() - 1).filter(|&end| written.is_char_boundary(end)) {
        let (transcript, problems) = read(&written[..end]);
        let whole = written[..end].split("},\n").count().saturating_sub(1);
        assert!(transcript.lines.len() >= whole.min(2), "cut at {end}");
        assert!(end + 3 > written.len() || !problems.is_empty(), "cut at {end}");
    }
    // A line in the middle that is broken loses nothing else.
    let broken = written.replace(r#"{"start":2000,"#, r#"{"start":2000,,"#);
    let (transcript, problems) = read(&broken);
    assert_eq!((transcript.lines.len(), problems.len()), (3, 1));
    assert_eq!(transcript.lines[2].text, "no time");
    assert!(transcript.lines[1].text.contains("no no"));
    // All on one physical line.
    let (transcript, _) = read(r#"{"stet":1,"lines":[{"text":"a"},{"text":"b"},{"text":"c"#);
    let texts: Vec<&str> = transcript.lines.iter().map(|line| &*line.text).collect();
    assert_eq!(texts, ["a", "b", r#"{"text":"c"#]);
}
