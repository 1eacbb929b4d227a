//! Find and replace: what is found where, what stands there afterwards, and that neither depends on how it is asked.
//!
//! A transcript is written as its lines between ` / `, a match as `[…]`, and one that runs into the next line as
//! `[… / …]`.

use std::sync::Arc;
use stet::analysis::search::{self, Match, Mode, Query, Scope, Search};
use stet::edit::{self, Edit};
use stet::jobs::Cancel;
use stet::messages::text as said;
use stet::model::{Line, SpeakerId, Splice, Text, Transcript};

pub fn transcript(lines: &str) -> Transcript {
    Transcript { lines: sliced(lines.split(" / ")).into_iter().collect(), ..Transcript::default() }
}

/// Lines as a reader makes them: slices of one buffer, with other things between them.
fn sliced<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Line> {
    let mut buffer = String::new();
    let mut ranges = Vec::new();
    for text in texts {
        buffer.push_str("<a b>");
        ranges.push(buffer.len()..buffer.len() + text.len());
        buffer.push_str(text);
    }
    let buffer = Arc::new(buffer);
    ranges.into_iter().map(|range| Line::new(Text::slice(&buffer, range))).collect()
}

fn written(t: &Transcript) -> String {
    t.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" / ")
}

/// The transcript with its matches in brackets.
pub fn marked(t: &Transcript, matches: &[Match]) -> String {
    let mut lines: Vec<String> = t.lines.iter().map(|line| line.text.to_string()).collect();
    for found in matches.iter().rev() {
        if let Some(at) = found.in_next() {
            lines[found.row() + 1].insert(at.end, ']');
        } else {
            lines[found.row()].insert(found.at().end, ']');
        }
        lines[found.row()].insert(found.at().start, '[');
    }
    lines.join(" / ")
}

/// A query written as its text, after what is ticked: `w` whole word, `c` case, `a` accents do not count, `r` regular
/// expression, `s` sounds like.
fn query(ticked: &str, text: &str) -> Query {
    Query {
        text: text.to_owned(),
        mode: match ticked {
            _ if ticked.contains('r') => Mode::Regex,
            _ if ticked.contains('s') => Mode::Sounds,
            _ => Mode::Plain,
        },
        whole_word: ticked.contains('w'),
        case: ticked.contains('c'),
        accents: !ticked.contains('a'),
        scope: Scope::All,
    }
}

pub fn search(ticked: &str, text: &str) -> Search {
    Search::new(&query(ticked, text)).expect("the query can be read")
}

pub fn check_found(ticked: &str, text: &str, expected: &str) {
    let t = transcript(&expected.replace(['[', ']'], ""));
    let search = search(ticked, text);
    let matches = search.run(&t, &Cancel::default());
    assert_eq!(marked(&t, &matches), expected, "{text:?} ({ticked})");
    assert!(matches.is_sorted());
}

