//! What a reader gets, as transcripts before and texts after.

use crate::notation::transcript;
use std::sync::Arc;
use stet::export::{
    BUILT_IN, Captions, Exported, Impossible, Output, Preset, Unit, chapter_list, export, losses, preview,
};
use stet::formats::{Known, Lost, Written, read};
use stet::language::Language;
use stet::model::{Chapter, Line, Meta, Time, Transcript};

fn preset(name: &str) -> Preset {
    Preset::named(name, &[]).expect("the preset exists").clone()
}

fn text(t: &Transcript, preset: &Preset) -> String {
    text_of(export(t, preset).expect("the preset can be carried out"))
}

fn text_of(exported: Exported) -> String {
    match exported.written {
        Written::Text(text) => text,
        Written::Bytes(_) => panic!("it is a text"),
    }
}

fn with_meta(mut t: Transcript, change: impl FnOnce(&mut Meta)) -> Transcript {
    change(Arc::make_mut(&mut t.meta));
    t
}

const DEBATE: &str = "
    0-2 Ann: Good evening,
    2-4 Ann: and welcome.
    4-6 Bob: - Thank you.
    6-8 (Laughter)
    8-10 Bob: It is is the the best
    10-12 Bob: bridge that that I have seen...
    12-14 ---
    14-16 >> And what is this?
    16-18 Ann: \"A bridge\"";

#[test]
fn a_transcript_for_each_reader() {
    let t = with_meta(transcript(DEBATE), |meta| {
        meta.title = Some("Bridges".to_owned());
        meta.language = Some("en".to_owned());
    });
    for (name, expected) in [
        (
            "reader",
            "Bridges\n\nAnn: Good evening, and welcome.\n\nBob: Thank you. It is is the best bridge that that I have \
             seen…\n\n— And what is this?\n\nAnn: “A bridge”\n",
        ),
        (
            "reader-times",
            "Bridges\n\n[00:00] Ann: Good evening, and welcome.\n\n[00:04] Bob: Thank you. It is is the best bridge \
             that that I have seen…\n\n[00:14] — And what is this?\n\n[00:16] Ann: “A bridge”\n",
        ),
        (
            "markdown",
            "# Bridges\n\n**Ann:** [00:00] Good evening, and welcome.\n\n**Bob:** [00:04] Thank you. It is is the \
             best bridge that that I have seen…\n\n[00:14] — And what is this?\n\n**Ann:** [00:16] “A bridge”\n",
        ),
        (
            "verbatim",
            "Ann: Good evening, and welcome.\n\nBob: - Thank you.\n\n(Laughter)\n\nBob: It is is the the best bridge \
             that that I have seen...\n\n---\n\n>> And what is this?\n\nAnn: \"A bridge\"\n",
        ),
        (
            "lines",
            "[00:00] Ann: Good evening,\n[00:02] and welcome.\n[00:04] Bob: - Thank you.\n[00:06] (Laughter)\n\
             [00:08] Bob: It is is the the best\n[00:10] bridge that that I have seen...\n[00:12] ---\n\
             [00:14] >> And what is this?\n[00:16] Ann: \"A bridge\"\n",
        ),
    ] {
        assert_eq!(text(&t, &preset(name)), expected, "{name}");
    }
}

#[test]
fn every_preset_can_be_carried_out_and_its_format_tells_its_own_texts() {
    let t = transcript(DEBATE);
    for preset in &BUILT_IN {
        let written = text(&t, preset);
        assert!(written.contains("hank you"), "{}: {written}", preset.name);
        if let Output::Format(id) = &preset.output {
            assert_eq!(crate::formats::detected(&written, None), Some(&**id));
            assert_eq!(preset.extension(), id);
        }
    }
}

