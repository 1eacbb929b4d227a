//! The memory of a show: what it says, what it learns, and that it stays what a person made of it.

use crate::notation::{entry, read};
use std::cell::Cell;
use stet::document::save::Expect;
use stet::document::series::{self, Series};
use stet::edit::{Edit, glossary};
use stet::model::{Known, Transcript};

const FILE: &str = "\
# by hand
[names]
Brandt
Olmo = Olmeau (may, june ×2)
Olmo = Ormeau
  # kept, too
[words]
pennywhistle

[speakers]
Ann Quill = Ann, Quill
";

/// What a show knows, as `form<heard times/documents>`, then words, then speakers.
fn series_of(series: &Series) -> String {
    let names = series.names().into_iter().map(|name| {
        let heard = name
            .heard
            .iter()
            .map(|h| format!("<{} {}/{}{}>", h.form, h.times, h.documents, if h.is_sure() { "!" } else { "" }));
        name.form.clone() + &heard.collect::<String>()
    });
    let words = series.words().map(|word| format!("“{word}”"));
    let speakers =
        series.speakers().into_iter().map(|speaker| format!("{}: {}", speaker.name, speaker.aliases.join("/")));
    names.chain(words).chain(speakers).collect::<Vec<_>>().join(" ")
}

/// A transcript with a glossary of `form=heard` and words that are right.
fn confirmed(roster: &str, pairs: &[(&str, &str)], words: &[&str]) -> Transcript {
    let mut t = read(roster).0;
    let apply = |t: &Transcript, edit: Option<Edit>| edit.map_or(t.clone(), |edit| edit.apply(t));
    for (form, heard) in pairs {
        let heard: Vec<&str> = heard.split('|').collect();
        t = apply(&t, glossary::add_all(&t, &[entry(form, &heard)]));
    }
    for word in words {
        let known = Known { kind: "unknown-word".to_owned(), form: (*word).to_owned(), line: None };
        t = apply(&t, glossary::right(&t, known));
    }
    t
}

#[test]
fn a_file_is_read_and_stays_as_it_is() {
    let (show, problems) = Series::read(FILE);
    assert_eq!(problems, []);
    assert_eq!(series_of(&show), "Brandt Olmo<Olmeau 3/2!><Ormeau 0/0!> “pennywhistle” Ann Quill: Ann/Quill");
    assert_eq!(show.write(), FILE);
    assert_eq!(show.glossary()[1].heard, ["Olmeau", "Ormeau"]);
}

#[test]
fn a_wrong_line_is_named_and_kept() {
    let text = "Brandt = Brant (may ×x)\n= x\n[nothing]\nOlmo = a, b\nPaz\n";
    let (mut show, problems) = Series::read(text);
    let lines: Vec<Option<usize>> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [Some(1), Some(2), Some(3), Some(4)], "{problems:?}");
    assert_eq!(series_of(&show), "Paz");
    assert!(show.learn(&confirmed("a", &[("Quill", "")], &[]), "may", |_, _| 1));
    assert!(show.write().starts_with(text), "{}", show.write());
}

#[test]
fn a_show_learns_from_one_transcript_after_the_other() {
    let mut show = Series::default();
    let may =
        confirmed("= Ann Quill/Ann/Speaker 1, SPEAKER_02\nx", &[("Olmo", "Olmeau|Ormeau"), ("Paz", "")], &["fab"]);
    let times = |_: &str, heard: &str| if heard == "Olmeau" { 2 } else { 0 };
    assert!(show.learn(&may, "may", times));
    assert_eq!(series_of(&show), "Olmo<Olmeau 2/1> Paz “fab” Ann Quill: Ann");

    // The same again is nothing new; another count takes the place of the first.
    assert!(!show.learn(&may, "may", times));
    assert!(show.learn(&may, "may", |_, heard| if heard == "Olmeau" { 3 } else { 0 }));
    assert_eq!(series_of(&show), "Olmo<Olmeau 3/1> Paz “fab” Ann Quill: Ann");

    let june = confirmed("= Ann Quill/Annie\nx", &[("Olmo", "Olmeau|Old mow"), ("Paz", "Pas")], &["fab"]);
    assert!(show.learn(&june, "june, (two)", |_, _| 1));
    let expected = "Olmo<Olmeau 4/2!><Old mow 1/1> Paz<Pas 1/1> “fab” Ann Quill: Ann/Annie";
    assert_eq!(series_of(&show), expected);

    let (again, problems) = Series::read(&show.write());
    assert_eq!((series_of(&again).as_str(), problems.len()), (expected, 0), "{}", show.write());
    assert!(
        show.write().contains("Olmo = Olmeau (june two, may ×3)\nOlmo = Old mow (june two)\nPaz = Pas"),
        "{}",
        show.write()
    );
}

