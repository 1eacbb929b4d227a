//! Rich Text Format, as Word, `TextEdit` and the tools of researchers (f4, `NVivo`, `InqScribe`) write it.
//!
//! A document is text with control words in it (`\par`, `\u233`) and groups in braces. Read are the characters in the
//! character sets of their fonts, tables, and text boxes; groups that are no text (fonts, pictures, instructions of fields,
//! deletions) are gone past. Footnotes and comments are notes of the transcript. The rules are those of the specification,
//! version 1.9.1.

use super::blocks::Blocks;
use super::columns::Rows;
use crate::formats::format::Document;
use crate::formats::unreadable::{Content, Unreadable};
use crate::formats::{Confidence, Format, Probe, Problem, Reads};
use encoding_rs::Encoding;
use std::collections::HashMap;

/// Rich Text Format.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "rtf",
    name: "Rich Text Format",
    extensions: &["rtf"],
    detect,
    read: Reads::Document(read),
    write: None,
    settings: &[],
    holds: super::HOLDS,
};

/// Groups lie in groups so deep; what lies deeper is text of the last.
const DEEP: usize = 5000;

fn detect(probe: &Probe) -> Confidence {
    if body(probe.bytes).is_some() { Confidence::Certain } else { Confidence::No }
}

/// The document behind marks and spaces at its front; `None` when it is none.
fn body(bytes: &[u8]) -> Option<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(b"{\\rtf").then_some(bytes)
}

fn read(probe: &Probe, _: &mut Vec<Problem>) -> Result<Document, Unreadable> {
    let bytes = body(probe.bytes).ok_or(Unreadable::Broken(Content::Rtf))?;
    let mut reader = Reader::new(bytes);
    reader.read(bytes);
    reader.blocks.finish()
}

/// Where the text of a group goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    Text,
    /// A footnote or a comment.
    Note,
    Title,
    /// The table of fonts, whose names are no text.
    Fonts,
    Nowhere,
}

/// What holds in a group, and again behind it what held before.
#[derive(Clone, Copy)]
struct Group {
    into: Into,
    /// The character set of the font.
    charset: &'static Encoding,
    /// So many characters stand behind `\u` for programs that do not know it.
    fallback: usize,
    /// Hidden, or deleted and kept for review.
    hidden: bool,
    /// The paragraph is in a table.
    in_table: bool,
    /// `\*` was read: a group that is gone past unless it is known.
    optional: bool,
    /// The group has begun, and no control word was in it yet.
    fresh: bool,
}

struct Reader {
    blocks: Blocks,
    group: Group,
    outer: Vec<Group>,
    /// How many groups are open beyond [`DEEP`].
    deeper: usize,
    /// What is no ASCII is UTF-8, as no program should write it.
    utf8: bool,
    /// What the whole document is written in.
    default: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    /// The font whose character set comes next.
    font: i32,
    /// The font of what names none.
    usual: i32,
    /// A font has the character set of the document by name: then fonts of Western letters are that.
    named: bool,
    western: Vec<i32>,
    /// Bytes of the character set that is in force.
    bytes: Vec<u8>,
    /// The first half of a character of two.
    half: Option<u16>,
    /// How many characters are gone past, being there for older programs.
    skip: usize,
    text: String,
    note: String,
    title: String,
    rows: Rows,
    cells: Vec<String>,
}

/// Destinations that are no text, or are another form of what is read elsewhere.
const NOWHERE: &[&str] = &[
    "colortbl",
    "stylesheet",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "nonshppict",
    "shprslt",
    "sp",
    "listtext",
    "pntext",
    "pntxta",
    "pntxtb",
    "xe",
    "tc",
    "rxe",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "private1",
    "objdata",
    "filetbl",
    "fldtype",
    "revtbl",
    "listtable",
    "author",
    "operator",
    "subject",
    "keywords",
    "doccomm",
    "comment",
    "company",
    "manager",
    "category",
    "hlinkbase",
    "creatim",
    "revtim",
    "printim",
    "buptim",
    "fldinst",
    "bkmkstart",
    "bkmkend",
    "generator",
    "themedata",
    "atnid",
    "atnauthor",
    "atnref",
    "atndate",
    "atntime",
    "atnicn",
    "atrfstart",
    "atrfend",
    "template",
    "background",
];

impl Reader {
    fn new(bytes: &[u8]) -> Reader {
        let utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
        let default = encoding_rs::WINDOWS_1252;
        let group = Group {
            into: Into::Text,
            charset: default,
            fallback: 1,
            hidden: false,
            in_table: false,
            optional: false,
            fresh: false,
        };
        Reader {
            blocks: Blocks::default(),
            group,
            outer: Vec::new(),
            deeper: 0,
            utf8,
            default,
            fonts: HashMap::new(),
            font: 0,
            usual: 0,
            named: false,
            western: Vec::new(),
            bytes: Vec::new(),
            half: None,
            skip: 0,
            text: String::new(),
            note: String::new(),
            title: String::new(),
            rows: Rows::new(),
            cells: Vec::new(),
        }
    }