#[test]
fn turns_that_only_a_dash_marks_are_paragraphs() {
    let t = transcript(
        "-Bonjour à tous. C'est l'histoire
         d'un pont. -Bonjour !
         -Vous qui êtes dans la salle ? -Oui.
         (Générique)
         -...
         Merci pour tout.",
    );
    let nbsp = |text: &str| text.replace('_', "\u{a0}").replace('^', "\u{202f}");
    let expected = "—_Bonjour à tous. C’est l’histoire d’un pont.\n\n—_Bonjour^!\n\n—_Vous qui êtes dans la salle^?\n\n\
                    —_Oui.\n\n—_Merci pour tout.\n";
    let in_french = with_meta(t.clone(), |meta| meta.language = Some("fr".to_owned()));
    assert_eq!(text(&in_french, &preset("reader")), nbsp(expected));
    assert_eq!(
        text(&t, &preset("verbatim")),
        "-Bonjour à tous. C'est l'histoire d'un pont.\n\n-Bonjour !\n\n-Vous qui êtes dans la salle ?\n\n-Oui. \
         (Générique)\n\n-... Merci pour tout.\n"
    );
}

#[test]
fn a_rule_that_is_left_out_breaks_between_sentences_alone() {
    let t = transcript("Ann: One.\n---\nAnn: Two.\n(Music)\nAnn: Three\n---\nAnn: four.");
    assert_eq!(text(&t, &preset("reader")), "Ann: One.\n\nTwo. Three four.\n");
}

#[test]
fn scripts_without_spaces_are_joined_without_and_line_breaks_are_spaces() {
    let t = transcript("橋は霧の\n中にある。\nAnn⏎said\nso.");
    assert_eq!(text(&t, &preset("verbatim")), "橋は霧の中にある。 Ann said so.\n");
}

#[test]
fn times_follow_the_length_of_the_recording() {
    let t = transcript("1-2 Ann: One\n3599-3600 Bob: Two");
    assert!(text(&t, &preset("lines")).starts_with("[00:00:01] Ann: One\n"));
    assert!(text(&transcript("1-2 Ann: One"), &preset("lines")).starts_with("[00:01] Ann: One"));
    assert_eq!(text(&transcript("Ann: One"), &preset("lines")), "Ann: One\n", "a line without a time has none");
}

#[test]
fn long_turns_are_broken_between_sentences() {
    let sentence = "This is the sentence that M. Smets said.";
    let lines: Vec<String> = (0..40).map(|n| format!("{}-{} Ann: {sentence}", n * 2, n * 2 + 2)).collect();
    let t = transcript(&lines.join("\n"));
    let written = text(&t, &preset("reader-times"));
    let paragraphs: Vec<&str> = written.trim_end().split("\n\n").collect();
    assert_eq!(paragraphs.len(), 2);
    assert!(paragraphs[0].starts_with("[00:00] Ann: This"));
    assert!(paragraphs[1].starts_with("[00:42] This"), "its time, and no name again: {}", paragraphs[1]);
    assert!(paragraphs.iter().all(|paragraph| paragraph.ends_with("said.") && paragraph.len() < 1200));
    assert_eq!(written.matches("Smets").count(), 40);
    let unbroken = Preset { break_after: None, ..preset("reader") };
    assert_eq!(text(&t, &unbroken).matches("\n\n").count(), 0);
    let in_one_line = transcript(&format!("Ann: {}", [sentence; 40].join(" ")));
    let written = text(&in_one_line, &preset("reader"));
    assert_eq!(written.matches("\n\n").count(), 1, "{written}");
    assert_eq!(written.matches("Smets").count(), 40);
    let endless = transcript(&"Ann: word word word\n".repeat(4000));
    assert!(text(&endless, &preset("reader")).lines().all(|line| line.chars().count() < 4000));
}

