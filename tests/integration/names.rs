//! Misheard names: what is proposed, what is not, and what is written in its place.

use std::sync::Arc;
use stet::analysis::lexicon::{HeardForm, RightForm};
use stet::analysis::names::{self, Pair, Place, take};
use stet::analysis::source::Source;
use stet::analysis::{Knowledge, Lexicon};
use stet::jobs::Cancel;
use stet::model::{Known, Line, Meta, Transcript};

/// A transcript in a language, with a description and one line of speech a line of text.
fn transcript(language: &str, head: &str, text: &str) -> Transcript {
    let meta = Meta { language: Some(language.to_owned()), notes: vec![head.to_owned()], ..Meta::default() };
    Transcript { lines: text.lines().map(Line::new).collect(), meta: Arc::new(meta), ..Transcript::default() }
}

fn find(t: &Transcript) -> Vec<Pair> {
    find_with(t, [])
}

/// What is found where these forms are right, too.
fn find_with(t: &Transcript, right: impl IntoIterator<Item = RightForm>) -> Vec<Pair> {
    Knowledge::prepare(t, Lexicon::new(t, &[]).with_right(right)).misheard(t, &Cancel::default())
}

/// Each pair as `wrong → right`, in the order of the letters.
fn shown(pairs: &[Pair]) -> String {
    let mut pairs: Vec<String> = pairs.iter().map(|pair| format!("{} → {}", pair.wrong, pair.right)).collect();
    pairs.sort();
    pairs.join(", ")
}

/// The text once everything that is proposed has been taken.
fn mended(t: &Transcript) -> String {
    let pairs = find(t);
    let taken: Vec<_> = pairs.iter().map(|pair| (pair, &pair.places)).collect();
    let after = take(t, stet::message!("edit-names"), &taken).map_or_else(|| t.clone(), |edit| edit.apply(t));
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
        // A surname that fits brings its first name with it.
        ("avec Tancred Vilmorain", "avec Tancrède Vilmorin"),
        ("on est à Paola Escoubesse, et de Tancrède Vilmorain", "on est à Paola Escoubès, et de Tancrède Vilmorin"),
        ("le groupe im pala nova est né", "le groupe Impala Nova est né"),
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
        ("it was thistle would, Marguerite thistle would", "it was Thistlewood, Marguerite Thistlewood"),
        ("Marguerit Fisselwood came", "Marguerite Thistlewood came"),
        ("Sivan Kowalczik came", "Siobhan Kowalczyk came"),
        // Somebody else of nearly the same first name.
        ("my sister Margaret Oakley came", "my sister Margaret Oakley came"),
        ("Okonkwo told Marguerite", "Okonkwo told Marguerite"),
        ("May called me in May about the thistle", "May called me in May about the thistle"),
        ("it was a wooden check for work", "it was a wooden check for work"),
    ] {
        assert_eq!(mended(&transcript("en", head, before)), after);
    }
}

/// Each threshold has a case that it lets in and one that it keeps out, in its comment.
#[test]
fn every_threshold_lets_in_and_keeps_out_what_it_says() {
    let table = include_str!("../../src/analysis/thresholds.rs");
    let mut broken = Vec::new();
    let mut tried = 0;
    for line in table.lines() {
        let lets_in = line.strip_prefix("/// - lets in, ");
        let Some(case) = lets_in.or_else(|| line.strip_prefix("/// - keeps out, ")) else { continue };
        let (language, case) = case.split_once(": `").expect("a language, then what is heard");
        let (heard, right) = case.split_once("` for *").expect("what is heard, then what is right");
        let (with, text) = match language {
            "fr" => ("Avec", format!("bon, {heard}, voilà")),
            _ => ("With", format!("well, {heard}, right")),
        };
        let t = transcript(language, &format!("{with} {}", right.trim_end_matches('*')), &text);
        let knowledge = Knowledge::without_list(&t, Lexicon::new(&t, &[]));
        let pairs = knowledge.misheard(&t, &Cancel::default());
        if pairs.iter().any(|pair| pair.wrong == heard) != lets_in.is_some() {
            broken.push(format!("{line}: {}", shown(&pairs)));
        }
        tried += 1;
    }
    assert!(tried > 40 && broken.is_empty(), "{tried} tried, these are not so: {broken:#?}");
}