    fn read(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => self.begin(),
                b'}' => self.end(),
                b'\\' => at = self.control(bytes, at),
                b'\r' | b'\n' => {}
                0x80.. if self.utf8 => {
                    let length = bytes[at..].iter().take_while(|byte| **byte >= 0x80).count();
                    let text = std::str::from_utf8(&bytes[at - 1..at + length]).unwrap_or_default();
                    text.chars().for_each(|c| self.push(c.encode_utf8(&mut [0; 4])));
                    at += length;
                }
                _ => self.byte(byte),
            }
            // A file may hold something behind its document.
            if self.outer.is_empty() && byte == b'}' && self.deeper == 0 {
                break;
            }
        }
        self.flush();
        self.end_paragraph();
        self.end_table();
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        self.blocks.title = Some(title).filter(|title| !title.is_empty());
        let note = std::mem::take(&mut self.note);
        self.blocks.note(&note);
    }

    fn begin(&mut self) {
        self.flush();
        if self.outer.len() >= DEEP {
            self.deeper += 1;
            return;
        }
        self.outer.push(self.group);
        self.group.fresh = true;
        self.group.optional = false;
        self.skip = 0;
    }

    fn end(&mut self) {
        self.flush();
        self.skip = 0;
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(before) = self.outer.pop() else { return };
        if self.group.into == Into::Note && before.into != Into::Note {
            let note = std::mem::take(&mut self.note);
            self.blocks.note(&note);
        }
        let fonts = self.group.into == Into::Fonts && before.into != Into::Fonts;
        self.group = before;
        if fonts {
            self.settle_fonts();
            self.group.charset = self.charset_of(self.usual);
        }
    }

    /// Reads what stands behind a backslash; returns where the text goes on.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(&first) = bytes.get(at) else { return at };
        if !first.is_ascii_alphabetic() {
            return self.symbol(bytes, at, first);
        }
        let letters = bytes[at..].iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = std::str::from_utf8(&bytes[at..at + letters]).unwrap_or_default();
        let mut end = at + letters;
        let sign = usize::from(bytes.get(end) == Some(&b'-'));
        let digits = bytes[end + sign..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let text = std::str::from_utf8(&bytes[end..end + sign + digits]).unwrap_or_default();
            number = text.parse::<i64>().ok().map(|number| number.clamp(-(1 << 31), (1 << 31) - 1) as i32);
            end += sign + digits;
        }
        // One space belongs to the word.
        end += usize::from(bytes.get(end) == Some(&b' '));
        if word == "bin" {
            let length = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
            return end.saturating_add(length).min(bytes.len());
        }
        self.word(word, number);
        end
    }

    fn symbol(&mut self, bytes: &[u8], at: usize, symbol: u8) -> usize {
        match symbol {
            b'\'' => {
                let digits = bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
                let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else { return at + 1 };
                self.byte(byte);
                return at + 3;
            }
            b'*' => self.group.optional = true,
            b'~' => self.push("\u{a0}"),
            b'_' => self.push("\u{2011}"),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\r' | b'\n' => self.word("par", None),
            b'\t' => self.push("\t"),
            // `\-` is where a word may be broken, and the others are of indexes.
            _ => {}
        }
        at + 1
    }

    /// Takes a byte of text, or one that stands for a character which was had already.
    fn byte(&mut self, byte: u8) {
        self.group.fresh = false;
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        self.bytes.push(byte);
    }

    /// Decodes the bytes so far and puts them where they belong.
    fn flush(&mut self) {
        self.half = None;
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let (text, _) = self.group.charset.decode_without_bom_handling(&bytes);
        self.push_decoded(&text);
        self.bytes = bytes;
        self.bytes.clear();
    }

    fn push(&mut self, text: &str) {
        self.flush();
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.push_decoded(text);
        }
    }

    fn push_decoded(&mut self, text: &str) {
        if self.group.hidden {
            return;
        }
        match self.group.into {
            Into::Text => self.text.push_str(text),
            Into::Note => self.note.push_str(text),
            Into::Title => self.title.push_str(text),
            Into::Fonts | Into::Nowhere => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let fresh = std::mem::take(&mut self.group.fresh);
        let off = number == Some(0);
        if word == "u" {
            return self.unicode(number.unwrap_or(0));
        }
        self.flush();
        match word {
            "par" | "sect" | "page" | "column" => self.paragraph(),
            "line" | "lbr" | "softline" => self.push("\n"),
            "tab" => self.push("\t"),
            "cell" | "nestcell" => self.cell(),
            "row" | "nestrow" => self.row(),
            "intbl" => self.group.in_table = true,
            "pard" => self.group.in_table = false,
            "plain" => {
                self.group.hidden = false;
                self.group.charset = self.charset_of(self.usual);
            }
            "v" | "deleted" => self.group.hidden = !off,
            "uc" => self.group.fallback = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(1).min(100),
            "ansicpg" | "cpg" => {
                if let Some(charset) = number.and_then(code_page) {
                    if word == "ansicpg" {
                        self.default = charset;
                        self.group.charset = charset;
                        self.outer.iter_mut().for_each(|group| group.charset = charset);
                    } else {
                        self.fonts.insert(self.font, charset);
                    }
                }
            }
            "mac" => {
                self.default = encoding_rs::MACINTOSH;
                self.group.charset = encoding_rs::MACINTOSH;
            }
            "f" if self.group.into == Into::Fonts => self.font = number.unwrap_or(0),
            "f" => self.group.charset = self.charset_of(number.unwrap_or(0)),
            "deff" => self.usual = number.unwrap_or(0),
            "fcharset" if self.group.into == Into::Fonts => match number {
                Some(0) => self.western.push(self.font),
                Some(number) => {
                    if let Some(charset) = font_charset(number) {
                        self.named |= charset == self.default;
                        self.fonts.insert(self.font, charset);
                    }
                }
                None => {}
            },
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "emspace" => self.push("\u{2003}"),
            "enspace" => self.push("\u{2002}"),
            "qmspace" => self.push("\u{2005}"),
            "bullet" => self.push("•"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "zwj" => self.push("\u{200d}"),
            "zwnj" => self.push("\u{200c}"),
            "ltrmark" => self.push("\u{200e}"),
            "rtlmark" => self.push("\u{200f}"),
            _ if fresh => self.destination(word),
            _ => {}
        }
    }

    /// A group may begin with what it holds.
    fn destination(&mut self, word: &str) {
        let inside = self.group.into;
        self.group.into = match word {
            _ if inside == Into::Nowhere => Into::Nowhere,
            "fonttbl" => Into::Fonts,
            "title" => Into::Title,
            "footnote" | "annotation" | "ftntext" => Into::Note,
            // Fields and boxes stand in groups that other programs may go past.
            "fldrslt" | "shpinst" | "shptxt" | "do" | "dptxbxtext" | "nesttableprops" => inside,
            _ if self.group.optional || NOWHERE.contains(&word) => Into::Nowhere,
            _ => inside,
        };
        if self.group.into == Into::Note && inside == Into::Note && !self.note.is_empty() {
            self.note.push('\n');
        }
    }

    fn unicode(&mut self, number: i32) {
        // Numbers above 32767 are written as negative ones.
        let unit = u32::try_from(if number < 0 { number + 0x1_0000 } else { number }).unwrap_or(0xFFFD);
        let half = self.half;
        self.flush();
        let read = match (half, u16::try_from(unit)) {
            (_, Ok(high @ 0xD800..=0xDBFF)) => {
                self.half = Some(high);
                None
            }
            (Some(high), Ok(low @ 0xDC00..=0xDFFF)) => char::decode_utf16([high, low]).next().and_then(Result::ok),
            _ => char::from_u32(unit).or(Some(char::REPLACEMENT_CHARACTER)),
        };
        if let Some(c) = read.filter(|c| !c.is_control()) {
            self.push_decoded(c.encode_utf8(&mut [0; 4]));
        }
        self.skip = self.group.fallback;
    }

    fn paragraph(&mut self) {
        if self.group.into == Into::Text && !self.group.hidden {
            self.end_paragraph_or_line();
        } else {
            self.push("\n");
        }
    }

    fn end_paragraph_or_line(&mut self) {
        if self.group.in_table || !self.cells.is_empty() {
            self.text.push('\n');
        } else {
            let text = std::mem::take(&mut self.text);
            self.end_table();
            self.blocks.paragraph(text.trim_end());
        }
    }

    /// Ends what is open when the document ends.
    fn end_paragraph(&mut self) {
        if !self.cells.is_empty() {
            self.row();
        }
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.end_table();
            self.blocks.paragraph(text.trim_end());
        }
    }

    fn cell(&mut self) {
        if self.group.into == Into::Text {
            self.cells.push(std::mem::take(&mut self.text));
        }
    }

    fn row(&mut self) {
        if self.group.into == Into::Text {
            if !self.text.trim().is_empty() {
                self.cells.push(std::mem::take(&mut self.text));
            }
            self.rows.push(std::mem::take(&mut self.cells));
        }
    }

    fn end_table(&mut self) {
        if !self.rows.is_empty() {
            let rows = std::mem::take(&mut self.rows);
            self.blocks.table(rows);
        }
    }

    fn charset_of(&self, font: i32) -> &'static Encoding {
        self.fonts.get(&font).copied().unwrap_or(self.default)
    }

    /// Fonts of Western letters are those of Windows, unless no font has the character set of the document: then nobody
    /// thought about it, and they have it.
    fn settle_fonts(&mut self) {
        let western = if self.named { encoding_rs::WINDOWS_1252 } else { self.default };
        for font in std::mem::take(&mut self.western) {
            self.fonts.entry(font).or_insert(western);
        }
    }
}

