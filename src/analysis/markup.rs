//! Markup that its format left in the text: tags, entities, letters read in the wrong character set.

use super::{Analysis, Finding, Kind, Knowledge, Weight, each_line};
use crate::jobs::Cancel;
use crate::model::{Transcript, message};
use encoding_rs::WINDOWS_1252;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// See the head of this file.
pub static ANALYSIS: Analysis = Analysis { id: "markup", kinds: &[Kind::Markup], run, whole: None, reach: 0 };

/// Tags that subtitle formats and pages use; a heart (`<3`) and a comparison are none.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    let tag = r"(?i)</?(?:b|i|u|s|em|strong|font|span|c|v|lang|ruby|rt|p|div|br)(?:[ .][^<>\n]{0,200})?\s*/?>";
    let others = r"<\d{1,3}:\d{2}(?::\d{2})?[.,]\d{1,3}>|\{\\[a-z0-9&()\\,.]{1,60}\}|\\[Nnh]\b";
    Regex::new(&format!("{tag}|{others}")).expect("the pattern is well formed")
});

static ENTITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"&(?:amp;)*(?:amp|lt|gt|quot|apos|nbsp|lrm|rlm|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
        .expect("the pattern is well formed")
});

fn run(t: &Transcript, rows: Range<usize>, _: &Knowledge, cancel: &Cancel) -> Vec<Finding> {
    each_line(t, rows, cancel, |row, line, out| {
        let text = line.text.as_str();
        if text.contains(['<', '{', '\\']) {
            for tag in TAG.find_iter(text) {
                let message = message!("why-markup", text = tag.as_str());
                let with = if tag.as_str().contains("br") || tag.as_str().starts_with("\\N") { " " } else { "" };
                out.push(Finding::new(row, tag.range(), Kind::Markup, message).or([with]).weighing(Weight::Sure));
            }
        }
        if text.contains('&') {
            for entity in ENTITY.find_iter(text) {
                let Some(c) = meant(entity.as_str()) else { continue };
                let message = message!("why-entity", text = entity.as_str());
                let fix = c.map_or_else(String::new, String::from);
                out.push(Finding::new(row, entity.range(), Kind::Markup, message).or([fix]).weighing(Weight::Sure));
            }
        }
        if !text.is_ascii() {
            misread(text, |at, meant| {
                let message = message!("why-misread", text = &text[at.clone()], meant = meant);
                out.push(Finding::new(row, at, Kind::Markup, message).or([meant]).weighing(Weight::Sure));
            });
        }
        out.sort_by_key(|finding| (finding.row, finding.at.start));
    })
}

/// The character for which an entity stands, `Some(None)` when it is invisible; `None` when it is no entity.
#[allow(clippy::option_option, reason = "an invisible character and none at all differ for the caller")]
fn meant(entity: &str) -> Option<Option<char>> {
    let mut name = entity.strip_prefix('&')?.strip_suffix(';')?;
    while let Some(inner) = name.strip_prefix("amp;") {
        name = inner;
    }
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lrm" | "rlm" => return Some(None),
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((!c.is_control()).then_some(c))
}

/// Finds UTF-8 that was read as Windows-1252: `Ã©` for `é`.
fn misread(text: &str, mut found: impl FnMut(Range<usize>, &str)) {
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| !c.is_ascii()).map(|found| at + found) {
        let end = text[start..].find(|c: char| c.is_ascii()).map_or(text.len(), |found| start + found);
        let run = &text[start..end];
        let (bytes, _, lossy) = WINDOWS_1252.encode(run);
        if !lossy && let Ok(meant) = std::str::from_utf8(&bytes) {
            found(start..end, meant);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::knowledge_of;
    use crate::model::Line;

    #[test]
    fn markup_is_found_and_what_only_looks_like_it_is_not() {
        for (text, expected) in [
            ("<i>Hello</i> there", "<i>→|</i>→"),
            ("{\\an8}Up <c.yellow.bg>here", "{\\an8}→|<c.yellow.bg>→"),
            ("one<br/>two", "<br/>→ "),
            ("Tom &amp; Ann&#39;s &amp;quot;", "&amp;→&|&#39;→'|&amp;quot;→\""),
            ("l'Ã©tÃ© â€™", "Ã©→é|Ã©→é|â€™→’"),
            ("word <00:01:02.500>by word", "<00:01:02.500>→"),
            ("I <3 you, a < b and c > d, R&D; {so} it is", ""),
            ("« l'été à Noël », œuvre — ça", ""),
        ] {
            let t = Transcript { lines: std::iter::once(Line::new(text)).collect(), ..Transcript::default() };
            let findings = run(&t, 0..1, &knowledge_of(&t), &Cancel::default());
            let told: Vec<_> =
                findings.iter().map(|found| format!("{}→{}", &text[found.at.clone()], found.fixes[0])).collect();
            assert_eq!(told.join("|"), expected, "{text}");
        }
    }
}
