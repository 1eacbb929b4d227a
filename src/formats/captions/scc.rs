//! Scenarist closed captions (`.scc`): the bytes of American closed captions (CTA-608) in hexadecimal pairs, behind the
//! timecode at which they are sent.
//!
//! ```text
//! Scenarist_SCC V1.0
//!
//! 00:00:01:00 94ae 94ae 9420 9420 9470 9470 c8e5 ecec efae 942f 942f
//! ```
//!
//! Captions pop on, roll up or are painted. A pair takes a frame, of which a second has 29.97; a semicolon in the timecode
//! says that frames are dropped from the count, so that it follows the clock.

use super::rows_of;
use crate::formats::builder::TranscriptBuilder;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, captions};
use crate::model::{Span, Time, Transcript, message};
use std::sync::Arc;

/// Scenarist closed captions.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "scc",
    name: "Scenarist SCC",
    extensions: &["scc"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[&captions::ROLL],
    holds: Holds { times: true, ends: true, ..Holds::NOTHING },
};

const SIGNATURE: &str = "Scenarist_SCC";

fn detect(probe: &Probe) -> Confidence {
    let head = probe.text().trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if head.starts_with(SIGNATURE) {
        return Confidence::Certain;
    }
    match captions::share(head, |line| timed(line).is_some_and(|(_, codes)| codes.split_whitespace().all(is_pair))) {
        (own, all) if own > 0 && own * 10 >= all * 9 => Confidence::Certain,
        _ => Confidence::No,
    }
}

