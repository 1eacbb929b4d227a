//! Rows of values set apart by commas or other signs: read in all the forms in which they are met, and written so that
//! no spreadsheet carries out what stands in a cell.

use std::borrow::Cow;

/// Goes over the rows of a file, each with its cells (RFC 4180). Newlines are `\n` alone.
///
/// A cell is quoted when its quotation mark is closed before a delimiter or the end of a row. Marks that are not doubled
/// inside are marks all the same, and a mark that is never closed is one of the text, so that no row swallows the next.
/// A tab sets cells apart that were seldom quoted, so there only what is quoted as it should be is.
pub struct Rows<'a> {
    rest: &'a str,
    delimiter: u8,
    line: usize,
}

impl<'a> Rows<'a> {
    /// The rows of `text`, whose cells are set apart by an ASCII character.
    pub fn new(text: &'a str, delimiter: char) -> Rows<'a> {
        Rows { rest: text, delimiter: u8::try_from(delimiter).unwrap_or(b','), line: 1 }
    }

    /// Reads the cells of the next row in place of what is in `cells`. Returns the physical line on which it begins,
    /// counted from 1; `None` behind the last row. An empty line is a row of one empty cell.
    pub fn read(&mut self, cells: &mut Vec<Cow<'a, str>>) -> Option<usize> {
        cells.clear();
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        loop {
            cells.push(self.cell());
            let (next, behind) = match self.rest.as_bytes().first() {
                Some(&byte) => (byte, &self.rest[1..]),
                None => return Some(line),
            };
            self.rest = behind;
            if next == b'\n' {
                self.line += 1;
                return Some(line);
            }
        }
    }

    /// The next cell. What is left begins with what ends it.
    fn cell(&mut self) -> Cow<'a, str> {
        let bare = self.rest.trim_start_matches(' ');
        // `="00:01"` tells a spreadsheet that it is text.
        let bare = bare.strip_prefix('=').filter(|inner| inner.starts_with('"')).unwrap_or(bare);
        if bare.starts_with('"')
            && let Some((cell, behind)) = self.quoted_cell(bare)
        {
            let taken = &self.rest[..self.rest.len() - behind.len()];
            self.line += memchr::memchr_iter(b'\n', taken.as_bytes()).count();
            self.rest = behind;
            return cell;
        }
        let end = memchr::memchr2(self.delimiter, b'\n', self.rest.as_bytes()).unwrap_or(self.rest.len());
        let (cell, behind) = self.rest.split_at(end);
        self.rest = behind;
        cell.into()
    }

    fn quoted_cell(&self, text: &'a str) -> Option<(Cow<'a, str>, &'a str)> {
        let ends = |behind: &str| behind.bytes().next().is_none_or(|byte| byte == self.delimiter || byte == b'\n');
        let closed = quoted(text).map(|(cell, behind)| (cell, behind.trim_start_matches(' ')));
        if closed.as_ref().is_some_and(|(_, behind)| ends(behind)) {
            return closed;
        }
        if self.delimiter == b'\t' {
            return None;
        }
        let row = &text[..memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())];
        let close = memchr::memchr_iter(b'"', &row.as_bytes()[1..]).map(|at| at + 1).find(|at| ends(&text[at + 1..]));
        match close {
            Some(at) => Some((text[1..at].into(), &text[at + 1..])),
            // The file breaks off within the cell.
            None if closed.is_none() && row.len() == text.len() => Some((text[1..].replace("\"\"", "\"").into(), "")),
            None => None,
        }
    }
}

/// Adds a row to a file: cells set apart by commas, quoted where needed (RFC 4180), with a newline behind.
///
/// A cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@` or a tab at its beginning) gets an
/// apostrophe before it, which [`unguarded`] takes away again.
pub fn push_row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    push_row_apart(out, ',', cells);
}

/// The same with another sign between the cells: a tab, a semicolon.
pub fn push_row_apart<'a>(out: &mut String, delimiter: char, cells: impl IntoIterator<Item = &'a str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(delimiter);
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
    fn rows_are_read_in_the_forms_in_which_they_are_met() {
        for (text, delimiter, expected) in [
            ("a,b\nc,d\n", ',', &["1 a|b", "2 c|d"][..]),
            ("a;\"b;\n\"\"c\"\"\";\n\nd", ';', &["1 a|b;\n\"c\"|", "3 ", "4 d"]),
            ("1, \"Yes, so\" , x", ',', &["1 1|Yes, so| x"]),
            ("\"He said \"no, no\" to me\",2\nb,3", ',', &["1 He said \"no, no\" to me|2", "2 b|3"]),
            ("=\"00:01\",=\"a, b\",=1", ',', &["1 00:01|a, b|=1"]),
            ("1,\"never closed\n2,\"closed\"\n3,x", ',', &["1 1|\"never closed", "2 2|closed", "3 3|x"]),
            ("1,\"broken off, he", ',', &["1 1|broken off, he"]),
            ("1\t\"Yes\" she said, \"no\"\n2\t\"a\"\"b\"", '\t', &["1 1|\"Yes\" she said, \"no\"", "2 2|a\"b"]),
            ("", ',', &[]),
            ("\"", ',', &["1 "]),
            (",", ',', &["1 |"]),
        ] {
            let (mut rows, mut cells, mut found) = (Rows::new(text, delimiter), Vec::new(), Vec::new());
            while let Some(line) = rows.read(&mut cells) {
                found.push(format!("{line} {}", cells.join("|")));
            }
            assert_eq!(found, expected, "{text}");
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
