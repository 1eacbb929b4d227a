//! What was corrected: the original beside the text, the list of corrections, and taking them back.

use crate::notation::{check_laws, entry, read, write};
use stet::analysis::changes::{
    self, Correction, How, aligned, all, figures, line_diff, revert, revert_line, write_csv, write_json,
    write_markdown, write_pairs,
};
use stet::edit::{Edit, glossary, structure, text};
use stet::jobs::Cancel;
use stet::model::{Line, Splice, Transcript};

/// A transcript of which each line is its own original.
fn original(notation: &str) -> Transcript {
    read(notation).0
}

/// What a person does to a transcript.
type Step<'a> = &'a dyn Fn(&Transcript) -> Option<Edit>;

/// What is left after some steps.
fn after(original: &Transcript, steps: &[Step]) -> Transcript {
    steps.iter().fold(original.clone(), |t, step| step(&t).expect("the step applies").apply(&t))
}

/// Each correction as `row:before>after`, with its place; whole lines behind `+` and `-`.
fn show(original: &Transcript, now: &Transcript) -> String {
    let one = |c: &Correction| match (c.line, c.origin.is_empty()) {
        (true, true) => format!("+{}:{}", c.row, c.after),
        (true, false) => format!("-{}:{}", c.row, c.before),
        (false, _) => {
            assert_eq!(now.lines[c.row].text[c.at.clone()], *c.after);
            format!("{}:{}>{}", c.row, c.before, c.after)
        }
    };
    all(original, now, &Cancel::default()).iter().map(one).collect::<Vec<_>>().join("|")
}

/// A line as it stands beside its original.
fn show_line_diff(original: &Transcript, now: &Transcript, row: usize) -> String {
    let Some(diff) = line_diff(original, now, row) else { return "same".to_owned() };
    let (mut old, mut new) = (0, 0);
    let mut out = String::new();
    for part in &diff.parts {
        assert_eq!((part.old.start, part.new.start), (old, new), "parts follow each other");
        (old, new) = (part.old.end, part.new.end);
        let (a, b) = (&diff.before[part.old.clone()], &now.lines[row].text[part.new.clone()]);
        out += &if part.same { b.to_owned() } else { format!("{{{a}|{b}}}") };
    }
    assert_eq!((old, new), (diff.before.len(), now.lines[row].text.len()));
    out
}

#[test]
fn corrections_are_found_whatever_became_of_the_lines() {
    let t = original("1-2 Ann: Bonjour Lefèbre\n2-3 oui oui\n3-4 et voilà le Moo Flow\n4-5 fin");
    let set = |row, new: &'static str| move |t: &Transcript| text::set(t, row, new);
    let table: &[(&[Step], &str)] = &[
        (&[], ""),
        (&[&set(0, "Bonjour Lefebvre")], "0:Lefèbre>Lefebvre"),
        (&[&|t| structure::split(t, 0, 8)], ""),
        (&[&|t| structure::split(t, 0, 8), &set(1, "Lefebvre")], "1:Lefèbre>Lefebvre"),
        (&[&|t| structure::join(t, 0..2)], ""),
        (&[&|t| structure::join(t, 1..3), &set(1, "oui et voilà le Mooflow")], "1:oui >|1:Moo Flow>Mooflow"),
        (&[&|t| structure::first_word_up(t, 2)], ""),
        (&[&|t| structure::first_word_up(t, 2), &set(2, "voilà le Mooflow")], "2:Moo Flow>Mooflow"),
        (&[&|t| structure::delete(t, [1, 3])], "-1:oui oui|-2:fin"),
        (&[&|t| structure::delete(t, [0, 1, 2, 3])], "-0:Bonjour Lefèbre|-0:oui oui|-0:et voilà le Moo Flow|-0:fin"),
        (&[&|t| structure::insert(t, 1), &set(1, "tiens")], "+1:tiens"),
        (&[&|t| structure::insert(t, 4), &set(4, "tiens")], "+4:tiens"),
        (&[&|t| structure::delete(t, [1]), &|t| structure::insert(t, 1), &set(1, "tiens")], "-1:oui oui|+1:tiens"),
        (&[&|t| structure::split(t, 0, 8), &|t| structure::insert(t, 1), &set(1, "cher")], "1:>cher"),
    ];
    for (steps, expected) in table {
        let now = after(&t, steps);
        assert_eq!(show(&t, &now), *expected, "{}", write(&now, false));
    }
}

