//! The record of one line: `(start:0,end:2400,speaker:1,text:"Hello",origin:0),`.
//!
//! Fields stand in one order and are left out where there is nothing to say. [`scan`] reads exactly what
//! [`put`] writes; every other record, one that a person edited say, goes through `ron`. Both give the same.

use super::fields::{Fields, elements, on_one_line};
use super::text::{Scan, put_int, put_string};
use crate::model::{Line, Lines, Markup, Message, Span, SpeakerId, Text, Time, Word, message};
use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

/// The [`Markup::format`] under which fields of a newer version's records ride along, in RON.
const NEWER: &str = "stet";

/// A line as it stands in the file.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Record<'a> {
    /// Milliseconds.
    pub start: Option<i64>,
    /// Milliseconds.
    pub end: Option<i64>,
    /// The id of a roster entry.
    pub speaker: Option<u32>,
    /// What is said.
    pub text: Cow<'a, str>,
    /// The words that were timed or scored.
    pub words: Bulk<Vec<WordRecord<'a>>>,
    /// What the format said beside.
    pub markup: Bulk<Markup>,
    /// Rows of the original.
    pub origin: Range<u32>,
    /// A person has approved the line.
    pub checked: bool,
}

/// What makes files large and nobody reads. It is written out only where a person changed the line.
#[derive(Debug, Default, PartialEq)]
pub(super) enum Bulk<T> {
    /// There is none.
    #[default]
    Nothing,
    /// It is that of the line of the original: `Original`.
    Original,
    /// It is this.
    Own(T),
}

/// `(0,"Hello",0,320,0.93)`: the byte in the line's text at which it stands, the word, its start and end in
/// milliseconds, its confidence; `None` for what is not known.
#[derive(Debug, PartialEq)]
pub(super) struct WordRecord<'a>(u32, Cow<'a, str>, Option<i64>, Option<i64>, Option<f32>);

/// Writes the record of a line, with the comma behind it and without a newline. `original` are the lines of
/// the original, or nothing when this is one of them: it comes from its own row, which need not be said.
pub(super) fn put(out: &mut Vec<u8>, line: &Line, original: Option<&Lines>) {
    let imported = original.filter(|_| line.origin.len() == 1).and_then(|lines| lines.get(line.origin.start as usize));
    let mut key = Key { out, separator: b'(' };
    if let Some(span) = line.span {
        key.put("start:").int(span.start.0);
        if let Some(end) = span.end {
            key.put("end:").int(end.0);
        }
    }
    if let Some(speaker) = line.speaker {
        key.put("speaker:").int(i64::from(speaker.0));
    }
    put_string(key.put("text:").out, &line.text);
    if let Some(words) = &line.words {
        let out = &mut *key.put("words:").out;
        if imported.is_some_and(|imported| imported.text == line.text && same(imported.words.as_ref(), words)) {
            out.extend_from_slice(b"Original");
        } else {
            put_words(out, &line.text, words);
        }
    }
    let newer = line.markup.as_deref().filter(|markup| markup.format == NEWER);
    if let (Some(markup), None) = (&line.markup, newer) {
        let out = &mut *key.put("markup:").out;
        if imported.is_some_and(|imported| same(imported.markup.as_ref(), markup)) {
            out.extend_from_slice(b"Original");
        } else {
            put_markup(out, markup);
        }
    }
    match line.origin {
        _ if original.is_none() => {}
        Range { start: 0, end: 0 } => {}
        Range { start, end } if end == start.wrapping_add(1) => key.put("origin:").int(i64::from(start)),
        Range { start, end } => {
            key.put("origin:(").int(i64::from(start));
            key.put("").int(i64::from(end));
            key.out.push(b')');
        }
    }
    if line.checked {
        key.put("checked:true");
    }
    if let Some(newer) = newer {
        key.put(&newer.around);
    }
    out.extend_from_slice(b"),");
}

