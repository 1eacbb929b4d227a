//! Every format on the files of `tests/data/<format>/`: what is read stands beside each file as its golden.
//!
//! `STET_BLESS=1 cargo test` writes the goldens anew; look at what changed before keeping it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use stet::formats::options::When;
use stet::formats::{
    self, Confidence, Content, Encoding, Format, Holds, Known, Options, Probe, Problem, READING_SPEED, ROWS, Reads,
    Unreadable, WIDTH, Writes, Written,
};
use stet::messages::text;
use stet::model::{Chapter, Line, Meta, RosterBuilder, Span, Time, Transcript, Word, message, timecode};

/// A file of `tests/data` and the format whose folder it lies in.
struct Sample {
    path: PathBuf,
    format: &'static Format,
    bytes: Vec<u8>,
}

impl Sample {
    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn read(&self) -> formats::Reading {
        let extension = self.path.extension().and_then(|extension| extension.to_str());
        formats::read(self.bytes.clone(), Known { extension, ..Known::default() })
            .unwrap_or_else(|why| panic!("{} {why:?}", self.name()))
    }
}

fn samples() -> Vec<Sample> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut samples = Vec::new();
    for format in formats::ALL {
        let Ok(folder) = fs::read_dir(data.join(format.id)) else { continue };
        for path in folder.map(|entry| entry.expect("a folder can be listed").path()) {
            if path.extension().is_some_and(|extension| extension != "golden") {
                let bytes = fs::read(&path).expect("test data can be read");
                samples.push(Sample { path, format, bytes });
            }
        }
    }
    samples.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!samples.is_empty());
    samples
}

/// A reading in full, for people to look at.
fn show(reading: &formats::Reading) -> String {
    let mut out = format!("encoding {}\n", reading.encoding.unwrap_or_default());
    show_transcript(&reading.transcript, &mut out).expect("writing to a String does not fail");
    for problem in &reading.problems {
        let line = problem.line.map_or(String::new(), |line| format!(" {line}"));
        writeln!(out, "problem{line} {}", text(&problem.message)).expect("writing to a String does not fail");
    }
    out
}

fn show_transcript(transcript: &Transcript, out: &mut String) -> std::fmt::Result {
    let meta = &transcript.meta;
    let one_line = |text: &str| text.replace('\n', " ⏎ ");
    for (what, text) in [("title", &meta.title), ("language", &meta.language)] {
        if let Some(text) = text {
            writeln!(out, "{what} {text}")?;
        }
    }
    for note in &meta.notes {
        writeln!(out, "note {}", one_line(note))?;
    }
    for chapter in &meta.chapters {
        writeln!(out, "chapter {} {}", show_time(chapter.start), chapter.title)?;
    }
    if let Some(header) = &meta.header {
        writeln!(out, "header {} | {}", one_line(&header.around), one_line(header.body.as_deref().unwrap_or("")))?;
    }
    for (row, line) in transcript.lines.iter().enumerate() {
        assert_eq!(line.origin, row as u32..row as u32 + 1, "the origin of row {row}");
        let name = transcript.speaker_name(line).map_or(String::new(), |name| format!("[{name}] "));
        writeln!(out, "{} {name}{}", show_span(line.span), one_line(&line.text))?;
        for word in line.words.iter().flat_map(|words| words.iter()) {
            writeln!(out, "    {} {}", show_span(word.span), &line.text[word.range()])?;
        }
        if let Some(markup) = &line.markup {
            let body = markup.body.as_deref().map_or(String::new(), |body| format!(" | {body}"));
            writeln!(out, "    {}: {}{}", markup.format, one_line(&markup.around), one_line(&body))?;
        }
    }
    Ok(())
}

fn show_time(time: Time) -> String {
    timecode::format(time, timecode::VTT)
}

fn show_span(span: Option<Span>) -> String {
    let end = |span: Span| span.end.map_or("?".into(), show_time);
    span.map_or("?".into(), |span| format!("{}-{}", show_time(span.start), end(span)))
}

