//! Misheard names: what is proposed, what is not, and what is written in its place.

use std::sync::Arc;
use stet::analysis::Lexicon;
use stet::analysis::lexicon::{From, RightForm};
use stet::analysis::names::{self, Finder, Options, Pair};
use stet::edit;
use stet::jobs::Cancel;
use stet::model::{Line, Meta, Transcript};

/// A transcript in a language, with a description and one line of speech a line of text.
fn transcript(language: &str, head: &str, text: &str) -> Transcript {
    let meta = Meta { language: Some(language.to_owned()), notes: vec![head.to_owned()], ..Meta::default() };
    Transcript { lines: text.lines().map(Line::new).collect(), meta: Arc::new(meta), ..Transcript::default() }
}

fn find(t: &Transcript) -> Vec<Pair> {
    names::find(t, &Lexicon::new(t, &[]), &Cancel::default())
}

/// Each pair as `wrong → right`, in the order of the letters.
fn shown(pairs: &[Pair]) -> String {
    let mut pairs: Vec<String> = pairs.iter().map(|pair| format!("{} → {}", pair.wrong, pair.right)).collect();
    pairs.sort();
    pairs.join(", ")
}

/// The text once everything that is proposed has been taken.
fn mended(t: &Transcript) -> String {
    let places: Vec<_> = find(t).iter().flat_map(|pair| names::accept(pair, &[])).collect();
    let after = edit::text::replace(t, "names", &places).map_or_else(|| t.clone(), |edit| edit.apply(t));
    after.lines.iter().map(|line| line.text.to_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn french_names_are_put_right() {
    let head = "Paola Escoubès (directrice, Orféole), Tancrède Vilmorin et Impala Nova";
    for (before, after) in [
        ("Bonjour Paola Escoubesse.", "Bonjour Paola Escoubès."),
        ("On reçoit Paula Escoubès, merci.", "On reçoit Paola Escoubès, merci."),
        ("la société Orphéole est là", "la société Orféole est là"),
        ("le patron de Orphéole", "le patron d'Orféole"),
        ("c'est Tancrède Vilmorain qui parle", "c'est Tancrède Vilmorin qui parle"),
        ("-Vilmaurin, c'est vous ?", "-Vilmorin, c'est vous ?"),
        // What is right stays, and what is another's.
        ("Paola Escoubès et Tancrède Vilmorin", "Paola Escoubès et Tancrède Vilmorin"),
        ("Escoubès dit que Tancrède viendra", "Escoubès dit que Tancrède viendra"),
        ("Il dit que la nouvelle est bonne", "Il dit que la nouvelle est bonne"),
        ("Pauline Vasseur est venue", "Pauline Vasseur est venue"),
    ] {
        assert_eq!(mended(&transcript("fr", head, before)), after);
    }
}

#[test]
fn english_names_are_put_right() {
    let head = "With Siobhan Kowalczyk (chief engineer, Tarnbeck), Chidi Okonkwo and Marguerite Thistlewood.";
    for (before, after) in [
        ("welcome Shivawn Kowalczyk to the show", "welcome Siobhan Kowalczyk to the show"),
        ("that is Siobhan Koval check speaking", "that is Siobhan Kowalczyk speaking"),
        ("mister O'Conquo built it", "mister Okonkwo built it"),
        ("so Marguerite Thistle Wood said", "so Marguerite Thistlewood said"),
        ("down at Tarn beck we said", "down at Tarnbeck we said"),
        ("the Tarnbek's roof", "the Tarnbeck's roof"),
        ("Okonkwo told Marguerite", "Okonkwo told Marguerite"),
        ("May called me in May about the thistle", "May called me in May about the thistle"),
        ("it was a wooden check for work", "it was a wooden check for work"),
    ] {
        assert_eq!(mended(&transcript("en", head, before)), after);
    }
}

#[test]
fn a_confirmed_form_is_proposed_as_it_was_heard() {
    let t = transcript("fr", "", "On va chez Nancy ce soir.\nAvec Bismart aussi.");
    let right = ["B SMART"].map(|form| RightForm { form: form.into(), heard: Vec::new(), from: From::Glossary });
    let lexicon = Lexicon::new(&t, &[]).with_right(right);
    let pairs = Finder::new(&t, &lexicon, Options::default()).find(&t, &Cancel::default());
    assert_eq!(shown(&pairs), "Bismart → B SMART");
}
