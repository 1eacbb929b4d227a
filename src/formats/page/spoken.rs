//! The spoken form of a time that pages put between the time and its text for people who listen.
//!
//! Copied as text it stands glued between both: `0:1010 secondsSo previously`. What follows may begin with a
//! digit or with the very word (`12 minutes et 1 secondeseconds, could be`), so the expected words are built
//! from the time and taken away letter by letter, never by a pattern. For a language that is not in
//! [`LANGUAGES`] the words are learned: the numbers must be those of the time, and what stands behind them is
//! the same on many lines while the text is not.

use crate::model::Time;
use crate::model::chars::is_space;
use std::collections::HashMap;

/// How a page speaks its times.
#[derive(Debug)]
pub(super) struct Spoken(Words);

#[derive(Debug)]
enum Words {
    Known(&'static Language),
    Learned(Learned),
}

/// Finds out how a page speaks its times, from times and the texts behind them. `None` when it does not.
pub(super) fn learn<'a>(samples: impl Iterator<Item = (Time, &'a str)>) -> Option<Spoken> {
    let samples: Vec<_> = samples.filter(|(time, _)| time.0 >= 1000).take(SAMPLES).collect();
    let count = |language: &Language| {
        samples.iter().filter(|(time, text)| language.strip(Parts::of(*time), text).is_some()).count()
    };
    let known = LANGUAGES.iter().map(|language| (count(language), language)).max_by_key(|(count, _)| *count);
    match known {
        Some((count, language)) if count > 0 && count * 2 >= samples.len() => Some(Spoken(Words::Known(language))),
        _ => Learned::from(&samples).map(|learned| Spoken(Words::Learned(learned))),
    }
}

impl Spoken {
    /// The byte at which the text behind the spoken form of `time` begins; `None` when it is not there.
    pub(super) fn strip(&self, time: Time, text: &str) -> Option<usize> {
        let parts = Parts::of(time);
        let rest = match &self.0 {
            Words::Known(language) => language.strip(parts, text),
            Words::Learned(learned) => learned.strip(parts, text),
        }?;
        Some(text.len() - rest.trim_start().len())
    }
}

/// So many lines tell how a page speaks.
const SAMPLES: usize = 600;
/// A unit and what joins it to the next fit into so many bytes.
const LONGEST: usize = 32;
/// So many lines must agree on a word before it is believed.
const AGREE: usize = 3;

/// The hours, minutes and seconds of a time that are not zero, with their place: 0, 1, 2.
#[derive(Clone, Copy)]
struct Parts {
    values: [(usize, u64); 3],
    first: usize,
}

impl Parts {
    fn of(time: Time) -> Parts {
        let seconds = time.0.unsigned_abs() / 1000;
        let all = [(0, seconds / 3600), (1, seconds / 60 % 60), (2, seconds % 60)];
        let mut parts = Parts { values: all, first: 3 };
        for part in all.into_iter().rev().filter(|(_, value)| *value > 0) {
            parts.first -= 1;
            parts.values[parts.first] = part;
        }
        parts
    }

    fn iter(&self) -> impl Iterator<Item = (usize, u64)> + use<'_> {
        self.values[self.first..].iter().copied()
    }
}

/// The words of one language.
#[derive(Debug)]
struct Language {
    /// Hours, minutes, seconds: the form for each class of numbers.
    units: [&'static [&'static str]; 3],
    /// Which form goes with a number.
    class: fn(u64) -> usize,
    /// Hours, minutes, seconds: words that say number and unit in one, where there are such.
    alone: [&'static [(u64, &'static str)]; 3],
}

const NONE_ALONE: [&[(u64, &str)]; 3] = [&[], &[], &[]];