#[test]
fn a_name_is_right_with_or_without_what_leads_into_it() {
    let head = "This week: The Third Man by Carol Reed. A film with Mathilde van der Elst.";
    for (before, after) in [
        ("there was a third man on base", "there was a third man on base"),
        ("and Vanderelst came", "and van der Elst came"),
    ] {
        assert_eq!(mended(&transcript("en", head, before)), after);
    }
}

#[test]
fn an_answer_holds() {
    let t = transcript("fr", "Avec Paola Escoubès", "Paola Escoubesse est là.\nMerci, Paola Escoubesse.");
    let known = |form: &str, line: Option<&str>| Known {
        form: form.to_owned(),
        kind: "name".to_owned(),
        line: line.map(str::to_owned),
    };
    for (answers, left) in [
        (vec![], 2),
        (vec![known("Paola Escoubesse", None)], 0),
        (vec![known("Paola Escoubesse", Some("Merci, Paola Escoubesse."))], 1),
    ] {
        let meta = Meta { known: answers.into_iter().map(Arc::new).collect(), ..Meta::clone(&t.meta) };
        let t = Transcript { meta: Arc::new(meta), ..t.clone() };
        assert_eq!(find(&t).iter().map(|pair| pair.places.len()).sum::<usize>(), left);
    }
}

#[test]
fn a_possessive_may_be_part_of_a_name() {
    for (text, proposed) in [
        ("he bought it at Sotheby's too", ""),
        ("he bought it at Sotheby’s too", ""),
        ("he bought it at Sothebyʼs too", ""),
        ("he bought it at Sotheby‘s too", ""),
        ("he bought it at Southebees too", "Southebees → Sotheby's"),
        ("he bought it at Sothebee too", "Sothebee → Sotheby's"),
    ] {
        let t = transcript("en", "", text);
        assert_eq!(shown(&find_with(&t, [confirmed("Sotheby's")])), proposed);
    }
}

#[test]
fn an_ordinary_word_may_be_a_name_where_the_header_has_it_within_a_sentence() {
    let head = "Le métier à tisser de Jacquard, sur la colline de la Croix-Rousse. Machines et canuts";
    for (text, proposed) in [
        ("tout commence avec Jacard, ici même", "Jacard → Jacquard"),
        ("Croirousse, c'est là-haut", "Croirousse → Croix-Rousse"),
        // By their very sound alone, and never what is right.
        ("un tissu jacquard, sur la Croix-Rousse", ""),
        ("avec Jaccardo, et la croix rousse du chemin", "croix rousse → Croix-Rousse"),
        ("les Jacquard-esques, comme on dit", ""),
        ("des machines, et des makinnes", ""),
    ] {
        assert_eq!(shown(&find(&transcript("fr", head, text))), proposed, "{text}");
    }
}

#[test]
fn what_stands_before_a_long_name_stays() {
    let head = "En direct de Saint-Aubrin-des-Combes";
    let t = transcript("fr", head, "dans la vallée à Saint-Aubrain-des-Combes, tout au bout");
    assert_eq!(shown(&find(&t)), "Saint-Aubrain-des-Combes → Saint-Aubrin-des-Combes");
}

#[test]
fn what_was_put_right_is_not_proposed_again() {
    for (right, heard, text) in [
        ("Où va le Web", "Va le web", "Et voici Où va le Web, notre rendez-vous"),
        ("Woodendatacenter", "Wooden Data Centers", "avec des Woodendatacenters en bois"),
        ("Sotheby's", "Southbees", "chez Sotheby's, à Londres"),
        ("d'Hauterives", "d'Auterive", "Philippine d'Hauterives est là"),
    ] {
        let t = transcript("fr", "", text);
        let heard = vec![HeardForm { form: heard.to_owned(), documents: 1 }];
        let known = RightForm { form: right.to_owned(), heard, source: Source::Glossary };
        assert_eq!(shown(&find_with(&t, [known])), "", "{text}");
    }
}