#[test]
fn chapters_and_notes_stand_where_the_preset_wants_them() {
    let t = with_meta(transcript("0-2 Ann: One\n2-4 Ann: two.\n4-6 Bob: Three"), |meta| {
        meta.notes = vec!["About *bridges*\nand fog".to_owned()];
        meta.chapters = [(0, "Start"), (2000, "# Middle"), (3000, "Empty"), (9000, "After")]
            .map(|(start, title)| Chapter { start: Time(start), title: title.to_owned() })
            .to_vec();
    });
    let with_notes = Preset { notes: true, times: false, ..preset("markdown") };
    assert_eq!(
        text(&t, &with_notes),
        "About \\*bridges\\*  \nand fog\n\n## Start\n\n**Ann:** One\n\n## # Middle\n\n**Ann:** two.\n\n## Empty\n\n**Bob:** Three\n"
    );
    assert_eq!(text(&t, &preset("verbatim")), "Ann: One two.\n\nBob: Three\n");
}

#[test]
fn chapters_are_listed_before_the_text() {
    let t = with_meta(transcript("0-2 Ann: One\n2-4 Ann: two.\n3723- Bob: Three"), |meta| {
        meta.title = Some("The fog".to_owned());
        meta.chapters = [(0, "Start"), (2000, "# *Middle*"), (3_723_000, "End")]
            .map(|(start, title)| Chapter { start: Time(start), title: title.to_owned() })
            .to_vec();
    });
    for (name, headings, written) in [
        (
            "reader",
            true,
            "The fog\n\n0:00 Start\n0:02 # *Middle*\n1:02:03 End\n\nStart\n\nAnn: One\n\n# *Middle*\n\nAnn: two.\n\nEnd\n\nBob: Three\n",
        ),
        ("verbatim", false, "0:00 Start\n0:02 # *Middle*\n1:02:03 End\n\nAnn: One two.\n\nBob: Three\n"),
        (
            "lines",
            false,
            "0:00 Start\n0:02 # *Middle*\n1:02:03 End\n\n[00:00:00] Ann: One\n[00:00:02] two.\n[01:02:03] Bob: Three\n",
        ),
        (
            "markdown",
            false,
            "# The fog\n\n- 0:00 Start\n- 0:02 # \\*Middle\\*\n- 1:02:03 End\n\n**Ann:** [00:00:00] One two.\n\n**Bob:** [01:02:03] Three\n",
        ),
    ] {
        let preset = Preset { chapter_list: true, chapters: headings, ..preset(name) };
        assert_eq!(text(&t, &preset), written, "{name}");
    }
    let nothing = Preset { chapter_list: true, ..preset("verbatim") };
    assert_eq!(text(&transcript("0-2 Ann: One"), &nothing), "Ann: One\n");
    assert_eq!(chapter_list(&t), "0:00 Start\n0:02 # *Middle*\n1:02:03 End\n");
}

#[test]
fn captions_fit_the_screen_and_name_who_speaks() {
    let t = transcript(
        "0-4 Ann: This is a rather long line that will not fit into one row of a caption
         4- Ann: Short.
         10-12 Bob: Yes",
    );
    assert_eq!(
        text(&t, &preset("srt")),
        "1\n00:00:00,000 --> 00:00:04,000\nAnn: This is a rather long line that\nwill not fit into one row of a caption\n\n\
         2\n00:00:04,000 --> 00:00:05,000\nShort.\n\n3\n00:00:10,000 --> 00:00:12,000\nBob: Yes\n"
    );
    let nameless = Preset { names: false, captions: Captions::default(), ..preset("srt") };
    let written = export(&t, &nameless).expect("it can be written");
    assert_eq!(written.losses.iter().map(|loss| loss.what).collect::<Vec<_>>(), [Lost::OpenEnds(1)]);
    let written = text_of(written);
    assert!(!written.contains("Ann") && written.contains("row of a caption"));
}

#[test]
fn what_a_format_cannot_hold_is_said() {
    let mut line = Line::new("One");
    line.checked = true;
    let t = Transcript { lines: [line].into_iter().collect(), ..Transcript::default() };
    let losses = export(&t, &preset("srt")).expect("it can be written").losses;
    assert_eq!(
        losses.iter().map(|loss| stet::messages::text(&loss.message())).collect::<Vec<_>>(),
        ["SubRip holds no lines without times, so theirs are made up", "SubRip holds no marks of checked lines"]
    );
    let unknown = Preset { output: Output::Format("tide".into()), ..Preset::default() };
    assert_eq!(export(&t, &unknown), Err(Impossible::UnknownFormat("tide".to_owned())));
}