#[test]
fn what_is_found() {
    for (ticked, text, expected) in [
        ("", "", "nothing at all"),
        ("", "bonjour", "[Bonjour] ! On dit [bonjour], [BONJOUR]."),
        ("c", "bonjour", "Bonjour ! On dit [bonjour], BONJOUR."),
        ("", "aa", "[aa][aa]a"),
        ("", "ab", "a[ab]b"),
        ("", "nothing of the kind", "nothing / of the sort"),
        // Whole words.
        ("w", "hélioscop", "d'[Hélioscop], oui"),
        ("w", "hélioscop", "l’[hélioscop] hélioscopes"),
        ("w", "mooflow", "[mooflow]'s, [Mooflow] mooflows, [mooflow]-X"),
        ("", "mooflow", "[mooflow]'s, [mooflow]s"),
        ("w", "an", "un [an], des ans, Jean, [an]"),
        ("w", "-oui", "non[-oui] [-oui]"),
        ("w", "a", "a_b b_a a1 1a"),
        ("w", "e", "un e\u{301} décomposé"),
        // The plural of a name.
        ("w", "Hélioscop", "d'[Hélioscop], des [Hélioscop]s, les [HÉLIOSCOP]S"),
        ("w", "Hélioscop", "hélioscops, Hélioscopes, Hélioscopsa, [Hélioscop]'s"),
        ("w", "Mooflow", "[Mooflow]'s two [Mooflow]s"),
        ("w", "GPT", "les [GPT]s, le [gpt]"),
        ("w", "Le", "[Le] mot, Les mots"),
        ("w", "Lus", "[Lus], Luss"),
        ("w", "Jean Paul", "les [Jean / Paul]s"),
        // Case beyond ASCII.
        ("", "école", "[École], [ÉCOLE], [école], ecole"),
        ("c", "École", "[École] école"),
        ("", "οδός", "[ΟΔΌΣ] [οδός]"),
        ("", "москва", "[Москва]"),
        ("", "日本", "[日本]語"),
        ("", "\u{1f600}", "oh [\u{1f600}]!"),
        // Accents, in one character or in two.
        ("", "été", "[été], [e\u{301}te\u{301}], ete, é\u{301}té"),
        ("", "e\u{301}te\u{301}", "[été], [e\u{301}te\u{301}]"),
        ("", "ete", "été, e\u{301}te\u{301}, [ete]"),
        ("a", "ete", "[été], [e\u{301}te\u{301}], [Ete], [ÊTE]"),
        ("a", "Été", "[été], [e\u{301}te\u{301}], [Ete], [ÊTE]"),
        ("ac", "ete", "[été], Ete"),
        ("a", "societe", "La [société], la [SOCIÉTÉ]"),
        ("a", "angstrom", "[Ångström] [\u{212b}ngstrom]"),
        ("a", "oeuvre", "une [œuvre], l'[Œuvre], [oeuvre]"),
        ("a", "œuvre", "une [œuvre], l'[Œuvre], [oeuvre]"),
        ("a", "uvre", "une œ[uvre]"),
        ("a", "e", "œ[e]"),
        ("a", "strasse", "[Straße] [STRASSE]"),
        ("", "œuvre", "une [œuvre], l'[Œuvre], oeuvre"),
        ("", "\u{301}", "e[\u{301}]"),
        ("a", "\u{301}", "e\u{301}"),
        // Apostrophes, hyphens, quotes, dots, spaces, and what is invisible.
        ("", "l'été", "[l'été] [l’été] [lʼété] l été"),
        ("", "l’été", "[l'été] [l’été] [lʼété]"),
        ("", "'été'", "['été'] [’été’] [‘été’]"),
        ("", "peut-être", "[peut-être] [peut\u{2011}être] [peut\u{2010}être] [peut–être] peut—être peutêtre"),
        // Between two letters a hyphen and a space are the same, however many spaces.
        ("", "jean-paul", "[Jean-Paul] [Jean Paul] [Jean\u{a0}Paul] [Jean\u{2011}Paul] [Jean  Paul] [Jean\nPaul]"),
        ("", "jean paul", "[Jean-Paul] [Jean\u{2011}Paul] [Jean–Paul] [Jean-\nPaul] Jean -Paul, Jean - Paul, JeanPaul"),
        ("", "jean-paul", "[Jean-\nPaul] Jean -Paul, Jean - Paul, Jean--Paul"),
        ("w", "jean-paul", "Xjean-Paul [Jean-Paul], jean-paule"),
        ("a", "saint etienne", "[Saint-Étienne], [saint e\u{301}tienne]"),
        ("", "saint-é", "[Saint-É]tienne, [saint e\u{301}]tienne"),
        ("c", "Porte-à-faux", "[Porte-à-faux] [Porte à faux] porte-à-faux"),
        ("", "a-b-c", "[a b-c] [a-b c] [a b c]"),
        ("", "- oui", "[- oui] non [- oui]"),
        ("", "-oui", "[-oui] [–oui] oui"),
        ("", "oui -", "[oui -] oui  "),
        ("", "–", "dix[-]sept, non [–] oui"),
        ("", "\"la tech\"", "[\"La Tech\"] [“La Tech”]"),
        ("", "oui...", "[oui…] [oui...] oui.."),
        ("", "..", "[..]. …"),
        ("", "10 000", "[10 000] [10\u{a0}000] [10\u{202f}000] [10  000] [10\n000] [10-000] 10000"),
        ("", "a  b", "a b [a  b] [a   b]"),
        ("", "  ", "a b[  ]c[  ] d"),
        ("", " -", "a[ -]b [ -]"),
        ("", "- ", "[- ]a[- ] "),
        ("", " é", "a[ é]b [ é]"),
        ("", " a ", "[ a ][ a ]"),
        ("", "helio", "[he\u{ad}lio] [he\u{200b}lio]"),
        ("", "k", "[k] [K] \u{212a}"),
        // Letters that stand everywhere, looked for together.
        ("", "est", "l'[est], l'Ou[EST] / es t, es / t, est\u{301} / c'[est] l'[Est]"),
        ("", "est", "l'[est], l'[e\u{ad}st] / [es\u{200d}t]"),
        ("a", "est", "l'[est], l'[ést], l'[es\u{301}t]"),
        ("c", "est", "l'[est], l'Est"),
        // Over the end of a line.
        ("", "jean paul", "avec [Jean / Paul] Smets et [Jean Paul]"),
        ("", "jean paul", "rien / [Jean / Paul] / rien / [Jean / Paul]"),
        ("", "jean paul", "avec [Jean  /  Paul] Smets"),
        ("", "jean-paul", "avec [Jean / Paul] Smets"),
        ("", "jean-paul", "avec [Jean- / Paul] Smets"),
        ("", "jean paul", "avec [Jean- / Paul], Jean / -Paul"),
        ("w", "a-b c", "[a / b c] / [a b / c] / xa / b c"),
        ("", "a b c", "x [a b / c] y / [a / b c] / a / b / c"),
        ("", "silicon valley", "en [Silicon / Valley], la [silicon valley]"),
        ("w", "silicon valley", "en Xsilicon / Valley / en [silicon / valley] / en silicon / valleys"),
        ("", "jeanpaul", "Jean / Paul"),
        ("", "jean ", "Jean / Paul"),
        ("", "aa a", "[aa a]a / a"),
        ("", "a a", "b [a / a] / [a a] / b"),
    ] {
        check_found(ticked, text, expected);
    }
}

