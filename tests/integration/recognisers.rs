//! The dialects of recognisers on the files of `tests/data/<format>/`: each is taken by its own format alone, and what it
//! says as text is all in the lines.

use serde_json::Value;
use std::fs;
use std::path::Path;
use stet::formats::{self, Format, Known, Probe, Reading};
use stet::model::Line;

const RECOGNISERS: &[&str] = &[
    "amberscript",
    "assemblyai",
    "autoedit",
    "aws",
    "azure",
    "deepgram",
    "draftjs",
    "elevenlabs",
    "gecko",
    "gladia",
    "google",
    "kaldi",
    "otranscribe",
    "otter",
    "paper-edit",
    "rev",
    "speechmatics",
    "trint",
    "vosk",
    "watson",
];

/// The files of each, by name, with their format.
fn files() -> Vec<(String, &'static Format, Vec<u8>)> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut files = Vec::new();
    for id in RECOGNISERS {
        let format = formats::named(id).expect("a format of that id");
        for entry in fs::read_dir(data.join(id)).expect("each has files") {
            let path = entry.expect("a folder can be listed").path();
            if path.extension().is_some_and(|extension| extension != "golden") {
                let name = format!("{id}/{}", path.file_name().unwrap_or_default().to_string_lossy());
                files.push((name, format, fs::read(&path).expect("test data can be read")));
            }
        }
    }
    files
}

fn read(bytes: &[u8]) -> Reading {
    formats::read(bytes.to_vec(), Known::default()).unwrap_or_else(|why| panic!("{why:?}"))
}

