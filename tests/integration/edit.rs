//! Every operation on a transcript, before and after. See [`crate::notation`] for how to read the tables.

use crate::notation::{Place, check_edit, check_laws, check_refused, entry, origins, transcript, write};
use std::sync::Arc;
use stet::edit::text::Replacement;
use stet::edit::{Edit, Splice, glossary, meta, speakers, structure, text, timing};
use stet::model::{Chapter, GlossaryEntry, Known, Line, Markup, Meta, Span, SpeakerId, Time, Transcript};

type Operation = fn(&Transcript, &Place) -> Option<Edit>;
type Step = fn(&Transcript) -> Option<Edit>;

/// Checks rows of `(before, after)`; an `after` of `"refused"` means that the operation does not apply.
#[track_caller]
fn check_table(operation: Operation, table: &[(&str, &str)]) {
    for (before, after) in table {
        match *after {
            "refused" => check_refused(operation, before),
            _ => {
                check_edit(operation, before, after);
            }
        }
    }
}

#[test]
fn set_text() {
    let set = |t: &Transcript, at: &Place| text::set(t, at.row, "Salut à tous");
    check_table(
        set,
        &[
            ("> 1-3 Ann: Salut", "1-3 Ann: Salut à tous"),
            ("✓ 1- Ann: Salut\n> ✓ Bonjour", "✓ 1- Ann: Salut\n✓ Salut à tous"),
            ("> ", "Salut à tous"),
            ("> Salut à tous", "refused"),
            ("> {Salut 1-2} {tous 2-3 0.9}", "{Salut 1-2} à {tous 2-3 0.9}"),
            ("> {Bonjour 1-2 0.4} à {tous 2-3 0.9}", "{Salut 1-2} à {tous 2-3 0.9}"),
        ],
    );
    check_refused(|t, _| text::set(t, 5, "x"), "Hello");
    check_refused(|t, _| text::set(t, 0, "Hel\rlo"), "Hello");
    check_edit(|t, _| text::set(t, 0, "one\r\ntwo"), "one", "one⏎two");
    check_edit(|t, _| text::set(t, 0, ""), "1-2 {one 1-2}", "1-2");
}

#[test]
fn replace() {
    let at = |row, range, with: &str| Replacement { row, at: range, with: with.to_owned() };
    let label = || stet::message!("edit-typing");
    check_edit(
        |t, _| text::replace(t, label(), &[at(2, 0..3, "Zoé"), at(0, 4..7, "Zoé"), at(0, 0..3, "Léa")]),
        "1-2 Lea Zoe\nBon\nZoe",
        "1-2 Léa Zoé\nBon\nZoé",
    );
    // A place that overlaps one before it, cuts a character or lies nowhere is left out; the others are not.
    check_edit(
        |t, _| text::replace(t, label(), &[at(0, 0..3, "X"), at(0, 2..4, "Y"), at(1, 1..2, "Z"), at(0, 4..5, "e")]),
        "abc é\né",
        "X é\né",
    );
    let nowhere = [at(0, 2..9, "x"), at(7, 0..1, "x"), at(1, 1..2, "x"), at(0, 0..1, "a")];
    check_refused(|t, _| text::replace(t, label(), &nowhere), "abc\né");
    check_refused(|t, _| text::replace(t, label(), &[]), "abc");
    check_edit(|t, _| text::replace(t, label(), &[at(0, 1..1, "x"), at(0, 1..1, "y")]), "ab", "axyb");
    check_edit(
        |t, _| text::replace(t, label(), &[at(0, 0..3, "Zoé"), at(0, 8..11, "")]),
        "{Zoe 0-1 0.2} {dit 1-2} {oui 2-3}",
        "{Zoé 0-1} {dit 1-2} ",
    );
}

#[test]
fn set_checked() {
    let check = |t: &Transcript, at: &Place| text::set_checked(t, at.rows.clone(), true);
    check_table(check, &[("> a\n> ✓ b\nc\n> d", "✓ a\n✓ b\nc\n✓ d"), ("> ✓ a", "refused"), ("a", "refused")]);
    check_edit(|t, at| text::set_checked(t, at.rows.clone(), false), "> ✓ a\n✓ b", "a\n✓ b");
}

