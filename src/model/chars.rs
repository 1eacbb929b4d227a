//! Characters that are one to a reader and several to a computer: the kinds of apostrophe, hyphen, dash, quotation
//! mark and space, what cannot be seen, and letters with and without accents.
//!
//! Whoever must know of such a kind asks here, by the name of a set; a test shows in one table which character is in
//! which set. Where texts are compared, three foldings tell less and less apart: [`written`], [`lower`], [`letters`].

use std::borrow::Cow;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The apostrophe that is printed, U+2019.
pub const APOSTROPHE: char = '’';
/// The space at which no line is broken, U+00A0.
pub const NO_BREAK: char = '\u{a0}';
/// The narrow space at which no line is broken, U+202F.
pub const NARROW: char = '\u{202f}';

/// Whether a character is an apostrophe, or is typed and recognised for one.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '‛' | '´')
}

/// Whether a character is a hyphen, which stands inside a word.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Whether a character is a dash, which stands between words: the hyphens are, for they are typed for it.
pub fn is_dash(c: char) -> bool {
    is_hyphen(c) || matches!(c, '‒' | '–' | '—' | '―')
}

/// Whether a character is a hyphen, or one of the short dashes for which people who search type a hyphen: `1914–18`.
pub fn is_short_dash(c: char) -> bool {
    is_hyphen(c) || matches!(c, '‒' | '–')
}

/// Whether a character is a double quotation mark of those that are typed as `"`. Guillemets are typed as they are.
pub fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟')
}

/// Whether a character opens a quotation, a bracket or a Spanish sentence, and so belongs to the word behind it.
pub fn is_opening(c: char) -> bool {
    matches!(c, '"' | '«' | '“' | '„' | '(' | '[' | '¿' | '¡' | '「' | '『')
}

/// Whether a character closes a quotation or a bracket, and so belongs to the sentence before it.
pub fn is_closing(c: char) -> bool {
    matches!(c, '"' | '»' | '”' | ')' | ']' | '」' | '』')
}

/// Whether a character is a space within a line: not a tab, not the end of the line.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | NO_BREAK | NARROW)
}

/// Whether a character belongs to a script that puts no spaces between words: Chinese characters, kana and
/// their punctuation.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fff}' | '\u{3000}'..='\u{30ff}' | '\u{31f0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// How many columns a character takes where Latin letters take one.
pub fn columns(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}' | '\u{ac00}'..='\u{d7a3}' => 2,
        c if is_unspaced(c) => 2,
        _ => 1,
    }
}

/// Whether a character takes no room on the screen: soft hyphens, joiners, direction marks, byte order marks. They stay
/// in texts, and are looked past.
pub fn is_invisible(c: char) -> bool {
    is_joiner(c)
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2061}'..='\u{2069}' | '\u{feff}')
}

/// Whether an invisible character stands inside a word and does not end it.
pub fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Whether a character turns the direction of writing or breaks a line, so that a terminal or an editor would show
/// other text than there is.
pub fn is_steering(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is an accent of the one before it.
pub fn is_accent(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

/// A text as it is seen: accents composed, one kind of apostrophe, of hyphen and of space, one space between words and
/// none around them, nothing invisible. Case and accents count.
pub fn written(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let plain = text.chars().all(|c| {
        let double = before == ' ' && c == ' ';
        before = c;
        let other =
            c.is_whitespace() && c != ' ' || !c.is_ascii() && (is_apostrophe(c) || is_hyphen(c) || is_invisible(c));
        !double && !other
    });
    let plain = plain && (before != ' ' || text.is_empty());
    if plain && (text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.nfc().filter(|c| !is_invisible(*c)).map(|c| match c {
            c if is_apostrophe(c) => '\'',
            c if is_hyphen(c) => '-',
            c => c,
        }));
    }
    Cow::Owned(out)
}

/// A text as it is seen, in small letters: see [`written`]. Accents count.
pub fn lower(text: &str) -> Cow<'_, str> {
    match written(text) {
        Cow::Borrowed(text) if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_uppercase()) => text.into(),
        text => Cow::Owned(text.to_lowercase()),
    }
}

/// The letters and digits of a text and nothing between them: small, without accents, ligatures in two.
pub fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| letters_of(c, |letter| out.push(letter)));
    out
}

/// The letters and digits of each word of a text, as [`letters`] gives them, with one space between two words.
/// Whatever is no letter divides words: `don't` is two.
pub fn words_of_letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let before = out.len();
        letters_of(c, |letter| out.push(letter));
        let divides = out.len() == before && !is_accent(c) && !is_invisible(c);
        if divides && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Calls `each` with what [`letters`] makes of a character: one or two letters or digits, or none.
pub fn letters_of(c: char, mut each: impl FnMut(char)) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            each(c.to_ascii_lowercase());
        }
        return;
    }
    without_accents(c, |part| {
        if part.is_alphanumeric() {
            part.to_lowercase().for_each(&mut each);
        }
    });
}

