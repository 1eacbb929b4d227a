//! Rows of fields that spaces set apart, as programs that score recognisers read and write them, with comments behind two
//! semicolons.

use super::cell::decimal;
use crate::formats::values::millis_of;
use crate::model::{Span, Time};

/// The rows of a text that say something, each with its number, counted from 1.
pub(super) fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let rows = text.trim_start_matches('\u{feff}').lines().enumerate();
    rows.map(|(at, row)| (at + 1, row.trim())).filter(|(_, row)| !row.is_empty() && !row.starts_with(";;"))
}

/// The fields of a row up to a number of them, and what stands behind those.
pub(super) fn split<const N: usize>(row: &str) -> Option<([&str; N], &str)> {
    let mut fields = [""; N];
    let mut rest = row;
    for field in &mut fields {
        rest = rest.trim_start();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        (*field, rest) = rest.split_at(end);
        if field.is_empty() {
            return None;
        }
    }
    Some((fields, rest.trim()))
}

/// A moment in seconds.
pub(super) fn seconds(field: &str) -> Option<Time> {
    millis_of(decimal(field)? * 1000.0)
}

/// A span of a start and a duration in seconds.
pub(super) fn lasting(start: &str, duration: &str) -> Option<Span> {
    let (start, duration) = (decimal(start)?, decimal(duration)?);
    Some(Span { start: millis_of(start * 1000.0)?, end: millis_of((start + duration) * 1000.0) })
}

/// A field without the sign for "not applicable".
pub(super) fn known(field: &str) -> Option<&str> {
    Some(field).filter(|field| !field.is_empty() && !matches!(*field, "<NA>" | "<na>" | "NA" | "-" | "unknown"))
}

/// A moment in seconds, as they are written.
pub(super) fn push_seconds(out: &mut String, time: Time) {
    let sign = if time.0 < 0 { "-" } else { "" };
    out.push_str(&format!("{sign}{}.{:03}", time.0.abs() / 1000, time.0.abs() % 1000));
}