/// A transcript that has all that can be lost.
fn has_everything(untimed: bool) -> Transcript {
    let text = "
        ✓ 0-2 Ann: {Hello 0-1} {there 1-2}
        2-6 Bob: {It 2-2.2} {is 2.2-2.4} {the 2.4-2.6} {the 2.6-2.8} {best... 2.8-3} {bridge 3-4} {that 4-4.5} \
        {I 4.5-5} {have 5-5.2} {ever 5.2-5.4} {seen 5.4-6}";
    let untimed = if untimed { "\n> And no time" } else { "" };
    with_meta(transcript(&format!("{text}{untimed}")), |meta| {
        meta.title = Some("Bridges".to_owned());
        meta.language = Some("en".to_owned());
        meta.notes = vec!["Recorded".to_owned()];
        meta.chapters = vec![Chapter { start: Time(0), title: "Beginning".to_owned() }];
    })
}

/// How many words have no time, of the lines of [`has_everything`] in which all have one. Names that stand in the text
/// never had one.
fn words_without_times(t: &Transcript) -> usize {
    let said = |line: &Line| line.text.split_whitespace().filter(|word| !["Ann:", "Bob:"].contains(word)).count();
    let words = |line: &Line| said(line).saturating_sub(line.words.as_ref().map_or(0, |words| words.len()));
    t.lines.iter().filter(|line| line.text.as_str() != "And no time").map(words).sum()
}

#[test]
fn what_is_said_to_be_lost_is_not_written_and_what_is_not_said_is() {
    let mut said_once = Vec::new();
    for output in Output::all() {
        let Some(format) = output.format() else {
            let t = has_everything(true);
            assert_eq!(losses(&t, &Preset { output, ..Preset::default() }), [], "a reader gets what was chosen");
            continue;
        };
        for n in 0..32 {
            let chosen = |bit: usize| n >> bit & 1 == 1;
            let captions = Captions { width: chosen(0).then_some(42), ..Captions::default() };
            let (names, clean, typography) = (chosen(1), chosen(2), chosen(3));
            let preset = Preset { output: output.clone(), captions, names, clean, typography, ..preset("verbatim") };
            let t = has_everything(chosen(4));
            let exported = export(&t, &preset).expect("it can be written");
            assert_eq!(exported.losses, losses(&t, &preset), "the panel says what the export says");
            let shown = preview(&t, &preset, 1000).expect("it can be shown").text;
            let losses: Vec<Lost> = exported.losses.iter().map(|loss| loss.what).collect();
            let written = text_of(exported);
            assert_eq!(shown, written, "and shows what it writes");
            let known = Known { format: Some(format), ..Known::default() };
            let again = read(written.clone().into_bytes(), known).expect("it can be read").transcript;
            let line = |is: fn(&Line) -> bool| again.lines.iter().any(is);
            let meta = &again.meta;
            let described = [meta.title.is_some(), !meta.notes.is_empty(), !meta.chapters.is_empty()];
            for (lost, is_written) in [
                (Lost::Times, line(|line| line.span.is_some())),
                (Lost::Ends, line(|line| line.span.is_some_and(|span| span.end.is_some()))),
                (Lost::Words, line(|line| line.words.is_some())),
                (Lost::Checked, line(|line| line.checked)),
                (Lost::Language, meta.language.is_some()),
                (Lost::Notes, described == [true; 3]),
            ] {
                // An end may come back as that of the last word.
                if lost == Lost::Ends && format.holds.words && !format.holds.ends {
                    continue;
                }
                // Whoever loses the times loses the ends with them.
                let said = losses.contains(&lost) || lost == Lost::Ends && losses.contains(&Lost::Times);
                assert_eq!(said, !is_written, "{lost:?} of {preset:?}\n{written}");
            }
            // A format that holds chapters or a title alone says that what is known of the whole is not held.
            assert!(!losses.contains(&Lost::Notes) || described != [true; 3], "{written}");
            let untimed = line(|line| line.span.is_none());
            assert!(!losses.contains(&Lost::Untimed) || chosen(4) && !untimed, "{written}");
            assert!(losses.contains(&Lost::Untimed) || !chosen(4) || untimed, "{written}");
            assert_eq!(written.contains("Ann") && written.contains("Bob"), names, "{preset:?}\n{written}");
            assert!(!losses.contains(&Lost::Speakers), "they are written, or were left out by choice");
            if format.holds.words {
                let some = losses.contains(&Lost::SomeWords);
                assert_eq!(some, words_without_times(&again) > 0, "{preset:?}\n{written}\n{again:?}");
            }
            said_once.extend(losses);
        }
    }
    for lost in [Lost::Times, Lost::Untimed, Lost::Ends, Lost::Words, Lost::SomeWords, Lost::Checked, Lost::Language] {
        assert!(said_once.contains(&lost), "{lost:?}");
    }
}

