//! Tables whose cells are set apart by commas, semicolons or upright bars, as spreadsheets and programs write them. What
//! the columns hold is found by their names and by their cells, or chosen.

use super::sheet;
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, Writes};
use crate::model::Transcript;
use std::sync::Arc;

/// Comma-separated values.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "csv",
    name: "CSV table",
    extensions: &["csv"],
    detect,
    read: Reads::Text(read),
    write: Some(Writes::Text(|transcript, _, out| sheet::write(transcript, ',', out))),
    settings: sheet::SETTINGS,
    holds: Holds {
        times: true,
        untimed: true,
        ends: true,
        open_ends: true,
        before_zero: true,
        speakers: true,
        ..Holds::NOTHING
    },
};

fn detect(probe: &Probe) -> Confidence {
    sheet::detect(probe, &[',', ';', '|'])
}

fn read(text: &Arc<String>, options: &Options, problems: &mut Vec<Problem>) -> Transcript {
    sheet::read(text, &[',', ';', '|', '\t'], options, problems)
}
