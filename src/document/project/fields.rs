//! The named fields of one RON record, for whatever the fast paths do not know: what a person wrote, and what
//! a newer version added.

use crate::model::{Message, message};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use std::fmt;

/// The fields of a record that nobody has taken yet, in their order.
pub(super) struct Fields<'a> {
    fields: Vec<(&'a str, &'a str)>,
}

impl<'a> Fields<'a> {
    /// The fields of `(name: value, …)`. The error is what `ron` says, without a place.
    pub(super) fn of(record: &'a str) -> Result<Fields<'a>, Message> {
        options().from_str(record).map_err(says)
    }

    /// The fields of a whole project file.
    pub(super) fn of_project(file: &'a str) -> Result<Fields<'a>, Message> {
        options().from_str(file).map(|Named(fields)| fields).map_err(says)
    }

    /// Takes a field out and reads it; `None` when there is no such field.
    pub(super) fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, Message> {
        let Some(raw) = self.take_raw(name) else { return Ok(None) };
        parse(raw).map(Some).map_err(|why| message!("project-field", name = name, why = why))
    }

    /// Takes a field out as RON; `None` when there is no such field.
    pub(super) fn take_raw(&mut self, name: &str) -> Option<&'a str> {
        let at = self.fields.iter().position(|(field, _)| *field == name)?;
        Some(self.fields.remove(at).1)
    }

    /// The fields that nobody took, each with its RON.
    pub(super) fn rest(self) -> Vec<(&'a str, &'a str)> {
        self.fields
    }
}

/// Reads one value of RON. The error is what `ron` says, without a place.
pub(super) fn parse<'a, T: Deserialize<'a>>(raw: &'a str) -> Result<T, Message> {
    options().from_str(raw).map_err(says)
}

/// What `ron` says, in its own words.
fn says(error: ron::error::SpannedError) -> Message {
    message!("project-ron", why = error.code.to_string())
}

/// The values of a RON list, each as RON.
pub(super) fn elements(list: &str) -> Result<Vec<&str>, Message> {
    let raw: Vec<&ron::value::RawValue> = parse(list)?;
    Ok(raw.into_iter().map(|value| value.get_ron().trim()).collect())
}

/// A value as RON on one physical line.
pub(super) fn on_one_line(raw: &str) -> String {
    if !raw.contains(['\n', '\r']) {
        return raw.trim().to_owned();
    }
    let value = parse::<ron::Value>(raw).ok().and_then(|value| ron::to_string(&value).ok());
    value.unwrap_or_else(|| raw.replace(['\n', '\r'], " "))
}

/// A person who adds a field by hand need not write `Some(…)`.
fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields<'a>, D::Error> {
        deserializer.deserialize_struct("", &[], FieldsVisitor)
    }
}

/// Fields of a record with the name `Project`.
struct Named<'a>(Fields<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for Named<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Named<'a>, D::Error> {
        deserializer.deserialize_struct("Project", &[], FieldsVisitor).map(Named)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a record of named fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = map.next_key::<&str>()? {
            let value: &ron::value::RawValue = map.next_value()?;
            fields.push((name, value.get_ron().trim()));
        }
        Ok(Fields { fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_taken_and_the_rest_is_kept() {
        let mut fields = Fields::of("(a: 1, b: [(x: \"}\"), None], c: Some(2), d: Red)").expect("it is RON");
        assert_eq!(fields.take::<u32>("a"), Ok(Some(1)));
        assert_eq!(fields.take::<Option<u32>>("c"), Ok(Some(Some(2))));
        assert_eq!(fields.take::<u32>("z"), Ok(None));
        assert_eq!(fields.rest(), [("b", "[(x: \"}\"), None]"), ("d", "Red")]);
        assert!(Fields::of("(a: 1").is_err());
    }
}
