//! Any bytes, read in each format of a group and written in each that can be: nothing panics, and what was read and
//! written is read again.
//!
//! The group are the formats whose ids `STET_FUZZ` lists, set apart by commas; all formats without it. The first byte says
//! which of them reads.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use stet::formats::{self, Format, Known, Options, Written};

static GROUP: LazyLock<Vec<&'static Format>> = LazyLock::new(|| {
    let named = std::env::var("STET_FUZZ").unwrap_or_default();
    let chosen = |format: &&Format| named.is_empty() || named.split(',').any(|id| id == format.id);
    formats::ALL.iter().copied().filter(chosen).collect()
});

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let Some(format) = GROUP.get(usize::from(*first) % GROUP.len().max(1)) else { return };
    let known = Known { format: Some(format), ..Known::default() };
    let Ok(reading) = formats::read(bytes.to_vec(), known) else { return };
    let Some(written) = formats::write(&reading.transcript, format, &Options::default()) else { return };
    let bytes = match written {
        Written::Text(text) => text.into_bytes(),
        Written::Bytes(bytes) => bytes,
    };
    let _ = formats::read(bytes, known);
});
