//! Tags inside the text of a line: shown clean, kept as they were, and carried over when the text changes.

use crate::model::differing;
use std::borrow::Cow;

/// How a format marks up the inside of a text.
pub(super) struct Dialect {
    /// How many bytes of a text's beginning, which is `<` or `{`, are a tag; `None` when they are text.
    pub tag: fn(&str) -> Option<usize>,
    /// Writes a text so that it is read back as itself.
    pub escape: fn(&str, &mut String),
}

/// Whether none of the physical lines of a text is empty or ends in a space or a tab.
pub(super) fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
    // A line is empty where a newline, or nothing, stands before its end.
    ends.all(|end| !matches!(bytes[..end].last(), None | Some(b'\n' | b' ' | b'\t')))
}

/// The text of a body without its tags, its entities decoded. Borrowed when there is nothing to leave out.
pub(super) fn clean<'a>(body: &'a str, dialect: &Dialect) -> Cow<'a, str> {
    if memchr::memchr3(b'<', b'{', b'&', body.as_bytes()).is_none() {
        return Cow::Borrowed(body);
    }
    let mut text = String::with_capacity(body.len());
    for piece in pieces(body, dialect) {
        match piece {
            Piece::Text(run) => text.push_str(run),
            Piece::Entity(_, c) => text.push(c),
            Piece::Tag(_) => {}
        }
    }
    if text == body { Cow::Borrowed(body) } else { Cow::Owned(text) }
}

/// The body with its text changed to `text`, its tags where they were as far as possible.
///
/// What the old and the new text have in common at their beginning and end keeps its tags exactly. Of the
/// middle, the tags are kept in their order around the new text: those up to the first closing tag before it,
/// the others behind.
pub(super) fn carry(body: &str, text: &str, dialect: &Dialect) -> String {
    let old = clean(body, dialect);
    let (gone, come) = differing(&old, text);
    if gone.is_empty() && come.is_empty() {
        return body.to_owned();
    }
    let (mut before, mut inside, mut after) = (String::new(), Vec::new(), String::new());
    let mut at = 0;
    for piece in pieces(body, dialect) {
        match piece {
            Piece::Tag(tag) if gone.is_empty() && at == gone.start => inside.push(tag),
            Piece::Tag(tag) if at <= gone.start => before.push_str(tag),
            Piece::Tag(tag) if at < gone.end => inside.push(tag),
            Piece::Tag(tag) => after.push_str(tag),
            Piece::Entity(raw, c) => {
                if at < gone.start {
                    before.push_str(raw);
                } else if at >= gone.end {
                    after.push_str(raw);
                }
                at += c.len_utf8();
            }
            Piece::Text(run) => {
                let within = |byte: usize| byte.clamp(at, at + run.len()) - at;
                before.push_str(&run[..within(gone.start)]);
                after.push_str(&run[within(gone.end)..]);
                at += run.len();
            }
        }
    }
    let opening = inside.iter().position(|tag| tag.starts_with("</") || tag.starts_with("{/")).unwrap_or(inside.len());
    let mut out = before;
    out.extend(inside[..opening].iter().copied());
    (dialect.escape)(&text[come], &mut out);
    out.extend(inside[opening..].iter().copied());
    out + &after
}

/// A part of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text that stands for itself.
    Text(&'a str),
    /// A tag, which is not shown.
    Tag(&'a str),
    /// An entity such as `&amp;`, or a break, and the character it stands for.
    Entity(&'a str, char),
}

/// The parts of a body in their order. Put together again, they are the body.
pub(super) fn pieces<'a>(body: &'a str, dialect: &Dialect) -> impl Iterator<Item = Piece<'a>> {
    let mut rest = body;
    std::iter::from_fn(move || {
        let mut from = 0;
        while let Some(found) = memchr::memchr3(b'<', b'{', b'&', &rest.as_bytes()[from..]) {
            let at = from + found;
            let special = entity(&rest[at..])
                .map(|(length, c)| (length, Some(c)))
                .or_else(|| (dialect.tag)(&rest[at..]).map(|length| (length, None)));
            match special {
                Some(_) if at > 0 => {
                    let (text, tail) = rest.split_at(at);
                    rest = tail;
                    return Some(Piece::Text(text));
                }
                Some((length, c)) => {
                    let (raw, tail) = rest.split_at(length);
                    rest = tail;
                    return Some(c.map_or(Piece::Tag(raw), |c| Piece::Entity(raw, c)));
                }
                None => from = at + 1,
            }
        }
        let text = std::mem::take(&mut rest);
        (!text.is_empty()).then_some(Piece::Text(text))
    })
}

/// The entity or break at the beginning of a text: its length in bytes and the character it stands for.
pub(super) fn entity(text: &str) -> Option<(usize, char)> {
    if text.starts_with('<') {
        let end = text.find('>')?;
        let name = text[1..end].trim_end_matches(['/', ' ']);
        return name.eq_ignore_ascii_case("br").then_some((end + 1, '\n'));
    }
    let name = text.strip_prefix('&')?;
    let name = &name[..name.as_bytes().iter().take(10).position(|byte| *byte == b';')?];
    let c = match name.strip_prefix('#') {
        Some(code) => {
            let code = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            // A control character has no business in a text, and a newline would break the line.
            char::from_u32(code).filter(|c| !c.is_control())?
        }
        None => named(name)?,
    };
    Some((name.len() + 2, c))
}