#[test]
fn files_are_read_as_their_goldens_say() {
    let bless = std::env::var_os("STET_BLESS").is_some();
    let mut wrong = Vec::new();
    for sample in samples() {
        let reading = sample.read();
        assert_eq!(reading.format.id, sample.format.id, "{} is taken for another format", sample.name());
        let shown = show(&reading);
        let golden = PathBuf::from(format!("{}.golden", sample.path.display()));
        if bless {
            fs::write(&golden, &shown).expect("a golden can be written");
        } else if fs::read_to_string(&golden).ok().as_deref() != Some(&shown) {
            wrong.push(format!("{} is read as\n{shown}", sample.name()));
        }
    }
    assert!(wrong.is_empty(), "{} files are not read as before\n{}", wrong.len(), wrong.join("\n"));
}

/// The table of all formats in the docs.
fn listed() -> String {
    let mut out = "| Format | Id | Files | Written | Holds beside the text |\n|---|---|---|---|---|\n".to_owned();
    for format in formats::ALL {
        let files: Vec<String> = format.extensions.iter().map(|extension| format!("`.{extension}`")).collect();
        let Holds { times, ends, speakers, words, checked, language, notes, .. } = format.holds;
        let held = [
            (times, "starts"),
            (ends, "ends"),
            (speakers, "speakers"),
            (words, "words"),
            (checked, "checked lines"),
            (language, "language"),
            (notes, "notes"),
        ];
        let held: Vec<&str> = held.into_iter().filter_map(|(holds, what)| holds.then_some(what)).collect();
        let written = if format.write.is_some() { "yes" } else { "" };
        let (files, held) = (files.join(" "), held.join(", "));
        writeln!(out, "| {} | `{}` | {files} | {written} | {held} |", format.name, format.id).expect("a String grows");
    }
    out
}

#[test]
fn the_docs_list_every_format() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/formats/formats.md");
    if std::env::var_os("STET_BLESS").is_some() {
        fs::write(&path, listed()).expect("the docs can be written");
    }
    assert_eq!(fs::read_to_string(&path).ok().as_deref(), Some(listed().as_str()), "STET_BLESS=1 writes it anew");
}

#[test]
fn every_format_has_files_to_read() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let bare = formats::ALL.iter().filter(|format| !data.join(format.id).is_dir()).map(|format| format.id);
    assert_eq!(bare.collect::<Vec<_>>(), [""; 0]);
    let mut ids: Vec<_> = formats::ALL.iter().map(|format| format.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), formats::ALL.len(), "no two formats have one id");
}

/// A transcript without what a format cannot hold. Speakers that have no place of their own stand in the text.
fn held(transcript: &Transcript, holds: Holds) -> Transcript {
    let line = |line: &Line| {
        let mut line = Line { origin: 0..0, ..line.clone() };
        line.span = line.span.filter(|_| holds.times);
        line.span = line.span.map(|span| Span { end: span.end.filter(|_| holds.ends), ..span });
        let late = |time: Time| if holds.before_zero { time } else { time.max(Time(0)) };
        line.span = line.span.map(|span| Span { start: late(span.start), end: span.end.map(late) });
        line.words = line.words.filter(|_| holds.words);
        line.checked &= holds.checked;
        match transcript.speaker_name(&line) {
            Some(name) if !holds.speakers => line.text = format!("{name}: {}", line.text).into(),
            _ => {}
        }
        line.speaker = line.speaker.filter(|_| holds.speakers);
        line
    };
    let meta = if holds.notes { Arc::clone(&transcript.meta) } else { Arc::default() };
    let speakers = if holds.speakers { Arc::clone(&transcript.speakers) } else { Arc::default() };
    Transcript { lines: transcript.lines.iter().map(line).collect(), speakers, meta }
}

/// What is read back, without the times that were made up because the format must have them.
fn without_made_up(again: &Transcript, before: &Transcript) -> Transcript {
    let line = |(again, before): (&Line, &Line)| {
        let end = |span: Span| span.end.filter(|_| before.span.is_some_and(|span| span.end.is_some()));
        let span = again.span.filter(|_| before.span.is_some()).map(|span| Span { end: end(span), ..span });
        Line { span, ..again.clone() }
    };
    assert_eq!(again.lines.len(), before.lines.len(), "as many lines as before");
    Transcript { lines: again.lines.iter().zip(before.lines.iter()).map(line).collect(), ..again.clone() }
}

