//! The words: what every message says, in the language of whoever reads it.
//!
//! The rooms below say *what* is to be said, as [`Message`]s and as typed errors; this room says *how*, from the
//! catalogue in `assets/locales`, which is written in [Fluent](https://projectfluent.org): one folder a language, one
//! file a subject. A language orders its words as it must and has the plurals that it has; a phrase that others share
//! (`{ lines }`, "1 line", "3 lines") is a message of its own, so that its plural stands once.
//!
//! Words are made at the edge alone: where the command line prints and where the window draws. Whoever needs to know
//! what happened looks at the value. `tests/integration/messages.rs` holds the catalogue against the code: no message
//! is missing, none is unused, each is given just the variables that it names, and every language has all of them.
//!
//! To add a message, write it into a file of `assets/locales/en` and use its id in [`message!`](crate::message) or
//! [`text!`]. To add a language, add its folder and a line in `locales.rs`.
//!
//! `LANGUAGE=qps stet` says all of it in a language that nobody speaks: English in brackets and with accents, "Save" as
//! `[Šàṽé]`. What is seen without them does not come from the catalogue, and a test of the window sees to it that nothing
//! is.

mod locales;

use crate::model::{Message, Value};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use locales::{LOCALES, Locale};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

pub use crate::text;

/// What a message says. Of a message that the catalogue does not hold, its id in brackets.
pub fn text(message: &Message) -> String {
    catalogue().text(message)
}

/// The text of the message of this id: as it stands when it has no variables, else made with the values given.
///
/// `text!("names-none")` is a `&'static str` and costs a look into a table, so that a screen may ask for it in every
/// frame; `text!("lines", n = 3)` is a `String`.
#[macro_export]
macro_rules! text {
    ($id:literal $(,)?) => {
        $crate::messages::fixed($id, concat!("[", $id, "]"))
    };
    ($id:literal, $($rest:tt)+) => {
        $crate::messages::text(&$crate::message!($id, $($rest)+))
    };
}

/// What a message without variables says; `missing` when the catalogue has none such. For [`text!`].
#[doc(hidden)]
pub fn fixed(id: &'static str, missing: &'static str) -> &'static str {
    catalogue().fixed(id).unwrap_or(missing)
}

/// What an entry of a table is called, whose messages are `prefix` and the entry's own id; the id when the catalogue
/// lacks it. Each table has a test that it does not, for no literal names these messages.
pub fn by_table(prefix: &str, id: &'static str) -> &'static str {
    catalogue().fixed(&format!("{prefix}{id}")).unwrap_or(id)
}

/// Chooses the language for as long as the program runs: of those that `wanted` lists, best first, as BCP 47 tags or
/// as the environment writes them (`fr_FR.UTF-8`), the first that Stet speaks; English when it speaks none. To be
/// called before anything is said: once the words are in use they stay, and the answer is `false`.
pub fn set_language<'a>(wanted: impl IntoIterator<Item = &'a str>) -> bool {
    CATALOGUE.set(Catalogue::new(wanted)).is_ok()
}

/// A number as it is written for people, its thousands apart, where it stands alone. Numbers in messages are written so
/// without it; one that names a place, as that of a line does, is not: `{ NUMBER($line, useGrouping: "false") }`.
pub fn number(number: usize) -> String {
    grouped(&number.to_string(), &catalogue().group)
}

/// Texts that are said beside each other, as one.
pub fn beside(texts: impl IntoIterator<Item = String>) -> String {
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    texts.reduce(|before, next| text!("beside", before = before, next = next)).unwrap_or_default()
}

/// Texts one after the other, as the language lists things.
pub fn listed(texts: impl IntoIterator<Item = String>) -> String {
    texts.into_iter().reduce(|before, next| text!("list-more", before = before, next = next)).unwrap_or_default()
}

/// The languages that the environment asks for, best first, as [`set_language`] takes them; none where it asks for
/// the plain words of the C library. `variable` gives the value of a variable of the environment.
pub fn languages_of(variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let variable = |name| variable(name).filter(|value| !value.is_empty());
    let Some(locale) = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable) else { return Vec::new() };
    if matches!(locale.split('.').next(), Some("C" | "POSIX")) {
        return Vec::new();
    }
    let list = variable("LANGUAGE").unwrap_or_default();
    list.split(':').filter(|tag| !tag.is_empty()).map(str::to_owned).chain([locale]).collect()
}