#[test]
fn what_a_regular_expression_finds() {
    for (ticked, text, expected) in [
        ("r", r"\d+", "en [2023], le [17]"),
        ("r", "B[aeiou]n", "[bon], [BAN]"),
        ("rc", "B[aeiou]n", "bon, [Ban]"),
        ("r", "x*", "a[xx]b[x]"),
        ("r", "^-", "[-]Oui. -Non. / [-]Bien"),
        ("r", r"\.$", "Oui. Non[.] / Bien[.]"),
        ("r", "a.*b", "[a b] a / b"),
        ("r", "[^x]+", "[abc]x / [abc]"),
        ("r", r"jean\s+paul", "[Jean Paul] / et [Jean / Paul]"),
        ("r", r"jean\npaul", "Jean Paul / et [Jean / Paul]"),
        ("r", "jean paul", "Jean / Paul"),
        ("rw", "jean|jeanne", "[Jeanne] et [Jean], Jeannette"),
        ("rw", "é.", "défété : [ét] été"),
        ("r", "\\s", "a[ ]b / c"),
    ] {
        check_found(ticked, text, expected);
    }
}

#[test]
fn a_wrong_expression_is_explained() {
    for (text, expected) in [
        ("(abc", "The regular expression cannot be read at character 1: unclosed group"),
        ("ab[c", "The regular expression cannot be read at character 3: unclosed character class"),
        ("^a)", "The regular expression cannot be read at character 3: unopened group"),
        ("a{99999}{99999}", "The regular expression is too large"),
    ] {
        assert_eq!(Search::new(&query("r", text)).map(|_| ()).map_err(|why| said(&why)), Err(expected.to_owned()));
    }
}

