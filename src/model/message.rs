//! What is to be said to a person, without the words for it.

use super::{Time, timecode};

/// What is to be said: which message of the catalogue, and what it is about. It has no words.
///
/// A problem while reading, the name of an edit, why a name is proposed: all of them are values, made where the fact
/// is known, kept, compared and counted as data. The words are put to them at the very edge, by
/// `messages::text`, in the language of whoever looks, with that language's order of words and its plurals. So no
/// sentence is made in the rooms below, none is cut or compared, and a language more is a folder of texts more.
///
/// A message is made by [`message!`](crate::message), whose id is a literal, so that a test can find each one and hold
/// the catalogue against it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    /// Its id in the catalogue, `assets/locales/<language>/*.ftl`.
    pub id: &'static str,
    /// What it is about: each variable of the message with its value.
    pub args: Vec<(&'static str, Value)>,
}

impl Message {
    /// Whether it is about this text, in itself or in a message within it.
    pub fn names(&self, text: &str) -> bool {
        self.args.iter().any(|(_, value)| value.names(text))
    }
}

/// What a message is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Words that are not ours to translate: a name, a stretch of the transcript, a path, a time as it is written.
    Text(String),
    /// A number; the message chooses its plural by it.
    Number(i64),
    /// A number with decimals: so many units, of which 10 to the power of so many make one. `Decimal(15, 1)` is 1.5.
    Decimal(i64, u8),
    /// A message within a message, as "3 lines" in "Undo join 3 lines".
    Message(Box<Message>),
    /// One after another, as the language lists things.
    List(Vec<Value>),
}

impl Value {
    fn names(&self, text: &str) -> bool {
        match self {
            Value::Text(own) => own.contains(text),
            Value::Message(message) => message.names(text),
            Value::List(list) => list.iter().any(|value| value.names(text)),
            Value::Number(_) | Value::Decimal(..) => false,
        }
    }
}

/// A [`Message`] by its id and what it is about: `message!("edit-join", n = 3)`.
#[macro_export]
macro_rules! message {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::model::Message {
            id: $id,
            args: vec![$((stringify!($name), $crate::model::Value::from($value))),*],
        }
    };
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<char> for Value {
    fn from(c: char) -> Value {
        Value::Text(c.to_string())
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Value {
        Value::Number(number.into())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(number.into())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Value {
        Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Value {
        Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// A moment as it is written for people, without the hours when there are none: `01:15`.
impl From<Time> for Value {
    fn from(time: Time) -> Value {
        Value::Text(timecode::format(time, timecode::SHORT))
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Value {
        Value::Message(Box::new(message))
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(list: Vec<T>) -> Value {
        Value::List(list.into_iter().map(Into::into).collect())
    }
}
