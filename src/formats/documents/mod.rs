//! Documents for people, whose text is read as any other.
//!
//! A document says two things: text, in paragraphs ([`blocks`]), and tables of which some say for themselves when and by
//! whom each line is said ([`columns`]). What is packed is unpacked within limits ([`archive`]).

mod archive;
mod blocks;
mod columns;
pub(in crate::formats) mod docx;
pub(in crate::formats) mod html;
mod markup;
pub(in crate::formats) mod noscribe;
pub(in crate::formats) mod odt;
pub(in crate::formats) mod rtf;

use super::Holds;

/// What stands in a document as text, or beside it.
const HOLDS: Holds =
    Holds { times: true, untimed: true, ends: true, speakers: true, language: true, notes: true, ..Holds::NOTHING };