/// Calls `each` with what is typed for a letter by those who leave accents out: ligatures in two, strokes away.
pub fn without_accents(c: char, mut each: impl FnMut(char)) {
    decompose_canonical(c, |part| {
        let (first, second) = match part {
            'œ' => ('o', Some('e')),
            'Œ' => ('O', Some('e')),
            'æ' => ('a', Some('e')),
            'Æ' => ('A', Some('e')),
            'ß' => ('s', Some('s')),
            'ẞ' => ('S', Some('S')),
            'ø' => ('o', None),
            'Ø' => ('O', None),
            'ł' => ('l', None),
            'Ł' => ('L', None),
            'đ' => ('d', None),
            'Đ' => ('D', None),
            'ı' => ('i', None),
            part if is_accent(part) => return,
            part => (part, None),
        };
        each(first);
        second.into_iter().for_each(&mut each);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    type Set = fn(char) -> bool;

    /// What each character is in: a letter a set, in the order of the heading.
    #[test]
    fn the_sets_differ_in_this_and_nothing_else() {
        let sets: [(char, Set); 11] = [
            ('A', is_apostrophe),
            ('H', is_hyphen),
            ('D', is_dash),
            ('S', is_short_dash),
            ('Q', is_double_quote),
            ('O', is_opening),
            ('C', is_closing),
            ('B', is_space),
            ('I', is_invisible),
            ('J', is_joiner),
            ('T', is_steering),
        ];
        let row = |c: char| sets.iter().map(|(name, is)| if is(c) { *name } else { '.' }).collect::<String>();
        let mut table: Vec<(String, String)> = Vec::new();
        for c in ('\0'..=char::MAX).filter(|c| !row(*c).chars().all(|c| c == '.')) {
            let row = row(c);
            let shown = if is_invisible(c) || is_steering(c) || is_space(c) {
                format!("{:04x}", u32::from(c))
            } else {
                c.to_string()
            };
            match table.last_mut() {
                Some((chars, last)) if *last == row => *chars = format!("{chars} {shown}"),
                _ => table.push((shown, row)),
            }
        }
        let table: Vec<String> = table.into_iter().map(|(chars, row)| format!("{row} {chars}")).collect();
        let expected = "\
            .......B... 0020
            ....QOC.... \"
            A.......... '
            .....O..... (
            ......C.... )
            .HDS....... -
            .....O..... [
            ......C.... ]
            .......B... 00a0
            .....O..... ¡ «
            ........IJ. 00ad
            A.......... ´
            ......C.... »
            .....O..... ¿
            A.......... ʼ
            ........I.T 061c
            ........I.. 200b
            ........IJ. 200c 200d
            ........I.T 200e 200f
            .HDS....... ‐ ‑
            ..DS....... ‒ –
            ..D........ — ―
            A.......... ‘ ’ ‛
            ....QO..... “
            ....Q.C.... ”
            ....QO..... „
            ....Q...... ‟
            ..........T 2028 2029
            ........I.T 202a 202b 202c 202d 202e
            .......B... 202f
            ........IJ. 2060
            ........I.. 2061 2062 2063 2064 2065
            ........I.T 2066 2067 2068 2069
            .....O..... 「
            ......C.... 」
            .....O..... 『
            ......C.... 』
            ........I.. feff";
        let expected: Vec<&str> = expected.lines().map(str::trim).collect();
        assert!(table == expected, "AHDSQOCBIJT\n{}", table.join("\n"));
    }

    #[test]
    fn each_folding_tells_less_apart() {
        for (text, seen, small, bare, words) in [
            ("", "", "", "", ""),
            ("Ann", "Ann", "ann", "ann", "ann"),
            ("ann lee", "ann lee", "ann lee", "annlee", "ann lee"),
            (" L’Hôpital ", "L'Hôpital", "l'hôpital", "lhopital", "l hopital"),
            ("Jean‑Luc\u{a0}\tPic", "Jean-Luc Pic", "jean-luc pic", "jeanlucpic", "jean luc pic"),
            ("e\u{301}te\u{301}", "été", "été", "ete", "ete"),
            ("cœur, Ørsted", "cœur, Ørsted", "cœur, ørsted", "coeurorsted", "coeur orsted"),
            ("tran\u{ad}script\u{200b}", "transcript", "transcript", "transcript", "transcript"),
            ("Straße ẞ", "Straße ẞ", "straße ß", "strassess", "strasse ss"),
            ("1914–18…", "1914–18…", "1914–18…", "191418", "1914 18"),
            ("two\nlines", "two lines", "two lines", "twolines", "two lines"),
        ] {
            assert_eq!(written(text), seen, "{text:?}");
            assert_eq!(lower(text), small, "{text:?}");
            assert_eq!(letters(text), bare, "{text:?}");
            assert_eq!(words_of_letters(text), words, "{text:?}");
        }
    }
}
