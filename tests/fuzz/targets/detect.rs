//! Any bytes, as a person opens them: the format is found out, and what was read is written in every format.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stet::formats::{self, Known, Options};

fuzz_target!(|data: &[u8]| {
    let Ok(reading) = formats::read(data.to_vec(), Known::default()) else { return };
    for format in formats::ALL {
        let _ = formats::write(&reading.transcript, format, &Options::default());
    }
});
