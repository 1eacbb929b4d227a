//! Who speaks, from what stands before the text: `Ann: hello`, `[SPEAKER_00]: hello`, `>> ANN: hello`.
//!
//! A colon alone proves nothing: `the meeting starts at: noon`, `Note: bring a pen`. So the decision is taken once for a
//! whole file, by [`infer`], and never for a line: what stands before each text is found ([`prefix`]), counted, and
//! weighed ([`evidence`]).

mod carry;
mod evidence;
mod labels;
mod prefix;
mod prefixes;
mod writing;

pub use carry::Carry;
pub use prefix::UNKNOWN;
pub(super) use prefix::is_name;
pub use prefixes::Prefixes;
pub(super) use writing::{Names, Style, misread};

use crate::model::{Line, LinesBuilder, Markup, RosterBuilder, Speaker, SpeakerId};
use evidence::Evidence;
use prefixes::Turn;
use std::ops::Range;
use std::sync::Arc;

/// Names the lines of one file from top to bottom, where a speaker may be named only when they begin.
pub struct Naming {
    prefixes: Prefixes,
    carry: Carry,
}

impl Naming {
    /// Finds out who is named in the file with these texts and what stands above them.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>, head: &str) -> Naming {
        Naming { prefixes: infer(texts, head), carry: Carry::default() }
    }

    /// Believes in names that stand elsewhere in the file.
    pub fn knowing<'a>(mut self, names: impl Iterator<Item = &'a str>) -> Naming {
        self.prefixes.know(names);
        self
    }

    /// Hands over the turns of the next line from the first to the last: the speaker, and the bytes of what they say.
    pub fn next(
        &mut self,
        text: &str,
        roster: &mut RosterBuilder,
        mut each: impl FnMut(Option<SpeakerId>, Range<usize>),
    ) {
        self.prefixes.each_turn(text, |name, said| {
            let speaker = match name {
                Some(name) => self.carry.named(name, roster),
                None => self.carry.unnamed(&text[said.clone()]),
            };
            each(speaker, said);
        });
    }

    /// The same of a line of which something else says that it is by that speaker, unless it names another.
    pub fn next_by(
        &mut self,
        speaker: &mut Option<SpeakerId>,
        text: &str,
        roster: &mut RosterBuilder,
        mut each: impl FnMut(Option<SpeakerId>, Range<usize>),
    ) {
        self.prefixes.each_turn(text, |name, said| {
            if let Some(name) = name {
                *speaker = (name != UNKNOWN).then(|| roster.id(name));
            }
            each(*speaker, said);
        });
    }
}

/// Finds out which names, if any, stand before the texts of a file.
///
/// A name begins with a capital, has few words, and comes again: before a good part of the texts, beside others that do,
/// or in `head`, which stands above the texts. Where (nearly) every text begins with what comes again, that is a name
/// whatever it looks like. Labels such as `Note` are none.
pub fn infer<'a>(texts: impl Iterator<Item = &'a str>, head: &str) -> Prefixes {
    let mut evidence = Evidence::default();
    texts.for_each(|text| evidence.meet(text));
    evidence.decide(head)
}

/// Takes the names off the beginnings of the texts of a file in which every line says for itself who speaks. A line in
/// which several speak becomes several with the same times. Returns the roster.
pub fn take_off(lines: &mut LinesBuilder) -> Arc<Vec<Speaker>> {
    let mut roster = RosterBuilder::default();
    let prefixes = infer(lines.iter().filter(|line| !is_one_sentence(line)).map(|line| &*line.text), "");
    if prefixes.is_empty() {
        return roster.finish();
    }
    if lines.iter().any(|line| prefixes.turns(&line.text).is_some()) {
        let whole = std::mem::take(lines);
        for line in whole.iter() {
            match prefixes.turns(&line.text) {
                Some(turns) => turns.into_iter().for_each(|turn| lines.push(part_of(line, &turn))),
                None => lines.push(line.clone()),
            }
        }
    }
    for line in lines.iter_mut() {
        let named = prefixes.split(&line.text).filter(|_| !is_one_sentence(line));
        let Some((name, from)) = named else { continue };
        let speaker = (name != UNKNOWN).then(|| roster.id(name));
        *line = Line { speaker, ..line.part(from..line.text.len()) };
    }
    roster.finish()
}

/// Whether words and what follows on the next row are set in italics together: then they are one sentence, and name
/// nobody.
fn is_one_sentence(line: &Line) -> bool {
    let body = line.markup.as_ref().and_then(|markup| markup.body.as_deref()).unwrap_or("");
    if !body.starts_with("<i>") {
        return false;
    }
    let Some((first, _)) = body.split_once('\n') else { return false };
    first.trim_end().ends_with(':') && !first.contains("</i>")
}