#[test]
fn the_project_is_untouched_and_nothing_makes_an_export_panic() {
    let texts = ["", " ", "-", "...", "\"", "(", "[Music", "🌉", "le le", "- - -", "\n\n", "a\u{0}b", "« »", "—\u{a0}"];
    let lines = texts.iter().map(|text| Line::new(*text));
    let t = Transcript { lines: lines.collect(), ..Transcript::default() };
    let before = t.clone();
    for preset in &BUILT_IN {
        for unit in [Unit::Turn, Unit::Line] {
            for width in [None, Some(0), Some(1)] {
                let captions = Captions { width, rows: 0, reading_speed: 0 };
                let _ = export(&t, &Preset { unit, captions, break_after: Some(0), ..preset.clone() });
                let _ = export(&Transcript::default(), preset);
            }
        }
    }
    assert_eq!(t, before);
    let mut random = fastrand::Rng::with_seed(11);
    let pieces = [
        "é", "橋", "(", "Rires)", "[", "Music]", "-", "—", "\"", "«", "»", "...", "…", " ", "\u{a0}", ". ", "le ", "A",
        ":", "?", "\n", "'", "🌉",
    ];
    for _ in 0..400 {
        let word = |random: &mut fastrand::Rng| {
            (0..random.usize(0..40)).map(|_| pieces[random.usize(..pieces.len())]).collect()
        };
        let lines: Vec<String> = (0..4).map(|_| word(&mut random)).collect();
        let mut t =
            with_meta(transcript("0-1 Ann: a\n1-2 b\n2- Bob: c\nd"), |meta| meta.language = Some("fr".to_owned()));
        t.lines = t.lines.iter().zip(&lines).map(|(line, text)| line.with_text(text.as_str().into())).collect();
        for preset in &BUILT_IN {
            let captions = Captions { width: Some(random.usize(0..12)), ..Captions::default() };
            let preset = Preset {
                clean: true,
                typography: true,
                break_after: Some(random.usize(0..9)),
                captions,
                ..preset.clone()
            };
            assert!(export(&t, &preset).is_ok());
        }
    }
    assert_eq!(text(&Transcript::default(), &preset("reader")), "");
}

#[test]
fn a_preview_is_the_beginning_of_the_export() {
    let lines: Vec<String> = (0..5000).map(|n| format!("{n}- {}: Sentence {n}.", ["Ann", "Bob"][n % 2])).collect();
    let t = transcript(&lines.join("\n"));
    for name in ["reader", "reader-times", "lines", "markdown", "srt"] {
        let whole = text(&t, &preset(name));
        let beginning = preview(&t, &preset(name), 30).expect("it can be shown");
        assert!(whole.starts_with(&beginning.text), "{name}");
        assert_eq!(beginning.text.lines().count(), 30, "{name}");
        assert!(!beginning.whole);
        let all = preview(&t, &preset(name), 50_000).expect("it can be shown");
        assert_eq!((all.text, all.whole), (whole, true), "{name}");
    }
    let few = transcript(&lines[..20].join("\n"));
    for preset in &BUILT_IN {
        let whole = text(&few, preset);
        for limit in 1..=whole.lines().count() + 1 {
            let shown = preview(&few, preset, limit).expect("it can be shown");
            assert_eq!(shown.whole, shown.text == whole, "{} lines of {}", limit, preset.name);
            assert!(whole.starts_with(&shown.text), "{} lines of {}", limit, preset.name);
        }
    }
    let one_turn = transcript(&"Ann: word word word\n".repeat(20_000));
    let unbroken = Preset { break_after: None, ..preset("reader") };
    let shown = preview(&one_turn, &unbroken, 20).expect("it can be shown");
    assert!(shown.text.len() <= 20 * 2000 && !shown.whole);
}