/// The character set of a code page of Windows; `None` of one that is not known.
fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        874 => "windows-874".to_owned(),
        866 => "ibm866".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        10_007 => "x-mac-cyrillic".to_owned(),
        65_001 => "utf-8".to_owned(),
        1250..=1258 => format!("windows-{number}"),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The character set that a font says it has; `None` where it is that of the document.
fn font_charset(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_had_of_control_words() {
        for (rtf, expected) in [
            (&br"{\rtf1\ansi One\par Two\line Three\tab x}"[..], "One/Two/Three\tx"),
            (br"{\rtf1\ansi{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0;}{\*\generator x;}\f0\fs24 A\emdash b\~c\_d\-e}", "A—b\u{a0}c\u{2011}de"),
            // Character sets: of the document, of the font, of neither.
            (br"{\rtf1\ansi\ansicpg1252 \'e9t\'e9 \u8364?1 \u-10179?\u-8704?.}", "été €1 😀."),
            (br"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset0 A;}}\f0 \'c4\'e0}", "Да"),
            (br"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1 \'c4\'e0 \f0\'e9}", "Да é"),
            (br"{\rtf1\ansi\deff1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset238 B;}}\'b9{\rtlch\af0 \'b9}\plain\f0 \'b9\plain \'b9}", "ąą¹ą"),
            (b"{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;}\n\\f0 One.\\\n\\uc0\\u8364 5.}", "One./€5."),
            (br"{\rtf1\ansi{\fonttbl{\f3\fcharset128 A;}}{\f3 \'93\'fa\'96\'7b}}", "日本"),
            (br"{\rtf1\uc0 \u233 t\u233{\uc2 \u233xx!}}", "étéé!"),
            ("{\\rtf1{\\fonttbl{\\f0\\fcharset204 A;}}\\f0 déjà \\u1076?\\'e0}".as_bytes(), "déjà да"),
            // Groups that are no text, or are text once.
            (br"{\rtf1{\field{\*\fldinst HYPERLINK x}{\fldrslt here}} and {\v hidden}{\deleted gone}there}", "here and there"),
            (br"{\rtf1 a{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt box\par}}{\shprslt box}}b{\pict 0a0b}}", "abox/b"),
            (br"{\rtf1 a\bin3 {}{b\{c\}\\}", "ab{c}\\"),
            (b"{\\rtf1 one\\\ntwo\r\nthree}", "one/twothree"),
            (br"{\rtf1{\info{\title A talk}{\author N}}{\header h\par}Hello.{\footnote A note.}}", "(A talk) Hello. (A note.)"),
            // Tables, of which those that are no transcripts have tabs.
            (br"{\rtf1\trowd\intbl a\cell b\cell\row\trowd\intbl c\par d\cell\cell\row\pard e\par}", "a\tb/c d/e"),
            // What breaks off.
            (br"{\rtf1 a{\b b", "ab"),
            (br"{\rtf1 a\'e", "ae"),
            (br"{\rtf1 a\u", "a"),
            (br"{\rtf1 a}}} b", "a"),
        ] {
            let mut reader = Reader::new(rtf);
            reader.read(rtf);
            let document = reader.blocks.finish().unwrap_or_default();
            let title = document.title.map_or(String::new(), |title| format!("({title}) "));
            let notes: String = document.notes.iter().map(|note| format!(" ({note})")).collect();
            let shown = format!("{title}{}{notes}", document.text.trim().replace('\n', "/"));
            assert_eq!(shown, expected, "{}", rtf.escape_ascii());
        }
    }

    #[test]
    fn no_depth_is_too_deep() {
        let deep = [br"{\rtf1 ".to_vec(), b"{a".repeat(100_000), b"}".repeat(100_000), b"b}".to_vec()].concat();
        let mut reader = Reader::new(&deep);
        reader.read(&deep);
        assert!(reader.blocks.finish().is_ok_and(|document| document.text.trim().ends_with("ab")));
    }
}