#[test]
fn where_is_looked() {
    let mut lines: Vec<Line> = ["a b", "a", "b", "a", "b a"].map(Line::new).into();
    lines[1].speaker = Some(SpeakerId(0));
    lines[2].speaker = Some(SpeakerId(0));
    lines[0].checked = true;
    let t = Transcript { lines: lines.into_iter().collect(), ..Transcript::default() };
    #[allow(clippy::single_range_in_vec_init, reason = "rows are a list of ranges")]
    for (scope, expected) in [
        (Scope::All, "[a b] / [a / b] / [a / b] a"),
        (Scope::Speaker(SpeakerId(0)), "a b / [a / b] / a / b a"),
        (Scope::Speaker(SpeakerId(1)), "a b / a / b / a / b a"),
        (Scope::Unchecked, "a b / [a / b] / [a / b] a"),
        (Scope::Rows(Arc::from([0..2])), "[a b] / a / b / a / b a"),
        (Scope::Rows(Arc::from([3..9, 1..2, 2..3])), "a b / [a / b] / [a / b] a"),
        (Scope::Rows(Arc::from([])), "a b / a / b / a / b a"),
    ] {
        let query = Query { scope: scope.clone(), ..query("", "a b") };
        let matches = Search::new(&query).expect("plain").run(&t, &Cancel::default());
        assert_eq!(marked(&t, &matches), expected, "{scope:?}");
    }
    // The end of one speaker's line and the beginning of another's are no words that belong together.
    let mut two: Vec<Line> = ["a", "b"].map(Line::new).into();
    two[1].speaker = Some(SpeakerId(0));
    let t = Transcript { lines: two.into_iter().collect(), ..Transcript::default() };
    assert_eq!(search("", "a b").run(&t, &Cancel::default()), []);
}

pub fn check_replaced(ticked: &str, text: &str, with: &str, before: &str, after: &str) {
    let t = transcript(before);
    let search = search(ticked, text);
    let matches = search.run(&t, &Cancel::default());
    let places = search.replacements(&t, &matches, with);
    let replaced = edit::text::replace(&t, search.label(), &places);
    let now = replaced.map_or_else(|| t.clone(), |edit| edit.apply(&t));
    assert_eq!(written(&now), after, "{text:?} by {with:?} ({ticked})");
}

