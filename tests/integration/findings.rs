//! The list of findings: the same whichever rows are asked for, kept up to date over every edit, and answered once.

use std::sync::Arc;
use stet::analysis::lexicon::{HeardForm, RightForm};
use stet::analysis::source::Source;
use stet::analysis::{ALL, Finding, Kind, Knowledge, Lexicon, Weight, findings};
use stet::edit::{Edit, structure, text};
use stet::jobs::Cancel;
use stet::model::{GlossaryEntry, Line, Meta, RosterBuilder, Span, Transcript, Word};

/// Lines of which many deserve a look, of every kind but names.
fn troubled(lines: usize, seed: u64) -> Transcript {
    const TEXTS: &[&str] = &[
        "Boujour à tous, on est bien là",
        "Ca va aux Etats-Unis",
        "on a vu vu la mer",
        "mer du nord et <i>vent</i> du sud",
        "Sous-titrage ST' 501",
        "le port de Vidaillaque",
        "rien à dire ici.",
        "rien à dire ici.",
        "A partir de demain, c'est fini !",
        "Oui? Non ? Si !",
    ];
    let mut random = fastrand::Rng::with_seed(seed);
    let mut roster = RosterBuilder::default();
    let ids = ["Léa Morin", "Hugo", "Lea Morin"].map(|name| roster.id(name));
    let mut start = 0;
    let line = |_| {
        let text = TEXTS[random.usize(..TEXTS.len())];
        start += random.i64(-200..2000);
        let speaker = (random.u8(..8) > 0).then(|| ids[[0, 0, 0, 1, 1, 2][random.usize(..6)]]);
        let sure = random.f32();
        let words = vec![Word { at: 0..2, span: None, confidence: Some(sure) }];
        let span = Span::new(start, start + random.i64(-100..2000));
        Line { speaker, words: Some(Arc::new(words)), ..Line::timed(span, text) }
    };
    let lines = (0..lines).map(line).collect();
    let meta = Arc::new(Meta { language: Some("fr".into()), ..Meta::default() });
    Transcript { lines, speakers: roster.finish(), meta }
}

fn knowledge(t: &Transcript) -> Knowledge {
    let heard = vec![HeardForm { form: "Vidaillaque".into(), documents: 3 }];
    let right = RightForm { form: "Vidaillac".into(), heard, source: Source::Series };
    Knowledge::prepare(t, Lexicon::new(t, &[]).with_right([right]))
}

fn all(t: &Transcript, knowledge: &Knowledge) -> Vec<Finding> {
    findings::look_through(t, knowledge, &Cancel::default()).findings
}

#[test]
fn the_findings_of_a_row_do_not_depend_on_the_rows_asked_for() {
    let t = troubled(120, 1);
    let knowledge = knowledge(&t);
    for analysis in ALL {
        let whole = (analysis.run)(&t, 0..120, &knowledge, &Cancel::default());
        assert!(whole.is_sorted_by_key(|finding| (finding.row, finding.at.start)), "{} is not in order", analysis.id);
        assert!(whole.iter().all(|finding| analysis.kinds.contains(&finding.kind)), "{}", analysis.id);
        for rows in [0..0, 0..1, 7..60, 119..120, 119..400, 300..400] {
            let part = (analysis.run)(&t, rows.clone(), &knowledge, &Cancel::default());
            let expected: Vec<_> = whole.iter().filter(|finding| rows.contains(&finding.row)).cloned().collect();
            assert_eq!(part, expected, "{} of {rows:?}", analysis.id);
        }
    }
}

#[test]
fn there_is_one_of_every_kind_to_try() {
    let t = troubled(400, 2);
    let found = all(&t, &knowledge(&t));
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Name) {
        assert!(found.iter().any(|finding| finding.kind == kind), "no finding of the kind {}", kind.id());
    }
    for finding in &found {
        assert!(finding.text(&t).is_some(), "{finding:?} does not lie in its line");
        let said = stet::messages::text(&finding.message);
        assert!(!said.is_empty() && !said.ends_with('.'), "{said}");
    }
}

#[test]
fn a_cancelled_search_stops() {
    let t = troubled(200, 3);
    let cancel = Cancel::default();
    cancel.cancel();
    assert!(findings::look_through(&t, &knowledge(&t), &cancel).findings.is_empty());
}

