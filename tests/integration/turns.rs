//! Where turns begin, and which rows belong to one.

use crate::notation::transcript;
use stet::model::turns;

#[test]
fn a_mark_says_that_somebody_else_speaks() {
    for (text, rest) in [
        ("-Bonjour", Some("Bonjour")),
        ("- Bonjour", Some("Bonjour")),
        ("  – Bonjour", Some("Bonjour")),
        ("—Bonjour", Some("Bonjour")),
        ("‐ Oui", Some("Oui")),
        (">> Hello", Some("Hello")),
        (">>> Hello", Some("Hello")),
        (">>Hello", Some("Hello")),
        ("-« Oui »", Some("« Oui »")),
        ("-…et puis", Some("…et puis")),
        ("- 30 ans", Some("30 ans")),
        ("-(rires)", Some("(rires)")),
        ("-¿Qué?", Some("¿Qué?")),
        ("-日本", Some("日本")),
        ("-30 degrés", None),
        ("--- silence", None),
        ("-", None),
        (">>", None),
        ("- ", None),
        ("> quoted", None),
        ("Bonjour - vous", None),
        ("", None),
    ] {
        let found = turns::mark(text);
        assert_eq!(found.as_ref().map(|mark| &text[mark.end..]), rest, "{text:?}");
        assert!(found.is_none_or(|mark| text[..mark.start].trim().is_empty()), "{text:?}");
    }
}

#[test]
fn marks_inside_a_text() {
    for (text, parts) in [
        ("Bonjour ? -Bonjour.", vec!["Bonjour ? ", "-Bonjour."]),
        ("Oui. - Non. – Si !", vec!["Oui. ", "- Non. ", "– Si !"]),
        ("Bien… —Ah", vec!["Bien… ", "—Ah"]),
        ("« Oui » -Non", vec!["« Oui » ", "-Non"]),
        ("Oui. -\"Non\"", vec!["Oui. ", "-\"Non\""]),
        ("Oui. -Élise", vec!["Oui. ", "-Élise"]),
        ("Un film - le meilleur", vec!["Un film - le meilleur"]),
        ("Il est 10h. - environ", vec!["Il est 10h. - environ"]),
        ("I said no. >> Yes.", vec!["I said no. ", ">> Yes."]),
        ("and then >>they left", vec!["and then ", ">>they left"]),
        ("a >> 3", vec!["a ", ">> 3"]),
        ("a>>b > c >>", vec!["a>>b > c >>"]),
        ("Oui.-Non", vec!["Oui.-Non"]),
        ("Oui. --Non", vec!["Oui. --Non"]),
        ("-Bonjour", vec!["-Bonjour"]),
        ("", vec![""]),
        ("é", vec!["é"]),
    ] {
        let mut cuts = turns::marks_inside(text);
        cuts.insert(0, 0);
        cuts.push(text.len());
        let got: Vec<&str> = cuts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect();
        assert_eq!(got, parts);
    }
}

#[test]
fn a_turn_is_the_longest_run_of_one_speaker() {
    let t = transcript(
        "Ann: a
         Ann: b
         Bob: c
         d
         e
         -F
         g
         Ann: h
         Ann: >> I",
    );
    let expected = [0..2, 0..2, 2..3, 3..5, 3..5, 5..7, 5..7, 7..8, 8..9];
    for (row, turn) in expected.into_iter().enumerate() {
        assert_eq!(turns::at(&t.lines, row), turn, "row {row}");
        assert_eq!(turns::end(&t.lines, row), turn.end, "row {row}");
    }
    assert_eq!(turns::at(&t.lines, 9), 9..9);
    assert_eq!(turns::end(&t.lines, 99), 9);
    assert!(turns::at(&transcript("").lines, 0).is_empty());
}