/// The part of a line that is one turn, with its name.
fn part_of(line: &Line, turn: &Turn) -> Line {
    let part = line.part(turn.start..turn.said.end);
    let rows = |text: &str| text.matches('\n').count();
    let (before, own) = (rows(&line.text[..turn.start]), rows(&part.text) + 1);
    let markup = line.markup.as_ref().map(|markup| {
        // Tags go with their rows, where each row has its own.
        let body = markup.body.as_ref().filter(|body| rows(body) == rows(&line.text));
        let body = body.map(|body| body.split('\n').skip(before).take(own).collect::<Vec<_>>().join("\n"));
        Arc::new(Markup { body, ..Markup::clone(markup) })
    });
    Line { markup, ..part }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What one file says: each turn as `name|text`, or as it is when nobody is named. Rows of a line are set apart by
    /// ` / `, and `lines` by newlines; `x3 ` before one says how often it stands there.
    fn read(lines: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let times = line.strip_prefix('x').and_then(|rest| rest.split_once(' '));
            let times = times.and_then(|(times, line)| Some((times.parse().ok()?, line)));
            let (times, line): (usize, &str) = times.unwrap_or((1, line));
            texts.extend(std::iter::repeat_n(line.replace(" / ", "\n"), times));
        }
        let mut builder = LinesBuilder::default();
        texts.iter().for_each(|text| builder.push(Line::new(text.as_str())));
        let roster = take_off(&mut builder);
        let name = |line: &Line| line.speaker.map(|id| format!("{}|", roster[id.0 as usize].name)).unwrap_or_default();
        let mut rows: Vec<String> =
            builder.iter().map(|line| format!("{}{}", name(line), line.text.replace('\n', " / "))).collect();
        rows.dedup();
        rows
    }

    #[track_caller]
    fn check(lines: &str, expected: &[&str]) {
        assert_eq!(read(lines), expected, "{lines}");
    }

    /// Nobody is named: the texts stay whole.
    #[track_caller]
    fn check_nobody(lines: &str) {
        for row in read(lines) {
            assert!(!row.contains('|'), "{row} of {lines}");
        }
    }

    #[test]
    fn one_occurrence_is_no_name() {
        for lines in [
            "Thank you: it is late.",
            "Paris: it rained all day.",
            "Hello there.\nParis: it rained.\nAnd so we went.",
            "Question: who comes?\nNobody knew.",
            "Step 1: fill the pan.\nStep 2: wait.\nStep 3: serve.",
            "x19 and so it went on\nCarl: no",
            "x60 and on\nx2 Point of order: the motion\nx2 Point of view: the speaker",
            "x60 and on\nx2 Remember: bring a pen\nx2 Patience: it comes",
            "x30 and on\nx3 Patience: it comes\nPrague: it rained",
            "Note: one\nNote: two\nNote: three",
            "Kingdom of Norway: / 1.567.202.\nKingdom of Sweden: / 2.001.377.",
            "Ann: 12\nBob: 14\nAnn: 16",
            "Paris: three days\nRome: two days\nVienna: four days\nOslo: a day\nBern: a night",
            "x8 [Door closes] so he went\nx9 and on",
            "[Musique] la la\n[Musique] et\n[Rires] oui\n[Rires] non",
            "the end: so\nthe beginning: so\nand so on",
        ] {
            check_nobody(lines);
        }
    }

    #[test]
    fn who_is_named_often_or_in_turn_speaks() {
        check("Ann: hello\nBob: hi", &["Ann|hello", "Bob|hi"]);
        check("Ann: hello\nBob: hi\nAnn: so?\nand on", &["Ann|hello", "Bob|hi", "Ann|so?", "and on"]);
        check("Ann: hello\nAnn: so\nand on", &["Ann|hello", "Ann|so", "and on"]);
        check(
            "Ann: a\nand\non\nBob: b\nand\non\nAnn: c\nand\nBob: d\nand",
            &["Ann|a", "and", "on", "Bob|b", "and", "on", "Ann|c", "and", "Bob|d", "and"],
        );
        check("MARY;\tso\nJOHN;\treally?\nMARY;\tyes", &["MARY|so", "JOHN|really?", "MARY|yes"]);
        check("John Smith: / Welcome.\nso\nMary Jones: / Hello.", &["John Smith|Welcome.", "so", "Mary Jones|Hello."]);
        // Once beside others that come again.
        check("Ann: a\nBob: b\nAnn: c\nCarl Weiss: d", &["Ann|a", "Bob|b", "Ann|c", "Carl Weiss|d"]);
        check(
            "x20 on\nx2 Ann: a\nx2 Bob: b\nPrague: d\nCarl Weiss: e",
            &["on", "Ann|a", "Bob|b", "Prague: d", "Carl Weiss|e"],
        );
        // In capitals, as captions name who is not seen.
        check("x150 on\nx2 UNA: a\nx2 M'BENGA: b", &["on", "UNA|a", "M'BENGA|b"]);
        check_nobody("x150 on\nx2 Una: a\nx2 Benga: b");
        // As many other words before a colon as names.
        check_nobody("Ann: hello\nso he said: no");
        // Sounds take nothing from those who speak.
        check("x30 [Music]\nAnn: a\nBob: b\nAnn: c", &["[Music]", "Ann|a", "Bob|b", "Ann|c"]);
        check("x3 Ann: a\nx3 Bob: b\nx3 Voix off: c\nx3 on", &["Ann|a", "Bob|b", "Voix off|c", "on"]);
    }

    #[test]
    fn what_comes_again_before_every_line_is_a_name() {
        check(
            "Tom O'Neil: so\n4155550123: hello\niPhone de Marie: oui\nTom O'Neil: Go on.\niPhone de Marie: merci\n4155550123: bye",
            &[
                "Tom O'Neil|so",
                "4155550123|hello",
                "iPhone de Marie|oui",
                "Tom O'Neil|Go on.",
                "iPhone de Marie|merci",
                "4155550123|bye",
            ],
        );
        check(
            "x2 Ann Smith, PhD: so\nx2 ann@example.org: hello\nlila: oui\nx2 Ann Smith, PhD: and",
            &["Ann Smith, PhD|so", "ann@example.org|hello", "lila|oui", "Ann Smith, PhD|and"],
        );
        check(
            "Question: a?\nAnswer: b.\nQuestion: c?\nAnswer: d.",
            &["Question|a?", "Answer|b.", "Question|c?", "Answer|d."],
        );
        check(
            "Ann: hi\nANN: yes\nBob: no\nAnn\u{a0}: so\nAnn  Lee: so\nAnn Lee: on",
            &["Ann|hi", "ANN|yes", "Bob|no", "Ann|so", "Ann Lee|so", "Ann Lee|on"],
        );
    }

    #[test]
    fn what_no_text_can_be_taken_for_needs_no_proof() {
        check("[SPEAKER_00]: a\nand on", &["SPEAKER_00|a", "and on"]);
        check("(speaker 0) a\n(speaker 1) b\n(speaker ?) c", &["speaker 0|a", "speaker 1|b", "c"]);
        check(">> ANN: a\n>> so", &["ANN|a", ">> so"]);
        check("[Ann] a\n[Bob] b\n[LAUGHTER]\n[Ann] c\n[Bob] d", &["Ann|a", "Bob|b", "[LAUGHTER]", "Ann|c", "Bob|d"]);
    }

    #[test]
    fn several_speak_in_a_line() {
        check(
            "UNA: / First log entry. / Day 21.\nUNA: I have it. / M'BENGA: Good.\nM'BENGA: Right. / UNA: Thanks.",
            &["UNA|First log entry. / Day 21.", "UNA|I have it.", "M'BENGA|Good.", "M'BENGA|Right.", "UNA|Thanks."],
        );
        check(
            "x3 - Ann: So? / - Bob: Yes. / it is\nx3 Bob: no",
            &["Ann|So?", "Bob|Yes. / it is", "Ann|So?", "Bob|Yes. / it is", "Ann|So?", "Bob|Yes. / it is", "Bob|no"],
        );
        check("x2 - Ann: So? / - Yes.\nx2 Bob: no", &["Ann|So?", "- Yes.", "Ann|So?", "- Yes.", "Bob|no"]);
        // Nobody is named: dashes alone stay together.
        check_nobody("x3 - So? / - Yes.");
    }

    #[test]
    fn a_name_above_the_texts_need_not_come_again() {
        let split = |head: &str| infer(["so", "Ann Lee: hello", "on", "on"].into_iter(), head).split("Ann Lee: hello");
        for (head, named) in
            [("With Ann Lee, of Leeds", true), ("With Ann", false), ("Joann Leeds", false), ("", false)]
        {
            assert_eq!(split(head).is_some(), named, "{head}");
        }
    }

    #[test]
    fn italics_over_the_break_are_one_sentence() {
        let line = |body: &str, text: &str| {
            let markup = Markup { format: "srt".into(), around: String::new(), body: Some(body.into()) };
            Line { markup: Some(Arc::new(markup)), ..Line::new(text) }
        };
        for (body, named) in [("<i>Norway:\nfar away</i>", false), ("<i>Norway:</i>\nfar away", true)] {
            let mut lines = LinesBuilder::default();
            (0..3).for_each(|_| lines.push(line(body, "Norway:\nfar away")));
            assert_eq!(take_off(&mut lines).is_empty(), !named, "{body}");
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        let odd = " [[SPEAKER_00]]: (Ann\u{200b})\n>> «É»：-—… [x]:\t;\t(speaker ?)\n- Ann: x\n";
        for start in odd.char_indices().map(|(at, _)| at) {
            for end in odd.char_indices().map(|(at, _)| at).filter(|&end| end >= start) {
                let part = &odd[start..end];
                let mut lines = LinesBuilder::default();
                [part, "Ann: hello", "Bob: hi", "Ann: so"].into_iter().for_each(|text| lines.push(Line::new(text)));
                take_off(&mut lines);
            }
        }
    }
}
