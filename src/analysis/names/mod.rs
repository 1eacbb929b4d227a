//! Names: which words are misheard names, and what should stand there.
//!
//! Right forms come from the document's head, its speakers, its glossary, the memory of its show, a short list of
//! well-known names ([`gather`], made ready in [`known`]), and from the document itself ([`clusters`]). Each is
//! expanded to the ways in which it may have been said ([`likeness::saying`]); the words of the document are interned
//! and judged once ([`vocabulary`]); windows of one to four words ([`stretches`]) are compared with the names that an
//! [`index`] calls near, by letters and by sound ([`likeness`], [`matcher`]), and a part of a name with what stands
//! beside it ([`grow`]). What is written in a place minds elision and plural ([`written_form`]). The [`finder`] puts
//! all of it together, and hands out each wrong form with all its places ([`pair`]).
//!
//! Windows with an odd word, one that no dictionary knows or that has a capital which no sentence explains, are
//! compared with all names. Others are only held against the trusted ones of the same consonants: so `cat or skill`
//! is found to be *Kaaterskill*, and a sentence of ordinary words costs next to nothing.
//!
//! [`likeness::saying`]: crate::analysis::likeness::saying
//! [`likeness`]: crate::analysis::likeness
//! [`written_form`]: crate::analysis::written_form

pub mod correct_once;
pub mod head;

mod clusters;
mod finder;
mod follow;
mod gather;
mod grow;
mod index;
mod known;
mod matcher;
mod name;
mod pair;
mod stretches;
mod take;
mod verdict;
mod vocabulary;

pub use finder::Finder;
pub use follow::after_edit;
pub use known::KnownNames;
pub use pair::{Difference, Pair, Place};
pub use take::take;