/// Writes names of fields with what separates them.
struct Key<'a> {
    out: &'a mut Vec<u8>,
    separator: u8,
}

impl Key<'_> {
    fn put(&mut self, name: &str) -> &mut Self {
        self.out.push(std::mem::replace(&mut self.separator, b','));
        self.out.extend_from_slice(name.as_bytes());
        self
    }

    fn int(&mut self, number: i64) {
        put_int(self.out, number);
    }
}

fn same<T: PartialEq>(imported: Option<&Arc<T>>, own: &Arc<T>) -> bool {
    imported.is_some_and(|imported| Arc::ptr_eq(imported, own) || imported == own)
}

fn put_words(out: &mut Vec<u8>, text: &str, words: &[Word]) {
    out.push(b'[');
    for (n, word) in words.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        out.push(b'(');
        put_int(out, i64::from(word.at.start));
        out.push(b',');
        put_string(out, text.get(word.range()).unwrap_or_default());
        for millis in [word.span.map(|span| span.start), word.span.and_then(|span| span.end)] {
            match millis {
                Some(time) => {
                    out.push(b',');
                    put_int(out, time.0);
                }
                None => out.extend_from_slice(b",None"),
            }
        }
        match word.confidence {
            Some(confidence) => write!(out, ",{confidence}").expect("memory takes all"),
            None => out.extend_from_slice(b",None"),
        }
        out.push(b')');
    }
    out.push(b']');
}

/// Writes markup as `(format:"srt",around:"…",body:"…")`.
pub(super) fn put_markup(out: &mut Vec<u8>, markup: &Markup) {
    out.extend_from_slice(b"(format:");
    put_string(out, &markup.format);
    out.extend_from_slice(b",around:");
    put_string(out, &markup.around);
    if let Some(body) = &markup.body {
        out.extend_from_slice(b",body:");
        put_string(out, body);
    }
    out.push(b')');
}

/// Reads a record, with or without the comma behind it. The error says what is wrong, without a place.
pub(super) fn read(record: &str) -> Result<Record<'_>, Message> {
    let record = record.strip_suffix(',').unwrap_or(record);
    scan(record).map_or_else(|| by_ron(record), Ok)
}

/// The fast path: reads a record as [`put`] writes it. `None` when anything is different.
pub(super) fn scan(record: &str) -> Option<Record<'_>> {
    let mut scan = Scan::new(record);
    let mut out = Record::default();
    if !scan.open() {
        return None;
    }
    if scan.field("start:") {
        out.start = Some(scan.int()?);
        if scan.field("end:") {
            out.end = Some(scan.int()?);
        }
    }
    if scan.field("speaker:") {
        out.speaker = Some(scan.small()?);
    }
    out.text = if scan.field("text:") { scan.string()? } else { return None };
    if scan.field("words:") {
        out.words = if scan.eat("Original") { Bulk::Original } else { Bulk::Own(scan_words(&mut scan)?) };
    }
    if scan.field("markup:") {
        out.markup = if scan.eat("Original") { Bulk::Original } else { Bulk::Own(scan_markup(&mut scan)?) };
    }
    if scan.field("origin:") {
        out.origin = if scan.eat("(") {
            let start = scan.small()?;
            let end = if scan.eat(",") { scan.small()? } else { return None };
            if !scan.eat(")") {
                return None;
            }
            start..end
        } else {
            row(scan.small()?)
        };
    }
    out.checked = scan.field("checked:true");
    (scan.eat(")") && scan.is_done()).then_some(out)
}

