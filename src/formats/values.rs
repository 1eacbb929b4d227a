//! Values of JSON as recognisers and other programs write them: several documents behind each other, numbers that JSON
//! does not know, times as numbers, as texts and as durations, and documents that break off.

use super::{Problem, languages};
use crate::model::{Span, Time, message};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt::{self, Write};

/// No note that keeps what could not be read is longer, in bytes.
const NOTE: usize = 64 * 1024;

/// The documents of a text, of which there is usually one. Of one that breaks off, all that came before; what follows
/// the break is reported and kept as a note.
pub(super) fn read(text: &str, problems: &mut Vec<Problem>, notes: &mut Vec<String>) -> Vec<Value> {
    let mut values = Vec::new();
    read_lists(text, &[], problems, notes, &mut |said| {
        if let Part::Document(value) = said {
            values.push(value);
        }
    });
    values
}

/// What is found while a text is gone through.
pub(super) enum Part<'a> {
    /// An entry of one of the lists that are asked for, with the list's name.
    Entry(&'a str, Value),
    /// A document has been read to its end; here is what it has beside those lists.
    Document(Value),
}

/// The same as [`read`], but the entries of the lists of these names, at the top of each document, are handed over one
/// by one, so that a long recording is not held in memory twice.
pub(super) fn read_lists(
    text: &str,
    lists: &[&str],
    problems: &mut Vec<Problem>,
    notes: &mut Vec<String>,
    take: &mut dyn FnMut(Part),
) {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\n']);
    let sound = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>().all(|document| document.is_ok());
    let text = if sound { text.into() } else { closed(standard(text)) };
    let mut at = 0;
    while !text[at..].trim_end_matches(['\0', '\u{1a}']).trim().is_empty() {
        let mut value = Value::Null;
        let mut rest = serde_json::Deserializer::from_str(&text[at..]);
        // What it is, and where it breaks off, shows in what was read until then.
        let read = Top { value: &mut value, lists, take: &mut *take }.deserialize(&mut rest);
        if !value.is_null() {
            take(Part::Document(value));
        }
        if let Err(error) = read {
            return broken(&text, at, &error, problems, notes);
        }
        at += rest.into_iter::<IgnoredAny>().byte_offset();
        // Some programs part their documents by commas, or by the character that is there for it.
        at = text.len() - text[at..].trim_start_matches([',', '\u{1e}', ' ', '\t', '\n']).len();
    }
}

/// Reports where the document that begins at a byte breaks off, and keeps what follows.
fn broken(text: &str, at: usize, error: &serde_json::Error, problems: &mut Vec<Problem>, notes: &mut Vec<String>) {
    let begin = at + text[at..].split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let physical = text[..begin].matches('\n').count() + 1;
    problems.push(Problem { line: Some(physical), message: message!("data-broken") });
    // What cannot be read is kept, from the sign on at which it is seen.
    let end = text.floor_char_boundary((begin + error.column()).saturating_sub(1).min(text.len()));
    let rest = if error.is_eof() { "" } else { text[end..].trim() };
    if rest.contains(char::is_alphanumeric) {
        notes.push(rest[..rest.floor_char_boundary(NOTE)].to_owned());
    }
}

/// A text that breaks off within a string ends that string there, so that what it says until then is read. Half of a
/// character that is written by its number says nothing, nor does the first of two.
fn closed(text: String) -> Cow<'static, str> {
    if text.trim_end_matches(['\0', '\u{1a}']).trim_end().ends_with(['}', ']']) {
        return text.into();
    }
    let bytes = text.as_bytes();
    let (mut at, mut within) = (0, false);
    // Where the first of two escapes begins that are one character, and where it ends.
    let mut first = (0, 0);
    let cut = loop {
        let Some(next) = memchr::memchr2(b'"', b'\\', &bytes[at..]).map(|next| at + next) else { break bytes.len() };
        at = next + 1;
        if bytes[next] == b'"' {
            within = !within;
            continue;
        }
        let digits = if bytes.get(at) == Some(&b'u') { 4 } else { 0 };
        at += 1 + digits;
        let begin = if first.1 == next { first.0 } else { next };
        if at > bytes.len() {
            break begin;
        }
        let half = digits > 0
            && bytes[next + 2..]
                .first_chunk()
                .is_some_and(|[a, b]| matches!((a, b), (b'd' | b'D', b'8'..=b'9' | b'a'..=b'b' | b'A'..=b'B')));
        first = if half { (next, at) } else { (0, 0) };
        if half && at == bytes.len() {
            break next;
        }
    };
    if within { format!("{}\"", &text[..cut]).into() } else { text.into() }
}