#[test]
fn what_a_person_wrote_stays() {
    let (mut show, _) = Series::read(FILE);
    let t = confirmed("= Ann Quill\nx", &[("Olmo", "Ormeau|Olmeau")], &["pennywhistle", "fab"]);
    assert!(show.learn(&t, "july", |_, _| 1));
    assert_eq!(
        show.write(),
        FILE.replace("(may, june ×2)", "(july, june ×2, may)").replace("pennywhistle\n", "pennywhistle\nfab\n")
    );
}

#[test]
fn any_form_survives_the_file() {
    let forms = ["Olmo (Paz)", "[names]", "a = b", "C#", "#x", "a, b", "\"q\"", "- x", "Re:Olmo", "x (may)", "'so"];
    let mut show = Series::default();
    for form in forms {
        show.learn(&confirmed("x", &[(form, "heard (so)"), (form, "[so]")], &[form]), "may", |_, _| 1);
    }
    let (again, problems) = Series::read(&show.write());
    assert_eq!(problems, [], "{}", show.write());
    assert_eq!(series_of(&again), series_of(&show));
    assert_eq!(again.names().len(), forms.len());
}

#[test]
fn a_show_lies_beside_its_transcripts() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let transcript = folder.path().join("may.srt");
    assert!(series::find(&transcript).is_none());
    let path = series::path_beside(&transcript);
    Series::read(FILE).0.save(&path, Expect::Nothing).expect("it can be written");
    let found = series::find(&transcript).expect("it is there").expect("it can be read");
    assert_eq!((found.series.write().as_str(), found.problems), (FILE, Vec::new()));
    assert!(Series::default().save(&path, Expect::Nothing).is_err(), "it is not written over unasked");
    std::fs::remove_file(&path).expect("it is there");
    std::fs::create_dir(&path).expect("it can be made");
    assert!(series::find(&transcript).expect("something is there").is_err());
}

#[test]
fn a_file_is_made_only_to_say_something() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let transcript = folder.path().join("may.srt");
    let nothing = confirmed("= Speaker 1\nx", &[], &[]);
    let taught = series::teach(&transcript, &nothing, "may", |_, _| 1).expect("nothing is written");
    assert!(!taught.is_new && series::find(&transcript).is_none());

    let may = confirmed("x", &[("Olmo", "Olmeau")], &["fab"]);
    let taught = series::teach(&transcript, &may, "may", |_, _| 1).expect("it can be written");
    assert!(taught.is_new);
    assert_eq!(series_of(&taught.found.series), "Olmo<Olmeau 1/1> “fab”");
    let file = series::path_beside(&transcript);
    let written = || std::fs::metadata(&file).and_then(|facts| facts.modified()).expect("it was written");
    let before = written();
    assert!(!series::teach(&transcript, &may, "may", |_, _| 1).expect("it can be read").is_new);
    assert_eq!(written(), before, "what is known already is not written again");
}

#[test]
fn two_windows_teach_one_file_and_neither_loses_what_the_other_wrote() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let transcript = folder.path().join("may.srt");
    let path = series::path_beside(&transcript);
    let may = confirmed("= Ann Quill\nx", &[("Olmo", "Olmeau")], &["fab"]);
    let june = confirmed("= Tano\nx", &[("Olmo", "Ormeau"), ("Paz", "Pas")], &[]);
    let by_hand = "[words]\npennywhistle\n# kept\n";
    for begin in [None, Some("[names]\nBrandt\n")] {
        for theirs in ["teaches", "writes by hand"] {
            let _none_yet = std::fs::remove_file(&path);
            if let Some(begin) = begin {
                std::fs::write(&path, begin).expect("it can be written");
            }
            // The other window comes between reading and writing.
            let come = Cell::new(false);
            let taught = series::teach(&transcript, &may, "may", |_, _| {
                if !come.replace(true) {
                    match theirs {
                        "teaches" => {
                            _ = series::teach(&transcript, &june, "june", |_, _| 2).expect("it can be written");
                        }
                        _ => std::fs::write(&path, by_hand).expect("it can be written"),
                    }
                }
                1
            });
            assert!(taught.expect("it can be written").is_new);
            let found = series::open(&path).expect("it can be read");
            assert_eq!(found.problems, []);
            let brandt = if begin.is_some() { "Brandt " } else { "" };
            let expected = match theirs {
                "teaches" => format!("{brandt}Olmo<Ormeau 2/1><Olmeau 1/1> Paz<Pas 2/1> “fab” Tano:  Ann Quill: "),
                _ => "Olmo<Olmeau 1/1> “pennywhistle” “fab” Ann Quill: ".to_owned(),
            };
            assert_eq!(series_of(&found.series), expected, "{begin:?}, {theirs}");
            assert!(theirs == "teaches" || found.series.write().starts_with(by_hand), "{}", found.series.write());
        }
    }
}