/// Edits of every shape; after each of them the list must be as if it had been made anew.
#[test]
fn the_list_follows_every_edit() {
    let mut random = fastrand::Rng::with_seed(4);
    let mut t = troubled(80, 4);
    let knowledge = knowledge(&t);
    let mut kept = all(&t, &knowledge);
    for step in 0..150 {
        let len = t.lines.len();
        let row = random.usize(..len);
        let edit: Option<Edit> = match random.u8(..6) {
            0 if row > 0 => structure::delete(&t, [row / 2, row]),
            1 => structure::join(&t, row.min(len - 2)..row.min(len - 2) + 2),
            2 => {
                let text = &t.lines[row].text;
                structure::split(&t, row, text.char_indices().nth(4).map_or(0, |(at, _)| at))
            }
            3 => text::set(&t, row, "Boujour boujour, aux Etats-Unis"),
            4 => text::set(&t, row, "tout va bien."),
            _ => findings::fix_all(
                &t,
                kept.iter().filter(|finding| finding.weight == Weight::Sure && finding.row % 3 == 0),
            ),
        };
        let Some(edit) = edit else { continue };
        let after = edit.apply(&t);
        let left = findings::after_edit(&mut kept, &edit, &after, &knowledge);
        for rows in left {
            assert!(rows.len() < 10, "a job has the written lines to look at, for names");
            findings::renew(&mut kept, rows.clone(), findings::of_rows(&after, rows, &knowledge));
        }
        assert_eq!(kept, all(&after, &knowledge), "after step {step}, {:?}", edit.label);
        t = after;
        if t.lines.len() < 40 {
            t = troubled(80, step);
            kept = all(&t, &knowledge);
        }
    }
}

#[test]
fn what_a_large_edit_leaves_is_named() {
    let t = troubled(1000, 5);
    let knowledge = knowledge(&t);
    let mut kept = all(&t, &knowledge);
    let edit = text::set_checked(&t, 0..900, true).expect("nobody has checked them");
    let after = edit.apply(&t);
    let left = findings::after_edit(&mut kept, &edit, &after, &knowledge);
    assert_eq!(left.len(), 1);
    assert!(kept.iter().all(|finding| !left[0].contains(&finding.row)));
    findings::renew(&mut kept, left[0].clone(), findings::of_rows(&after, left[0].clone(), &knowledge));
    assert_eq!(kept, all(&after, &knowledge));
}

#[test]
fn a_fix_takes_its_finding_away() {
    let mut t = troubled(60, 6);
    let knowledge = knowledge(&t);
    for kind in [
        Kind::Typography,
        Kind::GlossaryForm,
        Kind::Markup,
        Kind::RepeatedWord,
        Kind::Credits,
        Kind::Speaker,
        Kind::Times,
    ] {
        let found = all(&t, &knowledge);
        let before: Vec<_> = found.iter().filter(|finding| finding.kind == kind && !finding.fixes.is_empty()).collect();
        let Some(first) = before.first() else { panic!("nothing of the kind {}", kind.id()) };
        t = findings::fix(&t, first, 0).expect("it changes something").apply(&t);
        let after = all(&t, &knowledge.following(&t));
        assert!(!after.contains(first), "{first:?} is still there");
        assert_eq!(findings::fix(&t, first, 9), None);
    }
}

#[test]
fn an_answer_is_remembered_for_the_form_or_for_the_line() {
    let lines = ["Le glouftard", "un glouftard ici", "Ca va", "Ca dort", "vu vu"].map(Line::new);
    let meta = Arc::new(Meta { language: Some("fr".into()), ..Meta::default() });
    let t = Transcript { lines: lines.into_iter().collect(), meta, ..Transcript::default() };
    let knowledge = Knowledge::prepare(&t, Lexicon::new(&t, &[]));
    let rows = |found: &[Finding]| found.iter().map(|finding| finding.row).collect::<Vec<_>>();
    let found = all(&t, &knowledge);
    assert_eq!(rows(&found), [0, 1, 2, 3, 4]);
    // Everywhere …
    let t = findings::right(&t, &found[0], false).expect("a new answer").apply(&t);
    let knowledge = knowledge.following(&t);
    assert!(knowledge.lexicon.is_confirmed("glouftard"));
    // … and in one place.
    let t = findings::right(&t, &found[2], true).expect("a new answer").apply(&t);
    assert_eq!(findings::right(&t, &found[2], true), None);
    assert_eq!(rows(&all(&t, &knowledge.following(&t))), [3, 4]);
}

#[test]
fn progress_counts_what_is_left() {
    let t = troubled(50, 7);
    let t = text::set_checked(&t, 0..20, true).expect("nobody has checked them").apply(&t);
    let found = all(&t, &knowledge(&t));
    let progress = findings::progress(&t, &found);
    assert_eq!((progress.checked, progress.lines), (20, 50));
    assert_eq!(progress.left.iter().map(|(_, count)| count).sum::<usize>(), found.len());
}