const LANGUAGES: &[Language] = &[
    Language {
        units: [&["hour", "hours"], &["minute", "minutes"], &["second", "seconds"]],
        class: one_or_more,
        alone: NONE_ALONE,
    },
    Language {
        units: [&["heure", "heures"], &["minute", "minutes"], &["seconde", "secondes"]],
        class: one_or_more,
        alone: NONE_ALONE,
    },
    Language {
        units: [&["Stunde", "Stunden"], &["Minute", "Minuten"], &["Sekunde", "Sekunden"]],
        class: one_or_more,
        alone: NONE_ALONE,
    },
    Language {
        units: [&["hora", "horas"], &["minuto", "minutos"], &["segundo", "segundos"]],
        class: one_or_more,
        alone: NONE_ALONE,
    },
    Language {
        units: [&["ora", "ore"], &["minuto", "minuti"], &["secondo", "secondi"]],
        class: one_or_more,
        alone: NONE_ALONE,
    },
    Language {
        units: [&["uur", "uur"], &["minuut", "minuten"], &["seconde", "seconden"]],
        class: one_or_more,
        alone: NONE_ALONE,
    },
    Language {
        units: [&["timme", "timmar"], &["minut", "minuter"], &["sekund", "sekunder"]],
        class: one_or_more,
        alone: NONE_ALONE,
    },
    Language {
        units: [&["godzina", "godziny", "godzin"], &["minuta", "minuty", "minut"], &["sekunda", "sekundy", "sekund"]],
        class: polish,
        alone: NONE_ALONE,
    },
    Language {
        units: [&["час", "часа", "часов"], &["минута", "минуты", "минут"], &["секунда", "секунды", "секунд"]],
        class: russian,
        alone: NONE_ALONE,
    },
    Language { units: [&["saat"], &["dakika"], &["saniye"]], class: always, alone: NONE_ALONE },
    Language { units: [&["時間"], &["分"], &["秒"]], class: always, alone: NONE_ALONE },
    Language { units: [&["시간"], &["분"], &["초"]], class: always, alone: NONE_ALONE },
    Language { units: [&["小时"], &["分钟"], &["秒钟"]], class: always, alone: NONE_ALONE },
    Language { units: [&["小時"], &["分鐘"], &["秒"]], class: always, alone: NONE_ALONE },
    Language {
        units: [&["ساعة", "ساعات", "ساعة"], &["دقيقة", "دقائق", "دقيقة"], &["ثانية", "ثوانٍ", "ثانية", "ثوان", "ثواني"]],
        class: arabic,
        alone: [
            &[(1, "ساعة واحدة"), (1, "ساعة"), (2, "ساعتان"), (2, "ساعتين")],
            &[(1, "دقيقة واحدة"), (1, "دقيقة"), (2, "دقيقتان"), (2, "دقيقتين")],
            &[(1, "ثانية واحدة"), (1, "ثانية"), (2, "ثانيتان"), (2, "ثانيتين")],
        ],
    },
    Language {
        units: [&["שעה", "שעות"], &["דקה", "דקות"], &["שנייה", "שניות"]],
        class: one_or_more,
        alone: [
            &[(1, "שעה אחת"), (1, "שעה"), (2, "שעתיים")],
            &[(1, "דקה אחת"), (1, "דקה"), (2, "שתי דקות")],
            &[(1, "שנייה אחת"), (1, "שנייה"), (2, "שתי שניות")],
        ],
    },
];

/// What stands between two parts of a spoken time. The next number must follow, so the order is free.
const JOINS: &[&str] = &[
    ", ", " et ", " and ", ", and ", " und ", " y ", " e ", " en ", " och ", " i ", " и ", " و ", " و", "، و", "، ",
    " ו-", " ו", " ", "", ",", "、", "和",
];

