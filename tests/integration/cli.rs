//! The real program: arguments and files in; exit code, standard output, standard error and files out.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const SRT: &str = "1\n00:00:01,000 --> 00:00:02,500\nHello there\n\n2\n00:00:03,000 --> 00:00:04,000\nYes\n";

/// The same with speakers.
const TALK: &str = r#"{"stet":1,"lines":[
{"start":1000,"end":2500,"speaker":"Ann","text":"Hello there"},
{"start":3000,"end":4000,"speaker":"Bob","text":"Yes"}
]}"#;

/// A folder to work in, with settings of its own.
struct Folder {
    dir: tempfile::TempDir,
}

/// What the program did.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Folder {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for (name, content) in files {
            fs::write(dir.path().join(name), content).expect("it can be written");
        }
        Folder { dir }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.dir.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs the program in the folder. The arguments are set apart by spaces.
    fn stet(&self, arguments: &str) -> Run {
        self.stet_reading(arguments, "")
    }

    /// As [`Folder::stet`], with something on standard input.
    fn stet_reading(&self, arguments: &str, input: &str) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stet"))
            .args(arguments.split_whitespace())
            .current_dir(self.dir.path())
            .env("STET_CONFIG_DIR", self.path("config"))
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // Whoever does not read its standard input closes it.
        let _ = child.stdin.take().expect("it is piped").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("the program ends");
        Run {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

#[test]
fn arguments_lead_to_what_they_ask_for() {
    let rttm = "SPEAKER a 1 2.9 1.2 <NA> <NA> Cy <NA> <NA>\n";
    let table = "1000;Hello there;2500\n3000;Yes;4000\n";
    let files = [
        ("a.srt", SRT),
        ("b.srt", SRT),
        ("talk.json", TALK),
        ("empty.srt", ""),
        ("who.rttm", rttm),
        ("table.csv", table),
    ];
    // Arguments, exit code, what standard output begins with, what standard error holds.
    for (arguments, code, out, err) in [
        ("convert a.srt --to srt", 0, "1\n00:00:01,000 --> 00:00:02,500\nHello", ""),
        ("convert a.srt --to json", 0, "{\"stet\":1,\"format\":\"srt\",\"encoding\":\"utf-8\"", ""),
        ("convert a.srt -o -  --to srt", 0, "1\n", ""),
        ("convert - --to srt", 1, "", "stet: standard input is empty"),
        ("convert a.srt --to text --speakers who.rttm", 0, "Hello there\n[Cy]: Yes\n", "Plain text holds no times"),
        ("convert talk.json --to text --speakers missing.rttm", 1, "", "missing.rttm was not found"),
        ("convert talk.json --to text --speakers b.srt", 0, "Ann: ", "b.srt gives no line another speaker"),
        ("convert table.csv --to srt", 0, SRT, "“A” is the start, “B” is the text, “C” is the end"),
        (
            "convert table.csv --to whisper-tsv --option columns=-,text,start --option time-unit=seconds",
            0,
            "start\tend\ttext\n2500000\t2501000\tHello there\n4000000\t",
            "“B” is the text, “C” is the start",
        ),
        ("convert table.csv --to srt --option columns=start,end", 2, "", "it can be start,end,duration,speaker,text,-"),
        ("convert a.srt", 2, "", "To what? Say -o OUT or --to FORMAT"),
        ("convert a.srt -o a.xyz", 2, "", "a.xyz tells no format that can be written"),
        ("convert a.srt --to tide", 2, "", "tide"),
        ("convert a.srt --from tide --to srt", 2, "", "tide"),
        ("convert a.srt --to srt --encoding klingon", 2, "", "klingon"),
        ("convert a.srt b.srt --to srt", 2, "", "Many inputs need a folder"),
        ("convert a.srt -d out", 2, "", "--to"),
        ("convert a.srt -o b.srt -d out --to srt", 2, "", "cannot be used with"),
        ("convert --to srt", 2, "", "<IN>"),
        ("convert missing.srt --to srt", 1, "", "stet: missing.srt was not found"),
        ("convert empty.srt --to srt", 1, "", "stet: empty.srt is empty"),
        ("convert . --to srt", 1, "", "stet: . is a folder, not a file"),
        ("convert a.srt -o b.srt", 1, "", "b.srt exists already; --force writes over it"),
        ("export talk.json --preset reader", 0, "Ann: Hello there\n\nBob: Yes\n", ""),
        ("export a.srt --preset nobodys", 2, "", "No preset is called nobodys; there are reader"),
        ("export a.srt", 2, "", "--preset"),
        ("export missing.srt --preset reader", 1, "", "stet: missing.srt was not found"),
        (
            "stats a.srt",
            0,
            "File      a.srt (srt)\nLines     2, 2 without a speaker\nTurns     1\nWords     3\nLength    00:04\n",
            "",
        ),
        ("turns a.srt --json", 0, "[]\n", ""),
        ("turns talk.json", 0, "   Line      Time   Speaker  Because\n", ""),
        ("turns a.srt --apply", 2, "", "--output"),
        ("turns missing.srt", 1, "", "stet: missing.srt was not found"),
        ("stats missing.srt", 1, "", "stet: missing.srt was not found"),
        ("formats", 0, "Format ", ""),
        ("convert a.srt --to vtt --option width=5 --option rows=1", 0, "WEBVTT\n\n00:00:01.000 --> 00:00:", ""),
        ("convert a.srt --to vtt --option width", 2, "", "--option is written NAME=VALUE, as width=42: width is not"),
        ("convert a.srt --to vtt --option width=0", 2, "", "The option width cannot be “0”; it can be 1-1000"),
        ("convert a.srt --to text --option width=42", 2, "", "There is no option “width”; there are columns"),
        ("--no-such-flag", 2, "", "--no-such-flag"),
        ("--version", 0, concat!("stet ", env!("CARGO_PKG_VERSION")), ""),
    ] {
        let folder = Folder::new(&files);
        let run = folder.stet(arguments);
        let shown = format!("stet {arguments}\nstdout: {}\nstderr: {}", run.out, run.err);
        assert_eq!(run.code, code, "{shown}");
        assert!(run.out.starts_with(out) && (code == 0 || run.out.is_empty()), "{shown}");
        assert!(run.err.contains(err) && (!err.is_empty() || run.err.is_empty()), "{shown}");
        assert_eq!(folder.read("b.srt"), SRT, "nothing is written over: {shown}");
    }
}

#[test]
fn turns_are_proposed_and_taken() {
    let talk = "00:01 - Hello, I'm Ann Lee.\n00:03 - And I thank you. - Oh!\n00:05 [Music]\n";
    let folder = Folder::new(&[("talk.txt", talk)]);
    let run = folder.stet("turns talk.txt --json");
    let turns: serde_json::Value =
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out));
    let places: Vec<_> = turns
        .as_array()
        .expect("a list")
        .iter()
        .map(|turn| (&turn["line"], &turn["start"], &turn["speaker"]))
        .collect();
    assert_eq!(
        format!("{places:?}"),
        "[(Number(0), Number(0), String(\"Ann Lee\")), (Number(1), Number(0), String(\"Guest\")), (Number(1), Number(19), String(\"Ann Lee\"))]"
    );

    let run = folder.stet("turns talk.txt --apply -o out.json");
    assert_eq!((run.code, &*run.err), (0, ""));
    let counts = folder.stet("stats out.json --json").out;
    for part in ["\"lines\": 4", "\"name\": \"Ann Lee\"", "\"without_speaker\": 1"] {
        assert!(counts.contains(part), "{part} in {counts}");
    }
}