#[test]
fn split() {
    let split = |t: &Transcript, at: &Place| structure::split(t, at.row, at.caret);
    check_table(
        split,
        &[
            // In proportion to the characters before the caret, without the spaces at the cut.
            ("0-10 Ann: 12345| 789", "0-5.555 Ann: 12345\n5.555-10 Ann: 789"),
            ("0-10 Ann: éééé|éééé", "0-5 Ann: éééé\n5-10 Ann: éééé"),
            ("one | two", "one\ntwo"),
            ("✓ 0-4 ab|cd\n9- x", "✓ 0-2 ab\n✓ 2-4 cd\n9- x"),
            // Without an own end the next line's start counts, and no end is made up.
            ("0- ab|cd\n4- x", "0- ab\n2- cd\n4- x"),
            ("7- ab|cd", "7- ab\n7- cd"),
            ("a⏎|b", "a\nb"),
            // Word times know better.
            ("0-10 {one 0-1} |{two 7-9}", "0-1 {one 0-1}\n7-10 {two 7-9}"),
            ("0- {one 0-1} |{two 7-9}\n10- x", "0- {one 0-1}\n7- {two 7-9}\n10- x"),
            ("0-10 {one} |{two 7-9}", "0-7 {one}\n7-10 {two 7-9}"),
            ("0-10 {one 0-8} |{two 7-9}", "0-7 {one 0-8}\n7-10 {two 7-9}"),
            ("0-8 {one 1-2 0.5} |two", "0-4.571 {one 1-2 0.5}\n4.571-8 two"),
            // A word under the caret is cut in proportion too; nobody knows how sure its halves are.
            ("0-10 {abcd| 2-6 0.9} ef", "0-5.714 {abcd 2-6 0.9}\n5.714-10 ef"),
            ("0-10 x {ab|cd 2-6 0.9} {e 6-7}", "0-4 x {ab 2-4}\n4-10 {cd 4-6} {e 6-7}"),
            ("0-10 {ab|cd 2- 0.9} {e 6-7}", "0-6 {ab 2-}\n6-10 {cd} {e 6-7}"),
            ("0-2 |one", "refused"),
            ("0-2 one|", "refused"),
            ("0-2 one|   ", "refused"),
            ("0-2   |  one", "refused"),
            ("|", "refused"),
        ],
    );
    check_refused(|t, _| structure::split(t, 0, 1), "é!");
    check_refused(|t, _| structure::split(t, 0, 99), "one");
    check_refused(|t, _| structure::split(t, 3, 1), "one");
    let t = check_edit(split, "a\nb| c\nd", "a\nb\nc\nd");
    assert_eq!(origins(&t), "0 1 1 2");
}

#[test]
fn split_at_the_marks_of_turns() {
    let split = |t: &Transcript, at: &Place| structure::split_turns(t, at.range());
    check_table(
        split,
        &[
            ("> 0-10 Bonjour ? -Bonjour !", "0-5 Bonjour ?\n5-10 -Bonjour !"),
            ("> 0-12 Oui ? -Non. -Si !", "0-4.62 Oui ?\n4.62-8.47 -Non.\n8.47-12 -Si !"),
            ("> 0- Oui ? -Non. -Si !\n12- x", "0- Oui ?\n4.62- -Non.\n8.47- -Si !\n12- x"),
            ("> Oui. – Non.\nLa. -Si.\n> Si. -La.", "Oui.\n– Non.\nLa.\n-Si.\nSi.\n-La."),
            ("> Bien. {-Oui 3-4}\nLa. -Si.", "Bien.\n{-Oui 3-4}\nLa. -Si."),
            ("> Un peut-être - ou deux, dix-sept -3.", "refused"),
            ("> -Bonjour", "refused"),
            ("", "refused"),
        ],
    );
    check_refused(|t, _| structure::split_turns(t, 5..9), "Oui ? -Non.");
    check_edit(|t, _| structure::split_turns(t, 0..99), "Oui ? -Non.", "Oui ?\n-Non.");
}

#[test]
fn collapse_what_rolls() {
    let collapse = |t: &Transcript, _: &Place| structure::collapse_roll(t);
    check_table(
        collapse,
        &[
            ("> 0-1 a\n1-2 a⏎b\n2-3 b⏎c\n3-4 c⏎d\n4-5 d⏎e", "0-1 a\n1-2 b\n2-3 c\n3-4 d\n4-5 e"),
            ("> 0-1 No.\n1-2 No.\n2-3 No.\n3-4 No.\n4-5 No.", "refused"),
            ("", "refused"),
        ],
    );
}

#[test]
fn join() {
    let join = |t: &Transcript, at: &Place| structure::join(t, at.range());
    check_table(
        join,
        &[
            ("> 0-1 Ann: one\n> 2-3 Ann: two", "0-3 Ann: one two"),
            ("> 0-1 one\n> 1-2 two\n> 5-6 three\nx", "0-6 one two three\nx"),
            ("> 0- one\n> 2- Bob: two", "0- Bob: one two"),
            ("> Ann: one\n> 2-3 Bob: two", "2-3 Ann: one two"),
            ("> ✓ one\n> two", "one two"),
            ("> ✓ one\n> ✓ two", "✓ one two"),
            ("> one\n> ", "one"),
            ("> {one 0-1 0.5}\n> so {two 1-2}", "{one 0-1 0.5} so {two 1-2}"),
            // What goes on directly where the line before stopped.
            (
                "> over 200\n> ,000 boats\n> (at least\n> ) came\n> well\n> -known",
                "over 200,000 boats (at least) came well-known",
            ),
            ("> 3\n> .5\n> .NET", "3.5 .NET"),
            ("> Done.\n> -yes\n> - no", "Done. -yes - no"),
            // Scripts that write no spaces are joined without one.
            ("> 你好\n> 世界", "你好世界"),
            ("> one", "refused"),
            ("one\ntwo", "refused"),
        ],
    );
    check_refused(|t, _| structure::join(t, 1..9), "one\ntwo");
    check_refused(|t, _| structure::join(t, 4..9), "one\ntwo");
    let t = check_edit(|t, _| structure::join(t, 0..2), "one\ntwo\nthree", "one two\nthree");
    assert_eq!((origins(&t).as_str(), structure::joint(&Line::new("one"), &Line::new("two"))), ("0-1 2", 4));
}