impl Language {
    fn strip<'a>(&self, parts: Parts, text: &'a str) -> Option<&'a str> {
        let mut rest = text;
        for (n, (unit, value)) in parts.iter().enumerate() {
            rest = match n {
                0 => self.strip_part(rest, unit, value)?,
                _ => JOINS.iter().find_map(|join| self.strip_part(rest.strip_prefix(*join)?, unit, value))?,
            };
        }
        (rest.len() < text.len()).then_some(rest)
    }

    fn strip_part<'a>(&self, text: &'a str, unit: usize, value: u64) -> Option<&'a str> {
        if let Some(rest) = strip_number(text, value) {
            let rest = rest.strip_prefix(is_space).unwrap_or(rest);
            let forms = self.units[unit];
            let form = forms[(self.class)(value).min(forms.len() - 1)];
            // What stands behind the forms of the classes is written in their stead.
            return rest.strip_prefix(form).or_else(|| forms.iter().skip(3).find_map(|form| rest.strip_prefix(*form)));
        }
        let mut alone = self.alone[unit].iter().filter(|(number, _)| *number == value);
        alone.find_map(|(_, words)| text.strip_prefix(words))
    }

    /// Reads hours, minutes and seconds, each at most once and in that order, with any form of their words.
    fn scan(&self, text: &str) -> Option<(Time, usize)> {
        let (mut rest, mut millis, mut first) = (text, 0, 0);
        let mut end = None;
        while first < 3 {
            let Some((unit, value, behind)) = (first..3).find_map(|unit| self.scan_part(rest, unit)) else { break };
            millis += value * [3_600_000, 60_000, 1000][unit];
            end = Some(text.len() - behind.len());
            first = unit + 1;
            let next = |join: &str| {
                let rest = behind.strip_prefix(join)?;
                (first..3).any(|unit| self.scan_part(rest, unit).is_some()).then_some(rest)
            };
            let Some(joined) = JOINS.iter().find_map(|join| next(join)) else { break };
            rest = joined;
        }
        Some((Time(i64::try_from(millis).ok()?), end?))
    }

    fn scan_part<'a>(&self, text: &'a str, unit: usize) -> Option<(usize, u64, &'a str)> {
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        if (1..=5).contains(&digits) {
            let value = text[..digits].parse().ok()?;
            let rest = text[digits..].strip_prefix(is_space).unwrap_or(&text[digits..]);
            let mut forms: Vec<&str> = self.units[unit].to_vec();
            forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
            let behind = forms.iter().find_map(|form| rest.strip_prefix(*form))?;
            return (!behind.starts_with(char::is_alphabetic)).then_some((unit, value, behind));
        }
        let alone = self.alone[unit].iter().find_map(|(value, words)| Some((*value, text.strip_prefix(words)?)));
        alone.map(|(value, behind)| (unit, value, behind))
    }
}

/// Reads a time that is spelled out at the beginning of a text, `1 hour 2 minutes 3 seconds`, and the bytes that it
/// takes. `None` when there is none.
pub(super) fn scan(text: &str) -> Option<(Time, usize)> {
    // Most texts begin with neither a number nor one of the words that are numbers.
    text.chars().next().filter(|c| c.is_ascii_digit() || matches!(c, '\u{590}'..='\u{6ff}'))?;
    LANGUAGES.iter().filter_map(|language| language.scan(text)).max_by_key(|(_, len)| *len)
}

/// Units learned from a page in a language that is not in the list.
#[derive(Debug, Default)]
struct Learned {
    /// Hours, minutes, seconds: what stands behind a number at the end of a spoken time, the longest first.
    last: [Vec<String>; 3],
    /// The same with the number's class, where enough lines of that class agree.
    by_class: HashMap<(usize, u8), String>,
    /// What stands between a number and the next.
    inner: [Vec<String>; 3],
}

impl Learned {
    fn from(samples: &[(Time, &str)]) -> Option<Learned> {
        let mut learned = Learned::default();
        let mut behind: HashMap<(usize, u8), Vec<&str>> = HashMap::new();
        let mut spoken = 0;
        for (time, text) in samples {
            let parts = Parts::of(*time);
            let Some((unit, value, rest, inner)) = numbers(parts, text) else { continue };
            spoken += 1;
            behind.entry((unit, class(value))).or_default().push(rest);
            for (unit, run) in inner {
                if !learned.inner[unit].iter().any(|known| known == run) {
                    learned.inner[unit].push(run.to_owned());
                }
            }
        }
        // The numbers of the times on nearly all lines are no chance.
        if spoken < 2 * AGREE || spoken * 5 < samples.len() * 4 {
            return None;
        }
        for (key, rests) in behind {
            let common = common_start(&rests);
            if rests.len() >= AGREE && common.chars().any(char::is_alphabetic) {
                if !learned.last[key.0].iter().any(|known| known == common) {
                    learned.last[key.0].push(common.to_owned());
                }
                learned.by_class.insert(key, common.to_owned());
            }
        }
        for units in &mut learned.last {
            units.sort_by_key(|unit| (std::cmp::Reverse(unit.len()), unit.clone()));
        }
        learned.last.iter().any(|units| !units.is_empty()).then_some(learned)
    }