#[test]
fn a_file_is_written_in_the_format_of_its_name_and_over_another_only_by_force() {
    let folder = Folder::new(&[("a.srt", SRT), ("talk.json", TALK)]);
    assert_eq!(folder.stet("convert a.srt -o b.json").code, 0);
    let first = folder.read("b.json");
    assert!(first.contains("\"Hello there\""), "{first}");
    fs::write(folder.path("b.json"), "mine").expect("it can be written");
    assert_eq!(folder.stet("convert a.srt -o b.json").code, 1);
    assert_eq!(folder.read("b.json"), "mine");
    assert_eq!(folder.stet("convert a.srt -o b.json --force").code, 0);
    assert_eq!(folder.read("b.json"), first);
    assert_eq!(folder.stet("convert b.json -o b.json --force").code, 0, "even over itself");
    assert_eq!(folder.stet("export talk.json --preset reader -o b.json").code, 1);
    assert_eq!(folder.stet("export talk.json --preset reader -o new.txt").code, 0);
    assert_eq!(folder.read("new.txt"), "Ann: Hello there\n\nBob: Yes\n");
    if cfg!(unix) {
        assert_eq!(folder.stet("convert a.srt --to srt -o /dev/null").code, 0, "a device may be written to");
    }
}

#[test]
fn many_files_are_converted_and_one_that_fails_stops_none() {
    let folder = Folder::new(&[("a.srt", SRT), ("c.srt", SRT), ("bad.srt", "")]);
    fs::create_dir(folder.path("other")).expect("it can be made");
    fs::write(folder.path("other/a.srt"), SRT).expect("it can be written");
    let run = folder.stet("convert a.srt bad.srt missing.srt other/a.srt c.srt --to json -d out/deep");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("bad.srt is empty") && run.err.contains("missing.srt was not found"), "{}", run.err);
    assert!(run.err.contains("other/a.srt: There is one of that name from a.srt already"), "{}", run.err);
    let mut made: Vec<_> = fs::read_dir(folder.path("out/deep"))
        .expect("the folder is made")
        .map(|entry| entry.expect("it can be listed").file_name().into_string().expect("it is Unicode"))
        .collect();
    made.sort();
    assert_eq!(made, ["a.json", "c.json"]);
    assert_eq!(folder.stet("convert a.srt c.srt --to json -d out/deep").code, 1, "they exist");
    assert_eq!(folder.stet("convert a.srt c.srt --to json -d out/deep --force").code, 0);
}