static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();

fn catalogue() -> &'static Catalogue {
    CATALOGUE.get_or_init(|| Catalogue::new([]))
}

/// The words of one language, and the English ones behind them.
pub struct Catalogue {
    /// In the order in which they are asked; English is last.
    bundles: Vec<FluentBundle<FluentResource>>,
    /// What the messages without variables say, by id.
    fixed: FxHashMap<String, String>,
    /// What stands between the thousands of a number.
    group: String,
    /// Whether it speaks [`PSEUDO`].
    pseudo: bool,
}

/// The language that nobody speaks.
const PSEUDO: &str = "qps";
/// Stands between the thousands of a number until it is known in which language: no text has it.
const BETWEEN: &str = "\u{fdd0}";

impl Catalogue {
    /// The words of the first language of `wanted` that Stet speaks. See [`set_language`].
    pub fn new<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Catalogue {
        let speaks = |tag: &LanguageIdentifier| {
            *tag.language.as_str() == *PSEUDO || LOCALES.iter().any(|locale| language(locale.tag).as_ref() == Some(tag))
        };
        let chosen = wanted.into_iter().filter_map(language).find(speaks).unwrap_or_default();
        let pseudo = *chosen.language.as_str() == *PSEUDO;
        let mut catalogue =
            Catalogue { bundles: Vec::new(), fixed: FxHashMap::default(), group: String::new(), pseudo };
        let theirs = LOCALES[1..].iter().find(|locale| language(locale.tag).as_ref() == Some(&chosen));
        for locale in theirs.into_iter().chain(LOCALES.first()) {
            catalogue.add(locale);
        }
        catalogue.group = catalogue.text(&crate::message!("number-group"));
        catalogue
    }

    /// What a message says.
    pub fn text(&self, message: &Message) -> String {
        if message.args.is_empty()
            && let Some(text) = self.fixed(message.id)
        {
            return text.to_owned();
        }
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, value) in &message.args {
            args.set(*name, self.value(value));
        }
        self.pattern(message.id, &args).map_or_else(|| format!("[{}]", message.id), |(text, _)| text)
    }

    /// What the message of this id says; `None` when there is none, or it has variables.
    pub fn fixed(&self, id: &str) -> Option<&str> {
        self.fixed.get(id).map(String::as_str)
    }

    /// Puts a language behind those that are there.
    fn add(&mut self, locale: &Locale) {
        let mut bundle = FluentBundle::new_concurrent(vec![language(locale.tag).unwrap_or_default()]);
        // The marks around every value that keep right-to-left names apart show as boxes in some terminals.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) if number.options.use_grouping => Some(grouped(&number.as_string(), BETWEEN)),
            _ => None,
        }));
        let is_new = bundle.add_function("NUMBER", |positional, named| match positional.first() {
            Some(FluentValue::Number(number)) => {
                let mut number = number.clone();
                number.options.merge(named);
                FluentValue::Number(number)
            }
            Some(other) => other.clone(),
            None => FluentValue::Error,
        });
        debug_assert!(is_new.is_ok(), "a bundle begins without functions");
        if self.pseudo {
            bundle.set_transform(Some(accented));
        }
        let mut ids = Vec::new();
        for (_, file) in locale.files {
            // What cannot be parsed is left out; a test sees to it that there is none such.
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
            ids.extend(resource.entries().filter_map(|entry| match entry {
                ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            }));
            bundle.add_resource_overriding(resource);
        }
        self.bundles.push(bundle);
        ids.retain(|id| !self.fixed.contains_key(id));
        for id in ids {
            if let Some((text, whole)) = self.pattern(&id, &FluentArgs::new())
                && whole
            {
                self.fixed.insert(id, text);
            }
        }
    }

    /// The text of a message, and whether all of its variables were given. `None` when no language has it.
    fn pattern(&self, id: &str, args: &FluentArgs) -> Option<(String, bool)> {
        self.bundles.iter().find_map(|bundle| {
            let pattern = bundle.get_message(id)?.value()?;
            let mut errors = Vec::new();
            let mut text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
            if text.contains(BETWEEN) {
                text = text.replace(BETWEEN, &self.group);
            }
            // The signs within numbers are no words.
            if self.pseudo && !id.starts_with("number-") {
                text = format!("[{text}]");
            }
            Some((text, errors.is_empty()))
        })
    }

    fn value<'a>(&self, value: &'a Value) -> FluentValue<'a> {
        match value {
            Value::Text(text) => FluentValue::from(text.as_str()),
            Value::Number(number) => FluentValue::from(*number),
            Value::Decimal(units, digits) => {
                let value = *units as f64 / 10_f64.powi(i32::from(*digits));
                let number = format!("{value:.*}", usize::from(*digits));
                let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
                let point =
                    if decimals.is_empty() { String::new() } else { self.text(&crate::message!("number-point")) };
                FluentValue::from(grouped(whole, &self.group) + &point + decimals)
            }
            Value::Message(message) => FluentValue::from(self.text(message)),
            Value::List(list) => FluentValue::from(self.list(list)),
        }
    }

    fn list(&self, list: &[Value]) -> String {
        let mut items = list.iter().map(|value| match self.value(value) {
            FluentValue::String(text) => text.into_owned(),
            FluentValue::Number(number) => grouped(&number.as_string(), &self.group),
            _ => String::new(),
        });
        let first = items.next().unwrap_or_default();
        items.fold(first, |before, next| self.text(&crate::message!("list-more", before = before, next = next)))
    }
}