/// What a format of text makes of a text.
pub fn parse_with(format: &Format, text: &str, options: &Options, problems: &mut Vec<Problem>) -> Transcript {
    match format.read {
        Reads::Text(read) => read(&Arc::new(text.to_owned()), options, problems),
        Reads::Bytes(_) | Reads::Document(_) => panic!("{} is of bytes", format.name),
    }
}

/// The same where nothing is chosen and nobody asks what was odd.
pub fn parse(text: &str, format: &Format) -> Transcript {
    parse_with(format, text, &Options::default(), &mut Vec::new())
}

/// What a format of text writes.
pub fn write_with(transcript: &Transcript, format: &Format, options: &Options) -> String {
    match formats::write(transcript, format, options) {
        Some(Written::Text(text)) => text,
        _ => panic!("{} is not written as text", format.name),
    }
}

/// The same where nothing is chosen.
pub fn write(transcript: &Transcript, format: &Format) -> String {
    write_with(transcript, format, &Options::default())
}

/// The id of the format that a text is taken for.
pub fn detected(text: &str, extension: Option<&str>) -> Option<&'static str> {
    formats::detect(formats::ALL, &Probe::new(text.as_bytes(), None), extension).map(|format| format.id)
}

/// How sure a format is that a text is its own.
pub fn confidence(format: &Format, text: &str) -> Confidence {
    (format.detect)(&Probe::new(text.as_bytes(), None))
}

#[test]
fn what_is_written_is_read_again() {
    for sample in samples().into_iter().filter(|sample| sample.format.write.is_some()) {
        let format = sample.format;
        // Times before 0 as 0, where the format has none of them.
        let before = formats::held(&sample.read().transcript, format).into_owned();
        let written = write(&before, format);
        let again = without_made_up(&parse(&written, format), &before);
        let (before, again) = (held(&before, format.holds), held(&again, format.holds));
        assert_eq!(again, before, "{} written as\n{written}", sample.name());
        // Whoever saves twice changes nothing by it.
        let twice = write(&parse(&written, format), format);
        assert_eq!(twice, written, "{}", sample.name());
    }
}

/// Everything that a reading kept: in lines, names, notes, markup and problems.
fn kept(reading: &formats::Reading) -> String {
    show(reading).replace(" ⏎ ", "\n")
}

/// Formats in which nearly every word is one that somebody says.
const PROSE: &[&str] = &["page", "srt", "vtt", "markdown", "text"];

#[test]
fn a_file_cut_anywhere_loses_nothing() {
    // Words of the formats themselves, and numbers, which may be times or indexes.
    let structure = ["WEBVTT", "NOTE", "Language", "Kind", "Chapters", "Chapter", "Chapitre", "srt", "v"];
    // Pages spell out the times beside the digits, glued to the text.
    let spelled =
        ["secondes", "seconds", "seconde", "second", "minutes", "minute", "hours", "hour", "heures", "heure", "et"];
    for sample in samples() {
        for end in 0..=sample.bytes.len() {
            let bytes = sample.bytes[..end].to_vec();
            let text = formats::encoding::decode(bytes.clone()).text.replace("&lt;", "<").replace("&amp;", "&");
            let reading = match formats::read(bytes, Known { format: Some(sample.format), ..Known::default() }) {
                Ok(reading) => reading,
                Err(Unreadable::Empty) => continue,
                // Of bytes without their head nothing can be had.
                Err(_) if matches!(sample.format.read, Reads::Bytes(_)) => continue,
                // What is left of a document may be too little.
                Err(Unreadable::Broken(_) | Unreadable::WebPage { .. })
                    if matches!(sample.format.read, Reads::Document(_)) =>
                {
                    continue;
                }
                Err(why) => panic!("{} cut at {end} {why:?}", sample.name()),
            };
            if !PROSE.contains(&sample.format.id) {
                // Its words are keys and codes for the most part; that it is read must do here.
                continue;
            }
            let kept = kept(&reading);
            for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
                let glued =
                    spelled.iter().filter(|_| sample.format.id == "page").find_map(|time| word.strip_prefix(time));
                let word = glued.unwrap_or(word);
                let lost = !structure.contains(&word) && !kept.contains(word);
                assert!(!lost, "{} cut at {end} loses “{word}”:\n{kept}", sample.name());
            }
        }
    }
}

