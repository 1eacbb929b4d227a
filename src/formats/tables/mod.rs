//! Tables: a line a row, in columns.
//!
//! Of some the program that wrote them says what the columns hold. Of all others ([`csv`], [`tsv`]) it is found out
//! ([`columns`]), by what they are called ([`headers`]) and by what stands in them ([`cell`]), and said.

pub(super) mod audacity;
mod cell;
pub(super) mod chat;
mod columns;
pub(super) mod csv;
pub(super) mod ctm;
mod fields;
mod headers;
pub(super) mod markers;
pub(super) mod nlp;
pub(super) mod premiere;
mod role;
pub(super) mod rttm;
mod sheet;
pub(super) mod stm;
pub(super) mod textgrid;
pub(super) mod tsv;
pub(super) mod whisper_tsv;

pub(super) use cell::{Moment, Unit};
pub use columns::{COLUMNS, UNIT};
pub(super) use columns::{Columns, find};
pub(super) use headers::role as role_of;
pub use role::Role;
pub(super) use sheet::table;
pub use sheet::{Column, Table};