/// The digits of a whole number, with something between its thousands.
fn grouped(digits: &str, between: &str) -> String {
    let (sign, digits) = digits.split_at(usize::from(digits.starts_with('-')));
    let mut out = sign.to_owned();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push_str(between);
        }
        out.push(digit);
    }
    out
}

/// A text in the language that nobody speaks: no letter is as it was.
fn accented(text: &str) -> Cow<'_, str> {
    const SMALL: [char; 26] = [
        'à', 'ƀ', 'ç', 'đ', 'é', 'ƒ', 'ğ', 'ĥ', 'ï', 'ĵ', 'ķ', 'ļ', 'ḿ', 'ñ', 'ô', 'þ', 'ǫ', 'ŕ', 'š', 'ţ', 'ü', 'ṽ',
        'ŵ', 'ẋ', 'ý', 'ž',
    ];
    const CAPITAL: [char; 26] = [
        'À', 'Ɓ', 'Ç', 'Đ', 'É', 'Ƒ', 'Ğ', 'Ĥ', 'Ï', 'Ĵ', 'Ķ', 'Ļ', 'Ḿ', 'Ñ', 'Ô', 'Þ', 'Ǫ', 'Ŕ', 'Š', 'Ţ', 'Ü', 'Ṽ',
        'Ŵ', 'Ẋ', 'Ý', 'Ž',
    ];
    let accented = |c: char| match c {
        'a'..='z' => SMALL[usize::from(c as u8 - b'a')],
        'A'..='Z' => CAPITAL[usize::from(c as u8 - b'A')],
        other => other,
    };
    Cow::Owned(text.chars().map(accented).collect())
}

/// The language of a tag, without its country: `fr` of `fr_FR.UTF-8`. `None` when it is no tag.
fn language(tag: &str) -> Option<LanguageIdentifier> {
    let tag = tag.split(['.', '@']).next().unwrap_or(tag);
    let id: LanguageIdentifier = tag.parse().ok()?;
    (!id.language.is_empty()).then(|| LanguageIdentifier::from_parts(id.language, None, None, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_which_languages_are_wanted() {
        for (set, expected) in [
            (&[][..], ""),
            (&[("LANG", "fr_FR.UTF-8")], "fr_FR.UTF-8"),
            (&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C.UTF-8"), ("LANGUAGE", "de")], ""),
            (&[("LANG", "fr"), ("LC_MESSAGES", "POSIX")], ""),
            (&[("LANG", "fr"), ("LC_ALL", ""), ("LANGUAGE", "de:en")], "de en fr"),
        ] {
            let variable =
                |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(languages_of(variable).join(" "), expected, "{set:?}");
        }
    }
}
