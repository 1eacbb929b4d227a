//! Reading a glossary out of plain text or CSV: the two differ in what stands between the forms.

use crate::csv;
use crate::model::{GlossaryEntry, Message, Problem, message};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Longer forms are no names: prose was pasted.
const LONGEST: usize = 120;

/// Headings of the column of right forms, in lower case.
const RIGHT: &[&str] =
    &["right", "form", "right form", "correct", "correction", "term", "replacement", "juste", "correct form", "terme"];
/// Headings of columns of wrong forms.
const WRONG: &[&str] = &[
    "heard",
    "wrong",
    "misheard",
    "heard as",
    "variant",
    "alias",
    "incorrect",
    "error",
    "entendu",
    "faux",
    "wrong form",
];
/// Headings of columns that hold several wrong forms, set apart by semicolons or bars.
const LISTS: &[&str] = &["variants", "aliases", "errors", "variantes", "wrong forms"];
/// Headings of columns that say nothing about forms.
const OTHER: &[&str] = &["times", "count", "documents", "note", "notes", "comment", "kind", "type"];

/// Reads a glossary. What comes back is in the order of the file, each right form once.
///
/// Blank lines and those that begin with `#` are skipped, as is what follows ` # `. A form that holds a separator
/// stands in quotation marks. In `wrong → right` (also `->`, `=>`) the right form is the second. Below a row of
/// headings all this does not hold: what follows is a table, with the separator of its headings.
pub fn read(text: &str) -> (Vec<GlossaryEntry>, Vec<Problem>) {
    let mut reader = Reader::default();
    for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        reader.line(n + 1, line);
    }
    reader.finish()
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Right,
    Heard,
    /// Several forms, set apart by semicolons or bars.
    List,
    Other,
}

/// What a row of headings said.
struct Table {
    separator: char,
    /// The last one stands for those behind it, too.
    columns: Vec<Column>,
}

/// A right form and the forms in which it was heard.
type Forms = (String, Vec<String>);

/// What may stand between the forms in which something was heard.
const SEPARATORS: [char; 4] = [',', ';', '|', '\t'];

#[derive(Default)]
struct Reader {
    entries: Vec<GlossaryEntry>,
    /// Where the entry of a right form stands, and the line that gave it first.
    places: HashMap<String, (usize, usize)>,
    problems: Vec<Problem>,
    /// Set once there was a row of headings.
    table: Option<Table>,
    begun: bool,
}

impl Reader {
    fn line(&mut self, n: usize, line: &str) {
        let read = match &self.table {
            Some(_) if line.trim().is_empty() => return,
            Some(table) => table.row(line),
            None => {
                let line = without_comment(line).trim();
                if line.is_empty() {
                    return;
                }
                if !std::mem::replace(&mut self.begun, true) {
                    self.table = Table::headed(line);
                    if self.table.is_some() {
                        return;
                    }
                }
                split(line)
            }
        };
        match read.and_then(|(form, heard)| Ok((checked(form)?, heard))) {
            Ok((form, heard)) => self.take(n, form, heard),
            Err(message) => self.problem(n, message),
        }
    }

    fn take(&mut self, n: usize, form: String, heard: Vec<String>) {
        let at = match self.places.get(&form) {
            Some((at, _)) => *at,
            None => {
                self.places.insert(form.clone(), (self.entries.len(), n));
                self.entries.push(GlossaryEntry { form: form.clone(), heard: Vec::new() });
                self.entries.len() - 1
            }
        };
        for wrong in heard.into_iter().filter(|wrong| !wrong.is_empty()) {
            let wrong = match checked(wrong) {
                Ok(wrong) => wrong,
                Err(message) => {
                    self.problem(n, message);
                    continue;
                }
            };
            if wrong == form {
                self.problem(n, message!("glossary-heard-as-itself", form = &form));
            } else if !self.entries[at].heard.contains(&wrong) {
                self.entries[at].heard.push(wrong);
            }
        }
    }

    /// A form cannot be right and wrong: what is right somewhere is not taken for wrong elsewhere.
    fn finish(mut self) -> (Vec<GlossaryEntry>, Vec<Problem>) {
        let Reader { entries, places, problems, .. } = &mut self;
        for entry in entries {
            let line = places[&entry.form].1;
            entry.heard.retain(|wrong| {
                let right = places.get(wrong);
                if let Some((_, other)) = right {
                    let message =
                        message!("glossary-heard-is-right", heard = wrong.as_str(), form = &entry.form, line = *other);
                    problems.push(Problem { line: Some(line), message });
                }
                right.is_none()
            });
        }
        self.problems.sort_by_key(|problem| problem.line);
        (self.entries, self.problems)
    }

    fn problem(&mut self, n: usize, message: Message) {
        self.problems.push(Problem { line: Some(n), message });
    }
}

