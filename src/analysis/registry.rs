//! All analyses, and what they are called.

use super::finding::Kind;
use super::{
    Analysis, confidence, credits, glossary_forms, markup, misheard_names, repeated, speakers, times, typography,
    unknown_words,
};

/// Every analysis, in the order in which its findings are listed.
pub static ALL: &[&Analysis] = &[
    &misheard_names::ANALYSIS,
    &glossary_forms::ANALYSIS,
    &unknown_words::ANALYSIS,
    &typography::ANALYSIS,
    &repeated::ANALYSIS,
    &confidence::ANALYSIS,
    &markup::ANALYSIS,
    &credits::ANALYSIS,
    &speakers::ANALYSIS,
    &times::ANALYSIS,
];

/// The kinds of findings that an id stands for: its own, if it is a kind's, and those that the analysis of that id
/// makes. Empty when nothing has that id.
pub fn kinds_of(id: &str) -> Vec<Kind> {
    let analyses = ALL.iter().filter(|analysis| analysis.id == id);
    let mut kinds: Vec<Kind> = Kind::of_id(id).into_iter().collect();
    kinds.extend(analyses.flat_map(|analysis| analysis.kinds).filter(|kind| Some(**kind) != Kind::of_id(id)));
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_stands_for_kinds_and_every_kind_is_found_by_an_analysis() {
        for analysis in ALL {
            assert!(!kinds_of(analysis.id).is_empty(), "{}", analysis.id);
        }
        for kind in Kind::ALL {
            assert_eq!(kinds_of(kind.id()).first(), Some(&kind));
            assert!(ALL.iter().any(|analysis| analysis.kinds.contains(&kind)), "{}", kind.id());
        }
        assert_eq!((kinds_of("names"), kinds_of("spelling")), (vec![Kind::Name], vec![Kind::UnknownWord]));
        assert_eq!(kinds_of("nonsense"), []);
    }
}