#[test]
fn the_original_stands_beside_each_line() {
    let t = original("1-2 Bonjour Lefèbre hier\n2-3 oui\n3-4 et voilà\n4-5 fin");
    let now = after(
        &t,
        &[
            &|t| text::set(t, 0, "Bonjour Lefebvre"),
            &|t| structure::join(t, 1..3),
            &|t| text::set(t, 1, "oui, et voila"),
            &|t| structure::split(t, 1, 4),
            &|t| structure::insert(t, 4),
            &|t| text::set(t, 4, "tiens"),
        ],
    );
    let rows: Vec<String> = (0..now.lines.len()).map(|row| show_line_diff(&t, &now, row)).collect();
    assert_eq!(
        rows,
        ["Bonjour {Lefèbre|Lefebvre}{ hier|}", "oui{|,}", "et {voilà|voila}", "same", "{|tiens}"],
        "{}",
        write(&now, false)
    );
    assert_eq!(line_diff(&t, &now, 9), None);
}

#[test]
fn how_a_correction_was_made_is_seen() {
    use How::{ByHand, Name, Spelling, Typography};
    let glossary = [
        ("Héloïse Brandt", "Eloise Brant"),
        ("Rapid.Space", "Rapid Space"),
        ("Ampleon", "Impleon"),
        ("Woodendatacenter", "Wooden Data Center"),
    ];
    for (before, now, expected) in [
        ("Il est avec Eloise Brant", "Il est avec Héloïse Brandt", "Eloise Brant>Héloïse Brandt", Name),
        ("chez Rapid Space ici", "chez Rapid.Space ici", "Rapid Space>Rapid.Space", Name),
        ("le chef de Impleon ici", "le chef d'Ampleon ici", "de Impleon>d'Ampleon", Name),
        ("les Wooden Data Centers", "les Woodendatacenters", "Wooden Data Centers>Woodendatacenters", Name),
        ("Ca va", "Ça va", "Ca>Ça", Typography),
        ("de tout coeur", "de tout cœur", "coeur>cœur", Typography),
        ("tu vas ?", "tu vas\u{a0}?", "vas ?>vas\u{a0}?", Typography),
        ("il va a Paris", "il va à Paris", "a>à", Spelling),
        ("une ordinateure neuve", "une ordinateur neuve", "ordinateure>ordinateur", Spelling),
        ("le mouflot est là", "le Mooflow est là", "mouflot>Mooflow", ByHand),
        ("une maison bleue", "une raison bleue", "maison>raison", ByHand),
        ("un mot de trop", "un mot", " de trop>", ByHand),
    ]
    .map(|(before, now, expected, how)| (before, now, (expected, how)))
    {
        // The language is told by the lines around.
        let rest = "\nce sont les mots de la langue que nous parlons dans cette maison avec vous tous";
        let t = original(&format!("{before}{rest}"));
        let t = glossary
            .iter()
            .fold(t, |t, (form, heard)| glossary::add_all(&t, &[entry(form, &[heard])]).expect("it is new").apply(&t));
        let now = after(&t, &[&|t| text::set(t, 0, now)]);
        let made = all(&t, &now, &Cancel::default());
        let shown: Vec<_> = made.iter().map(|c| (format!("{}>{}", c.before, c.after), c.how)).collect();
        assert_eq!(shown, [(expected.0.to_owned(), expected.1)], "{before}");
    }
}

