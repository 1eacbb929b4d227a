//! Writing a glossary down, so that it is read again as it was.

use crate::csv;
use crate::model::GlossaryEntry;
use std::borrow::Borrow;

/// A glossary as plain text, a right form a line: `Brandt = Brant, Branle`.
pub fn write_text<E: Borrow<GlossaryEntry>>(glossary: &[E]) -> String {
    let mut out = String::new();
    for entry in glossary.iter().map(Borrow::borrow) {
        push_form(&mut out, &entry.form);
        for (at, heard) in entry.heard.iter().enumerate() {
            out.push_str(if at == 0 { " = " } else { ", " });
            push_form(&mut out, heard);
        }
        out.push('\n');
    }
    out
}

/// A form, in quotation marks when it holds what means something in a glossary.
pub(crate) fn push_form(out: &mut String, form: &str) {
    let means_something = form.contains(['=', ',', ';', '|', '"', ':', '\t', '#', '→'])
        || form.contains("->")
        || form.starts_with(['-', '*', '•', '\'']);
    if means_something {
        out.push('"');
        out.push_str(&form.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(form);
    }
}

/// A glossary as CSV with headings: the right form, then each form in which it was heard in a column of its own.
pub fn write_csv<E: Borrow<GlossaryEntry>>(glossary: &[E]) -> String {
    let mut out = String::from("right,heard\n");
    for entry in glossary.iter().map(Borrow::borrow) {
        csv::push_row(&mut out, std::iter::once(&entry.form).chain(&entry.heard).map(String::as_str));
    }
    out
}