#[test]
fn what_is_like_a_form_that_was_put_right_stays_proposed() {
    let t = transcript("fr", "", "Et puis l'Etheria, ça n'existe plus.");
    let heard = HeardForm { form: "Eletheria".to_owned(), documents: 1 };
    let right = RightForm { form: "EleutherAI".to_owned(), heard: vec![heard], source: Source::Glossary };
    assert_eq!(shown(&find_with(&t, [right])), "Etheria → EleutherAI");
}

#[test]
fn a_confirmed_form_is_proposed_as_it_was_heard() {
    let t = transcript("fr", "", "On va chez Nancy ce soir.\nAvec Bismart aussi.");
    let right = ["B SMART"].map(|form| RightForm { form: form.into(), heard: Vec::new(), source: Source::Glossary });
    assert_eq!(shown(&find_with(&t, right)), "Bismart → B SMART");
}

/// A transcript with what is wrong in it marked as `[[wrong|right]]`, from `tests/data/names`.
struct Marked {
    transcript: Transcript,
    glossary: Vec<RightForm>,
    /// Row, bytes and right form of each wrong one.
    wrong: Vec<(usize, std::ops::Range<usize>, String)>,
    words: usize,
}

fn confirmed(form: &str) -> RightForm {
    RightForm { form: form.to_owned(), heard: Vec::new(), source: Source::Glossary }
}