fn scan_words<'a>(scan: &mut Scan<'a>) -> Option<Vec<WordRecord<'a>>> {
    let mut words = Vec::with_capacity(16);
    if !scan.eat("[") {
        return None;
    }
    while scan.eat("(") {
        let at = scan.small()?;
        let word = if scan.eat(",") { scan.string()? } else { return None };
        let start = if scan.eat(",None") { None } else { Some(after_comma(scan)?.int()?) };
        let end = if scan.eat(",None") { None } else { Some(after_comma(scan)?.int()?) };
        let confidence = if scan.eat(",None") { None } else { Some(after_comma(scan)?.decimal()?) };
        words.push(WordRecord(at, word, start, end, confidence));
        if !scan.eat(")") {
            return None;
        }
        if !scan.eat(",") {
            break;
        }
    }
    scan.eat("]").then_some(words)
}

fn after_comma<'s, 'a>(scan: &'s mut Scan<'a>) -> Option<&'s mut Scan<'a>> {
    scan.eat(",").then_some(scan)
}

fn scan_markup(scan: &mut Scan) -> Option<Markup> {
    let format = if scan.open() && scan.field("format:") { scan.string()?.into_owned() } else { return None };
    let around = if scan.field("around:") { scan.string()?.into_owned() } else { return None };
    let body = if scan.field("body:") { Some(scan.string()?.into_owned()) } else { None };
    scan.eat(")").then_some(Markup { format, around, body })
}

/// The careful path: any RON with these fields, in any order.
pub(super) fn by_ron(record: &str) -> Result<Record<'_>, Message> {
    let mut fields = Fields::of(record)?;
    let mut out = Record {
        start: fields.take("start")?,
        end: fields.take("end")?,
        speaker: fields.take("speaker")?,
        text: Cow::Owned(fields.take::<String>("text")?.ok_or(message!("project-record-without", field = "text"))?),
        words: bulk(fields.take_raw("words"), read_words)?,
        checked: fields.take("checked")?.unwrap_or(false),
        ..Record::default()
    };
    if out.end.is_some() && out.start.is_none() {
        return Err(message!("project-end-without-start"));
    }
    if let Some(origin) = fields.take_raw("origin") {
        out.origin = match super::fields::parse::<u32>(origin) {
            Ok(one) => row(one),
            Err(_) => super::fields::parse::<(u32, u32)>(origin).map(|(start, end)| start..end)?,
        };
    }
    let markup = fields.take_raw("markup");
    out.markup = bulk(markup, read_markup)?;
    let mut newer: Vec<String> =
        fields.rest().iter().map(|(name, value)| format!("{name}:{}", on_one_line(value))).collect();
    if !newer.is_empty() {
        newer.extend(markup.map(|markup| format!("markup:{}", on_one_line(markup))));
        out.markup = Bulk::Own(Markup { format: NEWER.to_owned(), around: newer.join(","), body: None });
    }
    Ok(out)
}

/// The rows of the original for one row.
fn row(row: u32) -> Range<u32> {
    row..row.saturating_add(1)
}

fn bulk<'a, T>(raw: Option<&'a str>, read: impl FnOnce(&'a str) -> Result<T, Message>) -> Result<Bulk<T>, Message> {
    match raw {
        None => Ok(Bulk::Nothing),
        Some("Original") => Ok(Bulk::Original),
        Some(raw) => read(raw).map(Bulk::Own),
    }
}

fn read_words(raw: &str) -> Result<Vec<WordRecord<'_>>, Message> {
    let word = |raw| {
        let (at, word, start, end, confidence) = super::fields::parse(raw)?;
        Ok(WordRecord(at, Cow::<str>::Owned(word), start, end, confidence))
    };
    elements(raw)?.into_iter().map(word).collect()
}

/// Reads what [`put_markup`] writes, in any order.
pub(super) fn read_markup(raw: &str) -> Result<Markup, Message> {
    let mut fields = Fields::of(raw)?;
    Ok(Markup {
        format: fields.take("format")?.unwrap_or_default(),
        around: fields.take("around")?.unwrap_or_default(),
        body: fields.take("body")?,
    })
}

