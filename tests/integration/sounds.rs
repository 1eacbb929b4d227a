//! What sounds like a query, and what does not: true and false friends, in French and in English. The notation is that
//! of finding: a transcript as its lines between ` / `, a match as `[…]`.

use crate::search::{check_found, check_replaced, marked, search, transcript};
use stet::analysis::search::{Match, Mode, Query, Search};
use stet::edit::Edit;
use stet::jobs::Cancel;
use stet::model::{Line, SpeakerId, Splice, Transcript};

#[test]
fn true_friends() {
    for (query, expected) in [
        ("Lefebvre", "[Lefèbre], [le fèvre], [Lefaivre], [LEFÈVRE] et [Lefebvre]"),
        ("ChatGPT", "le [chat j'ai pété], le [Chajipiti], [chat GPT], [chat G P T], [tchat jipiti]"),
        ("Hélioscop", "d'[Elio scope], [Élioscope], [Hélioscop], l’[hélioscope], les [Hélioscops], [Helio scopes]"),
        // A full stop that a machine heard, as in an initial.
        ("Hélioscop", "[Elio. Scope]"),
        ("Taquerel", "Yvonne [Tacrel], [Takrel], [Taquerelle]"),
        ("Ternuse", "la [Ternuze], la [terre nuse]"),
        ("Montfaulquin", "[mont faux quin]"),
        ("Hydralpe", "l'[idralpe], l'[hydre Alpes]"),
        ("SecNumCloud", "[sec nume cloud]"),
        ("Silicon Valley", "la [silicone vallée]"),
        ("Jean-Paul Smets", "[Jean Paul Smetz], [Jean-Paul Smet]"),
        ("Sophie Marchand", "[Sophie Marchant]"),
        ("L'Oréal", "chez [L’oréal], [Loréal]"),
        ("d'Artagnan", "[dartagnan], [d’Artagnan]"),
        ("SNCF", "la [esse enne cé effe], la [S N C F], la [SNCF]"),
        ("GPT-4", "le [GPT quatre]"),
        ("Théo", "[Téo], [théo]"),
        ("Okonkwo", "[O'Conquo], [Okonkwo]'s"),
        ("Siobhan", "[Shivawn]"),
        ("Kowalczyk", "[Kovalchik], [Kovalcheck]"),
        ("Penhallick", "[pen hallick], [Penholick]"),
        ("Thackrell", "[Fackrell], [thack rel]"),
        ("Brighton", "[Briton]"),
        ("Stephen", "[Steven]"),
        ("Sean", "[Shawn]"),
        ("McCabe", "[Makabe]"),
        ("Kubernetes", "[cubernétès], [Kuber Nettes]"),
        // In ordinary words, what is said alike and what is bent alike.
        ("vallée", "la [vallée], les [vallées], Silicon [Valley]"),
        ("harbour", "the [harbor]"),
    ] {
        check_found("s", query, expected);
    }
}

#[test]
fn false_friends() {
    for (query, text) in [
        ("Lefebvre", "la fièvre, le livre, les lèvres, les fèves, fabre, le fer"),
        ("Hélioscop", "il y a, le scoop, elle écope, hélicoptère, les copains"),
        ("ChatGPT", "j'ai pété, chaque été, chat, il a jeté, j'ai été"),
        ("maison", "mais on, m'aide, mes sons, le mais, on"),
        ("sang", "sans, cent, s'en, c'en"),
        ("travail", "travaux, vitrail"),
        ("vallée", "allée, va, les, avaler"),
        ("turbine", "termine, urbain"),
        ("work", "York, walk, word, worm"),
        ("harbour", "arbre, barber, hardware"),
        ("Jane", "Jean, gens"),
        ("Mary", "may, many, maybe"),
        ("Marc", "marche, mare, mardi"),
        // Over punctuation nothing belongs together.
        ("Hélioscop", "Elio, scope, Elio ! Scope, Elio -scope"),
    ] {
        check_found("s", query, text);
    }
}

#[test]
fn nothing_is_heard_of_less_than_two_letters() {
    for query in ["", " ", "a", "-", "…"] {
        check_found("s", query, "a à - … le");
    }
    // What has no sound is compared by its letters.
    check_found("s", "東京都", "[東京都] 大阪府");
}

#[test]
fn a_hit_runs_over_the_end_of_a_line() {
    for (query, expected) in [
        ("Hélioscop", "d'[Elio / scope], oui"),
        ("Hélioscop", "d'[Elio  /  scope] et d'[Elio / scope]"),
        ("Lefebvre", "voici [le / fèvre]"),
        ("Lefebvre", "voici le / [Lefèbre] et"),
        ("Hélioscop", "d'Elio. / scope"),
        ("ChatGPT", "[chat / j'ai pété] / [chat j'ai / pété]"),
    ] {
        check_found("s", query, expected);
    }
    let mut two: Vec<Line> = ["Elio", "scope"].map(Line::new).into();
    two[1].speaker = Some(SpeakerId(0));
    let t = Transcript { lines: two.into_iter().collect(), ..Transcript::default() };
    assert_eq!(search("s", "Hélioscop").run(&t, &Cancel::default()), [], "two people speak");
}