#[test]
fn a_dialect_is_taken_by_its_own_format_alone() {
    for (name, format, bytes) in files() {
        let utf16: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(String::from_utf8_lossy(&bytes).encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [bytes, utf16] {
            let probe = Probe::new(&bytes, None);
            let sure = (format.detect)(&probe);
            let others = formats::ALL.iter().filter(|other| other.id != format.id && (other.detect)(&probe) >= sure);
            let others: Vec<_> = others.map(|other| other.id).collect();
            // Of equals the first takes it, and that is this one wherever two can read the same.
            let taken = formats::detect(formats::ALL, &probe, None).map(|taken| taken.id);
            assert!(
                taken == Some(format.id) && others.iter().all(|id| *id == "whisper"),
                "{name}: {sure:?} {others:?}"
            );
        }
    }
}

/// What stands before the words may be longer than the beginning of a file at which formats look.
#[test]
fn long_documents_are_known_by_their_beginning() {
    for (id, before, again, behind) in [
        (
            "assemblyai",
            r#"{"id": "t", "status": "completed", "audio_url": "u", "text": ""#,
            "so ",
            r#"", "words": []}"#,
        ),
        ("aws", r#"{"jobName": "t", "results": {"transcripts": [{"transcript": ""#, "so ", r#""}], "items": []}}"#),
        ("azure", r#"{"source": "u", "combinedRecognizedPhrases": [{"display": ""#, "so ", r#""}]}"#),
        ("azure", r#"{"durationMilliseconds": 1, "combinedPhrases": [{"text": ""#, "so ", r#""}]}"#),
        ("deepgram", r#"{"results": {"channels": [{"alternatives": [{"transcript": ""#, "so ", r#""}]}]}}"#),
        ("elevenlabs", r#"{"language_code": "eng", "language_probability": 1, "text": ""#, "so ", r#"", "words": []}"#),
        ("gladia", r#"{"id": "t", "result": {"transcription": {"full_transcript": ""#, "so ", r#""}}}"#),
        ("kaldi", r#"{"retval": {"status": true, "punct": ""#, "so ", r#"", "words": []}}"#),
        (
            "otranscribe",
            r#"{"text": "<p><span class=\"timestamp\" data-timestamp=\"1\">0:01</span> "#,
            "so ",
            r#"</p>"}"#,
        ),
        ("otranscribe", r#"{"media": "a", "media-time": 1, "text": "<p>"#, "so ", r#"</p>"}"#),
        (
            "speechmatics",
            r#"{"speakers": ["#,
            r#"{"name": "M1", "time": "1.0", "duration": "1.0"},"#,
            r#"{}], "words": []}"#,
        ),
        (
            "watson",
            r#"{"results": [{"result_index": 0, "speaker_labels": ["#,
            r#"{"speaker": 1, "final": false, "from": 13.0, "to": 13.2},"#,
            r#"{}], "results": []}]}"#,
        ),
        ("paper-edit", r#"{"paragraphs": ["#, r#"{"start": 1.5, "end": 2.5, "speaker": "A"},"#, r#"{}], "words": []}"#),
        ("paper-edit", r#"{"words": ["#, r#"{"id": 1, "start": 1.5, "end": 2.5, "text": "so"},"#, "{}]}"),
    ] {
        let document = format!("{before}{}{behind}", again.repeat(formats::HEAD / again.len() + 10));
        let taken = formats::detect(formats::ALL, &Probe::new(document.as_bytes(), None), Some("json"));
        assert_eq!(taken.map(|format| format.id), Some(id), "{before}");
    }
}

/// What a document says as text: of several guesses the first, and nothing that is not final.
fn texts<'a>(value: &'a Value, out: &mut Vec<&'a str>) {
    const TEXTS: &[&str] =
        &["transcript", "full_transcript", "transcription", "text", "display", "DisplayText", "value", "punct"];
    match value {
        Value::Array(all) => all.iter().for_each(|one| texts(one, out)),
        Value::Object(fields) => {
            let is_final = |key: &&str| fields.get(*key).and_then(Value::as_bool) != Some(false);
            if !["final", "is_final", "isFinal"].iter().all(is_final) {
                return;
            }
            // Deepgram puts the names of speakers into the text of all paragraphs.
            let own = TEXTS.iter().filter_map(|key| fields.get(*key)?.as_str());
            out.extend(own.filter(|_| !fields.contains_key("paragraphs")));
            for (key, inner) in fields {
                match (key.as_str(), inner) {
                    // The words of a text that was edited afterwards.
                    ("words", _) if fields.contains_key("text") || fields.contains_key("speaker") => {}
                    ("alternatives" | "nBest" | "NBest", Value::Array(guesses)) => {
                        guesses.iter().take(1).for_each(|guess| texts(guess, out));
                    }
                    _ => texts(inner, out),
                }
            }
        }
        _ => {}
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[test]
fn every_word_of_the_text_is_in_the_lines_in_its_order() {
    let mut checked = 0;
    for (name, format, bytes) in files() {
        if format.id == "otranscribe" {
            continue;
        }
        let reading = read(&bytes);
        let lines: Vec<&str> = reading.transcript.lines.iter().map(|line| line.text.as_str()).collect();
        let lines = lines.join(" ");
        let documents = serde_json::Deserializer::from_slice(&bytes).into_iter::<Value>();
        let documents: Vec<Value> = documents.collect::<Result<_, _>>().unwrap_or_else(|why| panic!("{name} {why}"));
        let mut all = Vec::new();
        documents.iter().for_each(|document| texts(document, &mut all));
        for text in all {
            let mut said = words(&lines);
            let missing = words(text).find(|word| !said.any(|other| other == *word));
            assert_eq!(missing, None, "{name}: “{text}” in “{lines}”");
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked} texts");
}

/// Puts another value in the place of the `at`th in a document. `None` when it was put there.
fn replace(value: &mut Value, at: usize, other: &Value) -> Option<usize> {
    if at == 0 {
        *value = other.clone();
        return None;
    }
    let mut left = at - 1;
    match value {
        Value::Array(all) => {
            for one in all {
                left = replace(one, left, other)?;
            }
        }
        Value::Object(fields) => {
            for (_, one) in fields {
                left = replace(one, left, other)?;
            }
        }
        _ => {}
    }
    Some(left)
}

#[test]
fn a_value_of_another_kind_takes_no_more_than_what_it_is_about() {
    let others = [
        Value::Null,
        true.into(),
        (-1).into(),
        1e300.into(),
        u64::MAX.into(),
        "".into(),
        "-9223372036854775808".into(),
        "é�\u{feff}".into(),
        Value::Array(vec![Value::Null, 5.into(), Value::Object(serde_json::Map::new())]),
        Value::Object([("start".to_owned(), Value::Null)].into_iter().collect()),
    ];
    for (name, format, bytes) in files() {
        let Some(Ok(document)) = serde_json::Deserializer::from_slice(&bytes).into_iter::<Value>().next() else {
            continue;
        };
        let lines = |document: &Value| {
            let bytes = document.to_string().into_bytes();
            let known = Known { format: Some(format), ..Known::default() };
            formats::read(bytes, known).map_or(0, |reading| reading.transcript.lines.len())
        };
        let whole = lines(&document);
        let (mut at, mut harmless) = (0, 0);
        while at < 2000 {
            let mut odd = document.clone();
            if replace(&mut odd, at, &others[at % others.len()]).is_some() {
                break;
            }
            harmless += usize::from(lines(&odd) >= whole);
            at += 1;
        }
        // Most values are those of single words.
        assert!(harmless * 2 > at || at < 40, "{name}: {harmless} of {at}");
    }
}

#[test]
fn what_stands_beside_the_words_is_kept() {
    for (name, media, confidences) in [
        ("amberscript/interview.json", Some("smithy.wav"), "1 0.6 0.97"),
        ("assemblyai/utterances.json", Some("https://cdn.example/orchard.mp3"), "0.97 0.99 0.71 0.99 0.9"),
        ("aws/speakers.json", None, "0.998 1 0.87 0.9"),
        ("azure/batch.json", Some("https://store.example/kitchen.wav"), "0.95 0.95 0.8"),
        ("azure/speakers.json", Some("quai.wav"), "- - - - -"),
        ("deepgram/utterances.json", None, "0.99 0.99 0.8"),
        ("elevenlabs/scribe.json", None, "0.9 1 -"),
        ("gladia/second.json", Some("ruche.mp3"), "0.99 0.8 0.9"),
        ("google/rest.json", None, "- - - - - -"),
        ("google/speakers.json", None, "0.75 - -"),
        ("kaldi/bare.json", None, "0.68 - 0.61"),
        ("otranscribe/interview.otr", Some("pond.mp3"), ""),
        ("otranscribe/old.otr", Some("https://media.example/frogs"), ""),
        ("rev/editor.json", Some("crossing.m4a"), "- - - -"),
        ("rev/recogniser.json", None, "0.99 0.99 0.62"),
        ("speechmatics/first.json", Some("weir.wav"), "0.98 1"),
        ("speechmatics/second.json", Some("mill.wav"), "0.98 0.9 0.9 0.9"),
        ("vosk/array.json", None, "0.75"),
        ("vosk/lines.jsonl", None, "0.98 1"),
        ("watson/speakers.json", None, "0.99 0.98 0.7 0.9"),
    ] {
        let (_, _, bytes) = files().into_iter().find(|file| file.0 == name).expect("a file of that name");
        let transcript = read(&bytes).transcript;
        assert_eq!(transcript.meta.media.as_deref(), media, "{name}");
        let first: Option<&Line> = transcript.lines.get(0);
        let words = first.and_then(|line| line.words.as_deref()).map_or(&[][..], Vec::as_slice);
        let score = |confidence: Option<f32>| confidence.map_or("-".into(), |score| format!("{score:.3}"));
        let short = |score: String| score.trim_end_matches('0').trim_end_matches('.').to_owned();
        let shown: Vec<_> = words.iter().map(|word| short(score(word.confidence))).collect();
        assert_eq!(shown.join(" "), confidences, "{name}");
    }
}