    fn strip<'a>(&self, parts: Parts, text: &'a str) -> Option<&'a str> {
        let (unit, value, rest, _) = numbers(parts, text)?;
        if let Some(after) = self.by_class.get(&(unit, class(value))).and_then(|word| rest.strip_prefix(word.as_str()))
        {
            return Some(after);
        }
        if let Some(after) = self.last[unit].iter().find_map(|word| rest.strip_prefix(word.as_str())) {
            return Some(after);
        }
        // Too few lines end so. The word was met before another number, or in another form: most of it agrees.
        let shared = |word: &String| {
            let common = common_start(&[rest, word]).trim_end_matches(|c| is_space(c) || c == ',');
            if common.len() * 3 >= word.trim().len() * 2 { common.len() } else { 0 }
        };
        let met = self.last[unit].iter().map(shared);
        let longest =
            met.chain(self.inner[unit].iter().map(|run| common_start(&[rest, run]).trim_end().len())).max()?;
        (longest > 1).then(|| &rest[longest..])
    }
}

/// The last part of a spoken time, what stands behind its number, and what stands behind the numbers before.
/// `None` unless the numbers are those of the time.
type Numbers<'a> = (usize, u64, &'a str, Vec<(usize, &'a str)>);

fn numbers(parts: Parts, text: &str) -> Option<Numbers<'_>> {
    let mut rest = text;
    let mut inner = Vec::new();
    let mut parts = parts.iter().peekable();
    while let Some((unit, value)) = parts.next() {
        rest = strip_number(rest, value)?;
        if parts.peek().is_none() {
            return Some((unit, value, rest, inner));
        }
        let end = rest.find(|c: char| c.is_ascii_digit()).filter(|end| (1..=LONGEST).contains(end))?;
        inner.push((unit, &rest[..end]));
        rest = &rest[end..];
    }
    None
}

fn strip_number(text: &str, value: u64) -> Option<&str> {
    let rest = text.strip_prefix(value.to_string().as_str())?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}

/// The beginning that all texts share, at most [`LONGEST`] bytes of it.
fn common_start<'a>(texts: &[&'a str]) -> &'a str {
    let Some((first, others)) = texts.split_first() else { return "" };
    let mut len = first.floor_char_boundary(LONGEST);
    for other in others {
        let same = first[..len].chars().zip(other.chars()).take_while(|(a, b)| a == b);
        len = same.map(|(c, _)| c.len_utf8()).sum();
    }
    &first[..len]
}

/// Numbers that take the same form of a word in every language that we know of.
fn class(number: u64) -> u8 {
    match (number, number % 10, number % 100) {
        (1, ..) => 1,
        (2, ..) => 2,
        (3..=4, ..) => 3,
        (5..=10, ..) => 4,
        (_, _, 11..=19) => 5,
        (_, 1, _) => 6,
        (_, 2..=4, _) => 7,
        _ => 8,
    }
}

fn always(_: u64) -> usize {
    0
}

fn one_or_more(number: u64) -> usize {
    usize::from(number != 1)
}

fn arabic(number: u64) -> usize {
    match number % 100 {
        3..=10 => 1,
        _ => 2,
    }
}

fn polish(number: u64) -> usize {
    match (number, number % 10, number % 100) {
        (1, ..) => 0,
        (_, 2..=4, last) if !(12..=14).contains(&last) => 1,
        _ => 2,
    }
}

