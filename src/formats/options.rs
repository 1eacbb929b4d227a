//! What can be chosen when a format is read or written: `width=42`, `roll=keep`.
//!
//! A format lists its [`Setting`]s, and finds what was chosen in the [`Options`] that it is handed; what is not chosen
//! has its default. Command line, window and presets speak of a setting by its name, so the same name means the same
//! in every format that has it: formats share the setting itself.

use crate::model::{Message, message};
use std::ops::RangeInclusive;

/// Something that can be chosen when a format is read or written.
#[derive(Debug)]
pub struct Setting {
    /// What it is called, lower case with hyphens: `reading-speed`.
    pub name: &'static str,
    /// What it does.
    pub about: fn() -> Message,
    /// When it counts.
    pub when: When,
    /// What can be chosen, and what is when nothing is.
    pub values: Values,
}

/// When a setting counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// While a file is read.
    Reading,
    /// While it is written.
    Writing,
}

/// What can be chosen.
#[derive(Debug)]
pub enum Values {
    /// A whole number.
    Number {
        /// Those that make sense.
        range: RangeInclusive<u32>,
        /// What counts when none is chosen; `None` when that is something else than a number.
        default: Option<u32>,
    },
    /// One of these words. The first counts when none is chosen.
    OneOf(&'static [&'static str]),
    /// A text of a certain shape; none counts unless one is chosen.
    Text {
        /// The shape, for people.
        shape: &'static str,
        /// Whether a text has it.
        is: fn(&str) -> bool,
    },
}

/// What was chosen; the rest has its defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options(Vec<(&'static str, Chosen)>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Chosen {
    Number(u32),
    Word(&'static str),
    Text(String),
}

/// What cannot be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There is no setting of that name; these there are.
    Name(String, Vec<&'static str>),
    /// The setting cannot be this; it can be what follows.
    Value(&'static str, String, String),
}

impl Options {
    /// Chooses by name, as a person types it, among `settings`.
    pub fn choose(
        &mut self,
        settings: impl IntoIterator<Item = &'static Setting>,
        name: &str,
        value: &str,
    ) -> Result<(), Unfit> {
        let mut names = Vec::new();
        for setting in settings {
            if setting.name.eq_ignore_ascii_case(name) {
                let unfit = || Unfit::Value(setting.name, value.to_owned(), setting.values.shown());
                self.put(setting, setting.values.chosen(value).ok_or_else(unfit)?);
                return Ok(());
            }
            names.push(setting.name);
        }
        names.sort_unstable();
        names.dedup();
        Err(Unfit::Name(name.to_owned(), names))
    }

    /// Chooses a number; one that makes no sense gives way to the nearest that does.
    pub fn with_number(mut self, setting: &'static Setting, number: usize) -> Options {
        if let Values::Number { range, .. } = &setting.values {
            let number = u32::try_from(number).unwrap_or(u32::MAX).clamp(*range.start(), *range.end());
            self.put(setting, Chosen::Number(number));
        }
        self
    }

    /// Chooses a text or a word, or nothing where it is not fit.
    pub fn with_text(mut self, setting: &'static Setting, text: &str) -> Options {
        if let Some(chosen) = setting.values.chosen(text) {
            self.put(setting, chosen);
        }
        self
    }

    /// The text that was chosen; `None` where none was.
    pub fn text(&self, setting: &Setting) -> Option<&str> {
        match self.get(setting) {
            Some(Chosen::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The number that counts; `None` where none was chosen and the default is none.
    pub fn number(&self, setting: &Setting) -> Option<u32> {
        match (self.get(setting), &setting.values) {
            (Some(Chosen::Number(number)), _) => Some(*number),
            (_, Values::Number { default, .. }) => *default,
            _ => None,
        }
    }

    /// Whether this word of a setting counts.
    pub fn is(&self, setting: &Setting, word: &str) -> bool {
        match (self.get(setting), &setting.values) {
            (Some(Chosen::Word(chosen)), _) => *chosen == word,
            (_, Values::OneOf(words)) => words.first() == Some(&word),
            _ => false,
        }
    }

    fn get(&self, setting: &Setting) -> Option<&Chosen> {
        self.0.iter().find(|(name, _)| *name == setting.name).map(|(_, chosen)| chosen)
    }

    fn put(&mut self, setting: &'static Setting, chosen: Chosen) {
        self.0.retain(|(name, _)| *name != setting.name);
        self.0.push((setting.name, chosen));
    }
}

impl Values {
    /// What can be chosen, for people: `1-250`, `collapse|keep`.
    pub fn shown(&self) -> String {
        match self {
            Values::Number { range, .. } => format!("{}-{}", range.start(), range.end()),
            Values::OneOf(words) => words.join("|"),
            Values::Text { shape, .. } => (*shape).to_owned(),
        }
    }

    /// What counts when nothing is chosen; `None` when that cannot be said as a value.
    pub fn default(&self) -> Option<String> {
        match self {
            Values::Number { default, .. } => default.map(|number| number.to_string()),
            Values::OneOf(words) => words.first().map(|word| (*word).to_owned()),
            Values::Text { .. } => None,
        }
    }

    fn chosen(&self, value: &str) -> Option<Chosen> {
        match self {
            Values::Number { range, .. } => {
                value.parse().ok().filter(|number| range.contains(number)).map(Chosen::Number)
            }
            Values::OneOf(words) => {
                words.iter().find(|word| word.eq_ignore_ascii_case(value)).map(|word| Chosen::Word(word))
            }
            Values::Text { is, .. } => is(value).then(|| Chosen::Text(value.to_owned())),
        }
    }
}

impl Unfit {
    /// What is to be said about it.
    pub fn message(&self) -> Message {
        match self {
            Unfit::Name(name, none) if none.is_empty() => message!("option-none", name = name),
            Unfit::Name(name, names) => message!("option-unknown", name = name, names = names.clone()),
            Unfit::Value(name, value, values) => {
                message!("option-unfit", name = *name, value = value, values = values)
            }
        }
    }
}