/// The entities of HTML that are met in captions. Those of Latin-1 stand in the order of their characters.
fn named(name: &str) -> Option<char> {
    const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
        sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde \
        Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde \
        Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
        egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
        uacute ucirc uuml yacute thorn yuml";
    const OTHERS: &[(&str, char)] = &[
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("lrm", '\u{200E}'),
        ("rlm", '\u{200F}'),
        ("zwj", '\u{200D}'),
        ("zwnj", '\u{200C}'),
        ("ensp", '\u{2002}'),
        ("emsp", '\u{2003}'),
        ("thinsp", '\u{2009}'),
        ("hellip", '…'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("sbquo", '‚'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("bdquo", '„'),
        ("lsaquo", '‹'),
        ("rsaquo", '›'),
        ("oelig", 'œ'),
        ("OElig", 'Œ'),
        ("scaron", 'š'),
        ("Scaron", 'Š'),
        ("Yuml", 'Ÿ'),
        ("euro", '€'),
        ("trade", '™'),
        ("bull", '•'),
    ];
    let other = OTHERS.iter().find_map(|(known, c)| (*known == name).then_some(*c));
    other.or_else(|| {
        let place = LATIN_1.split_whitespace().position(|known| known == name)?;
        char::from_u32(0xA0 + place as u32)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Any `<tag>` and `{\tag}`; `<` and `&` escaped.
    const PLAIN: Dialect = Dialect {
        tag: |text| {
            let close = if text.starts_with('<') { '>' } else { '}' };
            text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/\\".contains(c)).then_some(())?;
            text.find(close).map(|end| end + 1)
        },
        escape: |text, out| out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;")),
    };

    #[test]
    fn what_is_tidy() {
        for text in ["one", " one", "one\ntwo", "one\n two", "\u{a0}"] {
            assert!(is_tidy(text), "{text:?}");
        }
        for text in ["", " ", "one ", "one\t", "one\n", "\none", "one\n\ntwo", "one \ntwo", "one\n \ntwo"] {
            assert!(!is_tidy(text), "{text:?}");
        }
    }

    #[test]
    fn a_body_is_shown_clean() {
        for (body, text) in [
            ("Bonjour", "Bonjour"),
            ("<i>Bonjour</i>", "Bonjour"),
            ("{\\an8}<font color=\"#ff0000\">Rouge</font>", "Rouge"),
            ("a < b et <3", "a < b et <3"),
            ("R&amp;D &lt;ici&gt; &eacute;t&eacute; &#8217; &#x2019; &OElig;", "R&D <ici> été ’ ’ Œ"),
            ("un<br>deux<BR />trois", "un\ndeux\ntrois"),
            ("AT&T &; &#0; &#10; &nosuch;", "AT&T &; &#0; &#10; &nosuch;"),
            ("&amp;#39;", "&#39;"),
            ("<i>jamais fermé", "jamais fermé"),
        ] {
            assert_eq!(clean(body, &PLAIN), text, "{body:?}");
            let together = |piece| match piece {
                Piece::Text(raw) | Piece::Tag(raw) | Piece::Entity(raw, _) => raw,
            };
            assert_eq!(pieces(body, &PLAIN).map(together).collect::<String>(), body);
        }
    }

    #[test]
    fn tags_are_carried_over_to_a_changed_text() {
        for (body, text, expected) in [
            // Nothing changed.
            ("<i>Bonjour</i> &amp; merci", "Bonjour & merci", "<i>Bonjour</i> &amp; merci"),
            // A change inside a tag, and beside it.
            ("<i>Macron</i> parle", "Makron parle", "<i>Makron</i> parle"),
            ("<i>Bonjour</i> a tous", "Bonjour à tous", "<i>Bonjour</i> à tous"),
            // The whole text, the tagged part alone, and a stretch over both.
            ("<i>Bonjour</i>", "Salut", "<i>Salut</i>"),
            ("{\\an8}Bonjour", "Salut", "{\\an8}Salut"),
            ("ab<i>cd</i>", "xcd", "x<i>cd</i>"),
            ("<i>ab</i>cd", "abx", "<i>ab</i>x"),
            ("<i>un</i> et <b>deux</b>", "trois", "<i>trois</i><b></b>"),
            // Insertions stay inside what they touch.
            ("<i>Bonjour</i>", "Bonjour à tous", "<i>Bonjour à tous</i>"),
            ("<i>Bonjour</i>", "Ah, Bonjour", "<i>Ah, Bonjour</i>"),
            ("{\\an8}Bonjour", "Ah, Bonjour", "{\\an8}Ah, Bonjour"),
            ("dire <i>oui</i>", "dire non, oui", "dire <i>non, oui</i>"),
            // Entities keep their writing, and new text is escaped.
            ("R&amp;D <i>ici</i>", "R&D < ici", "R&amp;D <i>&lt; ici</i>"),
            ("a &lt; b", "a & b", "a &amp; b"),
            // Deletions.
            ("<i>un</i> deux", "deux", "<i></i>deux"),
            ("<i>un</i>", "", "<i></i>"),
            // Tags that are not closed, or closed in the wrong order.
            ("<i>un <b>deux</i> trois", "un deux quatre", "<i>un <b>deux</i> quatre"),
        ] {
            let carried = carry(body, text, &PLAIN);
            assert_eq!(carried, expected, "{body:?} to {text:?}");
            assert_eq!(clean(&carried, &PLAIN), text, "{body:?} to {text:?}");
        }
    }
}