#[test]
fn origins_follow_through_splits_joins_and_insertions() {
    let mut t = transcript("one two\nthree\nfour");
    let steps: [(Step, &str); 6] = [
        (|t| structure::split(t, 0, 3), "0 0 1 2"),
        (|t| structure::insert(t, 2), "0 0 (1) 1 2"),
        (|t| structure::join(t, 2..4), "0 0 1 2"),
        (|t| structure::join(t, 1..4), "0 0-2"),
        (|t| structure::join(t, 0..2), "0-2"),
        (|t| structure::insert(t, 0), "(0) 0-2"),
    ];
    for (edit, then) in steps {
        let edit = edit(&t).expect("it applies");
        check_laws(&t, &edit);
        t = edit.apply(&t);
        assert_eq!(origins(&t), then, "after {:?}", edit.label);
    }
}

#[test]
fn markup_stays_with_the_first_of_joined_lines() {
    let marked = |format: &str, around: &str, body: Option<&str>| {
        let markup = Markup { format: format.into(), around: around.into(), body: body.map(str::to_owned) };
        Line { markup: Some(Arc::new(markup)), ..Line::new("x") }
    };
    for (a, b, body) in [
        (marked("srt", "1", Some("<i>x</i>")), marked("srt", "2", Some("<b>x</b>")), Some("<i>x</i> <b>x</b>")),
        (marked("srt", "1", Some("<i>x</i>")), marked("vtt", "2", Some("<b>x</b>")), None),
        (marked("srt", "1", Some("<i>x</i>")), Line::new("x"), None),
    ] {
        let t = Transcript { lines: [a, b].into_iter().collect(), ..Transcript::default() };
        let joined = structure::join(&t, 0..2).expect("two lines").apply(&t);
        let markup = joined.lines[0].markup.as_ref().expect("kept");
        assert_eq!((markup.around.as_str(), markup.body.as_deref()), ("1", body));
    }
}

#[test]
fn insert() {
    for (row, before, after) in [
        (1, "0-1 Ann: a\n3-4 Bob: b", "0-1 Ann: a\n1-3 Ann:\n3-4 Bob: b"),
        (1, "0-3 a\n3-4 b", "0-3 a\n3-3 :\n3-4 b"),
        (1, "0-3.5 a\n3-4 b", "0-3.5 a\n3.5- :\n3-4 b"),
        (0, "2-3 a", "0-2 :\n2-3 a"),
        (0, "-5-3 a", "-5--5 :\n-5-3 a"),
        (1, "0-1 a", "0-1 a\n1- :"),
        (1, "0- a\n3- b", "0- a\n3- :\n3- b"),
        (1, "0- a", "0- a\n0- :"),
        (1, "a\nb", "a\n:\nb"),
        (0, "", ":"),
    ] {
        check_edit(|t, _| structure::insert(t, row), before, after);
    }
    check_refused(|t, _| structure::insert(t, 2), "a");
}

#[test]
fn delete() {
    check_table(
        |t, at| structure::delete(t, at.rows.clone()),
        &[("> a\n> b\nc\n> d\ne", "c\ne"), ("> a", ""), ("a\n> b", "a"), ("a", "refused")],
    );
    check_refused(|t, _| structure::delete(t, [3, 4]), "a");
    let edit = structure::delete(&transcript("a\nb\nc\nd"), [0, 1, 3]).expect("they exist");
    assert_eq!(edit.splices.iter().map(|s| (s.at, s.old.len())).collect::<Vec<_>>(), [(0, 2), (3, 1)]);
    check_table(|t, at| structure::cut(t, at.rows.clone()), &[("> a\nb\n> c", "b"), ("a", "refused")]);
}

#[test]
fn paste() {
    for (rows, before, pasted, after) in [
        (
            1..1,
            "= Ann\n1- Ann: a\n2- b",
            "= Ann\n✓ 7-8 Ann: {x 7-8 0.5}",
            "= Ann\n1- Ann: a\n✓ 7-8 Ann: {x 7-8 0.5}\n2- b",
        ),
        (0..0, "= Ann\na", "= Bob, ann\nBob: x\nann: y\nBob: z", "= Ann, Bob\nBob: x\nAnn: y\nBob: z\na"),
        (1..2, "= Ann/Anne\na\n:\nb", "= Anne, Cleo\nx\nAnne: y", "= Ann/Anne\na\nx\nAnn: y\nb"),
        (0..0, "", "x", "x"),
    ] {
        check_edit(|t, _| structure::paste(t, rows.clone(), &transcript(pasted)), before, after);
    }
    check_refused(|t, _| structure::paste(t, 2..2, &transcript("x")), "a");
    check_refused(|t, _| structure::paste(t, 0..0, &transcript("")), "a");
    let t = check_edit(|t, _| structure::paste(t, 1..1, &transcript("x\ny")), "a\nb", "a\nx\ny\nb");
    assert_eq!(origins(&t), "0 (1) (1) 1", "they come from no row of the original");
}