/// Files with bytes changed, left out, doubled and moved, as bad disks, editors and programs leave them.
#[test]
fn damaged_files_are_read_and_can_be_written() {
    let mut random = fastrand::Rng::with_seed(20);
    for sample in samples() {
        for _ in 0..60 {
            let mut bytes = sample.bytes.clone();
            for _ in 0..random.usize(1..6) {
                let at = random.usize(..bytes.len());
                let end = (at + random.usize(..12)).min(bytes.len());
                match random.u8(..4) {
                    0 => bytes[at] = *random.choice(b"\n\n\r <>{}&:->,.0123456789\0\xEF\"a").expect("there are some"),
                    1 => drop(bytes.drain(at..end)),
                    2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
                    _ => bytes[at..end].rotate_left((end - at) / 2),
                }
                if bytes.is_empty() {
                    bytes.push(b'.');
                }
            }
            let Ok(reading) = formats::read(bytes.clone(), Known::default()) else { continue };
            for id in ["srt", "vtt"] {
                let format = formats::named(id).expect("a format of that id");
                let written = write(&reading.transcript, format);
                let lines = parse(&written, format).lines.len();
                let before = reading.transcript.lines.len();
                assert!(
                    lines == before || before == 0,
                    "{lines} of {before} lines\n{written}\n{}",
                    bytes.escape_ascii()
                );
            }
        }
    }
}

/// A transcript with everything that a transcript can have.
fn full() -> Transcript {
    let mut roster = RosterBuilder::default();
    let (ann, paul) = (roster.id("Ann Lee"), roster.id("Paul"));
    let word = |at, start, end| Word { at, span: Some(Span::new(start, end)), confidence: Some(0.5) };
    let lines = [
        Line { speaker: Some(ann), checked: true, ..Line::timed(Span::new(0, 1900), "Hello <there>, a & b") },
        Line { speaker: Some(paul), ..Line::timed(Span::from(2000), "two\nlines --> here") },
        Line {
            words: Some(Arc::new(vec![word(0..3, 4000, 4400), word(4..7, 4500, 5000)])),
            ..Line::timed(Span::new(4000, 5000), "one two")
        },
    ];
    let meta = Meta {
        title: Some("A talk".into()),
        language: Some("en".into()),
        notes: vec!["a note\n\nof three lines".into()],
        chapters: vec![Chapter { start: Time(2000), title: "The middle".into() }],
        ..Meta::default()
    };
    Transcript { lines: lines.into_iter().collect(), speakers: roster.finish(), meta: Arc::new(meta) }
}

#[test]
fn a_loss_is_told_before_it_happens() {
    let everything = full();
    for format in formats::ALL {
        let losses: Vec<_> = formats::losses(&everything, format).iter().map(|loss| text(&loss.message())).collect();
        let named = |what: &str| losses.iter().any(|loss| *loss == format!("{} holds no {what}", format.name));
        let Holds { times, speakers, named_in_text, words, checked, language, notes, .. } = format.holds;
        assert_eq!(named("times"), !times, "{losses:?}");
        let lost = !speakers && !named_in_text;
        assert_eq!(named("speakers, so their names stand in the text"), lost, "{losses:?}");
        assert_eq!(named("times of single words"), !words, "{losses:?}");
        assert_eq!(named("marks of checked lines"), !checked, "{losses:?}");
        assert_eq!(named("language"), !language, "{losses:?}");
        assert_eq!(named("title, notes or chapters"), !notes, "{losses:?}");
        assert_eq!(formats::losses(&Transcript::default(), format), [], "nothing is lost of nothing");
    }
}