#[test]
fn corrections_are_taken_back_one_by_one_or_by_kind() {
    let t = original("1-2 {avec 1-2 0.9} {Lefèbre 2-3 0.2}\nCa va Lefèbre ?\noui\nnon");
    let now = after(
        &t,
        &[
            &|t| text::set(t, 0, "avec Lefebvre"),
            &|t| text::set(t, 1, "Ça va Lefebvre ?"),
            &|t| structure::delete(t, [2]),
            &|t| structure::insert(t, 3),
            &|t| text::set(t, 3, "tiens"),
        ],
    );
    let made = all(&t, &now, &Cancel::default());
    assert_eq!(made.len(), 5, "{made:?}");
    let back = |keep: &dyn Fn(&Correction) -> bool| {
        let edit = revert(&t, &now, made.iter().filter(|correction| keep(correction))).expect("something goes back");
        check_laws(&now, &edit);
        edit.apply(&now)
    };
    let one = back(&|c| c.row == 0);
    assert_eq!(one.lines[0], t.lines[0], "its words' times and confidences come back, too");
    assert_eq!(texts(&one), ["avec Lefèbre", "Ça va Lefebvre ?", "non", "tiens"]);
    assert_eq!(texts(&back(&|c| c.how == How::Typography)), ["avec Lefebvre", "Ca va Lefebvre ?", "non", "tiens"]);
    assert_eq!(texts(&back(&|c| c.before == "Lefèbre")), ["avec Lefèbre", "Ça va Lefèbre ?", "non", "tiens"]);
    assert_eq!(texts(&back(&|c| c.line)), ["avec Lefebvre", "Ça va Lefebvre ?", "oui", "non"]);
    assert_eq!(texts(&back(&|_| true)), texts(&t));
    assert_eq!(revert(&t, &now, []), None);
}

#[test]
fn a_line_goes_back_with_those_it_was_cut_from() {
    let t = original("1-3 Ann: Bonjour Lefèbre\n3-4 Bob: oui");
    let now = after(&t, &[&|t| structure::split(t, 0, 8), &|t| text::set(t, 1, "Lefebvre")]);
    let edit = revert_line(&t, &now, 1).expect("it was changed");
    check_laws(&now, &edit);
    assert_eq!(edit.apply(&now).lines, t.lines);
    assert_eq!(revert_line(&t, &now, 2), None);
    assert_eq!(revert_line(&t, &now, 9), None);
}

/// Whatever was done, taking all back gives the original's texts; so does taking back each correction, but for
/// where the lines are cut, and the spaces there.
#[test]
fn everything_can_be_taken_back() {
    let mut random = fastrand::Rng::with_seed(20);
    let words = ["Ann", "Lefèbre", "d'", "oui", "-", "le", "Moo", "Flow", "…", "l'été", "x\ny"];
    for round in 0..1000 {
        let mut say = |most: usize| -> String {
            (0..random.usize(0..most)).map(|_| words[random.usize(0..words.len())]).collect::<Vec<_>>().join(" ")
        };
        let t: Vec<String> = (0..6).map(|_| say(6)).collect();
        let t = original(&t.join("\n").replace("x\ny", "x⏎y"));
        let t = Transcript { lines: t.lines.numbered(), ..t };
        let mut now = t.clone();
        for _ in 0..random.usize(0..10) {
            let row = random.usize(0..now.lines.len().max(1));
            let step = match random.u8(0..8) {
                0 => structure::delete(&now, [row]),
                1 => structure::insert(&now, row),
                2 => structure::join(&now, row..row + 2),
                3 => structure::split(&now, row, 4),
                4 => structure::first_word_up(&now, row),
                5 => structure::last_word_down(&now, row),
                _ => {
                    let mut text = now.lines.get(row).map_or(String::new(), |line| line.text.to_string());
                    let at = text.floor_char_boundary(random.usize(0..=text.len()));
                    text.insert_str(at, words[random.usize(0..words.len())]);
                    text::set(&now, row, &text)
                }
            };
            now = step.map_or(now.clone(), |edit| edit.apply(&now));
        }
        // Names bring changes together, over what was cut as well.
        for (form, heard) in [("Moo Flow", "Moo"), ("Ann Lefèbre", "Lefèbre"), ("é", "été"), ("Flow Ann", "le")] {
            now = glossary::add_all(&now, &[entry(form, &[heard])]).map_or(now.clone(), |edit| edit.apply(&now));
        }
        let made = all(&t, &now, &Cancel::default());
        let each = revert(&t, &now, &made).map_or(now.clone(), |edit| {
            check_laws(&now, &edit);
            edit.apply(&now)
        });
        let spoken = |t: &Transcript| texts(t).concat().split_whitespace().collect::<String>();
        assert_eq!(spoken(&each), spoken(&t), "round {round}\n{}\n{made:?}", write(&now, false));
        (0..now.lines.len()).for_each(|row| drop(show_line_diff(&t, &now, row)));
    }
}

