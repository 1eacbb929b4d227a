//! What the head of a transcript says: its title, its description, its chapters. Read once into plain data, whatever
//! it is wanted for: right forms of names, the people who take part, the names in a pasted description.
//!
//! A head says "X (role), Y (role) and Z at W": its names are runs of words with capitals, perhaps with `de` or `of`
//! inside, and what stands in quotation marks. Titles and roles are no part of a name.

mod people;
mod runs;

pub use people::{Person, names_a_host};
pub use runs::{Form, Stands};

use crate::model::Meta;

/// What a head says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Those who take part, each once, in the order in which they are listed; hosts first.
    pub people: Vec<Person>,
    /// The names of two words and more that may be of people, whoever they are: they are spelled right there.
    pub full_names: Vec<String>,
    /// What may be a right form, in the order of the text; some more than once, and some ordinary words among them.
    pub forms: Vec<Form>,
}

/// Reads the head of a transcript.
pub fn read(meta: &Meta) -> Head {
    let chapters = meta.chapters.iter().map(|chapter| &chapter.title);
    let rows: Vec<&str> = meta.title.iter().chain(&meta.notes).chain(chapters).flat_map(|text| text.lines()).collect();
    Head {
        people: people::of(&rows),
        full_names: rows.iter().flat_map(|row| runs::full_names(row)).map(|name| name.text.to_owned()).collect(),
        forms: rows.iter().flat_map(|row| runs::forms(row)).collect(),
    }
}

/// The names in a line of a pasted description, in its order: runs of words with capitals, without titles and what
/// leads into them. A capital that only the beginning of a sentence explains is none.
pub fn names_in(line: &str) -> Vec<String> {
    let names = runs::names(line, runs::Wanted::All).into_iter().filter(|name| name.is_meant());
    names.map(|name| name.text.to_owned()).collect()
}