#[test]
fn words_over_the_boundary() {
    let up = |t: &Transcript, at: &Place| structure::first_word_up(t, at.row);
    check_table(
        up,
        &[
            ("0-1 Ann: one\n> 2-6 Bob: two six", "0-3.714 Ann: one two\n3.714-6 Bob: six"),
            ("0-1 one\n> 2-6 {two 2-3} {six 5-6}", "0-3 one {two 2-3}\n5-6 {six 5-6}"),
            ("0- one\n> 2- two six\n6- x", "0- one two\n3.714- six\n6- x"),
            // What closes a word after a space goes with it; what opens the next one does not.
            ("Il dit\n> non ! Et part", "Il dit non !\nEt part"),
            ("Il dit\n> non\u{a0}! Et part", "Il dit non\u{a0}!\nEt part"),
            ("Il dit\n> non « oui »", "Il dit non\n« oui »"),
            ("Il dit\n> non – et part", "Il dit non\n– et part"),
            ("Il a\n> 50 € et 3 %", "Il a 50 €\net 3 %"),
            ("Il dit\n> « oui » et part", "Il dit « oui »\net part"),
            ("Bien.\n>  - Oui merci", "Bien. - Oui\nmerci"),
            // The only word takes its line with it.
            ("0-1 Ann: one\n> 2-3 Bob: two", "0-3 Ann: one two"),
            ("one\n> …", "one …"),
            ("✓ one\n> two six", "✓ one two\nsix"),
            ("> one\ntwo", "refused"),
            ("one\n>   ", "refused"),
            ("one\n> ", "refused"),
        ],
    );
    let down = |t: &Transcript, at: &Place| structure::last_word_down(t, at.row);
    check_table(
        down,
        &[
            ("> 0-4 Ann: one two\n4-6 Bob: six", "0-2.285 Ann: one\n2.285-6 Bob: two six"),
            ("> 0-4 {one 0-1} {two 3-4}\n5-6 {six 5-6}", "0-1 {one 0-1}\n3-6 {two 3-4} {six 5-6}"),
            ("> Il part : oui !\nEt non", "Il part :\noui ! Et non"),
            ("> Il dit « oui »\net part", "Il dit\n« oui » et part"),
            ("> Et - Oui\nmerci", "Et\n- Oui merci"),
            ("> Ann: one\n2-3 Bob: two", "2-3 Ann: one two"),
            ("> one two\n✓ six", "one\n✓ two six"),
            ("> …\nx", "… x"),
            ("one\n> two", "refused"),
            ("> \nx", "refused"),
        ],
    );
    check_refused(|t, _| structure::first_word_up(t, 7), "a\nb");
    check_refused(|t, _| structure::last_word_down(t, 7), "a\nb");
    let t = check_edit(up, "a\n> b c\nd", "a b\nc\nd");
    assert_eq!(origins(&t), "0-1 1 2");
    let t = check_edit(down, "> a b\nc\nd", "a\nb c\nd");
    assert_eq!(origins(&t), "0 0-1 2");
}

#[test]
fn set_times() {
    let span = |start, end| Some(Span::new(start, end));
    check_edit(|t, _| timing::set(t, 0, span(500, 1500)), "1-3 Ann: a", "0.5-1.5 Ann: a");
    check_edit(|t, _| timing::set(t, 0, span(500, 500)), "a", "0.5-0.5 a");
    check_edit(|t, _| timing::set(t, 0, None), "1-3 a", "a");
    check_edit(|t, _| timing::set(t, 1, Some(Span::from(2000))), "a\n1-3 b", "a\n2- b");
    check_refused(|t, _| timing::set(t, 0, span(1000, 3000)), "1-3 a");
    check_refused(|t, _| timing::set(t, 0, span(1000, 999)), "1-3 a");
    check_refused(|t, _| timing::set(t, 1, span(1, 2)), "a");
    let start = |t: &Transcript, at: &Place| timing::set_start(t, at.row, Time(2000));
    check_table(
        start,
        &[
            ("1-3 a", "2-3 a"),
            ("1-2 a", "2-2 a"),
            ("0-1.5 a", "2-3.5 a"),
            ("1- a", "2- a"),
            ("a", "2- a"),
            ("2-3 a", "refused"),
        ],
    );
    check_refused(|t, _| timing::set_start(t, 1, Time(0)), "a");
}

#[test]
fn shift_times() {
    let shift = |millis| move |t: &Transcript, at: &Place| timing::shift(t, at.rows.clone(), millis);
    check_edit(shift(1500), "> 1-3 a\n2- b\n> 4- {c 4-5}\n> d", "2.5-4.5 a\n2- b\n5.5- {c 5.5-6.5}\nd");
    check_edit(shift(-500), "> 1-3 a", "0.5-2.5 a");
    // Nothing is pushed below the start of the recording: the whole move is shorter instead.
    check_edit(shift(-5000), "> 1-3 a\n> 4-5 b", "0-2 a\n3-4 b");
    check_edit(shift(-5000), "> -2-1 a\n> 3-5 b", "-5--2 a\n0-2 b");
    check_edit(shift(i64::MIN), "> 1-3 a", "0-2 a");
    check_refused(shift(-500), "> 0-3 a\n> 4-5 b");
    check_refused(shift(0), "> 0-3 a");
    check_refused(shift(500), "> a");
    check_refused(shift(500), "1-3 a");
}

const ANN: SpeakerId = SpeakerId(0);
const BOB: SpeakerId = SpeakerId(1);
const CY: SpeakerId = SpeakerId(2);