fn texts(t: &Transcript) -> Vec<String> {
    t.lines.iter().map(|line| line.text.to_string()).collect()
}

#[test]
fn two_files_are_brought_together() {
    for (before, after, expected) in [
        ("Bonjour Lefèbre\noui\nnon", "Bonjour Lefebvre\noui\nnon", "0:Lefèbre>Lefebvre"),
        ("Bonjour Lefèbre oui\nnon", "Bonjour Lefebvre\noui\nnon", "0:Lefèbre>Lefebvre"),
        ("Bonjour à tous\noui\nnon", "Bonjour à tous oui\nnon merci", "1:> merci"),
        ("un\ndeux\ntrois", "un\ntrois", "-1:deux"),
        ("un\ntrois", "un\ndeux\ntrois", "+1:deux"),
        ("un\nMoo\ntrois", "un\nMou\ntrois", "1:Moo>Mou"),
        ("", "un", "+0:un"),
        ("un", "", "-0:un"),
    ] {
        let (before, after) = (original(before), original(after));
        assert_eq!(show(&before, &aligned(&before, &after)), expected);
    }
}

#[test]
fn figures_count_words_and_errors() {
    let t = original("Bonjour lefèbre ça va\nun mot de trop\noui");
    let now = after(
        &t,
        &[&|t| text::set(t, 0, "Bonjour, Lefebvre Ca va"), &|t| text::set(t, 1, "un mot"), &|t| {
            text::set(t, 2, "mais oui")
        }],
    );
    let figures = figures(&t, &now, &all(&t, &now, &Cancel::default()));
    assert_eq!((figures.words_before, figures.words_now), (9, 8));
    assert_eq!((figures.changed, figures.deleted, figures.inserted), (2, 2, 1));
    assert_eq!(figures.word_error_rate(), 5.0 / 8.0);
    assert_eq!(changes::Figures::default().word_error_rate(), 0.0);
}

#[test]
fn figures_add_up() {
    for (before, now, counts) in [
        ("un deux trois", "un deux trois", (0, 0, 0)),
        ("yes, so", "yes so", (0, 0, 0)),
        ("avec Rapid Space ici", "avec Rapid.Space ici", (1, 1, 0)),
        ("les Wooden Data Centers ici", "les Woodendatacenters ici", (1, 2, 0)),
        ("Ca va", "Ça va", (1, 0, 0)),
        ("de Héloïse", "d'Héloïse", (1, 1, 0)),
        ("le Mooflow", "le Moo Flow", (1, 0, 1)),
        ("un deux", "un, deux trois", (0, 0, 1)),
        ("Camille Lefèbre dit", "Camille Lefebvre a dit", (1, 0, 1)),
    ] {
        let t = original(before);
        let now = after(&t, &[&|t: &Transcript| text::set(t, 0, now).or_else(|| structure::insert(t, 1))]);
        let figures = figures(&t, &now, &all(&t, &now, &Cancel::default()));
        assert_eq!((figures.changed, figures.deleted, figures.inserted), counts, "{before}");
        let errors = figures.changed + figures.deleted + figures.inserted;
        assert_eq!(figures.word_error_rate(), errors as f64 / figures.words_now as f64);
        assert_eq!(figures.words_before + figures.inserted, figures.words_now + figures.deleted, "{before}");
    }
}