#[test]
fn what_replaces_what_was_found() {
    for (ticked, text, with, before, after) in [
        // Case.
        ("", "Lefèbre", "Lefebvre", "LEFÈBRE, Lefèbre, lefèbre", "LEFEBVRE, Lefebvre, Lefebvre"),
        ("", "lefèbre", "lefebvre", "LEFÈBRE, Lefèbre, lefèbre", "LEFEBVRE, Lefebvre, lefebvre"),
        ("", "LEFÈBRE", "Lefebvre", "LEFÈBRE lefèbre", "Lefebvre Lefebvre"),
        ("", "mot", "parole", "Mot, mot. MOT", "Parole, parole. parole"),
        ("", "mot", "parole", "UN MOT", "UN PAROLE"),
        (
            "",
            "ia",
            "intelligence artificielle",
            "l'IA, l'ia",
            "l'intelligence artificielle, l'intelligence artificielle",
        ),
        ("", "iphone", "iPhone", "Iphone iphone IPHONE", "iPhone iPhone IPHONE"),
        ("c", "MOTS", "parole", "MOTS mots", "parole mots"),
        ("", "ca", "ça", "Ca va, ca va, CA VA", "Ça va, ça va, ça VA"),
        ("", "étienne", "éric", "ÉTIENNE Étienne", "ÉRIC Éric"),
        ("w", "a", "à", "A demain", "À demain"),
        ("a", "lefebre", "lefebvre", "lefèbre Lefèbre", "lefebvre Lefebvre"),
        // Elision and endings stay.
        ("w", "hélioscop", "Helioscope", "d'Hélioscop, l’hélioscop", "d'Helioscope, l’Helioscope"),
        ("w", "mooflow", "Moo Flow", "mooflow's mooflows", "Moo Flow's mooflows"),
        ("", "mooflow", "Mooflo", "mooflow's mooflows", "Mooflo's Mooflos"),
        ("w", "Hélioscop", "Helioscope", "les Hélioscops, HÉLIOSCOPS", "les Helioscopes, HELIOSCOPES"),
        ("w", "Hélioscop", "Hélios", "d'Hélioscop, des Hélioscops", "d'Hélios, des Hélios"),
        ("w", "Hélioscop", "", "des Hélioscops bleus", "des bleus"),
        ("w", "Mooflow", "Moo-Flow", "Mooflow's two Mooflows", "Moo-Flow's two Moo-Flows"),
        ("w", "Jean Pol", "Jean-Paul", "les Jean / Pols, oui", "les Jean-Pauls, / oui"),
        ("w", "Jean Pol", "Jean Louis", "les Jean / Pols", "les Jean / Louis"),
        ("w", "Jean-Paul", "Jean-Pol", "Jean Paul, Jean\u{a0}Paul et JEAN-PAUL", "Jean-Pol, Jean-Pol et JEAN-POL"),
        ("w", "Jean Paul", "Jean-Paul", "Jean Paul et Jean-Paul", "Jean-Paul et Jean-Paul"),
        // Nothing to put there.
        ("w", "euh", "", "euh je, euh, bon euh voilà euh", "je, , bon voilà"),
        ("w", "euh", "", "euh", ""),
        ("", " ,", ",", "oui , non", "oui, non"),
        ("", "a  b", "a b", "a   b", "a b"),
        ("", "  ", " ", "a  b   c", "a b  c"),
        ("", "a b", "x y", "a\nb", "x\ny"),
        ("", "a b", "x", "a\nb", "x"),
        // Over the end of a line.
        ("", "olivier alexandr", "Olivier Alexandre", "oui Olivier / Alexandr, donc", "oui Olivier / Alexandre, donc"),
        ("w", "jean paul", "Jean-Paul", "avec Jean / Paul Smets", "avec Jean-Paul / Smets"),
        ("w", "jean paul", "Jean-Paul", "avec Jean / Paul, oui", "avec Jean-Paul, / oui"),
        ("w", "jean paul", "Jean-Paul", "avec Jean / Paul ! Oui", "avec Jean-Paul ! / Oui"),
        ("w", "jean paul", "Jean-Paul", "avec JEAN / PAUL", "avec JEAN-PAUL / "),
        ("", "jean paul", "Jean-Paul", "Jean / Paul's Jean Paul", "Jean-Paul's / Jean-Paul"),
        ("", "jean paul", "Jean-Paul", "Jean / Paul-Jean Paul", "Jean-Paul / -Jean-Paul"),
        ("w", "tu vois", "", "donc tu / vois, oui", "donc, / oui"),
        ("", "a a", "b", "a / a / a", "b /  / a"),
        ("", "a a", "b c", "a / a / a", "b / c / a"),
        // Regular expressions.
        ("r", r"(\w+) (\w+)", "$2 $1", "un deux, trois quatre", "deux un, quatre trois"),
        ("r", r"(\d+)e", "$1ème $$1", "le 2e", "le 2ème $1"),
        ("r", r"(?P<an>\d{4})", "l'an ${an}", "en 2023", "en l'an 2023"),
        ("rw", "mot|mots", "Parole", "MOT mots", "Parole Parole"),
        ("r", r"jean\s(paul)", "Jean-$1", "avec Jean / Paul, oui", "avec Jean-Paul, / oui"),
        ("r", r"(silicon)\s(valley)", "$1 $2 !", "la Silicon / Valley", "la Silicon Valley ! / "),
        ("r", " +$", "", "fin  / fin ", "fin / fin"),
    ] {
        check_replaced(ticked, text, with, before, after);
    }
}

#[test]
fn hits_that_are_gone_are_not_replaced() {
    let t = transcript("un mot / un mot / Jean / Paul");
    let later = transcript("un / mot un / jean / Anne");
    for (ticked, text) in [("", "mot"), ("r", "mot"), ("", "jean paul"), ("r", r"jean\spaul")] {
        let search = search(ticked, text);
        let matches = search.run(&t, &Cancel::default());
        assert!(!matches.is_empty());
        assert_eq!(search.replacements(&later, &matches, "x"), [], "{text:?}");
        assert_eq!(search.replacements(&Transcript::default(), &matches, "x"), [], "{text:?}");
    }
}

#[test]
fn the_step_is_named_after_what_is_replaced() {
    assert_eq!(said(&search("", " Lefèbre").label()), "replace Lefèbre");
    assert_eq!(said(&search("", &"é".repeat(50)).label()), format!("replace {}…", "é".repeat(40)));
}