impl Table {
    /// The table that begins with this row of headings; `None` when it is none.
    fn headed(line: &str) -> Option<Table> {
        let separator = ['\t', ';', ','].into_iter().find(|separator| line.contains(*separator))?;
        let column = |heading: String| {
            let heading = heading.to_lowercase();
            let known = [(RIGHT, Column::Right), (WRONG, Column::Heard), (LISTS, Column::List), (OTHER, Column::Other)];
            known.into_iter().find(|(names, _)| names.contains(&heading.as_str())).map(|(_, column)| column)
        };
        let columns: Vec<Column> = cells(line, &[separator]).ok()?.into_iter().map(column).collect::<Option<_>>()?;
        (columns.len() > 1 && columns.contains(&Column::Right)).then_some(Table { separator, columns })
    }

    fn row(&self, line: &str) -> Result<Forms, Message> {
        let (mut right, mut heard) = (String::new(), Vec::new());
        for (at, cell) in cells(line, &[self.separator])?.into_iter().enumerate() {
            match self.columns.get(at).or(self.columns.last()) {
                Some(Column::Right) => right = csv::unguarded(&cell).to_owned(),
                Some(Column::Heard) => heard.push(csv::unguarded(&cell).to_owned()),
                Some(Column::List) => heard.extend(cell.split([';', '|']).map(clean)),
                Some(Column::Other) | None => {}
            }
        }
        Ok((right, heard))
    }
}

/// The line without what follows ` # `, or nothing when it begins with `#`.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    unquoted(line, " # ").map_or(line, |at| &line[..at])
}

/// Where `what` stands first outside of quotation marks.
fn unquoted(line: &str, what: &str) -> Option<usize> {
    line.match_indices(what).map(|(at, _)| at).find(|at| line[..*at].matches('"').count().is_multiple_of(2))
}

/// The right form of a line and the forms in which it was heard, not checked yet.
fn split(line: &str) -> Result<Forms, Message> {
    let line = ["- ", "* ", "• "].iter().find_map(|bullet| line.strip_prefix(bullet)).unwrap_or(line);
    for arrow in ["→", "=>", "->"] {
        if let Some(at) = unquoted(line, arrow) {
            let right = cells(&line[at + arrow.len()..], &SEPARATORS)?.swap_remove(0);
            return Ok((right, cells(line[..at].trim(), &SEPARATORS)?));
        }
    }
    if line.starts_with('"') {
        let (form, rest) = csv::quoted(line).ok_or_else(unclosed)?;
        let rest = rest.trim_start_matches(' ');
        return match rest.strip_prefix(['=', ':', '\t', ',', ';', '|']) {
            Some(behind) => Ok((clean(&form), cells(behind, &SEPARATORS)?)),
            None if rest.is_empty() => Ok((clean(&form), Vec::new())),
            None => Err(after_quote(rest)),
        };
    }
    match separator(line) {
        Some(at) => Ok((clean(&line[..at]), cells(&line[at + 1..], &SEPARATORS)?)),
        None => Ok((clean(line), Vec::new())),
    }
}

/// Where the right form of a line ends: at the first `=`; else at a tab; else at a colon that is no part of a time
/// or an address; else at a comma or the like.
fn separator(line: &str) -> Option<usize> {
    let colon = || {
        line.match_indices(':').map(|(at, _)| at).find(|&at| {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let (before, after) = (line[..at].chars().next_back(), line[at + 1..].chars().next());
            after != Some('/') && !(digit(before) && digit(after))
        })
    };
    line.find('=').or_else(|| line.find('\t')).or_else(colon).or_else(|| line.find([',', ';', '|']))
}

/// What stands between separators, outside of quotation marks: one cell at least.
fn cells(mut text: &str, separators: &[char]) -> Result<Vec<String>, Message> {
    let mut out = Vec::new();
    loop {
        text = text.trim_start_matches(' ');
        if text.starts_with('"') {
            let (cell, rest) = csv::quoted(text).ok_or_else(unclosed)?;
            out.push(clean(&cell));
            text = rest.trim_start_matches(' ');
            match text.strip_prefix(separators) {
                Some(rest) => text = rest,
                None if text.trim_end().is_empty() => return Ok(out),
                None => return Err(after_quote(text)),
            }
        } else {
            let end = text.find(separators);
            out.push(clean(&text[..end.unwrap_or(text.len())]));
            match end {
                // Every separator is one byte.
                Some(end) => text = &text[end + 1..],
                None => return Ok(out),
            }
        }
    }
}

fn unclosed() -> Message {
    message!("glossary-quote-unclosed")
}

fn after_quote(rest: &str) -> Message {
    message!("glossary-no-comma", rest = rest)
}

/// A cell with single spaces, and composed.
fn clean(cell: &str) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    words.join(" ").nfc().collect()
}