/// The value that a text begins with, as far as it goes; `None` when it begins with neither object nor array.
pub(super) fn begun(text: &str) -> Option<Value> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let mut value = Value::Null;
    let text = standard(text);
    let mut rest = serde_json::Deserializer::from_str(&text);
    let read = Partial(&mut value).deserialize(&mut rest).and_then(|()| match rest.into_iter::<IgnoredAny>().next() {
        Some(Err(error)) => Err(error),
        _ => Ok(()),
    });
    // `[1] Hello` is no array with something behind it, but a note or a number before a text.
    let cut = read.err().is_none_or(|error| error.is_eof());
    let begun = match &value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(list) => list.iter().any(|item| cut || item.is_object() || item.is_array()),
        _ => false,
    };
    begun.then_some(value)
}

/// A text as JSON has it: `null` for the numbers that Python writes (`NaN`, `Infinity`, `-Infinity`), no comma behind the
/// last of a list, no comments, and escapes for newlines and tabs that stand in a string as they are.
fn standard(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut within) = (text, false);
    while !rest.is_empty() {
        let stops = |byte: u8| match within {
            true => matches!(byte, b'"' | b'\\' | 0..0x20),
            false => matches!(byte, b'"' | b',' | b'/' | b'N' | b'I'),
        };
        let end = rest.bytes().position(stops).unwrap_or(rest.len());
        out.push_str(&rest[..end]);
        rest = &rest[end..];
        let skipped = match (within, rest.as_bytes()) {
            (_, []) => 0,
            (_, [b'"', ..]) => {
                within = !within;
                out.push('"');
                1
            }
            (true, [b'\\', ..]) => {
                let escape = rest.ceil_char_boundary(rest.len().min(2));
                out.push_str(&rest[..escape]);
                escape
            }
            (true, [control, ..]) => {
                write!(out, "\\u{control:04x}").expect("writing to a String does not fail");
                1
            }
            (false, [b',', behind @ ..]) => {
                let next = behind.iter().find(|byte| !byte.is_ascii_whitespace());
                out.push_str(if matches!(next, Some(b']' | b'}')) { "" } else { "," });
                1
            }
            (false, [b'/', b'/', ..]) => rest.find('\n').unwrap_or(rest.len()),
            (false, [b'/', b'*', ..]) => {
                let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
                out.extend(rest[..end].matches('\n'));
                end
            }
            (false, _) => {
                let number = ["NaN", "Infinity"].into_iter().find(|number| rest.starts_with(number));
                if number.is_some() && out.ends_with('-') {
                    out.pop();
                }
                out.push_str(if number.is_some() { "null" } else { &rest[..1] });
                number.map_or(1, str::len)
            }
        };
        rest = &rest[skipped..];
    }
    out
}

/// A field of an object; `None` also where it is `null`.
pub(super) fn field<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    value.get(key).filter(|value| !value.is_null())
}

/// The first of these fields that an object has.
pub(super) fn any_field<'a>(value: &'a Value, keys: &[&str]) -> Option<&'a Value> {
    keys.iter().find_map(|key| field(value, key))
}

/// A text in a field. `None` when there is none.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    field(value, key)?.as_str()
}

/// The entries of a list in a field; none when there is no list.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    field(value, key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A number, also one that is written as a text. `None` for what is none, or is not finite.
pub(super) fn number(value: &Value) -> Option<f64> {
    let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    number.is_finite().then_some(number)
}

/// A moment in seconds, as a number (`1.5`) or a text (`"1.5"`, `"1.5s"`, `"PT1.5S"`, `"00:00:01.500"`).
pub(super) fn seconds(value: &Value) -> Option<Time> {
    if let Some(number) = number(value) {
        return millis_of(number * 1000.0);
    }
    let text = value.as_str()?.trim();
    match text.strip_suffix('s') {
        Some(number) => millis_of(number.trim().parse::<f64>().ok()? * 1000.0),
        None => duration(text).or_else(|| clock(text)),
    }
}

/// A moment in milliseconds, as a number or a text.
pub(super) fn millis(value: &Value) -> Option<Time> {
    millis_of(number(value)?)
}

/// So many milliseconds, a fraction rounded; `None` for what is no moment of any recording.
pub(super) fn millis_of(millis: f64) -> Option<Time> {
    (millis.abs() < 1e15).then(|| Time(millis.round() as i64))
}

/// The moments of two fields in seconds. `None` without a start.
pub(super) fn span_in_seconds(value: &Value, start: &str, end: &str) -> Option<Span> {
    Some(Span { start: seconds(field(value, start)?)?, end: field(value, end).and_then(seconds) })
}

