//! Values of JSON as recognisers and other programs write them: several documents behind each other, numbers that JSON
//! does not know, times as numbers, as texts and as durations, and documents that break off.

use super::Problem;
use crate::model::{Span, Time, message};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt::{self, Write};

/// No note that keeps what could not be read is longer, in bytes.
const NOTE: usize = 64 * 1024;

/// The documents of a text, of which there is usually one. Of one that breaks off, all that came before; what follows
/// the break is reported and kept as a note.
pub(super) fn read(text: &str, problems: &mut Vec<Problem>, notes: &mut Vec<String>) -> Vec<Value> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\n']);
    let (mut values, mut at) = (Vec::new(), 0);
    let whole = |text: &str, values: &mut Vec<Value>, at: &mut usize| {
        let mut documents = serde_json::Deserializer::from_str(&text[*at..]).into_iter::<Value>();
        let begin = *at;
        while let Some(Ok(value)) = documents.next() {
            values.push(value);
            *at = begin + documents.byte_offset();
        }
        text[*at..].trim_end_matches(['\0', '\u{1a}']).trim().is_empty()
    };
    if whole(text, &mut values, &mut at) {
        return values;
    }
    let text = standard(text);
    if whole(&text, &mut values, &mut at) {
        return values;
    }
    // What it is, and where it breaks off, shows in what was read until then.
    let (mut value, error) = partial(&text[at..]);
    let (line, column) = error.as_ref().map_or((1, 1), |error| (error.line(), error.column()));
    let begin = at + text[at..].split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    // What cannot be read is kept, from the sign on at which it is seen.
    let mut end = text.floor_char_boundary((begin + column).saturating_sub(1).min(text.len()));
    if error.is_some_and(|error| error.is_eof()) {
        end = text.len();
        value = closed(&text[at..], &value).unwrap_or(value);
    }
    let physical = text[..begin].matches('\n').count() + 1;
    problems.push(Problem { line: Some(physical), message: message!("data-broken") });
    let rest = text[end..].trim();
    if rest.contains(char::is_alphanumeric) {
        notes.push(rest[..rest.floor_char_boundary(NOTE)].to_owned());
    }
    if !value.is_null() {
        values.push(value);
    }
    values
}

/// What was read of a value before it broke off, and why it did.
fn partial(text: &str) -> (Value, Option<serde_json::Error>) {
    let mut value = Value::Null;
    let error = Partial(&mut value).deserialize(&mut serde_json::Deserializer::from_str(text)).err();
    (value, error)
}

/// The same of a text that ends within a string, which then ends there too. `None` when it does not.
fn closed(text: &str, value: &Value) -> Option<Value> {
    // Half of a character that is written by its number says nothing, nor does the first of two.
    let tail = text.floor_char_boundary(text.len().saturating_sub(6));
    let escape = text[tail..].find('\\').map(|at| tail + at);
    let ends =
        [Some(text.len()), escape, escape.and_then(|at| at.checked_sub(1)), escape.and_then(|at| at.checked_sub(6))];
    ends.into_iter().flatten().find_map(|end| {
        let (longer, error) = partial(&format!("{}\"", text.get(..end)?));
        (error.is_some_and(|error| error.is_eof()) && longer != *value).then_some(longer)
    })
}

/// The value that a text begins with, as far as it goes; `None` when it begins with neither object nor array.
pub(super) fn begun(text: &str) -> Option<Value> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let mut value = Value::Null;
    let _ = Partial(&mut value).deserialize(&mut serde_json::Deserializer::from_str(text));
    let begun = match &value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(list) => !list.is_empty(),
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

/// The moments of two fields in milliseconds. `None` without a start.
pub(super) fn span_in_millis(value: &Value, start: &str, end: &str) -> Option<Span> {
    Some(Span { start: millis(field(value, start)?)?, end: field(value, end).and_then(millis) })
}

/// The score of a word from 0 to 1. `None` for what is none.
pub(super) fn confidence(value: &Value) -> Option<f32> {
    let number = number(value)?;
    (0.0..=1.0).contains(&number).then_some(number as f32)
}

/// The label of a speaker: a text as it is, a number as `Speaker 1`. `None` when it is blank or something else.
pub(super) fn label(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(name) => label_of(name),
        Value::Number(number) => Some(format!("Speaker {number}").into()),
        _ => None,
    }
}

/// The label of a speaker that is written as a text. `None` when it is blank.
pub(super) fn label_of(name: &str) -> Option<Cow<'_, str>> {
    match name.trim() {
        "" => None,
        name if name.bytes().all(|byte| byte.is_ascii_digit()) => Some(format!("Speaker {name}").into()),
        name => Some(name.into()),
    }
}

/// A language as a BCP 47 tag, which has two letters where the language has a code of two: `en` for `eng`. `None` where
/// it is none, as `english` and `und`.
pub(super) fn language(value: &Value) -> Option<String> {
    let tag = value.as_str()?.trim().replace('_', "-");
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
            ("[1, 2] and more", Some("[1,2]")),
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
    fn languages_are_tags() {
        for (said, expected) in [
            ("en_US", Some("en-US")),
            ("fra", Some("fr")),
            ("Eng-GB", Some("en-GB")),
            ("bre", Some("bre")),
            ("cy", Some("cy")),
            ("english", None),
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