#[test]
fn standard_input_is_a_file_like_any() {
    let folder = Folder::new(&[]);
    let run = folder.stet_reading("convert - --to srt", SRT);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, SRT, ""));
    let run = folder.stet_reading("convert - --to json -d out", SRT);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(folder.read("out/stdin.json").contains("Hello"));
    let run = folder.stet_reading("stats - --json", SRT);
    assert!(run.out.contains("\"words\": 3"), "{}", run.out);
}

#[test]
fn what_is_lost_or_odd_is_said_and_the_work_goes_on() {
    let broken = "1\n00:00:01,000 --> 00:00:0x,500\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nYes\n";
    let folder = Folder::new(&[("broken.srt", broken)]);
    let run = folder.stet("convert broken.srt -o b.json");
    assert_eq!(run.code, 0);
    assert!(run.err.starts_with("stet: broken.srt:2: "), "{}", run.err);
    assert!(folder.read("b.json").contains("\"problems\":[{\"line\":2,"));

    let checked = r#"{"stet":1,"lines":[{"start":0,"end":900,"speaker":"Ann","text":"One","checked":true}]}"#;
    fs::write(folder.path("c.json"), checked).expect("it can be written");
    let run = folder.stet("convert c.json -o c.srt");
    assert_eq!(run.code, 0);
    // Who speaks is read back from the text, so that nothing is lost of it.
    assert_eq!(run.err, "stet: c.json: SubRip holds no marks of checked lines\n");
    let again = folder.stet("convert c.srt --to json");
    assert!(again.out.contains(r#""speaker":"Ann","text":"One""#), "{}", again.out);

    let page = "0:00 One\n0:02 Two\n1:00 Three\n";
    let run = folder.stet_reading("convert - --to srt --from page", page);
    assert_eq!(run.err, "stet: standard input: SubRip holds no lines without an end: 3 ends are made up\n");
    let early = "1\n-00:00:09,066 --> -00:00:04,995\nOne\n\n2\n-00:00:01,000 --> 00:00:01,000\nTwo\n";
    let run = folder.stet_reading("convert - --to vtt", early);
    assert_eq!(run.err, "stet: standard input: WebVTT holds no times before 0: 2 lines begin at 0\n");
    assert!(!run.out.contains("-00:") && run.out.contains("00:00:00.000 --> 00:00:01.000\nTwo"), "{}", run.out);

    let notes = "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\nNOTE\nof the tide\n\nNOTE of the wind\n\n00:03.000 --> 00:04.000\nTwo\n";
    for (to, said) in [
        ("srt", "SubRip holds no notes: 2 left out"),
        ("text", "Plain text holds no notes: 2 left out"),
        ("json", ""),
        ("page", ""),
        ("markdown", ""),
    ] {
        let run = folder.stet_reading(&format!("convert - --to {to}"), notes);
        assert!(run.err.contains(said) && (said.is_empty() != run.err.contains("notes")), "{to}: {}", run.err);
        let kept = run.out.contains("of the tide") && run.out.contains("of the wind");
        assert_eq!(kept, said.is_empty(), "{to}: {}", run.out);
    }
    let run = folder.stet_reading("convert - --to vtt", "One\n\nTwo\n");
    assert_eq!(run.err, "stet: standard input: WebVTT holds no lines without times, so theirs are made up\n");
}

#[test]
fn a_character_set_can_be_named_for_what_is_read_and_written() {
    let folder = Folder::new(&[]);
    let latin = [&SRT.as_bytes()[..35], b"\xE9t\xE9 d\xE9j\xE0\n"].concat();
    fs::write(folder.path("l.srt"), latin).expect("it can be written");
    let run = folder.stet("convert l.srt --encoding latin1 --to srt");
    assert!(run.out.contains("été déjà"), "{}", run.out);
    let run = folder.stet("convert l.srt --encoding latin1 -o w.srt --output-encoding windows-1252,crlf");
    assert_eq!(run.code, 0, "{}", run.err);
    let written = fs::read(folder.path("w.srt")).expect("it is there");
    assert!(written.windows(5).any(|window| window == b"\xE9t\xE9 d") && written.ends_with(b"\r\n"));
    fs::write(folder.path("j.srt"), SRT.replace("Yes", "橋")).expect("it can be written");
    let run = folder.stet("convert j.srt -o j2.srt --output-encoding latin1");
    assert!(run.err.contains("Written in UTF-8, as windows-1252 lacks some of its characters"), "{}", run.err);
    assert!(folder.read("j2.srt").contains("橋"));
}

#[test]
fn projects_are_read_and_written() {
    let folder = Folder::new(&[("a.srt", SRT)]);
    assert_eq!(folder.stet("convert a.srt -o a.stet.ron").code, 0);
    assert!(folder.read("a.stet.ron").contains("Hello there"));
    let run = folder.stet("convert a.stet.ron --to srt");
    assert_eq!(run.out, SRT, "{}", run.err);
    let run = folder.stet("convert a.stet.ron --to json");
    assert!(run.out.starts_with("{\"stet\":1,\"format\":\"stet\",\"encoding\":\"utf-8\""), "{}", run.out);
    assert!(folder.stet("stats a.stet.ron").out.starts_with("File      a.stet.ron (stet)\n"));
    let again = folder.stet("convert a.stet.ron --to stet").out;
    assert_eq!(again, folder.read("a.stet.ron"), "a project is handed on as it is");
    assert_eq!(folder.stet("convert a.stet.ron --to json -d out").code, 0);
    assert!(folder.path("out/a.json").is_file());
    let damaged = folder.read("a.stet.ron").replace("\"Yes\"", "\"Yes");
    fs::write(folder.path("damaged.stet.ron"), damaged).expect("it can be written");
    let run = folder.stet("export damaged.stet.ron --preset reader");
    assert_eq!(run.code, 0);
    assert!(run.out.contains("Hello there") && run.err.contains("The project is damaged"), "{}{}", run.out, run.err);
}

#[test]
fn nothing_in_a_file_acts_on_the_terminal_by_way_of_a_message() {
    let name = "\u{1b}[31mred\u{202e}.srt";
    let folder = Folder::new(&[]);
    if fs::write(folder.path(name), "").is_err() {
        return;
    }
    let run = folder.stet(&format!("convert {name} --to srt"));
    assert_eq!(run.err, "stet: \\u{1b}[31mred\\u{202e}.srt is empty\n");
    let run = folder.stet_reading("stats -", "1\n00:00:01,000 --> 00:00:02,000\n\u{1b}]0;evil\u{7}: Hi\n");
    assert!(!run.out.contains('\u{1b}'), "{}", run.out);
}

#[test]
fn statistics_for_scripts() {
    let folder = Folder::new(&[("talk.json", TALK)]);
    let run = folder.stet("stats talk.json --json");
    let counts: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(
        counts,
        serde_json::json!({
            "format": "json", "lines": 2, "turns": 2, "words": 3, "length": 4000, "checked": 0,
            "without_speaker": 0, "without_time": 0,
            "speakers": [
                {"name": "Ann", "lines": 1, "turns": 1, "words": 2, "talking_time": 1500},
                {"name": "Bob", "lines": 1, "turns": 1, "words": 1, "talking_time": 1000},
            ],
        })
    );
    let table = folder.stet("stats talk.json").out;
    assert!(table.ends_with(
        "\nSpeaker     Lines   Turns     Words      Time\nAnn             1       1         2     00:01\nBob             1       1         1     00:01\n"
    ), "{table}");
}

#[test]
fn formats_are_listed_for_people_and_scripts() {
    let folder = Folder::new(&[]);
    let table = folder.stet("formats").out;
    assert!(table.lines().any(|line| line.starts_with("srt ") && line.contains("SubRip")), "{table}");
    let listed: serde_json::Value = serde_json::from_str(&folder.stet("formats --json").out).expect("it is JSON");
    let ids: Vec<&str> = listed.as_array().expect("a list").iter().filter_map(|row| row["id"].as_str()).collect();
    let expected: Vec<&str> = stet::formats::ALL.iter().map(|format| format.id).chain(["stet"]).collect();
    assert_eq!(ids, expected);
    let width = &listed[1]["options"][0];
    assert_eq!(
        (&width["name"], &width["when"], &width["values"]),
        (&"width".into(), &"write".into(), &"1-1000".into())
    );
    assert!(!table.contains("roll="), "{table}");
    let long = folder.stet("formats --long").out;
    assert!(long.starts_with(&table), "{long}");
    assert!(long.contains("\n  roll=keep|collapse (keep unless chosen), to read\n      Captions that roll"), "{long}");
    assert!(long.contains("\nsrt (SubRip)\n  width=1-1000, to write\n"), "{long}");
}

#[test]
fn ones_own_presets_can_be_used() {
    let folder = Folder::new(&[("talk.json", TALK)]);
    let mut settings = stet::settings::Settings::default();
    settings.keep_preset(stet::export::Preset { name: "mine".into(), names: false, ..Default::default() });
    settings.save(&folder.path("config")).expect("it can be written");
    let run = folder.stet("export talk.json --preset mine");
    assert_eq!((run.code, run.out.as_str()), (0, "Hello there\n\nYes\n"), "{}", run.err);
    fs::write(folder.path("config/settings.ron"), "broken").expect("it can be written");
    let run = folder.stet("export talk.json --preset reader");
    assert_eq!(run.code, 0);
    assert!(run.err.contains("could not be understood"), "{}", run.err);
}

#[test]
fn check_lists_what_deserves_a_look() {
    let talk =
        "00:00 Bonjour à tous, nous sommes à la gare.\n00:04 Ca commence, et il fait beau.\n00:08 Le trein est là.\n";
    let calm = "00:00 Bonjour à tous, nous sommes à la gare.\n00:04 Le train est là, et il fait beau.\n";
    let german = "00:00 Wir sind nicht da, und das ist auch gut.\n00:04 Aber die Leute haben es noch nicht.\n";
    let folder = Folder::new(&[
        ("talk.txt", talk),
        ("calm.txt", calm),
        ("german.txt", german),
        ("names.txt", "Trèyne = trein\n= nobody\n"),
    ]);
    let run = folder.stet("check talk.txt --json");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let found: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(found.as_array().map(Vec::len), Some(2), "{found}");
    assert_eq!(
        found[0],
        serde_json::json!({
            "line": 1, "start": 0, "end": 2, "kind": "typography", "text": "Ca",
            "message": "“Ça” has a cedilla", "fixes": ["Ça"], "weight": "sure"
        })
    );
    assert_eq!((&found[1]["kind"], &found[1]["text"]), (&"unknown-word".into(), &"trein".into()));

    let run = folder.stet("check talk.txt --only unknown-word,times --suggest");
    assert_eq!(run.code, 1);
    assert!(
        run.out.starts_with("     3     00:08  unknown-word   “trein” is in no French dictionary → "),
        "{}",
        run.out
    );
    assert!(run.out.contains("“train”"), "{}", run.out);
    assert!(run.out.ends_with("\nunknown words 1; 0 of 3 lines checked\n"), "{}", run.out);

    // An analysis by its id, and its kind by its own, with one that finds nothing.
    let by_kind = folder.stet("check talk.txt --only unknown-word");
    for ids in ["spelling", "spelling,names", "unknown-word,names"] {
        assert_eq!(folder.stet(&format!("check talk.txt --only {ids}")).out, by_kind.out, "{ids}");
    }

    let run = folder.stet("check talk.txt --only glossary-form --glossary names.txt");
    assert!(run.out.contains("“Trèyne” was heard as “trein” before → “Trèyne”"), "{}", run.out);
    assert!(run.err.starts_with("stet: names.txt:2: "), "{}", run.err);

    let run = folder.stet("check calm.txt");
    assert_eq!((run.code, run.out.as_str()), (0, "nothing found; 0 of 2 lines checked\n"));
    let run = folder.stet("check german.txt --language de-LI");
    let off = "stet: german.txt: Spelling is off, as there is no dictionary of German; put a Hunspell dictionary, de.aff and de.dic, into ";
    assert!(run.code == 0 && (run.err.is_empty() || run.err.starts_with(off)), "{}", run.err);
    for (arguments, said) in [
        ("check missing.txt", "missing.txt was not found"),
        ("check talk.txt --glossary missing.txt", "missing.txt could not be read"),
        ("check talk.txt --only nonsense", "invalid value 'nonsense'"),
        ("check talk.txt --language klingon", "a language is named by a tag"),
    ] {
        let run = folder.stet(arguments);
        assert!(run.code == 2 && run.err.contains(said), "{arguments}: {} {}", run.code, run.err);
    }
}

#[test]
fn every_verb_explains_itself() {
    let folder = Folder::new(&[]);
    for (arguments, mentioned) in [
        (
            "--help",
            vec![
                "Usage: stet [FILE]",
                "convert",
                "export",
                "stats",
                "check",
                "formats",
                "completions",
                "man",
                "stet ./convert",
            ],
        ),
        (
            "convert --help",
            vec!["<IN>...", "--output", "--to", "--directory", "--from", "--encoding", "--force", "“-”", "srt"],
        ),
        ("export --help", vec!["--preset", "reader-times", "--output", "--force"]),
        ("stats --help", vec!["--json"]),
        ("check --help", vec!["--only", "unknown-word", "--glossary", "--json", "\"line\":0", "1 something was"]),
        ("formats --help", vec!["--json"]),
        ("completions --help", vec!["bash", "zsh", "fish"]),
        ("man --help", vec!["man -l -"]),
    ] {
        let run = folder.stet(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments}");
        for word in mentioned {
            assert!(run.out.contains(word), "stet {arguments} says nothing of {word}:\n{}", run.out);
        }
    }
}

#[test]
fn completions_and_man_page_know_every_verb() {
    let folder = Folder::new(&[]);
    let page = folder.stet("man");
    assert_eq!((page.code, page.err.as_str()), (0, ""));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = folder.stet(&format!("completions {shell}"));
        for verb in ["convert", "export", "stats", "check", "formats"] {
            assert!(script.out.contains(verb), "{shell} does not know {verb}");
        }
    }
    for verb in ["CONVERT", "EXPORT", "STATS", "CHECK", "FORMATS"] {
        assert!(page.out.contains(&format!(".SH \"STET {verb}\"")), "{}", page.out);
    }
    for known in [".TH stet 1", "output\\-encoding", ".SS NOTES", "reader\\-times"] {
        assert!(page.out.contains(known), "no {known} in\n{}", page.out);
    }
    assert_eq!(folder.stet("completions tide").code, 2);
}

#[test]
#[cfg(unix)]
fn nobody_is_told_when_nobody_reads_on() {
    let folder = Folder::new(&[]);
    let long: String =
        (0..20_000).map(|n| format!("{}\n00:00:01,000 --> 00:00:02,000\nHello {n}\n\n", n + 1)).collect();
    fs::write(folder.path("long.srt"), long).expect("it can be written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_stet"))
        .args([Path::new("convert"), &folder.path("long.srt"), Path::new("--to"), Path::new("srt")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn diff_shows_what_was_corrected() {
    let folder = Folder::new(&[("a.srt", SRT), ("b.txt", "Hallo there\n\nYes\n"), ("=x.srt", SRT)]);
    let run = folder.stet("diff a.srt b.txt");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("[-Hello-]{+Hallo+} there"), "{}", run.out);
    let figures = "Of 3 words 1 changed, 0 deleted, 0 inserted\n\
                   Word error rate 33.3 %: these three, for each of the 3 words there are now\n";
    assert!(run.out.ends_with(figures), "{}", run.out);

    let run = folder.stet("diff a.srt b.txt --log csv");
    assert_eq!(run.out, "line,time,speaker,before,after,how\n1,,,Hello,Hallo,by hand\n");
    assert!(folder.stet("diff a.srt b.txt --log md").out.contains("| Hello | Hallo |"));
    assert!(folder.stet("diff a.srt b.txt --log json").out.contains("\"before\": \"Hello\""));
    assert_eq!(folder.stet("diff a.srt b.txt --log pairs").out, "wrong\tright\ttimes\nHello\tHallo\t1\n");

    // A project alone has its original; a transcript has none.
    folder.stet("convert a.srt -o p.stet.ron");
    let text = folder.read("p.stet.ron").replacen("Hello there", "Hello here", 1);
    fs::write(folder.path("p.stet.ron"), text).expect("it can be written");
    let run = folder.stet("diff p.stet.ron");
    assert!(run.out.contains("Hello [-there-]{+here+}") || run.out.contains("Hello [-here-]{+there+}"), "{}", run.out);
    let run = folder.stet("diff a.srt");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("name a second file"), "{}", run.err);
    assert_eq!(folder.stet("diff a.srt missing.srt").code, 1);
}

#[test]
fn what_the_show_beside_the_input_remembers_is_used() {
    let talk = "00:00 Bonjour à tous, nous sommes à la gare avec Olmeau.\n00:04 Le glouftard est là, il fait beau.\n";
    let show = "[names]\nOlmo = Olmeau (may, june)\n[words]\nglouftard\n[nothing]\n";
    let folder = Folder::new(&[("talk.txt", talk), ("show.stet.txt", show)]);
    let told = "stet: show.stet.txt:5: There is no section [nothing]";
    for (arguments, code, with, without) in [
        ("check talk.txt", 1, "“Olmo” was heard as “Olmeau” before", "glouftard"),
        ("check talk.txt --no-show", 1, "glouftard", "Olmo”"),
        ("names talk.txt", 0, "Olmeau → Olmo", "glouftard"),
        ("names talk.txt --no-show", 0, "", "Olmo"),
        ("fix talk.txt --dry-run", 0, "Olmeau → Olmo", "glouftard"),
        ("turns talk.txt", 0, "Speaker", "glouftard"),
    ] {
        let run = folder.stet(arguments);
        let shown = format!("stet {arguments}\nstdout: {}\nstderr: {}", run.out, run.err);
        assert_eq!(run.code, code, "{shown}");
        assert!(run.out.contains(with) && !run.out.contains(without), "{shown}");
        assert_eq!(run.err.contains(told), !arguments.contains("--no-show"), "{shown}");
    }
    assert_eq!(folder.stet("fix talk.txt --no-show --dry-run").out, "");
}

#[test]
fn dictionaries_are_found_where_the_settings_say() {
    let talk = "00:00 Bonjour hundo.\n";
    let folder = Folder::new(&[("talk.txt", talk), ("qaa.aff", "SET UTF-8\n"), ("qaa.dic", "1\nhundo\n")]);
    let check = "check talk.txt --language qaa --only unknown-word";
    let run = folder.stet(check);
    assert_eq!(run.code, 0);
    let off = "stet: talk.txt: Spelling is off, as there is no dictionary of qaa; put a Hunspell dictionary, qaa.aff and qaa.dic, into ";
    assert!(run.err.starts_with(off) && run.err.contains("dictionaries"), "{}", run.err);
    let added = serde_json::to_string(&folder.dir.path()).expect("a path in Unicode");
    fs::create_dir(folder.path("config")).expect("it can be made");
    fs::write(folder.path("config/settings.ron"), format!("{{\"dictionaries\": [{added}]}}"))
        .expect("it can be written");
    let run = folder.stet(check);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert!(run.out.contains("“Bonjour” is in no qaa dictionary") && !run.out.contains("hundo"), "{}", run.out);
    fs::write(folder.path("qaa.aff"), "SET EBCDIC-7\n").expect("it can be written");
    assert!(folder.stet(check).err.contains("qaa.dic is no dictionary that can be used: "));
}

#[test]
fn names_are_put_right_with_what_is_known() {
    let page = "La Vallée avec Bastien Corvasier\n\nTranscription\n00:01 Voici Bastien Corvazier, qui a dessiné la maison.\n\
                00:04 Et Yvonne Takrel est avec nous ce matin.\n";
    let glossary = "Yvonne Taquerel = Yvonne Takrel\n";
    let folder = Folder::new(&[("page.txt", page), ("g.txt", glossary), ("empty.txt", ""), ("plain.srt", SRT)]);
    for (arguments, code, out, err) in [
        ("fix page.txt", 0, "Voici Bastien Corvasier,", "1 name, 1 place put right"),
        ("fix page.txt --glossary empty.txt", 0, "Voici Bastien Corvasier,", "empty.txt: There is no right form in it"),
        ("fix page.txt --glossary g.txt", 0, "Et Yvonne Taquerel est", "2 names, 2 places put right"),
        ("fix plain.srt", 0, "Hello there", "No name is surely wrong"),
        ("fix page.txt --glossary missing.txt", 1, "", "missing.txt"),
    ] {
        let run = folder.stet(arguments);
        assert_eq!(run.code, code, "{arguments}: {}", run.err);
        assert!(run.out.contains(out), "{arguments}: {}", run.out);
        assert!(run.err.contains(err), "{arguments}: {}", run.err);
    }
    // A project remembers what was put right, as it does in the window.
    let run = folder.stet("fix page.txt -o fixed.stet.ron");
    assert_eq!(run.code, 0, "{}", run.err);
    let stored = fs::read_to_string(folder.path("fixed.stet.ron")).expect("it was written");
    assert!(stored.contains("Bastien Corvazier") && stored.contains("Voici Bastien Corvasier"), "{stored}");
    assert_eq!(folder.stet("glossary fixed.stet.ron").out, "Bastien Corvasier = Bastien Corvazier\n");
    let help = folder.stet("fix --help").out;
    assert!(help.contains("The whole transcript goes to standard output"), "{help}");
    assert_eq!(folder.read("page.txt"), page);
}

#[test]
fn a_glossary_is_written_in_another_form() {
    let show = "[names]\nOlmo = Olmeau (may)\n[words]\nfab\n";
    let folder = Folder::new(&[("g.txt", "Brandt = Brant, =x\n= y\nOlmo\n"), ("show.stet.txt", show)]);
    let run = folder.stet("glossary g.txt --to csv");
    assert_eq!((run.code, run.out.as_str()), (0, "right,heard\nBrandt,Brant,'=x\nOlmo\n"));
    assert_eq!(run.err, "stet: g.txt:2: This line has no right form\n");
    assert_eq!(folder.stet("glossary show.stet.txt").out, "Olmo = Olmeau\n");
    assert_eq!(folder.stet("glossary missing.txt").code, 1);
}