/// The score of a word from 0 to 1. `None` for what is none.
pub(super) fn confidence(value: &Value) -> Option<f32> {
    let number = number(value)?;
    (0.0..=1.0).contains(&number).then_some(number as f32)
}

/// A score as it was read: 0.97, not 0.9700000286102295.
pub(super) fn exact(confidence: f32) -> f64 {
    confidence.to_string().parse().unwrap_or_default()
}

/// The label of a speaker: a text as it is, a number as `Speaker 1`. `None` when it is blank or something else.
pub(super) fn label(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(name) => label_of(name),
        Value::Number(number) => match number.as_f64() {
            // `1.0` is how some programs write a whole number.
            Some(whole) if number.is_f64() && whole.fract() == 0.0 => Some(format!("Speaker {whole:.0}").into()),
            _ => Some(format!("Speaker {number}").into()),
        },
        _ => None,
    }
}

/// The label of a speaker that is written as a text, a number that counts speakers as `Speaker 1`: a longer one, that of a
/// telephone, is a name. `None` when it is blank.
pub(super) fn label_of(name: &str) -> Option<Cow<'_, str>> {
    match name.trim() {
        "" => None,
        name if name.len() <= 4 && name.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(format!("Speaker {name}").into())
        }
        name => Some(name.into()),
    }
}

/// What a field or a column is called, without signs and in small letters: `starttime` for `Start_Time`.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A language as a BCP 47 tag, of a tag or of its English name. It has two letters where the language has a code of two:
/// `en` for `eng`. `None` where it is neither, as `und`.
pub(super) fn language(value: &Value) -> Option<String> {
    let name = value.as_str()?.trim();
    if let Some(tag) = languages::tag_of(name) {
        return Some(tag.to_owned());
    }
    let tag = name.replace('_', "-");
    let (primary, rest) = tag.split_at(tag.find('-').unwrap_or(tag.len()));
    let known = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !known || primary == "und" || !rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return None;
    }
    let mut codes = THREE_LETTERS.split_ascii_whitespace().filter_map(|pair| pair.split_once('='));
    let short = codes.find(|(long, _)| long.eq_ignore_ascii_case(primary)).map_or(primary, |(_, short)| short);
    Some(format!("{short}{rest}"))
}

/// The codes of three letters (ISO 639-2 and 639-3) of languages that are spoken in recordings and have a code of two.
const THREE_LETTERS: &str = "afr=af amh=am ara=ar hye=hy arm=hy asm=as aze=az bel=be ben=bn bos=bs bul=bg mya=my bur=my \
    cat=ca zho=zh chi=zh cmn=zh hrv=hr ces=cs cze=cs dan=da nld=nl dut=nl eng=en est=et fin=fi fra=fr fre=fr glg=gl \
    kat=ka geo=ka deu=de ger=de ell=el gre=el guj=gu hau=ha heb=he hin=hi hun=hu isl=is ice=is ind=id gle=ga ita=it \
    jpn=ja jav=jv kan=kn kaz=kk khm=km kor=ko kur=ku kir=ky lao=lo lav=lv lin=ln lit=lt ltz=lb mkd=mk mac=mk msa=ms \
    may=ms mal=ml mlt=mt mri=mi mao=mi mar=mr mon=mn nep=ne nor=no oci=oc pan=pa fas=fa per=fa pol=pl por=pt pus=ps \
    ron=ro rum=ro rus=ru srp=sr slk=sk slo=sk slv=sl som=so spa=es swa=sw swe=sv tgl=tl tam=ta tel=te tha=th tur=tr \
    ukr=uk urd=ur uzb=uz vie=vi cym=cy wel=cy wol=wo xho=xh yor=yo zul=zu baq=eu eus=eu";

/// A duration as ISO 8601 writes it, of hours, minutes and seconds: `PT1H2M3.5S`.
fn duration(text: &str) -> Option<Time> {
    let mut rest = text.strip_prefix("PT")?;
    let mut millis = 0.0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let number: f64 = rest[..end].replace(',', ".").parse().ok()?;
        millis += number
            * match &rest[end..=end] {
                "H" => 3_600_000.0,
                "M" => 60_000.0,
                "S" => 1000.0,
                _ => return None,
            };
        rest = &rest[end + 1..];
    }
    millis_of(millis)
}

/// A moment as a clock shows it, with nothing behind it.
fn clock(text: &str) -> Option<Time> {
    let stamp = super::timestamp::scan(text)?;
    (stamp.len == text.len()).then_some(stamp.time)
}

/// Reads a document into a place, but for the entries of some lists, which are handed over one by one.
struct Top<'a> {
    value: &'a mut Value,
    lists: &'a [&'a str],
    take: &'a mut dyn FnMut(Part),
}