/// A form, if it can be one.
fn checked(form: String) -> Result<String, Message> {
    if form.is_empty() {
        return Err(message!("glossary-no-form"));
    }
    let length = form.chars().count();
    if length > LONGEST {
        return Err(message!("glossary-form-long", n = length, most = LONGEST));
    }
    if form.chars().any(|c| c.is_control() || c == '\u{fffd}') {
        return Err(message!("glossary-form-no-text"));
    }
    if !form.chars().any(char::is_alphanumeric) {
        return Err(message!("glossary-form-no-letter", form = form));
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{write_csv, write_text};

    /// Each entry as `form<heard|heard>`, each problem as `!line`.
    fn show(text: &str) -> String {
        let (entries, problems) = read(text);
        let entries = entries.iter().map(|entry| match entry.heard.as_slice() {
            [] => entry.form.clone(),
            heard => format!("{}<{}>", entry.form, heard.join("|")),
        });
        let problems = problems.iter().map(|problem| format!("!{}", problem.line.expect("it has a line")));
        entries.chain(problems).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lines_are_read_in_every_writing() {
        for (text, expected) in [
            ("", ""),
            ("\u{feff}Brandt\r\n\r\n# comment\r\nOlmo\r\n", "Brandt Olmo"),
            ("Héloïse Brandt = Eloise Brant, Héloïse Branle", "Héloïse Brandt<Eloise Brant|Héloïse Branle>"),
            ("He\u{301}loi\u{308}se  Brandt", "Héloïse Brandt"),
            ("Mooflow: moue flot | Moo Flow", "Mooflow<moue flot|Moo Flow>"),
            ("Mooflow:mooflo", "Mooflow<mooflo>"),
            ("Brandt\tBrant\tBranle", "Brandt<Brant|Branle>"),
            ("Brandt,Brant,Branle,,", "Brandt<Brant|Branle>"),
            ("Brandt;Brant; Branle", "Brandt<Brant|Branle>"),
            ("\"Olmo, Paz & Cie\",Olmopaz", "Olmo, Paz & Cie<Olmopaz>"),
            ("\"Olmo = Paz\" = \"a, b\", c", "Olmo = Paz<a, b|c>"),
            (
                "Brant → Brandt\nBranle -> Brandt\nMoo Flow, moue flot => Mooflow",
                "Brandt<Brant|Branle> Mooflow<Moo Flow|moue flot>",
            ),
            ("- Brandt\n* Olmo\n• Paz", "Brandt Olmo Paz"),
            ("Brandt = Brant # heard twice", "Brandt<Brant>"),
            ("C#\n3:10 to Olmo\nhttps://olmo.example\nRe:Olmo =", "C# 3:10 to Olmo https://olmo.example Re:Olmo"),
            ("Brandt = Brant\nBrandt = Branle, Brant", "Brandt<Brant|Branle>"),
            ("right,heard\nBrandt,Brant", "Brandt<Brant>"),
            ("wrong\tright\ttimes\nBrant\tBrandt\t3\n", "Brandt<Brant>"),
            ("term;variants;note\nBrandt;\"Brant;Branle\";a host\n", "Brandt<Brant|Branle>"),
            ("Name,Term\nBrandt,Brant", "Name<Term> Brandt<Brant>"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn a_wrong_line_is_named_and_the_rest_kept() {
        let long = format!("Olmo\n{}\nPaz", "blah ".repeat(30));
        for (text, expected) in [
            ("Olmo\n= Paz\nBrandt", "Olmo Brandt !2"),
            ("Olmo\n\"Paz\nBrandt", "Olmo Brandt !2"),
            ("\"Olmo\" Paz\nBrandt", "Brandt !1"),
            ("…\nBrandt", "Brandt !1"),
            ("Br\u{fffd}ndt\nOl\u{0}mo\nPaz", "Paz !1 !2"),
            ("Brandt = Brandt, Brant", "Brandt<Brant> !1"),
            ("Brandt = Olmo, Brant\nOlmo = Brandt", "Brandt<Brant> Olmo !1 !2"),
            (long.as_str(), "Olmo Paz !2"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let entry = |form: &str, heard: &[&str]| GlossaryEntry {
            form: form.to_owned(),
            heard: heard.iter().map(|heard| (*heard).to_owned()).collect(),
        };
        let glossary = [
            entry("Brandt", &["Brant", "Bran, t", "a \"quoted\" one"]),
            entry("Olmo, Paz & Cie", &[]),
            entry("=Olmo", &["-Paz", "@x", "+1"]),
            entry("Re:Olmo", &[]),
            entry("C#", &["c # c"]),
            entry("#olmo", &[]),
            entry("- dash", &["a -> b"]),
            entry("a → b", &[]),
            entry("right", &["wrong"]),
            entry("'tis", &["'-so"]),
            entry("\"quoted\"", &[]),
        ];
        for text in [write_text(&glossary), write_csv(&glossary)] {
            assert_eq!(read(&text), (glossary.to_vec(), Vec::new()), "{text}");
        }
        assert!(write_csv(&glossary).lines().all(|line| !line.starts_with(['=', '+', '-', '@'])));
    }

    #[test]
    fn no_input_is_too_much() {
        let text = "\"a\"\"b\"=,;|\t:→'- x\n# \"\n\u{feff}é";
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            read(&text[at..]);
            read(&text[..at]);
        }
    }
}