#[test]
fn assign_a_speaker() {
    let bob = |t: &Transcript, at: &Place| speakers::assign(t, at.rows.clone(), Some(BOB));
    check_table(
        bob,
        &[
            ("= Ann, Bob\n> Ann: a\n> b\nc\n> Bob: d", "Bob: a\nBob: b\nc\nBob: d"),
            ("= Ann, Bob\n> Bob: a", "refused"),
            ("= Ann, Bob\na", "refused"),
            ("= Ann\n> a", "refused"),
        ],
    );
    check_edit(|t, at| speakers::assign(t, at.rows.clone(), None), "> Ann: a\nAnn: b", "a\nAnn: b");
    check_refused(|t, at| speakers::assign(t, at.rows.clone(), None), "> a");
    let edit = speakers::assign(&transcript("= Ann, Bob\na\nb\nc\nAnn: d"), [0, 1, 3], Some(BOB)).expect("it applies");
    assert_eq!(edit.splices.iter().map(|s| (s.at, s.new.len())).collect::<Vec<_>>(), [(0, 2), (3, 1)]);
    assert_eq!(stet::messages::text(&edit.label), "speaker Bob");
}

#[test]
fn assign_a_speaker_who_may_be_new() {
    let name = |name: &'static str| move |t: &Transcript, at: &Place| speakers::assign_new(t, at.rows.clone(), name);
    check_edit(name(" Bob "), "> Ann: a\n> b\nc", "= Ann, Bob\nBob: a\nBob: b\nc");
    check_edit(name("ann"), "= Ann, Bob\n> Bob: a", "= Ann, Bob\nAnn: a");
    check_edit(name("BOBBY"), "= Ann, Bob/Bobby\n> a", "= Ann, Bob/Bobby\nBob: a");
    check_edit(name("Bob"), "= Ann\na", "= Ann, Bob\na");
    check_refused(name("Ann"), "= Ann\n> Ann: a");
    check_refused(name("  "), "> a");
}

#[test]
fn the_roster() {
    let ann = |f: fn(&Transcript, SpeakerId) -> Option<Edit>| move |t: &Transcript, _: &Place| f(t, ANN);

    check_edit(|t, _| speakers::add(t, " Cy "), "= Ann, Bob\na", "= Ann, Bob, Cy\na");
    check_refused(|t, _| speakers::add(t, "ann"), "= Ann");
    check_refused(|t, _| speakers::add(t, "  Big   bob"), "= Ann/big Bob");
    check_refused(|t, _| speakers::add(t, " "), "= Ann");

    check_edit(ann(|t, id| speakers::rename(t, id, " Anna ")), "= Ann/A, Bob\nAnn: a", "= Anna/A/Ann, Bob\nAnna: a");
    check_edit(ann(|t, id| speakers::rename(t, id, "A")), "= Ann/A\nAnn: a", "= A/Ann\nA: a");
    check_edit(ann(|t, id| speakers::rename(t, id, "ANN")), "= Ann\nAnn: a", "= ANN\nANN: a");
    check_refused(ann(|t, id| speakers::rename(t, id, "Ann ")), "= Ann, Bob");
    check_refused(ann(|t, id| speakers::rename(t, id, "bob")), "= Ann, Bob");
    check_refused(ann(|t, id| speakers::rename(t, id, "Bobby")), "= Ann, Bob/Bobby");
    check_refused(ann(|t, id| speakers::rename(t, id, "")), "= Ann");
    check_refused(|t, _| speakers::rename(t, CY, "Cyril"), "= Ann, Bob");

    let order = |to| move |t: &Transcript, _: &Place| speakers::reorder(t, ANN, to);
    check_edit(order(1), "= Ann, Bob, Cy\nBob: a", "= Bob, Ann, Cy\nBob: a");
    check_edit(order(99), "= Ann, Bob, Cy", "= Bob, Cy, Ann");
    check_refused(order(0), "= Ann, Bob");
    check_refused(|t, _| speakers::reorder(t, CY, 0), "= Ann, Bob");

    check_edit(ann(speakers::remove), "= Ann, Bob\nAnn: a\nBob: b\nAnn: c", "= Bob\na\nBob: b\nc");
    check_edit(ann(speakers::remove), "= Ann, Bob\nBob: b", "= Bob\nBob: b");
    check_refused(|t, _| speakers::remove(t, CY), "= Ann, Bob");

    let t = transcript("= Ann, Bob");
    let edit = speakers::recolour(&t, BOB, 13).expect("another colour");
    check_laws(&t, &edit);
    assert_eq!(edit.apply(&t).speakers.iter().map(|speaker| speaker.colour).collect::<Vec<_>>(), [0, 3]);
    check_refused(|t, _| speakers::recolour(t, BOB, 1), "= Ann, Bob");
    check_refused(|t, _| speakers::recolour(t, CY, 1), "= Ann, Bob");
}

#[test]
fn a_new_speaker_has_an_id_and_a_colour_of_their_own() {
    let t = transcript("= Ann, Bob, Cy");
    let t = speakers::remove(&t, BOB).expect("Bob is there").apply(&t);
    let t = speakers::add(&t, "Dan").expect("a new name").apply(&t);
    let facts: Vec<_> = t.speakers.iter().map(|s| (s.name.as_str(), s.id.0, s.colour)).collect();
    assert_eq!(facts, [("Ann", 0, 0), ("Cy", 2, 2), ("Dan", 3, 1)]);
}

