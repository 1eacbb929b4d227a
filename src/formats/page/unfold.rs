//! Times within a paragraph: `[00:00:05.12] Hello. [00:00:09.02] Yes.` on one physical line.

use crate::formats::timestamp;
use crate::model::Time;
use std::sync::Arc;

/// The text with a newline before each time in brackets that stands within a physical line which begins with one. The
/// same text where there is none.
///
/// Such a time begins a line only when it lies between the one before it and the next: others are spoken of.
pub(super) fn unfolded(text: &Arc<String>) -> Arc<String> {
    let mut out = String::new();
    let (mut done, mut start) = (0, 0);
    for row in text.split_inclusive('\n') {
        let stamps = stamps(row);
        for pair in stamps.windows(2) {
            let (_, before) = pair[0];
            let (at, time) = pair[1];
            if before < time {
                out.push_str(&text[done..start + at]);
                out.push('\n');
                done = start + at;
            }
        }
        start += row.len();
    }
    if done == 0 {
        return Arc::clone(text);
    }
    out.push_str(&text[done..]);
    Arc::new(out)
}

/// The times in brackets in a row that begins with one: where each stands, and when it is. None when they do not rise.
fn stamps(row: &str) -> Vec<(usize, Time)> {
    let from = row.len() - row.trim_start().len();
    let Some(open) = row[from..].chars().next().filter(|c| matches!(c, '[' | '(')) else { return Vec::new() };
    let mut found = Vec::new();
    for (at, _) in row.match_indices(open) {
        let apart = at <= from || row[..at].ends_with(char::is_whitespace);
        if apart && let Some(stamp) = timestamp::scan_enclosed(&row[at..]) {
            found.push((at, stamp.time));
        } else if at <= from {
            return Vec::new();
        }
    }
    if found.is_sorted_by(|a, b| a.1 < b.1) { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_at_each_time() {
        for (text, unfolded) in [
            ("[00:05] Hello. [00:09] Yes.", "[00:05] Hello. |[00:09] Yes."),
            ("(0:05) a (0:09) b\n(0:12) c (1:02:03) d", "(0:05) a |(0:09) b\n(0:12) c |(1:02:03) d"),
            ("[00:05] as at [00:01], yes", "[00:05] as at [00:01], yes"),
            ("[00:05] a[00:09] b", "[00:05] a[00:09] b"),
            ("so [00:05] and [00:09]", "so [00:05] and [00:09]"),
            ("[x] and [00:09] so", "[x] and [00:09] so"),
            ("", ""),
        ] {
            let found = super::unfolded(&Arc::new(text.to_owned()));
            assert_eq!(*found, unfolded.replace('|', "\n"), "{text}");
        }
    }
}