#[test]
fn captions_hold_what_they_say() {
    for id in ["srt", "vtt"] {
        let format = formats::named(id).expect("a format of that id");
        let before = full();
        let written = write(&before, format);
        let again = without_made_up(&parse(&written, format), &before);
        let without_confidence = |transcript: &Transcript| {
            let line = |line: &Line| {
                let plain = |word: &Word| Word { confidence: None, ..word.clone() };
                let words = line.words.as_ref().map(|words| Arc::new(words.iter().map(plain).collect::<Vec<_>>()));
                Line { words, markup: None, ..line.clone() }
            };
            Transcript { lines: transcript.lines.iter().map(line).collect(), ..transcript.clone() }
        };
        let before = without_confidence(&held(&before, format.holds));
        // Speakers that stand in the text are found there again.
        let again = match format.holds.speakers {
            true => again,
            false => {
                assert_eq!(
                    again.speakers.iter().map(|speaker| &*speaker.name).collect::<Vec<_>>(),
                    ["Ann Lee", "Paul"]
                );
                held(&again, format.holds)
            }
        };
        assert_eq!(without_confidence(&held(&again, format.holds)), before, "{written}");
    }
}

#[test]
fn chapters_are_kept_where_they_are_held() {
    let line = |start: i64| Line::timed(Span::from(start), format!("said at {start}"));
    let lines: Vec<Line> = [0, 5000, 9250, 4_000_000].into_iter().map(line).collect();
    let of = |chapters: &[(i64, &str)]| {
        let chapter = |(start, title): &(i64, &str)| Chapter { start: Time(*start), title: (*title).to_owned() };
        let meta = Meta { chapters: chapters.iter().map(chapter).collect(), ..Meta::default() };
        Transcript { lines: lines.iter().cloned().collect(), meta: Arc::new(meta), ..Transcript::default() }
    };
    let at_lines = of(&[(0, "Why: a *question*"), (9250, "12:30, lunch?"), (4_000_000, "Qui\u{a0}?")]);
    let between =
        of(&[(0, "Why"), (1000, "One"), (2000, "Two"), (5000, "Three"), (6000, "[0:07] four"), (5_000_000, "After")]);
    let late = of(&[(2000, "One"), (3000, "Two"), (4_000_001, "After")]);
    for format in formats::ALL.iter().filter(|format| format.holds.notes && format.write.is_some()) {
        // A page has no times but those of its lines.
        let all = if format.id == "page" { &[&at_lines][..] } else { &[&at_lines, &between, &late] };
        for before in all {
            let written = write(before, format);
            let again = without_made_up(&parse(&written, format), before);
            assert_eq!(again.meta.chapters, before.meta.chapters, "{} {written}", format.id);
            assert_eq!(again.lines.len(), before.lines.len(), "{} {written}", format.id);
        }
    }
    let page = formats::named("page").expect("it is there");
    let again = parse(&write(&between, page), page);
    let starts: Vec<_> = again.meta.chapters.iter().map(|chapter| (chapter.start.0, &*chapter.title)).collect();
    assert_eq!(starts, [(0, "Why"), (5000, "One"), (5000, "Two"), (5000, "Three"), (9250, "[0:07] four")]);
}

#[test]
fn content_weighs_more_than_the_extension() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nA\n";
    let bare = "00:00:01.000 --> 00:00:02.000\nA\n";
    for (text, extension, expected) in [
        (srt, Some("srt"), "srt"),
        (srt, Some("vtt"), "srt"),
        (srt, Some("TXT"), "srt"),
        (srt, None, "srt"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n", Some(".srt"), "vtt"),
        ("\u{feff}WEBVTT", None, "vtt"),
        ("WEBVTTS are great", Some("vtt"), "text"),
        // Either could have written this.
        (bare, Some("srt"), "srt"),
        (bare, Some(".VTT"), "vtt"),
        ("0:00 Hello\n0:07 So", Some("srt"), "page"),
        // Of a table the name decides, also where a plainer format has the same.
        ("0:00\tHello\n0:07\tSo\n", Some("tsv"), "tsv"),
        ("0:00\tHello\n0:07\tSo\n", Some("txt"), "page"),
        ("0:00,Bo,\"Hello, you\"\n0:07,Mina,So\n", Some("txt"), "csv"),
    ] {
        assert_eq!(detected(text, extension), Some(expected), "{text:?} as {extension:?}");
    }
    assert_eq!(formats::named("SRT").map(|format| format.name), Some("SubRip"));
    assert!(formats::named("doc").is_none());
}