impl<'de> DeserializeSeed<'de> for Top<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.lists.is_empty() {
            return Partial(self.value).deserialize(deserializer);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Partial(self.value).visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        Partial(self.value).visit_bool(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        Partial(self.value).visit_i64(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        Partial(self.value).visit_u64(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        Partial(self.value).visit_f64(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        Partial(self.value).visit_str(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        Partial(self.value).visit_seq(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        *self.value = Value::Object(Map::new());
        let Value::Object(map) = self.value else { unreachable!("it was made one") };
        while let Some(key) = entries.next_key::<String>()? {
            if let Some(list) = self.lists.iter().find(|list| **list == key) {
                let mut other = Value::Null;
                let read = entries.next_value_seed(Entries { list, other: &mut other, take: &mut *self.take });
                if !other.is_null() {
                    map.insert(key, other);
                }
                read?;
            } else {
                entries.next_value_seed(Partial(map.entry(key).or_insert(Value::Null)))?;
            }
        }
        Ok(())
    }
}

/// Hands the entries of a list over one by one; what is no list is put into its place.
struct Entries<'a> {
    list: &'a str,
    other: &'a mut Value,
    take: &'a mut dyn FnMut(Part),
}

impl<'de> DeserializeSeed<'de> for Entries<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        loop {
            let mut item = Value::Null;
            let read = items.next_element_seed(Partial(&mut item));
            if !item.is_null() {
                (self.take)(Part::Entry(self.list, item));
            }
            if read?.is_none() {
                return Ok(());
            }
        }
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Partial(self.other).visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        Partial(self.other).visit_bool(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        Partial(self.other).visit_i64(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        Partial(self.other).visit_u64(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        Partial(self.other).visit_f64(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        Partial(self.other).visit_str(value)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        Partial(self.other).visit_map(entries)
    }
}

/// Reads a value into a place, so that what was read before an error stays there.
struct Partial<'a>(&'a mut Value);

impl<'de> DeserializeSeed<'de> for Partial<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Partial<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        *self.0 = value.into();
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        *self.0 = value.into();
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        *self.0 = value.into();
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        *self.0 = value.into();
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        *self.0 = value.into();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        *self.0 = Value::Array(Vec::new());
        let Value::Array(list) = self.0 else { unreachable!("it was made one") };
        loop {
            let mut item = Value::Null;
            match items.next_element_seed(Partial(&mut item)) {
                Ok(Some(())) => list.push(item),
                Ok(None) => return Ok(()),
                Err(error) => {
                    list.extend(Some(item).filter(|item| !item.is_null()));
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        *self.0 = Value::Object(Map::new());
        let Value::Object(map) = self.0 else { unreachable!("it was made one") };
        while let Some(key) = entries.next_key::<String>()? {
            entries.next_value_seed(Partial(map.entry(key).or_insert(Value::Null)))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_json_that_breaks_off_is_seen_what_came_before() {
        let whole =
            r#"{"a": 1, "list": [{"start": 0.5, "text": "é\n"}, {"start": 2, "words": [null, true]}], "b": "c"}"#;
        let value: Value = serde_json::from_str(whole).expect("it is JSON");
        assert_eq!(begun(whole), Some(value));
        for (text, expected) in [
            (r#" {"a": 1, "list": [{"start": 0.5, "te"#, Some(r#"{"a":1,"list":[{"start":0.5}]}"#)),
            (r#"{"a": "broken of"#, Some(r#"{"a":null}"#)),
            ("[1, 2, {}, [3", Some("[1,2,{},[3]]")),
            ("[1, 2] and more", None),
            ("[1] [2]", Some("[1]")),
            ("[{}] and more", Some("[{}]")),
            ("{\"a\": 1, b}", Some(r#"{"a":1}"#)),
            ("[Music] hello", None),
            ("{\\rtf1", None),
            ("{}", None),
            ("\"a\"", None),
            ("", None),
        ] {
            assert_eq!(begun(text).map(|value| value.to_string()).as_deref(), expected, "{text:?}");
        }
        for end in 0..whole.len() {
            let _ = whole.get(..end).map(begun);
        }
        // Deeper than anybody writes: what is not too deep is seen, and nothing overflows.
        assert!(begun(&"[".repeat(100_000)).is_some());
    }

    #[test]
    fn documents_are_read_as_far_as_they_go() {
        for (text, expected, notes) in [
            ("{\"a\": 1}", "[{\"a\":1}]", ""),
            ("\u{feff}{\"a\": 1}\n{\"a\": 2}\n[3]\n\u{1a}", "[{\"a\":1},{\"a\":2},[3]]", ""),
            ("[NaN, -Infinity, \"NaN \\\" NaN\", Infinity]", "[[null,null,\"NaN \\\" NaN\",null]]", ""),
            ("{\"a\": [1, 2", "[{\"a\":[1,2]}]", ""),
            ("{\"a\": 1},\n{\"a\": 2},\n", "[{\"a\":1},{\"a\":2}]", ""),
            ("[1, 2, oh no] and more", "[[1,2]]", "oh no] and more"),
            ("hello [1]", "[]", "hello [1]"),
            ("[1, 2,] {\"a\": 3 , }", "[[1,2],{\"a\":3}]", ""),
            ("/* one */\n{\"a\": \"//\"} // two\n[3, /* three */ 4]", "[{\"a\":\"//\"},[3,4]]", ""),
            ("{\"a\": \"one\ntwo\t\\\"three\"}", r#"[{"a":"one\ntwo\t\"three"}]"#, ""),
            ("[I, N, 1 / 2]", "[[]]", "I, N, 1 / 2]"),
            ("{\"a\": 1}\n{\"b\": [1, \"é", "[{\"a\":1},{\"b\":[1,\"é\"]}]", ""),
            (r#"{"a": "one \"#, r#"[{"a":"one "}]"#, ""),
            (r#"{"a": ["one", "two \ud83d\ud"#, r#"[{"a":["one","two "]}]"#, ""),
            (r#"{"a": "one\\"#, r#"[{"a":"one\\"}]"#, ""),
            (r#"{"a": "one""#, r#"[{"a":"one"}]"#, ""),
        ] {
            let (mut problems, mut kept) = (Vec::new(), Vec::new());
            let values = read(text, &mut problems, &mut kept);
            assert_eq!(
                (Value::from(values).to_string().as_str(), kept.join("|").as_str()),
                (expected, notes),
                "{text:?}"
            );
        }
    }

    #[test]
    fn entries_are_handed_over_one_by_one() {
        for (text, expected) in [
            ("{\"a\": [1, {\"b\": 2}], \"c\": [3]}", "a 1, a {\"b\":2}, {\"c\":[3]}"),
            ("{\"a\": null, \"c\": 3} {\"a\": {}}", "{\"c\":3}, {\"a\":{}}"),
            ("{\"a\": [1, [2, \"b", "a 1, a [2,\"b\"], {}"),
            ("[{\"a\": [1]}]", "[{\"a\":[1]}]"),
            ("3", "3"),
        ] {
            let mut shown = Vec::new();
            read_lists(text, &["a"], &mut Vec::new(), &mut Vec::new(), &mut |said| match said {
                Part::Entry(list, value) => shown.push(format!("{list} {value}")),
                Part::Document(value) => shown.push(value.to_string()),
            });
            assert_eq!(shown.join(", "), expected, "{text:?}");
        }
    }

    #[test]
    fn speakers_have_labels() {
        for (said, expected) in [
            (Value::from(" Ann "), Some("Ann")),
            ("2".into(), Some("Speaker 2")),
            (0.into(), Some("Speaker 0")),
            (1.0.into(), Some("Speaker 1")),
            (1.5.into(), Some("Speaker 1.5")),
            (" ".into(), None),
            (Value::Null, None),
        ] {
            assert_eq!(label(&said).as_deref(), expected, "{said}");
        }
    }

    #[test]
    fn languages_are_tags() {
        for (said, expected) in [
            ("en_US", Some("en-US")),
            ("fra", Some("fr")),
            ("Eng-GB", Some("en-GB")),
            ("bre", Some("bre")),
            ("cy", Some("cy")),
            ("English", Some("en")),
            ("und", None),
            ("e1", None),
            ("", None),
            ("en us", None),
        ] {
            assert_eq!(language(&said.into()).as_deref(), expected, "{said}");
        }
    }

    #[test]
    fn moments_in_all_their_forms() {
        for (value, expected) in [
            (Value::from(1.5), Some(1500)),
            (Value::from(2), Some(2000)),
            ("1.5".into(), Some(1500)),
            ("1.300s".into(), Some(1300)),
            ("PT1H2M3.5S".into(), Some(3_723_500)),
            ("PT0.76S".into(), Some(760)),
            ("00:01:02.500".into(), Some(62_500)),
            ("soon".into(), None),
            ("NaN".into(), None),
            ("PTé".into(), None),
            (Value::from(1e300), None),
            (Value::Null, None),
        ] {
            assert_eq!(seconds(&value), expected.map(Time), "{value}");
        }
    }
}