#[test]
fn merge_speakers() {
    let merge = |t: &Transcript, _: &Place| speakers::merge(t, BOB, ANN);
    check_table(
        merge,
        &[
            ("= Ann, Bob/B, Cy\nAnn: a\nBob: b\nCy: c\nBob: d", "= Ann/Bob/B, Cy\nAnn: a\nAnn: b\nCy: c\nAnn: d"),
            ("= Ann/bob, Bob\nBob: b", "= Ann/bob\nAnn: b"),
            ("= Ann, Bob", "= Ann/Bob"),
            ("= Ann", "refused"),
        ],
    );
    check_refused(|t, _| speakers::merge(t, ANN, ANN), "= Ann, Bob");
    check_refused(|t, _| speakers::merge(t, ANN, CY), "= Ann, Bob");
}

#[test]
fn swap_speakers() {
    check_table(
        |t, at| speakers::swap(t, at.rows.clone()),
        &[
            ("> Ann: a\n> Bob: b\n> c\n> Ann: d\nBob: e", "Bob: a\nAnn: b\nc\nBob: d\nBob: e"),
            ("> Ann: a\n> b", "refused"),
            ("> Ann: a\n> Bob: b\n> Cy: c", "refused"),
            ("Ann: a\nBob: b", "refused"),
        ],
    );
}

#[test]
fn speakers_of_another_file_come_by_their_times() {
    let by_overlap = |t: &Transcript, _: &Place| {
        let others = transcript("0-4 Bob: x\n3-6 Cy: x\n5-9 ann: x\n9-9 Cy: x\n20-30 nobody");
        speakers::by_overlap(t, &others)
    };
    check_table(
        by_overlap,
        &[
            // Most of the line counts, not the order of lines, and a name is the same in any case.
            (
                "= Ann, Dee\n6-8 a\n0-2 b\n3.5-5.5 Dee: c\n10-12 Dee: d\ne",
                "= Ann, Dee, Bob, Cy\n6-8 Ann: a\n0-2 Bob: b\n3.5-5.5 Cy: c\n10-12 Dee: d\ne",
            ),
            // One without an end lasts until the next.
            ("0- a\n5- b\n9.5- d", "0- Bob: a\n5- ann: b\n9.5- d"),
            ("10-12 a", "refused"),
            ("0-2 Bob: a", "refused"),
            ("a", "refused"),
        ],
    );
    let nobody = |t: &Transcript, _: &Place| speakers::by_overlap(t, &transcript("0-9 nobody\nAnn: no times"));
    check_refused(nobody, "1-2 a");
}

#[test]
fn alternate_speakers() {
    let alternate = |t: &Transcript, at: &Place| speakers::alternate(t, at.rows.clone(), BOB, ANN);
    check_table(
        alternate,
        &[
            ("= Ann, Bob\n> -A\n> a\n> -B\n> -C\n> c", "Bob: -A\nBob: a\nAnn: -B\nBob: -C\nBob: c"),
            // The first selected row begins, wherever it lies in its turn.
            ("= Ann, Bob\n-A\n> a\n> -B", "-A\nBob: a\nAnn: -B"),
            ("= Ann, Bob\n> Ann: a\n> Bob: b", "Bob: a\nAnn: b"),
            ("= Ann, Bob\n> Bob: a", "refused"),
            ("= Ann, Bob\na", "refused"),
            ("= Ann\n> a", "refused"),
        ],
    );
    check_refused(|t, at| speakers::alternate(t, at.rows.clone(), ANN, ANN), "= Ann, Bob\n> a");
}

#[test]
fn what_is_known_about_the_whole() {
    let t = transcript("a");
    let edit = meta::change(&t, stet::message!("edit-typing"), |meta| meta.title = Some("La vallée".into()))
        .expect("a new title");
    check_laws(&t, &edit);
    let t = edit.apply(&t);
    assert_eq!(t.meta.title.as_deref(), Some("La vallée"));
    let entry = GlossaryEntry { form: "Lefebvre".into(), heard: vec!["Lefèbre".into()] };
    let edit =
        meta::change(&t, stet::message!("edit-typing"), |meta| meta.glossary.push(entry.into())).expect("a new entry");
    check_laws(&t, &edit);
    assert!(meta::change(&t, stet::message!("edit-typing"), |_| ()).is_none());
}

#[test]
fn changes_of_rows_share_a_splice_where_they_touch() {
    let t = transcript("a\nb\nc\nd\ne");
    let louder = |_: usize, line: &Line| (line.text != "b").then(|| line.with_text(line.text.to_uppercase().into()));
    let edit = Edit::of_rows(stet::message!("edit-typing"), &t.lines, [0, 1, 2, 3, 9], louder).expect("it changes");
    check_laws(&t, &edit);
    assert_eq!(edit.splices.iter().map(|s| (s.at, s.new.len())).collect::<Vec<_>>(), [(0, 1), (2, 2)]);
    assert_eq!(write(&edit.apply(&t), false), "A\nb\nC\nD\ne\n");
    assert!(Edit::of_rows(stet::message!("edit-typing"), &t.lines, [0, 1], |_, line| Some(line.clone())).is_none());
    assert!(Edit::of_lines(stet::message!("edit-typing"), Vec::new()).is_none());
}