#[test]
fn what_cannot_be_read_is_said_in_a_sentence() {
    for (bytes, expected) in [
        (&b""[..], "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\xEF\xBB\xBF\n", "is empty"),
        (b"PK\x03\x04zip", "is a ZIP archive, not text"),
    ] {
        let why = formats::read(bytes.to_vec(), Known { extension: Some("srt"), ..Known::default() })
            .err()
            .expect("not readable");
        assert_eq!(text(&why.message()), expected);
    }
}

#[test]
fn a_person_may_choose_format_and_character_set() {
    let srt = formats::named("srt").expect("SubRip is there");
    let bytes = b"1\n00:00:01,000 --> 00:00:02,000\n\xE9t\xE9\n".to_vec();
    let greek = Known { format: Some(srt), charset: Some(encoding("iso-8859-7")), ..Known::default() };
    let reading = formats::read(bytes.clone(), greek).unwrap_or_else(|why| panic!("{why:?}"));
    let encoding = reading.encoding.expect("it is a text");
    assert_eq!((&*reading.transcript.lines[0].text, encoding.label()), ("ιtι", "iso-8859-7".to_owned()));
    let written = formats::write(&reading.transcript, srt, &Options::default()).expect("SubRip is written");
    assert_eq!(written.encode(&encoding).bytes, bytes);
    let srt_alone = Known { format: Some(srt), ..Known::default() };
    let reading = formats::read(b"no times".to_vec(), srt_alone).unwrap_or_else(|why| panic!("{why:?}"));
    assert_eq!((reading.format.id, &*reading.transcript.lines[0].text), ("srt", "no times"));
}

fn encoding(label: &str) -> &'static encoding_rs::Encoding {
    label.parse::<Encoding>().expect("a known encoding").charset
}

/// A format of bytes, as documents are: a mark, then text in which every byte is one off.
static SHIFTED: Format = Format {
    id: "shifted",
    name: "Shifted",
    extensions: &["bin"],
    detect: |probe| if probe.bytes.starts_with(b"PK\x03\x04") { Confidence::Certain } else { Confidence::No },
    read: Reads::Bytes(|bytes, _, problems| {
        let body = bytes.get(4..).filter(|body| !body.is_empty());
        let body = body.ok_or(Unreadable::Binary(Content::Zip))?;
        problems.push(Problem { line: None, message: message!("captions-no-times") });
        let text: String = body.iter().map(|byte| char::from(byte - 1)).collect();
        Ok(Transcript { lines: [Line::new(text.as_str())].into_iter().collect(), ..Transcript::default() })
    }),
    write: Some(Writes::Bytes(|transcript, _| {
        let text = transcript.lines.iter().flat_map(|line| line.text.bytes().map(|byte| byte + 1).collect::<Vec<_>>());
        b"PK\x03\x04".iter().copied().chain(text).collect()
    })),
    settings: &[],
    holds: Holds::NOTHING,
};

#[test]
fn a_format_may_be_of_bytes() {
    let bytes = b"PK\x03\x04Ifmmp".to_vec();
    let shifted = Known { format: Some(&SHIFTED), ..Known::default() };
    let reading = formats::read(bytes.clone(), shifted).unwrap_or_else(|why| panic!("{why:?}"));
    assert_eq!((&*reading.transcript.lines[0].text, reading.encoding), ("Hello", None));
    assert_eq!(reading.problems.len(), 1);
    let written = formats::write(&reading.transcript, &SHIFTED, &Options::default()).expect("it is written");
    assert_eq!(written.encode(&"utf-16le bom crlf".parse().expect("an encoding")).bytes, bytes);
    let refused = formats::read(b"PK\x03\x04".to_vec(), shifted).err().expect("nothing can be had of it");
    assert_eq!(refused, Unreadable::Binary(Content::Zip));
}

