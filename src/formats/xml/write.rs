//! How XML is written: text and attributes in which nothing is taken for markup.

/// What stands at the front of every document. Whoever lays the text down in another character set makes it say so.
pub(in crate::formats) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Writes a text that is read back as itself. Characters that XML cannot hold are left out.
pub(in crate::formats) fn push_text(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '\r' => "&#13;",
            '\n' | '\t' => continue,
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => "",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(instead);
        done = at + c.len_utf8();
    }
    out.push_str(&text[done..]);
}

/// Writes ` name="value"`, so that the value is read back as itself.
pub(in crate::formats) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    let from = out.len();
    push_text(out, value);
    if out[from..].contains(['"', '\n', '\t']) {
        let value = out[from..].replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;");
        out.truncate(from);
        out.push_str(&value);
    }
    out.push('"');
}

/// Writes `<name>text</name>` and a newline.
pub(in crate::formats) fn push_element(out: &mut String, name: &str, text: &str) {
    for part in ["<", name, ">"] {
        out.push_str(part);
    }
    push_text(out, text);
    for part in ["</", name, ">\n"] {
        out.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_itself() {
        for text in ["a & b < c > d ]]> \"e\" 'f'", "one\n two\tthree\r", "é \u{2028} 橋", ""] {
            let mut out = String::from("<a");
            push_attribute(&mut out, "b", text);
            out.push('>');
            push_text(&mut out, text);
            out.push_str("</a>");
            let document = roxmltree::Document::parse(&out).expect("it is well-formed");
            let root = document.root_element();
            assert_eq!((root.attribute("b"), root.text().unwrap_or_default()), (Some(text), text), "{out}");
        }
        let mut out = String::new();
        push_text(&mut out, "a\0b\u{1b}c\u{fffe}");
        assert_eq!(out, "abc", "XML has no place for them");
    }
}