#[test]
fn neither_case_nor_accents_count() {
    let t = transcript("lefevre LEFÈVRE Lefèbre");
    for (case, accents, whole_word) in [(true, true, true), (false, false, false)] {
        let query =
            Query { text: "Lefebvre".to_owned(), mode: Mode::Sounds, case, accents, whole_word, ..Query::default() };
        let matches = Search::new(&query).expect("it can be heard").run(&t, &Cancel::default());
        assert_eq!(marked(&t, &matches), "[lefevre] [LEFÈVRE] [Lefèbre]");
    }
}

#[test]
fn what_replaces_what_was_heard() {
    for (query, with, before, after) in [
        ("Lefebvre", "Lefebvre", "Lefèbre, le fèvre. Lefebvre !", "Lefebvre, Lefebvre. Lefebvre !"),
        // As it was typed, whatever the case of what stood there.
        ("Lefebvre", "Lefebvre", "LEFÈVRE lefèvre", "Lefebvre Lefebvre"),
        // What leans on it.
        ("Hélioscop", "Hélioscop", "d'Elio scope, l’élioscope", "d'Hélioscop, l’Hélioscop"),
        ("Hélioscop", "Hélioscop", "la maison de Lioscope", "la maison de Hélioscop"),
        ("Elioscop", "Elioscop", "la maison de Lioscope", "la maison d'Elioscop"),
        ("Hélioscop", "Scopelio", "d'Elio scope", "de Scopelio"),
        // The plural and the possessive.
        ("Hélioscop", "Helioscope", "les Hélioscops", "les Helioscopes"),
        ("Mooflow", "Mooflow", "moo flow's, mouflaux", "Mooflow's, Mooflow"),
        ("Mooflow", "Moo-Flow", "two Mooflows", "two Moo-Flows"),
        // Over the end of a line.
        ("Hélioscop", "Hélioscop", "d'Elio / scope, oui", "d'Hélioscop, / oui"),
        ("Jean-Paul Smets", "Jean-Paul Smets", "avec Jean Paul / Smetz.", "avec Jean-Paul Smets. / "),
        ("Hélioscop", "", "un élioscope bleu", "un bleu"),
    ] {
        check_replaced("s", query, with, before, after);
    }
}

fn random_lines(random: &mut fastrand::Rng, most: usize) -> Vec<Line> {
    const PIECES: [&str; 16] = [
        "Elio",
        "scope",
        "Hélioscop",
        "le",
        "fèvre",
        "d'",
        "l’",
        "Lefèbre",
        "et",
        "-",
        ".",
        " ",
        " ",
        ", ",
        "\n",
        "'s ",
    ];
    let text = |random: &mut fastrand::Rng| -> String {
        (0..random.usize(..9)).map(|_| random.choice(PIECES).unwrap_or_default()).collect()
    };
    let mut lines: Vec<Line> = (0..random.usize(..=most)).map(|_| Line::new(text(random).as_str())).collect();
    for line in &mut lines {
        line.speaker = (random.u8(..4) == 0).then_some(SpeakerId(0));
    }
    lines
}

#[test]
fn it_does_not_matter_how_it_is_asked_nor_what_is_remembered() {
    let mut random = fastrand::Rng::with_seed(5);
    let mut old = [search("s", "Hélioscop"), search("s", "Lefebvre")];
    for _ in 0..600 {
        let t = Transcript { lines: random_lines(&mut random, 6).into_iter().collect(), ..Transcript::default() };
        let which = random.usize(..2);
        let search = search("s", ["Hélioscop", "Lefebvre"][which]);
        let matches = search.run(&t, &Cancel::default());
        assert!(matches.is_sorted());
        assert_eq!(old[which].run(&t, &Cancel::default()), matches, "in {t:?}");
        let single: Vec<Match> = (0..t.lines.len()).flat_map(|row| search.in_rows(&t, row..row + 1)).collect();
        assert_eq!(single, matches, "row by row in {t:?}");
        // Every match by itself is still there.
        for found in &matches {
            assert!(!search.replacements(&t, std::slice::from_ref(found), "Xyz").is_empty(), "{found:?} in {t:?}");
        }
        let at = random.usize(..=t.lines.len());
        let old_lines = t.lines.slice(at..(at + random.usize(..3)).min(t.lines.len()));
        let splice = Splice { at, old: old_lines, new: random_lines(&mut random, 2) };
        let Some(edit) = Edit::of_lines(stet::message!("edit-typing"), vec![splice]) else { continue };
        let after = edit.apply(&t);
        let followed = old[which].after_edit(&matches, &edit, &after);
        assert_eq!(followed, search.run(&after, &Cancel::default()), "{edit:?} of {t:?}");
    }
}