/// A name that is marked stays marked while its line is edited beside it; in a frame nobody looks for names.
#[test]
fn names_stay_where_an_edit_left_them_alone_until_they_are_looked_for() {
    let glossary = GlossaryEntry { form: "Corvasier".to_owned(), heard: Vec::new() };
    let meta = Meta { glossary: vec![glossary.into()], language: Some("fr".to_owned()), ..Meta::default() };
    let lines = ["Bonjour à tous.", "On a vu Corvazier ce soir, et puis", "rien d'autre."];
    let t = Transcript { lines: lines.into_iter().map(Line::new).collect(), meta: meta.into(), ..Default::default() };
    let knowledge = knowledge(&t);
    let before = all(&t, &knowledge);
    let names = |found: &[Finding], t: &Transcript| -> Vec<String> {
        let about = found.iter().filter(|finding| finding.kind == Kind::Name);
        about.map(|finding| format!("{} {}", finding.row, finding.text(t).unwrap_or("nothing"))).collect()
    };
    assert_eq!(names(&before, &t), ["1 Corvazier"]);
    for (what, edit, at_once, later) in [
        ("typed before it", text::set(&t, 1, "Hier on a vu Corvazier ce soir, et puis"), "1 Corvazier", "1 Corvazier"),
        ("typed behind it", text::set(&t, 1, "On a vu Corvazier ce soir, et là"), "1 Corvazier", "1 Corvazier"),
        ("split behind it", structure::split(&t, 1, "On a vu Corvazier".len()), "1 Corvazier", "1 Corvazier"),
        ("split before it", structure::split(&t, 1, "On a vu".len()), "2 Corvazier", "2 Corvazier"),
        ("another one is typed", text::set(&t, 0, "Bonjour Corvazier."), "1 Corvazier", "0 Corvazier 1 Corvazier"),
        ("put right", text::set(&t, 1, "On a vu Corvasier ce soir, et puis"), "", ""),
        ("another line", text::set(&t, 0, "Bonjour à tous"), "1 Corvazier", "1 Corvazier"),
    ] {
        let edit = edit.expect("it changes something");
        let after = edit.apply(&t);
        let mut kept = before.clone();
        let left = findings::after_edit(&mut kept, &edit, &after, &knowledge);
        assert_eq!(names(&kept, &after).join(" "), at_once, "{what}");
        for rows in left {
            findings::renew(&mut kept, rows.clone(), findings::of_rows(&after, rows, &knowledge));
        }
        assert_eq!(names(&kept, &after).join(" "), later, "{what}");
    }
}

/// What a person wrote is right as far as its words go; what they left, moved or pasted is looked at as ever.
#[test]
fn what_a_person_wrote_is_not_in_question() {
    type Change = Box<dyn Fn(&Transcript) -> Option<Edit>>;
    let lines = ["Boujour à tous, avec Corvazier.", "Il y avait le port et la mer.", "On a vu les batteaux."];
    let meta = Meta { language: Some("fr".into()), ..Meta::default() };
    let row = |(row, text): (usize, &&str)| Line { origin: row as u32..row as u32 + 1, ..Line::new(*text) };
    let original = Transcript {
        lines: lines.iter().enumerate().map(row).collect(),
        meta: Arc::new(meta),
        ..Transcript::default()
    };
    let set = |row: usize, text: &'static str| move |t: &Transcript| text::set(t, row, text);
    let knows = |t: &Transcript| {
        let right = RightForm { form: "Corvasier".into(), heard: Vec::new(), source: Source::Glossary };
        Knowledge::prepare(t, Lexicon::new(t, &[]).with_right([right])).beside(&original)
    };
    let cases: [(&str, Change, &[&str]); 9] = [
        ("nothing", Box::new(|_| None), &["Boujour", "Corvazier", "batteaux"]),
        ("a word that is in no dictionary", Box::new(set(2, "On a vu les battots.")), &["Boujour", "Corvazier"]),
        (
            "another word of the line",
            Box::new(set(2, "Ils ont vu les batteaux.")),
            &["Boujour", "Corvazier", "batteaux"],
        ),
        ("a name in another form", Box::new(set(0, "Boujour à tous, avec Corvasié.")), &["Boujour", "batteaux"]),
        ("typography", Box::new(set(1, "Ca y est.")), &["Boujour", "Corvazier", "Ca", "batteaux"]),
        ("a word twice", Box::new(set(1, "Il y avait le le port.")), &["Boujour", "Corvazier", "le le", "batteaux"]),
        ("a line in two", Box::new(|t| structure::split(t, 2, 12)), &["Boujour", "Corvazier", "batteaux"]),
        ("two lines in one", Box::new(|t| structure::join(t, 1..3)), &["Boujour", "Corvazier", "batteaux"]),
        (
            "a word over the end of a line",
            Box::new(|t| structure::last_word_down(t, 0)),
            &["Boujour", "Corvazier", "batteaux"],
        ),
    ];
    for (what, change, expected) in cases {
        let t = change(&original).map_or_else(|| original.clone(), |edit| edit.apply(&original));
        let knowledge = knows(&t);
        let report = findings::look_through(&t, &knowledge, &Cancel::default());
        let texts: Vec<&str> = report.findings.iter().filter_map(|finding| finding.text(&t)).map(str::trim).collect();
        assert_eq!(texts, expected, "{what}");
        let named = report.pairs.iter().any(|pair| pair.right == "Corvasier");
        assert_eq!(named, expected.contains(&"Corvazier"), "{what}: {:?}", report.pairs);
        let rows = findings::of_rows(&t, 0..t.lines.len(), &knowledge);
        assert_eq!(rows, report.findings, "{what}");
    }
}
