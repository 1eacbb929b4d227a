//! Tags inside the text of a line: shown clean, kept as they were, and carried over when the text changes.

use crate::model::differing;
use std::borrow::Cow;

/// How a format marks up the inside of a text.
pub(super) struct Dialect {
    /// With which bytes tags and entities begin.
    pub marks: [u8; 3],
    /// How many bytes of a text's beginning, which is such a byte, are an entity or a break, and what it stands for.
    pub entity: fn(&str) -> Option<Entity>,
    /// How many bytes of a text's beginning, which is such a byte, are a tag; `None` when they are text.
    pub tag: fn(&str) -> Option<usize>,
    /// Writes a text so that it is read back as itself.
    pub escape: fn(&str, &mut String),
}

/// How many bytes an entity takes, and what it stands for.
pub(super) type Entity = (usize, Cow<'static, str>);

/// The marks of tags and entities as HTML has them, and of braces.
pub(super) const HTML: [u8; 3] = *b"<{&";

/// Whether none of the physical lines of a text is empty or ends in a space or a tab.
pub(super) fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
    // A line is empty where a newline, or nothing, stands before its end.
    ends.all(|end| !matches!(bytes[..end].last(), None | Some(b'\n' | b' ' | b'\t')))
}

/// The text of a body without its tags, its entities decoded. Borrowed when there is nothing to leave out.
pub(super) fn clean<'a>(body: &'a str, dialect: &Dialect) -> Cow<'a, str> {
    let [a, b, c] = dialect.marks;
    if memchr::memchr3(a, b, c, body.as_bytes()).is_none() {
        return Cow::Borrowed(body);
    }
    let mut text = String::with_capacity(body.len());
    for piece in pieces(body, dialect) {
        match piece {
            Piece::Text(run) => text.push_str(run),
            Piece::Entity(_, shown) => text.push_str(&shown),
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
            Piece::Entity(raw, shown) => {
                if at < gone.start {
                    before.push_str(raw);
                } else if at >= gone.end {
                    after.push_str(raw);
                }
                at += shown.len();
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text that stands for itself.
    Text(&'a str),
    /// A tag, which is not shown.
    Tag(&'a str),
    /// An entity such as `&amp;`, or a break, and what it stands for.
    Entity(&'a str, Cow<'static, str>),
}

/// The parts of a body in their order. Put together again, they are the body.
pub(super) fn pieces<'a>(body: &'a str, dialect: &Dialect) -> impl Iterator<Item = Piece<'a>> {
    let mut rest = body;
    let [a, b, c] = dialect.marks;
    std::iter::from_fn(move || {
        let mut from = 0;
        while let Some(found) = memchr::memchr3(a, b, c, &rest.as_bytes()[from..]) {
            let at = from + found;
            let special = (dialect.entity)(&rest[at..])
                .map(|(length, shown)| (length, Some(shown)))
                .or_else(|| (dialect.tag)(&rest[at..]).map(|length| (length, None)));
            match special {
                Some(_) if at > 0 => {
                    let (text, tail) = rest.split_at(at);
                    rest = tail;
                    return Some(Piece::Text(text));
                }
                Some((length, shown)) => {
                    let (raw, tail) = rest.split_at(length);
                    rest = tail;
                    return Some(shown.map_or(Piece::Tag(raw), |shown| Piece::Entity(raw, shown)));
                }
                None => from = at + 1,
            }
        }
        let text = std::mem::take(&mut rest);
        (!text.is_empty()).then_some(Piece::Text(text))
    })
}

/// The entity or break at the beginning of a text: its length in bytes and what it stands for. Entities are those of
/// HTML, with and without their semicolon as [the standard](https://html.spec.whatwg.org/#named-character-references)
/// has them.
pub(super) fn entity(text: &str) -> Option<Entity> {
    if text.starts_with('<') {
        let name = text.get(1..3).filter(|name| name.eq_ignore_ascii_case("br"))?;
        let rest = text[1 + name.len()..].trim_start_matches(['/', ' ']);
        return rest.starts_with('>').then(|| (text.len() - rest.len() + 1, "\n".into()));
    }
    let name = text.strip_prefix('&')?;
    match name.strip_prefix('#') {
        Some(code) => numeric(code).map(|(length, c)| (length + 2, c.to_string().into())),
        None => named(text),
    }
}

/// The character of a number behind `&#`, and how many bytes it takes with its semicolon.
fn numeric(code: &str) -> Option<(usize, char)> {
    let (radix, digits) = code.strip_prefix(['x', 'X']).map_or((10, code), |hex| (16, hex));
    let length = digits.bytes().take(8).take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let number = u32::from_str_radix(&digits[..length], radix).ok()?;
    let c = match u8::try_from(number) {
        // Of a number that was meant in Windows-1252, as programs and people write them.
        Ok(byte @ 0x80..=0x9F) => encoding_rs::WINDOWS_1252.decode(&[byte]).0.chars().next()?,
        _ => char::from_u32(number)?,
    };
    let semicolon = usize::from(digits[length..].starts_with(';'));
    // A control character has no business in a text, and a newline would break the line.
    (!c.is_control()).then_some((code.len() - digits.len() + length + semicolon, c))
}

/// What a named entity at the beginning of a text stands for, and how many bytes it takes.
fn named(text: &str) -> Option<Entity> {
    let bytes = text.as_bytes();
    let most = bytes.len().min(htmlize::ENTITY_MAX_LENGTH);
    let letters = bytes[1..most].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let known = |length: usize| {
        let expansion = htmlize::ENTITIES.get(bytes.get(..length)?)?;
        Some((length, std::str::from_utf8(expansion).ok()?.into()))
    };
    let whole = Some(letters + 2).filter(|length| bytes.get(length - 1) == Some(&b';')).and_then(known);
    // The longest name that needs no semicolon: `&notit;` is `¬it;`.
    let most = (letters + 1).min(htmlize::BARE_ENTITY_MAX_LENGTH);
    whole.or_else(|| (htmlize::ENTITY_MIN_LENGTH..=most).rev().find_map(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Any `<tag>` and `{\tag}`; `<` and `&` escaped.
    const PLAIN: Dialect = Dialect {
        marks: HTML,
        entity,
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
            ("AT&T &; &#0; &#10; &nosuch; &#x &#99999999;", "AT&T &; &#0; &#10; &nosuch; &#x &#99999999;"),
            ("&copy2020 &notit; &notin; &frac12 &ampamp; &amp", "©2020 ¬it; ∉ ½ &amp; &"),
            ("&NotEqualTilde; &hellip;&CounterClockwiseContourIntegral; &hellip", "\u{2242}\u{338} …∳ &hellip"),
            ("l&#39an &#146;&#x93;; &#8217", "l'an ’“; ’"),
            ("un<br/ >deux<brave>trois", "un\ndeuxtrois"),
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