#[test]
fn typing_in_one_cell_is_one_edit() {
    let mut t = transcript("a\nb\nc");
    let start = t.clone();
    let mut whole: Option<Edit> = None;
    for text in ["b1", "b12", "b123"] {
        let edit = text::set(&t, 1, text).expect("it differs");
        t = edit.apply(&t);
        match &mut whole {
            None => whole = Some(edit),
            Some(whole) => assert!(whole.absorb(&edit)),
        }
    }
    // A split of the cell, and typing in what came of it, still belong to it; another line does not.
    let mut whole = whole.expect("three edits");
    let steps: [Step; 4] = [
        |t| structure::split(t, 1, 2),
        |t| text::set(t, 2, "23!"),
        |t| structure::insert(t, 3),
        |t| structure::delete(t, [1]),
    ];
    for edit in steps {
        let edit = edit(&t).expect("it applies");
        t = edit.apply(&t);
        assert!(whole.absorb(&edit), "{:?}", edit.label);
    }
    let other = text::set(&t, 0, "A").expect("it differs");
    assert!(!whole.absorb(&other));
    assert_eq!(whole.apply(&start), t);
    check_laws(&start, &whole);
    assert_eq!(write(&t, false), "a\n23!\n:\nc\n".replace(":\n", "\n"));
}

#[test]
fn rows_follow_an_edit() {
    let t = transcript("a\nb\nc\nd");
    for (edit, rows, written) in [
        (structure::split(&transcript("a\nb b\nc\nd"), 1, 1), [0, 1, 3, 4], 1..3),
        (structure::join(&t, 1..3), [0, 1, 1, 2], 1..2),
        (structure::delete(&t, [1, 2]), [0, 1, 1, 1], 1..1),
        (structure::delete(&t, [0, 3]), [0, 0, 1, 2], 0..2),
        (structure::insert(&t, 2), [0, 1, 3, 4], 2..3),
    ] {
        let edit = edit.expect("it applies");
        assert_eq!([0, 1, 2, 3].map(|row| edit.map_row(row)), rows, "{:?}", edit.label);
        assert_eq!(edit.rows_after(), Some(written), "{:?}", edit.label);
    }
    let replaced = |rows: std::ops::Range<usize>, new: &str| Splice {
        at: rows.start,
        old: t.lines.slice(rows),
        new: transcript(new).lines.slice(0..9),
    };
    let edit = Edit::of_lines(stet::message!("edit-typing"), vec![replaced(0..1, "A\nA2"), replaced(2..4, "")])
        .expect("two splices");
    check_laws(&t, &edit);
    assert_eq!(edit.rows_after(), Some(0..3));
}

/// A transcript with chapters, each as its second and its title.
fn with_chapters(lines: &str, chapters: &[(i64, &str)]) -> Transcript {
    let chapter = |(second, title): &(i64, &str)| Chapter { start: Time(second * 1000), title: (*title).to_owned() };
    let meta = Meta { chapters: chapters.iter().map(chapter).collect(), ..Meta::default() };
    Transcript { meta: Arc::new(meta), ..transcript(lines) }
}