#[test]
fn the_language_is_the_same_to_export_as_to_the_analyses() {
    let (english, french) =
        ("And that is what you have to do with this?", "Et vous pensez que le pont est dans la brume ?");
    for (texts, set) in [
        // A long introduction in another language.
        ([(120, english), (3_880, french)], "brume\u{202f}?"),
        ([(3_880, french), (120, english)], "brume\u{202f}?"),
        ([(120, french), (3_880, english)], "brume ?"),
        ([(2_000, english), (2_000, french)], "brume ?"),
    ] {
        let lines = texts.iter().flat_map(|&(count, text)| (0..count).map(move |_| Line::new(text)));
        let t = Transcript { lines: lines.collect(), ..Transcript::default() };
        let written = text(&t, &preset("reader"));
        assert!(written.contains(set), "{texts:?}: {:?}", Language::of(&t));
        assert_eq!(set.contains('\u{202f}'), Language::of(&t) == Some(Language::French), "{texts:?}");
    }
}

#[test]
fn what_is_copied_is_read_back_as_the_same_lines() {
    for (lines, text) in [
        (
            "= Olivier Alexandre\n35- Olivier Alexandre: Bonjour.\n37- Olivier Alexandre: Bien.",
            "00:35 Olivier Alexandre: Bonjour.\n00:37 Olivier Alexandre: Bien.\n",
        ),
        ("35- Bonjour à tous.", "00:35 Bonjour à tous.\n"),
        (
            "= Ann, Bob\n1.5- Ann: Hello\n2- Ann: and: well\n3700- Bob: Bye",
            "00:01.500 Ann: Hello\n00:02 Ann: and: well\n1:01:40 Bob: Bye\n",
        ),
        (
            "= Ann, Bob\n1- Ann: Hello\n2- Bob: Yes\n3- -No.\n4- Ann: So",
            "00:01 Ann: Hello\n00:02 Bob: Yes\n00:03 -No.\n00:04 Ann: So\n",
        ),
        ("= Ann, Bob\nAnn: Hello\nAnn: you\nBob: Bye\nAnn: Bye", "Ann: Hello\nyou\nBob: Bye\nAnn: Bye\n"),
        ("Hello\nyou", "Hello\nyou\n"),
    ] {
        let t = transcript(lines);
        let copied = stet::export::copied(&t);
        assert_eq!(copied.text, text);
        let known = stet::formats::Known::default();
        let read = stet::formats::read(copied.text.into_bytes(), known).unwrap_or_else(|_| panic!("{text:?}"));
        assert_eq!(crate::notation::write(&read.transcript, true), crate::notation::write(&t, true), "{text:?}");
    }
}

#[test]
fn lines_are_copied_as_paragraphs_in_html() {
    let t = transcript("= Ann\n1- Ann: 1 < 2⏎AT&T\nBye");
    let copied = stet::export::copied(&stet::export::lines_of(&t, [0, 1, 7].into_iter()));
    let body = copied.html.strip_prefix("<meta charset=\"utf-8\">").expect("it says its character set");
    assert_eq!(body, "<p>00:01 <b>Ann:</b> 1 &lt; 2<br>AT&amp;T</p>\n<p>Bye</p>\n");
}