/// Reads a marked transcript: a header in `# `, right forms of a glossary in `# glossary: `, then lines with a time.
fn marked(name: &str) -> Marked {
    let path = format!("{}/tests/data/names/{name}", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (mut head, mut glossary, mut lines, mut wrong) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for line in file.lines() {
        if let Some(form) = line.strip_prefix("# glossary: ") {
            glossary.push(confirmed(form));
        } else if let Some(text) = line.strip_prefix("# ") {
            head.push(text.to_owned());
        } else if let Some((_, text)) = line.split_once(' ') {
            let mut plain = String::new();
            let mut rest = text;
            while let Some((before, behind)) = rest.split_once("[[") {
                let (pair, behind) = behind.split_once("]]").expect("a mark is closed");
                let (heard, right) = pair.split_once('|').expect("a mark has two forms");
                plain.push_str(before);
                if heard != right {
                    wrong.push((lines.len(), plain.len()..plain.len() + heard.len(), right.to_owned()));
                }
                plain.push_str(heard);
                rest = behind;
            }
            plain.push_str(rest);
            lines.push(Line::new(plain));
        }
    }
    let words = lines.iter().map(|line| line.text.split_whitespace().count()).sum();
    let meta = Meta { notes: head, ..Meta::default() };
    let transcript = Transcript { lines: lines.into_iter().collect(), meta: Arc::new(meta), ..Transcript::default() };
    Marked { transcript, glossary, wrong, words }
}

/// How many of the wrong forms are found with a glossary, and how many right ones are called wrong.
fn score(marked: &Marked, glossary: Vec<RightForm>) -> (usize, usize) {
    let t = &marked.transcript;
    let pairs = find_with(t, glossary);
    let mut found = vec![false; marked.wrong.len()];
    let mut false_ones = 0;
    for pair in &pairs {
        for place in &pair.places {
            let mut is_right = false;
            for ((row, at, right), found) in marked.wrong.iter().zip(&mut found) {
                let same = right.contains(&pair.right) || pair.right.contains(right.as_str());
                if *row == place.row && same && at.start < place.at.end && place.at.start < at.end {
                    (is_right, *found) = (true, true);
                }
            }
            false_ones += usize::from(!is_right);
        }
    }
    (found.into_iter().filter(|found| *found).count(), false_ones)
}

#[test]
fn most_names_of_a_transcript_are_found_and_nothing_else() {
    let distractors = include_str!("../data/names/distractors.txt");
    for name in ["atelier.fr.txt", "quarry.en.txt"] {
        let marked = marked(name);
        let small = marked.glossary.clone();
        let large: Vec<_> = small.iter().cloned().chain(distractors.lines().map(confirmed)).collect();
        for glossary in [small, large] {
            let (found, false_ones) = score(&marked, glossary);
            let all = marked.wrong.len();
            assert!(found * 100 >= all * 85, "{name}: {found} of {all} found");
            assert!(false_ones * 2000 <= marked.words, "{name}: {false_ones} false in {} words", marked.words);
        }
    }
}

#[test]
fn a_correction_finds_the_other_places() {
    let t = transcript(
        "fr",
        "",
        "Avec Bastien Corvazier ce soir.\nCorvazier est là.\nOn dit Bastien Corvassier.\nLe cormoran vole.",
    );
    let lexicon = Lexicon::new(&t, &[]);
    let replaced = |before, after| names::correct_once::replaced(before, after, &lexicon);
    let pair = |wrong: &str, right: &str| Some((wrong.to_owned(), right.to_owned()));
    assert_eq!(replaced("Avec Corvazier ce soir", "Avec Corvasier ce soir"), pair("Corvazier", "Corvasier"));
    assert_eq!(replaced("Corps Vasier est là", "Corvasier est là"), pair("Corps Vasier", "Corvasier"));
    // A rewrite, an ordinary word, a word more, nothing.
    assert_eq!(replaced("il est venu hier avec sa mère", "Corvasier dormait chez lui la veille au soir"), None);
    assert_eq!(replaced("il mange", "il marche"), None);
    assert_eq!(replaced("il mange", "il mange bien"), None);
    assert_eq!(replaced("il mange", "il mange"), None);

    let found = names::correct_once::alike(&t, &lexicon, "Corvazier", "Corvasier", &Cancel::default());
    let rows = |places: &[names::Place]| places.iter().map(|place| place.row).collect::<Vec<_>>();
    assert_eq!((rows(&found.same), rows(&found.alike)), (vec![0, 1], vec![2]));
}

#[test]
fn an_edited_line_is_looked_at_alone() {
    let t = transcript("fr", "Avec Bastien Corvasier", "Bastien Corvazier\nBastien Corvassier\nrien");
    let knowledge = Knowledge::prepare(&t, Lexicon::new(&t, &[]));
    let rows = |rows| shown(&knowledge.misheard_in_rows(&t, rows, &Cancel::default()));
    assert_eq!(rows(1..2), "Bastien Corvassier → Bastien Corvasier");
    assert_eq!(rows(2..9), "");
    assert_eq!(rows(9..12), "");
}

#[test]
fn a_name_is_taken_where_it_is_ticked_and_is_in_the_glossary_then() {
    let t = transcript("fr", "Avec Bastien Corvasier", "Bastien Corvazier\nrien\nBastien Corvazier");
    let pairs = find(&t);
    let pair = &pairs[0];
    let taken = |places: &[Place]| {
        let edit = take(&t, stet::message!("edit-names"), &[(pair, places)])?;
        crate::notation::check_laws(&t, &edit);
        let after = edit.apply(&t);
        let texts: Vec<&str> = after.lines.iter().map(|line| line.text.as_str()).collect();
        let glossary = after.meta.glossary.iter().map(|entry| format!("{} = {}", entry.form, entry.heard.join(", ")));
        Some((texts.join("|"), glossary.collect::<Vec<_>>().join("; ")))
    };
    let (places, heard) = (&pair.places, "Bastien Corvasier = Bastien Corvazier");
    assert_eq!(places.len(), 2, "{pairs:?}");
    let both = ("Bastien Corvasier|rien|Bastien Corvasier".to_owned(), heard.to_owned());
    let first = ("Bastien Corvasier|rien|Bastien Corvazier".to_owned(), heard.to_owned());
    assert_eq!([taken(places), taken(&places[..1]), taken(&[])], [Some(both), Some(first), None]);
}

#[test]
fn look_alikes_of_the_document_are_proposed() {
    let text = "avec Zéphorine Dulac\npuis Zéphorine vient\net Zéphorine dort\ndonc Zéphorinne rit";
    assert_eq!(shown(&find(&transcript("fr", "", text))), "Zéphorinne → Zéphorine");
}

#[test]
fn a_cancelled_search_ends() {
    let t = transcript("fr", "Avec Bastien Corvasier", "Bastien Corvazier");
    let cancel = Cancel::default();
    cancel.cancel();
    assert_eq!(Knowledge::prepare(&t, Lexicon::new(&t, &[])).misheard(&t, &cancel), []);
}
