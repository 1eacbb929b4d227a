//! What can be looked for in a transcript. Everything here reads a snapshot and changes nothing.
//!
//! [`search`] finds what a person typed. It hands out [`search::Hit`]s, and the replacements that an edit is made
//! of; carrying them out is up to [`crate::edit`] and the document.

pub mod search;