#[test]
fn what_a_file_is_is_said_after_the_formats_were_asked() {
    let (zip, srt) = (&b"PK\x03\x04Ifmmp"[..], &b"1\n00:00:01,000 --> 00:00:02,000\nA\n"[..]);
    let all: Vec<&'static Format> = formats::ALL.iter().copied().chain([&SHIFTED]).collect();
    let found = |formats: &[&'static Format], bytes: &[u8], extension: Option<&str>| {
        formats::detect(formats, &Probe::new(bytes, None), extension).map(|format| format.id)
    };
    // A format that reads bytes is asked about what is no text, and those of text are not.
    assert_eq!(found(&all, zip, None), Some("shifted"));
    assert_eq!(found(&all, zip, Some("srt")), Some("shifted"));
    assert_eq!(found(formats::ALL, zip, Some("srt")), None);
    assert_eq!(found(&all, b"%PDF-1.7", None), None);
    // And the extension of one does not take a text from the others.
    assert_eq!(found(&all, srt, Some("bin")), Some("srt"));
    // What a person calls a text is no text all the same.
    let format = formats::named("srt");
    let refused = formats::read(zip.to_vec(), Known { format, ..Known::default() }).err().expect("not a text");
    assert_eq!(refused, Unreadable::Binary(Content::Zip));
}

#[test]
fn options_are_chosen_by_name_and_the_rest_has_its_defaults() {
    let vtt = &formats::vtt::FORMAT;
    let settings = || vtt.settings_when(When::Writing).chain(formats::settings_of_reading());
    let mut chosen = Options::default();
    for (name, value, expected) in [
        ("width", "42", Ok(())),
        ("ROLL", "Keep", Ok(())),
        ("width", "32", Ok(())),
        ("width", "0", Err("The option width cannot be “0”; it can be 1-1000")),
        ("width", "wide", Err("The option width cannot be “wide”; it can be 1-1000")),
        ("roll", "up", Err("The option roll cannot be “up”; it can be keep|collapse")),
        (
            "height",
            "3",
            Err(
                "There is no option “height”; there are columns, fields, fps, reading-speed, roll, rows, time-unit, width",
            ),
        ),
    ] {
        let done = chosen.choose(settings(), name, value).map_err(|unfit| text(&unfit.message()));
        assert_eq!(
            done.as_ref().map_err(String::as_str),
            expected.as_ref().map_err(|message| *message),
            "{name}={value}"
        );
    }
    assert_eq!((chosen.number(&WIDTH), chosen.number(&ROWS), chosen.number(&READING_SPEED)), (Some(32), Some(2), None));
    // A name means the same wherever it stands.
    let all: Vec<_> = formats::ALL.iter().flat_map(|format| format.settings).collect();
    for (setting, other) in all.iter().flat_map(|setting| all.iter().map(move |other| (setting, other))) {
        assert_eq!(setting.name == other.name, std::ptr::eq(**setting, **other), "{}", setting.name);
    }
}

#[test]
fn captions_are_fitted_as_the_options_say() {
    let long = "0-4 Ann: This is a rather long line that will not fit\n4- Bob: Yes";
    let t = crate::notation::transcript(long);
    let options = Options::default().with_number(&WIDTH, 20).with_number(&READING_SPEED, 17);
    assert_eq!(
        write_with(&t, &formats::srt::FORMAT, &options),
        "1\n00:00:00,000 --> 00:00:02,160\nAnn: This is\na rather long\n\n\
         2\n00:00:02,160 --> 00:00:04,000\nline that\nwill not fit\n\n3\n00:00:04,000 --> 00:00:05,000\nBob: Yes\n"
    );
    assert_eq!(
        write_with(&t, &formats::vtt::FORMAT, &options),
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.955\n<v Ann>This is a\nrather long</v>\n\n\n\
         00:00:01.955 --> 00:00:04.000\n<v Ann>line that\nwill not fit</v>\n\n\n\
         00:00:04.000 --> 00:00:05.000\n<v Bob>Yes</v>\n\n"
    );
}