impl Record<'_> {
    /// The line. Text, words and markup that equal those of the line of the original are shared with it. A
    /// text of its own is left empty: the caller lays many of them into one buffer.
    pub(super) fn to_line(&self, original: Option<&Lines>) -> Line {
        let imported = original.filter(|_| self.origin.len() == 1);
        let imported = imported.and_then(|lines| lines.get(self.origin.start as usize));
        let same_text = imported.filter(|imported| imported.text == *self.text);
        Line {
            span: self.start.map(|start| Span { start: Time(start), end: self.end.map(Time) }),
            speaker: self.speaker.map(SpeakerId),
            text: same_text.map_or_else(Text::default, |imported| imported.text.clone()),
            words: match &self.words {
                Bulk::Nothing => None,
                Bulk::Own(words) => located(&self.text, words.iter().map(WordRecord::as_word)),
                Bulk::Original if same_text.is_some() => imported.and_then(|imported| imported.words.clone()),
                // A person changed the text in another editor: the words follow it.
                Bulk::Original => imported.and_then(|imported| located(&self.text, named_words(imported))),
            },
            markup: match &self.markup {
                Bulk::Nothing => None,
                Bulk::Own(markup) => Some(Arc::new(markup.clone())),
                Bulk::Original => imported.and_then(|imported| imported.markup.clone()),
            },
            origin: self.origin.clone(),
            checked: self.checked,
        }
    }
}

impl WordRecord<'_> {
    fn as_word(&self) -> (&str, Word) {
        let WordRecord(at, text, start, end, confidence) = self;
        let span = start.map(|start| Span { start: Time(start), end: end.map(Time) });
        (text, Word { at: *at..at.saturating_add(text.len() as u32), span, confidence: *confidence })
    }
}

fn named_words(line: &Line) -> impl Iterator<Item = (&str, Word)> {
    let words = line.words.iter().flat_map(|words| words.iter());
    words.filter_map(|word| Some((line.text.get(word.range())?, word.clone())))
}

