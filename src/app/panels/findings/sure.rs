//! The fixes that are sure, a row for all places where the same is put right. Names have a preview of their own.

use crate::analysis::{Finding, Kind, Target, Weight};
use crate::model::Transcript;
use std::collections::HashMap;

/// The same fix of the same text, wherever it stands.
#[derive(Debug)]
pub(super) struct SameFix {
    /// What is the matter.
    pub(super) kind: Kind,
    /// What stands there.
    pub(super) text: String,
    /// What shall stand there.
    pub(super) fix: String,
    /// Where.
    pub(super) findings: Vec<Finding>,
    /// Whether it is to be applied.
    pub(super) ticked: bool,
}

/// Whether the first fix of a finding is taken together with all that are sure.
pub(super) fn is_sure(finding: &Finding) -> bool {
    let is_text = finding.kind.target() == Target::Text && finding.kind != Kind::Name;
    is_text && finding.weight == Weight::Sure && !finding.fixes.is_empty()
}

/// The sure fixes among some findings, the most frequent first, all of them ticked.
pub(super) fn fixes<'f>(findings: impl Iterator<Item = &'f Finding>, t: &Transcript) -> Vec<SameFix> {
    let mut all: Vec<SameFix> = Vec::new();
    let mut places = HashMap::new();
    for finding in findings.filter(|finding| is_sure(finding)) {
        let (Some(text), Some(fix)) = (finding.text(t), finding.fixes.first()) else { continue };
        let at = *places.entry((finding.kind, text.to_owned(), fix.clone())).or_insert_with(|| {
            let (text, fix) = (text.to_owned(), fix.clone());
            all.push(SameFix { kind: finding.kind, text, fix, findings: Vec::new(), ticked: true });
            all.len() - 1
        });
        all[at].findings.push(finding.clone());
    }
    all.sort_by_key(|same| std::cmp::Reverse(same.findings.len()));
    all
}

/// The findings of the rows that are ticked, in the order of the text. Where the text has become another one since
/// there is nothing to be put right.
pub(super) fn ticked(all: &[SameFix], t: &Transcript) -> Vec<Finding> {
    let ticked = all.iter().filter(|same| same.ticked);
    let still_there = |same: &'_ SameFix, finding: &Finding| finding.text(t) == Some(&same.text);
    let mut ticked: Vec<Finding> = ticked
        .flat_map(|same| same.findings.iter().filter(move |finding| still_there(same, finding)))
        .cloned()
        .collect();
    ticked.sort_by_key(|finding| (finding.row, finding.at.start));
    ticked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Line;

    fn transcript(lines: &[&str]) -> Transcript {
        Transcript { lines: lines.iter().map(|line| Line::new(*line)).collect(), ..Transcript::default() }
    }

    fn sure(row: usize, at: std::ops::Range<usize>, kind: Kind, fix: &str) -> Finding {
        Finding::new(row, at, kind, crate::message!("because-by-hand")).or([fix]).weighing(Weight::Sure)
    }

    #[test]
    fn the_same_fix_is_a_row_and_the_most_frequent_comes_first() {
        let t = transcript(&["Ca va au coeur", "Ca alors"]);
        let found = [
            sure(0, 9..14, Kind::Typography, "cœur"),
            sure(0, 0..2, Kind::Typography, "Ça"),
            sure(1, 0..2, Kind::Typography, "Ça"),
            sure(1, 0..2, Kind::Name, "Sa"),
            sure(1, 0..0, Kind::Speaker, "Ann"),
            Finding { weight: Weight::Likely, ..sure(1, 3..8, Kind::Typography, "Alors") },
        ];
        let mut all = fixes(found.iter(), &t);
        let shown: Vec<String> =
            all.iter().map(|same| format!("{} {} {}", same.text, same.fix, same.findings.len())).collect();
        assert_eq!(shown, ["Ca Ça 2", "coeur cœur 1"]);

        let places = |all: &[SameFix], t: &Transcript| -> Vec<(usize, usize)> {
            ticked(all, t).iter().map(|finding| (finding.row, finding.at.start)).collect()
        };
        assert_eq!(places(&all, &t), [(0, 0), (0, 9), (1, 0)], "in the order of the text");
        assert_eq!(places(&all, &transcript(&["Sa va au coeur"])), [(0, 9)], "what is no longer so is left alone");
        all[1].ticked = false;
        assert_eq!(places(&all, &t), [(0, 0), (1, 0)]);
    }
}