fn russian(number: u64) -> usize {
    match (number % 10, number % 100) {
        (1, last) if last != 11 => 0,
        (2..=4, last) if !(12..=14).contains(&last) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &[(i64, &str, &str)]) {
        let spoken = learn(table.iter().map(|(seconds, text, _)| (Time(seconds * 1000), *text)));
        let spoken = spoken.expect("the page speaks its times");
        for (seconds, text, expected) in table {
            let start = spoken.strip(Time(seconds * 1000), text).unwrap_or(0);
            assert_eq!(&text[start..], *expected, "{seconds} s");
        }
    }

    #[test]
    fn english() {
        check(&[
            (0, "Hi everyone", "Hi everyone"),
            (10, "10 secondsSo previously", "So previously"),
            (61, "1 minute, 1 secondsecond floor", "second floor"),
            (62, "1 minute, 2 secondsNow", "Now"),
            (120, "2 minutes20 years ago", "20 years ago"),
            (241, "4 minutes, 1 secondIt includes", "It includes"),
            (3600, "1 hourWell", "Well"),
            (3741, "1 hour, 2 minutes, 21 secondsand", "and"),
        ]);
    }

    #[test]
    fn french() {
        check(&[
            (7, "7 secondesI run", "I run"),
            (65, "1 minute et 5 secondesbuilding", "building"),
            (3741, "1 heure, 2 minutes et 21 secondesbasically", "basically"),
            (3780, "1 heure et 3 minutesAnd", "And"),
            (3949, "1 heure, 5 minutes et 49 secondes90,000 bucks", "90,000 bucks"),
            (4321, "1 heure, 12 minutes et 1 secondeseconds, could be", "seconds, could be"),
        ]);
    }

    #[test]
    fn other_languages() {
        check(&[(5, "5 sekundDzień dobry", "Dzień dobry"), (62, "1 minuta i 2 sekundyTak", "Tak")]);
        check(&[(65, "1分5秒こんにちは", "こんにちは"), (120, "2 分はい", "はい")]);
        check(&[(65, "1 Minute und 5 SekundenGuten Tag", "Guten Tag")]);
    }

    #[test]
    fn numbers_that_are_words() {
        check(&[
            (1, "ثانية واحدةنعم", "نعم"),
            (2, "ثانيتاننعم", "نعم"),
            (5, "5 ثوانٍنعم", "نعم"),
            (15, "15 ثانيةنعم", "نعم"),
            (60, "دقيقة واحدةنعم", "نعم"),
            (65, "دقيقة واحدة و5 ثوانٍنعم", "نعم"),
            (122, "دقيقتان وثانيتاننعم", "نعم"),
            (3661, "ساعة واحدة ودقيقة واحدة وثانية واحدةنعم", "نعم"),
        ]);
        check(&[(1, "שנייה אחתכן", "כן"), (65, "דקה ו-5 שניותכן", "כן")]);
    }

    #[test]
    fn times_that_are_spelled_out() {
        for (text, found) in [
            ("0 minutes 7 seconds", Some((7_000, 19))),
            ("1 hour 2 minutes 3 seconds", Some((3_723_000, 26))),
            ("1 hour, 2 minutes and 3 seconds later", Some((3_723_000, 31))),
            ("64 seconds", Some((64_000, 10))),
            ("1 heure et 3 minutes", Some((3_780_000, 20))),
            ("2 Minuten und 5 Sekunden", Some((125_000, 24))),
            ("دقيقتان", Some((120_000, 14))),
            ("1分5秒", Some((65_000, 8))),
            ("3 secondhand cars", None),
            ("seconds", None),
            ("12", None),
            ("", None),
        ] {
            assert_eq!(scan(text).map(|(time, len)| (time.0, len)), found, "{text}");
        }
    }

    #[test]
    fn a_language_that_nobody_told() {
        check(&[
            (2, "2 blopsAnd", "And"),
            (3, "3 blopsSo", "So"),
            (4, "4 blopsThen", "Then"),
            (6, "6 blopsI", "I"),
            (8, "8 blops12 men", "12 men"),
            (61, "1 zork o 1 blopWe", "We"),
            (65, "1 zork o 5 blopsHere", "Here"),
            (120, "2 zorksYes", "Yes"),
            (123, "2 zorks o 3 blopsNo", "No"),
            (60, "1 zorkBut", "But"),
        ]);
    }

    #[test]
    fn a_page_that_does_not_speak() {
        let texts = [(7, "-Bonjour à tous."), (10, "10 ans après"), (12, "c'est"), (15, "15 jours"), (20, "oui")];
        assert!(learn(texts.iter().map(|(seconds, text)| (Time(seconds * 1000), *text))).is_none());
        assert!(learn(std::iter::empty()).is_none());
    }
}