#[test]
fn stepping_through_hits() {
    let t = transcript("a b a / b / a");
    let search = search("", "a");
    let matches = search.run(&t, &Cancel::default());
    for (row, byte, next, previous) in
        [(0, 0, 0, 2), (0, 1, 1, 0), (0, 4, 1, 0), (0, 5, 2, 1), (1, 0, 2, 1), (2, 0, 2, 1), (2, 1, 0, 2), (9, 0, 0, 2)]
    {
        assert_eq!(search::next(&matches, row, byte), Some(next), "after {row}:{byte}");
        assert_eq!(search::previous(&matches, row, byte), Some(previous), "before {row}:{byte}");
        assert_eq!(search.find_next(&t, row, byte), Some(matches[next]), "after {row}:{byte}");
        assert_eq!(search.find_previous(&t, row, byte), Some(matches[previous]), "before {row}:{byte}");
    }
    let empty = Transcript::default();
    assert_eq!((search::next(&[], 0, 0), search::previous(&[], 0, 0)), (None, None));
    assert_eq!((search.find_next(&empty, 0, 0), search.find_previous(&empty, 0, 0)), (None, None));
}

#[test]
fn no_boundary_is_overlooked_in_a_long_transcript() {
    let texts = (0..20_000).map(|row| if row % 2 == 0 { "a" } else { "b" });
    let t = Transcript { lines: sliced(texts).into_iter().collect(), ..Transcript::default() };
    for (text, first) in [("a b", 0), ("b a", 1)] {
        let search = search("", text);
        let mut parts = 0;
        let mut rows = Vec::new();
        search.stream(&t, &Cancel::default(), |matches| {
            parts += 1;
            rows.extend(matches.iter().map(Match::row));
        });
        assert_eq!(rows, (first..19_999).step_by(2).collect::<Vec<_>>(), "{text:?}");
        assert!(parts > 1, "the first matches can be shown at once");
        assert_eq!(search.find_next(&t, 19_999, 0).map(|found| found.row()), Some(first));
        assert_eq!(search.find_previous(&t, 0, 0).map(|found| found.row()), rows.last().copied());
    }
}

#[test]
fn a_cancelled_search_stops() {
    let t = transcript("a / a");
    let cancel = Cancel::default();
    cancel.cancel();
    assert_eq!(search("", "a").run(&t, &cancel), []);
}

/// Texts in which much is alike, so that matches, half matches and overlaps are frequent.
fn random_text(random: &mut fastrand::Rng, longest: usize) -> String {
    const PIECES: [&str; 20] = [
        "a", "b", "A", "é", "e", "E", "\u{301}", "œ", "o", " ", " ", "\u{a0}", "'", "’", "-", "…", ".", "ß", "日", "\n",
    ];
    (0..random.usize(..=longest)).map(|_| random.choice(PIECES).expect("there are pieces")).collect()
}

fn random_search(random: &mut fastrand::Rng) -> Search {
    const EXPRESSIONS: [&str; 7] = [r"a\s?b", "[^a]+", r"\w+", "(a|b)+é", r"\s", "e|é", "^.|.$"];
    let ticked = ["", "w", "c", "a", "wa", "ca", "r", "rw", "s"][random.usize(..9)];
    let text = match ticked.contains('r') {
        true => EXPRESSIONS[random.usize(..EXPRESSIONS.len())].to_owned(),
        // By ear nothing is heard of less than two letters.
        false => random_text(random, if ticked == "s" { 9 } else { 4 }),
    };
    let rows = |random: &mut fastrand::Rng| (0..2).map(|_| random.usize(..6)..random.usize(..9)).collect();
    let scope = match random.u8(..5) {
        0 => Scope::Unchecked,
        1 => Scope::Speaker(SpeakerId(0)),
        2 => Scope::Rows(rows(random)),
        _ => Scope::All,
    };
    Search::new(&Query { scope, ..query(ticked, &text) }).expect("the query can be read")
}

fn random_lines(random: &mut fastrand::Rng, most: usize) -> Vec<Line> {
    let texts: Vec<String> = (0..random.usize(..=most)).map(|_| random_text(random, 8)).collect();
    let mut lines = sliced(texts.iter().map(String::as_str));
    for line in &mut lines {
        line.speaker = random.bool().then_some(SpeakerId(0));
        line.checked = random.u8(..4) == 0;
    }
    lines
}