/// The chapters as `0 Why | 9.5 How`.
fn show_chapters(t: &Transcript) -> String {
    let one = |chapter: &Chapter| format!("{} {}", chapter.start.0 as f64 / 1000.0, chapter.title);
    t.meta.chapters.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// Checks rows of a step and the chapters after it.
#[track_caller]
fn check_chapters(before: &Transcript, table: &[(Step, &str)]) {
    for (n, (step, expected)) in table.iter().enumerate() {
        let edit = step(before);
        let got = edit.as_ref().map_or("refused".to_owned(), |edit| {
            check_laws(before, edit);
            show_chapters(&edit.apply(before))
        });
        assert_eq!(got, *expected, "row {n}");
    }
}

#[test]
fn chapters() {
    check_chapters(
        &with_chapters("0- a", &[(0, "Why"), (9, "How")]),
        &[
            (|t| meta::add_chapter(t, Time(5000), " A\n bridge "), "0 Why | 5 A bridge | 9 How"),
            (|t| meta::add_chapter(t, Time(20_500), "Qui\u{a0}?"), "0 Why | 9 How | 20.5 Qui\u{a0}?"),
            (|t| meta::add_chapter(t, Time(9000), "Again"), "refused"),
            (|t| meta::add_chapter(t, Time(5000), " \n"), "refused"),
            (|t| meta::rename_chapter(t, 1, "By whom"), "0 Why | 9 By whom"),
            (|t| meta::rename_chapter(t, 1, "How"), "refused"),
            (|t| meta::rename_chapter(t, 1, " "), "refused"),
            (|t| meta::rename_chapter(t, 2, "x"), "refused"),
            (|t| meta::move_chapter(t, 0, Time(8000)), "8 Why | 9 How"),
            (|t| meta::move_chapter(t, 0, Time(10_000)), "9 How | 10 Why"),
            (|t| meta::move_chapter(t, 0, Time(9000)), "refused"),
            (|t| meta::move_chapter(t, 0, Time(0)), "refused"),
            (|t| meta::move_chapter(t, 2, Time(1)), "refused"),
            (|t| meta::remove_chapter(t, 0), "9 How"),
            (|t| meta::remove_chapter(t, 2), "refused"),
        ],
    );
    let t = with_chapters("0- a", &[(9, "How"), (0, "Why")]);
    check_chapters(&t, &[(|t| meta::add_chapter(t, Time(5000), "New"), "0 Why | 5 New | 9 How")]);
}

#[test]
fn chapters_go_with_the_line_with_which_they_begin() {
    let lines = "1- a\n4- b\nc\n6- d\n9- e";
    let chapters = [(0, "First"), (4, "Exact"), (5, "Before d"), (12, "Behind all")];
    check_chapters(
        &with_chapters(lines, &chapters),
        &[
            (|t| timing::shift(t, 0..5, 1500), "1.5 First | 5.5 Exact | 6.5 Before d | 13.5 Behind all"),
            (|t| timing::shift(t, 0..5, -1000), "0 First | 3 Exact | 4 Before d | 11 Behind all"),
            (|t| timing::shift(t, 3..5, 10_000), "0 First | 4 Exact | 15 Before d | 22 Behind all"),
            (|t| timing::shift(t, 2..4, 10_000), "0 First | 4 Exact | 12 Behind all | 15 Before d"),
            (|t| timing::shift(t, [0, 4], 500), "0.5 First | 4 Exact | 5 Before d | 12.5 Behind all"),
            (|t| timing::shift(t, [2], 500), "refused"),
            (|t| timing::set_start(t, 1, Time(4250)), "0 First | 4.25 Exact | 5 Before d | 12 Behind all"),
            (|t| timing::set_start(t, 3, Time(5500)), "0 First | 4 Exact | 5 Before d | 12 Behind all"),
            (|t| timing::set(t, 1, None), "0 First | 4 Exact | 5 Before d | 12 Behind all"),
            (|t| structure::delete(t, [1]), "0 First | 4 Exact | 5 Before d | 12 Behind all"),
        ],
    );
}

/// The glossary as `form<heard|heard>`.
fn show_glossary(t: &Transcript) -> String {
    let one = |entry: &Arc<GlossaryEntry>| match entry.heard.as_slice() {
        [] => entry.form.clone(),
        heard => format!("{}<{}>", entry.form, heard.join("|")),
    };
    t.meta.glossary.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn glossary() {
    let start = transcript("a");
    let entries = [entry("Brandt", &["Brant"]), entry("Olmo", &[])];
    let before = glossary::add_all(&start, &entries).expect("they are new").apply(&start);
    let table: &[(Step, &str)] = &[
        (|t| glossary::add_all(t, &[entry(" Paz ", &["Pas", " ", "Paz"])]), "Brandt<Brant> Olmo Paz<Pas>"),
        (|t| glossary::add_all(t, &[entry("Brandt", &["Branle", "Brant"])]), "Brandt<Brant|Branle> Olmo"),
        (|t| glossary::add_all(t, &[entry("Paz", &[]), entry("Paz", &["Pas"])]), "Brandt<Brant> Olmo Paz<Pas>"),
        (|t| glossary::add_all(t, &[entry("Brandt", &["Brant"])]), "refused"),
        (|t| glossary::add_all(t, &[entry("Olmo", &[])]), "refused"),
        (|t| glossary::add_all(t, &[entry(" ", &["x"])]), "refused"),
        (|t| glossary::remove(t, "Brandt"), "Olmo"),
        (|t| glossary::remove(t, "Paz"), "refused"),
        (|t| glossary::write(t, "Olmo", &entry("Ólmo", &["Olmeau"])), "Brandt<Brant> Ólmo<Olmeau>"),
        (|t| glossary::write(t, "Brandt", &entry("Brandt", &[])), "Brandt Olmo"),
        (|t| glossary::write(t, "Brandt", &entry("Olmo", &[])), "refused"),
        (|t| glossary::write(t, "Brandt", &entry("Brandt", &["Brant"])), "refused"),
        (|t| glossary::write(t, "Paz", &entry("Pas", &[])), "refused"),
        (|t| glossary::write(t, "Olmo", &entry("", &[])), "refused"),
    ];
    for (n, (step, expected)) in table.iter().enumerate() {
        let edit = step(&before);
        let got = edit.as_ref().map_or("refused".to_owned(), |edit| {
            check_laws(&before, edit);
            show_glossary(&edit.apply(&before))
        });
        assert_eq!(got, *expected, "row {n}");
    }
}

/// What is right as it is, said step after step: nothing is stored twice, and each is asked again by itself.
#[test]
fn what_is_right_as_it_is() {
    let said = |kind: &str, line: Option<&str>| Known {
        kind: kind.to_owned(),
        form: "Olmo".to_owned(),
        line: line.map(str::to_owned),
    };
    let show = |t: &Transcript| {
        let one = |known: &Arc<Known>| format!("{}/{}", known.kind, known.line.as_deref().unwrap_or("*"));
        t.meta.known.iter().map(one).collect::<Vec<_>>().join(" ")
    };
    let mut t = transcript("a");
    for (kind, line, expected) in [
        ("name", Some("one"), Some("name/one")),
        ("name", Some("one"), None),
        ("name", Some("two"), Some("name/one name/two")),
        ("unknown-word", None, Some("name/one name/two unknown-word/*")),
        ("name", None, Some("unknown-word/* name/*")),
        ("name", None, None),
        ("name", Some("one"), None),
    ] {
        let edit = glossary::right(&t, said(kind, line));
        assert_eq!(edit.is_some(), expected.is_some(), "{kind} {line:?}");
        if let (Some(edit), Some(expected)) = (edit, expected) {
            check_laws(&t, &edit);
            t = edit.apply(&t);
            assert_eq!(show(&t), expected);
        }
    }
    let back = glossary::ask_again(&t, &said("name", None)).expect("it is known");
    check_laws(&t, &back);
    let t = back.apply(&t);
    assert_eq!(show(&t), "unknown-word/*");
    assert_eq!(glossary::ask_again(&t, &said("name", None)), None);
}