#[test]
fn the_log_is_safe_to_open() {
    let t = original("1-2 Ann: avec Lefèbre\n3-4 - so\n5-6 Ann: avec Lefèbre");
    let now = after(
        &t,
        &[
            &|t| text::set(t, 0, "avec Lefebvre"),
            &|t| structure::delete(t, [1]),
            &|t| text::set(t, 1, "avec Lefebvre"),
            &|t| structure::insert(t, 2),
            &|t| text::set(t, 2, "=SUM(A1)|b"),
        ],
    );
    let made = all(&t, &now, &Cancel::default());
    assert_eq!(
        write_csv(&made),
        "line,time,speaker,before,after,how\n\
         1,00:01,Ann,Lefèbre,Lefebvre,by hand\n\
         2,00:03,,'- so,,by hand\n\
         2,00:05,Ann,Lefèbre,Lefebvre,by hand\n\
         3,00:06,Ann,,'=SUM(A1)|b,by hand\n"
    );
    assert_eq!(write_pairs(&made), "wrong\tright\ttimes\nLefèbre\tLefebvre\t2\n");
    let table = write_markdown(&made, stet::messages::text);
    assert!(table.contains("| 1 | 00:01 | Ann | Lefèbre | Lefebvre | by hand |"), "{table}");
    assert!(table.contains("| 3 | 00:06 | Ann |  | =SUM(A1)\\|b | by hand |"), "{table}");
    let json: serde_json::Value = serde_json::from_str(&write_json(&made, &now)).expect("it is JSON");
    assert_eq!(
        json[0],
        serde_json::json!({"line": 0, "time": 1000, "speaker": "Ann", "start": 5,
            "before": "Lefèbre", "after": "Lefebvre", "how": "by hand"})
    );
}

#[test]
fn a_show_hears_what_was_put_right() {
    let t = original("avec Eloise Brant, Eloise Brant\nBrant et Brantes\nBrant");
    let now = after(
        &t,
        &[
            &|t| text::set(t, 0, "avec Héloïse Brandt, Héloïse Brandt"),
            &|t| text::set(t, 1, "Brandt et Brantes"),
            &|t| glossary::add_all(t, &[entry("Héloïse Brandt", &["Eloise Brant"])]),
            &|t| glossary::add_all(t, &[entry("Brandt", &["Brant", "Brantes", "Brunt"])]),
        ],
    );
    let mut times: Vec<_> = changes::put_right(&t, &now, &Cancel::default()).into_iter().collect();
    times.sort();
    let pair = |form: &str, heard: &str, times| ((form.to_owned(), heard.to_owned()), times);
    assert_eq!(
        times,
        [pair("Brandt", "Brant", 3), pair("Brandt", "Brantes", 1), pair("Héloïse Brandt", "Eloise Brant", 2)]
    );
}

#[test]
fn a_cancelled_comparison_ends() {
    let cancel = Cancel::default();
    cancel.cancel();
    assert_eq!(all(&original("a"), &original("b"), &cancel), []);
}

/// Origins as no operation makes them: out of order, overlapping, past the end.
#[test]
fn any_origin_is_borne() {
    let t = original("a\nb\nc");
    let mut random = fastrand::Rng::with_seed(3);
    for _ in 0..500 {
        let lines = (0..4).map(|n| {
            let from = random.u32(0..6);
            Line { origin: from..from + random.u32(0..4), ..Line::new(["a", "b", "x", ""][n]) }
        });
        let now = Transcript { lines: lines.collect(), ..Transcript::default() };
        let made = all(&t, &now, &Cancel::default());
        (0..5).for_each(|row| drop(line_diff(&t, &now, row)));
        if let Some(edit) = revert(&t, &now, &made) {
            assert!(edit.splices.iter().all(|Splice { at, .. }| *at <= now.lines.len()));
            edit.apply(&now);
        }
    }
}
