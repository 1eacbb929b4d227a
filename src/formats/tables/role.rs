//! What a column of a table may hold.

use crate::model::{Message, message};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// When a line begins.
    Start,
    /// When it ends.
    End,
    /// How long it lasts.
    Duration,
    /// Who speaks.
    Speaker,
    /// What is said.
    Text,
    /// Something else.
    Other,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 6] = [Role::Start, Role::End, Role::Duration, Role::Speaker, Role::Text, Role::Other];

    /// What it is called in the value of [`super::COLUMNS`].
    pub fn id(self) -> &'static str {
        match self {
            Role::Start => "start",
            Role::End => "end",
            Role::Duration => "duration",
            Role::Speaker => "speaker",
            Role::Text => "text",
            Role::Other => "-",
        }
    }

    /// What it is called on the screen.
    pub fn message(self) -> Message {
        match self {
            Role::Start => message!("column-start"),
            Role::End => message!("column-end"),
            Role::Duration => message!("column-duration"),
            Role::Speaker => message!("column-speaker"),
            Role::Text => message!("column-text"),
            Role::Other => message!("column-other"),
        }
    }

    /// The roles of a value of [`super::COLUMNS`]; `None` when it has other words, or none of them is the text.
    pub fn list(value: &str) -> Option<Vec<Role>> {
        let named = |id: &str| Role::ALL.into_iter().find(|role| role.id().eq_ignore_ascii_case(id.trim()));
        let roles: Vec<Role> = value.split(',').map(named).collect::<Option<_>>()?;
        roles.contains(&Role::Text).then_some(roles)
    }
}