#[test]
fn hits_lie_in_the_text_and_can_be_replaced() {
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..4_000 {
        let t = Transcript { lines: random_lines(&mut random, 5).into_iter().collect(), ..Transcript::default() };
        let search = random_search(&mut random);
        let matches = search.run(&t, &Cancel::default());
        let mut done = (0, 0);
        for found in &matches {
            assert!(!t.lines[found.row()].text[found.at()].is_empty());
            assert!((found.row(), found.at().start) >= done, "{search:?} in {t:?}");
            done = (found.row(), found.at().end);
            if let Some(at) = found.in_next() {
                assert!(!t.lines[found.row() + 1].text[at].is_empty());
            }
        }
        // Every match that overlaps no other is carried out, and nothing but matches and spaces is lost.
        let places = search.replacements(&t, &matches, "<1 2>");
        let alone = |found: &&Match| !matches.iter().any(|other| other != *found && overlap(other, found));
        let edit = edit::text::replace(&t, search.label(), &places);
        let after = edit.as_ref().map_or_else(|| t.clone(), |edit| edit.apply(&t));
        let made = written(&after).matches("<1").count();
        assert!(made >= matches.iter().filter(alone).count(), "{search:?} in {t:?}: {after:?}");
        if let Some(edit) = edit {
            assert_eq!(edit.inverse().apply(&after), t);
        }
    }
}

fn overlap(a: &Match, b: &Match) -> bool {
    let parts = |found: &Match| [Some((found.row(), found.at())), found.in_next().map(|at| (found.row() + 1, at))];
    let both = parts(a).into_iter().flatten().flat_map(|a| parts(b).into_iter().flatten().map(move |b| (a.clone(), b)));
    both.into_iter().any(|((row, a), (other, b))| row == other && a.start < b.end && b.start < a.end)
}

#[test]
fn it_does_not_matter_how_it_is_asked() {
    let mut random = fastrand::Rng::with_seed(2);
    for _ in 0..4_000 {
        let search = random_search(&mut random);
        let lines = random_lines(&mut random, 8);
        let owned = lines.iter().map(|line| Line { text: line.text.as_str().into(), ..line.clone() });
        let owned = Transcript { lines: owned.collect(), ..Transcript::default() };
        let t = Transcript { lines: lines.into_iter().collect(), ..Transcript::default() };
        let matches = search.run(&t, &Cancel::default());
        // The texts slices of one buffer, or each in its own.
        assert_eq!(search.run(&owned, &Cancel::default()), matches, "{search:?} in {t:?}");
        // All rows, or row by row.
        let single: Vec<Match> = (0..t.lines.len()).flat_map(|row| search.in_rows(&t, row..row + 1)).collect();
        assert_eq!(single, matches, "{search:?} in {t:?}");
        // With the other lines, or alone.
        if search.query().scope == Scope::All {
            let inside =
                matches.iter().filter(|found| found.in_next().is_none()).map(|found| (found.row(), found.at()));
            let alone = (0..t.lines.len()).flat_map(|row| search.in_line(&t.lines[row].text).map(move |at| (row, at)));
            assert_eq!(alone.collect::<Vec<_>>(), inside.collect::<Vec<_>>(), "{search:?} in {t:?}");
        }
    }
}

#[test]
fn hits_follow_an_edit() {
    let mut random = fastrand::Rng::with_seed(3);
    for _ in 0..4_000 {
        let t = Transcript { lines: random_lines(&mut random, 8).into_iter().collect(), ..Transcript::default() };
        let mut search = random_search(&mut random);
        let matches = search.run(&t, &Cancel::default());
        let mut splices = Vec::new();
        let mut at = 0;
        while at <= t.lines.len() && splices.len() < 3 {
            at += random.usize(..3);
            let old = t.lines.slice(at..at + random.usize(..3));
            if at <= t.lines.len() {
                let new = random_lines(&mut random, 2);
                let length = old.len();
                splices.push(Splice { at, old, new });
                at += length.max(1);
            }
        }
        let Some(edit) = Edit::of_lines(stet::message!("edit-typing"), splices) else { continue };
        let after = edit.apply(&t);
        let followed = search.after_edit(&matches, &edit, &after);
        assert_eq!(followed, search.run(&after, &Cancel::default()), "{search:?}: {edit:?} of {t:?}");
    }
}
