//! What recognisers of speech and the programs around them write as JSON, a dialect a file.
//!
//! No dialect has a specification that others keep to, so each is known by the fields that it alone has. They share
//! [`super::values`], which takes times and labels in every form, and [`super::builder`], which makes lines of words.

pub(super) mod whisper;