/// The words at the places where they stand in `text`. One that does not stand where it should is looked for
/// behind the word before it, and left out when it is not there.
fn located<'a>(text: &str, words: impl Iterator<Item = (&'a str, Word)>) -> Option<Arc<Vec<Word>>> {
    let mut behind = 0;
    let mut out = Vec::with_capacity(words.size_hint().0);
    for (name, mut word) in words {
        if text.get(word.range()) != Some(name) {
            let Some(found) = text.get(behind..).and_then(|rest| rest.find(name)) else { continue };
            word.at = (behind + found) as u32..(behind + found + name.len()) as u32;
        }
        behind = word.range().end;
        out.push(word);
    }
    (!out.is_empty()).then(|| Arc::new(out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastrand::Rng;

    /// Every kind of character that needs an escape somewhere, and some that need none.
    const CHARS: &str = "aé’😀 (),:[]{}\"\\\n\t\r\0\u{1b}\u{7f}\u{85}\u{a0}\u{202e}\u{2028}\u{feff}\u{61c}//";

    fn string(rng: &mut Rng) -> String {
        let chars: Vec<char> = CHARS.chars().collect();
        (0..rng.usize(..8)).map(|_| chars[rng.usize(..chars.len())]).collect()
    }

    fn line(rng: &mut Rng) -> Line {
        let text = ["Ann ", &string(rng), " b"].concat();
        let time = |rng: &mut Rng| Time([0, -5, 2400, 999_999_999_999][rng.usize(..4)]);
        let span = |rng: &mut Rng| {
            let (start, end) = (time(rng), rng.bool().then(|| time(rng)));
            rng.bool().then_some(Span { start, end })
        };
        let confidence = |rng: &mut Rng| [None, Some(0.93), Some(1.0), Some(rng.f32())][rng.usize(..4)];
        let mut word = |at| Word { at, span: span(rng), confidence: confidence(rng) };
        let last = text.len() as u32 - 1;
        let words = Arc::new(vec![word(0..3), word(last..last + 1)]);
        let markup = Markup { format: "vtt".to_owned(), around: string(rng), body: rng.bool().then(|| string(rng)) };
        Line {
            span: span(rng),
            speaker: rng.bool().then(|| SpeakerId(rng.u32(..))),
            words: rng.bool().then_some(words),
            markup: rng.bool().then(|| Arc::new(markup)),
            origin: [0..0, 7..8, 7..7, 7..9][rng.usize(..4)].clone(),
            checked: rng.bool(),
            ..Line::new(text)
        }
    }

    fn written(line: &Line, original: &Lines) -> String {
        let mut out = Vec::new();
        put(&mut out, line, Some(original));
        String::from_utf8(out).expect("UTF-8 is written")
    }

    #[test]
    fn both_paths_read_what_is_written() {
        let mut rng = Rng::with_seed(1);
        let original: Lines = (0..8).map(|_| line(&mut rng)).collect();
        for _ in 0..2000 {
            let mut line = line(&mut rng);
            if rng.bool() {
                let Line { text, words, markup, .. } = original[7].clone();
                line = Line { text, words, markup, ..line };
            }
            let record = written(&line, &original);
            let record = record.strip_suffix(',').expect("a comma stands behind it");
            let fast = scan(record).unwrap_or_else(|| panic!("the fast path refused {record}"));
            let slow = by_ron(record).unwrap_or_else(|why| panic!("{why:?}: {record}"));
            assert_eq!(fast, slow, "{record}");
            let mut read = fast.to_line(Some(&original));
            if read.text.is_empty() {
                read.text = fast.text.as_ref().into();
            }
            assert_eq!(read, line, "{record}");
        }
    }

    #[test]
    fn what_the_fast_path_takes_means_the_same_to_ron() {
        let mut rng = Rng::with_seed(2);
        let mut taken = 0;
        for _ in 0..20_000 {
            let record = written(&line(&mut rng), &Lines::default());
            let mut chars: Vec<char> = record.trim_end_matches(',').chars().collect();
            let at = rng.usize(..chars.len());
            let other = CHARS.chars().chain("015-.+_xeNu".chars()).nth(rng.usize(..CHARS.chars().count() + 11));
            match (rng.u8(..3), other) {
                (0, _) => drop(chars.remove(at)),
                (1, Some(other)) => chars.insert(at, other),
                (_, other) => chars[at] = other.unwrap_or('a'),
            }
            let damaged: String = chars.into_iter().collect();
            if let Some(fast) = scan(&damaged) {
                assert_eq!(Ok(fast), by_ron(&damaged), "{damaged}");
                taken += 1;
            }
        }
        assert!(taken > 1000, "only {taken} were taken");
    }

    #[test]
    fn words_are_found_again_after_a_hand_changed_the_text() {
        let record =
            "(text:\"Oh, hello dear Ann\",words:[(0,\"hello\",1,2,0.5),(6,\"Bob\",3,4,None),(10,\"Ann\",5,6,1)])";
        let record = read(record).expect("a record");
        let line = record.to_line(None);
        let words = line.words.expect("two are there");
        let places: Vec<&str> = words.iter().map(|word| &record.text[word.range()]).collect();
        assert_eq!(places, ["hello", "Ann"]);
    }

    #[test]
    fn fields_of_a_newer_version_are_written_back() {
        let record = "(text:\"a\",mood:Happy,markup:(format:\"srt\",around:\"\"),looks:[1,\n2]),";
        let line = read(record).expect("a record").to_line(None);
        let line = Line { text: "b".into(), ..line };
        let again = written(&line, &Lines::default());
        assert_eq!(again, "(text:\"b\",mood:Happy,looks:[1,2],markup:(format:\"srt\",around:\"\")),");
        let third = read(&again).expect("a record").to_line(None);
        assert_eq!(third.markup, line.markup);
    }
}