fn is_pair(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The frame at which a line is sent, counted from zero at 29.97 a second, and its codes.
fn timed(line: &str) -> Option<(i64, &str)> {
    let (clock, codes) = line.trim_start_matches('\u{FEFF}').trim().split_once([' ', '\t'])?;
    let drops = clock.contains(';');
    let mut fields = clock.split([':', ';', '.']).map(|field| {
        let digits = (1..=3).contains(&field.len()) && field.bytes().all(|byte| byte.is_ascii_digit());
        field.parse::<i64>().ok().filter(|_| digits)
    });
    let mut next = || fields.next().flatten();
    let (hours, minutes, seconds, frames) = (next()?, next()?, next()?, next()?);
    let minutes = hours * 60 + minutes;
    // Two numbers are left out at each minute but every tenth.
    let dropped = if drops { 2 * (minutes - minutes / 10) } else { 0 };
    Some(((minutes * 60 + seconds) * 30 + frames - dropped, codes))
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    let mut screen = Screen::default();
    for (n, line) in text.lines().enumerate() {
        let blank = line.trim().is_empty() || line.trim_start_matches('\u{FEFF}').starts_with(SIGNATURE);
        let Some((frame, codes)) = timed(line).filter(|_| !blank) else {
            if !blank {
                problems.push(Problem {
                    line: Some(n + 1),
                    message: message!("captions-times-unreadable", what = line.trim()),
                });
                screen.builder.note(line);
            }
            continue;
        };
        screen.last = None;
        for (at, word) in codes.split_whitespace().enumerate() {
            screen.now = Time((frame + at as i64) * 1001 / 30);
            // The highest bit of each byte is a checksum.
            match u16::from_str_radix(word, 16).ok().filter(|_| is_pair(word)) {
                Some(pair) => screen.pair([(pair >> 8) as u8 & 0x7F, pair as u8 & 0x7F]),
                None => screen.builder.note(word),
            }
        }
    }
    screen.clear();
    screen.pop();
    screen.clear();
    screen.builder.finish_captions()
}

#[derive(Default, PartialEq)]
enum Mode {
    /// Text is gathered out of sight, and shown at once.
    #[default]
    PopOn,
    /// Text is seen as it comes.
    Seen,
}

/// What a decoder of captions holds.
#[derive(Default)]
struct Screen {
    builder: TranscriptBuilder,
    mode: Mode,
    now: Time,
    /// What is gathered out of sight.
    hidden: String,
    /// What is seen, and since when.
    seen: String,
    since: Option<Time>,
    /// The code before, which is sent twice.
    last: Option<[u8; 2]>,
}

impl Screen {
    fn pair(&mut self, pair: [u8; 2]) {
        let [first, second] = pair;
        let is_code = (0x10..=0x1F).contains(&first);
        if is_code && self.last.take() == Some(pair) {
            return;
        }
        self.last = is_code.then_some(pair);
        // The second channel is a caption of its own, and rarely used: what it says is read as well.
        match (first & !0x08, second) {
            (0x14 | 0x15, 0x20) => self.mode = Mode::PopOn,
            (0x14 | 0x15, 0x21) => drop(self.text().pop()),
            (0x14 | 0x15, 0x25..=0x27 | 0x29) => {
                if self.mode == Mode::PopOn {
                    self.clear();
                }
                self.mode = Mode::Seen;
            }
            (0x14 | 0x15, 0x2C | 0x2D) => self.clear(),
            (0x14 | 0x15, 0x2E) => self.hidden.clear(),
            (0x14 | 0x15, 0x2F) => {
                self.mode = Mode::PopOn;
                self.clear();
                self.pop();
            }
            // Columns and colours stand apart by a space; a row of its own is a newline.
            (0x17, 0x21..=0x23) => {}
            (0x11, 0x20..=0x2F) => self.say(' '),
            (0x11, 0x30..=0x3F) => self.say(nth(SPECIAL, second - 0x30)),
            (table @ (0x12 | 0x13), 0x20..=0x3F) => {
                // Before it comes what decoders show that do not know it.
                self.text().pop();
                self.say(nth(if table == 0x12 { EXTENDED[0] } else { EXTENDED[1] }, second - 0x20));
            }
            (_, 0x40..=0x7F) if is_code => self.say('\n'),
            _ if is_code => {}
            _ => {
                for byte in pair.into_iter().filter(|byte| *byte >= 0x20) {
                    let known = BASIC.iter().find(|(code, _)| *code == byte);
                    self.say(known.map_or(char::from(byte), |(_, c)| *c));
                }
            }
        }
    }

    fn text(&mut self) -> &mut String {
        if self.mode == Mode::PopOn { &mut self.hidden } else { &mut self.seen }
    }

    fn say(&mut self, c: char) {
        if self.mode == Mode::Seen && !c.is_whitespace() {
            self.since.get_or_insert(self.now);
        }
        self.text().push(c);
    }

    /// What was gathered is shown.
    fn pop(&mut self) {
        self.seen = std::mem::take(&mut self.hidden);
        self.since = Some(self.now);
    }

    /// What is seen goes.
    fn clear(&mut self) {
        let seen = std::mem::take(&mut self.seen);
        let Some(start) = self.since.take() else { return };
        let end = Some(self.now).filter(|end| *end > start);
        let rows = seen.lines().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "));
        self.builder.line(Some(Span { start, end }), None, &rows_of(&rows.collect::<Vec<_>>().join("\n")));
    }
}

fn nth(table: &str, at: u8) -> char {
    table.chars().nth(usize::from(at)).unwrap_or(' ')
}

/// Where the alphabet is not that of ASCII.
const BASIC: &[(u8, char)] = &[
    (0x27, '’'),
    (0x2A, 'á'),
    (0x5C, 'é'),
    (0x5E, 'í'),
    (0x5F, 'ó'),
    (0x60, 'ú'),
    (0x7B, 'ç'),
    (0x7C, '÷'),
    (0x7D, 'Ñ'),
    (0x7E, 'ñ'),
    (0x7F, '█'),
];
const SPECIAL: &str = "®°½¿™¢£♪à èâêîôû";
const EXTENDED: [&str; 2] = ["ÁÉÓÚÜü‘¡*'—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»", "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø┌┐└┘"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_pop_on_roll_up_and_are_painted() {
        for (lines, expected) in [
            ("00:00:01:00\t9420 9420 9470 9470 c8e9 942f 942f\n00:00:03:00\t942c 942c", "1167-3003 Hi"),
            // Rows, a special letter, and one that stands in the place of another.
            ("00:00:01:00\t9420 9440 4180 9470 61b9 c280 9232 942f", "1234-? A\na9Ç"),
            // It rolls: what is seen goes with the next row.
            ("00:00:01:00\t9425 9425 94ad 94ad 9470 c1c2\n00:00:02:00\t94ad 94ad c3c4", "1167-2002 AB / 2068-? CD"),
            ("00:00:01;00\t9429 9470 4180\n00:01:00;02\t942c", "1067-60060 A"),
        ] {
            let t = read(&Arc::new(format!("{SIGNATURE} V1.0\n\n{lines}\n")), &Options::default(), &mut Vec::new());
            let line = |line: &crate::model::Line| {
                let span = line.span.expect("it is timed");
                format!("{}-{} {}", span.start.0, span.end.map_or("?".into(), |end| end.0.to_string()), line.text)
            };
            assert_eq!(t.lines.iter().map(line).collect::<Vec<_>>().join(" / "), expected, "{lines}");
        }
    }
}