#[test]
fn captions_that_roll_are_kept_unless_it_is_chosen_otherwise() {
    // The same captions twice over: each line first below the one before, and said by a voice or by nobody.
    let cues = |comma: &str, voice: &str| -> String {
        let cue = |n: usize| {
            let (start, end) = (format!("00:00:{n:02}{comma}000"), format!("00:00:{:02}{comma}000", n + 1));
            format!("{start} --> {end}\n{voice}line {n}\nline {}\n\n", n + 1)
        };
        (0..12).map(cue).collect()
    };
    let plain = "1\n00:00:01,000 --> 00:00:02,000\nYes.\n\n2\n00:00:02,000 --> 00:00:02,010\nYes.\n\n\
                 3\n00:00:03,000 --> 00:00:04,000\nNo.\n\n4\n00:00:04,000 --> 00:00:05,000\nNo.\nGood.\n";
    for (what, text, kept, collapsed) in [
        ("vtt", format!("WEBVTT\n\n{}", cues(".", "")), 12, Some(11)),
        ("srt", cues(",", ""), 12, Some(11)),
        ("equal cues", plain.to_owned(), 4, None),
        ("equal cues, as vtt", format!("WEBVTT\n\n{plain}"), 4, None),
    ] {
        let read = |choice: Option<&str>| {
            let mut options = Options::default();
            if let Some(choice) = choice {
                options.choose(formats::settings_of_reading(), "roll", choice).expect("it can be chosen");
            }
            let known = Known { options: Some(&options), ..Known::default() };
            formats::read(text.clone().into_bytes(), known).unwrap_or_else(|why| panic!("{why:?}"))
        };
        let said = |reading: &formats::Reading| {
            reading.problems.iter().map(text_of).filter(|said| said.contains("roll:")).collect()
        };
        for choice in [None, Some("keep")] {
            let reading = read(choice);
            assert_eq!(reading.transcript.lines.len(), kept, "{what}");
            let said: Vec<String> = said(&reading);
            let offered = collapsed.map(|n| {
                format!("The captions roll: {n} lines stand there twice; the option roll=collapse leaves them out")
            });
            assert_eq!(said, Vec::from_iter(offered), "{what}");
        }
        let reading = read(Some("collapse"));
        let texts: Vec<&str> = reading.transcript.lines.iter().map(|line| line.text.as_str()).collect();
        if let Some(n) = collapsed {
            assert_eq!(texts[..3], ["line 0\nline 1", "line 2", "line 3"], "{what}");
            assert_eq!(said(&reading), [format!("The captions roll: {n} repeated lines are left out")], "{what}");
        } else {
            assert_eq!(texts, ["Yes.", "Yes.", "No.", "No.\nGood."], "{what}");
        }
    }
}

fn text_of(problem: &Problem) -> String {
    text(&problem.message)
}

#[test]
fn data_in_which_nothing_is_found_is_no_prose() {
    for (said, expected) in [
        ("{\"a\": 1}", Some("is JSON data in which no transcript")),
        ("<?xml version=\"1.0\"?>\n<body xmlns=\"urn:x\"><p/></body>\n", Some("is an XML document in which no")),
        ("<b>Hello</b> there", None),
        ("Hello <b>there</b>", None),
        ("[Music] Hello", None),
    ] {
        let bytes = said.as_bytes().to_vec();
        let message = formats::read(bytes.clone(), Known::default()).err().map(|why| text(&why.message()));
        assert_eq!(message.is_some(), expected.is_some(), "{said}");
        assert!(
            message.as_ref().is_none_or(|message| message.starts_with(expected.unwrap_or_default())),
            "{message:?}"
        );
        // Whoever says that it is a text is believed.
        assert!(formats::read(bytes, Known { format: Some(&formats::text::FORMAT), ..Known::default() }).is_ok());
    }
}
