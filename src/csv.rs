//! Rows of comma-separated values, written so that no spreadsheet carries out what stands in a cell.

use std::borrow::Cow;

/// Adds a row to a file: cells set apart by commas, quoted where needed (RFC 4180), with a newline behind.
///
/// A cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@` or a tab at its beginning) gets an
/// apostrophe before it, which [`unguarded`] takes away again.
pub fn push_row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push_cell(out, cell);
    }
    out.push('\n');
}

fn push_cell(out: &mut String, cell: &str) {
    let guard = if is_formula(cell) { "'" } else { "" };
    if !cell.contains([',', ';', '"', '\n', '\r', '\t']) && cell.trim() == cell {
        out.push_str(guard);
        out.push_str(cell);
        return;
    }
    out.push('"');
    out.push_str(guard);
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}

/// A cell as it was before [`push_row`] guarded it.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// Whether a spreadsheet would carry out a cell instead of showing it. Some of them skip spaces first. A cell that
/// looks guarded already counts, so that its own apostrophe is not taken for the guard.
fn is_formula(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    cell.starts_with(['\t', '\r']) || cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The text between the quotation marks with which `text` begins, and what follows them. Doubled marks inside are
/// one. `None` when it does not begin with a mark or the mark is never closed.
pub fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let body = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let end = from + body[from..].find('"')?;
        match body[end + 1..].strip_prefix('"') {
            Some(_) => from = end + 2,
            None if body[..end].contains('"') => {
                return Some((Cow::Owned(body[..end].replace("\"\"", "\"")), &body[end + 1..]));
            }
            None => return Some((Cow::Borrowed(&body[..end]), &body[end + 1..])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, written) in [
            ("Ann", "Ann"),
            ("", ""),
            ("a, b", "\"a, b\""),
            ("say \"so\"", "\"say \"\"so\"\"\""),
            ("one\ntwo", "\"one\ntwo\""),
            (" so", "\" so\""),
            ("=1+1", "'=1+1"),
            ("- Yes", "'- Yes"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            (" =1, 2", "\"' =1, 2\""),
            ("'tis", "'tis"),
            ("'-so", "''-so"),
        ] {
            let mut out = String::new();
            push_row(&mut out, [cell, "x"]);
            assert_eq!(out, format!("{written},x\n"), "{cell}");
            let bare = quoted(written).map_or(written.into(), |(inner, _)| inner);
            assert_eq!(unguarded(&bare), cell);
        }
    }

    #[test]
    fn quotation_marks_are_closed() {
        assert_eq!(quoted("\"a\"\"b\",c"), Some(("a\"b".into(), ",c")));
        assert_eq!(quoted("\"\""), Some(("".into(), "")));
        for open in ["a", "\"a", "\"a\"\"", "\""] {
            assert_eq!(quoted(open), None, "{open}");
        }
    }
}
