//! A glossary as people write it: right forms, each with the forms in which it is heard, in plain text or CSV.
//!
//! ```text
//! # one right form a line; what follows “=” are forms in which it was heard
//! Héloïse Brandt = Eloise Brant, Héloïse Branle
//! Mooflow: moue flot, Moo Flow
//! Quilldeck
//! ```
//!
//! A colon, a tab or a comma may stand for the `=`, so that two columns out of a spreadsheet are read as they are; a
//! row of headings (`right,heard` or `wrong,right`) says which column is which. A line that cannot be used is
//! reported with its number, and the others are kept.

mod description;
pub mod memory;
mod read;
mod write;

pub use description::from_description;
pub use memory::Memory;
pub use read::read;
pub(crate) use write::push_form;
pub use write::{write_csv, write_text};
